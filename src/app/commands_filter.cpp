#include "app/commands_internal.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

namespace choke::command {

namespace {

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

std::string name_of(const Context& context, ActorId actor) {
    const Dataset& data = *context.state.data;
    return std::string(data.text(data.actors.name[index(actor)]));
}

std::string no_actor(const Context& context) {
    return context.argument.empty() ? "Select an actor or an event first."
                                    : fmt::format("There is no actor '{}'.", context.argument);
}

}  // namespace

std::string toggle_actor(Context& context) {
    const auto actor = meant_actor(context);
    if (!actor) return no_actor(context);
    change_clicks(context, [&](FacetClicks& clicks) {
        std::erase(clicks.excluded, *actor);
        toggle(clicks.actors, *actor);
        const bool chosen = std::binary_search(clicks.actors.begin(), clicks.actors.end(), *actor);
        context.undo_words = fmt::format("{}filter by {}", chosen ? "" : "no longer ", name_of(context, *actor));
    });
    return {};
}

std::string exclude_actor(Context& context) {
    const auto actor = meant_actor(context);
    if (!actor) return no_actor(context);
    change_clicks(context, [&](FacetClicks& clicks) {
        std::erase(clicks.actors, *actor);
        toggle(clicks.excluded, *actor);
        const bool excluded = std::binary_search(clicks.excluded.begin(), clicks.excluded.end(), *actor);
        context.undo_words = fmt::format("{}exclude {}", excluded ? "" : "no longer ", name_of(context, *actor));
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
    context.undo_words = context.argument.empty() ? "clear the filter" : fmt::format("filter “{}”", context.argument);
    const Visible& visible = context.derived.visible(context.state);
    if (visible.error) return fmt::format("column {}: {}", visible.error->column, visible.error->message);
    return {};
}

// While a person types, half a query is no error to shout about: the field shows it.
std::string type_filter(Context& context) {
    static_cast<void>(set_filter(context));
    return {};
}

std::string clear_filter(Context& context) {
    context.state.document.filter.clear();
    return {};
}

}  // namespace choke::command
