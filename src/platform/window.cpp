#include "platform/window.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>

#include <epoxy/gl.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <fmt/format.h>

namespace choke {
namespace {

constexpr std::string_view kNoDisplay =
    "no display found: set DISPLAY or WAYLAND_DISPLAY, or use `chokepoint render`";
constexpr std::string_view kNoGl =
    "this machine gives no OpenGL 3.3; with Mesa's software renderer: LIBGL_ALWAYS_SOFTWARE=1";

// What GLFW said last, in brackets behind our sentence; nothing when it said nothing.
Error with_reason(std::string_view sentence) {
    const char* reason = nullptr;
    if (glfwGetError(&reason) == GLFW_NO_ERROR || reason == nullptr) {
        return Error{.message = std::string(sentence)};
    }
    return Error{.message = fmt::format("{} ({})", sentence, reason)};
}

bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

MonitorArea area_of(GLFWmonitor* monitor) {
    MonitorArea area;
    const char* name = glfwGetMonitorName(monitor);
    area.name = name != nullptr ? name : "";
    glfwGetMonitorPos(monitor, &area.x, &area.y);
    if (const GLFWvidmode* mode = glfwGetVideoMode(monitor)) {
        area.width = mode->width;
        area.height = mode->height;
    }
    return area;
}

enum class FocusWhenShown : uint8_t { No, Yes };

GLFWwindow* create_window(const WindowOptions& options, FocusWhenShown focus = FocusWhenShown::Yes) {
    glfwDefaultWindowHints();
    glfwWindowHint(GLFW_FOCUSED, focus == FocusWhenShown::Yes ? GLFW_TRUE : GLFW_FALSE);
    glfwWindowHint(GLFW_FOCUS_ON_SHOW, focus == FocusWhenShown::Yes ? GLFW_TRUE : GLFW_FALSE);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_VISIBLE, options.visible ? GLFW_TRUE : GLFW_FALSE);
    glfwWindowHint(GLFW_MAXIMIZED, options.maximised ? GLFW_TRUE : GLFW_FALSE);
    // Everything is flat and smoothed by the shaders.
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_SAMPLES, 0);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "chokepoint");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "chokepoint");
    return glfwCreateWindow(std::max(1, options.width), std::max(1, options.height), options.title.c_str(),
                            nullptr, nullptr);
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    if (glfwInit() != GLFW_TRUE) {
        const bool display = is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
        return tl::unexpected(display ? with_reason(kNoDisplay) : Error{.message = std::string(kNoDisplay)});
    }
    GLFWwindow* handle = create_window(options);
    if (handle == nullptr && !is_set("LIBGL_ALWAYS_SOFTWARE")) {
        // A driver that is too old or broken is no reason to give up where Mesa can do without it. Mesa has
        // read its environment by now, so GLFW begins anew.
        glfwTerminate();
        setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
        if (glfwInit() == GLFW_TRUE) handle = create_window(options);
    }
    if (handle == nullptr) {
        Error error = with_reason(kNoGl);
        glfwTerminate();
        return tl::unexpected(std::move(error));
    }
    std::unique_ptr<Window> window(new Window);
    window->handle_ = handle;
    glfwMakeContextCurrent(handle);
    glfwSwapInterval(1);
    window->install_callbacks();
    return window;
}

Result<std::unique_ptr<Window>> Window::open_beside(const WindowOptions& options) {
    GLFWwindow* const current = glfwGetCurrentContext();
    GLFWwindow* handle = create_window(options, FocusWhenShown::No);
    if (handle == nullptr) return tl::unexpected(with_reason("no second window could be opened"));
    std::unique_ptr<Window> window(new Window);
    window->handle_ = handle;
    window->is_main_ = false;
    // Waiting for one monitor is enough: two waits a picture would halve the rate.
    glfwMakeContextCurrent(handle);
    glfwSwapInterval(0);
    glfwMakeContextCurrent(current);
    window->install_callbacks();
    return window;
}

Window::~Window() {
    glfwDestroyWindow(handle_);
    if (is_main_) glfwTerminate();
}

void Window::make_current() { glfwMakeContextCurrent(handle_); }

