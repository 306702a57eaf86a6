// The outlines of symbols as polygons, and what painters share: dash patterns, arrow heads. One place, so that every
// painter draws the same shape.
#pragma once

#include <span>
#include <vector>

#include "scene/scene.h"

namespace choke {

// Corners in the unit box [-0.5, 0.5]^2, y down, clockwise, closed implicitly. A circle gives an empty span.
[[nodiscard]] std::span<const Vec2> symbol_outline(SymbolShape shape);

// On/off lengths in units of the stroke width (empty: solid).
[[nodiscard]] std::span<const double> dash_pattern(LineStyle style);

// Inner outline of a Double style: the symbol is drawn again at this fraction of its size.
inline constexpr double kDoubleInnerScale = 0.55;

struct ArrowHead {
    Vec2 tip, left, right;
    Vec2 base;  // the line itself ends here
};
// tip: the end of the line; direction: unit vector of its last piece; width: of the stroke.
[[nodiscard]] ArrowHead arrow_head(Vec2 tip, Vec2 direction, double width);

[[nodiscard]] Vec2 curve_point(const CurveMark& curve, double t);    // 0 <= t <= 1
[[nodiscard]] Vec2 curve_tangent(const CurveMark& curve, double t);  // not normalised

}  // namespace choke
