// Civil dates in the proleptic Gregorian calendar with astronomical year numbers (year 0 exists and is 1 BC),
// and instants as whole seconds since 1970-01-01T00:00:00, with no zone and no leap seconds.
// Algorithms for days <-> civil: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace choke {

// Seconds. The range that the program handles: years -20,000,000,000 to +20,000,000,000, which holds the age
// of the universe (about +-6.4e17 s: the difference of any two instants fits, too).
using Instant = int64_t;

inline constexpr Instant kSecondsPerDay = 86'400;
inline constexpr int64_t kMaxYear = 20'000'000'000;

// The first second of year -kMaxYear and the last of year kMaxYear. 146,097 days are 400 years; -719,528 and
// -719,162 are the days of 0000-01-01 and 0001-01-01.
inline constexpr Instant kMinInstant = (kMaxYear / 400 * -146'097 - 719'528) * kSecondsPerDay;
inline constexpr Instant kMaxInstant = (kMaxYear / 400 * 146'097 - 719'162) * kSecondsPerDay - 1;

struct CivilDate {
    int64_t year = 1970;
    int month = 1;  // 1..12
    int day = 1;    // 1..31
    friend constexpr bool operator==(const CivilDate&, const CivilDate&) = default;
};

struct CivilTime {
    CivilDate date;
    int hour = 0;    // 0..23
    int minute = 0;  // 0..59
    int second = 0;  // 0..59
};

[[nodiscard]] bool is_leap_year(int64_t year);
[[nodiscard]] int days_in_month(int64_t year, int month);
[[nodiscard]] int64_t days_from_civil(const CivilDate& date);  // days since 1970-01-01
[[nodiscard]] CivilDate civil_from_days(int64_t days);
[[nodiscard]] int weekday(int64_t days);  // 0 Monday .. 6 Sunday

[[nodiscard]] Instant start_of_day(const CivilDate& date);
[[nodiscard]] CivilTime civil_from_instant(Instant instant);

// "2022-10-07"; years outside 0..9999 with a sign and at least four digits: "-0055-03-15", "+12022-01-01".
[[nodiscard]] std::string iso_date(const CivilDate& date);

// The year as a reader writes it: "2022", "AD 79", "44 BC", "AD 12,345", "10,000 BC". Year 0 is 1 BC.
[[nodiscard]] std::string year_name(int64_t year);

// 1234567 -> "1,234,567"; four digits stay together: "1234".
[[nodiscard]] std::string grouped_number(int64_t number);

[[nodiscard]] std::string_view month_name(int month);        // 1 -> "January"
[[nodiscard]] std::string_view month_short_name(int month);  // 1 -> "Jan"

}  // namespace choke
