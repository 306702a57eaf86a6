// How large a node of the map is drawn: by the events that name it, or by a measure of how central it is.
#include <algorithm>
#include <cmath>

#include "graph/csr.h"
#include "graph/measures.h"
#include "graph/neighbours.h"
#include "views/map_internal.h"

namespace choke {
namespace {

// Counts on a square-root scale, so that area stands for the number of events.
double radius_of(double count) { return std::min(5.0 + 2.1 * std::sqrt(count), 21.0); }

constexpr double kLeastRadius_px = 5;
constexpr double kMostRadius_px = 23;

// One edge a tie, whatever number of relations and events it stands for; what is not yet known ties nobody.
struct Ties {
    std::vector<GraphEdge> edges;
    std::vector<double> weights;
    std::vector<double> lengths;  // strong ties are short ways (Newman, "Scientific Collaboration Networks II", 2001)
};

Ties ties_of(const MapGraph& graph) {
    Ties ties;
    for (const MapTie& tie : graph.ties) {
        if (tie.ghost) continue;
        ties.edges.push_back({tie.a, tie.b});
        ties.weights.push_back(tie_weight(tie));
        ties.lengths.push_back(1 / tie_weight(tie));
    }
    return ties;
}

std::vector<double> measured(MapSize size, const Graph& graph, const Ties& ties) {
    PathMeasureOptions paths;
    paths.lengths = ties.lengths;
    PageRankOptions rank;
    rank.direction = Direction::Both;
    rank.weights = ties.weights;
    switch (size) {
        case MapSize::Events: break;
        case MapSize::Degree: return degrees(graph);
        case MapSize::Strength: return strengths(graph, ties.weights);
        case MapSize::Betweenness: return betweenness(graph, paths);
        case MapSize::Closeness: return closeness(graph, paths);
        case MapSize::PageRank: return page_rank(graph, rank);
        case MapSize::Core: {
            const std::vector<uint32_t> cores = core_numbers(Neighbours(graph));
            return {cores.begin(), cores.end()};
        }
    }
    return {};
}

}  // namespace

void size_nodes(MapSize size, MapGraph& graph) {
    // An event that is there for a path has no ties that were counted; it is large enough for its shape to be told.
    constexpr double kShape_px = 8;
    for (MapNode& node : graph.nodes) {
        const bool event = node.node.kind == NodeKind::Event;
        node.radius = event && node.weight == 0 ? kShape_px : radius_of(event ? node.weight / 2 : node.event_count);
    }
    const bool all_pairs = size == MapSize::Betweenness || size == MapSize::Closeness;
    graph.size_unknown = all_pairs && static_cast<double>(graph.nodes.size()) * static_cast<double>(graph.ties.size()) > kMostMeasureSteps;
    if (size == MapSize::Events || graph.size_unknown || graph.nodes.empty()) return;
    const Ties ties = ties_of(graph);
    const std::vector<double> values = measured(size, Graph(static_cast<uint32_t>(graph.nodes.size()), ties.edges), ties);
    const double most = *std::max_element(values.begin(), values.end());
    for (size_t i = 0; i < values.size(); ++i) {
        const double share = most > 0 ? std::clamp(values[i] / most, 0.0, 1.0) : 0;
        graph.nodes[i].radius = kLeastRadius_px + (kMostRadius_px - kLeastRadius_px) * std::sqrt(share);
    }
}

}  // namespace choke
