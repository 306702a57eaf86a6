#include "paint/gl/batches.h"

#include <algorithm>
#include <initializer_list>
#include <numbers>

#include "scene/clip.h"
#include "scene/symbols.h"

namespace choke {
namespace {

// The vertex arrays read these structs with fixed offsets and no padding.
static_assert(sizeof(Colour) == 4);
static_assert(sizeof(BoxInstance) == 52);
static_assert(sizeof(SymbolInstance) == 36);
static_assert(sizeof(LineInstance) == 28);
static_assert(sizeof(CurveInstance) == 44);
static_assert(sizeof(ArrowInstance) == 36);

// What a line reaches beyond its points, bounded from above: a double line is wider than its stroke, an arrow
// head longer.
double reach_px(const Stroke& stroke) { return 8 + 3.0 * stroke.width; }

Rect bounds(std::initializer_list<Vec2> points, double margin) {
    Rect box{points.begin()->x, points.begin()->y, 0, 0};
    Vec2 far = *points.begin();
    for (const Vec2 p : points) {
        box.x = std::min(box.x, p.x);
        box.y = std::min(box.y, p.y);
        far = {std::max(far.x, p.x), std::max(far.y, p.y)};
    }
    box.w = far.x - box.x;
    box.h = far.y - box.y;
    return box.inset(-margin);
}

// The shader has the patterns; how they are fitted to an outline is told by two numbers.
struct DashUnit {
    float unit_px = 0;
    float offset_px = 0;
};

DashUnit unit_of(const Stroke& stroke, const Dashes& dashes) {
    if (dashes.count == 0) return {};
    const double unit_px = dashes.lengths_px[0] / dash_pattern(stroke.style)[0];
    return {static_cast<float>(unit_px), static_cast<float>(dashes.offset_px)};
}

// What is left of a fade that was cut keeps the alphas it had there.
FadeMark cut_fade(FadeMark part, const Rect& whole) {
    const auto alpha_at = [left = part.left_alpha, right = part.right_alpha, &whole](double x) {
        return static_cast<float>(left + (right - left) * (x - whole.x) / whole.w);
    };
    if (part.rect == whole) return part;
    part.left_alpha = alpha_at(part.rect.x);
    part.right_alpha = alpha_at(part.rect.right());
    return part;
}

// Smaller ones are not worth a batch of their own.
constexpr double kLeastPlain_px = 8;  // of either side
constexpr double kLeastPlain_px2 = 6000;

bool drawn(const Stroke& stroke) { return stroke.width > 0 && stroke.colour.a > 0; }

// Grid lines, edges of bars, stems: as plain as a bar, and between bars.
bool is_upright(const LineMark& mark) {
    return mark.stroke.style == LineStyle::Solid && mark.arrow == Arrow::None && (mark.from.x == mark.to.x || mark.from.y == mark.to.y);
}

BoxKind box_kind(const RectMark& mark) {
    if (mark.radius > 0 || drawn(mark.stroke)) return BoxKind::Shaped;
    const bool large = std::min(mark.rect.w, mark.rect.h) >= kLeastPlain_px && mark.rect.w * mark.rect.h >= kLeastPlain_px2;
    if (!large) return BoxKind::Bar;
    return mark.fill.a == 255 ? BoxKind::Opaque : BoxKind::Plain;
}

class Builder {
  public:
    Builder(const Scene& scene, SceneInstances& out)
        : scene_(scene), out_(out), centre_{scene.width() / 2, scene.height() / 2} {}

    void add(const OrderRecord& record, uint32_t position) {
        const Rect& clip = scene_.clips()[record.clip];
        // Fades and rectangles are one kind of instance: bars and their fades alternate by the thousand.
        const bool upright = record.kind == MarkKind::Line && is_upright(scene_.lines()[record.index]);
        const MarkKind kind = record.kind == MarkKind::Fade || upright ? MarkKind::Rect : record.kind;
        const auto needs_batch = [&](BoxKind box = BoxKind::Shaped) {
            const bool same = !out_.batches.empty() && out_.batches.back().kind == kind && clip_ == record.clip &&
                              out_.extras.back().box == box;
            if (!same) begin(kind, box, record.clip, position);
            out_.batches.back().order_end = position + 1;
        };
        const auto visible = [&clip](const Rect& box) { return !clip.empty() && box.overlaps(clip); };
        switch (record.kind) {
            case MarkKind::Rect: {
                RectMark mark = scene_.rects()[record.index];
                const double reach = drawn(mark.stroke) ? mark.stroke.width / 2.0 : 0;
                if (!bring_near(clip, mark.rect) || !visible(mark.rect.inset(-reach - kSlack_px))) return;
                needs_batch(kind_in_run(box_kind(mark), position));
                push(mark);
                break;
            }
            case MarkKind::Fade: {
                FadeMark mark = scene_.fades()[record.index];
                const Rect whole = mark.rect;
                if (!bring_near(clip, mark.rect) || !visible(mark.rect.inset(-kSlack_px))) return;
                needs_batch(kind_in_run(BoxKind::Bar, position));
                push(cut_fade(mark, whole));
                break;
            }
            case MarkKind::Symbol: {
                const SymbolMark& mark = scene_.symbols()[record.index];
                const Rect box = bounds({mark.centre}, mark.size + mark.stroke.width + kSlack_px);
                if (mark.size <= 0 || !visible(box)) return;
                needs_batch();
                push(mark);
                break;
            }
            case MarkKind::Line: {
                LineMark mark = scene_.lines()[record.index];
                if (!drawn(mark.stroke) || !bring_near(clip, mark)) return;
                if (!visible(bounds({mark.from, mark.to}, reach_px(mark.stroke)))) return;
                needs_batch(upright ? BoxKind::Bar : BoxKind::Shaped);
                if (upright) push_upright(mark);
                else push(mark);
                break;
            }
            case MarkKind::Curve: {
                CurveMark mark = scene_.curves()[record.index];
                if (!drawn(mark.stroke) || !bring_near(clip, mark)) return;
                const Rect box =
                    bounds({mark.from, mark.control_1, mark.control_2, mark.to}, reach_px(mark.stroke));
                if (!visible(box)) return;
                needs_batch();
                push(mark);
                break;
            }
            case MarkKind::Text:
                needs_batch();
                break;
        }
        if (kind != MarkKind::Text)
            out_.batches.back().instance_count = count(kind) - out_.batches.back().instance_begin;
    }

