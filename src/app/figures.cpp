#include "app/figures.h"

#include <algorithm>

#include <fmt/format.h>

#include "exporters/exporter.h"
#include "views/figure.h"

namespace choke {

std::string span_words(const Dataset& data, const EventSet& events) {
    Instant first = INT64_MAX;
    Instant last = INT64_MIN;
    for (const EventId event : events.to_vector()) {
        const DateBounds& date = data.events.date[index(event)];
        if (date.begin != EndKind::Known) continue;
        first = std::min(first, date.earliest);
        last = std::max(last, date.earliest);
    }
    if (first > last) return {};
    const auto month = [](Instant t) {
        return date_words(iso_date(civil_from_instant(t).date).substr(0, iso_date(civil_from_instant(t).date).size() - 3));
    };
    const std::string from = month(first);
    const std::string to = month(last);
    return from == to ? from : from + " to " + to;
}

namespace {

EventSet events_touching(const Dataset& data, const EventSet& events, std::pair<Instant, Instant> range) {
    EventSet out;
    for (const EventId event : events.to_vector()) {
        const DateBounds& date = data.events.date[index(event)];
        if (upper_limit(date) >= range.first && lower_limit(date) <= range.second) out.add(event);
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

}  // namespace

Result<Scene> figure_scene(const AppState& state, Derived& derived, const FigureRequest& request,
                           const TextMetrics& metrics) {
    const ViewDef* view = find_view(request.view);
    if (view == nullptr) {
        std::string known;
        for (const ViewDef& row : views()) known += (known.empty() ? "" : ", ") + std::string(row.id);
        return fail(fmt::format("there is no view '{}'; the views are {}", request.view, known));
    }
    for (const double side : {request.width_px, request.height_px})
        if (!(side >= kMinFigure_px && side <= kMaxFigure_px))
            return fail(fmt::format("a figure of {:g}x{:g} is out of range: each side must be {:g} to {:g}", request.width_px,
                                    request.height_px, kMinFigure_px, kMaxFigure_px));
    const Dataset& data = *state.data;
    const Visible& visible = derived.visible(state);
    ViewInput input = derived.view_input(state, *view, {}, metrics);
    input.theme = &theme(request.theme);
    input.camera = Camera{};
    input.hover.reset();

    // A figure of a range has lanes for what is in it, not for all that the filter leaves.
    EventSet shown = visible.events;
    EventSet ever;
    if (request.range) {
        shown = events_touching(data, visible.events, *request.range);
        input.visible = &shown;
        if (input.ever != nullptr) {
            ever = events_touching(data, *input.ever, *request.range);
            input.ever = &ever;
        }
    }

    FigureText text;
    const std::string span = span_words(data, shown);
    text.title = request.title.empty() ? (data.title.empty() ? std::string("Events") : data.title) : request.title;
    if (request.title.empty() && !span.empty()) text.title += ", " + span;
    if (!visible.query.matches_everything()) text.filter_words = visible.query.words(data);
    if (!state.document.known_on.empty()) text.known_on_words = date_words(state.document.known_on);
    input.range = request.range;
    if (!request.subtitle.empty()) {
        text.subtitle = request.subtitle;
    } else {
        text.subtitle = view->id == "timeline" || view->id == "table"
                        ? "Shape tells the kind of event, outline the status of the claim, colour the side of the leading actor."
                        : view->id == "sources"
                        ? "What each source says about an event: the outline tells how firmly, a bracket where they disagree."
                        : graph_words(*view, *input.params);
    }
    text.program = kProgram;
    Scene scene;
    build_figure(*view, input, text, request.width_px, request.height_px, scene);
    return scene;
}

Result<std::string> figure_bytes(const AppState& state, Derived& derived, const FigureRequest& request,
                                 const FontSet& fonts, const std::string& path) {
    const Exporter* format = exporter_for_path(path);
    if (format == nullptr) {
        std::string known;
        for (const Exporter* row : exporters()) known += (known.empty() ? "." : ", .") + std::string(row->extension);
        return fail(fmt::format("'{}' names no picture format; the file name must end in {}", path, known));
    }
    auto scene = figure_scene(state, derived, request, fonts);
    if (!scene) return tl::unexpected(scene.error());
    return format->write(
        {.scene = *scene, .fonts = fonts, .scale = request.scale,
         .info = {.title = scene->title(), .subject = scene->description(), .creator = std::string(kProgram)},
         .metadata = fmt::format("{}; view {}; filter {}; known on {}; data {} {} hash {:016x}", kProgram, request.view,
                                 state.document.filter.empty() ? "none" : state.document.filter,
                                 state.document.known_on.empty() ? "any day" : state.document.known_on, state.data->id,
                                 state.data->version, state.data->content_hash)});
}

}  // namespace choke
