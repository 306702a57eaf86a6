// Looking up what a person has typed as an id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/dataset.h"

namespace choke {

[[nodiscard]] std::optional<NodeRef> find_node(const Dataset& data, std::string_view id);
// The first relation with this id.
[[nodiscard]] std::optional<RelationId> find_relation(const Dataset& data, std::string_view id);

enum class IdScope : uint8_t { Nodes, Everything };

// "there is no event, actor or thing 'nvdia'; did you mean 'nvidia'?"
[[nodiscard]] std::string no_such_id(const Dataset& data, std::string_view id, IdScope scope);

}  // namespace choke
