#include "time/axis_scale.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "base/assert.h"

namespace choke {
namespace {

// As in scale.cpp: above the last bit of a pixel that came from an instant.
constexpr double kTolerance_px = 1e-9;

// Air on both sides of a fold: this part of what is left of the axis, at least a day, at most an eighth of the gap.
constexpr Instant kAirParts = 40;
constexpr Instant kMostAirParts = 8;

double length_s(const Fold& fold) { return static_cast<double>(fold.end_s - fold.begin_s); }

}  // namespace

AxisScale::AxisScale(const TimeScale& open, std::span<const Fold> folds) : open_(open), folds_(folds) {
    has_narrow_ = std::any_of(folds.begin(), folds.end(), [this](const Fold& fold) { return is_narrow(fold); });
    origin_ = place(open.origin_s, open.origin_fraction_s);
}

bool AxisScale::is_narrow(const Fold& fold) const { return length_s(fold) > kFold_px * open_.seconds_per_px; }

AxisScale::Place AxisScale::place(Instant t, double fraction_s) const {
    Place at;
    at.open_s = t;
    for (const Fold& fold : folds_) {
        if (t < fold.begin_s) break;
        if (!is_narrow(fold)) continue;
        if (t < fold.end_s) {
            at.open_s -= t - fold.begin_s;
            at.folds_px += kFold_px * ((static_cast<double>(t - fold.begin_s) + fraction_s) / length_s(fold));
            at.in_fold = true;
        } else {
            at.open_s -= fold.end_s - fold.begin_s;
            at.folds_px += kFold_px;
        }
    }
    return at;
}

double AxisScale::x_from_moment(Instant t, double fraction_s) const {
    const Place at = place(t, fraction_s);
    const double own_s = at.in_fold ? 0 : fraction_s;
    const double origin_s = origin_.in_fold ? 0 : open_.origin_fraction_s;
    const double distance_s = static_cast<double>(at.open_s - origin_.open_s) - origin_s + own_s;
    return open_.origin_px + distance_s / open_.seconds_per_px + (at.folds_px - origin_.folds_px);
}

// The origin when it is in this piece, else the border on its side: what is near the origin stays exact.
TimeScale AxisScale::piece_scale(const Fold* before, const Fold* after) const {
    const bool from = before == nullptr || open_.origin_s >= before->end_s;
    const bool to = after == nullptr || open_.origin_s < after->begin_s;
    if (from && to) return open_;
    TimeScale scale = open_;
    scale.origin_fraction_s = 0;
    scale.origin_s = from ? after->begin_s : before->end_s;
    scale.origin_px = x_from_time(scale.origin_s);
    return scale;
}

Instant AxisScale::time_from_x(double x_px) const {
    if (!has_narrow_) return open_.time_from_x(x_px);
    const double x = x_px + kTolerance_px;
    const Fold* before = nullptr;
    for (const Fold& fold : folds_) {
        if (!is_narrow(fold)) continue;
        const double begin_px = x_from_time(fold.begin_s);
        if (x < begin_px)
            return std::clamp(piece_scale(before, &fold).time_from_x(x_px), before != nullptr ? before->end_s : kMinInstant,
                              fold.begin_s - 1);
        if (x < x_from_time(fold.end_s)) {
            const double share = std::clamp((x - begin_px) / kFold_px, 0.0, 1.0);
            return std::min(fold.begin_s + static_cast<Instant>(share * length_s(fold)), fold.end_s - 1);
        }
        before = &fold;
    }
    return std::max(piece_scale(before, nullptr).time_from_x(x_px), before->end_s);
}

AxisScale AxisScale::with_origin_at(double x_px) const {
    const Fold* before = nullptr;
    const Fold* after = nullptr;
    for (const Fold& fold : folds_) {
        if (!is_narrow(fold)) continue;
        const double begin_px = x_from_time(fold.begin_s);
        if (x_px < begin_px) {
            after = &fold;
            break;
        }
        if (x_px < x_from_time(fold.end_s)) {
            const double at_s = std::clamp((x_px - begin_px) / kFold_px, 0.0, 1.0) * length_s(fold);
            TimeScale inside = open_;
            inside.origin_s = std::min(fold.begin_s + static_cast<Instant>(at_s), fold.end_s - 1);
            inside.origin_fraction_s = std::clamp(at_s - std::floor(at_s), 0.0, 0.999999);
            inside.origin_px = x_px;
            return AxisScale(inside, folds_);
        }
        before = &fold;
    }
    return AxisScale(choke::zoomed(piece_scale(before, after), x_px, 1), folds_);
}

std::vector<AxisScale::Piece> AxisScale::pieces(double left_px, double right_px) const {
    std::vector<Piece> found;
    const Fold* before = nullptr;
    const auto add = [&](const Fold* after) {
        Piece piece;
        piece.begin_s = before != nullptr ? before->end_s : kMinInstant;
        piece.end_s = after != nullptr ? after->begin_s : kMaxInstant;
        piece.begin_px = before != nullptr ? x_from_time(piece.begin_s) : std::min(left_px, x_from_time(kMinInstant));
        piece.end_px = after != nullptr ? x_from_time(piece.end_s) : std::max(right_px, x_from_time(kMaxInstant));
        piece.scale = piece_scale(before, after);
        if (piece.end_px >= left_px && piece.begin_px <= right_px) found.push_back(piece);
    };
    for (const Fold& fold : folds_) {
        if (!is_narrow(fold)) continue;
        add(&fold);
        before = &fold;
    }
    add(nullptr);
    return found;
}

AxisScale fit_axis(Instant begin, Instant end, double left_px, double right_px, std::span<const Fold> folds) {
    TimeScale open = fit_scale(begin, end, left_px, right_px);
    begin = std::clamp(begin, kMinInstant, kMaxInstant);
    end = std::clamp(end, kMinInstant, kMaxInstant);
    const auto width_at = [&](double seconds_per_px) {
        return AxisScale({.origin_s = begin, .origin_px = 0, .seconds_per_px = seconds_per_px}, folds).x_from_time(end);
    };
    const double room = right_px - left_px;
    if (folds.empty() || width_at(open.seconds_per_px) >= room) return AxisScale(open, folds);
    // The width falls as the resolution does: halving the logarithm of the resolution finds it to the last bit or two.
    double fine = std::log(kMinSecondsPerPx);
    double coarse = std::log(open.seconds_per_px);
    for (int step = 0; step < 64; ++step) {
        const double middle = (fine + coarse) / 2;
        (width_at(std::exp(middle)) > room ? fine : coarse) = middle;
    }
    open.seconds_per_px = std::max(std::exp(coarse), kMinSecondsPerPx);
    open.origin_s = begin;
    open.origin_fraction_s = 0;
    open.origin_px = left_px + std::max(0.0, room - width_at(open.seconds_per_px)) / 2;
    return AxisScale(open, folds);
}

AxisScale zoomed(const AxisScale& scale, double x_px, double factor) {
    if (scale.folds().empty()) return AxisScale(zoomed(scale.open(), x_px, factor));
    return AxisScale(zoomed(scale.with_origin_at(x_px).open(), x_px, factor), scale.folds()).with_origin_at(0);
}

AxisScale panned(const AxisScale& scale, double dx_px) {
    if (scale.folds().empty()) return AxisScale(panned(scale.open(), dx_px));
    TimeScale shifted = scale.open();
    shifted.origin_px += dx_px;
    return AxisScale(shifted, scale.folds()).with_origin_at(0);
}

Instant open_seconds(Instant begin, Instant end, std::span<const Fold> folds) {
    Instant open = end - begin;
    for (const Fold& fold : folds) open -= std::max<Instant>(0, std::min(end, fold.end_s) - std::max(begin, fold.begin_s));
    return open;
}

std::vector<Fold> choose_folds(Instant first, Instant last, std::span<const Fold> gaps, size_t neighbours) {
    CHOKE_ASSERT(neighbours >= gaps.size());
    std::vector<Fold> longest(gaps.begin(), gaps.end());
    const auto longer = [](const Fold& a, const Fold& b) {
        return a.end_s - a.begin_s != b.end_s - b.begin_s ? a.end_s - a.begin_s > b.end_s - b.begin_s : a.begin_s < b.begin_s;
    };
    const size_t most = std::min(longest.size(), kMostFolds);
    std::partial_sort(longest.begin(), longest.begin() + static_cast<std::ptrdiff_t>(most), longest.end(), longer);
    double gaps_s = 0;
    for (const Fold& gap : gaps) gaps_s += length_s(gap);
    auto left_s = static_cast<double>(last - first);
    auto others = static_cast<double>(neighbours);
    std::vector<Fold> folds;
    for (size_t i = 0; i < most; ++i) {
        const double gap_s = length_s(longest[i]);
        others -= 1;
        gaps_s -= gap_s;
        const bool stands_out = others < 0.5 || gap_s > kFoldTimes * std::max(0.0, gaps_s) / others;
        if (gap_s <= kFoldShare * left_s || !stands_out) break;
        left_s -= gap_s;
        folds.push_back(longest[i]);
    }
    const auto air_wanted = static_cast<Instant>(std::max(0.0, left_s)) / kAirParts;
    for (Fold& fold : folds) {
        const Instant most_air = (fold.end_s - fold.begin_s) / kMostAirParts;
        const Instant air = std::clamp(air_wanted, std::min(kSecondsPerDay, most_air), most_air);
        fold.begin_s += air;
        fold.end_s -= air;
    }
    std::sort(folds.begin(), folds.end(), [](const Fold& a, const Fold& b) { return a.begin_s < b.begin_s; });
    std::erase_if(folds, [](const Fold& fold) { return fold.begin_s >= fold.end_s; });
    return folds;
}

std::string stretch_words(Instant begin, Instant end) {
    const CivilDate from = civil_from_instant(begin).date;
    const CivilDate to = civil_from_instant(end).date;
    const bool day_missing = to.day < from.day;
    const int64_t months = (to.year - from.year) * 12 + to.month - from.month - (day_missing ? 1 : 0);
    const Instant length = end - begin;
    const auto words = [](int64_t count, std::string_view unit) {
        return fmt::format("{} {}{}", grouped_number(count), unit, count == 1 ? "" : "s");
    };
    if (months >= 24) return words(months / 12, "year");
    if (months >= 2) return words(months, "month");
    if (length >= 14 * kSecondsPerDay) return words(length / (7 * kSecondsPerDay), "week");
    if (length >= 2 * kSecondsPerDay) return words(length / kSecondsPerDay, "day");
    if (length >= 2 * 3600) return words(length / 3600, "hour");
    if (length >= 2 * 60) return words(length / 60, "minute");
    return words(length, "second");
}

}  // namespace choke
