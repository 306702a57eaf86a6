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

TEST_CASE("the wheel zooms the matrix at the pointer, a drag pans it, and names and numbers stay in sight", "[views][matrix]") {
    Shown shown(built_in(), "matrix");
    shown.area = {0, 0, 1280, 720};
    shown.build();
    const auto act = [&](Gesture gesture) {
        std::vector<Effect> effects;
        shown.view.interact(shown.input(), *shown.cache, gesture, effects);
        for (const Effect& effect : effects)
            if (const auto* camera = std::get_if<SetCamera>(&effect)) shown.camera() = camera->camera;
        shown.build();
    };
    const MatrixFrame& frame = shown.matrix().frame;
    const Rect before = frame.cells;
    CHECK(frame.view.encloses(before));
    const Vec2 at{700, 400};
    const Vec2 held{(at.x - before.x) / before.w, (at.y - before.y) / before.h};
    act({.kind = GestureKind::Wheel, .at = at, .wheel = 6});
    CHECK(frame.cells.w > 2 * before.w);
    CHECK(std::abs(frame.cells.x + held.x * frame.cells.w - at.x) < 1e-6);
    CHECK(std::abs(frame.cells.y + held.y * frame.cells.h - at.y) < 1e-6);
    const Rect zoomed = frame.cells;
    act({.kind = GestureKind::Drag, .at = at, .delta = {-40, -25}});
    CHECK(std::abs(frame.cells.x - (zoomed.x - 40)) < 1e-6);
    CHECK(std::abs(frame.cells.y - (zoomed.y - 25)) < 1e-6);
    // Whatever part is in sight, so are its headers; no cell leaves the view on the side of a gap.
    act({.kind = GestureKind::Drag, .at = at, .delta = {-1e5, -1e5}});
    CHECK(std::abs(frame.cells.right() - frame.view.right()) < 1e-6);
    CHECK(std::abs(frame.cells.bottom() - frame.view.bottom()) < 1e-6);
    size_t names = 0;
    for (const TextMark& mark : shown.scene.texts())
        names += mark.style == kMatrixName && text_box(mark).overlaps(frame.names) ? 1 : 0;
    CHECK(static_cast<double>(names) >= std::floor(frame.view.h / frame.cell_h));
    // A click takes what is drawn there; everything again is one camera away.
    shown.camera() = Camera{};
    shown.build();
    CHECK(frame.cells == before);
}

TEST_CASE("framing a node puts its row and its column into sight, large enough to read", "[views][matrix]") {
    Shown shown(built_in(), "matrix");
    shown.area = {0, 0, 640, 360};
    set_param(shown.state.document.params["matrix"], "amount", "all");
    shown.build();
    CHECK(shown.matrix().graph.value().left_out == 0);
    const NodeRef huawei = shown.actor("huawei");
    shown.camera() = shown.view.frame(shown.input(), *shown.cache, std::span(&huawei, 1));
    shown.build();
    const auto& graph = shown.matrix().graph.value();
    const auto node = static_cast<size_t>(std::ranges::find(graph.nodes, huawei, &MapNode::node) - graph.nodes.begin());
    const size_t row = shown.matrix().rows.value().row_of[node];
    const MatrixFrame& frame = shown.matrix().frame;
    CHECK(frame.view.encloses(frame.cell(row, row)));
    CHECK(frame.cell_h >= kLeastMatrixCell_px);
}
