#include "model/dataset_builder.h"

#include <fmt/format.h>

#include "base/large_pages.h"
#include "base/text.h"
#include "model/dataset_builder_internal.h"
#include "model/wording.h"

namespace choke {
namespace {

using TextKind = RowCheck::TextKind;

template <typename T>
IndexRange range_from(size_t begin, const std::vector<T>& list) {
    return {static_cast<uint32_t>(begin), static_cast<uint32_t>(list.size())};
}

void keep_aliases(RowCheck& check, const std::vector<Cell>& aliases, Ragged<StringRef>& out) {
    for (const Cell& alias : aliases) {
        if (const StringRef text = check.keep_text(alias, "aliases", TextKind::Line); !text.empty()) out.push(text);
    }
    out.close_row();
}

// docs/data-format.md: what fits beside a step on the screen.
constexpr size_t kMaxHeadline = 70;
constexpr size_t kMaxCaption = 280;

void check_length(RowCheck& check, const Cell& cell, std::string_view key, size_t most) {
    if (cell.found != Found::Text || cell.text.size() <= most) return;
    const size_t count = code_point_count(cell.text);
    if (count <= most) return;
    check.report(Severity::Warning, cell, "too-long",
                 fmt::format("'{}' has {} characters; at most {} fit on the screen", key, count, most));
}

PendingStep keep_step(DatasetBuilder::Pending& p, RowCheck& check, const StepRow& row, uint16_t file) {
    PendingStep pending;
    StoryStep& step = pending.step;
    pending.event = check.reference(row.event, "event");
    step.headline = check.keep_text(row.headline, "headline", TextKind::Line);
    step.caption = check.keep_text(row.caption, "caption", TextKind::Prose);
    std::vector<std::string_view> views{""};
    views.insert(views.end(), step_view_words().begin(), step_view_words().end());
    if (check.closed_word(row.view, {.key = "view", .code = "bad-view", .words = views}) != 0) {
        step.view = p.texts.add(row.view.text);
    }
    step.filter = check.keep_text(row.filter, "filter", TextKind::Line);
    if (const auto date = check.date(row.range, "range", "bad-range", "it is ignored")) {
        const DateBounds& range = p.dates.bounds(*date);
        const bool closed = range.begin == EndKind::Known && range.end == EndKind::Known;
        if (range.shape == EdtfShape::Interval && closed) {
            step.range = range;
            step.range_text = p.dates.text(*date);
        } else {
            check.report(Severity::Error, row.range, "bad-range",
                         fmt::format("'range' {} is no interval with both ends given; it is ignored",
                                     quoted(row.range.text)),
                         "write it like 2022-08/2023-12");
        }
    }
    if (const auto date = check.date(row.known_on, "known_on", "bad-known-on", "it is ignored")) {
        if (p.dates.bounds(*date).end == EndKind::Known) {
            step.known_on = p.dates.text(*date);
        } else {
            check.report(Severity::Error, row.known_on, "bad-known-on",
                         fmt::format("'known_on' {} has no end; it is ignored", quoted(row.known_on.text)), "write a day, a month or a year");
        }
    }
    step.params.begin = static_cast<uint32_t>(p.step_params.size());
    for (const Cell& param : row.params) {
        const StringRef kept = check.keep_text(param, "params", TextKind::Line);
        if (kept.empty()) continue;
        const size_t sign = param.text.find('=');
        if (sign > 0 && sign != std::string_view::npos && sign + 1 < param.text.size()) {
            p.step_params.push_back(kept);
        } else {
            check.report(Severity::Error, param, "bad-param", fmt::format("{} in 'params' is not NAME=VALUE; it is ignored", quoted(param.text)),
                         "write it like axis=folded");
        }
    }
    step.params.end = static_cast<uint32_t>(p.step_params.size());
    const size_t begin = p.step_selects.size();
    for (const Cell& id : row.select) {
        if (const PendingRef ref = check.reference(id, "select"); ref.given()) p.step_selects.push_back(ref);
    }
    pending.select = range_from(begin, p.step_selects);
    step.position = {row.line, row.column, file};
    return pending;
}

}  // namespace

DatasetBuilder::Pending::Pending(Diagnostics& sink)
    : diagnostics(sink),
      data(std::make_shared<Dataset>()),
      strings(data->strings_),
      symbols(strings),
      relation_symbols(strings),
      dates(strings),
      texts(strings),
      suggestions(symbols) {
    for (const RelationKindWords& row : known_relation_kinds()) relation_kind_words.push_back(row.kind);
    event_kinds = {&data->event_kinds, known_event_kinds(), "unknown-kind", "event kind", {}};
    actor_kinds = {&data->actor_kinds, known_actor_kinds(), "unknown-kind", "actor kind", {}};
    thing_kinds = {&data->thing_kinds, known_thing_kinds(), "unknown-kind", "kind of thing", {}};
    source_kinds = {&data->source_kinds, known_source_kinds(), "unknown-kind", "source kind", {}};
    relation_kinds = {&data->relation_kinds, relation_kind_words, "unknown-relation-kind", "relation kind", {}};
    roles = {&data->roles, known_roles(), "unknown-role", "role", {}};
}

DatasetBuilder::DatasetBuilder(Diagnostics& diagnostics) : pending_(std::make_unique<Pending>(diagnostics)) {}
DatasetBuilder::~DatasetBuilder() = default;

uint16_t DatasetBuilder::add_file(std::string name) {
    pending_->data->files.push_back(std::move(name));
    return static_cast<uint16_t>(pending_->data->files.size() - 1);
}

void DatasetBuilder::set_info(DatasetInfo info) {
    Dataset& data = *pending_->data;
    data.id = std::move(info.id);
    data.title = std::move(info.title);
    data.description = std::move(info.description);
    data.version = std::move(info.version);
    data.license = std::move(info.license);
    if (const auto range = parse_edtf(info.range)) {
        data.covered = *range;
        data.covered_text = std::move(info.range);
    }
}

void DatasetBuilder::expect_bytes(size_t byte_count) {
    // Bytes of JSON a row, of the generated and the built-in data. Memory that is reserved and never touched costs
    // nothing; a list that doubles touches twice what it needs, which was a quarter of the loading time.
    constexpr size_t kBytesPerEvent = 700;
    constexpr size_t kBytesPerClaim = 380;
    Pending& p = *pending_;
    reserve_large(p.events, byte_count / kBytesPerEvent);
    reserve_large(p.claims, byte_count / kBytesPerClaim);
    reserve_large(p.event_actors, byte_count / kBytesPerEvent * 2);
    p.symbols.expect(byte_count / kBytesPerEvent);
    p.strings.reserve(byte_count / 2);
}

void DatasetBuilder::set_content_hash(uint64_t hash) { pending_->data->content_hash = hash; }

void DatasetBuilder::add(const EventRow& row) {
    Pending& p = *pending_;
    // Ids and dates lie all over their tables: asked for now, they are there by the time the texts have been looked at.
    p.symbols.prefetch(row.id.text);
    p.dates.prefetch(row.date.text);
    for (const RoleRow& role : row.actors) p.symbols.prefetch(role.actor.text);
    for (const Cell& thing : row.things) p.symbols.prefetch(thing.text);
    for (const ClaimRow& claim : row.claims) {
        p.symbols.prefetch(claim.source.text);
        p.dates.prefetch(claim.known.text);
    }
    RowCheck check(p, "event", row.id, row.position);
    PendingEvent event;
    event.position = row.position;
    event.title = check.keep_required(row.title, "title");
    static_cast<void>(check.required(row.kind, "kind"));
    const auto date = check.required_date(row.date, "date");
    if (!check.usable()) {
        static_cast<void>(check.required(row.id, "id"));
        check.leave_out();
        return;
    }
    const auto symbol = check.define(SymbolKind::Event, p.events.size());
    if (!symbol) return;
    event.symbol = *symbol;
    event.date = *date;
    event.kind = check.open_word(row.kind, "kind", p.event_kinds);
    event.summary = check.keep_text(row.summary, "summary", TextKind::Prose);
    event.notes = check.keep_text(row.notes, "notes", TextKind::Prose);
    event.known = check.date(row.known, "known", "bad-known", "the first claim decides");

    size_t begin = p.event_actors.size();
    for (const RoleRow& role : row.actors) {
        check.begin_part({.noun = "actor", .line = role.line, .column = role.column});
        static_cast<void>(check.required(role.actor, "actor"));
        if (!check.end_part()) continue;
        p.event_actors.push_back(
            {check.reference(role.actor, "actor"), check.open_word(role.role, "role", p.roles)});
    }
    event.actors = range_from(begin, p.event_actors);

    begin = p.event_things.size();
    for (const Cell& thing : row.things) {
        if (const PendingRef ref = check.reference(thing, "things"); ref.given()) p.event_things.push_back(ref);
    }
    event.things = range_from(begin, p.event_things);

    begin = p.event_tags.size();
    for (const Cell& tag : row.tags) {
        const std::string_view word = check.optional(tag, "tags");
        if (!word.empty()) p.event_tags.push_back(p.data->tags.intern(word));
    }
    event.tags = range_from(begin, p.event_tags);

    begin = p.event_figures.size();
    check.figures(row.figures, p.event_figures);
    event.figures = range_from(begin, p.event_figures);
    event.claims = check.claims(row.claims);
    event.claims_given = !row.claims.empty();
    check.waivers(row.waive, RecordKind::Event, index(event.symbol));
    p.events.push_back(event);
}

void DatasetBuilder::add(const ActorRow& row) {
    Pending& p = *pending_;
    RowCheck check(p, "actor", row.id, row.position);
    const StringRef name = check.keep_required(row.name, "name");
    static_cast<void>(check.required(row.kind, "kind"));
    const std::string_view side_word = check.required(row.side, "side");
    if (!check.usable()) {
        static_cast<void>(check.required(row.id, "id"));
        check.leave_out();
        return;
    }
    Actors& actors = p.data->actors;
    const auto symbol = check.define(SymbolKind::Actor, actors.size());
    if (!symbol) return;
    const auto side = side_from(side_word);
    if (!side) {
        check.report(Severity::Error, row.side, "bad-side",
                     fmt::format("{} is no side; {} was expected; 'other' is taken", quoted(side_word),
                                 alternatives(side_words())),
                     did_you_mean(probably_meant(side_word, side_words())));
    }
    actors.id.push_back(p.symbols[*symbol].text);
    actors.name.push_back(name);
    actors.summary.push_back(check.keep_text(row.summary, "summary", TextKind::Prose));
    actors.kind.push_back(check.open_word(row.kind, "kind", p.actor_kinds));
    actors.side.push_back(side.value_or(Side::Other));
    actors.parent.push_back(kNone<ActorId>);
    actors.position.push_back(row.position);
    keep_aliases(check, row.aliases, actors.aliases);
    p.parents.push_back(check.reference(row.parent, "parent"));
    check.waivers(row.waive, RecordKind::Actor, actors.size() - 1);
}

void DatasetBuilder::add(const ThingRow& row) {
    Pending& p = *pending_;
    RowCheck check(p, "thing", row.id, row.position);
    const StringRef name = check.keep_required(row.name, "name");
    static_cast<void>(check.required(row.kind, "kind"));
    if (!check.usable()) {
        static_cast<void>(check.required(row.id, "id"));
        check.leave_out();
        return;
    }
    Things& things = p.data->things;
    const auto symbol = check.define(SymbolKind::Thing, things.size());
    if (!symbol) return;
    const auto date = check.date(row.date, "date", "bad-date", "it is ignored");
    things.id.push_back(p.symbols[*symbol].text);
    things.name.push_back(name);
    things.summary.push_back(check.keep_text(row.summary, "summary", TextKind::Prose));
    things.date_text.push_back(date ? p.dates.text(*date) : StringRef{});
    things.kind.push_back(check.open_word(row.kind, "kind", p.thing_kinds));
    things.maker.push_back(kNone<ActorId>);
    things.date.push_back(p.bounds_of(date));
    things.claims.push_back({});
    things.position.push_back(row.position);
    keep_aliases(check, row.aliases, things.aliases);
    std::vector<Figure> specs;
    check.figures(row.specs, specs);
    for (const Figure& spec : specs) things.specs.push(spec);
    things.specs.close_row();
    p.things.push_back({check.reference(row.maker, "maker"), check.claims(row.claims)});
    check.waivers(row.waive, RecordKind::Thing, things.size() - 1);
}

void DatasetBuilder::add(const SourceRow& row) {
    Pending& p = *pending_;
    RowCheck check(p, "source", row.id, row.position);
    const StringRef title = check.keep_required(row.title, "title");
    if (!check.usable()) {
        static_cast<void>(check.required(row.id, "id"));
        check.leave_out();
        return;
    }
    Sources& sources = p.data->sources;
    const auto symbol = check.define(SymbolKind::Source, sources.size());
    if (!symbol) return;
    const auto date = check.date(row.date, "date", "bad-date", "it is ignored");
    sources.id.push_back(p.symbols[*symbol].text);
    sources.title.push_back(title);
    sources.publisher.push_back(check.keep_text(row.publisher, "publisher", TextKind::Line));
    sources.author.push_back(check.keep_text(row.author, "author", TextKind::Line));
    sources.url.push_back(check.keep_text(row.url, "url", TextKind::Line));
    sources.language.push_back(check.keep_text(row.language, "language", TextKind::Line));
    sources.note.push_back(check.keep_text(row.note, "note", TextKind::Prose));
    sources.date_text.push_back(date ? p.dates.text(*date) : StringRef{});
    sources.kind.push_back(check.open_word(row.kind, "kind", p.source_kinds));
    sources.date.push_back(p.bounds_of(date));
    sources.position.push_back(row.position);
    if (check.truth(row.internal, "internal")) p.data->internal_sources.push_back(id_at<SourceId>(sources.size() - 1));
    check.waivers(row.waive, RecordKind::Source, sources.size() - 1);
}

void DatasetBuilder::add(const RelationRow& row) {
    Pending& p = *pending_;
    p.symbols.prefetch(row.from.text);
    p.symbols.prefetch(row.to.text);
    for (const ClaimRow& claim : row.claims) p.symbols.prefetch(claim.source.text);
    RowCheck check(p, "relation", row.id, row.position);
    static_cast<void>(check.required(row.from, "from"));
    static_cast<void>(check.required(row.to, "to"));
    static_cast<void>(check.required(row.kind, "kind"));
    if (!check.usable()) return;
    PendingRelation relation;
    relation.position = row.position;
    if (row.id.given()) {
        const auto symbol = check.define(SymbolKind::Relation, p.relations.size());
        if (!symbol) return;
        relation.id = p.relation_symbols[*symbol].text;
    }
    relation.from = check.reference(row.from, "from");
    relation.to = check.reference(row.to, "to");
    relation.kind = check.open_word(row.kind, "kind", p.relation_kinds);
    relation.basis = check.keep_text(row.basis, "basis", TextKind::Prose);
    relation.date = check.date(row.date, "date", "bad-date", "it is ignored");
    relation.strength = static_cast<Strength>(
        check.closed_word(row.strength, {.key = "strength", .code = "bad-strength", .words = strength_words()}));
    relation.claims = check.claims(row.claims);
    relation.claims_given = !row.claims.empty();
    check.waivers(row.waive, RecordKind::Relation, p.relations.size());
    p.relations.push_back(relation);
}

void DatasetBuilder::add(const StoryRow& row) {
    Pending& p = *pending_;
    RowCheck check(p, "story", row.id, row.position);
    const StringRef title = check.keep_required(row.title, "title");
    if (!check.usable()) {
        static_cast<void>(check.required(row.id, "id"));
        check.leave_out();
        return;
    }
    const auto symbol = check.define(SymbolKind::Story, p.stories.size());
    if (!symbol) return;
    PendingStory story{.symbol = *symbol,
                       .title = title,
                       .question = check.keep_text(row.question, "question", TextKind::Line),
                       .summary = check.keep_text(row.summary, "summary", TextKind::Prose),
                       .steps = {},
                       .position = row.position,
                       .steps_given = !row.steps.empty()};
    const size_t begin = p.steps.size();
    for (const StepRow& step : row.steps) {
        check.begin_part({.noun = "step", .line = step.line, .column = step.column});
        static_cast<void>(check.required(step.event, "event"));
        if (!check.end_part()) continue;
        check_length(check, step.headline, "headline", kMaxHeadline);
        check_length(check, step.caption, "caption", kMaxCaption);
        p.steps.push_back(keep_step(p, check, step, row.position.file));
    }
    story.steps = range_from(begin, p.steps);
    check.waivers(row.waive, RecordKind::Story, p.stories.size());
    p.stories.push_back(story);
}

DatasetPtr DatasetBuilder::finish(const std::stop_token& stop) {
    Pending& p = *pending_;
    using Step = void (Pending::*)();
    for (const Step step : {&Pending::resolve_actors, &Pending::resolve_things, &Pending::resolve_events,
                            &Pending::resolve_relations, &Pending::resolve_stories, &Pending::resolve_states, &Pending::resolve_waivers,
                            &Pending::index_all}) {
        if (stop.stop_requested()) return nullptr;
        (p.*step)();
    }
    p.strings.shrink();
    p.data->claim_figures.shrink_to_fit();
    return std::move(p.data);
}

}  // namespace choke
