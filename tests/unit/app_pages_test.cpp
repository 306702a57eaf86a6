// The details page, settings, files and figures.
#include <cmath>
#include <filesystem>
#include <set>
#include <string>

#include <fmt/format.h>

#include "app/details.h"
#include "app/figures.h"
#include "app/files.h"
#include "app/settings.h"
#include "io/reader.h"
#include "paint_tools.h"
#include "views_tools.h"

using namespace views_test;

namespace {

Instant end_of_day(std::string_view edtf) { return *parse_known_on(edtf); }

DetailsPage page_of(std::string_view id, Instant known_by_s = kEverKnown) {
    const Dataset& data = *small_history().data;
    if (const auto event = data.find_event(id)) return details_of(data, node_of_event(*event), known_by_s);
    if (const auto actor = data.find_actor(id)) return details_of(data, {NodeKind::Actor, static_cast<uint32_t>(*actor)}, known_by_s);
    return details_of(data, {NodeKind::Thing, static_cast<uint32_t>(data.find_thing(id).value())}, known_by_s);
}

std::string groups_in_words(const DetailsPage& page) {
    std::string words;
    for (const LinkGroup& group : page.groups) {
        words += group.heading + ":\n";
        for (const NodeLink& link : group.links)
            words += fmt::format("  {} [{}]{}\n", link.label, link.note, link.status ? fmt::format(" {}", word(*link.status)) : "");
    }
    return words;
}

FigureRequest request(std::string view, double width, double height, ThemeId theme_id = ThemeId::Light) {
    FigureRequest made;
    made.view = std::move(view);
    made.width_px = width;
    made.height_px = height;
    made.theme = theme_id;
    return made;
}

// A page from here on has room for the lanes of any of the data sets here.
constexpr double kRoomyPage_px = 600;

std::string figure_collisions(const Loaded& loaded, const TextMetrics& metrics, bool small_pages = false) {
    AppState state = state_of(loaded);
    Derived derived;
    std::string problems;
    for (const ViewDef& view : views()) {
        for (const Size size : kSizes) {
            if (view.id == "timeline" && (size.height < kRoomyPage_px) != small_pages) continue;
            for (const ThemeId id : kThemes) {
                const auto scene = figure_scene(state, derived, request(std::string(view.id), size.width, size.height, id), metrics);
                REQUIRE(scene);
                add_problem(problems, "figure " + in_words(view, size, id), text_collisions(*scene));
            }
        }
    }
    return problems;
}

std::string lanes_left_out(std::initializer_list<Size> sizes) {
    std::string problems;
    for (const std::string_view by : {"group", "actor", "kind", "story"}) {
        AppState state = state_of(built_in());
        set_param(state.document.params["timeline"], "lanes", by);
        Derived derived;
        for (const Size size : sizes) {
            const auto scene = figure_scene(state, derived, request("timeline", size.width, size.height), kFixed);
            REQUIRE(scene);
            std::set<uint32_t> headers;
            for (const OrderRecord& record : scene->order()) {
                if (record.kind != MarkKind::Text) continue;
                const TextMark& mark = scene->texts()[record.index];
                if (kind_of(mark.pick) == PickKind::Lane && text_box(mark).overlaps(scene->clips()[record.clip])) headers.insert(mark.pick.index);
            }
            Shown shown(built_in(), "timeline");
            shown.state.document = state.document;
            shown.build();
            const size_t lanes = shown.timeline().lanes.value().lanes.size();
            if (headers.size() != lanes)
                problems += fmt::format("lanes={} {}x{}: {} of {} lanes\n", by, size.width, size.height, headers.size(), lanes);
        }
    }
    return problems;
}

}  // namespace

TEST_CASE("the page of an event says what, when, who, how sure and why", "[app][details]") {
    const DetailsPage page = page_of("phone");
    CHECK(page.title == "A phone with a chip from home");
    CHECK(page.kind == "Release");
    CHECK(page.date == "29 August 2023");
    CHECK(page.status == Status::Disputed);
    CHECK(page.status_why == "1 claim reports it, 1 claim disputes it");
    CHECK(page.side == Side::China);
    REQUIRE(page.who.size() == 2);
    CHECK(page.who[0].label == "Huawei");
    CHECK(page.who[0].note == "maker");
    REQUIRE(page.things.size() == 1);
    CHECK(page.things[0].label == "Mate 60 Pro");
    REQUIRE(page.claims.size() == 2);
    CHECK(page.claims[0].source_title == "A report");
    CHECK(page.claims[1].by == "Bureau of Industry and Security");
    CHECK(page.place.starts_with("small.json:"));
}

