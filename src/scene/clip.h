// Cutting marks at rectangles. A view that is zoomed far in has bars and lines that end millions of pixels
// outside; painters bring them near before they draw, because the numbers of their libraries end earlier
// (Cairo at 2^23, SVG viewers where a float does).
#pragma once

#include "scene/scene.h"

namespace choke {

// The piece of the segment inside the rectangle, borders included; false when there is none.
[[nodiscard]] bool cut_segment(const Rect& rect, Vec2& from, Vec2& to);

// Marks keep their looks inside the clip; what is further outside than this is cut off or left out.
inline constexpr double kNear_px = 20'000;

// False: nothing of it can be seen. A rectangle keeps its borders out of sight where it is cut.
[[nodiscard]] bool bring_near(const Rect& clip, Rect& rect);
[[nodiscard]] bool bring_near(const Rect& clip, LineMark& line);
[[nodiscard]] bool bring_near(const Rect& clip, CurveMark& curve);
[[nodiscard]] bool is_near(const Rect& clip, Vec2 point);

}  // namespace choke
