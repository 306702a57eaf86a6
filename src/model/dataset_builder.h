// DatasetBuilder: takes rows in any order, as a reader finds them, checks them against each other, and makes the
// Dataset. Every problem goes into Diagnostics with the place of the row; a bad row costs that row only: an event with
// an unknown actor keeps its other actors, an event with an invalid date is left out, and both are said aloud.
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "model/dataset.h"

namespace choke {

// What a reader found where a text belongs.
enum class Found : uint8_t { Text, Number, Boolean, Null, List, Object };

// One text in a file, with its place. Line 0 means "not given". Anything but a text is passed on as what it is, so
// that the builder, which knows whether the row can do without it, is the one that reports it.
struct Cell {
    std::string_view text;
    uint32_t line = 0;
    uint32_t column = 0;  // 1-based, in code points
    Found found = Found::Text;
    [[nodiscard]] bool given() const { return line != 0; }
};

[[nodiscard]] std::string_view found_words(Found found);  // "a text", "a number", "true or false", "null", …

struct FigureRow {
    uint32_t line = 0;
    uint32_t column = 0;
    Cell name, value, unit, as_of, note;
    double low = 0;
    double high = 0;
    bool numeric = false;
};

// Rows within rows carry no file: they stand in the file of their row.
struct ClaimRow {
    uint32_t line = 0;
    uint32_t column = 0;
    Cell source, locator, stance, known, by, text, date, title, confidence, internal;
    std::vector<FigureRow> figures;
};

struct WaiverRow {
    uint32_t line = 0;
    uint32_t column = 0;
    Cell code, reason;
};

struct RoleRow {
    uint32_t line = 0;
    uint32_t column = 0;
    Cell actor, role;
};

// Rows hold views: they need to live only during the add_… call, which copies what it keeps.
struct EventRow {
    SourcePosition position;
    Cell id, title, date, known, kind, summary, notes;
    std::vector<RoleRow> actors;
    std::vector<Cell> things, tags;
    std::vector<FigureRow> figures;
    std::vector<ClaimRow> claims;
    std::vector<WaiverRow> waive;
};

struct ActorRow {
    SourcePosition position;
    Cell id, name, kind, side, parent, summary;
    std::vector<Cell> aliases;
    std::vector<WaiverRow> waive;
};

struct ThingRow {
    SourcePosition position;
    Cell id, name, kind, maker, date, summary;
    std::vector<Cell> aliases;
    std::vector<FigureRow> specs;
    std::vector<ClaimRow> claims;
    std::vector<WaiverRow> waive;
};

struct SourceRow {
    SourcePosition position;
    Cell id, title, publisher, author, url, language, note, date, kind, internal;
    std::vector<WaiverRow> waive;
};

struct RelationRow {
    SourcePosition position;
    Cell id, from, to, kind, date, basis, strength;
    std::vector<ClaimRow> claims;
    std::vector<WaiverRow> waive;
};

struct StepRow {
    uint32_t line = 0;
    uint32_t column = 0;
    Cell event, headline, caption, view, filter, range, known_on;
    std::vector<Cell> select;
    std::vector<Cell> params;  // "NAME=VALUE"
};

struct StoryRow {
    SourcePosition position;
    Cell id, title, question, summary;
    std::vector<StepRow> steps;
    std::vector<WaiverRow> waive;
};

struct StateSpanRow {
    uint32_t line = 0;
    uint32_t column = 0;
    Cell from, to, state, label, event;
};

struct StateRow {
    SourcePosition position;
    Cell id, title, subject;
    std::vector<StateSpanRow> spans;
};

struct MarkerRow {
    uint32_t line = 0;
    uint32_t column = 0;
    Cell date, range, label, kind;
};

struct DatasetInfo {
    std::string id, title, description, version, license;
    std::string range;  // valid EDTF, or empty
};

class DatasetBuilder {
public:
    explicit DatasetBuilder(Diagnostics& diagnostics);
    ~DatasetBuilder();
    DatasetBuilder(const DatasetBuilder&) = delete;
    DatasetBuilder& operator=(const DatasetBuilder&) = delete;

    // Returns the index that the positions of this file's rows carry.
    uint16_t add_file(std::string name);
    void set_info(DatasetInfo info);
    // A hint of how much text is coming, so that lists need not grow step by step. Nothing depends on it.
    void expect_bytes(size_t byte_count);
    void set_content_hash(uint64_t hash);

    void add(const EventRow& row);
    void add(const ActorRow& row);
    void add(const ThingRow& row);
    void add(const SourceRow& row);
    void add(const RelationRow& row);
    void add(const StoryRow& row);
    void add(const StateRow& row);
    void add(const MarkerRow& row, uint16_t file);

    // Resolves references, sorts, indexes. Call once. Never fails: what cannot be kept has been reported. Null when stop
    // was requested meanwhile.
    [[nodiscard]] DatasetPtr finish(const std::stop_token& stop = {});

    struct Pending;  // what is kept until then; dataset_builder_internal.h

private:
    std::unique_ptr<Pending> pending_;
};

}  // namespace choke
