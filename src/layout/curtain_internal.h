// The inner parts of the curtain layout, shared by its files and their tests.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/geometry.h"
#include "graph/csr.h"
#include "layout/curtain.h"

namespace choke::curtain {

// Who gives way to whom. Pinned nodes never move; known ones, which have a previous place, only for pinned
// and known ones and when there is no other room; free ones for all.
enum class Hold : uint8_t { Pinned, Known, Free };

// A node's box relative to its centre, and where it may be.
struct Body {
    Camp camp = Camp::Middle;
    double half_width = 0;  // of the box
    double up = 0;          // from the centre to the top of the box
    double down = 0;        // from the centre to the bottom of the box
    double radius = 0;
    double weight = 1;
    double heaviness = 0;  // 0 the lightest .. 1 the heaviest
    Hold hold = Hold::Free;
    bool isolated = false;
    Rect domain;       // where the centre may be (closed): in its band, with the box inside the bounds
    Rect wide_domain;  // the same with a band that reaches into its neighbour, for when its own is full

    [[nodiscard]] double half_height() const { return (up + down) / 2; }
    [[nodiscard]] Rect box_at(Vec2 centre) const {
        return {centre.x - half_width, centre.y - up, 2 * half_width, up + down};
    }
};

struct Link {
    uint32_t a = 0;
    uint32_t b = 0;
    double weight = 1;  // the mean is 1
};

struct Problem {
    Rect bounds;
    double gap = 0;
    int iterations = 0;
    Vec2 unit;  // px: the width and height that each node has when all share the area evenly
    std::vector<Body> bodies;
    std::vector<Link> links;  // parallel edges merged, self loops left out
    Graph graph;              // edge numbers are those of links
};

[[nodiscard]] inline bool contains_closed(const Rect& domain, Vec2 p) {
    return p.x >= domain.x && p.x <= domain.right() && p.y >= domain.y && p.y <= domain.bottom();
}
[[nodiscard]] Vec2 clamped(Vec2 p, const Rect& domain);

// Least distance along either axis between two boxes; negative: they overlap by that much.
[[nodiscard]] double clearance(const Body& a, Vec2 pa, const Body& b, Vec2 pb);

// Pushes boxes apart until none are nearer than the gap; what cannot be solved by pushing is moved, lightest
// first, to the nearest free place. Returns the least distance that it could keep: the gap, or less in a
// crowd; nothing when not even the bare boxes fit.
[[nodiscard]] std::optional<double> separate(const Problem& problem, std::vector<Vec2>& centres);

// For thousands of nodes, O(n log n): rows in three columns, from top to bottom and from left to right as `centres` wish it.
// Pinned nodes stay, all others move. Returns what separate() does.
[[nodiscard]] std::optional<double> place_crowd(const Problem& problem, std::vector<Vec2>& centres);

// Nearest place to `target` in `domain` where the box of `node` is `gap` away from all `others`. Exact.
struct FreePlace {
    bool found = false;
    Vec2 centre;
};
[[nodiscard]] FreePlace nearest_free_place(const Problem& problem, std::span<const Vec2> centres,
                                           uint32_t node, Vec2 target, const Rect& domain, double gap,
                                           std::span<const uint32_t> others);

// Moves and swaps that make the picture better; those that would bring a box nearer than `gap` to another are
// left out.
void refine(const Problem& problem, std::span<const Vec2> anchors, double gap, std::vector<Vec2>& centres);

}  // namespace choke::curtain
