// A row of the table of subcommands (cli.cpp). Adding one is a file with a row in it, and its name in the
// table.
#pragma once

#include <functional>
#include <ostream>
#include <string_view>

namespace CLI {
class App;
}

namespace choke {

struct Streams {
    std::ostream& out;  // data
    std::ostream& err;  // messages
    bool out_is_terminal = false;
};

// Does the work of a subcommand whose options have been read, and gives the exit code.
using Run = std::function<int(const Streams&)>;

struct Subcommand {
    std::string_view name;
    std::string_view arguments;  // those without a name: "KIND [PATH]"
    std::string_view summary;    // one sentence for help
    std::string_view examples;   // lines of the shell, without indentation
    // Declares the options; what it returns holds their values. The parser outlives it.
    Run (*declare)(CLI::App& parser);
};

extern const Subcommand kCheckCommand;
extern const Subcommand kInfoCommand;
extern const Subcommand kListCommand;
extern const Subcommand kShowCommand;
extern const Subcommand kPathCommand;
extern const Subcommand kExplainCommand;
extern const Subcommand kDiffCommand;
extern const Subcommand kDateCommand;
extern const Subcommand kRenderCommand;
extern const Subcommand kExportCommand;
extern const Subcommand kDescribeCommand;
extern const Subcommand kRunCommand;
extern const Subcommand kViewsCommand;
extern const Subcommand kCommandsCommand;

}  // namespace choke
