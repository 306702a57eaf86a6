#include <algorithm>
#include <limits>
#include <numeric>

#include "layout/curtain_internal.h"

namespace choke::curtain {
namespace {

constexpr int kMaxSweeps = 160;
constexpr int kSoftenRounds = 3;
constexpr double kFullest = 0.86;   // of the area; fuller than this no packing of such boxes succeeds
constexpr double kHub = 0.4;        // of the heaviness; from here on a node comes before wider ones
constexpr double kTouch_px = 1e-6;  // nearer than the gap by less than this is no overlap

Vec2 box_centre(const Body& body, Vec2 centre) { return {centre.x, centre.y + (body.down - body.up) / 2}; }

struct Push {
    bool along_x = false;
    double amount = 0;  // of b, away from a; with the sign of the direction
};

// The shorter way out of an overlap. Boxes are wide and flat, so it is mostly up or down.
Push push_apart(const Body& a, Vec2 pa, const Body& b, Vec2 pb, double gap) {
    const Vec2 d = box_centre(b, pb) - box_centre(a, pa);
    const double over_x = a.half_width + b.half_width + gap - std::abs(d.x);
    const double over_y = a.half_height() + b.half_height() + gap - std::abs(d.y);
    if (over_x <= kTouch_px || over_y <= kTouch_px) {
        return {};
    }
    if (over_x < over_y) {
        return {.along_x = true, .amount = d.x < 0 ? -over_x : over_x};
    }
    return {.along_x = false, .amount = d.y < 0 ? -over_y : over_y};
}

// Between two that have a place already only a true overlap counts: a picture that was crowded stays as it
// is.
double gap_between(const Body& a, const Body& b, double gap) {
    return a.hold != Hold::Free && b.hold != Hold::Free ? 0.0 : gap;
}

enum class Bands : uint8_t { Kept, Overflowing };

const Rect& domain_of(const Body& body, Bands bands) {
    return bands == Bands::Kept ? body.domain : body.wide_domain;
}

// One sweep over all pairs; the largest overlap met.
double push_sweep(const Problem& problem, double gap, Bands bands, std::vector<Vec2>& centres) {
    double worst = 0;
    const auto& bodies = problem.bodies;
    const auto count = static_cast<uint32_t>(bodies.size());
    for (uint32_t i = 0; i < count; ++i) {
        for (uint32_t j = i + 1; j < count; ++j) {
            const Body& a = bodies[i];
            const Body& b = bodies[j];
            const double apart = gap_between(a, b, gap);
            const double reach = a.half_width + b.half_width + apart;
            const bool both_pinned = a.hold == Hold::Pinned && b.hold == Hold::Pinned;
            if (both_pinned || std::abs(centres[i].x - centres[j].x) >= reach) {
                continue;
            }
            const Push push = push_apart(a, centres[i], b, centres[j], apart);
            if (push.amount == 0) {
                continue;
            }
            worst = std::max(worst, std::abs(push.amount));
            const Vec2 by = push.along_x ? Vec2{push.amount, 0} : Vec2{0, push.amount};
            const Rect& domain_a = domain_of(a, bands);
            const Rect& domain_b = domain_of(b, bands);
            const double share_a = a.hold == b.hold ? 0.5 : a.hold > b.hold ? 1.0 : 0.0;
            if (share_a > 0) {
                centres[i] = clamped(centres[i] - by * share_a, domain_a);
            }
            if (share_a < 1) {
                centres[j] = clamped(centres[j] + by * (1 - share_a), domain_b);
            }
        }
    }
    return worst;
}

double filled_share(const Problem& problem, double gap) {
    double sum = 0;
    for (const Body& body : problem.bodies) {
        sum += (2 * body.half_width + gap) * (2 * body.half_height() + gap);
    }
    const double area = (problem.bounds.w + gap) * (problem.bounds.h + gap);
    return area > 0 ? sum / area : std::numeric_limits<double>::infinity();
}

double overlap_area(const Body& a, Vec2 pa, const Body& b, Vec2 pb) {
    const Rect common = intersection(a.box_at(pa), b.box_at(pb));
    return common.w * common.h;
}

// Stops counting at `enough`.
double total_overlap(const Problem& problem, std::span<const Vec2> centres, uint32_t node, Vec2 at,
                     double enough = std::numeric_limits<double>::infinity()) {
    double sum = 0;
    for (uint32_t other = 0; other < centres.size() && sum < enough; ++other) {
        if (other != node) {
            sum += overlap_area(problem.bodies[node], at, problem.bodies[other], centres[other]);
        }
    }
    return sum;
}

bool is_clear(const Problem& problem, std::span<const Vec2> centres, uint32_t node, double gap) {
    const Body& body = problem.bodies[node];
    for (uint32_t other = 0; other < centres.size(); ++other) {
        const Body& neighbour = problem.bodies[other];
        const double apart = gap_between(body, neighbour, gap) - kTouch_px;
        if (other != node && clearance(body, centres[node], neighbour, centres[other]) < apart) {
            return false;
        }
    }
    return true;
}

// Nodes in the order in which they give way: new before known, light before heavy.
std::vector<uint32_t> giving_way(const Problem& problem) {
    std::vector<uint32_t> order(problem.bodies.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
        const Body& p = problem.bodies[a];
        const Body& q = problem.bodies[b];
        if (p.hold != q.hold) return p.hold > q.hold;
        if (p.weight != q.weight) return p.weight < q.weight;
        return a < b;
    });
    return order;
}

// Takes every node that is too near to another and puts it at the nearest free place. True: none is left.
bool relocate(const Problem& problem, double gap, Bands bands, std::vector<Vec2>& centres) {
    bool solved = true;
    std::vector<uint32_t> others;
    for (const uint32_t node : giving_way(problem)) {
        const Body& body = problem.bodies[node];
        if (body.hold == Hold::Pinned || is_clear(problem, centres, node, gap)) {
            continue;
        }
        others.clear();
        for (uint32_t other = 0; other < centres.size(); ++other) {
            if (other != node) {
                others.push_back(other);
            }
        }
        const FreePlace place =
            nearest_free_place(problem, centres, node, centres[node], domain_of(body, bands), gap, others);
        if (place.found) {
            centres[node] = place.centre;
        } else {
            solved = false;
        }
    }
    return solved;
}

// Puts down all nodes afresh, each at the free place nearest to where it was: hubs first, then the wide
// boxes; the small ones fill what these leave. True: all found a place.
bool repack(const Problem& problem, double gap, Bands bands, std::vector<Vec2>& centres) {
    const auto& bodies = problem.bodies;
    std::vector<uint32_t> order(bodies.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
        if (bodies[a].hold != bodies[b].hold) return bodies[a].hold < bodies[b].hold;
        const bool hub_a = bodies[a].heaviness > kHub;
        const bool hub_b = bodies[b].heaviness > kHub;
        if (hub_a != hub_b) return hub_a;
        if (bodies[a].half_width != bodies[b].half_width) return bodies[a].half_width > bodies[b].half_width;
        return a < b;
    });
    std::vector<Vec2> tried = centres;
    std::vector<uint32_t> down;
    for (const uint32_t node : order) {
        if (bodies[node].hold != Hold::Pinned) {
            const double apart = bodies[node].hold == Hold::Known ? 0.0 : gap;  // only the known are down yet
            const FreePlace place = nearest_free_place(problem, tried, node, tried[node],
                                                       domain_of(bodies[node], bands), apart, down);
            if (!place.found) {
                return false;
            }
            tried[node] = place.centre;
        }
        down.push_back(node);
    }
    centres = std::move(tried);
    return true;
}

