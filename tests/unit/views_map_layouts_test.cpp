// What holds for the map in every layout, whatever graph it shows: nobody stands on anybody, a pin is a pin, a filter moves
// nobody, and graphs of odd shapes are graphs like others.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "views_tools.h"

using namespace views_test;

namespace {

constexpr std::string_view kLayouts[] = {"curtain", "stress", "time", "rings", "groups"};
constexpr std::string_view kGraphs[] = {"both", "relations", "events", "chain"};

void set(Shown& shown, std::string_view id, std::string_view value) { set_param(shown.state.document.params["map"], id, value); }

double drawn_radius(const Shown& shown, size_t node) { return shown.map().graph.value().nodes[node].radius * map_symbol_scale(shown.map()); }

// Pairs of symbols that cover each other at zoom 1.
std::string overlaps(const Shown& shown) {
    std::string found;
    const auto& nodes = shown.map().graph.value().nodes;
    for (size_t i = 0; i < nodes.size(); ++i) {
        for (size_t j = i + 1; j < nodes.size(); ++j) {
            const double distance = length(scene_from_world(shown.map(), shown.map().layout()[i]) - scene_from_world(shown.map(), shown.map().layout()[j]));
            if (distance + 0.01 < drawn_radius(shown, i) + drawn_radius(shown, j)) found += fmt::format("{} on {}\n", i, j);
        }
    }
    return found;
}

std::map<NodeRef, Vec2> places(const Shown& shown) {
    std::map<NodeRef, Vec2> out;
    const auto& nodes = shown.map().graph.value().nodes;
    for (size_t i = 0; i < nodes.size(); ++i) out[nodes[i].node] = shown.map().layout()[i];
    return out;
}

std::string actor(std::string_view id, std::string_view name, std::string_view side = "US") {
    return fmt::format(R"({{"id": "{}", "name": "{}", "kind": "company", "side": "{}"}})", id, name, side);
}
std::string event(std::string_view id, std::string_view actors) {
    return fmt::format(R"({{"id": "{}", "title": "Event {}", "date": "2023-01-01", "kind": "rule", "actors": [{}], "claims": [{{"source": "s", "stance": "reports"}}]}})",
                       id, id, actors);
}
std::string relation(std::string_view from, std::string_view to, std::string_view kind = "supplies") {
    return fmt::format(R"({{"from": "{}", "to": "{}", "kind": "{}", "claims": [{{"source": "s", "stance": "reports"}}]}})", from, to, kind);
}
Loaded history(const std::string& actors, const std::string& events, const std::string& relations) {
    return loaded_from(fmt::format(R"({{"dataset": {{"format": "chokepoint/1", "id": "shape", "title": "Shape"}},
"sources": [{{"id": "s", "title": "S", "date": "2023-01-01"}}],
"actors": [{}], "events": [{}], "relations": [{}]}})", actors, events, relations));
}
void add(std::string& list, const std::string& item) { list += (list.empty() ? "" : ",\n") + item; }

// A graph of so many actors, each named by an event of its own, with relations by a rule.
template <typename Tied>
Loaded graph_of(size_t count, Tied&& tied) {
    std::string actors;
    std::string events;
    std::string relations;
    for (size_t i = 0; i < count; ++i) {
        add(actors, actor(fmt::format("a{}", i), fmt::format("Actor number {}", i), i % 3 == 0 ? "US" : i % 3 == 1 ? "China" : "other"));
        add(events, event(fmt::format("e{}", i), fmt::format("{{\"actor\": \"a{}\"}}", i)));
        for (size_t j = 0; j < count; ++j)
            if (tied(i, j)) add(relations, relation(fmt::format("a{}", i), fmt::format("a{}", j)));
    }
    return history(actors, events, relations);
}

}  // namespace

TEST_CASE("no node of the map stands on another in any layout", "[views][map][layouts]") {
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated(), &hostile()}) {
        for (const std::string_view layout : kLayouts) {
            for (const std::string_view graph : kGraphs) {
                Shown shown(*loaded, "map");
                set(shown, "layout", layout);
                set(shown, "graph", graph);
                for (const Size size : {Size{1280, 720}, Size{1920, 1080}}) {
                    shown.area = {0, 0, size.width, size.height};
                    shown.build();
                    INFO(loaded->data->events.size() << " events, " << layout << ", " << graph << ", " << size.width);
                    CHECK(overlaps(shown) == "");
                }
            }
        }
    }
}

