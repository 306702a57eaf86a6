// How firm a status has to be: a slider of six stops under the statuses, with what it removes in words.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <imgui.h>

#include "time/civil.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace choke {
namespace {

constexpr std::array<std::string_view, 6> kStops{"none", "forecast", "alleged", "assessed", "reported", "established"};

size_t stop_of(const Document& document) {
    if (!document.status_floor) return 0;
    const auto at = std::find(kStops.begin(), kStops.end(), word(*document.status_floor));
    return at == kStops.end() ? 0 : static_cast<size_t>(at - kStops.begin());
}

std::string many(size_t count, std::string_view one, std::string_view several) {
    return fmt::format("{} {}", grouped_number(static_cast<int64_t>(count)), count == 1 ? one : several);
}

}  // namespace

void draw_floor_slider(const PanelContext& ui) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = ui.px(20);
    ImGui::InvisibleButton("##floor", {width, height}, ImGuiButtonFlags_EnableNav);
    const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive() || focused;
    const float inset = ui.px(7);
    const float step = (width - 2 * inset) / static_cast<float>(kStops.size() - 1);
    const size_t now = stop_of(ui.state.document);
    // A quick hand moves and lets go within one picture: the place counts in both.
    if (ImGui::IsItemActive() || (ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(ImGuiMouseButton_Left))) {
        const float part = (ImGui::GetIO().MousePos.x - at.x - inset) / step;
        const auto stop = static_cast<size_t>(std::clamp(std::lround(part), 0L, static_cast<long>(kStops.size() - 1)));
        if (stop != now) ui.run_live("filter.floor", kStops[stop]);
    }
    if (focused && ImGui::IsKeyPressed(ImGuiKey_LeftArrow) && now > 0) ui.run("filter.floor-down");
    if (focused && ImGui::IsKeyPressed(ImGuiKey_RightArrow) && now + 1 < kStops.size()) ui.run("filter.floor-up");
    const Theme& theme = ui.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = at.y + height / 2;
    const auto x_of = [&](size_t stop) { return at.x + inset + step * static_cast<float>(stop); };
    list.AddRectFilled({at.x + inset, middle - ui.px(1.5)}, {at.x + width - inset, middle + ui.px(1.5)}, packed(theme.outline), ui.px(1.5));
    // What is to the right of the knob stays.
    if (now > 0)
        list.AddRectFilled({x_of(now), middle - ui.px(1.5)}, {at.x + width - inset, middle + ui.px(1.5)}, packed(theme.selection), ui.px(1.5));
    for (size_t i = 0; i < kStops.size(); ++i) list.AddCircleFilled({x_of(i), middle}, ui.px(2.5), packed(theme.outline));
    list.AddCircleFilled({x_of(now), middle}, ui.px(hot ? 6.5 : 5.5), packed(now > 0 ? theme.selection : theme.secondary));
    if (focused) list.AddCircle({x_of(now), middle}, ui.px(9), packed(theme.selection), 0, ui.px(1.5));
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("The least status that is shown, of events and of ties ({ and })");
    const std::string words =
        now == 0 ? "every status"
                 : fmt::format("at least {}: without {} and {}", kStops[now], many(ui.visible.floor_events, "event", "events"),
                               many(ui.visible.floor_relations, "relation", "relations"));
    text_wrapped(ui, words, {12, FontWeight::Regular, ui.theme.secondary});
}

}  // namespace choke
