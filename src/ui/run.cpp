#include "ui/run.h"

#include <cstdio>

#include "platform/window.h"
#include "ui/window_app.h"

namespace choke {

int run_window(const std::string& path) {
    WindowAppOptions options;
    options.path = path;
    options.settings_path = config_folder() + "/settings";
    if (const std::string folder = state_folder(); !folder.empty()) options.autosave_folder = folder + "/autosave";
    auto app = WindowApp::open(options);
    if (!app) {
        std::fprintf(stderr, "chokepoint: %s\n", to_string(app.error()).c_str());
        return 2;
    }
    // A minute is long enough to sleep: an idle window draws nothing when it wakes.
    while (!(*app)->wants_to_close()) (*app)->frame(60.0);
    return 0;
}

}  // namespace choke
