// Lanes in the order of a hand, pinned and empty ones; rows that stand still; words that stay in sight; leaders; arrows
// beside cards.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/link.h"
#include "views/timeline_order.h"
#include "views/timeline_place.h"
#include "views_tools.h"

using namespace views_test;

namespace {

std::string lanes_said(Shown& shown) {
    shown.build();
    std::string words;
    for (const TimelineLane& lane : shown.timeline().lanes.value().lanes) words += (words.empty() ? "" : ", ") + lane.label;
    return words;
}

Shown by(std::string_view lanes, Size size = {1280, 720}, const Loaded& loaded = small_history()) {
    Shown shown(loaded, "timeline");
    shown.area = {0, 0, size.width, size.height};
    set_param(shown.state.document.params["timeline"], "lanes", lanes);
    shown.build();
    return shown;
}

size_t lane_of(const Shown& shown, std::string_view label) {
    const auto& lanes = shown.timeline().lanes.value().lanes;
    for (size_t i = 0; i < lanes.size(); ++i)
        if (lanes[i].label == label) return i;
    FAIL("no lane " << label);
    return 0;
}

double top_of(const Shown& shown, size_t lane) {
    const TimelineCache& cache = shown.timeline();
    return cache.frame.lanes.y + cache.boxes.value()[lane].y - (lane < cache.sticky_count ? 0 : cache.scroll_y);
}

void gesture(Shown& shown, GestureKind kind, Vec2 began, Vec2 at, Pick pick) {
    Gesture made;
    made.kind = kind;
    made.at = at;
    made.began_at = began;
    made.pick = made.began_pick = pick;
    std::vector<Effect> effects;
    shown.view.interact(shown.input(), *shown.cache, made, effects);
    for (const Effect& effect : effects) apply(shown.state, "timeline", effect);
    shown.build();
}

// By the header, from its middle to a height.
void drag_lane(Shown& shown, std::string_view label, double to_y) {
    const size_t lane = lane_of(shown, label);
    const Vec2 from{30, top_of(shown, lane) + shown.timeline().boxes.value()[lane].height / 2};
    const Pick pick = pick_of(PickKind::Lane, lane);
    gesture(shown, GestureKind::DragBegin, from, from, pick);
    gesture(shown, GestureKind::Drag, from, {30, to_y}, pick);
    gesture(shown, GestureKind::DragEnd, from, {30, to_y}, pick);
}

bool has_line_across(const Shown& shown) {
    return std::any_of(shown.scene.order().begin(), shown.scene.order().end(), [&](const OrderRecord& record) {
        if (record.layer != Layer::Overlay || record.kind != MarkKind::Line) return false;
        const LineMark& mark = shown.scene.lines()[record.index];
        return mark.from.y == mark.to.y && mark.to.x - mark.from.x > shown.timeline().frame.lanes.w;
    });
}

std::vector<Rect> cards_of(const Scene& scene) {
    std::vector<Rect> cards;
    for (const OrderRecord& record : scene.order()) {
        if (record.layer != Layer::Grid || record.kind != MarkKind::Rect) continue;
        const RectMark& mark = scene.rects()[record.index];
        if (kind_of(mark.pick) == PickKind::Event && mark.rect.h > 40) cards.push_back(mark.rect);
    }
    return cards;
}

}  // namespace

TEST_CASE("a lane that is dragged by its header goes where a line shows, and can be taken back", "[views][timeline][lanes]") {
    Shown shown = by("side");
    CHECK(lanes_said(shown) == "United States, Others, China");
    const size_t china = lane_of(shown, "China");
    const Vec2 from{30, top_of(shown, china) + 10};
    const Pick pick = pick_of(PickKind::Lane, china);
    gesture(shown, GestureKind::DragBegin, from, from, pick);
    gesture(shown, GestureKind::Drag, from, {30, top_of(shown, 0) + 4}, pick);
    CHECK(has_line_across(shown));
    CHECK(lanes_said(shown) == "United States, Others, China");
    gesture(shown, GestureKind::DragEnd, from, {30, top_of(shown, 0) + 4}, pick);
    CHECK_FALSE(has_line_across(shown));
    CHECK(lanes_said(shown) == "China, United States, Others");
    CHECK(param(shown.state.document.params["timeline"], definition_of(TimelineParam::Order)) == "hand");
    REQUIRE(shown.state.undo.size() == 1);
    CHECK(run_command(shown.state, shown.derived, "edit.undo") == "");
    CHECK(lanes_said(shown) == "United States, Others, China");
}

