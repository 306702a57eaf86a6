// Distances from many sources to all nodes at once, for layouts and measures that need most of them.
// Unweighted: breadth-first search from 256 sources at once (Then et al., "The More the Merrier: Efficient
// Multi-Source Graph Traversal", 2014). Weighted: Dijkstra ("A Note on Two Problems in Connexion with
// Graphs", 1959). Directions of edges are ignored.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "graph/csr.h"
#include "graph/neighbours.h"
#include "graph/parallel.h"

namespace choke {

// Row per node, column per source: what a node needs lies together. Steps, kFar where there is no path; a
// path of more than kFar - 1 steps counts as that many.
struct StepTable {
    static constexpr uint16_t kFar = UINT16_MAX;
    uint32_t source_count = 0;
    std::vector<uint16_t> steps;  // node * source_count + source
    [[nodiscard]] std::span<const uint16_t> row(uint32_t node) const {
        return std::span(steps).subspan(size_t{node} * source_count, source_count);
    }
};

// O(sources * edges) at worst; where balls grow fast, as in social networks, nearly a factor 256 less. What a
// stopped run returns is incomplete.
[[nodiscard]] StepTable step_table(const Neighbours& graph, std::span<const uint32_t> sources,
                                   const ParallelFor& parallel = {}, const std::stop_token& stop = {});
// The same into a table that is there already, whose memory it uses again.
void step_table(const Neighbours& graph, std::span<const uint32_t> sources, const ParallelFor& parallel,
                const std::stop_token& stop, StepTable& table);

// lengths: of every edge, > 0. Infinity where there is no path.
[[nodiscard]] std::vector<double> path_lengths(const Graph& graph, std::span<const double> lengths,
                                               uint32_t source);

}  // namespace choke
