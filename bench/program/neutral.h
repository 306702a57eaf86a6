// The neutral files that several programs are measured on, and the data sets that stand for them here:
//   events  a JSON array of {id, title, start, end?, kind, actors[], …}, dates as YYYY-MM-DD
//   map     a JSON object {n, x[], y[], block[], edges[[a, b]…]}: a graph with fixed places
//   graph   text: "nodes edges", then a line "a b" for each edge, counted from 0
// All three are in memory when the clock starts, as they are for the others.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/geometry.h"
#include "graph/csr.h"
#include "io/reader.h"

namespace choke::bench {

struct NeutralEvent {
    std::string_view id, title, start, end, kind;  // end: empty when there is none
    uint32_t actors_begin = 0;  // into NeutralEvents::actors
    uint32_t actors_end = 0;
};

struct NeutralEvents {
    std::vector<NeutralEvent> events;
    std::vector<std::string_view> actors;  // ids, event by event
    std::shared_ptr<const void> texts;     // what the views look into
};

struct NeutralMap {
    std::vector<Vec2> places;  // by node, in 0..1 of their extent
    std::vector<uint32_t> block;
    std::vector<std::pair<uint32_t, uint32_t>> edges;
};

struct NeutralGraph {
    uint32_t node_count = 0;
    std::vector<GraphEdge> edges;
};

[[nodiscard]] Result<NeutralEvents> read_events(const std::string& path);
[[nodiscard]] Result<NeutralMap> read_map(const std::string& path);
[[nodiscard]] Result<NeutralGraph> read_graph(const std::string& path);

// What has no counterpart in the file is as simple as the program allows: one source for everything; actors take their
// sides in turn, so that the timeline has its lanes.
// Error: a row that the program does not take; then the file is another one than was meant.
[[nodiscard]] Result<Loaded> dataset_of(const NeutralEvents& events);
// An actor for each node, a relation for each edge, and an event for each actor, without which it would not be drawn.
[[nodiscard]] Result<Loaded> dataset_of(const NeutralMap& map);

}  // namespace choke::bench
