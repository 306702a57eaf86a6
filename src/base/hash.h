// FNV-1a, 64 bit (Fowler, Noll, Vo, 1991): a stable fingerprint of bytes, the same on every machine. Not for security.
#pragma once

#include <cstdint>
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

}  // namespace choke
