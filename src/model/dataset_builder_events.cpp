// The events in the order of time, and who has which of them.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/large_pages.h"
#include "model/dataset_builder_internal.h"
#include "model/text_order.h"
#include "model/wording.h"

namespace choke {
namespace {

std::vector<std::string_view> texts_of(const Dataset& data, const std::vector<StringRef>& refs) {
    std::vector<std::string_view> texts;
    texts.reserve(refs.size());
    for (const StringRef ref : refs) texts.push_back(data.text(ref));
    return texts;
}

// The events of each row, each event once. rows_of(event, use) calls use(row) for all that the event names, some of
// them twice; it is asked twice, to count and to fill.
template <typename RowsOf>
Ragged<EventId> events_by_row(size_t row_count, size_t event_count, const RowsOf& rows_of) {
    std::vector<uint32_t> offsets(row_count + 1, 0);
    std::vector<EventId> last(row_count, kNone<EventId>);
    const auto each = [&](const auto& use) {
        std::fill(last.begin(), last.end(), kNone<EventId>);
        for (size_t i = 0; i < event_count; ++i) {
            const auto event = id_at<EventId>(i);
            rows_of(i, [&](size_t row) {
                if (last[row] == event) return;
                last[row] = event;
                use(row, event);
            });
        }
    };
    each([&](size_t row, EventId) { ++offsets[row + 1]; });
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    std::vector<uint32_t> next(offsets.begin(), offsets.end() - 1);
    std::vector<EventId> values(offsets.back());
    each([&](size_t row, EventId event) { values[next[row]++] = event; });
    return {std::move(offsets), std::move(values)};
}

}  // namespace

// The numbers of the events that are kept, by earliest instant, then latest, then id. Fills event_order_, in which it
// leaves the places in that order by id.
std::vector<uint32_t> DatasetBuilder::Pending::events_in_time() {
    std::vector<uint32_t> kept;
    std::vector<std::string_view> ids;
    kept.reserve(events.size());
    reserve_large(ids, events.size());
    for (uint32_t i = 0; i < events.size(); ++i) {
        if (!events[i].kept) continue;
        kept.push_back(i);
        ids.push_back(symbols.text(events[i].symbol));
    }
    // Texts are compared once, for their own order; after that an id is its rank.
    const std::vector<uint32_t> by_id = text_order(ids);
    struct Key {
        Instant lower;
        Instant upper;
        uint32_t rank;
        uint32_t event;
    };
    std::vector<Key> keys;
    reserve_large(keys, kept.size());
    for (uint32_t rank = 0; rank < by_id.size(); ++rank) {
        const uint32_t event = kept[by_id[rank]];
        const DateBounds& date = dates.bounds(events[event].date);
        keys.push_back({lower_limit(date), upper_limit(date), rank, event});
    }
    std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
        return std::tie(a.lower, a.upper, a.rank) < std::tie(b.lower, b.upper, b.rank);
    });
    data->event_order_.resize(keys.size());
    for (size_t i = 0; i < keys.size(); ++i) {
        kept[i] = keys[i].event;
        data->event_order_[keys[i].rank] = static_cast<uint32_t>(i);
    }
    return kept;
}

