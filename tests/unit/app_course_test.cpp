// The small chart of a page: how many an actor or thing was tied to, period by period.
#include <string>

#include <fmt/format.h>

#include "app/node_course.h"
#include "views_tools.h"

using namespace views_test;

namespace {

std::string in_words(const NodeCourse& course) {
    std::string words = "by " + course.period + ":";
    for (const CoursePeriod& period : course.periods) words += fmt::format(" {} {}/{};", period.words, period.others, period.events);
    return words;
}

Loaded history_of(std::string_view relations, std::string_view first, std::string_view second) {
    return loaded_from(fmt::format(R"({{"dataset": {{"format": "chokepoint/1", "id": "course", "title": "Course"}},
"sources": [{{"id": "s", "title": "S", "date": "2023-01-01"}}],
"actors": [{{"id": "a", "name": "A", "kind": "company", "side": "US"}}, {{"id": "b", "name": "B", "kind": "company", "side": "US"}},
           {{"id": "c", "name": "C", "kind": "company", "side": "China"}}],
"events": [
  {{"id": "one", "title": "One", "date": "{}", "kind": "rule", "actors": [{{"actor": "a"}}, {{"actor": "b"}}], "claims": [{{"source": "s", "stance": "reports"}}]}},
  {{"id": "two", "title": "Two", "date": "{}", "kind": "rule", "actors": [{{"actor": "a"}}], "claims": [{{"source": "s", "stance": "reports", "known": "2024-01-01"}}]}}],
"relations": [{}]}})", first, second, relations));
}

NodeRef node_a() { return {NodeKind::Actor, 0}; }

}  // namespace

TEST_CASE("the chart of a page counts those it is tied to at the end of each quarter", "[app][course]") {
    const Loaded loaded = history_of(R"({"from": "a", "to": "c", "kind": "supplies", "date": "2023-05/2023-11", "claims": [{"source": "s", "stance": "reports"}]},
        {"from": "b", "to": "a", "kind": "supplies", "date": "2023-05", "claims": [{"source": "s", "stance": "reports"}]})",
                                     "2023-02-10", "2023-12-24");
    CHECK(in_words(node_course(*loaded.data, node_a(), kEverKnown)) ==
          "by quarter: first quarter of 2023 1/1; second quarter of 2023 2/0; third quarter of 2023 2/0; fourth quarter of 2023 1/1;");
    // The second event was not known before 2024.
    CHECK(in_words(node_course(*loaded.data, node_a(), parse_known_on("2023").value())) ==
          "by quarter: first quarter of 2023 1/1; second quarter of 2023 2/0; third quarter of 2023 2/0; fourth quarter of 2023 1/0;");
}

TEST_CASE("a long story is charted in longer periods, however far its dates lie apart", "[app][course]") {
    CHECK(node_course(*history_of("", "2010-01", "2023-12").data, node_a(), kEverKnown).period == "year");
    CHECK(node_course(*history_of("", "1950", "2023").data, node_a(), kEverKnown).period == "5 years");
    for (const char* first : {"-2999", "Y-90000", "0001"}) {
        const NodeCourse course = node_course(*history_of("", first, "2023").data, node_a(), kEverKnown);
        INFO(first << ": " << in_words(course));
        CHECK(course.periods.size() <= kMostCoursePeriods);
        CHECK(course.periods.front().events == 1);
        CHECK(course.periods.back().events == 1);
        CHECK(course.most_others() == 1);
    }
    CHECK(node_course(*history_of("", "../..", "../..").data, node_a(), kEverKnown).periods.empty());
}
