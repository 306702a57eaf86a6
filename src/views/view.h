// A view turns (data, what is visible, camera, parameters, size) into a Scene and gestures into effects. Both are pure
// functions: a view run twice gives the same scene. The table of views is registry.cpp; adding a view is one file and
// one row there.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/dataset.h"
#include "query/selection.h"
#include "scene/scene.h"
#include "scene/text_metrics.h"
#include "scene/theme.h"
#include "time/scale.h"

namespace choke {

// What Pick::kind says in every view.
enum class PickKind : uint32_t {
    Nothing = 0,
    Event,       // index: EventId
    Actor,       // ActorId
    Thing,       // ThingId
    Tie,         // an edge of the map: index into MapGraph::ties of the scene's build
    Lane,        // header of a lane: number of the lane
    EventGroup,  // several events in one column: index of the first
    Axis,
    Minimap,      // MinimapPart
    Column,     // header of a column: its number from the left
    ScrollBar,  // of rows
    Source,     // SourceId
    Claim,      // index into Dataset::claims
    State,      // a span of States::spans: its number over all rows
    StateRow,   // a row of States where no state applies: its number
    LanePin,    // the mark in a lane's header that keeps it on top: number of the lane
    EmptyLanes,  // "3 empty lanes"
    Annotation,  // words over the view: index into ShownAnnotations::list
};
[[nodiscard]] constexpr Pick pick_of(PickKind kind, size_t index = 0) {
    return {static_cast<uint32_t>(kind), static_cast<uint32_t>(index)};
}
[[nodiscard]] constexpr PickKind kind_of(Pick pick) { return static_cast<PickKind>(pick.kind); }
[[nodiscard]] Pick pick_of(NodeRef node);
[[nodiscard]] std::optional<NodeRef> node_of(Pick pick);

// One of the choices, or several of them in an order of one's own, with commas between.
enum class ParamKind : uint8_t { Choice, List };

// A described parameter of a view: feeds the settings menu, the saved file and the command line (--set lanes=side).
struct ViewParam {
    std::string_view id;
    std::string_view label;
    std::span<const std::pair<std::string_view, std::string_view>> choices;  // value, label; the first is the default
    ParamKind kind = ParamKind::Choice;
    std::string_view initial{};  // of a list: its default
};

// Values that differ from the default, by parameter id, sorted; small.
using ParamValues = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] std::string_view param(const ParamValues& values, const ViewParam& definition);
void set_param(ParamValues& values, std::string_view id, std::string_view value);
// A choice that there is, or a list of at least one, each once.
[[nodiscard]] bool accepts(const ViewParam& definition, std::string_view value);
// "by actor", or the labels of a list with commas: what the undo menu says.
[[nodiscard]] std::string param_words(const ViewParam& definition, std::string_view value);
[[nodiscard]] std::vector<std::string_view> list_members(std::string_view list);
// The list without the member, or with it where the order of the choices puts it. The last member stays.
[[nodiscard]] std::string with_toggled(const ViewParam& definition, std::string_view list, std::string_view member);

// Where a view looks. Unframed: the view shows everything, and finds the place itself.
struct Camera {
    bool framed = false;
    TimeScale time;         // timeline; origin_px counts from the left border of the lanes' area
    double scroll_y = 0;    // timeline, table, sources: px, 0 at the top
    Vec2 centre{0.5, 0.5};  // map, in layout units of 0..1 of its world
    double zoom = 1;        // map, 1 shows the whole world
    // Timeline: the width of the lanes' area for which `time` was made, when it comes from elsewhere (a file, a link, a
    // named view): the same extent is then shown at another width. 0: made for what is on the screen.
    double made_for_px = 0;
    friend bool operator==(const Camera&, const Camera&) = default;
};

// A node that a person has put somewhere by hand; position in 0..1 of the map's world.
struct Pin {
    NodeRef node;
    Vec2 at;
    friend bool operator==(const Pin&, const Pin&) = default;
};

// A second set of events for a view that can show two: the timeline puts it below the first, on the same axis.
struct ComparedEvents {
    const EventSet* visible = nullptr;  // never null; as the fields of ViewInput
    const EventSet* ghosts = nullptr;
    const EventSet* ever = nullptr;
    uint64_t visible_revision = 0;
    std::string_view words;        // what the second set is: "events that involve Huawei"
    std::string_view first_words;  // and the first
};

// A lane that is being dragged by its header.
struct LaneDrag {
    std::string key;
    std::string before;  // of the lane that it would stand before; empty: behind the last one
    double line_y = 0;   // of the line that shows it, scene px
    friend bool operator==(const LaneDrag&, const LaneDrag&) = default;
};

// Two days that are held against each other: what has appeared since the earlier one, and what has gone by the later one.
struct ComparedDays {
    Instant since_s = 0;  // last second of the earlier day
    Instant until_s = 0;  // last second of the later one: the day of known-on, else the last one that the data know of
    std::string since_words;  // "2 Dec 2024"
    std::string until_words;
    const EventSet* before = nullptr;  // never null: what filter and floor found with what was known by since_s
};

struct ShownAnnotations;  // annotations.h

