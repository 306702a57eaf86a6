#include "ui/keys.h"

#include <array>
#include <utility>

namespace choke {
namespace {

constexpr std::array<std::pair<std::string_view, ImGuiKey>, 12> kNamed{{
    {"Escape", ImGuiKey_Escape},
    {"Enter", ImGuiKey_Enter},
    {"Backspace", ImGuiKey_Backspace},
    {"Left", ImGuiKey_LeftArrow},
    {"Right", ImGuiKey_RightArrow},
    {"Up", ImGuiKey_UpArrow},
    {"Down", ImGuiKey_DownArrow},
    {"=", ImGuiKey_Equal},
    {"+", ImGuiKey_KeypadAdd},
    {"-", ImGuiKey_Minus},
    {"F5", ImGuiKey_F5},
    {"Tab", ImGuiKey_Tab},
}};

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix) || text.size() == prefix.size()) return false;
    text.remove_prefix(prefix.size());
    return true;
}

}  // namespace

bool parse_key(std::string_view text, KeyChord& out) {
    out = {};
    int mods = 0;
    for (bool more = true; more;) {
        more = false;
        if (take(text, "Ctrl+")) mods |= ImGuiMod_Ctrl, more = true;
        if (take(text, "Shift+")) mods |= ImGuiMod_Shift, more = true;
        if (take(text, "Alt+")) mods |= ImGuiMod_Alt, more = true;
    }
    for (const auto& [name, key] : kNamed) {
        if (name != text) continue;
        out.chord = mods | key;
        out.repeats = mods == 0 && (key == ImGuiKey_LeftArrow || key == ImGuiKey_RightArrow || key == ImGuiKey_UpArrow ||
                                    key == ImGuiKey_DownArrow);
        return true;
    }
    if (text.size() != 1) return false;
    const char c = text[0];
    if (c >= 'A' && c <= 'Z') {
        out.chord = mods | (ImGuiKey_A + (c - 'A'));
        out.repeats = mods == 0 && (c == 'W' || c == 'A' || c == 'S' || c == 'D');
        return true;
    }
    if (c >= '0' && c <= '9') {
        out.chord = mods | (ImGuiKey_0 + (c - '0'));
        return true;
    }
    if (mods != 0) return false;
    out.character = static_cast<ImWchar>(c);
    out.repeats = c == '.' || c == ',';
    return true;
}

bool pressed(const KeyChord& key) {
    if (key.character != 0) {
        const ImGuiIO& io = ImGui::GetIO();
        for (const ImWchar c : io.InputQueueCharacters)
            if (c == key.character) return true;
        return false;
    }
    // IsKeyChordPressed asks for exactly these modifiers, so that Ctrl+Z does not fire on Ctrl+Shift+Z.
    if (!key.repeats) return ImGui::IsKeyChordPressed(key.chord);
    const auto plain = static_cast<ImGuiKey>(key.chord & ~ImGuiMod_Mask_);
    return ImGui::GetIO().KeyMods == (key.chord & ImGuiMod_Mask_) && ImGui::IsKeyPressed(plain, true);
}

std::string first_key(std::string_view keys) {
    return std::string(keys.substr(0, keys.find(' ')));
}

}  // namespace choke
