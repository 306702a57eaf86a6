#include <algorithm>

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include "base/text.h"
#include "query/facets.h"
#include "ui/panels.h"
#include "ui/widgets.h"
#include "views/style.h"

namespace choke {
namespace {

constexpr size_t kActorsShown = 12;

enum class Click : uint8_t { None, Toggle, Exclude };

struct FacetRow {
    std::string_view id;
    std::string_view label;
    uint32_t count = 0;
    uint32_t most = 1;     // of the facet: the full length of a bar
    bool chosen = false;
    bool excluded = false;
    Colour bar;
    const SymbolMark* symbol = nullptr;
};

// One row: mark, name, count, and a bar under them that shows the share. A click chooses; the cross that comes up at the
// right (or a click with Shift) excludes.
Click facet_row(const PanelContext& ui, const FacetRow& row, bool can_exclude) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = ui.px(23);
    bool hovered = false;
    Click click = row_button(ui, row.id, height, row.chosen, hovered) ? Click::Toggle : Click::None;
    if (click == Click::Toggle && can_exclude && ImGui::GetIO().KeyShift) click = Click::Exclude;
    if (ImGui::IsItemHovered())
        ImGui::SetItemTooltip("%s", can_exclude ? "Click: only events with this. Shift-click: only events without it."
                                                : "Click: only events with this.");
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& theme = ui.theme;
    const float middle = at.y + height / 2 - ui.px(1);
    float x = at.x;
    const float box = ui.px(12);
    if (row.symbol != nullptr) {
        draw_symbol(list, *row.symbol, {x + box / 2 + ui.px(1), middle}, ui.scale);
    } else {
        const ImVec2 a{x, middle - box / 2};
        const ImVec2 b{x + box, middle + box / 2};
        if (row.chosen) {
            list.AddRectFilled(a, b, packed(theme.selection), ui.px(3));
            const ImVec2 tick[] = {{a.x + box * 0.22F, middle}, {a.x + box * 0.43F, middle + box * 0.22F},
                                   {a.x + box * 0.8F, middle - box * 0.25F}};
            list.AddPolyline(tick, 3, packed(theme.selection_text), 0, ui.px(1.8));
        } else {
            list.AddRect(a, b, packed(theme.outline), ui.px(3), 0, ui.px(1.2));
        }
        if (row.excluded) list.AddLine({a.x + 2, b.y - 2}, {b.x - 2, a.y + 2}, packed(theme.danger), ui.px(2));
    }
    x += box + ui.px(8);
    ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
    const std::string count = fmt::format("{}", row.count);
    const float count_width = ImGui::CalcTextSize(count.c_str()).x;
    const float text_y = middle - ImGui::GetTextLineHeight() / 2;
    const Colour colour = row.excluded ? theme.faint : row.chosen ? theme.text : row.count == 0 ? theme.faint : theme.text;
    list.AddText({at.x + width - count_width, text_y}, packed(theme.secondary), count.c_str());
    ImGui::PopFont();
    ImGui::SetCursorScreenPos({x, text_y});
    text_line(ui, row.label, {12, row.chosen ? FontWeight::SemiBold : FontWeight::Regular, colour},
              at.x + width - count_width - ui.px(10) - x);
    if (row.excluded) list.AddLine({x, middle}, {x + ui.px(60), middle}, packed(theme.faint), ui.px(1));
    const float bar_y = at.y + height - ui.px(2.5);
    const float bar_width = (at.x + width - x) * static_cast<float>(row.count) / static_cast<float>(std::max(1U, row.most));
    if (row.count > 0) list.AddRectFilled({x, bar_y}, {x + std::max(bar_width, ui.px(2)), bar_y + ui.px(2)}, packed(row.bar), ui.px(1));
    ImGui::SetCursorScreenPos({at.x, at.y + height + ui.px(1)});
    return click;
}

void actor_facet(const PanelContext& ui, const FacetClicks& clicks) {
    const Dataset& data = *ui.state.data;
    heading(ui, "ACTORS");
    ImGui::SameLine(ImGui::GetContentRegionAvail().x - ui.px(34));
    ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(5), ui.px(1)});
    const bool all = clicks.actor_mode == ActorMode::All;
    // With fewer than two actors, any and all are the same filter.
    ImGui::BeginDisabled(clicks.actors.size() < 2);
    if (ImGui::Button(all ? "all##actor-mode" : "any##actor-mode")) ui.run("filter.actor-mode", all ? "any" : "all");
    ImGui::EndDisabled();
    ImGui::SetItemTooltip(all ? "Events must name all the chosen actors" : "Events must name any of the chosen actors");
    ImGui::PopStyleVar();
    ImGui::SetNextItemWidth(-1);
    ImGui::InputTextWithHint("##actor-search", "Find an actor", &ui.local.actor_search);
    ImGui::PopFont();

    std::vector<ActorId> order;
    const std::string wanted = fold(ui.local.actor_search);
    for (size_t i = 0; i < data.actors.size(); ++i) {
        const auto id = id_at<ActorId>(i);
        const bool chosen = std::binary_search(clicks.actors.begin(), clicks.actors.end(), id) ||
                            std::binary_search(clicks.excluded.begin(), clicks.excluded.end(), id);
        bool found = wanted.empty() || fold(data.text(data.actors.name[i])).find(wanted) != std::string::npos;
        for (const StringRef alias : data.actors.aliases[i])
            found = found || fold(data.text(alias)).find(wanted) != std::string::npos;
        if (chosen || (found && ui.visible.all.actor[i] > 0)) order.push_back(id);
    }
    // Chosen ones first, then by their number in the whole, so that a row stays where it is while filters change.
    std::stable_sort(order.begin(), order.end(), [&](ActorId a, ActorId b) {
        const bool ca = std::binary_search(clicks.actors.begin(), clicks.actors.end(), a);
        const bool cb = std::binary_search(clicks.actors.begin(), clicks.actors.end(), b);
        if (ca != cb) return ca;
        return ui.visible.all.actor[index(a)] > ui.visible.all.actor[index(b)];
    });
    uint32_t most = 1;
    for (const uint32_t count : ui.visible.facets.actor) most = std::max(most, count);
    const size_t shown = ui.local.all_actors || !wanted.empty() ? order.size() : std::min(order.size(), kActorsShown);
    for (size_t k = 0; k < shown; ++k) {
        const size_t i = index(order[k]);
        const std::string name = displayable(data.text(data.actors.name[i]));
        FacetRow row;
        row.id = data.text(data.actors.id[i]);
        row.label = name;
        row.count = ui.visible.facets.actor[i];
        row.most = most;
        row.chosen = std::binary_search(clicks.actors.begin(), clicks.actors.end(), order[k]);
        row.excluded = std::binary_search(clicks.excluded.begin(), clicks.excluded.end(), order[k]);
        row.bar = ui.theme.side[static_cast<size_t>(data.actors.side[i])];
        const Click click = facet_row(ui, row, true);
        if (click == Click::Toggle) ui.run(row.excluded ? "filter.exclude-actor" : "filter.actor", row.id);
        if (click == Click::Exclude) ui.run("filter.exclude-actor", row.id);
    }
    if (shown < order.size() || ui.local.all_actors) {
        ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
        ImGui::PushStyleColor(ImGuiCol_Text, vec4(ui.theme.link));
        const std::string more = ui.local.all_actors ? "fewer" : fmt::format("{} more…", order.size() - shown);
        if (ImGui::Selectable((more + "##more-actors").c_str(), false)) ui.local.all_actors = !ui.local.all_actors;
        ImGui::PopStyleColor();
        ImGui::PopFont();
    }
}

