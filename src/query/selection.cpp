#include "query/selection.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "base/assert.h"
#include "query/conflicts.h"
#include "query/search_text.h"

namespace choke {
namespace {

// Many short texts in one string; text i is [begin[i], begin[i + 1]).
struct TextColumn {
    std::string bytes;
    std::vector<size_t> begin{0};

    void close() { begin.push_back(bytes.size()); }
    [[nodiscard]] std::string_view operator[](size_t i) const {
        return std::string_view(bytes).substr(begin[i], begin[i + 1] - begin[i]);
    }
};

std::vector<EventSet> sets_of(const std::vector<std::vector<EventId>>& lists) {
    std::vector<EventSet> out;
    out.reserve(lists.size());
    for (const auto& list : lists) out.push_back(EventSet::of(list));
    return out;
}

std::vector<EventSet> sets_of(const Ragged<EventId>& lists) {
    std::vector<EventSet> out;
    out.reserve(lists.row_count());
    for (size_t i = 0; i < lists.row_count(); ++i) out.push_back(EventSet::of(lists[i]));
    return out;
}

void add_name(TextColumn& column, std::string_view name) {
    append_search_form(column.bytes, name);
    column.bytes += '\n';
}

template <typename Table>
TextColumn folded_names_of(const Dataset& data, const Table& table) {
    TextColumn column;
    for (size_t i = 0; i < table.size(); ++i) {
        add_name(column, data.text(table.name[i]));
        for (const StringRef alias : table.aliases[i]) add_name(column, data.text(alias));
        column.close();
    }
    return column;
}

const EventSet& at_or_none(const std::vector<EventSet>& sets, size_t i, const EventSet& none) {
    return i < sets.size() ? sets[i] : none;
}

}  // namespace

struct EventIndex::Postings {
    DatasetPtr data;
    EventSet none;
    std::vector<EventSet> actor, kind, thing, tag, role, story, source;
    std::array<EventSet, kSideCount> side;
    TextColumn text;                // "title\nsummary\nid\n"
    std::vector<size_t> body_end;   // where the id begins, by event
    TextColumn actor_names, thing_names, tag_names;
    std::vector<Instant> conflict_from_s;

    struct Statuses {
        bool made = false;
        Instant known_by_s = 0;
        std::vector<Status> of_event;
        std::array<EventSet, kStatusCount> events;
    };
    Statuses statuses;

