// Dataset: the facts, immutable once built (DatasetBuilder is the only maker), shared as shared_ptr<const Dataset>.
// Columns in the order of time: events are sorted by earliest instant, then latest, then id. Everything refers to
// everything by index. Does no I/O, knows no screen, holds no filter.
#pragma once

#include <compare>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/large_pages.h"
#include "base/string_pool.h"
#include "model/vocabulary.h"
#include "time/edtf.h"

namespace choke {

// A list of lists in two arrays (compressed sparse rows).
template <typename T>
class Ragged {
public:
    Ragged() = default;
    // offsets: one more than there are rows, starting with 0, ascending to values.size().
    Ragged(std::vector<uint32_t> offsets, std::vector<T> values)
        : offsets_(std::move(offsets)), values_(std::move(values)) {}

    [[nodiscard]] std::span<const T> operator[](size_t row) const {
        return {values_.data() + offsets_[row], offsets_[row + 1] - offsets_[row]};
    }
    [[nodiscard]] size_t row_count() const { return offsets_.size() - 1; }
    [[nodiscard]] size_t value_count() const { return values_.size(); }
    void reserve(size_t rows, size_t values) {
        reserve_large(offsets_, rows + 1);
        reserve_large(values_, values);
    }
    void push(const T& value) { values_.push_back(value); }  // onto the row that is being filled
    void close_row() { offsets_.push_back(static_cast<uint32_t>(values_.size())); }

private:
    std::vector<uint32_t> offsets_{0};
    std::vector<T> values_;
};

// A column whose values repeat, such as dates: each distinct value once, and its number in every row. Read as if the
// values stood in the rows.
template <typename T>
class RepeatingColumn {
public:
    RepeatingColumn() = default;
    // numbers: by row, each less than values.size().
    RepeatingColumn(std::vector<uint32_t> numbers, std::vector<T> values)
        : numbers_(std::move(numbers)), values_(std::move(values)) {}

    class Iterator {
    public:
        using difference_type = std::ptrdiff_t;
        using value_type = T;
        using reference = const T&;
        using pointer = const T*;
        using iterator_category = std::random_access_iterator_tag;
        Iterator() = default;
        Iterator(const RepeatingColumn& column, size_t row) : column_(&column), row_(static_cast<difference_type>(row)) {}
        [[nodiscard]] const T& operator*() const { return (*column_)[static_cast<size_t>(row_)]; }
        [[nodiscard]] const T* operator->() const { return &**this; }
        [[nodiscard]] const T& operator[](difference_type n) const { return *(*this + n); }
        Iterator& operator++() { return *this += 1; }
        Iterator& operator--() { return *this -= 1; }
        Iterator operator++(int) {
            const Iterator before = *this;
            ++row_;
            return before;
        }
        Iterator operator--(int) {
            const Iterator before = *this;
            --row_;
            return before;
        }
        Iterator& operator+=(difference_type n) {
            row_ += n;
            return *this;
        }
        Iterator& operator-=(difference_type n) { return *this += -n; }
        friend Iterator operator+(Iterator it, difference_type n) { return it += n; }
        friend Iterator operator+(difference_type n, Iterator it) { return it += n; }
        friend Iterator operator-(Iterator it, difference_type n) { return it -= n; }
        friend difference_type operator-(const Iterator& a, const Iterator& b) { return a.row_ - b.row_; }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.row_ == b.row_; }
        friend auto operator<=>(const Iterator& a, const Iterator& b) { return a.row_ <=> b.row_; }

    private:
        const RepeatingColumn* column_ = nullptr;
        difference_type row_ = 0;
    };

    [[nodiscard]] const T& operator[](size_t row) const { return values_[numbers_[row]]; }
    [[nodiscard]] size_t size() const { return numbers_.size(); }
    [[nodiscard]] bool empty() const { return numbers_.empty(); }
    [[nodiscard]] const T& back() const { return (*this)[size() - 1]; }
    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, size()}; }

private:
    std::vector<uint32_t> numbers_;
    std::vector<T> values_;
};

// Where a row stands in the files that it was read from.
struct SourcePosition {
    uint32_t line = 0;    // 1-based
    uint32_t column = 0;  // 1-based, in code points; a file may be one long line
    uint16_t file = 0;    // index into Dataset::files
};

enum class NodeKind : uint8_t { Event, Actor, Thing };

// An end of a relation.
struct NodeRef {
    NodeKind kind = NodeKind::Event;
    uint32_t index = 0;
    friend constexpr bool operator==(const NodeRef&, const NodeRef&) = default;
    friend constexpr auto operator<=>(const NodeRef&, const NodeRef&) = default;
};

struct ActorRole {
    ActorId actor = kNone<ActorId>;
    WordId role = kNone<WordId>;  // in Dataset::roles; kNone when none is given
};

// A figure or a spec. The value as written ("400", "20–40", "about 1T"), and as numbers where it has them.
struct Figure {
    double low = 0;   // == high for a plain number
    double high = 0;
    StringRef name;
    StringRef value;
    StringRef unit;
    StringRef as_of;
    StringRef note;
    bool numeric = false;
};

