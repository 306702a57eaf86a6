// Where sources disagree on an event: from its claims, for `has:conflict`, and which of them do.
#pragma once

#include <vector>

#include "model/dataset.h"

namespace choke {

// The instant from which the claims that are known conflict, kEverKnown when they never do. A conflict is
//   an asserting claim beside one that disputes or denies,
//   a claim with a date of its own that is not the event's,
//   two figures of the same name (and unit, and day, where both have one) with different values, one of the event's
//   and one of a claim's, or of two claims.
// Once seen it stays: a later retraction does not make a disagreement not have been.
[[nodiscard]] Instant conflict_from_s(const Dataset& data, EventId event);

// How one claim takes part in a conflict.
struct ClaimConflict {
    uint32_t claim = 0;             // index into Dataset::claims
    bool stance = false;            // it asserts what another disputes or denies, or the other way round
    bool date = false;              // its date is not the event's
    bool with_event = false;        // one of its figures, or its date, is not the event's
    std::vector<uint32_t> figures;  // of its own that another source or the event has otherwise; into Dataset::claim_figures
};
// The claims known by the day that conflict by the rule above, in their order; empty exactly when that day is before
// conflict_from_s().
[[nodiscard]] std::vector<ClaimConflict> claims_in_conflict(const Dataset& data, EventId event, Instant known_by_s);

}  // namespace choke
