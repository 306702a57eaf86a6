// The real window under a real X server, driven by real pointer and key events (XTEST through xdotool), checked by state
// and by picture.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "app/commands.h"
#include "driver.h"
#include "ui/window_app.h"
#include "views/timeline_internal.h"

using namespace choke;
using namespace gui_test;

namespace {

// An event that has a symbol of its own, so that it can be clicked, and names an actor that the map is sure to show.
NodeRef some_event_of_nvidia(Driver& driver) {
    const Dataset& data = *driver.state().data;
    const auto nvidia = data.find_actor("nvidia");
    REQUIRE(nvidia);
    const auto events = data.actors.events[index(*nvidia)];
    const auto& cache = static_cast<const TimelineCache&>(driver.derived().cache(*find_view("timeline")));
    for (const PlacedEvent& placed : cache.placement.value().events)
        if (std::binary_search(events.begin(), events.end(), placed.event))
            return {NodeKind::Event, static_cast<uint32_t>(placed.event)};
    FAIL("no event of Nvidia has a row");
    return {};
}

}  // namespace

TEST_CASE("the window opens on the built-in history with every event counted", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    CHECK(driver.state().data->events.size() > 50);
    CHECK(driver.derived().visible(driver.state()).events.size() == driver.state().data->events.size());
    CHECK_FALSE(driver.app().view_rect("timeline").empty());
    CHECK_FALSE(driver.app().view_rect("map").empty());
}

TEST_CASE("an idle window draws no frame and builds no scene", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    // The pointer may rest over the window; its first events are part of opening.
    const size_t frames = driver.app().frame_count();
    const size_t scenes = driver.derived().scene_build_count();
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (std::chrono::steady_clock::now() < end) driver.app().frame(1.0);
    CHECK(driver.app().frame_count() == frames);
    CHECK(driver.derived().scene_build_count() == scenes);
}

TEST_CASE("a click on an event selects it, in the timeline and on the map", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    const NodeRef node = some_event_of_nvidia(driver);
    const Vec2 at = driver.place_of("timeline", pick_of(node));
    driver.act(driver.click_at(at), [&] { return driver.state().session.selected == std::vector{node}; });
    // The map rings the actors and things of the event, and nothing else.
    const Theme& colours = theme(driver.state().session.theme);
    size_t rings = 0;
    for (const SymbolMark& mark : driver.current_scene(*find_view("map")).symbols())
        rings += mark.fill.a == 0 && mark.stroke.colour == colours.selection ? 1 : 0;
    const Dataset& data = *driver.state().data;
    CHECK(rings > 0);
    CHECK(rings <= data.events.actors[node.index].size() + data.events.things[node.index].size());
}

TEST_CASE("a click on a node of the map marks its events on the timeline", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    const auto actor = driver.state().data->find_actor("nvidia");
    REQUIRE(actor);
    const NodeRef node{NodeKind::Actor, static_cast<uint32_t>(*actor)};
    driver.act(driver.click_at(driver.place_of("map", pick_of(node))),
               [&] { return driver.state().session.selected == std::vector{node}; });
    const Theme& colours = theme(driver.state().session.theme);
    size_t rings = 0;
    for (const SymbolMark& mark : driver.current_scene(*find_view("timeline")).symbols())
        rings += mark.fill.a == 0 && mark.stroke.colour == colours.selection ? 1 : 0;
    CHECK(rings > 0);
}

TEST_CASE("the E key filters by the selected actor, and the same filter on the command line finds the same events", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    run_command(driver.state(), driver.derived(), "select.id", "huawei");
    driver.settle();
    driver.act("key e", [&] { return !driver.state().document.filter.empty(); });
    CHECK(driver.state().document.filter == "actor:huawei");
    const auto parsed = parse_query("actor:huawei", *driver.state().data);
    REQUIRE(parsed);
    CHECK(driver.derived().visible(driver.state()).events == driver.state().index->select(*parsed, kEverKnown));
    driver.act("key ctrl+z", [&] { return driver.state().document.filter.empty(); });
}

TEST_CASE("a click on an actor of the facets filters by it", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    // A row under the search field of the actors.
    driver.act("mousemove 80 244 click 1", [&] { return !driver.state().document.filter.empty(); });
    const FacetClicks clicks = clicks_from_filter(driver.state().document.filter, *driver.state().data);
    CHECK(clicks.actors.size() == 1);
    CHECK(driver.derived().visible(driver.state()).events.size() < driver.state().data->events.size());
}

