// Figures: a view of a state on a page, as bytes of a file. The window's "Export figure", `render` and `export` on the command
// line come through here, so that they cannot differ.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/derived.h"
#include "app/describe.h"
#include "app/state.h"
#include "base/error.h"
#include "paint/text/fonts.h"
#include "views/figure.h"

namespace choke {

enum class Background : uint8_t { Paper, Alpha };

struct FigureRequest {
    std::string view = "timeline";  // id
    double width_px = 1920;         // of the page, scene px
    double height_px = 1080;
    double scale = 1;               // of the picture: 2 gives a PNG of twice the pixels and a page of twice the size
    ThemeId theme = ThemeId::Light;
    Background background = Background::Paper;
    std::string title;              // empty: the title of the data set and the time it spans
    std::string subtitle;           // empty: how to read the marks
    std::string kicker;             // above the title; may be empty
    std::string page;               // "Page 3"; may be empty
    bool has_heading = true;
    bool has_small_print = true;
    FigureNotes notes = FigureNotes::Listed;
    std::vector<EventId> cited;     // what the title speaks of
    bool is_public = false;         // refused where it would contain something internal: app/publication.h
    std::optional<std::pair<Instant, Instant>> range;  // what the timeline shows; absent: all of it
};

inline constexpr double kMinFigure_px = 300;  // less has no room for heading, marks and small print
inline constexpr double kMaxFigure_px = 32'000;

// A page by name: a4, a4-portrait, a3, letter, 16:9 (13.33 x 7.5 in, as presentation programs have it), 4:3. Sizes in scene px.
struct PageFormat {
    std::string_view name;
    double width_px = 0;
    double height_px = 0;
};
[[nodiscard]] std::span<const PageFormat> page_formats();

// A figure that has been laid out, and what is to be said about it.
struct LaidOutFigure {
    Scene scene;
    std::vector<size_t> notes;  // numbers of the sources that it cites, ascending
    EventSet events;            // what it shows
    Description description;
    std::string small_print;
    std::string_view reading_help;
};

// Lays the figure out. The document of the state says what is shown; its cameras are not used: a figure shows the whole.
// `citations` goes on counting. Error: no such view, size out of range, not public as asked.
[[nodiscard]] Result<LaidOutFigure> lay_out_figure(const AppState& state, Derived& derived, const FigureRequest& request,
                                                   const TextMetrics& metrics, Citations& citations);
[[nodiscard]] Result<Scene> figure_scene(const AppState& state, Derived& derived, const FigureRequest& request,
                                         const TextMetrics& metrics);

// The events of the figure as CSV with the columns that the table view has now (app/table_text.h).
[[nodiscard]] Result<std::string> figure_csv(const AppState& state, Derived& derived, const FigureRequest& request);

// The bytes of a figure in the format of the path's extension (.svg, .pdf, .png). Error: no such format.
[[nodiscard]] Result<std::string> figure_bytes(const AppState& state, Derived& derived, const FigureRequest& request,
                                               const FontSet& fonts, const std::string& path);

// What the figure shows, as a link that opens it as a live view again.
[[nodiscard]] std::string figure_link(const AppState& state, const FigureRequest& request);

// "Chokepoint 0.1.0; view timeline; …; data ID VERSION hash HASH; fonts PINS; state LINK": what files carry about where they
// come from. app/figure_file.h reads it.
[[nodiscard]] std::string figure_metadata(const AppState& state, const FigureRequest& request, std::string_view font_pins);

inline constexpr std::string_view kProgram = "Chokepoint " CHOKE_VERSION;

}  // namespace choke