// When not everything fits: every node that overlaps looks over a raster for the place with least overlap.
void soften(const Problem& problem, std::vector<Vec2>& centres) {
    constexpr int kColumns = 24;
    constexpr int kRows = 18;
    for (const uint32_t node : giving_way(problem)) {
        const Body& body = problem.bodies[node];
        double least = total_overlap(problem, centres, node, centres[node]);
        if (body.hold == Hold::Pinned || least <= 0) {
            continue;
        }
        Vec2 best = centres[node];
        for (int row = 0; row <= kRows; ++row) {
            for (int column = 0; column <= kColumns; ++column) {
                const Vec2 at{body.wide_domain.x + body.wide_domain.w * column / kColumns,
                              body.wide_domain.y + body.wide_domain.h * row / kRows};
                const double overlap = total_overlap(problem, centres, node, at, least);
                if (overlap < least) {
                    least = overlap;
                    best = at;
                }
            }
        }
        centres[node] = best;
    }
}

// Where the centre of `node` may not be for the sake of each of the others, from top to bottom.
std::vector<Rect> blocked_places(const Problem& problem, std::span<const Vec2> centres, uint32_t node,
                                 const Rect& domain, double gap, std::span<const uint32_t> others) {
    const Body& body = problem.bodies[node];
    std::vector<Rect> blocked;
    blocked.reserve(others.size());
    for (const uint32_t other : others) {
        const Rect box = problem.bodies[other].box_at(centres[other]);
        const Rect rect{box.x - gap - body.half_width, box.y - gap - body.down,
                        box.w + 2 * (gap + body.half_width), box.h + 2 * gap + body.up + body.down};
        if (rect.right() > domain.x && rect.x <= domain.right() && rect.bottom() > domain.y &&
            rect.y <= domain.bottom()) {
            blocked.push_back(rect);
        }
    }
    std::sort(blocked.begin(), blocked.end(),
              [](const Rect& a, const Rect& b) { return a.y != b.y ? a.y < b.y : a.x < b.x; });
    return blocked;
}

}  // namespace

