#include "layout/pack_boxes.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace choke {
namespace {

struct Packing {
    std::vector<Vec2> corners;
    Vec2 size;
};

// Shelves of this width. Beside what is as high as the shelf, lower boxes stand in columns, one below the other.
Packing pack(std::span<const Vec2> sizes, std::span<const uint32_t> order, double gap, double width) {
    Packing out{.corners = std::vector<Vec2>(sizes.size()), .size = {}};
    Vec2 column;              // top left corner
    double column_width = 0;  // 0: the shelf is empty
    double filled = 0;        // of the column
    double shelf = 0;         // height of this one
    for (const uint32_t i : order) {
        const Vec2 size = sizes[i];
        if (column_width > 0 && size.x <= column_width && filled + gap + size.y <= shelf) {
            out.corners[i] = {column.x, column.y + filled + gap};
            filled += gap + size.y;
        } else {
            if (column_width > 0) {
                column.x += column_width + gap;
            }
            if (column.x > 0 && column.x + size.x > width) {
                column = {0, column.y + shelf + gap};
                shelf = 0;
            }
            out.corners[i] = column;
            column_width = std::max(size.x, 1e-9);
            filled = size.y;
            shelf = std::max(shelf, size.y);
        }
        out.size = {std::max(out.size.x, out.corners[i].x + size.x), std::max(out.size.y, out.corners[i].y + size.y)};
    }
    return out;
}

}  // namespace

std::vector<Vec2> pack_boxes(std::span<const Vec2> sizes, double gap, double aspect) {
    std::vector<uint32_t> order(sizes.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return sizes[a].y > sizes[b].y; });
    double area = 0;
    double widest = 0;
    for (const Vec2& size : sizes) {
        area += (size.x + gap) * (size.y + gap);
        widest = std::max(widest, size.x);
    }
    Packing best;
    double least = 0;  // height of the smallest page of the shape asked for that has room
    const double ideal = std::sqrt(area * aspect);
    for (const double width : {widest, ideal, ideal * 1.1, ideal * 1.25, ideal * 1.5}) {
        Packing packing = pack(sizes, order, gap, std::max(width, widest));
        const double height = std::max(packing.size.y, packing.size.x / aspect);
        if (best.corners.empty() || height < least) {
            best = std::move(packing);
            least = height;
        }
    }
    return best.corners;
}

}  // namespace choke
