// FNV-1a, 64 bit (Fowler, Noll, Vo, 1991): a stable fingerprint of bytes, the same on every machine. Not for security.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace choke {

inline constexpr uint64_t kHashSeed = 0xcbf29ce484222325ULL;

[[nodiscard]] constexpr uint64_t hash_bytes(std::string_view bytes, uint64_t seed = kHashSeed) {
    uint64_t h = seed;
    for (const char c : bytes) {
        h ^= static_cast<uint8_t>(c);
        h *= 0x100000001b3ULL;
    }
    return h;
}

// For tables in memory: eight bytes a step, and another value on machines of another byte order. Nothing may depend on
// it but where a text lies in a table. The multiplier is 2^64 over the golden ratio, odd (Knuth, 1973, 6.4).
[[nodiscard]] inline uint64_t quick_hash(std::string_view bytes) {
    constexpr uint64_t kGolden = 0x9E3779B97F4A7C15ULL;
    const auto mixed = [](uint64_t h, uint64_t word) {
        h = (h ^ word) * kGolden;
        return h ^ (h >> 32U);
    };
    uint64_t h = bytes.size() * kGolden;
    const char* at = bytes.data();
    size_t left = bytes.size();
    for (; left > 8; left -= 8, at += 8) {
        uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        h = mixed(h, word);
    }
    uint64_t tail = 0;
    if (left > 0) std::memcpy(&tail, at, left);
    h = mixed(h, tail);
    return mixed(h, h >> 29U);
}

}  // namespace choke
