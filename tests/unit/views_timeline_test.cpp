// The timeline: every event is somewhere, dates look as sure as they are, lanes stay still, relations become arrows.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <fmt/format.h>

#include "views/style.h"
#include "views_tools.h"

using namespace views_test;

namespace {

constexpr TextStyle kEventLabel{.size = kLabelType_px, .weight = FontWeight::Regular, .tabular = false};

// Events on the scene, each time that one is drawn: glyphs, single ticks, and columns by their count.
size_t drawn_events(const Shown& shown) {
    size_t count = 0;
    for (const OrderRecord& record : shown.scene.order()) {
        if (record.layer != Layer::Marks) continue;
        if (record.kind == MarkKind::Symbol && kind_of(shown.scene.symbols()[record.index].pick) == PickKind::Event) ++count;
        if (record.kind != MarkKind::Rect) continue;
        const Pick pick = shown.scene.rects()[record.index].pick;
        if (kind_of(pick) == PickKind::Event) ++count;
        if (kind_of(pick) == PickKind::EventGroup) count += shown.timeline().placement.value().ticks[pick.index].count;
    }
    return count;
}

size_t events_on_lanes(const Shown& shown) {
    // A group that is open leaves its events to the lanes in it.
    size_t count = 0;
    const TimelineLanes& lanes = shown.timeline().lanes.value();
    for (size_t i = 0; i < lanes.lanes.size(); ++i) {
        const LaneBox& box = shown.timeline().boxes.value()[i];
        if (box.rows > 0 || box.folded) count += lanes.lanes[i].events.size();
    }
    return count;
}

bool has_fade(const Scene& scene, EventId event) {
    return std::any_of(scene.fades().begin(), scene.fades().end(),
                       [&](const FadeMark& mark) { return mark.pick == pick_of(PickKind::Event, index(event)); });
}
bool has_glyph(const Scene& scene, EventId event) {
    return std::any_of(scene.symbols().begin(), scene.symbols().end(),
                       [&](const SymbolMark& mark) { return mark.pick == pick_of(PickKind::Event, index(event)); });
}

// Label of every event whose room lies clear of the borders, where it may be cut shorter; text and place of its baseline.
struct SeenLabel {
    std::string text;
    Vec2 at;
};
std::map<uint32_t, SeenLabel> whole_labels(const Shown& shown, double clear_px) {
    std::map<uint32_t, SeenLabel> labels;
    const Rect inner{shown.timeline().frame.lanes.x + clear_px, shown.area.y, shown.timeline().frame.lanes.w - 2 * clear_px,
                     shown.area.h};
    std::map<uint32_t, double> room;
    const TimelinePlacement& placement = shown.timeline().placement.value();
    const double shift = shown.timeline().frame.lanes.x + shown.timeline().scale.x_from_time(placement.anchor_s);
    for (const PlacedEvent& placed : placement.events) {
        // Words of an extent or a card that reaches out of the window move along in it: that has its own test.
        double begin = placed.low ? placed.begin_x : placed.x;
        double end = placed.low ? placed.end_x : placed.x;
        if (placed.card >= 0) {
            begin = std::min(begin, placement.cards[static_cast<size_t>(placed.card)].begin_x);
            end = std::max(end, placement.cards[static_cast<size_t>(placed.card)].end_x);
        }
        const bool moves = (placed.low || placed.card >= 0) && (shift + begin < inner.x + clear_px || shift + end > inner.right() - clear_px);
        room[static_cast<uint32_t>(placed.event)] = moves ? 1e9 : static_cast<double>(placed.label_width);
    }
    for (const TextMark& mark : shown.scene.texts()) {
        if (kind_of(mark.pick) != PickKind::Event) continue;
        Rect box = text_box(mark);
        if (mark.anchor == TextAnchor::End) box.x = box.right() - room[mark.pick.index];
        box.w = room[mark.pick.index];
        if (inner.encloses(box)) labels[mark.pick.index] = {std::string(shown.scene.text(mark)), mark.baseline};
    }
    return labels;
}

std::string label_moves(const std::map<uint32_t, SeenLabel>& before, const std::map<uint32_t, SeenLabel>& after, Vec2 by) {
    std::string problems;
    size_t shared = 0;
    for (const auto& [event, label] : before) {
        const auto now = after.find(event);
        if (now == after.end()) continue;
        ++shared;
        if (now->second.text != label.text || length(now->second.at - label.at - by) > 0.01)
            problems += fmt::format("event {}: \"{}\" at {:.1f},{:.1f} is now \"{}\" at {:.1f},{:.1f}\n", event, label.text, label.at.x,
                                    label.at.y, now->second.text, now->second.at.x, now->second.at.y);
    }
    if (shared == 0) problems += "no label is in both pictures\n";
    return problems;
}

std::string lanes_in_words(const Shown& shown) {
    std::string words;
    for (size_t i = 0; i < shown.timeline().lanes.value().lanes.size(); ++i) {
        const LaneBox& box = shown.timeline().boxes.value()[i];
        words += fmt::format("{} {}+{} ", shown.timeline().lanes.value().lanes[i].key, box.y, box.height);
    }
    return words;
}

size_t arrow_count(const Scene& scene) {
    return static_cast<size_t>(std::count_if(scene.order().begin(), scene.order().end(), [&](const OrderRecord& record) {
        return record.layer == Layer::Edges && record.kind == MarkKind::Line && scene.lines()[record.index].arrow == Arrow::End;
    }));
}

// Relations from and to an event whose other end is a visible event with a place on the axis.
size_t arrows_wanted(Shown& shown, EventId event) {
    const Dataset& data = shown.data();
    const Visible& visible = shown.derived.visible(shown.state);
    const size_t number = data.node_number(node_of_event(event));
    size_t count = 0;
    const auto add = [&](RelationId relation, NodeRef other) {
        if (other.kind == NodeKind::Event && visible.events.contains(id_at<EventId>(other.index)) &&
            anchor_instant(data.events.date[other.index]) &&
            relation_status(data, relation, visible.known_by_s) != Status::NotYetKnown)
            ++count;
    };
    for (const RelationId relation : data.relations_from[number]) add(relation, data.relations.to[index(relation)]);
    for (const RelationId relation : data.relations_to[number]) add(relation, data.relations.from[index(relation)]);
    return count;
}

Camera panned_camera(Shown& shown, double dx_px) {
    Camera camera = shown.camera();
    camera.time = panned(camera.time, dx_px);
    return camera;
}

}  // namespace

