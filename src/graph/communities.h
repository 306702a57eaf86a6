// Communities: parts of a graph that are tied more closely within than to the rest.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "graph/neighbours.h"

namespace choke {

struct CommunityOptions {
    double resolution = 1;  // > 0; greater: more and smaller communities
    uint64_t seed = 1;      // of the order in which nodes are tried
    int most_rounds = 10;   // of the whole method; it ends when a round gains nothing
    std::stop_token stop = {};
};

struct Communities {
    std::vector<uint32_t> of_node;
    uint32_t count = 0;  // numbered from 0, largest first, equal sizes by their smallest node
};

// Traag, Waltman, van Eck, "From Louvain to Leiden: Guaranteeing Well-connected Communities", 2019, for
// modularity with resolution. Refinement takes the best merge where the paper draws one at random, so that
// no exponential decides. Every community is connected; a node without ties is one of its own. About
// O(edges) a round.
[[nodiscard]] Communities find_communities(const Neighbours& graph, const CommunityOptions& options = {});

// How much more of the tie weight lies within the parts than chance would put there (Newman and Girvan,
// "Finding and Evaluating Community Structure in Networks", 2004): -0.5..1; 0 for a graph without ties.
[[nodiscard]] double modularity(const Neighbours& graph, std::span<const uint32_t> part_of_node,
                                double resolution = 1);

}  // namespace choke
