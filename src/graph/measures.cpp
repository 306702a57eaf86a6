#include "graph/measures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/assert.h"

namespace choke {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr double kSameLength = 1e-10;  // relative: sums of the same lengths in another order are as long

// What a search from one node leaves behind.
struct Search {
    std::vector<double> distance;
    std::vector<double> paths;    // number of shortest ones
    std::vector<uint32_t> order;  // reached nodes, nearest first
    std::vector<std::pair<double, uint32_t>> heap;
    std::vector<double> dependency;

    explicit Search(uint32_t count) : distance(count, kFar), paths(count, 0), dependency(count, 0) {}
    void forget() {
        for (const uint32_t node : order) {
            distance[node] = kFar;
            paths[node] = 0;
            dependency[node] = 0;
        }
        order.clear();
    }
};

bool same_length(double a, double b) { return std::abs(a - b) <= kSameLength * std::max(a, b); }

void search_steps(const Graph& graph, Direction direction, uint32_t source, Search& search) {
    search.distance[source] = 0;
    search.paths[source] = 1;
    search.order.push_back(source);
    for (size_t head = 0; head < search.order.size(); ++head) {
        const uint32_t node = search.order[head];
        const double next = search.distance[node] + 1;
        for_arcs(graph, node, direction, [&](const Graph::Arc& arc) {
            if (search.distance[arc.node] == kFar) {
                search.distance[arc.node] = next;
                search.order.push_back(arc.node);
            }
            if (search.distance[arc.node] == next) {
                search.paths[arc.node] += search.paths[node];
            }
        });
    }
}

void search_lengths(const Graph& graph, const PathMeasureOptions& options, uint32_t source, Search& search) {
    const auto later = [](const auto& a, const auto& b) { return a > b; };
    std::vector<uint8_t> done(graph.node_count(), 0);
    search.distance[source] = 0;
    search.paths[source] = 1;
    search.heap.assign(1, {0.0, source});
    while (!search.heap.empty()) {
        std::pop_heap(search.heap.begin(), search.heap.end(), later);
        const uint32_t node = search.heap.back().second;
        search.heap.pop_back();
        if (std::exchange(done[node], uint8_t{1}) != 0) {
            continue;
        }
        search.order.push_back(node);
        for_arcs(graph, node, options.direction, [&](const Graph::Arc& arc) {
            if (done[arc.node] != 0) {
                return;
            }
            const double through = search.distance[node] + options.lengths[arc.edge];
            double& best = search.distance[arc.node];
            if (best != kFar && same_length(through, best)) {
                search.paths[arc.node] += search.paths[node];
            } else if (through < best) {
                best = through;
                search.paths[arc.node] = search.paths[node];
                search.heap.emplace_back(through, arc.node);
                std::push_heap(search.heap.begin(), search.heap.end(), later);
            }
        });
    }
}

void run_search(const Graph& graph, const PathMeasureOptions& options, uint32_t source, Search& search) {
    if (options.lengths.empty()) {
        search_steps(graph, options.direction, source, search);
    } else {
        search_lengths(graph, options, source, search);
    }
}

// Farthest first, each node hands its dependency on to those before it on the shortest paths.
void collect_dependencies(const Graph& graph, const PathMeasureOptions& options, Search& search,
                          std::vector<double>& sums) {
    const Direction back = options.direction == Direction::Out  ? Direction::In
                           : options.direction == Direction::In ? Direction::Out
                                                                : Direction::Both;
    for (size_t i = search.order.size(); i-- > 1;) {
        const uint32_t node = search.order[i];
        const double share = (1 + search.dependency[node]) / search.paths[node];
        for_arcs(graph, node, back, [&](const Graph::Arc& arc) {
            const double length = options.lengths.empty() ? 1 : options.lengths[arc.edge];
            if (search.distance[arc.node] != kFar && search.distance[arc.node] < search.distance[node] &&
                same_length(search.distance[arc.node] + length, search.distance[node])) {
                search.dependency[arc.node] += search.paths[arc.node] * share;
            }
        });
        sums[node] += search.dependency[node];
    }
}

void check(const Graph& graph, const PathMeasureOptions& options) {
    CHOKE_ASSERT(options.lengths.empty() || options.lengths.size() == graph.edge_count());
}

}  // namespace

std::vector<double> degrees(const Graph& graph, Direction direction) {
    std::vector<double> values(graph.node_count(), 0);
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        for_arcs(graph, node, direction, [&](const Graph::Arc&) { values[node] += 1; });
    }
    return values;
}

std::vector<double> strengths(const Graph& graph, std::span<const double> weights, Direction direction) {
    CHOKE_ASSERT(weights.size() == graph.edge_count());
    std::vector<double> values(graph.node_count(), 0);
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        for_arcs(graph, node, direction, [&](const Graph::Arc& arc) { values[node] += weights[arc.edge]; });
    }
    return values;
}

