// TimeScale: where an instant is on a horizontal axis. Instants are subtracted as integers before anything
// becomes floating point, so that two neighbouring seconds stay apart in any year.
#pragma once

#include "time/civil.h"

namespace choke {

struct TimeScale {
    Instant origin_s = 0;          // the instant at x = origin_px
    double origin_fraction_s = 0;  // 0 <= fraction < 1, added to origin_s: smooth panning when zoomed in
    double origin_px = 0;
    double seconds_per_px = 86'400;
    friend constexpr bool operator==(const TimeScale&, const TimeScale&) = default;

    [[nodiscard]] double x_from_time(Instant t) const;
    [[nodiscard]] Instant time_from_x(
        double x_px) const;  // the second that holds x, clamped to the year range
};

// Narrowest and widest resolutions: one second over 60 px, and all years that the program handles over 1000
// px.
inline constexpr double kMinSecondsPerPx = 1.0 / 60.0;
inline constexpr double kMaxSecondsPerPx = 1.3e15;

// The scale that shows [begin, end] between left_px and right_px, begin <= end, left_px < right_px. What is
// shorter than the narrowest resolution stands in the middle.
[[nodiscard]] TimeScale fit_scale(Instant begin, Instant end, double left_px, double right_px);

// Zoom about a fixed pixel: factor > 1 zooms in. The instant under x_px stays there to within a thousandth of
// a pixel.
[[nodiscard]] TimeScale zoomed(const TimeScale& scale, double x_px, double factor);

// Moves the content by dx_px to the right. The origin goes along in time, so that origin_px stays small
// however far one pans.
[[nodiscard]] TimeScale panned(const TimeScale& scale, double dx_px);

}  // namespace choke
