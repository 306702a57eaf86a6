#include "paint/svg/svg.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "scene/clip.h"
#include "scene/symbols.h"

namespace choke {
namespace {

constexpr std::array<std::string_view, kLayerCount> kLayerIds{"background", "grid",   "bands",  "edges",
                                                              "marks",      "labels", "overlay"};
constexpr std::array<int, 3> kWeights{400, 600, 700};
constexpr std::array<std::string_view, 3> kAnchors{"start", "middle", "end"};
// Twice the reach of a halo, which is stroked around the middle of the letters' outline.
constexpr double kHaloStroke_px = 5;

// At most two decimals: a hundredth of a pixel is below what any printer shows. fmt does not ask the locale.
void append_number(std::string& out, double value) {
    const size_t begin = out.size();
    fmt::format_to(std::back_inserter(out), "{:.2f}", std::clamp(value, -1e7, 1e7));
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
    if (std::string_view(out).substr(begin) == "-0") out.erase(begin, 1);
}

std::string number(double value) {
    std::string out;
    append_number(out, value);
    return out;
}

void append_escaped(std::string& out, std::string_view text) {
    for (size_t i = 0; i < text.size();) {
        const char32_t c = next_code_point(text, i);
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\t':
            case '\n':
            case '\r': out += ' '; break;
            default:
                // What XML 1.0 forbids or discourages: controls, surrogates, the last two of each plane.
                if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c < 0xE000) ||
                    (c & 0xFFFEU) == 0xFFFE)
                    break;
                append_utf8(out, c);
        }
    }
}

std::string escaped(std::string_view text) {
    std::string out;
    append_escaped(out, text);
    return out;
}

// XML readers fold runs of spaces and drop those at the ends unless told otherwise.
bool needs_spaces(std::string_view text) {
    return text.front() == ' ' || text.back() == ' ' || text.find("  ") != std::string_view::npos;
}

struct Fade {
    Colour colour;
    float left = 0;
    float right = 0;
    friend bool operator==(const Fade&, const Fade&) = default;
};

class Writer {
public:
    Writer(const Rect& whole, std::string id_prefix) : whole_(whole), clip_(whole), ids_(std::move(id_prefix)) {}

    void layer(Layer layer) { layer_ = layer; }
    void clip(const Rect& rect) { clip_ = rect; }

    void paint(RectMark m) {
        if (!bring_near(clip_, m.rect)) return;
        open_groups();
        rect(m.rect, m.radius, m.fill, m.stroke);
        if (m.stroke.style == LineStyle::Double) {
            const Rect inner = m.rect.inset(m.stroke.width * kDoubleRectInset);
            if (!inner.empty())
                rect(inner, std::max(0.0, m.radius - m.stroke.width * kDoubleRectInset), {0, 0, 0, 0},
                     m.stroke);
        }
        if (m.stroke.style == LineStyle::Struck)
            segment({m.rect.x, m.rect.bottom()}, {m.rect.right(), m.rect.y}, m.stroke);
    }

    void paint(FadeMark m) {
        if (!bring_near(clip_, m.rect)) return;
        open_groups();
        const Fade fade{m.colour, m.left_alpha, m.right_alpha};
        // A figure has a handful of different fades: colours of sides, each to the left and to the right.
        auto known = std::find(fades_.begin(), fades_.end(), fade);
        if (known == fades_.end()) known = fades_.insert(known, fade);
        out_ += "<rect";
        box(m.rect);
        add(" fill=\"url(#{}fade-{})\"/>\n", ids_, known - fades_.begin() + 1);
    }

    void paint(const SymbolMark& m) {
        if (m.size <= 0 || !is_near(clip_, m.centre)) return;
        open_groups();
        symbol(m, m.size, m.fill);
        if (m.stroke.style == LineStyle::Double) symbol(m, m.size * kDoubleInnerScale, {0, 0, 0, 0});
        if (m.stroke.style == LineStyle::Struck) {
            const double k = m.size * kStruckReach;
            segment(m.centre + Vec2{-k, k}, m.centre + Vec2{k, -k}, m.stroke);
        }
    }

    void paint(LineMark m) {
        if (!bring_near(clip_, m)) return;
        open_groups();
        const LineParts parts = line_parts(m);
        if (parts.has_shaft) {
            for_each_track(parts.shaft,
                           [this](const LineMark& line) { segment(line.from, line.to, line.stroke); });
        }
        if (parts.has_head) head(parts.head, m.stroke.colour);
    }

    void paint(CurveMark m) {
        if (!bring_near(clip_, m)) return;
        open_groups();
        const CurveParts parts = curve_parts(m);
        if (parts.has_shaft) {
            for_each_track(parts.shaft, [this](const CurveMark& c) {
                out_ += "<path d=\"M";
                point(c.from);
                out_ += " C";
                point(c.control_1);
                out_ += ' ';
                point(c.control_2);
                out_ += ' ';
                point(c.to);
                out_ += "\" fill=\"none\"";
                stroke(c.stroke, line_dashes(c.stroke));
                out_ += "/>\n";
            });
        }
        if (parts.has_head) head(parts.head, m.stroke.colour);
    }

