#include "app/presenting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/text.h"
#include "time/civil.h"
#include "views/citations.h"

namespace choke {
namespace {

constexpr size_t kSourcesShown = 3;      // in the line under a picture
constexpr size_t kCountedEvents = 5000;  // of more, their sources are not counted for a line

constexpr std::array kKeys{
    PresentKey{"Right Space PageDown N", "present.next", "", "Next step"},
    PresentKey{"Left PageUp P Backspace", "present.previous", "", "Step before"},
    PresentKey{"Home", "present.first", "", "First step"},
    PresentKey{"End", "present.last", "", "Last step"},
    PresentKey{"0", "present.digit", "0", "Number of a step, then Enter"},
    PresentKey{"1", "present.digit", "1", ""},
    PresentKey{"2", "present.digit", "2", ""},
    PresentKey{"3", "present.digit", "3", ""},
    PresentKey{"4", "present.digit", "4", ""},
    PresentKey{"5", "present.digit", "5", ""},
    PresentKey{"6", "present.digit", "6", ""},
    PresentKey{"7", "present.digit", "7", ""},
    PresentKey{"8", "present.digit", "8", ""},
    PresentKey{"9", "present.digit", "9", ""},
    PresentKey{"Enter", "present.enter", "", "Jump to the number, or return to the step"},
    PresentKey{"R", "present.return", "", "Return to the step"},
    PresentKey{"B .", "present.black", "", "Black screen"},
    PresentKey{"W", "present.white", "", "White screen"},
    PresentKey{"L", "present.spotlight", "", "Spotlight at the pointer"},
    PresentKey{"Escape", "present.escape", "", "One step out, and out of the show"},
};

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    for (const char c : fold(text) + ' ') {
        const bool is_break = c == ' ' || c == '\t' || c == '\n' || c == '?' || c == '!' || c == ',' || c == ';';
        if (!is_break) {
            word += c;
        } else if (!word.empty()) {
            out.push_back(std::exchange(word, {}));
        }
    }
    return out;
}

}  // namespace

std::optional<ShownStep> shown_step(const AppState& state) {
    if (!state.session.story) return std::nullopt;
    const auto story = find_story(state, state.session.story->id);
    if (!story) return std::nullopt;
    const size_t count = step_count(state, *story);
    return ShownStep{*story, count == 0 ? 0 : std::min(state.session.story->step, count - 1), count};
}

void begin_show(AppState& state, StoryRef story, size_t step) {
    CHOKE_ASSERT(step_count(state, story) > 0);
    Session& session = state.session;
    if (!session.presenting) {
        Presenting presenting;
        presenting.before = {.look = state.document.look(),
                             .cameras = resting_cameras(state),
                             .camera_back = session.camera_back,
                             .camera_forward = session.camera_forward,
                             .selected = session.selected,
                             .tie = session.tie,
                             .back = session.back,
                             .active_view = session.active_view,
                             .show_facets = session.show_facets,
                             .show_details = session.show_details};
        session.presenting = std::move(presenting);
        session.show_palette = session.show_keys = session.show_problems = false;
        session.stopwatch = {.running = true, .elapsed_s = 0, .last_s = -1};
    }
    go_to(state, story, step);
}

void end_show(AppState& state) {
    Session& session = state.session;
    if (!session.presenting) return;
    BeforeShow before = std::move(session.presenting->before);
    session.presenting.reset();
    state.document.look() = std::move(before.look);
    session.cameras = std::move(before.cameras);
    session.moves.clear();
    session.camera_back = std::move(before.camera_back);
    session.camera_forward = std::move(before.camera_forward);
    session.camera_mover.clear();
    session.selected = std::move(before.selected);
    session.tie = before.tie;
    session.back = std::move(before.back);
    session.active_view = std::move(before.active_view);
    session.show_facets = before.show_facets;
    session.show_details = before.show_details;
    session.hover.reset();
    session.playback.running = false;
    session.stopwatch.running = false;
}

void go_to(AppState& state, StoryRef story, size_t step) {
    Session& session = state.session;
    const size_t count = step_count(state, story);
    session.story = StoryPlace{std::string(story_id(state, story)), count == 0 ? 0 : std::min(step, count - 1)};
    if (count == 0) return;
    session.playback.running = false;
    const StepScene scene = scene_of_step(state, story, session.story->step);
    if (session.presenting) {
        Presenting& now = *session.presenting;
        now.exploring = false;
        now.cover = Cover::None;
        now.number.clear();
        now.problem = scene.problem;
        now.has_picture = scene.has_picture;
        session.hover.reset();
        // What was called up for a question goes with it.
        session.show_facets = session.show_details = false;
        session.focus = Panel::Views;
        session.focus_asked = true;
        if (!scene.has_picture) return;
    }
    apply_step(state, scene);
}

