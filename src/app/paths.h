// "How does A come to B?", answered in sentences: the best few ways from one event, actor or thing to another, every step
// with its status, date and sources; and what they all hang on. A step is a relation, or an event that names an actor or
// thing. What is firmly sourced is nearer than what is alleged, a relation is nearer than being named together. What was
// not yet known on the day, and what was retracted by then, leads nowhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/details.h"
#include "model/dataset.h"

namespace choke {

struct PathsOptions {
    uint32_t most = 3;           // ways, at least 1
    bool in_time_order = false;  // no step can have been taken before the one that leads to it
    std::optional<Status> status_floor;  // what is less firm leads nowhere
};

struct PathStep {
    NodeRef from;
    NodeRef to;
    std::optional<RelationId> relation;  // absent: one of the two is an event and names the other
    Status status = Status::Reported;    // of the relation, or of the event
    std::string sentence;  // "BIS restricts H20 (established; 15 April 2025; Reuters, L3)."
    std::string date;      // short words; empty when the step has none
    std::vector<ClaimCard> claims;  // known ones
};

struct PathStory {
    std::vector<NodeRef> nodes;   // one more than steps
    std::vector<PathStep> steps;
    Status weakest = Status::Established;  // of the steps
    std::string summary;  // "3 steps; the weakest is alleged"
};

// Best first; empty when there is no way. a == b: one story without steps.
[[nodiscard]] std::vector<PathStory> paths_of(const Dataset& data, NodeRef a, NodeRef b, Instant known_by_s,
                                              const PathsOptions& options = {});

// One claim, or all claims of one source, without which there is no way at all.
struct PathCut {
    std::optional<ClaimId> claim;        // absent: the whole source
    SourceId source = kNone<SourceId>;
    std::string sentence;  // "Every way rests on one claim: that … (Reuters, L3)."
};
// Claims first, in the order of the best way; then sources that are not among theirs. Looks at all ways, however long, in
// any order of time; that A and B themselves exist is not in question.
[[nodiscard]] std::vector<PathCut> path_cuts(const Dataset& data, NodeRef a, NodeRef b, Instant known_by_s,
                                             const PathsOptions& options = {});

// Of "event:rule..thing:h20", or ids without a kind; nothing when there is no such node.
[[nodiscard]] std::optional<std::pair<NodeRef, NodeRef>> path_ends(const Dataset& data, std::string_view text);
[[nodiscard]] std::string path_name(const Dataset& data, NodeRef a, NodeRef b);

}  // namespace choke
