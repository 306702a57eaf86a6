#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "time/ticks.h"
#include "views/style.h"
#include "views/timeline_internal.h"

namespace choke {
namespace {

constexpr TextStyle kMajorTick{.size = kTypeBody, .weight = FontWeight::Bold, .tabular = false};
constexpr TextStyle kMinorTick{.size = kTypeSmall, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kLaneName{.size = kTypeSmall, .weight = FontWeight::SemiBold, .tabular = false};
constexpr TextStyle kLaneCount{.size = 11, .weight = FontWeight::Regular, .tabular = true};
constexpr TextStyle kLabel{.size = kLabelType_px, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kSelectedLabel{.size = kLabelType_px, .weight = FontWeight::SemiBold, .tabular = false};
constexpr double kMinorGap_px = 46;
constexpr double kLeastLabel_px = 64;
constexpr double kBar_px = 3;       // height of an interval's bar
constexpr double kBarBelow_px = 9;  // from the middle of the row: under the descenders of the label

// Where an event was drawn, for arrows and rings.
struct Spot {
    Vec2 centre;
    const PlacedEvent* placed = nullptr;  // null: a tick
};

class TimelineDrawing {
public:
    TimelineDrawing(const ViewInput& input, const TimelineCache& cache, Scene& scene)
        : input_(input), data_(input.data()), theme_(*input.theme), cache_(cache), scene_(scene),
          lanes_(cache.lanes.value()), boxes_(cache.boxes.value()), placement_(cache.placement.value()),
          frame_(cache.frame) {
        shift_ = frame_.lanes.x + cache.scale.x_from_time(placement_.anchor_s);
    }

    void draw() {
        bands();
        axis();
        scene_.push_clip(frame_.lanes);
        for (size_t i = 0; i < lanes_.lanes.size(); ++i) {
            if (!lane_in_sight(i)) continue;
            events_of_lane(i);
        }
        for (size_t i = 0; i < placement_.ticks.size(); ++i) tick(i);
        selection();
        scene_.pop_clip();
        headers();
        minimap();
        undated();
        if (lanes_.event_count == 0) nothing_to_show();
    }

private:
    [[nodiscard]] double lane_top(size_t i) const { return frame_.lanes.y + boxes_[i].y - cache_.scroll_y; }
    [[nodiscard]] bool lane_in_sight(size_t i) const {
        const double top = lane_top(i);
        return top < frame_.lanes.bottom() && top + boxes_[i].height > frame_.lanes.y;
    }
    [[nodiscard]] double row_centre(size_t lane, int row) const {
        return lane_top(lane) + boxes_[lane].padding + (row + 0.5) * kRowHeight_px;
    }
    [[nodiscard]] double tick_top(size_t lane) const {
        return boxes_[lane].folded ? lane_top(lane) + 7 : lane_top(lane) + boxes_[lane].height - boxes_[lane].tick_row;
    }

    void text(Layer layer, Vec2 baseline, std::string_view words, const TextStyle& style, Colour colour,
              TextAnchor anchor = TextAnchor::Start, Colour halo = {0, 0, 0, 0}, Pick pick = {}) {
        TextMark mark;
        mark.baseline = baseline;
        mark.style = style;
        mark.anchor = anchor;
        mark.colour = colour;
        mark.halo = halo;
        mark.width = static_cast<float>(input_.metrics->width(words, style));
        mark.pick = pick;
        scene_.add_text(layer, mark, words);
    }

    void bands() {
        const Rect all{frame_.headers.x, frame_.headers.y, frame_.headers.w + frame_.lanes.w, frame_.headers.h};
        scene_.push_clip(all);
        for (size_t i = 0; i < lanes_.lanes.size(); ++i) {
            if (!lane_in_sight(i)) continue;
            if (i % 2 == 0) {
                RectMark band;
                band.rect = {all.x, lane_top(i), all.w, boxes_[i].height};
                band.fill = theme_.band;
                scene_.add(Layer::Background, band);
            }
            if (lanes_.lanes[i].side) {
                RectMark stripe;
                stripe.rect = {all.x, lane_top(i) + 1, 4, boxes_[i].height - 2};
                stripe.fill = theme_.side[static_cast<size_t>(*lanes_.lanes[i].side)];
                scene_.add(Layer::Bands, stripe);
            }
        }
        scene_.pop_clip();
    }

    void axis() {
        const AxisTicks ticks = calendar_ticks(cache_.scale, 0, frame_.axis.w, kMinorGap_px);
        RectMark hit;
        hit.rect = frame_.axis;
        hit.fill = theme_.background;
        hit.pick = pick_of(PickKind::Axis);
        scene_.add(Layer::Background, hit);
        scene_.push_clip({frame_.axis.x, frame_.axis.y, frame_.axis.w, frame_.axis.h + frame_.lanes.h});
        const double grid_bottom = frame_.lanes.bottom();
        const auto line = [&](double x, double y0, double y1, Colour colour) {
            LineMark mark;
            mark.from = {x, y0};
            mark.to = {x, y1};
            mark.stroke = {colour, 1, LineStyle::Solid};
            scene_.add(Layer::Grid, mark);
        };
        double major_free_x = -1e9;
        for (size_t i = 0; i < ticks.major.size(); ++i) {
            const double x = frame_.axis.x + cache_.scale.x_from_time(ticks.major[i].at);
            const double next = i + 1 < ticks.major.size()
                                    ? frame_.axis.x + cache_.scale.x_from_time(ticks.major[i + 1].at)
                                    : 1e12;
            if (x >= frame_.axis.x) line(std::round(x) + 0.5, frame_.axis.y + 4, grid_bottom, theme_.grid_major);
            // The context that began before the left border stays in sight, until the next one pushes it out.
            const double width = input_.metrics->width(ticks.major[i].label, kMajorTick);
            const double at = std::max(x, frame_.axis.x) + 5;
            if (at + width + 8 <= std::min(next, frame_.axis.right() + 8) && at > major_free_x) {
                text(Layer::Labels, {at, frame_.axis.y + 17}, ticks.major[i].label, kMajorTick, theme_.text);
                major_free_x = at + width + 8;
            }
        }
        double minor_free_x = frame_.axis.x;
        for (const Tick& tick : ticks.minor) {
            const double x = frame_.axis.x + cache_.scale.x_from_time(tick.at);
            if (x < frame_.axis.x || x > frame_.axis.right()) continue;
            line(std::round(x) + 0.5, frame_.axis.y + 24, grid_bottom, theme_.grid);
            const double width = input_.metrics->width(tick.label, kMinorTick);
            if (x + 5 >= minor_free_x && x + 5 + width <= frame_.axis.right()) {
                text(Layer::Labels, {x + 5, frame_.axis.y + 34}, tick.label, kMinorTick, theme_.secondary);
                minor_free_x = x + 5 + width + 6;
            }
        }
        line_h(frame_.axis.x, frame_.axis.right(), frame_.axis.bottom() - 0.5, theme_.grid_major);
        scene_.pop_clip();
    }

    void line_h(double x0, double x1, double y, Colour colour) {
        LineMark mark;
        mark.from = {x0, y};
        mark.to = {x1, y};
        mark.stroke = {colour, 1, LineStyle::Solid};
        scene_.add(Layer::Grid, mark);
    }

    void headers() {
        scene_.push_clip(frame_.headers);
        for (size_t i = 0; i < lanes_.lanes.size(); ++i) {
            if (!lane_in_sight(i)) continue;
            const TimelineLane& lane = lanes_.lanes[i];
            const Pick pick = pick_of(PickKind::Lane, i);
            RectMark hit;
            hit.rect = {frame_.headers.x, lane_top(i), frame_.headers.w, boxes_[i].height};
            hit.pick = pick;
            scene_.add(Layer::Bands, hit);
            const double left = frame_.headers.x + 11;
            const double room = frame_.headers.w - 14;
            const std::string count = fmt::format("{} event{}", lane.events.size(), lane.events.size() == 1 ? "" : "s");
            if (boxes_[i].folded) {
                text(Layer::Labels, {left, lane_top(i) + 16},
                     ellipsised(displayable(lane.label), kLaneName, room, *input_.metrics), kLaneName, theme_.secondary,
                     TextAnchor::Start, {0, 0, 0, 0}, pick);
                continue;
            }
            const size_t max_lines = boxes_[i].height > 33 ? 2 : 1;
            double y = lane_top(i) + (boxes_[i].height > 33 ? 16 : 18);
            for (const std::string& words : wrapped(displayable(lane.label), kLaneName, room, max_lines, *input_.metrics)) {
                text(Layer::Labels, {left, y}, words, kLaneName, theme_.text, TextAnchor::Start, {0, 0, 0, 0}, pick);
                y += 15;
            }
            if (y + 1 < lane_top(i) + boxes_[i].height)
                text(Layer::Labels, {left, y}, count, kLaneCount, theme_.secondary, TextAnchor::Start, {0, 0, 0, 0}, pick);
        }
        scene_.pop_clip();
    }

    // How sure the place on the axis is: a fade that is densest in the middle of what the date may mean; for an interval
    // a bar below the words, solid where it certainly runs.
    void extent(const PlacedEvent& placed, double row_y, Colour hue, Pick pick) {
        if (placed.begin_x == placed.end_x) return;
        const DateBounds& date = data_.events.date[index(placed.event)];
        if (date.shape != EdtfShape::Interval) {
            const double band_y = placed.low ? row_y + kBarBelow_px : row_y;
            const double height = placed.low ? kBar_px : 9;
            fade(placed.begin_x, placed.x, band_y, height, hue, 0.10F, 0.55F, pick);
            fade(placed.x, placed.end_x, band_y, height, hue, 0.55F, 0.10F, pick);
            whisker(placed.begin_x, band_y, placed.low ? 3 : 4, hue, pick);
            whisker(placed.end_x, band_y, placed.low ? 3 : 4, hue, pick);
            return;
        }
        const double y = row_y + kBarBelow_px;
        const auto x_of = [&](Instant t) { return cache_.scale.x_from_time(t) - cache_.scale.x_from_time(placement_.anchor_s); };
        const double sure_begin = date.begin == EndKind::Known ? std::clamp(x_of(date.start_latest), placed.begin_x, placed.end_x) : placed.x;
        const double sure_end = date.end == EndKind::Known ? std::clamp(x_of(date.end_earliest), placed.begin_x, placed.end_x) : placed.x;
        if (date.begin == EndKind::Known) {
            fade(placed.begin_x, sure_begin, y, kBar_px, hue, 0.1F, 0.7F, pick);
            whisker(placed.begin_x, y, 3, hue, pick);
        } else {
            open_end(placed.x - kGlyph_px / 2, placed.begin_x, y, hue, pick);
        }
        fade(sure_begin, sure_end, y, kBar_px, hue, 0.7F, 0.7F, pick);
        if (date.end == EndKind::Known) {
            fade(std::max(sure_begin, sure_end), placed.end_x, y, kBar_px, hue, 0.7F, 0.1F, pick);
            whisker(placed.end_x, y, 3, hue, pick);
        } else {
            open_end(placed.x + kGlyph_px / 2, placed.end_x, y, hue, pick);
        }
    }

    void fade(double x0, double x1, double y, double height, Colour hue, float alpha_0, float alpha_1, Pick pick) {
        if (x1 - x0 < 0.5) return;
        FadeMark mark;
        mark.rect = {shift_ + x0, y - height / 2, x1 - x0, height};
        mark.colour = hue;
        mark.left_alpha = alpha_0;
        mark.right_alpha = alpha_1;
        mark.pick = pick;
        scene_.add(Layer::Bands, mark);
    }

    void whisker(double x, double y, double half, Colour hue, Pick pick) {
        LineMark mark;
        mark.stroke = {with_alpha(hue, 0.9), 1.2F, LineStyle::Solid};
        mark.pick = pick;
        mark.from = {shift_ + x, y - half};
        mark.to = {shift_ + x, y + half};
        scene_.add(Layer::Bands, mark);
    }

    // An end that is open or unknown is an arrow away from what is known.
    void open_end(double from, double to, double y, Colour hue, Pick pick) {
        LineMark mark;
        mark.stroke = {with_alpha(hue, 0.9), 1.4F, LineStyle::Solid};
        mark.pick = pick;
        mark.from = {shift_ + from, y};
        mark.to = {shift_ + to, y};
        mark.arrow = Arrow::End;
        scene_.add(Layer::Bands, mark);
    }

    void events_of_lane(size_t lane) {
        const double left = frame_.lanes.x;
        const double right = frame_.lanes.right();
        for (uint32_t k = placement_.lane_begin[lane]; k < placement_.lane_begin[lane + 1]; ++k) {
            const PlacedEvent& placed = placement_.events[k];
            const double label_reach = placed.label_width + 24;
            if (shift_ + std::max(placed.end_x, placed.x + label_reach) < left) continue;
            if (shift_ + std::min(placed.begin_x, placed.x - label_reach) > right) continue;
            event(placed, row_centre(lane, placed.row));
        }
    }

    void event(const PlacedEvent& placed, double y) {
        const Pick pick = pick_of(PickKind::Event, index(placed.event));
        const Side side = leading_side(data_, placed.event);
        const MarkStyle style = event_style(data_, placed.event, input_.known_by_s, theme_);
        const Vec2 centre{shift_ + placed.x, y};
        extent(placed, y, theme_.side[static_cast<size_t>(side)], pick);
        glyph(placed.event, centre, kGlyph_px, style, pick, Layer::Marks);
        const bool hovered = input_.hover && *input_.hover == pick;
        if (hovered) ring(centre, kGlyph_px + 7, with_alpha(theme_.text, 0.8), 1.2F);
        label(placed, centre, hovered);
    }

    void glyph(EventId event, Vec2 centre, float size, const MarkStyle& style, Pick pick, Layer layer) {
        SymbolMark mark;
        mark.centre = centre;
        mark.size = size;
        mark.shape = shape_of_kind(data_.event_kinds.word(data_.events.kind[index(event)]));
        mark.fill = style.fill;
        mark.stroke = style.stroke;
        mark.pick = pick;
        scene_.add(layer, mark);
    }

    void ring(Vec2 centre, float size, Colour colour, float width) {
        SymbolMark mark;
        mark.centre = centre;
        mark.size = size;
        mark.shape = SymbolShape::Circle;
        mark.stroke = {colour, width, LineStyle::Solid};
        scene_.add(Layer::Overlay, mark);
    }

    void label(const PlacedEvent& placed, Vec2 centre, bool hovered) {
        if (placed.label_width <= 0 || centre.x < frame_.lanes.x - 2 || centre.x > frame_.lanes.right() + 2) return;
        const bool selected = input_.is_selected({NodeKind::Event, static_cast<uint32_t>(placed.event)});
        double x = placed.label_left ? -label_offset_left(placed) : label_offset_right(placed);
        x += centre.x;
        double room = placed.label_width;
        if (placed.label_left) {
            room = std::min(room, x - frame_.lanes.x - 4);
        } else {
            room = std::min(room, frame_.lanes.right() - 4 - x);
        }
        // At the border a label goes before it becomes a stump.
        if (room < std::min(static_cast<double>(placed.label_width), kLeastLabel_px)) return;
        const std::string title = displayable(data_.text(data_.events.title[index(placed.event)]));
        const std::string words = ellipsised(title, kLabel, room, *input_.metrics);
        if (words.empty()) return;
        const Colour colour = selected ? theme_.selection : hovered ? theme_.text : theme_.secondary;
        // Bold words are wider than the room that was measured for plain ones; the selected label stays plain and
        // is told by its colour and its ring.
        text(Layer::Labels, {x, centre.y + 3.5}, words, kLabel, colour,
             placed.label_left ? TextAnchor::End : TextAnchor::Start, theme_.background,
             pick_of(PickKind::Event, index(placed.event)));
    }

    void tick(size_t i) {
        const TickColumn& column = placement_.ticks[i];
        const double x = shift_ + column.x;
        if (x + kTickColumn_px < frame_.lanes.x || x > frame_.lanes.right() || !lane_in_sight(column.lane)) return;
        const bool one = column.count == 1;
        const Side side = leading_side(data_, column.first);
        const double room = (boxes_[column.lane].folded ? kTickRow_px : boxes_[column.lane].tick_row) - 1;
        const double height = std::min(room, 3.0 + 1.6 * std::log2(1.0 + column.count));
        RectMark mark;
        mark.rect = {x, tick_top(column.lane) + (room - height), kTickColumn_px - 1, height};
        const Colour hue = theme_.side[static_cast<size_t>(side)];
        mark.fill = hue;
        if (one) {
            // A tick has no room for an outline style; what is no fact is at least not solid.
            const MarkStyle style = event_style(data_, column.first, input_.known_by_s, theme_);
            mark.fill = style.fill;
            if (!(style.fill == hue)) mark.stroke = {mix(theme_.background, hue, 0.75), 0.7F, LineStyle::Solid};
        }
        mark.pick = one ? pick_of(PickKind::Event, index(column.first)) : pick_of(PickKind::EventGroup, i);
        scene_.add(Layer::Marks, mark);
    }

    // --- the selection: rings, and the relations of the selected events as arrows ---

    [[nodiscard]] std::optional<Spot> spot_of(EventId event) const {
        for (const PlacedEvent& placed : placement_.events)
            if (placed.event == event)
                return Spot{{shift_ + placed.x, row_centre(placed.lane, placed.row)}, &placed};
        if (!input_.visible->contains(event)) return std::nullopt;
        const auto anchor = anchor_of(data_, event);
        if (!anchor) return std::nullopt;
        for (size_t i = 0; i < lanes_.lanes.size(); ++i) {
            const auto& events = lanes_.lanes[i].events;
            if (std::binary_search(events.begin(), events.end(), event))
                return Spot{{frame_.lanes.x + cache_.scale.x_from_time(*anchor), tick_top(i) + 3}, nullptr};
        }
        return std::nullopt;
    }

    void selection() {
        for (const NodeRef& node : input_.selected) {
            if (node.kind == NodeKind::Event) {
                selected_event(id_at<EventId>(node.index));
            } else {
                const auto events = node.kind == NodeKind::Actor ? data_.actors.events[node.index]
                                                                 : data_.things.events[node.index];
                for (const EventId event : events) mark_related(event);
            }
        }
    }

    void mark_related(EventId event) {
        for (const PlacedEvent& placed : placement_.events)
            if (placed.event == event)
                ring({shift_ + placed.x, row_centre(placed.lane, placed.row)}, kGlyph_px + 6, theme_.selection, 1.4F);
    }

    void selected_event(EventId event) {
        const auto spot = spot_of(event);
        if (!spot) return;
        const MarkStyle style = event_style(data_, event, input_.known_by_s, theme_);
        if (spot->placed == nullptr)
            glyph(event, spot->centre, kGlyph_px, style, pick_of(PickKind::Event, index(event)), Layer::Overlay);
        ring(spot->centre, kGlyph_px + 9, theme_.selection, 2.2F);
        const size_t number = data_.node_number({NodeKind::Event, static_cast<uint32_t>(event)});
        for (const RelationId relation : data_.relations_from[number]) arrow(relation, *spot, true);
        for (const RelationId relation : data_.relations_to[number]) arrow(relation, *spot, false);
    }

    // The arrow runs the way time and cause run: from what was answered to the answer.
    void arrow(RelationId relation, const Spot& here, bool outgoing) {
        const NodeRef other = outgoing ? data_.relations.to[index(relation)] : data_.relations.from[index(relation)];
        if (other.kind != NodeKind::Event) return;
        const Status status = relation_status(data_, relation, input_.known_by_s);
        if (status == Status::NotYetKnown) return;
        const auto there = spot_of(id_at<EventId>(other.index));
        if (!there) return;
        const bool arrow_here = there->centre.x < here.centre.x || (there->centre.x == here.centre.x && outgoing);
        const Spot& from = arrow_here ? *there : here;
        const Spot& to = arrow_here ? here : *there;
        CurveMark curve;
        // A wide S leaves and arrives sideways; ends stand clear of the symbols.
        const double reach = std::clamp(std::abs(to.centre.x - from.centre.x) * 0.45, 26.0, 150.0);
        const double clear = kGlyph_px / 2 + 3;
        curve.from = {from.centre.x + clear, from.centre.y};
        curve.to = {to.centre.x - clear, to.centre.y};
        if (std::abs(from.centre.x - to.centre.x) < 2 * clear + 26) {
            // Nearly at one time: a bow to the right, each further out than the one before, so that they stay apart and
            // off the symbols between them.
            const double out = 34 + 9 * static_cast<double>(bow_count_++ % 6);
            curve.from = {from.centre.x + clear, from.centre.y};
            curve.to = {to.centre.x + clear, to.centre.y};
            const double reach_x = std::max(curve.from.x, curve.to.x) + out;
            curve.control_1 = {reach_x, curve.from.y};
            curve.control_2 = {reach_x, curve.to.y};
        } else {
            curve.control_1 = curve.from + Vec2{reach, 0};
            curve.control_2 = curve.to - Vec2{reach, 0};
        }
        const std::string_view kind = data_.relation_kinds.word(data_.relations.kind[index(relation)]);
        const bool causal = relation_words(kind).causal;
        curve.stroke = {causal ? theme_.selection : with_alpha(theme_.text, 0.55), causal ? 1.8F : 1.2F,
                        relation_line(status)};
        curve.arrow = Arrow::End;
        scene_.add(Layer::Edges, curve);
        ring(there->centre, kGlyph_px + 5, with_alpha(theme_.selection, 0.8), 1.1F);
    }

    void minimap() {
        if (frame_.minimap.empty() || lanes_.event_count == 0) return;
        const Rect& map = frame_.minimap;
        const Pick pick = pick_of(PickKind::Minimap);
        RectMark ground;
        ground.rect = map;
        ground.radius = 3;
        ground.fill = theme_.band;
        ground.stroke = {theme_.grid_major, 1, LineStyle::Solid};
        ground.pick = pick;
        scene_.add(Layer::Background, ground);
        const TimeScale whole = fitted_scale(lanes_, map.w);
        scene_.push_clip(map);
        density(map, pick);
        const double x0 = map.x + whole.x_from_time(cache_.scale.time_from_x(0));
        const double x1 = map.x + whole.x_from_time(cache_.scale.time_from_x(frame_.lanes.w));
        RectMark window;
        window.rect = intersection({x0, map.y + 0.5, std::max(6.0, x1 - x0), map.h - 1}, map);
        window.radius = 3;
        window.fill = with_alpha(theme_.selection, 0.07);
        window.stroke = {theme_.selection, 1.5F, LineStyle::Solid};
        window.pick = pick;
        scene_.add(Layer::Overlay, window);
        scene_.pop_clip();
    }

    // A bar every few pixels, one colour a side, as high as there are events; square root, so that one event still shows.
    void density(const Rect& map, Pick pick) {
        const Density& count = cache_.density.value();
        uint32_t most = 1;
        for (const auto& bar : count) most = std::max(most, bar[0] + bar[1] + bar[2]);
        const double unit = (map.h - 6) / std::sqrt(static_cast<double>(most));
        for (size_t i = 0; i < count.size(); ++i) {
            const uint32_t sum = count[i][0] + count[i][1] + count[i][2];
            if (sum == 0) continue;
            const double height = unit * std::sqrt(static_cast<double>(sum));
            double y = map.bottom() - 3;
            for (const size_t side : {size_t{1}, size_t{2}, size_t{0}}) {
                if (count[i][side] == 0) continue;
                const double part = height * count[i][side] / sum;
                RectMark mark;
                mark.rect = {map.x + static_cast<double>(i) * kDensityBar_px + 1, y - part, kDensityBar_px - 1.5, part};
                mark.fill = with_alpha(theme_.side[side], 0.8);
                mark.pick = pick;
                scene_.add(Layer::Bands, mark);
                y -= part;
            }
        }
    }

    // Events that no axis can hold are told all the same.
    void undated() {
        if (lanes_.undated_count == 0) return;
        const std::string words = fmt::format("{} without a date", lanes_.undated_count);
        const bool beside_minimap = !frame_.minimap.empty();
        const Vec2 at{frame_.headers.x + 11, beside_minimap ? frame_.minimap.centre().y + 4 : frame_.axis.y + 34};
        if (input_.metrics->width(words, kLaneCount) < frame_.headers.w - 14)
            text(Layer::Labels, at, words, kLaneCount, theme_.secondary);
    }

    void nothing_to_show() {
        const TextStyle style{.size = kTypeLarge, .weight = FontWeight::Regular, .tabular = false};
        text(Layer::Labels, frame_.lanes.centre(), "No event matches.", style, theme_.secondary, TextAnchor::Middle);
    }

    const ViewInput& input_;
    const Dataset& data_;
    const Theme& theme_;
    const TimelineCache& cache_;
    Scene& scene_;
    const TimelineLanes& lanes_;
    const std::vector<LaneBox>& boxes_;
    const TimelinePlacement& placement_;
    const TimelineFrame& frame_;
    double shift_ = 0;  // from px of the placement to px of the scene
    size_t bow_count_ = 0;
};

}  // namespace

void draw_timeline(const ViewInput& input, const TimelineCache& cache, Scene& scene) {
    scene.push_clip(input.area);
    TimelineDrawing(input, cache, scene).draw();
    scene.pop_clip();
}

}  // namespace choke