void Window::cover(const MonitorArea& area) {
    if (!before_) {
        was_maximised_ = maximised();
        before_ = this->area();
    }
    activity_ = true;
    // The show must not go away when somebody looks at the other monitor.
    glfwSetWindowAttrib(handle_, GLFW_AUTO_ICONIFY, GLFW_FALSE);
    int count = 0;
    GLFWmonitor** all = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        if (!(area_of(all[i]) == area)) continue;
        const GLFWvidmode* mode = glfwGetVideoMode(all[i]);
        glfwSetWindowMonitor(handle_, all[i], 0, 0, area.width, area.height, mode->refreshRate);
        return;
    }
    glfwSetWindowAttrib(handle_, GLFW_DECORATED, GLFW_FALSE);
    glfwSetWindowMonitor(handle_, nullptr, area.x, area.y, area.width, area.height, GLFW_DONT_CARE);
}

void Window::uncover() {
    if (!before_) return;
    const MonitorArea before = *std::exchange(before_, std::nullopt);
    activity_ = true;
    glfwSetWindowMonitor(handle_, nullptr, before.x, before.y, before.width, before.height, GLFW_DONT_CARE);
    glfwSetWindowAttrib(handle_, GLFW_DECORATED, GLFW_TRUE);
    if (was_maximised_) glfwMaximizeWindow(handle_);
}

void Window::move_to(const MonitorArea& area) {
    if (maximised()) glfwRestoreWindow(handle_);
    glfwSetWindowPos(handle_, area.x, area.y);
    glfwSetWindowSize(handle_, std::max(1, area.width), std::max(1, area.height));
    activity_ = true;
}

void Window::maximise() { glfwMaximizeWindow(handle_); }

MonitorArea Window::area() const {
    MonitorArea here;
    glfwGetWindowPos(handle_, &here.x, &here.y);
    glfwGetWindowSize(handle_, &here.width, &here.height);
    return here;
}

size_t Window::monitor_among(const std::vector<MonitorArea>& areas) const {
    const MonitorArea here = area();
    size_t best = 0;
    int64_t most = 0;
    for (size_t i = 0; i < areas.size(); ++i) {
        const int64_t w = std::min(here.x + here.width, areas[i].x + areas[i].width) - std::max(here.x, areas[i].x);
        const int64_t h = std::min(here.y + here.height, areas[i].y + areas[i].height) - std::max(here.y, areas[i].y);
        if (w <= 0 || h <= 0 || w * h <= most) continue;
        most = w * h;
        best = i;
    }
    return best;
}

void Window::take_focus() { glfwFocusWindow(handle_); }

std::vector<MonitorArea> monitors() {
    std::vector<MonitorArea> out;
    int count = 0;
    GLFWmonitor** all = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) out.push_back(area_of(all[i]));
    return out;
}

void Window::install_callbacks() {
    glfwSetWindowUserPointer(handle_, this);
    // GLFW calls back with its window only.
    static constexpr auto touch = [](GLFWwindow* handle) {
        static_cast<Window*>(glfwGetWindowUserPointer(handle))->activity_ = true;
    };
    glfwSetKeyCallback(handle_, [](GLFWwindow* w, int key, int, int action, int modifiers) {
        touch(w);
        // A burst that nobody takes (a window that draws nothing) is not kept for ever.
        auto& presses = static_cast<Window*>(glfwGetWindowUserPointer(w))->key_presses_;
        if (action != GLFW_RELEASE && presses.size() < 256) presses.push_back({key, modifiers, action == GLFW_REPEAT});
    });
    glfwSetCharCallback(handle_, [](GLFWwindow* w, unsigned) { touch(w); });
    glfwSetMouseButtonCallback(handle_, [](GLFWwindow* w, int, int, int) { touch(w); });
    glfwSetCursorPosCallback(handle_, [](GLFWwindow* w, double, double) { touch(w); });
    glfwSetCursorEnterCallback(handle_, [](GLFWwindow* w, int) { touch(w); });
    glfwSetScrollCallback(handle_, [](GLFWwindow* w, double, double) { touch(w); });
    glfwSetWindowFocusCallback(handle_, [](GLFWwindow* w, int) { touch(w); });
    glfwSetWindowIconifyCallback(handle_, [](GLFWwindow* w, int) { touch(w); });
    glfwSetWindowMaximizeCallback(handle_, [](GLFWwindow* w, int) { touch(w); });
    glfwSetWindowPosCallback(handle_, [](GLFWwindow* w, int, int) { touch(w); });
    glfwSetWindowSizeCallback(handle_, [](GLFWwindow* w, int, int) { touch(w); });
    glfwSetFramebufferSizeCallback(handle_, [](GLFWwindow* w, int, int) { touch(w); });
    glfwSetWindowContentScaleCallback(handle_, [](GLFWwindow* w, float, float) { touch(w); });
    glfwSetWindowRefreshCallback(handle_, [](GLFWwindow* w) { touch(w); });
    glfwSetWindowCloseCallback(handle_, [](GLFWwindow* w) { touch(w); });
    glfwSetDropCallback(handle_, [](GLFWwindow* w, int count, const char** paths) {
        touch(w);
        auto* window = static_cast<Window*>(glfwGetWindowUserPointer(w));
        window->dropped_.insert(window->dropped_.end(), paths, paths + count);
    });
}