  private:
    // Snapping moves edges by up to half a framebuffer pixel, smoothing adds another.
    static constexpr double kSlack_px = 2;

    // A bar among shaped boxes is drawn as one of them: batches cost more than their pixels.
    [[nodiscard]] BoxKind kind_in_run(BoxKind kind, uint32_t position) const {
        if (kind != BoxKind::Bar) return kind;
        const auto order = scene_.order();
        const uint16_t clip = order[position].clip;
        const bool after_boxes = !out_.batches.empty() && out_.batches.back().kind == MarkKind::Rect && clip_ == clip;
        if (after_boxes && out_.extras.back().box == BoxKind::Bar) return kind;
        const bool after_shaped = after_boxes && out_.extras.back().box == BoxKind::Shaped;
        constexpr size_t kLeastRun = 8;
        for (size_t i = position; i < position + kLeastRun; ++i) {
            const bool ends = i == order.size() || order[i].clip != clip || !(is_box(order[i]) || is_bar(order[i]));
            if (ends) return after_shaped ? BoxKind::Shaped : kind;
            if (!is_bar(order[i])) return BoxKind::Shaped;
        }
        return kind;
    }

    [[nodiscard]] static bool is_box(const OrderRecord& record) { return record.kind == MarkKind::Rect || record.kind == MarkKind::Fade; }
    [[nodiscard]] bool is_bar(const OrderRecord& record) const {
        switch (record.kind) {
            case MarkKind::Rect: return box_kind(scene_.rects()[record.index]) == BoxKind::Bar;
            case MarkKind::Fade: return true;
            case MarkKind::Line: return is_upright(scene_.lines()[record.index]);
            default: return false;
        }
    }

    [[nodiscard]] uint32_t count(MarkKind kind) const {
        switch (kind) {
            case MarkKind::Rect:
            case MarkKind::Fade:
                return static_cast<uint32_t>(out_.boxes.size());
            case MarkKind::Symbol:
                return static_cast<uint32_t>(out_.symbols.size());
            case MarkKind::Line:
                return static_cast<uint32_t>(out_.lines.size());
            case MarkKind::Curve:
                return static_cast<uint32_t>(out_.curves.size());
            case MarkKind::Text:
                return 0;
        }
        return 0;
    }

    void begin(MarkKind kind, BoxKind box, uint16_t clip, uint32_t position) {
        clip_ = clip;
        out_.batches.push_back({.kind = kind,
                                .order_begin = position,
                                .order_end = position,
                                .instance_begin = count(kind),
                                .instance_count = 0,
                                .clip = scene_.clips()[clip]});
        out_.extras.push_back({.box = box, .arrow_begin = static_cast<uint32_t>(out_.arrows.size())});
    }

    [[nodiscard]] float x(double scene_x) const { return static_cast<float>(scene_x - centre_.x); }
    [[nodiscard]] float y(double scene_y) const { return static_cast<float>(scene_y - centre_.y); }
    static float style(const Stroke& stroke) { return static_cast<float>(stroke.style); }

    void push(const RectMark& mark) {
        const double radius = std::min<double>(mark.radius, std::min(mark.rect.w, mark.rect.h) / 2);
        const double border_px =
            2 * (mark.rect.w + mark.rect.h) - (8 - 2 * std::numbers::pi) * std::max(0.0, radius);
        const DashUnit dash = unit_of(mark.stroke, outline_dashes(mark.stroke, border_px));
        out_.boxes.push_back({.rect = box(mark.rect),
                              .radius = mark.radius,
                              .stroke_width = drawn(mark.stroke) ? drawn_width(mark.stroke) : 0,
                              .left_alpha = 1,
                              .right_alpha = 1,
                              .fill = mark.fill,
                              .stroke = mark.stroke.colour,
                              .style = drawn(mark.stroke) ? style(mark.stroke) : 0,
                              .dash_unit = dash.unit_px,
                              .dash_offset = dash.offset_px});
    }

