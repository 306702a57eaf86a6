// show: everything about one event, actor, thing, source, story or relation.
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/cli.h"
#include "cli/find_id.h"
#include "cli/messages.h"
#include "cli/open_data.h"
#include "cli/show_page.h"
#include "cli/subcommand.h"

namespace choke {
namespace {

struct Options {
    std::string id;
    std::string path;
    std::string known_on;
    bool json = false;
};

int show(const Streams& streams, const Options& options) {
    const auto known_by_s = read_day(streams, "show", "--known-on", options.known_on);
    if (!known_by_s) return kExitRefused;
    const auto state = open_data(streams, options.path);
    if (!state) return kExitRefused;
    const Dataset& data = *state->data;
    const auto page = page_of(data, options.id, *known_by_s);
    if (!page) return refuse(streams, "show", no_such_id(data, options.id, IdScope::Everything));
    streams.out << (options.json ? page_json(data, *page) : page_text(data, *page));
    return exit_code_of(*state);
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<Options>();
    parser.add_option("ID", options->id, "id of an event, actor, thing, source, story or relation")
        ->required();
    parser.add_option("PATH", options->path, "folder or file; without it the built-in data");
    parser.add_option("--known-on", options->known_on, "what was known by the end of this date (EDTF)")
        ->type_name("DATE");
    parser.add_flag("--json", options->json, "one JSON object on standard output");
    return [options](const Streams& streams) { return show(streams, *options); };
}

}  // namespace

const Subcommand kShowCommand{
    .name = "show",
    .arguments = "ID [PATH]",
    .summary = "Show one event, actor, thing, source, story or relation with its claims and sources.",
    .examples =
        "chokepoint show huawei\nchokepoint show h20 --known-on 2024-12-31\nchokepoint show seed-001 --json",
    .declare = declare};

}  // namespace choke
