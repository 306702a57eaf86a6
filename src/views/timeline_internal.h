// The steps of the timeline, each a pure function of the one before: facts and scheme (what lanes there can be) -> lanes
// (who stands where) -> boxes (how high) -> placement (which row, which label) -> drawing (timeline_drawing.h). Tests and
// benchmarks call the steps one by one; everybody else uses the row in registry.cpp.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/memo.h"
#include "query/lane_index.h"
#include "time/axis_scale.h"
#include "time/ticks.h"
#include "views/timeline_chain.h"
#include "views/timeline_routes.h"
#include "views/view.h"

namespace choke {

// --- facts: depend on the data only ---

// What lanes, placement and minimap ask of every event, gathered once a data set.
struct TimelineFacts {
    std::vector<EventId> order;      // events that have a place on the axis, by anchor, then by number
    std::vector<Instant> anchor_s;   // of each of them: anchor_of()
    std::vector<Instant> begin_s, end_s;  // of each of them: lower_limit() and upper_limit() of its date
    std::vector<float> importance;   // by event
    std::vector<Side> side;          // by event: leading_side()
    std::vector<uint8_t> exact;      // by event: 1 when its date is one day, or less, and sure
    std::vector<SymbolShape> shape_of_kind;  // by word of event_kinds
    std::vector<uint8_t> alleges;            // by word of event_kinds: 1 for allegations, which are never solid
};
[[nodiscard]] TimelineFacts gather_facts(const Dataset& data);

// --- scheme: which lanes there can be, and which events belong there; depends on the data and two parameters ---

inline constexpr uint32_t kNoCategory = UINT32_MAX;

// A lane that there can be. What of it is shown is decided by what is visible.
struct LaneCategory {
    std::string key;    // stable: "US-government", "actor:nvidia"; what a fold is remembered by
    std::string label;
    std::optional<Side> side;
    int natural = 0;        // order among the lanes when nothing else is asked for
    uint32_t total = 0;     // events of the whole data set, so that a filter moves no lane
    uint32_t first = UINT32_MAX;      // number of the first of them
    uint32_t others = kNoCategory;    // where its events go when there are too many lanes; none: it always has a lane
    uint32_t group = kNoCategory;     // the category that it is nested in
    bool is_group = false;
};
struct LaneSchemeKey {
    const Dataset* data = nullptr;
    std::string lanes_by;
    bool repeat = false;  // in the lane of each of its actors (things, sources), not only of the first
    friend bool operator==(const LaneSchemeKey&, const LaneSchemeKey&) = default;
};
struct LaneScheme {
    std::vector<LaneCategory> categories;
    Ragged<uint32_t> of_event;  // by event: categories, each once
};
[[nodiscard]] LaneScheme make_lane_scheme(const Dataset& data, const TimelineFacts& facts, const LaneSchemeKey& key);

// --- lanes: depend on the scheme, what is visible and how many lanes there may be ---

// A date or interval that is shown as a bar below the rows when there are too many events to give each its extent.
struct LaneSpan {
    Instant begin_s = 0;
    Instant end_s = 0;
    EventId event = kNone<EventId>;
};
inline constexpr size_t kSpanRows = 3;

struct TimelineLane {
    std::string key;
    std::string label;
    std::optional<Side> side;
    std::span<const EventId> events;     // in the order of their anchors; into TimelineLanes::index
    std::span<const Instant> anchor_s;   // of each of them
    uint32_t ghost_count = 0;            // of the events
    uint32_t weight = 0;                 // what its share of the height follows
    uint32_t group = kNoCategory;        // number of the lane that it is nested in
    bool is_group = false;
    bool pinned = false;  // stands on top, by itself or with its group
    bool empty = false;   // the filter leaves nothing of it, and it is shown all the same
    // The most important long spans, disjoint in each row, ascending. Only when there are many events.
    std::array<std::vector<LaneSpan>, kSpanRows> spans;
};

struct LanesKey {
    size_t scheme_build = 0;
    uint64_t visible_revision = 0;
    std::string order;     // "natural", "count", "first", "name", "hand"
    size_t arrangement = 0;  // number of the lists of lanes that were moved and pinned
    bool show_empty = false;
    size_t own_lanes = SIZE_MAX;  // how many categories that can be put together have a lane of their own
    size_t max_lanes = SIZE_MAX;  // the smallest ones beyond it stand together in one; a page cannot be scrolled
    bool still = true;  // heights follow the whole data set and not what the filter leaves
    bool gaps = false;  // stretches without events are looked for
    friend bool operator==(const LanesKey&, const LanesKey&) = default;
};

// Not to be copied: the lanes look into the index.
struct TimelineLanes {
    TimelineLanes() = default;
    TimelineLanes(const TimelineLanes&) = delete;
    TimelineLanes& operator=(const TimelineLanes&) = delete;
    TimelineLanes(TimelineLanes&&) = default;
    TimelineLanes& operator=(TimelineLanes&&) = default;