TEST_CASE("a lane that is let go where it was stays, and a drag that is given up changes nothing", "[views][timeline][lanes]") {
    Shown shown = by("side");
    const size_t us = lane_of(shown, "United States");
    drag_lane(shown, "United States", top_of(shown, us) + 4);
    CHECK(shown.state.undo.empty());
    const Pick pick = pick_of(PickKind::Lane, us);
    gesture(shown, GestureKind::DragBegin, {30, 60}, {30, 60}, pick);
    CHECK(run_command(shown.state, shown.derived, "edit.escape") == "");
    gesture(shown, GestureKind::Drag, {30, 60}, {30, 700}, pick);
    gesture(shown, GestureKind::DragEnd, {30, 60}, {30, 700}, pick);
    CHECK(shown.state.undo.empty());
    CHECK_FALSE(shown.camera().framed);
}

TEST_CASE("lanes of a group are moved within it, and a group with all that it holds", "[views][timeline][lanes]") {
    Shown shown = by("side-actor", {1280, 900});
    CHECK(lanes_said(shown) == "United States, Nvidia, Bureau of Industry and Security, Others, ASML, China, Huawei, SMIC, Ministry of Commerce");
    drag_lane(shown, "SMIC", 0);
    CHECK(lanes_said(shown) == "United States, Nvidia, Bureau of Industry and Security, Others, ASML, China, SMIC, Huawei, Ministry of Commerce");
    drag_lane(shown, "China", 0);
    CHECK(lanes_said(shown) == "China, SMIC, Huawei, Ministry of Commerce, United States, Nvidia, Bureau of Industry and Security, Others, ASML");
    drag_lane(shown, "China", 2000);
    CHECK(lanes_said(shown) == "United States, Nvidia, Bureau of Industry and Security, Others, ASML, China, SMIC, Huawei, Ministry of Commerce");
}

TEST_CASE("a moved lane keeps its place under a filter and in another order of the mode", "[views][timeline][lanes]") {
    Shown shown = by("actor");
    run_command(shown.state, shown.derived, "timeline.move-lane", "actor:mofcom before actor:nvidia");
    const std::string moved = lanes_said(shown);
    CHECK(moved.starts_with("Ministry of Commerce, Nvidia"));
    shown.state.document.filter = "actor:mofcom OR actor:asml";
    CHECK(lanes_said(shown).starts_with("Ministry of Commerce, "));
    shown.state.document.filter = "";
    CHECK(lanes_said(shown) == moved);
    set_param(shown.state.document.params["timeline"], "order", "natural");
    CHECK(lanes_said(shown) != moved);
    set_param(shown.state.document.params["timeline"], "order", "hand");
    CHECK(lanes_said(shown) == moved);
    // Lanes of another mode do not get into each other's way.
    set_param(shown.state.document.params["timeline"], "lanes", "side");
    CHECK(lanes_said(shown) == "United States, Others, China");
    run_command(shown.state, shown.derived, "timeline.move-lane", "China before US");
    CHECK(lanes_said(shown) == "China, United States, Others");
    set_param(shown.state.document.params["timeline"], "lanes", "actor");
    CHECK(lanes_said(shown) == moved);
}

TEST_CASE("where a hand puts a lane does not depend on what the window has room for", "[views][timeline][lanes]") {
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated()}) {
        for (const std::string_view lanes : {"actor", "side-actor", "thing", "source"}) {
            std::vector<std::vector<std::string>> lists;
            for (const double height : {260.0, 720.0, 2000.0}) {
                Shown shown = by(lanes, {1280, height}, *loaded);
                const auto& there = shown.timeline().lanes.value().lanes;
                std::vector<std::string> first;
                for (const TimelineLane& lane : there)
                    if (!lane.is_group && lane.group == there.back().group && first.size() < 2) first.push_back(lane.key);
                REQUIRE(first.size() == 2);
                CHECK(run_command(shown.state, shown.derived, "timeline.move-lane", first[1] + " before " + first[0]) == "");
                lists.push_back(shown.state.document.lane_order);
            }
            INFO(lanes);
            CHECK(lists[0] == lists[1]);
            CHECK(lists[1] == lists[2]);
            CHECK(lists[0].size() > 1);
        }
    }
}

