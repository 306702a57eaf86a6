#include "model/symbol_table.h"

#include <functional>

namespace choke {

SymbolId SymbolTable::intern(std::string_view text) {
    if (slots_.size() < 2 * (symbols_.size() + 1)) grow();
    const auto hash = static_cast<uint32_t>(std::hash<std::string_view>{}(text));
    const size_t mask = slots_.size() - 1;
    size_t slot = hash & mask;
    while (slots_[slot] != 0) {
        const uint32_t at = slots_[slot] - 1;
        if (hashes_[at] == hash && pool_.view(symbols_[at].text) == text) return static_cast<SymbolId>(at);
        slot = (slot + 1) & mask;
    }
    symbols_.push_back({.text = pool_.add(text), .kind = SymbolKind::Undefined, .index = 0, .position = {}});
    hashes_.push_back(hash);
    slots_[slot] = static_cast<uint32_t>(symbols_.size());
    return static_cast<SymbolId>(symbols_.size() - 1);
}

void SymbolTable::grow() {
    slots_.assign(slots_.empty() ? 1024 : slots_.size() * 2, 0);
    const size_t mask = slots_.size() - 1;
    for (size_t i = 0; i < symbols_.size(); ++i) {
        size_t slot = hashes_[i] & mask;
        while (slots_[slot] != 0) slot = (slot + 1) & mask;
        slots_[slot] = static_cast<uint32_t>(i + 1);
    }
}

}  // namespace choke
