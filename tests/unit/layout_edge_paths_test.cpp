#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "layout/edge_paths.h"
#include "unit/layout_graphs.h"

using namespace choke;
using namespace choke::testing;

namespace {

std::vector<Vec2> scattered(uint32_t count, uint64_t seed) {
    Random random(seed);
    std::vector<Vec2> at;
    for (uint32_t i = 0; i < count; ++i) at.push_back({static_cast<double>(random.below(1000)), static_cast<double>(random.below(600))});
    return at;
}

// Every node with some that stand near it and some that do not.
std::vector<GraphEdge> mesh(std::span<const Vec2> at, uint64_t seed) {
    Random random(seed);
    std::vector<GraphEdge> edges;
    const auto count = static_cast<uint32_t>(at.size());
    for (uint32_t i = 0; i < count; ++i) {
        for (uint32_t j = i + 1; j < count; ++j)
            if (length(at[i] - at[j]) < 90) edges.push_back({i, j});
        edges.push_back({i, random.below(count)});
    }
    return edges;
}

double way_length(std::span<const Vec2> at, GraphEdge edge, const std::vector<uint32_t>& path) {
    double sum = 0;
    uint32_t last = edge.from;
    for (const uint32_t node : path) {
        sum += length(at[node] - at[last]);
        last = node;
    }
    return sum + length(at[edge.to] - at[last]);
}

}  // namespace

TEST_CASE("a tie is led along ties that are drawn straight, from end to end", "[layout][bundles]") {
    const std::vector<Vec2> at = scattered(200, 1);
    const std::vector<GraphEdge> edges = mesh(at, 2);
    const auto paths = edge_paths(at, edges);
    REQUIRE(paths.size() == edges.size());
    std::set<std::pair<uint32_t, uint32_t>> straight;
    size_t led = 0;
    for (size_t e = 0; e < edges.size(); ++e) {
        if (paths[e].empty()) straight.insert(std::minmax(edges[e].from, edges[e].to));
        else ++led;
    }
    CHECK(led > 100);
    size_t on_nothing = 0;
    for (size_t e = 0; e < edges.size(); ++e) {
        if (paths[e].empty()) continue;
        std::vector<uint32_t> nodes{edges[e].from};
        nodes.insert(nodes.end(), paths[e].begin(), paths[e].end());
        nodes.push_back(edges[e].to);
        for (size_t k = 0; k + 1 < nodes.size(); ++k) on_nothing += straight.contains(std::minmax(nodes[k], nodes[k + 1])) ? 0 : 1;
        CHECK(std::set<uint32_t>(nodes.begin(), nodes.end()).size() == nodes.size());
    }
    CHECK(on_nothing == 0);
}

TEST_CASE("no tie is led by a longer way than the detour allows", "[layout][bundles]") {
    const std::vector<Vec2> at = scattered(150, 3);
    const std::vector<GraphEdge> edges = mesh(at, 4);
    size_t most_led = 0;
    for (const double detour : {1.0, 1.1, 1.5, 2.5}) {
        const auto paths = edge_paths(at, edges, {.most_detour = detour});
        size_t led = 0;
        for (size_t e = 0; e < edges.size(); ++e) {
            if (paths[e].empty()) continue;
            ++led;
            CHECK(way_length(at, edges[e], paths[e]) <= detour * length(at[edges[e].to] - at[edges[e].from]) * (1 + 1e-6));
        }
        most_led = std::max(most_led, led);
    }
    CHECK(most_led > 100);
}

TEST_CASE("a tie beside a chain of short ones joins the chain, and one that is alone stays straight", "[layout][bundles]") {
    const std::vector<Vec2> at{{0, 0}, {10, 1}, {20, 0}, {30, 1}, {0, 100}, {30, 100}};
    const std::vector<GraphEdge> edges{{3, 0}, {0, 1}, {1, 2}, {2, 3}, {4, 5}};
    const auto paths = edge_paths(at, edges);
    CHECK(paths[0] == std::vector<uint32_t>{2, 1});
    for (size_t e = 1; e < edges.size(); ++e) CHECK(paths[e].empty());
}

TEST_CASE("bundles are the same however the work is spread", "[layout][bundles]") {
    const std::vector<Vec2> at = scattered(300, 5);
    const std::vector<GraphEdge> edges = mesh(at, 6);
    const auto once = edge_paths(at, edges);
    CHECK(edge_paths(at, edges) == once);
    const ParallelFor in_three = [](size_t count, const RangeWork& work) {
        work(2 * count / 3, count);
        std::jthread other([&] { work(0, count / 3); });
        work(count / 3, 2 * count / 3);
    };
    CHECK(edge_paths(at, edges, {.parallel = in_three}) == once);
}

TEST_CASE("bundling that is stopped leaves ties straight", "[layout][bundles]") {
    const std::vector<Vec2> at = scattered(50, 7);
    const std::vector<GraphEdge> edges = mesh(at, 8);
    std::stop_source stop;
    stop.request_stop();
    const auto paths = edge_paths(at, edges, {.stop = stop.get_token()});
    CHECK(std::ranges::all_of(paths, [](const auto& path) { return path.empty(); }));
    CHECK(paths.size() == edges.size());
}

TEST_CASE("graphs of odd shapes and nodes in one place are bundled without harm", "[layout][bundles]") {
    for (const NamedGraph& graph : bad_graphs()) {
        INFO(graph.name);
        CHECK(edge_paths(scattered(graph.node_count, 9), graph.edges).size() == graph.edges.size());
        const std::vector<Vec2> heap(graph.node_count, Vec2{5, 5});
        CHECK(std::ranges::all_of(edge_paths(heap, graph.edges), [](const auto& path) { return path.empty(); }));
    }
}
