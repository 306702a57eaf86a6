// EventIndex: posting lists over one Dataset, built once. Selection: the set of events that is visible. Facets: counts
// of a selection by actor, side, kind and status. Nothing here costs O(events) when a filter changes but text search.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "model/dataset.h"
#include "query/query.h"

namespace choke {

// A set of events, ascending. An own type so that CRoaring stays in one place.
class EventSet {
public:
    EventSet();
    ~EventSet();
    EventSet(const EventSet&);
    EventSet& operator=(const EventSet&);
    EventSet(EventSet&&) noexcept;
    EventSet& operator=(EventSet&&) noexcept;

    [[nodiscard]] static EventSet all(size_t event_count);
    [[nodiscard]] static EventSet of(std::span<const EventId> events);
    void add(EventId event);
    [[nodiscard]] bool contains(EventId event) const;
    [[nodiscard]] size_t size() const;
    [[nodiscard]] std::vector<EventId> to_vector() const;
    void intersect(const EventSet& other);
    void unite(const EventSet& other);
    void subtract(const EventSet& other);
    [[nodiscard]] size_t intersection_size(const EventSet& other) const;
    friend bool operator==(const EventSet& a, const EventSet& b);

private:
    struct Bits;
    std::unique_ptr<Bits> bits_;
};

class EventIndex {
public:
    explicit EventIndex(DatasetPtr data);
    ~EventIndex();
    EventIndex(EventIndex&&) noexcept;
    EventIndex& operator=(EventIndex&&) noexcept;

    [[nodiscard]] const Dataset& data() const;
    [[nodiscard]] const EventSet& of_actor(ActorId actor) const;
    [[nodiscard]] const EventSet& of_side(Side side) const;  // events with an actor of this side
    [[nodiscard]] const EventSet& of_kind(WordId kind) const;
    [[nodiscard]] EventSet known_by(Instant known_by_s) const;  // status is not NotYetKnown
    // Events by status as of a day; cached for the last day asked.
    [[nodiscard]] const EventSet& of_status(Status status, Instant known_by_s) const;

    // Events that match the query as known on a day.
    [[nodiscard]] EventSet select(const Query& query, Instant known_by_s) const;

private:
    struct Postings;
    std::unique_ptr<Postings> postings_;
};

struct FacetCounts {
    std::vector<uint32_t> actor;              // by ActorId: events of the selection with this actor
    std::vector<uint32_t> kind;               // by WordId of event_kinds
    std::array<uint32_t, kSideCount> side{};
    std::array<uint32_t, kStatusCount> status{};
};

[[nodiscard]] FacetCounts count_facets(const EventIndex& index, const EventSet& selection, Instant known_by_s);

}  // namespace choke