    std::vector<TimelineLane> lanes;
    LaneIndex index;
    // Where the filter will find more once everything is known: all that rows are given out to.
    LaneIndex places;
    bool has_places = false;
    [[nodiscard]] const LaneIndex& place_index() const { return has_places ? places : index; }
    [[nodiscard]] bool is_here(EventId event) const;  // visible or a ghost
    size_t event_count = 0;    // on the axis, each once, without ghosts
    size_t ghost_count = 0;
    size_t place_count = 0;    // on the axis now or once everything is known
    size_t undated_count = 0;  // both ends unknown: on no lane
    size_t empty_count = 0;    // lanes that the data have and the filter leaves nothing of
    std::vector<std::string> empty_lanes;  // their labels, in the order of the lanes
    bool shows_empty = false;  // they stand among the others
    Instant first_s = 0;       // what "show everything" has to show
    Instant last_s = 0;
    // Stretches between them in which nothing is, ascending: no date, not even a possible one, and neither end of an interval.
    // Empty when they were not asked for.
    std::vector<Fold> gaps;
    // Working memory of the next build.
    std::vector<uint64_t> shown_bits, ghost_bits, ever_bits, next_place_bits;
    std::vector<EventId> listed;
    std::vector<Fold> occupied, occupied_later;
    // What `places` was made of.
    std::vector<uint64_t> place_bits;
    std::vector<uint32_t> places_of_lane;
    size_t places_of_scheme = 0, places_own_lanes = 0;

