#include "audit/lint.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "audit/lint_internal.h"
#include "model/wording.h"

namespace choke {
namespace {

constexpr auto kRules = std::to_array<LintRule>({
    {.code = "effect-before-cause",
     .summary = "An answer or an effect lies certainly before what it answers or comes from",
     .explanation = "A relation of answer or cause has a direction in time: in `responds-to`, "
                    "`works-around`, `closes`, `reverses`, "
                    "`supersedes`, `tightens`, `expands` and `fulfils` the `from` end is the later one, in "
                    "`leads-to` and `enables` "
                    "the earlier one. A chip of November 2022 that `works-around` a rule of October 2023 is "
                    "reported; dates that "
                    "may overlap are not. Swap the ends, or correct the date that is wrong.",
     .severity = Severity::Error,
     .check = check_effect_before_cause},
    {.code = "used-before-existing",
     .summary = "A thing takes part in an event, or is used, certainly before its own date begins",
     .explanation = "A thing's `date` says since when it exists, so an event of 2023 cannot involve a chip "
                    "of 2024; events of kind "
                    "`forecast` may. Correct the date of the thing or of the event, or take the thing out "
                    "and name the one that "
                    "there was. For an announcement long before the thing, waive the rule on the event.",
     .check = check_used_before_existing},
    {.code = "claim-before-publication",
     .summary = "A claim is known certainly before its source was published",
     .explanation = "A claim cannot be public before the page that makes it: `known` 2023-10-16 on a source "
                    "of 2023-10-17 would "
                    "show the event a day early in every view \"as known on\". Leave `known` out, so that "
                    "the date of the source "
                    "counts, or cite the source that was there first.",
     .check = check_claim_before_publication},
    {.code = "known-before-happening",
     .summary = "An event, or a claim about it, is known certainly before the event happened",
     .explanation =
         "What is known before it happens is a plan or a forecast: a ban known on 1 May and dated 5 May was "
         "announced on "
         "1 May. Make it an event of kind `forecast`, date the announcement, or give the claim the stance "
         "`forecasts`. "
         "Where a rule was public before the day on which it takes effect, waive the rule on the event.",
     .check = check_known_before_happening},
    {.code = "single-medium-source",
     .summary = "An event counts as established or reported on one source of medium confidence alone",
     .explanation = "The status of an event is what people quote. Where `establishes` and `reports` claims "
                    "all come from one source, "
                    "and all are of confidence `medium`, look for a second source, lower the stance to "
                    "`alleges` or `assesses`, or "
                    "waive the rule and say why the one source is enough.",
     .check = check_single_medium_source},
    {.code = "medium-establishes",
     .summary = "A claim of medium confidence establishes something",
     .explanation = "`establishes` is for plain facts that no source contests; a page that the editor trusts "
                    "only half cannot make "
                    "one. Use `reports`, or cite a better page with `confidence` high.",
     .check = check_medium_establishes},
    {.code = "near-duplicate",
     .summary = "Two names, or two titles of about the same time, are nearly the same",
     .explanation =
         "\"Huawei Technologies\" beside \"Huawei Technolgies\" are most likely one actor, two events of one "
         "week with "
         "nearly the same title one event. Names that differ in a word with a digit or in a single letter "
         "(H20 and H200, "
         "910B and 910C) are different ones. Merge the two records and keep the other spelling as an alias, "
         "or waive the "
         "rule on one of them. Among very many look-alikes each is compared with its hundred nearest only.",
     .check = check_near_duplicate},
    {.code = "opposite-stances",
     .summary = "One source is cited both for asserting an event and for disputing or denying it",
     .explanation =
         "A source that asserts and denies the same thing in its own name was read wrongly, or is two "
         "sources. Where it "
         "reports two speakers, name them in `by`: claims by different speakers do not count as opposite.",
     .check = check_opposite_stances},
    {.code = "unitless-figure",
     .summary = "A number has no unit",
     .explanation = "600 of what? Every numeric figure or spec needs a `unit`: `GB/s`, `billion USD`, `%`, "
                    "`chips`, `companies`. "
                    "Something that is no quantity, such as a version, is written as a text: `\"5.2\"`.",
     .check = check_unitless_figure},
    {.code = "orphan",
     .summary = "An actor, thing or source that nothing refers to",
     .explanation = "An actor in no event, relation or claim, that made no thing and is nobody's parent, "
                    "shows up in lists and "
                    "nowhere else; so does a thing in no event or relation, and a source that no claim "
                    "cites. Take the record out, "
                    "or add what it was meant for.",
     .check = check_orphan},
    {.code = "missing-detail",
     .summary = "An actor, thing, event or relation lacks what a reader needs to understand it",
     .explanation = "An actor and a thing need a `summary`; an event needs a `summary` and at least one "
                    "actor, and each of its "
                    "actors a `role`; a relation needs its `basis` in words and its `strength`. Without a "
                    "role an accused company "
                    "and its accuser look alike.",
     .check = check_missing_detail},
    {.code = "dead-id",
     .summary = "The filter of a story step cannot be understood, mostly because an id in it is gone",
     .explanation = "`actor:nvdia` finds nobody, and the step would show nothing of what its caption says. "
                    "Correct the filter "
                    "(docs/query.md), or put the record back. Unknown ids in `event` and `select` are "
                    "reported by the reader as "
                    "`unknown-event` and `unknown-node`. This rule is part of every check, strict or not.",
     .severity = Severity::Error,
     .scope = LintScope::References,
     .check = check_dead_id},
    {.code = "step-mismatch",
     .summary = "The filter or the range of a story step leaves out the step's own event",
     .explanation = "A step is about its event, so its `filter` must match the event and its `range` must "
                    "touch the event's date: a "
                    "step on a rule of 2023 with the range 2024-01/2024-06 shows everything but the rule. "
                    "Widen the filter or the "
                    "range, or choose another event.",
     .check = check_step_mismatch},
    {.code = "story-shape",
     .summary = "A story has fewer than 6 or more than 15 steps, or a step without headline or caption",
     .explanation = "Under six steps a story is a list, beyond fifteen nobody follows it; a step without "
                    "words leaves the audience "
                    "alone with the picture. Split or merge steps, and give each a `headline` and a "
                    "`caption`. Texts that are too "
                    "long for the screen are reported by the reader as `too-long`.",
     .check = check_story_shape},
    {.code = "odd-date",
     .summary = "A date is uncertain, has an open start, or lies outside the time that the data set covers",
     .explanation = "A `?` says that the date may be wrong altogether, `../2023-08` that nobody knows since "
                    "when, and 2015 in a "
                    "record of 2022 to 2026 is mostly a typing error. Look for a better date: `2023-08~` "
                    "(about) and `2023-06/2023-08` "
                    "(some time in it) are fine. Where there is none, waive the rule and say so. Relations "
                    "and things may have an "
                    "open start. The time covered is `range` in dataset.json.",
     .check = check_odd_date},
    {.code = "unused-waiver",
     .summary = "A waiver names no rule, or a rule that finds nothing in its record",
     .explanation = "The fault was mended, or the code is misspelt: either way the waiver would hide the "
                    "next fault. Take it out. "
                    "Diagnostics of the reader cannot be waived.",
     .check = check_unused_waiver},
});

std::string_view noun(RecordKind kind) {
    switch (kind) {
        case RecordKind::Event:
            return "event";
        case RecordKind::Actor:
            return "actor";
        case RecordKind::Thing:
            return "thing";
        case RecordKind::Source:
            return "source";
        case RecordKind::Relation:
            return "relation";
        case RecordKind::Story:
            return "story";
    }
    return {};
}

}  // namespace

std::span<const LintRule> lint_rules() { return kRules; }

const LintRule* find_lint_rule(std::string_view code) {
    const auto it =
        std::find_if(kRules.begin(), kRules.end(), [&](const LintRule& rule) { return rule.code == code; });
    return it == kRules.end() ? nullptr : &*it;
}

LintContext::LintContext(const DatasetPtr& data) : data_(data), used_(data->waivers.size(), false) {}

const Waiver* LintContext::waiver_for(RecordRef record) {
    const std::vector<Waiver>& all = data_->waivers;
    auto it = std::lower_bound(all.begin(), all.end(), record,
                               [](const Waiver& waiver, RecordRef wanted) { return waiver.record < wanted; });
    for (; it != all.end() && it->record == record; ++it) {
        if (data_->text(it->code) != rule_->code) continue;
        used_[static_cast<size_t>(it - all.begin())] = true;
        return &*it;
    }
    return nullptr;
}

void LintContext::report(const Where& where, std::string message, std::string hint) {
    const Waiver* waiver = waiver_for(where.record);
    if (where.other) {
        // Asked in any case: a waiver on either side is in use.
        const Waiver* const other = waiver_for(*where.other);
        if (waiver == nullptr) waiver = other;
    }
    size_t& count = waiver != nullptr                    ? report_.waived_count
                    : rule_->severity == Severity::Error ? report_.error_count
                                                         : report_.warning_count;
    ++count;
    if (++rule_count_ > kMostOfRule) return;
    const SourcePosition at = where.position.value_or(data_->record_position(where.record));
    report_.findings.push_back(
        {.diagnostic = {.severity = rule_->severity,
                        .file = at.file < data_->files.size() ? data_->files[at.file] : "",
                        .line = static_cast<int>(at.line),
                        .column = static_cast<int>(at.column),
                        .code = std::string(rule_->code),
                        .message = std::move(message),
                        .hint = std::move(hint)},
         .record = where.record,
         .waived = waiver != nullptr,
         .reason = waiver != nullptr ? std::string(data_->text(waiver->reason)) : ""});
}

std::string LintContext::label(RecordRef record) const {
    const std::string_view id = data_->record_id(record);
    if (!id.empty() || record.kind != RecordKind::Relation)
        return fmt::format("{} {}", noun(record.kind), quoted(id));
    const Relations& relations = data_->relations;
    return fmt::format("the relation from {} to {}", quoted(data_->node_id(relations.from[record.index])),
                       quoted(data_->node_id(relations.to[record.index])));
}

void LintContext::run(const LintRule& rule) {
    rule_ = &rule;
    rule_count_ = 0;
    rule.check(*this);
}

LintReport LintContext::take() {
    std::stable_sort(
        report_.findings.begin(), report_.findings.end(), [](const LintFinding& a, const LintFinding& b) {
            const auto key = [](const Diagnostic& d) { return std::tie(d.file, d.line, d.column); };
            return key(a.diagnostic) < key(b.diagnostic);
        });
    return std::move(report_);
}

LintReport lint(const DatasetPtr& data, LintScope scope) {
    LintContext context(data);
    for (const LintRule& rule : kRules) {
        if (rule.scope <= scope) context.run(rule);
    }
    return context.take();
}

}  // namespace choke
