// Annotations and their layers: made on what is selected, changed, moved, shown and hidden.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "app/annotations.h"
#include "app/commands_internal.h"
#include "app/node_names.h"
#include "app/stories.h"
#include "base/text.h"

namespace choke::command {
namespace {

constexpr size_t kMaxWords = 2000;  // code points
constexpr size_t kMaxLayerName = 100;
constexpr double kMaxOffset_px = 10'000;
constexpr std::string_view kNothingSelected = "No annotation is selected; click one, or go to the next one.";

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t") == std::string_view::npos; }

// The first word, taken away from the text.
std::string_view take_word(std::string_view& text) {
    text = trimmed(text);
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    text = trimmed(text);
    return word;
}

std::optional<double> number_from(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || std::abs(value) > kMaxOffset_px) return std::nullopt;
    return value;
}

const Annotations& all_of(const Context& context) { return *context.state.document.annotations; }
Annotations& edit_all(Context& context) { return context.state.document.annotations.edit(); }

Annotation* selected_one(Context& context) {
    const std::string& id = context.state.session.annotation;
    if (id.empty() || find_annotation(all_of(context), id) == nullptr) return nullptr;
    auto& list = edit_all(context).list;
    return &*std::find_if(list.begin(), list.end(), [&](const Annotation& one) { return one.id == id; });
}

// Where a new one goes: the layer that was last used, if it is there, else the last, else a first one.
std::string layer_for_new(Context& context) {
    const std::string& used = context.state.session.layer;
    if (find_layer(all_of(context), used) != nullptr) return used;
    if (all_of(context).layers.empty()) edit_all(context).layers.push_back({std::string(kFirstLayer), false});
    return all_of(context).layers.back().name;
}

std::string wrong_words(std::string_view words) {
    if (code_point_count(words) > kMaxWords) return fmt::format("These are more than {} letters; a figure has no room for so much.", kMaxWords);
    return {};
}

void add(Context& context, Annotation one, std::string_view what) {
    AppState& state = context.state;
    one.layer = layer_for_new(context);
    one.id = unused_annotation_id(all_of(context));
    // What has just been written is seen.
    set_hidden(state.document, one.layer, false);
    state.session.annotation = one.id;
    context.undo_words = fmt::format("annotate with {}", what);
    edit_all(context).list.push_back(std::move(one));
}

// Tied to the node that was selected last, or else to the active view.
Annotation on_selection(const Context& context, AnnotationKind kind, std::string_view words) {
    Annotation one;
    one.kind = kind;
    one.words = from_one_line(words);
    if (!context.state.session.selected.empty()) {
        one.node = node_name(*context.state.data, context.state.session.selected.back());
    } else {
        one.view = context.state.session.active_view;
    }
    return one;
}

AnnotationLayer* layer_named(Context& context, std::string_view name) {
    if (find_layer(all_of(context), name) == nullptr) return nullptr;
    auto& layers = edit_all(context).layers;
    return &*std::find_if(layers.begin(), layers.end(), [&](const AnnotationLayer& layer) { return layer.name == name; });
}

std::string no_such_layer(const Context& context, std::string_view name) {
    std::vector<std::string_view> names;
    for (const AnnotationLayer& layer : all_of(context).layers) names.push_back(layer.name);
    if (names.empty()) return "There are no layers yet.";
    const std::string_view near = nearest(name, names);
    return fmt::format("There is no layer '{}'; {}.", displayable(name),
                       near.empty() ? fmt::format("the layers are {}", displayable(fmt::format("{}", fmt::join(names, ", "))))
                                    : fmt::format("did you mean '{}'?", displayable(near)));
}

std::string set_layer_audience(Context& context, bool is_internal) {
    AnnotationLayer* layer = layer_named(context, trimmed(context.argument));
    if (layer == nullptr) return no_such_layer(context, trimmed(context.argument));
    layer->is_internal = is_internal;
    context.undo_words = fmt::format("the layer {} is {}", layer->name, is_internal ? "internal" : "public");
    return {};
}

std::string set_layer_hidden(Context& context, bool hidden) {
    const std::string_view name = trimmed(context.argument);
    if (find_layer(all_of(context), name) == nullptr) return no_such_layer(context, name);
    set_hidden(context.state.document, name, hidden);
    context.undo_words = fmt::format("{} the layer {}", hidden ? "hide" : "show", name);
    return {};
}

std::string select_by(Context& context, int step) {
    const auto& list = all_of(context).list;
    std::vector<const Annotation*> shown;
    for (const Annotation& one : list)
        if (!is_hidden(context.state.document, one.layer)) shown.push_back(&one);
    if (shown.empty()) return "All annotations are in layers that are hidden.";
    const auto at = std::find_if(shown.begin(), shown.end(), [&](const Annotation* one) { return one->id == context.state.session.annotation; });
    const auto count = static_cast<std::ptrdiff_t>(shown.size());
    const std::ptrdiff_t from = at == shown.end() ? (step > 0 ? -1 : count) : at - shown.begin();
    const Annotation& now = *shown[static_cast<size_t>((from + step + count) % count)];
    context.state.session.annotation = now.id;
    add_toast(context.state, annotation_words(context.state, now));
    return {};
}

Annotation on_dates(AnnotationKind kind, std::string edtf, std::string_view words) {
    Annotation one;
    one.kind = kind;
    one.dates = std::move(edtf);
    one.words = from_one_line(words);
    return one;
}

}  // namespace

