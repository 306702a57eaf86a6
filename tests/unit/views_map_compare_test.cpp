// Two days compared on the map, and nodes on their way to new places.
#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/link.h"
#include "views_tools.h"

using namespace views_test;

namespace {

// A tie for every way in which two days can differ. The last thing that became known is of 1 March 2025.
constexpr std::string_view kChanging = R"json({
"dataset": {"format": "chokepoint/1", "id": "changing", "title": "What changes", "version": "1"},
"sources": [{"id": "s", "title": "S", "date": "2019-01-01"}],
"actors": [
  {"id": "a", "name": "Aa", "kind": "company", "side": "US"}, {"id": "b", "name": "Bb", "kind": "company", "side": "China"},
  {"id": "c", "name": "Cc", "kind": "company", "side": "China"}, {"id": "d", "name": "Dd", "kind": "company", "side": "other"},
  {"id": "e", "name": "Ee", "kind": "company", "side": "other"}, {"id": "f", "name": "Ff", "kind": "company", "side": "US"}],
"things": [{"id": "t", "name": "Tt", "kind": "chip", "date": "2024-01-15"}],
"events": [
  {"id": "old", "title": "Old", "date": "2020-01-01", "kind": "rule", "actors": [{"actor": "a"}, {"actor": "b"}, {"actor": "c"}, {"actor": "e"}],
   "claims": [{"source": "s", "stance": "reports", "known": "2020-02-01"}]},
  {"id": "fresh", "title": "Fresh", "date": "2024-02-01", "kind": "rule", "actors": [{"actor": "d"}], "things": ["t"],
   "claims": [{"source": "s", "stance": "reports", "known": "2024-02-01"}]},
  {"id": "withdrawn", "title": "Withdrawn", "date": "2021-01-01", "kind": "rule", "actors": [{"actor": "e"}, {"actor": "f"}],
   "claims": [{"source": "s", "stance": "reports", "known": "2021-02-01"}, {"source": "s", "stance": "retracts", "known": "2025-03-01"}]}],
"relations": [
  {"id": "lasting", "from": "a", "to": "b", "kind": "supplies", "date": "2020/..", "claims": [{"source": "s", "stance": "reports", "known": "2024-06-01"}]},
  {"id": "ended", "from": "a", "to": "c", "kind": "supplies", "date": "2020/2023-06", "claims": [{"source": "s", "stance": "reports", "known": "2020-06-01"}]},
  {"id": "begun", "from": "a", "to": "d", "kind": "invests-in", "date": "2024-03/..", "claims": [{"source": "s", "stance": "reports", "known": "2024-03-01"}]},
  {"id": "passing", "from": "b", "to": "d", "kind": "supplies", "date": "2023-03/2023-09", "claims": [{"source": "s", "stance": "reports", "known": "2023-04-01"}]},
  {"id": "planned", "from": "b", "to": "c", "kind": "supplies", "date": "2030/..", "claims": [{"source": "s", "stance": "forecasts", "known": "2021-01-01"}]},
  {"id": "undated", "from": "a", "to": "e", "kind": "competes-with", "claims": [{"source": "s", "stance": "reports", "known": "2021-01-01"}, {"source": "s", "stance": "retracts", "known": "2025-01-01"}]},
  {"id": "made", "from": "d", "to": "t", "kind": "makes", "claims": [{"source": "s", "stance": "reports", "known": "2024-01-15"}]}]
})json";

const Loaded& changing() {
    static const Loaded kLoaded = loaded_from(kChanging);
    return kLoaded;
}

std::string word_of(Change change) {
    switch (change) {
        case Change::Stayed: return "stayed";
        case Change::New: return "new";
        case Change::Gone: return "gone";
        case Change::Elsewhere: return "elsewhere";
    }
    return {};
}

std::string changes_in_words(Shown& shown, CompareBy by) {
    const ViewInput input = shown.input();
    REQUIRE(input.compared_days != nullptr);
    const ChangeRule rule(change_facts(input), by);
    std::string words;
    for (size_t r = 0; r < shown.data().relations.size(); ++r)
        words += fmt::format("{}{} {}", words.empty() ? "" : ", ", shown.data().text(shown.data().relations.id[r]), word_of(rule.of(id_at<RelationId>(r))));
    for (size_t e = 0; e < shown.data().events.size(); ++e)
        words += fmt::format(", {} {}", shown.data().text(shown.data().events.id[e]), word_of(rule.of(id_at<EventId>(e))));
    return words;
}

