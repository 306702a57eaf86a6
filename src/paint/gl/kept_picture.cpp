#include "paint/gl/kept_picture.h"

#include <algorithm>

#include <epoxy/gl.h>

namespace choke {

KeptPicture::~KeptPicture() { release(); }

void KeptPicture::release() {
    if (frame_buffer_ != 0) glDeleteFramebuffers(1, &frame_buffer_);
    if (colours_ != 0) glDeleteTextures(1, &colours_);
    frame_buffer_ = colours_ = 0;
}

bool KeptPicture::begin(int width_px, int height_px) {
    const bool same = width_px == width_px_ && height_px == height_px_;
    if (!same) {
        release();
        width_px_ = width_px;
        height_px_ = height_px;
        glGenTextures(1, &colours_);
        glBindTexture(GL_TEXTURE_2D, colours_);
        // The order of bytes that windows have: show() is then a plain copy.
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, std::max(1, width_px), std::max(1, height_px), 0, GL_BGRA, GL_UNSIGNED_BYTE, nullptr);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glBindTexture(GL_TEXTURE_2D, 0);
        glGenFramebuffers(1, &frame_buffer_);
        glBindFramebuffer(GL_FRAMEBUFFER, frame_buffer_);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, colours_, 0);
        if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) release();
    }
    glBindFramebuffer(GL_FRAMEBUFFER, frame_buffer_);
    return same && frame_buffer_ != 0;
}

void KeptPicture::show() {
    if (frame_buffer_ == 0) return;
    glDisable(GL_SCISSOR_TEST);  // it would cut the copy
    glBindFramebuffer(GL_READ_FRAMEBUFFER, frame_buffer_);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
    glBlitFramebuffer(0, 0, width_px_, height_px_, 0, 0, width_px_, height_px_, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

std::vector<uint8_t> KeptPicture::pixels() const {
    const auto row_bytes = static_cast<ptrdiff_t>(4) * width_px_;
    std::vector<uint8_t> out(static_cast<size_t>(row_bytes) * static_cast<size_t>(height_px_));
    if (out.empty()) return out;
    glBindFramebuffer(GL_READ_FRAMEBUFFER, frame_buffer_);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width_px_, height_px_, GL_RGBA, GL_UNSIGNED_BYTE, out.data());
    glBindFramebuffer(GL_READ_FRAMEBUFFER, 0);
    // GL counts rows from the bottom.
    for (int row = 0; row < height_px_ / 2; ++row) {
        const auto top = out.begin() + row * row_bytes;
        std::swap_ranges(top, top + row_bytes, out.begin() + (height_px_ - 1 - row) * row_bytes);
    }
    return out;
}

}  // namespace choke
