// What the rules of the linter share. For lint.cpp and rules_*.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/lint.h"

namespace choke {

class LintContext {
  public:
    explicit LintContext(const DatasetPtr& data);

    [[nodiscard]] const Dataset& data() const { return *data_; }
    [[nodiscard]] const DatasetPtr& shared_data() const { return data_; }

    struct Where {
        RecordRef record;
        std::optional<SourcePosition> position;  // without it, that of the record
        std::optional<RecordRef> other;          // a second record whose waiver counts as well
    };
    // For the rule that is running.
    void report(const Where& where, std::string message, std::string hint = {});
    [[nodiscard]] bool was_used(size_t waiver) const { return used_[waiver]; }
    // "event 'x'"; a relation without an id by its ends.
    [[nodiscard]] std::string label(RecordRef record) const;

    void run(const LintRule& rule);
    [[nodiscard]] LintReport take();

  private:
    [[nodiscard]] const Waiver* waiver_for(RecordRef record);  // marks it as used

    DatasetPtr data_;
    const LintRule* rule_ = nullptr;
    size_t rule_count_ = 0;   // findings of the rule that is running
    std::vector<bool> used_;  // by waiver
    LintReport report_;
};

template <typename Id>
[[nodiscard]] RecordRef record_at(RecordKind kind, Id number) {
    return {kind, static_cast<uint32_t>(number)};
}

// Calls f(record, claims) for every event, thing and relation.
template <typename F>
void for_each_claim_list(const Dataset& data, F&& f) {
    for (size_t i = 0; i < data.events.size(); ++i) {
        f(record_at(RecordKind::Event, i), data.claims_of(data.events.claims[i]));
    }
    for (size_t i = 0; i < data.things.size(); ++i) {
        f(record_at(RecordKind::Thing, i), data.claims_of(data.things.claims[i]));
    }
    for (size_t i = 0; i < data.relations.size(); ++i) {
        f(record_at(RecordKind::Relation, i), data.claims_of(data.relations.claims[i]));
    }
}

// rules_time.cpp
void check_effect_before_cause(LintContext& context);
void check_used_before_existing(LintContext& context);
void check_claim_before_publication(LintContext& context);
void check_known_before_happening(LintContext& context);
void check_odd_date(LintContext& context);
// rules_sources.cpp
void check_single_medium_source(LintContext& context);
void check_medium_establishes(LintContext& context);
void check_opposite_stances(LintContext& context);
// rules_rows.cpp
void check_unitless_figure(LintContext& context);
void check_orphan(LintContext& context);
void check_missing_detail(LintContext& context);
void check_unused_waiver(LintContext& context);
// rules_names.cpp
void check_near_duplicate(LintContext& context);
// rules_stories.cpp
void check_dead_id(LintContext& context);
void check_step_mismatch(LintContext& context);
void check_story_shape(LintContext& context);

}  // namespace choke
