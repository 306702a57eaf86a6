#include "ui/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "base/text.h"

namespace choke {
namespace {

ImU32 packed(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }

// Four places around a letter: its strokes are wider than the gaps between them. Each further one would cost as much as
// the letters themselves, which on a full timeline are most of what a picture costs.
constexpr double kHalo_px = 1.2;
constexpr std::array<ImVec2, 4> kAround{{{1, 1}, {-1, 1}, {-1, -1}, {1, -1}}};

}  // namespace

SceneCanvas::SceneCanvas(GlPainter& painter, int slot, const FontSet& fonts, const UiFonts& ui_fonts)
    : painter_(painter), slot_(slot), fonts_(fonts), ui_fonts_(ui_fonts) {}
SceneCanvas::~SceneCanvas() = default;

void SceneCanvas::draw_batch(const ImDrawList* list, const ImDrawCmd* command) {
    (void)list;
    DrawCall call;
    IM_ASSERT(command->UserCallbackDataSize == static_cast<int>(sizeof call));
    std::memcpy(&call, command->UserCallbackData, sizeof call);
    call.painter->draw(call.slot, call.batch, call.target);
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

void SceneCanvas::paint(const Scene& scene, size_t revision, ImVec2 origin, double scale) {
    if (revision != revision_) {
        painter_.upload(slot_, scene);
        shape_texts(scene);
        revision_ = revision;
    }
    const ImGuiIO& io = ImGui::GetIO();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const double density = static_cast<double>(io.DisplayFramebufferScale.x);
    PaintTarget target;
    target.origin_x_px = static_cast<double>(origin.x) * density;
    target.origin_y_px = static_cast<double>(origin.y) * density;
    target.scale = scale * density;
    target.framebuffer_width_px = static_cast<int>(std::lround(static_cast<double>(io.DisplaySize.x) * density));
    target.framebuffer_height_px = static_cast<int>(std::lround(static_cast<double>(io.DisplaySize.y) * density));
    const auto batches = painter_.batches(slot_);
    for (size_t i = 0; i < batches.size(); ++i) {
        const PaintBatch& batch = batches[i];
        if (batch.kind != MarkKind::Text) {
            const DrawCall call{&painter_, slot_, i, target};
            list.AddCallback(draw_batch, const_cast<DrawCall*>(&call), sizeof call);
            list.AddCallback(ImDrawCallback_ResetRenderState, nullptr);
            continue;
        }
        const auto x = [&](double px) { return origin.x + static_cast<float>(px * scale); };
        const auto y = [&](double px) { return origin.y + static_cast<float>(px * scale); };
        list.PushClipRect({x(batch.clip.x), y(batch.clip.y)}, {x(batch.clip.right()), y(batch.clip.bottom())}, true);
        for (uint32_t k = batch.order_begin; k < batch.order_end; ++k)
            paint_text(list, scene, scene.order()[k].index, origin, scale);
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
    double x = mark.baseline.x;
    if (mark.anchor == TextAnchor::Middle) x -= static_cast<double>(mark.width) / 2;
    if (mark.anchor == TextAnchor::End) x -= static_cast<double>(mark.width);
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
