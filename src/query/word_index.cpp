#include "query/word_index.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/hash.h"

namespace choke {
namespace {

enum class ByteKind : uint8_t { Separator, Letter, TwoBytes, Longer };

constexpr std::array<ByteKind, 256> kByteKinds = [] {
    std::array<ByteKind, 256> kinds{};
    for (size_t c = 0; c < 256; ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        kinds[c] = letter                   ? ByteKind::Letter
                   : c >= 0xC2 && c <= 0xDF ? ByteKind::TwoBytes
                   : c >= 0xE0              ? ByteKind::Longer
                                            : ByteKind::Separator;
    }
    return kinds;
}();

// Looking into the text of an event costs as much as reading some hundred postings.
constexpr size_t kPostingsPerText = 100;

ByteKind kind_at(std::string_view text, size_t i) { return kByteKinds[static_cast<unsigned char>(text[i])]; }

// A word in more than every eighth event is kept as bits: an eighth of a byte an event is then less than the gaps.
bool is_dense(size_t count, size_t event_count) { return count * 8 > event_count; }

void append_varint(std::vector<uint8_t>& out, uint32_t value) {
    for (; value >= 0x80; value >>= 7U) out.push_back(static_cast<uint8_t>(value | 0x80U));
    out.push_back(static_cast<uint8_t>(value));
}

uint32_t read_varint(const uint8_t*& at) {
    uint32_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        const uint8_t byte = *at++;
        value |= static_cast<uint32_t>(byte & 0x7fU) << shift;
        if (byte < 0x80) return value;
    }
}

uint32_t hash_of(std::string_view word) {
    const uint64_t hash = hash_bytes(word);
    return static_cast<uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace

void split_words(std::string_view folded, std::vector<TextWord>& out) {
    out.clear();
    for (size_t i = 0; i < folded.size();) {
        const size_t begin = i;
        switch (kind_at(folded, i)) {
            case ByteKind::Separator: ++i; continue;
            case ByteKind::Longer:
                i = std::min(folded.size(), i + (static_cast<unsigned char>(folded[i]) >= 0xF0 ? 4U : 3U));
                out.push_back({begin, i, false});
                continue;
            case ByteKind::Letter:
            case ByteKind::TwoBytes: break;
        }
        while (i < folded.size()) {
            const ByteKind kind = kind_at(folded, i);
            if (kind != ByteKind::Letter && kind != ByteKind::TwoBytes) break;
            i = std::min(folded.size(), i + (kind == ByteKind::Letter ? 1U : 2U));
        }
        out.push_back({begin, i, true});
    }
}

void WordIndex::Builder::grow() {
    std::vector<Slot> slots(std::max<size_t>(1024, slots_.size() * 2));
    for (const Slot& slot : slots_) {
        if (slot.word == 0) continue;
        size_t at = slot.hash & (slots.size() - 1);
        while (slots[at].word != 0) at = (at + 1) & (slots.size() - 1);
        slots[at] = slot;
    }
    slots_ = std::move(slots);
}

uint32_t WordIndex::Builder::intern(std::string_view word) {
    if (begin_.size() * 2 >= slots_.size()) grow();
    const uint32_t hash = hash_of(word);
    size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].word != 0; at = (at + 1) & (slots_.size() - 1)) {
        if (slots_[at].hash != hash) continue;
        const uint32_t number = slots_[at].word - 1;
        const size_t begin = begin_[number];
        if (bytes_.compare(begin, word.size(), word) == 0 && bytes_[begin + word.size()] == '\n') return number;
    }
    const auto number = static_cast<uint32_t>(begin_.size());
    slots_[at] = {hash, number + 1};
    begin_.push_back(static_cast<uint32_t>(bytes_.size()));
    last_event_.push_back(0);
    count_.push_back(0);
    bytes_ += word;
    bytes_ += '\n';
    return number;
}

void WordIndex::Builder::add(std::string_view folded) {
    split_words(folded, split_);
    const auto stamp = static_cast<uint32_t>(words_end_.size()) + 1;
    for (const TextWord& word : split_) {
        const uint32_t number = intern(folded.substr(word.begin, word.end - word.begin));
        if (last_event_[number] == stamp) continue;
        last_event_[number] = stamp;
        ++count_[number];
        words_.push_back(number);
    }
}

void WordIndex::Builder::close_event() { words_end_.push_back(words_.size()); }

