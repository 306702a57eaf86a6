// A scene as an SVG 1.1 document with real <text>: editable, searchable, byte for byte the same on every
// machine. Marks stand in a group per layer. Picks are not written.
#pragma once

#include <string>

#include "scene/scene.h"

namespace choke {

struct SvgOptions {
    double scale = 1;  // width and height attributes are multiplied; the viewBox is not
    std::string font_family = "Inter, 'Noto Sans', 'Noto Sans CJK SC', 'DejaVu Sans', sans-serif";
    // For a drawing within an HTML page: no XML declaration, no metadata, no title (browsers show it as a tooltip of the
    // whole picture); it is as wide as its place allows.
    bool inside_html = false;
    std::string id_prefix{};  // of every id, so that several drawings can stand in one page
    std::string metadata{};  // text for <metadata>, escaped here; empty: none
};

// Always well-formed: bytes that are no UTF-8 become U+FFFD, characters that XML forbids are left out.
[[nodiscard]] std::string svg_document(const Scene& scene, const SvgOptions& options);

}  // namespace choke
