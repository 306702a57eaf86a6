// Groups: communities drawn apart, each within its outline; and what stands for a group when it is too small
// on the screen to show its members.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "base/geometry.h"
#include "graph/neighbours.h"
#include "graph/parallel.h"

namespace choke {

struct GroupOptions {
    double edge_length = 40;             // px, within a group
    std::span<const double> radii = {};  // of the nodes, px, or empty: 6
    double gap = 8;                      // px, between two discs
    double margin = 16;                  // px, between a disc and its group's outline
    uint64_t seed = 1;
    ParallelFor parallel = {};
    std::stop_token stop = {};
};

struct GroupDrawing {
    std::vector<Vec2> centres;                // no two discs overlap
    std::vector<std::vector<Vec2>> outlines;  // per group: convex, in one turn; no two meet
};

// Every group is laid out by itself (stress.h), the groups as large nodes of their own graph around each
// other, and every group is turned so that its ties to others are short. group_of_node: 0..group_count-1.
[[nodiscard]] GroupDrawing grouped_layout(const Neighbours& graph, std::span<const uint32_t> group_of_node,
                                          uint32_t group_count, const GroupOptions& options = {});

// Convex hull of discs, each with a margin, in one turn; empty without discs (Andrew, "Another Efficient
// Algorithm for Convex Hulls in Two Dimensions", 1979).
[[nodiscard]] std::vector<Vec2> outline_of(std::span<const Vec2> centres, std::span<const double> radii,
                                           double margin);

// What a group looks like from afar.
struct GroupSummary {
    Vec2 centre;        // mean of the members
    double radius = 0;  // px, of the smallest disc about the centre that holds the members' centres
    uint32_t count = 0;
    friend bool operator==(const GroupSummary&, const GroupSummary&) = default;
};
[[nodiscard]] std::vector<GroupSummary> summarise_groups(std::span<const Vec2> centres,
                                                         std::span<const uint32_t> group_of_node,
                                                         uint32_t group_count);

}  // namespace choke
