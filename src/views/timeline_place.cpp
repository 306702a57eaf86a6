#include <algorithm>
#include <cmath>

#include "views/timeline_internal.h"

namespace choke {
namespace {

constexpr double kLabelGap_px = 5;      // between glyph and label
constexpr double kKeepClear_px = 9;     // between a label and the next thing in its row
constexpr double kMaxLabel_px = 330;      // at first, so that few long titles do not crowd out many short ones
constexpr double kLongestLabel_px = 560;  // once everything is placed and there is room
constexpr double kMinLabel_px = 104;    // a shorter stump loses the word that matters
constexpr double kOpenEnd_px = 34;      // an arrow stands for an end that is open or unknown
constexpr double kWideBand_px = 60;     // a wider band runs below the words, as bars do
constexpr double kMinBand_px = 22;      // a month in view is always wider than a day's glyph
// After this many events in a row without room the lane is full: what is left becomes ticks without being tried.
constexpr int kGiveUpAfter = 120;

struct Taken {
    double begin;
    double end;
};

// One row of a lane: disjoint ranges in ascending order.
class Row {
public:
    [[nodiscard]] bool is_free(double begin, double end) const {
        const auto it = first_ending_after(begin);
        return it == taken_.end() || it->begin >= end;
    }
    // Free room to the left and to the right of a free range.
    [[nodiscard]] Taken room_around(double begin, double end) const {
        const auto it = first_ending_after(begin);
        return {it == taken_.begin() ? -1e18 : (it - 1)->end, it == taken_.end() ? 1e18 : std::max(it->begin, end)};
    }
    void take(double begin, double end) { taken_.insert(first_ending_after(begin), {begin, end}); }
    void give_back(double begin) {
        const auto it = first_ending_after(begin);
        if (it != taken_.end()) taken_.erase(it);
    }
    void clear() { taken_.clear(); }

private:
    [[nodiscard]] std::vector<Taken>::const_iterator first_ending_after(double x) const {
        return std::lower_bound(taken_.begin(), taken_.end(), x, [](const Taken& t, double at) { return t.end <= at; });
    }
    std::vector<Taken> taken_;
};

struct Window {
    Instant begin;
    Instant end;
    [[nodiscard]] bool shows(const DateBounds& date) const {
        return upper_limit(date) >= begin && lower_limit(date) <= end;
    }
};

struct Extent {
    double x;      // glyph
    double begin;  // band or bar
    double end;
};

class LanePlacer {
public:
    LanePlacer(const ViewInput& input, const PlacementKey& key, TimeScale scale)
        : input_(input), key_(key), scale_(scale) {
        has_limits_ = key.limit_right > key.limit_left;
    }

    [[nodiscard]] Extent extent_of(EventId event) const {
        const DateBounds& date = input_.data().events.date[index(event)];
        const double x = scale_.x_from_time(*anchor_of(input_.data(), event));
        if (date.shape != EdtfShape::Interval) {
            // Mixed is no day: "202X-12-25" is ten of them.
            const bool exact = (date.precision == Precision::Day || date.precision == Precision::Second) &&
                               date.shape == EdtfShape::Date;
            if (exact && !date.approximate && !date.uncertain) return {x, x, x};
            return {x, std::min(scale_.x_from_time(date.earliest), x - kMinBand_px / 2),
                    std::max(scale_.x_from_time(date.latest + 1), x + kMinBand_px / 2)};
        }
        Extent extent{x, x, x};
        extent.begin = date.begin == EndKind::Known ? scale_.x_from_time(date.earliest) : x - kOpenEnd_px;
        extent.end = date.end == EndKind::Known ? scale_.x_from_time(date.latest + 1) : x + kOpenEnd_px;
        extent.begin = std::min(extent.begin, x - kMinBand_px / 2);
        extent.end = std::max(extent.end, x + kMinBand_px / 2);
        return extent;
    }

