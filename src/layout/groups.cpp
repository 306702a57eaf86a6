#include "layout/groups.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/assert.h"
#include "graph/csr.h"
#include "layout/overlaps.h"
#include "layout/stress.h"

namespace choke {
namespace {

constexpr double kDefaultRadius = 6;

struct Group {
    std::vector<uint32_t> nodes;
    std::vector<Vec2> centres;  // about (0, 0)
    double radius = 0;          // of the disc that holds the group with its margin
};

double radius_of(const GroupOptions& options, uint32_t node) {
    return options.radii.empty() ? kDefaultRadius : options.radii[node];
}

void lay_out_inside(const Neighbours& graph, std::span<const uint32_t> local,
                    std::span<const uint32_t> group_of_node, const GroupOptions& options, Group& group) {
    std::vector<GraphEdge> edges;
    std::vector<Vec2> sizes;
    for (uint32_t i = 0; i < group.nodes.size(); ++i) {
        const uint32_t node = group.nodes[i];
        for (const uint32_t other : graph.of(node)) {
            if (group_of_node[other] == group_of_node[node] && local[other] > i) {
                edges.push_back({i, local[other]});
            }
        }
        const double side = 2 * radius_of(options, node);
        sizes.push_back({side, side});
    }
    const Graph inner(static_cast<uint32_t>(group.nodes.size()), edges);
    group.centres = stress_layout(inner, {.edge_length = options.edge_length,
                                          .seed = options.seed,
                                          .parallel = options.parallel,
                                          .stop = options.stop});
    group.centres = remove_overlaps(group.centres, sizes, {.gap = options.gap, .stop = options.stop});
    Vec2 low = group.centres[0];
    Vec2 high = low;
    for (const Vec2& p : group.centres) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    const Vec2 middle = (low + high) * 0.5;
    for (size_t i = 0; i < group.centres.size(); ++i) {
        group.centres[i] = group.centres[i] - middle;
        group.radius = std::max(
            group.radius, length(group.centres[i]) + radius_of(options, group.nodes[i]) + options.margin);
    }
}

// Turns a group about its middle so that its members look to those in other groups that they are tied to.
void turn_to_ties(const Neighbours& graph, std::span<const uint32_t> group_of_node,
                  std::span<const Vec2> middles, Group& group) {
    Vec2 turn;
    for (size_t i = 0; i < group.nodes.size(); ++i) {
        const uint32_t node = group.nodes[i];
        for (const uint32_t other : graph.of(node)) {
            if (group_of_node[other] != group_of_node[node]) {
                const Vec2 to = normalised(middles[group_of_node[other]] - middles[group_of_node[node]]);
                const Vec2 p = group.centres[i];
                turn = turn + Vec2{p.x * to.x + p.y * to.y, p.x * to.y - p.y * to.x};
            }
        }
    }
    turn = normalised(turn);
    for (Vec2& p : group.centres) {
        p = {p.x * turn.x - p.y * turn.y, p.x * turn.y + p.y * turn.x};
    }
}

// The graph of the groups, laid out in steps as long as two middling groups are wide.
std::vector<Vec2> lay_out_groups(const Neighbours& graph, std::span<const uint32_t> group_of_node,
                                 std::span<const Group> groups, const GroupOptions& options) {
    std::vector<GraphEdge> edges;
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        for (const uint32_t other : graph.of(node)) {
            if (group_of_node[node] < group_of_node[other]) {
                edges.push_back({group_of_node[node], group_of_node[other]});
            }
        }
    }
    double mean = 0;
    std::vector<Vec2> sizes;
    for (const Group& group : groups) {
        mean += group.radius / static_cast<double>(groups.size());
        sizes.push_back({2 * group.radius, 2 * group.radius});
    }
    const std::vector<Vec2> rough = stress_layout(Graph(static_cast<uint32_t>(groups.size()), edges),
                                                  {.edge_length = std::max(1.0, 2 * mean),
                                                   .seed = options.seed,
                                                   .parallel = options.parallel,
                                                   .stop = options.stop});
    return remove_overlaps(rough, sizes, {.gap = options.gap, .stop = options.stop});
}

}  // namespace

