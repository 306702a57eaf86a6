// How many events of a selection have each value of a facet, and how many fall into each period: the lists of the
// facets, the completion of values, and the bars under a brush. Counts are of events, never of mentions: an actor with
// two parts in an event counts once.
#pragma once

#include <cstdint>
#include <vector>

#include "query/selection.h"

namespace choke {

enum class Facet : uint8_t { Actor, Side, Kind, Status, Thing, Tag, Source, Role, Story };
inline constexpr size_t kFacetCount = 9;

// Events of the selection by value: by ActorId, Side, WordId of event_kinds, Status, ThingId, WordId of tags, SourceId,
// WordId of roles, StoryId. Sources count by the claims known on the day. At most some milliseconds at a million events;
// ask for a facet when it is shown, and again when the selection has changed.
[[nodiscard]] std::vector<uint32_t> count_facet(const EventIndex& index, Facet facet, const EventSet& selection,
                                                Instant known_by_s);

enum class Period : uint8_t { Month, Quarter, Year, Decade, Century };

struct PeriodCount {
    Instant begin_s = 0;     // first second of the period
    Instant end_s = 0;       // last second
    uint32_t certain = 0;    // events that certainly fall within it
    uint32_t uncertain = 0;  // events that may begin in it, but may also reach beyond it
    friend bool operator==(const PeriodCount&, const PeriodCount&) = default;
};

struct PeriodCounts {
    Period period = Period::Year;
    std::vector<PeriodCount> periods;  // without gaps, from the first to the last beginning of an event of the data
    uint32_t without_begin = 0;        // events of the selection with an open or unknown beginning: in no period
    friend bool operator==(const PeriodCounts&, const PeriodCounts&) = default;
};

// Every event of the selection counts once, where it may begin at the earliest. None when the data span more periods
// than kMaxPeriods. Costs a few look-ups a period, whatever the number of events: they stand in the order of their
// beginnings.
inline constexpr int64_t kMaxPeriods = 20'000;
[[nodiscard]] PeriodCounts count_by_period(const EventIndex& index, const EventSet& selection, Period period);

// The same by the shortest period of which the data need no more than `most`; none when even centuries are more.
[[nodiscard]] PeriodCounts count_by_period(const EventIndex& index, const EventSet& selection, size_t most = 400);

}  // namespace choke
