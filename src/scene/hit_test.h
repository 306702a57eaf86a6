// What is under the pointer. Marks are asked from the topmost down: box first, exact shape second.
#pragma once

#include <vector>

#include "scene/scene.h"

namespace choke {

// A grid over the pickable marks of one scene; built once a scene, asked many times.
class HitIndex {
public:
    void build(const Scene& scene);
    // The topmost mark with a pick within reach_px of the point (symbols and lines are given that much more room;
    // the nearest wins among symbols); nothing gives {}.
    [[nodiscard]] Pick at(const Scene& scene, Vec2 point, double reach_px = 4) const;
    // Every pick whose mark touches the rectangle, each once, ascending.
    [[nodiscard]] std::vector<Pick> within(const Scene& scene, const Rect& rect) const;

private:
    static constexpr double kCell_px = 32;
    int columns_ = 0;
    int rows_ = 0;
    std::vector<uint32_t> cell_begin_;  // columns_ * rows_ + 1
    std::vector<uint32_t> entries_;     // positions in Scene::order()
};

}  // namespace choke