GroupDrawing grouped_layout(const Neighbours& graph, std::span<const uint32_t> group_of_node,
                            uint32_t group_count, const GroupOptions& options) {
    CHOKE_ASSERT(group_of_node.size() == graph.node_count());
    CHOKE_ASSERT(options.radii.empty() || options.radii.size() == graph.node_count());
    std::vector<Group> groups(group_count);
    std::vector<uint32_t> local(graph.node_count());
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        CHOKE_ASSERT(group_of_node[node] < group_count);
        Group& group = groups[group_of_node[node]];
        local[node] = static_cast<uint32_t>(group.nodes.size());
        group.nodes.push_back(node);
    }
    for (Group& group : groups) {
        if (!group.nodes.empty()) {
            lay_out_inside(graph, local, group_of_node, options, group);
        }
    }
    const std::vector<Vec2> middles = lay_out_groups(graph, group_of_node, groups, options);
    GroupDrawing drawing{.centres = std::vector<Vec2>(graph.node_count()), .outlines = {}};
    for (uint32_t g = 0; g < group_count; ++g) {
        Group& group = groups[g];
        turn_to_ties(graph, group_of_node, middles, group);
        std::vector<double> radii;
        for (size_t i = 0; i < group.nodes.size(); ++i) {
            group.centres[i] = group.centres[i] + middles[g];
            drawing.centres[group.nodes[i]] = group.centres[i];
            radii.push_back(radius_of(options, group.nodes[i]));
        }
        drawing.outlines.push_back(outline_of(group.centres, radii, options.margin));
    }
    return drawing;
}

std::vector<Vec2> outline_of(std::span<const Vec2> centres, std::span<const double> radii, double margin) {
    CHOKE_ASSERT(radii.size() == centres.size());
    // The corners of a regular hexadecagon on a disc: round enough for an outline, and inside the disc.
    constexpr double kEighth = 0.70710678118654752;
    constexpr double kLong = 0.92387953251128674;
    constexpr double kShort = 0.38268343236508977;
    constexpr std::array<Vec2, 16> kRim{{{1, 0},
                                         {kLong, kShort},
                                         {kEighth, kEighth},
                                         {kShort, kLong},
                                         {0, 1},
                                         {-kShort, kLong},
                                         {-kEighth, kEighth},
                                         {-kLong, kShort},
                                         {-1, 0},
                                         {-kLong, -kShort},
                                         {-kEighth, -kEighth},
                                         {-kShort, -kLong},
                                         {0, -1},
                                         {kShort, -kLong},
                                         {kEighth, -kEighth},
                                         {kLong, -kShort}}};
    std::vector<Vec2> points;
    for (size_t i = 0; i < centres.size(); ++i) {
        for (const Vec2& rim : kRim) {
            points.push_back(centres[i] + rim * (radii[i] + margin));
        }
    }
    std::sort(points.begin(), points.end(),
              [](Vec2 a, Vec2 b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    if (points.size() < 3) {
        return points;
    }
    const auto turns_right = [](Vec2 a, Vec2 b, Vec2 c) {
        return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) <= 0;
    };
    std::vector<Vec2> hull;
    const auto add = [&](Vec2 p, size_t keep) {
        while (hull.size() >= keep + 2 && turns_right(hull[hull.size() - 2], hull.back(), p)) {
            hull.pop_back();
        }
        hull.push_back(p);
    };
    for (const Vec2& p : points) {
        add(p, 0);
    }
    const size_t lower = hull.size();
    for (size_t i = points.size() - 1; i-- > 0;) {
        add(points[i], lower - 1);
    }
    hull.pop_back();  // the first point again
    return hull;
}

std::vector<GroupSummary> summarise_groups(std::span<const Vec2> centres,
                                           std::span<const uint32_t> group_of_node, uint32_t group_count) {
    CHOKE_ASSERT(group_of_node.size() == centres.size());
    std::vector<GroupSummary> groups(group_count);
    for (size_t node = 0; node < centres.size(); ++node) {
        GroupSummary& group = groups[group_of_node[node]];
        group.centre = group.centre + centres[node];
        ++group.count;
    }
    for (GroupSummary& group : groups) {
        group.centre = group.count > 0 ? group.centre * (1.0 / group.count) : Vec2{};
    }
    for (size_t node = 0; node < centres.size(); ++node) {
        GroupSummary& group = groups[group_of_node[node]];
        group.radius = std::max(group.radius, length(centres[node] - group.centre));
    }
    return groups;
}

}  // namespace choke
