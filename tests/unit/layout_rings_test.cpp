#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

#include "layout/ego_rings.h"
#include "unit/layout_graphs.h"

using namespace choke;
using namespace choke::testing;

namespace {

Neighbours made(const NamedGraph& of) { return Neighbours(Graph(of.node_count, of.edges)); }

// Least distance between two discs. Rings are sorted through by angle, so only neighbours matter; small
// graphs try all pairs.
double least_room(const std::vector<Vec2>& centres, const std::vector<double>& radii) {
    double least = 1e9;
    for (size_t i = 0; i < centres.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            least = std::min(least, length(centres[i] - centres[j]) - radii[i] - radii[j]);
        }
    }
    return least;
}

double edge_length(const Neighbours& graph, const std::vector<Vec2>& centres) {
    double sum = 0;
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        for (const uint32_t other : graph.of(node)) {
            sum += length(centres[node] - centres[other]);
        }
    }
    return sum;
}

}  // namespace

TEST_CASE("nodes stand on the ring of their distance from the middle", "[layout][rings]") {
    const NamedGraph of{"", 6, {{0, 1}, {1, 2}, {0, 3}, {2, 3}}};
    const RingDrawing drawing = ego_rings(made(of), 0);
    CHECK(drawing.ring_of_node == std::vector<int>{0, 1, 2, 1, 3, 3});
    CHECK(length(drawing.centres[0]) == 0);
    for (size_t node = 1; node < 6; ++node) {
        const double radius = drawing.ring_radii[static_cast<size_t>(drawing.ring_of_node[node])];
        CHECK(std::abs(length(drawing.centres[node]) - radius) < 1e-9);
    }
}

TEST_CASE("discs on the rings never overlap", "[layout][rings]") {
    for (const uint32_t count : {30U, 400U}) {
        const NamedGraph of = preferential(count, 1);
        Random random(2);
        std::vector<double> radii;
        for (uint32_t i = 0; i < count; ++i) {
            radii.push_back(2 + random.unit() * 20);
        }
        for (const uint32_t middle : {0U, count - 1}) {
            const RingDrawing drawing =
                ego_rings(made(of), middle, {.radii = radii, .gap = 3, .ring_gap = 10});
            CHECK(least_room(drawing.centres, radii) >= 3 - 1e-6);
        }
    }
}

TEST_CASE("branches that are tied to each other stand side by side", "[layout][rings]") {
    // Ten branches; 0 is tied to 5, 1 to 6 and so on, which are far apart in the order of their numbers.
    NamedGraph of{"", 11, {}};
    for (uint32_t i = 1; i <= 10; ++i) {
        of.edges.push_back({0, i});
    }
    for (uint32_t i = 1; i <= 5; ++i) {
        of.edges.push_back({i, i + 5});
    }
    const RingDrawing drawing = ego_rings(made(of), 0);
    for (uint32_t i = 1; i <= 5; ++i) {
        const double chord = length(drawing.centres[i] - drawing.centres[i + 5]);
        CHECK(chord < 0.65 * drawing.ring_radii[1]);  // a tenth of the circle: 0.618
    }
}

TEST_CASE("sorting the branches makes edges shorter than their numbers do", "[layout][rings]") {
    const NamedGraph of = preferential(200, 3);
    const Neighbours graph = made(of);
    std::vector<std::optional<Vec2>> by_number(200);
    for (uint32_t i = 0; i < 200; ++i) {
        by_number[i] = Vec2{std::cos(0.03 * i), std::sin(0.03 * i)};
    }
    by_number[0] = Vec2{};
    CHECK(edge_length(graph, ego_rings(graph, 0).centres) <
          edge_length(graph, ego_rings(graph, 0, {.start = by_number}).centres));
}

TEST_CASE("with places of before, the branches keep their order", "[layout][rings]") {
    const NamedGraph of = preferential(60, 4);
    const RingDrawing before = ego_rings(made(of), 0);
    const std::vector<std::optional<Vec2>> start(before.centres.begin(), before.centres.end());
    const RingDrawing after = ego_rings(made(of), 0, {.start = start});
    for (size_t node = 0; node < 60; ++node) {
        CHECK(length(before.centres[node] - after.centres[node]) < 1e-6);
    }
}

TEST_CASE("rings of bad graphs are finite", "[layout][rings]") {
    for (const NamedGraph& of : bad_graphs()) {
        if (of.node_count > 0) {
            INFO(of.name);
            CHECK(all_finite(ego_rings(made(of), 0).centres));
            CHECK(all_finite(ego_rings(made(of), of.node_count - 1).centres));
        }
    }
}
