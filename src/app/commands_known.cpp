// What was known on a day, and how firm it has to be: the two scales that act on every view.
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "app/commands_internal.h"
#include "app/playback.h"
#include "time/civil.h"

namespace choke::command {
namespace {

// From nothing to everything that is established. In the order of firmness.
constexpr std::array kFloors{Status::Forecast, Status::Alleged, Status::Assessed, Status::Reported, Status::Established};

std::string set_floor(Context& context, std::optional<Status> floor) {
    context.state.document.status_floor = floor;
    context.undo_words = floor ? fmt::format("status at least {}", word(*floor)) : "show every status";
    return {};
}

// 0: no floor; i: kFloors[i - 1].
size_t floor_step(const AppState& state) {
    if (!state.document.status_floor) return 0;
    for (size_t i = 0; i < kFloors.size(); ++i)
        if (kFloors[i] == *state.document.status_floor) return i + 1;
    return 0;
}

}  // namespace

std::string set_known_on(Context& context) {
    const auto parsed = parse_known_on(context.argument);
    if (!parsed) return parsed.error();
    context.state.document.known_on = context.argument;
    context.undo_words = context.argument.empty() ? "everything known" : fmt::format("known on {}", context.argument);
    return {};
}

std::string clear_known_on(Context& context) {
    context.state.document.known_on.clear();
    context.state.session.playback.running = false;
    return {};
}

std::string known_step_forward(Context& context) {
    step_known_on(context.state, 1);
    context.undo_words = fmt::format("known on {}", context.state.document.known_on);
    return {};
}

std::string known_step_back(Context& context) {
    step_known_on(context.state, -1);
    context.undo_words = fmt::format("known on {}", context.state.document.known_on);
    return {};
}

std::string known_play(Context& context) {
    toggle_playback(context.state);
    context.gesture = context.state.session.playback.gesture;
    context.undo_words = fmt::format("known on {}", context.state.document.known_on);
    return {};
}

std::string known_set_step(Context& context) {
    const auto step = known_step_from(context.argument);
    if (!step) return "The step is 'day', 'week', 'month', 'quarter' or 'year'.";
    context.state.session.playback.step = *step;
    return {};
}

std::string known_set_speed(Context& context) {
    double speed = 0;
    const std::string_view text = context.argument;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), speed);
    if (error != std::errc() || end != text.data() + text.size() || !(speed >= kMinPlaySpeed && speed <= kMaxPlaySpeed))
        return fmt::format("The speed is a number of steps a second, {} to {}.", kMinPlaySpeed, kMaxPlaySpeed);
    context.state.session.playback.steps_per_s = speed;
    return {};
}

std::string toggle_ghosts(Context& context) {
    bool& ghosts = context.state.document.ghosts;
    ghosts = !ghosts;
    context.undo_words = ghosts ? "show what was not yet known as ghosts" : "leave out what was not yet known";
    return {};
}

std::string set_status_floor(Context& context) {
    if (context.argument.empty() || context.argument == "none") return set_floor(context, std::nullopt);
    const auto status = status_from(context.argument);
    if (status)
        for (const Status floor : kFloors)
            if (floor == *status) return set_floor(context, floor);
    return "The least status is 'none', 'forecast', 'alleged', 'assessed', 'reported' or 'established'.";
}

std::string raise_floor(Context& context) {
    return set_floor(context, kFloors[floor_step(context.state)]);
}

std::string lower_floor(Context& context) {
    const size_t now = floor_step(context.state);
    return set_floor(context, now == 1 ? std::nullopt : std::optional(kFloors[now - 2]));
}

}  // namespace choke::command
