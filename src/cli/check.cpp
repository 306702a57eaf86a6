// check: every problem in the data, with its place and what to do.
#include <algorithm>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "audit/lint.h"
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
    bool strict = false;
    bool json = false;
};

struct Problem {
    Diagnostic diagnostic;
    bool waived = false;
    std::string reason;
};

// What the reader found and what the linter found, from top to bottom.
struct Problems {
    std::vector<Problem> listed;
    size_t error_count = 0;    // not waived, listed or not
    size_t warning_count = 0;  // not waived, listed or not
    size_t waived_count = 0;
};

Problems problems_of(const Diagnostics& read, LintReport found) {
    Problems problems{.listed = {},
                      .error_count = read.error_count() + found.error_count,
                      .warning_count = read.warning_count() + found.warning_count,
                      .waived_count = found.waived_count};
    for (const Diagnostic& diagnostic : read.all()) problems.listed.push_back({diagnostic, false, {}});
    for (LintFinding& finding : found.findings) {
        problems.listed.push_back({std::move(finding.diagnostic), finding.waived, std::move(finding.reason)});
    }
    std::stable_sort(problems.listed.begin(), problems.listed.end(), [](const Problem& a, const Problem& b) {
        const auto place = [](const Diagnostic& d) { return std::tie(d.file, d.line, d.column); };
        return place(a.diagnostic) < place(b.diagnostic);
    });
    // As many as the reader alone would list, waived ones apart; errors before warnings.
    size_t left = Diagnostics::kMaxReports;
    for (const Severity severity : {Severity::Error, Severity::Warning}) {
        std::erase_if(problems.listed, [&](const Problem& problem) {
            if (problem.waived || problem.diagnostic.severity != severity) return false;
            if (left == 0) return true;
            --left;
            return false;
        });
    }
    return problems;
}

std::string problems_json(const Problems& problems) {
    JsonOut json(2);
    json.begin_object();
    json.member("errors", problems.error_count);
    json.member("warnings", problems.warning_count);
    json.member("waived", problems.waived_count);
    json.key("problems");
    json.begin_list();
    for (const Problem& problem : problems.listed) {
        const Diagnostic& diagnostic = problem.diagnostic;
        json.begin_object();
        json.member("severity", diagnostic.severity == Severity::Error ? "error" : "warning");
        json.member("file", diagnostic.file);
        json.member("line", static_cast<size_t>(diagnostic.line));
        json.member("column", static_cast<size_t>(diagnostic.column));
        json.member("code", diagnostic.code);
        json.member("message", diagnostic.message);
        json.member("hint", diagnostic.hint);
        json.key("waived");
        json.boolean(problem.waived);
        json.member_or_null("reason", problem.reason);
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
        streams.out << problems_json(problems_of(problems, {}));
    }
    return kExitRefused;
}

int check(const Streams& streams, const Options& options) {
    const auto loaded = load_data(options.path);
    if (!loaded) return refuse_unreadable(streams, options, loaded.error());
    const LintScope scope = options.strict ? LintScope::Everything : LintScope::References;
    const Problems problems = problems_of(loaded->diagnostics, lint(loaded->data, scope));
    size_t listed = 0;
    std::string lines;
    for (const Problem& problem : problems.listed) {
        if (problem.waived) continue;
        ++listed;
        if (!options.json) lines += displayable(to_string(problem.diagnostic)) + '\n';
    }
    streams.out << (options.json ? problems_json(problems) : lines);
    std::string summary =
        fmt::format("{}: {}, {}", options.path.empty() ? "built-in data" : options.path,
                    counted(problems.error_count, "error"), counted(problems.warning_count, "warning"));
    if (problems.waived_count > 0) summary += fmt::format(", {} waived", problems.waived_count);
    const size_t count = problems.error_count + problems.warning_count;
    if (count > listed) summary += fmt::format("; {} of them are listed", listed);
    streams.err << displayable(summary) << '\n';
    const bool faulty = problems.error_count > 0 || (options.strict && problems.warning_count > 0);
    return faulty ? kExitProblems : kExitFine;
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<Options>();
    parser.add_option("PATH", options->path, "folder or file; without it the built-in data");
    parser.add_flag("--strict", options->strict, "with the findings of the linter; warnings count, too");
    parser.add_flag("--json", options->json, "one JSON object on standard output");
    return [options](const Streams& streams) { return check(streams, *options); };
}

}  // namespace

const Subcommand kCheckCommand{
    .name = "check",
    .arguments = "[PATH]",
    .summary = "List the problems in the data: file, line, column, what is wrong and what to do.",
    .examples = "chokepoint check\nchokepoint check my-data --strict\nchokepoint check my-data --json",
    .declare = declare};

}  // namespace choke
