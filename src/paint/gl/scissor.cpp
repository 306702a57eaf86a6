#include "paint/gl/scissor.h"

#include <algorithm>
#include <cmath>

#include <epoxy/gl.h>

namespace choke {

bool set_scissor(const Rect& clip, const PaintTarget& target) {
    const Rect framebuffer{0, 0, static_cast<double>(target.framebuffer_width_px), static_cast<double>(target.framebuffer_height_px)};
    const Rect within = target.within.value_or(framebuffer);
    const auto edge = [&target](double origin_px, double scene_px, double least_px, double most_px) {
        const double px = std::floor(origin_px + scene_px * target.scale + 0.5);
        return static_cast<int>(std::clamp(px, least_px, most_px));
    };
    const int left = edge(target.origin_x_px, clip.x, within.x, within.right());
    const int right = edge(target.origin_x_px, clip.right(), within.x, within.right());
    const int top = edge(target.origin_y_px, clip.y, within.y, within.bottom());
    const int bottom = edge(target.origin_y_px, clip.bottom(), within.y, within.bottom());
    if (left >= right || top >= bottom) return false;
    glViewport(0, 0, target.framebuffer_width_px, target.framebuffer_height_px);
    glEnable(GL_SCISSOR_TEST);
    glScissor(left, target.framebuffer_height_px - bottom, right - left, bottom - top);
    return true;
}

}  // namespace choke
