#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "graph/random.h"
#include "layout/layered_internal.h"

namespace choke::layered {
namespace {

constexpr int kBarycentreSweeps = 6;
constexpr int kSpectralSteps = 100;
constexpr int kMostCoolings = 200;          // passes over all layers while it cools down
constexpr int kFewestCoolings = 10;         // cooling faster than that leaves more crossings than it found
constexpr int kMostSiftings = 60;           // passes after that
constexpr int kIdleSiftings = 20;           // passes without gain that end it
constexpr int kFirstSiftings = 3;           // passes that tell which arrangement to begin with
constexpr double kHeatPerWidth = 0.1;       // crossings, per vertex of a layer on average; found by trying
constexpr double kLeastHeat = 1;
constexpr double kMostHeat = 8;
constexpr size_t kReach = 300;              // places up and down that a sifted vertex tries
constexpr uint64_t kMostWork = 40'000'000;  // pairs in layers times passes of cooling, and half of it after that
constexpr uint64_t kSmallWork = 400'000;    // pairs in layers: beyond, fewer arrangements are tried

using Places = std::vector<uint32_t>;  // of every vertex in its layer

Places places_of(const Levels& levels) {
    Places place(levels.vertices.size(), 0);
    for (const auto& layer : levels.layers) {
        for (uint32_t i = 0; i < layer.size(); ++i) {
            place[layer[i]] = i;
        }
    }
    return place;
}

// Inversions between two layers, with a Fenwick tree (Barth, Jünger, Mutzel, "Simple and Efficient Bilayer
// Cross Counting", 2002).
uint64_t crossings_after(const Levels& levels, size_t layer, const Places& place) {
    if (layer + 1 >= levels.layers.size()) {
        return 0;
    }
    const size_t width = levels.layers[layer + 1].size();
    std::vector<uint32_t> tree(width + 1, 0);
    std::vector<uint32_t> ends;
    uint64_t crossings = 0;
    uint64_t entered = 0;
    for (const uint32_t vertex : levels.layers[layer]) {
        ends.clear();
        for (const uint32_t other : levels.vertices[vertex].after) {
            ends.push_back(place[other]);
        }
        for (const uint32_t end : ends) {
            uint64_t above = 0;
            for (size_t i = size_t{end} + 1; i > 0; i &= i - 1) {
                above += tree[i];
            }
            crossings += entered - above;
        }
        for (const uint32_t end : ends) {
            for (size_t i = size_t{end} + 1; i <= width; i += i & (~i + 1)) {
                ++tree[i];
            }
        }
        entered += ends.size();
    }
    return crossings;
}

void sweep_barycentres(Levels& levels, bool forward, Places& place) {
    const size_t count = levels.layers.size();
    std::vector<double> centre(levels.vertices.size());
    for (size_t step = 1; step < count; ++step) {
        auto& layer = levels.layers[forward ? step : count - 1 - step];
        for (const uint32_t vertex : layer) {
            const auto& others = forward ? levels.vertices[vertex].before : levels.vertices[vertex].after;
            double sum = 0;
            for (const uint32_t other : others) {
                sum += place[other];
            }
            centre[vertex] = others.empty() ? place[vertex] : sum / static_cast<double>(others.size());
        }
        std::stable_sort(layer.begin(), layer.end(),
                         [&](uint32_t a, uint32_t b) { return centre[a] < centre[b]; });
        for (uint32_t i = 0; i < layer.size(); ++i) {
            place[layer[i]] = i;
        }
    }
}

// Where the edges of a layer's vertices end, sorted; fixed while the layer is sifted.
struct Ends {
    std::vector<uint32_t> begin;
    std::vector<uint32_t> places;

