#include "base/large_pages.h"

#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace choke {

void prefer_large_pages([[maybe_unused]] void* begin, [[maybe_unused]] size_t byte_count) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    constexpr uintptr_t kLargePage = uintptr_t{2} << 20U;
    if (byte_count < 2 * kLargePage) return;
    const auto first = (reinterpret_cast<uintptr_t>(begin) + kLargePage - 1) / kLargePage * kLargePage;
    const auto last = (reinterpret_cast<uintptr_t>(begin) + byte_count) / kLargePage * kLargePage;
    if (first < last) static_cast<void>(madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE));
#endif
}

}  // namespace choke
