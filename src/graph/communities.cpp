#include "graph/communities.h"

#include <algorithm>
#include <numeric>

#include "base/assert.h"
#include "graph/random.h"

namespace choke {
namespace {

constexpr double kLeastGain = 1e-12;  // of tie weight by total: less is rounding

// A graph whose nodes stand for parts of the one below.
struct Level {
    std::vector<uint32_t> begin{0};
    std::vector<uint32_t> nodes;
    std::vector<double> weights;
    std::vector<double> strength;  // per node: its share of twice the total, ties within it included

    [[nodiscard]] uint32_t count() const { return static_cast<uint32_t>(strength.size()); }
};

Level first_level(const Neighbours& graph) {
    Level level;
    level.strength.assign(graph.node_count(), 0);
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        const auto others = graph.of(node);
        const auto weights = graph.weights_of(node);
        level.nodes.insert(level.nodes.end(), others.begin(), others.end());
        level.weights.insert(level.weights.end(), weights.begin(), weights.end());
        level.begin.push_back(static_cast<uint32_t>(level.nodes.size()));
        level.strength[node] = std::accumulate(weights.begin(), weights.end(), 0.0);
    }
    return level;
}

// Weights of ties from a node to parts, with a list of the parts met: cleared in the time it took to fill.
class PartWeights {
  public:
    explicit PartWeights(uint32_t part_count) : weight_(part_count, 0), met_(part_count, 0) {}
    void add(uint32_t part, double weight) {
        if (met_[part] == 0) {
            met_[part] = 1;
            parts_.push_back(part);
        }
        weight_[part] += weight;
    }
    [[nodiscard]] double of(uint32_t part) const { return weight_[part]; }
    [[nodiscard]] const std::vector<uint32_t>& parts() const { return parts_; }
    void clear() {
        for (const uint32_t part : parts_) {
            weight_[part] = 0;
            met_[part] = 0;
        }
        parts_.clear();
    }

  private:
    std::vector<double> weight_;
    std::vector<uint8_t> met_;
    std::vector<uint32_t> parts_;
};

struct Settings {
    double scale = 0;  // resolution by twice the total weight
    double least = 0;  // gain that counts
    const std::stop_token* stop = nullptr;
};

std::vector<uint32_t> shuffled(uint32_t count, Random& random) {
    std::vector<uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    random.shuffle(order);
    return order;
}

// Nodes go where they gain most until none gains; a node that moved wakes its neighbours.
bool move_nodes(const Level& level, const Settings& settings, Random& random, std::vector<uint32_t>& part) {
    const uint32_t count = level.count();
    std::vector<double> part_strength(count, 0);
    std::vector<uint32_t> part_size(count, 0);
    for (uint32_t node = 0; node < count; ++node) {
        part_strength[part[node]] += level.strength[node];
        ++part_size[part[node]];
    }
    std::vector<uint32_t> empty;
    for (uint32_t p = count; p-- > 0;) {
        if (part_size[p] == 0) {
            empty.push_back(p);
        }
    }
    std::vector<uint32_t> queue = shuffled(count, random);
    std::vector<uint8_t> waiting(count, 1);
    PartWeights to_part(count);
    bool moved = false;
    for (size_t head = 0; head < queue.size() && !settings.stop->stop_requested(); ++head) {
        if (head > size_t{count}) {  // the queue keeps no more than twice the nodes
            queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(head));
            head = 0;
        }
        const uint32_t node = queue[head];
        waiting[node] = 0;
        const uint32_t home = part[node];
        for (uint32_t a = level.begin[node]; a < level.begin[node + 1]; ++a) {
            to_part.add(part[level.nodes[a]], level.weights[a]);
        }
        const double strength = level.strength[node];
        const double stay = to_part.of(home) - settings.scale * strength * (part_strength[home] - strength);
        double best_gain = settings.least;
        uint32_t best = home;
        for (const uint32_t to : to_part.parts()) {
            const double gain = to_part.of(to) - settings.scale * strength * part_strength[to] - stay;
            if (to != home && (gain > best_gain || (gain == best_gain && best != home && to < best))) {
                best_gain = gain;
                best = to;
            }
        }
        if (part_size[home] > 1 && !empty.empty() && -stay > best_gain) {
            best = empty.back();
            empty.pop_back();
        }
        to_part.clear();
        if (best == home) {
            continue;
        }
        moved = true;
        part[node] = best;
        part_strength[home] -= strength;
        part_strength[best] += strength;
        ++part_size[best];
        if (--part_size[home] == 0) {
            part_strength[home] = 0;
            empty.push_back(home);
        }
        for (uint32_t a = level.begin[node]; a < level.begin[node + 1]; ++a) {
            const uint32_t other = level.nodes[a];
            if (part[other] != best && waiting[other] == 0) {
                waiting[other] = 1;
                queue.push_back(other);
            }
        }
    }
    return moved;
}

