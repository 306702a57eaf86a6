// What holds for every view, whatever it shows: no label over another, nothing outside the area, the same scene twice,
// picks that mean something.
#include <map>
#include <set>
#include <string>

#include "paint/text/fonts.h"
#include "views/style.h"
#include "views_tools.h"

using namespace views_test;

namespace {

std::string collisions(const Loaded& loaded, const TextMetrics& metrics) {
    std::string problems;
    for (const ViewDef& view : views()) {
        for (const ParamValues& params : all_params(view)) {
            Shown shown(loaded, view.id);
            shown.metrics = &metrics;
            shown.state.document.params[std::string(view.id)] = params;
            for (const Size size : kSizes) {
                shown.area = {0, 0, size.width, size.height};
                for (const ThemeId id : kThemes) {
                    shown.state.session.theme = id;
                    add_problem(problems, in_words(view, size, id) + in_words(params), text_collisions(shown.build()));
                }
            }
        }
    }
    return problems;
}

std::string bad_pick(const Shown& shown, Pick pick) {
    const auto name = [&](std::string_view what) { return std::string(what) + " " + std::to_string(pick.index) + "\n"; };
    const Dataset& data = shown.data();
    const bool timeline = shown.view.id == "timeline";
    switch (kind_of(pick)) {
        case PickKind::Nothing: return {};
        case PickKind::Event: return pick.index < data.events.size() ? "" : name("event");
        case PickKind::Actor: return pick.index < data.actors.size() ? "" : name("actor");
        case PickKind::Thing: return pick.index < data.things.size() ? "" : name("thing");
        case PickKind::Tie: return (shown.view.id == "map" && pick.index < shown.map().graph.value().ties.size()) ||
                                     (shown.view.id == "matrix" && pick.index < shown.matrix().graph.value().ties.size())
                                 ? ""
                                 : name("tie");
        case PickKind::Annotation: return "";  // of whatever was written over it
        case PickKind::EmptyLanes: return timeline ? "" : name("line of empty lanes");
        case PickKind::LanePin:
        case PickKind::Lane: return timeline && pick.index < shown.timeline().lanes.value().lanes.size() ? "" : name("lane");
        case PickKind::EventGroup:
            return timeline && pick.index < shown.timeline().placement.value().ticks.size() ? "" : name("group");
        case PickKind::Axis:
        case PickKind::Minimap: return timeline ? "" : name("part of the timeline");
        case PickKind::Column:
            return pick.index < (shown.view.id == "table"     ? shown.table().layout.spans.size()
                                 : shown.view.id == "sources" ? shown.sources().columns.value().columns.size()
                                                              : 0)
                       ? ""
                       : name("column");
        case PickKind::ScrollBar:
            return timeline || shown.view.id == "table" || shown.view.id == "sources" ? "" : name("scroll bar");
        case PickKind::Source: return pick.index < data.sources.size() ? "" : name("source");
        case PickKind::State: return pick.index < data.states.spans.value_count() ? "" : name("state");
        case PickKind::StateRow: return pick.index < data.states.size() ? "" : name("row of states");
        case PickKind::Claim: return pick.index < data.claims.size() ? "" : name("claim");
    }
    return name("pick of an unknown kind");
}

std::string bad_picks(const Shown& shown) {
    std::string problems;
    for (const RectMark& mark : shown.scene.rects()) problems += bad_pick(shown, mark.pick);
    for (const FadeMark& mark : shown.scene.fades()) problems += bad_pick(shown, mark.pick);
    for (const SymbolMark& mark : shown.scene.symbols()) problems += bad_pick(shown, mark.pick);
    for (const LineMark& mark : shown.scene.lines()) problems += bad_pick(shown, mark.pick);
    for (const CurveMark& mark : shown.scene.curves()) problems += bad_pick(shown, mark.pick);
    for (const TextMark& mark : shown.scene.texts()) problems += bad_pick(shown, mark.pick);
    return problems;
}

// A view's marks all stand in clips that lie inside its area.
std::string marks_outside(const Scene& scene, const Rect& area) {
    std::string problems;
    for (const OrderRecord& record : scene.order()) {
        const Rect& clip = scene.clips()[record.clip];
        if (!clip.empty() && !area.inset(-1e-6).encloses(clip))
            problems += "clip " + std::to_string(record.clip) + " of kind " + std::to_string(static_cast<int>(record.kind)) + "\n";
    }
    return problems;
}

// Calls check(shown) for the views of a data set in all sizes and with all parameters.
template <typename Check>
std::string in_all_forms(const Loaded& loaded, Check&& check) {
    std::string problems;
    for (const ViewDef& view : views()) {
        for (const ParamValues& params : all_params(view)) {
            Shown shown(loaded, view.id);
            shown.state.document.params[std::string(view.id)] = params;
            for (const Size size : kSizes) {
                shown.area = {13, 17, size.width, size.height};
                shown.build();
                add_problem(problems, in_words(view, size, shown.state.session.theme) + in_words(params), check(shown));
            }
        }
    }
    return problems;
}

}  // namespace

