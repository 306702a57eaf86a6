#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "views/matrix_internal.h"
#include "views/style.h"

namespace choke {
namespace {

constexpr TextStyle kNumber{.size = 11, .weight = FontWeight::Regular, .tabular = true};
constexpr TextStyle kHeading{.size = 13, .weight = FontWeight::SemiBold, .tabular = false};
constexpr double kGhost = 0.4;
constexpr double kInset_px = 1.5;
constexpr double kLeastCell_px = 6;

class MatrixDrawing {
public:
    MatrixDrawing(const ViewInput& input, const MatrixCache& cache, Scene& scene)
        : input_(input), data_(input.data()), theme_(*input.theme), scene_(scene), graph_(cache.graph.value()), rows_(cache.rows.value()),
          frame_(cache.frame) {}

    void draw() {
        find_lit();
        heading();
        if (graph_.nodes.empty()) {
            words(input_.area.centre(), 1e6, input_.visible->empty() ? "No event matches." : "Nothing that matches is tied to anything.",
                  {.size = kTypeLarge, .weight = FontWeight::Regular, .tabular = false}, theme_.secondary, TextAnchor::Middle);
            return;
        }
        if (std::min(frame_.cell_w, frame_.cell_h) < kLeastCell_px) return;  // no room for anything
        bands();
        grid();
        for (size_t row = 0; row < rows_.nodes.size(); ++row) head(row);
        for (size_t t = 0; t < graph_.ties.size(); ++t) tie(t);
    }

private:
    double words(Vec2 at, double room, std::string_view text, const TextStyle& style, Colour colour, TextAnchor anchor, Pick pick = {}) {
        const std::string cut = ellipsised(text, style, room, *input_.metrics);
        if (cut.empty()) return 0;
        TextMark mark;
        mark.baseline = at;
        mark.style = style;
        mark.anchor = anchor;
        mark.colour = colour;
        mark.width = static_cast<float>(input_.metrics->width(cut, style));
        mark.pick = pick;
        scene_.add_text(Layer::Labels, mark, cut);
        return mark.width;
    }

    void rect(Layer layer, const Rect& where, Colour fill, const Stroke& stroke = {}, Pick pick = {}) {
        RectMark mark;
        mark.rect = where;
        mark.fill = fill;
        mark.stroke = stroke;
        mark.pick = pick;
        scene_.add(layer, mark);
    }

    void line(Vec2 from, Vec2 to, const Stroke& stroke) {
        LineMark mark;
        mark.from = from;
        mark.to = to;
        mark.stroke = stroke;
        scene_.add(Layer::Grid, mark);
    }

    // Rows and columns of what is hovered or selected.
    void find_lit() {
        lit_row_.assign(rows_.nodes.size(), false);
        lit_column_ = lit_row_;
        const auto light = [&](uint32_t node) { lit_row_[rows_.row_of[node]] = lit_column_[rows_.row_of[node]] = true; };
        for (uint32_t i = 0; i < graph_.nodes.size(); ++i) {
            place_.emplace(graph_.nodes[i].node, i);
            if (input_.is_selected(graph_.nodes[i].node) || (input_.hover && *input_.hover == pick_of(graph_.nodes[i].node))) light(i);
        }
        if (input_.hover && kind_of(*input_.hover) == PickKind::Tie && input_.hover->index < graph_.ties.size()) {
            light(graph_.ties[input_.hover->index].a);
            light(graph_.ties[input_.hover->index].b);
        }
        for (size_t p = 0; p < input_.paths.size(); ++p) {
            for (size_t k = 0; k + 1 < input_.paths[p].size(); ++k) {
                const auto a = place_.find(input_.paths[p][k]);
                const auto b = place_.find(input_.paths[p][k + 1]);
                if (a != place_.end() && b != place_.end()) path_.emplace(std::minmax(a->second, b->second));
            }
        }
    }

    void heading() {
        const Rect& a = input_.area;
        const double y = a.y + 20;
        double x = a.x + 14;
        std::array<bool, kSideCount> used{};
        for (const MapNode& node : graph_.nodes) used[static_cast<size_t>(node.side)] = true;
        for (const Side side : {Side::US, Side::China, Side::Other}) {
            if (!used[static_cast<size_t>(side)] || x > a.right() - 100) continue;
            x += words({x, y}, a.right() - 14 - x, side_label(side), kHeading, theme_.side_text[static_cast<size_t>(side)], TextAnchor::Start) + 18;
        }
        std::string note = "row to column; numbers count relations, or events that name both";
        if (graph_.left_out > 0) note = fmt::format("{} largest of {} · ", graph_.nodes.size(), graph_.nodes.size() + graph_.left_out) + note;
        if (graph_.size_unknown) note = "too many for this size; by number of events · " + note;
        if (x < a.right() - 60) words({a.right() - 14, y}, a.right() - 14 - x, note, kNumber, theme_.secondary, TextAnchor::End);
    }

