#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "views/sources_internal.h"
#include "views/style.h"
#include "views/table_internal.h"

namespace choke {
namespace {

constexpr TextStyle kName{.size = kTypeSmall, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kValue{.size = 11, .weight = FontWeight::Regular, .tabular = true};
constexpr TextStyle kMark{.size = kTypeBody, .weight = FontWeight::Bold, .tabular = false};
constexpr double kBaseline_px = 4;
constexpr double kLeft_px = 10;
constexpr double kDate_px = 112;
constexpr double kSymbol_px = 13;
constexpr double kSymbolStep_px = 12;  // several claims of one source
constexpr size_t kMostSymbols = 3;     // in a cell; the others are counted
constexpr double kLongestName_px = 240;

// The claims of one source or publisher about one event.
struct Cell {
    uint32_t column = 0;
    std::vector<uint32_t> claims;  // index into Dataset::claims
    std::string values;            // what they give otherwise than others, each once
    bool conflicts = false;
};

class SourcesDrawing {
public:
    SourcesDrawing(const ViewInput& input, const SourcesCache& cache, Scene& scene)
        : input_(input), data_(input.data()), theme_(*input.theme), cache_(cache), scene_(scene), frame_(cache.frame),
          window_(cache.window), rows_(cache.rows.value()), columns_(cache.columns.value()) {}

    void draw() {
        if (rows_.empty()) return nothing_to_show();
        names();
        key();
        heads();
        for (size_t row = window_.first; row < window_.end(); ++row) draw_row(row);
        column_lines();
        draw_scroll_bar(input_, window_, scene_);
        if (!input_.interactive && window_.end() < rows_.size() && window_.area.h >= kSourceRow_px) {
            const size_t count = rows_.size() - window_.end();
            text({input_.area.x + kLeft_px, window_.area.y + (static_cast<double>(window_.end() - window_.first) + 0.5) * kSourceRow_px},
                 input_.area.w - 2 * kLeft_px, fmt::format("and {} more event{}", count, count == 1 ? "" : "s"), kName,
                 theme_.secondary);
        }
    }

private:
    // Cut to the room; the middle of its line is at y. The width that it took.
    double text(Vec2 at, double room, std::string_view words, const TextStyle& style, Colour colour,
                TextAnchor anchor = TextAnchor::Start, Pick pick = {}) {
        const std::string cut = ellipsised(words, style, room, *input_.metrics);
        if (cut.empty()) return 0;
        TextMark mark;
        mark.baseline = {at.x, at.y + kBaseline_px};
        mark.style = style;
        mark.anchor = anchor;
        mark.colour = colour;
        mark.width = static_cast<float>(input_.metrics->width(cut, style));
        mark.pick = pick;
        scene_.add_text(Layer::Labels, mark, cut);
        return mark.width;
    }

    void line(Layer layer, Vec2 from, Vec2 to, const Stroke& stroke) {
        LineMark mark;
        mark.from = from;
        mark.to = to;
        mark.stroke = stroke;
        scene_.add(layer, mark);
    }

    void rect(Layer layer, const Rect& where, Colour fill, Pick pick = {}) {
        RectMark mark;
        mark.rect = where;
        mark.fill = fill;
        mark.pick = pick;
        scene_.add(layer, mark);
    }

    void symbol(Vec2 centre, Stance stance, const MarkStyle& style, Pick pick) {
        SymbolMark mark;
        mark.centre = centre;
        mark.size = static_cast<float>(kSymbol_px);
        mark.shape = shape_of_stance(stance);
        mark.fill = style.fill;
        mark.stroke = style.stroke;
        mark.pick = pick;
        scene_.add(Layer::Marks, mark);
    }

    [[nodiscard]] double right_border() const { return input_.area.right() - kScrollBar_px - 4; }

    // --- header ---

    // Each name on a line of its own, with a line down from it: none crosses another, because a name runs to the right of
    // its column and the lines of the columns there begin further down.
    void names() {
        for (size_t i = 0; i < frame_.columns; ++i) {
            const SourceColumn& column = columns_.columns[i];
            const Pick pick = cache_.by_publisher ? pick_of(PickKind::Column, i) : pick_of(PickKind::Source, index(column.first));
            const bool hovered = input_.hover && *input_.hover == pick;
            const double x = frame_.column_x(i);
            const double y = frame_.names.y + (static_cast<double>(i) + 0.5) * kSourceLine_px;
            const double room = std::min(kLongestName_px, right_border() - x - 8);
            const std::string count = fmt::format("{}", column.events);
            const double count_room = input_.metrics->width(count, kValue) + 8;
            const double width = text({x + 6, y}, room - count_room, column.label, kName,
                                      hovered ? theme_.text : theme_.secondary, TextAnchor::Start, pick);
            if (width > 0) text({x + 6 + width + 6, y}, count_room, count, kValue, theme_.faint, TextAnchor::Start, pick);
            line(Layer::Grid, {x, y - 5}, {x, frame_.names.bottom()},
                 {hovered ? theme_.secondary : theme_.outline, 1, LineStyle::Solid});
        }
        if (!frame_.others.empty()) {
            const double y = frame_.names.bottom() - kSourceHead_px / 2;
            text({frame_.others.x + 6, y}, frame_.others.w - 8,
                 fmt::format("{} more {}", columns_.columns.size() - frame_.columns, cache_.by_publisher ? "publishers" : "sources"),
                 kTableHead, theme_.secondary);
        }
        const double y = std::round(frame_.names.bottom()) - 0.5;
        line(Layer::Grid, {input_.area.x, y}, {input_.area.right(), y}, {theme_.grid_major, 1, LineStyle::Solid});
    }

    // The stances in use, in the corner that the names leave free.
    void key() {
        std::vector<Stance> used;
        for (size_t s = 0; s < columns_.stances.size(); ++s)
            if (columns_.stances[s]) used.push_back(static_cast<Stance>(s));
        constexpr double kItem_px = 112;
        const Rect room{frame_.key.x + kLeft_px, frame_.key.y, frame_.key.w - kLeft_px - 8, frame_.key.h - kSourceHead_px - 4};
        const auto per_line = static_cast<size_t>(std::max(0.0, room.w / kItem_px));
        const auto lines = static_cast<size_t>(std::max(0.0, room.h / kSourceLine_px));
        // With the line for the bracket.
        if (per_line == 0 || used.size() + 1 > per_line * lines) return;
        for (size_t i = 0; i <= used.size(); ++i) {
            const Vec2 at{room.x + static_cast<double>(i % per_line) * kItem_px,
                          room.y + (static_cast<double>(i / per_line) + 0.5) * kSourceLine_px};
            if (i < used.size()) {
                symbol(at + Vec2{kSymbol_px / 2, 0}, used[i], stance_style(used[i], std::nullopt, theme_), {});
                text(at + Vec2{19, 0}, kItem_px - 24, stance_label(used[i]), kValue, theme_.secondary);
            } else {
                text(at + Vec2{kSymbol_px / 2, 0}, 20, "\u2260", kMark, theme_.danger, TextAnchor::Middle);
                text(at + Vec2{19, 0}, kItem_px - 24, "They disagree", kValue, theme_.secondary);
            }
        }
    }

    void heads() {
        const double y = frame_.names.bottom() - kSourceHead_px / 2;
        if (frame_.names.h < kSourceHead_px) return;
        text({frame_.events.x + kLeft_px, y}, date_room(), "Date", kTableHead, theme_.secondary);
        text({title_x(), y}, title_room(), "Event", kTableHead, theme_.secondary);
    }

    // --- rows ---

    [[nodiscard]] double date_room() const { return std::min(kDate_px, frame_.events.w - kLeft_px - 4); }
    [[nodiscard]] double title_x() const { return frame_.events.x + kLeft_px + kDate_px + 10; }
    // Without the place for the mark of a conflict.
    [[nodiscard]] double title_room() const { return frame_.events.right() - title_x() - 22; }

    void draw_row(size_t row) {
        const EventId event = rows_[row];
        const double y = window_.top(row);
        const double middle = y + kSourceRow_px / 2;
        const double right = window_.bar.empty() ? input_.area.right() : window_.bar.x - 2;
        const Rect where{input_.area.x, y, right - input_.area.x, kSourceRow_px};
        const Pick pick = pick_of(PickKind::Event, index(event));
        const bool selected = input_.is_selected({NodeKind::Event, static_cast<uint32_t>(event)});
        const bool ghost = input_.is_ghost(event);
        rect(Layer::Background, where, row % 2 == 1 ? theme_.band : theme_.background, pick);
        if (input_.hover && *input_.hover == pick) rect(Layer::Background, where, with_alpha(theme_.text, 0.07), pick);
        if (selected) {
            RectMark mark;
            mark.rect = where.inset(0.75);
            mark.radius = 2;
            mark.fill = with_alpha(theme_.selection, 0.12);
            mark.stroke = {theme_.selection, 1.5F, LineStyle::Solid};
            mark.pick = pick;
            scene_.add(Layer::Bands, mark);
        }
        const std::string date = date_words_short(data_.text(data_.events.date_text[index(event)]));
        double indent = date_indent(date, *input_.metrics);
        if (input_.metrics->width(date, kTableFigures) + indent > date_room()) indent = 0;
        text({frame_.events.x + kLeft_px + indent, middle}, date_room() - indent, date, kTableFigures,
             ghost ? theme_.faint : theme_.secondary, TextAnchor::Start, pick);
        text({title_x(), middle}, title_room(), displayable(data_.text(data_.events.title[index(event)])), kTableText,
             ghost ? theme_.faint : selected ? theme_.selection : theme_.text, TextAnchor::Start, pick);

        std::vector<Cell> cells = cells_of(row, event);
        std::vector<double> ends;  // of the bracket
        std::vector<const Cell*> others;
        Colour ground = row % 2 == 1 ? theme_.band : theme_.background;
        if (selected) ground = mix(ground, theme_.selection, 0.12);
        for (size_t i = 0; i < cells.size(); ++i) {
            const Cell& cell = cells[i];
            if (cell.column < frame_.columns) {
                // A value may reach over columns in which this row has nothing.
                const size_t next = i + 1 < cells.size() ? std::min<size_t>(cells[i + 1].column, frame_.columns) : frame_.columns;
                draw_cell(cell, middle, frame_.column_x(next), ground);
                if (cell.conflicts) ends.push_back(frame_.column_x(cell.column));
            } else {
                others.push_back(&cell);
            }
        }
        // Those that are counted only should not be the ones that disagree.
        std::ranges::stable_sort(others, {}, [](const Cell* cell) { return !cell->conflicts; });
        draw_others(others, middle, ends);
        if (!cache_.conflicts.value()[row - window_.first].empty()) bracket(where, ends);
    }

    [[nodiscard]] std::vector<Cell> cells_of(size_t row, EventId event) const {
        std::vector<Cell> cells;
        const IndexRange range = data_.events.claims[index(event)];
        for (uint32_t c = range.begin; c < range.end; ++c) {
            if (!shows_claim(input_, data_.claims[c])) continue;
            const uint32_t column = columns_.column_of_source[index(data_.claims[c].source)];
            auto at = std::ranges::find(cells, column, &Cell::column);
            if (at == cells.end()) at = cells.insert(cells.end(), Cell{column, {}, {}, false});
            at->claims.push_back(c);
        }
        std::ranges::stable_sort(cells, {}, &Cell::column);
        for (const ClaimConflict& conflict : cache_.conflicts.value()[row - window_.first]) {
            for (Cell& cell : cells) {
                if (std::ranges::find(cell.claims, conflict.claim) == cell.claims.end()) continue;
                cell.conflicts = true;
                const std::string values = own_values(data_, conflict);
                if (!values.empty() && cell.values.find(values) == std::string::npos)
                    cell.values += (cell.values.empty() ? "" : ", ") + values;
            }
        }
        return cells;
    }

    [[nodiscard]] MarkStyle style_of(const Claim& claim) const {
        if (claim.known_s > input_.known_by_s) return event_style(Status::NotYetKnown, Side::Other, theme_);
        return stance_style(claim.stance, claim.by == kNone<ActorId> ? std::nullopt : std::optional(data_.actors.side[index(claim.by)]),
                            theme_);
    }

    // The symbols of a cell from x on; where they end.
    double symbols(const Cell& cell, double x, double middle) {
        const size_t shown = cell.claims.size() <= kMostSymbols ? cell.claims.size() : kMostSymbols - 1;
        for (size_t i = 0; i < shown; ++i) {
            const Claim& claim = data_.claims[cell.claims[i]];
            const Pick pick = pick_of(PickKind::Claim, cell.claims[i]);
            const Vec2 centre{x + static_cast<double>(i) * kSymbolStep_px, middle};
            symbol(centre, claim.stance, style_of(claim), pick);
            if (input_.hover && *input_.hover == pick) ring(centre);
        }
        double end = x + static_cast<double>(shown - 1) * kSymbolStep_px + kSymbol_px / 2;
        if (shown < cell.claims.size()) {
            end += 2 + text({end + 2, middle}, 30, fmt::format("+{}", cell.claims.size() - shown), kValue, theme_.secondary,
                            TextAnchor::Start, pick_of(PickKind::Claim, cell.claims[shown]));
        }
        return end;
    }

    void ring(Vec2 centre) {
        SymbolMark mark;
        mark.centre = centre;
        mark.size = static_cast<float>(kSymbol_px + 7);
        mark.shape = SymbolShape::Circle;
        mark.stroke = {with_alpha(theme_.text, 0.8), 1.2F, LineStyle::Solid};
        scene_.add(Layer::Overlay, mark);
    }

    void draw_cell(const Cell& cell, double middle, double next_x, Colour ground) {
        const double x = frame_.column_x(cell.column);
        const double end = symbols(cell, x, middle);
        if (cell.values.empty()) return;
        const double room = next_x - kSymbol_px / 2 - 4 - (end + 4);
        const Pick pick = pick_of(PickKind::Claim, cell.claims.front());
        const double width = text({end + 4, middle}, room, cell.values, kValue, theme_.text, TextAnchor::Start, pick);
        // The lines of the columns that it reaches over would strike it through.
        if (width > 0) rect(Layer::Bands, {end + 2, middle - 8, width + 4, 15}, ground, pick);
    }

    // As many as fit with their names; the last ones are counted.
    void draw_others(const std::vector<const Cell*>& cells, double middle, std::vector<double>& ends) {
        if (cells.empty() || frame_.others.empty()) return;
        double x = frame_.others.x + 6 + kSymbol_px / 2;
        for (size_t i = 0; i < cells.size(); ++i) {
            const Cell& cell = *cells[i];
            const bool last = i + 1 == cells.size();
            const double rest = last ? 0 : input_.metrics->width(fmt::format("+{}", cells.size() - i), kValue) + 8;
            const double marks = static_cast<double>(std::min(cell.claims.size(), kMostSymbols) - 1) * kSymbolStep_px + kSymbol_px + 4;
            std::string words = columns_.columns[cell.column].label;
            if (!cell.values.empty()) words = cell.values + " \u00b7 " + words;
            const double need = std::min(input_.metrics->width(words, kValue), 130.0);
            const double room = frame_.others.right() - x + kSymbol_px / 2 - rest;
            if (i > 0 && marks + need > room) {
                text({x - kSymbol_px / 2, middle}, frame_.others.right() - x + kSymbol_px / 2, fmt::format("+{}", cells.size() - i), kValue,
                     theme_.secondary, TextAnchor::Start, pick_of(PickKind::Claim, cell.claims.front()));
                for (size_t k = i; k < cells.size(); ++k)
                    if (cells[k]->conflicts) ends.push_back(x);
                return;
            }
            if (cell.conflicts) ends.push_back(x);
            const double end = symbols(cell, x, middle);
            const double limit = x - kSymbol_px / 2 + room;
            // A name that would be cut to nothing leaves the room to the value.
            const double words_room = std::min(130.0, limit - end - 4);
            if (!cell.values.empty() && input_.metrics->width(words, kValue) > words_room) words = cell.values;
            const double width = text({end + 4, middle}, words_room, words, kValue,
                                      cell.values.empty() ? theme_.secondary : theme_.text, TextAnchor::Start,
                                      pick_of(PickKind::Claim, cell.claims.front()));
            x = end + 4 + width + 12 + kSymbol_px / 2;
        }
    }

    // From the mark behind the title to every cell that takes part.
    void bracket(const Rect& where, const std::vector<double>& ends) {
        const double middle = where.centre().y;
        const double x = frame_.events.right() - 12;
        text({x, middle}, 20, "\u2260", kMark, theme_.danger, TextAnchor::Middle);
        if (ends.empty()) return;
        const double y = std::round(where.bottom()) - 3.5;
        const Stroke stroke{theme_.danger, 1.2F, LineStyle::Solid};
        const double far = *std::ranges::max_element(ends);
        line(Layer::Edges, {x - 5, y}, {far, y}, {with_alpha(theme_.danger, 0.6), 1.0F, LineStyle::Solid});
        for (const double end : ends) line(Layer::Edges, {end, y + 0.5}, {end, y - 4}, stroke);
    }

    void column_lines() {
        const double bottom = window_.area.y + static_cast<double>(window_.end() - window_.first) * kSourceRow_px;
        for (size_t i = 0; i < frame_.columns; ++i)
            line(Layer::Grid, {frame_.column_x(i), frame_.names.bottom()}, {frame_.column_x(i), bottom},
                 {theme_.grid, 1, LineStyle::Solid});
    }

    void nothing_to_show() {
        const TextStyle style{.size = kTypeLarge, .weight = FontWeight::Regular, .tabular = false};
        text(input_.area.centre(), 1e6, "No event matches.", style, theme_.secondary, TextAnchor::Middle);
    }

    const ViewInput& input_;
    const Dataset& data_;
    const Theme& theme_;
    const SourcesCache& cache_;
    Scene& scene_;
    const SourcesFrame& frame_;
    const RowWindow& window_;
    const std::vector<EventId>& rows_;
    const SourceColumns& columns_;
};

}  // namespace

void draw_sources(const ViewInput& input, const SourcesCache& cache, Scene& scene) { SourcesDrawing(input, cache, scene).draw(); }

}  // namespace choke
