// Rules on the order of things in time. All of them speak only of what is certain: dates that may overlap are
// in order.
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "audit/lint_internal.h"
#include "model/wording.h"

namespace choke {
namespace {

enum class Order : uint8_t { Any, FromIsLater, FromIsEarlier };

Order order_of(std::string_view kind) {
    constexpr std::array<std::string_view, 8> kLater = {"responds-to", "works-around", "closes",  "reverses",
                                                        "supersedes",  "tightens",     "expands", "fulfils"};
    constexpr std::array<std::string_view, 2> kEarlier = {"leads-to", "enables"};
    if (std::find(kLater.begin(), kLater.end(), kind) != kLater.end()) return Order::FromIsLater;
    if (std::find(kEarlier.begin(), kEarlier.end(), kind) != kEarlier.end()) return Order::FromIsEarlier;
    return Order::Any;
}

// Kinds that cannot hold before the thing is there. Others (competes-with, restricts) may be about a plan.
bool needs_the_thing(std::string_view kind) {
    constexpr std::array<std::string_view, 6> kKinds = {"uses",     "trains-on",    "runs-on",
                                                        "supplies", "distils-from", "evaluated-on"};
    return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
}

struct Dated {
    std::optional<DateBounds> bounds;
    std::string_view text;
};

Dated date_of(const Dataset& data, NodeRef node) {
    switch (node.kind) {
        case NodeKind::Event:
            return {data.events.date[node.index], data.text(data.events.date_text[node.index])};
        case NodeKind::Thing:
            return {data.things.date[node.index], data.text(data.things.date_text[node.index])};
        case NodeKind::Actor:
            break;
    }
    return {};
}

// "'x' (2022-10)"
std::string with_date(const Dataset& data, NodeRef node, std::string_view date) {
    return fmt::format("{} ({})", quoted(data.node_id(node)), date);
}

}  // namespace

void check_effect_before_cause(LintContext& context) {
    const Dataset& data = context.data();
    const Relations& relations = data.relations;
    std::vector<Order> orders;
    for (size_t word = 0; word < data.relation_kinds.size(); ++word) {
        orders.push_back(order_of(data.relation_kinds.word(id_at<WordId>(word))));
    }
    for (size_t i = 0; i < relations.size(); ++i) {
        if (relations.kind[i] == kNone<WordId>) continue;
        const Order order = orders[index(relations.kind[i])];
        if (order == Order::Any) continue;
        const bool from_is_later = order == Order::FromIsLater;
        const NodeRef later = from_is_later ? relations.from[i] : relations.to[i];
        const NodeRef earlier = from_is_later ? relations.to[i] : relations.from[i];
        const Dated effect = date_of(data, later);
        const Dated cause = date_of(data, earlier);
        if (!effect.bounds || !cause.bounds || !certainly_before(*effect.bounds, *cause.bounds)) continue;
        context.report(
            {.record = record_at(RecordKind::Relation, i)},
            fmt::format("{} {} {}, and yet {} lies certainly before {}",
                        quoted(data.node_id(relations.from[i])), data.relation_kinds.word(relations.kind[i]),
                        quoted(data.node_id(relations.to[i])), with_date(data, later, effect.text),
                        with_date(data, earlier, cause.text)),
            "swap the ends, or correct the date that is wrong");
    }
}

void check_used_before_existing(LintContext& context) {
    const Dataset& data = context.data();
    const WordId forecast = data.event_kinds.find("forecast");
    for (size_t i = 0; i < data.events.size(); ++i) {
        if (data.events.kind[i] == forecast && forecast != kNone<WordId>) continue;
        for (const ThingId thing : data.events.things[i]) {
            const auto& since = data.things.date[index(thing)];
            if (!since || !certainly_before(data.events.date[i], *since)) continue;
            const RecordRef record = record_at(RecordKind::Event, i);
            context.report({.record = record, .other = record_at(RecordKind::Thing, index(thing))},
                           fmt::format("{} ({}) names the thing {}, which begins only in {}",
                                       context.label(record), data.text(data.events.date_text[i]),
                                       quoted(data.text(data.things.id[index(thing)])),
                                       data.text(data.things.date_text[index(thing)])),
                           "correct a date, or name the thing that there was");
        }
    }
    const Relations& relations = data.relations;
    for (size_t i = 0; i < relations.size(); ++i) {
        if (!relations.date[i] || relations.kind[i] == kNone<WordId>) continue;
        const std::string_view kind = data.relation_kinds.word(relations.kind[i]);
        if (!needs_the_thing(kind) || relations.to[i].kind != NodeKind::Thing) continue;
        const Dated since = date_of(data, relations.to[i]);
        if (!since.bounds || !certainly_before(*relations.date[i], *since.bounds)) continue;
        const RecordRef record = record_at(RecordKind::Relation, i);
        context.report(
            {.record = record, .other = record_at(RecordKind::Thing, relations.to[i].index)},
            fmt::format("{} {} {} in {}, and yet the thing begins only in {}",
                        quoted(data.node_id(relations.from[i])), kind, quoted(data.node_id(relations.to[i])),
                        data.text(relations.date_text[i]), since.text),
            "correct a date, or name the thing that there was");
    }
}

void check_claim_before_publication(LintContext& context) {
    const Dataset& data = context.data();
    for_each_claim_list(data, [&](RecordRef record, std::span<const Claim> claims) {
        for (const Claim& claim : claims) {
            const auto& published = data.sources.date[index(claim.source)];
            // known_s is the last second of `known`, unless that has no end: then only the text tells.
            if (!published || published->begin != EndKind::Known || claim.known_s >= published->earliest)
                continue;
            const auto known = parse_edtf(data.text(claim.known_text));
            if (!known || !certainly_before(*known, *published)) continue;
            context.report(
                {.record = record, .position = claim.position},
                fmt::format("a claim of {} is known in {}, before its source {} was published ({})",
                            context.label(record), data.text(claim.known_text),
                            quoted(data.text(data.sources.id[index(claim.source)])),
                            data.text(data.sources.date_text[index(claim.source)])),
                "leave 'known' out, or cite the source that was there first");
        }
    });
}

void check_known_before_happening(LintContext& context) {
    const Dataset& data = context.data();
    const Events& events = data.events;
    const WordId forecast = data.event_kinds.find("forecast");
    for (size_t i = 0; i < events.size(); ++i) {
        if (events.kind[i] == forecast && forecast != kNone<WordId>) continue;
        if (events.date[i].begin != EndKind::Known) continue;
        const Instant begin_s = events.date[i].earliest;
        const RecordRef record = record_at(RecordKind::Event, i);
        if (!events.known_text[i].empty() && events.known_s[i] < begin_s) {
            context.report({.record = record},
                           fmt::format("{} is known in {} and happened only in {}", context.label(record),
                                       data.text(events.known_text[i]), data.text(events.date_text[i])),
                           "date the announcement, or make it a forecast");
            continue;
        }
        for (const Claim& claim : data.claims_of(events.claims[i])) {
            if (claim.stance == Stance::Forecasts || claim.known_s >= begin_s) continue;
            context.report({.record = record, .position = claim.position},
                           fmt::format("a claim says in {} that {} {}, which happened only in {}",
                                       data.text(claim.known_text), "there was", context.label(record),
                                       data.text(events.date_text[i])),
                           "give the claim the stance 'forecasts', or correct a date");
            break;  // one report an event: the fault is mostly the date
        }
    }
}

void check_odd_date(LintContext& context) {
    const Dataset& data = context.data();
    enum class OpenStart : uint8_t { Odd, Fine };
    enum class Range : uint8_t { Checked, Unchecked };
    const auto check = [&](RecordRef record, const DateBounds& date, StringRef text, OpenStart open,
                           Range range) {
        if (date.uncertain) {
            context.report(
                {.record = record},
                fmt::format("the date {} of {} is uncertain", data.text(text), context.label(record)),
                "look for a source that dates it, or waive the rule with the reason");
        } else if (open == OpenStart::Odd && date.begin != EndKind::Known) {
            context.report(
                {.record = record},
                fmt::format("the date {} of {} has no start", data.text(text), context.label(record)),
                "look for a source that gives one, or waive the rule with the reason");
        } else if (range == Range::Checked && data.covered && !may_overlap(date, *data.covered)) {
            context.report({.record = record},
                           fmt::format("the date {} of {} lies outside the time that the data covers ({})",
                                       data.text(text), context.label(record), data.covered_text),
                           "correct the date, or waive the rule with the reason");
        }
    };
    for (size_t i = 0; i < data.events.size(); ++i) {
        check(record_at(RecordKind::Event, i), data.events.date[i], data.events.date_text[i], OpenStart::Odd,
              Range::Checked);
    }
    // Things are older than what happens with them.
    for (size_t i = 0; i < data.things.size(); ++i) {
        if (!data.things.date[i]) continue;
        check(record_at(RecordKind::Thing, i), *data.things.date[i], data.things.date_text[i],
              OpenStart::Fine, Range::Unchecked);
    }
    for (size_t i = 0; i < data.relations.size(); ++i) {
        if (!data.relations.date[i]) continue;
        check(record_at(RecordKind::Relation, i), *data.relations.date[i], data.relations.date_text[i],
              OpenStart::Fine, Range::Checked);
    }
}

}  // namespace choke
