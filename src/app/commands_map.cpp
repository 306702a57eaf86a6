#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/commands_internal.h"
#include "app/node_names.h"
#include "app/paths.h"
#include "base/text.h"
#include "time/edtf.h"

namespace choke::command {
namespace {

std::string label(const Dataset& data, NodeRef node) { return displayable(data.node_label(node)); }

}  // namespace

// "rule..h20", or the two nodes that were selected last.
std::string show_path(Context& context) {
    AppState& state = context.state;
    const Dataset& data = *state.data;
    std::optional<std::pair<NodeRef, NodeRef>> ends;
    if (context.argument.empty()) {
        const std::vector<NodeRef>& selected = state.session.selected;
        if (selected.size() < 2) return "Select two events, actors or things, or write A..B with their ids.";
        ends = std::pair(selected[selected.size() - 2], selected.back());
    } else {
        if (context.argument.find("..") == std::string_view::npos) return "Write it as A..B with the ids of two events, actors or things.";
        ends = path_ends(data, context.argument);
        if (!ends) {
            const size_t dots = context.argument.find("..");
            for (const std::string_view id : {context.argument.substr(0, dots), context.argument.substr(dots + 2)})
                if (!node_named(data, id)) return fmt::format("There is no event, actor or thing '{}'.", displayable(id));
        }
    }
    if (ends->first == ends->second) return "A path has two different ends.";
    const Visible& now = context.derived.visible(state);
    PathsOptions options = context.derived.path_options(state);
    options.most = 1;
    if (paths_of(data, ends->first, ends->second, now.known_by_s, options).empty())
        return fmt::format("In what is shown here no way leads from {} to {}.", label(data, ends->first), label(data, ends->second));
    state.document.path = path_name(data, ends->first, ends->second);
    context.undo_words = fmt::format("path from {} to {}", label(data, ends->first), label(data, ends->second));
    return {};
}

std::string clear_path(Context& context) {
    context.state.document.path.clear();
    return {};
}

std::string compare_since(Context& context) {
    AppState& state = context.state;
    if (context.argument.empty()) return "Write the earlier day, such as 2024-12-02 or 2024.";
    const auto since = parse_known_on(context.argument);
    if (!since) return since.error();
    if (*since == kEverKnown) return "The earlier day has an end: a day, a month or a year.";
    const std::string before = std::exchange(state.document.since, std::string(context.argument));
    const Visible& now = context.derived.visible(state);
    if (!now.compared_days) {
        state.document.since = before;
        return fmt::format("{} is not before {}.", date_words(context.argument),
                           state.document.known_on.empty() ? "the last day that the data know of" : date_words(state.document.known_on));
    }
    context.undo_words = fmt::format("compare with {}", now.compared_days->since_words);
    return {};
}

std::string compare_days_off(Context& context) {
    context.state.document.since.clear();
    return {};
}

// How many steps around what is selected are lit: 1 to 5, or "common".
std::string light_neighbours(Context& context) {
    const ViewDef& map = *find_view("map");
    for (const ViewParam& definition : map.params) {
        if (definition.id != "depth") continue;
        if (!accepts(definition, context.argument)) return "Neighbours are lit up to 1 to 5 steps, or 'common': what two selected nodes share.";
        set_param(context.state.document.params["map"], "depth", context.argument);
        context.undo_words = fmt::format("light up {}", param_words(definition, context.argument));
    }
    return {};
}

std::string show_matrix(Context& context) {
    context.state.document.panes = {"matrix"};
    context.state.session.active_view = "matrix";
    return {};
}

}  // namespace choke::command
