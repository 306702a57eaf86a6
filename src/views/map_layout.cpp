// Where the nodes of the map stand, by layout. What the layouts of layout/ give in px of their own is fitted into the
// world; a filter takes the places of the base.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "graph/communities.h"
#include "graph/csr.h"
#include "graph/neighbours.h"
#include "layout/curtain.h"
#include "layout/ego_rings.h"
#include "layout/groups.h"
#include "layout/layered.h"
#include "layout/overlaps.h"
#include "layout/stress.h"
#include "time/civil.h"
#include "views/graph_pen.h"
#include "views/map_internal.h"

namespace choke {
namespace {

constexpr double kGap_px = 8;
constexpr double kLabelRoom_px = 96;  // of a label, in the layouts that do not know how long it is
constexpr double kMostStretch = 1.8;  // of one axis against the other: a drawing that is wider than that tells distances wrongly
constexpr double kMostRingStretch = 3;  // with their corners filled they are read as rings however wide
constexpr double kMostScale = 2.4;    // a handful of nodes does not fly into the corners
constexpr double kHullMargin_px = 14;
constexpr double kTimeAxis_px = 18;   // above the nodes
constexpr double kRankShare = 0.65;   // of the axis that goes by the number of nodes and not by the calendar

Camp camp_of(Side side) {
    switch (side) {
        case Side::US: return Camp::Left;
        case Side::China: return Camp::Right;
        case Side::Other: return Camp::Middle;
    }
    return Camp::Middle;
}

class Layouter {
public:
    explicit Layouter(const MapLayoutInput& input)
        : data_(*input.data), graph_(*input.graph), key_(*input.key), base_(input.base), page_(input.key->world) {
        for (const MapNode& node : graph_.nodes) {
            const double label = std::min(kMapMaxLabel_px, key_.metrics->width(shown_name(data_, node.node), map_label_style(node)));
            labels_.push_back(label);
            const Pin* pin = nullptr;
            for (const Pin& row : key_.pins)
                if (row.node == node.node) pin = &row;
            pins_.push_back(pin != nullptr ? std::optional(px_from_unit(pin->at)) : std::nullopt);
            any_pin_ = any_pin_ || pin != nullptr;
        }
    }

    MapPlaces run() {
        if (graph_.nodes.empty()) return {};
        switch (key_.kind) {
            case MapLayoutKind::Curtain: curtain(); break;
            case MapLayoutKind::Rings: rings(); break;
            case MapLayoutKind::Stress:
                if (base_ == nullptr) stress();
                else from_base();
                break;
            case MapLayoutKind::Time:
                if (base_ == nullptr) time();
                else from_base();
                break;
            case MapLayoutKind::Groups:
                if (base_ == nullptr) groups();
                else from_base();
                break;
        }
        if (key_.kind != MapLayoutKind::Curtain) put_pins();
        if (key_.kind == MapLayoutKind::Groups) outline_groups();
        for (Vec2& at : out_.at) at = unit_from_px(at);
        return std::move(out_);
    }

private:
    [[nodiscard]] Vec2 px_from_unit(Vec2 p) const { return {page_.x + p.x * page_.w, page_.y + p.y * page_.h}; }
    [[nodiscard]] Vec2 unit_from_px(Vec2 p) const {
        return {(p.x - page_.x) / std::max(1.0, page_.w), (p.y - page_.y) / std::max(1.0, page_.h)};
    }
    [[nodiscard]] size_t count() const { return graph_.nodes.size(); }
    [[nodiscard]] double radius(size_t i) const { return graph_.nodes[i].radius; }

    // Ties that are drawn; of `middle` all.
    [[nodiscard]] Neighbours neighbours(size_t middle = SIZE_MAX) const {
        std::vector<GraphEdge> edges;
        std::vector<double> weights;
        for (const MapTie& tie : graph_.ties) {
            if (!graph_.is_drawn(tie) && tie.a != middle && tie.b != middle) continue;
            edges.push_back({tie.a, tie.b});
            weights.push_back(std::max(0.5, tie_weight(tie)));
        }
        return Neighbours(Graph(static_cast<uint32_t>(count()), edges), weights);
    }