    void paint(const TextMark& m, std::string_view text) {
        if (!is_near(clip_, m.baseline)) return;
        open_groups();
        if (m.halo.a > 0) {
            // A text of its own, under the letters: paint-order is SVG 2, and a reader that does not know it
            // (office programs) would bury the letters under their halo.
            out_ += "<text aria-hidden=\"true\"";
            text_attributes(m, text);
            out_ += " fill=\"none\"";
            colour("stroke", m.halo);
            add(" stroke-width=\"{}\" stroke-linejoin=\"round\">", number(kHaloStroke_px));
            append_escaped(out_, text);
            out_ += "</text>\n";
        }
        out_ += "<text";
        text_attributes(m, text);
        colour("fill", m.colour);
        out_ += '>';
        append_escaped(out_, text);
        out_ += "</text>\n";
    }

    void finish() {
        if (open_clip_) out_ += "</g>\n";
        if (open_layer_) out_ += "</g>\n";
        open_clip_.reset();
        open_layer_.reset();
    }

    [[nodiscard]] const std::string& body() const { return out_; }

    [[nodiscard]] std::string definitions() const {
        std::string out;
        for (size_t i = 0; i < fades_.size(); ++i) {
            const auto stop = [&](int offset, float alpha) {
                const Colour c = with_alpha(fades_[i].colour, alpha);
                return fmt::format(
                    "<stop offset=\"{}\" stop-color=\"#{:02x}{:02x}{:02x}\" stop-opacity=\"{}\"/>", offset,
                    c.r, c.g, c.b, number(c.a / 255.0));
            };
            out += fmt::format("<linearGradient id=\"{}fade-{}\">{}{}</linearGradient>\n", ids_, i + 1,
                               stop(0, fades_[i].left), stop(1, fades_[i].right));
        }
        for (size_t i = 0; i < clips_.size(); ++i) {
            const Rect& r = clips_[i];
            out += fmt::format(
                "<clipPath id=\"{}clip-{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>\n",
                ids_, i + 1, number(r.x), number(r.y), number(r.w), number(r.h));
        }
        return out.empty() ? out : "<defs>\n" + out + "</defs>\n";
    }

private:
    template <typename... Args>
    void add(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }

    // Groups are opened when the first mark needs them, so that no empty ones are written.
    void open_groups() {
        const bool same_layer = open_layer_ == layer_;
        const std::optional<Rect> wanted = clip_ == whole_ ? std::nullopt : std::optional<Rect>(clip_);
        if (open_clip_ && (!same_layer || open_clip_ != wanted)) {
            out_ += "</g>\n";
            open_clip_.reset();
        }
        if (!same_layer) {
            if (open_layer_) out_ += "</g>\n";
            add("<g id=\"{}{}\">\n", ids_, kLayerIds[static_cast<size_t>(layer_)]);
            open_layer_ = layer_;
        }
        if (wanted && !open_clip_) {
            auto known = std::find(clips_.begin(), clips_.end(), *wanted);
            if (known == clips_.end()) known = clips_.insert(known, *wanted);
            add("<g clip-path=\"url(#{}clip-{})\">\n", ids_, known - clips_.begin() + 1);
            open_clip_ = wanted;
        }
    }

    void point(Vec2 p) {
        append_number(out_, p.x);
        out_ += ',';
        append_number(out_, p.y);
    }

    void attribute(std::string_view name, double value) {
        out_ += ' ';
        out_ += name;
        out_ += "=\"";
        append_number(out_, value);
        out_ += '"';
    }

    void box(const Rect& r) {
        attribute("x", r.x);
        attribute("y", r.y);
        attribute("width", r.w);
        attribute("height", r.h);
    }

    void colour(std::string_view property, Colour c) {
        if (c.a == 0) {
            add(" {}=\"none\"", property);
            return;
        }
        add(" {}=\"#{:02x}{:02x}{:02x}\"", property, c.r, c.g, c.b);
        if (c.a < 255) add(" {}-opacity=\"{}\"", property, number(c.a / 255.0));
    }

    void stroke(const Stroke& s, const Dashes& pattern) {
        if (s.width <= 0 || s.colour.a == 0) return;
        colour("stroke", s.colour);
        attribute("stroke-width", drawn_width(s));
        if (pattern.count == 0) return;
        out_ += " stroke-dasharray=\"";
        for (size_t i = 0; i < pattern.count; ++i) {
            if (i > 0) out_ += ' ';
            append_number(out_, pattern.lengths_px[i]);
        }
        out_ += '"';
        if (pattern.offset_px > 0) attribute("stroke-dashoffset", pattern.offset_px);
    }

    void rect(const Rect& r, double radius, Colour fill, const Stroke& s) {
        out_ += "<rect";
        box(r);
        if (radius > 0) attribute("rx", std::min(radius, std::min(r.w, r.h) / 2));
        colour("fill", fill);
        stroke(s, outline_dashes(s, 2 * (r.w + r.h)));
        out_ += "/>\n";
    }

