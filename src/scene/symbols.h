// The outlines of symbols as polygons, and what painters share: dash patterns, double lines, arrow heads. One
// place, so that every painter draws the same shape.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "scene/scene.h"

namespace choke {

// Area of every shape, in units of size squared: the largest at which a star with visible arms fits into its
// box.
inline constexpr double kSymbolArea = 0.43;
inline constexpr double kCircleRadius = 0.36996;  // in units of size: sqrt(kSymbolArea / pi)

// Corners in the unit box [-0.5, 0.5]^2, y down, clockwise, closed implicitly. A circle gives an empty span;
// its radius is kCircleRadius.
[[nodiscard]] std::span<const Vec2> symbol_outline(SymbolShape shape);

// On/off lengths in units of the stroke width (empty: solid). Ends are butt, not round.
[[nodiscard]] std::span<const double> dash_pattern(LineStyle style);

// The pattern in scene px.
struct Dashes {
    std::array<double, 4> lengths_px{};
    size_t count = 0;      // 0: solid
    double offset_px = 0;  // how far into the pattern the line begins
};
// Of an open line; of a closed outline of this length, into which a whole number of periods is made to fit,
// so that no seam shows; of a symbol, where a dash goes around each corner if that is possible.
[[nodiscard]] Dashes line_dashes(const Stroke& stroke);
[[nodiscard]] Dashes outline_dashes(const Stroke& stroke, double length_px);
[[nodiscard]] Dashes symbol_dashes(const Stroke& stroke, SymbolShape shape, double size);

// Double is two thin outlines, each this fraction of the stroke width: at 12 px a gap stays between them.
inline constexpr double kDoubleWidth = 0.7;
// The inner outline: the symbol is drawn again at this fraction of its size, without a fill.
inline constexpr double kDoubleInnerScale = 0.5;
// A Double rectangle has a second border this many stroke widths further in.
inline constexpr double kDoubleRectInset = 2.5;
// A Double line or curve is two, each this many stroke widths beside the middle.
inline constexpr double kDoubleLineOffset = 1.1;

// The stroke across a Struck symbol goes from (-k, k) to (k, -k), k in units of size; of a Struck rectangle
// from its bottom left to its top right corner.
inline constexpr double kStruckReach = 0.56;

struct ArrowHead {
    Vec2 tip{};
    Vec2 left{};
    Vec2 right{};
    Vec2 base{};  // the line itself ends here
};
// tip: the end of the line; direction: unit vector of its last piece; width: of the stroke.
[[nodiscard]] ArrowHead arrow_head(Vec2 tip, Vec2 direction, double width);

// A line taken apart for painting: the head (if it has one) and the shaft that ends at its base.
struct LineParts {
    LineMark shaft{};
    ArrowHead head{};
    bool has_shaft = true;  // false: the line is shorter than its head
    bool has_head = false;
};
[[nodiscard]] LineParts line_parts(const LineMark& line);

struct CurveParts {
    CurveMark shaft{};
    ArrowHead head{};
    bool has_shaft = true;
    bool has_head = false;
};
[[nodiscard]] CurveParts curve_parts(const CurveMark& curve);

// The stroke as it is drawn once: narrower for Double, as it is for all others.
[[nodiscard]] float drawn_width(const Stroke& stroke);

// The two lines of a Double style; offset_px to the left of the direction of travel when positive.
[[nodiscard]] LineMark beside(LineMark line, double offset_px);
[[nodiscard]] CurveMark beside(CurveMark curve, double offset_px);

[[nodiscard]] Vec2 curve_point(const CurveMark& curve, double t);  // 0 <= t <= 1
[[nodiscard]] Vec2 curve_tangent(const CurveMark& curve,
                                 double t);  // not normalised; zero only for a single point

}  // namespace choke
