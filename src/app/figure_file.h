// Figures that are opened again: the view state that an SVG or PNG file of this program carries (figure_metadata()).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace choke {

[[nodiscard]] bool is_figure_path(std::string_view path);  // ends in .svg or .png, whatever the case

struct FigureFile {
    std::string link;   // chokepoint:?…
    std::string fonts;  // pins, as font_pins_text() gives them
    std::optional<uint64_t> data_hash;
};

// Nothing is drawn or decoded: only the metadata is looked for. Error: neither format, or without a view state; a picture that
// another program has saved anew has often lost it.
[[nodiscard]] Result<FigureFile> figure_file_from(std::string_view bytes);

}  // namespace choke
