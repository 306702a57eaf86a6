// What the program remembers from one time to the next: window, theme, scale, panels. Lines of "key = value" in the
// configuration folder; unknown keys and broken values are passed over.
#pragma once

#include <string>
#include <string_view>

#include "app/state.h"

namespace choke {

struct Settings {
    int window_width = 1600;  // screen units
    int window_height = 900;
    bool maximised = false;
    ThemeId theme = ThemeId::Dark;
    double scale = 1.0;  // 0.75 .. 3
    bool reduce_motion = false;
    double present_scale = 1.0;  // of a show, 0.5 .. 3
    int present_monitor = 0;     // of the room, from 1; 0: the one that the window is not on
    bool show_facets = true;
    bool show_details = true;
    friend bool operator==(const Settings&, const Settings&) = default;
};

[[nodiscard]] Settings parse_settings(std::string_view text);
[[nodiscard]] std::string settings_text(const Settings& settings);

void apply_settings(const Settings& settings, Session& session);
// The session's part; the window's size is the caller's.
[[nodiscard]] Settings settings_of(const Session& session, Settings window);

}  // namespace choke
