#include "paint/gl/label_painter.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <epoxy/gl.h>

#include "base/assert.h"
#include "paint/gl/scissor.h"
#include "paint/gl/shaders.h"

namespace choke {
namespace {

// Room for a thousand labels of 200 x 20 px; 16 MB.
constexpr int kSheet_px = 2048;

struct Corner {
    std::array<float, 2> px;
    std::array<float, 2> place;  // 0..1 of the sheet
};

struct Slot {
    GLuint buffer = 0;
    uint32_t count = 0;  // of quads
};

}  // namespace

struct LabelPainter::Impl {
    Program program;
    GLuint vertex_array = 0;
    GLuint sheet = 0;
    std::vector<Slot> slots;
    // Labels stand side by side on shelves; a shelf is as high as its first label.
    int shelf_y = 0;
    int shelf_height = 0;
    int next_x = 0;
};

LabelPainter::LabelPainter() : impl_(std::make_unique<Impl>()) {}

LabelPainter::~LabelPainter() {
    for (const Slot& slot : impl_->slots) glDeleteBuffers(1, &slot.buffer);
    glDeleteProgram(impl_->program.id);
    glDeleteTextures(1, &impl_->sheet);
    glDeleteVertexArrays(1, &impl_->vertex_array);
}

Result<std::unique_ptr<LabelPainter>> LabelPainter::create() {
    std::unique_ptr<LabelPainter> painter(new LabelPainter);
    Impl& impl = *painter->impl_;
    const Result<Program> program = make_program(current_dialect(), "shaders/label.vert", "shaders/label.frag");
    if (!program) return tl::unexpected(program.error());
    impl.program = *program;
    glGenTextures(1, &impl.sheet);
    glBindTexture(GL_TEXTURE_2D, impl.sheet);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, kSheet_px, kSheet_px, 0, GL_BGRA, GL_UNSIGNED_BYTE, nullptr);
    glBindTexture(GL_TEXTURE_2D, 0);
    glGenVertexArrays(1, &impl.vertex_array);
    return painter;
}

std::optional<SheetPlace> LabelPainter::put(int width, int height, std::span<const uint32_t> pixels) {
    CHOKE_ASSERT(pixels.size() == static_cast<size_t>(width) * static_cast<size_t>(height));
    Impl& impl = *impl_;
    if (width > kSheet_px || height > kSheet_px) return std::nullopt;
    // A low label on a high shelf would waste it.
    const bool fits = height <= impl.shelf_height && 2 * height > impl.shelf_height && impl.next_x + width <= kSheet_px;
    if (!fits) {
        if (impl.shelf_y + impl.shelf_height + height > kSheet_px) return std::nullopt;
        impl.shelf_y += impl.shelf_height;
        impl.shelf_height = height;
        impl.next_x = 0;
    }
    const SheetPlace place{impl.next_x, impl.shelf_y};
    impl.next_x += width;
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, impl.sheet);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexSubImage2D(GL_TEXTURE_2D, 0, place.x, place.y, width, height, GL_BGRA, GL_UNSIGNED_BYTE, pixels.data());
    glBindTexture(GL_TEXTURE_2D, 0);
    return place;
}

void LabelPainter::clear() {
    impl_->shelf_y = impl_->shelf_height = impl_->next_x = 0;
    ++generation_;
}

void LabelPainter::upload(int slot, std::span<const LabelQuad> quads) {
    CHOKE_ASSERT(slot >= 0);
    std::vector<Slot>& slots = impl_->slots;
    if (slots.size() <= static_cast<size_t>(slot)) slots.resize(static_cast<size_t>(slot) + 1);
    Slot& s = slots[static_cast<size_t>(slot)];
    s.count = static_cast<uint32_t>(quads.size());
    if (quads.empty()) return;
    std::vector<Corner> corners;
    corners.reserve(6 * quads.size());
    for (const LabelQuad& quad : quads) {
        const auto add = [&](int dx, int dy) {
            corners.push_back({{static_cast<float>(quad.x + dx), static_cast<float>(quad.y + dy)},
                               {static_cast<float>(quad.from.x + dx) / kSheet_px, static_cast<float>(quad.from.y + dy) / kSheet_px}});
        };
        // Two triangles with an edge in common, which software renderers take for the rectangle that it is.
        add(0, 0);
        add(0, quad.height);
        add(quad.width, quad.height);
        add(0, 0);
        add(quad.width, quad.height);
        add(quad.width, 0);
    }
    if (s.buffer == 0) glGenBuffers(1, &s.buffer);
    glBindBuffer(GL_ARRAY_BUFFER, s.buffer);
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(corners.size() * sizeof(Corner)), corners.data(), GL_STREAM_DRAW);
    glBindBuffer(GL_ARRAY_BUFFER, 0);
}

void LabelPainter::draw(int slot, uint32_t begin, uint32_t count, const Rect& clip, const PaintTarget& target) const {
    CHOKE_ASSERT(slot >= 0 && static_cast<size_t>(slot) < impl_->slots.size());
    const Slot& s = impl_->slots[static_cast<size_t>(slot)];
    CHOKE_ASSERT(begin + count <= s.count);
    if (count == 0 || target.framebuffer_width_px <= 0 || target.framebuffer_height_px <= 0 || !set_scissor(clip, target)) return;
    glDisable(GL_CULL_FACE);
    glDisable(GL_DEPTH_TEST);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glUseProgram(impl_->program.id);
    glUniform2f(impl_->program.framebuffer_px, static_cast<float>(target.framebuffer_width_px), static_cast<float>(target.framebuffer_height_px));
    glActiveTexture(GL_TEXTURE0);
    glBindSampler(0, 0);
    glBindTexture(GL_TEXTURE_2D, impl_->sheet);
    glBindVertexArray(impl_->vertex_array);
    glBindBuffer(GL_ARRAY_BUFFER, s.buffer);
    // GL takes an offset in the guise of a pointer.
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, sizeof(Corner), reinterpret_cast<const void*>(offsetof(Corner, px)));
    glEnableVertexAttribArray(1);
    glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(Corner), reinterpret_cast<const void*>(offsetof(Corner, place)));
    glDrawArrays(GL_TRIANGLES, static_cast<GLint>(6 * begin), static_cast<GLsizei>(6 * count));
    glBindVertexArray(0);
    glBindBuffer(GL_ARRAY_BUFFER, 0);
}

}  // namespace choke
