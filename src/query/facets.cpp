#include "query/facets.h"

#include <algorithm>
#include <optional>
#include <span>
#include <type_traits>

#include "query/query.h"
#include "query/query_node.h"
#include "query/search_text.h"

namespace choke {
namespace {

template <typename T>
void sort_distinct(std::vector<T>& values) {
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

// What the facet of a field may hold: plain values, no role, no prefix, no comparison.
template <typename Id>
std::optional<std::vector<Id>> plain_values(const QueryNode& term) {
    std::vector<Id> out;
    for (const QueryValue& value : term.values) {
        if (value.prefix || !value.role_text.empty() || value.comparison != Comparison::Equal) return std::nullopt;
        if constexpr (std::is_same_v<Id, Side>) {
            out.push_back(value.side);
        } else if constexpr (std::is_same_v<Id, Status>) {
            out.push_back(value.status);
        } else {
            if (value.ids.empty()) return std::nullopt;
            // A publisher has many sources: its name says more than a list of them would.
            if (std::is_same_v<Id, SourceId> && value.ids.size() > 1) return std::nullopt;
            for (const uint32_t id : value.ids) out.push_back(Id{id});
        }
    }
    sort_distinct(out);
    return out;
}

enum class Asks : uint8_t { For, Against };

// Takes a top-level part into the clicks, or says that it belongs to the rest.
class ClickReader {
public:
    explicit ClickReader(FacetClicks& clicks) : clicks_(clicks) {}

    bool take(const QueryNode& part) {
        const bool negative = part.type == NodeType::Not;
        const QueryNode& term = negative ? part.parts.front() : part;
        if (term.type != NodeType::Term) return false;
        const Asks asks = negative ? Asks::Against : Asks::For;
        switch (term.field) {
            case QueryField::Actor: return take_actors(term, asks);
            case QueryField::Kind: return take_values(term, asks, clicks_.kinds, clicks_.excluded_kinds);
            case QueryField::Side: return take_values(term, asks, clicks_.sides, clicks_.excluded_sides);
            case QueryField::Status: return take_values(term, asks, clicks_.statuses, clicks_.excluded_statuses);
            case QueryField::Thing: return take_values(term, asks, clicks_.things, clicks_.excluded_things);
            case QueryField::Tag: return take_values(term, asks, clicks_.tags, clicks_.excluded_tags);
            case QueryField::Source: return take_values(term, asks, clicks_.sources, clicks_.excluded_sources);
            case QueryField::Role: return take_values(term, asks, clicks_.roles, clicks_.excluded_roles);
            case QueryField::Story: return take_values(term, asks, clicks_.stories, clicks_.excluded_stories);
            case QueryField::Date:
            case QueryField::Word:
            case QueryField::Id:
            case QueryField::Text:
            case QueryField::Known:
            case QueryField::Has:
            case QueryField::Linked:
            case QueryField::Path: break;
        }
        return false;
    }

    void finish() {
        if (single_actors_) {
            sort_distinct(clicks_.actors);
            if (clicks_.actors.size() > 1) clicks_.actor_mode = ActorMode::All;
        }
        sort_distinct(clicks_.excluded);
        sort_distinct(clicks_.excluded_kinds);
        sort_distinct(clicks_.excluded_sides);
        sort_distinct(clicks_.excluded_statuses);
        sort_distinct(clicks_.excluded_things);
        sort_distinct(clicks_.excluded_tags);
        sort_distinct(clicks_.excluded_sources);
        sort_distinct(clicks_.excluded_roles);
        sort_distinct(clicks_.excluded_stories);
    }

private:
    template <typename Id>
    static bool take_values(const QueryNode& term, Asks asks, std::vector<Id>& any, std::vector<Id>& excluded) {
        const auto values = plain_values<Id>(term);
        if (!values) return false;
        if (asks == Asks::Against) {
            excluded.insert(excluded.end(), values->begin(), values->end());
            return true;
        }
        if (!any.empty()) return false;  // "and also of kind …" is not what several clicks mean
        any = *values;
        return true;
    }

    // The first term about actors decides: one of several is the mode Any, single ones side by side are the mode All.
    bool take_actors(const QueryNode& term, Asks asks) {
        if (asks == Asks::Against || clicks_.actors.empty()) {
            if (!take_values(term, asks, clicks_.actors, clicks_.excluded)) return false;
            if (asks == Asks::For) single_actors_ = clicks_.actors.size() == 1;
            return true;
        }
        const auto actors = plain_values<ActorId>(term);
        if (!actors || !single_actors_ || actors->size() != 1) return false;
        clicks_.actors.push_back(actors->front());
        return true;
    }

    FacetClicks& clicks_;
    bool single_actors_ = false;
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        const size_t length = space_length(text, 0);
        if (length == 0) break;
        text.remove_prefix(length);
    }
    size_t end = 0;
    for (size_t i = 0; i < text.size();) {
        const size_t length = space_length(text, i);
        i += length == 0 ? 1 : length;
        if (length == 0) end = i;
    }
    return text.substr(0, end);
}

void append(std::string& out, std::string_view term) {
    if (term.empty()) return;
    if (!out.empty()) out += ' ';
    out += term;
}

// "kind:rule", or "(kind:rule OR kind:company)".
void append_any(std::string& out, const std::vector<std::string>& terms) {
    if (terms.empty()) return;
    if (terms.size() == 1) {
        append(out, terms.front());
        return;
    }
    std::string group = "(";
    for (size_t i = 0; i < terms.size(); ++i) group += (i == 0 ? "" : " OR ") + terms[i];
    append(out, group + ')');
}

std::string term_of(std::string_view field_name, QueryField field, std::string_view value) {
    return std::string(field_name) + ':' + quoted_if_needed(value, field);
}

// Writes the chosen values of a facet, then the excluded ones.
template <typename Id, typename TermOf>
void append_facet(std::string& out, const std::vector<Id>& any, const std::vector<Id>& excluded, TermOf&& term) {
    std::vector<std::string> terms;
    for (const Id value : any) terms.push_back(term(value));
    append_any(out, terms);
    for (const Id value : excluded) append(out, '-' + term(value));
}

std::string clicked_terms(const FacetClicks& clicks, const Dataset& data) {
    std::string out;
    const auto actor = [&](ActorId id) {
        return term_of("actor", QueryField::Actor, data.text(data.actors.id[index(id)]));
    };
    if (clicks.actor_mode == ActorMode::All) {
        for (const ActorId id : clicks.actors) append(out, actor(id));
        append_facet(out, {}, clicks.excluded, actor);
    } else {
        append_facet(out, clicks.actors, clicks.excluded, actor);
    }
    append_facet(out, clicks.kinds, clicks.excluded_kinds,
                 [&](WordId id) { return term_of("kind", QueryField::Kind, data.event_kinds.word(id)); });
    append_facet(out, clicks.sides, clicks.excluded_sides,
                 [](Side side) { return term_of("side", QueryField::Side, word(side)); });
    append_facet(out, clicks.statuses, clicks.excluded_statuses,
                 [](Status status) { return term_of("status", QueryField::Status, word(status)); });
    append_facet(out, clicks.things, clicks.excluded_things, [&](ThingId id) {
        return term_of("thing", QueryField::Thing, data.text(data.things.id[index(id)]));
    });
    append_facet(out, clicks.tags, clicks.excluded_tags,
                 [&](WordId id) { return term_of("tag", QueryField::Tag, data.tags.word(id)); });
    append_facet(out, clicks.sources, clicks.excluded_sources, [&](SourceId id) {
        return term_of("source", QueryField::Source, data.text(data.sources.id[index(id)]));
    });
    append_facet(out, clicks.roles, clicks.excluded_roles,
                 [&](WordId id) { return term_of("role", QueryField::Role, data.roles.word(id)); });
    append_facet(out, clicks.stories, clicks.excluded_stories, [&](StoryId id) {
        return term_of("story", QueryField::Story, data.text(data.stories.id[index(id)]));
    });
    return out;
}

// The range of a part, when it is one: a single "from..to".
std::optional<DateRange> range_of(const QueryNode& part) {
    if (part.type != NodeType::Term || part.field != QueryField::Date || part.values.size() != 1) return std::nullopt;
    const QueryValue& value = part.values.front();
    if (!value.range) return std::nullopt;
    return DateRange{value_text(QueryField::Date, value), value.from_s, value.to_s};
}

}  // namespace

std::optional<DateRange> date_range(std::string_view text, const Dataset& data) {
    const auto query = parse_query("date:" + std::string(text), data);
    return query && !query->matches_everything() ? range_of(*query->root()) : std::nullopt;
}

FacetClicks clicks_from_filter(std::string_view filter, const Dataset& data) {
    FacetClicks clicks;
    const auto query = parse_query(filter, data);
    if (!query) {
        clicks.rest = trimmed(filter);
        return clicks;
    }
    if (query->matches_everything()) return clicks;
    const QueryNode& root = *query->root();
    const std::span<const QueryNode> parts = root.type == NodeType::All ? std::span(root.parts) : std::span(&root, 1);
    // A brush writes its range behind everything else: the last one is its.
    const QueryNode* range_part = nullptr;
    for (const QueryNode& part : parts) {
        if (range_of(part)) range_part = &part;
    }
    if (range_part != nullptr) clicks.range = range_of(*range_part);
    ClickReader reader(clicks);
    for (const QueryNode& part : parts) {
        if (&part == range_part || reader.take(part)) continue;
        const std::string_view written = filter.substr(part.begin_byte, part.end_byte - part.begin_byte);
        append(clicks.rest, part.standalone ? std::string(written) : '(' + std::string(written) + ')');
    }
    reader.finish();
    return clicks;
}

std::string filter_from_clicks(const FacetClicks& clicks, const Dataset& data) {
    const std::string terms = clicked_terms(clicks, data);
    const std::string range = clicks.range ? "date:" + clicks.range->text : std::string();
    const std::string_view rest = trimmed(clicks.rest);
    const auto joined = [&](std::string_view middle) {
        std::string out = terms;
        append(out, middle);
        append(out, range);
        return out;
    };
    if (rest.empty() || (terms.empty() && range.empty())) return joined(rest);
    const std::string beside = joined(rest);
    const std::string enclosed = joined('(' + std::string(rest) + ')');
    const auto query = parse_query(rest, data);
    if (query) return query->matches_everything() || query->root()->standalone ? beside : enclosed;
    // "OR smic" alone is an error, "kind:rule OR smic" is not: the terms must not repair it into another meaning.
    return parse_query(beside, data) ? enclosed : beside;
}

}  // namespace choke
