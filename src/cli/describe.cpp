// describe: a figure in words, for who cannot see it and for who wants to quote it.
#include <algorithm>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "app/deck.h"
#include "app/publication.h"
#include "cli/cli.h"
#include "cli/messages.h"
#include "cli/open_data.h"
#include "cli/picture.h"
#include "cli/subcommand.h"
#include "scene/text_metrics.h"

namespace choke {
namespace {

int describe(const Streams& streams, PictureOptions options) {
    if (options.view.empty() && options.story.empty()) options.view = "timeline";
    auto subject = open_subject(streams, "describe", options, {});
    if (!subject) return kExitRefused;
    const FixedTextMetrics metrics;  // nothing of what is said depends on a font
    Result<std::string> text;
    if (subject->story) {
        Deck deck = deck_of_story(subject->state, *subject->story, options.internal ? InternalSteps::Told : InternalSteps::LeftOut);
        if (options.is_public) {
            for (DeckStep& step : deck.steps) step.figure.is_public = true;
            if (options.step != 0) std::erase_if(deck.steps, [&](const DeckStep& one) { return one.number != static_cast<size_t>(options.step); });
            if (const auto checked = check_public(deck); !checked) return refuse(streams, "describe", to_string(checked.error()));
        }
        if (options.step == 0) {
            text = deck_text(deck, metrics);
        } else {
            const auto wanted = static_cast<size_t>(options.step);
            const DeckStep& step = *std::find_if(deck.steps.begin(), deck.steps.end(), [&](const DeckStep& one) { return one.number == wanted; });
            Derived derived;
            Citations citations;
            const auto figure = lay_out_figure(step.state, derived, step.figure, metrics, citations);
            if (!figure) return refuse(streams, "describe", to_string(figure.error()));
            text = figure->description.text;
        }
    } else {
        Derived derived;
        Citations citations;
        const auto figure = lay_out_figure(subject->state, derived, subject->request, metrics, citations);
        if (!figure) return refuse(streams, "describe", to_string(figure.error()));
        text = figure->description.text;
    }
    if (!text) return refuse(streams, "describe", to_string(text.error()));
    streams.out << *text;
    return exit_code_of(subject->state);
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<PictureOptions>();
    declare_subject(parser, *options);
    return [options](const Streams& streams) { return describe(streams, *options); };
}

}  // namespace

const Subcommand kDescribeCommand{.name = "describe",
                                  .arguments = "[PATH]",
                                  .summary = "Tell in words what a figure shows.",
                                  .examples = "chokepoint describe --filter actor:huawei\n"
                                              "chokepoint describe --story nvidia-exposure --step 3",
                                  .declare = declare};

}  // namespace choke
