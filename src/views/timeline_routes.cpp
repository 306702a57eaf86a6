#include "views/timeline_routes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace choke {
namespace {

constexpr double kBeside_px = 4;      // between upright lines
constexpr double kSpread_px = 2.5;    // between level lines in one gap
constexpr double kBend = 24;          // a bend is as bad as this many px
constexpr double kFar_px = 70;        // a jog is better than a place so much further out of the way
constexpr double kUsed = 60;          // to run on top of another arrow
constexpr double kShared = 30;        // what joining a corridor is worth
constexpr double kThrough = 20'000;   // to cross something: only when a row is full from side to side
constexpr double kBehind = 4'000;     // to run level behind a card
constexpr double kWallGap_px = 2;     // from a card to the gap between rows beside it
constexpr size_t kMostDetours = 8;
constexpr double kSame_px = 0.01;

bool same(double a, double b) { return std::abs(a - b) < kSame_px; }
bool overlap(double a0, double a1, double b0, double b1) {
    return std::min(a0, a1) < std::max(b0, b1) - kSame_px && std::min(b0, b1) < std::max(a0, a1) - kSame_px;
}

}  // namespace

void RowRoutes::start(double left, double right, bool shared) {
    left_ = left;
    right_ = std::max(left, right);
    shared_ = shared;
    for (Row& row : rows_) spare_.push_back(std::move(row));
    rows_.clear();
    upright_.clear();
    level_.clear();
    walls_.clear();
}

void RowRoutes::add_row(double y) {
    if (spare_.empty()) {
        rows_.emplace_back();
    } else {
        rows_.push_back(std::move(spare_.back()));
        spare_.pop_back();
        rows_.back().taken.clear();
    }
    rows_.back().y = y;
}

void RowRoutes::block(size_t row, double begin, double end) { rows_[row].taken.push_back({begin, end}); }

