// Facet clicks and the filter text are the same value in two forms: every click writes the text, every text sets the
// clicks. What the facets cannot show stays in `rest`, as it was written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dataset.h"

namespace choke {

enum class ActorMode : uint8_t { Any, All };

// A span of dates as a brush sets it: "date:2022-10..2023-10?".
struct DateRange {
    std::string text;    // what stands behind "date:", with the ".." and the "?"
    Instant from_s = 0;  // first second; the smallest instant when open
    Instant to_s = 0;    // last second; the largest when open
    friend bool operator==(const DateRange&, const DateRange&) = default;
};

// All lists ascend. A list without "excluded" in its name means: any of these; the excluded ones: none of these.
struct FacetClicks {
    // Text can tell the modes apart from two actors on; with fewer, clicks_from_filter says Any.
    ActorMode actor_mode = ActorMode::Any;
    std::vector<ActorId> actors, excluded;
    std::vector<WordId> kinds, excluded_kinds;
    std::vector<Side> sides, excluded_sides;
    std::vector<Status> statuses, excluded_statuses;
    std::vector<ThingId> things, excluded_things;
    std::vector<WordId> tags, excluded_tags;
    std::vector<SourceId> sources, excluded_sources;
    std::vector<WordId> roles, excluded_roles;
    std::vector<StoryId> stories, excluded_stories;
    std::optional<DateRange> range;
    std::string rest;  // everything else: words, fields without a facet, ORs across fields
    friend bool operator==(const FacetClicks&, const FacetClicks&) = default;
};

// The range of a brush from its text, which stands behind "date:"; nothing when it is no range.
[[nodiscard]] std::optional<DateRange> date_range(std::string_view text, const Dataset& data);

// A text that does not parse becomes `rest` as a whole. A lone OR becomes a `rest` in parentheses, so that further
// terms may stand beside it.
[[nodiscard]] FacetClicks clicks_from_filter(std::string_view filter, const Dataset& data);

// Canonical: "(actor:nvidia OR actor:amd) -actor:smic kind:rule rest". The inverse of clicks_from_filter up to order
// and spaces. A `rest` that does not parse still does not parse in the text, whatever is clicked.
[[nodiscard]] std::string filter_from_clicks(const FacetClicks& clicks, const Dataset& data);

}  // namespace choke
