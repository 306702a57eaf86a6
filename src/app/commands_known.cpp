// What was known on a day, what had happened by a day, and how firm it has to be: the scales that act on every view.
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

// What a step did, for the way back.
std::string day_words(const AppState& state) {
    return state.session.playback.order == PlayOrder::Happened ? fmt::format("happened by {}", state.document.happened_by)
                                                              : fmt::format("known on {}", state.document.known_on);
}

// 0: no floor; i: kFloors[i - 1].
size_t floor_step(const AppState& state) {
    if (!state.document.status_floor) return 0;
    for (size_t i = 0; i < kFloors.size(); ++i)
        if (kFloors[i] == *state.document.status_floor) return i + 1;
    return 0;
}

// A day that is set by hand is no step of playing.
std::string set_day(Context& context, std::string& day, std::string_view none, std::string_view label) {
    const auto parsed = parse_known_on(context.argument);
    if (!parsed) return parsed.error();
    day = context.argument;
    context.state.session.playback.stepped_from.reset();
    context.undo_words = context.argument.empty() ? std::string(none) : fmt::format("{} {}", label, context.argument);
    return {};
}

std::string clear_day(Context& context, std::string& day) {
    day.clear();
    context.state.session.playback.stepped_from.reset();
    context.state.session.playback.running = false;
    return {};
}

}  // namespace

std::string set_known_on(Context& context) { return set_day(context, context.state.document.known_on, "everything known", "known on"); }

std::string clear_known_on(Context& context) { return clear_day(context, context.state.document.known_on); }

std::string set_happened_by(Context& context) {
    return set_day(context, context.state.document.happened_by, "whatever happened when", "happened by");
}

std::string clear_happened_by(Context& context) { return clear_day(context, context.state.document.happened_by); }

std::string play_forward(Context& context) {
    step_playback(context.state, context.derived, 1);
    context.undo_words = day_words(context.state);
    return {};
}

std::string play_back(Context& context) {
    step_playback(context.state, context.derived, -1);
    context.undo_words = day_words(context.state);
    return {};
}

std::string play_or_pause(Context& context) {
    toggle_playback(context.state);
    context.gesture = context.state.session.playback.gesture;
    context.undo_words = day_words(context.state);
    return {};
}

std::string set_play_order(Context& context) {
    const auto order = play_order_from(context.argument);
    if (!order) return "The order is 'known' or 'happened'.";
    Playback& playback = context.state.session.playback;
    playback.order = *order;
    playback.running = false;
    playback.stepped_from.reset();
    return {};
}

std::string other_play_order(Context& context) {
    const bool known = context.state.session.playback.order == PlayOrder::Known;
    context.argument = word(known ? PlayOrder::Happened : PlayOrder::Known);
    return set_play_order(context);
}

std::string toggle_marker_stops(Context& context) {
    bool& stops = context.state.session.playback.stops_at_markers;
    stops = !stops;
    return {};
}

std::string set_play_step(Context& context) {
    const auto step = play_step_from(context.argument);
    if (!step) return "The step is 'event', 'day', 'week', 'month', 'quarter' or 'year'.";
    context.state.session.playback.step = *step;
    return {};
}

std::string set_play_speed(Context& context) {
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
