// The command line: from the arguments to what is printed and the exit code. Opens no window itself; it says
// when one is wanted. Every subcommand, with its output, is described in docs/cli.md.
#pragma once

#include <iosfwd>
#include <string>

namespace choke {

inline constexpr int kExitFine = 0;
inline constexpr int kExitProblems = 1;  // the work is done; the data (or a date) has errors
inline constexpr int kExitRefused = 2;   // wrong usage, or a file that cannot be read or written

struct CliOutcome {
    int exit_code = kExitFine;
    bool open_window = false;
    std::string path;  // for the window (app/open_any.h): data, a document, its backup or a link; empty: the built-in history
};

// Data goes to out, messages to err. argv[0] is not looked at.
[[nodiscard]] CliOutcome run_cli(int argc, char** argv, std::ostream& out, std::ostream& err);

}  // namespace choke
