#include <array>
#include <cmath>
#include <cstdint>

#include "base/text.h"
#include "exporters/exporter.h"

namespace choke {
namespace {

// CRC-32 as PNG has it (PNG specification, annex D).
uint32_t crc32(std::string_view bytes) {
    uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc ^= static_cast<uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? crc >> 1U ^ 0xEDB88320U : crc >> 1U;
    }
    return ~crc;
}

void append_u32(std::string& out, uint32_t value) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>(value >> shift & 0xFFU);
}

std::string chunk(std::string_view type, std::string_view data) {
    const std::string body = std::string(type).append(data);
    std::string out;
    append_u32(out, static_cast<uint32_t>(data.size()));
    out += body;
    append_u32(out, crc32(body));
    return out;
}

// An uncompressed UTF-8 text: keyword, no compression, no language, no translated keyword.
std::string text_chunk(std::string_view keyword, std::string_view text) {
    if (text.empty()) return {};
    std::string data(keyword);
    data.append(5, '\0');
    data += displayable(text);
    return chunk("iTXt", data);
}

// Pixels a metre in both directions, so that a page sets the figure in its true size: 96 scene px are an
// inch.
std::string size_chunk(double scale) {
    constexpr double kPixelsPerMetre = 96 / 0.0254;
    const auto density = static_cast<uint32_t>(std::lround(kPixelsPerMetre * scale));
    std::string data;
    append_u32(data, density);
    append_u32(data, density);
    data += '\1';
    return chunk("pHYs", data);
}

Result<std::string> write_png(const ExportRequest& request) {
    auto png = png_image(request.scene, request.fonts, request.scale);
    if (!png) return png;
    // Behind the signature (8 bytes) and IHDR (12 bytes around 13).
    constexpr size_t kAfterHeader = 8 + 12 + 13;
    const std::string& title = request.info.title.empty() ? request.scene.title() : request.info.title;
    const std::string& description =
        request.info.subject.empty() ? request.scene.description() : request.info.subject;
    png->insert(kAfterHeader, size_chunk(request.scale) + text_chunk("Title", title) +
                                  text_chunk("Description", description) +
                                  text_chunk("Software", request.info.creator) +
                                  text_chunk("Source", request.metadata));
    return png;
}

}  // namespace

constexpr Exporter kPngExporter{.id = "png", .label = "PNG picture", .extension = "png", .write = write_png};

}  // namespace choke
