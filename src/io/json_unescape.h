// The text of a JSON string, halves of surrogate pairs included. For keys, and for the few texts that simdjson refuses.
#pragma once

#include <string>
#include <string_view>

namespace choke {

// raw: behind the opening quote of a valid JSON string, which it reads up to its closing quote. Half of a surrogate
// pair becomes U+FFFD.
[[nodiscard]] std::string unescaped(const char* raw);

// Surrogates encoded as if they were characters, which simdjson makes of a lone \uDC00.
[[nodiscard]] bool has_surrogates(std::string_view text);

}  // namespace choke
