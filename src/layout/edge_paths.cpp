#include "layout/edge_paths.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>
#include <utility>

namespace choke {
namespace {

constexpr double kRounding = 1 + 1e-9;  // two sums of the same lengths in another order

struct Road {
    uint32_t to = 0;
    double length = 0;
};
using Roads = std::vector<std::vector<Road>>;  // by node

// Shortest ways from one node to one other (Dijkstra, "A Note on Two Problems in Connexion with Graphs", 1959). A node
// from which the way would be too long even in a straight line is never entered: the search stays within an ellipse round the
// two. What it remembers is kept from search to search and told apart by a number.
class Search {
public:
    Search(std::span<const Vec2> at, const Roads& roads) : at_(at), roads_(roads), seen_(at.size(), 0), cost_(at.size()), way_(at.size()), from_(at.size()) {}

    // Length of the cheapest way; infinite when there is none within the limit.
    double find(uint32_t from, uint32_t to, double limit, double exponent) {
        ++search_;
        open_ = {};
        enter(from, from, 0, 0);
        while (!open_.empty()) {
            const auto [cost, node] = open_.top();
            open_.pop();
            if (cost > cost_[node]) continue;
            if (node == to) return way_[node];
            for (const Road& road : roads_[node]) {
                if (length(at_[road.to] - at_[from]) + length(at_[road.to] - at_[to]) > limit) continue;
                const double way = way_[node] + road.length;
                if (exponent == 1 && way > limit) continue;
                const double next = cost + (exponent == 1 ? road.length : std::pow(road.length, exponent));
                if (seen_[road.to] != search_ || next < cost_[road.to]) enter(road.to, node, next, way);
            }
        }
        return std::numeric_limits<double>::infinity();
    }

    // Between the ends of what was found last.
    [[nodiscard]] std::vector<uint32_t> between(uint32_t from, uint32_t to) const {
        std::vector<uint32_t> nodes;
        for (uint32_t node = from_[to]; node != from; node = from_[node]) nodes.push_back(node);
        std::reverse(nodes.begin(), nodes.end());
        return nodes;
    }

private:
    using Open = std::pair<double, uint32_t>;

    void enter(uint32_t node, uint32_t from, double cost, double way) {
        seen_[node] = search_;
        cost_[node] = cost;
        way_[node] = way;
        from_[node] = from;
        open_.emplace(cost, node);
    }

    std::span<const Vec2> at_;
    const Roads& roads_;
    std::vector<uint32_t> seen_;  // number of the search that has entered it
    std::vector<double> cost_, way_;
    std::vector<uint32_t> from_;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open_;
    uint32_t search_ = 0;
};

}  // namespace

std::vector<std::vector<uint32_t>> edge_paths(std::span<const Vec2> at, std::span<const GraphEdge> edges, const EdgePathOptions& options) {
    assert(options.most_detour >= 1 && options.exponent >= 1);
    std::vector<std::vector<uint32_t>> paths(edges.size());
    std::vector<double> lengths(edges.size());
    for (size_t e = 0; e < edges.size(); ++e) lengths[e] = length(at[edges[e].to] - at[edges[e].from]);
    std::vector<size_t> by_length(edges.size());
    std::iota(by_length.begin(), by_length.end(), size_t{0});
    std::sort(by_length.begin(), by_length.end(), [&](size_t a, size_t b) { return std::pair(lengths[a], a) < std::pair(lengths[b], b); });

    // An edge carries others unless shorter ones lead to its end without much of a detour.
    Roads roads(at.size());
    std::vector<size_t> led;
    {
        Search search(at, roads);
        for (const size_t e : by_length) {
            if (options.stop.stop_requested()) return paths;
            const auto [from, to] = edges[e];
            if (from == to || lengths[e] <= 0) continue;
            // From the end with fewer roads: the many of the middle of a star are not walked for every one of them.
            const auto [few, many] = roads[from].size() <= roads[to].size() ? std::pair(from, to) : std::pair(to, from);
            if (search.find(few, many, lengths[e] * options.most_detour, 1) < std::numeric_limits<double>::infinity()) {
                led.push_back(e);
                continue;
            }
            roads[from].push_back({to, lengths[e]});
            roads[to].push_back({from, lengths[e]});
        }
    }
    for_ranges(options.parallel, led.size(), [&](size_t begin, size_t end) {
        Search search(at, roads);
        for (size_t k = begin; k < end && !options.stop.stop_requested(); ++k) {
            const size_t e = led[k];
            const auto [from, to] = edges[e];
            const double limit = lengths[e] * options.most_detour * kRounding;
            // The cheapest way may be a longer one than the shortest, which is known to be short enough.
            if (search.find(from, to, limit, options.exponent) > limit && search.find(from, to, limit, 1) > limit) continue;
            paths[e] = search.between(from, to);
        }
    });
    return paths;
}

}  // namespace choke
