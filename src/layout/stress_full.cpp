#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "graph/random.h"
#include "layout/stress_internal.h"

// Only + - * / and square roots in the loops: IEEE 754 rounds these alike everywhere.

namespace choke::stress {
namespace {

constexpr float kLeastStep =
    0.1F;                        // the last rate of the descent: steps this small no longer undo each other
constexpr float kTiny = 1e-12F;  // two nodes on one spot have no direction; nothing divides by 0

struct Pair {
    uint16_t i;
    uint16_t j;
    float wanted;
};

// The number between 0 and 1 whose nth power is value, by bisection: std::pow is not the same everywhere.
double root(double value, int n) {
    double low = 0;
    double high = 1;
    for (int bit = 0; bit < 50; ++bit) {
        const double middle = (low + high) / 2;
        double power = 1;
        for (int i = 0; i < n; ++i) {
            power *= middle;
        }
        (power < value ? low : high) = middle;
    }
    return (low + high) / 2;
}

}  // namespace

double stress_of(const Dense& dense, std::span<const Vec2> centres) {
    double sum = 0;
    for (uint32_t i = 0; i < dense.count; ++i) {
        for (uint32_t j = 0; j < i; ++j) {
            const double wanted = static_cast<double>(dense.wanted[size_t{i} * dense.count + j]);
            const double off = (length(centres[i] - centres[j]) - wanted) / wanted;
            sum += off * off;
        }
    }
    return sum;
}

void descend(const Dense& dense, int rounds, uint64_t seed, std::vector<Vec2>& centres,
             const std::stop_token& stop) {
    CHOKE_ASSERT(dense.count <= UINT16_MAX);
    const uint32_t count = dense.count;
    std::vector<Pair> pairs;
    pairs.reserve(size_t{count} * (count - (count > 0 ? 1 : 0)) / 2);
    float longest = 1;
    float shortest = kNoTie;
    for (uint32_t i = 0; i < count; ++i) {
        for (uint32_t j = 0; j < i; ++j) {
            const float wanted = dense.wanted[size_t{i} * count + j];
            pairs.push_back({static_cast<uint16_t>(i), static_cast<uint16_t>(j), wanted});
            longest = std::max(longest, wanted);
            shortest = std::min(shortest, wanted);
        }
    }
    if (pairs.empty() || rounds <= 0) {
        return;
    }
    Random random(seed);
    std::vector<float> x(count);
    std::vector<float> y(count);
    for (uint32_t i = 0; i < count; ++i) {
        x[i] = static_cast<float>(centres[i].x);
        y[i] = static_cast<float>(centres[i].y);
    }
    // The rate falls from where the weakest pair is solved in one step by a constant factor a round.
    const float first_rate = longest * longest;
    const float last_rate = kLeastStep * shortest * shortest;
    const auto factor =
        static_cast<float>(root(static_cast<double>(last_rate / first_rate), std::max(1, rounds - 1)));
    float rate = first_rate;
    for (int round = 0; round < rounds && !stop.stop_requested(); ++round, rate *= factor) {
        random.shuffle(pairs);
        for (const Pair& pair : pairs) {
            const float share = std::min(1.0F, rate / (pair.wanted * pair.wanted));
            const float dx = x[pair.i] - x[pair.j];
            const float dy = y[pair.i] - y[pair.j];
            const float distance = std::sqrt(dx * dx + dy * dy + kTiny);
            const float by = share * (distance - pair.wanted) / (2 * distance);
            x[pair.i] -= by * dx;
            y[pair.i] -= by * dy;
            x[pair.j] += by * dx;
            y[pair.j] += by * dy;
        }
    }
    for (uint32_t i = 0; i < count; ++i) {
        centres[i] = {static_cast<double>(x[i]), static_cast<double>(y[i])};
    }
}

double majorize(const Dense& dense, const Holds* holds, std::span<const uint8_t> skip,
                std::vector<Vec2>& centres) {
    double farthest = 0;
    for (uint32_t i = 0; i < dense.count; ++i) {
        if ((!skip.empty() && skip[i] != 0) || (holds != nullptr && holds->pinned[i] != 0)) {
            continue;
        }
        const Vec2 at = centres[i];
        Vec2 sum;
        double weights = 0;
        for (uint32_t j = 0; j < dense.count; ++j) {
            if (j == i) {
                continue;
            }
            const double wanted = static_cast<double>(dense.wanted[size_t{i} * dense.count + j]);
            const Vec2 away = at - centres[j];
            const double distance = length(away);
            const double weight = 1 / (wanted * wanted);
            // Where two stand on one spot the majorizing function has a flat part: the node's own place is as
            // good.
            const double reach = distance > 0 ? wanted / distance : 0;
            sum = sum + (centres[j] + away * reach) * weight;
            weights += weight;
        }
        if (weights <= 0) {
            continue;
        }
        if (holds != nullptr && holds->known[i] != 0) {
            sum = sum + holds->old[i] * (holds->stability * weights);
            weights += holds->stability * weights;
        }
        centres[i] = sum * (1 / weights);
        farthest = std::max(farthest, length(centres[i] - at));
    }
    return farthest;
}

Pull pull_of(const float* target_x, const float* target_y, const float* wanted, size_t count, float x,
             float y) {
    constexpr size_t kLanes = 4;
    float sum_x[kLanes] = {};
    float sum_y[kLanes] = {};
    float weights[kLanes] = {};
    size_t j = 0;
    for (; j + kLanes <= count; j += kLanes) {
        for (size_t lane = 0; lane < kLanes; ++lane) {
            const float tx = target_x[j + lane];
            const float ty = target_y[j + lane];
            const float d = wanted[j + lane];
            const float dx = x - tx;
            const float dy = y - ty;
            const float distance = std::sqrt(dx * dx + dy * dy + kTiny);
            const float both = 1 / (d * d * distance);  // one division for the weight and the direction
            const float weight = both * distance;
            const float reach = both * d;
            sum_x[lane] += weight * tx + reach * dx;
            sum_y[lane] += weight * ty + reach * dy;
            weights[lane] += weight;
        }
    }
    for (; j < count; ++j) {
        const float dx = x - target_x[j];
        const float dy = y - target_y[j];
        const float d = wanted[j];
        const float distance = std::sqrt(dx * dx + dy * dy + kTiny);
        const float both = 1 / (d * d * distance);
        sum_x[0] += both * distance * target_x[j] + both * d * dx;
        sum_y[0] += both * distance * target_y[j] + both * d * dy;
        weights[0] += both * distance;
    }
    const auto total = [](const float* lanes) { return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]); };
    return {total(sum_x), total(sum_y), total(weights)};
}

}  // namespace choke::stress
