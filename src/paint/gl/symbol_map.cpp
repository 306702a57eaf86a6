#include "paint/gl/symbol_map.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "scene/symbols.h"

namespace choke {
namespace {

// Signed distance to a polygon; for a circle (no corners) to that.
double outline_distance(std::span<const Vec2> corners, Vec2 p) {
    if (corners.empty()) return length(p) - kCircleRadius;
    double nearest = std::numeric_limits<double>::infinity();
    bool inside = false;
    Vec2 begin = corners.back();
    for (const Vec2 end : corners) {
        const Vec2 edge = end - begin;
        const Vec2 from_begin = p - begin;
        const Vec2 off = from_begin - edge * std::clamp(dot(from_begin, edge) / dot(edge, edge), 0.0, 1.0);
        nearest = std::min(nearest, dot(off, off));
        // A ray to the right crosses the edge: inside and outside change places.
        const bool crosses_row = (begin.y > p.y) != (end.y > p.y);
        if (crosses_row && p.x < begin.x + edge.x * (p.y - begin.y) / edge.y) inside = !inside;
        begin = end;
    }
    return inside ? -std::sqrt(nearest) : std::sqrt(nearest);
}

}  // namespace

ShapeTable shape_table() {
    ShapeTable table;
    for (size_t i = 0; i < kSymbolShapeCount; ++i) {
        const auto shape = static_cast<SymbolShape>(i);
        const std::span<const Vec2> corners = symbol_outline(shape);
        const size_t first = table.edges.size() / 4;
        double reach = corners.empty() ? kCircleRadius : 0;
        for (size_t k = 0; k < corners.size(); ++k) {
            const Vec2 begin = corners[k];
            const Vec2 vector = corners[(k + 1) % corners.size()] - begin;
            reach = std::max({reach, std::abs(begin.x), std::abs(begin.y)});
            for (const double v : {begin.x, begin.y, vector.x, vector.y}) {
                table.edges.push_back(static_cast<float>(v));
            }
        }
        for (const double v : {static_cast<double>(first), static_cast<double>(corners.size()), reach, 0.0}) {
            table.shapes.push_back(static_cast<float>(v));
        }
    }
    return table;
}

std::vector<float> symbol_distances() {
    std::vector<float> map;
    map.reserve(kSymbolShapeCount * kMapCell * kMapCell);
    const auto place = [](int texel) { return ((texel + 0.5) / kMapCell - 0.5) * kMapSpan; };
    for (int row = 0; row < kMapCell; ++row) {
        for (size_t shape = 0; shape < kSymbolShapeCount; ++shape) {
            const std::span<const Vec2> corners = symbol_outline(static_cast<SymbolShape>(shape));
            for (int column = 0; column < kMapCell; ++column) {
                map.push_back(static_cast<float>(outline_distance(corners, {place(column), place(row)})));
            }
        }
    }
    return map;
}

}  // namespace choke
