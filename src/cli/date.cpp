// date: what an EDTF date means, in days and in words.
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/json_out.h"
#include "cli/messages.h"
#include "cli/open_data.h"
#include "cli/subcommand.h"

namespace choke {
namespace {

struct Options {
    bool json = false;
};

std::string date_json(const std::string& input, const tl::expected<DateBounds, EdtfError>& date) {
    JsonOut json(0);
    json.begin_object();
    json.member("input", input);
    json.key("valid");
    json.boolean(date.has_value());
    if (date) {
        json.member("level", date->level);
        json.member_or_null("earliest", earliest_iso(*date).value_or(""));
        json.member_or_null("latest", latest_iso(*date).value_or(""));
        json.member("precision", precision_name(date->precision));
        json.member("words", date_words(input));
    } else {
        json.member("error", date.error().message);
        json.member("column", static_cast<size_t>(date.error().column));
    }
    json.end_object();
    return json.take();
}

std::string end_words(const std::optional<std::string>& day, EndKind kind) {
    if (day) return *day;
    return kind == EndKind::Open ? "open" : "unknown";
}

std::string date_line(const std::string& input, const tl::expected<DateBounds, EdtfError>& date) {
    const std::string line =
        date ? fmt::format("{}: {} ({} to {}, precision {}, level {})", input, date_words(input),
                           end_words(earliest_iso(*date), date->begin),
                           end_words(latest_iso(*date), date->end), precision_name(date->precision),
                           date->level)
             : fmt::format("{}: invalid at column {}: {}", input, date.error().column, date.error().message);
    return displayable(line) + '\n';
}

int explain_dates(const Streams& streams, const Options& options, const std::vector<std::string>& inputs) {
    bool all_valid = true;
    std::string lines;
    for (const std::string& input : inputs) {
        const auto date = parse_edtf(input);
        all_valid = all_valid && date.has_value();
        lines += options.json ? date_json(input, date) : date_line(input, date);
    }
    streams.out << lines;
    return all_valid ? kExitFine : kExitProblems;
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<Options>();
    parser.add_flag("--json", options->json, "a JSON object a line");
    // The parser would take the brackets off a set such as [1667,1668], so the dates are what it leaves over.
    parser.allow_extras();
    return [options, &parser](const Streams& streams) {
        std::vector<std::string> inputs;
        bool options_end = false;
        for (const std::string& word : parser.remaining()) {
            if (word == "--" && !options_end) {
                options_end = true;
            } else if (!options_end && word.size() > 1 && word[0] == '-' &&
                       (word[1] < '0' || word[1] > '9')) {
                return refuse(streams, "date",
                              fmt::format("unknown option '{}'; see `chokepoint help date`", word));
            } else {
                inputs.push_back(word);
            }
        }
        if (inputs.empty())
            return refuse(streams, "date", "give one or more dates, such as 2022-10 or 2023-05/..");
        return explain_dates(streams, *options, inputs);
    };
}

}  // namespace

const Subcommand kDateCommand{
    .name = "date",
    .arguments = "STRING…",
    .summary = "Say what EDTF dates mean: first and last day, precision, words.",
    .examples = "chokepoint date 2022-10-07 2023-05~/..\nchokepoint date --json '[1667,1668]'",
    .declare = declare};

}  // namespace choke
