#include "io/json_scan.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>

#include "base/text.h"

namespace choke {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101ULL;
constexpr uint64_t kHighs = 0x8080808080808080ULL;

// The high bit of every byte that is 0; a byte above one that is 0 may be marked too, so only the lowest mark is
// certain. (Mycroft, 1987.)
constexpr uint64_t zero_bytes(uint64_t word) { return (word - kOnes) & ~word & kHighs; }

// Marks bytes that end a run of plain text: quotes, backslashes and control characters.
constexpr uint64_t special_bytes(uint64_t word) {
    return zero_bytes(word ^ (kOnes * '"')) | zero_bytes(word ^ (kOnes * '\\')) |
           ((word - kOnes * 0x20) & ~word & kHighs);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_word_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }

class Scanner {
public:
    explicit Scanner(std::string_view text) : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}

    std::optional<JsonFault> run();

private:
    enum class State { Value, ValueOrEnd, Key, KeyOrEnd, AfterValue };

    void skip_space() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
    }
    [[nodiscard]] bool in_object() const { return (objects_ >> (depth_ - 1) & 1U) != 0; }
    bool open(bool object);
    bool value(State& next, bool end_allowed);
    bool key(State& next, bool end_allowed);
    bool after_value(State& next);
    bool string();
    bool escape();
    bool number();
    bool literal(std::string_view word);
    bool fail(std::string message);
    bool fail_expected(std::string_view expected);
    bool fail_value(bool end_allowed);
    [[nodiscard]] std::string found() const;
    [[nodiscard]] std::string found_word() const;

    const char* begin_;
    const char* at_;
    const char* end_;
    int depth_ = 0;
    uint64_t objects_ = 0;  // bit d: the container at depth d + 1 is an object
    bool after_comma_ = false;
    std::array<const char*, kMaxJsonDepth> opened_{};
    JsonFault fault_;
};

bool Scanner::fail(std::string message) {
    fault_.offset = static_cast<size_t>(at_ - begin_);
    fault_.message = std::move(message);
    return false;
}

std::string Scanner::found_word() const {
    const char* stop = at_;
    while (stop != end_ && stop - at_ < 20 && (is_word_letter(*stop) || is_digit(*stop))) ++stop;
    return {at_, stop};
}

// What stands here, in words.
std::string Scanner::found() const {
    if (at_ == end_) return "the end of the file";
    const std::string_view rest(at_, static_cast<size_t>(end_ - at_));
    size_t next = 0;
    const char32_t c = next_code_point(rest, next);
    if (c == 0) return "a NUL byte";
    if (c == 0xFEFF) return "a byte order mark";
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return fmt::format("the control character U+{:04X}", static_cast<uint32_t>(c));
    if (is_word_letter(*at_)) return "'" + found_word() + "'";
    if (c < 0x80) return fmt::format("'{}'", static_cast<char>(c));
    return fmt::format("'{}' (U+{:04X})", displayable(rest.substr(0, next)), static_cast<uint32_t>(c));
}

bool Scanner::fail_expected(std::string_view expected) {
    if (at_ == end_ && depth_ > 0) {
        fault_.opened_at = static_cast<size_t>(opened_[static_cast<size_t>(depth_ - 1)] - begin_);
        return fail(fmt::format("the file ends too early: {} was expected", expected));
    }
    if (at_ != end_ && *at_ == '/') return fail(fmt::format("{} was expected, not '/': JSON has no comments", expected));
    return fail(fmt::format("{} was expected, not {}", expected, found()));
}

bool Scanner::fail_value(bool end_allowed) {
    if (at_ == end_ && depth_ == 0) return fail("the file is empty");
    if (at_ == end_) return fail_expected(end_allowed ? "a value or ']'" : "a value");
    if (after_comma_ && (*at_ == ']' || *at_ == '}')) {
        return fail(fmt::format("a value was expected, not '{}': there is no comma after the last one", *at_));
    }
    if (*at_ == '\'') return fail("a value was expected, not ''': texts stand in double quotes");
    if (*at_ == '+') return fail("a value was expected, not '+': a number has no plus sign");
    if (*at_ == '.') return fail("a value was expected, not '.': a number begins with a digit");
    const std::string word = found_word();
    if (word == "NaN" || word == "Infinity" || word == "inf" || word == "nan") {
        return fail(fmt::format("a value was expected, not '{}': JSON has finite numbers only", word));
    }
    if (word == "True" || word == "False" || word == "None" || word == "undefined" || word == "NULL" ||
        word == "TRUE" || word == "FALSE" || word == "Null") {
        return fail(fmt::format("a value was expected, not '{}': JSON writes true, false and null", word));
    }
    return fail_expected(end_allowed ? "a value or ']'" : "a value");
}

bool Scanner::open(bool object) {
    if (depth_ == kMaxJsonDepth) {
        return fail(fmt::format("lists and objects are nested more than {} deep", kMaxJsonDepth));
    }
    opened_[static_cast<size_t>(depth_)] = at_++;
    const uint64_t bit = uint64_t{1} << depth_;
    objects_ = object ? objects_ | bit : objects_ & ~bit;
    ++depth_;
    after_comma_ = false;
    return true;
}

bool Scanner::literal(std::string_view word) {
    if (static_cast<size_t>(end_ - at_) < word.size() || std::memcmp(at_, word.data(), word.size()) != 0 ||
        (at_ + word.size() != end_ && (is_word_letter(at_[word.size()]) || is_digit(at_[word.size()])))) {
        return fail_value(false);
    }
    at_ += word.size();
    return true;
}

