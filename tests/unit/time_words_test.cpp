#include <catch2/catch_test_macros.hpp>

#include <string_view>

#include "time/edtf.h"

namespace {

using namespace choke;

struct Row {
    std::string_view edtf;
    std::string_view words;
    std::string_view short_words;
};

template <size_t N>
void check_words(const Row (&rows)[N]) {
    for (const Row& row : rows) {
        INFO(row.edtf);
        CHECK(parse_edtf(row.edtf).has_value());
        CHECK(date_words(row.edtf) == row.words);
        CHECK(date_words_short(row.edtf) == row.short_words);
    }
}

}  // namespace

TEST_CASE("a date is said as a reader would write it", "[time][words]") {
    check_words({
        {"2022-10-07", "7 October 2022", "7 Oct 2022"},
        {"2022-10", "October 2022", "Oct 2022"},
        {"2022", "2022", "2022"},
        {"0079-08-24", "24 August AD 79", "24 Aug AD 79"},
        {"-0043-03-15", "15 March 44 BC", "15 Mar 44 BC"},
        {"2014-12-08T11:46:42Z", "8 December 2014, 11:46:42", "8 Dec 2014, 11:46:42"},
        {"Y12345", "AD 12,345", "AD 12,345"},
        {"-9999", "10,000 BC", "10,000 BC"},
        {"Y-17E7", "170 million BC", "170 million BC"},
        {"Y-138E8", "13.8 billion BC", "13.8 billion BC"},
        {"1950S2", "about 1950 (1900–1999)", "~1950"},
        {"1950S4", "1950", "1950"},
        {"2025-21", "spring 2025", "spring 2025"},
        {"2004-29", "spring 2004 in the southern hemisphere", "spring 2004 (S)"},
        {"2004-36", "the fourth quarter of 2004", "Q4 2004"},
        {"2004-38", "the middle four months of 2004", "May–Aug 2004"},
        {"2004-41", "the second half of 2004", "H2 2004"},
    });
}

TEST_CASE("qualifiers become about and possibly, and name a single component", "[time][words]") {
    check_words({
        {"2023-06~", "about June 2023", "~Jun 2023"},
        {"2026-02-25?", "possibly 25 February 2026", "25 Feb 2026?"},
        {"1984%", "possibly about 1984", "~1984?"},
        {"195X~", "around the 1950s", "~1950s"},
        {"2023-XX~", "some month in 2023 (approximate)", "~2023"},
        {"2004-06-~11", "about 11 June 2004", "~11 Jun 2004"},
        {"2004?-06-11", "11 June 2004 (year uncertain)", "11 Jun 2004?"},
        {"2004-06~-11", "11 June 2004 (month and year approximate)", "~11 Jun 2004"},
        {"2004?-%06", "June 2004 (year uncertain, month uncertain and approximate)", "~Jun 2004?"},
    });
}

TEST_CASE("unspecified digits say what is not known", "[time][words]") {
    check_words({
        {"195X", "the 1950s", "1950s"},
        {"200X", "the years 2000–2009", "2000–2009"},
        {"19XX", "the years 1900–1999", "1900–1999"},
        {"00XX", "the years 1 BC – AD 99", "1 BC – AD 99"},
        {"-01XX", "the years 200–101 BC", "200–101 BC"},
        {"XXXX", "an unknown year", "XXXX"},
        {"2023-XX", "some month in 2023", "2023"},
        {"2023-05-XX", "some day in May 2023", "May 2023"},
        {"1985-XX-XX", "some day in 1985", "1985"},
        {"156X-12-25", "25 December of some year in the 1560s", "156X-12-25"},
        {"2001-XX-15", "the 15th of some month in 2001", "2001-XX-15"},
        {"2001-02-X9", "9 or 19 February 2001", "2001-02-X9"},
        {"2001-1X", "some month from October to December 2001", "2001-1X"},
        {"1X99", "some year from 1099 to 1999 (1X99)", "1X99"},
    });
}

