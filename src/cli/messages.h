// Messages of the command line on standard error: who says it, what is wrong, and where in what was typed.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/subcommand.h"

namespace choke {

// "chokepoint list: …" with whatever was typed made displayable. Returns kExitRefused, so that a refusal is
// one line.
int refuse(const Streams& streams, std::string_view subcommand, std::string_view message);

// The same with the text that is wrong and a caret under its column (1-based, in code points).
int refuse_at(const Streams& streams, std::string_view subcommand, std::string_view what,
              std::string_view text, int column, std::string_view message);

// "; did you mean 'list'?", or the other text when no candidate is near.
[[nodiscard]] std::string suggestion_or(std::string_view word, std::span<const std::string_view> candidates,
                                        std::string other);

// "timeline, map"
[[nodiscard]] std::string joined(std::span<const std::string_view> words);

// "1 error", "3 errors"
[[nodiscard]] std::string counted(size_t count, std::string_view noun);

}  // namespace choke
