#include "query/facets.h"

#include <algorithm>
#include <optional>

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

// The actors or kinds that a term asks for, when a facet can show it: plain values, no role, no prefix.
template <typename Id>
std::optional<std::vector<Id>> plain_ids(const QueryNode& node, QueryField field) {
    if (node.type != NodeType::Term || node.field != field) return std::nullopt;
    std::vector<Id> ids;
    for (const QueryValue& value : node.values) {
        if (value.prefix || !value.role_text.empty() || value.ids.empty()) return std::nullopt;
        for (const uint32_t id : value.ids) ids.push_back(Id{id});
    }
    sort_distinct(ids);
    return ids;
}

// Takes a top-level part into the clicks, or says that it belongs to the rest.
class ClickReader {
public:
    explicit ClickReader(FacetClicks& clicks) : clicks_(clicks) {}

    bool take(const QueryNode& part) {
        if (part.type == NodeType::Not) {
            const auto actors = plain_ids<ActorId>(part.parts.front(), QueryField::Actor);
            if (!actors) return false;
            clicks_.excluded.insert(clicks_.excluded.end(), actors->begin(), actors->end());
            return true;
        }
        if (const auto actors = plain_ids<ActorId>(part, QueryField::Actor)) return take_actors(*actors);
        if (const auto kinds = plain_ids<WordId>(part, QueryField::Kind)) {
            if (!clicks_.kinds.empty()) return false;  // "and also of kind …" is not what several clicks mean
            clicks_.kinds = *kinds;
            return true;
        }
        if (part.type != NodeType::Term) return false;
        if (part.field == QueryField::Side && clicks_.sides.empty()) {
            for (const QueryValue& value : part.values) clicks_.sides.push_back(value.side);
            return true;
        }
        if (part.field == QueryField::Status && clicks_.statuses.empty() &&
            std::ranges::all_of(part.values, [](const QueryValue& v) { return v.comparison == Comparison::Equal; })) {
            for (const QueryValue& value : part.values) clicks_.statuses.push_back(value.status);
            return true;
        }
        return false;
    }

    void finish() {
        if (single_actors_) {
            sort_distinct(clicks_.actors);
            if (clicks_.actors.size() > 1) clicks_.actor_mode = ActorMode::All;
        }
        sort_distinct(clicks_.excluded);
        sort_distinct(clicks_.sides);
        sort_distinct(clicks_.statuses);
    }

private:
    // The first term about actors decides: one of several is the mode Any, single ones side by side are the mode All.
    bool take_actors(const std::vector<ActorId>& actors) {
        if (clicks_.actors.empty()) {
            clicks_.actors = actors;
            single_actors_ = actors.size() == 1;
            return true;
        }
        if (!single_actors_ || actors.size() != 1) return false;
        clicks_.actors.push_back(actors.front());
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

std::string actor_term(const Dataset& data, ActorId actor) {
    return "actor:" + quoted_if_needed(data.text(data.actors.id[index(actor)]), QueryField::Actor);
}

std::string clicked_terms(const FacetClicks& clicks, const Dataset& data) {
    std::string out;
    std::vector<std::string> terms;
    for (const ActorId actor : clicks.actors) terms.push_back(actor_term(data, actor));
    if (clicks.actor_mode == ActorMode::All) {
        for (const std::string& term : terms) append(out, term);
    } else {
        append_any(out, terms);
    }
    for (const ActorId actor : clicks.excluded) append(out, '-' + actor_term(data, actor));
    terms.clear();
    for (const WordId kind : clicks.kinds) {
        terms.push_back("kind:" + quoted_if_needed(data.event_kinds.word(kind), QueryField::Kind));
    }
    append_any(out, terms);
    terms.clear();
    for (const Side side : clicks.sides) terms.push_back("side:" + std::string(word(side)));
    append_any(out, terms);
    terms.clear();
    for (const Status status : clicks.statuses) terms.push_back("status:" + std::string(word(status)));
    append_any(out, terms);
    return out;
}

}  // namespace

FacetClicks clicks_from_filter(std::string_view filter, const Dataset& data) {
    FacetClicks clicks;
    const auto query = parse_query(filter, data);
    if (!query) {
        clicks.rest = trimmed(filter);
        return clicks;
    }
    if (query->matches_everything()) return clicks;
    const QueryNode& root = *query->root();
    ClickReader reader(clicks);
    const auto read = [&](const QueryNode& part) {
        if (reader.take(part)) return;
        const std::string_view written = filter.substr(part.begin_byte, part.end_byte - part.begin_byte);
        append(clicks.rest, part.standalone ? std::string(written) : '(' + std::string(written) + ')');
    };
    if (root.type == NodeType::All) {
        for (const QueryNode& part : root.parts) read(part);
    } else {
        read(root);
    }
    reader.finish();
    return clicks;
}

std::string filter_from_clicks(const FacetClicks& clicks, const Dataset& data) {
    const std::string terms = clicked_terms(clicks, data);
    const std::string_view rest = trimmed(clicks.rest);
    if (rest.empty()) return terms;
    if (terms.empty()) return std::string(rest);
    std::string beside = terms + ' ' + std::string(rest);
    std::string enclosed = terms + " (" + std::string(rest) + ')';
    const auto query = parse_query(rest, data);
    if (query) return query->matches_everything() || query->root()->standalone ? beside : enclosed;
    // "OR smic" alone is an error, "kind:rule OR smic" is not: the terms must not repair it into another meaning.
    return parse_query(beside, data) ? enclosed : beside;
}

}  // namespace choke
