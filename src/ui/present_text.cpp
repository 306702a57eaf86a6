#include "ui/present_text.h"

#include <algorithm>

#include "base/text.h"
#include "ui/widgets.h"

namespace choke {
namespace {

constexpr size_t kMost_bytes = 4000;  // more than any screen holds: the rest need not be measured

bool fits(const std::string& text, float width, int lines) {
    const float room = ImGui::GetTextLineHeight() * (static_cast<float>(lines) + 0.5F);
    const ImVec2 size = ImGui::CalcTextSize(text.c_str(), nullptr, false, width);
    return size.y <= room;
}

// Back to a whole code point, and to the end of a word where one is near.
size_t cut_at(const std::string& text, size_t end) {
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    const size_t space = text.find_last_of(" \n", end);
    return space != std::string::npos && end - space < 24 && space > 0 ? space : end;
}

}  // namespace

std::string displayable_lines(std::string_view text) {
    std::string out;
    while (true) {
        const size_t end = std::min(text.find('\n'), text.size());
        out += displayable(text.substr(0, end));
        if (end == text.size()) return out;
        out += '\n';
        text.remove_prefix(end + 1);
    }
}

std::string fitted(const std::string& text, float width, int lines) {
    if (text.size() <= kMost_bytes && fits(text, width, lines)) return text;
    size_t low = 0;
    size_t high = std::min(text.size(), kMost_bytes);
    while (low < high) {
        const size_t middle = (low + high + 1) / 2;
        if (fits(text.substr(0, cut_at(text, middle)) + "…", width, lines)) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    std::string out = text.substr(0, cut_at(text, low));
    while (!out.empty() && (out.back() == ' ' || out.back() == '\n' || out.back() == ',' || out.back() == ';')) out.pop_back();
    return out + "…";
}

float draw_fitted(const PanelContext& ui, ImDrawList& list, ImVec2 at, float width, const std::string& text, const FittedLook& look) {
    if (text.empty() || width <= 0) return 0;
    ui.fonts.push(look.weight, look.em);
    const std::string shown = fitted(text, width, look.lines);
    list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), at, packed(look.colour), shown.c_str(), nullptr, width);
    const float height = ImGui::CalcTextSize(shown.c_str(), nullptr, false, width).y;
    ImGui::PopFont();
    return height;
}

}  // namespace choke
