// SVG: well-formed whatever the scene says, the same bytes each time, real text.
#include <catch2/catch_test_macros.hpp>

#include <clocale>
#include <string>

#include "paint/svg/svg.h"
#include "unit/paint_showcase.h"
#include "unit/paint_tools.h"

using namespace choke;

namespace {

const FixedTextMetrics kMetrics;

Scene new_scene() {
    Scene scene;
    scene.set_size(200, 100);
    return scene;
}

// The body of the document: what comes behind the background.
std::string body(Scene& scene) {
    scene.finish();
    const std::string svg = svg_document(scene, {});
    const std::string background = "fill=\"#ffffff\"/>\n";
    const size_t begin = svg.find(background) + background.size();
    return svg.substr(begin, svg.rfind("</svg>") - begin);
}

void check_body(Scene& scene, const std::string& expected) { CHECK(body(scene) == expected); }

size_t count(std::string_view text, std::string_view part) {
    size_t n = 0;
    for (size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
        ++n;
    return n;
}

}  // namespace

TEST_CASE("an SVG of every mark in every theme is well-formed", "[paint][svg]") {
    if (!choke_test::has_tool("xmllint")) SKIP("xmllint is not installed");
    for (const ThemeId id : {ThemeId::Dark, ThemeId::Light, ThemeId::Contrast}) {
        const Scene scene = choke_test::showcase(theme(id), kMetrics);
        const choke_test::TemporaryFile file(".svg",
                                             svg_document(scene, {.metadata = "a < b & c\x02 \"q\" \xff"}));
        const auto lint = choke_test::run("xmllint --noout --nonet " + file.quoted());
        CAPTURE(lint.output);
        CHECK(lint.status == 0);
        CHECK(lint.output.empty());
    }
}

TEST_CASE("the same scene gives the same SVG", "[paint][svg]") {
    const Theme& light = theme(ThemeId::Light);
    const Scene scene = choke_test::showcase(light, kMetrics);
    CHECK(svg_document(scene, {}) == svg_document(choke_test::showcase(light, kMetrics), {}));
}

TEST_CASE("numbers in an SVG have points in every locale", "[paint][svg]") {
    const Scene scene = choke_test::showcase(theme(ThemeId::Light), kMetrics);
    const std::string before = svg_document(scene, {});
    const std::string old = std::setlocale(LC_ALL, nullptr);
    // Not every machine has these; where none is there the test still holds.
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE"}) std::setlocale(LC_ALL, name);
    const std::string after = svg_document(scene, {});
    std::setlocale(LC_ALL, old.c_str());
    CHECK(before == after);
}

TEST_CASE("the scale changes the size of an SVG and not its coordinates", "[paint][svg]") {
    Scene scene = new_scene();
    scene.set_title("T & t");
    scene.finish();
    const std::string svg =
        svg_document(scene, {.scale = 1.5, .font_family = "A \"b\"", .metadata = "from <data>"});
    CHECK(svg.find("width=\"300\" height=\"150\" viewBox=\"0 0 200 100\"") != std::string::npos);
    CHECK(svg.find("<title>T &amp; t</title>") != std::string::npos);
    CHECK(svg.find("font-family=\"A &quot;b&quot;\"") != std::string::npos);
    CHECK(svg.find("<metadata>from &lt;data&gt;</metadata>") != std::string::npos);
}

TEST_CASE("marks stand in a group per layer and per clip", "[paint][svg]") {
    Scene scene = new_scene();
    scene.add(Layer::Bands, RectMark{.rect = {0, 0, 20.126, 10}, .fill = with_alpha(rgb(0xFF0000), 0.5)});
    scene.push_clip({0, 0, 50, 50});
    scene.add(Layer::Bands, RectMark{.rect = {1, 2, 3, 4}, .radius = 9, .fill = rgb(0x00FF00)});
    scene.add(Layer::Marks, RectMark{.rect = {1, 2, 3, 4}, .fill = rgb(0x00FF00)});
    scene.pop_clip();
    scene.add(Layer::Marks, RectMark{.rect = {1, 2, 0, 4}, .fill = rgb(0x00FF00)});
    check_body(scene,
               "<g id=\"bands\">\n"
               "<rect x=\"0\" y=\"0\" width=\"20.13\" height=\"10\" fill=\"#ff0000\" fill-opacity=\"0.5\"/>\n"
               "<g clip-path=\"url(#clip-1)\">\n"
               "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" rx=\"1.5\" fill=\"#00ff00\"/>\n"
               "</g>\n"
               "</g>\n"
               "<g id=\"marks\">\n"
               "<g clip-path=\"url(#clip-1)\">\n"
               "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" fill=\"#00ff00\"/>\n"
               "</g>\n"
               "</g>\n");
}

TEST_CASE("equal fades share one gradient", "[paint][svg]") {
    Scene scene = new_scene();
    for (int i = 0; i < 5; ++i) {
        const Rect rect{i * 20.0, 0, 10, 10};
        scene.add(Layer::Marks,
                  FadeMark{.rect = rect, .colour = rgb(0x0000FF), .left_alpha = 0, .right_alpha = 1});
        scene.add(Layer::Marks,
                  FadeMark{.rect = rect, .colour = rgb(0x0000FF), .left_alpha = 1, .right_alpha = 0});
    }
    scene.finish();
    const std::string svg = svg_document(scene, {});
    CHECK(count(svg, "<linearGradient") == 2);
    CHECK(count(svg, "url(#fade-1)") == 5);
    CHECK(count(svg, "url(#fade-2)") == 5);
}

TEST_CASE("a text is a text with its measured width", "[paint][svg]") {
    Scene scene = new_scene();
    scene.add_text(Layer::Labels,
                   {.baseline = {10, 20},
                    .style = {12, FontWeight::SemiBold, true},
                    .anchor = TextAnchor::End,
                    .colour = rgb(0x112233),
                    .width = 30.5F},
                   "2022 <华为>");
    check_body(
        scene,
        "<g id=\"labels\">\n"
        "<text x=\"10\" y=\"20\" font-size=\"12\" font-weight=\"600\" text-anchor=\"end\" "
        "style=\"font-variant-numeric:tabular-nums\" textLength=\"30.5\" lengthAdjust=\"spacingAndGlyphs\" "
        "fill=\"#112233\">2022 &lt;华为&gt;</text>\n"
        "</g>\n");
}

TEST_CASE("a halo is drawn under its text and is hidden from readers", "[paint][svg]") {
    Scene scene = new_scene();
    scene.add_text(Layer::Labels, {.baseline = {10, 20}, .colour = rgb(0x000000), .halo = rgb(0xFFFFFF)},
                   " two  words");
    check_body(
        scene,
        "<g id=\"labels\">\n"
        "<text aria-hidden=\"true\" x=\"10\" y=\"20\" font-size=\"12\" xml:space=\"preserve\" fill=\"none\" "
        "stroke=\"#ffffff\" stroke-width=\"5\" stroke-linejoin=\"round\"> two  words</text>\n"
        "<text x=\"10\" y=\"20\" font-size=\"12\" xml:space=\"preserve\" fill=\"#000000\"> two  "
        "words</text>\n"
        "</g>\n");
}

TEST_CASE("no mark of an SVG lies further out than viewers can count", "[paint][svg]") {
    Scene scene = new_scene();
    scene.add(Layer::Marks, RectMark{.rect = {-1e12, 0, 2e12, 10}, .fill = rgb(0x000000)});
    scene.add(Layer::Marks, SymbolMark{.centre = {1e12, 0}, .fill = rgb(0x000000)});
    CHECK(body(scene) ==
          "<g id=\"marks\">\n<rect x=\"-20000\" y=\"0\" width=\"40200\" height=\"10\" "
          "fill=\"#000000\"/>\n</g>\n");
}