void kind_facet(const PanelContext& ui, const FacetClicks& clicks) {
    const Dataset& data = *ui.state.data;
    heading(ui, "KIND");
    std::vector<WordId> order;
    for (size_t k = 0; k < data.event_kinds.size(); ++k)
        if (ui.visible.all.kind[k] > 0) order.push_back(id_at<WordId>(k));
    std::stable_sort(order.begin(), order.end(),
                     [&](WordId a, WordId b) { return ui.visible.all.kind[index(a)] > ui.visible.all.kind[index(b)]; });
    const uint32_t most = order.empty() ? 1 : ui.visible.all.kind[index(order.front())];
    for (const WordId kind : order) {
        const std::string label = kind_label(data.event_kinds.word(kind));
        SymbolMark symbol;
        symbol.size = 14;
        symbol.shape = shape_of_kind(data.event_kinds.word(kind));
        FacetRow row;
        row.id = data.event_kinds.word(kind);
        row.label = label;
        row.count = ui.visible.facets.kind[index(kind)];
        row.most = most;
        row.chosen = std::binary_search(clicks.kinds.begin(), clicks.kinds.end(), kind);
        row.bar = ui.theme.secondary;
        symbol.fill = row.chosen ? ui.theme.selection : Colour{0, 0, 0, 0};
        symbol.stroke = {row.chosen ? ui.theme.selection : ui.theme.secondary, 1.4F, LineStyle::Solid};
        row.symbol = &symbol;
        if (facet_row(ui, row, false) == Click::Toggle) ui.run("filter.kind", row.id);
    }
}

void side_facet(const PanelContext& ui, const FacetClicks& clicks) {
    heading(ui, "SIDE");
    const uint32_t most = std::max({1U, ui.visible.all.side[0], ui.visible.all.side[1], ui.visible.all.side[2]});
    for (const Side side : {Side::US, Side::China, Side::Other}) {
        const auto s = static_cast<size_t>(side);
        SymbolMark symbol;
        symbol.size = 14;
        symbol.shape = SymbolShape::Square;
        symbol.fill = ui.theme.side[s];
        symbol.stroke = {ui.theme.mark_outline, 1, LineStyle::Solid};
        FacetRow row;
        row.id = word(side);
        row.label = side_label(side);
        row.count = ui.visible.facets.side[s];
        row.most = most;
        row.chosen = std::binary_search(clicks.sides.begin(), clicks.sides.end(), side);
        row.bar = ui.theme.side[s];
        row.symbol = &symbol;
        if (facet_row(ui, row, false) == Click::Toggle) ui.run("filter.side", row.id);
    }
}

