#include "scene/clip.h"

#include <algorithm>

namespace choke {

// After Liang and Barsky, "A New Concept and Method for Line Clipping", 1984.
bool cut_segment(const Rect& rect, Vec2& from, Vec2& to) {
    const Vec2 d = to - from;
    double enter = 0;
    double leave = 1;
    const auto inside_of_border = [&](double towards, double room) {
        if (towards == 0) return room >= 0;
        const double t = room / towards;
        if (towards < 0) {
            enter = std::max(enter, t);
        } else {
            leave = std::min(leave, t);
        }
        return enter <= leave;
    };
    if (!inside_of_border(-d.x, from.x - rect.x) || !inside_of_border(d.x, rect.right() - from.x) ||
        !inside_of_border(-d.y, from.y - rect.y) || !inside_of_border(d.y, rect.bottom() - from.y)) {
        return false;
    }
    const Vec2 start = from;
    if (leave < 1) to = start + d * leave;
    if (enter > 0) from = start + d * enter;
    return true;
}

bool bring_near(const Rect& clip, Rect& rect) {
    if (clip.empty() || rect.empty()) return false;
    const Rect room = clip.inset(-kNear_px);
    if (!room.encloses(rect)) rect = intersection(room, rect);
    return !rect.empty();
}

bool bring_near(const Rect& clip, LineMark& line) {
    if (clip.empty()) return false;
    const Vec2 to = line.to;
    if (!cut_segment(clip.inset(-kNear_px), line.from, line.to)) return false;
    if (line.to != to) line.arrow = Arrow::None;
    return true;
}

// A curve is not cut but bent: its far points move to the border of a room so wide that what is seen of it
// hardly changes.
bool bring_near(const Rect& clip, CurveMark& curve) {
    if (clip.empty()) return false;
    const Rect room = clip.inset(-kNear_px);
    for (Vec2* point : {&curve.from, &curve.control_1, &curve.control_2, &curve.to}) {
        point->x = std::clamp(point->x, room.x, room.right());
        point->y = std::clamp(point->y, room.y, room.bottom());
    }
    return true;
}

bool is_near(const Rect& clip, Vec2 point) { return !clip.empty() && clip.inset(-kNear_px).contains(point); }

}  // namespace choke
