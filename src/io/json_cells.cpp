// Single values: texts, numbers, and what is said of the wrong ones.
#include <array>
#include <charconv>
#include <system_error>

#include <fmt/format.h>

#include "io/json_row_reader.h"
#include "io/json_unescape.h"
#include "model/wording.h"

namespace choke {
namespace {

Found found_of(JsonType type) {
    switch (type) {
        case JsonType::List: return Found::List;
        case JsonType::Object: return Found::Object;
        case JsonType::Number: return Found::Number;
        case JsonType::Text: return Found::Text;
        case JsonType::Boolean: return Found::Boolean;
        case JsonType::Null: return Found::Null;
    }
    return Found::Null;
}

bool read_number(std::string_view token, double& number) {
    const auto [end, code] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (code == std::errc()) return true;
    const bool too_small = token.find("e-") != std::string_view::npos || token.find("E-") != std::string_view::npos;
    number = 0;
    return code == std::errc::result_out_of_range && too_small;
}

}  // namespace

void RowReader::report(Severity severity, Place place, std::string_view code, std::string message, std::string hint) {
    reports_.push_back({.row = rows_read_,
                        .severity = severity,
                        .place = place,
                        .code = code,
                        .message = std::move(message),
                        .hint = std::move(hint)});
}

bool RowReader::expect(JsonType expected, std::string_view what, std::string_view consequence) {
    const JsonType type = cursor_.type();
    if (type == expected) return true;
    report(Severity::Error, cursor_.place(), "wrong-type",
           fmt::format("{} is {}; {} was expected; it is {}", what, found_words(found_of(type)),
                       found_words(found_of(expected)), consequence));
    cursor_.skip();
    return false;
}

bool RowReader::expect_list(std::string_view key) {
    // The words are made only when there is something to say: this is asked several times an event.
    return cursor_.type() == JsonType::List || expect(JsonType::List, fmt::format("'{}'", key), "ignored");
}

void RowReader::report_unknown_key(const JsonCursor::Key& key, std::string_view name, std::string_view noun,
                                   std::span<const std::string_view> names) {
    std::string hint;
    if (hints_wanted_->load(std::memory_order_relaxed)) hint = did_you_mean(probably_meant(name, names));
    report(Severity::Warning, key.place, "unknown-key",
           fmt::format("unknown key {} in {}; it is ignored", quoted(name), noun), std::move(hint));
}

void RowReader::report_duplicate_key(const JsonCursor::Key& key, std::string_view name, std::string_view consequence) {
    report(Severity::Warning, key.place, "duplicate-key", fmt::format("'{}' is given twice; {}", name, consequence));
}

void RowReader::read_cells(std::string_view key, std::vector<Cell>& cells) {
    cells.clear();
    if (!expect_list(key) || !cursor_.enter_list()) return;
    do {
        cells.push_back(read_cell());
    } while (cursor_.next_element());
}

Cell RowReader::read_cell() {
    const JsonType type = cursor_.type();
    const Place place = cursor_.place();
    Cell cell{.text = {}, .line = place.line, .column = place.column, .found = found_of(type)};
    if (type == JsonType::Number) {
        cell.text = cursor_.number();
    } else if (type == JsonType::Boolean) {
        cell.text = cursor_.boolean() ? "true" : "false";
    } else if (type != JsonType::Text) {
        cursor_.skip();
    } else {
        // Text without escapes is taken as it stands in the file, which spares copying nearly all of it.
        cell.text = cursor_.text();
        if (!cursor_.escaped()) return cell;
        bool half_characters = false;
        cell.text = made_texts_.emplace_back(unescaped(cell.text, &half_characters));
        // The grammar allows half a surrogate pair (\uD800), which stands for no character.
        if (half_characters) {
            report(Severity::Warning, place, "half-character",
                   "the text holds half of a surrogate pair, which is no character; U+FFFD stands in for it",
                   "write the character itself, or both halves");
        }
    }
    return cell;
}

void RowReader::read_value(FigureRow& row) {
    const JsonType type = cursor_.type();
    row.numeric = false;
    row.low = row.high = 0;
    if (type != JsonType::List) {
        row.value = read_cell();
        if (row.value.found == Found::Number && read_number(row.value.text, row.low)) {
            row.value.found = Found::Text;
            row.numeric = true;
            row.high = row.low;
        }
        return;
    }
    const Place place = cursor_.place();
    row.value = {.text = {}, .line = place.line, .column = place.column, .found = Found::List};
    if (!cursor_.enter_list()) return;
    std::array<std::string_view, 2> bounds;
    size_t count = 0;
    bool numbers = true;
    do {
        double number = 0;
        std::string_view token;
        if (cursor_.type() == JsonType::Number) {
            token = cursor_.number();
            numbers = read_number(token, number) && numbers;
        } else {
            cursor_.skip();
            numbers = false;
        }
        if (count < 2) bounds[count] = token;
        (count == 0 ? row.low : row.high) = number;
        ++count;
    } while (cursor_.next_element());
    if (!numbers || count != 2) {
        row.low = row.high = 0;
        return;
    }
    row.value.text = made_texts_.emplace_back(fmt::format("{}–{}", bounds[0], bounds[1]));
    row.value.found = Found::Text;
    row.numeric = true;
}

}  // namespace choke
