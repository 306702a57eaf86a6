// A view of 30 % of the extent moves across it from 0.15 to 0.85; then the whole, 5 % of it, and the whole again.
#include <cstdio>

#include <fmt/format.h>

#include "frames.h"
#include "load_time.h"
#include "neutral.h"

namespace choke::bench {
namespace {

constexpr std::string_view kMap = "map";

void look_at(WindowApp& app, double x, double zoom) {
    Camera camera;
    camera.framed = true;
    camera.centre = {x, 0.5};
    camera.zoom = zoom;
    app.state().session.cameras[std::string(kMap)] = camera;
}

}  // namespace

int run_map(Arguments arguments) {
    auto map = read_map(std::string(arguments.front()));
    if (!map) return refuse(to_string(map.error()));
    auto opened = open_window(kMap, arguments);
    if (!opened) return refuse(to_string(opened.error()));
    WindowApp& app = **opened;

    const double begin_s = now_s();
    auto loaded = dataset_of(*map);
    if (!loaded) return refuse(to_string(loaded.error()));
    const double built_s = now_s();
    Document& document = app.state().document;
    for (const ViewParam& param : find_view(kMap)->params) {
        if (param.id == "amount") set_param(document.params[std::string(kMap)], param.id, "all");
        // All nodes have their places already; the layout with sides takes minutes to find that out for ten thousand.
        if (param.id == "layout" && accepts(param, "stress")) set_param(document.params[std::string(kMap)], param.id, "stress");
    }
    for (uint32_t i = 0; i < map->places.size(); ++i)
        document.pins.push_back({{NodeKind::Actor, i}, map->places[i]});
    app.state().path = "neutral.json";  // the look is for these data already
    app.state().data = loaded->data;
    show(app, std::move(*loaded));
    const double shown_s = now_s();
    const size_t marks = app.derived().shown_scene(*find_view(kMap)).order().size();

    const FrameTimes pan = frames_of(app, kScript_s, [&](double u) { look_at(app, 0.15 + 0.7 * u, 1 / 0.3); });
    const FrameTimes zoom = frames_of(app, kScript_s, [&](double u) { look_at(app, 0.5, 1 / geometric(1, 0.05, there_and_back(u))); });
    fmt::print(R"({{"load_s":{:.4f},"build_s":{:.4f},"picture_s":{:.4f},"nodes":{},"edges":{},"marks":{},"pan":{},"zoom":{},"rss_mb":{}}})" "\n",
               shown_s - begin_s, built_s - begin_s, shown_s - built_s, map->places.size(), map->edges.size(), marks, json(pan),
               json(zoom), resident_bytes() / 1'000'000);
    return 0;
}

}  // namespace choke::bench
