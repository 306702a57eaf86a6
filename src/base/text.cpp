#include "base/text.h"

#include <algorithm>
#include <cstdlib>

#include <utf8proc.h>

namespace choke {
namespace {

const utf8proc_uint8_t* bytes(std::string_view text) {
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

bool is_bidi_control(char32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> out;
    for (size_t i = 0; i < text.size();) out.push_back(next_code_point(text, i));
    return out;
}

}  // namespace

char32_t next_code_point(std::string_view utf8, size_t& i) {
    utf8proc_int32_t c = 0;
    const auto n = utf8proc_iterate(bytes(utf8) + i, static_cast<utf8proc_ssize_t>(utf8.size() - i), &c);
    if (n <= 0) {
        ++i;
        return 0xFFFD;
    }
    i += static_cast<size_t>(n);
    return static_cast<char32_t>(c);
}

void append_utf8(std::string& out, char32_t code_point) {
    utf8proc_uint8_t buffer[4];
    const auto n = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), buffer);
    out.append(reinterpret_cast<const char*>(buffer), static_cast<size_t>(n));
}

size_t first_invalid_utf8(std::string_view text) {
    for (size_t i = 0; i < text.size();) {
        utf8proc_int32_t c = 0;
        const auto n = utf8proc_iterate(bytes(text) + i, static_cast<utf8proc_ssize_t>(text.size() - i), &c);
        if (n <= 0) return i;
        i += static_cast<size_t>(n);
    }
    return std::string_view::npos;
}

std::string fold(std::string_view text) {
    utf8proc_uint8_t* folded = nullptr;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
                                                        UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    const auto n = utf8proc_map(bytes(text), static_cast<utf8proc_ssize_t>(text.size()), &folded, options);
    if (n < 0) return std::string(text);
    std::string out(reinterpret_cast<const char*>(folded), static_cast<size_t>(n));
    std::free(folded);  // utf8proc_map allocates with malloc
    return out;
}

std::string displayable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (size_t i = 0; i < text.size();) {
        const char32_t c = next_code_point(text, i);
        if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029) {
            out += ' ';
        } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || is_bidi_control(c) || (c >= 0xFFF0 && c < 0xFFFC)) {
            append_utf8(out, 0xFFFD);
        } else {
            append_utf8(out, c);
        }
    }
    return out;
}

int edit_distance(std::string_view a, std::string_view b, int limit) {
    const auto s = code_points(a);
    const auto t = code_points(b);
    if (std::abs(static_cast<int>(s.size()) - static_cast<int>(t.size())) > limit) return limit + 1;
    std::vector<int> row(t.size() + 1);
    for (size_t j = 0; j <= t.size(); ++j) row[j] = static_cast<int>(j);
    for (size_t i = 1; i <= s.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (size_t j = 1; j <= t.size(); ++j) {
            const int substituted = diagonal + (s[i - 1] == t[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
            least = std::min(least, row[j]);
        }
        if (least > limit) return limit + 1;
    }
    return row[t.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
    int best_distance = std::max(1, static_cast<int>(word.size()) / 3) + 1;
    std::string_view best;
    for (const auto candidate : candidates) {
        const int distance = edit_distance(word, candidate, best_distance - 1);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

size_t code_point_count(std::string_view utf8) {
    size_t count = 0;
    for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return count;
}

bool is_kebab(std::string_view id) {
    bool after_letter = false;
    for (const char c : id) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter && (c != '-' || !after_letter)) return false;
        after_letter = letter;
    }
    return after_letter;
}

}  // namespace choke
