// Plane geometry of the scene: points, rectangles. Unit: scene pixels (1/96 inch at scale 1), y down.
#pragma once

#include <algorithm>
#include <cmath>

namespace choke {

struct Vec2 {
    double x = 0;
    double y = 0;
    friend constexpr bool operator==(const Vec2&, const Vec2&) = default;
    friend constexpr Vec2 operator+(Vec2 a, Vec2 b) { return {a.x + b.x, a.y + b.y}; }
    friend constexpr Vec2 operator-(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
    friend constexpr Vec2 operator*(Vec2 a, double k) { return {a.x * k, a.y * k}; }
};

[[nodiscard]] constexpr double dot(Vec2 a, Vec2 b) { return a.x * b.x + a.y * b.y; }
[[nodiscard]] inline double length(Vec2 a) { return std::sqrt(dot(a, a)); }
[[nodiscard]] inline Vec2 normalised(Vec2 a) {
    const double n = length(a);
    return n > 0 ? a * (1.0 / n) : Vec2{1, 0};
}

// Half-open: contains its left and top border, not its right and bottom one.
struct Rect {
    double x = 0;
    double y = 0;
    double w = 0;
    double h = 0;
    friend constexpr bool operator==(const Rect&, const Rect&) = default;
    [[nodiscard]] constexpr double right() const { return x + w; }
    [[nodiscard]] constexpr double bottom() const { return y + h; }
    [[nodiscard]] constexpr Vec2 centre() const { return {x + w / 2, y + h / 2}; }
    [[nodiscard]] constexpr bool empty() const { return w <= 0 || h <= 0; }
    [[nodiscard]] constexpr bool contains(Vec2 p) const {
        return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
    }
    [[nodiscard]] constexpr bool overlaps(const Rect& o) const {
        return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom();
    }
    [[nodiscard]] constexpr bool encloses(const Rect& o) const {
        return o.x >= x && o.right() <= right() && o.y >= y && o.bottom() <= bottom();
    }
    [[nodiscard]] constexpr Rect inset(double by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
};

[[nodiscard]] constexpr Rect intersection(const Rect& a, const Rect& b) {
    const double x = std::max(a.x, b.x);
    const double y = std::max(a.y, b.y);
    return {x, y, std::max(0.0, std::min(a.right(), b.right()) - x),
            std::max(0.0, std::min(a.bottom(), b.bottom()) - y)};
}

}  // namespace choke
