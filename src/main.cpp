#include <csignal>
#include <iostream>
#include <new>

#include "cli/cli.h"
#if CHOKE_HAS_GUI
#include "ui/run.h"
#endif

namespace {

int open_window(const std::string& path) {
#if CHOKE_HAS_GUI
    return choke::run_window(path);
#else
    static_cast<void>(path);
    std::cerr << "chokepoint: this build has no window; see `chokepoint help`\n";
    return choke::kExitRefused;
#endif
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE,
                SIG_IGN);  // `chokepoint list events | head` ends with a failed write, not with a signal
    try {
        const choke::CliOutcome outcome = choke::run_cli(argc, argv, std::cout, std::cerr);
        return outcome.open_window ? open_window(outcome.path) : outcome.exit_code;
    } catch (const std::bad_alloc&) {
        std::cerr << "chokepoint: there is not enough memory for this data\n";
        return choke::kExitRefused;
    }
}
