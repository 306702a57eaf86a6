#include "paint/svg/svg.h"

#include "exporters/exporter.h"

namespace choke {
namespace {

Result<std::string> write_svg(const ExportRequest& request) {
    SvgOptions options;
    options.scale = request.scale;
    options.metadata = request.metadata;
    if (!request.metadata.starts_with(request.info.creator))
        options.metadata = request.info.creator + (request.metadata.empty() ? "" : "; ") + request.metadata;
    return svg_document(request.scene, options);
}

}  // namespace

constexpr Exporter kSvgExporter{.id = "svg", .label = "SVG drawing", .extension = "svg", .write = write_svg};

}  // namespace choke
