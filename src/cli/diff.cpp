// diff: what is new between two editions of a data set, in words.
#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/diff_text.h"
#include "cli/messages.h"
#include "cli/open_data.h"
#include "cli/subcommand.h"

namespace choke {
namespace {

struct Options {
    std::string before;
    std::string after;
    std::string format = "text";
};

int diff(const Streams& streams, const Options& options) {
    using Write = std::string (*)(const Changes&);
    const Write write = options.format == "text"       ? diff_text
                        : options.format == "markdown" ? diff_markdown
                        : options.format == "json"     ? diff_json
                                                       : nullptr;
    if (write == nullptr) {
        return refuse(streams, "diff",
                      fmt::format("there is no format '{}'; choose text, json or markdown", options.format));
    }
    const auto before = open_data(streams, options.before);
    if (!before) return kExitRefused;
    const auto after = open_data(streams, options.after);
    if (!after) return kExitRefused;
    streams.out << write(compare(*before->data, *after->data));
    return exit_code_of(*before) == kExitFine ? exit_code_of(*after) : kExitProblems;
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<Options>();
    parser.add_option("OLD", options->before, "folder or file of the older edition")->required();
    parser.add_option("NEW", options->after, "of the newer one; without it the built-in data");
    parser.add_option("--format", options->format, "text, json or markdown; text if not given")
        ->type_name("FORMAT");
    return [options](const Streams& streams) { return diff(streams, *options); };
}

}  // namespace

const Subcommand kDiffCommand{.name = "diff",
                              .arguments = "OLD [NEW]",
                              .summary = "Say what is new between two editions of a data set.",
                              .examples =
                                  "chokepoint diff last-month my-data\n"
                                  "chokepoint diff last-month my-data --format markdown > new.md",
                              .declare = declare};

}  // namespace choke
