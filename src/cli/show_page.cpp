#include "cli/show_page.h"

#include <algorithm>

#include "base/text.h"
#include "cli/find_id.h"
#include "views/style.h"

namespace choke {
namespace {

std::string shown(const Dataset& data, StringRef ref) { return displayable(data.text(ref)); }

void add_fact(ShownPage& out, std::string name, std::string value) {
    if (!value.empty()) out.facts.emplace_back(std::move(name), std::move(value));
}

void set_date(ShownPage& out, const Dataset& data, StringRef text, const std::optional<DateBounds>& bounds) {
    out.date = data.text(text);
    out.bounds = bounds;
    if (!out.date.empty()) out.page.date = date_words(out.date);
}

ShownPage node_page(const Dataset& data, NodeRef node, Instant known_by_s) {
    ShownPage out;
    out.type = type_word(node.kind);
    out.page = details_of(data, node, known_by_s);
    const size_t i = node.index;
    switch (node.kind) {
        case NodeKind::Event:
            out.kind = data.event_kinds.word(data.events.kind[i]);
            set_date(out, data, data.events.date_text[i], data.events.date[i]);
            break;
        case NodeKind::Actor:
            out.kind = data.actor_kinds.word(data.actors.kind[i]);
            break;
        case NodeKind::Thing:
            out.kind = data.thing_kinds.word(data.things.kind[i]);
            set_date(out, data, data.things.date_text[i], data.things.date[i]);
            break;
    }
    return out;
}

NodeLink event_link(const Dataset& data, EventId event, Instant known_by_s) {
    NodeLink link;
    link.node = {NodeKind::Event, static_cast<uint32_t>(event)};
    link.label = shown(data, data.events.title[index(event)]);
    link.date = date_words_short(data.text(data.events.date_text[index(event)]));
    link.status = event_status(data, event, known_by_s);
    link.kind = data.event_kinds.word(data.events.kind[index(event)]);
    return link;
}

ShownPage source_page(const Dataset& data, SourceId id, Instant known_by_s) {
    const size_t s = index(id);
    ShownPage out;
    out.type = "source";
    out.kind = data.source_kinds.word(data.sources.kind[s]);
    out.page.id = data.text(data.sources.id[s]);
    out.page.title = shown(data, data.sources.title[s]);
    out.page.kind = kind_label(out.kind);
    out.page.notes = shown(data, data.sources.note[s]);
    out.page.place = place_of(data, data.sources.position[s]);
    set_date(out, data, data.sources.date_text[s], data.sources.date[s]);
    add_fact(out, "publisher", shown(data, data.sources.publisher[s]));
    add_fact(out, "author", shown(data, data.sources.author[s]));
    add_fact(out, "language", shown(data, data.sources.language[s]));
    add_fact(out, "url", shown(data, data.sources.url[s]));
    LinkGroup events{"Events that rest on it", {}};
    for (const EventId event : data.sources.events[s]) {
        const auto claims = data.claims_of(data.events.claims[index(event)]);
        const bool known = std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
            return claim.source == id && claim.known_s <= known_by_s;
        });
        if (known) events.links.push_back(event_link(data, event, known_by_s));
    }
    if (!events.links.empty()) out.page.groups.push_back(std::move(events));
    return out;
}

ShownPage story_page(const Dataset& data, StoryId id) {
    const size_t s = index(id);
    ShownPage out;
    out.type = "story";
    out.page.id = data.text(data.stories.id[s]);
    out.page.title = shown(data, data.stories.title[s]);
    out.page.kind = "Story";
    out.page.summary = shown(data, data.stories.summary[s]);
    out.page.place = place_of(data, data.stories.position[s]);
    add_fact(out, "question", shown(data, data.stories.question[s]));
    for (const StoryStep& step : data.stories.steps[s]) {
        const size_t e = index(step.event);
        out.steps.push_back({step.event, shown(data, data.events.title[e]),
                             date_words_short(data.text(data.events.date_text[e])),
                             shown(data, step.headline), shown(data, step.caption)});
    }
    return out;
}

// The claims of a relation as cards. The page of the end that it starts from has them; the place in the file
// tells which of the links there is this relation.
std::vector<ClaimCard> relation_claims(const Dataset& data, RelationId id, Instant known_by_s) {
    const auto claims = data.claims_of(data.relations.claims[index(id)]);
    if (claims.empty()) return {};
    const std::string place = place_of(data, claims.front().position);
    const DetailsPage page = details_of(data, data.relations.from[index(id)], known_by_s);
    for (const LinkGroup& group : page.groups)
        for (const NodeLink& link : group.links)
            if (!link.claims.empty() && link.claims.front().place == place) return link.claims;
    return {};
}

ShownPage relation_page(const Dataset& data, RelationId id, Instant known_by_s) {
    const size_t r = index(id);
    ShownPage out;
    out.type = "relation";
    out.kind = data.relation_kinds.word(data.relations.kind[r]);
    std::string words(relation_words(out.kind).forward);
    std::replace(words.begin(), words.end(), '-', ' ');
    out.page.id = data.text(data.relations.id[r]);
    out.page.title = displayable(data.node_label(data.relations.from[r])) + " " + words + " " +
                     displayable(data.node_label(data.relations.to[r]));
    out.page.kind = "Relation: " + words;
    out.page.status = relation_status(data, id, known_by_s);
    out.page.place = place_of(data, data.relations.position[r]);
    out.page.claims = relation_claims(data, id, known_by_s);
    set_date(out, data, data.relations.date_text[r], data.relations.date[r]);
    add_fact(out, "from", std::string(data.node_id(data.relations.from[r])));
    add_fact(out, "to", std::string(data.node_id(data.relations.to[r])));
    add_fact(out, "basis", shown(data, data.relations.basis[r]));
    add_fact(out, "strength", std::string(word(data.relations.strength[r])));
    return out;
}

}  // namespace

std::string_view type_word(NodeKind kind) {
    switch (kind) {
        case NodeKind::Event:
            return "event";
        case NodeKind::Actor:
            return "actor";
        case NodeKind::Thing:
            return "thing";
    }
    return "";
}

std::optional<ShownPage> page_of(const Dataset& data, std::string_view id, Instant known_by_s) {
    if (const auto node = find_node(data, id)) return node_page(data, *node, known_by_s);
    if (const auto source = data.find_source(id)) return source_page(data, *source, known_by_s);
    if (const auto story = data.find_story(id)) return story_page(data, *story);
    if (const auto relation = find_relation(data, id)) return relation_page(data, *relation, known_by_s);
    return std::nullopt;
}

}  // namespace choke
