#include "time/scale.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"

namespace choke {
namespace {

// A pixel position that came from an instant must give that instant again: rounding in the last bit of the
// pixel must not fall back into the second before. This is above that bit up to a million pixels.
constexpr double kTolerance_px = 1e-9;

// Holds the difference of any two 64-bit values. Not ISO C++, and silent about it.
__extension__ using Wide = __int128;

struct Moment {
    Instant second = 0;
    double fraction_s = 0;
};

// origin + offset_s, kept within the range of years.
Moment moved(Instant origin, double offset_s) {
    const double whole = std::floor(offset_s);
    if (whole >= static_cast<double>(kMaxInstant) - static_cast<double>(origin)) {
        return {.second = kMaxInstant};
    }
    if (whole <= static_cast<double>(kMinInstant) - static_cast<double>(origin)) {
        return {.second = kMinInstant};
    }
    // The comparisons above are rounded to some hundred seconds at the ends, hence the clamp.
    const Instant second = std::clamp(origin + static_cast<Instant>(whole), kMinInstant, kMaxInstant);
    const double fraction_s = offset_s - whole;
    return fraction_s < 1.0 ? Moment{.second = second, .fraction_s = fraction_s}
                            : Moment{.second = second + 1};
}

double seconds_at(const TimeScale& scale, double x_px) {
    return (x_px - scale.origin_px) * scale.seconds_per_px + scale.origin_fraction_s;
}

// The same mapping with its origin at x_px, or at the nearest instant of the range of years. Keeps the
// numbers on the screen small, and with them exact.
TimeScale with_origin_at(const TimeScale& scale, double x_px) {
    const Moment origin = moved(scale.origin_s, seconds_at(scale, x_px));
    TimeScale result = scale;
    result.origin_s = origin.second;
    result.origin_fraction_s = origin.fraction_s;
    const bool at_limit = origin.second == kMinInstant || origin.second == kMaxInstant;
    result.origin_px = at_limit ? scale.x_from_time(origin.second) : x_px;
    if (at_limit) {
        result.origin_fraction_s = 0;
    }
    return result;
}

}  // namespace

double TimeScale::x_from_time(Instant t) const {
    const auto distance_s = static_cast<double>(static_cast<Wide>(t) - origin_s);
    return origin_px + (distance_s - origin_fraction_s) / seconds_per_px;
}

Instant TimeScale::time_from_x(double x_px) const {
    return moved(origin_s, seconds_at(*this, x_px + kTolerance_px)).second;
}

TimeScale fit_scale(Instant begin, Instant end, double left_px, double right_px) {
    CHOKE_ASSERT(begin <= end && left_px < right_px);
    begin = std::clamp(begin, kMinInstant, kMaxInstant);
    end = std::clamp(end, kMinInstant, kMaxInstant);
    const auto length_s = static_cast<double>(end - begin);
    const double wanted = length_s / (right_px - left_px);
    TimeScale scale{.origin_s = begin,
                    .origin_px = left_px,
                    .seconds_per_px = std::clamp(wanted, kMinSecondsPerPx, kMaxSecondsPerPx)};
    // A length below the resolution stands in the middle.
    if (scale.seconds_per_px > wanted) {
        scale.origin_px = (left_px + right_px - length_s / scale.seconds_per_px) / 2;
    }
    return scale;
}

TimeScale zoomed(const TimeScale& scale, double x_px, double factor) {
    CHOKE_ASSERT(factor > 0);
    TimeScale result = with_origin_at(scale, x_px);
    result.seconds_per_px = std::clamp(scale.seconds_per_px / factor, kMinSecondsPerPx, kMaxSecondsPerPx);
    // Zero, but beyond the range of years, where the pixel has no instant.
    result.origin_px = x_px + (result.origin_px - x_px) * (scale.seconds_per_px / result.seconds_per_px);
    return result;
}

TimeScale panned(const TimeScale& scale, double dx_px) {
    TimeScale shifted = scale;
    shifted.origin_px += dx_px;
    return with_origin_at(shifted, scale.origin_px);
}

}  // namespace choke
