// Bundles of ties: a long tie is led along shorter ones, so that many share their way and a picture shows where they go rather
// than a web. A way runs from end to end along ties that are drawn themselves, so that no bundle seems to tie what is
// not tied (Wallinger et al., "Edge-Path Bundling: A Less Ambiguous Edge Bundling Approach", 2021). The ties that carry the
// others are a greedy spanner (Althöfer et al., "On Sparse Spanners of Weighted Graphs", 1993), on which every way is found by
// itself (Wallinger et al., "Faster Edge-Path Bundling through Graph Spanners", 2023). Moves no node and draws nothing.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "base/geometry.h"
#include "graph/csr.h"
#include "graph/parallel.h"

namespace choke {

struct EdgePathOptions {
    double most_detour = 1.6;  // >= 1: length of a way by that of the straight line
    double exponent = 2;       // >= 1: a way costs the sum of its lengths to this power, so that it prefers many short ties
    ParallelFor parallel = {};
    std::stop_token stop = {};  // ways that were not found by then are straight
};

// The nodes that each edge is led along, in its direction and without its ends; empty: it is drawn straight, and may carry
// others. Self loops and edges of no length are straight.
// Some 6,000 edges take a fraction of a second, 50,000 several seconds.
[[nodiscard]] std::vector<std::vector<uint32_t>> edge_paths(std::span<const Vec2> at, std::span<const GraphEdge> edges, const EdgePathOptions& options = {});

}  // namespace choke
