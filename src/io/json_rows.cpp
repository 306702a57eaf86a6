// Objects, lists and files: which key of which kind of row goes where.
#include <array>
#include <cstring>

#include <fmt/format.h>

#include "io/json_rows_internal.h"
#include "io/json_text.h"
#include "io/json_unescape.h"
#include "model/wording.h"

namespace choke {
namespace {

static_assert(kInputPadding >= simdjson::SIMDJSON_PADDING);

constexpr std::array kSections = {Section::Info,   Section::Sources,   Section::Actors, Section::Things,
                                  Section::Events, Section::Relations, Section::Stories};

// Rows within rows hold their place themselves, rows of the top level in their position.
template <typename Row>
void set_place(Row& row, Place place, uint16_t file) {
    if constexpr (requires { row.position; }) {
        row.position = {place.line, place.column, file};
    } else {
        row.line = place.line;
        row.column = place.column;
    }
}

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
    }
    return {};
}

std::span<const Section> all_sections() { return kSections; }

template <>
struct JsonRows::Impl::Keys<InfoRow> {
    static constexpr std::string_view noun = "'dataset'";
    static constexpr auto keys = std::to_array<Key<InfoRow>>({{"format", &InfoRow::format},
                                                              {"id", &InfoRow::id},
                                                              {"title", &InfoRow::title},
                                                              {"description", &InfoRow::description},
                                                              {"version", &InfoRow::version},
                                                              {"license", &InfoRow::license},
                                                              {"range", &InfoRow::range}});
};

template <>
struct JsonRows::Impl::Keys<FigureRow> {
    static constexpr std::string_view noun = "a figure";
    static constexpr auto keys = std::to_array<Key<FigureRow>>({{"name", &FigureRow::name},
                                                                {"value", nullptr, &Impl::read_value},
                                                                {"unit", &FigureRow::unit},
                                                                {"as_of", &FigureRow::as_of},
                                                                {"note", &FigureRow::note}});
};

template <>
struct JsonRows::Impl::Keys<ClaimRow> {
    static constexpr std::string_view noun = "a claim";
    static constexpr auto keys = std::to_array<Key<ClaimRow>>({{"source", &ClaimRow::source},
                                                               {"locator", &ClaimRow::locator},
                                                               {"stance", &ClaimRow::stance},
                                                               {"known", &ClaimRow::known},
                                                               {"by", &ClaimRow::by},
                                                               {"text", &ClaimRow::text},
                                                               {"date", &ClaimRow::date},
                                                               {"title", &ClaimRow::title},
                                                               {"figures", nullptr, &Impl::read_claim_figures},
                                                               {"confidence", &ClaimRow::confidence}});
};

template <>
struct JsonRows::Impl::Keys<RoleRow> {
    static constexpr std::string_view noun = "an actor of an event";
    static constexpr auto keys =
        std::to_array<Key<RoleRow>>({{"actor", &RoleRow::actor}, {"role", &RoleRow::role}});
};

template <>
struct JsonRows::Impl::Keys<StepRow> {
    static constexpr std::string_view noun = "a step";
    static constexpr auto keys = std::to_array<Key<StepRow>>({{"event", &StepRow::event},
                                                              {"headline", &StepRow::headline},
                                                              {"caption", &StepRow::caption},
                                                              {"view", &StepRow::view},
                                                              {"filter", &StepRow::filter},
                                                              {"range", &StepRow::range},
                                                              {"select", nullptr, &Impl::read_step_select}});
};

template <>
struct JsonRows::Impl::Keys<WaiverRow> {
    static constexpr std::string_view noun = "a waiver";
    static constexpr auto keys =
        std::to_array<Key<WaiverRow>>({{"code", &WaiverRow::code}, {"reason", &WaiverRow::reason}});
};

template <>
struct JsonRows::Impl::Keys<EventRow> {
    static constexpr std::string_view noun = "an event";
    static constexpr auto keys = std::to_array<Key<EventRow>>({{"id", &EventRow::id},
                                                               {"title", &EventRow::title},
                                                               {"date", &EventRow::date},
                                                               {"known", &EventRow::known},
                                                               {"kind", &EventRow::kind},
                                                               {"summary", &EventRow::summary},
                                                               {"actors", nullptr, &Impl::read_event_actors},
                                                               {"things", nullptr, &Impl::read_event_things},
                                                               {"tags", nullptr, &Impl::read_event_tags},
                                                               {"figures", nullptr, &Impl::read_event_figures},
                                                               {"notes", &EventRow::notes},
                                                               {"claims", nullptr, &Impl::read_claims},
                                                               {"waive", nullptr, &Impl::read_waivers}});
};

