#include "app/node_course.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "time/civil.h"
#include "time/edtf.h"
#include "views/map_changes.h"

namespace choke {
namespace {

struct PeriodLength {
    int months;
    std::string_view name;
};
constexpr std::array<PeriodLength, 7> kLengths{{{3, "quarter"}, {12, "year"}, {60, "5 years"}, {240, "20 years"}, {1200, "century"}, {12'000, "millennium"}, {120'000, "10,000 years"}}};

int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }

int64_t month_of(Instant instant) {
    const CivilDate date = civil_from_instant(instant).date;
    return date.year * 12 + date.month - 1;
}

Instant begin_of_month(int64_t month) {
    CivilDate date{};
    date.year = floor_div(month, 12);
    date.month = static_cast<int>(month - floor_div(month, 12) * 12 + 1);
    date.day = 1;
    return days_from_civil(date) * kSecondsPerDay;
}

std::string words_of(int64_t first_month, int months) {
    const int64_t year = floor_div(first_month, 12);
    constexpr std::array<std::string_view, 4> kQuarters{"first", "second", "third", "fourth"};
    if (months == 3) return fmt::format("{} quarter of {}", kQuarters[static_cast<size_t>((first_month - year * 12) / 3)], year);
    if (months == 12) return fmt::format("{}", year);
    return fmt::format("{} to {}", year, year + months / 12 - 1);
}

// A tie to another node, and when it held.
struct Bond {
    NodeRef other;
    Held time;
};

std::vector<Bond> bonds_of(const Dataset& data, NodeRef node, Instant known_by_s) {
    std::vector<Bond> bonds;
    const size_t number = data.node_number(node);
    const auto add = [&](RelationId relation, NodeRef other) {
        if (firmness(relation_status(data, relation, known_by_s)) > firmness(Status::Retracted)) bonds.push_back({other, held(data, relation)});
    };
    for (const RelationId relation : data.relations_from[number]) add(relation, data.relations.to[index(relation)]);
    for (const RelationId relation : data.relations_to[number]) add(relation, data.relations.from[index(relation)]);
    return bonds;
}

}  // namespace

uint32_t NodeCourse::most_others() const {
    uint32_t most = 0;
    for (const CoursePeriod& row : periods) most = std::max(most, row.others);
    return most;
}

NodeCourse node_course(const Dataset& data, NodeRef node, Instant known_by_s) {
    std::vector<Bond> bonds = bonds_of(data, node, known_by_s);
    std::vector<Instant> begins;  // of events that name it
    if (node.kind != NodeKind::Event) {
        for (const EventId event : node.kind == NodeKind::Actor ? data.actors.events[node.index] : data.things.events[node.index]) {
            const DateBounds& date = data.events.date[index(event)];
            if (date.begin != EndKind::Known || firmness(event_status(data, event, known_by_s)) <= firmness(Status::Retracted)) continue;
            begins.push_back(date.earliest);
            const Held time{date.earliest, kMaxInstant};
            for (const ActorRole& role : data.events.actors[index(event)]) bonds.push_back({{NodeKind::Actor, static_cast<uint32_t>(role.actor)}, time});
            // Two things that one event names are not tied by it.
            if (node.kind == NodeKind::Actor)
                for (const ThingId thing : data.events.things[index(event)]) bonds.push_back({{NodeKind::Thing, static_cast<uint32_t>(thing)}, time});
        }
    }
    std::erase_if(bonds, [&](const Bond& bond) { return bond.other == node || bond.other.kind == NodeKind::Event; });
    std::sort(begins.begin(), begins.end());
    std::sort(bonds.begin(), bonds.end(), [](const Bond& a, const Bond& b) { return std::pair(a.other, a.time.from_s) < std::pair(b.other, b.time.from_s); });

    std::vector<Instant> changes = begins;
    for (const Bond& bond : bonds) {
        if (bond.time.from_s > kMinInstant) changes.push_back(bond.time.from_s);
        if (bond.time.to_s < kMaxInstant) changes.push_back(bond.time.to_s);
    }
    NodeCourse course;
    if (changes.empty()) return course;
    const auto [first, last] = std::minmax_element(changes.begin(), changes.end());
    const int64_t from = month_of(*first);
    const int64_t to = month_of(*last);
    for (const PeriodLength& length : kLengths) {
        const int64_t begin = floor_div(from, length.months);
        const int64_t end = floor_div(to, length.months);
        if (end - begin >= static_cast<int64_t>(kMostCoursePeriods) && &length != &kLengths.back()) continue;
        course.period = length.name;
        for (int64_t p = begin; p <= end; ++p) {
            CoursePeriod period;
            period.end_s = begin_of_month((p + 1) * length.months) - 1;
            period.words = words_of(p * length.months, length.months);
            const Instant begin_s = begin_of_month(p * length.months);
            period.events = static_cast<uint32_t>(std::upper_bound(begins.begin(), begins.end(), period.end_s) - std::lower_bound(begins.begin(), begins.end(), begin_s));
            for (size_t b = 0; b < bonds.size();) {
                bool tied = false;
                const NodeRef other = bonds[b].other;
                for (; b < bonds.size() && bonds[b].other == other; ++b) tied = tied || bonds[b].time.holds_at(period.end_s);
                period.others += tied ? 1 : 0;
            }
            course.periods.push_back(std::move(period));
        }
        break;
    }
    return course;
}

}  // namespace choke
