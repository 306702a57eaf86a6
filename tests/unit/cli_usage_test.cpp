#include <catch2/catch_test_macros.hpp>

#include "cli/json_out.h"
#include "cli/sheet.h"
#include "cli_run.h"

namespace {

using namespace choke;
using cli_test::Folder;
using cli_test::Ran;
using cli_test::run;

}  // namespace

TEST_CASE("wrong usage is refused with exit code 2 and what was probably meant", "[cli][usage]") {
    struct Row {
        std::vector<std::string> words;
        std::string_view err;
    };
    const Row rows[] = {
        {{"chek"}, "chokepoint: there is no file, folder or subcommand 'chek'; did you mean 'check'?\n"},
        {{"no/such/file"},
         "chokepoint: there is no file, folder or subcommand 'no/such/file'; see `chokepoint help`\n"},
        {{"--hlp"}, "chokepoint: unknown option '--hlp'; did you mean '--help'?\n"},
        {{"help", "lst"}, "chokepoint help: there is no subcommand 'lst'; did you mean 'list'?\n"},
        {{"list"}, "chokepoint list: KIND is required; see `chokepoint help list`\n"},
        {{"list", "evnts"}, "chokepoint list: there is no list of 'evnts'; did you mean 'events'?\n"},
        {{"list", "events", "--filtr", "x"},
         "chokepoint list: unknown option '--filtr'; did you mean '--filter'?\n"},
        {{"list", "events", "--format", "xml"},
         "chokepoint list: there is no format 'xml'; the formats are table, csv, json\n"},
        {{"list", "events", "a", "b"},
         "chokepoint list: nothing is expected at 'b'; see `chokepoint help list`\n"},
        {{"show"}, "chokepoint show: ID is required; see `chokepoint help show`\n"},
        {{"date"}, "chokepoint date: give one or more dates, such as 2022-10 or 2023-05/..\n"},
        {{"views", "x"}, "chokepoint views: nothing is expected at 'x'; see `chokepoint help views`\n"},
        {{"\x1b[2J"},
         "chokepoint: there is no file, folder or subcommand '\uFFFD[2J'; see `chokepoint help`\n"},
    };
    for (const Row& row : rows) {
        INFO(row.err);
        const Ran ran = run(row.words);
        CHECK(ran.exit_code == 2);
        CHECK_FALSE(ran.open_window);
        CHECK(ran.out.empty());
        CHECK(ran.err == row.err);
    }
}

TEST_CASE("nothing or an existing path asks for the window", "[cli][usage]") {
    CHECK(run({}).open_window);
    CHECK(run({}).path.empty());
    const Folder folder;
    const Ran ran = run({folder.path()});
    CHECK(ran.open_window);
    CHECK(ran.path == folder.path());
    CHECK_FALSE(run({folder.path(), "again"}).open_window);
    CHECK(run({folder.path(), "again"}).exit_code == 2);
}

TEST_CASE("help explains every subcommand that it lists", "[cli][usage]") {
    const Ran overview = run({"help"});
    CHECK(overview.exit_code == 0);
    CHECK(run({"--help"}).out == overview.out);
    for (const std::string name :
         {"check", "info", "list", "show", "date", "render", "views", "commands", "help"}) {
        INFO(name);
        CHECK(overview.out.find("\n  " + name + " ") != std::string::npos);
        const Ran ran = run({"help", name});
        CHECK(ran.exit_code == 0);
        CHECK(ran.out.find("\nchokepoint " + name) != std::string::npos);
        CHECK(ran.out.find("\nExamples:\n") != std::string::npos);
        CHECK(run({name, "--help"}).out == ran.out);
    }
}

TEST_CASE("the version is one line", "[cli][usage]") {
    CHECK(run({"--version"}).out == "chokepoint " CHOKE_VERSION "\n");
}

