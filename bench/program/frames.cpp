#include "frames.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include <sys/resource.h>

#include <fmt/format.h>

namespace choke::bench {
namespace {

constexpr double kView_w = 1280;
constexpr double kView_h = 800;

std::pair<int, int> size_from(std::string_view words) {
    const size_t x = std::min(words.find('x'), words.size());
    return {static_cast<int>(number(words.substr(0, x))), x < words.size() ? static_cast<int>(number(words.substr(x + 1))) : 0};
}

double processor_s() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

Result<std::unique_ptr<WindowApp>> open_window(std::string_view view_id, Arguments arguments) {
    const bool panels = has(arguments, "--panels");
    const auto [width, height] = size_from(option(arguments, "--size", panels ? "1920x1080" : "1280x800"));
    if (width <= 0 || height <= 0) return fail("--size wants a width and a height, such as 1920x1080");
    WindowAppOptions options;
    options.width = width;
    options.height = height;
    if (!panels) {
        // Once to see what stands around the view, then with so much more.
        auto probe = WindowApp::open(options);
        if (!probe) return tl::unexpected(probe.error());
        AppState& state = (*probe)->state();
        state.session.show_facets = state.session.show_details = false;
        state.document.panes = {std::string(view_id)};
        (*probe)->draw_now();
        const Rect rect = (*probe)->view_rect(view_id);
        options.width += width - static_cast<int>(rect.w);
        options.height += height - static_cast<int>(rect.h);
    }
    auto app = WindowApp::open(options);
    if (!app) return tl::unexpected(app.error());
    AppState& state = (*app)->state();
    state.session.reduce_motion = true;
    state.session.show_facets = state.session.show_details = panels;
    if (!panels) state.document.panes = {std::string(view_id)};
    for (int i = 0; i < 10; ++i) (*app)->draw_now();
    return std::move(*app);
}

void show(WindowApp& app, Loaded loaded) {
    AppState& state = app.state();
    const std::vector<std::string> panes = state.document.panes;
    apply_load(state, std::move(loaded), "neutral.json");
    state.document.panes = panes;
    for (int i = 0; i < 3; ++i) app.draw_now();
}

std::string json(const FrameTimes& times) {
    return fmt::format(R"({{"frames":{},"fps":{:.1f},"median_ms":{:.2f},"p95_ms":{:.2f},"max_ms":{:.2f},"cpu_ms":{:.2f},"drawn_share":{:.2f}}})",
                       times.frames, times.fps, times.median_ms, times.p95_ms, times.max_ms, times.cpu_ms, times.drawn_share);
}

FrameTimes frames_of(WindowApp& app, double seconds, const std::function<void(double u)>& step) {
    app.draw_now();
    std::vector<double> times_ms;
    double drawn_px = 0;
    const double begin_cpu_s = processor_s();
    const double begin_s = now_s();
    double last_s = begin_s;
    while (last_s - begin_s < seconds) {
        step(std::min(1.0, (last_s - begin_s) / seconds));
        app.draw_now();
        drawn_px += static_cast<double>(app.drawn_px());
        const double done_s = now_s();
        times_ms.push_back((done_s - last_s) * 1e3);
        last_s = done_s;
    }
    const auto pictures = static_cast<double>(times_ms.size());
    const double cpu_ms = (processor_s() - begin_cpu_s) * 1e3 / pictures;
    int width_px = 0;
    int height_px = 0;
    static_cast<void>(app.screenshot(width_px, height_px));
    const double drawn_share = drawn_px / pictures / (static_cast<double>(width_px) * height_px);
    std::ranges::sort(times_ms);
    const auto at = [&](double part) {
        return times_ms[std::min(times_ms.size() - 1, static_cast<size_t>(part * static_cast<double>(times_ms.size())))];
    };
    return {times_ms.size(), pictures / (last_s - begin_s), at(0.5), at(0.95), times_ms.back(), cpu_ms, drawn_share};
}

double there_and_back(double u) { return u < 0.5 ? 2 * u : 2 - 2 * u; }
double geometric(double a, double b, double u) { return a * std::pow(b / a, u); }

}  // namespace choke::bench
