// A picture of the window: the regions, and the views in the middle with what the pointer does over them.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include "ui/widgets.h"
#include "ui/window_impl.h"

namespace choke {
namespace {

float left_width(const PanelContext& ui) {
    const float screen = ImGui::GetIO().DisplaySize.x;
    // Words need more room than bars.
    if (ui.state.session.left_panel == LeftPanel::Stories) return std::round(std::clamp(screen * 0.2F, ui.px(250), ui.px(340)));
    return std::round(std::clamp(screen * 0.145F, ui.px(190), ui.px(250)));
}

}  // namespace

void WindowApp::Impl::draw(double now_s) {
    const double s = scale();
    if (styled_theme != state.session.theme || styled_scale != s) {
        apply_style(theme(state.session.theme), s);
        ImGui::GetStyle().FontSizeBase = ui_fonts.size(FontWeight::Regular, kTypeBody * s);
        styled_theme = state.session.theme;
        styled_scale = s;
    }
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    handle_keys();
    local.now_s = now_s;
    const Visible& visible = derived.visible(state);
    const PanelContext ui{state, visible, derived, derived.details(state), theme(state.session.theme), ui_fonts, s, local, inbox};
    if (std::exchange(state.session.edit_annotation, false)) run_or_ask(ui, *find_command("annotate.edit"));
    run_keys(ui);
    painters->labels().begin();
    lay_out(ui);
    state.session.focus_search = false;
    state.session.focus_asked = false;
    state.session.focus = local.focused;
    if (!state.session.clipboard.empty()) {
        ImGui::SetClipboardText(state.session.clipboard.c_str());
        state.session.clipboard.clear();
    }
    if (ImGui::IsAnyItemActive() && !widget_was_active) live_gesture = ++state.session.gesture_count;
    widget_was_active = ImGui::IsAnyItemActive();
    ImGui::Render();
    painters->paint(*ImGui::GetDrawData(), window->framebuffer_width_px(), window->framebuffer_height_px());
    window->swap();
}

void WindowApp::Impl::lay_out(const PanelContext& ui) {
    if (presenting()) {
        draw_show(ui);
        draw_overlays(ui);
        return;
    }
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float top = std::round(ui.px(38));
    const float bottom = std::round(ui.px(26));
    const float facets = state.session.show_facets ? left_width(ui) : 0;
    const float details = state.session.show_details ? std::round(std::clamp(screen.x * 0.21F, ui.px(260), ui.px(370))) : 0;
    const float height = screen.y - top - bottom;
    draw_top_bar(ui, {0, 0}, {screen.x, top});
    if (facets > 0) draw_left_panel(ui, {0, top}, {facets, height});
    if (details > 0) draw_details(ui, {screen.x - details, top}, {details, height});
    const float caption = std::round(play_caption_height(ui));
    draw_views(ui, {facets, top}, {screen.x - facets - details, height - caption});
    if (caption > 0) draw_play_caption(ui, {facets, screen.y - bottom - caption}, {screen.x - facets - details, caption});
    draw_status_line(ui, {0, screen.y - bottom}, {screen.x, bottom});
    draw_overlays(ui);
}

void WindowApp::Impl::draw_left_panel(const PanelContext& ui, ImVec2 at, ImVec2 size) {
    const float tabs = std::round(ui.px(kLeftTabs_px));
    draw_left_tabs(ui, at, {size.x, tabs});
    const ImVec2 below{at.x, at.y + tabs};
    const ImVec2 room{size.x, size.y - tabs};
    if (state.session.left_panel == LeftPanel::Stories) {
        draw_stories(ui, below, room);
    } else {
        draw_facets(ui, below, room);
    }
}

void WindowApp::Impl::draw_views(const PanelContext& ui, ImVec2 at, ImVec2 size) {
    for (ViewSlot& slot : slots) slot.rect = {};
    views_focused = false;
    const std::vector<std::string>& panes = state.document.panes;
    if (panes.size() == 1) {
        draw_view(ui, slot_of(panes.front()), at, size);
        return;
    }
    if (state.document.split == Split::SideBySide) {
        const float first = std::round(size.x * 0.5F);
        draw_view(ui, slot_of(panes[0]), at, {first, size.y});
        draw_view(ui, slot_of(panes[1]), {at.x + first + 1, at.y}, {size.x - first - 1, size.y});
        return;
    }
    // A low window needs the larger part for the lanes.
    const float first = std::round(size.y * (size.y < ui.px(760) ? 0.61F : 0.56F));
    draw_view(ui, slot_of(panes[0]), at, {size.x, first});
    draw_view(ui, slot_of(panes[1]), {at.x, at.y + first + 1}, {size.x, size.y - first - 1});
}

ViewSlot& WindowApp::Impl::slot_of(std::string_view view_id) {
    return *std::find_if(slots.begin(), slots.end(), [&](const ViewSlot& slot) { return slot.view->id == view_id; });
}

void WindowApp::Impl::draw_view(const PanelContext& ui, ViewSlot& slot, ImVec2 at, ImVec2 size) {
    const std::string id(slot.view->id);
    const float header = presenting() ? 0 : ui.px(30);
    if (begin_panel(id.c_str(), at, size, ui, ui.theme.background, {12, 3}, ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoScrollbar)) {
        if (!presenting()) draw_view_header(ui, *slot.view, state.session.active_view == id);
        if (ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows)) {
            views_focused = true;
            ui.local.focused = Panel::Views;
        }
        const ImVec2 origin{at.x, at.y + header};
        const ImVec2 room{std::max(1.0F, size.x), std::max(1.0F, size.y - header)};
        slot.rect = {static_cast<double>(origin.x), static_cast<double>(origin.y), static_cast<double>(room.x), static_cast<double>(room.y)};
        const Rect area{0, 0, slot.rect.w / ui.scale, slot.rect.h / ui.scale};
        derived.scene(state, *slot.view, area, *fonts);
        if (settling.begins(*slot.view, derived.cache(*slot.view), state, ui.local.now_s)) derived.scene(state, *slot.view, area, *fonts);
        const Scene& scene = derived.shown_scene(*slot.view);
        ImGui::SetCursorScreenPos(origin);
        if (ui.takes_focus(Panel::Views) && state.session.active_view == id) {
            ImGui::SetKeyboardFocusHere();
            ImGui::SetNavCursorVisible(true);
        }
        ImGui::InvisibleButton("canvas", room, ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_EnableNav);
        std::vector<Gesture> seen;
        slot.canvas->gestures(origin, ui.scale, [&](Vec2 p) { return derived.pick_at(*slot.view, p); }, seen);
        const bool marks = !presenting() || !pointer_rests;
        for (Gesture& gesture : seen)
            if (marks || gesture.kind != GestureKind::Hover) gestures.emplace_back(id, gesture);
        slot.canvas->paint(scene, derived.scene_revision(*slot.view), origin, ui.scale);
        if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible && !presenting())
            ImGui::GetWindowDrawList()->AddRect({origin.x + 1, origin.y + 1}, {origin.x + room.x - 1, origin.y + room.y - 1},
                                                packed(ui.theme.selection), 0, 0, ui.px(1.5));
        slot.canvas->paint_range(pick_of(PickKind::Axis), origin, room.y, ui.scale, ui.theme.selection);
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        if (ImGui::IsItemHovered() && marks)
            tooltip(ui, *slot.view, {static_cast<double>(mouse.x - origin.x) / ui.scale, static_cast<double>(mouse.y - origin.y) / ui.scale});
        // Once, where there is more room: in the first of the views.
        if (!presenting() && nothing_found(ui) && state.document.panes.front() == id) draw_nothing_found(ui, slot.rect);
    }
    end_panel();
}

