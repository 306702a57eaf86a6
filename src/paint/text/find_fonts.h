// Which font files the program uses, asked from fontconfig. Opens no font.
#pragma once

#include <array>
#include <vector>

#include "base/error.h"
#include "paint/text/fonts.h"

namespace choke {

inline constexpr size_t kFontWeightCount = 3;

// A chain for each FontWeight: Inter (or the nearest sans serif installed), a Chinese face of the same
// weight, then whatever else fontconfig would fall back to. Reads the fontconfig configuration anew.
[[nodiscard]] Result<std::array<std::vector<FontFile>, kFontWeightCount>> find_fonts();

}  // namespace choke
