// The history by steps, forward and back by hand or playing by itself: in the order in which the facts became public ("known
// on" moves), or in the order in which they happened ("happened by" moves). The clock is the caller's, so that tests need none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/derived.h"
#include "app/state.h"

namespace choke {

[[nodiscard]] std::string_view word(PlayStep step);  // "month"
[[nodiscard]] std::optional<PlayStep> play_step_from(std::string_view word);
[[nodiscard]] std::string_view word(PlayOrder order);  // "happened"
[[nodiscard]] std::optional<PlayOrder> play_order_from(std::string_view word);

// The first and the last day of the order that is played, counted from 1970-01-01; nothing when the data have none.
[[nodiscard]] std::optional<std::pair<int64_t, int64_t>> played_days(const AppState& state);

// Moves the day by so many steps (negative: back), within played_days(). Without a day, forward begins at the first one and
// back at the last. A step of a month keeps the day of the month where the month has it; a step of an event goes to the next
// day on which something appears that the filter finds.
void step_playback(AppState& state, Derived& derived, int steps);

// Starts playing: from the day that is set, or from the first one where none is set or the end has been reached. Or stops.
void toggle_playback(AppState& state);

// Does the steps that are due by now_s, at most one a call; stops at the last day, and at a marker where that is asked for. A
// run of playing is one step of undo. True when something changed.
bool advance_playback(AppState& state, Derived& derived, double now_s);

// The first named day, or beginning of an era, in the days of the last step.
[[nodiscard]] std::optional<std::string> marker_passed(const AppState& state);

// What the last step brought: the day it reached and the events that appeared, the latest first. day is 0 without a step.
struct PlayCaption {
    int64_t day = 0;
    std::vector<EventId> events;
};
[[nodiscard]] PlayCaption play_caption(const AppState& state, Derived& derived);
// "7 October 2022: BIS publishes … (established), and 2 more".
[[nodiscard]] std::string caption_words(const Dataset& data, const PlayCaption& caption, Instant known_by_s);

}  // namespace choke