TEST_CASE("graphs of odd shapes are drawn in every layout without overlaps, twice alike", "[views][map][layouts]") {
    std::string parallel;
    for (int i = 0; i < 1000; ++i) add(parallel, relation("a", "b", i % 2 == 0 ? "supplies" : "uses"));
    const std::string two = actor("a", "One") + "," + actor("b", "Other", "China");
    const std::string both = event("e", R"({"actor": "a"}, {"actor": "b"})");
    std::vector<std::pair<std::string, Loaded>> shapes;
    shapes.emplace_back("one node", history(actor("a", "One"), event("e", R"({"actor": "a"})"), ""));
    shapes.emplace_back("no ties", graph_of(12, [](size_t, size_t) { return false; }));
    shapes.emplace_back("a star", graph_of(20, [](size_t i, size_t j) { return i == 0 && j > 0; }));
    shapes.emplace_back("a clique", graph_of(12, [](size_t i, size_t j) { return i < j; }));
    shapes.emplace_back("a chain", graph_of(20, [](size_t i, size_t j) { return j == i + 1; }));
    shapes.emplace_back("a relation to itself", history(two, both, relation("a", "a") + "," + relation("a", "b")));
    shapes.emplace_back("1,000 parallel relations", history(two, both, parallel));
    shapes.emplace_back("a node without a name", history(actor("a", "") + "," + actor("b", "   "), both, relation("a", "b")));
    for (const auto& [name, loaded] : shapes) {
        for (const std::string_view layout : kLayouts) {
            for (const std::string_view graph : kGraphs) {
                Shown shown(loaded, "map");
                set(shown, "layout", layout);
                set(shown, "graph", graph);
                const std::string first = dump(shown.build());
                INFO(name << ", " << layout << ", " << graph);
                CHECK(overlaps(shown) == "");
                CHECK(text_collisions(shown.scene) == "");
                Shown again(loaded, "map");
                set(again, "layout", layout);
                set(again, "graph", graph);
                CHECK(dump(again.build()) == first);
                for (const Vec2 at : shown.map().layout()) CHECK((std::isfinite(at.x) && std::isfinite(at.y)));
            }
        }
    }
}

TEST_CASE("a filter that leaves nothing says so in every layout", "[views][map][layouts]") {
    for (const std::string_view layout : kLayouts) {
        Shown shown(built_in(), "map");
        set(shown, "layout", layout);
        shown.state.document.filter = "date:1066";
        CHECK(dump(shown.build()).find("No event matches.") != std::string::npos);
    }
}

TEST_CASE("a pinned node stands exactly at its pin in every layout", "[views][map][layouts]") {
    for (const std::string_view layout : kLayouts) {
        Shown shown(built_in(), "map");
        shown.area = {0, 0, 1280, 720};
        set(shown, "layout", layout);
        shown.build();
        const NodeRef node = shown.map().graph.value().nodes[3].node;
        shown.state.document.pins = {{node, {0.31, 0.62}}};
        shown.build();
        INFO(layout);
        CHECK(length(places(shown)[node] - Vec2{0.31, 0.62}) < 1e-6);
    }
}

TEST_CASE("nodes that a filter leaves move little by stress, in time and in groups", "[views][map][layouts]") {
    for (const std::string_view layout : {"stress", "time", "groups"}) {
        for (const std::string_view filter : {"side:China", "kind:rule", "date:2024.."}) {
            Shown shown(built_in(), "map");
            shown.area = {0, 0, 1280, 720};
            set(shown, "layout", layout);
            shown.build();
            const auto before = places(shown);
            shown.state.document.filter = filter;
            shown.build();
            double moved = 0;
            size_t stayed = 0;
            for (const auto& [node, at] : places(shown)) {
                const auto was = before.find(node);
                if (was == before.end()) continue;
                moved += length(at - was->second);
                ++stayed;
            }
            INFO(layout << ", " << filter);
            REQUIRE(stayed > 3);
            CHECK(moved / static_cast<double>(stayed) < 0.03);
        }
    }
}

