// How facts look, in every view and legend: shape is the kind, outline is the status, colour is the side, line style is
// the kind of relation. One place, so that a legend cannot disagree with a picture.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "model/dataset.h"
#include "scene/scene.h"
#include "scene/theme.h"

namespace choke {

[[nodiscard]] SymbolShape shape_of_kind(std::string_view event_kind);
[[nodiscard]] SymbolShape shape_of_actor_kind(std::string_view actor_kind);
inline constexpr SymbolShape kThingShape = SymbolShape::Square;
[[nodiscard]] std::string kind_label(std::string_view kind);     // "access" -> "Access decision"
[[nodiscard]] std::string actor_kind_label(std::string_view kind);  // "lab" -> "AI lab"
[[nodiscard]] std::string_view shape_label_of_actor(SymbolShape shape);  // what the shape stands for, for legends
[[nodiscard]] std::string_view status_label(Status status);      // "Established"
[[nodiscard]] std::string_view side_label(Side side);            // "United States"

// Fill and outline of an event's symbol. Allegations and forecasts are hollow: they never look like facts.
struct MarkStyle {
    Colour fill;
    Stroke stroke;
};
[[nodiscard]] MarkStyle event_style(Status status, Side side, const Theme& theme);

// Line of a relation by its kind, and by its status: what is only alleged is dashed whatever the kind.
[[nodiscard]] LineStyle relation_line(std::string_view relation_kind, Status status);

// The actor whose lane an event stands in and whose side colours it: the first one named.
[[nodiscard]] ActorId leading_actor(const Dataset& data, EventId event);
[[nodiscard]] Side leading_side(const Dataset& data, EventId event);

// Priority of an event among others when there is no room for all: number of ties and claims, larger is more important.
[[nodiscard]] double importance(const Dataset& data, EventId event);

}  // namespace choke
