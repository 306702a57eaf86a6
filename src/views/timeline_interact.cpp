// What the hand does on the timeline, where it is to look, and what it says of a place.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "views/style.h"
#include "views/timeline_internal.h"
#include "views/timeline_order.h"

namespace choke {
namespace {

const TimelineCache& as_timeline(const ViewCache& cache) { return static_cast<const TimelineCache&>(cache); }

Camera current_camera(const TimelineCache& cache) {
    Camera camera;
    camera.framed = true;
    camera.time = cache.scale.folds().empty() ? cache.scale.open() : cache.scale.with_origin_at(0).open();
    camera.scroll_y = cache.shared_scroll_y;
    return camera;
}

// The window so that this instant is at x_px of it.
Camera moved_to(const TimelineCache& cache, Instant at, double x_px) {
    Camera camera = current_camera(cache);
    camera.time = panned(cache.scale, x_px - cache.scale.x_from_time(at)).open();
    return camera;
}

Camera centred_on(const TimelineCache& cache, double minimap_x) {
    const AxisScale whole = whole_scale(cache, cache.frame.minimap.w);
    return moved_to(cache, whole.time_from_x(minimap_x - cache.frame.minimap.x), cache.frame.lanes.w / 2);
}

// Which block a lane or a column belongs to, and its number there.
std::pair<const TimelineCache*, uint32_t> block_of(const TimelineCache& cache, Pick pick) {
    const bool lower = (pick.index & kLowerBlock) != 0 && cache.has_lower;
    return {lower ? cache.lower.get() : &cache, pick.index & ~kLowerBlock};
}

double lanes_bottom(const TimelineCache& cache) {
    return cache.has_lower ? cache.lower->frame.lanes.bottom() : cache.frame.lanes.bottom();
}

// The instant under the pointer; nothing when it is not over the axis' width.
std::optional<Instant> pointed_day(const ViewInput& input, const TimelineCache& cache) {
    if (!input.pointer || input.pointer->x < cache.frame.lanes.x || input.pointer->x > cache.frame.lanes.right()) return std::nullopt;
    return cache.scale.time_from_x(input.pointer->x - cache.frame.lanes.x);
}

// The window from one instant to another, in either order.
Camera showing(const TimelineCache& cache, Instant a, Instant b) {
    Camera camera = current_camera(cache);
    camera.time = fit_axis(std::min(a, b), std::max(a, b), 0, std::max(1.0, cache.frame.lanes.w), cache.scale.folds()).open();
    return camera;
}

// A drag that began on the minimap: on the frame of the window it moves it, on an edge of the frame it moves that edge, and
// elsewhere it draws a new frame.
std::optional<Camera> dragged_minimap(const TimelineCache& cache, const Gesture& gesture) {
    constexpr double kLeastFrame_px = 4;
    const AxisScale whole = whole_scale(cache, cache.frame.minimap.w);
    const auto time_at = [&](double scene_x) {
        return whole.time_from_x(std::clamp(scene_x - cache.frame.minimap.x, 0.0, cache.frame.minimap.w));
    };
    const Instant left = cache.scale.time_from_x(0);
    const Instant right = cache.scale.time_from_x(cache.frame.lanes.w);
    const double left_x = cache.frame.minimap.x + whole.x_from_time(left);
    const double right_x = cache.frame.minimap.x + whole.x_from_time(right);
    switch (static_cast<MinimapPart>(gesture.began_pick.index)) {
        case MinimapPart::Ground:
            if (std::abs(gesture.at.x - gesture.began_at.x) < kLeastFrame_px) return std::nullopt;
            return showing(cache, time_at(gesture.began_at.x), time_at(gesture.at.x));
        case MinimapPart::Window:
            if (gesture.delta.x == 0) return std::nullopt;
            return moved_to(cache, whole.time_from_x(left_x - cache.frame.minimap.x + gesture.delta.x), 0);
        case MinimapPart::LeftEdge: return showing(cache, time_at(std::min(gesture.at.x, right_x - kLeastFrame_px)), right);
        case MinimapPart::RightEdge: return showing(cache, left, time_at(std::max(gesture.at.x, left_x + kLeastFrame_px)));
    }
    return std::nullopt;
}

}  // namespace

void interact_timeline(const ViewInput& input, const ViewCache& view_cache, const Gesture& gesture,
                       std::vector<Effect>& effects) {
    const TimelineCache& cache = as_timeline(view_cache);
    const double x = gesture.at.x - cache.frame.lanes.x;
    const auto zoom = [&](double at_x, double factor) {
        Camera camera = current_camera(cache);
        camera.time = zoomed(cache.scale, at_x, factor).open();
        effects.emplace_back(SetCamera{camera, false});
    };
    const auto scroll_to = [&](double scroll_y) {
        Camera camera = current_camera(cache);
        camera.framed = input.camera.framed;
        camera.scroll_y = clamped_scroll(scroll_y, cache);
        effects.emplace_back(SetCamera{camera, false});
    };
    const auto lane_of = [&](Pick pick) -> const TimelineLane* {
        const auto [block, number] = block_of(cache, pick);
        return number < block->lanes.value().lanes.size() ? &block->lanes.value().lanes[number] : nullptr;
    };
    const TimelineLane* began_lane = kind_of(gesture.began_pick) == PickKind::Lane ? lane_of(gesture.began_pick) : nullptr;
    const auto drag_lane = [&](const std::string& key) {
        const LaneDrop drop = lane_drop(*block_of(cache, gesture.began_pick).first, key, gesture.at.y);
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
                if (const TimelineLane* lane = lane_of(gesture.pick)) effects.emplace_back(FoldLane{lane->key});
            } else if (kind == PickKind::LanePin) {
                if (const TimelineLane* lane = lane_of(gesture.pick)) effects.emplace_back(PinLane{lane->key});
            } else if (kind == PickKind::EmptyLanes) {
                effects.emplace_back(SetParam{"empty", block_of(cache, gesture.pick).first->lanes.value().shows_empty ? "folded" : "shown"});
            } else if (kind == PickKind::ScrollBar) {
                const TimelineCache& block = *block_of(cache, gesture.pick).first;
                scroll_to(block.content_height * (gesture.at.y - block.frame.lanes.y) / block.frame.lanes.h - block.frame.lanes.h / 2);
            } else if (kind == PickKind::Minimap) {
                effects.emplace_back(SetCamera{centred_on(cache, gesture.at.x), true});
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
            if (began_lane != nullptr) drag_lane(began_lane->key);
            break;
        case GestureKind::Drag: {
            if (began_lane != nullptr) {
                // Absent: the drag was given up with Escape, and the hand has not let go yet.
                if (input.lane_drag != nullptr) drag_lane(input.lane_drag->key);
            } else if (kind_of(gesture.began_pick) == PickKind::ScrollBar) {
                const TimelineCache& block = *block_of(cache, gesture.began_pick).first;
                scroll_to(cache.shared_scroll_y + gesture.delta.y * block.content_height / block.frame.lanes.h);
            } else if (kind_of(gesture.began_pick) == PickKind::Minimap) {
                if (const auto camera = dragged_minimap(cache, gesture)) effects.emplace_back(SetCamera{*camera, false});
            } else if (kind_of(gesture.began_pick) != PickKind::Axis) {
                Camera camera = current_camera(cache);
                camera.time = panned(cache.scale, gesture.delta.x).open();
                camera.scroll_y = clamped_scroll(camera.scroll_y - gesture.delta.y, cache);
                effects.emplace_back(SetCamera{camera, false});
            }
            break;
        }
        case GestureKind::DragEnd:
            if (input.lane_drag != nullptr) {
                const LaneDrop drop = lane_drop(*block_of(cache, gesture.began_pick).first, input.lane_drag->key, gesture.at.y);
                const LaneWishes wishes{.order = timeline_lane_order(*input.params), .by_hand = cache.lane_order, .pinned = {}};
                if (drop.moves)
                    effects.emplace_back(MoveLane{input.lane_drag->key, drop.before,
                                                  moved_lane(cache.scheme.value(), wishes, input.lane_drag->key, drop.before)});
                effects.emplace_back(DragLane{});
            }
            if (kind_of(gesture.began_pick) == PickKind::Axis) {
                if (std::abs(gesture.began_at.x - gesture.at.x) <= 3) break;
                const Instant a = cache.scale.time_from_x(gesture.began_at.x - cache.frame.lanes.x);
                const Instant b = cache.scale.time_from_x(x);
                if (gesture.shift) {
                    effects.emplace_back(SetCamera{showing(cache, a, b), true});
                } else {
                    effects.emplace_back(SetRange{std::pair(std::min(a, b), std::max(a, b))});
                }
            }
            break;
        case GestureKind::Wheel:
            if (gesture.shift || gesture.at.y < cache.frame.lanes.y || gesture.at.y >= lanes_bottom(cache)) {
                zoom(x, std::pow(1.2, gesture.wheel));
            } else if (gesture.at.x < cache.frame.lanes.x) {
                scroll_to(cache.shared_scroll_y - gesture.wheel * 48);
            } else {
                zoom(x, std::pow(1.2, gesture.wheel));
            }
            break;
        case GestureKind::PanZoom: {
            Camera camera = current_camera(cache);
            AxisScale scale = cache.scale;
            if (gesture.wheel != 0) scale = zoomed(scale, cache.frame.lanes.w / 2, std::pow(1.2, gesture.wheel));
            camera.time = panned(scale, gesture.delta.x).open();
            camera.scroll_y = clamped_scroll(camera.scroll_y - gesture.delta.y, cache);
            effects.emplace_back(SetCamera{camera, false});
            break;
        }
    }
}

Camera frame_timeline(const ViewInput& input, const ViewCache& view_cache, std::span<const NodeRef> nodes) {
    const TimelineCache& cache = as_timeline(view_cache);
    const Dataset& data = input.data();
    Instant first = INT64_MAX;
    Instant last = INT64_MIN;
    const auto add = [&](EventId event) {
        const auto anchor = anchor_of(data, event);
        const bool compared = input.compare != nullptr && input.compare->visible->contains(event);
        if (!anchor || (!input.visible->contains(event) && !compared)) return;
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
    const Instant air = std::max<Instant>(30 * kSecondsPerDay, open_seconds(first, last, cache.scale.folds()) / 6);
    return showing(cache, first - air, last + air);
}

Camera whole_timeline(const ViewInput&, const ViewCache& view_cache) {
    const TimelineCache& cache = as_timeline(view_cache);
    Camera camera;
    camera.framed = true;
    const AxisScale whole = whole_scale(cache, cache.frame.lanes.w);
    camera.time = whole.folds().empty() ? whole.open() : whole.with_origin_at(0).open();
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
            if (const auto [block, number] = block_of(cache, pick); number < block->placement.value().ticks.size()) {
                return column_words(input, *block, block->placement.value().ticks[number]);
            }
            return {};
        case PickKind::Lane:
            if (const auto [block, number] = block_of(cache, pick); number < block->lanes.value().lanes.size()) {
                const TimelineLanes& lanes = block->lanes.value();
                const TimelineLane& lane = lanes.lanes[number];
                const Instant begin = cache.scale.time_from_x(0);
                const size_t in_sight = lanes.index.count(number, begin, cache.scale.time_from_x(cache.frame.lanes.w));
                const size_t running = lanes.index.count_running_into(number, begin);
                std::string words = fmt::format("{}: {}", lane.label, counted_words(lane.events.size() - lane.ghost_count, "event"));
                if (in_sight < lane.events.size()) words += fmt::format(", {} in sight", grouped_number(static_cast<int64_t>(in_sight)));
                if (running > 0)
                    words += fmt::format(", {} from before that may still run", grouped_number(static_cast<int64_t>(running)));
                return words + (block->boxes.value()[number].folded ? "\nClick to unfold, drag to move" : "\nClick to fold, drag to move");
            }
            return {};
        case PickKind::LanePin:
            if (const auto [block, number] = block_of(cache, pick); number < block->lanes.value().lanes.size())
                return block->lanes.value().lanes[number].pinned ? "Let this lane go" : "Keep this lane on top";
            return {};
        case PickKind::EmptyLanes: return empty_lanes_words(block_of(cache, pick).first->lanes.value());
        case PickKind::Axis:
            if (const auto at = pointed_day(input, cache))
                for (const Fold& fold : cache.scale.folds())
                    if (cache.scale.is_narrow(fold) && *at >= fold.begin_s && *at < fold.end_s)
                        return fmt::format("No event from {} to {}: {} skipped", day_words(fold.begin_s), day_words(fold.end_s),
                                           stretch_words(fold.begin_s, fold.end_s));
            return "Drag to choose a range of time for all views\nDrag with Shift to zoom into it";
        case PickKind::Minimap:
            switch (static_cast<MinimapPart>(pick.index)) {
                case MinimapPart::Ground: return "Drag to choose what the window shows\nClick to move the window here";
                case MinimapPart::Window: return "Drag to move the window";
                case MinimapPart::LeftEdge: return "Drag to set where the window begins";
                case MinimapPart::RightEdge: return "Drag to set where the window ends";
            }
            return {};
        case PickKind::State:
            return pick.index < input.data().states.spans.value_count() ? describe_state(input, pick.index, pointed_day(input, cache)) : "";
        case PickKind::StateRow: {
            const auto day = pointed_day(input, cache);
            if (pick.index >= input.data().states.size() || !day) return {};
            return describe_no_state(input, pick.index, *day);
        }
        case PickKind::Nothing:
        case PickKind::Event:
        case PickKind::Actor:
        case PickKind::Thing:
        case PickKind::Tie:
        case PickKind::Column:
        case PickKind::ScrollBar:
        case PickKind::Source:
        case PickKind::Claim:
        case PickKind::Annotation: break;
    }
    return {};
}

}  // namespace choke
