#include "views/annotations.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "layout/labels.h"
#include "scene/text_metrics.h"
#include "views/timeline_internal.h"

namespace choke {
namespace {

constexpr TextStyle kWords{.size = 13, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kTag{.size = 10, .weight = FontWeight::Bold, .tabular = false};
constexpr std::string_view kTagWords = "INTERNAL";
constexpr double kLine_px = 17;
constexpr double kTagLine_px = 14;
constexpr double kPadX_px = 8;
constexpr double kPadY_px = 5;
constexpr double kWidest_px = 250;
constexpr double kWidestShare = 0.4;  // of the view
constexpr size_t kMostLines = 12;
constexpr double kBetween_px = 4;  // between two plates
constexpr double kRing_px = 7;     // round a mark
constexpr double kPoint_px = 6;    // what a place of the page takes
constexpr double kBracketTop_px = 2;
constexpr double kBracketEnd_px = 7;
constexpr std::array<LabelSide, 8> kSides{LabelSide::AboveRight, LabelSide::AboveLeft, LabelSide::BelowRight, LabelSide::BelowLeft,
                                          LabelSide::Above,      LabelSide::Below,     LabelSide::Right,      LabelSide::Left};
constexpr std::array<LabelSide, 3> kUnder{LabelSide::Below, LabelSide::BelowRight, LabelSide::BelowLeft};
// Where nothing is free: how far a place is looked for, and how many px further away it may be to cover one thing less.
constexpr double kSearch_px = 260;
constexpr double kSearchStep_px = 10;
constexpr double kCoverCost_px = 70;
// How far from the mark words are tried, nearest first.
constexpr std::array<double, 4> kReaches_px{16, 44, 84, 140};

std::vector<std::string> lines_of(const std::string& words, double width, const TextMetrics& metrics) {
    std::vector<std::string> lines;
    for (size_t begin = 0; begin <= words.size() && lines.size() < kMostLines;) {
        const size_t end = std::min(words.find('\n', begin), words.size());
        const std::string line = displayable(std::string_view(words).substr(begin, end - begin));
        if (line.empty() && !lines.empty() && end < words.size()) {
            lines.emplace_back();
        } else {
            for (std::string& part : wrapped(line, kWords, width, kMostLines - lines.size(), metrics)) lines.push_back(std::move(part));
        }
        begin = end + 1;
    }
    return lines;
}

Rect centred(Vec2 middle, double width, double height) { return {middle.x - width / 2, middle.y - height / 2, width, height}; }

Rect grown(const Rect& rect, double by) { return rect.inset(-by); }

Rect moved_into(Rect rect, const Rect& bounds) {
    rect.x = std::clamp(rect.x, bounds.x, std::max(bounds.x, bounds.right() - rect.w));
    rect.y = std::clamp(rect.y, bounds.y, std::max(bounds.y, bounds.bottom() - rect.h));
    return rect;
}

// The point of the border of a box on the way from its middle to another point; the middle where that is inside.
Vec2 border_towards(const Rect& box, Vec2 to) {
    const Vec2 from = box.centre();
    if (box.empty() || box.contains(to)) return from;
    const Vec2 way = to - from;
    const double across = way.x != 0 ? std::abs(box.w / 2 / way.x) : INFINITY;
    const double along = way.y != 0 ? std::abs(box.h / 2 / way.y) : INFINITY;
    return from + way * std::min({across, along, 1.0});
}

class Drawing {
public:
    Drawing(const ViewInput& input, const ViewDef& view, const ViewCache& cache, const ShownAnnotations& annotations, Scene& scene,
            std::vector<AnnotationPlace>& places)
        : input_(input), theme_(*input.theme), annotations_(annotations), scene_(scene), places_(places), bounds_(input.area) {
        if (view.id == "timeline") {
            timeline_ = &static_cast<const TimelineCache&>(cache);
            bounds_ = timeline_->frame.lanes;
            if (timeline_->has_lower) bounds_.h = timeline_->lower->frame.lanes.bottom() - bounds_.y;
        }
    }

    void draw() {
        places_.clear();
        if (annotations_.list.empty() || bounds_.empty()) return;
        find_marks();
        plates_.resize(annotations_.list.size());
        ties_.resize(annotations_.list.size());
        for (size_t i = 0; i < annotations_.list.size(); ++i) {
            ties_[i] = tied_to(i);
            if (ties_[i]) measure(i);
        }
        // What a hand has placed stays there; the rest makes room.
        for (const bool by_hand : {true, false})
            for (size_t i = 0; i < annotations_.list.size(); ++i)
                if (ties_[i] && !plates_[i].lines.empty() && annotations_.list[i].offset_px.has_value() == by_hand) place(i);
        scene_.push_clip(bounds_);
        for (size_t i = 0; i < annotations_.list.size(); ++i) {
            if (!ties_[i] || (!plates_[i].lines.empty() && !plates_[i].placed)) continue;
            draw_tie(i);
            places_.push_back({i, *ties_[i], plates_[i].placed ? plates_[i].rect : Rect{}});
        }
        for (const AnnotationPlace& place : places_)
            if (!place.plate.empty()) draw_plate(place.index);
        scene_.pop_clip();
    }

private:
    struct Plate {
        std::vector<std::string> lines;
        double width = 0;
        double height = 0;
        bool placed = false;
        Rect rect;
    };

    // The first symbol of each node that is in sight, or else the first other mark of it; and what words should not cover.
    void find_marks() {
        std::vector<Pick> wanted;
        for (const ShownAnnotation& one : annotations_.list)
            if (one.node) wanted.push_back(pick_of(*one.node));
        marks_.assign(annotations_.list.size(), std::nullopt);
        std::vector<bool> has_symbol(annotations_.list.size(), false);
        for (const OrderRecord& record : scene_.order()) {
            Rect box;
            Pick pick;
            switch (record.kind) {
                case MarkKind::Symbol: {
                    const SymbolMark& mark = scene_.symbols()[record.index];
                    const auto size = static_cast<double>(mark.size);
                    box = centred(mark.centre, size, size);
                    pick = mark.pick;
                    break;
                }
                case MarkKind::Rect:
                    box = scene_.rects()[record.index].rect;
                    pick = scene_.rects()[record.index].pick;
                    break;
                case MarkKind::Text:
                    box = text_box(scene_.texts()[record.index]);
                    pick = scene_.texts()[record.index].pick;
                    break;
                case MarkKind::Fade:
                case MarkKind::Line:
                case MarkKind::Curve: continue;
            }
            const bool is_symbol = record.kind == MarkKind::Symbol;
            const Rect seen = intersection(intersection(box, scene_.clips()[record.clip]), bounds_);
            if (seen.empty()) continue;
            if (record.kind != MarkKind::Rect) obstacles_.push_back(seen);
            if (!pick.any() || std::find(wanted.begin(), wanted.end(), pick) == wanted.end()) continue;
            for (size_t i = 0; i < annotations_.list.size(); ++i) {
                const ShownAnnotation& one = annotations_.list[i];
                if (!one.node || !(pick_of(*one.node) == pick) || has_symbol[i] || (marks_[i] && !is_symbol)) continue;
                // A symbol of which only a corner is in sight is none to point at.
                if (is_symbol && !seen.contains(box.centre())) continue;
                marks_[i] = is_symbol ? box : seen;
                has_symbol[i] = is_symbol;
            }
        }
    }

    [[nodiscard]] std::optional<Rect> tied_to(size_t i) const {
        const ShownAnnotation& one = annotations_.list[i];
        if (one.node) return marks_[i];
        if (!one.dates) {
            const Vec2 at{bounds_.x + one.at.x * bounds_.w, bounds_.y + one.at.y * bounds_.h};
            return centred(at, kPoint_px, kPoint_px);
        }
        if (timeline_ == nullptr) return std::nullopt;
        const double from = bounds_.x + timeline_->scale.x_from_time(one.dates->first);
        const double to = bounds_.x + timeline_->scale.x_from_time(one.dates->second);
        const double left = std::max(from, bounds_.x);
        const double right = std::min(std::max(to, from + 2), bounds_.right());
        if (!(left < right)) return std::nullopt;
        const double top = bounds_.y + kBracketTop_px;
        return Rect{left, top, right - left, kBracketEnd_px};
    }

    void measure(size_t i) {
        const ShownAnnotation& one = annotations_.list[i];
        Plate& plate = plates_[i];
        if (one.words.empty()) return;
        const double widest = std::min(kWidest_px, bounds_.w * kWidestShare);
        plate.lines = lines_of(one.words, widest, *input_.metrics);
        for (const std::string& line : plate.lines) plate.width = std::max(plate.width, input_.metrics->width(line, kWords));
        if (one.is_internal) plate.width = std::max(plate.width, input_.metrics->width(kTagWords, kTag));
        plate.width += 2 * kPadX_px;
        plate.height = static_cast<double>(plate.lines.size()) * kLine_px + 2 * kPadY_px + (one.is_internal ? kTagLine_px : 0);
    }

    [[nodiscard]] bool is_free(const Rect& rect) const {
        return bounds_.encloses(rect) && std::none_of(taken_.begin(), taken_.end(), [&](const Rect& other) { return other.overlaps(rect); });
    }

    void put(size_t i, const Rect& rect) {
        plates_[i].placed = true;
        plates_[i].rect = rect;
        taken_.push_back(grown(rect, kBetween_px));
    }

    void place(size_t i) {
        const ShownAnnotation& one = annotations_.list[i];
        const Plate& plate = plates_[i];
        const bool is_place = !one.node && !one.dates;
        if (one.offset_px || (is_place && one.kind != AnnotationKind::Arrow)) {
            place_near(i, ties_[i]->centre() + one.offset_px.value_or(Vec2{}));
            return;
        }
        std::vector<Rect> obstacles = obstacles_;
        obstacles.insert(obstacles.end(), taken_.begin(), taken_.end());
        std::vector<LabelPlace> found;
        for (const double reach : kReaches_px) {
            LabelRequest request;
            request.mark = one.dates ? *ties_[i] : grown(*ties_[i], 2);
            request.width = plate.width;
            request.height = plate.height;
            request.min_width = plate.width;
            request.gap = one.dates ? reach / 4 : reach;
            request.sides = one.dates ? std::span<const LabelSide>(kUnder) : std::span<const LabelSide>(kSides);
            place_labels({&request, 1}, obstacles, bounds_, 0, found);
            if (found.front().placed && is_free(found.front().rect)) {
                put(i, found.front().rect);
                return;
            }
        }
        if (place_where_least_is_covered(i)) return;
        place_near(i, {ties_[i]->centre().x, ties_[i]->bottom() + kReaches_px.front() + plate.height / 2});
    }

    // Of the places round the mark the one that covers the fewest marks and words of the view, and is near.
    bool place_where_least_is_covered(size_t i) {
        const Plate& plate = plates_[i];
        const Rect tie = *ties_[i];
        const Rect keep_free = grown(tie, kRing_px + 3);
        const bool is_under = annotations_.list[i].dates.has_value();
        std::optional<Rect> best;
        double least = INFINITY;
        for (double dy = is_under ? 0 : -kSearch_px; dy <= kSearch_px; dy += kSearchStep_px) {
            for (double dx = -kSearch_px; dx <= kSearch_px; dx += kSearchStep_px) {
                const Rect rect = centred({tie.centre().x + dx, tie.bottom() + dy + plate.height / 2}, plate.width, plate.height);
                if (rect.overlaps(is_under ? tie : keep_free) || !is_free(rect)) continue;
                const auto covered = std::count_if(obstacles_.begin(), obstacles_.end(), [&](const Rect& obstacle) { return obstacle.overlaps(rect); });
                const double cost = kCoverCost_px * static_cast<double>(covered) + length(rect.centre() - tie.centre());
                if (cost >= least) continue;
                best = rect;
                least = cost;
            }
        }
        if (best) put(i, *best);
        return best.has_value();
    }

    // There, or the nearest place of a grid round it where no other plate is; none where all of the view is full.
    void place_near(size_t i, Vec2 middle) {
        const Plate& plate = plates_[i];
        const Rect wanted = moved_into(centred(middle, plate.width, plate.height), bounds_);
        if (is_free(wanted)) {
            put(i, wanted);
            return;
        }
        constexpr double kStep_px = 12;
        std::optional<Rect> best;
        double best_distance = INFINITY;
        for (double y = bounds_.y; y + plate.height <= bounds_.bottom(); y += kStep_px) {
            for (double x = bounds_.x; x + plate.width <= bounds_.right(); x += kStep_px) {
                const double distance = std::hypot(x - wanted.x, y - wanted.y);
                if (distance >= best_distance || !is_free({x, y, plate.width, plate.height})) continue;
                best = Rect{x, y, plate.width, plate.height};
                best_distance = distance;
            }
        }
        if (best) put(i, *best);
    }

    [[nodiscard]] Colour ink(const ShownAnnotation& one) const { return one.is_selected ? theme_.selection : theme_.text; }

    void line(Vec2 from, Vec2 to, double width, Colour colour, Arrow arrow = Arrow::None) {
        LineMark mark;
        mark.from = from;
        mark.to = to;
        mark.stroke = {colour, static_cast<float>(width), LineStyle::Solid};
        mark.arrow = arrow;
        scene_.add(Layer::Overlay, mark);
    }

    // A dark line over dark marks and a light one over light marks are both seen when the ground goes round them.
    void line_with_halo(Vec2 from, Vec2 to, double width, Colour colour, Arrow arrow = Arrow::None) {
        line(from, to, width + 3, with_alpha(theme_.background, 0.7));
        line(from, to, width, colour, arrow);
    }

    void draw_tie(size_t i) {
        const ShownAnnotation& one = annotations_.list[i];
        const Rect tie = *ties_[i];
        const Plate& plate = plates_[i];
        if (one.kind == AnnotationKind::Highlight) {
            highlight(one, tie, pick_of(PickKind::Annotation, i));
        } else if (one.dates) {
            bracket(one, tie);
        }
        if (!plate.placed) return;
        const Rect target = one.kind == AnnotationKind::Highlight && one.node ? ring_box(tie) : one.kind == AnnotationKind::Highlight ? band_box(tie) : tie;
        const Vec2 from = border_towards(plate.rect, target.centre());
        const Vec2 to = one.node ? border_towards(grown(target, 2), plate.rect.centre())
                        : one.dates ? Vec2{std::clamp(plate.rect.centre().x, target.x, target.right()), std::clamp(plate.rect.centre().y, target.y, target.bottom())}
                                    : target.centre();
        if (plate.rect.contains(to) || length(to - from) < 4) return;
        if (one.kind == AnnotationKind::Arrow) {
            line_with_halo(from, to, 1.8, ink(one), Arrow::End);
        } else if (one.node || one.dates) {
            line_with_halo(from, to, 1.1, with_alpha(ink(one), 0.85));
        }
    }

    [[nodiscard]] static Rect ring_box(const Rect& mark) { return grown(mark, kRing_px); }
    [[nodiscard]] Rect band_box(const Rect& tie) const { return {tie.x, bounds_.y, tie.w, bounds_.h}; }

    void highlight(const ShownAnnotation& one, const Rect& tie, Pick pick) {
        RectMark mark;
        mark.pick = one.dates ? Pick{} : pick;
        mark.fill = with_alpha(theme_.text, one.dates ? 0.07 : 0.10);
        if (one.dates) {
            mark.rect = band_box(tie);
            mark.stroke = {with_alpha(ink(one), 0.25), 1, LineStyle::Solid};
            scene_.add(Layer::Bands, mark);
            return;
        }
        mark.rect = one.node ? ring_box(tie) : grown(tie, 3 * kRing_px);
        mark.radius = static_cast<float>(std::min(mark.rect.w, mark.rect.h) / 2);
        mark.pick = {};  // the mark inside stays the one that is clicked
        mark.stroke = {with_alpha(ink(one), 0.75), 2, LineStyle::Solid};
        scene_.add(Layer::Overlay, mark);
    }

    void bracket(const ShownAnnotation& one, const Rect& tie) {
        RectMark band;
        band.rect = band_box(tie);
        band.fill = with_alpha(theme_.text, 0.03);
        scene_.add(Layer::Bands, band);
        // An end that is out of sight is open.
        const bool has_left = tie.x > bounds_.x;
        const bool has_right = tie.right() < bounds_.right();
        line_with_halo({tie.x, tie.y}, {tie.right(), tie.y}, 2, ink(one));
        if (has_left) line_with_halo({tie.x, tie.y - 1}, {tie.x, tie.bottom()}, 2, ink(one));
        if (has_right) line_with_halo({tie.right(), tie.y - 1}, {tie.right(), tie.bottom()}, 2, ink(one));
    }

    void draw_plate(size_t i) {
        const ShownAnnotation& one = annotations_.list[i];
        const Plate& plate = plates_[i];
        const Pick pick = pick_of(PickKind::Annotation, i);
        RectMark ground;
        ground.rect = plate.rect;
        ground.radius = 4;
        ground.fill = theme_.raised;
        ground.stroke = {one.is_selected ? theme_.selection : theme_.outline, one.is_selected ? 2.0F : 1.0F,
                         one.is_internal ? LineStyle::Dashed : LineStyle::Solid};
        ground.pick = pick;
        scene_.add(Layer::Overlay, ground);
        double y = plate.rect.y + kPadY_px;
        const auto say = [&](std::string_view line, const TextStyle& style, Colour colour, double baseline) {
            TextMark mark;
            mark.pick = pick;
            mark.baseline = {plate.rect.x + kPadX_px, y + baseline};
            mark.style = style;
            mark.colour = colour;
            mark.width = static_cast<float>(input_.metrics->width(line, style));
            scene_.add_text(Layer::Overlay, mark, line);
        };
        if (one.is_internal) {
            say(kTagWords, kTag, theme_.danger, 10);
            y += kTagLine_px;
        }
        for (const std::string& line : plate.lines) {
            say(line, kWords, theme_.text, 13);
            y += kLine_px;
        }
    }

    const ViewInput& input_;
    const Theme& theme_;
    const ShownAnnotations& annotations_;
    Scene& scene_;
    std::vector<AnnotationPlace>& places_;
    Rect bounds_;
    const TimelineCache* timeline_ = nullptr;
    std::vector<std::optional<Rect>> marks_, ties_;
    std::vector<Rect> obstacles_, taken_;
    std::vector<Plate> plates_;
};

}  // namespace

void draw_annotations(const ViewInput& input, const ViewDef& view, const ViewCache& cache, const ShownAnnotations& annotations,
                      Scene& scene, std::vector<AnnotationPlace>& places) {
    Drawing(input, view, cache, annotations, scene, places).draw();
}

bool interact_annotations(const ShownAnnotations& annotations, const std::vector<AnnotationPlace>& places, const Gesture& gesture,
                          std::vector<Effect>& effects) {
    const auto one_at = [&](Pick pick) -> const ShownAnnotation* {
        return kind_of(pick) == PickKind::Annotation && pick.index < annotations.list.size() ? &annotations.list[pick.index] : nullptr;
    };
    switch (gesture.kind) {
        case GestureKind::Click: {
            const ShownAnnotation* one = one_at(gesture.pick);
            if (one != nullptr) effects.push_back(SelectAnnotation{one->id});
            return one != nullptr;
        }
        case GestureKind::DoubleClick: {
            const ShownAnnotation* one = one_at(gesture.pick);
            if (one != nullptr) effects.push_back(EditAnnotation{one->id});
            return one != nullptr;
        }
        case GestureKind::DragBegin:
        case GestureKind::DragEnd: return one_at(gesture.began_pick) != nullptr;
        case GestureKind::Drag: {
            const ShownAnnotation* one = one_at(gesture.began_pick);
            if (one == nullptr) return false;
            const auto place = std::find_if(places.begin(), places.end(), [&](const AnnotationPlace& p) { return p.index == gesture.began_pick.index; });
            if (place != places.end()) {
                const Vec2 now = one->offset_px.value_or(place->plate.centre() - place->tied_to.centre());
                effects.push_back(MoveAnnotation{one->id, now + gesture.delta});
            }
            return true;
        }
        case GestureKind::Hover:
            if (one_at(gesture.pick) == nullptr) return false;
            effects.push_back(SetHover{gesture.pick});
            return true;
        case GestureKind::Leave:
        case GestureKind::Wheel:
        case GestureKind::PanZoom: return false;
    }
    return false;
}

}  // namespace choke
