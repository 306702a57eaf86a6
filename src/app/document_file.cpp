// Reading and keeping: the text of a document file -> AppState, and the files around it.
#include "app/document_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <initializer_list>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "app/annotations.h"
#include "app/files.h"
#include "app/json_tree.h"
#include "app/node_names.h"
#include "app/paths.h"
#include "base/text.h"
#include "query/query.h"

namespace choke {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormatName = "chokepoint-document/";
constexpr std::string_view kFormat = "chokepoint-document/1";
constexpr double kMaxPin = 100;  // far beyond the map's world of 0..1

Error error_at(const std::string& file, int line, int column, std::string message) {
    return Error{.message = std::move(message), .file = file, .line = line, .column = column};
}

// Empty, or why this is no document of this version.
std::optional<Error> wrong_format(const JsonValue& root, const std::string& file) {
    const JsonValue* format = root.kind == JsonKind::Object ? find_member(root, "format") : nullptr;
    if (format == nullptr || format->kind != JsonKind::Text || !format->text.starts_with(kFormatName))
        return error_at(file, root.line, root.column, fmt::format("this is no document: it has no \"format\": \"{}\"", kFormat));
    if (format->text == kFormat) return std::nullopt;
    return error_at(file, format->line, format->column,
                    fmt::format("the format is '{}'; this version of the program reads '{}'", displayable(format->text), kFormat));
}

// Reads the members one by one. The first value that cannot be taken ends it with an error; what is only unknown or gone is
// reported and left out.
class DocumentReader {
public:
    DocumentReader(std::string file, const Dataset& data, OpenedDocument& out) : file_(std::move(file)), data_(data), out_(out) {}

    std::optional<Error> read(const JsonValue& root) {
        note_unknown(root, "", {"format", "autosave_of", "data", "look", "named_views", "stories", "annotation_layers", "annotations", "session"});
        text(root, "autosave_of", out_.autosave_of);
        if (const JsonValue* data = member(root, "data", JsonKind::Object)) read_data(*data);
        if (const JsonValue* look = member(root, "look", JsonKind::Object)) read_look(*look, out_.document, "look");
        if (const JsonValue* views = member(root, "named_views", JsonKind::List))
            for (const JsonValue& view : views->items) read_named_view(view);
        if (const JsonValue* stories = member(root, "stories", JsonKind::List)) read_stories(*stories);
        Annotations annotations;
        const auto unknown = [&](const std::string& where, const JsonMember& found) { keep_unknown(where, found, {}); };
        if (auto error = read_annotations(root, "annotation_layers", file_, annotations, unknown); error && !error_) error_ = std::move(error);
        if (!(annotations == Annotations{})) out_.document.annotations.edit() = std::move(annotations);
        out_.active_view = out_.document.panes.front();
        if (const JsonValue* session = member(root, "session", JsonKind::Object)) read_session(*session);
        return std::move(error_);
    }

    std::optional<Error> read_story_alone(const JsonValue& story) {
        KeptStory read = read_story(story);
        out_.document.stories.edit().push_back(std::move(read));
        return std::move(error_);
    }

private:
    void refuse(const JsonValue& at, std::string message) {
        if (!error_) error_ = error_at(file_, at.line, at.column, std::move(message));
    }
    void warn(int line, int column, std::string code, std::string message, std::string hint = {}) {
        out_.problems.report({.severity = Severity::Warning,
                              .file = file_,
                              .line = line,
                              .column = column,
                              .code = std::move(code),
                              .message = std::move(message),
                              .hint = std::move(hint)});
    }
    void warn(const JsonValue& at, std::string code, std::string message, std::string hint = {}) {
        warn(at.line, at.column, std::move(code), std::move(message), std::move(hint));
    }

    bool expect(const JsonValue& value, JsonKind kind, std::string_view what) {
        if (value.kind == kind) return true;
        refuse(value, fmt::format("{} has to be {}, not {}", what, json_kind_words(kind), json_kind_words(value.kind)));
        return false;
    }
    // Null when absent, or after an error.
    const JsonValue* member(const JsonValue& object, std::string_view key, JsonKind kind) {
        const JsonValue* value = find_member(object, key);
        return value != nullptr && expect(*value, kind, fmt::format("'{}'", key)) ? value : nullptr;
    }
    const JsonValue* text(const JsonValue& object, std::string_view key, std::string& out) {
        const JsonValue* value = member(object, key, JsonKind::Text);
        if (value != nullptr) out = value->text;
        return value;
    }
    template <typename Take>
    void texts(const JsonValue& object, std::string_view key, Take&& take) {
        const JsonValue* list = member(object, key, JsonKind::List);
        if (list == nullptr) return;
        for (const JsonValue& item : list->items)
            if (expect(item, JsonKind::Text, fmt::format("each item of '{}'", key))) take(item);
    }

