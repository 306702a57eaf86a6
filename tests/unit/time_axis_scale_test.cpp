#include "time/axis_scale.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace {

using namespace choke;

Instant year(int64_t number) { return start_of_day({number, 1, 1}); }

// Up to eight folds anywhere between the years -3000 and 3000, from hours to centuries long.
std::vector<Fold> random_folds(std::mt19937_64& random) {
    std::vector<Instant> borders;
    const size_t count = random() % 9;
    for (size_t i = 0; i < 2 * count; ++i)
        borders.push_back(year(-3000) + static_cast<Instant>(random() % static_cast<uint64_t>(year(3000) - year(-3000))));
    std::sort(borders.begin(), borders.end());
    std::vector<Fold> folds;
    for (size_t i = 0; i + 1 < borders.size(); i += 2)
        if (borders[i] + 1 < borders[i + 1] && (folds.empty() || folds.back().end_s < borders[i])) folds.push_back({borders[i], borders[i + 1]});
    return folds;
}

AxisScale random_scale(std::mt19937_64& random, const std::vector<Fold>& folds) {
    const double part = static_cast<double>(random() % 1000) / 1000;
    TimeScale open;
    open.origin_s = year(-3000) + static_cast<Instant>(random() % static_cast<uint64_t>(year(3000) - year(-3000)));
    open.origin_fraction_s = static_cast<double>(random() % 1000) / 1000;
    open.origin_px = static_cast<double>(random() % 2000) - 500;
    open.seconds_per_px = std::exp(std::log(1.0 / 60) + part * (std::log(3e8) - std::log(1.0 / 60)));
    return AxisScale(open, folds);
}

bool in_narrow_fold(const AxisScale& scale, Instant t) {
    return std::any_of(scale.folds().begin(), scale.folds().end(),
                       [&](const Fold& fold) { return scale.is_narrow(fold) && t >= fold.begin_s && t < fold.end_s; });
}

// Instants that matter: near the origin, at both sides of every border of a fold, and anywhere.
std::vector<Instant> telling_instants(std::mt19937_64& random, const AxisScale& scale) {
    std::vector<Instant> instants{scale.open().origin_s, scale.open().origin_s + 1};
    for (const Fold& fold : scale.folds())
        for (const Instant border : {fold.begin_s, fold.end_s})
            for (const Instant step : {-1, 0, 1}) instants.push_back(border + step);
    for (int i = 0; i < 20; ++i)
        instants.push_back(scale.time_from_x(static_cast<double>(random() % 3000) - 1000));
    std::sort(instants.begin(), instants.end());
    return instants;
}

}  // namespace

TEST_CASE("on a folded axis a later instant is never left of an earlier one", "[time][axis]") {
    std::mt19937_64 random(1);
    for (int run = 0; run < 400; ++run) {
        const std::vector<Fold> folds = random_folds(random);
        const AxisScale scale = random_scale(random, folds);
        const std::vector<Instant> instants = telling_instants(random, scale);
        for (size_t i = 1; i < instants.size(); ++i)
            REQUIRE(scale.x_from_time(instants[i - 1]) <= scale.x_from_time(instants[i]));
        Instant before = scale.time_from_x(-1000);
        for (double x = -1000; x < 2000; x += 7.3) {
            const Instant at = scale.time_from_x(x);
            REQUIRE(before <= at);
            before = at;
        }
    }
}

TEST_CASE("on a folded axis an instant in sight outside the folds comes back exactly", "[time][axis]") {
    std::mt19937_64 random(2);
    for (int run = 0; run < 400; ++run) {
        const std::vector<Fold> folds = random_folds(random);
        const AxisScale scale = random_scale(random, folds);
        for (const Instant t : telling_instants(random, scale)) {
            const double x = scale.x_from_time(t);
            if (std::abs(x) > 5000 || in_narrow_fold(scale, t)) continue;
            REQUIRE(scale.time_from_x(x) == t);
        }
        for (double x = -900; x < 1900; x += 13.1) {
            const Instant t = scale.time_from_x(x);
            const double next = scale.x_from_time(t + 1);
            REQUIRE(scale.x_from_time(t) <= x + 1e-6);
            REQUIRE(next >= x - 1e-6);
        }
    }
}

