// What a filter loses by each of its parts: the answer to "nothing found" and to "what takes away most". For every part
// that stands side by side with others, and for the status floor and the two days looked at, how many events there would be
// without it alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/selection.h"

namespace choke {

enum class RemovalKind : uint8_t {
    Part,         // of the filter
    StatusFloor,
    KnownOn,      // everything known instead
    HappenedBy,   // whatever happened later as well
};

struct Removal {
    RemovalKind kind = RemovalKind::Part;
    size_t begin_byte = 0;    // Part: its bytes in the filter as given, with its sign and parentheses
    size_t end_byte = 0;
    std::string part;         // Part: as written; else empty
    std::string filter;       // the text without the part; without a change for the other kinds
    uint32_t event_count = 0;  // that match when this alone is dropped
    friend bool operator==(const Removal&, const Removal&) = default;
};

// So many parts of a filter are looked at, from the first on; all of them hold.
inline constexpr size_t kMaxRemovalParts = 64;

// Those that bring back most events first; among equals parts in the order of the text, then floor, then days. A part that
// takes away nothing is among them, with the count that there is anyway. Empty for a filter that does not parse.
[[nodiscard]] std::vector<Removal> removals(std::string_view filter, const EventIndex& index,
                                            Instant known_by_s = kEverKnown,
                                            std::optional<Status> floor = std::nullopt,
                                            Instant happened_by_s = kEverKnown);

}  // namespace choke
