// A scene through Cairo: PDF with embedded font subsets and selectable text, and PNG.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "paint/text/fonts.h"
#include "scene/scene.h"

namespace choke {

struct DocumentInfo {
    std::string title{};    // empty: the scene's
    std::string subject{};  // empty: the scene's description
    std::string creator{};  // "Chokepoint 0.1.0"
    std::string language{};  // BCP 47: "en"; empty: not said
    std::string keywords{};
};

// One page of the scene's size (1 scene px = 0.75 pt) times scale. No dates, no randomness: same scene, same
// bytes. Tagged (PDF 32000-1, 14.8): the texts by their roles, headline first, the rest as one figure with the description of
// the scene as its text; a scene without description has no figure, only texts. Error: a page wider or higher than 14 400 pt, where PDF readers stop.
[[nodiscard]] Result<std::string> pdf_document(const Scene& scene, const FontSet& fonts, double scale,
                                               const DocumentInfo& info);

// A page of a document of several, in a size of its own.
struct PdfPage {
    const Scene* scene = nullptr;  // never null
    std::string outline{};         // its entry in the outline; empty: none
    int heading_level = 1;         // 1 to 6, of its headline
};

// The same with a page for each scene, at scale 1. A link to a page that does not exist is left out. Error: no pages.
[[nodiscard]] Result<std::string> pdf_document(std::span<const PdfPage> pages, const FontSet& fonts, const DocumentInfo& info);

// sRGB, 8 bit, scene size times scale in pixels, rounded. Error: more than 32 767 pixels on a side (Cairo's
// limit) or 2^28 in all.
[[nodiscard]] Result<std::string> png_image(const Scene& scene, const FontSet& fonts, double scale);

// Straight-alpha RGBA rows from top to bottom, for tests that compare pictures.
struct Bitmap {
    int width = 0;
    int height = 0;
    std::vector<uint8_t> rgba{};
};
[[nodiscard]] Result<Bitmap> rasterise(const Scene& scene, const FontSet& fonts, double scale);

}  // namespace choke
