#include "app/deck.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "app/deck_pages.h"
#include "app/font_pins.h"
#include "app/stories.h"
#include "base/text.h"
#include "exporters/html.h"
#include "paint/cairo/cairo_painter.h"
#include "paint/svg/svg.h"

namespace choke {
namespace {

constexpr double kHtmlFigureWidth_px = 1224;  // the column of the page: text is read at its own size
constexpr double kHtmlFigureHeight_px = 620;
constexpr size_t kAppendixSources = 8;  // of an event; more are in the program

std::string data_words(const Dataset& data) {
    return fmt::format("Data {}{}{} (hash {:016x})", data.id.empty() ? "set" : data.id, data.version.empty() ? "" : " ", data.version,
                       data.content_hash);
}

std::string known_words(const Deck& deck) {
    const Document& first = deck.steps.front().state.document;
    for (const DeckStep& step : deck.steps) {
        const Document& document = step.state.document;
        if (document.known_on != first.known_on || document.happened_by != first.happened_by) return "Each step says as known when";
    }
    std::string words = first.known_on.empty() ? "Everything known" : "Known on " + date_words(first.known_on);
    if (!first.happened_by.empty()) words += " · happened by " + date_words(first.happened_by);
    return words;
}

// Collects the events of all steps, and numbers the sources that no step has cited.
class Shown {
public:
    void add(const Dataset& data, const EventSet& events, size_t step) {
        for (const EventId event : events.to_vector()) steps_[event].push_back(step);
        data_ = &data;
    }
    [[nodiscard]] std::vector<DeckEvent> events(Instant known_by_s, Citations& citations) const {
        std::vector<DeckEvent> out;
        for (const auto& [event, steps] : steps_) {
            const size_t i = index(event);
            DeckEvent row;
            const std::string_view date = data_->text(data_->events.date_text[i]);
            row.date = date.empty() ? "no date" : date_words_short(date);
            row.title = displayable(data_->text(data_->events.title[i]));
            row.status = word(event_status(*data_, event, known_by_s));
            for (const SourceId source : cited_sources(*data_, event, known_by_s, kAppendixSources))
                row.sources.push_back(citations.number(source));
            row.steps = steps;
            out.push_back(std::move(row));
        }
        return out;
    }

private:
    const Dataset* data_ = nullptr;
    std::map<EventId, std::vector<size_t>> steps_;  // in the order of time
};

std::string steps_text(const std::vector<size_t>& steps, size_t step_count) {
    if (steps.size() == step_count) return "all";
    std::string text;
    for (const size_t step : steps) text += (text.empty() ? "" : ", ") + std::to_string(step);
    return text;
}

// The appendix tells what was known in the step that knows most.
Instant known_by(const Deck& deck) {
    Instant latest = kMinInstant;
    for (const DeckStep& step : deck.steps) latest = std::max(latest, parse_known_on(step.state.document.known_on).value_or(kEverKnown));
    return latest;
}

}  // namespace

Deck deck_of_story(const AppState& state, StoryRef story, InternalSteps internal) {
    Deck deck;
    deck.id = story_id(state, story);
    deck.title = displayable(story_title(state, story));
    deck.question = displayable(story_question(state, story));
    deck.summary = displayable(story_summary(state, story));
    for (size_t step = 0; step < step_count(state, story); ++step) {
        if (step_words(state, story, step).internal && internal == InternalSteps::LeftOut) continue;
        const StepScene scene = scene_of_step(state, story, step);
        DeckStep made{.state = state, .figure = scene.figure, .number = step + 1};
        if (made.figure.title.empty()) made.figure.title = fmt::format("Step {}", step + 1);
        apply_step(made.state, scene);
        deck.steps.push_back(std::move(made));
    }
    return deck;
}

Deck deck_of_view(const AppState& state, FigureRequest figure) {
    Deck deck;
    deck.title = figure.title.empty() ? displayable(state.data->title) : displayable(figure.title);
    if (deck.title.empty()) deck.title = "Events";
    deck.steps.push_back({.state = state, .figure = std::move(figure)});
    return deck;
}

Result<std::string> deck_pdf(const Deck& deck, const DeckRequest& request, const FontSet& fonts) {
    if (deck.steps.empty()) return fail("the story has no steps");
    const Dataset& data = *deck.steps.front().state.data;
    Citations citations;
    Shown shown;
    std::vector<Scene> scenes;
    std::vector<std::string> outline{deck.title};
    scenes.emplace_back();  // the title page, which comes last because of its contents
    std::vector<ContentsLine> contents;
    for (size_t i = 0; i < deck.steps.size(); ++i) {
        const DeckStep& step = deck.steps[i];
        FigureRequest figure = step.figure;
        figure.width_px = request.width_px;
        figure.height_px = request.height_px;
        figure.theme = request.theme;
        figure.background = request.background;
        figure.kicker = fmt::format("{} · Step {} of {}", deck.title, i + 1, deck.steps.size());
        figure.page = fmt::format("Page {}", scenes.size() + 1);
        Derived derived;
        auto laid_out = lay_out_figure(step.state, derived, figure, fonts, citations);
        if (!laid_out) return tl::unexpected<Error>(laid_out.error());
        shown.add(data, laid_out->events, i + 1);
        scenes.push_back(std::move(laid_out->scene));
        outline.push_back(fmt::format("{}. {}", i + 1, displayable(figure.title)));
        contents.push_back({outline.back(), scenes.size()});
    }
    const DeckPages pages(request, fonts);
    const std::string small_print = fmt::format("{} · {} · {}", known_words(deck), data_words(data), kProgram);
    const std::vector<DeckEvent> events = shown.events(known_by(deck), citations);
    const auto append = [&](std::vector<Scene> more, std::string_view label) {
        contents.push_back({std::string(label), scenes.size() + 1});
        for (size_t i = 0; i < more.size(); ++i) {
            scenes.push_back(std::move(more[i]));
            outline.emplace_back(i == 0 ? label : "");
        }
    };
    append(pages.event_pages(events, scenes.size() + 1, small_print), "Events shown");
    append(pages.source_pages(data, citations, scenes.size() + 1, small_print), "Sources");
    scenes.front() = pages.title_page(deck, contents, small_print);

    std::vector<PdfPage> document;
    std::vector<const Scene*> all;
    for (size_t i = 0; i < scenes.size(); ++i) {
        document.push_back({.scene = &scenes[i], .outline = outline[i], .heading_level = i == 0 ? 1 : 2});
        all.push_back(&scenes[i]);
    }
    const std::string subject = deck.question.empty() ? deck.summary : deck.question;
    return pdf_document(document, fonts,
                        {.title = deck.title,
                         .subject = subject.empty() ? deck.title : subject,
                         .creator = std::string(kProgram),
                         .language = "en",
                         .keywords = fmt::format("{}; story {}; {}; fonts {}", kProgram, deck.id, small_print,
                                                 font_pins_text(font_pins(all, fonts)))});
}

Result<std::string> deck_html(const Deck& deck, const FontSet& fonts) {
    if (deck.steps.empty()) return fail("the story has no steps");
    const Dataset& data = *deck.steps.front().state.data;
    HtmlDocument document;
    document.title = deck.title;
    document.question = deck.question;
    document.summary = deck.summary;
    if (deck.steps.size() > 1) document.kicker = fmt::format("A story in {} steps", deck.steps.size());
    document.program = kProgram;
    document.data_words = known_words(deck) + " · " + data_words(data);
    Citations citations;
    Shown shown;
    std::vector<Scene> light_scenes;
    for (size_t i = 0; i < deck.steps.size(); ++i) {
        const DeckStep& step = deck.steps[i];
        FigureRequest figure = step.figure;
        figure.width_px = kHtmlFigureWidth_px;
        figure.height_px = kHtmlFigureHeight_px;
        figure.scale = 1;
        figure.notes = FigureNotes::Numbers;
        figure.has_heading = false;
        figure.has_small_print = false;
        figure.background = Background::Alpha;  // the page is the paper
        Derived derived;
        HtmlStep out;
        for (const ThemeId id : {ThemeId::Light, ThemeId::Dark}) {
            figure.theme = id;
            auto laid_out = lay_out_figure(step.state, derived, figure, fonts, citations);
            if (!laid_out) return tl::unexpected<Error>(laid_out.error());
            // The words about the figure stand below it, once.
            Scene& scene = laid_out->scene;
            scene.set_description("");
            SvgOptions options;
            options.inside_html = true;
            // The same in both themes, so that one drawing serves both.
            options.id_prefix = fmt::format("s{}-", i + 1);
            std::string svg = svg_document(scene, options);
            if (id == ThemeId::Dark) {
                out.svg_dark = std::move(svg);
                continue;
            }
            out.svg_light = std::move(svg);
            out.headline = displayable(scene.title());
            out.caption = displayable(figure.subtitle);
            out.description = laid_out->description.text;
            out.notes = laid_out->notes;
            for (const EventId event : figure.cited)
                for (const SourceId source : cited_sources(data, event, parse_known_on(step.state.document.known_on).value_or(kEverKnown), kTitleSources))
                    if (const auto number = citations.number_of(source)) out.cited.push_back(*number);
            std::sort(out.cited.begin(), out.cited.end());
            out.small_print = fmt::format("{}. {}", laid_out->small_print, laid_out->reading_help);
            shown.add(data, laid_out->events, i + 1);
            light_scenes.push_back(std::move(scene));
        }
        document.steps.push_back(std::move(out));
    }
    std::vector<const Scene*> all;
    for (const Scene& scene : light_scenes) all.push_back(&scene);
    document.metadata = figure_metadata(deck.steps.front().state, deck.steps.front().figure, font_pins_text(font_pins(all, fonts)));
    for (DeckEvent& event : shown.events(known_by(deck), citations))
        document.events.push_back({.date = std::move(event.date),
                                   .title = std::move(event.title),
                                   .status = std::move(event.status),
                                   .steps = steps_text(event.steps, deck.steps.size()),
                                   .sources = std::move(event.sources)});
    for (const SourceId source : citations.sources())
        document.sources.push_back({.words = source_words(data, source), .url = source_url(data, source), .note = {}});
    return html_document(document);
}

Result<std::string> deck_text(const Deck& deck, const TextMetrics& metrics) {
    if (deck.steps.empty()) return fail("the story has no steps");
    std::string text = deck.title + "\n";
    if (!deck.question.empty()) text += deck.question + "\n";
    if (!deck.summary.empty()) text += deck.summary + "\n";
    Citations citations;
    for (size_t i = 0; i < deck.steps.size(); ++i) {
        Derived derived;
        const auto laid_out = lay_out_figure(deck.steps[i].state, derived, deck.steps[i].figure, metrics, citations);
        if (!laid_out) return tl::unexpected<Error>(laid_out.error());
        text += fmt::format("\nStep {} of {}\n{}", i + 1, deck.steps.size(), laid_out->description.text);
    }
    return text;
}

}  // namespace choke
