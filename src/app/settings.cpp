#include "app/settings.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace choke {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

void read_int(std::string_view value, int low, int high, int& out) {
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error == std::errc() && end == value.data() + value.size() && number >= low && number <= high) out = number;
}

void read_bool(std::string_view value, bool& out) {
    if (value == "yes") out = true;
    if (value == "no") out = false;
}

}  // namespace

Settings parse_settings(std::string_view text) {
    Settings settings;
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const size_t equals = line.find('=');
        if (equals == std::string_view::npos) continue;
        const std::string_view key = trimmed(line.substr(0, equals));
        const std::string_view value = trimmed(line.substr(equals + 1));
        if (key == "window-width") read_int(value, 320, 16'384, settings.window_width);
        if (key == "window-height") read_int(value, 240, 16'384, settings.window_height);
        if (key == "maximised") read_bool(value, settings.maximised);
        if (key == "theme") settings.theme = theme_from(value).value_or(settings.theme);
        if (key == "scale-percent") {
            int percent = 100;
            read_int(value, 75, 300, percent);
            settings.scale = percent / 100.0;
        }
        if (key == "present-scale") {
            int percent = 100;
            read_int(value, 50, 300, percent);
            settings.present_scale = percent / 100.0;
        }
        if (key == "present-monitor") read_int(value, 0, 64, settings.present_monitor);
        if (key == "reduce-motion") read_bool(value, settings.reduce_motion);
        if (key == "facets") read_bool(value, settings.show_facets);
        if (key == "details") read_bool(value, settings.show_details);
    }
    return settings;
}

std::string settings_text(const Settings& settings) {
    const auto yes_no = [](bool flag) { return flag ? "yes" : "no"; };
    return fmt::format(
        "window-width = {}\nwindow-height = {}\nmaximised = {}\ntheme = {}\nscale-percent = {}\nreduce-motion = {}\n"
        "facets = {}\ndetails = {}\npresent-scale = {}\npresent-monitor = {}\n",
        settings.window_width, settings.window_height, yes_no(settings.maximised), theme(settings.theme).name,
        static_cast<int>(settings.scale * 100 + 0.5), yes_no(settings.reduce_motion), yes_no(settings.show_facets),
        yes_no(settings.show_details), static_cast<int>(settings.present_scale * 100 + 0.5), settings.present_monitor);
}

void apply_settings(const Settings& settings, Session& session) {
    session.theme = settings.theme;
    session.scale = settings.scale;
    session.reduce_motion = settings.reduce_motion;
    session.show_facets = settings.show_facets;
    session.show_details = settings.show_details;
    session.present_scale = settings.present_scale;
    session.present_monitor = static_cast<size_t>(settings.present_monitor);
}

Settings settings_of(const Session& session, Settings window) {
    window.theme = session.theme;
    window.scale = session.scale;
    window.reduce_motion = session.reduce_motion;
    // A show has put the panels away, and will put them back.
    window.show_facets = session.presenting ? session.presenting->before.show_facets : session.show_facets;
    window.show_details = session.presenting ? session.presenting->before.show_details : session.show_details;
    window.present_scale = session.present_scale;
    window.present_monitor = static_cast<int>(session.present_monitor);
    return window;
}

}  // namespace choke
