// The order of many texts by their bytes, with eight bytes at a time as one number, so that texts which differ early,
// as ids do, are hardly ever looked at again (after multikey quicksort: Bentley, Sedgewick, 1997).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace choke {

// The numbers of the texts in ascending order of the texts; equal texts in the order in which they are given.
[[nodiscard]] std::vector<uint32_t> text_order(std::span<const std::string_view> texts);

}  // namespace choke
