#include <algorithm>
#include <array>
#include <cmath>

#include "views/timeline_drawing.h"

namespace choke {
namespace {

constexpr TextStyle kArrowWords{.size = 11, .weight = FontWeight::Regular, .tabular = false};
constexpr double kClearWords_px = 3;    // between an upright line and words
constexpr double kGlyphBorder_px = 6.5;  // from the middle of a glyph: what all shapes fill
constexpr double kPort_px = 3;          // arrows that come stand left of the middle, those that go right of it
constexpr double kCorner_px = 5;
constexpr double kBorder_px = 6;        // arrows bend no nearer to the border of the lanes
constexpr size_t kSideBySide = 6;       // more arrows than this share corridors
constexpr double kArrowWordsPad_px = 4;

}  // namespace

bool TimelineDrawing::is_under_pinned(size_t lane, double y) const {
    return !is_sticky(lane) && y < frame_.lanes.y + cache_.sticky_height;
}

std::optional<TimelineDrawing::Spot> TimelineDrawing::spot_of(EventId event) const {
    for (const PlacedEvent& placed : placement_.events)
        if (placed.event == event && !is_under_pinned(placed.lane, row_centre(placed.lane, placed.row)))
            return Spot{{shift_ + placed.x, row_centre(placed.lane, placed.row)}, placed.lane, &placed};
    if (!input_.visible->contains(event) && !input_.is_ghost(event)) return std::nullopt;
    const auto anchor = anchor_of(data_, event);
    if (!anchor) return std::nullopt;
    for (size_t i = 0; i < lanes_.lanes.size(); ++i) {
        if (boxes_[i].height > 0 && is_drawn(i) && !is_under_pinned(i, tick_top(i)) && lanes_.index.position_of(i, event, *anchor))
            return Spot{{frame_.lanes.x + cache_.scale.x_from_time(*anchor), tick_top(i) + 3}, i, nullptr};
    }
    return std::nullopt;
}

void TimelineDrawing::selection() {
    for (const NodeRef& node : input_.selected) {
        if (node.kind == NodeKind::Event) {
            selected_event(id_at<EventId>(node.index));
        } else {
            const auto events = node.kind == NodeKind::Actor ? data_.actors.events[node.index]
                                                             : data_.things.events[node.index];
            for (const EventId event : events) mark_related(event);
        }
    }
    gather_links();
    if (!cache_.links.empty()) arrows();
}

void TimelineDrawing::mark_related(EventId event) {
    for (const PlacedEvent& placed : placement_.events)
        if (placed.event == event && !is_under_pinned(placed.lane, row_centre(placed.lane, placed.row)))
            ring({shift_ + placed.x, row_centre(placed.lane, placed.row)}, kGlyph_px + 6, theme_.selection, 1.4F);
}

void TimelineDrawing::selected_event(EventId event) {
    const auto spot = spot_of(event);
    if (!spot) return;
    if (spot->placed == nullptr) {
        glyph(event, spot->centre, kGlyph_px, style_of(event), pick_of(PickKind::Event, index(event)), Layer::Overlay);
        ring(spot->centre, kGlyph_px + 9, theme_.selection, 2.2F);
    }
    for (const PlacedEvent& placed : placement_.events)
        if (placed.event == event && !is_under_pinned(placed.lane, row_centre(placed.lane, placed.row)))
            ring({shift_ + placed.x, row_centre(placed.lane, placed.row)}, kGlyph_px + 9, theme_.selection, 2.2F);
}

// The relations of the selected events with other events; or the chain, which is cause and answer alone.
void TimelineDrawing::gather_links() {
    cache_.links.clear();
    const auto add = [&](const EventLink& link) {
        const bool there = std::any_of(cache_.links.begin(), cache_.links.end(),
                                       [&](const DrawnLink& drawn) { return drawn.link.relation == link.relation; });
        if (!there && spot_of(link.from) && spot_of(link.to)) cache_.links.push_back({link, 0, 0});
    };
    if (chained_) {
        for (const EventLink& link : cache_.chain.value().links) add(link);
        return;
    }
    for (const NodeRef& node : input_.selected) {
        if (node.kind != NodeKind::Event) continue;
        const size_t number = data_.node_number(node);
        for (const auto& relations : {data_.relations_from[number], data_.relations_to[number]}) {
            for (const RelationId relation : relations) {
                const bool events = data_.relations.from[index(relation)].kind == NodeKind::Event &&
                                    data_.relations.to[index(relation)].kind == NodeKind::Event;
                if (events && input_.shows_relation(relation)) add(event_link(data_, relation));
            }
        }
    }
}

// The rows of all lanes, with what arrows must not cross in them.
void TimelineDrawing::gather_rows() {
    RowRoutes& routes = cache_.routes;
    routes.start(frame_.lanes.x + kBorder_px, frame_.lanes.right() - kBorder_px, cache_.links.size() > kSideBySide);
    cache_.first_row.clear();
    for (size_t i = 0; i < lanes_.lanes.size(); ++i) {
        cache_.first_row.push_back(routes.row_count());
        for (int row = 0; row < boxes_[i].rows; ++row) routes.add_row(row_centre(i, row));
    }
    for (const PlacedEvent& placed : placement_.events) block_words(placed);
    for (const Rect& card : cache_.card_grounds) {
        for (size_t row = 0; row < routes.row_count(); ++row)
            if (routes.row_y(row) > card.y && routes.row_y(row) < card.bottom()) routes.block(row, card.x - kClearWords_px, card.right() + kClearWords_px);
        routes.add_wall(card);
    }
    routes.ready();
}

void TimelineDrawing::block_words(const PlacedEvent& placed) {
    if (boxes_[placed.lane].rows == 0) return;
    const size_t row = cache_.first_row[placed.lane] + static_cast<size_t>(placed.row);
    if (!speaks(placed.event)) {
        cache_.routes.block(row, shift_ + placed.x - kGlyph_px / 2 - kClearWords_px, shift_ + placed.x + kGlyph_px / 2 + kClearWords_px);
        return;
    }
    if (placed.card >= 0) {
        // Its box as it was drawn; what it stands in is looked for there.
        return;
    }
    if (placed.leader != 0) {
        const double from = shift_ + placed.x + static_cast<double>(placed.label_shift);
        const double to = from + static_cast<double>(placed.label_width);
        cache_.routes.block(static_cast<size_t>(static_cast<int64_t>(row) + placed.leader), from - kClearWords_px, to + kClearWords_px);
        cache_.routes.block(row, shift_ + placed.x - kGlyph_px / 2 - kClearWords_px, shift_ + placed.x + kGlyph_px / 2 + kClearWords_px);
        return;
    }
    double begin = placed.x - kGlyph_px / 2;
    double end = placed.x + kGlyph_px / 2;
    if (placed.label_width > 0 && placed.label_left) begin = placed.x - label_offset_left(placed) - static_cast<double>(placed.label_width);
    if (placed.label_width > 0 && !placed.label_left) end = placed.x + label_offset_right(placed) + static_cast<double>(placed.label_width);
    cache_.routes.block(row, shift_ + begin - kClearWords_px, shift_ + end + kClearWords_px);
}

RouteEnd TimelineDrawing::route_end(const Spot& spot, double aside_px) const {
    constexpr double kHalfRow_px = kRowHeight_px / 2;
    RouteEnd end;
    end.at = {spot.centre.x + aside_px, spot.centre.y};
    end.above_y = spot.centre.y - kHalfRow_px;
    end.below_y = spot.centre.y + kHalfRow_px;
    end.clear = kGlyphBorder_px;
    if (spot.placed == nullptr) {
        // Ticks have little room of their own: the gaps are the borders of their strip.
        const LaneBox& box = boxes_[spot.lane];
        end.above_y = box.rows > 0 ? row_centre(spot.lane, box.rows - 1) + kHalfRow_px : lane_top(spot.lane);
        end.below_y = lane_top(spot.lane) + box.height;
        end.clear = std::clamp(std::min(spot.centre.y - end.above_y, end.below_y - spot.centre.y), 0.0, kGlyphBorder_px);
    } else if (spot.placed->card >= 0) {
        end.below_y += (kCardRows - 1) * kRowHeight_px;
    }
    return end;
}

// Arrows run the way that cause and time run, in the gaps between rows and where nothing stands in a row.
void TimelineDrawing::arrows() {
    gather_rows();
    cache_.corners.clear();
    const auto has = [&](EventId event, EventId EventLink::*end) {
        return std::any_of(cache_.links.begin(), cache_.links.end(), [&](const DrawnLink& drawn) { return drawn.link.*end == event; });
    };
    for (DrawnLink& drawn : cache_.links) {
        const EventLink& link = drawn.link;
        const auto from = spot_of(link.from);
        const auto to = spot_of(link.to);
        const double out = has(link.from, &EventLink::to) ? kPort_px : 0;
        const double in = has(link.to, &EventLink::from) ? -kPort_px : 0;
        cache_.routes.route(route_end(*from, out), route_end(*to, in), cache_.corner_scratch);
        drawn.corner_begin = cache_.corners.size();
        cache_.corners.insert(cache_.corners.end(), cache_.corner_scratch.begin(), cache_.corner_scratch.end());
        drawn.corner_end = cache_.corners.size();
        for (const auto& [event, spot] : {std::pair(link.from, *from), std::pair(link.to, *to)}) {
            if (input_.is_selected({NodeKind::Event, static_cast<uint32_t>(event)})) continue;
            if (spot.placed == nullptr && chained_)
                glyph(event, spot.centre, kGlyph_px, style_of(event), pick_of(PickKind::Event, index(event)), Layer::Overlay);
            if (!chained_) ring(spot.centre, kGlyph_px + 5, with_alpha(theme_.selection, 0.8), 1.1F);
        }
    }
    // Words stand clear of all arrows, so that all arrows come first.
    for (const DrawnLink& drawn : cache_.links) {
        for (size_t i = drawn.corner_begin + 1; i < drawn.corner_end; ++i) {
            const Vec2 a = cache_.corners[i - 1];
            const Vec2 b = cache_.corners[i];
            for (size_t row = 0; a.x == b.x && row < cache_.routes.row_count(); ++row) {
                const double y = cache_.routes.row_y(row);
                if (y > std::min(a.y, b.y) - kRowHeight_px / 2 && y < std::max(a.y, b.y) + kRowHeight_px / 2)
                    cache_.routes.block(row, a.x - kClearWords_px, a.x + kClearWords_px);
            }
        }
    }
    for (const DrawnLink& drawn : cache_.links) {
        const std::span<const Vec2> corners(cache_.corners.data() + drawn.corner_begin, drawn.corner_end - drawn.corner_begin);
        const bool causal = is_causal(data_, drawn.link.relation);
        const Status status = relation_status(data_, drawn.link.relation, input_.known_by_s);
        arrow(corners, {causal ? theme_.selection : with_alpha(theme_.text, 0.55), causal ? 1.6F : 1.2F, relation_line(status)});
        if (chained_) arrow_words(corners, link_words(data_, drawn.link));
    }
}

void TimelineDrawing::arrow(std::span<const Vec2> corners, const Stroke& stroke) {
    // A quarter of a circle as a cubic curve: its controls stand so much of the radius from its ends.
    constexpr double kArc = 0.5523;
    Vec2 from = corners.front();
    for (size_t i = 1; i < corners.size(); ++i) {
        const bool last = i + 1 == corners.size();
        LineMark mark;
        mark.stroke = stroke;
        mark.from = from;
        mark.to = corners[i];
        if (last) {
            mark.arrow = Arrow::End;
            level_line(mark);
            return;
        }
        const Vec2 before = corners[i] - corners[i - 1];
        const Vec2 after = corners[i + 1] - corners[i];
        const double radius = std::min({kCorner_px, length(before) / 2, length(after) / 2});
        const Vec2 begin = corners[i] - normalised(before) * radius;
        const Vec2 end = corners[i] + normalised(after) * radius;
        mark.to = begin;
        if (length(mark.to - mark.from) > 0.01) level_line(mark);
        CurveMark bend;
        bend.stroke = stroke;
        bend.from = begin;
        bend.control_1 = begin + normalised(before) * (radius * kArc);
        bend.control_2 = end - normalised(after) * (radius * kArc);
        bend.to = end;
        scene_.add(Layer::Edges, bend);
        from = end;
    }
}

// A part of an arrow. Where a level one has no other way than past a card, it is left out from one side of the card to
// the other: a line through the words of a card would belong to them.
void TimelineDrawing::level_line(LineMark mark) {
    constexpr double kLeast_px = 0.01;
    constexpr double kHead_px = 8;  // a head is drawn in any case
    const bool level = mark.from.y == mark.to.y;
    const double way = mark.to.x > mark.from.x ? 1 : -1;
    while (level) {
        // The first card on the way; places are counted along it.
        const double begin = way * mark.from.x;
        const double end = way * mark.to.x;
        double enter = end;
        double leave = end;
        for (const Rect& wall : cache_.routes.walls()) {
            if (mark.from.y <= wall.y || mark.from.y >= wall.bottom()) continue;
            const double first = std::min(way * wall.x, way * wall.right());
            const double last = std::max(way * wall.x, way * wall.right());
            if (last <= begin + kLeast_px || first >= end - kLeast_px || std::max(first, begin) >= enter) continue;
            enter = std::max(first, begin);
            leave = last;
        }
        if (enter >= end) break;
        if (enter > begin + kLeast_px) {
            LineMark part = mark;
            part.arrow = Arrow::None;
            part.to.x = way * enter;
            scene_.add(Layer::Edges, part);
        }
        if (leave >= end && mark.arrow == Arrow::None) return;
        mark.from.x = way * (leave >= end ? std::max(begin, end - kHead_px) : leave);
        if (leave >= end) break;
    }
    scene_.add(Layer::Edges, mark);
}

// Whether an arrow runs through the box.
bool TimelineDrawing::is_crossed(const Rect& box) const {
    for (const DrawnLink& drawn : cache_.links) {
        for (size_t i = drawn.corner_begin + 1; i < drawn.corner_end; ++i) {
            const Vec2 a = cache_.corners[i - 1];
            const Vec2 b = cache_.corners[i];
            const bool beside = std::max(a.x, b.x) < box.x || std::min(a.x, b.x) > box.right();
            const bool over = std::max(a.y, b.y) < box.y || std::min(a.y, b.y) > box.bottom();
            if (!beside && !over) return true;
        }
    }
    return false;
}

// What the relation is, along the first level part with room above or below it, else beside an upright one; or nowhere.
void TimelineDrawing::arrow_words(std::span<const Vec2> corners, std::string_view words) {
    const double width = input_.metrics->width(words, kArrowWords);
    const Rect inner = frame_.lanes.inset(4);
    const auto put = [&](size_t row, double begin, double baseline_y) {
        if (begin < inner.x || begin + width > inner.right() || !line_in_sight(baseline_y, kArrowWords)) return false;
        if (!cache_.routes.is_free(row, begin - kArrowWordsPad_px, begin + width + kArrowWordsPad_px)) return false;
        if (is_crossed({begin - 1, baseline_y - 10, width + 2, 13})) return false;
        cache_.routes.block(row, begin - kArrowWordsPad_px, begin + width + kArrowWordsPad_px);
        text(Layer::Labels, {begin, baseline_y}, words, kArrowWords, theme_.secondary, TextAnchor::Start, theme_.background);
        return true;
    };
    for (size_t i = 1; i < corners.size(); ++i) {
        const Vec2 a = corners[i - 1];
        const Vec2 b = corners[i];
        if (a.y != b.y) continue;
        const double begin = std::max(std::min(a.x, b.x), inner.x) + 2 * kArrowWordsPad_px;
        const double end = std::min(std::max(a.x, b.x), inner.right()) - 2 * kArrowWordsPad_px;
        for (size_t row = 0; row < cache_.routes.row_count(); ++row) {
            const double below = cache_.routes.row_y(row) - a.y;
            if (std::abs(std::abs(below) - kRowHeight_px / 2) > 3.5) continue;
            for (double x = begin; x + width <= end; x += 16)
                if (put(row, x, below < 0 ? a.y - 5 : a.y + 12.5)) return;
        }
    }
    for (size_t i = 1; i < corners.size(); ++i) {
        const Vec2 a = corners[i - 1];
        const Vec2 b = corners[i];
        if (a.x != b.x) continue;
        for (size_t row = 0; row < cache_.routes.row_count(); ++row) {
            const double y = cache_.routes.row_y(row);
            if (y < std::min(a.y, b.y) + 4 || y > std::max(a.y, b.y) - 4) continue;
            if (put(row, a.x + 2 * kArrowWordsPad_px, y + 3.5)) return;
        }
    }
}

}  // namespace choke
