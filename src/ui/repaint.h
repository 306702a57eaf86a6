// Draws a picture only where it differs from the one before: while the timeline moves, panels stand still and their
// pixels are kept. Compares what Dear ImGui would draw, list by list and byte by byte, and clips all of it to the
// rectangles in which a list has changed, come or gone. What is drawn there is what a whole picture would have drawn.
#pragma once

#include <cstdint>
#include <vector>

#include <imgui.h>

namespace choke {

// Framebuffer px from the left top; right and bottom are outside.
struct PixelRect {
    int left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] bool empty() const { return left >= right || top >= bottom; }
    [[nodiscard]] bool overlaps(const PixelRect& o) const { return left < o.right && o.left < right && top < o.bottom && o.top < bottom; }
    friend bool operator==(const PixelRect&, const PixelRect&) = default;
};
[[nodiscard]] PixelRect common_part(const PixelRect& a, const PixelRect& b);

// The pixels that the OpenGL backend's scissor leaves of a command.
[[nodiscard]] PixelRect clip_px(const ImDrawData& data, const ImVec4& clip);

class Repaint {
public:
    // Where the picture has to be drawn anew, as rectangles that do not overlap, and remembers it. Clips the commands of
    // `data` to them. A callback must heed the clip rectangle of its command, and its data must be plain bytes that
    // change when what it draws does.
    // keeps: the pixels of the last picture are still there. Otherwise everything is drawn.
    std::vector<PixelRect> reduce(ImDrawData& data, bool keeps);

private:
    struct List {
        std::vector<ImDrawCmd> commands;
        std::vector<ImDrawVert> vertices;
        std::vector<ImDrawIdx> indices;
        std::vector<ImU8> callbacks;  // their data
        PixelRect bounds;
    };
    static bool same(const List& kept, const ImDrawList& list);
    static void keep(const ImDrawData& data, const ImDrawList& list, List& out);
    static PixelRect bounds_of(const ImDrawData& data, const ImDrawList& list);
    void clip(ImDrawData& data, const std::vector<PixelRect>& changed) const;
    std::vector<List> lists_;  // those of the last picture
    ImVec2 size_;              // of the last picture
};

}  // namespace choke
