// One node in the middle, the others on rings by their number of steps from it, every node in the sector of
// the one that leads to it (radial trees: Eades, "Drawing Free Trees", 1992; Yee, Fisher, Dhamija, Hearst,
// "Animated Exploration of Dynamic Graphs with Radial Layout", 2001). The order round the rings is by
// barycentres and by moving single branches, so that edges across are short and cross little.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/geometry.h"
#include "graph/neighbours.h"

namespace choke {

struct RingOptions {
    std::span<const double> radii = {};  // of the nodes, px, or empty: 6
    double gap = 8;                      // px, least distance between two discs
    double ring_gap = 60;                // px, least distance between two rings
    // Per node, or empty: the branches keep the order round the middle that these places have.
    std::span<const std::optional<Vec2>> start = {};
};

struct RingDrawing {
    std::vector<Vec2> centres;       // the middle is at (0, 0); no two discs overlap
    std::vector<double> ring_radii;  // [0] is 0
    std::vector<int> ring_of_node;   // nodes that cannot be reached are on one ring more, outside
};

// O(edges log nodes), and branches squared for up to 300 branches.
[[nodiscard]] RingDrawing ego_rings(const Neighbours& graph, uint32_t middle,
                                    const RingOptions& options = {});

}  // namespace choke
