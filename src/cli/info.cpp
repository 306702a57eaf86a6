// info: how much of what there is in the data, and which time it spans.
#include <algorithm>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/json_out.h"
#include "cli/open_data.h"
#include "cli/sheet.h"
#include "cli/subcommand.h"

namespace choke {
namespace {

struct Options {
    std::string path;
    bool json = false;
};

// First and last day of the events whose ends are known.
WrittenDate span_of(const Dataset& data) {
    Instant first = kMaxInstant;
    Instant last = kMinInstant;
    for (const DateBounds& date : data.events.date) {
        if (date.begin == EndKind::Known) first = std::min(first, date.earliest);
        if (date.end == EndKind::Known) last = std::max(last, date.latest);
    }
    return {iso_day(first), iso_day(last)};
}

int info(const Streams& streams, const Options& options) {
    const auto state = open_data(streams, options.path);
    if (!state) return kExitRefused;
    const Dataset& data = *state->data;
    const WrittenDate span = span_of(data);
    const std::string hash = fmt::format("{:016x}", data.content_hash);
    const std::pair<std::string_view, size_t> counts[] = {
        {"events", data.events.size()},   {"actors", data.actors.size()},
        {"things", data.things.size()},   {"relations", data.relations.size()},
        {"sources", data.sources.size()}, {"claims", data.claims.size()},
        {"stories", data.stories.size()},
    };
    if (options.json) {
        JsonOut json(1);
        json.begin_object();
        json.member("title", data.title);
        json.member("id", data.id);
        json.member("version", data.version);
        json.member("hash", hash);
        for (const auto& [name, count] : counts) json.member(name, count);
        json.member_or_null("first", span.earliest.value_or(""));
        json.member_or_null("last", span.latest.value_or(""));
        json.end_object();
        streams.out << json.take();
        return exit_code_of(*state);
    }
    std::string text;
    const auto line = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) text += fmt::format("{:<11}{}\n", name, displayable(value));
    };
    line("title", data.title);
    line("id", data.id);
    line("version", data.version);
    line("hash", hash);
    for (const auto& [name, count] : counts) line(name, fmt::format("{:>7}", count));
    line("first", span.earliest.value_or(""));
    line("last", span.latest.value_or(""));
    streams.out << text;
    return exit_code_of(*state);
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<Options>();
    parser.add_option("PATH", options->path, "folder or file; without it the built-in data");
    parser.add_flag("--json", options->json, "one JSON object on standard output");
    return [options](const Streams& streams) { return info(streams, *options); };
}

}  // namespace

const Subcommand kInfoCommand{.name = "info",
                              .arguments = "[PATH]",
                              .summary = "Count what the data holds, and say which time it spans.",
                              .examples = "chokepoint info\nchokepoint info my-data --json",
                              .declare = declare};

}  // namespace choke
