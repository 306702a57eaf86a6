// A figure: a page with a heading, a view, a legend of the encodings really in use, and the small print that says what is
// shown: known-on date, filter, data set version and hash, program version. What `render` writes.
#pragma once

#include <string>

#include "views/view.h"

namespace choke {

struct FigureText {
    std::string title;
    std::string subtitle;  // one line; cut at a word when it is too long
    std::string filter_words;    // "events that involve Huawei"; empty: everything
    std::string known_on_words;  // "2 December 2024"; empty: no limit
    std::string program;         // "Chokepoint 0.1.0"
};

// input.area is ignored: the view gets what the page leaves. page: scene px.
void build_figure(const ViewDef& view, ViewInput input, const FigureText& text, double width_px, double height_px,
                  Scene& scene);

// The visible events in words, for who cannot see the figure.
[[nodiscard]] std::string figure_description(const ViewInput& input, const ViewDef& view, const FigureText& text);

}  // namespace choke
