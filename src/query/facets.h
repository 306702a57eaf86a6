// Facet clicks and the filter text are the same value in two forms: every click writes the text, every text sets the
// clicks. What the facets cannot show stays in `rest`, as it was written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/dataset.h"

namespace choke {

enum class ActorMode : uint8_t { Any, All };

struct FacetClicks {
    // Text can tell the modes apart from two actors on; with fewer, clicks_from_filter says Any.
    ActorMode actor_mode = ActorMode::Any;
    std::vector<ActorId> actors;    // chosen; ascending
    std::vector<ActorId> excluded;  // ascending
    std::vector<WordId> kinds;      // any of these; ascending
    std::vector<Side> sides;        // any of these; ascending
    std::vector<Status> statuses;   // any of these; ascending
    std::string rest;               // everything else: words, fields without a facet, ORs across fields
    friend bool operator==(const FacetClicks&, const FacetClicks&) = default;
};

// A text that does not parse becomes `rest` as a whole. A lone OR becomes a `rest` in parentheses, so that further
// terms may stand beside it.
[[nodiscard]] FacetClicks clicks_from_filter(std::string_view filter, const Dataset& data);

// Canonical: "(actor:nvidia OR actor:amd) -actor:smic kind:rule rest". The inverse of clicks_from_filter up to order
// and spaces. A `rest` that does not parse still does not parse in the text, whatever is clicked.
[[nodiscard]] std::string filter_from_clicks(const FacetClicks& clicks, const Dataset& data);

}  // namespace choke
