// Finds the first fault of a JSON text and says in words what was expected there (RFC 8259, strict). Makes no values:
// simdjson does that afterwards, and says less about where and why. Iterative: no depth of nesting can exhaust the stack.
// The text has to be valid UTF-8; that is checked elsewhere, faster.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace choke {

// The format itself nests 7 deep; 64 leaves room for what other programs add.
inline constexpr int kMaxJsonDepth = 64;

struct JsonFault {
    size_t offset = 0;    // in bytes
    std::string message;  // "a ',' or ']' was expected after a value, not 'x'"
    // Where the list, object or text begins that is still open, for messages about a text that ends too early.
    std::optional<size_t> opened_at;
};

[[nodiscard]] std::optional<JsonFault> find_json_fault(std::string_view text);

}  // namespace choke
