#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "graph/paths.h"
#include "graph/random.h"

using namespace choke;

namespace {

std::string text(const std::vector<Path>& paths) {
    std::string out;
    for (const Path& path : paths) {
        out += out.empty() ? "" : " | ";
        for (size_t i = 0; i < path.nodes.size(); ++i) {
            out += (i == 0 ? "" : "-") + std::to_string(path.nodes[i]);
        }
    }
    return out;
}

std::string text(const std::vector<uint32_t>& numbers) {
    std::string out;
    for (const uint32_t number : numbers) {
        out += (out.empty() ? "" : " ") + std::to_string(number);
    }
    return out;
}

// Every simple path, by trying all; time is checked at the end with the earliest dates.
void all_paths(const Graph& graph, uint32_t to, const PathOptions& options, Path& path,
               std::vector<Path>& out) {
    const uint32_t node = path.nodes.back();
    if (node == to) {
        int64_t time = INT64_MIN;
        for (const uint32_t edge : path.edges) {
            if (!options.times.empty()) {
                if (options.times[edge].end < time) {
                    return;
                }
                time = std::max(time, options.times[edge].begin);
            }
        }
        out.push_back(path);
        return;
    }
    for (const auto arcs : {graph.out(node), graph.in(node)}) {
        for (const Graph::Arc& arc : arcs) {
            if (std::find(path.nodes.begin(), path.nodes.end(), arc.node) == path.nodes.end()) {
                path.nodes.push_back(arc.node);
                path.edges.push_back(arc.edge);
                const double length = path.length;
                path.length += options.lengths[arc.edge];
                all_paths(graph, to, options, path, out);
                path.length = length;
                path.nodes.pop_back();
                path.edges.pop_back();
            }
        }
    }
}

// Shortest first, of paths along the same nodes only the shortest.
std::vector<double> lengths_by_trying(const Graph& graph, uint32_t from, uint32_t to, size_t k,
                                      const PathOptions& options) {
    std::vector<Path> all;
    Path start{.length = 0, .nodes = {from}, .edges = {}};
    all_paths(graph, to, options, start, all);
    std::stable_sort(all.begin(), all.end(),
                     [](const Path& a, const Path& b) { return a.length < b.length; });
    std::vector<std::vector<uint32_t>> seen;
    std::vector<double> lengths;
    for (const Path& path : all) {
        if (lengths.size() < k && std::find(seen.begin(), seen.end(), path.nodes) == seen.end()) {
            seen.push_back(path.nodes);
            lengths.push_back(path.length);
        }
    }
    return lengths;
}

}  // namespace

TEST_CASE("paths come shortest first and never twice through a node", "[graph][paths]") {
    // 0-1-3, 0-2-3, 1-2: four ways.
    const std::vector<GraphEdge> edges{{0, 1}, {1, 3}, {0, 2}, {2, 3}, {1, 2}};
    CHECK(text(shortest_paths(Graph(4, edges), 0, 3, 9)) == "0-1-3 | 0-2-3 | 0-1-2-3 | 0-2-1-3");
    CHECK(text(shortest_paths(Graph(4, edges), 0, 3, 1)) == "0-1-3");
    CHECK(text(shortest_paths(Graph(4, edges), 0, 3, 9, {.direction = Direction::Out})) ==
          "0-1-3 | 0-2-3 | 0-1-2-3");
    CHECK(text(shortest_paths(Graph(4, edges), 3, 0, 9, {.direction = Direction::Out})).empty());
    CHECK(text(shortest_paths(Graph(4, edges), 2, 2, 9)) == "2");
    CHECK(text(shortest_paths(Graph(4, edges), 0, 3, 0)).empty());
}

TEST_CASE("a long detour in short steps beats a short one in long steps", "[graph][paths]") {
    const std::vector<GraphEdge> edges{{0, 3}, {0, 1}, {1, 2}, {2, 3}};
    const std::vector<double> lengths{5, 1, 1, 1};
    const std::vector<Path> paths = shortest_paths(Graph(4, edges), 0, 3, 2, {.lengths = lengths});
    CHECK(text(paths) == "0-1-2-3 | 0-3");
    CHECK(paths[0].length == 3);
    CHECK(paths[1].edges == std::vector<uint32_t>{0});
}

TEST_CASE("a path keeps to the order of time", "[graph][paths]") {
    const std::vector<GraphEdge> edges{{0, 1}, {1, 3}, {0, 2}, {2, 3}};
    const std::vector<StepTime> times{{10, 12}, {1, 9}, {3, 20}, {4, 5}};
    CHECK(text(shortest_paths(Graph(4, edges), 0, 3, 9, {.times = times})) == "0-2-3");
}

