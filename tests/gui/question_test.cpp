// One question, asked in every way: typed, clicked, and on the command line. And a session without a mouse, recorded, that
// a script leads to again.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <set>
#include <string>

#include <unistd.h>

#include "app/document_file.h"
#include "app/files.h"
#include "driver.h"
#include "generate.h"
#include "query/facets.h"

using namespace choke;
using namespace gui_test;

namespace {

std::set<std::string> shown_ids(Driver& driver) {
    std::set<std::string> ids;
    const Dataset& data = *driver.state().data;
    for (const EventId event : driver.derived().visible(driver.state()).events.to_vector())
        ids.emplace(data.text(data.events.id[index(event)]));
    return ids;
}

std::string output_of(const std::string& command) {
    std::string out;
    std::FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> part{};
    while (const size_t n = std::fread(part.data(), 1, part.size(), pipe)) out.append(part.data(), n);
    CHECK(pclose(pipe) == 0);
    return out;
}

// The first column of the table that `list` prints.
std::set<std::string> listed_ids(const std::string& filter, const std::string& known_on) {
    const std::string table = output_of(std::string(CHOKE_BINARY) + " list events --format csv --known-on " + known_on + " --filter '" + filter + "'");
    std::set<std::string> ids;
    size_t at = table.find('\n');
    while (at != std::string::npos && at + 1 < table.size()) {
        const size_t begin = at + 1;
        at = table.find('\n', begin);
        ids.insert(table.substr(begin, table.find(',', begin) - begin));
    }
    return ids;
}

}  // namespace

TEST_CASE("a question typed, clicked and asked on the command line has the same events", "[gui][question]") {
    NEEDS_A_DISPLAY();
    // What involved Huawei and the US agency between the two rules, as it was known in November 2023, allegations left out.
    const std::string filter = "actor:huawei actor:bis date:2022-10-01..2023-10-31? status:>=reported";
    const std::set<std::string> listed = listed_ids(filter, "2023-11");
    REQUIRE(listed.size() > 1);

    {
        Driver typed;
        typed.act("key slash", [] { return true; });
        typed.act("type '" + filter + "'", [&] { return typed.state().document.filter == filter; });
        typed.act("key Return mousemove 1038 19 click 1", [] { return true; });
        typed.act("type 2023-11", [] { return true; });
        typed.act("key Return", [&] { return typed.state().document.known_on == "2023-11"; });
        CHECK(shown_ids(typed) == listed);
    }

    Driver clicked;
    const auto filters_by = [&](size_t actors) {
        return [&clicked, actors] {
            return clicks_from_filter(clicked.state().document.filter, *clicked.state().data).actors.size() == actors;
        };
    };
    // Huawei is the third actor of the facet, the bureau the fourth. Chosen rows go to the top, which changes no row below.
    clicked.act("mousemove 80 267 click 1", filters_by(1));
    clicked.act("mousemove 80 291 click 1", filters_by(2));
    clicked.act("mousemove 150 171 click 1", [&] {
        return clicks_from_filter(clicked.state().document.filter, *clicked.state().data).actor_mode == ActorMode::All;
    });
    CHECK(clicked.state().document.filter.find("actor:huawei") != std::string::npos);
    CHECK(clicked.state().document.filter.find("actor:bis") != std::string::npos);
    // The brush from October 2022, the third bar, to October 2023.
    clicked.act("mousemove 21 123 mousedown 1 mousemove 40 123 mousemove 65 123 mouseup 1", [&] {
        return clicked.state().document.filter.find("date:2022-10-01..2023-10-31?") != std::string::npos;
    });
    clicked.act("mousemove 1038 19 click 1", [] { return true; });
    clicked.act("type 2023-11", [] { return true; });
    clicked.act("key Return", [&] { return clicked.state().document.known_on == "2023-11"; });
    for (int i = 0; i < 4; ++i) {
        const auto before = clicked.state().document.status_floor;
        clicked.act("key braceright", [&] { return clicked.state().document.status_floor != before; });
    }
    CHECK(clicked.state().document.status_floor == Status::Reported);
    CHECK(shown_ids(clicked) == listed);
}