TEST_CASE("the lane of the selection goes up and down by the keyboard", "[views][timeline][lanes]") {
    Shown shown = by("side");
    static_cast<void>(shown.derived.scene(shown.state, shown.view, shown.area, kFixed));
    const auto run = [&](std::string_view name, std::string_view argument = {}) { return run_command(shown.state, shown.derived, name, argument); };
    const auto said = [&] {
        static_cast<void>(shown.derived.scene(shown.state, shown.view, shown.area, kFixed));
        return lanes_said(shown);
    };
    CHECK(run("select.id", "gallium") == "");
    CHECK(run("timeline.lane-up") == "");
    CHECK(said() == "United States, China, Others");
    CHECK(run("timeline.lane-up") == "");
    CHECK(said() == "China, United States, Others");
    CHECK(run("timeline.lane-up") == "This lane is the first one there.");
    CHECK(run("timeline.lane-down") == "");
    CHECK(said() == "United States, China, Others");
    CHECK(run("timeline.move-lane", "China last") == "");
    CHECK(said() == "United States, Others, China");
    CHECK(run("timeline.move-lane", "China first") == "");
    CHECK(said() == "China, United States, Others");
    CHECK(run("timeline.forget-order") == "");
    CHECK(said() == "United States, Others, China");
    CHECK(run("timeline.move-lane", "China under US") == "Write it as KEY before KEY, or KEY and first, last, up or down.");
}

TEST_CASE("a pinned lane stands on top and stays in sight while the others scroll under it", "[views][timeline][lanes]") {
    Shown shown = by("actor", {900, 300});
    REQUIRE(shown.timeline().content_height > shown.timeline().frame.lanes.h);
    CHECK(run_command(shown.state, shown.derived, "timeline.pin-lane", "actor:mofcom") == "");
    CHECK(lanes_said(shown).starts_with("Ministry of Commerce, "));
    CHECK(shown.timeline().sticky_count == 1);
    shown.camera() = shown.view.whole(shown.input(), *shown.cache);
    shown.camera().scroll_y = 60;
    shown.build();
    REQUIRE(shown.timeline().scroll_y > 0);
    const double bottom = shown.timeline().frame.lanes.y + shown.timeline().sticky_height;
    bool seen = false;
    for (const TextMark& mark : shown.scene.texts()) {
        if (mark.pick == pick_of(PickKind::Lane, 0)) seen = true;
        if (kind_of(mark.pick) == PickKind::Lane && mark.pick.index != 0) CHECK(text_box(mark).y >= bottom - 0.5);
    }
    CHECK(seen);
    CHECK(text_collisions(shown.scene) == "");
    // What is under it cannot be hit.
    HitIndex hits;
    hits.build(shown.scene);
    CHECK(hits.at(shown.scene, {30, shown.timeline().frame.lanes.y + 8}) == pick_of(PickKind::Lane, 0));
    CHECK(run_command(shown.state, shown.derived, "edit.undo") == "");
    CHECK_FALSE(lanes_said(shown).starts_with("Ministry of Commerce, "));
}

TEST_CASE("a click on the pin of a header pins the lane, and pinned lanes come first in a figure", "[views][timeline][lanes]") {
    Shown shown = by("side-actor", {1280, 900});
    const size_t smic = lane_of(shown, "SMIC");
    const auto has_pin = [&](size_t lane) {
        return std::any_of(shown.scene.rects().begin(), shown.scene.rects().end(),
                           [&](const RectMark& mark) { return mark.pick == pick_of(PickKind::LanePin, lane); });
    };
    CHECK_FALSE(has_pin(smic));
    shown.state.session.hover = pick_of(PickKind::Lane, smic);
    shown.build();
    CHECK(has_pin(smic));
    gesture(shown, GestureKind::Click, {}, {}, pick_of(PickKind::LanePin, smic));
    shown.state.session.hover.reset();
    // It leaves its group, which stays together.
    CHECK(lanes_said(shown) == "SMIC, United States, Nvidia, Bureau of Industry and Security, Others, ASML, China, Huawei, Ministry of Commerce");
    CHECK(has_pin(0));
    CHECK(shown.timeline().lanes.value().lanes[0].group == kNoCategory);
    shown.interactive = false;
    CHECK(lanes_said(shown).starts_with("SMIC, "));
    shown.interactive = true;
    // A second one below it; the two change places.
    CHECK(run_command(shown.state, shown.derived, "timeline.pin-lane", "side:China") == "");
    CHECK(lanes_said(shown).starts_with("SMIC, China, Huawei, Ministry of Commerce, United States"));
    drag_lane(shown, "China", 0);
    CHECK(lanes_said(shown).starts_with("China, Huawei, Ministry of Commerce, SMIC, United States"));
    CHECK(run_command(shown.state, shown.derived, "timeline.unpin-lanes") == "");
    CHECK(lanes_said(shown).starts_with("United States"));
}

