// A single EDTF date (no interval, no set) with all its parts: what the bounds and the words are made from.
// For the EDTF sources and their tests only.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "time/edtf.h"

namespace choke::edtf {

enum class DateForm : uint8_t { Year, Month, Day, Season, DateTime };

// Qualifier bits of one component. "%" is both.
inline constexpr uint8_t kUncertain = 1;
inline constexpr uint8_t kApproximate = 2;

// The digits of a component as written; 'X' is unspecified.
template <size_t N>
struct Digits {
    std::array<char, N> digit{};
    bool masked = false;

    [[nodiscard]] bool fits(int64_t magnitude) const;
    [[nodiscard]] int smallest() const;  // with 0 for X
    [[nodiscard]] int largest() const;   // with 9 for X
    // How many digits stand before X's that go on to the end ("19XX": 2), or -1 ("1X99").
    [[nodiscard]] int known_before_mask() const;
};

struct SingleDate {
    DateForm form = DateForm::Year;
    Digits<4> year_digits;  // only of a four-digit year
    Digits<2> month_digits;
    Digits<2> day_digits;
    bool negative = false;
    bool long_year = false;  // with Y
    bool exponential = false;
    int significant_digits = 0;  // 0: not given
    int64_t year = 0;            // astronomical; with 0 for X
    int month = 0;               // 0 when not given or masked
    int day = 0;
    int season = 0;  // 21..41
    int hour = 0;
    int minute = 0;
    int second = 0;
    uint8_t year_qualifier = 0;  // qualifiers after "the right one holds for everything left of it"
    uint8_t month_qualifier = 0;
    uint8_t day_qualifier = 0;

    Instant earliest = 0;
    Instant latest = 0;
    Precision precision = Precision::Year;
    uint8_t level = 0;

    [[nodiscard]] bool has_mask() const {
        return year_digits.masked || month_digits.masked || day_digits.masked;
    }
    [[nodiscard]] uint8_t qualifiers() const {
        return static_cast<uint8_t>(year_qualifier | month_qualifier | day_qualifier);
    }
};

enum class TimeOfDay : uint8_t { Allowed, Refused };

// Reads text[from, to) as one date. False with the error filled when it is none; columns count from the start
// of text.
[[nodiscard]] bool read_date(std::string_view text, size_t from, size_t to, TimeOfDay time_of_day,
                             SingleDate& date, EdtfError& error);

// Why `rest` cannot stand where it does. `expected` is said when the text itself tells nothing.
[[nodiscard]] std::string unexpected_text(std::string_view rest, std::string_view expected);

// Fills earliest, latest and precision. False with a message when there is no such day.
[[nodiscard]] bool find_bounds(SingleDate& date, std::string& message);

// First and last months of a season in months from January of its year (winter: 11 to 13).
struct SeasonMonths {
    int first = 0;
    int last = 0;
};
[[nodiscard]] SeasonMonths season_months(int season);

// The parts of an interval, or the items of a set one after the other. Valid text only.
struct IntervalParts {
    std::string_view start;  // "", ".." or a date
    std::string_view end;
};
[[nodiscard]] IntervalParts split_interval(std::string_view text);

struct SetItem {
    std::string_view first;  // empty: everything up to last ("..1760")
    std::string_view last;   // empty: everything from first ("1760.."); the same as first for a single date
};
// Moves rest behind the next item of "[…]" or "{…}". False at the end.
[[nodiscard]] bool next_set_item(std::string_view& rest, SetItem& item);

}  // namespace choke::edtf
