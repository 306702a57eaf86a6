#include "views/row_window.h"

#include <algorithm>
#include <cmath>

namespace choke {
namespace {

constexpr double kLeastThumb_px = 24;
constexpr double kRowsPerNotch = 3;
constexpr double kRowsPerZoomStep = 5;  // what zooms elsewhere moves by half a page or so here

double largest_scroll(const RowWindow& window) {
    return window.count > window.fit ? static_cast<double>(window.count - window.fit) * window.row_px : 0;
}

Rect thumb(const RowWindow& window) {
    const double share = static_cast<double>(window.fit) / static_cast<double>(std::max<size_t>(window.count, 1));
    const double height = std::min(window.bar.h, std::max(kLeastThumb_px, window.bar.h * share));
    const double most = largest_scroll(window);
    const double part = most > 0 ? static_cast<double>(window.first) * window.row_px / most : 0;
    return {window.bar.x, window.bar.y + part * (window.bar.h - height), window.bar.w, height};
}

Camera by_rows(const RowWindow& window, double rows) {
    return scrolled_to(window, (static_cast<double>(window.first) + rows) * window.row_px);
}

// At least one row, so that a slow wheel is not lost in the rounding to whole rows.
double whole_rows(double rows) {
    if (rows == 0) return 0;
    return rows > 0 ? std::max(1.0, std::round(rows)) : std::min(-1.0, std::round(rows));
}

}  // namespace

RowWindow row_window(const Rect& area, double row_px, size_t count, const Camera& camera, bool interactive) {
    RowWindow window;
    window.area = area;
    window.row_px = row_px;
    window.count = count;
    window.fit = area.h < row_px ? 0 : static_cast<size_t>(area.h / row_px);
    if (!interactive && window.fit > 0 && count > window.fit) window.fit--;
    const double scroll_y = camera.framed ? std::clamp(camera.scroll_y, 0.0, largest_scroll(window)) : 0;
    window.first = static_cast<size_t>(std::lround(scroll_y / row_px));
    if (interactive && count > window.fit && area.w > 4 * kScrollBar_px && area.h > kLeastThumb_px)
        window.bar = {area.right() - kScrollBar_px, area.y, kScrollBar_px, area.h};
    return window;
}

Camera scrolled_to(const RowWindow& window, double scroll_y) {
    Camera camera;
    camera.framed = true;
    camera.scroll_y = std::clamp(std::round(scroll_y / window.row_px) * window.row_px, 0.0, largest_scroll(window));
    return camera;
}

Camera showing(const RowWindow& window, size_t row) {
    double first = static_cast<double>(window.first);
    const double fit = static_cast<double>(std::max<size_t>(window.fit, 1));
    const double at = static_cast<double>(row);
    if (at < first) first = at;
    if (at >= first + fit) first = at - fit + 1;
    return scrolled_to(window, first * window.row_px);
}

void draw_scroll_bar(const ViewInput& input, const RowWindow& window, Scene& scene) {
    if (window.bar.empty()) return;
    const Pick pick = pick_of(PickKind::ScrollBar);
    const bool hovered = input.hover && kind_of(*input.hover) == PickKind::ScrollBar;
    RectMark track;
    track.rect = window.bar;
    track.fill = input.theme->background;
    track.pick = pick;
    scene.add(Layer::Bands, track);
    RectMark mark;
    mark.rect = thumb(window).inset(1.5);
    mark.radius = static_cast<float>(mark.rect.w / 2);
    mark.fill = hovered ? input.theme->secondary : input.theme->outline;
    mark.pick = pick;
    scene.add(Layer::Marks, mark);
}

bool interact_rows(const RowWindow& window, const Gesture& gesture, std::vector<Effect>& effects) {
    const auto move = [&](const Camera& camera) { effects.emplace_back(SetCamera{camera, false}); };
    const double page = std::max(1.0, static_cast<double>(window.fit) - 1);
    switch (gesture.kind) {
        case GestureKind::Wheel: move(by_rows(window, -whole_rows(gesture.wheel * kRowsPerNotch))); return true;
        case GestureKind::PanZoom:
            move(by_rows(window, -whole_rows(gesture.delta.y / window.row_px) - whole_rows(gesture.wheel * kRowsPerZoomStep)));
            return true;
        case GestureKind::Drag: {
            if (kind_of(gesture.began_pick) == PickKind::ScrollBar && !window.bar.empty()) {
                // The thumb's middle goes where the pointer is.
                const double height = thumb(window).h;
                const double part = (gesture.at.y - window.bar.y - height / 2) / std::max(1.0, window.bar.h - height);
                move(scrolled_to(window, std::clamp(part, 0.0, 1.0) * largest_scroll(window)));
            } else {
                // From the whole way of the pointer, not from its last step, which is less than a row.
                const double before = std::round((gesture.at.y - gesture.delta.y - gesture.began_at.y) / window.row_px);
                const double now = std::round((gesture.at.y - gesture.began_at.y) / window.row_px);
                if (before != now) move(by_rows(window, before - now));
            }
            return true;
        }
        case GestureKind::Click:
            if (kind_of(gesture.pick) != PickKind::ScrollBar) return false;
            if (gesture.at.y < thumb(window).y) move(by_rows(window, -page));
            if (gesture.at.y >= thumb(window).bottom()) move(by_rows(window, page));
            return true;
        case GestureKind::DoubleClick: return kind_of(gesture.pick) == PickKind::ScrollBar;
        case GestureKind::Hover:
        case GestureKind::Leave:
        case GestureKind::DragBegin:
        case GestureKind::DragEnd: return false;
    }
    return false;
}

}  // namespace choke