TEST_CASE("no label of the built-in history covers another in any size, theme or parameter", "[views][labels]") {
    CHECK(collisions(built_in(), kFixed) == "");
}

TEST_CASE("no label of the built-in history covers another when measured with real fonts", "[views][labels]") {
    const auto fonts = FontSet::open();
    if (!fonts) SKIP("no fonts");
    CHECK(collisions(built_in(), **fonts) == "");
}

TEST_CASE("no label of generated data covers another in any size, theme or parameter", "[views][labels]") {
    CHECK(collisions(generated(), kFixed) == "");
}

TEST_CASE("no label of hostile data covers another in any size, theme or parameter", "[views][labels]") {
    CHECK(collisions(hostile(), kFixed) == "");
    const auto fonts = FontSet::open();
    if (fonts) CHECK(collisions(hostile(), **fonts) == "");
}

TEST_CASE("no label covers another while panning and zooming", "[views][labels]") {
    std::string problems;
    for (const ViewDef& view : views()) {
        Shown shown(built_in(), view.id);
        shown.area = {0, 0, 1280, 720};
        shown.build();
        shown.camera() = view.whole(shown.input(), *shown.cache);
        for (int step = 0; step < 60; ++step) {
            Gesture gesture;
            gesture.kind = GestureKind::PanZoom;
            gesture.delta = {step % 7 * 31.0 - 83, 0};
            gesture.wheel = step < 30 ? 0.7 : -0.6;
            std::vector<Effect> effects;
            view.interact(shown.input(), *shown.cache, gesture, effects);
            for (const Effect& effect : effects) apply(shown.state, view.id, effect);
            add_problem(problems, std::string(view.id) + " step " + std::to_string(step), text_collisions(shown.build()));
        }
    }
    CHECK(problems == "");
}

TEST_CASE("no label covers another when anything is selected or hovered", "[views][labels]") {
    std::string problems;
    for (const ViewDef& view : views()) {
        Shown shown(built_in(), view.id);
        shown.area = {0, 0, 1280, 720};
        for (size_t i = 0; i < shown.data().node_count(); i += 3) {
            shown.state.session.selected = {shown.data().node_at(i)};
            shown.state.session.hover = pick_of(shown.data().node_at((i + 1) % shown.data().node_count()));
            add_problem(problems, std::string(view.id) + " with " + std::string(shown.data().node_id(shown.data().node_at(i))),
                        text_collisions(shown.build()));
        }
    }
    CHECK(problems == "");
}

TEST_CASE("a view run twice gives the same scene", "[views]") {
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated(), &hostile()}) {
        CHECK(in_all_forms(*loaded, [](Shown& shown) {
                  const std::string warm = dump(shown.build());
                  const Shown* const before = &shown;
                  Shown cold({before->state.data, before->state.problems}, shown.view.id);
                  cold.state.document = shown.state.document;
                  cold.area = shown.area;
                  return dump(cold.build()) == warm ? std::string() : std::string("a cold cache draws another scene");
              }) == "");
    }
}

TEST_CASE("every pick of a scene means something", "[views]") {
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated(), &hostile()})
        CHECK(in_all_forms(*loaded, [](Shown& shown) { return bad_picks(shown); }) == "");
}

TEST_CASE("no mark of a view lies outside its area", "[views]") {
    for (const Loaded* loaded : {&built_in(), &generated(), &hostile()})
        CHECK(in_all_forms(*loaded, [](Shown& shown) { return marks_outside(shown.scene, shown.area); }) == "");
}

TEST_CASE("a view of no events says so", "[views]") {
    for (const ViewDef& view : views()) {
        Shown shown(small_history(), view.id);
        shown.state.document.filter = "actor:smic actor:nvidia";
        shown.build();
        bool said = false;
        for (const TextMark& mark : shown.scene.texts()) said = said || shown.scene.text(mark) == "No event matches.";
        CHECK(said);
        CHECK(text_collisions(shown.scene) == "");
    }
}

