#include <algorithm>
#include <limits>

#include "graph/csr.h"
#include "layout/layered_internal.h"

// Layers that make the edges short: the network simplex method of Gansner, Koutsofios, North, Vo (1993). A
// spanning tree of edges that are one layer long; as long as some tree edge would let one of its two sides
// come nearer, another edge takes its place.

namespace choke::layered {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr uint64_t kMostWork = 400'000'000;  // steps of the simplex method: beyond, layers stay as they are
constexpr uint32_t kPivotsPerNode = 3;

class Simplex {
  public:
    Simplex(uint32_t count, const std::vector<Link>& links, std::vector<int64_t>& layer)
        : links_(links),
          layer_(layer),
          graph_(count, as_edges(links)),
          in_tree_(links.size(), 0),
          outflow_(count, 0),
          inside_(count, 0),
          parent_link_(count, kNone),
          first_(count, 0),
          size_(count, 1),
          branch_flow_(count, 0) {
        for (const Link& link : links) {
            ++outflow_[link.from];
            --outflow_[link.to];
        }
    }

    // All nodes of one component, in any order.
    void run(const std::vector<uint32_t>& nodes, const std::stop_token& stop) {
        if (nodes.size() < 2) {
            return;
        }
        nodes_ = nodes;
        links_here_.clear();
        for (const uint32_t node : nodes_) {
            for (const Graph::Arc& arc : graph_.out(node)) {
                links_here_.push_back(arc.edge);
            }
        }
        grow_tree();
        const uint64_t per_pivot = nodes_.size() * 3 + links_here_.size();
        const uint64_t most = std::min<uint64_t>(kPivotsPerNode * nodes_.size(), kMostWork / per_pivot);
        size_t search_from = 0;
        for (uint64_t pivots = 0; pivots < most && !stop.stop_requested(); ++pivots) {
            hang_tree();
            const uint32_t branch = leaving_branch(search_from);
            if (branch == kNone || !exchange(branch)) {
                break;
            }
        }
    }

  private:
    static std::vector<GraphEdge> as_edges(const std::vector<Link>& links) {
        std::vector<GraphEdge> edges;
        for (const Link& link : links) {
            edges.push_back({link.from, link.to});
        }
        return edges;
    }
    [[nodiscard]] int64_t slack(uint32_t link) const {
        return layer_[links_[link].to] - layer_[links_[link].from] - 1;
    }
    template <class Visit>
    void for_links(uint32_t node, Visit visit) const {
        for (const auto arcs : {graph_.out(node), graph_.in(node)}) {
            for (const Graph::Arc& arc : arcs) {
                visit(arc);
            }
        }
    }

    // From the first node along tight edges; when there is none more, the tree moves as a whole until its
    // nearest edge to the outside is tight.
    void grow_tree() {
        std::vector<uint32_t> tree{nodes_[0]};
        inside_[nodes_[0]] = 1;
        size_t head = 0;
        while (true) {
            for (; head < tree.size(); ++head) {
                for_links(tree[head], [&](const Graph::Arc& arc) {
                    if (inside_[arc.node] == 0 && slack(arc.edge) == 0) {
                        inside_[arc.node] = 1;
                        in_tree_[arc.edge] = 1;
                        tree.push_back(arc.node);
                    }
                });
            }
            if (tree.size() == nodes_.size()) {
                return;
            }
            uint32_t nearest = kNone;
            for (const uint32_t link : links_here_) {
                if (inside_[links_[link].from] != inside_[links_[link].to] &&
                    (nearest == kNone || slack(link) < slack(nearest))) {
                    nearest = link;
                }
            }
            const int64_t by = inside_[links_[nearest].from] != 0 ? slack(nearest) : -slack(nearest);
            for (const uint32_t node : tree) {
                layer_[node] += by;
            }
            head = 0;
        }
    }

    // Parents, and the walk's order, in which a node's branch is one range.
    void hang_tree() {
        for (const uint32_t node : nodes_) {
            parent_link_[node] = kNone;
            branch_flow_[node] = outflow_[node];
            size_[node] = 1;
        }
        order_.clear();
        std::vector<uint32_t> stack{nodes_[0]};
        while (!stack.empty()) {
            const uint32_t node = stack.back();
            stack.pop_back();
            first_[node] = static_cast<uint32_t>(order_.size());
            order_.push_back(node);
            for_links(node, [&](const Graph::Arc& arc) {
                if (in_tree_[arc.edge] != 0 && arc.edge != parent_link_[node]) {
                    parent_link_[arc.node] = arc.edge;
                    stack.push_back(arc.node);
                }
            });
        }
        for (size_t i = order_.size(); i-- > 1;) {
            const uint32_t node = order_[i];
            const uint32_t up = other_end(parent_link_[node], node);
            branch_flow_[up] += branch_flow_[node];
            size_[up] += size_[node];
        }
    }
    [[nodiscard]] uint32_t other_end(uint32_t link, uint32_t node) const {
        return links_[link].from == node ? links_[link].to : links_[link].from;
    }

