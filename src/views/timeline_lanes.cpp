#include <algorithm>
#include <array>
#include <numeric>

#include "views/style.h"
#include "views/timeline_internal.h"

namespace choke {
namespace {

// Among the lanes that can be put together: so many have their own whatever is in them, the others from so many events on.
constexpr size_t kSurelyOwnLanes = 14;
constexpr uint32_t kLeastOwnEvents = 4;
// A span shorter than this is never drawn as one.
constexpr Instant kLeastSpan_s = 2 * kSecondsPerDay;
// The most important ones of a lane are tried: twelve years of months in three rows, and some.
constexpr size_t kSpansTried = 600;
constexpr uint32_t kNoLane = UINT32_MAX;

void set_bits(const EventSet& events, size_t event_count, std::vector<EventId>& listed, std::vector<uint64_t>& bits) {
    bits.assign(event_count / 64 + 1, 0);
    events.to_vector(listed);
    for (const EventId event : listed) bits[index(event) / 64] |= uint64_t{1} << (index(event) % 64);
}

bool has_bit(const std::vector<uint64_t>& bits, EventId event) {
    return (bits[index(event) / 64] >> (index(event) % 64) & 1U) != 0;
}

// What lies far outside the time that the data set covers does not stretch the axis: it can be panned to.
Instant covered(const Dataset& data, Instant at) {
    constexpr Instant kBeyond_s = 45 * kSecondsPerDay;
    if (data.covered && data.covered->begin == EndKind::Known) at = std::max(at, data.covered->earliest - kBeyond_s);
    if (data.covered && data.covered->end == EndKind::Known) at = std::min(at, data.covered->latest + kBeyond_s);
    return at;
}

// The categories in the order in which they become lanes, the groups before what they hold.
class LaneOrder {
public:
    LaneOrder(const LaneScheme& scheme, const std::string& order) : scheme_(scheme), order_(order) {}

    void sort(std::vector<uint32_t>& categories) const {
        std::sort(categories.begin(), categories.end(), [this](uint32_t a, uint32_t b) {
            const uint32_t group_a = group_of(a);
            const uint32_t group_b = group_of(b);
            if (group_a != group_b) return before(group_a, group_b);
            if ((a == group_a) != (b == group_b)) return a == group_a;
            return before(a, b);
        });
    }

private:
    [[nodiscard]] uint32_t group_of(uint32_t category) const {
        const uint32_t group = scheme_.categories[category].group;
        return group == kNoCategory ? category : group;
    }
    // Of the whole data set in every order, so that lanes keep their places while filters change.
    [[nodiscard]] bool before(uint32_t a, uint32_t b) const {
        const LaneCategory& one = scheme_.categories[a];
        const LaneCategory& two = scheme_.categories[b];
        if (order_ == "count" && one.total != two.total) return one.total > two.total;
        if (order_ == "first" && one.first != two.first) return one.first < two.first;
        if (order_ == "name" && one.label != two.label) return one.label < two.label;
        if (order_ == "natural" && one.natural != two.natural) return one.natural < two.natural;
        if (one.total != two.total) return one.total > two.total;
        return one.first != two.first ? one.first < two.first : a < b;
    }

