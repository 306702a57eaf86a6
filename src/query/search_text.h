// The form in which texts are compared and searched: fold() of base/text.h with runs of white space made one space.
// Fast for mostly-ASCII text: folding a hundred thousand summaries must not be felt when a file is opened.
#pragma once

#include <string>
#include <string_view>

namespace choke {

[[nodiscard]] std::string search_form(std::string_view text);
void append_search_form(std::string& out, std::string_view text);

// search_form(text) == folded, without making it where a difference shows at once.
[[nodiscard]] bool has_search_form(std::string_view text, std::string_view folded);

// Length in bytes of the white space that begins at text[i] (ASCII, no-break, ideographic, …); 0 when there is none.
[[nodiscard]] size_t space_length(std::string_view text, size_t i);

// A word of `folded` (behind the start, a space, a hyphen, another sign, or anywhere in Chinese) begins with `part`.
[[nodiscard]] bool has_word_start(std::string_view folded, std::string_view part);

}  // namespace choke
