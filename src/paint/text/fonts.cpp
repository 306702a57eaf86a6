#include "paint/text/fonts.h"

#include <array>
#include <unordered_map>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H

#include "base/assert.h"
#include "base/text.h"
#include "paint/text/find_fonts.h"

namespace choke {
namespace {

struct GlyphMetrics {
    uint32_t glyph_index = 0;
    uint16_t chain_index = 0;
    bool drawn = true;   // false: takes part in the text but draws nothing
    double advance = 0;  // em
};

constexpr size_t kAsciiCount = 128;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// Joiners, direction marks, variation selectors and the like: they draw nothing and take no room.
bool is_ignorable(char32_t c) {
    return c == 0x00AD || c == 0x034F || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) ||
           c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

struct OpenFont {
    FT_Face face = nullptr;
    bool tried = false;  // to open it
};

// One weight: its fonts, and what has been looked up in them.
struct Weight {
    std::vector<FontFile> files;
    std::vector<OpenFont> fonts;  // one a file
    std::array<GlyphMetrics, kAsciiCount> ascii;
    std::unordered_map<char32_t, GlyphMetrics> others;  // only looked up, never walked
    double ascent = 0;                                  // em
    double descent = 0;                                 // em
};

}  // namespace

struct FontSet::Faces {
    FT_Library library = nullptr;
    std::array<Weight, kFontWeightCount> weights;

    Faces() = default;
    Faces(const Faces&) = delete;
    Faces& operator=(const Faces&) = delete;
    ~Faces() {
        if (library != nullptr) FT_Done_FreeType(library);  // with all its faces
    }

    FT_Face open(Weight& weight, size_t chain_index) {
        OpenFont& font = weight.fonts[chain_index];
        if (!font.tried) {
            font.tried = true;
            const FontFile& file = weight.files[chain_index];
            const bool failed = FT_New_Face(library, file.path.c_str(), file.face_index, &font.face) != 0;
            if (failed || !FT_IS_SCALABLE(font.face) || font.face->units_per_EM == 0) font.face = nullptr;
        }
        return font.face;
    }

    // In font units: hinting and rounding to pixels would make the width depend on the scale.
    bool measure(Weight& weight, size_t chain_index, char32_t c, GlyphMetrics& out) {
        const FT_Face face = open(weight, chain_index);
        if (face == nullptr) return false;
        const FT_UInt glyph = FT_Get_Char_Index(face, c);
        FT_Fixed advance = 0;
        if (glyph == 0 || FT_Get_Advance(face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING, &advance) != 0)
            return false;
        out.glyph_index = glyph;
        out.chain_index = static_cast<uint16_t>(chain_index);
        out.advance = static_cast<double>(advance) / face->units_per_EM;
        return true;
    }

    GlyphMetrics look_up(Weight& weight, char32_t c) {
        GlyphMetrics found;
        if (is_ignorable(c)) {
            found.drawn = false;
            return found;
        }
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
        const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
        for (const char32_t letter : {control ? char32_t{0xFFFD} : c, char32_t{0xFFFD}})
            for (size_t i = 0; i < weight.fonts.size(); ++i)
                if (measure(weight, i, letter, found)) return found;
        // Glyph 0, the empty box, of the first font that opens.
        for (size_t i = 0; i < weight.fonts.size(); ++i) {
            const FT_Face face = open(weight, i);
            FT_Fixed advance = 0;
            if (face == nullptr || FT_Get_Advance(face, 0, FT_LOAD_NO_SCALE, &advance) != 0) continue;
            found.chain_index = static_cast<uint16_t>(i);
            found.advance = static_cast<double>(advance) / face->units_per_EM;
            return found;
        }
        found.drawn = false;
        return found;
    }