    void collect(const Levels& levels, std::span<const uint32_t> layer, const Places& place, bool before) {
        begin.assign(1, 0);
        places.clear();
        for (const uint32_t vertex : layer) {
            for (const uint32_t other :
                 before ? levels.vertices[vertex].before : levels.vertices[vertex].after) {
                places.push_back(place[other]);
            }
            std::sort(places.begin() + begin.back(), places.end());
            begin.push_back(static_cast<uint32_t>(places.size()));
        }
    }
    [[nodiscard]] std::span<const uint32_t> of(uint32_t i) const {
        return std::span(places).subspan(begin[i], begin[i + 1] - begin[i]);
    }
};

// Crossings with u above v less those with v above u.
int64_t difference(std::span<const uint32_t> u, std::span<const uint32_t> v) {
    int64_t sum = 0;
    size_t below = 0;  // ends of v that are less than that of u
    size_t upto = 0;   // ... or equal
    for (const uint32_t end : u) {
        while (below < v.size() && v[below] < end) {
            ++below;
        }
        while (upto < v.size() && v[upto] <= end) {
            ++upto;
        }
        sum += static_cast<int64_t>(below) - static_cast<int64_t>(v.size() - upto);
    }
    return sum;
}

// With heat, a place is not the best one but drawn: a place that costs so many crossings more is e times less
// likely for every unit of heat (heat-bath sampling). The draw is the least of the costs less noise by Gumbel's
// law (Gumbel, "Statistical Theory of Extreme Values", 1954), in whole numbers: the same on every machine.
class Heat {
  public:
    Heat() {
        for (int i = 0; i < kQuantiles; ++i) {
            noise_.push_back(std::lround(-std::log(-std::log((i + 0.5) / kQuantiles)) * kUnit));
        }
    }
    void set(double crossings) { heat_ = std::lround(crossings * kUnit); }
    [[nodiscard]] int64_t cost(int64_t crossings, Random& random) const {
        return crossings * kUnit - heat_ * noise_[random.below(kQuantiles)] / kUnit;
    }
    // Whether the place may still be drawn when another one has this cost.
    [[nodiscard]] bool has_chance(int64_t crossings, int64_t least) const {
        return crossings * kUnit - heat_ * noise_.back() / kUnit < least;
    }

