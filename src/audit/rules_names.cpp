// The rule on names and titles that are nearly the same.
#include <vector>

#include <fmt/format.h>

#include "audit/lint_internal.h"
#include "audit/near_names.h"
#include "model/wording.h"

namespace choke {
namespace {

// Two reports of one happening are dated within a few weeks of each other.
constexpr Instant kNearTitles_s = 31 * kSecondsPerDay;

void report_pairs(LintContext& context, RecordKind kind, std::span<const NamedRow> names,
                  const NearLimits& limits, std::string_view what) {
    for (const NearPair& pair : near_names(names, limits)) {
        const NamedRow& first = names[pair.first];
        const NamedRow& second = names[pair.second];
        const RecordRef record = record_at(kind, second.row);
        const RecordRef other = record_at(kind, first.row);
        context.report(
            {.record = record, .other = other},
            fmt::format("the {} {} of {} is nearly the same as {} of {}", what, quoted(second.name),
                        context.label(record), quoted(first.name), context.label(other)),
            "merge the two, or waive the rule on one of them");
    }
}

template <typename Rows>
void check_names(LintContext& context, RecordKind kind, const Rows& rows) {
    const Dataset& data = context.data();
    std::vector<NamedRow> names;
    for (size_t i = 0; i < rows.size(); ++i) {
        names.push_back({.name = data.text(rows.name[i]), .row = static_cast<uint32_t>(i)});
        for (const StringRef alias : rows.aliases[i]) {
            names.push_back({.name = data.text(alias), .row = static_cast<uint32_t>(i)});
        }
    }
    report_pairs(context, kind, names, {}, "name");
}

}  // namespace

void check_near_duplicate(LintContext& context) {
    const Dataset& data = context.data();
    check_names(context, RecordKind::Actor, data.actors);
    check_names(context, RecordKind::Thing, data.things);
    std::vector<NamedRow> titles;
    titles.reserve(data.events.size());
    for (size_t i = 0; i < data.events.size(); ++i) {
        titles.push_back({.name = data.text(data.events.title[i]),
                          .row = static_cast<uint32_t>(i),
                          .begin_s = lower_limit(data.events.date[i]),
                          .end_s = upper_limit(data.events.date[i])});
    }
    report_pairs(context, RecordKind::Event, titles, {.shortest = 12, .gap_s = kNearTitles_s}, "title");
}

}  // namespace choke
