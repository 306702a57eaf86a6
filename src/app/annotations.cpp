#include "app/annotations.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "app/node_names.h"
#include "base/text.h"
#include "time/edtf.h"

namespace choke {
namespace {

constexpr std::array<std::pair<std::string_view, AnnotationKind>, 4> kKinds{{{"text", AnnotationKind::Text},
                                                                            {"arrow", AnnotationKind::Arrow},
                                                                            {"bracket", AnnotationKind::Bracket},
                                                                            {"highlight", AnnotationKind::Highlight}}};
constexpr double kMaxOffset_px = 10'000;

std::string_view word_of(AnnotationKind kind) {
    for (const auto& [word, value] : kKinds)
        if (value == kind) return word;
    return {};
}

// Whether something of the node is visible under the filter.
bool is_there(const Dataset& data, NodeRef node, const EventSet& visible) {
    if (node.kind == NodeKind::Event) return visible.contains(id_at<EventId>(node.index));
    const auto events = node.kind == NodeKind::Actor ? data.actors.events[node.index] : data.things.events[node.index];
    return std::any_of(events.begin(), events.end(), [&](EventId event) { return visible.contains(event); });
}

std::string on_line(std::string_view words) {
    std::string out = displayable(words);
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
}

// Members with a comma and a space between.
class Object {
public:
    void json(std::string_view key, const std::string& value) { text_ += (text_.empty() ? "" : ", ") + json_quoted(key) + ": " + value; }
    void text(std::string_view key, std::string_view value) { json(key, json_quoted(value)); }
    void pair(std::string_view key, Vec2 value) { json(key, fmt::format("[{}, {}]", json_number(value.x), json_number(value.y))); }
    [[nodiscard]] std::string take(std::string_view unknown) {
        if (!unknown.empty()) text_ += (text_.empty() ? "" : ", ") + std::string(unknown);
        return '{' + text_ + '}';
    }

private:
    std::string text_;
};

class AnnotationReader {
public:
    AnnotationReader(const std::string& file, Annotations& out, const UnknownFound& unknown) : file_(file), out_(out), unknown_(unknown) {}

    std::optional<Error> read(const JsonValue& object, std::string_view layers_key) {
        if (const JsonValue* layers = member(object, layers_key, JsonKind::List))
            for (const JsonValue& layer : layers->items) read_layer(layer);
        if (const JsonValue* list = member(object, "annotations", JsonKind::List))
            for (const JsonValue& one : list->items) read_one(one);
        return std::move(error_);
    }

private:
    void refuse(const JsonValue& at, std::string message) {
        if (!error_) error_ = Error{.message = std::move(message), .file = file_, .line = at.line, .column = at.column};
    }
    const JsonValue* member(const JsonValue& object, std::string_view key, JsonKind kind) {
        const JsonValue* value = find_member(object, key);
        if (value == nullptr || value->kind == kind) return value;
        refuse(*value, fmt::format("'{}' has to be {}, not {}", key, json_kind_words(kind), json_kind_words(value->kind)));
        return nullptr;
    }
    const JsonValue* text(const JsonValue& object, std::string_view key, std::string& out) {
        const JsonValue* value = member(object, key, JsonKind::Text);
        if (value != nullptr) out = value->text;
        return value;
    }
    std::optional<Vec2> pair(const JsonValue& object, std::string_view key, double most) {
        const JsonValue* value = member(object, key, JsonKind::List);
        if (value == nullptr) return std::nullopt;
        const auto is_number = [&](const JsonValue& item) { return item.kind == JsonKind::Number && std::abs(item.number) <= most; };
        if (value->items.size() != 2 || !std::all_of(value->items.begin(), value->items.end(), is_number)) {
            refuse(*value, fmt::format("'{}' has to be two numbers within -{} and {}", key, most, most));
            return std::nullopt;
        }
        return Vec2{value->items[0].number, value->items[1].number};
    }
    void note_unknown(const JsonValue& object, const std::string& where, std::initializer_list<std::string_view> known) {
        for (const JsonMember& found : object.members)
            if (std::find(known.begin(), known.end(), found.key) == known.end()) unknown_(where, found);
    }
    bool is_object(const JsonValue& value, std::string_view what) {
        if (value.kind == JsonKind::Object) return true;
        refuse(value, fmt::format("{} has to be an object, not {}", what, json_kind_words(value.kind)));
        return false;
    }
    static bool is_line(const std::string& words) { return !words.empty() && words.find_first_of("\r\n") == std::string::npos; }

