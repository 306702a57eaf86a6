// Rules on what claims rest on.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "audit/lint_internal.h"
#include "model/wording.h"

namespace choke {
namespace {

bool asserts(Stance stance) {
    switch (stance) {
        case Stance::Establishes:
        case Stance::Reports:
        case Stance::Alleges:
        case Stance::Assesses:
        case Stance::Forecasts:
            return true;
        case Stance::Disputes:
        case Stance::Denies:
        case Stance::Retracts:
            break;
    }
    return false;
}

bool opposes(Stance stance) { return stance == Stance::Disputes || stance == Stance::Denies; }

}  // namespace

void check_single_medium_source(LintContext& context) {
    const Dataset& data = context.data();
    for (size_t i = 0; i < data.events.size(); ++i) {
        const Status status = event_status(data, id_at<EventId>(i));
        if (status != Status::Established && status != Status::Reported) continue;
        SourceId only = kNone<SourceId>;
        bool weak = true;  // so far: one source, medium throughout
        for (const Claim& claim : data.claims_of(data.events.claims[i])) {
            if (claim.stance != Stance::Establishes && claim.stance != Stance::Reports) continue;
            if (only == kNone<SourceId>) only = claim.source;
            weak = weak && claim.source == only && claim.confidence == Confidence::Medium;
        }
        if (!weak) continue;
        const RecordRef record = record_at(RecordKind::Event, i);
        context.report(
            {.record = record},
            fmt::format("{} is {} on {} alone, which is of medium confidence", context.label(record),
                        word(status), quoted(data.text(data.sources.id[index(only)]))),
            "look for a second source, or lower the stance");
    }
}

void check_medium_establishes(LintContext& context) {
    const Dataset& data = context.data();
    for_each_claim_list(data, [&](RecordRef record, std::span<const Claim> claims) {
        for (const Claim& claim : claims) {
            if (claim.stance != Stance::Establishes || claim.confidence != Confidence::Medium) continue;
            context.report(
                {.record = record, .position = claim.position},
                fmt::format("a claim of {} is of medium confidence and 'establishes'", context.label(record)),
                "use 'reports', or cite a better page");
        }
    });
}

void check_opposite_stances(LintContext& context) {
    const Dataset& data = context.data();
    for (size_t i = 0; i < data.events.size(); ++i) {
        const auto claims = data.claims_of(data.events.claims[i]);
        if (!std::any_of(claims.begin(), claims.end(),
                         [](const Claim& claim) { return opposes(claim.stance); })) {
            continue;
        }
        std::vector<SourceId> said;  // once a source is enough
        for (const Claim& against : claims) {
            if (!opposes(against.stance)) continue;
            const auto same_voice = [&](const Claim& claim) {
                return asserts(claim.stance) && claim.source == against.source && claim.by == against.by;
            };
            if (std::none_of(claims.begin(), claims.end(), same_voice)) continue;
            if (std::find(said.begin(), said.end(), against.source) != said.end()) continue;
            said.push_back(against.source);
            const RecordRef record = record_at(RecordKind::Event, i);
            context.report(
                {.record = record, .position = against.position},
                fmt::format("{} is cited both for and against {}",
                            quoted(data.text(data.sources.id[index(against.source)])), context.label(record)),
                "read it again; where it reports two speakers, name them in 'by'");
        }
    }
}

}  // namespace choke
