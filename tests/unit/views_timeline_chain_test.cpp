// Causes and effects of the selected event: which events belong to a chain, how the others step back, and where arrows run.
#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "views/style.h"
#include "views_tools.h"

using namespace views_test;

namespace {

// a leads to b, b to c, c to d; e answers b; x leads to c, so that it is a cause of an effect of a, and no effect of a.
constexpr std::string_view kChained = R"json({
"dataset": {"format": "chokepoint/1", "id": "chained", "title": "Chained"},
"sources": [{"id": "s1", "title": "S", "date": "2023-01-01"}],
"actors": [{"id": "us", "name": "US", "kind": "government", "side": "US"}, {"id": "cn", "name": "CN", "kind": "government", "side": "China"}],
"events": [
  {"id": "a", "title": "A", "date": "2022-01-10", "kind": "rule", "actors": [{"actor": "us"}], "claims": [{"source": "s1", "stance": "reports"}]},
  {"id": "b", "title": "B", "date": "2022-03-10", "kind": "rule", "actors": [{"actor": "cn"}], "claims": [{"source": "s1", "stance": "reports"}]},
  {"id": "x", "title": "X", "date": "2022-04-10", "kind": "rule", "actors": [{"actor": "us"}], "claims": [{"source": "s1", "stance": "reports"}]},
  {"id": "c", "title": "C", "date": "2022-06-10", "kind": "rule", "actors": [{"actor": "us"}], "claims": [{"source": "s1", "stance": "reports"}]},
  {"id": "d", "title": "D", "date": "2022-09-10", "kind": "rule", "actors": [{"actor": "cn"}], "claims": [{"source": "s1", "stance": "reports"}]},
  {"id": "e", "title": "E", "date": "2022-08-10", "kind": "rule", "actors": [{"actor": "cn"}], "claims": [{"source": "s1", "stance": "reports"}]}],
"relations": [
  {"id": "ab", "from": "a", "to": "b", "kind": "leads-to", "claims": [{"source": "s1", "stance": "reports"}]},
  {"id": "bc", "from": "b", "to": "c", "kind": "leads-to", "claims": [{"source": "s1", "stance": "alleges"}]},
  {"id": "cd", "from": "c", "to": "d", "kind": "leads-to", "claims": [{"source": "s1", "stance": "reports"}]},
  {"id": "eb", "from": "e", "to": "b", "kind": "responds-to", "claims": [{"source": "s1", "stance": "reports"}]},
  {"id": "xc", "from": "x", "to": "c", "kind": "leads-to", "claims": [{"source": "s1", "stance": "reports"}]},
  {"id": "xd", "from": "x", "to": "d", "kind": "supports", "claims": [{"source": "s1", "stance": "reports"}]}]})json";

const Loaded& chained() {
    static const Loaded kLoaded = loaded_from(kChained);
    return kLoaded;
}

std::string chain_of(std::string_view event, std::string_view depth) {
    Shown shown(chained(), "timeline");
    shown.state.session.selected = {node_of_event(shown.event(event))};
    set_param(shown.state.document.params["timeline"], "chain", depth);
    shown.build();
    std::string words;
    for (const EventId each : shown.timeline().chain.value().events) words += std::string(shown.data().text(shown.data().events.id[index(each)]));
    std::sort(words.begin(), words.end());
    return words;
}

struct Piece {
    Vec2 from;
    Vec2 to;
};
// The straight parts of all arrows.
std::vector<Piece> arrow_pieces(const Scene& scene) {
    std::vector<Piece> pieces;
    for (const OrderRecord& record : scene.order())
        if (record.layer == Layer::Edges && record.kind == MarkKind::Line)
            pieces.push_back({scene.lines()[record.index].from, scene.lines()[record.index].to});
    return pieces;
}

