// A person works with the map by pointer and keys, and the timeline beside it follows every step.
#include <algorithm>
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "driver.h"
#include "views/map_internal.h"
#include "views/timeline_internal.h"

using namespace choke;
using namespace gui_test;

namespace {

NodeRef actor_of(Driver& driver, std::string_view id) {
    const auto found = driver.state().data->find_actor(id);
    REQUIRE(found);
    return {NodeKind::Actor, static_cast<uint32_t>(*found)};
}

// Events on the timeline that have a symbol of their own.
size_t placed_events(Driver& driver) {
    return static_cast<const TimelineCache&>(driver.derived().cache(*find_view("timeline"))).placement.value().events.size();
}

size_t rings_on(Driver& driver, std::string_view view) {
    const Theme& colours = theme(driver.state().session.theme);
    const auto& symbols = driver.current_scene(*find_view(view)).symbols();
    return static_cast<size_t>(std::ranges::count_if(symbols, [&](const SymbolMark& mark) { return mark.fill.a == 0 && mark.stroke.colour == colours.selection; }));
}

}  // namespace

TEST_CASE("drag, pin, path, playback and filter by real input; the timeline follows", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    AppState& state = driver.state();
    const size_t all = placed_events(driver);
    const NodeRef nvidia = actor_of(driver, "nvidia");
    const NodeRef huawei = actor_of(driver, "huawei");

    // Dragged, and pinned where it is dropped.
    const Vec2 at = driver.place_of("map", pick_of(nvidia));
    driver.act(fmt::format("mousemove {:.0f} {:.0f} mousedown 1 mousemove {:.0f} {:.0f} mousemove {:.0f} {:.0f} mouseup 1", at.x, at.y, at.x + 12, at.y + 8,
                           at.x + 30, at.y + 20),
               [&] { return state.document.pins.size() == 1 && state.session.gesture == 0; });
    CHECK(state.document.pins.front().node == nvidia);

    // Two nodes are selected, and the keys ask for the ways between them.
    driver.act(driver.click_at(driver.place_of("map", pick_of(nvidia))), [&] { return state.session.selected == std::vector{nvidia}; });
    CHECK(rings_on(driver, "timeline") > 0);
    const Vec2 other = driver.place_of("map", pick_of(huawei));
    driver.act(fmt::format("keydown shift mousemove {:.0f} {:.0f} click 1 keyup shift", other.x, other.y),
               [&] { return state.session.selected == std::vector{nvidia, huawei}; });
    driver.act("key shift+p", [&] { return !state.document.path.empty() || driver.app().view_rect("map").empty(); });
    if (state.document.path.empty()) driver.act("key Return", [&] { return !state.document.path.empty(); });
    CHECK(state.document.path == "actor:nvidia..actor:huawei");
    REQUIRE(driver.derived().paths(state) != nullptr);
    CHECK_FALSE(driver.derived().paths(state)->empty());
    // Escape goes back one step at a time: the selection, then the ways.
    driver.act("key Escape", [&] { return state.session.selected.empty(); });
    driver.act("key Escape", [&] { return state.document.path.empty(); });

    // Playing: "known on" goes forward by itself, and the timeline has only what was known.
    driver.act("key p", [&] { return state.session.playback.running && !state.document.known_on.empty() && state.session.playback.next_s > 0; });
    driver.act("key p", [&] { return !state.session.playback.running; });
    CHECK(driver.derived().visible(state).events.size() < state.data->events.size());
    CHECK(placed_events(driver) < all);
    const std::string reached = state.document.known_on;
    driver.act("key bracketright", [&] { return state.document.known_on > reached; });

    // A filter by the selected actor: fewer events on the timeline, and who is left on the map is tied to it.
    run_command(state, driver.derived(), "known.clear");
    driver.app().draw_now();
    driver.settle();
    driver.act(driver.click_at(driver.place_of("map", pick_of(huawei))), [&] { return state.session.selected == std::vector{huawei}; });
    driver.act("key e", [&] { return state.document.filter == "actor:huawei"; });
    CHECK(placed_events(driver) < all);
    const auto& cache = static_cast<const MapCache&>(driver.derived().cache(*find_view("map")));
    CHECK(std::ranges::any_of(cache.graph.value().nodes, [&](const MapNode& node) { return node.node == huawei; }));
    // The pin has held through it all.
    CHECK(state.document.pins.front().node == nvidia);
}

TEST_CASE("nodes move to new places for a moment, and then an idle window draws nothing", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    run_command(driver.state(), driver.derived(), "select.id", "huawei");
    driver.settle();
    driver.state().session.reduce_motion = false;
    const size_t before = driver.app().frame_count();
    bool moved = false;
    driver.act("key e", [&] {
        const auto at = driver.state().session.settles.find("map");
        moved = moved || (at != driver.state().session.settles.end() && at->second > 0 && at->second < 1);
        return moved && driver.state().session.settles.empty();
    });
    CHECK(driver.app().frame_count() > before + 2);
    driver.settle();
    const size_t frames = driver.app().frame_count();
    const size_t scenes = driver.derived().scene_build_count();
    for (int i = 0; i < 20; ++i) driver.app().frame(0.05);
    CHECK(driver.app().frame_count() == frames);
    CHECK(driver.derived().scene_build_count() == scenes);
    // With less motion they are there at once.
    driver.state().session.reduce_motion = true;
    driver.act("key ctrl+z", [&] { return driver.state().document.filter.empty() && driver.app().frame_count() > frames; });
    CHECK(driver.state().session.settles.empty());
}
