// The ways of the lines of the map, each by itself or in bundles, and how strong lines are where there are very many.
#include <algorithm>
#include <cmath>

#include "layout/edge_paths.h"
#include "views/map_internal.h"

namespace choke {
namespace {

// From here on arrows, dashes and signs are a thicket; judged on pictures of 600 to 50,000 ties.
constexpr double kMostTiesPer1000_px2 = 2;
constexpr double kThinAlpha = 0.3;       // at that number
constexpr double kFaintestAlpha = 0.03;  // a single line can still be seen, or lighter backgrounds would be empty
constexpr double kThinPower = 0.7;       // lines hide one another: twice as many cover less than twice as much

}  // namespace

MapRoutes route_map_ties(const MapGraph& graph, const MapPlaces& places, const MapRoutesKey& key) {
    MapRoutes routes(graph.ties.size());
    if (!key.bundled) return routes;
    std::vector<Vec2> at;
    for (const Vec2& p : places.at) at.push_back({p.x * key.world.w, p.y * key.world.h});
    // What is not drawn carries nothing.
    std::vector<GraphEdge> edges;
    std::vector<size_t> ties;
    for (size_t t = 0; t < graph.ties.size(); ++t) {
        if (!graph.is_drawn(graph.ties[t])) continue;
        edges.push_back({graph.ties[t].a, graph.ties[t].b});
        ties.push_back(t);
    }
    std::vector<std::vector<uint32_t>> paths = edge_paths(at, edges);
    for (size_t e = 0; e < ties.size(); ++e) routes[ties[e]] = std::move(paths[e]);
    return routes;
}

MapCrowd crowd_of_ties(const MapCache& cache) {
    const MapGraph& graph = cache.graph.value();
    MapCrowd crowd;
    for (const MapTie& tie : graph.ties) crowd.drawn += graph.is_drawn(tie) ? 1 : 0;
    const double room_px2 = cache.world.w * cache.world.h * cache.camera.zoom * cache.camera.zoom;
    const double most = kMostTiesPer1000_px2 * room_px2 / 1000;
    const auto drawn = static_cast<double>(crowd.drawn);
    crowd.thin = drawn > most;
    if (crowd.thin) crowd.alpha = std::max(kFaintestAlpha, kThinAlpha * std::pow(most / drawn, kThinPower));
    return crowd;
}

// The points are the control points of a quadratic B-spline, whose pieces meet half way between them.
void smooth_line(std::span<const Vec2> points, std::vector<CurveMark>& curves) {
    curves.clear();
    Vec2 from = points.front();
    for (size_t i = 1; i + 1 < points.size(); ++i) {
        CurveMark piece;
        piece.from = from;
        piece.to = i + 2 == points.size() ? points.back() : (points[i] + points[i + 1]) * 0.5;
        piece.control_1 = piece.from + (points[i] - piece.from) * (2.0 / 3);
        piece.control_2 = piece.to + (points[i] - piece.to) * (2.0 / 3);
        curves.push_back(piece);
        from = piece.to;
    }
}

}  // namespace choke
