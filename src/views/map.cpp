#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "views/map_internal.h"
#include "views/style.h"

namespace choke {
namespace {

using Choice = std::pair<std::string_view, std::string_view>;
constexpr std::array<Choice, 2> kNodeChoices{{{"both", "actors and things"}, {"actors", "actors only"}}};
constexpr std::array<Choice, 2> kAmountChoices{{{"room", "as many as there is room for"}, {"all", "all"}}};
constexpr std::array<ViewParam, 2> kParams{{{"nodes", "Nodes", kNodeChoices}, {"amount", "How many", kAmountChoices}}};

// About one labelled node in this much room keeps a map legible, a little more where there are many, because ties grow
// faster than nodes; judged on pictures of the built-in history.
constexpr double kRoomPerNode_px2 = 9000;
constexpr double kMoreRoomPerNode_px2 = 9000;  // on a page of kLargeMap_px2 and above
constexpr double kLargeMap_px2 = 1.5e6;
constexpr size_t kFewestNodes = 8;
constexpr double kHeading_px = 30;
constexpr double kMargin_px = 10;
constexpr double kWorldStep_px = 40;
constexpr double kMinZoom = 0.5;
constexpr double kMaxZoom = 12;

MapCache& as_map(ViewCache& cache) { return static_cast<MapCache&>(cache); }
const MapCache& as_map(const ViewCache& cache) { return static_cast<const MapCache&>(cache); }

Camp camp_of(Side side) {
    switch (side) {
        case Side::US: return Camp::Left;
        case Side::China: return Camp::Right;
        case Side::Other: return Camp::Middle;
    }
    return Camp::Middle;
}

// base: where nodes stand without a filter; null while the base itself is made.
std::vector<Vec2> lay_out(const Dataset& data, const MapGraph& graph, const Rect& world, const TextMetrics& metrics,
                          const std::vector<Pin>& pins, const MapBase* base) {
    std::vector<CurtainNode> nodes;
    nodes.reserve(graph.nodes.size());
    const auto px_from_unit = [&](Vec2 p) { return Vec2{world.x + p.x * world.w, world.y + p.y * world.h}; };
    for (const MapNode& node : graph.nodes) {
        CurtainNode out;
        out.camp = camp_of(node.side);
        out.radius = node.radius;
        out.label_width = std::min(kMapMaxLabel_px, metrics.width(displayable(data.node_label(node.node)), map_label_style(node)));
        out.label_height = kMapLabelHeight_px;
        out.weight = 1.0 + node.event_count;
        for (const Pin& pin : pins)
            if (pin.node == node.node) out.pinned = px_from_unit(pin.at);
        if (const Vec2* place = base != nullptr ? base->find(node.node) : nullptr) out.previous = px_from_unit(*place);
        nodes.push_back(out);
    }
    std::vector<CurtainEdge> edges;
    edges.reserve(graph.ties.size());
    for (const MapTie& tie : graph.ties) {
        const double weight = 1.5 * static_cast<double>(tie.relations.size()) + 0.5 * static_cast<double>(tie.shared_events.size());
        edges.push_back({tie.a, tie.b, weight});
    }
    CurtainOptions options;
    options.bounds = world;
    options.gap = 8;
    std::vector<Vec2> places = curtain_layout(nodes, edges, options);
    for (Vec2& p : places) p = {(p.x - world.x) / std::max(1.0, world.w), (p.y - world.y) / std::max(1.0, world.h)};
    return places;
}

MapBase base_of(const ViewInput& input, const MapBaseKey& key) {
    const EventSet all = EventSet::all(input.data().events.size());
    const MapGraph graph = build_map_graph({&input.data(), &all, nullptr, kEverKnown, std::nullopt}, key.graph);
    const std::vector<Vec2> places = lay_out(input.data(), graph, key.world, *key.metrics, {}, nullptr);
    MapBase base;
    for (size_t i = 0; i < places.size(); ++i) base.places.emplace_back(graph.nodes[i].node, places[i]);
    std::sort(base.places.begin(), base.places.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return base;
}

Camera zoomed_at(const MapCache& cache, Vec2 at, double factor) {
    Camera camera = cache.camera;
    camera.framed = true;
    const Vec2 fixed = world_from_scene(cache, at);
    camera.zoom = std::clamp(camera.zoom * factor, kMinZoom, kMaxZoom);
    const Vec2 middle = cache.world.centre();
    camera.centre = {fixed.x - (at.x - middle.x) / (cache.world.w * camera.zoom),
                     fixed.y - (at.y - middle.y) / (cache.world.h * camera.zoom)};
    return camera;
}

Camera panned_by(const MapCache& cache, Vec2 delta) {
    Camera camera = cache.camera;
    camera.framed = true;
    camera.centre.x = std::clamp(camera.centre.x - delta.x / (cache.world.w * camera.zoom), -0.2, 1.2);
    camera.centre.y = std::clamp(camera.centre.y - delta.y / (cache.world.h * camera.zoom), -0.2, 1.2);
    return camera;
}

}  // namespace

const Vec2* MapBase::find(NodeRef node) const {
    const auto at = std::lower_bound(places.begin(), places.end(), node,
                                     [](const auto& row, NodeRef ref) { return row.first < ref; });
    return at != places.end() && at->first == node ? &at->second : nullptr;
}

std::vector<Vec2> MapBase::of_all(const std::vector<MapNode>& nodes) const {
    std::vector<Vec2> out;
    for (const MapNode& node : nodes) {
        const Vec2* place = find(node.node);
        if (place == nullptr) return {};
        out.push_back(*place);
    }
    return out;
}

const std::span<const ViewParam> kMapParams{kParams};

const TextStyle& map_label_style(const MapNode& node) { return node.event_count >= 8 ? kMapLabelHeavy : kMapLabel; }

Vec2 scene_from_world(const MapCache& cache, Vec2 at) {
    const Vec2 middle = cache.world.centre();
    return {middle.x + (at.x - cache.camera.centre.x) * cache.world.w * cache.camera.zoom,
            middle.y + (at.y - cache.camera.centre.y) * cache.world.h * cache.camera.zoom};
}

Vec2 world_from_scene(const MapCache& cache, Vec2 at) {
    const Vec2 middle = cache.world.centre();
    return {cache.camera.centre.x + (at.x - middle.x) / (cache.world.w * cache.camera.zoom),
            cache.camera.centre.y + (at.y - middle.y) / (cache.world.h * cache.camera.zoom)};
}

void prepare_map(const ViewInput& input, MapCache& cache) {
    cache.world = {input.area.x + kMargin_px, input.area.y + kHeading_px,
                   std::max(1.0, input.area.w - 2 * kMargin_px), std::max(1.0, input.area.h - kHeading_px - kMargin_px)};
    const bool all = param(*input.params, kParams[1]) == "all";
    const double area_px2 = std::floor(cache.world.w / kWorldStep_px) * std::floor(cache.world.h / kWorldStep_px) *
                            kWorldStep_px * kWorldStep_px;
    const auto room = static_cast<size_t>(
        area_px2 / (kRoomPerNode_px2 + kMoreRoomPerNode_px2 * std::min(1.0, area_px2 / kLargeMap_px2)));
    MapGraphKey graph_key;
    graph_key.data = &input.data();
    graph_key.nodes = param(*input.params, kParams[0]);
    graph_key.node_limit = all ? SIZE_MAX : std::max(kFewestNodes, room);
    // The layout is made for a size in steps and stretched by less than a step: a window that grows by a pixel, or a
    // figure that is a pixel less high than the screen, shows the same picture.
    Rect world{0, 0, std::max(kWorldStep_px, std::floor(cache.world.w / kWorldStep_px) * kWorldStep_px),
               std::max(kWorldStep_px, std::floor(cache.world.h / kWorldStep_px) * kWorldStep_px)};
    // All of them may need more room than there is: they are laid out on a larger page and shown smaller, and labels
    // come as one zooms in.
    const Dataset& data = input.data();
    const size_t most = data.actors.size() + (graph_key.nodes == "actors" ? 0 : data.things.size());
    cache.shrunk = all ? std::max(1.0, std::sqrt(static_cast<double>(most) * kRoomPerNode_px2 / (world.w * world.h))) : 1.0;
    world.w *= cache.shrunk;
    world.h *= cache.shrunk;
    const MapBase& base = cache.base.get({graph_key, world, input.metrics},
                                         [&](const MapBaseKey& key) { return base_of(input, key); });
    graph_key.visible_revision = input.visible_revision;
    // Among fewer events other nodes are the heaviest: a node that the base has may then be left out.
    const bool filtered = input.visible->size() < input.data().events.size();
    for (const NodeRef& node : input.selected)
        if (node.kind != NodeKind::Event && (filtered || base.find(node) == nullptr)) graph_key.forced.push_back(node);
    std::sort(graph_key.forced.begin(), graph_key.forced.end());
    const MapGraph& graph = cache.graph.get(graph_key, [&](const MapGraphKey& key) {
        return build_map_graph({&input.data(), input.visible, input.ghosts, input.known_by_s, input.status_floor}, key);
    });
    MapLayoutKey key;
    key.graph_build = cache.graph.build_count();
    key.base_build = cache.base.build_count();
    key.world = world;
    if (input.pins != nullptr) key.pins = *input.pins;
    key.metrics = input.metrics;
    cache.layout.get(key, [&](const MapLayoutKey& k) {
        if (k.pins.empty() && graph.nodes.size() == base.places.size()) {
            if (auto places = base.of_all(graph.nodes); !places.empty()) return places;
        }
        return lay_out(input.data(), graph, k.world, *k.metrics, k.pins, &base);
    });
    cache.camera = input.camera.framed ? input.camera : Camera{};
}

void build_map(const ViewInput& input, ViewCache& cache, Scene& scene) {
    prepare_map(input, as_map(cache));
    draw_map(input, as_map(cache), scene);
}

void interact_map(const ViewInput& input, const ViewCache& view_cache, const Gesture& gesture,
                  std::vector<Effect>& effects) {
    const MapCache& cache = as_map(view_cache);
    const auto began_node = node_of(gesture.began_pick);
    switch (gesture.kind) {
        case GestureKind::Hover:
            effects.emplace_back(SetHover{gesture.pick.any() ? std::optional(gesture.pick) : std::nullopt});
            break;
        case GestureKind::Leave: effects.emplace_back(SetHover{std::nullopt}); break;
        case GestureKind::Click:
            if (kind_of(gesture.pick) == PickKind::Tie) {
                const MapGraph& graph = cache.graph.value();
                const MapTie& tie = graph.ties[gesture.pick.index];
                effects.emplace_back(SelectTie{graph.nodes[tie.a].node, graph.nodes[tie.b].node});
            } else {
                effects.emplace_back(SelectNode{node_of(gesture.pick),
                                                gesture.shift ? SelectMode::Toggle : SelectMode::Replace});
            }
            break;
        case GestureKind::DoubleClick: {
            const auto node = node_of(gesture.pick);
            Camera camera;
            if (node) {
                const NodeRef nodes[] = {*node};
                camera = frame_map(input, cache, nodes);
            }
            effects.emplace_back(SetCamera{camera, true});
            break;
        }
        case GestureKind::DragBegin: break;
        case GestureKind::Drag:
            if (began_node) {
                Vec2 at = world_from_scene(cache, gesture.at);
                at = {std::clamp(at.x, 0.0, 1.0), std::clamp(at.y, 0.0, 1.0)};
                effects.emplace_back(PinNode{{*began_node, at}});
            } else {
                effects.emplace_back(SetCamera{panned_by(cache, gesture.delta), false});
            }
            break;
        case GestureKind::DragEnd: break;
        case GestureKind::Wheel:
            effects.emplace_back(SetCamera{zoomed_at(cache, gesture.at, std::pow(1.2, gesture.wheel)), false});
            break;
        case GestureKind::PanZoom: {
            Camera camera = panned_by(cache, gesture.delta);
            if (gesture.wheel != 0) camera.zoom = std::clamp(camera.zoom * std::pow(1.2, gesture.wheel), kMinZoom, kMaxZoom);
            effects.emplace_back(SetCamera{camera, false});
            break;
        }
    }
}

Camera frame_map(const ViewInput& input, const ViewCache& view_cache, std::span<const NodeRef> nodes) {
    const MapCache& cache = as_map(view_cache);
    const MapGraph& graph = cache.graph.value();
    const Dataset& data = input.data();
    double x0 = 1e9;
    double y0 = 1e9;
    double x1 = -1e9;
    double y1 = -1e9;
    const auto add = [&](NodeRef node) {
        for (size_t i = 0; i < graph.nodes.size(); ++i) {
            if (graph.nodes[i].node != node) continue;
            const Vec2 p = cache.layout.value()[i];
            x0 = std::min(x0, p.x);
            x1 = std::max(x1, p.x);
            y0 = std::min(y0, p.y);
            y1 = std::max(y1, p.y);
        }
    };
    for (const NodeRef& node : nodes) {
        if (node.kind == NodeKind::Event) {
            for (const ActorRole& role : data.events.actors[node.index]) add({NodeKind::Actor, static_cast<uint32_t>(role.actor)});
            for (const ThingId thing : data.events.things[node.index]) add({NodeKind::Thing, static_cast<uint32_t>(thing)});
        } else {
            add(node);
        }
    }
    if (x0 > x1) return Camera{};
    Camera camera;
    camera.framed = true;
    camera.centre = {(x0 + x1) / 2, (y0 + y1) / 2};
    camera.zoom = std::clamp(0.7 / std::max({x1 - x0, y1 - y0, 0.2}), 1.0, 3.0);
    return camera;
}

Camera whole_map(const ViewInput&, const ViewCache&) {
    Camera camera;
    camera.framed = true;
    return camera;
}

std::string describe_map(const ViewInput& input, const ViewCache& view_cache, Pick pick) {
    const MapCache& cache = as_map(view_cache);
    const MapGraph& graph = cache.graph.value();
    const Dataset& data = input.data();
    if (kind_of(pick) != PickKind::Tie || pick.index >= graph.ties.size()) return {};
    const MapTie& tie = graph.ties[pick.index];
    std::string words = tie.ghost ? "Not yet known on this day:\n" : "";
    size_t said = 0;
    for (const RelationId relation : tie.relations) {
        if (said++ == 4) break;
        const std::string_view kind = data.relation_kinds.word(data.relations.kind[index(relation)]);
        const Status status = relation_status(data, relation, tie.ghost ? kEverKnown : input.known_by_s);
        words += fmt::format("{} {} {} ({})\n", displayable(data.node_label(data.relations.from[index(relation)])),
                             relation_words(kind).forward, displayable(data.node_label(data.relations.to[index(relation)])),
                             word(status));
    }
    if (tie.relations.size() > 4) words += fmt::format("and {} more relations\n", tie.relations.size() - 4);
    if (tie.relations.empty())
        words += fmt::format("{} and {}\n", displayable(data.node_label(graph.nodes[tie.a].node)),
                             displayable(data.node_label(graph.nodes[tie.b].node)));
    if (!tie.shared_events.empty())
        words += fmt::format("named together in {} event{}\n", tie.shared_events.size(),
                             tie.shared_events.size() == 1 ? "" : "s");
    return words + "Click for the sources";
}

}  // namespace choke
