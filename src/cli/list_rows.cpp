#include "cli/list_rows.h"

#include <algorithm>
#include <array>
#include <set>

#include "cli/open_data.h"

namespace choke {
namespace {

Cell day_cell(const std::optional<std::string>& day) { return day ? Cell(*day) : Cell(); }
Cell count_cell(size_t count) { return static_cast<int64_t>(count); }

Cell text_cell(const Dataset& data, StringRef ref) { return std::string(data.text(ref)); }
Cell optional_text(const Dataset& data, StringRef ref) { return optional_cell(data.text(ref)); }

std::vector<std::string> texts(const Dataset& data, std::span<const StringRef> refs) {
    std::vector<std::string> out;
    for (const StringRef ref : refs) out.emplace_back(data.text(ref));
    return out;
}

// Sources of the claims that are known, each once, in the order of the claims.
std::vector<std::string> source_ids(const Dataset& data, IndexRange claims, Instant known_by_s) {
    std::vector<std::string> out;
    for (const Claim& claim : data.claims_of(claims)) {
        if (claim.known_s > known_by_s) continue;
        std::string id(data.text(data.sources.id[index(claim.source)]));
        if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(std::move(id));
    }
    return out;
}

Sheet event_rows(const ListRequest& request) {
    const Dataset& data = request.data();
    const Events& events = data.events;
    Sheet sheet;
    sheet.columns = {{"id"},
                     {"title", ColumnUse::Closing},
                     {"date"},
                     {"earliest", ColumnUse::DataOnly},
                     {"latest", ColumnUse::DataOnly},
                     {"known", ColumnUse::DataOnly},
                     {"kind", ColumnUse::DataOnly},
                     {"status"},
                     {"actors", ColumnUse::DataOnly},
                     {"things", ColumnUse::DataOnly},
                     {"sources", ColumnUse::DataOnly}};
    for (const EventId event : request.events.to_vector()) {
        const size_t e = index(event);
        const WrittenDate ends = iso_ends(events.date[e]);
        std::vector<RoleCell> actors;
        for (const ActorRole& role : events.actors[e])
            actors.push_back({std::string(data.text(data.actors.id[index(role.actor)])),
                              std::string(data.roles.word(role.role))});
        std::vector<std::string> things;
        for (const ThingId thing : events.things[e])
            things.emplace_back(data.text(data.things.id[index(thing)]));
        sheet.rows.push_back(
            {text_cell(data, events.id[e]), text_cell(data, events.title[e]),
             text_cell(data, events.date_text[e]), day_cell(ends.earliest), day_cell(ends.latest),
             day_cell(iso_day(events.known_s[e])), std::string(data.event_kinds.word(events.kind[e])),
             std::string(word(request.index.status_of(event, request.known_by_s))), std::move(actors),
             std::move(things), source_ids(data, events.claims[e], request.known_by_s)});
    }
    return sheet;
}

Sheet actor_rows(const ListRequest& request) {
    const Dataset& data = request.data();
    const Actors& actors = data.actors;
    Sheet sheet;
    sheet.columns = {{"id"},     {"name", ColumnUse::Stretching},  {"kind"},  {"side"},
                     {"parent"}, {"aliases", ColumnUse::DataOnly}, {"events"}};
    for (size_t a = 0; a < actors.size(); ++a) {
        const size_t events = request.events.intersection_size(request.index.of_actor(id_at<ActorId>(a)));
        if (request.narrowed && events == 0) continue;
        const ActorId parent = actors.parent[a];
        sheet.rows.push_back({text_cell(data, actors.id[a]), text_cell(data, actors.name[a]),
                              std::string(data.actor_kinds.word(actors.kind[a])),
                              std::string(word(actors.side[a])),
                              parent == kNone<ActorId> ? Cell() : text_cell(data, actors.id[index(parent)]),
                              texts(data, actors.aliases[a]), count_cell(events)});
    }
    return sheet;
}

Sheet thing_rows(const ListRequest& request) {
    const Dataset& data = request.data();
    const Things& things = data.things;
    Sheet sheet;
    sheet.columns = {{"id"},
                     {"name", ColumnUse::Stretching},
                     {"kind"},
                     {"maker"},
                     {"date"},
                     {"earliest", ColumnUse::DataOnly},
                     {"latest", ColumnUse::DataOnly},
                     {"aliases", ColumnUse::DataOnly},
                     {"events"}};
    for (size_t t = 0; t < things.size(); ++t) {
        const size_t events = request.events.intersection_size(request.index.of_thing(id_at<ThingId>(t)));
        if (request.narrowed && events == 0) continue;
        const ActorId maker = things.maker[t];
        const WrittenDate ends = iso_ends(things.date[t]);
        sheet.rows.push_back(
            {text_cell(data, things.id[t]), text_cell(data, things.name[t]),
             std::string(data.thing_kinds.word(things.kind[t])),
             maker == kNone<ActorId> ? Cell() : text_cell(data, data.actors.id[index(maker)]),
             optional_text(data, things.date_text[t]), day_cell(ends.earliest), day_cell(ends.latest),
             texts(data, things.aliases[t]), count_cell(events)});
    }
    return sheet;
}

// Ids of sources with a known claim about one of the events, with the number of these events.
std::vector<size_t> events_by_source(const ListRequest& request) {
    const Dataset& data = request.data();
    std::vector<size_t> counts(data.sources.size());
    for (const EventId event : request.events.to_vector()) {
        std::set<SourceId> seen;
        for (const Claim& claim : data.claims_of(data.events.claims[index(event)]))
            if (claim.known_s <= request.known_by_s && seen.insert(claim.source).second)
                ++counts[index(claim.source)];
    }
    return counts;
}

Sheet source_rows(const ListRequest& request) {
    const Dataset& data = request.data();
    const Sources& sources = data.sources;
    Sheet sheet;
    sheet.columns = {{"id"},
                     {"title", ColumnUse::Stretching},
                     {"publisher", ColumnUse::Stretching},
                     {"author", ColumnUse::DataOnly},
                     {"kind"},
                     {"date"},
                     {"earliest", ColumnUse::DataOnly},
                     {"latest", ColumnUse::DataOnly},
                     {"language", ColumnUse::DataOnly},
                     {"url", ColumnUse::DataOnly},
                     {"events"}};
    const std::vector<size_t> counts = events_by_source(request);
    for (size_t s = 0; s < sources.size(); ++s) {
        if (request.narrowed && counts[s] == 0) continue;
        const WrittenDate ends = iso_ends(sources.date[s]);
        sheet.rows.push_back({text_cell(data, sources.id[s]), text_cell(data, sources.title[s]),
                              optional_text(data, sources.publisher[s]),
                              optional_text(data, sources.author[s]),
                              optional_cell(data.source_kinds.word(sources.kind[s])),
                              optional_text(data, sources.date_text[s]), day_cell(ends.earliest),
                              day_cell(ends.latest), optional_text(data, sources.language[s]),
                              optional_text(data, sources.url[s]), count_cell(counts[s])});
    }
    return sheet;
}

// Which nodes belong to the events: the events themselves, and the actors and things that they name. By node
// number.
std::vector<bool> belonging(const ListRequest& request) {
    const Dataset& data = request.data();
    std::vector<bool> belongs(data.node_count());
    for (const EventId event : request.events.to_vector()) {
        const size_t e = index(event);
        belongs[data.node_number({NodeKind::Event, static_cast<uint32_t>(e)})] = true;
        for (const ActorRole& role : data.events.actors[e])
            belongs[data.node_number({NodeKind::Actor, static_cast<uint32_t>(role.actor)})] = true;
        for (const ThingId thing : data.events.things[e])
            belongs[data.node_number({NodeKind::Thing, static_cast<uint32_t>(thing)})] = true;
    }
    return belongs;
}

Sheet relation_rows(const ListRequest& request) {
    const Dataset& data = request.data();
    const Relations& relations = data.relations;
    Sheet sheet;
    sheet.columns = {{"id", ColumnUse::DataOnly},
                     {"from", ColumnUse::Stretching},
                     {"kind"},
                     {"to", ColumnUse::Stretching},
                     {"date"},
                     {"earliest", ColumnUse::DataOnly},
                     {"latest", ColumnUse::DataOnly},
                     {"strength", ColumnUse::DataOnly},
                     {"status"},
                     {"basis", ColumnUse::DataOnly},
                     {"sources", ColumnUse::DataOnly}};
    const std::vector<bool> belongs = belonging(request);
    for (size_t r = 0; r < relations.size(); ++r) {
        const Status status = relation_status(data, id_at<RelationId>(r), request.known_by_s);
        if (request.narrowed &&
            (status == Status::NotYetKnown || !belongs[data.node_number(relations.from[r])] ||
             !belongs[data.node_number(relations.to[r])]))
            continue;
        const WrittenDate ends = iso_ends(relations.date[r]);
        sheet.rows.push_back(
            {optional_text(data, relations.id[r]), std::string(data.node_id(relations.from[r])),
             std::string(data.relation_kinds.word(relations.kind[r])),
             std::string(data.node_id(relations.to[r])), optional_text(data, relations.date_text[r]),
             day_cell(ends.earliest), day_cell(ends.latest), optional_cell(word(relations.strength[r])),
             std::string(word(status)), optional_text(data, relations.basis[r]),
             source_ids(data, relations.claims[r], request.known_by_s)});
    }
    return sheet;
}

Sheet story_rows(const ListRequest& request) {
    const Dataset& data = request.data();
    const Stories& stories = data.stories;
    Sheet sheet;
    sheet.columns = {
        {"id"}, {"title"}, {"question", ColumnUse::Stretching}, {"steps", ColumnUse::DataOnly}, {"events"}};
    for (size_t s = 0; s < stories.size(); ++s) {
        const size_t events = request.events.intersection_size(request.index.of_story(id_at<StoryId>(s)));
        if (request.narrowed && events == 0) continue;
        std::vector<std::string> steps;
        for (const StoryStep& step : stories.steps[s])
            steps.emplace_back(data.text(data.events.id[index(step.event)]));
        sheet.rows.push_back({text_cell(data, stories.id[s]), text_cell(data, stories.title[s]),
                              optional_text(data, stories.question[s]), std::move(steps),
                              count_cell(events)});
    }
    return sheet;
}

constexpr std::array kKinds{
    ListKind{"events", event_rows},       ListKind{"actors", actor_rows},   ListKind{"things", thing_rows},
    ListKind{"relations", relation_rows}, ListKind{"sources", source_rows}, ListKind{"stories", story_rows},
};

}  // namespace

std::span<const ListKind> list_kinds() { return kKinds; }

}  // namespace choke
