#include <algorithm>

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include "app/presenting.h"
#include "base/text.h"
#include "time/civil.h"
#include "ui/keys.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace choke {
namespace {

bool begin_sheet(const PanelContext& ui, const char* name, double width, double height) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const ImVec2 size{std::min(ui.px(width), screen.x - ui.px(40)), std::min(ui.px(height), screen.y - ui.px(80))};
    ImGui::SetNextWindowPos({(screen.x - size.x) / 2, ui.px(60)});
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(8));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, ui.px(1));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(16), ui.px(14)});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, vec4(ui.theme.raised));
    const bool open = ImGui::Begin(name, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(3);
    return open;
}

// Commands whose name or label holds every word typed.
std::vector<const Command*> matching_commands(const PanelContext& ui) {
    std::vector<const Command*> out;
    const std::string wanted = fold(ui.local.palette);
    for (const Command& command : commands()) {
        if (!command.argument.empty() && command.menu.empty() && !asks(command)) continue;  // is clicked together elsewhere
        const std::string text = fold(command.label) + " " + std::string(command.name);
        bool all = true;
        for (size_t at = 0; at < wanted.size();) {
            const size_t end = std::min(wanted.find(' ', at), wanted.size());
            all = all && text.find(wanted.substr(at, end - at)) != std::string::npos;
            at = end + 1;
        }
        if (all) out.push_back(&command);
    }
    return out;
}

void palette(const PanelContext& ui) {
    UiLocal& local = ui.local;
    const bool first = !local.palette_was_open;
    local.palette_was_open = ui.state.session.show_palette;
    if (!ui.state.session.show_palette) return;
    if (first) {
        local.palette.clear();
        local.palette_row = 0;
    }
    if (begin_sheet(ui, "Palette", 560, 440)) {
        ui.fonts.push(FontWeight::Regular, 14 * ui.scale);
        if (first) ImGui::SetKeyboardFocusHere();
        ImGui::SetNextItemWidth(-1);
        const bool enter = ImGui::InputTextWithHint("##palette", "Name of a command", &local.palette, ImGuiInputTextFlags_EnterReturnsTrue);
        const std::vector<const Command*> found = matching_commands(ui);
        if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) ++local.palette_row;
        if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) --local.palette_row;
        local.palette_row = std::clamp(local.palette_row, 0, std::max(0, static_cast<int>(found.size()) - 1));
        const auto run = [&](const Command& command) {
            ui.run("help.palette");
            run_or_ask(ui, command);
        };
        ImGui::BeginChild("commands");
        for (size_t i = 0; i < found.size(); ++i) {
            const bool marked = static_cast<int>(i) == local.palette_row;
            ImGui::PushID(static_cast<int>(i));
            ImGui::BeginDisabled(!found[i]->enabled(ui.state));
            if (ImGui::Selectable(std::string(found[i]->label).c_str(), marked)) run(*found[i]);
            if (marked && (ImGui::IsKeyPressed(ImGuiKey_DownArrow) || ImGui::IsKeyPressed(ImGuiKey_UpArrow))) ImGui::SetScrollHereY();
            ImGui::EndDisabled();
            const std::string keys(found[i]->keys);
            ImGui::SameLine(ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(keys.c_str()).x);
            ImGui::TextDisabled("%s", keys.c_str());
            ImGui::PopID();
        }
        if (found.empty()) ImGui::TextDisabled("No command has all of these words.");
        ImGui::EndChild();
        if (enter && !found.empty() && found[static_cast<size_t>(local.palette_row)]->enabled(ui.state))
            run(*found[static_cast<size_t>(local.palette_row)]);
        ImGui::PopFont();
    }
    ImGui::End();
}

