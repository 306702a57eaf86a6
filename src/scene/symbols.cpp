#include "scene/symbols.h"

#include <cmath>
#include <numbers>

namespace choke {
namespace {

// Every polygon has the area kSymbolArea (the bubble 1.4 % more, for its tail). Triangles, star and pentagon
// stand in the middle of their box, not on their centre of gravity, which looks right beside a line of text.
constexpr Vec2 kSquare[] = {{-0.3279, -0.3279}, {0.3279, -0.3279}, {0.3279, 0.3279}, {-0.3279, 0.3279}};
constexpr Vec2 kDiamond[] = {{0, -0.4637}, {0.4637, 0}, {0, 0.4637}, {-0.4637, 0}};
constexpr Vec2 kTriangleUp[] = {{0, -0.4800}, {0.4950, 0.3887}, {-0.4950, 0.3887}};
constexpr Vec2 kTriangleDown[] = {{0, 0.4800}, {-0.4950, -0.3887}, {0.4950, -0.3887}};
constexpr Vec2 kPentagon[] = {
    {0, -0.3847}, {0.4045, -0.0908}, {0.2500, 0.3847}, {-0.2500, 0.3847}, {-0.4045, -0.0908}};
constexpr Vec2 kHexagon[] = {{0, -0.4068}, {0.3523, -0.2034}, {0.3523, 0.2034},
                             {0, 0.4068},  {-0.3523, 0.2034}, {-0.3523, -0.2034}};
// Inner corners at 0.53 of the outer radius: as slim as the area allows.
constexpr Vec2 kStar[] = {{0, -0.4755},       {0.1636, -0.1750}, {0.5000, -0.1123}, {0.2647, 0.1362},
                          {0.3090, 0.4755},   {0, 0.3285},       {-0.3090, 0.4755}, {-0.2647, 0.1362},
                          {-0.5000, -0.1123}, {-0.1636, -0.1750}};
constexpr Vec2 kBubble[] = {{-0.3400, -0.3800}, {0.3400, -0.3800}, {0.4100, -0.3100}, {0.4100, 0.0600},
                            {0.3400, 0.1300},   {0, 0.1300},       {-0.2400, 0.3800}, {-0.2200, 0.1300},
                            {-0.3400, 0.1300},  {-0.4100, 0.0600}, {-0.4100, -0.3100}};
constexpr Vec2 kCross[] = {{0.2381, -0.4266}, {0.4266, -0.2381},  {0.1884, 0},        {0.4266, 0.2381},
                           {0.2381, 0.4266},  {0, 0.1884},        {-0.2381, 0.4266},  {-0.4266, 0.2381},
                           {-0.1884, 0},      {-0.4266, -0.2381}, {-0.2381, -0.4266}, {0, -0.1884}};
constexpr Vec2 kPlus[] = {{-0.1333, -0.4700}, {0.1333, -0.4700}, {0.1333, -0.1333},  {0.4700, -0.1333},
                          {0.4700, 0.1333},   {0.1333, 0.1333},  {0.1333, 0.4700},   {-0.1333, 0.4700},
                          {-0.1333, 0.1333},  {-0.4700, 0.1333}, {-0.4700, -0.1333}, {-0.1333, -0.1333}};
constexpr Vec2 kBar[] = {{-0.2150, -0.5}, {0.2150, -0.5}, {0.2150, 0.5}, {-0.2150, 0.5}};

constexpr double kDashed[] = {3.2, 2.0};
constexpr double kDotted[] = {1.1, 1.5};
constexpr double kDashDot[] = {4.0, 1.6, 1.1, 1.6};

// Length of the head along the line. Shorter than 7 px it is read as a thickening, not as a direction.
double head_length(double width) { return 4.5 + 2.5 * std::max(width, 1.0); }
constexpr double kHeadHalfWidth = 0.40;  // of its length
constexpr double kHeadBase = 0.80;       // of its length: the shaft ends inside the notched head

Vec2 left_of(Vec2 unit) { return {unit.y, -unit.x}; }

double perimeter(SymbolShape shape) {  // in units of size
    if (shape == SymbolShape::Circle) return 2 * std::numbers::pi * kCircleRadius;
    const auto corners = symbol_outline(shape);
    double sum = 0;
    for (size_t i = 0; i < corners.size(); ++i) sum += length(corners[(i + 1) % corners.size()] - corners[i]);
    return sum;
}

// Stretches the pattern so that its periods are a multiple of `multiple` around a closed outline and the
// first dash begins half way, on both sides of the corner. Where that would need less than two thirds or more
// than one and a half of the usual period, any whole number will do.
Dashes fitted(const Stroke& stroke, double length_px, double multiple) {
    Dashes out = line_dashes(stroke);
    double period_px = 0;
    for (size_t i = 0; i < out.count; ++i) period_px += out.lengths_px[i];
    if (period_px <= 0 || length_px <= 0) return out;
    const auto stretch = [&](double step) {
        return length_px / (std::max(1.0, std::round(length_px / (period_px * step))) * step * period_px);
    };
    double fit = stretch(multiple);
    if (fit < 0.67 || fit > 1.5) fit = stretch(1);
    for (size_t i = 0; i < out.count; ++i) out.lengths_px[i] *= fit;
    out.offset_px = out.lengths_px[0] / 2;
    return out;
}

// The part of the curve from 0 to t (de Casteljau).
CurveMark beginning(CurveMark curve, double t) {
    const auto at = [t](Vec2 a, Vec2 b) { return a + (b - a) * t; };
    const Vec2 a = at(curve.from, curve.control_1);
    const Vec2 b = at(curve.control_1, curve.control_2);
    const Vec2 c = at(curve.control_2, curve.to);
    const Vec2 ab = at(a, b);
    const Vec2 bc = at(b, c);
    curve.control_1 = a;
    curve.control_2 = ab;
    curve.to = at(ab, bc);
    return curve;
}

}  // namespace

std::span<const Vec2> symbol_outline(SymbolShape shape) {
    switch (shape) {
        case SymbolShape::Circle: return {};
        case SymbolShape::Square: return kSquare;
        case SymbolShape::Diamond: return kDiamond;
        case SymbolShape::TriangleUp: return kTriangleUp;
        case SymbolShape::TriangleDown: return kTriangleDown;
        case SymbolShape::Pentagon: return kPentagon;
        case SymbolShape::Hexagon: return kHexagon;
        case SymbolShape::Star: return kStar;
        case SymbolShape::Bubble: return kBubble;
        case SymbolShape::Cross: return kCross;
        case SymbolShape::Plus: return kPlus;
        case SymbolShape::Bar: return kBar;
    }
    return {};
}

std::span<const double> dash_pattern(LineStyle style) {
    switch (style) {
        case LineStyle::Dashed: return kDashed;
        case LineStyle::Dotted: return kDotted;
        case LineStyle::DashDot: return kDashDot;
        case LineStyle::Solid:
        case LineStyle::Double:
        case LineStyle::Struck: break;
    }
    return {};
}

Dashes line_dashes(const Stroke& stroke) {
    Dashes out;
    for (const double part : dash_pattern(stroke.style)) out.lengths_px[out.count++] = part * stroke.width;
    return out;
}

Dashes outline_dashes(const Stroke& stroke, double length_px) { return fitted(stroke, length_px, 1); }

Dashes symbol_dashes(const Stroke& stroke, SymbolShape shape, double size) {
    const double length_px = perimeter(shape) * size;
    const size_t corners = symbol_outline(shape).size();
    return fitted(stroke, length_px, corners > 0 ? static_cast<double>(corners) : 1);
}

ArrowHead arrow_head(Vec2 tip, Vec2 direction, double width) {
    const double along = head_length(width);
    const Vec2 back = tip - direction * along;
    const Vec2 side = left_of(direction) * (along * kHeadHalfWidth);
    return {
        .tip = tip, .left = back + side, .right = back - side, .base = tip - direction * (along * kHeadBase)};
}

LineParts line_parts(const LineMark& line) {
    LineParts parts{.shaft = line};
    if (line.arrow == Arrow::None) return parts;
    parts.has_head = true;
    parts.head = arrow_head(line.to, normalised(line.to - line.from), line.stroke.width);
    parts.has_shaft = length(line.to - line.from) > head_length(line.stroke.width) * kHeadBase;
    parts.shaft.to = parts.head.base;
    return parts;
}

CurveParts curve_parts(const CurveMark& curve) {
    CurveParts parts{.shaft = curve};
    if (curve.arrow == Arrow::None) return parts;
    parts.has_head = true;
    // The head lies on the chord of the last piece, which is as long as the head is: on a bend the tangent at
    // the tip would let the head stand askew to the line. Where the curve leaves that radius is found by
    // walking back, then halving.
    const double reach = head_length(curve.stroke.width) * kHeadBase;
    constexpr int kSteps = 64;
    int step = kSteps - 1;
    while (step >= 0 && length(curve_point(curve, step / static_cast<double>(kSteps)) - curve.to) < reach)
        --step;
    if (step < 0) {
        parts.has_shaft = false;
        parts.head = arrow_head(curve.to, normalised(curve_tangent(curve, 1)), curve.stroke.width);
        return parts;
    }
    double outside = step / static_cast<double>(kSteps);
    double inside = (step + 1) / static_cast<double>(kSteps);
    for (int i = 0; i < 20; ++i) {
        const double middle = (outside + inside) / 2;
        (length(curve_point(curve, middle) - curve.to) < reach ? inside : outside) = middle;
    }
    parts.shaft = beginning(curve, outside);
    parts.head = arrow_head(curve.to, normalised(curve.to - parts.shaft.to), curve.stroke.width);
    return parts;
}

float drawn_width(const Stroke& stroke) {
    return stroke.style == LineStyle::Double ? static_cast<float>(stroke.width * kDoubleWidth) : stroke.width;
}

LineMark beside(LineMark line, double offset_px) {
    const Vec2 by = left_of(normalised(line.to - line.from)) * offset_px;
    line.from = line.from + by;
    line.to = line.to + by;
    return line;
}

// An offset Bezier is no Bezier; this one has the right place and direction at both ends, and the right
// distance in the middle.
CurveMark beside(CurveMark curve, double offset_px) {
    const auto normal = [&curve, offset_px](double t) {
        return left_of(normalised(curve_tangent(curve, t))) * offset_px;
    };
    const Vec2 first = normal(0);
    const Vec2 last = normal(1);
    // curve_point(0.5) weighs the ends by 1/8 and the control points by 3/8.
    const Vec2 bulge = (normal(0.5) * 8 - (first + last) * 4) * (1.0 / 6);
    curve.from = curve.from + first;
    curve.control_1 = curve.control_1 + first + bulge;
    curve.control_2 = curve.control_2 + last + bulge;
    curve.to = curve.to + last;
    return curve;
}

Vec2 curve_point(const CurveMark& curve, double t) {
    const double u = 1 - t;
    return curve.from * (u * u * u) + curve.control_1 * (3 * u * u * t) + curve.control_2 * (3 * u * t * t) +
           curve.to * (t * t * t);
}

Vec2 curve_tangent(const CurveMark& curve, double t) {
    const double u = 1 - t;
    const Vec2 tangent = (curve.control_1 - curve.from) * (3 * u * u) +
                         (curve.control_2 - curve.control_1) * (6 * u * t) +
                         (curve.to - curve.control_2) * (3 * t * t);
    // A control point on an end point leaves no derivative there; the next one gives the direction.
    if (dot(tangent, tangent) > 1e-12) return tangent;
    const Vec2 next = t < 0.5 ? curve.control_2 - curve.from : curve.to - curve.control_1;
    return dot(next, next) > 1e-12 ? next : curve.to - curve.from;
}

}  // namespace choke
