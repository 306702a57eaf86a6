#include "views/timeline_chain.h"

#include <algorithm>

#include "views/timeline_internal.h"

namespace choke {
namespace {

bool both_events(const Dataset& data, RelationId relation) {
    return data.relations.from[index(relation)].kind == NodeKind::Event && data.relations.to[index(relation)].kind == NodeKind::Event;
}

}  // namespace

bool is_causal(const Dataset& data, RelationId relation) {
    return relation_words(data.relation_kinds.word(data.relations.kind[index(relation)])).causal;
}

EventLink event_link(const Dataset& data, RelationId relation) {
    EventLink link{relation, id_at<EventId>(data.relations.from[index(relation)].index),
                   id_at<EventId>(data.relations.to[index(relation)].index), false};
    const std::string_view kind = data.relation_kinds.word(data.relations.kind[index(relation)]);
    if (relation_words(kind).causal) {
        // "A leads to B" and "A enables B" run with time; all other kinds of cause and answer look back.
        link.backward = kind != "leads-to" && kind != "enables";
    } else {
        link.backward = anchor_of(data, link.to) < anchor_of(data, link.from);
    }
    if (link.backward) std::swap(link.from, link.to);
    return link;
}

std::string_view link_words(const Dataset& data, const EventLink& link) {
    const RelationKindWords words = relation_words(data.relation_kinds.word(data.relations.kind[index(link.relation)]));
    return link.backward ? words.backward : words.forward;
}

bool EventChain::contains(EventId event) const { return std::binary_search(events.begin(), events.end(), event); }

void build_chain(const ViewInput& input, const ChainKey& key, EventChain& out) {
    const Dataset& data = input.data();
    out.events.clear();
    out.links.clear();
    if (key.depth == 0) return;
    const auto is_here = [&](EventId event) { return input.visible->contains(event) || input.is_ghost(event); };
    for (const EventId root : key.roots) out.events.push_back(root);
    for (const bool effects : {false, true}) {
        out.seen.assign(data.events.size(), 0);
        out.front.clear();
        for (const EventId root : key.roots) {
            if (out.seen[index(root)] != 0) continue;
            out.seen[index(root)] = 1;
            out.front.push_back(root);
        }
        for (int step = 0; step < key.depth && !out.front.empty(); ++step) {
            out.next.clear();
            for (const EventId event : out.front) {
                const size_t number = data.node_number({NodeKind::Event, static_cast<uint32_t>(event)});
                const auto walk = [&](RelationId relation) {
                    if (!both_events(data, relation) || !is_causal(data, relation) || !input.shows_relation(relation)) return;
                    const EventLink link = event_link(data, relation);
                    if ((effects ? link.from : link.to) != event) return;
                    const EventId other = effects ? link.to : link.from;
                    if (!is_here(other)) return;
                    out.links.push_back(link);
                    if (out.seen[index(other)] != 0) return;
                    out.seen[index(other)] = 1;
                    out.next.push_back(other);
                    out.events.push_back(other);
                };
                for (const RelationId relation : data.relations_from[number]) walk(relation);
                for (const RelationId relation : data.relations_to[number]) walk(relation);
            }
            std::swap(out.front, out.next);
        }
    }
    std::sort(out.events.begin(), out.events.end());
    out.events.erase(std::unique(out.events.begin(), out.events.end()), out.events.end());
    std::sort(out.links.begin(), out.links.end(), [](const EventLink& a, const EventLink& b) { return a.relation < b.relation; });
    out.links.erase(std::unique(out.links.begin(), out.links.end()), out.links.end());
}

}  // namespace choke