TEST_CASE("every visible event with a date is on the timeline as a glyph, a tick or one of a column", "[views][timeline]") {
    std::string problems;
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated(), &hostile()}) {
        for (const ParamValues& params : all_params(*find_view("timeline"))) {
            Shown shown(*loaded, "timeline");
            shown.state.document.params["timeline"] = params;
            for (const Size size : kSizes) {
                shown.area = {0, 0, size.width, size.height};
                shown.build();
                // A window can be scrolled to the lanes below; that case has its own test.
                if (shown.timeline().content_height > shown.timeline().frame.lanes.h) continue;
                if (drawn_events(shown) != events_on_lanes(shown))
                    problems += fmt::format("{} events {}{}: {} of {} drawn\n", loaded->data->events.size(),
                                            in_words(shown.view, size, ThemeId::Dark), in_words(params), drawn_events(shown),
                                            events_on_lanes(shown));
            }
        }
    }
    CHECK(problems == "");
}

// Known and open: look.md, "States", asks for a shelf; so far the count is made and not shown.
TEST_CASE("events without a date are told on the timeline", "[views][timeline]") {
    Shown shown(small_history(), "timeline");
    shown.build();
    REQUIRE(shown.timeline().lanes.value().undated_count == 1);
    bool told = false;
    for (const TextMark& mark : shown.scene.texts())
        told = told || shown.scene.text(mark).find("without a date") != std::string_view::npos;
    CHECK(told);
}

