// The values of `date:` and `known:`: EDTF dates with comparisons, ranges and the question mark. Internal to query/.
#pragma once

#include <string_view>

#include <tl/expected.hpp>

#include "query/query_resolve.h"

namespace choke {

// Takes a leading ">=", ">", "<=", "<" or "=" off the text.
[[nodiscard]] Comparison take_comparison(std::string_view& text);

[[nodiscard]] tl::expected<QueryValue, ValueError> resolve_date(QueryField field, const WrittenValue& written);

}  // namespace choke
