// The folded axis, the frame in the minimap, and drags along the axis.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/cameras.h"
#include "views_golden.h"
#include "views_tools.h"

using namespace views_test;

namespace {

// One event a date, all of one actor.
Loaded with_dates(const std::vector<std::string>& dates) {
    std::string json = R"({"dataset": {"format": "chokepoint/1", "id": "gaps", "title": "Gaps"},
"sources": [{"id": "s1", "title": "S"}],
"actors": [{"id": "us", "name": "US", "kind": "government", "side": "US"}],
"events": [)";
    for (size_t i = 0; i < dates.size(); ++i)
        json += (i == 0 ? "" : ",\n") + std::string("{\"id\": \"e") + std::to_string(i) + "\", \"title\": \"Event " + std::to_string(i) +
                "\", \"date\": \"" + dates[i] + R"(", "kind": "rule", "actors": [{"actor": "us"}], "claims": [{"source": "s1", "stance": "reports", "known": ")" +
                (i % 2 == 0 ? "2010" : "2025") + "\"}]}";
    return loaded_from(json + "]}");
}

// A war, two rules and their answers: a long gap, a shorter one, and an interval across it.
const Loaded& gaps() {
    static const Loaded kLoaded = with_dates({"1947", "1948-03-01", "2018-02-01", "2018-03-10", "2018-04-02", "2018-05", "2021-10-07", "2021-11-12",
                                              "2021-12-01", "2022-01-20", "2018-04/2021-12"});
    return kLoaded;
}

Shown folded(const Loaded& loaded, Rect area = {0, 0, 1280, 720}) {
    Shown shown(loaded, "timeline");
    shown.area = area;
    set_param(shown.state.document.params["timeline"], "axis", "folded");
    shown.build();
    return shown;
}

std::vector<Fold> folds_of(const Shown& shown) { return shown.timeline().folds.value(); }

bool says(const Shown& shown, std::string_view words) {
    return std::any_of(shown.scene.texts().begin(), shown.scene.texts().end(),
                       [&](const TextMark& mark) { return shown.scene.text(mark) == words; });
}

// What is true of every picture with a folded axis.
void check_axis(const Shown& shown) {
    const TimelineCache& cache = shown.timeline();
    double before = -1e300;
    for (const EventId event : gather_facts(shown.data()).order) {
        const Instant anchor = *anchor_of(shown.data(), event);
        const double x = cache.scale.x_from_time(anchor);
        CHECK(x >= before);
        before = x;
        for (const Fold& fold : cache.scale.folds()) CHECK_FALSE((anchor >= fold.begin_s && anchor < fold.end_s));
        // Exactly, but for what a thousand-millionth of a pixel holds when all of history is on the screen.
        if (x >= 0 && x <= cache.frame.lanes.w)
            CHECK(std::abs(static_cast<double>(cache.scale.time_from_x(x) - anchor)) <= 2e-9 * cache.scale.seconds_per_px());
    }
    // Symbols stand where the axis says.
    const TimelinePlacement& placement = cache.placement.value();
    const double shift = cache.scale.x_from_moment(placement.anchor_s, placement.anchor_fraction_s);
    for (const PlacedEvent& placed : placement.events)
        CHECK(std::abs(shift + placed.x - cache.scale.x_from_time(*anchor_of(shown.data(), placed.event))) < 0.01);
}

Gesture drag(Pick began, double from, double to, double y) {
    Gesture gesture;
    gesture.kind = GestureKind::Drag;
    gesture.began_pick = began;
    gesture.began_at = {from, y};
    gesture.at = {to, y};
    gesture.delta = {to - from, 0};
    return gesture;
}

std::optional<Camera> camera_after(Shown& shown, const Gesture& gesture) {
    std::vector<Effect> effects;
    shown.view.interact(shown.input(), *shown.cache, gesture, effects);
    if (effects.empty()) return std::nullopt;
    return std::get<SetCamera>(effects.front()).camera;
}

Pick minimap(MinimapPart part) { return pick_of(PickKind::Minimap, static_cast<size_t>(part)); }

}  // namespace

TEST_CASE("long stretches without events are folded and say in words what they skip", "[views][timeline][axis]") {
    const Shown shown = folded(gaps());
    const auto folds = folds_of(shown);
    REQUIRE(folds.size() == 2);
    CHECK(folds[0].begin_s > start_of_day({1948, 3, 2}));
    CHECK(folds[0].end_s < start_of_day({2018, 2, 1}));
    CHECK(folds[1].begin_s > start_of_day({2018, 6, 1}));
    CHECK(folds[1].end_s < start_of_day({2021, 10, 7}));
    CHECK(says(shown, "69 years"));
    CHECK(says(shown, "3 years"));
    CHECK(says(shown, "skipped"));
    check_axis(shown);
    Shown plain(gaps(), "timeline");
    plain.build();
    CHECK(plain.timeline().folds.value().empty());
}

TEST_CASE("a folded axis is drawn as it was", "[views][golden]") {
    Shown shown = folded(gaps(), {0, 0, 900, 500});
    check_golden("timeline-gaps-axis", dump(shown.build()));
}

TEST_CASE("a folded axis holds whatever the dates are", "[views][timeline][axis]") {
    for (const auto& dates : std::vector<std::vector<std::string>>{{"-3000", "3000"},
                                                                  {"-3000-05-05", "3000-06-06"},
                                                                  {"2020-01-01", "2020-01-01", "2020-01-01"},
                                                                  {"2020-01-01"},
                                                                  {"1900/..", "../2020", "2001-01-01/2001-02-02"},
                                                                  {"../.."},
                                                                  {"Y-200000", "2020-01-01", "2020-01-02"},
                                                                  {}}) {
        const Loaded loaded = with_dates(dates);
        for (const double width : {160.0, 400.0, 1280.0, 3840.0}) {
            Shown shown = folded(loaded, {0, 0, width, 600});
            check_axis(shown);
            for (const double notches : {3.0, 40.0, -60.0}) {
                Gesture gesture;
                gesture.kind = GestureKind::Wheel;
                gesture.at = {width * 0.7, 300};
                gesture.wheel = notches;
                const auto camera = camera_after(shown, gesture);
                REQUIRE(camera);
                shown.camera() = *camera;
                shown.build();
                check_axis(shown);
            }
        }
    }
}

TEST_CASE("the folds of a random history lie between its events, whatever is in sight", "[views][timeline][axis]") {
    for (uint64_t seed = 1; seed < 12; ++seed) {
        const Loaded loaded = loaded_from(choke::testing::generate_dataset(seed % 3 == 0 ? 5000 : 40, seed));
        Shown shown = folded(loaded);
        const auto folds = folds_of(shown);
        check_axis(shown);
        Gesture gesture;
        gesture.kind = GestureKind::Drag;
        gesture.at = {600, 300};
        gesture.delta = {-217, 0};
        for (int step = 0; step < 4; ++step) {
            shown.camera() = *camera_after(shown, gesture);
            shown.build();
            CHECK(folds_of(shown) == folds);
        }
        check_axis(shown);
    }
}

TEST_CASE("the axis is folded alike on every day of known-on", "[views][timeline][axis]") {
    Shown shown = folded(gaps());
    const auto folds = folds_of(shown);
    for (const char* day : {"2009", "2012", "2024-12-31", "2026"}) {
        shown.state.document.known_on = day;
        shown.build();
        CHECK(folds_of(shown) == folds);
    }
}

TEST_CASE("panning a folded axis moves every event alike, and zooming keeps the one under the pointer", "[views][timeline][axis]") {
    Shown shown = folded(gaps());
    const auto x_of = [&](size_t event) { return shown.timeline().scale.x_from_time(*anchor_of(shown.data(), id_at<EventId>(event))); };
    Gesture gesture;
    gesture.kind = GestureKind::Drag;
    gesture.at = {600, 300};
    gesture.delta = {31.5, 0};
    std::vector<double> before;
    for (size_t i = 0; i < shown.data().events.size(); ++i) before.push_back(x_of(i));
    shown.camera() = *camera_after(shown, gesture);
    shown.build();
    for (size_t i = 0; i < before.size(); ++i) CHECK(std::abs(x_of(i) - before[i] - 31.5) < 0.01);

    const double under = x_of(2);
    gesture.kind = GestureKind::Wheel;
    gesture.at = {shown.timeline().frame.lanes.x + under, 300};
    gesture.wheel = 4;
    shown.camera() = *camera_after(shown, gesture);
    shown.build();
    CHECK(std::abs(x_of(2) - under) < 0.01);
}

TEST_CASE("where a folded axis looks is kept in links and files", "[views][timeline][axis]") {
    Shown shown = folded(gaps());
    const NodeRef nodes[] = {node_of_event(shown.event("e6")), node_of_event(shown.event("e2"))};
    shown.camera() = shown.view.frame(shown.input(), *shown.cache, std::span<const NodeRef>(nodes));
    shown.build();
    CHECK(shown.timeline().scale.x_from_time(*anchor_of(shown.data(), shown.event("e2"))) > 0);
    CHECK(shown.timeline().scale.x_from_time(*anchor_of(shown.data(), shown.event("e6"))) < shown.timeline().frame.lanes.w);
    const double before = shown.timeline().scale.x_from_time(*anchor_of(shown.data(), shown.event("e6")));
    Camera kept = shown.camera();
    kept.made_for_px = shown.timeline().frame.lanes.w;
    shown.camera() = settled(kept);
    shown.build();
    CHECK(std::abs(shown.timeline().scale.x_from_time(*anchor_of(shown.data(), shown.event("e6"))) - before) < 0.5);
}

TEST_CASE("a move over a fold begins where the window stands", "[views][timeline][axis]") {
    Shown shown = folded(gaps());
    const NodeRef first[] = {node_of_event(shown.event("e0"))};
    const NodeRef last[] = {node_of_event(shown.event("e9"))};
    CameraMove move;
    move.from = shown.view.frame(shown.input(), *shown.cache, std::span<const NodeRef>(first));
    move.to = shown.view.frame(shown.input(), *shown.cache, std::span<const NodeRef>(last));
    const Camera before = move.from;
    anchor_move(shown.view, *shown.cache, move);
    CHECK(move.from.time.origin_s == move.to.time.origin_s);
    for (const char* id : {"e0", "e1", "e2", "e9"}) {
        const Instant at = *anchor_of(shown.data(), shown.event(id));
        const auto folds = shown.timeline().scale.folds();
        CHECK(std::abs(AxisScale(before.time, folds).x_from_time(at) - AxisScale(move.from.time, folds).x_from_time(at)) < 0.01);
    }
}

TEST_CASE("ticks stand on both sides of a fold and none inside it", "[views][timeline][axis]") {
    const Shown shown = folded(gaps());
    const AxisTicks& ticks = shown.timeline().ticks.value();
    REQUIRE(ticks.minor.size() > 4);
    for (const auto* level : {&ticks.major, &ticks.minor})
        for (size_t i = 0; i < level->size(); ++i) {
            if (i > 0) CHECK((*level)[i - 1].at <= (*level)[i].at);
            for (const Fold& fold : folds_of(shown)) CHECK_FALSE(((*level)[i].at >= fold.begin_s && (*level)[i].at < fold.end_s));
        }
}

TEST_CASE("gaps lie between what is occupied, ends of intervals too", "[views][timeline][axis]") {
    std::vector<Fold> gaps;
    std::vector<Fold> occupied{{0, 10}, {5, 7}, {20, 21}, {18, 26}, {50, 60}};
    std::vector<Fold> later{{40, 45}, {8, 12}, {70, 80}};
    find_gaps(occupied, later, gaps);
    CHECK(gaps == std::vector<Fold>{{12, 18}, {26, 40}, {45, 50}, {60, 70}});
    occupied.clear();
    later.clear();
    find_gaps(occupied, later, gaps);
    CHECK(gaps.empty());
    const std::vector<Fold> a{{0, 10}, {20, 30}};
    const std::vector<Fold> b{{5, 22}, {25, 40}};
    CHECK(common_gaps(a, b) == std::vector<Fold>{{5, 10}, {20, 22}, {25, 30}});
}

TEST_CASE("the frame in the minimap is moved, widened at its edges, and drawn anew", "[views][timeline][minimap]") {
    for (const bool with_folds : {false, true}) {
        Shown shown(gaps(), "timeline");
        shown.area = {0, 0, 1280, 720};
        if (with_folds) set_param(shown.state.document.params["timeline"], "axis", "folded");
        shown.build();
        const TimelineCache& cache = shown.timeline();
        const Rect map = cache.frame.minimap;
        const double y = map.centre().y;
        const auto border = [&](double lanes_x) {
            return map.x + whole_scale(cache, map.w).x_from_time(cache.scale.time_from_x(lanes_x));
        };
        const auto left = [&] { return border(0); };
        const auto right = [&] { return border(cache.frame.lanes.w); };

        // Drawn on the ground, in either direction.
        for (const bool backwards : {false, true}) {
            const double from = map.x + (backwards ? 700 : 500);
            const double to = map.x + (backwards ? 500 : 700);
            shown.camera() = *camera_after(shown, drag(minimap(MinimapPart::Ground), from, to, y));
            shown.build();
            CHECK(std::abs(left() - map.x - 500) < 1);
            CHECK(std::abs(right() - map.x - 700) < 1);
        }
        // What is under the pointer says so.
        HitIndex hits;
        hits.build(shown.scene);
        CHECK(hits.at(shown.scene, {left() - 1, y}) == minimap(MinimapPart::LeftEdge));
        CHECK(hits.at(shown.scene, {right() + 1, y}) == minimap(MinimapPart::RightEdge));
        CHECK(hits.at(shown.scene, {(left() + right()) / 2, y}) == minimap(MinimapPart::Window));
        CHECK(hits.at(shown.scene, {map.x + 200, y}) == minimap(MinimapPart::Ground));

        shown.camera() = *camera_after(shown, drag(minimap(MinimapPart::RightEdge), right(), map.x + 800, y));
        shown.build();
        CHECK(std::abs(left() - map.x - 500) < 1);
        CHECK(std::abs(right() - map.x - 800) < 1);
        shown.camera() = *camera_after(shown, drag(minimap(MinimapPart::LeftEdge), left(), map.x + 600, y));
        shown.build();
        CHECK(std::abs(left() - map.x - 600) < 1);
        CHECK(std::abs(right() - map.x - 800) < 1);
        shown.camera() = *camera_after(shown, drag(minimap(MinimapPart::Window), map.x + 700, map.x + 640, y));
        shown.build();
        CHECK(std::abs(left() - map.x - 540) < 1);
        // An edge never passes the other.
        shown.camera() = *camera_after(shown, drag(minimap(MinimapPart::LeftEdge), left(), map.x + 1000, y));
        shown.build();
        CHECK(left() < right());
    }
}

TEST_CASE("a click on the minimap moves the window there and keeps its width", "[views][timeline][minimap]") {
    Shown shown(gaps(), "timeline");
    shown.area = {0, 0, 1280, 720};
    shown.build();
    const Rect map = shown.timeline().frame.minimap;
    shown.camera() = *camera_after(shown, drag(minimap(MinimapPart::Ground), map.x + 500, map.x + 600, map.centre().y));
    shown.build();
    const double resolution = shown.timeline().scale.seconds_per_px();
    Gesture click;
    click.kind = GestureKind::Click;
    click.pick = minimap(MinimapPart::Ground);
    click.at = {map.x + 300, map.centre().y};
    shown.camera() = *camera_after(shown, click);
    shown.build();
    CHECK(shown.timeline().scale.seconds_per_px() == resolution);
    const Instant middle = shown.timeline().scale.time_from_x(shown.timeline().frame.lanes.w / 2);
    CHECK(std::abs(whole_scale(shown.timeline(), map.w).x_from_time(middle) - 300) < 1);
}

TEST_CASE("a drag along the axis with shift zooms to the range and filters nothing", "[views][timeline][axis]") {
    for (const bool with_folds : {false, true}) {
        Shown shown(gaps(), "timeline");
        shown.area = {0, 0, 1280, 720};
        if (with_folds) set_param(shown.state.document.params["timeline"], "axis", "folded");
        shown.build();
        Gesture gesture = drag(pick_of(PickKind::Axis), 900, 500, 20);
        gesture.kind = GestureKind::DragEnd;
        gesture.shift = true;
        const double lanes_x = shown.timeline().frame.lanes.x;
        const Instant from = shown.timeline().scale.time_from_x(500 - lanes_x);
        const Instant to = shown.timeline().scale.time_from_x(900 - lanes_x);
        const auto camera = camera_after(shown, gesture);
        REQUIRE(camera);
        shown.camera() = *camera;
        shown.build();
        CHECK(std::abs(shown.timeline().scale.x_from_time(from)) < 1);
        CHECK(std::abs(shown.timeline().scale.x_from_time(to) - shown.timeline().frame.lanes.w) < 1);
        gesture.shift = false;
        std::vector<Effect> effects;
        shown.view.interact(shown.input(), *shown.cache, gesture, effects);
        REQUIRE(effects.size() == 1);
        CHECK(std::holds_alternative<SetRange>(effects.front()));
    }
}
