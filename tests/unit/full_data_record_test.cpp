// The built-in data as a whole: how much there is, that the linter has nothing to say, and what was known
// when.
#include <catch2/catch_test_macros.hpp>

#include "audit/lint.h"
#include "full_data.h"
#include "query/selection.h"

using namespace full_data;

namespace {

// Everything that a strict check would print.
std::string problems(const Facts& facts) {
    std::string text;
    for (const Diagnostic& diagnostic : facts.loaded().diagnostics.all())
        text += to_string(diagnostic) + "\n";
    const LintReport report = lint(facts.loaded().data, LintScope::Everything);
    for (const LintFinding& finding : report.findings) {
        if (!finding.waived) text += to_string(finding.diagnostic) + "\n";
    }
    return text;
}

Instant end_of(std::string_view day) { return parse_edtf(day)->latest; }

}  // namespace

TEST_CASE("a strict check finds nothing in the built-in data", "[data][audit]") {
    CHECK(problems(record()).empty());
}

TEST_CASE("a strict check finds nothing in the aftermath", "[data][audit]") {
    CHECK(problems(aftermath()).empty());
}

TEST_CASE("the record is as large as it says", "[data]") {
    const Facts facts = record();
    const Dataset& data = facts.data();
    size_t in_range = 0;
    REQUIRE(data.covered);
    for (const DateBounds& date : data.events.date) in_range += may_overlap(date, *data.covered) ? 1 : 0;
    CHECK(in_range >= 165);
    CHECK(data.actors.size() >= 100);
    CHECK(data.things.size() >= 60);
    CHECK(data.relations.size() >= 250);
    CHECK(data.sources.size() >= 250);
    CHECK(data.stories.size() >= 10);
}

TEST_CASE("as known on 16 October 2023 nothing is there that became known later", "[data]") {
    const Facts facts = record();
    const EventIndex index(facts.loaded().data);
    const Instant day_s = end_of("2023-10-16");
    const EventSet known = index.known_by(day_s);
    CHECK(known.contains(facts.event("2022-11-07-nvidia-a800")));
    CHECK_FALSE(known.contains(facts.event("2023-10-bis-expansion")));
    for (const EventId event : known.to_vector()) {
        const auto claims = facts.claims(event);
        CHECK(std::any_of(claims.begin(), claims.end(),
                          [&](const Claim& claim) { return claim.known_s <= day_s; }));
    }
}

TEST_CASE("a later claim changes the status from its day on", "[data]") {
    const Facts facts = record();
    const auto status = [&](std::string_view id, std::string_view day) {
        return word(event_status(facts.data(), facts.event(id), end_of(day)));
    };
    CHECK(status("2024-10-22-tsmc-die-in-ascend-910b", "2024-10-25") == "reported");
    CHECK(status("2024-10-22-tsmc-die-in-ascend-910b", "2024-10-27") == "disputed");
    CHECK(status("2026-02-formal-assessment", "2026-02-25") == "not-yet-known");
    CHECK(status("2026-02-formal-assessment", "2026-02-28") == "disputed");
}

TEST_CASE("companies and ministries are found by their Chinese names", "[data]") {
    const Facts facts = record();
    const EventIndex index(facts.loaded().data);
    const std::pair<std::string_view, std::string_view> names[] = {{"华为", "huawei"},
                                                                   {"深度求索", "deepseek"},
                                                                   {"商务部", "mofcom"},
                                                                   {"寒武纪", "cambricon"},
                                                                   {"中芯国际", "smic"}};
    for (const auto& [name, id] : names) {
        INFO(id);
        const auto query = parse_query(name, facts.data());
        REQUIRE(query);
        EventSet missing = index.of_actor(facts.actor(id));
        CHECK_FALSE(missing.empty());
        missing.subtract(index.select(*query, kEverKnown));
        CHECK(missing.empty());
    }
}
