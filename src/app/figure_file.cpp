#include "app/figure_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "app/link.h"

namespace choke {
namespace {

bool ends_in(std::string_view path, std::string_view ending) {
    if (path.size() < ending.size()) return false;
    const std::string_view end = path.substr(path.size() - ending.size());
    return std::equal(end.begin(), end.end(), ending.begin(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n";

// The text under the keyword "Source" (PNG specification, 11.3.4.5: keyword, two flags, language, translated keyword, text).
std::string_view png_source(std::string_view bytes) {
    size_t at = kPngSignature.size();
    while (at + 12 <= bytes.size()) {
        size_t size = 0;
        for (size_t i = 0; i < 4; ++i) size = size << 8U | static_cast<unsigned char>(bytes[at + i]);
        if (size > bytes.size() - at - 12) return {};
        const std::string_view type = bytes.substr(at + 4, 4);
        const std::string_view data = bytes.substr(at + 8, size);
        constexpr std::string_view kHead{"Source\0\0\0\0\0", 11};
        if (type == "iTXt" && data.starts_with(kHead)) return data.substr(kHead.size());
        if (type == "IEND") return {};
        at += 12 + size;
    }
    return {};
}

std::string unescaped(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 4> kNames{{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}}};
    std::string out;
    while (!text.empty()) {
        const auto* const name =
            std::find_if(kNames.begin(), kNames.end(), [&](const auto& row) { return text.starts_with(row.first); });
        out += name == kNames.end() ? text.front() : name->second;
        text.remove_prefix(name == kNames.end() ? 1 : name->first.size());
    }
    return out;
}

std::string svg_metadata(std::string_view bytes) {
    constexpr std::string_view kOpen = "<metadata>";
    const size_t open = bytes.find(kOpen);
    if (open == std::string_view::npos) return {};
    const size_t close = bytes.find("</metadata>", open);
    if (close == std::string_view::npos) return {};
    return unescaped(bytes.substr(open + kOpen.size(), close - open - kOpen.size()));
}

// What stands behind the last "; KEY " up to `end`, which becomes the place of the key: a filter in front may say anything.
std::string_view take_last(std::string_view text, std::string_view key, size_t& end) {
    const size_t at = text.substr(0, end).rfind(key);
    if (at == std::string_view::npos) return {};
    const std::string_view value = text.substr(at + key.size(), end - at - key.size());
    end = at;
    return value;
}

}  // namespace

bool is_figure_path(std::string_view path) { return ends_in(path, ".svg") || ends_in(path, ".png"); }

Result<FigureFile> figure_file_from(std::string_view bytes) {
    const std::string metadata = bytes.starts_with(kPngSignature) ? std::string(png_source(bytes)) : svg_metadata(bytes);
    FigureFile out;
    size_t end = metadata.size();
    out.link = take_last(metadata, "; state ", end);
    if (!is_link(out.link))
        return fail("there is no view in this picture; only an SVG or PNG that Chokepoint wrote, and nothing saved anew, can be "
                    "opened as one");
    out.fonts = take_last(metadata, "; fonts ", end);
    const std::string_view hash = take_last(metadata, " hash ", end);
    uint64_t value = 0;
    const auto [stop, error] = std::from_chars(hash.data(), hash.data() + hash.size(), value, 16);
    if (error == std::errc() && stop == hash.data() + hash.size() && !hash.empty()) out.data_hash = value;
    return out;
}

}  // namespace choke