TEST_CASE("a fold is as wide as every other at every resolution, and none where it would be wider than its time", "[time][axis]") {
    const std::vector<Fold> folds{{year(1950), year(2018)}, {year(2020), year(2021)}};
    for (const double seconds_per_px : {1.0 / 60, 3600.0, 86'400.0, 500'000.0, 1e6, 1e8}) {
        const AxisScale scale({.origin_s = year(2019), .origin_px = 100, .seconds_per_px = seconds_per_px}, folds);
        for (const Fold& fold : folds) {
            const double width = scale.x_from_time(fold.end_s) - scale.x_from_time(fold.begin_s);
            const double own = static_cast<double>(fold.end_s - fold.begin_s) / seconds_per_px;
            CHECK(std::abs(width - std::min(kFold_px, own)) < 1e-6 * std::max(1.0, std::abs(scale.x_from_time(fold.end_s))));
        }
    }
}

TEST_CASE("without folds the axis gives the very numbers of its time scale", "[time][axis]") {
    std::mt19937_64 random(3);
    for (int run = 0; run < 200; ++run) {
        const AxisScale scale = random_scale(random, {});
        for (double x = -900; x < 1900; x += 71.3) {
            REQUIRE(scale.time_from_x(x) == scale.open().time_from_x(x));
            REQUIRE(scale.x_from_time(scale.time_from_x(x)) == scale.open().x_from_time(scale.time_from_x(x)));
        }
        CHECK(zoomed(scale, 300, 1.7).open() == zoomed(scale.open(), 300, 1.7));
        CHECK(panned(scale, -41.5).open() == panned(scale.open(), -41.5));
    }
}

TEST_CASE("zooming a folded axis keeps what is under the pointer, panning moves everything alike", "[time][axis]") {
    std::mt19937_64 random(4);
    for (int run = 0; run < 300; ++run) {
        const std::vector<Fold> folds = random_folds(random);
        const AxisScale scale = random_scale(random, folds);
        const double x = static_cast<double>(random() % 1000);
        const Instant under = scale.time_from_x(x);
        const AxisScale near = zoomed(scale, x, 1.3);
        if (in_narrow_fold(scale, under) == in_narrow_fold(near, under)) {
            const double before = x - scale.x_from_time(under);
            const double zoom = scale.seconds_per_px() / near.seconds_per_px();
            CHECK(std::abs(near.x_from_time(under) - (x - before * (in_narrow_fold(scale, under) ? 1 : zoom))) < 1e-3);
        }
        const AxisScale moved = panned(scale, 40.25);
        for (double at = -200; at < 1200; at += 97) {
            const Instant t = scale.time_from_x(at);
            REQUIRE(std::abs(moved.x_from_time(t) - scale.x_from_time(t) - 40.25) < 1e-3);
        }
    }
}

