// A figure: a page with a heading, a view, a legend of the encodings really in use, footnotes to the sources of what is drawn,
// and the small print that says what is shown: known-on date, filter, data set version and hash, program version. What
// `render`, `export` and the window write.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "views/citations.h"
#include "views/view.h"

namespace choke {

// Footnotes of a figure: none; numbers at the events alone, for a document that lists the sources elsewhere; or with the
// sources below the picture, as many as there is room for.
enum class FigureNotes : uint8_t { None, Numbers, Listed };

inline constexpr size_t kTitleSources = 3;  // cited for an event that the title speaks of

struct FigureText {
    std::string title;
    std::string subtitle;  // two lines; cut at a word when it is too long
    std::string kicker;    // above the title, small: the story that a step belongs to; may be empty
    std::string page;      // at the right of the last line: "3 of 12"; may be empty
    std::string filter_words;    // "events that involve Huawei"; empty: everything
    std::string known_on_words;  // "2 December 2024"; empty: no limit
    std::string happened_by_words;  // the same
    std::string program;         // "Chokepoint 0.1.0"
    bool has_heading = true;     // false: title and subtitle stand elsewhere in the document
    bool has_small_print = true;
    bool is_transparent = false;  // no paper under the marks
    FigureNotes notes = FigureNotes::Listed;
    std::vector<EventId> cited;  // what the title speaks of: its sources come first and are numbered behind the title
};

// What can be said about a figure only when it stands.
struct BuiltFigure {
    std::vector<size_t> notes;  // numbers of the sources that it cites, ascending, as `citations` counts them
    std::vector<std::pair<std::string, uint32_t>> lanes;  // of a timeline, from the top: label and number of events
    std::vector<std::pair<std::string, uint32_t>> lower_lanes;  // of the timeline below it
    std::vector<size_t> annotations;  // that were drawn: numbers in ShownAnnotations::list
};

// input.area is ignored: the view gets what the page leaves. page: scene px. The scene has a title and no description.
BuiltFigure build_figure(const ViewDef& view, ViewInput input, const FigureText& text, double width_px, double height_px,
                         Citations& citations, Scene& scene);

// "Known on 2 December 2024 · happened by 1 May 2024 · 42 of 187 events · filter: … · at least reported · data …, Chokepoint 0.1.0": what a number in a
// text needs to be found again.
[[nodiscard]] std::string figure_small_print(const ViewInput& input, const FigureText& text);

// What a reader has to be told about a view, in a sentence or two.
[[nodiscard]] std::string_view reading_help(std::string_view view_id);

}  // namespace choke
