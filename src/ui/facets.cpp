#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include "app/facet_values.h"
#include "base/text.h"
#include "query/facets.h"
#include "time/civil.h"
#include "ui/panels.h"
#include "ui/widgets.h"
#include "views/style.h"

namespace choke {
namespace {

constexpr size_t kRowsShown = 12;   // of a long facet, until all are asked for
constexpr size_t kShortFacet = 16;  // up to so many values all are shown, and there is nothing to search
constexpr double kRow_px = 23;

std::string_view heading_of(Facet facet) {
    switch (facet) {
        case Facet::Actor: return "ACTORS";
        case Facet::Side: return "SIDE";
        case Facet::Kind: return "KIND";
        case Facet::Status: return "STATUS OF THE CLAIM";
        case Facet::Thing: return "THINGS";
        case Facet::Tag: return "TAGS";
        case Facet::Source: return "SOURCES";
        case Facet::Role: return "ROLES";
        case Facet::Story: return "STORIES";
    }
    return {};
}

struct FacetRow {
    std::string key;    // "actor:nvidia": what commands take
    std::string label;
    uint32_t count = 0;
    uint32_t most = 1;  // of the facet: the full length of a bar
    ClickState state = ClickState::Off;
    bool pinned = false;
    Colour bar;
    const SymbolMark* symbol = nullptr;
};

void check_box(const PanelContext& ui, ImDrawList& list, ImVec2 a, float box, ClickState state) {
    const Theme& theme = ui.theme;
    const ImVec2 b{a.x + box, a.y + box};
    const float middle = a.y + box / 2;
    if (state == ClickState::Chosen) {
        list.AddRectFilled(a, b, packed(theme.selection), ui.px(3));
        const ImVec2 tick[] = {{a.x + box * 0.22F, middle}, {a.x + box * 0.43F, middle + box * 0.22F}, {a.x + box * 0.8F, middle - box * 0.25F}};
        list.AddPolyline(tick, 3, packed(theme.selection_text), 0, ui.px(1.8));
        return;
    }
    list.AddRect(a, b, packed(state == ClickState::Excluded ? theme.danger : theme.outline), ui.px(3), 0, ui.px(1.2));
    if (state == ClickState::Excluded) list.AddLine({a.x + 2, b.y - 2}, {b.x - 2, a.y + 2}, packed(theme.danger), ui.px(2));
}

// The signs at the right end of a row under the pointer. They are parts of its button, told by the place of the click: a
// button upon a button would miss a click that comes in the same moment as the pointer.
constexpr double kSign_px = 18;
enum class Sign : uint8_t { None, Exclude, Pin };

Sign sign_at(const PanelContext& ui, float x, float right) {
    if (x >= right - ui.px(kSign_px)) return Sign::Pin;
    return x >= right - ui.px(2 * kSign_px) ? Sign::Exclude : Sign::None;
}

void draw_signs(const PanelContext& ui, ImDrawList& list, float right, float middle, Sign under) {
    const float half = ui.px(kSign_px / 2);
    const ImVec2 pin{right - half, middle};
    const ImVec2 minus{right - 3 * half, middle};
    if (under != Sign::None) {
        const ImVec2 c = under == Sign::Pin ? pin : minus;
        list.AddRectFilled({c.x - half + 1, c.y - half + 1}, {c.x + half - 1, c.y + half - 1}, packed(mix(ui.theme.panel, ui.theme.text, 0.2)),
                           ui.px(3));
    }
    const ImU32 colour = packed(ui.theme.text);
    list.AddLine({minus.x - ui.px(4), minus.y}, {minus.x + ui.px(4), minus.y}, colour, ui.px(1.6));
    list.AddCircleFilled({pin.x, pin.y - ui.px(2)}, ui.px(3), colour);
    list.AddLine({pin.x, pin.y}, {pin.x, pin.y + ui.px(5)}, colour, ui.px(1.4));
}

// One row: mark, name, count, and a bar under them that shows the share. A click chooses; under the pointer come up two
// signs that exclude and pin. On the keyboard: Enter or Space, Delete, Insert.
void facet_row(const PanelContext& ui, const FacetRow& row) {
    const Theme& theme = ui.theme;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = ui.px(kRow_px);
    const float middle = at.y + height / 2 - ui.px(1);
    ImGui::PushID(row.key.c_str());
    bool hovered = false;
    const bool clicked = row_button(ui, "choose", height, row.state == ClickState::Chosen, hovered);
    const bool pointed = ImGui::IsItemHovered() && ImGui::IsMouseHoveringRect(at, {at.x + width, at.y + height});
    const Sign sign = pointed ? sign_at(ui, ImGui::GetIO().MousePos.x, at.x + width) : Sign::None;
    if (clicked && sign == Sign::Pin) {
        ui.run("filter.pin", row.key);
    } else if (clicked) {
        const bool exclude = sign == Sign::Exclude || ImGui::GetIO().KeyShift || row.state == ClickState::Excluded;
        ui.run(exclude ? "filter.exclude" : "filter.toggle", row.key);
    }
    if (sign == Sign::Pin) ImGui::SetTooltip("%s", row.pinned ? "No longer on top (Insert)" : "Keep on top (Insert)");
    if (sign == Sign::Exclude) ImGui::SetTooltip("Only events without it (Delete)");
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) {
        if (ImGui::IsKeyPressed(ImGuiKey_Delete)) ui.run("filter.exclude", row.key);
        if (ImGui::IsKeyPressed(ImGuiKey_Insert)) ui.run("filter.pin", row.key);
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    float x = at.x;
    const float box = ui.px(12);
    if (row.symbol != nullptr) {
        draw_symbol(list, *row.symbol, {x + box / 2 + ui.px(1), middle}, ui.scale);
        if (row.state == ClickState::Excluded)
            list.AddLine({x, middle + box / 2}, {x + box, middle - box / 2}, packed(theme.danger), ui.px(2));
    } else {
        check_box(ui, list, {x, middle - box / 2}, box, row.state);
    }
    x += box + ui.px(8);
    float right = at.x + width;
    ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
    const float text_y = middle - ImGui::GetTextLineHeight() / 2;
    if (pointed) {
        draw_signs(ui, list, right, middle, sign);
        right -= ui.px(2 * kSign_px + 2);
    } else if (row.pinned) {
        list.AddCircleFilled({right - ui.px(3), middle}, ui.px(2.2), packed(theme.selection));
        right -= ui.px(11);
    }
    const std::string count = grouped_number(row.count);
    const float count_width = ImGui::CalcTextSize(count.c_str()).x;
    const bool faint = row.state == ClickState::Excluded || (row.count == 0 && row.state == ClickState::Off);
    list.AddText({right - count_width, text_y}, packed(theme.secondary), count.c_str());
    ImGui::PopFont();
    ImGui::SetCursorScreenPos({x, text_y});
    const float room = right - count_width - ui.px(10) - x;
    text_line(ui, row.label, {12, row.state == ClickState::Chosen ? FontWeight::SemiBold : FontWeight::Regular, faint ? theme.faint : theme.text},
              room);
    if (row.state == ClickState::Excluded) list.AddLine({x, middle}, {x + std::min(room, ui.px(60)), middle}, packed(theme.faint), ui.px(1));
    const float bar_y = at.y + height - ui.px(2.5);
    const float bar_width = (at.x + width - x) * static_cast<float>(row.count) / static_cast<float>(std::max(1U, row.most));
    if (row.count > 0) list.AddRectFilled({x, bar_y}, {x + std::max(bar_width, ui.px(2)), bar_y + ui.px(2)}, packed(row.bar), ui.px(1));
    ImGui::SetCursorScreenPos({at.x, at.y + height + ui.px(1)});
    ImGui::PopID();
}

bool names_hold(const Dataset& data, Facet facet, uint32_t value, const std::string& wanted) {
    if (wanted.empty() || fold(facet_label(data, facet, value)).find(wanted) != std::string::npos) return true;
    const auto in = [&](std::span<const StringRef> aliases) {
        return std::ranges::any_of(aliases, [&](StringRef alias) { return fold(data.text(alias)).find(wanted) != std::string::npos; });
    };
    if (facet == Facet::Actor) return in(data.actors.aliases[value]);
    if (facet == Facet::Thing) return in(data.things.aliases[value]);
    return false;
}

bool is_pinned(const PanelContext& ui, const std::string& key) {
    const auto& pinned = ui.state.document.pinned_facets;
    return std::find(pinned.begin(), pinned.end(), key) != pinned.end();
}

std::string key_of(const Dataset& data, Facet facet, uint32_t value) {
    return fmt::format("{}:{}", word(facet), facet_id(data, facet, value));
}

// Pinned and chosen ones first, then in the order asked for.
void refresh_list(const PanelContext& ui, Facet facet, const FacetClicks& clicks, FacetList& list) {
    const auto order_by = ui.state.session.facet_order;
    std::string made_for = fmt::format("{}\n{}\n{}\n", list.search, static_cast<int>(order_by), ui.state.document.filter);
    for (const std::string& key : ui.state.document.pinned_facets) made_for += key + "\n";
    if (list.revision == ui.visible.revision && list.made_for == made_for) return;
    list.revision = ui.visible.revision;
    list.made_for = std::move(made_for);
    const Dataset& data = *ui.state.data;
    const auto& known = ui.derived.known_counts(ui.state, facet);
    const auto& counts = ui.derived.facet_counts(ui.state, facet);
    const std::string wanted = fold(list.search);
    list.order.clear();
    std::vector<uint32_t> first;
    list.most = 1;
    for (uint32_t value = 0; value < facet_size(data, facet); ++value) {
        const bool marked = clicked_state(clicks, facet, value) != ClickState::Off ||
                            (!ui.state.document.pinned_facets.empty() && is_pinned(ui, key_of(data, facet, value)));
        if (!marked && (known[value] == 0 || !names_hold(data, facet, value, wanted))) continue;
        (marked ? first : list.order).push_back(value);
        list.most = std::max(list.most, counts[value]);
    }
    // Statuses from firm to weak and sides from west to east read as scales: they keep their order.
    const bool is_scale = facet == Facet::Status || facet == Facet::Side;
    const auto by_count = [](const std::vector<uint32_t>& count) {
        return [&count](uint32_t a, uint32_t b) { return count[a] > count[b]; };
    };
    if (is_scale) {
        list.order.insert(list.order.end(), first.begin(), first.end());
        std::ranges::sort(list.order);
        list.marked = 0;
        return;
    }
    for (std::vector<uint32_t>* part : {&first, &list.order}) {
        switch (order_by) {
            case FacetOrder::Count: std::stable_sort(part->begin(), part->end(), by_count(known)); break;
            case FacetOrder::Matches: std::stable_sort(part->begin(), part->end(), by_count(counts)); break;
            case FacetOrder::Name:
                std::ranges::stable_sort(*part, {}, [&](uint32_t value) { return fold(facet_label(data, facet, value)); });
                break;
        }
    }
    list.marked = first.size();
    list.order.insert(list.order.begin(), first.begin(), first.end());
}

// The heading folds its facet.
void facet_heading(const PanelContext& ui, Facet facet, const FacetClicks& clicks, FacetList& list) {
    gap(ui, 5);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const bool modes = facet == Facet::Actor && list.open;
    bool hovered = false;
    if (row_button(ui, heading_of(facet), ui.px(18), false, hovered, modes ? width - ui.px(38) : width)) list.open = !list.open;
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float y = at.y + ui.px(9);
    const float x = at.x + ui.px(4);
    const ImU32 colour = packed(hovered ? ui.theme.text : ui.theme.secondary);
    if (list.open) {
        draw.AddTriangleFilled({x - ui.px(3.5), y - ui.px(2)}, {x + ui.px(3.5), y - ui.px(2)}, {x, y + ui.px(2.5)}, colour);
    } else {
        draw.AddTriangleFilled({x - ui.px(2), y - ui.px(3.5)}, {x - ui.px(2), y + ui.px(3.5)}, {x + ui.px(2.5), y}, colour);
    }
    ImGui::SetCursorScreenPos({at.x + ui.px(12), at.y + ui.px(2)});
    text_line(ui, heading_of(facet), {11, FontWeight::SemiBold, ui.theme.secondary}, width - ui.px(60));
    if (modes) {
        ImGui::SetCursorScreenPos({at.x + width - ui.px(32), at.y - ui.px(1)});
        ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
        ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(5), ui.px(1)});
        const bool all = clicks.actor_mode == ActorMode::All;
        // With fewer than two actors, any and all are the same filter.
        ImGui::BeginDisabled(clicks.actors.size() < 2);
        if (ImGui::Button(all ? "all##actor-mode" : "any##actor-mode")) ui.run("filter.actor-mode", all ? "any" : "all");
        ImGui::EndDisabled();
        ImGui::SetItemTooltip(all ? "Events must name all the chosen actors" : "Events must name any of the chosen actors");
        ImGui::PopStyleVar();
        ImGui::PopFont();
    }
    ImGui::SetCursorScreenPos(after);
}