bool Scanner::number() {
    if (*at_ == '-') ++at_;
    if (at_ == end_ || !is_digit(*at_)) return fail(fmt::format("a digit was expected after '-', not {}", found()));
    if (*at_ == '0') {
        ++at_;
        if (at_ != end_ && is_digit(*at_)) return fail("a number has no leading zeros");
    } else {
        while (at_ != end_ && is_digit(*at_)) ++at_;
    }
    if (at_ != end_ && *at_ == '.') {
        ++at_;
        if (at_ == end_ || !is_digit(*at_)) return fail(fmt::format("a digit was expected after '.', not {}", found()));
        while (at_ != end_ && is_digit(*at_)) ++at_;
    }
    if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
        ++at_;
        if (at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
        if (at_ == end_ || !is_digit(*at_)) {
            return fail(fmt::format("a digit was expected in the exponent, not {}", found()));
        }
        while (at_ != end_ && is_digit(*at_)) ++at_;
    }
    return true;
}

bool Scanner::escape() {
    ++at_;  // the backslash
    if (at_ == end_) return true;  // string() says that the text never ends
    switch (*at_) {
        case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't': ++at_; return true;
        case 'u': break;
        default:
            return fail(fmt::format("{} cannot follow a backslash; \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u can", found()));
    }
    ++at_;
    for (int i = 0; i < 4; ++i, ++at_) {
        if (at_ == end_) return true;
        if (!is_hex(*at_)) return fail(fmt::format("\\u needs four hexadecimal digits, not {}", found()));
    }
    return true;
}

bool Scanner::string() {
    const char* const quote = at_++;
    for (;;) {
        while (end_ - at_ >= 8) {
            uint64_t word = 0;
            std::memcpy(&word, at_, sizeof word);
            const uint64_t special = special_bytes(word);
            if (special == 0) {
                at_ += 8;
                continue;
            }
            if constexpr (std::endian::native == std::endian::little) at_ += std::countr_zero(special) / 8;
            break;
        }
        while (at_ != end_ && *at_ != '"' && *at_ != '\\' && static_cast<unsigned char>(*at_) >= 0x20) ++at_;
        if (at_ == end_) {
            fault_.opened_at = static_cast<size_t>(quote - begin_);
            return fail("the file ends too early: a text is not closed");
        }
        if (*at_ == '"') {
            ++at_;
            return true;
        }
        if (*at_ == '\\') {
            if (!escape()) return false;
        } else if (*at_ == '\n' || *at_ == '\r') {
            return fail("the text is not closed on its line; a line end within a text is written \\n");
        } else if (*at_ == '\t') {
            return fail("a tab within a text is written \\t");
        } else if (*at_ == 0) {
            return fail("a NUL byte stands within a text");
        } else {
            return fail(fmt::format("a control character within a text is written \\u{:04x}",
                                    static_cast<unsigned>(static_cast<unsigned char>(*at_))));
        }
    }
}

bool Scanner::value(State& next, bool end_allowed) {
    next = State::AfterValue;
    if (at_ == end_) return fail_value(end_allowed);
    switch (*at_) {
        case '{': next = State::KeyOrEnd; return open(true);
        case '[': next = State::ValueOrEnd; return open(false);
        case '"': return string();
        case 't': return literal("true");
        case 'f': return literal("false");
        case 'n': return literal("null");
        case ']':
            if (!end_allowed) return fail_value(false);
            ++at_;
            --depth_;
            return true;
        default: break;
    }
    if (*at_ == '-' || is_digit(*at_)) return number();
    return fail_value(end_allowed);
}

bool Scanner::key(State& next, bool end_allowed) {
    if (at_ != end_ && *at_ == '}' && end_allowed) {
        ++at_;
        --depth_;
        next = State::AfterValue;
        return true;
    }
    if (at_ == end_ || *at_ != '"') {
        if (at_ != end_ && *at_ == '}') {
            return fail("a key in double quotes was expected, not '}': there is no comma after the last one");
        }
        return fail_expected(end_allowed ? "a key in double quotes or '}'" : "a key in double quotes");
    }
    if (!string()) return false;
    skip_space();
    if (at_ == end_ || *at_ != ':') return fail_expected("a ':' after the key");
    ++at_;
    next = State::Value;
    after_comma_ = false;
    return true;
}

bool Scanner::after_value(State& next) {
    const bool object = in_object();
    if (at_ != end_ && *at_ == ',') {
        ++at_;
        after_comma_ = true;
        next = object ? State::Key : State::Value;
        return true;
    }
    if (at_ != end_ && *at_ == (object ? '}' : ']')) {
        ++at_;
        --depth_;
        return true;  // and still after a value
    }
    return fail_expected(object ? "a ',' or '}' after the value" : "a ',' or ']' after the value");
}

std::optional<JsonFault> Scanner::run() {
    State state = State::Value;
    for (;;) {
        skip_space();
        bool good = true;
        switch (state) {
            case State::Value: good = value(state, false); break;
            case State::ValueOrEnd: good = value(state, true); break;
            case State::Key: good = key(state, false); break;
            case State::KeyOrEnd: good = key(state, true); break;
            case State::AfterValue:
                if (depth_ == 0) {
                    if (at_ == end_) return std::nullopt;
                    fail(fmt::format("the data ends before this: {} is too much", found()));
                    return fault_;
                }
                good = after_value(state);
                break;
        }
        if (!good) return fault_;
    }
}

}  // namespace

std::optional<JsonFault> find_json_fault(std::string_view text) { return Scanner(text).run(); }

}  // namespace choke
