// What the map does with very many: bundles, thin lines, groups that stand for their members.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "views_golden.h"
#include "views_tools.h"

using namespace views_test;

namespace {

void set(Shown& shown, std::string_view id, std::string_view value) { set_param(shown.state.document.params["map"], id, value); }

// Actors in cliques of a size, each with a relation to the same place in the next clique.
Loaded cliques(size_t count, size_t size) {
    std::string actors;
    std::string events;
    std::string relations;
    const auto add = [](std::string& list, const std::string& item) { list += (list.empty() ? "" : ",\n") + item; };
    const auto tie = [&](size_t a, size_t b) {
        add(relations, fmt::format(R"({{"from": "a{}", "to": "a{}", "kind": "supplies", "claims": [{{"source": "s", "stance": "alleges"}}]}})", a, b));
    };
    for (size_t i = 0; i < count * size; ++i) {
        add(actors, fmt::format(R"({{"id": "a{}", "name": "Actor {}", "kind": "company", "side": "US"}})", i, i));
        add(events, fmt::format(R"({{"id": "e{}", "title": "Event {}", "date": "2023-01-01", "kind": "rule", "actors": [{{"actor": "a{}"}}], "claims": [{{"source": "s", "stance": "reports"}}]}})", i, i, i));
        for (size_t j = i + 1; j < (i / size + 1) * size; ++j) tie(i, j);
        if (i % size == 0 && i + size < count * size) tie(i, i + size);
    }
    return loaded_from(fmt::format(R"({{"dataset": {{"format": "chokepoint/1", "id": "dense", "title": "Dense"}},
"sources": [{{"id": "s", "title": "S", "date": "2023-01-01"}}], "actors": [{}], "events": [{}], "relations": [{}]}})", actors, events, relations));
}

const Loaded& crowded() {
    static const Loaded kLoaded = cliques(1, 90);
    return kLoaded;
}

std::vector<CurveMark> lines_of_ties(const Shown& shown) {
    std::vector<CurveMark> lines;
    for (const CurveMark& curve : shown.scene.curves())
        if (kind_of(curve.pick) == PickKind::Tie) lines.push_back(curve);
    return lines;
}

bool says(const Shown& shown, std::string_view words) {
    return std::ranges::any_of(shown.scene.texts(), [&](const TextMark& mark) { return shown.scene.text(mark).find(words) != std::string_view::npos; });
}

void look_at(Shown& shown, Vec2 centre, double zoom) {
    Camera camera;
    camera.centre = centre;
    camera.zoom = zoom;
    camera.framed = true;
    shown.camera() = camera;
}

bool has_symbol(const Shown& shown, NodeRef node) {
    return std::ranges::any_of(shown.scene.symbols(), [&](const SymbolMark& mark) { return mark.pick == pick_of(node); });
}

}  // namespace

TEST_CASE("a line in a bundle runs in one piece from one end of its tie to the other, with its arrow at the end", "[views][map][bundles]") {
    Shown shown(built_in(), "map");
    shown.area = {0, 0, 1280, 720};
    set(shown, "lines", "bundled");
    shown.build();
    const MapGraph& graph = shown.map().graph.value();
    const MapRoutes& routes = shown.map().routes.value();
    REQUIRE(routes.size() == graph.ties.size());
    std::map<uint32_t, std::vector<CurveMark>> pieces;
    for (const CurveMark& curve : lines_of_ties(shown)) pieces[curve.pick.index].push_back(curve);
    size_t led = 0;
    for (const auto& [t, curves] : pieces) {
        if (routes[t].empty() || graph.ties[t].relations.size() > 1) continue;
        ++led;
        REQUIRE(curves.size() == routes[t].size());
        for (size_t k = 0; k + 1 < curves.size(); ++k) {
            CHECK(curves[k].to == curves[k + 1].from);
            CHECK(curves[k].arrow == Arrow::None);
        }
        CHECK((curves.back().arrow == Arrow::End) == !graph.ties[t].relations.empty());
        std::vector<Vec2> ends{scene_from_world(shown.map(), shown.map().layout()[graph.ties[t].a]), scene_from_world(shown.map(), shown.map().layout()[graph.ties[t].b])};
        if (!graph.ties[t].relations.empty() && shown.data().relations.from[index(graph.ties[t].relations.front())] != graph.nodes[graph.ties[t].a].node)
            std::swap(ends[0], ends[1]);
        CHECK(length(curves.front().from - ends[0]) < 30);
        CHECK(length(curves.back().to - ends[1]) < 30);
    }
    CHECK(led > 20);
}

