// Where the axis of the timeline may be folded.
#include <algorithm>

#include "views/timeline_internal.h"

namespace choke {

void find_gaps(std::vector<Fold>& occupied, std::vector<Fold>& later, std::vector<Fold>& gaps) {
    gaps.clear();
    if (occupied.empty()) return;
    // Between two neighbours there is a gap when all that is before it has ended and nothing after it has begun. Each stands
    // around its anchor and they are in the order of anchors, so that no sorting is needed.
    for (size_t i = occupied.size() - 1; i > 0; --i)
        occupied[i - 1].begin_s = std::min(occupied[i - 1].begin_s, occupied[i].begin_s);
    std::sort(later.begin(), later.end(), [](const Fold& a, const Fold& b) { return a.begin_s < b.begin_s; });
    Instant reached = occupied.front().end_s;
    size_t next_later = 0;
    const auto add = [&](Instant begin, Instant end) {
        if (begin < end) gaps.push_back({begin, end});
    };
    for (size_t i = 1; i < occupied.size(); ++i) {
        const Instant end = occupied[i].begin_s;
        while (reached < end && next_later < later.size() && later[next_later].begin_s < end) {
            add(reached, later[next_later].begin_s);
            reached = std::max(reached, later[next_later].end_s);
            ++next_later;
        }
        add(reached, end);
        reached = std::max(reached, occupied[i].end_s);
    }
    // The ends of intervals may come after everything else.
    for (; next_later < later.size(); ++next_later) {
        add(reached, later[next_later].begin_s);
        reached = std::max(reached, later[next_later].end_s);
    }
}

std::vector<Fold> common_gaps(std::span<const Fold> a, std::span<const Fold> b) {
    std::vector<Fold> common;
    size_t i = 0;
    size_t k = 0;
    while (i < a.size() && k < b.size()) {
        const Fold both{std::max(a[i].begin_s, b[k].begin_s), std::min(a[i].end_s, b[k].end_s)};
        if (both.begin_s < both.end_s) common.push_back(both);
        (a[i].end_s < b[k].end_s ? i : k)++;
    }
    return common;
}

}  // namespace choke
