// What Cairo 1.16 cannot say in a PDF, or says wrongly: the language, that a window's title bar is to show the document's title
// rather than the file's name, and links (its own ignore the scale of the page and refer to objects that it never writes).
// Written as an incremental update (PDF 32000-1:2008, 7.5.6): the old bytes stay; new versions of the catalog and of the pages
// with links follow, and a cross-reference section for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/geometry.h"

namespace choke {

struct PdfLink {
    size_t page = 0;       // that it stands on, from 0
    Rect rect{};           // pt, y downwards from the top of the page
    double height_pt = 0;  // of that page
    std::string url{};     // "https://…"; empty: to a page
    size_t to_page = 0;    // from 0
};

// language: BCP 47; empty: not said. False when the end of the file is not the one that Cairo writes; then nothing is added.
[[nodiscard]] bool add_to_pdf(std::string& pdf, std::string_view language, const std::vector<PdfLink>& links);

}  // namespace choke
