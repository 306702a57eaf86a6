// Figures: a view of a state on a page, as bytes of a file. The window's "Export figure" and `render` on the command line
// come through here, so that they cannot differ.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/derived.h"
#include "app/state.h"
#include "base/error.h"
#include "paint/text/fonts.h"

namespace choke {

struct FigureRequest {
    std::string view = "timeline";  // id
    double width_px = 1920;         // of the page, scene px
    double height_px = 1080;
    double scale = 1;               // of the picture: 2 gives a PNG of twice the pixels and a page of twice the size
    ThemeId theme = ThemeId::Light;
    std::string title;              // empty: the title of the data set and the time it spans
    std::string subtitle;           // empty: how to read the marks
    std::optional<std::pair<Instant, Instant>> range;  // what the timeline shows; absent: all of it
};

inline constexpr double kMinFigure_px = 300;  // less has no room for heading, marks and small print
inline constexpr double kMaxFigure_px = 32'000;

// Lays the figure out. The document of the state says what is shown; its cameras are not used: a figure shows the whole.
// Error: no such view, size out of range.
[[nodiscard]] Result<Scene> figure_scene(const AppState& state, Derived& derived, const FigureRequest& request,
                                         const TextMetrics& metrics);

// The bytes of a figure in the format of the path's extension (.svg, .pdf, .png). Error: no such format.
[[nodiscard]] Result<std::string> figure_bytes(const AppState& state, Derived& derived, const FigureRequest& request,
                                               const FontSet& fonts, const std::string& path);

// "October 2022 to February 2026": the months in which the first and the last of the events began at the earliest; empty
// when there are none. An event that is only known to fall into a year does not stretch the span to its end.
[[nodiscard]] std::string span_words(const Dataset& data, const EventSet& events);

inline constexpr std::string_view kProgram = "Chokepoint " CHOKE_VERSION;

}  // namespace choke
