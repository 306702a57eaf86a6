// A scene as an SVG 1.1 document with real <text>: editable, searchable, byte for byte the same on every
// machine. Marks stand in a group per layer. Picks are not written.
#pragma once

#include <string>

#include "scene/scene.h"

namespace choke {

struct SvgOptions {
    double scale = 1;  // width and height attributes are multiplied; the viewBox is not
    std::string font_family = "Inter, 'Noto Sans', 'Noto Sans CJK SC', 'DejaVu Sans', sans-serif";
    std::string metadata{};  // text for <metadata>, escaped here; empty: none
};

// Always well-formed: bytes that are no UTF-8 become U+FFFD, characters that XML forbids are left out.
[[nodiscard]] std::string svg_document(const Scene& scene, const SvgOptions& options);

}  // namespace choke
