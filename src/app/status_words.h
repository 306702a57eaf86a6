// "Why is this status shown?", answered in sentences: which claims decide it as of a day, with their sources, and what was
// shown before they became known. The rule itself is status_as_known() (model/dataset.h); this only tells how it came out.
#pragma once

#include <string>

#include "model/dataset.h"

namespace choke {

// "Shown as disputed: Nvidia denies it (Reuters, “Nvidia says no”, L12, 1 May 2024), while two claims report it, the first
// one by Newsroom (“A report”, 8 November 2022). Until 30 April 2024 it was shown as reported."
[[nodiscard]] std::string status_reason(const Dataset& data, EventId event, Instant known_by_s);
[[nodiscard]] std::string status_reason(const Dataset& data, RelationId relation, Instant known_by_s);

}  // namespace choke