    void each_once(const JsonValue& object, std::string_view key, std::vector<std::string>& out) {
        texts(object, key, [&](const JsonValue& item) {
            if (std::find(out.begin(), out.end(), item.text) == out.end()) out.push_back(item.text);
        });
    }

    void note_unknown(const JsonValue& object, const std::string& where, std::initializer_list<std::string_view> known) {
        const std::vector<std::string_view> names(known);
        for (const JsonMember& found : object.members) {
            if (std::find(names.begin(), names.end(), found.key) != names.end()) continue;
            keep_unknown(where, found, nearest(found.key, names));
        }
    }

    void keep_unknown(const std::string& where, const JsonMember& found, std::string_view near) {
        warn(found.line, found.column, "unknown-key", fmt::format("unknown key '{}'; it is kept as it is", displayable(found.key)),
             near.empty() ? std::string() : fmt::format("did you mean '{}'?", near));
        out_.unknown_members.push_back({where, found.key, json_line(found.value)});
    }

    // Something about a view that a later version may have.
    void keep_view(const JsonMember& entry, std::string where) {
        warn(entry.line, entry.column, "unknown-view", fmt::format("there is no view '{}'; this is kept as it is", displayable(entry.key)));
        out_.unknown_members.push_back({std::move(where), entry.key, json_line(entry.value)});
    }

    std::optional<NodeRef> node(const JsonValue& name, std::string_view what) {
        const auto found = node_named(data_, name.text);
        if (!found)
            warn(name, "unknown-id", fmt::format("the data have no '{}'; {}", displayable(name.text), what));
        return found;
    }
    void nodes(const JsonValue& object, std::string_view key, std::vector<NodeRef>& out) {
        texts(object, key, [&](const JsonValue& name) {
            const auto found = node(name, "it is no longer selected");
            if (found && std::find(out.begin(), out.end(), *found) == out.end()) out.push_back(*found);
        });
    }

    void read_data(const JsonValue& data) {
        note_unknown(data, "data", {"path", "id", "version", "hash"});
        std::string id, version, hash;
        text(data, "id", id);
        text(data, "version", version);
        const JsonValue* place = text(data, "hash", hash);
        if (place == nullptr || hash == fmt::format("{:016x}", data_.content_hash)) return;
        const auto edition = [](std::string_view name, std::string_view number) {
            return fmt::format("'{}'{}{}", displayable(name), number.empty() ? "" : " ", displayable(number));
        };
        const bool same_edition = id == data_.id && version == data_.version;
        warn(*place, "other-data",
             same_edition ? fmt::format("the data {} have changed since the document was saved", edition(id, version))
                          : fmt::format("the document was made with the data {}; these are {}", edition(id, version),
                                        edition(data_.id, data_.version)));
    }

