#include "query/completion.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "query/counts.h"
#include "query/event_index.h"
#include "query/query_dates.h"
#include "query/query_node.h"
#include "query/search_text.h"

namespace choke {
namespace {

// Titles are looked through until so many events have been found, or looked at: the list shows twenty.
constexpr size_t kMaxEventsOffered = 500;
constexpr size_t kMaxEventsTried = 5'000;

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
               text[site.end_byte] != ',' && text[site.end_byte] != '@' && text[site.end_byte] != '~' &&
               !text.substr(site.end_byte).starts_with("..")) {
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
    site.role = (found->field == QueryField::Actor || found->field == QueryField::Side) && before.ends_with('@');
    const bool is_date = found->field == QueryField::Date || found->field == QueryField::Known;
    if (is_date || found->field == QueryField::Status || found->field == QueryField::Path) {
        const size_t size = typed.size();
        if (found->field != QueryField::Path) (void)take_comparison(typed);
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
    uint32_t count = 0;
    QueryField field = QueryField::Word;  // of the value; Word: texts are given
    size_t row = 0;                       // of the value in its table
    std::string insert_text, label;       // given for what has no row
};

// Collects offers with their counts; texts and labels are made for the few that are shown.
class Completer {
public:
    Completer(const Site& site, const EventIndex& index, const EventSet& selection, Instant known_by_s)
        : site_(site), index_(index), data_(index.data()), selection_(selection), known_by_s_(known_by_s),
          typed_(search_form(site.typed)) {}

    std::vector<Completion> run() {
        if (!site_.field) {
            offer_fields();
            if (!typed_.empty()) {
                for (const QueryField field :
                     {QueryField::Actor, QueryField::Thing, QueryField::Kind, QueryField::Tag}) {
                    offer_values(field);
                }
            }
        } else if (site_.role) {
            offer_roles();
        } else {
            offer_values(*site_.field);
        }
        const auto order = [](const Offer& a, const Offer& b) {
            const auto key = [](const Offer& offer) {
                return std::tuple(offer.group, offer.group > 0 && offer.count == 0, offer.rank,
                                  -static_cast<int64_t>(offer.count));
            };
            return key(a) < key(b);
        };
        std::ranges::stable_sort(offers_, order);
        if (offers_.size() > kMaxCompletions) offers_.resize(kMaxCompletions);
        std::vector<Completion> out;
        for (Offer& offer : offers_) out.push_back(finished(std::move(offer)));
        return out;
    }

private:
    // `names` holds names that each end with a line feed; nothing when the value does not fit what was typed.
    [[nodiscard]] std::optional<int> rank_of(std::string_view id, std::string_view names) const {
        if (typed_.empty() || id.starts_with(typed_) || names.starts_with(typed_)) return 0;
        bool inside = has_word_start(id, typed_);
        for (size_t at = names.find(typed_); at != names.npos; at = names.find(typed_, at + 1)) {
            if (at > 0 && names[at - 1] == '\n') return 0;
            inside = inside || has_word_start(names.substr(at - 1), typed_);
        }
        return inside ? std::optional(1) : std::nullopt;
    }

    void offer(int rank, std::string insert_text, std::string label, size_t count, int group = 1) {
        offers_.push_back({group, rank, static_cast<uint32_t>(count), QueryField::Word, 0, std::move(insert_text),
                           std::move(label)});
    }
    void offer_row(int rank, QueryField field, size_t row, size_t count) {
        offers_.push_back({1, rank, static_cast<uint32_t>(count), field, row, {}, {}});
    }

    void offer_fields() {
        for (const QueryFieldInfo& field : query_fields()) {
            if (!field.name.starts_with(typed_)) continue;
            offer(0, fmt::format("{}:", field.name), std::string(field.meaning), 0, 0);
        }
    }

    void offer_values(QueryField field) {
        switch (field) {
            case QueryField::Actor:
                offer_rows(field, Facet::Actor, data_.actors.id, [&](size_t i) { return names_of<ActorId>(i); });
                break;
            case QueryField::Thing:
                offer_rows(field, Facet::Thing, data_.things.id, [&](size_t i) { return names_of<ThingId>(i); });
                break;
            case QueryField::Path:
                offer_values(QueryField::Actor);
                offer_values(QueryField::Thing);
                if (!typed_.empty()) offer_events();
                break;
            case QueryField::Kind: offer_words(data_.event_kinds, field, Facet::Kind); break;
            case QueryField::Tag: offer_words(data_.tags, field, Facet::Tag); break;
            case QueryField::Role: offer_words(data_.roles, field, Facet::Role); break;
            case QueryField::Source: offer_titled(data_.sources, field, Facet::Source); break;
            case QueryField::Story: offer_titled(data_.stories, field, Facet::Story); break;
            case QueryField::Side: offer_counted_by_query(side_words(), field); break;
            case QueryField::Status: offer_counted_by_query(status_words(), field); break;
            case QueryField::Has: {
                std::vector<std::string_view> words;
                for (const TraitWords& row : trait_words()) words.push_back(row.word);
                offer_counted_by_query(words, field);
                break;
            }
            case QueryField::Id:
            case QueryField::Linked: offer_events(); break;
            case QueryField::Date: offer_years_of_dates(); break;
            case QueryField::Known: offer_years_of_knowing(); break;
            case QueryField::Word:
            case QueryField::Text: break;
        }
    }

    template <typename Id>
    [[nodiscard]] std::string_view names_of(size_t i) const {
        return index_.folded_names(id_at<Id>(i));
    }

    template <typename NamesOf>
    void offer_rows(QueryField field, Facet facet, const std::vector<StringRef>& ids, NamesOf&& names) {
        std::vector<uint32_t> counts;
        for (size_t i = 0; i < ids.size(); ++i) {
            const auto rank = rank_of(data_.text(ids[i]), names(i));
            if (!rank) continue;
            if (counts.empty()) counts = count_facet(index_, facet, selection_, known_by_s_);
            offer_row(*rank, field, i, counts[i]);
        }
    }

    template <typename Table>
    void offer_titled(const Table& table, QueryField field, Facet facet) {
        std::string title;
        offer_rows(field, facet, table.id, [&](size_t i) {
            title = typed_.empty() ? std::string() : search_form(data_.text(table.title[i]));
            return std::string_view(title);
        });
    }

    void offer_words(const Vocabulary& words, QueryField field, Facet facet) {
        std::vector<uint32_t> counts;
        for (size_t i = 0; i < words.size(); ++i) {
            const auto rank = rank_of(search_form(words.word(id_at<WordId>(i))), {});
            if (!rank) continue;
            if (counts.empty()) counts = count_facet(index_, facet, selection_, known_by_s_);
            offer_row(*rank, field, i, counts[i]);
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

    [[nodiscard]] Completion finished(Offer offer) const {
        const auto with_field = [&](std::string_view field_name, std::string_view value) {
            std::string text = site_.field ? std::string() : fmt::format("{}:", field_name);
            return text + quoted_if_needed(value, site_.field.value_or(offer.field));
        };
        const size_t row = offer.row;
        switch (offer.field) {
            case QueryField::Actor:
                offer.insert_text = with_field("actor", data_.text(data_.actors.id[row]));
                offer.label = label_of(data_.actors, row);
                break;
            case QueryField::Thing:
                offer.insert_text = with_field("thing", data_.text(data_.things.id[row]));
                offer.label = label_of(data_.things, row);
                break;
            case QueryField::Kind:
                offer.insert_text = with_field("kind", data_.event_kinds.word(id_at<WordId>(row)));
                offer.label = displayable(data_.event_kinds.word(id_at<WordId>(row)));
                break;
            case QueryField::Tag:
                offer.insert_text = with_field("tag", data_.tags.word(id_at<WordId>(row)));
                offer.label = displayable(data_.tags.word(id_at<WordId>(row)));
                break;
            case QueryField::Role:
                offer.insert_text = with_field("role", data_.roles.word(id_at<WordId>(row)));
                offer.label = displayable(data_.roles.word(id_at<WordId>(row)));
                break;
            case QueryField::Source:
                offer.insert_text = with_field("source", data_.text(data_.sources.id[row]));
                offer.label = displayable(data_.text(data_.sources.title[row]));
                break;
            case QueryField::Story:
                offer.insert_text = with_field("story", data_.text(data_.stories.id[row]));
                offer.label = displayable(data_.text(data_.stories.title[row]));
                break;
            case QueryField::Id:
                offer.insert_text = with_field("id", data_.text(data_.events.id[row]));
                offer.label = displayable(data_.text(data_.events.title[row]));
                break;
            case QueryField::Word:
            case QueryField::Side:
            case QueryField::Status:
            case QueryField::Text:
            case QueryField::Date:
            case QueryField::Known:
            case QueryField::Has:
            case QueryField::Linked:
            case QueryField::Path: break;  // texts are given
        }
        return {std::move(offer.insert_text), std::move(offer.label), offer.count, site_.begin_byte, site_.end_byte};
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

    // Roles of the actor or side before the "@", in one walk over its events.
    void offer_roles() {
        std::string whole = last_value(site_.before);
        whole.pop_back();
        const auto query = parse_query(whole, data_);
        if (!query || query->matches_everything() || query->root()->type != NodeType::Term) return;
        const QueryValue& value = query->root()->values.front();
        const bool of_side = query->root()->field == QueryField::Side;
        EventSet events = index_.select(*query, known_by_s_);
        events.intersect(selection_);
        std::vector<uint32_t> counts(data_.roles.size(), 0);
        std::vector<uint32_t> last_event(counts.size(), 0);  // event + 1
        for (const EventId event : events.to_vector()) {
            for (const ActorRole& part : data_.events.actors[index(event)]) {
                const bool meant = of_side ? data_.actors.side[index(part.actor)] == value.side
                                           : std::ranges::binary_search(value.ids, static_cast<uint32_t>(part.actor));
                if (!meant || part.role == kNone<WordId>) continue;
                uint32_t& last = last_event[index(part.role)];
                if (last == static_cast<uint32_t>(event) + 1) continue;
                last = static_cast<uint32_t>(event) + 1;
                ++counts[index(part.role)];
            }
        }
        for (size_t i = 0; i < counts.size(); ++i) {
            const auto rank = rank_of(search_form(data_.roles.word(id_at<WordId>(i))), {});
            if (rank) offer_row(*rank, QueryField::Role, i, counts[i]);
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

    void offer_events() {
        const EventSet candidates = typed_.empty() ? selection_
                                                   : index_.with_text(typed_, EventIndex::TextScope::WithId,
                                                                      index_.known_by(known_by_s_));
        size_t offered_count = 0;
        size_t tried_count = 0;
        for (const EventId event : candidates.to_vector()) {
            if (++tried_count > kMaxEventsTried) break;
            const std::string_view id = data_.text(data_.events.id[index(event)]);
            const auto rank = rank_of(id, search_form(data_.text(data_.events.title[index(event)])));
            if (!rank) continue;
            offer_row(*rank, QueryField::Id, index(event), selection_.contains(event) ? 1 : 0);
            if (++offered_count == kMaxEventsOffered) break;
        }
    }

    void offer_year(int64_t year, size_t count) {
        if (count == 0 || year < 0 || year > 9999) return;  // written with a sign or a 'Y': rarely typed
        const std::string text = fmt::format("{:04}", year);
        if (text.starts_with(typed_)) offer(0, text, text, count);
    }

    // Years in which events of the selection certainly fall.
    void offer_years_of_dates() {
        for (const PeriodCount& row : count_by_period(index_, selection_, Period::Year).periods) {
            offer_year(civil_from_instant(row.begin_s).date.year, row.certain);
        }
    }

    void offer_years_of_knowing() {
        const EventIndex::Postings& postings = index_.postings();
        const std::span<const Instant> days = postings.known_days.distinct();
        std::vector<uint32_t> counts(days.size(), 0);
        for (const EventId event : selection_.to_vector()) ++counts[postings.known[index(event)]];
        int64_t year = 0;
        uint32_t count = 0;
        for (size_t i = 0; i < days.size(); ++i) {
            const int64_t next = civil_from_instant(days[i]).date.year;
            if (next != year) {
                offer_year(year, count);
                count = 0;
            }
            year = next;
            count += counts[i];
        }
        offer_year(year, count);
    }

    const Site& site_;
    const EventIndex& index_;
    const Dataset& data_;
    const EventSet& selection_;
    Instant known_by_s_;
    std::string typed_;
    std::vector<Offer> offers_;
};

// A part of a filter at its top level, as far as white space outside quotes and parentheses tells.
struct Piece {
    size_t begin_byte = 0;
    size_t end_byte = 0;
};

std::vector<Piece> pieces_of(std::string_view text) {
    std::vector<Piece> pieces;
    int depth = 0;
    bool in_quotes = false;
    size_t begin = text.npos;
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const size_t space = in_quotes || depth > 0 ? 0 : space_length(text, i);
        if (space > 0) {
            if (begin != text.npos) pieces.push_back({begin, i});
            begin = text.npos;
            i += space - 1;
            continue;
        }
        if (begin == text.npos) begin = i;
        if (in_quotes && c == '\\') {
            ++i;
        } else if (c == '"') {
            in_quotes = !in_quotes;
        } else if (!in_quotes && c == '(') {
            ++depth;
        } else if (!in_quotes && c == ')' && depth > 0) {
            --depth;
        }
    }
    if (begin != text.npos) pieces.push_back({begin, text.size()});
    return pieces;
}

}  // namespace

EventSet select_beside_cursor(std::string_view text, size_t cursor_byte, const EventIndex& index, Instant known_by_s) {
    std::string rest;
    std::string_view before;
    if (text.size() <= kMaxQueryBytes) {
        for (const Piece& piece : pieces_of(text)) {
            const std::string_view part = text.substr(piece.begin_byte, piece.end_byte - piece.begin_byte);
            // Beside an OR at the top nothing else must hold.
            if (part == "OR") return index.known_by(known_by_s);
            const bool at_cursor = piece.begin_byte <= cursor_byte && cursor_byte <= piece.end_byte;
            if (!at_cursor && part != "AND" && part != "NOT") {
                if (!rest.empty()) rest += ' ';
                if (before == "NOT") rest += "NOT ";
                rest += part;
            }
            before = part;
        }
    }
    const auto query = parse_query(rest, index.data());
    return query ? index.select(*query, known_by_s) : index.known_by(known_by_s);
}

std::vector<Completion> complete(std::string_view text, size_t cursor_byte, const EventIndex& index,
                                 const EventSet& selection, Instant known_by_s) {
    if (text.size() > kMaxQueryBytes) return {};
    const auto site = site_at(text, std::min(cursor_byte, text.size()));
    if (!site) return {};
    return Completer(*site, index, selection, known_by_s).run();
}

std::vector<Completion> complete(std::string_view text, size_t cursor_byte, const EventIndex& index,
                                 Instant known_by_s) {
    return complete(text, cursor_byte, index, select_beside_cursor(text, cursor_byte, index, known_by_s), known_by_s);
}

}  // namespace choke
