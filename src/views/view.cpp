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
        case PickKind::Minimap:
        case PickKind::Column:
        case PickKind::ScrollBar:
        case PickKind::Source:
        case PickKind::Claim:
        case PickKind::State:
        case PickKind::StateRow:
        case PickKind::LanePin:
        case PickKind::EmptyLanes:
        case PickKind::Annotation: break;
    }
    return std::nullopt;
}

std::string_view param(const ParamValues& values, const ViewParam& definition) {
    for (const auto& [id, value] : values) {
        if (id == definition.id && accepts(definition, value)) return value;
    }
    return definition.kind == ParamKind::List ? definition.initial : definition.choices.front().first;
}

bool accepts(const ViewParam& definition, std::string_view value) {
    const auto is_choice = [&](std::string_view word) {
        return std::ranges::any_of(definition.choices, [&](const auto& choice) { return choice.first == word; });
    };
    if (definition.kind == ParamKind::Choice) return is_choice(value);
    std::vector<std::string_view> members = list_members(value);
    if (members.empty() || !std::ranges::all_of(members, is_choice)) return false;
    std::ranges::sort(members);
    return std::ranges::adjacent_find(members) == members.end();
}

std::string param_words(const ViewParam& definition, std::string_view value) {
    std::string words;
    for (const std::string_view member : list_members(value))
        for (const auto& choice : definition.choices)
            if (choice.first == member) words += (words.empty() ? "" : ", ") + std::string(choice.second);
    return words;
}

std::vector<std::string_view> list_members(std::string_view list) {
    std::vector<std::string_view> members;
    for (size_t begin = 0; begin < list.size();) {
        const size_t end = std::min(list.find(',', begin), list.size());
        members.push_back(list.substr(begin, end - begin));
        begin = end + 1;
    }
    return members;
}

std::string with_toggled(const ViewParam& definition, std::string_view list, std::string_view member) {
    std::vector<std::string_view> members = list_members(list);
    const auto rank = [&](std::string_view word) {
        return std::ranges::find_if(definition.choices, [&](const auto& choice) { return choice.first == word; }) -
               definition.choices.begin();
    };
    if (const auto at = std::ranges::find(members, member); at == members.end()) {
        const auto before = std::ranges::find_if(members, [&](std::string_view word) { return rank(word) > rank(member); });
        members.insert(before, member);
    } else if (members.size() > 1) {
        members.erase(at);
    }
    std::string out;
    for (const std::string_view word : members) out += (out.empty() ? "" : ",") + std::string(word);
    return out;
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
    if (!has_begun(data(), relation, happened_by_s)) return false;
    const Status status = relation_status(data(), relation, known_by_s);
    return status != Status::NotYetKnown && (!status_floor || is_at_least(status, *status_floor));
}

}  // namespace choke
