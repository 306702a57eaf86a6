// Compiles the programs of shaders/. Each is put together from a version line, constants, common.glsl and its
// own file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "scene/scene.h"

namespace choke {

// The dialect that the current context speaks.
enum class GlslDialect : uint8_t { Core330, Es300 };
[[nodiscard]] GlslDialect current_dialect();

// A linked program with its uniforms; -1 for those that it has not got. Owned by whoever made it.
struct Program {
    uint32_t id = 0;
    int framebuffer_px = -1;
    int centre_px = -1;
    int scale = -1;
    int opacity = -1;
    int segments = -1;
};

// names: "box.vert", "box.frag". Error: the driver's log, with the name of the file it is about. The uniforms
// that never change (dashes, outlines of the symbols) are set already.
[[nodiscard]] Result<Program> make_program(GlslDialect dialect, std::string_view vertex_name,
                                           std::string_view fragment_name);

// What stands in front of every shader: version line, constants. For tests.
[[nodiscard]] std::string shader_prelude(GlslDialect dialect);

}  // namespace choke
