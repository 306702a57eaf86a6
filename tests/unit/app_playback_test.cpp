// "Known on" by steps and by itself, the status floor, ghosts: what commands make of them.
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "app/commands.h"
#include "app/playback.h"
#include "io/reader.h"
#include "time/civil.h"

using namespace choke;

namespace {

struct Program {
    AppState state;
    Derived derived;
    Program() { apply_load(state, std::move(*load_built_in()), ""); }
    std::string run(std::string_view command, std::string_view argument = {}) {
        return run_command(state, derived, command, argument);
    }
    const Visible& visible() { return derived.visible(state); }
};

}  // namespace

TEST_CASE("a step later begins at the first day on which anything was public", "[known]") {
    Program program;
    const auto days = program.state.known_days;
    REQUIRE(days);
    CHECK(program.run("known.forward").empty());
    CHECK(program.state.document.known_on == iso_date(civil_from_days(days->first)));
}

TEST_CASE("a step earlier begins at the last day", "[known]") {
    Program program;
    const auto days = program.state.known_days;
    REQUIRE(days);
    CHECK(program.run("known.step", "day").empty());
    CHECK(program.run("known.back").empty());
    CHECK(program.state.document.known_on == iso_date(civil_from_days(days->second - 1)));
}

TEST_CASE("a step of a month keeps the day of the month where the month has it", "[known]") {
    Program program;
    program.state.document.known_on = "2024-01-31";
    CHECK(program.run("known.step", "month").empty());
    CHECK(program.run("known.forward").empty());
    CHECK(program.state.document.known_on == "2024-02-29");
    CHECK(program.run("known.back").empty());
    CHECK(program.state.document.known_on == "2024-01-29");
}

TEST_CASE("steps stop at the first and the last day", "[known]") {
    Program program;
    const auto days = program.state.known_days;
    REQUIRE(days);
    CHECK(program.run("known.step", "year").empty());
    for (int i = 0; i < 10; ++i) CHECK(program.run("known.forward").empty());
    CHECK(program.state.document.known_on == iso_date(civil_from_days(days->second)));
    for (int i = 0; i < 10; ++i) CHECK(program.run("known.back").empty());
    CHECK(program.state.document.known_on == iso_date(civil_from_days(days->first)));
}

TEST_CASE("playing shows more and more, ends at the last day, and is one step of undo", "[known]") {
    Program program;
    CHECK(program.run("known.step", "quarter").empty());
    CHECK(program.run("known.play").empty());
    double now_s = 100;
    CHECK_FALSE(advance_playback(program.state, program.derived, now_s));  // the clock begins
    size_t seen = program.visible().events.size();
    int steps = 0;
    while (program.state.session.playback.running && steps < 100) {
        now_s += 0.5;
        if (!advance_playback(program.state, program.derived, now_s)) continue;
        CHECK(program.visible().events.size() >= seen);
        seen = program.visible().events.size();
        ++steps;
    }
    CHECK(steps > 10);
    CHECK(steps < 100);
    CHECK(program.state.undo.size() == 1);
    CHECK(program.run("edit.undo").empty());
    CHECK(program.state.document.known_on.empty());
}

TEST_CASE("a window that was away does not make up for missed steps at once", "[known]") {
    Program program;
    CHECK(program.run("known.play").empty());
    CHECK_FALSE(advance_playback(program.state, program.derived, 10));
    const std::string before = program.state.document.known_on;
    CHECK(advance_playback(program.state, program.derived, 1000));
    CHECK_FALSE(advance_playback(program.state, program.derived, 1000.01));
    CHECK(program.state.document.known_on > before);
}

TEST_CASE("the status floor removes events and relations and says how many", "[known]") {
    Program program;
    const size_t all = program.visible().events.size();
    CHECK(program.run("filter.floor", "reported").empty());
    const Visible& visible = program.visible();
    CHECK(visible.floor_events > 0);
    CHECK(visible.floor_relations > 0);
    CHECK(visible.events.size() + visible.floor_events == all);
    for (const EventId event : visible.events.to_vector())
        CHECK(is_at_least(event_status(*program.state.data, event), Status::Reported));
}

TEST_CASE("the floor goes up and down by steps from everything to the established", "[known]") {
    Program program;
    size_t last = program.visible().events.size();
    for (int i = 0; i < 5; ++i) {
        CHECK(program.run("filter.floor-up").empty());
        CHECK(program.visible().events.size() <= last);
        last = program.visible().events.size();
    }
    CHECK(program.state.document.status_floor == Status::Established);
    CHECK_FALSE(program.run("filter.floor-up").empty());
    for (int i = 0; i < 5; ++i) CHECK(program.run("filter.floor-down").empty());
    CHECK_FALSE(program.state.document.status_floor);
    CHECK_FALSE(program.run("filter.floor", "retracted").empty());
}

TEST_CASE("ghosts are what the filter finds and the day did not know", "[known]") {
    Program program;
    CHECK(program.run("filter.set", "actor:huawei").empty());
    const EventSet ever = program.visible().events;
    CHECK(program.run("known.set", "2024").empty());
    CHECK(program.visible().ghosts.empty());
    CHECK(program.run("known.ghosts").empty());
    const Visible& visible = program.visible();
    CHECK(visible.ghosts.size() > 0);
    CHECK(visible.events.intersection_size(visible.ghosts) == 0);
    EventSet both = visible.events;
    both.unite(visible.ghosts);
    CHECK(both == ever);
}

TEST_CASE("the undo menu says in words what would be undone", "[undo]") {
    Program program;
    CHECK(program.run("filter.exclude-actor", "nvidia").empty());
    CHECK(program.state.undo.back().label == "exclude Nvidia");
    CHECK(program.run("filter.exclude-actor", "nvidia").empty());
    CHECK(program.state.undo.back().label == "no longer exclude Nvidia");
    CHECK(program.run("known.set", "2024-03").empty());
    CHECK(program.state.undo.back().label == "known on 2024-03");
    CHECK(program.run("filter.floor", "alleged").empty());
    CHECK(program.state.undo.back().label == "status at least alleged");
}

TEST_CASE("what one gesture does with one command is one step of undo, named by its end", "[undo]") {
    Program program;
    program.state.session.gesture = 7;
    for (const std::string_view day : {"2023-01-01", "2023-05-05", "2023-06-06"}) CHECK(program.run("known.set", day).empty());
    program.state.session.gesture = 0;
    REQUIRE(program.state.undo.size() == 1);
    CHECK(program.state.undo.back().label == "known on 2023-06-06");
    CHECK(program.run("edit.undo").empty());
    CHECK(program.state.document.known_on.empty());
    CHECK(program.run("edit.redo").empty());
    CHECK(program.state.document.known_on == "2023-06-06");
}

TEST_CASE("panes are one or two views, each once, and the keys go to one of them", "[panes]") {
    Program program;
    CHECK(program.run("view.panes", "map,timeline").empty());
    CHECK(program.state.document.panes == std::vector<std::string>{"map", "timeline"});
    CHECK(program.run("view.panes", "map").empty());
    CHECK(program.state.session.active_view == "map");
    CHECK_FALSE(program.run("view.panes", "map,map").empty());
    CHECK_FALSE(program.run("view.panes", "nothing").empty());
    CHECK_FALSE(program.run("view.panes", "").empty());
    CHECK(program.state.document.panes == std::vector<std::string>{"map"});
    CHECK(program.run("view.panes", "timeline,map").empty());
    CHECK(program.run("view.next-pane").empty());
    CHECK(program.state.session.active_view == "timeline");
}
