// The operating system's window: GLFW, the GL context, input as events, clipboard, folders. Knows nothing of ours but
// base/. Everything is called on the main thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/colour.h"
#include "base/error.h"

struct GLFWwindow;

namespace choke {

struct WindowOptions {
    std::string title;
    int width = 1600;   // screen units
    int height = 900;
    bool maximised = false;
    bool visible = true;
};

// A monitor's place on the desk, screen units.
struct MonitorArea {
    std::string name;
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    friend bool operator==(const MonitorArea&, const MonitorArea&) = default;
};

// Those that are plugged in now, the main one first. Only while a window is open.
[[nodiscard]] std::vector<MonitorArea> monitors();

// Its GLFW callbacks are set by open(). Whoever adds further ones does so afterwards and calls the earlier ones on, as
// Dear ImGui's GLFW backend does with install_callbacks = true.
// A key going down, or repeating. Numbers are GLFW's.
struct KeyPress {
    int key = 0;
    int modifiers = 0;  // GLFW_MOD_SHIFT | _CONTROL | _ALT | _SUPER
    bool repeated = false;
};

class Window {
public:
    // Error: no display, or no OpenGL 3.3 core: one sentence that says what to do. Where the driver gives no context
    // Mesa's software renderer is tried. One main window at a time.
    [[nodiscard]] static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
    // A further window beside the main one, which must outlive it. Its GL context is its own: nothing made in one is seen in the
    // other. It is shown without taking the keyboard. The context that was current stays current.
    [[nodiscard]] static Result<std::unique_ptr<Window>> open_beside(const WindowOptions& options);
    ~Window();

    void make_current();
    // Covers a monitor without frame; what has the place of none that is plugged in is covered as a part of the desk. Where the
    // window was before is kept.
    void cover(const MonitorArea& area);
    // Back to where it was; nothing when it covers none.
    void uncover();
    [[nodiscard]] bool covers() const { return before_.has_value(); }
    // Inside its frame, screen units; a maximised window is no longer one.
    void move_to(const MonitorArea& area);
    void maximise();  // on the monitor on which it is, where there is a window manager
    [[nodiscard]] MonitorArea area() const;  // where it is; without a name
    // Which of the areas holds most of the window; 0 when none does.
    [[nodiscard]] size_t monitor_among(const std::vector<MonitorArea>& areas) const;
    void take_focus();

    [[nodiscard]] GLFWwindow* handle() const { return handle_; }
    [[nodiscard]] bool should_close() const;
    void request_close();
    // Sleeps until input arrives or timeout_s has passed (infinity: no limit), then handles what came.
    void wait_events(double timeout_s);
    void poll_events();
    void swap();
    [[nodiscard]] int framebuffer_width_px() const;
    [[nodiscard]] int framebuffer_height_px() const;
    [[nodiscard]] int width() const;   // screen units
    [[nodiscard]] int height() const;
    [[nodiscard]] bool maximised() const;
    [[nodiscard]] bool iconified() const;
    [[nodiscard]] double content_scale() const;  // monitor DPI over 96
    void set_title(const std::string& title);

    // True when any input or damage arrived since the last call. What keeps an idle window asleep.
    [[nodiscard]] bool take_activity();
    // Keys pressed since the last call, each with the modifiers held at that moment: at a slow frame rate the modifiers
    // may be up again when the frame is made.
    [[nodiscard]] std::vector<KeyPress> take_key_presses();
    // Files dropped on the window since the last call.
    [[nodiscard]] std::vector<std::string> take_dropped_files();

private:
    Window() = default;
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;
    void install_callbacks();
    GLFWwindow* handle_ = nullptr;
    bool is_main_ = true;
    std::optional<MonitorArea> before_;  // where it was before it covered a monitor
    bool was_maximised_ = false;
    bool activity_ = true;
    std::vector<KeyPress> key_presses_;
    std::vector<std::string> dropped_;
};

// Wakes a wait_events() from any thread.
void wake_window();

[[nodiscard]] double monotonic_s();

// XDG base directories; folders are made when missing. Empty when there is no home or it cannot be written to.
[[nodiscard]] std::string config_folder();  // …/chokepoint
[[nodiscard]] std::string state_folder();

// Opens a URL in the person's browser (xdg-open), only http and https. False when that is not possible.
bool open_url(const std::string& url);

// Today, by the machine's clock, as civil date text "2026-11-23".
[[nodiscard]] std::string today_iso();
// The time of day, "14:32:05", and how long it stays so.
[[nodiscard]] std::string local_time();
[[nodiscard]] double to_next_second_s();

// Fills a part of what is drawn into, counted from its left top; leaves the scissor set.
void clear_area(int left_px, int top_px, int width_px, int height_px, int framebuffer_height_px, Colour colour);

// Reads the colours of all that is drawn into, RGBA rows from the top: for screenshots.
[[nodiscard]] std::vector<uint8_t> read_pixels(int width_px, int height_px);

}  // namespace choke