std::vector<double> betweenness(const Graph& graph, const PathMeasureOptions& options) {
    check(graph, options);
    const uint32_t count = graph.node_count();
    // Sums over fixed blocks of sources, added up in the order of the blocks: cores change no rounding.
    constexpr uint32_t kMostBlocks = 16;
    const uint32_t blocks = std::min(kMostBlocks, count);
    std::vector<std::vector<double>> partial(blocks);
    for_ranges(options.parallel, blocks, [&](size_t begin, size_t end) {
        Search search(count);
        for (size_t block = begin; block < end; ++block) {
            partial[block].assign(count, 0);
            const auto first = static_cast<uint32_t>(uint64_t{count} * block / blocks);
            const auto last = static_cast<uint32_t>(uint64_t{count} * (block + 1) / blocks);
            for (uint32_t source = first; source < last && !options.stop.stop_requested(); ++source) {
                run_search(graph, options, source, search);
                collect_dependencies(graph, options, search, partial[block]);
                search.forget();
            }
        }
    });
    std::vector<double> values(count, 0);
    for (const std::vector<double>& sums : partial) {
        for (uint32_t node = 0; node < count; ++node) {
            values[node] += sums[node];
        }
    }
    const auto n = static_cast<double>(count);
    double scale =
        options.direction == Direction::Both ? 0.5 : 1;  // else every pair is met from both its ends
    if (options.normalise == Normalise::Yes && count > 2) {
        scale = 1 / ((n - 1) * (n - 2));
    }
    for (double& value : values) {
        value *= scale;
    }
    return values;
}

std::vector<double> closeness(const Graph& graph, const PathMeasureOptions& options) {
    check(graph, options);
    std::vector<double> values(graph.node_count(), 0);
    for_ranges(options.parallel, graph.node_count(), [&](size_t begin, size_t end) {
        Search search(graph.node_count());
        for (size_t i = begin; i < end && !options.stop.stop_requested(); ++i) {
            run_search(graph, options, static_cast<uint32_t>(i), search);
            double sum = 0;
            for (const uint32_t node : search.order) {
                sum += search.distance[node];
            }
            const auto others = static_cast<double>(search.order.size() - 1);
            if (sum > 0) {
                values[i] = (options.normalise == Normalise::Yes ? others : 1) / sum;
            }
            search.forget();
        }
    });
    return values;
}

std::vector<double> page_rank(const Graph& graph, const PageRankOptions& options) {
    CHOKE_ASSERT(options.weights.empty() || options.weights.size() == graph.edge_count());
    CHOKE_ASSERT(options.damping >= 0 && options.damping < 1);
    constexpr double kStill = 1e-13;
    constexpr int kMostRounds = 2000;  // a damping of 0.85 needs about 190
    const uint32_t count = graph.node_count();
    const auto weight_of = [&](uint32_t edge) {
        return options.weights.empty() ? 1.0 : options.weights[edge];
    };
    std::vector<double> leaving(count, 0);
    for (uint32_t node = 0; node < count; ++node) {
        for_arcs(graph, node, options.direction,
                 [&](const Graph::Arc& arc) { leaving[node] += weight_of(arc.edge); });
    }
    const Direction back = options.direction == Direction::Out  ? Direction::In
                           : options.direction == Direction::In ? Direction::Out
                                                                : Direction::Both;
    const auto n = static_cast<double>(count);
    std::vector<double> rank(count, count > 0 ? 1 / n : 0);
    std::vector<double> next(count);
    for (int round = 0; round < kMostRounds; ++round) {
        double lost = 0;  // what nodes that lead nowhere hold
        for (uint32_t node = 0; node < count; ++node) {
            lost += leaving[node] > 0 ? 0 : rank[node];
        }
        double change = 0;
        for (uint32_t node = 0; node < count; ++node) {
            double sum = 0;
            for_arcs(graph, node, back, [&](const Graph::Arc& arc) {
                if (leaving[arc.node] > 0) {
                    sum += rank[arc.node] * weight_of(arc.edge) / leaving[arc.node];
                }
            });
            next[node] = (1 - options.damping) / n + options.damping * (sum + lost / n);
            change += std::abs(next[node] - rank[node]);
        }
        rank.swap(next);
        if (change < kStill) {
            break;
        }
    }
    return rank;
}

std::vector<uint32_t> core_numbers(const Neighbours& graph) {
    const uint32_t count = graph.node_count();
    std::vector<uint32_t> degree(count);
    uint32_t most = 0;
    for (uint32_t node = 0; node < count; ++node) {
        degree[node] = graph.degree(node);
        most = std::max(most, degree[node]);
    }
    // Nodes in buckets by degree, in one array; a node that loses a neighbour goes one bucket down.
    std::vector<uint32_t> begin(size_t{most} + 2, 0);
    for (const uint32_t d : degree) {
        ++begin[d + 1];
    }
    for (size_t d = 0; d <= most; ++d) {
        begin[d + 1] += begin[d];
    }
    std::vector<uint32_t> order(count);
    std::vector<uint32_t> place(count);
    std::vector<uint32_t> next(begin.begin(), begin.end() - 1);
    for (uint32_t node = 0; node < count; ++node) {
        place[node] = next[degree[node]]++;
        order[place[node]] = node;
    }
    for (uint32_t i = 0; i < count; ++i) {
        const uint32_t node = order[i];
        for (const uint32_t other : graph.of(node)) {
            if (degree[other] <= degree[node]) {
                continue;
            }
            const uint32_t front = begin[degree[other]]++;
            const uint32_t moved = order[front];
            std::swap(order[front], order[place[other]]);
            std::swap(place[moved], place[other]);
            --degree[other];
        }
    }
    return degree;
}

}  // namespace choke