TEST_CASE("ties in bundles are drawn as they were on the map", "[views][map][bundles][golden]") {
    const Loaded loaded = cliques(1, 8);
    Shown shown(loaded, "map");
    set(shown, "lines", "bundled");
    shown.build();
    CHECK(std::ranges::any_of(shown.map().routes.value(), [](const auto& route) { return !route.empty(); }));
    check_golden("map-bundled", dump(shown.scene));
}

TEST_CASE("bundling moves no node, and its ways are found once for all zooms", "[views][map][bundles]") {
    Shown shown(built_in(), "map");
    shown.build();
    const std::vector<Vec2> before = shown.map().layout();
    set(shown, "lines", "bundled");
    shown.build();
    CHECK(shown.map().layout() == before);
    const size_t built = shown.map().routes.build_count();
    look_at(shown, {0.4, 0.6}, 3);
    shown.build();
    CHECK(shown.map().routes.build_count() == built);
}

TEST_CASE("more ties than a picture can carry are thin lines without arrows, and the map says how many", "[views][map][dense]") {
    Shown shown(crowded(), "map");
    shown.area = {0, 0, 1280, 720};
    set(shown, "amount", "all");
    shown.build();
    CHECK(says(shown, "4005 ties, drawn thin"));
    const std::vector<CurveMark> lines = lines_of_ties(shown);
    CHECK(lines.size() > 3500);
    for (const CurveMark& line : lines) {
        CHECK(line.arrow == Arrow::None);
        CHECK(line.stroke.width < 1);
        CHECK(line.stroke.style == LineStyle::Solid);
    }
    look_at(shown, {0.5, 0.5}, 4);
    shown.build();
    CHECK_FALSE(says(shown, "drawn thin"));
    CHECK(std::ranges::any_of(lines_of_ties(shown), [](const CurveMark& line) { return line.arrow == Arrow::End; }));
}

TEST_CASE("among thin lines those of what is selected are drawn in full", "[views][map][dense]") {
    Shown shown(crowded(), "map");
    shown.area = {0, 0, 1280, 720};
    set(shown, "amount", "all");
    shown.state.session.selected = {shown.actor("a7")};
    shown.build();
    const MapGraph& graph = shown.map().graph.value();
    size_t full = 0;
    for (const CurveMark& line : lines_of_ties(shown)) {
        const MapTie& tie = graph.ties[line.pick.index];
        const bool own = graph.nodes[tie.a].node == shown.actor("a7") || graph.nodes[tie.b].node == shown.actor("a7");
        CHECK((line.arrow == Arrow::End) == own);
        CHECK((line.stroke.style == LineStyle::Dashed) == own);
        full += own ? 1 : 0;
    }
    CHECK(full > 60);
}

TEST_CASE("the more thin lines there are, the fainter each is", "[views][map][dense]") {
    double last = 1;
    for (const double width : {1280.0, 900.0, 640.0}) {
        Shown shown(crowded(), "map");
        shown.area = {0, 0, width, width * 9 / 16};
        set(shown, "amount", "all");
        shown.build();
        const MapCrowd crowd = crowd_of_ties(shown.map());
        REQUIRE(crowd.thin);
        CHECK(crowd.alpha < last);
        last = crowd.alpha;
    }
}

TEST_CASE("a click on a counted group selects who it is named after, and what is selected opens its group", "[views][map][dense]") {
    const Loaded loaded = cliques(12, 9);
    Shown shown(loaded, "map");
    shown.area = {0, 0, 300, 200};
    set(shown, "amount", "all");
    set(shown, "layout", "groups");
    look_at(shown, {0.5, 0.5}, 0.5);
    shown.build();
    REQUIRE(shows_groups_as_counts(shown.map()));
    const MapPlaces& places = shown.map().places.value();
    const auto& nodes = shown.map().graph.value().nodes;
    REQUIRE(places.groups.size() > 1);
    for (const MapGroup& group : places.groups) CHECK(has_symbol(shown, nodes[group.heaviest].node));
    std::vector<NodeRef> members;
    for (size_t i = 0; i < nodes.size(); ++i)
        if (places.group_of[i] == 0) members.push_back(nodes[i].node);
    REQUIRE(members.size() >= kLeastCountedGroup);
    CHECK_FALSE(has_symbol(shown, members.back()));
    shown.state.session.selected = {members.front()};
    shown.build();
    for (const NodeRef member : members) CHECK(has_symbol(shown, member));
}
