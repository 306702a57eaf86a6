#include <algorithm>
#include <bit>
#include <cstring>
#include <type_traits>

#include <roaring/roaring.hh>

#include "query/event_bits.h"
#include "query/selection.h"

namespace choke {

static_assert(std::is_same_v<std::underlying_type_t<EventId>, uint32_t>, "event ids are handed to CRoaring as they are");
static_assert(std::endian::native == std::endian::little, "containers of CRoaring are copied as they lie in memory");

namespace {

// The portable serialised form of Roaring bitmaps (RoaringFormatSpec; Lemire and others, "Roaring Bitmaps:
// Implementation of an Optimized Software Library", 2018): the one way in and out of CRoaring that moves 65,536 events
// at once.
constexpr uint32_t kCookieNoRuns = 12'346;
constexpr uint32_t kCookieRuns = 12'347;
constexpr size_t kRunsWithoutOffsets = 4;  // below that many containers a form with runs has no offsets
constexpr size_t kChunkEvents = 65'536;
constexpr size_t kChunkWords = kChunkEvents / 64;
constexpr size_t kMaxArray = 4'096;  // a container with more events than that is a bitmap
// A list longer than this is made into a set by way of bits.
constexpr size_t kManyEvents = 4'096;

template <typename T>
T read_at(const char* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof(T));
    return value;
}

template <typename T>
void append(std::vector<char>& out, T value) {
    const size_t size = out.size();
    out.resize(size + sizeof(T));
    std::memcpy(out.data() + size, &value, sizeof(T));
}

std::vector<char> serialised(std::span<const uint64_t> words) {
    struct Chunk {
        uint16_t key = 0;
        size_t count = 0;
    };
    std::vector<Chunk> chunks;
    for (size_t begin = 0; begin < words.size(); begin += kChunkWords) {
        size_t count = 0;
        for (const uint64_t word : words.subspan(begin, std::min(kChunkWords, words.size() - begin))) {
            count += static_cast<size_t>(std::popcount(word));
        }
        if (count > 0) chunks.push_back({static_cast<uint16_t>(begin / kChunkWords), count});
    }
    std::vector<char> out;
    append(out, kCookieNoRuns);
    append(out, static_cast<uint32_t>(chunks.size()));
    for (const Chunk& chunk : chunks) {
        append(out, chunk.key);
        append(out, static_cast<uint16_t>(chunk.count - 1));
    }
    auto offset = static_cast<uint32_t>(out.size() + chunks.size() * sizeof(uint32_t));
    for (const Chunk& chunk : chunks) {
        append(out, offset);
        offset += chunk.count > kMaxArray ? static_cast<uint32_t>(kChunkEvents / 8)
                                          : static_cast<uint32_t>(chunk.count * sizeof(uint16_t));
    }
    out.reserve(offset);
    for (const Chunk& chunk : chunks) {
        const size_t begin = size_t{chunk.key} * kChunkWords;
        const auto part = words.subspan(begin, std::min(kChunkWords, words.size() - begin));
        if (chunk.count > kMaxArray) {
            const size_t size = out.size();
            out.resize(size + kChunkEvents / 8, 0);
            std::memcpy(out.data() + size, part.data(), part.size() * sizeof(uint64_t));
            continue;
        }
        for (size_t i = 0; i < part.size(); ++i) {
            for (uint64_t word = part[i]; word != 0; word &= word - 1) {
                append(out, static_cast<uint16_t>(i * 64 + static_cast<size_t>(std::countr_zero(word))));
            }
        }
    }
    return out;
}

// ORs a serialised set into bits. All its events are below bits.event_count().
void unite_serialised(const char* bytes, EventBits& bits) {
    const auto cookie = read_at<uint32_t>(bytes);
    const bool has_runs = (cookie & 0xffffU) == kCookieRuns;
    const size_t chunk_count = has_runs ? (cookie >> 16U) + 1 : read_at<uint32_t>(bytes + 4);
    const char* run_flags = bytes + 4;
    const char* header = has_runs ? run_flags + (chunk_count + 7) / 8 : bytes + 8;
    const char* at = header + chunk_count * 4;
    if (!has_runs || chunk_count >= kRunsWithoutOffsets) at += chunk_count * 4;
    const std::span<uint64_t> words = bits.words();
    for (size_t chunk = 0; chunk < chunk_count; ++chunk) {
        const size_t first = size_t{read_at<uint16_t>(header + chunk * 4)} * kChunkEvents;
        const size_t count = size_t{read_at<uint16_t>(header + chunk * 4 + 2)} + 1;
        if (has_runs && (static_cast<unsigned char>(run_flags[chunk / 8]) >> (chunk % 8) & 1U) != 0) {
            const size_t run_count = read_at<uint16_t>(at);
            at += 2;
            for (size_t run = 0; run < run_count; ++run, at += 4) {
                size_t event = first + read_at<uint16_t>(at);
                const size_t last = event + read_at<uint16_t>(at + 2);
                for (; event <= last && event % 64 != 0; ++event) bits.set(event);
                for (; event + 63 <= last; event += 64) words[event / 64] = ~uint64_t{0};
                for (; event <= last; ++event) bits.set(event);
            }
        } else if (count > kMaxArray) {
            const size_t word_count = std::min(kChunkWords, words.size() - first / 64);
            for (size_t i = 0; i < word_count; ++i) words[first / 64 + i] |= read_at<uint64_t>(at + i * 8);
            at += kChunkEvents / 8;
        } else {
            for (size_t i = 0; i < count; ++i) bits.set(first + read_at<uint16_t>(at + i * 2));
            at += count * 2;
        }
    }
}

}  // namespace

