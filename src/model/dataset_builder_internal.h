// What the builder keeps while rows come in, and the checks that all kinds of row share. For dataset_builder*.cpp.
#pragma once

#include <array>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/dataset_builder.h"
#include "model/date_table.h"
#include "model/recent_texts.h"
#include "model/suggestions.h"
#include "model/symbol_table.h"

namespace choke {

// A reference to an id, with its place; the file is that of its row.
struct PendingRef {
    SymbolId symbol{};
    uint32_t line = 0;  // 0: not given
    uint32_t column = 0;
    [[nodiscard]] bool given() const { return line != 0; }
};

struct PendingRole {
    PendingRef actor;
    WordId role = kNone<WordId>;
};

struct PendingClaim {
    Claim claim;  // without what has to be resolved; source stays kNone when the claim is left out
    PendingRef source;
    PendingRef by;
    bool known_given = false;
    bool is_internal = false;
};

struct PendingEvent {
    SymbolId symbol{};
    StringRef title, summary, notes;
    DateId date{};
    std::optional<DateId> known;
    WordId kind = kNone<WordId>;
    IndexRange actors, things, tags, figures, claims;  // into the lists of Pending
    SourcePosition position;
    bool claims_given = false;  // usable or not
    bool kept = true;
};

struct PendingThing {
    PendingRef maker;
    IndexRange claims;
};

struct PendingRelation {
    StringRef id, basis;
    PendingRef from, to;
    WordId kind = kNone<WordId>;
    Strength strength = Strength::Unsaid;
    std::optional<DateId> date;
    IndexRange claims;
    SourcePosition position;
    bool claims_given = false;
};

struct PendingStep {
    PendingRef event;
    StoryStep step;     // without what has to be resolved
    IndexRange select;  // into Pending::step_selects
};

// A waiver with the number of its row among those of its kind as they came in; of an event, of its symbol, because
// events are sorted.
struct PendingWaiver {
    RecordKind kind = RecordKind::Event;
    uint32_t row = 0;
    StringRef code, reason;
    SourcePosition position;
};

struct PendingStory {
    SymbolId symbol{};
    StringRef title, question, summary;
    IndexRange steps;
    SourcePosition position;
    bool steps_given = false;
};

struct PendingSpan {
    PendingRef event;
    StateSpan span;  // without what has to be resolved
};

struct PendingStates {
    SymbolId symbol{};
    StringRef title;
    PendingRef subject;
    IndexRange spans;
    SourcePosition position;
};

// One open vocabulary with its list of known words, and for each new word the known one that it may have meant.
struct OpenWords {
    Vocabulary* words = nullptr;
    std::span<const std::string_view> known;
    std::string_view code;  // "unknown-kind"
    std::string_view noun;  // "event kind"
    std::vector<std::string> meant;  // by WordId; empty when the word is known or an invention
};

struct DatasetBuilder::Pending {
    explicit Pending(Diagnostics& sink);

    Diagnostics& diagnostics;
    std::shared_ptr<Dataset> data;
    StringPool& strings;
    SymbolTable symbols;
    SymbolTable relation_symbols;  // nothing refers to a relation: its id need only differ from other relations'
    DateTable dates;
    RecentTexts texts;
    Suggestions suggestions;
    std::vector<std::string_view> relation_kind_words;
    OpenWords event_kinds, actor_kinds, thing_kinds, source_kinds, relation_kinds, roles;

    std::vector<PendingEvent> events;
    std::vector<PendingRef> parents;  // by actor
    std::vector<PendingThing> things;
    std::vector<PendingRelation> relations;
    std::vector<PendingStory> stories;
    std::vector<PendingRole> event_actors;
    std::vector<PendingRef> event_things;
    std::vector<WordId> event_tags;
    std::vector<Figure> event_figures;
    std::vector<PendingClaim> claims;
    std::vector<PendingStep> steps;
    std::vector<PendingRef> step_selects;
    std::vector<StringRef> step_params;
    std::vector<PendingStates> states;
    std::vector<PendingSpan> spans;
    std::vector<PendingWaiver> waivers;
    std::vector<uint32_t> relation_rows;  // by row as it came in: the one in the Dataset, or kLeftOut
    std::vector<uint32_t> story_rows;
    static constexpr uint32_t kLeftOut = 0xffffffffU;

    // dataset_builder_checks.cpp
    void report(Severity severity, const SourcePosition& at, std::string_view code, std::string message,
                std::string hint = {});
    [[nodiscard]] bool reports_kept() const { return diagnostics.all().size() < Diagnostics::kMaxReports; }
    [[nodiscard]] std::string place_of(const SourcePosition& at) const;
    [[nodiscard]] std::optional<DateBounds> bounds_of(std::optional<DateId> date) const {
        return date ? std::optional(dates.bounds(*date)) : std::nullopt;
    }

    // dataset_builder_resolve.cpp and dataset_builder_events.cpp, in this order
    void resolve_actors();
    void resolve_things();
    void resolve_events();
    void resolve_relations();
    void resolve_stories();
    void resolve_states();  // dataset_builder_states.cpp
    void resolve_waivers();
    void index_all();

