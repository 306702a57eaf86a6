// Reading data: against the bare parser on the same bytes, in the same run.
#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

#include "common.h"
#include "load_time.h"

namespace choke::bench {
namespace {

// Not a time but a ratio: the load of the same bytes over the DOM of simdjson, both in each round, the median of each.
void load_over_simdjson(benchmark::State& state) {
    const std::string& bytes = bytes_of(static_cast<size_t>(state.range(0)));
    const InputFile file{"generated.json", bytes};
    std::vector<double> load;
    std::vector<double> fresh;
    std::vector<double> warm;
    for (auto _ : state) {
        fresh.push_back(timed_simdjson(bytes, BareParser::Fresh));
        warm.push_back(timed_simdjson(bytes, BareParser::Warm));
        load.push_back(timed_load(file).seconds);
    }
    const auto median = [](std::vector<double>& times) {
        std::nth_element(times.begin(), times.begin() + std::ssize(times) / 2, times.end());
        return times[times.size() / 2];
    };
    state.counters["load_s"] = median(load);
    state.counters["simdjson_fresh_s"] = median(fresh);
    state.counters["simdjson_warm_s"] = median(warm);
    state.counters["ratio_fresh"] = median(load) / median(fresh);
    state.counters["ratio_warm"] = median(load) / median(warm);
}
BENCHMARK(load_over_simdjson)->Arg(100'000)->Iterations(7)->Unit(benchmark::kMillisecond);
BENCHMARK(load_over_simdjson)->Arg(1'000'000)->Iterations(3)->Unit(benchmark::kMillisecond);

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
BENCHMARK(load_events)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

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

// The generated summaries come from a few sentences, so that many are the same and kept once. Here each is its own, as
// in a history that people wrote.
std::string with_own_summaries(std::string bytes) {
    constexpr std::string_view kKey = "\"summary\": \"";
    size_t number = 0;
    for (size_t at = bytes.find(kKey); at != std::string::npos; at = bytes.find(kKey, at + 1)) {
        char digits[9];
        std::snprintf(digits, sizeof digits, "%08zu", number++);
        bytes.replace(at + kKey.size(), 8, digits);
    }
    return bytes;
}

// Not a time: how much memory a loaded data set keeps, and how much it had at most on the way, beyond the bytes of the
// file. Run it alone (--benchmark_filter): what other benchmarks have freed would be used again and not be seen.
void memory_of_events(benchmark::State& state) {
    const auto count = static_cast<size_t>(state.range(0));
    const std::string bytes = state.range(1) != 0 ? with_own_summaries(bytes_of(count)) : bytes_of(count);
    const InputFile file{"generated.json", bytes};
    const size_t before = resident_bytes();
    const auto kept = load_files({&file, 1});
    const size_t after = resident_bytes();
    for (auto _ : state) benchmark::DoNotOptimize(kept->data.get());
    const auto per_event = [&](size_t end) {
        return static_cast<double>(end > before ? end - before : 0) / static_cast<double>(count);
    };
    state.counters["bytes_per_event"] = per_event(after);
    state.counters["peak_bytes_per_event"] = per_event(peak_resident_bytes());
}
BENCHMARK(memory_of_events)->ArgNames({"events", "own_summaries"})->Args({100'000, 0})->Iterations(1);
BENCHMARK(memory_of_events)->ArgNames({"events", "own_summaries"})->Args({1'000'000, 0})->Iterations(1);
BENCHMARK(memory_of_events)->ArgNames({"events", "own_summaries"})->Args({1'000'000, 1})->Iterations(1);

}  // namespace
}  // namespace choke::bench

BENCHMARK_MAIN();