TEST_CASE("empty lanes are named, and a click shows them and folds them away again", "[views][timeline][lanes]") {
    Shown shown = by("actor");
    shown.state.document.filter = "id:rule";
    shown.build();
    CHECK(shown.timeline().lanes.value().lanes.size() == 1);
    CHECK(shown.timeline().lanes.value().empty_count == 5);
    const std::string words = shown.view.describe(shown.input(), *shown.cache, pick_of(PickKind::EmptyLanes));
    CHECK(words == "Nothing of these matches:\nNvidia\nASML\nHuawei\nSMIC\nMinistry of Commerce\nClick to show their lanes");
    gesture(shown, GestureKind::Click, {}, {}, pick_of(PickKind::EmptyLanes));
    CHECK(lanes_said(shown) == "Nvidia, Bureau of Industry and Security, ASML, Huawei, SMIC, Ministry of Commerce");
    CHECK(shown.timeline().lanes.value().empty_count == 5);
    CHECK(text_collisions(shown.scene) == "");
    CHECK(run_command(shown.state, shown.derived, "timeline.empty-lanes") == "");
    CHECK(lanes_said(shown) == "Bureau of Industry and Security");
}

TEST_CASE("order and pins of lanes are kept in links", "[app][link][lanes]") {
    Shown shown = by("side");
    run_command(shown.state, shown.derived, "timeline.move-lane", "China before US");
    run_command(shown.state, shown.derived, "timeline.pin-lane", "other");
    const std::string text = look_text(shown.data(), shown.state.document, {}, {}, "timeline");
    CHECK(text == "set=timeline.lanes:side,timeline.order:hand&order=China,US,other&top=other");
    const auto link = parse_link("chokepoint:?" + text);
    REQUIRE(link);
    CHECK(link->look == shown.state.document.look());
    CHECK_FALSE(parse_link("chokepoint:?top=a,a"));
}

TEST_CASE("all lanes find room in the usual window, and where they do not a bar shows that there are more", "[views][timeline][lanes]") {
    const auto has_bar = [](const Shown& shown) {
        return std::any_of(shown.scene.rects().begin(), shown.scene.rects().end(),
                           [](const RectMark& mark) { return mark.pick == pick_of(PickKind::ScrollBar); });
    };
    // What a window of 1280 x 720 leaves to the timeline, alone and above the map.
    for (const double height : {624.0, 369.0}) {
        for (const std::string_view lanes : {"group", "side", "actor", "side-actor", "kind", "none"}) {
            Shown shown = by(lanes, {821, height}, built_in());
            const TimelineCache& cache = shown.timeline();
            INFO(lanes << " in " << height << ": " << cache.content_height << " in " << cache.frame.lanes.h);
            CHECK(has_bar(shown) == (cache.content_height > cache.frame.lanes.h + 0.5));
            const double lowest = kLowestLane_px - 3.5;
            double least = 0;
            for (const TimelineLane& lane : cache.lanes.value().lanes) least += lane.is_group ? kGroupLane_px : lowest;
            CHECK((cache.content_height <= cache.frame.lanes.h + 0.5 || least > cache.frame.lanes.h));
            CHECK(text_collisions(shown.scene) == "");
        }
    }
    Shown shown = by("actor", {900, 260}, built_in());
    REQUIRE(has_bar(shown));
    gesture(shown, GestureKind::Click, {}, {890, 200}, pick_of(PickKind::ScrollBar));
    CHECK(shown.timeline().scroll_y > 0);
    CHECK(shown.state.session.selected.empty());
}

