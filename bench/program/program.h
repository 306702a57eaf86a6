// The subcommands of chokepoint-bench. Each measures one thing, prints one JSON line on standard output and gives the exit
// code: 0; 1 when what it watches for was found (soak); 2 with a sentence on standard error when it could not be measured.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace choke::bench {

using Arguments = std::span<const std::string_view>;

// FILE [--size WxH] [--panels]: seconds to the first picture, and frame times of the pan and zoom scripts.
int run_timeline(Arguments arguments);
int run_map(Arguments arguments);
// GRAPH OUT: seconds of the stress layout; writes a line "v x y" for each node, in their order.
int run_layout(Arguments arguments);
// FILE: seconds from path to data set.
int run_load(Arguments arguments);
// FILE: bytes an event of data set and index.
int run_memory(Arguments arguments);
// FILE [--seconds N] [--seed S] [--size WxH] [--limit MB]: random use of the whole window.
int run_soak(Arguments arguments);

// The value behind a name such as "--size", or what is given for its absence.
[[nodiscard]] std::string_view option(Arguments arguments, std::string_view name, std::string_view absent);
[[nodiscard]] bool has(Arguments arguments, std::string_view name);
// A whole number, 0 when it is none.
[[nodiscard]] unsigned long number(std::string_view text);
int refuse(std::string_view why);

}  // namespace choke::bench
