#include "ui/widgets.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "platform/window.h"
#include "scene/symbols.h"

namespace choke {

void apply_style(const Theme& theme, double scale) {
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    style.WindowRounding = 0;
    style.ChildRounding = 0;
    style.FrameRounding = 4;
    style.PopupRounding = 6;
    style.ScrollbarRounding = 6;
    style.ScrollbarSize = 10;
    style.GrabRounding = 4;
    style.WindowBorderSize = 0;
    style.FrameBorderSize = 1;
    style.PopupBorderSize = 1;
    style.WindowPadding = {12, 10};
    style.FramePadding = {8, 5};
    style.ItemSpacing = {8, 6};
    style.ItemInnerSpacing = {6, 4};
    style.ScaleAllSizes(static_cast<float>(scale));
    const auto set = [&](ImGuiCol slot, Colour colour) { style.Colors[slot] = vec4(colour); };
    set(ImGuiCol_Text, theme.text);
    set(ImGuiCol_TextDisabled, theme.faint);
    set(ImGuiCol_WindowBg, theme.panel);
    set(ImGuiCol_ChildBg, with_alpha(theme.panel, 0));
    set(ImGuiCol_PopupBg, theme.raised);
    set(ImGuiCol_Border, theme.outline);
    set(ImGuiCol_FrameBg, theme.raised);
    set(ImGuiCol_FrameBgHovered, mix(theme.raised, theme.text, 0.08));
    set(ImGuiCol_FrameBgActive, mix(theme.raised, theme.text, 0.12));
    set(ImGuiCol_MenuBarBg, theme.panel);
    set(ImGuiCol_ScrollbarBg, with_alpha(theme.panel, 0));
    set(ImGuiCol_ScrollbarGrab, mix(theme.panel, theme.text, 0.22));
    set(ImGuiCol_ScrollbarGrabHovered, mix(theme.panel, theme.text, 0.34));
    set(ImGuiCol_ScrollbarGrabActive, mix(theme.panel, theme.text, 0.45));
    set(ImGuiCol_CheckMark, theme.selection);
    set(ImGuiCol_SliderGrab, theme.selection);
    set(ImGuiCol_SliderGrabActive, theme.selection);
    set(ImGuiCol_Button, theme.raised);
    set(ImGuiCol_ButtonHovered, mix(theme.raised, theme.text, 0.10));
    set(ImGuiCol_ButtonActive, mix(theme.raised, theme.text, 0.18));
    set(ImGuiCol_Header, mix(theme.raised, theme.text, 0.08));
    set(ImGuiCol_HeaderHovered, mix(theme.raised, theme.text, 0.12));
    set(ImGuiCol_HeaderActive, mix(theme.raised, theme.text, 0.18));
    set(ImGuiCol_Separator, theme.grid_major);
    set(ImGuiCol_NavCursor, theme.selection);
    set(ImGuiCol_TextSelectedBg, with_alpha(theme.selection, 0.35));
    set(ImGuiCol_ModalWindowDimBg, with_alpha(theme.background, 0.6));
    set(ImGuiCol_TableHeaderBg, theme.raised);
    set(ImGuiCol_TableBorderLight, theme.grid_major);
    set(ImGuiCol_TableBorderStrong, theme.grid_major);
}

namespace {

// Pieces of a closed outline by its dashes. Lengths in scene px, points in screen units.
void dashed_outline(ImDrawList& list, const std::vector<ImVec2>& points, ImU32 colour, float width, const Dashes& dashes,
                    double scale) {
    size_t part = 0;
    double left = dashes.lengths_px[0] * scale;
    bool on = true;
    const auto next_part = [&] {
        part = (part + 1) % dashes.count;
        left = std::max(0.25, dashes.lengths_px[part] * scale);
        on = !on;
    };
    for (double skip = dashes.offset_px * scale; skip > 0;) {
        const double step = std::min(left, skip);
        skip -= step;
        left -= step;
        if (left <= 1e-6) next_part();
    }
    for (size_t i = 0; i < points.size(); ++i) {
        const ImVec2 a = points[i];
        const ImVec2 b = points[(i + 1) % points.size()];
        const double edge = std::hypot(static_cast<double>(b.x - a.x), static_cast<double>(b.y - a.y));
        const auto at = [&](double d) {
            const auto t = static_cast<float>(d / edge);
            return ImVec2{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
        };
        for (double done = 0; done < edge;) {
            const double step = std::min(left, edge - done);
            if (on) list.AddLine(at(done), at(done + step), colour, width);
            done += step;
            left -= step;
            if (left <= 1e-6) next_part();
        }
    }
}

std::vector<ImVec2> outline_points(const SymbolMark& mark, ImVec2 centre, double size) {
    std::vector<ImVec2> points;
    const auto corners = symbol_outline(mark.shape);
    for (const Vec2& corner : corners)
        points.push_back({centre.x + static_cast<float>(corner.x * size), centre.y + static_cast<float>(corner.y * size)});
    if (points.empty()) {
        const double radius = size * kCircleRadius;
        for (int i = 0; i < 32; ++i) {
            const double angle = i * 2 * 3.14159265358979 / 32;
            points.push_back({centre.x + static_cast<float>(std::cos(angle) * radius),
                              centre.y + static_cast<float>(std::sin(angle) * radius)});
        }
    }
    return points;
}

}  // namespace

void draw_symbol(ImDrawList& list, const SymbolMark& mark, ImVec2 centre, double scale) {
    const double size = static_cast<double>(mark.size) * scale;
    const std::vector<ImVec2> points = outline_points(mark, centre, size);
    if (mark.fill.a > 0) list.AddConcavePolyFilled(points.data(), static_cast<int>(points.size()), packed(mark.fill));
    if (mark.stroke.width <= 0) return;
    const float width = mark.stroke.width * static_cast<float>(scale);
    const ImU32 colour = packed(mark.stroke.colour);
    const Dashes dashes = symbol_dashes(mark.stroke, mark.shape, static_cast<double>(mark.size));
    const bool twice = mark.stroke.style == LineStyle::Double;
    const float line_width = twice ? width * static_cast<float>(kDoubleWidth) : width;
    if (dashes.count == 0) {
        list.AddPolyline(points.data(), static_cast<int>(points.size()), colour, ImDrawFlags_Closed, line_width);
    } else {
        dashed_outline(list, points, colour, width, dashes, scale);
    }
    if (twice) {
        const std::vector<ImVec2> inner = outline_points(mark, centre, size * kDoubleInnerScale);
        list.AddPolyline(inner.data(), static_cast<int>(inner.size()), colour, ImDrawFlags_Closed, line_width);
    }
    if (mark.stroke.style == LineStyle::Struck) {
        const auto reach = static_cast<float>(size * kStruckReach);
        list.AddLine({centre.x - reach, centre.y + reach}, {centre.x + reach, centre.y - reach}, colour, width);
    }
}

void text_wrapped(const PanelContext& ui, std::string_view text, const TextLook& look) {
    if (text.empty()) return;
    ui.fonts.push(look.weight, look.em * ui.scale);
    ImGui::PushStyleColor(ImGuiCol_Text, vec4(look.colour));
    // A wrap position of 0 is the right border.
    ImGui::PushTextWrapPos(look.inset > 0 ? ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - ui.px(look.inset) : 0);
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void text_line(const PanelContext& ui, std::string_view text, const TextLook& look, float width) {
    ui.fonts.push(look.weight, look.em * ui.scale);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = ImGui::GetTextLineHeight();
    std::string shown(text);
    if (ImGui::CalcTextSize(shown.c_str()).x > width) {
        // Cut at whole code points until the ellipsis fits.
        while (!shown.empty() && ImGui::CalcTextSize((shown + "…").c_str()).x > width) {
            do shown.pop_back();
            while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0x80U);
            while (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xC0U) shown.pop_back();
        }
        while (!shown.empty() && shown.back() == ' ') shown.pop_back();
        shown += "…";
    }
    ImGui::GetWindowDrawList()->AddText(at, packed(look.colour), shown.c_str());
    ImGui::Dummy({width, height});
    ImGui::PopFont();
}

void heading(const PanelContext& ui, std::string_view text) {
    gap(ui, 8);
    text_wrapped(ui, text, {11, FontWeight::SemiBold, ui.theme.secondary});
}

void gap(const PanelContext& ui, double px) { ImGui::Dummy({1, ui.px(px)}); }

bool row_button(const PanelContext& ui, std::string_view id, float height, bool selected, bool& hovered, float width) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (width <= 0) width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
    ImGui::PushID(id.data(), id.data() + id.size());
    if (ui.local.focus_next_row) {
        ImGui::SetKeyboardFocusHere();
        ImGui::SetNavCursorVisible(true);
        ui.local.focus_next_row = false;
    }
    const bool clicked = ImGui::InvisibleButton("row", {width, height}, ImGuiButtonFlags_EnableNav);
    const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    hovered = ImGui::IsItemHovered() || focused;
    ImGui::PopID();
    if (hovered || selected) {
        const Colour back = mix(ui.theme.panel, ui.theme.text, selected ? 0.10 : 0.06);
        ImGui::GetWindowDrawList()->AddRectFilled({at.x - ui.px(4), at.y}, {at.x + width + ui.px(4), at.y + height},
                                                  packed(back), ui.px(4));
    }
    if (focused)
        ImGui::GetWindowDrawList()->AddRect({at.x - ui.px(3), at.y}, {at.x + width + ui.px(3), at.y + height}, packed(ui.theme.selection),
                                            ui.px(4), 0, ui.px(1.5));
    return clicked;
}

namespace {

struct Ground {  // what a draw list callback needs, copied into the list
    PixelRect rect;
    Colour colour;
};
static_assert(sizeof(Ground) == 20, "no bytes between the members");

void clear_ground(const ImDrawList* list, const ImDrawCmd* command) {
    (void)list;
    Ground ground;
    IM_ASSERT(command->UserCallbackDataSize == static_cast<int>(sizeof ground));
    std::memcpy(&ground, command->UserCallbackData, sizeof ground);
    const ImDrawData& data = *ImGui::GetDrawData();
    const PixelRect part = common_part(ground.rect, clip_px(data, command->ClipRect));
    const auto framebuffer_height_px = static_cast<int>(data.DisplaySize.y * data.FramebufferScale.y);
    if (!part.empty()) clear_area(part.left, part.top, part.right - part.left, part.bottom - part.top, framebuffer_height_px, ground.colour);
}

// Dear ImGui would look its ground up in the glyph atlas pixel by pixel; in software that is half of a picture's cost.
void add_ground(ImVec2 at, ImVec2 size, Colour colour) {
    const ImGuiIO& io = ImGui::GetIO();
    const auto x = [&](float units) { return static_cast<int>(std::lround(units * io.DisplayFramebufferScale.x)); };
    const auto y = [&](float units) { return static_cast<int>(std::lround(units * io.DisplayFramebufferScale.y)); };
    const Ground ground{{x(at.x), y(at.y), x(at.x + size.x), y(at.y + size.y)}, colour};
    if (ground.rect.empty()) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(at, {at.x + size.x, at.y + size.y});
    list.AddCallback(clear_ground, const_cast<Ground*>(&ground), sizeof ground);
    list.AddCallback(ImDrawCallback_ResetRenderState, nullptr);
    list.PopClipRect();
}

}  // namespace

bool begin_panel(const char* name, ImVec2 at, ImVec2 size, const PanelContext& ui, Colour background, ImVec2 padding,
                 ImGuiWindowFlags flags) {
    ImGui::SetNextWindowPos(at);
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {padding.x * static_cast<float>(ui.scale), padding.y * static_cast<float>(ui.scale)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, vec4(with_alpha(background, 0)));
    const bool open = ImGui::Begin(name, nullptr,
                                   ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                       ImGuiWindowFlags_NoBringToFrontOnFocus | flags);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(2);
    if (open) add_ground(at, size, background);
    return open;
}

void end_panel() { ImGui::End(); }

bool covered_by_ground(const ImDrawData& data, const PixelRect& rect) {
    for (const ImDrawList* list : data.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            if (command.UserCallback != clear_ground) continue;
            Ground ground;
            std::memcpy(&ground, command.UserCallbackData, sizeof ground);
            if (common_part(common_part(ground.rect, clip_px(data, command.ClipRect)), rect) == rect) return true;
        }
    }
    return false;
}

}  // namespace choke
