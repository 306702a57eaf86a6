// Documents, named views, links, scripts; and what a pointer can do, as commands for scripts.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/autosave.h"
#include "app/cameras.h"
#include "app/commands_internal.h"
#include "app/document_file.h"
#include "app/files.h"
#include "app/link.h"
#include "app/node_names.h"
#include "app/open_any.h"
#include "app/script.h"
#include "base/text.h"

namespace choke::command {
namespace {

constexpr size_t kMaxName = 200;  // code points

std::string save_to(Context& context, const std::string& path) {
    if (auto saved = choke::save_document(context.state, context.derived, path); !saved) return to_string(saved.error());
    add_toast(context.state, "Saved to " + displayable(path));
    return {};
}

std::string open_as(Context& context, const std::string& path) {
    if (auto opened = open_any(context.state, path); !opened) return to_string(opened.error());
    return {};
}

}  // namespace

// --- documents ---

std::string save_document(Context& context) {
    const std::string path = context.state.session.document_path;
    if (path.empty()) return "This document has no file yet; save it under a name.";
    return save_to(context, path);
}

std::string save_document_as(Context& context) {
    namespace fs = std::filesystem;
    std::string path(context.argument);
    if (path.empty()) return "Say where: a path that ends in .chokepoint.";
    if (fs::path(path).extension().empty()) path += kDocumentExtension;
    if (!is_document_path(path)) return "The name of a document ends in .chokepoint.";
    return save_to(context, path);
}

std::string open_document(Context& context) {
    const std::string path(context.argument);
    if (!is_document_path(path)) return "The name of a document ends in .chokepoint.";
    return open_as(context, path);
}

std::string open_backup(Context& context) {
    std::string path(context.argument.empty() ? std::string_view(context.state.session.document_path) : context.argument);
    if (path.empty()) return "No document is open; say which one's backup.";
    if (!is_backup_path(path)) path = backup_path(path);
    if (!is_backup_path(path)) return "The name of a document ends in .chokepoint.";
    return open_as(context, path);
}

namespace {

// The one that the argument names, of those that are offered.
std::optional<std::string> offered(const Context& context) {
    const std::vector<std::string>& paths = context.state.session.recoverable;
    if (context.argument.empty()) return paths.front();
    const auto at = std::find(paths.begin(), paths.end(), context.argument);
    return at == paths.end() ? std::nullopt : std::optional(*at);
}

}  // namespace

std::string recover(Context& context) {
    const auto path = offered(context);
    if (!path) return fmt::format("There is nothing to recover in '{}'.", displayable(context.argument));
    AppState& state = context.state;
    // It becomes this program's own autosave first: two programs cannot both take it, and it is there until it is saved.
    const std::string own = autosave_path(std::filesystem::path(*path).parent_path().string());
    std::error_code code;
    std::filesystem::rename(*path, own, code);
    std::erase(state.session.recoverable, *path);
    if (code) return fmt::format("{} cannot be recovered: {}", displayable(*path), code.message());
    auto opened = read_document(own);
    if (!opened) {
        std::filesystem::rename(own, *path, code);  // somebody may still mend it by hand
        return to_string(opened.error());
    }
    std::string document_path = opened->autosave_of;
    apply_document(state, std::move(*opened), std::move(document_path));
    state.session.saved_hash = 0;
    add_toast(state, state.session.document_path.empty() ? "Recovered; it has yet to be saved."
                                                         : "Recovered; save it to keep it: " + displayable(state.session.document_path));
    return {};
}

std::string discard_recovered(Context& context) {
    const auto path = offered(context);
    if (!path) return fmt::format("There is nothing to recover in '{}'.", displayable(context.argument));
    if (auto gone = discard_autosave(*path); !gone) return to_string(gone.error());
    std::erase(context.state.session.recoverable, *path);
    return {};
}

// --- links ---

std::string copy_link(Context& context) {
    AppState& state = context.state;
    state.session.clipboard = link_text(state, cameras_to_keep(state, context.derived));
    add_toast(state, "Link copied");
    return {};
}

std::string open_link_text(Context& context) {
    AppState& state = context.state;
    const auto link = parse_link(context.argument);
    if (!link) return fmt::format("column {}: {}", link.error().column, link.error().message);
    if (!link->data.empty() && !is_same_data(link->data, state.path)) {
        state.session.link_to_confirm = context.argument;
        return fmt::format("The link is about the data in '{}'; they are read when you say so.", displayable(link->data));
    }
    return open_as(context, std::string(context.argument));
}

std::string confirm_link(Context& context) { return open_as(context, std::exchange(context.state.session.link_to_confirm, {})); }

std::string refuse_link(Context& context) {
    context.state.session.link_to_confirm.clear();
    return {};
}

// --- named views ---

namespace {

NamedView* find_named(Context& context, std::string_view name) {
    for (NamedView& view : context.state.document.named_views)
        if (view.name == name) return &view;
    return nullptr;
}

std::string no_such_view(const Context& context, std::string_view name) {
    std::vector<std::string_view> names;
    for (const NamedView& view : context.state.document.named_views) names.push_back(view.name);
    const std::string_view near = nearest(name, names);
    return fmt::format("There is no view named '{}'{}", displayable(name),
                       near.empty() ? std::string(".") : fmt::format("; did you mean '{}'?", displayable(near)));
}

// Empty when it can be a name.
std::string wrong_name(std::string_view name) {
    if (name.find_first_not_of(" \t") == std::string_view::npos) return "A view needs a name.";
    if (first_invalid_utf8(name) != std::string_view::npos || displayable(name) != name) return "The name has to be one line of plain text.";
    if (code_point_count(name) > kMaxName) return fmt::format("The name is longer than {} letters.", kMaxName);
    return {};
}

}  // namespace

std::string save_named_view(Context& context) {
    if (std::string problem = wrong_name(context.argument); !problem.empty()) return problem;
    AppState& state = context.state;
    NamedView made{.name = std::string(context.argument),
                   .look = state.document.look(),
                   .cameras = cameras_to_keep(state, context.derived),
                   .selected = state.session.selected};
    if (NamedView* there = find_named(context, context.argument)) {
        *there = std::move(made);
    } else {
        state.document.named_views.push_back(std::move(made));
    }
    return {};
}

std::string show_named_view(Context& context) {
    const NamedView* found = find_named(context, context.argument);
    if (found == nullptr) return no_such_view(context, context.argument);
    AppState& state = context.state;
    const NamedView view = *found;
    state.document.look() = view.look;
    select(state, view.selected);
    std::string& active = state.session.active_view;
    if (std::find(view.look.panes.begin(), view.look.panes.end(), active) == view.look.panes.end()) active = view.look.panes.front();
    note_rest(state);
    note_cameras(state, "named view");
    note_rest(state);
    go_to_cameras(state, view.cameras);
    return {};
}

std::string rename_named_view(Context& context) {
    // A name may have a '=' in it: the first one behind a name that is there counts.
    for (size_t at = context.argument.find('='); at != std::string_view::npos; at = context.argument.find('=', at + 1)) {
        NamedView* view = find_named(context, context.argument.substr(0, at));
        if (view == nullptr) continue;
        const std::string name(context.argument.substr(at + 1));
        if (std::string problem = wrong_name(name); !problem.empty()) return problem;
        if (name == view->name) return {};
        if (find_named(context, name) != nullptr) return fmt::format("There is a view named '{}' already.", name);
        // What this version does not know of it goes along.
        const std::string from = "named_views\n" + view->name;
        for (UnknownMember& member : context.state.session.unknown_members)
            if (member.where == from || member.where.starts_with(from + '\n'))
                member.where.replace(0, from.size(), "named_views\n" + name);
        view->name = name;
        return {};
    }
    const size_t at = context.argument.find('=');
    if (at == std::string_view::npos) return "Write it as old=new.";
    return no_such_view(context, context.argument.substr(0, at));
}

std::string delete_named_view(Context& context) {
    const NamedView* found = find_named(context, context.argument);
    if (found == nullptr) return no_such_view(context, context.argument);
    auto& views = context.state.document.named_views;
    views.erase(views.begin() + (found - views.data()));
    return {};
}

// --- scripts ---

std::string start_script(Context& context) {
    start_recording(context.state, context.derived);
    return {};
}

std::string stop_script(Context& context) {
    if (context.argument.empty()) return "Say where the script is to be written.";
    const std::string path(context.argument);
    if (auto written = write_file(path, script_text(*context.state.session.recording)); !written) return to_string(written.error());
    context.state.session.recording.reset();
    add_toast(context.state, "Script written to " + displayable(path));
    return {};
}

std::string run_script_file(Context& context) {
    const std::string path(context.argument);
    if (path.empty()) return "Say which script.";
    const auto bytes = read_file(path);
    if (!bytes) return to_string(bytes.error());
    if (auto done = run_script(context.state, context.derived, {displayable(path), *bytes}, nullptr); !done) return to_string(done.error());
    return {};
}

// --- cameras ---

std::string camera_back(Context& context) {
    return go_camera_back(context.state) ? std::string() : "The views have looked nowhere else before.";
}
std::string camera_forward(Context& context) {
    return go_camera_forward(context.state) ? std::string() : "There is nothing further on.";
}

std::string set_camera(Context& context) {
    const size_t space = context.argument.find(' ');
    const std::string_view id = context.argument.substr(0, space);
    if (space == std::string_view::npos) return "Write it as VIEW CAMERA.";
    if (find_view(id) == nullptr) return fmt::format("There is no view '{}'.", displayable(id));
    const auto camera = camera_from(context.argument.substr(space + 1));
    if (!camera) return fmt::format("column {}: {}", space + 1 + static_cast<size_t>(camera.error().column), camera.error().message);
    note_rest(context.state);
    apply(context.state, id, SetCamera{*camera, true});
    return {};
}

// --- what a pointer can do ---

std::string toggle_selected(Context& context) {
    const auto node = node_named(*context.state.data, context.argument);
    if (!node) return fmt::format("There is no event, actor or thing '{}'.", displayable(context.argument));
    apply(context.state, {}, SelectNode{*node, SelectMode::Toggle});
    return {};
}

std::string set_pin(Context& context) {
    const std::string_view text = context.argument;
    const size_t first = text.find(' ');
    const size_t second = first == std::string_view::npos ? first : text.find(' ', first + 1);
    if (second == std::string_view::npos) return "Write it as NODE X Y.";
    const auto node = node_named(*context.state.data, text.substr(0, first));
    if (!node) return fmt::format("There is no event, actor or thing '{}'.", displayable(text.substr(0, first)));
    Pin pin{*node, {}};
    for (const auto& [part, out] : {std::pair(text.substr(first + 1, second - first - 1), &pin.at.x), std::pair(text.substr(second + 1), &pin.at.y)}) {
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), *out);
        if (error != std::errc() || end != part.data() + part.size() || !(std::abs(*out) <= 100)) return "X and Y are numbers, 0 to 1 on the map.";
    }
    pin_node(context.state.document, pin);
    return {};
}

std::string set_look(Context& context) {
    const std::string text = fmt::format("{}?{}", kLinkScheme, context.argument);
    const auto link = parse_link(text);
    if (!link) return fmt::format("column {}: {}", link.error().column - static_cast<int>(kLinkScheme.size()) - 1, link.error().message);
    if (!link->data.empty()) return "A look does not say which data.";
    const std::string missing = missing_words(apply_link(context.state, *link));
    if (!missing.empty()) add_toast(context.state, missing);
    return {};
}

std::string set_filter_range(Context& context) {
    if (context.argument.empty()) {
        set_range(context.state, std::nullopt);
        return {};
    }
    const size_t dots = context.argument.find("..");
    if (dots == std::string_view::npos) return "Write it as FROM..TO.";
    const auto begin = instant_from(context.argument.substr(0, dots));
    if (!begin) return fmt::format("column {}: {}", begin.error().column, begin.error().message);
    const auto end = instant_from(context.argument.substr(dots + 2));
    if (!end) return fmt::format("column {}: {}", dots + 2 + static_cast<size_t>(end.error().column), end.error().message);
    if (*end < *begin) return "The end has to come after the beginning.";
    set_range(context.state, std::pair(*begin, *end));
    return {};
}

}  // namespace choke::command
