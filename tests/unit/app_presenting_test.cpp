// The show: going from step to step, leaving a step and coming back, and that nothing of the document changes.
#include <string>
#include <vector>

#include "app/cameras.h"
#include "app/commands.h"
#include "app/document_file.h"
#include "app/presenting.h"
#include "app/script.h"
#include "app/settings.h"
#include "views_tools.h"

using namespace views_test;

namespace {

struct Show {
    Show() : state(state_of(small_history())) {
        run("story.new", "Rules");
        run("filter.set", "kind:rule");
        run("select.id", "rule");
        run("view.timeline");
        run("story.add-step", "A");
        run("filter.set", "actor:nvidia");
        run("story.add-step", "B");
        run("filter.set", "actor:smic");
        run("known.set", "2023-06");
        run("story.add-step", "C");
        run("known.clear");
        run("filter.set", "kind:release");
        run("story.step", "1");
        run("filter.set", "kind:release");
        run("select.id", "smic");
    }
    std::string run(std::string_view name, std::string_view argument = {}) { return run_command(state, derived, name, argument); }
    [[nodiscard]] const Presenting& now() const { return *state.session.presenting; }
    [[nodiscard]] size_t step() const { return state.session.story->step + 1; }

    AppState state;
    Derived derived;
};

}  // namespace

TEST_CASE("a show goes through the steps and stops at both ends", "[app][present]") {
    Show show;
    REQUIRE(show.run("present.start") == "");
    REQUIRE(show.state.session.presenting);
    CHECK(show.step() == 1);
    CHECK(show.state.document.filter == "kind:rule");
    CHECK(show.run("present.previous") == "");
    CHECK(show.step() == 1);
    CHECK(show.run("present.next") == "");
    CHECK(show.state.document.filter == "actor:nvidia");
    CHECK(show.run("present.last") == "");
    CHECK(show.step() == 3);
    CHECK(show.state.document.known_on == "2023-06");
    CHECK(show.run("present.next") == "");
    CHECK(show.step() == 3);
    CHECK(show.run("present.first") == "");
    CHECK(show.step() == 1);
    CHECK(show.state.document.known_on.empty());
}

TEST_CASE("a number and Enter jump to a step, and a number that is none is told", "[app][present]") {
    Show show;
    REQUIRE(show.run("present.start") == "");
    CHECK(show.run("present.digit", "0") == "");
    CHECK(show.now().number.empty());
    CHECK(show.run("present.digit", "3") == "");
    CHECK(show.now().number == "3");
    CHECK(show.run("present.enter") == "");
    CHECK(show.step() == 3);
    CHECK(show.now().number.empty());
    show.run("present.digit", "1");
    show.run("present.digit", "2");
    CHECK(show.run("present.enter") == "There is no step 12; the story has 3.");
    CHECK(show.step() == 3);
    CHECK(show.run("present.jump", "sidestep 2") == "");
    CHECK(show.state.session.story->id == "sidestep");
    CHECK(show.step() == 2);
    // From another story one returns to where the show was.
    CHECK(show.run("present.next") == "");
    CHECK(show.run("present.return") == "");
    CHECK(show.state.session.story->id == "rules");
    CHECK(show.step() == 3);
    CHECK_FALSE(show.now().came_from);
}

TEST_CASE("whatever leads away from a step is an excursion, and one key returns exactly", "[app][present]") {
    using Away = void (*)(Show&);
    const std::vector<Away> ways{[](Show& show) { show.run("filter.set", "actor:huawei"); },
                                 [](Show& show) { show.run("known.set", "2023"); },
                                 [](Show& show) { show.run("select.id", "phone"); },
                                 [](Show& show) { show.run("view.set-camera", "timeline 2023-01-01..2023-06-01@900"); },
                                 [](Show& show) { show.run("view.map"); },
                                 [](Show& show) { apply(show.state, "timeline", SelectNode{std::nullopt, SelectMode::Replace}); },
                                 [](Show& show) { apply(show.state, "timeline", SetCamera{Camera{.framed = true}, false}); },
                                 [](Show& show) { apply(show.state, "timeline", FoldLane{"US-companies"}); }};
    for (size_t i = 0; i < ways.size(); ++i) {
        Show show;
        show.state.session.reduce_motion = true;
        REQUIRE(show.run("present.start") == "");
        REQUIRE(show.run("present.next") == "");
        const Look look = show.state.document.look();
        const auto selected = show.state.session.selected;
        const Cameras cameras = resting_cameras(show.state);
        CHECK_FALSE(show.now().exploring);
        ways[i](show);
        INFO("way " << i);
        CHECK(show.now().exploring);
        CHECK(show.run(i % 2 == 0 ? "present.enter" : "present.return") == "");
        CHECK_FALSE(show.now().exploring);
        CHECK(show.step() == 2);
        CHECK(show.state.document.look() == look);
        CHECK(show.state.session.selected == selected);
        CHECK(resting_cameras(show.state) == cameras);
    }
}

