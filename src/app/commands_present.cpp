// The show as commands: app/presenting.h. They move it, and leave the document alone.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "app/commands_internal.h"
#include "app/presenting.h"
#include "app/stories.h"
#include "base/text.h"

namespace choke::command {
namespace {

constexpr size_t kMaxDigits = 4;
constexpr std::array kPresentScales{0.5, 0.6, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0};

std::optional<size_t> number_from(std::string_view text) {
    size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// What is on its way to the step, or to one beside it. A story that is gone ends the show.
std::string move_by(Context& context, int step) {
    AppState& state = context.state;
    const auto shown = shown_step(state);
    if (!shown || shown->count == 0) {
        end_show(state);
        return "The story of this show is gone.";
    }
    // At an end one comes back from where one was, and goes no further.
    const size_t at = step > 0 ? std::min(shown->step + 1, shown->count - 1) : step < 0 && shown->step > 0 ? shown->step - 1 : shown->step;
    go_to(state, shown->story, at);
    return {};
}

std::string jump_to(Context& context, size_t number) {
    const auto shown = shown_step(context.state);
    if (!shown) return move_by(context, 0);
    if (number < 1 || number > shown->count) return fmt::format("There is no step {}; the story has {}.", number, shown->count);
    go_to(context.state, shown->story, number - 1);
    return {};
}

std::string set_cover(Context& context, Cover cover) {
    Cover& now = context.state.session.presenting->cover;
    now = now == cover ? Cover::None : cover;
    return {};
}

}  // namespace

std::string start_show(Context& context) {
    AppState& state = context.state;
    if (state.session.presenting) return {};
    std::optional<StoryRef> story;
    size_t step = 0;
    if (!context.argument.empty()) {
        story = find_story(state, context.argument);
        if (!story) return fmt::format("There is no story '{}'.", displayable(context.argument));
    } else if (const auto shown = shown_step(state)) {
        story = shown->story;
        step = shown->step;
    } else if (const auto all = all_stories(state); !all.empty()) {
        story = all.front();
    }
    if (!story) return "There is no story to present; add what you see as the first step of one.";
    if (step_count(state, *story) == 0) return "The story has no step yet; add what you see as one.";
    begin_show(state, *story, step);
    state.session.show_presenter = state.session.show_presenter || state.session.monitor_count > 1;
    return {};
}

std::string leave_show(Context& context) {
    end_show(context.state);
    context.state.session.show_presenter = false;
    return {};
}

std::string show_next(Context& context) { return move_by(context, 1); }
std::string show_previous(Context& context) { return move_by(context, -1); }
std::string show_first(Context& context) { return jump_to(context, 1); }
std::string show_last(Context& context) {
    const auto shown = shown_step(context.state);
    return shown ? jump_to(context, shown->count) : move_by(context, 0);
}

// "5", "who-got-v4-first 5".
std::string show_jump(Context& context) {
    AppState& state = context.state;
    if (const auto number = number_from(context.argument)) return jump_to(context, *number);
    const size_t space = context.argument.rfind(' ');
    const auto number = space == std::string_view::npos ? std::nullopt : number_from(context.argument.substr(space + 1));
    const auto story = number ? find_story(state, context.argument.substr(0, space)) : std::nullopt;
    if (!story) return "Write the number of a step; before it the id of another story.";
    if (*number < 1 || *number > step_count(state, *story))
        return fmt::format("There is no step {}; the story has {}.", *number, step_count(state, *story));
    Presenting& now = *state.session.presenting;
    const StoryPlace before = *state.session.story;
    if (story_id(state, *story) != before.id && !now.came_from) now.came_from = before;
    if (now.came_from && now.came_from->id == story_id(state, *story)) now.came_from.reset();
    go_to(state, *story, *number - 1);
    return {};
}

std::string show_digit(Context& context) {
    if (context.argument.size() != 1 || context.argument[0] < '0' || context.argument[0] > '9') return "Write one digit.";
    std::string& number = context.state.session.presenting->number;
    if (number.size() < kMaxDigits && !(number.empty() && context.argument == "0")) number += context.argument;
    return {};
}

std::string show_enter(Context& context) {
    Presenting& now = *context.state.session.presenting;
    if (now.number.empty()) return show_return(context);
    const size_t number = *number_from(now.number);
    now.number.clear();
    return jump_to(context, number);
}

std::string show_return(Context& context) {
    // Where nothing was moved there is nothing to move back.
    Presenting& now = *context.state.session.presenting;
    now.cover = Cover::None;
    if (now.exploring) return move_by(context, 0);
    if (!now.came_from) return {};
    const StoryPlace back = *std::exchange(now.came_from, std::nullopt);
    if (const auto story = find_story(context.state, back.id)) go_to(context.state, *story, back.step);
    return {};
}

// What lies on top goes first, then the excursion, then the show.
std::string show_escape(Context& context) {
    Session& session = context.state.session;
    Presenting& now = *session.presenting;
    if (session.show_palette || session.show_keys || session.show_problems) {
        session.show_palette = session.show_keys = session.show_problems = false;
    } else if (!now.number.empty()) {
        now.number.clear();
    } else if (now.cover != Cover::None) {
        now.cover = Cover::None;
    } else if (now.exploring || now.came_from) {
        return show_return(context);
    } else {
        return leave_show(context);
    }
    return {};
}

std::string show_black(Context& context) { return set_cover(context, Cover::Black); }
std::string show_white(Context& context) { return set_cover(context, Cover::White); }
std::string show_spotlight(Context& context) {
    bool& spotlight = context.state.session.presenting->spotlight;
    spotlight = !spotlight;
    return {};
}

std::string set_monitor(Context& context) {
    Session& session = context.state.session;
    if (context.argument == "auto") {
        session.present_monitor = 0;
        return {};
    }
    const auto number = number_from(context.argument);
    if (!number || *number < 1) return "Write the number of a screen, from 1, or auto.";
    if (*number > session.monitor_count)
        return session.monitor_count == 1 ? std::string("There is only one screen.") : fmt::format("There are {} screens.", session.monitor_count);
    session.present_monitor = *number;
    return {};
}

std::string toggle_presenter(Context& context) {
    bool& shown = context.state.session.show_presenter;
    shown = !shown;
    return {};
}

std::string set_stopwatch(Context& context) {
    Stopwatch& stopwatch = context.state.session.stopwatch;
    if (context.argument.empty()) {
        stopwatch.running = !stopwatch.running;
    } else if (context.argument == "start") {
        stopwatch.running = true;
    } else if (context.argument == "pause") {
        stopwatch.running = false;
    } else if (context.argument == "reset") {
        stopwatch.elapsed_s = 0;
    } else {
        return "Write start, pause or reset.";
    }
    return {};
}

std::string larger_show(Context& context) {
    double& scale = context.state.session.present_scale;
    const auto at = std::upper_bound(kPresentScales.begin(), kPresentScales.end(), scale + 1e-6);
    if (at != kPresentScales.end()) scale = *at;
    return {};
}
std::string smaller_show(Context& context) {
    double& scale = context.state.session.present_scale;
    const auto at = std::lower_bound(kPresentScales.begin(), kPresentScales.end(), scale - 1e-6);
    if (at != kPresentScales.begin()) scale = *(at - 1);
    return {};
}

}  // namespace choke::command
