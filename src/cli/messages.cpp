#include "cli/messages.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/sheet.h"

namespace choke {

int refuse(const Streams& streams, std::string_view subcommand, std::string_view message) {
    streams.err << displayable(
                       fmt::format("chokepoint{}{}: {}", subcommand.empty() ? "" : " ", subcommand, message))
                << '\n';
    return kExitRefused;
}

int refuse_at(const Streams& streams, std::string_view subcommand, std::string_view what,
              std::string_view text, int column, std::string_view message) {
    refuse(streams, subcommand, fmt::format("{}, column {}: {}", what, column, message));
    // A filter may be longer than any line of a terminal: what stands around the column is enough.
    constexpr size_t kBefore = 60;
    constexpr size_t kAfter = 30;
    const auto wrong = static_cast<size_t>(std::max(column, 1)) - 1;
    const size_t from = wrong > kBefore ? wrong - kBefore : 0;
    std::string line;
    std::string caret_line = "  ";
    size_t number = 0;
    for (size_t i = 0; i < text.size(); ++number) {
        const size_t begin = i;
        static_cast<void>(next_code_point(text, i));
        if (number < from || number > wrong + kAfter) continue;
        const std::string shown = displayable(text.substr(begin, i - begin));
        line += shown;
        if (number < wrong) caret_line.append(display_width(shown), ' ');
    }
    streams.err << "  " << line << '\n' << caret_line << "^\n";
    return kExitRefused;
}

std::string suggestion_or(std::string_view word, std::span<const std::string_view> candidates,
                          std::string other) {
    const std::string_view near = nearest(word, candidates);
    return near.empty() ? other : fmt::format("; did you mean '{}'?", near);
}

std::string joined(std::span<const std::string_view> words) {
    std::string out;
    for (const std::string_view word : words) out += (out.empty() ? "" : ", ") + std::string(word);
    return out;
}

std::string counted(size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace choke
