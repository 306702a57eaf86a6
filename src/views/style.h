// How facts look, in every view and legend: shape is the kind, outline and line style are the status, colour is the side. One place, so that a legend cannot disagree with a picture.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/dataset.h"
#include "scene/scene.h"
#include "scene/theme.h"

namespace choke {

[[nodiscard]] SymbolShape shape_of_kind(std::string_view event_kind);
// On the map shape tells only who acts from what is acted upon: the shapes of the kinds of event mean nothing there.
inline constexpr SymbolShape kActorShape = SymbolShape::Circle;
inline constexpr SymbolShape kThingShape = SymbolShape::Square;
[[nodiscard]] std::string kind_label(std::string_view kind);     // "access" -> "Access decision"
[[nodiscard]] std::string actor_kind_label(std::string_view kind);  // "lab" -> "AI lab"
[[nodiscard]] std::string_view status_label(Status status);      // "Established"
[[nodiscard]] std::string_view side_label(Side side);            // "United States"

// Fill and outline of an event's symbol. Allegations and forecasts are hollow: they never look like facts.
struct MarkStyle {
    Colour fill;
    Stroke stroke;
};
[[nodiscard]] MarkStyle event_style(Status status, Side side, const Theme& theme);
// Of an event as known by a day: allegations are hollow whatever the status of the report about them.
[[nodiscard]] MarkStyle event_style(const Dataset& data, EventId event, Instant known_by_s, const Theme& theme);

// What one claim says of an event: circles assert it, a diamond disputes it, a cross denies it; the outline is that of the
// status that the stance leads to. Colour is the side of who says it, ink when it is the source itself.
[[nodiscard]] SymbolShape shape_of_stance(Stance stance);
[[nodiscard]] MarkStyle stance_style(Stance stance, std::optional<Side> by, const Theme& theme);
[[nodiscard]] std::string_view stance_label(Stance stance);  // "Establishes it"

// Line of a relation: its dashes tell its status and nothing else; its kind is in words.
[[nodiscard]] LineStyle relation_line(Status status);

// The actor whose lane an event stands in and whose side colours it: the first one named.
[[nodiscard]] ActorId leading_actor(const Dataset& data, EventId event);
[[nodiscard]] Side leading_side(const Dataset& data, EventId event);

// Priority of an event among others when there is no room for all: number of ties and claims, larger is more important.
[[nodiscard]] double importance(const Dataset& data, EventId event);

}  // namespace choke