template <>
struct JsonRows::Impl::Keys<ActorRow> {
    static constexpr std::string_view noun = "an actor";
    static constexpr auto keys = std::to_array<Key<ActorRow>>({{"id", &ActorRow::id},
                                                               {"name", &ActorRow::name},
                                                               {"aliases", nullptr, &Impl::read_actor_aliases},
                                                               {"kind", &ActorRow::kind},
                                                               {"side", &ActorRow::side},
                                                               {"parent", &ActorRow::parent},
                                                               {"summary", &ActorRow::summary},
                                                               {"waive", nullptr, &Impl::read_waivers}});
};

template <>
struct JsonRows::Impl::Keys<ThingRow> {
    static constexpr std::string_view noun = "a thing";
    static constexpr auto keys = std::to_array<Key<ThingRow>>({{"id", &ThingRow::id},
                                                               {"name", &ThingRow::name},
                                                               {"aliases", nullptr, &Impl::read_thing_aliases},
                                                               {"kind", &ThingRow::kind},
                                                               {"maker", &ThingRow::maker},
                                                               {"date", &ThingRow::date},
                                                               {"summary", &ThingRow::summary},
                                                               {"specs", nullptr, &Impl::read_thing_specs},
                                                               {"claims", nullptr, &Impl::read_claims},
                                                               {"waive", nullptr, &Impl::read_waivers}});
};

template <>
struct JsonRows::Impl::Keys<SourceRow> {
    static constexpr std::string_view noun = "a source";
    static constexpr auto keys = std::to_array<Key<SourceRow>>({{"id", &SourceRow::id},
                                                                {"title", &SourceRow::title},
                                                                {"publisher", &SourceRow::publisher},
                                                                {"kind", &SourceRow::kind},
                                                                {"date", &SourceRow::date},
                                                                {"author", &SourceRow::author},
                                                                {"url", &SourceRow::url},
                                                                {"language", &SourceRow::language},
                                                                {"note", &SourceRow::note},
                                                                {"waive", nullptr, &Impl::read_waivers}});
};

template <>
struct JsonRows::Impl::Keys<RelationRow> {
    static constexpr std::string_view noun = "a relation";
    static constexpr auto keys = std::to_array<Key<RelationRow>>({{"id", &RelationRow::id},
                                                                  {"from", &RelationRow::from},
                                                                  {"to", &RelationRow::to},
                                                                  {"kind", &RelationRow::kind},
                                                                  {"date", &RelationRow::date},
                                                                  {"basis", &RelationRow::basis},
                                                                  {"strength", &RelationRow::strength},
                                                                  {"claims", nullptr, &Impl::read_claims},
                                                                  {"waive", nullptr, &Impl::read_waivers}});
};

template <>
struct JsonRows::Impl::Keys<StoryRow> {
    static constexpr std::string_view noun = "a story";
    static constexpr auto keys = std::to_array<Key<StoryRow>>({{"id", &StoryRow::id},
                                                               {"title", &StoryRow::title},
                                                               {"question", &StoryRow::question},
                                                               {"summary", &StoryRow::summary},
                                                               {"steps", nullptr, &Impl::read_story_steps},
                                                               {"waive", nullptr, &Impl::read_waivers}});
};

// The number of the field's key, or how many there are for an unknown one, whose text is then filled in.
template <typename Row>
size_t JsonRows::Impl::key_index(od::field& field, size_t guess, std::string& text) {
    constexpr auto& keys = Keys<Row>::keys;
    const char* const raw = field.key().raw();
    for (size_t tried = 0; tried < keys.size(); ++tried) {
        const size_t i = guess + tried < keys.size() ? guess + tried : guess + tried - keys.size();
        const std::string_view name = keys[i].name;
        // Keys stand mostly in the order of the table. The padding lets the comparison run past the end.
        if (raw[0] == name[0] && std::memcmp(raw, name.data(), name.size()) == 0 && raw[name.size()] == '"') return i;
    }
    text = unescaped(raw);
    for (size_t i = 0; i < keys.size(); ++i) {
        if (text == keys[i].name) return i;
    }
    return keys.size();
}

