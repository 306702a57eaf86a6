#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "views/graph_pen.h"
#include "views/map_internal.h"
#include "views/style.h"

namespace choke {
namespace {

using Choice = std::pair<std::string_view, std::string_view>;
constexpr std::array<Choice, 5> kLayoutChoices{{{"curtain", "sides face each other"},
                                                {"stress", "near is closely tied"},
                                                {"time", "from left to right in time"},
                                                {"rings", "rings around the selected node"},
                                                {"groups", "groups that belong together"}}};
constexpr std::array<Choice, 6> kDepthChoices{{{"1", "lights neighbours"},
                                               {"2", "two steps"},
                                               {"3", "three steps"},
                                               {"4", "four steps"},
                                               {"5", "five steps"},
                                               {"common", "what two of them share"}}};
constexpr std::array<Choice, 2> kStepChoices{{{"any", "ways in any order"}, {"time", "ways in the order of time"}}};
constexpr std::array<Choice, 2> kCompareChoices{{{"dates", "by what had happened"}, {"known", "by what had become known"}}};
constexpr std::array<Choice, 2> kLineChoices{{{"curves", "each by itself"}, {"bundled", "in bundles"}}};
constexpr std::array<ViewParam, 9> kParams{{{"nodes", "Nodes", kMapNodeChoices},
                                            {"amount", "How many", kMapAmountChoices},
                                            {"layout", "Layout", kLayoutChoices},
                                            {"graph", "Tied by", kMapTiesChoices},
                                            {"size", "Size", kMapSizeChoices},
                                            {"depth", "Light up", kDepthChoices},
                                            {"steps", "Steps of a path", kStepChoices},
                                            {"compare", "Compare two days", kCompareChoices},
                                            {"lines", "Lines", kLineChoices}}};

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

MapBase base_of(const ViewInput& input, const MapBaseKey& key) {
    const EventSet all = EventSet::all(input.data().events.size());
    const MapGraph graph = build_map_graph({&input.data(), &all, nullptr, kEverKnown, std::nullopt, kEverKnown, std::nullopt}, key.graph);
    MapLayoutKey layout;
    layout.kind = key.kind;
    layout.centre = key.centre;
    layout.world = key.world;
    layout.metrics = key.metrics;
    MapBase base;
    base.places = lay_out_map({&input.data(), &graph, &layout, nullptr});
    for (size_t i = 0; i < graph.nodes.size(); ++i) {
        const uint32_t group = base.places.group_of.empty() ? 0 : base.places.group_of[i];
        base.rows.push_back({graph.nodes[i].node, base.places.at[i], group});
        base.order.push_back(graph.nodes[i].node);
    }
    std::sort(base.rows.begin(), base.rows.end(), [](const auto& a, const auto& b) { return a.node < b.node; });
    return base;
}

// From where nodes are drawn now, be it on their way, to their new places.
void note_new_places(const MapGraph& graph, const MapPlaces& places, MapStill still, MapCache& cache) {
    std::vector<std::pair<NodeRef, Vec2>> drawn;
    if (still == cache.still)
        for (const auto& [node, at] : cache.stands) drawn.emplace_back(node, map_now(cache, node, at, cache.settle).at);
    cache.still = std::move(still);
    cache.stands.clear();
    for (size_t i = 0; i < graph.nodes.size(); ++i) cache.stands.emplace_back(graph.nodes[i].node, places.at[i]);
    std::sort(cache.stands.begin(), cache.stands.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    cache.stood = std::move(drawn);
    const auto stays = [&](const auto& row) {
        const auto from = std::ranges::lower_bound(cache.stood, row.first, {}, [](const auto& other) { return other.first; });
        return from != cache.stood.end() && from->first == row.first && from->second == row.second;
    };
    if (!cache.stood.empty() && !std::ranges::all_of(cache.stands, stays)) cache.settling++;
    else cache.stood.clear();
}

// The node that rings go round: the one selected last that can be on the map.
std::optional<NodeRef> centre_of(const ViewInput& input, MapTies ties) {
    for (size_t i = input.selected.size(); i-- > 0;) {
        const bool event = input.selected[i].kind == NodeKind::Event;
        if (event == (ties == MapTies::Chain) && !(ties == MapTies::Events && input.selected[i].kind == NodeKind::Thing)) return input.selected[i];
    }
    return std::nullopt;
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

const std::span<const ViewParam> kMapParams{kParams};

const TextStyle& map_label_style(const MapNode& node) { return node.weight >= 8 ? kMapLabelHeavy : kMapLabel; }

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

int map_depth(const ParamValues& values) {
    const std::string_view depth = param(values, kParams[5]);
    return depth == "common" ? 0 : depth.front() - '0';
}

CompareBy compare_by(const ParamValues& values) { return chosen<CompareBy>(values, kParams[7]); }

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
    graph_key.with_things = param(*input.params, kParams[0]) == "both";
    graph_key.ties = chosen<MapTies>(*input.params, kParams[3]);
    graph_key.size = chosen<MapSize>(*input.params, kParams[4]);
    graph_key.node_limit = all ? SIZE_MAX : std::max(kFewestNodes, room);
    cache.kind = chosen<MapLayoutKind>(*input.params, kParams[2]);
    // The layout is made for a size in steps and stretched by less than a step: a window that grows by a pixel, or a
    // figure that is a pixel less high than the screen, shows the same picture.
    Rect world{0, 0, std::max(kWorldStep_px, std::floor(cache.world.w / kWorldStep_px) * kWorldStep_px),
               std::max(kWorldStep_px, std::floor(cache.world.h / kWorldStep_px) * kWorldStep_px)};
    // All of them may need more room than there is: they are laid out on a larger page and shown smaller, and labels
    // come as one zooms in.
    const Dataset& data = input.data();
    const size_t most = graph_key.ties == MapTies::Chain ? data.events.size() : data.actors.size() + (graph_key.with_things ? data.things.size() : 0);
    const double page = all ? std::max(1.0, std::sqrt(static_cast<double>(most) * kRoomPerNode_px2 / (world.w * world.h))) : 1.0;
    world.w *= page;
    world.h *= page;
    MapBaseKey base_key{graph_key, cache.kind, std::nullopt, world, input.metrics};
    if (cache.kind == MapLayoutKind::Rings) {
        base_key.centre = centre_of(input, graph_key.ties);
        if (base_key.centre) base_key.graph.forced = {*base_key.centre};
    }
    const MapBase& base = cache.base.get(base_key, [&](const MapBaseKey& key) { return base_of(input, key); });
    graph_key.visible_revision = input.visible_revision;
    // Among fewer events other nodes are the heaviest: a node that the base has may then be left out.
    const bool filtered = input.visible->size() < input.data().events.size();
    const bool events = graph_key.ties == MapTies::Chain;
    graph_key.forced = base_key.graph.forced;
    for (const NodeRef& node : input.selected)
        if ((node.kind == NodeKind::Event) == events && (filtered || base.find(node) == nullptr)) graph_key.forced.push_back(node);
    for (const std::vector<NodeRef>& path : input.paths) graph_key.forced.insert(graph_key.forced.end(), path.begin(), path.end());
    std::sort(graph_key.forced.begin(), graph_key.forced.end());
    graph_key.forced.erase(std::unique(graph_key.forced.begin(), graph_key.forced.end()), graph_key.forced.end());
    const bool compares = input.compared_days != nullptr;
    const CompareBy by = compare_by(*input.params);
    if (compares && by == CompareBy::Known) graph_key.also_by_s = input.compared_days->since_s;
    const MapGraph& graph = cache.graph.get(graph_key, [&](const MapGraphKey& key) {
        MapFacts facts{&input.data(), input.visible, input.ghosts, input.known_by_s, input.status_floor, input.happened_by_s, key.also_by_s};
        if (compares) facts.ghosts = nullptr;  // the days that are compared say what was known when
        if (compares && by == CompareBy::Known) {
            cache.united = *input.visible;
            cache.united.unite(*input.compared_days->before);
            facts.events = &cache.united;
        }
        return build_map_graph(facts, key);
    });
    cache.changes.get({cache.graph.build_count(), input.visible_revision, compares, by}, [&](const MapChangesKey&) {
        return compares ? changes_of(graph, ChangeRule(change_facts(input), by), input) : MapChanges{};
    });
    MapLayoutKey key;
    key.graph_build = cache.graph.build_count();
    key.base_build = cache.base.build_count();
    key.kind = cache.kind;
    key.centre = base_key.centre;
    key.world = world;
    if (input.pins != nullptr) key.pins = *input.pins;
    key.metrics = input.metrics;
    const MapPlaces& places = cache.places.get(key, [&](const MapLayoutKey& k) {
        const auto is_same = [](const MapNode& node, NodeRef ref) { return node.node == ref; };
        // Nothing is filtered: nothing has to be laid out.
        if (k.pins.empty() && std::equal(graph.nodes.begin(), graph.nodes.end(), base.order.begin(), base.order.end(), is_same)) return base.places;
        return lay_out_map({&input.data(), &graph, &k, &base});
    });
    cache.shrunk = page * places.shrunk;
    cache.bundled = param(*input.params, kParams[8]) == "bundled" && crowd_of_ties(cache).drawn <= kMostBundledTies;
    cache.routes.get({cache.graph.build_count(), cache.places.build_count(), key.world, cache.bundled}, [&](const MapRoutesKey& k) { return route_map_ties(graph, places, k); });
    if (cache.stands_build != cache.places.build_count()) {
        cache.stands_build = cache.places.build_count();
        note_new_places(graph, places, {&input.data(), key.world, key.pins, key.metrics}, cache);
    }
    cache.settle = input.settle;
    cache.camera = input.camera.framed ? input.camera : Camera{};
    // The key of a comparison stands below; the layout is the one without it, a little lower, so that nobody moves far.
    if (compares) cache.world.h = std::max(1.0, cache.world.h - kCompareKey_px);
}

size_t settling_map(const ViewCache& cache) { return as_map(cache).settling; }

MapNow map_now(const MapCache& cache, NodeRef node, Vec2 stands, double settle) {
    if (cache.stood.empty() || settle >= 1) return {stands, 1};
    const auto from = std::ranges::lower_bound(cache.stood, node, {}, [](const auto& row) { return row.first; });
    if (from == cache.stood.end() || from->first != node) return {stands, settle};
    return {from->second + (stands - from->second) * settle, 1};
}

void build_map(const ViewInput& input, ViewCache& cache, Scene& scene) {
    prepare_map(input, as_map(cache));
    draw_map(input, as_map(cache), scene);
}

void interact_map(const ViewInput& input, const ViewCache& view_cache, const Gesture& gesture,
                  std::vector<Effect>& effects) {
    const MapCache& cache = as_map(view_cache);
    const auto began_node = node_of(gesture.began_pick);
    if (interact_graph(cache.graph.value(), gesture, effects)) return;
    switch (gesture.kind) {
        case GestureKind::Hover:
        case GestureKind::Leave:
        case GestureKind::Click: break;
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
            const Vec2 p = cache.layout()[i];
            x0 = std::min(x0, p.x);
            x1 = std::max(x1, p.x);
            y0 = std::min(y0, p.y);
            y1 = std::max(y1, p.y);
        }
    };
    for (const NodeRef& node : nodes) {
        add(node);
        if (node.kind == NodeKind::Event) {
            for (const ActorRole& role : data.events.actors[node.index]) add({NodeKind::Actor, static_cast<uint32_t>(role.actor)});
            for (const ThingId thing : data.events.things[node.index]) add({NodeKind::Thing, static_cast<uint32_t>(thing)});
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
    std::string words = describe_tie(input, cache.graph.value(), pick);
    const std::vector<Change>& changes = cache.changes.value().of_tie;
    if (input.compared_days == nullptr || kind_of(pick) != PickKind::Tie || pick.index >= changes.size()) return words;
    const std::string changed = ChangeRule(change_facts(input), compare_by(*input.params)).words(changes[pick.index]);
    return changed.empty() ? words : static_cast<char>(changed.front() - 'a' + 'A') + changed.substr(1) + "\n" + words;
}

std::string describe_tie(const ViewInput& input, const MapGraph& graph, Pick pick) {
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
