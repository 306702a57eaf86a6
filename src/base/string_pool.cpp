#include "base/string_pool.h"

#include "base/assert.h"

namespace choke {

StringRef StringPool::add(std::string_view text) {
    CHOKE_ASSERT(bytes_.size() + text.size() < 0xffffffffULL);
    const StringRef ref{static_cast<uint32_t>(bytes_.size()), static_cast<uint32_t>(text.size())};
    bytes_.append(text);
    return ref;
}

WordId Vocabulary::intern(std::string_view word) {
    const auto [it, added] = ids_.try_emplace(std::string(word), id_at<WordId>(words_.size()));
    if (added) words_.emplace_back(word);
    return it->second;
}

WordId Vocabulary::find(std::string_view word) const {
    const auto it = ids_.find(std::string(word));
    return it == ids_.end() ? kNone<WordId> : it->second;
}

}  // namespace choke
