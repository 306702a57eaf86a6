// The rules of the linter, one by one: what each finds, what lies just beside it, and that it can be waived.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "audit/codes.h"
#include "audit/near_names.h"
#include "audit_data.h"
#include "tools/generate.h"
#include "views/view.h"

namespace {

using namespace audit_test;

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

// A fault: edits that put it in, the finding that must come of them, and the row ("id": …) that can waive it.
struct Fault {
    std::string_view what;
    std::vector<Edit> edits;
    std::string_view found;
    std::string_view row;
};

std::string spoilt(const Fault& fault) {
    std::string text(kCleanData);
    for (const Edit& edit : fault.edits) text = edited({edit}, text);
    return text;
}

const std::vector<Fault>& faults() {
    static const std::vector<Fault> kFaults{
        {"an answer before the rule that it works around",
         {{R"("to": "first-rule", "kind": "works-around")",
           R"("to": "second-rule", "kind": "works-around")"}},
         "31 effect-before-cause",
         "r-around"},
        {"an effect before its cause",
         {{R"("from": "first-rule", "to": "slower-chip", "kind": "leads-to")",
           R"("from": "second-rule", "to": "slower-chip", "kind": "leads-to")"}},
         "33 effect-before-cause",
         "r-leads"},
        {"an event that names a chip of later on",
         {{R"("things": ["a100"])", R"("things": ["a100", "a800"])"}},
         "18 used-before-existing",
         "first-rule"},
        {"a use in a time before the thing",
         {{R"("from": "first-rule", "to": "slower-chip", "kind": "leads-to",)",
           R"("from": "nvidia", "to": "a800", "kind": "supplies", "date": "2022-08/2022-10",)"}},
         "33 used-before-existing",
         "a800"},
        {"a claim that is known before its source",
         {{R"({"source": "paper", "stance": "establishes"})",
           R"({"source": "paper", "stance": "establishes", "known": "2023-10-17"})"}},
         "28 claim-before-publication",
         "second-rule"},
        {"an event that is known before it happened",
         {{R"("date": "2022-11-07", "kind")", R"("date": "2022-11-07", "known": "2022-11-06", "kind")"}},
         "22 known-before-happening",
         "slower-chip"},
        {"a claim from before the event",
         {{R"("claims": [{"source": "paper", "stance": "establishes"}])",
           R"("claims": [{"source": "paper", "stance": "establishes"}, {"source": "wire", "stance": "reports"}])"}},
         "28 known-before-happening",
         "second-rule"},
        {"one page of medium confidence for an event",
         {{R"(,
              {"source": "paper", "stance": "reports", "confidence": "medium"}])",
           "\n]"}},
         "22 single-medium-source",
         "slower-chip"},
        {"a claim of medium confidence that establishes",
         {{R"({"source": "paper", "stance": "establishes"})",
           R"({"source": "paper", "stance": "establishes", "confidence": "medium"}, {"source": "paper", "stance": "reports"})"}},
         "28 medium-establishes",
         "second-rule"},
        {"two names of actors that are nearly the same",
         {{R"({"id": "nvidia",)",
           R"({"id": "bis-too", "name": "Bureau of Industry and Secruity", "kind": "agency", "side": "US", "parent": "bis", "summary": "The same."}, {"id": "nvidia",)"},
          {R"([{"actor": "bis", "role": "issuer"}], "things": ["a100"])",
           R"([{"actor": "bis-too", "role": "issuer"}], "things": ["a100"])"},
          {"actor:bis", "actor:bis-too"}},
         "10 near-duplicate",
         "bis-too"},
        {"an alias that is another thing's name but for case",
         {{R"("name": "Nvidia A100",)", R"("name": "Nvidia A100", "aliases": ["NVIDIA  a800"],)"}},
         "15 near-duplicate",
         "a100"},
        {"two titles of one month that are nearly the same",
         {{R"("title": "Nvidia offers a slower chip to China")", R"("title": "BIS limits advanced chip")"}},
         "22 near-duplicate",
         "first-rule"},
        {"one source for and against",
         {{R"({"source": "paper", "stance": "establishes"})",
           R"({"source": "paper", "stance": "establishes"}, {"source": "paper", "stance": "denies"})"}},
         "28 opposite-stances",
         "second-rule"},
        {"a figure without unit",
         {{R"("value": 600, "unit": "GB/s"}],
   "claims")",
           R"("value": 600}],
   "claims")"}},
         "18 unitless-figure",
         "first-rule"},
        {"a spec without unit",
         {{R"("value": 600, "unit": "GB/s"}]},)", R"("value": [400, 600]}]},)"}},
         "13 unitless-figure",
         "a100"},
        {"a figure of a claim without unit",
         {{R"({"source": "paper", "stance": "establishes"})",
           R"({"source": "paper", "stance": "establishes", "figures": [{"name": "Chips", "value": 3}]})"}},
         "28 unitless-figure",
         "second-rule"},
        {"an actor that nothing refers to",
         {{R"({"id": "nvidia",)",
           R"({"id": "idle", "name": "Idle", "kind": "company", "side": "other", "summary": "Nothing."},
  {"id": "nvidia",)"}},
         "10 orphan",
         "idle"},
        {"a thing that nothing refers to",
         {{R"({"id": "a800",)",
           R"({"id": "idle", "name": "Idle", "kind": "chip", "summary": "Nothing."},
  {"id": "a800",)"}},
         "15 orphan",
         "idle"},
        {"a source that nothing cites",
         {{R"({"id": "wire",)", R"({"id": "idle", "title": "Idle", "date": "2023"},
  {"id": "wire",)"}},
         "5 orphan",
         "idle"},
        {"an actor without summary",
         {{R"(, "summary": "It makes chips.")", ""}},
         "10 missing-detail",
         "nvidia"},
        {"a thing without summary", {{R"(, "summary": "A slower chip.")", ""}}, "15 missing-detail", "a800"},
        {"an event without summary",
         {{R"("kind": "company", "summary": "A chip.",)", R"("kind": "company",)"}},
         "22 missing-detail",
         "slower-chip"},
        {"an event without actors",
         {{R"("actors": [{"actor": "nvidia", "role": "maker"}], )", ""}},
         "22 missing-detail",
         "slower-chip"},
        {"an actor without role",
         {{R"({"actor": "nvidia", "role": "maker"})", R"({"actor": "nvidia"})"}},
         "22 missing-detail",
         "slower-chip"},
        {"a relation without basis", {{R"("basis": "Made for it.", )", ""}}, "31 missing-detail", "r-around"},
        {"a relation without strength", {{R"(, "strength": "direct")", ""}}, "31 missing-detail", "r-around"},
        {"a filter that names nobody", {{"actor:bis", "actor:bsi"}}, "37 dead-id", "tale"},
        {"a filter without the step's event", {{"actor:bis", "actor:nvidia"}}, "37 step-mismatch", "tale"},
        {"a range beside the step's event",
         {{"2022-09/2022-12", "2022-11/2022-12"}},
         "37 step-mismatch",
         "tale"},
        {"a day on which the step's event was not yet known",
         {{R"("range": "2022-09/2022-12")", R"("range": "2022-09/2022-12", "known_on": "2022-09")"}},
         "37 step-mismatch",
         "tale"},
        {"a story of five steps",
         {{R"("caption": "Five."},
  {"event": "second-rule", "headline": "Six", "caption": "Six."})",
           R"("caption": "Five."})"}},
         "36 story-shape",
         "tale"},
        {"a step without words", {{R"(, "caption": "Six.")", ""}}, "42 story-shape", "tale"},
        {"an uncertain date",
         {{R"("date": "2022-11-07", "kind")", R"("date": "2022-11-07?", "kind")"}},
         "22 odd-date",
         "slower-chip"},
        {"a date without start",
         {{R"("date": "2022-11-07", "kind")", R"("date": "../2022-11-07", "kind")"}},
         "22 odd-date",
         "slower-chip"},
        {"a time that the data does not cover",
         {{R"("kind": "leads-to",)", R"("kind": "leads-to", "date": "2015/2020",)"}},
         "33 odd-date",
         "r-leads"},
        {"a waiver of nothing",
         {{R"("id": "slower-chip",)",
           R"("id": "slower-chip", "waive": [{"code": "odd-date", "reason": "Was."}],)"}},
         "22 unused-waiver",
         "slower-chip"},
        {"a waiver of no rule",
         {{R"("id": "slower-chip",)",
           R"("id": "slower-chip", "waive": [{"code": "old-date", "reason": "Was."}],)"}},
         "22 unused-waiver",
         "slower-chip"},
    };
    return kFaults;
}

std::string code_of(const Fault& fault) { return std::string(fault.found.substr(fault.found.find(' ') + 1)); }

// Lines of waived findings, and others.
struct Split {
    std::string open;
    std::string waived;
};

Split split(const std::string& lines) {
    Split out;
    std::istringstream stream(lines);
    for (std::string line; std::getline(stream, line);) {
        (line.find(" waived: ") == std::string::npos ? out.open : out.waived) += line + "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("the linter finds nothing in clean data", "[audit]") { CHECK(findings(kCleanData).empty()); }

TEST_CASE("every rule finds its fault at the place of the row, and nothing else", "[audit]") {
    for (const Fault& fault : faults()) {
        INFO(fault.what);
        CHECK(findings(spoilt(fault)) == std::string(fault.found) + "\n");
    }
}

TEST_CASE("every rule can be waived in the row, with a reason that is kept", "[audit]") {
    for (const Fault& fault : faults()) {
        INFO(fault.what);
        const std::string row = "{\"id\": \"" + std::string(fault.row) + "\",";
        std::string waiver = R"({"code": ")" + code_of(fault) + R"(", "reason": "So it is."})";
        std::string text = spoilt(fault);
        const size_t given = text.find(row + " \"waive\": [");
        if (given == std::string::npos) {
            waiver = row + " \"waive\": [" + waiver + "],";
            text = edited({{row, waiver}}, text);
        } else {
            waiver = row + " \"waive\": [" + waiver + ", ";
            const std::string begin = row + " \"waive\": [";
            text = edited({{begin, waiver}}, text);
        }
        const Split found = split(findings(text));
        CHECK(found.open.empty());
        CHECK(found.waived == std::string(fault.found) + " waived: So it is.\n");
    }
}

TEST_CASE("every rule has a test with a fault", "[audit]") {
    std::set<std::string> tested;
    for (const Fault& fault : faults()) tested.insert(code_of(fault));
    std::string missing;
    for (const LintRule& rule : lint_rules()) {
        if (!tested.contains(std::string(rule.code))) missing += std::string(rule.code) + "\n";
    }
    CHECK(missing.empty());
}

TEST_CASE("what lies just beside a fault is none", "[audit]") {
    struct Neighbour {
        std::string_view what;
        std::vector<Edit> edits;
    };
    const std::vector<Neighbour> neighbours{
        {"dates that may overlap are in order",
         {{R"("date": "2022-11-07", "kind")", R"("date": "2022-10/2022-11", "kind")"}}},
        {"kinds of tie without direction in time",
         {{R"("to": "first-rule", "kind": "works-around")",
           R"("to": "second-rule", "kind": "contradicts")"}}},
        {"a forecast may name what is not there yet, and is known before",
         {{R"("things": ["a100"])", R"("things": ["a100", "a800"])"},
          {R"("date": "2022-10-07", "kind": "rule")", R"("date": "2022-10-07", "kind": "forecast")"},
          {R"("date": "2023-10-17", "kind": "rule")", R"("date": "2023-10-20", "kind": "forecast")"}}},
        {"a thing that may have begun by then",
         {{R"("date": "2022-11/..")", R"("date": "2022/..")"},
          {R"("things": ["a100"])", R"("things": ["a800"])"},
          {R"("id": "a100", "name")", R"("id": "a100", "name")"},
          {R"("from": "first-rule", "to": "slower-chip", "kind": "leads-to")",
           R"("from": "nvidia", "to": "a100", "kind": "supplies")"}}},
        {"a claim on the day of its source",
         {{R"({"source": "paper", "stance": "establishes"})",
           R"({"source": "paper", "stance": "establishes", "known": "2023-10"})"}}},
        {"a forecast before the event",
         {{R"("claims": [{"source": "paper", "stance": "establishes"}])",
           R"("claims": [{"source": "paper", "stance": "establishes"}, {"source": "wire", "stance": "forecasts"}])"}}},
        {"one page that nobody graded, or graded high",
         {{R"({"source": "wire", "stance": "reports", "confidence": "medium"},
              {"source": "paper", "stance": "reports", "confidence": "medium"})",
           R"({"source": "wire", "stance": "reports"})"}}},
        {"one page of medium confidence for what is only alleged",
         {{R"({"source": "wire", "stance": "reports", "confidence": "medium"},
              {"source": "paper", "stance": "reports", "confidence": "medium"})",
           R"({"source": "wire", "stance": "alleges", "confidence": "medium"})"}}},
        {"names of another model number", {{R"("name": "Nvidia A800")", R"("name": "Nvidia A100X")"}}},
        {"nearly the same title a year later",
         {{R"("title": "The door for slower chips is shut")", R"("title": "BIS limits advanced chip")"}}},
        {"nearly the same title with another number",
         {{R"("title": "BIS limits advanced chips")", R"("title": "BIS lists 14 chip makers in all")"},
          {R"("title": "Nvidia offers a slower chip to China")",
           R"("title": "BIS lists 36 chip makers in all")"}}},
        {"one source that reports two speakers",
         {{R"({"source": "paper", "stance": "establishes"})",
           R"({"source": "paper", "stance": "reports"}, {"source": "paper", "stance": "denies", "by": "nvidia"})"}}},
        {"a text in place of a number",
         {{R"("value": 600, "unit": "GB/s"}],
   "claims")",
           R"("value": "about 600"}],
   "claims")"}}},
        {"an actor that is only named as speaker",
         {{R"({"id": "nvidia",)",
           R"({"id": "idle", "name": "Idle", "kind": "person", "side": "other", "summary": "Speaks."},
  {"id": "nvidia",)"},
          {R"({"source": "paper", "stance": "establishes"})",
           R"({"source": "paper", "stance": "establishes", "by": "idle"})"}}},
        {"a filter that matches, and a range that touches",
         {{"actor:bis", "kind:rule"}, {"2022-09/2022-12", "2022-10-07/2022-12"}}},
        {"an approximate date, and an open start of a relation",
         {{R"("date": "2022-11-07", "kind")", R"("date": "2022-11-07~", "kind")"},
          {R"("kind": "leads-to",)", R"("kind": "leads-to", "date": "../2023",)"}}},
        {"any time where the data does not say which it covers",
         {{R"(, "range": "2022-08/2024-12")", ""},
          {R"("kind": "leads-to",)", R"("kind": "leads-to", "date": "2015",)"}}},
    };
    for (const Neighbour& neighbour : neighbours) {
        INFO(neighbour.what);
        std::string text(kCleanData);
        for (const Edit& edit : neighbour.edits) text = edited({edit}, text);
        CHECK(findings(text).empty());
    }
}

TEST_CASE("a check that is not strict looks at dead ids only", "[audit]") {
    for (const Fault& fault : faults()) {
        INFO(fault.what);
        const std::string found = findings(spoilt(fault), LintScope::References);
        CHECK(found == (code_of(fault) == "dead-id" ? std::string(fault.found) + "\n" : ""));
    }
}

TEST_CASE("findings beyond a thousand of a rule are counted and not kept", "[audit]") {
    const std::string json = testing::generate_dataset(20'000, 11);
    const Loaded loaded = load_text(json);
    const LintReport report = lint(loaded.data, LintScope::Everything);
    std::map<std::string, size_t> by_code;
    for (const LintFinding& finding : report.findings) ++by_code[finding.diagnostic.code];
    for (const auto& [code, count] : by_code) {
        INFO(code);
        CHECK(count <= kMostOfRule);
    }
    CHECK(report.error_count + report.warning_count >= report.findings.size());
}

TEST_CASE("near names: letters may differ a little, digits and single letters not at all", "[audit]") {
    const auto near = [](std::string_view a, std::string_view b) {
        const NamedRow rows[] = {{.name = a, .row = 0}, {.name = b, .row = 1}};
        return near_names(rows, {}).size() == 1;
    };
    CHECK(near("Huawei Technologies", "Huawei Technolgies"));
    CHECK(near("Semiconductor Industry Association", "semiconductor industry associations"));
    CHECK(near("ASML", "asml"));
    CHECK(near("Moore-Threads", "Moore Threads"));
    CHECK(near("華為技術", "華為技術"));
    CHECK_FALSE(near("ASML", "ASMI"));
    CHECK_FALSE(near("H20", "H200"));
    CHECK_FALSE(near("Ascend 910B", "Ascend 910C"));
    CHECK_FALSE(near("October 2022 controls", "October 2023 controls"));
    CHECK_FALSE(near("Select Committee A", "Select Committee B"));
    CHECK_FALSE(near("Ministry of Commerce", "Ministry of Finance"));
    CHECK_FALSE(near("华为", "华虹"));
}

TEST_CASE("near names: very many look-alikes are compared in reasonable time", "[audit]") {
    std::vector<std::string> texts;
    for (size_t i = 0; i < 30'000; ++i) texts.push_back("The same title again and again, whatever the day");
    std::vector<NamedRow> rows;
    for (const std::string& text : texts)
        rows.push_back({.name = text, .row = static_cast<uint32_t>(rows.size())});
    CHECK(near_names(rows, {}).size() <= texts.size() * 100);
}

TEST_CASE("the manual has every code with its summary and explanation, and no other", "[audit]") {
    // Line ends in the manual are where they look well: compared are the words.
    const auto words = [](const std::string& text) {
        std::string out;
        std::istringstream stream(text);
        for (std::string word; stream >> word;) out += word + " ";
        return out;
    };
    const std::string manual = text_of(std::filesystem::path(CHOKE_SOURCE_DIR) / "docs/lint.md");
    const std::string flat = words(manual);
    std::string missing;
    for (const LintRule& rule : lint_rules()) {
        const std::string severity = rule.severity == Severity::Error ? "error" : "warning";
        const std::string section = "### " + std::string(rule.code) + " *" + severity + "* · " +
                                    std::string(rule.summary) + ". " + std::string(rule.explanation);
        if (flat.find(words(section)) == std::string::npos) missing += section + "\n";
    }
    for (const ReaderCode& row : reader_codes()) {
        const std::string line = "| `" + std::string(row.code) + "` | " + std::string(row.summary) + " |";
        if (flat.find(words(line)) == std::string::npos) missing += line + "\n";
    }
    CHECK(missing.empty());
    const auto count = [&](std::string_view mark) {
        size_t number = 0;
        for (size_t at = manual.find(mark); at != std::string::npos; at = manual.find(mark, at + 1)) ++number;
        return number;
    };
    CHECK(count("\n### ") == lint_rules().size());
    CHECK(count("\n| `") == reader_codes().size());
}

TEST_CASE("the schema allows waivers of every rule and of nothing else", "[audit]") {
    const std::string schema =
        text_of(std::filesystem::path(CHOKE_SOURCE_DIR) / "data/schema/common.schema.json");
    const size_t waive = schema.find("\"waive\"");
    const size_t begin = schema.find("\"enum\"", waive);
    const size_t end = schema.find(']', begin);
    REQUIRE(end != std::string::npos);
    const std::string list = schema.substr(begin, end - begin);
    size_t found = 0;
    for (const LintRule& rule : lint_rules()) {
        INFO(rule.code);
        const bool there = list.find("\"" + std::string(rule.code) + "\"") != std::string::npos;
        CHECK(there);
        found += there ? 1 : 0;
    }
    CHECK(static_cast<size_t>(std::count(list.begin(), list.end(), ',')) + 1 == found);
}

TEST_CASE("every code that the corpus brings out has a line", "[audit]") {
    std::string unknown;
    for (const auto& entry : std::filesystem::directory_iterator(CHOKE_SOURCE_DIR "/tests/corpus")) {
        const std::string text = text_of(entry.path() / "expected.txt");
        std::istringstream stream(text);
        for (std::string line; std::getline(stream, line);) {
            if (line.find(": error: ") == std::string::npos && line.find(": warning: ") == std::string::npos)
                continue;
            const size_t open =
                line.rfind(" [", line.find("]; ") == std::string::npos ? line.size() : line.find("]; "));
            const size_t close = line.find(']', open);
            if (open == std::string::npos || close == std::string::npos) continue;
            const std::string code = line.substr(open + 2, close - open - 2);
            if (find_reader_code(code) == nullptr)
                unknown += entry.path().filename().string() + ": " + code + "\n";
        }
    }
    CHECK(unknown.empty());
}

TEST_CASE("codes of reader and linter are different and sorted as they are shown", "[audit]") {
    std::set<std::string_view> codes;
    for (const LintRule& rule : lint_rules()) CHECK(codes.insert(rule.code).second);
    for (const ReaderCode& row : reader_codes()) CHECK(codes.insert(row.code).second);
    CHECK(std::is_sorted(reader_codes().begin(), reader_codes().end(),
                         [](const ReaderCode& a, const ReaderCode& b) { return a.code < b.code; }));
    CHECK(lint_rules().back().code == "unused-waiver");
}

TEST_CASE("a story step may be shown in every view that there is", "[audit]") {
    std::string unknown;
    for (const std::string_view word : step_view_words()) {
        if (find_view(word) == nullptr) unknown += std::string(word) + "\n";
    }
    CHECK(unknown.empty());
    CHECK(step_view_words().size() == views().size());
}