bool Window::should_close() const { return glfwWindowShouldClose(handle_) != 0; }

void Window::request_close() {
    glfwSetWindowShouldClose(handle_, GLFW_TRUE);
    activity_ = true;
}

void Window::wait_events(double timeout_s) {
    if (std::isinf(timeout_s)) {
        glfwWaitEvents();
    } else if (timeout_s > 0) {
        glfwWaitEventsTimeout(timeout_s);
    } else {
        glfwPollEvents();
    }
}

void Window::poll_events() { glfwPollEvents(); }

void Window::swap() { glfwSwapBuffers(handle_); }

int Window::framebuffer_width_px() const {
    int width_px = 0;
    glfwGetFramebufferSize(handle_, &width_px, nullptr);
    return width_px;
}

int Window::framebuffer_height_px() const {
    int height_px = 0;
    glfwGetFramebufferSize(handle_, nullptr, &height_px);
    return height_px;
}

int Window::width() const {
    int width = 0;
    glfwGetWindowSize(handle_, &width, nullptr);
    return width;
}

int Window::height() const {
    int height = 0;
    glfwGetWindowSize(handle_, nullptr, &height);
    return height;
}

bool Window::maximised() const { return glfwGetWindowAttrib(handle_, GLFW_MAXIMIZED) != 0; }

bool Window::iconified() const { return glfwGetWindowAttrib(handle_, GLFW_ICONIFIED) != 0; }

double Window::content_scale() const {
    float scale = 1;
    glfwGetWindowContentScale(handle_, &scale, nullptr);
    return scale > 0 ? scale : 1;
}

void Window::set_title(const std::string& title) { glfwSetWindowTitle(handle_, title.c_str()); }

bool Window::take_activity() { return std::exchange(activity_, false); }

std::vector<KeyPress> Window::take_key_presses() { return std::exchange(key_presses_, {}); }

std::vector<std::string> Window::take_dropped_files() { return std::exchange(dropped_, {}); }

void wake_window() { glfwPostEmptyEvent(); }

void clear_area(int left_px, int top_px, int width_px, int height_px, int framebuffer_height_px, Colour colour) {
    glEnable(GL_SCISSOR_TEST);
    glScissor(left_px, framebuffer_height_px - top_px - height_px, width_px, height_px);
    glClearColor(static_cast<float>(colour.r) / 255, static_cast<float>(colour.g) / 255, static_cast<float>(colour.b) / 255, 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

std::vector<uint8_t> read_pixels(int width_px, int height_px) {
    const size_t row_bytes = 4 * static_cast<size_t>(std::max(0, width_px));
    const size_t rows = static_cast<size_t>(std::max(0, height_px));
    std::vector<uint8_t> pixels(row_bytes * rows);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width_px, height_px, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    // GL counts rows from the bottom.
    for (size_t row = 0; row < rows / 2; ++row) {
        const auto top = pixels.begin() + static_cast<ptrdiff_t>(row * row_bytes);
        const auto bottom = pixels.begin() + static_cast<ptrdiff_t>((rows - 1 - row) * row_bytes);
        std::swap_ranges(top, top + static_cast<ptrdiff_t>(row_bytes), bottom);
    }
    return pixels;
}

}  // namespace choke
