// Every code that a problem in data can carry: those of the reader and those of the linter, with a line each.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace choke {

struct ReaderCode {
    std::string_view code;
    std::string_view summary;  // one line, no full stop
};

// Problems that the reader and DatasetBuilder report, sorted by code. They cannot be waived.
[[nodiscard]] std::span<const ReaderCode> reader_codes();
[[nodiscard]] const ReaderCode* find_reader_code(std::string_view code);  // null when there is none

}  // namespace choke
