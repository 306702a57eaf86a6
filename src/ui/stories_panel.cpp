// The stories on the left: which one, its steps in their order, and the words of the step that is shown.
#include <algorithm>
#include <string>

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include "app/presenting.h"
#include "app/stories.h"
#include "base/text.h"
#include "ui/panels.h"
#include "ui/widgets.h"
#include "ui/wrapped_input.h"

namespace choke {
namespace {

constexpr double kStepRow_px = 25;
constexpr const char* kStepPayload = "step";

void story_items(const PanelContext& ui, bool in_document) {
    for (const StoryRef story : all_stories(ui.state)) {
        if (story.in_document != in_document) continue;
        const std::string id(story_id(ui.state, story));
        const bool chosen = ui.state.session.story && ui.state.session.story->id == id;
        ImGui::PushID(id.c_str());
        if (ImGui::MenuItem(displayable(story_title(ui.state, story)).c_str(), std::to_string(step_count(ui.state, story)).c_str(), chosen))
            ui.run("story.show", id);
        ImGui::PopID();
    }
}

// Which story: a menu of all.
void chooser(const PanelContext& ui, const std::optional<ShownStep>& shown) {
    const std::string title = shown ? displayable(story_title(ui.state, shown->story)) : std::string("Choose a story");
    ui.fonts.push(FontWeight::SemiBold, 14 * ui.scale);
    const float width = ImGui::GetContentRegionAvail().x;
    if (ui.takes_focus(Panel::Facets) && (!shown || shown->count == 0)) {
        ImGui::SetKeyboardFocusHere();
        ImGui::SetNavCursorVisible(true);
    }
    // The name is cut, never the sign that there is a menu.
    std::string label = title;
    while (!label.empty() && ImGui::CalcTextSize((label + "…").c_str()).x > width - ui.px(40)) {
        do label.pop_back();
        while (!label.empty() && (static_cast<unsigned char>(label.back()) & 0xC0U) == 0x80U);
        while (!label.empty() && static_cast<unsigned char>(label.back()) >= 0xC0U) label.pop_back();
    }
    if (label.size() < title.size()) label += "…";
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::PushStyleVar(ImGuiStyleVar_ButtonTextAlign, {0, 0.5F});
    if (ImGui::Button((label + "##story").c_str(), {width, 0})) ImGui::OpenPopup("stories");
    ImGui::PopStyleVar();
    const float y = (at.y + ImGui::GetItemRectMax().y) / 2;
    const float x = at.x + width - ui.px(14);
    ImGui::GetWindowDrawList()->AddTriangleFilled({x - ui.px(4), y - ui.px(2)}, {x + ui.px(4), y - ui.px(2)}, {x, y + ui.px(3)}, packed(ui.theme.secondary));
    ImGui::PopFont();
    ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
    if (ImGui::BeginPopup("stories")) {
        if (!ui.state.document.stories->empty()) {
            ImGui::SeparatorText("In this document");
            story_items(ui, true);
        }
        if (ui.state.data->stories.size() > 0) {
            ImGui::SeparatorText("In the data");
            story_items(ui, false);
        }
        ImGui::Separator();
        if (ImGui::MenuItem("New story…")) run_or_ask(ui, *find_command("story.new"));
        ImGui::EndPopup();
    }
    ImGui::PopFont();
}

// Number, headline, and a sign on those that are internal. A click goes there, dragging moves it; on the keyboard Enter, and
// Alt with the arrows.
void step_row(const PanelContext& ui, const ShownStep& shown, size_t step) {
    const StepWords words = step_words(ui.state, shown.story, step);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = ui.px(kStepRow_px);
    const std::string number = std::to_string(step + 1);
    ImGui::PushID(static_cast<int>(step));
    bool hovered = false;
    const bool current = step == shown.step;
    if (row_button(ui, "step", height, current, hovered)) ui.run("story.step", number);
    if (ImGui::IsItemFocused() && ImGui::GetIO().KeyAlt) {
        const bool up = ImGui::IsKeyPressed(ImGuiKey_UpArrow);
        const bool down = ImGui::IsKeyPressed(ImGuiKey_DownArrow);
        if ((up && step > 0) || (down && step + 1 < shown.count)) ui.run("story.move-step", number + (up ? " up" : " down"));
    }
    const std::string headline = words.headline.empty() ? std::string("(no headline)") : displayable(words.headline);
    if (ImGui::BeginDragDropSource(ImGuiDragDropFlags_SourceNoPreviewTooltip)) {
        ImGui::SetDragDropPayload(kStepPayload, &step, sizeof step);
        ImGui::EndDragDropSource();
    }
    if (ImGui::BeginDragDropTarget()) {
        if (const ImGuiPayload* payload = ImGui::AcceptDragDropPayload(kStepPayload, ImGuiDragDropFlags_AcceptNoDrawDefaultRect | ImGuiDragDropFlags_AcceptBeforeDelivery)) {
            const size_t from = *static_cast<const size_t*>(payload->Data);
            // A line shows where it will stand.
            const float y = from < step ? at.y + height : at.y;
            ImGui::GetWindowDrawList()->AddLine({at.x, y}, {at.x + width, y}, packed(ui.theme.selection), ui.px(2));
            if (payload->IsDelivery() && from != step) ui.run("story.move-step", fmt::format("{} to {}", from + 1, step + 1));
        }
        ImGui::EndDragDropTarget();
    }
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal) && !words.caption.empty()) ImGui::SetItemTooltip("%s", displayable(words.caption).c_str());
    const ImVec2 next = ImGui::GetCursorScreenPos();
    const float text_y = at.y + (height - ui.px(16)) / 2;
    ImGui::SetCursorScreenPos({at.x, text_y});
    text_line(ui, number, {12, FontWeight::Regular, current ? ui.theme.text : ui.theme.secondary}, ui.px(20));
    const float sign = words.internal ? ui.px(56) : 0;
    ImGui::SetCursorScreenPos({at.x + ui.px(22), text_y});
    text_line(ui, headline, {13, current ? FontWeight::SemiBold : FontWeight::Regular, words.headline.empty() ? ui.theme.faint : ui.theme.text},
              width - ui.px(24) - sign);
    if (words.internal) {
        ImGui::SetCursorScreenPos({at.x + width - sign + ui.px(6), text_y});
        text_line(ui, "internal", {11, FontWeight::Regular, ui.theme.faint}, sign);
    }
    ImGui::SetCursorScreenPos(next);
    ImGui::PopID();
}

