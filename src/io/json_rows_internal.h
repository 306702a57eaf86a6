// The reading of rows: one object for all files of a data set. For json_rows.cpp and json_cells.cpp.
#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <simdjson.h>

#include "io/json_rows.h"
#include "io/place.h"

namespace choke {

namespace od = simdjson::ondemand;

// dataset.json.
struct InfoRow {
    SourcePosition position;
    Cell format, id, title, description, version, license, range;
};

class JsonRows::Impl {
public:
    Impl(DatasetBuilder& builder, Diagnostics& diagnostics) : builder_(builder), diagnostics_(diagnostics) {}

    Result<void> read(const InputFile& file, std::optional<Section> section);

private:
    // What may stand under a key of an object: one text, or something that a function reads.
    template <typename Row>
    struct Key {
        std::string_view name;
        Cell Row::*cell = nullptr;
        void (Impl::*read)(od::value, Row&) = nullptr;
    };
    // The keys of each kind of row, and its name in messages. Below.
    template <typename Row>
    struct Keys;

    template <typename Row>
    bool read_object(od::value value, Row& row);
    template <typename Row>
    void read_list(od::value value, std::string_view key, std::vector<Row>& rows);
    template <typename Row>
    void add_rows(od::array array);
    template <typename Row>
    size_t key_index(od::field& field, size_t guess, std::string& text);

    Result<void> read_sections(od::document& document);
    Result<void> read_one(od::value value, Section section);
    Result<void> read_info(od::value value);
    std::string read_range(const Cell& cell);  // empty, with a report, when it is no closed range
    Cell read_cell(od::value value);
    void read_cells(od::value value, std::string_view key, std::vector<Cell>& cells);
    void read_value(od::value value, FigureRow& row);
    bool read_number(std::string_view token, double& number) const;

    void read_claim_figures(od::value value, ClaimRow& row) { read_list(value, "figures", row.figures); }
    void read_event_actors(od::value value, EventRow& row) { read_list(value, "actors", row.actors); }
    void read_event_things(od::value value, EventRow& row) { read_cells(value, "things", row.things); }
    void read_event_tags(od::value value, EventRow& row) { read_cells(value, "tags", row.tags); }
    void read_event_figures(od::value value, EventRow& row) { read_list(value, "figures", row.figures); }
    void read_actor_aliases(od::value value, ActorRow& row) { read_cells(value, "aliases", row.aliases); }
    void read_thing_aliases(od::value value, ThingRow& row) { read_cells(value, "aliases", row.aliases); }
    void read_thing_specs(od::value value, ThingRow& row) { read_list(value, "specs", row.specs); }
    void read_story_steps(od::value value, StoryRow& row) { read_list(value, "steps", row.steps); }
    void read_step_select(od::value value, StepRow& row) { read_cells(value, "select", row.select); }
    template <typename Row>
    void read_waivers(od::value value, Row& row) {
        read_list(value, "waive", row.waive);
    }
    template <typename Row>
    void read_claims(od::value value, Row& row) {
        read_list(value, "claims", row.claims);
    }

    [[nodiscard]] size_t offset_of(const char* at) const { return static_cast<size_t>(at - text_.data()); }
    [[nodiscard]] Place place_of(od::value& value) { return places_.at(offset_of(value.raw_json_token().data())); }
    void report(Severity severity, Place place, std::string_view code, std::string message, std::string hint = {});
    void report_unknown_key(const od::field& field, std::string_view key, std::string_view noun,
                            std::span<const std::string_view> names);
    void report_duplicate_key(const od::field& field, std::string_view key, std::string_view consequence);
    // False, with a report, when the value is something else.
    bool expect(od::value& value, Found expected, std::string_view what, std::string_view consequence);
    bool expect_list(od::value& value, std::string_view key);
    // The syntax has been checked: an error of the parser can only be one of memory, or a fault of ours.
    bool good(simdjson::error_code code) {
        if (code != simdjson::SUCCESS && parser_error_ == simdjson::SUCCESS) parser_error_ = code;
        return code == simdjson::SUCCESS;
    }
    tl::unexpected<Error> parser_failure(simdjson::error_code code) const {
        return tl::unexpected<Error>(Error{.message = code == simdjson::MEMALLOC
                                                          ? "there is not enough memory to read this file"
                                                          : fmt::format("the JSON parser gave up: {}",
                                                                        simdjson::error_message(code)),
                                           .file = file_name_,
                                           .line = 0,
                                           .column = 0});
    }

    DatasetBuilder& builder_;
    Diagnostics& diagnostics_;
    od::parser parser_;
    std::string_view text_;
    std::string file_name_;
    uint16_t file_ = 0;
    PlaceCursor places_{{}};
    std::deque<std::string> made_texts_;  // cells that are not in the file as they are; kept for one row
    simdjson::error_code parser_error_ = simdjson::SUCCESS;
};

}  // namespace choke
