#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "platform/window.h"

namespace choke {
namespace {

namespace fs = std::filesystem;

// By the XDG Base Directory Specification 0.8: a relative path in a variable is as if it were not set.
std::string own_folder(const char* variable, std::string_view below_home) {
    fs::path base;
    const char* given = std::getenv(variable);
    const char* home = std::getenv("HOME");
    if (given != nullptr && fs::path(given).is_absolute()) {
        base = given;
    } else if (home != nullptr && fs::path(home).is_absolute()) {
        base = fs::path(home) / below_home;
    } else {
        return {};
    }
    const fs::path folder = base / "chokepoint";
    std::error_code error;
    const bool made = fs::create_directories(folder, error);
    // The specification asks for 0700 where a folder is made: what one reads is one's own business.
    if (made) fs::permissions(folder, fs::perms::owner_all, error);
    return fs::is_directory(folder, error) ? folder.string() : std::string();
}

}  // namespace

std::string config_folder() { return own_folder("XDG_CONFIG_HOME", ".config"); }

std::string state_folder() { return own_folder("XDG_STATE_HOME", ".local/state"); }

}  // namespace choke
