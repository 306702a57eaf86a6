#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "views/matrix_internal.h"
#include "views/style.h"

namespace choke {
namespace {

constexpr TextStyle kNumber{.size = 11, .weight = FontWeight::Regular, .tabular = true};
constexpr double kGhost = 0.4;
constexpr double kInset_px = 1.5;
constexpr double kLeastCell_px = 6;
constexpr double kLeastName_px = 12;  // of a row that has its name beside it
constexpr double kWideCell_px = 64;   // of a column that has its name above it

class MatrixDrawing {
public:
    MatrixDrawing(const ViewInput& input, const MatrixCache& cache, Scene& scene)
        : input_(input), data_(input.data()), theme_(*input.theme), scene_(scene), pen_(input, scene), graph_(cache.graph.value()), rows_(cache.rows.value()),
          frame_(cache.frame) {}

    void draw() {
        find_lit();
        heading();
        if (graph_.nodes.empty()) {
            words(input_.area.centre(), 1e6, pen_.nothing_words(),
                  {.size = kTypeLarge, .weight = FontWeight::Regular, .tabular = false}, theme_.secondary, TextAnchor::Middle);
            return;
        }
        if (frame_.view.w < kLeastCell_px || frame_.view.h < kLeastCell_px) return;  // no room for anything
        find_in_sight();
        const Rect& view = frame_.view;
        shown_ = {view.x, view.y, std::min(view.w, frame_.cells.right() - view.x), std::min(view.h, frame_.cells.bottom() - view.y)};
        const Rect& shown = shown_;
        scene_.push_clip({frame_.names.x, shown.y - 0.7, shown.right() - frame_.names.x + 0.7, shown.h + 1.4});
        row_bands();
        for (size_t row = rows_in_sight_.begin; row < rows_in_sight_.end; ++row) row_head(row);
        if (frame_.cell_h < kLeastName_px) section_heads();
        scene_.pop_clip();
        scene_.push_clip({shown.x - 0.7, shown.y - 17, shown.w + 1.4, shown.h + 17.7});
        column_bands();
        for (size_t column = columns_in_sight_.begin; column < columns_in_sight_.end; ++column) column_head(column);
        scene_.pop_clip();
        scene_.push_clip(shown.inset(-0.7));
        grid();
        for (size_t t = 0; t < graph_.ties.size(); ++t) tie(t);
        scene_.pop_clip();
    }

private:
    void words(Vec2 at, double room, std::string_view text, const TextStyle& style, Colour colour, TextAnchor anchor, Pick pick = {}) {
        const std::string cut = ellipsised(text, style, room, *input_.metrics);
        if (!cut.empty()) pen_.words(Layer::Labels, at, cut, style, colour, anchor, pick, false);
    }
    void rect(Layer layer, const Rect& where, Colour fill, const Stroke& stroke = {}, Pick pick = {}) { pen_.box(layer, where, fill, stroke, 0, pick); }

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
        const double x = pen_.side_key(graph_, a.x + 14);
        std::string note = "row to column; numbers count relations, or events that name both";
        if (const std::string left_out = GraphPen::left_out_words(graph_); !left_out.empty()) note = left_out + " · " + note;
        if (x < a.right() - 60) words({a.right() - 14, y}, a.right() - 14 - x, note, kNumber, theme_.secondary, TextAnchor::End);
    }

    struct Span {
        size_t begin = 0;
        size_t end = 0;
        [[nodiscard]] bool contains(size_t i) const { return i >= begin && i < end; }
    };
    void find_in_sight() {
        const auto span = [&](double view, double view_size, double cells, double cell) {
            const auto count = static_cast<double>(rows_.nodes.size());
            return Span{static_cast<size_t>(std::clamp(std::floor((view - cells) / cell), 0.0, count)),
                        static_cast<size_t>(std::clamp(std::ceil((view + view_size - cells) / cell), 0.0, count))};
        };
        rows_in_sight_ = span(frame_.view.y, frame_.view.h, frame_.cells.y, frame_.cell_h);
        columns_in_sight_ = span(frame_.view.x, frame_.view.w, frame_.cells.x, frame_.cell_w);
    }
    // Words are in sight as a whole or not at all.
    [[nodiscard]] bool has_height(double y) const { return y - 7 >= shown_.y - 0.7 && y + 7 <= shown_.bottom() + 0.7; }
    [[nodiscard]] bool is_within(double x, double width) const { return x - width / 2 >= shown_.x - 0.7 && x + width / 2 <= shown_.right() + 0.7; }
    [[nodiscard]] bool in_sight(size_t row, size_t column) const { return rows_in_sight_.contains(row) && columns_in_sight_.contains(column); }

