#include "app/commands.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"

namespace choke {
namespace {

using Context = CommandContext;

// --- when a command can be run ---

bool always(const AppState&) { return true; }
bool has_undo(const AppState& state) { return !state.undo.empty(); }
bool has_redo(const AppState& state) { return !state.redo.empty(); }
bool has_filter(const AppState& state) { return !state.document.filter.empty(); }
bool has_known_on(const AppState& state) { return !state.document.known_on.empty(); }
bool has_selection(const AppState& state) { return !state.session.selected.empty(); }
bool has_back(const AppState& state) { return !state.session.back.empty(); }
bool has_pins(const AppState& state) { return !state.document.pins.empty(); }
bool has_events(const AppState& state) { return state.data->events.size() > 0; }
bool has_folded(const AppState& state) { return !state.document.folded_lanes.empty(); }

// --- filter ---

template <typename T>
void toggle(std::vector<T>& sorted, T value) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), value);
    if (at != sorted.end() && *at == value) {
        sorted.erase(at);
    } else {
        sorted.insert(at, value);
    }
}

template <typename Change>
void change_clicks(Context& context, Change&& change) {
    FacetClicks clicks = clicks_from_filter(context.state.document.filter, *context.state.data);
    change(clicks);
    context.state.document.filter = filter_from_clicks(clicks, *context.state.data);
}

// The actor that "filter by actor" means: the one named, the selected one, or the leading one of the selected event.
std::optional<ActorId> meant_actor(const Context& context) {
    const Dataset& data = *context.state.data;
    if (!context.argument.empty()) return data.find_actor(context.argument);
    for (const NodeRef& node : context.state.session.selected) {
        if (node.kind == NodeKind::Actor) return id_at<ActorId>(node.index);
        if (node.kind == NodeKind::Event && !data.events.actors[node.index].empty())
            return data.events.actors[node.index].front().actor;
    }
    return std::nullopt;
}

std::string no_actor(const Context& context) {
    return context.argument.empty() ? "Select an actor or an event first."
                                    : fmt::format("There is no actor '{}'.", context.argument);
}

std::string toggle_actor(Context& context) {
    const auto actor = meant_actor(context);
    if (!actor) return no_actor(context);
    change_clicks(context, [&](FacetClicks& clicks) {
        std::erase(clicks.excluded, *actor);
        toggle(clicks.actors, *actor);
    });
    return {};
}

std::string exclude_actor(Context& context) {
    const auto actor = meant_actor(context);
    if (!actor) return no_actor(context);
    change_clicks(context, [&](FacetClicks& clicks) {
        std::erase(clicks.actors, *actor);
        toggle(clicks.excluded, *actor);
    });
    return {};
}

std::string set_actor_mode(Context& context) {
    if (context.argument != "any" && context.argument != "all") return "The mode is 'any' or 'all'.";
    change_clicks(context, [&](FacetClicks& clicks) {
        clicks.actor_mode = context.argument == "all" ? ActorMode::All : ActorMode::Any;
    });
    return {};
}

std::string toggle_kind(Context& context) {
    const WordId kind = context.state.data->event_kinds.find(context.argument);
    if (kind == kNone<WordId>) return fmt::format("There is no event kind '{}'.", context.argument);
    change_clicks(context, [&](FacetClicks& clicks) { toggle(clicks.kinds, kind); });
    return {};
}

std::string toggle_side(Context& context) {
    const auto side = side_from(context.argument);
    if (!side) return fmt::format("There is no side '{}'.", context.argument);
    change_clicks(context, [&](FacetClicks& clicks) { toggle(clicks.sides, *side); });
    return {};
}

std::string toggle_status(Context& context) {
    const auto status = status_from(context.argument);
    if (!status) return fmt::format("There is no status '{}'.", context.argument);
    change_clicks(context, [&](FacetClicks& clicks) { toggle(clicks.statuses, *status); });
    return {};
}

std::string set_filter(Context& context) {
    context.state.document.filter = context.argument;
    const Visible& visible = context.derived.visible(context.state);
    if (visible.error) return fmt::format("column {}: {}", visible.error->column, visible.error->message);
    return {};
}

std::string clear_filter(Context& context) {
    context.state.document.filter.clear();
    return {};
}

std::string set_known_on(Context& context) {
    const auto parsed = parse_known_on(context.argument);
    if (!parsed) return parsed.error();
    context.state.document.known_on = context.argument;
    return {};
}

std::string clear_known_on(Context& context) {
    context.state.document.known_on.clear();
    return {};
}

// --- history ---

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

// --- views ---

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
std::string next_event(Context& context) { return step_event(context, 1); }
std::string previous_event(Context& context) { return step_event(context, -1); }

std::string select_id(Context& context) {
    const Dataset& data = *context.state.data;
    NodeRef node;
    if (const auto event = data.find_event(context.argument)) {
        node = {NodeKind::Event, static_cast<uint32_t>(*event)};
    } else if (const auto actor = data.find_actor(context.argument)) {
        node = {NodeKind::Actor, static_cast<uint32_t>(*actor)};
    } else if (const auto thing = data.find_thing(context.argument)) {
        node = {NodeKind::Thing, static_cast<uint32_t>(*thing)};
    } else {
        return fmt::format("There is no event, actor or thing '{}'.", context.argument);
    }
    select(context.state, {node});
    return {};
}

