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
constexpr std::array<Choice, 2> kEmptyChoices{{{"folded", "empty lanes folded away"}, {"shown", "empty lanes shown"}}};
constexpr std::array<ViewParam, 6> kParams{{{"lanes", "Lanes", kLaneChoices},
                                            {"order", "Order of lanes", kOrderChoices},
                                            {"repeat", "Events of several", kRepeatChoices},
                                            {"chain", "Chain of the selected event", kChainChoices},
                                            {"states", "What applied when", kStatesChoices},
                                            {"empty", "Empty lanes", kEmptyChoices}}};

// By actor, thing or source a window has a lane for so much of its height, within these bounds.
constexpr double kOwnLane_px = 36;
constexpr double kLeastOwnLanes = 14;
// Pinned lanes that take more than this part of the height scroll with the others.
constexpr double kMostSticky = 0.6;

// The whole history with a little air on both sides.
constexpr double kFitMargin_px = 14;

TimelineCache& as_timeline(ViewCache& cache) { return static_cast<TimelineCache&>(cache); }
const TimelineCache& as_timeline(const ViewCache& cache) { return static_cast<const TimelineCache&>(cache); }

Camera current_camera(const TimelineCache& cache) {
    Camera camera;
    camera.framed = true;
    camera.time = cache.scale;
    camera.scroll_y = cache.scroll_y;
    return camera;
}

double clamped_scroll(double scroll_y, const TimelineCache& cache) {
    return std::clamp(scroll_y, 0.0, std::max(0.0, cache.content_height - cache.frame.lanes.h));
}

Camera centred_on(const TimelineCache& cache, const TimelineLanes& lanes, double minimap_x) {
    const TimeScale whole = fitted_scale(lanes, cache.frame.minimap.w);
    Camera camera = current_camera(cache);
    const Instant at = whole.time_from_x(minimap_x - cache.frame.minimap.x);
    const double now_x = camera.time.x_from_time(at);
    camera.time = panned(camera.time, cache.frame.lanes.w / 2 - now_x);
    return camera;
}

}  // namespace

const std::span<const ViewParam> kTimelineParams{kParams};

TimeScale fitted_scale(const TimelineLanes& lanes, double width_px) {
    Instant first = lanes.first_s;
    Instant last = lanes.last_s;
    if (last - first < 2 * kSecondsPerDay) {
        first -= 15 * kSecondsPerDay;
        last += 15 * kSecondsPerDay;
    }
    const double margin = std::min(kFitMargin_px, width_px / 8);
    return fit_scale(first, last + 1, margin, std::max(width_px - margin, margin + 1));
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
int64_t stretch_at(const TimeScale& scale, double x_px, double stretch_px) {
    const double at_s = static_cast<double>(scale.origin_s) + scale.origin_fraction_s + (x_px - scale.origin_px) * scale.seconds_per_px;
    return static_cast<int64_t>(std::clamp(std::floor(at_s / (stretch_px * scale.seconds_per_px)), -1e17, 1e17));
}

void prepare_lanes(const ViewInput& input, TimelineCache& cache) {
    const Dataset& data = input.data();
    const TimelineFacts& facts = cache.facts.get(&data, [](const Dataset* of) { return gather_facts(*of); });
    const LaneSchemeKey scheme_key{&data, std::string(param(*input.params, kParams[0])), param(*input.params, kParams[2]) == "each"};
    const LaneScheme& scheme = cache.scheme.get(
        scheme_key, [&](const LaneSchemeKey& key) { return make_lane_scheme(data, facts, key); });
    const std::vector<std::string> none;
    const std::vector<std::string>& by_hand = input.lane_order != nullptr ? *input.lane_order : none;
    const std::vector<std::string>& pinned = input.pinned_lanes != nullptr ? *input.pinned_lanes : none;
    if (cache.lane_order != by_hand || cache.pinned_lanes != pinned) {
        cache.lane_order = by_hand;
        cache.pinned_lanes = pinned;
        cache.arrangements++;
    }
    LanesKey key;
    key.scheme_build = cache.scheme.build_count();
    key.visible_revision = input.visible_revision;
    key.order = param(*input.params, kParams[1]);
    key.own_lanes = static_cast<size_t>(std::clamp(cache.frame.lanes.h / kOwnLane_px, kLeastOwnLanes, static_cast<double>(kMostOwnLanes)));
    key.arrangement = cache.arrangements;
    key.show_empty = input.interactive && param(*input.params, kParams[5]) == "shown";
    key.still = input.interactive;
    if (!input.interactive) key.max_lanes = std::max<size_t>(1, static_cast<size_t>(cache.frame.lanes.h / kLowestLane_px));
    cache.lanes.refill(key, [&](const LanesKey& k, TimelineLanes& out) { build_lanes(input, facts, scheme, k, out); });
}

void prepare_placement(const ViewInput& input, TimelineCache& cache, bool whole) {
    const TimelineLanes& lanes = cache.lanes.value();
    const std::vector<LaneBox>& boxes = cache.boxes.value();
    PlacementKey& key = cache.placement_key;
    key = PlacementKey{};
    key.boxes_build = cache.boxes.build_count();
    key.seconds_per_px = cache.scale.seconds_per_px;
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
    } else if (const TimeScale fitted = fitted_scale(lanes, cache.frame.lanes.w);
               whole || cache.scale.seconds_per_px == fitted.seconds_per_px) {
        // Also when the whole has only been moved aside: the first pixel of a drag must not place all labels anew.
        const double left = fitted.x_from_time(lanes.first_s);
        key.limit_left = 4 - left;
        key.limit_right = cache.frame.lanes.w - 4 - left;
    }
    cache.placement.refill(key, [&](const PlacementKey& k, TimelinePlacement& out) { place_events(input, cache.facts.value(), lanes, boxes, k, out); });
}

