// A scene as arrays of instances for the GPU and the batches to draw them in. Plain numbers: knows no GL.
// Places are relative to the scene's centre, subtracted in double before they become float. Marks outside
// their clip are left out.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/colour.h"
#include "paint/gl/gl_painter.h"
#include "scene/scene.h"

namespace choke {

// The layouts of these structs are what the vertex shaders of shaders/ read. Lengths are scene px, widths
// those of drawn_width().

// A rectangle, a fade, or (as a bar only) a solid line that is level or upright.
struct BoxInstance {
    std::array<float, 4> rect;  // left, top, width, height
    float radius;
    float stroke_width;
    float left_alpha;  // of the fill
    float right_alpha;
    Colour fill;
    Colour stroke;
    float style;      // LineStyle; of a bar: 0, or 1 for a level line, 2 for an upright one
    float dash_unit;  // length of 1 of dash_pattern()
    float dash_offset;
};

struct SymbolInstance {
    std::array<float, 2> centre;
    float size;
    float stroke_width;
    float dash_unit;
    float dash_offset;
    std::array<uint8_t, 4> kind;  // SymbolShape, LineStyle
    Colour fill;
    Colour stroke;
};

struct LineInstance {
    std::array<float, 4> line;  // from, to
    float width;
    float style;  // LineStyle
    Colour colour;
};

struct CurveInstance {
    std::array<float, 8> points;  // from, control points, to
    float width;
    float style;  // LineStyle
    Colour colour;
};

struct ArrowInstance {
    std::array<float, 8> corners;  // tip, base, left, right
    Colour colour;
};

// Grounds and bands fill the window several times over; a pixel of them must cost as little as a pixel can. They are
// drawn by a shader that knows no borders, and the opaque ones without blending, so that a renderer in software can
// forget what is below.
// Small ones without corners and borders, and grid lines between them, come by the thousand and have a shader that is nearly
// as short.
enum class BoxKind : uint8_t { Shaped, Bar, Plain, Opaque };

// What a batch has beside its instances.
struct BatchExtra {
    BoxKind box = BoxKind::Shaped;  // of rectangles
    uint32_t arrow_begin = 0;
    uint32_t arrow_count = 0;
    double longest_px = 0;  // curve of the batch, by its control points
};

struct SceneInstances {
    std::vector<BoxInstance> boxes;
    std::vector<SymbolInstance> symbols;
    std::vector<LineInstance> lines;
    std::vector<CurveInstance> curves;
    std::vector<ArrowInstance> arrows;
    std::vector<PaintBatch> batches;
    std::vector<BatchExtra> extras;  // one a batch
};

// Refills; warm vectors keep their capacity.
void make_instances(const Scene& scene, SceneInstances& out);

}  // namespace choke