std::string select_none(Context& context) {
    select(context.state, {});
    return {};
}

std::string arrange(Context& context, Arrangement arrangement, std::string_view active) {
    context.state.document.arrangement = arrangement;
    if (!active.empty()) context.state.session.active_view = active;
    return {};
}
std::string show_timeline(Context& context) { return arrange(context, Arrangement::TimelineOnly, "timeline"); }
std::string show_map(Context& context) { return arrange(context, Arrangement::MapOnly, "map"); }
std::string show_both(Context& context) { return arrange(context, Arrangement::Both, ""); }

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

// --- appearance and panels ---

std::string set_theme(Context& context) {
    const auto id = theme_from(context.argument);
    if (!id) return "The theme is 'dark', 'light' or 'contrast'.";
    context.state.session.theme = *id;
    return {};
}
std::string next_theme(Context& context) {
    const auto now = static_cast<int>(context.state.session.theme);
    context.state.session.theme = static_cast<ThemeId>((now + 1) % 3);
    return {};
}

constexpr std::array kScales{0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0};
std::string larger(Context& context) {
    double& scale = context.state.session.scale;
    const auto at = std::upper_bound(kScales.begin(), kScales.end(), scale + 1e-6);
    if (at != kScales.end()) scale = *at;
    return {};
}
std::string smaller(Context& context) {
    double& scale = context.state.session.scale;
    const auto at = std::lower_bound(kScales.begin(), kScales.end(), scale - 1e-6);
    if (at != kScales.begin()) scale = *(at - 1);
    return {};
}
std::string natural_size(Context& context) {
    context.state.session.scale = 1.0;
    return {};
}

std::string toggle_flag(bool& flag) {
    flag = !flag;
    return {};
}
std::string toggle_facets(Context& context) { return toggle_flag(context.state.session.show_facets); }
std::string toggle_details(Context& context) { return toggle_flag(context.state.session.show_details); }
std::string toggle_motion(Context& context) { return toggle_flag(context.state.session.reduce_motion); }
std::string toggle_palette(Context& context) { return toggle_flag(context.state.session.show_palette); }
std::string toggle_keys(Context& context) { return toggle_flag(context.state.session.show_keys); }
std::string toggle_problems(Context& context) { return toggle_flag(context.state.session.show_problems); }
std::string focus_search(Context& context) {
    context.state.session.focus_search = true;
    context.state.session.show_facets = true;
    return {};
}

// --- files ---

std::string open_data(Context& context) {
    const std::string path(context.argument);
    auto loaded = path.empty() ? load_built_in() : load_path(path);
    if (!loaded) return to_string(loaded.error());
    const size_t problems = loaded->diagnostics.error_count() + loaded->diagnostics.warning_count();
    apply_load(context.state, std::move(*loaded), path);
    add_toast(context.state, fmt::format("{} events loaded{}", context.state.data->events.size(),
                                         problems == 0 ? "" : fmt::format(", {} problems", problems)));
    return {};
}
std::string reload(Context& context) {
    const std::string path = context.state.path;
    Context again{context.state, context.derived, path};
    return open_data(again);
}
std::string export_figure(Context& context) {
    context.state.session.export_path = context.argument.empty() ? "figure.svg" : std::string(context.argument);
    return {};
}
std::string open_link(Context& context) {
    if (!context.argument.starts_with("https://") && !context.argument.starts_with("http://"))
        return "Only web addresses are opened.";
    context.state.session.open_url = context.argument;
    return {};
}
std::string quit(Context& context) {
    context.state.session.quit = true;
    return {};
}

