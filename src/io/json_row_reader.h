// RowReader: JSON objects -> rows for the DatasetBuilder, with the place of every cell. Reads wherever its cursor stands
// and knows no builder, so that several can read parts of one file at the same time.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "io/json_cursor.h"
#include "model/dataset_builder.h"

namespace choke {

// dataset.json.
struct InfoRow {
    SourcePosition position;
    Cell format, id, title, description, version, license, range;
    std::vector<MarkerRow> markers;
};

// A problem that was found while a row was read; its place is counted as the cursor counts.
struct RowReport {
    size_t row = 0;  // how many rows had been read before
    Severity severity = Severity::Error;
    Place place;
    std::string_view code;
    std::string message;
    std::string hint;
};

class RowReader {
public:
    // file: what the positions of rows carry. hints_wanted: false once nobody will see another hint.
    RowReader(uint16_t file, const std::atomic<bool>& hints_wanted) : file_(file), hints_wanted_(&hints_wanted) {}

    // Forgets what was read before, texts included.
    void start(JsonCursor cursor) {
        cursor_ = cursor;
        reports_.clear();
        made_texts_.clear();
        rows_read_ = 0;
    }
    [[nodiscard]] JsonCursor& cursor() { return cursor_; }
    [[nodiscard]] const std::vector<RowReport>& reports() const { return reports_; }

    // Reads the value that comes next into the row, which is emptied before. False, with a report, when it is no
    // object. The row holds views of the file and of this reader.
    template <typename Row>
    bool read_row(Row& row);

    // False, with a report and the value skipped, when it is something else.
    bool expect(JsonType expected, std::string_view what, std::string_view consequence);
    bool expect_list(std::string_view key);

    void report(Severity severity, Place place, std::string_view code, std::string message, std::string hint = {});
    void report_unknown_key(const JsonCursor::Key& key, std::string_view name, std::string_view noun,
                            std::span<const std::string_view> names);
    void report_duplicate_key(const JsonCursor::Key& key, std::string_view name, std::string_view consequence);

    // What may stand under a key of an object: one text, or something that a function reads.
    template <typename Row>
    struct Key {
        std::string_view name;
        Cell Row::*cell = nullptr;
        void (RowReader::*read)(Row&) = nullptr;
    };
    template <typename Row>
    struct Keys;  // json_keys.h

private:
    template <typename Row>
    bool read_object(Row& row);
    template <typename Row>
    void read_list(std::string_view key, std::vector<Row>& rows);
    template <typename Row>
    size_t key_index(const JsonCursor::Key& key, size_t guess, std::string& text);

    Cell read_cell();
    void read_cells(std::string_view key, std::vector<Cell>& cells);
    void read_value(FigureRow& row);

    void read_claim_figures(ClaimRow& row) { read_list("figures", row.figures); }
    void read_event_actors(EventRow& row) { read_list("actors", row.actors); }
    void read_event_things(EventRow& row) { read_cells("things", row.things); }
    void read_event_tags(EventRow& row) { read_cells("tags", row.tags); }
    void read_event_figures(EventRow& row) { read_list("figures", row.figures); }
    void read_actor_aliases(ActorRow& row) { read_cells("aliases", row.aliases); }
    void read_thing_aliases(ThingRow& row) { read_cells("aliases", row.aliases); }
    void read_thing_specs(ThingRow& row) { read_list("specs", row.specs); }
    void read_story_steps(StoryRow& row) { read_list("steps", row.steps); }
    void read_state_spans(StateRow& row) { read_list("spans", row.spans); }
    void read_markers(InfoRow& row) { read_list("markers", row.markers); }
    void read_step_select(StepRow& row) { read_cells("select", row.select); }
    void read_step_params(StepRow& row) { read_cells("params", row.params); }
    template <typename Row>
    void read_waivers(Row& row) {
        read_list("waive", row.waive);
    }
    template <typename Row>
    void read_claims(Row& row) {
        read_list("claims", row.claims);
    }

    template <typename Row>
    friend struct Keys;

    JsonCursor cursor_{{}, 0, 0};
    uint16_t file_;
    const std::atomic<bool>* hints_wanted_;
    size_t rows_read_ = 0;
    std::vector<RowReport> reports_;
    std::deque<std::string> made_texts_;  // cells that are not in the file as they are
};

}  // namespace choke
