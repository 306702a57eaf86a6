// Finds names that are nearly the same among very many. Knows nothing of the model: texts and days in, pairs
// out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "time/civil.h"

namespace choke {

struct NamedRow {
    std::string_view name;
    uint32_t row = 0;     // what the name belongs to; a row may have several names
    Instant begin_s = 0;  // only rows whose times lie at most NearLimits::gap_s apart are compared
    Instant end_s = 0;
};

struct NearLimits {
    size_t shortest = 6;         // code points; below it names must be equal when folded
    size_t length_per_edit = 8;  // one edit is forgiven for each so many code points, and one at least
    Instant gap_s = kMaxInstant;
};

struct NearPair {
    uint32_t first = 0;  // index into the names, of the earlier row
    uint32_t second = 0;
};

// Pairs of names of different rows, each pair of rows once, sorted by row. Two names are near when they are
// equal but for case, width, punctuation and a few letters, and have the same words with digits and of single
// letters. Costs O(n log n): only names with the same beginning or the same end are compared, each with its
// hundred nearest.
[[nodiscard]] std::vector<NearPair> near_names(std::span<const NamedRow> names, const NearLimits& limits);

}  // namespace choke
