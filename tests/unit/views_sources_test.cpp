// The matrix of events and sources: which claims stand where, which of them disagree, and what a cell says in words.
#include <algorithm>
#include <string>

#include "query/conflicts.h"
#include "views/style.h"
#include "views_tools.h"

using namespace views_test;

namespace {

// Two sources that disagree in every way that there is, one that agrees, and one that comes later.
constexpr std::string_view kDisagreement = R"json({
"dataset": {"format": "chokepoint/1", "id": "d", "title": "Disagreement"},
"sources": [
  {"id": "gazette", "title": "The rule", "publisher": "Gazette", "date": "2024-05-01"},
  {"id": "wire", "title": "On the rule", "publisher": "Wire", "date": "2024-05-02"},
  {"id": "wire-2", "title": "On the rule again", "publisher": "Wire", "date": "2024-05-20"},
  {"id": "blog", "title": "A blog without a publisher", "date": "2024-06-01"}],
"actors": [{"id": "nvidia", "name": "Nvidia", "kind": "chipmaker", "side": "US"},
           {"id": "mofcom", "name": "Ministry of Commerce", "kind": "government", "side": "China"}],
"events": [
  {"id": "limit", "title": "A limit is set", "date": "2024-05-01", "kind": "rule", "actors": [{"actor": "nvidia"}],
   "figures": [{"name": "Bandwidth", "value": 400, "unit": "GB/s"}],
   "claims": [{"source": "gazette", "stance": "establishes", "known": "2024-05-01", "locator": "para 4"},
              {"source": "wire", "stance": "reports", "known": "2024-05-02", "locator": "L7", "by": "mofcom", "text": "The limit is lower.",
               "figures": [{"name": "Bandwidth", "value": 600, "unit": "GB/s"}]}]},
  {"id": "sale", "title": "A chip is sold", "date": "2024-05-10", "kind": "release", "actors": [{"actor": "nvidia"}],
   "claims": [{"source": "wire", "stance": "alleges", "known": "2024-05-11"},
              {"source": "wire-2", "stance": "denies", "known": "2024-05-20", "by": "nvidia"}]},
  {"id": "talk", "title": "A talk", "date": "2024-05-12", "kind": "statement", "actors": [{"actor": "nvidia"}],
   "claims": [{"source": "wire", "stance": "reports", "known": "2024-05-12"},
              {"source": "blog", "stance": "reports", "known": "2024-06-01", "date": "2024-05"}]},
  {"id": "calm", "title": "Nobody disagrees", "date": "2024-06-02", "kind": "statement", "actors": [{"actor": "nvidia"}],
   "claims": [{"source": "wire-2", "stance": "reports", "known": "2024-06-02"},
              {"source": "blog", "stance": "reports", "known": "2024-06-02"}]}]
})json";

const Loaded& disagreement() {
    static const Loaded kLoaded = loaded_from(kDisagreement);
    return kLoaded;
}

Shown shown_of(const Loaded& loaded, std::string_view columns = "publisher") {
    Shown shown(loaded, "sources");
    shown.area = {0, 0, 1200, 500};
    set_param(shown.state.document.params["sources"], "columns", columns);
    return shown;
}

std::vector<std::string> labels(const Shown& shown) {
    std::vector<std::string> out;
    for (const SourceColumn& column : shown.sources().columns.value().columns)
        out.push_back(column.label + " " + std::to_string(column.events));
    return out;
}

size_t count_of(const Scene& scene, std::string_view text) {
    return static_cast<size_t>(std::ranges::count_if(scene.texts(), [&](const TextMark& mark) { return scene.text(mark) == text; }));
}

uint32_t claim_of(const Shown& shown, std::string_view event, uint32_t number) {
    return shown.data().events.claims[index(shown.event(event))].begin + number;
}

std::string tooltip(Shown& shown, std::string_view event, uint32_t number) {
    return shown.view.describe(shown.input(), *shown.cache, pick_of(PickKind::Claim, claim_of(shown, event, number)));
}

}  // namespace