    void read_look(const JsonValue& object, Look& look, const std::string& where) {
        note_unknown(object, where,
                     {"filter", "known_on", "happened_by", "since", "status_floor", "ghosts", "panes", "split", "params", "folded_lanes", "lane_order", "pinned_lanes", "hidden_layers", "pins", "path", "pinned_facets", "compare"});
        if (const JsonValue* filter = text(object, "filter", look.filter)) {
            if (const auto query = parse_query(look.filter, data_); !query)
                warn(*filter, "bad-filter",
                     fmt::format("the filter is kept, but shows nothing new: column {}: {}", query.error().column, query.error().message));
        }
        if (std::string compared; const JsonValue* compare = text(object, "compare", compared)) {
            look.compare = compared;
            if (const auto query = parse_query(compared, data_); !query)
                warn(*compare, "bad-filter",
                     fmt::format("the filter to compare with is kept, but finds nothing: column {}: {}", query.error().column,
                                 query.error().message));
        }
        if (const JsonValue* known = text(object, "known_on", look.known_on)) {
            if (const auto date = parse_known_on(look.known_on); !date)
                warn(*known, "bad-date", fmt::format("'known_on' is no date: {}", date.error()));
        }
        if (const JsonValue* happened = text(object, "happened_by", look.happened_by)) {
            if (const auto date = parse_known_on(look.happened_by); !date)
                warn(*happened, "bad-date", fmt::format("'happened_by' is no date: {}", date.error()));
        }
        if (const JsonValue* since = text(object, "since", look.since)) {
            if (const auto date = parse_known_on(look.since); !date)
                warn(*since, "bad-date", fmt::format("'since' is no date: {}", date.error()));
        }
        read_floor(object, look);
        if (const JsonValue* ghosts = member(object, "ghosts", JsonKind::Boolean)) look.ghosts = ghosts->truth;
        read_panes(object, look);
        std::string split;
        if (const JsonValue* value = text(object, "split", split)) {
            if (split != "stacked" && split != "side-by-side") refuse(*value, "'split' has to be \"stacked\" or \"side-by-side\"");
            look.split = split == "side-by-side" ? Split::SideBySide : Split::Stacked;
        }
        if (const JsonValue* params = member(object, "params", JsonKind::Object)) read_params(*params, look, where);
        texts(object, "folded_lanes", [&](const JsonValue& lane) { look.folded_lanes.push_back(lane.text); });
        std::sort(look.folded_lanes.begin(), look.folded_lanes.end());
        look.folded_lanes.erase(std::unique(look.folded_lanes.begin(), look.folded_lanes.end()), look.folded_lanes.end());
        if (const JsonValue* pins = member(object, "pins", JsonKind::List))
            for (const JsonValue& pin : pins->items) read_pin(pin, look);
        if (const JsonValue* path = text(object, "path", look.path); path != nullptr && !look.path.empty() && !path_ends(data_, look.path))
            warn(*path, "unknown-node", "the path is kept, but these data do not have both of its ends");
        each_once(object, "pinned_facets", look.pinned_facets);
        each_once(object, "lane_order", look.lane_order);
        each_once(object, "pinned_lanes", look.pinned_lanes);
        each_once(object, "hidden_layers", look.hidden_layers);
        std::sort(look.hidden_layers.begin(), look.hidden_layers.end());
    }

    void read_floor(const JsonValue& object, Look& look) {
        const JsonValue* floor = find_member(object, "status_floor");
        if (floor == nullptr || floor->kind == JsonKind::Null || !expect(*floor, JsonKind::Text, "'status_floor'")) return;
        constexpr std::array kFloors{Status::Established, Status::Reported, Status::Assessed, Status::Alleged, Status::Forecast};
        const auto at = std::find_if(kFloors.begin(), kFloors.end(), [&](Status status) { return word(status) == floor->text; });
        if (at == kFloors.end()) {
            refuse(*floor, "'status_floor' has to be null, \"established\", \"reported\", \"assessed\", \"alleged\" or \"forecast\"");
        } else {
            look.status_floor = *at;
        }
    }

    void read_panes(const JsonValue& object, Look& look) {
        std::vector<std::string> panes;
        texts(object, "panes", [&](const JsonValue& pane) {
            if (find_view(pane.text) == nullptr) {
                warn(pane, "unknown-view", fmt::format("there is no view '{}'", displayable(pane.text)));
            } else if (std::find(panes.begin(), panes.end(), pane.text) == panes.end()) {
                if (panes.size() == kMaxPanes) refuse(pane, fmt::format("there are at most {} panes", kMaxPanes));
                panes.push_back(pane.text);
            }
        });
        if (!panes.empty()) look.panes = std::move(panes);
    }

    void read_params(const JsonValue& params, Look& look, const std::string& where) {
        for (const JsonMember& of_view : params.members) {
            const ViewDef* view = find_view(of_view.key);
            if (view == nullptr) {
                keep_view(of_view, where + "\nparams");
                continue;
            }
            if (!expect(of_view.value, JsonKind::Object, "the parameters of a view")) continue;
            for (const JsonMember& set : of_view.value.members) {
                if (!expect(set.value, JsonKind::Text, "a parameter")) continue;
                bool known = false;
                for (const ViewParam& definition : view->params) {
                    if (definition.id != set.key || !accepts(definition, set.value.text)) continue;
                    known = true;
                    if (set.value.text != param({}, definition)) set_param(look.params[of_view.key], set.key, set.value.text);
                }
                if (!known)
                    warn(set.line, set.column, "unknown-parameter",
                         fmt::format("the view '{}' has no parameter '{}' with the value '{}'", of_view.key, displayable(set.key),
                                     displayable(set.value.text)));
            }
        }
    }