struct IndexRange {
    uint32_t begin = 0;
    uint32_t end = 0;
    [[nodiscard]] size_t size() const { return end - begin; }
};

// A column of ranges that follow one upon the other: row i ends where row i + 1 begins.
class RangeColumn {
public:
    [[nodiscard]] IndexRange operator[](size_t row) const { return {offsets_[row], offsets_[row + 1]}; }
    [[nodiscard]] size_t size() const { return offsets_.size() - 1; }
    void reserve(size_t rows) { offsets_.reserve(rows + 1); }
    void close_row(size_t end) { offsets_.push_back(static_cast<uint32_t>(end)); }  // where the row ends

private:
    std::vector<uint32_t> offsets_{0};
};

struct Claim {
    SourceId source = kNone<SourceId>;
    ActorId by = kNone<ActorId>;  // who says it, when it is not the source itself
    Instant known_s = 0;   // certainly public from here on (last second of `known`, or of the source's date)
    StringRef known_text;  // EDTF; the source's date when the claim gives none
    StringRef locator;
    StringRef text;
    StringRef date_text;  // this source's own date (EDTF), where it differs; else empty
    StringRef title;
    IndexRange figures;   // into Dataset::claim_figures
    [[no_unique_address]] SourcePosition position;  // what follows fits into its last two bytes
    Stance stance = Stance::Reports;
    Confidence confidence = Confidence::Ungraded;
};

struct Events {
    std::vector<StringRef> id, title, summary, notes, date_text, known_text;
    RepeatingColumn<DateBounds> date;
    std::vector<Instant> known_s;  // certainly public from here on
    std::vector<WordId> kind;      // in Dataset::event_kinds
    RangeColumn claims;
    std::vector<SourcePosition> position;
    Ragged<ActorRole> actors;
    Ragged<ThingId> things;
    Ragged<WordId> tags;  // in Dataset::tags
    Ragged<Figure> figures;
    [[nodiscard]] size_t size() const { return id.size(); }
    void reserve(size_t rows);
};

struct Actors {
    std::vector<StringRef> id, name, summary;
    std::vector<WordId> kind;  // in Dataset::actor_kinds
    std::vector<Side> side;
    std::vector<ActorId> parent;  // kNone when none
    std::vector<SourcePosition> position;
    Ragged<StringRef> aliases;
    Ragged<EventId> events;  // in the order of time, each once
    [[nodiscard]] size_t size() const { return id.size(); }
};

struct Things {
    std::vector<StringRef> id, name, summary, date_text;
    std::vector<WordId> kind;  // in Dataset::thing_kinds
    std::vector<ActorId> maker;
    std::vector<std::optional<DateBounds>> date;
    std::vector<IndexRange> claims;
    std::vector<SourcePosition> position;
    Ragged<StringRef> aliases;
    Ragged<Figure> specs;
    Ragged<EventId> events;
    [[nodiscard]] size_t size() const { return id.size(); }
};

struct Sources {
    std::vector<StringRef> id, title, publisher, author, url, language, note, date_text;
    std::vector<WordId> kind;  // in Dataset::source_kinds
    std::vector<std::optional<DateBounds>> date;
    std::vector<SourcePosition> position;
    Ragged<EventId> events;  // events with a claim that rests on this source
    [[nodiscard]] size_t size() const { return id.size(); }
};

struct Relations {
    std::vector<StringRef> id, basis, date_text;  // id may be empty
    std::vector<NodeRef> from, to;
    std::vector<WordId> kind;  // in Dataset::relation_kinds
    std::vector<Strength> strength;
    RepeatingColumn<std::optional<DateBounds>> date;
    std::vector<IndexRange> claims;
    std::vector<SourcePosition> position;
    [[nodiscard]] size_t size() const { return kind.size(); }
    void reserve(size_t rows);
};

// One step of a story. What view, filter, range and select leave out, the one who shows it chooses.
struct StoryStep {
    EventId event = kNone<EventId>;
    StringRef headline;
    StringRef caption;
    StringRef view;    // one of step_view_words(), or empty
    StringRef filter;  // query text as written (docs/query.md), or empty; not checked here
    StringRef range_text;  // EDTF interval with both ends given, or empty
    std::optional<DateBounds> range;
    StringRef known_on;   // EDTF with an end: what was known by then; or empty
    IndexRange selected;  // into Stories::selected
    IndexRange params;    // into Stories::params
    SourcePosition position;
};

struct Stories {
    std::vector<StringRef> id, title, question, summary;
    std::vector<SourcePosition> position;
    Ragged<StoryStep> steps;
    std::vector<NodeRef> selected;  // what the steps mark
    std::vector<StringRef> params;  // of the steps' views: "NAME=VALUE"; whether a view has them is not checked here
    [[nodiscard]] size_t size() const { return id.size(); }
};

// What applied to a thing or an actor from one day on: "needs a licence".
struct StateSpan {
    EventId event = kNone<EventId>;  // that set it
    DateBounds from;
    std::optional<DateBounds> to;  // absent: until the next one of the row begins, or on
    StringRef from_text, to_text;
    StringRef state;  // one word: "allowed", "licence", "banned"; what the colour follows
    StringRef label;  // in words; never empty
    SourcePosition position;
};

