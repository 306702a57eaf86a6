#include <algorithm>
#include <cmath>
#include <numeric>

#include "graph/distance_table.h"
#include "graph/random.h"
#include "layout/stress_internal.h"

namespace choke::stress {
namespace {

constexpr uint32_t kPivots = 800;  // the first sample, laid out pair by pair
constexpr int kPivotRounds = 15;   // of its descent: more gain under one per mille
constexpr int kPlacingSteps = 10;  // majorization steps that bring a node to its place by the pivots
constexpr uint32_t kSample = 512;  // of a following round: two batches of breadth-first search
// A step looks at a part of the sample only. The noise of small parts shakes nodes out of poor places, as it
// does in gradient descent, and costs nothing: 1 % less stress than steps by the whole sample.
constexpr uint32_t kPart = 128;
constexpr uint32_t kSteps = 8;        // by one sample: finding it costs more than they
constexpr uint32_t kMostRounds = 14;  // samples; smaller graphs end when every node has been in one
constexpr uint32_t kFewRounds = 9;    // of graphs so large that finding a sample takes half a second
constexpr uint32_t kLargeGraph = 50'000;
constexpr int kKnownRounds = 3;  // samples for a graph with old places

// wanted[j]: distance to source j of the sample; direct neighbours (which are counted apart, exactly), the
// node itself and the unreachable count for nothing.
void wanted_of(std::span<const uint16_t> steps, uint16_t least, float* wanted) {
    for (size_t j = 0; j < steps.size(); ++j) {
        const auto distance = static_cast<float>(steps[j]);
        wanted[j] = steps[j] < least || steps[j] == StepTable::kFar ? kNoTie : distance;
    }
}

Targets targets_of(std::span<const uint32_t> sources, std::span<const Vec2> centres) {
    Targets targets;
    targets.resize(sources.size());
    for (size_t s = 0; s < sources.size(); ++s) {
        targets.x[s] = static_cast<float>(centres[sources[s]].x);
        targets.y[s] = static_cast<float>(centres[sources[s]].y);
    }
    return targets;
}

// Near pivots count by far the most: the mean over all would be the middle of the drawing for every node.
Vec2 first_place(const Targets& targets, const float* wanted, size_t count) {
    double x = 0;
    double y = 0;
    double weights = 0;
    for (size_t j = 0; j < count; ++j) {
        const double d = static_cast<double>(wanted[j]);
        const double weight = 1 / (d * d * d * d * d * d);
        x += weight * static_cast<double>(targets.x[j]);
        y += weight * static_cast<double>(targets.y[j]);
        weights += weight;
    }
    return weights > 0 ? Vec2{x / weights, y / weights} : Vec2{};
}

void place_by_pivots(const Neighbours& graph, std::span<const uint32_t> pivots, const SparseOptions& options,
                     StepTable& table, std::vector<Vec2>& centres) {
    const auto count = static_cast<uint32_t>(pivots.size());
    step_table(graph, pivots, *options.parallel, options.stop, table);
    if (options.stop.stop_requested()) {
        return;
    }
    Dense dense{.count = count, .wanted = std::vector<float>(size_t{count} * count)};
    for (uint32_t i = 0; i < count; ++i) {
        for (uint32_t j = 0; j < count; ++j) {
            dense.wanted[size_t{i} * count + j] = static_cast<float>(table.row(pivots[i])[j]);
        }
    }
    Random random(options.seed);
    std::vector<Vec2> places(count);
    for (Vec2& place : places) {
        place = {random.unit(), random.unit()};
    }
    descend(dense, kPivotRounds, options.seed, places, options.stop);
    std::vector<uint8_t> is_pivot(graph.node_count(), 0);
    for (uint32_t i = 0; i < count; ++i) {
        centres[pivots[i]] = places[i];
        is_pivot[pivots[i]] = 1;
    }
    const Targets targets = targets_of(pivots, centres);
    for_ranges(*options.parallel, graph.node_count(), [&](size_t begin, size_t end) {
        std::vector<float> wanted(count);
        for (size_t node = begin; node < end && !options.stop.stop_requested(); ++node) {
            if (is_pivot[node] != 0) {
                continue;
            }
            wanted_of(table.row(static_cast<uint32_t>(node)), 1, wanted.data());
            const Vec2 first = first_place(targets, wanted.data(), count);
            auto x = static_cast<float>(first.x);
            auto y = static_cast<float>(first.y);
            for (int step = 0; step < kPlacingSteps; ++step) {
                const Pull pull = pull_of(targets.x.data(), targets.y.data(), wanted.data(), count, x, y);
                x = pull.x / pull.weight;
                y = pull.y / pull.weight;
            }
            centres[node] = {static_cast<double>(x), static_cast<double>(y)};
        }
    });
}

// Where majorization sends a node by the sample, which stands for all nodes, and by its neighbours.
Vec2 sent_to(const Neighbours& graph, uint32_t node, const Targets& targets, const float* wanted,
             double per_sample, std::span<const Vec2> centres) {
    const Vec2 at = centres[node];
    const Pull pull = pull_of(targets.x.data(), targets.y.data(), wanted, targets.x.size(),
                              static_cast<float>(at.x), static_cast<float>(at.y));
    Vec2 sum = Vec2{static_cast<double>(pull.x), static_cast<double>(pull.y)} * per_sample;
    double weights = static_cast<double>(pull.weight) * per_sample;
    for (const uint32_t other : graph.of(node)) {
        const Vec2 away = at - centres[other];
        const double distance = length(away);
        sum = sum + centres[other] + (distance > 0 ? away * (1 / distance) : Vec2{});
        weights += 1;
    }
    return weights > 0 ? sum * (1 / weights) : at;
}

// All nodes go a share of the way, at once: each sees the places of before, so that cores change nothing.
void follow_sample(const Neighbours& graph, std::span<const uint32_t> sample, double share, bool fresh_only,
                   const SparseOptions& options, StepTable& table, std::vector<Vec2>& centres) {
    step_table(graph, sample, *options.parallel, options.stop, table);
    const size_t part = std::min<size_t>(kPart, sample.size());
    const double per_target = static_cast<double>(graph.node_count()) / static_cast<double>(part);
    const Holds* holds = options.holds;
    std::vector<Vec2> next(centres.size());
    size_t first = 0;
    for (uint32_t step = 0; step < kSteps && !options.stop.stop_requested(); ++step) {
        const Targets targets = targets_of(sample.subspan(first, part), centres);
        for_ranges(*options.parallel, graph.node_count(), [&](size_t begin, size_t end) {
            std::vector<float> wanted(part);
            for (size_t i = begin; i < end; ++i) {
                const auto node = static_cast<uint32_t>(i);
                next[i] = centres[i];
                if (holds != nullptr && (holds->pinned[i] != 0 || (fresh_only && options.fresh[i] == 0))) {
                    continue;
                }
                wanted_of(table.row(node).subspan(first, part), 2, wanted.data());
                Vec2 to = sent_to(graph, node, targets, wanted.data(), per_target, centres);
                if (holds != nullptr && holds->known[i] != 0) {
                    to = (to + holds->old[i] * holds->stability) * (1 / (1 + holds->stability));
                }
                next[i] = centres[i] + (to - centres[i]) * share;
            }
        });
        centres.swap(next);
        first = first + 2 * part <= sample.size() ? first + part : 0;
    }
}

}  // namespace

void sparse_layout(const Neighbours& graph, const SparseOptions& options, std::vector<Vec2>& centres) {
    const uint32_t count = graph.node_count();
    std::vector<uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    Random random(options.seed);
    random.shuffle(order);
    const std::span<const uint32_t> nodes(order);
    StepTable table;  // the one large thing here, refilled
    const bool resumed = options.holds != nullptr;
    if (!resumed) {
        place_by_pivots(graph, nodes.first(std::min(kPivots, count)), options, table, centres);
    }
    const uint32_t rounds =
        resumed ? kKnownRounds
                : std::min(count > kLargeGraph ? kFewRounds : kMostRounds, (count + kSample - 1) / kSample);
    // The first sample has had its say; go on with nodes that were in none.
    uint32_t at = resumed ? 0 : std::min(kPivots, count) % count;
    for (uint32_t round = 0; round < rounds && !options.stop.stop_requested(); ++round) {
        std::vector<uint32_t> sample;
        for (uint32_t s = 0; s < std::min(kSample, count); ++s, at = (at + 1) % count) {
            sample.push_back(order[at]);
        }
        const double share = resumed ? 0.5 : 1 / (1 + 0.5 * static_cast<double>(round));
        follow_sample(graph, sample, share, resumed && round == 0, options, table, centres);
    }
}

}  // namespace choke::stress
