// Words of events that found no room beside their glyph, and what is placed for those who are not there yet. Part of the
// timeline.
#include <algorithm>
#include <array>

#include "views/timeline_place.h"

namespace choke {
namespace {

constexpr double kPole_px = 2;  // kept clear on each side of a leader
constexpr double kBeforePole_px = 7;  // of the words, where nothing pushes them
// Rows from the glyph to its words, in the order of trying: above, below, and once more.
constexpr std::array<int, 4> kLeaderRows{-1, 1, -2, 2};

}  // namespace

// Words in a row above or below, over the end of a thin line; only in room that nobody wants, so that no event loses its row
// or its own words to a leader, and over free room alone, so that it crosses nothing.
bool LanePlacer::lead_away(Work& work, TimelinePlacement& out) {
    PlacedEvent& placed = out.events[work.placed];
    const auto row_count = static_cast<int>(rows_.size());
    const double begin = placed.x - kPole_px;
    const double end = placed.x + kPole_px;
    if (slot_.has_limits() && (begin < slot_.limit_left || end > slot_.limit_right)) return false;
    const double least = std::min(work.whole, kMinLabel_px);
    for (const int away : kLeaderRows) {
        const int at = placed.row + away;
        if (at < 0 || at >= row_count) continue;
        const int step = away < 0 ? -1 : 1;
        bool clear = true;
        for (int r = placed.row + step; r != at + step && clear; r += step) clear = rows_[static_cast<size_t>(r)].is_free(begin, end);
        if (!clear) continue;
        if (!rows_[static_cast<size_t>(at)].is_free(begin, end)) continue;
        Taken room = rows_[static_cast<size_t>(at)].room_around(begin, end);
        room = {room.begin + kKeepClear_px / 2, room.end - kKeepClear_px};
        if (slot_.has_limits()) room = {std::max(room.begin, slot_.limit_left), std::min(room.end, slot_.limit_right)};
        const double width = std::min({work.whole, kMaxLabel_px, room.end - room.begin});
        if (width < least) continue;
        // Above the glyph, as far to the right as there is room.
        const double from = std::max(room.begin, std::min(placed.x - kBeforePole_px, room.end - width));
        if (from > begin || from + width < end) continue;
        rows_[static_cast<size_t>(at)].take(from - kKeepClear_px / 2, from + width + kKeepClear_px / 2);
        for (int r = placed.row + step; r != at; r += step) rows_[static_cast<size_t>(r)].take(begin, end);
        placed.leader = static_cast<int8_t>(away);
        placed.label_left = false;
        placed.label_width = static_cast<float>(width);
        placed.label_shift = static_cast<float>(from - placed.x);
        return true;
    }
    return false;
}

// The first ones, which are the most important.
void LanePlacer::lead_labels(size_t most, TimelinePlacement& out) {
    for (size_t i = 0; i < std::min(most, work_.size()); ++i)
        if (out.events[work_[i].placed].label_width <= 0 && work_[i].whole > 0) static_cast<void>(lead_away(work_[i], out));
}

// What is selected has words, too, where there is room that nobody else has; nothing gives way to it, because a click must
// not move anything.
void LanePlacer::label_chosen(TimelinePlacement& out) {
    for (Work& work : work_) {
        PlacedEvent& placed = out.events[work.placed];
        if (placed.label_width > 0 || std::find(key_.chosen.begin(), key_.chosen.end(), placed.event) == key_.chosen.end()) continue;
        work.whole = std::min(kLongestLabel_px, writer_.title_width(placed.event) + 1);
        label_in_row(work, out);
        if (placed.label_width <= 0) static_cast<void>(lead_away(work, out));
    }
}

// Words in the event's own row, in what is free there, to the right where that is enough.
void LanePlacer::label_in_row(Work& work, TimelinePlacement& out) {
    PlacedEvent& placed = out.events[work.placed];
    Row& row = rows_[static_cast<size_t>(placed.row)];
    row.give_back(work.begin);
    const auto [right_begin, left_end, right, left] = room_beside(work, placed);
    const double least = std::min(work.whole, kMinLabel_px);
    double end = work.box_end;
    work.begin = work.box_begin;
    // Words that are there keep their side.
    const bool has_words = placed.label_width > 0;
    const bool to_right = has_words ? !placed.label_left : right >= least;
    const double width = std::min(to_right ? right : left, work.whole);
    if (width >= std::max(least, static_cast<double>(placed.label_width))) {
        placed.label_left = !to_right;
        placed.label_width = static_cast<float>(width);
    }
    if (placed.label_width > 0 && placed.label_left)
        work.begin = std::min(work.begin, left_end - static_cast<double>(placed.label_width) - kKeepClear_px / 2);
    if (placed.label_width > 0 && !placed.label_left)
        end = std::max(end, right_begin + static_cast<double>(placed.label_width) + kKeepClear_px / 2);
    row.take(work.begin, end);
}

// Rows, cards and sides are those of the day on which everything is known. What is not there yet leaves its room to the
// words of those who are.
void LanePlacer::leave_out_unknown(const TimelineLanes& lanes, TimelinePlacement& out) {
    size_t kept = 0;
    const size_t begin = first_;
    size_t next = begin;
    // Where each event of the slot goes: the works follow, in their own order.
    moved_.assign(out.events.size() - begin, SIZE_MAX);
    for (size_t k = begin; k < out.events.size(); ++k) {
        if (!lanes.is_here(out.events[k].event)) continue;
        moved_[k - begin] = next;
        out.events[next++] = out.events[k];
    }
    out.events.resize(next);
    for (const Work& work : work_) {
        if (moved_[work.placed - begin] == SIZE_MAX) continue;
        work_[kept] = work;
        work_[kept++].placed = moved_[work.placed - begin];
    }
    work_.resize(kept);
    for (Row& row : rows_) row.clear();
    for (Work& work : work_) take_again(work, out);
    for (Work& work : work_) {
        const PlacedEvent& placed = out.events[work.placed];
        if (placed.card < 0 && placed.leader == 0 && work.whole > 0 && static_cast<double>(placed.label_width) < work.whole)
            label_in_row(work, out);
    }
}

// All that an event takes of its rows.
void LanePlacer::take_again(Work& work, const TimelinePlacement& out) {
    const PlacedEvent& placed = out.events[work.placed];
    const auto row = static_cast<size_t>(placed.row);
    const auto width = static_cast<double>(placed.label_width);
    double begin = work.box_begin;
    double end = work.box_end;
    if (placed.card >= 0) {
        const PlacedCard& card = out.cards[static_cast<size_t>(placed.card)];
        begin = std::min(begin, card.begin_x);
        end = std::max(end, card.end_x);
        for (size_t r = row; r < row + kCardRows; ++r) rows_[r].take(begin, end);
        return;
    }
    if (placed.leader != 0) {
        const int step = placed.leader < 0 ? -1 : 1;
        const int at = placed.row + placed.leader;
        const double from = placed.x + static_cast<double>(placed.label_shift);
        for (int r = placed.row + step; r != at; r += step) rows_[static_cast<size_t>(r)].take(placed.x - kPole_px, placed.x + kPole_px);
        rows_[static_cast<size_t>(at)].take(from - kKeepClear_px / 2, from + width + kKeepClear_px / 2);
    } else if (width > 0 && placed.label_left) {
        begin = std::min(begin, placed.x - label_offset_left(placed) - width - kKeepClear_px / 2);
    } else if (width > 0) {
        end = std::max(end, placed.x + label_offset_right(placed) + width + kKeepClear_px / 2);
    }
    work.begin = begin;
    rows_[row].take(begin, end);
}

}  // namespace choke
