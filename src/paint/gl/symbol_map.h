// The outlines of scene/symbols.h in the form that the symbol shader reads. Plain numbers: knows no GL.
#pragma once

#include <vector>

namespace choke {

struct ShapeTable {
    std::vector<float>
        edges;  // begin x, y and vector x, y to the end, in sides of the box; all shapes in a row
    std::vector<float> shapes;  // of each shape: first edge, edge count, largest |x| or |y| of a corner, 0
};
[[nodiscard]] ShapeTable shape_table();

// Signed distances to the outlines, in sides of the box and negative inside: a row of kMapCell x kMapCell
// cells, one a shape. A cell covers [-kMapSpan / 2, kMapSpan / 2]^2. At 96 texels a corner of a symbol of 48
// px is off by a tenth of a pixel.
inline constexpr int kMapCell = 96;
inline constexpr double kMapSpan = 1.2;
[[nodiscard]] std::vector<float> symbol_distances();

}  // namespace choke
