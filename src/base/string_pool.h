// StringPool: many strings in one arena, each known by a small reference. Interned words are stored once.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/destroy.h"
#include "base/ids.h"
#include "base/text_table.h"

namespace choke {

// Where a text begins in its pool; its length stands there, before its bytes. Four bytes, because a Dataset has a dozen
// texts an event, most of them short or missing. Equal references are equal texts, but not the other way round.
struct StringRef {
    uint32_t offset = 0;  // 0: the empty text
    [[nodiscard]] constexpr bool empty() const { return offset == 0; }
    friend constexpr bool operator==(const StringRef&, const StringRef&) = default;
};

// Append-only arena, at most 4 GiB.
class StringPool {
public:
    StringRef add(std::string_view text);
    [[nodiscard]] std::string_view view(StringRef ref) const {
        if (ref.empty()) return {};
        const char* at = bytes_.get() + ref.offset;
        auto byte = static_cast<unsigned char>(*at++);
        size_t size = byte & 0x7FU;
        for (unsigned shift = 7; byte >= 0x80; shift += 7) {
            byte = static_cast<unsigned char>(*at++);
            size |= size_t{byte & 0x7FU} << shift;
        }
        return {at, size};
    }
    void reserve(size_t byte_count);
    void shrink();
    [[nodiscard]] size_t byte_count() const { return size_; }

private:
    void resize(size_t capacity);

    // malloc rather than a vector: realloc moves the pages of a large block instead of copying its bytes.
    std::unique_ptr<char, Destroy<std::free>> bytes_;
    size_t size_ = 0;
    size_t capacity_ = 0;
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
    TextTable table_;
};

}  // namespace choke
