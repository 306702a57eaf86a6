// Walks over the graph as known on a day: what `linked:` and `path:` find. Internal to query/.
#pragma once

#include <span>

#include "query/event_index.h"

namespace choke {

using KnownDay = EventIndex::Postings::Statuses;

// Events within `steps` relations between events of the starts, in either direction, the starts among them. Only events
// and relations known on the day. Breadth first (Moore, "The Shortest Path Through a Maze", 1959).
[[nodiscard]] EventBits linked_events(const EventIndex::Postings& index, const KnownDay& day,
                                      std::span<const uint32_t> starts, int steps);

// Events that lie on any shortest path between the two ends, an end that is an event among them. Steps are relations in
// either direction, and from an event to an actor or thing that it names, or back. None when there is no path. Breadth
// first from both ends at once (Pohl, "Bi-directional Search", 1971).
[[nodiscard]] EventBits events_on_shortest_paths(const EventIndex::Postings& index, const KnownDay& day, NodeRef from,
                                                 NodeRef to);

}  // namespace choke
