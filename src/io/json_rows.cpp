// Files and sections.
#include "io/json_rows.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "io/json_pieces.h"
#include "io/json_text.h"
#include "io/json_unescape.h"
#include "model/wording.h"

namespace choke {
namespace {

constexpr std::array kSections = {Section::Info,   Section::Sources,   Section::Actors, Section::Things,
                                  Section::Events, Section::Relations, Section::Stories, Section::States};

// Reading rows takes about as long as putting them into the builder, which one thread does: a third reader would wait.
constexpr size_t kMostHelpers = 2;

}  // namespace

std::string_view section_key(Section section) {
    switch (section) {
        case Section::Info: return "dataset";
        case Section::Sources: return "sources";
        case Section::Actors: return "actors";
        case Section::Things: return "things";
        case Section::Events: return "events";
        case Section::Relations: return "relations";
        case Section::Stories: return "stories";
        case Section::States: return "states";
    }
    return {};
}

std::span<const Section> all_sections() { return kSections; }

// One object for all files of a data set.
class JsonRows::Impl {
public:
    Impl(DatasetBuilder& builder, Diagnostics& diagnostics, const LoadOptions& options)
        : builder_(builder),
          diagnostics_(diagnostics),
          options_(options),
          helper_count_(options.helper_count.value_or(std::min(kMostHelpers, helpers_of_machine()))) {}

    Result<void> read(const InputFile& file, std::optional<Section> section);

private:
    Result<void> read_text(JsonCursor& cursor, std::optional<Section> section);
    Result<void> read_sections(JsonCursor& cursor);
    Result<void> read_one(JsonCursor& cursor, Section section, int depth);
    Result<void> read_info(JsonCursor& cursor);
    std::string info_text(const Cell& cell, std::string_view key);
    std::string read_range(const Cell& cell);  // empty, with a report, when it is no closed range
    template <typename Row>
    void read_rows(JsonCursor& cursor, Section section, int depth);
    template <typename Row>
    void add(Piece<Row>& piece, Place base);

    void report(Severity severity, Place place, std::string_view code, std::string message, std::string hint = {});
    void replay(const RowReport& found, Place base) {
        report(found.severity, moved(found.place, base), found.code, found.message, found.hint);
        hints_wanted_ = diagnostics_.all().size() < Diagnostics::kMaxReports;
    }
    // A reader that goes on from the cursor, for what is no long list. Its places are those of the file.
    RowReader reader_at(const JsonCursor& cursor) const {
        RowReader reader(file_, hints_wanted_);
        reader.start(cursor);
        return reader;
    }
    void replay_all(const RowReader& reader) {
        for (const RowReport& found : reader.reports()) replay(found, {});
    }
    tl::unexpected<Error> fail_at(Place place, std::string message) const {
        return tl::unexpected<Error>(Error{.message = std::move(message),
                                           .file = file_name_,
                                           .line = static_cast<int>(place.line),
                                           .column = static_cast<int>(place.column)});
    }