    void row_bands() {
        for (size_t i = rows_in_sight_.begin; i < rows_in_sight_.end; ++i)
            if (lit_row_[i]) rect(Layer::Bands, {frame_.names.x, frame_.cell(i, 0).y, frame_.view.right() - frame_.names.x, frame_.cell_h}, with_alpha(theme_.selection, 0.14));
    }
    void column_bands() {
        for (size_t i = columns_in_sight_.begin; i < columns_in_sight_.end; ++i)
            if (lit_column_[i]) rect(Layer::Bands, {frame_.cell(0, i).x, frame_.view.y - 16, frame_.cell_w, frame_.view.h + 16}, with_alpha(theme_.selection, 0.14));
    }

    void grid() {
        const Rect& c = frame_.cells;
        // Cells that are hardly larger than a line are told apart by their colour alone.
        const bool every = frame_.cell_h >= kLeastCell_px;
        const auto stroke = [&](size_t i) -> std::optional<Stroke> {
            const bool edge = i == 0 || i == rows_.nodes.size() || std::ranges::binary_search(rows_.sections, static_cast<uint32_t>(i));
            if (!edge && !every) return std::nullopt;
            return Stroke{edge ? theme_.outline : theme_.grid, edge ? 1.2F : 1.0F, LineStyle::Solid};
        };
        for (size_t i = rows_in_sight_.begin; i <= rows_in_sight_.end; ++i) {
            const double y = c.y + static_cast<double>(i) * frame_.cell_h;
            if (const auto line = stroke(i)) pen_.line(Layer::Grid, {c.x, y}, {c.right(), y}, *line);
        }
        for (size_t i = columns_in_sight_.begin; i <= columns_in_sight_.end; ++i) {
            const double x = c.x + static_cast<double>(i) * frame_.cell_w;
            if (const auto line = stroke(i)) pen_.line(Layer::Grid, {x, c.y}, {x, c.bottom()}, *line);
        }
        // The diagonal: everybody meets themself.
        for (size_t i = rows_in_sight_.begin; i < rows_in_sight_.end; ++i)
            if (columns_in_sight_.contains(i)) rect(Layer::Bands, frame_.cell(i, i).inset(every ? 0.5 : 0), theme_.raised);
    }

    void row_head(size_t row) {
        if (frame_.cell_h < kLeastName_px && !lit_row_[row]) return;
        const MapNode& node = graph_.nodes[rows_.nodes[row]];
        const Pick pick = pick_of(node.node);
        const Rect cell = frame_.cell(row, 0);
        const double y = cell.centre().y + 4;
        if (!has_height(cell.centre().y)) return;
        const bool selected = input_.is_selected(node.node);
        const Colour colour = selected ? theme_.selection : lit_row_[row] ? theme_.text : theme_.secondary;
        const double number_px = input_.metrics->width("000", kNumber);
        words({frame_.names.right() - 6, y}, number_px, fmt::format("{}", row + 1), kNumber, theme_.faint, TextAnchor::End, pick);
        const SymbolMark mark = pen_.symbol(node, {frame_.names.right() - number_px - 16, cell.centre().y}, 11);
        scene_.add(Layer::Marks, mark);
        const double right = mark.centre.x - 9;
        words({right, y}, right - frame_.names.x, shown_name(data_, node.node), kMatrixName, colour, TextAnchor::End, pick);
    }

    // Where rows are too low for names, each section says what it is, in the middle of what is in sight of it.
    void section_heads() {
        const MatrixOrder order = chosen<MatrixOrder>(*input_.params, kMatrixParams[2]);
        if (order != MatrixOrder::Side && order != MatrixOrder::Community) return;
        for (size_t s = 0; s <= rows_.sections.size(); ++s) {
            const size_t begin = s == 0 ? 0 : rows_.sections[s - 1];
            const size_t end = s == rows_.sections.size() ? rows_.nodes.size() : rows_.sections[s];
            const double top = std::max(frame_.view.y, frame_.cell(begin, 0).y);
            const double bottom = std::min(frame_.view.bottom(), frame_.cell(end, 0).y);
            if (bottom - top < 16) continue;
            // Rows of a section begin with the heaviest one.
            const MapNode& first = graph_.nodes[rows_.nodes[begin]];
            std::string words = order == MatrixOrder::Side ? std::string(side_label(first.side)) : shown_name(data_, first.node);
            if (order == MatrixOrder::Community && end - begin > 1) words += fmt::format(" and {} more", end - begin - 1);
            this->words({frame_.names.right() - 8, (top + bottom) / 2 + 4}, frame_.names.w - 8, words, kMatrixName,
                        theme_.side_text[static_cast<size_t>(first.side)], TextAnchor::End);
        }
    }

