// Every view as text, on data that never changes. What a picture looks like is decided elsewhere; that it changes only on
// purpose is decided here.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "views_golden.h"
#include "views_tools.h"

using namespace views_test;

namespace {

std::string drawn(const Loaded& loaded, std::string_view view, ThemeId theme_id) {
    Shown shown(loaded, view);
    shown.state.session.theme = theme_id;
    return dump(shown.build());
}

}  // namespace

TEST_CASE("the timeline of a small history is drawn as it was", "[views][golden]") {
    check_golden("timeline-small-dark", drawn(small_history(), "timeline", ThemeId::Dark));
    check_golden("timeline-small-light", drawn(small_history(), "timeline", ThemeId::Light));
}

TEST_CASE("the map of a small history is drawn as it was", "[views][golden]") {
    check_golden("map-small-dark", drawn(small_history(), "map", ThemeId::Dark));
    check_golden("map-small-light", drawn(small_history(), "map", ThemeId::Light));
}

TEST_CASE("the timeline of hostile labels is drawn as it was", "[views][golden]") {
    check_golden("timeline-hostile-dark", drawn(hostile(), "timeline", ThemeId::Dark));
    check_golden("timeline-hostile-light", drawn(hostile(), "timeline", ThemeId::Light));
}

TEST_CASE("the map of hostile labels is drawn as it was", "[views][golden]") {
    check_golden("map-hostile-dark", drawn(hostile(), "map", ThemeId::Dark));
    check_golden("map-hostile-light", drawn(hostile(), "map", ThemeId::Light));
}

TEST_CASE("the table of a small history is drawn as it was", "[views][golden]") {
    check_golden("table-small-dark", drawn(small_history(), "table", ThemeId::Dark));
    check_golden("table-small-light", drawn(small_history(), "table", ThemeId::Light));
}

TEST_CASE("the table of hostile labels is drawn as it was", "[views][golden]") {
    check_golden("table-hostile-dark", drawn(hostile(), "table", ThemeId::Dark));
    check_golden("table-hostile-light", drawn(hostile(), "table", ThemeId::Light));
}

TEST_CASE("the sources of a small history are drawn as they were", "[views][golden]") {
    check_golden("sources-small-dark", drawn(small_history(), "sources", ThemeId::Dark));
    check_golden("sources-small-light", drawn(small_history(), "sources", ThemeId::Light));
}

TEST_CASE("the sources of hostile labels are drawn as they were", "[views][golden]") {
    check_golden("sources-hostile-dark", drawn(hostile(), "sources", ThemeId::Dark));
    check_golden("sources-hostile-light", drawn(hostile(), "sources", ThemeId::Light));
}

TEST_CASE("a selected event on the timeline is drawn as it was", "[views][golden]") {
    Shown shown(small_history(), "timeline");
    shown.state.session.selected = {node_of_event(shown.event("rule"))};
    check_golden("timeline-small-selected", dump(shown.build()));
}

TEST_CASE("a folded lane and a hovered event on the timeline are drawn as they were", "[views][golden]") {
    Shown shown(small_history(), "timeline");
    shown.state.document.folded_lanes = {"China-companies"};
    shown.state.session.hover = pick_of(node_of_event(shown.event("update")));
    check_golden("timeline-small-folded", dump(shown.build()));
}

TEST_CASE("the timeline is drawn as it was in every lane mode", "[views][golden]") {
    for (const auto& [lanes, label] : kTimelineParams.front().choices) {
        if (lanes == kTimelineParams.front().choices.front().first) continue;  // the default has its own
        Shown shown(small_history(), "timeline");
        set_param(shown.state.document.params["timeline"], "lanes", lanes);
        check_golden("timeline-lanes-" + std::string(lanes), dump(shown.build()));
    }
}

