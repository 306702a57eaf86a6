// Ticks of a calendar axis in two levels: minor ticks with short labels ("Oct", "7", "14:00") under major
// ones with the context ("2023", "October 2023", "7 October 2023"), so that the year is always in sight.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "time/scale.h"

namespace choke {

enum class TickUnit : uint8_t { Second, Minute, Hour, Day, Week, Month, Year };

struct Tick {
    Instant at = 0;
    std::string label;  // may be empty: a line without a word
    friend bool operator==(const Tick&, const Tick&) = default;
};

struct AxisTicks {
    std::vector<Tick> major;
    std::vector<Tick> minor;
    TickUnit minor_unit = TickUnit::Month;
    int64_t minor_step = 1;  // in minor_unit
};

// Ticks for the visible pixels [left_px, right_px]. Minor ticks are at least min_gap_px (> 0) apart, on a
// calendar-true step from the table 1 s … 100 billion years; weeks start on Monday, years BC are counted back
// from the era's beginning (200 BC, 100 BC, AD 1, AD 100). min_gap_px should hold a label such as "Oct",
// "14:00" or "2022"; where there is two and a half times that room, months have their full names. The major
// level is the next larger natural unit (hours→days→months→years→decades…) and starts with the one that began
// at or before the left border, at its true instant (left of left_px), so that a view can pin its label to
// the border.
[[nodiscard]] AxisTicks calendar_ticks(const TimeScale& scale, double left_px, double right_px,
                                       double min_gap_px);

}  // namespace choke
