// The rows of a long list, read in pieces on several threads and handed on in the order of the file.
//
// Where a piece begins is guessed: rows of one file are mostly written alike, so the bytes between the first row and
// the key of the second one are looked for. A guess is only believed when the reading of the piece before it comes to a
// row exactly there; any other piece is thrown away and its part of the file read again, so that a wrong guess costs
// time and nothing else. (After Ge et al., "Speculative distributed CSV data parsing", 2019.)
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <string_view>
#include <vector>

#include "io/json_keys.h"
#include "io/json_row_reader.h"
#include "jobs/in_order.h"

namespace choke {

// Large enough that handing over costs nothing, small enough that a piece and its rows stay in the cache.
inline constexpr size_t kPieceBytes = 128 * 1024;

// Places that were counted from `base` instead of from the beginning of the file.
inline Place moved(Place place, Place base) {
    if (place.line == 1) place.column += base.column - 1;
    place.line += base.line - 1;
    return place;
}

// The same for all places of a row.
template <typename Row>
void move_places(Row& row, Place base) {
    const auto move = [base](uint32_t& line, uint32_t& column) {
        if (line == 0) return;
        const Place place = moved({line, column}, base);
        line = place.line;
        column = place.column;
    };
    const auto move_all = [base](auto& rows) {
        for (auto& part : rows) move_places(part, base);
    };
    if constexpr (requires { row.position; }) {
        move(row.position.line, row.position.column);
    } else {
        move(row.line, row.column);
    }
    if constexpr (requires { RowReader::Keys<Row>::keys; }) {
        for (const auto& key : RowReader::Keys<Row>::keys) {
            if (key.cell != nullptr) move((row.*key.cell).line, (row.*key.cell).column);
        }
    }
    if constexpr (requires { row.value; }) move(row.value.line, row.value.column);
    if constexpr (requires { row.aliases; }) move_all(row.aliases);
    if constexpr (requires { row.actors; }) move_all(row.actors);
    if constexpr (requires { row.things; }) move_all(row.things);
    if constexpr (requires { row.tags; }) move_all(row.tags);
    if constexpr (requires { row.figures; }) move_all(row.figures);
    if constexpr (requires { row.specs; }) move_all(row.specs);
    if constexpr (requires { row.claims; }) move_all(row.claims);
    if constexpr (requires { row.steps; }) move_all(row.steps);
    if constexpr (requires { row.spans; }) move_all(row.spans);
    if constexpr (requires { row.select; }) move_all(row.select);
    if constexpr (requires { row.waive; }) move_all(row.waive);
}

// Rows from one row's beginning up to the first one that begins at or behind a limit, or to the end of the list.
template <typename Row>
struct Piece {
    explicit Piece(RowReader empty) : reader(std::move(empty)) {}

    size_t begin = 0;  // offsets in the text; end: of the next row, or behind the list
    size_t end = 0;
    Place end_place;   // counted as the cursor was started
    bool good = true;
    bool list_ended = false;
    size_t row_count = 0;
    std::vector<Row> rows;  // the first row_count of them; the others are kept for their memory
    RowReader reader;

    // stop: looked at between rows.
    void read(const JsonCursor& from, size_t limit, const std::atomic<bool>& stop) {
        begin = from.offset();
        row_count = 0;
        list_ended = false;
        reader.start(from);
        JsonCursor& cursor = reader.cursor();
        do {
            if (row_count == rows.size()) rows.emplace_back();
            if (reader.read_row(rows[row_count])) ++row_count;
            list_ended = !cursor.next_element();
            if (!list_ended) cursor.skip_space();
            good = cursor.good();
        } while (good && !list_ended && cursor.offset() < limit && !stop.load(std::memory_order_relaxed));
        end = cursor.offset();
        end_place = cursor.place();
    }
};

// Guesses where rows begin in a list of a text.
class RowBorders {
public:
    // first: in front of the first row of the list.
    RowBorders(std::string_view text, JsonCursor first);

    [[nodiscard]] size_t piece_count() const;
    // Where the first row of the piece may begin, or npos.
    [[nodiscard]] size_t guess(size_t piece) const;
    // Up to where the piece has to be read.
    [[nodiscard]] size_t limit(size_t piece) const {
        const size_t next = guess(piece + 1);
        return next != std::string_view::npos ? next : nominal(piece + 1);
    }

private:
    [[nodiscard]] size_t nominal(size_t piece) const { return begin_ + piece * kPieceBytes; }

    std::string_view text_;
    size_t begin_;
    std::string_view border_;   // from the last byte of a row to behind the first key of the next one; empty: unknown
    size_t row_in_border_ = 0;  // where the next row begins in it
};

struct ListInFile {
    std::string_view text;
    int depth = 0;  // how many lists and objects are open, the list itself counted in
    uint16_t file = 0;
    size_t helper_count = 0;
    const std::atomic<bool>* hints_wanted = nullptr;
};

// Reads on from the cursor, which stands in front of the first row and is left behind the list, or in a fault. take:
// called on this thread with pieces in the order of the file and the place that theirs are counted from; false: stop.
template <typename Row>
void read_in_pieces(const ListInFile& list, JsonCursor& cursor,
                    const std::function<bool(Piece<Row>& piece, Place base)>& take) {
    const RowReader reader(list.file, *list.hints_wanted);
    std::atomic<bool> done = false;
    cursor.skip_space();
    // From here on the cursor is where the next row has to begin; no other thread knows that.
    const auto take_piece = [&](Piece<Row>& piece, Place base) {
        const bool more = piece.good && take(piece, base);
        cursor = JsonCursor(list.text, piece.end, piece.list_ended ? list.depth - 1 : list.depth,
                            moved(piece.end_place, base));
        if (!piece.good) cursor.give_up();
        return more && !piece.list_ended;
    };

    const RowBorders borders(list.text, cursor);
    Piece<Row> here(reader);
    here.read(cursor, borders.limit(0), done);
    if (!take_piece(here, {})) return;

    constexpr size_t kSlotsPerThread = 4;
    std::vector<Piece<Row>> pieces(kSlotsPerThread * (list.helper_count + 1), Piece<Row>(reader));
    const auto make = [&](size_t number, size_t slot) {
        Piece<Row>& piece = pieces[slot];
        piece.begin = borders.guess(number + 1);
        if (piece.begin == std::string_view::npos) return;
        piece.read(JsonCursor(list.text, piece.begin, list.depth), borders.limit(number + 1), done);
    };
    const auto take_in_order = [&](size_t number, size_t slot) {
        bool more = true;
        if (pieces[slot].begin == cursor.offset()) {
            more = take_piece(pieces[slot], cursor.place());
        } else if (const size_t limit = borders.limit(number + 1); cursor.offset() < limit) {
            here.read(cursor, limit, done);
            more = take_piece(here, {});
        }
        if (!more) done = true;
        return more;
    };
    run_in_order({.piece_count = borders.piece_count() - 1,
                  .helper_count = list.helper_count,
                  .slot_count = pieces.size(),
                  .make = make,
                  .take = take_in_order});
}

}  // namespace choke
