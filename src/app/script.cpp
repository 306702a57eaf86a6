#include "app/script.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "app/annotations.h"
#include "app/commands.h"
#include "app/document_file.h"
#include "app/json_tree.h"
#include "app/link.h"
#include "app/node_names.h"
#include "base/assert.h"
#include "base/text.h"

namespace choke {
namespace {

constexpr double kMinSide_px = 100;
constexpr double kMaxSide_px = 32'000;

constexpr std::array<std::string_view, 3> kScriptWords{"size", "expect-events", "expect-hash"};

// Commands that make something so: where it is so already, a script goes on.
constexpr std::array<std::string_view, 6> kMakeSo{"select.none", "filter.clear", "known.clear", "happened.clear", "view.unfold-all", "view.unpin-all"};

template <typename List>
bool is_one_of(std::string_view word, const List& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

template <typename Number>
std::optional<Number> number_from(std::string_view text, int base = 10) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

class ScriptRun {
public:
    ScriptRun(AppState& state, Derived& derived, const InputFile& script, const TextMetrics* metrics)
        : state_(state), derived_(derived), script_(script), metrics_(metrics) {}

    Result<void> run() {
        std::string_view rest = script_.bytes;
        while (!rest.empty()) {
            const size_t end = std::min(rest.find('\n'), rest.size());
            std::string_view line = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            ++line_;
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (auto done = run_line(line); !done) return done;
        }
        return {};
    }

private:
    tl::unexpected<Error> refuse(std::string_view line, size_t at, std::string message) const {
        return tl::unexpected<Error>(Error{.message = std::move(message),
                                           .file = script_.name,
                                           .line = line_,
                                           .column = static_cast<int>(code_point_count(line.substr(0, at))) + 1});
    }

    Result<void> run_line(std::string_view line) {
        const size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
        if (begin == line.size() || line[begin] == '#') return {};
        if (first_invalid_utf8(line) != std::string::npos) return refuse(line, first_invalid_utf8(line), "this is not UTF-8");
        const size_t name_end = std::min(line.find_first_of(" \t", begin), line.size());
        const std::string_view name = line.substr(begin, name_end - begin);
        const size_t argument_at = std::min(name_end + 1, line.size());
        const std::string_view argument = line.substr(argument_at);
        std::string problem;
        if (is_one_of(name, kScriptWords)) {
            problem = run_word(name, argument);
        } else {
            const Command* command = find_command(name);
            if (command == nullptr) return refuse(line, begin, unknown(name));
            if (name.starts_with("script.")) return refuse(line, begin, "a script cannot run or record another");
            if (!command->enabled(state_) && is_one_of(name, kMakeSo)) return {};
            if (metrics_ != nullptr && area_.w > 0) build_scenes();
            note_rest(state_);
            problem = run_command(state_, derived_, name, argument);
        }
        if (problem.empty()) return {};
        return refuse(line, argument.empty() ? begin : argument_at, std::move(problem));
    }

    static std::string unknown(std::string_view name) {
        std::vector<std::string_view> names(kScriptWords.begin(), kScriptWords.end());
        for (const Command& command : commands()) names.push_back(command.name);
        const std::string_view near = nearest(name, names);
        return fmt::format("there is no command '{}'{}", displayable(name),
                           near.empty() ? std::string("; `chokepoint commands` lists them") : fmt::format("; did you mean '{}'?", near));
    }

    std::string run_word(std::string_view word, std::string_view argument) {
        if (word == "size") return set_size(argument);
        if (word == "expect-events") {
            const auto wanted = number_from<size_t>(argument);
            if (!wanted) return "a number of events was expected";
            const size_t there = derived_.visible(state_).events.size();
            return there == *wanted ? std::string() : fmt::format("{} events were expected, and {} are there", *wanted, there);
        }
        const auto wanted = number_from<uint64_t>(argument, 16);
        if (!wanted || argument.size() != 16) return "a hash of 16 hexadecimal digits was expected";
        const uint64_t hash = document_hash(state_);
        return hash == *wanted ? std::string() : fmt::format("the hash {:016x} was expected, and it is {:016x}", *wanted, hash);
    }

    std::string set_size(std::string_view argument) {
        const size_t x = argument.find('x');
        const auto width = number_from<int>(argument.substr(0, x));
        const auto height = x == std::string_view::npos ? std::nullopt : number_from<int>(argument.substr(x + 1));
        if (!width || !height) return "write width and height in pixels, such as 1600x900";
        for (const double side : {*width, *height})
            if (side < kMinSide_px || side > kMaxSide_px) return fmt::format("each side must be {:g} to {:g} px", kMinSide_px, kMaxSide_px);
        area_ = {0, 0, static_cast<double>(*width), static_cast<double>(*height)};
        return {};
    }

    // As the window shares out its room between the panes, without borders.
    void build_scenes() {
        const auto& panes = state_.document.panes;
        const auto count = static_cast<double>(panes.size());
        Rect area = area_;
        if (state_.document.split == Split::Stacked) {
            area.h /= count;
        } else {
            area.w /= count;
        }
        for (const std::string& pane : panes)
            if (const ViewDef* view = find_view(pane)) static_cast<void>(derived_.scene(state_, *view, area, *metrics_));
    }

    AppState& state_;
    Derived& derived_;
    const InputFile& script_;
    const TextMetrics* metrics_;
    Rect area_;
    int line_ = 0;
};

// --- recording ---

// What of a line the next one of its kind makes superfluous: "filter.set", "view.pin actor:nvidia". Empty: nothing.
std::string_view whole_of(std::string_view line) {
    const size_t name_end = std::min(line.find(' '), line.size());
    const std::string_view name = line.substr(0, name_end);
    if (name == "filter.set" || name == "filter.type") return "filter.set";
    // Of a story what is put last; its id comes first.
    if (name == "annotate.put") return name;
    if (name == "story.put") return line.substr(0, line.find("\", \"title\""));
    if (name == "known.set" || name == "view.set-look" || name == "select.id" || name == "select.none") return name;
    if (name == "view.set-camera" || name == "view.pin") return line.substr(0, std::min(line.find(' ', name_end + 1), line.size()));
    return {};
}

// is_broken: the filter is not understood. Then the one before it is still in force, and its line has to stay.
void add_line(std::vector<std::string>& lines, std::string line, bool is_broken = false) {
    const std::string_view whole = whole_of(line);
    while (!lines.empty() && !whole.empty() && !is_broken && whole == whole_of(lines.back())) lines.pop_back();
    lines.push_back(std::move(line));
}

std::string line_of(std::string_view name, std::string_view argument) {
    return argument.empty() ? std::string(name) : fmt::format("{} {}", name, argument);
}

void add_look(std::vector<std::string>& lines, const AppState& state, const Cameras& cameras, bool is_broken) {
    add_line(lines, line_of("view.set-look", look_text(*state.data, state.document, state.session.selected, cameras,
                                                       state.session.active_view)), is_broken);
}

std::string put_line(const AppState& state, const KeptStory& story) {
    const std::string text = story_text(state, story);
    const auto tree = parse_json_tree({"story", text});
    CHOKE_ASSERT(tree.has_value());
    return "story.put " + json_line(*tree);
}

// From a document with these stories to one with those that there are now. They are put in their order, so that one that is
// new or moved brings all others along.
void add_stories(std::vector<std::string>& lines, const std::vector<KeptStory>& have, const AppState& state) {
    const std::vector<KeptStory>& now = *state.document.stories;
    const bool same_ids = std::equal(have.begin(), have.end(), now.begin(), now.end(), [](const KeptStory& a, const KeptStory& b) { return a.id == b.id; });
    if (!same_ids)
        for (const KeptStory& story : have) lines.push_back(line_of("story.delete", story.id));
    for (size_t i = 0; i < now.size(); ++i)
        if (!same_ids || !(have[i] == now[i])) add_line(lines, put_line(state, now[i]));
}

// From a document with other annotations to those that there are now.
void add_annotations(std::vector<std::string>& lines, const Annotations& have, const AppState& state) {
    if (!(have == *state.document.annotations)) add_line(lines, line_of("annotate.put", annotations_text(*state.document.annotations)));
}

// From a document with these named views, stories and annotations to what is shown now.
void add_restoring(std::vector<std::string>& lines, const Document& before, const AppState& state, Derived& derived) {
    const std::vector<NamedView>& have = before.named_views;
    add_stories(lines, *before.stories, state);
    add_annotations(lines, *before.annotations, state);
    if (!(have == state.document.named_views)) {
        for (const NamedView& view : have) lines.push_back(line_of("view.delete-named", view.name));
        for (const NamedView& view : state.document.named_views) {
            lines.push_back(line_of("view.set-look", look_text(*state.data, view.look, view.selected, view.cameras, view.look.panes.front())));
            lines.push_back(line_of("view.save-named", view.name));
        }
    }
    add_look(lines, state, cameras_to_keep(state, derived), derived.visible(state).error.has_value());
}

// The reader's own, what goes into files, and what would be done to another program.
bool is_left_out(std::string_view name) {
    constexpr std::array<std::string_view, 10> kLeftOut{"file.save",        "file.save-as",   "file.quit",        "file.export-figure", "file.export-public",
                                                       "edit.copy-link",   "filter.search",  "file.refuse-link", "file.discard-recovered",
                                                       "file.cancel-load"};
    return name.starts_with("window.") || name.starts_with("help.") || name.starts_with("script.") || name.starts_with("present.") ||
           is_one_of(name, kLeftOut);
}

// Depend on what only this session knows.
bool is_relative(std::string_view name) {
    constexpr std::array<std::string_view, 14> kRelative{"timeline.lane-up", "timeline.lane-down", "timeline.move-lane", "timeline.pin-lane", "play.forward", "play.back", "play.toggle", "edit.undo",   "edit.redo",          "edit.escape",      "select.back",
                                                        "view.camera-back", "view.camera-forward", "file.open-link-text"};
    // So do all steps of a story: which one is meant, and what is on the screen.
    // And what an annotation is tied to, and its layer.
    return name.starts_with("story.") || name.starts_with("annotate.") || name.starts_with("layer.") || is_one_of(name, kRelative);
}

// Say where the views look as a part of what they do.
bool brings_cameras(std::string_view name) {
    constexpr std::array<std::string_view, 3> kBring{"view.show-named", "view.set-look", "view.set-camera"};
    return is_one_of(name, kBring);
}

}  // namespace

Result<void> run_script(AppState& state, Derived& derived, const InputFile& script, const TextMetrics* metrics) {
    return ScriptRun(state, derived, script, metrics).run();
}

void start_recording(AppState& state, Derived& derived) {
    std::vector<std::string> lines;
    lines.push_back(fmt::format("# Data: {} ({:016x})", state.path.empty() ? "the built-in history" : displayable(state.path),
                                state.data->content_hash));
    add_restoring(lines, {}, state, derived);
    state.session.recording = std::move(lines);
}

std::string script_text(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + '\n';
    return text;
}

BeforeCommand before_command(const AppState& state) {
    return {state.data, state.document, state.session.selected, resting_cameras(state)};
}

void record_command(AppState& state, Derived& derived, std::string_view name, std::string_view argument, bool succeeded,
                    const BeforeCommand& before) {
    if (!state.session.recording || is_left_out(name)) return;
    std::vector<std::string>& lines = *state.session.recording;
    if (state.session.presenting) {
        // Of a show only what stays of it: a view that was saved under a name, and the look that comes back.
        if (before.document.named_views == state.document.named_views) return;
        const BeforeShow& kept = state.session.presenting->before;
        add_look(lines, state, cameras_to_keep(state, derived), derived.visible(state).error.has_value());
        lines.push_back(line_of(name, argument));
        lines.push_back(line_of("view.set-look", look_text(*state.data, kept.look, kept.selected, kept.cameras, kept.active_view)));
        return;
    }
    if (state.data != before.data) {
        const bool by_name = name == "file.open" || name == "file.reload" || name == "file.open-document";
        if (by_name && argument.find_first_of("\r\n") == std::string_view::npos) {
            lines.push_back(line_of(name, argument));
        } else {
            lines.push_back(line_of("file.open", state.path));
            add_restoring(lines, {}, state, derived);
        }
        return;
    }
    const bool is_broken = derived.visible(state).error.has_value();
    const Cameras cameras = resting_cameras(state);
    const bool moved = cameras != before.cameras;
    const bool changed = !(state.document == before.document) || state.session.selected != before.selected;
    const bool unsaid = !succeeded || is_relative(name) || argument.find_first_of("\r\n") != std::string_view::npos;
    // A filter that is refused stands in the field all the same.
    if (!succeeded && name == "filter.set" && changed && argument.find_first_of("\r\n") == std::string_view::npos) {
        add_line(lines, line_of("filter.type", argument), is_broken);
        return;
    }
    if (unsaid) {
        // Words of a story that are typed say nothing about the look.
        const bool only_stories = name.starts_with("story.") && !moved && state.session.selected == before.selected &&
                                  state.document.look() == before.document.look() && state.document.named_views == before.document.named_views;
        const bool only_annotations = name.starts_with("annotate.") && state.document.look() == before.document.look();
        if (only_annotations) {
            add_annotations(lines, *before.document.annotations, state);
        } else if (only_stories) {
            add_stories(lines, *before.document.stories, state);
        } else if (changed || (moved && is_relative(name))) {
            add_restoring(lines, before.document, state, derived);
        }
        return;
    }
    if (!changed && !moved && name.starts_with("view.")) return;
    if (name == "view.save-named") add_look(lines, state, cameras_to_keep(state, derived), is_broken);
    if (changed || !moved || brings_cameras(name)) add_line(lines, line_of(name, argument), is_broken);
    if (!moved || brings_cameras(name)) return;
    const Cameras kept = cameras_to_keep(state, derived);
    for (const ViewDef& view : views()) {
        const std::string id(view.id);
        const auto was = before.cameras.find(id);
        const auto now = cameras.find(id);
        const Camera was_there = was == before.cameras.end() ? Camera{} : was->second;
        const Camera is_there = now == cameras.end() ? Camera{} : now->second;
        if (was_there == is_there) continue;
        const auto text = kept.find(id);
        add_line(lines, fmt::format("view.set-camera {} {}", id, camera_text(text == kept.end() ? Camera{} : text->second)));
    }
}

void record_effect(AppState& state, std::string_view view_id, const Effect& effect) {
    if (!state.session.recording || state.session.presenting) return;
    std::vector<std::string>& lines = *state.session.recording;
    const Dataset& data = *state.data;
    if (const auto* camera = std::get_if<SetCamera>(&effect)) {
        add_line(lines, fmt::format("view.set-camera {} {}", view_id, camera_text(camera->camera)));
    } else if (const auto* chosen = std::get_if<SelectNode>(&effect)) {
        if (chosen->mode == SelectMode::Toggle) {
            if (chosen->node) add_line(lines, "select.toggle " + node_name(data, *chosen->node));
        } else {
            add_line(lines, chosen->node ? "select.id " + node_name(data, *chosen->node) : "select.none");
        }
    } else if (std::holds_alternative<SelectTie>(effect)) {
        add_line(lines, "select.none");
    } else if (const auto* fold = std::get_if<FoldLane>(&effect)) {
        add_line(lines, "view.fold-lane " + fold->key);
    } else if (const auto* pinned = std::get_if<PinLane>(&effect)) {
        add_line(lines, "timeline.pin-lane " + pinned->key);
    } else if (const auto* move = std::get_if<MoveLane>(&effect)) {
        add_line(lines, move->before.empty() ? fmt::format("timeline.move-lane {} last", move->key)
                                             : fmt::format("timeline.move-lane {} before {}", move->key, move->before));
    } else if (std::holds_alternative<MoveAnnotation>(effect)) {
        add_line(lines, line_of("annotate.put", annotations_text(*state.document.annotations)));
    } else if (const auto* pin = std::get_if<PinNode>(&effect)) {
        add_line(lines, fmt::format("view.pin {} {} {}", node_name(data, pin->pin.node), pin->pin.at.x, pin->pin.at.y));
    } else if (const auto* range = std::get_if<SetRange>(&effect)) {
        add_line(lines, range->range ? fmt::format("filter.range {}..{}", instant_text(range->range->first), instant_text(range->range->second))
                                     : "filter.range");
    } else if (const auto* set = std::get_if<SetParam>(&effect)) {
        add_line(lines, fmt::format("view.set {}.{}={}", view_id, set->id, set->value));
        for (const auto& [id, value] : set->also) add_line(lines, fmt::format("view.set {}.{}={}", view_id, id, value));
    }
}

}  // namespace choke
