// What the real program says on a machine that lacks something, and that it ends with exit code 2 instead of a crash.
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include <catch2/catch_test_macros.hpp>

namespace {

struct Said {
    int exit_code = -1;
    std::string words;
};

Said run(const std::string& environment, const std::string& arguments) {
    const std::string command = "env " + environment + " XDG_CONFIG_HOME=/nonexistent " CHOKE_BINARY " " + arguments + " 2>&1 </dev/null";
    std::FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    Said said;
    char buffer[1024];
    for (size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) said.words.append(buffer, n);
    const int status = pclose(pipe);
    said.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return said;
}

}  // namespace

TEST_CASE("without a display the window says what to do", "[gui]") {
    const Said said = run("-u DISPLAY -u WAYLAND_DISPLAY", "");
    CHECK(said.exit_code == 2);
    CHECK(said.words.find("display") != std::string::npos);
    CHECK(said.words.find("render") != std::string::npos);
}

TEST_CASE("without OpenGL 3.3 the window says so", "[gui]") {
    if (std::getenv("DISPLAY") == nullptr) SKIP("no display: DISPLAY is not set");
    const Said said = run("MESA_GL_VERSION_OVERRIDE=2.1 LIBGL_ALWAYS_SOFTWARE=1", "");
    CHECK(said.exit_code == 2);
    CHECK(said.words.find("OpenGL 3.3") != std::string::npos);
}

TEST_CASE("without any font a figure is refused with the package to install", "[gui]") {
    const std::string config = "/tmp/choke-no-fonts.conf";
    std::ofstream(config) << "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>/nonexistent</dir></fontconfig>";
    const Said said = run("FONTCONFIG_FILE=" + config, "render --view timeline -o /tmp/choke-no-fonts.svg");
    CHECK(said.exit_code == 2);
    CHECK(said.words.find("fonts-inter") != std::string::npos);
    std::remove(config.c_str());
}
