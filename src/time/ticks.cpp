#include "time/ticks.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/assert.h"

namespace choke {
namespace {

constexpr int64_t kDay_s = kSecondsPerDay;

struct Step {
    TickUnit unit = TickUnit::Second;
    int64_t count = 1;
    int64_t shortest_s = 1;  // between two neighbours, at least
};

// Steps below a year. Twelve hours are missing: their days would be too near for "7 October 2022".
constexpr std::array kSteps = {
    Step{TickUnit::Second, 1, 1},          Step{TickUnit::Second, 2, 2},
    Step{TickUnit::Second, 5, 5},          Step{TickUnit::Second, 10, 10},
    Step{TickUnit::Second, 15, 15},        Step{TickUnit::Second, 30, 30},
    Step{TickUnit::Minute, 1, 60},         Step{TickUnit::Minute, 2, 120},
    Step{TickUnit::Minute, 5, 300},        Step{TickUnit::Minute, 10, 600},
    Step{TickUnit::Minute, 15, 900},       Step{TickUnit::Minute, 30, 1800},
    Step{TickUnit::Hour, 1, 3600},         Step{TickUnit::Hour, 2, 7200},
    Step{TickUnit::Hour, 3, 10'800},       Step{TickUnit::Hour, 6, 21'600},
    Step{TickUnit::Day, 1, kDay_s},        Step{TickUnit::Day, 2, 2 * kDay_s},
    Step{TickUnit::Week, 1, 7 * kDay_s},   Step{TickUnit::Month, 1, 28 * kDay_s},
    Step{TickUnit::Month, 3, 90 * kDay_s}, Step{TickUnit::Month, 6, 181 * kDay_s},
};

// Only one tick, AD 1, is left within the range of years: nothing larger is of use, or fits an Instant.
constexpr int64_t kLargestYearStep = 100'000'000'000;

// How many times min_gap_px a full month name takes: "September" next to "Sep", with a little air.
constexpr double kFullNameRoom = 2.5;

Step finest_step(double seconds_per_px, double min_gap_px) {
    const double needed_s = seconds_per_px * min_gap_px;
    for (const Step& step : kSteps) {
        if (static_cast<double>(step.shortest_s) >= needed_s) {
            return step;
        }
    }
    for (int64_t power = 1; power < kLargestYearStep; power *= 10) {
        for (const int64_t factor : {1, 2, 5}) {
            const Step step{TickUnit::Year, factor * power, factor * power * 365 * kDay_s};
            if (static_cast<double>(step.shortest_s) >= needed_s) {
                return step;
            }
        }
    }
    return {TickUnit::Year, kLargestYearStep, kLargestYearStep * 365 * kDay_s};
}

// 1, 2 → 10; 5 → 100; 10, 20 → 100; 50 → 1000: at least four minor ticks under a major one.
int64_t major_years(int64_t minor_years) {
    int64_t power = 1;
    while (power * 10 <= minor_years) {
        power *= 10;
    }
    return std::min(minor_years / power == 5 ? power * 100 : power * 10, kLargestYearStep);
}

Step major_step(const Step& minor) {
    switch (minor.unit) {
        case TickUnit::Second:
        case TickUnit::Minute:
        case TickUnit::Hour:
            return {TickUnit::Day, 1, kDay_s};
        case TickUnit::Day:
        case TickUnit::Week:
            return {TickUnit::Month, 1, 28 * kDay_s};
        case TickUnit::Month:
            return {TickUnit::Year, 1, 365 * kDay_s};
        case TickUnit::Year:
            break;
    }
    const int64_t years = major_years(minor.count);
    return {TickUnit::Year, years, years * 365 * kDay_s};
}

Instant floor_to(Instant t, int64_t size_s) {
    const Instant remainder = t % size_s;
    return t - (remainder < 0 ? remainder + size_s : remainder);
}

// Multiples of step in the count of each era, and AD 1: …, 200 BC, 100 BC, AD 1, AD 100, AD 200, …
int64_t floor_year(int64_t year, int64_t step) {
    if (year >= 1) {
        return std::max<int64_t>(year / step * step, 1);
    }
    const int64_t bc = 1 - year;
    return 1 - (bc + step - 1) / step * step;
}

int64_t next_year(int64_t year, int64_t step) {
    if (year < 1) {
        return year + step;  // ends at AD 1, since 1 - step is the last multiple BC
    }
    return year == 1 && step > 1 ? step : year + step;
}

// The first second of a year, or the end of the range of years that lies on its side.
Instant start_of_year(int64_t year) {
    if (year < -kMaxYear) {
        return kMinInstant;
    }
    return year > kMaxYear ? kMaxInstant : start_of_day({.year = year, .month = 1, .day = 1});
}

// Days 1, 3, 5 … of a month. The last one goes where it would be nearer than `count` days to the next first.
int floor_day_of_month(const CivilDate& date, int64_t count) {
    const int step = static_cast<int>(count);
    const int last = (days_in_month(date.year, date.month) / step - 1) * step + 1;
    return std::min((date.day - 1) / step * step + 1, last);
}

// Walks along the ticks of one step. Years apart: their beginnings may lie outside the range.
struct Walker {
    Step step;
    Instant at = 0;
    int64_t year = 0;

