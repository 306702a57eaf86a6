#include "time/civil.h"

#include <array>

#include <fmt/format.h>

#include "base/assert.h"

namespace choke {
namespace {

constexpr int64_t kDaysPerEra = 146'097;     // 400 years
constexpr int64_t kDaysToUnixDay = 719'468;  // from 0000-03-01 to 1970-01-01

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

// Rounds towards minus infinity, unlike the operator.
constexpr int64_t floor_div(int64_t value, int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

}  // namespace

bool is_leap_year(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int64_t year, int month) {
    constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    CHOKE_ASSERT(month >= 1 && month <= 12);
    return month == 2 && is_leap_year(year) ? 29 : kDays[static_cast<size_t>(month - 1)];
}

// Years are counted from March, so that the leap day is the last one of its year.
int64_t days_from_civil(const CivilDate& date) {
    const int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    const int64_t era = floor_div(year, 400);
    const int64_t year_of_era = year - era * 400;
    const int64_t month_from_march = (date.month + 9) % 12;
    const int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * kDaysPerEra + day_of_era - kDaysToUnixDay;
}

CivilDate civil_from_days(int64_t days) {
    const int64_t from_march_0000 = days + kDaysToUnixDay;
    const int64_t era = floor_div(from_march_0000, kDaysPerEra);
    const int64_t day_of_era = from_march_0000 - era * kDaysPerEra;
    const int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t month_from_march = (5 * day_of_year + 2) / 153;
    const int day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    const int month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    return {.year = year_of_era + era * 400 + (month <= 2 ? 1 : 0), .month = month, .day = day};
}

int weekday(int64_t days) {
    const int64_t from_monday = days + 3;  // 1970-01-01 was a Thursday
    return static_cast<int>(from_monday - floor_div(from_monday, 7) * 7);
}

Instant start_of_day(const CivilDate& date) { return days_from_civil(date) * kSecondsPerDay; }

CivilTime civil_from_instant(Instant instant) {
    const int64_t days = floor_div(instant, kSecondsPerDay);
    const int second_of_day = static_cast<int>(instant - days * kSecondsPerDay);
    return {.date = civil_from_days(days),
            .hour = second_of_day / 3600,
            .minute = second_of_day / 60 % 60,
            .second = second_of_day % 60};
}

std::string iso_date(const CivilDate& date) {
    if (date.year >= 0 && date.year <= 9999) {
        return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    }
    const char sign = date.year < 0 ? '-' : '+';
    return fmt::format("{}{:04}-{:02}-{:02}", sign, date.year < 0 ? -date.year : date.year, date.month,
                       date.day);
}

std::string grouped_number(int64_t number) {
    std::string digits = fmt::format("{}", number);
    const size_t first_digit = number < 0 ? 1 : 0;
    if (digits.size() - first_digit <= 4) {
        return digits;
    }
    for (size_t at = digits.size(); at > first_digit + 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string year_name(int64_t year) {
    if (year <= 0) {
        return grouped_number(1 - year) + " BC";
    }
    if (year < 1000 || year > 9999) {
        return "AD " + grouped_number(year);
    }
    return fmt::format("{}", year);
}

std::string_view month_name(int month) {
    CHOKE_ASSERT(month >= 1 && month <= 12);
    return kMonths[static_cast<size_t>(month - 1)];
}

std::string_view month_short_name(int month) { return month_name(month).substr(0, 3); }

}  // namespace choke