TEST_CASE("the columns are the sources or publishers that are cited, those of most events first", "[views][sources]") {
    Shown publishers = shown_of(disagreement());
    publishers.build();
    CHECK(labels(publishers) == std::vector<std::string>{"Wire 4", "A blog without a publisher 2", "Gazette 1"});
    Shown sources = shown_of(disagreement(), "source");
    sources.build();
    CHECK(labels(sources) == std::vector<std::string>{"Wire, 2 May 2024 3", "Wire, 20 May 2024 2",
                                                      "A blog without a publisher, 1 Jun 2024 2", "Gazette, 1 May 2024 1"});
    sources.state.document.filter = "id:limit";
    sources.state.document.known_on = "2024-05-01";
    sources.build();
    CHECK(labels(sources) == std::vector<std::string>{"Gazette, 1 May 2024 1"});
}

TEST_CASE("every claim that is known stands in the matrix once", "[views][sources]") {
    for (const char* columns : {"publisher", "source"}) {
        Shown shown = shown_of(disagreement(), columns);
        shown.build();
        for (size_t claim = 0; claim < shown.data().claims.size(); ++claim) {
            const auto drawn = std::ranges::count_if(shown.scene.symbols(), [&](const SymbolMark& mark) {
                return mark.pick == pick_of(PickKind::Claim, claim);
            });
            CHECK(drawn == 1);
        }
    }
}

TEST_CASE("rows that conflict are marked, others are not, and the values that differ stand there", "[views][sources]") {
    Shown shown = shown_of(disagreement());
    shown.build();
    // Three rows and the key.
    CHECK(count_of(shown.scene, "\u2260") == 4);
    CHECK(count_of(shown.scene, "600 GB/s") == 1);
    CHECK(count_of(shown.scene, "May 2024") == 1);
    const auto danger = std::ranges::count_if(shown.scene.lines(), [&](const LineMark& mark) {
        return mark.stroke.colour == theme(ThemeId::Dark).danger;
    });
    CHECK(danger == 3);  // a tick each: the two claims about the sale share a column
}

TEST_CASE("a claim in words says who, when, how, where, and what it has otherwise", "[views][sources]") {
    Shown shown = shown_of(disagreement());
    shown.build();
    CHECK(tooltip(shown, "limit", 0) == "Gazette, 1 May 2024, establishes it (para 4)");
    CHECK(tooltip(shown, "limit", 1) ==
          "Wire, 2 May 2024: Ministry of Commerce reports: \u201cThe limit is lower.\u201d (L7)\nBandwidth: it gives 600 GB/s; the event has 400 GB/s.");
    CHECK(tooltip(shown, "sale", 1) == "Wire, 20 May 2024: Nvidia denies it\nSources disagree whether it is so.");
    CHECK(tooltip(shown, "talk", 1) ==
          "A blog without a publisher, 1 Jun 2024, reports it\nIts date is May 2024; the event's is 12 May 2024.");
}

TEST_CASE("what was not known on the day is not in the matrix, and faint when ghosts are shown", "[views][sources]") {
    Shown shown = shown_of(disagreement());
    shown.state.document.known_on = "2024-05-15";
    shown.build();
    const Pick denial = pick_of(PickKind::Claim, claim_of(shown, "sale", 1));
    const auto drawn = [&] { return std::ranges::find(shown.scene.symbols(), denial, &SymbolMark::pick); };
    CHECK(drawn() == shown.scene.symbols().end());
    CHECK(shown.sources().conflicts.value()[1].empty());
    shown.state.document.ghosts = true;
    shown.build();
    REQUIRE(drawn() != shown.scene.symbols().end());
    CHECK(drawn()->stroke.style == LineStyle::Dotted);
    CHECK(tooltip(shown, "sale", 1) ==
          "Wire, 20 May 2024: Nvidia denies it\nNot yet known on this day; it became known on 20 May 2024.");
}

