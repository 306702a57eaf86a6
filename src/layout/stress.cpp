#include "layout/stress.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/assert.h"
#include "graph/distance_table.h"
#include "graph/random.h"
#include "layout/pack_boxes.h"
#include "layout/stress_internal.h"

namespace choke {
namespace {

constexpr int kSettleSweeps = 12;       // of majorization, at most
constexpr double kSettled = 0.01;       // steps: no node goes farther than that in the last sweep
constexpr int kKnownSweeps = 60;        // from old places: there is no descent before
constexpr double kComponentGap = 1.0;   // steps between the boxes of two components
constexpr size_t kManyPairs = 100'000;  // fewer pairs than that are given twice the rounds
// A small graph is arranged several times, and the best is kept: 77 nodes three times in 2 ms.
constexpr size_t kStartPairs = 12'000;
constexpr size_t kMostStarts = 3;

struct Component {
    std::vector<uint32_t> nodes;  // ascending
    Neighbours graph;             // numbered as in nodes
    bool placed = false;          // by old places or pins: packing must not move it
};

// O(nodes + edges) for all components together.
std::vector<Component> split(const Neighbours& graph) {
    constexpr uint32_t kUnseen = UINT32_MAX;
    std::vector<uint32_t> local(graph.node_count(), kUnseen);
    std::vector<Component> parts;
    for (uint32_t first = 0; first < graph.node_count(); ++first) {
        if (local[first] != kUnseen) {
            continue;
        }
        Component part;
        part.nodes.push_back(first);
        local[first] = 0;
        for (size_t head = 0; head < part.nodes.size(); ++head) {
            for (const uint32_t other : graph.of(part.nodes[head])) {
                if (local[other] == kUnseen) {
                    local[other] = 0;
                    part.nodes.push_back(other);
                }
            }
        }
        std::sort(part.nodes.begin(), part.nodes.end());
        for (uint32_t i = 0; i < part.nodes.size(); ++i) {
            local[part.nodes[i]] = i;
        }
        std::vector<GraphEdge> edges;
        for (uint32_t i = 0; i < part.nodes.size(); ++i) {
            for (const uint32_t other : graph.of(part.nodes[i])) {
                if (local[other] > i) {
                    edges.push_back({i, local[other]});
                }
            }
        }
        part.graph = Neighbours(Graph(static_cast<uint32_t>(part.nodes.size()), edges));
        parts.push_back(std::move(part));
    }
    return parts;
}

stress::Dense dense_of(const Neighbours& graph, const StressOptions& options) {
    std::vector<uint32_t> all(graph.node_count());
    std::iota(all.begin(), all.end(), 0U);
    const StepTable table = step_table(graph, all, options.parallel, options.stop);
    return {.count = graph.node_count(),
            .wanted = std::vector<float>(table.steps.begin(), table.steps.end())};
}

// Moves and turns, and mirrors if that is nearer, a free drawing so that its pinned nodes come near their
// pins (least squares; Schönemann, "A Generalized Solution of the Orthogonal Procrustes Problem", 1966).
void turn_to_pins(const stress::Holds& holds, std::vector<Vec2>& centres) {
    Vec2 mean;
    Vec2 mean_pin;
    double count = 0;
    for (size_t i = 0; i < centres.size(); ++i) {
        if (holds.pinned[i] != 0) {
            mean = mean + centres[i];
            mean_pin = mean_pin + holds.old[i];
            count += 1;
        }
    }
    mean = mean * (1 / count);
    mean_pin = mean_pin * (1 / count);
    // With and without a mirror: the rotation's cosine and sine are as these sums.
    Vec2 straight;
    Vec2 mirrored;
    for (size_t i = 0; i < centres.size(); ++i) {
        if (holds.pinned[i] != 0) {
            const Vec2 p = centres[i] - mean;
            const Vec2 q = holds.old[i] - mean_pin;
            straight = straight + Vec2{p.x * q.x + p.y * q.y, p.x * q.y - p.y * q.x};
            mirrored = mirrored + Vec2{p.x * q.x - p.y * q.y, p.x * q.y + p.y * q.x};
        }
    }
    const bool mirror = dot(mirrored, mirrored) > dot(straight, straight);
    const Vec2 turn = normalised(mirror ? mirrored : straight);
    for (size_t i = 0; i < centres.size(); ++i) {
        Vec2 p = centres[i] - mean;
        p.y = mirror ? -p.y : p.y;
        centres[i] = mean_pin + Vec2{p.x * turn.x - p.y * turn.y, p.x * turn.y + p.y * turn.x};
        if (holds.pinned[i] != 0) {
            centres[i] = holds.old[i];
        }
    }
}

// New nodes go to the mean of their placed neighbours, those nearest to the old nodes first; a little aside,
// each in its own direction, because majorization cannot part two that stand on one spot.
void place_fresh(const Neighbours& graph, std::span<const uint8_t> fresh, Random& random,
                 std::vector<Vec2>& centres) {
    std::vector<uint8_t> placed(fresh.size());
    std::vector<uint32_t> queue;
    for (uint32_t i = 0; i < fresh.size(); ++i) {
        placed[i] = fresh[i] == 0 ? 2 : 0;  // 1: in the queue
        if (fresh[i] == 0) {
            queue.push_back(i);
        }
    }
    for (size_t head = 0; head < queue.size(); ++head) {
        const uint32_t node = queue[head];
        if (placed[node] != 2) {
            Vec2 sum;
            double count = 0;
            for (const uint32_t other : graph.of(node)) {
                if (placed[other] == 2) {
                    sum = sum + centres[other];
                    count += 1;
                }
            }
            const Vec2 aside{random.unit() - 0.5, random.unit() - 0.5};
            centres[node] = sum * (1 / count) + aside;
            placed[node] = 2;
        }
        for (const uint32_t other : graph.of(node)) {
            if (placed[other] == 0) {
                placed[other] = 1;
                queue.push_back(other);
            }
        }
    }
}

void settle(const stress::Dense& dense, const stress::Holds* holds, std::span<const uint8_t> skip, int sweeps,
            const std::stop_token& stop, std::vector<Vec2>& centres) {
    for (int sweep = 0; sweep < sweeps && !stop.stop_requested(); ++sweep) {
        if (stress::majorize(dense, holds, skip, centres) < kSettled) {
            break;
        }
    }
}

// From nothing.
void arrange(const stress::Dense& dense, const StressOptions& options, std::vector<Vec2>& centres) {
    const size_t pairs = size_t{dense.count} * (dense.count - 1) / 2;
    const size_t starts =
        std::clamp<size_t>(kStartPairs / std::max<size_t>(pairs, 1), 1, pairs < 4 ? 1 : kMostStarts);
    const int rounds = starts > 1 ? 18 : pairs < kManyPairs ? 30 : 15;
    Random random(options.seed);
    double least = 0;
    std::vector<Vec2> trial(dense.count);
    for (size_t start = 0; start < starts && !options.stop.stop_requested(); ++start) {
        for (Vec2& centre : trial) {
            centre = {random.unit(), random.unit()};
        }
        stress::descend(dense, rounds, options.seed + start, trial, options.stop);
        const double left = starts > 1 ? stress::stress_of(dense, trial) : 0;
        if (start == 0 || left < least) {
            least = left;
            centres = trial;
        }
    }
    settle(dense, nullptr, {}, kSettleSweeps, options.stop, centres);
}

std::vector<Vec2> lay_out(Component& part, const StressOptions& options) {
    const auto count = static_cast<uint32_t>(part.nodes.size());
    stress::Holds holds{.pinned = std::vector<uint8_t>(count, 0),
                        .known = std::vector<uint8_t>(count, 0),
                        .old = std::vector<Vec2>(count),
                        .stability = std::max(0.0, options.stability)};
    std::vector<uint8_t> fresh(count, 1);
    bool any_pinned = false;
    bool any_known = false;
    for (uint32_t i = 0; i < count; ++i) {
        const uint32_t node = part.nodes[i];
        if (options.start.empty() || !options.start[node]) {
            continue;
        }
        holds.old[i] = *options.start[node] * (1 / options.edge_length);
        fresh[i] = 0;
        holds.pinned[i] = !options.pinned.empty() && options.pinned[node] != 0 ? 1 : 0;
        holds.known[i] = holds.pinned[i] == 0 ? 1 : 0;
        (holds.pinned[i] != 0 ? any_pinned : any_known) = true;
    }
    part.placed = any_pinned || any_known;
    const bool full = count <= kFullStressNodes;
    const stress::Dense dense = full ? dense_of(part.graph, options) : stress::Dense{};
    Random random(options.seed);
    std::vector<Vec2> centres = holds.old;
    const auto sparse = [&](bool held) {
        stress::sparse_layout(part.graph,
                              {.seed = options.seed,
                               .holds = held ? &holds : nullptr,
                               .fresh = held ? std::span<const uint8_t>(fresh) : std::span<const uint8_t>(),
                               .parallel = &options.parallel,
                               .stop = options.stop},
                              centres);
    };
    if (any_known) {
        place_fresh(part.graph, fresh, random, centres);
        if (full) {
            std::vector<uint8_t> skip(count);
            std::transform(fresh.begin(), fresh.end(), skip.begin(),
                           [](uint8_t f) { return f == 0 ? 1 : 0; });
            settle(dense, &holds, skip, kKnownSweeps, options.stop, centres);
            settle(dense, &holds, {}, kKnownSweeps, options.stop, centres);
        } else {
            sparse(true);
        }
        return centres;
    }
    if (full) {
        arrange(dense, options, centres);
    } else {
        sparse(false);
    }
    if (any_pinned) {
        turn_to_pins(holds, centres);
        if (full) {
            settle(dense, &holds, {}, kKnownSweeps, options.stop, centres);
        } else {
            sparse(true);
        }
    }
    return centres;
}

Rect box_of(std::span<const Vec2> centres) {
    if (centres.empty()) {
        return {};
    }
    Vec2 low = centres[0];
    Vec2 high = centres[0];
    for (const Vec2& p : centres) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    return {low.x, low.y, high.x - low.x, high.y - low.y};
}

}  // namespace

std::vector<Vec2> stress_layout(const Graph& graph, const StressOptions& options) {
    return stress_layout(Neighbours(graph), options);
}

std::vector<Vec2> stress_layout(const Neighbours& graph, const StressOptions& options) {
    CHOKE_ASSERT(options.edge_length > 0);
    CHOKE_ASSERT(options.start.empty() || options.start.size() == graph.node_count());
    CHOKE_ASSERT(options.pinned.empty() || options.pinned.size() == graph.node_count());
    std::vector<Vec2> centres(graph.node_count());
    std::vector<Component> parts = split(graph);
    std::vector<std::vector<Vec2>> drawings;
    std::vector<Vec2> sizes;   // of those that are packed
    std::vector<Rect> boxes;   // in the order of the components
    std::vector<Vec2> placed;  // all nodes that are not packed
    for (Component& part : parts) {
        drawings.push_back(lay_out(part, options));
        boxes.push_back(box_of(drawings.back()));
        if (part.placed) {
            placed.insert(placed.end(), drawings.back().begin(), drawings.back().end());
        } else {
            sizes.push_back({boxes.back().w, boxes.back().h});
        }
    }
    const Rect old = box_of(placed);
    const Vec2 origin = placed.empty() ? Vec2{} : Vec2{old.x, old.bottom() + kComponentGap};
    const std::vector<Vec2> corners = pack_boxes(sizes, kComponentGap);
    size_t packed = 0;
    for (size_t p = 0; p < parts.size(); ++p) {
        Vec2 shift;
        if (!parts[p].placed) {
            shift = origin + corners[packed++] - Vec2{boxes[p].x, boxes[p].y};
        }
        for (size_t i = 0; i < parts[p].nodes.size(); ++i) {
            const uint32_t node = parts[p].nodes[i];
            const bool pinned =
                !options.pinned.empty() && options.pinned[node] != 0 && !options.start.empty();
            centres[node] = pinned && options.start[node] ? *options.start[node]
                                                          : (drawings[p][i] + shift) * options.edge_length;
        }
    }
    return centres;
}

std::vector<Vec2> layout_for(uint32_t node_count, std::span<const GraphEdge> edges,
                             const StressOptions& options) {
    return stress_layout(Graph(node_count, edges), options);
}

double normalised_stress(const Neighbours& graph, std::span<const Vec2> centres, uint32_t source_count,
                         uint64_t seed) {
    CHOKE_ASSERT(centres.size() == graph.node_count());
    std::vector<uint32_t> sources(graph.node_count());
    std::iota(sources.begin(), sources.end(), 0U);
    if (source_count < sources.size()) {
        Random(seed).shuffle(sources);
        sources.resize(source_count);
    }
    constexpr size_t kBatch = 256;  // keeps the table small
    double ratios = 0;
    double squares = 0;
    double pairs = 0;
    StepTable table;
    for (size_t first = 0; first < sources.size(); first += kBatch) {
        const auto batch = std::span(sources).subspan(first, std::min(kBatch, sources.size() - first));
        step_table(graph, batch, {}, {}, table);
        for (uint32_t node = 0; node < graph.node_count(); ++node) {
            const auto row = table.row(node);
            for (size_t s = 0; s < batch.size(); ++s) {
                if (row[s] != 0 && row[s] != StepTable::kFar) {
                    const double ratio = length(centres[node] - centres[batch[s]]) / row[s];
                    ratios += ratio;
                    squares += ratio * ratio;
                    pairs += 1;
                }
            }
        }
    }
    return pairs <= 0 ? 0 : squares <= 0 ? 1 : 1 - ratios * ratios / (pairs * squares);
}

}  // namespace choke
