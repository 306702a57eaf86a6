// export: a view or a whole story as a document: PDF, one HTML file, pictures, or the events as CSV.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/deck.h"
#include "app/figures.h"
#include "app/files.h"
#include "app/playback.h"
#include "app/publication.h"
#include "cli/cli.h"
#include "cli/messages.h"
#include "cli/open_data.h"
#include "cli/picture.h"
#include "cli/subcommand.h"
#include "paint/text/fonts.h"
#include "time/civil.h"

namespace choke {
namespace {

constexpr size_t kMaxFrames = 9999;

enum class Format : uint8_t { Pdf, Html, Svg, Png, Csv };

constexpr std::array<std::pair<std::string_view, Format>, 6> kEndings{{{".pdf", Format::Pdf},
                                                                      {".html", Format::Html},
                                                                      {".htm", Format::Html},
                                                                      {".svg", Format::Svg},
                                                                      {".png", Format::Png},
                                                                      {".csv", Format::Csv}}};

const std::pair<std::string_view, Format>* format_of(std::string_view path) {
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; };
    for (const auto& row : kEndings) {
        if (path.size() <= row.first.size()) continue;
        const std::string_view end = path.substr(path.size() - row.first.size());
        if (std::equal(end.begin(), end.end(), row.first.begin(), row.first.end(), same)) return &row;
    }
    return nullptr;
}

// The pictures of a playback, one a step; the day and what has appeared are the subtitle.
int export_frames(const Streams& streams, const PictureOptions& options, Subject& subject, const FontSet& fonts) {
    const auto order = play_order_from(options.frames);
    if (!order) return refuse(streams, "export", fmt::format("there are no frames of '{}'; they are of what was known or happened", options.frames));
    const auto step = play_step_from(options.frame_step);
    if (!step) return refuse(streams, "export", fmt::format("there is no step '{}'; it is event, day, week, month, quarter or year", options.frame_step));
    AppState& state = subject.state;
    state.session.playback.order = *order;
    state.session.playback.step = *step;
    const auto days = played_days(state);
    if (!days) return refuse(streams, "export", "the data have no days to play");
    const bool happened = *order == PlayOrder::Happened;
    std::string& moved = happened ? state.document.happened_by : state.document.known_on;
    // A day that is asked for is where the frames end.
    const auto asked = parse_known_on(moved);
    const int64_t last = asked && *asked != kEverKnown ? std::min(days->second, days_from_civil(civil_from_instant(*asked).date)) : days->second;
    moved.clear();
    Derived derived;
    // What all frames together show, before the first one is written.
    if (subject.request.is_public)
        if (const auto checked = check_public(state, derived, subject.request); !checked) return refuse(streams, "export", to_string(checked.error()));
    for (size_t frame = 1;; ++frame) {
        if (frame > kMaxFrames) return refuse(streams, "export", fmt::format("these are more than {} frames; take a longer step", kMaxFrames));
        step_playback(state, derived, 1);
        const PlayCaption caption = play_caption(state, derived);
        FigureRequest request = subject.request;
        request.subtitle = caption_words(*state.data, caption, derived.visible(state).known_by_s);
        const auto bytes = figure_bytes(state, derived, request, fonts, options.output);
        if (!bytes) return refuse(streams, "export", to_string(bytes.error()));
        if (write_picture(streams, "export", step_path(options.output, {}, frame), *bytes) != kExitFine) return kExitRefused;
        if (caption.day >= last) break;
    }
    return exit_code_of(state);
}

// The one step that is wanted, or all of them.
void keep_step(Deck& deck, int step) {
    if (step == 0) return;
    std::erase_if(deck.steps, [&](const DeckStep& one) { return one.number != static_cast<size_t>(step); });
}

Result<std::string> document_bytes(const Deck& deck, bool is_story, Format format, const FigureRequest& page, const FontSet& fonts,
                                   const std::string& path) {
    if (format == Format::Html) return deck_html(deck, fonts);
    if (is_story && format == Format::Pdf)
        return deck_pdf(deck, {.width_px = page.width_px, .height_px = page.height_px, .theme = page.theme, .background = page.background},
                        fonts);
    const DeckStep& step = deck.steps.front();
    Derived derived;
    if (format == Format::Csv) return figure_csv(step.state, derived, step.figure);
    return figure_bytes(step.state, derived, step.figure, fonts, path);
}

int export_document(const Streams& streams, const PictureOptions& options) {
    const auto* const row = format_of(options.output);
    if (row == nullptr) {
        std::string known;
        for (const auto& one : kEndings) known += (known.empty() ? "" : ", ") + std::string(one.first);
        return refuse(streams, "export", fmt::format("'{}' names no format; the file name must end in one of {}", options.output, known));
    }
    const Format format = row->second;
    FigureRequest page;
    page.width_px = 1280;
    page.height_px = 720;
    for (const std::string& problem : {read_page(options, page), check_folder(options.output)})
        if (!problem.empty()) return refuse(streams, "export", problem);
    auto subject = open_subject(streams, "export", options, page);
    if (!subject) return kExitRefused;
    if (!options.frames.empty() && (subject->story || (format != Format::Svg && format != Format::Png)))
        return refuse(streams, "export", "frames are pictures of a view: --view and a file that ends in .png or .svg");
    if (subject->story && format == Format::Csv && options.step == 0)
        return refuse(streams, "export", "a story shows other events in every step; name one with --step");
    const auto fonts = FontSet::open();
    if (!fonts) return refuse(streams, "export", to_string(fonts.error()));

    if (!options.frames.empty()) return export_frames(streams, options, *subject, **fonts);

    const InternalSteps internal = options.internal ? InternalSteps::Told : InternalSteps::LeftOut;
    Deck deck = subject->story ? deck_of_story(subject->state, *subject->story, internal) : deck_of_view(subject->state, subject->request);
    if (!options.title.empty()) deck.title = options.title;
    keep_step(deck, options.step);
    for (DeckStep& step : deck.steps) {
        step.figure.width_px = page.width_px;
        step.figure.height_px = page.height_px;
        step.figure.scale = page.scale;
        step.figure.theme = page.theme;
        step.figure.background = page.background;
        step.figure.is_public = options.is_public;
    }
    // Before the first file is written.
    if (options.is_public)
        if (const auto checked = check_public(deck); !checked) return refuse(streams, "export", to_string(checked.error()));
    // Pictures are a file a step.
    if ((format == Format::Svg || format == Format::Png) && deck.steps.size() > 1) {
        for (size_t i = 0; i < deck.steps.size(); ++i) {
            Derived derived;
            const auto bytes = figure_bytes(deck.steps[i].state, derived, deck.steps[i].figure, **fonts, options.output);
            if (!bytes) return refuse(streams, "export", to_string(bytes.error()));
            if (write_picture(streams, "export", step_path(options.output, {}, deck.steps[i].number), *bytes) != kExitFine) return kExitRefused;
        }
        return exit_code_of(subject->state);
    }
    const auto bytes = document_bytes(deck, subject->story.has_value(), format, page, **fonts, options.output);
    if (!bytes) return refuse(streams, "export", to_string(bytes.error()));
    if (write_picture(streams, "export", options.output, *bytes) != kExitFine) return kExitRefused;
    return exit_code_of(subject->state);
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<PictureOptions>();
    declare_subject(parser, *options);
    declare_page(parser, *options);
    parser.add_option("-o,--output", options->output, "what to write; .pdf, .html, .svg, .png or .csv says the format")
        ->type_name("FILE")
        ->required();
    parser.add_option("--frames", options->frames, "a picture a step of what was known, or of what happened, as time goes on: known or happened")
        ->type_name("ORDER");
    parser.add_option("--frame-step", options->frame_step, "event, day, week, month, quarter or year; month is the default")->type_name("STEP");
    return [options](const Streams& streams) { return export_document(streams, *options); };
}

}  // namespace

const Subcommand kExportCommand{.name = "export",
                                .arguments = "[PATH]",
                                .summary = "Write a story or a view as a document: PDF, HTML, pictures or CSV.",
                                .examples = "chokepoint export --story nvidia-exposure -o exposure.pdf\n"
                                            "chokepoint export --story nvidia-exposure --page a4 -o exposure-a4.pdf\n"
                                            "chokepoint export --story nvidia-exposure -o exposure.html\n"
                                            "chokepoint export --view timeline --frames happened -o frames/frame.png\n"
                                            "chokepoint export --view table --filter actor:huawei -o huawei.csv",
                                .declare = declare};

}  // namespace choke
