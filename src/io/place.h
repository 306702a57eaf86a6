// PlaceCursor: byte offset -> line and column of a text. Made for offsets that mostly ascend: then a whole file costs
// one pass over its bytes, however long its lines are, and no index of them is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace choke {

struct Place {
    uint32_t line = 1;    // 1-based; lines end with LF, CR LF or CR
    uint32_t column = 1;  // 1-based, in code points
};

class PlaceCursor {
public:
    explicit PlaceCursor(std::string_view text) : text_(text) {}

    [[nodiscard]] Place at(size_t offset);

private:
    void to_next_line_end();

    std::string_view text_;
    size_t offset_ = 0;    // where place_ is
    size_t line_end_ = 0;  // first LF or CR at or after offset_, once sought_
    bool sought_ = false;
    Place place_;
};

}  // namespace choke