TEST_CASE("the page of an event tells what it answers and what answers it", "[app][details]") {
    CHECK(groups_in_words(page_of("a800-sale")) ==
          "What it answers:\n  First rule limits chip bandwidth [works around] reported\n"
          "What answers it:\n  Second rule closes the gap [is closed by] established\n");
    CHECK(groups_in_words(page_of("rule", end_of_day("2023-07-03"))).find("gallium") == std::string::npos);
}

TEST_CASE("a page as known on a day hides later claims, relations and events", "[app][details]") {
    const DetailsPage page = page_of("phone", end_of_day("2023-12"));
    REQUIRE(page.claims.size() == 2);
    CHECK_FALSE(page.claims[0].yet_unknown);
    CHECK(page.claims[1].yet_unknown);
    CHECK(page.status == Status::Reported);
    CHECK(page.status_why == "1 claim reports it");
    const std::string huawei = groups_in_words(page_of("huawei", end_of_day("2023-12")));
    CHECK(huawei.find("A phone with a chip from home") != std::string::npos);
    CHECK(huawei.find("Chips cross the border") == std::string::npos);
    CHECK(huawei.find("SMIC") == std::string::npos);
    CHECK(groups_in_words(page_of("huawei")).find("SMIC") != std::string::npos);
}

TEST_CASE("every claim of the built-in history has a source and a place in a file", "[app][details]") {
    const Dataset& data = *built_in().data;
    for (size_t i = 0; i < data.node_count(); ++i) {
        const DetailsPage page = details_of(data, data.node_at(i), kEverKnown);
        INFO(page.id);
        CHECK_FALSE(page.title.empty());
        CHECK_FALSE(page.kind.empty());
        CHECK_FALSE(page.place.empty());
        if (page.node->kind == NodeKind::Event) CHECK_FALSE(page.claims.empty());
        const auto check = [](const ClaimCard& card) {
            CHECK_FALSE(card.source_title.empty());
            CHECK_FALSE(card.source_id.empty());
            CHECK_FALSE(card.place.empty());
            CHECK_FALSE(card.known.empty());
            CHECK_FALSE(card.yet_unknown);
        };
        for (const ClaimCard& card : page.claims) check(card);
        for (const LinkGroup& group : page.groups)
            for (const NodeLink& link : group.links) {
                CHECK_FALSE(link.label.empty());
                for (const ClaimCard& card : link.claims) check(card);
            }
        CHECK_FALSE(tooltip_of(data, *page.node, kEverKnown).empty());
    }
}

TEST_CASE("an answer and what it answers name each other", "[app][details]") {
    const Dataset& data = *built_in().data;
    const auto has = [&](NodeRef page_node, std::string_view heading, NodeRef wanted) {
        const DetailsPage page = details_of(data, page_node, kEverKnown);
        for (const LinkGroup& group : page.groups)
            for (const NodeLink& link : group.links)
                if (group.heading == heading && link.node == wanted) return true;
        return false;
    };
    size_t pairs = 0;
    for (size_t i = 0; i < data.events.size(); ++i) {
        const NodeRef node = node_of_event(id_at<EventId>(i));
        const DetailsPage page = details_of(data, node, kEverKnown);
        for (const LinkGroup& group : page.groups) {
            if (!group.is_answer) continue;
            for (const NodeLink& link : group.links) {
                ++pairs;
                CHECK(has(link.node, group.heading == "What it answers" ? "What answers it" : "What it answers", node));
            }
        }
    }
    CHECK(pairs > 10);
}

TEST_CASE("the page of a tie lists relations and shared events", "[app][details]") {
    const Dataset& data = *small_history().data;
    const EventIndex index_of(small_history().data);
    const Tie tie{{NodeKind::Actor, static_cast<uint32_t>(*data.find_actor("smic"))},
                  {NodeKind::Actor, static_cast<uint32_t>(*data.find_actor("huawei"))}};
    const DetailsPage now = details_of_tie(data, tie, index_of.known_by(kEverKnown), kEverKnown);
    CHECK(now.title == "SMIC and Huawei");
    CHECK(groups_in_words(now) == "Relations:\n  SMIC supplies Huawei [supplies] alleged\n"
                                  "Events that name both:\n  A phone with a chip from home [] disputed\n");
    const Instant then = end_of_day("2023-12");
    CHECK(groups_in_words(details_of_tie(data, tie, index_of.known_by(then), then)) ==
          "Events that name both:\n  A phone with a chip from home [] reported\n");
}

