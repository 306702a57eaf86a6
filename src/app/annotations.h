// What of a document's annotations a view shows, their text in files, and what changes them: app/commands_annotate.cpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/annotation.h"
#include "app/derived.h"
#include "app/json_tree.h"
#include "app/state.h"

namespace choke {

inline constexpr std::string_view kFirstLayer = "Notes";  // where annotations go before a layer was made; public

[[nodiscard]] const AnnotationLayer* find_layer(const Annotations& annotations, std::string_view name);  // null: there is none
[[nodiscard]] const Annotation* find_annotation(const Annotations& annotations, std::string_view id);
[[nodiscard]] bool is_hidden(const Look& look, std::string_view layer);
void set_hidden(Look& look, std::string_view layer, bool hidden);
[[nodiscard]] std::string unused_annotation_id(const Annotations& annotations);

// The first and the last second of dates that have both ends; nothing for others, and for what is no EDTF.
[[nodiscard]] std::optional<std::pair<Instant, Instant>> dates_of(std::string_view edtf);

// Those in layers that the look shows, that belong to this view. In the small print are the layers that have any; gone are
// those tied to what the data do not have or `visible` leaves out, over all layers that are shown.
[[nodiscard]] ShownAnnotations shown_annotations(const AppState& state, std::string_view view_id, const EventSet& visible);

// "“Licences bite” at First rule limits chip bandwidth", on one line: what messages and descriptions call it.
[[nodiscard]] std::string annotation_words(const AppState& state, const Annotation& annotation);

// {"layers": […], "annotations": […]} on one line, and the opposite. Error: as in a document.
[[nodiscard]] std::string annotations_text(const Annotations& annotations);
[[nodiscard]] Result<Annotations> annotations_from_text(const InputFile& file);

// One layer and one annotation as they stand in a document, each on one line; `unknown` is put behind the last member.
[[nodiscard]] std::string layer_json(const AnnotationLayer& layer, std::string_view unknown = {});
[[nodiscard]] std::string annotation_json(const Annotation& annotation, std::string_view unknown = {});

// Reads the two members of an object. The first value that cannot be taken is the error: no such layer, an id or a name
// twice, a bad number, a tie to nothing. Called for what is unknown: where ("annotations\na1"), and the member.
using UnknownFound = std::function<void(const std::string& where, const JsonMember& member)>;
[[nodiscard]] std::optional<Error> read_annotations(const JsonValue& object, std::string_view layers_key, const std::string& file,
                                                    Annotations& out, const UnknownFound& unknown);

}  // namespace choke
