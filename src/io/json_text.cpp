#include "io/json_text.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "base/text.h"
#include "io/foreign.h"
#include "io/json_scan.h"
#include "io/place.h"

namespace choke {
namespace {

tl::unexpected<Error> fail_at(const InputFile& file, Place place, std::string message) {
    return tl::unexpected<Error>(Error{.message = std::move(message),
                                       .file = file.name,
                                       .line = static_cast<int>(place.line),
                                       .column = static_cast<int>(place.column)});
}

}  // namespace

std::string_view without_bom(std::string_view bytes) {
    return bytes.substr(0, 3) == "\xEF\xBB\xBF" ? bytes.substr(3) : bytes;
}

char first_json_byte(std::string_view text) {
    const size_t at = text.find_first_not_of(" \t\r\n");
    return at == std::string_view::npos ? '\0' : text[at];
}

Result<std::string_view> checked_json(const InputFile& file) {
    if (const std::string_view encoding = foreign_encoding(file.bytes); !encoding.empty()) {
        return fail_at(file, {}, fmt::format("the file is {} text; save it as UTF-8", encoding));
    }
    const std::string_view text = without_bom(file.bytes);
    if (!simdjson::validate_utf8(text.data(), text.size())) {
        const size_t offset = first_invalid_utf8(text);
        return fail_at(file, PlaceCursor(text).at(offset),
                       fmt::format("the byte 0x{:02X} is not UTF-8; save the file as UTF-8",
                                   static_cast<unsigned>(static_cast<unsigned char>(text[offset]))));
    }
    if (const auto fault = find_json_fault(text)) {
        PlaceCursor places(text);
        std::string message = "not valid JSON: " + fault->message;
        if (fault->opened_at) {
            const Place opened = places.at(*fault->opened_at);
            const char bracket = text[*fault->opened_at];
            message += fmt::format("; the {} that begins at line {}, column {} is still open",
                                   bracket == '{' ? "object" : bracket == '[' ? "list" : "text", opened.line,
                                   opened.column);
        }
        return fail_at(file, places.at(fault->offset), std::move(message));
    }
    return text;
}

}  // namespace choke
