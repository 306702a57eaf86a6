// Rows of states, eras, named days and today: what stands behind and above the lanes.
#include <algorithm>
#include <string>

#include "views/style.h"
#include "views_tools.h"

using namespace views_test;

namespace {

constexpr std::string_view kStated = R"json({
"dataset": {"format": "chokepoint/1", "id": "stated", "title": "Stated", "range": "2022-01/2024-12", "markers": [
  {"kind": "era", "range": "2021-01-20/2023-01-20", "label": "The one before"},
  {"kind": "era", "range": "2023-01-20/..", "label": "The one after"},
  {"date": "2023-01-22", "label": "A day too near to the name before it"}]},
"sources": [{"id": "s1", "title": "S", "date": "2022-01-10"}, {"id": "s2", "title": "S", "date": "2023-06-10"}],
"actors": [{"id": "us", "name": "US", "kind": "government", "side": "US"}],
"things": [{"id": "chip", "name": "Chip", "kind": "chip"}, {"id": "tool", "name": "Tool", "kind": "hardware"}],
"events": [
  {"id": "a", "title": "A", "date": "2022-01-10", "kind": "rule", "actors": [{"actor": "us"}], "claims": [{"source": "s1", "stance": "reports"}]},
  {"id": "b", "title": "B", "date": "2023-06", "kind": "rule", "actors": [{"actor": "us"}], "claims": [{"source": "s2", "stance": "reports"}]},
  {"id": "c", "title": "C", "date": "2024-05-05", "kind": "rule", "actors": [{"actor": "us"}], "claims": [{"source": "s2", "stance": "reports"}]}],
"states": [
  {"id": "chip-abroad", "title": "Chip abroad", "subject": "chip", "spans": [
    {"from": "2022-01-10", "state": "allowed", "event": "a"},
    {"from": "2023-06", "state": "banned", "label": "licence required", "event": "b"}]},
  {"id": "tool-abroad", "title": "Tool abroad", "subject": "tool", "spans": [{"from": "2024-05-05", "state": "banned", "event": "c"}]}]})json";

const Loaded& stated() {
    static const Loaded kLoaded = loaded_from(kStated);
    return kLoaded;
}

Shown shown_with(std::string_view states) {
    Shown shown(stated(), "timeline");
    shown.area = {0, 0, 1280, 720};
    set_param(shown.state.document.params["timeline"], "states", states);
    shown.build();
    return shown;
}

// The bar of a span, without the parts that fade; nothing when it is not drawn.
std::optional<RectMark> bar_of(const Shown& shown, size_t span) {
    for (const RectMark& mark : shown.scene.rects())
        if (mark.pick == pick_of(PickKind::State, span)) return mark;
    return std::nullopt;
}

bool says(const Shown& shown, std::string_view words) {
    return std::any_of(shown.scene.texts().begin(), shown.scene.texts().end(),
                       [&](const TextMark& mark) { return shown.scene.text(mark) == words; });
}

}  // namespace

TEST_CASE("states are read with their markers, and the small history of states has no problems", "[views][timeline][states]") {
    CHECK(stated().diagnostics.all().empty());
    CHECK(stated().data->states.size() == 2);
    CHECK(stated().data->markers.size() == 3);
}

TEST_CASE("rows of states are shown for everything, or for what is selected, or not at all", "[views][timeline][states]") {
    CHECK(shown_with("off").timeline().state_rows.empty());
    CHECK(shown_with("off").timeline().frame.states.empty());
    CHECK(shown_with("on").timeline().state_rows == std::vector<uint32_t>{0, 1});
    Shown shown = shown_with("selected");
    CHECK(shown.timeline().state_rows.empty());
    shown.state.session.selected = {{NodeKind::Thing, static_cast<uint32_t>(*shown.data().find_thing("tool"))}};
    shown.build();
    CHECK(shown.timeline().state_rows == std::vector<uint32_t>{1});
    shown.state.session.selected = {node_of_event(shown.event("b"))};
    shown.build();
    CHECK(shown.timeline().state_rows == std::vector<uint32_t>{0});
    CHECK(says(shown, "Chip abroad"));
    CHECK(text_collisions(shown.scene) == "");
}