    const GlyphMetrics& metrics(FontWeight which, char32_t c) {
        Weight& weight = weights[static_cast<size_t>(which)];
        if (c < kAsciiCount) return weight.ascii[c];
        const auto known = weight.others.find(c);
        if (known != weight.others.end()) return known->second;
        return weight.others.emplace(c, look_up(weight, c)).first->second;
    }
};

FontSet::FontSet() : faces_(std::make_shared<Faces>()) {}
FontSet::~FontSet() = default;

Result<std::unique_ptr<FontSet>> FontSet::open() {
    auto found = find_fonts();
    if (!found) return tl::unexpected<Error>(found.error());
    std::unique_ptr<FontSet> set(new FontSet());
    Faces& faces = *set->faces_;
    if (FT_Init_FreeType(&faces.library) != 0) return fail("FreeType cannot be started: out of memory?");
    for (size_t i = 0; i < kFontWeightCount; ++i) {
        Weight& weight = faces.weights[i];
        weight.files = std::move((*found)[i]);
        weight.fonts.resize(weight.files.size());
        // The first file leads: lines are as high as it says, and without it there is nothing to draw with.
        const FT_Face first = faces.open(weight, 0);
        if (first == nullptr)
            return fail("the font " + weight.files[0].path +
                        " cannot be read; reinstall it, or install fonts-inter");
        weight.ascent = static_cast<double>(first->ascender) / first->units_per_EM;
        weight.descent = -static_cast<double>(first->descender) / first->units_per_EM;
        for (size_t c = 0; c < kAsciiCount; ++c)
            weight.ascii[c] = faces.look_up(weight, static_cast<char32_t>(c));
    }
    return set;
}

const std::vector<FontFile>& FontSet::chain(FontWeight weight) const {
    return faces_->weights[static_cast<size_t>(weight)].files;
}

double FontSet::width(std::string_view text, const TextStyle& style) const {
    const Weight& weight = faces_->weights[static_cast<size_t>(style.weight)];
    const double digit = weight.ascii['0'].advance;
    double ems = 0;
    for (size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < kAsciiCount) {
            ems += style.tabular && is_digit(byte) ? digit : weight.ascii[byte].advance;
            ++i;
        } else {
            ems += faces_->metrics(style.weight, next_code_point(text, i)).advance;
        }
    }
    return ems * style.size;
}

double FontSet::ascent(const TextStyle& style) const {
    return faces_->weights[static_cast<size_t>(style.weight)].ascent * style.size;
}

double FontSet::descent(const TextStyle& style) const {
    return faces_->weights[static_cast<size_t>(style.weight)].descent * style.size;
}

std::vector<FontSet::Run> FontSet::shape(std::string_view text, const TextStyle& style) const {
    std::vector<Run> runs;
    const double digit = faces_->metrics(style.weight, '0').advance;
    double ems = 0;
    for (size_t i = 0; i < text.size();) {
        const size_t begin = i;
        const char32_t c = next_code_point(text, i);
        const GlyphMetrics& glyph = faces_->metrics(style.weight, c);
        if (runs.empty() || (glyph.drawn && glyph.chain_index != runs.back().chain_index))
            runs.push_back(
                {.chain_index = glyph.chain_index, .glyphs = {}, .text_begin = begin, .text_end = begin});
        Run& run = runs.back();
        run.text_end = i;
        const bool place = style.tabular && is_digit(c);
        const double advance = place ? digit : glyph.advance;
        if (glyph.drawn)
            run.glyphs.push_back(
                {glyph.glyph_index, (ems + (advance - glyph.advance) / 2) * style.size, begin});
        ems += advance;
    }
    return runs;
}

void* FontSet::face(FontWeight weight, size_t chain_index) const {
    Weight& one = faces_->weights[static_cast<size_t>(weight)];
    CHOKE_ASSERT(chain_index < one.fonts.size());
    return faces_->open(one, chain_index);
}

double FontSet::line_ratio(FontWeight weight, size_t chain_index) const {
    const auto* opened = static_cast<const FT_FaceRec_*>(face(weight, chain_index));
    if (opened == nullptr || opened->units_per_EM == 0) return 0;
    return static_cast<double>(opened->ascender - opened->descender) /
           static_cast<double>(opened->units_per_EM);
}

std::shared_ptr<const void> FontSet::keep_alive() const { return faces_; }

}  // namespace choke
