// A hidden window with a canvas of a known size to paint scenes on, and what tests ask of the picture.
#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <epoxy/gl.h>

#include <catch2/catch_test_macros.hpp>

#include "paint/gl/gl_painter.h"
#include "platform/window.h"
#include "scene/scene.h"

namespace choke::test {

struct Picture {
    int width_px = 0;
    int height_px = 0;
    std::vector<uint8_t> rgba;

    [[nodiscard]] std::array<int, 4> at(int x_px, int y_px) const {
        const size_t i =
            4 * (static_cast<size_t>(y_px) * static_cast<size_t>(width_px) + static_cast<size_t>(x_px));
        return {rgba[i], rgba[i + 1], rgba[i + 2], rgba[i + 3]};
    }
    // Of black ink on white paper: 0 is paper, 1 is ink.
    [[nodiscard]] double ink(int x_px, int y_px) const { return 1 - at(x_px, y_px)[0] / 255.0; }
    [[nodiscard]] double ink_sum() const {
        double sum = 0;
        for (int y = 0; y < height_px; ++y) {
            for (int x = 0; x < width_px; ++x) sum += ink(x, y);
        }
        return sum;
    }
};

class Canvas {
  public:
    // Skips the test case where there is no display.
    Canvas() {
        if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr)
            SKIP("no display");
        auto window = Window::open({.title = "test", .width = 64, .height = 64, .visible = false});
        INFO((window ? std::string() : window.error().message));
        REQUIRE(window.has_value());
        window_ = std::move(*window);
        auto painter = GlPainter::create();
        INFO((painter ? std::string() : painter.error().message));
        REQUIRE(painter.has_value());
        painter_ = std::move(*painter);
        glGenFramebuffers(1, &framebuffer_);
        glGenRenderbuffers(1, &colours_);
    }
    ~Canvas() {
        glDeleteRenderbuffers(1, &colours_);
        glDeleteFramebuffers(1, &framebuffer_);
    }
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    [[nodiscard]] GlPainter& painter() { return *painter_; }

    void upload(const Scene& scene) { painter_->upload(0, scene); }

    // What was uploaded last, on the scene's background, the scene's left top corner at the origin.
    Picture draw(const Scene& scene, double scale = 1, Vec2 origin_px = {0, 0}, float opacity = 1) {
        const PaintTarget target{
            .origin_x_px = origin_px.x,
            .origin_y_px = origin_px.y,
            .scale = scale,
            .framebuffer_width_px = static_cast<int>(scene.width() * scale + 2 * origin_px.x),
            .framebuffer_height_px = static_cast<int>(scene.height() * scale + 2 * origin_px.y),
            .opacity = opacity};
        glBindRenderbuffer(GL_RENDERBUFFER, colours_);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, target.framebuffer_width_px,
                              target.framebuffer_height_px);
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colours_);
        REQUIRE(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
        const Colour paper = scene.background();
        glDisable(GL_SCISSOR_TEST);
        glClearColor(paper.r / 255.0F, paper.g / 255.0F, paper.b / 255.0F, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        for (size_t i = 0; i < painter_->batches(0).size(); ++i) {
            if (painter_->batches(0)[i].kind != MarkKind::Text) painter_->draw(0, i, target);
        }
        Picture picture{
            .width_px = target.framebuffer_width_px, .height_px = target.framebuffer_height_px, .rgba = {}};
        picture.rgba = read_pixels(picture.width_px, picture.height_px);
        CHECK(glGetError() == GLenum{GL_NO_ERROR});
        return picture;
    }

    Picture paint(Scene& scene, double scale = 1) {
        scene.finish();
        upload(scene);
        return draw(scene, scale);
    }

  private:
    std::unique_ptr<Window> window_;
    std::unique_ptr<GlPainter> painter_;
    GLuint framebuffer_ = 0;
    GLuint colours_ = 0;
};

inline Scene paper(double width_px, double height_px) {
    Scene scene;
    scene.set_size(width_px, height_px);
    scene.set_background(rgb(0xffffff));
    return scene;
}

inline constexpr Colour kInk{0, 0, 0, 255};

}  // namespace choke::test
