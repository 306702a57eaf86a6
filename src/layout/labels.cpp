#include "layout/labels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace choke {
namespace {

// About the size of a short label: most labels then touch two to six cells.
constexpr double kCellWidth_px = 48;
constexpr double kCellHeight_px = 20;
constexpr int kMaxCells = 1 << 16;

// Shortened widths are rounded down to quarter pixels, with a hair's breadth to spare, so that rounding in
// the last bit never makes two labels overlap.
double rounded_down(double width) { return std::floor((width - 1e-6) * 4) / 4; }

// Where a label of a width goes on a side. Only x depends on the width.
Rect label_rect(LabelSide side, const LabelRequest& request, double width) {
    const Rect& mark = request.mark;
    const double height = request.height;
    const double centred_x = mark.centre().x - width / 2;
    const double centred_y = mark.centre().y - height / 2;
    const double above_y = mark.y - request.gap - height;
    const double below_y = mark.bottom() + request.gap;
    switch (side) {
        case LabelSide::Right:
            return {mark.right() + request.gap, centred_y, width, height};
        case LabelSide::Left:
            return {mark.x - request.gap - width, centred_y, width, height};
        case LabelSide::Above:
            return {centred_x, above_y, width, height};
        case LabelSide::Below:
            return {centred_x, below_y, width, height};
        case LabelSide::AboveRight:
            return {mark.right(), above_y, width, height};
        case LabelSide::BelowRight:
            return {mark.right(), below_y, width, height};
        case LabelSide::AboveLeft:
            return {mark.x - width, above_y, width, height};
        case LabelSide::BelowLeft:
            return {mark.x - width, below_y, width, height};
        case LabelSide::Centre:
            return {centred_x, centred_y, width, height};
    }
    return {};
}

// Which end of the label stays where it is when it is shortened.
enum class Anchor : uint8_t { LeftEnd, RightEnd, Middle };

Anchor anchor_of(LabelSide side) {
    switch (side) {
        case LabelSide::Right:
        case LabelSide::AboveRight:
        case LabelSide::BelowRight:
            return Anchor::LeftEnd;
        case LabelSide::Left:
        case LabelSide::AboveLeft:
        case LabelSide::BelowLeft:
            return Anchor::RightEnd;
        case LabelSide::Above:
        case LabelSide::Below:
        case LabelSide::Centre:
            return Anchor::Middle;
    }
    return Anchor::Middle;
}

constexpr double kFar = std::numeric_limits<double>::infinity();

// The width that is left to a label when an obstacle takes the stretch from `from` to `to`; negative when it
// takes the place where the label is anchored.
double width_beside(Anchor anchor, const Rect& full, double from, double to) {
    const double middle = full.centre().x;
    switch (anchor) {
        case Anchor::LeftEnd:
            return from - full.x;
        case Anchor::RightEnd:
            return full.right() - to;
        case Anchor::Middle:
            return 2 * std::max(from - middle, middle - to);
    }
    return 0;
}

}  // namespace

void LabelPlacer::reset_grid(const Rect& bounds, size_t box_count) {
    grid_ = bounds;
    double columns = std::max(1.0, std::ceil(bounds.w / kCellWidth_px));
    double rows = std::max(1.0, std::ceil(bounds.h / kCellHeight_px));
    if (columns * rows > kMaxCells) {  // a huge plane gets larger cells instead of more memory
        const double shrink = std::sqrt(kMaxCells / (columns * rows));
        columns = std::clamp(std::floor(columns * shrink), 1.0, double{kMaxCells});
        rows = std::clamp(std::floor(rows * shrink), 1.0, std::max(1.0, std::floor(kMaxCells / columns)));
    }
    columns_ = static_cast<int>(columns);
    rows_ = static_cast<int>(rows);
    cells_per_px_x_ = bounds.w > 0 ? columns / bounds.w : 0;
    cells_per_px_y_ = bounds.h > 0 ? rows / bounds.h : 0;
    first_in_cell_.assign(static_cast<size_t>(columns_) * static_cast<size_t>(rows_), -1);
    entries_.clear();
    entries_.reserve(box_count * 3);
}

LabelPlacer::Cells LabelPlacer::cells_of(const Rect& rect) const {
    // Clamped before the cast: what lies far outside the grid counts for its border cells.
    const auto column = [&](double x) {
        return static_cast<int>(std::clamp((x - grid_.x) * cells_per_px_x_, 0.0, columns_ - 1.0));
    };
    const auto row = [&](double y) {
        return static_cast<int>(std::clamp((y - grid_.y) * cells_per_px_y_, 0.0, rows_ - 1.0));
    };
    return {column(rect.x), column(rect.right()) + 1, row(rect.y), row(rect.bottom()) + 1};
}

