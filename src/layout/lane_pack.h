// Packs ranges on one axis into rows so that no two in a row overlap. Knows no events and draws nothing.
// First fit in the order of starts (interval partitioning; Kleinberg and Tardos, "Algorithm Design",
// 2005, 4.1): uses the least number of rows. A range goes to the topmost row with room, so that the picture
// is top-heavy and a range added at the end moves none before it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace choke {

struct PackRange {
    double begin = 0;  // begin <= end
    double end = 0;
};

// rows[i] is the row (0 = top) of ranges[i], or -1 when it found no room in max_rows. Ranges may come in any
// order; equal starts keep the order given. gap (>= 0): least distance between two ranges of a row; at 0 they
// may touch, but two that start at the same place never share a row, even when they are empty: their marks
// would cover each other. Returns the number of rows used. O(n log n).
int pack_rows(std::span<const PackRange> ranges, double gap, int max_rows, std::vector<int>& rows);

}  // namespace choke