std::string annotate_text(Context& context) {
    if (is_blank(context.argument)) return "Say what it is to say.";
    if (std::string problem = wrong_words(context.argument); !problem.empty()) return problem;
    add(context, on_selection(context, AnnotationKind::Text, context.argument), "words");
    return {};
}

std::string annotate_arrow(Context& context) {
    if (is_blank(context.argument)) return "Say what stands where the arrow begins.";
    if (std::string problem = wrong_words(context.argument); !problem.empty()) return problem;
    add(context, on_selection(context, AnnotationKind::Arrow, context.argument), "an arrow");
    return {};
}

std::string annotate_highlight(Context& context) {
    if (std::string problem = wrong_words(context.argument); !problem.empty()) return problem;
    std::string_view rest = context.argument;
    const std::string_view dates = take_word(rest);
    if (const size_t dots = dates.find(".."); dots != std::string_view::npos) {
        const std::string edtf = fmt::format("{}/{}", dates.substr(0, dots), dates.substr(dots + 2));
        if (dates_of(edtf)) {
            add(context, on_dates(AnnotationKind::Highlight, edtf, rest), "a highlight");
            return {};
        }
    }
    if (context.state.session.selected.empty()) return "Select what is to be highlighted, or give two dates: 2022-10..2023-10.";
    add(context, on_selection(context, AnnotationKind::Highlight, context.argument), "a highlight");
    return {};
}

std::string annotate_bracket(Context& context) {
    std::string_view words = context.argument;
    const std::string_view dates = take_word(words);
    const size_t dots = dates.find("..");
    if (dots == std::string_view::npos) return "Write two dates and what happened between them: 2022-10..2023-10 A year of rules.";
    if (is_blank(words)) return "Say what the bracket is to say, behind the dates.";
    if (std::string problem = wrong_words(words); !problem.empty()) return problem;
    const std::string edtf = fmt::format("{}/{}", dates.substr(0, dots), dates.substr(dots + 2));
    if (const auto bounds = parse_edtf(edtf); !bounds) return fmt::format("'{}' are no two dates: {}.", displayable(dates), bounds.error().message);
    if (!dates_of(edtf)) return "Both dates of a bracket have to be known.";
    add(context, on_dates(AnnotationKind::Bracket, edtf, words), "a bracket");
    return {};
}

std::string annotate_edit(Context& context) {
    if (std::string problem = wrong_words(context.argument); !problem.empty()) return problem;
    Annotation* one = selected_one(context);
    if (one == nullptr) return std::string(kNothingSelected);
    if (is_blank(context.argument) && one->kind != AnnotationKind::Highlight) return "Words cannot be empty; delete the annotation instead.";
    one->words = from_one_line(context.argument);
    context.undo_words = "words of an annotation";
    return {};
}