    DatasetBuilder& builder_;
    Diagnostics& diagnostics_;
    const LoadOptions& options_;
    size_t helper_count_;
    std::string_view text_;
    std::string file_name_;
    uint16_t file_ = 0;
    std::atomic<bool> hints_wanted_ = true;
    bool cancelled_ = false;
};

void JsonRows::Impl::report(Severity severity, Place place, std::string_view code, std::string message,
                            std::string hint) {
    diagnostics_.report({.severity = severity,
                         .file = file_name_,
                         .line = static_cast<int>(place.line),
                         .column = static_cast<int>(place.column),
                         .code = std::string(code),
                         .message = std::move(message),
                         .hint = std::move(hint)});
}

// What was found while a row was read is said before what the builder finds in it.
template <typename Row>
void JsonRows::Impl::add(Piece<Row>& piece, Place base) {
    const auto& reports = piece.reader.reports();
    auto found = reports.begin();
    const bool displaced = base.line != 1 || base.column != 1;
    for (size_t i = 0; i < piece.row_count; ++i) {
        for (; found != reports.end() && found->row <= i; ++found) replay(*found, base);
        if (displaced) move_places(piece.rows[i], base);
        builder_.add(piece.rows[i]);
    }
    for (; found != reports.end(); ++found) replay(*found, base);
}

template <typename Row>
void JsonRows::Impl::read_rows(JsonCursor& cursor, Section section, int depth) {
    const size_t begin = cursor.offset();
    uint64_t done = 0;
    const auto take = [&](Piece<Row>& piece, Place base) {
        cancelled_ = options_.stop.stop_requested();
        if (cancelled_) return false;
        add(piece, base);
        done += piece.row_count;
        if (options_.progress) {
            const double whole = static_cast<double>(text_.size() - begin);
            const double share = static_cast<double>(piece.end - begin) / whole;
            options_.progress(section_key(section), done,
                              piece.list_ended ? done : static_cast<uint64_t>(static_cast<double>(done) / share));
        }
        return true;
    };
    read_in_pieces<Row>({.text = text_,
                         .depth = depth,
                         .file = file_,
                         .helper_count = helper_count_,
                         .hints_wanted = &hints_wanted_},
                        cursor, take);
}

std::string JsonRows::Impl::info_text(const Cell& cell, std::string_view key) {
    if (!cell.given() || cell.found == Found::Text) return std::string(cell.text);
    report(Severity::Error, {cell.line, cell.column}, "wrong-type",
           fmt::format("'{}' is {}; a text was expected; it is ignored", key, found_words(cell.found)));
    return {};
}

std::string JsonRows::Impl::read_range(const Cell& cell) {
    const std::string text = info_text(cell, "range");
    if (!cell.given() || cell.found != Found::Text) return {};
    const auto bounds = parse_edtf(text);
    if (bounds && bounds->begin == EndKind::Known && bounds->end == EndKind::Known) return text;
    report(Severity::Error, {cell.line, cell.column}, "bad-range",
           bounds ? fmt::format("'range' {} has an end that is not given; it is ignored", quoted(text))
                  : fmt::format("'range' {} is not a date: {}; it is ignored", quoted(text), bounds.error().message),
           "write it like 2022-08/2023-12");
    return {};
}

Result<void> JsonRows::Impl::read_info(JsonCursor& cursor) {
    InfoRow row;
    RowReader reader = reader_at(cursor);
    const bool read = reader.read_row(row);
    cursor = reader.cursor();
    replay_all(reader);
    if (!read) return {};
    if (row.format.given() && row.format.found == Found::Text && row.format.text != "chokepoint/1") {
        return fail_at({row.format.line, row.format.column},
                       fmt::format("the data is in the format {}; this version reads 'chokepoint/1'",
                                   quoted(row.format.text)));
    }
    static_cast<void>(info_text(row.format, "format"));
    builder_.set_info({.id = info_text(row.id, "id"),
                       .title = info_text(row.title, "title"),
                       .description = info_text(row.description, "description"),
                       .version = info_text(row.version, "version"),
                       .license = info_text(row.license, "license"),
                       .range = read_range(row.range)});
    for (const MarkerRow& marker : row.markers) builder_.add(marker, file_);
    return {};
}

// depth: how many lists and objects are open around the section.
Result<void> JsonRows::Impl::read_one(JsonCursor& cursor, Section section, int depth) {
    if (section == Section::Info) return read_info(cursor);
    RowReader reader = reader_at(cursor);
    const bool is_list = reader.expect_list(section_key(section));
    cursor = reader.cursor();
    replay_all(reader);
    if (!is_list || !cursor.enter_list()) return {};
    switch (section) {
        case Section::Info: break;
        case Section::Sources: read_rows<SourceRow>(cursor, section, depth + 1); break;
        case Section::Actors: read_rows<ActorRow>(cursor, section, depth + 1); break;
        case Section::Things: read_rows<ThingRow>(cursor, section, depth + 1); break;
        case Section::Events: read_rows<EventRow>(cursor, section, depth + 1); break;
        case Section::Relations: read_rows<RelationRow>(cursor, section, depth + 1); break;
        case Section::Stories: read_rows<StoryRow>(cursor, section, depth + 1); break;
        case Section::States: read_rows<StateRow>(cursor, section, depth + 1); break;
    }
    return {};
}

Result<void> JsonRows::Impl::read_sections(JsonCursor& cursor) {
    std::array<std::string_view, kSections.size()> names;
    for (size_t i = 0; i < names.size(); ++i) names[i] = section_key(kSections[i]);
    const Place start = cursor.place();
    uint32_t seen = 0;
    std::string like_events;
    if (cursor.enter_object()) {
        do {
            const JsonCursor::Key key = cursor.key();
            if (!cursor.good()) return {};
            const std::string name = unescaped(key.name);
            RowReader reader = reader_at(cursor);
            size_t i = 0;
            while (i < names.size() && names[i] != name) ++i;
            if (i == names.size()) {
                if (probably_meant(name, names) == section_key(Section::Events)) like_events = name;
                if (name != "$schema") reader.report_unknown_key(key, name, "the data set", names);
                replay_all(reader);
                cursor.skip();
                continue;
            }
            if ((seen >> i & 1U) != 0) reader.report_duplicate_key(key, names[i], "both are read");
            replay_all(reader);
            seen |= 1U << i;
            if (auto done = read_one(cursor, kSections[i], 1); !done || cancelled_) return done;
        } while (cursor.next_field());
    }
    if ((seen >> static_cast<unsigned>(Section::Events) & 1U) == 0) {
        return fail_at(start, "the file has no 'events'" +
                                  (like_events.empty() ? "" : ", but " + quoted(like_events)) +
                                  "; a data set needs at least 'events'");
    }
    return {};
}

Result<void> JsonRows::Impl::read_text(JsonCursor& cursor, std::optional<Section> section) {
    const char first = cursor.peek();
    if (first != '{' && first != '[') return fail_at({}, "the file holds a single value; a data set was expected");
    if (section == Section::Events && first == '{') {
        return fail_at({}, "the file holds an object; a list of events was expected");
    }
    auto done = section ? read_one(cursor, *section, 0) : read_sections(cursor);
    if (cursor.peek() != '\0') cursor.give_up();
    return done;
}

Result<void> JsonRows::Impl::read(const InputFile& file, std::optional<Section> section) {
    text_ = without_bom(file.bytes);
    file_name_ = file.name;
    file_ = builder_.add_file(file.name);
    JsonCursor cursor(text_, 0, 0);
    auto done = read_text(cursor, section);
    if (cancelled_) return tl::unexpected<Error>(cancelled());
    if (done && cursor.good() && cursor.offset() == text_.size()) return {};
    // A fault in the bytes comes before anything that is wrong with what they say.
    if (auto text = checked_json(file); !text) return tl::unexpected<Error>(text.error());
    if (done) return fail_at({}, "the file is no JSON");
    return done;
}

JsonRows::JsonRows(DatasetBuilder& builder, Diagnostics& diagnostics, const LoadOptions& options)
    : impl_(std::make_unique<Impl>(builder, diagnostics, options)) {}
JsonRows::~JsonRows() = default;

Result<void> JsonRows::read_section(const InputFile& file, Section section) { return impl_->read(file, section); }
Result<void> JsonRows::read_whole(const InputFile& file) { return impl_->read(file, std::nullopt); }

}  // namespace choke
