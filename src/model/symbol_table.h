// SymbolTable: every id text that occurs in the data, defined or only mentioned, as a dense number. References are
// kept as numbers while rows come in, whatever their order, and are looked up when all rows are there.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/string_pool.h"
#include "base/text_table.h"
#include "model/dataset.h"

namespace choke {

enum class SymbolId : uint32_t {};

enum class SymbolKind : uint8_t {
    Undefined,
    Event,
    Actor,
    Thing,
    Source,
    Story,
    State,
    Relation,
    LeftOut,  // its row was there and had to be left out, which has been reported
};

struct Symbol {
    StringRef text;
    SymbolKind kind = SymbolKind::Undefined;
    uint32_t index = 0;  // of the row within its kind
    SourcePosition position;
};

class SymbolTable {
public:
    explicit SymbolTable(StringPool& pool) : pool_(pool) {}

    // For about so many symbols. Nothing depends on it.
    void expect(size_t symbol_count);

    // The texts live in the pool, each once.
    SymbolId intern(std::string_view text);
    // Ahead of intern().
    void prefetch(std::string_view text) const { table_.prefetch(text); }

    [[nodiscard]] Symbol& operator[](SymbolId id) { return symbols_[index(id)]; }
    [[nodiscard]] const Symbol& operator[](SymbolId id) const { return symbols_[index(id)]; }
    [[nodiscard]] std::string_view text(SymbolId id) const { return text(symbols_[index(id)]); }
    [[nodiscard]] std::string_view text(const Symbol& symbol) const { return pool_.view(symbol.text); }
    [[nodiscard]] const std::vector<Symbol>& all() const { return symbols_; }

private:
    StringPool& pool_;
    std::vector<Symbol> symbols_;
    TextTable table_;
};

}  // namespace choke
