// Document files: what is written is what is read, what is wrong is said with its place, and nothing is ever half there.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "app/autosave.h"
#include "app/commands.h"
#include "app/document_file.h"
#include "app/files.h"
#include "app/node_names.h"
#include "app_random_state.h"
#include "cli_run.h"

using namespace app_test;
using cli_test::Folder;
using views_test::kFixed;
using views_test::small_history;
using views_test::state_of;

namespace {

Loaded small() { return {small_history().data, {}}; }

Result<OpenedDocument> reopen(const std::string& text, std::string name = "d.chokepoint") {
    return read_document_text({std::move(name), text}, small());
}

AppState reopened(const std::string& text) {
    auto opened = reopen(text);
    if (!opened) FAIL(to_string(opened.error()));
    AppState state;
    apply_document(state, std::move(*opened), "");
    return state;
}

// The text of a document in which one piece is another one.
std::string with(std::string text, std::string_view piece, std::string_view other) {
    const size_t at = text.find(piece);
    INFO(piece);
    REQUIRE(at != std::string::npos);
    return text.replace(at, piece.size(), other);
}

std::string warnings_of(const OpenedDocument& opened) {
    std::string out;
    for (const Diagnostic& problem : opened.problems.all()) out += to_string(problem) + '\n';
    return out;
}

std::string both_scenes(const AppState& state) {
    Derived derived;
    std::string out;
    for (const std::string& pane : state.document.panes)
        out += dump(derived.scene(state, *find_view(pane), {0, 0, 1100, 420}, kFixed));
    return out;
}

size_t files_in(const std::string& folder) {
    size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        static_cast<void>(entry);
        ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("a document that is written and read again is the same, and so are its bytes", "[app][document]") {
    SplitMix64 random(11);
    for (int i = 0; i < 300; ++i) {
        AppState state = state_of(small_history());
        randomise(random, state);
        const std::string text = document_text(state);
        const AppState again = reopened(text);
        INFO(text);
        CHECK(again.document == state.document);
        CHECK(again.session.cameras == state.session.cameras);
        CHECK(again.session.selected == state.session.selected);
        CHECK(again.session.active_view == state.session.active_view);
        CHECK(again.session.theme == state.session.theme);
        CHECK(document_text(again) == text);
        CHECK(document_hash(again) == document_hash(state));
        CHECK(again.session.saved_hash == document_hash(state));
    }
}

TEST_CASE("a document opened again gives the same picture", "[app][document]") {
    SplitMix64 random(5);
    for (int i = 0; i < 12; ++i) {
        AppState state = state_of(small_history());
        randomise(random, state);
        state.document.filter = i % 2 == 0 ? "" : "kind:rule,release";
        state.document.known_on = "";
        CHECK(both_scenes(reopened(document_text(state))) == both_scenes(state));
    }
}

TEST_CASE("a fresh document is this text", "[app][document]") {
    AppState state = state_of(small_history());
    state.session.selected = {*node_named(*state.data, "actor:nvidia")};
    CHECK(document_text(state) == fmt::format(R"({{
  "format": "chokepoint-document/1",
  "data": {{
    "path": null,
    "id": "small",
    "version": "1",
    "hash": "{:016x}"
  }},
  "look": {{
    "filter": "",
    "known_on": "",
    "status_floor": null,
    "ghosts": false,
    "panes": [
      "timeline",
      "map"
    ],
    "split": "stacked",
    "params": {{}},
    "folded_lanes": [],
    "pins": [],
    "pinned_facets": []
  }},
  "named_views": [],
  "session": {{
    "cameras": {{}},
    "selected": [
      "actor:nvidia"
    ],
    "active_view": "timeline",
    "theme": "dark"
  }}
}}
)",
                                             state.data->content_hash));
}

