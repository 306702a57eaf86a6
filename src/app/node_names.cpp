#include "app/node_names.h"

namespace choke {

std::string node_name(const Dataset& data, NodeRef node) {
    std::string name;
    switch (node.kind) {
        case NodeKind::Event: name = "event:"; break;
        case NodeKind::Actor: name = "actor:"; break;
        case NodeKind::Thing: name = "thing:"; break;
    }
    return name += data.node_id(node);
}

std::optional<NodeRef> node_named(const Dataset& data, std::string_view name) {
    const size_t colon = name.find(':');
    const std::string_view kind = colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
    const std::string_view id = colon == std::string_view::npos ? name : name.substr(colon + 1);
    if (kind.empty() ? colon == std::string_view::npos : kind == "event")
        if (const auto event = data.find_event(id)) return NodeRef{NodeKind::Event, static_cast<uint32_t>(*event)};
    if (kind.empty() ? colon == std::string_view::npos : kind == "actor")
        if (const auto actor = data.find_actor(id)) return NodeRef{NodeKind::Actor, static_cast<uint32_t>(*actor)};
    if (kind.empty() ? colon == std::string_view::npos : kind == "thing")
        if (const auto thing = data.find_thing(id)) return NodeRef{NodeKind::Thing, static_cast<uint32_t>(*thing)};
    return std::nullopt;
}

}  // namespace choke
