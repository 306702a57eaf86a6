#include <algorithm>

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include "base/text.h"
#include "ui/keys.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace choke {
namespace {

void menu(const PanelContext& ui, const char* title) {
    if (!ImGui::BeginMenu(title)) return;
    if (std::string_view(title) == "File") {
        if (ImGui::MenuItem("Open data…")) ui.local.open_dialog = true;
        if (ImGui::MenuItem("Open the built-in history")) ui.run("file.open");
        if (ImGui::MenuItem("Export figure…")) ui.local.export_dialog = true;
        ImGui::Separator();
    }
    for (const Command& command : commands()) {
        if (command.menu != title) continue;
        std::string label(command.label);
        if (command.name == "edit.undo" && !ui.state.undo.empty()) label += ": " + ui.state.undo.back().label;
        if (command.name == "edit.redo" && !ui.state.redo.empty()) label += ": " + ui.state.redo.back().label;
        if (ImGui::MenuItem(label.c_str(), first_key(command.keys).c_str(), false, command.enabled(ui.state)))
            ui.run(command.name);
    }
    if (std::string_view(title) == "Window") {
        ImGui::Separator();
        for (const ThemeId id : {ThemeId::Dark, ThemeId::Light, ThemeId::Contrast}) {
            const std::string name(theme(id).name);
            if (ImGui::MenuItem(("Theme: " + name).c_str(), nullptr, ui.state.session.theme == id)) ui.run("window.theme", name);
        }
    }
    ImGui::EndMenu();
}

void search_field(const PanelContext& ui, float width) {
    UiLocal& local = ui.local;
    if (!local.search_active) local.search = ui.state.document.filter;
    ImGui::SetNextItemWidth(width);
    if (ui.state.session.focus_search) {
        ImGui::SetKeyboardFocusHere();
        ui.run("filter.search-done");
    }
    const bool wrong = ui.visible.error.has_value();
    if (wrong) ImGui::PushStyleColor(ImGuiCol_Border, vec4(ui.theme.danger));
    if (ImGui::InputTextWithHint("##search", "Search or filter: huawei, kind:rule, status:>=reported …  ( / )", &local.search))
        ui.run("filter.set-live", local.search);
    if (wrong) ImGui::PopStyleColor();
    local.search_active = ImGui::IsItemActive();
    if (wrong && (ImGui::IsItemHovered() || local.search_active)) {
        ImGui::SetNextWindowPos({ImGui::GetItemRectMin().x, ImGui::GetItemRectMax().y + ui.px(2)});
        if (ImGui::BeginTooltip()) {
            text_wrapped(ui, fmt::format("Column {}: {}", ui.visible.error->column, displayable(ui.visible.error->message)),
                         {13, FontWeight::Regular, ui.theme.text});
            ImGui::EndTooltip();
        }
    }
}

void known_field(const PanelContext& ui, float bar_height, float field_y) {
    UiLocal& local = ui.local;
    if (!local.known_active) local.known_on = ui.state.document.known_on;
    // Drawn by hand: a menu bar puts words on a line of its own.
    constexpr std::string_view kLabel = "known on";
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 label = ImGui::CalcTextSize(kLabel.data(), kLabel.data() + kLabel.size());
    ImGui::GetWindowDrawList()->AddText({at.x, ImGui::GetWindowPos().y + (bar_height - label.y) / 2}, packed(ui.theme.secondary),
                                        kLabel.data(), kLabel.data() + kLabel.size());
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + label.x + ui.px(8));
    ImGui::SetCursorPosY(field_y);
    ImGui::SetNextItemWidth(ui.px(104));
    if (ImGui::InputTextWithHint("##known", "any day", &local.known_on, ImGuiInputTextFlags_EnterReturnsTrue) ||
        (ImGui::IsItemDeactivatedAfterEdit()))
        ui.run("known.set", local.known_on);
    ImGui::SetItemTooltip("Shows only what was public by this day: 2026-02-26, 2025, …");
    local.known_active = ImGui::IsItemActive();
}

}  // namespace

void draw_top_bar(const PanelContext& ui, ImVec2 at, ImVec2 size) {
    // The height of a menu bar follows from the padding: this makes it as high as the panel.
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), ui.px(10)});
    if (begin_panel("Top", at, size, ui, ui.theme.panel, {12, 6}, ImGuiWindowFlags_MenuBar | ImGuiWindowFlags_NoScrollWithMouse)) {
        ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
        if (ImGui::BeginMenuBar()) {
            const float field_y = (size.y - ImGui::GetTextLineHeight()) / 2 - ui.px(4);
            ui.fonts.push(FontWeight::Bold, 14 * ui.scale);
            ImGui::TextUnformatted("Chokepoint");
            ImGui::PopFont();
            ImGui::Dummy({ui.px(4), 1});
            for (const char* title : {"File", "Edit", "Filter", "View", "Window", "Help"}) menu(ui, title);
            const float known_width = ui.px(104 + 70);
            const float left = ImGui::GetCursorPosX() + ui.px(16);
            const float right = size.x - known_width - ui.px(24);
            const float width = std::min(right - left, ui.px(560));
            if (width > ui.px(120)) {
                ImGui::SetCursorPosX(std::max(left, std::min(size.x / 2 - width / 2, right - width)));
                ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), ui.px(4)});
                ImGui::SetCursorPosY(field_y);
                search_field(ui, width);
                ImGui::PopStyleVar();
            }
            ImGui::SetCursorPosX(size.x - known_width - ui.px(8));
            ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), ui.px(4)});
            known_field(ui, size.y, field_y);
            ImGui::PopStyleVar();
            ImGui::EndMenuBar();
        }
        ImGui::PopFont();
    }
    end_panel();
    ImGui::PopStyleVar();
}

