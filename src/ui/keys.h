// Keys of the command table -> Dear ImGui's key chords.
#pragma once

#include <string>
#include <string_view>

#include <imgui.h>

namespace choke {

// "Ctrl+Shift+P" -> chord; single characters that a keyboard layout may put anywhere ("/", "?", ".", ",") are asked for by
// the character typed. Returns false for an unknown key name.
struct KeyChord {
    ImGuiKeyChord chord = 0;
    ImWchar character = 0;  // when not 0, this instead of the chord
    bool repeats = false;   // moving and zooming go on while the key is held
};
[[nodiscard]] bool parse_key(std::string_view text, KeyChord& out);
[[nodiscard]] bool pressed(const KeyChord& key);
// The first of the keys of a command, for menus; empty when it has none.
[[nodiscard]] std::string first_key(std::string_view keys);

}  // namespace choke
