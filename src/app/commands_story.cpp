// Stories of the document: made, changed, gone through. A story of the data is copied into the document by the first change.
#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/commands_internal.h"
#include "app/document_file.h"
#include "app/presenting.h"
#include "app/stories.h"
#include "base/text.h"

namespace choke::command {
namespace {

constexpr size_t kMaxLine = 300;       // code points of a title or headline
constexpr size_t kMaxText = 100'000;   // of a caption or of notes
constexpr std::string_view kGone = "There is no story to work on; show one, or make a new one.";

std::optional<size_t> number_from(std::string_view text) {
    size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// Empty when it can stand there.
std::string wrong_line(std::string_view text, std::string_view what) {
    if (first_invalid_utf8(text) != std::string_view::npos || displayable(text) != text) return fmt::format("{} has to be one line of plain text.", what);
    if (code_point_count(text) > kMaxLine) return fmt::format("{} is longer than {} letters.", what, kMaxLine);
    return {};
}
std::string wrong_text(std::string_view text) {
    if (first_invalid_utf8(text) != std::string_view::npos) return "The text is no UTF-8.";
    if (code_point_count(text) > kMaxText) return fmt::format("The text is longer than {} letters.", kMaxText);
    return {};
}
bool is_blank(std::string_view text) { return text.find_first_not_of(" \t") == std::string_view::npos; }

std::string no_such_story(const AppState& state, std::string_view id) {
    std::vector<std::string_view> ids;
    for (const StoryRef story : all_stories(state)) ids.push_back(story_id(state, story));
    const std::string_view near = nearest(id, ids);
    return fmt::format("There is no story '{}'{}", displayable(id), near.empty() ? std::string(".") : fmt::format("; did you mean '{}'?", near));
}

std::vector<KeptStory>& stories_of(Context& context) { return context.state.document.stories.edit(); }

KeptStory* find_kept(Context& context, std::string_view id) {
    auto& stories = stories_of(context);
    const auto at = std::find_if(stories.begin(), stories.end(), [&](const KeptStory& story) { return story.id == id; });
    return at == stories.end() ? nullptr : &*at;
}

KeptStory& copy_into_document(Context& context, StoryRef story) {
    AppState& state = context.state;
    KeptStory copy = copy_of_story(state, story);
    const size_t step = state.session.story && state.session.story->id == story_id(state, story) ? state.session.story->step : 0;
    state.session.story = StoryPlace{copy.id, step};
    add_toast(state, fmt::format("The story is now in the document: {}", copy.title));
    stories_of(context).push_back(std::move(copy));
    return stories_of(context).back();
}

// The story that is shown, as one that can be changed; null when there is none.
KeptStory* story_to_edit(Context& context) {
    const auto shown = shown_step(context.state);
    if (!shown) return nullptr;
    if (!shown->story.in_document) return &copy_into_document(context, shown->story);
    return &stories_of(context)[shown->story.index];
}

struct StepToEdit {
    KeptStory* story = nullptr;
    size_t step = 0;
    [[nodiscard]] KeptStep& get() const { return story->steps[step]; }
};
std::optional<StepToEdit> step_to_edit(Context& context) {
    const auto shown = shown_step(context.state);
    if (!shown || shown->count == 0) return std::nullopt;
    return StepToEdit{story_to_edit(context), shown->step};
}

constexpr std::string_view kNoStep = "The story has no step yet; add what you see as one.";

std::string say_no_step(const Context& context) { return std::string(shown_step(context.state) ? kNoStep : kGone); }

// Goes there, and says what cannot be shown.
std::string go(Context& context, StoryRef story, size_t step) {
    AppState& state = context.state;
    go_to(state, story, step);
    context.undo_words = fmt::format("step {} of {}", state.session.story->step + 1, displayable(story_title(state, story)));
    if (step_count(state, story) > 0 && !state.session.presenting) {
        const StepScene scene = scene_of_step(state, story, state.session.story->step);
        if (!scene.problem.empty()) add_toast(state, scene.problem);
    }
    return {};
}

}  // namespace

// --- stories ---

std::string new_story(Context& context) {
    if (is_blank(context.argument)) return "A story needs a title.";
    if (std::string problem = wrong_line(context.argument, "The title"); !problem.empty()) return problem;
    KeptStory story;
    story.title = context.argument;
    story.id = unused_story_id(context.state, story.title);
    context.state.session.story = StoryPlace{story.id, 0};
    context.state.session.left_panel = LeftPanel::Stories;
    stories_of(context).push_back(std::move(story));
    return {};
}

std::string put_story(Context& context) {
    auto read = story_from_text({"story", context.argument}, *context.state.data);
    if (!read) return to_string(read.error());
    context.undo_words = fmt::format("put the story {}", displayable(read->title));
    if (KeptStory* there = find_kept(context, read->id)) {
        *there = std::move(*read);
    } else {
        stories_of(context).push_back(std::move(*read));
    }
    return {};
}

std::string edit_story(Context& context) {
    AppState& state = context.state;
    const auto shown = shown_step(state);
    const auto story = context.argument.empty() ? (shown ? std::optional(shown->story) : std::nullopt) : find_story(state, context.argument);
    if (!story) return context.argument.empty() ? std::string(kGone) : no_such_story(state, context.argument);
    copy_into_document(context, *story);
    context.undo_words = "copy a story";
    state.session.left_panel = LeftPanel::Stories;
    return {};
}

std::string delete_story(Context& context) {
    AppState& state = context.state;
    const std::string id(!context.argument.empty() ? std::string(context.argument) : state.session.story ? state.session.story->id : std::string());
    const KeptStory* found = find_kept(context, id);
    if (found == nullptr) {
        if (find_story(state, id)) return "The stories of the data stay; only those of the document can be deleted.";
        return id.empty() ? std::string(kGone) : no_such_story(state, id);
    }
    context.undo_words = fmt::format("delete the story {}", found->title);
    if (state.session.story && state.session.story->id == id) state.session.story.reset();
    auto& stories = stories_of(context);
    stories.erase(stories.begin() + (found - stories.data()));
    return {};
}

std::string set_story_title(Context& context) {
    if (is_blank(context.argument)) return "A story needs a title.";
    if (std::string problem = wrong_line(context.argument, "The title"); !problem.empty()) return problem;
    KeptStory* story = story_to_edit(context);
    if (story == nullptr) return std::string(kGone);
    story->title = context.argument;
    context.undo_words = "title of the story";
    return {};
}

std::string set_story_question(Context& context) {
    if (std::string problem = wrong_line(context.argument, "The question"); !problem.empty()) return problem;
    KeptStory* story = story_to_edit(context);
    if (story == nullptr) return std::string(kGone);
    story->question = context.argument;
    context.undo_words = "question of the story";
    return {};
}

std::string set_story_summary(Context& context) {
    if (std::string problem = wrong_text(context.argument); !problem.empty()) return problem;
    KeptStory* story = story_to_edit(context);
    if (story == nullptr) return std::string(kGone);
    story->summary = from_one_line(context.argument);
    context.undo_words = "summary of the story";
    return {};
}

// --- steps ---

std::string add_step(Context& context) {
    AppState& state = context.state;
    if (std::string problem = wrong_line(context.argument, "The headline"); !problem.empty()) return problem;
    if (!shown_step(state)) {
        KeptStory story;
        story.title = "My story";
        story.id = unused_story_id(state, story.title);
        state.session.story = StoryPlace{story.id, 0};
        stories_of(context).push_back(std::move(story));
    }
    const auto shown = shown_step(state);
    KeptStory& story = *story_to_edit(context);
    KeptStep step = step_of_screen(state, context.derived);
    step.id = unused_step_id(story);
    step.headline = context.argument;
    if (step.headline.empty() && !step.selected.empty() && step.selected.front().kind == NodeKind::Event)
        step.headline = displayable(state.data->node_label(step.selected.front()));
    const size_t at = shown->count == 0 ? 0 : shown->step + 1;
    story.steps.insert(story.steps.begin() + static_cast<std::ptrdiff_t>(at), std::move(step));
    state.session.story->step = at;
    state.session.left_panel = LeftPanel::Stories;
    context.undo_words = fmt::format("add step {} to {}", at + 1, story.title);
    add_toast(state, fmt::format("Step {} of “{}”", at + 1, story.title));
    return {};
}

std::string update_step(Context& context) {
    const auto step = step_to_edit(context);
    if (!step) return say_no_step(context);
    KeptStep seen = step_of_screen(context.state, context.derived);
    KeptStep& kept = step->get();
    seen.id = kept.id;
    seen.headline = std::move(kept.headline);
    seen.caption = std::move(kept.caption);
    seen.notes = std::move(kept.notes);
    seen.internal = kept.internal;
    kept = std::move(seen);
    context.undo_words = fmt::format("step {} takes what I see", step->step + 1);
    add_toast(context.state, fmt::format("Step {} shows this now", step->step + 1));
    return {};
}

std::string duplicate_step(Context& context) {
    const auto step = step_to_edit(context);
    if (!step) return say_no_step(context);
    KeptStep copy = step->get();
    copy.id = unused_step_id(*step->story);
    step->story->steps.insert(step->story->steps.begin() + static_cast<std::ptrdiff_t>(step->step) + 1, std::move(copy));
    context.state.session.story->step = step->step + 1;
    context.undo_words = fmt::format("duplicate step {}", step->step + 1);
    return {};
}

std::string delete_step(Context& context) {
    const auto step = step_to_edit(context);
    if (!step) return say_no_step(context);
    auto& steps = step->story->steps;
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(step->step));
    context.state.session.story->step = steps.empty() ? 0 : std::min(step->step, steps.size() - 1);
    context.undo_words = fmt::format("delete step {}", step->step + 1);
    return {};
}

// "up", "2 down", "to 5", "2 to 5".
std::string move_step(Context& context) {
    const auto shown = shown_step(context.state);
    if (!shown || shown->count == 0) return say_no_step(context);
    std::string_view words = context.argument;
    size_t from = shown->step;
    if (const size_t space = words.find(' '); space != std::string_view::npos && number_from(words.substr(0, space))) {
        const size_t number = *number_from(words.substr(0, space));
        if (number < 1 || number > shown->count) return fmt::format("There is no step {}; the story has {}.", number, shown->count);
        from = number - 1;
        words.remove_prefix(space + 1);
    }
    size_t to = from;
    if (words == "up") {
        if (from == 0) return "It is the first step already.";
        to = from - 1;
    } else if (words == "down") {
        if (from + 1 == shown->count) return "It is the last step already.";
        to = from + 1;
    } else if (const auto number = words.starts_with("to ") ? number_from(words.substr(3)) : std::nullopt) {
        if (*number < 1 || *number > shown->count) return fmt::format("There is no place {}; the story has {} steps.", *number, shown->count);
        to = *number - 1;
    } else {
        return "Write up, down or to and a number; before it the number of a step.";
    }
    if (from == to) return {};
    auto& steps = story_to_edit(context)->steps;
    KeptStep step = std::move(steps[from]);
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(from));
    steps.insert(steps.begin() + static_cast<std::ptrdiff_t>(to), std::move(step));
    // The step that is shown stays the one that is shown.
    size_t& place = context.state.session.story->step;
    place = shown->step;
    if (place == from) {
        place = to;
    } else if (from < place && place <= to) {
        --place;
    } else if (to <= place && place < from) {
        ++place;
    }
    context.undo_words = fmt::format("move step {} to {}", from + 1, to + 1);
    return {};
}

