// Large pages for large blocks. A million events fill hundreds of megabytes once; in pages of 4 KiB the system's work for
// each first touch, and the processor's for each look-up far away, cost more than reading the data.
#pragma once

#include <cstddef>
#include <vector>

namespace choke {

// A wish, for memory that is not touched yet. Does nothing for small blocks and on systems that have no such thing.
void prefer_large_pages(void* begin, size_t byte_count);

// reserve() with that wish.
template <typename T>
void reserve_large(std::vector<T>& list, size_t count) {
    list.reserve(count);
    if (list.empty()) prefer_large_pages(list.data(), list.capacity() * sizeof(T));
}

}  // namespace choke
