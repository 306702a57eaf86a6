#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

#include "graph/distance_table.h"
#include "layout/pack_boxes.h"
#include "layout/stress.h"
#include "layout/stress_internal.h"
#include "unit/layout_graphs.h"

using namespace choke;
using namespace choke::testing;

namespace {

Graph made(const NamedGraph& of) { return Graph(of.node_count, of.edges); }

stress::Dense dense_of(const NamedGraph& of) {
    std::vector<uint32_t> all(of.node_count);
    std::iota(all.begin(), all.end(), 0U);
    const StepTable table = step_table(Neighbours(made(of)), all);
    return {.count = of.node_count, .wanted = {table.steps.begin(), table.steps.end()}};
}

std::vector<Vec2> scattered(uint32_t count, uint64_t seed) {
    Random random(seed);
    std::vector<Vec2> centres(count);
    for (Vec2& p : centres) {
        p = {random.unit() * 9, random.unit() * 9};
    }
    return centres;
}

double diagonal(const std::vector<Vec2>& centres) {
    Vec2 low = centres.at(0);
    Vec2 high = low;
    for (const Vec2& p : centres) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    return length(high - low);
}

// Takes away every 20th edge or node's edges, lays out from the old places, and says how far the middle one
// of the remaining nodes went, as a share of the diagonal.
double median_move(const NamedGraph& of, bool nodes) {
    const std::vector<Vec2> before = stress_layout(made(of), {.edge_length = 50});
    NamedGraph fewer{of.name, of.node_count, {}};
    for (size_t e = 0; e < of.edges.size(); ++e) {
        const GraphEdge& edge = of.edges[e];
        const bool gone = nodes ? edge.from % 20 == 7 || edge.to % 20 == 7 : e % 20 == 7;
        if (!gone) {
            fewer.edges.push_back(edge);
        }
    }
    const std::vector<std::optional<Vec2>> start(before.begin(), before.end());
    const std::vector<Vec2> after = stress_layout(made(fewer), {.edge_length = 50, .start = start});
    std::vector<double> moves;
    for (uint32_t i = 0; i < of.node_count; ++i) {
        if (!nodes || i % 20 != 7) {
            moves.push_back(length(after[i] - before[i]));
        }
    }
    std::nth_element(moves.begin(), moves.begin() + static_cast<std::ptrdiff_t>(moves.size() / 2),
                     moves.end());
    return moves[moves.size() / 2] / diagonal(before);
}

}  // namespace

TEST_CASE("stress never rises in a majorization sweep", "[layout][stress]") {
    const stress::Dense dense = dense_of(preferential(120, 1));
    std::vector<Vec2> centres = scattered(dense.count, 2);
    double last = stress::stress_of(dense, centres);
    const double first = last;
    for (int sweep = 0; sweep < 100; ++sweep) {
        static_cast<void>(stress::majorize(dense, nullptr, {}, centres));
        const double now = stress::stress_of(dense, centres);
        CHECK(now <= last * (1 + 1e-12));
        last = now;
    }
    CHECK(last < first / 2);
}

TEST_CASE("the fast sums of majorization agree with the plain ones", "[layout][stress]") {
    const stress::Dense dense = dense_of(preferential(83, 3));  // not a multiple of four
    std::vector<Vec2> centres = scattered(dense.count, 4);
    std::vector<float> x;
    std::vector<float> y;
    std::vector<float> wanted(dense.wanted.begin(), dense.wanted.begin() + dense.count);
    for (const Vec2& p : centres) {
        x.push_back(static_cast<float>(p.x));
        y.push_back(static_cast<float>(p.y));
    }
    wanted[0] = stress::kNoTie;
    const stress::Pull pull = stress::pull_of(x.data(), y.data(), wanted.data(), x.size(), x[0], y[0]);
    std::vector<uint8_t> skip(dense.count, 1);
    skip[0] = 0;
    static_cast<void>(stress::majorize(dense, nullptr, skip, centres));
    CHECK(std::abs(static_cast<double>(pull.x / pull.weight) - centres[0].x) < 1e-4);
    CHECK(std::abs(static_cast<double>(pull.y / pull.weight) - centres[0].y) < 1e-4);
}