TEST_CASE("lanes that do not fit into the window are reached by scrolling", "[views][timeline]") {
    Shown shown(built_in(), "timeline");
    set_param(shown.state.document.params["timeline"], "lanes", "actor");
    shown.area = {0, 0, 900, 300};
    shown.build();
    const TimelineCache& cache = shown.timeline();
    REQUIRE(cache.content_height > cache.frame.lanes.h);
    size_t seen = 0;
    std::vector<bool> lane_seen(cache.lanes.value().lanes.size(), false);
    for (double y = 0; y < cache.content_height; y += 20) {
        shown.camera() = shown.view.whole(shown.input(), *shown.cache);
        shown.camera().scroll_y = y;
        shown.build();
        for (const TextMark& mark : shown.scene.texts())
            if (kind_of(mark.pick) == PickKind::Lane && !lane_seen[mark.pick.index]) {
                lane_seen[mark.pick.index] = true;
                ++seen;
            }
    }
    CHECK(seen == lane_seen.size());
}

TEST_CASE("a vague date has a band and an exact day has none", "[views][timeline]") {
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated()}) {
        for (const double zoom : {1.0, 20.0, 400.0}) {
            Shown shown(*loaded, "timeline");
            shown.area = {0, 0, 1920, 1080};
            shown.build();
            shown.camera() = shown.view.whole(shown.input(), *shown.cache);
            shown.camera().time = zoomed(shown.camera().time, 800, zoom);
            shown.build();
            for (size_t i = 0; i < shown.data().events.size(); ++i) {
                const auto event = id_at<EventId>(i);
                if (!has_glyph(shown.scene, event)) continue;
                const DateBounds& date = shown.data().events.date[i];
                const bool exact = date.shape == EdtfShape::Date && date.latest - date.earliest < kSecondsPerDay &&
                                   !date.uncertain && !date.approximate;
                INFO(shown.data().text(shown.data().events.date_text[i]) << " at zoom " << zoom);
                CHECK(has_fade(shown.scene, event) != exact);
            }
        }
    }
}

TEST_CASE("a date with unknown digits before its day has a band", "[views][timeline]") {
    const Loaded loaded = loaded_from(R"({"dataset": {"format": "chokepoint/1", "id": "d", "title": "D"},
        "sources": [{"id": "s1", "title": "S", "date": "2023-01-01"}],
        "events": [{"id": "any-christmas", "title": "Some Christmas", "date": "202X-12-25", "kind": "company",
                    "claims": [{"source": "s1", "stance": "reports"}]},
                   {"id": "new-year", "title": "New Year", "date": "2021-01-01", "kind": "company",
                    "claims": [{"source": "s1", "stance": "reports"}]}]})");
    Shown shown(loaded, "timeline");
    shown.build();
    CHECK(has_fade(shown.scene, shown.event("any-christmas")));
    CHECK_FALSE(has_fade(shown.scene, shown.event("new-year")));
}

TEST_CASE("what is not established never looks established on the timeline", "[views][timeline]") {
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated()}) {
        for (const ThemeId id : kThemes) {
            Shown shown(*loaded, "timeline");
            shown.state.session.theme = id;
            shown.area = {0, 0, 1920, 1080};
            shown.build();
            for (const SymbolMark& mark : shown.scene.symbols()) {
                if (kind_of(mark.pick) != PickKind::Event) continue;
                const auto event = id_at<EventId>(mark.pick.index);
                const Status status = event_status(shown.data(), event);
                const MarkStyle fact = event_style(Status::Established, leading_side(shown.data(), event), theme(id));
                // That an allegation was made may be established; what it says is not: it is hollow, too.
                const bool alleges =
                    shown.data().event_kinds.word(shown.data().events.kind[index(event)]) == "allegation";
                CHECK((mark.fill == fact.fill) == (status == Status::Established && !alleges));
                if (status != Status::Established && status != Status::Reported) CHECK(mark.stroke.style != LineStyle::Solid);
            }
        }
    }
}

TEST_CASE("panning rebuilds no lane, no box and no placement", "[views][timeline]") {
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated()}) {
        Shown shown(*loaded, "timeline");
        shown.area = {0, 0, 1280, 720};
        shown.build();
        shown.camera() = shown.view.whole(shown.input(), *shown.cache);
        shown.camera().time = zoomed(shown.camera().time, 600, 3);
        shown.build();
        const std::string lanes = lanes_in_words(shown);
        const size_t built = shown.timeline().lanes.build_count() + shown.timeline().boxes.build_count() +
                             shown.timeline().placement.build_count();
        for (int step = 0; step < 40; ++step) {
            shown.camera() = panned_camera(shown, step % 2 == 0 ? 97.25 : -31.5);
            shown.build();
        }
        CHECK(lanes_in_words(shown) == lanes);
        CHECK(shown.timeline().lanes.build_count() + shown.timeline().boxes.build_count() +
                  shown.timeline().placement.build_count() ==
              built);
    }
}

