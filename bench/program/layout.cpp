// The layout of a graph's whole map, without reading and writing.
#include <fstream>

#include <fmt/format.h>

#include "frames.h"
#include "jobs/in_order.h"
#include "layout/stress.h"
#include "neutral.h"

namespace choke::bench {

int run_layout(Arguments arguments) {
    const auto graph = read_graph(std::string(arguments[0]));
    if (!graph) return refuse(to_string(graph.error()));
    const double begin_s = now_s();
    const std::vector<Vec2> places = layout_for(graph->node_count, graph->edges);
    const double seconds = now_s() - begin_s;
    std::ofstream out{std::string(arguments[1])};
    for (size_t i = 0; i < places.size(); ++i) out << fmt::format("v {:.6g} {:.6g}\n", places[i].x, places[i].y);
    if (!out.flush()) return refuse("the layout could not be written to " + std::string(arguments[1]));
    fmt::print("{{\"seconds\":{:.5f}}}\n", seconds);
    return 0;
}

}  // namespace choke::bench
