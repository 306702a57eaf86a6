// Scene: a flat, resolution-independent list of marks. Views make it; painters (window, SVG, Cairo), the hit
// test and the text dump read it. It knows no events, dates, fonts or pixels: lengths are in scene pixels
// (1/96 inch at scale 1), y grows downwards, and text is a string with a style and a place for its baseline.
//
// One vector a mark kind plus an order record; texts in one arena; clear() keeps capacity. Marks are painted
// in the order in which they were added within a layer, layers from low to high.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/colour.h"
#include "base/geometry.h"

namespace choke {

// What a mark stands for, opaque to this folder: views give a kind and an index and understand them again.
struct Pick {
    uint32_t kind = 0;  // 0: nothing
    uint32_t index = 0;
    friend constexpr bool operator==(const Pick&, const Pick&) = default;
    [[nodiscard]] constexpr bool any() const { return kind != 0; }
};

enum class Layer : uint8_t { Background, Grid, Bands, Edges, Marks, Labels, Overlay };
inline constexpr size_t kLayerCount = 7;

// Shapes of symbols. A symbol of size s has about the same area in every shape and fits into an s x s box.
enum class SymbolShape : uint8_t {
    Circle,
    Square,
    Diamond,
    TriangleUp,
    TriangleDown,
    Pentagon,
    Hexagon,
    Star,
    Bubble,
    Cross,
    Plus,
    Bar
};
inline constexpr size_t kSymbolShapeCount = 12;

// How an outline or a line is drawn; the lengths are in symbols.h. Double: a second outline inside, or two
// lines side by side. Struck: solid with a stroke across the symbol (for lines: solid).
enum class LineStyle : uint8_t { Solid, Dashed, Dotted, DashDot, Double, Struck };
inline constexpr size_t kLineStyleCount = 6;

struct Stroke {
    Colour colour{0, 0, 0, 0};
    float width = 0;  // scene px; 0: none
    LineStyle style = LineStyle::Solid;
    friend constexpr bool operator==(const Stroke&, const Stroke&) = default;
};

struct RectMark {
    Rect rect{};
    float radius = 0;
    Colour fill{0, 0, 0, 0};
    Stroke stroke{};
    Pick pick{};
};

// A horizontal gradient of alpha: the fade of an uncertain date. Alpha goes from left_alpha to right_alpha
// (0..1).
struct FadeMark {
    Rect rect{};
    Colour colour{};
    float left_alpha = 0;
    float right_alpha = 1;
    Pick pick{};
};

struct SymbolMark {
    Vec2 centre{};
    float size = 12;  // scene px, side of the box
    SymbolShape shape = SymbolShape::Circle;
    Colour fill{0, 0, 0, 0};
    Stroke stroke{};
    Pick pick{};
};

enum class Arrow : uint8_t { None, End };

struct LineMark {
    Vec2 from{};
    Vec2 to{};
    Stroke stroke{};
    Arrow arrow = Arrow::None;
    Pick pick{};
};

// Cubic Bezier curve.
struct CurveMark {
    Vec2 from{};
    Vec2 control_1{};
    Vec2 control_2{};
    Vec2 to{};
    Stroke stroke{};
    Arrow arrow = Arrow::None;
    Pick pick{};
};

enum class FontWeight : uint8_t { Regular, SemiBold, Bold };
enum class TextAnchor : uint8_t { Start, Middle, End };

struct TextStyle {
    float size = 12;  // scene px
    FontWeight weight = FontWeight::Regular;
    bool tabular = false;  // figures of one width: dates and numbers in columns
    friend constexpr bool operator==(const TextStyle&, const TextStyle&) = default;
};

// What a text is on its page, for documents that are read aloud: the headline, what comes before the picture, a part of the
// picture, what comes after it.
enum class TextRole : uint8_t { Picture, Headline, Lead, Note };

struct TextMark {
    Vec2 baseline{};      // of the anchor point
    uint32_t offset = 0;  // into the scene's text arena
    uint32_t size = 0;
    TextStyle style{};
    TextAnchor anchor = TextAnchor::Start;
    Colour colour{};
    Colour halo{0, 0, 0, 0};  // alpha 0: none; drawn 2.5 px around the glyphs
    float width = 0;          // as measured by the view, scene px: painters and the hit test need no fonts
    Pick pick{};
    TextRole role = TextRole::Picture;
};

// The box of a text as hit test and collision check see it: the measured width, 0.8 em above the baseline,
// 0.2 below.
[[nodiscard]] constexpr Rect text_box(const TextMark& mark) {
    const double shift = mark.anchor == TextAnchor::Start ? 0 : mark.anchor == TextAnchor::Middle ? 0.5 : 1;
    const double size = mark.style.size;
    return {mark.baseline.x - shift * mark.width, mark.baseline.y - 0.8 * size, mark.width, size};
}

enum class MarkKind : uint8_t { Rect, Fade, Symbol, Line, Curve, Text };
inline constexpr size_t kMarkKindCount = 6;

struct OrderRecord {
    Layer layer = Layer::Background;
    MarkKind kind = MarkKind::Rect;
    uint16_t clip = 0;   // index into clips(); 0 is the whole scene
    uint32_t index = 0;  // into the vector of the kind
};

// Where a document leads to when it is clicked; draws nothing. Files have links, the window has picks.
struct LinkArea {
    Rect rect{};
    std::string url;  // "https://…"; "#7": page 7 of the same document, which only a PDF has
};

// A mark with a coordinate or length that is not a finite number is left out: at the ends of a zoom a view
// may divide by nothing, and no painter has to ask again.
class Scene {
public:
    void clear();  // keeps capacity
    void set_size(double width_px, double height_px);
    void set_background(Colour colour) { background_ = colour; }

