#include "query/counts.h"

#include <algorithm>
#include <utility>

#include "query/event_index.h"

namespace choke {
namespace {

EventBits bits_of(const EventIndex& index, const EventSet& events) {
    EventBits bits(index.data().events.size());
    events.add_to(bits);
    return bits;
}

// Events of the selection by row of a table.
std::vector<uint32_t> counts_by_lists(const Ragged<EventId>& lists, const EventBits& selection) {
    std::vector<uint32_t> counts;
    counts.reserve(lists.row_count());
    for (size_t row = 0; row < lists.row_count(); ++row) {
        uint32_t count = 0;
        for (const EventId event : lists[row]) count += selection.test(index(event)) ? 1 : 0;
        counts.push_back(count);
    }
    return counts;
}

// Actors and things of the selected events, each once an event.
template <typename Ids>
std::vector<uint32_t> counts_by_events(size_t value_count, const EventBits& selection, Ids&& ids_of) {
    std::vector<uint32_t> counts(value_count, 0);
    std::vector<uint32_t> last_event(value_count, 0);  // event + 1
    selection.for_each([&](EventId event) {
        const auto stamp = static_cast<uint32_t>(event) + 1;
        ids_of(event, [&](size_t value) {
            if (last_event[value] == stamp) return;
            last_event[value] = stamp;
            ++counts[value];
        });
    });
    return counts;
}

// A small selection is walked, a large one is held against the lists of the values.
bool is_small(const EventBits& selection) { return selection.count() * 8 < selection.event_count(); }

std::vector<uint32_t> counts_of_actors(const Dataset& data, const EventBits& selection) {
    if (!is_small(selection)) return counts_by_lists(data.actors.events, selection);
    return counts_by_events(data.actors.size(), selection, [&](EventId event, auto&& visit) {
        for (const ActorRole& part : data.events.actors[index(event)]) visit(index(part.actor));
    });
}

std::vector<uint32_t> counts_of_things(const Dataset& data, const EventBits& selection) {
    if (!is_small(selection)) return counts_by_lists(data.things.events, selection);
    return counts_by_events(data.things.size(), selection, [&](EventId event, auto&& visit) {
        for (const ThingId thing : data.events.things[index(event)]) visit(index(thing));
    });
}

std::vector<uint32_t> counts_of_sources(const EventIndex& index, const EventBits& selection, Instant known_by_s) {
    const Dataset& data = index.data();
    const auto from_claims = [&](const EventBits& events) {
        return counts_by_events(data.sources.size(), events, [&](EventId event, auto&& visit) {
            for (const Claim& claim : data.claims_of(data.events.claims[choke::index(event)])) {
                if (claim.known_s <= known_by_s && claim.source != kNone<SourceId>) visit(choke::index(claim.source));
            }
        });
    };
    if (is_small(selection)) return from_claims(selection);
    // Where all claims of an event are known, the lists of the sources hold; the others are looked at by their claims.
    const EventBits& settled = index.postings().statuses_as_of(known_by_s).settled;
    EventBits whole = selection;
    whole.intersect(settled);
    std::vector<uint32_t> counts = counts_by_lists(data.sources.events, whole);
    EventBits waiting = selection;
    waiting.subtract(settled);
    const std::vector<uint32_t> more = from_claims(waiting);
    for (size_t i = 0; i < counts.size(); ++i) counts[i] += more[i];
    return counts;
}

uint32_t common(const EventSet& a, const EventSet& b) { return static_cast<uint32_t>(a.intersection_size(b)); }

template <typename SetOf>
std::vector<uint32_t> counts_by_sets(size_t value_count, const EventSet& selection, SetOf&& set_of) {
    std::vector<uint32_t> counts;
    counts.reserve(value_count);
    for (size_t i = 0; i < value_count; ++i) counts.push_back(common(set_of(i), selection));
    return counts;
}

int64_t floor_divided(int64_t value, int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

constexpr int64_t months_in(Period period) {
    switch (period) {
        case Period::Month: return 1;
        case Period::Quarter: return 3;
        case Period::Year: return 12;
        case Period::Decade: return 120;
        case Period::Century: return 1200;
    }
    return 1;
}

int64_t month_number(Instant instant) {
    const CivilDate date = civil_from_instant(instant).date;
    return date.year * 12 + date.month - 1;
}

Instant begin_of_month(int64_t number) {
    const int64_t year = floor_divided(number, 12);
    return start_of_day({.year = year, .month = static_cast<int>(number - year * 12) + 1, .day = 1});
}

// Open beginnings stand before all others.
auto first_begun(const std::vector<DateBounds>& dates) {
    return std::ranges::partition_point(dates, [](const DateBounds& date) { return date.begin != EndKind::Known; });
}

// Numbers of the first period in which an event begins, and of the one behind the last.
std::pair<int64_t, int64_t> periods_of(const std::vector<DateBounds>& dates, Period period) {
    const auto first = first_begun(dates);
    if (first == dates.end()) return {0, 0};
    return {floor_divided(month_number(first->earliest), months_in(period)),
            floor_divided(month_number(dates.back().earliest), months_in(period)) + 1};
}

}  // namespace

std::vector<uint32_t> count_facet(const EventIndex& index, Facet facet, const EventSet& selection, Instant known_by_s) {
    const Dataset& data = index.data();
    switch (facet) {
        case Facet::Actor: return counts_of_actors(data, bits_of(index, selection));
        case Facet::Thing: return counts_of_things(data, bits_of(index, selection));
        case Facet::Source: return counts_of_sources(index, bits_of(index, selection), known_by_s);
        case Facet::Side:
            return counts_by_sets(kSideCount, selection, [&](size_t i) -> const EventSet& {
                return index.of_side(static_cast<Side>(i));
            });
        case Facet::Kind:
            return counts_by_sets(data.event_kinds.size(), selection, [&](size_t i) -> const EventSet& {
                return index.of_kind(id_at<WordId>(i));
            });
        case Facet::Status:
            return counts_by_sets(kStatusCount, selection, [&](size_t i) -> const EventSet& {
                return index.of_status(static_cast<Status>(i), known_by_s);
            });
        case Facet::Tag:
            return counts_by_sets(data.tags.size(), selection, [&](size_t i) -> const EventSet& {
                return index.of_tag(id_at<WordId>(i));
            });
        case Facet::Role:
            return counts_by_sets(data.roles.size(), selection, [&](size_t i) -> const EventSet& {
                return index.of_role(id_at<WordId>(i));
            });
        case Facet::Story:
            return counts_by_sets(data.stories.size(), selection, [&](size_t i) -> const EventSet& {
                return index.of_story(id_at<StoryId>(i));
            });
    }
    return {};
}

FacetCounts count_facets(const EventIndex& index, const EventSet& selection, Instant known_by_s) {
    FacetCounts counts;
    counts.actor = count_facet(index, Facet::Actor, selection, known_by_s);
    counts.kind = count_facet(index, Facet::Kind, selection, known_by_s);
    std::ranges::copy(count_facet(index, Facet::Side, selection, known_by_s), counts.side.begin());
    std::ranges::copy(count_facet(index, Facet::Status, selection, known_by_s), counts.status.begin());
    return counts;
}

PeriodCounts count_by_period(const EventIndex& index, const EventSet& selection, Period period) {
    const std::vector<DateBounds>& dates = index.data().events.date;
    PeriodCounts out;
    out.period = period;
    const auto first = first_begun(dates);
    const auto first_event = id_at<EventId>(static_cast<size_t>(first - dates.begin()));
    out.without_begin = static_cast<uint32_t>(selection.size_below(first_event));
    const auto [begin, end] = periods_of(dates, period);
    if (end - begin > kMaxPeriods) return out;

    EventSet beyond = index.postings().beyond_period[static_cast<size_t>(period)];
    beyond.intersect(selection);
    size_t before_count = out.without_begin;
    size_t beyond_before_count = beyond.size_below(first_event);
    auto at = first;
    for (int64_t number = begin; number < end; ++number) {
        PeriodCount row;
        row.begin_s = begin_of_month(number * months_in(period));
        row.end_s = begin_of_month((number + 1) * months_in(period)) - 1;
        at = std::partition_point(at, dates.end(), [&](const DateBounds& date) { return date.earliest <= row.end_s; });
        const auto next = id_at<EventId>(static_cast<size_t>(at - dates.begin()));
        const size_t count = selection.size_below(next);
        const size_t beyond_count = beyond.size_below(next);
        row.uncertain = static_cast<uint32_t>(beyond_count - beyond_before_count);
        row.certain = static_cast<uint32_t>(count - before_count) - row.uncertain;
        before_count = count;
        beyond_before_count = beyond_count;
        out.periods.push_back(row);
    }
    return out;
}

PeriodCounts count_by_period(const EventIndex& index, const EventSet& selection, size_t most) {
    Period shortest = Period::Century;
    for (const Period period : {Period::Decade, Period::Year, Period::Quarter, Period::Month}) {
        const auto [begin, end] = periods_of(index.data().events.date, period);
        if (end - begin > static_cast<int64_t>(most)) break;
        shortest = period;
    }
    PeriodCounts out = count_by_period(index, selection, shortest);
    if (out.periods.size() > most) out.periods.clear();
    return out;
}

}  // namespace choke
