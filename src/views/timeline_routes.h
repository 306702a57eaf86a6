// Ways for arrows between symbols that stand in rows: along the gaps between rows, and down through rows where nothing
// stands. Knows no events and draws nothing; px in, corners out.
#pragma once

#include <cstddef>
#include <vector>

#include "base/geometry.h"

namespace choke {

// Where an arrow leaves or arrives: a symbol with a gap above it and one below.
struct RouteEnd {
    Vec2 at;            // its middle
    double above_y = 0;  // of the gaps: free of words from side to side
    double below_y = 0;
    double clear = 0;   // from the middle to where the line ends
};

class RowRoutes {
public:
    // left, right: no arrow bends outside them. shared: arrows run in one corridor where they can; else side by side.
    void start(double left, double right, bool shared);
    // Rows from top to bottom, all before the first block().
    void add_row(double y);
    [[nodiscard]] size_t row_count() const { return rows_.size(); }
    [[nodiscard]] double row_y(size_t row) const { return rows_[row].y; }
    // Nothing may go through the row here.
    void block(size_t row, double begin, double end);
    // A box that covers gaps between rows: level lines go elsewhere as long as there is another way.
    void add_wall(const Rect& wall) { walls_.push_back(wall); }
    [[nodiscard]] const std::vector<Rect>& walls() const { return walls_; }
    // Sorts what was blocked; before the first route() and free_from().
    void ready();

    // Corners from the border of one symbol to that of the other, all lines level or upright; each way is kept clear of
    // by the ones after it. Of the four ways out and in the shortest with the fewest bends; each crosses rows straight where
    // that is not far out of the way, else with a jog. O(rows x blocks in them).
    void route(const RouteEnd& from, const RouteEnd& to, std::vector<Vec2>& corners);

    // Whether nothing stands in the row there; words of arrows are then blocked, too.
    [[nodiscard]] bool is_free(size_t row, double begin, double end) const;

private:
    struct Span {
        double begin = 0;
        double end = 0;
    };
    struct Line {
        double at = 0;  // x of an upright one, y of a level one
        double begin = 0;
        double end = 0;
    };
    struct Row {
        double y = 0;
        std::vector<Span> taken;  // disjoint and ascending once ready
    };
    // over_y: of a gap that the way runs in between, around a wall; null: straight on.
    [[nodiscard]] double try_way(Vec2 from, double from_y, Vec2 to, double to_y, const double* over_y, std::vector<Vec2>& corners);
    [[nodiscard]] double walk(Vec2& at, Vec2 to, bool to_end, std::vector<Vec2>& corners);
    // to_end: y1 is the gap of the symbol at to_x, where the way ends.
    [[nodiscard]] double pick_x(double from_x, double to_x, double y0, double y1, bool to_end) const;
    [[nodiscard]] bool is_walled(double y, double x0, double x1) const;
    [[nodiscard]] bool is_used(double x, double y0, double y1) const;
    void cut_by(const Row& row);
    [[nodiscard]] static double detour(const std::vector<Span>& open, double a, double b);
    void spread(std::vector<Vec2>& corners);
    void keep(const std::vector<Vec2>& corners);

    double left_ = 0, right_ = 0;
    bool shared_ = false;
    std::vector<Row> rows_;
    std::vector<Row> spare_;  // rows of earlier pictures, for their memory
    std::vector<Line> upright_, level_;
    std::vector<Rect> walls_;
    std::vector<Span> open_, cut_, whole_, kept_;  // where an upright line can be
    std::vector<Vec2> tried_;
    std::vector<double> detours_;
};

}  // namespace choke