    // Marks added until pop_clip() are cut to the rectangle (intersected with the clip around it). set_size()
    // comes first. At most 65 535 different clips a scene.
    void push_clip(const Rect& rect);
    void pop_clip();

    void add(Layer layer, const RectMark& mark);
    void add(Layer layer, const FadeMark& mark);
    void add(Layer layer, const SymbolMark& mark);
    void add(Layer layer, const LineMark& mark);
    void add(Layer layer, const CurveMark& mark);
    // offset and size of the mark are set here.
    void add_text(Layer layer, TextMark mark, std::string_view text);

    void add_link(const Rect& rect, std::string_view url);

    // A person who cannot see the figure hears this; goes into SVG <title>/<desc> and PDF metadata.
    void set_title(std::string_view title) { title_ = title; }
    void set_description(std::string_view description) { description_ = description; }

    // Sorts by layer, stable. Called once when everything has been added.
    void finish();

    [[nodiscard]] double width() const { return width_; }
    [[nodiscard]] double height() const { return height_; }
    [[nodiscard]] Colour background() const { return background_; }
    [[nodiscard]] const std::string& title() const { return title_; }
    [[nodiscard]] const std::string& description() const { return description_; }
    [[nodiscard]] std::span<const OrderRecord> order() const { return order_; }
    [[nodiscard]] std::span<const Rect> clips() const { return clips_; }
    [[nodiscard]] std::span<const RectMark> rects() const { return rects_; }
    [[nodiscard]] std::span<const FadeMark> fades() const { return fades_; }
    [[nodiscard]] std::span<const SymbolMark> symbols() const { return symbols_; }
    [[nodiscard]] std::span<const LineMark> lines() const { return lines_; }
    [[nodiscard]] std::span<const CurveMark> curves() const { return curves_; }
    [[nodiscard]] std::span<const TextMark> texts() const { return texts_; }
    [[nodiscard]] std::span<const LinkArea> links() const { return links_; }
    [[nodiscard]] std::string_view text(const TextMark& mark) const {
        return std::string_view(arena_).substr(mark.offset, mark.size);
    }

private:
    void record(Layer layer, MarkKind kind, size_t index);

    double width_ = 0;
    double height_ = 0;
    Colour background_{255, 255, 255, 255};
    std::string title_, description_;
    std::vector<OrderRecord> order_;
    std::vector<OrderRecord> unsorted_;  // only inside finish(); kept for its capacity
    std::vector<Rect> clips_{{0, 0, 0, 0}};
    std::vector<uint16_t> clip_stack_{0};
    std::vector<RectMark> rects_;
    std::vector<FadeMark> fades_;
    std::vector<SymbolMark> symbols_;
    std::vector<LineMark> lines_;
    std::vector<CurveMark> curves_;
    std::vector<TextMark> texts_;
    std::vector<LinkArea> links_;
    std::string arena_;
};

// Calls sink.paint(mark) (for text: sink.paint(mark, text)) for every mark in paint order, and
// sink.clip(rect) whenever the clip changes. A sink that has layer(Layer) hears of a new layer before the
// clip. A sink that lacks one mark kind does not compile.
template <typename Sink>
void replay(const Scene& scene, Sink& sink) {
    uint16_t clip = 0;
    [[maybe_unused]] int layer = -1;
    sink.clip(scene.clips()[0]);
    for (const OrderRecord& record : scene.order()) {
        if constexpr (requires { sink.layer(record.layer); }) {
            if (static_cast<int>(record.layer) != layer) {
                layer = static_cast<int>(record.layer);
                sink.layer(record.layer);
            }
        }
        if (record.clip != clip) {
            clip = record.clip;
            sink.clip(scene.clips()[clip]);
        }
        switch (record.kind) {
            case MarkKind::Rect: sink.paint(scene.rects()[record.index]); break;
            case MarkKind::Fade: sink.paint(scene.fades()[record.index]); break;
            case MarkKind::Symbol: sink.paint(scene.symbols()[record.index]); break;
            case MarkKind::Line: sink.paint(scene.lines()[record.index]); break;
            case MarkKind::Curve: sink.paint(scene.curves()[record.index]); break;
            case MarkKind::Text:
                sink.paint(scene.texts()[record.index], scene.text(scene.texts()[record.index]));
                break;
        }
    }
}

}  // namespace choke
