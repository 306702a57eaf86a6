// A second opinion on filters: evaluates the tree of a query for one event, from the Dataset alone, as slowly and as
// plainly as docs/query.md reads. Shares nothing with the index.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "query/conflicts.h"
#include "query/query_node.h"
#include "query/search_text.h"
#include "query_data.h"

namespace query_test {

class Reference {
public:
    Reference(const Dataset& data, Instant known_by_s) : data_(data), known_by_s_(known_by_s) {}

    [[nodiscard]] std::vector<EventId> select(const Query& query) const {
        std::vector<EventId> out;
        for (size_t i = 0; i < data_.events.size(); ++i) {
            const auto event = id_at<EventId>(i);
            if (known(event) && (query.matches_everything() || holds(*query.root(), event))) out.push_back(event);
        }
        return out;
    }

private:
    [[nodiscard]] bool known(EventId event) const {
        return event_status(data_, event, known_by_s_) != Status::NotYetKnown;
    }
    [[nodiscard]] bool relation_known(size_t relation) const {
        return relation_status(data_, id_at<RelationId>(relation), known_by_s_) != Status::NotYetKnown;
    }

    [[nodiscard]] bool holds(const QueryNode& node, EventId event) const {
        const auto here = [&](const QueryNode& part) { return holds(part, event); };
        switch (node.type) {
            case NodeType::All: return std::ranges::all_of(node.parts, here);
            case NodeType::Any: return std::ranges::any_of(node.parts, here);
            case NodeType::Not: return !holds(node.parts.front(), event);
            case NodeType::Term: break;
        }
        return std::ranges::any_of(node.values, [&](const QueryValue& value) { return holds(node.field, value, event); });
    }

    static bool named(const QueryValue& value, uint32_t id) { return std::ranges::count(value.ids, id) > 0; }

    [[nodiscard]] bool in(StringRef ref, const QueryValue& value) const {
        return search_form(data_.text(ref)).find(value.folded) != std::string::npos;
    }
    template <typename Table>
    [[nodiscard]] bool in_names(const Table& table, size_t row, const QueryValue& value) const {
        return in(table.name[row], value) ||
               std::ranges::any_of(table.aliases[row], [&](StringRef alias) { return in(alias, value); });
    }

    [[nodiscard]] bool holds(QueryField field, const QueryValue& value, EventId event) const {
        const Events& events = data_.events;
        const size_t row = index(event);
        const auto any_actor = [&](auto&& wanted) { return std::ranges::any_of(events.actors[row], wanted); };
        const bool with_role = !value.role_text.empty();
        switch (field) {
            case QueryField::Word:
                return in(events.title[row], value) || in(events.summary[row], value) || in(events.id[row], value) ||
                       any_actor([&](const ActorRole& a) { return in_names(data_.actors, index(a.actor), value); }) ||
                       std::ranges::any_of(events.things[row],
                                           [&](ThingId t) { return in_names(data_.things, index(t), value); }) ||
                       std::ranges::any_of(events.tags[row], [&](WordId t) {
                           return search_form(data_.tags.word(t)).find(value.folded) != std::string::npos;
                       });
            case QueryField::Text: return in(events.title[row], value) || in(events.summary[row], value);
            case QueryField::Actor:
                return any_actor([&](const ActorRole& a) {
                    return named(value, static_cast<uint32_t>(a.actor)) && (!with_role || word_of(a) == value.role_text);
                });
            case QueryField::Side:
                return any_actor([&](const ActorRole& a) {
                    return data_.actors.side[index(a.actor)] == value.side &&
                           (!with_role || word_of(a) == value.role_text);
                });
            case QueryField::Role:
                return any_actor([&](const ActorRole& a) { return named(value, static_cast<uint32_t>(a.role)); });
            case QueryField::Kind: return named(value, static_cast<uint32_t>(events.kind[row]));
            case QueryField::Thing:
                return std::ranges::any_of(events.things[row],
                                           [&](ThingId t) { return named(value, static_cast<uint32_t>(t)); });
            case QueryField::Tag:
                return std::ranges::any_of(events.tags[row],
                                           [&](WordId t) { return named(value, static_cast<uint32_t>(t)); });
            case QueryField::Source:
                return std::ranges::any_of(data_.claims_of(events.claims[row]), [&](const Claim& c) {
                    return c.known_s <= known_by_s_ && named(value, static_cast<uint32_t>(c.source));
                });
            case QueryField::Id: return named(value, static_cast<uint32_t>(event));
            case QueryField::Story:
                return std::ranges::any_of(value.ids, [&](uint32_t s) {
                    return std::ranges::any_of(data_.stories.steps[s],
                                               [&](const StoryStep& step) { return step.event == event; });
                });
            case QueryField::Status: {
                const Status status = event_status(data_, event, known_by_s_);
                const int a = firmness(status);
                const int b = firmness(value.status);
                switch (value.comparison) {
                    case Comparison::Equal: return status == value.status;
                    case Comparison::AtLeast: return a >= b;
                    case Comparison::Above: return a > b;
                    case Comparison::AtMost: return a <= b;
                    case Comparison::Below: return a < b;
                }
                return false;
            }
            case QueryField::Date: {
                const Instant first = lower_limit(events.date[row]);
                const Instant last = upper_limit(events.date[row]);
                return value.certainty == Certainty::Certainly ? value.from_s <= first && last <= value.to_s
                                                               : value.from_s <= last && first <= value.to_s;
            }
            case QueryField::Known:
                return value.from_s <= events.known_s[row] && events.known_s[row] <= value.to_s;
            case QueryField::Has: return has(value.trait, row);
            case QueryField::Linked: return linked(value).contains(static_cast<uint32_t>(event));
            case QueryField::Path: return on_path(value, event);
        }
        return false;
    }

