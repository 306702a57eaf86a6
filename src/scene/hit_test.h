// What is under the pointer. Marks are asked from the topmost down: box first, exact shape second.
#pragma once

#include <cstdint>
#include <vector>

#include "scene/scene.h"

namespace choke {

// A grid over the pickable marks of one scene; built once a scene, asked many times. Both questions take the
// scene that it was built from.
class HitIndex {
public:
    void build(const Scene& scene);
    // The topmost mark with a pick within reach_px of the point; nothing gives {}. Rectangles, fades and
    // texts are hit inside their box; symbols and lines, which are small or thin, are given reach_px more
    // room. Down to the first box that covers the point, the nearest symbol wins, else the nearest line, else
    // the box. What a clip hides is not there.
    [[nodiscard]] Pick at(const Scene& scene, Vec2 point, double reach_px = 4) const;
    // Every pick whose mark touches the rectangle, each once, ascending.
    [[nodiscard]] std::vector<Pick> within(const Scene& scene, const Rect& rect) const;

private:
    // Cells of the grid that a rectangle touches, half-open.
    struct CellRange {
        int left, top, right, bottom;
    };
    [[nodiscard]] CellRange cells_of(const Rect& rect) const;
    // Positions in Scene::order() of the marks in the cells around the rectangle, ascending.
    [[nodiscard]] std::vector<uint32_t> candidates(const Rect& rect) const;

    struct Touched {
        uint32_t cell;
        uint32_t position;  // in Scene::order()
    };

    static constexpr double kCell_px = 32;
    int columns_ = 0;
    int rows_ = 0;
    std::vector<uint32_t> cell_begin_;  // columns_ * rows_ + 1
    std::vector<uint32_t> entries_;     // positions in Scene::order()
    std::vector<Touched> touched_;      // only inside build(); kept for its capacity
};

}  // namespace choke
