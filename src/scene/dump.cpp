#include "scene/dump.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace choke {
namespace {

constexpr std::array<std::string_view, kLayerCount> kLayerNames{"background", "grid",   "bands",  "edges",
                                                                "marks",      "labels", "overlay"};
constexpr std::array<std::string_view, kSymbolShapeCount> kShapeNames{
    "circle",  "square", "diamond", "triangle-up", "triangle-down", "pentagon",
    "hexagon", "star",   "bubble",  "cross",       "plus",          "bar"};
constexpr std::array<std::string_view, kLineStyleCount> kLineNames{"solid",    "dashed", "dotted",
                                                                   "dash-dot", "double", "struck"};
constexpr std::array<std::string_view, 3> kWeightNames{"regular", "semibold", "bold"};
constexpr std::array<std::string_view, 3> kAnchorNames{"start", "middle", "end"};

template <size_t N, typename Enum>
std::string_view name(const std::array<std::string_view, N>& names, Enum value) {
    return names[static_cast<size_t>(value)];
}

std::string number(double value) {
    std::string text = fmt::format("{:.1f}", value);
    return text == "-0.0" ? "0.0" : text;
}
std::string point(Vec2 p) { return number(p.x) + ',' + number(p.y); }
std::string box(const Rect& r) {
    return fmt::format("{},{} {}x{}", number(r.x), number(r.y), number(r.w), number(r.h));
}
std::string colour(Colour c) { return fmt::format("#{:02x}{:02x}{:02x}{:02x}", c.r, c.g, c.b, c.a); }

// Line ends and quotes escaped, so that a mark stays one line.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out += '"';
}

class Dumper {
public:
    explicit Dumper(std::string& out) : out_(out) {}

    void layer(Layer layer) { layer_ = name(kLayerNames, layer); }
    void clip(const Rect& rect) { line("clip {}", box(rect)); }

    void paint(const RectMark& m) {
        begin("rect", box(m.rect));
        if (m.radius > 0) add("radius {}", number(m.radius));
        fill(m.fill);
        stroke(m.stroke);
        end(m.pick);
    }
    void paint(const FadeMark& m) {
        begin("fade", box(m.rect));
        add("{} {:.2f}..{:.2f}", colour(m.colour), m.left_alpha, m.right_alpha);
        end(m.pick);
    }
    void paint(const SymbolMark& m) {
        begin("symbol",
              fmt::format("{} {} s{}", name(kShapeNames, m.shape), point(m.centre), number(m.size)));
        fill(m.fill);
        stroke(m.stroke);
        end(m.pick);
    }
    void paint(const LineMark& m) {
        begin("line", point(m.from) + " to " + point(m.to));
        stroke(m.stroke);
        if (m.arrow == Arrow::End) add("arrow");
        end(m.pick);
    }
    void paint(const CurveMark& m) {
        begin("curve", fmt::format("{} via {} {} to {}", point(m.from), point(m.control_1),
                                   point(m.control_2), point(m.to)));
        stroke(m.stroke);
        if (m.arrow == Arrow::End) add("arrow");
        end(m.pick);
    }
    void paint(const TextMark& m, std::string_view text) {
        begin("text", fmt::format("{} {} {} {}{} w{} {}", name(kAnchorNames, m.anchor), point(m.baseline),
                                  number(m.style.size), name(kWeightNames, m.style.weight),
                                  m.style.tabular ? " tabular" : "", number(m.width), colour(m.colour)));
        if (m.halo.a > 0) add("halo {}", colour(m.halo));
        add("{}", quoted(text));
        end(m.pick);
    }

private:
    template <typename... Args>
    void line(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
        out_ += '\n';
    }
    template <typename... Args>
    void add(fmt::format_string<Args...> format, Args&&... args) {
        out_ += ' ';
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }
    void begin(std::string_view kind, std::string_view where) {
        fmt::format_to(std::back_inserter(out_), "{} {} {}", kind, layer_, where);
    }
    void fill(Colour c) {
        if (c.a > 0) add("fill {}", colour(c));
    }
    void stroke(const Stroke& s) {
        if (s.width > 0 && s.colour.a > 0)
            add("stroke {} {} {}", colour(s.colour), number(s.width), name(kLineNames, s.style));
    }
    void end(Pick pick) {
        if (pick.any()) add("pick {}:{}", pick.kind, pick.index);
        out_ += '\n';
    }

