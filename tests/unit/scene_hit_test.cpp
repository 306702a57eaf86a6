// What is under the pointer, and what a rectangle selects.
#include <catch2/catch_test_macros.hpp>

#include <string>

#include "scene/hit_test.h"
#include "scene/scene.h"

using namespace choke;

namespace {

Scene new_scene() {
    Scene scene;
    scene.set_size(400, 300);
    return scene;
}

constexpr Stroke kStroke{.colour = rgb(0x000000), .width = 1};

void check_at(Scene& scene, Vec2 point, uint32_t expected, double reach_px = 4) {
    CAPTURE(point.x, point.y);
    scene.finish();
    HitIndex index;
    index.build(scene);
    CHECK(index.at(scene, point, reach_px).index == expected);
}

void check_within(Scene& scene, const Rect& rect, const std::string& expected) {
    scene.finish();
    HitIndex index;
    index.build(scene);
    std::string found;
    for (const Pick pick : index.within(scene, rect))
        found += (found.empty() ? "" : " ") + std::to_string(pick.kind) + ':' + std::to_string(pick.index);
    CHECK(found == expected);
}

SymbolMark symbol(Vec2 centre, uint32_t index, SymbolShape shape = SymbolShape::Circle) {
    return {.centre = centre, .size = 20, .shape = shape, .fill = rgb(0xFFFFFF), .pick = {1, index}};
}

}  // namespace

TEST_CASE("the topmost box under the pointer is hit", "[scene][hit]") {
    Scene scene = new_scene();
    scene.add(Layer::Marks, RectMark{.rect = {0, 0, 100, 100}, .pick = {1, 1}});
    scene.add(Layer::Background, RectMark{.rect = {0, 0, 400, 300}, .pick = {1, 2}});
    scene.add(Layer::Marks, RectMark{.rect = {50, 50, 100, 100}, .pick = {1, 3}});
    scene.add(Layer::Overlay, RectMark{.rect = {0, 0, 400, 300}});
    check_at(scene, {10, 10}, 1);
    check_at(scene, {60, 60}, 3);
    check_at(scene, {200, 200}, 2);
    check_at(scene, {500, 200}, 0);
    check_at(scene, {100, 10}, 2);
}

TEST_CASE("a symbol is hit by its shape and a little around it", "[scene][hit]") {
    Scene scene = new_scene();
    scene.add(Layer::Marks, symbol({100, 100}, 1, SymbolShape::Diamond));
    check_at(scene, {100, 100}, 1);
    check_at(scene, {111, 100}, 1);  // 1.7 px beside its corner
    check_at(scene, {109, 109}, 0);  // in its box, 6.2 px from its side
    check_at(scene, {111, 100}, 0, 1);
}

TEST_CASE("of two symbols within reach the nearer one wins, of two under the pointer the upper one",
          "[scene][hit]") {
    Scene scene = new_scene();
    scene.add(Layer::Marks, symbol({100, 100}, 1));
    scene.add(Layer::Marks, symbol({118, 100}, 2));
    scene.add(Layer::Marks, symbol({122, 100}, 3));
    check_at(scene, {108, 100}, 1);
    check_at(scene, {110, 100}, 2);
    check_at(scene, {120, 100}, 3);
}

TEST_CASE("a symbol wins over a line that is nearer, and over the box behind it", "[scene][hit]") {
    Scene scene = new_scene();
    scene.add(Layer::Bands, RectMark{.rect = {0, 0, 400, 300}, .pick = {1, 9}});
    scene.add(Layer::Edges, LineMark{.from = {0, 110}, .to = {400, 110}, .stroke = kStroke, .pick = {1, 8}});
    scene.add(Layer::Marks, symbol({100, 100}, 1));
    check_at(scene, {100, 110}, 1);
    check_at(scene, {200, 110}, 8);
    check_at(scene, {200, 120}, 9);
}

TEST_CASE("a box above covers the symbols below it", "[scene][hit]") {
    Scene scene = new_scene();
    scene.add(Layer::Marks, symbol({100, 100}, 1));
    scene.add(Layer::Overlay, RectMark{.rect = {90, 90, 30, 30}, .pick = {1, 2}});
    check_at(scene, {100, 100}, 2);
}