    void curtain() {
        std::vector<CurtainNode> nodes;
        nodes.reserve(count());
        for (size_t i = 0; i < count(); ++i) {
            CurtainNode out;
            out.camp = camp_of(graph_.nodes[i].side);
            out.radius = radius(i);
            out.label_width = labels_[i];
            out.label_height = kMapLabelHeight_px;
            out.weight = 1.0 + graph_.nodes[i].weight;
            out.pinned = pins_[i];
            if (const MapBase::Row* row = find_base(i)) out.previous = px_from_unit(row->at);
            nodes.push_back(out);
        }
        std::vector<CurtainEdge> edges;
        edges.reserve(graph_.ties.size());
        // A ghost of a tie pulls like one event in common.
        for (const MapTie& tie : graph_.ties) edges.push_back({tie.a, tie.b, std::max(0.5, tie_weight(tie))});
        CurtainOptions options;
        options.bounds = page_;
        options.gap = kGap_px;
        out_.at = curtain_layout(nodes, edges, options);
    }

    [[nodiscard]] const MapBase::Row* find_base(size_t i) const {
        return base_ != nullptr ? base_->find(graph_.nodes[i].node) : nullptr;
    }

    // --- fitting ---

    [[nodiscard]] Rect bounds_of(std::span<const Vec2> at) const {
        Vec2 low = at.front();
        Vec2 high = at.front();
        for (const Vec2& p : at) {
            low = {std::min(low.x, p.x), std::min(low.y, p.y)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y)};
        }
        return {low.x, low.y, high.x - low.x, high.y - low.y};
    }

    // Where centres may stand: symbols and, where that is not too much, half of a label stay on the page.
    [[nodiscard]] Rect room() const {
        double x = 0;
        double y = 0;
        for (size_t i = 0; i < count(); ++i) {
            x = std::max({x, radius(i), std::min(labels_[i], kLabelRoom_px) / 2});
            y = std::max(y, radius(i) + kMapLabelHeight_px);
        }
        x = std::min(x, page_.w / 4);
        y = std::min(y, page_.h / 4);
        const double top = key_.kind == MapLayoutKind::Time ? std::min(kTimeAxis_px, page_.h / 8) : 0;
        return {page_.x + x, page_.y + y + top, page_.w - 2 * x, page_.h - 2 * y - top};
    }

    // Moves and scales what lies within `from` so that it fills the room, one axis at most kMostStretch more than the
    // other. What has to become smaller makes the symbols smaller, too.
    enum class Shrink : uint8_t { Alike, AsNeeded };  // with the drawing, or only until no symbol covers another
    Vec2 fit(const Rect& from, double most_scale, Shrink shrink = Shrink::Alike, double most_stretch = kMostStretch) {
        const Rect to = room();
        constexpr double kAny = std::numeric_limits<double>::infinity();
        const double sx = from.w > 1e-9 ? to.w / from.w : kAny;
        const double sy = from.h > 1e-9 ? to.h / from.h : kAny;
        const double least = std::min({sx, sy, most_scale});
        const Vec2 scale{std::min(sx, least * most_stretch), std::min(sy, least * most_stretch)};
        for (Vec2& p : out_.at) {
            const Vec2 off = p - from.centre();
            p = {to.centre().x + (from.w > 1e-9 ? off.x * scale.x : 0), to.centre().y + (from.h > 1e-9 ? off.y * scale.y : 0)};
        }
        if (least < 1) out_.shrunk = std::max(out_.shrunk, shrink == Shrink::Alike ? 1 / least : std::min(1 / least, needed_shrink()));
        return scale;
    }

    // How much smaller symbols have to be to keep clear of each other.
    [[nodiscard]] double needed_shrink() const {
        constexpr size_t kMostPairs = 2000;  // nodes; comparing all of more takes longer than the layout
        constexpr double kClear_px = 3;
        if (count() > kMostPairs) return std::numeric_limits<double>::infinity();
        double need = 1;
        for (size_t i = 0; i < count(); ++i)
            for (size_t j = i + 1; j < count(); ++j)
                need = std::max(need, (radius(i) + radius(j) + kClear_px) / std::max(1e-9, length(out_.at[i] - out_.at[j])));
        return need;
    }

