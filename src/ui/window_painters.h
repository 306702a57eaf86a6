// All that paints the window's picture: marks, labels, and what is kept of the last picture. A GL context must be current
// for every call, the destructor included.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <imgui.h>

#include "base/error.h"
#include "paint/gl/gl_painter.h"
#include "paint/gl/kept_picture.h"
#include "paint/gl/label_painter.h"
#include "ui/label_sheet.h"
#include "ui/repaint.h"

namespace choke {

class WindowPainters {
public:
    // fonts: loaded before the first label is. Error: what GlPainter::create() says.
    [[nodiscard]] static Result<std::unique_ptr<WindowPainters>> create(const UiFonts& fonts);

    [[nodiscard]] GlPainter& marks() { return *marks_; }
    [[nodiscard]] LabelSheet& labels() { return *labels_; }
    // Draws what has changed since the last picture, and shows all of it in the back buffer. Clips the commands of `data`.
    void paint(ImDrawData& data, int width_px, int height_px);
    void forget() { forgets_ = true; }  // the next picture is drawn whole
    [[nodiscard]] size_t drawn_px() const { return drawn_px_; }  // of the last picture
    [[nodiscard]] std::vector<uint8_t> pixels() const { return picture_.pixels(); }

private:
    WindowPainters() = default;
    std::unique_ptr<GlPainter> marks_;
    std::unique_ptr<LabelPainter> label_painter_;
    std::unique_ptr<LabelSheet> labels_;
    KeptPicture picture_;
    Repaint repaint_;
    bool forgets_ = false;
    size_t drawn_px_ = 0;
};

}  // namespace choke
