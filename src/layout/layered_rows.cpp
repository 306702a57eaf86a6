#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "layout/layered_internal.h"

namespace choke::layered {
namespace {

using Segment = std::pair<uint32_t, uint32_t>;  // a vertex and one of the layer after it

bool is_bend(const Levels& levels, uint32_t vertex) { return levels.vertices[vertex].node == kBend; }

// Segments that cross an inner segment of a long edge: they give way, so that long edges stay straight.
std::vector<Segment> segments_that_give_way(const Levels& levels, const std::vector<uint32_t>& place) {
    std::vector<Segment> marked;
    for (size_t l = 0; l + 1 < levels.layers.size(); ++l) {
        const auto& lower = levels.layers[l + 1];
        int64_t low = -1;  // places in layer l between which segments do not cross an inner one
        size_t first = 0;
        for (size_t i = 0; i < lower.size(); ++i) {
            int64_t inner = -1;
            if (is_bend(levels, lower[i])) {
                for (const uint32_t other : levels.vertices[lower[i]].before) {
                    inner = is_bend(levels, other) ? int64_t{place[other]} : inner;
                }
            }
            if (inner < 0 && i + 1 < lower.size()) {
                continue;
            }
            const int64_t high = inner >= 0 ? inner : std::numeric_limits<int64_t>::max();
            for (; first <= i; ++first) {
                for (const uint32_t other : levels.vertices[lower[first]].before) {
                    const int64_t at = place[other];
                    const bool is_inner = is_bend(levels, other) && is_bend(levels, lower[first]);
                    if (!is_inner && (at < low || at > high)) {
                        marked.emplace_back(other, lower[first]);
                    }
                }
            }
            low = std::max(low, inner);
        }
    }
    std::sort(marked.begin(), marked.end());
    return marked;
}

// One of the four runs: aligning to the layer before or after, to the upper or lower median.
struct Run {
    bool backward = false;
    bool upward = false;
};

struct Range {
    double low = 0;
    double high = 0;
};

struct Blocks {
    std::vector<uint32_t> root;  // of every vertex: the block it is in
};

Blocks align(const Levels& levels, const std::vector<uint32_t>& place, const std::vector<Segment>& give_way,
             Run run) {
    const auto count = static_cast<uint32_t>(levels.vertices.size());
    Blocks blocks{.root = std::vector<uint32_t>(count)};
    std::iota(blocks.root.begin(), blocks.root.end(), 0U);
    std::vector<uint8_t> taken(count, 0);  // has a successor in its block
    std::vector<uint32_t> others;
    for (size_t step = 1; step < levels.layers.size(); ++step) {
        const auto& layer = levels.layers[run.backward ? levels.layers.size() - 1 - step : step];
        int64_t limit = -1;
        for (size_t i = 0; i < layer.size(); ++i) {
            const uint32_t vertex = layer[run.upward ? layer.size() - 1 - i : i];
            others = run.backward ? levels.vertices[vertex].after : levels.vertices[vertex].before;
            if (others.empty()) {
                continue;
            }
            std::sort(others.begin(), others.end(),
                      [&](uint32_t a, uint32_t b) { return place[a] < place[b]; });
            if (run.upward) {
                std::reverse(others.begin(), others.end());
            }
            for (const size_t m : {(others.size() - 1) / 2, others.size() / 2}) {
                const uint32_t other = others[m];
                const auto width = static_cast<int64_t>(levels.layers[levels.vertices[other].layer].size());
                const int64_t at = run.upward ? width - 1 - int64_t{place[other]} : int64_t{place[other]};
                const Segment segment = run.backward ? Segment{vertex, other} : Segment{other, vertex};
                if (at > limit && taken[other] == 0 &&
                    !std::binary_search(give_way.begin(), give_way.end(), segment)) {
                    blocks.root[vertex] = blocks.root[other];
                    taken[other] = 1;
                    limit = at;
                    break;
                }
            }
        }
    }
    return blocks;
}

double distance_of(const Levels& levels, uint32_t a, uint32_t b, double gap) {
    return (levels.vertices[a].height + levels.vertices[b].height) / 2 + gap;
}

// Blocks as near to the top (of the run) as their order allows; then those with room below close up to what
// follows them.
std::vector<double> compact(const Levels& levels, const Blocks& blocks, double gap, bool upward) {
    const auto count = static_cast<uint32_t>(levels.vertices.size());
    struct Step {
        uint32_t from;
        uint32_t to;
        double distance;
    };
    std::vector<Step> steps;
    for (const auto& layer : levels.layers) {
        for (size_t i = 0; i + 1 < layer.size(); ++i) {
            const uint32_t a = upward ? layer[layer.size() - 1 - i] : layer[i];
            const uint32_t b = upward ? layer[layer.size() - 2 - i] : layer[i + 1];
            steps.push_back({blocks.root[a], blocks.root[b], distance_of(levels, a, b, gap)});
        }
    }
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step& a, const Step& b) { return a.from < b.from; });
    std::vector<uint32_t> begin(size_t{count} + 1, 0);
    std::vector<uint32_t> waits_for(count, 0);
    for (const Step& step : steps) {
        ++begin[step.from + 1];
        ++waits_for[step.to];
    }
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<double> at(count, 0);
    std::vector<uint32_t> order;
    for (uint32_t block = 0; block < count; ++block) {
        if (waits_for[block] == 0) {
            order.push_back(block);
        }
    }
    for (size_t head = 0; head < order.size(); ++head) {
        const uint32_t block = order[head];
        for (uint32_t s = begin[block]; s < begin[block + 1]; ++s) {
            at[steps[s].to] = std::max(at[steps[s].to], at[block] + steps[s].distance);
            if (--waits_for[steps[s].to] == 0) {
                order.push_back(steps[s].to);
            }
        }
    }
    for (size_t i = order.size(); i-- > 0;) {
        const uint32_t block = order[i];
        double room = std::numeric_limits<double>::infinity();
        for (uint32_t s = begin[block]; s < begin[block + 1]; ++s) {
            room = std::min(room, at[steps[s].to] - steps[s].distance);
        }
        if (std::isfinite(room)) {
            at[block] = std::max(at[block], room);
        }
    }
    std::vector<double> rows(count);
    for (uint32_t vertex = 0; vertex < count; ++vertex) {
        rows[vertex] = at[blocks.root[vertex]] * (upward ? -1 : 1);
    }
    return rows;
}

}  // namespace