    void place(uint32_t lane_number, const TimelineLane& lane, int row_count, Window window, TimelinePlacement& out) {
        rows_.resize(static_cast<size_t>(row_count));
        for (Row& row : rows_) row.clear();
        cut_.clear();
        const Dataset& data = input_.data();
        for (const EventId event : key_.first)
            if (std::binary_search(lane.events.begin(), lane.events.end(), event)) place_event(lane_number, event, out);
        int failures = 0;
        for (const EventId event : lane.by_priority) {
            if (!window.shows(data.events.date[index(event)])) continue;
            if (std::find(key_.first.begin(), key_.first.end(), event) != key_.first.end()) continue;
            failures = place_event(lane_number, event, out) ? 0 : failures + 1;
            if (failures > kGiveUpAfter) break;
        }
        lengthen(out);
    }

private:
    bool place_event(uint32_t lane, EventId event, TimelinePlacement& out) {
        const Extent extent = extent_of(event);
        const double box_begin = std::min(extent.begin, extent.x - kGlyph_px / 2) - 2;
        const double box_end = std::max(extent.end, extent.x + kGlyph_px / 2) + 2;
        if (std::none_of(rows_.begin(), rows_.end(), [&](const Row& row) { return row.is_free(box_begin, box_end); }))
            return false;

        const double whole = std::min(
            kLongestLabel_px, input_.metrics->width(input_.data().text(input_.data().events.title[index(event)]),
                                                {.size = kLabelType_px, .weight = FontWeight::Regular, .tabular = false}) + 1);
        const double full = std::min(whole, kMaxLabel_px);
        PlacedEvent placed;
        placed.event = event;
        placed.lane = lane;
        placed.x = extent.x;
        placed.begin_x = extent.begin;
        placed.end_x = extent.end;
        placed.low = input_.data().events.date[index(event)].shape == EdtfShape::Interval ||
                     extent.end - extent.begin > kWideBand_px;
        const double band_right = extent.x + label_offset_right(placed);
        const double band_left = extent.x - label_offset_left(placed);

        struct Choice {
            size_t row = 0;
            double width = 0;
            bool left = false;
        } best;
        bool found_full = false;
        for (const bool left : {false, true}) {
            for (size_t r = 0; r < rows_.size() && !found_full; ++r) {
                if (!rows_[r].is_free(box_begin, box_end)) continue;
                const Taken room = rows_[r].room_around(box_begin, box_end);
                double width = left ? band_left - room.begin - kKeepClear_px : room.end - band_right - kKeepClear_px;
                if (has_limits_)
                    width = std::min(width, left ? band_left - key_.limit_left : key_.limit_right - band_right);
                width = std::min(width, full);
                if (width > best.width + 12) best = {r, width, left};
                found_full = width >= full;
            }
        }
        const bool labelled = best.width >= std::min(full, kMinLabel_px);
        if (!labelled) {
            best = {};
            while (!rows_[best.row].is_free(box_begin, box_end)) ++best.row;
        }
        double begin = box_begin;
        double end = box_end;
        if (labelled && best.left) begin = std::min(begin, band_left - best.width - kKeepClear_px / 2);
        if (labelled && !best.left) end = std::max(end, band_right + best.width + kKeepClear_px / 2);
        rows_[best.row].take(begin, end);
        if (best.width < whole) cut_.push_back({out.events.size(), begin, box_begin, box_end, whole});
        placed.row = static_cast<int16_t>(best.row);
        placed.label_left = best.left;
        placed.label_width = labelled ? static_cast<float>(best.width) : 0;
        out.events.push_back(placed);
        return true;
    }

    // A label that was cut to make room for one that then went elsewhere gets that room after all, in the same row, on
    // whichever side has more.
    void lengthen(TimelinePlacement& out) {
        for (const Cut& cut : cut_) {
            PlacedEvent& placed = out.events[cut.placed];
            Row& row = rows_[static_cast<size_t>(placed.row)];
            row.give_back(cut.begin);
            const Taken room = row.room_around(cut.box_begin, cut.box_end);
            const double right_begin = placed.x + label_offset_right(placed);
            const double left_end = placed.x - label_offset_left(placed);
            double right = room.end - right_begin - kKeepClear_px;
            double left = left_end - room.begin - kKeepClear_px;
            if (has_limits_) {
                right = std::min(right, key_.limit_right - right_begin);
                left = std::min(left, left_end - key_.limit_left);
            }
            right = std::min(right, cut.full);
            left = std::min(left, cut.full);
            const bool to_left = left > right + 12;
            const double width = to_left ? left : right;
            if (width >= std::max(static_cast<double>(placed.label_width), std::min(cut.full, kMinLabel_px))) {
                placed.label_left = to_left;
                placed.label_width = static_cast<float>(width);
            }
            double begin = cut.box_begin;
            double end = cut.box_end;
            if (placed.label_width > 0 && placed.label_left)
                begin = std::min(begin, left_end - static_cast<double>(placed.label_width) - kKeepClear_px / 2);
            if (placed.label_width > 0 && !placed.label_left)
                end = std::max(end, right_begin + static_cast<double>(placed.label_width) + kKeepClear_px / 2);
            row.take(begin, end);
        }
    }

