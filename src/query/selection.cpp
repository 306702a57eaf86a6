#include "query/selection.h"

#include <algorithm>
#include <string>

#include "base/assert.h"
#include "query/conflicts.h"
#include "query/event_index.h"
#include "query/search_text.h"

namespace choke {
namespace {

std::vector<EventSet> sets_of(const std::vector<std::vector<EventId>>& lists) {
    std::vector<EventSet> out;
    out.reserve(lists.size());
    for (const auto& list : lists) out.push_back(EventSet::of(list));
    return out;
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

EventSet set_or_none(const Ragged<EventId>& lists, size_t i) {
    return i < lists.row_count() ? EventSet::of(lists[i]) : EventSet();
}

// Below so many events the index of words is there before a thread for it would be.
constexpr size_t kFewTexts = 20'000;

int64_t floor_divided(int64_t value, int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

// How many of the periods month, quarter, year, decade, century the date may spread beyond; the longer ones hold it.
size_t periods_exceeded(const DateBounds& date) {
    if (date.begin != EndKind::Known || date.end != EndKind::Known) return kPeriodCount;
    const CivilDate first = civil_from_instant(date.earliest).date;
    const CivilDate last = civil_from_instant(date.latest).date;
    if (floor_divided(first.year, 100) != floor_divided(last.year, 100)) return 5;
    if (floor_divided(first.year, 10) != floor_divided(last.year, 10)) return 4;
    if (first.year != last.year) return 3;
    if ((first.month - 1) / 3 != (last.month - 1) / 3) return 2;
    return first.month == last.month ? 0 : 1;
}

// Lists of events by value, on the way to sets.
struct Lists {
    std::vector<std::vector<EventId>> kinds, tags, roles, stories, sides, traits, beyond;
    std::array<std::vector<std::vector<EventId>>, kSideCount> side_roles;

    explicit Lists(const Dataset& d)
        : kinds(d.event_kinds.size()), tags(d.tags.size()), roles(d.roles.size()), stories(d.stories.size()),
          sides(kSideCount), traits(trait_words().size()), beyond(kPeriodCount) {
        side_roles.fill(roles);
    }

    void add(const Dataset& d, EventId event) {
        const size_t i = index(event);
        const Events& all = d.events;
        if (all.kind[i] != kNone<WordId>) kinds[index(all.kind[i])].push_back(event);
        for (const WordId tag : all.tags[i]) add_once(tags[index(tag)], event);
        for (const ActorRole& part : all.actors[i]) {
            const auto side = static_cast<size_t>(d.actors.side[index(part.actor)]);
            add_once(sides[side], event);
            if (part.role == kNone<WordId>) continue;
            add_once(roles[index(part.role)], event);
            add_once(side_roles[side][index(part.role)], event);
        }
        const auto has = [&](Trait trait, bool holds) {
            if (holds) traits[static_cast<size_t>(trait)].push_back(event);
        };
        has(Trait::Actors, !all.actors[i].empty());
        has(Trait::Claims, all.claims[i].size() > 0);
        has(Trait::Figures, !all.figures[i].empty());
        has(Trait::Notes, !all.notes[i].empty());
        has(Trait::Summary, !all.summary[i].empty());
        has(Trait::Tags, !all.tags[i].empty());
        has(Trait::Things, !all.things[i].empty());
        const size_t exceeded = periods_exceeded(all.date[i]);
        for (size_t p = 0; p < exceeded; ++p) beyond[p].push_back(event);
    }

    static void add_once(std::vector<EventId>& list, EventId event) {
        if (list.empty() || list.back() != event) list.push_back(event);
    }
};

void add_sets(EventIndex::Postings& p, const Dataset& d) {
    Lists lists(d);
    for (size_t i = 0; i < d.events.size(); ++i) {
        const auto event = id_at<EventId>(i);
        lists.add(d, event);
        const Instant from_s = conflict_from_s(d, event);
        if (from_s != kEverKnown) p.conflicts.emplace_back(event, from_s);
    }
    EventBits told(d.events.size());
    for (size_t s = 0; s < d.stories.size(); ++s) {
        for (const StoryStep& step : d.stories.steps[s]) {
            if (step.event == kNone<EventId>) continue;
            lists.stories[s].push_back(step.event);
            told.set(index(step.event));
        }
    }
    p.kind = sets_of(lists.kinds);
    p.tag = sets_of(lists.tags);
    p.role = sets_of(lists.roles);
    p.story = sets_of(lists.stories);
    for (size_t s = 0; s < kSideCount; ++s) {
        p.side[s] = EventSet::of(lists.sides[s]);
        p.side_role[s] = sets_of(lists.side_roles[s]);
    }
    for (size_t t = 0; t < p.trait.size(); ++t) p.trait[t] = EventSet::of(lists.traits[t]);
    p.trait[static_cast<size_t>(Trait::Story)] = EventSet::of(told);
    for (size_t s = 0; s < kPeriodCount; ++s) p.beyond_period[s] = EventSet::of(lists.beyond[s]);
}

void add_days(EventIndex::Postings& p, const Dataset& d) {
    const size_t event_count = d.events.size();
    std::vector<Instant> days(d.claims.size());
    for (size_t i = 0; i < days.size(); ++i) days[i] = d.claims[i].known_s;
    p.claim_days = InstantRanks(std::move(days));
    p.known_days = InstantRanks(d.events.known_s);
    days.resize(event_count);
    for (size_t i = 0; i < event_count; ++i) days[i] = upper_limit(d.events.date[i]);
    p.last_days = InstantRanks(days);

    p.last_status.fill(EventBits(event_count));
    p.first_status.fill(EventBits(event_count));
    p.changes_between = EventBits(event_count);
    for (auto* column : {&p.known_from, &p.settled_from, &p.known, &p.last}) column->reserve(event_count);
    for (size_t i = 0; i < event_count; ++i) {
        const auto claims = d.claims_of(d.events.claims[i]);
        uint32_t from = InstantRanks::kNever;
        uint32_t settled = InstantRanks::kNever;
        if (!claims.empty()) {
            const auto [first, last] = std::ranges::minmax(claims, {}, &Claim::known_s);
            from = p.claim_days.of(first.known_s);
            settled = p.claim_days.of(last.known_s);
            const Instant last_s = last.known_s;
            const Status status = status_as_known(claims, first.known_s);
            const bool constant = std::ranges::all_of(claims, [&](const Claim& claim) {
                return claim.known_s == last_s || status_as_known(claims, claim.known_s) == status;
            });
            if (constant) {
                p.first_status[static_cast<size_t>(status)].set(i);
            } else {
                p.changes_between.set(i);
            }
        }
        p.known_from.push_back(from);
        p.settled_from.push_back(settled);
        p.known.push_back(p.known_days.of(d.events.known_s[i]));
        p.last.push_back(p.last_days.of(days[i]));
        p.last_status[static_cast<size_t>(status_as_known(claims, kEverKnown))].set(i);
    }
    EventBits related(event_count);
    p.relation_from.reserve(d.relations.size());
    for (size_t i = 0; i < d.relations.size(); ++i) {
        uint32_t from = InstantRanks::kNever;
        for (const Claim& claim : d.claims_of(d.relations.claims[i])) {
            from = std::min(from, p.claim_days.of(claim.known_s));
        }
        p.relation_from.push_back(from);
        if (from == InstantRanks::kNever) continue;
        for (const NodeRef end : {d.relations.from[i], d.relations.to[i]}) {
            if (end.kind == NodeKind::Event) related.set(end.index);
        }
    }
    p.trait[static_cast<size_t>(Trait::Relations)] = EventSet::of(related);
}

}  // namespace

EventIndex::Postings::Statuses EventIndex::Postings::make_statuses(Instant known_by_s) const {
    Statuses out;
    out.made = true;
    out.known_by_s = known_by_s;
    const RankRange days = claim_days.up_to(known_by_s);
    out.rank_end = days.end;
    out.known = bits_with_rank(known_from, days);
    out.settled = bits_with_rank(settled_from, days);
    EventBits between = out.known;
    between.subtract(out.settled);
    std::array<EventBits, kStatusCount> sets = last_status;
    for (size_t s = 0; s < kStatusCount; ++s) {
        sets[s].intersect(out.settled);
        EventBits first = first_status[s];
        first.intersect(between);
        sets[s].unite(first);
    }
    // Few events change more than once; those that are about to are looked at one by one.
    between.intersect(changes_between);
    between.for_each([&](EventId event) {
        sets[static_cast<size_t>(event_status(*data, event, known_by_s))].set(index(event));
    });
    for (size_t s = 0; s < kStatusCount; ++s) out.events[s] = EventSet::of(sets[s]);
    out.events[static_cast<size_t>(Status::NotYetKnown)] = EventSet::all(data->events.size());
    out.events[static_cast<size_t>(Status::NotYetKnown)].subtract(EventSet::of(out.known));
    return out;
}

EventBits EventIndex::Postings::find_text(std::string_view folded, TextScope scope, const EventBits& among) const {
    return text->ready() ? text->value().find(*data, folded, scope, among) : find_in_texts(*data, folded, scope, among);
}

const EventIndex::Postings::Statuses& EventIndex::Postings::statuses_as_of(Instant known_by_s) {
    if (known_by_s == kEverKnown) return ever;
    if (!of_day.made || of_day.known_by_s != known_by_s) of_day = make_statuses(known_by_s);
    return of_day;
}

EventIndex::EventIndex(DatasetPtr data) : postings_(std::make_unique<Postings>()) {
    CHOKE_ASSERT(data != nullptr);
    Postings& p = *postings_;
    const Dataset& d = *data;
    p.data = data;
    add_sets(p, d);
    add_days(p, d);
    p.ever = p.make_statuses(kEverKnown);
    p.actor_names = folded_names_of(d, d.actors);
    p.thing_names = folded_names_of(d, d.things);
    for (size_t t = 0; t < d.tags.size(); ++t) {
        add_name(p.tag_names, d.tags.word(id_at<WordId>(t)));
        p.tag_names.close();
    }
    if (d.events.size() < kFewTexts) {
        p.text.emplace(Later<TextIndex>::now(TextIndex(d)));
    } else {
        p.text.emplace([data](const std::stop_token& stop) { return TextIndex(*data, stop); });
    }
}

EventIndex::~EventIndex() = default;
EventIndex::EventIndex(EventIndex&&) noexcept = default;
EventIndex& EventIndex::operator=(EventIndex&&) noexcept = default;

const Dataset& EventIndex::data() const { return *postings_->data; }

EventSet EventIndex::of_actor(ActorId actor) const { return set_or_none(data().actors.events, index(actor)); }
EventSet EventIndex::of_thing(ThingId thing) const { return set_or_none(data().things.events, index(thing)); }
EventSet EventIndex::of_source(SourceId source) const { return set_or_none(data().sources.events, index(source)); }
const EventSet& EventIndex::of_kind(WordId kind) const {
    return at_or_none(postings_->kind, index(kind), postings_->none);
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
const EventSet& EventIndex::of_side(Side side) const { return postings_->side[static_cast<size_t>(side)]; }

EventSet EventIndex::known_by(Instant known_by_s) const {
    return EventSet::of(postings_->statuses_as_of(known_by_s).known);
}

EventSet EventIndex::entered_by(Instant instant) const {
    const auto& dates = data().events.date;
    const auto end = static_cast<size_t>(std::ranges::upper_bound(dates, instant, {}, lower_limit) - dates.begin());
    // Those without a beginning come first in the order of the events.
    const auto dated = static_cast<size_t>(std::ranges::upper_bound(dates, kMinInstant, {}, lower_limit) - dates.begin());
    EventSet out = end > dated ? EventSet::range(id_at<EventId>(dated), id_at<EventId>(end)) : EventSet();
    for (size_t i = 0; i < std::min(dated, end); ++i)
        if (entry_instant(dates[i]) <= instant) out.add(id_at<EventId>(i));
    return out;
}

const EventSet& EventIndex::of_status(Status status, Instant known_by_s) const {
    return postings_->statuses_as_of(known_by_s).events[static_cast<size_t>(status)];
}

EventSet EventIndex::at_least(Status floor, Instant known_by_s) const {
    EventSet out;
    for (size_t i = 0; i < kStatusCount; ++i)
        if (is_at_least(static_cast<Status>(i), floor)) out.unite(of_status(static_cast<Status>(i), known_by_s));
    return out;
}

Status EventIndex::status_of(EventId event, Instant known_by_s) const {
    return event_status(data(), event, known_by_s);
}

Instant EventIndex::conflict_from_s(EventId event) const {
    const auto& conflicts = postings_->conflicts;
    const auto at = std::ranges::lower_bound(conflicts, event, {}, &std::pair<EventId, Instant>::first);
    return at != conflicts.end() && at->first == event ? at->second : kEverKnown;
}

std::string_view EventIndex::folded_names(ActorId actor) const { return postings_->actor_names[index(actor)]; }
std::string_view EventIndex::folded_names(ThingId thing) const { return postings_->thing_names[index(thing)]; }
std::string_view EventIndex::folded_names(WordId tag) const { return postings_->tag_names[index(tag)]; }

EventSet EventIndex::with_text(std::string_view folded, TextScope scope, const EventSet& among) const {
    EventBits bits(data().events.size());
    among.add_to(bits);
    return EventSet::of(postings_->find_text(folded, scope, bits));
}

void EventIndex::wait_for_words() const { static_cast<void>(postings_->text->value()); }

IndexSize EventIndex::size() const {
    const Postings& p = *postings_;
    const auto bits_bytes = [](const EventBits& bits) { return bits.words().size_bytes(); };
    IndexSize out;
    out.words = p.text->value().byte_count();
    out.names = p.actor_names.byte_count() + p.thing_names.byte_count() + p.tag_names.byte_count();
    const auto add_sets = [&](std::span<const EventSet> sets) {
        for (const EventSet& set : sets) out.sets += sizeof(EventSet) + set.byte_count();
    };
    for (const std::vector<EventSet>* sets : {&p.kind, &p.tag, &p.role, &p.story}) add_sets(*sets);
    add_sets(p.side);
    for (const std::vector<EventSet>& roles : p.side_role) add_sets(roles);
    add_sets(p.trait);
    add_sets(p.beyond_period);
    for (const std::vector<uint32_t>* column : {&p.known_from, &p.settled_from, &p.known, &p.last, &p.relation_from}) {
        out.days += column->capacity() * sizeof(uint32_t);
    }
    out.days += p.claim_days.byte_count() + p.known_days.byte_count() + p.last_days.byte_count() +
                p.conflicts.capacity() * sizeof(p.conflicts[0]);
    for (const EventBits& bits : p.last_status) out.days += 2 * bits_bytes(bits);
    out.days += bits_bytes(p.changes_between);
    for (const Postings::Statuses* day : {&p.ever, &p.of_day}) {
        out.days += bits_bytes(day->known) + bits_bytes(day->settled);
        for (const EventSet& set : day->events) out.days += set.byte_count();
    }
    return out;
}

}  // namespace choke
