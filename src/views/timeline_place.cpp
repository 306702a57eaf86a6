#include "views/timeline_place.h"

#include <algorithm>
#include <cmath>

namespace choke {
namespace {

constexpr double kOpenEnd_px = 34;      // an arrow stands for an end that is open or unknown
constexpr double kWideBand_px = 60;     // a wider band runs below the words, as bars do
constexpr double kMinBand_px = 22;      // a month in view is always wider than a day's glyph
constexpr double kCutExtent_px = 90;    // in a tile an extent reaches so far to each side of the glyph
// After this many events in a row without room the lane is full: what is left becomes ticks without being tried.
constexpr int kGiveUpAfter = 120;

// Room for an event, in px of a row: glyphs for all from the first on, labels for all that find room from the second on.
constexpr double kGlyphRoom_px = 8;
constexpr double kLabelRoom_px = 24;
constexpr double kCardRoom_px = 450;
constexpr double kCardRamp_px = 140;     // over this much more room a card comes to its full strength
constexpr double kLeastCardShare = 0.45;  // of the events of a lane
constexpr double kFullCardShare = 0.55;
constexpr double kCardNeighbours_px = 600;  // how far to each side neighbours are counted
constexpr size_t kLandmarksPerRow = 4;   // labels of a tile whose events have no room for glyphs
constexpr size_t kLandmarkParts = 3;
constexpr size_t kLeastLed = 4;          // so many of the most important events of a lane may have their words elsewhere
constexpr size_t kLedShare = 3;          // or one in so many
constexpr double kLeastAlpha = 0.35;
constexpr double kLabelRamp_px = 16;
constexpr double kTileMargin_px = 10;    // labels keep clear of the tile's borders

double ramp(double value, double from, double to) { return std::clamp((value - from) / (to - from), 0.0, 1.0); }

// In order of importance; of equals the more recent one.
bool more_important(const PlaceCandidate& a, const PlaceCandidate& b) {
    return a.importance != b.importance ? a.importance > b.importance : a.event > b.event;
}

}  // namespace

LanePlacer::LanePlacer(const ViewInput& input, const TimelineFacts& facts, const PlacementKey& key)
    : input_(input), facts_(facts), key_(key), writer_(input) {}

void LanePlacer::begin(const Slot& slot, TimelinePlacement& out) {
    slot_ = slot;
    first_ = out.events.size();
    rows_.resize(static_cast<size_t>(slot.row_count));
    for (Row& row : rows_) row.clear();
    work_.clear();
}

LanePlacer::Extent LanePlacer::extent_of(EventId event, double x) const {
    Extent extent{x, x, false, false};
    if (facts_.exact[index(event)] != 0) return extent;
    const DateBounds& date = input_.data().events.date[index(event)];
    if (date.shape != EdtfShape::Interval) {
        extent.begin = slot_.scale.x_from_time(date.earliest);
        extent.end = slot_.scale.x_from_time(date.latest + 1);
    } else {
        extent.begin = date.begin == EndKind::Known ? slot_.scale.x_from_time(date.earliest) : x - kOpenEnd_px;
        extent.end = date.end == EndKind::Known ? slot_.scale.x_from_time(date.latest + 1) : x + kOpenEnd_px;
    }
    extent.begin = std::min(extent.begin, x - kMinBand_px / 2);
    extent.end = std::max(extent.end, x + kMinBand_px / 2);
    if (slot_.is_tile) {
        const double begin = std::max(x - kCutExtent_px, slot_.limit_left - kTileMargin_px);
        const double end = std::min(x + kCutExtent_px, slot_.limit_right + kTileMargin_px);
        extent.begin_cut = extent.begin < begin;
        extent.end_cut = extent.end > end;
        extent.begin = std::min(x, std::max(extent.begin, begin));
        extent.end = std::max(x, std::min(extent.end, end));
    }
    return extent;
}

// Glyphs at a tile's border do not meet those of the next tile: on the left of a border only even rows are used, on
// the right of it only odd ones.
bool LanePlacer::row_allowed(size_t row, double x) const {
    if (!slot_.is_tile) return true;
    if (x < kGlyph_px / 2 + 2) return row % 2 == 1;
    if (x > kTile_px - kGlyph_px / 2 - 2) return row % 2 == 0;
    return true;
}

bool LanePlacer::place_event(const PlaceCandidate& candidate, Words words, TimelinePlacement& out) {
    const double x = slot_.scale.x_from_time(candidate.anchor_s);
    const Extent extent = extent_of(candidate.event, x);
    const double box_begin = std::min(extent.begin, x - kGlyph_px / 2) - 2;
    const double box_end = std::max(extent.end, x + kGlyph_px / 2) + 2;
    const auto is_free = [&](size_t row) { return row_allowed(row, x) && rows_[row].is_free(box_begin, box_end); };
    size_t first_free = 0;
    while (first_free < rows_.size() && !is_free(first_free)) ++first_free;
    if (first_free == rows_.size()) return false;

    PlacedEvent placed;
    placed.event = candidate.event;
    placed.lane = slot_.lane;
    placed.x = x;
    placed.begin_x = extent.begin;
    placed.end_x = extent.end;
    placed.begin_cut = extent.begin_cut;
    placed.end_cut = extent.end_cut;
    placed.low = facts_.exact[index(candidate.event)] == 0 &&
                 (extent.end - extent.begin > kWideBand_px ||
                  input_.data().events.date[index(candidate.event)].shape == EdtfShape::Interval);
    const double band_right = x + label_offset_right(placed);
    const double band_left = x - label_offset_left(placed);

    struct Choice {
        size_t row = 0;
        double width = 0;
        bool left = false;
    } best;
    double whole = 0;
    double full = 0;
    if (words != Words::None) {
        whole = std::min(kLongestLabel_px, writer_.title_width(candidate.event) + 1);
        full = std::min(whole, kMaxLabel_px);
        bool found_full = false;
        for (const bool left : {false, true}) {
            for (size_t r = first_free; r < rows_.size() && !found_full; ++r) {
                if (!is_free(r)) continue;
                const Taken room = rows_[r].room_around(box_begin, box_end);
                double width = left ? band_left - room.begin - kKeepClear_px : room.end - band_right - kKeepClear_px;
                if (slot_.has_limits())
                    width = std::min(width, left ? band_left - slot_.limit_left : slot_.limit_right - band_right);
                width = std::min(width, full);
                if (width > best.width + 12) best = {r, width, left};
                found_full = width >= full;
            }
        }
    }
    const bool labelled = words != Words::None && best.width >= std::min(full, kMinLabel_px);
    if (!labelled) {
        if (words == Words::Required) return false;
        best = {};
        best.row = first_free;
    }
    double begin = box_begin;
    double end = box_end;
    if (labelled && best.left) begin = std::min(begin, band_left - best.width - kKeepClear_px / 2);
    if (labelled && !best.left) end = std::max(end, band_right + best.width + kKeepClear_px / 2);
    rows_[best.row].take(begin, end);
    placed.row = static_cast<int16_t>(best.row);
    placed.label_left = best.left;
    placed.label_width = labelled ? static_cast<float>(best.width) : 0;
    work_.push_back({out.events.size(), candidate.position, begin, box_begin, box_end, whole});
    out.events.push_back(placed);
    return true;
}

// What the row has left of and right of an event, whose own words have been given back.
LanePlacer::RoomBeside LanePlacer::room_beside(const Work& work, const PlacedEvent& placed) const {
    const Taken free = rows_[static_cast<size_t>(placed.row)].room_around(work.box_begin, work.box_end);
    RoomBeside room;
    room.right_begin = placed.x + label_offset_right(placed);
    room.left_end = placed.x - label_offset_left(placed);
    room.right = free.end - room.right_begin - kKeepClear_px;
    room.left = room.left_end - free.begin - kKeepClear_px;
    if (slot_.has_limits()) {
        room.right = std::min(room.right, slot_.limit_right - room.right_begin);
        room.left = std::min(room.left, room.left_end - slot_.limit_left);
    }
    return room;
}

// A label that was cut to make room for one that then went elsewhere gets that room after all, in the same row, on
// whichever side has more.
void LanePlacer::lengthen(TimelinePlacement& out) {
    for (Work& work : work_) {
        PlacedEvent& placed = out.events[work.placed];
        if (placed.leader != 0 || static_cast<double>(placed.label_width) >= work.whole) continue;
        Row& row = rows_[static_cast<size_t>(placed.row)];
        row.give_back(work.begin);
        const RoomBeside room = room_beside(work, placed);
        const double right_begin = room.right_begin;
        const double left_end = room.left_end;
        const double right = std::min(room.right, work.whole);
        const double left = std::min(room.left, work.whole);
        const bool to_left = left > right + 12;
        const double width = to_left ? left : right;
        if (width >= std::max(static_cast<double>(placed.label_width), std::min(work.whole, kMinLabel_px))) {
            placed.label_left = to_left;
            placed.label_width = static_cast<float>(width);
        }
        double end = work.box_end;
        work.begin = work.box_begin;
        if (placed.label_width > 0 && placed.label_left)
            work.begin = std::min(work.begin, left_end - static_cast<double>(placed.label_width) - kKeepClear_px / 2);
        if (placed.label_width > 0 && !placed.label_left)
            end = std::max(end, right_begin + static_cast<double>(placed.label_width) + kKeepClear_px / 2);
        row.take(work.begin, end);
    }
}

// A cut label comes and goes with its room.
void LanePlacer::fade_cut_label(PlacedEvent& placed, double whole_px) const {
    if (!input_.interactive || placed.card >= 0 || placed.leader != 0 || static_cast<double>(placed.label_width) >= whole_px) return;
    placed.label_alpha =
        static_cast<float>(kLeastAlpha + (1 - kLeastAlpha) * ramp(placed.label_width, kMinLabel_px, kMinLabel_px + kLabelRamp_px));
}

double LanePlacer::room_around(const LaneIndex& lanes, double x) const {
    const Instant from = slot_.scale.time_from_x(x - kCardNeighbours_px);
    const Instant to = slot_.scale.time_from_x(x + kCardNeighbours_px);
    const size_t neighbours = std::max<size_t>(1, lanes.count(slot_.lane, from, to));
    return static_cast<double>(rows_.size()) * 2 * kCardNeighbours_px / static_cast<double>(neighbours);
}

// Labels become cards where three rows are free, the most important first. Cards take only what nobody else wants: no
// event loses its row or its words to the card of another.
void LanePlacer::grow_cards(const LaneIndex& lanes, TimelinePlacement& out) {
    if (rows_.size() < static_cast<size_t>(kCardRows)) return;
    const size_t cards_before = out.cards.size();
    const size_t words_before = out.words.size();
    bool saved = false;
    for (Work& work : work_) {
        PlacedEvent& placed = out.events[work.placed];
        if (placed.label_width <= 0 || placed.leader != 0) continue;
        const double room = room_around(lanes, placed.x);
        if (room < kCardRoom_px) continue;
        if (!saved) {
            saved_.assign(out.events.begin() + static_cast<std::ptrdiff_t>(first_), out.events.end());
            saved = true;
        }
        rows_[static_cast<size_t>(placed.row)].give_back(work.begin);
        CardWords words = writer_.card_words(placed.event);
        const std::optional<CardPlace> place = card_place(placed, work, words.width);
        if (!place) {
            double end = work.box_end;
            if (!placed.label_left)
                end = std::max(end, placed.x + label_offset_right(placed) + static_cast<double>(placed.label_width) + kKeepClear_px / 2);
            rows_[static_cast<size_t>(placed.row)].take(work.begin, end);
            continue;
        }
        for (size_t r = place->row; r < place->row + kCardRows; ++r) rows_[r].take(place->taken.begin, place->taken.end);
        placed.row = static_cast<int16_t>(place->row);
        placed.label_left = place->left;
        placed.label_alpha = 1;
        PlacedCard card;
        card.begin_x = place->begin;
        card.end_x = place->end;
        card.words_x = place->words_x;
        card.alpha = static_cast<float>(
            input_.interactive ? kLeastAlpha + (1 - kLeastAlpha) * ramp(room, kCardRoom_px, kCardRoom_px + kCardRamp_px) : 1.0);
        placed.card = static_cast<int32_t>(out.cards.size());
        writer_.write(words, card, out);
        out.cards.push_back(card);
    }
    if (!saved) return;
    // One card among many labels looks like something special. It is not: a lane has cards for a good part of its events
    // or none.
    const double share = static_cast<double>(out.cards.size() - cards_before) / static_cast<double>(work_.size());
    if (share < kLeastCardShare) {
        std::copy(saved_.begin(), saved_.end(), out.events.begin() + static_cast<std::ptrdiff_t>(first_));
        out.cards.resize(cards_before);
        out.words.resize(words_before);
        return;
    }
    if (!input_.interactive) return;
    const auto strength = static_cast<float>(kLeastAlpha + (1 - kLeastAlpha) * ramp(share, kLeastCardShare, kFullCardShare));
    for (size_t i = cards_before; i < out.cards.size(); ++i) out.cards[i].alpha = std::min(out.cards[i].alpha, strength);
}

std::optional<LanePlacer::CardPlace> LanePlacer::card_place(const PlacedEvent& placed, const Work& work, double words_px) const {
    constexpr double kGap_px = 5;  // between cards
    const size_t last_row = rows_.size() - static_cast<size_t>(kCardRows);
    const auto own = static_cast<size_t>(placed.row);
    for (const bool left : {placed.label_left, !placed.label_left}) {
        CardPlace place;
        place.left = left;
        // The glyph, with the band that is around it, stands inside the card; a bar runs along its lower border.
        const double glyph_begin = (placed.low ? placed.x - kGlyph_px / 2 : work.box_begin) - 4;
        const double glyph_end = (placed.low ? placed.x + kGlyph_px / 2 : work.box_end) + 4;
        if (left) {
            place.end = glyph_end;
            place.begin = placed.x - label_offset_left(placed) - words_px - kCardPad_px;
            place.words_x = place.begin + kCardPad_px;
        } else {
            place.begin = glyph_begin;
            place.words_x = placed.x + label_offset_right(placed);
            place.end = place.words_x + words_px + kCardPad_px;
        }
        place.taken = {std::min(place.begin, work.box_begin) - kGap_px / 2, std::max(place.end, work.box_end) + kGap_px / 2};
        if (slot_.has_limits() && (place.begin < slot_.limit_left || place.end > slot_.limit_right)) continue;
        for (size_t step = 0; step <= last_row + 1; ++step) {
            // First where the event is, then from the top.
            place.row = step == 0 ? own : step - 1;
            if (place.row > last_row) continue;
            bool free = true;
            for (size_t r = place.row; r < place.row + kCardRows && free; ++r)
                free = rows_[r].is_free(place.taken.begin, place.taken.end);
            if (free) return place;
        }
    }
    return std::nullopt;
}

void LanePlacer::finish(const TimelineLanes& lanes, TimelinePlacement& out) {
    if (lanes.has_places) leave_out_unknown(lanes, out);
    if (!key_.chosen.empty()) label_chosen(out);
    for (const Work& work : work_)
        if (work.whole > 0) fade_cut_label(out.events[work.placed], work.whole);
    for (size_t k = first_; k < out.events.size(); ++k) {
        PlacedEvent& placed = out.events[k];
        if (placed.label_width > 0 && placed.card < 0) writer_.write_label(placed, out);
        placed.x += slot_.offset_x;
        placed.begin_x += slot_.offset_x;
        placed.end_x += slot_.offset_x;
        if (placed.card >= 0) {
            PlacedCard& card = out.cards[static_cast<size_t>(placed.card)];
            card.begin_x += slot_.offset_x;
            card.end_x += slot_.offset_x;
            card.words_x += slot_.offset_x;
        }
    }
    positions_.clear();
    for (const Work& work : work_) {
        if (!lanes.has_places) {
            positions_.push_back(work.position);
            continue;
        }
        const Instant anchor_s = lanes.places.anchors(slot_.lane)[work.position];
        const EventId event = lanes.places.events(slot_.lane)[work.position];
        if (const auto here = lanes.index.position_of(slot_.lane, event, anchor_s)) positions_.push_back(static_cast<uint32_t>(*here));
    }
    std::sort(positions_.begin(), positions_.end());
}

void LanePlacer::place_all(const TimelineLanes& of, const Slot& slot, TimelinePlacement& out) {
    const LaneIndex& lanes = of.place_index();
    begin(slot, out);
    candidates_.clear();
    for (uint32_t i = 0; i < lanes.events(slot.lane).size(); ++i) {
        const LaneIndex::Entry entry = lanes.entry(slot.lane, i);
        candidates_.push_back({entry.event, entry.anchor_s, entry.importance, i});
    }
    std::sort(candidates_.begin(), candidates_.end(), more_important);
    // What a figure marks goes first.
    std::stable_partition(candidates_.begin(), candidates_.end(), [&](const PlaceCandidate& candidate) {
        return std::find(key_.first.begin(), key_.first.end(), candidate.event) != key_.first.end();
    });
    int failures = 0;
    for (const PlaceCandidate& candidate : candidates_) {
        failures = place_event(candidate, Words::Wanted, out) ? 0 : failures + 1;
        if (failures > kGiveUpAfter) break;
    }
    lead_labels(std::max(kLeastLed, candidates_.size() / kLedShare), out);
    lengthen(out);
    grow_cards(lanes, out);
    finish(of, out);
}

void LanePlacer::place_tile(const TimelineLanes& of, const Slot& slot, size_t first, size_t last, TimelinePlacement& out) {
    const LaneIndex& lanes = of.place_index();
    begin(slot, out);
    const double rows = slot.row_count;
    const double room = kTile_px * rows / static_cast<double>(std::max<size_t>(1, last - first));
    const size_t landmarks = kLandmarksPerRow * rows_.size();
    candidates_.clear();
    const bool all = room >= kGlyphRoom_px;
    if (all) {
        for (size_t i = first; i < last; ++i) {
            const LaneIndex::Entry entry = lanes.entry(slot.lane, i);
            candidates_.push_back({entry.event, entry.anchor_s, entry.importance, static_cast<uint32_t>(i)});
        }
        std::sort(candidates_.begin(), candidates_.end(), more_important);
    } else {
        // From each part of the tile its own: events of equal importance would else all be the latest ones.
        const auto part_begin = [&](size_t part) {
            if (part == 0) return first;
            if (part == kLandmarkParts) return last;
            return std::clamp(lanes.lower_bound(slot.lane, slot.scale.time_from_x(kTile_px * static_cast<double>(part) / kLandmarkParts)),
                              first, last);
        };
        for (size_t part = 0; part < kLandmarkParts; ++part) {
            lanes.most_important(slot.lane, part_begin(part), part_begin(part + 1), landmarks / kLandmarkParts + 1, heap_, found_);
            for (const uint32_t i : found_) {
                const LaneIndex::Entry entry = lanes.entry(slot.lane, i);
                candidates_.push_back({entry.event, entry.anchor_s, entry.importance, i});
            }
        }
        std::sort(candidates_.begin(), candidates_.end(), more_important);
    }
    int failures = 0;
    for (size_t i = 0; i < candidates_.size(); ++i) {
        const bool labelled = i < landmarks || room >= kLabelRoom_px;
        const bool placed = place_event(candidates_[i], !all ? Words::Required : labelled ? Words::Wanted : Words::None, out);
        if (placed && all && i >= landmarks && input_.interactive)
            out.events.back().alpha =
                static_cast<float>(kLeastAlpha + (1 - kLeastAlpha) * ramp(room, kGlyphRoom_px, 1.4 * kGlyphRoom_px));
        failures = placed ? 0 : failures + 1;
        if (failures > kGiveUpAfter) break;
    }
    if (all) {
        lead_labels(landmarks, out);
        lengthen(out);
        grow_cards(lanes, out);
    }
    finish(of, out);
}

namespace {

constexpr int64_t kAllColumns = 1'000'000'000'000'000'000;

// What found no row becomes ticks, folded into columns.
class TickMaker {
public:
    // placed: the positions that have a row, ascending.
    void add(const LaneIndex& lanes, uint32_t lane, const DensityGrid& grid, double offset_x, const std::vector<uint32_t>& placed,
             std::vector<TickColumn>& ticks) {
        lanes.density(lane, grid, columns_);
        const auto events = lanes.events(lane);
        auto next = placed.begin();
        for (const DensityColumn& column : columns_) {
            const uint32_t end = column.first + column.count;
            next = std::lower_bound(next, placed.end(), column.first);
            uint32_t first = column.first;
            uint32_t count = column.count;
            for (; next != placed.end() && *next < end; ++next) {
                if (*next == first) ++first;
                --count;
            }
            if (count > 0) ticks.push_back({lane, count, events[first], offset_x + static_cast<double>(column.column) * kTickColumn_px});
        }
    }

private:
    std::vector<DensityColumn> columns_;
};

struct Tile {
    Instant begin_s = 0;
    double fraction_s = 0;
    double begin_px = 0;  // 0, but for where the years end
};

// Where a tile begins. As the same number wherever the window stands, so that a tile is always placed alike.
Tile tile_at(int64_t number, double seconds_per_px, std::span<const Fold> folds) {
    if (!folds.empty()) {
        const double at_px = static_cast<double>(number) * kTile_px;
        const AxisScale from_1970({.origin_s = 0, .origin_px = 0, .seconds_per_px = seconds_per_px}, folds);
        const TimeScale here = from_1970.with_origin_at(at_px).open();
        return {here.origin_s, here.origin_fraction_s, here.origin_px - at_px};
    }
    const double at = static_cast<double>(number) * kTile_px * seconds_per_px;
    const double whole = std::clamp(std::floor(at), static_cast<double>(kMinInstant), static_cast<double>(kMaxInstant) - 1024);
    return {static_cast<Instant>(whole), std::clamp(at - whole, 0.0, 0.999999), 0};
}

void sort_lane(size_t begin, TimelinePlacement& out) {
    std::sort(out.events.begin() + static_cast<std::ptrdiff_t>(begin), out.events.end(),
              [](const PlacedEvent& a, const PlacedEvent& b) { return a.x != b.x ? a.x < b.x : a.event < b.event; });
}

// The columns of a stretch with folds, counted from its left border in every piece: the first and the last one of a piece may
// reach into a fold, where nothing is.
void add_ticks_of_pieces(const LaneIndex& lanes, uint32_t lane, const AxisScale& scale, double left_px, double right_px, double offset_px,
                         const std::vector<uint32_t>& placed, TickMaker& ticks, TimelinePlacement& out) {
    for (const AxisScale::Piece& piece : scale.pieces(left_px, right_px)) {
        const double begin = left_px + std::floor((std::max(left_px, piece.begin_px) - left_px) / kTickColumn_px) * kTickColumn_px;
        const double end = std::min(right_px, piece.end_px);
        if (end <= begin) continue;
        const TimeScale at = zoomed(piece.scale, begin, 1);
        const DensityGrid grid{at.origin_s, at.origin_fraction_s, scale.seconds_per_px() * kTickColumn_px,
                               static_cast<int64_t>(std::ceil((end - begin) / kTickColumn_px))};
        ticks.add(lanes, lane, grid, offset_px + begin, placed, out.ticks);
    }
}

void place_whole(const TimelineLanes& lanes, const std::vector<LaneBox>& boxes, std::span<const Fold> folds, const PlacementKey& key,
                 LanePlacer& placer, TickMaker& ticks, TimelinePlacement& out) {
    out.anchor_s = lanes.first_s;
    const AxisScale scale({.origin_s = out.anchor_s, .origin_fraction_s = 0, .origin_px = 0, .seconds_per_px = key.seconds_per_px}, folds);
    for (uint32_t i = 0; i < lanes.lanes.size(); ++i) {
        const size_t begin = out.events.size();
        out.lane_begin.push_back(static_cast<uint32_t>(begin));
        out.tick_begin.push_back(static_cast<uint32_t>(out.ticks.size()));
        if (lanes.lanes[i].events.empty() || (boxes[i].rows == 0 && !boxes[i].folded)) continue;
        placer.place_all(lanes, {i, boxes[i].rows, scale, key.limit_left, key.limit_right, false, 0}, out);
        sort_lane(begin, out);
        if (!folds.empty()) {
            const double first = std::floor(scale.x_from_time(lanes.lanes[i].anchor_s.front()) / kTickColumn_px) * kTickColumn_px;
            add_ticks_of_pieces(lanes.index, i, scale, first, scale.x_from_time(lanes.lanes[i].anchor_s.back()) + kTickColumn_px, 0,
                                placer.positions(), ticks, out);
            continue;
        }
        // Columns from the one that holds the first anchor, counted from the placement's own.
        DensityGrid grid{out.anchor_s, 0, key.seconds_per_px * kTickColumn_px, kAllColumns};
        const double first = grid.column_of(lanes.lanes[i].anchor_s.front());
        double offset = 0;
        if (first < 0) {
            const double back = std::floor(first) * grid.column_s;
            grid.origin_s += static_cast<Instant>(std::floor(back));
            grid.origin_fraction_s = back - std::floor(back);
            offset = std::floor(first) * kTickColumn_px;
        }
        ticks.add(lanes.index, i, grid, offset, placer.positions(), out.ticks);
    }
}

void place_tiles(const TimelineLanes& lanes, const std::vector<LaneBox>& boxes, std::span<const Fold> folds, const PlacementKey& key,
                 LanePlacer& placer, TickMaker& ticks, TimelinePlacement& out) {
    const Tile first_tile = tile_at(key.tile_begin, key.seconds_per_px, folds);
    out.anchor_s = first_tile.begin_s;
    out.anchor_fraction_s = first_tile.fraction_s;
    const auto columns = static_cast<int64_t>(kTile_px / kTickColumn_px);
    for (uint32_t i = 0; i < lanes.lanes.size(); ++i) {
        const size_t begin = out.events.size();
        out.lane_begin.push_back(static_cast<uint32_t>(begin));
        out.tick_begin.push_back(static_cast<uint32_t>(out.ticks.size()));
        if ((i >= key.sticky_count && (i < key.lane_begin || i >= key.lane_end)) || (boxes[i].rows == 0 && !boxes[i].folded)) continue;
        for (int64_t t = key.tile_begin; t < key.tile_end; ++t) {
            const Tile tile = tile_at(t, key.seconds_per_px, folds);
            const Tile next = tile_at(t + 1, key.seconds_per_px, folds);
            const auto first_second = [](const Tile& at) { return at.fraction_s > 0 ? at.begin_s + 1 : at.begin_s; };
            const size_t first = lanes.place_index().lower_bound(i, first_second(tile));
            const size_t last = lanes.place_index().lower_bound(i, first_second(next));
            if (first >= last) continue;
            const double offset = static_cast<double>(t - key.tile_begin) * kTile_px;
            const AxisScale scale({.origin_s = tile.begin_s,
                                   .origin_fraction_s = tile.fraction_s,
                                   .origin_px = tile.begin_px,
                                   .seconds_per_px = key.seconds_per_px},
                                  folds);
            placer.place_tile(lanes,
                              {i, boxes[i].rows, scale, kTileMargin_px, kTile_px - kTileMargin_px, true, offset}, first,
                              last, out);
            if (!folds.empty()) {
                add_ticks_of_pieces(lanes.index, i, scale, 0, kTile_px, offset, placer.positions(), ticks, out);
                continue;
            }
            const DensityGrid grid{tile.begin_s, tile.fraction_s, key.seconds_per_px * kTickColumn_px, columns};
            ticks.add(lanes.index, i, grid, offset, placer.positions(), out.ticks);
        }
        sort_lane(begin, out);
    }
}

void add_bridges(TimelinePlacement& out) {
    std::vector<std::pair<EventId, uint32_t>> by_event;
    for (uint32_t k = 0; k < out.events.size(); ++k) by_event.emplace_back(out.events[k].event, k);
    std::sort(by_event.begin(), by_event.end());
    for (size_t k = 1; k < by_event.size(); ++k)
        if (by_event[k - 1].first == by_event[k].first) out.bridges.push_back({by_event[k - 1].second, by_event[k].second});
}

}  // namespace

double label_offset_right(const PlacedEvent& placed) {
    const double beside = kGlyph_px / 2 + kLabelGap_px;
    return placed.low ? beside : std::max(beside, placed.end_x - placed.x + 4);
}

double label_offset_left(const PlacedEvent& placed) {
    const double beside = kGlyph_px / 2 + kLabelGap_px;
    return placed.low ? beside : std::max(beside, placed.x - placed.begin_x + 4);
}

void place_events(const ViewInput& input, const TimelineFacts& facts, const TimelineLanes& lanes,
                  const std::vector<LaneBox>& boxes, std::span<const Fold> folds, const PlacementKey& key, TimelinePlacement& out) {
    out.events.clear();
    out.cards.clear();
    out.ticks.clear();
    out.lane_begin.clear();
    out.tick_begin.clear();
    out.bridges.clear();
    out.words.clear();
    out.anchor_fraction_s = 0;
    LanePlacer placer(input, facts, key);
    TickMaker ticks;
    if (lanes.many()) {
        place_tiles(lanes, boxes, folds, key, placer, ticks, out);
    } else {
        place_whole(lanes, boxes, folds, key, placer, ticks, out);
    }
    out.lane_begin.push_back(static_cast<uint32_t>(out.events.size()));
    out.tick_begin.push_back(static_cast<uint32_t>(out.ticks.size()));
    if (lanes.index.entry_count() > lanes.event_count + lanes.ghost_count) add_bridges(out);
}

}  // namespace choke
