// The parts of the data format that the linter and the stories live on: confidence, waivers, steps, the time
// covered.
#include <catch2/catch_test_macros.hpp>

#include <string>

#include "audit_data.h"

namespace {

using namespace audit_test;

std::string problems_after(std::initializer_list<Edit> edits) {
    const Loaded loaded = load_text(edited(edits));
    std::string text;
    for (const Diagnostic& diagnostic : loaded.diagnostics.all()) text += to_string(diagnostic) + "\n";
    return text;
}

}  // namespace

TEST_CASE("a claim keeps how far the editor trusts its page", "[io][model]") {
    const Loaded loaded = load_text(kCleanData);
    const Dataset& data = *loaded.data;
    const auto claims = [&](std::string_view id) {
        return data.claims_of(data.events.claims[index(*data.find_event(id))]);
    };
    CHECK(claims("first-rule")[0].confidence == Confidence::High);
    CHECK(claims("slower-chip")[0].confidence == Confidence::Medium);
    CHECK(claims("second-rule")[0].confidence == Confidence::Ungraded);
}

TEST_CASE("an unknown confidence is reported and not graded", "[io][model]") {
    CHECK(problems_after({{R"("confidence": "high")", R"("confidence": "hgih")"}}) ==
          "data.json:21:76: error: 'hgih' is no confidence; 'high' or 'medium' was expected; it is ignored "
          "[bad-confidence]; did you mean 'high'?\n");
}

TEST_CASE("a step keeps its view, filter, range and selection", "[io][model]") {
    const Loaded loaded = load_text(kCleanData);
    const Dataset& data = *loaded.data;
    const StoryStep& step = data.stories.steps[0][0];
    CHECK(data.text(step.view) == "timeline");
    CHECK(data.text(step.filter) == "actor:bis");
    CHECK(data.text(step.range_text) == "2022-09/2022-12");
    REQUIRE(step.range);
    CHECK(earliest_iso(*step.range) == "2022-09-01");
    std::string ids;
    for (uint32_t i = step.selected.begin; i < step.selected.end; ++i) {
        ids += std::string(data.node_id(data.stories.selected[i])) + " ";
    }
    CHECK(ids == "first-rule bis a100 ");
    CHECK(step.position.line == 37);
    CHECK_FALSE(data.stories.steps[0][1].range);
    CHECK(data.stories.steps[0][1].selected.size() == 0);
}

TEST_CASE("what a step names wrongly is reported at its place, and the step stays", "[io][model]") {
    CHECK(problems_after({{R"("view": "timeline")", R"("view": "timelines")"}}) ==
          "data.json:37:73: error: 'timelines' is no view; 'timeline', 'map', 'table', 'sources' or 'matrix' was expected; it is ignored "
          "[bad-view]; did you mean 'timeline'?\n");
    CHECK(problems_after({{"2022-09/2022-12", "2022-09/.."}}) ==
          "data.json:37:117: error: 'range' '2022-09/..' is no interval with both ends given; it is ignored "
          "[bad-range]; write it like 2022-08/2023-12\n");
    CHECK(
        problems_after({{R"("first-rule", "bis", "a100"])", R"("first-rule", "bsi", "a100"])"}}) ==
        "data.json:37:161: error: unknown event, actor or thing 'bsi' [unknown-node]; did you mean 'bis'?\n");
    CHECK(problems_after({{R"("range": "2022-09/2022-12")", R"("known_on": "2022-10/..")"}}) ==
          "data.json:37:120: error: 'known_on' '2022-10/..' has no end; it is ignored [bad-known-on]; write a day, a month or a year\n");
    CHECK(problems_after({{R"("range": "2022-09/2022-12")", R"("params": ["folded"])"}}) ==
          "data.json:37:119: error: 'folded' in 'params' is not NAME=VALUE; it is ignored [bad-param]; write it like axis=folded\n");
    const Loaded loaded = load_text(edited({{R"("bis", "a100"])", R"("bsi", "a100"])"}}));
    CHECK(loaded.data->stories.steps[0].size() == 6);
    CHECK(loaded.data->stories.steps[0][0].selected.size() == 2);
}

TEST_CASE("waivers stay with their row, wherever it is sorted to", "[io][model]") {
    const Loaded loaded = load_text(edited(
        {{R"("id": "nvidia",)", R"("id": "nvidia", "waive": [{"code": "b", "reason": "B."}],)"},
         {R"("id": "second-rule",)", R"("id": "second-rule", "waive": [{"code": "c", "reason": "C."}],)"},
         {R"("id": "r-leads",)", R"("id": "r-leads", "waive": [{"code": "d", "reason": "D."}],)"},
         {R"("id": "tale",)", R"("id": "tale", "waive": [{"code": "e", "reason": "E."}],)"},
         {R"("id": "wire",)", R"("id": "wire", "waive": [{"code": "f", "reason": "F."}],)"},
         {R"("id": "a800",)", R"("id": "a800", "waive": [{"code": "g", "reason": "G."}],)"},
         {"2023-10-17", "2022-08-17"}}));
    const Dataset& data = *loaded.data;
    std::string text;
    for (const Waiver& waiver : data.waivers) {
        text += std::string(data.record_id(waiver.record)) + " " + std::string(data.text(waiver.code)) + " " +
                std::string(data.text(waiver.reason)) + " " + std::to_string(waiver.position.line) + "\n";
    }
    CHECK(text ==
          "second-rule c C. 26\nnvidia b B. 10\na800 g G. 15\nwire f F. 5\nr-leads d D. 33\ntale e E. 36\n");
}

TEST_CASE("a waiver of a row that is left out goes with it", "[io][model]") {
    const Loaded loaded = load_text(edited({
        {R"("id": "slower-chip",)", R"("id": "slower-chip", "waive": [{"code": "c", "reason": "C."}],)"},
        {R"({"source": "wire", "stance": "reports", "confidence": "medium"},
              {"source": "paper", "stance": "reports", "confidence": "medium"})",
         ""},
        {R"("id": "r-around",)", R"("id": "r-around", "waive": [{"code": "d", "reason": "D."}],)"},
    }));
    CHECK(loaded.data->events.size() == 2);
    CHECK(loaded.data->waivers.empty());
}

TEST_CASE("a waiver needs a code and a reason", "[io][model]") {
    CHECK(
        problems_after({{R"("id": "nvidia",)", R"("id": "nvidia", "waive": [{"code": "orphan"}],)"}}) ==
        "data.json:10:30: error: a waiver of actor 'nvidia' has no 'reason'; it is left out [missing-key]\n");
}

TEST_CASE("the data set says which time it covers", "[io][model]") {
    const Loaded loaded = load_text(kCleanData);
    CHECK(loaded.data->covered_text == "2022-08/2024-12");
    CHECK(loaded.data->covered);
    CHECK(problems_after({{"2022-08/2024-12", "2022-08/.."}}) ==
          "data.json:2:81: error: 'range' '2022-08/..' has an end that is not given; it is ignored "
          "[bad-range]; write "
          "it like 2022-08/2023-12\n");
}
