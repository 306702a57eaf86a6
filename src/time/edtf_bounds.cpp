// Bounds of single EDTF dates.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "time/edtf_internal.h"

namespace choke::edtf {

template <size_t N>
bool Digits<N>::fits(int64_t magnitude) const {
    for (size_t i = N; i-- > 0; magnitude /= 10) {
        if (digit[i] != 'X' && digit[i] - '0' != magnitude % 10) {
            return false;
        }
    }
    return magnitude == 0;
}

template <size_t N>
int Digits<N>::smallest() const {
    int value = 0;
    for (const char c : digit) {
        value = value * 10 + (c == 'X' ? 0 : c - '0');
    }
    return value;
}

template <size_t N>
int Digits<N>::largest() const {
    int value = 0;
    for (const char c : digit) {
        value = value * 10 + (c == 'X' ? 9 : c - '0');
    }
    return value;
}

template <size_t N>
int Digits<N>::known_before_mask() const {
    const auto first = std::find(digit.begin(), digit.end(), 'X');
    const bool to_the_end = std::all_of(first, digit.end(), [](char c) { return c == 'X'; });
    return to_the_end ? static_cast<int>(first - digit.begin()) : -1;
}

template struct Digits<2>;
template struct Digits<4>;

// Codes 21..41 of ISO 8601-2, table 4. The four general seasons take the northern months; docs/dates.md says
// why.
SeasonMonths season_months(int season) {
    if (season >= 33) {
        const int length = season <= 36 ? 3 : season <= 39 ? 4 : 6;
        const int index = season - (season <= 36 ? 33 : season <= 39 ? 37 : 40);
        return {.first = index * length, .last = index * length + length - 1};
    }
    const int index = (season - 21) % 4;  // spring, summer, autumn, winter
    const bool southern = season >= 29;
    constexpr std::array<int, 4> kNorthernFirst = {2, 5, 8, 11};
    const int first = kNorthernFirst[static_cast<size_t>(southern ? (index + 2) % 4 : index)];
    return {.first = first, .last = first + 2};
}

namespace {

struct MonthDay {
    int month = 1;
    int day = 1;
};

constexpr std::array kUnspecified = {'X', 'X'};

// Years in the order of time: the magnitudes of negative ones count down.
struct YearRange {
    int64_t first = 0;
    int64_t last = 0;
};

YearRange year_range(const SingleDate& date) {
    const Digits<4>& digits = date.year_digits;
    if (!digits.masked) {
        return {.first = date.year, .last = date.year};
    }
    if (!date.negative) {
        return {.first = digits.smallest(), .last = digits.largest()};
    }
    int smallest = digits.smallest();
    if (smallest == 0) {  // there is no year -0000: the last unspecified digit becomes 1
        smallest = 1;
        for (size_t i = 3; digits.digit[i] != 'X'; --i) {
            smallest *= 10;
        }
    }
    return {.first = -digits.largest(), .last = -smallest};
}

Instant end_of_day(const CivilDate& date) { return start_of_day(date) + kSecondsPerDay - 1; }

void find_season_bounds(SingleDate& date) {
    const auto [first_month, last_month] = season_months(date.season);
    const YearRange years = year_range(date);
    const int64_t end_year = years.last + last_month / 12;
    const int end_month = last_month % 12 + 1;
    date.earliest = start_of_day({.year = years.first, .month = first_month + 1, .day = 1});
    date.latest =
        end_of_day({.year = end_year, .month = end_month, .day = days_in_month(end_year, end_month)});
    date.precision = date.year_digits.masked ? Precision::Mixed : Precision::Season;
}

// What a reader of the date knows: "199X" is a decade, "2023-XX" a year, "1999-01-XX" a month. Scattered
// possibilities ("156X-12-25") are Mixed.
Precision masked_precision(const SingleDate& date) {
    const bool month_open = date.form == DateForm::Year || date.month_digits.digit == kUnspecified;
    const bool day_open = date.form != DateForm::Day || date.day_digits.digit == kUnspecified;
    if (!day_open) {
        return Precision::Mixed;
    }
    if (!date.year_digits.masked) {
        return month_open ? Precision::Year : date.month_digits.masked ? Precision::Mixed : Precision::Month;
    }
    switch (month_open ? date.year_digits.known_before_mask() : -1) {
        case 1:
            return Precision::Millennium;
        case 2:
            return Precision::Century;
        case 3:
            return Precision::Decade;
        default:
            return Precision::Mixed;
    }
}

enum class Direction : int8_t { Up, Down };

// The first month and day, going up from January or down from December, that fit the digits in such a year.
std::optional<MonthDay> find_month_day(const SingleDate& date, int64_t year, Direction direction) {
    const int step = direction == Direction::Up ? 1 : -1;
    for (int month = step > 0 ? 1 : 12; month >= 1 && month <= 12; month += step) {
        if (date.form != DateForm::Year && !date.month_digits.fits(month)) {
            continue;
        }
        const int count = days_in_month(year, month);
        if (date.form != DateForm::Day) {
            return MonthDay{.month = month, .day = step > 0 ? 1 : count};
        }
        for (int day = step > 0 ? 1 : count; day >= 1 && day <= count; day += step) {
            if (date.day_digits.fits(day)) {
                return MonthDay{.month = month, .day = day};
            }
        }
    }
    return std::nullopt;
}

// Only 29 February depends on the year, so that the loop over years nearly always ends at once.
std::optional<CivilDate> find_day(const SingleDate& date, Direction direction) {
    constexpr int64_t kSomeLeapYear = 2000;
    if (!find_month_day(date, kSomeLeapYear, direction)) {
        return std::nullopt;
    }
    const YearRange years = year_range(date);
    const int64_t step = direction == Direction::Up ? 1 : -1;
    const int64_t begin = step > 0 ? years.first : years.last;
    for (int64_t year = begin; year >= years.first && year <= years.last; year += step) {
        if (date.year_digits.masked && !date.year_digits.fits(year < 0 ? -year : year)) {
            continue;
        }
        if (const std::optional<MonthDay> found = find_month_day(date, year, direction)) {
            return CivilDate{.year = year, .month = found->month, .day = found->day};
        }
    }
    return std::nullopt;
}

std::string no_such_day(const SingleDate& date) {
    if (date.month == 0) {
        return "no month that fits has such a day";
    }
    if (!date.year_digits.masked) {
        return fmt::format("{} {} has {} days", month_name(date.month), year_name(date.year),
                           days_in_month(date.year, date.month));
    }
    if (date.month == 2 && date.day == 29) {
        return fmt::format("no year that fits {} has a 29 February",
                           std::string_view(date.year_digits.digit.data(), date.year_digits.digit.size()));
    }
    return fmt::format("{} never has more than {} days", month_name(date.month),
                       days_in_month(2000, date.month));
}

bool find_masked_bounds(SingleDate& date, std::string& message) {
    const std::optional<CivilDate> first = find_day(date, Direction::Up);
    if (!first) {
        message = no_such_day(date);
        return false;
    }
    date.earliest = start_of_day(*first);
    date.latest = end_of_day(*find_day(date, Direction::Down));
    date.precision = masked_precision(date);
    return true;
}

}  // namespace

bool find_bounds(SingleDate& date, std::string& message) {
    if (date.form == DateForm::Season) {
        find_season_bounds(date);
        return true;
    }
    if (date.has_mask()) {
        return find_masked_bounds(date, message);
    }
    const bool whole_year = date.form == DateForm::Year;
    const bool has_day = date.form == DateForm::Day || date.form == DateForm::DateTime;
    const int last_month = whole_year ? 12 : date.month;
    const int month_days = days_in_month(date.year, last_month);
    if (has_day && date.day > month_days) {
        message = no_such_day(date);
        return false;
    }
    date.earliest = start_of_day(
        {.year = date.year, .month = whole_year ? 1 : date.month, .day = has_day ? date.day : 1});
    if (date.form == DateForm::DateTime) {
        date.earliest += date.hour * 3600 + date.minute * 60 + date.second;
        date.latest = date.earliest;
        date.precision = Precision::Second;
        return true;
    }
    date.latest = has_day ? date.earliest + kSecondsPerDay - 1
                          : end_of_day({.year = date.year, .month = last_month, .day = month_days});
    date.precision = whole_year ? Precision::Year : has_day ? Precision::Day : Precision::Month;
    return true;
}

}  // namespace choke::edtf
