#include "paint/cairo/cairo_painter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <memory>
#include <numbers>
#include <span>
#include <system_error>

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/format.h>

#include "base/destroy.h"
#include "base/text.h"
#include "paint/cairo/pdf_additions.h"
#include "scene/clip.h"
#include "scene/symbols.h"

namespace choke {
namespace {

using Surface = std::unique_ptr<cairo_surface_t, Destroy<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Destroy<cairo_destroy>>;
using FontFace = std::unique_ptr<cairo_font_face_t, Destroy<cairo_font_face_destroy>>;
using FontOptions = std::unique_ptr<cairo_font_options_t, Destroy<cairo_font_options_destroy>>;
using Pattern = std::unique_ptr<cairo_pattern_t, Destroy<cairo_pattern_destroy>>;

constexpr double kPointsPerPixel = 0.75;
constexpr double kLongestPage_pt = 14'400;  // 200 inches: PDF 32000-1, annex C
constexpr double kLongestSide_px = 32'767;
constexpr double kMostPixels = 1 << 28;  // 1 GiB of picture
constexpr double kHaloStroke_px = 5;     // twice its reach

using KeptAlive = std::shared_ptr<const void>;
constexpr cairo_user_data_key_t kKeptAliveKey{};

// Cairo keeps fonts in a cache beyond the life of a document: each of its faces holds on to the FreeType
// library.
FontFace cairo_face(const FontSet& fonts, FontWeight weight, size_t chain_index) {
    void* face = fonts.face(weight, chain_index);
    if (face == nullptr) return nullptr;
    FontFace out(cairo_ft_font_face_create_for_ft_face(static_cast<FT_Face>(face), FT_LOAD_NO_HINTING));
    if (cairo_font_face_get_user_data(out.get(), &kKeptAliveKey) == nullptr) {
        auto kept = std::make_unique<KeptAlive>(fonts.keep_alive());
        const auto drop = [](void* data) { delete static_cast<KeptAlive*>(data); };
        if (cairo_font_face_set_user_data(out.get(), &kKeptAliveKey, kept.get(), drop) ==
            CAIRO_STATUS_SUCCESS)
            static_cast<void>(kept.release());
    }
    return out;
}

// One text that Cairo cannot read (a broken byte, a code point that Unicode keeps for itself) fails the whole
// document: such code points, and controls, become U+FFFD.
void append_valid(std::string& out, std::string_view text) {
    for (size_t i = 0; i < text.size();) {
        const char32_t c = next_code_point(text, i);
        const bool reserved =
            (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEU) == 0xFFFE || (c >= 0xD800 && c < 0xE000);
        const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
        append_utf8(out, reserved || control ? char32_t{0xFFFD} : c);
    }
}

std::string valid(std::string_view text) {
    std::string out;
    append_valid(out, text);
    return out;
}

class Painter {
public:
    Painter(cairo_t* cr, const FontSet& fonts) : cr_(cr), fonts_(fonts) {
        const FontOptions options(cairo_font_options_create());
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
        cairo_set_font_options(cr_, options.get());
        cairo_set_miter_limit(cr_, 4);  // as SVG has it
    }

    void clip(const Rect& rect) {
        clip_ = rect;
        cairo_reset_clip(cr_);
        cairo_rectangle(cr_, rect.x, rect.y, rect.w, rect.h);
        cairo_clip(cr_);
    }

    // The scene in the order in which it is read, with tags: words before the picture, the picture, words after it.
    void paint_tagged(const Scene& scene, int heading_level) {
        heading_ = fmt::format("H{}", std::clamp(heading_level, 1, 6));
        const auto pass = [&](Pass which) {
            pass_ = which;
            replay(scene, *this);
            end_tag();
        };
        pass(Pass::Before);
        if (!scene.description().empty()) begin_tag("Figure");
        pass(Pass::Picture);
        pass(Pass::After);
        pass_ = Pass::All;
    }

    void paint(RectMark m) {
        if (!paints(TextRole::Picture) || !bring_near(clip_, m.rect)) return;
        rect_path(m.rect, m.radius);
        fill_and_stroke(m.fill, m.stroke, outline_dashes(m.stroke, 2 * (m.rect.w + m.rect.h)));
        if (m.stroke.style == LineStyle::Double) {
            const double inset_px = m.stroke.width * kDoubleRectInset;
            const Rect inner = m.rect.inset(inset_px);
            if (inner.empty()) return;
            rect_path(inner, std::max(0.0, m.radius - inset_px));
            fill_and_stroke({0, 0, 0, 0}, m.stroke, {});
        }
        if (m.stroke.style == LineStyle::Struck)
            segment({m.rect.x, m.rect.bottom()}, {m.rect.right(), m.rect.y}, m.stroke);
    }

