// Fonts of the program: which files, and how wide their text is. Found by fontconfig with a fallback chain
// that ends in something installed, Chinese included. The same FreeType metrics serve the window and every
// exported figure.
//
// Limits: one glyph a code point, from left to right. There is no shaping engine, so Arabic and Indic letters
// stand unjoined, right-to-left text runs from left to right, and marks stand where the font puts them by
// themselves. There is no kerning, because the window has none either and widths must agree. Not thread-safe:
// each thread that exports opens its own set.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "scene/text_metrics.h"

namespace choke {

struct FontFile {
    std::string path;
    int face_index = 0;  // in a collection; upper 16 bits: instance of a variable font
    std::string family;  // "Inter"
    std::string style;   // "SemiBold"
};

// The chain for a weight: the first face that has a glyph draws it. At least one entry.
class FontSet final : public TextMetrics {
public:
    // Error: fontconfig finds no font at all; the message says which package to install.
    [[nodiscard]] static Result<std::unique_ptr<FontSet>> open();
    ~FontSet() override;
    FontSet(const FontSet&) = delete;
    FontSet& operator=(const FontSet&) = delete;

    [[nodiscard]] const std::vector<FontFile>& chain(FontWeight weight) const;

    // Unhinted and in proportion to style.size: a text that fits at one scale fits at every scale. Figures of
    // a tabular style are all as wide as a '0', each in the middle of its place.
    [[nodiscard]] double width(std::string_view text, const TextStyle& style) const override;
    [[nodiscard]] double ascent(const TextStyle& style) const override;
    [[nodiscard]] double descent(const TextStyle& style) const override;

    // A run of glyphs from one face; x is relative to the start of the text, unhinted, at style.size.
    struct Glyph {
        uint32_t glyph_index;
        double x;
        size_t text_begin;  // byte of the text that it draws; a code point that draws nothing has no glyph
    };
    struct Run {
        size_t chain_index;  // into chain(weight)
        std::vector<Glyph> glyphs;
        size_t text_begin, text_end;  // bytes of the text
    };
    // What painters that place glyphs themselves need (Cairo). Advances are the ones that width() adds up. A
    // letter that no font has is drawn as U+FFFD, or as the empty box of the first font.
    [[nodiscard]] std::vector<Run> shape(std::string_view text, const TextStyle& style) const;

    // Line height (ascent + descent of the font) over em; 0 when the file cannot be read. For a GUI that
    // sizes by lines.
    [[nodiscard]] double line_ratio(FontWeight weight, size_t chain_index) const;

    // The FT_Face behind a chain entry, as an opaque pointer, opened on first use; null when its file cannot
    // be read. Alive as long as this set or what keep_alive() gives.
    [[nodiscard]] void* face(FontWeight weight, size_t chain_index) const;
    [[nodiscard]] std::shared_ptr<const void> keep_alive() const;

private:
    FontSet();
    struct Faces;
    std::shared_ptr<Faces> faces_;
};

}  // namespace choke