TEST_CASE("claims conflict exactly from the day on that the query says, and only they do", "[views][sources][query]") {
    for (const Loaded* loaded : {&disagreement(), &small_history(), &built_in(), &generated()}) {
        const Dataset& data = *loaded->data;
        for (size_t e = 0; e < data.events.size(); ++e) {
            const EventId event = id_at<EventId>(e);
            const Instant from_s = conflict_from_s(data, event);
            if (from_s != kEverKnown) {
                REQUIRE_FALSE(claims_in_conflict(data, event, from_s).empty());
                REQUIRE(claims_in_conflict(data, event, from_s - 1).empty());
            }
            for (const ClaimConflict& conflict : claims_in_conflict(data, event, kEverKnown)) {
                REQUIRE(from_s != kEverKnown);
                REQUIRE((conflict.stance || conflict.date || !conflict.figures.empty()));
            }
        }
    }
}

TEST_CASE("with selected events alone only their rows are shown; with none selected, all", "[views][sources]") {
    Shown shown = shown_of(disagreement());
    set_param(shown.state.document.params["sources"], "rows", "selected");
    shown.build();
    CHECK(shown.sources().rows.value().size() == 4);
    shown.state.session.selected = {node_of_event(shown.event("talk")), node_of_event(shown.event("limit"))};
    shown.build();
    CHECK(shown.sources().rows.value() == std::vector{shown.event("limit"), shown.event("talk")});
    shown.state.session.selected = {shown.actor("mofcom")};
    shown.build();
    CHECK(count_of(shown.scene, "No event matches.") == 1);
}

TEST_CASE("a click on a cell selects its event", "[views][sources]") {
    Shown shown = shown_of(disagreement());
    shown.build();
    const Pick denial = pick_of(PickKind::Claim, claim_of(shown, "sale", 1));
    Gesture click;
    click.kind = GestureKind::Click;
    click.pick = denial;
    click.at = std::ranges::find(shown.scene.symbols(), denial, &SymbolMark::pick)->centre;
    std::vector<Effect> effects;
    shown.view.interact(shown.input(), *shown.cache, click, effects);
    for (const Effect& effect : effects) apply(shown.state, "sources", effect);
    CHECK(shown.state.session.selected == std::vector{node_of_event(shown.event("sale"))});
}

TEST_CASE("no stance but that which establishes looks solid, and no two look the same", "[views][sources][style]") {
    for (const ThemeId id : kThemes) {
        std::vector<std::string> seen;
        const MarkStyle fact = stance_style(Stance::Establishes, std::nullopt, theme(id));
        for (size_t s = 0; s < kStanceCount; ++s) {
            const Stance stance = static_cast<Stance>(s);
            const MarkStyle style = stance_style(stance, std::nullopt, theme(id));
            CHECK((style.fill == fact.fill) == (stance == Stance::Establishes));
            const std::string look = std::to_string(static_cast<int>(shape_of_stance(stance))) + "/" +
                                     std::to_string(static_cast<int>(style.stroke.style)) + "/" + std::to_string(style.stroke.width) +
                                     "/" + std::to_string(style.fill.r);
            CHECK(std::ranges::find(seen, look) == seen.end());
            seen.push_back(look);
        }
    }
}

TEST_CASE("the marks of the matrix are bounded by its area, not by the events", "[views][sources]") {
    Shown small = shown_of(built_in());
    Shown large = shown_of(generated());
    CHECK(large.build().order().size() < 2 * small.build().order().size());
    const size_t rows = large.sources().rows.build_count();
    const size_t columns = large.sources().columns.build_count();
    large.camera() = scrolled_to(large.sources().window, 5000);
    large.state.session.hover = pick_of(PickKind::Event, 3);
    large.build();
    CHECK(large.sources().rows.build_count() == rows);
    CHECK(large.sources().columns.build_count() == columns);
    CHECK(large.sources().window.first > 100);
}
