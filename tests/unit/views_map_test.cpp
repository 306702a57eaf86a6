// The map: sides stand apart, what a person has pinned stays, a filter moves little, and the same question gives the
// same picture.
#include <algorithm>
#include <map>
#include <string>

#include <fmt/format.h>

#include "views_tools.h"

using namespace views_test;

namespace {

std::map<NodeRef, Vec2> places_px(const Shown& shown) {
    std::map<NodeRef, Vec2> places;
    const MapGraph& graph = shown.map().graph.value();
    for (size_t i = 0; i < graph.nodes.size(); ++i)
        places[graph.nodes[i].node] = scene_from_world(shown.map(), shown.map().layout()[i]);
    return places;
}

std::string in_words(const std::map<NodeRef, Vec2>& places) {
    std::string words;
    for (const auto& [node, at] : places)
        words += fmt::format("{}:{} {:.3f},{:.3f}\n", static_cast<int>(node.kind), node.index, at.x, at.y);
    return words;
}

}  // namespace

TEST_CASE("the United States stand left of China on the map", "[views][map]") {
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated(), &hostile()}) {
        for (const ParamValues& params : all_params(*find_view("map"))) {
            Shown shown(*loaded, "map");
            shown.state.document.params["map"] = params;
            for (const Size size : kSizes) {
                shown.area = {0, 0, size.width, size.height};
                shown.build();
                // Only the curtain keeps sides apart.
                if (views_test::in_words(params).find("layout=") != std::string::npos) continue;
                // Asked for all nodes in a small window, the layout has no room to keep anybody apart.
                if (views_test::in_words(params).find("amount=all") != std::string::npos && size.width < 1280) continue;
                double us_right = -1e9;
                double china_left = 1e9;
                const MapGraph& graph = shown.map().graph.value();
                for (size_t i = 0; i < graph.nodes.size(); ++i) {
                    const double x = shown.map().layout()[i].x;
                    if (graph.nodes[i].side == Side::US) us_right = std::max(us_right, x);
                    if (graph.nodes[i].side == Side::China) china_left = std::min(china_left, x);
                }
                INFO(loaded->data->events.size() << " events, " << in_words(shown.view, size, ThemeId::Dark) << views_test::in_words(params));
                CHECK(us_right < china_left);
            }
        }
    }
}

TEST_CASE("all nodes of the map stand inside its world", "[views][map]") {
    for (const Loaded* loaded : {&built_in(), &generated()}) {
        for (const ParamValues& params : all_params(*find_view("map"))) {
            Shown shown(*loaded, "map");
            shown.state.document.params["map"] = params;
            for (const Size size : kSizes) {
                shown.area = {0, 0, size.width, size.height};
                shown.build();
                std::string outside;
                for (const auto& [node, at] : places_px(shown))
                    if (!shown.map().world.inset(-0.5).contains(at)) outside += fmt::format("{:.1f},{:.1f} ", at.x, at.y);
                INFO(loaded->data->events.size() << " events, " << in_words(shown.view, size, ThemeId::Dark) << views_test::in_words(params));
                CHECK(outside == "");
            }
        }
    }
}

TEST_CASE("a pinned node stands exactly at its pin", "[views][map]") {
    for (const Loaded* loaded : {&small_history(), &built_in()}) {
        Shown shown(*loaded, "map");
        shown.area = {0, 0, 1280, 720};
        shown.build();
        const MapGraph graph = shown.map().graph.value();
        for (size_t i = 0; i < std::min<size_t>(graph.nodes.size(), 6); ++i) {
            for (const Vec2 at : {Vec2{0.5, 0.5}, Vec2{0, 0}, Vec2{1, 1}, Vec2{0.83, 0.21}}) {
                shown.state.document.pins = {{graph.nodes[i].node, at}};
                shown.build();
                const Vec2 stands = shown.map().layout()[i];
                CHECK(length(stands - at) < 1e-6);
            }
        }
    }
}

TEST_CASE("a drag pins the node under the pointer", "[views][map]") {
    Shown shown(small_history(), "map");
    shown.build();
    Gesture gesture;
    gesture.kind = GestureKind::Drag;
    gesture.began_pick = pick_of(shown.actor("nvidia"));
    gesture.at = {600, 200};
    std::vector<Effect> effects;
    shown.view.interact(shown.input(), *shown.cache, gesture, effects);
    for (const Effect& effect : effects) apply(shown.state, "map", effect);
    shown.build();
    const Vec2 stands = places_px(shown)[shown.actor("nvidia")];
    CHECK(length(stands - gesture.at) < 1e-3);
}

TEST_CASE("the same filter gives the same map, whatever was shown between", "[views][map]") {
    Shown shown(built_in(), "map");
    shown.area = {0, 0, 1280, 720};
    const std::string everything = dump(shown.build());
    shown.state.document.filter = "side:China";
    const std::string china = dump(shown.build());
    shown.state.document.filter = "kind:rule";
    shown.build();
    shown.state.document.filter = "side:China";
    CHECK(dump(shown.build()) == china);
    shown.state.document.filter.clear();
    CHECK(dump(shown.build()) == everything);
    Shown cold(built_in(), "map");
    cold.area = shown.area;
    cold.state.document.filter = "side:China";
    CHECK(dump(cold.build()) == china);
}

