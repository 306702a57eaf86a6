#include "time/edtf.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace {

using namespace choke;

std::string day_text(Instant instant) { return iso_date(civil_from_instant(instant).date); }

// "2022-10-01 2022-10-31 month L0 ~", or "column 9: February 2023 has 28 days".
std::string summary(std::string_view text) {
    const auto parsed = parse_edtf(text);
    if (!parsed) {
        return fmt::format("column {}: {}", parsed.error().column, parsed.error().message);
    }
    return fmt::format("{} {} {} L{}{}{}",
                       earliest_iso(*parsed).value_or(parsed->begin == EndKind::Open ? ".." : "?"),
                       latest_iso(*parsed).value_or(parsed->end == EndKind::Open ? ".." : "?"),
                       precision_name(parsed->precision), parsed->level, parsed->approximate ? " ~" : "",
                       parsed->uncertain ? " ?" : "");
}

struct Row {
    std::string_view text;
    std::string_view expected;
};

template <size_t N>
void check_dates(const Row (&rows)[N]) {
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(summary(row.text) == row.expected);
    }
}

DateBounds bounds(std::string_view text) { return parse_edtf(text).value(); }

}  // namespace

TEST_CASE("a date covers all of its year, month or day", "[time][edtf]") {
    check_dates({
        {"2022", "2022-01-01 2022-12-31 year L0"},
        {"2022-10", "2022-10-01 2022-10-31 month L0"},
        {"2024-02", "2024-02-01 2024-02-29 month L0"},
        {"2022-10-07", "2022-10-07 2022-10-07 day L0"},
        {"0000", "0000-01-01 0000-12-31 year L0"},
        {"-0044-03-15", "-0044-03-15 -0044-03-15 day L1"},
    });
    CHECK(bounds("2022-10-07").latest - bounds("2022-10-07").earliest == kSecondsPerDay - 1);
}