void begin_excursion(AppState& state) {
    if (state.session.presenting) state.session.presenting->exploring = true;
}

std::span<const PresentKey> present_keys() { return kKeys; }

ShowPlaces show_places(size_t monitor_count, size_t window_monitor, size_t chosen) {
    if (monitor_count < 2) return {};
    if (window_monitor >= monitor_count) window_monitor = 0;
    ShowPlaces places;
    places.show = chosen >= 1 && chosen <= monitor_count ? chosen - 1 : window_monitor == 0 ? 1 : 0;
    places.presenter = window_monitor != places.show ? window_monitor : places.show == 0 ? 1 : 0;
    return places;
}

std::vector<size_t> find_steps(const AppState& state, StoryRef story, std::string_view text) {
    const size_t count = step_count(state, story);
    std::vector<std::string> texts;
    for (size_t i = 0; i < count; ++i) {
        const StepWords words = step_words(state, story, i);
        texts.push_back(fold(fmt::format("{}\n{}\n{}", words.headline, words.caption, words.notes)));
    }
    const std::vector<std::string> wanted = words_of(text);
    std::vector<double> score(count, 0);
    for (const std::string& word : wanted) {
        const auto holds = [&](const std::string& in) { return in.find(word) != std::string::npos; };
        const auto steps = static_cast<double>(std::count_if(texts.begin(), texts.end(), holds));
        // A word that few steps have tells more: its weight is the inverse document frequency (Spärck Jones, 1972).
        for (size_t i = 0; i < count; ++i)
            if (holds(texts[i])) score[i] += std::log(1 + static_cast<double>(count) / steps);
    }
    std::vector<size_t> out;
    for (size_t i = 0; i < count; ++i)
        if (wanted.empty() || score[i] > 0) out.push_back(i);
    std::stable_sort(out.begin(), out.end(), [&](size_t a, size_t b) { return score[a] > score[b]; });
    return out;
}

std::string source_line(const AppState& state, const Visible& visible) {
    const Dataset& data = *state.data;
    std::vector<SourceId> sources;
    bool is_about_event = false;
    for (const NodeRef node : state.session.selected) {
        if (node.kind != NodeKind::Event) continue;
        is_about_event = true;
        for (const SourceId source : cited_sources(data, id_at<EventId>(node.index), visible.known_by_s, data.sources.size()))
            if (std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(source);
    }
    if (is_about_event) {
        if (sources.empty()) return "No source that was known by then";
        std::string line = sources.size() == 1 ? "Source: " : "Sources: ";
        for (size_t i = 0; i < std::min(kSourcesShown, sources.size()); ++i) line += (i == 0 ? "" : "; ") + source_words(data, sources[i]);
        if (sources.size() > kSourcesShown) line += fmt::format("; and {} more", sources.size() - kSourcesShown);
        return line;
    }
    const size_t events = visible.events.size();
    std::string line = fmt::format("{} event{}", grouped_number(static_cast<int64_t>(events)), events == 1 ? "" : "s");
    if (events > kCountedEvents) return line;
    std::set<SourceId> behind;
    for (const EventId event : visible.events.to_vector())
        for (const SourceId source : cited_sources(data, event, visible.known_by_s, data.sources.size())) behind.insert(source);
    return line + fmt::format(" from {} source{}", grouped_number(static_cast<int64_t>(behind.size())), behind.size() == 1 ? "" : "s");
}

std::string look_line(const AppState& state, const Visible& visible) {
    std::string line = state.document.known_on.empty() ? "Everything known" : "Known on " + date_words(state.document.known_on);
    if (state.document.status_floor) line += fmt::format(" · status ≥ {}", word(*state.document.status_floor));
    if (visible.error) {
        line += " · filter not understood: " + displayable(state.document.filter);
    } else if (!visible.query.matches_everything()) {
        line += " · " + displayable(visible.query.words(*state.data));
    }
    return line;
}

void tick(Stopwatch& stopwatch, double now_s) {
    if (stopwatch.running && stopwatch.last_s >= 0) stopwatch.elapsed_s += now_s - stopwatch.last_s;
    stopwatch.last_s = stopwatch.running ? now_s : -1;
}

std::string elapsed_words(double seconds) {
    const auto whole = static_cast<int64_t>(std::max(0.0, seconds));
    const int64_t hours = whole / 3600;
    return hours > 0 ? fmt::format("{}:{:02}:{:02}", hours, whole / 60 % 60, whole % 60) : fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace choke
