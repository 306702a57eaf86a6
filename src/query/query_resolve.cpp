#include "query/query_resolve.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "query/query_dates.h"
#include "query/search_text.h"

namespace choke {
namespace {

constexpr size_t kMaxShown = 40;          // code points of the user's text that a message repeats
constexpr size_t kMaxNearLength = 64;     // bytes; nobody mistypes a whole paragraph
constexpr size_t kMaxListedWords = 24;    // a vocabulary up to this size is listed in full
constexpr int kMaxSteps = 20;
constexpr size_t kMaxNamedEnds = 6;       // of those that share a name
constexpr size_t kMaxEventCandidates = 20'000;  // events that are looked at for a suggestion
constexpr int kNamesLookedThrough = 8;    // look-ups of a name before they are sorted

tl::unexpected<ValueError> fail_at(size_t byte, std::string message) {
    return tl::unexpected<ValueError>(ValueError{.message = std::move(message), .byte = byte});
}

// "no actor 'x'": the noun of the field in a sentence.
std::string_view noun(QueryField field) {
    switch (field) {
        case QueryField::Actor: return "actor";
        case QueryField::Side: return "side";
        case QueryField::Kind: return "kind";
        case QueryField::Thing: return "thing";
        case QueryField::Status: return "status";
        case QueryField::Source: return "source";
        case QueryField::Tag: return "tag";
        case QueryField::Role: return "role";
        case QueryField::Id:
        case QueryField::Linked: return "event";
        case QueryField::Story: return "story";
        case QueryField::Has: return "property";
        case QueryField::Path: return "event, actor or thing";
        case QueryField::Word:
        case QueryField::Text: return "word";
        case QueryField::Date:
        case QueryField::Known: return "date";
    }
    return "value";
}

bool is_closed_or_small(QueryField field) {
    return field == QueryField::Kind || field == QueryField::Role || field == QueryField::Tag ||
           field == QueryField::Side || field == QueryField::Status || field == QueryField::Has;
}

// One bit a letter or digit. A word within k edits of another has at most k letters that the other lacks, which
// rules out nearly all candidates before the edit distance is computed.
uint64_t letter_mask(std::string_view text) {
    uint64_t mask = 0;
    for (const char c : text) mask |= uint64_t{1} << (static_cast<unsigned char>(c) & 63U);
    return mask;
}

tl::unexpected<ValueError> unknown_value(QueryField field, std::string_view written, size_t byte,
                                         const std::vector<Candidate>& candidates) {
    const bool listed = is_closed_or_small(field);
    std::string message = fmt::format("no {} '{}'", noun(field), shown(written));
    const auto near = near_ids(search_form(written), candidates, listed ? 3 : 1);
    if (!near.empty()) {
        message += fmt::format("; did you mean {}?", either_of(near));
    } else if (listed && !candidates.empty() && candidates.size() <= kMaxListedWords) {
        message += fmt::format("; there {} ", candidates.size() == 1 ? "is" : "are");
        for (size_t i = 0; i < candidates.size(); ++i) {
            message += fmt::format("{}{}", i == 0 ? "" : ", ", candidates[i].id);
        }
    }
    return fail_at(byte, std::move(message));
}

void add_words(std::vector<Candidate>& out, const Vocabulary& used, std::span<const std::string_view> known) {
    for (size_t i = 0; i < used.size(); ++i) {
        const std::string_view word = used.word(id_at<WordId>(i));
        out.push_back({search_form(word), word, static_cast<uint32_t>(i)});
    }
    for (const std::string_view word : known) {
        if (used.find(word) == kNone<WordId>) out.push_back({search_form(word), word, kNoneIndex});
    }
}

template <typename Table>
void add_ids(std::vector<Candidate>& out, const Dataset& data, const Table& table) {
    for (size_t i = 0; i < table.size(); ++i) {
        const std::string_view id = data.text(table.id[i]);
        out.push_back({std::string(id), id, static_cast<uint32_t>(i)});
    }
}

template <typename Table>
void add_names(std::vector<Candidate>& out, const Dataset& data, const Table& table,
               const std::vector<StringRef>& names) {
    for (size_t i = 0; i < table.size(); ++i) {
        const std::string_view name = data.text(names[i]);
        if (!name.empty()) out.push_back({search_form(name), data.text(table.id[i]), static_cast<uint32_t>(i)});
    }
}

template <typename Table>
void add_aliases(std::vector<Candidate>& out, const Dataset& data, const Table& table) {
    for (size_t i = 0; i < table.size(); ++i) {
        for (const StringRef alias : table.aliases[i]) {
            out.push_back({search_form(data.text(alias)), data.text(table.id[i]), static_cast<uint32_t>(i)});
        }
    }
}

std::vector<Candidate> candidates_of(QueryField field, const Dataset& data) {
    std::vector<Candidate> all;
    switch (field) {
        case QueryField::Actor:
            add_ids(all, data, data.actors);
            add_names(all, data, data.actors, data.actors.name);
            add_aliases(all, data, data.actors);
            break;
        case QueryField::Thing:
            add_ids(all, data, data.things);
            add_names(all, data, data.things, data.things.name);
            add_aliases(all, data, data.things);
            break;
        case QueryField::Source:
            add_ids(all, data, data.sources);
            add_names(all, data, data.sources, data.sources.title);
            add_names(all, data, data.sources, data.sources.publisher);
            break;
        case QueryField::Story:
            add_ids(all, data, data.stories);
            add_names(all, data, data.stories, data.stories.title);
            break;
        case QueryField::Id:
        case QueryField::Linked: break;  // event_candidates()
        case QueryField::Kind: add_words(all, data.event_kinds, known_event_kinds()); break;
        case QueryField::Role: add_words(all, data.roles, known_roles()); break;
        case QueryField::Tag: add_words(all, data.tags, {}); break;
        case QueryField::Side:
            for (size_t i = 0; i < side_words().size(); ++i) {
                all.push_back({search_form(side_words()[i]), side_words()[i], static_cast<uint32_t>(i)});
            }
            break;
        case QueryField::Status:
            for (size_t i = 0; i < status_words().size(); ++i) {
                all.push_back({search_form(status_words()[i]), status_words()[i], static_cast<uint32_t>(i)});
            }
            break;
        case QueryField::Has:
            for (const TraitWords& row : trait_words()) {
                all.push_back({std::string(row.word), row.word, static_cast<uint32_t>(row.trait)});
                if (row.other != row.word) {
                    all.push_back({std::string(row.other), row.word, static_cast<uint32_t>(row.trait)});
                }
            }
            break;
        case QueryField::Path:
        case QueryField::Word:
        case QueryField::Text:
        case QueryField::Date:
        case QueryField::Known: break;
    }
    return all;
}

// Ids to suggest for one that no event has: all of them, or of very many those that stand near it in their order.
std::vector<Candidate> event_candidates(const Dataset& data, std::string_view written) {
    std::span<const uint32_t> order = data.events_by_id();
    if (order.size() > kMaxEventCandidates) {
        const auto at = std::ranges::lower_bound(order, written, {}, [&](uint32_t row) {
            return data.text(data.events.id[row]);
        });
        const auto place = static_cast<size_t>(at - order.begin());
        const size_t begin = place - std::min(place, kMaxEventCandidates / 2);
        order = order.subspan(begin, std::min(kMaxEventCandidates, order.size() - begin));
    }
    std::vector<uint32_t> rows(order.begin(), order.end());
    std::ranges::sort(rows);
    std::vector<Candidate> out;
    out.reserve(rows.size());
    for (const uint32_t row : rows) {
        const std::string_view id = data.text(data.events.id[row]);
        out.push_back({std::string(id), id, row});
    }
    return out;
}

// Calls visit(row) for every row of an id column that begins with `start`.
template <typename Visit>
void for_each_beginning(const Dataset& data, const std::vector<StringRef>& ids, std::string_view start, Visit&& visit) {
    for (size_t i = 0; i < ids.size(); ++i) {
        if (data.text(ids[i]).starts_with(start)) visit(static_cast<uint32_t>(i));
    }
}

// The rows whose id, or word, begins with `start`, which is folded as ids are; ascending.
std::vector<uint32_t> rows_beginning(QueryField field, const Dataset& data, std::string_view start) {
    std::vector<uint32_t> rows;
    const auto add = [&](uint32_t row) { rows.push_back(row); };
    const auto add_words = [&](const Vocabulary& words) {
        for (size_t i = 0; i < words.size(); ++i) {
            if (search_form(words.word(id_at<WordId>(i))).starts_with(start)) add(static_cast<uint32_t>(i));
        }
    };
    switch (field) {
        case QueryField::Actor: for_each_beginning(data, data.actors.id, start, add); break;
        case QueryField::Thing: for_each_beginning(data, data.things.id, start, add); break;
        case QueryField::Source: for_each_beginning(data, data.sources.id, start, add); break;
        case QueryField::Story: for_each_beginning(data, data.stories.id, start, add); break;
        case QueryField::Id:
        case QueryField::Linked: {
            const std::span<const uint32_t> order = data.events_by_id();
            const auto id = [&](uint32_t row) { return data.text(data.events.id[row]); };
            for (auto at = std::ranges::lower_bound(order, start, {}, id);
                 at != order.end() && id(*at).starts_with(start); ++at) {
                add(*at);
            }
            std::ranges::sort(rows);
            break;
        }
        case QueryField::Kind: add_words(data.event_kinds); break;
        case QueryField::Role: add_words(data.roles); break;
        case QueryField::Tag: add_words(data.tags); break;
        case QueryField::Word:
        case QueryField::Side:
        case QueryField::Status:
        case QueryField::Text:
        case QueryField::Date:
        case QueryField::Known:
        case QueryField::Has:
        case QueryField::Path: break;
    }
    return rows;
}

std::optional<NodeRef> node_with_id(const Dataset& data, std::string_view id) {
    if (const auto event = data.find_event(id)) return NodeRef{NodeKind::Event, static_cast<uint32_t>(*event)};
    if (const auto actor = data.find_actor(id)) return NodeRef{NodeKind::Actor, static_cast<uint32_t>(*actor)};
    if (const auto thing = data.find_thing(id)) return NodeRef{NodeKind::Thing, static_cast<uint32_t>(*thing)};
    return std::nullopt;
}

// The rows of a table of which a name or an alias folds to this; ascending.
template <typename Table>
void add_rows_named(std::vector<uint32_t>& out, const Dataset& data, const Table& table, std::string_view folded) {
    for (size_t i = 0; i < table.size(); ++i) {
        const bool here = has_search_form(data.text(table.name[i]), folded) ||
                          std::ranges::any_of(table.aliases[i], [&](StringRef alias) {
                              return has_search_form(data.text(alias), folded);
                          });
        if (here) out.push_back(static_cast<uint32_t>(i));
    }
}

// The canonical spelling of what an index stands for.
std::string_view id_of(QueryField field, const Dataset& data, uint32_t i) {
    switch (field) {
        case QueryField::Actor: return data.text(data.actors.id[i]);
        case QueryField::Thing: return data.text(data.things.id[i]);
        case QueryField::Source: return data.text(data.sources.id[i]);
        case QueryField::Story: return data.text(data.stories.id[i]);
        case QueryField::Id:
        case QueryField::Linked: return data.text(data.events.id[i]);
        case QueryField::Kind: return data.event_kinds.word(id_at<WordId>(i));
        case QueryField::Role: return data.roles.word(id_at<WordId>(i));
        case QueryField::Tag: return data.tags.word(id_at<WordId>(i));
        case QueryField::Side:
        case QueryField::Status:
        case QueryField::Has:
        case QueryField::Path:
        case QueryField::Word:
        case QueryField::Text:
        case QueryField::Date:
        case QueryField::Known: break;
    }
    return {};
}

// What is written exactly so: an id, or a word of the data.
std::optional<uint32_t> find_id(QueryField field, const Dataset& data, std::string_view text) {
    const auto raw = [](const auto& id) {
        return id ? std::optional(static_cast<uint32_t>(*id)) : std::nullopt;
    };
    const auto used = [](WordId word) {
        return word == kNone<WordId> ? std::nullopt : std::optional(static_cast<uint32_t>(word));
    };
    switch (field) {
        case QueryField::Actor: return raw(data.find_actor(text));
        case QueryField::Thing: return raw(data.find_thing(text));
        case QueryField::Source: return raw(data.find_source(text));
        case QueryField::Story: return raw(data.find_story(text));
        case QueryField::Id:
        case QueryField::Linked: return raw(data.find_event(text));
        case QueryField::Kind: return used(data.event_kinds.find(text));
        case QueryField::Role: return used(data.roles.find(text));
        case QueryField::Tag: return used(data.tags.find(text));
        case QueryField::Side:
        case QueryField::Status:
        case QueryField::Has:
        case QueryField::Path:
        case QueryField::Word:
        case QueryField::Text:
        case QueryField::Date:
        case QueryField::Known: break;
    }
    return std::nullopt;
}

}  // namespace

std::string shown(std::string_view text) {
    size_t end = 0;
    for (size_t count = 0; end < text.size() && count < kMaxShown; ++count) (void)next_code_point(text, end);
    std::string out = displayable(text.substr(0, end));
    if (end < text.size()) out += "…";
    return out;
}

std::string either_of(const std::vector<std::string_view>& words) {
    std::string out;
    for (size_t i = 0; i < words.size(); ++i) {
        out += fmt::format("{}'{}'", i == 0 ? "" : i + 1 == words.size() ? " or " : ", ", words[i]);
    }
    return out;
}

std::vector<std::string_view> near_ids(std::string_view written, const std::vector<Candidate>& candidates,
                                       size_t most) {
    if (written.empty() || written.size() > kMaxNearLength) return {};
    struct Hit {
        int group;  // 0 a typing error, 1 the beginning, 2 the middle of a name
        int distance;
        size_t length;
        size_t order;
    };
    std::vector<Hit> hits;
    const int limit = std::max(1, static_cast<int>(code_point_count(written)) / 3);
    const uint64_t mask = letter_mask(written);
    for (size_t i = 0; i < candidates.size(); ++i) {
        const std::string_view folded = candidates[i].folded;
        // Bytes, not letters: a Chinese character is three of each.
        const auto slack = static_cast<size_t>(limit) * 4;
        const uint64_t other = letter_mask(folded);
        if (folded.size() + slack >= written.size() && written.size() + slack >= folded.size() &&
            static_cast<size_t>(std::popcount(mask & ~other)) <= slack &&
            static_cast<size_t>(std::popcount(other & ~mask)) <= slack) {
            const int distance = edit_distance(written, folded, limit);
            if (distance <= limit) {
                hits.push_back({0, distance, folded.size(), i});
                continue;
            }
        }
        if (folded.starts_with(written)) {
            hits.push_back({1, 0, folded.size(), i});
        } else if (written.size() >= 2 && folded.find(written) != std::string_view::npos) {
            hits.push_back({2, 0, folded.size(), i});
        }
    }
    std::ranges::sort(hits, {}, [](const Hit& h) { return std::tuple(h.group, h.distance, h.length, h.order); });
    std::vector<std::string_view> out;
    for (const Hit& hit : hits) {
        if (out.size() == most || (hit.group == 0 && hit.distance > hits.front().distance + 1)) break;
        const std::string_view id = candidates[hit.order].id;
        if (std::ranges::find(out, id) == out.end()) out.push_back(id);
    }
    return out;
}

const Resolver::Names& Resolver::names_of(QueryField field) {
    Names& names = names_[static_cast<size_t>(field)];
    if (!names.made) {
        names.all = candidates_of(field, data_);
        for (const Candidate& candidate : names.all) {
            if (candidate.index != kNoneIndex) names.sorted.emplace_back(candidate.folded, candidate.index);
        }
        std::ranges::sort(names.sorted);
        names.made = true;
    }
    return names;
}

std::vector<uint32_t> Resolver::ids_named(QueryField field, const std::string& folded) {
    std::vector<uint32_t> ids;
    // Sorting the names of a hundred thousand actors takes longer than looking through them once.
    const bool few = ++name_lookups_ <= kNamesLookedThrough;
    if (few && (field == QueryField::Actor || field == QueryField::Thing)) {
        if (const auto id = find_id(field, data_, folded)) ids.push_back(*id);
        if (field == QueryField::Actor) {
            add_rows_named(ids, data_, data_.actors, folded);
        } else {
            add_rows_named(ids, data_, data_.things, folded);
        }
        return ids;
    }
    const Names& names = names_of(field);
    for (auto it = std::ranges::lower_bound(names.sorted, std::pair<std::string_view, uint32_t>(folded, 0));
         it != names.sorted.end() && it->first == folded; ++it) {
        ids.push_back(it->second);
    }
    return ids;
}

tl::expected<QueryValue, ValueError> Resolver::named(QueryField field, const WrittenValue& written) {
    QueryValue value;
    value.text = written.text;
    if (!written.quoted && written.text.ends_with('*')) {
        value.text = search_form(std::string_view(written.text).substr(0, written.text.size() - 1));
        value.prefix = true;
        value.ids = rows_beginning(field, data_, value.text);
        const bool known = !value.ids.empty() ||
                           (is_closed_or_small(field) &&
                            std::ranges::any_of(names_of(field).all, [&](const Candidate& candidate) {
                                return search_form(candidate.id).starts_with(value.text);
                            }));
        if (!known) {
            return fail_at(written.begin_byte,
                           fmt::format("no {} has an id that begins with '{}'", noun(field), shown(value.text)));
        }
    } else if (const auto id = find_id(field, data_, written.text)) {
        value.ids.push_back(*id);
    } else {
        const std::string folded = search_form(written.text);
        if (field == QueryField::Id || field == QueryField::Linked) {
            return unknown_value(field, written.text, written.begin_byte, event_candidates(data_, folded));
        }
        value.ids = ids_named(field, folded);
        if (value.ids.empty()) {
            const Names& names = names_of(field);
            const auto known = std::ranges::find_if(
                names.all, [&](const Candidate& c) { return c.index == kNoneIndex && c.folded == folded; });
            if (known == names.all.end()) {
                return unknown_value(field, written.text, written.begin_byte, names.all);
            }
            value.text = known->id;
        }
    }
    std::ranges::sort(value.ids);
    value.ids.erase(std::unique(value.ids.begin(), value.ids.end()), value.ids.end());
    if (!value.prefix && value.ids.size() == 1) {
        const std::string_view id = id_of(field, data_, value.ids.front());
        if (!id.empty()) value.text = id;
    }
    return value;
}

tl::expected<QueryValue, ValueError> Resolver::with_role(tl::expected<QueryValue, ValueError> value, QueryField field,
                                                         const WrittenValue& written) {
    if (!value || !written.has_suffix) return value;
    if (written.suffix.empty()) {
        return fail_at(written.suffix_byte, fmt::format("a role is missing after '@', as in {}",
                                                        field == QueryField::Side ? "side:China@accused"
                                                                                  : "actor:nvidia@affected"));
    }
    WrittenValue role;
    role.text = written.suffix;
    role.quoted = true;  // no '*': a role is one word
    role.begin_byte = written.suffix_byte;
    const auto resolved = named(QueryField::Role, role);
    if (!resolved) return tl::unexpected<ValueError>(resolved.error());
    value->role_text = resolved->text;
    value->role = resolved->ids.empty() ? kNone<WordId> : id_at<WordId>(resolved->ids.front());
    return value;
}

// An event by id; an actor or a thing by id, or by a name or alias that no other has.
tl::expected<NodeRef, ValueError> Resolver::path_end(std::string_view written, size_t byte, std::string& canonical) {
    const std::string folded = search_form(written);
    std::optional<NodeRef> node = node_with_id(data_, written);
    if (!node) node = node_with_id(data_, folded);
    if (!node) {
        std::vector<NodeRef> named;
        for (const uint32_t actor : ids_named(QueryField::Actor, folded)) named.push_back({NodeKind::Actor, actor});
        for (const uint32_t thing : ids_named(QueryField::Thing, folded)) named.push_back({NodeKind::Thing, thing});
        std::ranges::sort(named);
        named.erase(std::unique(named.begin(), named.end()), named.end());
        if (named.size() > 1) {
            std::vector<std::string_view> ids;
            for (size_t i = 0; i < std::min(named.size(), kMaxNamedEnds); ++i) ids.push_back(data_.node_id(named[i]));
            return fail_at(byte, fmt::format("'{}' is the name of {}; write which one: {}", shown(written), named.size(),
                                             either_of(ids)));
        }
        if (!named.empty()) node = named.front();
    }
    if (node) {
        canonical = data_.node_id(*node);
        return *node;
    }
    std::vector<Candidate> near = event_candidates(data_, folded);
    for (const QueryField field : {QueryField::Actor, QueryField::Thing}) {
        const std::vector<Candidate>& more = names_of(field).all;
        near.insert(near.end(), more.begin(), more.end());
    }
    return unknown_value(QueryField::Path, written, byte, near);
}

tl::expected<QueryValue, ValueError> Resolver::path(const WrittenValue& written) {
    QueryValue value;
    const auto from = path_end(written.text, written.begin_byte, value.text);
    if (!from) return tl::unexpected<ValueError>(from.error());
    const auto to = path_end(written.suffix, written.suffix_byte, value.to_text);
    if (!to) return tl::unexpected<ValueError>(to.error());
    value.from = *from;
    value.to = *to;
    return value;
}

tl::expected<QueryValue, ValueError> Resolver::linked(const WrittenValue& written) {
    auto value = named(QueryField::Linked, written);
    if (!value || !written.has_suffix) return value;
    const std::string_view digits = written.suffix;
    const bool number = !digits.empty() && digits.size() <= 2 && digits.find_first_not_of("0123456789") == digits.npos;
    value->steps = number ? std::atoi(written.suffix.c_str()) : 0;
    if (value->steps < 1 || value->steps > kMaxSteps) {
        return fail_at(written.suffix_byte,
                       fmt::format("'~' takes a number of steps from 1 to {}, as in linked:event~2", kMaxSteps));
    }
    return value;
}

tl::expected<QueryValue, ValueError> Resolver::status(const WrittenValue& written) const {
    QueryValue value;
    std::string_view word = written.text;
    value.comparison = take_comparison(word);
    const std::string folded = search_form(word);
    const auto status = status_from(folded);
    if (!status) {
        const size_t byte = written.begin_byte + (written.text.size() - word.size());
        return unknown_value(QueryField::Status, word, byte, candidates_of(QueryField::Status, data_));
    }
    value.status = *status;
    value.text = choke::word(*status);
    return value;
}

tl::expected<QueryValue, ValueError> Resolver::resolve(QueryField field, const WrittenValue& written) {
    switch (field) {
        case QueryField::Word:
        case QueryField::Text: {
            QueryValue value;
            value.text = written.text;
            // A star at the end says what a search for a part of the text does anyway.
            if (!written.quoted && value.text.size() > 1 && value.text.ends_with('*')) value.text.pop_back();
            value.folded = search_form(value.text);
            if (value.folded.empty()) {
                return fail_at(written.begin_byte, "there is nothing to search for here but empty space");
            }
            return value;
        }
        case QueryField::Actor: return with_role(named(field, written), field, written);
        case QueryField::Path: return path(written);
        case QueryField::Linked: return linked(written);
        case QueryField::Status: return status(written);
        case QueryField::Date:
        case QueryField::Known: return resolve_date(field, written);
        case QueryField::Side: {
            WrittenValue whole = written;
            whole.quoted = true;  // no '*'
            auto value = named(field, whole);
            if (value) {
                value->side = static_cast<Side>(value->ids.front());
                value->text = word(value->side);
                value->ids.clear();
            }
            return with_role(std::move(value), field, written);
        }
        case QueryField::Has: {
            WrittenValue whole = written;
            whole.quoted = true;
            auto value = named(field, whole);
            if (value) {
                value->trait = static_cast<Trait>(value->ids.front());
                value->text = trait_words()[value->ids.front()].word;
                value->ids.clear();
            }
            return value;
        }
        case QueryField::Kind:
        case QueryField::Thing:
        case QueryField::Source:
        case QueryField::Tag:
        case QueryField::Role:
        case QueryField::Id:
        case QueryField::Story: return named(field, written);
    }
    return fail_at(written.begin_byte, "this field takes no value");
}

}  // namespace choke