    void read_layer(const JsonValue& object) {
        if (!is_object(object, "a layer")) return;
        AnnotationLayer layer;
        text(object, "name", layer.name);
        // What is not said to be public is not.
        layer.is_internal = true;
        if (const JsonValue* internal = member(object, "internal", JsonKind::Boolean)) layer.is_internal = internal->truth;
        if (error_) return;
        if (!is_line(layer.name)) return refuse(object, "a layer has a \"name\" of one line that is not empty");
        if (find_layer(out_, layer.name) != nullptr) return refuse(object, fmt::format("there are two layers '{}'", displayable(layer.name)));
        note_unknown(object, "annotation_layers\n" + layer.name, {"name", "internal"});
        out_.layers.push_back(std::move(layer));
    }

    void read_one(const JsonValue& object) {
        if (!is_object(object, "an annotation")) return;
        Annotation one;
        text(object, "id", one.id);
        std::string kind;
        text(object, "kind", kind);
        text(object, "words", one.words);
        text(object, "layer", one.layer);
        text(object, "node", one.node);
        text(object, "dates", one.dates);
        text(object, "view", one.view);
        if (const auto at = pair(object, "at", 100)) one.at = *at;
        one.offset_px = pair(object, "offset", kMaxOffset_px);
        if (error_) return;
        const auto known = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& row) { return row.first == kind; });
        if (!is_line(one.id)) return refuse(object, "an annotation has an \"id\" of one line that is not empty");
        if (find_annotation(out_, one.id) != nullptr) return refuse(object, fmt::format("there are two annotations '{}'", displayable(one.id)));
        if (known == kKinds.end()) return refuse(object, "the \"kind\" of an annotation is \"text\", \"arrow\", \"bracket\" or \"highlight\"");
        one.kind = known->second;
        if (find_layer(out_, one.layer) == nullptr) return refuse(object, fmt::format("there is no layer '{}'", displayable(one.layer)));
        const int ties = (one.node.empty() ? 0 : 1) + (one.dates.empty() ? 0 : 1) + (one.view.empty() ? 0 : 1);
        if (ties != 1) return refuse(object, "an annotation is tied to one of \"node\", \"dates\" and \"view\"");
        if (!one.dates.empty() && !dates_of(one.dates)) return refuse(object, fmt::format("'{}' are no dates with two ends", displayable(one.dates)));
        if (one.kind == AnnotationKind::Bracket && one.dates.empty()) return refuse(object, "a bracket has \"dates\"");
        if (one.words.empty() && (one.kind == AnnotationKind::Text || one.kind == AnnotationKind::Bracket))
            return refuse(object, "this annotation has no \"words\"");
        note_unknown(object, "annotations\n" + one.id, {"id", "kind", "words", "layer", "node", "dates", "view", "at", "offset"});
        out_.list.push_back(std::move(one));
    }

    const std::string& file_;
    Annotations& out_;
    const UnknownFound& unknown_;
    std::optional<Error> error_;
};

}  // namespace

const AnnotationLayer* find_layer(const Annotations& annotations, std::string_view name) {
    const auto at = std::find_if(annotations.layers.begin(), annotations.layers.end(), [&](const AnnotationLayer& layer) { return layer.name == name; });
    return at == annotations.layers.end() ? nullptr : &*at;
}

const Annotation* find_annotation(const Annotations& annotations, std::string_view id) {
    const auto at = std::find_if(annotations.list.begin(), annotations.list.end(), [&](const Annotation& one) { return one.id == id; });
    return at == annotations.list.end() ? nullptr : &*at;
}

bool is_hidden(const Look& look, std::string_view layer) {
    return std::find(look.hidden_layers.begin(), look.hidden_layers.end(), layer) != look.hidden_layers.end();
}

void set_hidden(Look& look, std::string_view layer, bool hidden) {
    std::erase(look.hidden_layers, layer);
    if (!hidden) return;
    look.hidden_layers.emplace_back(layer);
    std::sort(look.hidden_layers.begin(), look.hidden_layers.end());
}

std::string unused_annotation_id(const Annotations& annotations) {
    for (size_t i = annotations.list.size() + 1;; ++i) {
        std::string id = fmt::format("a{}", i);
        if (find_annotation(annotations, id) == nullptr) return id;
    }
}

