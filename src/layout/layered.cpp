#include "layout/layered.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/assert.h"
#include "layout/layered_internal.h"

namespace choke {
namespace {

using layered::kBend;
using layered::Levels;
using layered::Link;

constexpr Vec2 kDefaultSize{40, 20};
constexpr double kBendHeight = 4;      // px: room that an edge takes where it passes a layer
constexpr size_t kMostBends = 60'000;  // given columns get wider, and the longest edges are drawn straight

Vec2 size_of(const LayeredOptions& options, uint32_t node) {
    return options.sizes.empty() ? kDefaultSize : options.sizes[node];
}

// Edges that close a circle are turned round: those that lead back to a node of the walk's own path
// (depth-first search, smallest nodes first).
std::vector<uint8_t> edges_to_turn(const Graph& graph) {
    std::vector<uint8_t> turned(graph.edge_count(), 0);
    enum class State : uint8_t { New, Open, Done };
    std::vector<State> state(graph.node_count(), State::New);
    struct Visit {
        uint32_t node;
        size_t next;
    };
    std::vector<Visit> path;
    for (uint32_t first = 0; first < graph.node_count(); ++first) {
        if (state[first] != State::New) {
            continue;
        }
        path.push_back({first, 0});
        state[first] = State::Open;
        while (!path.empty()) {
            Visit& visit = path.back();
            const auto arcs = graph.out(visit.node);
            if (visit.next == arcs.size()) {
                state[visit.node] = State::Done;
                path.pop_back();
                continue;
            }
            const Graph::Arc& arc = arcs[visit.next++];
            if (state[arc.node] == State::Open) {
                turned[arc.edge] = 1;
            } else if (state[arc.node] == State::New) {
                state[arc.node] = State::Open;
                path.push_back({arc.node, 0});
            }
        }
    }
    return turned;
}

// Columns of equal width, at least as wide as the widest box.
std::vector<uint32_t> layers_of_x(const Graph& graph, const LayeredOptions& options, double& width) {
    std::vector<uint32_t> layer(graph.node_count(), 0);
    if (layer.empty()) {
        return layer;
    }
    width = 0;
    for (uint32_t node = 0; node < graph.node_count(); ++node) {
        CHOKE_ASSERT(std::isfinite(options.x[node]));
        width = std::max(width, size_of(options, node).x);
    }
    width = std::max(1.0, width + options.column_gap);
    const auto [low, high] = std::minmax_element(options.x.begin(), options.x.end());
    CHOKE_ASSERT(std::isfinite(*high - *low));
    for (const double most = (*high - *low) / 1e6; width < most;) {
        width *= 2;
    }
    for (;; width *= 2) {
        size_t bends = 0;
        for (uint32_t node = 0; node < graph.node_count(); ++node) {
            layer[node] = static_cast<uint32_t>((options.x[node] - *low) / width);
            // Both ends of an edge are known only when the later one is.
            for (const auto arcs : {graph.out(node), graph.in(node)}) {
                for (const Graph::Arc& arc : arcs) {
                    if (arc.node < node) {
                        bends +=
                            std::max(layer[node], layer[arc.node]) - std::min(layer[node], layer[arc.node]);
                    }
                }
            }
        }
        if (bends <= kMostBends || *high - *low <= width) {
            return layer;
        }
    }
}

struct Problem {
    Levels levels;
    std::vector<uint32_t> vertex_of_node;
    std::vector<std::vector<uint32_t>> bends;  // per link, in the order of the layers
};

// How many layers an edge may span so that all bends together are not more than kMostBends.
uint32_t longest_bent(const std::vector<uint32_t>& layer, const std::vector<Link>& links) {
    std::vector<uint32_t> spans;
    for (const Link& link : links) {
        spans.push_back(layer[link.to] - layer[link.from]);
    }
    std::sort(spans.begin(), spans.end());
    size_t bends = 0;
    for (size_t i = 0; i < spans.size(); ++i) {
        bends += spans[i];
        if (bends > kMostBends) {
            return std::max(spans[i], 2U) - 1;
        }
    }
    return UINT32_MAX;
}

Problem make_levels(uint32_t count, const std::vector<uint32_t>& layer, const std::vector<Link>& links,
                    const LayeredOptions& options) {
    Problem problem;
    problem.vertex_of_node.resize(count);
    Levels& levels = problem.levels;
    const uint32_t layer_count = count == 0 ? 0 : *std::max_element(layer.begin(), layer.end()) + 1;
    levels.layers.resize(layer_count);
    const auto add = [&](uint32_t node, uint32_t at, double height) {
        const auto vertex = static_cast<uint32_t>(levels.vertices.size());
        levels.vertices.push_back({.node = node, .layer = at, .height = height, .before = {}, .after = {}});
        levels.layers[at].push_back(vertex);
        return vertex;
    };
    for (uint32_t node = 0; node < count; ++node) {
        problem.vertex_of_node[node] = add(node, layer[node], size_of(options, node).y);
    }
    const uint32_t longest = longest_bent(layer, links);
    const auto join = [&](uint32_t a, uint32_t b) {
        levels.vertices[a].after.push_back(b);
        levels.vertices[b].before.push_back(a);
    };
    for (const Link& link : links) {
        std::vector<uint32_t> bends;
        const uint32_t span = layer[link.to] - layer[link.from];
        if (span > 0 && span <= longest) {  // 0: both are in one column, there is nothing to lead round
            uint32_t last = problem.vertex_of_node[link.from];
            for (uint32_t at = layer[link.from] + 1; at < layer[link.to]; ++at) {
                bends.push_back(add(kBend, at, kBendHeight));
                join(last, bends.back());
                last = bends.back();
            }
            join(last, problem.vertex_of_node[link.to]);
        }
        problem.bends.push_back(std::move(bends));
    }
    return problem;
}

// Given x may put boxes of neighbouring columns above each other where their rows overlap: from the middle
// outwards each goes as far up or down as those before it need.
void part_boxes(const LayeredOptions& options, std::vector<Vec2>& centres) {
    std::vector<uint32_t> order(centres.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return centres[a].y < centres[b].y; });
    double widest = 0;
    for (uint32_t node = 0; node < centres.size(); ++node) {
        widest = std::max(widest, size_of(options, node).x);
    }
    // Placed ones by x: only those within the widest box's reach can be in the way.
    std::vector<std::pair<double, uint32_t>> placed;
    const auto place = [&](uint32_t node, double direction) {
        const Vec2 size = size_of(options, node);
        Vec2& at = centres[node];
        const auto first = std::lower_bound(placed.begin(), placed.end(),
                                            std::pair{at.x - (size.x + widest) / 2, uint32_t{0}});
        std::vector<uint32_t> near;
        for (auto it = first; it != placed.end() && it->first <= at.x + (size.x + widest) / 2; ++it) {
            if (std::abs(it->first - at.x) < (size.x + size_of(options, it->second).x) / 2) {
                near.push_back(it->second);
            }
        }
        std::stable_sort(near.begin(), near.end(), [&](uint32_t a, uint32_t b) {
            return direction * centres[a].y < direction * centres[b].y;
        });
        for (bool clear = false; !clear;) {
            clear = true;
            for (const uint32_t other : near) {
                const double least = (size.y + size_of(options, other).y) / 2;
                if (std::abs(centres[other].y - at.y) < least) {
                    at.y = centres[other].y + direction * (least + options.row_gap);
                    clear = false;
                }
            }
        }
        const std::pair<double, uint32_t> entry{at.x, node};
        placed.insert(std::lower_bound(placed.begin(), placed.end(), entry), entry);
    };
    const size_t middle = order.size() / 2;
    for (size_t i = middle; i < order.size(); ++i) {
        place(order[i], 1);
    }
    for (size_t i = middle; i-- > 0;) {
        place(order[i], -1);
    }
}

struct Column {
    double left = 0;  // where edges that pass it go straight, px
    double right = 0;
};

// x of the centres, and where the columns begin and end.
std::vector<Column> place_columns(const Problem& problem, const LayeredOptions& options, double given_width,
                                  std::vector<Vec2>& centres) {
    std::vector<Column> columns(problem.levels.layers.size());
    double x = options.x.empty() ? 0 : *std::min_element(options.x.begin(), options.x.end());
    for (size_t l = 0; l < columns.size(); ++l) {
        double width = options.x.empty() ? 0 : given_width - options.column_gap;
        for (const uint32_t vertex : problem.levels.layers[l]) {
            const uint32_t node = problem.levels.vertices[vertex].node;
            if (options.x.empty() && node != kBend) {
                width = std::max(width, size_of(options, node).x);
            }
        }
        // Given x: boxes stand anywhere in their column, so the room for slopes lies half at each side.
        const double left = x + (options.x.empty() ? 0 : options.column_gap / 2);
        columns[l] = {left, left + std::max(0.0, width)};
        x = options.x.empty() ? x + width + options.column_gap : x + given_width;
    }
    for (uint32_t node = 0; node < centres.size(); ++node) {
        const Column& column = columns[problem.levels.vertices[problem.vertex_of_node[node]].layer];
        centres[node].x = options.x.empty() ? (column.left + column.right) / 2 : options.x[node];
    }
    return columns;
}

// Straight over a column, aslant between columns.
std::vector<Vec2> route_of(const Problem& problem, const std::vector<Column>& columns,
                           const std::vector<double>& rows, const std::vector<uint32_t>& bends,
                           const Link& link, const LayeredOptions& options, std::span<const Vec2> centres) {
    const Vec2 from = centres[link.from];
    const Vec2 to = centres[link.to];
    const double direction = from.x <= to.x ? 1 : -1;
    const Vec2 first{from.x + direction * size_of(options, link.from).x / 2, from.y};
    const Vec2 last{to.x - direction * size_of(options, link.to).x / 2, to.y};
    const uint32_t from_layer = problem.levels.vertices[problem.vertex_of_node[link.from]].layer;
    const uint32_t to_layer = problem.levels.vertices[problem.vertex_of_node[link.to]].layer;
    std::vector<Vec2> route{first};
    const auto add = [&](Vec2 point) {
        // Points that go on in the same row say nothing new.
        if (route.size() >= 2 && route.back().y == point.y && route[route.size() - 2].y == point.y) {
            route.back() = point;
        } else if (!(route.back() == point)) {
            route.push_back(point);
        }
    };
    // Wider boxes than its own may stand in the column that the edge leaves.
    if (from_layer < to_layer && columns[from_layer].right > first.x) {
        add({columns[from_layer].right, from.y});
    }
    for (const uint32_t bend : bends) {
        const Column& column = columns[problem.levels.vertices[bend].layer];
        add({column.left, rows[bend]});
        add({column.right, rows[bend]});
    }
    if (from_layer < to_layer && columns[to_layer].left < last.x) {
        add({columns[to_layer].left, to.y});
    }
    add(last);
    return route;
}

}  // namespace

