// What led to the selected events and what came of them, along relations of cause and answer between events, to a depth.
// Part of the timeline; numbers of events in, numbers of events out.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "views/view.h"

namespace choke {

// A relation between two events, turned the way that cause and time run.
struct EventLink {
    RelationId relation = kNone<RelationId>;
    EventId from = kNone<EventId>;
    EventId to = kNone<EventId>;
    bool backward = false;  // it was written from the later one to the earlier one: "to <is answered by> from"
    friend bool operator==(const EventLink&, const EventLink&) = default;
};
// Relations of cause and answer run as their kind says; others from the earlier event to the later one. Both ends must be
// events.
[[nodiscard]] EventLink event_link(const Dataset& data, RelationId relation);
// "is answered by": reads along the link.
[[nodiscard]] std::string_view link_words(const Dataset& data, const EventLink& link);
[[nodiscard]] bool is_causal(const Dataset& data, RelationId relation);

inline constexpr int kWholeChain = 1'000'000;

struct ChainKey {
    uint64_t visible_revision = 0;
    int depth = 0;  // steps each way; 0: no chain
    std::vector<EventId> roots;
    friend bool operator==(const ChainKey&, const ChainKey&) = default;
};

struct EventChain {
    std::vector<EventId> events;   // the roots and all that is reached, ascending
    std::vector<EventLink> links;  // walked on the way, each once, in the order of the relations
    // Working memory.
    std::vector<uint8_t> seen;
    std::vector<EventId> front, next;
    [[nodiscard]] bool contains(EventId event) const;
};
// Causes of causes and effects of effects, never an effect of a cause: a chain has one direction on each side of a root.
// Breadth first, O(events + relations of what is reached).
void build_chain(const ViewInput& input, const ChainKey& key, EventChain& out);

}  // namespace choke
