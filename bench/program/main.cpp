// chokepoint-bench: see program.h and docs/performance.md.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <string_view>
#include <vector>

#include "program.h"

namespace choke::bench {
namespace {

struct Subcommand {
    std::string_view name;
    std::string_view arguments;
    size_t least_arguments;
    int (*run)(Arguments arguments);
};

constexpr std::array kSubcommands{
    Subcommand{"timeline", "FILE [--size WxH] [--panels]", 1, run_timeline},
    Subcommand{"map", "FILE [--size WxH] [--panels]", 1, run_map},
    Subcommand{"layout", "GRAPH OUT", 2, run_layout},
    Subcommand{"load", "FILE", 1, run_load},
    Subcommand{"memory", "FILE", 1, run_memory},
    Subcommand{"soak", "FILE [--seconds N] [--seed S] [--size WxH] [--limit MB]", 1, run_soak},
};

int usage() {
    std::fputs("usage:\n", stderr);
    for (const Subcommand& row : kSubcommands) {
        std::fprintf(stderr, "  chokepoint-bench %.*s %.*s\n", static_cast<int>(row.name.size()), row.name.data(),
                     static_cast<int>(row.arguments.size()), row.arguments.data());
    }
    return 2;
}

}  // namespace

std::string_view option(Arguments arguments, std::string_view name, std::string_view absent) {
    const auto at = std::ranges::find(arguments, name);
    return at == arguments.end() || at + 1 == arguments.end() ? absent : *(at + 1);
}

bool has(Arguments arguments, std::string_view name) { return std::ranges::find(arguments, name) != arguments.end(); }

unsigned long number(std::string_view text) {
    unsigned long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

int refuse(std::string_view why) {
    std::fprintf(stderr, "chokepoint-bench: %.*s\n", static_cast<int>(why.size()), why.data());
    return 2;
}

}  // namespace choke::bench

int main(int argc, char** argv) {
    using namespace choke::bench;
    const std::vector<std::string_view> words(argv + 1, argv + argc);
    if (words.empty()) return usage();
    const auto row = std::ranges::find(kSubcommands, words.front(), &Subcommand::name);
    if (row == kSubcommands.end() || words.size() <= row->least_arguments) return usage();
    return row->run(Arguments(words).subspan(1));
}