TEST_CASE("a mark keeps its row while known-on moves", "[views][timeline][lanes]") {
    const Loaded many = loaded_from(choke::testing::generate_dataset(kPlaceAllLimit + 1500, 5));
    for (const Loaded* loaded : {&built_in(), &generated(), &many}) {
        for (const std::string_view lanes : {"side", "group", "actor"}) {
            for (const double zoom : {1.0, 9.0}) {
                Shown shown = by(lanes, {1280, 720}, *loaded);
                shown.camera() = shown.view.whole(shown.input(), *shown.cache);
                shown.camera().time = zoomed(shown.camera().time, 700, zoom);
                const auto rows = [&] {
                    shown.build();
                    std::map<std::pair<std::string, uint32_t>, int> out;
                    for (const PlacedEvent& placed : shown.timeline().placement.value().events)
                        out[{shown.timeline().lanes.value().lanes[placed.lane].key, static_cast<uint32_t>(placed.event)}] = placed.row;
                    return out;
                };
                const auto ever = rows();
                size_t seen = 0;
                for (const std::string day : {"2022-11", "2023-07", "2024-06", "2025-09"}) {
                    for (const bool ghosts : {false, true}) {
                        shown.state.document.known_on = day;
                        shown.state.document.ghosts = ghosts;
                        for (const auto& [mark, row] : rows()) {
                            const auto at = ever.find(mark);
                            ++seen;
                            if (at == ever.end() || at->second != row)
                                FAIL_CHECK(lanes << " on " << day << ": event " << mark.second << " is in row " << row);
                        }
                        CHECK(text_collisions(shown.scene) == "");
                    }
                }
                CHECK(seen > 0);
            }
        }
    }
}

TEST_CASE("an event without a row on the day that everything is known is counted on every day before", "[views][timeline][lanes]") {
    Shown shown = by("side", {1280, 300}, built_in());
    for (const std::string day : {"2022-11", "2023-07", "2024-06"}) {
        shown.state.document.known_on = day;
        shown.build();
        size_t told = shown.timeline().placement.value().events.size();
        for (const TickColumn& column : shown.timeline().placement.value().ticks) told += column.count;
        CHECK(told == shown.timeline().lanes.value().event_count);
    }
}

TEST_CASE("what an extent says stays in sight as long as a good part of it does, and neither jumps nor blinks", "[views][timeline][lanes]") {
    size_t cards = 0;
    for (const double height : {300.0, 900.0}) {
        for (const double zoom : {12.0, 45.0}) {
            Shown shown = by("side", {1280, height}, built_in());
            shown.camera() = shown.view.whole(shown.input(), *shown.cache);
            shown.camera().time = zoomed(shown.camera().time, 700, zoom);
            struct Seen {
                double alpha = 0;
                double extent = 0;
            };
            std::map<uint32_t, Seen> before;
            for (int step = 0; step < 700; ++step) {
                shown.camera().time = panned(shown.camera().time, 1);
                shown.build();
                const TimelineCache& cache = shown.timeline();
                const TimelinePlacement& placement = cache.placement.value();
                const double shift = cache.frame.lanes.x + cache.scale.x_from_time(placement.anchor_s);
                std::map<uint32_t, Seen> now;
                for (const PlacedEvent& placed : placement.events) {
                    if (!placed.low || (placed.label.size == 0 && placed.card < 0) || placed.leader != 0) continue;
                    const Rect& lanes = cache.frame.lanes;
                    const double begin = std::max(lanes.x, shift + placed.begin_x);
                    const double end = std::min(lanes.right(), shift + placed.end_x);
                    if (end - begin > 0) now[static_cast<uint32_t>(placed.event)].extent = end - begin;
                    cards += placed.card >= 0 && end - begin > 0 && (shift + placed.x < lanes.x || shift + placed.x > lanes.right()) ? 1 : 0;
                }
                for (const TextMark& mark : shown.scene.texts()) {
                    if (kind_of(mark.pick) != PickKind::Event || !now.contains(mark.pick.index)) continue;
                    Seen& seen = now[mark.pick.index];
                    seen.alpha = std::max<double>(seen.alpha, mark.colour.a);
                }
                for (const auto& [event, seen] : now) {
                    if (seen.extent > 330 && seen.alpha < 60) FAIL_CHECK("event " << event << " says nothing over " << seen.extent << " px, zoom " << zoom);
                    const auto at = before.find(event);
                    if (at != before.end() && seen.extent > 330 && std::abs(at->second.alpha - seen.alpha) > 45)
                        FAIL_CHECK("event " << event << " blinks: " << at->second.alpha << " to " << seen.alpha << ", zoom " << zoom);
                }
                before = std::move(now);
                if (step % 50 == 0) CHECK(text_collisions(shown.scene) == "");
            }
        }
    }
    CHECK(cards > 0);
}

