#include "layout/pack_boxes.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace choke {

std::vector<Vec2> pack_boxes(std::span<const Vec2> sizes, double gap, double aspect) {
    std::vector<uint32_t> order(sizes.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return sizes[a].y > sizes[b].y; });
    double area = 0;
    double width = 0;  // of the shelves
    for (const Vec2& size : sizes) {
        area += (size.x + gap) * (size.y + gap);
        width = std::max(width, size.x);
    }
    width = std::max(width, std::sqrt(area * aspect));
    std::vector<Vec2> corners(sizes.size());
    Vec2 at;
    double shelf = 0;  // height of this one
    for (const uint32_t i : order) {
        if (at.x > 0 && at.x + sizes[i].x > width) {
            at = {0, at.y + shelf + gap};
            shelf = 0;
        }
        corners[i] = at;
        at.x += sizes[i].x + gap;
        shelf = std::max(shelf, sizes[i].y);
    }
    return corners;
}

}  // namespace choke
