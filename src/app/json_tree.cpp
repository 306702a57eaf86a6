#include "app/json_tree.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "base/text.h"
#include "io/json_text.h"
#include "io/json_unescape.h"
#include "io/place.h"

namespace choke {
namespace {

// Reads JSON that is known to be valid and at most kMaxJsonDepth deep: what stands at a place says all about its kind.
class TreeReader {
public:
    TreeReader(std::string_view text, std::string file) : text_(text), places_(text), file_(std::move(file)) {}

    Result<JsonValue> run() {
        skip_space();
        JsonValue value = read();
        if (problem_) return tl::unexpected<Error>(std::move(*problem_));
        return value;
    }

private:
    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) ++at_;
    }

    void refuse(Place place, std::string message) {
        if (problem_) return;  // the first one in the file is told
        problem_ = Error{.message = std::move(message),
                         .file = file_,
                         .line = static_cast<int>(place.line),
                         .column = static_cast<int>(place.column)};
    }

    std::string read_string() {
        const size_t begin = ++at_;
        while (text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
        ++at_;
        return unescaped(text_.substr(begin, at_ - 1 - begin));
    }

    void read_number(JsonValue& value, Place place) {
        const size_t begin = at_;
        while (at_ < text_.size() && std::string_view("+-.0123456789eE").find(text_[at_]) != std::string_view::npos) ++at_;
        value.kind = JsonKind::Number;
        value.text = text_.substr(begin, at_ - begin);
        const auto [end, error] = std::from_chars(value.text.data(), value.text.data() + value.text.size(), value.number);
        // What is too small to tell from 0 is out of range for from_chars, too, and is 0.
        if (error == std::errc::result_out_of_range) {
            const bool tiny = value.text.find("e-") != std::string::npos || value.text.find("E-") != std::string::npos;
            value.number = 0;
            if (!tiny) refuse(place, fmt::format("the number {} is too large", displayable(value.text.substr(0, 40))));
        }
    }

    JsonValue read() {
        JsonValue value;
        const Place place = places_.at(at_);
        value.offset = at_;
        value.line = static_cast<int>(place.line);
        value.column = static_cast<int>(place.column);
        switch (text_[at_]) {
            case '{': read_object(value); break;
            case '[': read_list(value); break;
            case '"':
                value.kind = JsonKind::Text;
                value.text = read_string();
                break;
            case 't':
                value.kind = JsonKind::Boolean;
                value.truth = true;
                at_ += 4;
                break;
            case 'f':
                value.kind = JsonKind::Boolean;
                at_ += 5;
                break;
            case 'n': at_ += 4; break;
            default: read_number(value, place); break;
        }
        return value;
    }

    void read_list(JsonValue& list) {
        list.kind = JsonKind::List;
        ++at_;
        for (skip_space(); text_[at_] != ']'; skip_space()) {
            if (text_[at_] == ',') {
                ++at_;
                skip_space();
            }
            list.items.push_back(read());
        }
        ++at_;
    }

    void read_object(JsonValue& object) {
        object.kind = JsonKind::Object;
        std::set<std::string, std::less<>> seen;
        ++at_;
        for (skip_space(); text_[at_] != '}'; skip_space()) {
            if (text_[at_] == ',') {
                ++at_;
                skip_space();
            }
            const Place place = places_.at(at_);
            JsonMember member{.key = read_string(),
                              .value = {},
                              .line = static_cast<int>(place.line),
                              .column = static_cast<int>(place.column)};
            if (!seen.insert(member.key).second)
                refuse(place, fmt::format("the key '{}' stands twice in one object", displayable(member.key)));
            skip_space();
            ++at_;  // the colon
            skip_space();
            member.value = read();
            object.members.push_back(std::move(member));
        }
        ++at_;
    }

    std::string_view text_;
    PlaceCursor places_;
    std::string file_;
    size_t at_ = 0;
    std::optional<Error> problem_;
};

// What displayable() would change: a file that is printed on a terminal must not command it.
bool must_escape(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

}  // namespace

std::string_view json_kind_words(JsonKind kind) {
    switch (kind) {
        case JsonKind::Null: return "nothing (null)";
        case JsonKind::Boolean: return "true or false";
        case JsonKind::Number: return "a number";
        case JsonKind::Text: return "a text";
        case JsonKind::List: return "a list";
        case JsonKind::Object: return "an object";
    }
    return {};
}

Result<JsonValue> parse_json_tree(const InputFile& file) {
    const auto text = checked_json(file);
    if (!text) return tl::unexpected<Error>(text.error());
    return TreeReader(*text, file.name).run();
}

const JsonValue* find_member(const JsonValue& object, std::string_view key) {
    for (const JsonMember& member : object.members)
        if (member.key == key) return &member.value;
    return nullptr;
}

std::string json_quoted(std::string_view text) {
    std::string out = "\"";
    for (size_t i = 0; i < text.size();) {
        const char32_t c = next_code_point(text, i);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (must_escape(c)) {
            out += fmt::format("\\u{:04x}", static_cast<uint32_t>(c));
        } else {
            append_utf8(out, c);
        }
    }
    return out + '"';
}

std::string json_number(double number) {
    if (!std::isfinite(number) || number == 0) return "0";  // and never "-0"
    return fmt::format("{}", number);
}

std::string json_line(const JsonValue& value) {
    switch (value.kind) {
        case JsonKind::Null: return "null";
        case JsonKind::Boolean: return value.truth ? "true" : "false";
        case JsonKind::Number: return value.text;
        case JsonKind::Text: return json_quoted(value.text);
        case JsonKind::List: {
            std::string out = "[";
            for (const JsonValue& item : value.items) out += (out.size() > 1 ? ", " : "") + json_line(item);
            return out + ']';
        }
        case JsonKind::Object: {
            std::string out = "{";
            for (const JsonMember& member : value.members)
                out += (out.size() > 1 ? ", " : "") + json_quoted(member.key) + ": " + json_line(member.value);
            return out + '}';
        }
    }
    return {};
}

}  // namespace choke