    // Too many to place them all at once.
    [[nodiscard]] bool many() const;
};

void build_lanes(const ViewInput& input, const TimelineFacts& facts, const LaneScheme& scheme, const LanesKey& key,
                 TimelineLanes& out);
// The rows of spans; part of build_lanes().
void choose_spans(TimelineLanes& lanes);

// --- folds: depend on the lanes ---

// Gaps between what is occupied. occupied: by anchor, each around its own; later: other stretches, in any order. Both are
// reordered. O(occupied + later log later).
void find_gaps(std::vector<Fold>& occupied, std::vector<Fold>& later, std::vector<Fold>& gaps);
// What both leave free: the gaps of two sets of events together.
[[nodiscard]] std::vector<Fold> common_gaps(std::span<const Fold> a, std::span<const Fold> b);

struct FoldsKey {
    bool folded = false;
    size_t lanes_build = 0;
    size_t lower_build = 0;
    friend bool operator==(const FoldsKey&, const FoldsKey&) = default;
};

// --- boxes: depend on the lanes, the height and what is folded ---

struct LaneBox {
    double y = 0;  // from the top of the first lane, before scrolling
    double height = 0;  // 0: inside a folded group
    int rows = 1;  // rows of glyphs; 0 when folded or a group
    bool folded = false;
    double padding = 0;   // above the first row
    int span_rows = 0;    // below the rows
    double tick_row = 0;  // below these
};
inline constexpr double kRowHeight_px = 21;
inline constexpr double kTickRow_px = 9;
inline constexpr double kLanePadding_px = 5;
inline constexpr double kTightTickRow_px = 5;  // when not all lanes find room otherwise
inline constexpr double kTightLanePadding_px = 2;
inline constexpr double kFoldedLane_px = 24;
inline constexpr double kGroupLane_px = 20;
inline constexpr double kSpanRow_px = 5;
inline constexpr double kEmptyLine_px = 20;  // "3 empty lanes"
inline constexpr double kLowestLane_px = kTightLanePadding_px + kRowHeight_px + kTightTickRow_px;

struct BoxesKey {
    size_t lanes_build = 0;
    double height = 0;
    size_t folds = 0;  // number of the list of folded lanes
    friend bool operator==(const BoxesKey&, const BoxesKey&) = default;
};
[[nodiscard]] std::vector<LaneBox> lane_boxes(const TimelineLanes& lanes, double height_px,
                                              const std::vector<std::string>& folded);

// --- placement: depends on the boxes and the resolution, not on where the window stands ---

// Words that were cut to their room when they were placed; into TimelinePlacement::words.
struct PlacedWords {
    uint32_t begin = 0;
    uint32_t size = 0;
    float width = 0;  // scene px
};

// Where an event is drawn, in px to the right of TimelinePlacement::anchor_s.
struct PlacedEvent {
    EventId event = kNone<EventId>;
    uint32_t lane = 0;
    int16_t row = 0;
    bool label_left = false;
    int8_t leader = 0;       // rows from the event's own to that of its label; not 0: a line leads there
    bool low = false;       // its extent is a bar below the words; else a band around the glyph, and the words beside it
    bool begin_cut = false;  // the extent reaches further than it is drawn
    bool end_cut = false;
    float alpha = 1;        // of the glyph: it comes and goes with the resolution
    float label_alpha = 1;
    float label_width = 0;  // room given to the label; 0: none
    float label_shift = 0;  // at a leader: from the glyph's middle to where the label begins
    double x = 0;           // centre of the glyph
    double begin_x = 0;     // of band or bar; == x when there is none
    double end_x = 0;
    PlacedWords label;
    int32_t card = -1;      // into TimelinePlacement::cards
};

// An event with so much room that it says when, what and who says so. Takes kCardRows rows from the event's row on.
struct PlacedCard {
    double begin_x = 0;
    double end_x = 0;
    double words_x = 0;
    float alpha = 1;  // of all but the title, which was there before as a label
    PlacedWords date;
    std::array<PlacedWords, 2> title;
    PlacedWords source;  // publisher of the first claim's source; may be empty
};
inline constexpr int kCardRows = 3;

// From the middle of the glyph to where a label begins, on either side.
[[nodiscard]] double label_offset_right(const PlacedEvent& placed);
[[nodiscard]] double label_offset_left(const PlacedEvent& placed);

// Events that found no row, folded into columns.
struct TickColumn {
    uint32_t lane = 0;
    uint32_t count = 0;
    EventId first = kNone<EventId>;
    double x = 0;  // left border of the column
};
inline constexpr double kTickColumn_px = 3;

// An event that stands in several lanes: a thin line from one to the next.
struct PlacedBridge {
    uint32_t from = 0;  // into TimelinePlacement::events
    uint32_t to = 0;
};

struct PlacementKey {
    size_t boxes_build = 0;
    size_t folds_build = 0;
    double seconds_per_px = 0;
    // When there are too many events to place all: tiles of kTile_px, counted from 1970, and lanes, as far as they are in
    // sight. A tile is placed for itself, so that it does not matter where the window stands.
    int64_t tile_begin = 0, tile_end = 0;
    uint32_t lane_begin = 0, lane_end = 0;
    uint32_t sticky_count = 0;  // the first lanes, which are always in sight
    double limit_left = 0;   // labels keep inside these, when the whole is shown; else both 0
    double limit_right = 0;
    const TextMetrics* metrics = nullptr;
    // Placed before all others: what a figure marks. Empty in the window, where a click must not move anything.
    std::vector<EventId> first;
    // Has words after all others, in room that is left: what is selected in the window.
    std::vector<EventId> chosen;
    friend bool operator==(const PlacementKey&, const PlacementKey&) = default;
};

struct TimelinePlacement {
    Instant anchor_s = 0;
    double anchor_fraction_s = 0;  // 0 <= fraction < 1
    std::vector<PlacedEvent> events;  // lane by lane, by x
    std::vector<PlacedCard> cards;
    std::vector<TickColumn> ticks;    // lane by lane, by x
    std::vector<uint32_t> lane_begin; // into events, one more than lanes
    std::vector<uint32_t> tick_begin; // into ticks, one more than lanes
    std::vector<PlacedBridge> bridges;
    std::string words;
};

inline constexpr float kGlyph_px = 15;
inline constexpr float kLabelType_px = kTypeSmall;
// Up to this many events all are placed at once, so that panning can change nothing; beyond it, tile by tile.
inline constexpr size_t kPlaceAllLimit = 3000;
inline constexpr double kTile_px = 600;  // a whole number of tick columns

void place_events(const ViewInput& input, const TimelineFacts& facts, const TimelineLanes& lanes,
                  const std::vector<LaneBox>& boxes, std::span<const Fold> folds, const PlacementKey& key, TimelinePlacement& out);

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
    Rect markers;  // below the axis: names of eras and days; empty when there are none
    Rect states;   // below that: rows of states; empty when none is shown
    Rect lanes;    // where events are drawn
    Rect minimap;  // empty in figures
};
struct TimelineStrips {
    bool markers = false;
    size_t state_rows = 0;
};
inline constexpr double kMarkerStrip_px = 17;
inline constexpr double kStateRow_px = 22;
[[nodiscard]] TimelineFrame timeline_frame(const Rect& area, bool interactive, const TimelineStrips& strips = {});