    void paint(FadeMark m) {
        if (!paints(TextRole::Picture) || !bring_near(clip_, m.rect)) return;
        const Pattern gradient(cairo_pattern_create_linear(m.rect.x, 0, m.rect.right(), 0));
        const auto stop = [&](double at, double alpha) {
            const Colour c = with_alpha(m.colour, alpha);
            cairo_pattern_add_color_stop_rgba(gradient.get(), at, c.r / 255.0, c.g / 255.0, c.b / 255.0,
                                              c.a / 255.0);
        };
        stop(0, m.left_alpha);
        stop(1, m.right_alpha);
        cairo_set_source(cr_, gradient.get());
        cairo_rectangle(cr_, m.rect.x, m.rect.y, m.rect.w, m.rect.h);
        cairo_fill(cr_);
    }

    void paint(const SymbolMark& m) {
        if (!paints(TextRole::Picture) || m.size <= 0 || !is_near(clip_, m.centre)) return;
        symbol_path(m, m.size);
        fill_and_stroke(m.fill, m.stroke, symbol_dashes(m.stroke, m.shape, m.size));
        if (m.stroke.style == LineStyle::Double) {
            symbol_path(m, m.size * kDoubleInnerScale);
            fill_and_stroke({0, 0, 0, 0}, m.stroke, {});
        }
        if (m.stroke.style == LineStyle::Struck) {
            const double k = m.size * kStruckReach;
            segment(m.centre + Vec2{-k, k}, m.centre + Vec2{k, -k}, m.stroke);
        }
    }

    void paint(LineMark m) {
        if (!paints(TextRole::Picture) || !bring_near(clip_, m)) return;
        const LineParts parts = line_parts(m);
        if (parts.has_shaft)
            for_each_track(parts.shaft,
                           [this](const LineMark& line) { segment(line.from, line.to, line.stroke); });
        if (parts.has_head) head(parts.head, m.stroke.colour);
    }

    void paint(CurveMark m) {
        if (!paints(TextRole::Picture) || !bring_near(clip_, m)) return;
        const CurveParts parts = curve_parts(m);
        if (parts.has_shaft) {
            for_each_track(parts.shaft, [this](const CurveMark& c) {
                cairo_move_to(cr_, c.from.x, c.from.y);
                cairo_curve_to(cr_, c.control_1.x, c.control_1.y, c.control_2.x, c.control_2.y, c.to.x,
                               c.to.y);
                fill_and_stroke({0, 0, 0, 0}, c.stroke, line_dashes(c.stroke));
            });
        }
        if (parts.has_head) head(parts.head, m.stroke.colour);
    }

    void paint(const TextMark& m, std::string_view text) {
        if (!paints(m.role) || !is_near(clip_, m.baseline) || m.style.size <= 0) return;
        // What follows in the same paragraph is another word, also for who hears it.
        std::string spaced;
        if (tag_words(m)) {
            spaced = std::string(text) + ' ';
            text = spaced;
        }
        const auto runs = fonts_.shape(text, m.style);
        const double width = m.anchor == TextAnchor::Start ? 0 : fonts_.width(text, m.style);
        const double x = m.baseline.x - (m.anchor == TextAnchor::Middle ? width / 2 : width);
        cairo_set_font_size(cr_, m.style.size);
        // The halo of the whole text before any letter of it: no run's halo covers another run.
        if (m.halo.a > 0) {
            for (const FontSet::Run& run : runs) {
                if (!use_font(m.style.weight, run, {x, m.baseline.y})) continue;
                cairo_glyph_path(cr_, glyphs_.data(), static_cast<int>(glyphs_.size()));
            }
            cairo_set_line_width(cr_, kHaloStroke_px);
            cairo_set_dash(cr_, nullptr, 0, 0);
            cairo_set_line_join(cr_, CAIRO_LINE_JOIN_ROUND);
            source(m.halo);
            cairo_stroke(cr_);
            cairo_set_line_join(cr_, CAIRO_LINE_JOIN_MITER);
        }
        source(m.colour);
        for (const FontSet::Run& run : runs) {
            if (!use_font(m.style.weight, run, {x, m.baseline.y})) continue;
            lay_out_clusters(text, run, m.style.tabular);
            cairo_show_text_glyphs(cr_, utf8_.data(), static_cast<int>(utf8_.size()), glyphs_.data(),
                                   static_cast<int>(glyphs_.size()), clusters_.data(),
                                   static_cast<int>(clusters_.size()), cairo_text_cluster_flags_t{});
        }
    }

private:
    enum class Pass : uint8_t { All, Before, Picture, After };

