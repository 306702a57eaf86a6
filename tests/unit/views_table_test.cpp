// The table: which rows in which order, what a click and a key do, and that its cost follows the window.
#include <algorithm>
#include <random>
#include <string>

#include "query/search_text.h"
#include "views/style.h"
#include "views_tools.h"

using namespace views_test;

namespace {

std::vector<std::string> titles_in_sight(const Shown& shown) {
    std::vector<std::string> titles;
    const RowWindow& window = shown.table().window;
    for (size_t row = window.first; row < window.end(); ++row)
        titles.emplace_back(shown.data().text(shown.data().events.title[index(shown.table().order.value()[row])]));
    return titles;
}

void set(Shown& shown, std::string_view id, std::string_view value) {
    set_param(shown.state.document.params[std::string(shown.view.id)], id, value);
}

std::vector<Effect> gesture(Shown& shown, GestureKind kind, Pick pick, bool shift = false, double wheel = 0) {
    Gesture made;
    made.kind = kind;
    made.pick = pick;
    made.shift = shift;
    made.wheel = wheel;
    made.at = shown.area.centre();
    std::vector<Effect> effects;
    shown.view.interact(shown.input(), *shown.cache, made, effects);
    return effects;
}

void act(Shown& shown, GestureKind kind, Pick pick, bool shift = false, double wheel = 0) {
    for (const Effect& effect : gesture(shown, kind, pick, shift, wheel)) apply(shown.state, shown.view.id, effect);
    shown.build();
}

size_t mark_count(const Scene& scene) { return scene.order().size(); }

bool has_text(const Scene& scene, std::string_view text) {
    return std::ranges::any_of(scene.texts(), [&](const TextMark& mark) { return scene.text(mark) == text; });
}

}  // namespace

TEST_CASE("the rows of the table are the visible events in the order of the sorted column, whatever the filter", "[views][table]") {
    std::mt19937 random(5);
    const std::vector<std::string> filters{"", "side:China", "kind:rule", "actor:huawei OR actor:nvidia", "status:alleged", "date:2023", "-kind:rule"};
    const std::vector<std::string> days{"", "2023", "2023-06", "2024-01-15"};
    for (const Loaded* loaded : {&small_history(), &generated(), &hostile()}) {
        Shown shown(*loaded, "table");
        for (int round = 0; round < 60; ++round) {
            const auto& sorts = shown.view.params[0].choices;
            set(shown, "sort", sorts[random() % sorts.size()].first);
            set(shown, "order", random() % 2 == 0 ? "asc" : "desc");
            shown.state.document.filter = filters[random() % filters.size()];
            shown.state.document.known_on = days[random() % days.size()];
            shown.state.document.ghosts = random() % 2 == 0;
            shown.build();
            const Visible& visible = shown.derived.visible(shown.state);
            EventSet all = visible.events;
            all.unite(visible.ghosts);
            std::vector<EventId> rows = shown.table().order.value();
            INFO(shown.state.document.filter << " / " << shown.state.document.known_on << in_words(shown.state.document.params["table"]));
            std::vector<EventId> sorted = rows;
            std::ranges::sort(sorted);
            REQUIRE(sorted == all.to_vector());
        }
    }
}

TEST_CASE("titles are sorted as search compares them, and equal ones by time, in both directions", "[views][table]") {
    for (const Loaded* loaded : {&built_in(), &hostile(), &generated()}) {
        Shown shown(*loaded, "table");
        const Dataset& data = shown.data();
        const auto form = [&](EventId event) { return search_form(data.text(data.events.title[index(event)])); };
        set(shown, "sort", "title");
        for (const bool descending : {false, true}) {
            set(shown, "order", descending ? "desc" : "asc");
            shown.build();
            const std::vector<EventId>& rows = shown.table().order.value();
            for (size_t i = 1; i < rows.size(); ++i) {
                const std::string a = form(rows[i - 1]);
                const std::string b = form(rows[i]);
                if (a == b) {
                    REQUIRE(rows[i - 1] < rows[i]);
                } else {
                    REQUIRE((descending ? b < a : a < b));
                }
            }
        }
    }
}

