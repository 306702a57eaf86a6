// The steps of the relationship map, each a pure function of the one before: graph (who is tied to whom) -> layout (where
// everybody stands) -> drawing. Everybody but tests and benchmarks uses the row in registry.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/memo.h"
#include "layout/curtain.h"
#include "views/map_changes.h"
#include "views/view.h"

namespace choke {

struct MapNode {
    NodeRef node;
    Side side = Side::Other;
    uint32_t event_count = 0;  // visible events that name it, of an event 1; 0: a ghost, that is not yet known
    double weight = 0;         // what it ranks by and is labelled by: events that name it, of an event its ties
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

// What ties nodes, and what the nodes are.
enum class MapTies : uint8_t {
    Both,       // actors and things, by relations and by events that name both
    Relations,  // actors and things, by relations alone
    Events,     // actors, by events that name both
    Chain       // events, by relations between them
};
enum class MapSize : uint8_t { Events, Degree, Strength, Betweenness, Closeness, PageRank, Core };
enum class MapLayoutKind : uint8_t { Curtain, Stress, Time, Rings, Groups };

struct MapGraphKey {
    const Dataset* data = nullptr;
    uint64_t visible_revision = 0;
    bool with_things = true;
    MapTies ties = MapTies::Both;
    MapSize size = MapSize::Events;
    size_t node_limit = 0;        // heaviest ones; what the area has room for
    std::optional<Instant> also_by_s;  // as in MapFacts
    std::vector<NodeRef> forced;  // on the map however light, and of whatever kind; sorted
    friend bool operator==(const MapGraphKey&, const MapGraphKey&) = default;
};

struct MapGraph {
    std::vector<MapNode> nodes;  // heaviest first
    std::vector<MapTie> ties;    // by a, then b
    size_t left_out = 0;         // nodes beyond the limit
    // Pairs that only share events are drawn from so many events on that there are no more of them than nodes: a map of
    // every pair is a grey cloth.
    size_t least_shared = 2;
    bool size_unknown = false;  // the graph is too large for the measure; sizes are those of the events

