#include "cli/json_out.h"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/text.h"

namespace choke {
namespace {

// What displayable() would change: these must not reach a terminal as they are.
bool must_escape(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || (c >= 0xFFF0 && c < 0xFFFC);
}

void append_escaped(std::string& out, char32_t c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\f':
            out += "\\f";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    if (must_escape(c)) {
        out += fmt::format("\\u{:04x}", static_cast<uint32_t>(c));
    } else {
        append_utf8(out, c);
    }
}

}  // namespace

std::string json_string(std::string_view text) {
    std::string out = "\"";
    out.reserve(text.size() + 2);
    for (size_t i = 0; i < text.size();) append_escaped(out, next_code_point(text, i));
    out += '"';
    return out;
}

void JsonOut::new_line() {
    out_ += '\n';
    out_.append(2 * filled_.size(), ' ');
}

void JsonOut::separate() {
    if (std::exchange(after_key_, false) || filled_.empty()) return;
    const bool open = filled_.size() <= open_depth_;
    if (filled_.back()) out_ += open ? "," : ", ";
    if (open) new_line();
    filled_.back() = true;
}

void JsonOut::begin(char bracket) {
    separate();
    out_ += bracket;
    filled_.push_back(false);
}

void JsonOut::end(char bracket) {
    CHOKE_ASSERT(!filled_.empty());
    const bool lines = filled_.back() && filled_.size() <= open_depth_;
    filled_.pop_back();
    if (lines) new_line();
    out_ += bracket;
}

void JsonOut::key(std::string_view name) {
    separate();
    out_ += json_string(name) + ": ";
    after_key_ = true;
}

void JsonOut::text(std::string_view value) {
    separate();
    out_ += json_string(value);
}

void JsonOut::text_or_null(std::string_view value) { value.empty() ? null() : text(value); }

void JsonOut::number(int64_t value) {
    separate();
    out_ += fmt::format("{}", value);
}

void JsonOut::number(double value) {
    separate();
    out_ += std::isfinite(value) ? fmt::format("{}", value) : "null";
}

void JsonOut::boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
}

void JsonOut::null() {
    separate();
    out_ += "null";
}

void JsonOut::member(std::string_view name, std::string_view value) {
    key(name);
    text(value);
}

void JsonOut::member_or_null(std::string_view name, std::string_view value) {
    key(name);
    text_or_null(value);
}

void JsonOut::member(std::string_view name, size_t value) {
    key(name);
    number(static_cast<int64_t>(value));
}

void JsonOut::member(std::string_view name, std::span<const std::string> values) {
    key(name);
    begin_list();
    for (const std::string& value : values) text(value);
    end_list();
}

std::string JsonOut::take() {
    CHOKE_ASSERT(filled_.empty());
    out_ += '\n';
    return std::exchange(out_, {});
}

}  // namespace choke
