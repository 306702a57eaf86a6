#include "graph/neighbours.h"

#include "base/assert.h"

namespace choke {

Neighbours::Neighbours(const Graph& graph, std::span<const double> weights) {
    CHOKE_ASSERT(weights.empty() || weights.size() == graph.edge_count());
    const uint32_t count = graph.node_count();
    // Transposing twice sorts every row: node by node, each writes itself into the rows of its neighbours.
    std::vector<uint32_t> rough_begin(size_t{count} + 1, 0);
    for (uint32_t node = 0; node < count; ++node) {
        rough_begin[node + 1] = rough_begin[node] + graph.degree(node);
    }
    struct Entry {
        uint32_t node;
        uint32_t edge;
    };
    std::vector<Entry> rough(rough_begin[count]);
    std::vector<uint32_t> next(rough_begin.begin(), rough_begin.end() - 1);
    for (uint32_t node = 0; node < count; ++node) {
        for (const auto arcs : {graph.out(node), graph.in(node)}) {
            for (const Graph::Arc& arc : arcs) {
                rough[next[arc.node]++] = {node, arc.edge};
            }
        }
    }
    begin_.assign(size_t{count} + 1, 0);
    nodes_.reserve(rough.size());
    weights_.reserve(rough.size());
    for (uint32_t node = 0; node < count; ++node) {
        const auto first = static_cast<uint32_t>(nodes_.size());
        for (uint32_t i = rough_begin[node]; i < rough_begin[node + 1]; ++i) {
            if (rough[i].node == node) {
                continue;
            }
            const double weight = weights.empty() ? 1 : weights[rough[i].edge];
            if (nodes_.size() > first && nodes_.back() == rough[i].node) {
                weights_.back() += weight;
            } else {
                nodes_.push_back(rough[i].node);
                weights_.push_back(weight);
            }
        }
        begin_[node + 1] = static_cast<uint32_t>(nodes_.size());
    }
}

}  // namespace choke
