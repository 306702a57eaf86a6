#include "views/timeline_drawing.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace choke {
namespace {

constexpr TextStyle kMajorTick{.size = kTypeBody, .weight = FontWeight::Bold, .tabular = false};
constexpr TextStyle kMinorTick{.size = kTypeSmall, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kFoldWords{.size = 11, .weight = FontWeight::SemiBold, .tabular = false};
constexpr double kGripReach_px = 5;    // from an edge of the frame in the minimap to where it is no longer taken hold of
constexpr double kFoldTooth_px = 3;  // to each side of the border of a fold
constexpr double kFoldStep_px = 7;
constexpr TextStyle kBlockTitle{.size = kTypeBody, .weight = FontWeight::SemiBold, .tabular = false};
constexpr TextStyle kLaneCount{.size = 11, .weight = FontWeight::Regular, .tabular = true};

}  // namespace

TimelineDrawing::TimelineDrawing(const ViewInput& input, TimelineCache& cache, Scene& scene)
    : input_(input), data_(input.data()), theme_(*input.theme), cache_(cache), scene_(scene), facts_(cache.event_facts()),
      lanes_(cache.lanes.value()), boxes_(cache.boxes.value()), placement_(cache.placement.value()), frame_(cache.frame) {
    shift_ = frame_.lanes.x + cache.scale.x_from_moment(placement_.anchor_s, placement_.anchor_fraction_s);
    if (cache.upper != nullptr) block_ = kLowerBlock;
    chained_ = cache.chain_key.depth > 0;
}

void TimelineDrawing::draw() {
    axis();
    markers();
    states();
    lanes();
    minimap();
    if (frame_.minimap.empty() || cache_.title.empty()) undated();
}

void TimelineDrawing::draw_lower() {
    grid();
    markers();
    lanes();
}

void TimelineDrawing::lanes() {
    const Rect& all = frame_.lanes;
    const double sticky = cache_.sticky_height;
    cache_.card_grounds.clear();
    folds();
    for (const bool is_sticky : {false, true}) {
        // What scrolls stays below what is pinned.
        const double top = is_sticky ? all.y : all.y + sticky;
        const double height = is_sticky ? sticky : all.h - sticky;
        if (height <= 0) continue;
        lines_top_ = top;
        scene_.push_clip({frame_.headers.x, top, frame_.headers.w + all.w, height});
        bands(is_sticky);
        headers(is_sticky);
        scene_.pop_clip();
        scene_.push_clip({all.x, top, all.w, height});
        lanes_of(is_sticky);
        scene_.pop_clip();
    }
    lines_top_ = all.y;
    scene_.push_clip(all);
    bridges();
    selection();
    // Numbers stand clear of the arrows, which come first.
    for (size_t i = 0; i < lanes_.lanes.size(); ++i)
        if (lane_in_sight(i) && is_drawn(i) && !is_under_pinned(i, tick_top(i))) counts_of_strip(i);
    scene_.pop_clip();
    if (sticky > 0) {
        const double y = all.y + sticky;
        line(Layer::Grid, {frame_.headers.x, y}, {all.right(), y}, theme_.outline, 1);
    }
    dragged_lane();
    scroll_thumb();
    title();
    if (lanes_.event_count + lanes_.ghost_count == 0) nothing_to_show();
}

void TimelineDrawing::lanes_of(bool sticky) {
    for (size_t i = 0; i < lanes_.lanes.size(); ++i) {
        if (is_sticky(i) != sticky || !lane_in_sight(i) || !is_drawn(i)) continue;
        events_of_lane(i);
        spans_of_lane(i);
        ticks_of_lane(i);
    }
}

bool TimelineDrawing::lane_in_sight(size_t i) const {
    const double top = lane_top(i);
    const double from = frame_.lanes.y + (is_sticky(i) ? 0 : cache_.sticky_height);
    return boxes_[i].height > 0 && top < frame_.lanes.bottom() && top + boxes_[i].height > from;
}

double TimelineDrawing::row_centre(size_t lane, int row) const {
    return lane_top(lane) + boxes_[lane].padding + (row + 0.5) * kRowHeight_px;
}

double TimelineDrawing::tick_top(size_t lane) const {
    return boxes_[lane].folded ? lane_top(lane) + 7 : lane_top(lane) + boxes_[lane].height - boxes_[lane].tick_row;
}

void TimelineDrawing::text(Layer layer, Vec2 baseline, std::string_view words, const TextStyle& style, Colour colour,
                           TextAnchor anchor, Colour halo, Pick pick) {
    TextMark mark;
    mark.baseline = baseline;
    mark.style = style;
    mark.anchor = anchor;
    mark.colour = colour;
    mark.halo = halo;
    mark.width = static_cast<float>(input_.metrics->width(words, style));
    mark.pick = pick;
    scene_.add_text(layer, mark, words);
}

// Lines of text that the upper or lower border would cut in half are left out.
bool TimelineDrawing::line_in_sight(double baseline_y, const TextStyle& style) const {
    return baseline_y - 0.8 * style.size >= lines_top_ && baseline_y + 0.2 * style.size <= frame_.lanes.bottom();
}

void TimelineDrawing::line(Layer layer, Vec2 from, Vec2 to, Colour colour, float width, Pick pick, Arrow arrow) {
    LineMark mark;
    mark.from = from;
    mark.to = to;
    mark.stroke = {colour, width, LineStyle::Solid};
    mark.arrow = arrow;
    mark.pick = pick;
    scene_.add(layer, mark);
}

void TimelineDrawing::bands(bool sticky) {
    const Rect all{frame_.headers.x, frame_.headers.y, frame_.headers.w + frame_.lanes.w, frame_.headers.h};
    bool dark = true;
    for (size_t i = 0; i < lanes_.lanes.size(); ++i) {
        if (boxes_[i].height <= 0) continue;
        const bool has_band = dark || lanes_.lanes[i].is_group;
        dark = !dark;
        if (is_sticky(i) != sticky || !lane_in_sight(i)) continue;
        if (has_band) {
            RectMark band;
            band.rect = {all.x, lane_top(i), all.w, boxes_[i].height};
            band.fill = theme_.band;
            scene_.add(Layer::Background, band);
        }
        if (lanes_.lanes[i].side) {
            RectMark stripe;
            stripe.rect = {all.x, lane_top(i) + 1, 4, boxes_[i].height - 2};
            stripe.fill = theme_.side[static_cast<size_t>(*lanes_.lanes[i].side)];
            scene_.add(Layer::Bands, stripe);
        }
    }
}

void TimelineDrawing::axis() {
    const AxisTicks& ticks = cache_.ticks.value();
    RectMark hit;
    hit.rect = frame_.axis;
    hit.fill = theme_.background;
    hit.pick = pick_of(PickKind::Axis);
    scene_.add(Layer::Background, hit);
    grid();
    scene_.push_clip({frame_.axis.x, frame_.axis.y, frame_.axis.w, frame_.lanes.bottom() - frame_.axis.y});
    // Where the words of what begins at x have to end: at the next fold.
    const auto words_end = [&](double x) {
        for (const Fold& fold : cache_.scale.folds()) {
            const double begin = frame_.axis.x + cache_.scale.x_from_time(fold.begin_s);
            if (cache_.scale.is_narrow(fold) && begin > x) return std::min(begin, frame_.axis.right());
        }
        return frame_.axis.right();
    };
    double major_free_x = -1e9;
    for (size_t i = 0; i < ticks.major.size(); ++i) {
        const double x = frame_.axis.x + cache_.scale.x_from_time(ticks.major[i].at);
        if (x > frame_.axis.right()) break;
        const double next = i + 1 < ticks.major.size()
                                ? frame_.axis.x + cache_.scale.x_from_time(ticks.major[i + 1].at)
                                : 1e12;
        // The context that began before the left border stays in sight, until the next one pushes it out.
        const double width = input_.metrics->width(ticks.major[i].label, kMajorTick);
        const double at = std::max(x, frame_.axis.x) + 5;
        // What ended before a fold over the left border is out of sight.
        const bool over = std::any_of(cache_.scale.folds().begin(), cache_.scale.folds().end(), [&](const Fold& fold) {
            return cache_.scale.is_narrow(fold) && ticks.major[i].at < fold.begin_s &&
                   frame_.axis.x + cache_.scale.x_from_time(fold.begin_s) <= at;
        });
        if (!over && at + width + 8 <= std::min(next, words_end(at) + 8) && at > major_free_x) {
            text(Layer::Labels, {at, frame_.axis.y + 17}, ticks.major[i].label, kMajorTick, theme_.text);
            major_free_x = at + width + 8;
        }
    }
    double minor_free_x = frame_.axis.x;
    for (const Tick& tick : ticks.minor) {
        const double x = frame_.axis.x + cache_.scale.x_from_time(tick.at);
        if (x < frame_.axis.x || x > frame_.axis.right()) continue;
        const double width = input_.metrics->width(tick.label, kMinorTick);
        if (x + 5 >= minor_free_x && x + 5 + width <= words_end(x)) {
            text(Layer::Labels, {x + 5, frame_.axis.y + 34}, tick.label, kMinorTick, theme_.secondary);
            minor_free_x = x + 5 + width + 6;
        }
    }
    const double base = frame_.axis.bottom() - 0.5;
    line(Layer::Grid, {frame_.axis.x, base}, {frame_.axis.right(), base}, theme_.grid_major);
    scene_.pop_clip();
}

// The lines of the ticks, through axis and lanes.
void TimelineDrawing::grid() {
    const AxisTicks& ticks = cache_.ticks.value();
    const bool has_axis = frame_.axis.h > 0;
    const double bottom = frame_.lanes.bottom();
    const double top = has_axis ? frame_.axis.y : frame_.lanes.y;
    scene_.push_clip({frame_.axis.x, top, frame_.axis.w, bottom - top});
    const auto upright = [&](Instant at, double y, Colour colour) {
        const double x = frame_.axis.x + cache_.scale.x_from_time(at);
        if (x >= frame_.axis.x && x <= frame_.axis.right())
            line(Layer::Grid, {std::round(x) + 0.5, y}, {std::round(x) + 0.5, bottom}, colour);
    };
    // A name that a fold has cut off from its beginning has no line.
    const auto is_cut = [&](Instant at) {
        return std::any_of(cache_.scale.folds().begin(), cache_.scale.folds().end(),
                           [&](const Fold& fold) { return cache_.scale.is_narrow(fold) && at == fold.end_s; });
    };
    for (const Tick& tick : ticks.major)
        if (!is_cut(tick.at)) upright(tick.at, has_axis ? top + 4 : top, theme_.grid_major);
    for (const Tick& tick : ticks.minor) upright(tick.at, has_axis ? top + 24 : top, theme_.grid);
    scene_.pop_clip();
}

// A fold is a strip with torn edges through axis and lanes that says what it hides. Bars run
// through it, and cards and words stand over its edges.
void TimelineDrawing::folds() {
    const Rect& axis = frame_.axis;
    if (!cache_.scale.has_narrow()) return;
    scene_.push_clip({axis.x, axis.y, axis.w, frame_.lanes.bottom() - axis.y});
    for (const Fold& fold : cache_.scale.folds()) {
        if (!cache_.scale.is_narrow(fold)) continue;
        const double left = axis.x + cache_.scale.x_from_time(fold.begin_s);
        if (left > axis.right() || left + kFold_px < axis.x) continue;
        const double top = axis.h > 0 ? axis.y : frame_.lanes.y;
        RectMark strip;
        strip.rect = {left, top, kFold_px, frame_.lanes.bottom() - top};
        strip.fill = with_alpha(theme_.text, 0.07);
        scene_.add(Layer::Grid, strip);
        fold_edge(left, top, frame_.lanes.bottom());
        fold_edge(left + kFold_px, top, frame_.lanes.bottom());
        if (axis.h <= 0) continue;
        const std::string words = stretch_words(fold.begin_s, fold.end_s);
        const double centre = left + kFold_px / 2;
        const double room = kFold_px - 2 * kFoldTooth_px - 1;
        if (left < axis.x || left + kFold_px > axis.right()) continue;
        if (input_.metrics->width(words, kFoldWords) <= room) {
            text(Layer::Labels, {centre, axis.y + 17}, words, kFoldWords, theme_.text, TextAnchor::Middle);
            text(Layer::Labels, {centre, axis.y + 31}, "skipped", kFoldWords, theme_.secondary, TextAnchor::Middle);
        } else if (const size_t space = words.find(' '); space != std::string::npos) {
            // A long number over its unit.
            if (std::max(input_.metrics->width(words.substr(0, space), kFoldWords), input_.metrics->width(words.substr(space + 1), kFoldWords)) > room)
                continue;
            text(Layer::Labels, {centre, axis.y + 17}, words.substr(0, space), kFoldWords, theme_.text, TextAnchor::Middle);
            text(Layer::Labels, {centre, axis.y + 31}, words.substr(space + 1), kFoldWords, theme_.text, TextAnchor::Middle);
        }
    }
    scene_.pop_clip();
}

// A zig-zag from top to bottom; its teeth stand at the same heights whatever is above.
void TimelineDrawing::fold_edge(double x, double top, double bottom) {
    Vec2 from{x - kFoldTooth_px, top};
    bool right = true;
    while (from.y < bottom) {
        const Vec2 to{x + (right ? kFoldTooth_px : -kFoldTooth_px), from.y + kFoldStep_px};
        line(Layer::Grid, from, to, theme_.outline, 1.2F);
        from = to;
        right = !right;
    }
}

// What a block shows, where there are two.
void TimelineDrawing::title() {
    const Rect& strip = cache_.title;
    if (strip.empty()) return;
    RectMark ground;
    ground.rect = strip;
    ground.fill = mix(theme_.background, theme_.text, 0.09);
    scene_.add(Layer::Background, ground);
    line(Layer::Grid, {strip.x, strip.y + 0.5}, {strip.right(), strip.y + 0.5}, theme_.outline, 1.2F);
    line(Layer::Grid, {strip.x, strip.bottom() - 0.5}, {strip.right(), strip.bottom() - 0.5}, theme_.grid_major);
    const double left = strip.x + kHeaderMargin_px;
    const double count = input_.metrics->width(cache_.title_count, kLaneCount);
    const double baseline = strip.y + 17;
    const std::string words = ellipsised(cache_.title_words, kBlockTitle, strip.w - 3 * kHeaderMargin_px - count, *input_.metrics);
    text(Layer::Labels, {left, baseline}, words, kBlockTitle, theme_.text);
    const double at = left + input_.metrics->width(words, kBlockTitle) + kHeaderMargin_px;
    if (at + count <= strip.right()) text(Layer::Labels, {at, baseline}, cache_.title_count, kLaneCount, theme_.secondary);
}

void TimelineDrawing::headers(bool sticky) {
    scene_.push_clip(frame_.headers);
    for (size_t i = 0; i < lanes_.lanes.size(); ++i)
        if (is_sticky(i) == sticky && lane_in_sight(i)) header(i);
    if (!sticky) empty_line();
    scene_.pop_clip();
}

void TimelineDrawing::empty_line() {
    const std::string& words = cache_.headers.value().empty;
    if (words.empty() || boxes_.empty()) return;
    const Pick pick = pick_of(PickKind::EmptyLanes, block_);
    const double top = frame_.lanes.y + boxes_.back().y + boxes_.back().height - cache_.scroll_y;
    const double y = top + 14;
    if (y + 3 >= frame_.headers.bottom() || y <= lines_top_ + 10) return;
    RectMark hit;
    hit.rect = {frame_.headers.x, top, frame_.headers.w, kEmptyLine_px};
    hit.pick = pick;
    scene_.add(Layer::Bands, hit);
    const bool hovered = input_.hover && *input_.hover == pick;
    text(Layer::Labels, {frame_.headers.x + kHeaderMargin_px, y}, words, kLaneCount, hovered ? theme_.text : theme_.secondary,
         TextAnchor::Start, {0, 0, 0, 0}, pick);
}

// A lane that is under way: its header stands out, and a line shows where it would go.
void TimelineDrawing::dragged_lane() {
    if (input_.lane_drag == nullptr) return;
    for (size_t i = 0; i < lanes_.lanes.size(); ++i) {
        if (lanes_.lanes[i].key != input_.lane_drag->key || !lane_in_sight(i)) continue;
        RectMark mark;
        mark.rect = intersection({frame_.headers.x, lane_top(i), frame_.headers.w, boxes_[i].height}, frame_.headers);
        mark.fill = with_alpha(theme_.selection, 0.16);
        scene_.add(Layer::Overlay, mark);
    }
    const double y = std::clamp(input_.lane_drag->line_y, frame_.lanes.y + 1, frame_.lanes.bottom() - 1);
    line(Layer::Overlay, {frame_.headers.x, y}, {frame_.lanes.right(), y}, theme_.selection, 2);
}

// How much of the lanes is in sight, where not all are.
void TimelineDrawing::scroll_thumb() {
    constexpr double kWidth_px = 5;
    constexpr double kLeast_px = 24;
    if (!input_.interactive || cache_.content_height <= frame_.lanes.h + 0.5) return;
    const Rect& all = frame_.lanes;
    RectMark mark;
    mark.rect = {all.right() - kWidth_px - 1, all.y, kWidth_px, all.h};
    mark.radius = kWidth_px / 2;
    mark.fill = with_alpha(theme_.text, 0.06);
    mark.pick = pick_of(PickKind::ScrollBar, block_);
    scene_.add(Layer::Overlay, mark);
    const double height = std::max(kLeast_px, all.h * all.h / cache_.content_height);
    const double most = cache_.content_height - all.h;
    mark.rect.y = all.y + (all.h - height) * cache_.scroll_y / most;
    mark.rect.h = height;
    mark.fill = with_alpha(theme_.text, input_.hover && *input_.hover == mark.pick ? 0.5 : 0.32);
    scene_.add(Layer::Overlay, mark);
}

// A pin in the header: of a lane that is pinned always, of another one while the pointer is there.
void TimelineDrawing::pin_mark(size_t i) {
    const Pick pick = pick_of(PickKind::LanePin, i | block_);
    const bool on_it = input_.hover && *input_.hover == pick;
    const bool over = on_it || (input_.hover && *input_.hover == pick_of(PickKind::Lane, i | block_));
    const TimelineLane& lane = lanes_.lanes[i];
    const bool by_itself = std::find(cache_.pinned_lanes.begin(), cache_.pinned_lanes.end(), lane.key) != cache_.pinned_lanes.end();
    if (!input_.interactive || !(by_itself || over) || (lane.pinned && !by_itself)) return;
    const Vec2 at{frame_.headers.right() - kPinRoom_px / 2, lane_top(i) + (boxes_[i].height > 33 ? 12 : boxes_[i].height / 2)};
    RectMark hit;
    hit.rect = {at.x - kPinRoom_px / 2, at.y - kPinRoom_px / 2, kPinRoom_px, kPinRoom_px};
    hit.radius = 3;
    hit.fill = over ? with_alpha(theme_.raised, on_it ? 1 : 0.85) : Colour{0, 0, 0, 0};
    hit.pick = pick;
    scene_.add(Layer::Overlay, hit);
    const Colour colour = on_it ? theme_.text : by_itself ? theme_.selection : theme_.secondary;
    // A head, a collar and a needle.
    RectMark head;
    head.rect = {at.x - 2.5, at.y - 6, 5, 5};
    head.radius = 1;
    if (by_itself) head.fill = colour;
    head.stroke = {colour, 1.2F, LineStyle::Solid};
    head.pick = pick;
    scene_.add(Layer::Overlay, head);
    line(Layer::Overlay, {at.x - 4.5, at.y - 0.5}, {at.x + 4.5, at.y - 0.5}, colour, 1.3F, pick);
    line(Layer::Overlay, {at.x, at.y}, {at.x, at.y + 5.5}, colour, 1.2F, pick);
}

void TimelineDrawing::header(size_t i) {
    const TimelineLane& lane = lanes_.lanes[i];
    const LaneBox& box = boxes_[i];
    const LaneHeader& words = cache_.headers.value().lanes[i];
    const Pick pick = pick_of(PickKind::Lane, i | block_);
    RectMark hit;
    hit.rect = {frame_.headers.x, lane_top(i), frame_.headers.w, box.height};
    hit.pick = pick;
    scene_.add(Layer::Bands, hit);
    pin_mark(i);
    const auto say = [&](Vec2 at, std::string_view line, const TextStyle& style, Colour colour) {
        if (line_in_sight(at.y, style)) text(Layer::Labels, at, line, style, colour, TextAnchor::Start, {0, 0, 0, 0}, pick);
    };
    const double left = frame_.headers.x + kHeaderMargin_px + (lane.group != kNoCategory || lane.is_group ? kNested_px : 0);
    if (lane.is_group) chevron({frame_.headers.x + kHeaderMargin_px + 2, lane_top(i) + (box.folded ? 12 : 10)}, !box.folded);
    if (box.rows == 0) {
        for (const std::string& line : words.lines)
            say({left, lane_top(i) + (box.folded || lane.empty ? 16 : 14)}, line, kLaneNameStyle, lane.is_group ? theme_.text : theme_.secondary);
        if (!lane.is_group || words.lines.empty()) return;
        const double at = left + input_.metrics->width(words.lines.front(), kLaneNameStyle) + 8;
        if (at + input_.metrics->width(words.count, kLaneCount) <= frame_.headers.right() - 3)
            say({at, lane_top(i) + (box.folded || lane.empty ? 16 : 14)}, words.count, kLaneCount, theme_.secondary);
        return;
    }
    double y = lane_top(i) + (box.height > 33 ? 16 : 18);
    for (const std::string& line : words.lines) {
        say({left, y}, line, kLaneNameStyle, theme_.text);
        y += 15;
    }
    const double bottom = lane_top(i) + box.height;
    if (y + 1 >= bottom) return;
    // Digits are put together without asking for memory: this changes with every step of a drag.
    const size_t known = lane.events.size() - lane.ghost_count;
    const size_t in_sight = lanes_.index.count(i, cache_.scale.time_from_x(0), cache_.scale.time_from_x(frame_.lanes.w));
    std::array<char, 48> buffer{};
    if (input_.interactive && lane.ghost_count == 0 && in_sight < known) {
        const auto end = fmt::format_to_n(buffer.data(), buffer.size(), "{} of {} in sight", in_sight, known);
        const std::string_view line(buffer.data(), std::min(end.size, buffer.size()));
        if (input_.metrics->width(line, kLaneCount) <= frame_.headers.right() - 3 - left) {
            say({left, y}, line, kLaneCount, theme_.secondary);
            return;
        }
    }
    if (input_.metrics->width(words.count, kLaneCount) > frame_.headers.right() - left) return;
    say({left, y}, words.count, kLaneCount, theme_.secondary);
    if (!words.ghosts.empty() && y + 15 < bottom) say({left, y + 14}, words.ghosts, kLaneCount, theme_.faint);
}

void TimelineDrawing::chevron(Vec2 at, bool open) {
    constexpr double kArm_px = 3.2;
    const Vec2 tip = open ? Vec2{at.x, at.y + kArm_px / 2} : Vec2{at.x + kArm_px / 2, at.y};
    const Vec2 one = open ? Vec2{tip.x - kArm_px, tip.y - kArm_px} : Vec2{tip.x - kArm_px, tip.y - kArm_px};
    const Vec2 two = open ? Vec2{tip.x + kArm_px, tip.y - kArm_px} : Vec2{tip.x - kArm_px, tip.y + kArm_px};
    line(Layer::Labels, one, tip, theme_.secondary, 1.5F);
    line(Layer::Labels, tip, two, theme_.secondary, 1.5F);
}

void TimelineDrawing::minimap() {
    const bool has_events = lanes_.index.entry_count() > 0 || (cache_.has_lower && cache_.lower->lanes.value().index.entry_count() > 0);
    if (frame_.minimap.empty() || !has_events) return;
    const Rect& map = frame_.minimap;
    const auto part = [](MinimapPart which) { return pick_of(PickKind::Minimap, static_cast<size_t>(which)); };
    const Pick pick = part(MinimapPart::Ground);
    RectMark ground;
    ground.rect = map;
    ground.radius = 3;
    ground.fill = theme_.band;
    ground.stroke = {theme_.grid_major, 1, LineStyle::Solid};
    ground.pick = pick;
    scene_.add(Layer::Background, ground);
    const AxisScale whole = whole_scale(cache_, map.w);
    scene_.push_clip(map);
    density(map, pick);
    for (const Fold& fold : whole.folds()) {
        if (!whole.is_narrow(fold)) continue;
        RectMark gap;
        gap.rect = {map.x + whole.x_from_time(fold.begin_s), map.y, kFold_px, map.h};
        gap.fill = with_alpha(theme_.text, 0.07);
        gap.pick = pick;
        scene_.add(Layer::Background, gap);
        fold_edge(gap.rect.x, map.y, map.bottom());
        fold_edge(gap.rect.right(), map.y, map.bottom());
    }
    const double x0 = map.x + whole.x_from_time(cache_.scale.time_from_x(0));
    const double x1 = map.x + whole.x_from_time(cache_.scale.time_from_x(frame_.lanes.w));
    RectMark window;
    window.rect = intersection({x0, map.y + 0.5, std::max(6.0, x1 - x0), map.h - 1}, map);
    if (window.rect.empty()) {
        scene_.pop_clip();
        return;
    }
    window.radius = 3;
    window.fill = with_alpha(theme_.selection, 0.07);
    window.stroke = {theme_.selection, 1.5F, LineStyle::Solid};
    window.pick = part(MinimapPart::Window);
    scene_.add(Layer::Overlay, window);
    scene_.pop_clip();
    // An edge is taken hold of by a grip, and some way to both sides of it; a narrow frame still has a middle.
    const double inside = std::clamp((window.rect.w - 6) / 2, 0.0, kGripReach_px);
    for (const MinimapPart which : {MinimapPart::LeftEdge, MinimapPart::RightEdge}) {
        const bool left = which == MinimapPart::LeftEdge;
        const double x = std::clamp(left ? window.rect.x : window.rect.right(), map.x + 2, map.right() - 2);
        RectMark hit;
        hit.rect = {left ? x - kGripReach_px : x - inside, map.y, kGripReach_px + inside, map.h};
        hit.pick = part(which);
        scene_.add(Layer::Overlay, hit);
        RectMark grip;
        grip.rect = {x - 2, map.centre().y - 7, 4, 14};
        grip.radius = 2;
        grip.fill = theme_.selection;
        grip.pick = part(which);
        scene_.add(Layer::Overlay, grip);
    }
}

// A bar every few pixels, one colour a side, as high as there are events; square root, so that one event still shows.
void TimelineDrawing::density(const Rect& map, Pick pick) {
    const Density& count = cache_.density.value();
    uint32_t most = 1;
    for (const auto& bar : count) most = std::max(most, bar[0] + bar[1] + bar[2]);
    const double unit = (map.h - 6) / std::sqrt(static_cast<double>(most));
    for (size_t i = 0; i < count.size(); ++i) {
        const uint32_t sum = count[i][0] + count[i][1] + count[i][2];
        if (sum == 0) continue;
        const double height = unit * std::sqrt(static_cast<double>(sum));
        double y = map.bottom() - 3;
        for (const size_t side : {size_t{1}, size_t{2}, size_t{0}}) {
            if (count[i][side] == 0) continue;
            const double part = height * count[i][side] / sum;
            RectMark mark;
            mark.rect = {map.x + static_cast<double>(i) * kDensityBar_px + 1, y - part, kDensityBar_px - 1.5, part};
            mark.fill = with_alpha(theme_.side[side], 0.8);
            mark.pick = pick;
            scene_.add(Layer::Bands, mark);
            y -= part;
        }
    }
}

// Events that no axis can hold are told all the same.
void TimelineDrawing::undated() {
    const std::string& words = cache_.headers.value().undated;
    if (words.empty()) return;
    const bool beside_minimap = !frame_.minimap.empty();
    const Vec2 at{frame_.headers.x + 11, beside_minimap ? frame_.minimap.centre().y + 4 : frame_.axis.y + 34};
    if (input_.metrics->width(words, kLaneCount) < frame_.headers.w - 14)
        text(Layer::Labels, at, words, kLaneCount, theme_.secondary);
}

void TimelineDrawing::nothing_to_show() {
    const TextStyle style{.size = kTypeLarge, .weight = FontWeight::Regular, .tabular = false};
    text(Layer::Labels, frame_.lanes.centre(), "No event matches.", style, theme_.secondary, TextAnchor::Middle);
}

void draw_timeline(const ViewInput& input, TimelineCache& cache, Scene& scene) {
    scene.push_clip(input.area);
    TimelineDrawing(input, cache, scene).draw();
    if (cache.has_lower) {
        const ViewInput other = lower_input(input);
        TimelineDrawing(other, *cache.lower, scene).draw_lower();
    }
    scene.pop_clip();
}

}  // namespace choke
