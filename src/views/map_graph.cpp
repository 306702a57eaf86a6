#include <algorithm>
#include <cmath>
#include <map>

#include "views/map_internal.h"
#include "views/style.h"

namespace choke {
namespace {

Side side_of(const Dataset& data, NodeRef node) {
    if (node.kind == NodeKind::Event) return leading_side(data, id_at<EventId>(node.index));
    if (node.kind == NodeKind::Actor) return data.actors.side[node.index];
    const ActorId maker = data.things.maker[node.index];
    return maker == kNone<ActorId> ? Side::Other : data.actors.side[index(maker)];
}

// An event that names more of those on the map than this ties nobody: everybody with everybody would say nothing.
constexpr size_t kMostNamed = 1000;

class GraphBuilder {
public:
    GraphBuilder(const MapFacts& facts, const MapGraphKey& key)
        : data_(*facts.data), facts_(facts), key_(key), events_(facts.events->to_vector()) {
        if (facts.ghosts != nullptr) ghosts_ = facts.ghosts->to_vector();
    }

    MapGraph build() {
        count();
        MapGraph graph;
        choose(key_.node_limit, graph);
        if (key_.ties != MapTies::Events || !key_.forced.empty()) tie_relations();
        tie_events(events_);
        // After all that was known: a tie that is there already is no ghost.
        if (!ghosts_.empty()) {
            if (key_.ties != MapTies::Events) tie_ghost_relations();
            making_ghosts_ = true;
            tie_events(ghosts_);
        }
        for (auto& [pair, tie] : ties_) graph.ties.push_back(std::move(tie));
        find_least_shared(graph);
        size_nodes(key_.size, graph);
        return graph;
    }

private:
    // Whether the graph is made of such nodes; what is forced may be of another kind.
    [[nodiscard]] bool is_node(NodeRef node) const {
        switch (node.kind) {
            case NodeKind::Event: return key_.ties == MapTies::Chain;
            case NodeKind::Actor: return key_.ties != MapTies::Chain;
            case NodeKind::Thing: return (key_.ties == MapTies::Both || key_.ties == MapTies::Relations) && key_.with_things;
        }
        return false;
    }
    [[nodiscard]] bool is_forced(NodeRef node) const { return std::binary_search(key_.forced.begin(), key_.forced.end(), node); }

    void count() {
        count_ = counted(events_);
        ghost_count_ = counted(ghosts_);
        ties_of_.assign(data_.node_count(), 0);
        for (size_t r = 0; r < data_.relations.size(); ++r) {
            const NodeRef from = data_.relations.from[r];
            const NodeRef to = data_.relations.to[r];
            if (from == to || !is_node(from) || !is_node(to)) continue;
            // Where ties decide who is there, only those count that can be seen.
            if (key_.ties != MapTies::Both && (weight(from) == 0 || weight(to) == 0 || !is_shown(id_at<RelationId>(r)))) continue;
            ties_of_[data_.node_number(from)]++;
            ties_of_[data_.node_number(to)]++;
        }
    }
    [[nodiscard]] uint32_t weight(NodeRef node) const {
        const size_t i = data_.node_number(node);
        return count_[i] + ghost_count_[i];
    }
    [[nodiscard]] bool is_shown(RelationId relation) const {
        return holds(relation, ghosts_.empty() ? facts_.known_by_s : kEverKnown) || (facts_.also_by_s && holds(relation, *facts_.also_by_s));
    }
    [[nodiscard]] bool holds(RelationId relation, Instant by_s) const {
        if (!has_begun(data_, relation, facts_.happened_by_s)) return false;
        const Status status = relation_status(data_, relation, by_s);
        return status != Status::NotYetKnown && is_firm_enough(status);
    }
    // By node: how many of these events name it.
    [[nodiscard]] std::vector<uint32_t> counted(const std::vector<EventId>& events) const {
        std::vector<uint32_t> out(data_.node_count(), 0);
        const auto bump = [&](NodeKind kind, size_t i) { out[data_.node_number({kind, static_cast<uint32_t>(i)})]++; };
        for (const EventId event : events) {
            bump(NodeKind::Event, index(event));
            for (const ActorRole& role : data_.events.actors[index(event)]) bump(NodeKind::Actor, index(role.actor));
            for (const ThingId thing : data_.events.things[index(event)]) bump(NodeKind::Thing, index(thing));
        }
        return out;
    }

