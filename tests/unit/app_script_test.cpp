// Scripts: commands by name, and recordings that lead to the same document again.
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/document_file.h"
#include "app/node_names.h"
#include "app/script.h"
#include "app_random_state.h"
#include "cli_run.h"
#include "views/timeline_order.h"

using namespace app_test;
using cli_test::Folder;
using views_test::kFixed;
using views_test::small_history;
using views_test::state_of;

namespace {

struct Ran {
    AppState state = state_of(small_history());
    Derived derived;
    std::string message;

    explicit Ran(const std::string& script) {
        state.session.reduce_motion = true;
        const auto done = run_script(state, derived, {"s.txt", script}, &kFixed);
        if (!done) message = to_string(done.error());
    }
};

using Lines = std::vector<std::string>;

Lines last_of(const AppState& state, size_t count) {
    const Lines& lines = *state.session.recording;
    return {lines.end() - static_cast<std::ptrdiff_t>(std::min(count, lines.size())), lines.end()};
}

}  // namespace

TEST_CASE("a script runs its commands in turn", "[app][script]") {
    const Ran ran("# A comment.\n\nfilter.set kind:rule\r\n  expect-events 3\nselect.id rule\nselect.toggle actor:smic\nview.map\n"
                  "view.fold-lane US-companies\nview.pin actor:smic 0.25 0.5\nfilter.clear\nfilter.clear\nfilter.range 2023-01-01..2023-06-30");
    CHECK(ran.message == "");
    CHECK(ran.state.document.filter == "date:2023-01-01..2023-06-30?");
    CHECK(ran.state.document.panes == Lines{"map"});
    CHECK(ran.state.document.folded_lanes == Lines{"US-companies"});
    CHECK(ran.state.document.pins.size() == 1);
    CHECK(ran.state.session.selected.size() == 2);
}

TEST_CASE("what is wrong in a script is said with its place", "[app][script]") {
    CHECK(Ran("filter.set kind:rule\n  filter.claer\n").message == "s.txt:2:3: there is no command 'filter.claer'; did you mean 'filter.clear'?");
    CHECK(Ran("xyzzy").message == "s.txt:1:1: there is no command 'xyzzy'; `chokepoint commands` lists them");
    CHECK(Ran("\n\nselect.id nobody").message == "s.txt:3:11: There is no event, actor or thing 'nobody'.");
    CHECK(Ran("expect-events 15").message == "s.txt:1:15: 15 events were expected, and 14 are there");
    CHECK(Ran("expect-events many").message == "s.txt:1:15: a number of events was expected");
    CHECK(Ran("expect-hash 12").message == "s.txt:1:13: a hash of 16 hexadecimal digits was expected");
    CHECK(Ran("size 10x10").message == "s.txt:1:6: each side must be 100 to 32000 px");
    CHECK(Ran("script.run s.txt").message == "s.txt:1:1: a script cannot run or record another");
    CHECK(Ran("edit.undo").message == "s.txt:1:1: Undo: nothing to do now.");
    CHECK(Ran("filter.set \xFF").message == "s.txt:1:12: this is not UTF-8");
    CHECK(Ran("view.pin actor:smic 1").message == "s.txt:1:10: Write it as NODE X Y.");
    CHECK(Ran("view.set-look filter=a&filter=b").message == "s.txt:1:15: column 10: 'filter' stands there twice");
}

TEST_CASE("with a size, the commands of the cameras work without a window", "[app][script]") {
    CHECK(Ran("view.zoom-in").state.session.cameras.empty());
    const Ran ran("size 1200x800\nview.zoom-in\nview.zoom-in\nselect.id rule\nview.frame-selection\nview.set-camera map 0.25,0.5,2\nview.camera-back");
    CHECK(ran.message == "");
    CHECK(ran.state.session.cameras.at("timeline").framed);
    CHECK_FALSE(resting_cameras(ran.state).at("map") == Camera{.framed = true, .centre = {0.25, 0.5}, .zoom = 2});
    const Ran again("size 1200x800\nview.zoom-in\nview.zoom-in\nselect.id rule\nview.frame-selection\nview.set-camera map 0.25,0.5,2\nview.camera-back");
    CHECK(again.state.session.cameras == ran.state.session.cameras);
}

