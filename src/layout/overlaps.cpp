#include "layout/overlaps.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "base/assert.h"

namespace choke {
namespace {

constexpr double kRounding = 1e-9;  // of the gap and sizes: nearer than that by rounding is no overlap
constexpr uint32_t kMostCells = 1U << 20U;
constexpr double kFullest = 0.6;     // share of the drawing that boxes fill; a fuller one is scaled up first
constexpr size_t kMostVisits = 400;  // of pushing, per box and round: more are on one heap
constexpr int kRoundsOfCells = 10;   // the drawing grows: cells for its new size every so many rounds
constexpr size_t kHeap = 500;        // boxes that still overlap after pushing, and one in fifty more
constexpr double kMostTries = 60;    // places along a quarter of a square

// Boxes in square cells. Outside of the area that it was made for, the cells at the rim take all.
class Cells {
  public:
    // margin: how far boxes may go beyond the centres before all of them end in the cells at the rim.
    Cells(std::span<const Vec2> centres, std::span<const Vec2> sizes, double gap, double margin = 0)
        : sizes_(sizes), gap_(gap) {
        Vec2 low = centres.empty() ? Vec2{} : centres[0];
        Vec2 high = low;
        double side = 0;
        for (size_t i = 0; i < centres.size(); ++i) {
            low = {std::min(low.x, centres[i].x), std::min(low.y, centres[i].y)};
            high = {std::max(high.x, centres[i].x), std::max(high.y, centres[i].y)};
            side += std::max(sizes[i].x, sizes[i].y) + gap;
        }
        low = low - Vec2{margin, margin};
        high = high + Vec2{margin, margin};
        origin_ = low;
        side_ = std::max(side / std::max<double>(1, static_cast<double>(centres.size())), 1e-9);
        const double most = std::min<double>(kMostCells, 4 * static_cast<double>(centres.size()) + 16);
        side_ = std::max(side_, std::sqrt((high.x - low.x) * (high.y - low.y) / most));
        side_ = std::max(side_, std::max(high.x - low.x, high.y - low.y) / most);
        columns_ = static_cast<uint32_t>((high.x - low.x) / side_) + 1;
        rows_ = static_cast<uint32_t>((high.y - low.y) / side_) + 1;
        cells_.resize(size_t{columns_} * rows_);
    }
    // A box is in all cells that it and half its gap touch, so that a large one makes no others search far.
    void add(uint32_t box, Vec2 centre) {
        for_cells(box, centre, 0, [&](std::vector<Entry>& cell) {
            cell.push_back({box, centre});
            return true;
        });
    }
    void fill(std::span<const Vec2> centres) {
        for (auto& cell : cells_) {
            cell.clear();
        }
        for (uint32_t i = 0; i < centres.size(); ++i) {
            add(i, centres[i]);
        }
    }
    // Calls visit(box, its centre when it was added) for all that may overlap the box, until it returns
    // false; for some more than once.
    template <class Visit>
    void near(uint32_t box, Vec2 centre, double slack, Visit visit) {
        for_cells(box, centre, slack, [&](std::vector<Entry>& cell) {
            for (const Entry& entry : cell) {
                if (!visit(entry.box, entry.centre)) {
                    return false;
                }
            }
            return true;
        });
    }

  private:
    struct Entry {
        uint32_t box;
        Vec2 centre;
    };
    [[nodiscard]] uint32_t index(double along, uint32_t count) const {
        return static_cast<uint32_t>(std::clamp(along / side_, 0.0, static_cast<double>(count - 1)));
    }
    template <class Visit>
    void for_cells(uint32_t box, Vec2 centre, double slack, Visit visit) {
        const double reach_x = (sizes_[box].x + gap_) / 2 + slack;
        const double reach_y = (sizes_[box].y + gap_) / 2 + slack;
        const uint32_t last_column = index(centre.x + reach_x - origin_.x, columns_);
        const uint32_t last_row = index(centre.y + reach_y - origin_.y, rows_);
        for (uint32_t row = index(centre.y - reach_y - origin_.y, rows_); row <= last_row; ++row) {
            for (uint32_t column = index(centre.x - reach_x - origin_.x, columns_); column <= last_column;
                 ++column) {
                if (!visit(cells_[size_t{row} * columns_ + column])) {
                    return;
                }
            }
        }
    }

