// Thousands of nodes: rows in three columns, one a camp, instead of forces and free places, which take longer than
// quadratic time.
#include <algorithm>
#include <array>
#include <numeric>

#include "layout/curtain_internal.h"

namespace choke::curtain {
namespace {

constexpr std::array kGapShares{1.0, 0.8, 0.6, 0.45, 0.3, 0.15, 0.0};
constexpr size_t kCampCount = 3;
// Borders between the columns where the camps leave that choice: in the middle of where their bands overlap.
constexpr std::array<double, kCampCount> kUsualShares{0.38, 0.24, 0.38};

struct Interval {
    double from = 0;
    double to = 0;
};

struct Row {
    std::vector<uint32_t> nodes;  // from left to right
    std::vector<double> left;     // of their boxes
    double top = 0;
    double up = 0;                // of the highest box, from the line on which the centres stand
    double down = 0;
    double free_width = 0;        // right of the last box
    bool pinned = false;          // a pin stands in it: its boxes stay where they are
    [[nodiscard]] double height() const { return up + down; }
};

struct Column {
    double left = 0;
    double width = 0;
    std::vector<Row> rows;
    double height = 0;  // of the rows with the gaps between them
    double extra = 0;   // between two rows, more than the gap
};

class Crowd {
  public:
    Crowd(const Problem& problem, std::span<const Vec2> wished) : problem_(problem), wished_(wished) {
        for (uint32_t node = 0; node < problem.bodies.size(); ++node) {
            const Body& body = problem.bodies[node];
            if (body.hold == Hold::Pinned) {
                pins_.push_back(body.box_at(wished[node]));
            } else {
                members_[static_cast<size_t>(body.camp)].push_back(node);
            }
        }
        for (std::vector<uint32_t>& nodes : members_) {
            std::sort(nodes.begin(), nodes.end(), [&](uint32_t a, uint32_t b) {
                return wished[a].y != wished[b].y ? wished[a].y < wished[b].y : a < b;
            });
        }
    }

    // The gap that could be kept; nothing when the boxes do not fit.
    std::optional<double> place(std::vector<Vec2>& centres) {
        for (const double share : kGapShares) {
            gap_ = problem_.gap * share;
            // First the usual borders, then those that give each camp the room that it needs.
            if (fill(kUsualShares) || fill(needed_shares())) {
                if (!pins_.empty()) spread_around_pins();
                write(centres);
                return gap_;
            }
        }
        write(centres);
        return std::nullopt;
    }

  private:
    [[nodiscard]] std::array<double, kCampCount> needed_shares() const {
        std::array<double, kCampCount> shares{};
        double sum = 0;
        for (size_t camp = 0; camp < kCampCount; ++camp) {
            for (const uint32_t node : members_[camp]) {
                const Body& body = problem_.bodies[node];
                shares[camp] += (2 * body.half_width + gap_) * (2 * body.half_height() + gap_);
            }
            sum += shares[camp];
        }
        for (double& share : shares) {
            share = sum > 0 ? share / sum : 1.0 / kCampCount;
        }
        return shares;
    }

    // Puts the camps into columns of these shares of the width. True: all rows fit into the height.
    bool fill(const std::array<double, kCampCount>& shares) {
        bool fits = true;
        double left = problem_.bounds.x;
        for (size_t camp = 0; camp < kCampCount; ++camp) {
            Column& column = columns_[camp];
            column = {.left = left, .width = problem_.bounds.w * shares[camp], .rows = {}, .height = 0, .extra = 0};
            // Half a gap at each border keeps the columns apart.
            const double margin = std::min(gap_, column.width) / 2;
            column.left += margin;
            column.width -= 2 * margin;
            left += problem_.bounds.w * shares[camp];
            fits = fill(column, members_[camp]) && fits;
        }
        return fits;
    }

    // Rows that lie between pins cannot be moved afterwards: they are filled anew with more room between them, as much as
    // there is.
    void spread_around_pins() {
        constexpr int kSteps = 8;
        for (size_t camp = 0; camp < kCampCount; ++camp) {
            Column& column = columns_[camp];
            if (column.rows.empty()) continue;
            double fits = 0;
            double most = (problem_.bounds.h - column.height) / static_cast<double>(column.rows.size());
            for (int step = 0; step < kSteps; ++step) {
                column.extra = (fits + most) / 2;
                (fill(column, members_[camp]) ? fits : most) = column.extra;
            }
            column.extra = fits;
            fill(column, members_[camp]);
        }
    }

    bool fill(Column& column, std::span<const uint32_t> nodes) {
        bool fits = true;
        column.rows.clear();
        column.height = 0;
        double top = problem_.bounds.y;
        for (size_t begin = 0; begin < nodes.size();) {
            Row row;
            const size_t end = next_row(column, nodes, begin, top, row);
            if (end == begin) {  // pins take all of the width here
                const double step = 1 + problem_.unit.y / 2;
                top += step;
                column.height += step;
                if (top < problem_.bounds.bottom()) continue;
                // Nowhere: it stands below and is moved up by write().
                ignore_pins_ = true;
                next_row(column, nodes, begin, top, row);
                ignore_pins_ = false;
                fits = false;
            }
            begin += row.nodes.size();
            // A single box may be wider than the column.
            fits = fits && row.free_width >= -1e-9;
            row.top = top;
            column.height = top + row.height() - problem_.bounds.y;
            top += row.height() + gap_ + column.extra;
            column.rows.push_back(std::move(row));
        }
        return fits && column.height <= problem_.bounds.h + 1e-9;
    }