    void read_pin(const JsonValue& pin, Look& look) {
        if (!expect(pin, JsonKind::Object, "each item of 'pins'")) return;
        const JsonValue* name = member(pin, "node", JsonKind::Text);
        const JsonValue* at = member(pin, "at", JsonKind::List);
        if (error_) return;
        if (name == nullptr || at == nullptr || at->items.size() != 2) {
            refuse(pin, "a pin has a \"node\" and its place, \"at\": [X, Y]");
            return;
        }
        for (const JsonValue& number : at->items) {
            if (!expect(number, JsonKind::Number, "the place of a pin")) return;
            if (std::abs(number.number) > kMaxPin) {
                refuse(number, fmt::format("the place of a pin has to be within -{0} and {0}", kMaxPin));
                return;
            }
        }
        if (const auto found = node(*name, "its pin is gone")) pin_node(look, {*found, {at->items[0].number, at->items[1].number}});
    }

    void read_cameras(const JsonValue& object, Cameras& cameras, const std::string& where) {
        const JsonValue* list = member(object, "cameras", JsonKind::Object);
        if (list == nullptr) return;
        for (const JsonMember& entry : list->members) {
            if (find_view(entry.key) == nullptr) {
                keep_view(entry, where + "\ncameras");
                continue;
            }
            if (!expect(entry.value, JsonKind::Text, "a camera")) continue;
            const auto camera = camera_from(entry.value.text);
            if (!camera) {
                refuse(entry.value, fmt::format("this is no camera: {} (column {} of the text)", camera.error().message, camera.error().column));
            } else if (!(*camera == Camera{})) {
                cameras[entry.key] = *camera;
            }
        }
    }

    void read_named_view(const JsonValue& object) {
        if (!expect(object, JsonKind::Object, "each item of 'named_views'")) return;
        NamedView view;
        const JsonValue* name = text(object, "name", view.name);
        if (error_) return;
        if (name == nullptr || view.name.empty() || view.name.find_first_of("\r\n") != std::string::npos) {
            refuse(name != nullptr ? *name : object, "a named view has a \"name\" of one line that is not empty");
            return;
        }
        if (!names_.insert(view.name).second) {
            refuse(*name, fmt::format("there are two views named '{}'", displayable(view.name)));
            return;
        }
        const std::string where = "named_views\n" + view.name;
        note_unknown(object, where, {"name", "look", "cameras", "selected"});
        if (const JsonValue* look = member(object, "look", JsonKind::Object)) read_look(*look, view.look, where + "\nlook");
        read_cameras(object, view.cameras, where);
        nodes(object, "selected", view.selected);
        out_.document.named_views.push_back(std::move(view));
    }

    static bool is_line(const std::string& text) { return !text.empty() && text.find_first_of("\r\n") == std::string::npos; }

    void read_stories(const JsonValue& list) {
        std::vector<KeptStory> stories;
        std::set<std::string> ids;
        for (const JsonValue& object : list.items) {
            stories.push_back(read_story(object));
            if (error_) return;
            if (!ids.insert(stories.back().id).second) refuse(object, fmt::format("there are two stories '{}'", displayable(stories.back().id)));
        }
        if (!stories.empty()) out_.document.stories.edit() = std::move(stories);
    }

    KeptStory read_story(const JsonValue& object) {
        KeptStory story;
        if (!expect(object, JsonKind::Object, "each item of 'stories'")) return story;
        text(object, "id", story.id);
        text(object, "title", story.title);
        if (error_) return story;
        if (!is_line(story.id) || !is_line(story.title)) {
            refuse(object, "a story has an \"id\" and a \"title\", each of one line that is not empty");
            return story;
        }
        const std::string where = "stories\n" + story.id;
        note_unknown(object, where, {"id", "title", "question", "summary", "steps"});
        text(object, "question", story.question);
        text(object, "summary", story.summary);
        std::set<std::string> ids;
        if (const JsonValue* steps = member(object, "steps", JsonKind::List)) {
            for (const JsonValue& item : steps->items) {
                story.steps.push_back(read_step(item, where));
                if (error_) return story;
                if (!ids.insert(story.steps.back().id).second)
                    refuse(item, fmt::format("there are two steps '{}' in one story", displayable(story.steps.back().id)));
            }
        }
        return story;
    }