void search_and_order(const PanelContext& ui, FacetList& list) {
    ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - ui.px(30));
    ImGui::InputTextWithHint("##search", "Find", &list.search);
    ImGui::SameLine(0, ui.px(4));
    if (ImGui::Button("↓##order", {ui.px(26), 0})) ImGui::OpenPopup("order");
    ImGui::SetItemTooltip("Order of the rows");
    if (ImGui::BeginPopup("order")) {
        const FacetOrder now = ui.state.session.facet_order;
        if (ImGui::MenuItem("Most events first", nullptr, now == FacetOrder::Count)) ui.run("window.facet-order", "count");
        if (ImGui::MenuItem("Most under the filter first", nullptr, now == FacetOrder::Matches)) ui.run("window.facet-order", "matches");
        if (ImGui::MenuItem("By name", nullptr, now == FacetOrder::Name)) ui.run("window.facet-order", "name");
        ImGui::EndPopup();
    }
    ImGui::PopFont();
}

Colour side_colour(const PanelContext& ui, Facet facet, uint32_t value) {
    const Dataset& data = *ui.state.data;
    if (facet == Facet::Side) return ui.theme.side[value];
    if (facet == Facet::Actor) return ui.theme.side[static_cast<size_t>(data.actors.side[value])];
    if (facet == Facet::Thing && data.things.maker[value] != kNone<ActorId>)
        return ui.theme.side[static_cast<size_t>(data.actors.side[index(data.things.maker[value])])];
    return ui.theme.secondary;
}