    [[nodiscard]] bool paints(TextRole role) const {
        switch (pass_) {
            case Pass::All: return true;
            case Pass::Before: return role == TextRole::Headline || role == TextRole::Lead;
            case Pass::Picture: return role == TextRole::Picture;
            case Pass::After: return role == TextRole::Note;
        }
        return true;
    }

    void begin_tag(const std::string& name) {
        end_tag();
        cairo_tag_begin(cr_, name.c_str(), nullptr);
        tag_ = name;
    }
    void end_tag() {
        if (!tag_.empty()) cairo_tag_end(cr_, tag_.c_str());
        tag_.clear();
    }
    // A paragraph goes on along its line, and below it where a line of the same type begins at the same place.
    // False where words are part of the picture.
    bool tag_words(const TextMark& m) {
        if (pass_ != Pass::Before && pass_ != Pass::After) return false;
        const std::string& name = m.role == TextRole::Headline ? heading_ : kParagraph;
        const bool goes_on = tag_ == name && (m.role == TextRole::Headline || m.baseline.y == last_.baseline.y ||
                                              (m.baseline.x == last_.baseline.x && m.style == last_.style));
        last_ = m;
        if (!goes_on) begin_tag(name);
        return true;
    }

    void source(Colour c) { cairo_set_source_rgba(cr_, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0); }

    void rect_path(const Rect& r, double radius) {
        const double k = std::min(radius, std::min(r.w, r.h) / 2);
        if (k <= 0) {
            cairo_rectangle(cr_, r.x, r.y, r.w, r.h);
            return;
        }
        constexpr double kRight = std::numbers::pi / 2;
        cairo_new_sub_path(cr_);
        cairo_arc(cr_, r.right() - k, r.y + k, k, -kRight, 0);
        cairo_arc(cr_, r.right() - k, r.bottom() - k, k, 0, kRight);
        cairo_arc(cr_, r.x + k, r.bottom() - k, k, kRight, 2 * kRight);
        cairo_arc(cr_, r.x + k, r.y + k, k, 2 * kRight, 3 * kRight);
        cairo_close_path(cr_);
    }

    void symbol_path(const SymbolMark& m, double size) {
        const auto corners = symbol_outline(m.shape);
        if (corners.empty()) {
            cairo_new_sub_path(cr_);
            cairo_arc(cr_, m.centre.x, m.centre.y, kCircleRadius * size, 0, 2 * std::numbers::pi);
        }
        for (const Vec2 corner : corners) {
            const Vec2 p = m.centre + corner * size;
            cairo_line_to(cr_, p.x, p.y);
        }
        cairo_close_path(cr_);
    }

    // Uses up the path.
    void fill_and_stroke(Colour fill, const Stroke& stroke, const Dashes& pattern) {
        if (fill.a > 0) {
            source(fill);
            cairo_fill_preserve(cr_);
        }
        if (stroke.width > 0 && stroke.colour.a > 0) {
            cairo_set_dash(cr_, pattern.lengths_px.data(), static_cast<int>(pattern.count),
                           pattern.offset_px);
            cairo_set_line_width(cr_, drawn_width(stroke));
            source(stroke.colour);
            cairo_stroke_preserve(cr_);
        }
        cairo_new_path(cr_);
    }

    void segment(Vec2 from, Vec2 to, const Stroke& stroke) {
        cairo_move_to(cr_, from.x, from.y);
        cairo_line_to(cr_, to.x, to.y);
        fill_and_stroke({0, 0, 0, 0}, stroke, line_dashes(stroke));
    }

    template <typename Line, typename Draw>
    void for_each_track(const Line& line, Draw&& draw) {
        if (line.stroke.style != LineStyle::Double) {
            draw(line);
            return;
        }
        const double offset_px = line.stroke.width * kDoubleLineOffset;
        draw(beside(line, offset_px));
        draw(beside(line, -offset_px));
    }

