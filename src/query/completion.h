// What could be written at the cursor of the filter: fields, then values with the number of events that each would
// find under the current selection. A pure function of its arguments; it changes no text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/selection.h"

namespace choke {

struct Completion {
    std::string insert_text;   // "actor:", "nvidia", "\"SMIC Inc\"", "actor:nvidia"
    std::string label;         // for people: "Nvidia", "Huawei · 华为"
    uint32_t count = 0;        // events of the selection; 0 for a field
    size_t replace_begin = 0;  // bytes of the text that insert_text takes the place of
    size_t replace_end = 0;
    friend bool operator==(const Completion&, const Completion&) = default;
};

inline constexpr size_t kMaxCompletions = 20;

// Events that match what stands beside the part of the filter at the cursor, as known on the day: the others of the parts
// that must all hold. Beside an OR at the top, or when the others do not parse, all events known.
[[nodiscard]] EventSet select_beside_cursor(std::string_view text, size_t cursor_byte, const EventIndex& index,
                                            Instant known_by_s = kEverKnown);

// Matches the beginning of an id, a name or an alias first, then the beginning of a word inside it; among equals the
// one with more events comes first. A value with no event is offered behind the others. cursor_byte beyond the text
// counts as its end.
[[nodiscard]] std::vector<Completion> complete(std::string_view text, size_t cursor_byte, const EventIndex& index,
                                               const EventSet& selection, Instant known_by_s = kEverKnown);

// The same with what stands beside the cursor for a selection: a value counts the events that the filter would find with
// it there. At an end of `path:` it counts the events tied to that end.
[[nodiscard]] std::vector<Completion> complete(std::string_view text, size_t cursor_byte, const EventIndex& index,
                                               Instant known_by_s);

}  // namespace choke
