#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/assert.h"
#include "model/dataset_builder_internal.h"
#include "model/wording.h"

namespace choke {
namespace {

std::string_view kind_words(SymbolKind kind) {
    switch (kind) {
        case SymbolKind::Undefined: return "nothing";
        case SymbolKind::Event: return "an event";
        case SymbolKind::Actor: return "an actor";
        case SymbolKind::Thing: return "a thing";
        case SymbolKind::Source: return "a source";
        case SymbolKind::Story: return "a story";
        case SymbolKind::State: return "a row of states";
        case SymbolKind::Relation: return "a relation";
        case SymbolKind::LeftOut: return "a row that was left out";
    }
    return {};
}

std::string_view unknown_code(SymbolKind kind) {
    switch (kind) {
        case SymbolKind::Event: return "unknown-event";
        case SymbolKind::Actor: return "unknown-actor";
        case SymbolKind::Thing: return "unknown-thing";
        case SymbolKind::Source: return "unknown-source";
        case SymbolKind::Undefined:
        case SymbolKind::Story:
        case SymbolKind::State:
        case SymbolKind::Relation:
        case SymbolKind::LeftOut: break;
    }
    return "unknown-node";
}

}  // namespace

void DatasetBuilder::Pending::report_unresolved(const PendingRef& ref, uint16_t file, std::string_view code,
                                                std::string_view noun, std::initializer_list<SymbolKind> wanted) {
    const Symbol& symbol = symbols[ref.symbol];
    std::string hint;
    if (symbol.kind == SymbolKind::LeftOut) {
        hint = fmt::format("its row at {} was left out", place_of(symbol.position));
    } else if (symbol.kind != SymbolKind::Undefined) {
        hint = fmt::format("{} is {}", quoted(symbols.text(symbol)), kind_words(symbol.kind));
    } else if (reports_kept()) {
        hint = did_you_mean(suggestions.nearest_id(ref.symbol, wanted));
    }
    report(Severity::Error, {ref.line, ref.column, file}, code,
           fmt::format("unknown {} {}", noun, quoted(symbols.text(symbol))), std::move(hint));
}

std::optional<uint32_t> DatasetBuilder::Pending::resolve(const PendingRef& ref, uint16_t file, SymbolKind kind) {
    if (!ref.given()) return std::nullopt;
    const Symbol& symbol = symbols[ref.symbol];
    if (symbol.kind == kind) return symbol.index;
    const std::string_view code = unknown_code(kind);
    report_unresolved(ref, file, code, code.substr(std::string_view("unknown-").size()), {kind});
    return std::nullopt;
}

std::optional<NodeRef> DatasetBuilder::Pending::resolve_node(const PendingRef& ref, uint16_t file) {
    const Symbol& symbol = symbols[ref.symbol];
    if (symbol.kind == SymbolKind::Event) return NodeRef{NodeKind::Event, symbol.index};
    if (symbol.kind == SymbolKind::Actor) return NodeRef{NodeKind::Actor, symbol.index};
    if (symbol.kind == SymbolKind::Thing) return NodeRef{NodeKind::Thing, symbol.index};
    report_unresolved(ref, file, "unknown-node", "event, actor or thing",
                      {SymbolKind::Event, SymbolKind::Actor, SymbolKind::Thing});
    return std::nullopt;
}

void DatasetBuilder::Pending::resolve_actors() {
    Actors& actors = data->actors;
    for (size_t i = 0; i < actors.size(); ++i) {
        if (const auto parent = resolve(parents[i], actors.position[i].file, SymbolKind::Actor)) {
            actors.parent[i] = id_at<ActorId>(*parent);
        }
    }
    break_parent_circles();
}

void DatasetBuilder::Pending::break_parent_circles() {
    Actors& actors = data->actors;
    constexpr uint32_t kUnseen = 0;
    std::vector<uint32_t> walk_of(actors.size(), kUnseen);
    for (size_t start = 0; start < actors.size(); ++start) {
        const auto walk = static_cast<uint32_t>(start + 1);
        size_t at = start;
        while (walk_of[at] == kUnseen && actors.parent[at] != kNone<ActorId>) {
            walk_of[at] = walk;
            const size_t parent = index(actors.parent[at]);
            if (walk_of[parent] == walk) {
                const PendingRef& ref = parents[at];
                report(Severity::Warning, {ref.line, ref.column, actors.position[at].file}, "part-of-cycle",
                       fmt::format("{} stands above itself in the chain of parents; this parent is ignored",
                                   quoted(data->text(actors.id[at]))));
                actors.parent[at] = kNone<ActorId>;
                break;
            }
            at = parent;
        }
    }
}

size_t DatasetBuilder::Pending::resolve_claims(IndexRange range, std::optional<Instant> fallback_s) {
    size_t left = 0;
    for (uint32_t i = range.begin; i < range.end; ++i) {
        PendingClaim& pending = claims[i];
        Claim& claim = pending.claim;
        const uint16_t file = claim.position.file;
        const auto source = resolve(pending.source, file, SymbolKind::Source);
        if (const auto by = resolve(pending.by, file, SymbolKind::Actor)) claim.by = id_at<ActorId>(*by);
        if (!source) continue;
        claim.source = id_at<SourceId>(*source);
        ++left;
        if (pending.known_given) continue;
        if (const auto& published = data->sources.date[*source]) {
            claim.known_s = known_instant(*published);
            claim.known_text = data->sources.date_text[*source];
            continue;
        }
        // Without any date the claim counts as known from the start: hiding what is known would be worse.
        claim.known_s = fallback_s.value_or(lower_limit({.begin = EndKind::Open, .end = EndKind::Open}));
        report(Severity::Warning, claim.position, "no-known",
               fmt::format("neither the claim nor its source {} says when this became known; {}",
                           quoted(data->text(data->sources.id[*source])),
                           fallback_s ? "the date of what it is about is taken" : "it counts as always known"),
               "add \"known\" to the claim or \"date\" to the source");
    }
    return left;
}

IndexRange DatasetBuilder::Pending::move_claims(IndexRange range) {
    IndexRange moved{static_cast<uint32_t>(data->claims.size()), 0};
    for (uint32_t i = range.begin; i < range.end; ++i) {
        if (claims[i].claim.source == kNone<SourceId>) continue;
        if (claims[i].is_internal) data->internal_claims.push_back(static_cast<uint32_t>(data->claims.size()));
        data->claims.push_back(claims[i].claim);
    }
    moved.end = static_cast<uint32_t>(data->claims.size());
    return moved;
}

void DatasetBuilder::Pending::resolve_things() {
    Things& all = data->things;
    for (size_t i = 0; i < all.size(); ++i) {
        if (const auto maker = resolve(things[i].maker, all.position[i].file, SymbolKind::Actor)) {
            all.maker[i] = id_at<ActorId>(*maker);
        }
        resolve_claims(things[i].claims, all.date[i] ? std::optional(known_instant(*all.date[i])) : std::nullopt);
    }
}

void DatasetBuilder::Pending::resolve_relations() {
    Relations& all = data->relations;
    // The same ends, kind and date, in the order of the rows: the later one is the duplicate.
    struct Key {
        NodeRef from, to;
        WordId kind;
        uint32_t row;
    };
    std::vector<Key> keys;
    keys.reserve(relations.size());
    relation_rows.reserve(relations.size());
    all.reserve(relations.size());
    std::vector<uint32_t> date_numbers;
    date_numbers.reserve(relations.size());
    DateNumbers used(dates.size());
    std::vector<std::optional<DateBounds>> bounds;
    for (const PendingRelation& relation : relations) {
        relation_rows.push_back(kLeftOut);
        const uint16_t file = relation.position.file;
        const auto from = resolve_node(relation.from, file);
        const auto to = resolve_node(relation.to, file);
        const auto date_s = relation.date ? std::optional(known_instant(dates.bounds(*relation.date))) : std::nullopt;
        const size_t claims_left = resolve_claims(relation.claims, date_s);
        if (!from || !to) continue;  // said by resolve_node
        if (*from == *to) {
            report(Severity::Error, relation.position, "self-relation",
                   fmt::format("a relation leads from {} to itself; it is left out", quoted(data->node_id(*from))));
            continue;
        }
        if (claims_left == 0) {
            report(Severity::Error, relation.position, "no-claims",
                   fmt::format("the relation from {} to {} has no claims{}; it is left out",
                               quoted(data->node_id(*from)), quoted(data->node_id(*to)),
                               relation.claims_given ? " that can be used" : ""),
                   "a relation needs at least one claim with a source and a stance");
            continue;
        }
        relation_rows.back() = static_cast<uint32_t>(all.size());
        keys.push_back({*from, *to, relation.kind, static_cast<uint32_t>(all.size())});
        all.id.push_back(relation.id);
        all.basis.push_back(relation.basis);
        all.date_text.push_back(relation.date ? dates.text(*relation.date) : StringRef{});
        all.from.push_back(*from);
        all.to.push_back(*to);
        all.kind.push_back(relation.kind);
        all.strength.push_back(relation.strength);
        date_numbers.push_back(used.number(relation.date, [&] { bounds.push_back(bounds_of(relation.date)); }));
        all.claims.push_back(move_claims(relation.claims));
        all.position.push_back(relation.position);
    }
    all.date = {std::move(date_numbers), std::move(bounds)};
    const auto date_of = [&](const Key& key) { return data->text(all.date_text[key.row]); };
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
        if (const auto order = std::tie(a.from, a.to, a.kind) <=> std::tie(b.from, b.to, b.kind); order != 0) {
            return order < 0;
        }
        if (const auto order = date_of(a) <=> date_of(b); order != 0) return order < 0;
        return a.row < b.row;
    });
    size_t first = 0;  // of a run of equal ones
    for (size_t i = 1; i < keys.size(); ++i) {
        const Key& a = keys[first];
        const Key& b = keys[i];
        if (std::tie(a.from, a.to, a.kind) != std::tie(b.from, b.to, b.kind) || date_of(a) != date_of(b)) {
            first = i;
            continue;
        }
        const size_t row = b.row;
        report(Severity::Warning, all.position[row], "duplicate-relation",
               fmt::format("the same relation ({} {} {}) stands at {}", quoted(data->node_id(all.from[row])),
                           data->relation_kinds.word(all.kind[row]), quoted(data->node_id(all.to[row])),
                           place_of(all.position[a.row])),
               "put its claims into one relation");
    }
    report_part_circles();
}

