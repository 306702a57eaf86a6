// When: the events of the filter by month, quarter or year, before those of everything known; a brush over it chooses a
// range of time.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <imgui.h>

#include "time/civil.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace choke {
namespace {

constexpr double kHeight_px = 40;

std::string month_words(Instant instant) {
    const CivilDate date = civil_from_instant(instant).date;
    return fmt::format("{} {}", month_short_name(date.month), year_name(date.year));
}

std::string range_words(const std::vector<PeriodCount>& periods, size_t first, size_t last) {
    return iso_date(civil_from_instant(periods[first].begin_s).date) + ".." + iso_date(civil_from_instant(periods[last].end_s).date);
}

// The periods that the filter's range covers; nothing without one.
std::optional<std::pair<size_t, size_t>> brushed(const std::vector<PeriodCount>& periods, const FacetClicks& clicks) {
    if (!clicks.range) return std::nullopt;
    std::optional<std::pair<size_t, size_t>> out;
    for (size_t i = 0; i < periods.size(); ++i) {
        if (periods[i].end_s < clicks.range->from_s || periods[i].begin_s > clicks.range->to_s) continue;
        if (!out) out = {i, i};
        out->second = i;
    }
    return out;
}

void move_by_keys(const PanelContext& ui, const std::vector<PeriodCount>& periods, std::optional<std::pair<size_t, size_t>> range) {
    const bool left = ImGui::IsKeyPressed(ImGuiKey_LeftArrow);
    const bool right = ImGui::IsKeyPressed(ImGuiKey_RightArrow);
    if (ImGui::IsKeyPressed(ImGuiKey_Delete)) ui.run("filter.range");
    if (!left && !right) return;
    const size_t end = periods.size() - 1;
    size_t first = range ? range->first : 0;
    size_t last = range ? range->second : end;
    if (ImGui::GetIO().KeyShift) {  // the right end alone
        if (right && last < end) ++last;
        if (left && last > first) --last;
    } else if (range) {
        if (right && last < end) ++first, ++last;
        if (left && first > 0) --first, --last;
    } else {
        first = last = right ? 0 : end;
    }
    ui.run("filter.range", range_words(periods, first, last));
}

}  // namespace

void draw_histogram(const PanelContext& ui, const FacetClicks& clicks) {
    const std::vector<PeriodCount>& all = ui.derived.known_periods(ui.state).periods;
    const std::vector<PeriodCount>& now = ui.derived.periods(ui.state).periods;
    if (all.empty() || now.size() != all.size()) return;
    heading(ui, "WHEN");
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = ui.px(kHeight_px);
    const float step = width / static_cast<float>(all.size());
    const auto range = brushed(all, clicks);
    const auto period_at = [&](float x) {
        return static_cast<size_t>(std::clamp((x - at.x) / step, 0.0F, static_cast<float>(all.size() - 1)));
    };
    if (ui.local.focus_next_row) {
        ImGui::SetKeyboardFocusHere();
        ImGui::SetNavCursorVisible(true);
        ui.local.focus_next_row = false;
    }
    ImGui::InvisibleButton("##when", {width, height + ui.px(3)}, ImGuiButtonFlags_EnableNav);
    const float mouse = ImGui::GetIO().MousePos.x;
    const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    if (ImGui::IsItemActivated()) ui.local.brush_from = mouse;
    const bool let_go = ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    // A quick hand moves and lets go within one picture: the place counts in both.
    if ((ImGui::IsItemActive() || let_go) && std::abs(mouse - ui.local.brush_from) > ui.px(3)) {
        const size_t a = period_at(std::min(mouse, ui.local.brush_from));
        const size_t b = period_at(std::max(mouse, ui.local.brush_from));
        if (!range || range->first != a || range->second != b) ui.run_live("filter.range", range_words(all, a, b));
    }
    if (let_go && std::abs(mouse - ui.local.brush_from) <= ui.px(3)) {
        // A click on a bar chooses its period, or lets the range go where that is all of it.
        const size_t i = period_at(mouse);
        const bool same = range && range->first == i && range->second == i;
        ui.run("filter.range", same ? std::string() : range_words(all, i, i));
    }
    if (focused) move_by_keys(ui, all, range);
    if (ImGui::IsItemHovered()) {
        const size_t i = period_at(mouse);
        ImGui::SetTooltip("%s: %u of %u events\nDrag to choose a range, click for one bar", month_words(all[i].begin_s).c_str(),
                          now[i].certain + now[i].uncertain, all[i].certain + all[i].uncertain);
    }
    uint32_t most = 1;
    for (const PeriodCount& count : all) most = std::max(most, count.certain + count.uncertain);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float ground = at.y + height;
    if (range) {
        const float a = at.x + step * static_cast<float>(range->first);
        const float b = at.x + step * static_cast<float>(range->second + 1);
        list.AddRectFilled({a, at.y}, {b, ground}, packed(with_alpha(ui.theme.selection, 0.16)));
        for (const float x : {a, b}) list.AddLine({x, at.y}, {x, ground}, packed(ui.theme.selection), ui.px(1.5));
    }
    const float between = step > ui.px(3) ? ui.px(1) : 0;
    for (size_t i = 0; i < all.size(); ++i) {
        const float x = at.x + step * static_cast<float>(i);
        const auto bar = [&](uint32_t count, Colour colour) {
            if (count == 0) return;
            const float top = ground - std::max(ui.px(1.5), height * static_cast<float>(count) / static_cast<float>(most));
            list.AddRectFilled({x, top}, {x + step - between, ground}, packed(colour));
        };
        bar(all[i].certain + all[i].uncertain, with_alpha(ui.theme.secondary, 0.3));
        bar(now[i].certain + now[i].uncertain, with_alpha(ui.theme.secondary, 0.55));  // what may lie elsewhere is paler
        bar(now[i].certain, ui.theme.secondary);
    }
    list.AddLine({at.x, ground + 1}, {at.x + width, ground + 1}, packed(ui.theme.grid_major));
    if (focused) list.AddRect({at.x - 2, at.y - 2}, {at.x + width + 2, ground + 3}, packed(ui.theme.selection), 0, 0, ui.px(1.5));
    const std::string from = range ? month_words(all[range->first].begin_s) : month_words(all.front().begin_s);
    const std::string to = month_words(range ? all[range->second].end_s : all.back().end_s);
    ui.fonts.push(FontWeight::Regular, 11 * ui.scale);
    const ImVec2 under = ImGui::GetCursorScreenPos();
    const Colour colour = range ? ui.theme.text : ui.theme.secondary;
    list.AddText(under, packed(colour), from.c_str());
    list.AddText({under.x + width - ImGui::CalcTextSize(to.c_str()).x, under.y}, packed(colour), to.c_str());
    ImGui::Dummy({width, ImGui::GetTextLineHeight()});
    ImGui::PopFont();
}

}  // namespace choke