TEST_CASE("the pointer, a cover and the panels are no excursion", "[app][present]") {
    Show show;
    REQUIRE(show.run("present.start") == "");
    apply(show.state, "timeline", SetHover{pick_of(PickKind::Event, 0)});
    for (const char* command : {"present.black", "present.white", "present.spotlight", "window.facets", "window.details", "help.keys"}) {
        CHECK(show.run(command) == "");
        INFO(command);
        CHECK_FALSE(show.now().exploring);
    }
    CHECK(show.now().cover == Cover::White);
    CHECK(show.now().spotlight);
}

TEST_CASE("a show leaves document, cameras, selection, panels and the way back as they were", "[app][present]") {
    Show show;
    show.run("view.set-camera", "timeline 2023-01-01..2023-06-01@900");
    const Document before = show.state.document;
    const Cameras cameras = resting_cameras(show.state);
    const auto selected = show.state.session.selected;
    const size_t undo = show.state.undo.size();
    const uint64_t hash = document_hash(show.state);
    REQUIRE(show.run("present.start") == "");
    CHECK_FALSE(show.state.session.show_facets);
    show.run("present.next");
    show.run("filter.set", "actor:huawei");
    apply(show.state, "timeline", FoldLane{"US-companies"});
    // What is saved meanwhile is what was there before.
    CHECK(document_hash(show.state) == hash);
    CHECK(document_text(show.state).find("\"filter\": \"actor:huawei\"") == std::string::npos);
    CHECK(show.run("edit.undo") != "");
    CHECK(show.run("present.leave") == "");
    CHECK_FALSE(show.state.session.presenting);
    CHECK(show.state.document == before);
    CHECK(resting_cameras(show.state) == cameras);
    CHECK(show.state.session.selected == selected);
    CHECK(show.state.session.show_facets);
    CHECK(show.state.session.show_details);
    CHECK(show.state.undo.size() == undo);
    CHECK(document_hash(show.state) == hash);
    CHECK(show.run("edit.undo") == "");
}

TEST_CASE("a view that is saved under a name during a show can be undone, and nothing else", "[app][present]") {
    Show show;
    const Document before = show.state.document;
    REQUIRE(show.run("present.start") == "");
    show.run("filter.set", "actor:huawei");
    CHECK(show.run("view.save-named", "Asked") == "");
    CHECK(show.run("present.leave") == "");
    CHECK(show.state.document.named_views.back().look.filter == "actor:huawei");
    CHECK(show.state.document.filter == before.filter);
    CHECK(show.run("edit.undo") == "");
    CHECK(show.state.document == before);
}

TEST_CASE("a recorded show leaves in the script what stays of it", "[app][present][script]") {
    Show show;
    REQUIRE(show.run("script.record") == "");
    REQUIRE(show.run("present.start") == "");
    show.run("present.next");
    show.run("filter.set", "actor:huawei");
    REQUIRE(show.run("view.save-named", "Asked") == "");
    show.run("filter.clear");
    REQUIRE(show.run("present.leave") == "");
    const std::string script = script_text(*show.state.session.recording);
    AppState again = state_of(small_history());
    Derived derived;
    const auto done = run_script(again, derived, {"s", script}, nullptr);
    if (!done) FAIL(to_string(done.error()));
    CHECK(document_hash(again) == document_hash(show.state));
    CHECK(again.document.named_views.size() == 1);
}

TEST_CASE("Escape takes what lies on top first, then the excursion, then the show", "[app][present]") {
    Show show;
    REQUIRE(show.run("present.start") == "");
    show.run("filter.set", "actor:huawei");
    show.run("present.black");
    show.run("present.digit", "2");
    show.run("help.keys");
    show.run("present.escape");
    CHECK_FALSE(show.state.session.show_keys);
    show.run("present.escape");
    CHECK(show.now().number.empty());
    show.run("present.escape");
    CHECK(show.now().cover == Cover::None);
    CHECK(show.now().exploring);
    show.run("present.escape");
    CHECK_FALSE(show.now().exploring);
    show.run("present.escape");
    CHECK_FALSE(show.state.session.presenting);
}

