#include <algorithm>

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include "base/text.h"
#include "time/civil.h"
#include "ui/keys.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace choke {
namespace {

void command_item(const PanelContext& ui, const Command& command) {
    std::string label(command.label);
    if (command.name == "edit.undo" && !ui.state.undo.empty()) label += ": " + ui.state.undo.back().label;
    if (command.name == "edit.redo" && !ui.state.redo.empty()) label += ": " + ui.state.redo.back().label;
    if (asks(command) && !label.ends_with("…")) label += "…";
    if (ImGui::MenuItem(displayable(label).c_str(), first_key(command.keys).c_str(), false, command.enabled(ui.state))) run_or_ask(ui, command);
}

void named_views(const PanelContext& ui) {
    ImGui::SeparatorText("Named views");
    for (const char* name : {"view.save-named", "view.rename-named", "view.delete-named"}) command_item(ui, *find_command(name));
    for (const NamedView& view : ui.state.document.named_views)
        if (ImGui::MenuItem(displayable(view.name).c_str())) ui.run("view.show-named", view.name);
}

void menu(const PanelContext& ui, const char* title) {
    if (!ImGui::BeginMenu(title)) return;
    if (std::string_view(title) == "File") {
        command_item(ui, *find_command("file.open"));
        if (ImGui::MenuItem("Open the built-in history")) ui.run("file.open");
        command_item(ui, *find_command("file.export-figure"));
        ImGui::Separator();
    }
    for (const Command& command : commands())
        if (command.menu == title) command_item(ui, command);
    if (std::string_view(title) == "View") named_views(ui);
    if (std::string_view(title) == "Window") {
        ImGui::Separator();
        for (const ThemeId id : {ThemeId::Dark, ThemeId::Light, ThemeId::Contrast}) {
            const std::string name(theme(id).name);
            if (ImGui::MenuItem(("Theme: " + name).c_str(), nullptr, ui.state.session.theme == id)) ui.run("window.theme", name);
        }
    }
    ImGui::EndMenu();
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
            for (const char* title : {"File", "Edit", "Filter", "Time", "View", "Annotate", "Story", "Window", "Help"}) menu(ui, title);
            const float known_width = known_controls_width(ui);
            const float left = ImGui::GetCursorPosX() + ui.px(16);
            const float right = size.x - known_width - ui.px(24);
            const float width = std::min(right - left, ui.px(560));
            if (width > ui.px(120)) {
                ImGui::SetCursorPosX(std::max(left, std::min(size.x / 2 - width / 2, right - width)));
                ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), ui.px(4)});
                ImGui::SetCursorPosY(field_y);
                draw_search(ui, width);
                ImGui::PopStyleVar();
            }
            draw_known_controls(ui, {size.x - known_width - ui.px(8), field_y}, size.y);
            ImGui::EndMenuBar();
        }
        ImGui::PopFont();
    }
    end_panel();
    ImGui::PopStyleVar();
}

namespace {

// A word with a small triangle that opens a menu.
bool menu_button(const PanelContext& ui, const std::string& label, const std::string& popup, Colour colour) {
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(5), ui.px(2)});
    ImGui::PushStyleColor(ImGuiCol_Button, vec4(with_alpha(ui.theme.panel, 0)));
    ImGui::PushStyleColor(ImGuiCol_Text, vec4(colour));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool open = ImGui::Button((label + "     ##" + popup).c_str());
    const ImVec2 far = ImGui::GetItemRectMax();
    const float y = (at.y + far.y) / 2;
    const float x = far.x - ui.px(12);
    ImGui::GetWindowDrawList()->AddTriangleFilled({x - ui.px(3.5), y - ui.px(2)}, {x + ui.px(3.5), y - ui.px(2)}, {x, y + ui.px(2.5)},
                                                  packed(ui.theme.secondary));
    ImGui::PopStyleColor(2);
    ImGui::PopStyleVar(2);
    if (open) ImGui::OpenPopup(popup.c_str());
    return ImGui::BeginPopup(popup.c_str());
}

std::string joined(const std::vector<std::string>& panes) {
    std::string out;
    for (const std::string& pane : panes) out += (out.empty() ? "" : ",") + pane;
    return out;
}

// Which view stands here, and beside which other one.
void pane_menu(const PanelContext& ui, const std::string& id) {
    const std::vector<std::string>& panes = ui.state.document.panes;
    for (const ViewDef& other : views()) {
        if (!ImGui::MenuItem(std::string(other.label).c_str(), nullptr, other.id == id)) continue;
        std::vector<std::string> now = panes;
        // What stands in the other pane changes places with this one.
        for (std::string& pane : now) pane = pane == id ? std::string(other.id) : pane == other.id ? id : pane;
        ui.run("view.panes", joined(now));
    }
    ImGui::Separator();
    if (panes.size() == 1) {
        if (ImGui::BeginMenu("With another view")) {
            for (const ViewDef& other : views())
                if (other.id != id && ImGui::MenuItem(std::string(other.label).c_str())) ui.run("view.panes", id + "," + std::string(other.id));
            ImGui::EndMenu();
        }
    } else {
        if (ImGui::MenuItem("Only this view")) ui.run("view.panes", id);
        const bool stacked = ui.state.document.split == Split::Stacked;
        if (ImGui::MenuItem(stacked ? "Side by side" : "Above each other", "Shift+V")) ui.run("view.split");
    }
}