TEST_CASE("a time of day is kept to the second, as the clock on the wall said", "[time][edtf]") {
    for (const std::string_view zone : {"", "Z", "+05", "+05:30", "-12:00"}) {
        const DateBounds parsed = bounds(fmt::format("2004-01-01T10:10:10{}", zone));
        CHECK(parsed.earliest == start_of_day({2004, 1, 1}) + 36'610);
        CHECK(parsed.latest == parsed.earliest);
        CHECK(parsed.precision == Precision::Second);
    }
}

TEST_CASE("qualifiers hold for the whole date or for components", "[time][edtf]") {
    check_dates({
        {"2026-02-25?", "2026-02-25 2026-02-25 day L1 ?"},
        {"2023-06~", "2023-06-01 2023-06-30 month L1 ~"},
        {"1984%", "1984-01-01 1984-12-31 year L1 ~ ?"},
        {"2004-06~-11", "2004-06-11 2004-06-11 day L2 ~"},
        {"2004?-06-~11", "2004-06-11 2004-06-11 day L2 ~ ?"},
        {"%1984", "1984-01-01 1984-12-31 year L2 ~ ?"},
        {"~2004?", "column 6: a component has its qualifier on one side only"},
        {"2004?~", "column 6: there is one qualifier for a component; \"?\" and \"~\" together are \"%\""},
    });
}

TEST_CASE("unspecified digits cover every date that fits", "[time][edtf]") {
    check_dates({
        {"2023-XX", "2023-01-01 2023-12-31 year L1"},
        {"199X", "1990-01-01 1999-12-31 decade L1"},
        {"19XX", "1900-01-01 1999-12-31 century L1"},
        {"1XXX", "1000-01-01 1999-12-31 millennium L2"},
        {"1999-01-XX", "1999-01-01 1999-01-31 month L1"},
        {"1985-XX-XX", "1985-01-01 1985-12-31 year L1"},
        {"-199X", "-1999-01-01 -1990-12-31 decade L1"},
        {"-000X", "-0009-01-01 -0001-12-31 decade L1"},
        {"156X-12-25", "1560-12-25 1569-12-25 mixed L2"},
        {"XXXX-02-29", "0000-02-29 9996-02-29 mixed L2"},
        {"2001-XX-31", "2001-01-31 2001-12-31 mixed L2"},
        {"2016-02-X9", "2016-02-09 2016-02-29 mixed L2"},
        {"1X99-02-29", "column 9: no year that fits 1X99 has a 29 February"},
        {"156X-09-31", "column 9: September never has more than 30 days"},
        {"2001-02-3X", "column 9: February 2001 has 28 days"},
        {"2001-4X", "column 6: no month fits 4X"},
    });
}

TEST_CASE("seasons are the northern meteorological ones, quarters and halves those of the year",
          "[time][edtf]") {
    check_dates({
        {"2004-21", "2004-03-01 2004-05-31 season L1"},
        {"2004-24", "2004-12-01 2005-02-28 season L1"},
        {"2003-28", "2003-12-01 2004-02-29 season L2"},
        {"2004-29", "2004-09-01 2004-11-30 season L2"},
        {"2004-32", "2004-06-01 2004-08-31 season L2"},
        {"2004-34", "2004-04-01 2004-06-30 season L2"},
        {"2004-38", "2004-05-01 2004-08-31 season L2"},
        {"2004-41", "2004-07-01 2004-12-31 season L2"},
        {"2004-42", "column 6: there is no month 42; months are 01 to 12, seasons 21 to 41"},
        {"2004-21-01", "column 8: a season has no day"},
    });
}

TEST_CASE("long years have a Y, and may have an exponent and significant digits", "[time][edtf]") {
    check_dates({
        {"Y17000", "+17000-01-01 +17000-12-31 year L1"},
        {"Y-17E7", "-170000000-01-01 -170000000-12-31 year L2"},
        {"Y-13800000000", "-13800000000-01-01 -13800000000-12-31 year L1"},
        {"1950S2", "1950-01-01 1950-12-31 year L2"},
        {"Y171010000S3", "+171010000-01-01 +171010000-12-31 year L2"},
        {"Y1E999",
         "column 1: the year is out of range: the program handles years up to 20,000,000,000 either way"},
        {"Y99999999999999999999999999",
         "column 1: the year is out of range: the program handles years up to "
         "20,000,000,000 either way"},
        {"Y2022", "column 1: a year after Y has more than four digits"},
    });
}

TEST_CASE("an interval runs from the beginning of its start to the end of its end", "[time][edtf]") {
    check_dates({
        {"1964/2008", "1964-01-01 2008-12-31 year L0"},
        {"2022-10~/2023-06~", "2022-10-01 2023-06-30 month L1 ~"},
        {"2026-02-25/2026-02-28~", "2026-02-25 2026-02-28 day L1 ~"},
        {"2004-06/2006", "2004-06-01 2006-12-31 mixed L0"},
        {"../2024-12", ".. 2024-12-31 month L1"},
        {"2025-05/..", "2025-05-01 .. month L1"},
        {"2025-05/", "2025-05-01 ? month L1"},
        {"/2024", "? 2024-12-31 year L1"},
        {"../..", ".. .. mixed L1"},
        {"2000-05-31/2000-05", "2000-05-31 2000-05-31 mixed L0"},
        {"2001-21/2003", "2001-03-01 2003-12-31 mixed L2"},
        {"/", "column 1: an interval has a date at one end at least"},
        {"2001/2000", "column 6: the interval ends before it begins"},
        {"2000/2001/2002", "column 10: an interval has one \"/\", and a date is written with hyphens"},
    });
    const DateBounds interval = bounds("2022-10/2023-06");
    CHECK(day_text(interval.start_latest) == "2022-10-31");
    CHECK(day_text(interval.end_earliest) == "2023-06-01");
    CHECK(bounds("2025/..").end_earliest == kMaxInstant);
    CHECK(bounds("2025/").end_earliest == bounds("2025").earliest);
}

TEST_CASE("a set covers all of its dates", "[time][edtf]") {
    check_dates({
        {"[2023-03,2023-05]", "2023-03-01 2023-05-31 month L2"},
        {"[1667, 1668, 1670..1672]", "1667-01-01 1672-12-31 year L2"},
        {"{1960,1961-12}", "1960-01-01 1961-12-31 mixed L2"},
        {"[..1760-12-03]", ".. 1760-12-03 day L2"},
        {"[1760-12..]", "1760-12-01 .. month L2"},
        {"[1984?,1985~]", "1984-01-01 1985-12-31 year L2 ~ ?"},
        {"[1870,]", "column 7: a date is missing here"},
        {"[1999", "column 6: the closing \"]\" is missing"},
        {"[1999}", "column 7: the closing \"]\" is missing"},
        {"[1999,..2000]", "column 7: \"..\" without a date before it stands only at the beginning of a set"},
        {"[1999..,2000]", "column 6: \"..\" without a date behind it stands only at the end of a set"},
        {"[2001..1999]", "column 2: the range ends before it begins"},
    });
    const DateBounds set = bounds("[2023-03,2023-05]");
    CHECK(set.start_latest == set.latest);
    CHECK(set.end_earliest == set.earliest);
}

TEST_CASE("what is no date is refused with the reason and its column", "[time][edtf]") {
    check_dates({
        {"", "column 1: the date is empty"},
        {"2023-02-29", "column 9: February 2023 has 28 days"},
        {"2023-02-29/2024", "column 9: February 2023 has 28 days"},
        {"2023/2023-02-29", "column 14: February 2023 has 28 days"},
        {"2023-13", "column 6: there is no month 13; months are 01 to 12, seasons 21 to 41"},
        {"2023-3", "column 6: a month has two digits, such as 03"},
        {"2023-060", "column 6: days counted through the year are not part of EDTF; write month and day"},
        {"2023-Q1", "column 6: a quarter is written as month 33, 34, 35 or 36"},
        {"20230207", "column 1: year, month and day are set apart by hyphens: 2022-10-07"},
        {"20000", "column 1: a year of more than four digits has a Y before it, such as Y20000"},
        {"193", "column 1: a year has four digits; centuries and decades are written like 19XX and 193X"},
        {"-0000", "column 1: there is no year -0000: year 0, which is 1 BC, is written 0000"},
        {" 2023", "column 1: a date has no white space in it or around it"},
        {"199x", "column 4: an unspecified digit is a capital X"},
        {"2023/unknown", "column 6: an end that nobody knows is left empty: 2022/"},
        {"2023–2024",
         "column 5: a dash is not part of a date; write \"-\" within a date and \"/\" between two"},
        {"2016-05-02T24:00:00", "column 12: 24:00:00 is not part of EDTF; write 00:00:00 of the next day"},
        {"2016-05-02T16:54:59.042", "column 20: fractions of a second are not part of EDTF"},
        {"2016-05-02T16:54",
         "column 17: the date ends too early: a time has hours, minutes and seconds: 14:05:09"},
        {"2016-05-02T16:54:59/2017", "column 11: intervals and sets have dates without a time of day"},
        {"2023-02-\x01", "column 9: a date has no control characters"},
    });
}

TEST_CASE("no text makes the parser read beyond its end", "[time][edtf]") {
    // Every prefix and every text with one character changed, in memory of exactly that size.
    const std::string_view seeds[] = {"2004-06~-11/2005-%06-1X", "[..1760-12-03, 1761..1763-XX,1765-21..]",
                                      "2016-05-02T12:00:00+05:30", "Y-17101E3S3~/..", "?-19XX"};
    size_t count = 0;
    size_t checked = 0;
    for (const std::string_view seed : seeds) {
        for (size_t length = 0; length <= seed.size(); ++length) {
            for (const char c : {'\0', '-', '.', 'X', '/', '\xff', 'Y', '9'}) {
                const std::string prefix(seed.substr(0, length));
                const std::string with_more = prefix + c;
                std::string changed(seed);
                changed[length == 0 ? 0 : length - 1] = c;
                for (const std::string& text : {prefix, with_more, changed}) {
                    const auto parsed = parse_edtf(text);
                    ++checked;
                    count += parsed || !parsed.error().message.empty() ? 1 : 0;
                }
            }
        }
    }
    CHECK(count == checked);
}

TEST_CASE("before and within are certain, possible or neither", "[time][edtf]") {
    const auto relation = [](std::string_view a, std::string_view b) {
        const DateBounds first = bounds(a);
        const DateBounds second = bounds(b);
        return fmt::format("{}{}{}{}", certainly_before(first, second) ? "certainly-before " : "",
                           possibly_before(first, second) ? "possibly-before " : "",
                           may_overlap(first, second) ? "overlap " : "",
                           certainly_within(first, second) ? "within" : "");
    };
    CHECK(relation("2022-10-07", "2022-10-08") == "certainly-before possibly-before ");
    CHECK(relation("2022-10", "2022-10-07") == "possibly-before overlap ");
    CHECK(relation("2022-10-07", "2022-10") == "possibly-before overlap within");
    CHECK(relation("2023", "2022") == "");
    CHECK(relation("../2021", "2022") == "certainly-before possibly-before ");
    CHECK(relation("2021/..", "2022") == "possibly-before overlap ");
    CHECK(relation("2021", "../2022") == "possibly-before overlap within");
    CHECK(relation("2021/..", "2020/..") == "possibly-before overlap within");
    CHECK(relation("2022/", "2021/2023") == "possibly-before overlap ");
}
