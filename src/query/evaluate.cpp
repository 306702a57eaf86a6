// Query -> set of events. Every step narrows a set that is handed in: in an AND, what is looked up comes first and what
// must pass over texts comes last, over the little that is left.
#include <algorithm>

#include "query/query_node.h"
#include "query/selection.h"

namespace choke {
namespace {

bool holds(Comparison comparison, Status status, Status wanted) {
    switch (comparison) {
        case Comparison::Equal: return status == wanted;
        case Comparison::AtLeast: return firmness(status) >= firmness(wanted);
        case Comparison::Above: return firmness(status) > firmness(wanted);
        case Comparison::AtMost: return firmness(status) <= firmness(wanted);
        case Comparison::Below: return firmness(status) < firmness(wanted);
    }
    return false;
}

// 0 looked up, 1 a pass over a column, 2 a pass over texts.
int cost(const QueryNode& node) {
    int most = 0;
    for (const QueryNode& part : node.parts) most = std::max(most, cost(part));
    if (node.type != NodeType::Term) return most;
    switch (node.field) {
        case QueryField::Word:
        case QueryField::Text: return 2;
        case QueryField::Date:
        case QueryField::Known:
        case QueryField::Has: return 1;
        case QueryField::Actor:
        case QueryField::Side:
        case QueryField::Kind:
        case QueryField::Thing:
        case QueryField::Status:
        case QueryField::Source:
        case QueryField::Tag:
        case QueryField::Role:
        case QueryField::Id:
        case QueryField::Story:
        case QueryField::Linked: return 0;
    }
    return 0;
}

class Evaluation {
public:
    Evaluation(const EventIndex& index, Instant known_by_s)
        : index_(index), data_(index.data()), known_by_s_(known_by_s), known_(index.known_by(known_by_s)) {}

    [[nodiscard]] const EventSet& known() const { return known_; }

    // The events of `among` for which the node holds.
    [[nodiscard]] EventSet matches(const QueryNode& node, const EventSet& among) const {
        if (among.empty()) return {};
        switch (node.type) {
            case NodeType::All: return all(node, among);
            case NodeType::Any: {
                EventSet out;
                for (const QueryNode& part : node.parts) out.unite(matches(part, among));
                return out;
            }
            case NodeType::Not: {
                EventSet out = among;
                out.subtract(matches(node.parts.front(), among));
                return out;
            }
            case NodeType::Term: break;
        }
        EventSet out;
        for (const QueryValue& value : node.values) out.unite(matches(node.field, value, among));
        return out;
    }

private:
    EventSet all(const QueryNode& node, const EventSet& among) const {
        std::vector<const QueryNode*> parts;
        for (const QueryNode& part : node.parts) parts.push_back(&part);
        std::ranges::stable_sort(parts, {}, [](const QueryNode* part) { return cost(*part); });
        EventSet out = among;
        for (const QueryNode* part : parts) out = matches(*part, out);
        return out;
    }

    template <typename Holds>
    static EventSet filtered(const EventSet& among, Holds&& holds_for) {
        std::vector<EventId> events = among.to_vector();
        std::erase_if(events, [&](EventId event) { return !holds_for(event); });
        return EventSet::of(events);
    }

    template <typename Lookup>
    static EventSet united(const std::vector<uint32_t>& ids, const EventSet& among, Lookup&& lookup) {
        EventSet out;
        for (const uint32_t id : ids) out.unite(lookup(id));
        out.intersect(among);
        return out;
    }

