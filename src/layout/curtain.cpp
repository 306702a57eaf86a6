#include "layout/curtain.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/assert.h"
#include "layout/curtain_internal.h"

// Only + - * / and square roots here: IEEE 754 rounds these alike everywhere, which it does not promise for
// sin or exp.

namespace choke {
namespace curtain {
namespace {

constexpr int kSpectralSteps = 120;
constexpr double kRim = 0.15;        // spacings between an isolated node and the rim
constexpr double kReach = 3;         // of the repulsion, spacings
constexpr double kRepulsion = 0.16;  // against the pulls of ties and anchors, which are all under 1
constexpr int kSpreadSteps = 14;
// A full band may overflow by this share of the width, no more: a node must never stand with the other camp.
constexpr double kOverflow = 0.12;

double lerp(double a, double b, double t) { return a + (b - a) * t; }

// The part of a band in which the centre keeps the box inside the bounds. The bounds win over the band.
Rect domain_in(const Rect& band, const Body& body, const Rect& bounds) {
    const auto range = [](double low, double high, double inner_low, double inner_high) {
        if (inner_low > inner_high) {  // larger than the bounds
            const double middle = (inner_low + inner_high) / 2;
            return Vec2{middle, middle};
        }
        return Vec2{std::clamp(low, inner_low, inner_high), std::clamp(high, inner_low, inner_high)};
    };
    const Vec2 x = range(band.x, band.right(), bounds.x + body.half_width, bounds.right() - body.half_width);
    const Vec2 y = range(band.y, band.bottom(), bounds.y + body.up, bounds.bottom() - body.down);
    return {x.x, y.x, std::max(0.0, x.y - x.x), std::max(0.0, y.y - y.x)};
}

std::vector<Link> merged_links(std::span<const CurtainEdge> edges, size_t count) {
    std::vector<Link> links;
    for (const CurtainEdge& edge : edges) {
        CHOKE_ASSERT(edge.a < count && edge.b < count);
        if (edge.a != edge.b) {
            links.push_back({std::min(edge.a, edge.b), std::max(edge.a, edge.b), edge.weight});
        }
    }
    std::stable_sort(links.begin(), links.end(),
                     [](const Link& p, const Link& q) { return p.a != q.a ? p.a < q.a : p.b < q.b; });
    size_t kept = 0;
    for (const Link& link : links) {
        if (kept > 0 && links[kept - 1].a == link.a && links[kept - 1].b == link.b) {
            links[kept - 1].weight += link.weight;
        } else {
            links[kept++] = link;
        }
    }
    links.resize(kept);
    // Counts of events have a long tail; under the root one strong tie does not drown the others.
    double sum = 0;
    for (Link& link : links) {
        link.weight = std::sqrt(std::max(link.weight, 0.0));
        sum += link.weight;
    }
    for (Link& link : links) {
        link.weight = sum > 0 ? link.weight * static_cast<double>(kept) / sum : 1;
    }
    return links;
}

Problem make_problem(std::span<const CurtainNode> nodes, std::span<const CurtainEdge> edges,
                     const CurtainOptions& options) {
    Problem problem;
    problem.bounds = options.bounds;
    problem.gap = std::max(0.0, options.gap);
    problem.iterations = std::max(0, options.iterations);
    problem.links = merged_links(edges, nodes.size());
    std::vector<GraphEdge> graph_edges;
    for (const Link& link : problem.links) {
        graph_edges.push_back({link.a, link.b});
    }
    problem.graph = Graph(static_cast<uint32_t>(nodes.size()), graph_edges);

    double heaviest = 0;
    double widths = 0;
    double heights = 0;
    for (uint32_t i = 0; i < nodes.size(); ++i) {
        const CurtainNode& node = nodes[i];
        const Rect box = node_box(node, {0, 0});
        Body body{.camp = node.camp,
                  .half_width = box.w / 2,
                  .up = -box.y,
                  .down = box.bottom(),
                  .radius = node.radius,
                  .weight = node.weight,
                  .isolated = problem.graph.degree(i) == 0,
                  .domain = {},
                  .wide_domain = {}};
        body.hold = node.pinned ? Hold::Pinned : node.previous ? Hold::Known : Hold::Free;
        const Rect band = camp_band(node.camp, options.bounds);
        const double overflow = options.bounds.w * kOverflow;
        body.domain = domain_in(band, body, options.bounds);
        body.wide_domain =
            domain_in({band.x - overflow, band.y, band.w + 2 * overflow, band.h}, body, options.bounds);
        if (body.hold == Hold::Known && !contains_closed(body.domain, *node.previous)) {
            body.domain = domain_in(options.bounds, body, options.bounds);  // it may stay where it was
            body.wide_domain = body.domain;
        }
        heaviest = std::max(heaviest, node.weight);
        widths += box.w + problem.gap;
        heights += box.h + problem.gap;
        problem.bodies.push_back(body);
    }
    for (Body& body : problem.bodies) {
        body.heaviness = heaviest > 0 ? std::sqrt(std::max(0.0, body.weight) / heaviest) : 0;
    }
    if (!nodes.empty()) {
        const auto n = static_cast<double>(nodes.size());
        const double area = std::max(1.0, options.bounds.w) * std::max(1.0, options.bounds.h);
        const double shape = std::clamp(std::sqrt(widths / std::max(1e-9, heights)), 1.0, 1.6);
        const double side = std::sqrt(area / n);
        problem.unit = {side * shape, side / shape};
    }
    return problem;
}

// Calls visit(neighbour, weight) for all the ties of a node, in a fixed order.
template <class Visit>
void for_ties(const Problem& problem, uint32_t node, Visit visit) {
    for (const auto arcs : {problem.graph.out(node), problem.graph.in(node)}) {
        for (const Graph::Arc& arc : arcs) {
            visit(arc.node, problem.links[arc.edge].weight);
        }
    }
}

// The second eigenvector of the lazy random walk, by power iteration: nodes that are tied have near values.
std::vector<double> spectral_heights(const Problem& problem) {
    const auto count = static_cast<uint32_t>(problem.bodies.size());
    std::vector<double> root_degree(count, 0);
    double degree_sum = 0;
    for (uint32_t i = 0; i < count; ++i) {
        double degree = 0.1;  // the isolated and the loosely tied stay in the numbers
        for_ties(problem, i, [&](uint32_t, double weight) { degree += weight; });
        root_degree[i] = std::sqrt(degree);
        degree_sum += degree;
    }
    std::vector<double> value(count);
    uint32_t state = 0x9e3779b9u;  // xorshift (Marsaglia 2003): a fixed start that is orthogonal to nothing
    for (double& v : value) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        v = static_cast<double>(state) / 4294967296.0 - 0.5;
    }
    std::vector<double> next(count);
    for (int step = 0; step < kSpectralSteps; ++step) {
        double along = 0;
        for (uint32_t i = 0; i < count; ++i) {
            along += value[i] * root_degree[i];
        }
        double norm = 0;
        for (uint32_t i = 0; i < count; ++i) {
            value[i] -= along / degree_sum * root_degree[i];
            norm += value[i] * value[i];
        }
        if (norm <= 0) {
            break;
        }
        const double scale = 1 / std::sqrt(norm);
        for (uint32_t i = 0; i < count; ++i) {
            double sum = 0;
            for_ties(problem, i, [&](uint32_t other, double weight) {
                sum += weight * value[other] / (root_degree[i] * root_degree[other]);
            });
            next[i] = (value[i] + sum) * scale;
        }
        value.swap(next);
    }
    for (uint32_t i = 0; i < count; ++i) {
        value[i] /= root_degree[i];
    }
    return value;
}

// Where a node wants to be if it were alone: its x from the camp and the ties across, its y from the middle.
// An isolated node wants to the rim.
std::vector<Vec2> anchor_places(const Problem& problem) {
    const auto count = static_cast<uint32_t>(problem.bodies.size());
    const Rect& bounds = problem.bounds;
    const auto side = [](Camp camp) { return camp == Camp::Left ? -1.0 : camp == Camp::Right ? 1.0 : 0.0; };
    std::vector<Vec2> anchors(count);
    uint32_t lone_in_middle = 0;
    for (uint32_t i = 0; i < count; ++i) {
        const Body& body = problem.bodies[i];
        const Rect band = camp_band(body.camp, bounds);
        double weights = 0;
        double lean = 0;  // -1: all ties to the left camp .. 1: all to the right one
        for_ties(problem, i, [&](uint32_t other, double weight) {
            weights += weight;
            lean += weight * side(problem.bodies[other].camp);
        });
        lean = weights > 0 ? lean / weights : 0;
        if (body.camp == Camp::Middle) {
            anchors[i].x = band.centre().x + lean * band.w * 0.42;
        } else {
            const double outward =
                body.isolated ? 1 : lerp(lean * side(body.camp) * 0.75, 0, 0.7 * body.heaviness);
            anchors[i].x = band.centre().x + side(body.camp) * outward * band.w / 2;
        }
        anchors[i].y = bounds.centre().y;
        if (body.isolated && body.camp == Camp::Middle) {
            anchors[i].y = lone_in_middle++ % 2 == 0 ? bounds.bottom() : bounds.y;
        }
        if (body.isolated) {  // at the rim, but not stuck to it
            const Rect rim{bounds.x + body.half_width + problem.unit.x * kRim,
                           bounds.y + body.up + problem.unit.y * kRim,
                           std::max(0.0, bounds.w - 2 * (body.half_width + problem.unit.x * kRim)),
                           std::max(0.0, bounds.h - 2 * body.half_height() - 2 * problem.unit.y * kRim)};
            anchors[i] = clamped(anchors[i], rim);
        }
        anchors[i] = clamped(anchors[i], body.domain);
    }
    return anchors;
}

std::vector<Vec2> first_places(const Problem& problem, std::span<const CurtainNode> nodes,
                               std::span<const Vec2> anchors) {
    const auto count = static_cast<uint32_t>(nodes.size());
    const std::vector<double> height = spectral_heights(problem);
    std::vector<Vec2> centres(anchors.begin(), anchors.end());
    for (const Camp camp : {Camp::Left, Camp::Middle, Camp::Right}) {
        std::vector<uint32_t> members;
        for (uint32_t i = 0; i < count; ++i) {
            if (nodes[i].camp == camp) {
                members.push_back(i);
            }
        }
        std::sort(members.begin(), members.end(), [&](uint32_t a, uint32_t b) {
            return height[a] != height[b] ? height[a] < height[b] : a < b;
        });
        for (size_t rank = 0; rank < members.size(); ++rank) {
            const Body& body = problem.bodies[members[rank]];
            const double share = (static_cast<double>(rank) + 0.5) / static_cast<double>(members.size());
            const double y = lerp(problem.bounds.y + problem.bounds.h * share, problem.bounds.centre().y,
                                  body.heaviness * 0.5);
            if (!body.isolated || camp != Camp::Middle) {
                centres[members[rank]].y = y;
            }
        }
    }
    for (uint32_t i = 0; i < count; ++i) {
        centres[i] = clamped(centres[i], problem.bodies[i].domain);
        if (nodes[i].pinned) {
            centres[i] = *nodes[i].pinned;
        } else if (nodes[i].previous) {
            centres[i] = clamped(*nodes[i].previous, problem.bodies[i].domain);
        }
    }
    return centres;
}

// Every node pushes away those within kReach spacings, hubs more than others.
void repel(const Problem& problem, std::span<const Vec2> centres, std::vector<Vec2>& force) {
    const auto count = static_cast<uint32_t>(centres.size());
    const Vec2 unit = problem.unit;
    for (uint32_t i = 0; i < count; ++i) {
        for (uint32_t j = i + 1; j < count; ++j) {
            Vec2 d{(centres[j].x - centres[i].x) / unit.x, (centres[j].y - centres[i].y) / unit.y};
            const double d2 = dot(d, d) + 1e-4;
            if (d2 > kReach * kReach) {
                continue;
            }
            if (d2 < 2e-4) {  // two on the same spot part in a direction that depends on their numbers only
                d = d + Vec2{(i + j) % 2 == 0 ? 0.02 : -0.02, 0.01};
            }
            const double size = (1 + problem.bodies[i].heaviness) * (1 + problem.bodies[j].heaviness);
            const Vec2 by = d * (kRepulsion * size * (1 / d2 - 1 / (kReach * kReach)));
            force[i] = force[i] - by;
            force[j] = force[j] + by;
        }
    }
}

// The pull of a node's neighbours and of its anchor, in spacings. Upwards and downwards neighbours pull
// harder: x belongs to the camps.
Vec2 pull_on(const Problem& problem, std::span<const Vec2> anchors, std::span<const Vec2> centres,
             uint32_t node) {
    const Body& body = problem.bodies[node];
    const Vec2 unit = problem.unit;
    Vec2 mean;
    double weights = 0;
    for_ties(problem, node, [&](uint32_t other, double weight) {
        // Leaves pull less at a hub than a hub at its leaves: the hub stays where its camp wants it.
        const double pull = weight * (0.3 + problem.bodies[other].heaviness);
        weights += pull;
        mean = mean + centres[other] * pull;
    });
    Vec2 pull;
    if (weights > 0) {
        mean = mean * (1 / weights) - centres[node];
        pull = {mean.x / unit.x * 0.10, mean.y / unit.y * 0.22};
    }
    const Vec2 home = anchors[node] - centres[node];
    const double home_x = body.isolated ? 0.6 : 0.3 + 0.3 * body.heaviness;
    const double home_y = body.isolated ? 0.1 : 0.03 + 0.3 * body.heaviness;
    return pull + Vec2{home.x / unit.x * home_x, home.y / unit.y * home_y};
}

// Repulsion, ties as springs to the mean of the neighbours, a soft pull to the anchor, and cooling steps.
// Distances are measured in spacings, which are wider than high, as the boxes are.
void settle(const Problem& problem, std::span<const Vec2> anchors, std::vector<Vec2>& centres) {
    const auto count = static_cast<uint32_t>(centres.size());
    // Quadratic in the nodes: large inputs get fewer steps.
    const double pairs = static_cast<double>(count) * count / 2;
    const int steps =
        static_cast<int>(std::min<double>(problem.iterations, std::max(20.0, 4e6 / (pairs + 1))));
    std::vector<Vec2> force(count);
    for (int step = 0; step < steps; ++step) {
        const double longest = lerp(0.6, 0.03, static_cast<double>(step) / steps);  // spacings
        std::fill(force.begin(), force.end(), Vec2{});
        repel(problem, centres, force);
        for (uint32_t i = 0; i < count; ++i) {
            if (problem.bodies[i].hold != Hold::Free) {
                continue;
            }
            const Vec2 by = force[i] + pull_on(problem, anchors, centres, i);
            const double size = length(by);
            const double scale = size > longest ? longest / size : 1.0;
            centres[i] =
                clamped(centres[i] + Vec2{by.x * scale * problem.unit.x, by.y * scale * problem.unit.y},
                        problem.bodies[i].domain);
        }
    }
}

// The area that is nearest to each node, as the sum of the points of a raster in it.
struct Cell {
    Vec2 sum;
    int points = 0;
};

// "Near" is measured in the node's own box, so a long label gets a wide area and a hub a large one. A point
// belongs only to nodes whose band it is in: that way nobody is drawn to the wall of its band.
void share_out(const Problem& problem, std::span<const Vec2> centres, std::vector<Cell>& cells) {
    struct Site {
        Vec2 at;      // middle of the box
        Vec2 metric;  // 1 / px
        uint32_t node = 0;
    };
    const auto count = static_cast<uint32_t>(centres.size());
    const Rect& bounds = problem.bounds;
    const double side = std::sqrt(std::clamp(40000.0 / count, 6.0, 30.0));  // points along a spacing
    const int columns = static_cast<int>(std::ceil(bounds.w / problem.unit.x * side));
    const int rows = static_cast<int>(std::ceil(bounds.h / problem.unit.y * side));
    std::fill(cells.begin(), cells.end(), Cell{});
    std::vector<Site> sites;
    for (int column = 0; column < columns; ++column) {
        const double x = bounds.x + bounds.w * (column + 0.5) / columns;
        sites.clear();
        for (uint32_t i = 0; i < count; ++i) {
            const Body& body = problem.bodies[i];
            const Rect band = camp_band(body.camp, bounds);
            if (x >= band.x && x <= band.right()) {
                sites.push_back(
                    {.at = body.box_at(centres[i]).centre(),
                     .metric = {1 / (body.half_width + problem.unit.x * 0.5),
                                1 / (body.half_height() + problem.unit.y * 0.5 * (1 + body.heaviness))},
                     .node = i});
            }
        }
        for (int row = 0; row < rows && !sites.empty(); ++row) {
            const double y = bounds.y + bounds.h * (row + 0.5) / rows;
            uint32_t nearest = 0;
            double least = std::numeric_limits<double>::infinity();
            for (const Site& site : sites) {
                const Vec2 d{(x - site.at.x) * site.metric.x, (y - site.at.y) * site.metric.y};
                if (dot(d, d) < least) {
                    least = dot(d, d);
                    nearest = site.node;
                }
            }
            cells[nearest].sum = cells[nearest].sum + Vec2{x, y};
            ++cells[nearest].points;
        }
    }
}

// Lloyd's method: each node goes to the middle of its area. Evens the picture out and keeps who is beside
// whom.
void spread(const Problem& problem, std::vector<Vec2>& centres) {
    if (problem.bounds.empty()) {
        return;
    }
    std::vector<Cell> cells(centres.size());
    for (int step = 0; step < kSpreadSteps; ++step) {
        share_out(problem, centres, cells);
        for (size_t i = 0; i < centres.size(); ++i) {
            const Body& body = problem.bodies[i];
            if (body.hold != Hold::Free || cells[i].points == 0) {
                continue;
            }
            Vec2 by = cells[i].sum * (1.0 / cells[i].points) - body.box_at(centres[i]).centre();
            if (body.isolated) {  // slides along its rim and is not drawn into the empty places inside
                (body.camp == Camp::Middle ? by.y : by.x) = 0;
            }
            centres[i] = clamped(centres[i] + by * 0.8, body.domain);
        }
    }
}

}  // namespace
}  // namespace curtain

