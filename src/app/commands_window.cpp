#include "app/commands_internal.h"

#include <algorithm>
#include <array>

namespace choke::command {

std::string set_facet_order(Context& context) {
    FacetOrder& order = context.state.session.facet_order;
    if (context.argument == "count") {
        order = FacetOrder::Count;
    } else if (context.argument == "matches") {
        order = FacetOrder::Matches;
    } else if (context.argument == "name") {
        order = FacetOrder::Name;
    } else {
        return "The order is 'count', 'matches' or 'name'.";
    }
    return {};
}

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

namespace {

constexpr std::array kScales{0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0};

}  // namespace

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

namespace {

std::string toggle_flag(bool& flag) {
    flag = !flag;
    return {};
}

}  // namespace

std::string toggle_facets(Context& context) { return toggle_flag(context.state.session.show_facets); }
std::string toggle_details(Context& context) { return toggle_flag(context.state.session.show_details); }
std::string toggle_motion(Context& context) { return toggle_flag(context.state.session.reduce_motion); }
std::string toggle_palette(Context& context) { return toggle_flag(context.state.session.show_palette); }
std::string toggle_keys(Context& context) { return toggle_flag(context.state.session.show_keys); }
std::string toggle_problems(Context& context) { return toggle_flag(context.state.session.show_problems); }
namespace {

// Panels that are put away are passed over.
std::string move_focus(Context& context, int step) {
    Session& session = context.state.session;
    int panel = static_cast<int>(session.focus);
    do panel = (panel + step + kPanelCount) % kPanelCount;
    while ((static_cast<Panel>(panel) == Panel::Facets && !session.show_facets) ||
           (static_cast<Panel>(panel) == Panel::Details && !session.show_details));
    session.focus = static_cast<Panel>(panel);
    session.focus_asked = true;
    if (session.focus == Panel::Search) session.focus_search = true;
    return {};
}

}  // namespace

std::string next_panel(Context& context) { return move_focus(context, 1); }
std::string previous_panel(Context& context) { return move_focus(context, -1); }

std::string focus_search(Context& context) {
    context.state.session.focus_search = true;
    context.state.session.show_facets = true;
    return {};
}

}  // namespace choke::command
