// A set of events as one bit each: the form in which large sets are made, united and tested in bulk. What is kept and
// handed round is an EventSet. Internal to query/.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

namespace choke {

class EventBits {
public:
    EventBits() = default;
    explicit EventBits(size_t event_count) : words_((event_count + 63) / 64, 0), event_count_(event_count) {}

    [[nodiscard]] size_t event_count() const { return event_count_; }
    [[nodiscard]] bool test(size_t event) const { return (words_[event / 64] >> (event % 64) & 1U) != 0; }
    void set(size_t event) { words_[event / 64] |= uint64_t{1} << (event % 64); }
    void reset(size_t event) { words_[event / 64] &= ~(uint64_t{1} << (event % 64)); }
    void set_all(std::span<const EventId> events) {
        for (const EventId event : events) set(index(event));
    }

    [[nodiscard]] std::span<uint64_t> words() { return words_; }
    [[nodiscard]] std::span<const uint64_t> words() const { return words_; }

    [[nodiscard]] size_t count() const {
        size_t bits = 0;
        for (const uint64_t word : words_) bits += static_cast<size_t>(std::popcount(word));
        return bits;
    }
    void intersect(const EventBits& other) {
        for (size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    }
    void unite(const EventBits& other) {
        for (size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    }
    void subtract(const EventBits& other) {
        for (size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    }
    // Ascending.
    template <typename Visit>
    void for_each(Visit&& visit) const {
        for (size_t i = 0; i < words_.size(); ++i) {
            for (uint64_t word = words_[i]; word != 0; word &= word - 1) {
                visit(id_at<EventId>(i * 64 + static_cast<size_t>(std::countr_zero(word))));
            }
        }
    }
    // The members, ascending.
    [[nodiscard]] std::vector<EventId> to_vector() const {
        std::vector<EventId> events;
        events.reserve(count());
        for_each([&](EventId event) { events.push_back(event); });
        return events;
    }

private:
    std::vector<uint64_t> words_;
    size_t event_count_ = 0;
};

}  // namespace choke