    const LaneScheme& scheme_;
    const std::string& order_;
};

// The categories by rank: those with most events of the whole data first.
std::vector<uint32_t> ranked(const LaneScheme& scheme) {
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

// From categories to the lanes of this build.
struct Chosen {
    std::vector<uint32_t> category_of_lane;  // kNoCategory: what is left of a page too low
    std::vector<uint32_t> lane_of_category;
    size_t empty_count = 0;
};

Chosen choose_lanes(const LaneScheme& scheme, const LanesKey& key, std::vector<uint32_t> shown) {
    const size_t n = scheme.categories.size();
    Chosen out;
    std::vector<uint32_t> stands_in(n);
    std::iota(stands_in.begin(), stands_in.end(), 0U);
    size_t rank = 0;       // among those with something to show
    size_t full_rank = 0;  // among all
    for (const uint32_t c : ranked(scheme)) {
        const LaneCategory& category = scheme.categories[c];
        if (shown[c] == 0) {
            out.empty_count += has_own_lane(category, full_rank++, key.own_lanes) ? 1 : 0;
            continue;
        }
        ++full_rank;
        if (has_own_lane(category, rank++, key.own_lanes)) continue;
        stands_in[c] = category.others;
        shown[category.others] += shown[c];
    }
    std::vector<uint32_t> lanes;
    for (uint32_t c = 0; c < n; ++c) {
        if (shown[c] > 0 && stands_in[c] == c) lanes.push_back(c);
        if (scheme.categories[c].others == kNoCategory && scheme.categories[c].total > 0 && shown[c] == 0) out.empty_count++;
    }
    std::vector<bool> kept(n, false);
    for (const uint32_t c : lanes) kept[c] = true;
    bool rest = false;
    if (lanes.size() > key.max_lanes && key.max_lanes > 0) {
        // A page too low for its lanes drops the headings of groups first, and then puts the smallest lanes together.
        std::erase_if(lanes, [&](uint32_t c) { return scheme.categories[c].is_group; });
        for (uint32_t c = 0; c < n; ++c) kept[c] = kept[c] && !scheme.categories[c].is_group;
        if (lanes.size() > key.max_lanes) {
            std::stable_sort(lanes.begin(), lanes.end(), [&](uint32_t a, uint32_t b) { return shown[a] > shown[b]; });
            for (size_t i = key.max_lanes - 1; i < lanes.size(); ++i) kept[lanes[i]] = false;
            lanes.resize(key.max_lanes - 1);
            rest = true;
        }
    }
    LaneOrder(scheme, key.order).sort(lanes);
    out.category_of_lane = lanes;
    if (rest) out.category_of_lane.push_back(kNoCategory);
    std::vector<uint32_t> lane_of(n, kNoLane);
    for (uint32_t i = 0; i < lanes.size(); ++i) lane_of[lanes[i]] = i;
    out.lane_of_category.assign(n, kNoLane);
    for (uint32_t c = 0; c < n; ++c) {
        const uint32_t in = stands_in[c];
        if (kept[in]) {
            out.lane_of_category[c] = lane_of[in];
        } else if (rest && !scheme.categories[in].is_group) {
            out.lane_of_category[c] = static_cast<uint32_t>(lanes.size());
        }
    }
    return out;
}

// The lanes of one event, each once.
template <typename Visit>
void for_lanes_of(const LaneScheme& scheme, const Chosen& chosen, EventId event, Visit&& visit) {
    const auto categories = scheme.of_event[index(event)];
    for (size_t i = 0; i < categories.size(); ++i) {
        const uint32_t lane = chosen.lane_of_category[categories[i]];
        bool seen = lane == kNoLane;
        for (size_t k = 0; k < i && !seen; ++k) seen = chosen.lane_of_category[categories[k]] == lane;
        if (!seen) visit(lane);
    }
}

}  // namespace

bool TimelineLanes::many() const { return place_count > kPlaceAllLimit; }

void choose_spans(TimelineLanes& lanes) {
    struct Tried {
        float importance = 0;
        uint32_t mixed = 0;  // of equal importance some from everywhere, not the first ones
        uint32_t position = 0;
    };
    const auto before = [](const Tried& a, const Tried& b) {
        return a.importance != b.importance ? a.importance > b.importance : a.mixed < b.mixed;
    };
    std::vector<Tried> tried;
    for (size_t l = 0; l < lanes.lanes.size(); ++l) {
        TimelineLane& lane = lanes.lanes[l];
        for (auto& row : lane.spans) row.clear();
        if (!lanes.many() || lane.is_group) continue;
        tried.clear();
        for (size_t i = 0; i < lane.events.size(); ++i) {
            const LaneIndex::Entry entry = lanes.index.entry(l, i);
            if (entry.begin_s == kMinInstant || entry.end_s == kMaxInstant || entry.end_s - entry.begin_s < kLeastSpan_s) continue;
            // Knuth's multiplicative hash: one number for each position.
            tried.push_back({entry.importance, static_cast<uint32_t>(i) * 2'654'435'761U, static_cast<uint32_t>(i)});
        }
        const size_t most = std::min(kSpansTried, tried.size());
        std::nth_element(tried.begin(), tried.begin() + static_cast<std::ptrdiff_t>(most), tried.end(), before);
        std::sort(tried.begin(), tried.begin() + static_cast<std::ptrdiff_t>(most), before);
        for (size_t k = 0; k < most; ++k) {
            const LaneIndex::Entry entry = lanes.index.entry(l, tried[k].position);
            const LaneSpan span{entry.begin_s, entry.end_s, entry.event};
            for (auto& row : lane.spans) {
                const auto at = std::lower_bound(row.begin(), row.end(), span.begin_s,
                                                 [](const LaneSpan& other, Instant begin) { return other.end_s < begin; });
                if (at != row.end() && at->begin_s <= span.end_s) continue;
                row.insert(at, span);
                break;
            }
        }
    }
}

void build_lanes(const ViewInput& input, const TimelineFacts& facts, const LaneScheme& scheme, const LanesKey& key,
                 TimelineLanes& out) {
    const Dataset& data = input.data();
    set_bits(*input.visible, data.events.size(), out.listed, out.shown_bits);
    const size_t visible_count = out.listed.size();
    const bool has_ghosts = input.ghosts != nullptr && !input.ghosts->empty();
    if (has_ghosts) set_bits(*input.ghosts, data.events.size(), out.listed, out.ghost_bits);
    const auto is_ghost = [&](EventId event) { return has_ghosts && has_bit(out.ghost_bits, event); };
    const auto is_here = [&](EventId event) { return has_bit(out.shown_bits, event) || is_ghost(event); };
    // Lanes and axis are made for what will be known one day, so that they stand still while "known on" moves.
    if (input.ever != nullptr) set_bits(*input.ever, data.events.size(), out.listed, out.ever_bits);
    const auto has_place = [&](EventId event) { return is_here(event) || (input.ever != nullptr && has_bit(out.ever_bits, event)); };

    std::vector<uint32_t> shown(scheme.categories.size(), 0);
    out.event_count = out.ghost_count = out.place_count = 0;
    out.first_s = INT64_MAX;
    out.last_s = INT64_MIN;
    out.occupied.clear();
    out.occupied_later.clear();
    const auto widen = [&](Instant at) {
        out.first_s = std::min(out.first_s, at);
        out.last_s = std::max(out.last_s, at);
    };
    for (size_t i = 0; i < facts.order.size(); ++i) {
        const EventId event = facts.order[i];
        if (!has_place(event)) continue;
        out.place_count++;
        widen(facts.anchor_s[i]);
        if (facts.begin_s[i] > kMinInstant) widen(covered(data, facts.begin_s[i]));
        if (facts.end_s[i] < kMaxInstant) widen(covered(data, facts.end_s[i]));
        if (is_here(event)) (has_bit(out.shown_bits, event) ? out.event_count : out.ghost_count)++;
        if (key.gaps) {
            const DateBounds& date = data.events.date[index(event)];
            const bool has_begin = date.shape != EdtfShape::Interval || date.begin == EndKind::Known;
            const bool has_end = date.shape == EdtfShape::Interval && date.end == EndKind::Known;
            const Fold end{date.end_earliest, has_end ? date.latest + 1 : 0};
            if (date.shape != EdtfShape::Interval) {
                out.occupied.push_back({facts.begin_s[i], facts.end_s[i] + 1});
            } else {
                out.occupied.push_back(has_begin ? Fold{date.earliest, date.start_latest + 1} : end);
            }
            if (has_begin && has_end) out.occupied_later.push_back(end);
        }
        for (const uint32_t category : scheme.of_event[index(event)]) shown[category]++;
    }
    out.undated_count = visible_count - out.event_count;

    const Chosen chosen = choose_lanes(scheme, key, shown);
    out.empty_count = chosen.empty_count;
    std::vector<uint32_t> sizes(chosen.category_of_lane.size(), 0);
    out.lanes.clear();
    out.lanes.resize(sizes.size());
    const bool each_once = scheme.of_event.value_count() == facts.order.size();
    if (each_once && !has_ghosts && input.ever == nullptr) {
        // The counts by category add up to those by lane.
        for (uint32_t c = 0; c < shown.size(); ++c)
            if (chosen.lane_of_category[c] != kNoLane) sizes[chosen.lane_of_category[c]] += shown[c];
    } else {
        for (const EventId event : facts.order) {
            if (!is_here(event)) continue;
            const bool ghost = is_ghost(event);
            for_lanes_of(scheme, chosen, event, [&](uint32_t lane) {
                sizes[lane]++;
                if (ghost) out.lanes[lane].ghost_count++;
            });
        }
    }
    out.index.start(sizes);
    for (size_t i = 0; i < facts.order.size(); ++i) {
        const EventId event = facts.order[i];
        if (!is_here(event)) continue;
        const LaneIndex::Entry entry{event, facts.anchor_s[i], facts.begin_s[i], facts.end_s[i], facts.importance[index(event)]};
        for_lanes_of(scheme, chosen, event, [&](uint32_t lane) { out.index.add(lane, entry); });
    }
    out.index.finish();
    if (out.place_count == 0) out.first_s = out.last_s = 0;
    find_gaps(out.occupied, out.occupied_later, out.gaps);

    // By lane: events of the whole data set, or of what the filter will ever find.
    std::vector<uint32_t> totals(sizes.size(), 0);
    for (uint32_t c = 0; c < scheme.categories.size(); ++c)
        if (chosen.lane_of_category[c] != kNoLane)
            totals[chosen.lane_of_category[c]] += key.still ? scheme.categories[c].total : shown[c];
    for (uint32_t i = 0; i < out.lanes.size(); ++i) {
        TimelineLane& lane = out.lanes[i];
        lane.events = out.index.events(i);
        lane.anchor_s = out.index.anchors(i);
        lane.weight = key.still || input.ever != nullptr ? totals[i] : sizes[i];
        const uint32_t c = chosen.category_of_lane[i];
        if (c == kNoCategory) {
            lane.key = "others";
            lane.label = out.lanes.size() == 1 ? "All events" : "All others";
            continue;
        }
        const LaneCategory& category = scheme.categories[c];
        lane.key = category.key;
        lane.label = category.label;
        lane.side = category.side;
        lane.is_group = category.is_group;
        lane.group = category.group == kNoCategory ? kNoCategory : chosen.lane_of_category[category.group];
    }
    choose_spans(out);
}

void count_density(const TimelineFacts& facts, const TimelineLanes& lanes, const AxisScale& whole, Density& out) {
    const auto last = static_cast<double>(out.size() - 1);
    for (const TimelineLane& lane : lanes.lanes) {
        if (lane.is_group) continue;
        for (size_t i = 0; i < lane.events.size(); ++i) {
            const double bar = std::clamp(whole.x_from_time(lane.anchor_s[i]) / kDensityBar_px, 0.0, last);
            out[static_cast<size_t>(bar)][static_cast<size_t>(facts.side[index(lane.events[i])])]++;
        }
    }
}

// --- boxes ---

namespace {
constexpr double kMostAir_px = 3 * kRowHeight_px;
constexpr double kAirAbove = 0.4;
// A lane has room for a card, and for a row and a half of each of its events; more would only be air.
constexpr double kRowsPerEvent = 1.5;
// When there are very many events, this part of what would be rows belongs to the strip of their density.
constexpr double kStripShare = 0.3;
}  // namespace

std::vector<LaneBox> lane_boxes(const TimelineLanes& lanes, double height_px, const std::vector<std::string>& folded) {
    const size_t n = lanes.lanes.size();
    std::vector<LaneBox> boxes(n);
    if (lanes.empty_count > 0) height_px -= kEmptyLine_px;
    double free_px = height_px;
    std::vector<double> wish(n, 0);
    double wish_sum = 0;
    double roomy_px = 0;
    std::vector<bool> hidden(n, false);
    for (size_t i = 0; i < n; ++i) {
        const TimelineLane& lane = lanes.lanes[i];
        boxes[i].folded = std::find(folded.begin(), folded.end(), lane.key) != folded.end();
        hidden[i] = lane.group != kNoCategory && boxes[lane.group].folded;
        if (hidden[i]) {
            boxes[i].folded = false;
            continue;
        }
        roomy_px += boxes[i].folded ? kFoldedLane_px
                    : lane.is_group ? kGroupLane_px
                                    : kLanePadding_px + kRowHeight_px + kTickRow_px;
    }
    const bool tight = roomy_px > height_px;
    const auto is_open = [&](size_t i) { return !hidden[i] && !boxes[i].folded && !lanes.lanes[i].is_group; };
    for (size_t i = 0; i < n; ++i) {
        LaneBox& box = boxes[i];
        box.rows = is_open(i) ? 1 : 0;
        if (hidden[i]) continue;
        if (!is_open(i)) {
            free_px -= box.folded ? kFoldedLane_px : kGroupLane_px;
            continue;
        }
        box.padding = tight ? kTightLanePadding_px : kLanePadding_px;
        box.tick_row = tight ? kTightTickRow_px : kTickRow_px;
        free_px -= box.padding + kRowHeight_px + box.tick_row;
        wish[i] = static_cast<double>(lanes.lanes[i].weight);
        wish_sum += wish[i];
    }
    // Rows left over go one by one to the lane with most events a row, so that no lane starves.
    while (free_px >= kRowHeight_px && wish_sum > 0) {
        size_t best = n;
        double best_need = 0;
        for (size_t i = 0; i < n; ++i) {
            if (boxes[i].rows == 0 || boxes[i].rows >= std::max<double>(kCardRows, kRowsPerEvent * wish[i])) continue;
            const double need = wish[i] / (boxes[i].rows + 0.5);
            if (need > best_need) {
                best = i;
                best_need = need;
            }
        }
        if (best == n) break;
        boxes[best].rows++;
        free_px -= kRowHeight_px;
    }
    if (lanes.many()) {
        for (size_t i = 0; i < n; ++i) {
            const auto given = static_cast<int>(boxes[i].rows * kStripShare);
            if (given == 0) continue;
            boxes[i].rows -= given;
            boxes[i].span_rows = static_cast<int>(kSpanRows);
            boxes[i].tick_row += given * kRowHeight_px - static_cast<double>(kSpanRows) * kSpanRow_px;
        }
    }
    double y = 0;
    // What is still free is shared out as air around the rows, so that few lanes do not huddle at the top of a page.
    const auto open_count = static_cast<double>(std::count_if(boxes.begin(), boxes.end(), [](const LaneBox& b) { return b.rows > 0; }));
    const double air = open_count > 0 ? std::clamp(free_px / open_count, 0.0, kMostAir_px) : 0;
    for (size_t i = 0; i < n; ++i) {
        LaneBox& box = boxes[i];
        box.y = y;
        if (is_open(i)) {
            box.padding += air * kAirAbove;
            box.height = box.padding + box.rows * kRowHeight_px + box.span_rows * kSpanRow_px + box.tick_row + air * (1 - kAirAbove);
        } else if (!hidden[i]) {
            box.height = box.folded ? kFoldedLane_px : kGroupLane_px;
        }
        y += box.height;
    }
    return boxes;
}

}  // namespace choke
