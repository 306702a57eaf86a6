#include <catch2/catch_test_macros.hpp>

#include <sys/wait.h>

#include <cstdlib>

#include "cli_run.h"

namespace {

using cli_test::Folder;
using cli_test::kBrokenData;
using cli_test::kSmallData;
using cli_test::Ran;
using cli_test::read;
using cli_test::run;

uint32_t big_endian(const std::string& bytes, size_t at) {
    uint32_t value = 0;
    for (size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(bytes.at(at + i));
    return value;
}

}  // namespace

TEST_CASE("render writes SVG, PDF and PNG by the ending of the file and prints nothing", "[cli][render]") {
    const Folder folder;
    const std::string data = folder.write("small.json", kSmallData);
    struct Row {
        std::string_view name;
        std::string_view magic;
    };
    for (const Row& row : {Row{"x.svg", "<?xml"}, Row{"x.pdf", "%PDF-"}, Row{"x.PNG", "\x89PNG\r\n"}}) {
        for (const std::string view : {"timeline", "map"}) {
            INFO(view << " " << row.name);
            const std::string file = folder.file(row.name);
            const Ran ran = run({"render", data, "--view", view, "--size", "640x400", "-o", file});
            CHECK(ran.exit_code == 0);
            CHECK(ran.out.empty());
            CHECK(ran.err.empty());
            CHECK(read(file).substr(0, row.magic.size()) == row.magic);
        }
    }
}

TEST_CASE("render gives a PNG of size times scale", "[cli][render]") {
    const Folder folder;
    const std::string file = folder.file("x.png");
    CHECK(run({"render", folder.write("small.json", kSmallData), "--view", "timeline", "--size", "400x300",
               "--scale", "1.5", "-o", file})
              .exit_code == 0);
    const std::string bytes = read(file);
    CHECK(big_endian(bytes, 16) == 600);
    CHECK(big_endian(bytes, 20) == 450);
}

TEST_CASE("render takes filter, day, theme, title, parameters and selection, and overwrites",
          "[cli][render]") {
    const Folder folder;
    const std::string data = folder.write("small.json", kSmallData);
    const std::string file = folder.file("x.svg");
    const std::vector<std::string> plain{"render", data, "--view", "timeline", "-o", file};
    CHECK(run(plain).exit_code == 0);
    const std::string before = read(file);
    const std::vector<std::vector<std::string>> additions{
        {"--filter", "actor:bis"},           {"--known-on", "2022-12"}, {"--theme", "dark"},
        {"--title", "A heading of its own"}, {"--set", "lanes=side"},   {"--select", "rule,huawei"}};
    for (const std::vector<std::string>& addition : additions) {
        INFO(addition.front());
        std::vector<std::string> words = plain;
        words.insert(words.end(), addition.begin(), addition.end());
        const Ran ran = run(words);
        CHECK(ran.err.empty());
        CHECK(ran.exit_code == 0);
        CHECK(read(file) != before);
    }
}

TEST_CASE("render refuses what it cannot draw or write", "[cli][render]") {
    const Folder folder;
    const std::string data = folder.write("small.json", kSmallData);
    const std::string file = folder.file("x.svg");
    struct Row {
        std::vector<std::string> words;
        std::string_view part;
    };
    const Row rows[] = {
        {{"--view", "mp", "-o", file}, "there is no view 'mp'; did you mean 'map'?"},
        {{"-o", file}, "name either a --view or a --story"},
        {{"--view", "map"}, "--output is required"},
        {{"--view", "map", "-o", folder.file("x.gif")},
         "names no picture format; the file name must end in one of .svg, .pdf, .png"},
        {{"--view", "map", "-o", folder.file("no/x.svg")}, "there is no folder '"},
        {{"--view", "map", "-o", file, "--size", "huge"}, "'huge' is no size"},
        {{"--view", "map", "-o", file, "--size", "1920"}, "'1920' is no size"},
        {{"--view", "map", "-o", file, "--size", "10x400"}, "out of range: each side must be 300 to 32000"},
        {{"--view", "map", "-o", file, "--size", "-5x400"}, "out of range"},
        {{"--view", "map", "-o", file, "--scale", "0.2"}, "it must be a number from 0.25 to 8"},
        {{"--view", "map", "-o", file, "--scale", "nan"}, "it must be a number from 0.25 to 8"},
        {{"--view", "map", "-o", file, "--theme", "drak"}, "there is no theme 'drak'"},
        {{"--view", "map", "-o", file, "--set", "lanes=side"}, "the map view has no such parameter"},
        {{"--view", "timeline", "-o", file, "--set", "lanes=sid"}, "'sid' is none of group, side"},
        {{"--view", "map", "-o", file, "--select", "huwaei"}, "did you mean 'huawei'?"},
        {{"--view", "map", "-o", file, "--filter", "actor:huwaei"}, "did you mean 'huawei'?"},
        {{"--view", "map", "-o", file, "--known-on", "soon"}, "--known-on, column 1"},
    };
    for (const Row& row : rows) {
        INFO(row.part);
        std::vector<std::string> words{"render", data};
        words.insert(words.end(), row.words.begin(), row.words.end());
        const Ran ran = run(words);
        CHECK(ran.exit_code == 2);
        CHECK(ran.out.empty());
        CHECK(ran.err.find(row.part) != std::string::npos);
        CHECK_FALSE(std::filesystem::exists(file));
    }
}

TEST_CASE("render draws data with errors and exits with 1", "[cli][render]") {
    const Folder folder;
    const std::string file = folder.file("x.svg");
    CHECK(run({"render", folder.write("broken.json", kBrokenData), "--view", "timeline", "-o", file})
              .exit_code == 1);
    CHECK(std::filesystem::exists(file));
}

#ifdef CHOKE_BINARY
TEST_CASE("the program keeps data and messages apart, and its exit code is the outcome's", "[cli][binary]") {
    const Folder folder;
    const std::string broken = folder.write("broken.json", kBrokenData);
    const auto shell = [&](const std::string& words) {
        const std::string line =
            "'" CHOKE_BINARY "' " + words + " > '" + folder.file("out") + "' 2> '" + folder.file("err") + "'";
        const int status = std::system(line.c_str());
        return Ran{WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                   false,
                   {},
                   read(folder.file("out")),
                   read(folder.file("err"))};
    };
    const Ran fine = shell("date 2022");
    CHECK(fine.exit_code == 0);
    CHECK(fine.out.starts_with("2022: "));
    CHECK(fine.err.empty());

    const Ran problems = shell("check '" + broken + "'");
    CHECK(problems.exit_code == 1);
    CHECK(problems.out.find("unknown-actor") != std::string::npos);
    CHECK(problems.err.ends_with("1 error, 0 warnings\n"));

    const Ran refused = shell("nonsense");
    CHECK(refused.exit_code == 2);
    CHECK(refused.out.empty());
    CHECK_FALSE(refused.err.empty());
}

TEST_CASE("a reader that goes away is no failure, a full disk is", "[cli][binary]") {
    const Folder folder;
    const std::string code = folder.file("code");
    const auto exit_code_of = [&](const std::string& end) {
        const std::string line = "{ '" CHOKE_BINARY "' list events --format json 2>'" + folder.file("err") +
                                 "'; echo $? >'" + code + "'; }" + end;
        CHECK(std::system(line.c_str()) >= 0);
        return read(code);
    };
    CHECK(exit_code_of(" | true") == "0\n");
    CHECK(read(folder.file("err")).empty());
    if (std::filesystem::exists("/dev/full")) {
        const std::string line = "'" CHOKE_BINARY "' list events > /dev/full 2> '" + folder.file("err") + "'";
        CHECK(WEXITSTATUS(std::system(line.c_str())) == 2);
        CHECK(read(folder.file("err")) == "chokepoint: standard output cannot be written\n");
    }
}
#endif

TEST_CASE("the option --compare puts a second timeline below the first, and says what it cannot", "[cli][compare]") {
    const Ran told = run({"describe", "--filter", "actor:nvidia", "--compare", "actor:huawei"});
    CHECK(told.exit_code == 0);
    CHECK(told.out.find("compared below with") != std::string::npos);
    CHECK(told.out.find("filtered to events that involve Huawei") != std::string::npos);
    const Ran everything = run({"describe", "--filter", "actor:nvidia", "--compare", ""});
    CHECK(everything.exit_code == 0);
    CHECK(everything.out.find("compared below with") != std::string::npos);
    const Ran misspelt = run({"describe", "--compare", "actor:nvdia"});
    CHECK(misspelt.exit_code == 2);
    CHECK(misspelt.err.find("--compare, column 7: no actor 'nvdia'") != std::string::npos);
    const Ran map = run({"describe", "--view", "map", "--compare", "actor:huawei"});
    CHECK(map.exit_code == 2);
    CHECK(map.err.find("--compare goes with --view timeline") != std::string::npos);
}