    const Statuses& statuses_as_of(Instant known_by_s);
};

const EventIndex::Postings::Statuses& EventIndex::Postings::statuses_as_of(Instant known_by_s) {
    if (statuses.made && statuses.known_by_s == known_by_s) return statuses;
    const size_t event_count = data->events.size();
    statuses.made = true;
    statuses.known_by_s = known_by_s;
    statuses.of_event.resize(event_count);
    std::array<std::vector<EventId>, kStatusCount> lists;
    for (size_t i = 0; i < event_count; ++i) {
        const Status status = event_status(*data, id_at<EventId>(i), known_by_s);
        statuses.of_event[i] = status;
        lists[static_cast<size_t>(status)].push_back(id_at<EventId>(i));
    }
    for (size_t s = 0; s < kStatusCount; ++s) statuses.events[s] = EventSet::of(lists[s]);
    return statuses;
}

EventIndex::EventIndex(DatasetPtr data) : postings_(std::make_unique<Postings>()) {
    CHOKE_ASSERT(data != nullptr);
    Postings& p = *postings_;
    const Dataset& d = *data;
    const size_t event_count = d.events.size();

    std::vector<std::vector<EventId>> kinds(d.event_kinds.size()), tags(d.tags.size()), roles(d.roles.size());
    std::vector<std::vector<EventId>> stories(d.stories.size()), sides(kSideCount);
    p.text.begin.reserve(event_count + 1);
    p.body_end.reserve(event_count);
    p.conflict_from_s.reserve(event_count);
    const auto add_once = [](std::vector<EventId>& list, EventId event) {
        if (list.empty() || list.back() != event) list.push_back(event);
    };
    for (size_t i = 0; i < event_count; ++i) {
        const auto event = id_at<EventId>(i);
        if (d.events.kind[i] != kNone<WordId>) kinds[index(d.events.kind[i])].push_back(event);
        for (const WordId tag : d.events.tags[i]) add_once(tags[index(tag)], event);
        for (const ActorRole& part : d.events.actors[i]) {
            if (part.role != kNone<WordId>) add_once(roles[index(part.role)], event);
            add_once(sides[static_cast<size_t>(d.actors.side[index(part.actor)])], event);
        }
        add_name(p.text, d.text(d.events.title[i]));
        add_name(p.text, d.text(d.events.summary[i]));
        p.body_end.push_back(p.text.bytes.size());
        add_name(p.text, d.text(d.events.id[i]));
        p.text.close();
        p.conflict_from_s.push_back(choke::conflict_from_s(d, event));
    }
    for (size_t s = 0; s < d.stories.size(); ++s) {
        for (const StoryStep& step : d.stories.steps[s]) stories[s].push_back(step.event);
    }
    p.actor = sets_of(d.actors.events);
    p.thing = sets_of(d.things.events);
    p.source = sets_of(d.sources.events);
    p.kind = sets_of(kinds);
    p.tag = sets_of(tags);
    p.role = sets_of(roles);
    p.story = sets_of(stories);
    for (size_t s = 0; s < kSideCount; ++s) p.side[s] = EventSet::of(sides[s]);
    p.actor_names = folded_names_of(d, d.actors);
    p.thing_names = folded_names_of(d, d.things);
    for (size_t t = 0; t < d.tags.size(); ++t) {
        add_name(p.tag_names, d.tags.word(id_at<WordId>(t)));
        p.tag_names.close();
    }
    p.text.bytes.shrink_to_fit();
    p.data = std::move(data);
}

EventIndex::~EventIndex() = default;
EventIndex::EventIndex(EventIndex&&) noexcept = default;
EventIndex& EventIndex::operator=(EventIndex&&) noexcept = default;

const Dataset& EventIndex::data() const { return *postings_->data; }

const EventSet& EventIndex::of_actor(ActorId actor) const {
    return at_or_none(postings_->actor, index(actor), postings_->none);
}
const EventSet& EventIndex::of_kind(WordId kind) const {
    return at_or_none(postings_->kind, index(kind), postings_->none);
}
const EventSet& EventIndex::of_thing(ThingId thing) const {
    return at_or_none(postings_->thing, index(thing), postings_->none);
}
const EventSet& EventIndex::of_tag(WordId tag) const {
    return at_or_none(postings_->tag, index(tag), postings_->none);
}
const EventSet& EventIndex::of_role(WordId role) const {
    return at_or_none(postings_->role, index(role), postings_->none);
}
const EventSet& EventIndex::of_story(StoryId story) const {
    return at_or_none(postings_->story, index(story), postings_->none);
}
const EventSet& EventIndex::of_source(SourceId source) const {
    return at_or_none(postings_->source, index(source), postings_->none);
}
const EventSet& EventIndex::of_side(Side side) const { return postings_->side[static_cast<size_t>(side)]; }

EventSet EventIndex::known_by(Instant known_by_s) const {
    EventSet out = EventSet::all(data().events.size());
    out.subtract(of_status(Status::NotYetKnown, known_by_s));
    return out;
}

const EventSet& EventIndex::of_status(Status status, Instant known_by_s) const {
    return postings_->statuses_as_of(known_by_s).events[static_cast<size_t>(status)];
}

Status EventIndex::status_of(EventId event, Instant known_by_s) const {
    return postings_->statuses_as_of(known_by_s).of_event[index(event)];
}

Instant EventIndex::conflict_from_s(EventId event) const { return postings_->conflict_from_s[index(event)]; }

std::string_view EventIndex::folded_names(ActorId actor) const { return postings_->actor_names[index(actor)]; }
std::string_view EventIndex::folded_names(ThingId thing) const { return postings_->thing_names[index(thing)]; }
std::string_view EventIndex::folded_names(WordId tag) const { return postings_->tag_names[index(tag)]; }

EventSet EventIndex::with_text(std::string_view folded, TextScope scope, const EventSet& among) const {
    const Postings& p = *postings_;
    const size_t event_count = p.body_end.size();
    std::vector<EventId> hits;
    const auto end_of = [&](size_t i) { return scope == TextScope::WithId ? p.text.begin[i + 1] : p.body_end[i]; };

    if (among.size() < event_count / 8) {
        for (const EventId event : among.to_vector()) {
            const size_t begin = p.text.begin[index(event)];
            const char* text = p.text.bytes.data() + begin;
            const size_t size = end_of(index(event)) - begin;
            if (memmem(text, size, folded.data(), folded.size()) != nullptr) hits.push_back(event);
        }
        return EventSet::of(hits);
    }

    // One pass over everything: fields end with a line feed, which no search_form holds, so that a hit never
    // reaches from one event into the next. memmem is several times faster here than string_view::find.
    const char* const bytes = p.text.bytes.data();
    size_t at = 0;
    size_t event = 0;
    while (at < p.text.bytes.size()) {
        const void* found = memmem(bytes + at, p.text.bytes.size() - at, folded.data(), folded.size());
        if (found == nullptr) break;
        const auto offset = static_cast<size_t>(static_cast<const char*>(found) - bytes);
        const auto next = std::upper_bound(p.text.begin.begin() + static_cast<std::ptrdiff_t>(event),
                                           p.text.begin.end(), offset);
        event = static_cast<size_t>(next - p.text.begin.begin()) - 1;
        if (offset < end_of(event)) hits.push_back(id_at<EventId>(event));
        at = *next;
    }
    EventSet out = EventSet::of(hits);
    out.intersect(among);
    return out;
}

FacetCounts count_facets(const EventIndex& index, const EventSet& selection, Instant known_by_s) {
    const Dataset& data = index.data();
    const auto count = [&](const EventSet& events) {
        return static_cast<uint32_t>(events.intersection_size(selection));
    };
    FacetCounts counts;
    counts.actor.reserve(data.actors.size());
    for (size_t i = 0; i < data.actors.size(); ++i) counts.actor.push_back(count(index.of_actor(id_at<ActorId>(i))));
    counts.kind.reserve(data.event_kinds.size());
    for (size_t i = 0; i < data.event_kinds.size(); ++i) {
        counts.kind.push_back(count(index.of_kind(id_at<WordId>(i))));
    }
    for (size_t i = 0; i < kSideCount; ++i) counts.side[i] = count(index.of_side(static_cast<Side>(i)));
    for (size_t i = 0; i < kStatusCount; ++i) {
        counts.status[i] = count(index.of_status(static_cast<Status>(i), known_by_s));
    }
    return counts;
}

}  // namespace choke
