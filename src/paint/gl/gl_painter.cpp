#include "paint/gl/gl_painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <epoxy/gl.h>

#include "base/assert.h"
#include "paint/gl/batches.h"
#include "paint/gl/scissor.h"
#include "paint/gl/shaders.h"
#include "paint/gl/symbol_map.h"

namespace choke {
namespace {

enum class Pipe : uint8_t { Box, Symbol, Line, Curve, Arrow, Plain, Bar };
constexpr size_t kPipeCount = 7;

struct PipeDef {
    std::string_view vertex_name;
    std::string_view fragment_name;
};
constexpr std::array<PipeDef, kPipeCount> kPipes{{
    {"shaders/box.vert", "shaders/box.frag"},
    {"shaders/symbol.vert", "shaders/symbol.frag"},
    {"shaders/line.vert", "shaders/line.frag"},
    {"shaders/curve.vert", "shaders/line.frag"},
    {"shaders/arrow.vert", "shaders/arrow.frag"},
    {"shaders/plain.vert", "shaders/plain.frag"},
    {"shaders/bar.vert", "shaders/bar.frag"},
}};

// Vertex attribute number = place in the list of its struct.
struct Attribute {
    GLint size;
    GLenum type;  // GL_FLOAT; GL_UNSIGNED_BYTE: a colour 0..1; GL_UNSIGNED_INT: bytes as integers
    size_t offset;
};
constexpr std::array kBoxAttributes{
    Attribute{4, GL_FLOAT, offsetof(BoxInstance, rect)},
    Attribute{4, GL_FLOAT, offsetof(BoxInstance, radius)},
    Attribute{4, GL_UNSIGNED_BYTE, offsetof(BoxInstance, fill)},
    Attribute{4, GL_UNSIGNED_BYTE, offsetof(BoxInstance, stroke)},
    Attribute{3, GL_FLOAT, offsetof(BoxInstance, style)},
};
constexpr std::array kSymbolAttributes{
    Attribute{2, GL_FLOAT, offsetof(SymbolInstance, centre)},
    Attribute{4, GL_FLOAT, offsetof(SymbolInstance, size)},
    Attribute{4, GL_UNSIGNED_INT, offsetof(SymbolInstance, kind)},
    Attribute{4, GL_UNSIGNED_BYTE, offsetof(SymbolInstance, fill)},
    Attribute{4, GL_UNSIGNED_BYTE, offsetof(SymbolInstance, stroke)},
};
constexpr std::array kLineAttributes{
    Attribute{4, GL_FLOAT, offsetof(LineInstance, line)},
    Attribute{2, GL_FLOAT, offsetof(LineInstance, width)},
    Attribute{4, GL_UNSIGNED_BYTE, offsetof(LineInstance, colour)},
};
constexpr std::array kCurveAttributes{
    Attribute{4, GL_FLOAT, offsetof(CurveInstance, points)},
    Attribute{4, GL_FLOAT, offsetof(CurveInstance, points) + 4 * sizeof(float)},
    Attribute{2, GL_FLOAT, offsetof(CurveInstance, width)},
    Attribute{4, GL_UNSIGNED_BYTE, offsetof(CurveInstance, colour)},
};
constexpr std::array kArrowAttributes{
    Attribute{4, GL_FLOAT, offsetof(ArrowInstance, corners)},
    Attribute{4, GL_FLOAT, offsetof(ArrowInstance, corners) + 4 * sizeof(float)},
    Attribute{4, GL_UNSIGNED_BYTE, offsetof(ArrowInstance, colour)},
};

struct Layout {
    std::span<const Attribute> attributes;
    size_t stride;
};
Layout layout_of(Pipe pipe) {
    switch (pipe) {
        case Pipe::Box:
        case Pipe::Plain:
        case Pipe::Bar:
            return {kBoxAttributes, sizeof(BoxInstance)};
        case Pipe::Symbol:
            return {kSymbolAttributes, sizeof(SymbolInstance)};
        case Pipe::Line:
            return {kLineAttributes, sizeof(LineInstance)};
        case Pipe::Curve:
            return {kCurveAttributes, sizeof(CurveInstance)};
        case Pipe::Arrow:
            return {kArrowAttributes, sizeof(ArrowInstance)};
    }
    return {};
}

struct Buffer {
    GLuint id = 0;
    size_t capacity_bytes = 0;
};

struct Slot {
    SceneInstances instances;
    std::array<Buffer, kPipeCount> buffers{};
    double width = 0;  // of the scene
    double height = 0;
};

template <typename Instance>
void refill(Buffer& buffer, const std::vector<Instance>& instances) {
    if (instances.empty()) return;
    const size_t size = instances.size() * sizeof(Instance);
    if (buffer.id == 0) glGenBuffers(1, &buffer.id);
    glBindBuffer(GL_ARRAY_BUFFER, buffer.id);
    if (buffer.capacity_bytes < size) buffer.capacity_bytes = size + size / 2;
    // New storage under the old name: the driver need not wait for the frame that still draws from it.
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(buffer.capacity_bytes), nullptr, GL_STREAM_DRAW);
    glBufferSubData(GL_ARRAY_BUFFER, 0, static_cast<GLsizeiptr>(size), instances.data());
}

Pipe pipe_of(MarkKind kind) {
    switch (kind) {
        case MarkKind::Rect:
        case MarkKind::Fade:
            return Pipe::Box;
        case MarkKind::Symbol:
            return Pipe::Symbol;
        case MarkKind::Line:
            return Pipe::Line;
        case MarkKind::Curve:
            return Pipe::Curve;
        case MarkKind::Text:
            break;
    }
    CHOKE_ASSERT(!"text is the caller's to draw");
    return Pipe::Box;
}

// Half floats: 32-bit ones cannot be filtered everywhere.
GLuint make_symbol_texture() {
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    const std::vector<float> distances = symbol_distances();
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R16F, static_cast<GLsizei>(kSymbolShapeCount) * kMapCell, kMapCell, 0,
                 GL_RED, GL_FLOAT, distances.data());
    glBindTexture(GL_TEXTURE_2D, 0);
    return texture;
}

