#include "layout/ego_rings.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "base/assert.h"

namespace choke {
namespace {

constexpr double kDefaultRadius = 6;
constexpr double kFull = 2 * std::numbers::pi;
constexpr size_t kMostSiftedBranches = 300;
constexpr int kSweeps = 8;

double radius_of(const RingOptions& options, uint32_t node) {
    return options.radii.empty() ? kDefaultRadius : options.radii[node];
}

struct Tree {
    std::vector<int> ring;
    std::vector<uint32_t> parent;                 // of itself for the middle
    std::vector<std::vector<uint32_t>> children;  // in the order round the rings
    std::vector<uint32_t> order;                  // parents before children
};

Tree make_tree(const Neighbours& graph, uint32_t middle) {
    const uint32_t count = graph.node_count();
    Tree tree{.ring = std::vector<int>(count, -1),
              .parent = std::vector<uint32_t>(count, middle),
              .children = std::vector<std::vector<uint32_t>>(count),
              .order = {middle}};
    tree.ring[middle] = 0;
    int last = 0;
    for (size_t head = 0; head < tree.order.size(); ++head) {
        const uint32_t node = tree.order[head];
        last = tree.ring[node];
        for (const uint32_t other : graph.of(node)) {
            if (tree.ring[other] < 0) {
                tree.ring[other] = tree.ring[node] + 1;
                tree.parent[other] = node;
                tree.children[node].push_back(other);
                tree.order.push_back(other);
            }
        }
    }
    for (uint32_t node = 0; node < count; ++node) {
        if (tree.ring[node] < 0) {
            tree.ring[node] = last + 1;
            tree.children[middle].push_back(node);
            tree.order.push_back(node);
        }
    }
    return tree;
}

// Half the angle that a disc with its gap takes on a ring.
double half_angle(double radius, double gap, double ring_radius) {
    return std::asin(std::min(1.0, (radius + gap / 2) / ring_radius));
}

// Width of every node's sector, in radians: its own disc or its children's sectors, whatever is more.
std::vector<double> sectors(const Tree& tree, const RingOptions& options,
                            std::span<const double> ring_radii) {
    std::vector<double> width(tree.ring.size(), 0);
    for (size_t i = tree.order.size(); i-- > 1;) {
        const uint32_t node = tree.order[i];
        const double own = 2 * half_angle(radius_of(options, node), options.gap,
                                          ring_radii[static_cast<size_t>(tree.ring[node])]);
        width[node] = std::max(width[node], own);
        width[tree.parent[node]] += width[node];
    }
    return width;
}

// Rings as near to each other as the discs allow, all wider by the same until every sector fits.
std::vector<double> make_rings(const Tree& tree, uint32_t middle, const RingOptions& options) {
    const int last = *std::max_element(tree.ring.begin(), tree.ring.end());
    std::vector<double> largest(static_cast<size_t>(last) + 1, 0);
    for (uint32_t node = 0; node < tree.ring.size(); ++node) {
        double& of_ring = largest[static_cast<size_t>(tree.ring[node])];
        of_ring = std::max(of_ring, radius_of(options, node));
    }
    std::vector<double> base(largest.size(), 0);
    for (size_t ring = 1; ring < base.size(); ++ring) {
        base[ring] =
            base[ring - 1] + std::max(options.ring_gap, largest[ring - 1] + largest[ring] + options.gap);
    }
    // What the most crowded ring needs, all get: rings further out have room enough, and stay as near to each other
    // as they can.
    const auto widened = [&](double by) {
        std::vector<double> radii = base;
        for (size_t ring = 1; ring < radii.size(); ++ring) {
            radii[ring] += by;
        }
        return radii;
    };
    const auto fits = [&](double by) { return sectors(tree, options, widened(by))[middle] <= kFull; };
    double enough = 0;
    while (!fits(enough)) {
        enough = std::max(1.0, enough * 2);
    }
    double too_little = enough / 2;
    for (int halving = 0; halving < 30 && enough > too_little; ++halving) {
        const double half = (enough + too_little) / 2;
        (fits(half) ? enough : too_little) = half;
    }
    return widened(enough);
}

// Angle of the middle of every node's sector. Room to spare is shared out in proportion.
std::vector<double> angles_of(const Tree& tree, uint32_t middle, const std::vector<double>& width) {
    std::vector<double> begin(width.size(), 0);
    std::vector<double> share(width.size(), 0);
    share[middle] = kFull;
    std::vector<double> angle(width.size(), 0);
    for (const uint32_t node : tree.order) {
        angle[node] = begin[node] + share[node] / 2;
        double needed = 0;
        for (const uint32_t child : tree.children[node]) {
            needed += width[child];
        }
        double at = begin[node];
        for (const uint32_t child : tree.children[node]) {
            begin[child] = at;
            share[child] = needed > 0 ? share[node] * width[child] / needed : 0;
            at += share[child];
        }
    }
    return angle;
}

double turn_from(double angle) {  // into -pi..pi
    return angle - kFull * std::floor(angle / kFull + 0.5);
}

// Children go round in the order of where their edges pull them.
void sort_children(const Neighbours& graph, std::span<const double> angle, uint32_t middle, Tree& tree) {
    std::vector<double> pull(angle.size(), 0);
    for (uint32_t node = 0; node < angle.size(); ++node) {
        double sum = 0;
        double count = 1;
        for (const uint32_t other : graph.of(node)) {
            if (other != middle && other != tree.parent[node]) {
                sum += turn_from(angle[other] - angle[node]);
                count += 1;
            }
        }
        pull[node] = angle[node] + sum / count;
    }
    for (uint32_t node = 0; node < angle.size(); ++node) {
        if (node != middle) {
            std::stable_sort(tree.children[node].begin(), tree.children[node].end(),
                             [&](uint32_t a, uint32_t b) { return pull[a] < pull[b]; });
        }
    }
}

// The branches go where the ties between branches are shortest round the circle, one after the other.
void sift_branches(const Neighbours& graph, uint32_t middle, Tree& tree) {
    auto& branches = tree.children[middle];
    const size_t count = branches.size();
    if (count < 4 || count > kMostSiftedBranches) {
        return;
    }
    std::vector<uint32_t> branch(tree.ring.size(), UINT32_MAX);
    for (uint32_t b = 0; b < count; ++b) {
        branch[branches[b]] = b;
    }
    for (const uint32_t node : tree.order) {
        if (node != middle && branch[node] == UINT32_MAX) {
            branch[node] = branch[tree.parent[node]];
        }
    }
    std::vector<double> ties(count * count, 0);
    for (uint32_t node = 0; node < tree.ring.size(); ++node) {
        for (const uint32_t other : graph.of(node)) {
            if (node != middle && other != middle && branch[node] != branch[other]) {
                ties[branch[node] * count + branch[other]] += 1;
            }
        }
    }
    std::vector<uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    const auto cost = [&](uint32_t b, const std::vector<uint32_t>& others, size_t place) {
        double sum = 0;
        for (size_t p = 0; p < others.size(); ++p) {
            const size_t at = p < place ? p : p + 1;
            const size_t apart = at > place ? at - place : place - at;
            sum += ties[b * count + others[p]] * static_cast<double>(std::min(apart, count - apart));
        }
        return sum;
    };
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        bool moved = false;
        for (uint32_t b = 0; b < count; ++b) {
            const auto home = static_cast<size_t>(std::find(order.begin(), order.end(), b) - order.begin());
            std::vector<uint32_t> others = order;
            others.erase(others.begin() + static_cast<std::ptrdiff_t>(home));
            size_t best = home;
            double least = cost(b, others, home);
            for (size_t place = 0; place < count; ++place) {
                const double there = cost(b, others, place);
                if (there < least - 1e-9) {
                    least = there;
                    best = place;
                }
            }
            if (best != home) {
                others.insert(others.begin() + static_cast<std::ptrdiff_t>(best), b);
                order = std::move(others);
                moved = true;
            }
        }
        if (!moved) {
            break;
        }
    }
    const std::vector<uint32_t> old = branches;
    for (size_t p = 0; p < count; ++p) {
        branches[p] = old[order[p]];
    }
}

void keep_order(std::span<const std::optional<Vec2>> start, uint32_t middle, Tree& tree) {
    const Vec2 centre = start[middle].value_or(Vec2{});
    const auto angle = [&](uint32_t node) {
        if (!start[node]) {
            return kFull;  // new ones last
        }
        const Vec2 p = *start[node] - centre;
        const double turn = std::atan2(p.y, p.x);
        return turn < 0 ? turn + kFull : turn;
    };
    for (auto& children : tree.children) {
        std::stable_sort(children.begin(), children.end(),
                         [&](uint32_t a, uint32_t b) { return angle(a) < angle(b); });
    }
}

}  // namespace

RingDrawing ego_rings(const Neighbours& graph, uint32_t middle, const RingOptions& options) {
    CHOKE_ASSERT(middle < graph.node_count());
    CHOKE_ASSERT(options.radii.empty() || options.radii.size() == graph.node_count());
    CHOKE_ASSERT(options.start.empty() || options.start.size() == graph.node_count());
    Tree tree = make_tree(graph, middle);
    const std::vector<double> rings = make_rings(tree, middle, options);
    const std::vector<double> width = sectors(tree, options, rings);
    if (options.start.empty()) {
        sift_branches(graph, middle, tree);
        for (int sweep = 0; sweep < kSweeps; ++sweep) {
            sort_children(graph, angles_of(tree, middle, width), middle, tree);
        }
    } else {
        keep_order(options.start, middle, tree);
    }
    const std::vector<double> angle = angles_of(tree, middle, width);
    RingDrawing drawing{
        .centres = std::vector<Vec2>(graph.node_count()), .ring_radii = rings, .ring_of_node = tree.ring};
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        const double radius = rings[static_cast<size_t>(tree.ring[node])];
        drawing.centres[node] = {radius * std::cos(angle[node]), radius * std::sin(angle[node])};
    }
    return drawing;
}

}  // namespace choke
