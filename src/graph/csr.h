// A directed multigraph in compressed sparse rows (Saad, "Iterative Methods for Sparse Linear Systems",
// 2003, 3.4): immutable, numbers in, numbers out. Node and edge numbers are dense from 0; what they mean is
// the caller's business. Self loops and parallel edges are allowed; a self loop is in out() and in() of its
// node and counts twice in degree().
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace choke {

struct GraphEdge {
    uint32_t from = 0;
    uint32_t to = 0;
};

class Graph {
  public:
    Graph() = default;
    Graph(uint32_t node_count, std::span<const GraphEdge> edges);

    struct Arc {
        uint32_t node = 0;  // the other end
        uint32_t edge = 0;  // number of the edge in the list given
    };
    [[nodiscard]] std::span<const Arc> out(uint32_t node) const;  // ascending by edge number
    [[nodiscard]] std::span<const Arc> in(uint32_t node) const;
    [[nodiscard]] uint32_t node_count() const { return static_cast<uint32_t>(out_begin_.size() - 1); }
    [[nodiscard]] uint32_t edge_count() const { return static_cast<uint32_t>(out_arcs_.size()); }
    [[nodiscard]] uint32_t degree(uint32_t node) const {
        return static_cast<uint32_t>(out(node).size() + in(node).size());
    }

  private:
    std::vector<uint32_t> out_begin_{0}, in_begin_{0};
    std::vector<Arc> out_arcs_, in_arcs_;
};

enum class Direction : uint8_t { Out, In, Both };

// Distance in steps from the nearest of the start nodes, up to max_steps; -1 for nodes that are not reached.
// Breadth-first search (Moore, "The Shortest Path Through a Maze", 1959). O(nodes + edges).
[[nodiscard]] std::vector<int> distances(const Graph& graph, std::span<const uint32_t> starts,
                                         Direction direction, int max_steps);

// Number of the weakly connected component of every node. Components are numbered from 0 in the order of
// their smallest nodes. Depth-first search (Hopcroft and Tarjan, "Efficient Algorithms for Graph
// Manipulation", 1973).
[[nodiscard]] std::vector<uint32_t> components(const Graph& graph);

// The arcs that lead from a node, to it, or both: those that leave it first.
template <class Visit>
void for_arcs(const Graph& graph, uint32_t node, Direction direction, Visit visit) {
    if (direction != Direction::In) {
        for (const Graph::Arc& arc : graph.out(node)) {
            visit(arc);
        }
    }
    if (direction != Direction::Out) {
        for (const Graph::Arc& arc : graph.in(node)) {
            visit(arc);
        }
    }
}

}  // namespace choke
