#include "query/completion.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "query/query_dates.h"
#include "query/query_node.h"
#include "query/search_text.h"

namespace choke {
namespace {

// Titles are looked through until so many events have been found: the list shows twenty.
constexpr size_t kMaxEventsTried = 500;

// What is being written at the cursor.
struct Site {
    std::optional<QueryField> field;  // nothing: a word or the name of a field
    bool role = false;                // behind '@'
    std::string typed;                // from its beginning to the cursor
    std::string before;               // "actor:nvidia@", "status:>=": what the value belongs to
    size_t begin_byte = 0;
    size_t end_byte = 0;
};

bool ends_token(std::string_view text, size_t i) {
    return text[i] == '(' || text[i] == ')' || space_length(text, i) > 0;
}

struct Token {
    size_t begin_byte = 0;
    size_t part_byte = 0;   // behind the last ':', ',', or '@' outside quotes
    bool quote_open = false;
};

// Reads up to the cursor as the lexer would, but takes every half-written thing as it is.
Token token_before(std::string_view text, size_t cursor) {
    Token token;
    bool field_seen = false;
    for (size_t i = 0; i < cursor; ++i) {
        const char c = text[i];
        if (token.quote_open) {
            if (c == '\\' && i + 1 < cursor) {
                ++i;
            } else if (c == '"') {
                token.quote_open = false;
            }
        } else if (const size_t space = space_length(text, i); space > 0 || c == '(' || c == ')') {
            token.begin_byte = token.part_byte = i + std::max<size_t>(space, 1);
            field_seen = false;
        } else if (c == '"') {
            token.quote_open = true;
        } else if (c == '-' && i == token.begin_byte) {
            token.begin_byte = token.part_byte = i + 1;
        } else if (c == ':' && !field_seen) {
            field_seen = true;
            token.part_byte = i + 1;
        } else if (field_seen && (c == ',' || c == '@')) {
            token.part_byte = i + 1;
        }
    }
    return token;
}

std::optional<Site> site_at(std::string_view text, size_t cursor) {
    const Token token = token_before(text, cursor);
    Site site;
    site.begin_byte = token.part_byte;
    site.end_byte = cursor;
    if (token.quote_open) {
        const size_t close = text.find('"', cursor);
        if (close != text.npos) site.end_byte = close + 1;
    } else {
        while (site.end_byte < text.size() && !ends_token(text, site.end_byte) && text[site.end_byte] != '"' &&
               text[site.end_byte] != ',' && text[site.end_byte] != '@' && text[site.end_byte] != '~') {
            ++site.end_byte;
        }
    }
    std::string_view typed = text.substr(token.part_byte, cursor - token.part_byte);
    const std::string_view before = text.substr(token.begin_byte, token.part_byte - token.begin_byte);
    if (before.empty()) {
        if (typed.starts_with('"')) return std::nullopt;  // a phrase: anything may stand in it
        site.typed = typed;
        return site;
    }
    const std::string name = search_form(before.substr(0, before.find(':')));
    const auto found = std::ranges::find(query_fields(), name, &QueryFieldInfo::name);
    if (found == query_fields().end()) return std::nullopt;
    site.field = found->field;
    site.before = before;
    site.role = found->field == QueryField::Actor && before.ends_with('@');
    if (found->field == QueryField::Status || found->field == QueryField::Date || found->field == QueryField::Known) {
        const size_t size = typed.size();
        (void)take_comparison(typed);
        if (const size_t dots = typed.find(".."); dots != typed.npos) typed.remove_prefix(dots + 2);
        site.begin_byte += size - typed.size();
        site.before += text.substr(token.part_byte, site.begin_byte - token.part_byte);
    }
    if (typed.starts_with('"')) typed.remove_prefix(1);
    site.typed = typed;
    return site;
}

struct Offer {
    int group = 0;  // fields before values
    int rank = 0;   // 0 begins with what was typed, 1 a word inside does
    Completion completion;
};

class Completer {
public:
    Completer(const Site& site, const EventIndex& index, const EventSet& selection, Instant known_by_s)
        : site_(site), index_(index), data_(index.data()), selection_(selection), known_by_s_(known_by_s),
          typed_(search_form(site.typed)) {}

