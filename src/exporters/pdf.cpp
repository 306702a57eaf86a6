#include "exporters/exporter.h"

namespace choke {
namespace {

// PDF has no place for provenance; the keywords are the one that every reader shows and nobody takes for prose.
Result<std::string> write_pdf(const ExportRequest& request) {
    DocumentInfo info = request.info;
    if (info.keywords.empty()) info.keywords = request.metadata;
    return pdf_document(request.scene, request.fonts, request.scale, info);
}

}  // namespace

constexpr Exporter kPdfExporter{.id = "pdf", .label = "PDF page", .extension = "pdf", .write = write_pdf};

}  // namespace choke