TEST_CASE("the hash of a document follows what is looked at, not from where", "[app][document]") {
    AppState state = state_of(small_history());
    const uint64_t fresh = document_hash(state);
    state.session.theme = ThemeId::Light;
    state.session.cameras["map"] = Camera{.framed = true, .zoom = 2};
    state.session.show_facets = false;
    state.session.scale = 2;
    state.document.params["timeline"] = {{"lanes", "group"}};  // the default, said
    CHECK(document_hash(state) == fresh);
    const auto differs = [&](auto&& change) {
        AppState other = state;
        change(other);
        return document_hash(other) != fresh;
    };
    CHECK(differs([](AppState& s) { s.document.filter = "x"; }));
    CHECK(differs([](AppState& s) { s.document.ghosts = true; }));
    CHECK(differs([](AppState& s) { s.session.selected = {NodeRef{}}; }));
    CHECK(differs([](AppState& s) { s.document.named_views.push_back({.name = "n"}); }));
    CHECK(differs([](AppState& s) { s.data = views_test::hostile().data; }));
}

TEST_CASE("keys that a later version wrote are told and kept", "[app][document]") {
    AppState state = state_of(small_history());
    state.document.named_views.push_back({.name = "One"});
    std::string text = document_text(state);
    text = with(text, "\"version\": \"1\",", "\"version\": \"1\", \"licence\": [1, 2.50, {\"a\": null}],");
    text = with(text, "\"ghosts\": false,", "\"ghosts\": false, \"colour_by\": \"side\",");
    text = with(text, "\"name\": \"One\",", "\"name\": \"One\", \"note\": true,");
    text = with(text, "\"params\": {},", "\"params\": {\"globe\": {\"spin\": 1}},");
    text = with(text, "\"theme\": \"dark\"", "\"theme\": \"dark\", \"zoom\": -1e3");
    text = with(text, "\"format\"", "\"filterr\": \"x\", \"format\"");
    auto opened = reopen(text);
    REQUIRE(opened);
    const std::string warnings = warnings_of(*opened);
    INFO(warnings);
    CHECK(opened->problems.warning_count() == 6);
    CHECK(warnings.find("d.chokepoint:2:3: warning: unknown key 'filterr'; it is kept as it is [unknown-key]") != std::string::npos);
    CHECK(warnings.find("'globe'") != std::string::npos);
    AppState again;
    apply_document(again, std::move(*opened), "");
    CHECK(again.problems.warning_count() == 6);
    Derived derived;
    CHECK(run_command(again, derived, "view.rename-named", "One=Two") == "");
    const std::string written = document_text(again);
    INFO(written);
    for (const char* piece : {"\"licence\": [1, 2.50, {\"a\": null}]", "\"colour_by\": \"side\"", "\"note\": true", "\"globe\": {\"spin\": 1}",
                              "\"zoom\": -1e3", "\"filterr\": \"x\""})
        CHECK(written.find(piece) != std::string::npos);
    CHECK(document_text(reopened(written)) == written);
}

TEST_CASE("what the data no longer have is named, and everything else opens", "[app][document]") {
    AppState state = state_of(small_history());
    const Dataset& data = *state.data;
    state.session.selected = {*node_named(data, "actor:nvidia"), *node_named(data, "event:rule")};
    pin_node(state.document, {*node_named(data, "actor:smic"), {0.5, 0.5}});
    pin_node(state.document, {*node_named(data, "thing:a100"), {0.25, 0.5}});
    std::string text = document_text(state);
    text = with(text, "\"actor:nvidia\"", "\"actor:nobody\"");
    text = with(text, "\"actor:smic\"", "\"event:smic\"");
    text = with(text, "\"version\": \"1\"", "\"version\": \"0\"");
    text = with(text, fmt::format("{:016x}", data.content_hash), "0123456789abcdef");
    text = with(text, "\"filter\": \"\"", "\"filter\": \"actor:nvdia\"");
    auto opened = reopen(text);
    REQUIRE(opened);
    const std::string warnings = warnings_of(*opened);
    INFO(warnings);
    CHECK(warnings.find("the data have no 'actor:nobody'") != std::string::npos);
    CHECK(warnings.find("the data have no 'event:smic'") != std::string::npos);
    CHECK(warnings.find("the document was made with the data 'small' 0; these are 'small' 1 [other-data]") != std::string::npos);
    CHECK(warnings.find("column 7: no actor 'nvdia'; did you mean 'nvidia'?") != std::string::npos);
    CHECK(opened->document.filter == "actor:nvdia");
    CHECK(opened->selected == std::vector{*node_named(data, "event:rule")});
    REQUIRE(opened->document.pins.size() == 1);
    CHECK(opened->document.pins.front().node == *node_named(data, "thing:a100"));
}

