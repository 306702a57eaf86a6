#include <algorithm>

#include "exporters/exporter.h"

namespace choke {
namespace {

constexpr const Exporter* kExporters[] = {&kSvgExporter, &kPdfExporter, &kPngExporter};

}  // namespace

std::span<const Exporter* const> exporters() { return kExporters; }

const Exporter* exporter(std::string_view id) {
    for (const Exporter* one : kExporters)
        if (one->id == id) return one;
    return nullptr;
}

const Exporter* exporter_for_path(std::string_view path) {
    const size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) return nullptr;
    const auto same = [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    };
    const std::string_view ending = path.substr(dot + 1);
    for (const Exporter* one : kExporters)
        if (std::equal(ending.begin(), ending.end(), one->extension.begin(), one->extension.end(), same))
            return one;
    return nullptr;
}

}  // namespace choke
