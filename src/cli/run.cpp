// run: commands from a script, without a window.
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/document_file.h"
#include "app/files.h"
#include "app/open_any.h"
#include "app/script.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/messages.h"
#include "cli/open_data.h"
#include "cli/subcommand.h"
#include "scene/text_metrics.h"

namespace choke {
namespace {

struct Options {
    std::string script;
    std::string data;
    std::string output;
    bool hash = false;
};

std::string check_output(const std::string& output) {
    if (output.empty()) return {};
    if (!is_document_path(output)) return fmt::format("'{}' is no document; the file name must end in {}", output, kDocumentExtension);
    const std::filesystem::path folder = std::filesystem::path(output).parent_path();
    std::error_code code;
    if (!folder.empty() && !std::filesystem::is_directory(folder, code))
        return fmt::format("there is no folder '{}' to write '{}' to", folder.string(), output);
    return {};
}

int run(const Streams& streams, const Options& options) {
    if (const std::string problem = check_output(options.output); !problem.empty()) return refuse(streams, "run", problem);
    const auto script = read_file(options.script);
    if (!script) return refuse(streams, "run", to_string(script.error()));

    AppState state;
    state.session.reduce_motion = true;  // nobody watches
    if (const auto opened = open_any(state, options.data); !opened) return refuse(streams, "run", to_string(opened.error()));
    Derived derived;
    // The scenes only serve the cameras, which no font changes.
    const FixedTextMetrics metrics;
    if (const auto done = run_script(state, derived, {displayable(options.script), *script}, &metrics); !done) {
        streams.err << displayable(to_string(done.error())) << '\n';
        return kExitRefused;
    }
    if (!options.output.empty()) {
        if (const auto saved = save_document(state, derived, options.output); !saved)
            return refuse(streams, "run", to_string(saved.error()));
    }
    if (options.hash) streams.out << fmt::format("{:016x}\n", document_hash(state));
    return exit_code_of(state);
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<Options>();
    parser.add_option("SCRIPT", options->script, "commands, one a line (docs/documents.md)")->required();
    parser.add_option("--data", options->data, "folder or file of data, a .chokepoint document or a link; without it the built-in data")
        ->type_name("PATH");
    parser.add_option("-o,--output", options->output, "write what the script leads to as a document")->type_name("FILE");
    parser.add_flag("--hash", options->hash, "print the hash of the document");
    return [options](const Streams& streams) { return run(streams, *options); };
}

}  // namespace

const Subcommand kRunCommand{.name = "run",
                             .arguments = "SCRIPT",
                             .summary = "Run a script of commands without a window.",
                             .examples =
                                 "chokepoint run my-steps.txt --hash\n"
                                 "chokepoint run my-steps.txt --data my-data -o steps.chokepoint",
                             .declare = declare};

}  // namespace choke