TEST_CASE("the same pins give the same map, whichever was set first", "[views][map]") {
    Shown shown(built_in(), "map");
    shown.area = {0, 0, 1280, 720};
    shown.build();
    const NodeRef a = shown.map().graph.value().nodes[0].node;
    const NodeRef b = shown.map().graph.value().nodes[1].node;
    Shown other(built_in(), "map");
    other.area = shown.area;
    apply(shown.state, "map", PinNode{{a, {0.2, 0.2}}});
    shown.build();
    apply(shown.state, "map", PinNode{{b, {0.8, 0.8}}});
    apply(other.state, "map", PinNode{{b, {0.8, 0.8}}});
    other.build();
    apply(other.state, "map", PinNode{{a, {0.2, 0.2}}});
    CHECK(dump(shown.build()) == dump(other.build()));
}

TEST_CASE("nodes that a filter leaves stay about where they were", "[views][map]") {
    for (const std::string_view filter : {"side:China", "kind:rule", "status:established", "date:2024.."}) {
        Shown shown(built_in(), "map");
        shown.area = {0, 0, 1280, 720};
        shown.build();
        const auto before = places_px(shown);
        shown.state.document.filter = filter;
        shown.build();
        double moved_sum = 0;
        double moved_most = 0;
        size_t shared = 0;
        for (const auto& [node, at] : places_px(shown)) {
            const auto was = before.find(node);
            if (was == before.end()) continue;
            const double moved = length(at - was->second);
            moved_sum += moved;
            moved_most = std::max(moved_most, moved);
            ++shared;
        }
        INFO(filter << ": " << shared << " stay; moved most " << moved_most);
        REQUIRE(shared > 3);
        CHECK(moved_sum / static_cast<double>(shared) < 20);
        CHECK(moved_most < 120);
    }
}

TEST_CASE("panning and zooming the map lays nothing out anew", "[views][map]") {
    Shown shown(built_in(), "map");
    shown.area = {0, 0, 1280, 720};
    shown.build();
    const auto before = places_px(shown);
    const size_t built = shown.map().base.build_count() + shown.map().graph.build_count() + shown.map().places.build_count();
    for (int step = 0; step < 20; ++step) {
        Gesture gesture;
        gesture.kind = step % 2 == 0 ? GestureKind::Drag : GestureKind::Wheel;
        gesture.delta = {13, -7};
        gesture.at = {500, 300};
        gesture.wheel = step < 10 ? 1 : -1;
        std::vector<Effect> effects;
        shown.view.interact(shown.input(), *shown.cache, gesture, effects);
        for (const Effect& effect : effects) apply(shown.state, "map", effect);
        shown.build();
    }
    CHECK(shown.map().base.build_count() + shown.map().graph.build_count() + shown.map().places.build_count() == built);
    shown.camera() = Camera{};
    shown.build();
    CHECK(in_words(places_px(shown)) == in_words(before));
}

TEST_CASE("the wheel keeps the point under the pointer", "[views][map]") {
    Shown shown(built_in(), "map");
    shown.area = {0, 0, 1280, 720};
    shown.build();
    const Vec2 at{400, 250};
    for (const double wheel : {1.0, 3.0, -2.0, 0.5}) {
        const Vec2 world = world_from_scene(shown.map(), at);
        Gesture gesture;
        gesture.kind = GestureKind::Wheel;
        gesture.at = at;
        gesture.wheel = wheel;
        std::vector<Effect> effects;
        shown.view.interact(shown.input(), *shown.cache, gesture, effects);
        for (const Effect& effect : effects) apply(shown.state, "map", effect);
        shown.build();
        CHECK(length(scene_from_world(shown.map(), world) - at) < 0.01);
    }
}

TEST_CASE("a selected node is on the map however light it is", "[views][map]") {
    Shown shown(built_in(), "map");
    shown.area = {0, 0, 640, 360};
    std::string missing;
    for (const std::string_view filter : {"", "side:China", "status:established"}) {
        shown.state.document.filter = filter;
        shown.state.session.selected.clear();
        shown.build();
        const std::vector<uint32_t> counts = shown.derived.facet_counts(shown.state, Facet::Actor);
        for (uint32_t i = 0; i < shown.data().actors.size(); ++i) {
            if (counts[i] == 0) continue;
            shown.state.session.selected = {{NodeKind::Actor, i}};
            shown.build();
            if (!places_px(shown).contains({NodeKind::Actor, i}))
                missing += std::string(shown.data().text(shown.data().actors.id[i])) + " under '" + std::string(filter) + "'\n";
        }
    }
    CHECK(missing == "");
}

TEST_CASE("an allegation between two nodes is a dashed line on the map", "[views][map]") {
    Shown shown(small_history(), "map");
    shown.build();
    const MapGraph& graph = shown.map().graph.value();
    size_t seen = 0;
    for (const CurveMark& curve : shown.scene.curves()) {
        if (kind_of(curve.pick) != PickKind::Tie || curve.arrow == Arrow::None) continue;
        const MapTie& tie = graph.ties[curve.pick.index];
        REQUIRE(tie.relations.size() == 1);
        const Status status = relation_status(shown.data(), tie.relations.front());
        CHECK((curve.stroke.style == LineStyle::Dashed) == (status == Status::Alleged));
        ++seen;
    }
    CHECK(seen == 3);
}
