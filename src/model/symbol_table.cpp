#include "model/symbol_table.h"

#include "base/large_pages.h"

namespace choke {

void SymbolTable::expect(size_t symbol_count) {
    reserve_large(symbols_, symbol_count);
    table_.expect(symbol_count);
}

SymbolId SymbolTable::intern(std::string_view text) {
    const auto found = table_.find(text, [this](uint32_t symbol) { return pool_.view(symbols_[symbol].text); });
    if (found.known()) return static_cast<SymbolId>(found.number);
    const auto number = static_cast<uint32_t>(symbols_.size());
    symbols_.push_back({.text = pool_.add(text), .kind = SymbolKind::Undefined, .index = 0, .position = {}});
    table_.add(found, text, number);
    return static_cast<SymbolId>(number);
}

}  // namespace choke
