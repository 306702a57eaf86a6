#include "app/stories.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace choke {

StepScene scene_of_step(const Dataset& data, StoryId story, size_t step) {
    const auto steps = data.stories.steps[index(story)];
    CHOKE_ASSERT(step < steps.size());
    const StoryStep& now = steps[step];
    StepScene scene;
    scene.document.filter = data.text(now.filter);
    scene.selected.push_back({NodeKind::Event, static_cast<uint32_t>(now.event)});
    for (uint32_t i = now.selected.begin; i < now.selected.end; ++i) {
        const NodeRef node = data.stories.selected[i];
        if (std::find(scene.selected.begin(), scene.selected.end(), node) == scene.selected.end())
            scene.selected.push_back(node);
    }
    if (!now.view.empty()) scene.figure.view = data.text(now.view);
    scene.document.panes = {scene.figure.view};
    scene.figure.title = data.text(now.headline);
    scene.figure.subtitle = data.text(now.caption);
    scene.figure.cited = {now.event};
    if (now.range && now.range->begin == EndKind::Known && now.range->end == EndKind::Known)
        scene.figure.range = std::pair(now.range->earliest, now.range->latest);
    return scene;
}

void apply_step(AppState& state, StepScene step) {
    state.document.filter = std::move(step.document.filter);
    state.document.compare.reset();  // a step says all that is shown
    state.document.panes = std::move(step.document.panes);
    select(state, std::move(step.selected));
}

}  // namespace choke
