#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

#include "graph/csr.h"

using namespace choke;

namespace {

std::string text(std::span<const Graph::Arc> arcs) {
    std::string out;
    for (const Graph::Arc& arc : arcs) {
        out += (out.empty() ? "" : " ") + std::to_string(arc.node) + "/" + std::to_string(arc.edge);
    }
    return out;
}

template <class Number>
std::string text(const std::vector<Number>& numbers) {
    std::string out;
    for (const Number number : numbers) {
        out += (out.empty() ? "" : " ") + std::to_string(number);
    }
    return out;
}

// 0 -> 1 -> 2 -> 3, 2 -> 1, and 4 by itself.
Graph chain() {
    const std::vector<GraphEdge> edges{{0, 1}, {1, 2}, {2, 3}, {2, 1}};
    return Graph(5, edges);
}

void check_distances(std::vector<uint32_t> starts, Direction direction, int max_steps,
                     const std::string& expected) {
    CHECK(text(distances(chain(), starts, direction, max_steps)) == expected);
}

void check_components(uint32_t node_count, const std::vector<GraphEdge>& edges, const std::string& expected) {
    CHECK(text(components(Graph(node_count, edges))) == expected);
}

}  // namespace

TEST_CASE("a graph without nodes has nothing in it", "[graph]") {
    CHECK(Graph().node_count() == 0);
    CHECK(Graph().edge_count() == 0);
    CHECK(components(Graph()).empty());
    CHECK(distances(Graph(0, {}), {}, Direction::Both, 3).empty());
}

TEST_CASE("the arcs of a node are listed in the order of the edges", "[graph]") {
    const std::vector<GraphEdge> edges{{1, 2}, {0, 2}, {1, 0}, {1, 2}, {2, 1}};
    const Graph graph(3, edges);
    CHECK(text(graph.out(1)) == "2/0 0/2 2/3");
    CHECK(text(graph.in(2)) == "1/0 0/1 1/3");
    CHECK(text(graph.in(1)) == "2/4");
    CHECK(graph.edge_count() == 5);
    CHECK(graph.degree(2) == 4);
}

TEST_CASE("a self loop goes out of its node and comes in again", "[graph]") {
    const std::vector<GraphEdge> edges{{1, 1}};
    const Graph graph(2, edges);
    CHECK(text(graph.out(1)) == "1/0");
    CHECK(text(graph.in(1)) == "1/0");
    CHECK(graph.degree(1) == 2);
    CHECK(graph.degree(0) == 0);
}

TEST_CASE("distances count the steps in the direction asked for", "[graph]") {
    check_distances({0}, Direction::Out, 9, "0 1 2 3 -1");
    check_distances({0}, Direction::In, 9, "0 -1 -1 -1 -1");
    check_distances({3}, Direction::In, 9, "3 2 1 0 -1");
    check_distances({2}, Direction::Both, 9, "2 1 0 1 -1");
}

TEST_CASE("distances stop at the greatest number of steps", "[graph]") {
    check_distances({0}, Direction::Out, 2, "0 1 2 -1 -1");
    check_distances({0}, Direction::Out, 0, "0 -1 -1 -1 -1");
}

TEST_CASE("with several starts the nearest one counts", "[graph]") {
    check_distances({0, 3, 0}, Direction::Both, 9, "0 1 1 0 -1");
    check_distances({}, Direction::Both, 9, "-1 -1 -1 -1 -1");
}

TEST_CASE("components do not mind the direction of edges and are numbered by their smallest node",
          "[graph]") {
    check_components(6, {{5, 0}, {3, 1}, {4, 3}}, "0 1 2 1 1 0");
    check_components(3, {}, "0 1 2");
    check_components(3, {{2, 2}, {0, 1}, {1, 0}}, "0 0 1");
}