    EventSet matches(QueryField field, const QueryValue& value, const EventSet& among) const {
        switch (field) {
            case QueryField::Word: return word(value, among);
            case QueryField::Text:
                return index_.with_text(value.folded, EventIndex::TextScope::TitleAndSummary, among);
            case QueryField::Actor: return actor(value, among);
            case QueryField::Side: {
                EventSet out = index_.of_side(value.side);
                out.intersect(among);
                return out;
            }
            case QueryField::Kind:
                return united(value.ids, among, [&](uint32_t id) { return index_.of_kind(WordId{id}); });
            case QueryField::Thing:
                return united(value.ids, among, [&](uint32_t id) { return index_.of_thing(ThingId{id}); });
            case QueryField::Tag:
                return united(value.ids, among, [&](uint32_t id) { return index_.of_tag(WordId{id}); });
            case QueryField::Role:
                return united(value.ids, among, [&](uint32_t id) { return index_.of_role(WordId{id}); });
            case QueryField::Story:
                return united(value.ids, among, [&](uint32_t id) { return index_.of_story(StoryId{id}); });
            case QueryField::Source: return source(value, among);
            case QueryField::Id: {
                std::vector<EventId> events;
                for (const uint32_t id : value.ids) events.push_back(EventId{id});
                EventSet out = EventSet::of(events);
                out.intersect(among);
                return out;
            }
            case QueryField::Status: {
                EventSet out;
                for (size_t i = 0; i < kStatusCount; ++i) {
                    const auto status = static_cast<Status>(i);
                    if (holds(value.comparison, status, value.status)) out.unite(index_.of_status(status, known_by_s_));
                }
                out.intersect(among);
                return out;
            }
            case QueryField::Date: return dated(value, among);
            case QueryField::Known:
                return filtered(among, [&](EventId event) {
                    const Instant known_s = data_.events.known_s[index(event)];
                    return known_s >= value.from_s && known_s <= value.to_s;
                });
            case QueryField::Has: return filtered(among, [&](EventId event) { return has(value.trait, event); });
            case QueryField::Linked: return linked(value, among);
        }
        return {};
    }

    EventSet word(const QueryValue& value, const EventSet& among) const {
        EventSet out;
        for (size_t i = 0; i < data_.actors.size(); ++i) {
            const auto id = id_at<ActorId>(i);
            if (index_.folded_names(id).find(value.folded) != std::string_view::npos) out.unite(index_.of_actor(id));
        }
        for (size_t i = 0; i < data_.things.size(); ++i) {
            const auto id = id_at<ThingId>(i);
            if (index_.folded_names(id).find(value.folded) != std::string_view::npos) out.unite(index_.of_thing(id));
        }
        for (size_t i = 0; i < data_.tags.size(); ++i) {
            const auto id = id_at<WordId>(i);
            if (index_.folded_names(id).find(value.folded) != std::string_view::npos) out.unite(index_.of_tag(id));
        }
        out.intersect(among);
        EventSet rest = among;
        rest.subtract(out);
        out.unite(index_.with_text(value.folded, EventIndex::TextScope::WithId, rest));
        return out;
    }

    EventSet actor(const QueryValue& value, const EventSet& among) const {
        EventSet out = united(value.ids, among, [&](uint32_t id) { return index_.of_actor(ActorId{id}); });
        if (value.role_text.empty()) return out;
        if (value.role == kNone<WordId>) return {};
        return filtered(out, [&](EventId event) {
            return std::ranges::any_of(data_.events.actors[index(event)], [&](const ActorRole& part) {
                return part.role == value.role &&
                       std::ranges::binary_search(value.ids, static_cast<uint32_t>(part.actor));
            });
        });
    }

    EventSet source(const QueryValue& value, const EventSet& among) const {
        EventSet out = united(value.ids, among, [&](uint32_t id) { return index_.of_source(SourceId{id}); });
        if (known_by_s_ == kEverKnown) return out;
        return filtered(out, [&](EventId event) {
            return std::ranges::any_of(data_.claims_of(data_.events.claims[index(event)]), [&](const Claim& claim) {
                return claim.known_s <= known_by_s_ &&
                       std::ranges::binary_search(value.ids, static_cast<uint32_t>(claim.source));
            });
        });
    }