    KeptStep read_step(const JsonValue& object, const std::string& story) {
        KeptStep step;
        if (!expect(object, JsonKind::Object, "each item of 'steps'")) return step;
        text(object, "id", step.id);
        if (error_) return step;
        if (!is_line(step.id)) {
            refuse(object, "a step has an \"id\" of one line that is not empty");
            return step;
        }
        const std::string where = story + '\n' + step.id;
        note_unknown(object, where, {"id", "headline", "caption", "notes", "internal", "look", "cameras", "active_view", "selected"});
        const JsonValue* headline = text(object, "headline", step.headline);
        if (headline != nullptr && step.headline.find_first_of("\r\n") != std::string::npos) refuse(*headline, "'headline' has to be one line");
        text(object, "caption", step.caption);
        text(object, "notes", step.notes);
        if (const JsonValue* internal = member(object, "internal", JsonKind::Boolean)) step.internal = internal->truth;
        if (const JsonValue* look = member(object, "look", JsonKind::Object)) read_look(*look, step.look, where + "\nlook");
        read_cameras(object, step.cameras, where);
        std::string active;
        text(object, "active_view", active);
        const auto& panes = step.look.panes;
        step.active_view = std::find(panes.begin(), panes.end(), active) != panes.end() ? active : panes.front();
        texts(object, "selected", [&](const JsonValue& name) {
            auto& there = step.selected;
            if (const auto found = node(name, "the step says so, and the name is kept")) {
                if (std::find(there.begin(), there.end(), *found) == there.end()) there.push_back(*found);
            } else if (std::find(step.missing.begin(), step.missing.end(), name.text) == step.missing.end()) {
                step.missing.push_back(name.text);
            }
        });
        return step;
    }

    void read_session(const JsonValue& session) {
        note_unknown(session, "session", {"cameras", "selected", "active_view", "theme"});
        read_cameras(session, out_.cameras, "session");
        nodes(session, "selected", out_.selected);
        std::string active;
        if (const JsonValue* value = text(session, "active_view", active)) {
            const auto& panes = out_.document.panes;
            if (std::find(panes.begin(), panes.end(), active) != panes.end()) {
                out_.active_view = active;
            } else {
                warn(*value, "unknown-view", fmt::format("'{}' is in no pane", displayable(active)));
            }
        }
        std::string name;
        if (const JsonValue* value = text(session, "theme", name)) {
            if (const auto id = theme_from(name)) {
                out_.theme = *id;
            } else {
                refuse(*value, "'theme' has to be \"dark\", \"light\" or \"contrast\"");
            }
        }
    }

    std::string file_;
    const Dataset& data_;
    OpenedDocument& out_;
    std::set<std::string> names_;
    std::optional<Error> error_;
};

struct Parsed {
    JsonValue root;
    std::string data_path;  // as it is written; empty: the built-in history
    int line = 0;           // of the path
    int column = 0;
};

Result<Parsed> parse_document(const InputFile& file) {
    auto root = parse_json_tree(file);
    if (!root) return tl::unexpected<Error>(root.error());
    if (auto wrong = wrong_format(*root, file.name)) return tl::unexpected<Error>(std::move(*wrong));
    Parsed parsed{.root = std::move(*root), .data_path = {}, .line = 0, .column = 0};
    const JsonValue* data = find_member(parsed.root, "data");
    if (data == nullptr || data->kind != JsonKind::Object)
        return tl::unexpected<Error>(error_at(file.name, parsed.root.line, parsed.root.column,
                                              "a document says what it is about: \"data\", an object, is missing"));
    const JsonValue* path = find_member(*data, "path");
    if (path == nullptr || path->kind == JsonKind::Null) return parsed;
    parsed.line = path->line;
    parsed.column = path->column;
    if (path->kind != JsonKind::Text || path->text.empty() || path->text.find('\0') != std::string::npos)
        return tl::unexpected<Error>(error_at(file.name, path->line, path->column,
                                              "'path' has to be null (the built-in history) or the path of the data"));
    parsed.data_path = path->text;
    return parsed;
}

Result<OpenedDocument> on_data(const Parsed& parsed, const std::string& file, Loaded loaded) {
    OpenedDocument opened;
    opened.loaded = std::move(loaded);
    if (auto error = DocumentReader(file, *opened.loaded.data, opened).read(parsed.root))
        return tl::unexpected<Error>(std::move(*error));
    opened.problems.sort();
    return opened;
}

Result<OpenedDocument> read_without_advice(const std::string& path) {
    const auto bytes = read_file(path);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    const InputFile file{displayable(path), *bytes};
    auto parsed = parse_document(file);
    if (!parsed) return tl::unexpected<Error>(parsed.error());
    std::string data_path = parsed->data_path;
    if (!data_path.empty() && fs::path(data_path).is_relative())
        data_path = (fs::path(path).parent_path() / data_path).lexically_normal().string();
    auto loaded = data_path.empty() ? load_built_in() : load_path(data_path);
    if (!loaded)
        return tl::unexpected<Error>(error_at(file.name, parsed->line, parsed->column,
                                              fmt::format("its data cannot be read: {}", to_string(loaded.error()))));
    auto opened = on_data(*parsed, file.name, std::move(*loaded));
    if (opened) opened->data_path = std::move(data_path);
    return opened;
}

std::string unused_name(const std::string& wanted) {
    std::error_code code;
    std::string name = wanted;
    for (int i = 2; fs::exists(fs::symlink_status(name, code)); ++i) name = fmt::format("{}-{}", wanted, i);
    return name;
}

}  // namespace

