// Makes data sets of any size in the single-file form, for tests of speed and of scale: the same bytes for the same
// numbers on every machine. Everything in it is valid; nothing in it is true.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace choke::testing {

// SplitMix64 (Steele, Lea, Flood, 2014).
class SplitMix64 {
public:
    explicit SplitMix64(uint64_t seed) : state_(seed) {}
    uint64_t next();
    // 0 … count - 1; count > 0. The bias of the remainder is of no matter here.
    size_t below(size_t count) { return static_cast<size_t>(next() % count); }
    bool one_in(size_t count) { return below(count) == 0; }

private:
    uint64_t state_;
};

[[nodiscard]] std::string generate_dataset(size_t event_count, uint64_t seed);

}  // namespace choke::testing
