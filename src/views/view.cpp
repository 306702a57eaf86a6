#include "views/view.h"

#include <algorithm>

namespace choke {

Pick pick_of(NodeRef node) {
    switch (node.kind) {
        case NodeKind::Event: return pick_of(PickKind::Event, node.index);
        case NodeKind::Actor: return pick_of(PickKind::Actor, node.index);
        case NodeKind::Thing: return pick_of(PickKind::Thing, node.index);
    }
    return {};
}

std::optional<NodeRef> node_of(Pick pick) {
    switch (kind_of(pick)) {
        case PickKind::Event: return NodeRef{NodeKind::Event, pick.index};
        case PickKind::Actor: return NodeRef{NodeKind::Actor, pick.index};
        case PickKind::Thing: return NodeRef{NodeKind::Thing, pick.index};
        case PickKind::Nothing:
        case PickKind::Tie:
        case PickKind::Lane:
        case PickKind::EventGroup:
        case PickKind::Axis:
        case PickKind::Minimap: break;
    }
    return std::nullopt;
}

std::string_view param(const ParamValues& values, const ViewParam& definition) {
    for (const auto& [id, value] : values) {
        if (id != definition.id) continue;
        for (const auto& choice : definition.choices)
            if (choice.first == value) return choice.first;
    }
    return definition.choices.front().first;
}

void set_param(ParamValues& values, std::string_view id, std::string_view value) {
    const auto at = std::lower_bound(values.begin(), values.end(), id,
                                     [](const auto& row, std::string_view key) { return row.first < key; });
    if (at != values.end() && at->first == id) {
        at->second = value;
    } else {
        values.emplace(at, id, value);
    }
}

bool ViewInput::is_selected(NodeRef node) const {
    return std::find(selected.begin(), selected.end(), node) != selected.end();
}

bool ViewInput::shows_relation(RelationId relation) const {
    const Status status = relation_status(data(), relation, known_by_s);
    return status != Status::NotYetKnown && (!status_floor || is_at_least(status, *status_floor));
}

}  // namespace choke
