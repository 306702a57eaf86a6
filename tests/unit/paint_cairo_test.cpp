// PDF and PNG: sizes, letters that can be found again, the same bytes each time.
#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <string>

#include "paint/cairo/cairo_painter.h"
#include "unit/paint_showcase.h"
#include "unit/paint_tools.h"

using namespace choke;
using choke_test::has_tool;
using choke_test::run;
using choke_test::showcase;
using choke_test::TemporaryFile;

namespace {

std::unique_ptr<FontSet> open_fonts() {
    auto fonts = FontSet::open();
    REQUIRE(fonts.has_value());
    return std::move(*fonts);
}

Scene new_scene(double width = 100, double height = 50) {
    Scene scene;
    scene.set_size(width, height);
    scene.set_background(rgb(0xFFFFFF));
    return scene;
}

std::string pdf_of(const Scene& scene, const FontSet& fonts) {
    auto pdf = pdf_document(scene, fonts, 1,
                            {.title = "Title 标题", .subject = "Subject", .creator = "Chokepoint 0.1.0"});
    REQUIRE(pdf.has_value());
    return std::move(*pdf);
}

Colour pixel(const Bitmap& bitmap, int x, int y) {
    const uint8_t* p = &bitmap.rgba[(static_cast<size_t>(y) * bitmap.width + x) * 4];
    return {p[0], p[1], p[2], p[3]};
}

Bitmap bitmap_of(Scene& scene, double scale = 1) {
    scene.finish();
    auto bitmap = rasterise(scene, *open_fonts(), scale);
    REQUIRE(bitmap.has_value());
    return std::move(*bitmap);
}

}  // namespace

TEST_CASE("the texts of a PDF can be found again, Chinese and dates too", "[paint][cairo]") {
    if (!has_tool("pdftotext")) SKIP("pdftotext is not installed");
    const auto fonts = open_fonts();
    const TemporaryFile file(".pdf", pdf_of(showcase(theme(ThemeId::Light), *fonts), *fonts));
    const std::string text = run("pdftotext -enc UTF-8 -layout " + file.quoted() + " -").output;
    CAPTURE(text);
    for (const char* part : {"DeepSeek kept V4 from Nvidia and AMD, gave Huawei weeks", "2011-11-11",
                             "2022-10-07", "</text><script>&amp;]]>", "in the way of lines"}) {
        CHECK(text.find(part) != std::string::npos);
    }
    if (fonts->chain(FontWeight::Regular).size() < 2) SKIP("no Chinese font is installed");
    CHECK(text.find("商务部") != std::string::npos);
    CHECK(text.find("出口管制") != std::string::npos);
}

TEST_CASE("every font of a PDF is embedded as a subset", "[paint][cairo]") {
    if (!has_tool("pdffonts")) SKIP("pdffonts is not installed");
    const auto fonts = open_fonts();
    const TemporaryFile file(".pdf", pdf_of(showcase(theme(ThemeId::Light), *fonts), *fonts));
    const std::string table = run("pdffonts " + file.quoted()).output;
    CAPTURE(table);
    size_t rows = 0;
    size_t line = table.find('\n', table.find("----"));
    while (line != std::string::npos && line + 1 < table.size()) {
        const size_t end = table.find('\n', line + 1);
        CHECK(table.substr(line + 1, end - line - 1).find(" yes yes yes ") != std::string::npos);
        ++rows;
        line = end;
    }
    CHECK(rows >= 3);
}

TEST_CASE("a PDF has the page size, the title and no date", "[paint][cairo]") {
    if (!has_tool("pdfinfo")) SKIP("pdfinfo is not installed");
    const auto fonts = open_fonts();
    const TemporaryFile file(".pdf", pdf_of(showcase(theme(ThemeId::Light), *fonts), *fonts));
    const std::string info = run("pdfinfo -enc UTF-8 " + file.quoted()).output;
    CAPTURE(info);
    CHECK(info.find("675 x 465 pts") != std::string::npos);
    CHECK(info.find("Title 标题") != std::string::npos);
    CHECK(info.find("Chokepoint 0.1.0") != std::string::npos);
    CHECK(info.find("Date") == std::string::npos);
}

TEST_CASE("the same scene gives the same PDF and PNG", "[paint][cairo]") {
    const auto fonts = open_fonts();
    const auto again = open_fonts();
    const Scene scene = showcase(theme(ThemeId::Dark), *fonts);
    CHECK(pdf_of(scene, *fonts) == pdf_of(showcase(theme(ThemeId::Dark), *again), *again));
    CHECK(png_image(scene, *fonts, 1).value() == png_image(scene, *again, 1).value());
}

