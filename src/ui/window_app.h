// WindowApp: one window on one AppState. frame() does one turn of the loop: sleep until something happens, apply what the
// last frame asked for, refresh, draw. Tests drive it frame by frame with real input events.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/derived.h"
#include "app/state.h"
#include "base/error.h"
#include "platform/window.h"

namespace choke {

struct WindowAppOptions {
    std::string path;          // data, a document or a link; empty: built in
    std::string settings_path; // where settings are read and written; empty: nowhere
    std::string autosave_folder;  // where unsaved work is kept; empty: nowhere
    int width = 0;             // 0: from the settings
    int height = 0;
    bool visible = true;
};

class WindowApp {
public:
    // Error: no display, no OpenGL 3.3, no font, data that cannot be read.
    [[nodiscard]] static Result<std::unique_ptr<WindowApp>> open(const WindowAppOptions& options);
    ~WindowApp();

    // One turn; sleeps at most max_wait_s when there is nothing to do. True when a picture was drawn.
    bool frame(double max_wait_s);
    // Draws a picture whether or not anything has changed; for measurements.
    void draw_now();
    // The same, all of it: nothing of the last picture is kept; for tests.
    void draw_anew();
    [[nodiscard]] bool wants_to_close() const;

    [[nodiscard]] AppState& state();
    [[nodiscard]] Derived& derived();
    // Where a view is in the window, in screen units; empty when it is not shown.
    [[nodiscard]] Rect view_rect(std::string_view view_id) const;
    [[nodiscard]] double view_scale() const;  // screen units per scene px
    [[nodiscard]] size_t frame_count() const;  // pictures drawn so far
    [[nodiscard]] size_t drawn_px() const;     // framebuffer px that the last picture drew; the others were kept
    // The last picture, RGBA rows from the top.
    [[nodiscard]] std::vector<uint8_t> screenshot(int& width_px, int& height_px) const;

    // For tests: these stand for the monitors, as parts of one desk; empty: the real ones again.
    void pretend_monitors(std::vector<MonitorArea> areas);
    [[nodiscard]] bool has_presenter() const;  // the window for who speaks is open
    [[nodiscard]] size_t presenter_frame_count() const;
    [[nodiscard]] MonitorArea window_area() const;     // where the windows are, screen units
    [[nodiscard]] MonitorArea presenter_area() const;
    [[nodiscard]] std::vector<uint8_t> presenter_screenshot(int& width_px, int& height_px) const;  // empty: it is not open

private:
    WindowApp();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace choke