    std::vector<Completion> run() {
        if (!site_.field) {
            offer_fields();
            if (!typed_.empty()) {
                prefix_ = "actor:";
                offer_actors();
                prefix_ = "thing:";
                offer_things();
                prefix_ = "kind:";
                offer_words(data_.event_kinds, QueryField::Kind);
                prefix_ = "tag:";
                offer_words(data_.tags, QueryField::Tag);
            }
        } else if (site_.role) {
            offer_counted_by_query(words_of(data_.roles), QueryField::Role);
        } else {
            offer_values(*site_.field);
        }
        std::ranges::stable_sort(offers_, {}, [](const Offer& offer) {
            return std::tuple(offer.group, offer.group > 0 && offer.completion.count == 0, offer.rank,
                              -static_cast<int64_t>(offer.completion.count));
        });
        if (offers_.size() > kMaxCompletions) offers_.resize(kMaxCompletions);
        std::vector<Completion> out;
        for (Offer& offer : offers_) out.push_back(std::move(offer.completion));
        return out;
    }

private:
    // `names` holds names that each end with a line feed; nothing when the value does not fit what was typed.
    [[nodiscard]] std::optional<int> rank_of(std::string_view id, std::string_view names) const {
        if (id.starts_with(typed_) || names.starts_with(typed_)) return 0;
        if (names.find('\n' + typed_) != names.npos) return 0;
        if (has_word_start(id, typed_) || has_word_start(names, typed_)) return 1;
        return std::nullopt;
    }

    void offer(int rank, std::string insert_text, std::string label, size_t count, int group = 1) {
        offers_.push_back({group, rank,
                           {std::move(insert_text), std::move(label), static_cast<uint32_t>(count), site_.begin_byte,
                            site_.end_byte}});
    }

    void offer_fields() {
        for (const QueryFieldInfo& field : query_fields()) {
            if (!field.name.starts_with(typed_)) continue;
            offer(0, fmt::format("{}:", field.name), std::string(field.meaning), 0, 0);
        }
    }

    void offer_values(QueryField field) {
        switch (field) {
            case QueryField::Actor: offer_actors(); break;
            case QueryField::Thing: offer_things(); break;
            case QueryField::Kind: offer_words(data_.event_kinds, field); break;
            case QueryField::Tag: offer_words(data_.tags, field); break;
            case QueryField::Role: offer_words(data_.roles, field); break;
            case QueryField::Source: offer_titled(data_.sources, field); break;
            case QueryField::Story: offer_titled(data_.stories, field); break;
            case QueryField::Side: offer_counted_by_query(side_words(), field); break;
            case QueryField::Status: offer_counted_by_query(status_words(), field); break;
            case QueryField::Has: {
                std::vector<std::string_view> words;
                for (const TraitWords& row : trait_words()) words.push_back(row.word);
                offer_counted_by_query(words, field);
                break;
            }
            case QueryField::Id:
            case QueryField::Linked: offer_events(field); break;
            case QueryField::Date:
            case QueryField::Known: offer_years(field); break;
            case QueryField::Word:
            case QueryField::Text: break;
        }
    }

    // "Huawei", or "Huawei · 华为" when only the alias fits what was typed.
    template <typename Table>
    std::string label_of(const Table& table, size_t row) const {
        const std::string_view name = data_.text(table.name[row]);
        std::string label = displayable(name);
        if (rank_of(data_.text(table.id[row]), search_form(name))) return label;
        for (const StringRef alias : table.aliases[row]) {
            const std::string_view text = data_.text(alias);
            if (rank_of({}, search_form(text))) return fmt::format("{} · {}", label, displayable(text));
        }
        return label;
    }

    void offer_actors() {
        for (size_t i = 0; i < data_.actors.size(); ++i) {
            const auto actor = id_at<ActorId>(i);
            const std::string_view id = data_.text(data_.actors.id[i]);
            if (const auto rank = rank_of(id, index_.folded_names(actor))) {
                offer(*rank, prefix_ + quoted_if_needed(id, QueryField::Actor), label_of(data_.actors, i),
                      index_.of_actor(actor).intersection_size(selection_));
            }
        }
    }

    void offer_things() {
        for (size_t i = 0; i < data_.things.size(); ++i) {
            const auto thing = id_at<ThingId>(i);
            const std::string_view id = data_.text(data_.things.id[i]);
            if (const auto rank = rank_of(id, index_.folded_names(thing))) {
                offer(*rank, prefix_ + quoted_if_needed(id, QueryField::Thing), label_of(data_.things, i),
                      index_.of_thing(thing).intersection_size(selection_));
            }
        }
    }

    [[nodiscard]] const EventSet& events_of(QueryField field, size_t i) const {
        switch (field) {
            case QueryField::Kind: return index_.of_kind(id_at<WordId>(i));
            case QueryField::Role: return index_.of_role(id_at<WordId>(i));
            case QueryField::Source: return index_.of_source(id_at<SourceId>(i));
            case QueryField::Story: return index_.of_story(id_at<StoryId>(i));
            case QueryField::Word:
            case QueryField::Actor:
            case QueryField::Side:
            case QueryField::Thing:
            case QueryField::Status:
            case QueryField::Tag:
            case QueryField::Id:
            case QueryField::Text:
            case QueryField::Date:
            case QueryField::Known:
            case QueryField::Has:
            case QueryField::Linked: break;
        }
        return index_.of_tag(id_at<WordId>(i));
    }

