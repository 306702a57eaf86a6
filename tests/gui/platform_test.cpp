#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include <catch2/catch_test_macros.hpp>

#include "platform/window.h"

namespace choke::test {
namespace {

namespace fs = std::filesystem;

// Sets an environment variable (nullptr: removes it) for as long as it lives.
class Environment {
  public:
    Environment(const char* name, const char* value) : name_(name) {
        if (const char* old = std::getenv(name)) old_ = old;
        set(value);
    }
    ~Environment() { set(old_ ? old_->c_str() : nullptr); }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

  private:
    void set(const char* value) {
        if (value != nullptr) {
            setenv(name_, value, 1);
        } else {
            unsetenv(name_);
        }
    }
    const char* name_;
    std::optional<std::string> old_;
};

class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "chokepoint-test-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~TemporaryFolder() { fs::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

std::unique_ptr<Window> hidden_window() {
    if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) SKIP("no display");
    auto window = Window::open({.title = "test", .width = 320, .height = 200, .visible = false});
    INFO((window ? std::string() : window.error().message));
    REQUIRE(window.has_value());
    return std::move(*window);
}

}  // namespace

TEST_CASE("a window has the size that was asked for", "[platform]") {
    const auto window = hidden_window();
    CHECK(window->width() == 320);
    CHECK(window->height() == 200);
    CHECK(window->framebuffer_width_px() >= 320);
    CHECK(window->content_scale() > 0);
    CHECK_FALSE(window->should_close());
    window->request_close();
    CHECK(window->should_close());
}

TEST_CASE("a window that nothing happens to reports no activity", "[platform]") {
    const auto window = hidden_window();
    window->poll_events();
    CHECK(window->take_activity());  // it has just been opened
    for (int i = 0; i < 5; ++i) window->poll_events();
    (void)window->take_activity();
    window->poll_events();
    CHECK_FALSE(window->take_activity());
    CHECK(window->take_dropped_files().empty());
}

TEST_CASE("another thread wakes a sleeping window", "[platform]") {
    const auto window = hidden_window();
    // Without the wake this would sleep for ever and the test's time limit would end it.
    std::jthread waker([] { wake_window(); });
    window->wait_events(std::numeric_limits<double>::infinity());
    SUCCEED();
}

TEST_CASE("without a display the error says what to do", "[platform]") {
    const Environment x11("DISPLAY", nullptr);
    const Environment wayland("WAYLAND_DISPLAY", nullptr);
    const auto window = Window::open({.title = "test"});
    REQUIRE_FALSE(window.has_value());
    CHECK(window.error().message ==
          "no display found: set DISPLAY or WAYLAND_DISPLAY, or use `chokepoint render`");
}

TEST_CASE("folders follow the XDG variables and are made for their owner only", "[platform]") {
    const TemporaryFolder home;
    const std::string config = (home.path() / "c").string();
    const Environment home_variable("HOME", home.path().c_str());
    const Environment config_variable("XDG_CONFIG_HOME", config.c_str());
    const Environment state_variable("XDG_STATE_HOME", "not/absolute");
    CHECK(config_folder() == config + "/chokepoint");
    CHECK(state_folder() == (home.path() / ".local/state/chokepoint").string());
    struct stat status {};
    REQUIRE(stat(config_folder().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0700);
}

TEST_CASE("only web addresses are opened, by xdg-open and without a shell", "[platform]") {
    const TemporaryFolder folder;
    const fs::path log = folder.path() / "log";
    REQUIRE(mkfifo(log.c_str(), 0600) == 0);  // reading it waits for the writer: no sleep is needed
    {
        std::ofstream script(folder.path() / "xdg-open");
        script << "#!/bin/sh\nprintf '%s' \"$1\" > " << log.string() << "\n";
    }
    fs::permissions(folder.path() / "xdg-open", fs::perms::owner_all);
    const std::string path = folder.path().string() + ":" + std::getenv("PATH");
    const Environment path_variable("PATH", path.c_str());

    CHECK_FALSE(open_url("file:///etc/passwd"));
    CHECK_FALSE(open_url("javascript:alert(1)"));
    CHECK_FALSE(open_url("--help"));
    CHECK_FALSE(open_url("https://"));
    CHECK_FALSE(open_url("https://example.org/\nx"));
    CHECK_FALSE(open_url("https://example.org/a b"));

    const std::string url = "https://example.org/?a=1&b=$(touch%20x);'\"";
    CHECK(open_url(url));
    std::ifstream in(log);
    std::string seen;
    std::getline(in, seen);
    CHECK(seen == url);
}

TEST_CASE("no browser opener is told from an opened address", "[platform]") {
    const TemporaryFolder folder;
    const Environment path_variable("PATH", folder.path().c_str());
    CHECK_FALSE(open_url("https://example.org/"));
}

TEST_CASE("today is a date and the clock does not run backwards", "[platform]") {
    const std::string today = today_iso();
    CHECK(today.size() == 10);
    CHECK(today[4] == '-');
    CHECK(today[7] == '-');
    const double before_s = monotonic_s();
    CHECK(monotonic_s() >= before_s);
}

}  // namespace choke::test
