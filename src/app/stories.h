// A step of a story as a state to look at: what its view, filter, range and selection say, as document, selection and
// figure. The window, `render --story` and an export show the same.
#pragma once

#include <vector>

#include "app/figures.h"
#include "app/state.h"

namespace choke {

struct StepScene {
    Document document;              // filter and panes of the step
    std::vector<NodeRef> selected;  // its event, then what it marks besides
    FigureRequest figure;           // view, headline as title, caption as subtitle, range
};

// step: 0-based, below the number of steps.
[[nodiscard]] StepScene scene_of_step(const Dataset& data, StoryId story, size_t step);

// Puts the step in place of what is shown. The range becomes the timeline's camera when the window frames it.
void apply_step(AppState& state, StepScene step);

}  // namespace choke
