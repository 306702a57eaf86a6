#include "app/stories.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/text.h"

namespace choke {
namespace {

constexpr size_t kMaxSlug = 60;  // bytes
constexpr std::string_view kUntitled = "story";

const KeptStory& kept(const AppState& state, StoryRef story) { return (*state.document.stories)[story.index]; }

const StoryStep& data_step(const AppState& state, StoryRef story, size_t step) {
    const auto steps = state.data->stories.steps[story.index];
    CHOKE_ASSERT(step < steps.size());
    return steps[step];
}

void add_sentence(std::string& text, std::string sentence) {
    if (!text.empty()) text += ' ';
    text += sentence;
}

// The extent of a timeline's camera that says for which width it was made.
std::optional<std::pair<Instant, Instant>> range_of(const Cameras& cameras) {
    const auto at = cameras.find("timeline");
    if (at == cameras.end() || !at->second.framed || at->second.made_for_px <= 0) return std::nullopt;
    const TimeScale& time = at->second.time;
    return std::pair(time.time_from_x(0), time.time_from_x(at->second.made_for_px));
}

Camera camera_of_range(std::pair<Instant, Instant> range) {
    Camera camera;
    camera.framed = true;
    camera.time = fit_scale(range.first, range.second, 0, kNominalWidth_px);
    camera.made_for_px = kNominalWidth_px;
    return settled(camera);
}

std::vector<EventId> events_among(const std::vector<NodeRef>& nodes) {
    std::vector<EventId> out;
    for (const NodeRef node : nodes)
        if (node.kind == NodeKind::Event) out.push_back(id_at<EventId>(node.index));
    return out;
}

// What the step asks for and cannot have.
void find_problems(const AppState& state, StepScene& scene) {
    if (const auto query = parse_query(scene.look.filter, *state.data); !query) {
        add_sentence(scene.problem, fmt::format("The filter of this step is not understood: {} (column {} of '{}').", query.error().message,
                                                query.error().column, displayable(scene.look.filter)));
        scene.has_picture = false;
    }
    if (const auto day = parse_known_on(scene.look.known_on); !day) {
        add_sentence(scene.problem, fmt::format("The day of this step, '{}', is no date: {}.", displayable(scene.look.known_on), day.error()));
        scene.has_picture = false;
    }
}

StepScene scene_of_kept(const AppState& state, const KeptStep& step) {
    StepScene scene;
    scene.look = step.look;
    scene.cameras = step.cameras;
    scene.active_view = step.active_view;
    scene.selected = step.selected;
    scene.figure.view = scene.active_view;
    scene.figure.range = range_of(scene.cameras);
    scene.figure.cited = events_among(scene.selected);
    if (!step.missing.empty())
        scene.problem = step.missing.size() == 1
                            ? fmt::format("The data have no '{}', which this step speaks of.", displayable(step.missing.front()))
                            : fmt::format("The data have no '{}' and {} more that this step speaks of.", displayable(step.missing.front()),
                                          step.missing.size() - 1);
    find_problems(state, scene);
    return scene;
}

// Of the view that the step is shown in.
void set_step_params(const Dataset& data, const StoryStep& step, StepScene& scene) {
    const ViewDef* view = find_view(scene.active_view);
    for (uint32_t i = step.params.begin; i < step.params.end && view != nullptr; ++i) {
        const std::string_view text = data.text(data.stories.params[i]);
        const size_t sign = text.find('=');
        const std::string_view name = text.substr(0, sign);
        const std::string_view value = text.substr(sign + 1);
        const auto definition = std::ranges::find_if(view->params, [&](const ViewParam& param) { return param.id == name; });
        if (definition != view->params.end() && accepts(*definition, value)) {
            set_param(scene.look.params[scene.active_view], name, value);
        } else {
            add_sentence(scene.problem, fmt::format("The {} of this step cannot be set to '{}'.", scene.active_view, displayable(text)));
        }
    }
}

StepScene scene_of_data(const AppState& state, const StoryStep& step) {
    const Dataset& data = *state.data;
    StepScene scene;
    scene.look = state.session.presenting ? state.session.presenting->before.look : state.document.look();
    scene.look.filter = data.text(step.filter);
    // A step of the data says all that is shown.
    scene.look.path.clear();
    scene.look.compare.reset();
    scene.look.since.clear();
    scene.look.happened_by.clear();
    scene.selected.push_back({NodeKind::Event, static_cast<uint32_t>(step.event)});
    for (uint32_t i = step.selected.begin; i < step.selected.end; ++i) {
        const NodeRef node = data.stories.selected[i];
        if (std::find(scene.selected.begin(), scene.selected.end(), node) == scene.selected.end()) scene.selected.push_back(node);
    }
    if (!step.view.empty()) scene.figure.view = data.text(step.view);
    scene.look.panes = {scene.figure.view};
    scene.active_view = scene.figure.view;
    if (!step.known_on.empty()) scene.look.known_on = data.text(step.known_on);
    set_step_params(data, step, scene);
    scene.figure.cited = {step.event};
    if (step.range && step.range->begin == EndKind::Known && step.range->end == EndKind::Known)
        scene.figure.range = std::pair(step.range->earliest, step.range->latest);
    if (scene.figure.range) scene.cameras["timeline"] = camera_of_range(*scene.figure.range);
    find_problems(state, scene);
    return scene;
}

}  // namespace

std::vector<StoryRef> all_stories(const AppState& state) {
    std::vector<StoryRef> out;
    for (size_t i = 0; i < state.document.stories->size(); ++i) out.push_back({true, i});
    for (size_t i = 0; i < state.data->stories.size(); ++i) out.push_back({false, i});
    return out;
}

std::optional<StoryRef> find_story(const AppState& state, std::string_view id) {
    for (size_t i = 0; i < state.document.stories->size(); ++i)
        if ((*state.document.stories)[i].id == id) return StoryRef{true, i};
    if (const auto found = state.data->find_story(id)) return StoryRef{false, index(*found)};
    return std::nullopt;
}

std::string_view story_id(const AppState& state, StoryRef story) {
    return story.in_document ? std::string_view(kept(state, story).id) : state.data->text(state.data->stories.id[story.index]);
}
std::string_view story_title(const AppState& state, StoryRef story) {
    return story.in_document ? std::string_view(kept(state, story).title) : state.data->text(state.data->stories.title[story.index]);
}
std::string_view story_question(const AppState& state, StoryRef story) {
    return story.in_document ? std::string_view(kept(state, story).question) : state.data->text(state.data->stories.question[story.index]);
}
std::string_view story_summary(const AppState& state, StoryRef story) {
    return story.in_document ? std::string_view(kept(state, story).summary) : state.data->text(state.data->stories.summary[story.index]);
}
size_t step_count(const AppState& state, StoryRef story) {
    return story.in_document ? kept(state, story).steps.size() : state.data->stories.steps[story.index].size();
}

StepWords step_words(const AppState& state, StoryRef story, size_t step) {
    if (story.in_document) {
        const KeptStep& found = kept(state, story).steps[step];
        return {found.headline, found.caption, found.notes, found.internal};
    }
    const Dataset& data = *state.data;
    const StoryStep& found = data_step(state, story, step);
    StepWords words{.headline = data.text(found.headline), .caption = data.text(found.caption), .notes = {}, .internal = false};
    if (words.headline.empty()) words.headline = data.text(data.events.title[index(found.event)]);
    return words;
}

StepScene scene_of_step(const AppState& state, StoryRef story, size_t step) {
    StepScene scene = story.in_document ? scene_of_kept(state, kept(state, story).steps[step]) : scene_of_data(state, data_step(state, story, step));
    const StepWords words = step_words(state, story, step);
    scene.figure.title = words.headline;
    scene.figure.subtitle = words.caption;
    // A figure sets its own lines.
    std::replace(scene.figure.subtitle.begin(), scene.figure.subtitle.end(), '\n', ' ');
    return scene;
}

void apply_step(AppState& state, const StepScene& step) {
    Session& session = state.session;
    const std::vector<std::string> before = state.document.panes;
    state.document.look() = step.look;
    select(state, step.selected);
    session.active_view = step.active_view;
    note_rest(state);
    go_to_cameras(state, step.cameras);
    for (auto it = session.moves.begin(); it != session.moves.end();) {
        it->second.duration_s = kStepMove_s;
        const auto shows = [&](const std::vector<std::string>& panes) { return std::find(panes.begin(), panes.end(), it->first) != panes.end(); };
        if (shows(before) && shows(step.look.panes)) {
            ++it;
            continue;
        }
        session.cameras[it->first] = it->second.target_whole ? Camera{} : it->second.to;
        it = session.moves.erase(it);
    }
}

KeptStep step_of_screen(const AppState& state, Derived& derived) {
    KeptStep step;
    step.look = state.document.look();
    step.cameras = cameras_to_keep(state, derived);
    step.active_view = state.session.active_view;
    const auto& panes = step.look.panes;
    if (std::find(panes.begin(), panes.end(), step.active_view) == panes.end()) step.active_view = panes.front();
    step.selected = state.session.selected;
    return step;
}

KeptStory copy_of_story(const AppState& state, StoryRef story) {
    KeptStory copy;
    copy.title = fmt::format("Copy of {}", displayable(story_title(state, story)));
    copy.question = story_question(state, story);
    copy.summary = story_summary(state, story);
    for (size_t i = 0; i < step_count(state, story); ++i) {
        const StepWords words = step_words(state, story, i);
        StepScene scene = scene_of_step(state, story, i);
        KeptStep step;
        step.id = unused_step_id(copy);
        step.headline = words.headline;
        step.caption = words.caption;
        step.notes = words.notes;
        step.internal = words.internal;
        step.look = std::move(scene.look);
        step.cameras = std::move(scene.cameras);
        step.active_view = std::move(scene.active_view);
        step.selected = std::move(scene.selected);
        if (story.in_document) step.missing = kept(state, story).steps[i].missing;
        copy.steps.push_back(std::move(step));
    }
    copy.id = unused_story_id(state, copy.title);
    return copy;
}

std::string on_one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\') {
            out += "\\\\";
        } else if (c == '\n') {
            out += "\\n";
        } else if (c != '\r') {
            out += c;
        }
    }
    return out;
}

std::string from_one_line(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == 'n' || text[i + 1] == '\\')) {
            out += text[++i] == 'n' ? '\n' : '\\';
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string unused_story_id(const AppState& state, std::string_view title) {
    std::string slug;
    for (const char c : fold(title)) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_plain && slug.size() < kMaxSlug) slug += c;
        if (!is_plain && !slug.empty() && !slug.ends_with('-') && slug.size() < kMaxSlug) slug += '-';
    }
    while (slug.ends_with('-')) slug.pop_back();
    // "all" is what the command line calls every story.
    if (slug.empty() || slug == "all") slug = kUntitled;
    std::string id = slug;
    for (int i = 2; find_story(state, id); ++i) id = fmt::format("{}-{}", slug, i);
    return id;
}

std::string unused_step_id(const KeptStory& story) {
    for (size_t i = story.steps.size() + 1;; ++i) {
        std::string id = fmt::format("s{}", i);
        if (std::none_of(story.steps.begin(), story.steps.end(), [&](const KeptStep& step) { return step.id == id; })) return id;
    }
}

}  // namespace choke
