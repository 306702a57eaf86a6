// The matrix: the map's graph as a table. Rows and columns are in one order, cells stand where their nodes do, and what is
// alleged is hollow.
#include <algorithm>
#include <set>
#include <string>

#include "views_tools.h"

using namespace views_test;

namespace {

std::vector<std::string> row_ids(const Shown& shown) {
    std::vector<std::string> ids;
    for (const uint32_t node : shown.matrix().rows.value().nodes) ids.emplace_back(shown.data().node_id(shown.matrix().graph.value().nodes[node].node));
    return ids;
}

}  // namespace

TEST_CASE("the rows of the matrix are in the order that is asked for", "[views][matrix]") {
    Shown shown(small_history(), "matrix");
    ParamValues& params = shown.state.document.params["matrix"];
    set_param(params, "order", "name");
    shown.build();
    std::vector<std::string> names;
    for (const uint32_t node : shown.matrix().rows.value().nodes) names.emplace_back(shown.data().node_label(shown.matrix().graph.value().nodes[node].node));
    CHECK(names.front() == "A100");
    CHECK(names.back() == "SMIC");
    set_param(params, "order", "side");
    shown.build();
    const auto& graph = shown.matrix().graph.value();
    const auto& rows = shown.matrix().rows.value().nodes;
    CHECK(std::is_sorted(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) { return graph.nodes[a].side < graph.nodes[b].side; }));
    set_param(params, "order", "measure");
    shown.build();
    CHECK(row_ids(shown).front() == "nvidia");
}

TEST_CASE("a cell of the matrix stands in the row of who the relation comes from", "[views][matrix]") {
    Shown shown(small_history(), "matrix");
    set_param(shown.state.document.params["matrix"], "graph", "relations");
    shown.build();
    const std::vector<std::string> ids = row_ids(shown);
    const auto row = [&](std::string_view id) { return static_cast<size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin()); };
    std::set<std::pair<size_t, size_t>> filled;
    for (size_t i = 0; i < ids.size(); ++i)
        for (size_t j = 0; j < ids.size(); ++j)
            for (const RectMark& mark : shown.scene.rects())
                if (kind_of(mark.pick) == PickKind::Tie && shown.matrix().frame.cell(i, j).encloses(mark.rect)) filled.emplace(i, j);
    const std::set<std::pair<size_t, size_t>> expected{{row("nvidia"), row("a100")}, {row("nvidia"), row("a800")}, {row("smic"), row("huawei")}};
    CHECK(filled == expected);
}

TEST_CASE("what is alleged between two is a dashed cell of the matrix", "[views][matrix]") {
    Shown shown(small_history(), "matrix");
    set_param(shown.state.document.params["matrix"], "graph", "relations");
    shown.build();
    size_t dashed = 0;
    for (const RectMark& mark : shown.scene.rects()) {
        if (kind_of(mark.pick) != PickKind::Tie || mark.stroke.width == 0) continue;
        const MapTie& tie = shown.matrix().graph.value().ties[mark.pick.index];
        const bool alleged = relation_status(shown.data(), tie.relations.front()) == Status::Alleged;
        CHECK((mark.stroke.style == LineStyle::Dashed) == alleged);
        dashed += alleged ? 1 : 0;
    }
    CHECK(dashed == 1);
}

TEST_CASE("a click on a cell selects the tie, one on a name the node", "[views][matrix]") {
    Shown shown(small_history(), "matrix");
    shown.build();
    Gesture gesture;
    gesture.kind = GestureKind::Click;
    std::vector<Effect> effects;
    gesture.pick = pick_of(PickKind::Tie, 0);
    shown.view.interact(shown.input(), *shown.cache, gesture, effects);
    REQUIRE(effects.size() == 1);
    CHECK(std::holds_alternative<SelectTie>(effects.front()));
    effects.clear();
    gesture.pick = pick_of(shown.actor("nvidia"));
    shown.view.interact(shown.input(), *shown.cache, gesture, effects);
    REQUIRE(effects.size() == 1);
    CHECK(std::get<SelectNode>(effects.front()).node == shown.actor("nvidia"));
    CHECK(shown.view.describe(shown.input(), *shown.cache, pick_of(PickKind::Tie, 0)) != "");
}

TEST_CASE("however many nodes there are, the matrix draws those that it has room for", "[views][matrix]") {
    Shown shown(generated(), "matrix");
    shown.area = {0, 0, 1280, 720};
    shown.build();
    const size_t count = shown.matrix().rows.value().nodes.size();
    CHECK(count > 20);
    CHECK(static_cast<double>(count) * kLeastMatrixCell_px <= shown.area.h);
    CHECK(shown.scene.order().size() < 20 * count + 6 * count * count);
}