TEST_CASE("level arrows run behind no card", "[views][timeline][chain]") {
    size_t with_cards = 0;
    for (const std::string_view depth : {"off", "3"}) {
        for (const double zoom : {1.0, 6.0, 14.0}) {
            for (const Loaded* loaded : {&small_history(), &built_in()}) {
                Shown shown = by("side", {1920, 1080}, *loaded);
                set_param(shown.state.document.params["timeline"], "chain", depth);
                shown.camera() = shown.view.whole(shown.input(), *shown.cache);
                shown.camera().time = zoomed(shown.camera().time, 500, zoom);
                for (size_t i = 0; i < shown.data().events.size(); i += loaded == &built_in() ? 9 : 1) {
                    shown.state.session.selected = {node_of_event(id_at<EventId>(i))};
                    shown.build();
                    const std::vector<Rect> cards = cards_of(shown.scene);
                    with_cards += cards.empty() ? 0 : 1;
                    for (const OrderRecord& record : shown.scene.order()) {
                        if (record.layer != Layer::Edges || record.kind != MarkKind::Line) continue;
                        const LineMark& mark = shown.scene.lines()[record.index];
                        if (std::abs(mark.from.y - mark.to.y) > 0.01) continue;
                        for (const Rect& card : cards) {
                            const double over = std::min(std::max(mark.from.x, mark.to.x), card.right()) - std::max(std::min(mark.from.x, mark.to.x), card.x);
                            if (mark.from.y > card.y + 0.5 && mark.from.y < card.bottom() - 0.5 && over > 1)
                                FAIL_CHECK("event " << i << ", chain " << depth << ": " << over << " px behind a card");
                        }
                    }
                }
            }
        }
    }
    CHECK(with_cards > 0);
}

TEST_CASE("a way between rows goes around a card that stands in its gap", "[views][timeline][chain]") {
    RowRoutes routes;
    routes.start(0, 600, false);
    for (int row = 0; row < 6; ++row) routes.add_row(10 + 20 * row);
    // A card over rows 1 to 3 between the two.
    for (size_t row = 1; row <= 3; ++row) routes.block(row, 150, 350);
    routes.add_wall({150, 22, 200, 56});
    routes.ready();
    std::vector<Vec2> way;
    routes.route({{100, 50}, 40, 60, 6}, {{450, 50}, 40, 60, 6}, way);
    REQUIRE(way.size() > 1);
    for (size_t i = 1; i < way.size(); ++i) {
        const bool level = std::abs(way[i].y - way[i - 1].y) < 0.01;
        const double over = std::min(std::max(way[i].x, way[i - 1].x), 350.0) - std::max(std::min(way[i].x, way[i - 1].x), 150.0);
        if (level) CHECK((way[i].y < 22 || way[i].y > 78 || over < 1));
    }
}

TEST_CASE("a leader gives an important event its words, and crosses neither words nor marks", "[views][timeline][labels]") {
    size_t leaders = 0;
    std::string problems;
    for (uint64_t seed = 1; seed <= 150; ++seed) {
        const Loaded loaded = loaded_from(choke::testing::generate_dataset(10 + seed % 30 * 9, seed));
        Shown shown = by(seed % 2 == 0 ? "side" : "group", {700 + static_cast<double>(seed % 5) * 300, 300 + static_cast<double>(seed % 6) * 150}, loaded);
        for (const double zoom : {1.0, 2.5, 9.0, 60.0}) {
            for (const double at : {0.15, 0.75}) {
                Camera camera = shown.view.whole(shown.input(), *shown.cache);
                camera.time = zoomed(camera.time, at * shown.timeline().frame.lanes.w, zoom);
                shown.camera() = camera;
                shown.build();
                const TimelineCache& cache = shown.timeline();
                for (const PlacedEvent& placed : cache.placement.value().events) {
                    if (placed.leader == 0) continue;
                    ++leaders;
                    const double x = cache.frame.lanes.x + cache.scale.x_from_time(cache.placement.value().anchor_s) + placed.x;
                    const LaneBox& box = cache.boxes.value()[placed.lane];
                    const double glyph_y = top_of(shown, placed.lane) + box.padding + (placed.row + 0.5) * kRowHeight_px;
                    const double words_y = glyph_y + placed.leader * kRowHeight_px;
                    CHECK(placed.row + placed.leader >= 0);
                    CHECK(placed.row + placed.leader < box.rows);
                    const double from = std::min(glyph_y, words_y) + kGlyph_px / 2;
                    const double to = std::max(glyph_y, words_y) - kGlyph_px / 2;
                    const Rect pole{x - 0.5, from, 1, to - from};
                    CHECK(placed.label_shift <= 0);
                    CHECK(placed.label_shift + placed.label_width >= 0);
                    const Pick own = pick_of(PickKind::Event, index(placed.event));
                    for (const TextMark& mark : shown.scene.texts())
                        if (text_box(mark).overlaps(pole))
                            problems += fmt::format("seed {}: the leader of {} crosses \"{}\"\n", seed, own.index, shown.scene.text(mark));
                    for (const SymbolMark& mark : shown.scene.symbols()) {
                        const Rect glyph{mark.centre.x - 6, mark.centre.y - 6, 12, 12};
                        if (!(mark.pick == own) && kind_of(mark.pick) == PickKind::Event && glyph.overlaps(pole))
                            problems += fmt::format("seed {}: the leader of {} crosses a mark\n", seed, own.index);
                    }
                    for (const Rect& card : cards_of(shown.scene))
                        if (card.overlaps(pole)) problems += fmt::format("seed {}: the leader of {} crosses a card\n", seed, own.index);
                }
            }
        }
    }
    CHECK(problems.substr(0, 900) == "");
    CHECK(leaders > 0);
}