TEST_CASE("the wheel zooms at the pointer and zero shows everything again", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    const auto& cache = static_cast<const TimelineCache&>(driver.derived().cache(*find_view("timeline")));
    const Rect rect = driver.app().view_rect("timeline");
    const Vec2 at{rect.x + rect.w * 0.6, rect.y + rect.h * 0.5};
    const double x = (at.x - rect.x) / driver.app().view_scale() - cache.frame.lanes.x;
    const TimeScale before = cache.scale.open();
    const Instant under = before.time_from_x(x);
    driver.act(fmt::format("mousemove {:.0f} {:.0f} click 4", at.x, at.y),
               [&] { return cache.scale.seconds_per_px() < before.seconds_per_px * 0.99; });
    CHECK(std::abs(cache.scale.x_from_time(under) - x) < 0.6);
    driver.act("key 0", [&] { return cache.scale.open() == before; });
}

TEST_CASE("dragging pans the timeline and does not select", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    const auto& cache = static_cast<const TimelineCache&>(driver.derived().cache(*find_view("timeline")));
    const Rect rect = driver.app().view_rect("timeline");
    const TimeScale before = cache.scale.open();
    const int x = static_cast<int>(rect.x + rect.w * 0.45);
    const int y = static_cast<int>(rect.y + 60);
    driver.act(fmt::format("mousemove {} {} mousedown 1 mousemove {} {} mousemove {} {} mouseup 1", x, y, x + 30, y, x + 60, y),
               [&] { return cache.scale.seconds_per_px() == before.seconds_per_px && !(cache.scale.open() == before); });
    CHECK(driver.state().session.selected.empty());
}

TEST_CASE("a lane dragged by its header changes places, and a click on the header folds it", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    run_command(driver.state(), driver.derived(), "view.set", "timeline.lanes=side");
    driver.app().draw_now();
    driver.settle();
    const auto& cache = static_cast<const TimelineCache&>(driver.derived().cache(*find_view("timeline")));
    const auto first = [&] { return cache.lanes.value().lanes.front().key; };
    REQUIRE(first() == "US");
    const Rect rect = driver.app().view_rect("timeline");
    const double scale = driver.app().view_scale();
    const LaneBox& last = cache.boxes.value().back();
    const double x = rect.x + 40 * scale;
    const double from_y = rect.y + (cache.frame.lanes.y + last.y + 10) * scale;
    const double to_y = rect.y + (cache.frame.lanes.y + 4) * scale;
    driver.act(fmt::format("mousemove {0:.0f} {1:.0f} mousedown 1 mousemove {0:.0f} {2:.0f} mousemove {0:.0f} {3:.0f} mouseup 1", x, from_y,
                           (from_y + to_y) / 2, to_y),
               [&] { return first() == "China" && !driver.state().session.lane_drag; });
    CHECK(driver.state().document.folded_lanes.empty());
    driver.act(fmt::format("mousemove {:.0f} {:.0f} click 1", x, to_y), [&] { return !driver.state().document.folded_lanes.empty(); });
    CHECK(driver.state().document.folded_lanes == std::vector<std::string>{"China"});
    driver.act("key ctrl+z key ctrl+z", [&] { return first() == "US"; });
}

TEST_CASE("dragging on the axis chooses a range of time for every view", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    const Rect rect = driver.app().view_rect("timeline");
    const int x = static_cast<int>(rect.x + rect.w * 0.5);
    const int y = static_cast<int>(rect.y + 12);
    driver.act(fmt::format("mousemove {} {} mousedown 1 mousemove {} {} mousemove {} {} mouseup 1", x, y, x + 60, y, x + 120, y),
               [&] { return driver.state().document.filter.find("date:") != std::string::npos; });
    CHECK_FALSE(driver.derived().visible(driver.state()).error);
}

TEST_CASE("dragging a node of the map pins it where it is dropped", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    const auto actor = driver.state().data->find_actor("deepseek");
    REQUIRE(actor);
    const NodeRef node{NodeKind::Actor, static_cast<uint32_t>(*actor)};
    const Vec2 at = driver.place_of("map", pick_of(node));
    driver.act(fmt::format("mousemove {:.0f} {:.0f} mousedown 1 mousemove {:.0f} {:.0f} mousemove {:.0f} {:.0f} mouseup 1", at.x,
                           at.y, at.x + 15, at.y - 10, at.x + 40, at.y - 30),
               [&] {
                   if (driver.state().document.pins.empty() || driver.state().session.gesture != 0) return false;
                   const Vec2 now = driver.place_of("map", pick_of(node));
                   return std::abs(now.x - at.x - 40) < 2 && std::abs(now.y - at.y + 30) < 2;
               });
    CHECK(driver.state().undo.size() == 1);
}