    [[nodiscard]] bool is_drawn(const MapTie& tie) const { return !tie.relations.empty() || tie.shared_events.size() >= least_shared; }
};

// Parallel relations that are drawn as curves of their own; more are one line with their number.
inline constexpr size_t kMaxMapFan = 3;
// How strongly a tie pulls: relations say more than being named together.
[[nodiscard]] double tie_weight(const MapTie& tie);
// Sets the radius of every node from the measure (map_sizes.cpp).
void size_nodes(MapSize size, MapGraph& graph);
// Measures over all pairs of nodes take seconds beyond this product of nodes and ties.
inline constexpr double kMostMeasureSteps = 4e7;

// Which facts the graph is made of.
struct MapFacts {
    const Dataset* data = nullptr;
    const EventSet* events = nullptr;
    const EventSet* ghosts = nullptr;    // may be null
    Instant known_by_s = kEverKnown;
    std::optional<Status> status_floor;  // of relations
    Instant happened_by_s = kEverKnown;  // relations that begin later are left out
    // Relations count that were known and firm enough by this day, too, though they are no longer; absent: they do not.
    std::optional<Instant> also_by_s;
};
[[nodiscard]] MapGraph build_map_graph(const MapFacts& facts, const MapGraphKey& key);

// What a layout leaves: where everybody stands, and what is drawn behind them. Positions in 0..1 of the world.
struct MapGroup {
    std::vector<Vec2> outline;  // convex, in one turn
    uint32_t heaviest = 0;      // into MapGraph::nodes
    uint32_t count = 0;         // nodes
    Vec2 centre;                // mean of the members
};
// A page is wider than high and has corners: rings are circles that were stretched along x and bent towards the corners, the
// curves |x/a|^p + |y/b|^p = 1 of Lamé.
struct MapRings {
    Vec2 centre;
    std::vector<Vec2> radii;  // a and b, of the world; from the inside
};
inline constexpr double kRingPower = 3;
// How much farther from the middle than on a circle a ring runs at this angle: 1 along the axes, more towards the corners.
[[nodiscard]] double ring_reach(double angle);
struct MapTick {
    double x = 0;
    int year = 0;
};
struct MapPlaces {
    std::vector<Vec2> at;  // by node
    double shrunk = 1;     // >= 1: what the symbols have to be divided by to keep clear of each other
    std::vector<uint32_t> group_of;  // by node; empty unless the layout is of groups
    std::vector<MapGroup> groups;
    MapRings rings;
    std::vector<MapTick> ticks;
};

// Where the nodes stand when nothing is filtered: what every filtered layout starts from, so that a filter moves as
// little as possible and the same filter always gives the same picture.
struct MapBaseKey {
    MapGraphKey graph;
    MapLayoutKind kind = MapLayoutKind::Curtain;
    std::optional<NodeRef> centre;  // of rings; absent: the heaviest node
    Rect world;
    const TextMetrics* metrics = nullptr;
    friend bool operator==(const MapBaseKey&, const MapBaseKey&) = default;
};
struct MapBase {
    struct Row {
        NodeRef node;
        Vec2 at;
        uint32_t group = 0;
    };
    std::vector<Row> rows;  // by node, sorted
    MapPlaces places;       // in the order of the graph without a filter
    std::vector<NodeRef> order;
    [[nodiscard]] const Row* find(NodeRef node) const;
};

struct MapLayoutKey {
    size_t graph_build = 0;
    size_t base_build = 0;
    MapLayoutKind kind = MapLayoutKind::Curtain;
    std::optional<NodeRef> centre;
    Rect world;  // px
    std::vector<Pin> pins;
    const TextMetrics* metrics = nullptr;
    friend bool operator==(const MapLayoutKey&, const MapLayoutKey&) = default;
};

struct MapLayoutInput {
    const Dataset* data = nullptr;
    const MapGraph* graph = nullptr;
    const MapLayoutKey* key = nullptr;
    const MapBase* base = nullptr;  // null while the base itself is made
};
[[nodiscard]] MapPlaces lay_out_map(const MapLayoutInput& input);

struct MapChangesKey {
    size_t graph_build = 0;
    uint64_t visible_revision = 0;
    bool compares = false;
    CompareBy by = CompareBy::Dates;
    friend bool operator==(const MapChangesKey&, const MapChangesKey&) = default;
};

// Along which other nodes the lines of ties are led, by tie from a to b and without its ends; empty: by none (map_lines.cpp).
struct MapRoutesKey {
    size_t graph_build = 0;
    size_t places_build = 0;
    Rect world;
    bool bundled = false;
    friend bool operator==(const MapRoutesKey&, const MapRoutesKey&) = default;
};
using MapRoutes = std::vector<std::vector<uint32_t>>;
[[nodiscard]] MapRoutes route_map_ties(const MapGraph& graph, const MapPlaces& places, const MapRoutesKey& key);

// What does not change while nodes move softly to new places.
struct MapStill {
    const Dataset* data = nullptr;
    Rect world;
    std::vector<Pin> pins;
    const TextMetrics* metrics = nullptr;
    friend bool operator==(const MapStill&, const MapStill&) = default;
};

struct MapCache final : ViewCache {
    Memo<MapBaseKey, MapBase> base;
    Memo<MapGraphKey, MapGraph> graph;
    Memo<MapLayoutKey, MapPlaces> places;
    Memo<MapRoutesKey, MapRoutes> routes;
    Memo<MapChangesKey, MapChanges> changes;  // of the graph; empty unless two days are compared
    EventSet united;                          // of both days, when they differ
    MapLayoutKind kind = MapLayoutKind::Curtain;
    bool bundled = false;  // asked for, and not too many
    Rect world;  // in scene px at zoom 1
    double shrunk = 1;  // the layout's page over the world: > 1 when all nodes need more room than there is
    Camera camera;
    // By node, sorted, in 0..1 of the world: where all stand, and where they were drawn when the layout last changed. Empty
    // when there is nothing to move from: on another page, for other data, and while a node is dragged.
    std::vector<std::pair<NodeRef, Vec2>> stands, stood;
    size_t stands_build = 0;
    MapStill still;
    double settle = 1;    // of the last picture
    size_t settling = 0;  // changes of the layout that are moved through

