// A graph without directions, self loops and parallel edges, for algorithms that ask only who is tied to whom
// and how strongly: layouts, communities, cores, common neighbours.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/csr.h"

namespace choke {

class Neighbours {
  public:
    Neighbours() = default;
    // weights: of every edge, >= 0; empty: all 1. Parallel edges count together. O(nodes + edges).
    explicit Neighbours(const Graph& graph, std::span<const double> weights = {});

    [[nodiscard]] std::span<const uint32_t> of(uint32_t node) const {  // ascending
        return std::span(nodes_).subspan(begin_[node], begin_[node + 1] - begin_[node]);
    }
    [[nodiscard]] std::span<const double> weights_of(uint32_t node) const {  // in the order of of()
        return std::span(weights_).subspan(begin_[node], begin_[node + 1] - begin_[node]);
    }
    [[nodiscard]] uint32_t node_count() const { return static_cast<uint32_t>(begin_.size() - 1); }
    [[nodiscard]] size_t tie_count() const { return nodes_.size() / 2; }  // pairs of neighbours
    [[nodiscard]] uint32_t degree(uint32_t node) const { return begin_[node + 1] - begin_[node]; }

  private:
    std::vector<uint32_t> begin_{0};
    std::vector<uint32_t> nodes_;
    std::vector<double> weights_;
};

}  // namespace choke