TEST_CASE("a session by keyboard alone is recorded, and its script leads to the same document without a window", "[gui][script]") {
    NEEDS_A_DISPLAY();
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / fmt::format("chokepoint-keys-{}", getpid());
    std::filesystem::create_directories(folder);
    const std::string script = (folder / "session.script").string();
    Driver driver;
    const auto run_by_name = [&](const std::string& name, const std::function<bool()>& until) {
        driver.act("key ctrl+k", [&] { return driver.state().session.show_palette; });
        driver.act("type '" + name + "'", [] { return true; });
        driver.act("key Return", until);
    };
    run_by_name("record a script", [&] { return driver.state().session.recording.has_value(); });
    // Into the facets, to the second actor, choose it; exclude the next one.
    driver.act("key F6", [&] { return driver.state().session.focus == Panel::Details; });
    driver.act("key F6", [&] { return driver.state().session.focus == Panel::Search; });
    driver.act("key F6", [&] { return driver.state().session.focus == Panel::Facets; });
    driver.act("key Down key Down key Down", [] { return true; });
    driver.act("key space", [&] { return !driver.state().document.filter.empty(); });
    driver.act("key slash", [] { return true; });
    driver.act("key End", [] { return true; });
    driver.act("type ' status:>=reported'", [&] { return driver.state().document.filter.ends_with("reported"); });
    driver.act("key Return key F6 key F6", [&] { return driver.state().session.focus == Panel::Views; });
    driver.act("key bracketright", [&] { return !driver.state().document.known_on.empty(); });
    driver.act("key bracketright", [] { return true; });
    driver.act("key g", [&] { return driver.state().document.ghosts; });
    driver.act("key 4", [&] { return driver.state().document.panes.front() == "table"; });
    driver.act("key period", [&] { return !driver.state().session.selected.empty(); });
    driver.act("key 3", [&] { return driver.state().document.panes.size() == 2; });
    driver.act("key ctrl+z", [&] { return driver.state().document.panes.size() == 1; });
    run_by_name("save this view", [] { return true; });
    driver.act("type Spring", [] { return true; });
    driver.act("key Return", [&] { return driver.state().document.named_views.size() == 1; });
    run_by_name("stop and write", [] { return true; });
    driver.act("key ctrl+a", [] { return true; });
    driver.act("type '" + script + "'", [] { return true; });
    driver.act("key Return", [&] { return std::filesystem::exists(script); });

    const std::string hash = fmt::format("{:016x}\n", document_hash(driver.state()));
    CHECK(output_of(std::string(CHOKE_BINARY) + " run '" + script + "' --hash") == hash);
    std::filesystem::remove_all(folder);
}

TEST_CASE("the arrows go from row to row of the table, and Enter opens the row", "[gui][table]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    driver.act("key 4", [&] { return driver.state().document.panes.front() == "table"; });
    driver.act("key Home", [&] { return driver.state().session.selected.size() == 1; });
    const std::vector<NodeRef> first = driver.state().session.selected;
    const Rect table = driver.app().view_rect("table");
    driver.act(fmt::format("mousemove {} {}", static_cast<int>(table.x + 40), static_cast<int>(table.bottom() - 6)), [] { return true; });
    driver.act("key Down", [&] { return driver.state().session.selected != first; });
    driver.act("key Up", [&] { return driver.state().session.selected == first; });
    driver.act("key ctrl+2", [&] { return !driver.state().session.show_details; });
    driver.act("key Return", [&] { return driver.state().session.show_details; });
}

TEST_CASE("nothing found names the part that takes away most, and a click drops it", "[gui][question]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    CHECK(run_command(driver.state(), driver.derived(), "filter.set", "kind:rule side:China status:alleged").empty());
    // The offer is measured in one picture and stands in the next.
    for (int i = 0; i < 3; ++i) driver.app().draw_now();
    CHECK(driver.derived().visible(driver.state()).events.empty());
    REQUIRE(driver.derived().removed(driver.state()).size() == 3);
    CHECK(driver.derived().removed(driver.state()).front().part == "status:alleged");
    // The first button of the offer, in the middle of the upper view.
    driver.act("mousemove 486 340 click 1", [&] { return driver.state().document.filter == "kind:rule side:China"; });
    CHECK(driver.derived().visible(driver.state()).events.size() > 0);
}

TEST_CASE("the slider of known on is dragged in one step of undo", "[gui][known]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    driver.act("mousemove 1200 19 mousedown 1 mousemove 1180 19 mousemove 1150 19 mouseup 1",
               [&] { return !driver.state().document.known_on.empty(); });
    CHECK(driver.derived().visible(driver.state()).events.size() < driver.state().data->events.size());
    CHECK(driver.state().undo.size() == 1);
    driver.act("key ctrl+z", [&] { return driver.state().document.known_on.empty(); });
}

TEST_CASE("unsaved work of a window that was killed is offered to the next one", "[gui][autosave]") {
    NEEDS_A_DISPLAY();
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / fmt::format("chokepoint-left-{}", getpid());
    std::filesystem::create_directories(folder);
    {
        Driver driver;
        CHECK(run_command(driver.state(), driver.derived(), "filter.set", "actor:smic").empty());
        // As a program leaves it that has ended badly: a process number that no program has.
        CHECK(write_file((folder / "4194303-1.chokepoint").string(), document_text(driver.state())));
    }
    WindowAppOptions options;
    options.autosave_folder = folder.string();
    Driver driver(kWidth, kHeight, options);
    REQUIRE(driver.state().session.recoverable.size() == 1);
    driver.act("key Return", [&] { return driver.state().document.filter == "actor:smic"; });
    CHECK(driver.state().session.recoverable.empty());
    std::filesystem::remove_all(folder);
}

TEST_CASE("data are read behind the window, which can be told to stop and then has what it had", "[gui][loading]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    const size_t before = driver.state().data->events.size();
    const std::filesystem::path path = std::filesystem::temp_directory_path() / fmt::format("chokepoint-large-{}.json", getpid());
    REQUIRE(write_file(path.string(), choke::testing::generate_dataset(60'000, 1)));
    CHECK(run_command(driver.state(), driver.derived(), "file.open", path.string()).empty());
    driver.app().frame(0);
    REQUIRE(driver.state().session.loading);
    driver.act("key Escape", [&] { return !driver.state().session.loading; });
    CHECK(driver.state().data->events.size() == before);
    CHECK(run_command(driver.state(), driver.derived(), "file.open", path.string()).empty());
    driver.act("key shift", [&] { return driver.state().data->events.size() == 60'000; });
    CHECK_FALSE(driver.state().session.loading);
    std::filesystem::remove(path);
}
