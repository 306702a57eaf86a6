// The table of exporters: each row is found, and each writes what its ending says.
#include <catch2/catch_test_macros.hpp>

#include <string>

#include "exporters/exporter.h"
#include "unit/paint_showcase.h"
#include "unit/paint_tools.h"

using namespace choke;

namespace {

std::unique_ptr<FontSet> open_fonts() {
    auto fonts = FontSet::open();
    REQUIRE(fonts.has_value());
    return std::move(*fonts);
}

void check_path(std::string_view path, std::string_view id) {
    CAPTURE(path);
    const Exporter* found = exporter_for_path(path);
    CHECK((found == nullptr ? "" : found->id) == id);
}

}  // namespace

TEST_CASE("an exporter is found by the ending of a path", "[exporters]") {
    check_path("figure.svg", "svg");
    check_path("/a.b/Figure.PDF", "pdf");
    check_path("x.y.png", "png");
    check_path("figure.jpeg", "");
    check_path("figure.sv", "");
    check_path("svg", "");
    check_path("figure.", "");
    check_path("", "");
    for (const Exporter* one : exporters()) CHECK(exporter(one->id) == one);
    CHECK(exporter("nothing") == nullptr);
}

TEST_CASE("every exporter writes every theme, and the same bytes twice", "[exporters]") {
    const auto fonts = open_fonts();
    for (const ThemeId id : {ThemeId::Dark, ThemeId::Light, ThemeId::Contrast}) {
        const Scene scene = choke_test::showcase(theme(id), *fonts);
        for (const Exporter* one : exporters()) {
            CAPTURE(one->id);
            const ExportRequest request{.scene = scene,
                                        .fonts = *fonts,
                                        .scale = 1.5,
                                        .info = {.creator = "Chokepoint"},
                                        .metadata = "known on 2026-02-28"};
            const auto bytes = one->write(request);
            REQUIRE(bytes.has_value());
            CHECK(bytes->size() > 1000);
            CHECK(*bytes == one->write(request).value());
            const std::string_view begin = one->id == "svg" ? "<?xml" : one->id == "pdf" ? "%PDF" : "\x89PNG";
            CHECK(bytes->starts_with(begin));
            if (one->id != "pdf") CHECK(bytes->find("known on 2026-02-28") != std::string::npos);
        }
    }
}

TEST_CASE("every exporter refuses a scene without a size or says it in a file", "[exporters]") {
    const auto fonts = open_fonts();
    const Scene scene;
    for (const Exporter* one : exporters()) {
        const auto bytes = one->write({.scene = scene, .fonts = *fonts});
        if (!bytes) CHECK(bytes.error().message.find("no size") != std::string::npos);
    }
}

TEST_CASE("the chunks that say where a PNG comes from are valid", "[exporters]") {
    const char* judge =
        "import zlib,struct,sys\n"
        "d=open(sys.argv[1],'rb').read(); i=8; names=[]\n"
        "while i<len(d):\n"
        "  n,=struct.unpack('>I',d[i:i+4]); body=d[i+4:i+8+n]; crc,=struct.unpack('>I',d[i+8+n:i+12+n])\n"
        "  assert zlib.crc32(body)==crc; names.append(body[:4].decode()); i+=12+n\n"
        "print(' '.join(names))\n";
    if (!choke_test::has_tool("python3")) SKIP("python3 is not installed");
    const auto fonts = open_fonts();
    const Scene scene = choke_test::showcase(theme(ThemeId::Light), *fonts);
    const auto png = exporter("png")->write({.scene = scene, .fonts = *fonts, .metadata = "数据 1.0"});
    REQUIRE(png.has_value());
    const choke_test::TemporaryFile picture(".png", *png);
    const choke_test::TemporaryFile script(".py", judge);
    const auto ran = choke_test::run("python3 " + script.quoted() + ' ' + picture.quoted());
    CAPTURE(ran.output);
    CHECK(ran.status == 0);
    CHECK(ran.output.starts_with("IHDR pHYs iTXt iTXt iTXt"));
}
