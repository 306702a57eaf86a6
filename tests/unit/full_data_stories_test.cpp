// The stories that are built in, as they leave the program: every step can be shown as it is meant, and its picture has in it
// what the step speaks of.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>
#include <string>

#include "app/deck.h"
#include "app/figures.h"
#include "app/stories.h"
#include "views_tools.h"

using namespace choke;
using views_test::kFixed;
using views_test::state_of;

namespace {

LaidOutFigure laid_out(const DeckStep& step) {
    FigureRequest figure = step.figure;
    figure.width_px = 1280;
    figure.height_px = 720;
    Derived derived;
    Citations citations;
    auto out = lay_out_figure(step.state, derived, figure, kFixed, citations);
    REQUIRE(out.has_value());
    return std::move(*out);
}

// How far beyond a side of its clip a text or a card begins or ends, px; 0 for what is cut nowhere or wholly out of sight.
double cut_of(const Rect& box, const Rect& clip) {
    if (box.right() <= clip.x || box.x >= clip.right()) return 0;
    return std::max({0.0, clip.x - box.x, box.right() - clip.right()});
}

}  // namespace

TEST_CASE("every step of the built-in stories shows the event that it speaks of, and can be shown as it is meant", "[data][stories]") {
    const auto loaded = load_built_in();
    REQUIRE(loaded.has_value());
    const AppState state = state_of(*loaded);
    for (const StoryRef story : all_stories(state)) {
        for (size_t step = 0; step < step_count(state, story); ++step) {
            CAPTURE(story_id(state, story), step + 1);
            const StepScene scene = scene_of_step(state, story, step);
            CHECK(scene.problem.empty());
            AppState shown = state;
            apply_step(shown, scene);
            Derived derived;
            const EventId event = state.data->stories.steps[story.index][step].event;
            CHECK(derived.visible(shown).events.contains(event));
        }
    }
}

TEST_CASE("a timeline of a range has the step's event in sight, and cuts no words at its sides", "[data][stories]") {
    const auto loaded = load_built_in();
    REQUIRE(loaded.has_value());
    const AppState state = state_of(*loaded);
    size_t checked = 0;
    for (const std::string_view id : {"a100-to-blackwell", "on-off-limited", "v3-to-v4", "blackwell-allegation"}) {
        const Deck deck = deck_of_story(state, *find_story(state, id));
        for (const DeckStep& step : deck.steps) {
            if (step.figure.view != "timeline") continue;
            CAPTURE(id, step.number);
            const LaidOutFigure figure = laid_out(step);
            const Scene& scene = figure.scene;
            bool in_sight = false;
            for (const OrderRecord& record : scene.order()) {
                const Rect clip = scene.clips()[record.clip];
                if (record.kind == MarkKind::Text) {
                    const TextMark& mark = scene.texts()[record.index];
                    if (mark.pick.kind != static_cast<uint32_t>(PickKind::Event)) continue;
                    CAPTURE(scene.text(mark));
                    CHECK(cut_of(text_box(mark), clip) < 1);
                } else if (record.kind == MarkKind::Symbol) {
                    const SymbolMark& mark = scene.symbols()[record.index];
                    if (mark.pick.kind == static_cast<uint32_t>(PickKind::Event) && id_at<EventId>(mark.pick.index) == step.figure.cited.front())
                        in_sight |= mark.centre.x >= clip.x && mark.centre.x <= clip.right();
                }
            }
            CHECK(in_sight);
            ++checked;
        }
    }
    CHECK(checked > 30);
}

TEST_CASE("an event that is only known to lie before a day is in the range of that day, and in no earlier one", "[app][stories]") {
    const auto loaded = load_built_in();
    REQUIRE(loaded.has_value());
    const AppState state = state_of(*loaded);
    const EventId event = *state.data->find_event("2025-12-blackwell-rebuild-alleged");  // ../2025-12-10
    DeckStep step{.state = state, .figure = {}};
    const auto shows = [&](std::string_view from, std::string_view to) {
        step.figure.range = std::pair(parse_edtf(from)->earliest, parse_edtf(to)->latest);
        return laid_out(step).events.contains(event);
    };
    CHECK(shows("2025-11", "2026-01"));
    CHECK_FALSE(shows("2022-08", "2022-12"));
    CHECK_FALSE(shows("2026-01", "2026-03"));
}
