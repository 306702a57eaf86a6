#include "model/suggestions.h"

#include <algorithm>

#include "model/wording.h"

namespace choke {

std::string_view Suggestions::nearest_id(SymbolId word, std::initializer_list<SymbolKind> wanted) {
    const std::pair key(word, *wanted.begin());
    if (const auto it = known_.find(key); it != known_.end()) return it->second;
    if (searches_left_ == 0 || comparisons_left_ == 0) return {};
    --searches_left_;

    const std::string_view text = symbols_.text(word);
    // probably_meant() accepts a distance of a third of the length; a greater difference in length cannot be nearer.
    const size_t reach = std::max<size_t>(1, text.size() / 3);
    candidates_.clear();
    for (const Symbol& symbol : symbols_.all()) {
        if (std::find(wanted.begin(), wanted.end(), symbol.kind) == wanted.end()) continue;
        const size_t size = symbols_.text(symbol).size();
        if (size > text.size() + reach || size + reach < text.size()) continue;
        if (candidates_.size() == comparisons_left_) break;
        candidates_.push_back(symbols_.text(symbol));
    }
    comparisons_left_ -= candidates_.size();
    const std::string_view best = probably_meant(text, candidates_);
    return known_.emplace(key, best).first->second;
}

}  // namespace choke
