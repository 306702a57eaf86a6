// The table as CSV and as Markdown, and the commands that belong to it.
#include <string>

#include "app/commands.h"
#include "app/table_text.h"
#include "views_tools.h"

using namespace views_test;

namespace {

// Cells with everything that CSV, Markdown or a spreadsheet takes for something else.
constexpr std::string_view kTricky = R"json({
"dataset": {"format": "chokepoint/1", "id": "t", "title": "Tricky"},
"sources": [{"id": "s", "title": "S", "date": "2024-01-01"}],
"actors": [{"id": "a", "name": "A | B", "kind": "agency", "side": "US"}, {"id": "b", "name": "北京, \"Ltd\"", "kind": "company", "side": "China"}],
"events": [
  {"id": "e1", "title": "=HYPERLINK(\"http://x\",\"y\")", "date": "2024-01", "kind": "rule",
   "actors": [{"actor": "a", "role": "issuer"}, {"actor": "b"}], "claims": [{"source": "s", "stance": "establishes"}]},
  {"id": "e2", "title": "two\nlines, *bold* <b>", "date": "2024-02-03/..", "kind": "statement", "claims": [{"source": "s", "stance": "alleges"}]}]
})json";

ParamValues with_columns(std::string_view columns) {
    ParamValues values;
    set_param(values, "columns", columns);
    return values;
}

}  // namespace

TEST_CASE("the table as CSV has the chosen columns and rows, quoted, with dates as EDTF and formulas disarmed", "[app][table]") {
    const Loaded loaded = loaded_from(kTricky);
    Shown shown(loaded, "table");
    shown.state.document.params["table"] = with_columns("title,date,actors,status,sources");
    CHECK(table_csv(shown.input()) ==
          "Event,Date,Actors,Status,Sources\r\n"
          "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",2024-01,\"A | B (issuer); 北京, \"\"Ltd\"\"\",Established,1\r\n"
          "\"two\nlines, *bold* <b>\",2024-02-03/..,,Alleged,1\r\n");
}

TEST_CASE("the table as Markdown keeps to one line a row and escapes what would be markup", "[app][table]") {
    const Loaded loaded = loaded_from(kTricky);
    Shown shown(loaded, "table");
    shown.state.document.params["table"] = with_columns("date,title,actors,claims");
    CHECK(table_markdown(shown.input()) ==
          "| Date | Event | Actors | Claims |\n"
          "| --- | --- | --- | ---: |\n"
          "| Jan 2024 | =HYPERLINK(\"http://x\",\"y\") | A \\| B (issuer); 北京, \"Ltd\" | 1 |\n"
          "| since 3 Feb 2024 | two lines, \\*bold\\* \\<b\\> |  | 1 |\n");
}

TEST_CASE("what is copied are all rows in the order that is shown, under filter and day", "[app][table]") {
    Shown shown(small_history(), "table");
    shown.area = {0, 0, 900, 120};
    ParamValues values = with_columns("id");
    set_param(values, "sort", "id");
    set_param(values, "order", "desc");
    shown.state.document.params["table"] = values;
    shown.state.document.filter = "kind:rule";
    CHECK(table_csv(shown.input()) == "Id\r\nupdate\r\ntools\r\nrule\r\n");
    shown.state.document.known_on = "2023-09";
    CHECK(table_csv(shown.input()) == "Id\r\ntools\r\nrule\r\n");
    shown.state.document.ghosts = true;
    CHECK(table_csv(shown.input()) == "Id\r\nupdate\r\ntools\r\nrule\r\n");
}

TEST_CASE("the commands of the table copy it and walk its rows", "[app][table]") {
    AppState state = state_of(small_history());
    Derived derived;
    CHECK(run_command(state, derived, "view.set", "table.columns=title,status") == "");
    CHECK(run_command(state, derived, "view.set", "table.columns=title,title") != "");
    CHECK(run_command(state, derived, "table.copy-csv") == "");
    CHECK(state.session.clipboard.starts_with("Event,Status\r\n"));
    CHECK(run_command(state, derived, "table.copy-markdown") == "");
    CHECK(state.session.clipboard.starts_with("| Event | Status |\n"));
    // Not in the window: its order counts all the same.
    CHECK(run_command(state, derived, "table.down") == "");
    CHECK(state.data->node_id(state.session.selected[0]) == "rule");
    CHECK(run_command(state, derived, "view.table") == "");
    CHECK(state.document.panes == std::vector<std::string>{"table"});
    (void)derived.scene(state, *find_view("table"), {0, 0, 900, 200}, kFixed);
    CHECK(run_command(state, derived, "table.last") == "");
    REQUIRE(state.session.selected.size() == 1);
    CHECK(state.data->node_id(state.session.selected[0]) == "undated");
    CHECK(run_command(state, derived, "table.up") == "");
    CHECK(state.data->node_id(state.session.selected[0]) == "outlook");
    CHECK(state.session.cameras["table"].scroll_y > 0);
}
