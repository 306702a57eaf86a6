// Stories of the document: made by commands, kept in files, recorded in scripts, drawn like those of the data.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "app/commands.h"
#include "app/deck.h"
#include "app/document_file.h"
#include "app/files.h"
#include "app/presenting.h"
#include "app/script.h"
#include "app/stories.h"
#include "app_random_state.h"
#include "cli_run.h"

using namespace app_test;
using cli_test::Folder;
using views_test::kFixed;
using views_test::small_history;
using views_test::state_of;

namespace {

struct Program {
    Program() : state(state_of(small_history())) {}
    std::string run(std::string_view name, std::string_view argument = {}) { return run_command(state, derived, name, argument); }
    [[nodiscard]] const std::vector<KeptStory>& stories() const { return *state.document.stories; }
    [[nodiscard]] const KeptStep& step(size_t i) const { return stories().front().steps[i]; }
    [[nodiscard]] std::string headlines() const {
        std::string out;
        for (const KeptStep& step : stories().front().steps) out += step.headline + ' ';
        return out;
    }

    AppState state;
    Derived derived;
};

// "Rules" with three steps: A, B, C; each with a filter of its own.
void tell_three(Program& program) {
    REQUIRE(program.run("story.new", "Rules") == "");
    REQUIRE(program.run("filter.set", "kind:rule") == "");
    REQUIRE(program.run("select.id", "rule") == "");
    REQUIRE(program.run("story.add-step", "A") == "");
    REQUIRE(program.run("filter.set", "actor:nvidia") == "");
    REQUIRE(program.run("known.set", "2023") == "");
    REQUIRE(program.run("view.map") == "");
    REQUIRE(program.run("story.add-step", "B") == "");
    REQUIRE(program.run("known.clear") == "");
    REQUIRE(program.run("filter.set", "actor:smic") == "");
    REQUIRE(program.run("view.timeline") == "");
    REQUIRE(program.run("select.none") == "");
    REQUIRE(program.run("story.add-step", "C") == "");
}

std::string document_with_story(const Folder& folder) {
    Program program;
    const std::string data = folder.write("small.json", views_test::kSmallHistory);
    REQUIRE(program.run("file.open", data) == "");
    tell_three(program);
    REQUIRE(program.run("story.set-caption", "Two lines\\nof text") == "");
    REQUIRE(program.run("story.step", "2") == "");
    REQUIRE(program.run("story.internal", "yes") == "");
    const std::string path = folder.file("told.chokepoint");
    REQUIRE(program.run("file.save-as", path) == "");
    return path;
}

}  // namespace

TEST_CASE("a step takes what is on the screen, and going there shows it again", "[app][stories]") {
    Program program;
    tell_three(program);
    CHECK(program.step(0).look.filter == "kind:rule");
    CHECK(program.step(1).look.known_on == "2023");
    CHECK(program.step(1).look.panes == std::vector<std::string>{"map"});
    CHECK(program.run("story.step", "2") == "");
    CHECK(program.state.document.filter == "actor:nvidia");
    CHECK(program.state.document.known_on == "2023");
    CHECK(program.state.document.panes == std::vector<std::string>{"map"});
    CHECK(program.state.session.active_view == "map");
    CHECK(program.run("story.previous") == "");
    CHECK(program.state.document.filter == "kind:rule");
    CHECK(program.state.session.selected == program.step(0).selected);
    CHECK(program.run("story.previous") == "This is the first step.");
    CHECK(program.run("story.next") == "");
    CHECK(program.run("story.next") == "");
    CHECK(program.run("story.next") == "This is the last step.");
    CHECK(program.run("story.step", "4") == "There is no step '4'; the story has 3.");
}

TEST_CASE("every change of a story can be undone and done again", "[app][stories][undo]") {
    const std::vector<std::pair<std::string, std::string>> changes{
        {"story.new", "Another"},        {"story.add-step", ""},          {"story.update-step", ""},     {"story.duplicate-step", ""},
        {"story.delete-step", ""},       {"story.move-step", "up"},       {"story.move-step", "1 to 3"}, {"story.set-headline", "One"},
        {"story.set-caption", "a\\nb"},  {"story.set-notes", "Breathe."}, {"story.set-title", "Other"},  {"story.set-question", "Why?"},
        {"story.set-summary", "So that"}, {"story.internal", ""},          {"story.delete", ""},          {"story.step", "1"},
        {"story.previous", ""},          {"story.show", "sidestep 2"},    {"story.edit", "sidestep"}};
    for (const auto& [name, argument] : changes) {
        Program program;
        tell_three(program);
        if (name == "story.update-step") REQUIRE(program.run("filter.set", "kind:release") == "");
        const Document before = program.state.document;
        const size_t steps = program.state.undo.size();
        INFO(name << ' ' << argument);
        CHECK(program.run(name, argument) == "");
        const Document after = program.state.document;
        CHECK_FALSE(after == before);
        CHECK(program.state.undo.size() == steps + 1);
        CHECK(program.run("edit.undo") == "");
        CHECK(program.state.document == before);
        CHECK(program.run("edit.redo") == "");
        CHECK(program.state.document == after);
    }
}

