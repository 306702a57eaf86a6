#include "model/wording.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/text.h"

namespace choke {
namespace {

constexpr size_t kMaxQuoted = 60;  // code points; long enough for every id of the built-in data

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// Eight bytes that are all 0x20 … 0x7E. A high bit is left where a byte is below 0x20, or 0x7F, or not ASCII; a borrow
// may leave one too many, never one too few. (Mycroft, 1987.)
bool is_plain_ascii(const char* bytes) {
    constexpr uint64_t kOnes = 0x0101010101010101ULL;
    constexpr uint64_t kHighs = 0x8080808080808080ULL;
    uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    const uint64_t below = word - kOnes * 0x20;
    const uint64_t above = word + kOnes;
    return ((word | below | above) & kHighs) == 0;
}

}  // namespace

std::string quoted(std::string_view text) {
    size_t end = 0;
    size_t count = 0;
    while (end < text.size() && count < kMaxQuoted) {
        static_cast<void>(next_code_point(text, end));
        ++count;
    }
    return "'" + displayable(text.substr(0, end)) + (end < text.size() ? "…'" : "'");
}

std::string alternatives(std::span<const std::string_view> words) {
    std::string out;
    bool first = true;
    for (size_t i = 0; i < words.size(); ++i) {
        if (words[i].empty()) continue;  // the unnamed value of a closed list
        if (!first) out += i + 1 == words.size() ? " or " : ", ";
        out += "'" + std::string(words[i]) + "'";
        first = false;
    }
    return out;
}

std::string_view probably_meant(std::string_view word, std::span<const std::string_view> candidates) {
    if (const std::string_view near = nearest(word, candidates); !near.empty()) return near;
    for (const std::string_view candidate : candidates) {
        if (candidate.size() != word.size()) continue;
        const auto [a, b] = std::mismatch(word.begin(), word.end(), candidate.begin());
        if (word.end() - a >= 2 && a[0] == b[1] && a[1] == b[0] && std::equal(a + 2, word.end(), b + 2)) return candidate;
    }
    return {};
}

std::string did_you_mean(std::string_view word) {
    return word.empty() ? std::string() : "did you mean " + quoted(word) + "?";
}

std::string kebab_from(std::string_view text) {
    std::string out;
    bool hyphen_due = false;
    for (char c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter) {
            if (hyphen_due && !out.empty()) out += '-';
            out += c;
        }
        hyphen_due = !letter;
    }
    return out;
}

bool has_control_characters(std::string_view text, LineEnds line_ends) {
    for (size_t i = 0; i < text.size();) {
        while (i + 8 <= text.size() && is_plain_ascii(text.data() + i)) i += 8;
        if (i == text.size()) break;
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte < 0x7F) {  // nearly all text: no decoding
            ++i;
            continue;
        }
        // Lead bytes of the code points in is_control() beyond ASCII: U+0080…9F, U+061C, U+200E… and U+2066….
        if (byte >= 0x80 && byte != 0xC2 && byte != 0xD8 && byte != 0xE2) {
            ++i;
            continue;
        }
        const char32_t c = next_code_point(text, i);
        const bool line_end = c == '\n' || c == '\r' || c == '\t';
        if (is_control(c) && !(line_end && line_ends == LineEnds::Allowed)) return true;
    }
    return false;
}

}  // namespace choke
