// Reading data: against the bare parser on the same bytes, in the same run.
#include <cstdio>

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include "common.h"

namespace choke::bench {
namespace {

void bare_simdjson(benchmark::State& state) {
    const simdjson::padded_string padded(bytes_of(static_cast<size_t>(state.range(0))));
    simdjson::dom::parser parser;
    for (auto _ : state) {
        auto document = parser.parse(padded);
        benchmark::DoNotOptimize(document.error());
    }
    state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * padded.size()));
}
BENCHMARK(bare_simdjson)->Arg(100'000)->Unit(benchmark::kMillisecond);

void load_events(benchmark::State& state) {
    const auto count = static_cast<size_t>(state.range(0));
    static_cast<void>(bytes_of(count));
    size_t events = 0;
    for (auto _ : state) {
        const Loaded loaded = load(count);
        events = loaded.data->events.size();
        benchmark::DoNotOptimize(events);
    }
    state.counters["events"] = static_cast<double>(events);
    state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * bytes_of(count).size()));
}
BENCHMARK(load_events)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void load_built_in_history(benchmark::State& state) {
    for (auto _ : state) {
        auto loaded = load_built_in();
        benchmark::DoNotOptimize(loaded->data);
    }
}
BENCHMARK(load_built_in_history)->Unit(benchmark::kMillisecond);

// From nothing to the first scene of both views, as the window needs them.
void built_in_to_first_scenes(benchmark::State& state) {
    auto fonts = FontSet::open();
    if (!fonts) return state.SkipWithError("no fonts");
    for (auto _ : state) {
        AppState app;
        auto loaded = load_built_in();
        apply_load(app, std::move(*loaded), "");
        Derived derived;
        for (const ViewDef& view : views())
            benchmark::DoNotOptimize(derived.scene(app, view, {0, 0, 1300, 560}, **fonts).order().size());
    }
}
BENCHMARK(built_in_to_first_scenes)->Unit(benchmark::kMillisecond);

size_t resident_bytes() {
    long pages = 0;
    long resident = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2) resident = 0;
        std::fclose(file);
    }
    return static_cast<size_t>(resident) * 4096;
}

// Not a time: how much memory a loaded data set keeps.
void memory_of_events(benchmark::State& state) {
    const auto count = static_cast<size_t>(state.range(0));
    const std::string bytes = bytes_of(count);
    const size_t before = resident_bytes();
    const Loaded kept = load(count);
    const size_t after = resident_bytes();
    for (auto _ : state) benchmark::DoNotOptimize(kept.data.get());
    state.counters["MB"] = static_cast<double>(after > before ? after - before : 0) / 1e6;
    state.counters["bytes_per_event"] = static_cast<double>(after > before ? after - before : 0) / static_cast<double>(count);
}
BENCHMARK(memory_of_events)->Arg(100'000)->Iterations(1);

}  // namespace
}  // namespace choke::bench

BENCHMARK_MAIN();
