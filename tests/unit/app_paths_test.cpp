// Ways from one node to another: told in sentences with sources, possible in time when asked, and honest about the one claim
// that they all hang on.
#include <string>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/document_file.h"
#include "app/link.h"
#include "app/paths.h"
#include "cli_run.h"
#include "views_tools.h"

using namespace views_test;

namespace {

// a -> b -> c by relations, of which the first is of 2022 and the second of 2021.
std::string chain(std::string_view more_claims = "") {
    return fmt::format(R"({{"dataset": {{"format": "chokepoint/1", "id": "chain", "title": "Chain"}},
"sources": [{{"id": "s1", "title": "First", "publisher": "Alpha Press", "date": "2022-06-01"}}, {{"id": "s2", "title": "Second", "publisher": "Beta Press", "date": "2022-07-01"}}],
"actors": [{{"id": "a", "name": "Ann", "kind": "person", "side": "US"}}, {{"id": "b", "name": "Bob", "kind": "person", "side": "US"}},
           {{"id": "c", "name": "Cy", "kind": "person", "side": "China"}}, {{"id": "d", "name": "Di", "kind": "person", "side": "other"}}],
"events": [{{"id": "e", "title": "Elsewhere", "date": "2020", "kind": "rule", "actors": [{{"actor": "d"}}], "claims": [{{"source": "s1", "stance": "reports"}}]}}],
"relations": [
 {{"from": "a", "to": "b", "kind": "supplies", "date": "2022", "claims": [{{"source": "s1", "locator": "L1", "stance": "reports"}}{}]}},
 {{"from": "b", "to": "c", "kind": "accuses", "date": "2021", "claims": [{{"source": "s1", "locator": "L2", "stance": "alleges"}}]}}]}})", more_claims);
}

NodeRef node(const Loaded& loaded, std::string_view id) {
    const auto found = loaded.data->find_actor(id);
    if (!found) FAIL("no actor " << id);
    return {NodeKind::Actor, static_cast<uint32_t>(*found)};
}

std::string told(const std::vector<PathStory>& stories) {
    std::string out;
    for (const PathStory& story : stories) {
        out += story.summary + '\n';
        for (const PathStep& step : story.steps) out += "  " + step.sentence + '\n';
    }
    return out;
}

std::string told(const std::vector<PathCut>& cuts) {
    std::string out;
    for (const PathCut& cut : cuts) out += cut.sentence + '\n';
    return out;
}

}  // namespace

TEST_CASE("a way is told step by step with status, date and source", "[app][paths]") {
    const Loaded loaded = loaded_from(chain());
    CHECK(told(paths_of(*loaded.data, node(loaded, "a"), node(loaded, "c"), kEverKnown)) ==
          "2 steps; the weakest is alleged\n"
          "  Ann supplies Bob (reported; 2022; Alpha Press, L1).\n"
          "  Bob accuses Cy (alleged; 2021; Alpha Press, L2).\n");
    CHECK(told(paths_of(*loaded.data, node(loaded, "c"), node(loaded, "a"), kEverKnown)) ==
          "2 steps; the weakest is alleged\n"
          "  Cy is accused by Bob (alleged; 2021; Alpha Press, L2).\n"
          "  Bob is supplied by Ann (reported; 2022; Alpha Press, L1).\n");
}

TEST_CASE("what was not yet known leads nowhere", "[app][paths]") {
    const Loaded loaded = loaded_from(chain());
    const auto day = parse_known_on("2022-05-31");
    REQUIRE(day);
    CHECK(paths_of(*loaded.data, node(loaded, "a"), node(loaded, "c"), *day).empty());
    CHECK(path_cuts(*loaded.data, node(loaded, "a"), node(loaded, "c"), *day).empty());
    PathsOptions firm;
    firm.status_floor = Status::Reported;
    CHECK(paths_of(*loaded.data, node(loaded, "a"), node(loaded, "c"), kEverKnown, firm).empty());
    CHECK(paths_of(*loaded.data, node(loaded, "a"), node(loaded, "b"), kEverKnown, firm).size() == 1);
    CHECK(paths_of(*loaded.data, node(loaded, "a"), node(loaded, "d"), kEverKnown).empty());
}

TEST_CASE("in the order of time no step comes before the one that leads to it", "[app][paths]") {
    const Loaded loaded = loaded_from(chain());
    PathsOptions options;
    options.in_time_order = true;
    CHECK(paths_of(*loaded.data, node(loaded, "a"), node(loaded, "c"), kEverKnown, options).empty());
    CHECK(paths_of(*loaded.data, node(loaded, "c"), node(loaded, "a"), kEverKnown, options).size() == 1);
}

