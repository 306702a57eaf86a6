// Events, actors and things by name, as files, links and scripts write them: "event:rule", "actor:nvidia", "thing:a100".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/dataset.h"

namespace choke {

[[nodiscard]] std::string node_name(const Dataset& data, NodeRef node);

// Nothing when the data have no such node. Without a kind in front ("nvidia"): the first of event, actor and thing that has
// this id.
[[nodiscard]] std::optional<NodeRef> node_named(const Dataset& data, std::string_view name);

}  // namespace choke
