// Stress layout: the distances of the drawing follow the numbers of steps between the nodes. The drawing of a
// whole relationship map that shows best who is near to whom.
//
// Minimises sum over pairs of (distance in the drawing - steps)^2 / steps^2 (Kamada and Kawai, "An Algorithm
// for Drawing General Undirected Graphs", 1989). Up to kFullStressNodes nodes of a component, all pairs:
// stochastic gradient descent finds the arrangement (Zheng, Pawar, Goodman, "Graph Drawing by Stochastic
// Gradient Descent", 2019) and majorization settles it (Gansner, Koren, North, "Graph Drawing by Stress
// Majorization", 2004). Beyond, a sample of the nodes is laid out like that, the others are placed to their
// distances from the sample (the pivots of Ortmann, Klimenta, Brandes, "A Sparse Stress Model", 2016), and
// then all nodes follow majorization steps to ever new samples, each a little less far than the one before,
// so that the whole stress falls, not only the stress to one sample (Robbins and Monro, "A Stochastic
// Approximation Method", 1951).
//
// Components are laid out one by one and packed side by side. Self loops and parallel edges change nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "base/geometry.h"
#include "graph/csr.h"
#include "graph/neighbours.h"
#include "graph/parallel.h"

namespace choke {

inline constexpr uint32_t kFullStressNodes = 1500;

struct StressOptions {
    double edge_length = 1;  // > 0: what a step is long in the drawing, px; positions are in the same unit
    // Per node, or empty. A component with places of old starts from them and moves as little as possible;
    // nodes without one come to stand by their neighbours.
    std::span<const std::optional<Vec2>> start = {};
    std::span<const uint8_t> pinned =
        {};                // per node, or empty; not 0: stays exactly at its start, which it needs
    double stability = 1;  // >= 0: weight of the old places against the stress; 0: none
    uint64_t seed = 1;     // another seed, another of many equally good drawings
    ParallelFor parallel = {};
    std::stop_token stop = {};  // a stopped layout returns at once; its places are finite, but no drawing
};

// Centres, in the order of the nodes, always finite. 1,000 nodes take about 0.1 s, 10,000 about 1 s, 100,000
// about 10 s and 200 MB.
[[nodiscard]] std::vector<Vec2> stress_layout(const Graph& graph, const StressOptions& options = {});
[[nodiscard]] std::vector<Vec2> stress_layout(const Neighbours& graph, const StressOptions& options = {});

// The same for a bare list of edges.
[[nodiscard]] std::vector<Vec2> layout_for(uint32_t node_count, std::span<const GraphEdge> edges,
                                           const StressOptions& options = {});

// How badly distances in the drawing follow the steps, whatever the drawing's scale: 0 perfectly .. 1. Over
// all pairs with a path when source_count reaches the number of nodes, else over the pairs of that many
// nodes, chosen by seed, with all others.
[[nodiscard]] double normalised_stress(const Neighbours& graph, std::span<const Vec2> centres,
                                       uint32_t source_count = 1000, uint64_t seed = 1);

}  // namespace choke
