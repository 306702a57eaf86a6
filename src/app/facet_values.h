// What the rows of a facet are: ids and names of its values, what a filter says of them, and the words that commands use.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/dataset.h"
#include "query/counts.h"
#include "query/facets.h"

namespace choke {

inline constexpr std::array kFacets{Facet::Actor, Facet::Kind,   Facet::Status, Facet::Side, Facet::Thing,
                                    Facet::Source, Facet::Story, Facet::Tag,    Facet::Role};

[[nodiscard]] std::string_view word(Facet facet);  // "actor": as the query language has it
[[nodiscard]] std::optional<Facet> facet_from(std::string_view word);

[[nodiscard]] size_t facet_size(const Dataset& data, Facet facet);  // how many values there are
[[nodiscard]] std::string_view facet_id(const Dataset& data, Facet facet, uint32_t value);
[[nodiscard]] std::string facet_label(const Dataset& data, Facet facet, uint32_t value);  // for people
[[nodiscard]] std::optional<uint32_t> find_facet_value(const Dataset& data, Facet facet, std::string_view id);

enum class ClickState : uint8_t { Off, Chosen, Excluded };
[[nodiscard]] ClickState clicked_state(const FacetClicks& clicks, Facet facet, uint32_t value);

}  // namespace choke
