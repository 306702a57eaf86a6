#include "ui/label_sheet.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace choke {
namespace {

// Four places around a letter: its strokes are wider than the gaps between them.
constexpr double kHalo_px = 1.2;
constexpr float kHaloAlpha = 0.85F;

int nearest(double px) { return static_cast<int>(std::lround(px)); }

// How much of its texel a glyph covers; x and y from its left top.
class GlyphPixels {
public:
    GlyphPixels(const ImTextureData& texture, const ImFontGlyph& glyph)
        : texture_(texture), x_(nearest(static_cast<double>(glyph.U0) * texture.Width)), y_(nearest(static_cast<double>(glyph.V0) * texture.Height)),
          width(std::min(nearest(static_cast<double>(glyph.X1 - glyph.X0)), texture.Width - x_)),
          height(std::min(nearest(static_cast<double>(glyph.Y1 - glyph.Y0)), texture.Height - y_)) {}

    [[nodiscard]] float at(int x, int y) const {
        const size_t texel = static_cast<size_t>(y_ + y) * static_cast<size_t>(texture_.Width) + static_cast<size_t>(x_ + x);
        const auto bytes = static_cast<size_t>(texture_.BytesPerPixel);
        return static_cast<float>(texture_.Pixels[(texel + 1) * bytes - 1]) / 255;  // alpha is the last one
    }

private:
    const ImTextureData& texture_;
    int x_;
    int y_;

public:
    const int width;
    const int height;
};

uint32_t packed(float red, float green, float blue, float alpha) {
    const auto byte = [](float value) { return static_cast<uint32_t>(std::clamp(value, 0.0F, 255.0F) + 0.5F); };
    return byte(alpha) << 24U | byte(red) << 16U | byte(green) << 8U | byte(blue);
}

}  // namespace

void LabelSheet::begin() {
    if (!full_) return;
    full_ = false;
    labels_.clear();
    painter_.clear();
}

std::optional<SheetLabel> LabelSheet::find(const TextMark& mark, std::string_view text, std::span<const PlacedLetter> letters, double scale) {
    key_.assign(text);
    const auto add = [&](const auto& value) {
        char bytes[sizeof value];
        std::memcpy(bytes, &value, sizeof value);
        key_.append(bytes, sizeof value);
    };
    add(mark.style.weight);
    add(mark.style.tabular);
    add(static_cast<double>(mark.style.size) * scale);
    add(scale);
    for (const Colour& colour : {mark.colour, mark.halo}) add(colour);
    if (const auto known = labels_.find(key_); known != labels_.end()) return known->second;
    if (full_) return std::nullopt;
    draw(mark, letters, scale);
    if (made_.label.height > 0) {
        const auto place = painter_.put(made_.label.width, made_.label.height, made_.pixels);
        if (!place) {
            full_ = true;
            return std::nullopt;
        }
        made_.label.at = *place;
    }
    labels_.emplace(key_, made_.label);
    return made_.label;
}

void LabelSheet::draw(const TextMark& mark, std::span<const PlacedLetter> letters, double scale) {
    const FontWeight weight = mark.style.weight;
    ImFontBaked& baked = *fonts_.of(weight)->GetFontBaked(fonts_.size(weight, static_cast<double>(mark.style.size) * scale), 1.0F);
    // Every letter is looked up before any is read: a look-up may grow the atlas and move the others.
    for (const PlacedLetter& letter : letters) baked.FindGlyph(letter.code);
    const int ascent = nearest(static_cast<double>(baked.Ascent));
    const auto left_of = [&](const PlacedLetter& letter, const ImFontGlyph& glyph) {
        return nearest(static_cast<double>(letter.x) * scale) + nearest(static_cast<double>(glyph.X0));
    };
    const auto top_of = [&](const ImFontGlyph& glyph) { return nearest(static_cast<double>(glyph.Y0)) - ascent; };
    const auto for_glyphs = [&](auto&& visit) {
        for (const PlacedLetter& letter : letters) {
            const ImFontGlyph* glyph = baked.FindGlyph(letter.code);
            if (glyph != nullptr && glyph->Visible) visit(letter, *glyph);
        }
    };
    const ImTextureData& texture = *ImGui::GetIO().Fonts->TexData;

    constexpr int kFar = 1 << 28;
    int left = kFar, top = kFar, right = -kFar, bottom = -kFar;
    for_glyphs([&](const PlacedLetter& letter, const ImFontGlyph& glyph) {
        const GlyphPixels pixels(texture, glyph);
        left = std::min(left, left_of(letter, glyph));
        top = std::min(top, top_of(glyph));
        right = std::max(right, left_of(letter, glyph) + pixels.width);
        bottom = std::max(bottom, top_of(glyph) + pixels.height);
    });
    made_.label = {};
    if (left >= right || top >= bottom) return;
    const bool halo = mark.halo.a > 0;
    const double reach = halo ? kHalo_px * scale : 0;
    const int reach_x = halo ? std::max(1, nearest(reach)) : 0;
    const auto reach_y = static_cast<int>(std::ceil(reach));
    const int width = right - left + 2 * reach_x;
    const int height = bottom - top + 2 * reach_y;
    made_.label.left = left - reach_x;
    made_.label.top = top - reach_y;
    made_.label.width = width;
    made_.label.height = height;

    // How much of each pixel letters cover.
    covered_.assign(static_cast<size_t>(width) * static_cast<size_t>(height), 0);
    const auto place = [width](int x, int y) { return static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x); };
    for_glyphs([&](const PlacedLetter& letter, const ImFontGlyph& glyph) {
        const GlyphPixels pixels(texture, glyph);
        const int x0 = left_of(letter, glyph) - made_.label.left;
        const int y0 = top_of(glyph) - made_.label.top;
        for (int y = 0; y < pixels.height; ++y) {
            for (int x = 0; x < pixels.width; ++x) {
                float& covered = covered_[place(x0 + x, y0 + y)];
                covered += (1 - covered) * pixels.at(x, y);
            }
        }
    });

    // The halo is the letters at four places; between two rows they are where both are in part.
    const auto covered_at = [&](int x, int y) { return x < 0 || y < 0 || x >= width || y >= height ? 0.0F : covered_[place(x, y)]; };
    const auto whole = static_cast<int>(std::floor(reach));
    const auto part = static_cast<float>(reach - std::floor(reach));
    const float text_alpha = static_cast<float>(mark.colour.a) / 255;
    made_.pixels.resize(covered_.size());
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            float open = halo ? 1.0F : 0.0F;  // what shows through the halo
            if (halo) {
                for (const int to_x : {x - reach_x, x + reach_x}) {
                    const float above = (1 - part) * covered_at(to_x, y - whole) + part * covered_at(to_x, y - whole - 1);
                    const float below = (1 - part) * covered_at(to_x, y + whole) + part * covered_at(to_x, y + whole + 1);
                    open *= (1 - kHaloAlpha * above) * (1 - kHaloAlpha * below);
                }
            }
            const float text = covered_[place(x, y)] * text_alpha;
            const float under = (halo ? 1 - open : 0.0F) * (1 - text);
            made_.pixels[place(x, y)] =
                packed(static_cast<float>(mark.colour.r) * text + static_cast<float>(mark.halo.r) * under,
                       static_cast<float>(mark.colour.g) * text + static_cast<float>(mark.halo.g) * under,
                       static_cast<float>(mark.colour.b) * text + static_cast<float>(mark.halo.b) * under, 255 * (text + under));
        }
    }
}

}  // namespace choke
