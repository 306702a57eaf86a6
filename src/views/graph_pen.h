// The marks that map and matrix draw alike: words, lines, boxes, the key to the colours of the sides, and the symbol of a
// node. Knows where nothing stands.
#pragma once

#include <string>
#include <string_view>

#include "views/map_internal.h"

namespace choke {

inline constexpr TextStyle kGraphHeading{.size = 13, .weight = FontWeight::SemiBold, .tabular = false};

class GraphPen {
public:
    GraphPen(const ViewInput& input, Scene& scene) : input_(input), theme_(*input.theme), scene_(scene) {}

    // Gives the width of what was written, px.
    double words(Layer layer, Vec2 at, std::string_view text, const TextStyle& style, Colour colour, TextAnchor anchor, Pick pick = {},
                 bool halo = true) const;
    void line(Layer layer, Vec2 from, Vec2 to, const Stroke& stroke, Pick pick = {}) const;
    void box(Layer layer, const Rect& where, Colour fill, const Stroke& stroke = {}, float radius = 0, Pick pick = {}) const;
    // The sides of these nodes by name, in their colours, from x on; gives where they end.
    double side_key(const MapGraph& graph, double x) const;
    // The symbol of a node in its own colours. Things are hollow: what acts is solid, what is acted upon is not. Events are
    // as they are everywhere.
    [[nodiscard]] SymbolMark symbol(const MapNode& node, Vec2 centre, double size) const;
    // "58 largest of 131", and why sizes are not what was asked for; empty when neither is to be said.
    [[nodiscard]] static std::string left_out_words(const MapGraph& graph);
    [[nodiscard]] std::string_view nothing_words() const {
        return input_.visible->empty() ? "No event matches." : "Nothing that matches is tied to anything.";
    }

private:
    const ViewInput& input_;
    const Theme& theme_;
    Scene& scene_;
};

// The name that a node is drawn with: its id where it has none that can be seen.
[[nodiscard]] std::string shown_name(const Dataset& data, NodeRef node);

// Status of a relation as the day of the picture has it; of a ghost as it became known later.
[[nodiscard]] inline Status tie_status(const ViewInput& input, RelationId relation, bool ghost) {
    return relation_status(input.data(), relation, ghost ? kEverKnown : input.known_by_s);
}
// Whether what both ends are named in is no more than alleged.
[[nodiscard]] bool rests_on_allegations(const ViewInput& input, const MapTie& tie);

// Hover and clicks on nodes and ties of a graph; false: the gesture is none of these.
bool interact_graph(const MapGraph& graph, const Gesture& gesture, std::vector<Effect>& effects);

}  // namespace choke
