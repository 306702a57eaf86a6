// Scenes of the views and the hit test, at the sizes that the program promises.
#include <benchmark/benchmark.h>

#include "common.h"
#include "scene/hit_test.h"
#include "views/timeline_internal.h"

namespace choke::bench {
namespace {

constexpr Rect kArea{0, 0, 2560, 900};

FontSet& fonts() {
    static std::unique_ptr<FontSet> set = std::move(*FontSet::open());
    return *set;
}

struct TimelineBench {
    AppState& app;
    Derived derived;
    TimelineCache cache;
    Scene scene;
    const ViewDef& view = *find_view("timeline");

    explicit TimelineBench(size_t event_count) : app(state_of(event_count)) {
        app.session.cameras.clear();
        build(Camera{});
    }
    void build(const Camera& camera) {
        ViewInput input = derived.view_input(app, view, kArea, fonts());
        input.camera = camera;
        scene.clear();
        scene.set_size(kArea.w, kArea.h);
        build_timeline(input, cache, scene);
        scene.finish();
    }
    Camera camera() const {
        Camera camera;
        camera.framed = true;
        camera.time = cache.scale.open();
        return camera;
    }
};

// The whole at once, everything placed anew at another resolution each time.
void timeline_scene_zooming(benchmark::State& state) {
    TimelineBench bench(static_cast<size_t>(state.range(0)));
    const Camera whole = bench.camera();
    double factor = 1;
    for (auto _ : state) {
        factor = factor > 1.5 ? 1.0 : factor * 1.01;
        Camera camera = whole;
        camera.time = zoomed(whole.time, kArea.w / 2, factor);
        bench.build(camera);
        benchmark::DoNotOptimize(bench.scene.order().size());
    }
    state.counters["marks"] = static_cast<double>(bench.scene.order().size());
}
BENCHMARK(timeline_scene_zooming)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

// Panning: lanes, boxes and placement stay; counted, not only timed.
void timeline_scene_panning(benchmark::State& state) {
    TimelineBench bench(static_cast<size_t>(state.range(0)));
    Camera camera = bench.camera();
    camera.time = zoomed(camera.time, kArea.w / 2, 8);
    bench.build(camera);
    const size_t lanes = bench.cache.lanes.build_count();
    const size_t placements = bench.cache.placement.build_count();
    double x = 0;
    for (auto _ : state) {
        x = x > 200 ? 0 : x + 3;
        Camera moved = camera;
        moved.time = panned(camera.time, x);
        bench.build(moved);
        benchmark::DoNotOptimize(bench.scene.order().size());
    }
    state.counters["lane_builds"] = static_cast<double>(bench.cache.lanes.build_count() - lanes);
    state.counters["placements"] = static_cast<double>(bench.cache.placement.build_count() - placements);
}
BENCHMARK(timeline_scene_panning)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void hit_test_of_timeline(benchmark::State& state) {
    TimelineBench bench(static_cast<size_t>(state.range(0)));
    HitIndex hits;
    hits.build(bench.scene);
    double x = 0;
    for (auto _ : state) {
        x = x > kArea.w ? 0 : x + 7.3;
        benchmark::DoNotOptimize(hits.at(bench.scene, {x, 300}));
    }
}
BENCHMARK(hit_test_of_timeline)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void hit_index_of_timeline(benchmark::State& state) {
    TimelineBench bench(static_cast<size_t>(state.range(0)));
    HitIndex hits;
    for (auto _ : state) hits.build(bench.scene);
}
BENCHMARK(hit_index_of_timeline)->Arg(100'000)->Unit(benchmark::kMillisecond);

void filter_by_actor(benchmark::State& state) {
    AppState& app = state_of(static_cast<size_t>(state.range(0)));
    const std::string id(app.data->text(app.data->actors.id[3]));
    const auto query = parse_query("actor:" + id, *app.data);
    for (auto _ : state) benchmark::DoNotOptimize(app.index->select(*query, kEverKnown).size());
}
BENCHMARK(filter_by_actor)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void map_of_built_in_history(benchmark::State& state) {
    AppState app;
    apply_load(app, std::move(*load_built_in()), "");
    for (auto _ : state) {
        Derived derived;
        benchmark::DoNotOptimize(derived.scene(app, *find_view("map"), {0, 0, 1300, 560}, fonts()).order().size());
    }
}
BENCHMARK(map_of_built_in_history)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace choke::bench
