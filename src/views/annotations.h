// Annotations: words, arrows, brackets and highlights that a person has put over a view. Drawn into the scene of the view,
// after it, so that window, files and show cannot differ. What they are tied to is found by the picks of the marks that the
// view drew: a tie to an event works in every view that draws the event.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/geometry.h"
#include "model/dataset.h"
#include "time/scale.h"
#include "views/view.h"

namespace choke {

// Text has a thin leader to what it is tied to, Arrow an arrow; Bracket spans dates; Highlight is a ring round a mark, or a
// band over dates, with or without words.
enum class AnnotationKind : uint8_t { Text, Arrow, Bracket, Highlight };

// An annotation that this view is to show, if it draws what it is tied to: a node, dates on its axis, or else a place.
struct ShownAnnotation {
    std::string id;
    AnnotationKind kind = AnnotationKind::Text;
    std::string words;  // lines; may be empty
    std::optional<NodeRef> node;
    std::optional<std::pair<Instant, Instant>> dates;  // both inclusive
    Vec2 at{0.5, 0.5};  // of the view's area, 0..1; where there is no node and no date
    std::optional<Vec2> offset_px;  // from the middle of what it is tied to, to the middle of its words; absent: where there is room
    bool is_internal = false;       // carries a tag that says so
    bool is_selected = false;
};

struct ShownAnnotations {
    std::vector<ShownAnnotation> list;
    std::string words;   // for the small print: "annotations: Notes (public); 2 not shown"; empty: there are none
    size_t gone = 0;     // tied to what the data or the filter do not have
};

// Where one was drawn, scene px.
struct AnnotationPlace {
    size_t index = 0;  // into ShownAnnotations::list
    Rect tied_to;      // the mark, the dates or the place
    Rect plate;        // of its words; empty: it has none
};

// Draws what can be drawn: no plate covers another one, and one that finds no room is left out. Before scene.finish(). cache: of the view, as
// its build left it.
void draw_annotations(const ViewInput& input, const ViewDef& view, const ViewCache& cache, const ShownAnnotations& annotations,
                      Scene& scene, std::vector<AnnotationPlace>& places);

// Clicks on words and drags of them. Whether the gesture was one of those; if not, it is the view's.
bool interact_annotations(const ShownAnnotations& annotations, const std::vector<AnnotationPlace>& places, const Gesture& gesture,
                          std::vector<Effect>& effects);

}  // namespace choke
