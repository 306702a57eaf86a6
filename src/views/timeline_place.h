// Placing the events of one lane, of all the axis or of a tile of it: rows, labels, cards. Part of the timeline.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "views/timeline_internal.h"

namespace choke {

inline constexpr double kLabelGap_px = 5;  // between glyph and label
inline constexpr TextStyle kLabelStyle{.size = kLabelType_px, .weight = FontWeight::Regular, .tabular = false};
inline constexpr TextStyle kCardTitleStyle{.size = kLabelType_px, .weight = FontWeight::SemiBold, .tabular = false};
inline constexpr TextStyle kCardSmallStyle{.size = 11, .weight = FontWeight::Regular, .tabular = false};
inline constexpr double kCardPad_px = 9;    // between the words of a card and its border
inline constexpr double kChipPad_px = 5;  // around the words of a source chip
inline constexpr double kChipGap_px = 8;  // between date and chip

inline constexpr double kKeepClear_px = 9;         // between a label and the next thing in its row
inline constexpr double kMaxLabel_px = 330;        // at first, so that few long titles do not crowd out many short ones
inline constexpr double kLongestLabel_px = 560;    // once everything is placed and there is room
inline constexpr double kMinLabel_px = 104;        // a shorter stump loses the word that matters

struct Taken {
    double begin;
    double end;
};

// One row of a lane: disjoint ranges in ascending order.
class Row {
public:
    [[nodiscard]] bool is_free(double begin, double end) const;
    // Free room to the left and to the right of a free range.
    [[nodiscard]] Taken room_around(double begin, double end) const;
    void take(double begin, double end);
    void give_back(double begin);
    void clear() { taken_.clear(); }

private:
    [[nodiscard]] std::vector<Taken>::const_iterator first_ending_after(double x) const;
    std::vector<Taken> taken_;
};

// What a card says, before it has a place.
struct CardWords {
    std::string date;
    std::vector<std::string> title;
    std::string source;
    double width = 0;  // of the widest line
};

// Cuts words to their room and writes them into the placement.
class PlacedWriter {
public:
    explicit PlacedWriter(const ViewInput& input) : input_(input) {}
    [[nodiscard]] double title_width(EventId event) const;
    [[nodiscard]] CardWords card_words(EventId event) const;
    void write(const CardWords& words, PlacedCard& card, TimelinePlacement& out) const;
    void write_label(PlacedEvent& placed, TimelinePlacement& out);

private:
    [[nodiscard]] PlacedWords add(std::string_view words, const TextStyle& style, TimelinePlacement& out) const;
    const ViewInput& input_;
    std::string scratch_;
};

// What of the words fits into the room, cut at a word or between CJK characters and with an ellipsis, written into
// `scratch` when something is cut off; empty when not one word fits. As ellipsised(), but asks for no memory once scratch
// is large enough: it is called with every step of a drag.
[[nodiscard]] std::string_view cut_words(std::string_view words, const TextStyle& style, double room_px,
                                         const TextMetrics& metrics, std::string& scratch);

struct PlaceCandidate {
    EventId event = kNone<EventId>;
    Instant anchor_s = 0;
    float importance = 0;
    uint32_t position = 0;  // in its lane
};

class LanePlacer {
public:
    // Where events are placed: a lane, and of it the whole axis or a tile.
    struct Slot {
        uint32_t lane = 0;
        int row_count = 0;
        AxisScale scale;  // to px from the left border of the slot
        double limit_left = 0;  // labels keep inside these; both 0: no limits
        double limit_right = 0;
        bool is_tile = false;
        double offset_x = 0;  // of the slot, in px of the placement
        [[nodiscard]] bool has_limits() const { return limit_right > limit_left; }
    };

    LanePlacer(const ViewInput& input, const TimelineFacts& facts, const PlacementKey& key);
    // Both add to `out`, with everything that they place in px of the placement.
    void place_all(const TimelineLanes& lanes, const Slot& slot, TimelinePlacement& out);
    // first, last: positions in the index of places.
    void place_tile(const TimelineLanes& lanes, const Slot& slot, size_t first, size_t last, TimelinePlacement& out);
    // Of the events placed last, ascending; in the index of those who are here.
    [[nodiscard]] const std::vector<uint32_t>& positions() const { return positions_; }

private:
    enum class Words : uint8_t { None, Wanted, Required };
    struct Extent {
        double begin;
        double end;
        bool begin_cut;
        bool end_cut;
    };
    // A placed event while its slot is worked on.
    struct Work {
        size_t placed;  // into TimelinePlacement::events
        uint32_t position;
        double begin;  // of what it takes of its row
        double box_begin;
        double box_end;
        double whole;  // width of its title, as far as labels go
    };
    struct CardPlace {
        size_t row = 0;
        bool left = false;
        double begin = 0;
        double end = 0;
        double words_x = 0;
        Taken taken{};
    };

    void begin(const Slot& slot, TimelinePlacement& out);
    [[nodiscard]] Extent extent_of(EventId event, double x) const;
    [[nodiscard]] bool row_allowed(size_t row, double x) const;
    bool place_event(const PlaceCandidate& candidate, Words words, TimelinePlacement& out);
    // Room for words at either side, and where it begins.
    struct RoomBeside {
        double right_begin = 0, left_end = 0;
        double right = 0, left = 0;
    };
    [[nodiscard]] RoomBeside room_beside(const Work& work, const PlacedEvent& placed) const;
    void lengthen(TimelinePlacement& out);
    void fade_cut_label(PlacedEvent& placed, double whole_px) const;
    // timeline_leaders.cpp
    [[nodiscard]] bool lead_away(Work& work, TimelinePlacement& out);
    void lead_labels(size_t most, TimelinePlacement& out);
    void label_chosen(TimelinePlacement& out);
    void label_in_row(Work& work, TimelinePlacement& out);
    void leave_out_unknown(const TimelineLanes& lanes, TimelinePlacement& out);
    void take_again(Work& work, const TimelinePlacement& out);
    void grow_cards(const LaneIndex& lanes, TimelinePlacement& out);
    [[nodiscard]] double room_around(const LaneIndex& lanes, double x) const;
    [[nodiscard]] std::optional<CardPlace> card_place(const PlacedEvent& placed, const Work& work, double words_px) const;
    void finish(const TimelineLanes& lanes, TimelinePlacement& out);

    const ViewInput& input_;
    const TimelineFacts& facts_;
    const PlacementKey& key_;
    PlacedWriter writer_;
    Slot slot_;
    size_t first_ = 0;  // of the slot's events in TimelinePlacement::events
    std::vector<Row> rows_;
    std::vector<Work> work_;
    std::vector<PlacedEvent> saved_;  // of the slot, before cards
    std::vector<PlaceCandidate> candidates_;
    std::vector<size_t> moved_;
    std::vector<uint32_t> positions_, found_;
    std::vector<LaneIndex::Candidate> heap_;
};

}  // namespace choke