// One span of a row of states, with when it ends.
struct StateSpanAt {
    size_t row = 0;  // of Dataset::states
    const StateSpan* span = nullptr;
    const StateSpan* next = nullptr;  // the one that ends it, as far as is known by then; null: none does
};
[[nodiscard]] bool state_is_known(const ViewInput& input, const StateSpan& span);
// number: over all rows, as in a Pick.
[[nodiscard]] StateSpanAt state_span_at(const ViewInput& input, size_t number);
// "H20 to China on 12 May 2025: licence required", since and until when, and what set it. Without a day: when it applied.
[[nodiscard]] std::string describe_state(const ViewInput& input, size_t number, std::optional<Instant> at = std::nullopt);
[[nodiscard]] std::string day_words(Instant at);  // "12 May 2025"
// What a row says of a day on which none of its states applies.
[[nodiscard]] std::string describe_no_state(const ViewInput& input, size_t row, Instant at);
// Which rows of states are shown: "off", "on" (all) or "selected" (those of what is selected).
void choose_state_rows(const ViewInput& input, std::string_view shown, std::vector<uint32_t>& rows);

// How many events stand where on the whole axis: the minimap's bars.
struct DensityKey {
    size_t lanes_build = 0;
    size_t lower_build = 0;
    size_t folds_build = 0;
    double width = 0;
    friend bool operator==(const DensityKey&, const DensityKey&) = default;
};
// Adds to `out`, which has as many bars as the minimap has room for.
using Density = std::vector<std::array<uint32_t, kSideCount>>;  // by bar, by side
inline constexpr double kDensityBar_px = 5;
void count_density(const TimelineFacts& facts, const TimelineLanes& lanes, const AxisScale& whole, Density& out);

// --- words that do not change while panning ---

// Ticks for a stretch around the window, so that panning makes no words.
struct TicksKey {
    size_t folds_build = 0;
    double seconds_per_px = 0;
    int64_t window = 0;
    double width = 0;
    friend bool operator==(const TicksKey&, const TicksKey&) = default;
};

struct HeadersKey {
    size_t boxes_build = 0;
    double width = 0;
    const TextMetrics* metrics = nullptr;
    friend bool operator==(const HeadersKey&, const HeadersKey&) = default;
};
struct LaneHeader {
    std::vector<std::string> lines;
    std::string count;   // "12 events"
    std::string ghosts;  // "3 not yet known"; or empty
};
struct TimelineHeaders {
    std::vector<LaneHeader> lanes;
    std::string undated;  // "7 without a date"; or empty
    std::string empty;    // "3 empty lanes"; or empty
};

// An arrow of the picture that is being drawn.
struct DrawnLink {
    EventLink link;
    size_t corner_begin = 0;  // into TimelineCache::corners
    size_t corner_end = 0;
};