TEST_CASE("a broken document is refused with the place and the reason", "[app][document]") {
    AppState state = state_of(small_history());
    state.document.named_views.push_back({.name = "One"});
    pin_node(state.document, {NodeRef{NodeKind::Actor, 0}, {0.5, 0.25}});
    const std::string text = document_text(state);
    const auto refusal = [&](const std::string& changed) {
        const auto opened = reopen(changed);
        INFO(changed);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().file == "d.chokepoint");
        CHECK(opened.error().line > 0);
        CHECK(opened.error().column > 0);
        return to_string(opened.error());
    };
    const auto refused = [&](std::string_view piece, std::string_view other, std::string_view message) {
        const std::string said = refusal(with(text, piece, other));
        INFO(said);
        CHECK(said.find(message) != std::string::npos);
    };
    refused("\"filter\": \"\"", "\"filter\": 1", "d.chokepoint:10:15: 'filter' has to be a text, not a number");
    refused("\"ghosts\": false", "\"ghosts\": null", "'ghosts' has to be true or false, not nothing (null)");
    refused("[0.5, 0.25]", "[1e999, 0]", "the number 1e999 is too large");
    refused("[0.5, 0.25]", "[NaN, 0]", "JSON has finite numbers only");
    refused("[0.5, 0.25]", "[0.5]", "a pin has a \"node\" and its place");
    refused("[0.5, 0.25]", "[0.5, 1000]", "the place of a pin has to be within -100 and 100");
    refused("\"filter\": \"\"", "\"filter\": \"\", \"filter\": \"x\"", "the key 'filter' stands twice in one object");
    refused("\"params\": {}", "\"params\": " + std::string(70, '[') + std::string(70, ']'), "nested more than 64 deep");
    refused("\"status_floor\": null", "\"status_floor\": \"disputed\"", "'status_floor' has to be null, ");
    refused("\"split\": \"stacked\"", "\"split\": \"torn\"", "'split' has to be");
    refused("\"theme\": \"dark\"", "\"theme\": \"pink\"", "'theme' has to be");
    refused("\"name\": \"One\"", "\"name\": \"\"", "a named view has a \"name\"");
    refused("\"cameras\": {}", "\"cameras\": {\"timeline\": \"2022..2023\"}", "this is no camera: ");
    refused("chokepoint-document/1", "chokepoint-document/2", "the format is 'chokepoint-document/2'; this version of the program reads");
    refused("\"format\": \"chokepoint-document/1\"", "\"format\": \"other\"", "this is no document");
    refused("\"path\": null", "\"path\": 7", "'path' has to be null");
    for (size_t length = 0; length + 2 < text.size(); ++length) CHECK_FALSE(reopen(text.substr(0, length)));
    CHECK_FALSE(reopen("[]"));
    CHECK_FALSE(reopen(""));
}

