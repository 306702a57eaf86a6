#include "app/table_text.h"

#include "views/table.h"

namespace choke {
namespace {

std::string csv_cell(std::string text) {
    constexpr std::string_view kFormulaStarts = "=+-@\t\r";
    if (!text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos) text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string markdown_cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\r' || c == '\n') {
            out += ' ';
            continue;
        }
        if (std::string_view("\\|*_`[]<>#~").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

bool is_count(TableColumn column) { return column == TableColumn::Claims || column == TableColumn::Sources; }

// The rows without the columns would be of no use to a text that outlives the window's cache.
struct TableRows {
    explicit TableRows(const ViewInput& shown) : input(shown), cache(find_view("table")->make_cache()), events(table_rows(shown, *cache)) {}
    [[nodiscard]] std::string cell(EventId event, TableColumn column, CellForm form) const {
        return table_cell(input, *cache, event, column, form);
    }
    const ViewInput& input;
    std::unique_ptr<ViewCache> cache;
    std::span<const EventId> events;
};

}  // namespace

std::string table_csv(const ViewInput& input) {
    const std::vector<TableColumn> columns = chosen_columns(*input.params);
    const TableRows rows(input);
    std::string out;
    for (size_t i = 0; i < columns.size(); ++i) {
        out += i == 0 ? "" : ",";
        out += csv_cell(std::string(table_column_label(columns[i])));
    }
    out += "\r\n";
    for (const EventId event : rows.events) {
        for (size_t i = 0; i < columns.size(); ++i) {
            out += i == 0 ? "" : ",";
            out += csv_cell(rows.cell(event, columns[i], CellForm::Data));
        }
        out += "\r\n";
    }
    return out;
}

std::string table_markdown(const ViewInput& input) {
    const std::vector<TableColumn> columns = chosen_columns(*input.params);
    const TableRows rows(input);
    std::string out = "|";
    for (const TableColumn column : columns) out += " " + markdown_cell(table_column_label(column)) + " |";
    out += "\n|";
    for (const TableColumn column : columns) out += is_count(column) ? " ---: |" : " --- |";
    out += "\n";
    for (const EventId event : rows.events) {
        out += "|";
        for (const TableColumn column : columns) out += " " + markdown_cell(rows.cell(event, column, CellForm::Shown)) + " |";
        out += "\n";
    }
    return out;
}

}  // namespace choke