    void head(const ArrowHead& h, Colour fill) {
        cairo_move_to(cr_, h.tip.x, h.tip.y);
        for (const Vec2 corner : {h.left, h.base, h.right}) cairo_line_to(cr_, corner.x, corner.y);
        cairo_close_path(cr_);
        fill_and_stroke(fill, {}, {});
    }

    // Selects the font of a run and lays out its glyphs; false when there is nothing to draw.
    bool use_font(FontWeight weight, const FontSet::Run& run, Vec2 origin) {
        auto& faces = faces_[static_cast<size_t>(weight)];
        faces.resize(fonts_.chain(weight).size());
        FontFace& face = faces[run.chain_index];
        if (face == nullptr) face = cairo_face(fonts_, weight, run.chain_index);
        if (face == nullptr || run.glyphs.empty()) return false;
        cairo_set_font_face(cr_, face.get());
        glyphs_.clear();
        for (const FontSet::Glyph& glyph : run.glyphs)
            glyphs_.push_back({glyph.glyph_index, origin.x + glyph.x, origin.y});
        return true;
    }

    // Which letters the glyphs stand for, for readers that search and copy. One cluster a glyph, reaching to
    // the next one: what draws nothing belongs to the letter before it, or is left out at the beginning.
    // Figures of one width are a single cluster: their gaps would be taken for spaces ("201 1-1 1-1 1").
    void lay_out_clusters(std::string_view text, const FontSet::Run& run, bool tabular) {
        clusters_.clear();
        utf8_.clear();
        if (tabular) {
            append_valid(utf8_, text.substr(run.text_begin, run.text_end - run.text_begin));
            clusters_.push_back({static_cast<int>(utf8_.size()), static_cast<int>(run.glyphs.size())});
            return;
        }
        for (size_t i = 0; i < run.glyphs.size(); ++i) {
            const size_t begin = run.glyphs[i].text_begin;
            const size_t end = i + 1 < run.glyphs.size() ? run.glyphs[i + 1].text_begin : run.text_end;
            const size_t before = utf8_.size();
            append_valid(utf8_, text.substr(begin, end - begin));
            clusters_.push_back({static_cast<int>(utf8_.size() - before), 1});
        }
    }

