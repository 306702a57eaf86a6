#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "graph/communities.h"
#include "graph/distance_table.h"
#include "graph/measures.h"
#include "graph/random.h"

using namespace choke;

namespace {

// Runs ranges backwards and one by one: as different from "all at once" as an executor may be.
void backwards(size_t count, const RangeWork& work) {
    for (size_t i = count; i-- > 0;) {
        work(i, i + 1);
    }
}

Graph random_graph(uint32_t nodes, uint32_t edge_count, uint64_t seed) {
    Random random(seed);
    std::vector<GraphEdge> edges;
    for (uint32_t e = 0; e < edge_count; ++e) {
        edges.push_back({random.below(nodes), random.below(nodes)});
    }
    return Graph(nodes, edges);
}

// Rings of so many nodes with two chords each, every ring tied to the next by one edge.
Graph rings(uint32_t ring_count, uint32_t size) {
    std::vector<GraphEdge> edges;
    for (uint32_t ring = 0; ring < ring_count; ++ring) {
        const uint32_t first = ring * size;
        for (uint32_t i = 0; i < size; ++i) {
            for (uint32_t step = 1; step <= 3; ++step) {
                edges.push_back({first + i, first + (i + step) % size});
            }
        }
        edges.push_back({first, (ring + 1) % ring_count * size + 1});
    }
    return Graph(ring_count * size, edges);
}

std::string text(const std::vector<uint32_t>& numbers) {
    std::string out;
    for (const uint32_t number : numbers) {
        out += (out.empty() ? "" : " ") + std::to_string(number);
    }
    return out;
}

}  // namespace

TEST_CASE("neighbours are listed once, in order, without the node itself", "[graph]") {
    const std::vector<GraphEdge> edges{{1, 2}, {2, 1}, {1, 1}, {0, 1}, {3, 1}};
    const std::vector<double> weights{2, 3, 9, 1, 0.5};
    const Neighbours graph(Graph(4, edges), weights);
    CHECK(std::vector(graph.of(1).begin(), graph.of(1).end()) == std::vector<uint32_t>{0, 2, 3});
    CHECK(std::vector(graph.weights_of(1).begin(), graph.weights_of(1).end()) ==
          std::vector<double>{1, 5, 0.5});
    CHECK(graph.degree(2) == 1);
    CHECK(graph.tie_count() == 3);
}