TEST_CASE("a recording has a line for each thing that was done, and one for all typing in a field", "[app][script]") {
    AppState state = state_of(small_history());
    Derived derived;
    state.session.reduce_motion = true;
    const auto run = [&](std::string_view name, std::string_view argument = {}) { return run_command(state, derived, name, argument); };
    REQUIRE(run("script.record") == "");
    CHECK(state.session.recording->size() == 2);
    CHECK(state.session.recording->back() == "view.set-look");
    for (const char* typed : {"k", "ki", "kind:rule", "kind:rul", "kind:release"}) run("filter.set", typed);
    CHECK(last_of(state, 2) == Lines{"view.set-look", "filter.set kind:release"});
    run("window.theme", "light");
    run("filter.actor", "nobody");
    run("edit.copy-link");
    CHECK(last_of(state, 1) == Lines{"filter.set kind:release"});
    run("filter.set", "actor:nvdia");  // refused, and yet it stands in the field
    // And the one before it is still in force.
    CHECK(last_of(state, 3) == Lines{"view.set-look", "filter.set kind:release", "filter.type actor:nvdia"});
    run("filter.set", "kind:rule");
    run("edit.undo");
    CHECK(last_of(state, 3) == Lines{"view.set-look", "filter.set kind:rule", "view.set-look filter=actor:nvdia"});

    const NodeRef smic = *node_named(*state.data, "actor:smic");
    state.session.gesture = 4;
    for (int i = 1; i <= 5; ++i) apply(state, "map", PinNode{{smic, {0.125 * i, 0.5}}});
    state.session.gesture = 0;
    apply(state, "map", SelectNode{smic, SelectMode::Replace});
    apply(state, "map", SelectNode{NodeRef{NodeKind::Actor, 0}, SelectMode::Toggle});
    apply(state, "timeline", FoldLane{"US-companies"});
    apply(state, "timeline", SetHover{pick_of(PickKind::Event, 1)});
    apply(state, "timeline", SetRange{std::pair(start_of_day({.year = 2023}), start_of_day({.year = 2024}))});
    apply(state, "map", SetCamera{Camera{.framed = true, .zoom = 3}, false});
    apply(state, "map", SetCamera{Camera{.framed = true, .zoom = 4}, false});
    CHECK(last_of(state, 7) == Lines{"view.set-look filter=actor:nvdia", "view.pin actor:smic 0.625 0.5", "select.id actor:smic", "select.toggle actor:bis",
                                     "view.fold-lane US-companies", "filter.range 2023-01-01..2024-01-01", "view.set-camera map 0.5,0.5,4"});
    run("view.frame-all");
    CHECK(last_of(state, 1) == Lines{"view.set-camera map 0.5,0.5,4"});  // the active view shows everything already
    state.session.active_view = "map";
    run("view.frame-all");
    CHECK(last_of(state, 1) == Lines{"view.set-camera map all"});

    const Folder folder;
    CHECK(run("script.stop", folder.file("no/such/s.txt")).find("cannot be written") != std::string::npos);
    CHECK(state.session.recording.has_value());
    CHECK(run("script.stop", folder.file("s.txt")) == "");
    CHECK_FALSE(state.session.recording.has_value());
    AppState again = state_of(small_history());
    CHECK(run_command(again, derived, "script.run", folder.file("s.txt")) == "");
    CHECK(document_hash(again) == document_hash(state));
    CHECK(again.document == state.document);
    CHECK(run_command(again, derived, "script.run", folder.file("none.txt")).find("cannot be read") != std::string::npos);
}

