#include <algorithm>
#include <array>
#include <map>

#include "views/style.h"
#include "views/timeline_internal.h"

namespace choke {
namespace {

// Lanes by actor beyond this many become one lane "Others": more than a screen can tell apart.
constexpr size_t kMaxActorLanes = 14;

struct LaneSeed {
    std::string key;
    std::string label;
    std::optional<Side> side;
    int natural = 0;  // order among the lanes when nothing else is asked for
};

struct Category {
    std::string_view word;
    std::array<std::string_view, kSideCount> label;  // by side
};

constexpr std::array kCategories{
    Category{"government", {"US government", "Chinese government", "Other governments"}},
    Category{"companies", {"US companies", "Chinese companies", "Other companies"}},
    Category{"labs", {"US AI labs", "Chinese AI labs", "Other AI labs"}},
    Category{"media", {"US media, analysts", "Chinese media, analysts", "Media and analysts"}},
    Category{"others", {"Other US actors", "Other Chinese actors", "Other actors"}},
};

constexpr size_t kOthers = kCategories.size() - 1;

size_t category_of(const Dataset& data, ActorId actor) {
    // A person or a group counts where its parent does; parents have no cycles (the builder breaks them).
    for (ActorId at = actor; at != kNone<ActorId>; at = data.actors.parent[index(at)]) {
        const std::string_view kind = data.actor_kinds.word(data.actors.kind[index(at)]);
        if (kind == "government" || kind == "agency") return 0;
        if (kind == "company" || kind == "chipmaker" || kind == "platform" || kind == "exchange") return 1;
        if (kind == "lab") return 2;
        if (kind == "medium" || kind == "analyst") return 3;
    }
    return kOthers;
}

// The United States on top, China at the bottom, everybody else between them: the same reading as the map's.
constexpr std::array<int, kSideCount> kSideOrder{0, 2, 1};

using GroupCounts = std::array<std::array<size_t, kCategories.size()>, kSideCount>;

// A group gets a lane of its own from this share of the events on; smaller ones stand together, so that the lanes that
// matter have rows.
constexpr double kLeastShare = 0.03;

size_t group_of(const Dataset& data, ActorId actor) { return actor == kNone<ActorId> ? kOthers : category_of(data, actor); }

GroupCounts count_groups(const Dataset& data, const std::vector<EventId>& events) {
    GroupCounts counts{};
    for (const EventId event : events)
        counts[static_cast<size_t>(leading_side(data, event))][group_of(data, leading_actor(data, event))]++;
    return counts;
}

LaneSeed group_lane(const Dataset& data, EventId event, const GroupCounts& counts, size_t event_count) {
    const ActorId actor = leading_actor(data, event);
    const Side side = leading_side(data, event);
    const auto s = static_cast<size_t>(side);
    size_t category = group_of(data, actor);
    if (static_cast<double>(counts[s][category]) < kLeastShare * static_cast<double>(event_count)) category = kOthers;
    return {std::string(word(side)) + "-" + std::string(kCategories[category].word),
            std::string(kCategories[category].label[s]), side, kSideOrder[s] * 10 + static_cast<int>(category)};
}

LaneSeed side_lane(Side side) {
    return {std::string(word(side)), std::string(side_label(side)), side, kSideOrder[static_cast<size_t>(side)]};
}

LaneSeed actor_lane(const Dataset& data, ActorId actor) {
    if (actor == kNone<ActorId>) return {"actor:", "No actor named", std::nullopt, 1'000'000};
    const size_t i = index(actor);
    return {"actor:" + std::string(data.text(data.actors.id[i])), std::string(data.text(data.actors.name[i])),
            data.actors.side[i], kSideOrder[static_cast<size_t>(data.actors.side[i])] * 100'000};
}

class LaneCollector {
public:
    void add(const LaneSeed& seed, EventId event) {
        const auto [it, added] = by_key_.try_emplace(seed.key, lanes_.size());
        if (added) {
            TimelineLane lane;
            lane.key = seed.key;
            lane.label = seed.label;
            lane.side = seed.side;
            lanes_.push_back(std::move(lane));
            natural_.push_back(seed.natural);
        }
        lanes_[it->second].events.push_back(event);
        lanes_[it->second].anchor_s.push_back(anchor_s);
    }

    // Of the events added from here on.
    Instant anchor_s = 0;

    // Ties keep the order of the first event, which is the order of appearance.
    std::vector<TimelineLane> sorted(const Dataset& data, const std::string& order) {
        std::vector<size_t> by(lanes_.size());
        for (size_t i = 0; i < by.size(); ++i) by[i] = i;
        const auto first = [&](size_t i) { return lower_limit(data.events.date[index(lanes_[i].events.front())]); };
        std::stable_sort(by.begin(), by.end(), [&](size_t a, size_t b) {
            if (order == "count") return lanes_[a].events.size() > lanes_[b].events.size();
            if (order == "first") return first(a) < first(b);
            if (order == "name") return lanes_[a].label < lanes_[b].label;
            if (natural_[a] != natural_[b]) return natural_[a] < natural_[b];
            return lanes_[a].events.size() > lanes_[b].events.size();
        });
        std::vector<TimelineLane> out;
        for (const size_t i : by) out.push_back(std::move(lanes_[i]));
        return out;
    }

private:
    std::vector<TimelineLane> lanes_;
    std::vector<int> natural_;
    std::map<std::string, size_t> by_key_;
};

// The actors that get a lane of their own: those that lead most events.
std::vector<bool> actors_with_a_lane(const Dataset& data, const std::vector<EventId>& events) {
    std::vector<uint32_t> led(data.actors.size(), 0);
    for (const EventId event : events) {
        const ActorId actor = leading_actor(data, event);
        if (actor != kNone<ActorId>) led[index(actor)]++;
    }
    std::vector<size_t> by_count;
    for (size_t i = 0; i < led.size(); ++i)
        if (led[i] > 0) by_count.push_back(i);
    std::stable_sort(by_count.begin(), by_count.end(), [&](size_t a, size_t b) { return led[a] > led[b]; });
    std::vector<bool> own(data.actors.size(), false);
    for (size_t i = 0; i < std::min(kMaxActorLanes, by_count.size()); ++i) own[by_count[i]] = true;
    return own;
}

void add_to_story_lanes(const Dataset& data, EventId event, LaneCollector& lanes) {
    bool told = false;
    for (size_t s = 0; s < data.stories.size(); ++s) {
        const auto steps = data.stories.steps[s];
        const bool in = std::any_of(steps.begin(), steps.end(), [&](const StoryStep& step) { return step.event == event; });
        if (!in) continue;
        told = true;
        lanes.add({"story:" + std::string(data.text(data.stories.id[s])), std::string(data.text(data.stories.title[s])),
                   std::nullopt, static_cast<int>(s)},
                  event);
    }
    if (!told) lanes.add({"story:", "In no story", std::nullopt, 1'000'000}, event);
}

// What lies far outside the time that the data set covers does not stretch the axis: it can be panned to.
Instant covered(const Dataset& data, Instant at) {
    constexpr Instant kBeyond_s = 45 * kSecondsPerDay;
    if (data.covered && data.covered->begin == EndKind::Known) at = std::max(at, data.covered->earliest - kBeyond_s);
    if (data.covered && data.covered->end == EndKind::Known) at = std::min(at, data.covered->latest + kBeyond_s);
    return at;
}

void widen(TimelineLanes& lanes, Instant from, Instant to) {
    lanes.first_s = std::min(lanes.first_s, from);
    lanes.last_s = std::max(lanes.last_s, to);
}

// Keeps the largest lanes in their order; what the smallest hold goes into one last lane.
void merge_smallest(std::vector<TimelineLane>& lanes, size_t max_lanes) {
    if (lanes.size() <= max_lanes || max_lanes == 0) return;
    std::vector<size_t> by_size(lanes.size());
    for (size_t i = 0; i < by_size.size(); ++i) by_size[i] = i;
    std::stable_sort(by_size.begin(), by_size.end(),
                     [&](size_t a, size_t b) { return lanes[a].events.size() > lanes[b].events.size(); });
    std::vector<bool> kept(lanes.size(), false);
    for (size_t k = 0; k + 1 < max_lanes; ++k) kept[by_size[k]] = true;
    std::vector<TimelineLane> out;
    std::vector<std::pair<EventId, Instant>> rest;
    for (size_t i = 0; i < lanes.size(); ++i) {
        if (kept[i]) {
            out.push_back(std::move(lanes[i]));
            continue;
        }
        for (size_t k = 0; k < lanes[i].events.size(); ++k) rest.emplace_back(lanes[i].events[k], lanes[i].anchor_s[k]);
    }
    std::sort(rest.begin(), rest.end());
    rest.erase(std::unique(rest.begin(), rest.end()), rest.end());
    TimelineLane others;
    others.key = "others";
    others.label = out.empty() ? "All events" : "All others";
    for (const auto& [event, at] : rest) {
        others.events.push_back(event);
        others.anchor_s.push_back(at);
    }
    out.push_back(std::move(others));
    lanes = std::move(out);
}

}  // namespace

std::optional<Instant> anchor_instant(const DateBounds& date) {
    const auto middle = [](Instant a, Instant b) { return a + (b - a) / 2; };
    if (date.shape != EdtfShape::Interval) return middle(date.earliest, date.latest);
    if (date.begin == EndKind::Known) return middle(date.earliest, date.start_latest);
    if (date.end == EndKind::Known) return middle(date.end_earliest, date.latest);
    return std::nullopt;
}

std::optional<Instant> anchor_of(const Dataset& data, EventId event) {
    DateBounds date = data.events.date[index(event)];
    if (data.covered && date.shape != EdtfShape::Interval && data.covered->begin == EndKind::Known &&
        data.covered->end == EndKind::Known && date.earliest <= data.covered->latest && date.latest >= data.covered->earliest) {
        date.earliest = std::max(date.earliest, data.covered->earliest);
        date.latest = std::min(date.latest, data.covered->latest);
    }
    return anchor_instant(date);
}

TimelineLanes build_lanes(const ViewInput& input, const LanesKey& key) {
    const Dataset& data = input.data();
    const std::vector<EventId> events = input.visible->to_vector();
    TimelineLanes out;
    out.first_s = INT64_MAX;
    out.last_s = INT64_MIN;
    LaneCollector lanes;
    const GroupCounts groups = count_groups(data, events);
    const std::vector<bool> own = key.lanes_by == "actor" ? actors_with_a_lane(data, events) : std::vector<bool>();
    for (const EventId event : events) {
        const DateBounds& date = data.events.date[index(event)];
        const auto anchor = anchor_of(data, event);
        if (!anchor) {
            out.undated_count++;
            continue;
        }
        lanes.anchor_s = *anchor;
        out.event_count++;
        widen(out, *anchor, *anchor);
        if (date.begin == EndKind::Known) widen(out, covered(data, date.earliest), covered(data, date.earliest));
        if (date.end == EndKind::Known) widen(out, covered(data, date.latest), covered(data, date.latest));
        if (key.lanes_by == "side") {
            lanes.add(side_lane(leading_side(data, event)), event);
        } else if (key.lanes_by == "actor") {
            const ActorId actor = leading_actor(data, event);
            if (actor == kNone<ActorId> || own[index(actor)]) {
                lanes.add(actor_lane(data, actor), event);
            } else {
                lanes.add({"actor:others", "Other actors", std::nullopt, 999'999}, event);
            }
        } else if (key.lanes_by == "kind") {
            const std::string kind(data.event_kinds.word(data.events.kind[index(event)]));
            lanes.add({"kind:" + kind, kind_label(kind), std::nullopt, 0}, event);
        } else if (key.lanes_by == "story") {
            add_to_story_lanes(data, event, lanes);
        } else if (key.lanes_by == "none") {
            lanes.add({"all", "All events", std::nullopt, 0}, event);
        } else {
            lanes.add(group_lane(data, event, groups, events.size()), event);
        }
    }
    if (out.event_count == 0) out.first_s = out.last_s = 0;
    out.lanes = lanes.sorted(data, key.order);
    merge_smallest(out.lanes, key.max_lanes);

    std::vector<double> weight(data.events.size());
    for (const EventId event : events) weight[index(event)] = importance(data, event);
    for (TimelineLane& lane : out.lanes) {
        lane.by_priority = lane.events;
        // More important first; among equals the more recent one.
        std::stable_sort(lane.by_priority.begin(), lane.by_priority.end(), [&](EventId a, EventId b) {
            return weight[index(a)] != weight[index(b)] ? weight[index(a)] > weight[index(b)] : a > b;
        });
    }
    return out;
}

void count_density(const Dataset& data, const TimelineLanes& lanes, double width_px, Density& out) {
    const TimeScale whole = fitted_scale(lanes, width_px);
    out.assign(static_cast<size_t>(std::max(0.0, width_px) / kDensityBar_px) + 1, {0, 0, 0});
    const auto last = static_cast<double>(out.size() - 1);
    for (const TimelineLane& lane : lanes.lanes) {
        for (size_t i = 0; i < lane.events.size(); ++i) {
            const double bar = std::clamp(whole.x_from_time(lane.anchor_s[i]) / kDensityBar_px, 0.0, last);
            out[static_cast<size_t>(bar)][static_cast<size_t>(leading_side(data, lane.events[i]))]++;
        }
    }
}

namespace {
constexpr double kMostAir_px = 3 * kRowHeight_px;
constexpr double kAirAbove = 0.4;
}  // namespace

std::vector<LaneBox> lane_boxes(const TimelineLanes& lanes, double height_px, const std::vector<std::string>& folded) {
    const size_t n = lanes.lanes.size();
    std::vector<LaneBox> boxes(n);
    double free_px = height_px;
    std::vector<double> wish(n, 0);
    double wish_sum = 0;
    double roomy_px = 0;
    for (size_t i = 0; i < n; ++i) {
        boxes[i].folded = std::find(folded.begin(), folded.end(), lanes.lanes[i].key) != folded.end();
        roomy_px += boxes[i].folded ? kFoldedLane_px : kLanePadding_px + kRowHeight_px + kTickRow_px;
    }
    const bool tight = roomy_px > height_px;
    for (size_t i = 0; i < n; ++i) {
        boxes[i].rows = boxes[i].folded ? 0 : 1;
        boxes[i].padding = tight ? kTightLanePadding_px : kLanePadding_px;
        boxes[i].tick_row = tight ? kTightTickRow_px : kTickRow_px;
        free_px -= boxes[i].folded ? kFoldedLane_px : boxes[i].padding + kRowHeight_px + boxes[i].tick_row;
        if (!boxes[i].folded) wish[i] = static_cast<double>(lanes.lanes[i].events.size());
        wish_sum += wish[i];
    }
    // Rows left over go one by one to the lane with most events a row, so that no lane starves and none has more rows
    // than events.
    while (free_px >= kRowHeight_px && wish_sum > 0) {
        size_t best = n;
        double best_need = 1;
        for (size_t i = 0; i < n; ++i) {
            const double need = wish[i] / (boxes[i].rows + 0.5);
            if (boxes[i].rows > 0 && need > best_need) {
                best = i;
                best_need = need;
            }
        }
        if (best == n) break;
        boxes[best].rows++;
        free_px -= kRowHeight_px;
    }
    double y = 0;
    // What is still free is shared out as air around the rows, so that few lanes do not huddle at the top of a page.
    const double air = n > 0 ? std::clamp(free_px / static_cast<double>(n), 0.0, kMostAir_px) : 0;
    for (LaneBox& box : boxes) {
        box.y = y;
        if (!box.folded) box.padding += air * kAirAbove;
        box.height = box.folded ? kFoldedLane_px
                                : box.padding + box.rows * kRowHeight_px + box.tick_row + air * (1 - kAirAbove);
        y += box.height;
    }
    return boxes;
}

}  // namespace choke
