// The steps of the relationship map, each a pure function of the one before: graph (who is tied to whom) -> layout (where
// everybody stands) -> drawing. Everybody but tests and benchmarks uses the row in registry.cpp.
#pragma once

#include <string>
#include <vector>

#include "base/memo.h"
#include "layout/curtain.h"
#include "views/view.h"

namespace choke {

struct MapNode {
    NodeRef node;
    Side side = Side::Other;
    uint32_t event_count = 0;  // visible events that name it; 0: a ghost, that only events not yet known name
    double radius = 5;         // px at zoom 1
};

// All that ties two nodes: relations in either direction, and events that name both.
struct MapTie {
    uint32_t a = 0;  // into MapGraph::nodes, a < b
    uint32_t b = 0;
    std::vector<RelationId> relations;    // known ones, ascending
    std::vector<EventId> shared_events;   // visible ones, ascending
    bool ghost = false;  // there is only what was not yet known: both lists are empty, or speak of later
};

struct MapGraphKey {
    const Dataset* data = nullptr;
    uint64_t visible_revision = 0;
    std::string nodes;      // "both", "actors"
    size_t node_limit = 0;  // heaviest ones; what the area has room for
    std::vector<NodeRef> forced;  // on the map however light; sorted
    friend bool operator==(const MapGraphKey&, const MapGraphKey&) = default;
};

struct MapGraph {
    std::vector<MapNode> nodes;  // heaviest first
    std::vector<MapTie> ties;    // by a, then b
    size_t left_out = 0;         // nodes beyond the limit
};

// Which facts the graph is made of.
struct MapFacts {
    const Dataset* data = nullptr;
    const EventSet* events = nullptr;
    const EventSet* ghosts = nullptr;    // may be null
    Instant known_by_s = kEverKnown;
    std::optional<Status> status_floor;  // of relations
};
[[nodiscard]] MapGraph build_map_graph(const MapFacts& facts, const MapGraphKey& key);

struct MapLayoutKey {
    size_t graph_build = 0;
    size_t base_build = 0;
    Rect world;  // px
    std::vector<Pin> pins;
    const TextMetrics* metrics = nullptr;
    friend bool operator==(const MapLayoutKey&, const MapLayoutKey&) = default;
};

// Where the nodes stand when nothing is filtered: what every filtered layout starts from, so that a filter moves as
// little as possible and the same filter always gives the same picture.
struct MapBaseKey {
    MapGraphKey graph;
    Rect world;
    const TextMetrics* metrics = nullptr;
    friend bool operator==(const MapBaseKey&, const MapBaseKey&) = default;
};
struct MapBase {
    std::vector<std::pair<NodeRef, Vec2>> places;  // in 0..1 of the world; by node, sorted
    [[nodiscard]] const Vec2* find(NodeRef node) const;
    // The places of these nodes when the base has them all: nothing is filtered then, and nothing has to move.
    [[nodiscard]] std::vector<Vec2> of_all(const std::vector<MapNode>& nodes) const;
};

struct MapCache final : ViewCache {
    Memo<MapBaseKey, MapBase> base;
    Memo<MapGraphKey, MapGraph> graph;
    Memo<MapLayoutKey, std::vector<Vec2>> layout;  // in 0..1 of the world, by node
    Rect world;  // in scene px at zoom 1
    double shrunk = 1;  // the layout's page over the world: > 1 when all nodes need more room than there is
    Camera camera;
};

void prepare_map(const ViewInput& input, MapCache& cache);
void draw_map(const ViewInput& input, const MapCache& cache, Scene& scene);
[[nodiscard]] Vec2 scene_from_world(const MapCache& cache, Vec2 at);
[[nodiscard]] Vec2 world_from_scene(const MapCache& cache, Vec2 at);

void build_map(const ViewInput& input, ViewCache& cache, Scene& scene);
void interact_map(const ViewInput& input, const ViewCache& cache, const Gesture& gesture, std::vector<Effect>& effects);
[[nodiscard]] Camera frame_map(const ViewInput& input, const ViewCache& cache, std::span<const NodeRef> nodes);
[[nodiscard]] Camera whole_map(const ViewInput& input, const ViewCache& cache);
[[nodiscard]] std::string describe_map(const ViewInput& input, const ViewCache& cache, Pick pick);

inline constexpr TextStyle kMapLabel{.size = kTypeSmall, .weight = FontWeight::Regular, .tabular = false};
inline constexpr TextStyle kMapLabelHeavy{.size = kTypeSmall, .weight = FontWeight::SemiBold, .tabular = false};
[[nodiscard]] const TextStyle& map_label_style(const MapNode& node);
inline constexpr double kMapLabelHeight_px = 15;
inline constexpr double kMapMaxLabel_px = 150;

extern const std::span<const ViewParam> kMapParams;

}  // namespace choke