    // The box that a node keeps free for itself and for some of its label.
    [[nodiscard]] std::vector<Vec2> boxes() const {
        std::vector<Vec2> sizes;
        for (size_t i = 0; i < count(); ++i)
            sizes.push_back({std::max(2 * radius(i), std::min(labels_[i], kLabelRoom_px)), 2 * radius(i) + kMapLabelHeight_px});
        return sizes;
    }
    [[nodiscard]] std::vector<Vec2> discs() const {
        std::vector<Vec2> sizes;
        for (size_t i = 0; i < count(); ++i) sizes.push_back(Vec2{2 * radius(i) + 2, 2 * radius(i) + 2} * (1 / out_.shrunk));
        return sizes;
    }
    [[nodiscard]] std::vector<double> disc_radii(double more) const {
        std::vector<double> radii;
        for (size_t i = 0; i < count(); ++i) radii.push_back(radius(i) + more);
        return radii;
    }

    // --- layouts of an unfiltered graph ---

    void stress() {
        StressOptions options;
        options.edge_length = 100;
        out_.at = stress_layout(neighbours(), options);
        lie_down();
        fit(bounds_of(out_.at), kMostScale);
        out_.shrunk = 1;  // there are no symbols yet that have to keep clear of each other
        out_.at = remove_overlaps(out_.at, boxes(), {.gap = 4});
        if (!room().inset(-1).encloses(bounds_of(out_.at))) fit(bounds_of(out_.at), 1, Shrink::AsNeeded);
    }

    // The long way along x, the United States left: a drawing by distances has no direction of its own.
    void lie_down() {
        Vec2 mean;
        for (const Vec2& p : out_.at) mean = mean + p * (1.0 / static_cast<double>(count()));
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (const Vec2& p : out_.at) {
            const Vec2 d = p - mean;
            xx += d.x * d.x;
            xy += d.x * d.y;
            yy += d.y * d.y;
        }
        const double angle = -0.5 * std::atan2(2 * xy, xx - yy);
        const double c = std::cos(angle);
        const double s = std::sin(angle);
        std::array<double, kSideCount> sum{};
        std::array<size_t, kSideCount> many{};
        for (size_t i = 0; i < count(); ++i) {
            const Vec2 d = out_.at[i] - mean;
            out_.at[i] = {c * d.x - s * d.y, s * d.x + c * d.y};
            sum[static_cast<size_t>(graph_.nodes[i].side)] += out_.at[i].x;
            many[static_cast<size_t>(graph_.nodes[i].side)]++;
        }
        const auto side_x = [&](Side side) { return sum[static_cast<size_t>(side)] / std::max(1.0, static_cast<double>(many[static_cast<size_t>(side)])); };
        if (side_x(Side::US) > side_x(Side::China))
            for (Vec2& p : out_.at) p.x = -p.x;
    }

    void groups() {
        const Neighbours ties = neighbours();
        Communities found = find_communities(ties);
        gather_untied(ties, found);
        const std::vector<double> radii = disc_radii(16);
        GroupOptions options;
        options.edge_length = 90;
        options.radii = radii;
        options.margin = kHullMargin_px;
        out_.at = grouped_layout(ties, found.of_node, found.count, options).centres;
        out_.group_of = found.of_node;
        fit(bounds_of(out_.at), kMostScale);
    }

    // Who is tied to nobody is no group of one each, but one heap.
    static void gather_untied(const Neighbours& ties, Communities& found) {
        constexpr uint32_t kUnnumbered = UINT32_MAX;
        std::vector<uint32_t> number(found.count, kUnnumbered);
        uint32_t next = 0;
        bool any = false;
        for (uint32_t i = 0; i < ties.node_count(); ++i) any = any || ties.degree(i) == 0;
        if (!any) return;
        // The numbers of the others keep their order.
        std::vector<uint8_t> tied(found.count, 0);
        for (uint32_t i = 0; i < ties.node_count(); ++i)
            if (ties.degree(i) > 0) tied[found.of_node[i]] = 1;
        for (uint32_t g = 0; g < found.count; ++g)
            if (tied[g] != 0) number[g] = next++;
        for (uint32_t& group : found.of_node) group = number[group] == kUnnumbered ? next : number[group];
        found.count = next + 1;
    }

