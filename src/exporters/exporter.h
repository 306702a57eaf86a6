// Exporters: a scene into the bytes of a file. One row a format in registry.cpp; adding one is one file and
// one row. Nothing is written to disk here.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "paint/cairo/cairo_painter.h"
#include "paint/text/fonts.h"
#include "scene/scene.h"

namespace choke {

struct ExportRequest {
    const Scene& scene;
    const FontSet& fonts;
    double scale = 1;
    DocumentInfo info{};
    std::string metadata{};  // where the figure comes from: data, filter, known-on date; empty: none
};

struct Exporter {
    std::string_view id;         // "svg"
    std::string_view label;      // for menus
    std::string_view extension;  // without a dot, lower case
    Result<std::string> (*write)(const ExportRequest& request);
};

extern const Exporter kSvgExporter;
extern const Exporter kPdfExporter;
extern const Exporter kPngExporter;

[[nodiscard]] std::span<const Exporter* const> exporters();
[[nodiscard]] const Exporter* exporter(std::string_view id);             // null when there is none
[[nodiscard]] const Exporter* exporter_for_path(std::string_view path);  // by its ending, whatever the case

}  // namespace choke