TEST_CASE("the rank of a text is its place among all, also with long common beginnings and empty texts", "[views][table]") {
    std::mt19937 random(11);
    std::vector<std::string> texts;
    for (int i = 0; i < 400; ++i) {
        std::string text(random() % 3 * 9, 'p');
        for (size_t k = random() % 12; k > 0; --k) text += static_cast<char>('a' + random() % 3);
        texts.push_back(text);
    }
    const std::vector<std::string_view> views_of_texts(texts.begin(), texts.end());
    const std::vector<uint32_t> ranks = text_ranks(views_of_texts);
    for (size_t i = 0; i < texts.size(); ++i)
        for (size_t j = 0; j < texts.size(); ++j) {
            REQUIRE((texts[i] < texts[j]) == (ranks[i] < ranks[j]));
            REQUIRE((texts[i] == texts[j]) == (ranks[i] == ranks[j]));
        }
    CHECK(text_ranks({}).empty());
}

TEST_CASE("what has nothing in the sorted column comes last in both directions", "[views][table]") {
    Shown shown(small_history(), "table");
    for (const char* order : {"asc", "desc"}) {
        set(shown, "sort", "date");
        set(shown, "order", order);
        shown.build();
        CHECK(titles_in_sight(shown).back() == "Nobody says when");
        set(shown, "sort", "things");
        shown.build();
        CHECK(shown.data().events.things[index(shown.table().order.value().back())].empty());
        CHECK_FALSE(shown.data().events.things[index(shown.table().order.value().front())].empty());
    }
}

TEST_CASE("an event whose begin is not known stands where it ends in the order of dates", "[views][table]") {
    Shown shown(built_in(), "table");
    shown.build();
    const auto& rows = shown.table().order.value();
    for (size_t i = 1; i < rows.size(); ++i) {
        const auto before = date_key(shown.data(), rows[i - 1]);
        const auto now = date_key(shown.data(), rows[i]);
        if (before && now) REQUIRE(*before <= *now);
        REQUIRE((before.has_value() || !now.has_value()));
    }
}

TEST_CASE("a click on a header sorts by it, a second one turns the order round, and each is one step back", "[views][table]") {
    Shown shown(small_history(), "table");
    shown.build();
    const auto header = [&](TableColumn column) {
        const auto& spans = shown.table().layout.spans;
        return pick_of(PickKind::Column, static_cast<size_t>(std::ranges::find(spans, column, &TableSpan::column) - spans.begin()));
    };
    act(shown, GestureKind::Click, header(TableColumn::Title));
    CHECK(titles_in_sight(shown).front() == "A memo leaks");
    CHECK(shown.state.undo.back().label == "sort by title");
    act(shown, GestureKind::Click, header(TableColumn::Title));
    CHECK(titles_in_sight(shown).back() == "A memo leaks");
    CHECK(shown.state.undo.back().label == "order descending");
    act(shown, GestureKind::Click, header(TableColumn::Date));
    CHECK(titles_in_sight(shown).front() == "First rule limits chip bandwidth");
    CHECK(shown.state.undo.size() == 3);
}

TEST_CASE("a click selects a row, shift-click adds one, a click on nothing selects nothing", "[views][table]") {
    Shown shown(small_history(), "table");
    shown.build();
    const NodeRef rule = node_of_event(shown.event("rule"));
    const NodeRef leak = node_of_event(shown.event("leak"));
    act(shown, GestureKind::Click, pick_of(rule));
    CHECK(shown.state.session.selected == std::vector{rule});
    act(shown, GestureKind::Click, pick_of(leak), true);
    CHECK(shown.state.session.selected == std::vector{rule, leak});
    act(shown, GestureKind::Click, {});
    CHECK(shown.state.session.selected.empty());
}

