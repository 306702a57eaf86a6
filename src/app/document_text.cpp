// Writing: AppState -> the text of a document file.
#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "app/annotations.h"
#include "app/document_file.h"
#include "app/json_tree.h"
#include "app/node_names.h"
#include "base/hash.h"

namespace choke {
namespace {

// Objects and lists with a line for each member; what has no lines of its own is handed over as text.
class Lines {
public:
    void open(char bracket, std::string_view key = {}) {
        begin(key);
        out_ += bracket;
        ++depth_;
        first_ = true;
    }
    void close(char bracket) {
        --depth_;
        if (!first_) new_line();
        out_ += bracket;
        first_ = false;
    }
    void item(const std::string& json, std::string_view key = {}) {
        begin(key);
        out_ += json;
    }
    void text(std::string_view key, std::string_view value) { item(json_quoted(value), key); }

    [[nodiscard]] std::string take() { return std::move(out_) + '\n'; }

private:
    void new_line() {
        out_ += '\n';
        out_.append(2 * depth_, ' ');
    }
    void begin(std::string_view key) {
        if (!first_) out_ += ',';
        if (depth_ > 0) new_line();
        first_ = false;
        if (!key.empty()) out_ += json_quoted(key) + ": ";
    }

    std::string out_;
    size_t depth_ = 0;
    bool first_ = true;
};

template <typename List, typename Json>
void write_list(Lines& lines, std::string_view key, const List& list, Json&& json) {
    lines.open('[', key);
    for (const auto& value : list) lines.item(json(value));
    lines.close(']');
}

void write_nodes(Lines& lines, std::string_view key, const std::vector<NodeRef>& nodes, const Dataset& data) {
    write_list(lines, key, nodes, [&](NodeRef node) { return json_quoted(node_name(data, node)); });
}

void write_unknown(Lines& lines, const std::vector<UnknownMember>& members, std::string_view where) {
    for (const UnknownMember& member : members)
        if (member.where == where) lines.item(member.json, member.key);
}

void write_params(Lines& lines, const Look& look, const AppState& state, const std::string& where) {
    lines.open('{', "params");
    for (const auto& [id, values] : look.params) {
        const ViewDef* view = find_view(id);
        if (view == nullptr) continue;
        std::string json;
        for (const ViewParam& definition : view->params) {
            const std::string_view value = param(values, definition);
            if (value != param({}, definition))
                json += (json.empty() ? "" : ", ") + json_quoted(definition.id) + ": " + json_quoted(value);
        }
        if (!json.empty()) lines.item('{' + json + '}', id);
    }
    write_unknown(lines, state.session.unknown_members, where + "\nparams");
    lines.close('}');
}

void write_look(Lines& lines, const Look& look, const AppState& state, const std::string& where) {
    const auto quoted = [](const std::string& text) { return json_quoted(text); };
    lines.open('{', "look");
    lines.text("filter", look.filter);
    if (look.compare) lines.text("compare", *look.compare);
    lines.text("known_on", look.known_on);
    if (!look.happened_by.empty()) lines.text("happened_by", look.happened_by);
    if (!look.since.empty()) lines.text("since", look.since);
    lines.item(look.status_floor ? json_quoted(word(*look.status_floor)) : "null", "status_floor");
    lines.item(look.ghosts ? "true" : "false", "ghosts");
    write_list(lines, "panes", look.panes, quoted);
    lines.text("split", look.split == Split::Stacked ? "stacked" : "side-by-side");
    write_params(lines, look, state, where);
    write_list(lines, "folded_lanes", look.folded_lanes, quoted);
    if (!look.lane_order.empty()) write_list(lines, "lane_order", look.lane_order, quoted);
    if (!look.pinned_lanes.empty()) write_list(lines, "pinned_lanes", look.pinned_lanes, quoted);
    write_list(lines, "pins", look.pins, [&](const Pin& pin) {
        return fmt::format("{{\"node\": {}, \"at\": [{}, {}]}}", json_quoted(node_name(*state.data, pin.node)),
                           json_number(pin.at.x), json_number(pin.at.y));
    });
    if (!look.hidden_layers.empty()) write_list(lines, "hidden_layers", look.hidden_layers, quoted);
    if (!look.path.empty()) lines.text("path", look.path);
    write_list(lines, "pinned_facets", look.pinned_facets, quoted);
    write_unknown(lines, state.session.unknown_members, where);
    lines.close('}');
}

void write_cameras(Lines& lines, const Cameras& cameras, const AppState& state, const std::string& where) {
    lines.open('{', "cameras");
    for (const auto& [view, camera] : cameras)
        if (!(settled(camera) == Camera{})) lines.text(view, camera_text(camera));
    write_unknown(lines, state.session.unknown_members, where + "\ncameras");
    lines.close('}');
}

void write_named_views(Lines& lines, const AppState& state) {
    lines.open('[', "named_views");
    for (const NamedView& view : state.document.named_views) {
        const std::string where = "named_views\n" + view.name;
        lines.open('{');
        lines.text("name", view.name);
        write_look(lines, view.look, state, where + "\nlook");
        write_cameras(lines, view.cameras, state, where);
        write_nodes(lines, "selected", view.selected, *state.data);
        write_unknown(lines, state.session.unknown_members, where);
        lines.close('}');
    }
    lines.close(']');
}

void write_step(Lines& lines, const KeptStep& step, const AppState& state, const std::string& where) {
    lines.open('{');
    lines.text("id", step.id);
    lines.text("headline", step.headline);
    lines.text("caption", step.caption);
    lines.text("notes", step.notes);
    lines.item(step.internal ? "true" : "false", "internal");
    write_look(lines, step.look, state, where + "\nlook");
    write_cameras(lines, step.cameras, state, where);
    lines.text("active_view", step.active_view);
    lines.open('[', "selected");
    for (const NodeRef node : step.selected) lines.item(json_quoted(node_name(*state.data, node)));
    for (const std::string& name : step.missing) lines.item(json_quoted(name));
    lines.close(']');
    write_unknown(lines, state.session.unknown_members, where);
    lines.close('}');
}

void write_story(Lines& lines, const KeptStory& story, const AppState& state) {
    const std::string where = "stories\n" + story.id;
    lines.open('{');
    lines.text("id", story.id);
    lines.text("title", story.title);
    lines.text("question", story.question);
    lines.text("summary", story.summary);
    lines.open('[', "steps");
    for (const KeptStep& step : story.steps) write_step(lines, step, state, where + '\n' + step.id);
    lines.close(']');
    write_unknown(lines, state.session.unknown_members, where);
    lines.close('}');
}

void write_stories(Lines& lines, const AppState& state) {
    if (state.document.stories->empty()) return;
    lines.open('[', "stories");
    for (const KeptStory& story : *state.document.stories) write_story(lines, story, state);
    lines.close(']');
}

void write_annotations(Lines& lines, const AppState& state) {
    const Annotations& all = *state.document.annotations;
    const auto unknown = [&](const std::string& where) {
        std::string out;
        for (const UnknownMember& member : state.session.unknown_members)
            if (member.where == where) out += (out.empty() ? "" : ", ") + json_quoted(member.key) + ": " + member.json;
        return out;
    };
    if (!all.layers.empty())
        write_list(lines, "annotation_layers", all.layers, [&](const AnnotationLayer& layer) { return layer_json(layer, unknown("annotation_layers\n" + layer.name)); });
    if (!all.list.empty())
        write_list(lines, "annotations", all.list, [&](const Annotation& one) { return annotation_json(one, unknown("annotations\n" + one.id)); });
}

// What a show has put aside is what is kept.
const Look& look_to_keep(const AppState& state) {
    return state.session.presenting ? state.session.presenting->before.look : state.document.look();
}
const std::vector<NodeRef>& selection_to_keep(const AppState& state) {
    return state.session.presenting ? state.session.presenting->before.selected : state.session.selected;
}
const std::string& active_view_to_keep(const AppState& state) {
    return state.session.presenting ? state.session.presenting->before.active_view : state.session.active_view;
}

// Relative where data and document lie under one folder that is not the root: what is moved or copied together stays together.
std::string data_path_for(const std::string& data_path, std::string_view document_path) {
    namespace fs = std::filesystem;
    std::error_code code;
    const fs::path data = fs::absolute(data_path, code).lexically_normal();
    if (code) return data_path;
    if (document_path.empty()) return data.generic_string();
    const fs::path folder = fs::absolute(fs::path(document_path), code).lexically_normal().parent_path();
    if (code || folder.empty()) return data.generic_string();
    const auto shared = std::mismatch(data.begin(), data.end(), folder.begin(), folder.end());
    const bool together = std::distance(data.begin(), shared.first) > 1;  // the first is the root itself
    return (together ? data.lexically_relative(folder) : data).generic_string();
}

std::string hash_text(uint64_t hash) { return fmt::format("{:016x}", hash); }

}  // namespace

std::string document_text(const AppState& state, const Cameras& cameras, std::string_view document_path,
                          std::optional<std::string_view> autosave_of) {
    const std::vector<UnknownMember>& unknown = state.session.unknown_members;
    Lines lines;
    lines.open('{');
    lines.text("format", "chokepoint-document/1");
    if (autosave_of) lines.text("autosave_of", *autosave_of);
    lines.open('{', "data");
    lines.item(state.path.empty() ? "null" : json_quoted(data_path_for(state.path, document_path)), "path");
    lines.text("id", state.data->id);
    lines.text("version", state.data->version);
    lines.text("hash", hash_text(state.data->content_hash));
    write_unknown(lines, unknown, "data");
    lines.close('}');
    write_look(lines, look_to_keep(state), state, "look");
    write_named_views(lines, state);
    write_stories(lines, state);
    write_annotations(lines, state);
    lines.open('{', "session");
    write_cameras(lines, state.session.presenting ? state.session.presenting->before.cameras : cameras, state, "session");
    write_nodes(lines, "selected", selection_to_keep(state), *state.data);
    lines.text("active_view", active_view_to_keep(state));
    lines.text("theme", theme(state.session.theme).name);
    write_unknown(lines, unknown, "session");
    lines.close('}');
    write_unknown(lines, unknown, "");
    lines.close('}');
    return lines.take();
}

std::string document_text(const AppState& state) {
    return document_text(state, resting_cameras(state), state.session.document_path);
}

std::string story_text(const AppState& state, const KeptStory& story) {
    Lines lines;
    write_story(lines, story, state);
    return lines.take();
}

uint64_t document_hash(const AppState& state) {
    Lines lines;
    lines.open('{');
    write_look(lines, look_to_keep(state), state, "look");
    write_named_views(lines, state);
    write_stories(lines, state);
    write_annotations(lines, state);
    write_nodes(lines, "selected", selection_to_keep(state), *state.data);
    lines.text("data", hash_text(state.data->content_hash));
    lines.close('}');
    return hash_bytes(lines.take());
}

}  // namespace choke