TEST_CASE("saving keeps one backup, and opening finds the data beside the document", "[app][document]") {
    const Folder folder;
    std::filesystem::create_directories(folder.file("work/data"));
    folder.write("work/data/small.json", views_test::kSmallHistory);
    AppState state;
    Derived derived;
    CHECK(run_command(state = state_of(small_history()), derived, "file.save").find("no file yet") != std::string::npos);
    CHECK(run_command(state, derived, "file.open", folder.file("work/data/small.json")) == "");
    CHECK(run_command(state, derived, "file.save-as", folder.file("work/a.txt")).find(".chokepoint") != std::string::npos);
    CHECK(run_command(state, derived, "filter.set", "kind:rule") == "");
    CHECK(run_command(state, derived, "file.save-as", folder.file("work/a")) == "");
    const std::string path = folder.file("work/a.chokepoint");
    CHECK(state.session.document_path == path);
    CHECK(state.session.saved_hash == document_hash(state));
    CHECK_FALSE(std::filesystem::exists(path + "~"));
    CHECK(cli_test::read(path).find("\"path\": \"data/small.json\"") != std::string::npos);
    const std::string first = cli_test::read(path);

    CHECK(run_command(state, derived, "filter.set", "kind:release") == "");
    CHECK(state.session.saved_hash != document_hash(state));
    CHECK(run_command(state, derived, "file.save") == "");
    CHECK(cli_test::read(path + "~") == first);
    CHECK(files_in(folder.file("work")) == 3);

    // The folder moves, and the document finds its data.
    std::filesystem::rename(folder.file("work"), folder.file("moved"));
    CHECK(run_command(state, derived, "file.open", folder.file("moved/a.chokepoint")) == "");
    CHECK(state.document.filter == "kind:release");
    CHECK(state.path == folder.file("moved/data/small.json"));
    CHECK(state.session.saved_hash == document_hash(state));
    CHECK(run_command(state, derived, "file.open-backup") == "");
    CHECK(state.document.filter == "kind:rule");
    CHECK(state.session.document_path == folder.file("moved/a.chokepoint"));
    CHECK(state.session.saved_hash == 0);
    // Other data are another document: saving must not write over the one that was open.
    CHECK(run_command(state, derived, "file.open", "") == "");
    CHECK(state.session.document_path.empty());
}

TEST_CASE("a damaged document says whether its backup is sound, and is moved aside, not written over", "[app][document]") {
    const Folder folder;
    AppState state = state_of(views_test::built_in());
    Derived derived;
    const std::string path = folder.file("a.chokepoint");
    REQUIRE(run_command(state, derived, "file.save-as", path) == "");
    REQUIRE(run_command(state, derived, "filter.set", "kind:rule") == "");
    REQUIRE(run_command(state, derived, "file.save") == "");
    const std::string backup = cli_test::read(path + "~");
    const std::string half = cli_test::read(path).substr(0, 300);
    folder.write("a.chokepoint", half);
    CHECK(run_command(state, derived, "file.open", path).find("its backup " + path + "~ is sound") != std::string::npos);
    CHECK(state.document.filter == "kind:rule");
    CHECK(run_command(state, derived, "file.open-backup", path) == "");
    CHECK(run_command(state, derived, "file.save") == "");
    CHECK(cli_test::read(path + ".damaged") == half);
    CHECK(cli_test::read(path + "~") == backup);
    folder.write("a.chokepoint", "{}");
    folder.write("a.chokepoint~", "also gone");
    CHECK(run_command(state, derived, "file.open", path).find("cannot be opened either") != std::string::npos);
    CHECK(run_command(state, derived, "file.save") == "");
    CHECK(cli_test::read(path + ".damaged-2") == "{}");
    CHECK(run_command(state, derived, "file.open", path) == "");
}