TEST_CASE("settings come back as they were written", "[app][settings]") {
    const std::vector<Settings> all{
        {},
        {.window_width = 640, .window_height = 480, .maximised = true, .theme = ThemeId::Light, .scale = 0.75,
         .reduce_motion = true, .show_facets = false, .show_details = false},
        {.theme = ThemeId::Contrast, .scale = 3.0},
        {.scale = 1.1},
        {.scale = 1.75}};
    for (const Settings& settings : all) {
        INFO(settings_text(settings));
        CHECK(parse_settings(settings_text(settings)) == settings);
        Session session;
        apply_settings(settings, session);
        CHECK(settings_of(session, settings) == settings);
    }
}

TEST_CASE("broken settings are passed over line by line", "[app][settings]") {
    for (const std::string_view text :
         {"", "\n\n\n", "=", "theme", "theme=", "theme = mauve", "scale-percent = 74", "scale-percent = 301", "scale-percent = 1e9",
          "scale-percent = 100%", "window-width = 0", "window-width = -5", "window-width = 99999999999999999999",
          "window-width = 12px", "maximised = perhaps", "unknown = 1", "\xff\xfe\x00garbage", "= = =\n===",
          "theme\n=\nlight"}) {
        INFO(text);
        CHECK(parse_settings(text) == Settings{});
    }
    Settings expected;
    expected.theme = ThemeId::Light;
    expected.window_width = 1000;
    CHECK(parse_settings("garbage\r\n  theme\t=  light \r\nwindow-width=1000\nscale-percent=9999") == expected);
    CHECK(parse_settings("theme = light\ntheme = dark") == Settings{});
    std::string long_line(1'000'000, 'x');
    CHECK(parse_settings(long_line + "\ntheme = light").theme == ThemeId::Light);
}

TEST_CASE("a file is written whole and read back", "[app][files]") {
    const choke_test::TemporaryFile file(".bin", "old");
    const std::string bytes = std::string("new\0bytes\n", 10) + std::string(100'000, '\xff');
    REQUIRE(write_file(file.path(), bytes));
    CHECK(read_file(file.path()).value() == bytes);
    REQUIRE(write_file(file.path(), ""));
    CHECK(read_file(file.path()).value().empty());
}

TEST_CASE("a file that cannot be written says which and why, and leaves nothing behind", "[app][files]") {
    const auto missing = write_file("/no/such/folder/figure.svg", "x");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().message == "/no/such/folder/figure.svg cannot be written: No such file or directory");
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / fmt::format("chokepoint-folder-{}", getpid());
    std::filesystem::create_directories(folder / "target");
    const auto onto_folder = write_file((folder / "target").string(), "x");
    REQUIRE_FALSE(onto_folder);
    CHECK(onto_folder.error().message.find("cannot be written: ") != std::string::npos);
    size_t left = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++left;
    CHECK(left == 1);
    std::filesystem::remove_all(folder);
    CHECK_FALSE(read_file("/no/such/file"));
}

TEST_CASE("a folder is not read as a file", "[app][files]") { CHECK_FALSE(read_file("/tmp")); }

TEST_CASE("no label of a figure covers another in any size and theme", "[app][figures]") {
    CHECK(figure_collisions(small_history(), kFixed) == "");
    CHECK(figure_collisions(built_in(), kFixed) == "");
    CHECK(figure_collisions(generated(), kFixed) == "");
    CHECK(figure_collisions(hostile(), kFixed) == "");
}

TEST_CASE("no label of a figure covers another when measured with real fonts", "[app][figures]") {
    const auto fonts = FontSet::open();
    if (!fonts) SKIP("no fonts");
    CHECK(figure_collisions(small_history(), **fonts) == "");
    CHECK(figure_collisions(built_in(), **fonts) == "");
    CHECK(figure_collisions(hostile(), **fonts) == "");
}

TEST_CASE("no label of a small or narrow figure covers another", "[app][figures]") {
    std::string problems;
    for (const Loaded* loaded : {&small_history(), &built_in(), &hostile()}) {
        AppState state = state_of(*loaded);
        Derived derived;
        for (const ViewDef& view : views()) {
            for (const Size size : {Size{480, 1200}, Size{540, 540}, Size{800, 400}, Size{2000, 320}}) {
                const auto scene = figure_scene(state, derived, request(std::string(view.id), size.width, size.height), kFixed);
                REQUIRE(scene);
                add_problem(problems, loaded->data->id + " figure " + in_words(view, size, ThemeId::Light), text_collisions(*scene));
            }
        }
    }
    CHECK(problems == "");
}

TEST_CASE("a timeline on a page too low for its lanes cuts no label", "[app][figures]") {
    CHECK(figure_collisions(small_history(), kFixed, true) == "");
    CHECK(figure_collisions(built_in(), kFixed, true) == "");
    CHECK(figure_collisions(generated(), kFixed, true) == "");
    CHECK(figure_collisions(hostile(), kFixed, true) == "");
}

