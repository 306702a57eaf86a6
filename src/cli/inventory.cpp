// views and commands: what there is in the program.
#include <string>

#include <CLI/CLI.hpp>

#include "app/commands.h"
#include "cli/cli.h"
#include "cli/sheet.h"
#include "cli/subcommand.h"
#include "views/view.h"

namespace choke {
namespace {

int print_views(const Streams& streams) {
    std::string lines;
    for (const ViewDef& view : views()) lines += std::string(view.id) + '\n';
    streams.out << lines;
    return kExitFine;
}

int print_commands(const Streams& streams) {
    Sheet sheet{.columns = {{"name"}, {"keys"}, {"label", ColumnUse::Stretching}}, .rows = {}};
    for (const Command& command : commands())
        sheet.rows.push_back(
            {std::string(command.name), std::string(command.keys), std::string(command.label)});
    streams.out << table_text(sheet, streams.out_is_terminal ? kTerminalColumns : 0);
    return kExitFine;
}

}  // namespace

const Subcommand kViewsCommand{.name = "views",
                               .arguments = "",
                               .summary = "List the views that render can draw.",
                               .examples = "chokepoint views",
                               .declare = [](CLI::App&) { return Run(print_views); }};

const Subcommand kCommandsCommand{.name = "commands",
                                  .arguments = "",
                                  .summary = "List the commands of the window with their keys.",
                                  .examples = "chokepoint commands",
                                  .declare = [](CLI::App&) { return Run(print_commands); }};

}  // namespace choke
