#include "ui/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "base/text.h"
#include "ui/repaint.h"

namespace choke {
namespace {

ImU32 packed(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }

// Of the texts that the sheet of labels has no room for: four places around a letter, whose strokes are wider than the gaps
// between them.
constexpr double kHalo_px = 1.2;
constexpr std::array<ImVec2, 4> kAround{{{1, 1}, {-1, 1}, {-1, -1}, {1, -1}}};

double start_of(const TextMark& mark) {
    const auto width = static_cast<double>(mark.width);
    return mark.baseline.x - (mark.anchor == TextAnchor::Start ? 0 : mark.anchor == TextAnchor::Middle ? width / 2 : width);
}

}  // namespace

SceneCanvas::SceneCanvas(GlPainter& painter, LabelSheet& sheet, int slot, const FontSet& fonts, const UiFonts& ui_fonts)
    : painter_(painter), sheet_(sheet), slot_(slot), fonts_(fonts), ui_fonts_(ui_fonts) {}
SceneCanvas::~SceneCanvas() = default;

void SceneCanvas::draw_batches(const ImDrawList* list, const ImDrawCmd* command) {
    (void)list;
    DrawCall call;
    IM_ASSERT(command->UserCallbackDataSize == static_cast<int>(sizeof call));
    std::memcpy(&call, command->UserCallbackData, sizeof call);
    const ImDrawData& data = *ImGui::GetDrawData();
    const PixelRect within = clip_px(data, command->ClipRect);
    PaintTarget target;
    target.origin_x_px = call.origin_x_px;
    target.origin_y_px = call.origin_y_px;
    target.scale = call.scale;
    target.framebuffer_width_px = static_cast<int>(data.DisplaySize.x * data.FramebufferScale.x);
    target.framebuffer_height_px = static_cast<int>(data.DisplaySize.y * data.FramebufferScale.y);
    target.within = {static_cast<double>(within.left), static_cast<double>(within.top), static_cast<double>(within.right - within.left),
                     static_cast<double>(within.bottom - within.top)};
    const SceneCanvas& canvas = *call.canvas;
    const auto batches = canvas.painter_.batches(canvas.slot_);
    for (size_t i = call.begin; i < call.end; ++i) {
        if (batches[i].kind == MarkKind::Text) {
            const LabelRange range = canvas.label_ranges_[i];
            canvas.sheet_.painter().draw(canvas.slot_, range.begin, range.count, batches[i].clip, target);
        } else {
            canvas.painter_.draw(canvas.slot_, i, target);
        }
    }
}

// Letters are placed once a scene, not once a frame.
void SceneCanvas::shape_texts(const Scene& scene) {
    pieces_.clear();
    letters_.clear();
    for (const TextMark& mark : scene.texts()) {
        const std::string_view text = scene.text(mark);
        TextPiece piece;
        piece.begin = static_cast<uint32_t>(letters_.size());
        for (const FontSet::Run& run : fonts_.shape(text, mark.style)) {
            for (const FontSet::Glyph& glyph : run.glyphs) {
                size_t at = glyph.text_begin;
                const char32_t code = next_code_point(text, at);
                letters_.push_back({static_cast<ImWchar>(code), static_cast<float>(glyph.x)});
            }
        }
        piece.end = static_cast<uint32_t>(letters_.size());
        pieces_.push_back(piece);
    }
}

// Every text becomes a piece of the sheet, where that has room for it.
void SceneCanvas::place_labels(const Scene& scene, ImVec2 origin, double scale, double density) {
    std::vector<LabelQuad> quads;
    label_ranges_.clear();
    unplaced_.clear();
    for (const PaintBatch& batch : painter_.batches(slot_)) {
        LabelRange range{static_cast<uint32_t>(quads.size()), 0};
        for (uint32_t k = batch.order_begin; batch.kind == MarkKind::Text && k < batch.order_end; ++k) {
            const uint32_t text = scene.order()[k].index;
            const TextMark& mark = scene.texts()[text];
            const TextPiece& piece = pieces_[text];
            if (piece.begin == piece.end) continue;
            const auto label = sheet_.find(mark, scene.text(mark), std::span(letters_).subspan(piece.begin, piece.end - piece.begin), scale * density);
            if (!label) {
                unplaced_.push_back(text);
                continue;
            }
            if (label->height == 0) continue;
            const auto px = [&](float from, double scene_px) { return static_cast<int>(std::lround((static_cast<double>(from) + scene_px * scale) * density)); };
            quads.push_back({px(origin.x, start_of(mark)) + label->left, px(origin.y, mark.baseline.y) + label->top, label->width, label->height, label->at});
            ++range.count;
        }
        label_ranges_.push_back(range);
    }
    std::sort(unplaced_.begin(), unplaced_.end());
    sheet_.painter().upload(slot_, quads);
    labels_generation_ = sheet_.generation();
    labels_origin_ = origin;
    labels_scale_ = scale;
    labels_density_ = density;
}

void SceneCanvas::paint(const Scene& scene, size_t revision, ImVec2 origin, double scale) {
    const ImGuiIO& io = ImGui::GetIO();
    const double density = static_cast<double>(io.DisplayFramebufferScale.x);
    const bool placed = labels_generation_ == sheet_.generation() && labels_origin_.x == origin.x && labels_origin_.y == origin.y &&
                        labels_scale_ == scale && labels_density_ == density;
    if (revision != revision_) {
        painter_.upload(slot_, scene);
        shape_texts(scene);
    }
    if (revision != revision_ || !placed) place_labels(scene, origin, scale, density);
    revision_ = revision;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto batches = painter_.batches(slot_);
    // The window leaves a margin for widgets; a scene goes to its border.
    const auto x = [&](double px) { return origin.x + static_cast<float>(px * scale); };
    const auto y = [&](double px) { return origin.y + static_cast<float>(px * scale); };
    // As many batches in one call as there are without letters in between: setting up the GUI's own state again costs more
    // than most batches.
    for (size_t i = 0; i < batches.size(); ++i) {
        size_t end = i + 1;
        while (end < batches.size() && (unplaced_.empty() || batches[end - 1].kind != MarkKind::Text)) ++end;
        const DrawCall call{this, i, end, revision, static_cast<double>(origin.x) * density, static_cast<double>(origin.y) * density, scale * density};
        list.PushClipRect({x(0), y(0)}, {std::round(x(scene.width())), std::round(y(scene.height()))});
        list.AddCallback(draw_batches, const_cast<DrawCall*>(&call), sizeof call);
        list.AddCallback(ImDrawCallback_ResetRenderState, nullptr);
        list.PopClipRect();
        i = end - 1;
        const PaintBatch& batch = batches[i];
        if (batch.kind != MarkKind::Text || unplaced_.empty()) continue;
        list.PushClipRect({x(batch.clip.x), y(batch.clip.y)}, {x(batch.clip.right()), y(batch.clip.bottom())}, true);
        for (uint32_t k = batch.order_begin; k < batch.order_end; ++k) {
            const uint32_t text = scene.order()[k].index;
            if (std::binary_search(unplaced_.begin(), unplaced_.end(), text)) paint_text(list, scene, text, origin, scale);
        }
        list.PopClipRect();
    }
}

void SceneCanvas::paint_range(Pick began, ImVec2 origin, float height, double scale, Colour colour) const {
    if (!dragging_ || !(pressed_pick_ == began)) return;
    const float from = origin.x + static_cast<float>(pressed_at_.x * scale);
    const float to = origin.x + static_cast<float>(last_at_.x * scale);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({std::min(from, to), origin.y}, {std::max(from, to), origin.y + height}, packed(with_alpha(colour, 0.14)));
    for (const float x : {from, to})
        list.AddLine({x, origin.y}, {x, origin.y + height}, packed(colour), static_cast<float>(1.2 * scale));
}

void SceneCanvas::paint_text(ImDrawList& list, const Scene& scene, uint32_t text, ImVec2 origin, double scale) const {
    const TextMark& mark = scene.texts()[text];
    const TextPiece& piece = pieces_[text];
    if (piece.begin == piece.end) return;
    const double x = start_of(mark);
    const FontWeight weight = mark.style.weight;
    ImFontBaked* baked = ui_fonts_.of(weight)->GetFontBaked(ui_fonts_.size(weight, static_cast<double>(mark.style.size) * scale));
    // Every letter is looked up before any is drawn: a look-up may grow the atlas, and the list then goes on with
    // another texture.
    for (uint32_t i = piece.begin; i < piece.end; ++i) baked->FindGlyph(letters_[i].code);
    // The baseline on a whole pixel keeps light-hinted letters crisp.
    const ImVec2 at{origin.x + static_cast<float>(x * scale),
                    std::round(origin.y + static_cast<float>(mark.baseline.y * scale)) - baked->Ascent};
    if (mark.halo.a > 0) {
        const auto reach = static_cast<float>(kHalo_px * scale);
        const ImU32 halo = packed(with_alpha(mark.halo, 0.85));
        for (const ImVec2& step : kAround)
            letters(list, piece, *baked, {at.x + step.x * reach, at.y + step.y * reach}, scale, halo);
    }
    letters(list, piece, *baked, at, scale, packed(mark.colour));
}

void SceneCanvas::letters(ImDrawList& list, const TextPiece& piece, ImFontBaked& baked, ImVec2 at, double scale,
                          ImU32 colour) const {
    const auto count = static_cast<int>(piece.end - piece.begin);
    list.PrimReserve(count * 6, count * 4);
    int unused = 0;
    for (uint32_t i = piece.begin; i < piece.end; ++i) {
        const ImFontGlyph* glyph = baked.FindGlyph(letters_[i].code);
        if (glyph == nullptr || !glyph->Visible) {
            ++unused;
            continue;
        }
        const float x = std::round(at.x + static_cast<float>(static_cast<double>(letters_[i].x) * scale));
        list.PrimRectUV({x + glyph->X0, at.y + glyph->Y0}, {x + glyph->X1, at.y + glyph->Y1}, {glyph->U0, glyph->V0},
                        {glyph->U1, glyph->V1}, colour);
    }
    list.PrimUnreserve(unused * 6, unused * 4);
}

}  // namespace choke
