// The tree behind a Query: what the parser makes and the evaluator, the wording and the facets walk. Every value is
// resolved; nothing here needs the text of the query any more, except for the byte ranges that facets cut from it.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "model/dataset.h"
#include "query/query.h"

namespace choke {

enum class Comparison : uint8_t { Equal, AtLeast, Above, AtMost, Below };

[[nodiscard]] std::string_view sign(Comparison comparison);  // "", ">=", ">", "<=", "<"

enum class Certainty : uint8_t { Certainly, Possibly };

// What `has:` asks for.
enum class Trait : uint8_t { Actors, Claims, Conflict, Figures, Notes, Relations, Story, Summary, Tags, Things };

struct TraitWords {
    Trait trait;
    std::string_view word;     // canonical
    std::string_view other;    // the other grammatical number, also read
    std::string_view meaning;  // "with figures"
    std::string_view lacking;  // "without figures"
};
[[nodiscard]] std::span<const TraitWords> trait_words();

// One of the values after "field:". Members beyond `text` are used by the fields named beside them.
struct QueryValue {
    std::string text;              // canonical, without quotes and operators: "nvidia", "us-", "reported", "2022-10"
    std::string folded;            // Word, Text: the form that is searched for
    bool prefix = false;           // `text` is the beginning of ids
    std::vector<uint32_t> ids;     // what the value stands for: ActorId, ThingId, WordId, SourceId, StoryId, EventId;
                                   // ascending; empty for a known word that the data does not use
    WordId role = kNone<WordId>;   // Actor, Side: "@role", when role_text is not empty; kNone matches nothing
    std::string role_text;         // Actor, Side
    Side side = Side::Other;       // Side
    Status status = Status::Established;          // Status
    Comparison comparison = Comparison::Equal;    // Status, Date, Known
    Trait trait = Trait::Claims;                  // Has
    int steps = 1;                 // Linked
    NodeRef from, to;              // Path: the ends
    std::string to_text;           // Date, Known, Path: the other end of text..to_text
    bool range = false;            // Date, Known: written with ".."
    Certainty certainty = Certainty::Certainly;   // Date
    Instant from_s = std::numeric_limits<Instant>::min();  // Date, Known: first second of the span that is meant
    Instant to_s = std::numeric_limits<Instant>::max();    // last second; below from_s: no instant at all
};

enum class NodeType : uint8_t { All, Any, Not, Term };

struct QueryNode {
    NodeType type = NodeType::Term;
    std::vector<QueryNode> parts;    // All, Any: two or more; Not: one; Term: none
    QueryField field = QueryField::Word;  // Term
    std::vector<QueryValue> values;  // Term: any of these; one or more
    size_t begin_byte = 0;           // in the text, with the parentheses and the minus sign
    size_t end_byte = 0;
    bool standalone = true;          // the bytes mean the same when other terms stand beside them
};

// The canonical spelling of a node and of one value with its operators ("nvidia@accused", ">=reported").
[[nodiscard]] std::string node_text(const QueryNode& node);
[[nodiscard]] std::string value_text(QueryField field, const QueryValue& value);

// A value as it must be written: in quotes where a space, a sign or a reserved word would be read as something else.
[[nodiscard]] std::string quoted_if_needed(std::string_view value, QueryField field);

}  // namespace choke
