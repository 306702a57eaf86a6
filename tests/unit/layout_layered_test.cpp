#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <numeric>
#include <vector>

#include "layout/layered.h"
#include "layout/layered_internal.h"
#include "unit/layout_graphs.h"

using namespace choke;
using namespace choke::testing;

namespace {

Graph made(const NamedGraph& of) { return Graph(of.node_count, of.edges); }

// Causes and effects: every node but the first few has one or two earlier ones as causes.
NamedGraph history(uint32_t count, uint64_t seed) {
    Random random(seed);
    NamedGraph graph{"history", count, {}};
    for (uint32_t node = 5; node < count; ++node) {
        for (uint32_t k = 0; k < 1 + random.below(2); ++k) {
            graph.edges.push_back({node - 1 - random.below(std::min(node, 30U)), node});
        }
    }
    return graph;
}

size_t overlapping(const std::vector<Vec2>& centres, Vec2 size) {
    size_t count = 0;
    for (size_t i = 0; i < centres.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            count += std::abs(centres[i].x - centres[j].x) < size.x - 1e-6 &&
                             std::abs(centres[i].y - centres[j].y) < size.y - 1e-6
                         ? 1
                         : 0;
        }
    }
    return count;
}

layered::Levels levels_of(std::vector<uint32_t> widths,
                          const std::vector<std::pair<uint32_t, uint32_t>>& edges) {
    layered::Levels levels;
    for (uint32_t layer = 0; layer < widths.size(); ++layer) {
        levels.layers.emplace_back();
        for (uint32_t i = 0; i < widths[layer]; ++i) {
            levels.layers.back().push_back(static_cast<uint32_t>(levels.vertices.size()));
            const auto node = static_cast<uint32_t>(levels.vertices.size());
            levels.vertices.push_back(
                {.node = node, .layer = layer, .height = 20, .before = {}, .after = {}});
        }
    }
    for (const auto& [a, b] : edges) {
        levels.vertices[a].after.push_back(b);
        levels.vertices[b].before.push_back(a);
    }
    return levels;
}

uint64_t crossings_by_trying(const layered::Levels& levels) {
    std::vector<size_t> place(levels.vertices.size());
    for (const auto& layer : levels.layers) {
        for (size_t i = 0; i < layer.size(); ++i) {
            place[layer[i]] = i;
        }
    }
    uint64_t count = 0;
    for (const auto& layer : levels.layers) {
        for (const uint32_t a : layer) {
            for (const uint32_t b : layer) {
                for (const uint32_t to_a : levels.vertices[a].after) {
                    for (const uint32_t to_b : levels.vertices[b].after) {
                        count += place[a] < place[b] && place[to_a] > place[to_b] ? 1 : 0;
                    }
                }
            }
        }
    }
    return count;
}

layered::Levels random_levels(uint64_t seed) {
    Random random(seed);
    std::vector<std::pair<uint32_t, uint32_t>> edges;
    for (int e = 0; e < 60; ++e) {
        const uint32_t layer = random.below(3);
        edges.emplace_back(layer * 10 + random.below(10), (layer + 1) * 10 + random.below(10));
    }
    return levels_of({10, 10, 10, 10}, edges);
}

}  // namespace

TEST_CASE("crossings are counted as by trying all pairs of edges", "[layout][layered]") {
    for (uint64_t seed = 1; seed <= 20; ++seed) {
        const layered::Levels levels = random_levels(seed);
        CHECK(layered::count_crossings(levels) == crossings_by_trying(levels));
    }
}

TEST_CASE("ordering finds a drawing without crossings when there is one", "[layout][layered]") {
    // A tree, its nodes in a poor order.
    layered::Levels levels =
        levels_of({1, 3, 6}, {{0, 1}, {0, 2}, {0, 3}, {1, 4}, {2, 5}, {3, 6}, {1, 7}, {2, 8}, {3, 9}});
    CHECK(layered::count_crossings(levels) == 3);
    CHECK(layered::reduce_crossings(levels, 4, 1, {}) == 0);
    CHECK(crossings_by_trying(levels) == 0);
}

