#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "layout/labels.h"
#include "scene/symbols.h"
#include "views/map_internal.h"
#include "views/style.h"

namespace choke {
namespace {

constexpr double kDimmed = 0.12;  // look.md: what is unrelated to the hovered node fades to this
constexpr double kGhost = 0.55;   // what was not yet known on the day
constexpr size_t kMaxFan = 3;     // parallel relations drawn as curves of their own
constexpr std::array kLabelSides{LabelSide::Below, LabelSide::Right, LabelSide::Left, LabelSide::Above};

class MapDrawing {
public:
    MapDrawing(const ViewInput& input, const MapCache& cache, Scene& scene)
        : input_(input), data_(input.data()), theme_(*input.theme), cache_(cache), scene_(scene),
          graph_(cache.graph.value()), layout_(cache.layout.value()) {}

    void draw() {
        headings();
        find_focus();
        find_least_shared();
        for (size_t i = 0; i < graph_.ties.size(); ++i) tie(i);
        for (size_t i = 0; i < graph_.nodes.size(); ++i) node(i);
        labels();
        if (graph_.nodes.empty()) words(Layer::Labels, input_.area.centre(), "No event matches.",
                                        {.size = kTypeLarge, .weight = FontWeight::Regular, .tabular = false},
                                        theme_.secondary, TextAnchor::Middle);
    }

private:
    void words(Layer layer, Vec2 at, std::string_view text, const TextStyle& style, Colour colour, TextAnchor anchor,
               Pick pick = {}) {
        TextMark mark;
        mark.baseline = at;
        mark.style = style;
        mark.anchor = anchor;
        mark.colour = colour;
        mark.halo = theme_.background;
        mark.width = static_cast<float>(input_.metrics->width(text, style));
        mark.pick = pick;
        scene_.add_text(layer, mark, text);
    }

    void headings() {
        constexpr TextStyle style{.size = 13, .weight = FontWeight::SemiBold, .tabular = false};
        const Rect& a = input_.area;
        const double y = a.y + 20;
        words(Layer::Labels, {a.x + 14, y}, side_label(Side::US), style, theme_.side_text[0], TextAnchor::Start);
        words(Layer::Labels, {a.right() - 14, y}, side_label(Side::China), style, theme_.side_text[1], TextAnchor::End);
        double free_begin = a.x + 14 + input_.metrics->width(side_label(Side::US), style) + 14;
        const double free_end = a.right() - 14 - input_.metrics->width(side_label(Side::China), style) - 14;
        if (graph_.left_out > 0) {
            constexpr TextStyle small{.size = 11, .weight = FontWeight::Regular, .tabular = false};
            // Beside the left heading, not in a corner where a node may stand.
            const std::string count = fmt::format("{} largest of {}", graph_.nodes.size(), graph_.nodes.size() + graph_.left_out);
            const double width = input_.metrics->width(count, small);
            if (free_begin + width <= free_end) {
                words(Layer::Labels, {free_begin, y}, count, small, theme_.secondary, TextAnchor::Start);
                free_begin += width + 14;
            }
        }
        // On a narrow map the middle goes without its name: it is told by its place.
        constexpr std::string_view kMiddle = "contested middle";
        const double half = input_.metrics->width(kMiddle, style) / 2;
        if (a.centre().x - half >= free_begin && a.centre().x + half <= free_end)
            words(Layer::Labels, {a.centre().x, y}, kMiddle, style, theme_.side_text[2], TextAnchor::Middle);
    }

    // What the pointer or the selection singles out; everything else steps back.
    void find_focus() {
        lit_node_.assign(graph_.nodes.size(), false);
        lit_tie_.assign(graph_.ties.size(), false);
        for (size_t i = 0; i < graph_.nodes.size(); ++i) {
            const bool hovered = input_.hover && *input_.hover == pick_of(graph_.nodes[i].node);
            if (hovered || input_.is_selected(graph_.nodes[i].node)) focus_on_node(i, hovered);
        }
        if (input_.hover && kind_of(*input_.hover) == PickKind::Tie && input_.hover->index < graph_.ties.size()) {
            dim_ = true;
            light_tie(input_.hover->index);
        }
        if (input_.hover && kind_of(*input_.hover) == PickKind::Event) focus_on_event(id_at<EventId>(input_.hover->index));
        for (const NodeRef& node : input_.selected)
            if (node.kind == NodeKind::Event) focus_on_event(id_at<EventId>(node.index));
    }

