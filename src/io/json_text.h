// JSON as bytes: encoding and syntax are checked as a whole, before any row is looked at, so that whatever reads rows
// afterwards meets valid JSON only.
#pragma once

#include <string_view>

#include "base/error.h"
#include "io/reader.h"

namespace choke {

// The text without its byte order mark. Error with line and column: not UTF-8, or not JSON, or nested too deep.
[[nodiscard]] Result<std::string_view> checked_json(const InputFile& file);

// Skips a UTF-8 byte order mark.
[[nodiscard]] std::string_view without_bom(std::string_view bytes);

// The first byte that is no white space of JSON, or 0.
[[nodiscard]] char first_json_byte(std::string_view text);

}  // namespace choke
