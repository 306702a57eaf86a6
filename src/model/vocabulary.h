// The closed and open word lists of the data format: stances, statuses, sides (closed); kinds, roles and relation
// kinds (open, with the known words listed so that a typing error can be told from an invention).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace choke {

// How a claim stands to what it is about. docs/data-format.md, "Claims".
enum class Stance : uint8_t { Establishes, Reports, Alleges, Assesses, Forecasts, Disputes, Denies, Retracts };
inline constexpr size_t kStanceCount = 8;

// Computed from the claims known by a day; order as in the list that people see.
enum class Status : uint8_t { Established, Reported, Assessed, Alleged, Disputed, Forecast, Retracted, NotYetKnown };
inline constexpr size_t kStatusCount = 8;

// Order of firmness for comparisons: 5 established, 4 reported, 3 assessed, 2 alleged and disputed, 1 forecast,
// 0 retracted, -1 not yet known.
[[nodiscard]] int firmness(Status status);
[[nodiscard]] inline bool is_at_least(Status status, Status floor) { return firmness(status) >= firmness(floor); }

enum class Side : uint8_t { US, China, Other };
inline constexpr size_t kSideCount = 3;

enum class Strength : uint8_t { Unsaid, Direct, Topical };

// How far the editor trusts the page that a claim rests on.
enum class Confidence : uint8_t { Ungraded, High, Medium };

[[nodiscard]] std::string_view word(Stance stance);  // "establishes"
[[nodiscard]] std::string_view word(Status status);  // "established", "not-yet-known"
[[nodiscard]] std::string_view word(Side side);      // "US", "China", "other"
[[nodiscard]] std::string_view word(Strength strength);  // "", "direct", "topical"
[[nodiscard]] std::string_view word(Confidence confidence);  // "", "high", "medium"
[[nodiscard]] std::optional<Stance> stance_from(std::string_view word);
[[nodiscard]] std::optional<Status> status_from(std::string_view word);
[[nodiscard]] std::optional<Side> side_from(std::string_view word);
[[nodiscard]] std::optional<Strength> strength_from(std::string_view word);
[[nodiscard]] std::optional<Confidence> confidence_from(std::string_view word);

[[nodiscard]] std::span<const std::string_view> stance_words();
[[nodiscard]] std::span<const std::string_view> status_words();
[[nodiscard]] std::span<const std::string_view> side_words();
[[nodiscard]] std::span<const std::string_view> strength_words();
[[nodiscard]] std::span<const std::string_view> confidence_words();  // the first is "", as for strength
[[nodiscard]] std::span<const std::string_view> step_view_words();   // what a story step may be shown in
[[nodiscard]] std::span<const std::string_view> known_event_kinds();
[[nodiscard]] std::span<const std::string_view> known_actor_kinds();
[[nodiscard]] std::span<const std::string_view> known_thing_kinds();
[[nodiscard]] std::span<const std::string_view> known_source_kinds();
[[nodiscard]] std::span<const std::string_view> known_roles();

// What a relation kind reads like in a sentence, both ways: "answers" / "is answered by".
struct RelationKindWords {
    std::string_view kind;      // "responds-to"
    std::string_view forward;   // A <forward> B
    std::string_view backward;  // B <backward> A
    bool causal;                // drawn as an arrow of cause and answer on the timeline
};
[[nodiscard]] std::span<const RelationKindWords> known_relation_kinds();
// The row of a kind; an unknown kind reads as itself: {kind, kind, kind, false}. The text must outlive the row.
[[nodiscard]] RelationKindWords relation_words(std::string_view kind);

}  // namespace choke
