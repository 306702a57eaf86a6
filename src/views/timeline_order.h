// Which lane comes before which: an order that the data give, or one that a hand has given, and lanes that are pinned to
// the top. Lanes of a group stay together, except those that are pinned by themselves. Part of the timeline; keys and
// numbers in, an order out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "views/timeline_internal.h"

namespace choke {

// What is asked for. The lists hold keys of lanes, also of lanes that this scheme does not have.
struct LaneWishes {
    std::string_view order;                 // "natural", "count", "first", "name", "hand"
    std::span<const std::string> by_hand;   // for "hand": from top to bottom
    std::span<const std::string> pinned;    // from top to bottom
};

class LaneOrder {
public:
    // O(categories x log categories) when the order is by hand.
    LaneOrder(const LaneScheme& scheme, const LaneWishes& wishes);

    // Pinned lanes first, groups before what they hold.
    void sort(std::vector<uint32_t>& categories) const;
    [[nodiscard]] bool is_pinned(uint32_t category) const;  // by itself, or with its group
    // The group that the lane stands in; none for a lane that is pinned out of it.
    [[nodiscard]] uint32_t group_of(uint32_t category) const;

private:
    using Place = std::pair<int64_t, int64_t>;
    [[nodiscard]] uint32_t unit_of(uint32_t category) const;
    [[nodiscard]] bool before(uint32_t a, uint32_t b) const;
    void place_by_hand(std::span<const std::string> by_hand);

    const LaneScheme& scheme_;
    std::string_view order_;
    std::vector<uint32_t> pin_;   // by category: its place among the pinned, or kNoCategory; empty when none is pinned
    std::vector<Place> by_hand_;  // by category
};

// Categories that may be put together, those with most events of the whole data first; and whether one that has this rank
// has a lane of its own where so many may.
[[nodiscard]] std::vector<uint32_t> ranked_lanes(const LaneScheme& scheme);
[[nodiscard]] bool has_own_lane(const LaneCategory& category, size_t rank, size_t own_lanes);
inline constexpr size_t kMostOwnLanes = 40;

// The list for "hand" after the lane of a key was put before another one, or behind all others of its group when `before`
// is empty. Depends on the data and the look alone, never on what a window has room for, so that a script does again what
// a hand did. What the list says of lanes of other schemes stays. The list as it is when there is no such lane.
[[nodiscard]] std::vector<std::string> moved_lane(const LaneScheme& scheme, const LaneWishes& wishes, std::string_view key,
                                                  std::string_view before);
// The same on the scheme that these parameters of the timeline ask for.
[[nodiscard]] std::vector<std::string> moved_lane(const Dataset& data, const ParamValues& params, std::span<const std::string> by_hand,
                                                  std::string_view key, std::string_view before);

// Where a lane that is dragged to a height would go.
struct LaneDrop {
    std::string before;  // key; empty: behind the last one
    double y = 0;        // of the line that shows it, in scene px
    bool moves = false;  // it would go elsewhere than where it is
};
[[nodiscard]] LaneDrop lane_drop(const TimelineCache& cache, std::string_view key, double y);
// The lane that comes before it among those that it can change places with, and the one behind the next: where one step up
// or down would put it. Nothing at the ends.
[[nodiscard]] std::optional<std::string> lane_step(const TimelineCache& cache, std::string_view key, bool up);
// The lane that the first of the nodes stands in: that of an event; that of an actor or thing itself, or of its first event.
// Empty: none.
[[nodiscard]] std::string lane_of_nodes(const Dataset& data, const TimelineCache& cache, std::span<const NodeRef> nodes);

}  // namespace choke
