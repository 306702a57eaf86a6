// Links: what is shown as a line of text, there and back, and what is wrong with a line that somebody has changed.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/document_file.h"
#include "app/link.h"
#include "app/node_names.h"
#include "app/open_any.h"
#include "app_random_state.h"

using namespace app_test;
using views_test::small_history;
using views_test::state_of;

namespace {

Link parsed(std::string_view text) {
    auto link = parse_link(text);
    INFO(text);
    if (!link) FAIL(link.error().message);
    return std::move(*link);
}

std::string refused(std::string_view text) {
    const auto link = parse_link(text);
    INFO(text);
    REQUIRE_FALSE(link);
    return fmt::format("{}: {}", link.error().column, link.error().message);
}

}  // namespace

TEST_CASE("a link leads to the state that it was made from", "[app][link]") {
    SplitMix64 random(23);
    for (int i = 0; i < 500; ++i) {
        AppState state = state_of(small_history());
        randomise_look(random, state);
        const std::string link = link_text(state, resting_cameras(state));
        INFO(link);
        AppState other = state_of(small_history());
        other.session.playback.running = true;
        CHECK(apply_link(other, parsed(link)).empty());
        CHECK(other.document == state.document);
        CHECK(other.session.selected == state.session.selected);
        CHECK(other.session.cameras == state.session.cameras);
        CHECK(other.session.active_view == state.session.active_view);
        CHECK_FALSE(other.session.playback.running);
        CHECK(link_text(other, resting_cameras(other)) == link);
        CHECK(document_hash(other) == document_hash(state));
    }
}

TEST_CASE("a link says only what differs from the default, and says it legibly", "[app][link]") {
    AppState state = state_of(small_history());
    CHECK(link_text(state, {}) == "chokepoint:?");
    state.path = "my data/set.json";
    state.document.filter = "actor:huawei kind:rule,release";
    state.document.known_on = "2023-10";
    state.document.status_floor = Status::Reported;
    state.session.selected = {*node_named(*state.data, "event:rule"), *node_named(*state.data, "actor:nvidia")};
    Camera camera;
    camera.framed = true;
    camera.time.origin_s = start_of_day({.year = 2022, .month = 10, .day = 7}) + 3600;
    camera.time.seconds_per_px = 86'400;
    camera.made_for_px = 100;
    CHECK(link_text(state, {{"timeline", camera}}) ==
          "chokepoint:?data=my%20data/set.json&filter=actor:huawei%20kind:rule%2Crelease&known=2023-10&floor=reported"
          "&sel=event:rule,actor:nvidia&t=2022-10-07T01:00:00..2023-01-15T01:00:00@100");
}

TEST_CASE("a link that is wrong is refused at the column", "[app][link]") {
    CHECK(refused("https://example.org") == "1: a link begins with 'chokepoint:?'");
    CHECK(refused("chokepoint:/x") == "12: '?' was expected after 'chokepoint:'");
    CHECK(refused("chokepoint:?fliter=x") == "13: a link has no 'fliter'; did you mean 'filter'?");
    CHECK(refused("chokepoint:?filter=a&filter=b") == "22: 'filter' stands there twice");
    CHECK(refused("chokepoint:?filter") == "19: '=' was expected after 'filter'");
    CHECK(refused("chokepoint:?&filter=a") == "13: a key is missing here");
    CHECK(refused("chokepoint:?filter=a%2") == "21: two hexadecimal digits were expected after '%'");
    CHECK(refused("chokepoint:?filter=a b") == "21: a link has no spaces and control characters; a space is written %20");
    CHECK(refused("chokepoint:?filter=%FF") == "20: this is not UTF-8");
    CHECK(refused("chokepoint:?data=a%00b") == "18: a NUL character stands in it");
    CHECK(refused("chokepoint:?floor=disputed").starts_with("19: the floor is"));
    CHECK(refused("chokepoint:?panes=map,globe") == "23: there is no view 'globe'");
    CHECK(refused("chokepoint:?panes=map,map") == "23: the view 'map' stands there twice");
    CHECK(refused("chokepoint:?set=timeline.lanes:moon") == "17: 'lanes' cannot be 'moon'");
    CHECK(refused("chokepoint:?sel=event:a,,event:b") == "25: an item is missing here");
    CHECK(refused("chokepoint:?pins=actor:a@1") == "18: NODE@X@Y was expected");
    CHECK(refused("chokepoint:?pins=actor:a@1@nan") == "18: X and Y of a pin are numbers, 0 to 1 on the map");
    CHECK(refused("chokepoint:?t=2022-01-01..2022-13-01@900") == "32: a month from 01 to 12 was expected");
    CHECK(refused("chokepoint:?t=2022-01-01..2021-01-01@900") == "27: the end has to come after the beginning");
    CHECK(refused("chokepoint:?map=0.5,0.5") == "21: 'all', FROM..TO@WIDTH or X,Y,ZOOM was expected");
    CHECK(parsed("CHOKEPOINT:?filter=%61%62").look.filter == "ab");
    CHECK(parsed("chokepoint:").look == Look{});
}