    void rings() {
        size_t middle = 0;
        if (key_.centre) {
            for (size_t i = 0; i < count(); ++i)
                if (graph_.nodes[i].node == *key_.centre) middle = i;
        }
        const std::vector<double> radii = disc_radii(7);
        std::vector<std::optional<Vec2>> start(count());
        bool any = false;
        if (base_ != nullptr && !base_->places.rings.radii.empty()) {
            for (size_t i = 0; i < count(); ++i)
                if (const MapBase::Row* row = find_base(i)) {
                    start[i] = px_from_unit(row->at) - px_from_unit(base_->places.rings.centre);
                    any = true;
                }
        }
        RingOptions options;
        options.radii = radii;
        options.gap = kGap_px;
        options.ring_gap = 56;
        if (any) options.start = start;
        RingDrawing drawing = ego_rings(neighbours(middle), static_cast<uint32_t>(middle), options);
        out_.at = std::move(drawing.centres);
        const double outer = std::max(1.0, drawing.ring_radii.back());
        for (Vec2& at : out_.at) at = at * ring_reach(std::atan2(at.y, at.x));
        const Vec2 scale = fit({-outer, -outer, 2 * outer, 2 * outer}, kMostScale, Shrink::AsNeeded, kMostRingStretch);
        out_.rings.centre = unit_from_px(room().centre());
        for (size_t r = 1; r < drawing.ring_radii.size(); ++r)
            out_.rings.radii.push_back({drawing.ring_radii[r] * scale.x / page_.w, drawing.ring_radii[r] * scale.y / page_.h});
    }

    // --- time ---

    // When a node comes into the story: an event's date, the first event of an actor or thing. Nothing without a date.
    [[nodiscard]] std::optional<Instant> time_of(NodeRef node) const {
        const auto of_event = [&](EventId event) -> std::optional<Instant> {
            const DateBounds& date = data_.events.date[index(event)];
            if (date.begin == EndKind::Known) return date.earliest;
            if (date.end == EndKind::Known) return date.latest;
            return std::nullopt;
        };
        if (node.kind == NodeKind::Event) return of_event(id_at<EventId>(node.index));
        std::optional<Instant> first;
        for (const EventId event : node.kind == NodeKind::Actor ? data_.actors.events[node.index] : data_.things.events[node.index]) {
            const auto time = of_event(event);
            if (time && (!first || *time < *first)) first = time;
        }
        return first;
    }

    // Time to 0..1, partly by the calendar and partly by how many nodes come before: crowded years get more room.
    struct Axis {
        std::vector<Instant> times;  // sorted
        [[nodiscard]] double at(Instant time) const {
            if (times.empty() || times.front() == times.back()) return 0.5;
            const double span = static_cast<double>(times.back() - times.front());
            const double linear = std::clamp(static_cast<double>(time - times.front()) / span, 0.0, 1.0);
            const auto low = std::lower_bound(times.begin(), times.end(), time);
            double rank = static_cast<double>(low - times.begin());
            if (low != times.begin() && low != times.end() && *low != time) {
                const Instant before = *(low - 1);
                rank += static_cast<double>(time - before) / static_cast<double>(*low - before) - 1;
            }
            return (1 - kRankShare) * linear + kRankShare * std::clamp(rank / static_cast<double>(times.size() - 1), 0.0, 1.0);
        }
    };

