// Annotations of a document: what a person has written over views, in layers that are for everybody or for the house only.
// Values; app/annotations.h works with them, views/annotations.h draws them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/geometry.h"
#include "views/annotations.h"

namespace choke {

struct AnnotationLayer {
    std::string name;  // one line, not empty; unique in a document
    bool is_internal = false;  // in no public export
    friend bool operator==(const AnnotationLayer&, const AnnotationLayer&) = default;
};

// Tied to a node, or else to dates, or else to a place of a view.
struct Annotation {
    std::string id;     // "a1"; unique in a document, and kept
    AnnotationKind kind = AnnotationKind::Text;
    std::string words;  // may have several lines; empty: only of an arrow or a highlight
    std::string layer;  // the name of one
    std::string node;   // "event:rule"; may be one that the data do not have; empty: none
    std::string dates;  // EDTF: "2023", "2022-10-07/2023-10-17"; empty: none
    std::string view;   // of a place: the view that it is a place of
    Vec2 at{0.5, 0.5};  // of a place: of the view's area, 0..1
    std::optional<Vec2> offset_px;  // scene px from what it is tied to, to the middle of its words; absent: where there is room
    friend bool operator==(const Annotation&, const Annotation&) = default;
};

struct Annotations {
    std::vector<AnnotationLayer> layers;  // in the order of making
    std::vector<Annotation> list;         // likewise; earlier ones get the better places
    friend bool operator==(const Annotations&, const Annotations&) = default;
};

}  // namespace choke
