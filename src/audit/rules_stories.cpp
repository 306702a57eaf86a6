// Rules on stories.
#include <optional>

#include <fmt/format.h>

#include "audit/lint_internal.h"
#include "model/wording.h"
#include "query/selection.h"

namespace choke {
namespace {

constexpr size_t kFewestSteps = 6;
constexpr size_t kMostSteps = 15;

// Calls f(record, number of the step from 1, step).
template <typename F>
void for_each_step(const Dataset& data, F&& f) {
    for (size_t i = 0; i < data.stories.size(); ++i) {
        size_t number = 0;
        for (const StoryStep& step : data.stories.steps[i])
            f(record_at(RecordKind::Story, i), ++number, step);
    }
}

}  // namespace

void check_dead_id(LintContext& context) {
    const Dataset& data = context.data();
    for_each_step(data, [&](RecordRef record, size_t number, const StoryStep& step) {
        if (step.filter.empty()) return;
        const auto query = parse_query(data.text(step.filter), data);
        if (query) return;
        context.report(
            {.record = record, .position = step.position},
            fmt::format("the filter {} of step {} of {} is not understood: {}",
                        quoted(data.text(step.filter)), number, context.label(record), query.error().message),
            "correct the filter, or put the record back");
    });
}

void check_step_mismatch(LintContext& context) {
    const Dataset& data = context.data();
    std::optional<EventIndex> index;  // made when a step has a filter: it costs a pass over everything
    for_each_step(data, [&](RecordRef record, size_t number, const StoryStep& step) {
        const auto event = static_cast<uint32_t>(step.event);
        if (step.range && !may_overlap(*step.range, data.events.date[event])) {
            context.report(
                {.record = record, .position = step.position},
                fmt::format("the range {} of step {} of {} does not touch the date of its event {} ({})",
                            data.text(step.range_text), number, context.label(record),
                            quoted(data.text(data.events.id[event])),
                            data.text(data.events.date_text[event])),
                "widen the range");
        }
        if (step.filter.empty()) return;
        const auto query = parse_query(data.text(step.filter), data);
        if (!query) return;  // dead-id
        if (!index) index.emplace(context.shared_data());
        const auto day = parse_edtf(data.text(step.known_on));
        if (index->select(*query, day ? day->latest : kEverKnown).contains(step.event)) return;
        context.report({.record = record, .position = step.position},
                       fmt::format("the filter {}{} of step {} of {} leaves out its own event {}",
                                   quoted(data.text(step.filter)), day ? fmt::format(" on {}", data.text(step.known_on)) : "", number,
                                   context.label(record), quoted(data.text(data.events.id[event]))),
                       "widen the filter, or choose another event");
    });
}

void check_story_shape(LintContext& context) {
    const Dataset& data = context.data();
    for (size_t i = 0; i < data.stories.size(); ++i) {
        const RecordRef record = record_at(RecordKind::Story, i);
        const size_t count = data.stories.steps[i].size();
        if (count >= kFewestSteps && count <= kMostSteps) continue;
        context.report({.record = record},
                       fmt::format("{} has {} step{}; {} to {} were expected", context.label(record), count,
                                   count == 1 ? "" : "s", kFewestSteps, kMostSteps));
    }
    for_each_step(data, [&](RecordRef record, size_t number, const StoryStep& step) {
        if (!step.headline.empty() && !step.caption.empty()) return;
        context.report({.record = record, .position = step.position},
                       fmt::format("step {} of {} has no {}", number, context.label(record),
                                   step.headline.empty() ? "headline" : "caption"));
    });
}

}  // namespace choke