    void symbol(const SymbolMark& m, double size, Colour fill) {
        const auto corners = symbol_outline(m.shape);
        if (corners.empty()) {
            out_ += "<circle";
            attribute("cx", m.centre.x);
            attribute("cy", m.centre.y);
            attribute("r", kCircleRadius * size);
        } else {
            out_ += "<path d=\"M";
            for (size_t i = 0; i < corners.size(); ++i) {
                if (i > 0) out_ += ' ';
                point(m.centre + corners[i] * size);
            }
            out_ += "Z\"";
        }
        colour("fill", fill);
        stroke(m.stroke, symbol_dashes(m.stroke, m.shape, size));
        out_ += "/>\n";
    }

    void segment(Vec2 from, Vec2 to, const Stroke& s) {
        if (s.width <= 0 || s.colour.a == 0) return;
        out_ += "<path d=\"M";
        point(from);
        out_ += ' ';
        point(to);
        out_ += "\" fill=\"none\"";
        stroke(s, line_dashes(s));
        out_ += "/>\n";
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
        if (fill.a == 0) return;
        out_ += "<path d=\"M";
        point(h.tip);
        for (const Vec2 corner : {h.left, h.base, h.right}) {
            out_ += ' ';
            point(corner);
        }
        out_ += "Z\"";
        colour("fill", fill);
        out_ += "/>\n";
    }

    void text_attributes(const TextMark& m, std::string_view text) {
        attribute("x", m.baseline.x);
        attribute("y", m.baseline.y);
        attribute("font-size", m.style.size);
        if (m.style.weight != FontWeight::Regular)
            add(" font-weight=\"{}\"", kWeights[static_cast<size_t>(m.style.weight)]);
        if (m.anchor != TextAnchor::Start)
            add(" text-anchor=\"{}\"", kAnchors[static_cast<size_t>(m.anchor)]);
        if (m.style.tabular) out_ += " style=\"font-variant-numeric:tabular-nums\"";
        // The width that was measured: where Inter is missing, another font is squeezed into it and covers no
        // neighbour.
        if (m.width > 0) {
            attribute("textLength", m.width);
            out_ += " lengthAdjust=\"spacingAndGlyphs\"";
        }
        if (needs_spaces(text)) out_ += " xml:space=\"preserve\"";
    }

    Rect whole_;
    Rect clip_;
    std::string ids_;
    Layer layer_ = Layer::Background;
    std::optional<Layer> open_layer_;
    std::optional<Rect> open_clip_;  // nothing: no clip group is open
    std::vector<Fade> fades_;
    std::vector<Rect> clips_;
    std::string out_;
};

}  // namespace

std::string svg_document(const Scene& scene, const SvgOptions& options) {
    Writer writer(scene.clips()[0], options.id_prefix);
    replay(scene, writer);
    writer.finish();

    const std::string width = number(scene.width());
    const std::string height = number(scene.height());
    const Colour background = scene.background();
    std::string out = options.inside_html ? "" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const std::string size = options.inside_html
                                 ? std::string()
                                 : fmt::format(" width=\"{}\" height=\"{}\"", number(scene.width() * options.scale),
                                               number(scene.height() * options.scale));
    // No kerning and no ligatures: the widths were measured without them.
    out += fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"{} version=\"1.1\"{} viewBox=\"0 0 {} {}\" role=\"img\"{} font-family=\"{}\" "
        "style=\"font-kerning:none;font-variant-ligatures:none\">\n",
        !options.inside_html && !scene.links().empty() ? " xmlns:xlink=\"http://www.w3.org/1999/xlink\"" : "", size, width, height,
        options.inside_html ? " aria-label=\"" + escaped(scene.title()) + '"' : std::string(),
        escaped(options.font_family));
    if (!options.inside_html && !scene.title().empty()) out += fmt::format("<title>{}</title>\n", escaped(scene.title()));
    if (!scene.description().empty()) out += fmt::format("<desc>{}</desc>\n", escaped(scene.description()));
    if (!options.inside_html && !options.metadata.empty())
        out += fmt::format("<metadata>{}</metadata>\n", escaped(options.metadata));
    out += writer.definitions();
    if (background.a > 0) {
        out += fmt::format("<rect width=\"{}\" height=\"{}\" fill=\"#{:02x}{:02x}{:02x}\"", width, height,
                           background.r, background.g, background.b);
        if (background.a < 255) out += fmt::format(" fill-opacity=\"{}\"", number(background.a / 255.0));
        out += "/>\n";
    }
    out += writer.body();
    for (const LinkArea& link : scene.links()) {
        if (link.url.starts_with('#')) continue;
        const Rect& r = link.rect;
        out += fmt::format("<a {}=\"{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" pointer-events=\"all\"/></a>\n",
                           options.inside_html ? "tabindex=\"-1\" href" : "xlink:href", escaped(link.url), number(r.x), number(r.y),
                           number(r.w), number(r.h));
    }
    out += "</svg>\n";
    return out;
}

}  // namespace choke