TEST_CASE("a grid is drawn as a grid, whether all pairs count or samples", "[layout][stress]") {
    for (const uint32_t side : {12U, 60U}) {
        const Graph graph = made(grid(side));
        REQUIRE((graph.node_count() > kFullStressNodes) == (side == 60));
        // Steps in a grid are not straight distances: 0.03 is what the best drawing has.
        CHECK(normalised_stress(Neighbours(graph), stress_layout(graph)) < 0.045);
    }
}

TEST_CASE("a drawing of a small world has little stress", "[layout][stress]") {
    // Graphviz 2.43 (neato, sfdp) has 0.16 and 0.18 on graphs of this kind.
    const NamedGraph small = preferential(1000, 5);
    CHECK(normalised_stress(Neighbours(made(small)), stress_layout(made(small))) < 0.160);
    const NamedGraph large = preferential(5000, 5);
    CHECK(normalised_stress(Neighbours(made(large)), stress_layout(made(large))) < 0.165);
}

TEST_CASE("a layout does not depend on how the work is spread, and is the same each time",
          "[layout][stress]") {
    for (const uint32_t count : {200U, 2500U}) {
        const Graph graph = made(preferential(count, 6));
        const std::vector<Vec2> plain = stress_layout(graph);
        CHECK(plain == stress_layout(graph));
        CHECK(plain == stress_layout(graph, {.parallel = backwards}));
        CHECK(plain != stress_layout(graph, {.seed = 2}));
    }
}

TEST_CASE("the edge length sets the scale of the drawing and nothing else", "[layout][stress]") {
    const Graph graph = made(preferential(60, 7));
    const std::vector<Vec2> unit = stress_layout(graph);
    const std::vector<Vec2> large = stress_layout(graph, {.edge_length = 64});
    for (size_t i = 0; i < unit.size(); ++i) {
        CHECK(length(unit[i] * 64 - large[i]) < 1e-9);
    }
}

TEST_CASE("stress layouts of bad graphs are finite", "[layout][stress]") {
    for (const NamedGraph& of : bad_graphs()) {
        INFO(of.name);
        const std::vector<Vec2> centres = layout_for(of.node_count, of.edges);
        CHECK(centres.size() == of.node_count);
        CHECK(all_finite(centres));
    }
}

TEST_CASE("components stand apart", "[layout][stress]") {
    NamedGraph of{"pieces", 50, {}};
    for (uint32_t i = 0; i < 48; ++i) {
        of.edges.push_back({i, i / 6 * 6 + (i + 1) % 6});
    }
    const std::vector<Vec2> centres = stress_layout(made(of), {.edge_length = 10});
    double nearest = 1e9;
    for (uint32_t i = 0; i < 50; ++i) {
        for (uint32_t j = 0; j < i; ++j) {
            if (i / 6 != j / 6 || i >= 48) {
                nearest = std::min(nearest, length(centres[i] - centres[j]));
            }
        }
    }
    CHECK(nearest >= 10 - 1e-9);
}

TEST_CASE("pinned nodes stay exactly where they are", "[layout][stress]") {
    for (const uint32_t count : {80U, 2000U}) {
        const NamedGraph of = preferential(count, 8);
        std::vector<std::optional<Vec2>> start(count);
        std::vector<uint8_t> pinned(count, 0);
        for (const uint32_t i : {3U, 20U, 55U}) {
            start[i] = Vec2{0.1 + 7 * i, 300.3 - i};
            pinned[i] = 1;
        }
        for (const bool known : {false, true}) {
            if (known) {
                for (uint32_t i = 0; i < count; i += 2) {
                    start[i] = start[i].value_or(Vec2{1.0 * (i % 90), 1.0 * (i % 70)});
                }
            }
            const std::vector<Vec2> centres =
                stress_layout(made(of), {.edge_length = 50, .start = start, .pinned = pinned});
            for (const uint32_t i : {3U, 20U, 55U}) {
                CHECK(centres[i] == *start[i]);
            }
            CHECK(all_finite(centres));
        }
    }
}