TEST_CASE("panning moves all labels alike", "[views][timeline]") {
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated()}) {
        Shown shown(*loaded, "timeline");
        shown.area = {0, 0, 1280, 720};
        shown.build();
        shown.camera() = shown.view.whole(shown.input(), *shown.cache);
        shown.camera().time = zoomed(shown.camera().time, 600, 2);
        for (const double dx : {1.0, 37.5, -212.0, 90.25}) {
            shown.build();
            const auto before = whole_labels(shown, 6);
            shown.camera() = panned_camera(shown, dx);
            shown.build();
            CHECK(label_moves(before, whole_labels(shown, 6), {dx, 0}) == "");
        }
    }
}

TEST_CASE("lane heights stay still while panning over more events than are placed at once", "[views][timeline]") {
    const Loaded many = loaded_from(choke::testing::generate_dataset(kPlaceAllLimit + 500, 3));
    Shown shown(many, "timeline");
    shown.area = {0, 0, 1280, 720};
    shown.build();
    shown.camera() = shown.view.whole(shown.input(), *shown.cache);
    shown.camera().time = zoomed(shown.camera().time, 600, 30);
    shown.build();
    const std::string lanes = lanes_in_words(shown);
    const size_t placements = shown.timeline().placement.build_count();
    const size_t boxes = shown.timeline().boxes.build_count();
    for (int step = 0; step < 60; ++step) {
        shown.camera() = panned_camera(shown, -80);
        shown.build();
        CHECK(text_collisions(shown.scene) == "");
    }
    CHECK(lanes_in_words(shown) == lanes);
    CHECK(shown.timeline().boxes.build_count() == boxes);
    // Only when a tile comes into sight or goes out of it.
    CHECK(shown.timeline().placement.build_count() - placements <= 2 * (60 * 80 / static_cast<size_t>(kTile_px) + 1));
}

TEST_CASE("going from everything to the same place by camera moves no label away from the borders", "[views][timeline]") {
    for (const Loaded* loaded : {&small_history(), &built_in()}) {
        Shown shown(*loaded, "timeline");
        shown.area = {0, 0, 1280, 720};
        shown.build();
        const auto before = whole_labels(shown, 6);
        shown.camera() = shown.view.whole(shown.input(), *shown.cache);
        shown.build();
        CHECK(label_moves(before, whole_labels(shown, 6), {0, 0}) == "");
    }
}

TEST_CASE("a selected event has an arrow for each visible relation", "[views][timeline]") {
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated()}) {
        Shown shown(*loaded, "timeline");
        shown.area = {0, 0, 1920, 1080};
        CHECK(arrow_count(shown.build()) == 0);
        size_t with_arrows = 0;
        for (size_t i = 0; i < shown.data().events.size(); i += loaded == &generated() ? 97 : 1) {
            const auto event = id_at<EventId>(i);
            shown.state.session.selected = {node_of_event(event)};
            const size_t wanted = anchor_instant(shown.data().events.date[i]) ? arrows_wanted(shown, event) : 0;
            with_arrows += wanted > 0 ? 1 : 0;
            INFO(shown.data().text(shown.data().events.id[i]));
            CHECK(arrow_count(shown.build()) == wanted);
        }
        CHECK(with_arrows > 0);
    }
}

TEST_CASE("an arrow to an event that is filtered out or not yet known is not drawn", "[views][timeline]") {
    Shown shown(small_history(), "timeline");
    shown.state.session.selected = {node_of_event(shown.event("rule"))};
    CHECK(arrow_count(shown.build()) == 3);
    shown.state.document.known_on = "2023-06";
    CHECK(arrow_count(shown.build()) == 1);
    shown.state.document.known_on = "2023-07-03";  // gallium is known, that it is an answer only a day later
    CHECK(arrow_count(shown.build()) == 1);
    shown.state.document.known_on = "";
    shown.state.document.filter = "actor:bis";
    CHECK(arrow_count(shown.build()) == 0);
}

