#include "ui/keys.h"

#include <algorithm>
#include <array>
#include <utility>

#include <GLFW/glfw3.h>

namespace choke {
namespace {

constexpr std::array<std::pair<std::string_view, int>, 19> kNamed{{
    {"Escape", GLFW_KEY_ESCAPE},
    {"Enter", GLFW_KEY_ENTER},
    {"Backspace", GLFW_KEY_BACKSPACE},
    {"Delete", GLFW_KEY_DELETE},
    {"Left", GLFW_KEY_LEFT},
    {"Right", GLFW_KEY_RIGHT},
    {"Up", GLFW_KEY_UP},
    {"Down", GLFW_KEY_DOWN},
    {"=", GLFW_KEY_EQUAL},
    {"+", GLFW_KEY_KP_ADD},
    {"-", GLFW_KEY_MINUS},
    {"F5", GLFW_KEY_F5},
    {"Tab", GLFW_KEY_TAB},
    {"F6", GLFW_KEY_F6},
    {"Home", GLFW_KEY_HOME},
    {"End", GLFW_KEY_END},
    {"PageUp", GLFW_KEY_PAGE_UP},
    {"PageDown", GLFW_KEY_PAGE_DOWN},
    {"Space", GLFW_KEY_SPACE},
}};

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix) || text.size() == prefix.size()) return false;
    text.remove_prefix(prefix.size());
    return true;
}

bool is_arrow_key(int key) {
    return key == GLFW_KEY_LEFT || key == GLFW_KEY_RIGHT || key == GLFW_KEY_UP || key == GLFW_KEY_DOWN;
}

}  // namespace

bool KeyChord::with_control() const { return (modifiers & (GLFW_MOD_CONTROL | GLFW_MOD_ALT)) != 0; }
bool KeyChord::is_function() const { return key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12; }
bool KeyChord::is_escape() const { return key == GLFW_KEY_ESCAPE; }
bool KeyChord::is_local() const { return is_arrow_key(key) || key == GLFW_KEY_ENTER; }

bool KeyChord::is_space() const { return key == GLFW_KEY_SPACE; }

bool parse_key(std::string_view text, KeyChord& out) {
    out = {};
    for (bool more = true; more;) {
        more = false;
        if (take(text, "Ctrl+")) out.modifiers |= GLFW_MOD_CONTROL, more = true;
        if (take(text, "Shift+")) out.modifiers |= GLFW_MOD_SHIFT, more = true;
        if (take(text, "Alt+")) out.modifiers |= GLFW_MOD_ALT, more = true;
    }
    for (const auto& [name, key] : kNamed) {
        if (name != text) continue;
        out.key = key;
        out.repeats = out.modifiers == 0 && (is_arrow_key(key) || key == GLFW_KEY_PAGE_UP || key == GLFW_KEY_PAGE_DOWN);
        return true;
    }
    if (text.size() != 1) return false;
    const char c = text[0];
    if (c >= 'A' && c <= 'Z') {
        out.key = GLFW_KEY_A + (c - 'A');
        out.repeats = out.modifiers == 0 && (c == 'W' || c == 'A' || c == 'S' || c == 'D');
        return true;
    }
    if (c >= '0' && c <= '9') {
        out.key = GLFW_KEY_0 + (c - '0');
        return true;
    }
    if (out.modifiers != 0) return false;
    out.character = static_cast<ImWchar>(c);
    return true;
}

size_t times_pressed(const KeyChord& key, std::span<const KeyPress> presses) {
    if (key.character != 0) {
        const ImGuiIO& io = ImGui::GetIO();
        return static_cast<size_t>(std::count(io.InputQueueCharacters.begin(), io.InputQueueCharacters.end(), key.character));
    }
    constexpr int kAsked = GLFW_MOD_SHIFT | GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER;  // not the locks
    return static_cast<size_t>(std::count_if(presses.begin(), presses.end(), [&](const KeyPress& press) {
        return press.key == key.key && (press.modifiers & kAsked) == key.modifiers && (!press.repeated || key.repeats);
    }));
}

std::string first_key(std::string_view keys) {
    return std::string(keys.substr(0, keys.find(' ')));
}

}  // namespace choke