TEST_CASE("steps are moved by number, up and down, and the one that is shown stays shown", "[app][stories]") {
    Program program;
    tell_three(program);
    CHECK(program.run("story.move-step", "up") == "");
    CHECK(program.headlines() == "A C B ");
    CHECK(program.state.session.story->step == 1);
    CHECK(program.run("story.move-step", "1 to 3") == "");
    CHECK(program.headlines() == "C B A ");
    CHECK(program.state.session.story->step == 0);
    CHECK(program.run("story.move-step", "3 up") == "");
    CHECK(program.headlines() == "C A B ");
    CHECK(program.state.session.story->step == 0);
    CHECK(program.run("story.move-step", "up") == "It is the first step already.");
    CHECK(program.run("story.move-step", "3 down") == "It is the last step already.");
    CHECK(program.run("story.move-step", "to 4") == "There is no place 4; the story has 3 steps.");
    CHECK(program.run("story.move-step", "sideways") == "Write up, down or to and a number; before it the number of a step.");
}

TEST_CASE("the first change of a story of the data copies it into the document", "[app][stories]") {
    Program program;
    CHECK(program.run("story.show", "sidestep") == "");
    CHECK(program.run("story.next") == "");
    CHECK(program.stories().empty());
    CHECK(program.run("story.set-notes", "Say it slowly.") == "");
    REQUIRE(program.stories().size() == 1);
    const KeptStory& copy = program.stories().front();
    CHECK(copy.title == "Copy of Rule, sidestep, rule");
    CHECK(copy.id == "copy-of-rule-sidestep-rule");
    REQUIRE(copy.steps.size() == 3);
    CHECK(copy.steps[1].notes == "Say it slowly.");
    CHECK(copy.steps[1].headline == "The A800 goes on sale");
    CHECK(program.state.session.story == StoryPlace{copy.id, 1});
    CHECK(program.run("story.set-notes", "Faster.") == "");
    CHECK(program.stories().size() == 1);
    CHECK(program.run("story.delete", "sidestep") == "The stories of the data stay; only those of the document can be deleted.");
}

TEST_CASE("a copied step shows what the step of the data shows", "[app][stories]") {
    AppState state = state_of(views_test::built_in());
    for (size_t i = 0; i < state.data->stories.size(); ++i) {
        const StoryRef original{false, i};
        state.document.stories.edit() = {copy_of_story(state, original)};
        for (size_t step = 0; step < step_count(state, original); ++step) {
            const StepScene a = scene_of_step(state, original, step);
            const StepScene b = scene_of_step(state, {true, 0}, step);
            INFO(story_id(state, original) << ' ' << step);
            CHECK(a.look == b.look);
            CHECK(a.selected == b.selected);
            CHECK(a.cameras == b.cameras);
            CHECK(a.figure.view == b.figure.view);
            CHECK(a.figure.title == b.figure.title);
            CHECK(a.figure.range.has_value() == b.figure.range.has_value());
            CHECK(b.problem.empty());
        }
    }
}

TEST_CASE("a document keeps its stories, byte for byte", "[app][stories][document]") {
    SplitMix64 random(7);
    for (int round = 0; round < 40; ++round) {
        AppState state = state_of(small_history());
        randomise(random, state);
        static const std::string kTexts[] = {"", "One line", "two\nlines", "芯 \"quoted\" \\ back", "\t\x01"};
        for (size_t i = random.below(4); i-- > 0;) {
            KeptStory story;
            story.title = "Überblick " + std::to_string(i);
            story.id = unused_story_id(state, story.title);
            story.question = one_of(random, kTexts);
            for (size_t n = random.below(4); n-- > 0;) {
                KeptStep step;
                step.id = unused_step_id(story);
                step.headline = random.one_in(2) ? "A headline" : "";
                step.caption = one_of(random, kTexts);
                step.notes = one_of(random, kTexts);
                step.internal = random.one_in(2);
                step.look = random_look(random, *state.data);
                step.cameras = random_cameras(random);
                step.active_view = one_of(random, step.look.panes);
                step.selected = random_nodes(random, *state.data);
                if (random.one_in(3)) step.missing = {"event:gone"};
                story.steps.push_back(std::move(step));
            }
            state.document.stories.edit().push_back(std::move(story));
        }
        const std::string text = document_text(state);
        auto opened = read_document_text({"d.chokepoint", text}, {small_history().data, {}});
        if (!opened) FAIL(to_string(opened.error()));
        AppState again;
        apply_document(again, std::move(*opened), "");
        CHECK(again.document == state.document);
        CHECK(document_text(again) == text);
        CHECK(document_hash(again) == document_hash(state));
    }
}

