// JsonCursor: walks over JSON text in one pass, values in the order in which they stand, and knows the line and column
// of where it is. As strict as find_json_fault() (RFC 8259, valid UTF-8, at most kMaxJsonDepth deep), but says only
// whether there is a fault: what and where is found out by reading the text again, once, for the message.
//
// Line ends stand between values only, since a text within JSON holds none; so lines cost nothing but a look at white
// space, and columns nothing but a look for bytes beyond ASCII, which are rare.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "io/place.h"

namespace choke {

enum class JsonType : uint8_t { Text, Number, Boolean, Null, List, Object };

class JsonCursor {
public:
    // begin: a byte between two tokens of text. depth: how many lists and objects are open there. place: of begin; when
    // it is not known, all places are counted as if the text began there.
    JsonCursor(std::string_view text, size_t begin, int depth, Place place = {});

    // Once false it stays so, and nothing more is found.
    [[nodiscard]] bool good() const { return good_; }
    void give_up() { fail(); }
    // The offset in the text, and the place, of what comes next; behind white space once something was asked of it.
    [[nodiscard]] size_t offset() const { return static_cast<size_t>(at_ - begin_); }
    [[nodiscard]] Place place() const {
        return {line_, static_cast<uint32_t>(at_ - line_begin_) - continuation_bytes_ + 1};
    }

    // What kind of value comes next. The value is then taken by one of the functions below, exactly once.
    [[nodiscard]] JsonType type();
    std::string_view text();  // as it stands between its quotes
    [[nodiscard]] bool escaped() const { return escaped_; }  // whether the last text holds backslashes
    std::string_view number();
    bool boolean();  // when type() says so
    void skip();  // a value of any type

    // Lists: if (enter_list()) do { … a value … } while (next_element());
    [[nodiscard]] bool enter_list() { return enter(']'); }
    [[nodiscard]] bool next_element() { return next(']'); }
    // Objects: if (enter_object()) do { key(); … a value … } while (next_field());
    [[nodiscard]] bool enter_object() { return enter('}'); }
    [[nodiscard]] bool next_field() { return next('}'); }
    struct Key {
        std::string_view name;
        bool escaped = false;
        Place place;
    };
    Key key();

    void skip_space();
    // The byte that comes next, which is no white space; 0 at the end.
    [[nodiscard]] char peek() {
        skip_space();
        return at_ != end_ ? *at_ : '\0';
    }

private:
    bool fail() {  // false
        good_ = false;
        at_ = end_;
        return false;
    }
    [[nodiscard]] bool enter(char close);
    [[nodiscard]] bool next(char close);
    void escape(const char*& at);
    bool literal(std::string_view word);

    const char* begin_;
    const char* at_;
    const char* end_;
    const char* line_begin_;
    uint32_t line_ = 1;
    uint32_t continuation_bytes_ = 0;  // between line_begin_ and at_: bytes that begin no code point
    int depth_;
    bool good_ = true;
    bool escaped_ = false;
};

}  // namespace choke