void prepare_chain(const ViewInput& input, TimelineCache& cache) {
    const std::string_view depth = param(*input.params, kParams[3]);
    ChainKey& key = cache.chain_key;
    key.visible_revision = input.visible_revision;
    key.roots.clear();
    if (depth != "off")
        for (const NodeRef& node : input.selected)
            if (node.kind == NodeKind::Event) key.roots.push_back(id_at<EventId>(node.index));
    key.depth = key.roots.empty() ? 0 : depth == "all" ? kWholeChain : depth.front() - '0';
    cache.chain.refill(key, [&](const ChainKey& k, EventChain& out) { build_chain(input, k, out); });
}

// "12 events"
std::string counted(size_t count, std::string_view one) {
    return fmt::format("{} {}{}", grouped_number(static_cast<int64_t>(count)), one, count == 1 ? "" : "s");
}

void prepare_words(const ViewInput& input, TimelineCache& cache) {
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
            header.count = counted(lane.events.size() - lane.ghost_count, "event");
            if (lane.ghost_count > 0) header.ghosts = fmt::format("{} not yet known", lane.ghost_count);
            out.lanes.push_back(std::move(header));
        }
        if (lanes.undated_count > 0) out.undated = fmt::format("{} without a date", lanes.undated_count);
        if (lanes.empty_count > 0) out.empty = counted(lanes.empty_count, "empty lane");
        if (lanes.empty_count > 0 && input.interactive) out.empty += lanes.shows_empty ? ": fold" : ": show";
    });

    const double width = std::max(1.0, cache.frame.axis.w);
    const TicksKey key{cache.scale.seconds_per_px, stretch_at(cache.scale, 0, width), width};
    cache.ticks.refill(key, [&](const TicksKey& k, AxisTicks& out) {
        // The window stands somewhere within two of its widths from the beginning of its stretch.
        const double begin_s = static_cast<double>(k.window) * k.width * k.seconds_per_px;
        const auto origin = static_cast<Instant>(std::clamp(std::floor(begin_s), static_cast<double>(kMinInstant),
                                                            static_cast<double>(kMaxInstant) - 1024));
        const TimeScale scale{.origin_s = origin, .origin_fraction_s = 0, .origin_px = 0, .seconds_per_px = k.seconds_per_px};
        out = calendar_ticks(scale, -2, 2 * k.width + 2 + 1 / k.seconds_per_px, kMinorGap_px);
    });
}

}  // namespace