TEST_CASE("a folded lane keeps all its events as ticks and gives its room away", "[views][timeline]") {
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated()}) {
        Shown shown(*loaded, "timeline");
        shown.area = {0, 0, 1280, 720};
        shown.build();
        const size_t lane_count = shown.timeline().lanes.value().lanes.size();
        for (size_t lane = 0; lane < lane_count; ++lane) {
            shown.state.document.folded_lanes = {shown.timeline().lanes.value().lanes[lane].key};
            shown.build();
            REQUIRE(shown.timeline().lanes.value().lanes.size() == lane_count);
            CHECK(shown.timeline().boxes.value()[lane].height == kFoldedLane_px);
            CHECK(drawn_events(shown) == events_on_lanes(shown));
            size_t ticks = 0;
            for (const TickColumn& column : shown.timeline().placement.value().ticks)
                if (column.lane == lane) ticks += column.count;
            CHECK(ticks == shown.timeline().lanes.value().lanes[lane].events.size());
            CHECK(text_collisions(shown.scene) == "");
        }
        // All of them at once.
        shown.state.document.folded_lanes.clear();
        for (const TimelineLane& lane : shown.timeline().lanes.value().lanes)
            shown.state.document.folded_lanes.push_back(lane.key);
        std::sort(shown.state.document.folded_lanes.begin(), shown.state.document.folded_lanes.end());
        shown.build();
        CHECK(drawn_events(shown) == events_on_lanes(shown));
        CHECK(text_collisions(shown.scene) == "");
    }
}

TEST_CASE("a click on a lane's header folds it, on an event selects it, on a column zooms in", "[views][timeline]") {
    Shown shown(generated(), "timeline");
    shown.area = {0, 0, 1280, 720};
    shown.build();
    const auto click = [&](Pick pick) {
        Gesture gesture;
        gesture.kind = GestureKind::Click;
        gesture.at = {640, 300};
        gesture.pick = pick;
        std::vector<Effect> effects;
        shown.view.interact(shown.input(), *shown.cache, gesture, effects);
        REQUIRE(effects.size() == 1);
        return effects.front();
    };
    const Effect fold = click(pick_of(PickKind::Lane, 1));
    REQUIRE(std::holds_alternative<FoldLane>(fold));
    CHECK(std::get<FoldLane>(fold).key == shown.timeline().lanes.value().lanes[1].key);
    const Effect chosen = click(pick_of(PickKind::Event, 5));
    REQUIRE(std::holds_alternative<SelectNode>(chosen));
    CHECK(std::get<SelectNode>(chosen).node == NodeRef{NodeKind::Event, 5});
    const Effect zoom = click(pick_of(PickKind::EventGroup, 0));
    REQUIRE(std::holds_alternative<SetCamera>(zoom));
    CHECK(std::get<SetCamera>(zoom).camera.time.seconds_per_px < shown.timeline().scale.seconds_per_px());
    const Effect nothing = click({});
    REQUIRE(std::holds_alternative<SelectNode>(nothing));
    CHECK_FALSE(std::get<SelectNode>(nothing).node);
}

TEST_CASE("a drag on the axis chooses the range between its ends, whichever way it goes", "[views][timeline]") {
    Shown shown(small_history(), "timeline");
    shown.build();
    for (const bool backwards : {false, true}) {
        Gesture gesture;
        gesture.kind = GestureKind::DragEnd;
        gesture.began_pick = pick_of(PickKind::Axis);
        gesture.began_at = {backwards ? 700.0 : 300.0, 20};
        gesture.at = {backwards ? 300.0 : 700.0, 20};
        std::vector<Effect> effects;
        shown.view.interact(shown.input(), *shown.cache, gesture, effects);
        REQUIRE(effects.size() == 1);
        const auto& range = std::get<SetRange>(effects.front()).range;
        REQUIRE(range);
        CHECK(range->first < range->second);
        CHECK(std::abs(shown.timeline().frame.lanes.x + shown.timeline().scale.x_from_time(range->first) - 300) < 1);
    }
}

