// The steps of the table: order (on a filter or a sort) -> widths (on those and on the choice of columns) -> layout (on a
// resize) -> drawing of the rows in sight (on anything). Tests call the steps; everybody else uses registry.cpp.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/memo.h"
#include "views/row_window.h"
#include "views/table.h"

namespace choke {

struct TableColumnRow {
    TableColumn column;
    std::string_view id;     // in the parameters
    std::string_view label;  // of the header
    double least_px;         // narrower it says nothing
    double most_px;          // wider only when room is left over
    int drop;                // with the largest number the first to go when there is no room
    bool number = false;     // stands at the right of its column
};
[[nodiscard]] std::span<const TableColumnRow, kTableColumnCount> table_columns();
[[nodiscard]] const TableColumnRow& row_of(TableColumn column);

// 0 for what comes first; equal texts have equal ranks. Compared as search compares them, eight bytes at a time: a cached
// word decides nearly always (after Ng and Kakehi, "Cache Efficient Radix Sort for String Sorting", 2007).
[[nodiscard]] std::vector<uint32_t> text_ranks(std::span<const std::string_view> texts);

struct TableOrderKey {
    const Dataset* data = nullptr;
    uint64_t visible_revision = 0;
    TableColumn sort = TableColumn::Date;
    bool descending = false;
    friend bool operator==(const TableOrderKey&, const TableOrderKey&) = default;
};

// Ranks of the texts of one column, by event; kept as long as the data are the same.
struct TextRankKey {
    const Dataset* data = nullptr;
    TableColumn column = TableColumn::Title;
    friend bool operator==(const TextRankKey&, const TextRankKey&) = default;
};

struct TableWidthsKey {
    size_t order_build = 0;
    std::vector<TableColumn> columns;
    bool edtf_dates = false;
    const TextMetrics* metrics = nullptr;
    friend bool operator==(const TableWidthsKey&, const TableWidthsKey&) = default;
};
// What the rows of a sample need, by column in the order chosen.
struct TableWidths {
    std::vector<double> full;  // the widest of them
};

struct TableSpan {
    TableColumn column = TableColumn::Title;
    double x = 0;  // from the left border of the area; of the text
    double width = 0;
};
struct TableLayout {
    std::vector<TableSpan> spans;
    std::vector<TableColumn> dropped;  // chosen, but without room
};
[[nodiscard]] TableLayout fit_columns(std::span<const TableColumn> columns, std::span<const double> full, double width_px);

struct TableCache final : ViewCache {
    Memo<const Dataset*, Ragged<StoryId>> stories;  // by event
    Memo<TextRankKey, std::vector<uint32_t>> ranks;
    Memo<TableOrderKey, std::vector<EventId>> order;
    Memo<TableWidthsKey, TableWidths> widths;
    TableLayout layout;  // of the last build, as all below
    Rect header;
    RowWindow window;
};

// An event's row takes this; the header stands still above.
inline constexpr double kTableRow_px = 25;
inline constexpr double kTableHeader_px = 30;
// Text begins behind the mark of the status at the left border.
inline constexpr double kTableLeft_px = 14;
inline constexpr double kTableGap_px = 18;
inline constexpr double kTableSymbol_px = 13;
inline constexpr double kTableSymbolRoom_px = 20;

inline constexpr TextStyle kTableText{.size = kTypeSmall, .weight = FontWeight::Regular, .tabular = false};
inline constexpr TextStyle kTableFigures{.size = kTypeSmall, .weight = FontWeight::Regular, .tabular = true};
inline constexpr TextStyle kTableHead{.size = kTypeSmall, .weight = FontWeight::SemiBold, .tabular = false};

[[nodiscard]] const TextStyle& table_style(TableColumn column);
// Room for what a short date leaves out in front ("Oct 2022" has no day), so that months stand below months and years
// below years. In px of the figures' style.
[[nodiscard]] double date_indent(std::string_view short_words, const TextMetrics& metrics);

[[nodiscard]] TableColumn sort_column(const ParamValues& params);
[[nodiscard]] bool sorts_descending(const ParamValues& params);
[[nodiscard]] bool shows_edtf(const ParamValues& params);

void prepare_table(const ViewInput& input, TableCache& cache);
void draw_table(const ViewInput& input, const TableCache& cache, Scene& scene);

void build_table(const ViewInput& input, ViewCache& cache, Scene& scene);
void interact_table(const ViewInput& input, const ViewCache& cache, const Gesture& gesture, std::vector<Effect>& effects);
[[nodiscard]] Camera frame_table(const ViewInput& input, const ViewCache& cache, std::span<const NodeRef> nodes);
[[nodiscard]] Camera whole_table(const ViewInput& input, const ViewCache& cache);
[[nodiscard]] std::string describe_table(const ViewInput& input, const ViewCache& cache, Pick pick);

extern const std::span<const ViewParam> kTableParams;

}  // namespace choke
