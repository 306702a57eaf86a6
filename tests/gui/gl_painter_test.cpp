#include "paint/gl/gl_painter.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "gui/gl_canvas.h"
#include "paint/gl/shaders.h"
#include "scene/symbols.h"

namespace choke::test {
namespace {

double outline_area(SymbolShape shape) {
    const auto corners = symbol_outline(shape);
    if (corners.empty()) return std::numbers::pi * kCircleRadius * kCircleRadius;
    double twice = 0;
    for (size_t i = 0; i < corners.size(); ++i) {
        const Vec2 a = corners[i];
        const Vec2 b = corners[(i + 1) % corners.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2;
}

// How often a row of pixels turns from paper to ink.
int dash_count(const Picture& picture, int y_px) {
    int count = 0;
    for (int x = 1; x < picture.width_px; ++x) {
        if (picture.ink(x - 1, y_px) < 0.5 && picture.ink(x, y_px) >= 0.5) ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("a rectangle covers its pixels and no others", "[gl]") {
    Canvas canvas;
    Scene scene = paper(40, 30);
    scene.add(Layer::Bands, RectMark{.rect = {10, 8, 20, 12}, .fill = kInk});
    const Picture picture = canvas.paint(scene);
    CHECK(picture.ink(10, 8) == 1);
    CHECK(picture.ink(29, 19) == 1);
    CHECK(picture.ink(9, 8) == 0);
    CHECK(picture.ink(30, 19) == 0);
    CHECK(picture.ink_sum() == 20 * 12);
}

TEST_CASE("a rectangle between pixels is drawn on whole ones", "[gl]") {
    Canvas canvas;
    Scene scene = paper(40, 30);
    scene.add(Layer::Bands, RectMark{.rect = {10.3, 8.4, 20, 12}, .fill = kInk});
    CHECK(canvas.paint(scene).ink_sum() == 20 * 12);
}

TEST_CASE("a rectangle thinner than a pixel is as faint as it is thin", "[gl]") {
    Canvas canvas;
    Scene scene = paper(40, 30);
    scene.add(Layer::Bands, RectMark{.rect = {10.2, 8, 0.25, 12}, .fill = kInk});
    CHECK(std::abs(canvas.paint(scene).ink_sum() - 0.25 * 12) < 0.1);
}

TEST_CASE("a rounded rectangle lacks its corners", "[gl]") {
    Canvas canvas;
    Scene scene = paper(40, 40);
    scene.add(Layer::Bands, RectMark{.rect = {5, 5, 30, 30}, .radius = 10, .fill = kInk});
    const Picture picture = canvas.paint(scene);
    CHECK(picture.ink(5, 5) == 0);
    CHECK(picture.ink(20, 5) == 1);
    CHECK(std::abs(picture.ink_sum() - (900 - (4 - std::numbers::pi) * 100)) < 5);
}

TEST_CASE("a stroke has its width on both sides of the border", "[gl]") {
    Canvas canvas;
    Scene scene = paper(40, 30);
    scene.add(Layer::Bands, RectMark{.rect = {10, 8, 20, 12}, .stroke = {kInk, 2}});
    const Picture picture = canvas.paint(scene);
    CHECK(picture.ink(9, 7) == 1);
    CHECK(picture.ink(10, 8) == 1);
    CHECK(picture.ink(11, 9) == 0);
    CHECK(picture.ink(20, 14) == 0);
}

TEST_CASE("a fade goes from one alpha to the other", "[gl]") {
    Canvas canvas;
    Scene scene = paper(100, 10);
    scene.add(Layer::Bands,
              FadeMark{.rect = {0, 0, 100, 10}, .colour = kInk, .left_alpha = 0, .right_alpha = 1});
    const Picture picture = canvas.paint(scene);
    CHECK(picture.ink(0, 5) < 0.02);
    CHECK(std::abs(picture.ink(50, 5) - 0.5) < 0.02);
    CHECK(picture.ink(99, 5) > 0.98);
}

TEST_CASE("every symbol covers the area of its outline", "[gl]") {
    Canvas canvas;
    for (size_t i = 0; i < kSymbolShapeCount; ++i) {
        const auto shape = static_cast<SymbolShape>(i);
        Scene scene = paper(40, 40);
        scene.add(Layer::Marks, SymbolMark{.centre = {20.3, 19.6}, .size = 24, .shape = shape, .fill = kInk});
        const double expected = outline_area(shape) * 24 * 24;
        INFO("shape " << i);
        CHECK(std::abs(canvas.paint(scene).ink_sum() - expected) < 0.04 * expected);
    }
}

TEST_CASE("a symbol's outline is drawn over its fill", "[gl]") {
    Canvas canvas;
    Scene scene = paper(40, 40);
    scene.add(Layer::Marks, SymbolMark{.centre = {20, 20},
                                       .size = 24,
                                       .shape = SymbolShape::Circle,
                                       .fill = rgb(0xff0000),
                                       .stroke = {kInk, 3}});
    const Picture picture = canvas.paint(scene);
    CHECK(picture.at(20, 20) == std::array{255, 0, 0, 255});
    CHECK(picture.at(28, 20) == std::array{0, 0, 0, 255});
    CHECK(picture.at(34, 20) == std::array{255, 255, 255, 255});
}

TEST_CASE("dashed outlines have less ink than solid ones, double and struck ones more", "[gl]") {
    Canvas canvas;
    for (size_t i = 0; i < kSymbolShapeCount; ++i) {
        const auto ink = [&](LineStyle style) {
            Scene scene = paper(60, 60);
            scene.add(Layer::Marks, SymbolMark{.centre = {30, 30},
                                               .size = 40,
                                               .shape = static_cast<SymbolShape>(i),
                                               .stroke = {kInk, 2, style}});
            return canvas.paint(scene).ink_sum();
        };
        INFO("shape " << i);
        const double solid = ink(LineStyle::Solid);
        CHECK(ink(LineStyle::Dashed) > 0.45 * solid);
        CHECK(ink(LineStyle::Dashed) < 0.80 * solid);
        CHECK(ink(LineStyle::Dotted) > 0.25 * solid);
        CHECK(ink(LineStyle::Dotted) < 0.60 * solid);
        CHECK(ink(LineStyle::DashDot) < 0.85 * solid);
        CHECK(ink(LineStyle::Double) > 1.2 * kDoubleWidth * solid);
        CHECK(ink(LineStyle::Struck) > 1.15 * solid);
    }
}

TEST_CASE("a horizontal line is crisp wherever it lies", "[gl]") {
    Canvas canvas;
    for (const double y : {10.0, 10.2, 10.5, 10.8}) {
        Scene scene = paper(40, 20);
        scene.add(Layer::Grid, LineMark{.from = {5, y}, .to = {35, y}, .stroke = {kInk, 1}});
        const Picture picture = canvas.paint(scene);
        CHECK(picture.ink(20, 9) + picture.ink(20, 10) + picture.ink(20, 11) == 1);
        CHECK(std::max({picture.ink(20, 9), picture.ink(20, 10), picture.ink(20, 11)}) == 1);
        CHECK(picture.ink(4, 10) + picture.ink(36, 10) == 0);
    }
}

TEST_CASE("a slanting line has the ink of its length and width", "[gl]") {
    Canvas canvas;
    Scene scene = paper(100, 100);
    scene.add(Layer::Edges, LineMark{.from = {10, 20}, .to = {90, 70}, .stroke = {kInk, 1.5F}});
    const double expected = length(Vec2{80, 50}) * 1.5;
    CHECK(std::abs(canvas.paint(scene).ink_sum() - expected) < 0.03 * expected);
}

TEST_CASE("the gaps of a dashed line are empty and its dashes are as many as fit", "[gl]") {
    Canvas canvas;
    for (const LineStyle style : {LineStyle::Dashed, LineStyle::Dotted}) {
        Scene scene = paper(220, 10);
        const Stroke stroke{kInk, 2, style};
        scene.add(Layer::Edges, LineMark{.from = {10, 5}, .to = {210, 5}, .stroke = stroke});
        const auto pattern = dash_pattern(style);
        const double period_px = 2 * (pattern[0] + pattern[1]);
        CHECK(std::abs(dash_count(canvas.paint(scene), 5) - 200 / period_px) <= 1);
    }
}

TEST_CASE("a double line is empty in the middle", "[gl]") {
    Canvas canvas;
    Scene scene = paper(60, 60);
    scene.add(Layer::Edges,
              LineMark{.from = {5, 30}, .to = {55, 30}, .stroke = {kInk, 4, LineStyle::Double}});
    const Picture picture = canvas.paint(scene);
    CHECK(picture.ink(30, 30) == 0);
    CHECK(picture.ink(30, 25) > 0.9);
    CHECK(picture.ink(30, 34) > 0.9);
}

TEST_CASE("a curve passes through its points with its width", "[gl]") {
    Canvas canvas;
    const CurveMark curve{
        .from = {10, 90}, .control_1 = {10, 10}, .control_2 = {90, 10}, .to = {90, 90}, .stroke = {kInk, 3}};
    Scene scene = paper(100, 100);
    scene.add(Layer::Edges, curve);
    const Picture picture = canvas.paint(scene);
    double arc = 0;
    for (int i = 0; i < 1000; ++i) {
        arc += length(curve_point(curve, (i + 1) / 1000.0) - curve_point(curve, i / 1000.0));
    }
    for (const double t : {0.1, 0.3, 0.5, 0.7, 0.9}) {
        const Vec2 p = curve_point(curve, t);
        CHECK(picture.ink(static_cast<int>(p.x), static_cast<int>(p.y)) > 0.9);
    }
    CHECK(std::abs(picture.ink_sum() - arc * 3) < 0.03 * arc * 3);
}

TEST_CASE("an arrow is wider behind its tip than its line and ends at its tip", "[gl]") {
    Canvas canvas;
    Scene scene = paper(100, 40);
    scene.add(Layer::Edges,
              LineMark{.from = {10, 20}, .to = {90, 20}, .stroke = {kInk, 2}, .arrow = Arrow::End});
    const Picture picture = canvas.paint(scene);
    const ArrowHead head = arrow_head({90, 20}, {1, 0}, 2);
    const auto column = [&](double x) {
        double sum = 0;
        for (int y = 0; y < 40; ++y) sum += picture.ink(static_cast<int>(x), y);
        return sum;
    };
    CHECK(column(40) == 2);
    CHECK(column(head.base.x) > 4);
    CHECK(column(91) == 0);
}

TEST_CASE("a clip cuts marks, also where the scene is drawn twice as large", "[gl]") {
    Canvas canvas;
    Scene scene = paper(40, 40);
    scene.push_clip({10, 12, 15, 8});
    scene.add(Layer::Bands, RectMark{.rect = {0, 0, 40, 40}, .fill = kInk});
    scene.pop_clip();
    CHECK(canvas.paint(scene).ink_sum() == 15 * 8);
    const Picture twice = canvas.draw(scene, 2);
    CHECK(twice.ink_sum() == 30 * 16);
    CHECK(twice.ink(20, 24) == 1);
    CHECK(twice.ink(19, 24) == 0);
    CHECK(twice.ink(49, 39) == 1);
    CHECK(twice.ink(50, 40) == 0);
}

TEST_CASE("the origin moves the scene, and nothing is drawn beside it", "[gl]") {
    Canvas canvas;
    Scene scene = paper(20, 20);
    scene.add(Layer::Bands, RectMark{.rect = {-5, -5, 30, 30}, .fill = kInk});
    canvas.paint(scene);
    const Picture picture = canvas.draw(scene, 1, {7, 7});
    CHECK(picture.ink_sum() == 20 * 20);
    CHECK(picture.ink(7, 7) == 1);
    CHECK(picture.ink(6, 7) == 0);
}

TEST_CASE("opacity makes a scene faint", "[gl]") {
    Canvas canvas;
    Scene scene = paper(20, 20);
    scene.add(Layer::Bands, RectMark{.rect = {0, 0, 20, 20}, .fill = kInk});
    canvas.paint(scene);
    CHECK(std::abs(canvas.draw(scene, 1, {0, 0}, 0.25F).ink(10, 10) - 0.25) < 0.01);
}

TEST_CASE("marks that reach millions of pixels outside are drawn where they are seen", "[gl]") {
    Canvas canvas;
    Scene scene = paper(40, 40);
    scene.add(Layer::Bands, RectMark{.rect = {-4e9, 10, 8e9, 5}, .fill = kInk});
    scene.add(Layer::Bands, LineMark{.from = {-4e9, 30}, .to = {4e9, 30}, .stroke = {kInk, 2}});
    const Picture picture = canvas.paint(scene);
    CHECK(picture.ink_sum() == 40 * 5 + 40 * 2);
}

TEST_CASE("drawing again uploads nothing", "[gl]") {
    Canvas canvas;
    Scene scene = paper(20, 20);
    scene.add(Layer::Bands, RectMark{.rect = {0, 0, 20, 20}, .fill = kInk});
    canvas.paint(scene);
    const size_t uploads = canvas.painter().upload_count();
    for (int i = 0; i < 10; ++i) canvas.draw(scene);
    CHECK(canvas.painter().upload_count() == uploads);
}

TEST_CASE("slots keep their scenes apart", "[gl]") {
    Canvas canvas;
    Scene one = paper(20, 20);
    one.add(Layer::Bands, RectMark{.rect = {0, 0, 5, 5}, .fill = kInk});
    one.finish();
    Scene other = paper(20, 20);
    other.add(Layer::Marks, SymbolMark{.centre = {10, 10}, .fill = kInk});
    other.finish();
    canvas.painter().upload(0, one);
    canvas.painter().upload(3, other);
    CHECK(canvas.draw(one).ink_sum() == 25);
    CHECK(canvas.painter().batches(3)[0].kind == MarkKind::Symbol);
    CHECK(canvas.painter().batches(1).empty());
    CHECK(canvas.painter().batches(7).empty());
}

TEST_CASE("the shaders compile as OpenGL ES 3.0 too", "[gl]") {
    Canvas canvas;
    if (!epoxy_has_gl_extension("GL_ARB_ES3_compatibility")) SKIP("the driver does not know ES 3");
    for (const std::string name : {"box", "symbol", "line", "curve", "arrow"}) {
        const std::string fragment = "shaders/" + (name == "curve" ? "line" : name) + ".frag";
        const auto program = make_program(GlslDialect::Es300, "shaders/" + name + ".vert", fragment);
        INFO(name << ": " << (program ? "" : program.error().message));
        REQUIRE(program.has_value());
        glDeleteProgram(program->id);
    }
}

}  // namespace choke::test
