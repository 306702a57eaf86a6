#include "graph/csr.h"

#include "base/assert.h"

namespace choke {
namespace {

// Counting sort by one end of the edges. It is stable, so the arcs of a node stay in the order of the edges.
template <class NodeOf, class OtherOf>
void fill_rows(uint32_t node_count, std::span<const GraphEdge> edges, NodeOf node_of, OtherOf other_of,
               std::vector<uint32_t>& begin, std::vector<Graph::Arc>& arcs) {
    begin.assign(size_t{node_count} + 1, 0);
    for (const GraphEdge& edge : edges) {
        CHOKE_ASSERT(node_of(edge) < node_count);
        ++begin[node_of(edge) + 1];
    }
    for (size_t node = 0; node < node_count; ++node) {
        begin[node + 1] += begin[node];
    }
    std::vector<uint32_t> next(begin.begin(), begin.end() - 1);
    arcs.resize(edges.size());
    for (uint32_t e = 0; e < edges.size(); ++e) {
        arcs[next[node_of(edges[e])]++] = {.node = other_of(edges[e]), .edge = e};
    }
}

std::span<const Graph::Arc> row(const std::vector<uint32_t>& begin, const std::vector<Graph::Arc>& arcs,
                                uint32_t node) {
    CHOKE_ASSERT(size_t{node} + 1 < begin.size());
    return std::span(arcs).subspan(begin[node], begin[node + 1] - begin[node]);
}

}  // namespace

Graph::Graph(uint32_t node_count, std::span<const GraphEdge> edges) {
    const auto from = [](const GraphEdge& edge) { return edge.from; };
    const auto to = [](const GraphEdge& edge) { return edge.to; };
    fill_rows(node_count, edges, from, to, out_begin_, out_arcs_);
    fill_rows(node_count, edges, to, from, in_begin_, in_arcs_);
}

std::span<const Graph::Arc> Graph::out(uint32_t node) const { return row(out_begin_, out_arcs_, node); }

std::span<const Graph::Arc> Graph::in(uint32_t node) const { return row(in_begin_, in_arcs_, node); }

}  // namespace choke
