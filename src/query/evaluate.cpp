// Query -> set of events. Every step narrows a set that is handed in: in an AND, what is looked up comes first and what
// must pass over texts comes last, over the little that is left.
#include <algorithm>

#include "query/event_index.h"
#include "query/paths.h"
#include "query/query_node.h"

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

// 0 looked up, 1 ranks compared or a graph walked, 2 searched in texts.
int cost(const QueryNode& node) {
    int most = 0;
    for (const QueryNode& part : node.parts) most = std::max(most, cost(part));
    if (node.type != NodeType::Term) return most;
    switch (node.field) {
        case QueryField::Word:
        case QueryField::Text: return 2;
        case QueryField::Date:
        case QueryField::Known:
        case QueryField::Has:
        case QueryField::Linked:
        case QueryField::Path: return 1;
        case QueryField::Actor:
        case QueryField::Side:
        case QueryField::Kind:
        case QueryField::Thing:
        case QueryField::Status:
        case QueryField::Source:
        case QueryField::Tag:
        case QueryField::Role:
        case QueryField::Id:
        case QueryField::Story: return 0;
    }
    return 0;
}

class Evaluation {
public:
    Evaluation(const EventIndex& index, Instant known_by_s)
        : index_(index), data_(index.data()), postings_(index.postings()), known_by_s_(known_by_s),
          day_(index.postings().statuses_as_of(known_by_s)), known_(EventSet::of(day_.known)) {}

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

    static EventSet within(EventSet events, const EventSet& among) {
        events.intersect(among);
        return events;
    }
    static EventSet within(const EventBits& events, const EventSet& among) {
        return within(EventSet::of(events), among);
    }

    template <typename Lookup>
    static EventSet united(const std::vector<uint32_t>& ids, const EventSet& among, Lookup&& lookup) {
        EventSet out;
        for (const uint32_t id : ids) out.unite(lookup(id));
        out.intersect(among);
        return out;
    }

    [[nodiscard]] EventBits no_bits() const { return EventBits(data_.events.size()); }

    // The events of the named rows of a table.
    EventSet listed(const std::vector<uint32_t>& ids, const Ragged<EventId>& lists, const EventSet& among) const {
        if (ids.size() == 1) return within(EventSet::of(lists[ids.front()]), among);
        EventBits bits = no_bits();
        for (const uint32_t id : ids) bits.set_all(lists[id]);
        return within(bits, among);
    }