void DatasetBuilder::Pending::report_part_circles() {
    const Relations& all = data->relations;
    const WordId part_of = data->relation_kinds.find("part-of");
    if (part_of == kNone<WordId>) return;
    std::vector<std::pair<uint32_t, uint32_t>> edges;  // node number, relation
    for (size_t i = 0; i < all.size(); ++i) {
        if (all.kind[i] != part_of) continue;
        edges.emplace_back(static_cast<uint32_t>(data->node_number(all.from[i])), static_cast<uint32_t>(i));
    }
    const Ragged<uint32_t> wholes = grouped(data->node_count(), edges);

    // Depth first with a stack of our own: a chain of parts may be as long as the data.
    enum class Visit : uint8_t { Unseen, Open, Done };
    std::vector<Visit> visits(data->node_count(), Visit::Unseen);
    struct Step {
        size_t node;
        size_t next;  // edge to follow
    };
    std::vector<Step> path;
    for (const auto& [start, ignored] : edges) {
        if (visits[start] != Visit::Unseen) continue;
        path.push_back({start, 0});
        visits[start] = Visit::Open;
        while (!path.empty()) {
            Step& top = path.back();
            if (top.next == wholes[top.node].size()) {
                visits[top.node] = Visit::Done;
                path.pop_back();
                continue;
            }
            const uint32_t relation = wholes[top.node][top.next++];
            const size_t whole = data->node_number(all.to[relation]);
            if (visits[whole] == Visit::Open) {
                report(Severity::Warning, all.position[relation], "part-of-cycle",
                       fmt::format("{} is part of {}, which is part of it in turn",
                                   quoted(data->node_id(all.from[relation])),
                                   quoted(data->node_id(all.to[relation]))));
            } else if (visits[whole] == Visit::Unseen) {
                visits[whole] = Visit::Open;
                path.push_back({whole, 0});
            }
        }
    }
}