    [[nodiscard]] const std::vector<Vec2>& layout() const { return places.value().at; }
};

// What is singled out, by node and tie of the graph (map_focus.cpp).
struct MapFocus {
    std::vector<bool> node, tie;
    std::vector<bool> on_path;  // ties of the first path
    bool dims = false;          // all that is not lit steps back
};
[[nodiscard]] MapFocus find_map_focus(const ViewInput& input, const MapGraph& graph);

// A smooth line from the first point to the last that is drawn towards those between them: curves, end to end. The pieces of lines
// that pass three points alike are the same.
void smooth_line(std::span<const Vec2> points, std::vector<CurveMark>& curves);

void prepare_map(const ViewInput& input, MapCache& cache);
void draw_map(const ViewInput& input, const MapCache& cache, Scene& scene);
// What lies behind nodes and ties: headings, rings, years, outlines of groups (map_ground.cpp). Where no label may stand.
[[nodiscard]] std::vector<Rect> draw_map_ground(const ViewInput& input, const MapCache& cache, Scene& scene);
inline constexpr double kCompareKey_px = 24;  // below the world, while two days are compared
// The disc with a plus or a minus that says "new" or "gone".
void draw_change_mark(Scene& scene, const Theme& theme, Layer layer, Vec2 at, Change change, Colour colour, Pick pick);
// What symbols are multiplied by at the zoom of the camera.
[[nodiscard]] double map_symbol_scale(const MapCache& cache);
// Ties beyond what a picture can carry at this zoom are drawn thin (map_lines.cpp).
struct MapCrowd {
    size_t drawn = 0;  // ties
    bool thin = false;
    double alpha = 1;  // of a thin line: the less the more there are
};
inline constexpr size_t kMostBundledTies = 15000;  // more take seconds, and are a blur
[[nodiscard]] MapCrowd crowd_of_ties(const MapCache& cache);
// Groups that are shown whole from afar, too, by number: those of what is selected or lies on a path.
[[nodiscard]] std::vector<bool> open_groups(const ViewInput& input, const MapGraph& graph, const MapPlaces& places);
// So far away that groups are drawn as what they count.
[[nodiscard]] bool shows_groups_as_counts(const MapCache& cache);
inline constexpr uint32_t kLeastCountedGroup = 5;  // nodes; smaller ones are drawn as they are
[[nodiscard]] Vec2 scene_from_world(const MapCache& cache, Vec2 at);
[[nodiscard]] Vec2 world_from_scene(const MapCache& cache, Vec2 at);

void build_map(const ViewInput& input, ViewCache& cache, Scene& scene);
void interact_map(const ViewInput& input, const ViewCache& cache, const Gesture& gesture, std::vector<Effect>& effects);
[[nodiscard]] Camera frame_map(const ViewInput& input, const ViewCache& cache, std::span<const NodeRef> nodes);
[[nodiscard]] Camera whole_map(const ViewInput& input, const ViewCache& cache);
[[nodiscard]] size_t settling_map(const ViewCache& cache);
// Where a node is drawn, given where it stands; how visible it is: 1, or less while it appears.
struct MapNow {
    Vec2 at;
    double shown = 1;
};
[[nodiscard]] MapNow map_now(const MapCache& cache, NodeRef node, Vec2 stands, double settle);
[[nodiscard]] std::string describe_map(const ViewInput& input, const ViewCache& cache, Pick pick);

// How far the neighbourhood of what is selected is lit, in steps; 0: what two selected nodes have in common.
[[nodiscard]] int map_depth(const ParamValues& values);

inline constexpr TextStyle kMapLabel{.size = kTypeSmall, .weight = FontWeight::Regular, .tabular = false};
inline constexpr TextStyle kMapLabelHeavy{.size = kTypeSmall, .weight = FontWeight::SemiBold, .tabular = false};
[[nodiscard]] const TextStyle& map_label_style(const MapNode& node);
inline constexpr double kMapLabelHeight_px = 15;
inline constexpr double kMapMaxLabel_px = 150;   // that a layout leaves room for
inline constexpr double kMapLongestLabel_px = 260;  // where there is room

// What a tie is, for the tooltip of its pick; empty for any other.
[[nodiscard]] std::string describe_tie(const ViewInput& input, const MapGraph& graph, Pick pick);

// Parameters that the map shares with other views of its graph; in the order of MapTies and MapSize.
using MapChoice = std::pair<std::string_view, std::string_view>;
inline constexpr std::array<MapChoice, 2> kMapNodeChoices{{{"both", "actors and things"}, {"actors", "actors only"}}};
inline constexpr std::array<MapChoice, 2> kMapAmountChoices{{{"room", "as many as there is room for"}, {"all", "all"}}};
inline constexpr std::array<MapChoice, 4> kMapTiesChoices{{{"both", "relations and shared events"},
                                              {"relations", "relations only"},
                                              {"events", "actors by shared events"},
                                              {"chain", "events and what follows from them"}}};
inline constexpr std::array<MapChoice, 7> kMapSizeChoices{{{"events", "number of events"},
                                              {"degree", "number of ties"},
                                              {"strength", "weight of its ties"},
                                              {"betweenness", "ways that lead through it"},
                                              {"closeness", "nearness to all others"},
                                              {"pagerank", "ties to those with many ties"},
                                              {"core", "depth within the core"}}};
// The number of a choice: those of enumerations stand in their order.
template <typename Enum>
[[nodiscard]] Enum chosen(const ParamValues& values, const ViewParam& definition) {
    const std::string_view value = param(values, definition);
    const auto at = std::ranges::find_if(definition.choices, [&](const auto& choice) { return choice.first == value; });
    return static_cast<Enum>(at - definition.choices.begin());
}

extern const std::span<const ViewParam> kMapParams;

}  // namespace choke
