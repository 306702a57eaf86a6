#include "cli/cli.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <unistd.h>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/document_file.h"
#include "app/figures.h"
#include "app/link.h"
#include "cli/messages.h"
#include "cli/sheet.h"
#include "cli/subcommand.h"

namespace choke {
namespace {

Run declare_help(CLI::App& parser);

const Subcommand kHelpCommand{.name = "help",
                              .arguments = "[SUBCOMMAND]",
                              .summary = "Explain a subcommand.",
                              .examples = "chokepoint help list",
                              .declare = declare_help};

// In the order of help.
constexpr std::array kSubcommands{&kCheckCommand, &kExplainCommand, &kInfoCommand,  &kListCommand,
                                  &kShowCommand,  &kPathCommand,  &kDiffCommand,    &kDateCommand,  &kRenderCommand,
                                  &kExportCommand, &kDescribeCommand,
                                  &kRunCommand,   &kViewsCommand,   &kCommandsCommand,
                                  &kHelpCommand};

const Subcommand* find_subcommand(std::string_view name) {
    for (const Subcommand* row : kSubcommands)
        if (row->name == name) return row;
    return nullptr;
}

std::vector<std::string_view> subcommand_names() {
    std::vector<std::string_view> names;
    for (const Subcommand* row : kSubcommands) names.push_back(row->name);
    return names;
}

std::string see_help(std::string_view subcommand) {
    return fmt::format("; see `chokepoint help{}{}`", subcommand.empty() ? "" : " ", subcommand);
}

// --- help ---

std::string overview() {
    std::string text =
        "Timelines and maps of who could do what, and when.\n\n"
        "chokepoint [PATH]                open the window on data, a .chokepoint document, or a figure (.svg, .png)\n"
        "chokepoint 'chokepoint:?…'       open the window on a link\n"
        "chokepoint --open PATH|LINK      the same; --open-backup PATH opens the backup of a document\n"
        "chokepoint SUBCOMMAND …          work without a window\n"
        "chokepoint --help | --version\n\n"
        "Without PATH: the history that is built in.\n\n"
        "Subcommands:\n";
    for (const Subcommand* row : kSubcommands) text += fmt::format("  {:<10}{}\n", row->name, row->summary);
    return text +
           "\n`chokepoint help SUBCOMMAND` tells more.\n"
           "Exit code: 0 fine, 1 the data has errors (or a date is invalid), 2 wrong usage or unreadable "
           "file.\n";
}

std::string explain(const Subcommand& subcommand, const CLI::App& parser) {
    std::vector<std::pair<std::string, std::string>> lines;
    size_t width = 0;
    bool has_options = false;
    for (const CLI::Option* option : parser.get_options()) {
        if (option == parser.get_help_ptr()) continue;
        const bool positional = option->get_positional();
        std::string name = option->get_name(positional, true);
        if (const size_t comma = name.find(','); comma != std::string::npos) name.insert(comma + 1, " ");
        if (!positional && option->get_type_size() != 0) name += " " + option->get_type_name();
        has_options = has_options || !positional;
        width = std::max(width, display_width(name));
        lines.emplace_back(std::move(name), option->get_description());
    }
    std::string text = fmt::format("{}\n\nchokepoint {}{}{}{}\n\n", subcommand.summary, subcommand.name,
                                   subcommand.arguments.empty() ? "" : " ", subcommand.arguments,
                                   has_options ? " [OPTIONS]" : "");
    for (const auto& [name, description] : lines)
        text += fmt::format("  {}{}  {}\n", name, std::string(width - display_width(name), ' '), description);
    text += "\nExamples:\n";
    for (size_t at = 0; at < subcommand.examples.size();) {
        const size_t end = std::min(subcommand.examples.find('\n', at), subcommand.examples.size());
        text += fmt::format("  {}\n", subcommand.examples.substr(at, end - at));
        at = end + 1;
    }
    return text;
}

int help(const Streams& streams, const std::string& name) {
    if (name.empty()) {
        streams.out << overview();
        return kExitFine;
    }
    const Subcommand* subcommand = find_subcommand(name);
    if (subcommand == nullptr)
        return refuse(streams, "help",
                      fmt::format("there is no subcommand '{}'{}", name,
                                  suggestion_or(name, subcommand_names(), see_help({}))));
    CLI::App parser;
    const Run unused = subcommand->declare(parser);
    streams.out << explain(*subcommand, parser);
    return kExitFine;
}

Run declare_help(CLI::App& parser) {
    const auto name = std::make_shared<std::string>();
    parser.add_option("SUBCOMMAND", *name, "which one; without it an overview");
    return [name](const Streams& streams) { return help(streams, *name); };
}

// --- parsing ---

// An option that does not exist explains an error better than what it left missing.
std::string usage_problem(std::string_view subcommand, const CLI::App& parser, const CLI::Error& error) {
    std::vector<std::string> names;
    for (const CLI::Option* option : parser.get_options())
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    const std::vector<std::string> unused = parser.remaining();
    for (const std::string& word : unused) {
        if (word == "--") break;
        if (!word.starts_with('-')) continue;
        return fmt::format("unknown option '{}'{}", word,
                           suggestion_or(word.substr(0, word.find('=')), candidates, see_help(subcommand)));
    }
    for (const std::string& word : unused)
        if (word != "--") return fmt::format("nothing is expected at '{}'{}", word, see_help(subcommand));
    return error.what() + see_help(subcommand);
}

int run_subcommand(const Subcommand& subcommand, std::span<const std::string> words, const Streams& streams) {
    CLI::App parser;
    const Run run = subcommand.declare(parser);
    std::vector<std::string> reversed;  // as the parser wants them
    for (const std::string& word : words) {
        // "--filter=" is an empty filter; the parser would take the next word for its value.
        if (word.starts_with("--") && word.ends_with('=') && word.find('=') == word.size() - 1) {
            reversed.push_back(word.substr(0, word.size() - 1));
            reversed.emplace_back();
        } else {
            reversed.push_back(word);
        }
    }
    std::reverse(reversed.begin(), reversed.end());
    try {
        parser.parse(std::move(reversed));
    } catch (const CLI::CallForHelp&) {
        streams.out << explain(subcommand, parser);
        return kExitFine;
    } catch (const CLI::Error& error) {
        return refuse(streams, subcommand.name, usage_problem(subcommand.name, parser, error));
    }
    return run(streams);
}

// What the window is to be opened on, checked as far as that can be done without it: nothing, or an exit code.
std::optional<int> check_opening(const Streams& streams, const std::string& what, std::span<const std::string_view> candidates) {
    if (is_link(what)) {
        const auto link = parse_link(what);
        if (link) return std::nullopt;
        return refuse_at(streams, "", "the link", what, link.error().column, link.error().message);
    }
    std::error_code code;
    if (std::filesystem::exists(what, code) || code) return std::nullopt;  // what cannot be looked at may still be there
    return refuse(streams, "",
                  fmt::format("there is no file, folder or subcommand '{}'{}", what,
                              suggestion_or(what, candidates, see_help({}))));
}

// Everything but the window. Nothing: the window is wanted, on `open`.
std::optional<int> run_words(const std::vector<std::string>& words, const Streams& streams, std::string& open) {
    if (words.empty()) return std::nullopt;
    const std::string& first = words.front();
    if (first == "--help" || first == "-h") return help(streams, {});
    if (first == "--version" || first == "-V") {
        streams.out << "chokepoint " CHOKE_VERSION "\n";
        return kExitFine;
    }
    if (const Subcommand* subcommand = find_subcommand(first))
        return run_subcommand(*subcommand, std::span(words).subspan(1), streams);
    const std::vector<std::string_view> candidates = subcommand_names();
    size_t used = 1;
    open = first;
    if (first.starts_with('-')) {
        const std::string_view name = std::string_view(first).substr(0, first.find('='));
        if (name != "--open" && name != "--open-backup") {
            constexpr std::array<std::string_view, 4> kOptions{"--help", "--version", "--open", "--open-backup"};
            return refuse(streams, "",
                          fmt::format("unknown option '{}'{}", first, suggestion_or(first, kOptions, see_help({}))));
        }
        if (name != first) {
            open = first.substr(name.size() + 1);
        } else if (words.size() > 1) {
            open = words[used++];
        } else {
            return refuse(streams, "", fmt::format("{} needs a path{}", name, name == "--open" ? " or a link" : ""));
        }
        if (name == "--open-backup") {
            if (!is_backup_path(open)) open = backup_path(open);
            if (!is_backup_path(open))
                return refuse(streams, "", fmt::format("'{}' is no document; its name ends in {}", words[used - 1], kDocumentExtension));
        }
    }
    if (const auto refused = check_opening(streams, open, candidates)) return refused;
    if (words.size() > used)
        return refuse(streams, "", fmt::format("nothing is expected at '{}'; one PATH at a time", words[used]));
    return std::nullopt;
}

}  // namespace

CliOutcome run_cli(int argc, char** argv, std::ostream& out, std::ostream& err) {
    std::vector<std::string> words;
    for (int i = 1; i < argc; ++i) words.emplace_back(argv[i]);
    const bool is_terminal = &out == &std::cout && isatty(STDOUT_FILENO) == 1;
    std::ostringstream data;  // written in one go below, so that errno tells why a write fails
    std::string open;
    const auto exit_code = run_words(words, {.out = data, .err = err, .out_is_terminal = is_terminal}, open);
    if (!exit_code) return {.exit_code = kExitFine, .open_window = true, .path = std::move(open)};
    errno = 0;
    out << std::move(data).str() << std::flush;
    // A reader that has seen enough (`| head`) is no failure; a full disk is.
    if (!out && errno != EPIPE) {
        err << "chokepoint: standard output cannot be written\n";
        return {.exit_code = kExitRefused, .open_window = false, .path = {}};
    }
    return {.exit_code = *exit_code, .open_window = false, .path = {}};
}

}  // namespace choke
