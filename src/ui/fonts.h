// The fonts of the interface in Dear ImGui's atlas: the same files, in the same chain, as the figures use.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>

#include <imgui.h>

#include "paint/text/fonts.h"
#include "platform/mapped_file.h"

namespace choke {

struct UiFonts {
    std::array<ImFont*, 3> font{};        // by FontWeight
    // The files that the atlas reads from, by path: they must outlive the ImGui context.
    std::map<std::string, std::unique_ptr<MappedFile>> files;
    std::array<double, 3> line_ratio{};   // ImGui's font size is the line height; this is line height over em

    [[nodiscard]] ImFont* of(FontWeight weight) const { return font[static_cast<size_t>(weight)]; }
    // ImGui's size for an em of so many screen units.
    [[nodiscard]] float size(FontWeight weight, double em) const {
        return static_cast<float>(em * line_ratio[static_cast<size_t>(weight)]);
    }
    void push(FontWeight weight, double em) const { ImGui::PushFont(of(weight), size(weight, em)); }
};

// Adds the chains to the current ImGui context's atlas.
[[nodiscard]] UiFonts load_ui_fonts(const FontSet& fonts);

}  // namespace choke
