// Drawing of the timeline: marks into a scene from what prepare_timeline() left in the cache. One object a build;
// timeline_draw.cpp has what stands around the lanes, timeline_marks.cpp what stands in them, timeline_arrows.cpp what the
// selection adds.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "views/style.h"
#include "views/timeline_place.h"

namespace choke {

inline constexpr TextStyle kLaneNameStyle{.size = kTypeSmall, .weight = FontWeight::SemiBold, .tabular = false};
inline constexpr double kHeaderMargin_px = 11;
inline constexpr double kNested_px = 10;  // lanes in a group stand so much further in
inline constexpr double kPinRoom_px = 17;  // of the mark of a pinned lane
inline constexpr double kMinorGap_px = 46;  // least distance of minor ticks
inline constexpr double kDimmed = 0.24;     // what is not in the chain that is shown

class TimelineDrawing {
public:
    TimelineDrawing(const ViewInput& input, TimelineCache& cache, Scene& scene);
    void draw();
    // The lower one of two blocks: what stands in its lanes, and what runs through them.
    void draw_lower();

private:
    // Where an event was drawn, for arrows and rings.
    struct Spot {
        Vec2 centre;
        size_t lane = 0;
        const PlacedEvent* placed = nullptr;  // null: a tick
    };

    // Room for words beside a glyph, in scene px, and how much of them stands there: 0 nothing .. 1 all.
    struct WordSide {
        double begin = 0;
        double end = 0;
        double share = 0;
    };
    struct WordSides {
        WordSide left, right;
    };

    [[nodiscard]] double lane_top(size_t i) const { return frame_.lanes.y + boxes_[i].y - (is_sticky(i) ? 0 : cache_.scroll_y); }
    // Stands still while the others scroll, under it.
    [[nodiscard]] bool is_sticky(size_t i) const { return i < cache_.sticky_count; }
    void lanes_of(bool sticky);
    [[nodiscard]] bool lane_in_sight(size_t i) const;
    [[nodiscard]] bool line_in_sight(double baseline_y, const TextStyle& style) const;
    [[nodiscard]] double row_centre(size_t lane, int row) const;
    [[nodiscard]] double tick_top(size_t lane) const;
    [[nodiscard]] bool is_drawn(size_t lane) const { return boxes_[lane].rows > 0 || boxes_[lane].folded; }
    [[nodiscard]] Colour hue_of(EventId event) const;
    // 1, or less for what does not belong to the chain that is shown.
    [[nodiscard]] double presence(EventId event) const;
    // Dimmed words could not be read and would be in the way of the arrows.
    [[nodiscard]] bool speaks(EventId event) const { return presence(event) == 1; }
    [[nodiscard]] MarkStyle style_of(EventId event) const;
    void text(Layer layer, Vec2 baseline, std::string_view words, const TextStyle& style, Colour colour,
              TextAnchor anchor = TextAnchor::Start, Colour halo = {0, 0, 0, 0}, Pick pick = {});
    void line(Layer layer, Vec2 from, Vec2 to, Colour colour, float width = 1, Pick pick = {}, Arrow arrow = Arrow::None);

    // Around the lanes.
    void bands(bool sticky);
    void axis();
    void grid();
    void folds();
    void fold_edge(double x, double top, double bottom);
    void title();
    void lanes();
    // Behind and above the lanes. timeline_bands.cpp.
    void markers();
    void marker(const Marker& marker, bool shaded);
    void today();
    [[nodiscard]] double marker_label(double x, double end_x, std::string_view words, double free_x);
    void states();
    void state_row(uint32_t row, double top);
    void state_span(const StateSpan& span, const StateSpan* next, double y, size_t number);
    void headers(bool sticky);
    void header(size_t lane);
    void chevron(Vec2 at, bool open);
    void pin_mark(size_t lane);
    void empty_line();
    void dragged_lane();
    void scroll_thumb();
    void minimap();
    void density(const Rect& map, Pick pick);
    void undated();
    void nothing_to_show();

    // In the lanes.
    void events_of_lane(size_t lane);
    void event(const PlacedEvent& placed, double y);
    void extent(const PlacedEvent& placed, double row_y, Pick pick);
    void vague_extent(const PlacedEvent& placed, double y, double height, Colour hue, Pick pick);
    void interval_extent(const PlacedEvent& placed, const DateBounds& date, double y, Colour hue, Pick pick);
    void fade(double x0, double x1, double y, double height, Colour hue, double alpha_0, double alpha_1, Pick pick);
    void whisker(double x, double y, double half, Colour hue, Pick pick);
    void glyph(EventId event, Vec2 centre, float size, const MarkStyle& style, Pick pick, Layer layer, double alpha = 1);
    void ring(Vec2 centre, float size, Colour colour, float width);
    [[nodiscard]] WordSides word_sides(const PlacedEvent& placed, double centre_x, double own_begin, double own_end,
                                       double words_px) const;
    void label(const PlacedEvent& placed, Vec2 centre, bool hovered);
    void leader(const PlacedEvent& placed, Vec2 centre, double alpha);
    void card(const PlacedEvent& placed, Vec2 centre, bool hovered);
    void card_ground(const PlacedEvent& placed, const Rect& at, double alpha, bool hovered);
    void card_words(const PlacedEvent& placed, Vec2 at, double end_x, double alpha, double title_alpha);
    void card_line(const PlacedWords& words, Vec2 at, double end_x, const TextStyle& style, Colour colour, Pick pick);
    [[nodiscard]] std::string_view words_of(const PlacedWords& words) const;
    void bridges();
    void spans_of_lane(size_t lane);
    void ticks_of_lane(size_t lane);
    [[nodiscard]] double tick_room(size_t lane) const;
    void counts_of_strip(size_t lane);
    void tick(size_t i, double room);

    // The selection: rings, and relations as arrows. timeline_arrows.cpp.
    [[nodiscard]] std::optional<Spot> spot_of(EventId event) const;
    // Scrolled under the pinned lanes.
    [[nodiscard]] bool is_under_pinned(size_t lane, double y) const;
    void selection();
    void mark_related(EventId event);
    void selected_event(EventId event);
    void gather_links();
    void gather_rows();
    void block_words(const PlacedEvent& placed);
    void level_line(LineMark mark);
    [[nodiscard]] bool is_crossed(const Rect& box) const;
    [[nodiscard]] RouteEnd route_end(const Spot& spot, double aside_px) const;
    void arrows();
    void arrow(std::span<const Vec2> corners, const Stroke& stroke);
    void arrow_words(std::span<const Vec2> corners, std::string_view words);

    const ViewInput& input_;
    const Dataset& data_;
    const Theme& theme_;
    TimelineCache& cache_;
    Scene& scene_;
    const TimelineFacts& facts_;
    const TimelineLanes& lanes_;
    const std::vector<LaneBox>& boxes_;
    const TimelinePlacement& placement_;
    const TimelineFrame& frame_;
    uint32_t block_ = 0;  // what picks of lanes and columns have in their numbers
    double shift_ = 0;  // from px of the placement to px of the scene
    double lines_top_ = 0;  // lines of text above it are left out
    bool chained_ = false;  // all but the chain of the selection is dimmed
};

}  // namespace choke
