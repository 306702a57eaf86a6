// Which fonts are found, and how wide they make a text.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <string>

#include "paint/text/fonts.h"
#include "unit/paint_tools.h"

using namespace choke;
using Catch::Approx;

namespace {

constexpr FontWeight kWeights[] = {FontWeight::Regular, FontWeight::SemiBold, FontWeight::Bold};

std::unique_ptr<FontSet> open_fonts() {
    auto fonts = FontSet::open();
    REQUIRE(fonts.has_value());
    return std::move(*fonts);
}

// Sets an environment variable for as long as it lives.
class Environment {
public:
    Environment(const char* name, const std::string& value) : name_(name) {
        const char* old = std::getenv(name);
        had_ = old != nullptr;
        if (had_) old_ = old;
        setenv(name, value.c_str(), 1);
    }
    ~Environment() {
        if (had_) {
            setenv(name_, old_.c_str(), 1);
        } else {
            unsetenv(name_);
        }
    }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    const char* name_;
    bool had_ = false;
    std::string old_;
};

// Glyphs are placed from left to right within the width, and every run lies behind the one before it in the
// text.
void check_shape(const FontSet& fonts, std::string_view text, const TextStyle& style) {
    CAPTURE(text);
    const double width = fonts.width(text, style);
    CHECK(width >= 0);
    size_t at = 0;
    double x = -style.size;
    for (const FontSet::Run& run : fonts.shape(text, style)) {
        CHECK(run.chain_index < fonts.chain(style.weight).size());
        CHECK(run.text_begin == at);
        CHECK(run.text_end > run.text_begin);
        at = run.text_end;
        for (const FontSet::Glyph& glyph : run.glyphs) {
            CHECK(glyph.text_begin >= run.text_begin);
            CHECK(glyph.text_begin < run.text_end);
            CHECK(glyph.x >= x - 1e-9);
            CHECK(glyph.x <= width + 1e-9);
            x = glyph.x;
        }
    }
    CHECK(at == text.size());
}

}  // namespace

TEST_CASE("Inter leads the chain of each weight where it is installed, and Chinese follows",
          "[paint][fonts]") {
    const auto fonts = open_fonts();
    for (const FontWeight weight : kWeights) REQUIRE_FALSE(fonts->chain(weight).empty());
    if (fonts->chain(FontWeight::Regular)[0].family != "Inter") SKIP("fonts-inter is not installed");
    CHECK(fonts->chain(FontWeight::SemiBold)[0].path != fonts->chain(FontWeight::Regular)[0].path);
    CHECK(fonts->chain(FontWeight::Bold)[0].path != fonts->chain(FontWeight::SemiBold)[0].path);
    if (fonts->chain(FontWeight::Regular)[1].family != "Noto Sans CJK SC")
        SKIP("fonts-noto-cjk is not installed");
    CHECK(fonts->chain(FontWeight::Bold)[1].path != fonts->chain(FontWeight::Regular)[1].path);
    const auto runs = fonts->shape("Huawei 华为!", {.size = 12});
    REQUIRE(runs.size() == 3);
    CHECK(runs[0].chain_index == 0);
    CHECK(runs[1].chain_index == 1);
    CHECK(runs[1].glyphs.size() == 2);
    CHECK(runs[2].chain_index == 0);
    CHECK(fonts->width("华为", {.size = 12}) == Approx(24));
}

TEST_CASE("where no font is installed the message names the package to install", "[paint][fonts]") {
    const choke_test::TemporaryFile config(".conf",
                                           "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">"
                                           "<fontconfig></fontconfig>");
    const Environment file("FONTCONFIG_FILE", config.path());
    const auto fonts = FontSet::open();
    REQUIRE_FALSE(fonts.has_value());
    CHECK(fonts.error().message.find("fonts-inter") != std::string::npos);
}

TEST_CASE("widths grow with the size, with the weight and with the text", "[paint][fonts]") {
    const auto fonts = open_fonts();
    const TextStyle style{.size = 12};
    const double width = fonts->width("Export controls", style);
    CHECK(width > 40);
    CHECK(fonts->width("Export controls", {.size = 24}) == Approx(2 * width));
    CHECK(fonts->width("Export controls", {.size = 12, .weight = FontWeight::Bold}) > width);
    CHECK(fonts->width("Export ", style) + fonts->width("controls", style) == Approx(width));
    CHECK(fonts->width("", style) == 0);
    CHECK(fonts->ascent(style) > fonts->descent(style));
    CHECK(fonts->descent(style) > 0);
}

TEST_CASE("tabular figures are all of one width", "[paint][fonts]") {
    const auto fonts = open_fonts();
    for (const FontWeight weight : kWeights) {
        const TextStyle style{.size = 14, .weight = weight, .tabular = true};
        for (char digit = '0'; digit <= '9'; ++digit)
            CHECK(fonts->width(std::string(1, digit), style) == Approx(fonts->width("0", style)));
        CHECK(fonts->width("2011-11-11", style) == Approx(fonts->width("2022-08-09", style)));
        check_shape(*fonts, "2011-11-11", style);
    }
}

TEST_CASE("hostile text has a width and glyphs inside it", "[paint][fonts]") {
    const auto fonts = open_fonts();
    std::string every;
    for (int byte = 1; byte < 256; ++byte) every += static_cast<char>(byte);
    const std::string kept_nul("a\0b", 3);
    for (const std::string_view text :
         {std::string_view(every), std::string_view(kept_nul),
          std::string_view("\u0645\u0631\u062D\u0628\u0627 \u202Ereversed"),
          std::string_view("e\u0301\u200d\ufe0f"), std::string_view("\u200d"),
          std::string_view("\U0001F600\U000E0041\U0010FFFF\uFFFE"), std::string_view("\n\t\r")}) {
        check_shape(*fonts, text, {.size = 12});
        check_shape(*fonts, text, {.size = 12, .weight = FontWeight::Bold, .tabular = true});
    }
    CHECK(fonts->width("\u200d\ufe0f\u00AD", {.size = 12}) == 0);
}

TEST_CASE("a letter that no font has is drawn as the sign for a missing letter", "[paint][fonts]") {
    const auto fonts = open_fonts();
    const TextStyle style{.size = 12};
    CHECK(fonts->width("\U0010FFFD", style) == Approx(fonts->width("\uFFFD", style)));
    CHECK(fonts->width("\x01", style) == Approx(fonts->width("\uFFFD", style)));
}

TEST_CASE("an opened face is alive as long as somebody keeps it so", "[paint][fonts]") {
    auto fonts = open_fonts();
    CHECK(fonts->face(FontWeight::Regular, 0) != nullptr);
    CHECK(fonts->face(FontWeight::Regular, 0) == fonts->face(FontWeight::Regular, 0));
    const auto kept = fonts->keep_alive();
    fonts.reset();
    CHECK(kept.use_count() == 1);
}