TEST_CASE("framing the selection shows all of it", "[views][timeline]") {
    Shown shown(built_in(), "timeline");
    shown.area = {0, 0, 1280, 720};
    shown.build();
    for (size_t i = 0; i < shown.data().node_count(); i += 5) {
        const NodeRef node = shown.data().node_at(i);
        const Camera camera = shown.view.frame(shown.input(), *shown.cache, {&node, 1});
        if (!camera.framed) continue;
        const auto see = [&](EventId event) {
            const auto anchor = anchor_of(shown.data(), event);
            if (!anchor) return;
            const double x = camera.time.x_from_time(*anchor);
            CHECK(x > 0);
            CHECK(x < shown.timeline().frame.lanes.w);
        };
        if (node.kind == NodeKind::Event) see(id_at<EventId>(node.index));
        if (node.kind == NodeKind::Actor)
            for (const EventId event : shown.data().actors.events[node.index]) see(event);
    }
}

TEST_CASE("lanes come in the order that is asked for", "[views][timeline]") {
    const auto lanes = [](std::string_view by, std::string_view order) {
        Shown shown(small_history(), "timeline");
        set_param(shown.state.document.params["timeline"], "lanes", by);
        set_param(shown.state.document.params["timeline"], "order", order);
        shown.build();
        std::string words;
        for (const TimelineLane& lane : shown.timeline().lanes.value().lanes)
            words += fmt::format("{}{} {}", words.empty() ? "" : ", ", lane.label, lane.events.size());
        return words;
    };
    CHECK(lanes("side", "natural") == "United States 5, Others 1, China 7");
    CHECK(lanes("side", "name") == "China 7, Others 1, United States 5");
    CHECK(lanes("side", "first") == "United States 5, China 7, Others 1");
    CHECK(lanes("none", "natural") == "All events 13");
    // An event that two stories tell stands in both.
    CHECK(lanes("story", "natural") == "Rule, sidestep, rule 3, What China answers 2, In no story 9");
    CHECK(lanes("actor", "count") ==
          "Nvidia 3, Huawei 3, Bureau of Industry and Security 2, SMIC 2, Ministry of Commerce 2, ASML 1");
}

TEST_CASE("a date that reaches beyond the time its set covers stands in the part that is covered", "[views][timeline]") {
    const Loaded loaded = loaded_from(R"({"dataset": {"format": "chokepoint/1", "id": "d", "title": "D", "range": "2022-01/2026-02"},
        "sources": [{"id": "s1", "title": "S", "date": "2026-02-20"}],
        "events": [{"id": "this-year", "title": "This year", "date": "2026", "kind": "company",
                    "claims": [{"source": "s1", "stance": "reports"}]},
                   {"id": "before", "title": "Before", "date": "2022-03-04", "kind": "company",
                    "claims": [{"source": "s1", "stance": "reports"}]}]})");
    const auto at = anchor_of(*loaded.data, *loaded.data->find_event("this-year"));
    REQUIRE(at);
    CHECK(iso_date(civil_from_instant(*at).date) == "2026-01-30");
    Shown shown(loaded, "timeline");
    shown.build();
    // The axis ends soon after the covered time, not with the year.
    CHECK(iso_date(civil_from_instant(shown.timeline().lanes.value().last_s).date) < "2026-05");
    CHECK(has_fade(shown.scene, shown.event("this-year")));
}

TEST_CASE("a long title is shown whole where nothing else needs the room", "[views][timeline]") {
    const Loaded loaded = loaded_from(R"({"dataset": {"format": "chokepoint/1", "id": "d", "title": "D"},
        "sources": [{"id": "s1", "title": "S", "date": "2026-02-20"}],
        "events": [{"id": "first", "title": "A title of about seventy letters that is longer than labels are at first", "date": "2022-03-04",
                    "kind": "company", "claims": [{"source": "s1", "stance": "reports"}]},
                   {"id": "last", "title": "Last", "date": "2023-03-04", "kind": "company",
                    "claims": [{"source": "s1", "stance": "reports"}]}]})");
    Shown shown(loaded, "timeline");
    shown.area = {0, 0, 1600, 400};
    shown.build();
    bool whole = false;
    for (const TextMark& mark : shown.scene.texts())
        whole = whole || shown.scene.text(mark) == "A title of about seventy letters that is longer than labels are at first";
    CHECK(whole);
}
