// The show: a story on the screen of a room, step by step. Its state is session.presenting, its place session.story; this is what
// moves both. The views of a step are live: whoever leads them elsewhere explores, and one key returns to the step. Nothing of
// the document changes: the look is put aside and put back. Knows neither keys of a window nor monitors, only their numbers.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/derived.h"
#include "app/state.h"
#include "app/stories.h"

namespace choke {

// The story and step of session.story; nothing when there is none, or it is gone. The step is below the number of steps, or 0.
struct ShownStep {
    StoryRef story;
    size_t step = 0;
    size_t count = 0;
};
[[nodiscard]] std::optional<ShownStep> shown_step(const AppState& state);

// Puts the look aside and shows the step. The story must have steps.
void begin_show(AppState& state, StoryRef story, size_t step);
// Puts back what was put aside; nothing when no show is on.
void end_show(AppState& state);
// Goes to a step, of the show or of the window; what was explored is left. step: past the end means the last one.
void go_to(AppState& state, StoryRef story, size_t step);
// The views have been led away from the step; nothing when no show is on.
void begin_excursion(AppState& state);

// Keys while a show is on: they come before those of the table of commands, and hold in both windows.
struct PresentKey {
    std::string_view keys;  // as in the table of commands
    std::string_view command;
    std::string_view argument;
    std::string_view label;  // for the sheet of keys
};
[[nodiscard]] std::span<const PresentKey> present_keys();

// Which monitor, from 0, the show and the window for who speaks go to. chosen: session.present_monitor; one that is not there
// counts as 0. presenter: absent with one monitor.
struct ShowPlaces {
    size_t show = 0;
    std::optional<size_t> presenter;
    friend bool operator==(const ShowPlaces&, const ShowPlaces&) = default;
};
[[nodiscard]] ShowPlaces show_places(size_t monitor_count, size_t window_monitor, size_t chosen);

// Steps that hold words of the text in headline, caption or notes: most and rarest words first, then in the order of the story.
// Without a word every step.
[[nodiscard]] std::vector<size_t> find_steps(const AppState& state, StoryRef story, std::string_view text);

// What the audience is owed: the sources of the events that are selected; without one how many stand behind what is shown.
[[nodiscard]] std::string source_line(const AppState& state, const Visible& visible);
// "known on 2 December 2024 · status ≥ reported · actor Nvidia", or what holds instead.
[[nodiscard]] std::string look_line(const AppState& state, const Visible& visible);

// To be called once a turn of the window, before commands.
void tick(Stopwatch& stopwatch, double now_s);
// "12:05", "1:02:05".
[[nodiscard]] std::string elapsed_words(double seconds);

}  // namespace choke
