#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "time/civil.h"
#include "views/style.h"
#include "views/table_internal.h"

namespace choke {
namespace {

constexpr double kBaseline_px = 4;  // below the middle of a row
constexpr float kRuleWidth_px = 3;

class TableDrawing {
public:
    TableDrawing(const ViewInput& input, const TableCache& cache, Scene& scene)
        : input_(input), data_(input.data()), theme_(*input.theme), cache_(cache), scene_(scene), window_(cache.window),
          order_(cache.order.value()) {}

    void draw() {
        header();
        for (size_t row = window_.first; row < window_.end(); ++row) draw_row(row);
        draw_scroll_bar(input_, window_, scene_);
        if (order_.empty()) {
            nothing_to_show();
        } else if (!input_.interactive && window_.first + window_.fit < order_.size() && window_.area.h >= kTableRow_px) {
            and_more(order_.size() - window_.end());
        }
    }

private:
    // Cut to the room, at a word.
    void text(double x, double middle_y, double room, std::string_view words, const TextStyle& style, Colour colour,
              TextAnchor anchor = TextAnchor::Start, Pick pick = {}) {
        const std::string cut = ellipsised(words, style, room, *input_.metrics);
        if (cut.empty()) return;
        TextMark mark;
        mark.baseline = {x, middle_y + kBaseline_px};
        mark.style = style;
        mark.anchor = anchor;
        mark.colour = colour;
        mark.width = static_cast<float>(input_.metrics->width(cut, style));
        mark.pick = pick;
        scene_.add_text(Layer::Labels, mark, cut);
    }

    void rect(Layer layer, const Rect& where, Colour fill, Pick pick = {}) {
        RectMark mark;
        mark.rect = where;
        mark.fill = fill;
        mark.pick = pick;
        scene_.add(layer, mark);
    }

    void line(Layer layer, Vec2 from, Vec2 to, const Stroke& stroke) {
        LineMark mark;
        mark.from = from;
        mark.to = to;
        mark.stroke = stroke;
        scene_.add(layer, mark);
    }

    [[nodiscard]] double left(const TableSpan& span) const { return input_.area.x + span.x; }

    void header() {
        const Rect& where = cache_.header;
        if (where.h < kTableHeader_px) return;
        const TableColumn sorted = sort_column(*input_.params);
        for (size_t i = 0; i < cache_.layout.spans.size(); ++i) {
            const TableSpan& span = cache_.layout.spans[i];
            const Pick pick = pick_of(PickKind::Column, i);
            const double begin = i == 0 ? where.x : left(span) - kTableGap_px / 2;
            const double end = std::min(where.right(), left(span) + span.width + kTableGap_px / 2);
            const bool hovered = input_.hover && *input_.hover == pick;
            rect(Layer::Background, {begin, where.y, end - begin, where.h},
                 hovered ? theme_.raised : theme_.background, pick);
            const bool is_sorted = span.column == sorted;
            const Colour colour = is_sorted || hovered ? theme_.text : theme_.secondary;
            const bool number = row_of(span.column).number;
            const double mark_room = is_sorted ? 13 : 0;
            const double x = number ? left(span) + span.width - mark_room : left(span);
            const std::string cut =
                ellipsised(table_column_label(span.column), kTableHead, span.width - mark_room, *input_.metrics);
            text(x, where.centre().y, span.width - mark_room, cut, kTableHead, colour,
                 number ? TextAnchor::End : TextAnchor::Start, pick);
            if (is_sorted && span.width > mark_room) {
                SymbolMark mark;
                const double words = number ? 0 : input_.metrics->width(cut, kTableHead);
                mark.centre = {x + words + 9, where.centre().y};
                mark.size = 8;
                mark.shape = sorts_descending(*input_.params) ? SymbolShape::TriangleDown : SymbolShape::TriangleUp;
                mark.fill = colour;
                mark.pick = pick;
                scene_.add(Layer::Marks, mark);
            }
        }
        const double y = std::round(where.bottom()) - 0.5;
        line(Layer::Grid, {where.x, y}, {where.right(), y}, {theme_.grid_major, 1, LineStyle::Solid});
    }

    void draw_row(size_t row) {
        const EventId event = order_[row];
        const double y = window_.top(row);
        const double right = window_.bar.empty() ? window_.area.right() : window_.bar.x - 2;
        const Rect where{window_.area.x, y, right - window_.area.x, window_.row_px};
        const Pick pick = pick_of(PickKind::Event, index(event));
        const bool selected = input_.is_selected({NodeKind::Event, static_cast<uint32_t>(event)});
        const bool hovered = input_.hover && *input_.hover == pick;
        rect(Layer::Background, where, row % 2 == 1 ? theme_.band : theme_.background, pick);
        if (hovered) rect(Layer::Bands, where, with_alpha(theme_.text, 0.07), pick);
        if (selected) selection(where, pick);
        if (row > window_.first && sort_column(*input_.params) == TableColumn::Date) year_line(order_[row - 1], event, where);
        status_rule(event, where);
        const bool ghost = input_.is_ghost(event);
        for (const TableSpan& span : cache_.layout.spans) cell(event, span, y + window_.row_px / 2, ghost, selected, pick);
    }

    void selection(const Rect& where, Pick pick) {
        RectMark mark;
        mark.rect = where.inset(0.75);
        mark.radius = 2;
        mark.fill = with_alpha(theme_.selection, 0.12);
        mark.stroke = {theme_.selection, 1.5F, LineStyle::Solid};
        mark.pick = pick;
        scene_.add(Layer::Bands, mark);
    }

