#include "audit/near_names.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "base/text.h"

namespace choke {
namespace {

constexpr size_t kEndBytes = 4;          // what two names must share at one end to be compared at all
constexpr size_t kMostNeighbours = 100;  // compared with one name at each end

struct Folded {
    std::string text;    // folded words, a space between two
    uint64_t exact = 0;  // of the words that may not differ
    size_t length = 0;   // code points
    uint32_t name = 0;
};

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
}

Folded folded(std::string_view name, uint32_t number) {
    Folded out;
    out.name = number;
    const std::string text = fold(name);
    std::vector<std::string_view> exact;
    for (size_t i = 0; i < text.size();) {
        if (!is_word_byte(text[i])) {
            ++i;
            continue;
        }
        const size_t begin = i;
        bool digit = false;
        for (; i < text.size() && is_word_byte(text[i]); ++i)
            digit = digit || (text[i] >= '0' && text[i] <= '9');
        const std::string_view word = std::string_view(text).substr(begin, i - begin);
        if (digit || word.size() == 1) exact.push_back(word);
        if (!out.text.empty()) out.text += ' ';
        out.text += word;
    }
    std::sort(exact.begin(), exact.end());
    out.exact = kHashSeed;
    for (const std::string_view word : exact) out.exact = hash_bytes(" ", hash_bytes(word, out.exact));
    out.length = code_point_count(out.text);
    return out;
}

bool are_near(const Folded& a, const Folded& b, const NearLimits& limits) {
    if (a.text == b.text) return true;
    const size_t shorter = std::min(a.length, b.length);
    if (shorter < limits.shortest) return false;
    const size_t edits = std::max<size_t>(1, shorter / limits.length_per_edit);
    if (std::max(a.length, b.length) - shorter > edits) return false;
    const int limit = static_cast<int>(edits);
    return edit_distance(a.text, b.text, limit) <= limit;
}

}  // namespace

std::vector<NearPair> near_names(std::span<const NamedRow> names, const NearLimits& limits) {
    std::vector<Folded> all;
    all.reserve(names.size());
    for (size_t i = 0; i < names.size(); ++i) {
        Folded name = folded(names[i].name, static_cast<uint32_t>(i));
        if (!name.text.empty()) all.push_back(std::move(name));
    }
    struct Slot {
        uint64_t bucket;
        Instant begin_s;
        uint32_t at;  // into all
    };
    std::vector<NearPair> pairs;
    std::vector<Slot> slots(all.size());
    enum class End : uint8_t { Front, Back };
    for (const End end : {End::Front, End::Back}) {
        for (size_t i = 0; i < all.size(); ++i) {
            const std::string_view text = all[i].text;
            const std::string_view part = end == End::Front
                                              ? text.substr(0, kEndBytes)
                                              : text.substr(text.size() - std::min(text.size(), kEndBytes));
            slots[i] = {hash_bytes(part, all[i].exact), names[all[i].name].begin_s, static_cast<uint32_t>(i)};
        }
        std::sort(slots.begin(), slots.end(), [&](const Slot& a, const Slot& b) {
            if (a.bucket != b.bucket) return a.bucket < b.bucket;
            if (a.begin_s != b.begin_s) return a.begin_s < b.begin_s;
            if (all[a.at].text != all[b.at].text) return all[a.at].text < all[b.at].text;
            return a.at < b.at;
        });
        for (size_t i = 0; i < slots.size(); ++i) {
            const Folded& a = all[slots[i].at];
            const NamedRow& row_a = names[a.name];
            const size_t last = std::min(slots.size(), i + 1 + kMostNeighbours);
            for (size_t k = i + 1; k < last && slots[k].bucket == slots[i].bucket; ++k) {
                const Folded& b = all[slots[k].at];
                const NamedRow& row_b = names[b.name];
                // Sorted by begin: from here on the gap only grows. No overflow: both ends are instants.
                if (row_b.begin_s > row_a.end_s && row_b.begin_s - row_a.end_s > limits.gap_s) break;
                if (row_a.row == row_b.row || a.exact != b.exact || !are_near(a, b, limits)) continue;
                pairs.push_back(row_a.row < row_b.row ? NearPair{a.name, b.name} : NearPair{b.name, a.name});
            }
        }
    }
    const auto rows = [&](const NearPair& pair) {
        return std::pair(names[pair.first].row, names[pair.second].row);
    };
    std::sort(pairs.begin(), pairs.end(), [&](const NearPair& a, const NearPair& b) {
        return std::tuple(rows(a), a.first, a.second) < std::tuple(rows(b), b.first, b.second);
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end(),
                            [&](const NearPair& a, const NearPair& b) { return rows(a) == rows(b); }),
                pairs.end());
    return pairs;
}

}  // namespace choke
