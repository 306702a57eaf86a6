#include "app/commands_internal.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "views/timeline_order.h"

namespace choke::command {
namespace {

const ViewDef& timeline() { return *find_view("timeline"); }

const ParamValues& timeline_params(const AppState& state) {
    static const ParamValues kNone;
    const auto at = state.document.params.find("timeline");
    return at == state.document.params.end() ? kNone : at->second;
}

// The timeline as it was drawn last; null when it never was.
const TimelineCache* drawn_timeline(Context& context) {
    if (context.derived.scene_revision(timeline()) == 0) return nullptr;
    return &static_cast<const TimelineCache&>(context.derived.cache(timeline()));
}

std::string put_before(Context& context, std::string_view key, std::string_view before) {
    Look& look = context.state.document;
    std::vector<std::string> order = moved_lane(*context.state.data, timeline_params(context.state), look.lane_order, key, before);
    const bool pinned = std::find(look.pinned_lanes.begin(), look.pinned_lanes.end(), key) != look.pinned_lanes.end();
    if (!pinned && order == look.lane_order && !order.empty() && param(timeline_params(context.state), definition_of(TimelineParam::Order)) == "hand") return {};
    if (!pinned && order.empty()) return fmt::format("There is no lane '{}'.", displayable(key));
    move_lane(look, key, before, std::move(order));
    context.undo_words = "move a lane";
    return {};
}

// The lane of what is selected, one step up or down among those that it can change places with.
std::string step_lane(Context& context, std::string_view key, bool up) {
    const TimelineCache* cache = drawn_timeline(context);
    if (cache == nullptr) return "Show the timeline first.";
    const auto before = lane_step(*cache, key, up);
    if (!before) return up ? "This lane is the first one there." : "This lane is the last one there.";
    return put_before(context, key, *before);
}

std::optional<std::string> lane_of_selection(Context& context) {
    const TimelineCache* cache = drawn_timeline(context);
    if (cache == nullptr) return std::nullopt;
    std::string key = lane_of_nodes(*context.state.data, *cache, context.state.session.selected);
    return key.empty() ? std::nullopt : std::optional(std::move(key));
}

std::string step_named(Context& context, bool up) {
    const auto key = context.argument.empty() ? lane_of_selection(context) : std::optional(std::string(context.argument));
    return key ? step_lane(context, *key, up) : "Nothing is selected that has a lane on the timeline.";
}

}  // namespace

std::string fold_lane(Context& context) {
    if (context.argument.empty()) return "Say which lane.";
    toggle_fold(context.state.document, context.argument);
    return {};
}

// "actor:smic before actor:nvidia", "actor:smic up".
std::string move_lane_words(Context& context) {
    constexpr std::string_view kBefore = " before ";
    const std::string_view text = context.argument;
    if (const size_t at = text.rfind(kBefore); at != std::string_view::npos)
        return put_before(context, text.substr(0, at), text.substr(at + kBefore.size()));
    const size_t space = text.rfind(' ');
    const std::string_view key = text.substr(0, space);
    const std::string_view way = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
    if (way == "last") return put_before(context, key, {});
    if (way == "up" || way == "down") return step_lane(context, key, way == "up");
    if (way != "first") return "Write it as KEY before KEY, or KEY and first, last, up or down.";
    const TimelineCache* cache = drawn_timeline(context);
    if (cache == nullptr) return "Show the timeline first.";
    std::string first(key);
    while (const auto before = lane_step(*cache, first, true)) first = *before;
    return first == key ? std::string() : put_before(context, key, first);
}

std::string lane_up(Context& context) { return step_named(context, true); }
std::string lane_down(Context& context) { return step_named(context, false); }

std::string pin_lane(Context& context) {
    const auto key = context.argument.empty() ? lane_of_selection(context) : std::optional(std::string(context.argument));
    if (!key) return "Say which lane, or select what stands in it.";
    context.undo_words = toggle_lane_pin(context.state.document, *key) ? "keep a lane on top" : "let a lane go from the top";
    return {};
}

std::string let_lanes_go(Context& context) {
    context.state.document.pinned_lanes.clear();
    return {};
}

std::string forget_lane_order(Context& context) {
    context.state.document.lane_order.clear();
    ParamValues& values = context.state.document.params["timeline"];
    if (param(values, definition_of(TimelineParam::Order)) == "hand") set_param(values, "order", param({}, definition_of(TimelineParam::Order)));
    return {};
}

std::string toggle_empty_lanes(Context& context) {
    ParamValues& values = context.state.document.params["timeline"];
    const ViewParam& definition = definition_of(TimelineParam::Empty);
    const bool shown = param(values, definition) == "shown";
    set_param(values, definition.id, shown ? "folded" : "shown");
    context.undo_words = shown ? "fold empty lanes away" : "show empty lanes";
    return {};
}

}  // namespace choke::command
