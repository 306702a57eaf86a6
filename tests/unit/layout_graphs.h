// Graphs that the tests of layouts share: small worlds of a given seed, and those that break things.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "base/geometry.h"
#include "graph/csr.h"
#include "graph/parallel.h"
#include "graph/random.h"

namespace choke::testing {

struct NamedGraph {
    std::string name;
    uint32_t node_count = 0;
    std::vector<GraphEdge> edges;
};

// Every node comes with two or three edges to earlier ones, those with many edges more likely (Barabási and
// Albert 1999).
inline NamedGraph preferential(uint32_t count, uint64_t seed) {
    Random random(seed);
    NamedGraph graph{"preferential", count, {{0, 1}, {1, 2}, {0, 2}}};
    std::vector<uint32_t> ends{0, 1, 1, 2, 0, 2};
    for (uint32_t node = 3; node < count; ++node) {
        for (uint32_t k = 0; k < 2 + node % 2; ++k) {
            const uint32_t other = ends[random.below(static_cast<uint32_t>(ends.size()))];
            graph.edges.push_back({other, node});
        }
        for (size_t e = graph.edges.size() - 2 - node % 2; e < graph.edges.size(); ++e) {
            ends.push_back(graph.edges[e].from);
            ends.push_back(node);
        }
    }
    return graph;
}

// A square grid: the drawing is known.
inline NamedGraph grid(uint32_t side) {
    NamedGraph graph{"grid", side * side, {}};
    for (uint32_t i = 0; i < side * side; ++i) {
        if (i % side + 1 < side) {
            graph.edges.push_back({i, i + 1});
        }
        if (i + side < side * side) {
            graph.edges.push_back({i, i + side});
        }
    }
    return graph;
}

inline std::vector<NamedGraph> bad_graphs() {
    std::vector<NamedGraph> graphs{{"empty", 0, {}},
                                   {"one node", 1, {}},
                                   {"no edges", 40, {}},
                                   {"a self loop", 1, {{0, 0}}},
                                   {"two nodes", 2, {{0, 1}}},
                                   {"loops among others", 4, {{0, 0}, {0, 1}, {1, 1}, {1, 2}, {2, 2}}},
                                   {"a circle of three", 3, {{0, 1}, {1, 2}, {2, 0}}},
                                   {"there and back", 2, {{0, 1}, {1, 0}}}};
    NamedGraph star{"a star of 50,000", 50'001, {}};
    for (uint32_t i = 1; i <= 50'000; ++i) {
        star.edges.push_back({0, i});
    }
    graphs.push_back(std::move(star));
    NamedGraph clique{"a clique of 500", 500, {}};
    for (uint32_t i = 0; i < 500; ++i) {
        for (uint32_t j = 0; j < i; ++j) {
            clique.edges.push_back({j, i});
        }
    }
    graphs.push_back(std::move(clique));
    NamedGraph pieces{"10,000 components", 20'000, {}};
    for (uint32_t i = 0; i < 10'000; ++i) {
        pieces.edges.push_back({2 * i, 2 * i + 1});
    }
    graphs.push_back(std::move(pieces));
    NamedGraph parallel{"1,000 parallel edges", 3, std::vector<GraphEdge>(1000, GraphEdge{0, 1})};
    parallel.edges.push_back({1, 2});
    graphs.push_back(std::move(parallel));
    NamedGraph path{"a path of 3,000", 3000, {}};
    for (uint32_t i = 1; i < 3000; ++i) {
        path.edges.push_back({i - 1, i});
    }
    graphs.push_back(std::move(path));
    return graphs;
}

inline bool all_finite(const std::vector<Vec2>& centres) {
    for (const Vec2& p : centres) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
            return false;
        }
    }
    return true;
}

// Runs ranges backwards in pieces of 100: as different from "all at once" as an executor may be.
inline void backwards(size_t count, const RangeWork& work) {
    for (size_t end = count; end > 0;) {
        const size_t begin = end > 100 ? end - 100 : 0;
        work(begin, end);
        end = begin;
    }
}

}  // namespace choke::testing
