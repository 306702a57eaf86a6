// Suggestions: "did you mean" over all ids of one kind, with a budget, so that a file in which every reference is
// wrong costs no more than one with two hundred wrong references.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/symbol_table.h"

namespace choke {

class Suggestions {
public:
    explicit Suggestions(const SymbolTable& symbols) : symbols_(symbols) {}

    // The defined id of one of the wanted kinds that is nearest to the word, or empty.
    [[nodiscard]] std::string_view nearest_id(SymbolId word, std::initializer_list<SymbolKind> wanted);

private:
    const SymbolTable& symbols_;
    std::map<std::pair<SymbolId, SymbolKind>, std::string> known_;  // a word misspelt once is misspelt often
    std::vector<std::string_view> candidates_;
    int searches_left_ = 200;
    size_t comparisons_left_ = 200'000;  // at about 2 us each for ids of 40 letters: 0.4 s at worst
};

}  // namespace choke