// Parts of the parts: starting from single nodes, each that is still alone and well tied to its part joins a
// well tied neighbour part, so that what is aggregated is connected.
std::vector<uint32_t> refine(const Level& level, const Settings& settings, Random& random,
                             std::span<const uint32_t> part) {
    const uint32_t count = level.count();
    std::vector<uint32_t> fine(count);
    std::iota(fine.begin(), fine.end(), 0U);
    std::vector<double> part_strength(count, 0);
    for (uint32_t node = 0; node < count; ++node) {
        part_strength[part[node]] += level.strength[node];
    }
    std::vector<double> fine_strength = level.strength;
    std::vector<uint32_t> fine_size(count, 1);
    std::vector<double> outward(count, 0);  // of a fine part: ties to the rest of its part
    for (uint32_t node = 0; node < count; ++node) {
        for (uint32_t a = level.begin[node]; a < level.begin[node + 1]; ++a) {
            outward[node] += part[level.nodes[a]] == part[node] ? level.weights[a] : 0;
        }
    }
    PartWeights to_fine(count);
    for (const uint32_t node : shuffled(count, random)) {
        const double strength = level.strength[node];
        const double within = part_strength[part[node]];
        if (fine_size[fine[node]] != 1 || outward[node] < settings.scale * strength * (within - strength)) {
            continue;
        }
        for (uint32_t a = level.begin[node]; a < level.begin[node + 1]; ++a) {
            if (part[level.nodes[a]] == part[node]) {
                to_fine.add(fine[level.nodes[a]], level.weights[a]);
            }
        }
        double best_gain = settings.least;
        uint32_t best = fine[node];
        for (const uint32_t to : to_fine.parts()) {
            const bool well_tied =
                outward[to] >= settings.scale * fine_strength[to] * (within - fine_strength[to]);
            const double gain = to_fine.of(to) - settings.scale * strength * fine_strength[to];
            if (well_tied && (gain > best_gain || (gain == best_gain && best != fine[node] && to < best))) {
                best_gain = gain;
                best = to;
            }
        }
        if (best != fine[node]) {
            const uint32_t home = fine[node];
            outward[best] += outward[home] - 2 * to_fine.of(best);
            fine_strength[best] += strength;
            ++fine_size[best];
            fine_size[home] = 0;
            fine_strength[home] = 0;
            fine[node] = best;
        }
        to_fine.clear();
    }
    return fine;
}

// Numbers parts from 0 in the order of their first nodes; returns how many there are.
uint32_t renumber(std::vector<uint32_t>& part) {
    const uint32_t most = part.empty() ? 0 : *std::max_element(part.begin(), part.end());
    std::vector<uint32_t> number(size_t{most} + 1, UINT32_MAX);
    uint32_t count = 0;
    for (uint32_t& p : part) {
        if (number[p] == UINT32_MAX) {
            number[p] = count++;
        }
        p = number[p];
    }
    return count;
}

Level aggregate(const Level& level, std::span<const uint32_t> part, uint32_t part_count) {
    std::vector<uint32_t> begin(size_t{part_count} + 1, 0);
    for (const uint32_t p : part) {
        ++begin[p + 1];
    }
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<uint32_t> members(part.size());
    std::vector<uint32_t> next(begin.begin(), begin.end() - 1);
    for (uint32_t node = 0; node < part.size(); ++node) {
        members[next[part[node]]++] = node;
    }
    Level upper;
    upper.strength.assign(part_count, 0);
    PartWeights ties(part_count);
    for (uint32_t p = 0; p < part_count; ++p) {
        for (uint32_t m = begin[p]; m < begin[p + 1]; ++m) {
            const uint32_t node = members[m];
            upper.strength[p] += level.strength[node];
            for (uint32_t a = level.begin[node]; a < level.begin[node + 1]; ++a) {
                if (part[level.nodes[a]] != p) {
                    ties.add(part[level.nodes[a]], level.weights[a]);
                }
            }
        }
        for (const uint32_t other : ties.parts()) {
            upper.nodes.push_back(other);
            upper.weights.push_back(ties.of(other));
        }
        ties.clear();
        upper.begin.push_back(static_cast<uint32_t>(upper.nodes.size()));
    }
    return upper;
}

