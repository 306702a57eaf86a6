#include "app/figures.h"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

#include "app/cameras.h"
#include "app/font_pins.h"
#include "app/link.h"
#include "app/publication.h"
#include "app/table_text.h"
#include "exporters/exporter.h"

namespace choke {
namespace {

constexpr std::array<PageFormat, 6> kPageFormats{{{"a4", 1122.5, 793.7},
                                                  {"a4-portrait", 793.7, 1122.5},
                                                  {"a3", 1587.4, 1122.5},
                                                  {"letter", 1056, 816},
                                                  {"16:9", 1280, 720},
                                                  {"4:3", 960, 720}}};

// An end that is not given takes nobody back to the beginning of time: such an event stands at the end that is given.
EventSet events_touching(const Dataset& data, const EventSet& events, std::pair<Instant, Instant> range) {
    EventSet out;
    for (const EventId event : events.to_vector()) {
        const DateBounds& date = data.events.date[index(event)];
        const Instant first = date.begin == EndKind::Known ? date.earliest : date.end_earliest;
        const Instant last = date.end == EndKind::Known ? date.latest : date.start_latest;
        if (last >= range.first && first <= range.second) out.add(event);
    }
    return out;
}

// What a reader of a map or a matrix has to know, by what they are set to.
std::string graph_words(const ViewDef& view, const ParamValues& params) {
    std::string size = "number of events";
    bool events = false;
    for (const ViewParam& definition : view.params) {
        if (definition.id == "size") size = param_words(definition, param(params, definition));
        if (definition.id == "graph") events = param(params, definition) == "chain";
    }
    if (view.id == "matrix") return "A row leads to a column; a cell has the colours of both sides, and is hollow where no source reports it as a fact.";
    if (events) return "Shape tells the kind of event, outline the status of the claim, colour the side; an arrow leads to what an event answers.";
    return "Symbol size tells the " + size + ", colour the side; a line ties what a source says belongs together.";
}

// What a view gets for a figure, and the words around it.
struct FigureFacts {
    const ViewDef* view = nullptr;
    ViewInput input;  // without metrics and visible events, which stand in `shown`
    EventSet shown;
    EventSet ever;  // of a range
    std::optional<ComparedEvents> compare;
    EventSet compare_shown, compare_ever;
    FigureText text;
};

Result<FigureFacts> facts_of(const AppState& state, Derived& derived, const FigureRequest& request, const TextMetrics& metrics) {
    FigureFacts out;
    out.view = find_view(request.view);
    if (out.view == nullptr) {
        std::string known;
        for (const ViewDef& row : views()) known += (known.empty() ? "" : ", ") + std::string(row.id);
        return fail(fmt::format("there is no view '{}'; the views are {}", request.view, known));
    }
    for (const double side : {request.width_px, request.height_px})
        if (!(side >= kMinFigure_px && side <= kMaxFigure_px))
            return fail(fmt::format("a figure of {:g}x{:g} is out of range: each side must be {:g} to {:g}", request.width_px,
                                    request.height_px, kMinFigure_px, kMaxFigure_px));
    if (request.is_public)
        if (auto checked = check_public(state, derived, request); !checked) return tl::unexpected<Error>(checked.error());
    const Dataset& data = *state.data;
    const Visible& visible = derived.visible(state);
    out.input = derived.view_input(state, *out.view, {}, metrics);
    out.input.theme = &theme(request.theme);
    out.input.camera = Camera{};
    out.input.settle = 1;
    out.input.hover.reset();
    out.input.today_s.reset();
    out.input.range = request.range;

    // A figure of a range has lanes for what is in it, not for all that the filter leaves.
    out.shown = request.range ? events_touching(data, visible.events, *request.range) : visible.events;
    if (request.range && out.input.ever != nullptr) out.ever = events_touching(data, *out.input.ever, *request.range);

    if (out.input.compare != nullptr) {
        out.compare = *out.input.compare;
        out.compare_shown = request.range ? events_touching(data, *out.compare->visible, *request.range) : *out.compare->visible;
        if (request.range && out.compare->ever != nullptr) out.compare_ever = events_touching(data, *out.compare->ever, *request.range);
    }

    FigureText& text = out.text;
    EventSet all = out.shown;
    if (out.compare) all.unite(out.compare_shown);
    const std::string span = span_words(data, all);
    text.title = request.title.empty() ? (data.title.empty() ? std::string("Events") : data.title) : request.title;
    if (request.title.empty() && !span.empty()) text.title += ", " + span;
    if (!visible.query.matches_everything()) text.filter_words = visible.query.words(data);
    if (!state.document.known_on.empty()) text.known_on_words = date_words(state.document.known_on);
    if (!state.document.happened_by.empty()) text.happened_by_words = date_words(state.document.happened_by);
    if (!request.subtitle.empty()) {
        text.subtitle = request.subtitle;
    } else {
        text.subtitle = request.view == "timeline" || request.view == "table"
                        ? "Shape tells the kind of event, outline the status of the claim, colour the side of the leading actor."
                        : request.view == "sources"
                        ? "What each source says about an event: the outline tells how firmly, a bracket where they disagree."
                        : graph_words(*out.view, *out.input.params);
    }
    text.kicker = request.kicker;
    text.page = request.page;
    text.program = kProgram;
    text.has_heading = request.has_heading;
    text.has_small_print = request.has_small_print;
    text.is_transparent = request.background == Background::Alpha;
    text.notes = request.notes;
    text.cited = request.cited;
    return out;
}

}  // namespace

std::span<const PageFormat> page_formats() { return kPageFormats; }

Result<LaidOutFigure> lay_out_figure(const AppState& state, Derived& derived, const FigureRequest& request,
                                     const TextMetrics& metrics, Citations& citations) {
    auto prepared = facts_of(state, derived, request, metrics);
    if (!prepared) return tl::unexpected<Error>(prepared.error());
    ViewInput& input = prepared->input;
    input.visible = &prepared->shown;
    if (request.range && input.ever != nullptr) input.ever = &prepared->ever;
    if (prepared->compare) {
        prepared->compare->visible = &prepared->compare_shown;
        if (request.range && prepared->compare->ever != nullptr) prepared->compare->ever = &prepared->compare_ever;
        input.compare = &*prepared->compare;
    }
    LaidOutFigure out;
    out.small_print = figure_small_print(input, prepared->text);
    out.reading_help = reading_help(prepared->view->id);
    BuiltFigure built =
        build_figure(*prepared->view, input, prepared->text, request.width_px, request.height_px, citations, out.scene);
    out.description = describe_figure(input, *prepared->view, prepared->text, built);
    out.scene.set_description(out.description.text);
    out.notes = std::move(built.notes);
    out.events = std::move(prepared->shown);
    if (prepared->compare) out.events.unite(prepared->compare_shown);
    return out;
}

Result<Scene> figure_scene(const AppState& state, Derived& derived, const FigureRequest& request,
                           const TextMetrics& metrics) {
    Citations citations;
    auto figure = lay_out_figure(state, derived, request, metrics, citations);
    if (!figure) return tl::unexpected<Error>(figure.error());
    return std::move(figure->scene);
}

Result<std::string> figure_csv(const AppState& state, Derived& derived, const FigureRequest& request) {
    const FixedTextMetrics metrics;  // a table of data is not measured
    auto prepared = facts_of(state, derived, request, metrics);
    if (!prepared) return tl::unexpected<Error>(prepared.error());
    // The columns and the order are the table's, whatever view the events are shown in.
    ViewInput input = derived.view_input(state, *find_view("table"), {}, metrics);
    input.visible = &prepared->shown;
    input.visible_revision = 0;
    input.ghosts = nullptr;
    return table_csv(input);
}

std::string figure_link(const AppState& state, const FigureRequest& request) {
    AppState shown = state;
    if (std::find(shown.document.panes.begin(), shown.document.panes.end(), request.view) == shown.document.panes.end())
        shown.document.panes = {request.view};
    shown.session.active_view = request.view;
    // The name of a layer may say what it is about.
    if (request.is_public) shown.document.hidden_layers.clear();
    Cameras cameras;
    if (request.range && request.view == "timeline") {
        Camera camera;
        camera.framed = true;
        camera.time = fit_scale(request.range->first, request.range->second, 0, kNominalWidth_px);
        camera.made_for_px = kNominalWidth_px;
        cameras["timeline"] = settled(camera);
    }
    return link_text(shown, cameras);
}

std::string figure_metadata(const AppState& state, const FigureRequest& request, std::string_view font_pins) {
    return fmt::format("{}; view {}; filter {}; known on {}; happened by {}; data {} {} hash {:016x}; fonts {}; state {}", kProgram, request.view,
                       state.document.filter.empty() ? "none" : state.document.filter,
                       state.document.known_on.empty() ? "any day" : state.document.known_on,
                       state.document.happened_by.empty() ? "any day" : state.document.happened_by, state.data->id, state.data->version,
                       state.data->content_hash, font_pins, figure_link(state, request));
}

Result<std::string> figure_bytes(const AppState& state, Derived& derived, const FigureRequest& request,
                                 const FontSet& fonts, const std::string& path) {
    const Exporter* format = exporter_for_path(path);
    if (format == nullptr) {
        std::string known;
        for (const Exporter* row : exporters()) known += (known.empty() ? "." : ", .") + std::string(row->extension);
        return fail(fmt::format("'{}' names no picture format; the file name must end in {}", path, known));
    }
    Citations citations;
    const auto figure = lay_out_figure(state, derived, request, fonts, citations);
    if (!figure) return tl::unexpected<Error>(figure.error());
    const Scene* scene = &figure->scene;
    return format->write({.scene = *scene,
                          .fonts = fonts,
                          .scale = request.scale,
                          .info = {.title = scene->title(),
                                   .subject = figure->description.summary,
                                   .creator = std::string(kProgram),
                                   .language = "en"},
                          .metadata = figure_metadata(state, request, font_pins_text(font_pins({&scene, 1}, fonts)))});
}

}  // namespace choke