    EventSet matches(QueryField field, const QueryValue& value, const EventSet& among) const {
        switch (field) {
            case QueryField::Word: return word(value, among);
            case QueryField::Text:
                return index_.with_text(value.folded, EventIndex::TextScope::TitleAndSummary, among);
            case QueryField::Actor: return actor(value, among);
            case QueryField::Side: return side(value, among);
            case QueryField::Kind:
                return united(value.ids, among, [&](uint32_t id) { return index_.of_kind(WordId{id}); });
            case QueryField::Thing: return listed(value.ids, data_.things.events, among);
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
                return within(EventSet::of(events), among);
            }
            case QueryField::Status: {
                EventSet out;
                for (size_t s = 0; s < kStatusCount; ++s) {
                    const auto status = static_cast<Status>(s);
                    if (holds(value.comparison, status, value.status)) out.unite(index_.of_status(status, known_by_s_));
                }
                out.intersect(among);
                return out;
            }
            case QueryField::Date: return within(dated(value), among);
            case QueryField::Known:
                return within(bits_with_rank(postings_.known, postings_.known_days.between(value.from_s, value.to_s)),
                              among);
            case QueryField::Has: return within(having(value.trait), among);
            case QueryField::Linked: return within(linked_events(postings_, day_, value.ids, value.steps), among);
            case QueryField::Path:
                return within(events_on_shortest_paths(postings_, day_, value.from, value.to), among);
        }
        return {};
    }

    EventSet word(const QueryValue& value, const EventSet& among) const {
        EventBits named = no_bits();
        postings_.actor_names.for_each_with(value.folded,
                                            [&](size_t actor) { named.set_all(data_.actors.events[actor]); });
        postings_.thing_names.for_each_with(value.folded,
                                            [&](size_t thing) { named.set_all(data_.things.events[thing]); });
        postings_.tag_names.for_each_with(value.folded, [&](size_t tag) {
            index_.of_tag(id_at<WordId>(tag)).add_to(named);
        });
        EventBits rest = no_bits();
        among.add_to(rest);
        named.intersect(rest);
        rest.subtract(named);
        named.unite(postings_.find_text(value.folded, EventIndex::TextScope::WithId, rest));
        return EventSet::of(named);
    }

    EventSet actor(const QueryValue& value, const EventSet& among) const {
        EventSet out = listed(value.ids, data_.actors.events, among);
        if (value.role_text.empty()) return out;
        if (value.role == kNone<WordId>) return {};
        // Few are left to be read when someone of the actor's side has the role.
        if (value.ids.size() == 1) {
            out.intersect(of_side_role(data_.actors.side[value.ids.front()], value.role));
        } else {
            out.intersect(index_.of_role(value.role));
        }
        return filtered(out, [&](EventId event) {
            return std::ranges::any_of(data_.events.actors[index(event)], [&](const ActorRole& part) {
                return part.role == value.role &&
                       std::ranges::binary_search(value.ids, static_cast<uint32_t>(part.actor));
            });
        });
    }

    EventSet side(const QueryValue& value, const EventSet& among) const {
        if (value.role_text.empty()) return within(index_.of_side(value.side), among);
        if (value.role == kNone<WordId>) return {};
        return within(of_side_role(value.side, value.role), among);
    }
    [[nodiscard]] const EventSet& of_side_role(Side side, WordId role) const {
        return postings_.side_role[static_cast<size_t>(side)][index(role)];
    }

    // Where all claims are known the list of the source says it; only the events that wait for a claim are read.
    EventSet source(const QueryValue& value, const EventSet& among) const {
        EventSet out = listed(value.ids, data_.sources.events, among);
        if (known_by_s_ == kEverKnown) return out;
        const EventSet settled = EventSet::of(day_.settled);
        EventSet waiting = out;
        waiting.subtract(settled);
        out.intersect(settled);
        out.unite(filtered(waiting, [&](EventId event) {
            return std::ranges::any_of(data_.claims_of(data_.events.claims[index(event)]), [&](const Claim& claim) {
                return claim.known_s <= known_by_s_ &&
                       std::ranges::binary_search(value.ids, static_cast<uint32_t>(claim.source));
            });
        }));
        return out;
    }

    // Events stand in the order of their first second, so that one end of the span is a place in that order; the other
    // is a comparison of ranks.
    [[nodiscard]] EventBits dated(const QueryValue& value) const {
        const RepeatingColumn<DateBounds>& dates = data_.events.date;
        const auto begin = std::ranges::lower_bound(dates, value.from_s, {}, lower_limit) - dates.begin();
        const auto end = std::ranges::upper_bound(dates, value.to_s, {}, lower_limit) - dates.begin();
        if (value.certainty == Certainty::Certainly) {
            const RankRange up_to{0, postings_.last_days.between(value.from_s, value.to_s).end};
            return bits_with_rank(postings_.last, up_to, static_cast<size_t>(begin), static_cast<size_t>(end));
        }
        const RankRange from{postings_.last_days.between(value.from_s, value.to_s).begin, InstantRanks::kNever};
        return bits_with_rank(postings_.last, from, 0, static_cast<size_t>(end));
    }

    [[nodiscard]] EventSet having(Trait trait) const {
        if (trait == Trait::Conflict) {
            std::vector<EventId> events;
            for (const auto& [event, from_s] : postings_.conflicts) {
                if (from_s <= known_by_s_) events.push_back(event);
            }
            return EventSet::of(events);
        }
        if (trait == Trait::Relations && known_by_s_ != kEverKnown) {
            EventBits bits = no_bits();
            for (size_t i = 0; i < data_.relations.size(); ++i) {
                if (!postings_.relation_known(id_at<RelationId>(i), day_)) continue;
                for (const NodeRef end : {data_.relations.from[i], data_.relations.to[i]}) {
                    if (end.kind == NodeKind::Event) bits.set(end.index);
                }
            }
            return EventSet::of(bits);
        }
        return postings_.trait[static_cast<size_t>(trait)];
    }

    const EventIndex& index_;
    const Dataset& data_;
    EventIndex::Postings& postings_;
    Instant known_by_s_;
    const KnownDay& day_;
    EventSet known_;
};

}  // namespace

EventSet EventIndex::select(const Query& query, Instant known_by_s) const {
    return query.matches_everything() ? known_by(known_by_s) : select_node(*query.root(), known_by_s);
}

EventSet EventIndex::select_node(const QueryNode& node, Instant known_by_s) const {
    const Evaluation evaluation(*this, known_by_s);
    return evaluation.matches(node, evaluation.known());
}

}  // namespace choke