    void bands() {
        for (size_t i = 0; i < lit_row_.size(); ++i) {
            const Colour colour = with_alpha(theme_.selection, 0.14);
            if (lit_row_[i]) rect(Layer::Bands, {frame_.names.x, frame_.cell(i, 0).y, frame_.names.w + frame_.cells.w, frame_.cell_h}, colour);
            if (lit_column_[i]) rect(Layer::Bands, {frame_.cell(0, i).x, frame_.cells.y - 16, frame_.cell_w, frame_.cells.h + 16}, colour);
        }
    }

    void grid() {
        const Rect& c = frame_.cells;
        for (size_t i = 0; i <= rows_.nodes.size(); ++i) {
            const double x = c.x + static_cast<double>(i) * frame_.cell_w;
            const double y = c.y + static_cast<double>(i) * frame_.cell_h;
            const bool edge = i == 0 || i == rows_.nodes.size() || std::ranges::binary_search(rows_.sections, static_cast<uint32_t>(i));
            const Stroke stroke{edge ? theme_.outline : theme_.grid, edge ? 1.2F : 1.0F, LineStyle::Solid};
            line({edge ? frame_.names.x : c.x, y}, {c.right(), y}, stroke);
            line({x, c.y - (edge ? 14 : 0)}, {x, c.bottom()}, stroke);
        }
        // The diagonal: everybody meets themself.
        for (size_t i = 0; i < rows_.nodes.size(); ++i) rect(Layer::Bands, frame_.cell(i, i).inset(0.5), theme_.raised);
    }

    void head(size_t row) {
        const MapNode& node = graph_.nodes[rows_.nodes[row]];
        const Pick pick = pick_of(node.node);
        const Rect cell = frame_.cell(row, 0);
        const double y = cell.centre().y + 4;
        const std::string number = fmt::format("{}", row + 1);
        const bool selected = input_.is_selected(node.node);
        const Colour colour = selected ? theme_.selection : lit_row_[row] ? theme_.text : theme_.secondary;
        const double number_px = input_.metrics->width("000", kNumber);
        words({frame_.names.right() - 6, y}, number_px, number, kNumber, theme_.faint, TextAnchor::End, pick);
        SymbolMark mark;
        mark.centre = {frame_.names.right() - number_px - 16, cell.centre().y};
        mark.size = 11;
        const bool thing = node.node.kind == NodeKind::Thing;
        mark.shape = node.node.kind == NodeKind::Event ? shape_of_kind(data_.event_kinds.word(data_.events.kind[node.node.index]))
                     : thing                           ? kThingShape
                                                       : kActorShape;
        const Colour hue = theme_.side[static_cast<size_t>(node.side)];
        mark.fill = thing ? mix(theme_.background, hue, 0.22) : hue;
        mark.stroke = {thing ? theme_.hollow_outline[static_cast<size_t>(node.side)] : theme_.mark_outline, 1.2F, LineStyle::Solid};
        if (node.node.kind == NodeKind::Event) {
            const MarkStyle style = event_style(data_, id_at<EventId>(node.node.index), node.event_count == 0 ? kEverKnown : input_.known_by_s, theme_);
            mark.fill = style.fill;
            mark.stroke = style.stroke;
        }
        mark.pick = pick;
        scene_.add(Layer::Marks, mark);
        const double right = mark.centre.x - 9;
        words({right, y}, right - frame_.names.x, displayable(data_.node_label(node.node)), kMatrixName, colour, TextAnchor::End, pick);
        // Where numbers would run into each other only every fifth stands, and those of the lit columns.
        const double width = input_.metrics->width(number, kNumber);
        const double most = input_.metrics->width(fmt::format("{}", rows_.nodes.size()), kNumber);
        if (most + 3 <= frame_.cell_w || (row + 1) % 5 == 0)
            words({frame_.cell(0, row).centre().x, frame_.head_y}, std::max(width, frame_.cell_w) + 1, number, kNumber,
                  lit_column_[row] ? theme_.text : theme_.faint, TextAnchor::Middle, pick);
    }

    [[nodiscard]] Status status_of(RelationId relation, bool ghost) const {
        return relation_status(data_, relation, ghost ? kEverKnown : input_.known_by_s);
    }

    void tie(size_t t) {
        const MapTie& tie = graph_.ties[t];
        const size_t a = rows_.row_of[tie.a];
        const size_t b = rows_.row_of[tie.b];
        // The firmest relation of each direction decides how its cell looks.
        std::array<size_t, 2> count{};
        std::array<Status, 2> status{Status::NotYetKnown, Status::NotYetKnown};
        for (const RelationId relation : tie.relations) {
            const size_t way = data_.relations.from[index(relation)] == graph_.nodes[tie.a].node ? 0 : 1;
            const Status now = status_of(relation, tie.ghost);
            if (count[way]++ == 0 || firmness(now) > firmness(status[way])) status[way] = now;
        }
        const bool on_path = path_.contains({tie.a, tie.b});
        for (const size_t way : {size_t{0}, size_t{1}}) {
            const Rect cell = way == 0 ? frame_.cell(a, b) : frame_.cell(b, a);
            const uint32_t from = way == 0 ? tie.a : tie.b;
            const uint32_t to = way == 0 ? tie.b : tie.a;
            if (count[way] > 0) relation_cell(t, cell, from, to, count[way], status[way]);
            else if (!tie.shared_events.empty()) shared_cell(t, cell, from, to);
            if (on_path) rect(Layer::Overlay, cell.inset(0.5), {0, 0, 0, 0}, {theme_.selection, 2, LineStyle::Solid});
        }
    }

