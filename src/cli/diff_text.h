// The changes between two editions in words: for a terminal, for a page, for a program.
#pragma once

#include <string>

#include "audit/diff.h"

namespace choke {

[[nodiscard]] std::string diff_text(const Changes& changes);
[[nodiscard]] std::string diff_markdown(const Changes& changes);
[[nodiscard]] std::string diff_json(const Changes& changes);

}  // namespace choke
