// Words of single dates, which those of intervals and sets are put together from. For the EDTF sources only.
#pragma once

#include <string>

#include "time/edtf_internal.h"

namespace choke::edtf {

enum class Length : uint8_t { Full, Short };

// Where "?" of the whole date goes: "possibly 1984", "1984 (uncertain)", or said elsewhere by the caller.
enum class Uncertainty : uint8_t { Before, Behind, Unsaid };

// The qualifier that holds for the date as a whole; 0 when there is none or the components differ.
[[nodiscard]] uint8_t whole_qualifier(const SingleDate& date);

[[nodiscard]] std::string plain_words(const SingleDate& date, Length length);  // without qualifiers
[[nodiscard]] std::string full_words(const SingleDate& date, Uncertainty uncertainty);
[[nodiscard]] std::string short_words(const SingleDate& date);

}  // namespace choke::edtf
