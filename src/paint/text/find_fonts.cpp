#include "paint/text/find_fonts.h"

#include <algorithm>
#include <memory>
#include <string_view>

#include <fontconfig/fontconfig.h>

#include "base/destroy.h"

namespace choke {
namespace {

using Config = std::unique_ptr<FcConfig, Destroy<FcConfigDestroy>>;
using Pattern = std::unique_ptr<FcPattern, Destroy<FcPatternDestroy>>;
using FontList = std::unique_ptr<FcFontSet, Destroy<FcFontSetDestroy>>;
using Letters = std::unique_ptr<FcCharSet, Destroy<FcCharSetDestroy>>;

constexpr std::array<int, kFontWeightCount> kFcWeights{FC_WEIGHT_REGULAR, FC_WEIGHT_DEMIBOLD, FC_WEIGHT_BOLD};

// In order of preference. Each must be installed under this very name to be taken.
constexpr const char* kLatin[] = {"Inter", "Noto Sans", "DejaVu Sans", "Liberation Sans"};
constexpr const char* kChinese[] = {"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC",
                                    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"};
constexpr const char* kSymbols[] = {"DejaVu Sans", "Noto Sans Symbols", "Noto Sans Symbols2"};

// Behind the named ones as many as this from fontconfig's own order: it leaves out those that add no letter.
constexpr size_t kMostFallbacks = 24;

const FcChar8* fc(const char* text) { return reinterpret_cast<const FcChar8*>(text); }

std::string text_of(const FcPattern& font, const char* property) {
    FcChar8* value = nullptr;
    if (FcPatternGetString(&font, property, 0, &value) != FcResultMatch) return {};
    return reinterpret_cast<const char*>(value);
}

bool flag_of(const FcPattern& font, const char* property) {
    FcBool value = FcFalse;
    return FcPatternGetBool(&font, property, 0, &value) == FcResultMatch && value == FcTrue;
}

bool is_named(const FcPattern& font, std::string_view family) {
    FcChar8* value = nullptr;
    for (int i = 0; FcPatternGetString(&font, FC_FAMILY, i, &value) == FcResultMatch; ++i)
        if (family == reinterpret_cast<const char*>(value)) return true;
    return false;
}

// Bitmap and colour fonts have no outlines to scale or to embed.
bool is_usable(const FcPattern& font) {
    return flag_of(font, FC_OUTLINE) && !flag_of(font, FC_COLOR) && !text_of(font, FC_FILE).empty();
}

// What we ask for: upright, at a weight. Files of one weight come before variable ones, which Cairo 1.16
// cannot embed at a weight.
Pattern query(FcConfig& config, const char* family, int weight) {
    Pattern pattern(FcPatternCreate());
    FcPatternAddString(pattern.get(), FC_FAMILY, fc(family));
    FcPatternAddInteger(pattern.get(), FC_WEIGHT, weight);
    FcPatternAddInteger(pattern.get(), FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddInteger(pattern.get(), FC_WIDTH, FC_WIDTH_NORMAL);
    FcPatternAddBool(pattern.get(), FC_OUTLINE, FcTrue);
    FcPatternAddBool(pattern.get(), FC_VARIABLE, FcFalse);
    FcConfigSubstitute(&config, pattern.get(), FcMatchPattern);
    FcDefaultSubstitute(pattern.get());
    return pattern;
}

class Chain {
public:
    void add(const FcPattern& font) {
        if (!is_usable(font)) return;
        FontFile file{text_of(font, FC_FILE), 0, text_of(font, FC_FAMILY), text_of(font, FC_STYLE)};
        FcPatternGetInteger(&font, FC_INDEX, 0, &file.face_index);
        const bool known = std::any_of(files_.begin(), files_.end(), [&](const FontFile& other) {
            return other.path == file.path && other.face_index == file.face_index;
        });
        if (!known) files_.push_back(std::move(file));
    }
    // The first of the families that is installed.
    template <size_t N>
    bool add_first(FcConfig& config, const char* const (&families)[N], int weight) {
        for (const char* family : families) {
            FcResult result = FcResultNoMatch;
            const Pattern font(FcFontMatch(&config, query(config, family, weight).get(), &result));
            if (!font || !is_named(*font, family) || !is_usable(*font)) continue;
            add(*font);
            return true;
        }
        return false;
    }
    [[nodiscard]] const std::vector<FontFile>& files() const { return files_; }

private:
    std::vector<FontFile> files_;
};

// Any font at all that has the middle character of China's name.
void add_any_chinese(Chain& chain, FcConfig& config, int weight) {
    constexpr FcChar32 kMiddle = 0x4E2D;
    const Letters letters(FcCharSetCreate());
    FcCharSetAddChar(letters.get(), kMiddle);
    const Pattern pattern = query(config, "sans-serif", weight);
    FcPatternAddCharSet(pattern.get(), FC_CHARSET, letters.get());
    FcResult result = FcResultNoMatch;
    const Pattern font(FcFontMatch(&config, pattern.get(), &result));
    FcCharSet* has = nullptr;
    if (font && FcPatternGetCharSet(font.get(), FC_CHARSET, 0, &has) == FcResultMatch &&
        FcCharSetHasChar(has, kMiddle) == FcTrue) {
        chain.add(*font);
    }
}

}  // namespace

Result<std::array<std::vector<FontFile>, kFontWeightCount>> find_fonts() {
    const Config config(FcInitLoadConfigAndFonts());
    if (!config)
        return fail("the font list of the system cannot be read (fontconfig); check FONTCONFIG_FILE");
    std::array<std::vector<FontFile>, kFontWeightCount> chains;
    for (size_t i = 0; i < kFontWeightCount; ++i) {
        const int weight = kFcWeights[i];
        Chain chain;
        chain.add_first(*config, kLatin, weight);
        if (chain.files().empty()) {
            FcResult result = FcResultNoMatch;
            const Pattern font(
                FcFontMatch(config.get(), query(*config, "sans-serif", weight).get(), &result));
            if (font) chain.add(*font);
        }
        if (!chain.add_first(*config, kChinese, weight)) add_any_chinese(chain, *config, weight);
        chain.add_first(*config, kSymbols, weight);

        FcResult result = FcResultNoMatch;
        const FontList rest(
            FcFontSort(config.get(), query(*config, "sans-serif", weight).get(), FcTrue, nullptr, &result));
        const size_t count = rest ? static_cast<size_t>(rest->nfont) : 0;
        for (size_t k = 0; k < std::min(count, kMostFallbacks); ++k) chain.add(*rest->fonts[k]);
        if (chain.files().empty())
            return fail(
                "no font is installed; install the packages fonts-inter and fonts-noto-cjk, or any other "
                "font");
        chains[i] = chain.files();
    }
    return chains;
}

}  // namespace choke
