// render: a figure of a view into an SVG, PDF or PNG file.
#include <charconv>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/derived.h"
#include "app/figures.h"
#include "app/files.h"
#include "app/paths.h"
#include "app/stories.h"
#include "cli/cli.h"
#include "cli/find_id.h"
#include "cli/messages.h"
#include "cli/open_data.h"
#include "cli/subcommand.h"
#include "exporters/exporter.h"
#include "paint/text/fonts.h"

namespace choke {
namespace {

struct Options {
    std::string path;
    std::string view;
    std::string filter;
    std::string known_on;
    std::string size;
    std::string scale;
    std::string theme = "light";
    std::string title;
    std::vector<std::string> settings;  // "lanes=side"
    std::vector<std::string> selected;  // ids
    std::string ways;                   // "A..B"
    std::string output;
    std::string story;  // id, or "all"
    int step = 0;       // 1-based; 0: every step
};

constexpr double kMinScale = 0.25;
constexpr double kMaxScale = 8;

template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// "1920x1080" into the request; an error message, or nothing when it is fine.
std::string set_size(const std::string& size, FigureRequest& request) {
    if (size.empty()) return {};
    const size_t at = size.find('x');
    const auto width = parse_number<int>(std::string_view(size).substr(0, at));
    const auto height =
        at == std::string::npos ? std::nullopt : parse_number<int>(std::string_view(size).substr(at + 1));
    if (!width || !height)
        return fmt::format("'{}' is no size; write width and height in pixels, such as 1920x1080", size);
    request.width_px = *width;
    request.height_px = *height;
    for (const double side : {request.width_px, request.height_px})
        if (side < kMinFigure_px || side > kMaxFigure_px)
            return fmt::format("a figure of {} is out of range: each side must be {:g} to {:g}", size,
                               kMinFigure_px, kMaxFigure_px);
    return {};
}

std::string set_scale(const std::string& scale, FigureRequest& request) {
    if (scale.empty()) return {};
    const auto value = parse_number<double>(scale);
    // Written so that a NaN is refused, too.
    if (!value || !(*value >= kMinScale && *value <= kMaxScale))
        return fmt::format("a scale of '{}' is out of range: it must be a number from {:g} to {:g}", scale,
                           kMinScale, kMaxScale);
    request.scale = *value;
    return {};
}

std::string set_theme(const std::string& name, FigureRequest& request) {
    const auto id = theme_from(name);
    if (!id) return fmt::format("there is no theme '{}'; the themes are light, dark and contrast", name);
    request.theme = *id;
    return {};
}

std::string set_view(const std::string& name, FigureRequest& request) {
    std::vector<std::string_view> names;
    for (const ViewDef& view : views()) names.push_back(view.id);
    if (find_view(name) == nullptr) {
        return fmt::format("there is no view '{}'{}", name,
                           suggestion_or(name, names, "; the views are " + joined(names)));
    }
    request.view = name;
    return {};
}

// "lanes=side" as a parameter of a view.
std::string set_parameter(std::string_view setting, const ViewDef& view, ParamValues& values) {
    const size_t at = setting.find('=');
    const std::string_view id = setting.substr(0, at);
    const std::string_view value = at == std::string_view::npos ? std::string_view() : setting.substr(at + 1);
    std::vector<std::string_view> ids;
    for (const ViewParam& definition : view.params) {
        ids.push_back(definition.id);
        if (definition.id != id) continue;
        if (accepts(definition, value)) {
            set_param(values, id, value);
            return {};
        }
        std::vector<std::string_view> choices;
        for (const auto& choice : definition.choices) choices.push_back(choice.first);
        return definition.kind == ParamKind::List
                   ? fmt::format("--set {}: '{}' is no list, with commas, of {}", id, value, joined(choices))
                   : fmt::format("--set {}: '{}' is none of {}", id, value, joined(choices));
    }
    return fmt::format("--set {}: the {} view has no such parameter; it has {}", id, view.id, joined(ids));
}

// The folder that the file is to stand in must be there: a typing error in a path should not make folders.
std::string check_output(const std::string& output) {
    if (exporter_for_path(output) == nullptr) {
        std::string known;
        for (const Exporter* row : exporters())
            known += (known.empty() ? "." : ", .") + std::string(row->extension);
        return fmt::format("'{}' names no picture format; the file name must end in one of {}", output,
                           known);
    }
    const std::filesystem::path folder = std::filesystem::path(output).parent_path();
    std::error_code code;
    if (!folder.empty() && !std::filesystem::is_directory(folder, code))
        return fmt::format("there is no folder '{}' to write '{}' to", folder.string(), output);
    return {};
}

// "out/h20.png" and step 3 of 12 -> "out/h20-03.png", with the story's id before the number when there are several.
std::string step_path(const std::string& output, std::string_view story, size_t step) {
    const std::filesystem::path path(output);
    const std::string name = path.stem().string() + (story.empty() ? "" : "-" + std::string(story)) +
                             fmt::format("-{:02}", step) + path.extension().string();
    return (path.parent_path() / name).string();
}

// One step of a story, or all of them; of one story, or of all.
int render_stories(const Streams& streams, const Options& options, const FigureRequest& page) {
    auto state = open_data(streams, options.path);
    if (!state) return kExitRefused;
    const Dataset& data = *state->data;
    std::vector<StoryId> stories;
    if (options.story == "all") {
        for (size_t i = 0; i < data.stories.size(); ++i) stories.push_back(id_at<StoryId>(i));
    } else if (const auto found = data.find_story(options.story)) {
        stories.push_back(*found);
    } else {
        std::vector<std::string_view> ids{"all"};
        for (const StringRef id : data.stories.id) ids.push_back(data.text(id));
        return refuse(streams, "render", fmt::format("there is no story '{}'{}", options.story,
                                                     suggestion_or(options.story, ids, "; the stories are " + joined(ids))));
    }
    const auto fonts = FontSet::open();
    if (!fonts) return refuse(streams, "render", to_string(fonts.error()));
    state->session.theme = page.theme;
    state->document.known_on = options.known_on;
    for (const StoryId story : stories) {
        const size_t count = data.stories.steps[index(story)].size();
        const auto wanted = static_cast<size_t>(options.step);
        if (wanted > count)
            return refuse(streams, "render", fmt::format("the story has {} steps; there is no step {}", count, wanted));
        for (size_t step = 0; step < count; ++step) {
            if (wanted != 0 && step + 1 != wanted) continue;
            StepScene scene = scene_of_step(data, story, step);
            FigureRequest request = scene.figure;
            request.width_px = page.width_px;
            request.height_px = page.height_px;
            request.scale = page.scale;
            request.theme = page.theme;
            apply_step(*state, std::move(scene));
            Derived derived;
            const auto bytes = figure_bytes(*state, derived, request, **fonts, options.output);
            if (!bytes) return refuse(streams, "render", to_string(bytes.error()));
            const std::string several(stories.size() > 1 ? data.text(data.stories.id[index(story)]) : std::string_view());
            const std::string path = wanted != 0 && several.empty() ? options.output : step_path(options.output, several, step + 1);
            if (const auto done = write_file(path, *bytes); !done)
                return refuse(streams, "render", to_string(done.error()));
        }
    }
    return exit_code_of(*state);
}

int render(const Streams& streams, const Options& options) {
    FigureRequest request;
    request.title = options.title;
    if (options.view.empty() == options.story.empty())
        return refuse(streams, "render", "name either a --view or a --story");
    for (const std::string& problem :
         {options.view.empty() ? std::string() : set_view(options.view, request), set_size(options.size, request), set_scale(options.scale, request),
          set_theme(options.theme, request), check_output(options.output)})
        if (!problem.empty()) return refuse(streams, "render", problem);
    if (!options.story.empty()) return render_stories(streams, options, request);
    ParamValues params;
    for (const std::string& setting : options.settings) {
        const std::string problem = set_parameter(setting, *find_view(request.view), params);
        if (!problem.empty()) return refuse(streams, "render", problem);
    }
    const auto known_by_s = read_known_on(streams, "render", options.known_on);
    if (!known_by_s) return kExitRefused;

    auto state = open_data(streams, options.path);
    if (!state) return kExitRefused;
    if (!read_filter(streams, "render", *state, options.filter, *known_by_s)) return kExitRefused;
    std::vector<NodeRef> selected;
    for (const std::string& id : options.selected) {
        const auto node = find_node(*state->data, id);
        if (!node)
            return refuse(streams, "render", "--select: " + no_such_id(*state->data, id, IdScope::Nodes));
        selected.push_back(*node);
    }
    if (!options.ways.empty()) {
        const auto ends = path_ends(*state->data, options.ways);
        if (!ends) return refuse(streams, "render", fmt::format("--ways: '{}' are no two ids with '..' between them", options.ways));
        state->document.path = path_name(*state->data, ends->first, ends->second);
    }
    select(*state, std::move(selected));
    state->document.filter = options.filter;
    state->document.known_on = options.known_on;
    state->document.params[request.view] = std::move(params);
    state->session.theme = request.theme;

    const auto fonts = FontSet::open();
    if (!fonts) return refuse(streams, "render", to_string(fonts.error()));
    Derived derived;
    const auto bytes = figure_bytes(*state, derived, request, **fonts, options.output);
    if (!bytes) return refuse(streams, "render", to_string(bytes.error()));
    if (const auto done = write_file(options.output, *bytes); !done)
        return refuse(streams, "render", to_string(done.error()));
    return exit_code_of(*state);
}

Run declare(CLI::App& parser) {
    const auto options = std::make_shared<Options>();
    parser.add_option("PATH", options->path, "folder or file; without it the built-in data");
    parser.add_option("--view", options->view, "which view; `chokepoint views` lists them")
        ->type_name("VIEW");
    parser
        .add_option("--story", options->story,
                    "instead of a view: the steps of this story, or of 'all'; the step's number goes into the file name")
        ->type_name("ID");
    parser.add_option("--step", options->step, "only this step of the story, from 1")
        ->type_name("N")
        ->check(CLI::Range(1, 1000));
    parser.add_option("--filter", options->filter, "only events that match: 'actor:huawei kind:rule'")
        ->type_name("QUERY");
    parser.add_option("--ways", options->ways, "on a map: light the ways between two events, actors or things")->type_name("A..B");
    parser.add_option("--known-on", options->known_on, "only what was known by the end of this date (EDTF)")
        ->type_name("DATE");
    parser
        .add_option("--size", options->size,
                    "width and height of the page in pixels; 1920x1080 is the default")
        ->type_name("WxH");
    parser
        .add_option("--scale", options->scale,
                    "0.25 to 8; 2 gives a PNG of twice the pixels; 1 is the default")
        ->type_name("S");
    parser.add_option("--theme", options->theme, "light, dark or contrast; light is the default")
        ->type_name("THEME");
    parser
        .add_option("--title", options->title, "heading; the title of the data and its time is the default")
        ->type_name("TEXT");
    parser
        .add_option("--set", options->settings,
                    "a parameter of the view, such as lanes=side; may be repeated")
        ->type_name("PARAM=VALUE")
        ->delimiter(',')
        ->allow_extra_args(false);
    parser
        .add_option("--select", options->selected, "an event, actor or thing to stand out; may be repeated")
        ->type_name("ID")
        ->delimiter(',')
        ->allow_extra_args(false);
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
        "chokepoint render my-data --view timeline --set lanes=side --known-on 2023-10-17 -o then.pdf",
    .declare = declare};

}  // namespace choke
