#include "views/graph_pen.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "scene/symbols.h"
#include "views/style.h"

namespace choke {

double GraphPen::words(Layer layer, Vec2 at, std::string_view text, const TextStyle& style, Colour colour, TextAnchor anchor, Pick pick,
                       bool halo) const {
    TextMark mark;
    mark.baseline = at;
    mark.style = style;
    mark.anchor = anchor;
    mark.colour = colour;
    if (halo) mark.halo = theme_.background;
    mark.width = static_cast<float>(input_.metrics->width(text, style));
    mark.pick = pick;
    scene_.add_text(layer, mark, text);
    return mark.width;
}

void GraphPen::line(Layer layer, Vec2 from, Vec2 to, const Stroke& stroke, Pick pick) const {
    LineMark mark;
    mark.from = from;
    mark.to = to;
    mark.stroke = stroke;
    mark.pick = pick;
    scene_.add(layer, mark);
}

void GraphPen::box(Layer layer, const Rect& where, Colour fill, const Stroke& stroke, float radius, Pick pick) const {
    RectMark mark;
    mark.rect = where;
    mark.radius = radius;
    mark.fill = fill;
    mark.stroke = stroke;
    mark.pick = pick;
    scene_.add(layer, mark);
}

double GraphPen::side_key(const MapGraph& graph, double x) const {
    const Rect& a = input_.area;
    std::array<bool, kSideCount> used{};
    for (const MapNode& node : graph.nodes) used[static_cast<size_t>(node.side)] = true;
    for (const Side side : {Side::US, Side::China, Side::Other}) {
        if (!used[static_cast<size_t>(side)]) continue;
        const double width = input_.metrics->width(side_label(side), kGraphHeading);
        if (x + width > a.right() - 14) return a.right() - 14;
        x += words(Layer::Labels, {x, a.y + 20}, side_label(side), kGraphHeading, theme_.side_text[static_cast<size_t>(side)], TextAnchor::Start) + 18;
    }
    return x;
}

SymbolMark GraphPen::symbol(const MapNode& node, Vec2 centre, double size) const {
    const bool thing = node.node.kind == NodeKind::Thing;
    const Colour hue = theme_.side[static_cast<size_t>(node.side)];
    SymbolMark mark;
    mark.centre = centre;
    mark.size = static_cast<float>(size);
    mark.pick = pick_of(node.node);
    if (node.node.kind == NodeKind::Event) {
        const Dataset& data = input_.data();
        mark.shape = shape_of_kind(data.event_kinds.word(data.events.kind[node.node.index]));
        const MarkStyle style = event_style(data, id_at<EventId>(node.node.index), node.event_count == 0 ? kEverKnown : input_.known_by_s, theme_);
        mark.fill = style.fill;
        mark.stroke = style.stroke;
        return mark;
    }
    mark.shape = thing ? kThingShape : kActorShape;
    mark.fill = thing ? mix(theme_.background, hue, 0.22) : hue;
    mark.stroke = {thing ? theme_.hollow_outline[static_cast<size_t>(node.side)] : theme_.mark_outline, 1.3F, LineStyle::Solid};
    return mark;
}

std::string GraphPen::left_out_words(const MapGraph& graph) {
    std::string text;
    if (graph.left_out > 0) text = fmt::format("{} largest of {}", graph.nodes.size(), graph.nodes.size() + graph.left_out);
    if (graph.size_unknown) text += (text.empty() ? "" : " · ") + std::string("too many for this size; drawn by number of events");
    return text;
}

std::string shown_name(const Dataset& data, NodeRef node) {
    std::string name = displayable(data.node_label(node));
    return name.find_first_not_of(' ') == std::string::npos ? displayable(data.node_id(node)) : name;
}

bool rests_on_allegations(const ViewInput& input, const MapTie& tie) {
    return !tie.shared_events.empty() && std::ranges::all_of(tie.shared_events, [&](EventId event) {
        return firmness(event_status(input.data(), event, tie.ghost ? kEverKnown : input.known_by_s)) <= firmness(Status::Alleged);
    });
}

bool interact_graph(const MapGraph& graph, const Gesture& gesture, std::vector<Effect>& effects) {
    switch (gesture.kind) {
        case GestureKind::Hover: effects.emplace_back(SetHover{gesture.pick.any() ? std::optional(gesture.pick) : std::nullopt}); return true;
        case GestureKind::Leave: effects.emplace_back(SetHover{std::nullopt}); return true;
        case GestureKind::Click:
            if (kind_of(gesture.pick) == PickKind::Tie && gesture.pick.index < graph.ties.size()) {
                const MapTie& tie = graph.ties[gesture.pick.index];
                effects.emplace_back(SelectTie{graph.nodes[tie.a].node, graph.nodes[tie.b].node});
            } else {
                effects.emplace_back(SelectNode{node_of(gesture.pick), gesture.shift ? SelectMode::Toggle : SelectMode::Replace});
            }
            return true;
        case GestureKind::DoubleClick:
        case GestureKind::DragBegin:
        case GestureKind::Drag:
        case GestureKind::DragEnd:
        case GestureKind::Wheel:
        case GestureKind::PanZoom: return false;
    }
    return false;
}

}  // namespace choke
