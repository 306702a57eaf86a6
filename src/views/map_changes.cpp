#include "views/map_changes.h"

#include <algorithm>

#include "views/map_internal.h"

namespace choke {
namespace {

// Begun at the first second that its date may mean, over at the last one that it may end in. A single date says when
// something came about, and not that it has ended.
bool has_begun(const DateBounds& date, Instant by_s) { return lower_limit(date) <= by_s; }
bool is_over(const DateBounds& date, Instant by_s) {
    return date.shape == EdtfShape::Interval && date.end == EndKind::Known && date.latest <= by_s;
}

}  // namespace

Change ChangeRule::between(const DateBounds& date) const {
    const bool before = has_begun(date, days_.since_s) && !is_over(date, days_.since_s);
    const bool begun = has_begun(date, days_.until_s);
    const bool after = begun && !is_over(date, days_.until_s);
    if (before) return after ? Change::Stayed : Change::Gone;
    if (after) return Change::New;
    // What came and went between the two days has gone.
    return begun && !has_begun(date, days_.since_s) ? Change::Gone : Change::Elsewhere;
}

std::optional<DateBounds> ChangeRule::date_of(NodeRef node) const {
    if (node.kind == NodeKind::Event) return data_.events.date[node.index];
    if (node.kind == NodeKind::Thing) return data_.things.date[node.index];
    return std::nullopt;
}

Change ChangeRule::of(RelationId relation) const {
    const size_t r = index(relation);
    if (by_ == CompareBy::Known) {
        const auto holds = [&](Instant by_s) {
            const Status status = relation_status(data_, relation, by_s);
            return firmness(status) > firmness(Status::Retracted) && (!facts_.status_floor || is_at_least(status, *facts_.status_floor));
        };
        const bool before = holds(days_.since_s);
        const bool after = holds(facts_.known_by_s);
        return before ? (after ? Change::Stayed : Change::Gone) : after ? Change::New : Change::Elsewhere;
    }
    if (data_.relations.date[r]) return between(*data_.relations.date[r]);
    // Without a date of its own it is as old as the later one of its ends that has a date.
    Instant begin_s = kMinInstant;
    for (const NodeRef end : {data_.relations.from[r], data_.relations.to[r]})
        if (const auto date = date_of(end); date && date->begin == EndKind::Known) begin_s = std::max(begin_s, date->earliest);
    if (begin_s <= days_.since_s) return Change::Stayed;
    return begin_s <= days_.until_s ? Change::New : Change::Elsewhere;
}

Change ChangeRule::of(EventId event) const {
    if (by_ == CompareBy::Dates) {
        // What happened has happened: an event does not go.
        const DateBounds& date = data_.events.date[index(event)];
        if (has_begun(date, days_.since_s)) return Change::Stayed;
        return has_begun(date, days_.until_s) ? Change::New : Change::Elsewhere;
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
        switch (out.of_tie.back()) {
            case Change::New: out.new_ties++; break;
            case Change::Gone: out.gone_ties++; break;
            case Change::Stayed: out.stayed_ties++; break;
            case Change::Elsewhere: break;
        }
    }
    const auto is_shown = [&](EventId event) { return input.visible->contains(event) || input.compared->before->contains(event); };
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
