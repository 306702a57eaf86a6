// Numbers that look random and are the same on every machine: SplitMix64 (Steele, Lea, Flood, "Fast
// Splittable Pseudorandom Number Generators", 2014). The distributions of the standard library are not the
// same everywhere.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace choke {

class Random {
  public:
    explicit Random(uint64_t seed) : state_(seed) {}

    uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    // 0..bound-1, bound > 0. By multiplication (Lemire 2019); the bias of 2^-32 does not matter here.
    uint32_t below(uint32_t bound) { return static_cast<uint32_t>(((next() >> 32U) * bound) >> 32U); }
    // 0 <= x < 1
    double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

    // Every order is as likely as another (Durstenfeld 1964).
    template <class T>
    void shuffle(std::vector<T>& values) {
        for (auto i = static_cast<uint32_t>(values.size()); i > 1; --i) {
            std::swap(values[i - 1], values[below(i)]);
        }
    }

  private:
    uint64_t state_;
};

}  // namespace choke