TEST_CASE("selecting moves nothing, and gives the selected event its words where there is room", "[views][timeline][labels]") {
    for (const Loaded* loaded : {&built_in(), &generated()}) {
        Shown shown = by("side", {1280, 720}, *loaded);
        const auto forms = [&] {
            shown.build();
            std::map<uint32_t, std::string> out;
            for (const PlacedEvent& placed : shown.timeline().placement.value().events)
                out[static_cast<uint32_t>(placed.event)] =
                    fmt::format("{} {:.2f} {} {} {:.2f}", placed.row, placed.x, placed.label_left, placed.leader, placed.label_width);
            return out;
        };
        const auto before = forms();
        size_t more = 0;
        for (size_t i = 0; i < shown.data().events.size(); i += 17) {
            shown.state.session.selected = {node_of_event(id_at<EventId>(i))};
            for (const auto& [event, form] : forms()) {
                if (form == before.at(event)) continue;
                CHECK(event == i);
                ++more;
            }
            CHECK(text_collisions(shown.scene) == "");
        }
        INFO(more);
    }
}

TEST_CASE("names of eras and days never cover each other in the usual window", "[views][timeline][states]") {
    for (double zoom = 1; zoom < 400; zoom *= 1.37) {
        for (const double at : {0.0, 0.3, 0.61, 1.0}) {
            Shown shown = by("group", {821, 624}, built_in());
            shown.camera() = shown.view.whole(shown.input(), *shown.cache);
            shown.camera().time = zoomed(shown.camera().time, at * shown.timeline().frame.lanes.w, zoom);
            shown.build();
            CHECK(text_collisions(shown.scene) == "");
        }
    }
}

TEST_CASE("a column says how many it stands for beside it where there is room, and which they are when they are few", "[views][timeline]") {
    Shown shown = by("none", {1280, 260}, generated());
    shown.state.document.folded_lanes = {"all"};
    shown.camera() = shown.view.whole(shown.input(), *shown.cache);
    shown.camera().time = zoomed(shown.camera().time, 600, 40);
    shown.build();
    const TimelineCache& cache = shown.timeline();
    size_t numbers = 0;
    for (const TextMark& mark : shown.scene.texts()) {
        const std::string_view words = shown.scene.text(mark);
        if (mark.baseline.x < cache.frame.lanes.x || mark.baseline.y < cache.frame.lanes.y) continue;
        if (!words.empty() && words.find_first_not_of("0123456789") == std::string_view::npos) ++numbers;
    }
    CHECK(numbers > 0);
    CHECK(text_collisions(shown.scene) == "");
    bool told = false;
    for (size_t i = 0; i < cache.placement.value().ticks.size(); ++i) {
        const TickColumn& column = cache.placement.value().ticks[i];
        if (column.count < 2 || column.count > 4) continue;
        const std::string words = shown.view.describe(shown.input(), *shown.cache, pick_of(PickKind::EventGroup, i));
        CHECK(static_cast<uint32_t>(std::count(words.begin(), words.end(), '\n')) == column.count + 1);
        told = true;
    }
    CHECK(told);
}
