// Where sources disagree on an event: from its claims, for `has:conflict`.
#pragma once

#include "model/dataset.h"

namespace choke {

// The instant from which the claims that are known conflict, kEverKnown when they never do. A conflict is
//   an asserting claim beside one that disputes or denies,
//   a claim with a date of its own that is not the event's,
//   two figures of the same name (and unit, and day, where both have one) with different values, one of the event's
//   and one of a claim's, or of two claims.
// Once seen it stays: a later retraction does not make a disagreement not have been.
[[nodiscard]] Instant conflict_from_s(const Dataset& data, EventId event);

}  // namespace choke
