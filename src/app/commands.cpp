#include "app/commands.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/cameras.h"
#include "app/commands_internal.h"
#include "app/presenting.h"
#include "app/script.h"
#include "base/text.h"

namespace choke {

std::string command::lower_first(std::string_view label) {
    std::string out(label);
    if (out.size() > 1 && out[0] >= 'A' && out[0] <= 'Z' && !(out[1] >= 'A' && out[1] <= 'Z'))
        out[0] = static_cast<char>(out[0] - 'A' + 'a');
    return out;
}

const Command* find_command(std::string_view name) {
    for (const Command& command : commands())
        if (command.name == name) return &command;
    return nullptr;
}

bool asks(const Command& command) {
    constexpr std::array<std::string_view, 39> kAsking{
        "file.open",       "file.open-document", "file.save-as",      "file.export-figure", "file.open-link-text", "view.save-named",
        "view.show-named", "view.rename-named",  "view.delete-named", "script.stop",        "script.run",          "story.new",
        "story.set-title", "story.set-question", "story.set-summary", "story.show",         "present.monitor",
        "story.set-headline", "story.set-caption", "story.set-notes", "story.step",         "story.move-step",
        "timeline.compare", "map.compare-since", "file.export-public",
        "annotate.text",   "annotate.arrow",    "annotate.bracket",  "annotate.highlight", "annotate.edit",     "annotate.move",
        "annotate.layer",  "layer.new",         "layer.use",         "layer.public",       "layer.internal",    "layer.show",
        "layer.hide",      "layer.delete"};
    return std::find(kAsking.begin(), kAsking.end(), command.name) != kAsking.end();
}

std::string loaded_words(const AppState& state) {
    const size_t problems = state.problems.error_count() + state.problems.warning_count();
    return fmt::format("{} events loaded{}", state.data->events.size(), problems == 0 ? "" : fmt::format(", {} problems", problems));
}

void add_toast(AppState& state, std::string text) {
    if (!state.session.toasts.empty() && state.session.toasts.back().text == text) state.session.toasts.pop_back();
    state.session.toasts.push_back({std::move(text), 0});
    if (state.session.toasts.size() > 4) state.session.toasts.erase(state.session.toasts.begin());
}

std::string run_command(AppState& state, Derived& derived, std::string_view name, std::string_view argument) {
    const Command* command = find_command(name);
    if (command == nullptr) {
        std::vector<std::string_view> names;
        for (const Command& row : commands()) names.push_back(row.name);
        const std::string_view near = nearest(name, names);
        return fmt::format("There is no command '{}'{}", name,
                           near.empty() ? std::string(".") : fmt::format("; did you mean '{}'?", near));
    }
    if (!command->enabled(state)) return fmt::format("{}: nothing to do now.", command->label);
    const BeforeCommand before = before_command(state);
    const bool was_presenting = state.session.presenting.has_value();
    // What a command does through apply() is recorded here, by the command's name, or not at all.
    const bool is_script = name.starts_with("script.");
    std::optional<std::vector<std::string>> recording;
    if (!is_script) recording = std::exchange(state.session.recording, std::nullopt);
    CommandContext context{state, derived, argument};
    std::string message = command->run(context);
    // A filter that is not understood leaves the one before it in force: that has to be looked at before it is gone, whether a
    // window draws or not.
    if (state.document.filter != before.document.filter) static_cast<void>(derived.visible(state));
    // What leads away from the step of a show; its own commands lead to one.
    const bool is_telling = name.starts_with("present.") || name.starts_with("story.");
    if (state.session.presenting && !is_telling && state.data == before.data &&
        !(state.document.look() == before.document.look() && state.session.selected == before.selected && resting_cameras(state) == before.cameras))
        begin_excursion(state);
    // A script keeps the undo list line by line; other data begin a new one.
    const bool is_history = name == "edit.undo" || name == "edit.redo" || is_script || state.data != before.data ||
                            (was_presenting && !state.session.presenting);  // what was put aside is back
    if (!is_history) {
        std::string words = std::move(context.undo_words);
        if (words.empty()) {
            words = command::lower_first(command->label);
            if (!argument.empty()) words += fmt::format(": {}", argument);
        }
        const int outer = state.session.gesture;
        if (context.gesture != 0) state.session.gesture = context.gesture;
        note_undo(state, before.document, std::move(words));
        state.session.gesture = outer;
    }
    if (!is_script) {
        if (resting_cameras(state) == before.cameras) note_rest(state);
        state.session.recording = std::move(recording);
        record_command(state, derived, name, argument, message.empty(), before);
    }
    if (!message.empty()) add_toast(state, message);
    return message;
}

}  // namespace choke