TEST_CASE("what is wrong with a story in a document is said with its place", "[app][stories][document]") {
    Program program;
    tell_three(program);
    const std::string text = document_text(program.state);
    const auto refused = [&](std::string_view piece, std::string_view other) {
        std::string changed = text;
        const size_t at = changed.find(piece);
        REQUIRE(at != std::string::npos);
        const auto opened = read_document_text({"d.chokepoint", changed.replace(at, piece.size(), other)}, {small_history().data, {}});
        return opened ? std::string("accepted") : to_string(opened.error());
    };
    CHECK(refused("\"id\": \"s2\"", "\"id\": \"s1\"").find("there are two steps 's1' in one story") != std::string::npos);
    CHECK(refused("\"title\": \"Rules\"", "\"title\": \"\"").find("a story has an \"id\" and a \"title\"") != std::string::npos);
    CHECK(refused("\"headline\": \"A\"", "\"headline\": \"A\\nB\"").find("'headline' has to be one line") != std::string::npos);
    CHECK(refused("\"internal\": false", "\"internal\": 0").find("'internal' has to be") != std::string::npos);
}

TEST_CASE("keys of a step that a later version wrote stay with it when it is moved", "[app][stories][document]") {
    Program program;
    tell_three(program);
    std::string text = document_text(program.state);
    const std::string piece = "\"headline\": \"C\",";
    text.replace(text.find(piece), piece.size(), piece + "\n          \"laser\": true,");
    auto opened = read_document_text({"d.chokepoint", text}, {small_history().data, {}});
    REQUIRE(opened);
    CHECK(opened->problems.warning_count() == 1);
    apply_document(program.state, std::move(*opened), "");
    REQUIRE(program.run("story.show", "rules 3") == "");
    REQUIRE(program.run("story.move-step", "to 1") == "");
    const std::string moved = document_text(program.state);
    const size_t key = moved.find("\"laser\": true");
    REQUIRE(key != std::string::npos);
    CHECK(moved.find("\"headline\": \"C\"") < key);
    CHECK(key < moved.find("\"headline\": \"A\""));
}

TEST_CASE("links say nothing of stories", "[app][stories][link]") {
    Program program;
    tell_three(program);
    CHECK(program.run("edit.copy-link") == "");
    const std::string with = program.state.session.clipboard;
    program.state.document.stories = {};
    CHECK(program.run("edit.copy-link") == "");
    CHECK(program.state.session.clipboard == with);
}

TEST_CASE("a recorded session of telling leads to the same stories again", "[app][stories][script]") {
    Program program;
    tell_three(program);
    REQUIRE(program.run("script.record") == "");
    CHECK(program.run("story.move-step", "up") == "");
    CHECK(program.run("story.set-caption", "Two\\nlines") == "");
    CHECK(program.run("story.new", "Second") == "");
    CHECK(program.run("story.add-step") == "");
    CHECK(program.run("edit.undo") == "");
    CHECK(program.run("edit.redo") == "");
    CHECK(program.run("story.show", "sidestep 2") == "");
    CHECK(program.run("story.set-headline", "A copy") == "");
    CHECK(program.run("story.delete", "rules") == "");
    const std::string script = script_text(*program.state.session.recording);
    AppState again = state_of(small_history());
    Derived derived;
    const auto done = run_script(again, derived, {"s", script}, nullptr);
    if (!done) FAIL(to_string(done.error()));
    CHECK(document_hash(again) == document_hash(program.state));
    CHECK(*again.document.stories == *program.state.document.stories);
}