std::string all_texts(const Scene& scene) {
    std::string words;
    for (const TextMark& mark : scene.texts()) words += std::string(scene.text(mark)) + "\n";
    return words;
}

double widest_tie(const Shown& shown, Change change) {
    double widest = 0;
    for (const CurveMark& mark : shown.scene.curves())
        if (kind_of(mark.pick) == PickKind::Tie && shown.map().changes.value().of_tie[mark.pick.index] == change)
            widest = std::max(widest, static_cast<double>(mark.stroke.width));
    return widest;
}

}  // namespace

TEST_CASE("what had happened by a day decides what is new and what has gone since", "[views][map][compare]") {
    Shown shown(changing(), "map");
    shown.state.document.since = "2022";
    CHECK(changes_in_words(shown, CompareBy::Dates) ==
          "lasting stayed, ended gone, begun new, passing gone, planned elsewhere, undated stayed, made new, old stayed, withdrawn stayed, fresh new");
    // Known-on is the later day.
    shown.state.document.known_on = "2023-05";
    CHECK(changes_in_words(shown, CompareBy::Dates) ==
          "lasting stayed, ended stayed, begun elsewhere, passing new, planned elsewhere, undated stayed, made elsewhere, old stayed, withdrawn stayed, fresh elsewhere");
}

TEST_CASE("what had become known by a day can decide instead, and then what was retracted has gone", "[views][map][compare]") {
    Shown shown(changing(), "map");
    shown.state.document.since = "2023";
    CHECK(changes_in_words(shown, CompareBy::Known) ==
          "lasting new, ended stayed, begun new, passing stayed, planned stayed, undated gone, made new, old stayed, withdrawn gone, fresh new");
    // What is less firm than the floor is on neither day.
    shown.state.document.status_floor = Status::Reported;
    CHECK(changes_in_words(shown, CompareBy::Known) ==
          "lasting new, ended stayed, begun new, passing stayed, planned elsewhere, undated gone, made new, old stayed, withdrawn gone, fresh new");
}

TEST_CASE("a map of two days tells what has changed by form and word, with a key of dates and counts", "[views][map][compare]") {
    Shown shown(changing(), "map");
    shown.area = {0, 0, 1280, 720};
    shown.state.document.since = "2022";
    const std::string words = all_texts(shown.build());
    INFO(words);
    CHECK(words.find("2022 to 1 Mar 2025") != std::string::npos);
    CHECK(words.find("2 new") != std::string::npos);
    CHECK(words.find("2 gone") != std::string::npos);
    CHECK(words.find("by what had happened") != std::string::npos);
    CHECK(widest_tie(shown, Change::New) > widest_tie(shown, Change::Stayed));
    for (const CurveMark& mark : shown.scene.curves())
        if (kind_of(mark.pick) == PickKind::Tie && shown.map().changes.value().of_tie[mark.pick.index] == Change::Gone)
            CHECK(mark.stroke.style == LineStyle::Dashed);
    set_param(shown.state.document.params["map"], "compare", "known");
    const std::string known = all_texts(shown.build());
    CHECK(known.find("by what had become known") != std::string::npos);
    CHECK(known.find("4 new") != std::string::npos);
}

TEST_CASE("a day that is not before the other is refused and leaves the map as it is", "[app][map][compare]") {
    AppState state = state_of(changing());
    Derived derived;
    CHECK(run_command(state, derived, "map.compare-since", "2026") != "");
    CHECK(run_command(state, derived, "map.compare-since", "no day") != "");
    CHECK(run_command(state, derived, "map.compare-since", "2022/..") != "");
    CHECK(state.document.since == "");
    CHECK(run_command(state, derived, "map.compare-since", "2022") == "");
    CHECK(state.document.since == "2022");
    CHECK(state.undo.back().label == "compare with 2022");
    CHECK(run_command(state, derived, "map.compare-off") == "");
    CHECK(state.document.since == "");
    CHECK(run_command(state, derived, "edit.undo") == "");
    CHECK(state.document.since == "2022");
}

