#include "app/font_pins.h"

#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "app/files.h"
#include "base/hash.h"

namespace choke {
namespace {

constexpr std::array kWeights{FontWeight::Regular, FontWeight::SemiBold, FontWeight::Bold};

std::string name_of(const FontFile& file) { return file.style.empty() ? file.family : file.family + " " + file.style; }

uint64_t hash_of(const FontFile& file) {
    const auto bytes = read_file(file.path);
    return bytes ? hash_bytes(*bytes) : 0;
}

}  // namespace

std::vector<FontPin> font_pins(std::span<const Scene* const> scenes, const FontSet& fonts) {
    std::array<std::vector<bool>, kWeights.size()> used;
    for (size_t i = 0; i < kWeights.size(); ++i) used[i].resize(fonts.chain(kWeights[i]).size());
    for (const Scene* scene : scenes)
        for (const TextMark& mark : scene->texts())
            for (const FontSet::Run& run : fonts.shape(scene->text(mark), mark.style))
                if (!run.glyphs.empty()) used[static_cast<size_t>(mark.style.weight)][run.chain_index] = true;
    std::vector<FontPin> pins;
    std::map<std::string, uint64_t> hashes;  // by path: a collection of several faces is read once
    for (size_t i = 0; i < kWeights.size(); ++i) {
        for (size_t chain_index = 0; chain_index < used[i].size(); ++chain_index) {
            if (!used[i][chain_index]) continue;
            const FontFile& file = fonts.chain(kWeights[i])[chain_index];
            auto known = hashes.find(file.path);
            if (known == hashes.end()) known = hashes.emplace(file.path, hash_of(file)).first;
            FontPin pin{name_of(file), known->second};
            bool is_new = true;
            for (const FontPin& other : pins) is_new = is_new && !(other == pin);
            if (is_new) pins.push_back(std::move(pin));
        }
    }
    return pins;
}

std::string font_pins_text(std::span<const FontPin> pins) {
    std::string text;
    for (const FontPin& pin : pins) text += fmt::format("{}{}={:016x}", text.empty() ? "" : ", ", pin.name, pin.hash);
    return text;
}

std::vector<std::string> changed_fonts(std::string_view pins, const FontSet& fonts) {
    std::vector<std::string> changed;
    while (!pins.empty()) {
        const size_t end = std::min(pins.find(", "), pins.size());
        const std::string_view pin = pins.substr(0, end);
        pins.remove_prefix(std::min(end + 2, pins.size()));
        const size_t equals = pin.rfind('=');
        if (equals == std::string_view::npos) continue;
        const std::string_view name = pin.substr(0, equals);
        bool same = false;
        for (const FontWeight weight : kWeights)
            for (const FontFile& file : fonts.chain(weight))
                if (!same && name_of(file) == name) same = fmt::format("{:016x}", hash_of(file)) == pin.substr(equals + 1);
        if (!same) changed.emplace_back(name);
    }
    return changed;
}

}  // namespace choke
