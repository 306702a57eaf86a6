// The table of commands: what menus, keys, the palette, the sheet of keys and scripts are made of. A command changes
// AppState between frames; nothing else in the program does, apart from apply() in state.h.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/derived.h"
#include "app/state.h"

namespace choke {

struct CommandContext {
    AppState& state;
    Derived& derived;
    std::string_view argument;  // "" when none is given
    // What the person did, for the undo menu: "exclude Nvidia". Left empty: the label of the command and the argument.
    std::string undo_words = {};
    int gesture = 0;  // when not 0, the step belongs to this gesture: what it does with this command is one step of undo
};

struct Command {
    std::string_view name;   // "view.zoom-to-selection": stable; scripts use it
    std::string_view label;  // "Zoom to selection"
    std::string_view menu;   // "View"; empty: in no menu
    std::string_view keys;   // "F", "Ctrl+Shift+P"; several with a space between; empty: none
    std::string_view argument;  // what the argument is: "EDTF date"; empty: takes none
    bool (*enabled)(const AppState& state);
    // An error message for the person; empty: done.
    std::string (*run)(CommandContext& context);
};

[[nodiscard]] std::span<const Command> commands();
[[nodiscard]] const Command* find_command(std::string_view name);

// Whether a menu or the palette has to ask for the argument before it can run the command.
[[nodiscard]] bool asks(const Command& command);

// Runs a command and keeps the undo list. Unknown name or refused argument: a message, which is also put up as a toast.
std::string run_command(AppState& state, Derived& derived, std::string_view name, std::string_view argument = {});

// "262 events loaded, 3 problems": what a load tells.
[[nodiscard]] std::string loaded_words(const AppState& state);

void add_toast(AppState& state, std::string text);

}  // namespace choke
