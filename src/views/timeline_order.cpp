#include "views/timeline_order.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace choke {
namespace {

// Among the lanes that can be put together: so many have their own whatever is in them, the others from so many events on.
constexpr size_t kSurelyOwnLanes = 14;
constexpr uint32_t kLeastOwnEvents = 4;

std::map<std::string_view, uint32_t> numbered(const LaneScheme& scheme) {
    std::map<std::string_view, uint32_t> number;
    for (uint32_t c = 0; c < scheme.categories.size(); ++c) number.emplace(scheme.categories[c].key, c);
    return number;
}

// What a lane takes with all that stands in it, in px from the top of the first lane.
struct Block {
    size_t lane = 0;
    double top = 0;
    double bottom = 0;
};

// The lanes that a lane can change places with, itself among them: of the same group, and pinned like it.
std::vector<Block> level_of(const TimelineCache& cache, size_t lane) {
    const TimelineLanes& lanes = cache.lanes.value();
    const std::vector<LaneBox>& boxes = cache.boxes.value();
    std::vector<Block> level;
    for (size_t i = 0; i < lanes.lanes.size(); ++i) {
        const TimelineLane& other = lanes.lanes[i];
        const bool inside = !level.empty() && other.group == level.back().lane;
        if (inside) level.back().bottom = boxes[i].y + boxes[i].height;
        if (other.group != lanes.lanes[lane].group || other.pinned != lanes.lanes[lane].pinned) continue;
        level.push_back({i, boxes[i].y, boxes[i].y + boxes[i].height});
    }
    return level;
}

std::optional<size_t> lane_numbered(const TimelineLanes& lanes, std::string_view key) {
    for (size_t i = 0; i < lanes.lanes.size(); ++i)
        if (lanes.lanes[i].key == key) return i;
    return std::nullopt;
}

}  // namespace

LaneOrder::LaneOrder(const LaneScheme& scheme, const LaneWishes& wishes) : scheme_(scheme), order_(wishes.order) {
    if (wishes.pinned.empty() && order_ != "hand") return;
    const std::map<std::string_view, uint32_t> number = numbered(scheme);
    if (!wishes.pinned.empty()) pin_.assign(scheme.categories.size(), kNoCategory);
    for (uint32_t i = 0; i < wishes.pinned.size(); ++i)
        if (const auto at = number.find(wishes.pinned[i]); at != number.end()) pin_[at->second] = i;
    if (order_ == "hand") place_by_hand(wishes.by_hand);
}

// A lane that no hand has moved follows the one that it follows by nature.
void LaneOrder::place_by_hand(std::span<const std::string> by_hand) {
    constexpr int64_t kUnlisted = -1;
    const std::map<std::string_view, uint32_t> number = numbered(scheme_);
    by_hand_.assign(scheme_.categories.size(), {kUnlisted, 0});
    std::vector<bool> listed(scheme_.categories.size(), false);
    for (size_t i = 0; i < by_hand.size(); ++i) {
        const auto at = number.find(by_hand[i]);
        if (at == number.end() || listed[at->second]) continue;
        listed[at->second] = true;
        by_hand_[at->second] = {static_cast<int64_t>(i), kUnlisted};
    }
    std::vector<uint32_t> natural(scheme_.categories.size());
    std::iota(natural.begin(), natural.end(), 0U);
    LaneOrder(scheme_, {.order = "natural", .by_hand = {}, .pinned = {}}).sort(natural);
    int64_t last_unit = kUnlisted;
    int64_t last_member = kUnlisted;
    for (size_t i = 0; i < natural.size(); ++i) {
        const uint32_t c = natural[i];
        const bool member = scheme_.categories[c].group != kNoCategory;
        if (!member) last_member = kUnlisted;
        int64_t& last = member ? last_member : last_unit;
        if (listed[c]) {
            last = by_hand_[c].first;
        } else {
            by_hand_[c] = {last, static_cast<int64_t>(i)};
        }
    }
}