TEST_CASE("typing in the search field filters while typing, and Escape steps back", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    driver.act("key slash", [&] { return driver.app().frame_count() > 0; });
    driver.act("type smic", [&] { return driver.state().document.filter == "smic"; });
    CHECK(driver.derived().visible(driver.state()).events.size() < driver.state().data->events.size());
}

TEST_CASE("full stop steps through the visible events in the order of time", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    driver.act("key period", [&] { return driver.state().session.selected == std::vector{NodeRef{NodeKind::Event, 0}}; });
    driver.act("key period", [&] { return driver.state().session.selected == std::vector{NodeRef{NodeKind::Event, 1}}; });
    driver.act("key comma", [&] { return driver.state().session.selected == std::vector{NodeRef{NodeKind::Event, 0}}; });
}

TEST_CASE("the picture has the colours of its theme and marks of both sides", "[gui]") {
    NEEDS_A_DISPLAY();
    for (const ThemeId id : {ThemeId::Dark, ThemeId::Light, ThemeId::Contrast}) {
        Driver driver;
        driver.state().session.theme = id;
        driver.act("key shift", [] { return true; });
        driver.app().frame(0);
        driver.settle();
        int width = 0;
        int height = 0;
        const std::vector<uint8_t> pixels = driver.app().screenshot(width, height);
        const Theme& colours = theme(id);
        const auto count = [&](Colour wanted) {
            size_t found = 0;
            for (size_t i = 0; i + 3 < pixels.size(); i += 4)
                found += pixels[i] == wanted.r && pixels[i + 1] == wanted.g && pixels[i + 2] == wanted.b ? 1 : 0;
            return found;
        };
        INFO("theme " << colours.name);
        CHECK(width == kWidth);
        CHECK(height == kHeight);
        CHECK(count(colours.background) > 50'000);
        CHECK(count(colours.side[0]) > 300);
        CHECK(count(colours.side[1]) > 300);
    }
}

TEST_CASE("a picture of the window looks like the exported scene of the same view", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    // The symbol of an established US actor has its fill in the window where the scene says it stands.
    const auto actor = driver.state().data->find_actor("nvidia");
    REQUIRE(actor);
    const Vec2 at = driver.place_of("map", pick_of(PickKind::Actor, index(*actor)));
    int width = 0;
    int height = 0;
    const std::vector<uint8_t> pixels = driver.app().screenshot(width, height);
    const size_t i = 4 * (static_cast<size_t>(at.y) * static_cast<size_t>(width) + static_cast<size_t>(at.x));
    const Colour expected = theme(driver.state().session.theme).side[0];
    CHECK(static_cast<int>(pixels[i]) == expected.r);
    CHECK(static_cast<int>(pixels[i + 1]) == expected.g);
    CHECK(static_cast<int>(pixels[i + 2]) == expected.b);
}

TEST_CASE("Ctrl+K finds a command by name and Enter runs it", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    driver.act("key ctrl+k", [&] { return driver.state().session.show_palette; });
    driver.act("type 'map only'", [&] { return driver.app().frame_count() > 0; });
    driver.act("key Return", [&] { return driver.state().document.panes == std::vector<std::string>{"map"}; });
    CHECK_FALSE(driver.state().session.show_palette);
}

TEST_CASE("the question mark shows all keys until Escape", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    driver.act("key question", [&] { return driver.state().session.show_keys; });
    driver.act("key Escape", [&] { return !driver.state().session.show_keys; });
}

TEST_CASE("Ctrl+Q asks the window to close", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    driver.act("key ctrl+q", [&] { return driver.app().wants_to_close(); });
}

TEST_CASE("every command of the table runs on an empty data set without a crash", "[gui]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    const InputFile file{"empty.json", R"({"events": []})"};
    auto loaded = load_files(std::span(&file, 1));
    REQUIRE(loaded);
    apply_load(driver.state(), std::move(*loaded), "empty.json");
    driver.act("key shift", [] { return true; });
    for (const Command& command : commands()) {
        if (command.name == "file.quit" || command.name == "file.open" || command.name == "file.reload" ||
            command.name == "file.export-figure" || command.name == "help.open-link")
            continue;
        run_command(driver.state(), driver.derived(), command.name, "");
        driver.app().frame(0);
    }
    CHECK(driver.state().data->events.size() == 0);
}