void keys_sheet(const PanelContext& ui) {
    if (!ui.state.session.show_keys) return;
    if (begin_sheet(ui, "Keys", 760, 620)) {
        text_wrapped(ui, "All keys", {kTypeLarge, FontWeight::Bold, ui.theme.text});
        text_wrapped(ui, "Wheel zooms at the pointer · drag pans · drag on the axis chooses a range · Shift-click adds to the "
                         "selection · double click frames · drag a node to move it",
                     {12, FontWeight::Regular, ui.theme.secondary});
        gap(ui, 6);
        ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
        if (ImGui::BeginTable("keys", 4, ImGuiTableFlags_SizingStretchProp)) {
            ImGui::TableSetupColumn("a", 0, 0.9F);
            ImGui::TableSetupColumn("b", 0, 1.6F);
            ImGui::TableSetupColumn("c", 0, 0.9F);
            ImGui::TableSetupColumn("d", 0, 1.6F);
            const auto row = [&](std::string_view key_names, std::string_view label) {
                ImGui::TableNextColumn();
                constexpr std::string_view kBetween = " · ";
                std::string keys(key_names);
                for (size_t at = keys.find(' '); at != std::string::npos; at = keys.find(' ', at + kBetween.size())) keys.replace(at, 1, kBetween);
                ImGui::PushStyleColor(ImGuiCol_Text, vec4(ui.theme.selection));
                ImGui::TextUnformatted(keys.c_str());
                ImGui::PopStyleColor();
                ImGui::TableNextColumn();
                ImGui::TextUnformatted(label.data(), label.data() + label.size());
            };
            // In a show its keys come first.
            if (ui.state.session.presenting)
                for (const PresentKey& key : present_keys())
                    if (!key.label.empty()) row(key.keys, key.label);
            for (const Command& command : commands())
                if (!command.keys.empty()) row(command.keys, command.label);
            ImGui::EndTable();
        }
        ImGui::PopFont();
    }
    ImGui::End();
}

void problems_sheet(const PanelContext& ui) {
    if (!ui.state.session.show_problems) return;
    if (begin_sheet(ui, "Problems", 980, 560)) {
        const Diagnostics& problems = ui.state.problems;
        text_wrapped(ui, fmt::format("{} errors, {} warnings in the data", problems.error_count(), problems.warning_count()),
                     {kTypeLarge, FontWeight::Bold, ui.theme.text});
        text_wrapped(ui, fmt::format("{} events were loaded all the same.", ui.state.data->events.size()),
                     {13, FontWeight::Regular, ui.theme.secondary});
        gap(ui, 4);
        ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
        if (ImGui::BeginTable("problems", 3, ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_RowBg | ImGuiTableFlags_ScrollY,
                              {0, ImGui::GetContentRegionAvail().y - ui.px(34)})) {
            ImGui::TableSetupColumn("Where", 0, 1);
            ImGui::TableSetupColumn("What", 0, 2.2F);
            ImGui::TableSetupColumn("What to do", 0, 1.4F);
            ImGui::TableSetupScrollFreeze(0, 1);
            ImGui::TableHeadersRow();
            ImGuiListClipper clipper;
            clipper.Begin(static_cast<int>(problems.all().size()));
            while (clipper.Step()) {
                for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
                    const Diagnostic& problem = problems.all()[static_cast<size_t>(i)];
                    ImGui::TableNextColumn();
                    ImGui::TextUnformatted(displayable(place_words(problem.file, problem.line, problem.column)).c_str());
                    ImGui::TableNextColumn();
                    ImGui::TextUnformatted(displayable(problem.message).c_str());
                    ImGui::TableNextColumn();
                    ImGui::TextUnformatted(displayable(problem.hint).c_str());
                }
            }
            ImGui::EndTable();
        }
        if (ImGui::Button("Close")) ui.run("help.problems");
        ImGui::PopFont();
    }
    ImGui::End();
}

