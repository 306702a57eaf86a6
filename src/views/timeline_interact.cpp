// What the hand does on the timeline, where it is to look, and what it says of a place.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "views/style.h"
#include "views/timeline_internal.h"

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
    switch (gesture.kind) {
        case GestureKind::Hover:
            effects.emplace_back(SetHover{gesture.pick.any() ? std::optional(gesture.pick) : std::nullopt});
            break;
        case GestureKind::Leave: effects.emplace_back(SetHover{std::nullopt}); break;
        case GestureKind::Click: {
            const PickKind kind = kind_of(gesture.pick);
            if (kind == PickKind::Lane) {
                const auto [block, number] = block_of(cache, gesture.pick);
                effects.emplace_back(FoldLane{block->lanes.value().lanes[number].key});
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
        case GestureKind::DragBegin: break;
        case GestureKind::Drag: {
            if (kind_of(gesture.began_pick) == PickKind::Minimap) {
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
                Camera camera = current_camera(cache);
                camera.framed = input.camera.framed;
                camera.scroll_y = clamped_scroll(camera.scroll_y - gesture.wheel * 48, cache);
                effects.emplace_back(SetCamera{camera, false});
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

std::string describe_timeline(const ViewInput& input, const ViewCache& view_cache, Pick pick) {
    const TimelineCache& cache = as_timeline(view_cache);
    switch (kind_of(pick)) {
        case PickKind::EventGroup:
            if (const auto [block, number] = block_of(cache, pick); number < block->placement.value().ticks.size()) {
                const TickColumn& column = block->placement.value().ticks[number];
                const Dataset& data = input.data();
                return fmt::format("{} events around {}\nClick to zoom in", column.count,
                                   date_words(data.text(data.events.date_text[index(column.first)])));
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
                return words + (block->boxes.value()[number].folded ? "\nClick to unfold" : "\nClick to fold");
            }
            return {};
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
        case PickKind::Claim: break;
    }
    return {};
}

}  // namespace choke