// "40 -60", "auto"; before it the id of another one than the selected one.
std::string annotate_move(Context& context) {
    std::string_view rest = context.argument;
    std::string_view word = take_word(rest);
    if (find_annotation(all_of(context), word) != nullptr) {
        context.state.session.annotation = word;
        word = take_word(rest);
    }
    Annotation* one = selected_one(context);
    if (one == nullptr) return std::string(kNothingSelected);
    context.undo_words = "move an annotation";
    if (word == "auto" && rest.empty()) {
        one->offset_px.reset();
        return {};
    }
    const auto x = number_from(word);
    const auto y = number_from(rest);
    if (!x || !y) return "Write how far from what it is tied to, to the right and down: 40 -60. Or auto: where there is room.";
    one->offset_px = Vec2{*x, *y};
    return {};
}

std::string annotate_delete(Context& context) {
    const std::string id(context.argument.empty() ? std::string_view(context.state.session.annotation) : trimmed(context.argument));
    if (find_annotation(all_of(context), id) == nullptr)
        return id.empty() ? std::string(kNothingSelected) : fmt::format("There is no annotation '{}'.", displayable(id));
    std::erase_if(edit_all(context).list, [&](const Annotation& one) { return one.id == id; });
    context.state.session.annotation.clear();
    context.undo_words = "delete an annotation";
    return {};
}

std::string annotate_select(Context& context) {
    const std::string_view id = trimmed(context.argument);
    if (!id.empty() && find_annotation(all_of(context), id) == nullptr) return fmt::format("There is no annotation '{}'.", displayable(id));
    context.state.session.annotation = id;
    return {};
}

std::string annotate_next(Context& context) { return select_by(context, 1); }
std::string annotate_previous(Context& context) { return select_by(context, -1); }

std::string annotate_layer(Context& context) {
    const std::string_view name = trimmed(context.argument);
    if (find_layer(all_of(context), name) == nullptr) return no_such_layer(context, name);
    Annotation* one = selected_one(context);
    if (one == nullptr) return std::string(kNothingSelected);
    one->layer = name;
    context.undo_words = fmt::format("an annotation goes to {}", name);
    return {};
}

std::string put_annotations(Context& context) {
    auto read = annotations_from_text({"annotations", context.argument});
    if (!read) return to_string(read.error());
    edit_all(context) = std::move(*read);
    context.undo_words = "put annotations";
    return {};
}

// --- layers ---

std::string new_layer(Context& context) {
    const std::string_view name = trimmed(context.argument);
    if (name.empty()) return "A layer needs a name.";
    if (name.find_first_of("\r\n") != std::string_view::npos || code_point_count(name) > kMaxLayerName)
        return fmt::format("The name of a layer is one line of at most {} letters.", kMaxLayerName);
    if (find_layer(all_of(context), name) != nullptr) return fmt::format("There is a layer '{}' already.", displayable(name));
    // Nothing leaves the house before somebody has said that it may.
    edit_all(context).layers.push_back({std::string(name), true});
    context.state.session.layer = name;
    context.undo_words = fmt::format("new layer {}", name);
    add_toast(context.state, fmt::format("The layer {} is internal until it is made public", displayable(name)));
    return {};
}

std::string use_layer(Context& context) {
    const std::string_view name = trimmed(context.argument);
    if (find_layer(all_of(context), name) == nullptr) return no_such_layer(context, name);
    context.state.session.layer = name;
    add_toast(context.state, fmt::format("New annotations go to {}", displayable(name)));
    return {};
}

std::string delete_layer(Context& context) {
    const std::string name(trimmed(context.argument));
    if (find_layer(all_of(context), name) == nullptr) return no_such_layer(context, name);
    Annotations& all = edit_all(context);
    std::erase_if(all.layers, [&](const AnnotationLayer& layer) { return layer.name == name; });
    std::erase_if(all.list, [&](const Annotation& one) { return one.layer == name; });
    set_hidden(context.state.document, name, false);
    context.undo_words = fmt::format("delete the layer {}", name);
    return {};
}

std::string make_layer_public(Context& context) { return set_layer_audience(context, false); }
std::string make_layer_internal(Context& context) { return set_layer_audience(context, true); }
std::string show_layer(Context& context) { return set_layer_hidden(context, false); }
std::string hide_layer(Context& context) { return set_layer_hidden(context, true); }

}  // namespace choke::command
