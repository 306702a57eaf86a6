// Rows and claims as lists of named texts, so that any two can be compared field by field. For diff*.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/dataset.h"

namespace choke {

struct Field {
    std::string_view name;
    std::string value;
};

[[nodiscard]] size_t row_count(const Dataset& data, RecordKind kind);
[[nodiscard]] std::string row_label(const Dataset& data, RecordRef row);
[[nodiscard]] std::string row_date(const Dataset& data, RecordRef row);
// What makes two rows of two editions the same one.
[[nodiscard]] std::string row_key(const Dataset& data, RecordRef row);
// The same names in the same order for every row of a kind.
[[nodiscard]] std::vector<Field> row_fields(const Dataset& data, RecordRef row);
[[nodiscard]] std::vector<Field> claim_fields(const Dataset& data, const Claim& claim);
[[nodiscard]] IndexRange claims_of_row(const Dataset& data, RecordRef row);  // empty for kinds without claims

}  // namespace choke
