// EventIndex: what is needed to answer filters over one Dataset, built once. Selection: the set of events that is
// visible. Facets: counts of a selection by actor, side, kind and status (others, and by period: counts.h).
//
// Nothing walks over all events one by one: facets are looked up, words are found in an inverted index and looked up in
// the texts where that is not enough, dates and days are comparisons of ranks, 64 events a word of bits. What that costs
// at a million events is in docs/query.md.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "model/dataset.h"
#include "query/query.h"

namespace choke {

class EventBits;  // event_bits.h

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
    [[nodiscard]] static EventSet range(EventId begin, EventId end);  // without end
    [[nodiscard]] static EventSet of(std::span<const EventId> events);
    [[nodiscard]] static EventSet of(const EventBits& events);
    void add_to(EventBits& out) const;  // out spans all events of the set
    void add(EventId event);
    [[nodiscard]] bool contains(EventId event) const;
    [[nodiscard]] bool empty() const;
    [[nodiscard]] size_t size() const;
    [[nodiscard]] size_t size_below(EventId end) const;  // how many are before `end`
    [[nodiscard]] size_t byte_count() const;             // of memory, about
    [[nodiscard]] std::vector<EventId> to_vector() const;
    void to_vector(std::vector<EventId>& out) const;  // refilled
    void intersect(const EventSet& other);
    void unite(const EventSet& other);
    void subtract(const EventSet& other);
    [[nodiscard]] size_t intersection_size(const EventSet& other) const;
    friend bool operator==(const EventSet& a, const EventSet& b);

private:
    struct Bits;
    Bits& bits();
    std::unique_ptr<Bits> bits_;  // null: empty
};

// Bytes of memory by part of an EventIndex.
struct IndexSize {
    size_t words = 0;  // of titles, summaries and ids
    size_t names = 0;  // of actors, things and tags
    size_t sets = 0;   // kinds, tags, roles, sides, stories, properties
    size_t days = 0;   // dates and days of becoming known, statuses
    [[nodiscard]] size_t total() const { return words + names + sets + days; }
};

// Not for two threads at once: the statuses of the last day asked are kept inside.
class EventIndex {
public:
    explicit EventIndex(DatasetPtr data);
    ~EventIndex();
    EventIndex(EventIndex&&) noexcept;
    EventIndex& operator=(EventIndex&&) noexcept;

    [[nodiscard]] const Dataset& data() const;
    [[nodiscard]] EventSet of_actor(ActorId actor) const;
    [[nodiscard]] const EventSet& of_side(Side side) const;  // events with an actor of this side
    [[nodiscard]] const EventSet& of_kind(WordId kind) const;
    [[nodiscard]] EventSet of_thing(ThingId thing) const;
    [[nodiscard]] const EventSet& of_tag(WordId tag) const;
    [[nodiscard]] const EventSet& of_role(WordId role) const;  // events in which someone has it
    [[nodiscard]] const EventSet& of_story(StoryId story) const;
    [[nodiscard]] EventSet of_source(SourceId source) const;  // whenever the claim became known
    [[nodiscard]] EventSet known_by(Instant known_by_s) const;  // status is not NotYetKnown
    // Events that had begun by then, or may have: those whose entry_instant() is not later.
    [[nodiscard]] EventSet entered_by(Instant instant) const;
    // Events by status as of a day; cached for the last day asked, whose sets the reference is one of.
    [[nodiscard]] const EventSet& of_status(Status status, Instant known_by_s) const;
    // Events known by the day whose status is at least this firm.
    [[nodiscard]] EventSet at_least(Status floor, Instant known_by_s) const;
    [[nodiscard]] Status status_of(EventId event, Instant known_by_s) const;

    // Events that match the query as known on a day: its status, its claims and its relations are those of that day,
    // and an event without a claim by then is not there.
    [[nodiscard]] EventSet select(const Query& query, Instant known_by_s) const;

    // The same for a part of a query.
    [[nodiscard]] EventSet select_node(const QueryNode& node, Instant known_by_s) const;

    // Events with `folded` (search_form) in title or summary, in the order of time; in the id as well when asked.
    enum class TextScope : uint8_t { TitleAndSummary, WithId };
    [[nodiscard]] EventSet with_text(std::string_view folded, TextScope scope, const EventSet& among) const;
    // Whether the sources conflict on an event from here on: kEverKnown when they never do (see docs/query.md).
    [[nodiscard]] Instant conflict_from_s(EventId event) const;
    // Names as search compares them: search_form of name and aliases, each ended by a line feed.
    [[nodiscard]] std::string_view folded_names(ActorId actor) const;
    [[nodiscard]] std::string_view folded_names(ThingId thing) const;
    [[nodiscard]] std::string_view folded_names(WordId tag) const;

    // Text is searched from the beginning, but faster once the words are indexed, which goes on behind the scenes while
    // the data are looked at already: 3 s at a million events. This waits for it.
    void wait_for_words() const;
    [[nodiscard]] IndexSize size() const;  // waits for them as well

    struct Postings;  // event_index.h, for query/ alone
    [[nodiscard]] Postings& postings() const { return *postings_; }

private:
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
