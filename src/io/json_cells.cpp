// Single values: texts, numbers, and what is said of the wrong ones.
#include <array>
#include <charconv>
#include <system_error>

#include <fmt/format.h>

#include "io/json_rows_internal.h"
#include "io/json_unescape.h"
#include "model/wording.h"

namespace choke {
namespace {

Found found_of(od::json_type type) {
    switch (type) {
        case od::json_type::array: return Found::List;
        case od::json_type::object: return Found::Object;
        case od::json_type::number: return Found::Number;
        case od::json_type::string: return Found::Text;
        case od::json_type::boolean: return Found::Boolean;
        case od::json_type::null: return Found::Null;
    }
    return Found::Null;
}

std::string_view without_space(std::string_view token) {
    return token.substr(0, token.find_last_not_of(" \t\r\n,]}") + 1);
}

}  // namespace

void JsonRows::Impl::report(Severity severity, Place place, std::string_view code, std::string message,
                            std::string hint) {
    diagnostics_.report({.severity = severity,
                         .file = file_name_,
                         .line = static_cast<int>(place.line),
                         .column = static_cast<int>(place.column),
                         .code = std::string(code),
                         .message = std::move(message),
                         .hint = std::move(hint)});
}

bool JsonRows::Impl::expect(od::value& value, Found expected, std::string_view what, std::string_view consequence) {
    od::json_type type{};
    if (!good(value.type().get(type))) return false;
    if (found_of(type) == expected) return true;
    report(Severity::Error, place_of(value), "wrong-type",
           fmt::format("{} is {}; {} was expected; it is {}", what, found_words(found_of(type)),
                       found_words(expected), consequence));
    return false;
}

bool JsonRows::Impl::expect_list(od::value& value, std::string_view key) {
    od::json_type type{};
    if (!good(value.type().get(type))) return false;
    // The words are made only when there is something to say: this is asked several times an event.
    return type == od::json_type::array || expect(value, Found::List, fmt::format("'{}'", key), "ignored");
}

void JsonRows::Impl::report_unknown_key(const od::field& field, std::string_view key, std::string_view noun,
                                        std::span<const std::string_view> names) {
    std::string hint;
    if (diagnostics_.all().size() < Diagnostics::kMaxReports) hint = did_you_mean(probably_meant(key, names));
    report(Severity::Warning, places_.at(offset_of(field.key().raw()) - 1), "unknown-key",
           fmt::format("unknown key {} in {}; it is ignored", quoted(key), noun), std::move(hint));
}

void JsonRows::Impl::report_duplicate_key(const od::field& field, std::string_view key,
                                          std::string_view consequence) {
    report(Severity::Warning, places_.at(offset_of(field.key().raw()) - 1), "duplicate-key",
           fmt::format("'{}' is given twice; {}", key, consequence));
}

void JsonRows::Impl::read_cells(od::value value, std::string_view key, std::vector<Cell>& cells) {
    cells.clear();
    if (!expect_list(value, key)) return;
    od::array array;
    if (!good(value.get_array().get(array))) return;
    for (auto result : array) {
        od::value element;
        if (!good(std::move(result).get(element))) return;
        cells.push_back(read_cell(element));
    }
}

Cell JsonRows::Impl::read_cell(od::value value) {
    const std::string_view token = value.raw_json_token();
    const Place place = places_.at(offset_of(token.data()));
    Cell cell{.text = {}, .line = place.line, .column = place.column, .found = Found::Text};
    od::json_type type{};
    if (!good(value.type().get(type))) return cell;
    cell.found = found_of(type);
    if (cell.found == Found::Number) cell.text = without_space(token);
    if (cell.found != Found::Text) return cell;
    // Text without escapes is taken as it stands in the file, which spares copying nearly all of it.
    const std::string_view inner = token.substr(1, token.find_last_of('"') - 1);
    if (inner.find('\\') == std::string_view::npos) {
        cell.text = inner;
        return cell;
    }
    if (value.get_string().get(cell.text) == simdjson::SUCCESS && !has_surrogates(cell.text)) return cell;
    // The grammar allows half a surrogate pair (\uD800), which stands for no character.
    cell.text = made_texts_.emplace_back(unescaped(token.data() + 1));
    report(Severity::Warning, place, "half-character",
           "the text holds half of a surrogate pair, which is no character; U+FFFD stands in for it",
           "write the character itself, or both halves");
    return cell;
}

bool JsonRows::Impl::read_number(std::string_view token, double& number) const {
    const auto [end, code] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (code == std::errc()) return true;
    const bool too_small = token.find("e-") != std::string_view::npos || token.find("E-") != std::string_view::npos;
    number = 0;
    return code == std::errc::result_out_of_range && too_small;
}

void JsonRows::Impl::read_value(od::value value, FigureRow& row) {
    od::json_type type{};
    if (!good(value.type().get(type))) return;
    row.numeric = false;
    row.low = row.high = 0;
    if (type != od::json_type::array) {
        row.value = read_cell(value);
        if (row.value.found == Found::Number && read_number(row.value.text, row.low)) {
            row.value.found = Found::Text;
            row.numeric = true;
            row.high = row.low;
        }
        return;
    }
    const Place place = place_of(value);
    row.value = {.text = {}, .line = place.line, .column = place.column, .found = Found::List};
    od::array array;
    if (!good(value.get_array().get(array))) return;
    std::array<std::string_view, 2> bounds;
    size_t count = 0;
    bool numbers = true;
    for (auto result : array) {
        od::value element;
        if (!good(std::move(result).get(element))) return;
        const std::string_view token = without_space(element.raw_json_token());
        double number = 0;
        od::json_type element_type{};
        if (!good(element.type().get(element_type))) return;
        numbers = numbers && element_type == od::json_type::number && read_number(token, number);
        if (count < 2) bounds[count] = token;
        (count == 0 ? row.low : row.high) = number;
        ++count;
    }
    if (!numbers || count != 2) {
        row.low = row.high = 0;
        return;
    }
    row.value.text = made_texts_.emplace_back(fmt::format("{}–{}", bounds[0], bounds[1]));
    row.value.found = Found::Text;
    row.numeric = true;
}

}  // namespace choke
