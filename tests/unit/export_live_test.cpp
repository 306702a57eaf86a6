// Figures that open as live views again, their notes, and drawings for light and dark.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>

#include "app/document_file.h"
#include "app/figure_file.h"
#include "app/figures.h"
#include "app/font_pins.h"
#include "app/open_any.h"
#include "exporters/svg_themes.h"
#include "paint_tools.h"
#include "views_tools.h"

using namespace views_test;

namespace {

AppState looked_at() {
    AppState state = state_of(built_in());
    state.document.filter = "actor:huawei -kind:market \"; state\"";
    state.document.known_on = "2025-06";
    state.document.status_floor = Status::Alleged;
    set_param(state.document.params["timeline"], "lanes", "side");
    state.session.selected = {{NodeKind::Event, 3}, {NodeKind::Actor, 1}};
    return state;
}

std::unique_ptr<FontSet> open_fonts() {
    auto fonts = FontSet::open();
    REQUIRE(fonts);
    return std::move(*fonts);
}

std::string bytes_of(const AppState& state, const FigureRequest& request, const FontSet& fonts, const std::string& name) {
    Derived derived;
    auto bytes = figure_bytes(state, derived, request, fonts, name);
    REQUIRE(bytes);
    return std::move(*bytes);
}

}  // namespace

TEST_CASE("an SVG and a PNG open as the view that they show", "[export][live]") {
    const auto fonts = open_fonts();
    const AppState state = looked_at();
    for (const std::string name : {"x.svg", "x.PNG"}) {
        CAPTURE(name);
        const choke_test::TemporaryFile file(name.substr(1), bytes_of(state, {}, *fonts, name));
        AppState opened;
        const auto done = open_any(opened, file.path());
        if (!done) FAIL(done.error().message);
        CHECK(document_hash(opened) == document_hash(state));
        CHECK(opened.session.active_view == "timeline");
        CHECK(opened.session.toasts.empty());
    }
}

