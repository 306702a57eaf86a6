// Small pieces that the panels share.
#pragma once

#include <string_view>

#include <imgui.h>

#include "scene/scene.h"
#include "ui/panels.h"
#include "ui/repaint.h"

namespace choke {

[[nodiscard]] inline ImU32 packed(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }
[[nodiscard]] inline ImVec4 vec4(Colour c) {
    return {static_cast<float>(c.r) / 255.0F, static_cast<float>(c.g) / 255.0F, static_cast<float>(c.b) / 255.0F,
            static_cast<float>(c.a) / 255.0F};
}

// Colours and spacing of ImGui from the theme table.
void apply_style(const Theme& theme, double scale);

// A symbol of the scene's kind in a panel: the same outline and line style. centre in screen units.
void draw_symbol(ImDrawList& list, const SymbolMark& mark, ImVec2 centre, double scale);

struct TextLook {
    double em = kTypeBody;
    FontWeight weight = FontWeight::Regular;
    Colour colour;
    double inset = 0;  // px that a wrapped text keeps from the right border
};
// Wrapped at the right border of the window, less the inset.
void text_wrapped(const PanelContext& ui, std::string_view text, const TextLook& look);
// One line, cut with an ellipsis at width (screen units).
void text_line(const PanelContext& ui, std::string_view text, const TextLook& look, float width);
void heading(const PanelContext& ui, std::string_view text);
void gap(const PanelContext& ui, double px);

// A row that can be clicked and reached with the keyboard, with room for own drawing. True when activated.
// hovered is set when the pointer is over it or it has the keyboard's focus.
// width: screen units; 0: all there is.
bool row_button(const PanelContext& ui, std::string_view id, float height, bool selected, bool& hovered, float width = 0);

// A fixed panel window without decoration.
bool begin_panel(const char* name, ImVec2 at, ImVec2 size, const PanelContext& ui, Colour background, ImVec2 padding,
                 ImGuiWindowFlags flags = 0);
void end_panel();
// Whether the ground of a panel fills all of a rectangle that `data` draw in: what is below need not be cleared.
[[nodiscard]] bool covered_by_ground(const ImDrawData& data, const PixelRect& rect);

}  // namespace choke
