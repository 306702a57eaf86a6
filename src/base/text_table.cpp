#include "base/text_table.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/large_pages.h"

namespace choke {

void TextTable::expect(size_t text_count) {
    const size_t slot_count = std::bit_ceil(2 * (text_count + 1));
    if (slot_count > slots_.size()) grow(slot_count);
}

void TextTable::add(const Found& found, std::string_view text, uint32_t number) {
    constexpr size_t kFirstSlots = 256;
    if (slots_.size() < 2 * (size_ + 1)) grow(std::max(kFirstSlots, 2 * slots_.size()));
    Slot& slot = free_slot(found.hash);
    slot.hash = found.hash;
    slot.number = number;
    slot.size = text.size() <= kShort ? static_cast<uint8_t>(text.size()) : kLong;
    if (text.size() <= kShort) std::memcpy(slot.text, text.data(), text.size());
    ++size_;
}

TextTable::Slot& TextTable::free_slot(uint32_t hash) {
    const size_t mask = slots_.size() - 1;
    size_t at = hash & mask;
    while (slots_[at].number != kNone) at = (at + 1) & mask;
    return slots_[at];
}

void TextTable::grow(size_t slot_count) {
    const std::vector<Slot> old = std::move(slots_);
    slots_ = {};
    reserve_large(slots_, slot_count);
    slots_.resize(slot_count);
    for (const Slot& slot : old) {
        if (slot.number != kNone) free_slot(slot.hash) = slot;
    }
}

}  // namespace choke