// What a parameter is set to; of a list its name.
std::string param_label(const ViewParam& definition, const ParamValues& values) {
    if (definition.kind == ParamKind::List) return std::string(definition.label);
    return param_words(definition, param(values, definition));
}

void param_items(const PanelContext& ui, const std::string& view_id, const ViewParam& definition, const ParamValues& values) {
    const std::string_view now = param(values, definition);
    const bool list = definition.kind == ParamKind::List;
    const std::vector<std::string_view> members = list_members(now);
    for (const auto& choice : definition.choices) {
        const bool chosen = std::find(members.begin(), members.end(), choice.first) != members.end();
        if (!ImGui::MenuItem(std::string(choice.second).c_str(), nullptr, chosen)) continue;
        const std::string value = list ? with_toggled(definition, now, choice.first) : std::string(choice.first);
        ui.run("view.set", view_id + "." + std::string(definition.id) + "=" + value);
    }
}

}  // namespace

void draw_view_header(const PanelContext& ui, const ViewDef& view, bool active) {
    const std::string id(view.id);
    ui.fonts.push(FontWeight::SemiBold, 12 * ui.scale);
    if (menu_button(ui, std::string(view.label), id + "-panes", active ? ui.theme.text : ui.theme.secondary)) {
        pane_menu(ui, id);
        ImGui::EndPopup();
    }
    ImGui::PopFont();
    ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
    const auto found = ui.state.document.params.find(id);
    static const ParamValues kNoValues;
    const ParamValues& values = found == ui.state.document.params.end() ? kNoValues : found->second;
    // What finds no room beside the name goes into a menu of menus.
    const float right = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - ui.px(12);
    const float more = ui.px(64);
    for (size_t i = 0; i < view.params.size(); ++i) {
        const ViewParam& definition = view.params[i];
        const std::string label = param_label(definition, values);
        ImGui::SameLine(0, ui.px(6));
        const float width = ImGui::CalcTextSize((label + "     ").c_str()).x + ui.px(10);
        const bool is_last = i + 1 == view.params.size();
        if (ImGui::GetCursorScreenPos().x + width > right - (is_last ? 0 : more)) {
            if (menu_button(ui, "more", id + "-more", ui.theme.secondary)) {
                for (const ViewParam& rest : view.params.subspan(i)) {
                    if (!ImGui::BeginMenu(fmt::format("{}: {}", rest.label, param_label(rest, values)).c_str())) continue;
                    param_items(ui, id, rest, values);
                    ImGui::EndMenu();
                }
                ImGui::EndPopup();
            }
            break;
        }
        if (!menu_button(ui, label, id + "-" + std::string(definition.id), ui.theme.secondary)) continue;
        param_items(ui, id, definition, values);
        ImGui::EndPopup();
    }
    ImGui::PopFont();
}

void draw_status_line(const PanelContext& ui, ImVec2 at, ImVec2 size) {
    if (begin_panel("Status", at, size, ui, ui.theme.panel, {14, 5}, ImGuiWindowFlags_NoNav)) {
        const AppState& state = ui.state;
        std::string words = fmt::format("{} of {} events", grouped_number(static_cast<int64_t>(ui.visible.events.size())),
                                        grouped_number(static_cast<int64_t>(state.data->events.size())));
        words += state.document.known_on.empty() ? std::string(" · everything known")
                                                 : " · known on " + date_words(state.document.known_on);
        if (!state.document.happened_by.empty()) words += " · happened by " + date_words(state.document.happened_by);
        if (ui.visible.compared_days) words += " · map compared with " + ui.visible.compared_days->since_words;
        if (ui.visible.ghosts.size() > 0)
            words += fmt::format(" · {} not yet known, as ghosts", grouped_number(static_cast<int64_t>(ui.visible.ghosts.size())));
        if (state.document.status_floor) words += fmt::format(" · status ≥ {}", word(*state.document.status_floor));
        words += state.document.filter.empty() ? std::string(" · no filter")
                 : ui.visible.error            ? " · filter not understood: " + displayable(state.document.filter)
                                               : " · " + displayable(ui.visible.query.words(*state.data));
        if (const Visible* other = ui.derived.compared(state))
            words += fmt::format(" · compared with {} events: {}", grouped_number(static_cast<int64_t>(other->events.size())),
                                 other->words.empty() ? "everything" : displayable(other->words));
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
