// How an algorithm of graph/ or layout/ spreads its work over cores without knowing of threads: the caller,
// who has the pool, gives a function. No result depends on it: ranges write to places of their own and sums
// run in index order.
#pragma once

#include <cstddef>
#include <functional>

namespace choke {

using RangeWork = std::function<void(size_t begin, size_t end)>;

// Calls the work on ranges that cover 0..count once, in any order, and returns when all are done. An empty
// function stands for "here, at once".
using ParallelFor = std::function<void(size_t count, const RangeWork& work)>;

inline void for_ranges(const ParallelFor& parallel, size_t count, const RangeWork& work) {
    if (count == 0) {
        return;
    }
    if (parallel && count > 1) {
        parallel(count, work);
    } else {
        work(0, count);
    }
}

}  // namespace choke
