// Extended Date/Time Format (EDTF), ISO 8601-2:2019 Annex A, as published by the Library of Congress: levels
// 0, 1, 2. A date is a civil date or an interval or a set, never a time stamp: time parts of level 0 are
// read, checked and kept to the second without their zone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "time/civil.h"

namespace choke {

enum class Precision : uint8_t { Millennium, Century, Decade, Year, Season, Month, Day, Second, Mixed };

// How one end of an interval is given.
enum class EndKind : uint8_t {
    Known,
    Open,     // "..": goes on, or always was
    Unknown,  // "": there is an end and nobody knows when
};

enum class EdtfShape : uint8_t { Date, Interval, Set };

// Everything that sorting, filtering and drawing need of a date. 40 bytes, comparable.
struct DateBounds {
    Instant earliest = 0;  // first second that the date may mean; kMinInstant when begin != Known
    Instant latest = 0;    // last second that it may mean (inclusive); kMaxInstant when end != Known
    // For an interval: the last second of its start and the first second of its end, so that
    // [earliest, start_latest] is where it may begin and [end_earliest, latest] is where it may end.
    // For a single date or a set: start_latest == latest and end_earliest == earliest.
    Instant start_latest = 0;
    Instant end_earliest = 0;
    Precision precision = Precision::Day;
    EdtfShape shape = EdtfShape::Date;
    EndKind begin = EndKind::Known;
    EndKind end = EndKind::Known;
    uint8_t level = 0;         // 0, 1 or 2
    bool uncertain = false;    // "?" or "%" anywhere
    bool approximate = false;  // "~" or "%" anywhere
    friend constexpr bool operator==(const DateBounds&, const DateBounds&) = default;
};

static_assert(sizeof(DateBounds) == 40);

struct EdtfError {
    std::string message;  // "February 2023 has 28 days"
    int column = 1;       // 1-based
};

// Accepts exactly the strings that the specification accepts; docs/dates.md lists the rulings where
// implementations differ. Years beyond +-kMaxYear are refused with a message. Allocates only on failure.
[[nodiscard]] tl::expected<DateBounds, EdtfError> parse_edtf(std::string_view text);

// The date in English words for a reader: "7 October 2022", "October 2022", "early October 2022" (interval
// within a month), "about June 2023", "2022 or 2023", "between October 2022 and about June 2023", "since May
// 2023", "up to December 2024", "the 1950s", "spring 2021", "possibly 25 February 2026". The text must be
// valid EDTF; otherwise the text comes back as it is. docs/dates.md has a table.
[[nodiscard]] std::string date_words(std::string_view edtf);

// A short form for narrow places: "7 Oct 2022", "Oct 2022", "~Jun 2023", "Oct 2022 – ~Jun 2023".
[[nodiscard]] std::string date_words_short(std::string_view edtf);

[[nodiscard]] std::string_view precision_name(Precision precision);  // "day", "month", …

// First and last day as ISO dates; nothing where the end is open or unknown.
[[nodiscard]] std::optional<std::string> earliest_iso(const DateBounds& bounds);
[[nodiscard]] std::optional<std::string> latest_iso(const DateBounds& bounds);

// Interval logic on bounds (after Allen, 1983, with uncertain ends). An open or unknown begin reaches back
// without limit, an open or unknown end forward without limit.
[[nodiscard]] bool certainly_before(const DateBounds& a, const DateBounds& b);  // a.latest < b.earliest
[[nodiscard]] bool possibly_before(const DateBounds& a, const DateBounds& b);   // a.earliest < b.latest
[[nodiscard]] bool may_overlap(const DateBounds& a, const DateBounds& b);
// Every second that inner may mean lies from the first second of outer to the last: outer is a period such as
// a filter's, not a moment.
[[nodiscard]] bool certainly_within(const DateBounds& inner, const DateBounds& outer);

// Ends with "no limit" replaced by the smallest and largest instants.
[[nodiscard]] Instant lower_limit(const DateBounds& bounds);
[[nodiscard]] Instant upper_limit(const DateBounds& bounds);
// When something dated so enters a history that is told in order: with the first second that the date can mean; where no
// beginning is known, with the last. kMaxInstant when neither end is.
[[nodiscard]] Instant entry_instant(const DateBounds& bounds);

}  // namespace choke