    void push(const FadeMark& mark) {
        out_.boxes.push_back({.rect = box(mark.rect),
                              .radius = 0,
                              .stroke_width = 0,
                              .left_alpha = mark.left_alpha,
                              .right_alpha = mark.right_alpha,
                              .fill = mark.colour,
                              .stroke = {0, 0, 0, 0},
                              .style = 0,
                              .dash_unit = 0,
                              .dash_offset = 0});
    }

    [[nodiscard]] std::array<float, 4> box(const Rect& rect) const {
        return {x(rect.x), y(rect.y), static_cast<float>(rect.w), static_cast<float>(rect.h)};
    }

    void push(const SymbolMark& mark) {
        const bool dashed = !dash_pattern(mark.stroke.style).empty();
        const DashUnit dash =
            dashed ? unit_of(mark.stroke, symbol_dashes(mark.stroke, mark.shape, mark.size)) : DashUnit{};
        out_.symbols.push_back(
            {.centre = {x(mark.centre.x), y(mark.centre.y)},
             .size = mark.size,
             .stroke_width = drawn(mark.stroke) ? drawn_width(mark.stroke) : 0,
             .dash_unit = dash.unit_px,
             .dash_offset = dash.offset_px,
             .kind = {static_cast<uint8_t>(mark.shape), static_cast<uint8_t>(mark.stroke.style), 0, 0},
             .fill = mark.fill,
             .stroke = mark.stroke.colour});
    }

    void push(const LineMark& mark) {
        const LineParts parts = line_parts(mark);
        if (parts.has_head) push(parts.head, mark.stroke.colour);
        if (!parts.has_shaft) return;
        const LineMark& shaft = parts.shaft;
        out_.lines.push_back({.line = {x(shaft.from.x), y(shaft.from.y), x(shaft.to.x), y(shaft.to.y)},
                              .width = drawn_width(shaft.stroke),
                              .style = style(shaft.stroke),
                              .colour = shaft.stroke.colour});
    }

    // Cut to the neighbourhood of the clip it is still level or upright.
    void push_upright(const LineMark& mark) {
        const bool level = mark.from.y == mark.to.y && mark.from.x != mark.to.x;
        const Rect along{std::min(mark.from.x, mark.to.x), std::min(mark.from.y, mark.to.y), std::abs(mark.to.x - mark.from.x), std::abs(mark.to.y - mark.from.y)};
        out_.boxes.push_back({.rect = box(along),
                              .radius = 0,
                              .stroke_width = drawn_width(mark.stroke),
                              .left_alpha = 1,
                              .right_alpha = 1,
                              .fill = mark.stroke.colour,
                              .stroke = {0, 0, 0, 0},
                              .style = level ? 1.0F : 2.0F,
                              .dash_unit = 0,
                              .dash_offset = 0});
    }

    void push(const CurveMark& mark) {
        const CurveParts parts = curve_parts(mark);
        if (parts.has_head) push(parts.head, mark.stroke.colour);
        if (!parts.has_shaft) return;
        const CurveMark& shaft = parts.shaft;
        out_.curves.push_back(
            {.points = {x(shaft.from.x), y(shaft.from.y), x(shaft.control_1.x), y(shaft.control_1.y),
                        x(shaft.control_2.x), y(shaft.control_2.y), x(shaft.to.x), y(shaft.to.y)},
             .width = drawn_width(shaft.stroke),
             .style = style(shaft.stroke),
             .colour = shaft.stroke.colour});
        double& longest = out_.extras.back().longest_px;
        longest = std::max(longest, length(shaft.control_1 - shaft.from) +
                                        length(shaft.control_2 - shaft.control_1) +
                                        length(shaft.to - shaft.control_2));
    }

    void push(const ArrowHead& head, Colour colour) {
        out_.arrows.push_back({.corners = {x(head.tip.x), y(head.tip.y), x(head.base.x), y(head.base.y),
                                           x(head.left.x), y(head.left.y), x(head.right.x), y(head.right.y)},
                               .colour = colour});
        ++out_.extras.back().arrow_count;
    }

    const Scene& scene_;
    SceneInstances& out_;
    Vec2 centre_;
    uint16_t clip_ = 0;  // of the last batch
};

}  // namespace

void make_instances(const Scene& scene, SceneInstances& out) {
    out.boxes.clear();
    out.symbols.clear();
    out.lines.clear();
    out.curves.clear();
    out.arrows.clear();
    out.batches.clear();
    out.extras.clear();
    Builder builder(scene, out);
    uint32_t position = 0;
    for (const OrderRecord& record : scene.order()) builder.add(record, position++);
}

}  // namespace choke