    // A placed event whose label is shorter than its title, most important first.
    struct Cut {
        size_t placed;  // into TimelinePlacement::events
        double begin;   // of what it takes of its row
        double box_begin;
        double box_end;
        double full;
    };

    const ViewInput& input_;
    const PlacementKey& key_;
    TimeScale scale_;
    bool has_limits_ = false;
    std::vector<Cut> cut_;
    std::vector<Row> rows_;
};

// What found no row becomes ticks, folded into columns. Events come by earliest instant, which is nearly the order of
// their anchors, so that neighbours merge at once and the sort that follows is over columns, not events.
void add_ticks(const TimeScale& scale, Window window, uint32_t lane_number, const TimelineLane& lane,
               const std::vector<bool>& has_row, std::vector<TickColumn>& ticks) {
    const size_t begin = ticks.size();
    const double columns_per_s = 1.0 / (scale.seconds_per_px * kTickColumn_px);
    for (size_t i = 0; i < lane.events.size(); ++i) {
        const Instant at = lane.anchor_s[i];
        if (at < window.begin || at > window.end || has_row[index(lane.events[i])]) continue;
        const double x = std::floor(static_cast<double>(at - scale.origin_s) * columns_per_s) * kTickColumn_px;
        if (ticks.size() > begin && ticks.back().x == x) {
            ticks.back().count++;
        } else {
            ticks.push_back({lane_number, 1, lane.events[i], x});
        }
    }
    if (ticks.size() == begin) return;
    const auto from = ticks.begin() + static_cast<std::ptrdiff_t>(begin);
    std::stable_sort(from, ticks.end(), [](const TickColumn& a, const TickColumn& b) { return a.x < b.x; });
    auto last = from;
    for (auto at = from + 1; at != ticks.end(); ++at) {
        if (at->x == last->x) {
            last->count += at->count;
        } else {
            *++last = *at;
        }
    }
    ticks.erase(last + 1, ticks.end());
}

}  // namespace

double label_offset_right(const PlacedEvent& placed) {
    const double beside = kGlyph_px / 2 + kLabelGap_px;
    return placed.low ? beside : std::max(beside, placed.end_x - placed.x + 4);
}

double label_offset_left(const PlacedEvent& placed) {
    const double beside = kGlyph_px / 2 + kLabelGap_px;
    return placed.low ? beside : std::max(beside, placed.x - placed.begin_x + 4);
}

void place_events(const ViewInput& input, const TimelineLanes& lanes, const std::vector<LaneBox>& boxes,
                  const PlacementKey& key, TimelinePlacement& out) {
    out.events.clear();
    out.ticks.clear();
    out.lane_begin.clear();
    Window window{INT64_MIN, INT64_MAX};
    out.anchor_s = lanes.first_s;
    if (lanes.event_count > kPlaceAllLimit) {
        const double tile_s = std::max(1.0, key.width * key.seconds_per_px);
        const auto at = [&](int64_t tile) {
            return static_cast<Instant>(std::clamp(static_cast<double>(tile) * tile_s, -3.0e16, 3.0e16));
        };
        window = {at(key.tile - 1), at(key.tile + 2)};
        out.anchor_s = at(key.tile);
    }
    const TimeScale scale{.origin_s = out.anchor_s, .origin_fraction_s = 0, .origin_px = 0,
                          .seconds_per_px = key.seconds_per_px};
    LanePlacer placer(input, key, scale);
    std::vector<bool> has_row(input.data().events.size(), false);
    for (uint32_t i = 0; i < lanes.lanes.size(); ++i) {
        const size_t begin = out.events.size();
        out.lane_begin.push_back(static_cast<uint32_t>(begin));
        placer.place(i, lanes.lanes[i], boxes[i].rows, window, out);
        std::sort(out.events.begin() + static_cast<std::ptrdiff_t>(begin), out.events.end(),
                  [](const PlacedEvent& a, const PlacedEvent& b) { return a.x != b.x ? a.x < b.x : a.event < b.event; });
        for (size_t k = begin; k < out.events.size(); ++k) has_row[index(out.events[k].event)] = true;
        add_ticks(scale, window, i, lanes.lanes[i], has_row, out.ticks);
        // An event of several stories stands in several lanes.
        for (size_t k = begin; k < out.events.size(); ++k) has_row[index(out.events[k].event)] = false;
    }
    out.lane_begin.push_back(static_cast<uint32_t>(out.events.size()));
}

}  // namespace choke
