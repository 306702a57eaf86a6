// chokepoint run, and what the program is opened on.
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>

#include "cli_run.h"

using cli_test::Folder;
using cli_test::kBrokenData;
using cli_test::kSmallData;
using cli_test::read;
using cli_test::run;

TEST_CASE("run prints a hash that depends on what the script leads to", "[cli][run]") {
    const Folder folder;
    const std::string data = folder.write("small.json", kSmallData);
    const std::string script = folder.write("s.txt", "# Rules only\nfilter.set kind:rule\nexpect-events 1\nsize 1200x800\nview.zoom-in\nselect.id rule\n");
    const auto ran = run({"run", script, "--data", data, "--hash", "-o", folder.file("out.chokepoint")});
    CHECK(ran.err == "");
    CHECK(ran.exit_code == 0);
    REQUIRE(ran.out.size() == 17);
    CHECK(ran.out.find_first_not_of("0123456789abcdef\n") == std::string::npos);
    CHECK(run({"run", script, "--data", data, "--hash"}).out == ran.out);
    const std::string text = read(folder.file("out.chokepoint"));
    CHECK(text.find("\"filter\": \"kind:rule\"") != std::string::npos);
    CHECK(text.find("\"path\": \"small.json\"") != std::string::npos);
    CHECK(text.find("\"timeline\": \"") != std::string::npos);

    // The document is data for another script, and has the same hash.
    const std::string check = folder.write("check.txt", "expect-events 1\nexpect-hash " + ran.out);
    CHECK(run({"run", check, "--data", folder.file("out.chokepoint"), "--hash"}).out == ran.out);
    const auto linked = run({"run", check, "--data", "chokepoint:?data=" + data + "&filter=kind:rule&sel=event:rule", "--hash"});
    CHECK(linked.err == "");
    CHECK(linked.out == ran.out);
    const auto silent = run({"run", folder.write("none.txt", ""), "--data", data});
    CHECK(silent.exit_code == 0);
    CHECK(silent.out == "");
}

TEST_CASE("run refuses what it cannot do, with the place, and writes nothing then", "[cli][run]") {
    const Folder folder;
    const std::string data = folder.write("small.json", kSmallData);
    const std::string script = folder.write("s.txt", "filter.set kind:rule\nview.mpa\n");
    const auto ran = run({"run", script, "--data", data, "-o", folder.file("out.chokepoint"), "--hash"});
    CHECK(ran.exit_code == 2);
    CHECK(ran.out == "");
    CHECK(ran.err == script + ":2:1: there is no command 'view.mpa'; did you mean 'view.map'?\n");
    CHECK_FALSE(std::filesystem::exists(folder.file("out.chokepoint")));
    CHECK(run({"run"}).exit_code == 2);
    CHECK(run({"run", folder.file("none.txt")}).err.find("cannot be read") != std::string::npos);
    CHECK(run({"run", script, "--data", folder.file("none")}).exit_code == 2);
    CHECK(run({"run", script, "-o", folder.file("out.txt")}).err.find("must end in .chokepoint") != std::string::npos);
    CHECK(run({"run", script, "-o", folder.file("no/out.chokepoint")}).err.find("there is no folder") != std::string::npos);
    const auto broken = run({"run", folder.write("none.txt", ""), "--data", folder.write("broken.json", kBrokenData), "--hash"});
    CHECK(broken.exit_code == 1);
    CHECK(broken.out.size() == 17);
}

TEST_CASE("the window opens on data, a document, its backup or a link", "[cli]") {
    const Folder folder;
    const std::string path = folder.write("a.chokepoint", "{}");
    folder.write("a.chokepoint~", "{}");
    const auto opens = [](std::vector<std::string> words, const std::string& on) {
        const auto ran = run(std::move(words));
        CHECK(ran.err == "");
        CHECK(ran.open_window);
        CHECK(ran.path == on);
    };
    opens({path}, path);
    opens({"--open", path}, path);
    opens({"--open=" + path}, path);
    opens({"--open-backup", path}, path + "~");
    opens({"chokepoint:?filter=kind:rule"}, "chokepoint:?filter=kind:rule");
    opens({"--open", "chokepoint:?filter=kind:rule"}, "chokepoint:?filter=kind:rule");
    const auto refuses = [](std::vector<std::string> words, const std::string& message) {
        const auto ran = run(std::move(words));
        CHECK(ran.exit_code == 2);
        CHECK_FALSE(ran.open_window);
        CHECK(ran.err == message);
    };
    refuses({"chokepoint:?fliter=x"},
            "chokepoint: the link, column 13: a link has no 'fliter'; did you mean 'filter'?\n  chokepoint:?fliter=x\n              ^\n");
    refuses({"--open"}, "chokepoint: --open needs a path or a link\n");
    refuses({"--open", path, "x"}, "chokepoint: nothing is expected at 'x'; one PATH at a time\n");
    refuses({"--open-backup", "a.txt"}, "chokepoint: 'a.txt' is no document; its name ends in .chokepoint\n");
    refuses({"--opne", path}, "chokepoint: unknown option '--opne'; did you mean '--open'?\n");
}