TEST_CASE("a step table holds what searches from its sources find", "[graph]") {
    const Graph graph = random_graph(700, 1000, 5);
    std::vector<uint32_t> sources(600);
    std::iota(sources.begin(), sources.end(), 50U);
    sources.push_back(50);  // twice
    const StepTable table = step_table(Neighbours(graph), sources, backwards);
    size_t wrong = 0;
    for (size_t s = 0; s < sources.size(); ++s) {
        const std::vector<int> steps =
            distances(graph, std::span(&sources[s], 1), Direction::Both, 1'000'000);
        for (uint32_t node = 0; node < graph.node_count(); ++node) {
            wrong += table.row(node)[s] != (steps[node] < 0 ? StepTable::kFar : steps[node]) ? 1 : 0;
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("path lengths take the detour when it is shorter", "[graph]") {
    const std::vector<GraphEdge> edges{{0, 1}, {1, 2}, {0, 2}, {3, 3}};
    const std::vector<double> lengths{1, 1.5, 4, 1};
    const std::vector<double> from_2 = path_lengths(Graph(4, edges), lengths, 2);
    CHECK(from_2[0] == 2.5);
    CHECK(from_2[1] == 1.5);
    CHECK(std::isinf(from_2[3]));
}

TEST_CASE("measures do not depend on how the work is spread", "[graph][measures]") {
    const Graph graph = random_graph(300, 700, 1);
    CHECK(betweenness(graph) == betweenness(graph, {.parallel = backwards}));
    CHECK(closeness(graph) == closeness(graph, {.parallel = backwards}));
}

TEST_CASE("measures of a graph without nodes are empty, and of one node zero", "[graph][measures]") {
    CHECK(betweenness(Graph()).empty());
    CHECK(closeness(Graph()).empty());
    CHECK(page_rank(Graph()).empty());
    CHECK(core_numbers(Neighbours(Graph())).empty());
    const Graph one(1, {});
    CHECK(betweenness(one) == std::vector<double>{0});
    CHECK(closeness(one) == std::vector<double>{0});
    CHECK(page_rank(one) == std::vector<double>{1});
}

TEST_CASE("self loops and a thousand parallel edges leave every measure finite", "[graph][measures]") {
    std::vector<GraphEdge> edges(1000, GraphEdge{0, 1});
    edges.push_back({2, 2});
    edges.push_back({1, 3});
    const Graph graph(5, edges);
    for (const auto& values : {betweenness(graph), closeness(graph), page_rank(graph)}) {
        for (const double value : values) {
            CHECK(std::isfinite(value));
        }
    }
    CHECK(text(core_numbers(Neighbours(graph))) == "1 1 0 1 0");
    CHECK(degrees(graph) == std::vector<double>{1000, 1001, 2, 1, 0});
}

TEST_CASE("page ranks sum to one, also with nodes that lead nowhere", "[graph][measures]") {
    const Graph graph = random_graph(50, 40, 3);
    const std::vector<double> rank = page_rank(graph);
    CHECK(std::abs(std::accumulate(rank.begin(), rank.end(), 0.0) - 1) < 1e-12);
}

TEST_CASE("communities are the parts that were put in", "[graph][communities]") {
    const Neighbours graph(rings(12, 20));
    const Communities found = find_communities(graph);
    REQUIRE(found.count == 12);
    std::vector<uint32_t> planted(graph.node_count());
    size_t apart = 0;
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        planted[node] = node / 20;
        apart += found.of_node[node] != found.of_node[planted[node] * 20] ? 1 : 0;
    }
    CHECK(apart == 0);
    CHECK(std::abs(modularity(graph, found.of_node) - modularity(graph, planted)) < 1e-12);
}

TEST_CASE("communities are connected, the same each time, and numbered by size", "[graph][communities]") {
    const Graph graph = random_graph(2000, 3000, 9);
    const Neighbours neighbours(graph);
    const Communities found = find_communities(neighbours);
    CHECK(find_communities(neighbours).of_node == found.of_node);
    std::vector<GraphEdge> within;
    std::vector<uint32_t> sizes(found.count, 0);
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        ++sizes[found.of_node[node]];
        for (const Graph::Arc& arc : graph.out(node)) {
            if (found.of_node[arc.node] == found.of_node[node]) {
                within.push_back({node, arc.node});
            }
        }
    }
    const std::vector<uint32_t> pieces = components(Graph(graph.node_count(), within));
    CHECK(*std::max_element(pieces.begin(), pieces.end()) + 1 == found.count);
    CHECK(std::is_sorted(sizes.rbegin(), sizes.rend()));
}

TEST_CASE("no node gains modularity by going to a neighbour's community", "[graph][communities]") {
    const Graph graph = random_graph(200, 500, 4);
    const Neighbours neighbours(graph);
    Communities found = find_communities(neighbours);
    const double reached = modularity(neighbours, found.of_node);
    CHECK(reached > 0.3);
    double best = reached;
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        const uint32_t home = found.of_node[node];
        for (const uint32_t other : neighbours.of(node)) {
            found.of_node[node] = found.of_node[other];
            best = std::max(best, modularity(neighbours, found.of_node));
        }
        found.of_node[node] = home;
    }
    CHECK(best <= reached + 1e-9);
}

TEST_CASE("communities of graphs without ties are the single nodes", "[graph][communities]") {
    CHECK(find_communities(Neighbours(Graph())).count == 0);
    CHECK(text(find_communities(Neighbours(Graph(3, {}))).of_node) == "0 1 2");
    const std::vector<GraphEdge> loop{{1, 1}};
    CHECK(find_communities(Neighbours(Graph(2, loop))).count == 2);
    CHECK(modularity(Neighbours(Graph(3, {})), std::vector<uint32_t>{0, 1, 2}) == 0);
}