bool LaneOrder::is_pinned(uint32_t category) const {
    if (pin_.empty()) return false;
    const uint32_t group = scheme_.categories[category].group;
    return pin_[category] != kNoCategory || (group != kNoCategory && pin_[group] != kNoCategory);
}

uint32_t LaneOrder::group_of(uint32_t category) const {
    const uint32_t unit = unit_of(category);
    return unit == category ? kNoCategory : unit;
}

uint32_t LaneOrder::unit_of(uint32_t category) const {
    const uint32_t group = scheme_.categories[category].group;
    if (group == kNoCategory || (!pin_.empty() && pin_[category] != kNoCategory)) return category;
    return group;
}

void LaneOrder::sort(std::vector<uint32_t>& categories) const {
    std::sort(categories.begin(), categories.end(), [this](uint32_t a, uint32_t b) {
        const uint32_t unit_a = unit_of(a);
        const uint32_t unit_b = unit_of(b);
        if (unit_a != unit_b) {
            if (!pin_.empty() && pin_[unit_a] != pin_[unit_b]) return pin_[unit_a] < pin_[unit_b];
            return before(unit_a, unit_b);
        }
        if ((a == unit_a) != (b == unit_b)) return a == unit_a;
        return before(a, b);
    });
}

// Of the whole data set in every order, so that lanes keep their places while filters change.
bool LaneOrder::before(uint32_t a, uint32_t b) const {
    const LaneCategory& one = scheme_.categories[a];
    const LaneCategory& two = scheme_.categories[b];
    if (order_ == "hand" && by_hand_[a] != by_hand_[b]) return by_hand_[a] < by_hand_[b];
    if (order_ == "count" && one.total != two.total) return one.total > two.total;
    if (order_ == "first" && one.first != two.first) return one.first < two.first;
    if (order_ == "name" && one.label != two.label) return one.label < two.label;
    if (order_ == "natural" && one.natural != two.natural) return one.natural < two.natural;
    if (one.total != two.total) return one.total > two.total;
    return one.first != two.first ? one.first < two.first : a < b;
}

std::vector<uint32_t> ranked_lanes(const LaneScheme& scheme) {
    std::vector<uint32_t> by_rank;
    for (uint32_t c = 0; c < scheme.categories.size(); ++c)
        if (scheme.categories[c].others != kNoCategory && scheme.categories[c].total > 0) by_rank.push_back(c);
    std::sort(by_rank.begin(), by_rank.end(), [&](uint32_t a, uint32_t b) {
        const LaneCategory& one = scheme.categories[a];
        const LaneCategory& two = scheme.categories[b];
        if (one.total != two.total) return one.total > two.total;
        return one.first != two.first ? one.first < two.first : a < b;
    });
    return by_rank;
}

bool has_own_lane(const LaneCategory& category, size_t rank, size_t own_lanes) {
    return rank < std::min(kSurelyOwnLanes, own_lanes) || (rank < own_lanes && category.total >= kLeastOwnEvents);
}

std::vector<std::string> moved_lane(const LaneScheme& scheme, const LaneWishes& wishes, std::string_view key, std::string_view before) {
    std::vector<std::string> list(wishes.by_hand.begin(), wishes.by_hand.end());
    const std::map<std::string_view, uint32_t> number = numbered(scheme);
    const auto moved = number.find(key);
    const auto behind = before.empty() ? number.end() : number.find(before);
    if (moved == number.end() || (!before.empty() && behind == number.end()) || key == before) return list;
    // All lanes that some window would show, and those that the list or the person names.
    std::vector<bool> taken(scheme.categories.size(), false);
    for (uint32_t c = 0; c < scheme.categories.size(); ++c) taken[c] = scheme.categories[c].others == kNoCategory;
    const std::vector<uint32_t> by_rank = ranked_lanes(scheme);
    for (size_t rank = 0; rank < by_rank.size(); ++rank)
        if (has_own_lane(scheme.categories[by_rank[rank]], rank, kMostOwnLanes)) taken[by_rank[rank]] = true;
    for (const std::string& listed : list)
        if (const auto at = number.find(listed); at != number.end()) taken[at->second] = true;
    taken[moved->second] = true;
    if (behind != number.end()) taken[behind->second] = true;
    std::vector<uint32_t> order;
    for (uint32_t c = 0; c < taken.size(); ++c)
        if (taken[c]) order.push_back(c);
    LaneOrder(scheme, {.order = wishes.order, .by_hand = wishes.by_hand, .pinned = {}}).sort(order);
    std::erase(order, moved->second);
    order.insert(behind == number.end() ? order.end() : std::find(order.begin(), order.end(), behind->second), moved->second);
    // They take the places that they have in the list, and the rest comes behind it.
    auto next = order.begin();
    for (std::string& listed : list)
        if (const auto at = number.find(listed); at != number.end() && taken[at->second]) listed = scheme.categories[*next++].key;
    for (; next != order.end(); ++next) list.push_back(scheme.categories[*next].key);
    return list;
}

