#include "scene/hit_test.h"

#include <algorithm>
#include <limits>

#include "scene/clip.h"
#include "scene/symbols.h"

namespace choke {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();

Pick pick_of(const Scene& scene, const OrderRecord& record) {
    switch (record.kind) {
        case MarkKind::Rect: return scene.rects()[record.index].pick;
        case MarkKind::Fade: return scene.fades()[record.index].pick;
        case MarkKind::Symbol: return scene.symbols()[record.index].pick;
        case MarkKind::Line: return scene.lines()[record.index].pick;
        case MarkKind::Curve: return scene.curves()[record.index].pick;
        case MarkKind::Text: return scene.texts()[record.index].pick;
    }
    return {};
}

// Borders included: a rectangle of no width touches what it lies on.
bool touch(const Rect& a, const Rect& b) {
    return a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom();
}

double segment_distance(Vec2 p, Vec2 a, Vec2 b) {
    const Vec2 d = b - a;
    const double n = dot(d, d);
    const double t = n > 0 ? std::clamp(dot(p - a, d) / n, 0.0, 1.0) : 0;
    return length(p - (a + d * t));
}

// Calls use(a, b) for each piece of the curve as a polyline. A piece is about 8 px: less than half a pixel
// from the curve on any bend that a person would draw.
template <typename Use>
void for_each_piece(const CurveMark& curve, Use&& use) {
    const double around = length(curve.control_1 - curve.from) + length(curve.control_2 - curve.control_1) +
                          length(curve.to - curve.control_2);
    const int pieces = static_cast<int>(std::clamp(around / 8, 4.0, 96.0));
    Vec2 last = curve.from;
    for (int i = 1; i <= pieces; ++i) {
        const Vec2 next = curve_point(curve, i / static_cast<double>(pieces));
        use(last, next);
        last = next;
    }
}

template <typename Use>
void for_each_piece(const LineMark& line, Use&& use) {
    use(line.from, line.to);
}

template <typename Line>
double line_distance(const Line& line, Vec2 p) {
    double least = kFar;
    for_each_piece(line, [&](Vec2 a, Vec2 b) { least = std::min(least, segment_distance(p, a, b)); });
    return std::max(0.0, least - line.stroke.width / 2);
}

double symbol_distance(const SymbolMark& mark, Vec2 p) {
    const double rim = mark.stroke.colour.a > 0 ? mark.stroke.width / 2 : 0;
    const auto corners = symbol_outline(mark.shape);
    if (corners.empty()) return std::max(0.0, length(p - mark.centre) - kCircleRadius * mark.size - rim);
    bool inside = false;
    double least = kFar;
    for (size_t i = 0; i < corners.size(); ++i) {
        const Vec2 a = mark.centre + corners[i] * mark.size;
        const Vec2 b = mark.centre + corners[(i + 1) % corners.size()] * mark.size;
        least = std::min(least, segment_distance(p, a, b));
        // Even-odd rule: count the borders to the right of the point.
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y))
            inside = !inside;
    }
    return inside ? 0 : std::max(0.0, least - rim);
}

Rect symbol_box(const SymbolMark& mark) {
    Vec2 low{-kCircleRadius, -kCircleRadius};
    Vec2 high{kCircleRadius, kCircleRadius};
    const auto corners = symbol_outline(mark.shape);
    if (!corners.empty()) low = high = corners[0];
    for (const Vec2 corner : corners) {
        low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
        high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
    }
    const double rim = mark.stroke.width / 2;
    const double size = mark.size;
    return Rect{mark.centre.x + low.x * size, mark.centre.y + low.y * size, (high.x - low.x) * size,
                (high.y - low.y) * size}
        .inset(-rim);
}

// Rectangles, fades, texts, symbols: what has a box.
Rect box_of(const Scene& scene, const OrderRecord& record) {
    switch (record.kind) {
        case MarkKind::Rect: return scene.rects()[record.index].rect;
        case MarkKind::Fade: return scene.fades()[record.index].rect;
        case MarkKind::Symbol: return symbol_box(scene.symbols()[record.index]);
        case MarkKind::Text: return text_box(scene.texts()[record.index]);
        case MarkKind::Line:
        case MarkKind::Curve: break;
    }
    return {};
}

