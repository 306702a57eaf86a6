#include "base/assert.h"
#include "graph/csr.h"

namespace choke {

std::vector<int> distances(const Graph& graph, std::span<const uint32_t> starts, Direction direction,
                           int max_steps) {
    std::vector<int> steps(graph.node_count(), -1);
    std::vector<uint32_t> queue;
    queue.reserve(starts.size());
    const auto reach = [&](uint32_t node, int at) {
        if (steps[node] < 0) {
            steps[node] = at;
            queue.push_back(node);
        }
    };

    for (const uint32_t start : starts) {
        CHOKE_ASSERT(start < graph.node_count());
        reach(start, 0);
    }
    size_t head = 0;
    while (head < queue.size()) {  // reach() lengthens the queue
        const uint32_t node = queue[head++];
        if (steps[node] >= max_steps) {
            break;  // the queue is in the order of the distances: all that follow are as far
        }
        for_arcs(graph, node, direction, [&](const Graph::Arc& arc) { reach(arc.node, steps[node] + 1); });
    }
    return steps;
}

std::vector<uint32_t> components(const Graph& graph) {
    constexpr uint32_t kUnseen = UINT32_MAX;
    std::vector<uint32_t> component(graph.node_count(), kUnseen);
    std::vector<uint32_t> stack;
    uint32_t count = 0;
    for (uint32_t first = 0; first < graph.node_count(); ++first) {
        if (component[first] != kUnseen) {
            continue;
        }
        component[first] = count;
        stack.push_back(first);
        while (!stack.empty()) {
            const uint32_t node = stack.back();
            stack.pop_back();
            for (const auto arcs : {graph.out(node), graph.in(node)}) {
                for (const Graph::Arc& arc : arcs) {
                    if (component[arc.node] == kUnseen) {
                        component[arc.node] = count;
                        stack.push_back(arc.node);
                    }
                }
            }
        }
        ++count;
    }
    return component;
}

}  // namespace choke