struct EventSet::Bits {
    Roaring set;
};

EventSet::EventSet() = default;
EventSet::~EventSet() = default;
EventSet::EventSet(EventSet&&) noexcept = default;
EventSet& EventSet::operator=(EventSet&&) noexcept = default;

EventSet::EventSet(const EventSet& other) : bits_(other.bits_ ? std::make_unique<Bits>(*other.bits_) : nullptr) {}

EventSet& EventSet::operator=(const EventSet& other) {
    if (this != &other) bits_ = other.bits_ ? std::make_unique<Bits>(*other.bits_) : nullptr;
    return *this;
}

EventSet::Bits& EventSet::bits() {
    if (!bits_) bits_ = std::make_unique<Bits>();
    return *bits_;
}

EventSet EventSet::all(size_t event_count) { return range(EventId{0}, id_at<EventId>(event_count)); }

EventSet EventSet::range(EventId begin, EventId end) {
    EventSet out;
    if (begin < end) out.bits().set.addRange(index(begin), index(end));
    return out;
}

EventSet EventSet::of(std::span<const EventId> events) {
    EventSet out;
    if (events.size() > kManyEvents) {
        const EventId last = *std::ranges::max_element(events);
        if (index(last) / 64 < events.size() * 4) {
            EventBits many(index(last) + 1);
            many.set_all(events);
            return of(many);
        }
    }
    if (!events.empty()) out.bits().set.addMany(events.size(), reinterpret_cast<const uint32_t*>(events.data()));
    return out;
}

EventSet EventSet::of(const EventBits& events) {
    EventSet out;
    if (std::ranges::all_of(events.words(), [](uint64_t word) { return word == 0; })) return out;
    const std::vector<char> bytes = serialised(events.words());
    out.bits().set = Roaring::readSafe(bytes.data(), bytes.size());
    return out;
}

void EventSet::add_to(EventBits& out) const {
    if (empty()) return;
    std::vector<char> bytes(bits_->set.getSizeInBytes());
    bits_->set.write(bytes.data());
    unite_serialised(bytes.data(), out);
}

void EventSet::add(EventId event) { bits().set.add(static_cast<uint32_t>(event)); }

bool EventSet::contains(EventId event) const { return bits_ && bits_->set.contains(static_cast<uint32_t>(event)); }

bool EventSet::empty() const { return !bits_ || bits_->set.isEmpty(); }

size_t EventSet::size() const { return bits_ ? bits_->set.cardinality() : 0; }

size_t EventSet::size_below(EventId end) const {
    return bits_ && index(end) > 0 ? bits_->set.rank(static_cast<uint32_t>(end) - 1) : 0;
}

size_t EventSet::byte_count() const { return bits_ ? sizeof(Bits) + bits_->set.getSizeInBytes(false) : 0; }

void EventSet::to_vector(std::vector<EventId>& out) const {
    out.resize(size());
    if (!out.empty()) bits_->set.toUint32Array(reinterpret_cast<uint32_t*>(out.data()));
}

std::vector<EventId> EventSet::to_vector() const {
    std::vector<EventId> out;
    to_vector(out);
    return out;
}

void EventSet::intersect(const EventSet& other) {
    if (!bits_) return;
    if (!other.bits_) {
        bits_.reset();
    } else {
        bits_->set &= other.bits_->set;
    }
}

void EventSet::unite(const EventSet& other) {
    if (other.bits_) bits().set |= other.bits_->set;
}

void EventSet::subtract(const EventSet& other) {
    if (bits_ && other.bits_) bits_->set -= other.bits_->set;
}

size_t EventSet::intersection_size(const EventSet& other) const {
    return bits_ && other.bits_ ? bits_->set.and_cardinality(other.bits_->set) : 0;
}

bool operator==(const EventSet& a, const EventSet& b) {
    if (a.empty() || b.empty()) return a.empty() && b.empty();
    return a.bits_->set == b.bits_->set;
}

}  // namespace choke
