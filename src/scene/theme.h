// The one table of colours and sizes. No view, panel or painter names a colour of its own. Contrast ratios
// are checked by tests. Actor colours: Okabe and Ito, "Color Universal Design", 2008.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/colour.h"

namespace choke {

enum class ThemeId : uint8_t { Dark, Light, Contrast };

struct Theme {
    ThemeId id = ThemeId::Dark;
    std::string_view name;
    Colour background;  // of views
    Colour panel;       // of facets and details
    Colour raised;      // of buttons, inputs, cards
    Colour band;        // every second lane
    Colour text;
    Colour secondary;
    Colour faint;    // the least text that is still text
    Colour outline;  // of controls
    Colour grid;     // minor lines
    Colour grid_major;
    Colour selection;       // also focus; against the background at least 3:1
    Colour selection_text;  // on a filled selection
    Colour link;
    Colour mark_outline;  // of symbols
    Colour danger;
    std::array<Colour, 3> hollow_outline;  // of marks that are not solid, by side; at least 3:1 on the background
    std::array<Colour, 3> side;       // US, China, other: fills
    std::array<Colour, 3> side_text;  // the same hues, readable as text on the background (4.5:1)
};

[[nodiscard]] const Theme& theme(ThemeId id);
[[nodiscard]] std::optional<ThemeId> theme_from(std::string_view name);  // "dark", "light", "contrast"

// Type sizes, scene px at 100 %.
inline constexpr float kTypeSmall = 12;
inline constexpr float kTypeBody = 14;
inline constexpr float kTypeLarge = 17;
inline constexpr float kTypeTitle = 22;
inline constexpr float kTypeHuge = 30;

}  // namespace choke