template <typename Row>
bool JsonRows::Impl::read_object(od::value value, Row& row) {
    constexpr auto& keys = Keys<Row>::keys;
    if (!expect(value, Found::Object, Keys<Row>::noun, "left out")) return false;
    set_place(row, place_of(value), file_);
    od::object object;
    if (!good(value.get_object().get(object))) return false;
    std::string unknown;
    uint32_t seen = 0;
    size_t guess = 0;
    for (auto result : object) {
        od::field field;
        if (!good(std::move(result).get(field))) return false;
        const size_t i = key_index<Row>(field, guess, unknown);
        if (i == keys.size()) {
            if (std::is_same_v<Row, InfoRow> && unknown == "$schema") continue;
            std::array<std::string_view, keys.size()> names;
            for (size_t k = 0; k < keys.size(); ++k) names[k] = keys[k].name;
            report_unknown_key(field, unknown, Keys<Row>::noun, names);
            continue;
        }
        guess = i + 1 == keys.size() ? 0 : i + 1;
        if ((seen >> i & 1U) != 0) report_duplicate_key(field, keys[i].name, "the last one counts");
        seen |= 1U << i;
        if (keys[i].cell != nullptr) {
            row.*keys[i].cell = read_cell(field.value());
        } else {
            (this->*keys[i].read)(field.value(), row);
        }
        if (parser_error_ != simdjson::SUCCESS) return false;
    }
    return true;
}

template <typename Row>
void JsonRows::Impl::read_list(od::value value, std::string_view key, std::vector<Row>& rows) {
    rows.clear();
    if (!expect_list(value, key)) return;
    od::array array;
    if (!good(value.get_array().get(array))) return;
    for (auto result : array) {
        od::value element;
        if (!good(std::move(result).get(element))) return;
        rows.emplace_back();
        if (!read_object(element, rows.back())) rows.pop_back();
    }
}

template <typename Row>
void JsonRows::Impl::add_rows(od::array array) {
    Row row;
    for (auto result : array) {
        od::value element;
        if (!good(std::move(result).get(element))) return;
        made_texts_.clear();
        // One row is filled again and again, so that its lists keep their memory.
        const auto reset = [&row](const auto& key) {
            if (key.cell != nullptr) row.*key.cell = Cell{};
        };
        for (const auto& key : Keys<Row>::keys) reset(key);
        if constexpr (requires { row.aliases; }) row.aliases.clear();
        if constexpr (requires { row.actors; }) row.actors.clear();
        if constexpr (requires { row.things; }) row.things.clear();
        if constexpr (requires { row.tags; }) row.tags.clear();
        if constexpr (requires { row.figures; }) row.figures.clear();
        if constexpr (requires { row.specs; }) row.specs.clear();
        if constexpr (requires { row.claims; }) row.claims.clear();
        if constexpr (requires { row.steps; }) row.steps.clear();
        if constexpr (requires { row.waive; }) row.waive.clear();
        if (read_object(element, row)) builder_.add(row);
        if (parser_error_ != simdjson::SUCCESS) return;
    }
}

std::string JsonRows::Impl::read_range(const Cell& cell) {
    if (!cell.given()) return {};
    if (cell.found != Found::Text) {
        report(Severity::Error, {cell.line, cell.column}, "wrong-type",
               fmt::format("'range' is {}; a text was expected; it is ignored", found_words(cell.found)));
        return {};
    }
    const auto bounds = parse_edtf(cell.text);
    if (bounds && bounds->begin == EndKind::Known && bounds->end == EndKind::Known) return std::string(cell.text);
    report(Severity::Error, {cell.line, cell.column}, "bad-range",
           bounds ? fmt::format("'range' {} has an end that is not given; it is ignored", quoted(cell.text))
                  : fmt::format("'range' {} is not a date: {}; it is ignored", quoted(cell.text),
                                bounds.error().message),
           "write it like 2022-08/2023-12");
    return {};
}

Result<void> JsonRows::Impl::read_info(od::value value) {
    InfoRow row;
    if (!read_object(value, row)) return {};
    if (row.format.given() && row.format.found == Found::Text && row.format.text != "chokepoint/1") {
        return tl::unexpected<Error>(
            Error{.message = fmt::format("the data is in the format {}; this version reads 'chokepoint/1'",
                                         quoted(row.format.text)),
                  .file = file_name_,
                  .line = static_cast<int>(row.format.line),
                  .column = static_cast<int>(row.format.column)});
    }
    const auto text = [this](const Cell& cell, std::string_view key) {
        if (!cell.given() || cell.found == Found::Text) return std::string(cell.text);
        report(Severity::Error, {cell.line, cell.column}, "wrong-type",
               fmt::format("'{}' is {}; a text was expected; it is ignored", key, found_words(cell.found)));
        return std::string();
    };
    static_cast<void>(text(row.format, "format"));
    builder_.set_info({.id = text(row.id, "id"),
                       .title = text(row.title, "title"),
                       .description = text(row.description, "description"),
                       .version = text(row.version, "version"),
                       .license = text(row.license, "license"),
                       .range = read_range(row.range)});
    return {};
}

