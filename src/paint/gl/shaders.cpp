#include "paint/gl/shaders.h"

#include <algorithm>
#include <array>

#include <epoxy/gl.h>
#include <fmt/format.h>

#include "base/assert.h"
#include "embedded/shaders.h"
#include "paint/gl/symbol_map.h"
#include "scene/symbols.h"

namespace choke {
namespace {

std::string_view shader_text(std::string_view name) {
    const auto files = chokepoint::embedded::files_shaders();
    const auto file = std::ranges::find_if(files, [name](const auto& f) { return f.name.ends_with(name); });
    CHOKE_ASSERT(file != files.end());
    return file->bytes;
}

Result<uint32_t> compile(GlslDialect dialect, GLenum stage, std::string_view name) {
    const std::string prelude = shader_prelude(dialect);
    const std::string_view common = shader_text("shaders/common.glsl");
    const std::string_view body = shader_text(name);
    // #line gives the driver's log the line numbers of the file.
    const std::string_view line = "#line 1\n";
    const std::array<const char*, 5> parts{prelude.data(), line.data(), common.data(), line.data(),
                                           body.data()};
    const std::array<GLint, 5> sizes{static_cast<GLint>(prelude.size()), static_cast<GLint>(line.size()),
                                     static_cast<GLint>(common.size()), static_cast<GLint>(line.size()),
                                     static_cast<GLint>(body.size())};
    const GLuint shader = glCreateShader(stage);
    glShaderSource(shader, static_cast<GLsizei>(parts.size()), parts.data(), sizes.data());
    glCompileShader(shader);
    GLint compiled = GL_FALSE;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
    if (compiled == GL_TRUE) return shader;

    std::string log(4096, '\0');
    GLsizei log_size = 0;
    glGetShaderInfoLog(shader, static_cast<GLsizei>(log.size()), &log_size, log.data());
    log.resize(static_cast<size_t>(log_size));
    glDeleteShader(shader);
    return fail(fmt::format("the graphics driver refuses the shader {}: {}", name, log));
}

void set_constants(GLuint program) {
    glUseProgram(program);
    std::array<float, 4 * kLineStyleCount> dashes{};
    for (size_t i = 0; i < kLineStyleCount; ++i) {
        const std::span<const double> pattern = dash_pattern(static_cast<LineStyle>(i));
        CHOKE_ASSERT(pattern.size() <= 4);
        std::ranges::transform(pattern, dashes.begin() + static_cast<ptrdiff_t>(4 * i),
                               [](double length) { return static_cast<float>(length); });
    }
    glUniform4fv(glGetUniformLocation(program, "u_dash"), kLineStyleCount, dashes.data());

    // A location that a program has not got is -1, which GL ignores.
    const ShapeTable symbols = shape_table();
    // ES 3.0 promises 224 vectors to a fragment shader; some are taken by the others.
    CHOKE_ASSERT(symbols.edges.size() / 4 <= 200);
    glUniform4fv(glGetUniformLocation(program, "u_edge"), static_cast<GLsizei>(symbols.edges.size() / 4),
                 symbols.edges.data());
    glUniform4fv(glGetUniformLocation(program, "u_shape"), kSymbolShapeCount, symbols.shapes.data());
    glUniform1i(glGetUniformLocation(program, "u_distance"), 0);
    glUseProgram(0);
}

}  // namespace

GlslDialect current_dialect() { return epoxy_is_desktop_gl() ? GlslDialect::Core330 : GlslDialect::Es300; }

std::string shader_prelude(GlslDialect dialect) {
    const std::string_view version = dialect == GlslDialect::Core330
                                         ? "#version 330 core\n#define LINEAR noperspective\n"
                                         : "#version 300 es\nprecision highp float;\nprecision highp int;\n#define LINEAR\n";
    std::string prelude(version);
    prelude += fmt::format("const int kEdgeCount = {};\nconst int kShapeCount = {};\n",
                           shape_table().edges.size() / 4, kSymbolShapeCount);
    const auto constant = [&prelude](std::string_view name, double value) {
        prelude += fmt::format("const float {} = {:.6f};\n", name, value);
    };
    constant("kCircleRadius", kCircleRadius);
    // Samples stay half a texel inside their cell, or the neighbour's shape would show.
    constant("kMapReach", kMapSpan / 2 * (1 - 1.0 / kMapCell));
    constant("kMapScale", 1 / kMapSpan);
    constant("kStruckReach", kStruckReach);
    constant("kDoubleInnerScale", kDoubleInnerScale);
    // In the widths that are drawn, which are what the shaders know.
    constant("kDoubleRectInset", kDoubleRectInset / kDoubleWidth);
    constant("kDoubleLineOffset", kDoubleLineOffset / kDoubleWidth);
    return prelude;
}

Result<Program> make_program(GlslDialect dialect, std::string_view vertex_name,
                             std::string_view fragment_name) {
    const Result<uint32_t> vertex = compile(dialect, GL_VERTEX_SHADER, vertex_name);
    if (!vertex) return tl::unexpected(vertex.error());
    const Result<uint32_t> fragment = compile(dialect, GL_FRAGMENT_SHADER, fragment_name);
    if (!fragment) {
        glDeleteShader(*vertex);
        return tl::unexpected(fragment.error());
    }
    const GLuint id = glCreateProgram();
    glAttachShader(id, *vertex);
    glAttachShader(id, *fragment);
    glLinkProgram(id);
    glDeleteShader(*vertex);
    glDeleteShader(*fragment);
    GLint linked = GL_FALSE;
    glGetProgramiv(id, GL_LINK_STATUS, &linked);
    if (linked != GL_TRUE) {
        std::string log(4096, '\0');
        GLsizei log_size = 0;
        glGetProgramInfoLog(id, static_cast<GLsizei>(log.size()), &log_size, log.data());
        log.resize(static_cast<size_t>(log_size));
        glDeleteProgram(id);
        return fail(
            fmt::format("the graphics driver cannot link {} and {}: {}", vertex_name, fragment_name, log));
    }
    set_constants(id);
    return Program{.id = id,
                   .framebuffer_px = glGetUniformLocation(id, "u_framebuffer_px"),
                   .centre_px = glGetUniformLocation(id, "u_centre_px"),
                   .scale = glGetUniformLocation(id, "u_scale"),
                   .opacity = glGetUniformLocation(id, "u_opacity"),
                   .segments = glGetUniformLocation(id, "u_segments")};
}

}  // namespace choke
