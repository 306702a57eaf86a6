// Ways between two nodes: the best few, and what they all hang on.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "graph/csr.h"
#include "graph/neighbours.h"

namespace choke {

// When a step can have been taken, in whatever unit time has; begin <= end. Both ends belong to it.
struct StepTime {
    int64_t begin = INT64_MIN;
    int64_t end = INT64_MAX;
};

struct PathOptions {
    Direction direction = Direction::Both;
    std::span<const double> lengths = {};  // of every edge, >= 0; empty: all 1
    // Of every edge, or empty. When given, a path must be possible in time: each step can be dated within its
    // interval so that none comes before the one that leads to it.
    std::span<const StepTime> times = {};
    std::span<const uint8_t> banned_nodes = {};  // per node, or empty; not 0: no path leads through it
    std::stop_token stop = {};
};

struct Path {
    double length = 0;
    std::vector<uint32_t> nodes;  // from the first to the last, no node twice
    std::vector<uint32_t> edges;  // one fewer than nodes
    friend bool operator==(const Path&, const Path&) = default;
};

// The k shortest paths without circles, shortest first (Yen, "Finding the K Shortest Loopless Paths in a
// Network", 1971). Paths differ in their nodes: of parallel edges a path takes the shortest that fits in
// time. Equal lengths are ordered by number of steps, then by the numbers of their nodes. from == to: one
// path without steps. O(k * nodes * edges * log nodes) at worst.
[[nodiscard]] std::vector<Path> shortest_paths(const Graph& graph, uint32_t from, uint32_t to, uint32_t k,
                                               const PathOptions& options = {});

// Edges belong to groups, for example those that rest on one claim. Gives the groups that hold all paths
// between two nodes: without any single one of them, `to` cannot be reached from `from`. In the order in
// which a shortest path meets them; empty also when there is no path at all. groups: of every edge; a number
// of its own for each asks for single edges. O(steps of a shortest path * edges).
[[nodiscard]] std::vector<uint32_t> cut_groups(const Graph& graph, std::span<const uint32_t> groups,
                                               uint32_t from, uint32_t to,
                                               Direction direction = Direction::Both);

struct NodeAtDistance {
    uint32_t node = 0;
    int steps = 0;
    friend bool operator==(const NodeAtDistance&, const NodeAtDistance&) = default;
};
// The nodes within so many steps, nearest first, equal distances by number; the first is the start itself.
[[nodiscard]] std::vector<NodeAtDistance> nodes_within(const Graph& graph, uint32_t start, int max_steps,
                                                       Direction direction = Direction::Both);

// Neighbours that two nodes share, ascending, without the two themselves.
[[nodiscard]] std::vector<uint32_t> common_neighbours(const Neighbours& graph, uint32_t a, uint32_t b);

}  // namespace choke
