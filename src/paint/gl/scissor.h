// What of the framebuffer a batch may touch. Internal to paint/gl/.
#pragma once

#include "paint/gl/gl_painter.h"

namespace choke {

// clip: scene px. Edges are rounded like those of rectangles, so that a clip that is a rectangle's box cuts where the box
// ends. Sets viewport and scissor. False: nothing is left to draw in.
[[nodiscard]] bool set_scissor(const Rect& clip, const PaintTarget& target);

}  // namespace choke
