// Single EDTF dates in English words.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "time/edtf_words_internal.h"

namespace choke::edtf {
namespace {

std::string_view month_text(int month, Length length) {
    return length == Length::Full ? month_name(month) : month_short_name(month);
}

std::string_view digits_text(const Digits<4>& digits) { return {digits.digit.data(), digits.digit.size()}; }

// The date as it was written, without its qualifiers.
std::string pattern_text(const SingleDate& date) {
    std::string text = date.negative ? "-" : "";
    text += digits_text(date.year_digits);
    if (date.form != DateForm::Year) {
        text += fmt::format("-{}{}", date.month_digits.digit[0], date.month_digits.digit[1]);
    }
    if (date.form == DateForm::Day) {
        text += fmt::format("-{}{}", date.day_digits.digit[0], date.day_digits.digit[1]);
    }
    return text;
}

struct Years {
    int64_t first = 0;
    int64_t last = 0;
};

Years years_of(const SingleDate& date) {
    return {.first = civil_from_instant(date.earliest).date.year,
            .last = civil_from_instant(date.latest).date.year};
}

// "1900–1999", "200–101 BC", "1 BC – AD 99"
std::string years_range(Years years) {
    if (years.last <= 0) {
        return fmt::format("{}–{} BC", grouped_number(1 - years.first), grouped_number(1 - years.last));
    }
    if (years.first <= 0) {
        return fmt::format("{} – {}", year_name(years.first), year_name(years.last));
    }
    const bool plain = years.first >= 1000 && years.last <= 9999;
    return fmt::format("{}{}–{}", plain ? "" : "AD ", grouped_number(years.first),
                       grouped_number(years.last));
}

// "from 1900 to 1999", "from 200 to 101 BC", "from 1 BC to AD 99"
std::string from_to_years(Years years) {
    if (years.last <= 0) {
        return fmt::format("from {} to {} BC", grouped_number(1 - years.first),
                           grouped_number(1 - years.last));
    }
    return fmt::format("from {} to {}", year_name(years.first), year_name(years.last));
}

// "1990s" says what it means; "1900s" may be ten years or a hundred.
bool is_named_decade(const SingleDate& date) {
    return !date.negative && date.year_digits.known_before_mask() == 3 && date.year_digits.digit[0] != '0' &&
           date.year_digits.digit[2] != '0';
}

std::string decade_name(const SingleDate& date) {
    return fmt::format("{}0s", digits_text(date.year_digits).substr(0, 3));
}

// "in 2023", "in the 1990s", "from 1900 to 1999", "in an unknown year": after "some month". The year's digits
// are plain or end in X.
std::string in_year(const SingleDate& date) {
    if (!date.year_digits.masked) {
        return "in " + year_name(date.year);
    }
    if (is_named_decade(date)) {
        return "in the " + decade_name(date);
    }
    if (date.year_digits.known_before_mask() == 0) {
        return date.negative ? "in an unknown year BC" : "in an unknown year";
    }
    return from_to_years(years_of(date));
}

// "2023", or after "25 December": " of some year in the 1990s".
std::string after_month(const SingleDate& date) {
    if (!date.year_digits.masked) {
        return " " + year_name(date.year);
    }
    if (date.year_digits.known_before_mask() == 0) {
        return date.negative ? " of an unknown year BC" : " of an unknown year";
    }
    return " of some year " + in_year(date);
}

std::string range_with_pattern(std::string_view what, const SingleDate& date) {
    const CivilDate first = civil_from_instant(date.earliest).date;
    const CivilDate last = civil_from_instant(date.latest).date;
    const auto text = [&date](const CivilDate& day) {
        const std::string month = fmt::format("{} {}", month_name(day.month), year_name(day.year));
        return date.form == DateForm::Day    ? fmt::format("{} {}", day.day, month)
               : date.form == DateForm::Year ? year_name(day.year)
                                             : month;
    };
    return fmt::format("{} from {} to {} ({})", what, text(first), text(last), pattern_text(date));
}

std::vector<int> fitting(const Digits<2>& digits, int largest) {
    std::vector<int> values;
    for (int value = 1; value <= largest; ++value) {
        if (digits.fits(value)) {
            values.push_back(value);
        }
    }
    return values;
}

template <typename Text>
std::string joined_by_or(const std::vector<int>& values, const Text& text) {
    std::string joined;
    for (size_t i = 0; i < values.size(); ++i) {
        joined += i == 0 ? "" : i + 1 == values.size() ? " or " : ", ";
        joined += text(values[i]);
    }
    return joined;
}

// Neighbours as "from 20 to 28", the rest listed: "1, 11, 21 or 31".
template <typename Text>
std::string choice(std::string_view what, const std::vector<int>& values, const Text& text) {
    const bool neighbours =
        values.size() >= 3 && values.back() - values.front() + 1 == static_cast<int>(values.size());
    return neighbours ? fmt::format("some {} from {} to {}", what, text(values.front()), text(values.back()))
                      : joined_by_or(values, text);
}

std::string ordinal(int number) {
    const int last = number % 10;
    const bool teen = number / 10 % 10 == 1;
    return fmt::format("{}{}", number,
                       teen || last > 3 || last == 0 ? "th"
                       : last == 1                   ? "st"
                       : last == 2                   ? "nd"
                                                     : "rd");
}

std::string masked_year(const SingleDate& date) {
    if (is_named_decade(date)) {
        return "the " + decade_name(date);
    }
    switch (date.year_digits.known_before_mask()) {
        case -1:
            return range_with_pattern("some year", date);
        case 0:
            return date.negative ? "an unknown year BC" : "an unknown year";
        default:
            return "the years " + years_range(years_of(date));
    }
}

std::string masked_month(const SingleDate& date) {
    if (date.year_digits.known_before_mask() == -1 && date.year_digits.masked) {
        return range_with_pattern("some month", date);
    }
    if (date.month_digits.known_before_mask() == 0) {
        return "some month " + in_year(date);
    }
    if (!date.month_digits.masked) {
        return fmt::format("{}{}", month_name(date.month), after_month(date));
    }
    const std::vector<int> months = fitting(date.month_digits, 12);
    return choice("month", months, [](int month) { return month_name(month); }) + after_month(date);
}

std::string masked_day(const SingleDate& date) {
    const bool any_month = date.month_digits.known_before_mask() == 0;
    const bool any_day = date.day_digits.known_before_mask() == 0;
    const bool scattered_year = date.year_digits.masked && date.year_digits.known_before_mask() == -1;
    const bool scattered_month = date.month_digits.masked && !any_month;
    if (scattered_year || scattered_month) {
        return range_with_pattern("some day", date);
    }
    if (any_day && any_month) {
        return "some day " + in_year(date);
    }
    if (any_day) {
        return fmt::format("some day in {}{}", month_name(date.month), after_month(date));
    }
    if (any_month) {
        return date.day_digits.masked
                   ? range_with_pattern("some day", date)
                   : fmt::format("the {} of some month {}", ordinal(date.day), in_year(date));
    }
    if (!date.day_digits.masked) {
        return fmt::format("{} {}{}", date.day, month_name(date.month), after_month(date));
    }
    const int longest = days_in_month(date.year_digits.masked ? 2000 : date.year, date.month);
    const std::string days =
        choice("day", fitting(date.day_digits, longest), [](int day) { return fmt::format("{}", day); });
    return fmt::format("{} {}{}", days, month_name(date.month), after_month(date));
}

std::string masked_words(const SingleDate& date) {
    switch (date.form) {
        case DateForm::Year:
            return masked_year(date);
        case DateForm::Month:
            return masked_month(date);
        case DateForm::Day:
        case DateForm::DateTime:
        case DateForm::Season:
            return masked_day(date);
    }
    return {};
}

// In a narrow place the coarser date says enough where it is exact: "2023-XX" is "2023". Else the digits as
// written.
std::string masked_short(const SingleDate& date) {
    const bool any_month = date.form == DateForm::Year || date.month_digits.known_before_mask() == 0;
    const bool any_day = date.form != DateForm::Day || date.day_digits.known_before_mask() == 0;
    if (any_day && !date.month_digits.masked && !date.year_digits.masked) {
        return fmt::format("{} {}", month_short_name(date.month), year_name(date.year));
    }
    if (!any_day || !any_month) {
        return pattern_text(date);
    }
    if (!date.year_digits.masked) {
        return year_name(date.year);
    }
    if (is_named_decade(date)) {
        return decade_name(date);
    }
    return date.year_digits.known_before_mask() > 0 ? years_range(years_of(date)) : pattern_text(date);
}

// "AD 12,345"; "170 million BC" for "Y-17E7", since powers of ten are rounded numbers to whoever writes them.
std::string year_text(const SingleDate& date) {
    constexpr int64_t kMillion = 1'000'000;
    const int64_t magnitude = date.negative ? -date.year : date.year;
    const bool billions = magnitude >= 1'000 * kMillion;
    const int64_t unit = billions ? 1'000 * kMillion : kMillion;
    if (!date.exponential || magnitude < kMillion || magnitude % (unit / 1000) != 0) {
        return year_name(date.year);
    }
    const std::string count = fmt::format("{} {}", static_cast<double>(magnitude) / static_cast<double>(unit),
                                          billions ? "billion" : "million");
    return date.negative ? count + " BC" : "AD " + count;
}

// "1950S2" is some year from 1900 to 1999, estimated at 1950. Nothing to say where all digits are
// significant.
std::string significant_range(const SingleDate& date) {
    if (date.significant_digits == 0) {
        return {};
    }
    const int64_t magnitude = date.negative ? -date.year : date.year;
    const auto digit_count =
        static_cast<int>(fmt::formatted_size("{}", magnitude));  // leading zeros do not count
    int64_t unit = 1;
    for (int i = digit_count - date.significant_digits; i > 0; --i) {
        unit *= 10;
    }
    if (unit == 1) {
        return {};
    }
    const int64_t low = magnitude / unit * unit;
    const int64_t high = low + unit - 1;
    return years_range(date.negative ? Years{.first = -high, .last = -low}
                                     : Years{.first = low, .last = high});
}

// What follows a season: " 2004", " of some year in the 1990s". The last winter of masked years ends in the
// year after them, so that the years come from the digits and not from the bounds.
std::string after_season(const SingleDate& date) {
    const Digits<4>& digits = date.year_digits;
    if (!digits.masked) {
        return " " + year_name(date.year);
    }
    if (is_named_decade(date)) {
        return fmt::format(" of some year in the {}", decade_name(date));
    }
    switch (digits.known_before_mask()) {
        case -1:
            return fmt::format(" of some year ({})", digits_text(digits));
        case 0:
            return date.negative ? " of an unknown year BC" : " of an unknown year";
        default:
            break;
    }
    const int64_t last = date.negative ? -digits.smallest() : digits.largest();
    return " of some year " + from_to_years({.first = years_of(date).first, .last = last});
}

// Quarters, four months and halves: codes 33 to 41.
std::string part_of_year_words(const SingleDate& date, Length length) {
    constexpr std::string_view kParts[] = {
        "the first quarter",    "the second quarter",    "the third quarter",
        "the fourth quarter",   "the first four months", "the middle four months",
        "the last four months", "the first half",        "the second half"};
    constexpr std::string_view kShortParts[] = {"Q1",      "Q2",      "Q3", "Q4", "Jan–Apr",
                                                "May–Aug", "Sep–Dec", "H1", "H2"};
    const size_t part = static_cast<size_t>(date.season) - 33;
    if (length == Length::Short) {
        return fmt::format("{}{}", kShortParts[part], after_season(date));
    }
    return fmt::format("{}{}{}", kParts[part], date.year_digits.masked ? "" : " of", after_season(date));
}

std::string season_words(const SingleDate& date, Length length) {
    if (date.season >= 33) {
        return part_of_year_words(date, length);
    }
    constexpr std::string_view kSeasons[] = {"spring", "summer", "autumn", "winter"};
    std::string season = fmt::format("{}{}", kSeasons[(date.season - 21) % 4], after_season(date));
    if (date.season <= 24) {
        return season;
    }
    const bool southern = date.season >= 29;
    return length == Length::Full
               ? fmt::format("{} in the {} hemisphere", season, southern ? "southern" : "northern")
               : fmt::format("{} ({})", season, southern ? "S" : "N");
}

bool has_month(const SingleDate& date) { return date.form != DateForm::Year; }

bool has_day(const SingleDate& date) { return date.form == DateForm::Day; }

// The components that carry exactly the qualifier, as "month and year".
std::string components_with(const SingleDate& date, uint8_t qualifier) {
    std::vector<std::string_view> names;
    if (has_day(date) && date.day_qualifier == qualifier) {
        names.emplace_back("day");
    }
    if (has_month(date) && date.month_qualifier == qualifier) {
        names.emplace_back(date.form == DateForm::Season ? "season" : "month");
    }
    if (date.year_qualifier == qualifier) {
        names.emplace_back("year");
    }
    return fmt::format("{}", fmt::join(names, " and "));
}

// " (month uncertain, year approximate)"
std::string component_notes(const SingleDate& date) {
    constexpr struct {
        uint8_t qualifier;
        std::string_view word;
    } kWords[] = {{kUncertain, "uncertain"},
                  {kApproximate, "approximate"},
                  {kUncertain | kApproximate, "uncertain and approximate"}};
    std::string notes;
    for (const auto& [qualifier, word] : kWords) {
        const std::string components = components_with(date, qualifier);
        if (!components.empty()) {
            notes += fmt::format("{}{} {}", notes.empty() ? "" : ", ", components, word);
        }
    }
    return notes.empty() ? notes : fmt::format(" ({})", notes);
}

std::string about(const std::string& text) {
    // "about some month in 2023" and "about an unknown year" would be nonsense.
    if (text.starts_with("some ") || text.starts_with("an ") || text.find(" some ") != std::string::npos) {
        return text + " (approximate)";
    }
    return (text.starts_with("the ") ? "around " : "about ") + text;
}

}  // namespace

uint8_t whole_qualifier(const SingleDate& date) {
    const uint8_t last = has_day(date)     ? date.day_qualifier
                         : has_month(date) ? date.month_qualifier
                                           : date.year_qualifier;
    const bool month_same = !has_month(date) || date.month_qualifier == last;
    if (date.year_qualifier == last && month_same) {
        return last;
    }
    // "about 11 June 2004" is right when only the day is approximate: it says no more than that.
    const bool others_plain = date.year_qualifier == 0 && (!has_day(date) || date.month_qualifier == 0);
    return others_plain && last == kApproximate && date.form != DateForm::Season ? last : 0;
}

std::string plain_words(const SingleDate& date, Length length) {
    if (date.form == DateForm::Season) {
        return season_words(date, length);
    }
    if (date.has_mask()) {
        return length == Length::Full ? masked_words(date) : masked_short(date);
    }
    switch (date.form) {
        case DateForm::Year:
            return year_text(date);
        case DateForm::Month:
            return fmt::format("{} {}", month_text(date.month, length), year_name(date.year));
        case DateForm::Day:
            return fmt::format("{} {} {}", date.day, month_text(date.month, length), year_name(date.year));
        case DateForm::DateTime:
            return fmt::format("{} {} {}, {:02}:{:02}:{:02}", date.day, month_text(date.month, length),
                               year_name(date.year), date.hour, date.minute, date.second);
        case DateForm::Season:
            break;
    }
    return {};
}

std::string full_words(const SingleDate& date, Uncertainty uncertainty) {
    const uint8_t whole = whole_qualifier(date);
    std::string text = plain_words(date, Length::Full);
    const std::string range = significant_range(date);
    if ((whole & kApproximate) != 0 || !range.empty()) {
        text = about(text);
    }
    if (!range.empty()) {
        text += fmt::format(" ({})", range);
    }
    if (whole == 0) {
        return text + component_notes(date);
    }
    if ((whole & kUncertain) == 0) {
        return text;
    }
    switch (uncertainty) {
        case Uncertainty::Before:
            return "possibly " + text;
        case Uncertainty::Behind:
            return text + " (uncertain)";
        case Uncertainty::Unsaid:
            break;
    }
    return text;
}

std::string short_words(const SingleDate& date) {
    const bool approximate = (date.qualifiers() & kApproximate) != 0 || !significant_range(date).empty();
    const bool uncertain = (date.qualifiers() & kUncertain) != 0;
    return fmt::format("{}{}{}", approximate ? "~" : "", plain_words(date, Length::Short),
                       uncertain ? "?" : "");
}

}  // namespace choke::edtf
