// A show under a real X server, driven by real keys and clicks. Two monitors are pretended: Xvfb gives one RandR output, and GLFW
// knows monitors by their outputs only (neither Xinerama screens nor `xrandr --setmonitor` make more of them). The windows
// are then placed on two halves of one desk; what covers a whole monitor is tested with the real one.
#include <cstdio>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "app/cameras.h"
#include "app/document_file.h"
#include "app/presenting.h"
#include "driver.h"

using namespace choke;
using namespace gui_test;

namespace {

constexpr std::string_view kStory = "a100-to-blackwell";

struct Presented {
    Driver driver{800, 500};
    std::vector<MonitorArea> desk{{"left", 0, 0, 640, 480}, {"right", 640, 0, 640, 480}};

    Presented() {
        run("story.show", kStory);
        driver.settle();
        driver.app().pretend_monitors(desk);
        driver.settle();
    }
    void run(std::string_view name, std::string_view argument = {}) { REQUIRE(run_command(driver.state(), driver.derived(), name, argument) == ""); }
    [[nodiscard]] size_t step() { return driver.state().session.story->step + 1; }
    [[nodiscard]] bool on() { return driver.state().session.presenting.has_value(); }
    [[nodiscard]] const Presenting& now() { return *driver.state().session.presenting; }
    void key(const std::string& name, const std::function<bool()>& until) { driver.act("key " + name, until); }
    void begin() {
        key("F5", [&] { return on() && driver.app().has_presenter(); });
        // The keyboard is where the pointer is: over the show.
        driver.act("mousemove 900 30", [] { return true; });
    }
    [[nodiscard]] bool covers(const MonitorArea& wanted) {
        const MonitorArea there = driver.app().window_area();
        return there.x == wanted.x && there.y == wanted.y && there.width == wanted.width && there.height == wanted.height;
    }
};

}  // namespace

TEST_CASE("F5 covers the other screen with the show and opens the notes on this one", "[gui][present]") {
    NEEDS_A_DISPLAY();
    Presented show;
    const MonitorArea home = show.driver.app().window_area();
    show.begin();
    CHECK(show.covers(show.desk[1]));
    CHECK(show.driver.app().presenter_area().x == 0);
    show.key("Escape", [&] { return !show.on(); });
    CHECK_FALSE(show.driver.app().has_presenter());
    CHECK(show.covers(home));
}