    EventSet dated(const QueryValue& value, const EventSet& among) const {
        return filtered(among, [&](EventId event) {
            const DateBounds& date = data_.events.date[index(event)];
            const Instant first_s = lower_limit(date);
            const Instant last_s = upper_limit(date);
            return value.certainty == Certainty::Certainly ? first_s >= value.from_s && last_s <= value.to_s
                                                           : last_s >= value.from_s && first_s <= value.to_s;
        });
    }

    bool relation_known(RelationId relation) const {
        return relation_status(data_, relation, known_by_s_) != Status::NotYetKnown;
    }

    bool has(Trait trait, EventId event) const {
        const Events& events = data_.events;
        const size_t row = index(event);
        switch (trait) {
            case Trait::Actors: return !events.actors[row].empty();
            case Trait::Claims: return events.claims[row].size() > 0;
            case Trait::Conflict: {
                const Instant from_s = index_.conflict_from_s(event);
                return from_s != kEverKnown && from_s <= known_by_s_;
            }
            case Trait::Figures: return !events.figures[row].empty();
            case Trait::Notes: return !events.notes[row].empty();
            case Trait::Relations: {
                const size_t node = data_.node_number({NodeKind::Event, static_cast<uint32_t>(row)});
                const auto known = [&](RelationId relation) { return relation_known(relation); };
                return std::ranges::any_of(data_.relations_from[node], known) ||
                       std::ranges::any_of(data_.relations_to[node], known);
            }
            case Trait::Story: return in_story_.contains(event);
            case Trait::Summary: return !events.summary[row].empty();
            case Trait::Tags: return !events.tags[row].empty();
            case Trait::Things: return !events.things[row].empty();
        }
        return false;
    }

    // Breadth first over event-event relations of the day, either direction.
    EventSet linked(const QueryValue& value, const EventSet& among) const {
        EventSet reached;
        std::vector<EventId> frontier;
        const auto reach = [&](EventId event, std::vector<EventId>& next) {
            if (!known_.contains(event) || reached.contains(event)) return;
            reached.add(event);
            next.push_back(event);
        };
        for (const uint32_t id : value.ids) reach(EventId{id}, frontier);
        for (int step = 0; step < value.steps && !frontier.empty(); ++step) {
            std::vector<EventId> next;
            for (const EventId event : frontier) {
                const size_t node = data_.node_number({NodeKind::Event, static_cast<uint32_t>(event)});
                const auto follow = [&](RelationId relation, NodeRef other) {
                    if (other.kind == NodeKind::Event && relation_known(relation)) reach(EventId{other.index}, next);
                };
                for (const RelationId r : data_.relations_from[node]) follow(r, data_.relations.to[index(r)]);
                for (const RelationId r : data_.relations_to[node]) follow(r, data_.relations.from[index(r)]);
            }
            frontier = std::move(next);
        }
        reached.intersect(among);
        return reached;
    }

    static EventSet told_by_stories(const EventIndex& index) {
        EventSet out;
        for (size_t i = 0; i < index.data().stories.size(); ++i) out.unite(index.of_story(id_at<StoryId>(i)));
        return out;
    }

    const EventIndex& index_;
    const Dataset& data_;
    Instant known_by_s_;
    EventSet known_;
    EventSet in_story_ = told_by_stories(index_);
};

}  // namespace

EventSet EventIndex::select(const Query& query, Instant known_by_s) const {
    if (query.matches_everything()) return known_by(known_by_s);
    const Evaluation evaluation(*this, known_by_s);
    return evaluation.matches(*query.root(), evaluation.known());
}

EventSet EventIndex::at_least(Status floor, Instant known_by_s) const {
    EventSet out;
    for (size_t i = 0; i < kStatusCount; ++i)
        if (is_at_least(static_cast<Status>(i), floor)) out.unite(of_status(static_cast<Status>(i), known_by_s));
    return out;
}

}  // namespace choke