TEST_CASE("a save that fails says why, changes nothing and leaves nothing behind", "[app][document]") {
    const Folder folder;
    AppState state = state_of(small_history());
    Derived derived;
    const std::string path = folder.file("a.chokepoint");
    REQUIRE(run_command(state, derived, "file.save-as", path) == "");
    const std::string before = cli_test::read(path);
    REQUIRE(run_command(state, derived, "filter.set", "kind:rule") == "");
    // A file that may not grow stands for a disk that is full. The limit holds for a process, so a child tries.
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{100, 100};
        setrlimit(RLIMIT_FSIZE, &limit);
        const auto saved = save_document(state, derived, path);
        const bool good = !saved && saved.error().message.find("cannot be written: File too large") != std::string::npos &&
                          state.session.saved_hash != document_hash(state);
        _exit(good ? 0 : 1);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
    CHECK(cli_test::read(path) == before);
    CHECK(files_in(folder.path()) == 1);
    // A folder that is none.
    CHECK(run_command(state, derived, "file.save-as", path + "/b.chokepoint").find("cannot be written") != std::string::npos);
    CHECK(state.session.document_path == path);
    CHECK(run_command(state, derived, "file.save-as", folder.file("no/such/b.chokepoint")).find("cannot be written") != std::string::npos);
    CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a program that is killed while it saves leaves one of its two documents", "[app][document]") {
    const Folder folder;
    const std::string path = folder.file("a.chokepoint");
    AppState state = state_of(small_history());
    Derived derived;
    SplitMix64 random(3);
    std::string texts[2];
    AppState states[2] = {state, state};
    for (int i = 0; i < 2; ++i) {
        for (int n = 0; n < 60; ++n)
            states[i].document.named_views.push_back({fmt::format("{} {}", i, n), random_look(random, *state.data), {}, {}});
        texts[i] = document_text(states[i], {}, path);
        REQUIRE(texts[i].size() > 30'000);
    }
    REQUIRE(save_document(states[0], derived, path));
    for (int round = 0; round < 100; ++round) {
        int progress[2];
        REQUIRE(pipe(progress) == 0);
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            for (int i = 0;; ++i) {
                static_cast<void>(save_document(states[i % 2], derived, path));
                if (write(progress[1], "x", 1) != 1) _exit(1);
            }
        }
        close(progress[1]);
        // So many whole saves, and then somewhere in the next one: turning on the spot is as good as any clock.
        char byte = 0;
        for (size_t saves = 1 + random.below(2); saves-- > 0;) REQUIRE(read(progress[0], &byte, 1) == 1);
        volatile size_t turns = random.below(60'000);
        while (turns > 0) turns = turns - 1;
        kill(child, SIGKILL);
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        close(progress[0]);
        const std::string text = cli_test::read(path);
        CHECK((text == texts[0] || text == texts[1]));
        const std::string backup = cli_test::read(path + "~");
        CHECK((backup == texts[0] || backup == texts[1]));
    }
    REQUIRE(read_document(path).has_value());
    REQUIRE(save_document(states[1], derived, path));
    CHECK(files_in(folder.path()) == 2);  // what the killed ones left is gone
}

TEST_CASE("an autosave is due when something is unsaved and some time has passed", "[app][autosave]") {
    const Folder folder;
    AppState state = state_of(small_history());
    Derived derived;
    Autosave last;
    CHECK_FALSE(autosave_due(state, last, 100));  // nothing to lose
    state.document.filter = "kind:rule";
    CHECK(autosave_due(state, last, 100));
    REQUIRE(write_autosave(state, derived, folder.file("state/auto"), last, 100));
    CHECK_FALSE(autosave_due(state, last, 500));  // it is the same
    state.document.filter = "kind:release";
    CHECK_FALSE(autosave_due(state, last, 101));
    CHECK(autosave_due(state, last, 100 + kAutosave_s));
    state.session.saved_hash = document_hash(state);
    CHECK_FALSE(autosave_due(state, last, 500));
    CHECK(files_in(folder.file("state/auto")) == 1);
    CHECK(find_recoverable(folder.file("state/auto")).empty());  // the program is running
    REQUIRE(discard_autosave(autosave_path(folder.file("state/auto"))));
    CHECK(files_in(folder.file("state/auto")) == 0);
    CHECK(discard_autosave(autosave_path(folder.file("state/auto"))));
    // A folder that cannot be made.
    folder.write("file", "");
    last = {};
    CHECK_FALSE(write_autosave(state, derived, folder.file("file/auto"), last, 200));
    CHECK_FALSE(autosave_due(state, last, 201));
}

TEST_CASE("what a program that died had not saved is offered and recovered", "[app][autosave]") {
    const Folder folder;
    const std::string path = folder.file("a.chokepoint");
    const std::string autosaves = folder.file("auto");
    AppState state = state_of(views_test::built_in());
    Derived derived;
    REQUIRE(run_command(state, derived, "file.save-as", path) == "");
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        Autosave last;
        state.document.filter = "kind:rule";
        const bool good = write_autosave(state, derived, autosaves, last, 0).has_value();
        _exit(good ? 0 : 1);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE((WIFEXITED(status) && WEXITSTATUS(status) == 0));
    folder.write("auto/not-one.chokepoint", "{}");
    folder.write("auto/1-2.txt", "{}");

    const auto offered = find_recoverable(autosaves);
    REQUIRE(offered.size() == 1);
    CHECK(offered.front().document_path == path);
    const std::string saved = cli_test::read(path);
    AppState next = state_of(views_test::built_in());
    CHECK(run_command(next, derived, "file.recover").find("nothing to do now") != std::string::npos);
    next.session.recoverable = {offered.front().path};
    CHECK(run_command(next, derived, "file.recover", "/etc/passwd").find("nothing to recover") != std::string::npos);
    CHECK(run_command(next, derived, "file.recover") == "");
    CHECK(next.document.filter == "kind:rule");
    CHECK(next.session.document_path == path);
    CHECK(next.session.saved_hash != document_hash(next));
    CHECK(next.session.recoverable.empty());
    CHECK(cli_test::read(path) == saved);
    // Now it is this program's own, and safe until it is saved.
    CHECK(std::filesystem::exists(autosave_path(autosaves)));
    CHECK(find_recoverable(autosaves).empty());

    // Older than its document: there is nothing in it that was not saved later.
    const std::string dead = folder.write("auto/999999999-1.chokepoint", cli_test::read(autosave_path(autosaves)));
    CHECK(find_recoverable(autosaves).size() == 1);
    std::filesystem::last_write_time(dead, std::filesystem::last_write_time(path) - std::chrono::seconds(5));
    CHECK(find_recoverable(autosaves).empty());
    std::filesystem::last_write_time(dead, std::filesystem::last_write_time(path) + std::chrono::seconds(5));
    next.session.recoverable = {dead};
    CHECK(run_command(next, derived, "file.discard-recovered") == "");
    CHECK_FALSE(std::filesystem::exists(dead));
    CHECK(find_recoverable(folder.file("no/such/folder")).empty());
}

TEST_CASE("named views are saved, shown, renamed and deleted by name", "[app][named-views]") {
    AppState state = state_of(small_history());
    Derived derived;
    const auto run = [&](std::string_view name, std::string_view argument = {}) { return run_command(state, derived, name, argument); };
    CHECK(run("view.show-named", "x").find("nothing to do now") != std::string::npos);
    CHECK(run("view.save-named", " ") == "A view needs a name.");
    CHECK(run("view.save-named", "two\nlines").find("one line") != std::string::npos);
    REQUIRE(run("filter.set", "kind:rule") == "");
    REQUIRE(run("select.id", "nvidia") == "");
    REQUIRE(run("view.set-camera", "map 0.25,0.5,2") == "");
    REQUIRE(run("view.save-named", "Rules = law") == "");
    REQUIRE(run("filter.clear") == "");
    REQUIRE(run("select.none") == "");
    REQUIRE(run("view.set-camera", "map all") == "");
    CHECK(run("view.show-named", "Rules = laws") == "There is no view named 'Rules = laws'; did you mean 'Rules = law'?");
    CHECK(run("view.show-named", "Rules = law") == "");
    CHECK(state.document.filter == "kind:rule");
    CHECK(state.session.selected == std::vector{*node_named(*state.data, "actor:nvidia")});
    CHECK(resting_cameras(state).at("map") == Camera{.framed = true, .centre = {0.25, 0.5}, .zoom = 2});
    CHECK(run("edit.undo") == "");
    CHECK(state.document.filter == "");
    CHECK(state.document.named_views.size() == 1);
    REQUIRE(run("view.save-named", "Other") == "");
    CHECK(run("view.rename-named", "Rules = law=Other") == "There is a view named 'Other' already.");
    CHECK(run("view.rename-named", "Rules = law=Rules") == "");
    CHECK(run("view.rename-named", "Rules") == "Write it as old=new.");
    CHECK(state.document.named_views.front().name == "Rules");
    REQUIRE(run("view.save-named", "Rules") == "");  // replaces
    CHECK(state.document.named_views.size() == 2);
    CHECK(state.document.named_views.front().look.filter == "");
    CHECK(run("view.delete-named", "Rules") == "");
    CHECK(state.document.named_views.size() == 1);
    CHECK(run("edit.undo") == "");
    CHECK(state.document.named_views.size() == 2);
}

TEST_CASE("reading the data again keeps pins and named views on their nodes", "[app][document]") {
    AppState state = state_of(small_history());
    const NodeRef smic = *node_named(*state.data, "actor:smic");
    pin_node(state.document, {smic, {0.1, 0.2}});
    state.document.named_views.push_back({.name = "One", .selected = {smic, *node_named(*state.data, "thing:a800")}});
    // The same data, with an actor more at the front and a thing less.
    std::string changed(views_test::kSmallHistory);
    const size_t at = changed.find("{\"id\": \"bis\"");
    changed.insert(at, "{\"id\": \"aaa\", \"name\": \"Aaa\", \"kind\": \"agency\", \"side\": \"US\"},\n");
    const size_t thing = changed.find("  {\"id\": \"a800\"");
    changed.erase(thing, changed.find('\n', thing) + 1 - thing);
    apply_load(state, views_test::loaded_from(changed), "");
    REQUIRE(state.document.pins.size() == 1);
    CHECK(node_name(*state.data, state.document.pins.front().node) == "actor:smic");
    REQUIRE(state.document.named_views.front().selected.size() == 1);
    CHECK(node_name(*state.data, state.document.named_views.front().selected.front()) == "actor:smic");
}

TEST_CASE("the way back through the cameras has a point for each drag and each run of steps", "[app][cameras]") {
    AppState state = state_of(small_history());
    Derived derived;
    state.session.reduce_motion = true;
    const auto at_zoom = [](double zoom) { return Camera{.framed = true, .zoom = zoom}; };
    const auto zoom = [&] { return state.session.cameras["map"].zoom; };
    CHECK(run_command(state, derived, "view.camera-back").find("nothing to do now") != std::string::npos);
    for (int gesture = 1; gesture <= 3; ++gesture) {
        state.session.gesture = gesture;
        for (int i = 1; i <= 10; ++i) apply(state, "map", SetCamera{at_zoom(gesture + 0.01 * i), false});
        state.session.gesture = 0;
    }
    CHECK(state.session.camera_back.size() == 3);
    CHECK(run_command(state, derived, "view.camera-back") == "");
    CHECK(zoom() == 2.1);
    CHECK(run_command(state, derived, "view.camera-back") == "");
    CHECK(zoom() == 1.1);
    CHECK(run_command(state, derived, "view.camera-forward") == "");
    CHECK(zoom() == 2.1);
    CHECK(run_command(state, derived, "view.camera-back") == "");
    CHECK(run_command(state, derived, "view.camera-back") == "");
    CHECK(state.session.cameras["map"] == Camera{});
    // Somewhere else from here: what was in front is gone.
    apply(state, "map", SetCamera{at_zoom(7), false});
    apply(state, "map", SetCamera{at_zoom(8), false});  // of one run of the wheel
    CHECK(state.session.camera_back.size() == 1);
    CHECK(state.session.camera_forward.empty());
    note_rest(state);
    apply(state, "map", SetCamera{at_zoom(9), false});
    CHECK(state.session.camera_back.size() == 2);
    apply(state, "map", SelectNode{NodeRef{}, SelectMode::Replace});
    apply(state, "map", SetCamera{at_zoom(10), false});
    CHECK(state.session.camera_back.size() == 3);
    for (int i = 0; i < 300; ++i) CHECK(run_command(state, derived, "view.set-camera", fmt::format("map 0.5,0.5,{}", 1 + i)) == "");
    CHECK(state.session.camera_back.size() == 100);
}