    cairo_t* cr_;
    const FontSet& fonts_;
    Rect clip_;
    Pass pass_ = Pass::All;
    std::string heading_;  // tag of headlines
    const std::string kParagraph{"P"};
    std::string tag_;      // the one that is open; empty: none
    TextMark last_{};      // tagged last
    std::array<std::vector<FontFace>, 3> faces_;  // by weight and place in the chain; null until used
    std::vector<cairo_glyph_t> glyphs_;
    std::vector<cairo_text_cluster_t> clusters_;
    std::string utf8_;
};

cairo_status_t append_bytes(void* out, const unsigned char* data, unsigned int size) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
}

tl::unexpected<Error> cairo_failure(std::string_view what, cairo_status_t status) {
    return fail(fmt::format("{} cannot be made: {} (Cairo)", what, cairo_status_to_string(status)));
}

// Paints the scene in a context whose matrix is that of the surface; units_per_px: user units of the surface a scene px.
// heading_level: of a document with tags; 0: none.
void paint_page(cairo_t* cr, Painter& painter, const Scene& scene, double units_per_px, int heading_level = 0) {
    cairo_scale(cr, units_per_px, units_per_px);
    const Colour back = scene.background();
    cairo_set_source_rgba(cr, back.r / 255.0, back.g / 255.0, back.b / 255.0, back.a / 255.0);
    if (back.a > 0) cairo_paint(cr);
    if (heading_level > 0) {
        painter.paint_tagged(scene, heading_level);
    } else {
        replay(scene, painter);
    }
}

cairo_status_t paint_scene(cairo_surface_t* surface, const Scene& scene, const FontSet& fonts,
                           double units_per_px) {
    const Context cr(cairo_create(surface));
    Painter painter(cr.get(), fonts);
    paint_page(cr.get(), painter, scene, units_per_px);
    return cairo_status(cr.get());
}

bool is_size(double value) { return value > 0 && std::isfinite(value); }

// Links of a page in points; those to pages that do not exist are left out.
void collect_links(const Scene& scene, size_t page, size_t page_count, double points_per_px, std::vector<PdfLink>& links) {
    for (const LinkArea& area : scene.links()) {
        const Rect& r = area.rect;
        PdfLink link{.page = page,
                     .rect = {r.x * points_per_px, r.y * points_per_px, r.w * points_per_px, r.h * points_per_px},
                     .height_pt = scene.height() * points_per_px};
        if (area.url.starts_with('#')) {
            size_t number = 0;
            const auto [end, error] = std::from_chars(area.url.data() + 1, area.url.data() + area.url.size(), number);
            if (error != std::errc() || end != area.url.data() + area.url.size() || number < 1 || number > page_count) continue;
            link.to_page = number - 1;
        } else {
            link.url = area.url;
        }
        links.push_back(std::move(link));
    }
}

struct PageSize {
    double width_pt = 0;
    double height_pt = 0;
};

Result<PageSize> page_size(const Scene& scene, double scale) {
    const PageSize size{scene.width() * scale * kPointsPerPixel, scene.height() * scale * kPointsPerPixel};
    if (!is_size(scale) || !is_size(size.width_pt) || !is_size(size.height_pt))
        return fail("the page has no size; give it a width and a height");
    if (size.width_pt > kLongestPage_pt || size.height_pt > kLongestPage_pt) {
        return fail(fmt::format(
            "a page of {:.0f} x {:.0f} pt is too large for PDF readers, which stop at {:.0f}; choose a "
            "smaller scale",
            size.width_pt, size.height_pt, kLongestPage_pt));
    }
    return size;
}

Result<std::string> pdf_of(std::span<const PdfPage> pages, const FontSet& fonts, double scale, const DocumentInfo& info) {
    if (pages.empty()) return fail("the document has no pages");
    const auto first = page_size(*pages[0].scene, scale);
    if (!first) return tl::unexpected<Error>(first.error());
    std::string bytes;
    const Surface surface(cairo_pdf_surface_create_for_stream(append_bytes, &bytes, first->width_pt, first->height_pt));
    const auto set = [&](cairo_pdf_metadata_t key, const std::string& value) {
        if (!value.empty()) cairo_pdf_surface_set_metadata(surface.get(), key, valid(value).c_str());
    };
    set(CAIRO_PDF_METADATA_TITLE, info.title.empty() ? pages[0].scene->title() : info.title);
    set(CAIRO_PDF_METADATA_SUBJECT, info.subject.empty() ? pages[0].scene->description() : info.subject);
    set(CAIRO_PDF_METADATA_CREATOR, info.creator);
    set(CAIRO_PDF_METADATA_KEYWORDS, info.keywords);
    // No date at all: Cairo would write the present one.
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, nullptr);
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
    std::vector<PdfLink> links;
    std::vector<std::string> figures;
    {
        // One context for all pages: a face that is used on several is one font of the document.
        const Context cr(cairo_create(surface.get()));
        Painter painter(cr.get(), fonts);
        for (size_t i = 0; i < pages.size() && status == CAIRO_STATUS_SUCCESS; ++i) {
            const Scene& scene = *pages[i].scene;
            const auto size = page_size(scene, scale);
            if (!size) return tl::unexpected<Error>(size.error());
            cairo_pdf_surface_set_size(surface.get(), size->width_pt, size->height_pt);
            cairo_identity_matrix(cr.get());
            cairo_reset_clip(cr.get());
            paint_page(cr.get(), painter, scene, kPointsPerPixel * scale, pages[i].heading_level);
            if (!scene.description().empty()) figures.push_back(scene.description());
            collect_links(scene, i, pages.size(), kPointsPerPixel * scale, links);
            if (!pages[i].outline.empty())
                cairo_pdf_surface_add_outline(surface.get(), CAIRO_PDF_OUTLINE_ROOT, valid(pages[i].outline).c_str(),
                                              fmt::format("page={} pos=[0 0]", i + 1).c_str(), cairo_pdf_outline_flags_t{});
            cairo_show_page(cr.get());
            status = cairo_status(cr.get());
        }
    }
    if (status == CAIRO_STATUS_SUCCESS) {
        cairo_surface_finish(surface.get());
        status = cairo_surface_status(surface.get());
    }
    if (status != CAIRO_STATUS_SUCCESS) return cairo_failure("the PDF", status);
    if (!add_to_pdf(bytes, {.language = info.language, .links = links, .figures = figures}))
        return fail("the PDF cannot be given its links and its structure: this version of Cairo ends its files in an unknown way");
    return bytes;
}