    // Takes nodes into a row at this height until it is full; at least one unless pins leave no room for it.
    size_t next_row(const Column& column, std::span<const uint32_t> nodes, size_t begin, double top, Row& row) {
        const double right = column.left + column.width;
        double x = column.left;
        size_t end = begin;
        std::vector<Interval> blocked;
        for (; end < nodes.size(); ++end) {
            const Body& body = problem_.bodies[nodes[end]];
            const double up = std::max(row.up, body.up);
            const double down = std::max(row.down, body.down);
            if (up + down > row.height() || blocked.empty()) blocked = pins_beside(top, top + up + down);
            // A row that grows must not reach into a pin with those that stand in it already.
            const bool grows_into_pin = std::any_of(blocked.begin(), blocked.end(), [&](const Interval& pin) {
                for (size_t i = 0; i < row.nodes.size(); ++i) {
                    const double width = 2 * problem_.bodies[row.nodes[i]].half_width;
                    if (row.left[i] < pin.to && pin.from < row.left[i] + width) return true;
                }
                return false;
            });
            if (grows_into_pin) break;
            double left = x;
            for (const Interval& pin : blocked) {
                if (left < pin.to && pin.from < left + 2 * body.half_width) left = pin.to;
            }
            const bool alone_and_wide = row.nodes.empty() && blocked.empty();
            if (left + 2 * body.half_width > right && !alone_and_wide) break;
            row.nodes.push_back(nodes[end]);
            row.left.push_back(left);
            row.up = up;
            row.down = down;
            row.pinned = !blocked.empty();
            x = left + 2 * body.half_width + gap_;
        }
        row.free_width = right - (x - gap_);
        return end;
    }

    // What pins take of a strip between two heights, from left to right.
    [[nodiscard]] std::vector<Interval> pins_beside(double top, double bottom) const {
        std::vector<Interval> out;
        if (ignore_pins_) return out;
        for (const Rect& pin : pins_) {
            if (pin.y - gap_ < bottom && top < pin.bottom() + gap_) out.push_back({pin.x - gap_, pin.right() + gap_});
        }
        std::sort(out.begin(), out.end(), [](const Interval& a, const Interval& b) { return a.from != b.from ? a.from < b.from : a.to < b.to; });
        return out;
    }

    // Within a row nodes stand in the order in which they wish to. What room is left is shared out.
    void write(std::vector<Vec2>& centres) const {
        for (const Column& column : columns_) {
            // Without pins rows spread over the height, or move into each other when it is too small.
            const double spare = pins_.empty() ? problem_.bounds.h - column.height : 0;
            const double more = spare / static_cast<double>(std::max<size_t>(1, column.rows.size()));
            double shift = std::max(0.0, more) / 2;
            for (const Row& row : column.rows) {
                write(row, row.top + shift, centres);
                shift += more;
            }
        }
    }

    void write(const Row& row, double top, std::vector<Vec2>& centres) const {
        std::vector<uint32_t> order = row.nodes;
        std::vector<double> left = row.left;
        if (!row.pinned) {
            std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
                return wished_[a].x != wished_[b].x ? wished_[a].x < wished_[b].x : a < b;
            });
            const double more = std::max(0.0, row.free_width) / static_cast<double>(order.size());
            double x = row.left.front() + more / 2;
            for (size_t i = 0; i < order.size(); ++i) {
                left[i] = x;
                x += 2 * problem_.bodies[order[i]].half_width + gap_ + more;
            }
        }
        for (size_t i = 0; i < order.size(); ++i) {
            const Body& body = problem_.bodies[order[i]];
            const Vec2 at{left[i] + body.half_width, top + row.up};
            const Rect& bounds = problem_.bounds;
            // What does not fit at all is still inside the bounds.
            const auto inside = [](double v, double low, double high) { return low <= high ? std::clamp(v, low, high) : (low + high) / 2; };
            centres[order[i]] = {inside(at.x, bounds.x + body.half_width, bounds.right() - body.half_width),
                                 inside(at.y, bounds.y + body.up, bounds.bottom() - body.down)};
        }
    }

    const Problem& problem_;
    std::span<const Vec2> wished_;
    double gap_ = 0;
    bool ignore_pins_ = false;
    std::vector<Rect> pins_;
    std::array<std::vector<uint32_t>, kCampCount> members_;  // by camp, from top to bottom
    std::array<Column, kCampCount> columns_;
};

}  // namespace

std::optional<double> place_crowd(const Problem& problem, std::vector<Vec2>& centres) {
    const std::vector<Vec2> wished = centres;
    return Crowd(problem, wished).place(centres);
}

}  // namespace choke::curtain
