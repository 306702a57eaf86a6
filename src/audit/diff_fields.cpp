#include <span>

#include <fmt/format.h>

#include "audit/diff_internal.h"

namespace choke {
namespace {

std::string text_of(const Dataset& data, StringRef ref) { return std::string(data.text(ref)); }

template <typename List, typename ToText>
std::string joined(const List& list, std::string_view separator, ToText&& to_text) {
    std::string out;
    for (const auto& item : list) {
        if (!out.empty()) out += separator;
        out += to_text(item);
    }
    return out;
}

// "Bandwidth 600 GB/s (2022-10-07; about)"
std::string figures_text(const Dataset& data, std::span<const Figure> figures) {
    return joined(figures, "; ", [&](const Figure& figure) {
        std::string out = fmt::format("{} {}", data.text(figure.name), data.text(figure.value));
        if (!figure.unit.empty()) out += fmt::format(" {}", data.text(figure.unit));
        std::string rest = text_of(data, figure.as_of);
        if (!figure.note.empty()) rest += (rest.empty() ? "" : "; ") + text_of(data, figure.note);
        return rest.empty() ? out : fmt::format("{} ({})", out, rest);
    });
}

std::string actor_id(const Dataset& data, ActorId actor) {
    return actor == kNone<ActorId> ? std::string() : text_of(data, data.actors.id[index(actor)]);
}

std::string event_actors(const Dataset& data, size_t event) {
    return joined(data.events.actors[event], ", ", [&](const ActorRole& actor) {
        const std::string id = actor_id(data, actor.actor);
        const std::string_view role = data.roles.word(actor.role);
        return role.empty() ? id : fmt::format("{} ({})", id, role);
    });
}

std::string texts(const Dataset& data, std::span<const StringRef> list) {
    return joined(list, ", ", [&](StringRef text) { return text_of(data, text); });
}

std::string steps_text(const Dataset& data, size_t story) {
    return joined(data.stories.steps[story], " | ", [&](const StoryStep& step) {
        std::string out = fmt::format("{}: {}: {}", data.text(data.events.id[index(step.event)]),
                                      data.text(step.headline), data.text(step.caption));
        for (const StringRef part : {step.view, step.filter, step.range_text, step.known_on}) {
            if (!part.empty()) out += fmt::format(" [{}]", data.text(part));
        }
        for (uint32_t i = step.params.begin; i < step.params.end; ++i)
            out += fmt::format(" [{}]", data.text(data.stories.params[i]));
        const auto selected =
            std::span(data.stories.selected).subspan(step.selected.begin, step.selected.size());
        const std::string ids =
            joined(selected, ", ", [&](NodeRef node) { return std::string(data.node_id(node)); });
        return ids.empty() ? out : fmt::format("{} [{}]", out, ids);
    });
}

std::string ends_text(const Dataset& data, size_t relation) {
    const Relations& all = data.relations;
    return fmt::format("{} {} {}", data.node_id(all.from[relation]),
                       data.relation_kinds.word(all.kind[relation]), data.node_id(all.to[relation]));
}

}  // namespace

size_t row_count(const Dataset& data, RecordKind kind) {
    switch (kind) {
        case RecordKind::Event:
            return data.events.size();
        case RecordKind::Actor:
            return data.actors.size();
        case RecordKind::Thing:
            return data.things.size();
        case RecordKind::Source:
            return data.sources.size();
        case RecordKind::Relation:
            return data.relations.size();
        case RecordKind::Story:
            return data.stories.size();
    }
    return 0;
}

std::string row_label(const Dataset& data, RecordRef row) {
    const size_t i = row.index;
    switch (row.kind) {
        case RecordKind::Event:
            return text_of(data, data.events.title[i]);
        case RecordKind::Actor:
            return text_of(data, data.actors.name[i]);
        case RecordKind::Thing:
            return text_of(data, data.things.name[i]);
        case RecordKind::Source:
            return text_of(data, data.sources.title[i]);
        case RecordKind::Relation:
            return ends_text(data, i);
        case RecordKind::Story:
            return text_of(data, data.stories.title[i]);
    }
    return {};
}

std::string row_date(const Dataset& data, RecordRef row) {
    const size_t i = row.index;
    switch (row.kind) {
        case RecordKind::Event:
            return text_of(data, data.events.date_text[i]);
        case RecordKind::Thing:
            return text_of(data, data.things.date_text[i]);
        case RecordKind::Source:
            return text_of(data, data.sources.date_text[i]);
        case RecordKind::Relation:
            return text_of(data, data.relations.date_text[i]);
        case RecordKind::Actor:
        case RecordKind::Story:
            break;
    }
    return {};
}

std::string row_key(const Dataset& data, RecordRef row) {
    const std::string_view id = data.record_id(row);
    if (!id.empty()) return std::string(id);
    return fmt::format("{} {}", ends_text(data, row.index), data.text(data.relations.date_text[row.index]));
}

std::vector<Field> row_fields(const Dataset& data, RecordRef row) {
    const size_t i = row.index;
    const auto text = [&](StringRef ref) { return text_of(data, ref); };
    switch (row.kind) {
        case RecordKind::Event: {
            const Events& all = data.events;
            return {{"title", text(all.title[i])},
                    {"date", text(all.date_text[i])},
                    {"known", text(all.known_text[i])},
                    {"kind", std::string(data.event_kinds.word(all.kind[i]))},
                    {"summary", text(all.summary[i])},
                    {"actors", event_actors(data, i)},
                    {"things", joined(all.things[i], ", ",
                                      [&](ThingId id) { return text(data.things.id[index(id)]); })},
                    {"tags",
                     joined(all.tags[i], ", ", [&](WordId tag) { return std::string(data.tags.word(tag)); })},
                    {"figures", figures_text(data, all.figures[i])},
                    {"notes", text(all.notes[i])}};
        }
        case RecordKind::Actor: {
            const Actors& all = data.actors;
            return {{"name", text(all.name[i])},
                    {"aliases", texts(data, all.aliases[i])},
                    {"kind", std::string(data.actor_kinds.word(all.kind[i]))},
                    {"side", std::string(word(all.side[i]))},
                    {"parent", actor_id(data, all.parent[i])},
                    {"summary", text(all.summary[i])}};
        }
        case RecordKind::Thing: {
            const Things& all = data.things;
            return {{"name", text(all.name[i])},
                    {"aliases", texts(data, all.aliases[i])},
                    {"kind", std::string(data.thing_kinds.word(all.kind[i]))},
                    {"maker", actor_id(data, all.maker[i])},
                    {"date", text(all.date_text[i])},
                    {"summary", text(all.summary[i])},
                    {"specs", figures_text(data, all.specs[i])}};
        }
        case RecordKind::Source: {
            const Sources& all = data.sources;
            return {{"title", text(all.title[i])},
                    {"publisher", text(all.publisher[i])},
                    {"kind", std::string(data.source_kinds.word(all.kind[i]))},
                    {"date", text(all.date_text[i])},
                    {"author", text(all.author[i])},
                    {"url", text(all.url[i])},
                    {"language", text(all.language[i])},
                    {"note", text(all.note[i])}};
        }
        case RecordKind::Relation: {
            const Relations& all = data.relations;
            return {{"from", std::string(data.node_id(all.from[i]))},
                    {"to", std::string(data.node_id(all.to[i]))},
                    {"kind", std::string(data.relation_kinds.word(all.kind[i]))},
                    {"date", text(all.date_text[i])},
                    {"basis", text(all.basis[i])},
                    {"strength", std::string(word(all.strength[i]))}};
        }
        case RecordKind::Story: {
            const Stories& all = data.stories;
            return {{"title", text(all.title[i])},
                    {"question", text(all.question[i])},
                    {"summary", text(all.summary[i])},
                    {"steps", steps_text(data, i)}};
        }
    }
    return {};
}

std::vector<Field> claim_fields(const Dataset& data, const Claim& claim) {
    const auto text = [&](StringRef ref) { return text_of(data, ref); };
    const auto figures = std::span(data.claim_figures).subspan(claim.figures.begin, claim.figures.size());
    return {{"source", text(data.sources.id[index(claim.source)])},
            {"locator", text(claim.locator)},
            {"stance", std::string(word(claim.stance))},
            {"known", text(claim.known_text)},
            {"by", actor_id(data, claim.by)},
            {"text", text(claim.text)},
            {"date", text(claim.date_text)},
            {"title", text(claim.title)},
            {"figures", figures_text(data, figures)},
            {"confidence", std::string(word(claim.confidence))},
            {"internal", data.is_internal(claim) ? "true" : ""}};
}

IndexRange claims_of_row(const Dataset& data, RecordRef row) {
    switch (row.kind) {
        case RecordKind::Event:
            return data.events.claims[row.index];
        case RecordKind::Thing:
            return data.things.claims[row.index];
        case RecordKind::Relation:
            return data.relations.claims[row.index];
        case RecordKind::Actor:
        case RecordKind::Source:
        case RecordKind::Story:
            break;
    }
    return {};
}

}  // namespace choke
