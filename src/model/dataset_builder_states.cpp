// States of subjects over time, and markers behind the events.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "model/dataset_builder_internal.h"
#include "model/wording.h"

namespace choke {
namespace {

// A span that says when it ends ends before the next one begins. Speaks only of what is certain.
void report_overlaps(DatasetBuilder::Pending& pending, const std::vector<StateSpan>& spans) {
    for (size_t i = 1; i < spans.size(); ++i) {
        const StateSpan& before = spans[i - 1];
        const StateSpan& span = spans[i];
        // `to` is the last day that still counts; of an interval or a vague date the earliest day that it may mean.
        const bool over = before.to && before.to->end == EndKind::Known && lower_limit(*before.to) > upper_limit(span.from);
        if (!over) continue;
        pending.report(Severity::Warning, span.position, "overlapping-states",
                       fmt::format("this span begins on {}, while the one at {} goes on to {}", pending.data->text(span.from_text),
                                   pending.place_of(before.position), pending.data->text(before.to_text)),
                       "give the earlier one a \"to\" before this one, or none: it then ends where this one begins");
    }
}

}  // namespace

void DatasetBuilder::add(const StateRow& row) {
    Pending& p = *pending_;
    RowCheck check(p, "row of states", row.id, row.position);
    const StringRef title = check.keep_required(row.title, "title");
    static_cast<void>(check.required(row.subject, "subject"));
    if (!check.usable()) {
        static_cast<void>(check.required(row.id, "id"));
        check.leave_out();
        return;
    }
    const auto symbol = check.define(SymbolKind::State, p.states.size());
    if (!symbol) return;
    PendingStates states{.symbol = *symbol, .title = title, .subject = check.reference(row.subject, "subject"), .spans = {},
                         .position = row.position};
    states.spans.begin = static_cast<uint32_t>(p.spans.size());
    for (const StateSpanRow& span : row.spans) {
        check.begin_part({.noun = "span", .line = span.line, .column = span.column});
        const auto from = check.required_date(span.from, "from");
        static_cast<void>(check.required(span.state, "state"));
        static_cast<void>(check.required(span.event, "event"));
        if (!check.end_part() || !from) continue;
        PendingSpan pending;
        pending.event = check.reference(span.event, "event");
        pending.span.from = p.dates.bounds(*from);
        pending.span.from_text = p.dates.text(*from);
        pending.span.state = check.keep_text(span.state, "state", RowCheck::TextKind::Line);
        pending.span.label = check.keep_text(span.label, "label", RowCheck::TextKind::Line);
        if (pending.span.label.empty()) pending.span.label = pending.span.state;
        pending.span.position = {span.line, span.column, row.position.file};
        if (const auto to = check.date(span.to, "to", "bad-date", "it is ignored")) {
            pending.span.to = p.dates.bounds(*to);
            pending.span.to_text = p.dates.text(*to);
            if (upper_limit(*pending.span.to) < lower_limit(pending.span.from)) {
                check.report(Severity::Error, span.to, "bad-date",
                             fmt::format("'to' {} lies before 'from' {}; it is ignored", quoted(span.to.text), quoted(span.from.text)));
                pending.span.to.reset();
            }
        }
        p.spans.push_back(pending);
    }
    states.spans.end = static_cast<uint32_t>(p.spans.size());
    p.states.push_back(states);
}

void DatasetBuilder::add(const MarkerRow& row, uint16_t file) {
    Pending& p = *pending_;
    const Cell no_id;
    RowCheck check(p, "marker", no_id, {row.line, row.column, file});
    const std::string_view label = check.required(row.label, "label");
    constexpr std::array<std::string_view, 3> kKinds{"", "date", "era"};
    const size_t kind = check.closed_word(row.kind, {.key = "kind", .code = "bad-kind", .words = kKinds});
    const bool era = kind == 2 || (kind == 0 && row.range.given());
    const auto date = check.required_date(era ? row.range : row.date, era ? "range" : "date");
    if (!check.usable() || !date) return;
    p.data->markers.push_back({p.dates.bounds(*date), std::string(p.strings.view(p.dates.text(*date))), std::string(label), era});
}

void DatasetBuilder::Pending::resolve_states() {
    States& all = data->states;
    for (const PendingStates& row : states) {
        const uint16_t file = row.position.file;
        Symbol& symbol = symbols[row.symbol];
        const auto leave_out = [&](std::string_view code, std::string_view why) {
            symbol.kind = SymbolKind::LeftOut;
            report(Severity::Error, row.position, code,
                   fmt::format("the row of states {} {}; it is left out", quoted(symbols.text(symbol)), why));
        };
        const auto subject = resolve_node(row.subject, file);
        std::vector<StateSpan> usable;
        for (uint32_t i = row.spans.begin; i < row.spans.end; ++i) {
            const auto event = resolve(spans[i].event, file, SymbolKind::Event);
            if (!event) continue;  // said by resolve
            usable.push_back(spans[i].span);
            usable.back().event = id_at<EventId>(*event);
        }
        if (!subject || subject->kind == NodeKind::Event) {
            leave_out("bad-subject", "is about no actor or thing");
            continue;
        }
        if (usable.empty()) {
            leave_out("no-spans", "has no spans that can be used");
            continue;
        }
        std::stable_sort(usable.begin(), usable.end(), [](const StateSpan& a, const StateSpan& b) {
            return lower_limit(a.from) < lower_limit(b.from);
        });
        report_overlaps(*this, usable);
        for (const StateSpan& span : usable) all.spans.push(span);
        all.spans.close_row();
        all.id.push_back(symbol.text);
        all.title.push_back(row.title);
        all.subject.push_back(*subject);
        all.position.push_back(row.position);
    }
}

}  // namespace choke