bool is_document_path(std::string_view path) { return path.ends_with(kDocumentExtension); }
bool is_backup_path(std::string_view path) { return path.ends_with('~') && is_document_path(path.substr(0, path.size() - 1)); }
std::string backup_path(std::string_view document_path) { return std::string(document_path) + '~'; }

Result<OpenedDocument> read_document(const std::string& path) {
    auto opened = read_without_advice(path);
    std::error_code code;
    if (opened || !is_document_path(path) || !fs::exists(backup_path(path), code)) return opened;
    Error error = opened.error();
    const std::string backup = displayable(backup_path(path));
    error.message += read_without_advice(backup_path(path))
                         ? fmt::format("; its backup {} is sound and can be opened (Open the backup, --open-backup)", backup)
                         : fmt::format("; its backup {} cannot be opened either", backup);
    return tl::unexpected<Error>(std::move(error));
}

Result<OpenedDocument> read_document_text(const InputFile& file, Loaded loaded) {
    const auto parsed = parse_document(file);
    if (!parsed) return tl::unexpected<Error>(parsed.error());
    return on_data(*parsed, file.name, std::move(loaded));
}

Result<KeptStory> story_from_text(const InputFile& file, const Dataset& data) {
    const auto root = parse_json_tree(file);
    if (!root) return tl::unexpected<Error>(root.error());
    OpenedDocument opened;
    if (auto error = DocumentReader(file.name, data, opened).read_story_alone(*root)) return tl::unexpected<Error>(std::move(*error));
    return opened.document.stories->front();
}

void apply_document(AppState& state, OpenedDocument opened, std::string document_path) {
    apply_load(state, std::move(opened.loaded), std::move(opened.data_path));
    state.document = std::move(opened.document);
    state.undo.clear();
    state.redo.clear();
    for (const Diagnostic& problem : opened.problems.all()) state.problems.report(problem);
    state.problems.sort();
    Session& session = state.session;
    session.cameras = std::move(opened.cameras);
    session.moves.clear();
    session.camera_back.clear();
    session.camera_forward.clear();
    session.camera_mover.clear();
    session.selected = std::move(opened.selected);
    session.active_view = std::move(opened.active_view);
    session.theme = opened.theme;
    session.unknown_members = std::move(opened.unknown_members);
    session.playback.running = false;
    session.story.reset();
    if (!state.document.stories->empty()) session.story = StoryPlace{state.document.stories->front().id, 0};
    session.document_path = std::move(document_path);
    session.saved_hash = document_hash(state);
}

Result<void> save_document(AppState& state, Derived& derived, const std::string& path) {
    const std::string text = document_text(state, cameras_to_keep(state, derived), path);
    std::error_code code;
    std::string backup = backup_path(path);
    if (fs::exists(path, code)) {
        const auto there = read_file(path);
        if (!there) return tl::unexpected<Error>(there.error());
        if (!read_document_text({path, *there}, {state.data, {}})) backup = unused_name(path + ".damaged");
    }
    if (auto written = write_file_keeping(path, text, backup); !written) return written;
    state.session.document_path = path;
    state.session.saved_hash = document_hash(state);
    return {};
}

}  // namespace choke
