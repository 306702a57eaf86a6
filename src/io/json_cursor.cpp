#include "io/json_cursor.h"

#include <bit>
#include <cstring>

#include <simdjson.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "io/json_scan.h"

namespace choke {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool ends_plain_text(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

// How far a run of plain text goes, and whether there is anything but ASCII in it.
struct PlainRun {
    const char* end;
    bool ascii;
};

PlainRun plain_run(const char* at, const char* end) {
    bool ascii = true;
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i last_control = _mm_set1_epi8(0x1F);
    for (; end - at >= 16; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, last_control), bytes);
        const __m128i special =
            _mm_or_si128(control, _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)));
        const auto stops = static_cast<uint32_t>(_mm_movemask_epi8(special));
        const auto high = static_cast<uint32_t>(_mm_movemask_epi8(bytes));
        if (stops != 0) {
            const int count = std::countr_zero(stops);
            return {at + count, ascii && (high & ((1U << static_cast<unsigned>(count)) - 1U)) == 0};
        }
        ascii = ascii && high == 0;
    }
#endif
    for (; at != end && !ends_plain_text(*at); ++at) ascii = ascii && static_cast<signed char>(*at) >= 0;
    return {at, ascii};
}

uint32_t continuation_bytes(std::string_view text) {
    uint32_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 1U : 0U;
    return count;
}

}  // namespace

JsonCursor::JsonCursor(std::string_view text, size_t begin, int depth, Place place)
    : begin_(text.data()),
      at_(begin_ + begin),
      end_(begin_ + text.size()),
      line_begin_(at_ - (place.column - 1)),
      line_(place.line),
      depth_(depth) {}

void JsonCursor::skip_space() {
    while (at_ != end_) {
        switch (*at_) {
            case ' ':
            case '\t': ++at_; break;
            case '\r':  // as PlaceCursor has it
                if (at_ + 1 != end_ && at_[1] == '\n') ++at_;
                [[fallthrough]];
            case '\n':
                ++at_;
                ++line_;
                line_begin_ = at_;
                continuation_bytes_ = 0;
                break;
            default: return;
        }
    }
}

JsonType JsonCursor::type() {
    switch (peek()) {
        case '"': return JsonType::Text;
        case '{': return JsonType::Object;
        case '[': return JsonType::List;
        case 't':
        case 'f': return JsonType::Boolean;
        case 'n': return JsonType::Null;
        default: return JsonType::Number;
    }
}

// at: on the backslash; moved behind the escape.
void JsonCursor::escape(const char*& at) {
    ++at;
    if (at == end_ || std::string_view("\"\\/bfnrtu").find(*at) == std::string_view::npos) {
        good_ = false;
    } else if (*at++ == 'u') {
        for (int i = 0; i < 4; ++i, ++at) {
            if (at == end_ || !is_hex(*at)) {
                good_ = false;
                return;
            }
        }
    }
}

std::string_view JsonCursor::text() {
    if (peek() != '"') {
        fail();
        return {};
    }
    const char* const first = ++at_;
    bool ascii = true;
    escaped_ = false;
    for (;;) {
        const PlainRun run = plain_run(at_, end_);
        at_ = run.end;
        ascii = ascii && run.ascii;
        if (at_ == end_ || (*at_ != '"' && *at_ != '\\')) {
            fail();
            return {};
        }
        if (*at_ == '"') break;
        escaped_ = true;
        escape(at_);
        if (!good_) {
            fail();
            return {};
        }
    }
    const std::string_view raw(first, static_cast<size_t>(at_ - first));
    ++at_;
    if (!ascii) {
        if (!simdjson::validate_utf8(raw.data(), raw.size())) {
            fail();
            return {};
        }
        continuation_bytes_ += continuation_bytes(raw);
    }
    return raw;
}

bool JsonCursor::boolean() {
    const bool truth = peek() == 't';
    skip();
    return truth;
}

std::string_view JsonCursor::number() {
    skip_space();
    const char* const first = at_;
    const auto digits = [this] {
        if (at_ == end_ || !is_digit(*at_)) return false;
        while (at_ != end_ && is_digit(*at_)) ++at_;
        return true;
    };
    if (at_ != end_ && *at_ == '-') ++at_;
    const char* const whole = at_;
    bool valid = digits() && (*whole != '0' || at_ - whole == 1);
    if (valid && at_ != end_ && *at_ == '.') {
        ++at_;
        valid = digits();
    }
    if (valid && at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
        ++at_;
        if (at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
        valid = digits();
    }
    if (!valid) {
        fail();
        return {};
    }
    return {first, static_cast<size_t>(at_ - first)};
}

bool JsonCursor::literal(std::string_view word) {
    if (static_cast<size_t>(end_ - at_) < word.size() || std::memcmp(at_, word.data(), word.size()) != 0) return fail();
    at_ += word.size();
    return true;
}

// Calls itself once a level, which are kMaxJsonDepth at most.
void JsonCursor::skip() {
    switch (type()) {
        case JsonType::Text: text(); break;
        case JsonType::Number: number(); break;
        case JsonType::Boolean: literal(*at_ == 't' ? "true" : "false"); break;
        case JsonType::Null: literal("null"); break;
        case JsonType::List:
            if (!enter_list()) return;
            do {
                skip();
            } while (next_element());
            break;
        case JsonType::Object:
            if (!enter_object()) return;
            do {
                key();
                skip();
            } while (next_field());
            break;
    }
}

// False, with the cursor behind it, when it is empty.
bool JsonCursor::enter(char close) {
    const char open = close == ']' ? '[' : '{';
    if (peek() != open || depth_ == kMaxJsonDepth) return fail();
    ++at_;
    if (peek() == close) {
        ++at_;
        return false;
    }
    ++depth_;
    return good_;
}

bool JsonCursor::next(char close) {
    if (!good_) return false;
    const char byte = peek();
    if (byte == ',') {
        ++at_;
        return true;
    }
    if (byte != close) return fail();
    ++at_;
    --depth_;
    return false;
}

JsonCursor::Key JsonCursor::key() {
    skip_space();
    const Place at = place();
    const std::string_view name = text();
    if (good_ && peek() == ':') {
        ++at_;
    } else {
        fail();
    }
    return {name, escaped_, at};
}

}  // namespace choke