TEST_CASE("the longer of two parallel edges is taken when only it leaves time for what follows",
          "[graph][paths]") {
    const std::vector<GraphEdge> edges{{0, 1}, {0, 1}, {1, 2}, {1, 3}, {3, 2}};
    const std::vector<double> lengths{1, 2, 1, 1, 4};
    const std::vector<StepTime> times{{5, 5}, {1, 1}, {3, 3}, {6, 6}, {7, 7}};
    const std::vector<Path> paths =
        shortest_paths(Graph(4, edges), 0, 2, 9, {.lengths = lengths, .times = times});
    CHECK(text(paths) == "0-1-2 | 0-1-3-2");
    CHECK(paths[0].edges == std::vector<uint32_t>{1, 2});
    CHECK(paths[1].edges == std::vector<uint32_t>{0, 3, 4});
}

TEST_CASE("the best paths are those that trying all finds", "[graph][paths]") {
    for (uint64_t seed = 1; seed <= 60; ++seed) {
        Random random(seed);
        std::vector<GraphEdge> edges;
        std::vector<double> lengths;
        std::vector<StepTime> times;
        for (int e = 0; e < 14; ++e) {
            edges.push_back({random.below(7), random.below(7)});
            lengths.push_back(1 + random.below(5));
            const int64_t begin = random.below(20);
            times.push_back({begin, begin + random.below(8)});
        }
        const Graph graph(7, edges);
        for (const bool timed : {false, true}) {
            PathOptions options{.lengths = lengths};
            if (timed) {
                options.times = times;
            }
            std::vector<double> found;
            std::vector<std::vector<uint32_t>> nodes;
            for (const Path& path : shortest_paths(graph, 0, 6, 12, options)) {
                found.push_back(path.length);
                nodes.push_back(path.nodes);
            }
            INFO("seed " << seed << (timed ? ", timed" : ""));
            CHECK(found == lengths_by_trying(graph, 0, 6, 12, options));
            std::sort(nodes.begin(), nodes.end());
            CHECK(std::adjacent_find(nodes.begin(), nodes.end()) == nodes.end());
        }
    }
}

TEST_CASE("a thousand parallel edges are one path, along the first of them", "[graph][paths]") {
    std::vector<GraphEdge> edges(1000, GraphEdge{0, 1});
    const std::vector<Path> paths = shortest_paths(Graph(2, edges), 0, 1, 5);
    REQUIRE(paths.size() == 1);
    CHECK(paths[0].edges == std::vector<uint32_t>{0});
}

TEST_CASE("paths leave banned nodes out", "[graph][paths]") {
    const std::vector<GraphEdge> edges{{0, 1}, {1, 3}, {0, 2}, {2, 3}};
    const std::vector<uint8_t> banned{0, 1, 0, 0};
    CHECK(text(shortest_paths(Graph(4, edges), 0, 3, 9, {.banned_nodes = banned})) == "0-2-3");
}

TEST_CASE("a group is a cut when all ways between the two rest on it", "[graph][paths]") {
    // Two ways from 0 to 3 share group 7 in different edges; the way on to 4 is one edge of group 9.
    const std::vector<GraphEdge> edges{{0, 1}, {1, 3}, {0, 2}, {2, 3}, {3, 4}};
    const std::vector<uint32_t> groups{7, 1, 2, 7, 9};
    CHECK(text(cut_groups(Graph(5, edges), groups, 0, 4)) == "7 9");
    CHECK(text(cut_groups(Graph(5, edges), groups, 1, 3)).empty());
    CHECK(text(cut_groups(Graph(6, edges), groups, 0, 5)).empty());
    CHECK(text(cut_groups(Graph(5, edges), groups, 0, 0)).empty());
    CHECK(text(cut_groups(Graph(5, edges), groups, 4, 3)) == "9");
}

TEST_CASE("nodes within a depth come nearest first", "[graph][paths]") {
    const std::vector<GraphEdge> edges{{2, 4}, {2, 0}, {0, 1}, {1, 3}};
    const Graph graph(6, edges);
    const std::vector<NodeAtDistance> expected{{2, 0}, {0, 1}, {4, 1}, {1, 2}};
    CHECK(nodes_within(graph, 2, 2) == expected);
    CHECK(nodes_within(graph, 5, 5) == std::vector<NodeAtDistance>{{5, 0}});
}

TEST_CASE("common neighbours are those of both, without the two", "[graph][paths]") {
    const std::vector<GraphEdge> edges{{0, 1}, {0, 2}, {1, 2}, {3, 0}, {1, 3}, {1, 4}, {0, 0}};
    const Neighbours graph(Graph(5, edges));
    CHECK(text(common_neighbours(graph, 0, 1)) == "2 3");
    CHECK(text(common_neighbours(graph, 0, 4)) == "1");
}