TEST_CASE("views are listed one a line, commands in a table", "[cli][usage]") {
    CHECK(run({"views"}).out == "timeline\nmap\nmatrix\ntable\nsources\n");
    const std::string table = run({"commands"}).out;
    CHECK(table.substr(0, 4) == "name");
    CHECK(table.find("\nedit.undo ") != std::string::npos);
    CHECK(table.find("Ctrl+Z") != std::string::npos);
}

TEST_CASE("JSON text is whole, valid and harmless on a terminal", "[cli][json]") {
    struct Row {
        std::string_view text;
        std::string_view json;
    };
    const Row rows[] = {
        {"plain", R"("plain")"},
        {"a \"b\" \\ /", R"("a \"b\" \\ /")"},
        {"line\nend\ttab\r\b\f", R"("line\nend\ttab\r\b\f")"},
        {std::string_view("nul\0", 4), R"("nul\u0000")"},
        {"\x1b[31m\x7f", R"("\u001b[31m\u007f")"},
        {"华为 é", "\"华为 é\""},
        {"\u202Eabc\u2028", R"("\u202eabc\u2028")"},
        {"bad \xC3( \xFF", "\"bad \uFFFD( \uFFFD\""},
    };
    for (const Row& row : rows) CHECK(json_string(row.text) == row.json);
}

TEST_CASE("JSON numbers read back the same and are never infinite", "[cli][json]") {
    JsonOut json(0);
    json.begin_list();
    json.number(int64_t{-7});
    json.number(0.1);
    json.number(1e300 * 1e300);
    json.end_list();
    CHECK(json.take() == "[-7, 0.1, null]\n");
}

TEST_CASE("JSON is broken into lines down to a depth", "[cli][json]") {
    JsonOut json(1);
    json.begin_object();
    json.member("a", "x");
    json.key("list");
    json.begin_list();
    json.null();
    json.boolean(true);
    json.end_list();
    json.key("none");
    json.begin_object();
    json.end_object();
    json.end_object();
    CHECK(json.take() == "{\n  \"a\": \"x\",\n  \"list\": [null, true],\n  \"none\": {}\n}\n");
}

TEST_CASE("a table counts Chinese signs double and combining marks not at all", "[cli][sheet]") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("华为") == 4);
    CHECK(display_width("e\u0301") == 1);
    const Sheet sheet{.columns = {{"name"}, {"n"}},
                      .rows = {{std::string("华为"), int64_t{7}}, {std::string("abc"), int64_t{12}}}};
    CHECK(table_text(sheet, 0) == "name   n\n华为   7\nabc   12\n");
}

TEST_CASE("a table that is too wide shortens its stretching columns first and cuts what is left over",
          "[cli][sheet]") {
    const Sheet sheet{.columns = {{"id"}, {"name", ColumnUse::Stretching}, {"kind"}},
                      .rows = {{std::string("one"), std::string(60, 'x'), std::string("rule")}}};
    CHECK(table_text(sheet, 40) ==
          "id   name" + std::string(27, ' ') + "kind\none  " + std::string(28, 'x') + "…  rule\n");
    const Sheet closing{.columns = {{"title", ColumnUse::Closing}, {"id"}},
                        .rows = {{std::string(60, 'x'), std::string("one")}}};
    CHECK(table_text(closing, 20) == "id   title\none  " + std::string(14, 'x') + "…\n");
    CHECK(cut_to_width("华为华为", 4) == "华…");
}

TEST_CASE("CSV quotes what holds a comma, a quote or a line end", "[cli][sheet]") {
    const Sheet sheet{.columns = {{"a"}, {"b"}, {"c"}},
                      .rows = {{std::string("x,y"), std::string("say \"no\""), Cell()},
                               {std::vector<std::string>{"p", "q"},
                                std::vector<RoleCell>{{"m", "maker"}, {"n", ""}}, int64_t{-1}}}};
    CHECK(csv_text(sheet) == "a,b,c\r\n\"x,y\",\"say \"\"no\"\"\",\r\np;q,m@maker;n,-1\r\n");
}
