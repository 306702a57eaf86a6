// What has appeared and what has gone between two days: the rule by which a relation, an event, a tie and a node of the
// map count as new, gone or still there. docs/map.md says it in words.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "views/view.h"

namespace choke {

enum class Change : uint8_t {
    Stayed,
    New,
    Gone,
    Elsewhere,  // over before the earlier day, or still to come on the later one
};

// Which days a fact has: when it happened and held, or when it was known and firm enough.
enum class CompareBy : uint8_t { Dates, Known };

// When a relation held: from the first second that its date may mean to the last one that it may end in. A single date says
// when something came about, and not that it has ended. Without a date it is as old as the later one of its ends that has
// one: an event, or a thing with a date; without any it has always been there.
struct Held {
    Instant from_s = kMinInstant;
    Instant to_s = kMaxInstant;
    [[nodiscard]] bool holds_at(Instant at_s) const { return from_s <= at_s && to_s > at_s; }
};
[[nodiscard]] Held held(const Dataset& data, RelationId relation);

// None is null.
struct ChangeFacts {
    const Dataset* data = nullptr;
    const ComparedDays* days = nullptr;
    const EventSet* visible = nullptr;
    Instant known_by_s = kEverKnown;
    std::optional<Status> status_floor;
};

class ChangeRule {
public:
    ChangeRule(const ChangeFacts& facts, CompareBy by) : data_(*facts.data), facts_(facts), days_(*facts.days), by_(by) {}
    [[nodiscard]] Change of(RelationId relation) const;
    [[nodiscard]] Change of(EventId event) const;
    // "new since 2 Dec 2024", "gone since 2 Dec 2024"; empty for what stayed.
    [[nodiscard]] std::string words(Change change) const;
    [[nodiscard]] CompareBy by() const { return by_; }

private:
    [[nodiscard]] Change between(const Held& time) const;

    const Dataset& data_;
    ChangeFacts facts_;
    const ComparedDays& days_;
    CompareBy by_;
};

// What many facts together are: new when all are, gone when all are; facts of other times say nothing.
class ChangeSum {
public:
    void add(Change change) { seen_[static_cast<size_t>(change)] = true; }
    [[nodiscard]] Change total() const;

private:
    std::array<bool, 4> seen_{};
};

struct MapGraph;
struct MapTie;

// Of a whole graph, and how many of what is drawn.
struct MapChanges {
    std::vector<Change> of_node, of_tie;  // as in MapGraph
    std::array<size_t, 4> lines{};  // by Change
    size_t new_nodes = 0;
    size_t gone_nodes = 0;
};
[[nodiscard]] inline ChangeFacts change_facts(const ViewInput& input) {
    return {&input.data(), input.compared_days, input.visible, input.known_by_s, input.status_floor};
}
[[nodiscard]] MapChanges changes_of(const MapGraph& graph, const ChangeRule& rule, const ViewInput& input);

// What the parameter `compare` of the map says.
[[nodiscard]] CompareBy compare_by(const ParamValues& values);

}  // namespace choke
