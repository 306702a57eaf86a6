#include <algorithm>
#include <cmath>
#include <map>

#include "views/map_internal.h"
#include "views/style.h"

namespace choke {
namespace {

Side side_of(const Dataset& data, NodeRef node) {
    if (node.kind == NodeKind::Actor) return data.actors.side[node.index];
    const ActorId maker = data.things.maker[node.index];
    return maker == kNone<ActorId> ? Side::Other : data.actors.side[index(maker)];
}

// Counts on a square-root scale, so that area stands for the number of events.
double radius_of(uint32_t event_count) { return std::min(5.0 + 2.1 * std::sqrt(static_cast<double>(event_count)), 21.0); }

class GraphBuilder {
public:
    GraphBuilder(const MapFacts& facts, const MapGraphKey& key)
        : data_(*facts.data), facts_(facts), key_(key), with_things_(key.nodes != "actors"), events_(facts.events->to_vector()) {
        if (facts.ghosts != nullptr) ghosts_ = facts.ghosts->to_vector();
    }

    MapGraph build() {
        count();
        MapGraph graph;
        choose(key_.node_limit, graph);
        tie_relations();
        tie_events(events_);
        // After all that was known: a tie that is there already is no ghost.
        if (!ghosts_.empty()) {
            tie_ghost_relations();
            making_ghosts_ = true;
            tie_events(ghosts_);
        }
        for (auto& [pair, tie] : ties_) graph.ties.push_back(std::move(tie));
        return graph;
    }

private:
    [[nodiscard]] bool is_node(NodeRef node) const {
        return node.kind == NodeKind::Actor || (node.kind == NodeKind::Thing && with_things_);
    }

    void count() {
        count_ = counted(events_);
        ghost_count_ = counted(ghosts_);
        ties_of_.assign(data_.node_count(), 0);
        for (size_t r = 0; r < data_.relations.size(); ++r) {
            if (!is_node(data_.relations.from[r]) || !is_node(data_.relations.to[r])) continue;
            ties_of_[data_.node_number(data_.relations.from[r])]++;
            ties_of_[data_.node_number(data_.relations.to[r])]++;
        }
    }
    // By node: how many of these events name it.
    [[nodiscard]] std::vector<uint32_t> counted(const std::vector<EventId>& events) const {
        std::vector<uint32_t> out(data_.node_count(), 0);
        const auto bump = [&](NodeKind kind, size_t i) { out[data_.node_number({kind, static_cast<uint32_t>(i)})]++; };
        for (const EventId event : events) {
            for (const ActorRole& role : data_.events.actors[index(event)]) bump(NodeKind::Actor, index(role.actor));
            for (const ThingId thing : data_.events.things[index(event)]) bump(NodeKind::Thing, index(thing));
        }
        return out;
    }

    void choose(size_t limit, MapGraph& graph) {
        for (size_t i = data_.events.size(); i < data_.node_count(); ++i) {
            const NodeRef node = data_.node_at(i);
            if (count_[i] + ghost_count_[i] == 0 || !is_node(node)) continue;
            graph.nodes.push_back({node, side_of(data_, node), count_[i], radius_of(count_[i])});
        }
        // Heaviest first: by events, then by ties, then in the order of the data.
        std::stable_sort(graph.nodes.begin(), graph.nodes.end(), [&](const MapNode& a, const MapNode& b) {
            if (a.event_count != b.event_count) return a.event_count > b.event_count;
            return ties_of_[data_.node_number(a.node)] > ties_of_[data_.node_number(b.node)];
        });
        if (graph.nodes.size() > limit) {
            const auto rest = graph.nodes.begin() + static_cast<std::ptrdiff_t>(limit);
            const auto kept = std::stable_partition(rest, graph.nodes.end(), [&](const MapNode& n) {
                return std::binary_search(key_.forced.begin(), key_.forced.end(), n.node);
            });
            graph.left_out = static_cast<size_t>(graph.nodes.end() - kept);
            graph.nodes.erase(kept, graph.nodes.end());
        }
        place_.assign(data_.node_count(), kAbsent);
        for (uint32_t i = 0; i < graph.nodes.size(); ++i) place_[data_.node_number(graph.nodes[i].node)] = i;
    }

    MapTie* tie(NodeRef a, NodeRef b) {
        uint32_t i = place_[data_.node_number(a)];
        uint32_t j = place_[data_.node_number(b)];
        if (i == kAbsent || j == kAbsent || i == j) return nullptr;
        if (i > j) std::swap(i, j);
        const auto [at, made] = ties_.try_emplace({i, j});
        MapTie& found = at->second;
        found.a = i;
        found.b = j;
        if (made) found.ghost = making_ghosts_;
        return &found;
    }

    void tie_relations() {
        for (size_t r = 0; r < data_.relations.size(); ++r) {
            const auto relation = id_at<RelationId>(r);
            const Status status = relation_status(data_, relation, facts_.known_by_s);
            if (status == Status::NotYetKnown || !is_firm_enough(status)) continue;
            tie_relation(r, false);
        }
    }
    void tie_ghost_relations() {
        for (size_t r = 0; r < data_.relations.size(); ++r) {
            const auto relation = id_at<RelationId>(r);
            if (relation_status(data_, relation, facts_.known_by_s) != Status::NotYetKnown) continue;
            if (is_firm_enough(relation_status(data_, relation, kEverKnown))) tie_relation(r, true);
        }
    }
    [[nodiscard]] bool is_firm_enough(Status status) const { return !facts_.status_floor || is_at_least(status, *facts_.status_floor); }

    void tie_relation(size_t r, bool ghost) {
        const NodeRef from = data_.relations.from[r];
        const NodeRef to = data_.relations.to[r];
        if (!is_node(from) || !is_node(to)) return;
        making_ghosts_ = ghost;
        MapTie* found = tie(from, to);
        // A tie that was known does not speak of what was not.
        if (found != nullptr && found->ghost == ghost) found->relations.push_back(id_at<RelationId>(r));
    }

    // Things are tied to the actors of their events, not to each other: two chips in one sentence say little.
    void tie_events(const std::vector<EventId>& events) {
        for (const EventId event : events) {
            const auto actors = data_.events.actors[index(event)];
            for (size_t i = 0; i < actors.size(); ++i) {
                const NodeRef a{NodeKind::Actor, static_cast<uint32_t>(actors[i].actor)};
                for (size_t j = i + 1; j < actors.size(); ++j) share(a, {NodeKind::Actor, static_cast<uint32_t>(actors[j].actor)}, event);
                for (const ThingId thing : data_.events.things[index(event)])
                    share(a, {NodeKind::Thing, static_cast<uint32_t>(thing)}, event);
            }
        }
    }
    void share(NodeRef a, NodeRef b, EventId event) {
        if (!is_node(b)) return;
        MapTie* found = tie(a, b);
        if (found != nullptr && found->ghost == making_ghosts_ && (found->shared_events.empty() || found->shared_events.back() != event))
            found->shared_events.push_back(event);
    }

    static constexpr uint32_t kAbsent = 0xffffffffU;
    const Dataset& data_;
    const MapFacts& facts_;
    const MapGraphKey& key_;
    bool with_things_;
    bool making_ghosts_ = false;
    std::vector<EventId> events_, ghosts_;
    std::vector<uint32_t> count_, ghost_count_, ties_of_, place_;
    std::map<std::pair<uint32_t, uint32_t>, MapTie> ties_;
};

}  // namespace

MapGraph build_map_graph(const MapFacts& facts, const MapGraphKey& key) { return GraphBuilder(facts, key).build(); }

}  // namespace choke