    // Pairs that only share events are shown from so many events on that there are no more of them than nodes: a map of
    // every pair is a grey cloth.
    void find_least_shared() {
        std::vector<size_t> shared;
        for (const MapTie& tie : graph_.ties)
            if (tie.relations.empty()) shared.push_back(tie.shared_events.size());
        std::sort(shared.rbegin(), shared.rend());
        if (shared.size() > graph_.nodes.size()) least_shared_ = std::max(least_shared_, shared[graph_.nodes.size()] + 1);
    }

    void focus_on_node(size_t i, bool hovered) {
        dim_ = dim_ || hovered || !input_.selected.empty();
        lit_node_[i] = true;
        for (size_t t = 0; t < graph_.ties.size(); ++t)
            if (graph_.ties[t].a == i || graph_.ties[t].b == i) light_tie(t);
    }

    void focus_on_event(EventId event) {
        dim_ = true;
        const auto named = [&](NodeRef node) {
            if (node.kind == NodeKind::Actor)
                return std::any_of(data_.events.actors[index(event)].begin(), data_.events.actors[index(event)].end(),
                                   [&](const ActorRole& role) { return index(role.actor) == node.index; });
            return std::any_of(data_.events.things[index(event)].begin(), data_.events.things[index(event)].end(),
                               [&](ThingId thing) { return index(thing) == node.index; });
        };
        for (size_t i = 0; i < graph_.nodes.size(); ++i)
            if (named(graph_.nodes[i].node)) lit_node_[i] = true;
        for (size_t t = 0; t < graph_.ties.size(); ++t) {
            const auto& shared = graph_.ties[t].shared_events;
            if (std::binary_search(shared.begin(), shared.end(), event)) light_tie(t);
        }
    }

    void light_tie(size_t t) {
        lit_tie_[t] = true;
        lit_node_[graph_.ties[t].a] = true;
        lit_node_[graph_.ties[t].b] = true;
    }

    [[nodiscard]] Vec2 centre(size_t i) const { return scene_from_world(cache_, layout_[i]); }
    [[nodiscard]] double radius(size_t i) const {
        return graph_.nodes[i].radius * std::clamp(std::sqrt(cache_.camera.zoom) / cache_.shrunk, 0.35, 2.0);
    }

    void tie(size_t t) {
        const MapTie& tie = graph_.ties[t];
        const Pick pick = pick_of(PickKind::Tie, t);
        const double alpha = lit_tie_[t] ? (tie.ghost ? 0.6 : 1.0) : dim_ || tie.ghost ? kDimmed : 0.5;
        if (tie.relations.empty()) {
            // One event in common says little; it is shown when one of the two is asked about.
            if (tie.shared_events.size() < least_shared_ && !lit_tie_[t]) return;
            Stroke stroke{with_alpha(lit_tie_[t] ? theme_.text : theme_.faint, lit_tie_[t] ? 0.55 : alpha * 0.7),
                          static_cast<float>(0.6 + 0.35 * std::log2(1.0 + static_cast<double>(tie.shared_events.size()))),
                          LineStyle::Solid};
            curve(tie.a, tie.b, 0, stroke, Arrow::None, pick);
            return;
        }
        // One curve a kind and direction; several relations of a kind are one line.
        std::vector<RelationId> drawn;
        for (const RelationId relation : tie.relations) {
            const bool twin = std::any_of(drawn.begin(), drawn.end(), [&](RelationId other) {
                return data_.relations.kind[index(other)] == data_.relations.kind[index(relation)] &&
                       data_.relations.from[index(other)] == data_.relations.from[index(relation)];
            });
            if (!twin && drawn.size() < kMaxFan) drawn.push_back(relation);
        }
        for (size_t k = 0; k < drawn.size(); ++k) {
            const size_t r = index(drawn[k]);
            const Status status = relation_status(data_, drawn[k], tie.ghost ? kEverKnown : input_.known_by_s);
            const bool forward = data_.relations.from[r] == graph_.nodes[tie.a].node;
            const uint32_t from = forward ? tie.a : tie.b;
            const uint32_t to = forward ? tie.b : tie.a;
            const Colour hue = theme_.side_text[static_cast<size_t>(graph_.nodes[from].side)];
            const Stroke stroke{lit_tie_[t] && !tie.ghost ? theme_.selection : with_alpha(hue, alpha),
                                static_cast<float>(lit_tie_[t] ? 1.9 : 1.3), relation_line(status)};
            // The offset is signed from a to b, whichever way the arrow points, so that a fan stays a fan.
            const double offset = (static_cast<double>(k) - (static_cast<double>(drawn.size()) - 1) / 2) * 22;
            curve(from, to, forward ? offset : -offset, stroke, Arrow::End, pick);
        }
    }

