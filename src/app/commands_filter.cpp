#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "app/commands_internal.h"
#include "app/facet_values.h"
#include "query/removal.h"

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

namespace {

// The two lists of a facet in the clicks, and how a value of it is found and called.
struct FacetValue {
    Facet facet = Facet::Kind;
    uint32_t index = 0;
    std::string name;
};

template <typename Id>
void flip(std::vector<Id>& on, std::vector<Id>& off, uint32_t value) {
    const auto id = static_cast<Id>(value);
    std::erase(off, id);
    toggle(on, id);
}

void flip(FacetClicks& clicks, const FacetValue& value, bool exclude) {
    const auto both = [&](auto& chosen, auto& excluded) {
        if (exclude) {
            flip(excluded, chosen, value.index);
        } else {
            flip(chosen, excluded, value.index);
        }
    };
    switch (value.facet) {
        case Facet::Actor: return both(clicks.actors, clicks.excluded);
        case Facet::Kind: return both(clicks.kinds, clicks.excluded_kinds);
        case Facet::Side: return both(clicks.sides, clicks.excluded_sides);
        case Facet::Status: return both(clicks.statuses, clicks.excluded_statuses);
        case Facet::Thing: return both(clicks.things, clicks.excluded_things);
        case Facet::Tag: return both(clicks.tags, clicks.excluded_tags);
        case Facet::Source: return both(clicks.sources, clicks.excluded_sources);
        case Facet::Role: return both(clicks.roles, clicks.excluded_roles);
        case Facet::Story: return both(clicks.stories, clicks.excluded_stories);
    }
}

// "kind:rule" -> the facet and its value; nothing when there is none.
std::optional<FacetValue> facet_value(const Dataset& data, std::string_view argument) {
    const size_t colon = argument.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto facet = facet_from(argument.substr(0, colon));
    if (!facet) return std::nullopt;
    const auto found = find_facet_value(data, *facet, argument.substr(colon + 1));
    if (!found) return std::nullopt;
    return FacetValue{*facet, *found, facet_label(data, *facet, *found)};
}

std::string change_facet(Context& context, bool exclude) {
    const auto value = facet_value(*context.state.data, context.argument);
    if (!value) return fmt::format("There is no '{}'; write it as facet:value, such as kind:rule.", context.argument);
    change_clicks(context, [&](FacetClicks& clicks) {
        flip(clicks, *value, exclude);
        const bool on = clicked_state(clicks, value->facet, value->index) != ClickState::Off;
        context.undo_words = fmt::format("{}{} {}", on ? "" : "no longer ", exclude ? "exclude" : "filter by", value->name);
    });
    return {};
}

}  // namespace

std::string toggle_facet(Context& context) { return change_facet(context, false); }
std::string exclude_facet(Context& context) { return change_facet(context, true); }

std::string pin_facet(Context& context) {
    const auto value = facet_value(*context.state.data, context.argument);
    if (!value) return fmt::format("There is no '{}'; write it as facet:value, such as kind:rule.", context.argument);
    auto& pinned = context.state.document.pinned_facets;
    const auto at = std::find(pinned.begin(), pinned.end(), context.argument);
    context.undo_words = fmt::format("{} {}", at == pinned.end() ? "pin" : "unpin", value->name);
    if (at == pinned.end()) {
        pinned.emplace_back(context.argument);
    } else {
        pinned.erase(at);
    }
    return {};
}

std::string drop_filter_part(Context& context) {
    for (const Removal& removal : context.derived.removed(context.state)) {
        if (removal.kind != RemovalKind::Part || removal.part != context.argument) continue;
        context.state.document.filter = removal.filter;
        context.undo_words = fmt::format("drop “{}” from the filter", removal.part);
        return {};
    }
    return fmt::format("The filter has no part '{}'.", context.argument);
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

// The second timeline; the first one comes into sight when it was not.
std::string compare_with(Context& context) {
    if (const auto query = parse_query(context.argument, *context.state.data); !query)
        return fmt::format("column {}: {}", query.error().column, query.error().message);
    std::string_view text = context.argument;
    while (text.ends_with(' ')) text.remove_suffix(1);
    Look& look = context.state.document;
    look.compare = std::string(text);
    if (std::find(look.panes.begin(), look.panes.end(), "timeline") == look.panes.end()) {
        look.panes.front() = "timeline";
        context.state.session.active_view = "timeline";
    }
    context.undo_words = text.empty() ? "compare with everything" : fmt::format("compare with “{}”", text);
    return {};
}

std::string compare_off(Context& context) {
    context.state.document.compare.reset();
    return {};
}

std::string clear_filter(Context& context) {
    context.state.document.filter.clear();
    return {};
}

}  // namespace choke::command
