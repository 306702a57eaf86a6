// Writes JSON text: keys in the order given, UTF-8 kept, the same bytes for the same values on every machine.
// Does not check that keys and values take turns; the nesting is checked.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace choke {

// A JSON string with its quotes. Invalid UTF-8 becomes U+FFFD; control and bidirectional characters are
// escaped, so that the text is whole and yet harmless on a terminal.
[[nodiscard]] std::string json_string(std::string_view text);

class JsonOut {
  public:
    // Objects and lists down to this depth have a line for each member; deeper ones stand on one line.
    explicit JsonOut(size_t open_depth) : open_depth_(open_depth) {}

    void begin_object() { begin('{'); }
    void end_object() { end('}'); }
    void begin_list() { begin('['); }
    void end_list() { end(']'); }
    void key(std::string_view name);

    void text(std::string_view value);
    void text_or_null(std::string_view value);  // null when empty
    void number(int64_t value);
    void number(double value);  // shortest text that reads back the same; null when it is not finite
    void boolean(bool value);
    void null();

    void member(std::string_view name, std::string_view value);
    void member_or_null(std::string_view name, std::string_view value);  // null when empty
    void member(std::string_view name, size_t value);
    void member(std::string_view name, std::span<const std::string> values);

    // With a final line feed.
    [[nodiscard]] std::string take();

  private:
    void begin(char bracket);
    void end(char bracket);
    void separate();
    void new_line();

    std::string out_;
    std::vector<bool> filled_;  // by depth: has a member
    size_t open_depth_;
    bool after_key_ = false;
};

}  // namespace choke