TEST_CASE("the timeline is drawn as it was at every level of detail", "[views][golden]") {
    const auto zoomed_in = [](Shown& shown, double factor, double at) {
        shown.build();
        shown.camera() = shown.view.whole(shown.input(), *shown.cache);
        shown.camera().time = zoomed(shown.camera().time, at * shown.timeline().frame.lanes.w, factor);
        return dump(shown.build());
    };
    Shown cards(small_history(), "timeline");
    cards.area = {0, 0, 1280, 900};
    check_golden("timeline-detail-cards", zoomed_in(cards, 7, 0.05));
    CHECK(std::any_of(cards.timeline().placement.value().events.begin(), cards.timeline().placement.value().events.end(),
                      [](const PlacedEvent& placed) { return placed.card >= 0; }));
    Shown labels(small_history(), "timeline");
    set_param(labels.state.document.params["timeline"], "lanes", "none");
    labels.area = {0, 0, 700, 240};
    check_golden("timeline-detail-labels", zoomed_in(labels, 1, 0.5));
    const Loaded crowd = loaded_from(choke::testing::generate_dataset(150, 4));
    Shown glyphs(crowd, "timeline");
    set_param(glyphs.state.document.params["timeline"], "lanes", "none");
    glyphs.area = {0, 0, 420, 300};
    check_golden("timeline-detail-glyphs-and-ticks", zoomed_in(glyphs, 1, 0.5));
    CHECK_FALSE(glyphs.timeline().placement.value().ticks.empty());
    const Loaded many = loaded_from(choke::testing::generate_dataset(kPlaceAllLimit + 400, 4));
    Shown strip(many, "timeline");
    set_param(strip.state.document.params["timeline"], "lanes", "none");
    strip.area = {0, 0, 420, 300};
    check_golden("timeline-detail-strip", zoomed_in(strip, 1, 0.5));
}

TEST_CASE("every kind of date is drawn as it was on the timeline, from afar and from near", "[views][golden]") {
    const Loaded loaded = loaded_from(R"json({"dataset": {"format": "chokepoint/1", "id": "dates", "title": "Dates"},
"sources": [{"id": "s1", "title": "S", "date": "2023-12-01"}],
"events": [)json" + [] {
        // A day, a second, a month, a year, a season, about, unsure, unknown digits, one of several, intervals whole and open.
        constexpr std::string_view kDates[] = {"2023-03-04", "2023-03-09T10:00:00Z", "2023-03", "2023", "2023-21", "2023-03~", "2023-04-05?", "2023-XX",
                                               "[2023-02,2023-05]", "2023-02-10/2023-04", "2023-04/..", "../2023-03-20", "2023-02/"};
        std::string events;
        for (const std::string_view date : kDates)
            events += fmt::format(R"({}{{"id": "e{}", "title": "Dated {}", "date": "{}", "kind": "rule", "claims": [{{"source": "s1", "stance": "reports"}}]}})",
                                  events.empty() ? "" : ",\n", events.size(), date, date);
        return events + "]}";
    }());
    Shown shown(loaded, "timeline");
    CHECK(shown.state.problems.error_count() == 0);
    set_param(shown.state.document.params["timeline"], "lanes", "none");
    shown.area = {0, 0, 1280, 480};
    check_golden("timeline-dates-far", dump(shown.build()));
    shown.camera().framed = true;
    shown.camera().time = fit_scale(start_of_day({2023, 2, 20}), start_of_day({2023, 4, 20}), 0, shown.timeline().frame.lanes.w);
    check_golden("timeline-dates-near", dump(shown.build()));
}

TEST_CASE("pinned, moved and empty lanes and a dragged one are drawn as they were", "[views][golden]") {
    Shown shown(small_history(), "timeline");
    set_param(shown.state.document.params["timeline"], "lanes", "actor");
    set_param(shown.state.document.params["timeline"], "order", "hand");
    set_param(shown.state.document.params["timeline"], "empty", "shown");
    shown.state.document.lane_order = {"actor:smic", "actor:nvidia"};
    shown.state.document.pinned_lanes = {"actor:huawei"};
    shown.state.document.filter = "-actor:asml";
    shown.area = {0, 0, 900, 300};
    shown.state.session.hover = pick_of(PickKind::Lane, 1);
    shown.state.session.lane_drag = LaneDrag{"actor:nvidia", "actor:smic", 120};
    check_golden("timeline-lanes-arranged", dump(shown.build()));
}

TEST_CASE("a selected actor and a pin on the map are drawn as they were", "[views][golden]") {
    Shown shown(small_history(), "map");
    shown.state.session.selected = {shown.actor("nvidia")};
    shown.state.document.pins = {{shown.actor("asml"), {0.25, 0.75}}};
    check_golden("map-small-selected", dump(shown.build()));
}

TEST_CASE("the small history has no problems", "[views][golden]") {
    std::string problems;
    for (const Diagnostic& diagnostic : small_history().diagnostics.all()) problems += to_string(diagnostic) + "\n";
    CHECK(problems == "");
    CHECK(small_history().data->events.size() == 14);
}

TEST_CASE("the first lines that differ from a golden are told", "[views][golden]") {
    CHECK(first_differences("a\nb\n", "a\nb\n") == "");
    CHECK(first_differences("a\nb\nc\n", "a\nx\n") ==
          "line 2\n  golden: b\n  now:    x\nline 3\n  golden: c\n  now:    (no line)\n");
}
