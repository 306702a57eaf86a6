// What the layouts of the map stand on: the headings of the sides, rings of steps, years, outlines of groups.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "base/text.h"
#include "time/civil.h"
#include "views/graph_pen.h"
#include "views/map_internal.h"
#include "views/style.h"

namespace choke {
namespace {

constexpr TextStyle kSmall{.size = 11, .weight = FontWeight::Regular, .tabular = false};
constexpr double kHeadingHeight_px = 27;
constexpr double kTickRow_px = 16;
constexpr double kLeastTick_px = 46;

class Ground {
public:
    Ground(const ViewInput& input, const MapCache& cache, Scene& scene)
        : input_(input), theme_(*input.theme), cache_(cache), scene_(scene), pen_(input, scene), graph_(cache.graph.value()), places_(cache.places.value()) {}

    std::vector<Rect> draw() {
        obstacles_.push_back({input_.area.x, input_.area.y, input_.area.w, kHeadingHeight_px});
        if (cache_.kind == MapLayoutKind::Curtain) sides_apart();
        else sides_in_a_row();
        if (input_.compared_days != nullptr) compare_key();
        ticks();
        rings();
        for (const MapGroup& group : places_.groups)
            if (group.count > 1) outline(group);
        return std::move(obstacles_);
    }

private:
    double words(Vec2 at, std::string_view text, const TextStyle& style, Colour colour, TextAnchor anchor) {
        return pen_.words(Layer::Labels, at, text, style, colour, anchor);
    }

    // "58 largest of 131", and what a size or a layout needs to be said about it.
    [[nodiscard]] std::string note() const {
        std::string text = GraphPen::left_out_words(graph_);
        if (cache_.kind == MapLayoutKind::Rings && !graph_.nodes.empty()) {
            const size_t middle = middle_node();
            text += (text.empty() ? "" : " · ") + fmt::format("steps from {}", shown_name(input_.data(), graph_.nodes[middle].node));
        }
        if (const MapCrowd crowd = crowd_of_ties(cache_); crowd.thin && !shows_groups_as_counts(cache_))
            text += (text.empty() ? "" : " · ") + fmt::format("{} ties, drawn thin", grouped_number(static_cast<int64_t>(crowd.drawn)));
        if (!cache_.bundled && param(*input_.params, kMapParams[8]) == "bundled") text += (text.empty() ? "" : " · ") + std::string("too many for bundles");
        return text;
    }
    [[nodiscard]] size_t middle_node() const {
        size_t nearest = 0;
        for (size_t i = 0; i < graph_.nodes.size(); ++i)
            if (length(places_.at[i] - places_.rings.centre) < length(places_.at[nearest] - places_.rings.centre)) nearest = i;
        return nearest;
    }

    void sides_apart() {
        const Rect& a = input_.area;
        const double y = a.y + 20;
        double free_begin = a.x + 14 + words({a.x + 14, y}, side_label(Side::US), kGraphHeading, theme_.side_text[0], TextAnchor::Start) + 14;
        const double free_end = a.right() - 14 - words({a.right() - 14, y}, side_label(Side::China), kGraphHeading, theme_.side_text[1], TextAnchor::End) - 14;
        if (const std::string said = note(); !said.empty()) {
            // Beside the left heading, not in a corner where a node may stand.
            const double width = input_.metrics->width(said, kSmall);
            if (free_begin + width <= free_end) {
                words({free_begin, y}, said, kSmall, theme_.secondary, TextAnchor::Start);
                free_begin += width + 14;
            }
        }
        // On a narrow map the middle goes without its name: it is told by its place.
        constexpr std::string_view kMiddle = "contested middle";
        const double half = input_.metrics->width(kMiddle, kGraphHeading) / 2;
        if (a.centre().x - half >= free_begin && a.centre().x + half <= free_end)
            words({a.centre().x, y}, kMiddle, kGraphHeading, theme_.side_text[2], TextAnchor::Middle);
    }

    // Where sides do not stand apart their names are the key to the colours.
    void sides_in_a_row() {
        const Rect& a = input_.area;
        const double y = a.y + 20;
        const double x = pen_.side_key(graph_, a.x + 14);
        const std::string said = ellipsised(note(), kSmall, a.right() - 14 - x, *input_.metrics);
        if (!said.empty()) words({a.right() - 14, y}, said, kSmall, theme_.secondary, TextAnchor::End);
    }