TEST_CASE("ordering never makes a drawing worse and keeps every vertex", "[layout][layered]") {
    for (uint64_t seed = 1; seed <= 20; ++seed) {
        layered::Levels levels = random_levels(seed);
        const uint64_t before = layered::count_crossings(levels);
        const uint64_t after = layered::reduce_crossings(levels, 4, 1, {});
        CHECK(after == crossings_by_trying(levels));
        CHECK(after < before);
        std::vector<uint32_t> all;
        for (const auto& layer : levels.layers) {
            all.insert(all.end(), layer.begin(), layer.end());
        }
        std::sort(all.begin(), all.end());
        std::vector<uint32_t> expected(40);
        std::iota(expected.begin(), expected.end(), 0U);
        CHECK(all == expected);
    }
}

TEST_CASE("drawings of histories keep below the crossings that cooling has found", "[layout][layered]") {
    // Sifting alone leaves 350, 477 and 412; what is found may be less, and never much more.
    const std::pair<uint64_t, uint64_t> most[] = {{1, 310}, {2, 405}, {3, 320}};
    for (const auto& [seed, crossings] : most) {
        INFO("seed " << seed);
        CHECK(layered_layout(made(history(300, seed))).crossings <= crossings);
    }
}

TEST_CASE("no other layers make the edges shorter", "[layout][layered]") {
    constexpr uint32_t kNodes = 6;
    for (uint64_t seed = 1; seed <= 25; ++seed) {
        Random random(seed);
        std::vector<layered::Link> links;
        for (int e = 0; e < 8; ++e) {
            const uint32_t from = random.below(kNodes - 1);
            links.push_back({from, from + 1 + random.below(kNodes - 1 - from)});
        }
        const auto total = [&](const std::vector<uint32_t>& layer) {
            uint32_t sum = 0;
            for (const layered::Link& link : links) {
                if (layer[link.from] >= layer[link.to]) {
                    return UINT32_MAX;
                }
                sum += layer[link.to] - layer[link.from];
            }
            return sum;
        };
        uint32_t least = UINT32_MAX;
        std::vector<uint32_t> trial(kNodes, 0);
        for (uint32_t code = 0; code < 46'656; ++code) {  // 6^6
            uint32_t rest = code;
            for (uint32_t& layer : trial) {
                layer = rest % kNodes;
                rest /= kNodes;
            }
            least = std::min(least, total(trial));
        }
        const std::vector<uint32_t> layers = layered::short_layers(kNodes, links, {});
        CHECK(total(layers) == least);
        CHECK(*std::min_element(layers.begin(), layers.end()) == 0);
    }
}

TEST_CASE("neighbours in a layer stand a gap apart", "[layout][layered]") {
    for (uint64_t seed = 1; seed <= 20; ++seed) {
        layered::Levels levels = random_levels(seed);
        static_cast<void>(layered::reduce_crossings(levels, 2, 1, {}));
        const std::vector<double> rows = layered::place_rows(levels, 7);
        for (const auto& layer : levels.layers) {
            for (size_t i = 0; i + 1 < layer.size(); ++i) {
                CHECK(rows[layer[i + 1]] - rows[layer[i]] >= 27 - 1e-9);
            }
        }
    }
}

TEST_CASE("causes stand left of effects and no boxes overlap", "[layout][layered]") {
    const NamedGraph of = history(300, 1);
    const LayeredDrawing drawing = layered_layout(made(of));
    for (const GraphEdge& edge : of.edges) {
        CHECK(drawing.centres[edge.from].x + 40 < drawing.centres[edge.to].x);
    }
    CHECK(overlapping(drawing.centres, {40, 20}) == 0);
}