enum class FieldLines : uint8_t { One, Several };

// A text of the story; what is typed is there at once, and all of it is one step of undo.
void field(const PanelContext& ui, const char* id, const char* hint, std::string_view command, std::string_view value, FieldLines lines, double height_px = 0) {
    UiLocal& local = ui.local;
    std::string shown = local.story_field == id ? local.story_text : std::string(value);
    const std::string name = fmt::format("##{}", id);
    bool changed = false;
    if (lines == FieldLines::One) {
        ImGui::SetNextItemWidth(-1);
        changed = ImGui::InputTextWithHint(name.c_str(), hint, &shown);
    } else {
        changed = wrapped_input(name.c_str(), shown, {ImGui::GetContentRegionAvail().x, ui.px(height_px)});
        if (shown.empty() && !ImGui::IsItemActive()) {
            const ImVec2 at = ImGui::GetItemRectMin();
            const ImVec2 padding = ImGui::GetStyle().FramePadding;
            ImGui::GetWindowDrawList()->AddText({at.x + padding.x, at.y + padding.y}, packed(ui.theme.faint), hint);
        }
    }
    if (ImGui::IsItemActive()) {
        local.story_field = id;
        local.story_text = shown;
        if (changed) ui.run_live(command, lines == FieldLines::One ? shown : on_one_line(shown));
    } else if (local.story_field == id) {
        local.story_field.clear();
    }
}

bool small_button(const PanelContext& ui, const char* label, std::string_view command) {
    const bool pressed = ImGui::Button(label);
    if (pressed) run_or_ask(ui, *find_command(command));
    return pressed;
}

