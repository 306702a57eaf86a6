// EDTF intervals and sets in English words.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "time/edtf_words_internal.h"

namespace choke {
namespace {

using edtf::DateForm;
using edtf::Length;
using edtf::SingleDate;
using edtf::Uncertainty;

// Intervals of up to so many days keep their days ("from 11 to 13 October 2022"): they are the length of a
// meeting rather than a guess. Longer ones within a third of a month become "early October 2022".
constexpr int kShortSpan_days = 3;

SingleDate read_valid(std::string_view text) {
    SingleDate date;
    EdtfError error;
    static_cast<void>(edtf::read_date(text, 0, text.size(), edtf::TimeOfDay::Allowed, date, error));
    return date;
}

bool is_uncertain(const SingleDate& date) { return (edtf::whole_qualifier(date) & edtf::kUncertain) != 0; }

bool is_plain_day(const SingleDate& date) { return date.form == DateForm::Day && !date.has_mask(); }

bool is_plain_month(const SingleDate& date) { return date.form == DateForm::Month && !date.has_mask(); }

bool is_general_season(const SingleDate& date) {
    return date.form == DateForm::Season && date.season <= 24 && !date.has_mask();
}

bool same_month(const SingleDate& a, const SingleDate& b) { return a.year == b.year && a.month == b.month; }

// What of the first date need not be said again: "7", "7 October", "October", "spring", "45" (BC). Empty when
// all of it has to be said. Qualifiers are not in it.
std::string shared_head(const SingleDate& first, const SingleDate& second, Length length) {
    const bool full = length == Length::Full;
    if (is_plain_day(first) && is_plain_day(second) && same_month(first, second)) {
        return fmt::format("{}", first.day);
    }
    const bool both_in_year =
        first.year == second.year &&
        ((is_plain_day(first) && is_plain_day(second)) || (is_plain_month(first) && is_plain_month(second)));
    if (both_in_year) {
        const std::string_view month = full ? month_name(first.month) : month_short_name(first.month);
        return is_plain_day(first) ? fmt::format("{} {}", first.day, month) : std::string(month);
    }
    if (is_general_season(first) && is_general_season(second) && first.year == second.year) {
        const std::string words = edtf::plain_words(first, length);
        return words.substr(0, words.find(' '));
    }
    const bool both_bc = first.form == DateForm::Year && second.form == DateForm::Year && !first.has_mask() &&
                         !second.has_mask() && !first.exponential && !second.exponential && second.year <= 0;
    return both_bc ? grouped_number(1 - first.year) : std::string();
}

// A date with its qualifiers before a second one that says the rest.
std::string head_words(const SingleDate& first, const SingleDate& second, Uncertainty uncertainty) {
    const uint8_t whole = edtf::whole_qualifier(first);
    const bool says_more = first.qualifiers() != whole || first.significant_digits != 0 ||
                           ((whole & edtf::kUncertain) != 0 && uncertainty != Uncertainty::Unsaid);
    const std::string head = says_more ? std::string() : shared_head(first, second, Length::Full);
    if (head.empty()) {
        return edtf::full_words(first, uncertainty);
    }
    return (whole & edtf::kApproximate) != 0 ? "about " + head : head;
}

// "early", "mid-" or "late" for two days of one month.
std::string_view third_of_month(const SingleDate& start, const SingleDate& end) {
    if (!is_plain_day(start) || !is_plain_day(end) || !same_month(start, end)) {
        return {};
    }
    return end.day <= 10                      ? "early "
           : start.day >= 21                  ? "late "
           : start.day >= 11 && end.day <= 20 ? "mid-"
                                              : "";
}

bool contains(const SingleDate& outer, const SingleDate& inner) {
    return outer.earliest <= inner.earliest && inner.latest <= outer.latest;
}

std::string two_ends(const SingleDate& start, const SingleDate& end) {
    const std::string end_words = edtf::full_words(end, Uncertainty::Unsaid);
    if (edtf::full_words(start, Uncertainty::Unsaid) == end_words) {
        const bool uncertain = is_uncertain(start) || is_uncertain(end);
        return uncertain ? "possibly " + end_words : end_words;
    }
    const uint8_t qualifiers = start.qualifiers() | end.qualifiers();
    const std::string_view third = third_of_month(start, end);
    const bool vague = (qualifiers & edtf::kApproximate) != 0 || end.day - start.day >= kShortSpan_days;
    if (!third.empty() && vague && (qualifiers & edtf::kUncertain) == 0) {
        return fmt::format("{}{} {}", third, month_name(start.month), year_name(start.year));
    }
    const std::string_view between = qualifiers != 0 ? "between" : "from";
    const std::string_view and_to = qualifiers != 0 ? "and" : "to";
    std::string text;
    const bool about_start = (start.qualifiers() & edtf::kApproximate) != 0;
    const bool about_end = (end.qualifiers() & edtf::kApproximate) != 0;
    if (contains(end, start) && !about_end) {  // "2000-12/2000"
        text = fmt::format("{} {} {} the end of {} at the latest", between,
                           edtf::full_words(start, Uncertainty::Unsaid), and_to, end_words);
    } else if (contains(start, end) && !about_start) {  // "2000/2000-01"
        text = fmt::format("{} the beginning of {} at the earliest {} {}", between,
                           edtf::full_words(start, Uncertainty::Unsaid), and_to, end_words);
    } else {
        text = fmt::format("{} {} {} {}", between, head_words(start, end, Uncertainty::Unsaid), and_to,
                           end_words);
    }
    if (is_uncertain(start) && is_uncertain(end)) {
        return "possibly " + text;
    }
    return text + (is_uncertain(start) ? " (start uncertain)" : is_uncertain(end) ? " (end uncertain)" : "");
}

std::string interval_words(std::string_view text, const DateBounds& bounds) {
    const edtf::IntervalParts parts = edtf::split_interval(text);
    if (bounds.begin == EndKind::Known && bounds.end == EndKind::Known) {
        return two_ends(read_valid(parts.start), read_valid(parts.end));
    }
    if (bounds.begin == EndKind::Known) {
        const SingleDate start = read_valid(parts.start);
        const std::string words = edtf::full_words(start, Uncertainty::Unsaid);
        const std::string_view possibly = is_uncertain(start) ? "possibly " : "";
        return bounds.end == EndKind::Open ? fmt::format("{}since {}", possibly, words)
                                           : fmt::format("{}from {} to an unknown date", possibly, words);
    }
    if (bounds.end == EndKind::Known) {
        const SingleDate end = read_valid(parts.end);
        const std::string words = edtf::full_words(end, Uncertainty::Unsaid);
        const std::string_view possibly = is_uncertain(end) ? "possibly " : "";
        return bounds.begin == EndKind::Open ? fmt::format("{}up to {}", possibly, words)
                                             : fmt::format("{}from an unknown date to {}", possibly, words);
    }
    if (bounds.begin == EndKind::Unknown) {
        return "since an unknown date";
    }
    return bounds.end == EndKind::Open ? "at any time" : "up to an unknown date";
}

// Years join as "1964–2008", anything with a blank in it as "Oct 2022 – Jun 2023".
std::string dashed(const std::string& from, const std::string& to) {
    if (from.find("–") != std::string::npos || to.find("–") != std::string::npos) {
        return fmt::format("{} to {}", from, to);
    }
    const bool blank = from.find(' ') != std::string::npos || to.find(' ') != std::string::npos;
    return fmt::format(fmt::runtime(blank ? "{} – {}" : "{}–{}"), from, to);
}

std::string two_ends_short(const SingleDate& start, const SingleDate& end) {
    std::string end_words = edtf::short_words(end);
    if (edtf::short_words(start) == end_words) {
        return end_words;
    }
    if (start.qualifiers() != 0 || end.qualifiers() != 0) {
        const uint8_t qualifiers = start.qualifiers() | end.qualifiers();
        const std::string_view third = third_of_month(start, end);
        return !third.empty() && qualifiers == edtf::kApproximate
                   ? fmt::format("{}{} {}", third, month_short_name(start.month), year_name(start.year))
                   : fmt::format("{} – {}", edtf::short_words(start), end_words);
    }
    const std::string head =
        start.significant_digits == 0 ? shared_head(start, end, Length::Short) : std::string();
    if (head.empty()) {
        return dashed(edtf::short_words(start), end_words);
    }
    const bool one_word = head.find(' ') == std::string::npos;
    // "25–28 Feb 2026" and "Mar–May 2023", but "5 Oct – 25 Nov 2022".
    return fmt::format(fmt::runtime(one_word ? "{}–{}" : "{} – {}"), head, end_words);
}

std::string interval_short(std::string_view text, const DateBounds& bounds) {
    const edtf::IntervalParts parts = edtf::split_interval(text);
    const bool begins = bounds.begin == EndKind::Known;
    const bool ends = bounds.end == EndKind::Known;
    if (begins && ends) {
        return two_ends_short(read_valid(parts.start), read_valid(parts.end));
    }
    if (begins) {
        const std::string words = edtf::short_words(read_valid(parts.start));
        return bounds.end == EndKind::Open ? "since " + words : words + " – ?";
    }
    if (ends) {
        const std::string words = edtf::short_words(read_valid(parts.end));
        return bounds.begin == EndKind::Open ? "up to " + words : "? – " + words;
    }
    return bounds.begin == EndKind::Unknown ? "? – …" : bounds.end == EndKind::Open ? "any time" : "… – ?";
}

enum class SetKind : uint8_t { OneOf, AllOf };

std::string_view unit_word(const SingleDate& date) {
    switch (date.form) {
        case DateForm::Year:
            return "year";
        case DateForm::Month:
            return "month";
        case DateForm::Season:
            return "season";
        case DateForm::Day:
        case DateForm::DateTime:
            break;
    }
    return "day";
}

// "some year from 1999 to 2001", "each year from 1980 to 1985"; with ends of different units, "some time from
// …".
std::string set_range_words(const SingleDate& from, const SingleDate& to, SetKind kind) {
    const bool same_unit = from.form == to.form;
    const std::string_view what =
        kind == SetKind::OneOf ? (same_unit ? "some" : "some time") : (same_unit ? "each" : "all the time");
    return fmt::format("{}{}{} from {} to {}", what, same_unit ? " " : "", same_unit ? unit_word(from) : "",
                       head_words(from, to, Uncertainty::Behind), edtf::full_words(to, Uncertainty::Behind));
}

std::string joined(const std::vector<std::string>& items, SetKind kind, bool semicolons) {
    const std::string_view last_word = kind == SetKind::OneOf ? "or " : "and ";
    std::string text;
    for (size_t i = 0; i < items.size(); ++i) {
        const bool last = i + 1 == items.size();
        if (i > 0) {
            text += semicolons ? "; " : last ? " " : ", ";
            text += last ? last_word : "";
        }
        text += items[i];
    }
    return text;
}

// Dates that share their tail with the last one say it once: "March or May 2023".
bool shares_tail(const std::vector<SingleDate>& dates) {
    return std::all_of(dates.begin(), dates.end(), [&last = dates.back()](const SingleDate& date) {
        return date.qualifiers() == 0 && date.form == last.form && date.form != DateForm::Year &&
               !shared_head(date, last, Length::Full).empty();
    });
}

// Days of different months need their months: "7 October, 9 November or 11 November 2022".
std::string listed_head(const SingleDate& date, const std::vector<SingleDate>& dates, Length length) {
    bool one_month = true;
    for (const SingleDate& other : dates) {
        one_month &= same_month(other, dates.back());
    }
    if (is_plain_day(date) && !one_month) {
        return fmt::format("{} {}", date.day,
                           length == Length::Full ? month_name(date.month) : month_short_name(date.month));
    }
    return shared_head(date, dates.back(), length);
}

std::string listed_words(const SingleDate& date, Length length) {
    return length == Length::Full ? edtf::full_words(date, Uncertainty::Behind) : edtf::short_words(date);
}

std::string open_item_words(const edtf::SetItem& item, SetKind kind, Length length) {
    const SingleDate date = read_valid(item.first.empty() ? item.last : item.first);
    const std::string_view direction = item.first.empty() ? "earlier" : "later";
    const std::string words = listed_words(date, length);
    if (kind == SetKind::OneOf) {
        return fmt::format("{} or {}", words, direction);
    }
    return length == Length::Full ? fmt::format("{} and every {} {}", words, direction, unit_word(date))
                                  : fmt::format("{} and {}", words, direction);
}

std::string range_item_words(const edtf::SetItem& item, SetKind kind, Length length) {
    const SingleDate from = read_valid(item.first);
    const SingleDate to = read_valid(item.last);
    if (from.earliest == to.earliest && from.latest == to.latest) {
        return listed_words(to, length);
    }
    return length == Length::Full ? set_range_words(from, to, kind) : two_ends_short(from, to);
}

std::string set_words(std::string_view text, Length length) {
    const SetKind kind = text.front() == '[' ? SetKind::OneOf : SetKind::AllOf;
    std::vector<std::string> items;
    std::vector<SingleDate> dates;
    bool has_open = false;
    edtf::SetItem item;
    for (std::string_view rest = text; edtf::next_set_item(rest, item);) {
        if (item.first.empty() || item.last.empty()) {
            items.push_back(open_item_words(item, kind, length));
            has_open = true;
        } else if (item.first.data() != item.last.data()) {
            items.push_back(range_item_words(item, kind, length));
        } else {
            dates.push_back(read_valid(item.first));
            items.push_back(listed_words(dates.back(), length));
        }
    }
    const bool only_dates = dates.size() == items.size();
    if (only_dates && dates.size() == 1) {
        return length == Length::Full ? edtf::full_words(dates.front(), Uncertainty::Before) : items.front();
    }
    if (only_dates && shares_tail(dates)) {
        for (size_t i = 0; i + 1 < dates.size(); ++i) {
            items[i] = listed_head(dates[i], dates, length);
        }
    }
    return joined(items, kind, has_open && items.size() > 1);
}

}  // namespace

std::string date_words(std::string_view edtf) {
    const auto bounds = parse_edtf(edtf);
    if (!bounds) {
        return std::string(edtf);
    }
    switch (bounds->shape) {
        case EdtfShape::Date:
            return edtf::full_words(read_valid(edtf), Uncertainty::Before);
        case EdtfShape::Interval:
            return interval_words(edtf, *bounds);
        case EdtfShape::Set:
            return set_words(edtf, Length::Full);
    }
    return std::string(edtf);
}

std::string date_words_short(std::string_view edtf) {
    const auto bounds = parse_edtf(edtf);
    if (!bounds) {
        return std::string(edtf);
    }
    switch (bounds->shape) {
        case EdtfShape::Date:
            return edtf::short_words(read_valid(edtf));
        case EdtfShape::Interval:
            return interval_short(edtf, *bounds);
        case EdtfShape::Set:
            return set_words(edtf, Length::Short);
    }
    return std::string(edtf);
}

}  // namespace choke
