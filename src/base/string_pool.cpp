#include "base/string_pool.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "base/assert.h"
#include "base/large_pages.h"

namespace choke {

void StringPool::resize(size_t capacity) {
    auto* const moved = static_cast<char*>(std::realloc(bytes_.get(), capacity));
    if (moved == nullptr) throw std::bad_alloc();
    static_cast<void>(bytes_.release());  // realloc has freed it, or it is the same
    bytes_.reset(moved);
    capacity_ = capacity;
    const size_t used = std::min(size_, capacity);
    prefer_large_pages(moved + used, capacity - used);
}

StringRef StringPool::add(std::string_view text) {
    constexpr size_t kMostLengthBytes = 5;
    if (text.empty()) return {};
    const size_t at = std::max<size_t>(size_, 1);  // 0 is the empty text
    const size_t most = at + kMostLengthBytes + text.size();
    CHOKE_ASSERT(most < 0xffffffffULL);
    if (most > capacity_) resize(std::max(most, 2 * capacity_));
    char* out = bytes_.get() + at;
    size_t size = text.size();
    for (; size >= 0x80; size >>= 7U) *out++ = static_cast<char>(static_cast<unsigned char>(size | 0x80U));
    *out++ = static_cast<char>(size);
    std::memcpy(out, text.data(), text.size());
    size_ = static_cast<size_t>(out - bytes_.get()) + text.size();
    return {static_cast<uint32_t>(at)};
}

void StringPool::reserve(size_t byte_count) {
    if (byte_count > capacity_) resize(byte_count);
}

void StringPool::shrink() {
    if (size_ > 0 && size_ < capacity_) resize(size_);
}

WordId Vocabulary::intern(std::string_view word) {
    const auto found = table_.find(word, [this](uint32_t id) { return std::string_view(words_[id]); });
    if (found.known()) return static_cast<WordId>(found.number);
    table_.add(found, word, static_cast<uint32_t>(words_.size()));
    words_.emplace_back(word);
    return id_at<WordId>(words_.size() - 1);
}

WordId Vocabulary::find(std::string_view word) const {
    const auto found = table_.find(word, [this](uint32_t id) { return std::string_view(words_[id]); });
    return found.known() ? static_cast<WordId>(found.number) : kNone<WordId>;
}

}  // namespace choke
