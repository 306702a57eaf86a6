// render: a figure of a view into an SVG, PDF or PNG file.
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/deck.h"
#include "app/derived.h"
#include "app/figures.h"
#include "app/publication.h"
#include "app/stories.h"
#include "cli/cli.h"
#include "cli/messages.h"
#include "cli/open_data.h"
#include "cli/picture.h"
#include "cli/subcommand.h"
#include "exporters/exporter.h"
#include "paint/text/fonts.h"

namespace choke {
namespace {

std::string check_output(const std::string& output) {
    if (exporter_for_path(output) == nullptr) {
        std::string known;
        for (const Exporter* row : exporters())
            known += (known.empty() ? "." : ", .") + std::string(row->extension);
        return fmt::format("'{}' names no picture format; the file name must end in one of {}", output,
                           known);
    }
    return check_folder(output);
}

// One step of a story, or all of them; of one story, or of all.
int render_stories(const Streams& streams, const PictureOptions& options, Subject& subject, const FontSet& fonts) {
    const std::vector<StoryRef> stories = subject.story ? std::vector{*subject.story} : all_stories(subject.state);
    // Each step begins from what was opened, not from the step before.
    const AppState opened = subject.state;
    // Before the first file is written.
    for (const StoryRef story : stories) {
        if (!options.is_public) break;
        const auto steps = check_public_steps(opened, story, static_cast<size_t>(options.step));
        if (!steps) return refuse(streams, "render", to_string(steps.error()));
        Deck deck = deck_of_story(opened, story);
        if (options.step != 0) std::erase_if(deck.steps, [&](const DeckStep& one) { return one.number != static_cast<size_t>(options.step); });
        if (const auto checked = check_public(deck); !checked) return refuse(streams, "render", to_string(checked.error()));
    }
    for (const StoryRef story : stories) {
        const auto wanted = static_cast<size_t>(options.step);
        for (size_t step = 0; step < step_count(opened, story); ++step) {
            if (wanted != 0 && step + 1 != wanted) continue;
            if (step_words(opened, story, step).internal && !options.internal) continue;
            const StepScene scene = scene_of_step(opened, story, step);
            FigureRequest request = subject.request;
            request.view = scene.figure.view;
            request.title = scene.figure.title;
            request.subtitle = scene.figure.subtitle;
            request.cited = scene.figure.cited;
            request.range = scene.figure.range;
            apply_step(subject.state, scene);
            Derived derived;
            const auto bytes = figure_bytes(subject.state, derived, request, fonts, options.output);
            if (!bytes) return refuse(streams, "render", to_string(bytes.error()));
            const std::string several(stories.size() > 1 ? story_id(opened, story) : std::string_view());
            const std::string path = wanted != 0 && several.empty() ? options.output : step_path(options.output, several, step + 1);
            if (write_picture(streams, "render", path, *bytes) != kExitFine) return kExitRefused;
        }
    }
    return exit_code_of(subject.state);
}

int render(const Streams& streams, const PictureOptions& options) {
    FigureRequest page;
    for (const std::string& problem : {read_page(options, page), check_output(options.output)})
        if (!problem.empty()) return refuse(streams, "render", problem);
    auto subject = open_subject(streams, "render", options, page);
    if (!subject) return kExitRefused;
    const auto fonts = FontSet::open();
    if (!fonts) return refuse(streams, "render", to_string(fonts.error()));
    if (!options.story.empty()) return render_stories(streams, options, *subject, **fonts);
    Derived derived;
    const auto bytes = figure_bytes(subject->state, derived, subject->request, **fonts, options.output);
    if (!bytes) return refuse(streams, "render", to_string(bytes.error()));
    if (write_picture(streams, "render", options.output, *bytes) != kExitFine) return kExitRefused;
    return exit_code_of(subject->state);
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<PictureOptions>();
    declare_subject(parser, *options);
    declare_page(parser, *options);
    parser.add_option("-o,--output", options->output, "what to write; .svg, .pdf or .png says the format")
        ->type_name("FILE")
        ->required();
    return [options](const Streams& streams) { return render(streams, *options); };
}

}  // namespace

const Subcommand kRenderCommand{
    .name = "render",
    .arguments = "[PATH]",
    .summary = "Write a figure of a view as SVG, PDF or PNG.",
    .examples =
        "chokepoint render --view timeline -o timeline.svg\n"
        "chokepoint render --view map --filter actor:huawei --theme dark --size 1600x900 --scale 2 -o "
        "map.png\n"
        "chokepoint render my-data --view timeline --set lanes=side --known-on 2023-10-17 -o then.pdf\n"
        "chokepoint render --view timeline --page a4 --background alpha -o a4.png",
    .declare = declare};

}  // namespace choke