    // The first node, going on where the last search ended, whose tree edge to its parent more edges cross
    // against its direction than along it. Edges within a branch cancel in the sum of its nodes' flows.
    [[nodiscard]] uint32_t leaving_branch(size_t& search_from) const {
        for (size_t tried = 0; tried < nodes_.size(); ++tried) {
            const size_t i = (search_from + tried) % nodes_.size();
            const uint32_t node = nodes_[i];
            const uint32_t link = parent_link_[node];
            if (link == kNone) {
                continue;
            }
            const int64_t cut = links_[link].from == node ? branch_flow_[node] : -branch_flow_[node];
            if (cut < 0) {
                search_from = i;
                return node;
            }
        }
        return kNone;
    }

    // The branch of the node moves until an edge that leads the other way is tight.
    bool exchange(uint32_t node) {
        const uint32_t leaving = parent_link_[node];
        const bool branch_is_before = links_[leaving].from == node;
        uint32_t entering = kNone;
        for (const uint32_t link : links_here_) {
            const bool from_in = in_branch(links_[link].from, node);
            const bool to_in = in_branch(links_[link].to, node);
            if (from_in == to_in || from_in == branch_is_before) {
                continue;
            }
            if (entering == kNone || slack(link) < slack(entering)) {
                entering = link;
            }
        }
        if (entering == kNone) {
            return false;
        }
        const int64_t by = branch_is_before ? -slack(entering) : slack(entering);
        for (uint32_t i = first_[node]; i < first_[node] + size_[node]; ++i) {
            layer_[order_[i]] += by;
        }
        in_tree_[leaving] = 0;
        in_tree_[entering] = 1;
        return true;
    }
    [[nodiscard]] bool in_branch(uint32_t node, uint32_t root) const {
        return first_[node] >= first_[root] && first_[node] < first_[root] + size_[root];
    }

    const std::vector<Link>& links_;
    std::vector<int64_t>& layer_;
    Graph graph_;  // edge numbers are those of the links
    std::vector<uint8_t> in_tree_;
    std::vector<int64_t> outflow_;  // per node: links that leave less links that arrive
    std::vector<uint8_t> inside_;   // the tree that grows
    std::vector<uint32_t> nodes_, links_here_;
    // The hanging tree, per node: the edge to the parent, the place in the walk's order, the size of the
    // branch and the sum of its flows.
    std::vector<uint32_t> parent_link_, first_, size_;
    std::vector<int64_t> branch_flow_;
    std::vector<uint32_t> order_;
};

}  // namespace

std::vector<uint32_t> short_layers(uint32_t count, const std::vector<Link>& links,
                                   const std::stop_token& stop) {
    std::vector<GraphEdge> edges;
    for (const Link& link : links) {
        edges.push_back({link.from, link.to});
    }
    const Graph graph(count, edges);
    // To begin with as early as causes allow.
    std::vector<int64_t> layer(count, 0);
    std::vector<size_t> waits_for(count);
    std::vector<uint32_t> order;
    for (uint32_t node = 0; node < count; ++node) {
        waits_for[node] = graph.in(node).size();
        if (waits_for[node] == 0) {
            order.push_back(node);
        }
    }
    for (size_t head = 0; head < order.size(); ++head) {
        for (const Graph::Arc& arc : graph.out(order[head])) {
            layer[arc.node] = std::max(layer[arc.node], layer[order[head]] + 1);
            if (--waits_for[arc.node] == 0) {
                order.push_back(arc.node);
            }
        }
    }
    const std::vector<uint32_t> component = components(graph);
    const uint32_t piece_count = count == 0 ? 0 : *std::max_element(component.begin(), component.end()) + 1;
    std::vector<std::vector<uint32_t>> pieces(piece_count);
    for (uint32_t node = 0; node < count; ++node) {
        pieces[component[node]].push_back(node);
    }
    // Walking over all edges for each of many tree steps is only for graphs of a size that can be read.
    constexpr uint64_t kMostGrowing = 200'000'000;
    Simplex simplex(count, links, layer);
    for (const std::vector<uint32_t>& nodes : pieces) {
        if (nodes.size() > 2 && uint64_t{nodes.size()} * links.size() > kMostGrowing) {
            continue;
        }
        simplex.run(nodes, stop);
        int64_t first = std::numeric_limits<int64_t>::max();
        for (const uint32_t node : nodes) {
            first = std::min(first, layer[node]);
        }
        for (const uint32_t node : nodes) {
            layer[node] -= first;
        }
    }
    return {layer.begin(), layer.end()};
}

}  // namespace choke::layered
