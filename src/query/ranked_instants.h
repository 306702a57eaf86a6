// A column of instants as ranks among their distinct values: four bytes each, exact, and compared many at a time. "All
// up to this day" is one comparison of numbers an event, 64 of them a word of bits. Internal to query/.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "query/event_bits.h"
#include "time/civil.h"

namespace choke {

// Ranks r with begin <= r < end.
struct RankRange {
    uint32_t begin = 0;
    uint32_t end = 0;
};

// The distinct instants of a column or of several, ascending.
class InstantRanks {
public:
    static constexpr uint32_t kNever = 0xffffffffU;  // the rank of what has no instant: in no range

    InstantRanks() = default;
    explicit InstantRanks(std::vector<Instant> instants) : distinct_(std::move(instants)) {
        std::ranges::sort(distinct_);
        distinct_.erase(std::unique(distinct_.begin(), distinct_.end()), distinct_.end());
        distinct_.shrink_to_fit();
    }
    // Of an instant that is among them.
    [[nodiscard]] uint32_t of(Instant instant) const { return below(instant); }
    [[nodiscard]] RankRange between(Instant from_s, Instant to_s) const {
        const auto end = std::ranges::upper_bound(distinct_, to_s) - distinct_.begin();
        return {below(from_s), static_cast<uint32_t>(end)};
    }
    [[nodiscard]] RankRange up_to(Instant to_s) const { return {0, between(0, to_s).end}; }
    [[nodiscard]] std::span<const Instant> distinct() const { return distinct_; }
    [[nodiscard]] size_t byte_count() const { return distinct_.capacity() * sizeof(Instant); }

private:
    [[nodiscard]] uint32_t below(Instant instant) const {
        return static_cast<uint32_t>(std::ranges::lower_bound(distinct_, instant) - distinct_.begin());
    }
    std::vector<Instant> distinct_;
};

// The events [begin, end) whose rank lies in the range. ranks: by event.
[[nodiscard]] inline EventBits bits_with_rank(std::span<const uint32_t> ranks, RankRange range, size_t begin, size_t end) {
    EventBits bits(ranks.size());
    if (range.begin >= range.end || begin >= end) return bits;
    const uint32_t width = range.end - range.begin;
    const std::span<uint64_t> words = bits.words();
    for (size_t word = begin / 64; word * 64 < end; ++word) {
        const size_t first = std::max(begin, word * 64);
        const size_t last = std::min(end, word * 64 + 64);
        uint64_t mask = 0;
        for (size_t i = first; i < last; ++i) {
            mask |= static_cast<uint64_t>(ranks[i] - range.begin < width) << (i - word * 64);
        }
        words[word] = mask;
    }
    return bits;
}

[[nodiscard]] inline EventBits bits_with_rank(std::span<const uint32_t> ranks, RankRange range) {
    return bits_with_rank(ranks, range, 0, ranks.size());
}

}  // namespace choke
