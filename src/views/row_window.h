// A list of rows of one height of which a part is in sight: which rows these are, the bar that says where they stand, and
// the gestures that move them. What the table and the sources share. Rows are shown whole: no text is ever cut in half.
#pragma once

#include <vector>

#include "views/view.h"

namespace choke {

struct RowWindow {
    Rect area;  // where rows may stand
    double row_px = 24;
    size_t count = 0;  // of all rows
    size_t first = 0;  // in sight
    size_t fit = 0;    // how many find room; first + fit may be more than count
    Rect bar;          // of the scroll bar; empty when all rows are in sight, and in figures
    [[nodiscard]] size_t end() const { return std::min(count, first + fit); }
    [[nodiscard]] double top(size_t row) const { return area.y + static_cast<double>(row - first) * row_px; }
    [[nodiscard]] double content_px() const { return static_cast<double>(count) * row_px; }
};

inline constexpr double kScrollBar_px = 8;

// camera.scroll_y counts when the camera is framed; out of range it is brought to the nearest end. A figure gives one row up
// for "and 12 more", when rows are left over: then first + fit is the first one that is not shown.
[[nodiscard]] RowWindow row_window(const Rect& area, double row_px, size_t count, const Camera& camera, bool interactive);

// The camera that has this row at the top, or as near to it as the end of the list allows.
[[nodiscard]] Camera scrolled_to(const RowWindow& window, double scroll_y);
// The camera that moves least to have the row in sight.
[[nodiscard]] Camera showing(const RowWindow& window, size_t row);

void draw_scroll_bar(const ViewInput& input, const RowWindow& window, Scene& scene);

// Wheel, drags, keys and clicks on the bar; false: the gesture is for somebody else.
bool interact_rows(const RowWindow& window, const Gesture& gesture, std::vector<Effect>& effects);

}  // namespace choke