    void offer_words(const Vocabulary& words, QueryField field) {
        for (size_t i = 0; i < words.size(); ++i) {
            const std::string_view text = words.word(id_at<WordId>(i));
            if (const auto rank = rank_of(search_form(text), {})) {
                offer(*rank, prefix_ + quoted_if_needed(text, field), displayable(text),
                      events_of(field, i).intersection_size(selection_));
            }
        }
    }

    template <typename Table>
    void offer_titled(const Table& table, QueryField field) {
        for (size_t i = 0; i < table.size(); ++i) {
            const std::string_view id = data_.text(table.id[i]);
            const std::string_view title = data_.text(table.title[i]);
            if (const auto rank = rank_of(id, search_form(title))) {
                offer(*rank, quoted_if_needed(id, field), displayable(title),
                      events_of(field, i).intersection_size(selection_));
            }
        }
    }

    static std::vector<std::string_view> words_of(const Vocabulary& vocabulary) {
        std::vector<std::string_view> words;
        for (size_t i = 0; i < vocabulary.size(); ++i) words.push_back(vocabulary.word(id_at<WordId>(i)));
        return words;
    }

    // For short lists whose count is what the finished term would find.
    void offer_counted_by_query(std::span<const std::string_view> words, QueryField field) {
        for (const std::string_view text : words) {
            const auto rank = rank_of(search_form(text), {});
            if (!rank) continue;
            const std::string insert_text = quoted_if_needed(text, field);
            const auto query = parse_query(last_value(site_.before) + insert_text, data_);
            if (!query) continue;
            offer(*rank, insert_text, displayable(text),
                  index_.select(*query, known_by_s_).intersection_size(selection_));
        }
    }

    // "actor:nvidia,amd@" counts for amd alone: "actor:amd@".
    static std::string last_value(std::string_view before) {
        const size_t colon = before.find(':');
        bool in_quotes = false;
        size_t begin = colon + 1;
        for (size_t i = colon + 1; i < before.size(); ++i) {
            if (before[i] == '"') in_quotes = !in_quotes;
            if (before[i] == ',' && !in_quotes) begin = i + 1;
        }
        return std::string(before.substr(0, colon + 1)) + std::string(before.substr(begin));
    }

    void offer_events(QueryField field) {
        const EventSet candidates = typed_.empty() ? selection_
                                                   : index_.with_text(typed_, EventIndex::TextScope::WithId,
                                                                      index_.known_by(known_by_s_));
        size_t tried = 0;
        for (const EventId event : candidates.to_vector()) {
            const std::string_view id = data_.text(data_.events.id[index(event)]);
            const std::string_view title = data_.text(data_.events.title[index(event)]);
            const auto rank = rank_of(id, search_form(title));
            if (!rank) continue;
            offer(*rank, quoted_if_needed(id, field), displayable(title), selection_.contains(event) ? 1 : 0);
            if (++tried == kMaxEventsTried) break;
        }
    }

    // Years in which events of the selection certainly fall.
    void offer_years(QueryField field) {
        std::map<int64_t, uint32_t> counts;
        for (const EventId event : selection_.to_vector()) {
            const DateBounds& date = data_.events.date[index(event)];
            const bool known = field == QueryField::Known;
            if (!known && (date.begin != EndKind::Known || date.end != EndKind::Known)) continue;
            const Instant first_s = known ? data_.events.known_s[index(event)] : date.earliest;
            const int64_t year = civil_from_instant(first_s).date.year;
            if (!known && civil_from_instant(date.latest).date.year != year) continue;
            ++counts[year];
        }
        for (const auto& [year, count] : counts) {
            if (year < 0 || year > 9999) continue;  // written with a sign or a 'Y': rarely typed
            const std::string text = fmt::format("{:04}", year);
            if (text.starts_with(typed_)) offer(0, text, text, count);
        }
    }

    const Site& site_;
    const EventIndex& index_;
    const Dataset& data_;
    const EventSet& selection_;
    Instant known_by_s_;
    std::string typed_;
    std::string prefix_;
    std::vector<Offer> offers_;
};

}  // namespace

std::vector<Completion> complete(std::string_view text, size_t cursor_byte, const EventIndex& index,
                                 const EventSet& selection, Instant known_by_s) {
    if (text.size() > kMaxQueryBytes) return {};
    const auto site = site_at(text, std::min(cursor_byte, text.size()));
    if (!site) return {};
    return Completer(*site, index, selection, known_by_s).run();
}

}  // namespace choke
