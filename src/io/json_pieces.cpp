#include "io/json_pieces.h"

namespace choke {

RowBorders::RowBorders(std::string_view text, JsonCursor first) : text_(text), begin_(first.offset()) {
    if (text.size() - begin_ <= kPieceBytes) return;
    first.skip();
    const size_t row_end = first.offset() - 1;
    if (!first.next_element() || first.peek() != '{') return;
    const size_t next_row = first.offset();
    if (!first.enter_object()) return;
    first.text();
    if (!first.good()) return;
    border_ = text.substr(row_end, first.offset() - row_end);
    row_in_border_ = next_row - row_end;
}

size_t RowBorders::piece_count() const { return 1 + (text_.size() - begin_) / kPieceBytes; }

size_t RowBorders::guess(size_t piece) const {
    if (piece == 0) return begin_;
    if (border_.empty() || nominal(piece) >= text_.size()) return std::string_view::npos;
    // Not beyond the piece: a file without another border is not searched again for every one of its pieces.
    const size_t found = text_.substr(nominal(piece), kPieceBytes + border_.size()).find(border_);
    return found == std::string_view::npos ? found : nominal(piece) + found + row_in_border_;
}

}  // namespace choke
