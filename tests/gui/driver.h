// What tests of the real window share: a window under an X server, driven by real pointer and key events (XTEST through
// xdotool), frame by frame.
#pragma once

#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "app/commands.h"
#include "ui/window_app.h"

namespace gui_test {

using namespace choke;

inline constexpr int kWidth = 1280;
inline constexpr int kHeight = 720;

inline bool has_display() { return std::getenv("DISPLAY") != nullptr; }
inline bool has_xdotool() { return std::system("command -v xdotool >/dev/null 2>&1") == 0; }

class Driver {
public:
    explicit Driver(int width = kWidth, int height = kHeight, WindowAppOptions options = {}) {
        options.width = width;
        options.height = height;
        auto opened = WindowApp::open(options);
        if (!opened) FAIL(to_string(opened.error()));
        app_ = std::move(*opened);
        app_->state().session.reduce_motion = true;
        settle();
    }

    WindowApp& app() { return *app_; }
    AppState& state() { return app_->state(); }
    Derived& derived() { return app_->derived(); }

    // Runs frames until nothing is left to draw.
    void settle() {
        for (int i = 0; i < 200; ++i)
            if (!app_->frame(0.05)) return;
        FAIL("the window does not come to rest");
    }

    // Sends input events, then runs frames until the condition holds; a real event takes its time to arrive.
    void act(const std::string& xdotool_words, const std::function<bool()>& until) {
        REQUIRE(std::system(("xdotool " + xdotool_words).c_str()) == 0);
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!until() && std::chrono::steady_clock::now() < deadline) app_->frame(0.05);
        INFO("after: xdotool " << xdotool_words);
        REQUIRE(until());
        settle();
    }

    // Where the symbol of a node is in the window.
    Vec2 place_of(std::string_view view_id, Pick pick) {
        const ViewDef& view = *find_view(view_id);
        const Rect rect = app_->view_rect(view_id);
        const double scale = app_->view_scale();
        const Scene& scene = current_scene(view);
        for (const SymbolMark& mark : scene.symbols())
            if (mark.pick == pick) return {rect.x + mark.centre.x * scale, rect.y + mark.centre.y * scale};
        FAIL("the mark is not in the picture");
        return {};
    }

    const Scene& current_scene(const ViewDef& view) {
        return derived().shown_scene(view);
    }

    std::string click_at(Vec2 at) {
        return fmt::format("mousemove {:.0f} {:.0f} click 1", at.x, at.y);
    }

private:
    std::unique_ptr<WindowApp> app_;
};

#define NEEDS_A_DISPLAY()                                          \
    if (!has_display()) SKIP("no display: DISPLAY is not set");    \
    if (!has_xdotool()) SKIP("xdotool is not installed")

}  // namespace gui_test
