// Texts of scenes as finished pictures on the sheet of a LabelPainter: letters from Dear ImGui's glyph atlas, put together
// once with their halo, and found again by what they say and how they look.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include <imgui.h>

#include "paint/gl/label_painter.h"
#include "scene/scene.h"
#include "ui/fonts.h"

namespace choke {

// A letter of a text and how far it is from the start, scene px.
struct PlacedLetter {
    ImWchar code = 0;
    float x = 0;
};

// A label on the sheet; left and top are from its start on the baseline, framebuffer px.
struct SheetLabel {
    SheetPlace at;
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;  // 0: nothing to be seen
};

class LabelSheet {
public:
    LabelSheet(LabelPainter& painter, const UiFonts& fonts) : painter_(painter), fonts_(fonts) {}

    // Makes room on a sheet that was full. Places found before are no longer good when generation() has changed.
    void begin();
    [[nodiscard]] size_t generation() const { return painter_.generation(); }
    [[nodiscard]] LabelPainter& painter() const { return painter_; }
    // Nothing: the sheet is full, the text has to be drawn in another way. scale: framebuffer px per scene px.
    [[nodiscard]] std::optional<SheetLabel> find(const TextMark& mark, std::string_view text, std::span<const PlacedLetter> letters, double scale);

private:
    struct Picture {
        SheetLabel label;
        std::vector<uint32_t> pixels;
    };
    void draw(const TextMark& mark, std::span<const PlacedLetter> letters, double scale);
    LabelPainter& painter_;
    const UiFonts& fonts_;
    std::unordered_map<std::string, SheetLabel> labels_;
    std::string key_;
    bool full_ = false;
    Picture made_;  // the label that is being made, and what it is made in
    std::vector<float> covered_;
};

}  // namespace choke
