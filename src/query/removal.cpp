#include "query/removal.h"

#include <algorithm>
#include <span>

#include "query/query_node.h"

namespace choke {
namespace {

std::string_view written(std::string_view filter, const QueryNode& part) {
    return filter.substr(part.begin_byte, part.end_byte - part.begin_byte);
}

// The parts but one, side by side. Joining them anew keeps their meaning whatever parentheses and ANDs stood between.
std::string without(std::string_view filter, std::span<const QueryNode> parts, size_t left_out) {
    std::string out;
    for (size_t i = 0; i < parts.size(); ++i) {
        if (i == left_out) continue;
        if (!out.empty()) out += ' ';
        const std::string_view text = written(filter, parts[i]);
        if (parts[i].standalone) {
            out += text;
        } else {
            out += '(';
            out += text;
            out += ')';
        }
    }
    return out;
}

}  // namespace

std::vector<Removal> removals(std::string_view filter, const EventIndex& index, Instant known_by_s,
                              std::optional<Status> floor, Instant happened_by_s) {
    std::vector<Removal> out;
    const auto query = parse_query(filter, index.data());
    if (!query) return out;
    std::span<const QueryNode> parts;
    if (!query->matches_everything()) {
        const QueryNode& root = *query->root();
        parts = root.type == NodeType::All ? std::span(root.parts) : std::span(&root, 1);
    }

    const EventSet begun = index.entered_by(happened_by_s);
    EventSet firm = floor ? index.at_least(*floor, known_by_s) : index.known_by(known_by_s);
    firm.intersect(begun);
    const size_t looked_at = std::min(parts.size(), kMaxRemovalParts);
    std::vector<EventSet> sets;
    for (size_t i = 0; i < looked_at; ++i) sets.push_back(index.select_node(parts[i], known_by_s));
    // What holds besides: the floor and the parts that are not looked at, then before each part those behind it.
    EventSet besides = firm;
    for (size_t i = looked_at; i < parts.size(); ++i) besides.intersect(index.select_node(parts[i], known_by_s));
    std::vector<EventSet> behind(looked_at + 1);
    behind[looked_at] = besides;
    for (size_t i = looked_at; i > 0; --i) {
        behind[i - 1] = behind[i];
        behind[i - 1].intersect(sets[i - 1]);
    }
    EventSet before = index.known_by(known_by_s);
    for (size_t i = 0; i < looked_at; ++i) {
        const QueryNode& part = parts[i];
        out.push_back({.kind = RemovalKind::Part,
                       .begin_byte = part.begin_byte,
                       .end_byte = part.end_byte,
                       .part = std::string(written(filter, part)),
                       .filter = without(filter, parts, i),
                       .event_count = static_cast<uint32_t>(before.intersection_size(behind[i + 1]))});
        before.intersect(sets[i]);
    }
    const auto whole = [&](RemovalKind kind, size_t event_count) {
        Removal row;
        row.kind = kind;
        row.filter = filter;
        row.event_count = static_cast<uint32_t>(event_count);
        out.push_back(std::move(row));
    };
    const auto found = [&](Instant by_s, bool is_firm) {
        EventSet events = index.select(*query, by_s);
        if (is_firm && floor) events.intersect(index.at_least(*floor, by_s));
        return events;
    };
    if (floor) whole(RemovalKind::StatusFloor, found(known_by_s, false).intersection_size(begun));
    if (known_by_s != kEverKnown) whole(RemovalKind::KnownOn, found(kEverKnown, true).intersection_size(begun));
    if (happened_by_s != kEverKnown) whole(RemovalKind::HappenedBy, found(known_by_s, true).size());
    std::ranges::stable_sort(out, std::ranges::greater(), &Removal::event_count);
    return out;
}

}  // namespace choke
