#include "views/map_changes.h"

#include <algorithm>

#include "views/map_internal.h"

namespace choke {
namespace {

std::optional<DateBounds> date_of(const Dataset& data, NodeRef node) {
    if (node.kind == NodeKind::Event) return data.events.date[node.index];
    if (node.kind == NodeKind::Thing) return data.things.date[node.index];
    return std::nullopt;
}

}  // namespace

Held held(const Dataset& data, RelationId relation) {
    const size_t r = index(relation);
    if (const auto& date = data.relations.date[r]) {
        const bool ends = date->shape == EdtfShape::Interval && date->end == EndKind::Known;
        return {lower_limit(*date), ends ? date->latest : kMaxInstant};
    }
    Held out;
    for (const NodeRef end : {data.relations.from[r], data.relations.to[r]})
        if (const auto date = date_of(data, end); date && date->begin == EndKind::Known) out.from_s = std::max(out.from_s, date->earliest);
    return out;
}

Change ChangeRule::between(const Held& time) const {
    const bool before = time.holds_at(days_.since_s);
    const bool after = time.holds_at(days_.until_s);
    if (before) return after ? Change::Stayed : Change::Gone;
    if (after) return Change::New;
    // What came and went between the two days has gone.
    return time.from_s > days_.since_s && time.from_s <= days_.until_s ? Change::Gone : Change::Elsewhere;
}

Change ChangeRule::of(RelationId relation) const {
    if (by_ == CompareBy::Known) {
        const auto holds = [&](Instant by_s) {
            const Status status = relation_status(data_, relation, by_s);
            return firmness(status) > firmness(Status::Retracted) && (!facts_.status_floor || is_at_least(status, *facts_.status_floor));
        };
        const bool before = holds(days_.since_s);
        const bool after = holds(facts_.known_by_s);
        return before ? (after ? Change::Stayed : Change::Gone) : after ? Change::New : Change::Elsewhere;
    }
    return between(held(data_, relation));
}

Change ChangeRule::of(EventId event) const {
    if (by_ == CompareBy::Dates) {
        // What happened has happened: an event does not go.
        return between({lower_limit(data_.events.date[index(event)]), kMaxInstant});
    }
    const auto holds = [&](const EventSet& found, Instant by_s) {
        return found.contains(event) && firmness(event_status(data_, event, by_s)) > firmness(Status::Retracted);
    };
    const bool before = holds(*days_.before, days_.since_s);
    const bool after = holds(*facts_.visible, facts_.known_by_s);
    return before ? (after ? Change::Stayed : Change::Gone) : after ? Change::New : Change::Elsewhere;
}

std::string ChangeRule::words(Change change) const {
    switch (change) {
        case Change::New: return "new since " + days_.since_words;
        case Change::Gone: return "gone since " + days_.since_words;
        case Change::Stayed:
        case Change::Elsewhere: break;
    }
    return {};
}

Change ChangeSum::total() const {
    const auto seen = [&](Change change) { return seen_[static_cast<size_t>(change)]; };
    if (seen(Change::Stayed) || (seen(Change::New) && seen(Change::Gone))) return Change::Stayed;
    if (seen(Change::New)) return Change::New;
    return seen(Change::Gone) ? Change::Gone : Change::Elsewhere;
}

MapChanges changes_of(const MapGraph& graph, const ChangeRule& rule, const ViewInput& input) {
    const Dataset& data = input.data();
    MapChanges out;
    for (const MapTie& tie : graph.ties) {
        ChangeSum sum;
        for (const RelationId relation : tie.relations) sum.add(rule.of(relation));
        for (const EventId event : tie.shared_events) sum.add(rule.of(event));
        out.of_tie.push_back(sum.total());
        if (!graph.is_drawn(tie)) continue;
        const auto count = [&](Change change) { out.lines[static_cast<size_t>(change)]++; };
        if (tie.relations.empty() || tie.relations.size() > kMaxMapFan) count(out.of_tie.back());
        else for (const RelationId relation : tie.relations) count(rule.of(relation));
    }
    const auto is_shown = [&](EventId event) { return input.visible->contains(event) || input.compared_days->before->contains(event); };
    for (const MapNode& node : graph.nodes) {
        ChangeSum sum;
        const auto add_all = [&](const auto& events) {
            for (const EventId event : events)
                if (is_shown(event)) sum.add(rule.of(event));
        };
        switch (node.node.kind) {
            case NodeKind::Event: sum.add(rule.of(id_at<EventId>(node.node.index))); break;
            case NodeKind::Actor: add_all(data.actors.events[node.node.index]); break;
            case NodeKind::Thing: add_all(data.things.events[node.node.index]); break;
        }
        out.of_node.push_back(sum.total());
        if (out.of_node.back() == Change::New) out.new_nodes++;
        if (out.of_node.back() == Change::Gone) out.gone_nodes++;
    }
    return out;
}

}  // namespace choke
