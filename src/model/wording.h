// Words for messages about data: quoting what was found so that it is safe on a terminal, lists of what is allowed,
// "did you mean". Shared by the builder and the readers, so that every message reads the same.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace choke {

// 'text' with control characters made visible, cut at 60 code points.
[[nodiscard]] std::string quoted(std::string_view text);

// "'direct' or 'topical'"
[[nodiscard]] std::string alternatives(std::span<const std::string_view> words);

// The candidate that was probably meant, or empty: the nearest one (base/text.h), or else the one in which two
// neighbouring letters stand the other way round, which nearest() counts as two mistakes.
[[nodiscard]] std::string_view probably_meant(std::string_view word, std::span<const std::string_view> candidates);

// "did you mean 'nvidia'?", or nothing for an empty word.
[[nodiscard]] std::string did_you_mean(std::string_view word);

// The nearest kebab-case id: lower case, everything else a hyphen. Empty when no letter or digit of ASCII is left.
[[nodiscard]] std::string kebab_from(std::string_view text);

enum class LineEnds { Allowed, Forbidden };

// Control characters (C0, DEL, C1) and bidirectional controls. Tabs and line ends count where they are forbidden.
[[nodiscard]] bool has_control_characters(std::string_view text, LineEnds line_ends);

}  // namespace choke
