#include "time/ticks.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <limits>
#include <string>

#include <fmt/format.h>

namespace {

using namespace choke;

std::string joined(const std::vector<Tick>& ticks) {
    std::string text;
    for (const Tick& tick : ticks) {
        text += text.empty() ? tick.label : " | " + tick.label;
    }
    return text;
}

// Major ticks, a line, minor ticks over 1000 px.
void check_ticks(const CivilDate& begin, const CivilDate& end, double min_gap_px, const std::string& major,
                 const std::string& minor) {
    const TimeScale scale = fit_scale(start_of_day(begin), start_of_day(end), 0, 1000);
    const AxisTicks ticks = calendar_ticks(scale, 0, 1000, min_gap_px);
    INFO(iso_date(begin) << " to " << iso_date(end));
    CHECK(joined(ticks.major) == major);
    CHECK(joined(ticks.minor) == minor);
}

// What holds for every axis; empty when all is well.
std::string axis_faults(const TimeScale& scale, double left_px, double right_px, double min_gap_px) {
    const AxisTicks ticks = calendar_ticks(scale, left_px, right_px, min_gap_px);
    std::string faults;
    double last_px = -std::numeric_limits<double>::infinity();
    for (const Tick& tick : ticks.minor) {
        const double x_px = scale.x_from_time(tick.at);
        if (x_px < left_px || x_px > right_px) {
            faults += fmt::format("{} is outside; ", tick.label);
        }
        if (x_px - last_px < min_gap_px * (1 - 1e-9)) {
            faults += fmt::format("{} is too near; ", tick.label);
        }
        if (tick.label.empty()) {
            faults += "a minor tick has no label; ";
        }
        last_px = x_px;
    }
    if (ticks.major.empty() || scale.x_from_time(ticks.major.front().at) > left_px + 1e-3) {
        faults += "no major tick reaches the left border; ";
    }
    for (size_t i = 0; i < ticks.major.size(); ++i) {
        const std::string& label = ticks.major[i].label;
        const bool has_year =
            std::count_if(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; }) > 0;
        if (!has_year || (i > 0 && ticks.major[i - 1].at >= ticks.major[i].at)) {
            faults += fmt::format("major {}; ", label);
        }
    }
    return faults;
}

}  // namespace

TEST_CASE("months stand under their year, with full names where there is room", "[time][ticks]") {
    check_ticks({2022, 9, 15}, {2023, 6, 30}, 60, "2022 | 2023",
                "Oct | Nov | Dec | Jan | Feb | Mar | Apr | May | Jun");
    check_ticks({2022, 10, 1}, {2023, 1, 31}, 80, "2022 | 2023", "October | November | December | January");
    check_ticks({2022, 1, 1}, {2024, 1, 1}, 80, "2022 | 2023 | 2024",
                "Jan | Apr | Jul | Oct | Jan | Apr | Jul | Oct | Jan");
}

TEST_CASE("days and weeks stand under their month, weeks begin on Monday", "[time][ticks]") {
    check_ticks({2022, 10, 28}, {2022, 11, 3}, 60, "October 2022 | November 2022",
                "28 | 29 | 30 | 31 | 1 | 2 | 3");
    check_ticks({2022, 10, 1}, {2022, 11, 30}, 60, "October 2022 | November 2022",
                "3 | 10 | 17 | 24 | 31 | 7 | 14 | 21 | 28");
    check_ticks({2023, 2, 20}, {2023, 3, 12}, 60, "February 2023 | March 2023",
                "21 | 23 | 25 | 27 | 1 | 3 | 5 | 7 | 9 | 11");
}

TEST_CASE("hours, minutes and seconds stand under their day", "[time][ticks]") {
    check_ticks({2022, 10, 7}, {2022, 10, 8}, 100, "7 October 2022 | 8 October 2022",
                "00:00 | 03:00 | 06:00 | 09:00 | 12:00 | 15:00 | 18:00 | 21:00 | 00:00");
    const Instant noon = start_of_day({2022, 10, 7}) + 12 * 3600;
    const AxisTicks seconds = calendar_ticks(fit_scale(noon, noon + 20, 0, 1000), 0, 1000, 200);
    CHECK(joined(seconds.major) == "7 October 2022");
    CHECK(joined(seconds.minor) == "12:00:00 | 12:00:05 | 12:00:10 | 12:00:15 | 12:00:20");
    CHECK(seconds.minor_unit == TickUnit::Second);
    CHECK(seconds.minor_step == 5);
}

TEST_CASE("years stand under decades, centuries and millennia that cannot be misread", "[time][ticks]") {
    check_ticks({1995, 1, 1}, {2012, 1, 1}, 110, "1990s | 2000–2009 | 2010s",
                "1996 | 1998 | 2000 | 2002 | 2004 | 2006 | 2008 | 2010 | 2012");
    check_ticks({1850, 1, 1}, {2030, 1, 1}, 100, "1800–1899 | 1900–1999 | 2000–2099",
                "1860 | 1880 | 1900 | 1920 | 1940 | 1960 | 1980 | 2000 | 2020");
    check_ticks({950, 1, 1}, {1450, 1, 1}, 190, "AD 1–999 | 1000–1999", "1000 | 1100 | 1200 | 1300 | 1400");
}

TEST_CASE("years BC are counted back from the beginning of the era", "[time][ticks]") {
    check_ticks({-2, 1, 1}, {3, 1, 1}, 150, "10–1 BC | AD 1–9", "3 BC | 2 BC | 1 BC | AD 1 | AD 2 | AD 3");
    check_ticks({-299, 1, 1}, {250, 1, 1}, 150, "1000–1 BC | AD 1–999",
                "300 BC | 200 BC | 100 BC | AD 1 | AD 100 | AD 200");
    check_ticks({-5, 1, 1}, {6, 1, 1}, 180, "10–1 BC | AD 1–9", "6 BC | 4 BC | 2 BC | AD 1 | AD 4 | AD 6");
    check_ticks({-9999, 1, 1}, {2030, 1, 1}, 150, "10,000–1 BC | AD 1–9999",
                "10,000 BC | 8000 BC | 6000 BC | 4000 BC | 2000 BC | AD 1 | 2000");
    check_ticks({-66'000'000, 1, 1}, {2030, 1, 1}, 300, "100 million BC – AD 1 | AD 1 – AD 100 million",
                "60 million BC | 40 million BC | 20 million BC | AD 1");
}

TEST_CASE("the first major tick keeps its true instant left of the border", "[time][ticks]") {
    const TimeScale scale = fit_scale(start_of_day({2022, 10, 1}), start_of_day({2023, 6, 1}), 0, 1000);
    const AxisTicks ticks = calendar_ticks(scale, 0, 1000, 60);
    CHECK(ticks.major.front() == Tick{.at = start_of_day({2022, 1, 1}), .label = "2022"});
}

TEST_CASE("at every resolution and in every era ticks keep their distance and the year is in sight",
          "[time][ticks]") {
    for (const int64_t year : {-1'000'000'000, -3000, -3, 0, 1, 2022, 12'000, 999'999'990}) {
        for (double seconds_per_px = kMinSecondsPerPx; seconds_per_px <= kMaxSecondsPerPx;
             seconds_per_px *= 1.9) {
            const TimeScale scale{.origin_s = start_of_day({year, 12, 30}), .seconds_per_px = seconds_per_px};
            for (const double gap_px : {24.0, 60.0}) {
                INFO(year << ", " << seconds_per_px << " s/px, gap " << gap_px);
                CHECK(axis_faults(scale, -400, 700, gap_px) == "");
            }
        }
    }
}