TEST_CASE("a step that cannot be shown says so, leaves the picture, and the show goes on", "[app][present]") {
    Show show;
    show.state.document.stories.edit().front().steps[1].look.filter = "actor:nobody";
    REQUIRE(show.run("present.start") == "");
    CHECK(show.run("present.next") == "");
    CHECK_FALSE(show.now().has_picture);
    CHECK(show.now().problem.starts_with("The filter of this step is not understood"));
    CHECK(show.run("present.next") == "");
    CHECK(show.now().has_picture);
    CHECK(show.now().problem.empty());
    CHECK(show.state.document.filter == "actor:smic");
}

TEST_CASE("without a story there is nothing to present, and the first one is taken where none was chosen", "[app][present]") {
    AppState state = state_of(small_history());
    Derived derived;
    CHECK(run_command(state, derived, "present.start") == "");
    CHECK(state.session.story->id == "sidestep");
    CHECK(run_command(state, derived, "present.leave") == "");
    CHECK(run_command(state, derived, "story.new", "Empty") == "");
    CHECK(run_command(state, derived, "present.start") == "The story has no step yet; add what you see as one.");
    CHECK_FALSE(state.session.presenting);
}

TEST_CASE("other data end a show", "[app][present]") {
    Show show;
    REQUIRE(show.run("present.start") == "");
    apply_load(show.state, loaded_from(kSmallHistory), "other.json");
    CHECK_FALSE(show.state.session.presenting);
}

TEST_CASE("the show goes to the screen that the window is not on, and the notes to the other", "[app][present]") {
    CHECK(show_places(1, 0, 0) == ShowPlaces{0, std::nullopt});
    CHECK(show_places(2, 0, 0) == ShowPlaces{1, 0});
    CHECK(show_places(2, 1, 0) == ShowPlaces{0, 1});
    CHECK(show_places(2, 0, 1) == ShowPlaces{0, 1});
    CHECK(show_places(3, 2, 2) == ShowPlaces{1, 2});
    // The chosen one was unplugged.
    CHECK(show_places(2, 0, 3) == ShowPlaces{1, 0});
    CHECK(show_places(1, 4, 2) == ShowPlaces{0, std::nullopt});
}

TEST_CASE("steps are found by the words of a question, the rarest first", "[app][present]") {
    Show show;
    auto& steps = show.state.document.stories.edit().front().steps;
    steps[0].notes = "If they ask about memory: HBM was added in December 2024.";
    steps[1].caption = "What they may buy";
    steps[2].caption = "What they ask for";
    const StoryRef story{true, 0};
    CHECK(find_steps(show.state, story, "hbm") == std::vector<size_t>{0});
    CHECK(find_steps(show.state, story, "What if they ask about HBM?").front() == 0);
    CHECK(find_steps(show.state, story, "") == std::vector<size_t>{0, 1, 2});
    CHECK(find_steps(show.state, story, "quantum").empty());
}

TEST_CASE("the lines of a show name the sources, the day and the filter", "[app][present]") {
    Show show;
    REQUIRE(show.run("present.start") == "");
    CHECK(source_line(show.state, show.derived.visible(show.state)) == "Source: Gazette: The register (7 October 2022)");
    CHECK(look_line(show.state, show.derived.visible(show.state)).starts_with("Everything known · "));
    show.run("present.last");
    CHECK(look_line(show.state, show.derived.visible(show.state)).starts_with("Known on June 2023 · "));
    show.run("select.none");
    CHECK(source_line(show.state, show.derived.visible(show.state)).ends_with(" source"));
}

TEST_CASE("the stopwatch counts while it runs and not while it is paused", "[app][present]") {
    Stopwatch stopwatch{.running = true};
    tick(stopwatch, 100);
    tick(stopwatch, 160);
    stopwatch.running = false;
    tick(stopwatch, 200);
    stopwatch.running = true;
    tick(stopwatch, 300);
    tick(stopwatch, 305);
    CHECK(elapsed_words(stopwatch.elapsed_s) == "1:05");
    CHECK(elapsed_words(3725) == "1:02:05");
}

TEST_CASE("the scale of shows and the room's screen are settings", "[app][present][settings]") {
    AppState state = state_of(small_history());
    Derived derived;
    CHECK(run_command(state, derived, "present.larger") == "");
    CHECK(state.session.present_scale == 1.1);
    state.session.present_monitor = 2;
    const Settings settings = parse_settings(settings_text(settings_of(state.session, {})));
    Session session;
    apply_settings(settings, session);
    CHECK(session.present_scale == 1.1);
    CHECK(session.present_monitor == 2);
    CHECK(run_command(state, derived, "present.monitor", "2") == "There is only one screen.");
}
