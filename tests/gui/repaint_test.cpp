// Pictures of which only a part is drawn, held against pictures that are drawn whole.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "app/commands.h"
#include "driver.h"
#include "ui/window_app.h"

using namespace choke;
using namespace gui_test;

namespace {

struct Pixels {
    std::vector<uint8_t> rgba;
    int width_px = 0;
    int height_px = 0;
};

Pixels pixels_of(Driver& driver) {
    Pixels out;
    out.rgba = driver.app().screenshot(out.width_px, out.height_px);
    return out;
}

size_t different_pixels(const Pixels& a, const Pixels& b) {
    if (a.rgba.size() != b.rgba.size()) return SIZE_MAX;
    size_t count = 0;
    for (size_t i = 0; i < a.rgba.size(); i += 4)
        if (a.rgba[i] != b.rgba[i] || a.rgba[i + 1] != b.rgba[i + 1] || a.rgba[i + 2] != b.rgba[i + 2]) ++count;
    return count;
}

std::string some_actor(Driver& driver) { return std::string(driver.state().data->text(driver.state().data->actors.id[0])); }

}  // namespace

TEST_CASE("a picture of which only what changed was drawn is the one that is drawn whole", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    const std::vector<std::pair<std::string, std::string>> steps{
        {"view.pan-right", ""}, {"view.zoom-in", ""},    {"view.pan-left", ""},          {"select.next", ""},      {"select.next", ""},
        {"filter.set", "actor:" + some_actor(driver)},   {"view.panes", "map,table"},    {"view.zoom-in", ""},     {"filter.clear", ""},
        {"view.panes", "timeline,map"},                  {"window.theme", "light"},      {"known.set", "2022"},    {"view.pan-right", ""},
        {"select.none", ""},     {"window.theme", "dark"},       {"view.panes", "timeline"}, {"view.zoom-out", ""},
    };
    size_t kept = 0;
    for (const auto& [command, argument] : steps) {
        run_command(driver.state(), driver.derived(), command, argument);
        // Panels find their sizes in the pictures after the first.
        size_t drawn_px = 0;
        for (int i = 0; i < 4; ++i) {
            driver.app().draw_now();
            drawn_px = std::max(drawn_px, driver.app().drawn_px());
        }
        const Pixels part = pixels_of(driver);
        const auto all_px = static_cast<size_t>(part.width_px) * static_cast<size_t>(part.height_px);
        if (drawn_px < all_px) ++kept;
        driver.app().draw_anew();
        CHECK(driver.app().drawn_px() == all_px);
        INFO("after " << command << " " << argument);
        CHECK(different_pixels(part, pixels_of(driver)) == 0);
    }
    CHECK(kept >= 3);
}

TEST_CASE("while the timeline moves, the other panels keep their pixels", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    driver.state().session.active_view = "timeline";
    // Letters that were not needed before make the glyph atlas change, and then all is drawn.
    for (const char* way : {"view.pan-right", "view.pan-right", "view.pan-right", "view.pan-left", "view.pan-left", "view.pan-left"}) {
        run_command(driver.state(), driver.derived(), way);
        driver.app().draw_now();
    }
    for (int i = 0; i < 3; ++i) driver.app().draw_now();
    CHECK(driver.app().drawn_px() == 0);  // nothing moves
    const Pixels before = pixels_of(driver);
    for (int i = 0; i < 3; ++i) {
        run_command(driver.state(), driver.derived(), "view.pan-right");
        driver.app().draw_now();
        const Rect timeline = driver.app().view_rect("timeline");
        const double scale = driver.app().view_scale();
        CHECK(driver.app().drawn_px() > 0);
        // The view with its header, and the line at the bottom.
        CHECK(static_cast<double>(driver.app().drawn_px()) <= timeline.w * (timeline.h + 30 * scale) + kWidth * 26 * scale + 1);
    }
    CHECK(different_pixels(before, pixels_of(driver)) > 100);
}
