// A window of a tenth of the span moves across it; then the whole, a hundredth of it, and the whole again.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <optional>

#include <fmt/format.h>

#include "frames.h"
#include "load_time.h"
#include "neutral.h"
#include "views/timeline_internal.h"

namespace choke::bench {
namespace {

constexpr std::string_view kTimeline = "timeline";

// A neutral file is a list, a file of our own an object.
bool is_list(const std::string& path) {
    std::ifstream file(path);
    char first = 0;
    file >> first;
    return first == '[';
}

struct Span {
    Instant begin_s = kMaxInstant;
    Instant end_s = kMinInstant;
};
Span span_of(const Dataset& data) {
    Span out;
    for (size_t i = 0; i < data.events.size(); ++i) {
        const DateBounds& date = data.events.date[i];
        if (date.begin == EndKind::Known) out.begin_s = std::min(out.begin_s, date.earliest);
        if (date.end == EndKind::Known) out.end_s = std::max(out.end_s, date.latest);
    }
    return out;
}

void look_at(WindowApp& app, double begin_s, double end_s) {
    auto& cache = static_cast<TimelineCache&>(app.derived().cache(*find_view(kTimeline)));
    Camera camera;
    camera.framed = true;
    camera.time = fit_scale(static_cast<Instant>(begin_s), static_cast<Instant>(end_s), 0, cache.frame.lanes.w);
    app.state().session.cameras[std::string(kTimeline)] = camera;
}

}  // namespace

int run_timeline(Arguments arguments) {
    const std::string path(arguments.front());
    std::optional<NeutralEvents> events;
    Loaded loaded;
    if (is_list(path)) {
        auto read = read_events(path);
        if (!read) return refuse(to_string(read.error()));
        events = std::move(*read);
    } else {
        auto read = load_path(path);
        if (!read) return refuse(to_string(read.error()));
        loaded = std::move(*read);
    }
    auto opened = open_window(kTimeline, arguments);
    if (!opened) return refuse(to_string(opened.error()));
    WindowApp& app = **opened;

    const double begin_s = now_s();
    if (events) {
        auto made = dataset_of(*events);
        if (!made) return refuse(to_string(made.error()));
        loaded = std::move(*made);
    }
    const double built_s = now_s();
    show(app, std::move(loaded));
    const double shown_s = now_s();

    const Span span = span_of(*app.state().data);
    const auto first_s = static_cast<double>(span.begin_s);
    const double whole_s = static_cast<double>(span.end_s) - first_s;
    const FrameTimes pan = frames_of(app, kScript_s, [&](double u) {
        const double at_s = first_s + u * 0.9 * whole_s;
        look_at(app, at_s, at_s + 0.1 * whole_s);
    });
    const FrameTimes zoom = frames_of(app, kScript_s, [&](double u) {
        const double half_s = 0.5 * whole_s * geometric(1, 0.01, there_and_back(u));
        look_at(app, first_s + whole_s / 2 - half_s, first_s + whole_s / 2 + half_s);
    });
    fmt::print(R"({{"load_s":{:.4f},"build_s":{:.4f},"picture_s":{:.4f},"events":{},"pan":{},"zoom":{},"rss_mb":{}}})" "\n",
               shown_s - begin_s, built_s - begin_s, shown_s - built_s, app.state().data->events.size(), json(pan), json(zoom),
               resident_bytes() / 1'000'000);
    return 0;
}

}  // namespace choke::bench
