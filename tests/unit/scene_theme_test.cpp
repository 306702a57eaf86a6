// The table of colours: what is text can be read, what is a sign can be seen (WCAG 2.1: 4.5:1 and 3:1).
#include <catch2/catch_test_macros.hpp>

#include <string>

#include "scene/theme.h"

using namespace choke;

namespace {

constexpr ThemeId kIds[] = {ThemeId::Dark, ThemeId::Light, ThemeId::Contrast};

void check_contrast(std::string_view what, Colour a, Colour b, double least) {
    CAPTURE(what);
    CHECK(contrast_ratio(a, b) >= least);
}

}  // namespace

TEST_CASE("text of every theme can be read on every ground that it stands on", "[scene][theme]") {
    for (const ThemeId id : kIds) {
        const Theme& t = theme(id);
        CAPTURE(t.name);
        for (const Colour ground : {t.background, t.panel, t.raised, t.band}) {
            check_contrast("text", t.text, ground, 10);
            check_contrast("secondary", t.secondary, ground, 5.5);
            check_contrast("faint", t.faint, ground, 4.5);
            check_contrast("link", t.link, ground, 4.5);
            check_contrast("danger", t.danger, ground, 4.5);
            for (const Colour side : t.side_text) check_contrast("side", side, ground, 4.5);
        }
        // Labels of what is selected.
        for (const Colour ground : {t.background, t.band, t.raised}) check_contrast("selected label", t.selection, ground, 4.5);
        check_contrast("text on a selection", t.selection_text, t.selection, 4.5);
        CHECK(contrast_ratio(t.faint, t.background) < contrast_ratio(t.secondary, t.background));
    }
}

TEST_CASE("controls, selection and outlines of marks can be seen", "[scene][theme]") {
    for (const ThemeId id : kIds) {
        const Theme& t = theme(id);
        CAPTURE(t.name);
        for (const Colour ground : {t.background, t.panel, t.raised, t.band}) {
            check_contrast("outline", t.outline, ground, 3);
            check_contrast("selection", t.selection, ground, 3);
            check_contrast("mark outline", t.mark_outline, ground, 3);
            check_contrast("faint outline", t.faint, ground, 3);
        }
        for (const Colour ground : {t.background, t.band})
            for (const Colour outline : t.hollow_outline) check_contrast("hollow outline", outline, ground, 3);
    }
}

TEST_CASE("the grid is fainter than the faintest text", "[scene][theme]") {
    for (const ThemeId id : kIds) {
        const Theme& t = theme(id);
        CAPTURE(t.name);
        CHECK(contrast_ratio(t.grid, t.background) < contrast_ratio(t.grid_major, t.background));
        CHECK(contrast_ratio(t.grid_major, t.background) < contrast_ratio(t.faint, t.background));
    }
}

TEST_CASE("the sides have the same fills in every theme", "[scene][theme]") {
    for (const ThemeId id : kIds) CHECK(theme(id).side == theme(ThemeId::Dark).side);
}

TEST_CASE("themes are found by name", "[scene][theme]") {
    for (const ThemeId id : kIds) {
        CHECK(theme(id).id == id);
        CHECK(theme_from(theme(id).name) == id);
    }
    CHECK_FALSE(theme_from("Dark").has_value());
    CHECK_FALSE(theme_from("").has_value());
}