void prepare_timeline(const ViewInput& input, TimelineCache& cache) {
    choose_state_rows(input, param(*input.params, kParams[4]), cache.state_rows);
    cache.frame = timeline_frame(input.area, input.interactive, {!input.data().markers.empty(), cache.state_rows.size()});
    prepare_lanes(input, cache);
    const TimelineLanes& lanes = cache.lanes.value();

    const std::vector<std::string> none;
    const std::vector<std::string>& folded = input.folded_lanes != nullptr ? *input.folded_lanes : none;
    if (cache.folded != folded) {
        cache.folded = folded;
        cache.folds++;
    }
    const std::vector<LaneBox>& boxes = cache.boxes.get(
        {cache.lanes.build_count(), cache.frame.lanes.h, cache.folds},
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

    const bool whole = !input.camera.framed;
    cache.scale = !whole        ? input.camera.time
                  : input.range ? fit_scale(input.range->first, input.range->second + 1, kFitMargin_px,
                                            std::max(cache.frame.lanes.w - kFitMargin_px, kFitMargin_px + 1))
                                : fitted_scale(lanes, cache.frame.lanes.w);
    cache.scroll_y = clamped_scroll(input.camera.scroll_y, cache);

    if (!cache.frame.minimap.empty())
        cache.density.refill({cache.lanes.build_count(), cache.frame.minimap.w}, [&](const DensityKey& k, Density& out) {
            count_density(cache.facts.value(), lanes, k.width, out);
        });
    prepare_chain(input, cache);
    prepare_placement(input, cache, whole);
    prepare_words(input, cache);
}

void build_timeline(const ViewInput& input, ViewCache& cache, Scene& scene) {
    prepare_timeline(input, as_timeline(cache));
    draw_timeline(input, as_timeline(cache), scene);
}

void interact_timeline(const ViewInput& input, const ViewCache& view_cache, const Gesture& gesture,
                       std::vector<Effect>& effects) {
    const TimelineCache& cache = as_timeline(view_cache);
    const TimelineLanes& lanes = cache.lanes.value();
    const double x = gesture.at.x - cache.frame.lanes.x;
    const auto zoom = [&](double at_x, double factor) {
        Camera camera = current_camera(cache);
        camera.time = zoomed(camera.time, at_x, factor);
        effects.emplace_back(SetCamera{camera, false});
    };
    const auto scroll_to = [&](double scroll_y) {
        Camera camera = current_camera(cache);
        camera.framed = input.camera.framed;
        camera.scroll_y = clamped_scroll(scroll_y, cache);
        effects.emplace_back(SetCamera{camera, false});
    };
    const bool drags_lane = kind_of(gesture.began_pick) == PickKind::Lane && gesture.began_pick.index < lanes.lanes.size();
    const auto drag_lane = [&](const std::string& key) {
        const LaneDrop drop = lane_drop(cache, key, gesture.at.y);
        effects.emplace_back(DragLane{LaneDrag{key, drop.before, drop.y}});
    };
    switch (gesture.kind) {
        case GestureKind::Hover:
            effects.emplace_back(SetHover{gesture.pick.any() ? std::optional(gesture.pick) : std::nullopt});
            break;
        case GestureKind::Leave: effects.emplace_back(SetHover{std::nullopt}); break;
        case GestureKind::Click: {
            const PickKind kind = kind_of(gesture.pick);
            if (kind == PickKind::Lane) {
                effects.emplace_back(FoldLane{lanes.lanes[gesture.pick.index].key});
            } else if (kind == PickKind::LanePin) {
                effects.emplace_back(PinLane{lanes.lanes[gesture.pick.index].key});
            } else if (kind == PickKind::EmptyLanes) {
                effects.emplace_back(SetParam{"empty", lanes.shows_empty ? "folded" : "shown"});
            } else if (kind == PickKind::ScrollBar) {
                scroll_to(cache.content_height * (gesture.at.y - cache.frame.lanes.y) / cache.frame.lanes.h - cache.frame.lanes.h / 2);
            } else if (kind == PickKind::Minimap) {
                effects.emplace_back(SetCamera{centred_on(cache, lanes, gesture.at.x), true});
            } else if (kind == PickKind::EventGroup) {
                zoom(x, 3.0);
            } else if (kind == PickKind::State) {
                const NodeRef setter{NodeKind::Event, static_cast<uint32_t>(state_span_at(input, gesture.pick.index).span->event)};
                effects.emplace_back(SelectNode{setter, gesture.shift ? SelectMode::Toggle : SelectMode::Replace});
            } else {
                effects.emplace_back(SelectNode{node_of(gesture.pick),
                                                gesture.shift ? SelectMode::Toggle : SelectMode::Replace});
            }
            break;
        }
        case GestureKind::DoubleClick: {
            const auto node = node_of(gesture.pick);
            if (node) {
                const NodeRef nodes[] = {*node};
                effects.emplace_back(SetCamera{frame_timeline(input, cache, nodes), true});
            } else {
                effects.emplace_back(SetCamera{Camera{}, true});
            }
            break;
        }
        case GestureKind::DragBegin:
            if (drags_lane) drag_lane(lanes.lanes[gesture.began_pick.index].key);
            break;
        case GestureKind::Drag: {
            if (drags_lane) {
                // Absent: the drag was given up with Escape, and the hand has not let go yet.
                if (input.lane_drag != nullptr) drag_lane(input.lane_drag->key);
            } else if (kind_of(gesture.began_pick) == PickKind::ScrollBar) {
                scroll_to(cache.scroll_y + gesture.delta.y * cache.content_height / cache.frame.lanes.h);
            } else if (kind_of(gesture.began_pick) == PickKind::Minimap) {
                effects.emplace_back(SetCamera{centred_on(cache, lanes, gesture.at.x), false});
            } else if (kind_of(gesture.began_pick) != PickKind::Axis) {
                Camera camera = current_camera(cache);
                camera.time = panned(camera.time, gesture.delta.x);
                camera.scroll_y = clamped_scroll(camera.scroll_y - gesture.delta.y, cache);
                effects.emplace_back(SetCamera{camera, false});
            }
            break;
        }
        case GestureKind::DragEnd:
            if (input.lane_drag != nullptr) {
                const LaneDrop drop = lane_drop(cache, input.lane_drag->key, gesture.at.y);
                const LaneWishes wishes{.order = param(*input.params, kParams[1]), .by_hand = cache.lane_order, .pinned = {}};
                if (drop.moves)
                    effects.emplace_back(MoveLane{input.lane_drag->key, drop.before,
                                                  moved_lane(cache.scheme.value(), wishes, input.lane_drag->key, drop.before)});
                effects.emplace_back(DragLane{});
            }
            if (kind_of(gesture.began_pick) == PickKind::Axis) {
                const Instant a = cache.scale.time_from_x(gesture.began_at.x - cache.frame.lanes.x);
                const Instant b = cache.scale.time_from_x(x);
                if (std::abs(gesture.began_at.x - gesture.at.x) > 3)
                    effects.emplace_back(SetRange{std::pair(std::min(a, b), std::max(a, b))});
            }
            break;
        case GestureKind::Wheel:
            if (gesture.shift || !cache.frame.lanes.contains({cache.frame.lanes.x + 1, gesture.at.y})) {
                zoom(x, std::pow(1.2, gesture.wheel));
            } else if (gesture.at.x < cache.frame.lanes.x) {
                scroll_to(cache.scroll_y - gesture.wheel * 48);
            } else {
                zoom(x, std::pow(1.2, gesture.wheel));
            }
            break;
        case GestureKind::PanZoom: {
            Camera camera = current_camera(cache);
            if (gesture.wheel != 0) camera.time = zoomed(camera.time, cache.frame.lanes.w / 2, std::pow(1.2, gesture.wheel));
            camera.time = panned(camera.time, gesture.delta.x);
            camera.scroll_y = clamped_scroll(camera.scroll_y - gesture.delta.y, cache);
            effects.emplace_back(SetCamera{camera, false});
            break;
        }
    }
}

std::vector<std::string> moved_lane(const Dataset& data, const ParamValues& params, std::span<const std::string> by_hand,
                                    std::string_view key, std::string_view before) {
    const TimelineFacts facts = gather_facts(data);
    const LaneScheme scheme = make_lane_scheme(data, facts, {&data, std::string(param(params, kParams[0])), param(params, kParams[2]) == "each"});
    return moved_lane(scheme, {.order = param(params, kParams[1]), .by_hand = by_hand, .pinned = {}}, key, before);
}

Camera frame_timeline(const ViewInput& input, const ViewCache& view_cache, std::span<const NodeRef> nodes) {
    const TimelineCache& cache = as_timeline(view_cache);
    const Dataset& data = input.data();
    Instant first = INT64_MAX;
    Instant last = INT64_MIN;
    const auto add = [&](EventId event) {
        const auto anchor = anchor_of(data, event);
        if (!anchor || !input.visible->contains(event)) return;
        first = std::min(first, *anchor);
        last = std::max(last, *anchor);
    };
    for (const NodeRef& node : nodes) {
        switch (node.kind) {
            case NodeKind::Event: add(id_at<EventId>(node.index)); break;
            case NodeKind::Actor:
                for (const EventId event : data.actors.events[node.index]) add(event);
                break;
            case NodeKind::Thing:
                for (const EventId event : data.things.events[node.index]) add(event);
                break;
        }
    }
    if (first > last) return Camera{};
    const Instant air = std::max<Instant>(30 * kSecondsPerDay, (last - first) / 6);
    Camera camera;
    camera.framed = true;
    camera.time = fit_scale(first - air, last + air, 0, std::max(1.0, cache.frame.lanes.w));
    camera.scroll_y = cache.scroll_y;
    return camera;
}

Camera whole_timeline(const ViewInput&, const ViewCache& view_cache) {
    const TimelineCache& cache = as_timeline(view_cache);
    Camera camera;
    camera.framed = true;
    camera.time = fitted_scale(cache.lanes.value(), cache.frame.lanes.w);
    return camera;
}

namespace {

// "4 events around 3 March 2024", their titles where they are few, and what a click does.
std::string column_words(const ViewInput& input, const TimelineCache& cache, const TickColumn& column) {
    constexpr uint32_t kMostTitles = 4;
    const Dataset& data = input.data();
    std::string words = fmt::format("{} events around {}", grouped_number(column.count),
                                    date_words(data.text(data.events.date_text[index(column.first)])));
    const std::span<const EventId> events = cache.lanes.value().lanes[column.lane].events;
    const auto anchor = anchor_of(data, column.first);
    const auto first = anchor ? cache.lanes.value().index.position_of(column.lane, column.first, *anchor) : std::nullopt;
    if (column.count <= kMostTitles && first) {
        // Those of the column that have a row of their own stand between them.
        const std::vector<PlacedEvent>& placed = cache.placement.value().events;
        uint32_t told = 0;
        for (size_t i = *first; i < events.size() && told < column.count; ++i) {
            const auto has_row = [&](const PlacedEvent& other) { return other.lane == column.lane && other.event == events[i]; };
            if (std::any_of(placed.begin(), placed.end(), has_row)) continue;
            words += "\n" + displayable(data.text(data.events.title[index(events[i])]));
            ++told;
        }
    }
    return words + "\nClick to zoom in";
}

// "Nothing of these matches:\nSMIC\nASML\nand 3 more", and what a click does.
std::string empty_lanes_words(const TimelineLanes& lanes) {
    constexpr size_t kMostNames = 12;
    std::string words = "Nothing of these matches:";
    const size_t named = lanes.empty_lanes.size() > kMostNames + 1 ? kMostNames : lanes.empty_lanes.size();
    for (size_t i = 0; i < named; ++i) words += "\n" + displayable(lanes.empty_lanes[i]);
    if (named < lanes.empty_lanes.size()) words += fmt::format("\nand {} more", lanes.empty_lanes.size() - named);
    return words + (lanes.shows_empty ? "\nClick to fold them away" : "\nClick to show their lanes");
}

}  // namespace

std::string describe_timeline(const ViewInput& input, const ViewCache& view_cache, Pick pick) {
    const TimelineCache& cache = as_timeline(view_cache);
    if (input.lane_drag != nullptr) return {};  // nothing covers the line that shows where it goes
    switch (kind_of(pick)) {
        case PickKind::EventGroup:
            if (pick.index < cache.placement.value().ticks.size()) return column_words(input, cache, cache.placement.value().ticks[pick.index]);
            return {};
        case PickKind::Lane:
            if (pick.index < cache.lanes.value().lanes.size()) {
                const TimelineLanes& lanes = cache.lanes.value();
                const TimelineLane& lane = lanes.lanes[pick.index];
                const Instant begin = cache.scale.time_from_x(0);
                const size_t in_sight = lanes.index.count(pick.index, begin, cache.scale.time_from_x(cache.frame.lanes.w));
                const size_t running = lanes.index.count_running_into(pick.index, begin);
                std::string words = fmt::format("{}: {}", lane.label, counted(lane.events.size() - lane.ghost_count, "event"));
                if (in_sight < lane.events.size()) words += fmt::format(", {} in sight", grouped_number(static_cast<int64_t>(in_sight)));
                if (running > 0)
                    words += fmt::format(", {} from before that may still run", grouped_number(static_cast<int64_t>(running)));
                return words + (cache.boxes.value()[pick.index].folded ? "\nClick to unfold, drag to move" : "\nClick to fold, drag to move");
            }
            return {};
        case PickKind::LanePin:
            if (pick.index >= cache.lanes.value().lanes.size()) return {};
            return cache.lanes.value().lanes[pick.index].pinned ? "Let this lane go" : "Keep this lane on top";
        case PickKind::EmptyLanes: return empty_lanes_words(cache.lanes.value());
        case PickKind::Axis: return "Drag to choose a range of time";
        case PickKind::Minimap: return "Click or drag to move the window";
        case PickKind::State: return pick.index < input.data().states.spans.value_count() ? describe_state(input, pick.index) : "";
        case PickKind::Nothing:
        case PickKind::Event:
        case PickKind::Actor:
        case PickKind::Thing:
        case PickKind::Tie:
        case PickKind::Column:
        case PickKind::ScrollBar:
        case PickKind::Source:
        case PickKind::Claim: break;
    }
    return {};
}

}  // namespace choke