void DatasetBuilder::Pending::resolve_events() {
    for (PendingEvent& event : events) {
        event.kept = resolve_claims(event.claims, known_instant(dates.bounds(event.date))) > 0;
        if (event.kept) continue;
        Symbol& symbol = symbols[event.symbol];
        symbol.kind = SymbolKind::LeftOut;
        report(Severity::Error, event.position, "no-claims",
               fmt::format("event {} has no claims{}; it is left out", quoted(symbols.text(symbol)),
                           event.claims_given ? " that can be used" : ""),
               "an event needs at least one claim with a source and a stance");
    }
    const std::vector<uint32_t> order = events_in_time();

    Events& all = data->events;
    all.reserve(order.size());
    all.actors.reserve(order.size(), event_actors.size());
    all.things.reserve(order.size(), event_things.size());
    all.tags.reserve(order.size(), event_tags.size());
    all.figures.reserve(order.size(), event_figures.size());
    reserve_large(data->claims, claims.size());
    std::vector<uint32_t> date_numbers;
    reserve_large(date_numbers, order.size());
    DateNumbers used(dates.size());
    std::vector<DateBounds> bounds;

    for (const uint32_t row : order) {
        const PendingEvent& event = events[row];
        const uint16_t file = event.position.file;
        Symbol& symbol = symbols[event.symbol];
        symbol.index = static_cast<uint32_t>(all.size());
        all.id.push_back(symbol.text);
        all.title.push_back(event.title);
        all.summary.push_back(event.summary);
        all.notes.push_back(event.notes);
        all.date_text.push_back(dates.text(event.date));
        all.known_text.push_back(event.known ? dates.text(*event.known) : StringRef{});
        date_numbers.push_back(used.number(event.date, [&] { bounds.push_back(dates.bounds(event.date)); }));
        all.kind.push_back(event.kind);
        all.position.push_back(event.position);
        for (uint32_t i = event.actors.begin; i < event.actors.end; ++i) {
            if (const auto actor = resolve(event_actors[i].actor, file, SymbolKind::Actor)) {
                all.actors.push({id_at<ActorId>(*actor), event_actors[i].role});
            }
        }
        for (uint32_t i = event.things.begin; i < event.things.end; ++i) {
            if (const auto thing = resolve(event_things[i], file, SymbolKind::Thing)) {
                all.things.push(id_at<ThingId>(*thing));
            }
        }
        for (uint32_t i = event.tags.begin; i < event.tags.end; ++i) all.tags.push(event_tags[i]);
        for (uint32_t i = event.figures.begin; i < event.figures.end; ++i) all.figures.push(event_figures[i]);
        all.actors.close_row();
        all.things.close_row();
        all.tags.close_row();
        all.figures.close_row();
        const IndexRange moved = move_claims(event.claims);
        all.claims.close_row(moved.end);
        Instant first_s = INT64_MAX;
        for (const Claim& claim : data->claims_of(moved)) first_s = std::min(first_s, claim.known_s);
        all.known_s.push_back(event.known ? known_instant(dates.bounds(*event.known)) : first_s);
    }
    all.date = {std::move(date_numbers), std::move(bounds)};
    for (size_t i = 0; i < things.size(); ++i) data->things.claims[i] = move_claims(things[i].claims);
}

void DatasetBuilder::Pending::index_all() {
    Dataset& all = *data;
    const Events& rows = all.events;
    all.actors.events = events_by_row(all.actors.size(), rows.size(), [&](size_t event, const auto& use) {
        for (const ActorRole& role : rows.actors[event]) use(index(role.actor));
    });
    all.things.events = events_by_row(all.things.size(), rows.size(), [&](size_t event, const auto& use) {
        for (const ThingId thing : rows.things[event]) use(index(thing));
    });
    all.sources.events = events_by_row(all.sources.size(), rows.size(), [&](size_t event, const auto& use) {
        for (const Claim& claim : all.claims_of(rows.claims[event])) use(index(claim.source));
    });

    std::vector<std::pair<uint32_t, RelationId>> pairs;
    pairs.reserve(all.relations.size());
    for (size_t i = 0; i < all.relations.size(); ++i) {
        pairs.emplace_back(static_cast<uint32_t>(all.node_number(all.relations.from[i])), id_at<RelationId>(i));
    }
    all.relations_from = grouped(all.node_count(), pairs);
    for (size_t i = 0; i < all.relations.size(); ++i) {
        pairs[i].first = static_cast<uint32_t>(all.node_number(all.relations.to[i]));
    }
    all.relations_to = grouped(all.node_count(), pairs);

    all.actor_order_ = text_order(texts_of(all, all.actors.id));
    all.thing_order_ = text_order(texts_of(all, all.things.id));
    all.source_order_ = text_order(texts_of(all, all.sources.id));
    all.story_order_ = text_order(texts_of(all, all.stories.id));
}

}  // namespace choke
