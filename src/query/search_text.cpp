#include "query/search_text.h"

#include "base/text.h"

namespace choke {
namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

void append_collapsed(std::string& out, size_t start, char c) {
    if (!is_ascii_space(c)) {
        out += c;
    } else if (out.size() > start && out.back() != ' ') {
        out += ' ';
    }
}

}  // namespace

void append_search_form(std::string& out, std::string_view text) {
    const size_t start = out.size();
    out.reserve(start + text.size());
    for (size_t i = 0; i < text.size();) {
        // An ASCII character composes only with what follows it, so that a text may be cut in front of one:
        // runs of plain ASCII need no table, and the rest goes to fold() together with the letter it may sit on.
        size_t end = i + 1;
        while (end < text.size() && !is_ascii(text[end])) ++end;
        if (end == i + 1 && is_ascii(text[i])) {
            const char c = text[i];
            append_collapsed(out, start, c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
        } else {
            for (const char c : fold(text.substr(i, end - i))) append_collapsed(out, start, c);
        }
        i = end;
    }
    if (out.size() > start && out.back() == ' ') out.pop_back();
}

std::string search_form(std::string_view text) {
    std::string out;
    append_search_form(out, text);
    return out;
}

bool has_search_form(std::string_view text, std::string_view folded) {
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        // What is not plain, or may compose with what follows, or be white space that is left out, is folded.
        if (!is_ascii(c) || is_ascii_space(c) || (i + 1 < text.size() && !is_ascii(text[i + 1]))) {
            return search_form(text) == folded;
        }
        if (i == folded.size() || (c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c) != folded[i]) return false;
    }
    return text.size() == folded.size();
}

size_t space_length(std::string_view text, size_t i) {
    if (is_ascii(text[i])) return is_ascii_space(text[i]) ? 1 : 0;
    size_t end = i;
    const char32_t c = next_code_point(text, end);
    const bool space = c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
                       c == 0x202F || c == 0x205F || c == 0x3000;
    return space ? end - i : 0;
}

bool has_word_start(std::string_view folded, std::string_view part) {
    for (size_t at = folded.find(part); at != std::string_view::npos; at = folded.find(part, at + 1)) {
        if (at == 0) return true;
        const char before = folded[at - 1];
        const bool letter = (before >= 'a' && before <= 'z') || (before >= '0' && before <= '9');
        // Behind a byte of a longer character: Chinese has no spaces, every character may begin a word.
        if (!letter) return true;
        if (!part.empty() && !is_ascii(part[0])) return true;
    }
    return false;
}

}  // namespace choke
