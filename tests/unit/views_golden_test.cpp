// Every view as text, on data that never changes. What a picture looks like is decided elsewhere; that it changes only on
// purpose is decided here.
#include <string>

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
