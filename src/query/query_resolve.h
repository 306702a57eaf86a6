// From a value as written to a QueryValue over one Dataset: looks up ids, names and words, reads dates and statuses,
// and words the error with what was probably meant. Internal to query/.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "query/query_node.h"

namespace choke {

// One value between commas, unescaped. Offsets are bytes of the query text.
struct WrittenValue {
    std::string text;
    bool quoted = false;
    size_t begin_byte = 0;
    std::string suffix;  // behind "@" (actor, side), "~" (linked) or ".." (path)
    bool has_suffix = false;
    size_t suffix_byte = 0;
};

struct ValueError {
    std::string message;
    size_t byte = 0;
};

// For messages: what the user wrote, made displayable and cut to a line's length.
[[nodiscard]] std::string shown(std::string_view text);

inline constexpr uint32_t kNoneIndex = 0xffffffffU;  // kNone of every id

// A thing that can be named, and how. `folded` is in search_form.
struct Candidate {
    std::string folded;
    std::string_view id;  // what to write for it
    uint32_t index = 0;   // kNoneIndex when a known word is not used by the data
};

// Up to `most` ids near to what was written: by edit distance, then those that begin with it, then those that hold it.
[[nodiscard]] std::vector<std::string_view> near_ids(std::string_view written, const std::vector<Candidate>& candidates,
                                                     size_t most);

// "'a', 'b' or 'c'"
[[nodiscard]] std::string either_of(const std::vector<std::string_view>& words);

// Lists are made when a value is not simply an id, once for each field.
class Resolver {
public:
    explicit Resolver(const Dataset& data) : data_(data) {}
    [[nodiscard]] tl::expected<QueryValue, ValueError> resolve(QueryField field, const WrittenValue& written);

private:
    struct Names {
        bool made = false;
        std::vector<Candidate> all;                               // in the order of the data
        std::vector<std::pair<std::string_view, uint32_t>> sorted;  // folded -> index, without kNoneIndex
    };

    [[nodiscard]] const Names& names_of(QueryField field);
    // What a name or alias that folds to this stands for, or a folded word.
    [[nodiscard]] std::vector<uint32_t> ids_named(QueryField field, const std::string& folded);
    [[nodiscard]] tl::expected<QueryValue, ValueError> named(QueryField field, const WrittenValue& written);
    // Reads the "@role" of an actor or a side.
    [[nodiscard]] tl::expected<QueryValue, ValueError> with_role(tl::expected<QueryValue, ValueError> value,
                                                                 QueryField field, const WrittenValue& written);
    [[nodiscard]] tl::expected<NodeRef, ValueError> path_end(std::string_view written, size_t byte,
                                                             std::string& canonical);
    [[nodiscard]] tl::expected<QueryValue, ValueError> path(const WrittenValue& written);
    [[nodiscard]] tl::expected<QueryValue, ValueError> linked(const WrittenValue& written);
    [[nodiscard]] tl::expected<QueryValue, ValueError> status(const WrittenValue& written) const;

    const Dataset& data_;
    int name_lookups_ = 0;
    std::array<Names, 17> names_;  // by QueryField
};

}  // namespace choke
