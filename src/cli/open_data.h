// Reading the data that a subcommand is about, and the filter and the day that it is looked at with.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/state.h"
#include "base/error.h"
#include "cli/subcommand.h"
#include "query/selection.h"

namespace choke {

// An empty path is the built-in history.
[[nodiscard]] Result<Loaded> load_data(const std::string& path);

// The data in place in a state. Nothing when it cannot be read; then the reason is on standard error and the
// exit code is kExitRefused. Errors in the data are counted in one line on standard error.
[[nodiscard]] std::optional<AppState> open_data(const Streams& streams, const std::string& path);

// kExitProblems when the data has errors.
[[nodiscard]] int exit_code_of(const AppState& state);

// The last second of "as known on"; nothing, after a message, when it is no date.
[[nodiscard]] std::optional<Instant> read_known_on(const Streams& streams, std::string_view subcommand,
                                                   std::string_view edtf, std::string_view option = "--known-on");

// The events that a filter leaves; nothing, after a message, when it is not understood.
[[nodiscard]] std::optional<EventSet> read_filter(const Streams& streams, std::string_view subcommand,
                                                  const AppState& state, std::string_view filter,
                                                  Instant known_by_s);

struct WrittenDate {
    std::optional<std::string> earliest;  // ISO
    std::optional<std::string> latest;
};
[[nodiscard]] WrittenDate iso_ends(const std::optional<DateBounds>& bounds);
// The day of an instant; nothing for the ends of time.
[[nodiscard]] std::optional<std::string> iso_day(Instant instant);

}  // namespace choke
