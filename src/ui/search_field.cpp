// The filter as text: a field with what could be written at the cursor, each with the number of events that it would find.
#include <algorithm>

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include "base/text.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace choke {
namespace {

constexpr int kRowsShown = 9;

// Called by ImGui while the field is edited: says where the cursor stands, moves the mark and puts in what was accepted.
int on_edit(ImGuiInputTextCallbackData* data) {
    auto& local = *static_cast<UiLocal*>(data->UserData);
    const int rows = std::min(kRowsShown, static_cast<int>(local.completions.size()));
    if (data->EventFlag == ImGuiInputTextFlags_CallbackHistory && rows > 0) {
        const int step = data->EventKey == ImGuiKey_DownArrow ? 1 : -1;
        local.completion_row = std::clamp(local.completion_row + step, -1, rows - 1);
    }
    if (data->EventFlag == ImGuiInputTextFlags_CallbackCompletion && rows > 0)
        local.accepted = local.completions[static_cast<size_t>(std::max(0, local.completion_row))];
    if (local.accepted) {
        const Completion& chosen = *local.accepted;
        const auto end = static_cast<int>(std::min<size_t>(chosen.replace_end, static_cast<size_t>(data->BufTextLen)));
        const auto begin = static_cast<int>(std::min<size_t>(chosen.replace_begin, static_cast<size_t>(end)));
        data->DeleteChars(begin, end - begin);
        std::string text = chosen.insert_text;
        if (!text.ends_with(':')) text += ' ';
        data->InsertChars(begin, text.c_str());
        data->CursorPos = begin + static_cast<int>(text.size());
        data->SelectionStart = data->SelectionEnd = data->CursorPos;
        local.accepted.reset();
        local.completion_row = -1;
    }
    local.search_cursor = data->CursorPos;
    return 0;
}

void refresh_completions(const PanelContext& ui) {
    UiLocal& local = ui.local;
    if (local.completed_text == local.search && local.completed_cursor == local.search_cursor &&
        local.completed_revision == ui.visible.revision)
        return;
    local.completed_text = local.search;
    local.completed_cursor = local.search_cursor;
    local.completed_revision = ui.visible.revision;
    local.completions = complete(local.search, static_cast<size_t>(std::max(0, local.search_cursor)), *ui.state.index,
                                 ui.visible.known_by_s);
    local.completion_row = -1;
}

void completion_list(const PanelContext& ui, ImVec2 field, float width) {
    UiLocal& local = ui.local;
    ImGui::SetNextWindowPos({field.x, field.y + ui.px(2)});
    ImGui::SetNextWindowSize({width, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(8), ui.px(6)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(6));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, ui.px(1));
    ImGui::PushStyleColor(ImGuiCol_WindowBg, vec4(ui.theme.raised));
    if (ImGui::Begin("Completion", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                                ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav)) {
        if (ui.visible.error) {
            text_wrapped(ui, fmt::format("Column {}: {}", ui.visible.error->column, displayable(ui.visible.error->message)),
                         {13, FontWeight::Regular, ui.theme.danger});
        } else {
            const std::string words = local.search.empty() ? std::string("Everything. Type a word, a name, or a field:")
                                                           : displayable(ui.visible.query.words(*ui.state.data));
            text_wrapped(ui, words, {13, FontWeight::Regular, ui.theme.secondary});
        }
        ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
        const int rows = std::min(kRowsShown, static_cast<int>(local.completions.size()));
        if (rows > 0) ImGui::Separator();
        for (int i = 0; i < rows; ++i) {
            const Completion& row = local.completions[static_cast<size_t>(i)];
            ImGui::PushID(i);
            // The press, not the release: letting go of the button comes after the field has lost the keyboard.
            ImGui::Selectable("##row", i == local.completion_row);
            if (ImGui::IsItemClicked()) {
                local.accepted = row;
                local.refocus_search = true;
            }
            ImGui::SameLine(0, 0);
            ImGui::TextUnformatted(row.insert_text.c_str());
            const std::string count = row.insert_text.ends_with(':') ? std::string() : fmt::format("{}", row.count);
            const float count_width = ImGui::CalcTextSize(count.c_str()).x;
            if (row.label != row.insert_text) {
                ImGui::SameLine(0, ui.px(10));
                text_line(ui, displayable(row.label), {13, FontWeight::Regular, ui.theme.secondary},
                          ImGui::GetContentRegionAvail().x - count_width - ui.px(12));
            }
            ImGui::SameLine(ImGui::GetWindowWidth() - count_width - ui.px(10));
            ImGui::TextDisabled("%s", count.c_str());
            ImGui::PopID();
        }
        if (rows > 0)
            text_wrapped(ui, "↓ ↑ choose · Tab takes it · Enter is done", {11, FontWeight::Regular, ui.theme.faint});
        ImGui::PopFont();
    }
    ImGui::End();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(3);
}

}  // namespace

void draw_search(const PanelContext& ui, float width) {
    UiLocal& local = ui.local;
    if (!local.search_active && !local.refocus_search) local.search = ui.state.document.filter;
    ImGui::SetNextItemWidth(width);
    if (ui.state.session.focus_search || local.refocus_search) {
        ImGui::SetKeyboardFocusHere();
        local.refocus_search = false;
    }
    const bool wrong = ui.visible.error.has_value();
    if (wrong) ImGui::PushStyleColor(ImGuiCol_Border, vec4(ui.theme.danger));
    constexpr ImGuiInputTextFlags kFlags = ImGuiInputTextFlags_CallbackAlways | ImGuiInputTextFlags_CallbackCompletion |
                                           ImGuiInputTextFlags_CallbackHistory | ImGuiInputTextFlags_EnterReturnsTrue;
    const std::string before = local.search;
    const bool enter = ImGui::InputTextWithHint("##search", "Search or filter: huawei, kind:rule, status:>=reported …  ( / )",
                                                &local.search, kFlags, on_edit, &local);
    if (enter && local.completion_row >= 0 && local.completion_row < static_cast<int>(local.completions.size())) {
        local.accepted = local.completions[static_cast<size_t>(local.completion_row)];
        local.refocus_search = true;
    }
    if (local.search != before) ui.run_live("filter.type", local.search);
    if (wrong) ImGui::PopStyleColor();
    local.search_active = ImGui::IsItemActive();
    if (local.search_active) local.focused = Panel::Search;
    const ImVec2 corner{ImGui::GetItemRectMin().x, ImGui::GetItemRectMax().y};
    if (local.search_active) {
        refresh_completions(ui);
        completion_list(ui, corner, width);
    } else if (wrong && ImGui::IsItemHovered()) {
        ImGui::SetTooltip("Column %d: %s", ui.visible.error->column, displayable(ui.visible.error->message).c_str());
    }
}

}  // namespace choke