void status_facet(const PanelContext& ui, const FacetClicks& clicks) {
    heading(ui, "STATUS OF THE CLAIM");
    uint32_t most = 1;
    for (const uint32_t count : ui.visible.all.status) most = std::max(most, count);
    for (size_t s = 0; s < kStatusCount; ++s) {
        const auto status = static_cast<Status>(s);
        if (ui.visible.all.status[s] == 0) continue;
        const MarkStyle style = event_style(status, Side::US, ui.theme);
        SymbolMark symbol;
        symbol.size = 15;
        symbol.shape = SymbolShape::Circle;
        symbol.fill = style.fill;
        symbol.stroke = style.stroke;
        FacetRow row;
        row.id = word(status);
        row.label = status_label(status);
        row.count = ui.visible.facets.status[s];
        row.most = most;
        row.chosen = std::binary_search(clicks.statuses.begin(), clicks.statuses.end(), status);
        row.bar = ui.theme.secondary;
        row.symbol = &symbol;
        if (facet_row(ui, row, false) == Click::Toggle) ui.run("filter.status", row.id);
    }
    draw_floor_slider(ui);
}

// Years as bars of months: where the events of the filter lie.
void date_histogram(const PanelContext& ui) {
    const Dataset& data = *ui.state.data;
    std::vector<int64_t> months;
    for (const EventId event : ui.visible.events.to_vector()) {
        const DateBounds& date = data.events.date[index(event)];
        if (date.begin != EndKind::Known || date.shape == EdtfShape::Set) continue;
        const CivilDate civil = civil_from_instant(date.earliest).date;
        months.push_back(civil.year * 12 + civil.month - 1);
    }
    if (months.empty()) return;
    heading(ui, "WHEN");
    std::sort(months.begin(), months.end());
    const int64_t first = months.front();
    const int64_t last = months.back();
    const auto bars = static_cast<size_t>(std::min<int64_t>(last - first + 1, 60));
    std::vector<uint32_t> count(bars, 0);
    for (const int64_t month : months) {
        const auto bar = static_cast<size_t>((month - first) * static_cast<int64_t>(bars) / (last - first + 1));
        count[bar]++;
    }
    const uint32_t most = *std::max_element(count.begin(), count.end());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = ui.px(38);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float step = width / static_cast<float>(bars);
    for (size_t i = 0; i < bars; ++i) {
        const float bar = height * static_cast<float>(count[i]) / static_cast<float>(most);
        if (count[i] > 0)
            list.AddRectFilled({at.x + static_cast<float>(i) * step, at.y + height - bar},
                               {at.x + static_cast<float>(i + 1) * step - ui.px(1), at.y + height}, packed(ui.theme.secondary));
    }
    list.AddLine({at.x, at.y + height + 1}, {at.x + width, at.y + height + 1}, packed(ui.theme.grid_major));
    ImGui::Dummy({width, height + ui.px(3)});
    const auto words = [](int64_t month) { return fmt::format("{} {}", month_short_name(static_cast<int>(month % 12) + 1), month / 12); };
    const std::string from = words(first);
    const std::string to = words(last);
    ui.fonts.push(FontWeight::Regular, 11 * ui.scale);
    const ImVec2 under = ImGui::GetCursorScreenPos();
    list.AddText(under, packed(ui.theme.secondary), from.c_str());
    if (last != first) list.AddText({under.x + width - ImGui::CalcTextSize(to.c_str()).x, under.y}, packed(ui.theme.secondary), to.c_str());
    ImGui::Dummy({width, ImGui::GetTextLineHeight()});
    ImGui::PopFont();
}

}  // namespace

void draw_facets(const PanelContext& ui, ImVec2 at, ImVec2 size) {
    if (begin_panel("Facets", at, size, ui, ui.theme.panel, {12, 4})) {
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(6), ui.px(2)});
        ImGui::BeginChild("rows", {0, 0}, ImGuiChildFlags_NavFlattened);
        if (ui.takes_focus(Panel::Facets)) ui.local.focus_next_row = true;
        if (ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows)) ui.local.focused = Panel::Facets;
        const FacetClicks clicks = clicks_from_filter(ui.state.document.filter, *ui.state.data);
        actor_facet(ui, clicks);
        kind_facet(ui, clicks);
        status_facet(ui, clicks);
        side_facet(ui, clicks);
        date_histogram(ui);
        gap(ui, 8);
        ImGui::EndChild();
        ImGui::PopStyleVar();
    }
    end_panel();
}

}  // namespace choke
