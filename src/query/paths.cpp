#include "query/paths.h"

#include <array>
#include <utility>

namespace choke {
namespace {

constexpr uint32_t kUnreached = 0xffffffffU;

// Calls visit(NodeRef) for the other end of every relation of the node that is known on the day.
template <typename Visit>
void for_each_related(const EventIndex::Postings& index, const KnownDay& day, NodeRef node, Visit&& visit) {
    const Dataset& data = *index.data;
    const size_t number = data.node_number(node);
    const auto follow = [&](RelationId relation, const std::vector<NodeRef>& ends) {
        if (!index.relation_known(relation, day)) return;
        const NodeRef other = ends[choke::index(relation)];
        if (other.kind != NodeKind::Event || day.known.test(other.index)) visit(other);
    };
    for (const RelationId relation : data.relations_from[number]) follow(relation, data.relations.to);
    for (const RelationId relation : data.relations_to[number]) follow(relation, data.relations.from);
}

template <typename Visit>
void for_each_neighbour(const EventIndex::Postings& index, const KnownDay& day, NodeRef node, Visit&& visit) {
    const Dataset& data = *index.data;
    for_each_related(index, day, node, visit);
    const auto visit_events = [&](std::span<const EventId> events) {
        for (const EventId event : events) {
            if (day.known.test(choke::index(event))) visit(NodeRef{NodeKind::Event, static_cast<uint32_t>(event)});
        }
    };
    switch (node.kind) {
        case NodeKind::Event:
            for (const ActorRole& part : data.events.actors[node.index]) {
                visit(NodeRef{NodeKind::Actor, static_cast<uint32_t>(part.actor)});
            }
            for (const ThingId thing : data.events.things[node.index]) {
                visit(NodeRef{NodeKind::Thing, static_cast<uint32_t>(thing)});
            }
            return;
        case NodeKind::Actor: visit_events(data.actors.events[node.index]); return;
        case NodeKind::Thing: visit_events(data.things.events[node.index]); return;
    }
}

// What has been reached from one end.
struct Reach {
    std::vector<uint32_t> distance;  // by node number
    std::vector<NodeRef> frontier;   // the nodes of the last distance
    uint32_t depth = 0;
};

}  // namespace

EventBits linked_events(const EventIndex::Postings& index, const KnownDay& day, std::span<const uint32_t> starts,
                        int steps) {
    EventBits reached(index.data->events.size());
    std::vector<NodeRef> frontier;
    const auto reach = [&](NodeRef node, std::vector<NodeRef>& next) {
        if (node.kind != NodeKind::Event || !day.known.test(node.index) || reached.test(node.index)) return;
        reached.set(node.index);
        next.push_back(node);
    };
    for (const uint32_t start : starts) reach({NodeKind::Event, start}, frontier);
    for (int step = 0; step < steps && !frontier.empty(); ++step) {
        std::vector<NodeRef> next;
        for (const NodeRef node : frontier) {
            for_each_related(index, day, node, [&](NodeRef other) { reach(other, next); });
        }
        frontier = std::move(next);
    }
    return reached;
}

EventBits events_on_shortest_paths(const EventIndex::Postings& index, const KnownDay& day, NodeRef from, NodeRef to) {
    const Dataset& data = *index.data;
    EventBits out(data.events.size());
    for (const NodeRef end : {from, to}) {
        if (end.kind == NodeKind::Event && !day.known.test(end.index)) return out;
    }
    std::array<Reach, 2> sides;
    const std::array ends{from, to};
    for (size_t s = 0; s < 2; ++s) {
        sides[s].distance.assign(data.node_count(), kUnreached);
        sides[s].distance[data.node_number(ends[s])] = 0;
        sides[s].frontier = {ends[s]};
    }
    // Where the two have met: as each side is complete up to its depth, every shortest path passes one of these.
    std::vector<NodeRef> met;
    if (from == to) met.push_back(from);
    while (met.empty()) {
        const size_t s = sides[0].frontier.size() <= sides[1].frontier.size() ? 0 : 1;
        Reach& side = sides[s];
        const Reach& other = sides[1 - s];
        if (side.frontier.empty()) return out;
        ++side.depth;
        std::vector<NodeRef> next;
        for (const NodeRef node : side.frontier) {
            for_each_neighbour(index, day, node, [&](NodeRef neighbour) {
                const size_t number = data.node_number(neighbour);
                if (side.distance[number] != kUnreached) return;
                side.distance[number] = side.depth;
                next.push_back(neighbour);
                if (other.distance[number] != kUnreached) met.push_back(neighbour);
            });
        }
        side.frontier = std::move(next);
    }
    // From there down the distances to either end.
    for (Reach& side : sides) {
        std::vector<NodeRef> row = met;
        for (uint32_t depth = side.depth;; --depth) {
            std::vector<NodeRef> nearer;
            for (const NodeRef node : row) {
                if (node.kind == NodeKind::Event) out.set(node.index);
                if (depth == 0) continue;
                for_each_neighbour(index, day, node, [&](NodeRef neighbour) {
                    uint32_t& distance = side.distance[data.node_number(neighbour)];
                    if (distance != depth - 1) return;
                    distance = kUnreached;  // taken
                    nearer.push_back(neighbour);
                });
            }
            if (depth == 0) break;
            row = std::move(nearer);
        }
    }
    return out;
}

}  // namespace choke