    void curve(uint32_t from, uint32_t to, double offset, const Stroke& stroke, Arrow arrow, Pick pick) {
        const Vec2 a = centre(from);
        const Vec2 b = centre(to);
        const Vec2 along = normalised(b - a);
        const Vec2 across{-along.y, along.x};
        const double distance = length(b - a);
        // A slight bow keeps long lines apart from the nodes between their ends; it grows with the distance.
        const double bow = offset + (offset == 0 ? std::min(28.0, distance * 0.06) : 0);
        CurveMark mark;
        const Vec2 control_1 = a + (b - a) * 0.3 + across * bow;
        const Vec2 control_2 = a + (b - a) * 0.7 + across * bow;
        mark.from = a + normalised(control_1 - a) * (radius(from) + 2);
        mark.to = b - normalised(b - control_2) * (radius(to) + (arrow == Arrow::End ? 3 : 2));
        mark.control_1 = control_1;
        mark.control_2 = control_2;
        mark.stroke = stroke;
        mark.arrow = arrow;
        mark.pick = pick;
        if (distance > radius(from) + radius(to) + 6) scene_.add(Layer::Edges, mark);
    }

    void node(size_t i) {
        const MapNode& node = graph_.nodes[i];
        const bool thing = node.node.kind == NodeKind::Thing;
        const bool ghost = node.event_count == 0;
        const double alpha = (!dim_ || lit_node_[i] ? 1.0 : 0.3) * (ghost ? kGhost : 1.0);
        const Colour hue = theme_.side[static_cast<size_t>(node.side)];
        SymbolMark mark;
        mark.centre = centre(i);
        mark.size = static_cast<float>(radius(i) / kCircleRadius * (thing ? 0.8 : 1.0));
        mark.shape = thing ? kThingShape : kActorShape;
        // Things are hollow: what acts is solid, what is acted upon is not.
        mark.fill = ghost ? Colour{0, 0, 0, 0} : thing ? mix(theme_.background, hue, 0.22) : hue;
        if (alpha < 1 && !ghost) mark.fill = mix(theme_.background, mark.fill, alpha);
        const Colour outline = thing ? theme_.hollow_outline[static_cast<size_t>(node.side)] : theme_.mark_outline;
        mark.stroke = {alpha < 1 ? mix(theme_.background, outline, alpha) : outline, 1.3F, LineStyle::Solid};
        mark.pick = pick_of(node.node);
        scene_.add(Layer::Marks, mark);
        const bool hovered = input_.hover && *input_.hover == mark.pick;
        if (!input_.is_selected(node.node) && !hovered && !(lit_node_[i] && event_selected())) return;
        SymbolMark ring;
        ring.centre = mark.centre;
        ring.size = mark.size + 8;
        ring.shape = SymbolShape::Circle;
        ring.stroke = {hovered && !input_.is_selected(node.node) ? theme_.text : theme_.selection, 2.0F, LineStyle::Solid};
        scene_.add(Layer::Overlay, ring);
    }