TEST_CASE("rings go round the selected node, and its neighbours stand on the first", "[views][map][layouts]") {
    const Loaded loaded = graph_of(9, [](size_t i, size_t j) { return j == i + 1; });
    Shown shown(loaded, "map");
    set(shown, "layout", "rings");
    shown.state.session.selected = {shown.actor("a4")};
    shown.build();
    const auto at = places(shown);
    const MapRings& rings = shown.map().places.value().rings;
    CHECK(length(at.at(shown.actor("a4")) - rings.centre) < 1e-6);
    REQUIRE(rings.radii.size() == 4);
    const auto steps_out = [&](std::string_view id) {
        const Vec2 d = at.at(shown.actor(id)) - rings.centre;
        const Vec2 round{d.x / rings.radii[0].x, d.y / rings.radii[0].y};
        return length(round) / ring_reach(std::atan2(round.y, round.x));
    };
    CHECK(std::abs(steps_out("a3") - 1) < 1e-6);
    CHECK(std::abs(steps_out("a5") - 1) < 1e-6);
    CHECK(steps_out("a2") > 1.2);
    CHECK(steps_out("a0") > steps_out("a2"));
}

TEST_CASE("in time a later event does not stand left of an earlier one", "[views][map][layouts]") {
    Shown shown(built_in(), "map");
    shown.area = {0, 0, 1920, 1080};
    set(shown, "layout", "time");
    set(shown, "graph", "chain");
    shown.build();
    std::vector<std::pair<Instant, double>> dated;
    const auto& nodes = shown.map().graph.value().nodes;
    for (size_t i = 0; i < nodes.size(); ++i) {
        const DateBounds& date = shown.data().events.date[nodes[i].node.index];
        if (date.begin == EndKind::Known) dated.emplace_back(date.earliest, shown.map().layout()[i].x);
    }
    REQUIRE(dated.size() > 20);
    std::sort(dated.begin(), dated.end());
    size_t wrong = 0;
    for (size_t i = 1; i < dated.size(); ++i) wrong += dated[i].second + 1e-9 < dated[i - 1].second ? 1 : 0;
    CHECK(wrong == 0);
    CHECK_FALSE(shown.map().places.value().ticks.empty());
}

TEST_CASE("every member of a group stands within its outline", "[views][map][layouts]") {
    Shown shown(built_in(), "map");
    shown.area = {0, 0, 1280, 720};
    set(shown, "layout", "groups");
    shown.build();
    const MapPlaces& made = shown.map().places.value();
    REQUIRE(made.groups.size() > 1);
    for (size_t i = 0; i < made.at.size(); ++i) {
        const std::vector<Vec2>& outline = made.groups[made.group_of[i]].outline;
        const bool tied = std::ranges::any_of(shown.map().graph.value().ties, [&](const MapTie& tie) {
            return shown.map().graph.value().is_drawn(tie) && (tie.a == i || tie.b == i);
        });
        REQUIRE((outline.size() >= 3) == tied);
        int left = 0;
        int right = 0;
        for (size_t k = 0; k < outline.size(); ++k) {
            const Vec2 side = outline[(k + 1) % outline.size()] - outline[k];
            const Vec2 to = made.at[i] - outline[k];
            (side.x * to.y - side.y * to.x > 0 ? left : right)++;
        }
        CHECK((left == 0 || right == 0));
    }
}