TEST_CASE("a picture has the size of the scene times the scale", "[paint][cairo]") {
    const auto fonts = open_fonts();
    const Scene scene = new_scene(100.4, 50);
    const std::string png = png_image(scene, *fonts, 2.5).value();
    CHECK(png.substr(1, 3) == "PNG");
    const auto number = [&png](size_t at) {
        return static_cast<uint8_t>(png[at + 2]) * 256 + static_cast<uint8_t>(png[at + 3]);
    };
    CHECK(number(16) == 251);
    CHECK(number(20) == 125);
}

TEST_CASE("a picture that is too large for Cairo is an error with the limit in it", "[paint][cairo]") {
    const auto fonts = open_fonts();
    const auto wide = png_image(new_scene(40'000, 10), *fonts, 1);
    REQUIRE_FALSE(wide.has_value());
    CHECK(wide.error().message.find("32767") != std::string::npos);
    CHECK_FALSE(png_image(new_scene(30'000, 30'000), *fonts, 1).has_value());
    CHECK_FALSE(pdf_document(new_scene(20'000, 100), *fonts, 1, {}).has_value());
    CHECK_FALSE(png_image(new_scene(), *fonts, 0).has_value());
    CHECK_FALSE(png_image(new_scene(), *fonts, -1).has_value());
    CHECK_FALSE(png_image(Scene(), *fonts, 1).has_value());
    CHECK_FALSE(pdf_document(Scene(), *fonts, 1, {}).has_value());
}

TEST_CASE("marks are painted where they are, clipped and in order", "[paint][cairo]") {
    Scene scene = new_scene();
    scene.push_clip({0, 0, 50, 50});
    scene.add(Layer::Marks, RectMark{.rect = {-1e9, 10, 2e9, 10}, .fill = rgb(0xFF0000)});
    scene.pop_clip();
    scene.add(Layer::Background, RectMark{.rect = {0, 0, 100, 50}, .fill = rgb(0x0000FF)});
    scene.add(
        Layer::Overlay,
        SymbolMark{.centre = {80, 25}, .size = 40, .shape = SymbolShape::Square, .fill = rgb(0x00FF00)});
    const Bitmap bitmap = bitmap_of(scene);
    CHECK(pixel(bitmap, 2, 2) == rgb(0x0000FF));
    CHECK(pixel(bitmap, 2, 15) == rgb(0xFF0000));
    CHECK(pixel(bitmap, 52, 15) == rgb(0x0000FF));
    CHECK(pixel(bitmap, 80, 25) == rgb(0x00FF00));
    CHECK(pixel(bitmap, 68, 13) == rgb(0x00FF00));
    CHECK(pixel(bitmap, 65, 10) == rgb(0x0000FF));
}

TEST_CASE("a fade goes from one alpha to the other", "[paint][cairo]") {
    Scene scene = new_scene();
    scene.add(Layer::Marks,
              FadeMark{.rect = {0, 0, 100, 50}, .colour = rgb(0x000000), .left_alpha = 0, .right_alpha = 1});
    const Bitmap bitmap = bitmap_of(scene);
    CHECK(pixel(bitmap, 1, 25).r > 245);
    CHECK(std::abs(pixel(bitmap, 50, 25).r - 128) < 8);
    CHECK(pixel(bitmap, 98, 25).r < 10);
}

TEST_CASE("a scene without a background is a picture that shines through", "[paint][cairo]") {
    Scene scene = new_scene();
    scene.set_background({0, 0, 0, 0});
    scene.add(Layer::Marks, RectMark{.rect = {0, 0, 10, 10}, .fill = with_alpha(rgb(0xFF8000), 0.5)});
    const Bitmap bitmap = bitmap_of(scene);
    CHECK(pixel(bitmap, 50, 25).a == 0);
    CHECK(pixel(bitmap, 5, 5).a == 128);
    CHECK(pixel(bitmap, 5, 5).r == 255);
    CHECK(std::abs(pixel(bitmap, 5, 5).g - 128) <= 1);
}

TEST_CASE("fonts may be closed before the pictures that were made with them", "[paint][cairo]") {
    for (int i = 0; i < 3; ++i) {
        auto fonts = open_fonts();
        const Scene scene = showcase(theme(ThemeId::Light), *fonts);
        const auto png = png_image(scene, *fonts, 0.5);
        const auto pdf = pdf_document(scene, *fonts, 1, {});
        fonts.reset();
        CHECK(png.has_value());
        CHECK(pdf.has_value());
    }
}