    std::span<const Vec2> sizes_;
    double gap_;
    Vec2 origin_;
    double side_ = 1;
    uint32_t columns_ = 1;
    uint32_t rows_ = 1;
    std::vector<std::vector<Entry>> cells_;
};

// How far two boxes must still go apart along each axis; not positive on an axis: they are apart.
Vec2 overlap(Vec2 a, Vec2 size_a, Vec2 b, Vec2 size_b, double gap) {
    const double x = (size_a.x + size_b.x) / 2 + gap;
    const double y = (size_a.y + size_b.y) / 2 + gap;
    return {x * (1 - kRounding) - std::abs(a.x - b.x), y * (1 - kRounding) - std::abs(a.y - b.y)};
}

bool overlaps(Vec2 by) { return by.x > 0 && by.y > 0; }

struct Job {
    std::span<const Vec2> sizes;
    double gap = 0;
    std::span<const uint8_t> pinned;

    [[nodiscard]] bool is_pinned(uint32_t box) const { return !pinned.empty() && pinned[box] != 0; }
};

// One round of pushing, box after box. Returns whether any overlapped.
bool push(const Job& job, double slack, Cells& cells, std::vector<Vec2>& centres) {
    bool any = false;
    for (uint32_t i = 0; i < centres.size(); ++i) {
        size_t visits = 0;
        cells.near(i, centres[i], slack, [&](uint32_t j, Vec2) {
            if (++visits > kMostVisits) {
                return false;
            }
            if (j <= i) {
                return true;
            }
            const Vec2 by = overlap(centres[i], job.sizes[i], centres[j], job.sizes[j], job.gap);
            const bool fixed_i = job.is_pinned(i);
            const bool fixed_j = job.is_pinned(j);
            if (!overlaps(by) || (fixed_i && fixed_j)) {
                return true;
            }
            any = true;
            // Two on one spot part in a direction that depends on their numbers only.
            const double sign_x =
                centres[i].x < centres[j].x || (centres[i].x == centres[j].x && i % 2 == 0) ? -1 : 1;
            const double sign_y =
                centres[i].y < centres[j].y || (centres[i].y == centres[j].y && j % 2 == 0) ? -1 : 1;
            Vec2 way = by.x < by.y ? Vec2{sign_x * by.x, 0} : Vec2{0, sign_y * by.y};
            way = way * (1 + 1e-6);
            centres[i] = centres[i] + way * (fixed_i ? 0 : fixed_j ? 1 : 0.5);
            centres[j] = centres[j] - way * (fixed_j ? 0 : fixed_i ? 1 : 0.5);
            return true;
        });
    }
    return any;
}

bool is_free(const Job& job, Cells& cells, uint32_t box, Vec2 at) {
    bool free = true;
    cells.near(box, at, 0, [&](uint32_t other, Vec2 centre) {
        free = !overlaps(overlap(at, job.sizes[box], centre, job.sizes[other], job.gap));
        return free;
    });
    return free;
}

// Squares of growing size round the wished place, a third of the box a step; the plane has no end, so there
// is a free place. The first found wins, then along its way back as near as it goes.
Vec2 nearest_free(const Job& job, Cells& cells, uint32_t box, Vec2 wish, double& begin) {
    const double step = std::max(1e-6, (std::min(job.sizes[box].x, job.sizes[box].y) + job.gap) / 3);
    for (double radius = std::max(step, begin);; radius += std::max(step, radius / 40)) {
        std::optional<Vec2> best;
        double best_way = 0;
        const int count = static_cast<int>(std::min(kMostTries, radius / step));
        for (int k = -count; k <= count; ++k) {
            const double along = radius * k / count;
            for (const Vec2 aside :
                 {Vec2{along, -radius}, Vec2{along, radius}, Vec2{-radius, along}, Vec2{radius, along}}) {
                const double way = dot(aside, aside);
                if ((!best || way < best_way) && is_free(job, cells, box, wish + aside)) {
                    best = aside;
                    best_way = way;
                }
            }
        }
        if (best) {
            begin = radius * 0.95;
            double free = 1;
            double taken = 0;
            for (int halving = 0; halving < 12; ++halving) {
                const double middle = (free + taken) / 2;
                (is_free(job, cells, box, wish + *best * middle) ? free : taken) = middle;
            }
            return wish + *best * free;
        }
    }
}

// Pinned boxes stand where they are, then every box that is clear of those; the rest is returned.
std::vector<uint32_t> settle_clear(const Job& job, std::span<const Vec2> centres, Cells& cells) {
    std::vector<uint32_t> homeless;
    for (uint32_t i = 0; i < centres.size(); ++i) {
        if (job.is_pinned(i)) {
            cells.add(i, centres[i]);
        }
    }
    for (uint32_t i = 0; i < centres.size(); ++i) {
        if (job.is_pinned(i)) {
            continue;
        }
        if (is_free(job, cells, i, centres[i])) {
            cells.add(i, centres[i]);
        } else {
            homeless.push_back(i);
        }
    }
    return homeless;
}

void find_homes(const Job& job, std::span<const uint32_t> homeless, const std::stop_token& stop, Cells& cells,
                std::vector<Vec2>& centres) {
    // Where many wished for one spot, the search for the next begins where the last one's ended.
    double begin = 0;
    Vec2 last_wish;
    for (const uint32_t box : homeless) {
        if (stop.stop_requested()) {
            return;
        }
        const double change = length(centres[box] - last_wish);
        last_wish = centres[box];
        if (change > job.sizes[box].x + job.sizes[box].y) {
            begin = 0;
        }
        centres[box] = nearest_free(job, cells, box, centres[box], begin);
        cells.add(box, centres[box]);
    }
}

// A heap, in which pushing got nowhere: columns of boxes, in the order of x, and in each column in the order
// of y. Keeps only who was left of and above whom.
void stack_in_columns(const Job& job, double area, std::vector<Vec2>& centres) {
    std::vector<uint32_t> order(centres.size());
    std::iota(order.begin(), order.end(), 0U);
    const std::vector<Vec2> wishes = centres;
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return wishes[a].x < wishes[b].x; });
    const double height = std::sqrt(area);  // of a column, about
    double x = 0;
    for (size_t first = 0; first < order.size();) {
        size_t last = first;
        double filled = 0;
        double widest = 0;
        while (last < order.size() && (last == first || filled < height)) {
            filled += job.sizes[order[last]].y + job.gap;
            widest = std::max(widest, job.sizes[order[last]].x + job.gap);
            ++last;
        }
        std::stable_sort(order.begin() + static_cast<std::ptrdiff_t>(first),
                         order.begin() + static_cast<std::ptrdiff_t>(last),
                         [&](uint32_t a, uint32_t b) { return wishes[a].y < wishes[b].y; });
        double y = -filled / 2;
        for (; first < last; ++first) {
            const uint32_t box = order[first];
            centres[box] = {x + widest / 2, y + (job.sizes[box].y + job.gap) / 2};
            y += job.sizes[box].y + job.gap;
        }
        x += widest;
    }
    Vec2 middle;  // of the wishes, where the middle of the stacks (x / 2, 0) goes
    for (const Vec2& p : wishes) {
        middle = middle + p * (1 / static_cast<double>(wishes.size()));
    }
    for (Vec2& p : centres) {
        p = p + Vec2{middle.x - x / 2, middle.y};
    }
}

