#include "graph/distance_table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <utility>

#include "base/assert.h"

namespace choke {
namespace {

constexpr size_t kWords = 4;
constexpr size_t kBatch = 64 * kWords;  // sources, a bit each

using Bits = std::array<uint64_t, kWords>;

bool any(const Bits& bits) { return (bits[0] | bits[1] | bits[2] | bits[3]) != 0; }

struct Wave {
    std::vector<Bits> seen, now, next;    // per node
    std::vector<uint32_t> front, coming;  // nodes whose bits are not 0
};

void spread(const Neighbours& graph, Wave& wave) {
    wave.coming.clear();
    for (const uint32_t node : wave.front) {
        const Bits bits = std::exchange(wave.now[node], Bits{});
        for (const uint32_t other : graph.of(node)) {
            const Bits& seen = wave.seen[other];
            Bits fresh;
            for (size_t w = 0; w < kWords; ++w) {
                fresh[w] = bits[w] & ~seen[w];
            }
            if (!any(fresh)) {
                continue;
            }
            Bits& next = wave.next[other];
            if (!any(next)) {
                wave.coming.push_back(other);
            }
            for (size_t w = 0; w < kWords; ++w) {
                next[w] |= fresh[w];
            }
        }
    }
}

void run_batch(const Neighbours& graph, std::span<const uint32_t> sources, size_t first, StepTable& table,
               Wave& wave) {
    const size_t count = std::min(kBatch, sources.size() - first);
    std::fill(wave.seen.begin(), wave.seen.end(), Bits{});
    wave.front.clear();
    for (size_t s = 0; s < count; ++s) {
        const uint32_t node = sources[first + s];
        if (!any(wave.now[node])) {
            wave.front.push_back(node);
        }
        wave.now[node][s / 64] |= uint64_t{1} << (s % 64);
        wave.seen[node][s / 64] |= uint64_t{1} << (s % 64);
        table.steps[size_t{node} * table.source_count + first + s] = 0;
    }
    for (uint32_t level = 1; !wave.front.empty(); ++level) {
        spread(graph, wave);
        const auto steps = static_cast<uint16_t>(std::min<uint32_t>(level, StepTable::kFar - 1));
        for (const uint32_t node : wave.coming) {
            const Bits fresh = std::exchange(wave.next[node], Bits{});
            wave.now[node] = fresh;
            uint16_t* row = &table.steps[size_t{node} * table.source_count + first];
            for (size_t w = 0; w < kWords; ++w, row += 64) {
                wave.seen[node][w] |= fresh[w];
                for (uint64_t bits = fresh[w]; bits != 0; bits &= bits - 1) {
                    row[std::countr_zero(bits)] = steps;
                }
            }
        }
        wave.front.swap(wave.coming);
    }
}

}  // namespace

void step_table(const Neighbours& graph, std::span<const uint32_t> sources, const ParallelFor& parallel,
                const std::stop_token& stop, StepTable& table) {
    table.source_count = static_cast<uint32_t>(sources.size());
    table.steps.assign(size_t{graph.node_count()} * sources.size(), StepTable::kFar);
    for_ranges(parallel, (sources.size() + kBatch - 1) / kBatch, [&](size_t begin, size_t end) {
        Wave wave;
        wave.seen.resize(graph.node_count());
        wave.now.resize(graph.node_count());
        wave.next.resize(graph.node_count());
        for (size_t batch = begin; batch < end && !stop.stop_requested(); ++batch) {
            run_batch(graph, sources, batch * kBatch, table, wave);
        }
    });
}

StepTable step_table(const Neighbours& graph, std::span<const uint32_t> sources, const ParallelFor& parallel,
                     const std::stop_token& stop) {
    StepTable table;
    step_table(graph, sources, parallel, stop, table);
    return table;
}

std::vector<double> path_lengths(const Graph& graph, std::span<const double> lengths, uint32_t source) {
    CHOKE_ASSERT(lengths.size() == graph.edge_count() && source < graph.node_count());
    std::vector<double> best(graph.node_count(), std::numeric_limits<double>::infinity());
    using Entry = std::pair<double, uint32_t>;
    const auto later = [](const Entry& a, const Entry& b) { return a > b; };
    std::vector<Entry> heap{{0.0, source}};  // of nodes with the best length known then, shortest first
    best[source] = 0;
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), later);
        const auto [length, node] = heap.back();
        heap.pop_back();
        if (length > best[node]) {
            continue;
        }
        for (const auto arcs : {graph.out(node), graph.in(node)}) {
            for (const Graph::Arc& arc : arcs) {
                const double through = length + lengths[arc.edge];
                if (through < best[arc.node]) {
                    best[arc.node] = through;
                    heap.emplace_back(through, arc.node);
                    std::push_heap(heap.begin(), heap.end(), later);
                }
            }
        }
    }
    return best;
}

}  // namespace choke