Result<void> JsonRows::Impl::read_one(od::value value, Section section) {
    if (section == Section::Info) return read_info(value);
    if (!expect_list(value, section_key(section))) return {};
    od::array array;
    if (!good(value.get_array().get(array))) return {};
    switch (section) {
        case Section::Info: break;
        case Section::Sources: add_rows<SourceRow>(array); break;
        case Section::Actors: add_rows<ActorRow>(array); break;
        case Section::Things: add_rows<ThingRow>(array); break;
        case Section::Events: add_rows<EventRow>(array); break;
        case Section::Relations: add_rows<RelationRow>(array); break;
        case Section::Stories: add_rows<StoryRow>(array); break;
    }
    return {};
}

Result<void> JsonRows::Impl::read_sections(od::document& document) {
    od::object object;
    if (!good(document.get_object().get(object))) return {};
    std::array<std::string_view, kSections.size()> names;
    for (size_t i = 0; i < names.size(); ++i) names[i] = section_key(kSections[i]);
    uint32_t seen = 0;
    std::string like_events;
    for (auto result : object) {
        od::field field;
        if (!good(std::move(result).get(field))) return {};
        const std::string key = unescaped(field.key().raw());
        size_t i = 0;
        while (i < names.size() && names[i] != key) ++i;
        if (i == names.size()) {
            if (probably_meant(key, names) == section_key(Section::Events)) like_events = key;
            if (key != "$schema") report_unknown_key(field, key, "the data set", names);
            continue;
        }
        if ((seen >> i & 1U) != 0) report_duplicate_key(field, names[i], "both are read");
        seen |= 1U << i;
        if (auto done = read_one(field.value(), kSections[i]); !done) return done;
        if (parser_error_ != simdjson::SUCCESS) return {};
    }
    if ((seen >> static_cast<unsigned>(Section::Events) & 1U) == 0) {
        const Place start = PlaceCursor(text_).at(text_.find('{'));
        return tl::unexpected<Error>(Error{.message = "the file has no 'events'" +
                                                      (like_events.empty() ? "" : ", but " + choke::quoted(like_events)) +
                                                      "; a data set needs at least 'events'",
                                           .file = file_name_,
                                           .line = static_cast<int>(start.line),
                                           .column = static_cast<int>(start.column)});
    }
    return {};
}

Result<void> JsonRows::Impl::read(const InputFile& file, std::optional<Section> section) {
    const auto text = checked_json(file);
    if (!text) return tl::unexpected<Error>(text.error());
    text_ = *text;
    file_name_ = file.name;
    file_ = builder_.add_file(file.name);

    simdjson::padded_string copy;
    if (file.padding < kInputPadding) {
        copy = simdjson::padded_string(text_);
        if (copy.data() == nullptr) return parser_failure(simdjson::MEMALLOC);
        text_ = std::string_view(copy);
    }
    places_ = PlaceCursor(text_);
    parser_error_ = simdjson::SUCCESS;
    const simdjson::padded_string_view padded(text_.data(), text_.size(), text_.size() + kInputPadding);
    od::document document;
    if (const auto code = parser_.iterate(padded).get(document)) return parser_failure(code);
    Result<void> done;
    const char first = first_json_byte(text_);
    if (first != '{' && first != '[') {
        return tl::unexpected<Error>(Error{.message = "the file holds a single value; a data set was expected",
                                           .file = file_name_,
                                           .line = 1,
                                           .column = 1});
    }
    if (section == Section::Events && first == '{') {
        return tl::unexpected<Error>(Error{.message = "the file holds an object; a list of events was expected",
                                           .file = file_name_,
                                           .line = 1,
                                           .column = 1});
    }
    if (section) {
        od::value value;
        if (const auto code = document.get_value().get(value)) return parser_failure(code);
        done = read_one(value, *section);
    } else {
        done = read_sections(document);
    }
    if (parser_error_ != simdjson::SUCCESS) return parser_failure(parser_error_);
    return done;
}

JsonRows::JsonRows(DatasetBuilder& builder, Diagnostics& diagnostics)
    : impl_(std::make_unique<Impl>(builder, diagnostics)) {}
JsonRows::~JsonRows() = default;

Result<void> JsonRows::read_section(const InputFile& file, Section section) { return impl_->read(file, section); }
Result<void> JsonRows::read_whole(const InputFile& file) { return impl_->read(file, std::nullopt); }

}  // namespace choke
