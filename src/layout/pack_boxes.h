// Packs boxes side by side on shelves, highest first, into about the shape asked for: the components of a
// drawing, which have nothing to say about each other. After next-fit decreasing height (Coffman, Garey,
// Johnson, Tarjan, "Performance Bounds for Level-Oriented Two-Dimensional Packing Algorithms", 1980).
#pragma once

#include <span>
#include <vector>

#include "base/geometry.h"

namespace choke {

// Top left corners, in the order of the sizes, of boxes that do not overlap and stand gap apart; the first
// shelf is at y = 0, all x >= 0. aspect: width by height of the whole. Equal heights keep their order.
// O(n log n).
[[nodiscard]] std::vector<Vec2> pack_boxes(std::span<const Vec2> sizes, double gap, double aspect = 1.4);

}  // namespace choke
