#include "views/figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "views/annotations.h"
#include "views/style.h"
#include "views/timeline_internal.h"

namespace choke {
namespace {

constexpr TextStyle kTitle{.size = kTypeTitle, .weight = FontWeight::Bold, .tabular = false};
constexpr TextStyle kSubtitle{.size = kTypeBody, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kLegendHead{.size = 11, .weight = FontWeight::SemiBold, .tabular = false};
constexpr TextStyle kLegendWord{.size = kTypeSmall, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kSmallPrint{.size = 11, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kSmallPrintBold{.size = 11, .weight = FontWeight::SemiBold, .tabular = false};
constexpr TextStyle kKicker{.size = kTypeSmall, .weight = FontWeight::SemiBold, .tabular = false};
constexpr TextStyle kNoteNumber{.size = 9, .weight = FontWeight::SemiBold, .tabular = false};
constexpr TextStyle kTitleNumber{.size = 12, .weight = FontWeight::SemiBold, .tabular = false};
constexpr double kTitleNote_px = 90;  // kept free behind a title for the numbers of its notes
constexpr double kNoteRow_px = 16;
constexpr size_t kMostNoteRows = 5;
constexpr double kLeastPictureWithNotes_px = 360;
constexpr double kPicturePerNoteRow_px = 50;
constexpr size_t kEventSources = 2;   // and for any other event
constexpr size_t kNumberedSources = 24;  // where the sources are listed elsewhere
constexpr double kMargin_px = 28;
constexpr double kLegendRow_px = 20;

struct LegendItem {
    std::string label;
    std::optional<SymbolMark> symbol;
    std::optional<LineMark> line;
    bool heading = false;
};

// A small number that stands behind what it is a note to.
struct NoteNumber {
    Rect box;  // with room for the widest
    std::string text;
    TextAnchor anchor = TextAnchor::Start;  // towards what it is a note to
};

// A line of the small print, which is read last.
struct FootLine {
    Vec2 at;
    std::string text;
    Colour colour;
};

class Page {
public:
    Page(const ViewDef& view, ViewInput& input, const FigureText& text, double width, double height, Citations& citations,
         Scene& scene)
        : view_(view), input_(input), data_(input.data()), theme_(*input.theme), text_(text), width_(width),
          height_(height), citations_(citations), scene_(scene) {}

    BuiltFigure build() {
        scene_.set_size(width_, height_);
        const Colour paper = theme_.background;
        scene_.set_background(text_.is_transparent ? Colour{paper.r, paper.g, paper.b, 0} : paper);
        scene_.set_title(text_.title);
        for (const EventId event : text_.cited)
            for (const SourceId source : cited_sources(data_, event, input_.known_by_s, kTitleSources)) add_note(source);
        const double top = text_.has_heading ? heading() : 8;
        double bottom = text_.has_small_print ? small_print() : height_ - 8;
        legend_items();
        const std::vector<size_t> rows = legend_rows();
        const double legend_height = static_cast<double>(rows.size()) * kLegendRow_px;
        // A picture comes before its legend, and a legend before the notes: on a small page they go.
        const bool has_legend = bottom - top - legend_height > 220;
        const double legend_room = has_legend ? legend_height + 14 : 0;
        const auto area_above = [&](size_t note_rows) {
            return Rect{kMargin_px, top, width_ - 2 * kMargin_px,
                        std::max(60.0, bottom - legend_room - notes_height(note_rows) - top - 4)};
        };
        input_.interactive = false;
        const auto cache = view_.make_cache();
        size_t note_rows = text_.notes == FigureNotes::Listed ? rows_of_notes(bottom - top - legend_height) : 0;
        // Nor may notes cost a timeline one of its lanes.
        if (view_.id == "timeline" && note_rows > 0) {
            const size_t lanes = lanes_in(area_above(0), *cache);
            while (note_rows > 0 && lanes_in(area_above(note_rows), *cache) < lanes) note_rows /= 2;
        }
        bottom -= notes_height(note_rows);
        const double notes_top = bottom;
        if (has_legend) {
            bottom -= legend_room;
            legend(rows, bottom + 22);
        }
        input_.area = {kMargin_px, top, width_ - 2 * kMargin_px, std::max(60.0, bottom - top - 4)};
        view_.build(input_, *cache, scene_);
        std::vector<AnnotationPlace> annotated;
        if (input_.annotations != nullptr) draw_annotations(input_, view_, *cache, *input_.annotations, scene_, annotated);
        if (text_.notes == FigureNotes::Numbers) number_events(kNumberedSources);
        if (note_rows > 0) {
            number_events(note_rows * note_columns());
            list_notes(notes_top + 8 + kNoteRow_px - 4, note_rows);
        }
        for (const FootLine& line : foot_) words(line.at, line.text, kSmallPrint, line.colour, TextRole::Note);
        scene_.finish();
        std::sort(notes_.begin(), notes_.end());
        BuiltFigure built{notes_, {}, {}, {}};
        for (const AnnotationPlace& place : annotated) built.annotations.push_back(place.index);
        if (view_.id == "timeline") {
            const auto& timeline = static_cast<const TimelineCache&>(*cache);
            list_lanes(timeline, built.lanes);
            if (timeline.has_lower) list_lanes(*timeline.lower, built.lower_lanes);
        }
        return built;
    }

private:
    static void list_lanes(const TimelineCache& timeline, std::vector<std::pair<std::string, uint32_t>>& out) {
        for (const TimelineLane& lane : timeline.lanes.value().lanes)
            if (!lane.is_group && lane.events.size() > lane.ghost_count)
                out.emplace_back(lane.label, static_cast<uint32_t>(lane.events.size() - lane.ghost_count));
    }

    double words(Vec2 at, std::string_view text, const TextStyle& style, Colour colour, TextRole role = TextRole::Picture) {
        TextMark mark;
        mark.role = role;
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
        if (!text_.kicker.empty()) {
            y += 8;
            words({kMargin_px, y}, ellipsised(displayable(text_.kicker), kKicker, room, *input_.metrics), kKicker, theme_.secondary,
                  TextRole::Lead);
            y += 4;
        }
        Vec2 end{kMargin_px, y + 26};
        for (const std::string& line : wrapped(displayable(text_.title), kTitle, room - kTitleNote_px, 2, *input_.metrics)) {
            y += 26;
            end = {kMargin_px + words({kMargin_px, y}, line, kTitle, theme_.text, TextRole::Headline), y};
        }
        if (!notes_.empty() && text_.notes != FigureNotes::None) {
            words({end.x + 3, end.y - 8}, joined(notes_), kTitleNumber, theme_.secondary, TextRole::Headline);
        }
        if (!text_.subtitle.empty()) {
            for (const std::string& line : wrapped(displayable(text_.subtitle), kSubtitle, room, 2, *input_.metrics)) {
                y += 21;
                words({kMargin_px, y}, line, kSubtitle, theme_.secondary, TextRole::Lead);
            }
        }
        return y + 14;
    }

    double small_print() {
        double room = width_ - 2 * kMargin_px;
        double page_width = 0;
        if (!text_.page.empty()) page_width = input_.metrics->width(text_.page, kSmallPrint) + 24;
        room -= page_width;
        std::vector<std::string> lines;
        for (const std::string& part : {figure_small_print(input_, text_), std::string(reading_help(view_.id))})
            for (std::string& line : wrapped(displayable(part), kSmallPrint, room, 2, *input_.metrics)) lines.push_back(std::move(line));
        double y = height_ - 14 - static_cast<double>(lines.size() - 1) * 16;
        const double top = y - 20;
        LineMark rule;
        rule.from = {kMargin_px, top};
        rule.to = {width_ - kMargin_px, top};
        rule.stroke = {theme_.grid_major, 1, LineStyle::Solid};
        scene_.add(Layer::Grid, rule);
        const Vec2 page_at{width_ - kMargin_px - page_width + 24, y};
        for (std::string& line : lines) {
            foot_.push_back({{kMargin_px, y}, std::move(line), theme_.secondary});
            y += 16;
        }
        if (!text_.page.empty()) foot_.push_back({page_at, text_.page, theme_.text});
        return top - 6;
    }

    // --- notes ---

    [[nodiscard]] static double notes_height(size_t rows) { return rows == 0 ? 0 : static_cast<double>(rows) * kNoteRow_px + 8; }

    // How many lanes a timeline has in this area.
    [[nodiscard]] size_t lanes_in(const Rect& area, ViewCache& cache) const {
        ViewInput trial = input_;
        trial.area = area;
        Scene scene;
        scene.set_size(width_, height_);
        view_.build(trial, cache, scene);
        const auto& timeline = static_cast<const TimelineCache&>(cache);
        return timeline.lanes.value().lanes.size() + (timeline.has_lower ? timeline.lower->lanes.value().lanes.size() : 0);
    }

    [[nodiscard]] size_t note_columns() const { return width_ >= 1700 ? 3 : width_ >= 900 ? 2 : 1; }

    // Rows of notes for a picture of this height: one and another for every 50 px beyond what a picture needs at the least,
    // five at most, and no more than there can be notes.
    [[nodiscard]] size_t rows_of_notes(double height) const {
        if (height < kLeastPictureWithNotes_px) return 0;
        const auto fitting = static_cast<size_t>((height - kLeastPictureWithNotes_px) / kPicturePerNoteRow_px) + 1;
        size_t most = notes_.size();
        if (draws_events())
            for (const EventId event : input_.visible->to_vector()) {
                if (most >= kMostNoteRows * note_columns()) break;
                most += cited_sources(data_, event, input_.known_by_s, kEventSources).size();
            }
        return std::min({fitting, kMostNoteRows, (most + note_columns() - 1) / note_columns()});
    }

    // The sources view is all sources, and a map draws no events.
    [[nodiscard]] bool draws_events() const { return view_.id == "timeline" || view_.id == "table"; }

    [[nodiscard]] static std::string joined(std::vector<size_t> numbers) {
        std::sort(numbers.begin(), numbers.end());
        std::string text;
        for (const size_t number : numbers) text += (text.empty() ? "" : ",") + std::to_string(number);
        return text;
    }

    size_t add_note(SourceId source) {
        const size_t number = citations_.number(source);
        if (std::find(notes_.begin(), notes_.end(), number) == notes_.end()) notes_.push_back(number);
        return number;
    }

    // Where the number of an event would stand: behind its label, or at the upper right of its symbol; nothing when something
    // else stands there, or the event is not drawn.
    struct Place {
        EventId event = kNone<EventId>;
        size_t text = SIZE_MAX;    // widest text of the event
        size_t symbol = SIZE_MAX;
        uint16_t text_clip = 0;
        uint16_t symbol_clip = 0;
    };

    static constexpr uint8_t kDimmedAlpha = 100;
    [[nodiscard]] std::vector<Place> drawn_events() const {
        std::vector<Place> places(data_.events.size());
        for (const OrderRecord& record : scene_.order()) {
            if (record.kind == MarkKind::Text) {
                const TextMark& mark = scene_.texts()[record.index];
                if (mark.pick.kind != static_cast<uint32_t>(PickKind::Event) || !inside(text_box(mark), record.clip)) continue;
                Place& place = places[mark.pick.index];
                if (place.text != SIZE_MAX && scene_.texts()[place.text].width >= mark.width) continue;
                place.text = record.index;
                place.text_clip = record.clip;
            } else if (record.kind == MarkKind::Symbol) {
                const SymbolMark& mark = scene_.symbols()[record.index];
                if (mark.pick.kind != static_cast<uint32_t>(PickKind::Event) || !inside(box_of(mark), record.clip)) continue;
                if (mark.stroke.colour.a < kDimmedAlpha) continue;  // beside the chain that is shown
                Place& place = places[mark.pick.index];
                if (place.symbol != SIZE_MAX) continue;
                place.symbol = record.index;
                place.symbol_clip = record.clip;
            }
        }
        std::vector<Place> drawn;
        for (size_t i = 0; i < places.size(); ++i) {
            if (places[i].text == SIZE_MAX && places[i].symbol == SIZE_MAX) continue;
            places[i].event = id_at<EventId>(i);
            drawn.push_back(places[i]);
        }
        return drawn;
    }

    [[nodiscard]] static Rect box_of(const SymbolMark& mark) {
        return {mark.centre.x - mark.size / 2, mark.centre.y - mark.size / 2, mark.size, mark.size};
    }
    [[nodiscard]] bool inside(const Rect& box, uint16_t clip) const {
        const Rect& around = scene_.clips()[clip];
        return box.x >= around.x && box.right() <= around.right() && box.y >= around.y && box.bottom() <= around.bottom();
    }

    // beside: the event whose own symbol the number may touch; UINT32_MAX: of none.
    [[nodiscard]] bool is_free(const Rect& box, uint32_t beside, const std::vector<NoteNumber>& placed) const {
        for (const TextMark& mark : scene_.texts())
            if (text_box(mark).overlaps(box)) return false;
        for (const SymbolMark& mark : scene_.symbols()) {
            const bool own = mark.pick.kind == static_cast<uint32_t>(PickKind::Event) && mark.pick.index == beside;
            if (!own && box_of(mark).overlaps(box)) return false;
        }
        return std::none_of(placed.begin(), placed.end(), [&](const NoteNumber& other) { return other.box.overlaps(box); });
    }

    [[nodiscard]] std::optional<NoteNumber> place_for(const Place& place, double width, const std::vector<NoteNumber>& placed) const {
        const auto event = static_cast<uint32_t>(index(place.event));
        const double height = kNoteNumber.size;
        std::optional<NoteNumber> before;  // of the words, where there is no room behind them or at the symbol
        if (place.text != SIZE_MAX) {
            const Rect label = text_box(scene_.texts()[place.text]);
            const Rect box{label.right() + 2, label.y - 2, width, height};
            if (inside(box, place.text_clip) && is_free(box, UINT32_MAX, placed)) return NoteNumber{box, {}, TextAnchor::Start};
        }
        if (place.text != SIZE_MAX) {
            const Rect label = text_box(scene_.texts()[place.text]);
            const Rect box{label.x - width - 2, label.y - 2, width, height};
            if (inside(box, place.text_clip) && is_free(box, UINT32_MAX, placed)) before = NoteNumber{box, {}, TextAnchor::End};
        }
        if (place.symbol != SIZE_MAX) {
            const Rect symbol = box_of(scene_.symbols()[place.symbol]);
            for (const TextAnchor anchor : {TextAnchor::Start, TextAnchor::End}) {
                const Rect box{anchor == TextAnchor::Start ? symbol.right() - 1 : symbol.x - width + 1, symbol.y - height + 3, width, height};
                if (inside(box, place.symbol_clip) && is_free(box, event, placed)) return NoteNumber{box, {}, anchor};
            }
        }
        return before;
    }

    // Numbers the selected and then the most important of the drawn events until `most` sources are cited. Sources that
    // stand first in the title are cited again at their event, at no cost.
    void number_events(size_t most) {
        if (!draws_events()) return;
        std::vector<Place> places = drawn_events();
        std::vector<double> weights(data_.events.size(), 0);
        for (const Place& place : places)
            weights[index(place.event)] = importance(data_, place.event) +
                                          (input_.is_selected({NodeKind::Event, static_cast<uint32_t>(place.event)}) ? 1e9 : 0);
        std::stable_sort(places.begin(), places.end(),
                         [&](const Place& a, const Place& b) { return weights[index(a.event)] > weights[index(b.event)]; });
        // Chosen by weight, numbered in the order of time: that is how they are read.
        std::vector<Place> chosen;
        std::vector<SourceId> sources;
        for (const size_t note : notes_) sources.push_back(citations_.sources()[note - 1]);
        std::vector<NoteNumber> rehearsed;
        for (const Place& place : places) {
            const auto cited = cited_sources(data_, place.event, input_.known_by_s, kEventSources);
            if (cited.empty()) continue;
            size_t fresh = 0;
            for (const SourceId source : cited) fresh += std::find(sources.begin(), sources.end(), source) == sources.end() ? 1 : 0;
            if (sources.size() + fresh > most) continue;
            // Room for the widest numbers that there can be.
            const std::string widest = cited.size() > 1 ? (citations_.sources().size() + most > 99 ? "888,888" : "88,88") : "888";
            const auto number = place_for(place, input_.metrics->width(widest, kNoteNumber), rehearsed);
            if (!number) continue;
            rehearsed.push_back(*number);
            chosen.push_back(place);
            for (const SourceId source : cited)
                if (std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(source);
        }
        std::vector<size_t> order(chosen.size());
        for (size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return chosen[a].event < chosen[b].event; });
        for (const size_t i : order) {
            std::vector<size_t> numbers;
            for (const SourceId source : cited_sources(data_, chosen[i].event, input_.known_by_s, kEventSources))
                numbers.push_back(add_note(source));
            rehearsed[i].text = joined(std::move(numbers));
        }
        for (const NoteNumber& number : rehearsed) {
            TextMark mark;
            mark.baseline = {number.anchor == TextAnchor::Start ? number.box.x : number.box.right(), number.box.y + 0.8 * kNoteNumber.size};
            mark.anchor = number.anchor;
            mark.style = kNoteNumber;
            mark.colour = theme_.link;
            mark.halo = theme_.background;
            mark.width = static_cast<float>(input_.metrics->width(number.text, kNoteNumber));
            scene_.add_text(Layer::Labels, mark, number.text);
        }
    }

    void list_notes(double y, size_t rows) {
        const double gap = 24;
        const auto columns = static_cast<double>(note_columns());
        const double column = (width_ - 2 * kMargin_px - gap * (columns - 1)) / columns;
        std::vector<size_t> numbers = notes_;
        std::sort(numbers.begin(), numbers.end());
        numbers.resize(std::min(numbers.size(), rows * note_columns()));
        // Down the columns, which are filled evenly.
        const size_t in_column = (numbers.size() + note_columns() - 1) / note_columns();
        for (size_t i = 0; i < numbers.size(); ++i) {
            const SourceId source = citations_.sources()[numbers[i] - 1];
            const Vec2 at{kMargin_px + static_cast<double>(i / in_column) * (column + gap),
                          y + static_cast<double>(i % in_column) * kNoteRow_px};
            const std::string number = std::to_string(numbers[i]);
            words(at, number, kSmallPrintBold, theme_.link, TextRole::Note);
            const double indent = std::max(18.0, input_.metrics->width(number, kSmallPrintBold) + 6);
            const std::string line = ellipsised(source_words(data_, source), kSmallPrint, column - indent, *input_.metrics);
            const double width = words({at.x + indent, at.y}, line, kSmallPrint, theme_.text, TextRole::Note);
            scene_.add_link({at.x, at.y - 11, indent + width, kNoteRow_px}, source_url(data_, source));
        }
    }

    // --- legend ---

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

    // An actor or thing of the visible events.
    [[nodiscard]] bool is_on_map(NodeRef node) const {
        if (node.kind == NodeKind::Event) return false;
        const auto events = node.kind == NodeKind::Actor ? data_.actors.events[node.index] : data_.things.events[node.index];
        return std::any_of(events.begin(), events.end(), [&](EventId event) { return input_.visible->contains(event); });
    }

    // Only what is on the page: a legend of things that are not there makes people search for them.
    void legend_items() {
        const FacetCounts counts = count_facets(*input_.index, *input_.visible, input_.known_by_s);
        const bool of_graph = view_.id == "map" || view_.id == "matrix";
        const bool timeline = view_.id == "timeline" || (of_graph && shows_events());
        const auto events = input_.visible->to_vector();
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
            if (std::any_of(events.begin(), events.end(), [&](EventId event) { return !data_.events.things[index(event)].empty(); }))
                symbol("Thing: chip, model, rule", kThingShape, {theme_.background, {theme_.secondary, 1.4F, LineStyle::Solid}});
            head("TIE");
            std::array<bool, kStatusCount> used{};
            for (size_t r = 0; r < data_.relations.size(); ++r)
                if (input_.shows_relation(id_at<RelationId>(r)) && is_on_map(data_.relations.from[r]) && is_on_map(data_.relations.to[r]))
                    used[static_cast<size_t>(relation_status(data_, id_at<RelationId>(r), input_.known_by_s))] = true;
            line("Established or reported, or named together", LineStyle::Solid);
            for (const Status status : {Status::Assessed, Status::Alleged, Status::Disputed, Status::Forecast})
                if (used[static_cast<size_t>(status)]) line(std::string(status_label(status)), relation_line(status));
        }
        if (view_.id == "sources") {
            head("SAID BY");
            symbol("The source itself", SymbolShape::Circle, stance_style(Stance::Establishes, std::nullopt, theme_));
            std::array<bool, kSideCount> says{};
            for (const EventId event : input_.visible->to_vector())
                for (const Claim& claim : data_.claims_of(data_.events.claims[index(event)]))
                    if (claim.by != kNone<ActorId> && claim.known_s <= input_.known_by_s)
                        says[static_cast<size_t>(data_.actors.side[index(claim.by)])] = true;
            for (const Side side : {Side::US, Side::China, Side::Other})
                if (says[static_cast<size_t>(side)])
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
    Citations& citations_;
    Scene& scene_;
    std::vector<size_t> notes_;  // numbers of the sources that are cited, each once
    std::vector<LegendItem> legend_;
    std::vector<FootLine> foot_;
};

}  // namespace

BuiltFigure build_figure(const ViewDef& view, ViewInput input, const FigureText& text, double width_px, double height_px,
                         Citations& citations, Scene& scene) {
    scene.clear();
    return Page(view, input, text, width_px, height_px, citations, scene).build();
}

std::string figure_small_print(const ViewInput& input, const FigureText& text) {
    const Dataset& data = input.data();
    std::string words = text.known_on_words.empty() ? "Everything known" : "Known on " + text.known_on_words;
    if (!text.happened_by_words.empty()) words += " · happened by " + text.happened_by_words;
    words += fmt::format(" · {} of {} events", input.visible->size(), data.events.size());
    words += " · filter: " + (text.filter_words.empty() ? std::string("none") : text.filter_words);
    if (input.compare != nullptr)
        words += fmt::format(" · below: {} of {} events, filter: {}", input.compare->visible->size(), data.events.size(),
                             input.compare->words.empty() ? "none" : input.compare->words);
    if (input.status_floor) words += fmt::format(" · at least {}", word(*input.status_floor));
    if (input.annotations != nullptr && !input.annotations->words.empty()) words += " · " + input.annotations->words;
    return words + fmt::format(" · data {}{}{} (hash {:016x}) · {}", data.id.empty() ? "set" : data.id,
                               data.version.empty() ? "" : " ", data.version, data.content_hash, text.program);
}

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

}  // namespace choke