struct ViewInput {
    const EventIndex* index = nullptr;  // never null
    const EventSet* visible = nullptr;  // never null: what filter and known-on leave
    const EventSet* ghosts = nullptr;   // match, but were not yet known: drawn faintly; null: what is not known is not shown
    // What the filter finds once everything is known and has happened: axis and lanes are made for it, so that they stand
    // still while "known on" and "happened by" move. Null: there is no more than *visible.
    const EventSet* ever = nullptr;
    uint64_t visible_revision = 0;      // changes whenever *visible, *ghosts, *ever, the two days, status_floor or the data do
    Instant known_by_s = kEverKnown;
    Instant happened_by_s = kEverKnown;  // relations that begin later are not shown; events that do are not in *visible
    std::optional<Status> status_floor;  // relations below it are not shown; events below it are not in *visible
    const Theme* theme = nullptr;          // never null
    const TextMetrics* metrics = nullptr;  // never null
    const ParamValues* params = nullptr;   // never null
    const std::vector<std::string>* folded_lanes = nullptr;  // keys; may be null
    const std::vector<std::string>* lane_order = nullptr;    // keys, for lanes in the order of a hand; may be null
    const std::vector<std::string>* pinned_lanes = nullptr;  // keys, from the top; may be null
    const LaneDrag* lane_drag = nullptr;                     // null: no lane is dragged
    const std::vector<Pin>* pins = nullptr;                  // may be null
    std::span<const NodeRef> selected;
    // Ways between two nodes that the map shows, best first; of each the nodes in their order.
    std::span<const std::vector<NodeRef>> paths;
    std::optional<Pick> hover;
    Camera camera;
    Rect area;  // scene px: where the view goes
    // What "everything" is on a timeline; absent: from the first event to the last.
    std::optional<std::pair<Instant, Instant>> range;
    const ComparedEvents* compare = nullptr;  // null: there is nothing to compare with
    // Where the pointer is, scene px; for what describe() says of a place. Absent: nowhere.
    std::optional<Vec2> pointer;
    std::optional<Instant> today_s;  // now, for a line across the timeline; absent: none
    // How far what has been given a new place has come on its way there: 0 where it stood before, 1 at rest.
    double settle = 1;
    const ComparedDays* compared_days = nullptr;  // null: no two days are compared
    const ShownAnnotations* annotations = nullptr;  // null: there are none; views do not draw them, who builds a scene does
    bool interactive = true;  // false for figures: no minimap, no hints

    [[nodiscard]] const Dataset& data() const { return index->data(); }
    [[nodiscard]] bool is_selected(NodeRef node) const;
    [[nodiscard]] bool is_ghost(EventId event) const { return ghosts != nullptr && ghosts->contains(event); }
    // Known on the day, begun by then, and not below the floor.
    [[nodiscard]] bool shows_relation(RelationId relation) const;
};

// What a view remembers between builds; never the truth, always rebuilt from ViewInput when keys differ.
struct ViewCache {
    virtual ~ViewCache() = default;
};

enum class SelectMode : uint8_t { Replace, Toggle };

// What a gesture is to change. The application applies them between frames.
struct SetCamera { Camera camera; bool animate = false; };
struct SetHover { std::optional<Pick> pick; };
struct SelectNode { std::optional<NodeRef> node; SelectMode mode = SelectMode::Replace; };
struct SelectTie { NodeRef a; NodeRef b; };
struct FoldLane { std::string key; };
struct PinLane { std::string key; };  // or lets it go
// Before another lane, or behind all others of its group when `before` is empty. `order` is the whole list that this comes to.
struct MoveLane { std::string key; std::string before; std::vector<std::string> order; };
struct DragLane { std::optional<LaneDrag> drag; };
struct PinNode { Pin pin; };
struct SetRange { std::optional<std::pair<Instant, Instant>> range; };
// A parameter of the view itself, and others that change in the same step.
struct SelectAnnotation { std::string id; };
struct EditAnnotation { std::string id; };  // a person wants to write other words
struct MoveAnnotation { std::string id; Vec2 offset_px; };
struct SetParam { std::string id; std::string value; ParamValues also = {}; };
using Effect = std::variant<SetCamera, SetHover, SelectNode, SelectTie, FoldLane, PinLane, MoveLane, DragLane, PinNode, SetRange, SelectAnnotation,
                            EditAnnotation, MoveAnnotation, SetParam>;

enum class GestureKind : uint8_t { Hover, Leave, Click, DoubleClick, DragBegin, Drag, DragEnd, Wheel, PanZoom };

struct Gesture {
    GestureKind kind = GestureKind::Hover;
    Vec2 at;           // scene px
    Vec2 delta;        // Drag: since the last event; PanZoom: px to pan
    Vec2 began_at;     // Drag…: where the button went down
    Pick pick;         // under the pointer now
    Pick began_pick;   // Drag…: what was under the pointer when the button went down
    double wheel = 0;  // notches, positive away from the person; PanZoom: the same unit
    bool shift = false;
    bool ctrl = false;
};

struct ViewDef {
    std::string_view id;     // "timeline"
    std::string_view label;  // "Timeline"
    std::string_view summary;  // one sentence for help
    std::span<const ViewParam> params;
    std::unique_ptr<ViewCache> (*make_cache)();
    void (*build)(const ViewInput& input, ViewCache& cache, Scene& scene);
    // Uses what the last build left in the cache.
    void (*interact)(const ViewInput& input, const ViewCache& cache, const Gesture& gesture, std::vector<Effect>& effects);
    // The camera that shows these nodes (empty: everything).
    Camera (*frame)(const ViewInput& input, const ViewCache& cache, std::span<const NodeRef> nodes);
    // The camera that "everything" stands for at this size, as a framed one: what a move starts from.
    Camera (*whole)(const ViewInput& input, const ViewCache& cache);
    // One or two lines for the tooltip of a pick that is no node ("14 events, March 2024"); empty: none.
    std::string (*describe)(const ViewInput& input, const ViewCache& cache, Pick pick);
    // A number that changes whenever what is drawn has got new places that it is to move to softly; null: nothing ever does.
    size_t (*settling)(const ViewCache& cache) = nullptr;
};

[[nodiscard]] std::span<const ViewDef> views();
[[nodiscard]] const ViewDef* find_view(std::string_view id);  // null when there is none

}  // namespace choke