std::string set_headline(Context& context) {
    if (std::string problem = wrong_line(context.argument, "The headline"); !problem.empty()) return problem;
    const auto step = step_to_edit(context);
    if (!step) return say_no_step(context);
    step->get().headline = context.argument;
    context.undo_words = fmt::format("headline of step {}", step->step + 1);
    return {};
}

std::string set_caption(Context& context) {
    if (std::string problem = wrong_text(context.argument); !problem.empty()) return problem;
    const auto step = step_to_edit(context);
    if (!step) return say_no_step(context);
    step->get().caption = from_one_line(context.argument);
    context.undo_words = fmt::format("caption of step {}", step->step + 1);
    return {};
}

std::string set_notes(Context& context) {
    if (std::string problem = wrong_text(context.argument); !problem.empty()) return problem;
    const auto step = step_to_edit(context);
    if (!step) return say_no_step(context);
    step->get().notes = from_one_line(context.argument);
    context.undo_words = fmt::format("notes of step {}", step->step + 1);
    return {};
}

std::string toggle_internal(Context& context) {
    const std::string_view words = context.argument;
    if (!words.empty() && words != "yes" && words != "no") return "Write yes or no.";
    const auto step = step_to_edit(context);
    if (!step) return say_no_step(context);
    bool& internal = step->get().internal;
    internal = words.empty() ? !internal : words == "yes";
    context.undo_words = fmt::format("step {} is {}", step->step + 1, internal ? "internal" : "public");
    return {};
}