// Words in the lanes that a straight part of an arrow runs through.
std::string crossed_words(const Shown& shown) {
    std::string problems;
    const std::vector<Piece> pieces = arrow_pieces(shown.scene);
    for (const OrderRecord& record : shown.scene.order()) {
        if (record.layer != Layer::Labels || record.kind != MarkKind::Text) continue;
        const TextMark& mark = shown.scene.texts()[record.index];
        const Rect box = intersection(text_box(mark), shown.timeline().frame.lanes);
        if (box.empty()) continue;
        for (const Piece& piece : pieces) {
            const Rect run{std::min(piece.from.x, piece.to.x) - 0.3, std::min(piece.from.y, piece.to.y) - 0.3,
                           std::abs(piece.from.x - piece.to.x) + 0.6, std::abs(piece.from.y - piece.to.y) + 0.6};
            if (run.overlaps(box))
                problems += fmt::format("\"{}\" at {:.0f},{:.0f}: {:.0f},{:.0f} to {:.0f},{:.0f}\n", shown.scene.text(mark), box.x, box.y,
                                        piece.from.x, piece.from.y, piece.to.x, piece.to.y);
        }
    }
    return problems.substr(0, 900);
}

}  // namespace

TEST_CASE("a chain holds causes of causes and effects of effects to its depth, and nothing else", "[views][timeline][chain]") {
    CHECK(chain_of("a", "off") == "");
    CHECK(chain_of("a", "1") == "ab");
    CHECK(chain_of("a", "2") == "abce");
    CHECK(chain_of("a", "3") == "abcde");
    CHECK(chain_of("a", "all") == "abcde");
    CHECK(chain_of("c", "1") == "bcdx");
    CHECK(chain_of("c", "all") == "abcdx");
    CHECK(chain_of("e", "1") == "be");
    CHECK(chain_of("x", "all") == "cdx");
}

TEST_CASE("a chain ends where the filter or the day leaves an event out", "[views][timeline][chain]") {
    Shown shown(chained(), "timeline");
    shown.state.session.selected = {node_of_event(shown.event("a"))};
    set_param(shown.state.document.params["timeline"], "chain", "all");
    shown.state.document.filter = "-id:b";
    shown.build();
    CHECK(shown.timeline().chain.value().events.size() == 1);
    CHECK(shown.timeline().chain.value().links.empty());
}

TEST_CASE("what is not in the chain steps back, and comes back when the chain is off", "[views][timeline][chain]") {
    Shown shown(chained(), "timeline");
    shown.area = {0, 0, 1280, 720};
    const auto alpha_of = [&](std::string_view id) {
        for (const SymbolMark& mark : shown.scene.symbols())
            if (mark.pick == pick_of(PickKind::Event, index(shown.event(id)))) return static_cast<int>(mark.fill.a);
        return -1;
    };
    shown.state.session.selected = {node_of_event(shown.event("a"))};
    shown.build();
    CHECK(alpha_of("d") == 255);
    set_param(shown.state.document.params["timeline"], "chain", "1");
    shown.build();
    CHECK(alpha_of("a") == 255);
    CHECK(alpha_of("b") == 255);
    CHECK(alpha_of("d") >= 255 * 12 / 100);
    CHECK(alpha_of("d") <= 255 * 25 / 100);
    // Nothing selected: there is no chain, and nothing steps back.
    shown.state.session.selected.clear();
    shown.build();
    CHECK(alpha_of("d") == 255);
}

TEST_CASE("arrows of a chain run with cause and time, say their kind, and are dashed when alleged", "[views][timeline][chain]") {
    Shown shown(chained(), "timeline");
    shown.area = {0, 0, 1280, 720};
    shown.state.session.selected = {node_of_event(shown.event("b"))};
    set_param(shown.state.document.params["timeline"], "chain", "1");
    shown.build();
    const Dataset& data = shown.data();
    REQUIRE(shown.timeline().links.size() == 3);
    for (const DrawnLink& drawn : shown.timeline().links) CHECK(anchor_of(data, drawn.link.from) < anchor_of(data, drawn.link.to));
    const auto said = [&](std::string_view words) {
        return std::any_of(shown.scene.texts().begin(), shown.scene.texts().end(),
                           [&](const TextMark& mark) { return shown.scene.text(mark) == words; });
    };
    CHECK(said("leads to"));
    CHECK(said("is answered by"));
    const bool dashed = std::any_of(shown.scene.lines().begin(), shown.scene.lines().end(), [](const LineMark& mark) {
        return mark.arrow == Arrow::End && mark.stroke.style == LineStyle::Dashed;
    });
    CHECK(dashed);
    CHECK(text_collisions(shown.scene) == "");
}

