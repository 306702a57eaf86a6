#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "layout/labels.h"
#include "scene/symbols.h"
#include "views/graph_pen.h"
#include "views/map_internal.h"
#include "views/style.h"

namespace choke {
namespace {

constexpr double kDimmed = 0.12;  // look.md: what is unrelated to the hovered node fades to this
constexpr double kGoneTie = 0.75;    // of two days that are compared: what has gone,
constexpr double kStayedTie = 0.22;  // what was there before, so that the new stands out,
constexpr double kStayedNode = 0.6;  // and its nodes
constexpr double kGhost = 0.55;   // what was not yet known on the day
constexpr double kFullEdges = 220;  // ties that are drawn in full strength; more of them fade, so that none hides another
constexpr double kFullGroupTies = 300;  // the same for lines between groups
constexpr double kEdgeLabelZoom = 2.2;  // from here on ties say what they are without being asked
constexpr TextStyle kEdgeLabel{.size = 11, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kCount{.size = 11, .weight = FontWeight::SemiBold, .tabular = true};
constexpr std::array kLabelSides{LabelSide::Below, LabelSide::Right, LabelSide::Left, LabelSide::Above};
constexpr std::array kGroupSides{LabelSide::Above, LabelSide::Below};
constexpr std::array kOnly{LabelSide::Centre};

// What gives and what withholds are told apart by a sign on the line; its direction is told by the arrow.
std::optional<SymbolShape> sign_of(std::string_view relation_kind) {
    for (const std::string_view kind : {"grants-access", "permits", "supplies", "invests-in"})
        if (kind == relation_kind) return SymbolShape::Plus;
    for (const std::string_view kind : {"denies-access", "restricts"})
        if (kind == relation_kind) return SymbolShape::Bar;
    return std::nullopt;
}

class MapDrawing {
public:
    MapDrawing(const ViewInput& input, const MapCache& cache, Scene& scene)
        : input_(input), data_(input.data()), theme_(*input.theme), cache_(cache), scene_(scene), pen_(input, scene),
          graph_(cache.graph.value()), places_(cache.places.value()), changes_(cache.changes.value()), focus_(find_map_focus(input, graph_)) {
        if (input.compared_days != nullptr) rule_.emplace(change_facts(input), compare_by(*input.params));
    }

    void draw() {
        obstacles_ = draw_map_ground(input_, cache_, scene_);
        counted_ = shows_groups_as_counts(cache_);
        for (size_t i = 0; i < graph_.nodes.size(); ++i) now_.push_back(map_now(cache_, graph_.nodes[i].node, places_.at[i], input_.settle));
        if (counted_) open_ = open_groups(input_, graph_, places_);
        crowd_ = crowd_of_ties(cache_);
        fade_ = std::clamp(std::sqrt(kFullEdges / std::max(1.0, static_cast<double>(crowd_.drawn))), 0.2, 1.0);
        if (counted_) group_ties();
        for (size_t i = 0; i < graph_.ties.size(); ++i) tie(i);
        for (size_t i = 0; i < graph_.nodes.size(); ++i) node(i);
        if (counted_) {
            group_counts();
            group_tie_counts();
        }
        labels();
        if (graph_.nodes.empty()) words(Layer::Labels, input_.area.centre(), pen_.nothing_words(),
                                        {.size = kTypeLarge, .weight = FontWeight::Regular, .tabular = false},
                                        theme_.secondary, TextAnchor::Middle);
    }

private:
    void words(Layer layer, Vec2 at, std::string_view text, const TextStyle& style, Colour colour, TextAnchor anchor,
               Pick pick = {}) {
        pen_.words(layer, at, text, style, colour, anchor, pick);
    }

    [[nodiscard]] Vec2 centre(size_t i) const { return scene_from_world(cache_, now_[i].at); }
    [[nodiscard]] double radius(size_t i) const { return std::max(1.2, graph_.nodes[i].radius * map_symbol_scale(cache_)); }

    // Stands for its group from afar.
    [[nodiscard]] bool is_counted(size_t i) const {
        if (!counted_ || focus_.node[i]) return false;
        const uint32_t group = places_.group_of[i];
        return group < places_.groups.size() && places_.groups[group].count >= kLeastCountedGroup && !open_[group];
    }

    // --- ties ---

    void tie(size_t t) {
        const MapTie& tie = graph_.ties[t];
        if (!focus_.tie[t] && (is_counted(tie.a) || is_counted(tie.b))) return;
        const Pick pick = pick_of(PickKind::Tie, t);
        const Change change = tie_change(t);
        if (change == Change::Elsewhere && !focus_.tie[t]) return;
        if (crowd_.thin && !focus_.tie[t] && (!rule_ || change == Change::Stayed)) {
            thin_tie(t, pick);
            return;
        }
        const double alpha = focus_.tie[t]                ? (tie.ghost ? 0.6 : 1.0)
                             : focus_.dims || tie.ghost        ? kDimmed
                             : !rule_                   ? 0.5 * fade_
                             : change == Change::New    ? 1.0
                             : change == Change::Gone   ? kGoneTie
                                                        : kStayedTie * fade_;
        const float stronger = focus_.on_path[t] ? 1.0F : 0.0F;
        if (tie.relations.empty()) {
            // One event in common says little; it is shown when one of the two is asked about.
            if (!graph_.is_drawn(tie) && !focus_.tie[t]) return;
            Stroke stroke{with_alpha(focus_.tie[t] ? theme_.text : theme_.faint, focus_.tie[t] ? 0.55 : alpha * 0.7),
                          static_cast<float>(0.6 + 0.35 * std::log2(1.0 + static_cast<double>(tie.shared_events.size()))) + stronger,
                          rests_on_allegations(input_, tie) ? LineStyle::Dashed : LineStyle::Solid};
            if (focus_.on_path[t]) stroke.colour = theme_.selection;
            change_stroke(change, stroke);
            const auto curve = curve_of(t, tie.a, tie.b, 0, stroke, Arrow::None, pick);
            if (curve) change_mark(t, change, *curve, 0.5, stroke.colour, pick);
            if (curve && focus_.tie[t]) note_edge_label(tie, *curve, shared_words(tie));
            return;
        }
        const bool bundled = tie.relations.size() > kMaxMapFan;
        const size_t drawn = bundled ? 1 : tie.relations.size();
        for (size_t k = 0; k < drawn; ++k) {
            const size_t r = index(tie.relations[k]);
            const bool forward = data_.relations.from[r] == graph_.nodes[tie.a].node;
            const uint32_t from = forward ? tie.a : tie.b;
            const uint32_t to = forward ? tie.b : tie.a;
            const Status status = bundled ? firmest(tie) : status_of(tie.relations[k], tie.ghost);
            const Colour hue = theme_.side_text[static_cast<size_t>(graph_.nodes[from].side)];
            const bool ends_differ = bundled && !all_lead_alike(tie);
            const Change changed = bundled || !rule_ ? change : rule_->of(tie.relations[k]);
            if (changed == Change::Elsewhere && !focus_.tie[t]) continue;
            const double strength = changed == change || focus_.tie[t] || focus_.dims ? alpha : changed == Change::Stayed ? kStayedTie * fade_ : changed == Change::Gone ? kGoneTie : 1.0;
            Stroke stroke{focus_.tie[t] && !tie.ghost ? theme_.selection : with_alpha(hue, strength),
                          static_cast<float>(focus_.tie[t] ? 1.9 : bundled ? 2.0 : 1.3) + stronger, relation_line(status)};
            change_stroke(changed, stroke);
            // The offset is signed from a to b, whichever way the arrow points, so that a fan stays a fan.
            const double offset = (static_cast<double>(k) - (static_cast<double>(drawn) - 1) / 2) * 22;
            const auto curve = curve_of(t, from, to, forward ? offset : -offset, stroke, ends_differ ? Arrow::None : Arrow::End, pick);
            if (!curve) continue;
            const std::string_view kind = data_.relation_kinds.word(data_.relations.kind[r]);
            if (bundled) count_mark(*curve, tie.relations.size(), stroke.colour, pick);
            // A plus says "new" while two days are compared, and so cannot say "gives".
            else if (const auto shape = rule_ ? std::nullopt : sign_of(kind); shape && (focus_.tie[t] || !focus_.dims)) sign(*curve, *shape, stroke.colour, pick);
            change_mark(t, changed, *curve, bundled ? 0.32 : 0.5, stroke.colour, pick);
            if (focus_.tie[t] || (!focus_.dims && cache_.camera.zoom >= kEdgeLabelZoom)) {
                std::string said = bundled ? fmt::format("{} relations", tie.relations.size()) : std::string(relation_words(kind).forward);
                std::replace(said.begin(), said.end(), '-', ' ');
                if (changed == Change::New) said = "new: " + said;
                if (changed == Change::Gone) said = "gone: " + said;
                note_edge_label(tie, *curve, std::move(said));
            }
        }
    }

    // One of very many: a hair in the colour of who it comes from, that says no more than that it is there.
    void thin_tie(size_t t, Pick pick) {
        const MapTie& tie = graph_.ties[t];
        if (!graph_.is_drawn(tie)) return;
        uint32_t from = tie.a;
        if (!tie.relations.empty() && data_.relations.from[index(tie.relations.front())] != graph_.nodes[tie.a].node) from = tie.b;
        const Colour hue = tie.relations.empty() ? theme_.faint : theme_.side_text[static_cast<size_t>(graph_.nodes[from].side)];
        const double alpha = crowd_.alpha * (focus_.dims || tie.ghost ? 0.4 : 1.0);
        curve_of(t, tie.a, tie.b, 0, {with_alpha(hue, alpha), 0.7F, LineStyle::Solid}, Arrow::None, pick);
    }

    [[nodiscard]] Change tie_change(size_t t) const { return rule_ ? changes_.of_tie[t] : Change::Stayed; }
    // Heavy for what is new; what has gone is thin and dashed, whatever its status was.
    void change_stroke(Change change, Stroke& stroke) const {
        if (!rule_) return;
        if (change == Change::New) stroke.width += 1.3F;
        if (change == Change::Gone) stroke.style = LineStyle::Dashed;
    }
    void change_mark(size_t t, Change change, const CurveMark& curve, double at, Colour colour, Pick pick) {
        if (!rule_ || (focus_.dims && !focus_.tie[t]) || length(curve.to - curve.from) < 34) return;
        draw_change_mark(scene_, theme_, Layer::Edges, curve_point(curve, at), change, colour, pick);
    }

    [[nodiscard]] Status status_of(RelationId relation, bool ghost) const { return tie_status(input_, relation, ghost); }
    [[nodiscard]] Status firmest(const MapTie& tie) const {
        Status best = status_of(tie.relations.front(), tie.ghost);
        for (const RelationId relation : tie.relations)
            if (const Status status = status_of(relation, tie.ghost); firmness(status) > firmness(best)) best = status;
        return best;
    }
    [[nodiscard]] bool all_lead_alike(const MapTie& tie) const {
        return std::ranges::all_of(tie.relations, [&](RelationId relation) {
            return data_.relations.from[index(relation)] == data_.relations.from[index(tie.relations.front())];
        });
    }
    [[nodiscard]] static std::string shared_words(const MapTie& tie) {
        return fmt::format("{} event{}", tie.shared_events.size(), tie.shared_events.size() == 1 ? "" : "s");
    }

    // Adds the line of a tie, and gives the part of it that says what it is: its middle.
    std::optional<CurveMark> curve_of(size_t t, uint32_t from, uint32_t to, double offset, const Stroke& stroke, Arrow arrow, Pick pick) {
        if (length(centre(to) - centre(from)) <= radius(from) + radius(to) + 6) return std::nullopt;
        CurveMark mark = cache_.routes.value()[t].empty() ? own_curve(from, to, offset, arrow) : CurveMark{};
        mark.stroke = stroke;
        if (const double shown = std::min(now_[from].shown, now_[to].shown); shown < 1) mark.stroke.colour = with_alpha(stroke.colour, shown);
        mark.pick = pick;
        if (!cache_.routes.value()[t].empty()) return bundled_curve(t, from, offset, mark, arrow);
        mark.arrow = arrow;
        scene_.add(Layer::Edges, mark);
        return mark;
    }

    // Led along others. Its ends stay outside the symbols, as those of any line.
    CurveMark bundled_curve(size_t t, uint32_t from, double offset, const CurveMark& like, Arrow arrow) {
        const MapTie& tie = graph_.ties[t];
        const Vec2 along = normalised(centre(tie.b) - centre(tie.a));
        const Vec2 across = Vec2{-along.y, along.x} * (from == tie.a ? offset : -offset);
        way_.assign(1, centre(tie.a));
        for (const uint32_t node : cache_.routes.value()[t]) way_.push_back(centre(node) + across);
        way_.push_back(centre(tie.b));
        if (from != tie.a) std::reverse(way_.begin(), way_.end());
        const uint32_t to = from == tie.a ? tie.b : tie.a;
        const auto towards = [](Vec2 end, Vec2 next, double by) { return end + normalised(next - end) * std::min(by, length(next - end) / 2); };
        way_.front() = towards(way_.front(), way_[1], radius(from) + 2);
        way_.back() = towards(way_.back(), way_[way_.size() - 2], radius(to) + (arrow == Arrow::End ? 3 : 2));
        smooth_line(way_, pieces_);
        for (CurveMark& piece : pieces_) {
            piece.stroke = like.stroke;
            piece.pick = like.pick;
        }
        pieces_.back().arrow = arrow;
        for (const CurveMark& piece : pieces_) scene_.add(Layer::Edges, piece);
        return pieces_[pieces_.size() / 2];
    }

    // By itself; straight where it may carry others.
    [[nodiscard]] CurveMark own_curve(uint32_t from, uint32_t to, double offset, Arrow arrow) const {
        const Vec2 a = centre(from);
        const Vec2 b = centre(to);
        const Vec2 along = normalised(b - a);
        const Vec2 across{-along.y, along.x};
        const double distance = length(b - a);
        // A slight bow keeps long lines apart from the nodes between their ends; it grows with the distance.
        const double bow = offset + (offset == 0 && !cache_.bundled ? std::min(28.0, distance * 0.06) : 0);
        CurveMark mark;
        const Vec2 control_1 = a + (b - a) * 0.3 + across * bow;
        const Vec2 control_2 = a + (b - a) * 0.7 + across * bow;
        mark.from = a + normalised(control_1 - a) * (radius(from) + 2);
        mark.to = b - normalised(b - control_2) * (radius(to) + (arrow == Arrow::End ? 3 : 2));
        mark.control_1 = control_1;
        mark.control_2 = control_2;
        return mark;
    }

    void sign(const CurveMark& curve, SymbolShape shape, Colour colour, Pick pick) {
        if (length(curve.to - curve.from) < 46) return;
        SymbolMark mark;
        mark.centre = curve_point(curve, 0.62);
        mark.size = 9;
        mark.shape = shape;
        mark.fill = colour;
        mark.stroke = {theme_.background, 1.4F, LineStyle::Solid};
        mark.pick = pick;
        scene_.add(Layer::Edges, mark);
    }

    void count_mark(const CurveMark& curve, size_t count, Colour colour, Pick pick) {
        if (length(curve.to - curve.from) < 40) return;
        const std::string text = fmt::format("{}", count);
        const Vec2 at = curve_point(curve, 0.5);
        const double w = input_.metrics->width(text, kCount) + 8;
        const Rect box{at.x - w / 2, at.y - 7.5, w, 15};
        if (!input_.area.encloses(box) || std::ranges::any_of(obstacles_, [&](const Rect& other) { return other.overlaps(box); })) return;
        for (size_t i = 0; i < graph_.nodes.size(); ++i) {
            const Vec2 c = centre(i);
            const double r = radius(i);
            if (box.overlaps({c.x - r, c.y - r, 2 * r, 2 * r})) return;
        }
        obstacles_.push_back(box);
        pen_.box(Layer::Marks, box, theme_.background, {colour, 1.0F, LineStyle::Solid}, 7, pick);
        words(Layer::Labels, {at.x, at.y + 4}, text, kCount, theme_.text, TextAnchor::Middle, pick);
    }

    // --- groups from afar ---

    void group_ties() {
        for (const MapTie& tie : graph_.ties) {
            if (tie.ghost || !graph_.is_drawn(tie) || (!is_counted(tie.a) && !is_counted(tie.b))) continue;
            const auto [a, b] = std::minmax(places_.group_of[tie.a], places_.group_of[tie.b]);
            if (a != b && b < places_.groups.size()) between_[{a, b}]++;
        }
        size_t most = 1;
        for (const auto& [pair, count] : between_) most = std::max(most, count);
        // Where nearly every group is tied to every other, what stands out is who is tied most.
        const double fade = std::min(1.0, std::sqrt(kFullGroupTies / std::max(1.0, static_cast<double>(between_.size()))));
        for (const auto& [pair, count] : between_) {
            const double share = static_cast<double>(count) / static_cast<double>(most);
            LineMark mark;
            mark.from = scene_from_world(cache_, places_.groups[pair.first].centre);
            mark.to = scene_from_world(cache_, places_.groups[pair.second].centre);
            mark.stroke = {with_alpha(theme_.faint, focus_.dims ? kDimmed * fade : (0.25 + 0.35 * share) * fade),
                           static_cast<float>(0.8 + 0.6 * fade * std::log2(1.0 + static_cast<double>(count))), LineStyle::Solid};
            scene_.add(Layer::Edges, mark);
        }
    }

    // How many ties a line between groups stands for; not where there are so many lines that a number could be of any.
    void group_tie_counts() {
        if (between_.size() > 3 * places_.groups.size()) return;
        for (const auto& [pair, count] : between_) {
            if (count < 2) continue;
            const std::string text = fmt::format("{}", count);
            const Vec2 at = (scene_from_world(cache_, places_.groups[pair.first].centre) + scene_from_world(cache_, places_.groups[pair.second].centre)) * 0.5;
            const double w = input_.metrics->width(text, kCount) + 8;
            const Rect box{at.x - w / 2, at.y - 7.5, w, 15};
            if (!input_.area.encloses(box) || std::ranges::any_of(obstacles_, [&](const Rect& other) { return other.overlaps(box); })) continue;
            obstacles_.push_back(box);
            pen_.box(Layer::Labels, box, with_alpha(theme_.background, 0.82), {}, 2);
            words(Layer::Labels, {at.x, at.y + 4}, text, kCount, theme_.secondary, TextAnchor::Middle);
        }
    }

    void group_counts() {
        for (size_t g = 0; g < places_.groups.size(); ++g) {
            const MapGroup& group = places_.groups[g];
            if (group.count < kLeastCountedGroup || open_[g]) continue;
            const std::string text = fmt::format("{}", group.count);
            const Vec2 at = scene_from_world(cache_, group.centre);
            const double r = std::max(input_.metrics->width(text, kCount) / 2 + 4, std::min(4 + 1.6 * std::sqrt(group.count), 26.0));
            const Rect box{at.x - r, at.y - r, 2 * r, 2 * r};
            SymbolMark mark;
            mark.centre = at;
            mark.size = static_cast<float>(r / kCircleRadius);
            mark.fill = mix(theme_.background, theme_.side[static_cast<size_t>(graph_.nodes[group.heaviest].side)], 0.35);
            mark.stroke = {theme_.mark_outline, 1.2F, LineStyle::Solid};
            // A click selects who the group is named after, and what is selected opens its group.
            mark.pick = pick_of(graph_.nodes[group.heaviest].node);
            scene_.add(Layer::Marks, mark);
            const bool free = input_.area.encloses(box) && std::ranges::none_of(obstacles_, [&](const Rect& other) { return other.overlaps(box); });
            obstacles_.push_back(box);
            if (free) words(Layer::Labels, {at.x, at.y + 4}, text, kCount, theme_.text, TextAnchor::Middle, mark.pick);
        }
    }

    // --- nodes ---

    void node(size_t i) {
        if (is_counted(i)) return;
        const MapNode& node = graph_.nodes[i];
        const Change change = rule_ ? changes_.of_node[i] : Change::New;
        const bool ghost = node.event_count == 0 || change == Change::Gone;
        const double alpha = now_[i].shown * (!focus_.dims || focus_.node[i] ? 1.0 : 0.3) * (ghost ? kGhost : 1.0) *
                             (change != Change::New && !ghost && !focus_.node[i] ? kStayedNode : 1.0);
        const bool thing = node.node.kind == NodeKind::Thing;
        SymbolMark mark = pen_.symbol(node, centre(i), radius(i) / kCircleRadius * (thing ? 0.8 : 1.0));
        if (ghost) mark.fill = {0, 0, 0, 0};
        // Of thousands of dots one would see the outlines alone, and not their sides.
        if (crowd_.thin && node.node.kind == NodeKind::Actor && mark.fill.a > 0 && radius(i) < 3) mark.stroke.width *= 0.3F;
        if (alpha < 1) {
            mark.stroke.colour = mix(theme_.background, mark.stroke.colour, alpha);
            if (mark.fill.a > 0) mark.fill = mix(theme_.background, mark.fill, alpha);
        }
        if (change == Change::Gone) mark.stroke.style = LineStyle::Dashed;
        scene_.add(Layer::Marks, mark);
        if (rule_ && (!focus_.dims || focus_.node[i])) {
            const double away = radius(i) * 0.8 + 3;
            draw_change_mark(scene_, theme_, Layer::Marks, {mark.centre.x + away, mark.centre.y - away}, change, change == Change::New ? theme_.text : theme_.secondary, mark.pick);
        }
        const bool hovered = input_.hover && *input_.hover == mark.pick;
        if (!input_.is_selected(node.node) && !hovered && !(focus_.node[i] && event_selected())) return;
        SymbolMark ring;
        ring.centre = mark.centre;
        ring.size = mark.size + 8;
        ring.shape = SymbolShape::Circle;
        ring.stroke = {hovered && !input_.is_selected(node.node) ? theme_.text : theme_.selection, 2.0F, LineStyle::Solid};
        scene_.add(Layer::Overlay, ring);
    }

    // An event that is no node itself: those that it names are ringed in its place.
    [[nodiscard]] bool event_selected() const {
        return input_.paths.empty() && std::any_of(input_.selected.begin(), input_.selected.end(), [&](NodeRef node) {
                   return node.kind == NodeKind::Event &&
                          std::ranges::none_of(graph_.nodes, [&](const MapNode& other) { return other.node == node; });
               });
    }

    // --- labels ---

    struct EdgeLabel {
        uint32_t a = 0;
        uint32_t b = 0;
        Vec2 at;
        double room = 0;  // px, along the line
        std::string text;
        Pick pick;
    };
    void note_edge_label(const MapTie& tie, const CurveMark& curve, std::string text) {
        edge_labels_.push_back({tie.a, tie.b, curve_point(curve, 0.5), length(curve.to - curve.from), std::move(text), curve.pick});
    }

    [[nodiscard]] std::string group_label(const MapGroup& group) const {
        const std::string name = shown_name(data_, graph_.nodes[group.heaviest].node);
        const std::string rest = fmt::format(" and {} more", group.count - 1);
        return ellipsised(name, kEdgeLabel, kMapMaxLabel_px, *input_.metrics) + rest;
    }

    void labels() {
        std::vector<LabelRequest> requests;
        std::vector<std::string> names;
        std::vector<size_t> which;
        for (size_t i = 0; i < graph_.nodes.size(); ++i) {
            if (is_counted(i)) continue;
            const Vec2 at = centre(i);
            const double r = radius(i);
            const Rect box{at.x - r, at.y - r, 2 * r, 2 * r};
            if (!box.overlaps(input_.area)) continue;
            obstacles_.push_back(box);
            names.push_back(shown_name(data_, graph_.nodes[i].node));
            const TextStyle& style = map_label_style(graph_.nodes[i]);
            LabelRequest request;
            request.mark = box;
            request.width = std::min(kMapLongestLabel_px, input_.metrics->width(names.back(), style) + 1);
            request.height = kMapLabelHeight_px;
            request.min_width = std::min(request.width, 60.0);
            request.priority = (focus_.node[i] ? 1e6 : 0) + graph_.nodes[i].weight;
            request.gap = 2;
            request.sides = kLabelSides;
            requests.push_back(request);
            which.push_back(i);
        }
        const size_t node_count = requests.size();
        std::vector<const MapGroup*> groups;
        for (const MapGroup& group : places_.groups) {
            if (group.count < 3 || group.outline.empty()) continue;
            Vec2 low = scene_from_world(cache_, group.outline.front());
            Vec2 high = low;
            for (const Vec2& p : group.outline) {
                const Vec2 q = scene_from_world(cache_, p);
                low = {std::min(low.x, q.x), std::min(low.y, q.y)};
                high = {std::max(high.x, q.x), std::max(high.y, q.y)};
            }
            LabelRequest request;
            request.mark = {low.x, low.y, high.x - low.x, high.y - low.y};
            request.width = input_.metrics->width(group_label(group), kEdgeLabel) + 1;
            request.height = kMapLabelHeight_px - 1;
            request.min_width = request.width;
            request.priority = 10 + group.count;
            request.gap = 1;
            request.sides = kGroupSides;
            requests.push_back(request);
            groups.push_back(&group);
        }
        std::vector<LabelPlace> places;
        place_labels(requests, obstacles_, input_.area, 2, places);
        std::vector<bool> labelled(graph_.nodes.size(), false);
        for (size_t k = 0; k < places.size(); ++k) {
            if (!places[k].placed) continue;
            obstacles_.push_back(places[k].rect);
            if (k < node_count) {
                labelled[which[k]] = true;
                node_label(which[k], names[k], places[k]);
            } else {
                text_on_ground(places[k], group_label(*groups[k - node_count]), kEdgeLabel, theme_.secondary, {});
            }
        }
        draw_edge_labels(labelled);
    }

    void node_label(size_t i, const std::string& name, const LabelPlace& place) {
        const MapNode& node = graph_.nodes[i];
        const TextStyle& style = map_label_style(node);
        const double alpha = now_[i].shown * (!focus_.dims || focus_.node[i] ? 1.0 : 0.45) * (node.event_count == 0 ? kGhost : 1.0);
        const Colour colour = input_.is_selected(node.node)     ? theme_.selection
                              : focus_.node[i] || node.weight >= 8 ? theme_.text
                                                                 : theme_.secondary;
        text_on_ground(place, ellipsised(name, style, place.rect.w + 0.5, *input_.metrics), style,
                       alpha < 1 ? mix(theme_.background, colour, alpha) : colour, pick_of(node.node));
    }

    // With a ground of its own: lines that show between words read as hyphens.
    void text_on_ground(const LabelPlace& place, const std::string& shown, const TextStyle& style, Colour colour, Pick pick) {
        const TextAnchor anchor = place.side == LabelSide::Right  ? TextAnchor::Start
                                  : place.side == LabelSide::Left ? TextAnchor::End
                                                                  : TextAnchor::Middle;
        const double x = anchor == TextAnchor::Start ? place.rect.x : anchor == TextAnchor::End ? place.rect.right() : place.rect.centre().x;
        const double shown_width = input_.metrics->width(shown, style);
        const double left = anchor == TextAnchor::Start ? x : anchor == TextAnchor::End ? x - shown_width : x - shown_width / 2;
        pen_.box(Layer::Labels, {left - 2, place.rect.y + 1, shown_width + 4, kMapLabelHeight_px - 1}, with_alpha(theme_.background, 0.82), {}, 2);
        words(Layer::Labels, {x, place.rect.y + 11.5}, shown, style, colour, anchor, pick);
    }

    // What a tie is, on its line: when both ends say who they are and the line is longer than the words.
    void draw_edge_labels(const std::vector<bool>& labelled) {
        std::vector<LabelRequest> requests;
        std::vector<const EdgeLabel*> which;
        for (const EdgeLabel& edge : edge_labels_) {
            const double width = input_.metrics->width(edge.text, kEdgeLabel) + 1;
            if (!labelled[edge.a] || !labelled[edge.b] || width + 24 > edge.room) continue;
            LabelRequest request;
            request.mark = {edge.at.x - 0.5, edge.at.y - 0.5, 1, 1};
            request.width = width;
            request.min_width = width;
            request.height = kMapLabelHeight_px - 1;
            request.priority = edge.room;
            request.sides = kOnly;
            requests.push_back(request);
            which.push_back(&edge);
        }
        std::vector<LabelPlace> places;
        place_labels(requests, obstacles_, input_.area, 2, places);
        for (size_t k = 0; k < places.size(); ++k)
            if (places[k].placed) text_on_ground(places[k], which[k]->text, kEdgeLabel, theme_.secondary, which[k]->pick);
    }

    const ViewInput& input_;
    const Dataset& data_;
    const Theme& theme_;
    const MapCache& cache_;
    Scene& scene_;
    GraphPen pen_;
    const MapGraph& graph_;
    const MapPlaces& places_;
    const MapChanges& changes_;
    std::vector<MapNow> now_;         // by node
    std::optional<ChangeRule> rule_;  // while two days are compared
    std::vector<Rect> obstacles_;  // where no label may stand
    MapFocus focus_;
    std::vector<EdgeLabel> edge_labels_;
    std::vector<Vec2> way_;          // of the line that is drawn
    std::vector<CurveMark> pieces_;  // of it
    bool counted_ = false;
    std::vector<bool> open_;  // groups that are not counted, while others are
    std::map<std::pair<uint32_t, uint32_t>, size_t> between_;  // ties by their groups, while groups are counted
    MapCrowd crowd_;
    double fade_ = 1;
};

}  // namespace

void draw_map(const ViewInput& input, const MapCache& cache, Scene& scene) {
    scene.push_clip(input.area);
    RectMark ground;
    ground.rect = input.area;
    ground.fill = input.theme->background;
    scene.add(Layer::Background, ground);
    MapDrawing(input, cache, scene).draw();
    scene.pop_clip();
}

}  // namespace choke