TEST_CASE("a graph of events has events, one of shared events actors, one of relations no bare pair", "[views][map]") {
    const auto kinds = [](std::string_view graph) {
        Shown shown(built_in(), "map");
        shown.area = {0, 0, 1920, 1080};
        set(shown, "graph", graph);
        shown.build();
        std::array<size_t, 3> count{};
        size_t bare = 0;
        size_t related = 0;
        for (const MapNode& node : shown.map().graph.value().nodes) count[static_cast<size_t>(node.node.kind)]++;
        for (const MapTie& tie : shown.map().graph.value().ties) (tie.relations.empty() ? bare : related)++;
        return fmt::format("{}{}{}, {}{}", count[0] > 0 ? "events " : "", count[1] > 0 ? "actors " : "", count[2] > 0 ? "things" : "",
                           bare > 0 ? "bare " : "", related > 0 ? "related" : "");
    };
    CHECK(kinds("both") == "actors things, bare related");
    CHECK(kinds("relations") == "actors things, related");
    CHECK(kinds("events") == "actors , bare ");
    CHECK(kinds("chain") == "events , related");
}

TEST_CASE("the middle of a star is largest by every measure of being central", "[views][map]") {
    const Loaded loaded = graph_of(12, [](size_t i, size_t j) { return i == 5 && j != 5; });
    for (const std::string_view size : {"degree", "strength", "betweenness", "closeness", "pagerank"}) {
        Shown shown(loaded, "map");
        set(shown, "size", size);
        shown.build();
        double middle = 0;
        double others = 0;
        for (const MapNode& node : shown.map().graph.value().nodes) {
            double& most = node.node == shown.actor("a5") ? middle : others;
            most = std::max(most, node.radius);
        }
        INFO(size);
        CHECK(middle > others + 2);
    }
}

TEST_CASE("more than three parallel relations are one line with their number", "[views][map]") {
    std::string relations;
    for (int i = 0; i < 7; ++i) add(relations, relation("a", "b"));
    const Loaded loaded = history(actor("a", "One") + "," + actor("b", "Other", "China"), event("e", R"({"actor": "a"}, {"actor": "b"})"), relations);
    Shown shown(loaded, "map");
    shown.build();
    size_t lines = 0;
    for (const CurveMark& curve : shown.scene.curves()) lines += kind_of(curve.pick) == PickKind::Tie ? 1 : 0;
    CHECK(lines == 1);
    CHECK(dump(shown.scene).find("\"7\"") != std::string::npos);
}

TEST_CASE("a line of a thousand relations opens on a page that counts what it leaves out", "[views][map]") {
    std::string parallel;
    for (int i = 0; i < 1000; ++i) add(parallel, relation("a", "b", i % 2 == 0 ? "supplies" : "uses"));
    const Loaded loaded = history(actor("a", "One") + "," + actor("b", "Other", "China"), event("e", R"({"actor": "a"}, {"actor": "b"})"), parallel);
    Shown shown(loaded, "map");
    shown.build();
    size_t lines = 0;
    for (const CurveMark& mark : shown.scene.curves()) lines += kind_of(mark.pick) == PickKind::Tie ? 1 : 0;
    CHECK(lines == 1);
    std::vector<Effect> effects;
    shown.view.interact(shown.input(), *shown.cache, {.kind = GestureKind::Click, .pick = pick_of(PickKind::Tie, 0)}, effects);
    for (const Effect& effect : effects) apply(shown.state, "map", effect);
    const DetailsPage* page = shown.derived.details(shown.state);
    REQUIRE(page != nullptr);
    CHECK(page->groups.front().links.size() == kMaxLinks);
    CHECK(page->groups.front().left_out == 1000 - kMaxLinks);
}

TEST_CASE("a node with a name of nothing but spaces is called by its id", "[views][map][matrix]") {
    const Loaded loaded = history(actor("named", "Named") + "," + actor("blank", "   "), event("e", R"({"actor": "named"}, {"actor": "blank"})"), relation("named", "blank"));
    for (const char* view : {"map", "matrix"}) {
        Shown shown(loaded, view);
        shown.build();
        std::set<std::string> words;
        for (const TextMark& mark : shown.scene.texts()) words.emplace(shown.scene.text(mark));
        INFO(view);
        CHECK(words.contains("Named"));
        CHECK(words.contains("blank"));
    }
}

