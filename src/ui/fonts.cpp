#include "ui/fonts.h"

#include <imgui_freetype.h>

namespace choke {

UiFonts load_ui_fonts(const FontSet& fonts) {
    UiFonts out;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    for (const FontWeight weight : {FontWeight::Regular, FontWeight::SemiBold, FontWeight::Bold}) {
        const auto w = static_cast<size_t>(weight);
        const auto& chain = fonts.chain(weight);
        for (size_t i = 0; i < chain.size(); ++i) {
            const double ratio = fonts.line_ratio(weight, i);
            if (ratio <= 0) continue;  // its file cannot be read; the next face stands in
            ImFontConfig config;
            config.MergeMode = out.font[w] != nullptr;
            config.FontNo = static_cast<ImU32>(chain[i].face_index);
            config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
            // Merged faces are scaled by the ratio of these sizes: with it every face of the chain has the same em.
            const auto size = static_cast<float>(16.0 * ratio);
            auto& file = out.files[chain[i].path];
            if (file == nullptr) file = MappedFile::open(chain[i].path);
            if (file == nullptr) continue;
            config.FontDataOwnedByAtlas = false;
            ImFont* font = atlas.AddFontFromMemoryTTF(file->data(), static_cast<int>(file->size_bytes()), size, &config);
            if (font == nullptr || out.font[w] != nullptr) continue;
            out.font[w] = font;
            out.line_ratio[w] = ratio;
        }
    }
    return out;
}

}  // namespace choke
