// UTF-8 text helpers over utf8proc: folding for search, safe display, edit distance for "did you mean".
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace choke {

// Byte offset of the first invalid UTF-8 sequence, or npos.
[[nodiscard]] size_t first_invalid_utf8(std::string_view text);

// Case, width and compatibility folded (NFKC_Casefold), accents kept: the form in which search compares.
[[nodiscard]] std::string fold(std::string_view text);

// For the screen and the terminal: control characters and bidirectional overrides become visible (U+FFFD or
// their name in brackets), invalid bytes become U+FFFD, line ends become spaces.
[[nodiscard]] std::string displayable(std::string_view text);

// Levenshtein distance in code points (Levenshtein, 1966), cut off above limit.
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b, int limit);

// The candidate nearest to word (distance at most a third of its length, at least 1), or empty. First wins.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

[[nodiscard]] size_t code_point_count(std::string_view utf8);

// The next code point at byte offset i, which is moved behind it; invalid bytes give U+FFFD one by one.
[[nodiscard]] char32_t next_code_point(std::string_view utf8, size_t& i);

void append_utf8(std::string& out, char32_t code_point);

// Kebab-case id: ^[a-z0-9]+(-[a-z0-9]+)*$
[[nodiscard]] bool is_kebab(std::string_view id);

}  // namespace choke
