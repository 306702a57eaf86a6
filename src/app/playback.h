// "Known on" by steps: forward and back by hand, or playing by itself. The clock is the caller's, so that tests need none.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "app/derived.h"
#include "app/state.h"

namespace choke {

[[nodiscard]] std::string_view word(KnownStep step);  // "month"
[[nodiscard]] std::optional<KnownStep> known_step_from(std::string_view word);

// Moves "known on" by so many steps (negative: back), within the state's known_days. Without a day, forward begins at the first one
// and back at the last. A step of a month keeps the day of the month where the month has it.
void step_known_on(AppState& state, int steps);

// Starts playing: from the day that is set, or from the first one where none is set or the end has been reached. Or stops.
void toggle_playback(AppState& state);

// Does the steps that are due by now_s, at most one a call; stops at the last day. A run of playing is one step
// of undo. True when something changed.
bool advance_playback(AppState& state, Derived& derived, double now_s);

}  // namespace choke