TEST_CASE("a free drawing turns to its pins rather than tear", "[layout][stress]") {
    const Graph graph = made(grid(10));
    std::vector<std::optional<Vec2>> start(100);
    std::vector<uint8_t> pinned(100, 0);
    const std::vector<Vec2> free = stress_layout(graph);
    for (const uint32_t i : {0U, 9U, 95U}) {
        start[i] = Vec2{100 - free[i].y, free[i].x};  // turned by a quarter and moved
        pinned[i] = 1;
    }
    const std::vector<Vec2> centres = stress_layout(graph, {.start = start, .pinned = pinned, .seed = 2});
    CHECK(normalised_stress(Neighbours(graph), centres) < 0.05);
}

TEST_CASE(
    "when a twentieth of edges or nodes goes, the middle one of the others moves under 2 % of the diagonal",
    "[layout][stress]") {
    for (const uint32_t count : {150U, 2500U}) {
        const NamedGraph of = preferential(count, 9);
        CHECK(median_move(of, false) < 0.02);
        CHECK(median_move(of, true) < 0.02);
    }
    CHECK(median_move(grid(12), false) < 0.02);
    CHECK(median_move(grid(12), true) < 0.02);
}

TEST_CASE("a new node comes to stand by its neighbours", "[layout][stress]") {
    NamedGraph of = grid(12);
    const std::vector<Vec2> before = stress_layout(made(of));
    std::vector<std::optional<Vec2>> start(before.begin(), before.end());
    start.emplace_back();
    of.node_count += 1;
    of.edges.push_back({144, 13});
    of.edges.push_back({144, 14});
    const std::vector<Vec2> after = stress_layout(made(of), {.start = start});
    CHECK(length(after[144] - after[13]) < 2);
    CHECK(length(after[144] - after[14]) < 2);
}

TEST_CASE("a stopped layout returns finite places", "[layout][stress]") {
    std::stop_source source;
    source.request_stop();
    for (const uint32_t count : {100U, 3000U}) {
        const std::vector<Vec2> centres =
            stress_layout(made(preferential(count, 1)), {.stop = source.get_token()});
        CHECK(centres.size() == count);
        CHECK(all_finite(centres));
    }
}

TEST_CASE("normalised stress does not see the scale", "[layout][stress]") {
    const Neighbours graph(made(preferential(90, 2)));
    std::vector<Vec2> centres = scattered(90, 3);
    const double stress = normalised_stress(graph, centres);
    for (Vec2& p : centres) {
        p = p * 40;
    }
    CHECK(std::abs(normalised_stress(graph, centres) - stress) < 1e-12);
    const Neighbours path(Graph(3, std::vector<GraphEdge>{{0, 1}, {1, 2}}));
    CHECK(normalised_stress(path, std::vector<Vec2>{{0, 0}, {5, 0}, {10, 0}}) < 1e-15);
    CHECK(normalised_stress(path, std::vector<Vec2>(3)) == 1);
}

TEST_CASE("packed boxes do not overlap and stand a gap apart", "[layout]") {
    Random random(1);
    std::vector<Vec2> sizes;
    for (int i = 0; i < 300; ++i) {
        sizes.push_back({random.unit() * 30, random.unit() * 20});
    }
    const std::vector<Vec2> corners = pack_boxes(sizes, 2);
    size_t near = 0;
    for (size_t i = 0; i < sizes.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            const Rect a{corners[i].x, corners[i].y, sizes[i].x + 2 - 1e-9, sizes[i].y + 2 - 1e-9};
            const Rect b{corners[j].x, corners[j].y, sizes[j].x + 2 - 1e-9, sizes[j].y + 2 - 1e-9};
            near += a.overlaps(b) ? 1 : 0;
        }
    }
    CHECK(near == 0);
    CHECK(pack_boxes({}, 1).empty());
}
