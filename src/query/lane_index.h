// LaneIndex: what is here, at this resolution. The events of each lane in the order of their anchors (the instants that
// stand for them on the axis), with what is needed to answer for a window in time that follows the pixels and the
// answers, not the events: counts by binary search and leaping, the most important ones from a tree of maxima, those that
// reach into a window from a tree of extents. Knows no pixels, no filter and no drawing.
//
// The trees are implicit: 16 events a block, 16 blocks a node, and so on, with the latest end, the earliest begin and the
// greatest importance of each (an interval tree kept in an array, as in Cormen, Leiserson, Rivest and Stein,
// "Introduction to Algorithms", 3rd ed., 2009, 14.3, with a wider fan). 34 bytes an event.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/ids.h"
#include "time/civil.h"

namespace choke {

// Columns of equal width in time. Column c begins at origin_s + origin_fraction_s + c * column_s.
struct DensityGrid {
    Instant origin_s = 0;
    double origin_fraction_s = 0;  // 0 <= fraction < 1
    double column_s = 1;           // > 0
    int64_t column_count = 0;
    // The number of the column that an instant stands in; negative or beyond the last one when in none.
    [[nodiscard]] double column_of(Instant at) const {
        return std::floor((static_cast<double>(at - origin_s) - origin_fraction_s) * (1.0 / column_s));
    }
};

// A column of a density: how many events stand in it.
struct DensityColumn {
    int64_t column = 0;
    uint32_t first = 0;  // position of its first event
    uint32_t count = 0;  // > 0
};

class LaneIndex {
public:
    struct Entry {
        EventId event = kNone<EventId>;
        Instant anchor_s = 0;
        Instant begin_s = 0;  // <= anchor_s: the first second that it may touch
        Instant end_s = 0;    // >= anchor_s: the last one, inclusive
        float importance = 0;  // finite; larger is more important
    };

    // Building: start with the number of events of each lane, add exactly so many to each in ascending order of anchors
    // (lanes in any order), finish. Memory of the last build is used again.
    void start(std::span<const uint32_t> lane_sizes);
    void add(size_t lane, const Entry& entry);
    void finish();

    [[nodiscard]] size_t lane_count() const { return lanes_.size(); }
    [[nodiscard]] size_t entry_count() const { return events_.size(); }
    [[nodiscard]] size_t bytes() const;  // of all columns and trees

    // Positions count from 0 within a lane, in the order of anchors.
    [[nodiscard]] std::span<const EventId> events(size_t lane) const;
    [[nodiscard]] std::span<const Instant> anchors(size_t lane) const;
    [[nodiscard]] Entry entry(size_t lane, size_t position) const;

    // The first position whose anchor is at `at` or after it; the size of the lane when there is none. O(log n).
    [[nodiscard]] size_t lower_bound(size_t lane, Instant at) const;
    // Events with begin_s <= anchor <= end_s. O(log n).
    [[nodiscard]] size_t count(size_t lane, Instant begin_s, Instant end_s) const;
    [[nodiscard]] std::optional<size_t> position_of(size_t lane, EventId event, Instant anchor_s) const;

    // Counts by column; those without events are left out. Refills `out`. O(columns with events * log n).
    void density(size_t lane, const DensityGrid& grid, std::vector<DensityColumn>& out) const;

    // The `most` most important of the positions [first, last), in descending order; of equals the later one. Refills
    // `out`. O((16 log n + most) log n).
    struct Candidate {
        float importance = 0;
        uint32_t last = 0;  // the latest position that it may stand for
        uint32_t node = 0;
        int32_t level = 0;  // -1: the event itself
    };
    void most_important(size_t lane, size_t first, size_t last, size_t most, std::vector<Candidate>& scratch,
                        std::vector<uint32_t>& out) const;

    // Positions of the events whose extent touches the window, both ends inclusive, ascending: also of what began long
    // before, or ends long after. O((answers + 1) * 16 log n).
    void touching(size_t lane, Instant begin_s, Instant end_s, std::vector<uint32_t>& out) const;
    // How many of them have their anchor before the window.
    [[nodiscard]] size_t count_running_into(size_t lane, Instant begin_s) const;

    // The position behind the last anchor <= at, and before the first anchor >= at.
    [[nodiscard]] std::optional<size_t> next(size_t lane, Instant at) const;
    [[nodiscard]] std::optional<size_t> previous(size_t lane, Instant at) const;

private:
    static constexpr size_t kFan = 16;
    static constexpr size_t kMaxLevels = 8;  // 16^8 positions

    struct Node {
        Instant latest_end_s;
        Instant earliest_begin_s;
        float greatest;
    };
    struct Lane {
        size_t begin = 0;  // into the columns
        size_t size = 0;
        size_t filled = 0;
        size_t level_count = 0;
        std::array<size_t, kMaxLevels> level_begin{};  // into nodes_
        std::array<size_t, kMaxLevels> level_size{};
    };

    template <typename Visit>
    void visit_touching(const Lane& lane, size_t level, size_t node, Instant begin_s, Instant end_s, Visit& visit) const;

    std::vector<Lane> lanes_;
    std::vector<EventId> events_;
    std::vector<Instant> anchor_s_, begin_s_, end_s_;
    std::vector<float> importance_;
    std::vector<Node> nodes_;
};

}  // namespace choke
