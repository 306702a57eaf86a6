#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "views/timeline_drawing.h"

namespace choke {
namespace {

constexpr double kLeastLabel_px = 64;
constexpr double kBar_px = 3;       // height of an interval's bar
constexpr double kBand_px = 9;      // of the band around the glyph of a date that is not sure to the day
constexpr double kBlock_px = 15;    // of one that is so wide that its words stand in it
constexpr double kAtBorder_px = 4;  // from the border of the lanes to words whose glyph is out of sight
constexpr double kBarBelow_px = 9;  // from the middle of the row: under the descenders of the label
constexpr double kCardInset_px = 2;  // from the rows that it takes
constexpr double kLeastSpan_px = 12;  // shorter spans are not worth a bar of their own
constexpr double kGhostFade = 0.5;
constexpr double kCountedStrip_px = 8;  // a strip of ticks this high has room for numbers
// Words have enough room from so many px on, or from their width; with this part of it they still say something, and with
// this part of that they are gone.
constexpr double kEnoughWords_px = 128;
constexpr double kFewWords = 2.0 / 3;

double share_of(double value, double none, double all) { return std::clamp((value - none) / (all - none), 0.0, 1.0); }

// Ten doublings reach the top of a strip, however high it is.
double tick_height(uint32_t count, double room) {
    constexpr double kLeast_px = 3;
    constexpr double kPerDoubling_px = 1.6;
    const double step = std::max(kPerDoubling_px, (room - kLeast_px) / 10);
    return std::min(room, kLeast_px + step * std::log2(1.0 + count));
}

}  // namespace

Colour TimelineDrawing::hue_of(EventId event) const { return theme_.side[static_cast<size_t>(facts_.side[index(event)])]; }

MarkStyle TimelineDrawing::style_of(EventId event) const {
    if (facts_.alleges[index(data_.events.kind[index(event)])] != 0) return event_style(data_, event, input_.known_by_s, theme_);
    return event_style(input_.index->status_of(event, input_.known_by_s), facts_.side[index(event)], theme_);
}

double TimelineDrawing::presence(EventId event) const {
    if (!chained_ || cache_.chain.value().contains(event)) return 1;
    return input_.hover && *input_.hover == pick_of(PickKind::Event, index(event)) ? 1 : kDimmed;
}

std::string_view TimelineDrawing::words_of(const PlacedWords& words) const {
    return std::string_view(placement_.words).substr(words.begin, words.size);
}

void TimelineDrawing::events_of_lane(size_t lane) {
    const double left = frame_.lanes.x;
    const double right = frame_.lanes.right();
    for (uint32_t k = placement_.lane_begin[lane]; k < placement_.lane_begin[lane + 1]; ++k) {
        const PlacedEvent& placed = placement_.events[k];
        double begin = std::min(placed.begin_x, placed.x - placed.label_width - 24);
        double end = std::max(placed.end_x, placed.x + placed.label_width + 24);
        if (placed.card >= 0) {
            begin = std::min(begin, placement_.cards[static_cast<size_t>(placed.card)].begin_x);
            end = std::max(end, placement_.cards[static_cast<size_t>(placed.card)].end_x);
        }
        if (shift_ + end < left || shift_ + begin > right) continue;
        event(placed, row_centre(lane, placed.row));
    }
}

void TimelineDrawing::event(const PlacedEvent& placed, double y) {
    const Pick pick = pick_of(PickKind::Event, index(placed.event));
    const Vec2 centre{shift_ + placed.x, y};
    const bool hovered = input_.hover && *input_.hover == pick;
    if (placed.card >= 0 && speaks(placed.event)) card(placed, centre, hovered);
    extent(placed, y, pick);
    glyph(placed.event, centre, kGlyph_px, style_of(placed.event), pick, Layer::Marks, placed.alpha * presence(placed.event));
    if (hovered) ring(centre, kGlyph_px + 7, with_alpha(theme_.text, 0.8), 1.2F);
    if (placed.card < 0 && speaks(placed.event)) label(placed, centre, hovered);
}

// How sure the place on the axis is. A month or a year is a block from its first to its last day, as dense at its ends as
// in its middle, for no day of it is more likely than another; "about" lets the ends fade. An interval is a bar below the
// words, solid where it certainly runs.
void TimelineDrawing::extent(const PlacedEvent& placed, double row_y, Pick pick) {
    if (placed.begin_x == placed.end_x) return;
    Colour hue = hue_of(placed.event);
    if (input_.is_ghost(placed.event)) hue = with_alpha(theme_.faint, kGhostFade);
    hue = with_alpha(hue, presence(placed.event));
    const DateBounds& date = data_.events.date[index(placed.event)];
    double below = row_y + kBarBelow_px;
    if (placed.card >= 0) below = row_y + (kCardRows - 0.5) * kRowHeight_px - kCardInset_px - kBar_px / 2;
    if (date.shape == EdtfShape::Interval) {
        interval_extent(placed, date, below, hue, pick);
    } else if (placed.card >= 0 && placed.low) {
        vague_extent(placed, below, kBar_px, hue, pick);
    } else {
        vague_extent(placed, row_y, placed.low ? kBlock_px : kBand_px, hue, pick);
    }
}

void TimelineDrawing::vague_extent(const PlacedEvent& placed, double y, double height, Colour hue, Pick pick) {
    constexpr double kThin = 0.05;
    constexpr double kMostFade_px = 40;
    // The higher the fainter: words stand in a block.
    const double dense = height > kBand_px ? 0.17 : height > kBar_px ? 0.34 : 0.5;
    const bool about = data_.events.date[index(placed.event)].approximate;
    const double fade_px = std::min(kMostFade_px, (placed.end_x - placed.begin_x) / 4);
    const double begin = placed.begin_x + (about || placed.begin_cut ? fade_px : 0);
    const double end = placed.end_x - (about || placed.end_cut ? fade_px : 0);
    fade(placed.begin_x, begin, y, height, hue, placed.begin_cut ? 0 : kThin, dense, pick);
    fade(begin, end, y, height, hue, dense, dense, pick);
    fade(end, placed.end_x, y, height, hue, dense, placed.end_cut ? 0 : kThin, pick);
    const double half = std::max(3.0, height / 2);
    if (!placed.begin_cut) whisker(placed.begin_x, y, half, hue, pick);
    if (!placed.end_cut) whisker(placed.end_x, y, half, hue, pick);
}

void TimelineDrawing::interval_extent(const PlacedEvent& placed, const DateBounds& date, double y, Colour hue, Pick pick) {
    constexpr double kSure = 0.7;
    constexpr double kThin = 0.1;
    constexpr double kCutFade_px = 24;  // where the drawing ends before the interval does
    const auto x_of = [&](Instant t) {
        return std::clamp(frame_.lanes.x + cache_.scale.x_from_time(t) - shift_, placed.begin_x, placed.end_x);
    };
    double sure_begin = date.begin == EndKind::Known ? x_of(date.start_latest) : placed.x;
    double sure_end = date.end == EndKind::Known ? x_of(date.end_earliest) : placed.x;
    const auto open_end = [&](double from, double to) {
        line(Layer::Bands, {shift_ + from, y}, {shift_ + to, y}, with_alpha(hue, 0.9), 1.4F, pick, Arrow::End);
    };
    if (placed.begin_cut) {
        sure_begin = std::min(placed.x, placed.begin_x + kCutFade_px);
        fade(placed.begin_x, sure_begin, y, kBar_px, hue, 0, kSure, pick);
    } else if (date.begin == EndKind::Known) {
        fade(placed.begin_x, sure_begin, y, kBar_px, hue, kThin, kSure, pick);
        whisker(placed.begin_x, y, 3, hue, pick);
    } else {
        open_end(placed.x - kGlyph_px / 2, placed.begin_x);
    }
    if (placed.end_cut) sure_end = std::max(sure_begin, placed.end_x - kCutFade_px);
    fade(sure_begin, sure_end, y, kBar_px, hue, kSure, kSure, pick);
    if (placed.end_cut) {
        fade(sure_end, placed.end_x, y, kBar_px, hue, kSure, 0, pick);
    } else if (date.end == EndKind::Known) {
        fade(std::max(sure_begin, sure_end), placed.end_x, y, kBar_px, hue, kSure, kThin, pick);
        whisker(placed.end_x, y, 3, hue, pick);
    } else {
        open_end(placed.x + kGlyph_px / 2, placed.end_x);
    }
}

void TimelineDrawing::fade(double x0, double x1, double y, double height, Colour hue, double alpha_0, double alpha_1, Pick pick) {
    if (x1 - x0 < 0.5) return;
    FadeMark mark;
    mark.rect = {shift_ + x0, y - height / 2, x1 - x0, height};
    mark.colour = hue;
    mark.left_alpha = static_cast<float>(alpha_0);
    mark.right_alpha = static_cast<float>(alpha_1);
    mark.pick = pick;
    scene_.add(Layer::Bands, mark);
}

void TimelineDrawing::whisker(double x, double y, double half, Colour hue, Pick pick) {
    line(Layer::Bands, {shift_ + x, y - half}, {shift_ + x, y + half}, with_alpha(hue, 0.9), 1.2F, pick);
}

void TimelineDrawing::glyph(EventId event, Vec2 centre, float size, const MarkStyle& style, Pick pick, Layer layer, double alpha) {
    SymbolMark mark;
    mark.centre = centre;
    mark.size = size;
    mark.shape = facts_.shape_of_kind[index(data_.events.kind[index(event)])];
    mark.fill = with_alpha(style.fill, alpha);
    mark.stroke = style.stroke;
    mark.stroke.colour = with_alpha(style.stroke.colour, alpha);
    mark.pick = pick;
    scene_.add(layer, mark);
}

void TimelineDrawing::ring(Vec2 centre, float size, Colour colour, float width) {
    SymbolMark mark;
    mark.centre = centre;
    mark.size = size;
    mark.shape = SymbolShape::Circle;
    mark.stroke = {colour, width, LineStyle::Solid};
    scene_.add(Layer::Overlay, mark);
}

// On each side of the glyph what of the event's own room, from own_begin to own_end, is in the window, and how much of its
// words stands there. They stand on their side of the glyph and leave it for the other one only where the window's border
// takes the room there: as strong here as they are faint there, so that a pixel more or less makes nothing jump.
TimelineDrawing::WordSides TimelineDrawing::word_sides(const PlacedEvent& placed, double centre_x, double own_begin, double own_end,
                                                       double words_px) const {
    const double first = std::max(own_begin, frame_.lanes.x + kAtBorder_px);
    const double last = std::min(own_end, frame_.lanes.right() - kAtBorder_px);
    WordSides sides;
    sides.left = {first, std::min(centre_x - label_offset_left(placed), last), 0};
    sides.right = {std::max(centre_x + label_offset_right(placed), first), last, 0};
    WordSide& home = placed.label_left ? sides.left : sides.right;
    WordSide& other = placed.label_left ? sides.right : sides.left;
    const double enough = std::min(words_px, kEnoughWords_px);
    const double home_is_enough = share_of(home.end - home.begin, kFewWords * enough, enough);
    const double other_is_some = share_of(other.end - other.begin, kFewWords * kFewWords * enough, kFewWords * enough);
    const double home_is_some = share_of(home.end - home.begin, kFewWords * kFewWords * enough, kFewWords * enough);
    home.share = std::max(home_is_enough, (1 - other_is_some) * home_is_some);
    other.share = other_is_some * (1 - home_is_enough);
    return sides;
}

void TimelineDrawing::label(const PlacedEvent& placed, Vec2 centre, bool hovered) {
    const double baseline = centre.y + placed.leader * kRowHeight_px + 3.5;
    if (placed.label.size == 0 || !line_in_sight(baseline, kLabelStyle)) return;
    const bool selected = input_.is_selected({NodeKind::Event, static_cast<uint32_t>(placed.event)});
    const Colour plain = input_.is_ghost(placed.event) ? theme_.faint : theme_.secondary;
    const Colour colour = selected ? theme_.selection : hovered ? theme_.text : plain;
    const double alpha = selected || hovered ? 1 : placed.label_alpha * presence(placed.event);
    // Bold words are wider than the room that was measured for plain ones; the selected label stays plain and
    // is told by its colour and its ring.
    const auto say = [&](double x, double room, bool to_left, double share) {
        const std::string_view words = cut_words(words_of(placed.label), kLabelStyle, room, *input_.metrics, cache_.scratch);
        if (words.empty()) return;
        text(Layer::Labels, {x, baseline}, words, kLabelStyle, with_alpha(colour, alpha * share),
             to_left ? TextAnchor::End : TextAnchor::Start, with_alpha(theme_.background, alpha * share),
             pick_of(PickKind::Event, index(placed.event)));
    };
    if (placed.low && placed.leader == 0) {
        // An extent that reaches into the window says what it is there; its row is its own from end to end.
        double begin = shift_ + placed.begin_x;
        double end = shift_ + placed.end_x;
        if (placed.label_left) begin = std::min(begin, centre.x - label_offset_left(placed) - static_cast<double>(placed.label_width));
        if (!placed.label_left) end = std::max(end, centre.x + label_offset_right(placed) + static_cast<double>(placed.label_width));
        const WordSides sides = word_sides(placed, centre.x, begin, end, static_cast<double>(placed.label.width));
        for (const bool left : {true, false}) {
            const WordSide& side = left ? sides.left : sides.right;
            if (side.share > 0) say(left ? side.end : side.begin, side.end - side.begin, left, side.share);
        }
        return;
    }
    if (centre.x < frame_.lanes.x - 2 || centre.x > frame_.lanes.right() + 2) return;
    if (placed.leader != 0) {
        const double begin = std::max(centre.x + placed.label_shift, frame_.lanes.x + 4);
        const double room = std::min(centre.x + placed.label_shift + placed.label_width, frame_.lanes.right() - 4) - begin;
        if (room < std::min(static_cast<double>(placed.label_width), kLeastLabel_px)) return;
        leader(placed, centre, alpha);
        say(begin, room, false, 1);
        return;
    }
    const double x = centre.x + (placed.label_left ? -label_offset_left(placed) : label_offset_right(placed));
    const double border = placed.label_left ? x - frame_.lanes.x - 4 : frame_.lanes.right() - 4 - x;
    const double room = std::min(static_cast<double>(placed.label_width), border);
    // At the border a label goes before it becomes a stump.
    if (room < std::min(static_cast<double>(placed.label_width), kLeastLabel_px)) return;
    say(x, border, placed.label_left, 1);
}

// From the glyph to its words in the row above or below.
void TimelineDrawing::leader(const PlacedEvent& placed, Vec2 centre, double alpha) {
    constexpr double kWords_px = 7;  // from the middle of a row to the border of its words
    const double way = placed.leader < 0 ? -1 : 1;
    line(Layer::Bands, {centre.x, centre.y + way * (kGlyph_px / 2 + 1)},
         {centre.x, centre.y + placed.leader * kRowHeight_px - way * kWords_px}, with_alpha(theme_.secondary, 0.8 * alpha), 1.2F,
         pick_of(PickKind::Event, index(placed.event)));
}

// The box of a card, with its words; where the window's border takes their room, they move along in it, and in the room of
// the event's extent.
void TimelineDrawing::card(const PlacedEvent& placed, Vec2 centre, bool hovered) {
    const PlacedCard& card = placement_.cards[static_cast<size_t>(placed.card)];
    const double here = hovered ? 1 : presence(placed.event);
    const double begin = shift_ + card.begin_x;
    const double end = shift_ + card.end_x;
    double width = card.date.width + (card.source.size == 0 ? 0 : kChipGap_px + card.source.width + 2 * kChipPad_px);
    for (const PlacedWords& line : card.title) width = std::max(width, static_cast<double>(line.width));
    const double own_begin = placed.low ? std::min(begin + kCardPad_px, shift_ + placed.begin_x) : begin + kCardPad_px;
    const double own_end = placed.low ? std::max(end - kCardPad_px, shift_ + placed.end_x) : end - kCardPad_px;
    const WordSides sides = word_sides(placed, centre.x, own_begin, own_end, width);
    const WordSide& home = placed.label_left ? sides.left : sides.right;
    // At home the words stand where they were placed, or at the border that pushes them.
    double x = std::max(shift_ + card.words_x, home.begin);
    if (placed.label_left) x = std::max(home.begin, std::min(shift_ + card.words_x, home.end - width));
    const double ground_begin = std::min(begin, x - kCardPad_px);
    const double ground_end = std::max(end, std::min(x + width, home.end) + kCardPad_px);
    card_ground(placed, {ground_begin, centre.y, ground_end - ground_begin, 0}, card.alpha * here, hovered);
    if (home.share > 0) card_words(placed, {x, centre.y}, home.end, card.alpha * here * home.share, here * home.share);
    WordSide other = placed.label_left ? sides.right : sides.left;
    if (other.share <= 0) return;
    // Beside the box that it leaves.
    const double beside = kCardPad_px / 2 + 2;
    if (placed.label_left) other.begin = std::max(other.begin, ground_end + beside);
    if (!placed.label_left) other.end = std::min(other.end, ground_begin - beside);
    x = placed.label_left ? other.begin : std::max(other.begin, other.end - width);
    const double other_end = std::min(x + width, other.end);
    card_ground(placed, {x - kCardPad_px / 2, centre.y, other_end - x + kCardPad_px, 0}, card.alpha * here * other.share, hovered);
    card_words(placed, {x, centre.y}, other.end, card.alpha * here * other.share, here * other.share);
}

// at.y: the middle of the card's first row.
void TimelineDrawing::card_ground(const PlacedEvent& placed, const Rect& at, double alpha, bool hovered) {
    const bool selected = input_.is_selected({NodeKind::Event, static_cast<uint32_t>(placed.event)});
    const bool ghost = input_.is_ghost(placed.event);
    RectMark ground;
    ground.rect = {at.x, at.y - kRowHeight_px / 2 + kCardInset_px, at.w, kCardRows * kRowHeight_px - 2 * kCardInset_px};
    ground.radius = 4;
    ground.fill = ghost ? Colour{0, 0, 0, 0} : with_alpha(theme_.raised, alpha);
    const Colour edge = selected ? theme_.selection : hovered ? theme_.secondary : theme_.grid_major;
    ground.stroke = {with_alpha(edge, alpha), selected ? 1.6F : 1.0F, ghost ? LineStyle::Dashed : LineStyle::Solid};
    ground.pick = pick_of(PickKind::Event, index(placed.event));
    scene_.add(Layer::Grid, ground);
    cache_.card_grounds.push_back(ground.rect);
}

// alpha: of all but the title, whose own was there before as that of a label.
void TimelineDrawing::card_words(const PlacedEvent& placed, Vec2 at, double end_x, double alpha, double title_alpha) {
    const PlacedCard& card = placement_.cards[static_cast<size_t>(placed.card)];
    const Pick pick = pick_of(PickKind::Event, index(placed.event));
    const bool selected = input_.is_selected({NodeKind::Event, static_cast<uint32_t>(placed.event)});
    const bool ghost = input_.is_ghost(placed.event);
    const double top = at.y - kRowHeight_px / 2 + kCardInset_px;
    const Colour small = with_alpha(ghost ? theme_.faint : theme_.secondary, alpha);
    card_line(card.date, {at.x, top + 13}, end_x, kCardSmallStyle, small, pick);
    for (size_t i = 0; i < card.title.size(); ++i)
        card_line(card.title[i], {at.x, top + 30 + 15 * static_cast<double>(i)}, end_x, kCardTitleStyle,
                  with_alpha(selected ? theme_.selection : ghost ? theme_.faint : theme_.text, title_alpha), pick);
    if (card.source.size == 0) return;
    const double chip_x = at.x + card.date.width + kChipGap_px;
    const Rect chip{chip_x, top + 3, card.source.width + 2 * kChipPad_px, 14};
    if (chip.right() > end_x + kCardPad_px) return;
    RectMark mark;
    mark.rect = chip;
    mark.radius = 7;
    mark.fill = with_alpha(theme_.band, alpha);
    mark.stroke = {with_alpha(theme_.grid_major, alpha), 0.8F, LineStyle::Solid};
    mark.pick = pick;
    scene_.add(Layer::Grid, mark);
    card_line(card.source, {chip_x + kChipPad_px, top + 13}, end_x + kCardPad_px, kCardSmallStyle, small, pick);
}

void TimelineDrawing::card_line(const PlacedWords& words, Vec2 at, double end_x, const TextStyle& style, Colour colour, Pick pick) {
    if (words.size == 0 || !line_in_sight(at.y, style)) return;
    const std::string_view kept = cut_words(words_of(words), style, end_x - at.x + 1, *input_.metrics, cache_.scratch);
    if (!kept.empty()) text(Layer::Labels, at, kept, style, colour, TextAnchor::Start, {0, 0, 0, 0}, pick);
}

// One event in several lanes is one event: a thin line holds it together.
void TimelineDrawing::bridges() {
    for (const PlacedBridge& bridge : placement_.bridges) {
        const PlacedEvent& a = placement_.events[bridge.from];
        const PlacedEvent& b = placement_.events[bridge.to];
        const double x = shift_ + a.x;
        if (x < frame_.lanes.x || x > frame_.lanes.right()) continue;
        const Pick pick = pick_of(PickKind::Event, index(a.event));
        const bool hovered = input_.hover && *input_.hover == pick;
        const double clear = kGlyph_px / 2 + 1;
        const double top = std::min(row_centre(a.lane, a.row), row_centre(b.lane, b.row)) + clear;
        const double bottom = std::max(row_centre(a.lane, a.row), row_centre(b.lane, b.row)) - clear;
        if (bottom > top)
            line(Layer::Grid, {x, top}, {x, bottom}, with_alpha(hue_of(a.event), hovered ? 0.9 : 0.4 * presence(a.event)), hovered ? 1.6F : 1.0F);
    }
}

void TimelineDrawing::spans_of_lane(size_t lane) {
    const LaneBox& box = boxes_[lane];
    if (box.span_rows == 0) return;
    const Instant left = cache_.scale.time_from_x(0);
    const Instant right = cache_.scale.time_from_x(frame_.lanes.w);
    const double least_s = kLeastSpan_px * cache_.scale.seconds_per_px();
    for (size_t r = 0; r < static_cast<size_t>(box.span_rows); ++r) {
        const std::vector<LaneSpan>& row = lanes_.lanes[lane].spans[r];
        const double y = lane_top(lane) + box.padding + box.rows * kRowHeight_px + (static_cast<double>(r) + 0.5) * kSpanRow_px;
        auto at = std::lower_bound(row.begin(), row.end(), left, [](const LaneSpan& span, Instant t) { return span.end_s < t; });
        for (; at != row.end() && at->begin_s <= right; ++at) {
            if (static_cast<double>(at->end_s - at->begin_s) < least_s) continue;
            const DateBounds& date = data_.events.date[index(at->event)];
            const Pick pick = pick_of(PickKind::Event, index(at->event));
            // As if placed around its middle, but never further out than the window: a bar of a million years has no end here.
            const auto x_of = [&](Instant t) {
                return std::clamp(cache_.scale.x_from_time(t), -20.0, frame_.lanes.w + 20) + frame_.lanes.x - shift_;
            };
            PlacedEvent placed;
            placed.event = at->event;
            placed.low = true;
            placed.begin_x = x_of(at->begin_s);
            placed.end_x = x_of(at->end_s + 1);
            placed.x = std::clamp(x_of(date.start_latest), placed.begin_x, placed.end_x);
            const Colour hue = with_alpha(hue_of(at->event), 0.8 * presence(at->event));
            if (date.shape == EdtfShape::Interval) {
                interval_extent(placed, date, y, hue, pick);
            } else {
                placed.x = (placed.begin_x + placed.end_x) / 2;
                vague_extent(placed, y, kBar_px, hue, pick);
            }
        }
    }
}

void TimelineDrawing::ticks_of_lane(size_t lane) {
    const double room = tick_room(lane);
    for (size_t i = placement_.tick_begin[lane]; i < placement_.tick_begin[lane + 1]; ++i) tick(i, room);
}

double TimelineDrawing::tick_room(size_t lane) const { return (boxes_[lane].folded ? kTickRow_px : boxes_[lane].tick_row) - 1; }

// How many the highest column of every stretch stands for, where the columns beside it leave room. Stretches are counted in
// px of the placement, so that panning changes none.
void TimelineDrawing::counts_of_strip(size_t lane) {
    const double room = tick_room(lane);
    if (room < kCountedStrip_px) return;
    constexpr double kStretch_px = 150;
    constexpr TextStyle kCount{.size = 11, .weight = FontWeight::Regular, .tabular = true};
    const uint32_t end = placement_.tick_begin[lane + 1];
    for (uint32_t i = placement_.tick_begin[lane]; i < end;) {
        const double stretch = std::floor(placement_.ticks[i].x / kStretch_px);
        uint32_t most = i;
        for (; i < end && std::floor(placement_.ticks[i].x / kStretch_px) == stretch; ++i)
            if (placement_.ticks[i].count > placement_.ticks[most].count) most = i;
        const TickColumn& column = placement_.ticks[most];
        if (column.count < 2) continue;
        std::array<char, 16> buffer{};
        const auto written = fmt::format_to_n(buffer.data(), buffer.size(), "{}", column.count);
        const std::string_view words(buffer.data(), std::min(written.size, buffer.size()));
        const double begin = column.x + kTickColumn_px + 2;
        const double width = input_.metrics->width(words, kCount);
        bool clear = begin + width < (stretch + 1) * kStretch_px && shift_ + begin >= frame_.lanes.x &&
                     shift_ + begin + width < frame_.lanes.right() - 4;
        for (uint32_t k = most + 1; clear && k < end && placement_.ticks[k].x < begin + width; ++k)
            clear = tick_height(placement_.ticks[k].count, room) < room - kCount.size;
        const double baseline = tick_top(lane) + 0.85 * kCount.size;
        clear = clear && !is_crossed({shift_ + begin - 2, baseline - kCount.size, width + 4, kCount.size + 3});
        if (clear && line_in_sight(baseline, kCount))
            text(Layer::Labels, {shift_ + begin, baseline}, words, kCount, with_alpha(theme_.secondary, chained_ ? kDimmed : 1));
    }
}

void TimelineDrawing::tick(size_t i, double room) {
    const TickColumn& column = placement_.ticks[i];
    const double x = shift_ + column.x;
    if (x + kTickColumn_px < frame_.lanes.x || x > frame_.lanes.right()) return;
    const bool one = column.count == 1;
    const double height = tick_height(column.count, room);
    RectMark mark;
    mark.rect = {x, tick_top(column.lane) + (room - height), kTickColumn_px - 1, height};
    const auto& lane_side = lanes_.lanes[column.lane].side;
    const Colour hue = lane_side ? theme_.side[static_cast<size_t>(*lane_side)] : hue_of(column.first);
    mark.fill = hue;
    if (one) {
        // A tick has no room for an outline style; what is no fact is at least not solid.
        const MarkStyle style = style_of(column.first);
        mark.fill = style.fill;
        if (!(style.fill == hue)) mark.stroke = {mix(theme_.background, hue, 0.75), 0.7F, LineStyle::Solid};
    }
    if (chained_ && !(one && cache_.chain.value().contains(column.first))) mark.fill = with_alpha(mark.fill, kDimmed);
    mark.pick = one ? pick_of(PickKind::Event, index(column.first)) : pick_of(PickKind::EventGroup, i | block_);
    scene_.add(Layer::Marks, mark);
}

}  // namespace choke
