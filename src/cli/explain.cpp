// explain: what a code of a problem means, and how to mend it.
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "audit/codes.h"
#include "audit/lint.h"
#include "cli/cli.h"
#include "cli/messages.h"
#include "cli/subcommand.h"

namespace choke {
namespace {

// Broken between words, for reading on a terminal.
std::string wrapped(std::string_view text, size_t width) {
    std::string out;
    size_t column = 0;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        if (column > 0 && column + 1 + word.size() > width) {
            out += '\n';
            column = 0;
        }
        if (column > 0) {
            out += ' ';
            ++column;
        }
        out += word;
        column += word.size();
        at = end + 1;
    }
    return out;
}

std::string_view severity_word(Severity severity) {
    return severity == Severity::Error ? "error" : "warning";
}

std::string all_codes() {
    size_t width = 0;
    for (const LintRule& rule : lint_rules()) width = std::max(width, rule.code.size());
    for (const ReaderCode& row : reader_codes()) width = std::max(width, row.code.size());
    std::string text =
        "Rules of the linter (`chokepoint check --strict`); a record can waive them with a reason:\n";
    for (const LintRule& rule : lint_rules())
        text += fmt::format("  {:<{}}  {}\n", rule.code, width, rule.summary);
    text += "\nProblems that the reader reports:\n";
    for (const ReaderCode& row : reader_codes())
        text += fmt::format("  {:<{}}  {}\n", row.code, width, row.summary);
    return text + "\n`chokepoint explain CODE` tells more of a rule.\n";
}

int explain(const Streams& streams, const std::string& code) {
    if (code.empty()) {
        streams.out << all_codes();
        return kExitFine;
    }
    constexpr size_t kWidth = 96;
    if (const LintRule* rule = find_lint_rule(code)) {
        streams.out << fmt::format("{} ({})\n{}.\n\n{}\n", rule->code, severity_word(rule->severity),
                                   rule->summary, wrapped(rule->explanation, kWidth));
        return kExitFine;
    }
    if (const ReaderCode* row = find_reader_code(code)) {
        streams.out << fmt::format("{} (reported by the reader)\n{}.\n", row->code, row->summary);
        return kExitFine;
    }
    std::vector<std::string_view> codes;
    for (const LintRule& rule : lint_rules()) codes.push_back(rule.code);
    for (const ReaderCode& row : reader_codes()) codes.push_back(row.code);
    return refuse(streams, "explain",
                  fmt::format("there is no code '{}'{}", code,
                              suggestion_or(code, codes, "; `chokepoint explain` lists them all")));
}

Run declare(CLI::App& parser) {
    const auto code = std::make_shared<std::string>();
    parser.add_option("CODE", *code, "such as odd-date; without it the list of all codes");
    return [code](const Streams& streams) { return explain(streams, *code); };
}

}  // namespace

const Subcommand kExplainCommand{
    .name = "explain",
    .arguments = "[CODE]",
    .summary = "Explain the code of a problem that check reports, and how to mend it.",
    .examples = "chokepoint explain\nchokepoint explain odd-date",
    .declare = declare};

}  // namespace choke
