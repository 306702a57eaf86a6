// list: events, actors, things, relations, sources or stories, filtered, as a table or as data.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/cli.h"
#include "cli/list_rows.h"
#include "cli/messages.h"
#include "cli/open_data.h"
#include "cli/subcommand.h"

namespace choke {
namespace {

struct Options {
    std::string kind;
    std::string path;
    std::string filter;
    std::string known_on;
    std::string format = "table";
};

constexpr std::array<std::string_view, 3> kFormats{"table", "csv", "json"};

std::string written(const Sheet& sheet, const Options& options, const Streams& streams) {
    if (options.format == "csv") return csv_text(sheet);
    if (options.format == "json") return json_text(sheet);
    return table_text(sheet, streams.out_is_terminal ? kTerminalColumns : 0);
}

int list(const Streams& streams, const Options& options) {
    const ListKind* kind = nullptr;
    std::vector<std::string_view> names;
    for (const ListKind& row : list_kinds()) {
        if (row.name == options.kind) kind = &row;
        names.push_back(row.name);
    }
    if (kind == nullptr) {
        return refuse(streams, "list",
                      fmt::format("there is no list of '{}'{}", options.kind,
                                  suggestion_or(options.kind, names, "; there is one of " + joined(names))));
    }
    if (std::find(kFormats.begin(), kFormats.end(), options.format) == kFormats.end()) {
        return refuse(
            streams, "list",
            fmt::format("there is no format '{}'; the formats are {}", options.format, joined(kFormats)));
    }
    const auto known_by_s = read_day(streams, "list", "--known-on", options.known_on);
    if (!known_by_s) return kExitRefused;
    const auto state = open_data(streams, options.path);
    if (!state) return kExitRefused;
    const auto events = read_filter(streams, "list", *state, options.filter, *known_by_s);
    if (!events) return kExitRefused;
    const Sheet sheet = kind->rows({.index = *state->index,
                                    .events = *events,
                                    .known_by_s = *known_by_s,
                                    .narrowed = !options.filter.empty() || !options.known_on.empty()});
    streams.out << written(sheet, options, streams);
    return exit_code_of(*state);
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<Options>();
    parser.add_option("KIND", options->kind, "events, actors, things, relations, sources or stories")
        ->required();
    parser.add_option("PATH", options->path, "folder or file; without it the built-in data");
    parser
        .add_option("--filter", options->filter,
                    "only what belongs to the events that match: 'actor:huawei kind:rule'")
        ->type_name("QUERY");
    parser.add_option("--known-on", options->known_on, "only what was known by the end of this date (EDTF)")
        ->type_name("DATE");
    parser.add_option("--format", options->format, "table, csv or json; table is the default")
        ->type_name("FORMAT");
    return [options](const Streams& streams) { return list(streams, *options); };
}

}  // namespace

const Subcommand kListCommand{
    .name = "list",
    .arguments = "KIND [PATH]",
    .summary = "List events, actors, things, relations, sources or stories.",
    .examples =
        "chokepoint list events --filter actor:huawei\n"
        "chokepoint list events --known-on 2024-12-31 --format json\n"
        "chokepoint list actors my-data --filter 'kind:rule date:2023' --format csv",
    .declare = declare};

}  // namespace choke
