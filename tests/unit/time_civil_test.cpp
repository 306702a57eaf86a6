#include "time/civil.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

#include <fmt/format.h>

namespace {

using namespace choke;

std::string round_trip(int64_t days) { return iso_date(civil_from_days(days)); }

}  // namespace

TEST_CASE("days are counted from 1970-01-01 in the proleptic Gregorian calendar", "[time]") {
    const struct {
        CivilDate date;
        int64_t days;
    } rows[] = {
        {{1970, 1, 1}, 0},           {{1969, 12, 31}, -1},          {{2000, 2, 29}, 11'016},
        {{1900, 3, 1}, -25'508},     {{1582, 10, 5}, -141'437},     {{0, 1, 1}, -719'528},
        {{0, 2, 29}, -719'469},      {{-1, 12, 31}, -719'529},      {{2026, 11, 23}, 20'780},
        {{9999, 12, 31}, 2'932'896}, {{-4713, 11, 24}, -2'440'588},
    };
    for (const auto& [date, days] : rows) {
        INFO(iso_date(date));
        CHECK(days_from_civil(date) == days);
        CHECK(civil_from_days(days) == date);
    }
}

TEST_CASE("every day of 800 years around the beginning of the era comes back from its number", "[time]") {
    CivilDate date{-400, 1, 1};
    int64_t mismatches = 0;
    for (int64_t days = days_from_civil(date); date.year < 400; ++days) {
        mismatches += civil_from_days(days) == date && days_from_civil(date) == days ? 0 : 1;
        if (++date.day > days_in_month(date.year, date.month)) {
            date.day = 1;
            date.month = date.month % 12 + 1;
            date.year += date.month == 1 ? 1 : 0;
        }
    }
    CHECK(mismatches == 0);
}

TEST_CASE("leap years are those that 4 divides, but of the centuries only those that 400 divides", "[time]") {
    std::string leap;
    for (const int64_t year : {-400, -100, -4, -1, 0, 4, 100, 1900, 2000, 2023, 2024, 2100, 2400}) {
        leap += is_leap_year(year) ? fmt::format("{} ", year) : "";
    }
    CHECK(leap == "-400 -4 0 4 2000 2024 2400 ");
    CHECK(days_in_month(2024, 2) == 29);
    CHECK(days_in_month(1900, 2) == 28);
}

TEST_CASE("weeks begin on Monday", "[time]") {
    CHECK(weekday(0) == 3);  // Thursday
    CHECK(weekday(-4) == 6);
    CHECK(weekday(-3) == 0);
    CHECK(weekday(days_from_civil({2022, 10, 7})) == 4);    // Friday
    CHECK(weekday(days_from_civil({-4713, 11, 24})) == 0);  // day 0 of the Julian day numbers
}

TEST_CASE("an instant before 1970 has its time of day counted forward", "[time]") {
    const CivilTime time = civil_from_instant(-1);
    CHECK(fmt::format("{} {}:{}:{}", iso_date(time.date), time.hour, time.minute, time.second) ==
          "1969-12-31 23:59:59");
}

TEST_CASE("the range of instants is the first second of the first year to the last of the last", "[time]") {
    CHECK(start_of_day({-kMaxYear, 1, 1}) == kMinInstant);
    CHECK(start_of_day({kMaxYear + 1, 1, 1}) - 1 == kMaxInstant);
    CHECK(round_trip(days_from_civil({kMaxYear, 12, 31})) == "+20000000000-12-31");
    CHECK(round_trip(days_from_civil({-kMaxYear, 1, 1})) == "-20000000000-01-01");
}

TEST_CASE("ISO dates outside the years 0 to 9999 have a sign", "[time]") {
    CHECK(iso_date({2022, 10, 7}) == "2022-10-07");
    CHECK(iso_date({44, 3, 5}) == "0044-03-05");
    CHECK(iso_date({-55, 3, 15}) == "-0055-03-15");
    CHECK(iso_date({12022, 1, 1}) == "+12022-01-01");
}

TEST_CASE("years are named as a reader writes them", "[time]") {
    std::string names;
    for (const int64_t year : {2022, 1000, 999, 1, 0, -43, -998, -9998, -9999, 12345}) {
        names += year_name(year) + " | ";
    }
    CHECK(names ==
          "2022 | 1000 | AD 999 | AD 1 | 1 BC | 44 BC | 999 BC | 9999 BC | 10,000 BC | AD 12,345 | ");
    CHECK(grouped_number(-1'234'567) == "-1,234,567");
    CHECK(grouped_number(1000) == "1000");
    CHECK(grouped_number(100'000) == "100,000");
}