    void time() {
        std::vector<std::optional<Instant>> time(count());
        Axis axis;
        for (size_t i = 0; i < count(); ++i) {
            time[i] = time_of(graph_.nodes[i].node);
            if (time[i]) axis.times.push_back(*time[i]);
        }
        std::sort(axis.times.begin(), axis.times.end());
        const Rect to = room();
        std::vector<double> x;
        std::vector<Vec2> sizes = boxes();
        for (size_t i = 0; i < count(); ++i) {
            // What has no date stands at the left border.
            x.push_back((time[i] ? axis.at(*time[i]) : 0) * to.w);
        }
        for (Vec2& size : sizes) size.x = std::min(size.x, 64.0);
        std::vector<GraphEdge> edges;
        for (const MapTie& tie : graph_.ties) {
            if (!graph_.is_drawn(tie)) continue;
            const bool forward = x[tie.a] <= x[tie.b];
            edges.push_back({forward ? tie.a : tie.b, forward ? tie.b : tie.a});
        }
        LayeredOptions options;
        options.sizes = sizes;
        options.x = x;
        options.row_gap = 6;
        options.column_gap = 6;
        out_.at = layered_layout(Graph(static_cast<uint32_t>(count()), edges), options).centres;
        const Rect from = bounds_of(out_.at);
        const double scale = from.h > 1e-9 ? std::min(to.h / from.h, kMostScale) : 0;
        for (size_t i = 0; i < count(); ++i)
            out_.at[i] = {to.x + x[i], to.centre().y + (out_.at[i].y - from.centre().y) * scale};
        // Rows come nearer to each other than they were made for: symbols become as small as it takes to keep clear.
        if (from.h > 1e-9 && scale < 1) out_.shrunk = std::min(1 / scale, needed_shrink());
        if (axis.times.empty()) return;
        const auto first = static_cast<int>(civil_from_instant(axis.times.front()).date.year);
        const auto last = static_cast<int>(civil_from_instant(axis.times.back()).date.year);
        // More than a few hundred years are no calendar any more; the drawing thins what is too close.
        const int step = std::max(1, (last - first) / 200);
        for (int year = first; year <= last; year += step) {
            CivilDate date{};
            date.year = year;
            date.month = 1;
            date.day = 1;
            const Instant begin = days_from_civil(date) * kSecondsPerDay;
            if (begin < axis.times.front() && year != first) continue;
            const double at = begin < axis.times.front() ? 0 : axis.at(begin);
            out_.ticks.push_back({unit_from_px({to.x + at * to.w, 0}).x, year});
        }
    }

    // --- a filter, and pins ---

    // Everybody stays; who is new stands by those that it is tied to.
    void from_base() {
        out_.shrunk = base_->places.shrunk;
        out_.ticks = base_->places.ticks;
        out_.at.assign(count(), page_.centre());
        std::vector<uint8_t> placed(count(), 0);
        if (key_.kind == MapLayoutKind::Groups) out_.group_of.assign(count(), kNoGroup);
        for (size_t i = 0; i < count(); ++i) {
            if (const MapBase::Row* row = find_base(i)) {
                out_.at[i] = px_from_unit(row->at);
                placed[i] = 1;
                if (!out_.group_of.empty()) out_.group_of[i] = row->group;
            }
        }
        bool all = true;
        const Neighbours ties = neighbours();
        for (size_t i = 0; i < count(); ++i) {
            if (placed[i] != 0) continue;
            all = false;
            Vec2 sum;
            double weight = 0;
            double most = 0;
            const auto others = ties.of(static_cast<uint32_t>(i));
            for (size_t k = 0; k < others.size(); ++k) {
                if (placed[others[k]] == 0) continue;
                const double w = ties.weights_of(static_cast<uint32_t>(i))[k];
                sum = sum + out_.at[others[k]] * w;
                weight += w;
                if (w > most && !out_.group_of.empty()) out_.group_of[i] = out_.group_of[others[k]];
                most = std::max(most, w);
            }
            if (weight > 0) out_.at[i] = sum * (1 / weight);
            if (key_.kind == MapLayoutKind::Time)
                if (const auto x = x_of_time(graph_.nodes[i].node)) out_.at[i].x = *x;
        }
        const std::vector<Vec2> sizes = discs();
        if (all && count_overlaps(out_.at, sizes, 0, 1) == 0) return;
        // New ones make way first; old ones only where they have grown into each other.
        out_.at = remove_overlaps(out_.at, sizes, {.gap = 2, .pinned = placed});
        if (count_overlaps(out_.at, sizes, 0, 1) > 0) out_.at = remove_overlaps(out_.at, sizes, {.gap = 2});
        keep_on_page();
    }