std::optional<std::pair<Instant, Instant>> dates_of(std::string_view edtf) {
    const auto bounds = parse_edtf(edtf);
    if (!bounds || bounds->begin != EndKind::Known || bounds->end != EndKind::Known) return std::nullopt;
    return std::pair(bounds->earliest, bounds->latest);
}

ShownAnnotations shown_annotations(const AppState& state, std::string_view view_id, const EventSet& visible) {
    ShownAnnotations out;
    const Annotations& all = *state.document.annotations;
    if (all.list.empty()) return out;
    std::set<std::string_view> used;
    for (const Annotation& one : all.list) {
        if (is_hidden(state.document, one.layer)) continue;
        ShownAnnotation shown;
        shown.id = one.id;
        shown.kind = one.kind;
        shown.words = one.words;
        shown.at = one.at;
        shown.offset_px = one.offset_px;
        const AnnotationLayer* layer = find_layer(all, one.layer);
        shown.is_internal = layer == nullptr || layer->is_internal;
        shown.is_selected = one.id == state.session.annotation;
        if (!one.node.empty()) {
            shown.node = node_named(*state.data, one.node);
            if (!shown.node || !is_there(*state.data, *shown.node, visible)) {
                ++out.gone;
                used.insert(one.layer);
                continue;
            }
        } else if (!one.dates.empty()) {
            if (view_id != "timeline") continue;
            shown.dates = dates_of(one.dates);
            if (!shown.dates) continue;
        } else if (one.view != view_id) {
            continue;
        }
        used.insert(one.layer);
        out.list.push_back(std::move(shown));
    }
    for (const AnnotationLayer& layer : all.layers)
        if (used.contains(layer.name))
            out.words += fmt::format("{}{} ({})", out.words.empty() ? "annotations: " : ", ", displayable(layer.name), layer.is_internal ? "internal" : "public");
    if (out.gone > 0) out.words += fmt::format("; {} not shown", out.gone);
    return out;
}

std::string annotation_words(const AppState& state, const Annotation& annotation) {
    std::string words = annotation.words.empty() ? std::string(word_of(annotation.kind)) : "“" + on_line(annotation.words) + "”";
    if (!annotation.node.empty()) {
        const auto node = node_named(*state.data, annotation.node);
        words += " at " + displayable(node ? state.data->node_label(*node) : std::string_view(annotation.node));
    } else if (!annotation.dates.empty()) {
        words += " over " + date_words(annotation.dates);
    }
    return words;
}

std::string layer_json(const AnnotationLayer& layer, std::string_view unknown) {
    Object out;
    out.text("name", layer.name);
    out.json("internal", layer.is_internal ? "true" : "false");
    return out.take(unknown);
}

std::string annotation_json(const Annotation& annotation, std::string_view unknown) {
    Object out;
    out.text("id", annotation.id);
    out.text("kind", word_of(annotation.kind));
    out.text("layer", annotation.layer);
    out.text("words", annotation.words);
    if (!annotation.node.empty()) out.text("node", annotation.node);
    if (!annotation.dates.empty()) out.text("dates", annotation.dates);
    if (!annotation.view.empty()) {
        out.text("view", annotation.view);
        out.pair("at", annotation.at);
    }
    if (annotation.offset_px) out.pair("offset", *annotation.offset_px);
    return out.take(unknown);
}

std::string annotations_text(const Annotations& annotations) {
    std::string layers, list;
    for (const AnnotationLayer& layer : annotations.layers) layers += (layers.empty() ? "" : ", ") + layer_json(layer);
    for (const Annotation& one : annotations.list) list += (list.empty() ? "" : ", ") + annotation_json(one);
    return fmt::format("{{\"layers\": [{}], \"annotations\": [{}]}}", layers, list);
}

Result<Annotations> annotations_from_text(const InputFile& file) {
    const auto root = parse_json_tree(file);
    if (!root) return tl::unexpected<Error>(root.error());
    if (root->kind != JsonKind::Object) return fail("annotations are an object with \"layers\" and \"annotations\"");
    Annotations out;
    if (auto error = read_annotations(*root, "layers", file.name, out, [](const std::string&, const JsonMember&) {}))
        return tl::unexpected<Error>(std::move(*error));
    return out;
}

std::optional<Error> read_annotations(const JsonValue& object, std::string_view layers_key, const std::string& file, Annotations& out,
                                      const UnknownFound& unknown) {
    return AnnotationReader(file, out, unknown).read(object, layers_key);
}

}  // namespace choke
