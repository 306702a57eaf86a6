#include "model/text_order.h"

#include <algorithm>
#include <tuple>

namespace choke {
namespace {

constexpr size_t kStep = 8;
constexpr size_t kDeepest = 64;    // beyond it texts are compared whole: no id is meant to be longer
constexpr ptrdiff_t kFewTexts = 16;

struct Entry {
    uint64_t key = 0;
    uint32_t text = 0;
};

// The eight bytes at depth, the first one the highest; nothing counts as 0.
uint64_t key_at(std::string_view text, size_t depth) {
    uint64_t key = 0;
    for (size_t i = 0; i < kStep; ++i) {
        key <<= 8U;
        if (depth + i < text.size()) key |= static_cast<unsigned char>(text[depth + i]);
    }
    return key;
}

class TextSorter {
public:
    explicit TextSorter(std::span<const std::string_view> texts) : texts_(texts) {}

    // The texts of the entries are the same before depth.
    void sort(std::span<Entry> entries, size_t depth) {
        if (std::ssize(entries) <= kFewTexts || depth >= kDeepest) {
            std::sort(entries.begin(), entries.end(), [this](const Entry& a, const Entry& b) {
                const int order = texts_[a.text].compare(texts_[b.text]);
                return order != 0 ? order < 0 : a.text < b.text;
            });
            return;
        }
        for (Entry& entry : entries) entry.key = key_at(texts_[entry.text], depth);
        const auto less = [](const Entry& a, const Entry& b) { return std::tie(a.key, a.text) < std::tie(b.key, b.text); };
        if (!std::is_sorted(entries.begin(), entries.end(), less)) std::sort(entries.begin(), entries.end(), less);
        for (size_t begin = 0; begin < entries.size();) {
            size_t end = begin + 1;
            while (end < entries.size() && entries[end].key == entries[begin].key) ++end;
            if (end - begin > 1) sort(entries.subspan(begin, end - begin), depth + kStep);
            begin = end;
        }
    }

private:
    std::span<const std::string_view> texts_;
};

}  // namespace

std::vector<uint32_t> text_order(std::span<const std::string_view> texts) {
    std::vector<Entry> entries(texts.size());
    for (size_t i = 0; i < entries.size(); ++i) entries[i].text = static_cast<uint32_t>(i);
    TextSorter(texts).sort(entries, 0);
    std::vector<uint32_t> order(entries.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = entries[i].text;
    return order;
}

}  // namespace choke