TEST_CASE("a view of an empty data set or a tiny area can be drawn", "[views]") {
    const Loaded empty = loaded_from(R"({"dataset": {"format": "chokepoint/1", "id": "none", "title": "None"}, "events": []})");
    for (const ViewDef& view : views()) {
        Shown nothing(empty, view.id);
        CHECK_FALSE(dump(nothing.build()).empty());
        for (const Size size : {Size{0, 0}, Size{1, 1}, Size{60, 40}, Size{160, 900}, Size{2000, 50}}) {
            Shown tiny(small_history(), view.id);
            tiny.area = {0, 0, size.width, size.height};
            CHECK_FALSE(dump(tiny.build()).empty());
        }
    }
}

TEST_CASE("a filter and a known-on date take the same events from timeline and map", "[views]") {
    for (const auto& [filter, known_on] : std::vector<std::pair<std::string, std::string>>{
             {"actor:huawei", ""}, {"", "2023-07"}, {"kind:rule", "2023-12"}, {"side:China", ""}}) {
        Shown timeline(small_history(), "timeline");
        Shown map(small_history(), "map");
        for (Shown* shown : {&timeline, &map}) {
            shown->state.document.filter = filter;
            shown->state.document.known_on = known_on;
            shown->build();
        }
        std::set<EventId> on_lanes;
        for (const TimelineLane& lane : timeline.timeline().lanes.value().lanes)
            on_lanes.insert(lane.events.begin(), lane.events.end());
        const EventSet& visible = timeline.derived.visible(timeline.state).events;
        CHECK(on_lanes.size() + timeline.timeline().lanes.value().undated_count == visible.size());
        for (const EventId event : on_lanes) CHECK(visible.contains(event));
        for (const MapNode& node : map.map().graph.value().nodes) {
            const auto events = node.node.kind == NodeKind::Actor ? map.data().actors.events[node.node.index]
                                                                  : map.data().things.events[node.node.index];
            CHECK(node.event_count == std::count_if(events.begin(), events.end(), [&](EventId e) { return visible.contains(e); }));
        }
        for (const MapTie& tie : map.map().graph.value().ties) {
            for (const EventId event : tie.shared_events) CHECK(visible.contains(event));
            for (const RelationId relation : tie.relations)
                CHECK(relation_status(map.data(), relation, map.derived.visible(map.state).known_by_s) != Status::NotYetKnown);
        }
    }
}

TEST_CASE("no two statuses of an event look the same, and only established facts look solid", "[views][style]") {
    for (const ThemeId id : kThemes) {
        for (const Side side : {Side::US, Side::China, Side::Other}) {
            const MarkStyle fact = event_style(Status::Established, side, theme(id));
            std::set<std::string> seen;
            for (size_t s = 0; s < kStatusCount; ++s) {
                const MarkStyle style = event_style(static_cast<Status>(s), side, theme(id));
                INFO(theme(id).name << ' ' << status_label(static_cast<Status>(s)));
                CHECK(seen.insert(std::to_string(static_cast<int>(style.stroke.style)) + (style.fill == fact.fill ? " full" : "") +
                                  std::to_string(style.stroke.width) + std::to_string(style.fill.r) + "," +
                                  std::to_string(style.fill.g) + "," + std::to_string(style.fill.b))
                          .second);
                if (s == static_cast<size_t>(Status::Established) || s == static_cast<size_t>(Status::Reported)) continue;
                CHECK_FALSE(style.fill == fact.fill);
                CHECK(style.stroke.style != LineStyle::Solid);
            }
        }
    }
}

TEST_CASE("every known kind of event has a shape of its own", "[views][style]") {
    std::map<SymbolShape, std::string_view> by_shape;
    for (const std::string_view kind : known_event_kinds()) {
        const auto [at, added] = by_shape.emplace(shape_of_kind(kind), kind);
        INFO(kind << " and " << at->second);
        CHECK(added);
        CHECK_FALSE(kind_label(kind).empty());
    }
}

TEST_CASE("a view's parameter falls back to its first choice", "[views]") {
    const ViewDef& view = *find_view("timeline");
    ParamValues values;
    CHECK(param(values, view.params[0]) == "group");
    set_param(values, "lanes", "actor");
    set_param(values, "lanes", "kind");
    CHECK(values.size() == 1);
    CHECK(param(values, view.params[0]) == "kind");
    set_param(values, "lanes", "nonsense");
    CHECK(param(values, view.params[0]) == "group");
    CHECK(find_view("no-such-view") == nullptr);
}
