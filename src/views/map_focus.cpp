// What the pointer, the selection or a path singles out on the map; everything else steps back.
#include <algorithm>
#include <map>

#include "views/map_internal.h"

namespace choke {
namespace {

class Finder {
public:
    Finder(const ViewInput& input, const MapGraph& graph) : input_(input), data_(input.data()), graph_(graph) {}

    MapFocus find() {
        focus_.node.assign(graph_.nodes.size(), false);
        focus_.tie.assign(graph_.ties.size(), false);
        focus_.on_path.assign(graph_.ties.size(), false);
        const int depth = map_depth(*input_.params);
        std::vector<size_t> selected;
        for (size_t i = 0; i < graph_.nodes.size(); ++i) {
            const bool hovered = input_.hover && *input_.hover == pick_of(graph_.nodes[i].node);
            if (hovered) focus_on_node(i, 1);
            if (input_.is_selected(graph_.nodes[i].node)) selected.push_back(i);
        }
        if (depth == 0 && selected.size() >= 2) {
            focus_on_common(selected);
        } else if (input_.paths.empty()) {
            for (const size_t i : selected) focus_on_node(i, std::max(1, depth));
        }
        if (input_.hover && kind_of(*input_.hover) == PickKind::Tie && input_.hover->index < graph_.ties.size()) {
            focus_.dims = true;
            light_tie(input_.hover->index);
        }
        if (input_.hover && kind_of(*input_.hover) == PickKind::Event) focus_on_event(id_at<EventId>(input_.hover->index));
        if (input_.paths.empty()) {
            for (const NodeRef& node : input_.selected)
                if (node.kind == NodeKind::Event) focus_on_event(id_at<EventId>(node.index));
        } else {
            focus_on_paths();
        }
        return std::move(focus_);
    }

private:

    // Within so many steps. Beyond the first one only ties that are drawn anyway are walked.
    void focus_on_node(size_t from, int depth) {
        focus_.dims = true;
        std::vector<int> steps(graph_.nodes.size(), -1);
        steps[from] = 0;
        focus_.node[from] = true;
        for (int step = 0; step < depth; ++step) {
            std::vector<size_t> reached;
            for (size_t t = 0; t < graph_.ties.size(); ++t) {
                const MapTie& tie = graph_.ties[t];
                if (step > 0 && !graph_.is_drawn(tie)) continue;
                if (steps[tie.a] != step && steps[tie.b] != step) continue;
                light_tie(t);
                for (const uint32_t end : {tie.a, tie.b})
                    if (steps[end] < 0) reached.push_back(end);
            }
            for (const size_t node : reached) steps[node] = step + 1;
        }
    }

    // Those that all selected nodes are tied to, and their ties.
    void focus_on_common(const std::vector<size_t>& selected) {
        focus_.dims = true;
        std::vector<size_t> tied(graph_.nodes.size(), 0);
        const auto is_one = [&](uint32_t node) { return std::ranges::find(selected, node) != selected.end(); };
        for (const MapTie& tie : graph_.ties) {
            if (is_one(tie.a)) tied[tie.b]++;
            if (is_one(tie.b)) tied[tie.a]++;
        }
        for (const size_t i : selected) focus_.node[i] = true;
        for (size_t t = 0; t < graph_.ties.size(); ++t) {
            const MapTie& tie = graph_.ties[t];
            const bool both = is_one(tie.a) && is_one(tie.b);
            if (both || (is_one(tie.a) && tied[tie.b] == selected.size()) || (is_one(tie.b) && tied[tie.a] == selected.size())) light_tie(t);
        }
    }

    void focus_on_event(EventId event) {
        focus_.dims = true;
        // An event that is a node itself is focused on as one.
        for (const MapNode& node : graph_.nodes)
            if (node.node == NodeRef{NodeKind::Event, static_cast<uint32_t>(event)}) return;
        const auto named = [&](NodeRef node) {
            if (node.kind == NodeKind::Event) return false;
            if (node.kind == NodeKind::Actor)
                return std::any_of(data_.events.actors[index(event)].begin(), data_.events.actors[index(event)].end(),
                                   [&](const ActorRole& role) { return index(role.actor) == node.index; });
            return std::any_of(data_.events.things[index(event)].begin(), data_.events.things[index(event)].end(),
                               [&](ThingId thing) { return index(thing) == node.index; });
        };
        for (size_t i = 0; i < graph_.nodes.size(); ++i)
            if (named(graph_.nodes[i].node)) focus_.node[i] = true;
        for (size_t t = 0; t < graph_.ties.size(); ++t) {
            const auto& shared = graph_.ties[t].shared_events;
            if (std::binary_search(shared.begin(), shared.end(), event)) light_tie(t);
        }
    }

    void focus_on_paths() {
        focus_.dims = true;
        std::map<NodeRef, uint32_t> place;
        for (uint32_t i = 0; i < graph_.nodes.size(); ++i) place.emplace(graph_.nodes[i].node, i);
        for (size_t p = 0; p < input_.paths.size(); ++p) {
            const std::vector<NodeRef>& path = input_.paths[p];
            for (size_t k = 0; k < path.size(); ++k) {
                const auto at = place.find(path[k]);
                if (at == place.end()) continue;
                focus_.node[at->second] = true;
                const auto next = k + 1 < path.size() ? place.find(path[k + 1]) : place.end();
                if (next == place.end()) continue;
                const auto [a, b] = std::minmax(at->second, next->second);
                const auto tie = std::ranges::lower_bound(graph_.ties, std::pair(a, b), {}, [](const MapTie& t) { return std::pair(t.a, t.b); });
                if (tie == graph_.ties.end() || tie->a != a || tie->b != b) continue;
                const auto t = static_cast<size_t>(tie - graph_.ties.begin());
                light_tie(t);
                if (p == 0) focus_.on_path[t] = true;
            }
        }
    }

    void light_tie(size_t t) {
        focus_.tie[t] = true;
        focus_.node[graph_.ties[t].a] = true;
        focus_.node[graph_.ties[t].b] = true;
    }

    const ViewInput& input_;
    const Dataset& data_;
    const MapGraph& graph_;
    MapFocus focus_;
};

}  // namespace

MapFocus find_map_focus(const ViewInput& input, const MapGraph& graph) { return Finder(input, graph).find(); }

}  // namespace choke