// What applied to one subject when: spans in the order of their beginnings.
struct States {
    std::vector<StringRef> id, title;
    std::vector<NodeRef> subject;  // an actor or a thing
    std::vector<SourcePosition> position;
    Ragged<StateSpan> spans;
    [[nodiscard]] size_t size() const { return id.size(); }
};

// A named day, or a stretch of time, behind the events: an election, a term of office.
struct Marker {
    DateBounds date;
    std::string date_text;
    std::string label;
    bool era = false;  // a stretch that is shaded
};

// Everything that can carry a waiver, and that two data sets can be compared by.
enum class RecordKind : uint8_t { Event, Actor, Thing, Source, Relation, Story };

struct RecordRef {
    RecordKind kind = RecordKind::Event;
    uint32_t index = 0;
    friend constexpr bool operator==(const RecordRef&, const RecordRef&) = default;
    friend constexpr auto operator<=>(const RecordRef&, const RecordRef&) = default;
};

// "This rule of the linter does not apply to this record." Codes are the linter's; here they are only text.
struct Waiver {
    RecordRef record;
    StringRef code;
    StringRef reason;
    SourcePosition position;
};

class Dataset {
public:
    // About the set as a whole.
    std::string id, title, description, version, license;
    std::string covered_text;  // the time that the set covers (`range` in the file); empty when it does not say
    std::optional<DateBounds> covered;
    std::vector<std::string> files;  // names as the user gave them
    uint64_t content_hash = 0;       // of the bytes read, in the order of the files: the same data, the same hash

    Vocabulary event_kinds, actor_kinds, thing_kinds, source_kinds, relation_kinds, roles, tags;
    Events events;
    Actors actors;
    Things things;
    Sources sources;
    Relations relations;
    Stories stories;
    States states;
    std::vector<Marker> markers;  // in the order of the file
    std::vector<Claim> claims;
    // Not for publication, sorted: few data sets have any. A claim is internal too when its source is: is_internal().
    std::vector<uint32_t> internal_claims;  // indices into claims
    std::vector<SourceId> internal_sources;
    std::vector<Figure> claim_figures;
    std::vector<Waiver> waivers;  // sorted by record, then in the order of the file
    // Relations by node: row = node_number(ref); each row sorted by relation index.
    Ragged<RelationId> relations_from;
    Ragged<RelationId> relations_to;

    [[nodiscard]] std::string_view text(StringRef ref) const { return strings_.view(ref); }
    [[nodiscard]] size_t node_count() const { return events.size() + actors.size() + things.size(); }
    // Dense number of a node: events, then actors, then things.
    [[nodiscard]] size_t node_number(NodeRef ref) const;
    [[nodiscard]] NodeRef node_at(size_t number) const;
    [[nodiscard]] std::string_view node_id(NodeRef ref) const;
    [[nodiscard]] std::string_view node_label(NodeRef ref) const;  // title or name
    [[nodiscard]] std::string_view record_id(RecordRef ref) const;  // a relation's may be empty
    [[nodiscard]] SourcePosition record_position(RecordRef ref) const;

    [[nodiscard]] std::span<const Claim> claims_of(IndexRange range) const {
        return {claims.data() + range.begin, range.size()};
    }

    [[nodiscard]] bool is_internal(SourceId source) const;
    [[nodiscard]] bool is_internal(const Claim& claim) const;  // one of claims; or its source is

    // Look-up by id text; nothing when there is none.
    [[nodiscard]] std::optional<EventId> find_event(std::string_view id) const;
    [[nodiscard]] std::optional<ActorId> find_actor(std::string_view id) const;
    [[nodiscard]] std::optional<ThingId> find_thing(std::string_view id) const;
    [[nodiscard]] std::optional<SourceId> find_source(std::string_view id) const;
    [[nodiscard]] std::optional<StoryId> find_story(std::string_view id) const;
    // Indices of the events in the order of their ids, for what begins in a way or is near to something.
    [[nodiscard]] std::span<const uint32_t> events_by_id() const { return event_order_; }

private:
    friend class DatasetBuilder;
    StringPool strings_;
    // id text -> index, each sorted by text; built once.
    std::vector<uint32_t> event_order_, actor_order_, thing_order_, source_order_, story_order_;
};

using DatasetPtr = std::shared_ptr<const Dataset>;

// "As known on": no limit.
inline constexpr Instant kEverKnown = INT64_MAX;

// Status as of a day, from the claims known by its last second. The one place where a status is decided;
// the rule is in docs/data-format.md.
[[nodiscard]] Status status_as_known(std::span<const Claim> claims, Instant known_by_s);

// An event is visible as of D when at least one of its claims is known by D.
[[nodiscard]] Status event_status(const Dataset& data, EventId event, Instant known_by_s = kEverKnown);
[[nodiscard]] Status relation_status(const Dataset& data, RelationId relation, Instant known_by_s = kEverKnown);
// Without a date a relation has always been there; else it is there from its entry_instant() on.
[[nodiscard]] bool has_begun(const Dataset& data, RelationId relation, Instant by_s);

}  // namespace choke
