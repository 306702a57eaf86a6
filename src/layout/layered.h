// Layered layout: causes left, effects right. Time runs along x, edges cross as little as possible and lead
// round the boxes.
//
// In the steps of Sugiyama, Tagawa, Toda ("Methods for Visual Understanding of Hierarchical System
// Structures", 1981): layers, either columns of given x or such that edges are short (in the sense of
// Gansner, Koutsofios, North, Vo, "A Technique for Drawing Directed Graphs", 1993); order within the layers
// by barycentres and sifting (Matuszewski, Schönfeld, Molitor, "Using Sifting for k-Layer Straightline
// Crossing Minimization", 1999), which cools down (Kirkpatrick, Gelatt, Vecchi, "Optimization by Simulated
// Annealing", 1983) and ends with a random walk over equally good orders; heights by Brandes and Köpf
// ("Fast and Simple Horizontal Coordinate Assignment", 2001), which keeps long edges straight.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "base/geometry.h"
#include "graph/csr.h"

namespace choke {

struct LayeredOptions {
    std::span<const Vec2> sizes = {};  // of the boxes, px, or empty: 40 x 20
    // Where time puts the centres, px, or empty: the edges alone decide. An edge that leads to an earlier
    // node runs from right to left.
    std::span<const double> x = {};
    double row_gap = 12;     // px, between boxes above one another
    double column_gap = 40;  // px, between columns: room for edges to change rows
    int effort = 2;          // >= 1: arrangements that small drawings may begin with
    uint64_t seed = 1;
    std::stop_token stop = {};  // a stopped layout is one that crosses more
};

struct LayeredDrawing {
    std::vector<Vec2> centres;  // in the order of the nodes; no two boxes overlap
    // Per edge: from the border of its first box to that of its second. Self loops have none.
    std::vector<std::vector<Vec2>> routes;
    uint64_t crossings = 0;  // of edges between columns
};

// 300 nodes take about 0.04 s, 3,000 about 1.5 s.
[[nodiscard]] LayeredDrawing layered_layout(const Graph& graph, const LayeredOptions& options = {});

}  // namespace choke
