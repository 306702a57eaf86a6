#include "cli/picture.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/document_file.h"
#include "app/figure_file.h"
#include "app/files.h"
#include "app/paths.h"
#include "app/publication.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/find_id.h"
#include "cli/messages.h"
#include "cli/open_data.h"

namespace choke {
namespace {

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

std::string set_page(const PictureOptions& options, FigureRequest& request) {
    if (options.page.empty()) return {};
    if (!options.size.empty()) return "--page and --size both give the size; use one of them";
    std::vector<std::string_view> names;
    for (const PageFormat& format : page_formats()) {
        names.push_back(format.name);
        if (format.name != options.page) continue;
        request.width_px = format.width_px;
        request.height_px = format.height_px;
        return {};
    }
    return fmt::format("there is no page '{}'{}", options.page, suggestion_or(options.page, names, "; the pages are " + joined(names)));
}

std::string set_background(const std::string& name, FigureRequest& request) {
    if (name != "paper" && name != "alpha")
        return fmt::format("there is no background '{}'; it is paper or alpha", name);
    request.background = name == "alpha" ? Background::Alpha : Background::Paper;
    return {};
}

// The fonts that a picture was made with; empty when it does not say.
std::string fonts_of(std::string_view bytes) {
    const auto figure = figure_file_from(bytes);
    return figure ? figure->fonts : std::string();
}

}  // namespace

void declare_subject(CLI::App& parser, PictureOptions& options) {
    parser.add_option("PATH", options.path, "folder, file or .chokepoint document; without it the built-in data");
    parser.add_option("--view", options.view, "which view; `chokepoint views` lists them")->type_name("VIEW");
    parser.add_option("--story", options.story, "instead of a view: the steps of this story")->type_name("ID");
    parser.add_option("--step", options.step, "only this step of the story, from 1")->type_name("N")->check(CLI::Range(1, 1000));
    parser.add_flag("--internal", options.internal, "also the steps of a story that are marked as internal");
    parser.add_flag("--public", options.is_public, "refuse what is internal: claims, sources, steps, annotations");
    parser.add_option("--filter", options.filter, "only events that match: 'actor:huawei kind:rule'")->type_name("QUERY");
    parser.add_option("--compare", options.compare, "below the timeline another one of the events that match this; '' is everything")
        ->type_name("QUERY");
    parser.add_option("--known-on", options.known_on, "only what was known by the end of this date (EDTF)")->type_name("DATE");
    parser.add_option("--happened-by", options.happened_by, "only what had begun by the end of this date (EDTF), or may have")->type_name("DATE");
    parser.add_option("--since", options.since, "on a map: what has changed since the end of this date (EDTF)")->type_name("DATE");
    parser.add_option("--title", options.title, "heading; the title of the data and its time is the default")->type_name("TEXT");
    parser.add_option("--set", options.settings, "a parameter of the view, such as lanes=side; may be repeated")
        ->type_name("PARAM=VALUE")
        ->delimiter(',')
        ->allow_extra_args(false);
    parser.add_option("--ways", options.ways, "on a map: light the ways between two events, actors or things")->type_name("A..B");
    parser.add_option("--select", options.selected, "an event, actor or thing to stand out; may be repeated")
        ->type_name("ID")
        ->delimiter(',')
        ->allow_extra_args(false);
}

void declare_page(CLI::App& parser, PictureOptions& options) {
    parser.add_option("--size", options.size, "width and height of the page in pixels, such as 1920x1080")->type_name("WxH");
    parser.add_option("--page", options.page, "the page by name: a4, a4-portrait, a3, letter, 16:9 or 4:3")->type_name("NAME");
    parser.add_option("--scale", options.scale, "0.25 to 8; 2 gives a PNG of twice the pixels; 1 is the default")->type_name("S");
    parser.add_option("--theme", options.theme, "light, dark or contrast; light is the default")->type_name("THEME");
    parser.add_option("--background", options.background, "paper, or alpha for none; paper is the default")->type_name("KIND");
}

std::string read_page(const PictureOptions& options, FigureRequest& request) {
    for (const std::string& problem :
         {set_size(options.size, request), set_page(options, request), set_scale(options.scale, request),
          set_theme(options.theme, request), set_background(options.background, request)})
        if (!problem.empty()) return problem;
    return {};
}

namespace {

std::string no_such_story(const AppState& state, const std::string& id, bool all_is_allowed) {
    std::vector<std::string_view> ids;
    if (all_is_allowed) ids.emplace_back("all");
    for (const StoryRef story : all_stories(state)) ids.push_back(story_id(state, story));
    return fmt::format("there is no story '{}'{}", id,
                       suggestion_or(id, ids, ids.empty() ? "; the data have none" : "; the stories are " + joined(ids)));
}

// Data, or a document with its data.
std::optional<AppState> open_data_or_document(const Streams& streams, const std::string& path) {
    if (!is_document_path(path)) return open_data(streams, path);
    auto opened = read_document(path);
    if (!opened) {
        streams.err << displayable(to_string(opened.error())) << '\n';
        return std::nullopt;
    }
    for (const Diagnostic& problem : opened->problems.all()) streams.err << displayable(to_string(problem)) << '\n';
    AppState state;
    apply_document(state, std::move(*opened), path);
    return state;
}

// Why the story cannot be drawn as the options want it, or nothing. What can, but with something missing, is said.
std::string check_steps(const Streams& streams, std::string_view subcommand, const AppState& state, StoryRef story, const PictureOptions& options) {
    const size_t count = step_count(state, story);
    const auto wanted = static_cast<size_t>(options.step);
    if (wanted > count) return fmt::format("the story has {} steps; there is no step {}", count, wanted);
    if (story.in_document && !options.known_on.empty()) return "the steps of a story of the document have days of their own; --known-on goes with --view";
    size_t drawn = 0;
    for (size_t step = 0; step < count; ++step) {
        if (wanted != 0 && wanted != step + 1) continue;
        if (step_words(state, story, step).internal && !options.internal) {
            if (wanted != 0) return fmt::format("step {} is internal; --internal brings it along", wanted);
            continue;
        }
        ++drawn;
        const StepScene scene = scene_of_step(state, story, step);
        if (!scene.has_picture) return fmt::format("step {} cannot be drawn: {}", step + 1, scene.problem);
        if (!scene.problem.empty()) streams.err << displayable(fmt::format("chokepoint {}: step {}: {}", subcommand, step + 1, scene.problem)) << '\n';
    }
    return drawn > 0 ? std::string() : count == 0 ? "the story has no steps" : "all steps of the story are internal; --internal brings them along";
}

}  // namespace

std::optional<Subject> open_subject(const Streams& streams, std::string_view subcommand, const PictureOptions& options,
                                    const FigureRequest& page) {
    const auto refused = [&](const std::string& problem) {
        refuse(streams, subcommand, problem);
        return std::nullopt;
    };
    Subject out;
    out.request = page;
    out.request.is_public = options.is_public;
    if (options.is_public && options.internal) return refused("--public and --internal contradict each other");
    out.request.title = options.title;
    if (options.view.empty() == options.story.empty()) return refused("name either a --view or a --story");
    const bool is_story = !options.story.empty();
    if (!is_story) {
        if (const std::string problem = set_view(options.view, out.request); !problem.empty()) return refused(problem);
        if (options.step != 0) return refused("--step is of a story; name one with --story");
    } else if (options.compare) {
        return refused("the steps of a story have filters of their own; --compare goes with --view timeline");
    } else if (!options.filter.empty()) {
        return refused("the steps of a story have filters of their own; --filter goes with --view");
    }
    if (options.compare && out.request.view != "timeline") return refused("--compare goes with --view timeline");
    ParamValues params;
    if (is_story && !options.settings.empty()) return refused("--set goes with --view; the steps of a story have views of their own");
    for (const std::string& setting : options.settings)
        if (const std::string problem = set_parameter(setting, *find_view(out.request.view), params); !problem.empty())
            return refused(problem);
    const auto known_by_s = read_day(streams, subcommand, "--known-on", options.known_on);
    if (!known_by_s || !read_day(streams, subcommand, "--happened-by", options.happened_by)) return std::nullopt;

    if (!options.since.empty() && options.view != "map") return refused("--since is of a map: it goes with --view map");
    const auto since_s = read_day(streams, subcommand, "--since", options.since);
    if (!since_s) return std::nullopt;

    auto state = open_data_or_document(streams, options.path);
    if (!state) return std::nullopt;
    out.state = std::move(*state);
    if (!read_filter(streams, subcommand, out.state, options.filter, *known_by_s)) return std::nullopt;
    if (options.compare && !read_filter(streams, subcommand, out.state, *options.compare, *known_by_s, "--compare")) return std::nullopt;
    std::vector<NodeRef> selected;
    for (const std::string& id : options.selected) {
        const auto node = find_node(*out.state.data, id);
        if (!node) return refused("--select: " + no_such_id(*out.state.data, id, IdScope::Nodes));
        selected.push_back(*node);
    }
    if (!options.ways.empty()) {
        const auto ends = path_ends(*out.state.data, options.ways);
        if (!ends) return refused(fmt::format("--ways: '{}' are no two ids with '..' between them", options.ways));
        out.state.document.path = path_name(*out.state.data, ends->first, ends->second);
    }
    // What the options do not say is as in the document.
    const bool is_document = is_document_path(options.path);
    if (!selected.empty() || !is_document) select(out.state, std::move(selected));
    if (!options.filter.empty() || !is_document) out.state.document.filter = options.filter;
    if (options.compare || !is_document) out.state.document.compare = options.compare;
    if (!options.known_on.empty() || !is_document) out.state.document.known_on = options.known_on;
    if (!options.happened_by.empty() || !is_document) out.state.document.happened_by = options.happened_by;
    if (!options.since.empty()) {
        out.state.document.since = options.since;
        if (!is_story && !Derived().visible(out.state).compared_days)
            return refused(fmt::format("--since: {} is not before {}", options.since,
                                       options.known_on.empty() ? "the last day that the data know of" : options.known_on));
    }
    if (!is_story && !is_document) {
        out.state.document.params[out.request.view] = std::move(params);
    } else if (!is_story) {
        for (const auto& [id, value] : params) set_param(out.state.document.params[out.request.view], id, value);
    }
    out.state.session.theme = out.request.theme;
    if (is_story && (options.story != "all" || subcommand != "render")) {
        out.story = find_story(out.state, options.story);
        if (!out.story) return refused(no_such_story(out.state, options.story, subcommand == "render"));
        if (options.is_public)
            if (const auto checked = check_public_steps(out.state, *out.story, static_cast<size_t>(options.step)); !checked)
                return refused(to_string(checked.error()));
        if (const std::string problem = check_steps(streams, subcommand, out.state, *out.story, options); !problem.empty()) return refused(problem);
    }
    return out;
}

std::string check_folder(const std::string& output) {
    const std::filesystem::path folder = std::filesystem::path(output).parent_path();
    std::error_code code;
    if (!folder.empty() && !std::filesystem::is_directory(folder, code))
        return fmt::format("there is no folder '{}' to write '{}' to", folder.string(), output);
    return {};
}

std::string step_path(const std::string& output, std::string_view story, size_t step) {
    const std::filesystem::path path(output);
    const std::string name = path.stem().string() + (story.empty() ? "" : "-" + std::string(story)) +
                             fmt::format("-{:02}", step) + path.extension().string();
    return (path.parent_path() / name).string();
}

int write_picture(const Streams& streams, std::string_view subcommand, const std::string& path, const std::string& bytes) {
    std::error_code code;
    if (is_figure_path(path) && std::filesystem::is_regular_file(path, code)) {
        const auto before = read_file(path);
        const std::string old_fonts = before ? fonts_of(*before) : std::string();
        const std::string new_fonts = fonts_of(bytes);
        if (!old_fonts.empty() && !new_fonts.empty() && old_fonts != new_fonts)
            streams.err << displayable(fmt::format("chokepoint {}: {} was made with other fonts ({}); now it is {}", subcommand, path, old_fonts,
                                                   new_fonts))
                        << '\n';
    }
    if (const auto done = write_file(path, bytes); !done) return refuse(streams, subcommand, to_string(done.error()));
    return kExitFine;
}

}  // namespace choke
