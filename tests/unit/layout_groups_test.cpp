#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

#include "graph/communities.h"
#include "layout/groups.h"
#include "unit/layout_graphs.h"

using namespace choke;
using namespace choke::testing;

namespace {

Neighbours made(const NamedGraph& of) { return Neighbours(Graph(of.node_count, of.edges)); }

double cross(Vec2 a, Vec2 b, Vec2 c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

bool inside(const std::vector<Vec2>& outline, Vec2 p) {
    for (size_t i = 0; i < outline.size(); ++i) {
        if (cross(outline[i], outline[(i + 1) % outline.size()], p) < 0) {
            return false;
        }
    }
    return !outline.empty();
}

}  // namespace

TEST_CASE("groups stand apart, their members within their outlines", "[layout][groups]") {
    const NamedGraph of = preferential(300, 1);
    const Neighbours graph = made(of);
    const Communities found = find_communities(graph);
    REQUIRE(found.count > 3);
    const GroupDrawing drawing = grouped_layout(graph, found.of_node, found.count);
    size_t strangers = 0;
    size_t outside = 0;
    double nearest = 1e9;
    for (uint32_t node = 0; node < of.node_count; ++node) {
        for (uint32_t group = 0; group < found.count; ++group) {
            const bool in = inside(drawing.outlines[group], drawing.centres[node]);
            strangers += in && group != found.of_node[node] ? 1 : 0;
            outside += !in && group == found.of_node[node] ? 1 : 0;
        }
        for (uint32_t other = 0; other < node; ++other) {
            nearest = std::min(nearest, length(drawing.centres[node] - drawing.centres[other]));
        }
    }
    CHECK(strangers == 0);
    CHECK(outside == 0);
    CHECK(nearest >= 2 * 6 + 8 - 1e-6);
}

TEST_CASE("an outline is convex, in one turn, and holds all discs", "[layout][groups]") {
    Random random(1);
    std::vector<Vec2> centres;
    std::vector<double> radii;
    for (int i = 0; i < 40; ++i) {
        centres.push_back({random.unit() * 100, random.unit() * 100});
        radii.push_back(random.unit() * 9);
    }
    const std::vector<Vec2> outline = outline_of(centres, radii, 2);
    for (size_t i = 0; i < outline.size(); ++i) {
        CHECK(cross(outline[i], outline[(i + 1) % outline.size()], outline[(i + 2) % outline.size()]) > 0);
    }
    for (size_t i = 0; i < centres.size(); ++i) {
        for (const Vec2 aside : {Vec2{1, 0}, Vec2{0, 1}, Vec2{-1, 0}, Vec2{0, -1}}) {
            CHECK(inside(outline, centres[i] + aside * radii[i]));
        }
    }
    CHECK(outline_of({}, {}, 2).empty());
    CHECK(outline_of(std::vector<Vec2>{{1, 1}}, std::vector<double>{0}, 0).size() == 1);
}

TEST_CASE("groups of bad graphs are finite, also with groups that nobody is in", "[layout][groups]") {
    for (const NamedGraph& of : bad_graphs()) {
        INFO(of.name);
        const Neighbours graph = made(of);
        const Communities found = find_communities(graph);
        const GroupDrawing drawing = grouped_layout(graph, found.of_node, found.count + 2);
        CHECK(all_finite(drawing.centres));
        CHECK(drawing.outlines.size() == found.count + 2);
    }
}

TEST_CASE("from afar a group is its middle, its size and its number", "[layout][groups]") {
    const std::vector<Vec2> centres{{0, 0}, {10, 0}, {5, 5}, {100, 100}};
    const std::vector<uint32_t> group{0, 0, 2, 2};
    const std::vector<GroupSummary> groups = summarise_groups(centres, group, 3);
    CHECK(groups[0] == GroupSummary{.centre = {5, 0}, .radius = 5, .count = 2});
    CHECK(groups[1] == GroupSummary{});
    CHECK(groups[2].centre == Vec2{52.5, 52.5});
    CHECK(groups[2].count == 2);
}