// Lines are put into the cells of points this far apart; queries look that much further.
constexpr double kStep_px = 16;
// Half the widest stroke that the grid expects; wider lines are still hit near their middle.
constexpr double kWidest_px = 8;

// Calls use(point) along the part of the line in and near the clip.
template <typename Use>
void for_each_step(const LineMark& line, const Rect& clip, Use&& use) {
    Vec2 a = line.from;
    Vec2 b = line.to;
    if (!cut_segment(clip.inset(-kStep_px), a, b)) return;
    const int steps = std::max(1, static_cast<int>(std::ceil(length(b - a) / kStep_px)));
    const Vec2 step = (b - a) * (1.0 / steps);
    for (int i = 0; i <= steps; ++i) use(a + step * i);
}

template <typename Use>
void for_each_step(const CurveMark& curve, const Rect& clip, Use&& use) {
    // A curve moves at most at three times the length of its longest leg per unit of t.
    const double leg =
        std::max({length(curve.control_1 - curve.from), length(curve.control_2 - curve.control_1),
                  length(curve.to - curve.control_2)});
    constexpr double kMostSteps = 4096;  // of a curve that lies mostly outside
    const int steps = static_cast<int>(std::clamp(std::ceil(3 * leg / kStep_px), 1.0, kMostSteps));
    const Rect room = clip.inset(-kStep_px);
    for (int i = 0; i <= steps; ++i) {
        const Vec2 p = curve_point(curve, i / static_cast<double>(steps));
        if (room.contains(p)) use(p);
    }
}

template <typename Line>
bool line_touches(const Line& line, const Rect& rect, const Rect& clip) {
    bool touches = false;
    for_each_piece(line, [&](Vec2 a, Vec2 b) {
        touches = touches || (cut_segment(clip, a, b) && cut_segment(rect, a, b));
    });
    return touches;
}

bool touches(const Scene& scene, const OrderRecord& record, const Rect& rect) {
    const Rect& clip = scene.clips()[record.clip];
    if (clip.empty()) return false;
    if (record.kind == MarkKind::Line) return line_touches(scene.lines()[record.index], rect, clip);
    if (record.kind == MarkKind::Curve) return line_touches(scene.curves()[record.index], rect, clip);
    // Boxes that touch in pairs have a point in common.
    const Rect box = box_of(scene, record);
    return touch(box, clip) && touch(rect, clip) && touch(box, rect);
}

}  // namespace

HitIndex::CellRange HitIndex::cells_of(const Rect& rect) const {
    const auto cell = [](double px, int count) {
        return static_cast<int>(std::clamp(std::floor(px / kCell_px), 0.0, static_cast<double>(count - 1)));
    };
    return {cell(rect.x, columns_), cell(rect.y, rows_), cell(rect.right(), columns_) + 1,
            cell(rect.bottom(), rows_) + 1};
}

