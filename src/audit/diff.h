// What is new between two editions of a data set: rows added, removed and changed field by field, claims
// among them, and events whose status is another one. Values only; the words for people are the caller's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dataset.h"

namespace choke {

enum class ChangeKind : uint8_t { Added, Removed, Changed };

struct FieldChange {
    std::string field;   // key of the data format: "date"
    std::string before;  // as text; empty when there was none
    std::string after;
};

// A row: an event, actor, thing, source, relation or story. Rows are the same row when they have the same id;
// relations without one when they have the same ends, kind and date.
struct RowChange {
    RecordKind kind = RecordKind::Event;
    ChangeKind change = ChangeKind::Changed;
    std::string id;                   // of a relation without id: "from kind to"
    std::string label;                // title or name; of a relation "from kind to"; the newer one
    std::string date;                 // EDTF of the newer one; empty for rows without
    std::optional<Status> status;     // events: of the newer one, for a removed one of the older
    std::vector<FieldChange> fields;  // only for Changed
};

// A claim of a row that both editions have. Claims of rows that were added or removed come and go with them.
struct ClaimChange {
    RecordKind kind = RecordKind::Event;
    ChangeKind change = ChangeKind::Changed;
    std::string id;         // of the row
    std::string label;      // of the row
    std::string source;     // id
    std::string publisher;  // of the source, or its title
    std::string locator;
    std::string stance;
    std::string by;     // id; empty when it is the source itself
    std::string known;  // EDTF
    std::string text;
    std::vector<FieldChange> fields;  // only for Changed
};

// An event that both editions have, with another status.
struct StatusChange {
    std::string id;
    std::string title;
    Status before = Status::Reported;
    Status after = Status::Reported;
};

struct Edition {
    std::string title;
    std::string version;
    uint64_t content_hash = 0;
};

struct Changes {
    Edition before;
    Edition after;
    std::vector<RowChange> rows;         // by kind, then added, removed, changed; events in the order of time
    std::vector<ClaimChange> claims;     // in the order of the rows of the newer edition
    std::vector<StatusChange> statuses;  // in the order of time
    [[nodiscard]] bool empty() const { return rows.empty() && claims.empty() && statuses.empty(); }
    [[nodiscard]] size_t count(RecordKind kind, ChangeKind change) const;
    [[nodiscard]] size_t claim_count(ChangeKind change) const;
};

[[nodiscard]] Changes compare(const Dataset& before, const Dataset& after);

}  // namespace choke
