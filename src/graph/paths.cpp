#include "graph/paths.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>

#include "base/assert.h"

namespace choke {
namespace {

constexpr uint32_t kNoLabel = UINT32_MAX;

// A way to a node that no other beats both in length and in how early it arrives (multicriteria label
// setting; Martins, "On a Multicriteria Shortest Path Problem", 1984). Without times there is one a node.
struct Label {
    double length = 0;
    uint32_t steps = 0;
    int64_t time = INT64_MIN;  // the earliest at which the next step can be
    uint32_t node = 0;
    uint32_t edge = 0;
    uint32_t before = kNoLabel;
};

struct Spur {
    // How the path begins. Which of parallel edges it takes there stays open: a longer one may be the one
    // whose time leaves room for what follows.
    std::span<const uint32_t> beginning;
    std::span<const uint8_t> banned;             // nodes that must not follow
    std::span<const uint32_t> banned_next = {};  // nodes that must not be next after the beginning
};

bool contains(std::span<const uint32_t> numbers, uint32_t number) {
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

class Finder {
    // Of equally long ways first the one with fewer steps, then the earlier one, then the one found first.
    [[nodiscard]] auto later() const {
        return [this](uint32_t a, uint32_t b) {
            const Label& p = labels_[a];
            const Label& q = labels_[b];
            return std::tie(p.length, p.steps, p.time, a) > std::tie(q.length, q.steps, q.time, b);
        };
    }

  public:
    Finder(const Graph& graph, uint32_t to, const PathOptions& options)
        : graph_(graph), to_(to), options_(options), best_time_(graph.node_count(), kUnreached) {}

    std::optional<Path> find(const Spur& spur) {
        labels_.clear();
        heap_.clear();
        std::fill(best_time_.begin(), best_time_.end(), kUnreached);
        push({.node = spur.beginning[0]});
        while (!heap_.empty() && !options_.stop.stop_requested()) {
            std::pop_heap(heap_.begin(), heap_.end(), later());
            const uint32_t at = heap_.back();
            heap_.pop_back();
            const Label label = labels_[at];
            // Labels come in the order of their lengths: only one that arrives earlier is news.
            if (best_time_[label.node] != kUnreached && label.time >= best_time_[label.node]) {
                continue;
            }
            best_time_[label.node] = label.time;
            if (label.node == to_) {
                return path_to(at);
            }
            extend(at, label, spur);
        }
        return std::nullopt;
    }

  private:
    static constexpr int64_t kUnreached = INT64_MAX;

    [[nodiscard]] std::optional<int64_t> time_after(int64_t time, uint32_t edge) const {
        if (options_.times.empty()) {
            return time;
        }
        const StepTime& step = options_.times[edge];
        if (step.end < time) {
            return std::nullopt;
        }
        return std::max(time, step.begin);
    }
    [[nodiscard]] double length_of(uint32_t edge) const {
        return options_.lengths.empty() ? 1 : options_.lengths[edge];
    }

    void push(const Label& label) {
        labels_.push_back(label);
        heap_.push_back(static_cast<uint32_t>(labels_.size() - 1));
        std::push_heap(heap_.begin(), heap_.end(), later());
    }
    void extend(uint32_t at, const Label& label, const Spur& spur) {
        for_arcs(graph_, label.node, options_.direction, [&](const Graph::Arc& arc) {
            const size_t next = label.steps + size_t{1};
            if (next < spur.beginning.size() ? spur.beginning[next] != arc.node
                                             : spur.banned[arc.node] != 0) {
                return;
            }
            if (next == spur.beginning.size() && contains(spur.banned_next, arc.node)) {
                return;
            }
            const std::optional<int64_t> time = time_after(label.time, arc.edge);
            if (!time || (best_time_[arc.node] != kUnreached && *time >= best_time_[arc.node])) {
                return;
            }
            push({.length = label.length + length_of(arc.edge),
                  .steps = label.steps + 1,
                  .time = *time,
                  .node = arc.node,
                  .edge = arc.edge,
                  .before = at});
        });
    }
    [[nodiscard]] Path path_to(uint32_t at) const {
        Path path{.length = labels_[at].length, .nodes = {}, .edges = {}};
        for (; at != kNoLabel; at = labels_[at].before) {
            path.nodes.push_back(labels_[at].node);
            if (labels_[at].before != kNoLabel) {
                path.edges.push_back(labels_[at].edge);
            }
        }
        std::reverse(path.nodes.begin(), path.nodes.end());
        std::reverse(path.edges.begin(), path.edges.end());
        return path;
    }

    const Graph& graph_;
    uint32_t to_;
    const PathOptions& options_;
    std::vector<int64_t> best_time_;  // of the labels that were taken
    std::vector<Label> labels_;
    std::vector<uint32_t> heap_;
};

bool comes_before(const Path& a, const Path& b) {
    const size_t steps_a = a.edges.size();
    const size_t steps_b = b.edges.size();
    return std::tie(a.length, steps_a, a.nodes) < std::tie(b.length, steps_b, b.nodes);
}

// Adds the best paths that leave `path` at one of its nodes, for the first time among those in `taken`.
void add_deviations(const Path& path, std::span<const Path> taken, const PathOptions& options, Finder& finder,
                    uint32_t node_count, std::vector<Path>& candidates) {
    std::vector<uint8_t> banned(node_count, 0);
    std::copy(options.banned_nodes.begin(), options.banned_nodes.end(), banned.begin());
    for (size_t i = 0; i + 1 < path.nodes.size() && !options.stop.stop_requested(); ++i) {
        const auto beginning = std::span(path.nodes).first(i + 1);
        banned[path.nodes[i]] = 1;
        std::vector<uint32_t> banned_next;
        for (const Path& other : taken) {
            if (other.nodes.size() > i + 1 &&
                std::equal(beginning.begin(), beginning.end(), other.nodes.begin())) {
                banned_next.push_back(other.nodes[i + 1]);
            }
        }
        if (auto candidate =
                finder.find({.beginning = beginning, .banned = banned, .banned_next = banned_next})) {
            candidates.push_back(std::move(*candidate));
        }
    }
}

bool reaches(const Graph& graph, std::span<const uint32_t> groups, uint32_t without, uint32_t from,
             uint32_t to, Direction direction) {
    std::vector<uint8_t> seen(graph.node_count(), 0);
    std::vector<uint32_t> stack{from};
    seen[from] = 1;
    while (!stack.empty() && seen[to] == 0) {
        const uint32_t node = stack.back();
        stack.pop_back();
        for_arcs(graph, node, direction, [&](const Graph::Arc& arc) {
            if (seen[arc.node] == 0 && groups[arc.edge] != without) {
                seen[arc.node] = 1;
                stack.push_back(arc.node);
            }
        });
    }
    return seen[to] != 0;
}

}  // namespace

std::vector<Path> shortest_paths(const Graph& graph, uint32_t from, uint32_t to, uint32_t k,
                                 const PathOptions& options) {
    CHOKE_ASSERT(from < graph.node_count() && to < graph.node_count());
    CHOKE_ASSERT(options.lengths.empty() || options.lengths.size() == graph.edge_count());
    CHOKE_ASSERT(options.times.empty() || options.times.size() == graph.edge_count());
    CHOKE_ASSERT(options.banned_nodes.empty() || options.banned_nodes.size() == graph.node_count());
    std::vector<Path> taken;
    if (k == 0) {
        return taken;
    }
    std::vector<uint8_t> banned(graph.node_count(), 0);
    std::copy(options.banned_nodes.begin(), options.banned_nodes.end(), banned.begin());
    Finder finder(graph, to, options);
    std::vector<Path> candidates;
    if (const std::optional<Path> first = finder.find({.beginning = std::span(&from, 1), .banned = banned})) {
        candidates.push_back(*first);
    }
    while (!candidates.empty() && taken.size() < k && !options.stop.stop_requested()) {
        const auto best = std::min_element(candidates.begin(), candidates.end(), comes_before);
        taken.push_back(std::move(*best));
        candidates.erase(best);
        if (taken.size() < k) {
            const Path last = taken.back();
            add_deviations(last, taken, options, finder, graph.node_count(), candidates);
            // The same deviation is found from two paths that share their beginning.
            std::sort(candidates.begin(), candidates.end(), comes_before);
            candidates.erase(std::unique(candidates.begin(), candidates.end(),
                                         [](const Path& a, const Path& b) { return a.nodes == b.nodes; }),
                             candidates.end());
        }
    }
    return taken;
}

std::vector<uint32_t> cut_groups(const Graph& graph, std::span<const uint32_t> groups, uint32_t from,
                                 uint32_t to, Direction direction) {
    CHOKE_ASSERT(groups.size() == graph.edge_count());
    std::vector<uint32_t> cuts;
    // A group that a path does without cannot be the one that all paths need.
    const std::vector<Path> path = shortest_paths(graph, from, to, 1, {.direction = direction});
    if (path.empty()) {
        return cuts;
    }
    std::vector<uint32_t> tried;
    for (const uint32_t edge : path[0].edges) {
        const uint32_t group = groups[edge];
        if (contains(tried, group)) {
            continue;
        }
        tried.push_back(group);
        if (!reaches(graph, groups, group, from, to, direction)) {
            cuts.push_back(group);
        }
    }
    return cuts;
}

std::vector<NodeAtDistance> nodes_within(const Graph& graph, uint32_t start, int max_steps,
                                         Direction direction) {
    const std::vector<int> steps = distances(graph, std::span(&start, 1), direction, max_steps);
    std::vector<NodeAtDistance> nodes;
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        if (steps[node] >= 0) {
            nodes.push_back({node, steps[node]});
        }
    }
    std::stable_sort(nodes.begin(), nodes.end(),
                     [](const NodeAtDistance& a, const NodeAtDistance& b) { return a.steps < b.steps; });
    return nodes;
}

std::vector<uint32_t> common_neighbours(const Neighbours& graph, uint32_t a, uint32_t b) {
    std::vector<uint32_t> common;
    const auto of_a = graph.of(a);
    const auto of_b = graph.of(b);
    std::set_intersection(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(), std::back_inserter(common));
    std::erase_if(common, [&](uint32_t node) { return node == a || node == b; });
    return common;
}

}  // namespace choke
