// The text of a JSON string, halves of surrogate pairs included.
#pragma once

#include <string>
#include <string_view>

namespace choke {

// raw: what stands between the quotes of a valid JSON string. Half of a surrogate pair becomes U+FFFD, and is reported
// to half_characters when that is given.
[[nodiscard]] std::string unescaped(std::string_view raw, bool* half_characters = nullptr);

}  // namespace choke
