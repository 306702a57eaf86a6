// Draws texts that are pictures already: each label is put on a sheet (a texture) once, with its halo, and is from then on
// one rectangle that is copied. Letter by letter, halos included, texts are half of what a timeline costs in software.
// A GL context must be current for every call, the destructor included.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "base/error.h"
#include "paint/gl/gl_painter.h"

namespace choke {

// A place on the sheet, texels from the left top.
struct SheetPlace {
    int x = 0;
    int y = 0;
};

// Where a piece of the sheet goes: whole framebuffer px from the left top.
struct LabelQuad {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    SheetPlace from;
};

class LabelPainter {
public:
    // Error: a shader that does not compile (with the driver's log).
    [[nodiscard]] static Result<std::unique_ptr<LabelPainter>> create();
    ~LabelPainter();

    // pixels: rows from the top, premultiplied, blue lowest. Nothing: the sheet has no room for it.
    [[nodiscard]] std::optional<SheetPlace> put(int width, int height, std::span<const uint32_t> pixels);
    // Forgets all places. The number of times that this was done tells whether a place is still good.
    void clear();
    [[nodiscard]] size_t generation() const { return generation_; }

    // One painter may hold the labels of several scenes; slot is a small number of the caller's.
    void upload(int slot, std::span<const LabelQuad> quads);
    // Draws some of them inside clip (scene px). Sets and leaves changed what GlPainter::draw() does.
    void draw(int slot, uint32_t begin, uint32_t count, const Rect& clip, const PaintTarget& target) const;

private:
    LabelPainter();
    struct Impl;
    std::unique_ptr<Impl> impl_;
    size_t generation_ = 0;
};

}  // namespace choke