TEST_CASE("lines and curves are hit along their way, far from their ends", "[scene][hit]") {
    Scene scene = new_scene();
    scene.add(Layer::Edges,
              LineMark{.from = {-1e6, 150}, .to = {1e6, 150}, .stroke = kStroke, .pick = {1, 1}});
    scene.add(Layer::Edges, CurveMark{.from = {50, 20},
                                      .control_1 = {350, 20},
                                      .control_2 = {50, 280},
                                      .to = {350, 280},
                                      .stroke = kStroke,
                                      .pick = {1, 2}});
    check_at(scene, {333, 153}, 1);
    check_at(scene, {333, 156}, 0);
    check_at(scene, {52, 22}, 2);
    check_at(scene, {348, 278}, 2);
    check_at(scene, {167.6, 49.0}, 2);  // 2 px below the curve, a fifth of the way
    check_at(scene, {60, 200}, 0);
}

TEST_CASE("a text is hit in its measured box, by its anchor", "[scene][hit]") {
    Scene scene = new_scene();
    scene.add_text(Layer::Labels,
                   {.baseline = {200, 100},
                    .style = {.size = 10},
                    .anchor = TextAnchor::Middle,
                    .width = 60,
                    .pick = {1, 1}},
                   "label");
    scene.add_text(Layer::Labels,
                   {.baseline = {200, 200},
                    .style = {.size = 10},
                    .anchor = TextAnchor::End,
                    .width = 60,
                    .pick = {1, 2}},
                   "label");
    check_at(scene, {171, 95}, 1);
    check_at(scene, {229, 95}, 1);
    check_at(scene, {231, 95}, 0);
    check_at(scene, {141, 201}, 2);
    check_at(scene, {201, 201}, 0);
    check_at(scene, {171, 91}, 0);
}

TEST_CASE("what a clip hides is not hit", "[scene][hit]") {
    Scene scene = new_scene();
    scene.push_clip({0, 0, 100, 100});
    scene.add(Layer::Marks, symbol({100, 50}, 1));
    scene.add(Layer::Marks, RectMark{.rect = {0, 90, 50, 50}, .pick = {1, 2}});
    scene.add(Layer::Marks, LineMark{.from = {0, 20}, .to = {400, 20}, .stroke = kStroke, .pick = {1, 3}});
    scene.push_clip({200, 200, 10, 10});  // nothing is left of it
    scene.add(Layer::Marks, RectMark{.rect = {0, 0, 400, 400}, .pick = {1, 4}});
    scene.pop_clip();
    scene.pop_clip();
    check_at(scene, {97, 50}, 1);
    check_at(scene, {102, 50}, 0);
    check_at(scene, {10, 95}, 2);
    check_at(scene, {10, 110}, 0);
    check_at(scene, {50, 20}, 3);
    check_at(scene, {150, 20}, 0);
    check_within(scene, {0, 0, 400, 300}, "1:1 1:2 1:3");
    check_within(scene, {110, 0, 200, 300}, "");
}

TEST_CASE("a rectangle selects every mark that it touches once", "[scene][hit]") {
    Scene scene = new_scene();
    scene.add(Layer::Marks, symbol({100, 100}, 7));
    scene.add(Layer::Labels, RectMark{.rect = {300, 100, 50, 10}, .pick = {1, 7}});
    scene.add(Layer::Marks, symbol({200, 100}, 3, SymbolShape::Star));
    scene.add(Layer::Edges,
              LineMark{.from = {100, 100}, .to = {200, 100}, .stroke = kStroke, .pick = {2, 0}});
    check_within(scene, {90, 80, 30, 40}, "1:7 2:0");
    check_within(scene, {0, 0, 400, 300}, "1:3 1:7 2:0");
    check_within(scene, {140, 90, 20, 20}, "2:0");
    check_within(scene, {140, 110, 20, 20}, "");
    check_within(scene, {320, 105, 0, 0}, "1:7");
}

TEST_CASE("an index of nothing finds nothing", "[scene][hit]") {
    const HitIndex never_built;
    const Scene scene;
    CHECK_FALSE(never_built.at(scene, {0, 0}).any());
    HitIndex index;
    index.build(scene);
    CHECK_FALSE(index.at(scene, {0, 0}).any());
    CHECK(index.within(scene, {-10, -10, 1000, 1000}).empty());
}