  private:
    static constexpr int kQuantiles = 1024;
    static constexpr int64_t kUnit = 64;
    std::vector<int64_t> noise_;
    int64_t heat_ = 0;
};

// Each vertex goes to the best place in its layer. Returns the crossings saved. With drift, one of several
// best places is drawn: a walk over equally good orders is the way out of many a poor one. With heat (and
// drift), worse ones are drawn, too.
int64_t sift_layer(Levels& levels, size_t number, Places& place, Random* drift, const Heat* heat = nullptr) {
    auto& layer = levels.layers[number];
    if (layer.size() < 2) {
        return 0;
    }
    Ends before;
    Ends after;
    before.collect(levels, layer, place, true);
    after.collect(levels, layer, place, false);
    const auto moved_up = [&](uint32_t vertex, uint32_t other) {  // change when vertex goes above other
        return difference(before.of(vertex), before.of(other)) +
               difference(after.of(vertex), after.of(other));
    };
    std::vector<uint32_t> order(layer.size());  // numbers of `before` and `after`, from top to bottom
    std::iota(order.begin(), order.end(), 0U);
    std::vector<uint32_t> at = order;
    std::vector<uint32_t> queue = order;  // many edges first: they decide most
    const auto edges = [&](uint32_t i) { return before.of(i).size() + after.of(i).size(); };
    if (drift != nullptr) {
        drift->shuffle(queue);
    } else {
        std::stable_sort(queue.begin(), queue.end(),
                         [&](uint32_t a, uint32_t b) { return edges(a) > edges(b); });
    }
    int64_t saved = 0;
    bool moved = false;
    for (const uint32_t vertex : queue) {
        const size_t home = at[vertex];
        const bool up = drift != nullptr && drift->below(2) == 0;
        int64_t least = heat != nullptr ? heat->cost(0, *drift) : 0;  // of the places looked at
        int64_t best = 0;                                             // crossings of the one that has it
        size_t to = home;
        int64_t change = 0;
        const auto look_at = [&](size_t p, bool on_ties) {
            if (heat != nullptr && !heat->has_chance(change, least)) {
                return;
            }
            const int64_t cost = heat != nullptr ? heat->cost(change, *drift) : change;
            if (cost < least || (cost == least && on_ties)) {
                least = cost;
                best = change;
                to = p;
            }
        };
        for (size_t p = home; p > 0 && home - p < kReach; --p) {
            change += moved_up(vertex, order[p - 1]);
            look_at(p - 1, drift != nullptr && up);
        }
        change = 0;
        for (size_t p = home + 1; p < order.size() && p - home <= kReach; ++p) {
            change -= moved_up(vertex, order[p]);
            look_at(p, drift != nullptr && !up);
        }
        if (to == home) {
            continue;
        }
        saved -= best;
        moved = true;
        const auto first = order.begin();
        const auto h = static_cast<std::ptrdiff_t>(home);
        const auto t = static_cast<std::ptrdiff_t>(to);
        if (to < home) {
            std::rotate(first + t, first + h, first + h + 1);
        } else {
            std::rotate(first + h, first + h + 1, first + t + 1);
        }
        for (size_t p = std::min(home, to); p <= std::max(home, to); ++p) {
            at[order[p]] = static_cast<uint32_t>(p);
        }
    }
    if (moved) {
        const std::vector<uint32_t> old = layer;
        for (uint32_t i = 0; i < order.size(); ++i) {
            layer[i] = old[order[i]];
            place[layer[i]] = i;
        }
    }
    return saved;
}

// Vertices move about freely at first and ever less so: what crosses least as a whole is found from far away
// (simulated annealing; Kirkpatrick, Gelatt, Vecchi, "Optimization by Simulated Annealing", 1983).
void cool(Levels& levels, int passes, Places& place, Random& random, const std::stop_token& stop) {
    const double width = static_cast<double>(levels.vertices.size()) /
                         static_cast<double>(std::max<size_t>(1, levels.layers.size()));
    const double begin = std::clamp(kHeatPerWidth * width, kLeastHeat, kMostHeat);
    Heat heat;
    for (int pass = 0; pass < passes && !stop.stop_requested(); ++pass) {
        heat.set(begin * (1 - static_cast<double>(pass) / passes));
        for (size_t i = 0; i < levels.layers.size(); ++i) {
            sift_layer(levels, pass % 2 == 0 ? i : levels.layers.size() - 1 - i, place, &random, &heat);
        }
    }
}

void sift(Levels& levels, int most_passes, Places& place, Random& random, const std::stop_token& stop) {
    int idle = 0;
    for (int pass = 0; pass < most_passes && idle < kIdleSiftings && !stop.stop_requested(); ++pass) {
        int64_t saved = 0;
        for (size_t i = 0; i < levels.layers.size(); ++i) {
            saved += sift_layer(levels, pass % 2 == 0 ? i : levels.layers.size() - 1 - i, place,
                                pass == 0 ? nullptr : &random);
        }
        idle = saved == 0 ? idle + 1 : 0;
    }
}

// Vertices in the order in which a walk along the edges first meets them: pieces and branches lie together.
void walk_order(Levels& levels) {
    std::vector<uint8_t> seen(levels.vertices.size(), 0);
    std::vector<std::vector<uint32_t>> layers(levels.layers.size());
    std::vector<uint32_t> stack;
    for (const auto& layer : levels.layers) {
        for (const uint32_t first : layer) {
            stack.push_back(first);
            while (!stack.empty()) {
                const uint32_t vertex = stack.back();
                stack.pop_back();
                if (seen[vertex] != 0) {
                    continue;
                }
                seen[vertex] = 1;
                layers[levels.vertices[vertex].layer].push_back(vertex);
                for (const auto* others : {&levels.vertices[vertex].before, &levels.vertices[vertex].after}) {
                    stack.insert(stack.end(), others->rbegin(), others->rend());
                }
            }
        }
    }
    levels.layers = std::move(layers);
}

// An order from all layers at once: heights that are near to those of the neighbours on both sides, found by
// power iteration. Taking the mean of every layer away keeps the iteration from finding the layers
// themselves, which are the smoothest thing there is (cf. Koren, Carmel, Harel, "ACE", 2003).
void spectral_order(Levels& levels, Random& random) {
    const size_t count = levels.vertices.size();
    std::vector<double> height(count);
    for (double& h : height) {
        h = random.unit() - 0.5;
    }
    std::vector<double> next(count);
    for (int step = 0; step < kSpectralSteps; ++step) {
        for (size_t v = 0; v < count; ++v) {
            double sum = 0;
            for (const auto* others : {&levels.vertices[v].before, &levels.vertices[v].after}) {
                for (const uint32_t other : *others) {
                    sum += height[other];
                }
            }
            const size_t degree = levels.vertices[v].before.size() + levels.vertices[v].after.size();
            next[v] = degree == 0 ? height[v] : (height[v] + sum / static_cast<double>(degree)) / 2;
        }
        double norm = 0;
        for (const auto& layer : levels.layers) {
            double mean = 0;
            for (const uint32_t v : layer) {
                mean += next[v];
            }
            mean /= static_cast<double>(std::max<size_t>(1, layer.size()));
            for (const uint32_t v : layer) {
                next[v] -= mean;
                norm += next[v] * next[v];
            }
        }
        const double scale = norm > 0 ? std::sqrt(static_cast<double>(count) / norm) : 0;
        for (size_t v = 0; v < count; ++v) {
            height[v] = next[v] * scale;
        }
    }
    for (auto& layer : levels.layers) {
        std::stable_sort(layer.begin(), layer.end(),
                         [&](uint32_t a, uint32_t b) { return height[a] < height[b]; });
    }
}

}  // namespace

uint64_t count_crossings(const Levels& levels) {
    const Places place = places_of(levels);
    uint64_t crossings = 0;
    for (size_t layer = 0; layer < levels.layers.size(); ++layer) {
        crossings += crossings_after(levels, layer, place);
    }
    return crossings;
}

uint64_t reduce_crossings(Levels& levels, int effort, uint64_t seed, const std::stop_token& stop) {
    uint64_t work = 0;
    for (const auto& layer : levels.layers) {
        work += uint64_t{layer.size()} * std::min<uint64_t>(layer.size(), 2 * kReach);
    }
    const int starts = std::max(
        1, static_cast<int>(std::min<uint64_t>(static_cast<uint64_t>(effort), 1 + kSmallWork / (work + 1))));
    const auto passes = [&](int most, uint64_t share) {
        return static_cast<int>(std::clamp<uint64_t>(kMostWork / share / (work + 1), 2, static_cast<uint64_t>(most)));
    };
    Random random(seed);
    auto best_layers = levels.layers;
    const auto given = levels.layers;
    uint64_t best = count_crossings(levels);
    const auto keep_better = [&] {
        const uint64_t crossings = count_crossings(levels);
        if (crossings < best) {
            best = crossings;
            best_layers = levels.layers;
        }
    };
    for (int start = 0; start < starts && best > 0 && !stop.stop_requested(); ++start) {
        levels.layers = given;
        if (start == 1) {
            walk_order(levels);
        } else {
            spectral_order(levels, random);
        }
        Places place = places_of(levels);
        for (int sweep = 0; sweep < kBarycentreSweeps && !stop.stop_requested(); ++sweep) {
            sweep_barycentres(levels, sweep % 2 == 0, place);
        }
        sift(levels, kFirstSiftings, place, random, stop);
        keep_better();
    }
    if (best > 0) {
        levels.layers = best_layers;
        Places place = places_of(levels);
        if (const int coolings = passes(kMostCoolings, 1); coolings >= kFewestCoolings) {
            cool(levels, coolings, place, random, stop);
        }
        sift(levels, passes(kMostSiftings, 2), place, random, stop);
        keep_better();
    }
    levels.layers = std::move(best_layers);
    return best;
}

}  // namespace choke::layered