TEST_CASE("many small steps over a folded axis lead back to where they began", "[time][axis]") {
    const std::vector<Fold> folds{{year(1950), year(2018)}};
    AxisScale scale({.origin_s = year(2018) + 5'000'000, .origin_px = 0, .seconds_per_px = 40'000}, folds);
    const double before = scale.x_from_time(year(2019));
    for (int i = 0; i < 900; ++i) scale = panned(scale, 0.37);
    CHECK(std::abs(scale.x_from_time(year(2019)) - before - 900 * 0.37) < 0.01);
    for (int i = 0; i < 900; ++i) scale = panned(scale, -0.37);
    CHECK(std::abs(scale.x_from_time(year(2019)) - before) < 0.01);
}

TEST_CASE("a fitted axis has its ends at the borders, with all folds between them", "[time][axis]") {
    const std::vector<Fold> folds{{year(-2999), year(1948)}, {year(1950), year(2018)}, {year(2020), year(2021)}};
    const AxisScale scale = fit_axis(year(-3000), year(2022), 14, 986, folds);
    CHECK(std::abs(scale.x_from_time(year(-3000)) - 14) < 1e-3);
    CHECK(std::abs(scale.x_from_time(year(2022)) - 986) < 1e-3);
    for (const Fold& fold : folds) CHECK(scale.is_narrow(fold));
    CHECK(fit_axis(year(2021), year(2022), 14, 986, folds).open() == fit_scale(year(2021), year(2022), 14, 986));
}

TEST_CASE("pieces cover what is between the folds and give the same pixels", "[time][axis]") {
    const std::vector<Fold> folds{{year(1950), year(2018)}, {year(2020), year(2021)}};
    const AxisScale scale = fit_axis(year(1948), year(2023), 0, 1000, folds);
    const auto pieces = scale.pieces(0, 1000);
    REQUIRE(pieces.size() == 3);
    CHECK(pieces[0].end_s == year(1950));
    CHECK(pieces[1].begin_s == year(2018));
    CHECK(pieces[1].end_s == year(2020));
    CHECK(pieces[2].begin_s == year(2021));
    for (const auto& piece : pieces)
        for (const Instant t : {std::max(piece.begin_s, year(1948)), std::min(piece.end_s, year(2023)) - 1})
            CHECK(std::abs(piece.scale.x_from_time(t) - scale.x_from_time(t)) < 1e-6);
    CHECK(scale.pieces(scale.x_from_time(year(2018)) + 1, scale.x_from_time(year(2019))).size() == 1);
}

TEST_CASE("long gaps are folded, a steady beat is not", "[time][axis]") {
    const auto gap = [](int64_t from, int64_t to) { return Fold{year(from), year(to)}; };
    CHECK(choose_folds(0, 0, {}, 0).empty());
    // Every two years.
    const std::vector<Fold> steady{gap(2000, 2002), gap(2002, 2004), gap(2004, 2006)};
    CHECK(choose_folds(year(2000), year(2006), steady, 3).empty());
    // Seventy years among many short gaps.
    const std::vector<Fold> one{gap(1950, 2018), {year(2018) + 100, year(2018) + 9'000'000}, {year(2019), year(2019) + 9'000'000}};
    const auto folds = choose_folds(year(1949), year(2022), one, 60);
    REQUIRE(folds.size() == 1);
    CHECK(folds[0].begin_s > year(1950));
    CHECK(folds[0].end_s < year(2018));
    // Once that one is folded, what is long for the rest is folded, too.
    std::vector<Fold> nested = one;
    nested.push_back(gap(2020, 2021));
    CHECK(choose_folds(year(1949), year(2022), nested, 60).size() == 2);
    // Nothing but a gap.
    const std::vector<Fold> alone{gap(-3000, 3000)};
    CHECK(choose_folds(year(-3000), year(3000), alone, 1).size() == 1);
}

TEST_CASE("a stretch is told in the largest unit of which there are two", "[time][axis]") {
    CHECK(stretch_words(start_of_day({2022, 1, 15}), start_of_day({2023, 3, 15})) == "14 months");
    CHECK(stretch_words(start_of_day({2022, 1, 15}), start_of_day({2023, 3, 14})) == "13 months");
    CHECK(stretch_words(year(1948), year(2018)) == "70 years");
    CHECK(stretch_words(year(-3000), year(3000)) == "6000 years");
    CHECK(stretch_words(start_of_day({2022, 1, 1}), start_of_day({2022, 2, 9})) == "5 weeks");
    CHECK(stretch_words(0, 3 * kSecondsPerDay) == "3 days");
    CHECK(stretch_words(0, 7200) == "2 hours");
    CHECK(stretch_words(0, 1) == "1 second");
}