TEST_CASE("the wheel moves whole rows and stops at both ends", "[views][table]") {
    Shown shown(built_in(), "table");
    shown.build();
    act(shown, GestureKind::Wheel, {}, false, -1);
    CHECK(shown.table().window.first == 3);
    act(shown, GestureKind::Wheel, {}, false, 0.1);
    CHECK(shown.table().window.first == 2);
    act(shown, GestureKind::Wheel, {}, false, 100);
    CHECK(shown.table().window.first == 0);
    act(shown, GestureKind::Wheel, {}, false, -1e6);
    CHECK(shown.table().window.end() == shown.table().order.value().size());
}

TEST_CASE("keys walk every row of the table, and the row is always in sight", "[views][table]") {
    Shown shown(built_in(), "table");
    set(shown, "sort", "actors");
    shown.build();
    std::optional<EventId> at;
    const auto step = [&](TableStep to) {
        at = table_step(shown.input(), *shown.cache, at, to);
        REQUIRE(at);
        const NodeRef node = node_of_event(*at);
        shown.camera() = shown.view.frame(shown.input(), *shown.cache, std::span<const NodeRef>(&node, 1));
        shown.build();
        const RowWindow& window = shown.table().window;
        const auto& order = shown.table().order.value();
        const auto row = static_cast<size_t>(std::ranges::find(order, *at) - order.begin());
        REQUIRE(row >= window.first);
        REQUIRE(row < window.end());
        return row;
    };
    const size_t last = shown.table().order.value().size() - 1;
    CHECK(step(TableStep::Down) == 0);
    for (size_t i = 1; i <= last; ++i) REQUIRE(step(TableStep::Down) == i);
    CHECK(step(TableStep::Down) == last);
    CHECK(step(TableStep::Up) == last - 1);
    CHECK(step(TableStep::First) == 0);
    CHECK(step(TableStep::PageDown) == shown.table().window.fit - 1);
    CHECK(step(TableStep::PageUp) == 0);
    CHECK(step(TableStep::Last) == last);
}

TEST_CASE("no text of the table reaches into the next column", "[views][table]") {
    std::string problems;
    for (const Loaded* loaded : {&built_in(), &hostile(), &small_history()}) {
        for (const double width : {200.0, 480.0, 900.0, 1900.0}) {
            Shown shown(*loaded, "table");
            shown.area = {0, 0, width, 500};
            set(shown, "columns", "id,title,date,actors,known,claims,tags,stories,side,status");
            shown.build();
            const auto& spans = shown.table().layout.spans;
            for (const TextMark& mark : shown.scene.texts()) {
                const Rect box = text_box(mark);
                const bool inside = std::ranges::any_of(spans, [&](const TableSpan& span) {
                    return box.x >= span.x - 0.5 && box.right() <= span.x + span.width + 0.5;
                });
                if (!inside) add_problem(problems, std::to_string(width), std::string(shown.scene.text(mark)));
            }
        }
    }
    CHECK(problems == "");
}

TEST_CASE("the columns keep to the room: none overlaps, the title goes last, and what is dropped is told", "[views][table]") {
    const std::vector<TableColumn> columns{TableColumn::Date, TableColumn::Title, TableColumn::Actors, TableColumn::Tags};
    const std::vector<double> full{100, 700, 300, 120};
    for (double width = 60; width < 1600; width += 37) {
        const TableLayout layout = fit_columns(columns, full, width);
        INFO(width);
        REQUIRE(layout.spans.size() + layout.dropped.size() == columns.size());
        double x = 0;
        bool has_title = false;
        for (const TableSpan& span : layout.spans) {
            CHECK(span.x >= x);
            CHECK(span.x + span.width <= width);
            x = span.x + span.width;
            has_title = has_title || span.column == TableColumn::Title;
        }
        CHECK(has_title);
    }
    Shown shown(small_history(), "table");
    shown.area = {0, 0, 300, 400};
    shown.build();
    CHECK_FALSE(shown.table().layout.dropped.empty());
    CHECK(shown.view.describe(shown.input(), *shown.cache, pick_of(PickKind::Column, 0)).find("No room here for: ") != std::string::npos);
}