std::vector<Vec2> curtain_layout(std::span<const CurtainNode> nodes, std::span<const CurtainEdge> edges,
                                 const CurtainOptions& options) {
    const curtain::Problem problem = curtain::make_problem(nodes, edges, options);
    const std::vector<Vec2> anchors = curtain::anchor_places(problem);
    std::vector<Vec2> centres = curtain::first_places(problem, nodes, anchors);
    const auto free_count = static_cast<size_t>(
        std::count_if(problem.bodies.begin(), problem.bodies.end(),
                      [](const curtain::Body& body) { return body.hold == curtain::Hold::Free; }));
    const bool any_free = free_count > 0;
    if (free_count > kCurtainCrowd) {
        static_cast<void>(curtain::place_crowd(problem, centres));
        return centres;
    }
    if (any_free) {
        curtain::settle(problem, anchors, centres);
        curtain::spread(problem, centres);
    }
    const std::optional<double> gap = curtain::separate(problem, centres);
    if (any_free && gap) {
        curtain::refine(problem, anchors, *gap, centres);
    }
    return centres;
}

Rect camp_band(Camp camp, const Rect& bounds) {
    switch (camp) {
        case Camp::Left:
            return {bounds.x, bounds.y, bounds.w * 0.40, bounds.h};
        case Camp::Middle:
            return {bounds.x + bounds.w * 0.36, bounds.y, bounds.w * 0.28, bounds.h};
        case Camp::Right:
            return {bounds.x + bounds.w * 0.60, bounds.y, bounds.w * 0.40, bounds.h};
    }
    return bounds;
}

Rect node_box(const CurtainNode& node, Vec2 centre) {
    const bool labelled = node.label_height > 0 && node.label_width > 0;
    const double half_width = std::max(node.radius, labelled ? node.label_width / 2 : 0.0);
    const double below = node.radius + (labelled ? kCurtainLabelGap + node.label_height : 0.0);
    return {centre.x - half_width, centre.y - node.radius, 2 * half_width, node.radius + below};
}

}  // namespace choke