// Kinds, statuses and sides are told by a symbol: these rows are the legend of the views.
std::optional<SymbolMark> symbol_of(const PanelContext& ui, Facet facet, uint32_t value, bool chosen) {
    const Theme& theme = ui.theme;
    SymbolMark symbol;
    symbol.size = 14;
    if (facet == Facet::Kind) {
        symbol.shape = shape_of_kind(ui.state.data->event_kinds.word(WordId{value}));
        symbol.fill = chosen ? theme.selection : Colour{0, 0, 0, 0};
        symbol.stroke = {chosen ? theme.selection : theme.secondary, 1.4F, LineStyle::Solid};
        return symbol;
    }
    if (facet == Facet::Status) {
        const MarkStyle style = event_style(static_cast<Status>(value), Side::US, theme);
        symbol.size = 15;
        symbol.shape = SymbolShape::Circle;
        symbol.fill = style.fill;
        symbol.stroke = style.stroke;
        return symbol;
    }
    if (facet == Facet::Side) {
        symbol.shape = SymbolShape::Square;
        symbol.fill = theme.side[value];
        symbol.stroke = {theme.mark_outline, 1, LineStyle::Solid};
        return symbol;
    }
    return std::nullopt;
}

void row_of(const PanelContext& ui, Facet facet, const FacetClicks& clicks, const FacetList& list, uint32_t value) {
    const Dataset& data = *ui.state.data;
    FacetRow row;
    row.key = key_of(data, facet, value);
    row.label = facet_label(data, facet, value);
    row.count = ui.derived.facet_counts(ui.state, facet)[value];
    row.most = list.most;
    row.state = clicked_state(clicks, facet, value);
    row.pinned = is_pinned(ui, row.key);
    row.bar = side_colour(ui, facet, value);
    const std::optional<SymbolMark> symbol = symbol_of(ui, facet, value, row.state == ClickState::Chosen);
    row.symbol = symbol ? &*symbol : nullptr;
    facet_row(ui, row);
}