void HitIndex::build(const Scene& scene) {
    // A cell more than the scene on the right and below: the border itself belongs to the scene. The limit
    // keeps a wall-sized figure from taking hundreds of megabytes; what lies beyond shares the last cells.
    constexpr double kMostCells = 2048;
    columns_ = 1 + static_cast<int>(std::min(kMostCells, scene.width() / kCell_px));
    rows_ = 1 + static_cast<int>(std::min(kMostCells, scene.height() / kCell_px));
    const auto order = scene.order();

    // One entry for each cell that a mark touches; then sorted by cell, by counting, the order within a cell
    // kept.
    touched_.clear();
    for (uint32_t i = 0; i < order.size(); ++i) {
        const OrderRecord& record = order[i];
        if (!pick_of(scene, record).any()) continue;
        const Rect& clip = scene.clips()[record.clip];
        if (clip.empty()) continue;
        auto at_point = [&, last = std::numeric_limits<uint32_t>::max()](Vec2 p) mutable {
            const CellRange cells = cells_of({p.x, p.y, 0, 0});
            const auto cell = static_cast<uint32_t>(cells.top * columns_ + cells.left);
            if (cell == last) return;
            last = cell;
            touched_.push_back({cell, i});
        };
        if (record.kind == MarkKind::Line) {
            for_each_step(scene.lines()[record.index], clip, at_point);
        } else if (record.kind == MarkKind::Curve) {
            for_each_step(scene.curves()[record.index], clip, at_point);
        } else {
            const Rect box = box_of(scene, record);
            if (!touch(box, clip)) continue;
            const CellRange cells = cells_of(intersection(box, clip));
            for (int row = cells.top; row < cells.bottom; ++row)
                for (int column = cells.left; column < cells.right; ++column)
                    touched_.push_back({static_cast<uint32_t>(row * columns_ + column), i});
        }
    }
    cell_begin_.assign(static_cast<size_t>(columns_) * rows_ + 1, 0);
    for (const Touched& one : touched_) ++cell_begin_[one.cell + 1];
    for (size_t cell = 1; cell < cell_begin_.size(); ++cell) cell_begin_[cell] += cell_begin_[cell - 1];
    entries_.resize(touched_.size());
    // Filling moves each cell's begin to its end; the shift back restores it.
    for (const Touched& one : touched_) entries_[cell_begin_[one.cell]++] = one.position;
    for (size_t cell = cell_begin_.size() - 1; cell > 0; --cell) cell_begin_[cell] = cell_begin_[cell - 1];
    cell_begin_[0] = 0;
}

std::vector<uint32_t> HitIndex::candidates(const Rect& rect) const {
    std::vector<uint32_t> found;
    if (columns_ == 0) return found;
    const CellRange cells = cells_of(rect);
    for (int row = cells.top; row < cells.bottom; ++row) {
        for (int column = cells.left; column < cells.right; ++column) {
            const size_t cell = static_cast<size_t>(row) * columns_ + column;
            found.insert(found.end(), entries_.begin() + cell_begin_[cell],
                         entries_.begin() + cell_begin_[cell + 1]);
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

Pick HitIndex::at(const Scene& scene, Vec2 point, double reach_px) const {
    const double around = reach_px + kWidest_px + kStep_px / 2;
    const auto found = candidates(Rect{point.x, point.y, 0, 0}.inset(-around));
    Pick symbol;
    Pick line;
    double to_symbol = kFar;
    double to_line = kFar;
    const auto nearer = [reach_px](double distance, Pick pick, double& best, Pick& best_pick) {
        if (distance > reach_px || distance >= best) return;
        best = distance;
        best_pick = pick;
    };
    for (auto it = found.rbegin(); it != found.rend(); ++it) {
        const OrderRecord& record = scene.order()[*it];
        if (!scene.clips()[record.clip].contains(point)) continue;
        const Pick pick = pick_of(scene, record);
        if (record.kind == MarkKind::Symbol) {
            nearer(symbol_distance(scene.symbols()[record.index], point), pick, to_symbol, symbol);
        } else if (record.kind == MarkKind::Line) {
            nearer(line_distance(scene.lines()[record.index], point), pick, to_line, line);
        } else if (record.kind == MarkKind::Curve) {
            nearer(line_distance(scene.curves()[record.index], point), pick, to_line, line);
        } else if (box_of(scene, record).contains(point)) {
            return symbol.any() ? symbol : line.any() ? line : pick;
        }
    }
    return symbol.any() ? symbol : line;
}

std::vector<Pick> HitIndex::within(const Scene& scene, const Rect& rect) const {
    std::vector<Pick> picks;
    for (const uint32_t i : candidates(rect.inset(-kStep_px / 2)))
        if (touches(scene, scene.order()[i], rect)) picks.push_back(pick_of(scene, scene.order()[i]));
    const auto key = [](Pick p) { return static_cast<uint64_t>(p.kind) << 32U | p.index; };
    std::sort(picks.begin(), picks.end(), [&](Pick a, Pick b) { return key(a) < key(b); });
    picks.erase(std::unique(picks.begin(), picks.end()), picks.end());
    return picks;
}

}  // namespace choke
