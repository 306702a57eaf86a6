// A figure in words: what is shown, how much, from when to when, and the most important events with date, status and source.
// `describe` prints it; SVG, PDF and HTML carry it for who cannot see the picture.
#pragma once

#include <string>

#include "views/figure.h"
#include "views/view.h"

namespace choke {

struct Description {
    std::string summary;  // a paragraph without line ends
    std::string text;     // the whole, in lines of any length; ends with a line end
};

// input.visible: the events of the figure. At most kDescribedEvents are told one by one: the selected ones, then the most
// important, all in the order of time.
inline constexpr size_t kDescribedEvents = 12;
[[nodiscard]] Description describe_figure(const ViewInput& input, const ViewDef& view, const FigureText& text,
                                          const BuiltFigure& built);

// "October 2022 to February 2026": the months in which the first and the last of the events began at the earliest; empty
// when there are none. An event that is only known to fall into a year does not stretch the span to its end.
[[nodiscard]] std::string span_words(const Dataset& data, const EventSet& events);

}  // namespace choke