    std::optional<uint32_t> resolve(const PendingRef& ref, uint16_t file, SymbolKind kind);
    std::optional<NodeRef> resolve_node(const PendingRef& ref, uint16_t file);
    void report_unresolved(const PendingRef& ref, uint16_t file, std::string_view code, std::string_view noun,
                           std::initializer_list<SymbolKind> wanted);
    // Resolves sources and days; returns how many claims are left. fallback_s: when neither the claim nor its source
    // is dated.
    size_t resolve_claims(IndexRange range, std::optional<Instant> fallback_s);
    IndexRange move_claims(IndexRange range);  // those that are left, into the Dataset
    std::vector<uint32_t> events_in_time();
    void break_parent_circles();
    void report_part_circles();
};

// Gives the dates that a column uses numbers of their own, in order of first use: the table holds those of all columns.
class DateNumbers {
public:
    // date_count: of the table.
    explicit DateNumbers(size_t date_count) : numbers_(date_count + 1, kUnused) {}

    // Calls first_use() when the next number is given out. No date counts as a date of its own.
    template <typename FirstUse>
    uint32_t number(std::optional<DateId> date, const FirstUse& first_use) {
        uint32_t& number = numbers_[date ? index(*date) + 1 : 0];
        if (number == kUnused) {
            number = next_++;
            first_use();
        }
        return number;
    }

private:
    static constexpr uint32_t kUnused = 0xffffffffU;
    std::vector<uint32_t> numbers_;
    uint32_t next_ = 0;
};

// Row i of the result has the values of the pairs with row i, in the order of the pairs.
template <typename Value>
Ragged<Value> grouped(size_t row_count, const std::vector<std::pair<uint32_t, Value>>& pairs) {
    std::vector<uint32_t> offsets(row_count + 1, 0);
    for (const auto& [row, value] : pairs) ++offsets[row + 1];
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    std::vector<uint32_t> next(offsets.begin(), offsets.end() - 1);
    std::vector<Value> values(pairs.size());
    for (const auto& [row, value] : pairs) values[next[row]++] = value;
    return {std::move(offsets), std::move(values)};
}

// The certain day of a `known`: the last second, or the first one when the end is open or unknown.
[[nodiscard]] Instant known_instant(const DateBounds& bounds);

// Checks of one row. Every function reports what it finds, with what becomes of the row.
class RowCheck {
public:
    // noun: "event"; id and file are those of the row.
    RowCheck(DatasetBuilder::Pending& pending, std::string_view noun, const Cell& id, const SourcePosition& position)
        : pending_(pending), noun_(noun), id_(id), position_(position) {}

    enum class TextKind { Line, Prose };  // Prose may hold line ends and tabs

    [[nodiscard]] bool usable() const { return usable_; }
    // A text that the row cannot do without.
    [[nodiscard]] std::string_view required(const Cell& cell, std::string_view key);
    // A text that may be missing; empty when it is, or when it is no text.
    [[nodiscard]] std::string_view optional(const Cell& cell, std::string_view key);
    StringRef keep_text(const Cell& cell, std::string_view key, TextKind kind);
    // True or false; false when it is not given. What is neither is reported and counts as true.
    [[nodiscard]] bool truth(const Cell& cell, std::string_view key);
    StringRef keep_required(const Cell& cell, std::string_view key);
    [[nodiscard]] WordId open_word(const Cell& cell, std::string_view key, OpenWords& words);
    [[nodiscard]] PendingRef reference(const Cell& cell, std::string_view key);
    // A date that the row cannot do without.
    [[nodiscard]] std::optional<DateId> required_date(const Cell& cell, std::string_view key);
    // A date; nothing when it is not given or wrong. consequence: "it is ignored".
    [[nodiscard]] std::optional<DateId> date(const Cell& cell, std::string_view key, std::string_view code,
                                             std::string_view consequence);
    // Defines the row's own id. Nothing when it is no id or a second one.
    [[nodiscard]] std::optional<SymbolId> define(SymbolKind kind, size_t index);

    [[nodiscard]] IndexRange claims(const std::vector<ClaimRow>& rows);
    void waivers(const std::vector<WaiverRow>& rows, RecordKind kind, size_t row);
    // The word of a closed list, at its place in it; an unknown one is reported and counts as not given (0).
    struct ClosedWord {
        std::string_view key;   // "strength"
        std::string_view code;  // "bad-strength"
        std::span<const std::string_view> words;  // the first, empty, stands for "not given"
    };
    [[nodiscard]] size_t closed_word(const Cell& cell, const ClosedWord& list);
    void figures(const std::vector<FigureRow>& rows, std::vector<Figure>& out);

    [[nodiscard]] std::string label() const;  // "event 'x'", "an event"
    void report(Severity severity, const Cell& at, std::string_view code, std::string message, std::string hint = {});
    void report_row(Severity severity, std::string_view code, std::string message, std::string hint = {});
    void leave_out();  // a reference to its id finds that it was there

    // While rows within the row are checked: problems cost them, not the row.
    struct Part {
        std::string_view noun;  // "claim"
        uint32_t line = 0;
        uint32_t column = 0;
    };
    void begin_part(const Part& part) {
        part_ = part;
        part_usable_ = true;
    }
    [[nodiscard]] bool end_part() {
        part_ = {};
        return part_usable_;
    }

private:
    enum class Consequence { Unsaid, Said };  // whether the message says already what becomes of the row
    void lose(const Cell& at, std::string_view code, std::string message, std::string hint = {},
              Consequence consequence = Consequence::Unsaid);

    DatasetBuilder::Pending& pending_;
    std::string_view noun_;
    const Cell& id_;
    SourcePosition position_;
    Part part_;
    bool usable_ = true;
    bool part_usable_ = true;
};

}  // namespace choke