LayeredDrawing layered_layout(const Graph& graph, const LayeredOptions& options) {
    const uint32_t count = graph.node_count();
    CHOKE_ASSERT(options.sizes.empty() || options.sizes.size() == count);
    CHOKE_ASSERT(options.x.empty() || options.x.size() == count);
    LayeredDrawing drawing;
    drawing.centres.resize(count);
    drawing.routes.resize(graph.edge_count());

    std::vector<GraphEdge> edges(graph.edge_count());
    for (uint32_t node = 0; node < count; ++node) {
        for (const Graph::Arc& arc : graph.out(node)) {
            edges[arc.edge] = {node, arc.node};
        }
    }
    const std::vector<uint8_t> turned = options.x.empty() ? edges_to_turn(graph) : std::vector<uint8_t>{};
    std::vector<Link> links;
    std::vector<uint32_t> edge_of_link;
    std::vector<uint8_t> is_turned;
    for (uint32_t e = 0; e < edges.size(); ++e) {
        if (edges[e].from == edges[e].to) {
            continue;
        }
        const bool turn =
            options.x.empty() ? turned[e] != 0 : options.x[edges[e].from] > options.x[edges[e].to];
        links.push_back(turn ? Link{edges[e].to, edges[e].from} : Link{edges[e].from, edges[e].to});
        edge_of_link.push_back(e);
        is_turned.push_back(turn ? 1 : 0);
    }
    double given_width = 0;  // of the columns, px, when x is given
    const std::vector<uint32_t> layer = options.x.empty() ? layered::short_layers(count, links, options.stop)
                                                          : layers_of_x(graph, options, given_width);
    Problem problem = make_levels(count, layer, links, options);
    drawing.crossings =
        layered::reduce_crossings(problem.levels, std::max(1, options.effort), options.seed, options.stop);
    const std::vector<double> rows = layered::place_rows(problem.levels, options.row_gap);
    for (uint32_t node = 0; node < count; ++node) {
        drawing.centres[node].y = rows[problem.vertex_of_node[node]];
    }
    const std::vector<Column> columns = place_columns(problem, options, given_width, drawing.centres);
    if (!options.x.empty()) {
        part_boxes(options, drawing.centres);
    }
    for (size_t i = 0; i < links.size(); ++i) {
        std::vector<Vec2> route =
            route_of(problem, columns, rows, problem.bends[i], links[i], options, drawing.centres);
        if (is_turned[i] != 0) {
            std::reverse(route.begin(), route.end());
        }
        drawing.routes[edge_of_link[i]] = std::move(route);
    }
    return drawing;
}

}  // namespace choke