TEST_CASE("an interval is said from beginning to end, between when an end is not sure", "[time][words]") {
    check_words({
        {"2022-10/2023-06", "from October 2022 to June 2023", "Oct 2022 – Jun 2023"},
        {"2022-10/2023-06~", "between October 2022 and about June 2023", "Oct 2022 – ~Jun 2023"},
        {"2022-10~/2023-06~", "between about October 2022 and about June 2023", "~Oct 2022 – ~Jun 2023"},
        {"1984?/2004", "between 1984 and 2004 (start uncertain)", "1984? – 2004"},
        {"1984?/2004?", "possibly between 1984 and 2004", "1984? – 2004?"},
        {"2023-03/2023-05", "from March to May 2023", "Mar–May 2023"},
        {"2022-10-05/2022-11-25", "from 5 October to 25 November 2022", "5 Oct – 25 Nov 2022"},
        {"2022-10-05/2022-10-25", "from 5 to 25 October 2022", "5–25 Oct 2022"},
        {"2026-02-20~/2026-02-24", "between about 20 and 24 February 2026", "~20 Feb 2026 – 24 Feb 2026"},
        {"1964/2008", "from 1964 to 2008", "1964–2008"},
        {"-0045/-0031", "from 46 to 32 BC", "46–32 BC"},
        {"-0031/0014", "from 32 BC to AD 14", "32 BC – AD 14"},
        {"2004-21/2004-23", "from spring to autumn 2004", "spring–autumn 2004"},
        {"2000/2000", "2000", "2000"},
        {"2000-11/2000", "from November 2000 to the end of 2000 at the latest", "Nov 2000 – 2000"},
        {"2000/2000-02", "from the beginning of 2000 at the earliest to February 2000", "2000 – Feb 2000"},
        {"2000-02-29/2000-03", "from 29 February 2000 to March 2000", "29 Feb 2000 – Mar 2000"},
    });
}

TEST_CASE("an interval within a third of a month is early, mid or late", "[time][words]") {
    check_words({
        {"2022-10-01/2022-10-10", "early October 2022", "1–10 Oct 2022"},
        {"2022-10-11/2022-10-20", "mid-October 2022", "11–20 Oct 2022"},
        {"2022-10-21/2022-10-31", "late October 2022", "21–31 Oct 2022"},
        {"2026-02-25/2026-02-28~", "late February 2026", "late Feb 2026"},
        {"2022-10-11/2022-10-13", "from 11 to 13 October 2022", "11–13 Oct 2022"},
        {"2022-10-09/2022-10-12", "from 9 to 12 October 2022", "9–12 Oct 2022"},
    });
}

TEST_CASE("an open end is since or up to, an unknown one is said to be so", "[time][words]") {
    check_words({
        {"2025-05/..", "since May 2025", "since May 2025"},
        {"1984?/..", "possibly since 1984", "since 1984?"},
        {"../2024-12", "up to December 2024", "up to Dec 2024"},
        {"2025-05~/", "from about May 2025 to an unknown date", "~May 2025 – ?"},
        {"/2024", "from an unknown date to 2024", "? – 2024"},
        {"../..", "at any time", "any time"},
    });
}

TEST_CASE("a set is joined by or, or by and", "[time][words]") {
    check_words({
        {"[2022,2023]", "2022 or 2023", "2022 or 2023"},
        {"[2023-03,2023-05]", "March or May 2023", "Mar or May 2023"},
        {"[2022-10-07,2022-10-09,2022-10-11]", "7, 9 or 11 October 2022", "7, 9 or 11 Oct 2022"},
        {"[2022-10-07,2022-11-09]", "7 October or 9 November 2022", "7 Oct or 9 Nov 2022"},
        {"[1984?,1985~]", "1984 (uncertain) or about 1985", "1984? or ~1985"},
        {"[1667,1668,1670..1672]", "1667, 1668 or some year from 1670 to 1672", "1667, 1668 or 1670–1672"},
        {"[..1760-12-03]", "3 December 1760 or earlier", "3 Dec 1760 or earlier"},
        {"[1760-01,1760-12..]", "January 1760; or December 1760 or later", "Jan 1760; or Dec 1760 or later"},
        {"{1960,1961-12}", "1960 and December 1961", "1960 and Dec 1961"},
        {"{1980..1985}", "each year from 1980 to 1985", "1980–1985"},
        {"{2020}", "2020", "2020"},
    });
}

TEST_CASE("what is no date comes back as it is", "[time][words]") {
    CHECK(date_words("around 1850") == "around 1850");
    CHECK(date_words_short("2023-02-29") == "2023-02-29");
}
