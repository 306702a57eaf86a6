// Places labels beside their marks so that no label covers another label or an obstacle. Greedy by priority
// over the candidate places of each label (after Christensen, Marks and Shieber, "An Empirical Study of
// Algorithms for Point-Feature Label Placement", 1995), with a grid for the overlap test: O(labels x
// candidates).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/geometry.h"

namespace choke {

// The corner sides put the near corner of the label beside the mark's corner, `gap` above or below it.
enum class LabelSide : uint8_t {
    Right,
    Left,
    Above,
    Below,
    AboveRight,
    BelowRight,
    AboveLeft,
    BelowLeft,
    Centre
};

struct LabelRequest {
    Rect mark;         // the label goes around this; its own mark is no obstacle to it
    double width = 0;  // of the full text
    double height = 0;
    double min_width = 0;              // it may be shortened to this; >= width: all or nothing
    double priority = 0;               // higher first; ties in the order given
    double gap = 5;                    // between mark and label
    std::span<const LabelSide> sides;  // in order of preference; must outlive the call
};

struct LabelPlace {
    bool placed = false;
    Rect rect;  // rect.w <= width: what the text may take
    LabelSide side = LabelSide::Right;
};

// Keeps its working memory from call to call: nothing is allocated once it has seen the largest input. One a
// thread.
class LabelPlacer {
  public:
    // obstacles: boxes that no label may cover (marks, headers). bounds: labels stay inside.
    // keep_clear: least distance between two labels; obstacles bring their own margin.
    // A label goes to the first of its sides with room for the full width, else, shortened, to the side with
    // most room, in quarter pixels. Out has one place a request, in the order of the requests.
    void place(std::span<const LabelRequest> requests, std::span<const Rect> obstacles, const Rect& bounds,
               double keep_clear, std::vector<LabelPlace>& out);

  private:
    struct Entry {
        Rect box;
        int32_t next = -1;  // the next entry of the same cell
    };
    struct Cells {  // half-open ranges of columns and rows
        int column_begin = 0, column_end = 0, row_begin = 0, row_end = 0;
    };

    void reset_grid(const Rect& bounds, size_t box_count);
    [[nodiscard]] Cells cells_of(const Rect& rect) const;
    void add_box(const Rect& box);
    [[nodiscard]] bool is_free(const Rect& rect, const LabelRequest& request) const;
    [[nodiscard]] double free_width(LabelSide side, const LabelRequest& request, const Rect& bounds) const;

    std::vector<uint32_t> order_;
    std::vector<int32_t> first_in_cell_;
    std::vector<Entry> entries_;  // obstacles, then the labels placed so far with their clear space
    Rect grid_;
    int columns_ = 0, rows_ = 0;
    double cells_per_px_x_ = 0, cells_per_px_y_ = 0;
};

// The same, for callers that place labels once.
void place_labels(std::span<const LabelRequest> requests, std::span<const Rect> obstacles, const Rect& bounds,
                  double keep_clear, std::vector<LabelPlace>& out);

}  // namespace choke
