// Stories: those of the data (Dataset::stories, read only) and those of the document (KeptStory). Both are asked through the
// same functions, and one function turns a step of either into a state to look at. The window, the show, `render --story` and an
// export show the same.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/cameras.h"
#include "app/figures.h"
#include "app/state.h"

namespace choke {

// Which story: a number among the document's, or among those of the data.
struct StoryRef {
    bool in_document = false;
    size_t index = 0;
    friend bool operator==(const StoryRef&, const StoryRef&) = default;
};

// The document's first, then those of the data.
[[nodiscard]] std::vector<StoryRef> all_stories(const AppState& state);
// By id; where both have it, the document's.
[[nodiscard]] std::optional<StoryRef> find_story(const AppState& state, std::string_view id);

// Texts as they are written: displayable() is the caller's.
[[nodiscard]] std::string_view story_id(const AppState& state, StoryRef story);
[[nodiscard]] std::string_view story_title(const AppState& state, StoryRef story);
[[nodiscard]] std::string_view story_question(const AppState& state, StoryRef story);
[[nodiscard]] std::string_view story_summary(const AppState& state, StoryRef story);
[[nodiscard]] size_t step_count(const AppState& state, StoryRef story);

struct StepWords {
    std::string_view headline;  // of the data, without one of its own: the title of the event
    std::string_view caption;
    std::string_view notes;     // only the document's have some
    bool internal = false;      // likewise
};
// step: 0-based, below the number of steps.
[[nodiscard]] StepWords step_words(const AppState& state, StoryRef story, size_t step);

// A step as a state to look at. What a step of the data leaves out (day, status floor, parameters of views) is as in `state`.
struct StepScene {
    Look look;
    Cameras cameras;
    std::string active_view;
    std::vector<NodeRef> selected;
    FigureRequest figure;     // view, headline as title, caption as subtitle, range, what is cited
    std::string problem;      // what cannot be shown as it was meant, one or more sentences; empty: all is well
    bool has_picture = true;  // false: filter or day cannot be understood, and the views would show something else
};
[[nodiscard]] StepScene scene_of_step(const AppState& state, StoryRef story, size_t step);

// Puts the step in place of what is shown. Views that stay on the screen move their cameras, the others jump.
void apply_step(AppState& state, const StepScene& step);

// What is on the screen, as a step without words. The events that are selected become what it speaks of.
[[nodiscard]] KeptStep step_of_screen(const AppState& state, Derived& derived);

// A story of the data as one of the document: "Copy of …". Its steps have the day, floor and parameters that are set now.
[[nodiscard]] KeptStory copy_of_story(const AppState& state, StoryRef story);

// A text of several lines as commands take it, on one: a line break is "\\n", a backslash "\\\\"; and the opposite.
[[nodiscard]] std::string on_one_line(std::string_view text);
[[nodiscard]] std::string from_one_line(std::string_view text);

// Not yet the id of any story: "what-was-known", "what-was-known-2".
[[nodiscard]] std::string unused_story_id(const AppState& state, std::string_view title);
// Not yet the id of a step: "s1", "s2", …
[[nodiscard]] std::string unused_step_id(const KeptStory& story);

}  // namespace choke
