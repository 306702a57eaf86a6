#include "model/recent_texts.h"

#include <cstring>

#include "base/hash.h"

namespace choke {
namespace {

// A long text by its length, both ends and its middle: it is compared as a whole before it counts as the same.
uint64_t hash_of(std::string_view text) {
    constexpr size_t kPart = 16;
    if (text.size() <= 4 * kPart) return quick_hash(text);
    char parts[3 * kPart];
    std::memcpy(parts, text.data(), kPart);
    std::memcpy(parts + kPart, text.data() + text.size() / 2, kPart);
    std::memcpy(parts + 2 * kPart, text.data() + text.size() - kPart, kPart);
    return quick_hash({parts, sizeof parts}) + text.size();
}

}  // namespace

StringRef RecentTexts::add(std::string_view text) {
    if (text.empty()) return {};
    const uint64_t hash = hash_of(text);
    Place& place = places_[(hash >> 32U) % kPlaces];
    const auto low = static_cast<uint32_t>(hash);
    if (place.hash == low && pool_.view(place.text) == text) return place.text;
    place = {low, pool_.add(text)};
    return place.text;
}

}  // namespace choke