    void choose(size_t limit, MapGraph& graph) {
        const bool by_ties = key_.ties == MapTies::Chain || key_.ties == MapTies::Relations;
        for (size_t i = 0; i < data_.node_count(); ++i) {
            const NodeRef node = data_.node_at(i);
            const bool forced = is_forced(node);
            if (count_[i] + ghost_count_[i] == 0 || !(is_node(node) || forced)) continue;
            // A graph of relations leaves out who has none.
            if (by_ties && ties_of_[i] == 0 && !forced) continue;
            MapNode made;
            made.node = node;
            made.side = side_of(data_, node);
            made.event_count = count_[i];
            made.weight = node.kind == NodeKind::Event ? ties_of_[i] : count_[i];
            graph.nodes.push_back(made);
        }
        // Heaviest first: by events, then by ties, then in the order of the data.
        std::stable_sort(graph.nodes.begin(), graph.nodes.end(), [&](const MapNode& a, const MapNode& b) {
            if (a.weight != b.weight) return a.weight > b.weight;
            return ties_of_[data_.node_number(a.node)] > ties_of_[data_.node_number(b.node)];
        });
        if (graph.nodes.size() > limit) {
            const auto rest = graph.nodes.begin() + static_cast<std::ptrdiff_t>(limit);
            const auto kept = std::stable_partition(rest, graph.nodes.end(), [&](const MapNode& n) {
                return is_forced(n.node);
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
            if (holds(relation, facts_.known_by_s) || (facts_.also_by_s && holds(relation, *facts_.also_by_s))) tie_relation(r, false);
        }
    }
    void tie_ghost_relations() {
        for (size_t r = 0; r < data_.relations.size(); ++r) {
            const auto relation = id_at<RelationId>(r);
            if (relation_status(data_, relation, facts_.known_by_s) != Status::NotYetKnown || !has_begun(data_, relation, facts_.happened_by_s)) continue;
            if (is_firm_enough(relation_status(data_, relation, kEverKnown))) tie_relation(r, true);
        }
    }
    [[nodiscard]] bool is_firm_enough(Status status) const { return !facts_.status_floor || is_at_least(status, *facts_.status_floor); }

    void tie_relation(size_t r, bool ghost) {
        const NodeRef from = data_.relations.from[r];
        const NodeRef to = data_.relations.to[r];
        if (key_.ties == MapTies::Events && !(is_forced(from) && is_forced(to))) return;
        making_ghosts_ = ghost;
        MapTie* found = tie(from, to);
        // A tie that was known does not speak of what was not.
        if (found != nullptr && found->ghost == ghost) found->relations.push_back(id_at<RelationId>(r));
    }

    // Things are tied to the actors of their events, not to each other: two chips in one sentence say little. An event
    // that is on the map itself is tied to those that it names.
    void tie_events(const std::vector<EventId>& events) {
        const bool shared = key_.ties == MapTies::Both || key_.ties == MapTies::Events;
        for (const EventId event : events) {
            const NodeRef itself{NodeKind::Event, static_cast<uint32_t>(event)};
            const bool forced = is_forced(itself);
            if (!shared && !forced) continue;
            actors_.clear();
            things_.clear();
            for (const ActorRole& role : data_.events.actors[index(event)]) add_placed({NodeKind::Actor, static_cast<uint32_t>(role.actor)}, actors_);
            for (const ThingId thing : data_.events.things[index(event)]) add_placed({NodeKind::Thing, static_cast<uint32_t>(thing)}, things_);
            const bool pairs = shared && actors_.size() <= kMostNamed;
            for (size_t i = 0; i < actors_.size(); ++i) {
                if (forced) share(actors_[i], itself, event);
                if (!pairs) continue;
                for (size_t j = i + 1; j < actors_.size(); ++j) share(actors_[i], actors_[j], event);
                for (const NodeRef thing : things_) share(actors_[i], thing, event);
            }
            if (!forced) continue;
            for (const NodeRef thing : things_) share(itself, thing, event);
        }
    }
    void add_placed(NodeRef node, std::vector<NodeRef>& out) const {
        if (place_[data_.node_number(node)] != kAbsent) out.push_back(node);
    }
    void share(NodeRef a, NodeRef b, EventId event) {
        MapTie* found = tie(a, b);
        if (found != nullptr && found->ghost == making_ghosts_ && (found->shared_events.empty() || found->shared_events.back() != event))
            found->shared_events.push_back(event);
    }

    void find_least_shared(MapGraph& graph) const {
        std::vector<size_t> shared;
        for (const MapTie& tie : graph.ties)
            if (tie.relations.empty()) shared.push_back(tie.shared_events.size());
        std::sort(shared.rbegin(), shared.rend());
        if (shared.size() > graph.nodes.size())
            graph.least_shared = std::max(graph.least_shared, shared[graph.nodes.size()] + 1);
    }

    static constexpr uint32_t kAbsent = 0xffffffffU;
    const Dataset& data_;
    const MapFacts& facts_;
    const MapGraphKey& key_;
    bool making_ghosts_ = false;
    std::vector<EventId> events_, ghosts_;
    std::vector<NodeRef> actors_, things_;  // of one event, those on the map
    std::vector<uint32_t> count_, ghost_count_, ties_of_, place_;
    std::map<std::pair<uint32_t, uint32_t>, MapTie> ties_;
};

}  // namespace

double tie_weight(const MapTie& tie) {
    return 1.5 * static_cast<double>(tie.relations.size()) + 0.5 * static_cast<double>(tie.shared_events.size());
}

MapGraph build_map_graph(const MapFacts& facts, const MapGraphKey& key) { return GraphBuilder(facts, key).build(); }

}  // namespace choke
