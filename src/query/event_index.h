// What an EventIndex holds. Internal to query/: selection.cpp makes it, evaluate.cpp, paths.cpp and counts.cpp read it.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "jobs/later.h"
#include "query/event_bits.h"
#include "query/query_node.h"
#include "query/ranked_instants.h"
#include "query/selection.h"
#include "query/text_index.h"

namespace choke {

// Units of time in which events are counted (counts.h).
inline constexpr size_t kPeriodCount = 5;

struct EventIndex::Postings {
    DatasetPtr data;
    EventSet none;
    std::vector<EventSet> kind, tag, role, story;
    std::array<EventSet, kSideCount> side;
    std::array<std::vector<EventSet>, kSideCount> side_role;  // by role: events with an actor of the side in it
    std::array<EventSet, 10> trait;  // by Trait; Conflict and Relations as ever known
    // Events whose date is not certainly within one month, quarter, year, decade, century of the calendar.
    std::array<EventSet, kPeriodCount> beyond_period;

    // Being made for some seconds after a large data set was opened; until then the texts themselves are searched.
    std::optional<Later<TextIndex>> text;
    [[nodiscard]] EventBits find_text(std::string_view folded, TextScope scope, const EventBits& among) const;
    TextColumn actor_names, thing_names, tag_names;
    std::vector<std::pair<EventId, Instant>> conflicts;  // by event: from when on its sources conflict

    // Days, as ranks. An event has its last status from settled on, when all its claims are known.
    InstantRanks claim_days, known_days, last_days;
    std::vector<uint32_t> known_from, settled_from;  // in claim_days; kNever without claims
    std::vector<uint32_t> known;                     // Events::known_s, in known_days
    std::vector<uint32_t> last;                      // upper_limit(Events::date), in last_days
    std::vector<uint32_t> relation_from;             // by relation, in claim_days; kNever without claims
    std::array<EventBits, kStatusCount> last_status;
    // What an event is from its first known claim until it is settled, where that does not change in between; the others.
    std::array<EventBits, kStatusCount> first_status;
    EventBits changes_between;

    struct Statuses {
        bool made = false;
        Instant known_by_s = 0;
        uint32_t rank_end = 0;  // ranks of claim_days below this are of that day or earlier
        EventBits known;      // has a claim by then
        EventBits settled;    // has all its claims by then
        std::array<EventSet, kStatusCount> events;
    };
    Statuses ever, of_day;

    // As of a day; of the last day asked, and of kEverKnown.
    const Statuses& statuses_as_of(Instant known_by_s);
    [[nodiscard]] Statuses make_statuses(Instant known_by_s) const;

    [[nodiscard]] bool relation_known(RelationId relation, const Statuses& day) const {
        return relation_from[index(relation)] < day.rank_end;
    }
};

}  // namespace choke
