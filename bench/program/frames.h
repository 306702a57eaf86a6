// The real window with a script of cameras: how long each picture takes, from one to the next.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "program.h"
#include "ui/window_app.h"

namespace choke::bench {

// The window for one view, of 1280 x 800 px for the view alone, or, with --panels, the whole window as it opens, of the
// given size. Shows the built-in history until other data are put in, so that starting is not charged to them.
[[nodiscard]] Result<std::unique_ptr<WindowApp>> open_window(std::string_view view_id, Arguments arguments);

// Puts the data in and draws until the first picture and two more are there.
void show(WindowApp& app, Loaded loaded);

[[nodiscard]] double now_s();

struct FrameTimes {
    size_t frames = 0;
    double fps = 0;
    double median_ms = 0;
    double p95_ms = 0;
    double max_ms = 0;
    double cpu_ms = 0;      // processor time a picture, of all threads of the program
    double drawn_share = 0;  // of the window's pixels that a picture drew; the others were kept from the one before
};
[[nodiscard]] std::string json(const FrameTimes& times);

// Calls step(u), u from 0 to 1, before each picture for so long, as fast as pictures come: nothing holds them back to 60 a
// second, so that fps says what there would be room for.
[[nodiscard]] FrameTimes frames_of(WindowApp& app, double seconds, const std::function<void(double u)>& step);

inline constexpr double kScript_s = 3;
// From 0 to 1 and back; and from a to b so that every part takes as long to double.
[[nodiscard]] double there_and_back(double u);
[[nodiscard]] double geometric(double a, double b, double u);

}  // namespace choke::bench