    [[nodiscard]] std::string_view word_of(const ActorRole& part) const { return data_.roles.word(part.role); }

    [[nodiscard]] bool has(Trait trait, size_t row) const {
        const Events& events = data_.events;
        switch (trait) {
            case Trait::Actors: return !events.actors[row].empty();
            case Trait::Claims: return events.claims[row].size() > 0;
            case Trait::Conflict: {
                const Instant from_s = conflict_from_s(data_, id_at<EventId>(row));
                return from_s != kEverKnown && from_s <= known_by_s_;
            }
            case Trait::Figures: return !events.figures[row].empty();
            case Trait::Notes: return !data_.text(events.notes[row]).empty();
            case Trait::Relations:
                for (size_t r = 0; r < data_.relations.size(); ++r) {
                    const NodeRef here{NodeKind::Event, static_cast<uint32_t>(row)};
                    if (relation_known(r) && (data_.relations.from[r] == here || data_.relations.to[r] == here)) return true;
                }
                return false;
            case Trait::Story:
                for (size_t s = 0; s < data_.stories.size(); ++s) {
                    for (const StoryStep& step : data_.stories.steps[s]) {
                        if (index(step.event) == row) return true;
                    }
                }
                return false;
            case Trait::Summary: return !data_.text(events.summary[row]).empty();
            case Trait::Tags: return !events.tags[row].empty();
            case Trait::Things: return !events.things[row].empty();
        }
        return false;
    }

    using Edges = std::map<NodeRef, std::set<NodeRef>>;

    // Both directions; relations known that day, and with `naming` what events name.
    [[nodiscard]] const Edges& edges(bool naming) const {
        Edges& out = edges_[naming ? 1 : 0];
        if (!out.empty()) return out;
        const auto there = [&](NodeRef node) { return node.kind != NodeKind::Event || known(EventId{node.index}); };
        const auto join = [&](NodeRef a, NodeRef b) {
            if (!there(a) || !there(b)) return;
            out[a].insert(b);
            out[b].insert(a);
        };
        for (size_t r = 0; r < data_.relations.size(); ++r) {
            if (relation_known(r)) join(data_.relations.from[r], data_.relations.to[r]);
        }
        for (uint32_t e = 0; naming && e < data_.events.size(); ++e) {
            for (const ActorRole& a : data_.events.actors[e]) {
                join({NodeKind::Event, e}, {NodeKind::Actor, static_cast<uint32_t>(a.actor)});
            }
            for (const ThingId t : data_.events.things[e]) {
                join({NodeKind::Event, e}, {NodeKind::Thing, static_cast<uint32_t>(t)});
            }
        }
        return out;
    }

    [[nodiscard]] const std::set<uint32_t>& linked(const QueryValue& value) const {
        const auto key = std::pair(value.ids, value.steps);
        if (const auto at = linked_.find(key); at != linked_.end()) return at->second;
        std::set<uint32_t> reached;
        for (const uint32_t id : value.ids) {
            if (known(EventId{id})) reached.insert(id);
        }
        for (int step = 0; step < value.steps; ++step) {
            std::set<uint32_t> next = reached;
            for (const uint32_t id : reached) {
                const auto at = edges(false).find({NodeKind::Event, id});
                if (at == edges(false).end()) continue;
                for (const NodeRef other : at->second) {
                    if (other.kind == NodeKind::Event) next.insert(other.index);
                }
            }
            reached = std::move(next);
        }
        return linked_[key] = std::move(reached);
    }

    // Distance of every node that is reached from the start.
    [[nodiscard]] const std::map<NodeRef, int>& distances(NodeRef start) const {
        if (const auto at = distances_.find(start); at != distances_.end()) return at->second;
        std::map<NodeRef, int> out;
        if (start.kind != NodeKind::Event || known(EventId{start.index})) out[start] = 0;
        std::vector<NodeRef> row{start};
        for (int depth = 1; !row.empty() && !out.empty(); ++depth) {
            std::vector<NodeRef> next;
            for (const NodeRef node : row) {
                const auto at = edges(true).find(node);
                if (at == edges(true).end()) continue;
                for (const NodeRef other : at->second) {
                    if (out.emplace(other, depth).second) next.push_back(other);
                }
            }
            row = std::move(next);
        }
        return distances_[start] = std::move(out);
    }

    [[nodiscard]] bool on_path(const QueryValue& value, EventId event) const {
        const NodeRef here{NodeKind::Event, static_cast<uint32_t>(event)};
        const auto& from = distances(value.from);
        const auto& to = distances(value.to);
        const auto whole = from.find(value.to);
        const auto a = from.find(here);
        const auto b = to.find(here);
        return whole != from.end() && a != from.end() && b != to.end() && a->second + b->second == whole->second;
    }

    const Dataset& data_;
    Instant known_by_s_;
    mutable Edges edges_[2];
    mutable std::map<std::pair<std::vector<uint32_t>, int>, std::set<uint32_t>> linked_;
    mutable std::map<NodeRef, std::map<NodeRef, int>> distances_;
};

}  // namespace query_test