TEST_CASE("arrows run through no words and bend inside the lanes", "[views][timeline][chain]") {
    for (const Size size : {Size{1280, 720}, Size{1920, 1080}}) {
        for (const std::string_view lanes : {"group", "side", "actor"}) {
            for (const std::string_view depth : {"off", "1", "3"}) {
                Shown shown(built_in(), "timeline");
                shown.area = {0, 0, size.width, size.height};
                set_param(shown.state.document.params["timeline"], "lanes", lanes);
                set_param(shown.state.document.params["timeline"], "chain", depth);
                for (size_t i = 0; i < shown.data().events.size(); i += 13) {
                    shown.state.session.selected = {node_of_event(id_at<EventId>(i))};
                    shown.build();
                    INFO(size.width << " by " << lanes << ", chain " << depth << ", " << shown.data().text(shown.data().events.id[i]));
                    CHECK(crossed_words(shown) == "");
                    CHECK(text_collisions(shown.scene) == "");
                    const Rect inner = shown.timeline().frame.lanes;
                    for (const CurveMark& bend : shown.scene.curves()) {
                        const bool inside = bend.from.x > inner.x - 1 && bend.from.x < inner.right() + 1;
                        if (!inside) FAIL_CHECK("a bend at " << bend.from.x);
                    }
                }
            }
        }
    }
}

TEST_CASE("a level arrow jogs only in gaps, and two arrows stand side by side until they are many", "[views][timeline][chain]") {
    RowRoutes routes;
    const auto route = [&](bool shared) {
        routes.start(0, 400, shared);
        for (int row = 0; row < 4; ++row) routes.add_row(10 + 20 * row);
        // Row 1 is open on the left, row 2 on the right: the arrow has to jog between them.
        routes.block(1, 100, 400);
        routes.block(2, 0, 300);
        routes.ready();
        std::vector<std::vector<Vec2>> ways(2);
        for (auto& way : ways) routes.route({{200, 10}, 0, 20, 6}, {{200, 70}, 60, 80, 6}, way);
        return ways;
    };
    const auto apart = route(false);
    for (const Vec2& corner : apart[0]) CHECK((std::abs(corner.y - 30) > 9 || corner.x <= 100));
    for (const Vec2& corner : apart[0]) CHECK((std::abs(corner.y - 50) > 9 || corner.x >= 300));
    CHECK(apart[0] != apart[1]);
    const auto together = route(true);
    CHECK(together[0] == together[1]);
}

TEST_CASE("axis and lanes stand still while known-on moves", "[views][timeline]") {
    for (const bool interactive : {true, false}) {
        for (const std::string_view lanes_by : {"side", "actor", "group"}) {
            for (const std::string filter : {"", "actor:nvidia", "kind:rule"}) {
                Shown shown(built_in(), "timeline");
                shown.area = {0, 0, 1280, 720};
                shown.interactive = interactive;
                set_param(shown.state.document.params["timeline"], "lanes", lanes_by);
                shown.state.document.filter = filter;
                const auto frame = [&] {
                    shown.build();
                    const TimelineCache& cache = shown.timeline();
                    std::string words = fmt::format("{} {}", cache.scale.open().origin_s, cache.scale.seconds_per_px());
                    for (size_t i = 0; i < cache.lanes.value().lanes.size(); ++i)
                        words += fmt::format(" {} {:.2f}", cache.lanes.value().lanes[i].key, cache.boxes.value()[i].height);
                    return words;
                };
                const std::string ever = frame();
                size_t last = 0;
                for (const std::string day : {"2022-09", "2023-03", "2024-06", "2025-11"}) {
                    shown.state.document.known_on = day;
                    INFO(lanes_by << " " << filter << " known on " << day);
                    CHECK(frame() == ever);
                    CHECK(shown.timeline().lanes.value().event_count >= last);
                    last = shown.timeline().lanes.value().event_count;
                }
                CHECK(last > 0);
            }
        }
    }
}
