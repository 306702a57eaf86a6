#include "ui/wrapped_input.h"

#include <algorithm>

#include <imgui_stdlib.h>

namespace choke {
namespace {

// What stands for the space at which a line is broken: a no-break space and a line break, which nobody types.
constexpr std::string_view kBreak = "\xC2\xA0\n";
constexpr float kScrollBar_em = 1.2F;  // kept free at the right border

// Where a place of the plain text is in the broken one.
size_t place_in_broken(std::string_view text, size_t plain) {
    size_t at = 0;
    for (size_t i = 0; i < plain && at < text.size(); ++i) at += text.substr(at).starts_with(kBreak) ? kBreak.size() : 1;
    return at;
}

int break_again(ImGuiInputTextCallbackData* data) {
    const float width = *static_cast<const float*>(data->UserData);
    const std::string_view text(data->Buf, static_cast<size_t>(data->BufTextLen));
    auto cursor = static_cast<size_t>(data->CursorPos);
    // Between the two halves of a break is before it.
    for (size_t back = 1; back < kBreak.size() && back <= cursor; ++back)
        if (text.substr(cursor - back).starts_with(kBreak)) cursor -= back;
    const size_t plain_cursor = unbroken(text.substr(0, cursor)).size();
    const std::string again = broken(unbroken(text), width);
    if (again == text) return 0;
    data->DeleteChars(0, data->BufTextLen);
    data->InsertChars(0, again.data(), again.data() + again.size());
    data->CursorPos = data->SelectionStart = data->SelectionEnd = static_cast<int>(place_in_broken(again, plain_cursor));
    return 0;
}

}  // namespace

std::string broken(const std::string& text, float width) {
    std::string out;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        const char* const line_end = std::find(at, end, '\n');
        const char* stop = at;
        // A word that is wider than the field stays whole.
        if (line_end > at) stop = ImGui::GetFont()->CalcWordWrapPosition(ImGui::GetFontSize(), at, line_end, width);
        const char* space = stop;
        while (space > at && *space != ' ') --space;
        if (stop < line_end && space == at) space = std::find(stop, line_end, ' ');
        if (stop >= line_end || space >= line_end) {
            out.append(at, line_end);
            if (line_end < end) out += '\n';
            at = line_end < end ? line_end + 1 : end;
        } else {
            out.append(at, space);
            out += kBreak;
            at = space + 1;
        }
    }
    return out;
}

std::string unbroken(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const bool is_break = text.starts_with(kBreak);
        out += is_break ? ' ' : text.front();
        text.remove_prefix(is_break ? kBreak.size() : 1);
    }
    return out;
}

bool wrapped_input(const char* label, std::string& text, ImVec2 size) {
    const float whole = size.x > 0 ? size.x : ImGui::GetContentRegionAvail().x;
    float width = std::max(ImGui::GetFontSize() * 4, whole - 2 * ImGui::GetStyle().FramePadding.x - ImGui::GetFontSize() * kScrollBar_em);
    std::string shown = broken(text, width);
    const bool changed = ImGui::InputTextMultiline(label, &shown, size, ImGuiInputTextFlags_CallbackEdit | ImGuiInputTextFlags_NoHorizontalScroll, break_again, &width);
    if (changed) text = unbroken(shown);
    return changed;
}

}  // namespace choke
