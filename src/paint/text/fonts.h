// Fonts of the program: which files, and how wide their text is. Found by fontconfig with a fallback chain that ends in
// something installed, Chinese included. The same FreeType metrics serve the window and every exported figure.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "scene/text_metrics.h"

namespace choke {

struct FontFile {
    std::string path;
    int face_index = 0;   // in a collection
    std::string family;   // "Inter"
    std::string style;    // "SemiBold"
};

// The chain for a weight: the first face that has a glyph draws it. At least one entry.
class FontSet final : public TextMetrics {
public:
    // Error: fontconfig finds no font at all; the message says which package to install.
    [[nodiscard]] static Result<std::unique_ptr<FontSet>> open();
    ~FontSet() override;

    [[nodiscard]] const std::vector<FontFile>& chain(FontWeight weight) const;

    [[nodiscard]] double width(std::string_view text, const TextStyle& style) const override;
    [[nodiscard]] double ascent(const TextStyle& style) const override;
    [[nodiscard]] double descent(const TextStyle& style) const override;

    // A run of glyphs from one face; x is relative to the start of the text, unhinted, at style.size.
    struct Glyph {
        uint32_t glyph_index;
        double x;
    };
    struct Run {
        size_t chain_index;  // into chain(weight)
        std::vector<Glyph> glyphs;
        size_t text_begin, text_end;  // bytes of the text
    };
    // What painters that place glyphs themselves need (Cairo). Advances are the ones that width() adds up.
    [[nodiscard]] std::vector<Run> shape(std::string_view text, const TextStyle& style) const;
    // The FT_Face behind a chain entry, as an opaque pointer; owned here.
    [[nodiscard]] void* face(FontWeight weight, size_t chain_index) const;

private:
    FontSet();
    struct Faces;
    std::unique_ptr<Faces> faces_;
};

}  // namespace choke
