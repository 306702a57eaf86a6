// The details page as plain data: what a panel, a tooltip and `show` on the command line say about one event, actor,
// thing or tie. Every statement carries its claims; every claim its source.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/node_course.h"
#include "app/state.h"
#include "views/map_changes.h"

namespace choke {

struct ClaimCard {
    SourceId source = kNone<SourceId>;
    std::string source_title;
    std::string publisher;
    std::string source_id;
    std::string locator;
    Stance stance = Stance::Reports;
    std::string by;          // who says it, when not the source itself
    std::string known;       // date in short words
    std::string text;        // what this source says in particular
    std::string own_title;   // where it differs
    std::string own_date;    // in words, where it differs
    std::vector<std::string> own_figures;  // "One-day loss: 593 billion USD"
    std::string url;
    std::string place;       // "events.json:120:7"
    bool yet_unknown = false;  // became known only after the day that is looked at
    [[nodiscard]] bool differs() const { return !own_title.empty() || !own_date.empty() || !own_figures.empty(); }
};

struct NodeLink {
    NodeRef node;
    std::string label;
    std::string note;    // role, relation in words, or basis
    std::string date;    // short words; empty for actors and things without one
    std::optional<Status> status;  // of the event, or of the relation to it
    std::optional<Side> side;
    std::string kind;    // event kind or actor kind: sets the symbol
    std::string change;  // "new since 2 Dec 2024"; empty unless two days are compared
    bool is_tie = false; // the link is a relation, and status is the relation's
    std::string basis;   // of the relation, in words
    std::vector<ClaimCard> claims;  // of the relation
};

struct FigureLine {
    std::string name;
    std::string value;  // "600 GB/s"
    std::string note;   // as-of and note
};

struct LinkGroup {
    std::string heading;  // "What it answers"
    std::vector<NodeLink> links;
    bool is_answer = false;  // stands near the top of the page
    size_t left_out = 0;     // links beyond kMaxLinks: a page is read, not a list of everything
};
inline constexpr size_t kMaxLinks = 200;

struct DetailsPage {
    std::optional<NodeRef> node;
    std::string id;
    std::string title;
    std::string kind;        // in words
    std::string date;        // in words
    std::string known;       // "became known on 25 February 2026"
    std::optional<Status> status;
    std::string status_why;  // "2 sources report it, 1 disputes it"
    std::string status_reason;  // "Shown as disputed: Nvidia denies it (…), while two claims report it …"
    std::optional<Side> side;
    std::string summary;
    std::string notes;
    std::vector<std::string> aliases;
    std::vector<NodeLink> who;     // actors with roles; for an actor: its parent
    std::vector<NodeLink> things;
    std::vector<LinkGroup> groups; // relations by what they mean, and events for actors and things
    std::vector<FigureLine> figures;
    std::vector<ClaimCard> claims;
    std::string place;             // where the row stands in its file
    NodeCourse course;             // of an actor or thing: how many it was tied to, period by period
};

[[nodiscard]] DetailsPage details_of(const Dataset& data, NodeRef node, Instant known_by_s);
// With what has changed between two days, when `changes` is not null.
[[nodiscard]] DetailsPage details_of_tie(const Dataset& data, const Tie& tie, const EventSet& visible, Instant known_by_s,
                                         const ChangeRule* changes = nullptr);

// One or two lines for a tooltip: title, date in words, status.
[[nodiscard]] std::string tooltip_of(const Dataset& data, NodeRef node, Instant known_by_s);

// One claim as pages show it.
[[nodiscard]] ClaimCard claim_card(const Dataset& data, const Claim& claim, Instant known_by_s);

[[nodiscard]] std::string place_of(const Dataset& data, const SourcePosition& position);
// "600 GB/s", "20 to 40 %", "about 5.5 million USD".
[[nodiscard]] std::string figure_value(const Dataset& data, const Figure& figure);

}  // namespace choke