TEST_CASE("the claim without which there is no way is named, unless another source says the same", "[app][paths]") {
    const Loaded one = loaded_from(chain());
    CHECK(told(path_cuts(*one.data, node(one, "a"), node(one, "c"), kEverKnown)) ==
          "Every way rests on one claim: that Ann supplies Bob (Alpha Press, L1).\n"
          "Every way rests on one claim: that Bob accuses Cy (Alpha Press, L2).\n");
    const Loaded two = loaded_from(chain(R"(, {"source": "s2", "locator": "L9", "stance": "reports"})"));
    CHECK(told(path_cuts(*two.data, node(two, "a"), node(two, "c"), kEverKnown)) ==
          "Every way rests on one claim: that Bob accuses Cy (Alpha Press, L2).\n");
    const Loaded same = loaded_from(chain(R"(, {"source": "s1", "locator": "L9", "stance": "reports"})"));
    CHECK(told(path_cuts(*same.data, node(same, "a"), node(same, "b"), kEverKnown)) ==
          "Every way rests on one source: Alpha Press, \u201cFirst\u201d.\n");
}

TEST_CASE("an event that names two ties them, and a relation is the nearer way", "[app][paths]") {
    const Loaded& loaded = small_history();
    const Dataset& data = *loaded.data;
    const NodeRef rule{NodeKind::Event, static_cast<uint32_t>(*data.find_event("rule"))};
    const NodeRef update{NodeKind::Event, static_cast<uint32_t>(*data.find_event("update"))};
    const auto stories = paths_of(data, rule, update, kEverKnown);
    REQUIRE(stories.size() == 3);
    CHECK(stories[0].steps[0].sentence ==
          "\u201cFirst rule limits chip bandwidth\u201d is worked around by \u201cThe A800 goes on sale\u201d (reported; Newsroom).");
    CHECK(stories[0].steps[1].sentence ==
          "\u201cThe A800 goes on sale\u201d is closed by \u201cSecond rule closes the gap\u201d (established; Gazette).");
    CHECK(told(stories).find("names Nvidia as affected") != std::string::npos);
    CHECK(told(path_cuts(data, rule, update, kEverKnown)) == "");
}

TEST_CASE("the command puts a path into the document, and a link and a file keep it", "[app][paths]") {
    AppState state = state_of(small_history());
    Derived derived;
    CHECK(run_command(state, derived, "map.path", "rule..update") == "");
    CHECK(state.document.path == "event:rule..event:update");
    REQUIRE(derived.paths(state) != nullptr);
    CHECK(derived.paths(state)->size() == 3);
    CHECK(document_text(state).find("\"path\": \"event:rule..event:update\"") != std::string::npos);
    const auto link = parse_link(link_text(state, {}));
    REQUIRE(link);
    CHECK(link->look.path == state.document.path);
    CHECK(run_command(state, derived, "edit.undo") == "");
    CHECK(state.document.path == "");
    CHECK(derived.paths(state) == nullptr);
    CHECK(run_command(state, derived, "map.path", "rule..nobody") == "There is no event, actor or thing 'nobody'.");
    CHECK(run_command(state, derived, "map.path") == "Select two events, actors or things, or write A..B with their ids.");
    CHECK(run_command(state, derived, "map.neighbours", "3") == "");
    CHECK(run_command(state, derived, "map.neighbours", "9") != "");
}

TEST_CASE("path tells the ways on the command line, as text and as JSON", "[cli][paths]") {
    const cli_test::Folder folder;
    const std::string data = folder.write("chain.json", chain());
    const auto text = cli_test::run({"path", "a", "c", data});
    CHECK(text.exit_code == 0);
    CHECK(text.out ==
          "From Ann to Cy\n\n"
          "1. 2 steps; the weakest is alleged\n"
          "   Ann supplies Bob (reported; 2022; Alpha Press, L1).\n"
          "   Bob accuses Cy (alleged; 2021; Alpha Press, L2).\n\n"
          "Every way rests on one claim: that Ann supplies Bob (Alpha Press, L1).\n"
          "Every way rests on one claim: that Bob accuses Cy (Alpha Press, L2).\n");
    const auto json = cli_test::run({"path", "a", "c", data, "--format", "json"});
    CHECK(json.out.find("\"relation\": \"supplies\"") != std::string::npos);
    CHECK(json.out.find("\"whole_source\": false") != std::string::npos);
    CHECK(cli_test::run({"path", "a", "c", data, "--time-order"}).out == "From Ann to Cy\n\nNo way leads there in what was known.\n");
    CHECK(cli_test::run({"path", "a", "zed", data}).exit_code == 2);
    CHECK(cli_test::run({"path", "a", "c", data, "--most", "0"}).exit_code == 2);
}
