// path: how one event, actor or thing leads to another, in sentences with sources.
#include <array>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/paths.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/find_id.h"
#include "cli/json_out.h"
#include "cli/messages.h"
#include "cli/open_data.h"
#include "cli/subcommand.h"

namespace choke {
namespace {

struct Options {
    std::string from;
    std::string to;
    std::string path;
    std::string known_on;
    std::string format = "text";
    int most = 3;
    bool time_order = false;
};

constexpr int kMostWays = 20;

std::string as_text(const Dataset& data, NodeRef a, NodeRef b, const std::vector<PathStory>& stories, const std::vector<PathCut>& cuts) {
    std::string out = fmt::format("From {} to {}\n", displayable(data.node_label(a)), displayable(data.node_label(b)));
    if (stories.empty()) return out + "\nNo way leads there in what was known.\n";
    for (size_t i = 0; i < stories.size(); ++i) {
        out += fmt::format("\n{}. {}\n", i + 1, stories[i].summary);
        for (const PathStep& step : stories[i].steps) out += "   " + step.sentence + '\n';
    }
    if (!cuts.empty()) out += '\n';
    for (const PathCut& cut : cuts) out += cut.sentence + '\n';
    return out;
}

std::string as_json(const Dataset& data, NodeRef a, NodeRef b, const std::vector<PathStory>& stories, const std::vector<PathCut>& cuts) {
    JsonOut out(5);
    out.begin_object();
    out.member("from", data.node_id(a));
    out.member("to", data.node_id(b));
    out.key("paths");
    out.begin_list();
    for (const PathStory& story : stories) {
        out.begin_object();
        out.member("weakest", word(story.weakest));
        out.key("steps");
        out.begin_list();
        for (const PathStep& step : story.steps) {
            out.begin_object();
            out.member("from", data.node_id(step.from));
            out.member("to", data.node_id(step.to));
            out.member_or_null("relation", step.relation ? data.relation_kinds.word(data.relations.kind[index(*step.relation)]) : std::string_view());
            out.member("status", word(step.status));
            out.member_or_null("date", step.date);
            out.member("sentence", step.sentence);
            out.key("claims");
            out.begin_list();
            for (const ClaimCard& claim : step.claims) {
                out.begin_object();
                out.member("source", claim.source_id);
                out.member_or_null("locator", claim.locator);
                out.member("stance", word(claim.stance));
                out.member_or_null("place", claim.place);
                out.end_object();
            }
            out.end_list();
            out.end_object();
        }
        out.end_list();
        out.end_object();
    }
    out.end_list();
    out.key("cuts");
    out.begin_list();
    for (const PathCut& cut : cuts) {
        out.begin_object();
        out.member("source", data.text(data.sources.id[index(cut.source)]));
        out.key("whole_source");
        out.boolean(!cut.claim);
        out.member("sentence", cut.sentence);
        out.end_object();
    }
    out.end_list();
    out.end_object();
    return out.take();
}

int path(const Streams& streams, const Options& options) {
    constexpr std::array<std::string_view, 2> kFormats{"text", "json"};
    if (options.format != "text" && options.format != "json")
        return refuse(streams, "path", fmt::format("there is no format '{}'{}", options.format, suggestion_or(options.format, kFormats, "; the formats are text and json")));
    if (options.most < 1 || options.most > kMostWays)
        return refuse(streams, "path", fmt::format("--most {} is out of range: it must be 1 to {}", options.most, kMostWays));
    const auto known_by_s = read_day(streams, "path", "--known-on", options.known_on);
    if (!known_by_s) return kExitRefused;
    const auto state = open_data(streams, options.path);
    if (!state) return kExitRefused;
    const Dataset& data = *state->data;
    std::vector<NodeRef> ends;
    for (const std::string& id : {options.from, options.to}) {
        const auto node = find_node(data, id);
        if (!node) return refuse(streams, "path", no_such_id(data, id, IdScope::Nodes));
        ends.push_back(*node);
    }
    PathsOptions how;
    how.most = static_cast<uint32_t>(options.most);
    how.in_time_order = options.time_order;
    const auto stories = paths_of(data, ends[0], ends[1], *known_by_s, how);
    const auto cuts = path_cuts(data, ends[0], ends[1], *known_by_s, how);
    streams.out << (options.format == "json" ? as_json(data, ends[0], ends[1], stories, cuts) : as_text(data, ends[0], ends[1], stories, cuts));
    return exit_code_of(*state);
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<Options>();
    parser.add_option("A", options->from, "id of an event, actor or thing")->required();
    parser.add_option("B", options->to, "id of another one")->required();
    parser.add_option("PATH", options->path, "folder or file; without it the built-in data");
    parser.add_option("--known-on", options->known_on, "what was known by the end of this date (EDTF)")->type_name("DATE");
    parser.add_flag("--time-order", options->time_order, "only ways on which no step comes before the one that leads to it");
    parser.add_option("--most", options->most, "how many ways at most: 1 to 20; 3 unless given")->type_name("NUMBER");
    parser.add_option("--format", options->format, "text or json")->type_name("FORMAT");
    return [options](const Streams& streams) { return path(streams, *options); };
}

}  // namespace

const Subcommand kPathCommand{
    .name = "path",
    .arguments = "A B [PATH]",
    .summary = "Tell how one event, actor or thing leads to another, step by step with sources.",
    .examples =
        "chokepoint path bis huawei\nchokepoint path nvidia smic --time-order --known-on 2024-12-31\nchokepoint path bis h20 --format json",
    .declare = declare};

}  // namespace choke
