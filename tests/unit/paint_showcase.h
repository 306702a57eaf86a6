// A scene with everything a painter can be asked for: every shape in every line style, fades, lines, curves
// and arrows, texts of every weight and anchor, clips, and text that tries to break out of its format.
#pragma once

#include <string>

#include "scene/scene.h"
#include "scene/text_metrics.h"
#include "scene/theme.h"

namespace choke_test {

inline void add_text(choke::Scene& scene, const choke::TextMetrics& metrics, choke::Vec2 baseline,
                     std::string_view text, choke::TextMark mark) {
    mark.baseline = baseline;
    mark.width = static_cast<float>(metrics.width(text, mark.style));
    scene.add_text(choke::Layer::Labels, mark, text);
}

inline choke::Scene showcase(const choke::Theme& theme, const choke::TextMetrics& metrics) {
    using namespace choke;
    Scene scene;
    scene.set_size(900, 620);
    scene.set_background(theme.background);
    scene.set_title("Every mark <in> one \"scene\" & 出口管制");
    scene.set_description("Shapes, outlines, lines and letters.");

    // Bands and grid.
    for (int row = 0; row < 6; row += 2)
        scene.add(Layer::Bands, RectMark{.rect = {20, 40 + row * 34.0, 560, 34}, .fill = theme.band});
    for (int i = 0; i <= 14; ++i) {
        const double x = 20 + i * 40.0;
        const Colour grid = i % 7 == 0 ? theme.grid_major : theme.grid;
        scene.add(Layer::Grid,
                  LineMark{.from = {x, 40}, .to = {x, 244}, .stroke = {grid, 1, LineStyle::Solid}});
    }

    // Shapes by status: the styles that the status legend uses.
    for (size_t style = 0; style < kLineStyleCount; ++style) {
        const Colour hue = theme.side[style % 3];
        for (size_t shape = 0; shape < kSymbolShapeCount; ++shape) {
            const bool solid = style == 0;
            scene.add(
                Layer::Marks,
                SymbolMark{
                    .centre = {45 + static_cast<double>(shape) * 46, 57 + static_cast<double>(style) * 34},
                    .size = 22,
                    .shape = static_cast<SymbolShape>(shape),
                    .fill = solid ? hue : mix(theme.background, hue, 0.16),
                    .stroke = {solid ? theme.mark_outline : hue, 1.5F, static_cast<LineStyle>(style)},
                    .pick = {1, static_cast<uint32_t>(style * kSymbolShapeCount + shape)}});
        }
    }
    for (size_t shape = 0; shape < kSymbolShapeCount; ++shape)
        scene.add(Layer::Marks, SymbolMark{.centre = {600 + static_cast<double>(shape) * 24, 57},
                                           .size = 14,
                                           .shape = static_cast<SymbolShape>(shape),
                                           .fill = theme.side[shape % 3],
                                           .stroke = {theme.mark_outline, 1.5F, LineStyle::Solid}});

    // Uncertain dates: a bar with fades on both sides; boxes in every style.
    for (size_t i = 0; i < 3; ++i) {
        const double y = 270 + static_cast<double>(i) * 24;
        scene.add(
            Layer::Marks,
            FadeMark{.rect = {30, y, 60, 12}, .colour = theme.side[i], .left_alpha = 0, .right_alpha = 0.8F});
        scene.add(Layer::Marks, RectMark{.rect = {90, y, 120, 12}, .fill = with_alpha(theme.side[i], 0.8)});
        scene.add(
            Layer::Marks,
            FadeMark{
                .rect = {210, y, 60, 12}, .colour = theme.side[i], .left_alpha = 0.8F, .right_alpha = 0});
    }
    for (size_t style = 0; style < kLineStyleCount; ++style)
        scene.add(Layer::Marks, RectMark{.rect = {600 + static_cast<double>(style % 3) * 95,
                                                  84 + static_cast<double>(style / 3) * 44, 82, 32},
                                         .radius = 5,
                                         .fill = theme.raised,
                                         .stroke = {theme.outline, 1.2F, static_cast<LineStyle>(style)}});

    // Lines and curves with and without heads.
    for (size_t style = 0; style < kLineStyleCount; ++style) {
        const double y = 262 + static_cast<double>(style) * 15;
        const Stroke stroke{theme.secondary, 1.5F, static_cast<LineStyle>(style)};
        scene.add(Layer::Edges, LineMark{.from = {310, y},
                                         .to = {430, y},
                                         .stroke = stroke,
                                         .arrow = style % 2 == 0 ? Arrow::End : Arrow::None});
        const double x = 460 + static_cast<double>(style) * 70;
        scene.add(Layer::Edges, CurveMark{.from = {x, 262},
                                          .control_1 = {x + 70, 262},
                                          .control_2 = {x - 10, 340},
                                          .to = {x + 50, 340},
                                          .stroke = {theme.side_text[style % 3],
                                                     1.0F + 0.5F * static_cast<float>(style % 3),
                                                     static_cast<LineStyle>(style)},
                                          .arrow = Arrow::End});
    }

    // Letters.
    const std::pair<FontWeight, std::string_view> kLines[] = {
        {FontWeight::Regular, "Regular: DeepSeek kept V4 from Nvidia and AMD, gave Huawei weeks"},
        {FontWeight::SemiBold, "SemiBold: Ministry of Commerce 商务部, Huawei 华为, Cambricon 寒武纪"},
        {FontWeight::Bold, "Bold: every rule met a workaround, 出口管制 (2022–2026)"}};
    double y = 380;
    for (const auto& [weight, text] : kLines) {
        add_text(scene, metrics, {30, y}, text, {.style = {17, weight}, .colour = theme.text});
        y += 26;
    }
    add_text(scene, metrics, {30, y}, "secondary text of 14 px, 8.2:1 on the dark theme",
             {.style = {14}, .colour = theme.secondary});
    add_text(scene, metrics, {30, y + 20}, "faint text of 12 px, the least that is still text",
             {.style = {12}, .colour = theme.faint});
    for (size_t i = 0; i < 3; ++i)
        add_text(scene, metrics, {400 + static_cast<double>(i) * 120, y},
                 i == 0   ? "United States"
                 : i == 1 ? "China"
                          : "Others",
                 {.style = {14, FontWeight::SemiBold}, .colour = theme.side_text[i]});
    add_text(scene, metrics, {400, y + 20}, "a link", {.style = {14}, .colour = theme.link});
    add_text(scene, metrics, {520, y + 20}, "danger", {.style = {14}, .colour = theme.danger});
    scene.add(Layer::Marks, RectMark{.rect = {632, y + 4, 110, 22}, .radius = 4, .fill = theme.selection});
    add_text(scene, metrics, {640, y + 20}, "selected", {.style = {14}, .colour = theme.selection_text});
    for (int i = 0; i < 2; ++i) {
        const TextStyle style{14, FontWeight::Regular, i == 0};
        add_text(scene, metrics, {870, 380 + i * 50.0}, "2022-10-07",
                 {.style = style, .anchor = TextAnchor::End, .colour = theme.text});
        add_text(scene, metrics, {870, 398 + i * 50.0}, "2011-11-11",
                 {.style = style, .anchor = TextAnchor::End, .colour = theme.text});
    }

    // A halo over a busy place, in the middle of it.
    for (int i = 0; i < 24; ++i)
        scene.add(Layer::Edges, LineMark{.from = {300 + i * 12.0, 500},
                                         .to = {290 + i * 12.0, 540},
                                         .stroke = {theme.side[0], 1.5F, LineStyle::Solid}});
    add_text(scene, metrics, {440, 526}, "in the way of lines 商务部",
             {.style = {17}, .anchor = TextAnchor::Middle, .colour = theme.text, .halo = theme.background});

    // A clip in a clip, and a bar that goes on for ever.
    scene.push_clip({600, 490, 120, 60});
    scene.add(Layer::Marks, RectMark{.rect = {-1e9, 500, 2e9, 12},
                                     .fill = theme.side[2],
                                     .stroke = {theme.mark_outline, 1, LineStyle::Solid}});
    scene.push_clip({640, 480, 300, 200});
    scene.add(Layer::Marks, SymbolMark{.centre = {640, 535},
                                       .size = 40,
                                       .shape = SymbolShape::Star,
                                       .fill = theme.side[1],
                                       .stroke = {theme.mark_outline, 1.5F, LineStyle::Solid}});
    scene.pop_clip();
    scene.add(Layer::Marks, LineMark{.from = {-1e8, 520},
                                     .to = {1e8, 545},
                                     .stroke = {theme.danger, 1.5F, LineStyle::Dashed},
                                     .arrow = Arrow::End});
    scene.pop_clip();

    // Hostile letters: mark-up, controls, bytes that are no UTF-8, joiners, an emoji, right to left.
    add_text(scene, metrics, {30, 580},
             "</text><script>&amp;]]> \"'\x01\x1b[31m \xff\xc3( \u200d\ufe0f \U0001F600 "
             "\u0645\u0631\u062D\u0628\u0627 e\u0301 \uFFFE end",
             {.style = {14}, .colour = theme.text});
    add_text(scene, metrics, {30, 602}, "  two  spaces  kept  ", {.style = {12}, .colour = theme.faint});
    scene.finish();
    return scene;
}

}  // namespace choke_test