void facet_rows(const PanelContext& ui, Facet facet, const FacetClicks& clicks) {
    FacetList& list = ui.local.facet_lists[static_cast<size_t>(facet)];
    ImGui::PushID(static_cast<int>(facet));
    facet_heading(ui, facet, clicks, list);
    if (list.open) {
        const bool is_long = facet_size(*ui.state.data, facet) > kShortFacet;
        if (is_long) search_and_order(ui, list);
        refresh_list(ui, facet, clicks, list);
        const bool cut = is_long && !list.all && list.search.empty();
        const size_t shown = cut ? std::min(list.order.size(), std::max(kRowsShown, list.marked)) : list.order.size();
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(shown), ui.px(kRow_px) + ui.px(1));
        while (clipper.Step())
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) row_of(ui, facet, clicks, list, list.order[static_cast<size_t>(i)]);
        if (list.order.empty()) text_wrapped(ui, "Nothing has these letters.", {12, FontWeight::Regular, ui.theme.secondary});
        if (shown < list.order.size() || (list.all && is_long)) {
            ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
            ImGui::PushStyleColor(ImGuiCol_Text, vec4(ui.theme.link));
            const std::string more = list.all ? "fewer" : fmt::format("{} more…", grouped_number(static_cast<int64_t>(list.order.size() - shown)));
            if (ImGui::Selectable((more + "##more").c_str(), false)) list.all = !list.all;
            ImGui::PopStyleColor();
            ImGui::PopFont();
        }
        if (facet == Facet::Status) draw_floor_slider(ui);
    }
    ImGui::PopID();
}

}  // namespace

void draw_facets(const PanelContext& ui, ImVec2 at, ImVec2 size) {
    if (begin_panel("Facets", at, size, ui, ui.theme.panel, {12, 4})) {
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(6), ui.px(2)});
        ImGui::BeginChild("rows", {0, 0}, ImGuiChildFlags_NavFlattened);
        if (ui.takes_focus(Panel::Facets)) ui.local.focus_next_row = true;
        if (ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows)) ui.local.focused = Panel::Facets;
        const FacetClicks clicks = clicks_from_filter(ui.state.document.filter, *ui.state.data);
        draw_histogram(ui, clicks);
        for (const Facet facet : kFacets) facet_rows(ui, facet, clicks);
        ui.local.focus_next_row = false;
        gap(ui, 8);
        ImGui::EndChild();
        ImGui::PopStyleVar();
    }
    end_panel();
}

}  // namespace choke
