#include "model/dataset.h"

#include <algorithm>

#include "base/assert.h"
#include "base/large_pages.h"

namespace choke {
namespace {

template <typename Id>
std::optional<Id> find_in(const Dataset& data, const std::vector<uint32_t>& order, const std::vector<StringRef>& ids,
                          std::string_view id) {
    const auto it = std::lower_bound(order.begin(), order.end(), id, [&](uint32_t row, std::string_view wanted) {
        return data.text(ids[row]) < wanted;
    });
    if (it == order.end() || data.text(ids[*it]) != id) return std::nullopt;
    return id_at<Id>(*it);
}

}  // namespace

void Events::reserve(size_t rows) {
    for (auto* column : {&id, &title, &summary, &notes, &date_text, &known_text}) reserve_large(*column, rows);
    reserve_large(known_s, rows);
    reserve_large(kind, rows);
    claims.reserve(rows);
    reserve_large(position, rows);
}

void Relations::reserve(size_t rows) {
    for (auto* column : {&id, &basis, &date_text}) reserve_large(*column, rows);
    reserve_large(from, rows);
    reserve_large(to, rows);
    reserve_large(kind, rows);
    reserve_large(strength, rows);
    reserve_large(claims, rows);
    reserve_large(position, rows);
}

size_t Dataset::node_number(NodeRef ref) const {
    switch (ref.kind) {
        case NodeKind::Event: return ref.index;
        case NodeKind::Actor: return events.size() + ref.index;
        case NodeKind::Thing: return events.size() + actors.size() + ref.index;
    }
    CHOKE_ASSERT(false);
}

NodeRef Dataset::node_at(size_t number) const {
    CHOKE_ASSERT(number < node_count());
    if (number < events.size()) return {NodeKind::Event, static_cast<uint32_t>(number)};
    number -= events.size();
    if (number < actors.size()) return {NodeKind::Actor, static_cast<uint32_t>(number)};
    return {NodeKind::Thing, static_cast<uint32_t>(number - actors.size())};
}

std::string_view Dataset::node_id(NodeRef ref) const {
    switch (ref.kind) {
        case NodeKind::Event: return text(events.id[ref.index]);
        case NodeKind::Actor: return text(actors.id[ref.index]);
        case NodeKind::Thing: return text(things.id[ref.index]);
    }
    CHOKE_ASSERT(false);
}

std::string_view Dataset::node_label(NodeRef ref) const {
    switch (ref.kind) {
        case NodeKind::Event: return text(events.title[ref.index]);
        case NodeKind::Actor: return text(actors.name[ref.index]);
        case NodeKind::Thing: return text(things.name[ref.index]);
    }
    CHOKE_ASSERT(false);
}

std::string_view Dataset::record_id(RecordRef ref) const {
    switch (ref.kind) {
        case RecordKind::Event: return text(events.id[ref.index]);
        case RecordKind::Actor: return text(actors.id[ref.index]);
        case RecordKind::Thing: return text(things.id[ref.index]);
        case RecordKind::Source: return text(sources.id[ref.index]);
        case RecordKind::Relation: return text(relations.id[ref.index]);
        case RecordKind::Story: return text(stories.id[ref.index]);
    }
    CHOKE_ASSERT(false);
}

SourcePosition Dataset::record_position(RecordRef ref) const {
    switch (ref.kind) {
        case RecordKind::Event: return events.position[ref.index];
        case RecordKind::Actor: return actors.position[ref.index];
        case RecordKind::Thing: return things.position[ref.index];
        case RecordKind::Source: return sources.position[ref.index];
        case RecordKind::Relation: return relations.position[ref.index];
        case RecordKind::Story: return stories.position[ref.index];
    }
    CHOKE_ASSERT(false);
}

bool Dataset::is_internal(SourceId source) const {
    return std::binary_search(internal_sources.begin(), internal_sources.end(), source);
}

bool Dataset::is_internal(const Claim& claim) const {
    const auto number = static_cast<uint32_t>(&claim - claims.data());
    CHOKE_ASSERT(number < claims.size());
    return std::binary_search(internal_claims.begin(), internal_claims.end(), number) || is_internal(claim.source);
}

std::optional<EventId> Dataset::find_event(std::string_view wanted) const {
    return find_in<EventId>(*this, event_order_, events.id, wanted);
}
std::optional<ActorId> Dataset::find_actor(std::string_view wanted) const {
    return find_in<ActorId>(*this, actor_order_, actors.id, wanted);
}
std::optional<ThingId> Dataset::find_thing(std::string_view wanted) const {
    return find_in<ThingId>(*this, thing_order_, things.id, wanted);
}
std::optional<SourceId> Dataset::find_source(std::string_view wanted) const {
    return find_in<SourceId>(*this, source_order_, sources.id, wanted);
}
std::optional<StoryId> Dataset::find_story(std::string_view wanted) const {
    return find_in<StoryId>(*this, story_order_, stories.id, wanted);
}

Status status_as_known(std::span<const Claim> claims, Instant known_by_s) {
    unsigned stances = 0;
    for (const Claim& claim : claims) {
        if (claim.known_s <= known_by_s) stances |= 1U << static_cast<unsigned>(claim.stance);
    }
    const auto has = [stances](Stance stance) { return (stances >> static_cast<unsigned>(stance) & 1U) != 0; };

    if (stances == 0) return Status::NotYetKnown;
    if (has(Stance::Retracts)) return Status::Retracted;
    // A denial with no assertion beside it still tells that somebody asserts: it counts as disputed as well.
    if (has(Stance::Disputes) || has(Stance::Denies)) return Status::Disputed;
    if (has(Stance::Establishes)) return Status::Established;
    if (has(Stance::Reports)) return Status::Reported;
    if (has(Stance::Alleges)) return Status::Alleged;
    if (has(Stance::Assesses)) return Status::Assessed;
    return Status::Forecast;
}

Status event_status(const Dataset& data, EventId event, Instant known_by_s) {
    return status_as_known(data.claims_of(data.events.claims[index(event)]), known_by_s);
}

bool has_begun(const Dataset& data, RelationId relation, Instant by_s) {
    const auto& date = data.relations.date[index(relation)];
    return !date || entry_instant(*date) <= by_s;
}

Status relation_status(const Dataset& data, RelationId relation, Instant known_by_s) {
    return status_as_known(data.claims_of(data.relations.claims[index(relation)]), known_by_s);
}

}  // namespace choke