// Chords of 12 framebuffer px are off a curve of 100 px radius by a fifth of a pixel.
int segment_count(double longest_px) {
    return static_cast<int>(std::clamp(std::ceil(longest_px / 12), 8.0, 64.0));
}

}  // namespace

struct GlPainter::Impl {
    std::array<Program, kPipeCount> programs{};
    std::array<GLuint, kPipeCount> vertex_arrays{};
    GLuint symbol_texture = 0;
    std::vector<Slot> slots;
    size_t upload_count = 0;

    void run(const Slot& slot, Pipe pipe, uint32_t begin, uint32_t count, GLsizei vertex_count) const;
    void set_uniforms(const Slot& slot, Pipe pipe, const PaintTarget& target) const;
};

// The first instance is chosen by moving the attributes: a base instance needs GL 4.2.
void GlPainter::Impl::run(const Slot& slot, Pipe pipe, uint32_t begin, uint32_t count,
                          GLsizei vertex_count) const {
    const size_t i = static_cast<size_t>(pipe);
    const Layout layout = layout_of(pipe);
    glBindVertexArray(vertex_arrays[i]);
    const Pipe source = pipe == Pipe::Plain || pipe == Pipe::Bar ? Pipe::Box : pipe;
    glBindBuffer(GL_ARRAY_BUFFER, slot.buffers[static_cast<size_t>(source)].id);
    GLuint location = 0;
    for (const Attribute& attribute : layout.attributes) {
        // GL takes an offset in the guise of a pointer.
        const auto* at = reinterpret_cast<const void*>(begin * layout.stride + attribute.offset);
        const auto stride = static_cast<GLsizei>(layout.stride);
        if (attribute.type == GL_UNSIGNED_INT) {
            glVertexAttribIPointer(location, attribute.size, GL_UNSIGNED_BYTE, stride, at);
        } else {
            const GLboolean normalised = attribute.type == GL_UNSIGNED_BYTE ? GL_TRUE : GL_FALSE;
            glVertexAttribPointer(location, attribute.size, attribute.type, normalised, stride, at);
        }
        ++location;
    }
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, vertex_count, static_cast<GLsizei>(count));
}

void GlPainter::Impl::set_uniforms(const Slot& slot, Pipe pipe, const PaintTarget& target) const {
    const Program& program = programs[static_cast<size_t>(pipe)];
    glUseProgram(program.id);
    glUniform2f(program.framebuffer_px, static_cast<float>(target.framebuffer_width_px),
                static_cast<float>(target.framebuffer_height_px));
    glUniform2f(program.centre_px, static_cast<float>(target.origin_x_px + slot.width / 2 * target.scale),
                static_cast<float>(target.origin_y_px + slot.height / 2 * target.scale));
    glUniform1f(program.scale, static_cast<float>(target.scale));
    glUniform1f(program.opacity, target.opacity);
}

GlPainter::GlPainter() : impl_(std::make_unique<Impl>()) {}

GlPainter::~GlPainter() {
    for (const Slot& slot : impl_->slots) {
        for (const Buffer& buffer : slot.buffers) glDeleteBuffers(1, &buffer.id);
    }
    for (const Program& program : impl_->programs) glDeleteProgram(program.id);
    glDeleteTextures(1, &impl_->symbol_texture);
    glDeleteVertexArrays(kPipeCount, impl_->vertex_arrays.data());
}