TEST_CASE("a figure shows every lane of its timeline", "[app][figures]") {
    CHECK(lanes_left_out({{1280, 720}, {1920, 1080}, {3840, 2160}}) == "");
}

TEST_CASE("a figure too low for its lanes puts the smallest together and drops no event", "[app][figures]") {
    Shown shown(built_in(), "timeline");
    for (const double height : {120.0, 160.0, 220.0, 500.0, 900.0}) {
        ViewInput input = shown.input();
        input.interactive = false;
        input.area = {0, 0, 640, height};
        const auto cache = shown.view.make_cache();
        Scene scene;
        scene.set_size(640, height);
        shown.view.build(input, *cache, scene);
        const TimelineCache& timeline = static_cast<const TimelineCache&>(*cache);
        const TimelineLanes& lanes = timeline.lanes.value();
        if (height < 250) CHECK(lanes.lanes.back().label.starts_with("All"));
        CHECK(timeline.content_height <= timeline.frame.lanes.h + 1e-6);
        size_t events = 0;
        for (const TimelineLane& lane : lanes.lanes) events += lane.events.size();
        CHECK(events == lanes.event_count);
    }
}

TEST_CASE("a figure says what it shows", "[app][figures]") {
    AppState state = state_of(small_history());
    Derived derived;
    state.document.filter = "actor:nvidia";
    state.document.known_on = "2023-12";
    const auto scene = figure_scene(state, derived, request("timeline", 1280, 720), kFixed);
    REQUIRE(scene);
    std::string texts;
    for (const TextMark& mark : scene->texts()) texts += std::string(scene->text(mark)) + "\n";
    CHECK(scene->title() == "A small history, October 2022 to October 2023");
    CHECK(texts.find("Known on December 2023 · 7 of 14 events · filter: events that involve Nvidia") != std::string::npos);
    CHECK(texts.find(fmt::format("{:016x}", state.data->content_hash)) != std::string::npos);
    CHECK(scene->description().find("7 of 14 events") != std::string::npos);
    FigureRequest titled = request("map", 1280, 720);
    titled.title = "My title";
    CHECK(figure_scene(state, derived, titled, kFixed)->title() == "My title");
}

TEST_CASE("a figure of an unknown view or size is refused with what would do", "[app][figures]") {
    AppState state = state_of(small_history());
    Derived derived;
    const auto refused = [&](const FigureRequest& bad) {
        const auto scene = figure_scene(state, derived, bad, kFixed);
        return scene ? std::string("drawn") : scene.error().message;
    };
    CHECK(refused(request("pie", 800, 600)) == "there is no view 'pie'; the views are timeline, map, matrix, table, sources");
    CHECK(refused(request("map", 100, 600)) == "a figure of 100x600 is out of range: each side must be 300 to 32000");
    CHECK(refused(request("map", 800, 40'000)).find("out of range") != std::string::npos);
    CHECK(refused(request("map", std::nan(""), 600)).find("out of range") != std::string::npos);
    CHECK(refused(request("map", 300, 300)) == "drawn");
}

TEST_CASE("a figure pays no heed to where the window looks", "[app][figures]") {
    AppState state = state_of(small_history());
    Derived derived;
    for (const ViewDef& view : views()) {
        const auto whole = figure_scene(state, derived, request(std::string(view.id), 1280, 720), kFixed);
        Camera camera;
        camera.framed = true;
        camera.zoom = 3;
        camera.centre = {0.1, 0.1};
        state.session.cameras[std::string(view.id)] = camera;
        state.session.hover = pick_of(PickKind::Event, 3);
        const auto again = figure_scene(state, derived, request(std::string(view.id), 1280, 720), kFixed);
        CHECK(dump(*whole) == dump(*again));
    }
}

TEST_CASE("a tooltip counts only the events that were known on the day", "[app][details]") {
    const auto loaded = load_built_in();
    REQUIRE(loaded);
    const Dataset& data = *loaded->data;
    const NodeRef huawei{NodeKind::Actor, static_cast<uint32_t>(data.find_actor("huawei").value())};
    const Instant day_s = end_of_day("2023-06");
    size_t known = 0;
    for (const EventId event : data.actors.events[huawei.index]) known += event_status(data, event, day_s) != Status::NotYetKnown ? 1 : 0;
    REQUIRE(known < data.actors.events[huawei.index].size());
    CHECK(tooltip_of(data, huawei, day_s).find(fmt::format("· {} event", known)) != std::string::npos);
}
