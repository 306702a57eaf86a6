// AxisScale: a TimeScale from which stretches of time without anything in them can be folded. Outside the folds it is the
// TimeScale that it is made from; a fold is kFold_px wide at every resolution, and no fold at all where it would be wider
// than what it hides. What holds for every scale:
//
// - monotone: a later instant is never left of an earlier one, and outside folds always right of it while a double can tell;
// - exact: outside folds time_from_x(x_from_time(t)) == t, as with a TimeScale; inside one to within 1e-9 px;
// - instants are subtracted as integers, folds counted whole, before anything becomes floating point;
// - without folds every result is the very number that the TimeScale gives.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "time/scale.h"

namespace choke {

// A stretch of time that is not shown at its length: [begin_s, end_s), begin_s < end_s. Lists of them are ascending and
// disjoint, with time between any two.
struct Fold {
    Instant begin_s = 0;
    Instant end_s = 0;
    friend bool operator==(const Fold&, const Fold&) = default;
};
inline constexpr double kFold_px = 64;

class AxisScale {
public:
    AxisScale() = default;
    // The folds are looked at, not copied.
    explicit AxisScale(const TimeScale& open, std::span<const Fold> folds = {});

    [[nodiscard]] double x_from_time(Instant t) const { return x_from_moment(t, 0); }
    // 0 <= fraction_s < 1, added to t.
    [[nodiscard]] double x_from_moment(Instant t, double fraction_s) const;
    [[nodiscard]] Instant time_from_x(double x_px) const;
    // Where the origin is, and the resolution outside folds.
    [[nodiscard]] const TimeScale& open() const { return open_; }
    [[nodiscard]] double seconds_per_px() const { return open_.seconds_per_px; }
    [[nodiscard]] std::span<const Fold> folds() const { return folds_; }
    // Whether the fold is drawn as one at this resolution, and not as the time that it is.
    [[nodiscard]] bool is_narrow(const Fold& fold) const;
    [[nodiscard]] bool has_narrow() const { return has_narrow_; }
    // The same mapping with its origin at x_px.
    [[nodiscard]] AxisScale with_origin_at(double x_px) const;

    // A stretch between narrow folds, or beyond them, that [left_px, right_px] touches.
    struct Piece {
        TimeScale scale;      // gives the same pixels inside the piece
        Instant begin_s = 0;  // kMinInstant for the first piece of all
        Instant end_s = 0;    // exclusive; kMaxInstant for the last
        double begin_px = 0;  // not clipped
        double end_px = 0;
    };
    [[nodiscard]] std::vector<Piece> pieces(double left_px, double right_px) const;

private:
    // How far along the axis: seconds outside narrow folds, and px of narrow folds.
    struct Place {
        __extension__ __int128 open_s = 0;
        double folds_px = 0;
        bool in_fold = false;
    };
    [[nodiscard]] Place place(Instant t, double fraction_s) const;
    [[nodiscard]] TimeScale piece_scale(const Fold* before, const Fold* after) const;

    TimeScale open_;
    std::span<const Fold> folds_;
    Place origin_;
    bool has_narrow_ = false;
};

// As fit_scale(): [begin, end] between left_px and right_px.
[[nodiscard]] AxisScale fit_axis(Instant begin, Instant end, double left_px, double right_px, std::span<const Fold> folds);
// As zoomed() and panned() for a TimeScale. With folds the origin of the result is at 0 px, so that a scale without them that
// has the same origin shows the same at the left border.
[[nodiscard]] AxisScale zoomed(const AxisScale& scale, double x_px, double factor);
[[nodiscard]] AxisScale panned(const AxisScale& scale, double dx_px);

// Seconds between two instants, begin <= end, that are in no fold.
[[nodiscard]] Instant open_seconds(Instant begin, Instant end, std::span<const Fold> folds);

// Which gaps are folded. gaps: stretches between first and last in which nothing is, ascending and disjoint. The longest
// first, a gap is folded while it is longer than kFoldShare of what is then left of the axis, and kFoldTimes as long as the
// mean of the other gaps that are left: a steady beat of events is no reason to fold. Some time on both sides of a gap
// stays open, so that what stands there has air. neighbours: the number of gaps, empty ones too, between all that stands on
// the axis; at least gaps.size().
[[nodiscard]] std::vector<Fold> choose_folds(Instant first, Instant last, std::span<const Fold> gaps, size_t neighbours);
inline constexpr double kFoldShare = 1.0 / 7;
inline constexpr double kFoldTimes = 3;
inline constexpr size_t kMostFolds = 16;

// "14 months": how long a stretch is, in the largest unit of which there are at least two; rounded down to what fits.
[[nodiscard]] std::string stretch_words(Instant begin, Instant end);

}  // namespace choke