TEST_CASE("a step that cannot be shown says why in a sentence", "[app][stories]") {
    Program program;
    tell_three(program);
    auto& steps = program.state.document.stories.edit().front().steps;
    steps[0].look.filter = "actor:nobody";
    steps[1].look.known_on = "not a date";
    steps[2].missing = {"event:gone"};
    const StoryRef story{true, 0};
    CHECK_FALSE(scene_of_step(program.state, story, 0).has_picture);
    CHECK(scene_of_step(program.state, story, 0).problem.starts_with("The filter of this step is not understood: "));
    CHECK_FALSE(scene_of_step(program.state, story, 1).has_picture);
    CHECK(scene_of_step(program.state, story, 1).problem.starts_with("The day of this step, 'not a date', is no date: "));
    CHECK(scene_of_step(program.state, story, 2).has_picture);
    CHECK(scene_of_step(program.state, story, 2).problem == "The data have no 'event:gone', which this step speaks of.");
}

TEST_CASE("reading the data again keeps what the steps select", "[app][stories][document]") {
    Program program;
    tell_three(program);
    program.state.document.stories.edit().front().steps[2].missing = {"event:update", "event:gone"};
    const auto before = program.step(0).selected;
    apply_load(program.state, views_test::loaded_from(views_test::kSmallHistory), "");
    CHECK(program.step(0).selected == before);
    CHECK(program.step(2).selected.size() == 1);
    CHECK(program.step(2).missing == std::vector<std::string>{"event:gone"});
}

TEST_CASE("the command line draws, exports and describes a story of a document", "[app][stories][cli]") {
    const Folder folder;
    const std::string document = document_with_story(folder);
    const auto described = cli_test::run({"describe", document, "--story", "rules"});
    CHECK(described.exit_code == 0);
    CHECK(described.out.find("Step 1 of 2") != std::string::npos);  // the second is internal
    CHECK(described.out.find("Two lines") != std::string::npos);
    const auto all = cli_test::run({"describe", document, "--story", "rules", "--internal"});
    CHECK(all.out.find("Step 3 of 3") != std::string::npos);
    CHECK(all.out.find("nown on 2023") != std::string::npos);
    CHECK(cli_test::run({"render", document, "--story", "rules", "-o", folder.file("s.svg")}).exit_code == 0);
    CHECK(std::filesystem::exists(folder.file("s-01.svg")));
    CHECK_FALSE(std::filesystem::exists(folder.file("s-02.svg")));
    CHECK(std::filesystem::exists(folder.file("s-03.svg")));
    const auto internal = cli_test::run({"render", document, "--story", "rules", "--step", "2", "-o", folder.file("t.svg")});
    CHECK(internal.exit_code == 2);
    CHECK(internal.err.find("step 2 is internal; --internal brings it along") != std::string::npos);
    CHECK(cli_test::run({"render", document, "--story", "rules", "--step", "2", "--internal", "-o", folder.file("t.svg")}).exit_code == 0);
    CHECK(cli_test::run({"export", document, "--story", "rules", "-o", folder.file("t.html")}).exit_code == 0);
    CHECK(cli_test::run({"render", document, "--story", "sidestep", "--step", "1", "-o", folder.file("u.svg")}).exit_code == 0);
    const auto wrong = cli_test::run({"render", document, "--story", "rule", "-o", folder.file("v.svg")});
    CHECK(wrong.err.find("did you mean 'rules'?") != std::string::npos);
    // A view of a document is what the document shows.
    const auto view = cli_test::run({"describe", document});
    CHECK(view.out.find("Nvidia") != std::string::npos);
    CHECK(view.out.find("nown on 2023") != std::string::npos);
}

TEST_CASE("a step of the data has a day and parameters of its own, and says which ones the view does not have", "[app][stories]") {
    const Folder folder;
    std::string text(cli_test::kSmallData);
    const std::string_view first = R"("headline": "First")";
    REQUIRE(text.find(first) != std::string::npos);
    text.replace(text.find(first), first.size(),
                 R"("headline": "First", "known_on": "2022-12", "params": ["axis=folded", "lanes=upside-down", "colour=red"])");
    Program program;
    REQUIRE(program.run("file.open", folder.write("small.json", text)) == "");
    REQUIRE(program.run("known.set", "2023-06") == "");
    const StepScene scene = scene_of_step(program.state, {}, 0);
    CHECK(scene.look.known_on == "2022-12");
    CHECK(scene.look.params.at("timeline") == ParamValues{{"axis", "folded"}});
    CHECK(scene.problem == "The timeline of this step cannot be set to 'lanes=upside-down'. The timeline of this step cannot be set to 'colour=red'.");
    CHECK(scene.has_picture);
    // The next one has none, and keeps what is set.
    CHECK(scene_of_step(program.state, {}, 1).look.known_on == "2023-06");
}
