// A sheet: rows under named columns, to be written as an aligned table for people, as CSV (RFC 4180) or as
// JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace choke {

struct RoleCell {
    std::string id;
    std::string role;  // empty: none is given
};

using Cell =
    std::variant<std::monostate, std::string, int64_t, std::vector<std::string>, std::vector<RoleCell>>;

// Nothing for an empty text.
[[nodiscard]] Cell optional_cell(std::string_view text);

enum class ColumnUse : uint8_t {
    Everywhere,
    DataOnly,    // CSV and JSON: too much for a table
    Stretching,  // everywhere; made narrower first where a table does not fit
    Closing,     // everywhere; the last one in a table, where a line that does not fit is cut
};

struct Column {
    std::string_view name;
    ColumnUse use = ColumnUse::Everywhere;
};

struct Sheet {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
};

inline constexpr size_t kTerminalColumns = 100;

// max_width 0: as wide as it gets. Lists are joined by ", ", roles stand in parentheses.
[[nodiscard]] std::string table_text(const Sheet& sheet, size_t max_width);
// Lists are joined by ";", an actor with a role is "nvidia@affected" as in a filter. Lines end with CR LF.
[[nodiscard]] std::string csv_text(const Sheet& sheet);
// A list of objects, one a line.
[[nodiscard]] std::string json_text(const Sheet& sheet);

// Columns of a terminal: two for Chinese, Japanese and Korean signs, none for combining marks.
[[nodiscard]] size_t display_width(std::string_view text);
// Cut to a width, with "…" at the end when something is lost.
[[nodiscard]] std::string cut_to_width(std::string_view text, size_t width);

}  // namespace choke