    // Between the years, when time is the order.
    void year_line(EventId before, EventId event, const Rect& where) {
        const auto year = [&](EventId e) {
            const auto at = date_key(data_, e);
            return at ? civil_from_instant(*at).date.year : INT64_MIN;
        };
        if (year(before) == year(event)) return;
        const double y = std::round(where.y);
        line(Layer::Grid, {where.x, y}, {where.right(), y}, {theme_.grid_major, 1, LineStyle::Solid});
    }

    // At the left border: the side by its colour, the status by its line, as on the map. Solid is for facts.
    void status_rule(EventId event, const Rect& where) {
        const Side side = leading_side(data_, event);
        const MarkStyle style = event_style(data_, event, input_.known_by_s, theme_);
        const Colour hue = theme_.side[static_cast<size_t>(side)];
        const double x = where.x + 3.5;
        Stroke stroke;
        if (style.fill == hue) {
            stroke = {hue, kRuleWidth_px, LineStyle::Solid};
        } else {
            const LineStyle shown = style.stroke.style == LineStyle::Struck ? LineStyle::Dotted : style.stroke.style;
            stroke = {style.stroke.colour, shown == LineStyle::Double ? 1.4F : style.stroke.style == LineStyle::Solid ? 1.2F : 2.2F, shown};
        }
        line(Layer::Marks, {x, where.y + 3}, {x, where.bottom() - 3}, stroke);
    }

    void symbol(double x, double middle_y, SymbolShape shape, const MarkStyle& style, Pick pick) {
        SymbolMark mark;
        mark.centre = {x + kTableSymbol_px / 2, middle_y};
        mark.size = static_cast<float>(kTableSymbol_px);
        mark.shape = shape;
        mark.fill = style.fill;
        mark.stroke = style.stroke;
        mark.pick = pick;
        scene_.add(Layer::Marks, mark);
    }

    void cell(EventId event, const TableSpan& span, double middle_y, bool ghost, bool selected, Pick pick) {
        double x = left(span);
        double room = span.width;
        const Status status = input_.index->status_of(event, input_.known_by_s);
        const bool title = span.column == TableColumn::Title;
        const Colour colour = ghost ? theme_.faint : title || span.column == TableColumn::Status ? theme_.text : theme_.secondary;
        const bool has_symbol = span.column == TableColumn::Kind || span.column == TableColumn::Status || span.column == TableColumn::Side;
        if (has_symbol && room > kTableSymbol_px && !(span.column == TableColumn::Side && data_.events.actors[index(event)].empty())) {
            const Side side = leading_side(data_, event);
            const MarkStyle style = event_style(data_, event, input_.known_by_s, theme_);
            if (span.column == TableColumn::Kind) {
                symbol(x, middle_y, shape_of_kind(data_.event_kinds.word(data_.events.kind[index(event)])), style, pick);
            } else if (span.column == TableColumn::Status) {
                symbol(x, middle_y, SymbolShape::Circle, style, pick);
            } else {
                symbol(x, middle_y, SymbolShape::Square,
                       {ghost ? theme_.background : theme_.side[static_cast<size_t>(side)], {theme_.mark_outline, 1.0F, LineStyle::Solid}}, pick);
            }
            x += kTableSymbolRoom_px;
            room -= kTableSymbolRoom_px;
        }
        const std::string words = table_cell(input_, cache_, event, span.column, CellForm::Shown);
        const TextStyle& style = table_style(span.column);
        if (row_of(span.column).number) return text(x + room, middle_y, room, words, style, colour, TextAnchor::End, pick);
        if ((span.column == TableColumn::Date || span.column == TableColumn::Known) && !shows_edtf(*input_.params)) {
            // A long date gives its indent up before it loses a word.
            const double indent = date_indent(words, *input_.metrics);
            if (input_.metrics->width(words, style) + indent <= room) {
                x += indent;
                room -= indent;
            }
        }
        text(x, middle_y, room, words, style, selected && title ? theme_.selection : colour, TextAnchor::Start, pick);
        if (title && status == Status::Retracted) {
            const double width = input_.metrics->width(ellipsised(words, style, room, *input_.metrics), style);
            line(Layer::Overlay, {x, middle_y + 0.5}, {x + width, middle_y + 0.5}, {theme_.secondary, 1.0F, LineStyle::Solid});
        }
    }

    void and_more(size_t count) {
        const std::string words = fmt::format("and {} more event{}", count, count == 1 ? "" : "s");
        text(input_.area.x + kTableLeft_px, window_.area.y + (static_cast<double>(window_.fit) + 0.5) * window_.row_px,
             input_.area.w - kTableLeft_px - 4, words, kTableText, theme_.secondary);
    }

    void nothing_to_show() {
        const TextStyle style{.size = kTypeLarge, .weight = FontWeight::Regular, .tabular = false};
        text(window_.area.centre().x, window_.area.centre().y, 1e6, "No event matches.", style, theme_.secondary, TextAnchor::Middle);
    }

    const ViewInput& input_;
    const Dataset& data_;
    const Theme& theme_;
    const TableCache& cache_;
    Scene& scene_;
    const RowWindow& window_;
    const std::vector<EventId>& order_;
};

}  // namespace

void draw_table(const ViewInput& input, const TableCache& cache, Scene& scene) { TableDrawing(input, cache, scene).draw(); }

}  // namespace choke
