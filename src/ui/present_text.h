// Text of a show: cut to the room it has, at a word, with an ellipsis.
#pragma once

#include <string>
#include <string_view>

#include <imgui.h>

#include "ui/panels.h"

namespace choke {

struct FittedLook {
    double em = kTypeBody;  // screen units
    FontWeight weight = FontWeight::Regular;
    Colour colour;
    int lines = 1;
};

// Safe to show, with its line breaks.
[[nodiscard]] std::string displayable_lines(std::string_view text);

// The longest beginning of the text that fits, with an ellipsis where something is left out. Uses the font that is pushed.
[[nodiscard]] std::string fitted(const std::string& text, float width, int lines);

// Draws it and gives back the height, screen units.
float draw_fitted(const PanelContext& ui, ImDrawList& list, ImVec2 at, float width, const std::string& text, const FittedLook& look);

}  // namespace choke
