// States of the small history at random, with everything in them that a document, a link or a script has to keep.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/annotations.h"
#include "app/cameras.h"
#include "app/state.h"
#include "tools/generate.h"
#include "views_tools.h"

namespace app_test {

using namespace choke;
using choke::testing::SplitMix64;

template <typename List>
auto one_of(SplitMix64& random, const List& list) {
    return *(std::begin(list) + static_cast<std::ptrdiff_t>(random.below(std::size(list))));
}

inline double number_between(SplitMix64& random, double low, double high) {
    return low + (high - low) * static_cast<double>(random.below(1'000'001)) / 1e6;
}

inline NodeRef random_node(SplitMix64& random, const Dataset& data) { return data.node_at(random.below(data.node_count())); }

inline std::vector<NodeRef> random_nodes(SplitMix64& random, const Dataset& data) {
    std::vector<NodeRef> nodes;
    for (size_t i = random.below(4); i-- > 0;) {
        const NodeRef node = random_node(random, data);
        if (std::find(nodes.begin(), nodes.end(), node) == nodes.end()) nodes.push_back(node);
    }
    return nodes;
}

inline Look random_look(SplitMix64& random, const Dataset& data) {
    static const std::string kFilters[] = {"", "actor:nvidia", "kind:rule,release date:2023?", "\"a b\" -(x OR y)", "actor:nvdia (",
                                           "华为 é \xF0\x9F\x98\x80", "50% + a&b=c#d?e", "\t\\\"\x01\x7F", "~`^|<>{}[]"};
    static const std::string kDates[] = {"", "2023", "2023-10-17", "2022-10~", "not a date, 100%"};
    static const std::string kLanes[] = {"US-companies", "actor:nvidia", "a,b", "x&y=z", "one%20two", "\xE8\x8A\xAF"};
    Look look;
    look.filter = one_of(random, kFilters);
    look.known_on = one_of(random, kDates);
    look.happened_by = one_of(random, kDates);
    if (random.one_in(2)) look.compare = one_of(random, kFilters);
    look.since = one_of(random, kDates);
    constexpr Status kFloors[] = {Status::Established, Status::Reported, Status::Assessed, Status::Alleged, Status::Forecast};
    if (random.one_in(2)) look.status_floor = one_of(random, kFloors);
    look.ghosts = random.one_in(2);
    const std::vector<std::vector<std::string>> panes{{"timeline", "map"}, {"map", "timeline"}, {"timeline"}, {"map"}};
    look.panes = one_of(random, panes);
    look.split = random.one_in(2) ? Split::Stacked : Split::SideBySide;
    for (const ViewDef& view : views()) {
        for (const ViewParam& definition : view.params) {
            const auto choice = one_of(random, definition.choices);
            if (random.one_in(2) && choice.first != definition.choices.front().first)
                set_param(look.params[std::string(view.id)], definition.id, choice.first);
        }
    }
    for (const std::string& lane : kLanes)
        if (random.one_in(3)) toggle_fold(look, lane);
    for (const std::string& lane : kLanes)
        if (random.one_in(3)) look.lane_order.push_back(lane);
    for (const std::string& lane : kLanes)
        if (random.one_in(4)) toggle_lane_pin(look, lane);
    for (const std::string& lane : kLanes)
        if (lane.size() % 2 == look.folded_lanes.size() % 2) set_hidden(look, lane, true);
    for (size_t i = random.below(4); i-- > 0;)
        pin_node(look, {random_node(random, data), {number_between(random, -0.2, 1.2), number_between(random, 0, 1) / 3}});
    static const std::string kPaths[] = {"", "event:rule..thing:a100", "actor:nvidia..actor:smic"};
    look.path = one_of(random, kPaths);
    for (const std::string& lane : kLanes)
        if (random.one_in(4)) look.pinned_facets.push_back(lane);
    return look;
}

inline Cameras random_cameras(SplitMix64& random) {
    Cameras cameras;
    if (random.one_in(2)) {
        Camera camera;
        camera.framed = true;
        camera.time.origin_s = static_cast<Instant>(random.below(4'000'000'000)) - 1'000'000'000;
        camera.time.origin_fraction_s = number_between(random, 0, 0.999);
        camera.time.origin_px = number_between(random, -50, 50);
        camera.time.seconds_per_px = number_between(random, 1, 900'000);
        camera.made_for_px = number_between(random, 300, 2500);
        camera.scroll_y = random.one_in(2) ? number_between(random, 0, 900) : 0;
        cameras["timeline"] = settled(camera);
    }
    if (random.one_in(2)) {
        Camera camera;
        camera.framed = true;
        camera.centre = {number_between(random, -0.2, 1.2), number_between(random, -0.2, 1.2)};
        camera.zoom = number_between(random, 0.5, 12);
        cameras["map"] = settled(camera);
    }
    return cameras;
}

// Without named views: what a link holds.
inline void randomise_look(SplitMix64& random, AppState& state) {
    state.document.look() = random_look(random, *state.data);
    state.session.cameras = random_cameras(random);
    state.session.selected = random_nodes(random, *state.data);
    state.session.active_view = one_of(random, state.document.panes);
}

inline void randomise(SplitMix64& random, AppState& state) {
    randomise_look(random, state);
    constexpr ThemeId kThemes[] = {ThemeId::Dark, ThemeId::Light, ThemeId::Contrast};
    state.session.theme = one_of(random, kThemes);
    static const std::string kNames[] = {"Huawei", "who knew = when", "a/look", "Überblick 芯", "\"quoted\" \\ back"};
    state.document.named_views.clear();
    for (const std::string& name : kNames)
        if (random.one_in(2))
            state.document.named_views.push_back({name, random_look(random, *state.data), random_cameras(random), random_nodes(random, *state.data)});
}

}  // namespace app_test
