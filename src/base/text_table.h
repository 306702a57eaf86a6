// TextTable: text -> number, for texts that are kept elsewhere. Open addressing with linear probing; a short text stands
// in its slot as well, so that looking up an id or a date touches one line of memory and not three. Has no order.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace choke {

class TextTable {
    static constexpr uint32_t kNone = 0xffffffffU;

public:
    // The slots for about so many texts. Nothing depends on it.
    void expect(size_t text_count);

    // Fetches where the text would be, for a find() that follows somewhat later.
    void prefetch(std::string_view text) const {
        if (!slots_.empty()) __builtin_prefetch(&slots_[quick_hash(text) & (slots_.size() - 1)]);
    }

    // text_of(number) gives the whole of a text that is kept elsewhere.
    struct Found {
        uint32_t hash = 0;
        uint32_t number = kNone;
        [[nodiscard]] bool known() const { return number != kNone; }
    };
    template <typename TextOf>
    [[nodiscard]] Found find(std::string_view text, const TextOf& text_of) const {
        const auto hash = static_cast<uint32_t>(quick_hash(text));
        if (slots_.empty()) return {hash, kNone};
        const size_t mask = slots_.size() - 1;
        for (size_t at = hash & mask;; at = (at + 1) & mask) {
            const Slot& slot = slots_[at];
            if (slot.number == kNone) return {hash, kNone};
            if (slot.hash != hash) continue;
            const bool same = text.size() <= kShort
                                  ? slot.size == text.size() && std::memcmp(slot.text, text.data(), text.size()) == 0
                                  : slot.size == kLong && text_of(slot.number) == text;
            if (same) return {hash, slot.number};
        }
    }
    // found: of a find() that did not know the text.
    void add(const Found& found, std::string_view text, uint32_t number);

private:
    static constexpr size_t kShort = 23;
    static constexpr uint8_t kLong = 0xff;

    struct Slot {
        uint32_t hash = 0;
        uint32_t number = kNone;
        uint8_t size = 0;  // kLong: only the hash is here
        char text[kShort] = {};
    };
    static_assert(sizeof(Slot) == 32);

    [[nodiscard]] Slot& free_slot(uint32_t hash);
    void grow(size_t slot_count);

    std::vector<Slot> slots_;  // a power of two, at most half full
    size_t size_ = 0;
};

}  // namespace choke
