// Layouts: seconds, and the stress or the crossings of what comes out, on graphs of two kinds and four sizes.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "graph/communities.h"
#include "graph/measures.h"
#include "graph/random.h"
#include "layout/groups.h"
#include "layout/layered.h"
#include "layout/overlaps.h"
#include "layout/stress.h"

namespace choke::bench {
namespace {

// New nodes tie themselves to two or three old ones, preferably to those with many ties (Barabási and
// Albert).
std::vector<GraphEdge> preferential(uint32_t count) {
    Random random(count);
    std::vector<GraphEdge> edges{{0, 1}, {1, 2}, {0, 2}};
    std::vector<uint32_t> ends{0, 1, 1, 2, 0, 2};
    for (uint32_t node = 3; node < count; ++node) {
        std::set<uint32_t> others;
        while (others.size() < 2 + node % 2) {
            others.insert(ends[random.below(static_cast<uint32_t>(ends.size()))]);
        }
        for (const uint32_t other : others) {
            edges.push_back({other, node});
            ends.push_back(other);
            ends.push_back(node);
        }
    }
    return edges;
}

// Blocks of 50 to 200 nodes; four of five edges stay within their block.
std::vector<GraphEdge> blocks(uint32_t count) {
    Random random(count + 1);
    const uint32_t block = count <= 1000 ? 50 : count <= 10'000 ? 100 : 200;
    std::set<std::pair<uint32_t, uint32_t>> ties;
    while (ties.size() < size_t{count} * 5 / 2) {
        const uint32_t a = random.below(count);
        const uint32_t b =
            random.below(5) < 4 ? a / block * block + random.below(block) : random.below(count);
        if (a != b && b < count) {
            ties.emplace(std::min(a, b), std::max(a, b));
        }
    }
    std::vector<GraphEdge> edges;
    for (const auto& [a, b] : ties) {
        edges.push_back({a, b});
    }
    return edges;
}

// Causes a few steps back, in layers of uneven size.
std::vector<GraphEdge> history(uint32_t count) {
    Random random(count + 2);
    std::vector<GraphEdge> edges;
    const uint32_t reach = 20 + count / 50;
    for (uint32_t node = 5; node < count; ++node) {
        for (uint32_t k = 0; k < 1 + random.below(2); ++k) {
            edges.push_back({node - 1 - random.below(std::min(node, reach)), node});
        }
    }
    return edges;
}

void two_cores(size_t count, const RangeWork& work) {
    std::thread other([&] { work(0, count / 2); });
    work(count / 2, count);
    other.join();
}

void lay_out(benchmark::State& state, std::vector<GraphEdge> (*make)(uint32_t)) {
    const auto count = static_cast<uint32_t>(state.range(0));
    const std::vector<GraphEdge> edges = make(count);
    std::vector<Vec2> centres;
    for (auto _ : state) {
        centres = layout_for(count, edges, {.parallel = two_cores});
        benchmark::DoNotOptimize(centres.data());
    }
    state.counters["stress"] = normalised_stress(Neighbours(Graph(count, edges)), centres, 200);
}
void stress_preferential(benchmark::State& state) { lay_out(state, preferential); }
void stress_blocks(benchmark::State& state) { lay_out(state, blocks); }
BENCHMARK(stress_preferential)
    ->Arg(77)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(stress_blocks)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond)->UseRealTime();

// A graph of one's own: CHOKE_BENCH_GRAPH names a file "nodes edges", then "from to" a line. The best known
// drawings of public graphs can be compared so without copies of them here.
void stress_file(benchmark::State& state) {
    const char* path = std::getenv("CHOKE_BENCH_GRAPH");
    std::ifstream file(path == nullptr ? "" : path);
    uint32_t count = 0;
    size_t edge_count = 0;
    if (!(file >> count >> edge_count)) {
        state.SkipWithError("CHOKE_BENCH_GRAPH names no graph");
        return;
    }
    std::vector<GraphEdge> edges;
    for (GraphEdge edge; edges.size() < edge_count && file >> edge.from >> edge.to;) {
        edges.push_back(edge);
    }
    std::vector<Vec2> centres;
    for (auto _ : state) {
        centres = layout_for(count, edges, {.parallel = two_cores});
        benchmark::DoNotOptimize(centres.data());
    }
    state.counters["stress"] = normalised_stress(Neighbours(Graph(count, edges)), centres);
}
BENCHMARK(stress_file)->Unit(benchmark::kMillisecond)->UseRealTime();

void layered(benchmark::State& state) {
    const auto count = static_cast<uint32_t>(state.range(0));
    const Graph graph(count, history(count));
    uint64_t crossings = 0;
    for (auto _ : state) {
        crossings = layered_layout(graph).crossings;
    }
    state.counters["crossings"] = static_cast<double>(crossings);
}
BENCHMARK(layered)->Arg(300)->Arg(3'000)->Unit(benchmark::kMillisecond);

void overlaps(benchmark::State& state) {
    const auto count = static_cast<uint32_t>(state.range(0));
    const std::vector<Vec2> centres =
        layout_for(count, preferential(count), {.edge_length = 60, .parallel = two_cores});
    const std::vector<Vec2> sizes(count, Vec2{12, 12});
    for (auto _ : state) {
        benchmark::DoNotOptimize(remove_overlaps(centres, sizes, {.gap = 2}));
    }
}
BENCHMARK(overlaps)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

void communities(benchmark::State& state) {
    const auto count = static_cast<uint32_t>(state.range(0));
    const Neighbours graph(Graph(count, blocks(count)));
    Communities found;
    for (auto _ : state) {
        found = find_communities(graph);
    }
    state.counters["communities"] = found.count;
    state.counters["modularity"] = modularity(graph, found.of_node);
}
BENCHMARK(communities)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void between(benchmark::State& state) {
    const auto count = static_cast<uint32_t>(state.range(0));
    const Graph graph(count, preferential(count));
    for (auto _ : state) {
        benchmark::DoNotOptimize(betweenness(graph, {.parallel = two_cores}));
    }
}
BENCHMARK(between)->Arg(1'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace choke::bench
