// Nothing matches: which part of the filter takes away most, and buttons that drop it.
#include <algorithm>

#include <fmt/format.h>
#include <imgui.h>

#include "base/text.h"
#include "time/civil.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace choke {
namespace {

constexpr size_t kOffers = 4;

std::string name_of(const PanelContext& ui, const Removal& removal) {
    switch (removal.kind) {
        case RemovalKind::Part: return displayable(removal.part);
        case RemovalKind::StatusFloor: return fmt::format("status ≥ {}", word(*ui.state.document.status_floor));
        case RemovalKind::KnownOn: return "known on " + displayable(ui.state.document.known_on);
        case RemovalKind::HappenedBy: return "happened by " + displayable(ui.state.document.happened_by);
    }
    return {};
}

void drop(const PanelContext& ui, const Removal& removal) {
    switch (removal.kind) {
        case RemovalKind::Part: ui.run("filter.drop", removal.part); break;
        case RemovalKind::StatusFloor: ui.run("filter.floor", "none"); break;
        case RemovalKind::KnownOn: ui.run("known.clear"); break;
        case RemovalKind::HappenedBy: ui.run("happened.clear"); break;
    }
}

}  // namespace

void draw_nothing_found(const PanelContext& ui, const Rect& view) {
    const std::vector<Removal>& removals = ui.derived.removed(ui.state);
    const float width = std::min(ui.px(420), static_cast<float>(view.w) - ui.px(24));
    if (width < ui.px(160)) return;
    ImGui::SetCursorScreenPos({static_cast<float>(view.x + view.w / 2) - width / 2, static_cast<float>(view.y + view.h / 2) + ui.px(16)});
    ImGui::PushStyleColor(ImGuiCol_ChildBg, vec4(ui.theme.raised));
    ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, ui.px(8));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(14), ui.px(10)});
    if (ImGui::BeginChild("nothing", {width, 0}, ImGuiChildFlags_AutoResizeY | ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_Borders | ImGuiChildFlags_NavFlattened)) {
        // One part alone that brings something back is worth a button; else only dropping everything helps.
        const bool one_helps = !removals.empty() && removals.front().event_count > 0;
        if (one_helps)
            text_wrapped(ui, fmt::format("“{}” takes away most: without it there are {} events.", name_of(ui, removals.front()),
                                         grouped_number(removals.front().event_count)),
                         {kTypeBody, FontWeight::Regular, ui.theme.text});
        else
            text_wrapped(ui, "No single part of the filter is to blame: more than one takes everything away.",
                         {kTypeBody, FontWeight::Regular, ui.theme.text});
        ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
        gap(ui, 2);
        for (size_t i = 0; i < std::min(kOffers, removals.size()); ++i) {
            if (removals[i].event_count == 0) break;
            ImGui::PushID(static_cast<int>(i));
            if (ImGui::Button(fmt::format("Drop {} · {}", name_of(ui, removals[i]), grouped_number(removals[i].event_count)).c_str()))
                drop(ui, removals[i]);
            ImGui::PopID();
        }
        if (!ui.state.document.filter.empty() && ImGui::Button("Drop the whole filter")) ui.run("filter.clear");
        ImGui::SameLine();
        if (!ui.state.undo.empty() && ImGui::Button("Undo")) ui.run("edit.undo");
        ImGui::PopFont();
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor();
}

}  // namespace choke