// A command that takes a line of text asks for it here.
// What a filter that is asked for means, and what could stand at its end.
void look_at_answer(const PanelContext& ui) {
    UiLocal& local = ui.local;
    if (local.answer_completed == local.answer) return;
    local.answer_completed = local.answer;
    const auto query = parse_query(local.answer, *ui.state.data);
    local.answer_is_wrong = !query;
    local.answer_note = !query ? fmt::format("Column {}: {}", query.error().column, displayable(query.error().message))
                        : query->matches_everything()
                            ? std::string("Everything. Type a word, a name, or a field.")
                            : fmt::format("{}: {} events", displayable(query->words(*ui.state.data)),
                                          ui.state.index->select(*query, ui.visible.known_by_s).size());
    local.answer_completions = complete(local.answer, local.answer.size(), *ui.state.index, ui.visible.known_by_s);
}

// A row of completions; the one that is pressed is put into the answer.
void completions_of_answer(const PanelContext& ui) {
    UiLocal& local = ui.local;
    constexpr size_t kMost = 6;
    text_wrapped(ui, local.answer_note, {12, FontWeight::Regular, local.answer_is_wrong ? ui.theme.danger : ui.theme.secondary});
    std::optional<Completion> chosen;
    for (size_t i = 0; i < std::min(kMost, local.answer_completions.size()); ++i) {
        const Completion& row = local.answer_completions[i];
        // As many as stand in one line.
        const float width = ImGui::CalcTextSize(row.insert_text.c_str()).x + ui.px(16);
        if (i > 0) ImGui::SameLine();
        if (i > 0 && ImGui::GetContentRegionAvail().x < width) break;
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::SmallButton(row.insert_text.c_str())) chosen = row;
        ImGui::PopID();
    }
    if (!chosen) return;
    const size_t end = std::min(chosen->replace_end, local.answer.size());
    const size_t begin = std::min(chosen->replace_begin, end);
    local.answer.replace(begin, end - begin, chosen->insert_text.ends_with(':') ? chosen->insert_text : chosen->insert_text + ' ');
}

void question(const PanelContext& ui) {
    UiLocal& local = ui.local;
    if (local.asked == nullptr) return;
    // A filter may be empty, and is looked at while it is written.
    const bool is_filter = local.asked->name == "timeline.compare";
    if (begin_sheet(ui, "Question", 560, is_filter ? 196 : 150)) {
        text_wrapped(ui, local.asked->label, {kTypeLarge, FontWeight::Bold, ui.theme.text});
        text_wrapped(ui, local.asked->argument, {12, FontWeight::Regular, ui.theme.secondary});
        ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
        if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
        ImGui::SetNextItemWidth(-1);
        const bool enter = ImGui::InputText("##answer", &local.answer, ImGuiInputTextFlags_EnterReturnsTrue);
        if (is_filter) {
            look_at_answer(ui);
            completions_of_answer(ui);
        }
        const bool can_be_done = is_filter ? !local.answer_is_wrong : !local.answer.empty();
        const bool done = ImGui::Button("OK") || enter;
        ImGui::SameLine();
        const bool cancelled = ImGui::Button("Cancel") || ImGui::IsKeyPressed(ImGuiKey_Escape);
        if (done && can_be_done) ui.run(local.asked->name, local.answer);
        if ((done && can_be_done) || cancelled) local.asked = nullptr;
        ImGui::PopFont();
    }
    ImGui::End();
}