Vec2 clamped(Vec2 p, const Rect& domain) {
    return {std::clamp(p.x, domain.x, domain.right()), std::clamp(p.y, domain.y, domain.bottom())};
}

double clearance(const Body& a, Vec2 pa, const Body& b, Vec2 pb) {
    const Vec2 d = box_centre(b, pb) - box_centre(a, pa);
    return std::max(std::abs(d.x) - a.half_width - b.half_width,
                    std::abs(d.y) - a.half_height() - b.half_height());
}

// The free places are the domain less one blocked rectangle for each other node. The nearest point of that
// set lies on the vertical through the target or on a vertical border of a rectangle or of the domain: on any
// other border it could slide nearer. So it is enough to look along those verticals, nearest first.
FreePlace nearest_free_place(const Problem& problem, std::span<const Vec2> centres, uint32_t node,
                             Vec2 target, const Rect& domain, double gap, std::span<const uint32_t> others) {
    const std::vector<Rect> blocked = blocked_places(problem, centres, node, domain, gap, others);
    std::vector<double> verticals{std::clamp(target.x, domain.x, domain.right()), domain.x, domain.right()};
    for (const Rect& rect : blocked) {
        for (const double x : {rect.x, rect.right()}) {
            if (x > domain.x && x < domain.right()) {
                verticals.push_back(x);
            }
        }
    }
    std::sort(verticals.begin(), verticals.end(), [&](double a, double b) {
        const double da = std::abs(a - target.x);
        const double db = std::abs(b - target.x);
        return da != db ? da < db : a < b;
    });

    FreePlace best;
    double best_distance = std::numeric_limits<double>::infinity();
    const auto consider = [&](double x, double y) {
        const double distance = length(Vec2{x, y} - target);
        if (distance < best_distance) {
            best_distance = distance;
            best = {.found = true, .centre = {x, y}};
        }
    };
    for (const double x : verticals) {
        if (std::abs(x - target.x) >= best_distance) {
            break;
        }
        double free_from = domain.y;  // walks down the free stretches of this vertical
        const auto consider_stretch = [&](double to) {
            if (to >= free_from) {
                consider(x, std::clamp(target.y, free_from, to));
            }
        };
        for (const Rect& rect : blocked) {
            if (x <= rect.x + kTouch_px / 2 || x >= rect.right() - kTouch_px / 2) {
                continue;
            }
            if (rect.y > domain.bottom()) {
                break;
            }
            consider_stretch(rect.y);
            free_from = std::max(free_from, rect.bottom());
        }
        consider_stretch(domain.bottom());
    }
    return best;
}

std::optional<double> separate(const Problem& problem, std::vector<Vec2>& centres) {
    // Large inputs get fewer sweeps: pushing is quadratic, and what is left over is moved anyway.
    const auto count = static_cast<int>(problem.bodies.size());
    const int sweeps = std::clamp(kMaxSweeps * 150 / std::max(1, count), 12, kMaxSweeps);
    const auto push_all = [&](double gap, Bands bands) {
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            if (push_sweep(problem, gap, bands, centres) <= kTouch_px) {
                return true;
            }
        }
        return false;
    };

    // From best to worst: a smaller gap is better than a node outside its band, and that is better than an
    // overlap.
    struct Attempt {
        double gap_share;
        Bands bands;
    };
    static constexpr Attempt kAttempts[] = {
        {1.0, Bands::Kept}, {0.8, Bands::Kept},        {0.6, Bands::Kept},        {0.45, Bands::Kept},
        {0.3, Bands::Kept}, {0.6, Bands::Overflowing}, {0.3, Bands::Overflowing}, {0.0, Bands::Overflowing},
    };
    const std::vector<Vec2> wished = centres;
    for (const Attempt& attempt : kAttempts) {
        const double gap = problem.gap * attempt.gap_share;
        if (filled_share(problem, gap) > kFullest) {
            continue;
        }
        if (push_all(gap, attempt.bands) || relocate(problem, gap, attempt.bands, centres)) {
            return gap;
        }
        std::vector<Vec2> packed = wished;
        if (repack(problem, gap, attempt.bands, packed)) {
            centres = std::move(packed);
            return gap;
        }
    }
    push_all(0, Bands::Overflowing);
    for (int round = 0; round < kSoftenRounds; ++round) {
        soften(problem, centres);
    }
    return std::nullopt;
}

}  // namespace choke::curtain
