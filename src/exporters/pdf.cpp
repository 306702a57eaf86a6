#include "exporters/exporter.h"

namespace choke {
namespace {

// PDF has a subject but no place for provenance; it goes behind the description.
Result<std::string> write_pdf(const ExportRequest& request) {
    DocumentInfo info = request.info;
    if (info.subject.empty()) info.subject = request.scene.description();
    if (!info.subject.empty() && !request.metadata.empty()) info.subject += " | ";
    info.subject += request.metadata;
    return pdf_document(request.scene, request.fonts, request.scale, info);
}

}  // namespace

constexpr Exporter kPdfExporter{.id = "pdf", .label = "PDF page", .extension = "pdf", .write = write_pdf};

}  // namespace choke
