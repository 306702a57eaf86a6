// Two timelines on one axis.
#include <algorithm>
#include <string>
#include <vector>

#include "app/commands.h"
#include "app/document_file.h"
#include "app/figures.h"
#include "app/link.h"
#include "views_golden.h"
#include "views_tools.h"

using namespace views_test;

namespace {

Shown compared(std::string_view upper, std::string_view lower, const Loaded& loaded = small_history()) {
    Shown shown(loaded, "timeline");
    shown.area = {0, 0, 1280, 720};
    shown.state.document.filter = std::string(upper);
    shown.state.document.compare = std::string(lower);
    shown.build();
    return shown;
}

bool says(const Shown& shown, std::string_view words) {
    return std::any_of(shown.scene.texts().begin(), shown.scene.texts().end(),
                       [&](const TextMark& mark) { return shown.scene.text(mark) == words; });
}

// Where the symbols of an event stand; the lower block begins at its title.
std::vector<Vec2> symbols_of(const Shown& shown, std::string_view id) {
    std::vector<Vec2> at;
    for (const SymbolMark& mark : shown.scene.symbols())
        if (mark.pick == pick_of(node_of_event(shown.event(id)))) at.push_back(mark.centre);
    std::sort(at.begin(), at.end(), [](Vec2 a, Vec2 b) { return a.y < b.y; });
    return at;
}

}  // namespace

TEST_CASE("two filters make two blocks on one axis, each named with its count", "[views][timeline][compare]") {
    const Shown shown = compared("actor:nvidia", "actor:huawei");
    const TimelineCache& cache = shown.timeline();
    REQUIRE(cache.has_lower);
    CHECK(cache.lower->frame.lanes.y >= cache.frame.lanes.bottom() + kTitleStrip_px);
    CHECK(cache.lower->frame.lanes.x == cache.frame.lanes.x);
    CHECK(cache.lower->frame.lanes.w == cache.frame.lanes.w);
    CHECK(cache.lower->scale.open() == cache.scale.open());
    CHECK(says(shown, "Events that involve Nvidia"));
    CHECK(says(shown, "Events that involve Huawei"));
    CHECK(says(shown, "7 events, 1 of them without a date"));
    CHECK(says(shown, "3 events"));
}

TEST_CASE("an event that both filters find stands in both blocks, at the same place on the axis", "[views][timeline][compare]") {
    const Shown shown = compared("actor:nvidia", "actor:huawei");
    const auto both = symbols_of(shown, "stock");
    REQUIRE(both.size() == 2);
    CHECK(both[0].x == both[1].x);
    CHECK(both[0].y < shown.timeline().lower->title.y);
    CHECK(both[1].y > shown.timeline().lower->title.y);
    CHECK(symbols_of(shown, "rule").size() == 1);
    CHECK(symbols_of(shown, "phone").size() == 1);
}

TEST_CASE("a comparison is drawn as it was", "[views][golden]") {
    Shown shown = compared("actor:nvidia", "actor:huawei");
    shown.area = {0, 0, 900, 500};
    shown.state.session.selected = {node_of_event(shown.event("stock"))};
    check_golden("timeline-small-compare", dump(shown.build()));
}

TEST_CASE("selection and hover are seen in both blocks", "[views][timeline][compare]") {
    Shown shown = compared("actor:nvidia", "actor:huawei");
    const auto rings = [&] {
        return std::count_if(shown.scene.symbols().begin(), shown.scene.symbols().end(), [](const SymbolMark& mark) {
            return mark.shape == SymbolShape::Circle && mark.fill.a == 0 && !mark.pick.any();
        });
    };
    const auto before = rings();
    shown.state.session.selected = {node_of_event(shown.event("stock"))};
    shown.build();
    CHECK(rings() >= before + 2);
    shown.state.session.selected.clear();
    shown.state.session.hover = pick_of(node_of_event(shown.event("stock")));
    shown.build();
    CHECK(rings() == before + 2);
}

TEST_CASE("lanes of both blocks fold, and columns of both are described and zoomed into", "[views][timeline][compare]") {
    Shown shown = compared("", "side:China", generated());
    const TimelineCache& lower = *shown.timeline().lower;
    REQUIRE_FALSE(lower.lanes.value().lanes.empty());
    const Pick lane = pick_of(PickKind::Lane, 0 | kLowerBlock);
    CHECK(shown.view.describe(shown.input(), *shown.cache, lane).find(lower.lanes.value().lanes[0].label) == 0);
    Gesture click;
    click.kind = GestureKind::Click;
    click.pick = lane;
    std::vector<Effect> effects;
    shown.view.interact(shown.input(), *shown.cache, click, effects);
    REQUIRE(effects.size() == 1);
    CHECK(std::get<FoldLane>(effects[0]).key == lower.lanes.value().lanes[0].key);
    // Every lane and column that is drawn says something.
    size_t columns = 0;
    for (const RectMark& mark : shown.scene.rects()) {
        const PickKind kind = kind_of(mark.pick);
        if (kind != PickKind::Lane && kind != PickKind::EventGroup) continue;
        columns += (mark.pick.index & kLowerBlock) != 0 ? 1 : 0;
        CHECK_FALSE(shown.view.describe(shown.input(), *shown.cache, mark.pick).empty());
    }
    CHECK(columns > 0);
}