std::vector<double> place_rows(const Levels& levels, double gap) {
    const auto count = static_cast<uint32_t>(levels.vertices.size());
    if (count == 0) {
        return {};
    }
    std::vector<uint32_t> place(count, 0);
    for (const auto& layer : levels.layers) {
        for (uint32_t i = 0; i < layer.size(); ++i) {
            place[layer[i]] = i;
        }
    }
    const std::vector<Segment> give_way = segments_that_give_way(levels, place);
    constexpr std::array<Run, 4> kRuns{Run{false, false}, Run{false, true}, Run{true, false},
                                       Run{true, true}};
    std::array<std::vector<double>, 4> rows;
    std::array<Range, 4> ranges{};
    size_t narrowest = 0;
    for (size_t r = 0; r < kRuns.size(); ++r) {
        rows[r] = compact(levels, align(levels, place, give_way, kRuns[r]), gap, kRuns[r].upward);
        const auto [low, high] = std::minmax_element(rows[r].begin(), rows[r].end());
        ranges[r] = {*low, *high};
        if (ranges[r].high - ranges[r].low < ranges[narrowest].high - ranges[narrowest].low) {
            narrowest = r;
        }
    }
    std::vector<double> middle(count);
    for (uint32_t vertex = 0; vertex < count; ++vertex) {
        std::array<double, 4> candidates{};
        for (size_t r = 0; r < kRuns.size(); ++r) {
            const double shift = kRuns[r].upward ? ranges[narrowest].high - ranges[r].high
                                                 : ranges[narrowest].low - ranges[r].low;
            candidates[r] = rows[r][vertex] + shift;
        }
        std::sort(candidates.begin(), candidates.end());
        middle[vertex] = (candidates[1] + candidates[2]) / 2;
    }
    return middle;
}

}  // namespace choke::layered