    // "2 Dec 2024 to 13 Jan 2025  + 12 new  - 3 gone  44 as before": which days, and how each change looks.
    void compare_key() {
        const Rect& a = input_.area;
        const Rect row{a.x, a.bottom() - kCompareKey_px - 2, a.w, kCompareKey_px + 2};
        obstacles_.push_back(row);
        pen_.box(Layer::Labels, row, theme_.panel);
        const MapChanges& changes = cache_.changes.value();
        const auto lines = [&](Change change) { return changes.lines[static_cast<size_t>(change)]; };
        const double y = row.centre().y;
        double x = a.x + 14;
        const auto say = [&](const std::string& text, const TextStyle& style, Colour colour) {
            const std::string shown = ellipsised(text, style, a.right() - 10 - x, *input_.metrics);
            if (!shown.empty()) x += words({x, y + 4}, shown, style, colour, TextAnchor::Start);
        };
        const auto sample = [&](Change change, const Stroke& stroke) {
            if (x + 40 > a.right()) return;
            pen_.line(Layer::Labels, {x, y}, {x + 30, y}, stroke);
            if (change != Change::Stayed) draw_change_mark(scene_, theme_, Layer::Labels, {x + 15, y}, change, stroke.colour, {});
            x += 36;
        };
        constexpr TextStyle kStrong{.size = 12, .weight = FontWeight::SemiBold, .tabular = true};
        constexpr TextStyle kPlain{.size = 12, .weight = FontWeight::Regular, .tabular = true};
        say(fmt::format("{} to {}", input_.compared_days->since_words, input_.compared_days->until_words), kStrong, theme_.text);
        x += 16;
        sample(Change::New, {theme_.text, 2.6F, LineStyle::Solid});
        say(fmt::format("{} new", lines(Change::New)), kPlain, theme_.text);
        x += 14;
        sample(Change::Gone, {theme_.secondary, 1.4F, LineStyle::Dashed});
        say(fmt::format("{} gone", lines(Change::Gone)), kPlain, theme_.text);
        x += 14;
        sample(Change::Stayed, {theme_.faint, 1.0F, LineStyle::Solid});
        say(fmt::format("{} as before", lines(Change::Stayed)), kPlain, theme_.text);
        std::string rest = compare_by(*input_.params) == CompareBy::Dates ? "by what had happened" : "by what had become known";
        if (changes.new_nodes > 0) rest += fmt::format(" · {} new on the map", changes.new_nodes);
        if (changes.gone_nodes > 0) rest += fmt::format(" · {} gone from it", changes.gone_nodes);
        x += 16;
        say(rest, kPlain, theme_.secondary);
    }

    void ticks() {
        const Rect& a = input_.area;
        const double y = a.y + kHeadingHeight_px + 10;
        constexpr TextStyle style{.size = 11, .weight = FontWeight::Regular, .tabular = true};
        double free_from = a.x + 4;
        if (!places_.ticks.empty()) obstacles_.push_back({a.x, a.y + kHeadingHeight_px, a.w, kTickRow_px});
        for (const MapTick& tick : places_.ticks) {
            const double x = scene_from_world(cache_, {tick.x, 0}).x;
            const std::string year = fmt::format("{}", tick.year);
            const double width = std::max(kLeastTick_px - 8, input_.metrics->width(year, style));
            if (x < free_from || x + 4 + width > a.right()) continue;
            pen_.line(Layer::Grid, {x, a.y + kHeadingHeight_px}, {x, a.bottom()}, {theme_.grid, 1, LineStyle::Solid});
            words({x + 4, y}, year, style, theme_.secondary, TextAnchor::Start);
            free_from = x + width + 8;
        }
    }

