#include <algorithm>
#include <cmath>
#include <numeric>

#include "layout/curtain_internal.h"

namespace choke::curtain {
namespace {

// What a picture costs. The prices were found by looking at pictures of 28 to 130 actors: a line through a
// label hurts most, a crossing little, since every picture of two hubs has hundreds.
constexpr double kLengthPrice = 1.0;    // per spacing of length of a tie of mean weight
constexpr double kThroughPrice = 0.55;  // a line through a foreign box
constexpr double kCrossingPrice = 0.06;
constexpr double kCrowdPrice = 7.0;  // two nodes on the same spot; falls to 0 at a full spacing
constexpr double kWallPrice = 3.0;   // a box at the rim; falls to 0 at a third of a spacing
// Per squared spacing from the anchor; heavy nodes pay more. Sideways it is dearer: x tells the ties across.
constexpr double kAnchorPriceX = 0.2;
constexpr double kAnchorPriceY = 0.07;
constexpr double kRimPrice = 2.0;  // of isolated nodes, per squared spacing from their rim

constexpr double kWorthCounting = 0.3;  // what a swap must gain in length before its lines are counted
constexpr double kSwappable = 0.2;      // greatest difference in heaviness of two that change places
constexpr int kMaxRounds = 4;
// Tests of a line, some 6 ns each. Counted, not timed: the same picture on every machine.
constexpr int64_t kMaxWork = 3'500'000;

double turn(Vec2 a, Vec2 b, Vec2 c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

// Both tests always: which one fails is a coin toss, and a wrong guess of the processor costs more than the
// sums.
bool segments_cross(Vec2 a, Vec2 b, Vec2 c, Vec2 d) {
    const bool parts_first = turn(a, b, c) * turn(a, b, d) < 0;
    const bool parts_second = turn(c, d, a) * turn(c, d, b) < 0;
    return parts_first & parts_second;
}

// Separating axes: those of the box, then the normal of the segment.
bool segment_meets_box(Vec2 a, Vec2 b, const Rect& box) {
    if (std::max(a.x, b.x) <= box.x || std::min(a.x, b.x) >= box.right() || std::max(a.y, b.y) <= box.y ||
        std::min(a.y, b.y) >= box.bottom()) {
        return false;
    }
    const Vec2 middle = box.centre();
    const double reach = (std::abs(b.y - a.y) * box.w + std::abs(b.x - a.x) * box.h) / 2;
    return std::abs(turn(a, b, middle)) < reach;
}

class Refiner {
  public:
    Refiner(const Problem& problem, std::span<const Vec2> anchors, double gap, std::vector<Vec2>& centres)
        : problem_(problem), anchors_(anchors), gap_(gap), centres_(centres), boxes_(centres.size()) {
        for (uint32_t node = 0; node < count(); ++node) {
            boxes_[node] = problem.bodies[node].box_at(centres[node]);
        }
        order_.resize(count());
        std::iota(order_.begin(), order_.end(), 0u);
        std::sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
            return problem.bodies[a].weight != problem.bodies[b].weight
                       ? problem.bodies[a].weight > problem.bodies[b].weight
                       : a < b;
        });
    }

    void run() {
        for (int round = 0; round < kMaxRounds && work_ < kMaxWork; ++round) {
            bool better = false;
            for (const uint32_t node : order_) {
                if (problem_.bodies[node].hold == Hold::Free && work_ < kMaxWork) {
                    better = try_swaps(node) || better;
                    better = try_moves(node, round) || better;
                }
            }
            if (!better) {
                break;
            }
        }
    }

  private:
    [[nodiscard]] uint32_t count() const { return static_cast<uint32_t>(centres_.size()); }

    void put(uint32_t node, Vec2 at) {
        centres_[node] = at;
        boxes_[node] = problem_.bodies[node].box_at(at);
    }

    // No box nearer than the gap: full width apart or full height apart.
    [[nodiscard]] bool is_clear(uint32_t node) const {
        const Rect around = boxes_[node].inset(-gap_);
        for (uint32_t other = 0; other < count(); ++other) {
            if (other != node && around.overlaps(boxes_[other])) {
                return false;
            }
        }
        return true;
    }

    // Lengths and the distance from the anchor.
    [[nodiscard]] double tie_cost(uint32_t node) const {
        const Vec2 at = centres_[node];
        const Body& body = problem_.bodies[node];
        const double dx = (at.x - anchors_[node].x) / problem_.unit.x;
        const double dy = (at.y - anchors_[node].y) / problem_.unit.y;
        double price_x = kAnchorPriceX * (1 + 2 * body.heaviness);
        double price_y = kAnchorPriceY * (1 + 5 * body.heaviness);
        if (body.isolated) {
            (body.camp == Camp::Middle ? price_y : price_x) = kRimPrice;
        }
        double cost = price_x * dx * dx + price_y * dy * dy;
        for (const auto arcs : {problem_.graph.out(node), problem_.graph.in(node)}) {
            for (const Graph::Arc& arc : arcs) {
                cost += kLengthPrice * problem_.links[arc.edge].weight * spacings(at, centres_[arc.node]);
            }
        }
        return cost;
    }

    [[nodiscard]] double crowd_cost(uint32_t node) {
        const Body& body = problem_.bodies[node];
        const Vec2 at = centres_[node];
        double cost = wall_cost(body, at);
        for (uint32_t other = 0; other < count(); ++other) {
            if (other == node) {
                continue;
            }
            const double ideal = 1 + 0.35 * (body.heaviness + problem_.bodies[other].heaviness);
            const double dx = (centres_[other].x - at.x) / problem_.unit.x;
            const double dy = (centres_[other].y - at.y) / problem_.unit.y;
            const double d2 = (dx * dx + dy * dy) / (ideal * ideal);
            if (d2 < 1) {
                cost += kCrowdPrice * (1 - d2) * (1 - d2);
            }
        }
        work_ += count() / 2;
        return cost;
    }

