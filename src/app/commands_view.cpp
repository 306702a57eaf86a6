#include "app/commands_internal.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/node_names.h"

namespace choke::command {

std::string undo(Context& context) {
    AppState& state = context.state;
    UndoStep step = std::move(state.undo.back());
    state.undo.pop_back();
    add_toast(state, "Undone: " + step.label);
    state.redo.push_back({state.document, step.label, 0});
    state.document = std::move(step.document);
    return {};
}

std::string redo(Context& context) {
    AppState& state = context.state;
    UndoStep step = std::move(state.redo.back());
    state.redo.pop_back();
    add_toast(state, "Done again: " + step.label);
    state.undo.push_back({state.document, step.label, 0});
    state.document = std::move(step.document);
    return {};
}

std::string go_back(Context& context) {
    Session& session = context.state.session;
    session.selected = std::move(session.back.back());
    session.back.pop_back();
    session.tie.reset();
    return {};
}

// One step out: what lies on top goes first.
std::string escape(Context& context) {
    Session& session = context.state.session;
    if (session.show_palette || session.show_keys || session.show_problems) {
        session.show_palette = session.show_keys = session.show_problems = false;
    } else if (session.tie || !session.selected.empty()) {
        select(context.state, {});
    } else if (!context.state.document.filter.empty()) {
        context.state.document.filter.clear();
    }
    return {};
}

namespace {

const ViewDef& active_view(const AppState& state) {
    const ViewDef* view = find_view(state.session.active_view);
    return view != nullptr ? *view : views().front();
}

void gesture_on_active(Context& context, const Gesture& gesture) {
    const ViewDef& view = active_view(context.state);
    // A view that was never drawn looks at everything, wherever that will be.
    if (context.derived.scene_revision(view) == 0) return;
    std::vector<Effect> effects;
    static const FixedTextMetrics kUnused;  // gestures measure nothing; the last build has measured
    const ViewInput input = context.derived.view_input(context.state, view, {}, kUnused);
    view.interact(input, context.derived.cache(view), gesture, effects);
    for (const Effect& effect : effects) apply(context.state, view.id, effect);
}

std::string pan_zoom(Context& context, Vec2 delta, double wheel) {
    Gesture gesture;
    gesture.kind = GestureKind::PanZoom;
    gesture.delta = delta;
    gesture.wheel = wheel;
    gesture_on_active(context, gesture);
    return {};
}

constexpr double kPanStep_px = 80;

}  // namespace

std::string zoom_in(Context& context) { return pan_zoom(context, {0, 0}, 2); }
std::string zoom_out(Context& context) { return pan_zoom(context, {0, 0}, -2); }
std::string pan_left(Context& context) { return pan_zoom(context, {kPanStep_px, 0}, 0); }
std::string pan_right(Context& context) { return pan_zoom(context, {-kPanStep_px, 0}, 0); }
std::string pan_up(Context& context) { return pan_zoom(context, {0, kPanStep_px}, 0); }
std::string pan_down(Context& context) { return pan_zoom(context, {0, -kPanStep_px}, 0); }

std::string frame_all(Context& context) {
    apply(context.state, active_view(context.state).id, SetCamera{Camera{}, true});
    return {};
}

std::string frame_selection(Context& context) {
    static const FixedTextMetrics kUnused;
    for (const ViewDef& view : views()) {
        if (context.derived.scene_revision(view) == 0) continue;  // never drawn: it has no size to frame anything in
        const ViewInput input = context.derived.view_input(context.state, view, {}, kUnused);
        apply(context.state, view.id,
              SetCamera{view.frame(input, context.derived.cache(view), context.state.session.selected), true});
    }
    return {};
}

namespace {

std::string step_event(Context& context, int step) {
    AppState& state = context.state;
    const std::vector<EventId> events = context.derived.visible(state).events.to_vector();
    if (events.empty()) return "No event matches the filter.";
    size_t next = step > 0 ? 0 : events.size() - 1;
    for (const NodeRef& node : state.session.selected) {
        if (node.kind != NodeKind::Event) continue;
        const auto at = std::lower_bound(events.begin(), events.end(), id_at<EventId>(node.index));
        auto i = at - events.begin();
        if (step > 0 && at != events.end() && index(*at) == node.index) ++i;
        if (step < 0) --i;
        const auto n = static_cast<std::ptrdiff_t>(events.size());
        next = static_cast<size_t>((i % n + n) % n);
        break;
    }
    select(state, {NodeRef{NodeKind::Event, static_cast<uint32_t>(events[next])}});
    return {};
}

}  // namespace

std::string next_event(Context& context) { return step_event(context, 1); }
std::string previous_event(Context& context) { return step_event(context, -1); }

std::string select_id(Context& context) {
    const auto node = node_named(*context.state.data, context.argument);
    if (!node) return fmt::format("There is no event, actor or thing '{}'.", context.argument);
    select(context.state, {*node});
    return {};
}

std::string select_none(Context& context) {
    select(context.state, {});
    return {};
}

namespace {

std::string show_panes(Context& context, std::vector<std::string> panes) {
    std::string& active = context.state.session.active_view;
    if (std::find(panes.begin(), panes.end(), active) == panes.end()) active = panes.front();
    context.state.document.panes = std::move(panes);
    return {};
}

}  // namespace

std::string show_timeline(Context& context) { return show_panes(context, {"timeline"}); }
std::string show_map(Context& context) { return show_panes(context, {"map"}); }
std::string show_both(Context& context) { return show_panes(context, {"timeline", "map"}); }

namespace {

// "lanes=actor" for one of the parameters of a view.
std::string set_view_param(Context& context, std::string_view view_id) {
    const size_t at = context.argument.find('=');
    if (at == std::string_view::npos) return "Write it as parameter=value.";
    const std::string_view id = context.argument.substr(0, at);
    const std::string_view value = context.argument.substr(at + 1);
    for (const ViewParam& definition : find_view(view_id)->params) {
        if (definition.id != id) continue;
        for (const auto& choice : definition.choices) {
            if (choice.first != value) continue;
            set_param(context.state.document.params[std::string(view_id)], id, value);
            return {};
        }
        return fmt::format("'{}' cannot be '{}'.", id, value);
    }
    return fmt::format("The {} has no parameter '{}'.", view_id, id);
}

}  // namespace

std::string set_timeline(Context& context) { return set_view_param(context, "timeline"); }
std::string set_map(Context& context) { return set_view_param(context, "map"); }

std::string unfold_all(Context& context) {
    context.state.document.folded_lanes.clear();
    return {};
}
std::string unpin_all(Context& context) {
    context.state.document.pins.clear();
    return {};
}

}  // namespace choke::command
