#include <catch2/catch_test_macros.hpp>

#include "cli_run.h"

namespace {

using cli_test::Folder;
using cli_test::kBrokenData;
using cli_test::kSmallData;
using cli_test::Ran;
using cli_test::run;

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

size_t line_count(const std::string& text) {
    size_t count = 0;
    for (const char c : text) count += c == '\n' ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("check finds nothing wrong with the built-in data", "[cli][check]") {
    const Ran ran = run({"check"});
    CHECK(ran.exit_code == 0);
    CHECK(ran.out.empty());
    CHECK(ran.err == "built-in data: 0 errors, 0 warnings\n");
    CHECK(run({"check", "--json"}).out == "{\n  \"errors\": 0,\n  \"warnings\": 0,\n  \"waived\": 0,\n  \"problems\": []\n}\n");
}

TEST_CASE("check names place, code and hint of a problem and exits with 1", "[cli][check]") {
    const Folder folder;
    const std::string file = folder.write("broken.json", kBrokenData);
    const Ran text = run({"check", file});
    CHECK(text.exit_code == 1);
    CHECK(has(text.out, file + ":5:"));
    CHECK(has(text.out, ": error: "));
    CHECK(has(text.out, "[unknown-actor]; did you mean 'nvidia'?"));
    CHECK(line_count(text.out) == 1);
    CHECK(text.err == file + ": 1 error, 0 warnings\n");

    const Ran json = run({"check", file, "--json"});
    CHECK(json.exit_code == 1);
    CHECK(has(
        json.out,
        "\"errors\": 1,\n  \"warnings\": 0,\n  \"waived\": 0,\n  \"problems\": [\n    {\"severity\": \"error\", \"file\": \""));
    CHECK(has(json.out, "\"line\": 5, \"column\": "));
    CHECK(has(json.out, "\"code\": \"unknown-actor\""));
    CHECK(has(json.out, "\"hint\": \"did you mean 'nvidia'?\""));
}

TEST_CASE("a file that cannot be read is refused with its place by every subcommand", "[cli][check]") {
    const Folder folder;
    const std::string file = folder.write("cut.json", "{\n\"events\": [\n");
    const std::string figure = folder.file("x.svg");
    const std::vector<std::vector<std::string>> all{{"check", file},
                                                    {"info", file},
                                                    {"list", "events", file},
                                                    {"show", "x", file},
                                                    {"render", file, "--view", "map", "-o", figure}};
    for (const std::vector<std::string>& words : all) {
        INFO(words.front());
        const Ran ran = run(words);
        CHECK(ran.exit_code == 2);
        CHECK(ran.out.empty());
        CHECK(has(ran.err, "cut.json:"));
        CHECK(line_count(ran.err) == 1);
    }
    const Ran json = run({"check", file, "--json"});
    CHECK(json.exit_code == 2);
    CHECK(has(json.out, "\"code\": \"unreadable\""));
    CHECK(has(json.out, "\"errors\": 1"));
    CHECK_FALSE(json.err.empty());
    CHECK(run({"check", folder.file("not-there")}).exit_code == 2);
}

TEST_CASE("info counts and gives the known ends of the time", "[cli][info]") {
    const Folder folder;
    const Ran ran = run({"info", folder.write("small.json", kSmallData), "--json"});
    CHECK(ran.exit_code == 0);
    CHECK(has(ran.out, R"(  "title": "Two events",
  "id": "small",
  "version": "1.2.0",
  "hash": ")"));
    CHECK(has(ran.out, R"(  "events": 2,
  "actors": 3,
  "things": 1,
  "relations": 1,
  "sources": 3,
  "claims": 5,
  "stories": 1,
  "first": "2022-10-07",
  "last": "2022-10-07"
})"));
}

TEST_CASE("info of an empty history has no first and last day", "[cli][info]") {
    const Folder folder;
    const Ran ran = run({"info", folder.write("none.json", R"({"events": []})"), "--json"});
    CHECK(has(ran.out, "\"first\": null,\n  \"last\": null"));
}

TEST_CASE("list events writes the documented columns as JSON", "[cli][list]") {
    const Folder folder;
    const Ran ran = run({"list", "events", folder.write("small.json", kSmallData), "--format", "json"});
    CHECK(ran.exit_code == 0);
    CHECK(ran.err.empty());
    CHECK(ran.out ==
          R"([
  {"id": "rule", "title": "A rule, in force", "date": "2022-10-07", "earliest": "2022-10-07", "latest": "2022-10-07", "known": "2022-10-08", "kind": "rule", "status": "disputed", "actors": [{"id": "bis", "role": "issuer"}, {"id": "huawei", "role": null}], "things": ["a100"], "sources": ["gazette", "paper"]},
  {"id": "answer", "title": "An answer", "date": "2023-02/..", "earliest": "2023-02-01", "latest": null, "known": "2023-03-01", "kind": "company", "status": "alleged", "actors": [{"id": "huawei", "role": "maker"}], "things": [], "sources": ["paper"]}
]
)");
}

TEST_CASE("known-on takes back events, statuses and sources to what was known", "[cli][list]") {
    const Folder folder;
    const Ran ran = run({"list", "events", folder.write("small.json", kSmallData), "--known-on", "2022-12",
                         "--format", "csv"});
    CHECK(ran.out ==
          "id,title,date,earliest,latest,known,kind,status,actors,things,sources\r\n"
          "rule,\"A rule, in "
          "force\",2022-10-07,2022-10-07,2022-10-07,2022-10-08,rule,established,bis@issuer;huawei,a100,"
          "gazette\r\n");
}

TEST_CASE("CSV doubles quotes and joins lists by semicolons", "[cli][list]") {
    const Folder folder;
    const std::string file = folder.write("small.json", kSmallData);
    CHECK(has(run({"list", "sources", file, "--format", "csv"}).out,
              "gazette,\"The \"\"Gazette\"\", evening "
              "edition\",Press,,article,2022-10-08,2022-10-08,2022-10-08,,,1\r\n"));
    CHECK(has(run({"list", "actors", file, "--format", "csv"}).out,
              "huawei,Huawei,chipmaker,China,,华为;HW,2\r\n"));
}

TEST_CASE("a filter leaves what belongs to the matching events", "[cli][list]") {
    const Folder folder;
    const std::string file = folder.write("small.json", kSmallData);
    struct Row {
        std::string_view kind;
        std::string_view filter;
        std::string_view table;
    };
    const Row rows[] = {
        {"events", "kind:company",
         "id      date        status   title\nanswer  2023-02/..  alleged  An answer\n"},
        {"actors", "kind:company",
         "id      name    kind       side   parent  events\nhuawei  Huawei  chipmaker  China               "
         "1\n"},
        {"things", "kind:company", "id  name  kind  maker  date  events\n"},
        {"sources", "kind:company",
         "id     title    publisher  kind   date        events\npaper  A paper             paper  2023-03-01 "
         "      1\n"},
        {"relations", "kind:company", "from  kind  to  date  status\n"},
        {"relations", "actor:huawei",
         "from    kind         to    date  status\nanswer  responds-to  rule        reported\n"},
        {"stories", "kind:company", "id    title   question  events\ntale  A tale  Why?           1\n"},
    };
    for (const Row& row : rows) {
        INFO(row.kind << " " << row.filter);
        const Ran ran = run({"list", std::string(row.kind), file, "--filter", std::string(row.filter)});
        CHECK(ran.out == row.table);
        CHECK(ran.exit_code == 0);
    }
}

TEST_CASE("without a filter everything is listed, also what no event names", "[cli][list]") {
    const Folder folder;
    const std::string file = folder.write("small.json", kSmallData);
    CHECK(has(run({"list", "actors", file}).out, "idle"));
    CHECK(has(run({"list", "sources", file}).out, "unused"));
}

TEST_CASE("a filter that begins with a hyphen and an empty filter are filters", "[cli][list]") {
    const Folder folder;
    const std::string file = folder.write("small.json", kSmallData);
    CHECK(line_count(run({"list", "events", file, "--filter", "-kind:rule"}).out) == 2);
    CHECK(line_count(run({"list", "events", file, "--filter=", "--format", "csv"}).out) == 3);
}

TEST_CASE("a wrong filter or day is shown with a caret under its column", "[cli][list]") {
    CHECK(run({"list", "events", "--filter", "actor:nvdia"}).err ==
          "chokepoint list: --filter, column 7: no actor 'nvdia'; did you mean 'nvidia'?\n"
          "  actor:nvdia\n"
          "        ^\n");
    const Ran day = run({"list", "events", "--known-on", "2023-13"});
    CHECK(day.exit_code == 2);
    CHECK(has(day.err, "--known-on, column 6: "));
    CHECK(has(day.err, "\n  2023-13\n       ^\n"));
}

TEST_CASE("data with errors are listed and shown all the same, with a summary and exit code 1", "[cli]") {
    const Folder folder;
    const std::string file = folder.write("broken.json", kBrokenData);
    const std::vector<std::vector<std::string>> all{
        {"info", file}, {"list", "events", file}, {"show", "rule", file}};
    for (const std::vector<std::string>& words : all) {
        INFO(words.front());
        const Ran ran = run(words);
        CHECK(ran.exit_code == 1);
        CHECK_FALSE(ran.out.empty());
        CHECK(ran.err == "1 error, 0 warnings in data; run `chokepoint check " + file + "`\n");
    }
}

TEST_CASE("show tells of everything that has an id", "[cli][show]") {
    const Folder folder;
    const std::string file = folder.write("small.json", kSmallData);
    struct Row {
        std::string_view id;
        std::string_view begin;
        std::string_view json_begin;
    };
    const Row rows[] = {
        {"rule", "A rule, in force\nrule · ", "{\n  \"type\": \"event\",\n  \"id\": \"rule\","},
        {"huawei", "Huawei\nhuawei · Chipmaker · China\nAlso: 华为, HW\n", "{\n  \"type\": \"actor\","},
        {"a100", "A100\na100 · ", "{\n  \"type\": \"thing\","},
        {"gazette",
         "The \"Gazette\", evening edition\ngazette · Article · 8 October 2022\npublisher: Press\n",
         "{\n  \"type\": \"source\","},
        {"tale", "A tale\ntale · Story\nquestion: Why?\n\nSteps\n  1. 7 Oct 2022: First [rule]\n",
         "{\n  \"type\": \"story\","},
        {"r-answer", "An answer responds to A rule, in force\n", "{\n  \"type\": \"relation\","},
    };
    for (const Row& row : rows) {
        INFO(row.id);
        const Ran text = run({"show", std::string(row.id), file});
        CHECK(text.exit_code == 0);
        CHECK(text.out.substr(0, row.begin.size()) == row.begin);
        CHECK(text.out.substr(0, 2000).find(file + ":") != std::string::npos);
        const Ran json = run({"show", std::string(row.id), file, "--json"});
        CHECK(json.out.substr(0, row.json_begin.size()) == row.json_begin);
    }
}

TEST_CASE("show of a relation has its claims", "[cli][show]") {
    const Folder folder;
    const std::string file = folder.write("small.json", kSmallData);
    CHECK(has(run({"show", "r-answer", file}).out,
              "Claims\n  reports: A paper, p. 3, known 1 Mar 2023 [paper]\n"));
    CHECK(has(run({"show", "r-answer", file, "--known-on", "2022"}).out, "Not yet known\n"));
}

TEST_CASE("show suggests the nearest id", "[cli][show]") {
    const Ran ran = run({"show", "huwaei"});
    CHECK(ran.exit_code == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err ==
          "chokepoint show: there is no event, actor, thing, source, story or relation 'huwaei'; did you "
          "mean 'huawei'?\n");
}