    // What was pushed over the border comes back; everything moves, as little as that takes.
    void keep_on_page() {
        const Rect from = bounds_of(out_.at);
        const double scale = std::min({1.0, from.w > page_.w ? page_.w / from.w : 1.0, from.h > page_.h ? page_.h / from.h : 1.0});
        const Vec2 middle = from.centre();
        const double half_w = from.w * scale / 2;
        const double half_h = from.h * scale / 2;
        const Vec2 to{std::clamp(middle.x, page_.x + half_w, std::max(page_.x + half_w, page_.right() - half_w)),
                      std::clamp(middle.y, page_.y + half_h, std::max(page_.y + half_h, page_.bottom() - half_h))};
        if (scale == 1 && to == middle) return;
        for (Vec2& p : out_.at) p = to + (p - middle) * scale;
        out_.shrunk /= scale;
    }

    // Where the base has the time of a node, px: between those that come before and after.
    [[nodiscard]] std::optional<double> x_of_time(NodeRef node) const {
        const auto time = time_of(node);
        if (!time) return std::nullopt;
        std::optional<std::pair<Instant, double>> before;
        std::optional<std::pair<Instant, double>> after;
        for (const MapBase::Row& row : base_->rows) {
            const auto other = time_of(row.node);
            if (!other) continue;
            const std::pair here(*other, px_from_unit(row.at).x);
            if (*other <= *time && (!before || here.first > before->first)) before = here;
            if (*other >= *time && (!after || here.first < after->first)) after = here;
        }
        if (!before || !after) return before ? std::optional(before->second) : after ? std::optional(after->second) : std::nullopt;
        if (before->first == after->first) return before->second;
        const double share = static_cast<double>(*time - before->first) / static_cast<double>(after->first - before->first);
        return before->second + share * (after->second - before->second);
    }

    void put_pins() {
        if (!any_pin_) return;
        std::vector<uint8_t> pinned(count(), 0);
        for (size_t i = 0; i < count(); ++i) {
            if (!pins_[i]) continue;
            out_.at[i] = *pins_[i];
            pinned[i] = 1;
        }
        const std::vector<Vec2> sizes = discs();
        if (count_overlaps(out_.at, sizes, 0, 1) > 0) out_.at = remove_overlaps(out_.at, sizes, {.gap = 2, .pinned = pinned});
    }

    void outline_groups() {
        uint32_t group_count = 0;
        for (const uint32_t group : out_.group_of)
            if (group != kNoGroup) group_count = std::max(group_count, group + 1);
        out_.groups.assign(group_count, {});
        const Neighbours ties = neighbours();
        for (uint32_t g = 0; g < group_count; ++g) {
            std::vector<Vec2> centres;
            std::vector<double> radii;
            MapGroup& group = out_.groups[g];
            bool tied = false;
            for (size_t i = 0; i < count(); ++i) {
                if (out_.group_of[i] != g) continue;
                if (group.count++ == 0) group.heaviest = static_cast<uint32_t>(i);  // nodes come heaviest first
                tied = tied || ties.degree(static_cast<uint32_t>(i)) > 0;
                centres.push_back(out_.at[i]);
                radii.push_back(radius(i) / out_.shrunk);
                group.centre = group.centre + unit_from_px(out_.at[i]);
            }
            if (group.count == 0) continue;
            group.centre = group.centre * (1.0 / group.count);
            if (!tied) continue;  // nothing holds them together that an outline could stand for
            group.outline = outline_of(centres, radii, kHullMargin_px / out_.shrunk);
            for (Vec2& p : group.outline) p = unit_from_px(p);
        }
    }

    static constexpr uint32_t kNoGroup = UINT32_MAX;
    const Dataset& data_;
    const MapGraph& graph_;
    const MapLayoutKey& key_;
    const MapBase* base_;
    Rect page_;
    std::vector<double> labels_;  // px, by node
    std::vector<std::optional<Vec2>> pins_;
    bool any_pin_ = false;
    MapPlaces out_;
};

}  // namespace

double ring_reach(double angle) {
    return std::pow(std::pow(std::abs(std::cos(angle)), kRingPower) + std::pow(std::abs(std::sin(angle)), kRingPower), -1 / kRingPower);
}

MapPlaces lay_out_map(const MapLayoutInput& input) { return Layouter(input).run(); }

const MapBase::Row* MapBase::find(NodeRef node) const {
    const auto at = std::lower_bound(rows.begin(), rows.end(), node, [](const Row& row, NodeRef ref) { return row.node < ref; });
    return at != rows.end() && at->node == node ? &*at : nullptr;
}

}  // namespace choke
