// How often the test program has asked for memory with new. Only its growth within one test means something.
#pragma once

#include <cstddef>

namespace choke_test {

[[nodiscard]] std::size_t allocation_count();

}  // namespace choke_test
