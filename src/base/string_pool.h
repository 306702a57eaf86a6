// StringPool: many strings in one arena, each known by a small reference. Interned words are stored once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"

namespace choke {

struct StringRef {
    uint32_t offset = 0;
    uint32_t size = 0;
    friend constexpr bool operator==(const StringRef&, const StringRef&) = default;
};

// Append-only arena, at most 4 GiB.
class StringPool {
public:
    StringRef add(std::string_view text);
    [[nodiscard]] std::string_view view(StringRef ref) const { return {bytes_.data() + ref.offset, ref.size}; }
    void shrink() { bytes_.shrink_to_fit(); }
    [[nodiscard]] size_t byte_count() const { return bytes_.size(); }

private:
    std::string bytes_;
};

// A small open vocabulary (kinds, roles, tags): word <-> dense id in order of first use.
class Vocabulary {
public:
    WordId intern(std::string_view word);
    [[nodiscard]] WordId find(std::string_view word) const;  // kNone when it was never used
    [[nodiscard]] std::string_view word(WordId id) const {
        return id == kNone<WordId> ? std::string_view() : std::string_view(words_[index(id)]);
    }
    [[nodiscard]] size_t size() const { return words_.size(); }

private:
    std::vector<std::string> words_;
    std::unordered_map<std::string, WordId> ids_;
};

}  // namespace choke
