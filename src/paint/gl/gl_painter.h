// Paints the marks of a scene with OpenGL 3.3 core: one instanced batch a run of one mark kind, distance-function
// shaders from shaders/. Text is not painted here: the GUI's glyph atlas does it, between the batches, so that the paint
// order of the scene holds. A GL context must be current for every call.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/error.h"
#include "scene/scene.h"

namespace choke {

// A run of records of the scene's paint order with one clip: either all text or all of one other kind.
struct PaintBatch {
    MarkKind kind = MarkKind::Rect;
    uint32_t order_begin = 0;  // into Scene::order()
    uint32_t order_end = 0;
    uint32_t instance_begin = 0;  // into the buffer of the kind
    uint32_t instance_count = 0;
    Rect clip;  // scene px
};

// Where the scene is on the framebuffer.
struct PaintTarget {
    double origin_x_px = 0;  // framebuffer px of the scene's left top corner, from the left top
    double origin_y_px = 0;
    double scale = 1;        // framebuffer px per scene px
    int framebuffer_width_px = 0;
    int framebuffer_height_px = 0;
    float opacity = 1;
};

class GlPainter {
public:
    // Error: no OpenGL 3.3 core, or a shader that does not compile (with the driver's log).
    [[nodiscard]] static Result<std::unique_ptr<GlPainter>> create();
    ~GlPainter();

    // One painter may hold several scenes (one a view): slot is a small number of the caller's.
    // Uploads instance data; call only when the scene has changed.
    void upload(int slot, const Scene& scene);
    [[nodiscard]] std::span<const PaintBatch> batches(int slot) const;
    // Draws one batch that is not text; sets its own blend, scissor and program state and leaves them changed.
    void draw(int slot, size_t batch, const PaintTarget& target) const;
    [[nodiscard]] size_t upload_count() const;  // for tests: an idle window uploads nothing

private:
    GlPainter();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace choke