void draw_view_header(const PanelContext& ui, const ViewDef& view, bool active) {
    const std::string id(view.id);
    ui.fonts.push(FontWeight::SemiBold, 12 * ui.scale);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(5), ui.px(2)});  // the same as the menus beside it
    ImGui::AlignTextToFramePadding();
    ImGui::PopStyleVar();
    ImGui::PushStyleColor(ImGuiCol_Text, vec4(active ? ui.theme.text : ui.theme.secondary));
    ImGui::TextUnformatted(view.label.data(), view.label.data() + view.label.size());
    ImGui::PopStyleColor();
    ImGui::PopFont();
    ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
    const auto found = ui.state.document.params.find(id);
    static const ParamValues kNoValues;
    const ParamValues& values = found == ui.state.document.params.end() ? kNoValues : found->second;
    for (const ViewParam& definition : view.params) {
        ImGui::SameLine(0, ui.px(10));
        const std::string_view now = param(values, definition);
        std::string label;
        if (definition.kind == ParamKind::List) label = definition.label;
        for (const auto& choice : definition.choices)
            if (choice.first == now) label = choice.second;
        ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
        ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(5), ui.px(2)});
        ImGui::PushStyleColor(ImGuiCol_Button, vec4(with_alpha(ui.theme.panel, 0)));
        ImGui::PushStyleColor(ImGuiCol_Text, vec4(ui.theme.secondary));
        const std::string popup = id + "-" + std::string(definition.id);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const bool open = ImGui::Button((label + "     ##" + popup).c_str());
        const ImVec2 far = ImGui::GetItemRectMax();
        const float y = (at.y + far.y) / 2;
        const float x = far.x - ui.px(12);
        ImGui::GetWindowDrawList()->AddTriangleFilled({x - ui.px(3.5), y - ui.px(2)}, {x + ui.px(3.5), y - ui.px(2)},
                                                      {x, y + ui.px(2.5)}, packed(ui.theme.secondary));
        ImGui::PopStyleColor(2);
        ImGui::PopStyleVar(2);
        if (open) ImGui::OpenPopup(popup.c_str());
        if (ImGui::BeginPopup(popup.c_str())) {
            const bool list = definition.kind == ParamKind::List;
            const std::vector<std::string_view> members = list_members(now);
            for (const auto& choice : definition.choices) {
                const bool chosen = std::find(members.begin(), members.end(), choice.first) != members.end();
                if (!ImGui::MenuItem(std::string(choice.second).c_str(), nullptr, chosen)) continue;
                const std::string value = list ? with_toggled(definition, now, choice.first) : std::string(choice.first);
                ui.run("view." + id + "-set", std::string(definition.id) + "=" + value);
            }
            ImGui::EndPopup();
        }
    }
    ImGui::PopFont();
}

void draw_status_line(const PanelContext& ui, ImVec2 at, ImVec2 size) {
    if (begin_panel("Status", at, size, ui, ui.theme.panel, {14, 5}, ImGuiWindowFlags_NoNav)) {
        const AppState& state = ui.state;
        std::string words = fmt::format("{} of {} events", ui.visible.events.size(), state.data->events.size());
        words += state.document.known_on.empty() ? std::string(" · everything known")
                                                 : " · known on " + date_words(state.document.known_on);
        words += state.document.filter.empty() ? std::string(" · no filter") : " · filter " + displayable(state.document.filter);
        const size_t problems = state.problems.error_count() + state.problems.warning_count();
        if (problems > 0) words += fmt::format(" · {} problem{} in the data", problems, problems == 1 ? "" : "s");
        const std::string right = "? keys    Ctrl+K commands";
        ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
        const float right_width = ImGui::CalcTextSize(right.c_str()).x;
        ImGui::PopFont();
        const ImVec2 start = ImGui::GetCursorScreenPos();
        text_line(ui, words, {12, FontWeight::Regular, ui.theme.secondary}, size.x - right_width - ui.px(48));
        ImGui::SetCursorScreenPos({at.x + size.x - right_width - ui.px(14), start.y});
        text_line(ui, right, {12, FontWeight::Regular, ui.theme.secondary}, right_width + 2);
    }
    end_panel();
}

}  // namespace choke
