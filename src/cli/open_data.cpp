#include "cli/open_data.h"

#include <utility>

#include <fmt/format.h>

#include "app/derived.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/messages.h"

namespace choke {

Result<Loaded> load_data(const std::string& path) { return path.empty() ? load_built_in() : load_path(path); }

std::optional<AppState> open_data(const Streams& streams, const std::string& path) {
    auto loaded = load_data(path);
    if (!loaded) {
        streams.err << displayable(to_string(loaded.error())) << '\n';
        return std::nullopt;
    }
    AppState state;
    apply_load(state, std::move(*loaded), path);
    if (state.problems.error_count() > 0) {
        streams.err << displayable(fmt::format("{}, {} in data; run `chokepoint check{}{}`",
                                               counted(state.problems.error_count(), "error"),
                                               counted(state.problems.warning_count(), "warning"),
                                               path.empty() ? "" : " ", path))
                    << '\n';
    }
    return state;
}

int exit_code_of(const AppState& state) {
    return state.problems.error_count() > 0 ? kExitProblems : kExitFine;
}

std::optional<Instant> read_known_on(const Streams& streams, std::string_view subcommand,
                                     std::string_view edtf, std::string_view option) {
    if (const auto known = parse_known_on(edtf)) return *known;
    if (const auto bounds = parse_edtf(edtf); !bounds)
        refuse_at(streams, subcommand, option, edtf, bounds.error().column, bounds.error().message);
    return std::nullopt;
}

std::optional<EventSet> read_filter(const Streams& streams, std::string_view subcommand,
                                    const AppState& state, std::string_view filter, Instant known_by_s) {
    const auto query = parse_query(filter, *state.data);
    if (!query) {
        refuse_at(streams, subcommand, "--filter", filter, query.error().column, query.error().message);
        return std::nullopt;
    }
    return state.index->select(*query, known_by_s);
}

WrittenDate iso_ends(const std::optional<DateBounds>& bounds) {
    if (!bounds) return {};
    return {earliest_iso(*bounds), latest_iso(*bounds)};
}

std::optional<std::string> iso_day(Instant instant) {
    if (instant <= kMinInstant || instant >= kMaxInstant) return std::nullopt;
    return iso_date(civil_from_instant(instant).date);
}

}  // namespace choke
