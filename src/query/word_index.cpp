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

// Lists of pairs are kept in a square of this side at most.
constexpr std::ptrdiff_t kMaxFrequentWords = 400;

// Between the texts of an event: no word's number.
constexpr uint32_t kTextEnd = 0xffffffffU;

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
    const uint64_t hash = quick_hash(word);
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
    bytes_ += word;
    bytes_ += '\n';
    return number;
}

void WordIndex::Builder::add(std::string_view folded, Pairs pairs) {
    split_words(folded, split_);
    pairs_kept_ = pairs_kept_ || pairs == Pairs::Kept;
    for (const TextWord& word : split_) {
        words_.push_back(intern(folded.substr(word.begin, word.end - word.begin)));
        if (pairs == Pairs::LeftOut) words_.push_back(kTextEnd);
    }
    words_.push_back(kTextEnd);
}

void WordIndex::Builder::close_event() { words_end_.push_back(words_.size()); }

template <typename Visit>
void WordIndex::Builder::for_each_posting(Visit&& visit) const {
    std::vector<uint32_t> last_event(begin_.size(), 0);  // event + 1
    size_t i = 0;
    for (size_t event = 0; event < words_end_.size(); ++event) {
        const auto stamp = static_cast<uint32_t>(event) + 1;
        for (; i < words_end_[event]; ++i) {
            const uint32_t word = words_[i];
            if (word == kTextEnd || last_event[word] == stamp) continue;
            last_event[word] = stamp;
            visit(word, static_cast<uint32_t>(event));
        }
    }
}

// Frequent words are few, so that their pairs are a small square.
void WordIndex::Builder::add_pairs(const std::vector<uint32_t>& counts, WordIndex& out) {
    if (!pairs_kept_) return;
    // Above every eighth event; higher where a few long texts have very many words.
    const auto frequent_count = [&] {
        return std::ranges::count_if(counts, [&](uint32_t count) { return count > out.frequent_above_; });
    };
    out.frequent_above_ = out.event_count_ / 8;
    while (frequent_count() > kMaxFrequentWords) out.frequent_above_ = out.frequent_above_ * 2 + 1;
    std::vector<uint32_t> frequent;                        // words
    std::vector<uint32_t> place(counts.size(), kTextEnd);  // by word: among the frequent ones
    for (uint32_t word = 0; word < counts.size(); ++word) {
        if (counts[word] <= out.frequent_above_) continue;
        place[word] = static_cast<uint32_t>(frequent.size());
        frequent.push_back(word);
    }
    std::vector<std::vector<uint32_t>> events(frequent.size() * frequent.size());
    size_t i = 0;
    for (size_t event = 0; event < words_end_.size(); ++event) {
        uint32_t before = kTextEnd;
        for (; i < words_end_[event]; ++i) {
            const uint32_t here = words_[i] == kTextEnd ? kTextEnd : place[words_[i]];
            if (before != kTextEnd && here != kTextEnd) {
                std::vector<uint32_t>& list = events[before * frequent.size() + here];
                if (list.empty() || list.back() != event) list.push_back(static_cast<uint32_t>(event));
            }
            before = here;
        }
    }
    const auto append_word = [&](uint32_t word) {
        const size_t begin = out.begin_[word];
        const std::string text = out.bytes_.substr(begin, out.bytes_.find('\n', begin) - begin);
        out.bytes_ += text;
    };
    for (size_t pair = 0; pair < events.size(); ++pair) {
        if (events[pair].empty()) continue;
        out.begin_.push_back(static_cast<uint32_t>(out.bytes_.size()));
        append_word(frequent[pair / frequent.size()]);
        out.bytes_ += ' ';
        append_word(frequent[pair % frequent.size()]);
        out.bytes_ += '\n';
        out.append_postings(events[pair]);
        events[pair] = {};
    }
}

WordIndex WordIndex::Builder::finish(const std::stop_token& stop) {
    WordIndex out;
    out.event_count_ = words_end_.size();
    slots_ = {};
    std::vector<uint32_t> counts(begin_.size(), 0);
    for_each_posting([&](uint32_t word, uint32_t) { ++counts[word]; });
    if (stop.stop_requested()) return out;
    // The events of each word in the order of time: a counting sort.
    std::vector<size_t> at(counts.size() + 1, 0);
    for (size_t w = 0; w < counts.size(); ++w) at[w + 1] = at[w] + counts[w];
    std::vector<uint32_t> events(at.back());
    for_each_posting([&](uint32_t word, uint32_t event) { events[at[word]++] = event; });
    if (stop.stop_requested()) return out;
    out.bytes_ = std::move(bytes_);
    out.begin_ = std::move(begin_);
    out.pairs_byte_ = out.bytes_.size() - 1;  // the line feed between words and pairs belongs to both
    size_t begin = 0;
    for (const uint32_t count : counts) {
        out.append_postings(std::span(events).subspan(begin, count));
        begin += count;
    }
    events = {};
    if (stop.stop_requested()) return out;
    add_pairs(counts, out);
    out.bytes_.shrink_to_fit();
    out.begin_.shrink_to_fit();
    out.postings_begin_.shrink_to_fit();
    out.postings_.shrink_to_fit();
    return out;
}

