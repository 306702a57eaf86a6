// Which font files a figure was laid out with, by the hash of their bytes: the same data and the same command give the same
// bytes only with the same fonts, and a figure that is opened again can say that it was made with others.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "paint/text/fonts.h"
#include "scene/scene.h"

namespace choke {

struct FontPin {
    std::string name;  // "Inter SemiBold"
    uint64_t hash = 0;  // of the file; 0 when it cannot be read
    friend bool operator==(const FontPin&, const FontPin&) = default;
};

// The fonts that the texts of the scenes are drawn with, in the order of weights and chains.
[[nodiscard]] std::vector<FontPin> font_pins(std::span<const Scene* const> scenes, const FontSet& fonts);

// "Inter Regular=0123456789abcdef, Inter Bold=…": for metadata.
[[nodiscard]] std::string font_pins_text(std::span<const FontPin> pins);

// The names in such a text whose files are others here, or are missing.
[[nodiscard]] std::vector<std::string> changed_fonts(std::string_view pins, const FontSet& fonts);

}  // namespace choke
