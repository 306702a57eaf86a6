// A small JSON text as a tree of values that know where they stand, for files that a person may have changed by hand:
// every message about them names line and column. Not for data sets; those are read by io/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "io/reader.h"

namespace choke {

enum class JsonKind : uint8_t { Null, Boolean, Number, Text, List, Object };
[[nodiscard]] std::string_view json_kind_words(JsonKind kind);  // "a number", "nothing (null)"

struct JsonMember;

struct JsonValue {
    JsonKind kind = JsonKind::Null;
    bool truth = false;
    double number = 0;  // finite
    std::string text;   // of a Text; of a Number as it is written
    std::vector<JsonValue> items;
    std::vector<JsonMember> members;  // in the order of the file; no key twice
    size_t offset = 0;  // in bytes, behind a byte order mark
    int line = 0;       // 1-based
    int column = 0;     // 1-based, in code points
};

struct JsonMember {
    std::string key;
    JsonValue value;
    int line = 0;  // of the key
    int column = 0;
};

// Error with line and column: not UTF-8, not JSON, nested more than kMaxJsonDepth deep, a key twice in one object, a number
// that no double holds (1e999).
[[nodiscard]] Result<JsonValue> parse_json_tree(const InputFile& file);

// Null when there is none.
[[nodiscard]] const JsonValue* find_member(const JsonValue& object, std::string_view key);

// A JSON text with its quotes. Invalid UTF-8 becomes U+FFFD; control and bidirectional characters are escaped.
[[nodiscard]] std::string json_quoted(std::string_view text);

// The shortest text that reads back as the same number; 0 when it is not finite.
[[nodiscard]] std::string json_number(double number);

// The value on one line, numbers as they were written.
[[nodiscard]] std::string json_line(const JsonValue& value);

}  // namespace choke