TEST_CASE("the marks of the table are bounded by its area, not by the events", "[views][table]") {
    Shown small(built_in(), "table");
    Shown large(generated(), "table");
    REQUIRE(large.data().events.size() > 5 * small.data().events.size());
    CHECK(mark_count(large.build()) < 2 * mark_count(small.build()));
    // A second picture sorts nothing.
    const size_t sorted = large.table().order.build_count();
    act(large, GestureKind::Wheel, {}, false, -30);
    large.state.session.hover = pick_of(PickKind::Event, 7);
    large.build();
    CHECK(large.table().order.build_count() == sorted);
    CHECK(large.table().widths.build_count() == 1);
}

TEST_CASE("a figure of a table shows what finds room and says how many more there are", "[views][table]") {
    Shown shown(built_in(), "table");
    shown.interactive = false;
    shown.build();
    const size_t left = shown.data().events.size() - shown.table().window.end();
    CHECK(has_text(shown.scene, "and " + std::to_string(left) + " more events"));
    CHECK(shown.table().window.bar.empty());
    Shown all(small_history(), "table");
    all.interactive = false;
    all.build();
    CHECK(all.table().window.end() == 14);
    for (const TextMark& mark : all.scene.texts()) CHECK_FALSE(all.scene.text(mark).ends_with("more events"));
}

TEST_CASE("nothing but an established fact is solid in the table", "[views][table]") {
    for (const ThemeId id : kThemes) {
        Shown shown(small_history(), "table");
        shown.state.session.theme = id;
        shown.build();
        for (const SymbolMark& mark : shown.scene.symbols()) {
            if (kind_of(mark.pick) != PickKind::Event) continue;
            const EventId event = id_at<EventId>(mark.pick.index);
            const Status status = event_status(shown.data(), event);
            const MarkStyle fact = event_style(Status::Established, leading_side(shown.data(), event), theme(id));
            CHECK((mark.fill == fact.fill) == (status == Status::Established));
        }
    }
}

TEST_CASE("a date that is known to the month shows no day, and a ghost is faint and in its place", "[views][table]") {
    Shown shown(small_history(), "table");
    shown.build();
    CHECK(has_text(shown.scene, "Nov 2022"));
    shown.state.document.known_on = "2023-07";
    shown.build();
    CHECK_FALSE(has_text(shown.scene, "A memo leaks"));
    shown.state.document.ghosts = true;
    shown.build();
    bool faint = false;
    for (const TextMark& mark : shown.scene.texts())
        faint = faint || (shown.scene.text(mark) == "A memo leaks" && mark.colour == theme(ThemeId::Dark).faint);
    CHECK(faint);
    CHECK(shown.table().order.value().size() == 14);
}

TEST_CASE("a list of columns is refused when it is empty, has one twice or one that is not there", "[views][table]") {
    const ViewParam& columns = find_view("table")->params[2];
    REQUIRE(columns.id == "columns");
    CHECK(accepts(columns, "title"));
    CHECK(accepts(columns, "status,title,date"));
    for (const char* bad : {"", ",", "title,title", "title,nonsense", "title,,date", " title"}) {
        INFO(bad);
        CHECK_FALSE(accepts(columns, bad));
    }
    CHECK(with_toggled(columns, "date,title", "kind") == "date,title,kind");
    CHECK(with_toggled(columns, "date,status", "title") == "date,title,status");
    CHECK(with_toggled(columns, "date,title", "date") == "title");
    CHECK(with_toggled(columns, "title", "title") == "title");
    ParamValues values;
    CHECK(chosen_columns(values).size() == 7);
    set_param(values, "columns", "status,title");
    CHECK(chosen_columns(values) == std::vector{TableColumn::Status, TableColumn::Title});
    set_param(values, "columns", "nonsense");
    CHECK(chosen_columns(values).size() == 7);
}

TEST_CASE("the columns of the table stand in the order of their numbers", "[views][table]") {
    for (size_t i = 0; i < kTableColumnCount; ++i) CHECK(static_cast<size_t>(table_columns()[i].column) == i);
    for (const size_t param : {size_t{0}, size_t{2}})
        for (size_t i = 0; i < kTableColumnCount; ++i) CHECK(find_view("table")->params[param].choices[i].first == table_columns()[i].id);
}