void LabelPlacer::add_box(const Rect& box) {
    if (box.empty()) {
        return;
    }
    const Cells cells = cells_of(box);
    for (int row = cells.row_begin; row < cells.row_end; ++row) {
        for (int column = cells.column_begin; column < cells.column_end; ++column) {
            int32_t& first = first_in_cell_[row * columns_ + column];
            entries_.push_back({.box = box, .next = first});
            first = static_cast<int32_t>(entries_.size()) - 1;
        }
    }
}

bool LabelPlacer::is_free(const Rect& rect, const LabelRequest& request) const {
    const Cells cells = cells_of(rect);
    for (int row = cells.row_begin; row < cells.row_end; ++row) {
        for (int column = cells.column_begin; column < cells.column_end; ++column) {
            for (int32_t e = first_in_cell_[row * columns_ + column]; e >= 0; e = entries_[e].next) {
                const Rect& box = entries_[e].box;
                if (box.overlaps(rect) && box != request.mark) {
                    return false;
                }
            }
        }
    }
    return true;
}

// The widest label, up to the full width, that fits on a side; 0 when not even min_width does.
double LabelPlacer::free_width(LabelSide side, const LabelRequest& request, const Rect& bounds) const {
    const Rect full = label_rect(side, request, request.width);
    if (full.y < bounds.y || full.bottom() > bounds.bottom()) {
        return 0;
    }
    const Anchor anchor = anchor_of(side);
    double width = request.width;
    if (full.x < bounds.x) {
        width = std::min(width, width_beside(anchor, full, -kFar, bounds.x));
    }
    if (full.right() > bounds.right()) {
        width = std::min(width, width_beside(anchor, full, bounds.right(), kFar));
    }
    const Cells cells = cells_of(full);
    for (int row = cells.row_begin; row < cells.row_end; ++row) {
        for (int column = cells.column_begin; column < cells.column_end; ++column) {
            if (width < request.min_width) {
                return 0;
            }
            for (int32_t e = first_in_cell_[row * columns_ + column]; e >= 0; e = entries_[e].next) {
                const Rect& box = entries_[e].box;
                if (box.overlaps(full) && box != request.mark) {
                    width = std::min(width, width_beside(anchor, full, box.x, box.right()));
                }
            }
        }
    }
    width = rounded_down(width);
    return width > 0 && width >= request.min_width ? width : 0;
}

void LabelPlacer::place(std::span<const LabelRequest> requests, std::span<const Rect> obstacles,
                        const Rect& bounds, double keep_clear, std::vector<LabelPlace>& out) {
    out.assign(requests.size(), LabelPlace{});
    reset_grid(bounds, requests.size() + obstacles.size());
    for (const Rect& obstacle : obstacles) {
        if (obstacle.overlaps(bounds)) {
            add_box(obstacle);
        }
    }
    order_.resize(requests.size());
    std::iota(order_.begin(), order_.end(), 0u);
    // Not stable_sort, which allocates: the index breaks ties.
    std::sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
        const double pa = requests[a].priority;
        const double pb = requests[b].priority;
        return pa != pb ? pa > pb : a < b;
    });

    for (const uint32_t i : order_) {
        const LabelRequest& request = requests[i];
        LabelPlace& place = out[i];
        if (request.width <= 0 || request.height <= 0) {
            continue;
        }
        for (const LabelSide side : request.sides) {
            const Rect rect = label_rect(side, request, request.width);
            if (bounds.encloses(rect) && is_free(rect, request)) {
                place = {.placed = true, .rect = rect, .side = side};
                break;
            }
        }
        if (!place.placed && request.min_width < request.width) {
            double widest = 0;
            for (const LabelSide side : request.sides) {
                const double width = free_width(side, request, bounds);
                if (width > widest) {
                    widest = width;
                    place = {.placed = true, .rect = label_rect(side, request, width), .side = side};
                }
            }
        }
        if (place.placed) {
            add_box(place.rect.inset(-keep_clear));
        }
    }
}

void place_labels(std::span<const LabelRequest> requests, std::span<const Rect> obstacles, const Rect& bounds,
                  double keep_clear, std::vector<LabelPlace>& out) {
    LabelPlacer().place(requests, obstacles, bounds, keep_clear, out);
}

}  // namespace choke
