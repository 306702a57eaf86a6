// Scene: order of painting, clips, what is kept and what is left out.
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>
#include <string>

#include "scene/scene.h"

using namespace choke;

namespace {

// Writes what replay() tells a painter: "|" a clip, "[n" a layer, letters for marks.
struct Recorder {
    std::string heard;
    void layer(Layer layer) { heard += '[' + std::to_string(static_cast<int>(layer)); }
    void clip(const Rect& rect) { heard += '|' + std::to_string(static_cast<int>(rect.w)); }
    void paint(const RectMark& mark) { heard += " r" + std::to_string(mark.pick.index); }
    void paint(const FadeMark& mark) { heard += " f" + std::to_string(mark.pick.index); }
    void paint(const SymbolMark& mark) { heard += " s" + std::to_string(mark.pick.index); }
    void paint(const LineMark& mark) { heard += " l" + std::to_string(mark.pick.index); }
    void paint(const CurveMark& mark) { heard += " c" + std::to_string(mark.pick.index); }
    void paint(const TextMark&, std::string_view text) { heard += " t:" + std::string(text); }
};

void check_replay(Scene& scene, const std::string& expected) {
    scene.finish();
    Recorder recorder;
    replay(scene, recorder);
    CHECK(recorder.heard == expected);
}

Scene empty_scene() {
    Scene scene;
    scene.set_size(100, 50);
    return scene;
}

}  // namespace

TEST_CASE("marks are painted by layer and within a layer in the order in which they were added", "[scene]") {
    Scene scene = empty_scene();
    scene.add(Layer::Marks, SymbolMark{.pick = {1, 1}});
    scene.add(Layer::Background, RectMark{.pick = {1, 2}});
    scene.add_text(Layer::Labels, {}, "label");
    scene.add(Layer::Marks, RectMark{.pick = {1, 3}});
    scene.add(Layer::Edges, CurveMark{.pick = {1, 4}});
    scene.add(Layer::Marks, SymbolMark{.pick = {1, 5}});
    scene.add(Layer::Edges, LineMark{.pick = {1, 6}});
    scene.add(Layer::Overlay, FadeMark{.pick = {1, 7}});
    check_replay(scene, "|100[0 r2[3 c4 l6[4 s1 r3 s5[5 t:label[6 f7");
}

TEST_CASE("a clip is cut to the clip around it and ends with its pop", "[scene]") {
    Scene scene = empty_scene();
    scene.push_clip({10, 10, 60, 30});
    scene.add(Layer::Marks, RectMark{.pick = {1, 1}});
    scene.push_clip({40, 0, 100, 100});
    scene.add(Layer::Marks, RectMark{.pick = {1, 2}});
    scene.pop_clip();
    scene.add(Layer::Marks, RectMark{.pick = {1, 3}});
    scene.pop_clip();
    scene.add(Layer::Marks, RectMark{.pick = {1, 4}});
    check_replay(scene, "|100[4|60 r1|30 r2|60 r3|100 r4");
}

TEST_CASE("equal clips are kept once", "[scene]") {
    Scene scene = empty_scene();
    for (int i = 0; i < 100'000; ++i) {
        scene.push_clip({0, static_cast<double>(i % 3), 10, 10});
        scene.pop_clip();
    }
    CHECK(scene.clips().size() == 4);
}

TEST_CASE("a mark with a coordinate that is no number is left out", "[scene]") {
    const double nan = std::nan("");
    const double infinite = std::numeric_limits<double>::infinity();
    Scene scene = empty_scene();
    scene.add(Layer::Marks, RectMark{.rect = {nan, 0, 1, 1}});
    scene.add(Layer::Marks, FadeMark{.rect = {0, 0, infinite, 1}});
    scene.add(Layer::Marks, SymbolMark{.centre = {0, -infinite}});
    scene.add(Layer::Marks, LineMark{.from = {0, 0}, .to = {nan, 0}});
    scene.add(Layer::Marks, CurveMark{.control_2 = {0, nan}});
    scene.add_text(Layer::Marks, {.baseline = {infinite, 0}}, "x");
    scene.add_text(Layer::Marks, {}, "");
    scene.push_clip({nan, 0, 10, 10});
    scene.pop_clip();
    CHECK(scene.order().empty());
}

TEST_CASE("a cleared scene is like a new one", "[scene]") {
    Scene scene = empty_scene();
    scene.set_title("title");
    scene.push_clip({0, 0, 10, 10});
    scene.add_text(Layer::Labels, {}, "old");
    scene.pop_clip();
    scene.finish();
    scene.clear();
    scene.set_size(30, 30);
    scene.add_text(Layer::Labels, {}, "new");
    CHECK(scene.title().empty());
    CHECK(scene.clips().size() == 1);
    check_replay(scene, "|30[5 t:new");
}