TEST_CASE("a state lasts until the next one certainly begins, and fades where that is not known to the day", "[views][timeline][states]") {
    const Shown shown = shown_with("on");
    const TimelineCache& cache = shown.timeline();
    const auto x_of = [&](CivilDate day) { return cache.frame.lanes.x + cache.scale.x_from_time(start_of_day(day)); };
    const auto allowed = bar_of(shown, 0);
    const auto banned = bar_of(shown, 1);
    REQUIRE(allowed);
    REQUIRE(banned);
    CHECK(std::abs(allowed->rect.x - x_of({2022, 1, 10})) < 0.01);
    CHECK(std::abs(allowed->rect.right() - x_of({2023, 6, 1})) < 0.01);
    CHECK(std::abs(banned->rect.x - x_of({2023, 7, 1})) < 0.1);
    const bool fades_in = std::any_of(shown.scene.fades().begin(), shown.scene.fades().end(), [&](const FadeMark& mark) {
        return mark.pick == pick_of(PickKind::State, 1) && mark.left_alpha < mark.right_alpha && std::abs(mark.rect.x - x_of({2023, 6, 1})) < 0.01;
    });
    CHECK(fades_in);
}

TEST_CASE("a state that was not known on the day is not shown, and the one before it goes on", "[views][timeline][states]") {
    Shown shown = shown_with("on");
    const double before = bar_of(shown, 0)->rect.right();
    shown.state.document.known_on = "2022-12";
    shown.build();
    CHECK_FALSE(bar_of(shown, 1));
    REQUIRE(bar_of(shown, 0));
    CHECK(bar_of(shown, 0)->rect.right() > before + 50);
    CHECK(shown.timeline().state_rows.size() == 2);
}

TEST_CASE("a span says in words what applied and when, and a click selects the event that set it", "[views][timeline][states]") {
    Shown shown = shown_with("on");
    const ViewInput input = shown.input();
    CHECK(shown.view.describe(input, *shown.cache, pick_of(PickKind::State, 0)) ==
          "Chip abroad: allowed, from 10 January 2022 until June 2023\nSet by: A\nClick to select that event");
    CHECK(shown.view.describe(input, *shown.cache, pick_of(PickKind::State, 1)) ==
          "Chip abroad: licence required, since June 2023\nSet by: B\nClick to select that event");
    std::vector<Effect> effects;
    Gesture click;
    click.kind = GestureKind::Click;
    click.pick = pick_of(PickKind::State, 2);
    shown.view.interact(input, *shown.cache, click, effects);
    REQUIRE(effects.size() == 1);
    const auto* select = std::get_if<SelectNode>(effects.data());
    REQUIRE(select != nullptr);
    CHECK(select->node == node_of_event(shown.event("c")));
}

TEST_CASE("a row of states says what applied on the very day under the pointer, and what set it", "[views][timeline][states]") {
    Shown shown = shown_with("on");
    const auto on = [&](CivilDate day, Pick pick) {
        ViewInput input = shown.input();
        const TimelineCache& cache = shown.timeline();
        input.pointer = Vec2{cache.frame.lanes.x + cache.scale.x_from_time(start_of_day(day) + kSecondsPerDay / 2), cache.frame.states.y + 8};
        return shown.view.describe(input, *shown.cache, pick);
    };
    CHECK(on({2022, 5, 12}, pick_of(PickKind::State, 0)) ==
          "On 12 May 2022: allowed\nChip abroad\nSince 10 January 2022, until June 2023 (licence required)\nSet by: A (reported)\n"
          "Click to select that event");
    // The month is known, the day is not.
    CHECK(on({2023, 6, 12}, pick_of(PickKind::State, 1)).find("On 12 June 2023: perhaps licence required\n") == 0);
    CHECK(on({2023, 6, 12}, pick_of(PickKind::State, 0)).find("On 12 June 2023: perhaps allowed\n") == 0);
    CHECK(on({2024, 1, 1}, pick_of(PickKind::State, 1)).find("On 1 January 2024: licence required\n") == 0);
    CHECK(on({2024, 1, 1}, pick_of(PickKind::State, 1)).find("Since June 2023, no end on record") != std::string::npos);
    // Where nothing applied the row says so.
    CHECK(on({2023, 1, 1}, pick_of(PickKind::StateRow, 1)) ==
          "On 1 January 2023: nothing is recorded for Tool abroad\nFirst after it: banned, from 5 May 2024");
    HitIndex hits;
    hits.build(shown.scene);
    const TimelineCache& cache = shown.timeline();
    CHECK(hits.at(shown.scene, {cache.frame.lanes.x + 200, cache.frame.states.y + 2 + 1.5 * kStateRow_px}) == pick_of(PickKind::StateRow, 1));
}

