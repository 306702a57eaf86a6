#include "model/vocabulary.h"

#include <algorithm>
#include <array>

namespace choke {
namespace {

using Words = std::string_view;

constexpr std::array<Words, kStanceCount> kStances = {"establishes", "reports",  "alleges", "assesses",
                                                      "forecasts",   "disputes", "denies",  "retracts"};
constexpr std::array<Words, kStatusCount> kStatuses = {"established", "reported", "assessed",  "alleged",
                                                       "disputed",    "forecast", "retracted", "not-yet-known"};
constexpr std::array<Words, kSideCount> kSides = {"US", "China", "other"};
constexpr std::array<Words, 3> kStrengths = {"", "direct", "topical"};
constexpr std::array<Words, 3> kConfidences = {"", "high", "medium"};
constexpr std::array<Words, 5> kStepViews = {"timeline", "map", "table", "sources", "matrix"};

constexpr std::array<Words, 12> kEventKinds = {"rule",       "enforcement", "company",  "release",
                                               "market",     "retaliation", "allegation", "research",
                                               "access",     "statement",   "diplomacy",  "forecast"};
constexpr std::array<Words, 11> kActorKinds = {"company", "chipmaker", "lab",   "government", "agency",  "person",
                                               "medium",  "analyst",   "group", "platform",   "exchange"};
constexpr std::array<Words, 10> kThingKinds = {"chip",     "model", "rule",   "technique", "software",
                                               "hardware", "place", "market", "product",   "resource"};
constexpr std::array<Words, 9> kSourceKinds = {"article", "filing",    "rule",    "statement", "report",
                                               "paper",   "testimony", "dataset", "other"};
constexpr std::array<Words, 19> kRoles = {"issuer",  "target",   "affected",    "maker",    "supplier",
                                          "customer", "accuser", "accused",     "speaker",  "reporter",
                                          "subject", "beneficiary", "excluded", "decider",  "investor",
                                          "competitor", "regulator", "source",  "participant"};

constexpr auto kRelationKinds = std::to_array<RelationKindWords>({
    // between events
    {"responds-to", "responds to", "is answered by", true},
    {"works-around", "works around", "is worked around by", true},
    {"closes", "closes", "is closed by", true},
    {"reverses", "reverses", "is reversed by", true},
    {"supersedes", "supersedes", "is superseded by", true},
    {"tightens", "tightens", "is tightened by", true},
    {"expands", "expands", "is expanded by", true},
    {"enables", "enables", "is enabled by", true},
    {"leads-to", "leads to", "follows from", true},
    {"supports", "supports", "is supported by", false},
    {"disputes", "disputes", "is disputed by", false},
    {"alleges", "alleges", "is alleged by", false},
    {"denies", "denies", "is denied by", false},
    {"fulfils", "fulfils", "is fulfilled by", true},
    {"contradicts", "contradicts", "is contradicted by", false},
    {"part-of", "is part of", "includes", false},
    // between actors and things, or from an event to one of them
    {"makes", "makes", "is made by", false},
    {"develops", "develops", "is developed by", false},
    {"issues", "issues", "is issued by", false},
    {"supplies", "supplies", "is supplied by", false},
    {"uses", "uses", "is used by", false},
    {"trains-on", "trains on", "is used to train", false},
    {"runs-on", "runs on", "runs", false},
    {"optimised-for", "is optimised for", "has optimised for it", false},
    {"restricts", "restricts", "is restricted by", false},
    {"permits", "permits", "is permitted by", false},
    {"grants-access", "grants access to", "is granted access by", false},
    {"denies-access", "denies access to", "is denied access by", false},
    {"competes-with", "competes with", "competes with", false},
    {"cooperates-with", "cooperates with", "cooperates with", false},
    {"owns", "owns", "is owned by", false},
    {"member-of", "is a member of", "has as a member", false},
    {"accuses", "accuses", "is accused by", false},
    {"distils-from", "distils from", "is distilled by", false},
    {"estimates", "estimates", "is estimated by", false},
    {"evaluated-on", "is evaluated on", "is used to evaluate", false},
    {"pairs-with", "pairs with", "pairs with", false},
    {"includes", "includes", "is included in", false},
    {"cites", "cites", "is cited by", false},
    {"seeks", "seeks", "is sought by", false},
    {"invests-in", "invests in", "has as an investor", false},
});

template <typename Enum, size_t N>
std::optional<Enum> from_word(const std::array<Words, N>& words, std::string_view word) {
    const auto it = std::find(words.begin(), words.end(), word);
    if (it == words.end()) return std::nullopt;
    return static_cast<Enum>(it - words.begin());
}

}  // namespace

std::string_view word(Stance stance) { return kStances[static_cast<size_t>(stance)]; }
std::string_view word(Status status) { return kStatuses[static_cast<size_t>(status)]; }
std::string_view word(Side side) { return kSides[static_cast<size_t>(side)]; }
std::string_view word(Strength strength) { return kStrengths[static_cast<size_t>(strength)]; }
std::string_view word(Confidence confidence) { return kConfidences[static_cast<size_t>(confidence)]; }

std::optional<Stance> stance_from(std::string_view word) { return from_word<Stance>(kStances, word); }
std::optional<Status> status_from(std::string_view word) { return from_word<Status>(kStatuses, word); }
std::optional<Side> side_from(std::string_view word) { return from_word<Side>(kSides, word); }
std::optional<Strength> strength_from(std::string_view word) { return from_word<Strength>(kStrengths, word); }
std::optional<Confidence> confidence_from(std::string_view word) { return from_word<Confidence>(kConfidences, word); }

std::span<const std::string_view> stance_words() { return kStances; }
std::span<const std::string_view> status_words() { return kStatuses; }
std::span<const std::string_view> side_words() { return kSides; }
std::span<const std::string_view> strength_words() { return kStrengths; }
std::span<const std::string_view> confidence_words() { return kConfidences; }
std::span<const std::string_view> step_view_words() { return kStepViews; }
std::span<const std::string_view> known_event_kinds() { return kEventKinds; }
std::span<const std::string_view> known_actor_kinds() { return kActorKinds; }
std::span<const std::string_view> known_thing_kinds() { return kThingKinds; }
std::span<const std::string_view> known_source_kinds() { return kSourceKinds; }
std::span<const std::string_view> known_roles() { return kRoles; }
std::span<const RelationKindWords> known_relation_kinds() { return kRelationKinds; }

RelationKindWords relation_words(std::string_view kind) {
    const auto it = std::find_if(kRelationKinds.begin(), kRelationKinds.end(),
                                 [kind](const RelationKindWords& row) { return row.kind == kind; });
    return it != kRelationKinds.end() ? *it : RelationKindWords{kind, kind, kind, false};
}

int firmness(Status status) {
    switch (status) {
        case Status::Established: return 5;
        case Status::Reported: return 4;
        case Status::Assessed: return 3;
        case Status::Alleged:
        case Status::Disputed: return 2;
        case Status::Forecast: return 1;
        case Status::Retracted: return 0;
        case Status::NotYetKnown: return -1;
    }
    return -1;
}

}  // namespace choke
