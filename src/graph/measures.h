// Who is central: numbers per node. They agree with igraph 0.10 to 1e-9 (tests/tools/graph_oracle.py), where
// that defines them. Everything is deterministic, whatever the number of cores.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "graph/csr.h"
#include "graph/neighbours.h"
#include "graph/parallel.h"

namespace choke {

// Number of edges at each node; a self loop counts twice, parallel edges count each.
[[nodiscard]] std::vector<double> degrees(const Graph& graph, Direction direction = Direction::Both);

// Weighted degree: sum of the weights of a node's edges, counted as in degrees(). weights: of every edge.
[[nodiscard]] std::vector<double> strengths(const Graph& graph, std::span<const double> weights,
                                            Direction direction = Direction::Both);

enum class Normalise : uint8_t { No, Yes };

struct PathMeasureOptions {
    Direction direction = Direction::Both;  // Both: edges are walked either way and a pair counts once
    std::span<const double> lengths = {};   // of every edge, > 0; empty: all 1
    Normalise normalise = Normalise::Yes;
    ParallelFor parallel = {};
    std::stop_token stop = {};  // a stopped measure is of no use
};

// Share of the shortest paths between others that lead through a node (Freeman 1977; Brandes, "A Faster
// Algorithm for Betweenness Centrality", 2001). Normalised: divided by the number of pairs of others, so that
// 0 <= value <= 1. Parallel edges are paths of their own. O(nodes * edges); 10,000 nodes take seconds.
[[nodiscard]] std::vector<double> betweenness(const Graph& graph, const PathMeasureOptions& options = {});

// One by the mean distance to the nodes that can be reached (normalised) or by the sum of the distances. A
// node that reaches none has 0. On a graph in pieces a value holds within its piece only.
[[nodiscard]] std::vector<double> closeness(const Graph& graph, const PathMeasureOptions& options = {});

struct PageRankOptions {
    double damping = 0.85;                 // 0..1, less than 1
    Direction direction = Direction::Out;  // Both: every edge leads either way
    std::span<const double> weights = {};  // of every edge, >= 0; empty: all 1
};

// Brin and Page, "The Anatomy of a Large-Scale Hypertextual Web Search Engine", 1998. Sums to 1. A node that
// leads nowhere leads to all alike. Iterated until the sum of the changes is under 1e-13.
[[nodiscard]] std::vector<double> page_rank(const Graph& graph, const PageRankOptions& options = {});

// The greatest k for which the node is in a k-core: a part of the graph in which each has k neighbours
// (Batagelj and Zaversnik, "An O(m) Algorithm for Cores Decomposition of Networks", 2003).
[[nodiscard]] std::vector<uint32_t> core_numbers(const Neighbours& graph);

}  // namespace choke
