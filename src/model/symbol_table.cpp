#include "model/symbol_table.h"

#include <functional>

namespace choke {

SymbolId SymbolTable::intern(std::string_view text) {
    if (slots_.size() < 2 * (symbols_.size() + 1)) grow();
    const auto hash = static_cast<uint32_t>(std::hash<std::string_view>{}(text));
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

void SymbolTable::grow() {
    const std::vector<Slot> old = std::move(slots_);
    slots_.assign(old.empty() ? 1024 : old.size() * 2, {});
    const size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.symbol == 0) continue;
        size_t at = slot.hash & mask;
        while (slots_[at].symbol != 0) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

}  // namespace choke