    // Through points on the ring, each piece with the tangents at its ends (within a tenth of a pixel of the curve).
    void rings() {
        constexpr int kPieces = 32;
        constexpr double kStep = 2 * std::numbers::pi / kPieces;
        for (const Vec2& radii : places_.rings.radii) {
            const auto point = [&](int piece) {
                const double angle = piece * kStep;
                const double reach = ring_reach(angle);
                return scene_from_world(cache_, {places_.rings.centre.x + reach * std::cos(angle) * radii.x, places_.rings.centre.y + reach * std::sin(angle) * radii.y});
            };
            for (int piece = 0; piece < kPieces; ++piece) {
                CurveMark mark;
                mark.from = point(piece);
                mark.to = point(piece + 1);
                mark.control_1 = mark.from + (mark.to - point(piece - 1)) * (1.0 / 6);
                mark.control_2 = mark.to - (point(piece + 2) - mark.from) * (1.0 / 6);
                mark.stroke = {theme_.grid_major, 1, LineStyle::Solid};
                scene_.add(Layer::Grid, mark);
            }
        }
    }

    // Rounded: every side is a curve from the middle of one edge to the middle of the next.
    void outline(const MapGroup& group) {
        const size_t n = group.outline.size();
        if (n < 3) return;
        for (size_t i = 0; i < n; ++i) {
            const Vec2 a = scene_from_world(cache_, group.outline[i]);
            const Vec2 b = scene_from_world(cache_, group.outline[(i + 1) % n]);
            const Vec2 c = scene_from_world(cache_, group.outline[(i + 2) % n]);
            CurveMark mark;
            mark.from = (a + b) * 0.5;
            mark.to = (b + c) * 0.5;
            mark.control_1 = mark.from + (b - mark.from) * (2.0 / 3);
            mark.control_2 = mark.to + (b - mark.to) * (2.0 / 3);
            mark.stroke = {theme_.outline, 1.2F, LineStyle::Solid};
            scene_.add(Layer::Grid, mark);
        }
    }

    const ViewInput& input_;
    const Theme& theme_;
    const MapCache& cache_;
    Scene& scene_;
    GraphPen pen_;
    const MapGraph& graph_;
    const MapPlaces& places_;
    std::vector<Rect> obstacles_;
};

}  // namespace

std::vector<Rect> draw_map_ground(const ViewInput& input, const MapCache& cache, Scene& scene) { return Ground(input, cache, scene).draw(); }

void draw_change_mark(Scene& scene, const Theme& theme, Layer layer, Vec2 at, Change change, Colour colour, Pick pick) {
    if (change != Change::New && change != Change::Gone) return;
    constexpr double kArm_px = 3.2;
    SymbolMark disc;
    disc.centre = at;
    disc.size = 15;
    disc.shape = SymbolShape::Circle;
    disc.fill = theme.background;
    disc.stroke = {colour, 1.2F, LineStyle::Solid};
    disc.pick = pick;
    scene.add(layer, disc);
    LineMark arm;
    arm.stroke = {colour, 1.8F, LineStyle::Solid};
    arm.pick = pick;
    arm.from = {at.x - kArm_px, at.y};
    arm.to = {at.x + kArm_px, at.y};
    scene.add(layer, arm);
    if (change == Change::Gone) return;
    arm.from = {at.x, at.y - kArm_px};
    arm.to = {at.x, at.y + kArm_px};
    scene.add(layer, arm);
}

double map_symbol_scale(const MapCache& cache) { return std::clamp(std::sqrt(cache.camera.zoom) / cache.shrunk, 0.12, 2.0); }

std::vector<bool> open_groups(const ViewInput& input, const MapGraph& graph, const MapPlaces& places) {
    std::vector<bool> open(places.groups.size(), false);
    if (places.group_of.empty()) return open;
    std::vector<NodeRef> on_paths;
    for (const std::vector<NodeRef>& path : input.paths) on_paths.insert(on_paths.end(), path.begin(), path.end());
    std::sort(on_paths.begin(), on_paths.end());
    for (size_t i = 0; i < graph.nodes.size(); ++i) {
        const NodeRef node = graph.nodes[i].node;
        if (places.group_of[i] >= open.size()) continue;
        if (input.is_selected(node) || std::binary_search(on_paths.begin(), on_paths.end(), node)) open[places.group_of[i]] = true;
    }
    return open;
}

bool shows_groups_as_counts(const MapCache& cache) {
    return cache.kind == MapLayoutKind::Groups && cache.camera.zoom / cache.shrunk < 0.3;
}

}  // namespace choke
