#include "io/json_unescape.h"

#include <algorithm>
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

std::string unescaped(std::string_view raw, bool* half_characters) {
    std::string text;
    text.reserve(raw.size());
    while (!raw.empty()) {
        const size_t plain = std::min(raw.find('\\'), raw.size());
        text.append(raw.substr(0, plain));
        raw.remove_prefix(plain);
        if (raw.empty()) break;
        if (raw[1] != 'u') {
            text += control_of(raw[1]);
            raw.remove_prefix(2);
            continue;
        }
        uint32_t c = hex4(raw.data() + 2);
        raw.remove_prefix(6);
        if (is_high_half(c) && raw.size() >= 6 && raw[0] == '\\' && raw[1] == 'u' && is_low_half(hex4(raw.data() + 2))) {
            c = 0x10000 + ((c - 0xD800) << 10U) + (hex4(raw.data() + 2) - 0xDC00);
            raw.remove_prefix(6);
        }
        const bool half = is_high_half(c) || is_low_half(c);
        if (half && half_characters != nullptr) *half_characters = true;
        append_utf8(text, half ? 0xFFFD : c);
    }
    return text;
}

}  // namespace choke