TEST_CASE("given x is kept, and still no boxes overlap", "[layout][layered]") {
    const NamedGraph of = history(300, 2);
    for (const double per_node : {40.0, 7.0, 0.5, 0.0}) {
        std::vector<double> x;
        for (uint32_t i = 0; i < of.node_count; ++i) {
            x.push_back(per_node * i);
        }
        const LayeredDrawing drawing = layered_layout(made(of), {.x = x});
        size_t moved = 0;
        for (uint32_t i = 0; i < of.node_count; ++i) {
            moved += drawing.centres[i].x != x[i] ? 1 : 0;
        }
        CHECK(moved == 0);
        CHECK(overlapping(drawing.centres, {40, 20}) == 0);
    }
}

TEST_CASE("a route goes from the border of one box to that of the other, left to right",
          "[layout][layered]") {
    const NamedGraph of = history(200, 3);
    const LayeredDrawing drawing = layered_layout(made(of));
    size_t backward = 0;
    for (size_t e = 0; e < of.edges.size(); ++e) {
        const std::vector<Vec2>& route = drawing.routes[e];
        REQUIRE(route.size() >= 2);
        CHECK(route.front() == drawing.centres[of.edges[e].from] + Vec2{20, 0});
        CHECK(route.back() == drawing.centres[of.edges[e].to] - Vec2{20, 0});
        for (size_t i = 0; i + 1 < route.size(); ++i) {
            backward += route[i + 1].x < route[i].x - 1e-9 ? 1 : 0;
        }
    }
    CHECK(backward == 0);
}

TEST_CASE("routes pass boxes without touching them", "[layout][layered]") {
    const NamedGraph of = history(150, 4);
    const LayeredDrawing drawing = layered_layout(made(of));
    size_t touched = 0;
    for (size_t e = 0; e < of.edges.size(); ++e) {
        const std::vector<Vec2>& route = drawing.routes[e];
        for (size_t i = 0; i + 1 < route.size(); ++i) {
            for (uint32_t node = 0; node < of.node_count; ++node) {
                const Rect box =
                    Rect{drawing.centres[node].x - 20, drawing.centres[node].y - 10, 40, 20}.inset(0.5);
                for (int k = 0; k <= 20; ++k) {
                    touched += box.contains(route[i] + (route[i + 1] - route[i]) * (k / 20.0)) ? 1 : 0;
                }
            }
        }
    }
    CHECK(touched == 0);
}

TEST_CASE("a long edge past a row of boxes is straight where it passes", "[layout][layered]") {
    const NamedGraph of{"", 6, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {0, 5}}};
    const LayeredDrawing drawing = layered_layout(made(of));
    CHECK(drawing.routes[5].size() <= 4);
    CHECK(drawing.crossings == 0);
}

TEST_CASE("a circle of causes is drawn with one edge leading back", "[layout][layered]") {
    const NamedGraph of{"", 3, {{0, 1}, {1, 2}, {2, 0}}};
    const LayeredDrawing drawing = layered_layout(made(of));
    CHECK(drawing.centres[0].x < drawing.centres[1].x);
    CHECK(drawing.centres[1].x < drawing.centres[2].x);
    CHECK(drawing.routes[2].front().x > drawing.routes[2].back().x);
}

TEST_CASE("layered layouts of bad graphs are finite, with and without given x", "[layout][layered]") {
    for (const NamedGraph& of : bad_graphs()) {
        INFO(of.name);
        CHECK(all_finite(layered_layout(made(of)).centres));
        std::vector<double> x(of.node_count);
        std::iota(x.begin(), x.end(), 0.0);
        const LayeredDrawing drawing = layered_layout(made(of), {.x = x});
        CHECK(all_finite(drawing.centres));
        for (const std::vector<Vec2>& route : drawing.routes) {
            CHECK(all_finite(route));
        }
    }
}

TEST_CASE("a layered layout is the same each time", "[layout][layered]") {
    const Graph graph = made(history(200, 5));
    CHECK(layered_layout(graph).centres == layered_layout(graph).centres);
}