    void start(Instant t) {
        const CivilDate date = civil_from_instant(t).date;
        switch (step.unit) {
            case TickUnit::Second:
            case TickUnit::Minute:
            case TickUnit::Hour:
                at = floor_to(t, step.shortest_s);
                return;
            case TickUnit::Day:
                at = start_of_day(
                    {.year = date.year, .month = date.month, .day = floor_day_of_month(date, step.count)});
                return;
            case TickUnit::Week:
                at = floor_to(t - 4 * kDay_s, 7 * kDay_s) + 4 * kDay_s;  // 1970-01-05 was a Monday
                return;
            case TickUnit::Month: {
                const int count = static_cast<int>(step.count);
                at = start_of_day(
                    {.year = date.year, .month = (date.month - 1) / count * count + 1, .day = 1});
                return;
            }
            case TickUnit::Year:
                year = floor_year(date.year, step.count);
                at = start_of_year(year);
                return;
        }
    }

    // False at the end of the range of years.
    bool next() {
        CivilDate date;
        switch (step.unit) {
            case TickUnit::Second:
            case TickUnit::Minute:
            case TickUnit::Hour:
            case TickUnit::Week:
                at += step.shortest_s;
                break;
            case TickUnit::Day: {
                date = civil_from_instant(at).date;
                const int day = date.day + static_cast<int>(step.count);
                const CivilDate following{.year = date.year, .month = date.month, .day = day};
                const int days = days_in_month(date.year, date.month);
                at = day <= days && floor_day_of_month(following, step.count) == day
                         ? start_of_day(following)
                         : start_of_month_after(date);
                break;
            }
            case TickUnit::Month:
                date = civil_from_instant(at).date;
                date.month += static_cast<int>(step.count) - 1;
                at = start_of_month_after(date);
                break;
            case TickUnit::Year:
                year = next_year(year, step.count);
                at = start_of_year(year);
                return year <= kMaxYear;
        }
        return at <= kMaxInstant;
    }