TEST_CASE("a recorded session of anything leads to the same document again", "[app][script]") {
    SplitMix64 random(41);
    for (int session = 0; session < 40; ++session) {
        AppState state = state_of(small_history());
        Derived derived;
        if (session % 2 == 0) randomise(random, state);
        if (session % 3 == 0) state.session.reduce_motion = true;
        static_cast<void>(derived.scene(state, *find_view("timeline"), {0, 0, 1000, 400}, kFixed));
        static_cast<void>(derived.scene(state, *find_view("map"), {0, 0, 1000, 400}, kFixed));
        // Something that can be undone from before the recording.
        run_command(state, derived, "filter.set", "kind:rule");
        run_command(state, derived, "select.id", "rule");
        REQUIRE(run_command(state, derived, "script.record") == "");
        for (int step = 0; step < 60; ++step) {
            const NodeRef node = random_node(random, *state.data);
            const std::string id(state.data->node_id(node));
            switch (random.below(19)) {
                case 16: apply(state, "timeline", PinLane{random.one_in(2) ? "US-companies" : "China-labs"}); break;
                case 17: run_command(state, derived, one_of(random, std::vector<std::string>{"timeline.lane-up", "timeline.lane-down", "timeline.pin-lane", "timeline.forget-order"})); break;
                case 18: {
                    const std::string key = random.one_in(2) ? "US-companies" : "actor:smic";
                    const std::string before = random.one_in(2) ? "China-companies" : "";
                    const auto params = state.document.params.find("timeline");
                    const ParamValues none;
                    std::vector<std::string> order = moved_lane(*state.data, params == state.document.params.end() ? none : params->second,
                                                                state.document.lane_order, key, before);
                    // A view moves only lanes that it has.
                    if (order != state.document.lane_order) apply(state, "timeline", MoveLane{key, before, std::move(order)});
                    break;
                }
                case 0: run_command(state, derived, "filter.set", random_look(random, *state.data).filter); break;
                case 1: run_command(state, derived, "filter.actor", random.one_in(2) ? "" : id); break;
                case 2: run_command(state, derived, random.one_in(2) ? "edit.undo" : "edit.redo"); break;
                case 3: run_command(state, derived, random.one_in(2) ? "edit.escape" : "select.back"); break;
                case 4: run_command(state, derived, random.one_in(2) ? "select.next" : "select.previous"); break;
                case 5: run_command(state, derived, "view.save-named", random.one_in(2) ? "One" : "Two = 2"); break;
                case 6: run_command(state, derived, "view.show-named", random.one_in(2) ? "One" : "Huawei"); break;
                case 7: run_command(state, derived, random.one_in(2) ? "view.rename-named" : "view.delete-named", random.one_in(2) ? "One=Three" : "One"); break;
                case 8: run_command(state, derived, one_of(random, std::vector<std::string>{"view.zoom-in", "view.pan-left", "view.frame-selection", "view.camera-back"})); break;
                case 9: run_command(state, derived, one_of(random, std::vector<std::string>{"view.map", "view.both", "view.timeline", "view.unfold-all", "view.unpin-all"})); break;
                case 10: run_command(state, derived, "view.set", random.one_in(2) ? "timeline.lanes=actor" : "timeline.lanes=group"); break;
                case 11: apply(state, "map", SelectNode{node, random.one_in(2) ? SelectMode::Toggle : SelectMode::Replace}); break;
                case 12: apply(state, "timeline", FoldLane{random.one_in(2) ? "US-companies" : "a,b"}); break;
                case 13: apply(state, "map", PinNode{{node, {number_between(random, 0, 1) / 3, 0.1}}}); break;
                case 14: apply(state, "timeline", SelectNode{std::nullopt, SelectMode::Replace}); break;
                default:
                    apply(state, "timeline", SetCamera{Camera{.framed = true, .time = {.origin_s = 1'600'000'000, .seconds_per_px = number_between(random, 3600, 900'000)}},
                                                       random.one_in(2)});
                    break;
            }
        }
        const std::string script = script_text(*state.session.recording);
        INFO(script);
        const Ran again(script);
        CHECK(again.message == "");
        CHECK(again.state.session.selected == state.session.selected);
        CHECK(document_hash(again.state) == document_hash(state));
    }
}

TEST_CASE("running a script keeps the undo list line by line", "[app][script]") {
    const Folder folder;
    AppState state = state_of(small_history());
    Derived derived;
    REQUIRE(run_command(state, derived, "script.run", folder.write("s.txt", "filter.set kind:rule\nview.map\n")) == "");
    CHECK(state.undo.size() == 2);
    CHECK(run_command(state, derived, "edit.undo") == "");
    CHECK(state.document.filter == "kind:rule");
    CHECK(run_command(state, derived, "edit.undo") == "");
    CHECK(state.document == Document{});
}
