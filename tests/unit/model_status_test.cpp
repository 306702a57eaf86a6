#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "model/dataset_builder.h"

using namespace choke;

namespace {

Instant day(int64_t year, int month, int day_of_month) {
    return start_of_day({year, month, day_of_month}) + kSecondsPerDay - 1;  // its last second: "by that day"
}

// "reports@3 denies@5": stances with the day of January 2022 on which they became known.
std::string status_of(const std::string& claims_text, int by_day) {
    std::vector<Claim> claims;
    std::istringstream words(claims_text);
    for (std::string word; words >> word;) {
        const size_t at = word.find('@');
        Claim claim;
        claim.stance = stance_from(word.substr(0, at)).value();
        claim.known_s = day(2022, 1, at == std::string::npos ? 1 : std::stoi(word.substr(at + 1)));
        claims.push_back(claim);
    }
    return std::string(word(status_as_known(claims, by_day == 0 ? kEverKnown : day(2022, 1, by_day))));
}

struct Row {
    const char* claims;
    int by_day;  // of January 2022; 0: no limit
    const char* status;
};

void check_all(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        INFO(row.claims << " by day " << row.by_day);
        CHECK(status_of(row.claims, row.by_day) == row.status);
    }
}

Cell cell(std::string_view text) { return {.text = text, .line = 1, .column = 1, .found = Found::Text}; }

// One event with one claim; the days as EDTF, empty where none is given.
struct Dates {
    const char* event;
    const char* event_known;
    const char* claim_known;
    const char* source;
};

DatasetPtr event_with(const Dates& dates, Diagnostics& diagnostics) {
    const auto given = [](const char* text) { return *text == 0 ? Cell{} : cell(text); };
    DatasetBuilder builder(diagnostics);
    builder.add_file("test.json");
    SourceRow source;
    source.id = cell("s");
    source.title = cell("S");
    source.date = given(dates.source);
    builder.add(source);
    EventRow event;
    event.id = cell("e");
    event.title = cell("E");
    event.kind = cell("rule");
    event.date = cell(dates.event);
    event.known = given(dates.event_known);
    event.claims.emplace_back();
    event.claims[0].source = cell("s");
    event.claims[0].stance = cell("reports");
    event.claims[0].known = given(dates.claim_known);
    builder.add(event);
    return builder.finish();
}

std::string last_day(Instant t) {
    const CivilTime civil = civil_from_instant(t);
    return iso_date(civil.date) + (civil.hour == 23 && civil.second == 59 ? "" : " at its begin");
}

}  // namespace

TEST_CASE("a single claim gives the status of its stance", "[model]") {
    check_all({{"establishes", 0, "established"},
               {"reports", 0, "reported"},
               {"alleges", 0, "alleged"},
               {"assesses", 0, "assessed"},
               {"forecasts", 0, "forecast"},
               {"retracts", 0, "retracted"},
               {"disputes", 0, "disputed"},
               {"denies", 0, "disputed"},
               {"", 0, "not-yet-known"}});
}

TEST_CASE("a retraction comes before everything", "[model]") {
    check_all({{"establishes retracts", 0, "retracted"},
               {"retracts denies alleges", 0, "retracted"},
               {"forecasts retracts establishes", 0, "retracted"}});
}

TEST_CASE("an assertion that somebody disputes or denies is disputed, however strong", "[model]") {
    for (const std::string assertion : {"establishes", "reports", "alleges", "assesses", "forecasts"}) {
        INFO(assertion);
        CHECK(status_of(assertion + " disputes", 0) == "disputed");
        CHECK(status_of("denies " + assertion, 0) == "disputed");
    }
}

TEST_CASE("among assertions the first of established, reported, alleged, assessed, forecast counts", "[model]") {
    check_all({{"forecasts assesses alleges reports establishes", 0, "established"},
               {"forecasts assesses alleges reports", 0, "reported"},
               {"forecasts assesses alleges", 0, "alleged"},
               {"forecasts assesses", 0, "assessed"}});
}

TEST_CASE("only claims that are known by the day count", "[model]") {
    check_all({{"alleges@3 reports@5 denies@7 retracts@9", 2, "not-yet-known"},
               {"alleges@3 reports@5 denies@7 retracts@9", 3, "alleged"},
               {"alleges@3 reports@5 denies@7 retracts@9", 4, "alleged"},
               {"alleges@3 reports@5 denies@7 retracts@9", 6, "reported"},
               {"alleges@3 reports@5 denies@7 retracts@9", 8, "disputed"},
               {"alleges@3 reports@5 denies@7 retracts@9", 9, "retracted"},
               {"denies@3 alleges@5", 4, "disputed"}});
}

TEST_CASE("a claim is known from the last day of its date on", "[model]") {
    struct KnownRow {
        Dates dates;
        const char* known;
    };
    const KnownRow rows[] = {
        {{"2022-01", "", "2022-02-03", "2022-05"}, "2022-02-03"},          // its own date first
        {{"2022-01", "", "2022-02", "2022-05"}, "2022-02-28"},             // the last day of a month
        {{"2022-01", "", "2022-02-25/2022-02-28~", ""}, "2022-02-28"},     // or of an interval
        {{"2022-01", "", "", "2022-05"}, "2022-05-31"},                    // else the date of the source
        {{"2022-01", "", "", ""}, "2022-01-31"},                           // else that of the event
        {{"2022-01", "", "2022-02-03/..", ""}, "2022-02-03 at its begin"},  // without an end: the first day
        {{"2022-01", "", "../2022-02-03", ""}, "2022-02-03"},
    };
    for (const KnownRow& row : rows) {
        INFO(row.dates.claim_known << " | " << row.dates.source);
        Diagnostics diagnostics;
        const auto data = event_with(row.dates, diagnostics);
        CHECK(last_day(data->claims[0].known_s) == row.known);
        CHECK(last_day(data->events.known_s[0]) == row.known);
    }
}

TEST_CASE("a claim without any date takes that of its event and says so", "[model]") {
    Diagnostics diagnostics;
    event_with({"2022-01", "", "", ""}, diagnostics);
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all()[0].code == "no-known");
}

TEST_CASE("an event that says when it became known is known then, but visible only with a claim", "[model]") {
    Diagnostics diagnostics;
    const auto data = event_with({"2022-01", "2022-01-10", "2022-01-20", ""}, diagnostics);
    CHECK(last_day(data->events.known_s[0]) == "2022-01-10");
    CHECK(word(event_status(*data, EventId{0}, day(2022, 1, 15))) == "not-yet-known");
    CHECK(word(event_status(*data, EventId{0}, day(2022, 1, 19))) == "not-yet-known");
    CHECK(word(event_status(*data, EventId{0}, day(2022, 1, 20))) == "reported");
    CHECK(word(event_status(*data, EventId{0})) == "reported");
}