TEST_CASE("the range of a figure comes back as the place where its timeline looks", "[export][live]") {
    const auto fonts = open_fonts();
    const AppState state = state_of(built_in());
    FigureRequest request;
    const auto bounds = parse_edtf("2023-01-01/2023-12-31");
    request.range = std::pair(bounds->earliest, bounds->latest);
    const choke_test::TemporaryFile file(".svg", bytes_of(state, request, *fonts, "x.svg"));
    AppState opened;
    REQUIRE(open_any(opened, file.path()));
    const Camera& camera = opened.session.cameras.at("timeline");
    CHECK(camera.framed);
    CHECK(std::abs(camera.time.time_from_x(0) - bounds->earliest) < 86'400);
    CHECK(std::abs(camera.time.time_from_x(camera.made_for_px) - bounds->latest) < 2 * 86'400);
}

TEST_CASE("a figure of other data or with another font says so when it is opened", "[export][live]") {
    const auto fonts = open_fonts();
    std::string svg = bytes_of(looked_at(), {}, *fonts, "x.svg");
    const size_t hash = svg.find(" hash ", svg.find("<metadata>")) + 6;
    svg.replace(hash, 16, "0123456789abcdef");
    const size_t font = svg.find('=', svg.find("; fonts ")) + 1;
    svg.replace(font, 16, "0123456789abcdef");
    const choke_test::TemporaryFile file(".svg", svg);
    AppState opened;
    REQUIRE(open_any(opened, file.path()));
    REQUIRE(opened.session.toasts.size() == 2);
    CHECK(opened.session.toasts[0].text == "The picture was made of other data than the ones that are open now");
    CHECK(opened.session.toasts[1].text.starts_with("The picture was made with another font: 'Inter"));
}

TEST_CASE("a picture without a view in it is refused, whatever its bytes are", "[export][live]") {
    const auto fonts = open_fonts();
    for (const std::string name : {"x.svg", "x.png"}) {
        const std::string whole = bytes_of(looked_at(), {}, *fonts, name);
        for (size_t size = 0; size < std::min<size_t>(whole.size(), 9000); size += 37) {
            const auto figure = figure_file_from(std::string_view(whole).substr(0, size));
            if (figure) CHECK(figure->link.starts_with("chokepoint:"));
        }
    }
    CHECK_FALSE(figure_file_from(""));
    CHECK_FALSE(figure_file_from("<svg><metadata>Inkscape; state none</metadata></svg>"));
    const auto huge = figure_file_from(std::string("\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXtSource", 22));
    REQUIRE_FALSE(huge);
    CHECK(huge.error().message.find("there is no view in this picture") != std::string::npos);
    AppState untouched;
    const choke_test::TemporaryFile file(".svg", "<svg/>");
    CHECK_FALSE(open_any(untouched, file.path()));
    CHECK(untouched.data == nullptr);
}

TEST_CASE("the metadata name every font that is drawn with, with the hash of its file", "[export][live]") {
    const auto fonts = open_fonts();
    Derived derived;
    const AppState state = looked_at();
    const auto scene = figure_scene(state, derived, {}, *fonts);
    REQUIRE(scene);
    const Scene* one = &*scene;
    const auto pins = font_pins({&one, 1}, *fonts);
    REQUIRE_FALSE(pins.empty());
    for (const FontPin& pin : pins) CHECK(pin.hash != 0);
    CHECK(changed_fonts(font_pins_text(pins), *fonts).empty());
    CHECK(changed_fonts("Inter Regular=0000000000000001, No Such Font=2", *fonts).size() == 2);
}

TEST_CASE("a figure numbers drawn events and lists the sources under the same numbers", "[export][notes]") {
    AppState state = state_of(built_in());
    Derived derived;
    Citations citations;
    FigureRequest request;
    request.cited = {id_at<EventId>(0)};
    const auto figure = lay_out_figure(state, derived, request, kFixed, citations);
    REQUIRE(figure);
    REQUIRE(figure->notes.size() >= 5);
    std::string texts = "\n";
    for (const TextMark& mark : figure->scene.texts()) texts += std::string(figure->scene.text(mark)) + "\n";
    for (const size_t note : figure->notes) {
        CAPTURE(note);
        REQUIRE(note <= citations.sources().size());
        CHECK(texts.find("\n" + std::to_string(note) + "\n") != std::string::npos);
        const std::string words = source_words(*state.data, citations.sources()[note - 1]);
        CHECK(texts.find(words.substr(0, 12)) != std::string::npos);
    }
    CHECK(figure->scene.links().size() >= 5);
    for (const LinkArea& link : figure->scene.links()) CHECK(link.url.starts_with("http"));
    CHECK(text_collisions(figure->scene) == "");
}

TEST_CASE("numbers go on through a document, and a source keeps the one that it has", "[export][notes]") {
    AppState state = state_of(built_in());
    Derived derived;
    Citations citations;
    const auto first = lay_out_figure(state, derived, {}, kFixed, citations);
    const size_t counted = citations.sources().size();
    const auto again = lay_out_figure(state, derived, {}, kFixed, citations);
    REQUIRE((first && again));
    CHECK(first->notes == again->notes);
    CHECK(citations.sources().size() == counted);
}

TEST_CASE("a source that contradicts is cited even where there is room for few", "[export][notes]") {
    const Dataset& data = *small_history().data;
    const EventId event = data.find_event("phone").value();
    const auto cited = cited_sources(data, event, kEverKnown, 1);
    REQUIRE(cited.size() == 1);
    bool contradicts = false;
    for (const Claim& claim : data.claims_of(data.events.claims[index(event)]))
        contradicts = contradicts || (claim.source == cited[0] && claim.stance >= Stance::Disputes);
    CHECK(contradicts);
    CHECK(cited_sources(data, event, INT64_MIN, 9).empty());
}

TEST_CASE("two drawings of a scene become one that follows the theme", "[export][html]") {
    ThemeClasses classes;
    const auto merged = classes.merged("<svg a=\"1\"><rect x=\"2\" fill=\"#fff\"/>t<path fill=\"none\" stroke=\"#000\"/></svg>\n",
                                       "<svg a=\"1\"><rect x=\"2\" fill=\"#111\" fill-opacity=\"0.5\"/>t<path fill=\"none\" stroke=\"#eee\"/></svg>\n");
    REQUIRE(merged);
    CHECK(*merged == "<svg a=\"1\"><rect x=\"2\" class=\"k1 k2\"/>t<path fill=\"none\" class=\"k3\"/></svg>\n");
    CHECK(classes.css(false) == ".k1{fill:#fff}.k2{fill-opacity:1}.k3{stroke:#000}");
    CHECK(classes.css(true) == ".k1{fill:#111}.k2{fill-opacity:0.5}.k3{stroke:#eee}");
    CHECK_FALSE(classes.merged("<a x=\"1\"/>", "<a x=\"2\"/>"));
    CHECK_FALSE(classes.merged("<a/>t", "<a/>u"));
    CHECK_FALSE(classes.merged("<a/><b/>", "<a/>"));
    CHECK_FALSE(classes.merged("<a", "<a x"));
}