    [[nodiscard]] bool event_selected() const {
        return std::any_of(input_.selected.begin(), input_.selected.end(),
                           [](NodeRef node) { return node.kind == NodeKind::Event; });
    }

    void labels() {
        std::vector<LabelRequest> requests;
        std::vector<Rect> obstacles;
        std::vector<std::string> names;
        std::vector<size_t> which;
        obstacles.push_back({input_.area.x, input_.area.y, input_.area.w, 27});
        for (size_t i = 0; i < graph_.nodes.size(); ++i) {
            const Vec2 at = centre(i);
            const double r = radius(i);
            const Rect box{at.x - r, at.y - r, 2 * r, 2 * r};
            if (!box.overlaps(input_.area)) continue;
            obstacles.push_back(box);
            names.push_back(displayable(data_.node_label(graph_.nodes[i].node)));
            const TextStyle& style = map_label_style(graph_.nodes[i]);
            LabelRequest request;
            request.mark = box;
            request.width = std::min(kMapMaxLabel_px, input_.metrics->width(names.back(), style) + 1);
            request.height = kMapLabelHeight_px;
            request.min_width = std::min(request.width, 60.0);
            request.priority = (lit_node_[i] ? 1e6 : 0) + graph_.nodes[i].event_count;
            request.gap = 2;
            request.sides = kLabelSides;
            requests.push_back(request);
            which.push_back(i);
        }
        std::vector<LabelPlace> places;
        place_labels(requests, obstacles, input_.area, 2, places);
        for (size_t k = 0; k < places.size(); ++k) {
            if (!places[k].placed) continue;
            const size_t i = which[k];
            const TextStyle& style = map_label_style(graph_.nodes[i]);
            const std::string shown = ellipsised(names[k], style, places[k].rect.w + 0.5, *input_.metrics);
            const double alpha = (!dim_ || lit_node_[i] ? 1.0 : 0.45) * (graph_.nodes[i].event_count == 0 ? kGhost : 1.0);
            const Colour colour = input_.is_selected(graph_.nodes[i].node) ? theme_.selection
                                  : lit_node_[i] || graph_.nodes[i].event_count >= 8 ? theme_.text : theme_.secondary;
            const TextAnchor anchor = places[k].side == LabelSide::Right  ? TextAnchor::Start
                                      : places[k].side == LabelSide::Left ? TextAnchor::End
                                                                          : TextAnchor::Middle;
            const double x = anchor == TextAnchor::Start ? places[k].rect.x
                             : anchor == TextAnchor::End ? places[k].rect.right()
                                                         : places[k].rect.centre().x;
            // A ground of its own: lines that show between words read as hyphens.
            RectMark ground;
            const double shown_width = input_.metrics->width(shown, style);
            const double left = anchor == TextAnchor::Start ? x : anchor == TextAnchor::End ? x - shown_width : x - shown_width / 2;
            ground.rect = {left - 2, places[k].rect.y + 1, shown_width + 4, kMapLabelHeight_px - 1};
            ground.radius = 2;
            ground.fill = with_alpha(theme_.background, 0.82);
            scene_.add(Layer::Labels, ground);
            words(Layer::Labels, {x, places[k].rect.y + 11.5}, shown, style,
                  alpha < 1 ? mix(theme_.background, colour, alpha) : colour, anchor, pick_of(graph_.nodes[i].node));
        }
    }

    const ViewInput& input_;
    const Dataset& data_;
    const Theme& theme_;
    const MapCache& cache_;
    Scene& scene_;
    const MapGraph& graph_;
    const std::vector<Vec2>& layout_;
    std::vector<bool> lit_node_, lit_tie_;
    bool dim_ = false;
    size_t least_shared_ = 2;
};

}  // namespace

void draw_map(const ViewInput& input, const MapCache& cache, Scene& scene) {
    scene.push_clip(input.area);
    RectMark ground;
    ground.rect = input.area;
    ground.fill = input.theme->background;
    scene.add(Layer::Background, ground);
    MapDrawing(input, cache, scene).draw();
    scene.pop_clip();
}

}  // namespace choke
