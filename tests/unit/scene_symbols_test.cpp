// Shapes, dashes, arrow heads: what all painters share.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "scene/clip.h"
#include "scene/symbols.h"

using namespace choke;
using Catch::Approx;

namespace {

double signed_area(std::span<const Vec2> corners) {
    double sum = 0;
    for (size_t i = 0; i < corners.size(); ++i) {
        const Vec2 a = corners[i];
        const Vec2 b = corners[(i + 1) % corners.size()];
        sum += (a.x * b.y - b.x * a.y) / 2;
    }
    return sum;
}

constexpr LineStyle kAllStyles[] = {LineStyle::Solid,   LineStyle::Dashed, LineStyle::Dotted,
                                    LineStyle::DashDot, LineStyle::Double, LineStyle::Struck};

}  // namespace

TEST_CASE("every symbol has the same area within five per cent and stays in its box", "[scene]") {
    for (size_t i = 0; i < kSymbolShapeCount; ++i) {
        const auto shape = static_cast<SymbolShape>(i);
        CAPTURE(i);
        const auto corners = symbol_outline(shape);
        if (shape == SymbolShape::Circle) {
            CHECK(corners.empty());
            CHECK(M_PI * kCircleRadius * kCircleRadius == Approx(kSymbolArea).epsilon(0.001));
            continue;
        }
        // Positive: clockwise where y grows downwards.
        CHECK(signed_area(corners) == Approx(kSymbolArea).epsilon(0.05));
        for (const Vec2 corner : corners) {
            CHECK(std::abs(corner.x) <= 0.5);
            CHECK(std::abs(corner.y) <= 0.5);
        }
    }
}

TEST_CASE("only dashed, dotted and dash-dot lines have gaps", "[scene]") {
    for (const LineStyle style : kAllStyles) {
        const bool gaps =
            style == LineStyle::Dashed || style == LineStyle::Dotted || style == LineStyle::DashDot;
        CHECK((line_dashes({.width = 2, .style = style}).count > 0) == gaps);
        CHECK(line_dashes({.width = 2, .style = style}).count % 2 == 0);
    }
}

TEST_CASE("a whole number of dashes goes around an outline", "[scene]") {
    const Stroke stroke{.width = 1.5F, .style = LineStyle::Dashed};
    for (const double length_px : {3.0, 20.0, 33.3, 1000.0}) {
        const Dashes dashes = outline_dashes(stroke, length_px);
        const double periods = length_px / (dashes.lengths_px[0] + dashes.lengths_px[1]);
        CHECK(periods == Approx(std::round(periods)).margin(1e-9));
    }
}

TEST_CASE("a dash goes around each corner of a square", "[scene]") {
    const Dashes dashes = symbol_dashes({.width = 1.5F, .style = LineStyle::Dashed}, SymbolShape::Square, 14);
    const double side_px = std::sqrt(kSymbolArea) * 14;
    const double periods = side_px / (dashes.lengths_px[0] + dashes.lengths_px[1]);
    CHECK(periods == Approx(std::round(periods)).margin(1e-3));
    CHECK(dashes.offset_px == Approx(dashes.lengths_px[0] / 2));
}

TEST_CASE("a line with an arrow ends at the base of its head", "[scene]") {
    const LineParts parts =
        line_parts({.from = {0, 0}, .to = {100, 0}, .stroke = {.width = 2}, .arrow = Arrow::End});
    CHECK(parts.has_head);
    CHECK(parts.has_shaft);
    CHECK(parts.head.tip == Vec2{100, 0});
    CHECK(parts.shaft.to == parts.head.base);
    CHECK(parts.head.base.x < 100);
    CHECK(parts.head.left.y < 0);
    CHECK(parts.head.right.y == Approx(-parts.head.left.y));
}

TEST_CASE("a line shorter than its arrow head is the head alone", "[scene]") {
    CHECK_FALSE(line_parts({.to = {3, 0}, .stroke = {.width = 2}, .arrow = Arrow::End}).has_shaft);
    CHECK_FALSE(line_parts({.stroke = {.width = 2}, .arrow = Arrow::End}).has_shaft);
    CHECK_FALSE(
        curve_parts({.control_1 = {1, 0}, .control_2 = {2, 0}, .to = {3, 0}, .arrow = Arrow::End}).has_shaft);
    CHECK_FALSE(curve_parts({.arrow = Arrow::End}).has_shaft);
}

TEST_CASE("a curve keeps its way up to its arrow head", "[scene]") {
    const CurveMark curve{.from = {0, 0},
                          .control_1 = {50, 0},
                          .control_2 = {50, 80},
                          .to = {100, 80},
                          .stroke = {.width = 1.5F},
                          .arrow = Arrow::End};
    const CurveParts parts = curve_parts(curve);
    REQUIRE(parts.has_shaft);
    CHECK(parts.shaft.from == curve.from);
    CHECK(parts.head.tip == curve.to);
    CHECK(length(parts.shaft.to - parts.head.base) < 0.01);
    // The middle of the shaft lies on the whole curve.
    double least = 1e9;
    for (int i = 0; i <= 1000; ++i)
        least = std::min(least, length(curve_point(curve, i / 1000.0) - curve_point(parts.shaft, 0.5)));
    CHECK(least < 0.1);
}

TEST_CASE("a curve whose control point lies on its end has a direction there", "[scene]") {
    const CurveMark curve{.from = {0, 0}, .control_1 = {0, 0}, .control_2 = {10, 0}, .to = {10, 0}};
    CHECK(normalised(curve_tangent(curve, 0)) == Vec2{1, 0});
    CHECK(normalised(curve_tangent(curve, 1)) == Vec2{1, 0});
}

TEST_CASE("the two lines of a double curve keep their distance", "[scene]") {
    const CurveMark curve{.from = {0, 0}, .control_1 = {70, 0}, .control_2 = {-10, 80}, .to = {50, 80}};
    const CurveMark left = beside(curve, 3);
    for (const double t : {0.0, 0.5, 1.0})
        CHECK(length(curve_point(left, t) - curve_point(curve, t)) == Approx(3).margin(0.3));
}

TEST_CASE("marks that reach millions of pixels out are brought near", "[scene]") {
    const Rect clip{0, 0, 800, 600};
    Rect bar{-1e9, 10, 2e9, 20};
    CHECK(bring_near(clip, bar));
    CHECK(bar.encloses({0, 10, 800, 20}));
    CHECK(bar.w < 1e5);
    LineMark line{.from = {-1e9, 300}, .to = {1e9, 300}, .arrow = Arrow::End};
    CHECK(bring_near(clip, line));
    CHECK(line.to.x < 1e5);
    CHECK(line.arrow == Arrow::None);
    LineMark far{.from = {1e7, 0}, .to = {1e7, 600}};
    CHECK_FALSE(bring_near(clip, far));
    LineMark near{.from = {10, 10}, .to = {900, 20}, .arrow = Arrow::End};
    CHECK(bring_near(clip, near));
    CHECK(near.to == Vec2{900, 20});
    CHECK(near.arrow == Arrow::End);
}