void DatasetBuilder::Pending::resolve_stories() {
    Stories& all = data->stories;
    all.params = std::move(step_params);
    for (const PendingStory& story : stories) {
        story_rows.push_back(kLeftOut);
        std::vector<StoryStep> usable;
        for (uint32_t i = story.steps.begin; i < story.steps.end; ++i) {
            const PendingStep& step = steps[i];
            const auto event = resolve(step.event, story.position.file, SymbolKind::Event);
            StoryStep& kept = usable.emplace_back(step.step);
            kept.selected.begin = static_cast<uint32_t>(all.selected.size());
            for (uint32_t k = step.select.begin; k < step.select.end; ++k) {
                if (const auto node = resolve_node(step_selects[k], story.position.file)) all.selected.push_back(*node);
            }
            kept.selected.end = static_cast<uint32_t>(all.selected.size());
            if (event) {
                kept.event = id_at<EventId>(*event);
            } else {
                usable.pop_back();
            }
        }
        Symbol& symbol = symbols[story.symbol];
        if (usable.empty()) {
            symbol.kind = SymbolKind::LeftOut;
            report(Severity::Error, story.position, "no-steps",
                   fmt::format("story {} has no steps{}; it is left out", quoted(symbols.text(symbol)),
                               story.steps_given ? " that can be used" : ""));
            continue;
        }
        story_rows.back() = static_cast<uint32_t>(all.size());
        for (const StoryStep& step : usable) all.steps.push(step);
        all.steps.close_row();
        all.id.push_back(symbol.text);
        all.title.push_back(story.title);
        all.question.push_back(story.question);
        all.summary.push_back(story.summary);
        all.position.push_back(story.position);
    }
}

void DatasetBuilder::Pending::resolve_waivers() {
    const auto row_of = [this](const PendingWaiver& waiver) {
        switch (waiver.kind) {
            case RecordKind::Event: {
                const Symbol& symbol = symbols[id_at<SymbolId>(waiver.row)];
                return symbol.kind == SymbolKind::Event ? symbol.index : kLeftOut;
            }
            case RecordKind::Actor:
            case RecordKind::Thing:
            case RecordKind::Source: return waiver.row;
            case RecordKind::Relation: return relation_rows[waiver.row];
            case RecordKind::Story: return story_rows[waiver.row];
        }
        return kLeftOut;
    };
    for (const PendingWaiver& waiver : waivers) {
        const uint32_t row = row_of(waiver);
        if (row == kLeftOut) continue;
        data->waivers.push_back({{waiver.kind, row}, waiver.code, waiver.reason, waiver.position});
    }
    std::stable_sort(data->waivers.begin(), data->waivers.end(),
                     [](const Waiver& a, const Waiver& b) { return a.record < b.record; });
}

}  // namespace choke