// One round: up through the levels until nothing moves. part: of the nodes of the graph, in and out.
bool run_round(const Level& bottom, const Settings& settings, Random& random, std::vector<uint32_t>& part) {
    Level level = bottom;
    std::vector<uint32_t> place(bottom.count());  // node of this level that holds a node of the graph
    std::iota(place.begin(), place.end(), 0U);
    std::vector<uint32_t> level_part = part;
    bool changed = false;
    while (!settings.stop->stop_requested()) {
        const bool moved = move_nodes(level, settings, random, level_part);
        changed = changed || moved;
        for (uint32_t node = 0; node < place.size(); ++node) {
            part[node] = level_part[place[node]];
        }
        std::vector<uint32_t> fine = refine(level, settings, random, level_part);
        const uint32_t fine_count = renumber(fine);
        if (fine_count == level.count()) {
            break;
        }
        std::vector<uint32_t> upper_part(fine_count);
        for (uint32_t node = 0; node < level.count(); ++node) {
            upper_part[fine[node]] = level_part[node];
        }
        level_part = std::move(upper_part);
        renumber(level_part);
        for (uint32_t& p : place) {
            p = fine[p];
        }
        level = aggregate(level, fine, fine_count);
    }
    renumber(part);
    return changed;
}

// Each connected piece of a part becomes a part; then the numbers of the header.
Communities finished(const Neighbours& graph, std::span<const uint32_t> part) {
    constexpr uint32_t kUnseen = UINT32_MAX;
    std::vector<uint32_t> piece(part.size(), kUnseen);
    std::vector<uint32_t> sizes;
    std::vector<uint32_t> stack;
    for (uint32_t first = 0; first < part.size(); ++first) {
        if (piece[first] != kUnseen) {
            continue;
        }
        const auto number = static_cast<uint32_t>(sizes.size());
        sizes.push_back(0);
        piece[first] = number;
        stack.push_back(first);
        while (!stack.empty()) {
            const uint32_t node = stack.back();
            stack.pop_back();
            ++sizes[number];
            for (const uint32_t other : graph.of(node)) {
                if (piece[other] == kUnseen && part[other] == part[node]) {
                    piece[other] = number;
                    stack.push_back(other);
                }
            }
        }
    }
    std::vector<uint32_t> order(sizes.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return sizes[a] > sizes[b]; });
    std::vector<uint32_t> number(sizes.size());
    for (uint32_t rank = 0; rank < order.size(); ++rank) {
        number[order[rank]] = rank;
    }
    for (uint32_t& p : piece) {
        p = number[p];
    }
    return {.of_node = std::move(piece), .count = static_cast<uint32_t>(sizes.size())};
}

}  // namespace

Communities find_communities(const Neighbours& graph, const CommunityOptions& options) {
    CHOKE_ASSERT(options.resolution > 0);
    const Level bottom = first_level(graph);
    const double twice = std::accumulate(bottom.strength.begin(), bottom.strength.end(), 0.0);
    std::vector<uint32_t> part(graph.node_count());
    std::iota(part.begin(), part.end(), 0U);
    if (twice > 0) {
        const Settings settings{
            .scale = options.resolution / twice, .least = kLeastGain * twice, .stop = &options.stop};
        Random random(options.seed);
        for (int round = 0; round < options.most_rounds && !options.stop.stop_requested(); ++round) {
            if (!run_round(bottom, settings, random, part)) {
                break;
            }
        }
    }
    return finished(graph, part);
}

double modularity(const Neighbours& graph, std::span<const uint32_t> part_of_node, double resolution) {
    CHOKE_ASSERT(part_of_node.size() == graph.node_count());
    uint32_t count = 0;
    for (const uint32_t part : part_of_node) {
        count = std::max(count, part + 1);
    }
    std::vector<double> within(count, 0);
    std::vector<double> strength(count, 0);
    double twice = 0;
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        const auto others = graph.of(node);
        const auto weights = graph.weights_of(node);
        for (size_t i = 0; i < others.size(); ++i) {
            strength[part_of_node[node]] += weights[i];
            within[part_of_node[node]] += part_of_node[others[i]] == part_of_node[node] ? weights[i] : 0;
            twice += weights[i];
        }
    }
    double value = 0;
    for (uint32_t part = 0; part < count && twice > 0; ++part) {
        value += within[part] / twice - resolution * (strength[part] / twice) * (strength[part] / twice);
    }
    return value;
}

}  // namespace choke
