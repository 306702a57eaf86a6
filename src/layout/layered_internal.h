// The inner parts of the layered layout, shared by its files and their tests.
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

namespace choke::layered {

inline constexpr uint32_t kBend = UINT32_MAX;  // the node of a vertex where an edge only passes a layer

struct Vertex {
    uint32_t node = kBend;
    uint32_t layer = 0;
    double height = 0;
    std::vector<uint32_t> before;  // neighbours in the layer before, parallel edges once each
    std::vector<uint32_t> after;
};

// All edges lead from one layer to the next.
struct Levels {
    std::vector<Vertex> vertices;
    std::vector<std::vector<uint32_t>> layers;  // vertices from top to bottom
};

// An edge as the layers see it: it leads to a later layer.
struct Link {
    uint32_t from = 0;
    uint32_t to = 0;
};

// The layer of every node, from 0 in each piece of the graph; links lead to later layers and are as short
// together as they can be. The links make no circle.
[[nodiscard]] std::vector<uint32_t> short_layers(uint32_t count, const std::vector<Link>& links,
                                                 const std::stop_token& stop);

[[nodiscard]] uint64_t count_crossings(const Levels& levels);

// Orders the layers so that few edges cross; returns how many do.
uint64_t reduce_crossings(Levels& levels, int effort, uint64_t seed, const std::stop_token& stop);

// Heights of the centres in the order of the layers: neighbours in a layer stand at least gap apart.
[[nodiscard]] std::vector<double> place_rows(const Levels& levels, double gap);

}  // namespace choke::layered