    std::string& out_;
    std::string_view layer_;
};

// Overlaps below this are rounding and the slack of the box around the letters.
constexpr double kSlack_px = 0.5;
// Enough to see what is wrong; a scene with every label on one spot must not make a report of a gigabyte.
constexpr size_t kMostReports = 500;
constexpr size_t kMostLetters = 60;

// A text in one line of a report.
std::string shown(std::string_view text) {
    if (text.size() <= kMostLetters) return quoted(text);
    size_t end = kMostLetters;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return quoted(text.substr(0, end)) + "...";
}

struct Placed {
    Rect box;
    std::string_view text;
};

std::string excess(const Rect& box, const Rect& room) {
    std::string out;
    const auto add = [&out](double by_px, std::string_view where) {
        if (by_px > kSlack_px)
            out += fmt::format("{}{} px {}", out.empty() ? "" : ", ", number(by_px), where);
    };
    add(room.x - box.x, "to the left");
    add(room.y - box.y, "above");
    add(box.right() - room.right(), "to the right");
    add(box.bottom() - room.bottom(), "below");
    return out;
}

}  // namespace

std::string dump(const Scene& scene) {
    std::string out = fmt::format("scene {}x{} {}\n", number(scene.width()), number(scene.height()),
                                  colour(scene.background()));
    if (!scene.title().empty()) out += "title " + quoted(scene.title()) + '\n';
    if (!scene.description().empty()) out += "description " + quoted(scene.description()) + '\n';
    Dumper dumper(out);
    replay(scene, dumper);
    return out;
}

std::string text_collisions(const Scene& scene) {
    std::string out;
    size_t reports = 0;
    const auto report = [&](const std::string& sentence) {
        if (++reports <= kMostReports) out += sentence + '\n';
    };

    std::vector<Placed> placed;
    for (const OrderRecord& record : scene.order()) {
        if (record.kind != MarkKind::Text) continue;
        const TextMark& mark = scene.texts()[record.index];
        if (mark.colour.a == 0) continue;
        const Placed one{text_box(mark), scene.text(mark)};
        const std::string beyond = excess(one.box, scene.clips()[record.clip]);
        if (!beyond.empty()) {
            report(fmt::format("{} at {} sticks out of {}: {}.", shown(one.text),
                               point({one.box.x, one.box.y}), record.clip == 0 ? "the scene" : "its clip",
                               beyond));
        }
        placed.push_back(one);
    }

    // A sweep downwards: only texts that reach below the top of the present one are compared with it. Texts
    // are lines, so few are open at a time; the two orders of a pair are told by reading order.
    std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
        return a.box.y != b.box.y ? a.box.y < b.box.y : a.box.x < b.box.x;
    });
    std::vector<const Placed*> open;
    for (const Placed& one : placed) {
        if (reports > kMostReports) break;
        std::erase_if(open,
                      [&](const Placed* other) { return other->box.bottom() - kSlack_px <= one.box.y; });
        for (const Placed* other : open) {
            const Rect common = intersection(one.box, other->box);
            if (common.w > kSlack_px && common.h > kSlack_px) {
                report(fmt::format("{} and {} overlap by {} x {} px at {}.", shown(other->text),
                                   shown(one.text), number(common.w), number(common.h),
                                   point({common.x, common.y})));
            }
        }
        open.push_back(&one);
    }
    if (reports > kMostReports) out += "There are more.\n";
    return out;
}

}  // namespace choke