TEST_CASE("a star of 50,000, a clique of 500 and 10,000 pairs are drawn and can be clicked in every layout", "[views][map][layouts]") {
    const auto tied = [](size_t count, auto&& relations_of) {
        std::string actors;
        std::string events;
        std::string relations;
        for (size_t i = 0; i < count; ++i) {
            actors += fmt::format("{}{}", i == 0 ? "" : ",", actor(fmt::format("a{}", i), fmt::format("A{}", i), i % 3 == 0 ? "US" : i % 3 == 1 ? "China" : "other"));
            events += fmt::format("{}{}", i == 0 ? "" : ",", event(fmt::format("e{}", i), fmt::format("{{\"actor\": \"a{}\"}}", i)));
            relations_of(i, [&](size_t j) { relations += fmt::format("{}{}", relations.empty() ? "" : ",", relation(fmt::format("a{}", i), fmt::format("a{}", j))); });
        }
        return history(actors, events, relations);
    };
    std::vector<std::pair<std::string, Loaded>> shapes;
    shapes.emplace_back("a star", tied(50'001, [](size_t i, auto&& to) { if (i > 0) to(0); }));
    shapes.emplace_back("a clique", tied(500, [](size_t i, auto&& to) { for (size_t j = 0; j < i; ++j) to(j); }));
    shapes.emplace_back("pairs", tied(20'000, [](size_t i, auto&& to) { if (i % 2 == 1) to(i - 1); }));
    for (const auto& [name, loaded] : shapes) {
        for (const std::string_view layout : kLayouts) {
            Shown shown(loaded, "map");
            set(shown, "layout", layout);
            shown.area = {0, 0, 1280, 720};
            shown.build();
            INFO(name << ", " << layout);
            const MapGraph& graph = shown.map().graph.value();
            CHECK(graph.nodes.size() > 20);
            CHECK(graph.nodes.size() + graph.left_out == loaded.data->actors.size());
            CHECK(overlaps(shown) == "");
            HitIndex hits;
            hits.build(shown.scene);
            CHECK(hits.at(shown.scene, scene_from_world(shown.map(), shown.map().layout().front())) == pick_of(graph.nodes.front().node));
        }
    }
    // All of them at once.
    for (size_t s = 0; s < shapes.size(); ++s) {
        Shown shown(shapes[s].second, "map");
        set(shown, "layout", "stress");
        set(shown, "amount", "all");
        shown.area = {0, 0, 1280, 720};
        shown.build();
        INFO(shapes[s].first);
        CHECK(shown.map().graph.value().left_out == 0);
        CHECK(shown.scene.symbols().size() >= shapes[s].second.data->actors.size() / 2);
    }
}

TEST_CASE("neighbours are lit to the depth that is asked for", "[views][map]") {
    const Loaded loaded = graph_of(9, [](size_t i, size_t j) { return j == i + 1; });
    const auto lit = [&](std::string_view depth, std::vector<std::string_view> selected) {
        Shown shown(loaded, "map");
        set(shown, "depth", depth);
        for (const std::string_view id : selected) shown.state.session.selected.push_back(shown.actor(id));
        shown.build();
        size_t count = 0;
        for (const CurveMark& curve : shown.scene.curves()) count += curve.stroke.colour == theme(ThemeId::Dark).selection ? 1 : 0;
        return count;
    };
    CHECK(lit("1", {"a0"}) == 1);
    CHECK(lit("3", {"a0"}) == 3);
    CHECK(lit("5", {"a4"}) == 8);
    CHECK(lit("common", {"a2", "a4"}) == 2);
    CHECK(lit("common", {"a2", "a6"}) == 0);
}

TEST_CASE("a path is lit on the map, with the events that it leads through", "[views][map]") {
    Shown shown(small_history(), "map");
    shown.state.document.path = "event:rule..event:update";
    shown.build();
    std::set<std::string> ids;
    for (const MapNode& node : shown.map().graph.value().nodes)
        if (node.node.kind == NodeKind::Event) ids.emplace(shown.data().node_id(node.node));
    CHECK(ids.contains("rule"));
    CHECK(ids.contains("a800-sale"));
    CHECK(ids.contains("update"));
    size_t lit = 0;
    for (const CurveMark& curve : shown.scene.curves()) lit += curve.stroke.colour == theme(ThemeId::Dark).selection ? 1 : 0;
    CHECK(lit >= 2);
}