LaneDrop lane_drop(const TimelineCache& cache, std::string_view key, double y) {
    LaneDrop drop;
    const TimelineLanes& lanes = cache.lanes.value();
    const auto lane = lane_numbered(lanes, key);
    if (!lane) return drop;
    const double top = cache.frame.lanes.y - (*lane < cache.sticky_count ? 0 : cache.scroll_y);
    const std::vector<Block> level = level_of(cache, *lane);
    const auto self = std::find_if(level.begin(), level.end(), [&](const Block& block) { return block.lane == *lane; });
    const auto at = std::find_if(level.begin(), level.end(), [&](const Block& block) { return top + (block.top + block.bottom) / 2 > y; });
    if (at != level.end()) drop.before = lanes.lanes[at->lane].key;
    drop.y = top + (at == level.end() ? level.back().bottom : at->top);
    drop.moves = at != self && at != self + 1;
    return drop;
}

std::optional<std::string> lane_step(const TimelineCache& cache, std::string_view key, bool up) {
    const TimelineLanes& lanes = cache.lanes.value();
    const auto lane = lane_numbered(lanes, key);
    if (!lane) return std::nullopt;
    const std::vector<Block> level = level_of(cache, *lane);
    const auto self = std::find_if(level.begin(), level.end(), [&](const Block& block) { return block.lane == *lane; });
    if (up) return self == level.begin() ? std::nullopt : std::optional(lanes.lanes[(self - 1)->lane].key);
    if (self + 1 == level.end()) return std::nullopt;
    return self + 2 == level.end() ? std::string() : lanes.lanes[(self + 2)->lane].key;
}

namespace {

// The lane that an event stands in, of a group and a lane in it the lane. Empty: none.
std::string lane_of_event(const Dataset& data, const TimelineLanes& lanes, EventId event) {
    const auto anchor = anchor_of(data, event);
    if (!anchor) return {};
    for (size_t i = lanes.lanes.size(); i-- > 0;)
        if (lanes.index.position_of(i, event, *anchor)) return lanes.lanes[i].key;
    return {};
}

}  // namespace

std::string lane_of_nodes(const Dataset& data, const TimelineCache& cache, std::span<const NodeRef> nodes) {
    const TimelineLanes& lanes = cache.lanes.value();
    for (const NodeRef& node : nodes) {
        if (node.kind == NodeKind::Event) {
            std::string key = lane_of_event(data, lanes, id_at<EventId>(node.index));
            if (!key.empty()) return key;
            continue;
        }
        const bool actor = node.kind == NodeKind::Actor;
        std::string key = (actor ? "actor:" : "thing:") +
                          std::string(data.text(actor ? data.actors.id[node.index] : data.things.id[node.index]));
        if (lane_numbered(lanes, key)) return key;
        const auto events = actor ? data.actors.events[node.index] : data.things.events[node.index];
        for (const EventId event : events) {
            key = lane_of_event(data, lanes, event);
            if (!key.empty()) return key;
        }
    }
    return {};
}

}  // namespace choke