struct TimelineCache final : ViewCache {
    Memo<const Dataset*, TimelineFacts> facts;
    Memo<LaneSchemeKey, LaneScheme> scheme;
    Memo<DensityKey, Density> density;
    Memo<LanesKey, TimelineLanes> lanes;
    Memo<FoldsKey, std::vector<Fold>> folds;
    Memo<BoxesKey, std::vector<LaneBox>> boxes;
    Memo<PlacementKey, TimelinePlacement> placement;
    Memo<TicksKey, AxisTicks> ticks;
    Memo<HeadersKey, TimelineHeaders> headers;
    std::vector<std::string> folded;  // lanes, as of the last build
    size_t folded_changes = 0;        // how often they changed
    std::vector<std::string> lane_order, pinned_lanes;  // as of the last build
    size_t arrangements = 0;          // how often they changed
    PlacementKey placement_key;       // of the last build; kept for its memory
    std::string scratch;              // words that the window's border cuts
    Memo<ChainKey, EventChain> chain;
    ChainKey chain_key;  // of the last build; depth 0: no chain is shown
    RowRoutes routes;    // the arrows of the last build; kept for their memory
    std::vector<DrawnLink> links;
    std::vector<Rect> card_grounds;  // of the last build, in scene px
    std::vector<Vec2> corners, corner_scratch;
    std::vector<uint32_t> state_rows;  // shown; numbers in Dataset::states
    std::vector<size_t> first_row;  // by lane: number of its first row among the rows of the routes
    TimelineFrame frame;
    AxisScale scale;  // of the last build; px count from frame.lanes.x
    // What "everything" is, over both blocks.
    Instant first_s = 0;
    Instant last_s = 0;
    // Of two blocks each has a heading with what it shows; the lower one has all that stands in lanes, and no axis of its own.
    Rect title;  // empty: there is one block
    std::string title_words, title_count;
    double shared_scroll_y = 0;  // of both: each goes as far as it can
    bool has_lower = false;
    const TimelineCache* upper = nullptr;  // of the lower block: whose facts and scheme it shares
    std::unique_ptr<TimelineCache> lower;  // kept when there is one block again

    [[nodiscard]] const TimelineFacts& event_facts() const { return upper != nullptr ? upper->facts.value() : facts.value(); }
    double content_height = 0;
    double scroll_y = 0;
    // The first lanes are pinned and stay where they are while the others scroll, unless they are too high for that.
    size_t sticky_count = 0;
    double sticky_height = 0;
};

// Picks of lanes and columns of the lower block have this bit in their number.
inline constexpr uint32_t kLowerBlock = 1U << 31;
inline constexpr double kTitleStrip_px = 26;
// What the lower block shows, as if it were all; input.compare is not null.
[[nodiscard]] ViewInput lower_input(const ViewInput& input);

// What of the minimap a pick means.
enum class MinimapPart : uint32_t { Ground, Window, LeftEdge, RightEdge };

// What the parameters say of the order of lanes: "natural", "hand", …
[[nodiscard]] std::string_view timeline_lane_order(const ParamValues& params);
// Refreshes lanes, boxes, placement and scale for this input.
void prepare_timeline(const ViewInput& input, TimelineCache& cache);
void draw_timeline(const ViewInput& input, TimelineCache& cache, Scene& scene);
// The scale that shows everything in this width: from the first to the last event, with a little air.
[[nodiscard]] AxisScale fitted_scale(Instant first, Instant last, double width_px, std::span<const Fold> folds);
[[nodiscard]] TimeScale fitted_scale(const TimelineLanes& lanes, double width_px);
[[nodiscard]] AxisScale whole_scale(const TimelineCache& cache, double width_px);
// As far as the longer one of the blocks can be scrolled.
[[nodiscard]] double clamped_scroll(double scroll_y, const TimelineCache& cache);
[[nodiscard]] std::string counted_words(size_t count, std::string_view one);  // "12 events"

void build_timeline(const ViewInput& input, ViewCache& cache, Scene& scene);
void interact_timeline(const ViewInput& input, const ViewCache& cache, const Gesture& gesture,
                       std::vector<Effect>& effects);
[[nodiscard]] Camera frame_timeline(const ViewInput& input, const ViewCache& cache, std::span<const NodeRef> nodes);
[[nodiscard]] Camera whole_timeline(const ViewInput& input, const ViewCache& cache);
[[nodiscard]] std::string describe_timeline(const ViewInput& input, const ViewCache& cache, Pick pick);

extern const std::span<const ViewParam> kTimelineParams;
// Their places in it.
enum class TimelineParam : uint8_t { Lanes, Order, Repeat, Chain, States, Axis, Empty };
[[nodiscard]] inline const ViewParam& definition_of(TimelineParam which) { return kTimelineParams[static_cast<size_t>(which)]; }

}  // namespace choke