TEST_CASE("both windows have pictures: the room without the notes, who speaks with them", "[gui][present]") {
    NEEDS_A_DISPLAY();
    Presented show;
    show.begin();
    const Theme& colours = theme(show.driver.state().session.theme);
    const auto count = [](const std::vector<uint8_t>& pixels, Colour wanted) {
        size_t found = 0;
        for (size_t i = 0; i + 3 < pixels.size(); i += 4)
            found += pixels[i] == wanted.r && pixels[i + 1] == wanted.g && pixels[i + 2] == wanted.b ? 1 : 0;
        return found;
    };
    int width = 0;
    int height = 0;
    const std::vector<uint8_t> room = show.driver.app().screenshot(width, height);
    CHECK(width == 640);
    CHECK(height == 480);
    CHECK(count(room, colours.text) > 100);
    CHECK(count(room, colours.selection) > 50);  // the bar
    CHECK(count(room, colours.panel) < 1000);
    const std::vector<uint8_t> notes = show.driver.app().presenter_screenshot(width, height);
    CHECK(width == 640);
    CHECK(height == 480);
    CHECK(count(notes, colours.panel) > 10'000);
    CHECK(count(notes, colours.background) > 10'000);  // both pictures, and the ground of the notes
    CHECK(count(notes, colours.text) > 100);
    show.driver.act("key b", [&] { return show.now().cover == Cover::Black; });
    const std::vector<uint8_t> black = show.driver.app().screenshot(width, height);
    CHECK(count(black, {0, 0, 0, 255}) == 640 * 480);
}

TEST_CASE("a whole story is told by keys", "[gui][present]") {
    NEEDS_A_DISPLAY();
    Presented show;
    const uint64_t hash = document_hash(show.driver.state());
    const size_t undo = show.driver.state().undo.size();
    show.begin();
    const size_t count = shown_step(show.driver.state())->count;
    const char* const keys[] = {"Right", "space", "Next", "n"};
    for (size_t step = 2; step <= count; ++step) show.key(keys[step % 4], [&] { return show.step() == step; });
    show.key("Right", [&] { return show.step() == count; });
    show.key("Home", [&] { return show.step() == 1; });
    show.key("End", [&] { return show.step() == count; });
    const char* const back[] = {"Left", "Prior", "p", "BackSpace"};
    for (size_t i = 0; i < 4; ++i) show.key(back[i], [&] { return show.step() == count - 1 - i; });
    show.key("1", [&] { return show.now().number == "1"; });
    show.key("2", [&] { return show.now().number == "12"; });
    show.key("Return", [&] { return show.step() == 12; });
    show.key("b", [&] { return show.now().cover == Cover::Black; });
    show.key("b", [&] { return show.now().cover == Cover::None; });
    show.key("w", [&] { return show.now().cover == Cover::White; });
    show.key("Escape", [&] { return show.now().cover == Cover::None; });
    show.key("l", [&] { return show.now().spotlight; });
    show.key("Escape", [&] { return !show.on(); });
    CHECK(document_hash(show.driver.state()) == hash);
    CHECK(show.driver.state().undo.size() == undo);
}

TEST_CASE("the wheel begins an excursion and Enter returns to the step exactly", "[gui][present]") {
    NEEDS_A_DISPLAY();
    Presented show;
    show.begin();
    show.key("Right", [&] { return show.step() == 2; });
    const Look look = show.driver.state().document.look();
    const Cameras cameras = resting_cameras(show.driver.state());
    const Rect view = show.driver.app().view_rect("timeline");
    REQUIRE_FALSE(view.empty());
    const auto x = 640 + static_cast<int>(view.x + view.w * 0.6);
    const auto y = static_cast<int>(view.y + view.h * 0.4);
    show.driver.act(fmt::format("mousemove {} {} click 4", x, y), [&] { return show.now().exploring; });
    CHECK_FALSE(resting_cameras(show.driver.state()) == cameras);
    show.key("Return", [&] { return !show.now().exploring; });
    CHECK(show.step() == 2);
    CHECK(resting_cameras(show.driver.state()) == cameras);
    CHECK(show.driver.state().document.look() == look);
}

TEST_CASE("a long caption is cut to its room and leaves the views theirs", "[gui][present]") {
    NEEDS_A_DISPLAY();
    Presented show;
    std::string caption;
    while (caption.size() < 5000) caption += "Words upon words. ";
    show.run("story.set-caption", caption);
    show.begin();
    const Rect view = show.driver.app().view_rect(show.driver.state().session.active_view);
    CHECK(view.h > 480 * 0.5);
    CHECK(step_words(show.driver.state(), shown_step(show.driver.state())->story, 0).caption == caption);
}

TEST_CASE("a click beside the marks leads on", "[gui][present]") {
    NEEDS_A_DISPLAY();
    Presented show;
    show.begin();
    show.driver.act("mousemove 1240 20 click 1", [&] { return show.step() == 2; });
}

TEST_CASE("keys lead on in the window of notes, too", "[gui][present]") {
    NEEDS_A_DISPLAY();
    Presented show;
    show.begin();
    show.driver.act("mousemove 200 300 key Right", [&] { return show.step() == 2; });
}

TEST_CASE("when a screen is unplugged the show goes on on the other, and says so", "[gui][present]") {
    NEEDS_A_DISPLAY();
    Presented show;
    show.begin();
    show.driver.app().pretend_monitors({show.desk[0]});
    show.driver.settle();
    CHECK(show.on());
    CHECK(show.covers(show.desk[0]));
    REQUIRE_FALSE(show.driver.state().session.toasts.empty());
    CHECK(show.driver.state().session.toasts.back().text == "A screen is gone; the show goes on on the one that is left.");
    show.driver.act("mousemove 600 20", [] { return true; });
    show.driver.app().pretend_monitors(show.desk);
    show.driver.settle();
    CHECK(show.covers(show.desk[1]));
}

TEST_CASE("a show at rest draws nothing but the clock of the notes", "[gui][present]") {
    NEEDS_A_DISPLAY();
    Presented show;
    show.begin();
    const size_t frames = show.driver.app().frame_count();
    const size_t scenes = show.driver.derived().scene_build_count();
    const size_t notes = show.driver.app().presenter_frame_count();
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(4);
    while (std::chrono::steady_clock::now() < end) show.driver.app().frame(1.0);
    CHECK(show.driver.app().frame_count() == frames);
    CHECK(show.driver.derived().scene_build_count() == scenes);
    // One a second, and what a second more or less at the ends makes.
    CHECK(show.driver.app().presenter_frame_count() - notes >= 3);
    CHECK(show.driver.app().presenter_frame_count() - notes <= 6);
}

TEST_CASE("with one screen the show covers it, and goes on without notes", "[gui][present]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    REQUIRE(run_command(driver.state(), driver.derived(), "story.show", kStory) == "");
    const MonitorArea home = driver.app().window_area();
    driver.act("key F5", [&] { return driver.state().session.presenting.has_value(); });
    CHECK_FALSE(driver.app().has_presenter());
    CHECK(driver.app().window_area().width == monitors().front().width);
    CHECK(driver.app().window_area().height == monitors().front().height);
    driver.act("key Right", [&] { return driver.state().session.story->step == 1; });
    driver.act("key Escape", [&] { return !driver.state().session.presenting; });
    CHECK(driver.app().window_area().width == home.width);
    CHECK(driver.app().window_area().height == home.height);
}

TEST_CASE("a step is told in the stories panel: added, named and moved", "[gui][stories]") {
    NEEDS_A_DISPLAY();
    Driver driver;
    driver.act("key ctrl+3", [&] { return driver.state().session.left_panel == LeftPanel::Stories; });
    driver.act("key ctrl+Return", [&] { return driver.state().document.stories->size() == 1; });
    driver.act("key ctrl+Return", [&] { return driver.state().document.stories->front().steps.size() == 2; });
    driver.act("key ctrl+Prior", [&] { return driver.state().session.story->step == 0; });
    // The keyboard goes to the rows, the second one is entered.
    driver.act("key shift+F6", [&] { return driver.state().session.focus == Panel::Facets; });
    driver.act("key Down", [] { return true; });
    driver.act("key Return", [&] { return driver.state().session.story->step == 1; });
    driver.act("key alt+Up", [&] { return driver.state().session.story->step == 0; });
    driver.act("key ctrl+z", [&] { return driver.state().document.stories->front().steps.front().id == "s1"; });
}
