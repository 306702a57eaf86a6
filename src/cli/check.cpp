// check: every problem in the data, with its place and what to do.
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/json_out.h"
#include "cli/messages.h"
#include "cli/open_data.h"
#include "cli/subcommand.h"

namespace choke {
namespace {

struct Options {
    std::string path;
    bool json = false;
};

std::string problems_json(const Diagnostics& problems) {
    JsonOut json(2);
    json.begin_object();
    json.member("errors", problems.error_count());
    json.member("warnings", problems.warning_count());
    json.key("problems");
    json.begin_list();
    for (const Diagnostic& problem : problems.all()) {
        json.begin_object();
        json.member("severity", problem.severity == Severity::Error ? "error" : "warning");
        json.member("file", problem.file);
        json.member("line", static_cast<size_t>(problem.line));
        json.member("column", static_cast<size_t>(problem.column));
        json.member("code", problem.code);
        json.member("message", problem.message);
        json.member("hint", problem.hint);
        json.end_object();
    }
    json.end_list();
    json.end_object();
    return json.take();
}

int refuse_unreadable(const Streams& streams, const Options& options, const Error& error) {
    streams.err << displayable(to_string(error)) << '\n';
    if (options.json) {
        Diagnostics problems;
        problems.report({.severity = Severity::Error,
                         .file = error.file,
                         .line = error.line,
                         .column = error.column,
                         .code = "unreadable",
                         .message = error.message,
                         .hint = {}});
        streams.out << problems_json(problems);
    }
    return kExitRefused;
}

int check(const Streams& streams, const Options& options) {
    const auto loaded = load_data(options.path);
    if (!loaded) return refuse_unreadable(streams, options, loaded.error());
    const Diagnostics& problems = loaded->diagnostics;
    if (options.json) {
        streams.out << problems_json(problems);
    } else {
        std::string lines;
        for (const Diagnostic& problem : problems.all()) lines += displayable(to_string(problem)) + '\n';
        streams.out << lines;
    }
    const size_t count = problems.error_count() + problems.warning_count();
    std::string summary = fmt::format("{}: {}, {}", options.path.empty() ? "built-in data" : options.path,
                                      counted(problems.error_count(), "error"), counted(problems.warning_count(), "warning"));
    if (count > problems.all().size()) summary += fmt::format("; the first {} are listed", problems.all().size());
    streams.err << displayable(summary) << '\n';
    return problems.error_count() > 0 ? kExitProblems : kExitFine;
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<Options>();
    parser.add_option("PATH", options->path, "folder or file; without it the built-in data");
    parser.add_flag("--json", options->json, "one JSON object on standard output");
    return [options](const Streams& streams) { return check(streams, *options); };
}

}  // namespace

const Subcommand kCheckCommand{.name = "check",
                               .arguments = "[PATH]",
                               .summary = "List the problems in the data: file, line, column, what is wrong and what to do.",
                               .examples = "chokepoint check\nchokepoint check my-data --json",
                               .declare = declare};

}  // namespace choke
