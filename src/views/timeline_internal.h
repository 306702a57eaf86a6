// The steps of the timeline, each a pure function of the one before: lanes (who stands where) -> boxes (how high) ->
// placement (which row, which label) -> drawing (timeline_draw.cpp). Tests and benchmarks call the steps one by one;
// everybody else uses the row in registry.cpp.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/memo.h"
#include "time/scale.h"
#include "views/view.h"

namespace choke {

// --- lanes: depend on the data, what is visible and two parameters ---

struct TimelineLane {
    std::string key;    // stable: "US-government", "actor:nvidia"; what a fold is remembered by
    std::string label;
    std::optional<Side> side;
    std::vector<EventId> events;       // in the order of time
    std::vector<Instant> anchor_s;     // anchor_instant() of each of them
    std::vector<EventId> by_priority;  // the same, most important first
};

struct LanesKey {
    const Dataset* data = nullptr;
    uint64_t visible_revision = 0;
    std::string lanes_by;  // "group", "side", "actor", "kind", "story", "none"
    std::string order;     // "natural", "count", "first", "name"
    size_t max_lanes = SIZE_MAX;  // the smallest ones beyond it stand together in one; a page cannot be scrolled
    friend bool operator==(const LanesKey&, const LanesKey&) = default;
};

struct TimelineLanes {
    std::vector<TimelineLane> lanes;
    size_t event_count = 0;
    size_t undated_count = 0;  // both ends unknown: on no lane
    Instant first_s = 0;       // what "show everything" has to show
    Instant last_s = 0;
};

[[nodiscard]] TimelineLanes build_lanes(const ViewInput& input, const LanesKey& key);

// --- boxes: depend on the lanes, the height and what is folded ---

struct LaneBox {
    double y = 0;  // from the top of the first lane, before scrolling
    double height = 0;
    int rows = 1;  // rows of glyphs; 0 when folded
    bool folded = false;
    double padding = 0;   // above the first row
    double tick_row = 0;  // below the rows
};
inline constexpr double kRowHeight_px = 21;
inline constexpr double kTickRow_px = 9;
inline constexpr double kLanePadding_px = 5;
inline constexpr double kTightTickRow_px = 5;  // when not all lanes find room otherwise
inline constexpr double kTightLanePadding_px = 2;
inline constexpr double kFoldedLane_px = 24;
inline constexpr double kLowestLane_px = kTightLanePadding_px + kRowHeight_px + kTightTickRow_px;

struct BoxesKey {
    size_t lanes_build = 0;
    double height = 0;
    std::vector<std::string> folded;
    friend bool operator==(const BoxesKey&, const BoxesKey&) = default;
};
[[nodiscard]] std::vector<LaneBox> lane_boxes(const TimelineLanes& lanes, double height_px,
                                              const std::vector<std::string>& folded);

// --- placement: depends on the boxes and the resolution, not on where the window stands ---

// Where an event is drawn, in px to the right of TimelinePlacement::anchor_s.
struct PlacedEvent {
    EventId event = kNone<EventId>;
    uint32_t lane = 0;
    int16_t row = 0;
    bool label_left = false;
    bool low = false;       // its extent is a bar below the words; else a band around the glyph, and the words beside it
    float label_width = 0;  // room given to the label; 0: none
    double x = 0;           // centre of the glyph
    double begin_x = 0;     // of band or bar; == x when there is none
    double end_x = 0;
};

// From the middle of the glyph to where a label begins, on either side.
[[nodiscard]] double label_offset_right(const PlacedEvent& placed);
[[nodiscard]] double label_offset_left(const PlacedEvent& placed);

// Events that found no row, folded into columns of kTickColumn_px.
struct TickColumn {
    uint32_t lane = 0;
    uint32_t count = 0;
    EventId first = kNone<EventId>;
    double x = 0;  // left border of the column
};
inline constexpr double kTickColumn_px = 3;

struct PlacementKey {
    size_t boxes_build = 0;
    double seconds_per_px = 0;
    int64_t tile = 0;      // number of the window when there are too many events to place all
    double width = 0;
    double limit_left = 0;   // labels keep inside these, when the whole is shown; else both 0
    double limit_right = 0;
    const TextMetrics* metrics = nullptr;
    // Placed before all others: what a figure marks. Empty in the window, where a click must not move anything.
    std::vector<EventId> first;
    friend bool operator==(const PlacementKey&, const PlacementKey&) = default;
};

struct TimelinePlacement {
    Instant anchor_s = 0;
    std::vector<PlacedEvent> events;  // lane by lane, by x
    std::vector<TickColumn> ticks;    // lane by lane, by x
    std::vector<uint32_t> lane_begin; // into events, one more than lanes
};

inline constexpr float kGlyph_px = 15;
inline constexpr float kLabelType_px = kTypeSmall;
// Up to this many events all are placed at once, so that panning can change nothing; beyond it, three windows' worth.
inline constexpr size_t kPlaceAllLimit = 3000;

void place_events(const ViewInput& input, const TimelineLanes& lanes, const std::vector<LaneBox>& boxes,
                  const PlacementKey& key, TimelinePlacement& out);

// The instant that stands for an event on the axis: the middle of a single date, the middle of the start of an
// interval, or of its end when only that is known. Nothing when neither is.
[[nodiscard]] std::optional<Instant> anchor_instant(const DateBounds& date);
// The same for an event of a data set that says which time it covers: a date that reaches beyond it ("2026", in a set that
// ends in February 2026) stands in the middle of the part that the set covers. The band still shows all of it.
[[nodiscard]] std::optional<Instant> anchor_of(const Dataset& data, EventId event);

// Geometry of the parts inside the view's area.
struct TimelineFrame {
    Rect headers;  // left column
    Rect axis;     // top
    Rect lanes;    // where events are drawn
    Rect minimap;  // empty in figures
};
[[nodiscard]] TimelineFrame timeline_frame(const Rect& area, bool interactive);

// How many events stand where on the whole axis: the minimap's bars.
struct DensityKey {
    size_t lanes_build = 0;
    double width = 0;
    friend bool operator==(const DensityKey&, const DensityKey&) = default;
};
using Density = std::vector<std::array<uint32_t, kSideCount>>;  // by bar, by side
inline constexpr double kDensityBar_px = 5;
void count_density(const Dataset& data, const TimelineLanes& lanes, double width_px, Density& out);

struct TimelineCache final : ViewCache {
    Memo<DensityKey, Density> density;
    Memo<LanesKey, TimelineLanes> lanes;
    Memo<BoxesKey, std::vector<LaneBox>> boxes;
    Memo<PlacementKey, TimelinePlacement> placement;
    TimelineFrame frame;
    TimeScale scale;  // of the last build; origin_px counts from frame.lanes.x
    double content_height = 0;
    double scroll_y = 0;
};

// Refreshes lanes, boxes, placement and scale for this input.
void prepare_timeline(const ViewInput& input, TimelineCache& cache);
void draw_timeline(const ViewInput& input, const TimelineCache& cache, Scene& scene);
[[nodiscard]] TimeScale fitted_scale(const TimelineLanes& lanes, double width_px);

void build_timeline(const ViewInput& input, ViewCache& cache, Scene& scene);
void interact_timeline(const ViewInput& input, const ViewCache& cache, const Gesture& gesture,
                       std::vector<Effect>& effects);
[[nodiscard]] Camera frame_timeline(const ViewInput& input, const ViewCache& cache, std::span<const NodeRef> nodes);
[[nodiscard]] Camera whole_timeline(const ViewInput& input, const ViewCache& cache);
[[nodiscard]] std::string describe_timeline(const ViewInput& input, const ViewCache& cache, Pick pick);

extern const std::span<const ViewParam> kTimelineParams;

}  // namespace choke