TEST_CASE("every beginning and every change of a link is a link or an error with a column", "[app][link]") {
    SplitMix64 random(8);
    for (int i = 0; i < 60; ++i) {
        AppState state = state_of(small_history());
        randomise_look(random, state);
        const std::string text = link_text(state, resting_cameras(state));
        const auto check = [&](const std::string& changed) {
            const auto link = parse_link(changed);
            if (link) {
                AppState other = state_of(small_history());
                static_cast<void>(apply_link(other, *link));
                const std::string canonical = link_text(other, resting_cameras(other));
                INFO(changed << "\n" << canonical);
                AppState again = state_of(small_history());
                static_cast<void>(apply_link(again, parsed(canonical)));
                CHECK(link_text(again, resting_cameras(again)) == canonical);
            } else if (link.error().column < 1 || static_cast<size_t>(link.error().column) > changed.size() + 1 ||
                       link.error().message.empty()) {
                FAIL(changed << ": column " << link.error().column);
            }
        };
        for (size_t length = 0; length <= text.size(); length += 1 + random.below(3)) check(text.substr(0, length));
        for (int n = 0; n < 60; ++n) {
            std::string changed = text;
            changed[random.below(changed.size())] = static_cast<char>(random.below(256));
            check(changed);
        }
    }
}

TEST_CASE("a camera that is settled stays, and its text reads back, from seconds to the age of the universe", "[app][link]") {
    SplitMix64 random(77);
    for (int i = 0; i < 20'000; ++i) {
        Camera camera;
        camera.framed = true;
        camera.time.origin_s = static_cast<Instant>(random.next() >> random.below(64)) * (random.one_in(2) ? 1 : -1);
        camera.time.origin_s = std::clamp(camera.time.origin_s, kMinInstant, kMaxInstant);
        camera.time.origin_px = number_between(random, -1e4, 1e4);
        camera.time.seconds_per_px = std::pow(10.0, number_between(random, -2.5, 16));
        camera.made_for_px = random.one_in(4) ? 0 : number_between(random, 0.1, 40'000);
        const Camera once = settled(camera);
        INFO(camera_text(camera));
        REQUIRE(settled(once) == once);
        const auto read = camera_from(camera_text(once));
        REQUIRE(read);
        REQUIRE(*read == once);
    }
    CHECK(camera_text(Camera{}) == "all");
    CHECK(camera_text(Camera{.scroll_y = 119.6}) == "all/120");
    CHECK(camera_text(Camera{.framed = true, .centre = {0.25, -0.0}, .zoom = 1.5}) == "0.25,0,1.5");
}

TEST_CASE("a link opens other data only when somebody says so", "[app][link]") {
    AppState state = state_of(small_history());
    Derived derived;
    CHECK(run_command(state, derived, "file.confirm-link").find("nothing to do now") != std::string::npos);
    const std::string link = "chokepoint:?data=/no/such/place&filter=kind:rule";
    CHECK(run_command(state, derived, "file.open-link-text", link) ==
          "The link is about the data in '/no/such/place'; they are read when you say so.");
    CHECK(state.session.link_to_confirm == link);
    CHECK(state.document == Document{});
    CHECK(run_command(state, derived, "file.confirm-link").find("/no/such/place") != std::string::npos);
    CHECK(state.session.link_to_confirm.empty());
    CHECK(run_command(state, derived, "file.open-link-text", "chokepoint:?filter=kind:rule&sel=actor:nobody,actor:smic") == "");
    CHECK(state.session.toasts.back().text == "The data have no 'actor:nobody'.");
    CHECK(state.document.filter == "kind:rule");
    CHECK(state.session.selected.size() == 1);
    CHECK(run_command(state, derived, "edit.copy-link") == "");
    CHECK(state.session.clipboard == "chokepoint:?filter=kind:rule&sel=actor:smic");
    CHECK(run_command(state, derived, "edit.undo") == "");
    CHECK(state.document.filter == "");
    CHECK(run_command(state, derived, "file.open-link-text", "chokepoint:?x=1").find("column 13") == 0);
}

TEST_CASE("the link of a timeline that was drawn has the width of its lanes", "[app][link]") {
    AppState state = state_of(small_history());
    Derived derived;
    state.session.reduce_motion = true;
    static_cast<void>(derived.scene(state, *find_view("timeline"), {0, 0, 1000, 500}, views_test::kFixed));
    REQUIRE(run_command(state, derived, "view.zoom-in") == "");
    const Cameras kept = cameras_to_keep(state, derived);
    CHECK(kept.at("timeline").made_for_px == timeline_frame({0, 0, 1000, 500}, true).lanes.w);
    // What is seen is what is kept, to a second.
    const TimeScale& now = state.session.cameras["timeline"].time;
    CHECK(std::abs(now.time_from_x(0) - kept.at("timeline").time.time_from_x(0)) <= 1);
    CHECK(std::abs(now.time_from_x(852) - kept.at("timeline").time.time_from_x(852)) <= 2);
}

TEST_CASE("a timeline that was kept at one width shows the same extent at another", "[app][link]") {
    const Cameras kept{{"timeline", *camera_from("2022-09-01..2023-11-01@900")}};
    for (const double width : {500.0, 1000.0, 1700.0}) {
        AppState state = state_of(small_history());
        Derived derived;
        state.session.cameras = kept;
        const Rect area{0, 0, width, 500};
        const std::string scene = dump(derived.scene(state, *find_view("timeline"), area, views_test::kFixed));
        Camera here;
        here.framed = true;
        const Instant begin = start_of_day({.year = 2022, .month = 9});
        here.time.origin_s = begin;
        here.time.seconds_per_px =
            static_cast<double>(start_of_day({.year = 2023, .month = 11}) - begin) / timeline_frame(area, true).lanes.w;
        state.session.cameras["timeline"] = here;
        CHECK(scene == dump(derived.scene(state, *find_view("timeline"), area, views_test::kFixed)));
    }
}
