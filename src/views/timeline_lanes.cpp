#include <algorithm>
#include <array>
#include <numeric>

#include "views/style.h"
#include "views/timeline_order.h"

namespace choke {
namespace {

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

// From categories to the lanes of this build.
struct Chosen {
    std::vector<uint32_t> category_of_lane;  // kNoCategory: what is left of a page too low
    std::vector<uint32_t> lane_of_category;
    std::vector<uint32_t> empty;  // categories that would have a lane, and have nothing to show
};

Chosen choose_lanes(const LaneScheme& scheme, const LanesKey& key, const LaneOrder& order, std::vector<uint32_t> shown) {
    const size_t n = scheme.categories.size();
    Chosen out;
    std::vector<uint32_t> stands_in(n);
    std::iota(stands_in.begin(), stands_in.end(), 0U);
    size_t rank = 0;       // among those with something to show
    size_t full_rank = 0;  // among all
    for (const uint32_t c : ranked_lanes(scheme)) {
        const LaneCategory& category = scheme.categories[c];
        if (shown[c] == 0) {
            if (has_own_lane(category, full_rank++, key.own_lanes)) out.empty.push_back(c);
            continue;
        }
        ++full_rank;
        // A pinned lane stands for itself, however little is in it.
        if (has_own_lane(category, rank++, key.own_lanes) || order.is_pinned(c)) continue;
        stands_in[c] = category.others;
        shown[category.others] += shown[c];
    }
    std::vector<uint32_t> lanes;
    for (uint32_t c = 0; c < n; ++c) {
        if (shown[c] > 0 && stands_in[c] == c) lanes.push_back(c);
        if (scheme.categories[c].others == kNoCategory && scheme.categories[c].total > 0 && shown[c] == 0) out.empty.push_back(c);
    }
    order.sort(out.empty);
    if (key.show_empty) lanes.insert(lanes.end(), out.empty.begin(), out.empty.end());
    std::vector<bool> kept(n, false);
    for (const uint32_t c : lanes) kept[c] = true;
    bool rest = false;
    if (lanes.size() > key.max_lanes && key.max_lanes > 0) {
        // A page too low for its lanes drops the headings of groups first, and then puts the smallest lanes together.
        std::erase_if(lanes, [&](uint32_t c) { return scheme.categories[c].is_group; });
        for (uint32_t c = 0; c < n; ++c) kept[c] = kept[c] && !scheme.categories[c].is_group;
        if (lanes.size() > key.max_lanes) {
            std::stable_sort(lanes.begin(), lanes.end(), [&](uint32_t a, uint32_t b) {
                if (order.is_pinned(a) != order.is_pinned(b)) return order.is_pinned(a);
                return shown[a] > shown[b];
            });
            for (size_t i = key.max_lanes - 1; i < lanes.size(); ++i) kept[lanes[i]] = false;
            lanes.resize(key.max_lanes - 1);
            rest = true;
        }
    }
    order.sort(lanes);
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

// Rows are given out over all that will be known one day, so that a mark keeps its row while "known on" moves. That index
// depends on neither the day nor the ghosts, and is made once a filter.
template <typename HasPlace>
void build_places(const TimelineFacts& facts, const LaneScheme& scheme, const Chosen& chosen, const LanesKey& key, TimelineLanes& out,
                  HasPlace&& has_place) {
    out.has_places = key.still && out.place_count > out.event_count + out.ghost_count;
    if (!out.has_places) return;
    out.next_place_bits.assign(out.shown_bits.size(), 0);
    for (const EventId event : facts.order)
        if (has_place(event)) out.next_place_bits[index(event) / 64] |= uint64_t{1} << (index(event) % 64);
    if (out.next_place_bits == out.place_bits && out.places_of_lane == chosen.category_of_lane && out.places_of_scheme == key.scheme_build &&
        out.places_own_lanes == key.own_lanes)
        return;
    std::swap(out.place_bits, out.next_place_bits);
    out.places_of_lane = chosen.category_of_lane;
    out.places_of_scheme = key.scheme_build;
    out.places_own_lanes = key.own_lanes;
    std::vector<uint32_t> sizes(chosen.category_of_lane.size(), 0);
    for (const EventId event : facts.order)
        if (has_bit(out.place_bits, event)) for_lanes_of(scheme, chosen, event, [&](uint32_t lane) { sizes[lane]++; });
    out.places.start(sizes);
    for (size_t i = 0; i < facts.order.size(); ++i) {
        const EventId event = facts.order[i];
        if (!has_bit(out.place_bits, event)) continue;
        const LaneIndex::Entry entry{event, facts.anchor_s[i], facts.begin_s[i], facts.end_s[i], facts.importance[index(event)]};
        for_lanes_of(scheme, chosen, event, [&](uint32_t lane) { out.places.add(lane, entry); });
    }
    out.places.finish();
}

}  // namespace

bool TimelineLanes::is_here(EventId event) const { return has_bit(shown_bits, event) || (ghost_count > 0 && has_bit(ghost_bits, event)); }

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
        const LaneIndex& places = lanes.place_index();
        for (size_t i = 0; i < places.events(l).size(); ++i) {
            const LaneIndex::Entry entry = places.entry(l, i);
            if (entry.begin_s == kMinInstant || entry.end_s == kMaxInstant || entry.end_s - entry.begin_s < kLeastSpan_s) continue;
            // Knuth's multiplicative hash: one number for each position.
            tried.push_back({entry.importance, static_cast<uint32_t>(i) * 2'654'435'761U, static_cast<uint32_t>(i)});
        }
        const size_t most = std::min(kSpansTried, tried.size());
        std::nth_element(tried.begin(), tried.begin() + static_cast<std::ptrdiff_t>(most), tried.end(), before);
        std::sort(tried.begin(), tried.begin() + static_cast<std::ptrdiff_t>(most), before);
        for (size_t k = 0; k < most; ++k) {
            const LaneIndex::Entry entry = places.entry(l, tried[k].position);
            const LaneSpan span{entry.begin_s, entry.end_s, entry.event};
            for (auto& row : lane.spans) {
                const auto at = std::lower_bound(row.begin(), row.end(), span.begin_s,
                                                 [](const LaneSpan& other, Instant begin) { return other.end_s < begin; });
                if (at != row.end() && at->begin_s <= span.end_s) continue;
                row.insert(at, span);
                break;
            }
        }
        if (!lanes.has_places) continue;
        for (auto& row : lane.spans) std::erase_if(row, [&](const LaneSpan& span) { return !lanes.is_here(span.event); });
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

    LaneWishes wishes{.order = key.order, .by_hand = {}, .pinned = {}};
    if (input.lane_order != nullptr) wishes.by_hand = *input.lane_order;
    if (input.pinned_lanes != nullptr) wishes.pinned = *input.pinned_lanes;
    const LaneOrder order(scheme, wishes);
    const Chosen chosen = choose_lanes(scheme, key, order, shown);
    out.empty_lanes.clear();
    for (const uint32_t c : chosen.empty) out.empty_lanes.push_back(scheme.categories[c].label);
    out.empty_count = chosen.empty.size();
    out.shows_empty = key.show_empty;
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
    build_places(facts, scheme, chosen, key, out, has_place);
    if (out.place_count == 0) out.first_s = out.last_s = 0;
    find_gaps(out.occupied, out.occupied_later, out.gaps);

    std::vector<uint32_t> empty = chosen.empty;
    std::sort(empty.begin(), empty.end());
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
        lane.pinned = order.is_pinned(c);
        lane.empty = shown[c] == 0 && totals[i] > 0 && std::binary_search(empty.begin(), empty.end(), c);
        const uint32_t group = order.group_of(c);
        lane.group = group == kNoCategory ? kNoCategory : chosen.lane_of_category[group];
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
// So much lower than the lowest lane a lane can be where otherwise the last one would be cut.
constexpr double kMostSqueeze_px = 3.5;
}  // namespace

std::vector<LaneBox> lane_boxes(const TimelineLanes& lanes, double height_px, const std::vector<std::string>& folded) {
    const size_t n = lanes.lanes.size();
    std::vector<LaneBox> boxes(n);
    if (lanes.empty_count > 0) height_px -= kEmptyLine_px;
    double free_px = height_px;
    std::vector<double> wish(n, 0);
    double wish_sum = 0;
    double roomy_px = 0;
    double tight_px = 0;
    double open_lanes = 0;
    std::vector<bool> hidden(n, false);
    for (size_t i = 0; i < n; ++i) {
        const TimelineLane& lane = lanes.lanes[i];
        boxes[i].folded = std::find(folded.begin(), folded.end(), lane.key) != folded.end();
        hidden[i] = lane.group != kNoCategory && boxes[lane.group].folded;
        if (hidden[i]) {
            boxes[i].folded = false;
            continue;
        }
        const bool closed = boxes[i].folded || lane.empty;
        roomy_px += closed ? kFoldedLane_px : lane.is_group ? kGroupLane_px : kLanePadding_px + kRowHeight_px + kTickRow_px;
        tight_px += closed ? kFoldedLane_px : lane.is_group ? kGroupLane_px : kLowestLane_px;
        open_lanes += closed || lane.is_group ? 0 : 1;
    }
    const bool tight = roomy_px > height_px;
    // A few px that are missing are taken from all lanes alike, rather than from the words of the last one.
    double squeeze_px = 0;
    if (tight && open_lanes > 0 && tight_px > height_px) {
        squeeze_px = (tight_px - height_px) / open_lanes;
        if (squeeze_px > kMostSqueeze_px) squeeze_px = 0;
    }
    const auto is_open = [&](size_t i) { return !hidden[i] && !boxes[i].folded && !lanes.lanes[i].is_group && !lanes.lanes[i].empty; };
    for (size_t i = 0; i < n; ++i) {
        LaneBox& box = boxes[i];
        box.rows = is_open(i) ? 1 : 0;
        if (hidden[i]) continue;
        if (!is_open(i)) {
            free_px -= box.folded || lanes.lanes[i].empty ? kFoldedLane_px : kGroupLane_px;
            continue;
        }
        // First the air above the row goes, then part of the ticks.
        box.padding = tight ? std::max(0.0, kTightLanePadding_px - squeeze_px) : kLanePadding_px;
        box.tick_row = tight ? kTightTickRow_px - std::max(0.0, squeeze_px - kTightLanePadding_px) : kTickRow_px;
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
            box.height = box.folded || lanes.lanes[i].empty ? kFoldedLane_px : kGroupLane_px;
        }
        y += box.height;
    }
    return boxes;
}

}  // namespace choke