TEST_CASE("eras and days are named above the lanes, and a name without room is left out", "[views][timeline][states]") {
    Shown shown = shown_with("off");
    CHECK(says(shown, "The one before"));
    CHECK(says(shown, "The one after"));
    CHECK_FALSE(says(shown, "A day too near to the name before it"));
    CHECK(text_collisions(shown.scene) == "");
    CHECK_FALSE(shown.timeline().frame.markers.empty());
    Shown plain(small_history(), "timeline");
    plain.build();
    CHECK(plain.timeline().frame.markers.empty());
}

TEST_CASE("today is a line where the one who shows the view says what day it is", "[views][timeline]") {
    Shown shown(small_history(), "timeline");
    const auto lines = [&](std::optional<Instant> today) {
        shown.scene.clear();
        shown.scene.set_size(shown.area.right(), shown.area.bottom());
        ViewInput input = shown.input();
        input.today_s = today;
        shown.view.build(input, *shown.cache, shown.scene);
        shown.scene.finish();
        return shown.scene.lines().size();
    };
    const size_t without = lines(std::nullopt);
    CHECK(lines(start_of_day({2023, 3, 1})) == without + 1);
    CHECK(lines(start_of_day({2043, 3, 1})) == without);
}

TEST_CASE("the states of the built-in history each name an event that touches their subject", "[views][timeline][states]") {
    const Dataset& data = *built_in().data;
    REQUIRE(data.states.size() >= 4);
    for (size_t row = 0; row < data.states.size(); ++row) {
        for (const StateSpan& span : data.states.spans[row]) {
            INFO(data.text(data.states.id[row]) << " " << data.text(span.from_text));
            const auto things = data.events.things[index(span.event)];
            CHECK(std::any_of(things.begin(), things.end(), [&](ThingId thing) {
                return NodeRef{NodeKind::Thing, static_cast<uint32_t>(thing)} == data.states.subject[row];
            }));
        }
    }
}

TEST_CASE("a month seen from near is a block from its first to its last day that says what it is", "[views][timeline]") {
    Shown shown(small_history(), "timeline");
    shown.area = {0, 0, 1280, 300};  // too low for cards
    shown.build();
    const EventId month = shown.event("a800-sale");  // 2022-11
    shown.camera().framed = true;
    shown.camera().time = fit_scale(start_of_day({2022, 11, 2}), start_of_day({2022, 11, 9}), 0, shown.timeline().frame.lanes.w);
    shown.build();
    const Rect lanes = shown.timeline().frame.lanes;
    double covered = 0;
    for (const FadeMark& mark : shown.scene.fades())
        if (mark.pick == pick_of(PickKind::Event, index(month)) && mark.rect.h > 10) {
            covered += intersection(mark.rect, lanes).w;
            CHECK(mark.left_alpha == mark.right_alpha);
        }
    CHECK(covered > lanes.w - 1);
    const bool said = std::any_of(shown.scene.texts().begin(), shown.scene.texts().end(), [&](const TextMark& mark) {
        return mark.pick == pick_of(PickKind::Event, index(month)) && text_box(mark).x >= lanes.x && text_box(mark).right() <= lanes.right();
    });
    CHECK(said);
}

TEST_CASE("a strip of very many events says how many its highest columns stand for", "[views][timeline]") {
    const Loaded many = loaded_from(choke::testing::generate_dataset(2 * kPlaceAllLimit, 11));
    Shown shown(many, "timeline");
    shown.area = {0, 0, 1280, 900};
    set_param(shown.state.document.params["timeline"], "lanes", "none");
    shown.build();
    uint32_t most = 0;
    for (const TickColumn& column : shown.timeline().placement.value().ticks) most = std::max(most, column.count);
    size_t numbers = 0;
    for (const TextMark& mark : shown.scene.texts()) {
        const std::string_view words = shown.scene.text(mark);
        if (mark.baseline.x < shown.timeline().frame.lanes.x || mark.baseline.y < shown.timeline().frame.lanes.y) continue;
        if (words.empty() || words.find_first_not_of("0123456789") != std::string_view::npos) continue;
        ++numbers;
        CHECK(std::stoul(std::string(words)) <= most);
    }
    CHECK(numbers > 3);
    CHECK(text_collisions(shown.scene) == "");
}
