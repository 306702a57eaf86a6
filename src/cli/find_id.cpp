#include "cli/find_id.h"

#include <vector>

#include <fmt/format.h>

#include "cli/messages.h"

namespace choke {

std::optional<NodeRef> find_node(const Dataset& data, std::string_view id) {
    if (const auto event = data.find_event(id))
        return NodeRef{NodeKind::Event, static_cast<uint32_t>(*event)};
    if (const auto actor = data.find_actor(id))
        return NodeRef{NodeKind::Actor, static_cast<uint32_t>(*actor)};
    if (const auto thing = data.find_thing(id))
        return NodeRef{NodeKind::Thing, static_cast<uint32_t>(*thing)};
    return std::nullopt;
}

std::optional<RelationId> find_relation(const Dataset& data, std::string_view id) {
    if (id.empty()) return std::nullopt;
    for (size_t r = 0; r < data.relations.size(); ++r)
        if (data.text(data.relations.id[r]) == id) return id_at<RelationId>(r);
    return std::nullopt;
}

std::string no_such_id(const Dataset& data, std::string_view id, IdScope scope) {
    std::vector<std::string_view> ids;
    const auto add = [&](const std::vector<StringRef>& refs) {
        for (const StringRef ref : refs)
            if (!ref.empty()) ids.push_back(data.text(ref));
    };
    add(data.actors.id);
    add(data.things.id);
    add(data.events.id);
    if (scope == IdScope::Everything) {
        add(data.sources.id);
        add(data.stories.id);
        add(data.relations.id);
    }
    return fmt::format(
        "there is no {} '{}'{}",
        scope == IdScope::Nodes ? "event, actor or thing" : "event, actor, thing, source, story or relation",
        id, suggestion_or(id, ids, {}));
}

}  // namespace choke
