// The window for who speaks: the step on the wall and the next one, both live, the notes in large type, clock and time, and every
// step of the story by a word of it. A window with an ImGui context and a GL context of its own: nothing is shared with the main one but
// the facts, so that neither can disturb the other.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/derived.h"
#include "app/presenting.h"
#include "app/state.h"
#include "platform/window.h"
#include "ui/canvas.h"
#include "ui/panels.h"

namespace choke {

// A view of the main window, to be shown small.
struct ShownPane {
    const ViewDef* view = nullptr;
    Rect rect;  // screen units of the main window
};

struct PresenterInput {
    std::span<const ShownPane> panes;
    Rect whole;       // around the panes; empty: none is shown
    double scale = 1; // screen units per scene px in the main window
    double now_s = 0;
    std::string_view clock;  // "14:32:05"
};

class PresenterWindow {
public:
    // Beside the main window, which must outlive it. Its GL context is current afterwards. Error: no second window, no OpenGL.
    [[nodiscard]] static Result<std::unique_ptr<PresenterWindow>> open(const FontSet& fonts, const WindowOptions& options);
    ~PresenterWindow();

    [[nodiscard]] Window& window();
    [[nodiscard]] bool typing() const;  // a field has the keyboard
    [[nodiscard]] double last_draw_s() const;
    [[nodiscard]] size_t frame_count() const;
    // The last picture, RGBA rows from the top. Leaves its GL context current.
    [[nodiscard]] std::vector<uint8_t> screenshot(int& width_px, int& height_px) const;
    // `shown` holds the scenes of the main window. What is asked for goes into the inbox. Leaves its GL context current, and
    // the ImGui context that was.
    void draw(const AppState& state, Derived& shown, const PresenterInput& input, Inbox& inbox);

private:
    PresenterWindow();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace choke
