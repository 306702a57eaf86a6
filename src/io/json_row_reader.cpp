// Objects and lists: which key of which kind of row goes where.
#include "io/json_row_reader.h"

#include <array>
#include <cstring>

#include <fmt/format.h>

#include "io/json_keys.h"
#include "io/json_unescape.h"
#include "model/wording.h"

namespace choke {
namespace {

// Rows within rows hold their place themselves, rows of the top level in their position.
template <typename Row>
void set_place(Row& row, Place place, uint16_t file) {
    if constexpr (requires { row.position; }) {
        row.position = {place.line, place.column, file};
    } else {
        row.line = place.line;
        row.column = place.column;
    }
}

// Keys are a few letters long: a loop in place is over before memcmp() has been called.
bool is_same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i]) return false;
    }
    return true;
}

}  // namespace

// The number of the field's key, or how many there are for an unknown one, whose text is then filled in.
template <typename Row>
size_t RowReader::key_index(const JsonCursor::Key& key, size_t guess, std::string& text) {
    constexpr auto& keys = Keys<Row>::keys;
    for (size_t tried = 0; tried < keys.size(); ++tried) {
        // Keys stand mostly in the order of the table.
        const size_t i = guess + tried < keys.size() ? guess + tried : guess + tried - keys.size();
        if (is_same(key.name, keys[i].name)) return i;
    }
    text = key.escaped ? unescaped(key.name) : std::string(key.name);
    for (size_t i = 0; key.escaped && i < keys.size(); ++i) {
        if (text == keys[i].name) return i;
    }
    return keys.size();
}

template <typename Row>
bool RowReader::read_object(Row& row) {
    constexpr auto& keys = Keys<Row>::keys;
    if (!expect(JsonType::Object, Keys<Row>::noun, "left out")) return false;
    set_place(row, cursor_.place(), file_);
    if (!cursor_.enter_object()) return cursor_.good();
    std::string unknown;
    uint32_t seen = 0;
    size_t guess = 0;
    do {
        const JsonCursor::Key key = cursor_.key();
        if (!cursor_.good()) return false;
        const size_t i = key_index<Row>(key, guess, unknown);
        if (i == keys.size()) {
            if (!std::is_same_v<Row, InfoRow> || unknown != "$schema") {
                std::array<std::string_view, keys.size()> names;
                for (size_t k = 0; k < keys.size(); ++k) names[k] = keys[k].name;
                report_unknown_key(key, unknown, Keys<Row>::noun, names);
            }
            cursor_.skip();
            continue;
        }
        guess = i + 1 == keys.size() ? 0 : i + 1;
        if ((seen >> i & 1U) != 0) report_duplicate_key(key, keys[i].name, "the last one counts");
        seen |= 1U << i;
        if (keys[i].cell != nullptr) {
            row.*keys[i].cell = read_cell();
        } else {
            (this->*keys[i].read)(row);
        }
    } while (cursor_.next_field());
    return cursor_.good();
}

template <typename Row>
void RowReader::read_list(std::string_view key, std::vector<Row>& rows) {
    rows.clear();
    if (!expect_list(key) || !cursor_.enter_list()) return;
    do {
        rows.emplace_back();
        if (!read_object(rows.back())) rows.pop_back();
    } while (cursor_.next_element());
}

template <typename Row>
bool RowReader::read_row(Row& row) {
    // One row is filled again and again, so that its lists keep their memory.
    for (const auto& key : Keys<Row>::keys) {
        if (key.cell != nullptr) row.*key.cell = Cell{};
    }
    if constexpr (requires { row.aliases; }) row.aliases.clear();
    if constexpr (requires { row.actors; }) row.actors.clear();
    if constexpr (requires { row.things; }) row.things.clear();
    if constexpr (requires { row.tags; }) row.tags.clear();
    if constexpr (requires { row.figures; }) row.figures.clear();
    if constexpr (requires { row.specs; }) row.specs.clear();
    if constexpr (requires { row.claims; }) row.claims.clear();
    if constexpr (requires { row.steps; }) row.steps.clear();
    if constexpr (requires { row.spans; }) row.spans.clear();
    if constexpr (requires { row.markers; }) row.markers.clear();
    if constexpr (requires { row.waive; }) row.waive.clear();
    const bool read = read_object(row);
    rows_read_ += read ? 1 : 0;
    return read;
}

template bool RowReader::read_row(InfoRow&);
template bool RowReader::read_row(SourceRow&);
template bool RowReader::read_row(ActorRow&);
template bool RowReader::read_row(ThingRow&);
template bool RowReader::read_row(EventRow&);
template bool RowReader::read_row(RelationRow&);
template bool RowReader::read_row(StoryRow&);
template bool RowReader::read_row(StateRow&);

}  // namespace choke
