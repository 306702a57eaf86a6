#include "audit/diff.h"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>
#include <utility>

#include "audit/diff_internal.h"

namespace choke {
namespace {

constexpr std::array kKinds = {RecordKind::Event,  RecordKind::Actor,    RecordKind::Thing,
                               RecordKind::Source, RecordKind::Relation, RecordKind::Story};

std::vector<FieldChange> changed_fields(const std::vector<Field>& before, const std::vector<Field>& after) {
    std::vector<FieldChange> changes;
    for (size_t i = 0; i < before.size(); ++i) {
        if (before[i].value == after[i].value) continue;
        changes.push_back({std::string(before[i].name), before[i].value, after[i].value});
    }
    return changes;
}

// Rows of one kind of one edition, sorted by key. Two relations without id that are alike keep their order.
struct Keyed {
    std::string key;
    uint32_t row = 0;
};

std::vector<Keyed> keyed_rows(const Dataset& data, RecordKind kind) {
    std::vector<Keyed> rows(row_count(data, kind));
    for (uint32_t i = 0; i < rows.size(); ++i) rows[i] = {row_key(data, {kind, i}), i};
    std::sort(rows.begin(), rows.end(),
              [](const Keyed& a, const Keyed& b) { return std::tie(a.key, a.row) < std::tie(b.key, b.row); });
    return rows;
}

RowChange row_change(const Dataset& data, RecordRef row, ChangeKind change) {
    RowChange out{.kind = row.kind,
                  .change = change,
                  .id = std::string(data.record_id(row)),
                  .label = row_label(data, row),
                  .date = row_date(data, row),
                  .status = std::nullopt,
                  .fields = {}};
    if (out.id.empty()) out.id = out.label;
    if (row.kind == RecordKind::Event) out.status = event_status(data, id_at<EventId>(row.index));
    return out;
}

class Comparison {
  public:
    Comparison(const Dataset& before, const Dataset& after) : before_(before), after_(after) {}

    [[nodiscard]] Changes take() {
        changes_.before = {before_.title, before_.version, before_.content_hash};
        changes_.after = {after_.title, after_.version, after_.content_hash};
        for (const RecordKind kind : kKinds) compare_kind(kind);
        return std::move(changes_);
    }

  private:
    void compare_kind(RecordKind kind) {
        const std::vector<Keyed> old_rows = keyed_rows(before_, kind);
        const std::vector<Keyed> new_rows = keyed_rows(after_, kind);
        std::vector<uint32_t> added;
        std::vector<uint32_t> removed;
        std::vector<std::pair<uint32_t, uint32_t>> kept;  // new, old: in the order of the newer edition
        size_t o = 0;
        size_t n = 0;
        while (o < old_rows.size() || n < new_rows.size()) {
            if (n == new_rows.size() || (o < old_rows.size() && old_rows[o].key < new_rows[n].key)) {
                removed.push_back(old_rows[o++].row);
            } else if (o == old_rows.size() || new_rows[n].key < old_rows[o].key) {
                added.push_back(new_rows[n++].row);
            } else {
                kept.emplace_back(new_rows[n++].row, old_rows[o++].row);
            }
        }
        std::sort(added.begin(), added.end());
        std::sort(removed.begin(), removed.end());
        std::sort(kept.begin(), kept.end());
        for (const uint32_t row : added)
            changes_.rows.push_back(row_change(after_, {kind, row}, ChangeKind::Added));
        for (const uint32_t row : removed) {
            changes_.rows.push_back(row_change(before_, {kind, row}, ChangeKind::Removed));
        }
        for (const auto& [new_row, old_row] : kept) compare_rows({kind, old_row}, {kind, new_row});
    }

    void compare_rows(RecordRef old_row, RecordRef new_row) {
        std::vector<FieldChange> fields =
            changed_fields(row_fields(before_, old_row), row_fields(after_, new_row));
        if (!fields.empty()) {
            RowChange& change = changes_.rows.emplace_back(row_change(after_, new_row, ChangeKind::Changed));
            change.fields = std::move(fields);
        }
        compare_claims(old_row, new_row);
        if (new_row.kind != RecordKind::Event) return;
        const Status before = event_status(before_, id_at<EventId>(old_row.index));
        const Status after = event_status(after_, id_at<EventId>(new_row.index));
        if (before == after) return;
        changes_.statuses.push_back(
            {std::string(after_.record_id(new_row)), row_label(after_, new_row), before, after});
    }