  private:
    static Instant start_of_month_after(const CivilDate& date) {
        const bool december = date.month == 12;
        return start_of_day(
            {.year = date.year + (december ? 1 : 0), .month = december ? 1 : date.month + 1, .day = 1});
    }
};

// "14 million", "13.8 billion"; only for counts that are exact so.
std::string large_number(int64_t count) {
    constexpr int64_t kMillion = 1'000'000;
    constexpr int64_t kBillion = 1'000 * kMillion;
    if (count >= kBillion && count % (kBillion / 10) == 0) {
        const int64_t tenths = count / (kBillion / 10);
        return tenths % 10 == 0 ? fmt::format("{} billion", tenths / 10)
                                : fmt::format("{}.{} billion", tenths / 10, tenths % 10);
    }
    return count >= kMillion && count % kMillion == 0
               ? fmt::format("{} million", grouped_number(count / kMillion))
               : grouped_number(count);
}

bool uses_large_numbers(int64_t step_years) { return step_years >= 1'000'000; }

std::string year_label(int64_t year, int64_t step_years) {
    if (!uses_large_numbers(step_years)) {
        return year_name(year);
    }
    return year <= 0 ? large_number(1 - year) + " BC" : "AD " + large_number(year);
}

// The years of a decade, century, … with both ends, since "the 1900s" is a decade to some and a century to
// others.
std::string period_label(int64_t first, int64_t step_years) {
    const int64_t following = next_year(first, step_years);
    const int64_t last = following - 1;
    if (uses_large_numbers(step_years)) {
        return fmt::format("{} – {}", year_label(first, step_years), year_label(following, step_years));
    }
    if (last <= 0) {
        return fmt::format("{}–{} BC", grouped_number(1 - first), grouped_number(1 - last));
    }
    if (step_years == 10 && first >= 1000 && first <= 9999 && first % 100 != 0) {
        return fmt::format("{}s", first);
    }
    const bool plain = first >= 1000 && last <= 9999;
    return fmt::format("{}{}–{}", plain ? "" : "AD ", grouped_number(first), grouped_number(last));
}

std::string minor_label(const Walker& walker, bool full_names) {
    const CivilTime time = civil_from_instant(walker.at);
    switch (walker.step.unit) {
        case TickUnit::Second:
            return fmt::format("{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
        case TickUnit::Minute:
        case TickUnit::Hour:
            return fmt::format("{:02}:{:02}", time.hour, time.minute);
        case TickUnit::Day:
        case TickUnit::Week:
            return fmt::format("{}", time.date.day);
        case TickUnit::Month:
            return std::string(full_names ? month_name(time.date.month) : month_short_name(time.date.month));
        case TickUnit::Year:
            return year_label(walker.year, walker.step.count);
    }
    return {};
}

std::string major_label(const Walker& walker) {
    const CivilDate date = civil_from_instant(walker.at).date;
    if (walker.step.unit == TickUnit::Year) {
        return walker.step.count == 1 ? year_name(walker.year) : period_label(walker.year, walker.step.count);
    }
    if (walker.step.unit == TickUnit::Month) {
        return fmt::format("{} {}", month_name(date.month), year_name(date.year));
    }
    return fmt::format("{} {} {}", date.day, month_name(date.month), year_name(date.year));
}

}  // namespace

AxisTicks calendar_ticks(const TimeScale& scale, double left_px, double right_px, double min_gap_px) {
    CHOKE_ASSERT(min_gap_px > 0);
    AxisTicks ticks;
    const Step minor = finest_step(scale.seconds_per_px, min_gap_px);
    ticks.minor_unit = minor.unit;
    ticks.minor_step = minor.count;
    if (right_px < left_px) {
        return ticks;
    }
    const bool full_names =
        static_cast<double>(minor.shortest_s) / scale.seconds_per_px >= kFullNameRoom * min_gap_px;
    const Instant left = scale.time_from_x(left_px);

    Walker walker{.step = minor};
    walker.start(left);
    double last_px = 0;
    do {
        const double x_px = scale.x_from_time(walker.at);
        if (x_px > right_px) {
            break;
        }
        // From AD 1 to AD 2 there is one year, on a step of two. The same for each step.
        const bool after_era =
            minor.unit == TickUnit::Year && walker.year == minor.count && !ticks.minor.empty();
        const bool beyond_range = minor.unit == TickUnit::Year && walker.year < -kMaxYear;
        if (x_px >= left_px && !beyond_range && !(after_era && x_px - last_px < min_gap_px)) {
            ticks.minor.push_back({.at = walker.at, .label = minor_label(walker, full_names)});
            last_px = x_px;
        }
    } while (walker.next());

    walker = {.step = major_step(minor)};
    walker.start(left);
    do {
        if (!ticks.major.empty() && scale.x_from_time(walker.at) > right_px) {
            break;
        }
        ticks.major.push_back({.at = walker.at, .label = major_label(walker)});
    } while (walker.next());
    return ticks;
}

}  // namespace choke