constexpr std::array kCommands{
    Command{"file.open", "Open data…", "", "", "path of a folder or file; empty: the built-in history", always, open_data},
    Command{"file.reload", "Read the data again", "File", "Ctrl+R", "", always, reload},
    Command{"file.export-figure", "Export figure", "", "", "path ending in .svg, .pdf or .png", has_events, export_figure},
    Command{"file.quit", "Quit", "File", "Ctrl+Q", "", always, quit},
    Command{"edit.undo", "Undo", "Edit", "Ctrl+Z", "", has_undo, undo},
    Command{"edit.redo", "Redo", "Edit", "Ctrl+Shift+Z Ctrl+Y", "", has_redo, redo},
    Command{"edit.escape", "One step back", "", "Escape", "", always, escape},
    Command{"filter.search", "Search", "Filter", "/ Ctrl+F", "", always, focus_search},
    Command{"filter.actor", "Filter by the selected actor", "Filter", "E", "actor id; empty: the selected one", always, toggle_actor},
    Command{"filter.exclude-actor", "Exclude the selected actor", "Filter", "Shift+E", "actor id; empty: the selected one", always, exclude_actor},
    Command{"filter.actor-mode", "Any or all of the actors", "", "", "any or all", always, set_actor_mode},
    Command{"filter.kind", "Filter by kind", "", "", "event kind", always, toggle_kind},
    Command{"filter.side", "Filter by side", "", "", "US, China or other", always, toggle_side},
    Command{"filter.status", "Filter by status", "", "", "status", always, toggle_status},
    Command{"filter.set", "Set the filter", "", "", "query text", always, set_filter},
    Command{"filter.clear", "Clear the filter", "Filter", "Ctrl+Backspace", "", has_filter, clear_filter},
    Command{"known.set", "As known on", "", "", "EDTF date", always, set_known_on},
    Command{"known.clear", "Everything known", "Filter", "", "", has_known_on, clear_known_on},
    Command{"select.id", "Select by id", "", "", "id of an event, actor or thing", always, select_id},
    Command{"select.none", "Select nothing", "Edit", "", "", has_selection, select_none},
    Command{"select.next", "Next event", "View", ".", "", has_events, next_event},
    Command{"select.previous", "Previous event", "View", ",", "", has_events, previous_event},
    Command{"select.back", "Back to the selection before", "View", "Alt+Left Backspace", "", has_back, go_back},
    Command{"view.timeline", "Timeline only", "View", "1", "", always, show_timeline},
    Command{"view.map", "Map only", "View", "2", "", always, show_map},
    Command{"view.both", "Timeline and map", "View", "3", "", always, show_both},
    Command{"view.frame-all", "Show everything", "View", "0", "", always, frame_all},
    Command{"view.frame-selection", "Zoom to the selection", "View", "F", "", has_selection, frame_selection},
    Command{"view.zoom-in", "Zoom in", "View", "W", "", always, zoom_in},
    Command{"view.zoom-out", "Zoom out", "View", "S", "", always, zoom_out},
    Command{"view.pan-left", "Move left", "View", "A Left", "", always, pan_left},
    Command{"view.pan-right", "Move right", "View", "D Right", "", always, pan_right},
    Command{"view.pan-up", "Move up", "View", "Up", "", always, pan_up},
    Command{"view.pan-down", "Move down", "View", "Down", "", always, pan_down},
    Command{"view.timeline-set", "Set a parameter of the timeline", "", "", "lanes=… or order=…", always, set_timeline},
    Command{"view.map-set", "Set a parameter of the map", "", "", "nodes=… or amount=…", always, set_map},
    Command{"view.unfold-all", "Unfold all lanes", "View", "", "", has_folded, unfold_all},
    Command{"view.unpin-all", "Let all nodes go", "View", "", "", has_pins, unpin_all},
    Command{"window.theme", "Set the theme", "", "", "dark, light or contrast", always, set_theme},
    Command{"window.next-theme", "Next theme", "Window", "T", "", always, next_theme},
    Command{"window.larger", "Larger", "Window", "Ctrl+= Ctrl++", "", always, larger},
    Command{"window.smaller", "Smaller", "Window", "Ctrl+-", "", always, smaller},
    Command{"window.natural-size", "Natural size", "Window", "Ctrl+0", "", always, natural_size},
    Command{"window.facets", "Show or hide the facets", "Window", "Ctrl+1", "", always, toggle_facets},
    Command{"window.details", "Show or hide the details", "Window", "Ctrl+2", "", always, toggle_details},
    Command{"window.reduce-motion", "Reduce motion", "Window", "", "", always, toggle_motion},
    Command{"help.palette", "Every command by name", "Help", "Ctrl+K Ctrl+Shift+P", "", always, toggle_palette},
    Command{"help.keys", "All keys", "Help", "?", "", always, toggle_keys},
    Command{"help.problems", "Problems in the data", "Help", "", "", always, toggle_problems},
    Command{"help.open-link", "Open a source", "", "", "web address", always, open_link},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

const Command* find_command(std::string_view name) {
    for (const Command& command : kCommands)
        if (command.name == name) return &command;
    return nullptr;
}

void add_toast(AppState& state, std::string text) {
    if (!state.session.toasts.empty() && state.session.toasts.back().text == text) state.session.toasts.pop_back();
    state.session.toasts.push_back({std::move(text), 0});
    if (state.session.toasts.size() > 4) state.session.toasts.erase(state.session.toasts.begin());
}

std::string run_command(AppState& state, Derived& derived, std::string_view name, std::string_view argument) {
    const Command* command = find_command(name);
    if (command == nullptr) {
        std::vector<std::string_view> names;
        for (const Command& row : kCommands) names.push_back(row.name);
        const std::string_view near = nearest(name, names);
        return fmt::format("There is no command '{}'{}", name,
                           near.empty() ? std::string(".") : fmt::format("; did you mean '{}'?", near));
    }
    if (!command->enabled(state)) return fmt::format("{}: nothing to do now.", command->label);
    const Document before = state.document;
    const bool is_history = name == "edit.undo" || name == "edit.redo" || name == "file.open" || name == "file.reload";
    CommandContext context{state, derived, argument};
    std::string message = command->run(context);
    if (!is_history)
        note_undo(state, before, argument.empty() ? std::string(command->label) : fmt::format("{}: {}", command->label, argument));
    if (!message.empty()) add_toast(state, message);
    return message;
}

}  // namespace choke