bool WindowApp::Impl::nothing_found(const PanelContext& ui) {
    return ui.visible.events.empty() && ui.visible.ghosts.empty() && ui.state.data->events.size() > 0 &&
           !ui.state.document.compare;
}

void WindowApp::Impl::tooltip(const PanelContext& ui, const ViewDef& view, Vec2 pointer) {
    if (!state.session.hover) return;
    std::string words;
    if (const auto node = node_of(*state.session.hover)) {
        words = tooltip_of(*state.data, *node, ui.visible.known_by_s);
    } else {
        ViewInput input = derived.view_input(state, view, area_of(view), *fonts);
        input.pointer = pointer;
        words = view.describe(input, derived.cache(view), *state.session.hover);
    }
    if (words.empty()) return;
    ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(10), ui.px(7)});
    // Beside the pointer, never over the mark.
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool left = mouse.x > ImGui::GetIO().DisplaySize.x * 0.7F;
    ImGui::SetNextWindowPos({mouse.x + ui.px(left ? -18 : 18), mouse.y + ui.px(16)}, 0, {left ? 1.0F : 0.0F, 0});
    if (ImGui::BeginTooltip()) {
        ImGui::PushTextWrapPos(ui.px(380));
        ImGui::TextUnformatted(words.c_str());
        ImGui::PopTextWrapPos();
        ImGui::EndTooltip();
    }
    ImGui::PopStyleVar();
    ImGui::PopFont();
}

}  // namespace choke
