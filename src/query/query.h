// The filter language: text -> Query -> set of events. Errors carry a column and a suggestion. The grammar with
// examples is in docs/query.md.
//
//   term   := word | "phrase" | field:value | field:"value" | field:value,value (any of them)
//             | actor:value@role | side:value@role | linked:event~steps | path:end..end
//   query  := terms side by side (AND), OR between them, - or NOT before one, parentheses
//   fields := actor, side, kind, thing, status, source, tag, role, id, text, date, known, story, has, linked, path
//   status:>=reported   at least as firm as reported (established > reported > assessed > alleged > forecast;
//                       disputed counts as alleged, retracted as nothing)
//   date:2022-10..2023-10, date:>=2023, date:<=2024-06, date:2023 (certainly within), date:2023? (possibly within)
//   actor:us-*          ids that begin with us-
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "model/dataset.h"

namespace choke {

struct QueryError {
    std::string message;  // "no actor 'nvdia'; did you mean 'nvidia'?"
    int column = 1;       // 1-based, in code points, of the query text
};

// What a term looks at. Word is a term without a field: title, summary, names, tags and id.
enum class QueryField : uint8_t {
    Word, Actor, Side, Kind, Thing, Status, Source, Tag, Role, Id, Text, Date, Known, Story, Has, Linked, Path
};

// One row a field, in the order of the enum without Word; for completion, cheat sheet and manual.
struct QueryFieldInfo {
    QueryField field = QueryField::Word;
    std::string_view name;     // "actor"
    std::string_view example;  // "actor:nvidia"
    std::string_view meaning;  // "events that involve the actor"
};
[[nodiscard]] std::span<const QueryFieldInfo> query_fields();

struct QueryNode;  // query_node.h

class Query {
public:
    Query();  // matches everything
    ~Query();
    Query(const Query&);
    Query& operator=(const Query&);
    Query(Query&&) noexcept;
    Query& operator=(Query&&) noexcept;

    [[nodiscard]] bool matches_everything() const { return root_ == nullptr; }
    [[nodiscard]] const QueryNode* root() const { return root_.get(); }
    // In words: "events that involve Huawei or SMIC, not Nvidia, of kind rule, at least reported".
    [[nodiscard]] std::string words(const Dataset& data) const;
    // The canonical spelling, with names replaced by ids. Parsing it gives an equal query; "" matches everything.
    [[nodiscard]] std::string text() const;

private:
    friend tl::expected<Query, QueryError> parse_query(std::string_view, const Dataset&);
    std::shared_ptr<const QueryNode> root_;
};

// Names are resolved against the data: an actor by id, name or alias (folded), so that an error can suggest one.
// The Query holds indices into this data and is meant for an EventIndex over the same one.
[[nodiscard]] tl::expected<Query, QueryError> parse_query(std::string_view text, const Dataset& data);

// Limits, each with its own message: a filter is typed or clicked together, never a document.
inline constexpr size_t kMaxQueryBytes = 262'144;
inline constexpr int kMaxQueryDepth = 200;         // nested parentheses
inline constexpr size_t kMaxQueryPasses = 200;  // words, dates and other terms that are more than a look-up

}  // namespace choke