void relocate(const Job& job, bool any_pinned, const std::stop_token& stop, std::vector<Vec2>& centres) {
    double area = 0;
    for (const Vec2& size : job.sizes) {
        area += (size.x + job.gap) * (size.y + job.gap);
    }
    Cells cells(centres, job.sizes, job.gap, std::sqrt(area));
    const std::vector<uint32_t> homeless = settle_clear(job, centres, cells);
    if (!any_pinned && homeless.size() > kHeap + centres.size() / 50) {
        stack_in_columns(job, area, centres);
    } else {
        find_homes(job, homeless, stop, cells, centres);
    }
}

// A drawing too full for its boxes grows about its middle: that keeps its shape, which pushing would not.
void scale_up(const Job& job, std::vector<Vec2>& centres) {
    Vec2 low = centres[0];
    Vec2 high = low;
    double area = 0;
    for (size_t i = 0; i < centres.size(); ++i) {
        low = {std::min(low.x, centres[i].x), std::min(low.y, centres[i].y)};
        high = {std::max(high.x, centres[i].x), std::max(high.y, centres[i].y)};
        area += (job.sizes[i].x + job.gap) * (job.sizes[i].y + job.gap);
    }
    const double room = (high.x - low.x) * (high.y - low.y) * kFullest;
    if (room <= 0 || area <= room) {
        return;
    }
    const Vec2 middle = (low + high) * 0.5;
    const double factor = std::sqrt(area / room);
    for (Vec2& p : centres) {
        p = middle + (p - middle) * factor;
    }
}

}  // namespace