TEST_CASE("the page of a tie says what is new and what has gone since the day", "[app][details][compare]") {
    AppState state = state_of(changing());
    Derived derived;
    const auto actor = [&](std::string_view id) { return NodeRef{NodeKind::Actor, static_cast<uint32_t>(*state.data->find_actor(id))}; };
    state.document.since = "2022";
    state.session.tie = Tie{actor("a"), actor("d")};
    const DetailsPage* page = derived.details(state);
    REQUIRE(page != nullptr);
    CHECK(page->kind == "What ties them, new since 2022");
    CHECK(page->groups.front().links.front().change == "new since 2022");
    state.session.tie = Tie{actor("a"), actor("c")};
    page = derived.details(state);
    REQUIRE(page != nullptr);
    CHECK(page->groups.front().links.front().change == "gone since 2022");
    state.document.since.clear();
    CHECK(derived.details(state)->groups.front().links.front().change == "");
}

TEST_CASE("nodes move from their old places to the new ones, and new nodes appear", "[views][map][settle]") {
    Shown shown(built_in(), "map");
    shown.area = {0, 0, 1280, 720};
    shown.state.document.known_on = "2023-06";
    shown.build();
    CHECK(settling_map(*shown.cache) == 0);  // there is nothing to come from
    const auto before = shown.map().stands;
    shown.state.document.known_on = "2025-06";
    shown.build();
    CHECK(settling_map(*shown.cache) == 1);
    const auto after = shown.map().stands;
    const auto place = [](const auto& list, NodeRef node) -> const Vec2* {
        const auto at = std::ranges::find(list, node, [](const auto& row) { return row.first; });
        return at == list.end() ? nullptr : &at->second;
    };
    const auto drawn = [&](NodeRef node) {
        const auto mark = std::ranges::find(shown.scene.symbols(), pick_of(node), [](const SymbolMark& m) { return m.pick; });
        REQUIRE(mark != shown.scene.symbols().end());
        return world_from_scene(shown.map(), mark->centre);
    };
    size_t came = 0;
    for (const double settle : {0.0, 0.5, 1.0}) {
        shown.state.session.settles["map"] = settle;
        shown.build();
        CHECK(settling_map(*shown.cache) == 1);
        for (const auto& [node, at] : after) {
            const Vec2* from = place(before, node);
            came += from == nullptr ? 1 : 0;
            const Vec2 expected = from == nullptr ? at : *from + (at - *from) * settle;
            CHECK(length(drawn(node) - expected) < 1e-9);
        }
    }
    CHECK(came > 0);
}

TEST_CASE("a layout that changes on the way starts from where nodes are drawn", "[views][map][settle]") {
    Shown shown(built_in(), "map");
    shown.area = {0, 0, 1280, 720};
    shown.build();
    set_param(shown.state.document.params["map"], "layout", "stress");
    shown.build();
    shown.state.session.settles["map"] = 0.5;
    shown.build();
    const NodeRef node = shown.map().stands.front().first;
    const Vec2 half = map_now(shown.map(), node, shown.map().stands.front().second, 0.5).at;
    set_param(shown.state.document.params["map"], "layout", "groups");
    shown.state.session.settles["map"] = 0;
    shown.build();
    const Vec2 start = map_now(shown.map(), node, shown.map().stands.front().second, 0).at;
    CHECK(length(start - half) < 1e-12);
}

TEST_CASE("nothing moves softly when the window changes its size, a node is pinned or other data are opened", "[views][map][settle]") {
    Shown shown(built_in(), "map");
    shown.area = {0, 0, 1280, 720};
    shown.build();
    shown.area = {0, 0, 900, 700};
    shown.build();
    shown.state.document.pins = {{shown.actor("nvidia"), {0.2, 0.2}}};
    shown.build();
    apply_load(shown.state, {small_history().data, small_history().diagnostics}, "");
    shown.build();
    CHECK(settling_map(*shown.cache) == 0);
    CHECK(shown.map().stood.empty());
}
