#include "model/symbol_table.h"

#include <algorithm>
#include <bit>

#include "base/hash.h"
#include "base/large_pages.h"

namespace choke {

void SymbolTable::expect(size_t symbol_count) {
    reserve_large(symbols_, symbol_count);
    if (2 * symbol_count > slots_.size()) grow(std::bit_ceil(2 * symbol_count));
}

SymbolId SymbolTable::intern(std::string_view text) {
    if (slots_.size() < 2 * (symbols_.size() + 1)) grow(std::max<size_t>(1024, 2 * slots_.size()));
    const auto hash = static_cast<uint32_t>(quick_hash(text));
    const size_t mask = slots_.size() - 1;
    size_t at = hash & mask;
    for (; slots_[at].symbol != 0; at = (at + 1) & mask) {
        const uint32_t symbol = slots_[at].symbol - 1;
        if (slots_[at].hash == hash && pool_.view(symbols_[symbol].text) == text) return static_cast<SymbolId>(symbol);
    }
    symbols_.push_back({.text = pool_.add(text), .kind = SymbolKind::Undefined, .index = 0, .position = {}});
    slots_[at] = {hash, static_cast<uint32_t>(symbols_.size())};
    return static_cast<SymbolId>(symbols_.size() - 1);
}

void SymbolTable::grow(size_t slot_count) {
    const std::vector<Slot> old = std::move(slots_);
    slots_ = {};
    reserve_large(slots_, slot_count);
    slots_.resize(slot_count);
    const size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.symbol == 0) continue;
        size_t at = slot.hash & mask;
        while (slots_[at].symbol != 0) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

}  // namespace choke