TEST_CASE("the day and the status floor act on both blocks, and the axis stands still under known-on", "[views][timeline][compare]") {
    Shown shown = compared("actor:nvidia", "actor:huawei");
    const TimeScale before = shown.timeline().scale.open();
    shown.state.document.known_on = "2022-12";
    shown.build();
    CHECK(shown.timeline().scale.open() == before);
    CHECK(shown.timeline().lanes.value().event_count == 2);
    CHECK(shown.timeline().lower->lanes.value().event_count == 0);
    shown.state.document.known_on.clear();
    shown.state.document.status_floor = Status::Reported;
    shown.build();
    CHECK(shown.timeline().lower->lanes.value().event_count < 3);
}

TEST_CASE("the axis of a comparison reaches over both blocks, and only what neither needs is folded", "[views][timeline][compare]") {
    Shown shown = compared("date:2022", "date:2024,2025");
    const TimelineCache& cache = shown.timeline();
    CHECK(cache.first_s == cache.lanes.value().first_s);
    CHECK(cache.last_s == cache.lower->lanes.value().last_s);
    set_param(shown.state.document.params["timeline"], "axis", "folded");
    shown.build();
    for (const TimelineCache* block : {&cache, static_cast<const TimelineCache*>(cache.lower.get())})
        for (const TimelineLane& lane : block->lanes.value().lanes)
            for (const Instant at : lane.anchor_s)
                for (const Fold& fold : cache.scale.folds()) CHECK_FALSE((at >= fold.begin_s && at < fold.end_s));
}

TEST_CASE("a second filter that is not understood finds nothing and says why", "[views][timeline][compare]") {
    const Shown shown = compared("", "actor:nobody");
    CHECK(shown.timeline().lower->lanes.value().event_count == 0);
    CHECK(shown.timeline().lower->title_words.find("not understood at column 7") != std::string::npos);
}

TEST_CASE("comparing is a command that can be undone and refuses what is no query", "[app][compare]") {
    AppState state = state_of(small_history());
    Derived derived;
    state.document.panes = {"map"};
    CHECK(run_command(state, derived, "timeline.compare", "actor:nobody").find("column 7") == 0);
    CHECK_FALSE(state.document.compare);
    CHECK(run_command(state, derived, "timeline.compare", "actor:huawei ") == "");
    CHECK(state.document.compare == "actor:huawei");
    CHECK(state.document.panes == std::vector<std::string>{"timeline"});
    CHECK(run_command(state, derived, "timeline.compare") == "");
    CHECK(state.document.compare == "");
    CHECK(derived.compared(state)->events.size() == state.data->events.size());
    CHECK(run_command(state, derived, "timeline.compare-off") == "");
    CHECK_FALSE(state.document.compare);
    CHECK(derived.compared(state) == nullptr);
    CHECK(run_command(state, derived, "edit.undo") == "");
    CHECK(state.document.compare == "");
}

TEST_CASE("a link keeps what is compared, and everything apart from nothing", "[app][compare]") {
    AppState state = state_of(small_history());
    for (const std::optional<std::string>& compare : {std::optional<std::string>(), std::optional<std::string>(""), std::optional<std::string>("a&b =c")}) {
        state.document.compare = compare;
        const auto link = parse_link(link_text(state, {}));
        REQUIRE(link);
        CHECK(link->look.compare == compare);
    }
}

TEST_CASE("a figure of a comparison has both blocks, and is described with both counts", "[app][compare]") {
    AppState state = state_of(small_history());
    state.document.filter = "actor:nvidia";
    state.document.compare = "actor:huawei";
    Derived derived;
    Citations citations;
    FigureRequest request;
    request.view = "timeline";
    const auto figure = lay_out_figure(state, derived, request, kFixed, citations);
    REQUIRE(figure);
    CHECK(figure->description.summary.find("compared below with 3 events, filtered to events that involve Huawei, 1 of them in both") !=
          std::string::npos);
    CHECK(figure->description.text.find("Lanes of the timeline below") != std::string::npos);
    CHECK(figure->small_print.find("below: 3 of 14 events, filter: events that involve Huawei") != std::string::npos);
    bool upper = false;
    bool lower = false;
    for (const TextMark& mark : figure->scene.texts()) {
        upper = upper || figure->scene.text(mark) == "Events that involve Nvidia";
        lower = lower || figure->scene.text(mark) == "Events that involve Huawei";
    }
    CHECK(upper);
    CHECK(lower);
}
