#include "paint/gl/batches.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace choke::test {
namespace {

constexpr Colour kInk{0, 0, 0, 255};

Scene empty_scene() {
    Scene scene;
    scene.set_size(100, 100);
    return scene;
}

void add_rect(Scene& scene, double x) {
    scene.add(Layer::Bands, RectMark{.rect = {x, 0, 10, 10}, .fill = kInk});
}
void add_fade(Scene& scene, double x) {
    scene.add(Layer::Bands, FadeMark{.rect = {x, 0, 10, 10}, .colour = kInk});
}
void add_symbol(Scene& scene, double x) {
    scene.add(Layer::Bands, SymbolMark{.centre = {x, 50}, .fill = kInk});
}
void add_text(Scene& scene) { scene.add_text(Layer::Bands, {.baseline = {10, 50}, .width = 20}, "text"); }

// "rect 0-2 x2 | text 2-3 x0": kind, records, instances.
std::string batches(Scene& scene) {
    constexpr const char* kNames[] = {"rect", "fade", "symbol", "line", "curve", "text"};
    scene.finish();
    SceneInstances instances;
    make_instances(scene, instances);
    std::string out;
    for (const PaintBatch& b : instances.batches) {
        if (!out.empty()) out += " | ";
        out += std::string(kNames[static_cast<size_t>(b.kind)]) + " " + std::to_string(b.order_begin) + "-" +
               std::to_string(b.order_end) + " x" + std::to_string(b.instance_count);
    }
    return out;
}

}  // namespace

TEST_CASE("consecutive marks of one kind are one batch", "[gl]") {
    Scene scene = empty_scene();
    add_symbol(scene, 10);
    add_symbol(scene, 20);
    add_rect(scene, 0);
    add_symbol(scene, 30);
    CHECK(batches(scene) == "symbol 0-2 x2 | rect 2-3 x1 | symbol 3-4 x1");
}

TEST_CASE("rectangles and fades share a batch", "[gl]") {
    Scene scene = empty_scene();
    add_rect(scene, 0);
    add_fade(scene, 10);
    add_rect(scene, 20);
    CHECK(batches(scene) == "rect 0-3 x3");
}

TEST_CASE("a large ground is a batch of its own, below what stands on it", "[gl]") {
    Scene scene = empty_scene();
    scene.add(Layer::Bands, RectMark{.rect = {0, 0, 100, 100}, .fill = kInk});
    add_rect(scene, 0);
    add_rect(scene, 20);
    CHECK(batches(scene) == "rect 0-1 x1 | rect 1-3 x2");
}

TEST_CASE("text is a batch of its own, in its place", "[gl]") {
    Scene scene = empty_scene();
    add_rect(scene, 0);
    add_text(scene);
    add_text(scene);
    add_rect(scene, 20);
    CHECK(batches(scene) == "rect 0-1 x1 | text 1-3 x0 | rect 3-4 x1");
}

TEST_CASE("a batch does not cross a change of the clip", "[gl]") {
    Scene scene = empty_scene();
    add_rect(scene, 0);
    scene.push_clip({0, 0, 50, 50});
    add_rect(scene, 10);
    scene.pop_clip();
    add_rect(scene, 20);
    CHECK(batches(scene) == "rect 0-1 x1 | rect 1-2 x1 | rect 2-3 x1");
}

TEST_CASE("marks out of sight are left out and do not split a batch", "[gl]") {
    Scene scene = empty_scene();
    add_rect(scene, 0);
    add_symbol(scene, 500);
    add_rect(scene, -500);
    add_rect(scene, 20);
    CHECK(batches(scene) == "rect 0-4 x2");
}

}  // namespace choke::test