Result<Surface> painted_image(const Scene& scene, const FontSet& fonts, double scale) {
    const double width = std::round(scene.width() * scale);
    const double height = std::round(scene.height() * scale);
    if (!is_size(scale) || width < 1 || height < 1)
        return fail("the picture has no size; give it a width and a height");
    if (width > kLongestSide_px || height > kLongestSide_px || width * height > kMostPixels) {
        return fail(fmt::format(
            "a picture of {:.0f} x {:.0f} pixels is too large: at most {:.0f} on a side and {:.0f} million "
            "in all; choose a smaller scale, or SVG or PDF",
            width, height, kLongestSide_px, kMostPixels / 1e6));
    }
    // Without an alpha channel where nothing shines through: smaller files, and no viewer puts white behind
    // it.
    const auto format = scene.background().a == 255 ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32;
    Surface surface(cairo_image_surface_create(format, static_cast<int>(width), static_cast<int>(height)));
    cairo_status_t status = cairo_surface_status(surface.get());
    if (status == CAIRO_STATUS_SUCCESS) status = paint_scene(surface.get(), scene, fonts, scale);
    if (status != CAIRO_STATUS_SUCCESS) return cairo_failure("the picture", status);
    return surface;
}

}  // namespace

Result<std::string> pdf_document(const Scene& scene, const FontSet& fonts, double scale,
                                 const DocumentInfo& info) {
    const PdfPage page{.scene = &scene, .outline = {}, .heading_level = 1};
    return pdf_of({&page, 1}, fonts, scale, info);
}

Result<std::string> pdf_document(std::span<const PdfPage> pages, const FontSet& fonts, const DocumentInfo& info) {
    return pdf_of(pages, fonts, 1, info);
}

Result<std::string> png_image(const Scene& scene, const FontSet& fonts, double scale) {
    const auto surface = painted_image(scene, fonts, scale);
    if (!surface) return tl::unexpected<Error>(surface.error());
    std::string bytes;
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface->get(), append_bytes, &bytes);
    if (status != CAIRO_STATUS_SUCCESS) return cairo_failure("the PNG", status);
    return bytes;
}

Result<Bitmap> rasterise(const Scene& scene, const FontSet& fonts, double scale) {
    const auto surface = painted_image(scene, fonts, scale);
    if (!surface) return tl::unexpected<Error>(surface.error());
    cairo_surface_flush(surface->get());
    Bitmap out{.width = cairo_image_surface_get_width(surface->get()),
               .height = cairo_image_surface_get_height(surface->get())};
    const bool opaque = cairo_image_surface_get_format(surface->get()) == CAIRO_FORMAT_RGB24;
    const unsigned char* data = cairo_image_surface_get_data(surface->get());
    const auto stride = static_cast<size_t>(cairo_image_surface_get_stride(surface->get()));
    out.rgba.reserve(static_cast<size_t>(out.width) * out.height * 4);
    for (size_t y = 0; y < static_cast<size_t>(out.height); ++y) {
        for (size_t x = 0; x < static_cast<size_t>(out.width); ++x) {
            uint32_t pixel = 0;  // native-endian ARGB, premultiplied
            std::memcpy(&pixel, data + y * stride + 4 * x, sizeof pixel);
            const uint32_t alpha = opaque ? 255 : pixel >> 24U;
            for (const unsigned shift : {16U, 8U, 0U}) {
                const uint32_t value = pixel >> shift & 0xFFU;
                out.rgba.push_back(static_cast<uint8_t>(alpha == 0 ? 0 : (value * 255 + alpha / 2) / alpha));
            }
            out.rgba.push_back(static_cast<uint8_t>(alpha));
        }
    }
    return out;
}

}  // namespace choke

// Cairo 1.16 loses one table of 768 bytes for each OpenType (CFF) font that it embeds in a PDF. Nothing of
// ours can give it back, so leak checkers are told; a leak of ours around it is still found.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CHOKE_LEAK_CHECKER
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define CHOKE_LEAK_CHECKER
#endif
#ifdef CHOKE_LEAK_CHECKER
extern "C" {
const char* __lsan_default_suppressions();
const char* __lsan_default_suppressions() { return "leak:libcairo.so\n"; }
const char* __lsan_default_options();
const char* __lsan_default_options() { return "print_suppressions=0"; }
}
#endif
