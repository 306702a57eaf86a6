// Rules on what a row needs, and on rows and waivers that nothing needs.
#include <vector>

#include <fmt/format.h>

#include "audit/lint_internal.h"
#include "model/wording.h"

namespace choke {

void check_unitless_figure(LintContext& context) {
    const Dataset& data = context.data();
    const auto check = [&](RecordRef record, std::optional<SourcePosition> at,
                           std::span<const Figure> figures) {
        for (const Figure& figure : figures) {
            if (!figure.numeric || !figure.unit.empty()) continue;
            context.report({.record = record, .position = at},
                           fmt::format("the figure {} ({}) of {} has no unit", quoted(data.text(figure.name)),
                                       data.text(figure.value), context.label(record)),
                           "add \"unit\", or write a value that is no quantity as a text");
        }
    };
    for (size_t i = 0; i < data.events.size(); ++i) {
        check(record_at(RecordKind::Event, i), std::nullopt, data.events.figures[i]);
    }
    for (size_t i = 0; i < data.things.size(); ++i) {
        check(record_at(RecordKind::Thing, i), std::nullopt, data.things.specs[i]);
    }
    for_each_claim_list(data, [&](RecordRef record, std::span<const Claim> claims) {
        for (const Claim& claim : claims) {
            check(record, claim.position,
                  std::span(data.claim_figures).subspan(claim.figures.begin, claim.figures.size()));
        }
    });
}

void check_orphan(LintContext& context) {
    const Dataset& data = context.data();
    std::vector<bool> actor_used(data.actors.size(), false);
    std::vector<bool> thing_used(data.things.size(), false);
    std::vector<bool> source_used(data.sources.size(), false);
    for (size_t i = 0; i < data.actors.size(); ++i) {
        if (!data.actors.events[i].empty()) actor_used[i] = true;
        if (data.actors.parent[i] != kNone<ActorId>) actor_used[index(data.actors.parent[i])] = true;
    }
    for (size_t i = 0; i < data.things.size(); ++i) {
        if (!data.things.events[i].empty()) thing_used[i] = true;
        if (data.things.maker[i] != kNone<ActorId>) actor_used[index(data.things.maker[i])] = true;
    }
    const auto use = [&](NodeRef node) {
        if (node.kind == NodeKind::Actor) actor_used[node.index] = true;
        if (node.kind == NodeKind::Thing) thing_used[node.index] = true;
    };
    for (size_t i = 0; i < data.relations.size(); ++i) {
        use(data.relations.from[i]);
        use(data.relations.to[i]);
    }
    for (const Claim& claim : data.claims) {
        source_used[index(claim.source)] = true;
        if (claim.by != kNone<ActorId>) actor_used[index(claim.by)] = true;
    }
    const auto check = [&](RecordKind kind, const std::vector<bool>& used, std::string_view where) {
        for (size_t i = 0; i < used.size(); ++i) {
            if (used[i]) continue;
            const RecordRef record = record_at(kind, i);
            context.report({.record = record},
                           fmt::format("{} occurs in no {}", context.label(record), where),
                           "take it out, or add what it was meant for");
        }
    };
    check(RecordKind::Actor, actor_used, "event, relation, claim or thing");
    check(RecordKind::Thing, thing_used, "event or relation");
    check(RecordKind::Source, source_used, "claim");
}

void check_missing_detail(LintContext& context) {
    const Dataset& data = context.data();
    const auto lacks = [&](RecordKind kind, size_t i, std::string_view what, std::string hint) {
        const RecordRef record = record_at(kind, i);
        context.report({.record = record}, fmt::format("{} has no {}", context.label(record), what),
                       std::move(hint));
    };
    for (size_t i = 0; i < data.actors.size(); ++i) {
        if (data.actors.summary[i].empty())
            lacks(RecordKind::Actor, i, "summary", "say in one sentence who it is");
    }
    for (size_t i = 0; i < data.things.size(); ++i) {
        if (data.things.summary[i].empty())
            lacks(RecordKind::Thing, i, "summary", "say in one sentence what it is");
    }
    for (size_t i = 0; i < data.events.size(); ++i) {
        if (data.events.summary[i].empty()) {
            lacks(RecordKind::Event, i, "summary", "say in one to three sentences what happened");
        }
        if (data.events.actors[i].empty()) {
            lacks(RecordKind::Event, i, "actor", "name the one who acts first");
        }
        for (const ActorRole& actor : data.events.actors[i]) {
            if (actor.role != kNone<WordId>) continue;
            const RecordRef record = record_at(RecordKind::Event, i);
            context.report(
                {.record = record},
                fmt::format("the actor {} of {} has no role",
                            quoted(data.text(data.actors.id[index(actor.actor)])), context.label(record)),
                "say what part it takes: issuer, target, maker, speaker, …");
        }
    }
    for (size_t i = 0; i < data.relations.size(); ++i) {
        if (data.relations.basis[i].empty()) {
            lacks(RecordKind::Relation, i, "basis", "say in words why the two belong together");
        }
        if (data.relations.strength[i] == Strength::Unsaid) {
            lacks(RecordKind::Relation, i, "strength", "'direct' if a source makes the tie, else 'topical'");
        }
    }
}

void check_unused_waiver(LintContext& context) {
    const Dataset& data = context.data();
    constexpr std::string_view kOwn = "unused-waiver";
    std::vector<std::string_view> codes;
    for (const LintRule& rule : lint_rules()) codes.push_back(rule.code);
    const auto check = [&](size_t i) {
        const Waiver& waiver = data.waivers[i];
        if (context.was_used(i)) return;
        const std::string_view code = data.text(waiver.code);
        if (find_lint_rule(code) == nullptr) {
            context.report({.record = waiver.record, .position = waiver.position},
                           fmt::format("{} waives {}, which is no rule of the linter",
                                       context.label(waiver.record), quoted(code)),
                           did_you_mean(probably_meant(code, codes)));
            return;
        }
        context.report({.record = waiver.record, .position = waiver.position},
                       fmt::format("{} waives {}, and there is nothing to waive",
                                   context.label(waiver.record), quoted(code)),
                       "take the waiver out");
    };
    // Waivers of this rule come last: the others decide whether they are needed.
    for (size_t i = 0; i < data.waivers.size(); ++i) {
        if (data.text(data.waivers[i].code) != kOwn) check(i);
    }
    for (size_t i = 0; i < data.waivers.size(); ++i) {
        if (data.text(data.waivers[i].code) == kOwn) check(i);
    }
}

}  // namespace choke