// --- going through ---

std::string show_story(Context& context) {
    AppState& state = context.state;
    const std::string_view argument = context.argument;
    if (argument.empty()) return "Say which story.";
    if (const auto story = find_story(state, argument)) return go(context, *story, 0);
    const size_t space = argument.rfind(' ');
    const auto number = space == std::string_view::npos ? std::nullopt : number_from(argument.substr(space + 1));
    const auto story = number ? find_story(state, argument.substr(0, space)) : std::nullopt;
    if (!story) return no_such_story(state, argument);
    if (*number < 1 || *number > step_count(state, *story))
        return fmt::format("There is no step {}; the story has {}.", *number, step_count(state, *story));
    return go(context, *story, *number - 1);
}

std::string go_to_step(Context& context) {
    const auto shown = shown_step(context.state);
    if (!shown) return std::string(kGone);
    const auto number = number_from(context.argument);
    if (!number || *number < 1 || *number > shown->count)
        return fmt::format("There is no step '{}'; the story has {}.", displayable(context.argument), shown->count);
    return go(context, shown->story, *number - 1);
}

std::string next_step(Context& context) {
    const auto shown = shown_step(context.state);
    if (!shown) return std::string(kGone);
    if (shown->step + 1 >= shown->count) return shown->count == 0 ? std::string(kNoStep) : "This is the last step.";
    return go(context, shown->story, shown->step + 1);
}

std::string previous_step(Context& context) {
    const auto shown = shown_step(context.state);
    if (!shown) return std::string(kGone);
    if (shown->step == 0) return shown->count == 0 ? std::string(kNoStep) : "This is the first step.";
    return go(context, shown->story, shown->step - 1);
}

std::string toggle_stories(Context& context) {
    Session& session = context.state.session;
    const bool shown = session.show_facets && session.left_panel == LeftPanel::Stories;
    session.left_panel = shown ? LeftPanel::Facets : LeftPanel::Stories;
    session.show_facets = true;
    return {};
}

}  // namespace choke::command