    // Keeps a narrow margin clear, so that nothing sticks to the rim.
    [[nodiscard]] double wall_cost(const Body& body, Vec2 at) const {
        const auto near = [](double distance, double ideal) {
            const double d = std::max(0.0, distance) / ideal;
            return d < 1 ? (1 - d) * (1 - d) : 0.0;
        };
        const Rect& bounds = problem_.bounds;
        const Rect box = body.box_at(at);
        const double dx = std::min(box.x - bounds.x, bounds.right() - box.right());
        const double dy = std::min(box.y - bounds.y, bounds.bottom() - box.bottom());
        return kWallPrice * (near(dx, problem_.unit.x * 0.3) + near(dy, problem_.unit.y * 0.3));
    }

    // Lines through boxes and crossings that change with this node.
    double line_cost(uint32_t node) {
        double through = 0;
        double crossings = 0;
        const auto& links = problem_.links;
        for (const auto arcs : {problem_.graph.out(node), problem_.graph.in(node)}) {
            for (const Graph::Arc& arc : arcs) {
                const Vec2 a = centres_[node];
                const Vec2 b = centres_[arc.node];
                for (uint32_t other = 0; other < count(); ++other) {
                    if (other != node && other != arc.node && segment_meets_box(a, b, boxes_[other])) {
                        through += 1;
                    }
                }
                for (const Link& link : links) {
                    if (segments_cross(a, b, centres_[link.a], centres_[link.b])) {
                        crossings += 1;
                    }
                }
                work_ += count() + static_cast<int64_t>(links.size());
            }
        }
        const Rect& box = boxes_[node];
        for (const Link& link : links) {
            if (link.a != node && link.b != node &&
                segment_meets_box(centres_[link.a], centres_[link.b], box)) {
                through += 1;
            }
        }
        work_ += static_cast<int64_t>(links.size());
        return kThroughPrice * through + kCrossingPrice * crossings;
    }

    double dear_cost(uint32_t node) { return crowd_cost(node) + line_cost(node); }

    [[nodiscard]] double spacings(Vec2 a, Vec2 b) const {
        const double dx = (b.x - a.x) / problem_.unit.x;
        const double dy = (b.y - a.y) / problem_.unit.y;
        return std::sqrt(dx * dx + dy * dy);
    }

    // Steps in eight directions and towards the neighbours, shorter from round to round; takes the best.
    bool try_moves(uint32_t node, int round) {
        const Body& body = problem_.bodies[node];
        const Vec2 from = centres_[node];
        const double before = tie_cost(node) + crowd_cost(node) + line_cost(node);
        double least = before - 1e-6;
        Vec2 best = from;
        static constexpr Vec2 kDirections[] = {{1, 0},     {-1, 0},     {0, 1},      {0, -1},
                                               {0.7, 0.7}, {-0.7, 0.7}, {0.7, -0.7}, {-0.7, -0.7}};
        const double reach = round == 0 ? 1.2 : round == 1 ? 0.6 : 0.3;
        const auto consider = [&](Vec2 to) {
            if (!contains_closed(body.domain, to)) {
                return;
            }
            put(node, to);
            if (!is_clear(node)) {
                return;
            }
            double cost = tie_cost(node) + crowd_cost(node);
            if (cost < least) {
                cost += line_cost(node);
            }
            if (cost < least) {
                least = cost;
                best = to;
            }
        };
        for (const double step : {reach, reach * 0.5}) {
            for (const Vec2 direction : kDirections) {
                consider({from.x + direction.x * step * problem_.unit.x,
                          from.y + direction.y * step * problem_.unit.y});
            }
        }
        put(node, best);
        return best != from;
    }

    bool try_swaps(uint32_t node) {
        const Body& body = problem_.bodies[node];
        bool better = false;
        for (uint32_t other = 0; other < count() && work_ < kMaxWork; ++other) {
            const Body& partner = problem_.bodies[other];
            if (other == node || partner.hold != Hold::Free || partner.camp != body.camp) {
                continue;
            }
            // A hub and a light node do not change places: it would cost the hub its prominence.
            if (std::abs(body.heaviness - partner.heaviness) > kSwappable) {
                continue;
            }
            const Vec2 here = centres_[node];
            const Vec2 there = centres_[other];
            if (!contains_closed(body.domain, there) || !contains_closed(partner.domain, here)) {
                continue;
            }
            const double ties_before = tie_cost(node) + tie_cost(other);
            put(node, there);
            put(other, here);
            const double ties_after = tie_cost(node) + tie_cost(other);
            bool swapped = false;
            // Lines are dear to count: only where the lengths promise something.
            if (ties_after < ties_before - kWorthCounting && is_clear(node) && is_clear(other)) {
                const double after = ties_after + dear_cost(node) + dear_cost(other);
                put(node, here);
                put(other, there);
                const double before = ties_before + dear_cost(node) + dear_cost(other);
                swapped = after < before;
            }
            put(node, swapped ? there : here);
            put(other, swapped ? here : there);
            better = better || swapped;
        }
        return better;
    }

    const Problem& problem_;
    std::span<const Vec2> anchors_;
    double gap_;
    std::vector<Vec2>& centres_;
    std::vector<Rect> boxes_;
    std::vector<uint32_t> order_;
    int64_t work_ = 0;
};

}  // namespace

void refine(const Problem& problem, std::span<const Vec2> anchors, double gap, std::vector<Vec2>& centres) {
    Refiner(problem, anchors, gap, centres).run();
}

}  // namespace choke::curtain
