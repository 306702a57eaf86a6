#include "time/scale.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>

namespace {

using namespace choke;

constexpr double kThousandth_px = 1e-3;

Instant year(int64_t number) { return start_of_day({number, 1, 1}); }

void check_at_zoom_limit(Instant begin) {
    TimeScale scale = fit_scale(year(-5000), year(5000), 0, 1000);
    const double x_px = scale.x_from_time(begin);
    for (int i = 0; i < 200; ++i) {
        scale = zoomed(scale, x_px, 1.5);
    }
    REQUIRE(scale.seconds_per_px == kMinSecondsPerPx);
    scale = panned(scale, -scale.x_from_time(begin));  // the rounding of x_px was years wide
    double worst_px = 0;
    for (int second = 0; second < 60; ++second) {
        const double at_px = scale.x_from_time(begin + second);
        worst_px = std::max(worst_px, std::abs(at_px - 60.0 * second));
        CHECK(scale.time_from_x(at_px) == begin + second);
        CHECK(scale.time_from_x(at_px + 59) == begin + second);
    }
    CHECK(worst_px < kThousandth_px);
}

void check_fixed_point(const TimeScale& scale, double x_px, double factor) {
    const Instant before = scale.time_from_x(x_px);
    const double before_px = scale.x_from_time(before);
    const TimeScale result = zoomed(scale, x_px, factor);
    // The second under the pixel moves away from it by the factor, and nothing else.
    const double zoom = scale.seconds_per_px / result.seconds_per_px;
    CHECK(std::abs(result.x_from_time(before) - (x_px + (before_px - x_px) * zoom)) < kThousandth_px);
}

}  // namespace

TEST_CASE("at the zoom limit seconds are exact to a thousandth of a pixel, in any year", "[time][scale]") {
    check_at_zoom_limit(year(-3000));
    check_at_zoom_limit(year(3000) + 12'345);
    check_at_zoom_limit(start_of_day({2022, 10, 7}) - 1);
}

TEST_CASE("a fitted scale has its ends at the borders", "[time][scale]") {
    const TimeScale scale = fit_scale(year(2022), year(2026), 100, 900);
    CHECK(scale.x_from_time(year(2022)) == 100);
    CHECK(std::abs(scale.x_from_time(year(2026)) - 900) < kThousandth_px);
    CHECK(scale.time_from_x(100) == year(2022));
    CHECK(scale.time_from_x(900) == year(2026));
}

TEST_CASE("what is shorter than the zoom limit stands in the middle", "[time][scale]") {
    const TimeScale scale = fit_scale(0, 1, 0, 1000);
    CHECK(scale.seconds_per_px == kMinSecondsPerPx);
    CHECK(scale.x_from_time(0) == 470);
    CHECK(scale.x_from_time(1) == 530);
    CHECK(fit_scale(5, 5, 0, 1000).x_from_time(5) == 500);
}

TEST_CASE("the instant under the pointer stays there when zooming", "[time][scale]") {
    for (const int64_t begin :
         {int64_t{-3000}, int64_t{2022}, int64_t{-1'000'000'000}, int64_t{999'000'000}}) {
        const TimeScale scale = fit_scale(year(begin), year(begin + 4), 0, 1000);
        for (const double x_px : {0.0, 333.25, 1000.0, -200.0}) {
            check_fixed_point(scale, x_px, 1.1);
            check_fixed_point(scale, x_px, 1 / 1.1);
            check_fixed_point(scale, x_px, 1e6);
            check_fixed_point(scale, x_px, 1e-6);
        }
    }
}

TEST_CASE("zooming in and out again a thousand times stays within a thousandth of a pixel", "[time][scale]") {
    const TimeScale start = fit_scale(year(2022), year(2026), 0, 1000);
    TimeScale scale = start;
    for (int i = 0; i < 1000; ++i) {
        scale = zoomed(zoomed(scale, 123.4, 1.25), 123.4, 0.8);
        scale = panned(panned(scale, 7.7), -7.7);
    }
    CHECK(std::abs(scale.x_from_time(year(2026)) - start.x_from_time(year(2026))) < kThousandth_px);
}

TEST_CASE("panning moves everything by the same pixels", "[time][scale]") {
    const TimeScale scale = fit_scale(year(2022), year(2026), 0, 1000);
    const TimeScale moved = panned(scale, -250.5);
    CHECK(std::abs(moved.x_from_time(year(2024)) - (scale.x_from_time(year(2024)) - 250.5)) < kThousandth_px);
    TimeScale far = scale;
    for (int i = 0; i < 100'000; ++i) {
        far = panned(far, 777);
    }
    CHECK(std::abs(far.origin_px) < 1000);
}

TEST_CASE("nothing overflows at a billion years or beyond the range", "[time][scale]") {
    const TimeScale all = fit_scale(kMinInstant, kMaxInstant, 0, 1000);
    CHECK(std::abs(all.x_from_time(kMinInstant)) < kThousandth_px);
    CHECK(std::abs(all.x_from_time(kMaxInstant) - 1000) < kThousandth_px);
    CHECK(all.time_from_x(-1e300) == kMinInstant);
    CHECK(all.time_from_x(1e300) == kMaxInstant);
    CHECK(std::isfinite(all.x_from_time(std::numeric_limits<Instant>::min())));
    CHECK(std::isfinite(all.x_from_time(std::numeric_limits<Instant>::max())));

    const TimeScale billion = fit_scale(year(-1'000'000'000), year(1'000'000'000), 0, 1000);
    CHECK(civil_from_instant(billion.time_from_x(1000)).date.year == 1'000'000'000);
    CHECK(std::abs(billion.x_from_time(0) - 500.001) < 0.01);

    // Zooming out beside the range keeps the range's own place.
    const TimeScale outside = zoomed(fit_scale(kMinInstant, kMinInstant + 1'000'000, 500, 1000), 0, 0.5);
    CHECK(std::abs(outside.x_from_time(kMinInstant) - 250) < kThousandth_px);
}
