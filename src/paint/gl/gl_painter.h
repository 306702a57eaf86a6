// Paints the marks of a scene with OpenGL 3.3 core: one instanced batch a run of one mark kind, distance-function
// shaders from shaders/. Text is not painted here: the GUI's glyph atlas does it, between the batches, so that the
// paint order of the scene holds. A GL context must be current for every call, the destructor included.
//
// Outlines, dashes and arrow heads are those of scene/symbols.h, as in figures. One thing differs: rectangles, fades
// and exactly horizontal or vertical lines are moved by less than a framebuffer pixel, so that their edges are crisp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/error.h"
#include "scene/scene.h"

namespace choke {

// A run of records of the scene's paint order with one clip: either all text or all of one other kind. Fades,
// rectangles, and solid lines that are level or upright count as one kind and are called Rect. Records that cannot be seen may lie within a run or between two:
// for text, walk the records from order_begin to order_end.
struct PaintBatch {
    MarkKind kind = MarkKind::Rect;
    uint32_t order_begin = 0;  // into Scene::order()
    uint32_t order_end = 0;
    uint32_t instance_begin = 0;  // into the buffer of the kind
    uint32_t instance_count = 0;
    Rect clip;  // scene px; never larger than the scene
};

// Where the scene is on the framebuffer.
struct PaintTarget {
    double origin_x_px = 0;  // framebuffer px of the scene's left top corner, from the left top
    double origin_y_px = 0;
    double scale = 1;        // framebuffer px per scene px
    int framebuffer_width_px = 0;
    int framebuffer_height_px = 0;
    std::optional<Rect> within{};  // framebuffer px from the left top, whole numbers; nothing outside is drawn
    float opacity = 1;  // of each mark, so marks that overlap show through one another
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
    // Draws one batch that is not text into the bound framebuffer, whose colours are taken as premultiplied. Sets what
    // it needs and leaves changed: viewport, scissor, blending, culling, depth test, program, and on texture unit 0 the
    // active unit, texture and sampler. No vertex array and no array buffer are bound afterwards. In a callback of an
    // ImDrawList, follow it with ImDrawCallback_ResetRenderState.
    void draw(int slot, size_t batch, const PaintTarget& target) const;
    [[nodiscard]] size_t upload_count() const;  // for tests: an idle window uploads nothing

private:
    GlPainter();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace choke
