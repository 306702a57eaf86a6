// The scene as text, and the check that no label covers another.
#include <catch2/catch_test_macros.hpp>

#include <string>

#include "scene/dump.h"
#include "scene/text_metrics.h"

using namespace choke;

namespace {

const FixedTextMetrics kMetrics;

void add_label(Scene& scene, Vec2 baseline, std::string_view text, Colour colour = rgb(0x000000)) {
    TextMark mark{.baseline = baseline, .style = {.size = 10}, .colour = colour};
    mark.width = static_cast<float>(kMetrics.width(text, mark.style));
    scene.add_text(Layer::Labels, mark, text);
}

Scene new_scene() {
    Scene scene;
    scene.set_size(200, 100);
    return scene;
}

void check_collisions(Scene& scene, const std::string& expected) {
    scene.finish();
    CHECK(text_collisions(scene) == expected);
}

}  // namespace

TEST_CASE("a scene is dumped one line a mark in paint order", "[scene]") {
    Scene scene = new_scene();
    scene.set_background(rgb(0x14171C));
    scene.set_title("A \"title\"");
    const Stroke dashed{.colour = rgb(0x1B1F24), .width = 1.5F, .style = LineStyle::Dashed};
    scene.add(Layer::Labels,
              LineMark{.from = {-0.01, 1}, .to = {2, 3}, .stroke = dashed, .arrow = Arrow::End});
    scene.add(Layer::Marks, SymbolMark{.centre = {41.26, 96.5},
                                       .size = 14,
                                       .shape = SymbolShape::Square,
                                       .fill = rgb(0x56B4E9),
                                       .stroke = dashed,
                                       .pick = {1, 42}});
    scene.push_clip({10, 10, 50, 50});
    scene.add(Layer::Bands,
              RectMark{.rect = {0, 0, 20, 10}, .radius = 4, .fill = with_alpha(rgb(0xFFFFFF), 0.5)});
    scene.add(
        Layer::Bands,
        FadeMark{.rect = {0, 0, 20, 10}, .colour = rgb(0xE69F00), .left_alpha = 0, .right_alpha = 0.75F});
    scene.pop_clip();
    scene.add(Layer::Edges,
              CurveMark{.from = {1, 2},
                        .control_1 = {3, 4},
                        .control_2 = {5, 6},
                        .to = {7, 8},
                        .stroke = {.colour = rgb(0xFF0000), .width = 1, .style = LineStyle::Double}});
    scene.add_text(Layer::Labels,
                   {.baseline = {10, 20},
                    .style = {12, FontWeight::Bold, true},
                    .anchor = TextAnchor::End,
                    .colour = rgb(0x000000),
                    .halo = rgb(0xFFFFFF),
                    .width = 30},
                   "a\n\"b\" 中");
    scene.finish();
    CHECK(dump(scene) ==
          "scene 200.0x100.0 #14171cff\n"
          "title \"A \\\"title\\\"\"\n"
          "clip 0.0,0.0 200.0x100.0\n"
          "clip 10.0,10.0 50.0x50.0\n"
          "rect bands 0.0,0.0 20.0x10.0 radius 4.0 fill #ffffff80\n"
          "fade bands 0.0,0.0 20.0x10.0 #e69f00ff 0.00..0.75\n"
          "clip 0.0,0.0 200.0x100.0\n"
          "curve edges 1.0,2.0 via 3.0,4.0 5.0,6.0 to 7.0,8.0 stroke #ff0000ff 1.0 double\n"
          "symbol marks square 41.3,96.5 s14.0 fill #56b4e9ff stroke #1b1f24ff 1.5 dashed pick 1:42\n"
          "line labels 0.0,1.0 to 2.0,3.0 stroke #1b1f24ff 1.5 dashed arrow\n"
          "text labels end 10.0,20.0 12.0 bold tabular w30.0 #000000ff halo #ffffffff \"a\\x0a\\\"b\\\" "
          "中\"\n");
}

TEST_CASE("texts side by side and line below line do not collide", "[scene]") {
    Scene scene = new_scene();
    add_label(scene, {10, 20}, "abcd");
    add_label(scene, {32, 20}, "efgh");
    add_label(scene, {10, 30}, "ijkl");
    add_label(scene, {12, 22}, "unseen", {0, 0, 0, 0});
    check_collisions(scene, "");
}

TEST_CASE("texts that overlap are named with the size of the overlap", "[scene]") {
    Scene scene = new_scene();
    add_label(scene, {10, 20}, "abcd");
    add_label(scene, {30, 24}, "efgh");
    add_label(scene, {31.6, 20.4}, "ijkl");
    check_collisions(scene,
                     "\"abcd\" and \"efgh\" overlap by 2.0 x 6.0 px at 30.0,16.0.\n"
                     "\"ijkl\" and \"efgh\" overlap by 20.4 x 6.4 px at 31.6,16.0.\n");
}

TEST_CASE("texts that stick out of the scene or their clip are named", "[scene]") {
    Scene scene = new_scene();
    add_label(scene, {190, 20}, "abcd");
    scene.push_clip({0, 40, 100, 20});
    add_label(scene, {10, 45}, "efgh");
    scene.pop_clip();
    check_collisions(scene,
                     "\"abcd\" at 190.0,12.0 sticks out of the scene: 12.0 px to the right.\n"
                     "\"efgh\" at 10.0,37.0 sticks out of its clip: 3.0 px above.\n");
}

TEST_CASE("a heap of equal labels is reported within bounds", "[scene]") {
    Scene scene = new_scene();
    for (int i = 0; i < 20'000; ++i) add_label(scene, {10, 20}, "heap");
    scene.finish();
    const std::string report = text_collisions(scene);
    CHECK(report.size() < 100'000);
    CHECK(report.ends_with("There are more.\n"));
}