void WordIndex::append_postings(std::span<const uint32_t> events) {
    postings_begin_.push_back(static_cast<uint32_t>(postings_.size()));
    append_varint(postings_, static_cast<uint32_t>(events.size()));
    if (is_dense(events.size(), event_count_)) {
        const size_t first = postings_.size();
        postings_.resize(first + (event_count_ + 63) / 64 * 8, 0);
        for (const uint32_t event : events) {
            uint8_t& byte = postings_[first + event / 8];
            byte = static_cast<uint8_t>(byte | 1U << (event % 8));
        }
        return;
    }
    uint32_t before = 0;
    for (const uint32_t event : events) {
        append_varint(postings_, event - before);
        before = event;
    }
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
    return entries_with(wanted, 0, pairs_byte_ + 1);
}

WordIndex::Matches WordIndex::entries_with(const std::string& wanted, size_t from, size_t to) const {
    std::vector<std::pair<uint32_t, uint32_t>> found;  // count, entry
    Matches out;
    size_t offset = from;
    while (offset < to) {
        const void* hit = memmem(bytes_.data() + offset, to - offset, wanted.data(), wanted.size());
        if (hit == nullptr) break;
        // Where the entry's own letters begin to match: behind the line feed that may stand before it.
        const auto inside = static_cast<size_t>(static_cast<const char*>(hit) - bytes_.data()) +
                            (wanted.front() == '\n' ? 1 : 0);
        const auto next = std::ranges::upper_bound(begin_, inside);
        const auto entry = static_cast<uint32_t>(next - begin_.begin() - 1);
        found.emplace_back(count_of(entry), entry);
        out.posting_count += found.back().first;
        if (next == begin_.end()) break;
        offset = *next - 1;  // the line feed before the next entry may belong to its match
    }
    std::ranges::sort(found, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    out.words.reserve(found.size());
    for (const auto& [count, word] : found) out.words.push_back(word);
    return out;
}

EventBits WordIndex::united(const Matches& matches) const {
    EventBits out(event_count_);
    for (const uint32_t word : matches.words) unite_postings(word, out);
    return out;
}

WordIndex::Matches WordIndex::rare_of(const Matches& matches) const {
    Matches out;
    for (const uint32_t word : matches.words) {
        if (is_frequent(word)) continue;
        out.words.push_back(word);
        out.posting_count += count_of(word);
    }
    return out;
}

// Both words frequent: the list of the pair. One of them rare: the events that have both.
EventBits WordIndex::neighbours(std::string_view pair, const Matches& first, const Matches& second) const {
    EventBits out = united(entries_with(std::string(pair), pairs_byte_, bytes_.size()));
    EventBits some = united(rare_of(first));
    some.intersect(united(second));
    out.unite(some);
    some = united(rare_of(second));
    some.intersect(united(first));
    out.unite(some);
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
    const auto text_of = [&](const TextWord& word) { return folded.substr(word.begin, word.end - word.begin); };
    const auto opens = [&](const TextWord& word) { return word.run && word.begin == 0; };
    const auto closes = [&](const TextWord& word) { return word.run && word.end == folded.size(); };
    std::vector<Matches> matches;
    for (const TextWord& word : words) {
        matches.push_back(words_with(text_of(word), !opens(word), !closes(word)));
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
    out.unsure = among;
    for (size_t i = 0; i + 1 < words.size(); ++i) {
        const Matches& first = matches[i];
        const Matches& second = matches[i + 1];
        if (!is_frequent(first.words.front()) || !is_frequent(second.words.front())) continue;
        std::string pair = opens(words[i]) ? "" : "\n";
        pair += text_of(words[i]);
        pair += ' ';
        pair += text_of(words[i + 1]);
        if (!closes(words[i + 1])) pair += '\n';
        out.unsure.intersect(neighbours(pair, first, second));
    }
    std::ranges::stable_sort(matches, {}, &Matches::posting_count);
    size_t left_count = out.unsure.count();
    for (const Matches& match : matches) {
        if (match.posting_count > left_count * kPostingsPerText) break;
        out.unsure.intersect(united(match));
        left_count = out.unsure.count();
    }
    return out;
}

}  // namespace choke
