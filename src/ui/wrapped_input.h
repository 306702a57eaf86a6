// A field for several lines whose long ones are broken at words, which Dear ImGui's own does not do.
#pragma once

#include <string>

#include <imgui.h>

namespace choke {

// True when the text was changed. The breaks are not part of the text. size: as for InputTextMultiline.
bool wrapped_input(const char* label, std::string& text, ImVec2 size);

// Breaks lines that are wider than width in the font that is pushed; unbroken() takes the breaks out again.
[[nodiscard]] std::string broken(const std::string& text, float width);
[[nodiscard]] std::string unbroken(std::string_view text);

}  // namespace choke
