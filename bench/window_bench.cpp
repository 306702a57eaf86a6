// From nothing to the first picture in the window; needs a display, and software GL where there is no other.
#include <cstdlib>

#include <benchmark/benchmark.h>

#include "ui/window_app.h"

namespace choke::bench {
namespace {

void start_to_first_frame(benchmark::State& state) {
    if (std::getenv("DISPLAY") == nullptr) return state.SkipWithError("no display");
    for (auto _ : state) {
        WindowAppOptions options;
        options.width = 1600;
        options.height = 900;
        auto app = WindowApp::open(options);
        if (!app) return state.SkipWithError("no window");
        (*app)->frame(0);
        state.PauseTiming();
        app->reset();
        state.ResumeTiming();
    }
}
BENCHMARK(start_to_first_frame)->Unit(benchmark::kMillisecond)->Iterations(5);

// A frame in which nothing of the scenes has changed: what a moving pointer costs.
void warm_frame(benchmark::State& state) {
    if (std::getenv("DISPLAY") == nullptr) return state.SkipWithError("no display");
    WindowAppOptions options;
    options.width = 1600;
    options.height = 900;
    auto app = WindowApp::open(options);
    if (!app) return state.SkipWithError("no window");
    for (int i = 0; i < 10; ++i) (*app)->frame(0);
    for (auto _ : state) (*app)->draw_now();
}
BENCHMARK(warm_frame)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace choke::bench
