// The inner parts of the stress layout, shared by its files and their tests. A unit of length here is a step.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "base/geometry.h"
#include "graph/neighbours.h"
#include "graph/parallel.h"

namespace choke::stress {

// All pairs of a few nodes. wanted[i * count + j]: distance, 0 on the diagonal, > 0 elsewhere.
struct Dense {
    uint32_t count = 0;
    std::vector<float> wanted;
};

struct Holds {
    std::vector<uint8_t> pinned;  // per node: does not move
    std::vector<uint8_t> known;   // per node: is drawn back to its old place
    std::vector<Vec2> old;
    double stability = 0;
};

[[nodiscard]] double stress_of(const Dense& dense, std::span<const Vec2> centres);

// From any places (also all the same) to a good arrangement. Not monotone.
void descend(const Dense& dense, int rounds, uint64_t seed, std::vector<Vec2>& centres,
             const std::stop_token& stop);

// One sweep moves node after node to where the majorizing function is least: stress_of() (with holds: plus
// their pull) never rises. Returns the longest way that a node went. Nodes with skip != 0 stay.
double majorize(const Dense& dense, const Holds* holds, std::span<const uint8_t> skip,
                std::vector<Vec2>& centres);

// A connected graph of any size.
struct SparseOptions {
    uint64_t seed = 1;
    const Holds* holds = nullptr;    // not null: centres hold a start for every node
    std::span<const uint8_t> fresh;  // with holds: nodes that are new
    const ParallelFor* parallel = nullptr;
    std::stop_token stop;
};
void sparse_layout(const Neighbours& graph, const SparseOptions& options, std::vector<Vec2>& centres);

// Structure of arrays, float: what the inner loops read.
struct Targets {
    std::vector<float> x, y;
    void resize(size_t count) {
        x.resize(count);
        y.resize(count);
    }
};

// Sums over targets: where majorization sends a node at (x, y) is (x, y) sums / weight.
struct Pull {
    float x = 0;
    float y = 0;
    float weight = 0;
};
// Targets at distance kNoTie count for nothing. In lanes of four, whose sums meet in a fixed order.
inline constexpr float kNoTie = 1e15F;
[[nodiscard]] Pull pull_of(const float* target_x, const float* target_y, const float* wanted, size_t count,
                           float x, float y);

}  // namespace choke::stress