    void column_head(size_t column) {
        const MapNode& node = graph_.nodes[rows_.nodes[column]];
        const Pick pick = pick_of(node.node);
        const double x = frame_.cell(0, column).centre().x;
        const std::string number = fmt::format("{}", column + 1);
        const Colour colour = lit_column_[column] ? theme_.text : theme_.faint;
        // Wide cells have room for the name itself.
        if (frame_.cell_w >= kWideCell_px) {
            if (!is_within(x, frame_.cell_w - 6)) return;
            words({x, frame_.head_y}, frame_.cell_w - 6, number + " " + shown_name(data_, node.node), kNumber, lit_column_[column] ? theme_.text : theme_.secondary, TextAnchor::Middle, pick);
            return;
        }
        // Where numbers would run into each other only every fifth stands, or every fiftieth.
        const double width = input_.metrics->width(number, kNumber);
        const double most = input_.metrics->width(fmt::format("{}", rows_.nodes.size()), kNumber) + 3;
        const size_t step = most <= frame_.cell_w ? 1 : most <= 5 * frame_.cell_w ? 5 : most <= 50 * frame_.cell_w ? 50 : 500;
        if ((column + 1) % step == 0 && is_within(x, width + 1)) words({x, frame_.head_y}, std::max(width, frame_.cell_w) + 1, number, kNumber, colour, TextAnchor::Middle, pick);
    }

    void tie(size_t t) {
        const MapTie& tie = graph_.ties[t];
        const size_t a = rows_.row_of[tie.a];
        const size_t b = rows_.row_of[tie.b];
        if (!in_sight(a, b) && !in_sight(b, a)) return;
        // The firmest relation of each direction decides how its cell looks.
        std::array<size_t, 2> count{};
        std::array<Status, 2> status{Status::NotYetKnown, Status::NotYetKnown};
        for (const RelationId relation : tie.relations) {
            const size_t way = data_.relations.from[index(relation)] == graph_.nodes[tie.a].node ? 0 : 1;
            const Status now = tie_status(input_, relation, tie.ghost);
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
        const Rect box = cell.inset(std::min(kInset_px, cell.h / 8));
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
        if (cell.h >= kLeastCell_px) rect(Layer::Marks, box.inset(0.5), {0, 0, 0, 0}, {outline, 1.2F, relation_line(status)}, pick);
        if (count > 1) number(cell, count, graph_.ties[t], pick, true);
    }

    // A disc, as large as there are many events; no relation says what they mean.
    void shared_cell(size_t t, const Rect& cell, uint32_t from, uint32_t to) {
        const MapTie& tie = graph_.ties[t];
        const Pick pick = pick_of(PickKind::Tie, t);
        const bool across = graph_.nodes[from].side != graph_.nodes[to].side;
        const Colour hue = across ? theme_.faint : theme_.side[static_cast<size_t>(graph_.nodes[from].side)];
        const bool alleged = rests_on_allegations(input_, tie);
        const double room = std::min(cell.w, cell.h) - 2 * std::min(kInset_px, cell.h / 8);
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
        if (width + 6 > cell.w || cell.h < 12 || !is_within(cell.centre().x, width + 1) || !has_height(cell.centre().y)) return;
        if (filled) rect(Layer::Labels, {cell.centre().x - width / 2 - 2, cell.centre().y - 6, width + 4, 12}, theme_.background, {}, pick);
        words({cell.centre().x, cell.centre().y + 4}, cell.w, text, kNumber,
              tie.ghost ? theme_.faint : filled ? theme_.text : theme_.secondary, TextAnchor::Middle, pick);
    }

    const ViewInput& input_;
    const Dataset& data_;
    const Theme& theme_;
    Scene& scene_;
    GraphPen pen_;
    const MapGraph& graph_;
    const MatrixRows& rows_;
    const MatrixFrame& frame_;
    std::map<NodeRef, uint32_t> place_;
    std::set<std::pair<uint32_t, uint32_t>> path_;  // ties on a lit path
    std::vector<bool> lit_row_, lit_column_;
    Rect shown_;  // cells in sight
    Span rows_in_sight_, columns_in_sight_;
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
