#include "ui/window_painters.h"

#include <utility>

#include <imgui_impl_opengl3.h>

#include "platform/window.h"
#include "ui/widgets.h"

namespace choke {

Result<std::unique_ptr<WindowPainters>> WindowPainters::create(const UiFonts& fonts) {
    auto marks = GlPainter::create();
    if (!marks) return tl::unexpected(marks.error());
    auto labels = LabelPainter::create();
    if (!labels) return tl::unexpected(labels.error());
    std::unique_ptr<WindowPainters> painters(new WindowPainters);
    painters->marks_ = std::move(*marks);
    painters->label_painter_ = std::move(*labels);
    painters->labels_ = std::make_unique<LabelSheet>(*painters->label_painter_, fonts);
    return painters;
}

void WindowPainters::paint(ImDrawData& data, int width_px, int height_px) {
    const bool forgets = std::exchange(forgets_, false);
    const bool keeps = picture_.begin(width_px, height_px) && !forgets;
    drawn_px_ = 0;
    for (const PixelRect& rect : repaint_.reduce(data, keeps)) {
        if (!covered_by_ground(data, rect))
            clear_area(rect.left, rect.top, rect.right - rect.left, rect.bottom - rect.top, height_px, {0, 0, 0, 255});
        drawn_px_ += static_cast<size_t>(rect.right - rect.left) * static_cast<size_t>(rect.bottom - rect.top);
    }
    if (drawn_px_ > 0) ImGui_ImplOpenGL3_RenderDrawData(&data);
    picture_.show();
}

}  // namespace choke
