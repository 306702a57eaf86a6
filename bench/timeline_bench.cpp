// The timeline's engine at 10,000, 100,000 and a million events: a scripted flight from everything to one day and along
// it, frame by frame, with the middle and the worst hundredth of the build times; what a filter costs; and the lane index
// by itself.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <numeric>
#include <vector>

#include "common.h"
#include "query/lane_index.h"
#include "views/timeline_internal.h"

namespace choke::bench {
namespace {

// High enough for forty lanes, all in sight.
constexpr Rect kArea{0, 0, 2560, 1530};

FontSet& fonts() {
    static std::unique_ptr<FontSet> set = std::move(*FontSet::open());
    return *set;
}

// Time of this thread: what else the machine does is not counted.
double now_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(std::max<size_t>(1, values.size()));
}

double quantile(std::vector<double> values, double at) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[static_cast<size_t>(at * static_cast<double>(values.size() - 1))];
}

struct Flight {
    AppState& app;
    Derived derived;
    std::unique_ptr<TimelineCache> cache = std::make_unique<TimelineCache>();
    Scene scene;
    const ViewDef& view = *find_view("timeline");
    ParamValues params{{"lanes", "actor"}};

    explicit Flight(size_t event_count) : app(state_of(event_count)) {
        app.session.cameras.clear();
        build(Camera{});
    }
    double build(const Camera& camera) {
        ViewInput input = derived.view_input(app, view, kArea, fonts());
        input.params = &params;
        input.camera = camera;
        const double begin = now_ms();
        scene.clear();
        scene.set_size(kArea.w, kArea.h);
        build_timeline(input, *cache, scene);
        scene.finish();
        return now_ms() - begin;
    }

    // 240 frames from everything to one day across the window, 120 along it, 120 out again half way, 120 along that.
    std::vector<double> fly() {
        std::vector<double> times;
        Camera camera;
        camera.framed = true;
        camera.time = fitted_scale(cache->lanes.value(), cache->frame.lanes.w);
        const double width = cache->frame.lanes.w;
        const double steps = std::log(camera.time.seconds_per_px * width / kSecondsPerDay);
        const auto frame = [&](double factor, double dx) {
            if (factor != 1) camera.time = zoomed(camera.time, 0.6 * width, factor);
            if (dx != 0) camera.time = panned(camera.time, dx);
            times.push_back(build(camera));
        };
        for (int i = 0; i < 240; ++i) frame(std::exp(steps / 240), 0);
        for (int i = 0; i < 120; ++i) frame(1, -37);
        for (int i = 0; i < 120; ++i) frame(std::exp(-steps / 240), 0);
        for (int i = 0; i < 120; ++i) frame(1, 41);
        return times;
    }
};

struct Figures {
    double median_ms = 0;
    double p99_ms = 0;
    double mean_ms = 0;
};

Figures fly_often(size_t event_count) {
    Flight flight(event_count);
    flight.fly();  // warm
    Figures best{1e9, 1e9, 1e9};
    for (int round = 0; round < 3; ++round) {
        const std::vector<double> times = flight.fly();
        best.median_ms = std::min(best.median_ms, quantile(times, 0.5));
        best.p99_ms = std::min(best.p99_ms, quantile(times, 0.99));
        best.mean_ms = std::min(best.mean_ms, mean(times));
    }
    return best;
}

void timeline_flight(benchmark::State& state) {
    const auto event_count = static_cast<size_t>(state.range(0));
    Figures figures;
    for (auto _ : state) figures = fly_often(event_count);
    const Figures small = event_count == 10'000 ? figures : fly_often(10'000);
    Flight flight(event_count);
    state.counters["lanes"] = static_cast<double>(flight.cache->lanes.value().lanes.size());
    state.counters["marks"] = static_cast<double>(flight.scene.order().size());
    state.counters["median_ms"] = figures.median_ms;
    state.counters["p99_ms"] = figures.p99_ms;
    state.counters["mean_ms"] = figures.mean_ms;
    state.counters["mean_to_10k"] = figures.mean_ms / small.mean_ms;
    state.counters["median_to_10k"] = figures.median_ms / small.median_ms;
}
BENCHMARK(timeline_flight)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Iterations(1)->Unit(benchmark::kMillisecond);

// What changes when a filter does: the lanes and their index, from half of the events.
void timeline_filter(benchmark::State& state) {
    AppState& app = state_of(static_cast<size_t>(state.range(0)));
    const Dataset& data = *app.data;
    EventSet some;
    for (size_t i = 0; i < data.events.size(); ++i)
        if (i % 16 < 8) some.add(id_at<EventId>(i));
    Derived derived;
    ViewInput input = derived.view_input(app, *find_view("timeline"), kArea, fonts());
    const TimelineFacts facts = gather_facts(data);
    const LaneScheme scheme = make_lane_scheme(data, facts, {&data, "actor", false});
    LanesKey key;
    key.order = "natural";
    key.own_lanes = 40;
    TimelineLanes lanes;
    const EventSet all = EventSet::all(data.events.size());
    bool half = false;
    std::vector<double> times;
    for (auto _ : state) {
        half = !half;
        input.visible = half ? &some : &all;
        const double begin = now_ms();
        build_lanes(input, facts, scheme, key, lanes);
        if (half) times.push_back(now_ms() - begin);
    }
    state.counters["half_ms"] = quantile(times, 0.5);
    state.counters["index_bytes_an_event"] =
        static_cast<double>(lanes.index.bytes()) / static_cast<double>(std::max<size_t>(1, lanes.index.entry_count()));
}
BENCHMARK(timeline_filter)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

// Once a data set: what lanes are made from, and the lanes of one parameter.
void timeline_first_build(benchmark::State& state) {
    AppState& app = state_of(static_cast<size_t>(state.range(0)));
    const Dataset& data = *app.data;
    for (auto _ : state) {
        const TimelineFacts facts = gather_facts(data);
        const LaneScheme scheme = make_lane_scheme(data, facts, {&data, "actor", false});
        benchmark::DoNotOptimize(scheme.categories.size());
    }
}
BENCHMARK(timeline_first_build)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

LaneIndex::Entry some_entry(testing::SplitMix64& random, size_t i) {
    const auto anchor = static_cast<Instant>(i) * 378;
    const auto reach = random.one_in(5) ? static_cast<Instant>(random.below(90)) * kSecondsPerDay : 0;
    return {id_at<EventId>(i), anchor, anchor - reach, anchor + reach, static_cast<float>(random.below(40))};
}

void lane_index_build(benchmark::State& state) {
    const auto count = static_cast<size_t>(state.range(0));
    testing::SplitMix64 random(5);
    std::vector<LaneIndex::Entry> entries;
    std::vector<uint32_t> lane_of;
    std::vector<uint32_t> sizes(40, 0);
    for (size_t i = 0; i < count; ++i) {
        entries.push_back(some_entry(random, i));
        lane_of.push_back(static_cast<uint32_t>(random.below(sizes.size())));
        sizes[lane_of.back()]++;
    }
    size_t bytes = 0;
    for (auto _ : state) {
        LaneIndex index;
        index.start(sizes);
        for (size_t i = 0; i < count; ++i) index.add(lane_of[i], entries[i]);
        index.finish();
        bytes = index.bytes();
    }
    state.counters["bytes_an_event"] = static_cast<double>(bytes) / static_cast<double>(count);
}
BENCHMARK(lane_index_build)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace choke::bench