Result<std::unique_ptr<GlPainter>> GlPainter::create() {
    const bool desktop = epoxy_is_desktop_gl();
    if (epoxy_gl_version() < (desktop ? 33 : 30)) {
        return fail(
            "this machine gives no OpenGL 3.3; with Mesa's software renderer: LIBGL_ALWAYS_SOFTWARE=1");
    }
    std::unique_ptr<GlPainter> painter(new GlPainter);
    Impl& impl = *painter->impl_;
    for (size_t i = 0; i < kPipeCount; ++i) {
        const Result<Program> program =
            make_program(current_dialect(), kPipes[i].vertex_name, kPipes[i].fragment_name);
        if (!program) return tl::unexpected(program.error());
        impl.programs[i] = *program;
    }
    impl.symbol_texture = make_symbol_texture();
    glGenVertexArrays(kPipeCount, impl.vertex_arrays.data());
    for (size_t i = 0; i < kPipeCount; ++i) {
        glBindVertexArray(impl.vertex_arrays[i]);
        const size_t attribute_count = layout_of(static_cast<Pipe>(i)).attributes.size();
        for (GLuint location = 0; location < attribute_count; ++location) {
            glEnableVertexAttribArray(location);
            glVertexAttribDivisor(location, 1);
        }
    }
    glBindVertexArray(0);
    return painter;
}

void GlPainter::upload(int slot, const Scene& scene) {
    CHOKE_ASSERT(slot >= 0);
    std::vector<Slot>& slots = impl_->slots;
    if (slots.size() <= static_cast<size_t>(slot)) slots.resize(static_cast<size_t>(slot) + 1);
    Slot& s = slots[static_cast<size_t>(slot)];
    s.width = scene.width();
    s.height = scene.height();
    make_instances(scene, s.instances);
    refill(s.buffers[static_cast<size_t>(Pipe::Box)], s.instances.boxes);
    refill(s.buffers[static_cast<size_t>(Pipe::Symbol)], s.instances.symbols);
    refill(s.buffers[static_cast<size_t>(Pipe::Line)], s.instances.lines);
    refill(s.buffers[static_cast<size_t>(Pipe::Curve)], s.instances.curves);
    refill(s.buffers[static_cast<size_t>(Pipe::Arrow)], s.instances.arrows);
    glBindBuffer(GL_ARRAY_BUFFER, 0);
    ++impl_->upload_count;
}

std::span<const PaintBatch> GlPainter::batches(int slot) const {
    if (slot < 0 || static_cast<size_t>(slot) >= impl_->slots.size()) return {};
    return impl_->slots[static_cast<size_t>(slot)].instances.batches;
}

void GlPainter::draw(int slot, size_t batch, const PaintTarget& target) const {
    CHOKE_ASSERT(batch < batches(slot).size());
    const Slot& s = impl_->slots[static_cast<size_t>(slot)];
    const PaintBatch& b = s.instances.batches[batch];
    const BatchExtra& extra = s.instances.extras[batch];
    if ((b.instance_count == 0 && extra.arrow_count == 0) || target.framebuffer_width_px <= 0 ||
        target.framebuffer_height_px <= 0)
        return;

    if (!set_scissor(b.clip, target)) return;
    glDisable(GL_CULL_FACE);
    glDisable(GL_DEPTH_TEST);
    if (extra.box == BoxKind::Opaque && target.opacity >= 1) {
        glDisable(GL_BLEND);
    } else {
        glEnable(GL_BLEND);
    }
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);

    const Pipe pipe = extra.box == BoxKind::Shaped ? pipe_of(b.kind) : extra.box == BoxKind::Bar ? Pipe::Bar : Pipe::Plain;
    impl_->set_uniforms(s, pipe, target);
    if (pipe == Pipe::Symbol) {
        glActiveTexture(GL_TEXTURE0);
        glBindSampler(0, 0);
        glBindTexture(GL_TEXTURE_2D, impl_->symbol_texture);
    }
    GLsizei vertex_count = 4;
    if (pipe == Pipe::Curve) {
        const int segments = segment_count(extra.longest_px * target.scale);
        glUniform1i(impl_->programs[static_cast<size_t>(pipe)].segments, segments);
        vertex_count = 2 * (segments + 1);
    }
    if (b.instance_count > 0) impl_->run(s, pipe, b.instance_begin, b.instance_count, vertex_count);
    if (extra.arrow_count > 0) {
        impl_->set_uniforms(s, Pipe::Arrow, target);
        impl_->run(s, Pipe::Arrow, extra.arrow_begin, extra.arrow_count, 4);
    }
    glBindVertexArray(0);
    glBindBuffer(GL_ARRAY_BUFFER, 0);
}

size_t GlPainter::upload_count() const { return impl_->upload_count; }

}  // namespace choke
