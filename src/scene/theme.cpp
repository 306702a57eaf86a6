#include "scene/theme.h"

namespace choke {
namespace {

// Okabe and Ito: blue, orange, reddish purple. The same fills in every theme, because darker ones would come
// too near to each other for colour-blind eyes; on paper marks get an ink outline instead.
constexpr std::array<Colour, 3> kSides{rgb(0x56B4E9), rgb(0xE69F00), rgb(0xCC79A7)};

constexpr Theme kDark{
    .id = ThemeId::Dark,
    .name = "dark",
    .background = rgb(0x14171C),
    .panel = rgb(0x1E2228),
    .raised = rgb(0x2A3038),
    .band = rgb(0x191D23),
    .text = rgb(0xE8EAED),
    .secondary = rgb(0xA7B0BA),
    .faint = rgb(0x909AA4),
    .outline = rgb(0x707C88),
    .grid = rgb(0x23282F),
    .grid_major = rgb(0x363D47),
    .selection = rgb(0xFFD166),
    .selection_text = rgb(0x14171C),
    .link = rgb(0x7CC4F0),
    .mark_outline = rgb(0xDDE3EA),
    .danger = rgb(0xF28B82),
    .hollow_outline = kSides,
    .side = kSides,
    .side_text = {rgb(0x6FBFEC), rgb(0xE9A820), rgb(0xD78DB5)},
};

constexpr Theme kLight{
    .id = ThemeId::Light,
    .name = "light",
    .background = rgb(0xFAFAF7),
    .panel = rgb(0xF1F1EC),
    .raised = rgb(0xFFFFFF),
    .band = rgb(0xF3F3EE),
    .text = rgb(0x1B1F24),
    .secondary = rgb(0x57606A),
    .faint = rgb(0x656E77),
    .outline = rgb(0x7A828A),
    .grid = rgb(0xE6E6E0),
    .grid_major = rgb(0xCBCCC6),
    .selection = rgb(0xB45309),
    .selection_text = rgb(0xFFFFFF),
    .link = rgb(0x005FB8),
    .mark_outline = rgb(0x1B1F24),
    .danger = rgb(0xB3261E),
    .hollow_outline = {rgb(0x1B1F24), rgb(0x1B1F24), rgb(0x1B1F24)},
    .side = kSides,
    .side_text = {rgb(0x0A6AA6), rgb(0x8F5F00), rgb(0xA2417A)},
};

// Black, white and one accent; only the sides, which are data, keep their hues.
constexpr Theme kContrast{
    .id = ThemeId::Contrast,
    .name = "contrast",
    .background = rgb(0x000000),
    .panel = rgb(0x000000),
    .raised = rgb(0x1A1A1A),
    .band = rgb(0x101010),
    .text = rgb(0xFFFFFF),
    .secondary = rgb(0xFFFFFF),
    .faint = rgb(0xD0D0D0),
    .outline = rgb(0xFFFFFF),
    .grid = rgb(0x404040),
    .grid_major = rgb(0x8C8C8C),
    .selection = rgb(0xFFE14D),
    .selection_text = rgb(0x000000),
    .link = rgb(0xFFE14D),
    .mark_outline = rgb(0xFFFFFF),
    .danger = rgb(0xFFE14D),
    .hollow_outline = {rgb(0xFFFFFF), rgb(0xFFFFFF), rgb(0xFFFFFF)},
    .side = kSides,
    .side_text = {rgb(0x7CC8F5), rgb(0xF2B233), rgb(0xE3A3C6)},
};

constexpr const Theme* kThemes[] = {&kDark, &kLight, &kContrast};

}  // namespace

const Theme& theme(ThemeId id) { return *kThemes[static_cast<size_t>(id)]; }

std::optional<ThemeId> theme_from(std::string_view name) {
    for (const Theme* one : kThemes)
        if (one->name == name) return one->id;
    return std::nullopt;
}

}  // namespace choke
