// The events as text: what is visible, a row each, in an order and with columns of one's choice. The columns, what stands
// in their cells and the order of the rows, for whoever draws, copies or steps through them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "views/view.h"

namespace choke {

enum class TableColumn : uint8_t {
    Date, Title, Kind, Actors, Side, Things, Status, Known, Claims, Sources, Stories, Tags, Id,
};
inline constexpr size_t kTableColumnCount = 13;

[[nodiscard]] std::string_view table_column_label(TableColumn column);  // "Became known"
// The columns that the parameters choose, in their order; also those for which a narrow window has no room.
[[nodiscard]] std::vector<TableColumn> chosen_columns(const ParamValues& params);

// Shown: for reading, dates in short words or as EDTF as the parameter says. Data: dates as EDTF, for programs.
enum class CellForm : uint8_t { Shown, Data };
// Claims and sources count what is known by the day. In Shown, control characters are made visible.
[[nodiscard]] std::string table_cell(const ViewInput& input, const ViewCache& cache, EventId event, TableColumn column,
                                     CellForm form);

// All rows, in order: what is visible and the ghosts, sorted stably, in the order of time where the sorted column is equal;
// rows with nothing in that column come last in either direction.
[[nodiscard]] std::span<const EventId> table_rows(const ViewInput& input, ViewCache& cache);

// Where an event stands in the order of dates: its first second, or its last one when the begin is open or unknown ("up to
// 2023" belongs to 2023). Nothing when neither is known.
[[nodiscard]] std::optional<Instant> date_key(const Dataset& data, EventId event);
// By date_key(), then in the order of time; what has no date comes last.
void sort_by_date(const Dataset& data, std::vector<EventId>& events, bool descending);

enum class TableStep : uint8_t { Up, Down, PageUp, PageDown, First, Last };
// The row that a key leads to, from the selected one; without one, or when it is no row: the first row in sight, or the
// last one for steps upwards. Nothing when there are no rows. Uses what the last build left in the cache.
[[nodiscard]] std::optional<EventId> table_step(const ViewInput& input, const ViewCache& cache,
                                                std::optional<EventId> from, TableStep step);

}  // namespace choke
