#include "views/figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "views/style.h"

namespace choke {
namespace {

constexpr TextStyle kTitle{.size = kTypeTitle, .weight = FontWeight::Bold, .tabular = false};
constexpr TextStyle kSubtitle{.size = kTypeBody, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kLegendHead{.size = 11, .weight = FontWeight::SemiBold, .tabular = false};
constexpr TextStyle kLegendWord{.size = kTypeSmall, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kSmallPrint{.size = 11, .weight = FontWeight::Regular, .tabular = false};
constexpr double kMargin_px = 28;
constexpr double kLegendRow_px = 20;

// What a reader has to be told about a view, in a sentence or two.
std::string_view reading_help(std::string_view view_id) {
    if (view_id == "timeline")
        return "Bands and fades show how exactly a date is known; a tick is an event without room for a symbol. Hollow "
               "marks are allegations, assessments or forecasts by the party that the source names, not established facts.";
    if (view_id == "table")
        return "Hollow marks and broken lines at the left are allegations, assessments, forecasts or disputes, not established "
               "facts. A date without a day is known to the month or year only.";
    if (view_id == "sources")
        return "A symbol is what one claim says of the event; a date or figure beside it is that source's own, where it is not "
               "the one of the event or of another source. The bracket ties the claims that disagree.";
    return "Dashed lines are allegations by the party that the source names, not established facts.";
}

struct LegendItem {
    std::string label;
    std::optional<SymbolMark> symbol;
    std::optional<LineMark> line;
    bool heading = false;
};

class Page {
public:
    Page(const ViewDef& view, ViewInput& input, const FigureText& text, double width, double height, Scene& scene)
        : view_(view), input_(input), data_(input.data()), theme_(*input.theme), text_(text), width_(width),
          height_(height), scene_(scene) {}

    void build() {
        scene_.set_size(width_, height_);
        scene_.set_background(theme_.background);
        scene_.set_title(text_.title);
        scene_.set_description(figure_description(input_, view_, text_));
        const double top = heading();
        double bottom = small_print();
        legend_items();
        const std::vector<size_t> rows = legend_rows();
        const double legend_height = static_cast<double>(rows.size()) * kLegendRow_px;
        // A picture comes before its legend: on a small page the legend goes.
        const bool has_legend = height_ - top - (height_ - bottom) - legend_height > 220;
        if (has_legend) {
            bottom -= legend_height + 14;
            legend(rows, bottom + 22);
        }
        input_.area = {kMargin_px, top, width_ - 2 * kMargin_px, std::max(60.0, bottom - top - 4)};
        input_.interactive = false;
        const auto cache = view_.make_cache();
        view_.build(input_, *cache, scene_);
        scene_.finish();
    }

private:
    double words(Vec2 at, std::string_view text, const TextStyle& style, Colour colour) {
        TextMark mark;
        mark.baseline = at;
        mark.style = style;
        mark.colour = colour;
        mark.width = static_cast<float>(input_.metrics->width(text, style));
        scene_.add_text(Layer::Labels, mark, text);
        return mark.width;
    }

    double heading() {
        const double room = width_ - 2 * kMargin_px;
        double y = 20;
        for (const std::string& line : wrapped(displayable(text_.title), kTitle, room, 2, *input_.metrics)) {
            y += 26;
            words({kMargin_px, y}, line, kTitle, theme_.text);
        }
        if (!text_.subtitle.empty()) {
            for (const std::string& line : wrapped(displayable(text_.subtitle), kSubtitle, room, 2, *input_.metrics)) {
                y += 21;
                words({kMargin_px, y}, line, kSubtitle, theme_.secondary);
            }
        }
        return y + 14;
    }

    double small_print() {
        const double room = width_ - 2 * kMargin_px;
        std::string first = text_.known_on_words.empty() ? "Everything known" : "Known on " + text_.known_on_words;
        first += fmt::format(" · {} of {} events", input_.visible->size(), data_.events.size());
        first += " · filter: " + (text_.filter_words.empty() ? std::string("none") : text_.filter_words);
        first += fmt::format(" · data {}{}{} (hash {:016x}) · {}", data_.id.empty() ? "set" : data_.id,
                             data_.version.empty() ? "" : " ", data_.version, data_.content_hash, text_.program);
        const std::string second(reading_help(view_.id));
        std::vector<std::string> lines;
        for (const std::string& part : {first, second})
            for (std::string& line : wrapped(displayable(part), kSmallPrint, room, 2, *input_.metrics)) lines.push_back(std::move(line));
        double y = height_ - 14 - static_cast<double>(lines.size() - 1) * 16;
        const double top = y - 20;
        LineMark rule;
        rule.from = {kMargin_px, top};
        rule.to = {width_ - kMargin_px, top};
        rule.stroke = {theme_.grid_major, 1, LineStyle::Solid};
        scene_.add(Layer::Grid, rule);
        for (const std::string& line : lines) {
            words({kMargin_px, y}, line, kSmallPrint, theme_.secondary);
            y += 16;
        }
        return top - 6;
    }

    void head(std::string_view label) {
        LegendItem item;
        item.label = label;
        item.heading = true;
        legend_.push_back(std::move(item));
    }
    void symbol(std::string label, SymbolShape shape, const MarkStyle& style) {
        LegendItem item;
        item.label = std::move(label);
        SymbolMark mark;
        mark.size = 15;
        mark.shape = shape;
        mark.fill = style.fill;
        mark.stroke = style.stroke;
        item.symbol = mark;
        legend_.push_back(std::move(item));
    }

    // Only what is on the page: a legend of things that are not there makes people search for them.
    void legend_items() {
        const FacetCounts counts = count_facets(*input_.index, *input_.visible, input_.known_by_s);
        const bool of_graph = view_.id == "map" || view_.id == "matrix";
        const bool timeline = view_.id == "timeline" || (of_graph && shows_events());
        const MarkStyle plain{theme_.band, {theme_.secondary, 1.4F, LineStyle::Solid}};
        if (timeline) {
            head("KIND");
            std::vector<size_t> kinds;
            for (size_t k = 0; k < counts.kind.size(); ++k)
                if (counts.kind[k] > 0) kinds.push_back(k);
            std::stable_sort(kinds.begin(), kinds.end(), [&](size_t a, size_t b) { return counts.kind[a] > counts.kind[b]; });
            for (const size_t k : kinds) {
                const std::string_view kind = data_.event_kinds.word(id_at<WordId>(k));
                symbol(kind_label(kind), shape_of_kind(kind), plain);
            }
            head("STATUS OF THE CLAIM");
            for (size_t s = 0; s < kStatusCount; ++s)
                if (counts.status[s] > 0)
                    symbol(std::string(status_label(static_cast<Status>(s))), SymbolShape::Circle,
                           event_style(static_cast<Status>(s), Side::US, theme_));
        } else if (of_graph) {
            head("NODE");
            symbol("Actor", kActorShape, plain);
            symbol("Thing: chip, model, rule", kThingShape, {theme_.background, {theme_.secondary, 1.4F, LineStyle::Solid}});
            head("TIE");
            std::array<bool, kStatusCount> used{};
            for (size_t r = 0; r < data_.relations.size(); ++r)
                if (data_.relations.from[r].kind != NodeKind::Event && data_.relations.to[r].kind != NodeKind::Event)
                    used[static_cast<size_t>(relation_status(data_, id_at<RelationId>(r), input_.known_by_s))] = true;
            line("Established or reported, or named together", LineStyle::Solid);
            for (const Status status : {Status::Assessed, Status::Alleged, Status::Disputed, Status::Forecast})
                if (used[static_cast<size_t>(status)]) line(std::string(status_label(status)), relation_line(status));
        }
        if (view_.id == "sources") {
            head("SAID BY");
            symbol("The source itself", SymbolShape::Circle, stance_style(Stance::Establishes, std::nullopt, theme_));
            for (const Side side : {Side::US, Side::China, Side::Other})
                symbol(std::string(side_label(side)), SymbolShape::Circle, stance_style(Stance::Establishes, side, theme_));
            return;
        }
        head("SIDE");
        for (const Side side : {Side::US, Side::China, Side::Other})
            if (counts.side[static_cast<size_t>(side)] > 0)
                symbol(std::string(side_label(side)), SymbolShape::Square,
                       {theme_.side[static_cast<size_t>(side)], {theme_.mark_outline, 1.2F, LineStyle::Solid}});
    }
    // Whether the nodes of a graph are events.
    [[nodiscard]] bool shows_events() const {
        return std::ranges::any_of(*input_.params, [](const auto& value) { return value.first == "graph" && value.second == "chain"; });
    }
    void line(std::string label, LineStyle style) {
        LegendItem item;
        item.label = std::move(label);
        LineMark mark;
        mark.stroke = {theme_.secondary, 1.6F, style};
        item.line = mark;
        legend_.push_back(std::move(item));
    }

    [[nodiscard]] double item_width(const LegendItem& item) const {
        const double text = input_.metrics->width(item.label, item.heading ? kLegendHead : kLegendWord);
        return item.heading ? text + 12 : text + 20 + 16 + (item.line ? 12 : 0);
    }

    [[nodiscard]] double heading_width() const {
        double width = 0;
        for (const LegendItem& item : legend_)
            if (item.heading) width = std::max(width, item_width(item));
        return width;
    }

    // First item of every row. Each group begins a row, and goes on in the next one when that is full.
    [[nodiscard]] std::vector<size_t> legend_rows() const {
        std::vector<size_t> rows;
        const double indent = heading_width();
        double x = 0;
        for (size_t i = 0; i < legend_.size(); ++i) {
            const double need = item_width(legend_[i]);
            if (legend_[i].heading || x + need > width_ - 2 * kMargin_px) {
                rows.push_back(i);
                x = indent;
            }
            if (!legend_[i].heading) x += need;
        }
        return rows;
    }

    void legend(const std::vector<size_t>& rows, double y) {
        const double indent = heading_width();
        for (size_t r = 0; r < rows.size(); ++r) {
            const size_t end = r + 1 < rows.size() ? rows[r + 1] : legend_.size();
            double x = kMargin_px + indent;
            for (size_t i = rows[r]; i < end; ++i) {
                LegendItem& item = legend_[i];
                if (item.heading) {
                    words({kMargin_px, y}, item.label, kLegendHead, theme_.secondary);
                    continue;
                }
                if (item.symbol) {
                    item.symbol->centre = {x + 7, y - 4};
                    scene_.add(Layer::Marks, *item.symbol);
                    words({x + 20, y}, item.label, kLegendWord, theme_.text);
                } else if (item.line) {
                    item.line->from = {x, y - 4};
                    item.line->to = {x + 26, y - 4};
                    scene_.add(Layer::Marks, *item.line);
                    words({x + 32, y}, item.label, kLegendWord, theme_.text);
                }
                x += item_width(item);
            }
            y += kLegendRow_px;
        }
    }

    const ViewDef& view_;
    ViewInput& input_;
    const Dataset& data_;
    const Theme& theme_;
    const FigureText& text_;
    double width_;
    double height_;
    Scene& scene_;
    std::vector<LegendItem> legend_;
};

}  // namespace

void build_figure(const ViewDef& view, ViewInput input, const FigureText& text, double width_px, double height_px,
                  Scene& scene) {
    scene.clear();
    Page(view, input, text, width_px, height_px, scene).build();
}

std::string figure_description(const ViewInput& input, const ViewDef& view, const FigureText& text) {
    const Dataset& data = input.data();
    const FacetCounts counts = count_facets(*input.index, *input.visible, input.known_by_s);
    std::string words = fmt::format("{} of {}: {} of {} events", view.label, data.title.empty() ? "a data set" : data.title,
                                    input.visible->size(), data.events.size());
    if (!text.filter_words.empty()) words += ", filtered to " + text.filter_words;
    if (!text.known_on_words.empty()) words += ", as known on " + text.known_on_words;
    words += ". By status:";
    for (size_t s = 0; s < kStatusCount; ++s)
        if (counts.status[s] > 0)
            words += fmt::format(" {} {}", counts.status[s], word(static_cast<Status>(s)));
    return words + ".";
}

}  // namespace choke