std::vector<Vec2> remove_overlaps(std::span<const Vec2> centres, std::span<const Vec2> sizes,
                                  const OverlapOptions& options) {
    CHOKE_ASSERT(sizes.size() == centres.size());
    CHOKE_ASSERT(options.pinned.empty() || options.pinned.size() == centres.size());
    std::vector<Vec2> moved(centres.begin(), centres.end());
    const Job job{.sizes = sizes, .gap = std::max(0.0, options.gap), .pinned = options.pinned};
    if (moved.empty() || count_overlaps(moved, sizes, job.gap, 1) == 0) {
        return moved;
    }
    const bool any_pinned =
        std::any_of(job.pinned.begin(), job.pinned.end(), [](uint8_t pinned) { return pinned != 0; });
    if (!any_pinned) {
        scale_up(job, moved);
    }
    // Boxes move while the cells hold their old places; the slack covers about as much as one round moves
    // them.
    double slack = job.gap;
    for (const Vec2& size : sizes) {
        slack = std::max(slack, (size.x + size.y) / 8);
    }
    std::optional<Cells> cells;
    bool any = true;
    for (int round = 0; round < options.rounds && any && !options.stop.stop_requested(); ++round) {
        if (round % kRoundsOfCells == 0) {
            cells.emplace(moved, sizes, job.gap);
        }
        cells->fill(moved);
        any = push(job, slack, *cells, moved);
    }
    if (!options.stop.stop_requested()) {
        relocate(job, any_pinned, options.stop, moved);
    }
    return moved;
}

size_t count_overlaps(std::span<const Vec2> centres, std::span<const Vec2> sizes, double gap, size_t most) {
    Cells cells(centres, sizes, gap);
    cells.fill(centres);
    size_t count = 0;
    std::vector<uint32_t> met;
    for (uint32_t i = 0; i < centres.size() && count < most; ++i) {
        met.clear();
        cells.near(i, centres[i], 0, [&](uint32_t j, Vec2 centre) {
            if (j > i && overlaps(overlap(centres[i], sizes[i], centre, sizes[j], gap))) {
                met.push_back(j);
            }
            return true;
        });
        std::sort(met.begin(), met.end());
        count += static_cast<size_t>(std::unique(met.begin(), met.end()) - met.begin());
    }
    return count;
}

}  // namespace choke
