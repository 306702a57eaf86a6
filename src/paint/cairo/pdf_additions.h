// What Cairo 1.16 cannot say in a PDF, or says wrongly: the language, that a window's title bar is to show the document's title
// rather than the file's name, links (its own ignore the scale of the page and refer to objects that it never writes), that the
// document is tagged, and what its figures show in words. Written as an incremental update (PDF 32000-1:2008, 7.5.6): the old
// bytes stay; new versions of the catalog, of the pages with links and of the elements of the structure follow, and a
// cross-reference section for them.
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

struct PdfAdditions {
    std::string language{};  // BCP 47; empty: not said
    std::vector<PdfLink> links{};
    std::vector<std::string> figures{};  // in the order of the structure's figures: what each shows (UTF-8)
};

// Puts the elements of the structure, if there are any, below one that is the document. False when the end of the file is not
// the one that Cairo writes, or has not as many figures; then nothing is added.
[[nodiscard]] bool add_to_pdf(std::string& pdf, const PdfAdditions& additions);

}  // namespace choke