void RowRoutes::ready() {
    for (Row& row : rows_) {
        std::sort(row.taken.begin(), row.taken.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
        size_t kept = 0;
        for (const Span& span : row.taken) {
            if (kept > 0 && span.begin <= row.taken[kept - 1].end) {
                row.taken[kept - 1].end = std::max(row.taken[kept - 1].end, span.end);
            } else {
                row.taken[kept++] = span;
            }
        }
        row.taken.resize(kept);
    }
}

bool RowRoutes::is_free(size_t row, double begin, double end) const {
    const auto& taken = rows_[row].taken;
    return std::none_of(taken.begin(), taken.end(), [&](const Span& span) { return span.begin < end && begin < span.end; });
}

bool RowRoutes::is_used(double x, double y0, double y1) const {
    return std::any_of(upright_.begin(), upright_.end(), [&](const Line& line) {
        return std::abs(line.at - x) < kBeside_px && overlap(line.begin, line.end, y0, y1);
    });
}

bool RowRoutes::is_walled(double y, double x0, double x1) const {
    return std::any_of(walls_.begin(), walls_.end(), [&](const Rect& wall) {
        return y > wall.y && y < wall.bottom() && overlap(x0, x1, wall.x, wall.right());
    });
}

// The best place for an upright line among those that are open.
double RowRoutes::pick_x(double from_x, double to_x, double y0, double y1, bool to_end) const {
    double best_x = std::clamp(to_x, left_, right_);
    double best = std::numeric_limits<double>::infinity();
    const auto consider = [&](double x, bool joins) {
        const bool open = std::any_of(open_.begin(), open_.end(), [x](const Span& span) { return x >= span.begin && x <= span.end; });
        if (!open) return;
        double cost = std::abs(x - from_x) + std::abs(x - to_x);
        if (!same(x, from_x)) cost += kBend;
        if (!same(x, to_x)) cost += kBend;
        if (joins) cost -= kShared;
        if (!shared_ && is_used(x, y0, y1)) cost += kUsed;
        if (is_walled(y0, from_x, x)) cost += kBehind;
        if (to_end && is_walled(y1, x, to_x)) cost += kBehind;
        if (cost < best) {
            best = cost;
            best_x = x;
        }
    };
    for (const double x : {to_x, from_x}) {
        consider(x, false);
        for (const Span& span : open_) {
            const double near = std::clamp(x, span.begin, span.end);
            // Its borders as well: what is nearest may lie behind a card.
            if (!walls_.empty()) {
                consider(span.begin, false);
                consider(span.end, false);
            }
            for (const double aside : {0.0, kBeside_px, -kBeside_px, 2 * kBeside_px, -2 * kBeside_px})
                consider(std::clamp(near + aside, span.begin, span.end), false);
        }
    }
    if (shared_)
        for (const Line& line : upright_) consider(line.at, true);
    return best_x;
}

// Leaves of what is open only what the row leaves open.
void RowRoutes::cut_by(const Row& row) {
    cut_.clear();
    size_t t = 0;
    for (const Span& span : open_) {
        double begin = span.begin;
        while (t < row.taken.size() && row.taken[t].end <= begin) ++t;
        for (size_t k = t; k < row.taken.size() && row.taken[k].begin < span.end; ++k) {
            if (row.taken[k].begin > begin) cut_.push_back({begin, row.taken[k].begin});
            begin = std::max(begin, row.taken[k].end);
        }
        if (begin < span.end) cut_.push_back({begin, span.end});
    }
}

// How far what is open lies from the way between two places; infinite when nothing is open.
double RowRoutes::detour(const std::vector<Span>& open, double a, double b) {
    double best = std::numeric_limits<double>::infinity();
    for (const Span& span : open) best = std::min(best, std::max({0.0, span.begin - std::max(a, b), std::min(a, b) - span.end}));
    return best;
}

// From one gap to another, on towards an x. Rows are crossed at one place as long as there is one for all of them that is
// not far out of the way; then the line jogs aside in the gap. Gives back what it crossed.
double RowRoutes::walk(Vec2& at, Vec2 to, bool to_end, std::vector<Vec2>& corners) {
    const double from_y = at.y;
    const bool down = to.y > from_y;
    double penalty = 0;
    open_.assign(1, {left_, right_});
    const auto go = [&](double next_y) {
        const double next_x = pick_x(at.x, to.x, at.y, next_y, to_end && same(next_y, to.y));
        corners.push_back({next_x, at.y});
        corners.push_back({next_x, next_y});
        at = {next_x, next_y};
    };
    double last_row_y = from_y;
    for (size_t i = 0; i < rows_.size(); ++i) {
        const Row& row = rows_[down ? i : rows_.size() - 1 - i];
        if (row.y <= std::min(from_y, to.y) || row.y >= std::max(from_y, to.y)) continue;
        cut_by(row);
        const double straight = detour(cut_, at.x, to.x);
        whole_.assign(1, {left_, right_});
        std::swap(open_, whole_);
        std::swap(cut_, kept_);
        cut_by(row);
        std::swap(open_, whole_);
        std::swap(cut_, kept_);
        if (straight > detour(kept_, at.x, to.x) + kFar_px) {
            if (!same(last_row_y, from_y)) go((last_row_y + row.y) / 2);
            open_.assign(1, {left_, right_});
            cut_by(row);
            if (cut_.empty()) {
                penalty += kThrough;
                cut_ = open_;
            }
        }
        std::swap(open_, cut_);
        last_row_y = row.y;
    }
    if (!same(at.y, to.y)) go(to.y);
    return penalty;
}

double RowRoutes::try_way(Vec2 from, double from_y, Vec2 to, double to_y, const double* over_y, std::vector<Vec2>& corners) {
    corners.clear();
    corners.push_back(from);
    Vec2 at{from.x, from_y};
    corners.push_back(at);
    double penalty = over_y != nullptr ? walk(at, {from.x, *over_y}, false, corners) : 0;
    penalty += walk(at, {to.x, to_y}, true, corners);
    corners.push_back({to.x, to_y});
    corners.push_back(to);
    // What lies on one line is one line.
    size_t kept = 0;
    for (const Vec2& corner : corners) {
        if (kept > 0 && same(corners[kept - 1].x, corner.x) && same(corners[kept - 1].y, corner.y)) continue;
        if (kept > 1) {
            const Vec2 a = corners[kept - 2];
            const Vec2 b = corners[kept - 1];
            if ((same(a.x, b.x) && same(b.x, corner.x)) || (same(a.y, b.y) && same(b.y, corner.y))) --kept;
        }
        corners[kept++] = corner;
    }
    corners.resize(kept);
    double cost = penalty;
    for (size_t i = 1; i < corners.size(); ++i) {
        cost += length(corners[i] - corners[i - 1]);
        if (i > 1) cost += kBend;
        const bool upright = same(corners[i].x, corners[i - 1].x);
        if (!upright && is_walled(corners[i].y, corners[i - 1].x, corners[i].x)) cost += kBehind;
        if (upright && !shared_ && is_used(corners[i].x, corners[i - 1].y, corners[i].y)) cost += kUsed;
    }
    return cost;
}

// Level lines of different arrows in one gap stand beside one another.
void RowRoutes::spread(std::vector<Vec2>& corners) {
    if (shared_) return;
    for (size_t i = 1; i + 2 < corners.size(); ++i) {
        if (!same(corners[i].y, corners[i + 1].y)) continue;
        const double y = corners[i].y;
        for (const double aside : {0.0, -kSpread_px, kSpread_px}) {
            const bool taken = std::any_of(level_.begin(), level_.end(), [&](const Line& line) {
                return std::abs(line.at - (y + aside)) < 0.5 * kSpread_px && overlap(line.begin, line.end, corners[i].x, corners[i + 1].x);
            });
            if (taken && aside < kSpread_px) continue;
            corners[i].y += aside;
            corners[i + 1].y += aside;
            break;
        }
    }
}

void RowRoutes::keep(const std::vector<Vec2>& corners) {
    for (size_t i = 1; i < corners.size(); ++i) {
        const Vec2 a = corners[i - 1];
        const Vec2 b = corners[i];
        if (same(a.x, b.x)) {
            upright_.push_back({a.x, std::min(a.y, b.y), std::max(a.y, b.y)});
        } else {
            level_.push_back({a.y, std::min(a.x, b.x), std::max(a.x, b.x)});
        }
    }
}

void RowRoutes::route(const RouteEnd& from, const RouteEnd& to, std::vector<Vec2>& corners) {
    corners.clear();
    double best = std::numeric_limits<double>::infinity();
    const auto try_all = [&](const double* over_y) {
        for (const bool from_above : {false, true}) {
            for (const bool to_above : {true, false}) {
                const Vec2 begin{from.at.x, from.at.y + (from_above ? -from.clear : from.clear)};
                const Vec2 end{to.at.x, to.at.y + (to_above ? -to.clear : to.clear)};
                const double cost = try_way(begin, from_above ? from.above_y : from.below_y, end, to_above ? to.above_y : to.below_y, over_y, tried_);
                if (cost >= best) continue;
                best = cost;
                std::swap(corners, tried_);
            }
        }
    };
    try_all(nullptr);
    // Around the cards that the best way would run behind, over them or under them.
    detours_.clear();
    for (size_t i = 1; best >= kBehind && i < corners.size(); ++i) {
        if (!same(corners[i].y, corners[i - 1].y)) continue;
        for (const Rect& wall : walls_) {
            if (detours_.size() >= kMostDetours || corners[i].y <= wall.y || corners[i].y >= wall.bottom()) continue;
            if (!overlap(corners[i - 1].x, corners[i].x, wall.x, wall.right())) continue;
            detours_.push_back(wall.y - kWallGap_px);
            detours_.push_back(wall.bottom() + kWallGap_px);
        }
    }
    for (const double& over_y : detours_) try_all(&over_y);
    spread(corners);
    keep(corners);
}

}  // namespace choke
