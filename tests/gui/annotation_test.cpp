// A person works with annotations by pointer and keys.
#include <cmath>
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "driver.h"

using namespace choke;
using namespace gui_test;

TEST_CASE("an annotation is dragged by real input in one step of undo, and Escape lets it go", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    AppState& state = driver.state();
    REQUIRE(run_command(state, driver.derived(), "select.id", "actor:nvidia") == "");
    REQUIRE(run_command(state, driver.derived(), "annotate.text", "All ties lead here") == "");
    REQUIRE(run_command(state, driver.derived(), "annotate.select") == "");
    const auto list = [&]() -> const std::vector<Annotation>& { return state.document.annotations->list; };

    const auto& places = driver.derived().annotation_places(*find_view("map"));
    // The window draws what has been done when somebody moves.
    driver.act("mousemove 700 500 mousemove 702 502", [&] { return places.size() == 1; });
    const Rect rect = driver.app().view_rect("map");
    const Vec2 middle = places.front().plate.centre();
    const Vec2 at{rect.x + middle.x * driver.app().view_scale(), rect.y + middle.y * driver.app().view_scale()};
    const size_t steps = state.undo.size();
    driver.act(fmt::format("mousemove {:.0f} {:.0f} mousedown 1 mousemove {:.0f} {:.0f} mousemove {:.0f} {:.0f} mouseup 1", at.x, at.y, at.x + 12, at.y - 8,
                           at.x + 40, at.y - 30),
               [&] { return list().front().offset_px.has_value() && state.session.gesture == 0; });
    driver.settle();
    CHECK(state.undo.size() == steps + 1);
    CHECK(list().front().node == "actor:nvidia");

    driver.act("key Escape", [&] { return state.session.annotation.empty(); });
    REQUIRE(run_command(state, driver.derived(), "edit.undo") == "");
    CHECK_FALSE(list().front().offset_px);
}
