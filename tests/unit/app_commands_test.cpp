// The table of commands and what running them leaves: messages, undo steps, filters.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/commands.h"
#include "views_tools.h"

using namespace views_test;

namespace {

struct Program {
    Program() : state(state_of(small_history())) {}
    std::string run(std::string_view name, std::string_view argument = {}) { return run_command(state, derived, name, argument); }
    [[nodiscard]] std::string& filter() { return state.document.filter; }
    size_t visible() { return derived.visible(state).events.size(); }

    AppState state;
    Derived derived;
};

bool is_well_formed(std::string_view name) {
    const size_t dot = name.find('.');
    if (dot == std::string_view::npos) return false;
    const auto kebab = [](std::string_view part) {
        return !part.empty() && part.front() != '-' && part.back() != '-' &&
               std::all_of(part.begin(), part.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
    };
    return kebab(name.substr(0, dot)) && kebab(name.substr(dot + 1));
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const size_t end = std::min(text.find(' '), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

// A state in which every command has something to do.
void prepare(Program& program) {
    CHECK(program.run("annotate.text", "Look") == "");
    CHECK(program.run("filter.set", "kind:rule") == "");
    CHECK(program.run("known.set", "2024-06") == "");
    CHECK(program.run("filter.floor", "assessed") == "");
    CHECK(program.run("timeline.compare", "actor:huawei") == "");
    apply(program.state, "timeline", FoldLane{"US-companies"});
    const NodeRef nvidia{NodeKind::Actor, static_cast<uint32_t>(*program.state.data->find_actor("nvidia"))};
    apply(program.state, "map", PinNode{{nvidia, {0.3, 0.3}}});
    select(program.state, {nvidia});
    select(program.state, {NodeRef{NodeKind::Actor, 0}});
    CHECK(program.run("view.save-named", "One") == "");
    CHECK(program.run("filter.set", "kind:release") == "");
    program.run("view.map");
    CHECK(program.run("view.set-camera", "map 0.5,0.5,2") == "");
    CHECK(program.run("view.set-camera", "map 0.5,0.5,3") == "");
    CHECK(program.run("view.camera-back") == "");
    CHECK(program.run("timeline.pin-lane", "other-others") == "");
    CHECK(program.run("timeline.move-lane", "China-labs before US-labs") == "");
    // Lanes go up and down among those that are drawn.
    static_cast<void>(program.derived.scene(program.state, *find_view("timeline"), {0, 0, 1280, 720}, kFixed));
    CHECK(program.run("story.new", "Told") == "");
    for (const char* headline : {"A", "B", "C"}) CHECK(program.run("story.add-step", headline) == "");
    CHECK(program.run("story.step", "2") == "");
    CHECK(program.run("filter.set", "kind:release") == "");
    CHECK(program.run("story.step", "2") == "");
}

// What to give to a command that takes an argument.
std::string argument_for(std::string_view name) {
    static const std::map<std::string_view, std::string> kArguments{
        {"filter.actor", "huawei"},      {"filter.exclude-actor", "huawei"}, {"filter.actor-mode", "all"},
        {"filter.toggle", "kind:release"}, {"filter.exclude", "side:China"},   {"filter.pin", "status:alleged"},
        {"filter.drop", "kind:release"}, {"window.facet-order", "name"},
        {"filter.set", "actor:smic"},    {"known.set", "2023"},              {"select.id", "rule"},
        {"view.set", "timeline.lanes=actor"}, {"timeline.compare", "side:China"}, {"view.panes", "map"}, {"window.theme", "light"},
        {"map.path", "rule..nvidia"}, {"map.compare-since", "2022"}, {"map.neighbours", "2"}, {"play.order", "happened"}, {"happened.set", "2023"}, {"play.step", "week"}, {"play.speed", "4"}, {"filter.floor", "reported"}, {"filter.type", "kind:"},
        {"help.open-link", "https://example.org"}, {"filter.range", "2023-01-01..2023-02-01"}, {"select.toggle", "rule"},
        {"view.set-camera", "map 0.5,0.5,4"}, {"view.set-look", "filter=x"}, {"view.save-named", "Two"}, {"view.show-named", "One"},
        {"view.rename-named", "One=Two"}, {"view.delete-named", "One"}, {"view.fold-lane", "China-companies"}, {"timeline.move-lane", "China-companies before US-companies"},
        {"timeline.lane-up", "China-companies"}, {"timeline.lane-down", "US-companies"}, {"timeline.pin-lane", "China-companies"}, {"view.pin", "smic 0.5 0.5"}, {"file.export-figure", "figure.pdf"},
        {"annotate.text", "Words"}, {"annotate.arrow", "There"}, {"annotate.bracket", "2022-10..2023 A while"}, {"annotate.highlight", "2022-10..2023"},
        {"annotate.edit", "Others"}, {"annotate.move", "30 -40"}, {"annotate.layer", "Notes"}, {"annotate.put", "{}"}, {"layer.new", "House"}, {"layer.use", "Notes"},
        {"layer.public", "Notes"}, {"layer.internal", "Notes"}, {"layer.show", "Notes"}, {"layer.hide", "Notes"}, {"layer.delete", "Notes"},
        {"story.new", "New"}, {"story.show", "sidestep 2"}, {"story.step", "1"}, {"story.set-title", "Other"}, {"story.set-question", "Why?"}, {"story.set-summary", "So"},
        {"story.move-step", "up"}, {"story.set-headline", "Other"}, {"story.set-caption", "a\\nb"}, {"story.set-notes", "Slowly"},
        {"story.put", R"({"id": "put", "title": "Put", "steps": []})"}, {"present.digit", "2"}, {"present.jump", "1"}, {"present.monitor", "auto"}};
    const auto at = kArguments.find(name);
    return at == kArguments.end() ? std::string() : at->second;
}

}  // namespace

TEST_CASE("every command has a name of two parts, a label and a function, and no name twice", "[app][commands]") {
    std::set<std::string_view> names;
    for (const Command& command : commands()) {
        INFO(command.name);
        CHECK(is_well_formed(command.name));
        CHECK(names.insert(command.name).second);
        CHECK_FALSE(command.label.empty());
        CHECK(command.enabled != nullptr);
        CHECK(command.run != nullptr);
        CHECK(find_command(command.name) == &command);
    }
    CHECK(find_command("no.such") == nullptr);
}

TEST_CASE("no two commands in one menu read the same", "[app][commands]") {
    std::set<std::string> labels;
    for (const Command& command : commands()) {
        INFO(command.label);
        CHECK(labels.insert(std::string(command.label)).second);
    }
}

TEST_CASE("every menu of a command is one that the window has", "[app][commands]") {
    const std::set<std::string_view> menus{"", "File", "Edit", "Filter", "Time", "View", "Annotate", "Story", "Window", "Help"};
    for (const Command& command : commands()) {
        INFO(command.name << " in " << command.menu);
        CHECK(menus.contains(command.menu));
        // A menu item is clicked without an argument, so it has to make sense without one.
        if (!command.menu.empty() && !command.argument.empty())
            CHECK((asks(command) || command.argument.find("empty:") != std::string_view::npos));
    }
}

TEST_CASE("no key belongs to two commands", "[app][commands]") {
    std::map<std::string, std::string_view> owner;
    for (const Command& command : commands()) {
        for (const std::string& key : words_of(command.keys)) {
            const auto [at, added] = owner.emplace(key, command.name);
            INFO(key << ": " << command.name << " and " << at->second);
            CHECK(added);
        }
    }
    // look.md, "Hands".
    for (const std::string key : {"W", "A", "S", "D", "F", "0", ".", ",", "Escape", "/", "Ctrl+F", "Ctrl+Shift+P", "Ctrl+K", "Ctrl+Z",
                                  "Ctrl+Shift+Z", "1", "?"}) {
        INFO(key);
        CHECK(owner.contains(key));
    }
}

TEST_CASE("an unknown command is refused with the nearest name", "[app][commands]") {
    Program program;
    CHECK(program.run("filter.claer") == "There is no command 'filter.claer'; did you mean 'filter.clear'?");
    CHECK(program.run("xyzzy") == "There is no command 'xyzzy'.");
    CHECK(program.run("") == "There is no command ''.");
    CHECK(program.state.undo.empty());
}

TEST_CASE("a command that has nothing to do says so and changes nothing", "[app][commands]") {
    Program program;
    const Document before = program.state.document;
    for (const std::string_view name : {"edit.undo", "edit.redo", "filter.clear", "known.clear", "select.none", "select.back",
                                        "view.frame-selection", "view.unfold-all", "view.unpin-all", "timeline.unpin-lanes",
                                        "timeline.forget-order"}) {
        INFO(name);
        CHECK(program.run(name).find("nothing to do now") != std::string::npos);
    }
    CHECK(program.state.document == before);
}

TEST_CASE("a refused argument is told, put up as a toast, and changes nothing", "[app][commands]") {
    Program program;
    const Document before = program.state.document;
    const auto refuses = [&](std::string_view name, std::string_view argument, std::string_view message) {
        CHECK(program.run(name, argument) == message);
        REQUIRE_FALSE(program.state.session.toasts.empty());
        CHECK(program.state.session.toasts.back().text == message);
    };
    refuses("filter.actor", "nobody", "There is no actor 'nobody'.");
    refuses("filter.actor", "", "Select an actor or an event first.");
    refuses("filter.exclude-actor", "nobody", "There is no actor 'nobody'.");
    refuses("filter.actor-mode", "some", "The mode is 'any' or 'all'.");
    refuses("filter.toggle", "kind:gossip", "There is no 'kind:gossip'; write it as facet:value, such as kind:rule.");
    refuses("filter.exclude", "Mars", "There is no 'Mars'; write it as facet:value, such as kind:rule.");
    refuses("filter.pin", "side:Mars", "There is no 'side:Mars'; write it as facet:value, such as kind:rule.");
    refuses("select.id", "nothing", "There is no event, actor or thing 'nothing'.");
    refuses("view.set", "lanes", "Write it as view.parameter=value, such as timeline.lanes=actor.");
    refuses("view.set", "moon.lanes=actor", "There is no view 'moon'.");
    refuses("view.set", "timeline.lanes=moon", "'lanes' cannot be 'moon'.");
    refuses("view.set", "timeline.moon=lanes", "The timeline has no parameter 'moon'.");
    refuses("timeline.move-lane", "moon before sun", "There is no lane 'moon'.");
    refuses("timeline.lane-up", "", "Nothing is selected that has a lane on the timeline.");
    refuses("window.theme", "pink", "The theme is 'dark', 'light' or 'contrast'.");
    refuses("help.open-link", "file:///etc/passwd", "Only web addresses are opened.");
    CHECK(program.run("known.set", "2023-02-30") != "");
    CHECK(program.run("file.open", "/no/such/place") != "");
    CHECK(program.state.document == before);
    CHECK(program.state.undo.empty());
    CHECK(program.state.session.toasts.size() <= 4);
}

TEST_CASE("undo takes back every command that changes the document, and redo does it again", "[app][undo]") {
    size_t changing = 0;
    for (const Command& command : commands()) {
        if (command.name == "edit.undo" || command.name == "edit.redo" || command.name.starts_with("file.") ||
            command.name.starts_with("script.") || command.name.starts_with("present."))
            continue;  // a show changes no document: app_presenting_test.cpp
        Program program;
        prepare(program);
        // Selection and tie cleared: "one step back" then clears the filter.
        if (command.name == "edit.escape") select(program.state, {});
        if (command.name == "happened.clear") CHECK(program.run("happened.set", "2023") == "");
        if (command.name.starts_with("timeline.lane-")) {
            CHECK(program.run("filter.clear") == "");
            static_cast<void>(program.derived.scene(program.state, *find_view("timeline"), {0, 0, 1280, 720}, kFixed));
        }
        if (command.name == "story.update-step") CHECK(program.run("filter.set", "kind:rule") == "");
        if (command.name == "map.path-clear") CHECK(program.run("map.path", "rule..nvidia") == "");
        if (command.name == "map.compare-off") CHECK(program.run("map.compare-since", "2022") == "");
        const Document before = program.state.document;
        const size_t steps = program.state.undo.size();
        INFO(command.name);
        CHECK(program.run(command.name, argument_for(command.name)) == "");
        const Document after = program.state.document;
        CHECK(program.state.undo.size() == steps + (after == before ? 0 : 1));
        if (after == before) continue;
        ++changing;
        CHECK(program.run("edit.undo") == "");
        CHECK(program.state.document == before);
        CHECK(program.run("edit.redo") == "");
        CHECK(program.state.document == after);
        CHECK(program.run("edit.undo") == "");
        CHECK(program.state.document == before);
    }
    CHECK(changing >= 16);
}

TEST_CASE("undo goes all the way back and redo all the way forth", "[app][undo]") {
    Program program;
    std::vector<Document> seen{program.state.document};
    const auto step = [&](std::string_view name, std::string_view argument) {
        CHECK(program.run(name, argument) == "");
        seen.push_back(program.state.document);
    };
    step("filter.actor", "nvidia");
    step("filter.toggle", "kind:rule");
    step("known.set", "2023");
    step("view.map", "");
    step("filter.clear", "");
    for (size_t i = seen.size() - 1; i-- > 0;) {
        CHECK(program.run("edit.undo") == "");
        CHECK(program.state.document == seen[i]);
    }
    CHECK(program.state.undo.empty());
    for (size_t i = 1; i < seen.size(); ++i) {
        CHECK(program.run("edit.redo") == "");
        CHECK(program.state.document == seen[i]);
    }
    CHECK(program.state.redo.empty());
    program.run("edit.undo");
    program.run("filter.set", "kind:rule");
    CHECK(program.state.redo.empty());
}

TEST_CASE("one drag leaves one undo step, however many events it has", "[app][undo]") {
    Program program;
    const NodeRef node{NodeKind::Actor, 1};
    const Document before = program.state.document;
    program.state.session.gesture = 7;
    for (int i = 0; i < 30; ++i) apply(program.state, "map", PinNode{{node, {0.01 * i, 0.5}}});
    program.state.session.gesture = 0;
    CHECK(program.state.undo.size() == 1);
    program.state.session.gesture = 8;
    for (int i = 0; i < 30; ++i) apply(program.state, "map", PinNode{{node, {0.5, 0.01 * i}}});
    program.state.session.gesture = 0;
    REQUIRE(program.state.undo.size() == 2);
    CHECK(program.run("edit.undo") == "");
    REQUIRE(program.state.document.pins.size() == 1);
    CHECK(program.state.document.pins.front().at == Vec2{0.01 * 29, 0.5});
    CHECK(program.run("edit.undo") == "");
    CHECK(program.state.document == before);
}

TEST_CASE("the camera, the pointer and the selection are not undone", "[app][undo]") {
    Program program;
    apply(program.state, "timeline", SetCamera{Camera{.framed = true}, false});
    apply(program.state, "timeline", SetHover{pick_of(PickKind::Event, 1)});
    apply(program.state, "timeline", SelectNode{NodeRef{NodeKind::Event, 1}, SelectMode::Replace});
    CHECK(program.state.undo.empty());
}

TEST_CASE("undo keeps no more steps than it promises", "[app][undo]") {
    Program program;
    for (int i = 0; i < 500; ++i) program.run("filter.toggle", "kind:rule");
    CHECK(program.state.undo.size() == 200);
}

TEST_CASE("clicks on facets write the filter, and a second click takes it back", "[app][filter]") {
    Program program;
    const auto after = [&](std::string_view name, std::string_view argument) {
        CHECK(program.run(name, argument) == "");
        return program.filter();
    };
    CHECK(after("filter.actor", "nvidia") == "actor:nvidia");
    CHECK(program.visible() == 7);
    CHECK(after("filter.actor", "bis") == "(actor:bis OR actor:nvidia)");
    CHECK(after("filter.actor-mode", "all") == "actor:bis actor:nvidia");
    CHECK(program.visible() == 2);
    CHECK(after("filter.toggle", "kind:rule") == "actor:bis actor:nvidia kind:rule");
    CHECK(after("filter.exclude-actor", "bis") == "actor:nvidia -actor:bis kind:rule");
    CHECK(after("filter.exclude-actor", "bis") == "actor:nvidia kind:rule");
    CHECK(after("filter.actor", "nvidia") == "kind:rule");
    CHECK(after("filter.toggle", "kind:rule") == "");
    CHECK(after("filter.toggle", "side:China") == "side:China");
    CHECK(after("filter.toggle", "side:China") == "");
    CHECK(after("filter.toggle", "status:disputed") == "status:disputed");
    CHECK(program.visible() == 1);
    CHECK(after("filter.toggle", "status:disputed") == "");
}

TEST_CASE("filter by actor takes the selected actor or the leading one of the selected event", "[app][filter]") {
    Program program;
    CHECK(program.run("select.id", "huawei") == "");
    CHECK(program.run("filter.actor") == "");
    CHECK(program.filter() == "actor:huawei");
    program.run("filter.clear");
    CHECK(program.run("select.id", "gallium") == "");
    CHECK(program.run("filter.actor") == "");
    CHECK(program.filter() == "actor:mofcom");
}

TEST_CASE("a broken filter is told and the last good one stays in force", "[app][filter]") {
    Program program;
    program.run("filter.set", "kind:rule");
    const size_t rules = program.visible();
    const std::string message = program.run("filter.set", "kind:rule actor:nvdia");
    CHECK(message.find("column ") == 0);
    CHECK(message.find("nvidia") != std::string::npos);
    CHECK(program.filter() == "kind:rule actor:nvdia");
    CHECK(program.visible() == rules);
    CHECK(program.derived.visible(program.state).error);
    program.run("edit.undo");
    CHECK(program.filter() == "kind:rule");
    CHECK_FALSE(program.derived.visible(program.state).error);
}

TEST_CASE("known on a date hides what became known later", "[app][known-on]") {
    Program program;
    CHECK(program.visible() == 14);
    CHECK(program.run("known.set", "2022-10-07") == "");
    CHECK(program.visible() == 1);
    CHECK(program.run("known.set", "2022-10-06") == "");
    CHECK(program.visible() == 0);
    CHECK(program.run("known.set", "2023") == "");
    CHECK(program.visible() == 11);
    CHECK(program.run("known.clear") == "");
    CHECK(program.visible() == 14);
    CHECK(parse_known_on("") == kEverKnown);
    CHECK(parse_known_on("2023-07-03/..") == kEverKnown);
    CHECK_FALSE(parse_known_on("yesterday"));
}

TEST_CASE("a range chosen on the axis becomes a date in the filter, and a new one replaces it", "[app][filter]") {
    Program program;
    const auto day = [](int year, int month, int d) { return start_of_day({.year = year, .month = month, .day = d}); };
    const auto choose = [&](std::string_view filter, std::optional<std::pair<Instant, Instant>> range) {
        program.state.document.filter = filter;
        apply(program.state, "timeline", SetRange{range});
        INFO(program.filter());
        CHECK_FALSE(program.derived.visible(program.state).error);
        return program.filter();
    };
    const std::pair range{day(2023, 1, 1), day(2023, 6, 30)};
    const std::string dates = "date:2023-01-01..2023-06-30?";
    CHECK(choose("", range) == dates);
    CHECK(choose("date:2022-01-01..2022-02-02?", range) == dates);
    CHECK(choose("kind:rule", range) == "kind:rule " + dates);
    CHECK(choose("kind:rule chips " + dates, std::nullopt) == "kind:rule chips");
    CHECK(choose(dates + " chips", std::nullopt) == "chips");
    // What is no range of the axis stays as it was written.
    CHECK(choose("\"update: chips\"", range) == "\"update: chips\" " + dates);
    CHECK(choose("(date:2022 OR kind:rule)", range) == "(date:2022 OR kind:rule) " + dates);
    CHECK(choose("-date:2022", range) == "-date:2022 " + dates);
    CHECK(choose("text:\"date:2022 x\"", range) == "text:\"date:2022 x\" " + dates);
}

TEST_CASE("next and previous go through the visible events and around", "[app][selection]") {
    Program program;
    program.run("filter.set", "kind:rule");
    const std::vector<EventId> rules = program.derived.visible(program.state).events.to_vector();
    REQUIRE(rules.size() == 3);
    const auto selected = [&] { return program.state.session.selected.front().index; };
    for (size_t i = 0; i < 4; ++i) {
        CHECK(program.run("select.next") == "");
        CHECK(selected() == index(rules[i % 3]));
    }
    CHECK(program.run("select.previous") == "");
    CHECK(selected() == index(rules[2]));
    program.run("filter.set", "actor:smic actor:nvidia");
    CHECK(program.run("select.next") == "No event matches the filter.");
}

TEST_CASE("back returns to the selection before", "[app][selection]") {
    Program program;
    program.run("select.id", "rule");
    const auto first = program.state.session.selected;
    program.run("select.id", "nvidia");
    program.run("select.id", "a100");
    CHECK(program.run("select.back") == "");
    CHECK(program.run("select.back") == "");
    CHECK(program.state.session.selected == first);
    CHECK(program.run("select.back") != "");
}

TEST_CASE("escape closes what lies on top first", "[app][selection]") {
    Program program;
    program.run("filter.set", "kind:rule");
    program.run("select.id", "rule");
    program.run("help.keys");
    program.run("edit.escape");
    CHECK_FALSE(program.state.session.show_keys);
    CHECK_FALSE(program.state.session.selected.empty());
    program.run("edit.escape");
    CHECK(program.state.session.selected.empty());
    CHECK(program.filter() == "kind:rule");
    program.run("edit.escape");
    CHECK(program.filter() == "");
}

TEST_CASE("reading the same data again keeps the filter, other data start anew", "[app][files]") {
    Program program;
    program.run("filter.set", "kind:rule");
    program.run("select.id", "rule");
    apply_load(program.state, {small_history().data, small_history().diagnostics}, "");
    CHECK(program.filter() == "kind:rule");
    CHECK(program.state.session.selected.empty());
    CHECK(program.state.undo.empty());
    apply_load(program.state, {hostile().data, hostile().diagnostics}, "elsewhere");
    CHECK(program.filter() == "");
    CHECK(program.visible() == hostile().data->events.size());
}

TEST_CASE("the scale goes up and down in steps and stops at its ends", "[app][commands]") {
    Program program;
    for (int i = 0; i < 20; ++i) program.run("window.larger");
    CHECK(program.state.session.scale == 3.0);
    for (int i = 0; i < 20; ++i) program.run("window.smaller");
    CHECK(program.state.session.scale == 0.75);
    program.run("window.natural-size");
    CHECK(program.state.session.scale == 1.0);
    program.state.session.scale = 1.05;  // between two steps
    program.run("window.larger");
    CHECK(program.state.session.scale == 1.1);
}

TEST_CASE("framing the selection before a view was ever drawn does not lose the view", "[app][commands]") {
    Program program;
    program.state.session.reduce_motion = true;
    program.run("select.id", "update");
    program.run("view.frame-selection");
    // The window is opened now: the event must be on the screen.
    const Scene& scene = program.derived.scene(program.state, *find_view("timeline"), {0, 0, 900, 500}, kFixed);
    const auto event = static_cast<uint32_t>(*program.state.data->find_event("update"));
    const auto at = std::find_if(scene.symbols().begin(), scene.symbols().end(),
                                 [&](const SymbolMark& mark) { return mark.pick == pick_of(PickKind::Event, event); });
    REQUIRE(at != scene.symbols().end());
    CHECK(at->centre.x > 150);
    CHECK(at->centre.x < 880);
}

TEST_CASE("a scene is built once while nothing changes", "[app][derived]") {
    Program program;
    const Rect area{0, 0, 900, 500};
    for (int frame = 0; frame < 100; ++frame)
        for (const ViewDef& view : views()) (void)program.derived.scene(program.state, view, area, kFixed);
    CHECK(program.derived.scene_build_count() == views().size());
    CHECK(program.run("filter.set", "kind:rule") == "");
    for (int frame = 0; frame < 100; ++frame)
        for (const ViewDef& view : views()) (void)program.derived.scene(program.state, view, area, kFixed);
    CHECK(program.derived.scene_build_count() == 2 * views().size());
}

TEST_CASE("what is drawn is what is found under the pointer", "[app][derived]") {
    Program program;
    const ViewDef& view = *find_view("timeline");
    const Scene& scene = program.derived.scene(program.state, view, {0, 0, 900, 500}, kFixed);
    size_t asked = 0;
    for (const SymbolMark& mark : scene.symbols()) {
        if (kind_of(mark.pick) != PickKind::Event) continue;
        CHECK(program.derived.pick_at(view, mark.centre) == mark.pick);
        ++asked;
    }
    CHECK(asked > 8);
}
