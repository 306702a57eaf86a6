// A page that is printed or copied without colour: kinds and statuses are told apart by what is left, the lightness.
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <string>
#include <vector>

#include "model/vocabulary.h"
#include "paint/cairo/cairo_painter.h"
#include "views/style.h"

using namespace choke;

namespace {

constexpr float kSymbol_px = 15;    // as in the legend of a figure
constexpr int kBox_px = 20;
constexpr double kScale = 2;        // 192 dots an inch: a printed page
constexpr double kSeen = 48;        // of 255: what lightness differs enough to be seen at a dot
constexpr double kLeastShare = 0.05;  // of the dots of a symbol that have to differ

constexpr Status kStatuses[] = {Status::Established, Status::Reported, Status::Assessed,  Status::Alleged,
                                Status::Disputed,    Status::Forecast, Status::Retracted, Status::NotYetKnown};

// Lightness of each dot, 0..255, gamma as it is printed.
using Grey = std::vector<double>;

Grey grey_of(SymbolShape shape, const MarkStyle& style, Colour paper, const FontSet& fonts) {
    Scene scene;
    scene.set_size(kBox_px, kBox_px);
    scene.set_background(paper);
    SymbolMark mark;
    mark.centre = {kBox_px / 2.0, kBox_px / 2.0};
    mark.size = kSymbol_px;
    mark.shape = shape;
    mark.fill = style.fill;
    mark.stroke = style.stroke;
    scene.add(Layer::Marks, mark);
    scene.finish();
    const auto bitmap = rasterise(scene, fonts, kScale);
    REQUIRE(bitmap.has_value());
    Grey out;
    for (size_t i = 0; i < bitmap->rgba.size(); i += 4)
        out.push_back(0.2126 * bitmap->rgba[i] + 0.7152 * bitmap->rgba[i + 1] + 0.0722 * bitmap->rgba[i + 2]);
    return out;
}

// Dots of either symbol that differ visibly, as a share of the dots that either has.
double difference(const Grey& a, const Grey& b) {
    const double paper = a.front();
    double differ = 0;
    double drawn = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        if (std::abs(a[i] - paper) > 8 || std::abs(b[i] - paper) > 8) ++drawn;
        if (std::abs(a[i] - b[i]) > kSeen) ++differ;
    }
    return drawn == 0 ? 0 : differ / drawn;
}

}  // namespace

TEST_CASE("without colour every two kinds of event are told apart by their shape", "[paint][grey]") {
    const auto fonts = FontSet::open();
    REQUIRE(fonts.has_value());
    for (const ThemeId id : {ThemeId::Light, ThemeId::Dark, ThemeId::Contrast}) {
        for (const Status status : {Status::Established, Status::Reported, Status::Disputed}) {
            const Theme& look = theme(id);
            std::vector<Grey> pictures;
            for (const std::string_view kind : known_event_kinds())
                pictures.push_back(grey_of(shape_of_kind(kind), event_style(status, Side::US, look), look.background, **fonts));
            for (size_t a = 0; a < pictures.size(); ++a)
                for (size_t b = 0; b < a; ++b) {
                    CAPTURE(look.name, status_label(status), known_event_kinds()[a], known_event_kinds()[b]);
                    CHECK(difference(pictures[a], pictures[b]) >= kLeastShare);
                }
        }
    }
}

TEST_CASE("without colour every two statuses are told apart by outline and lightness, whatever the kind", "[paint][grey]") {
    const auto fonts = FontSet::open();
    REQUIRE(fonts.has_value());
    for (const ThemeId id : {ThemeId::Light, ThemeId::Dark, ThemeId::Contrast}) {
        for (const std::string_view kind : known_event_kinds()) {
            const Theme& look = theme(id);
            std::vector<Grey> pictures;
            for (const Status status : kStatuses)
                pictures.push_back(grey_of(shape_of_kind(kind), event_style(status, Side::China, look), look.background, **fonts));
            for (size_t a = 0; a < pictures.size(); ++a)
                for (size_t b = 0; b < a; ++b) {
                    CAPTURE(look.name, kind, status_label(kStatuses[a]), status_label(kStatuses[b]));
                    CHECK(difference(pictures[a], pictures[b]) >= kLeastShare);
                }
        }
    }
}

TEST_CASE("without colour a fact is never taken for an allegation", "[paint][grey]") {
    const auto fonts = FontSet::open();
    REQUIRE(fonts.has_value());
    const Theme& look = theme(ThemeId::Light);
    for (const std::string_view kind : known_event_kinds()) {
        for (const Side side : {Side::US, Side::China, Side::Other}) {
            CAPTURE(kind, side_label(side));
            const Grey fact = grey_of(shape_of_kind(kind), event_style(Status::Established, side, look), look.background, **fonts);
            for (const Status status : {Status::Assessed, Status::Alleged, Status::Disputed, Status::Forecast})
                CHECK(difference(fact, grey_of(shape_of_kind(kind), event_style(status, side, look), look.background, **fonts)) >= 0.3);
        }
    }
}
