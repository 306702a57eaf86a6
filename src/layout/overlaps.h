// Parts overlapping boxes while moving them as little as possible (the aim of Dwyer, Marriott, Stuckey, "Fast
// Node Overlap Removal", 2005, and of Gansner and Hu, "Efficient Node Overlap Removal Using a Proximity
// Stress Model", 2009). A drawing too small for its boxes is scaled up, unless something in it is pinned.
// Then all boxes push each other aside along the axis where they overlap less; what then still overlaps is
// moved box by box to the nearest free place. Of a heap, in which that is most of them, only the order along
// the axes is kept.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "base/geometry.h"

namespace choke {

struct OverlapOptions {
    double gap = 0;                        // >= 0, px: kept between two boxes along one of the axes
    std::span<const uint8_t> pinned = {};  // per box, or empty; not 0: does not move
    int rounds = 80;                       // of pushing, at most
    std::stop_token stop = {};             // a stopped run leaves overlaps
};

// Centres after. No two boxes overlap, except two that are both pinned. Discs go in as squares. 10,000 boxes
// take up to a few seconds when nearly all overlap.
[[nodiscard]] std::vector<Vec2> remove_overlaps(std::span<const Vec2> centres, std::span<const Vec2> sizes,
                                                const OverlapOptions& options = {});

// Pairs of boxes that come nearer than gap to each other along both axes. Counting ends soon after `most`.
[[nodiscard]] size_t count_overlaps(std::span<const Vec2> centres, std::span<const Vec2> sizes,
                                    double gap = 0, size_t most = SIZE_MAX);

}  // namespace choke