    // Claims have no id. Equal ones are the same; of the others those of the same source are, first with the
    // same place in it and the same speaker, then with the same place, then whatever is left.
    void compare_claims(RecordRef old_row, RecordRef new_row) {
        const auto old_claims = before_.claims_of(claims_of_row(before_, old_row));
        const auto new_claims = after_.claims_of(claims_of_row(after_, new_row));
        if (old_claims.empty() && new_claims.empty()) return;
        std::vector<std::vector<Field>> old_fields;
        std::vector<std::vector<Field>> new_fields;
        for (const Claim& claim : old_claims) old_fields.push_back(claim_fields(before_, claim));
        for (const Claim& claim : new_claims) new_fields.push_back(claim_fields(after_, claim));
        constexpr size_t kUnpaired = SIZE_MAX;
        std::vector<size_t> partner(new_fields.size(), kUnpaired);
        std::vector<bool> taken(old_fields.size(), false);
        const auto pair_up = [&](std::span<const size_t> same) {
            for (size_t n = 0; n < new_fields.size(); ++n) {
                for (size_t o = 0; o < old_fields.size() && partner[n] == kUnpaired; ++o) {
                    if (taken[o]) continue;
                    const bool equal = std::all_of(same.begin(), same.end(), [&](size_t field) {
                        return old_fields[o][field].value == new_fields[n][field].value;
                    });
                    if (!equal) continue;
                    partner[n] = o;
                    taken[o] = true;
                }
            }
        };
        constexpr size_t kSource = 0;
        constexpr size_t kLocator = 1;
        constexpr size_t kBy = 4;
        pair_up(std::array<size_t, 10>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        pair_up(std::array{kSource, kLocator, kBy});
        pair_up(std::array{kSource, kLocator});
        pair_up(std::array{kSource});
        for (size_t n = 0; n < new_fields.size(); ++n) {
            if (partner[n] == kUnpaired) {
                add_claim(after_, new_row, new_claims[n], ChangeKind::Added);
                continue;
            }
            std::vector<FieldChange> fields = changed_fields(old_fields[partner[n]], new_fields[n]);
            if (fields.empty()) continue;
            add_claim(after_, new_row, new_claims[n], ChangeKind::Changed).fields = std::move(fields);
        }
        for (size_t o = 0; o < old_fields.size(); ++o) {
            if (!taken[o]) add_claim(before_, old_row, old_claims[o], ChangeKind::Removed);
        }
    }

    ClaimChange& add_claim(const Dataset& data, RecordRef row, const Claim& claim, ChangeKind change) {
        const size_t source = index(claim.source);
        const std::string_view publisher = data.text(data.sources.publisher[source]);
        const std::string_view id = data.record_id(row);
        const std::string label = row_label(data, row);
        return changes_.claims.emplace_back(ClaimChange{
            .kind = row.kind,
            .change = change,
            .id = id.empty() ? label : std::string(id),
            .label = label,
            .source = std::string(data.text(data.sources.id[source])),
            .publisher = std::string(publisher.empty() ? data.text(data.sources.title[source]) : publisher),
            .locator = std::string(data.text(claim.locator)),
            .stance = std::string(word(claim.stance)),
            .by = claim.by == kNone<ActorId> ? "" : std::string(data.text(data.actors.id[index(claim.by)])),
            .known = std::string(data.text(claim.known_text)),
            .text = std::string(data.text(claim.text)),
            .fields = {}});
    }

    const Dataset& before_;
    const Dataset& after_;
    Changes changes_;
};

}  // namespace

size_t Changes::count(RecordKind kind, ChangeKind change) const {
    return static_cast<size_t>(std::count_if(rows.begin(), rows.end(), [&](const RowChange& row) {
        return row.kind == kind && row.change == change;
    }));
}

size_t Changes::claim_count(ChangeKind change) const {
    return static_cast<size_t>(std::count_if(claims.begin(), claims.end(),
                                             [&](const ClaimChange& row) { return row.change == change; }));
}

Changes compare(const Dataset& before, const Dataset& after) { return Comparison(before, after).take(); }

}  // namespace choke