    // Left half the side of the row, right half that of the column; hollow and dashed where it is only alleged.
    void relation_cell(size_t t, const Rect& cell, uint32_t from, uint32_t to, size_t count, Status status) {
        const Rect box = cell.inset(kInset_px);
        const double alpha = graph_.ties[t].ghost ? kGhost : 1.0;
        const Colour left = theme_.side[static_cast<size_t>(graph_.nodes[from].side)];
        const Colour right = theme_.side[static_cast<size_t>(graph_.nodes[to].side)];
        const bool hollow = firmness(status) < firmness(Status::Reported);
        const double fill = (hollow ? 0.14 : 0.8) * alpha;
        const Pick pick = pick_of(PickKind::Tie, t);
        const Colour on_left = mix(theme_.background, left, fill);
        const Colour on_right = mix(theme_.background, right, fill);
        rect(Layer::Marks, {box.x, box.y, box.w / 2, box.h}, on_left, {}, pick);
        rect(Layer::Marks, {box.x + box.w / 2, box.y, box.w / 2, box.h}, on_right, {}, pick);
        const Colour outline = hollow ? mix(theme_.background, theme_.hollow_outline[static_cast<size_t>(graph_.nodes[from].side)], alpha)
                                      : mix(theme_.background, theme_.mark_outline, alpha);
        rect(Layer::Marks, box.inset(0.5), {0, 0, 0, 0}, {outline, 1.2F, relation_line(status)}, pick);
        if (count > 1) number(cell, count, graph_.ties[t], pick, true);
    }

    // A disc, as large as there are many events; no relation says what they mean.
    void shared_cell(size_t t, const Rect& cell, uint32_t from, uint32_t to) {
        const MapTie& tie = graph_.ties[t];
        const Pick pick = pick_of(PickKind::Tie, t);
        const bool across = graph_.nodes[from].side != graph_.nodes[to].side;
        const Colour hue = across ? theme_.faint : theme_.side[static_cast<size_t>(graph_.nodes[from].side)];
        const bool alleged = std::ranges::all_of(tie.shared_events, [&](EventId event) {
            return firmness(event_status(data_, event, tie.ghost ? kEverKnown : input_.known_by_s)) <= firmness(Status::Alleged);
        });
        const double room = std::min(cell.w, cell.h) - 2 * kInset_px;
        SymbolMark mark;
        mark.centre = cell.centre();
        mark.size = static_cast<float>(std::min(room, 4.5 + 2.4 * std::log2(1.0 + static_cast<double>(tie.shared_events.size()))));
        const Colour colour = mix(theme_.background, hue, tie.ghost ? kGhost : 0.75);
        mark.fill = alleged ? Colour{0, 0, 0, 0} : colour;
        mark.stroke = {colour, 1.2F, LineStyle::Solid};
        mark.pick = pick;
        if (tie.shared_events.size() > 1 && cell.w >= 24) number(cell, tie.shared_events.size(), tie, pick, false);
        else scene_.add(Layer::Marks, mark);
    }

    // On a filled cell a ground of its own keeps it readable.
    void number(const Rect& cell, size_t count, const MapTie& tie, Pick pick, bool filled) {
        const std::string text = fmt::format("{}", count);
        const double width = input_.metrics->width(text, kNumber);
        if (width + 6 > cell.w) return;
        if (filled) rect(Layer::Labels, {cell.centre().x - width / 2 - 2, cell.centre().y - 6, width + 4, 12}, theme_.background, {}, pick);
        words({cell.centre().x, cell.centre().y + 4}, cell.w, text, kNumber,
              tie.ghost ? theme_.faint : filled ? theme_.text : theme_.secondary, TextAnchor::Middle, pick);
    }

    const ViewInput& input_;
    const Dataset& data_;
    const Theme& theme_;
    Scene& scene_;
    const MapGraph& graph_;
    const MatrixRows& rows_;
    const MatrixFrame& frame_;
    std::map<NodeRef, uint32_t> place_;
    std::set<std::pair<uint32_t, uint32_t>> path_;  // ties on a lit path
    std::vector<bool> lit_row_, lit_column_;
};

}  // namespace

void draw_matrix(const ViewInput& input, const MatrixCache& cache, Scene& scene) {
    scene.push_clip(input.area);
    RectMark ground;
    ground.rect = input.area;
    ground.fill = input.theme->background;
    scene.add(Layer::Background, ground);
    MatrixDrawing(input, cache, scene).draw();
    scene.pop_clip();
}

}  // namespace choke