void words_of_step(const PanelContext& ui, const ShownStep& shown) {
    const StepWords words = step_words(ui.state, shown.story, shown.step);
    ImGui::PushID(static_cast<int>(shown.step));
    heading(ui, fmt::format("STEP {}", shown.step + 1));
    ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
    field(ui, "headline", "Headline", "story.set-headline", words.headline, FieldLines::One);
    field(ui, "caption", "Caption, for the room", "story.set-caption", words.caption, FieldLines::Several, 74);
    field(ui, "notes", "Notes, for who speaks", "story.set-notes", words.notes, FieldLines::Several, 110);
    bool internal = words.internal;
    if (ImGui::Checkbox("Internal: not in exports", &internal)) ui.run("story.internal", internal ? "yes" : "no");
    small_button(ui, "Take what I see", "story.update-step");
    ImGui::SameLine();
    small_button(ui, "Duplicate", "story.duplicate-step");
    ImGui::SameLine();
    small_button(ui, "Delete", "story.delete-step");
    ImGui::PopFont();
    const StepScene scene = scene_of_step(ui.state, shown.story, shown.step);
    if (!scene.problem.empty()) text_wrapped(ui, scene.problem, {12, FontWeight::Regular, ui.theme.danger});
    ImGui::PopID();
}

}  // namespace

void draw_left_tabs(const PanelContext& ui, ImVec2 at, ImVec2 size) {
    if (begin_panel("LeftTabs", at, size, ui, ui.theme.panel, {12, 4},
                    ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoFocusOnAppearing)) {
        ui.fonts.push(FontWeight::SemiBold, 12 * ui.scale);
        ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
        ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(2), ui.px(2)});
        ImGui::PushStyleColor(ImGuiCol_Button, vec4(with_alpha(ui.theme.panel, 0)));
        for (const LeftPanel panel : {LeftPanel::Facets, LeftPanel::Stories}) {
            const bool shown = ui.state.session.left_panel == panel;
            ImGui::PushStyleColor(ImGuiCol_Text, vec4(shown ? ui.theme.text : ui.theme.secondary));
            if (panel != LeftPanel::Facets) ImGui::SameLine(0, ui.px(14));
            if (ImGui::Button(panel == LeftPanel::Facets ? "Facets" : "Stories") && !shown) ui.run("window.stories");
            const ImVec2 low = ImGui::GetItemRectMin();
            const ImVec2 high = ImGui::GetItemRectMax();
            if (shown) ImGui::GetWindowDrawList()->AddRectFilled({low.x + ui.px(2), high.y}, {high.x - ui.px(2), high.y + ui.px(2)}, packed(ui.theme.selection));
            ImGui::PopStyleColor();
        }
        ImGui::PopStyleColor();
        ImGui::PopStyleVar(2);
        ImGui::PopFont();
    }
    end_panel();
}

void draw_stories(const PanelContext& ui, ImVec2 at, ImVec2 size) {
    if (begin_panel("Stories", at, size, ui, ui.theme.panel, {12, 6}, ImGuiWindowFlags_NoFocusOnAppearing)) {
        if (ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows)) ui.local.focused = Panel::Facets;
        const auto shown = shown_step(ui.state);
        chooser(ui, shown);
        ImGui::BeginChild("story", {0, 0}, ImGuiChildFlags_NavFlattened);
        if (shown) {
            if (ui.takes_focus(Panel::Facets) && shown->count > 0) ui.local.focus_next_row = true;
            text_wrapped(ui, displayable(story_question(ui.state, shown->story)), {12, FontWeight::Regular, ui.theme.secondary});
            if (!shown->story.in_document) text_wrapped(ui, "A story of the data: a change makes a copy in this document.", {11, FontWeight::Regular, ui.theme.faint});
            gap(ui, 2);
            ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(6), ui.px(1)});
            for (size_t i = 0; i < shown->count; ++i) step_row(ui, *shown, i);
            ImGui::PopStyleVar();
            ui.local.focus_next_row = false;
            gap(ui, 2);
        } else {
            text_wrapped(ui, "A story is a row of steps. Each keeps what you see, with words for the room and notes for who speaks.",
                         {12, FontWeight::Regular, ui.theme.secondary});
            gap(ui, 4);
        }
        ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
        small_button(ui, "Add what I see", "story.add-step");
        if (shown && shown->count > 0) {
            ImGui::SameLine();
            if (ImGui::Button("Present")) ui.run("present.start");
            ImGui::SetItemTooltip("F5");
        }
        ImGui::PopFont();
        if (shown && shown->count > 0) words_of_step(ui, *shown);
        gap(ui, 8);
        ImGui::EndChild();
    }
    end_panel();
}

}  // namespace choke