WordIndex WordIndex::Builder::finish() {
    WordIndex out;
    out.event_count_ = words_end_.size();
    slots_ = {};
    // The events of each word in the order of time: a counting sort.
    std::vector<size_t> at(count_.size() + 1, 0);
    for (size_t w = 0; w < count_.size(); ++w) at[w + 1] = at[w] + count_[w];
    std::vector<uint32_t> events(words_.size());
    size_t i = 0;
    for (size_t event = 0; event < words_end_.size(); ++event) {
        for (; i < words_end_[event]; ++i) events[at[words_[i]]++] = static_cast<uint32_t>(event);
    }
    words_ = {};
    out.postings_begin_.reserve(count_.size());
    size_t begin = 0;
    for (const uint32_t count : count_) {
        const std::span list = std::span(events).subspan(begin, count);
        begin += count;
        out.postings_begin_.push_back(static_cast<uint32_t>(out.postings_.size()));
        append_varint(out.postings_, count);
        if (is_dense(count, out.event_count_)) {
            const size_t first = out.postings_.size();
            out.postings_.resize(first + (out.event_count_ + 63) / 64 * 8, 0);
            for (const uint32_t event : list) {
                uint8_t& byte = out.postings_[first + event / 8];
                byte = static_cast<uint8_t>(byte | 1U << (event % 8));
            }
            continue;
        }
        uint32_t before = 0;
        for (const uint32_t event : list) {
            append_varint(out.postings_, event - before);
            before = event;
        }
    }
    bytes_.shrink_to_fit();
    begin_.shrink_to_fit();
    out.postings_.shrink_to_fit();
    out.bytes_ = std::move(bytes_);
    out.begin_ = std::move(begin_);
    return out;
}

uint32_t WordIndex::count_of(uint32_t word) const {
    const uint8_t* at = postings_.data() + postings_begin_[word];
    return read_varint(at);
}

void WordIndex::unite_postings(uint32_t word, EventBits& out) const {
    const uint8_t* at = postings_.data() + postings_begin_[word];
    const uint32_t count = read_varint(at);
    if (is_dense(count, event_count_)) {
        for (uint64_t& bits : out.words()) {
            uint64_t more = 0;
            std::memcpy(&more, at, sizeof more);
            bits |= more;
            at += sizeof more;
        }
        return;
    }
    uint32_t event = 0;
    for (uint32_t i = 0; i < count; ++i) {
        event += read_varint(at);
        out.set(event);
    }
}

WordIndex::Matches WordIndex::words_with(std::string_view part, bool at_begin, bool at_end) const {
    std::string wanted;
    if (at_begin) wanted += '\n';
    wanted += part;
    if (at_end) wanted += '\n';
    std::vector<std::pair<uint32_t, uint32_t>> found;  // count, word
    Matches out;
    size_t offset = 0;
    while (offset < bytes_.size()) {
        const void* hit = memmem(bytes_.data() + offset, bytes_.size() - offset, wanted.data(), wanted.size());
        if (hit == nullptr) break;
        // Where the word's own letters begin to match: behind the line feed that may stand before it.
        const auto inside = static_cast<size_t>(static_cast<const char*>(hit) - bytes_.data()) + (at_begin ? 1 : 0);
        const auto next = std::ranges::upper_bound(begin_, inside);
        const auto word = static_cast<uint32_t>(next - begin_.begin() - 1);
        found.emplace_back(count_of(word), word);
        out.posting_count += found.back().first;
        if (next == begin_.end()) break;
        offset = *next - 1;  // the line feed before the next word may belong to its match
    }
    std::ranges::sort(found, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    out.words.reserve(found.size());
    for (const auto& [count, word] : found) out.words.push_back(word);
    return out;
}

bool WordIndex::unite_until_cheap(const Matches& matches, const EventBits& among, EventBits& out) const {
    size_t left_count = matches.posting_count;
    size_t read_count = 0;
    for (const uint32_t word : matches.words) {
        // Short needles are in nearly every word and event: after the frequent words few events are missing, and
        // those are sooner looked up than the postings of many rare words are read.
        if (read_count > event_count_) {
            read_count = 0;
            EventBits missing = among;
            missing.subtract(out);
            if (left_count > missing.count() * kPostingsPerText) return false;
        }
        unite_postings(word, out);
        const uint32_t count = count_of(word);
        left_count -= count;
        read_count += count;
    }
    return true;
}

WordIndex::Found WordIndex::find(std::string_view folded, const EventBits& among) const {
    Found out{EventBits(event_count_), EventBits(event_count_)};
    std::vector<TextWord> words;
    split_words(folded, words);
    if (words.empty()) {
        out.unsure = among;
        return out;
    }
    std::vector<Matches> matches;
    for (const TextWord& word : words) {
        const bool open_begin = word.run && word.begin == 0;
        const bool open_end = word.run && word.end == folded.size();
        matches.push_back(words_with(folded.substr(word.begin, word.end - word.begin), !open_begin, !open_end));
        if (matches.back().words.empty()) return out;
    }
    if (words.size() == 1 && words.front().begin == 0 && words.front().end == folded.size()) {
        const bool complete = unite_until_cheap(matches.front(), among, out.sure);
        if (!complete) {
            out.unsure = among;
            out.unsure.subtract(out.sure);
        }
        out.sure.intersect(among);
        return out;
    }
    std::ranges::stable_sort(matches, {}, &Matches::posting_count);
    out.unsure = among;
    size_t left_count = among.count();
    for (const Matches& match : matches) {
        if (match.posting_count > left_count * kPostingsPerText) break;
        EventBits some(event_count_);
        for (const uint32_t word : match.words) unite_postings(word, some);
        out.unsure.intersect(some);
        left_count = out.unsure.count();
    }
    return out;
}

}  // namespace choke
