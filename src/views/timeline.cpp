#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "views/style.h"
#include "views/timeline_drawing.h"
#include "views/timeline_order.h"

namespace choke {
namespace {

using Choice = std::pair<std::string_view, std::string_view>;
constexpr std::array<Choice, 9> kLaneChoices{{{"group", "by side and group"},
                                               {"side", "by side"},
                                               {"actor", "by actor"},
                                               {"side-actor", "by side, then actor"},
                                               {"kind", "by kind"},
                                               {"thing", "by thing"},
                                               {"story", "by story"},
                                               {"source", "by source"},
                                               {"none", "one lane"}}};
constexpr std::array<Choice, 5> kOrderChoices{{{"natural", "in natural order"},
                                                {"count", "most events first"},
                                                {"first", "earliest first"},
                                                {"name", "by name"},
                                                {"hand", "ordered by hand"}}};
constexpr std::array<Choice, 2> kRepeatChoices{{{"once", "in the lane of the first one named"},
                                                {"each", "in the lane of each one named"}}};
constexpr std::array<Choice, 5> kChainChoices{{{"off", "no chain"},
                                                {"1", "one step of cause and answer"},
                                                {"2", "two steps of the chain"},
                                                {"3", "three steps of the chain"},
                                                {"all", "the whole chain"}}};
constexpr std::array<Choice, 3> kStatesChoices{{{"off", "no rows of states"},
                                                 {"on", "states of everything"},
                                                 {"selected", "states of what is selected"}}};
constexpr std::array<Choice, 2> kAxisChoices{{{"linear", "empty time shown"}, {"folded", "empty time folded"}}};
constexpr std::array<Choice, 2> kEmptyChoices{{{"folded", "empty lanes folded away"}, {"shown", "empty lanes shown"}}};
constexpr std::array<ViewParam, 7> kParams{{{"lanes", "Lanes", kLaneChoices},
                                            {"order", "Order of lanes", kOrderChoices},
                                            {"repeat", "Events of several", kRepeatChoices},
                                            {"chain", "Chain of the selected event", kChainChoices},
                                            {"states", "What applied when", kStatesChoices},
                                            {"axis", "Time", kAxisChoices},
                                            {"empty", "Empty lanes", kEmptyChoices}}};

// By actor, thing or source a window has a lane for so much of its height, within these bounds.
constexpr double kOwnLane_px = 36;
constexpr double kLeastOwnLanes = 14;
// Pinned lanes that take more than this part of the height scroll with the others.
constexpr double kMostSticky = 0.6;

// The whole history with a little air on both sides.
constexpr double kFitMargin_px = 14;

TimelineCache& as_timeline(ViewCache& cache) { return static_cast<TimelineCache&>(cache); }

}  // namespace

const std::span<const ViewParam> kTimelineParams{kParams};

TimeScale fitted_scale(const TimelineLanes& lanes, double width_px) {
    return fitted_scale(lanes.first_s, lanes.last_s, width_px, {}).open();
}

double clamped_scroll(double scroll_y, const TimelineCache& cache) {
    double most = std::max(0.0, cache.content_height - cache.frame.lanes.h);
    if (cache.has_lower) most = std::max(most, cache.lower->content_height - cache.lower->frame.lanes.h);
    return std::clamp(scroll_y, 0.0, most);
}

AxisScale whole_scale(const TimelineCache& cache, double width_px) {
    return fitted_scale(cache.first_s, cache.last_s, width_px, cache.scale.folds());
}

AxisScale fitted_scale(Instant first, Instant last, double width_px, std::span<const Fold> folds) {
    if (last - first < 2 * kSecondsPerDay) {
        first -= 15 * kSecondsPerDay;
        last += 15 * kSecondsPerDay;
    }
    const double margin = std::min(kFitMargin_px, width_px / 8);
    return fit_axis(first, last + 1, margin, std::max(width_px - margin, margin + 1), folds);
}

std::string counted_words(size_t count, std::string_view one) {
    return fmt::format("{} {}{}", grouped_number(static_cast<int64_t>(count)), one, count == 1 ? "" : "s");
}

TimelineFrame timeline_frame(const Rect& area, bool interactive, const TimelineStrips& strips) {
    // What is left must be a timeline.
    const double least_with_markers_px = interactive ? 200 : 640;  // a page cannot be scrolled: lanes come first
    constexpr double kMostStates = 0.35;  // of the height
    TimelineFrame frame;
    const double header = std::clamp(area.w * 0.125, 148.0, 180.0);
    const double axis = 40;
    const double minimap = interactive && area.h > 220 ? 40 : 0;
    frame.axis = {area.x + header, area.y, std::max(1.0, area.w - header), axis};
    double top = frame.axis.bottom();
    if (strips.markers && area.h >= least_with_markers_px) {
        frame.markers = {frame.axis.x, top, frame.axis.w, kMarkerStrip_px};
        top = frame.markers.bottom();
    }
    const double rows = std::min(static_cast<double>(strips.state_rows), std::floor(area.h * kMostStates / kStateRow_px));
    if (rows > 0) {
        frame.states = {frame.axis.x, top, frame.axis.w, rows * kStateRow_px + 4};
        top = frame.states.bottom();
    }
    frame.headers = {area.x, top, header, std::max(0.0, area.bottom() - minimap - top)};
    frame.lanes = {area.x + header, top, frame.axis.w, frame.headers.h};
    frame.minimap = {area.x + header, area.bottom() - minimap + 6, frame.axis.w, minimap > 0 ? minimap - 8 : 0};
    return frame;
}

namespace {

// The number of the stretch of this width in time, counted from 1970, in which the left border of the window stands.
// With folds it is counted in px from there.
int64_t stretch_at(const AxisScale& axis, double x_px, double stretch_px) {
    const TimeScale& scale = axis.open();
    if (!axis.folds().empty()) {
        const AxisScale from_1970({.origin_s = 0, .origin_px = 0, .seconds_per_px = scale.seconds_per_px}, axis.folds());
        const double at_px = from_1970.x_from_moment(scale.origin_s, scale.origin_fraction_s) + (x_px - scale.origin_px);
        return static_cast<int64_t>(std::clamp(std::floor(at_px / stretch_px), -1e17, 1e17));
    }
    const double at_s = static_cast<double>(scale.origin_s) + scale.origin_fraction_s + (x_px - scale.origin_px) * scale.seconds_per_px;
    return static_cast<int64_t>(std::clamp(std::floor(at_s / (stretch_px * scale.seconds_per_px)), -1e17, 1e17));
}

void prepare_lanes(const ViewInput& input, TimelineCache& cache, bool folded_axis) {
    const Dataset& data = input.data();
    if (cache.upper == nullptr) {
        cache.facts.get(&data, [](const Dataset* of) { return gather_facts(*of); });
        const LaneSchemeKey scheme_key{&data, std::string(param(*input.params, definition_of(TimelineParam::Lanes))), param(*input.params, definition_of(TimelineParam::Repeat)) == "each"};
        cache.scheme.get(scheme_key, [&](const LaneSchemeKey& key) { return make_lane_scheme(data, cache.facts.value(), key); });
    }
    const TimelineFacts& facts = cache.event_facts();
    const Memo<LaneSchemeKey, LaneScheme>& schemes = cache.upper != nullptr ? cache.upper->scheme : cache.scheme;
    const LaneScheme& scheme = schemes.value();
    const std::vector<std::string> none;
    const std::vector<std::string>& by_hand = input.lane_order != nullptr ? *input.lane_order : none;
    const std::vector<std::string>& pinned = input.pinned_lanes != nullptr ? *input.pinned_lanes : none;
    if (cache.lane_order != by_hand || cache.pinned_lanes != pinned) {
        cache.lane_order = by_hand;
        cache.pinned_lanes = pinned;
        cache.arrangements++;
    }
    LanesKey key;
    key.scheme_build = schemes.build_count();
    key.visible_revision = input.visible_revision;
    key.order = param(*input.params, definition_of(TimelineParam::Order));
    key.own_lanes = static_cast<size_t>(std::clamp(cache.frame.lanes.h / kOwnLane_px, kLeastOwnLanes, static_cast<double>(kMostOwnLanes)));
    key.arrangement = cache.arrangements;
    key.show_empty = input.interactive && param(*input.params, definition_of(TimelineParam::Empty)) == "shown";
    key.still = input.interactive;
    key.gaps = folded_axis;
    if (!input.interactive) key.max_lanes = std::max<size_t>(1, static_cast<size_t>(cache.frame.lanes.h / kLowestLane_px));
    cache.lanes.refill(key, [&](const LanesKey& k, TimelineLanes& out) { build_lanes(input, facts, scheme, k, out); });
}

void prepare_placement(const ViewInput& input, TimelineCache& cache, size_t folds_build, bool whole) {
    const TimelineLanes& lanes = cache.lanes.value();
    const std::vector<LaneBox>& boxes = cache.boxes.value();
    PlacementKey& key = cache.placement_key;
    key = PlacementKey{};
    key.boxes_build = cache.boxes.build_count();
    key.folds_build = folds_build;
    key.seconds_per_px = cache.scale.seconds_per_px();
    key.metrics = input.metrics;
    for (const NodeRef& node : input.selected)
        if (node.kind == NodeKind::Event) (input.interactive ? key.chosen : key.first).push_back(id_at<EventId>(node.index));
    if (lanes.many()) {
        key.tile_begin = stretch_at(cache.scale, 0, kTile_px);
        key.tile_end = stretch_at(cache.scale, cache.frame.lanes.w, kTile_px) + 1;
        // Lanes out of sight are not placed; whole lanes, so that scrolling moves nothing within one.
        const auto in_sight = [&](const LaneBox& box) {
            return box.y < cache.scroll_y + cache.frame.lanes.h && box.y + box.height > cache.scroll_y;
        };
        key.sticky_count = static_cast<uint32_t>(cache.sticky_count);
        const auto first = std::find_if(boxes.begin(), boxes.end(), in_sight);
        const auto last = std::find_if(boxes.rbegin(), boxes.rend(), in_sight);
        key.lane_begin = static_cast<uint32_t>(first - boxes.begin());
        key.lane_end = static_cast<uint32_t>(boxes.rend() - last);
    } else if (const AxisScale fitted = whole_scale(cache, cache.frame.lanes.w);
               whole || cache.scale.seconds_per_px() == fitted.seconds_per_px()) {
        // Also when the whole has only been moved aside: the first pixel of a drag must not place all labels anew.
        // A figure of a range has a whole of its own.
        const double left = (input.range ? cache.scale : fitted).x_from_time(lanes.first_s);
        key.limit_left = 4 - left;
        key.limit_right = cache.frame.lanes.w - 4 - left;
    }
    cache.placement.refill(key, [&](const PlacementKey& k, TimelinePlacement& out) {
        place_events(input, cache.event_facts(), lanes, boxes, cache.scale.folds(), k, out);
    });
}

void prepare_chain(const ViewInput& input, TimelineCache& cache) {
    const std::string_view depth = param(*input.params, definition_of(TimelineParam::Chain));
    ChainKey& key = cache.chain_key;
    key.visible_revision = input.visible_revision;
    key.roots.clear();
    if (depth != "off")
        for (const NodeRef& node : input.selected)
            if (node.kind == NodeKind::Event) key.roots.push_back(id_at<EventId>(node.index));
    key.depth = key.roots.empty() ? 0 : depth == "all" ? kWholeChain : depth.front() - '0';
    cache.chain.refill(key, [&](const ChainKey& k, EventChain& out) { build_chain(input, k, out); });
}

// The ticks of the pieces between the folds. What begins inside a fold, or before it, gives its name to the piece behind it.
AxisTicks folded_ticks(const AxisScale& scale, double left_px, double right_px) {
    AxisTicks all;
    for (const AxisScale::Piece& piece : scale.pieces(left_px, right_px)) {
        const double begin_px = std::max(left_px, piece.begin_px);
        const double end_px = std::min(right_px, piece.end_px);
        if (end_px <= begin_px) continue;
        AxisTicks ticks = calendar_ticks(piece.scale, begin_px, end_px, kMinorGap_px);
        all.minor_unit = ticks.minor_unit;
        all.minor_step = ticks.minor_step;
        for (Tick& tick : ticks.major) {
            tick.at = std::max(tick.at, piece.begin_s);
            if (tick.at < piece.end_s) all.major.push_back(std::move(tick));
        }
        for (Tick& tick : ticks.minor)
            if (tick.at >= piece.begin_s && tick.at < piece.end_s) all.minor.push_back(std::move(tick));
    }
    return all;
}

void prepare_words(const ViewInput& input, TimelineCache& cache, size_t folds_build) {
    const TimelineLanes& lanes = cache.lanes.value();
    cache.headers.refill({cache.boxes.build_count(), cache.frame.headers.w, input.metrics},
                         [&](const HeadersKey& key, TimelineHeaders& out) {
        out = {};
        for (size_t i = 0; i < lanes.lanes.size(); ++i) {
            const TimelineLane& lane = lanes.lanes[i];
            const LaneBox& box = cache.boxes.value()[i];
            LaneHeader header;
            const double room = key.width - kHeaderMargin_px - 3 - (lane.group != kNoCategory ? kNested_px : 0) - (lane.pinned ? kPinRoom_px : 0);
            if (box.rows == 0) {
                header.lines = {ellipsised(displayable(lane.label), kLaneNameStyle, room, *key.metrics)};
            } else {
                header.lines = wrapped(displayable(lane.label), kLaneNameStyle, room, box.height > 33 ? 2 : 1, *key.metrics);
            }
            header.count = counted_words(lane.events.size() - lane.ghost_count, "event");
            if (lane.ghost_count > 0) header.ghosts = fmt::format("{} not yet known", lane.ghost_count);
            out.lanes.push_back(std::move(header));
        }
        if (lanes.undated_count > 0) out.undated = fmt::format("{} without a date", lanes.undated_count);
        if (lanes.empty_count > 0) out.empty = counted_words(lanes.empty_count, "empty lane");
        if (lanes.empty_count > 0 && input.interactive) out.empty += lanes.shows_empty ? ": fold" : ": show";
    });

    const double width = std::max(1.0, cache.frame.axis.w);
    const TicksKey key{folds_build, cache.scale.seconds_per_px(), stretch_at(cache.scale, 0, width), width};
    cache.ticks.refill(key, [&](const TicksKey& k, AxisTicks& out) {
        const double end_px = 2 * k.width + 2 + 1 / k.seconds_per_px;
        if (!cache.scale.folds().empty()) {
            const AxisScale from_1970({.origin_s = 0, .origin_px = 0, .seconds_per_px = k.seconds_per_px}, cache.scale.folds());
            const double begin_px = static_cast<double>(k.window) * k.width;
            out = folded_ticks(from_1970.with_origin_at(begin_px), begin_px - 2, begin_px + end_px);
            return;
        }
        // The window stands somewhere within two of its widths from the beginning of its stretch.
        const double begin_s = static_cast<double>(k.window) * k.width * k.seconds_per_px;
        const auto origin = static_cast<Instant>(std::clamp(std::floor(begin_s), static_cast<double>(kMinInstant),
                                                            static_cast<double>(kMaxInstant) - 1024));
        const TimeScale scale{.origin_s = origin, .origin_fraction_s = 0, .origin_px = 0, .seconds_per_px = k.seconds_per_px};
        out = calendar_ticks(scale, -2, end_px, kMinorGap_px);
    });
}

}  // namespace

namespace {

void prepare_boxes(const ViewInput& input, TimelineCache& cache) {
    const TimelineLanes& lanes = cache.lanes.value();
    const std::vector<std::string> none;
    const std::vector<std::string>& folded = input.folded_lanes != nullptr ? *input.folded_lanes : none;
    if (cache.folded != folded) {
        cache.folded = folded;
        cache.folded_changes++;
    }
    const std::vector<LaneBox>& boxes = cache.boxes.get(
        {cache.lanes.build_count(), cache.frame.lanes.h, cache.folded_changes},
        [&](const BoxesKey& key) { return lane_boxes(lanes, key.height, cache.folded); });
    cache.content_height = boxes.empty() ? 0 : boxes.back().y + boxes.back().height;
    if (lanes.empty_count > 0) cache.content_height += kEmptyLine_px;
    cache.sticky_count = 0;
    cache.sticky_height = 0;
    for (size_t i = 0; i < boxes.size() && lanes.lanes[i].pinned; ++i) {
        const double bottom = boxes[i].y + boxes[i].height;
        if (bottom > kMostSticky * cache.frame.lanes.h) break;
        cache.sticky_count = i + 1;
        cache.sticky_height = bottom;
    }
}

// Divides the room for lanes between two blocks, by their lanes, but to neither less than a third.
void divide(TimelineCache& upper, TimelineCache& lower) {
    constexpr double kLeastShare = 1.0 / 3;
    const Rect all = upper.frame.lanes;
    const Rect headers = upper.frame.headers;
    const double room = std::max(0.0, all.h - 2 * kTitleStrip_px);
    const auto a = static_cast<double>(upper.lanes.value().lanes.size() + 1);
    const auto b = static_cast<double>(lower.lanes.value().lanes.size() + 1);
    const double upper_h = std::floor(room * std::clamp(a / (a + b), kLeastShare, 1 - kLeastShare));
    const auto put = [&](TimelineCache& block, double y, double height) {
        block.title = {headers.x, y, headers.w + all.w, kTitleStrip_px};
        block.frame.headers = {headers.x, y + kTitleStrip_px, headers.w, height};
        block.frame.lanes = {all.x, y + kTitleStrip_px, all.w, height};
    };
    lower.frame = upper.frame;
    put(upper, all.y, upper_h);
    put(lower, all.y + kTitleStrip_px + upper_h, room - upper_h);
    // Lines through the lower block begin where it does.
    lower.frame.axis = {all.x, lower.title.y, all.w, 0};
    lower.frame.markers = lower.frame.states = lower.frame.axis;
    lower.frame.minimap = {};
}

void name_block(TimelineCache& cache, std::string_view words) {
    const TimelineLanes& lanes = cache.lanes.value();
    cache.title_words = words.empty() ? "All events" : displayable(words);
    if (!words.empty() && cache.title_words[0] >= 'a' && cache.title_words[0] <= 'z')
        cache.title_words[0] = static_cast<char>(cache.title_words[0] - 'a' + 'A');
    cache.title_count = counted_words(lanes.event_count + lanes.undated_count, "event");
    if (lanes.undated_count > 0) cache.title_count += fmt::format(", {} of them without a date", lanes.undated_count);
}

void choose_axis_folds(TimelineCache& cache, bool folded) {
    const TimelineLanes& upper = cache.lanes.value();
    const TimelineLanes* lower = cache.has_lower ? &cache.lower->lanes.value() : nullptr;
    cache.first_s = upper.first_s;
    cache.last_s = upper.last_s;
    if (lower != nullptr && lower->place_count > 0) {
        cache.first_s = upper.place_count > 0 ? std::min(cache.first_s, lower->first_s) : lower->first_s;
        cache.last_s = upper.place_count > 0 ? std::max(cache.last_s, lower->last_s) : lower->last_s;
    }
    const FoldsKey key{folded, cache.lanes.build_count(), lower != nullptr ? cache.lower->lanes.build_count() : 0};
    cache.folds.get(key, [&](const FoldsKey&) {
        if (!folded) return std::vector<Fold>();
        size_t places = upper.place_count;
        const auto with_ends = [](const TimelineLanes& lanes) {
            if (lanes.place_count == 0) return std::vector<Fold>{{kMinInstant, kMaxInstant}};
            std::vector<Fold> gaps{{kMinInstant, lanes.first_s}};
            gaps.insert(gaps.end(), lanes.gaps.begin(), lanes.gaps.end());
            gaps.push_back({lanes.last_s + 1, kMaxInstant});
            return gaps;
        };
        std::vector<Fold> gaps = lower != nullptr ? common_gaps(with_ends(upper), with_ends(*lower)) : upper.gaps;
        if (lower != nullptr) places += lower->place_count;
        for (Fold& gap : gaps) {
            gap.begin_s = std::max(gap.begin_s, cache.first_s);
            gap.end_s = std::min(gap.end_s, cache.last_s);
        }
        std::erase_if(gaps, [](const Fold& gap) { return gap.begin_s >= gap.end_s; });
        return choose_folds(cache.first_s, cache.last_s, gaps, std::max(gaps.size(), places > 0 ? places - 1 : 0));
    });
}

}  // namespace

ViewInput lower_input(const ViewInput& input) {
    ViewInput lower = input;
    lower.visible = input.compare->visible;
    lower.ghosts = input.compare->ghosts;
    lower.ever = input.compare->ever;
    lower.visible_revision = input.compare->visible_revision;
    lower.compare = nullptr;
    return lower;
}

void prepare_timeline(const ViewInput& input, TimelineCache& cache) {
    choose_state_rows(input, param(*input.params, definition_of(TimelineParam::States)), cache.state_rows);
    cache.frame = timeline_frame(input.area, input.interactive, {!input.data().markers.empty(), cache.state_rows.size()});
    const bool folded_axis = param(*input.params, definition_of(TimelineParam::Axis)) == "folded";
    cache.has_lower = input.compare != nullptr;
    cache.title = {};
    if (cache.has_lower) {
        const ViewInput other = lower_input(input);
        if (cache.lower == nullptr) cache.lower = std::make_unique<TimelineCache>();
        cache.lower->upper = &cache;
        // What lanes there are follows from half of the room each, and their number says how the room is divided.
        const Rect all = cache.frame.lanes;
        cache.frame.lanes.h = std::max(0.0, all.h / 2 - kTitleStrip_px);
        cache.lower->frame.lanes = cache.frame.lanes;
        prepare_lanes(input, cache, folded_axis);
        prepare_lanes(other, *cache.lower, folded_axis);
        cache.frame.lanes = all;
        divide(cache, *cache.lower);
        prepare_boxes(other, *cache.lower);
        name_block(cache, input.compare->first_words);
        name_block(*cache.lower, input.compare->words);
    } else {
        prepare_lanes(input, cache, folded_axis);
    }
    prepare_boxes(input, cache);
    choose_axis_folds(cache, folded_axis);
    const std::vector<Fold>& folds = cache.folds.value();

    const bool whole = !input.camera.framed;
    const double lanes_w = cache.frame.lanes.w;
    cache.scale = !whole        ? AxisScale(input.camera.time, folds)
                  : input.range ? fit_axis(input.range->first, input.range->second + 1, kFitMargin_px,
                                           std::max(lanes_w - kFitMargin_px, kFitMargin_px + 1), folds)
                                : fitted_scale(cache.first_s, cache.last_s, lanes_w, folds);
    const double scroll_y = clamped_scroll(input.camera.scroll_y, cache);
    const auto own_scroll = [&](const TimelineCache& block) {
        return std::clamp(scroll_y, 0.0, std::max(0.0, block.content_height - block.frame.lanes.h));
    };
    cache.scroll_y = own_scroll(cache);
    cache.shared_scroll_y = scroll_y;

    if (!cache.frame.minimap.empty()) {
        const DensityKey key{cache.lanes.build_count(), cache.has_lower ? cache.lower->lanes.build_count() : 0, cache.folds.build_count(),
                             cache.frame.minimap.w};
        cache.density.refill(key, [&](const DensityKey& k, Density& out) {
            out.assign(static_cast<size_t>(std::max(0.0, k.width) / kDensityBar_px) + 1, {0, 0, 0});
            const AxisScale all = whole_scale(cache, k.width);
            count_density(cache.event_facts(), cache.lanes.value(), all, out);
            if (cache.has_lower) count_density(cache.event_facts(), cache.lower->lanes.value(), all, out);
        });
    }
    prepare_chain(input, cache);
    prepare_placement(input, cache, cache.folds.build_count(), whole);
    prepare_words(input, cache, cache.folds.build_count());
    if (!cache.has_lower) return;
    const ViewInput other = lower_input(input);
    TimelineCache& lower = *cache.lower;
    lower.scale = cache.scale;
    lower.first_s = cache.first_s;
    lower.last_s = cache.last_s;
    lower.scroll_y = own_scroll(lower);
    prepare_chain(other, lower);
    prepare_placement(other, lower, cache.folds.build_count(), whole);
    prepare_words(other, lower, cache.folds.build_count());
}

std::string_view timeline_lane_order(const ParamValues& params) { return param(params, definition_of(TimelineParam::Order)); }

std::vector<std::string> moved_lane(const Dataset& data, const ParamValues& params, std::span<const std::string> by_hand,
                                    std::string_view key, std::string_view before) {
    const TimelineFacts facts = gather_facts(data);
    const LaneScheme scheme = make_lane_scheme(data, facts, {&data, std::string(param(params, definition_of(TimelineParam::Lanes))), param(params, definition_of(TimelineParam::Repeat)) == "each"});
    return moved_lane(scheme, {.order = param(params, definition_of(TimelineParam::Order)), .by_hand = by_hand, .pinned = {}}, key, before);
}

void build_timeline(const ViewInput& input, ViewCache& cache, Scene& scene) {
    prepare_timeline(input, as_timeline(cache));
    draw_timeline(input, as_timeline(cache), scene);
}

}  // namespace choke
