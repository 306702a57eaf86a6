#include "io/json_unescape.h"

#include <cstdint>

#include "base/text.h"

namespace choke {
namespace {

uint32_t hex4(const char* digits) {
    uint32_t value = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = digits[i];
        const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
        value = value * 16 + static_cast<uint32_t>(digit);
    }
    return value;
}

bool is_high_half(uint32_t c) { return c >= 0xD800 && c < 0xDC00; }
bool is_low_half(uint32_t c) { return c >= 0xDC00 && c < 0xE000; }

char control_of(char letter) {
    switch (letter) {
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        default: return letter;  // \" \\ \/
    }
}

}  // namespace

std::string unescaped(const char* raw) {
    std::string text;
    while (*raw != '"') {
        if (*raw != '\\') {
            text += *raw++;
            continue;
        }
        ++raw;
        if (*raw != 'u') {
            text += control_of(*raw++);
            continue;
        }
        uint32_t c = hex4(raw + 1);
        raw += 5;
        if (is_high_half(c) && raw[0] == '\\' && raw[1] == 'u' && is_low_half(hex4(raw + 2))) {
            c = 0x10000 + ((c - 0xD800) << 10U) + (hex4(raw + 2) - 0xDC00);
            raw += 6;
        }
        append_utf8(text, is_high_half(c) || is_low_half(c) ? 0xFFFD : c);
    }
    return text;
}

bool has_surrogates(std::string_view text) {
    for (size_t at = text.find('\xED'); at != std::string_view::npos; at = text.find('\xED', at + 1)) {
        if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0) return true;
    }
    return false;
}

}  // namespace choke
