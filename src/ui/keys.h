// Keys of the command table -> key presses of the window.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <imgui.h>

#include "platform/window.h"

namespace choke {

// "Ctrl+Shift+P" -> key and modifiers; single characters that a keyboard layout may put anywhere ("/", "?", ".", ",") are
// asked for by the character typed.
struct KeyChord {
    int key = 0;             // GLFW_KEY_…
    int modifiers = 0;       // GLFW_MOD_…
    ImWchar character = 0;   // when not 0, this instead of the key
    bool repeats = false;    // moving and zooming go on while the key is held
    [[nodiscard]] bool with_control() const;  // Ctrl or Alt is held: works while a text is edited
    [[nodiscard]] bool is_function() const;      // F1 … F12: likewise
    [[nodiscard]] bool is_escape() const;
    // Arrows and Enter: they belong to the panel that has the keyboard.
    [[nodiscard]] bool is_local() const;
    [[nodiscard]] bool is_space() const;
};
// False for an unknown key name.
[[nodiscard]] bool parse_key(std::string_view text, KeyChord& out);
// How often: a quick hand presses twice within one picture. Exactly these modifiers: Ctrl+Z does not fire on Ctrl+Shift+Z.
[[nodiscard]] size_t times_pressed(const KeyChord& key, std::span<const KeyPress> presses);
// The first of the keys of a command, for menus; empty when it has none.
[[nodiscard]] std::string first_key(std::string_view keys);

}  // namespace choke
