// Paints a scene inside the current ImGui window and reads the pointer over it as gestures. Marks go through the GL
// painter, texts through the sheet of labels with letters at the places that the FreeType metrics give, in the scene's paint
// order.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "paint/gl/gl_painter.h"
#include "scene/scene.h"
#include "ui/fonts.h"
#include "ui/label_sheet.h"
#include "views/view.h"

namespace choke {

class SceneCanvas {
public:
    // slot: the painter's; one a canvas.
    SceneCanvas(GlPainter& painter, LabelSheet& sheet, int slot, const FontSet& fonts, const UiFonts& ui_fonts);
    ~SceneCanvas();

    // origin: left top corner in screen units. scale: screen units per scene px. revision: changes when the scene does.
    void paint(const Scene& scene, size_t revision, ImVec2 origin, double scale);

    // Reads the pointer; call right after an item that covers the canvas. pick: what is under a point.
    template <typename PickAt>
    void gestures(ImVec2 origin, double scale, PickAt&& pick_at, std::vector<Gesture>& out);

    // The range that a drag chooses which began on this pick, from top to bottom; nothing when there is no such drag.
    void paint_range(Pick began, ImVec2 origin, float height, double scale, Colour colour) const;

private:
    // What a draw list callback needs, copied into the list; two that are equal, byte by byte, draw the same.
    struct DrawCall {
        const SceneCanvas* canvas;
        size_t begin;  // batches
        size_t end;
        size_t revision;
        double origin_x_px;
        double origin_y_px;
        double scale;
    };
    static_assert(sizeof(DrawCall) == 56, "no bytes between the members");
    struct TextPiece {
        uint32_t begin = 0;  // into letters_
        uint32_t end = 0;
    };
    struct LabelRange {  // of a batch, into the quads uploaded for the scene
        uint32_t begin = 0;
        uint32_t count = 0;
    };
    static void draw_batches(const ImDrawList* list, const ImDrawCmd* command);
    void shape_texts(const Scene& scene);
    void place_labels(const Scene& scene, ImVec2 origin, double scale, double density);
    void paint_text(ImDrawList& list, const Scene& scene, uint32_t text, ImVec2 origin, double scale) const;
    void letters(ImDrawList& list, const TextPiece& piece, ImFontBaked& baked, ImVec2 at, double scale, ImU32 colour) const;

    GlPainter& painter_;
    LabelSheet& sheet_;
    int slot_;
    const FontSet& fonts_;
    const UiFonts& ui_fonts_;
    size_t revision_ = SIZE_MAX;
    std::vector<TextPiece> pieces_;  // by text of the scene
    std::vector<PlacedLetter> letters_;
    // Labels on the sheet, and what they were placed for.
    std::vector<LabelRange> label_ranges_;  // by batch
    std::vector<uint32_t> unplaced_;        // texts that the sheet had no room for, ascending
    size_t labels_generation_ = SIZE_MAX;
    ImVec2 labels_origin_;
    double labels_scale_ = 0;
    double labels_density_ = 0;

    // The pointer.
    bool inside_ = false;
    bool dragging_ = false;
    Vec2 pressed_at_;
    Pick pressed_pick_;
    Vec2 last_at_{-1, -1};
    bool pressed_ = false;
};

inline constexpr double kDragThreshold_px = 4;  // scene px; less is a click

template <typename PickAt>
void SceneCanvas::gestures(ImVec2 origin, double scale, PickAt&& pick_at, std::vector<Gesture>& out) {
    const ImGuiIO& io = ImGui::GetIO();
    const Vec2 at{(static_cast<double>(io.MousePos.x) - static_cast<double>(origin.x)) / scale,
                  (static_cast<double>(io.MousePos.y) - static_cast<double>(origin.y)) / scale};
    const bool hovered = ImGui::IsItemHovered();
    Gesture gesture;
    gesture.at = at;
    gesture.shift = io.KeyShift;
    gesture.ctrl = io.KeyCtrl;
    if (hovered || dragging_ || pressed_) gesture.pick = pick_at(at);
    const auto emit = [&](GestureKind kind) {
        gesture.kind = kind;
        out.push_back(gesture);
    };
    if (hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        pressed_ = true;
        dragging_ = false;
        pressed_at_ = at;
        last_at_ = at;
        pressed_pick_ = gesture.pick;
        if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
            emit(GestureKind::DoubleClick);
            pressed_ = false;
        }
    }
    gesture.began_at = pressed_at_;
    gesture.began_pick = pressed_pick_;
    if (pressed_) {
        // A quick hand moves and lets go within one frame: the way is looked at before the button is.
        if (!dragging_ && length(at - pressed_at_) > kDragThreshold_px) {
            dragging_ = true;
            emit(GestureKind::DragBegin);
        }
        if (dragging_ && !(at == last_at_)) {
            gesture.delta = at - last_at_;
            emit(GestureKind::Drag);
            last_at_ = at;
        }
        if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
            emit(dragging_ ? GestureKind::DragEnd : GestureKind::Click);
            pressed_ = false;
            dragging_ = false;
        }
    }
    if (hovered && io.MouseWheel != 0) {
        gesture.wheel = static_cast<double>(io.MouseWheel);
        emit(GestureKind::Wheel);
    }
    if (hovered && io.MouseWheelH != 0) {
        gesture.wheel = 0;
        gesture.delta = {static_cast<double>(io.MouseWheelH) * 60, 0};
        emit(GestureKind::PanZoom);
    }
    if (hovered && !pressed_ && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || !inside_)) emit(GestureKind::Hover);
    if (!hovered && inside_ && !dragging_) emit(GestureKind::Leave);
    inside_ = hovered;
}

}  // namespace choke
