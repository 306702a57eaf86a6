// Single EDTF dates: reading.
#include <algorithm>

#include <fmt/format.h>

#include "time/edtf_internal.h"

namespace choke::edtf {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_digit_or_mask(char c) { return is_digit(c) || c == 'X'; }

class DateReader {
  public:
    DateReader(std::string_view text, size_t from, size_t to, TimeOfDay time_of_day, SingleDate& date,
               EdtfError& error)
        : text_(text), at_(from), end_(to), time_of_day_(time_of_day), date_(date), error_(error) {}

    bool read() {
        if (at_ == end_) {
            return fail("a date is missing here");
        }
        return read_components() && find_date_bounds();
    }

  private:
    enum class Component : uint8_t { Year, Month, Day };

    bool fail_at(size_t at, std::string message) {
        error_.message = std::move(message);
        error_.column = static_cast<int>(std::min<size_t>(at, 1'000'000'000)) + 1;
        return false;
    }
    bool fail(std::string message) { return fail_at(at_, std::move(message)); }

    [[nodiscard]] bool at_end() const { return at_ == end_; }
    [[nodiscard]] char peek() const { return at_ < end_ ? text_[at_] : '\0'; }
    bool skip(char c) {
        if (peek() != c || at_end()) {
            return false;
        }
        ++at_;
        return true;
    }

    bool fail_unexpected(std::string_view expected) {
        return fail(unexpected_text(text_.substr(at_, end_ - at_), expected));
    }

    uint8_t read_qualifier() {
        switch (peek()) {
            case '?':
                ++at_;
                return kUncertain;
            case '~':
                ++at_;
                return kApproximate;
            case '%':
                ++at_;
                return kUncertain | kApproximate;
            default:
                return 0;
        }
    }

    void need_level(uint8_t level) { date_.level = std::max(date_.level, level); }

    bool read_components() {
        for (const Component component : {Component::Year, Component::Month, Component::Day}) {
            if (!read_qualified(component)) {
                return false;
            }
            if (at_end()) {
                break;
            }
            if (peek() == 'T' && component == Component::Day) {
                return read_time();
            }
            if (date_.form == DateForm::Season) {
                return peek() == '-' ? fail("a season has no day") : fail_unexpected("the date is complete");
            }
            if (component == Component::Day) {
                return fail_unexpected("the date is complete");
            }
            if (component == Component::Year && peek() == '-' &&
                (date_.long_year || date_.significant_digits > 0)) {
                return fail(date_.long_year ? "a year with Y has no month"
                                            : "a year with significant digits has no month");
            }
            if (!skip('-')) {
                return fail_unexpected(component == Component::Year ? "\"-\" and a month come after the year"
                                                                    : "\"-\" and a day come after the month");
            }
        }
        set_level();
        return true;
    }

    // A qualifier left of a component is the component's own; one to the right holds for all up to here, too.
    bool read_qualified(Component component) {
        const uint8_t left = read_qualifier();
        if (left != 0 && is_qualifier(peek())) {
            return fail_unexpected("");
        }
        const bool ok = component == Component::Year    ? read_year()
                        : component == Component::Month ? read_month()
                                                        : read_day();
        if (!ok) {
            return false;
        }
        const size_t right_at = at_;
        const uint8_t right = read_qualifier();
        if (left != 0 && right != 0) {
            return fail_at(right_at, "a component has its qualifier on one side only");
        }
        if (right != 0 && is_qualifier(peek())) {
            return fail_unexpected("");
        }
        if (left != 0 || (right != 0 && !at_end())) {
            need_level(2);
        } else if (right != 0) {
            need_level(1);
        }
        const uint8_t here = left | right;
        switch (component) {
            case Component::Year:
                date_.year_qualifier = here;
                break;
            case Component::Month:
                date_.month_qualifier = here;
                date_.year_qualifier |= right;
                break;
            case Component::Day:
                date_.day_qualifier = here;
                date_.month_qualifier |= right;
                date_.year_qualifier |= right;
                break;
        }
        return true;
    }

    static constexpr bool is_qualifier(char c) { return c == '?' || c == '~' || c == '%'; }

    template <size_t N>
    void take_digits(Digits<N>& digits) {
        for (char& c : digits.digit) {
            c = text_[at_++];
            digits.masked |= c == 'X';
        }
    }

    [[nodiscard]] size_t digit_run() const {
        size_t end = at_;
        while (end < end_ && is_digit_or_mask(text_[end])) {
            ++end;
        }
        return end - at_;
    }

    bool read_year() {
        if (peek() == 'Y') {
            return read_long_year();
        }
        const size_t year_at = at_;
        date_.negative = skip('-');
        const size_t run = digit_run();
        if (run != 4) {
            return fail_year(year_at, run);
        }
        take_digits(date_.year_digits);
        const int first = date_.negative ? date_.year_digits.largest() : date_.year_digits.smallest();
        date_.year = date_.negative ? -first : first;
        if (date_.negative) {
            need_level(1);
            if (!date_.year_digits.masked && first == 0) {
                return fail_at(year_at, "there is no year -0000: year 0, which is 1 BC, is written 0000");
            }
        }
        return peek() != 'S' || read_significant_digits();
    }

    bool fail_year(size_t year_at, size_t run) {
        if (run == 0) {
            if (peek() == '+' && !date_.negative) {
                return fail("a year has no plus sign");
            }
            return fail_unexpected("a date begins with a year of four digits, such as 2022");
        }
        // A character from nowhere, "18 50" or "20xx", says more than the count of digits before it.
        if (run < 4) {
            const char next = at_ + run < end_ ? text_[at_ + run] : '\0';
            if (next != '\0' && next != '-' && next != 'T' && next != 'S' && !is_qualifier(next)) {
                at_ += run;
                return fail_unexpected("a year has four digits");
            }
            return fail_at(year_at,
                           "a year has four digits; centuries and decades are written like 19XX and 193X");
        }
        if (run == 8) {
            return fail_at(year_at, "year, month and day are set apart by hyphens: 2022-10-07");
        }
        return fail_at(year_at, "a year of more than four digits has a Y before it, such as Y20000");
    }

    bool read_long_year() {
        const size_t year_at = at_++;
        date_.long_year = true;
        need_level(1);
        date_.negative = skip('-');
        const size_t digits_at = at_;
        if (!is_digit(peek())) {
            return fail_unexpected("Y is followed by a year in digits");
        }
        if (peek() == '0') {
            return fail("a year after Y has no leading zero");
        }
        int64_t magnitude = 0;
        while (is_digit(peek())) {
            magnitude = std::min(magnitude * 10 + (text_[at_++] - '0'), kTooBig);
        }
        const size_t digit_count = at_ - digits_at;
        if (skip('E')) {
            if (!read_exponent(magnitude)) {
                return false;
            }
        } else if (digit_count <= 4) {
            return fail_at(year_at, "a year after Y has more than four digits");
        }
        if (magnitude > kMaxYear) {
            return fail_at(
                year_at,
                fmt::format("the year is out of range: the program handles years up to {} either way",
                            grouped_number(kMaxYear)));
        }
        date_.year = date_.negative ? -magnitude : magnitude;
        return peek() != 'S' || read_significant_digits();
    }

    bool read_exponent(int64_t& magnitude) {
        date_.exponential = true;
        need_level(2);
        if (!is_digit(peek())) {
            return fail_unexpected("E is followed by an exponent in digits");
        }
        int exponent = 0;
        while (is_digit(peek())) {
            exponent = std::min(exponent * 10 + (text_[at_++] - '0'), 100);
        }
        for (; exponent > 0 && magnitude < kTooBig; --exponent) {
            magnitude = std::min(magnitude * 10, kTooBig);
        }
        return true;
    }

    bool read_significant_digits() {
        const size_t significant_at = at_++;
        need_level(2);
        if (date_.year_digits.masked) {
            return fail_at(significant_at, "a year with unspecified digits has no significant digits");
        }
        if (!is_digit(peek())) {
            return fail_unexpected("S is followed by the number of significant digits");
        }
        int count = 0;
        while (is_digit(peek())) {
            count = std::min(count * 10 + (text_[at_++] - '0'), 1000);
        }
        if (count == 0) {
            return fail_at(significant_at, "a year has at least one significant digit");
        }
        date_.significant_digits = count;
        return true;
    }

    bool read_two_digits(Digits<2>& digits, std::string_view what, std::string_view example) {
        const size_t run = digit_run();
        if (run == 3 && what == "month") {
            return fail("days counted through the year are not part of EDTF; write month and day");
        }
        if (run == 1 && !(at_ + 1 < end_ && text_[at_ + 1] >= 'a')) {
            return fail(fmt::format("a {} has two digits, such as {}", what, example));
        }
        if (run > 2) {
            return fail(fmt::format("a {} has two digits only", what));
        }
        if (run < 2) {
            at_ += run;
            return fail_unexpected(fmt::format("a {} is two digits, such as {}", what, example));
        }
        take_digits(digits);
        return true;
    }

    bool read_month() {
        const size_t month_at = at_;
        if (peek() == 'Q' || peek() == 'W') {
            return fail(peek() == 'Q' ? "a quarter is written as month 33, 34, 35 or 36"
                                      : "weeks are not part of EDTF; write month and day");
        }
        Digits<2>& digits = date_.month_digits;
        if (!read_two_digits(digits, "month", "03")) {
            return false;
        }
        if (digits.masked) {
            date_.form = DateForm::Month;
            if (!any_fits(digits, 12)) {
                return fail_at(month_at, fmt::format("no month fits {}{}", digits.digit[0], digits.digit[1]));
            }
            return true;
        }
        const int code = digits.smallest();
        if (code >= 21 && code <= 41) {
            date_.form = DateForm::Season;
            date_.season = code;
            need_level(code <= 24 ? 1 : 2);
            return true;
        }
        if (code < 1 || code > 12) {
            return fail_at(
                month_at,
                fmt::format("there is no month {:02}; months are 01 to 12, seasons 21 to 41", code));
        }
        date_.form = DateForm::Month;
        date_.month = code;
        return true;
    }

    static bool any_fits(const Digits<2>& digits, int largest) {
        for (int value = 1; value <= largest; ++value) {
            if (digits.fits(value)) {
                return true;
            }
        }
        return false;
    }

    bool read_day() {
        const size_t day_at = at_;
        Digits<2>& digits = date_.day_digits;
        if (!read_two_digits(digits, "day", "07")) {
            return false;
        }
        date_.form = DateForm::Day;
        day_at_ = day_at;
        if (digits.masked) {
            return any_fits(digits, 31)
                       ? true
                       : fail_at(day_at, fmt::format("no day fits {}{}", digits.digit[0], digits.digit[1]));
        }
        date_.day = digits.smallest();
        return date_.day != 0 ? true : fail_at(day_at, "there is no day 00; days begin at 01");
    }

    // "T10:10:10", then nothing, "Z", "+05" or "+05:30".
    bool read_time() {
        const size_t time_at = at_++;
        if (time_of_day_ == TimeOfDay::Refused) {
            return fail_at(time_at, "intervals and sets have dates without a time of day");
        }
        if (date_.has_mask() || date_.qualifiers() != 0) {
            return fail_at(time_at, "a time of day needs a full date without qualifiers");
        }
        const size_t hour_at = at_;
        if (!read_clock_part(date_.hour, 'h')) {
            return false;
        }
        if (!skip(':')) {
            return fail_unexpected("a time is written 14:05:09");
        }
        const size_t minute_at = at_;
        if (!read_clock_part(date_.minute, 'm')) {
            return false;
        }
        if (peek() != ':') {
            return fail_unexpected("a time has hours, minutes and seconds: 14:05:09");
        }
        ++at_;
        const size_t second_at = at_;
        if (!read_clock_part(date_.second, 's')) {
            return false;
        }
        if (date_.hour == 24 && date_.minute == 0 && date_.second == 0) {
            return fail_at(hour_at, "24:00:00 is not part of EDTF; write 00:00:00 of the next day");
        }
        if (date_.hour > 23 || date_.minute > 59 || date_.second > 59) {
            return fail_at(date_.hour > 23     ? hour_at
                           : date_.minute > 59 ? minute_at
                                               : second_at,
                           "hours go to 23, minutes and seconds to 59");
        }
        if (peek() == '.' || peek() == ',') {
            return fail("fractions of a second are not part of EDTF");
        }
        if (!read_zone()) {
            return false;
        }
        date_.form = DateForm::DateTime;
        set_level();
        return at_end() ? true : fail_unexpected("the date is complete");
    }

    bool read_clock_part(int& value, char part) {
        if (at_ + 2 > end_ || !is_digit(text_[at_]) || !is_digit(text_[at_ + 1])) {
            if (at_ < end_ && is_digit(text_[at_])) {
                ++at_;
            }
            return fail_unexpected(part == 'z' ? "a zone is written Z, +05 or +05:30"
                                               : "a time has two digits each for hours, minutes and seconds");
        }
        value = (text_[at_] - '0') * 10 + (text_[at_ + 1] - '0');
        at_ += 2;
        return true;
    }

    // The zone is checked and dropped: a date is what the calendar on the wall said.
    bool read_zone() {
        if (at_end() || skip('Z')) {
            return true;
        }
        if (peek() != '+' && peek() != '-') {
            return fail_unexpected("a zone is written Z, +05 or +05:30");
        }
        const size_t zone_at = at_++;
        int hours = 0;
        int minutes = 0;
        if (!read_clock_part(hours, 'z')) {
            return false;
        }
        if (is_digit(peek())) {
            return fail_at(zone_at, "hours and minutes of a zone are set apart by a colon: +05:30");
        }
        if (skip(':') && !read_clock_part(minutes, 'z')) {
            return false;
        }
        return hours <= 23 && minutes <= 59 ? true
                                            : fail_at(zone_at, "a zone has at most 23 hours and 59 minutes");
    }

    // Unspecified digits of level 1 are the last one or two of a year, or all of a month or day at the end. A
    // mask together with a qualifier or a season is level 2: the specification has neither at level 1.
    void set_level() {
        const bool qualified = date_.qualifiers() != 0;
        if (date_.form == DateForm::Season && (qualified || date_.has_mask())) {
            need_level(2);
        }
        if (!date_.has_mask()) {
            return;
        }
        const auto& year = date_.year_digits.digit;
        const bool whole_month =
            date_.month_digits.masked && date_.month_digits.digit[0] == date_.month_digits.digit[1];
        const bool whole_day =
            date_.day_digits.masked && date_.day_digits.digit[0] == date_.day_digits.digit[1];
        const bool year_only =
            date_.form == DateForm::Year && year[0] != 'X' && year[1] != 'X' && year[3] == 'X';
        const bool month_end = date_.form == DateForm::Month && !date_.year_digits.masked && whole_month;
        const bool day_end = date_.form == DateForm::Day && !date_.year_digits.masked && whole_day &&
                             (!date_.month_digits.masked || whole_month);
        need_level(!qualified && (year_only || month_end || day_end) ? 1 : 2);
    }

    // Whatever is wrong with a date that can be read is wrong with its day.
    bool find_date_bounds() {
        std::string message;
        return find_bounds(date_, message) || fail_at(day_at_, std::move(message));
    }

    // Above every year, and ten times it does not overflow.
    static constexpr int64_t kTooBig = 100'000'000'000;

    std::string_view text_;
    size_t at_ = 0;
    size_t end_ = 0;
    size_t day_at_ = 0;
    TimeOfDay time_of_day_ = TimeOfDay::Allowed;
    SingleDate& date_;
    EdtfError& error_;
};

}  // namespace

bool read_date(std::string_view text, size_t from, size_t to, TimeOfDay time_of_day, SingleDate& date,
               EdtfError& error) {
    return DateReader(text, from, to, time_of_day, date, error).read();
}

}  // namespace choke::edtf
