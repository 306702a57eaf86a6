#include "app/commands_internal.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/node_names.h"

namespace choke::command {

namespace {

// Puts the last document of one list in place, and the present one onto the other.
void take_step(AppState& state, std::vector<UndoStep>& from, std::vector<UndoStep>& onto, std::string_view words) {
    UndoStep step = std::move(from.back());
    from.pop_back();
    add_toast(state, std::string(words) + step.label);
    onto.push_back({state.document, step.label, 0});
    state.document = std::move(step.document);
}

}  // namespace

std::string undo(Context& context) {
    take_step(context.state, context.state.undo, context.state.redo, "Undone: ");
    return {};
}

std::string redo(Context& context) {
    take_step(context.state, context.state.redo, context.state.undo, "Done again: ");
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
    if (session.loading) {
        session.cancel_load = true;
    } else if (session.lane_drag) {
        session.lane_drag.reset();
    } else if (session.show_palette || session.show_keys || session.show_problems) {
        session.show_palette = session.show_keys = session.show_problems = false;
    } else if (!session.annotation.empty()) {
        session.annotation.clear();
    } else if (session.tie || !session.selected.empty()) {
        select(context.state, {});
    } else if (!context.state.document.path.empty()) {
        context.state.document.path.clear();
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
// In a table the arrows go from row to row.
std::string pan_up(Context& context) {
    return context.state.session.active_view == "table" ? table_up(context) : pan_zoom(context, {0, kPanStep_px}, 0);
}
std::string pan_down(Context& context) {
    return context.state.session.active_view == "table" ? table_down(context) : pan_zoom(context, {0, -kPanStep_px}, 0);
}

std::string open_selection(Context& context) {
    context.state.session.show_details = true;
    return frame_selection(context);
}

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
std::string show_table(Context& context) { return show_panes(context, {"table"}); }
std::string show_sources(Context& context) { return show_panes(context, {"sources"}); }
std::string show_both(Context& context) { return show_panes(context, {"timeline", "map"}); }

// "timeline,table": one or two views by id.
std::string set_panes(Context& context) {
    std::vector<std::string> panes;
    std::string_view rest = context.argument;
    while (!rest.empty()) {
        const size_t end = std::min(rest.find(','), rest.size());
        const std::string_view id = rest.substr(0, end);
        if (find_view(id) == nullptr) return fmt::format("There is no view '{}'.", id);
        if (std::find(panes.begin(), panes.end(), id) != panes.end()) return fmt::format("The view '{}' stands there twice.", id);
        panes.emplace_back(id);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (panes.empty() || panes.size() > kMaxPanes) return fmt::format("Write one to {} views, such as timeline,table.", kMaxPanes);
    return show_panes(context, std::move(panes));
}

std::string swap_split(Context& context) {
    Split& split = context.state.document.split;
    split = split == Split::Stacked ? Split::SideBySide : Split::Stacked;
    context.undo_words = split == Split::Stacked ? "views above each other" : "views side by side";
    return {};
}

std::string next_pane(Context& context) {
    const std::vector<std::string>& panes = context.state.document.panes;
    const auto at = std::find(panes.begin(), panes.end(), context.state.session.active_view);
    const size_t now = at == panes.end() ? panes.size() - 1 : static_cast<size_t>(at - panes.begin());
    context.state.session.active_view = panes[(now + 1) % panes.size()];
    return {};
}

// "timeline.lanes=actor": one of the parameters of a view.
std::string set_view_param(Context& context) {
    const size_t dot = context.argument.find('.');
    const size_t equals = context.argument.find('=');
    if (dot == std::string_view::npos || equals == std::string_view::npos || dot > equals)
        return "Write it as view.parameter=value, such as timeline.lanes=actor.";
    const std::string_view view_id = context.argument.substr(0, dot);
    const std::string_view id = context.argument.substr(dot + 1, equals - dot - 1);
    const std::string_view value = context.argument.substr(equals + 1);
    const ViewDef* view = find_view(view_id);
    if (view == nullptr) return fmt::format("There is no view '{}'.", view_id);
    for (const ViewParam& definition : view->params) {
        if (definition.id != id) continue;
        if (!accepts(definition, value)) return fmt::format("'{}' cannot be '{}'.", id, value);
        set_param(context.state.document.params[std::string(view_id)], id, value);
        context.undo_words = fmt::format("{} {}", lower_first(definition.label), param_words(definition, value));
        return {};
    }
    return fmt::format("The {} has no parameter '{}'.", lower_first(view->label), id);
}

std::string unfold_all(Context& context) {
    context.state.document.folded_lanes.clear();
    return {};
}
std::string unpin_all(Context& context) {
    context.state.document.pins.clear();
    return {};
}

}  // namespace choke::command
