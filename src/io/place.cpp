#include "io/place.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"

namespace choke {
namespace {

size_t find_byte(std::string_view text, size_t from, char byte, size_t none) {
    if (from >= text.size()) return none;
    const void* found = std::memchr(text.data() + from, byte, text.size() - from);
    return found == nullptr ? none : static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

// CR alone ends no line in files made in this century, but a file with CR only must not be one line.
void PlaceCursor::to_next_line_end() {
    line_end_ = find_byte(text_, offset_, '\n', text_.size());
    const size_t carriage = find_byte(text_.substr(0, line_end_), offset_, '\r', line_end_);
    line_end_ = std::min(line_end_, carriage);
    sought_ = true;
}

Place PlaceCursor::at(size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset < offset_) *this = PlaceCursor(text_);
    if (!sought_) to_next_line_end();
    while (line_end_ < offset) {
        const bool pair = text_[line_end_] == '\r' && line_end_ + 1 < text_.size() && text_[line_end_ + 1] == '\n';
        if (pair && line_end_ + 1 == offset) break;  // on the LF of a pair: still the old line
        offset_ = line_end_ + (pair ? 2 : 1);
        ++place_.line;
        place_.column = 1;
        to_next_line_end();
    }
    place_.column += static_cast<uint32_t>(code_point_count(text_.substr(offset_, offset - offset_)));
    offset_ = offset;
    return place_;
}

}  // namespace choke