// What has to be decided before one goes on: a link that wants other data, and work that a program left behind.
void decision(const PanelContext& ui) {
    const Session& session = ui.state.session;
    const bool link = !session.link_to_confirm.empty();
    // Work that was left behind can wait until the room is gone.
    if (!link && (session.recoverable.empty() || session.presenting)) return;
    if (begin_sheet(ui, "Decision", 600, 190)) {
        const std::string title = link ? "This link wants other data" : "Unsaved work was left behind";
        text_wrapped(ui, title, {kTypeLarge, FontWeight::Bold, ui.theme.text});
        text_wrapped(ui,
                     link ? displayable(session.link_to_confirm)
                          : "Chokepoint did not end well the last time. What was not saved then can be opened again; the saved file "
                            "is as it was.",
                     {13, FontWeight::Regular, ui.theme.secondary});
        gap(ui, 4);
        ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
        if (ImGui::Button(link ? "Open these data" : "Open it")) ui.run(link ? "file.confirm-link" : "file.recover");
        if (ImGui::IsWindowAppearing()) {
            ImGui::SetItemDefaultFocus();
            ImGui::SetNavCursorVisible(true);
        }
        ImGui::SameLine();
        if (ImGui::Button(link ? "Leave it" : "Throw it away")) ui.run(link ? "file.refuse-link" : "file.discard-recovered");
        if (!link && session.recoverable.size() > 1) {
            ImGui::SameLine();
            ImGui::TextDisabled("and %d more", static_cast<int>(session.recoverable.size()) - 1);
        }
        ImGui::PopFont();
    }
    ImGui::End();
}

// Long work says what it does and how far it is, and can be stopped.
void loading(const PanelContext& ui) {
    const auto& now = ui.state.session.loading;
    if (!now) return;
    if (begin_sheet(ui, "Loading", 520, 132)) {
        text_line(ui, now->path.empty() ? "The built-in history" : displayable(now->path), {kTypeBody, FontWeight::SemiBold, ui.theme.text},
                  ImGui::GetContentRegionAvail().x);
        const auto number = [](uint64_t count) { return grouped_number(static_cast<int64_t>(count)); };
        const std::string words = now->name.empty() ? std::string("Opening the file")
                                  : now->total > 0  ? fmt::format("{}: {} of about {}", now->name, number(now->done), number(now->total))
                                  : now->done > 0   ? fmt::format("{}: {}", now->name, number(now->done))
                                                    : now->name;
        text_wrapped(ui, words, {13, FontWeight::Regular, ui.theme.secondary});
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x;
        const float part = now->total > 0 ? std::clamp(static_cast<float>(now->done) / static_cast<float>(now->total), 0.0F, 1.0F) : 0;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled(at, {at.x + width, at.y + ui.px(6)}, packed(ui.theme.grid_major), ui.px(3));
        if (part > 0) list.AddRectFilled(at, {at.x + width * part, at.y + ui.px(6)}, packed(ui.theme.selection), ui.px(3));
        ImGui::Dummy({width, ui.px(10)});
        ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
        if (ImGui::Button("Stop")) ui.run("file.cancel-load");
        ImGui::PopFont();
    }
    ImGui::End();
}

void toasts(const PanelContext& ui) {
    float y = ImGui::GetIO().DisplaySize.y - ui.px(40);
    const auto& list = ui.state.session.toasts;
    for (size_t k = list.size(); k-- > 0;) {
        ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
        const std::string text = displayable(list[k].text);
        const float wrap = ui.px(520);
        const ImVec2 size = ImGui::CalcTextSize(text.c_str(), nullptr, false, wrap);
        const ImVec2 far{ImGui::GetIO().DisplaySize.x / 2 + size.x / 2 + ui.px(14), y};
        const ImVec2 near{far.x - size.x - ui.px(28), y - size.y - ui.px(16)};
        ImDrawList& over = *ImGui::GetForegroundDrawList();
        over.AddRectFilled(near, far, packed(ui.theme.raised), ui.px(6));
        over.AddRect(near, far, packed(ui.theme.outline), ui.px(6));
        over.AddText(ImGui::GetFont(), ImGui::GetFontSize(), {near.x + ui.px(14), near.y + ui.px(8)}, packed(ui.theme.text), text.c_str(),
                     nullptr, wrap);
        ImGui::PopFont();
        y = near.y - ui.px(8);
    }
}

}  // namespace

void draw_overlays(const PanelContext& ui) {
    palette(ui);
    keys_sheet(ui);
    problems_sheet(ui);
    question(ui);
    decision(ui);
    loading(ui);
    toasts(ui);
}

}  // namespace choke
