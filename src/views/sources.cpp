#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "views/sources_internal.h"
#include "views/style.h"
#include "views/table.h"

namespace choke {
namespace {

using Choice = std::pair<std::string_view, std::string_view>;
constexpr std::array<Choice, 2> kColumnChoices{{{"publisher", "by publisher"}, {"source", "by source"}}};
constexpr std::array<Choice, 2> kRowChoices{{{"visible", "all visible events"}, {"selected", "selected events"}}};
constexpr std::array<ViewParam, 2> kParams{{{"columns", "Columns", kColumnChoices}, {"rows", "Rows", kRowChoices}}};

SourcesCache& as_sources(ViewCache& cache) { return static_cast<SourcesCache&>(cache); }
const SourcesCache& as_sources(const ViewCache& cache) { return static_cast<const SourcesCache&>(cache); }

std::vector<EventId> events_of(const Dataset& data, std::span<const NodeRef> nodes) {
    std::vector<EventId> events;
    for (const NodeRef& node : nodes) {
        switch (node.kind) {
            case NodeKind::Event: events.push_back(id_at<EventId>(node.index)); break;
            case NodeKind::Actor:
                events.insert(events.end(), data.actors.events[node.index].begin(), data.actors.events[node.index].end());
                break;
            case NodeKind::Thing:
                events.insert(events.end(), data.things.events[node.index].begin(), data.things.events[node.index].end());
                break;
        }
    }
    std::ranges::sort(events);
    events.erase(std::ranges::unique(events).begin(), events.end());
    return events;
}

void collect_rows(const ViewInput& input, const SourceRowsKey& key, std::vector<EventId>& rows) {
    if (key.only_selected && !key.selected.empty()) {
        rows = events_of(input.data(), key.selected);
        std::erase_if(rows, [&](EventId event) { return !input.visible->contains(event) && !input.is_ghost(event); });
    } else if (input.ghosts == nullptr || input.ghosts->empty()) {
        input.visible->to_vector(rows);
    } else {
        EventSet all = *input.visible;
        all.unite(*input.ghosts);
        all.to_vector(rows);
    }
    sort_by_date(input.data(), rows, false);
}

// Publishers by their text; a source without one stands for itself.
std::vector<uint32_t> publisher_of_source(const Dataset& data) {
    std::map<std::string_view, uint32_t> first;
    std::vector<uint32_t> group(data.sources.size());
    for (uint32_t s = 0; s < group.size(); ++s) {
        const std::string_view publisher = data.text(data.sources.publisher[s]);
        group[s] = publisher.empty() ? s : first.emplace(publisher, s).first->second;
    }
    return group;
}

std::string column_label(const Dataset& data, size_t source, bool by_publisher) {
    const std::string_view publisher = data.text(data.sources.publisher[source]);
    const std::string name = displayable(publisher.empty() ? data.text(data.sources.title[source]) : publisher);
    const std::string_view date = data.text(data.sources.date_text[source]);
    return by_publisher || date.empty() ? name : name + ", " + date_words_short(date);
}

void collect_columns(const ViewInput& input, const std::vector<EventId>& rows, bool by_publisher, SourceColumns& out) {
    const Dataset& data = input.data();
    const size_t sources = data.sources.size();
    std::vector<uint32_t> group;
    if (by_publisher) {
        group = publisher_of_source(data);
    } else {
        group.resize(sources);
        for (uint32_t s = 0; s < sources; ++s) group[s] = s;
    }
    std::vector<uint32_t> events(sources);
    std::vector<uint32_t> seen(sources);  // the last row in which the group was met, plus one
    out.stances.assign(kStanceCount, false);
    for (uint32_t row = 0; row < rows.size(); ++row) {
        for (const Claim& claim : data.claims_of(data.events.claims[index(rows[row])])) {
            if (!shows_claim(input, claim)) continue;
            out.stances[static_cast<size_t>(claim.stance)] = true;
            const uint32_t g = group[index(claim.source)];
            if (seen[g] != row + 1) events[g]++;
            seen[g] = row + 1;
        }
    }
    std::vector<uint32_t> order;
    for (uint32_t s = 0; s < sources; ++s)
        if (events[s] > 0) order.push_back(s);
    std::ranges::stable_sort(order, [&](uint32_t a, uint32_t b) { return events[a] > events[b]; });
    out.columns.clear();
    std::vector<uint32_t> column_of_group(sources, UINT32_MAX);
    for (const uint32_t s : order) {
        column_of_group[s] = static_cast<uint32_t>(out.columns.size());
        out.columns.push_back({column_label(data, s, by_publisher), id_at<SourceId>(s), events[s]});
    }
    out.column_of_source.resize(sources);
    for (size_t s = 0; s < sources; ++s) out.column_of_source[s] = column_of_group[group[s]];
}

SourcesFrame frame_of(const Rect& area, size_t column_count) {
    SourcesFrame frame;
    frame.column_px = kSourceColumn_px;
    const double left = std::min(area.w, std::clamp(area.w * 0.38, 170.0, 520.0));
    const double others = area.w > 620 ? std::clamp(area.w * 0.17, 150.0, 300.0) : 0;
    const double room = std::max(0.0, area.w - left - others - kScrollBar_px - 4);
    // The names stand on lines of their own: no more of them than leave room for the rows.
    const double lines = std::max(0.0, area.h * 0.4 - kSourceHead_px) / kSourceLine_px;
    frame.columns = std::min({column_count, static_cast<size_t>(room / kSourceColumn_px), static_cast<size_t>(lines)});
    const double names = std::min(area.h, static_cast<double>(frame.columns) * kSourceLine_px + kSourceHead_px);
    frame.key = {area.x, area.y, left, names};
    frame.names = {area.x + left, area.y, area.w - left, names};
    frame.events = {area.x, area.y + names, left, area.h - names};
    frame.first_x = std::round(area.x + left + 14) + 0.5;
    const double others_x = area.x + left + static_cast<double>(frame.columns) * kSourceColumn_px + 4;
    // A table that needs no "others" column has it nevertheless when columns were left out.
    if (others > 0 && frame.columns < column_count)
        frame.others = {others_x, frame.events.y, area.right() - others_x - kScrollBar_px - 4, frame.events.h};
    return frame;
}

std::string with_preposition(const std::string& words) {
    return !words.empty() && words[0] >= '0' && words[0] <= '9' ? "on " + words : words;
}

}  // namespace

const std::span<const ViewParam> kSourcesParams{kParams};

bool shows_claim(const ViewInput& input, const Claim& claim) {
    return claim.known_s <= input.known_by_s || input.ghosts != nullptr;
}

void prepare_sources(const ViewInput& input, SourcesCache& cache) {
    SourceRowsKey rows_key{&input.data(), input.visible_revision, param(*input.params, kParams[1]) == "selected", {}};
    if (rows_key.only_selected) rows_key.selected.assign(input.selected.begin(), input.selected.end());
    const std::vector<EventId>& rows = cache.rows.refill(
        rows_key, [&](const SourceRowsKey& key, std::vector<EventId>& out) { collect_rows(input, key, out); });
    cache.by_publisher = param(*input.params, kParams[0]) == "publisher";
    const SourceColumns& columns =
        cache.columns.refill({cache.rows.build_count(), cache.by_publisher}, [&](const SourceColumnsKey& key, SourceColumns& out) {
            collect_columns(input, rows, key.by_publisher, out);
        });
    cache.frame = frame_of(input.area, columns.columns.size());
    const Rect area{input.area.x, cache.frame.events.y, input.area.w, cache.frame.events.h};
    cache.window = row_window(area, kSourceRow_px, rows.size(), input.camera, input.interactive);
    const ConflictsKey key{cache.rows.build_count(), cache.window.first, cache.window.end()};
    cache.conflicts.get(key, [&](const ConflictsKey& k) {
        std::vector<std::vector<ClaimConflict>> conflicts;
        for (size_t row = k.first; row < k.end; ++row)
            conflicts.push_back(claims_in_conflict(input.data(), rows[row], input.known_by_s));
        return conflicts;
    });
}

std::string value_words(const Dataset& data, const Figure& figure) {
    std::string value = displayable(data.text(figure.value));
    const std::string unit = displayable(data.text(figure.unit));
    if (unit.empty()) return value;
    return value + (unit == "%" ? "\u00a0%" : " " + unit);
}

std::string own_values(const Dataset& data, const ClaimConflict& conflict) {
    std::string words;
    if (conflict.date) words = date_words_short(data.text(data.claims[conflict.claim].date_text));
    for (const uint32_t figure : conflict.figures)
        words += (words.empty() ? "" : ", ") + value_words(data, data.claim_figures[figure]);
    return words;
}

std::string describe_claim(const ViewInput& input, EventId event, uint32_t number) {
    const Dataset& data = input.data();
    const Claim& claim = data.claims[number];
    const size_t source = index(claim.source);
    std::string words = column_label(data, source, false);
    words += claim.by == kNone<ActorId>
                 ? fmt::format(", {}", word(claim.stance))
                 : fmt::format(": {} {}", displayable(data.text(data.actors.name[index(claim.by)])), word(claim.stance));
    if (!claim.text.empty()) {
        words += ": \u201c" + displayable(data.text(claim.text)) + "\u201d";
    } else {
        words += " it";
    }
    if (!claim.locator.empty()) words += " (" + displayable(data.text(claim.locator)) + ")";
    for (const ClaimConflict& conflict : claims_in_conflict(data, event, input.known_by_s)) {
        if (conflict.claim != number) continue;
        if (conflict.date) {
            words += fmt::format("\nIts date is {}; the event's is {}.", date_words(data.text(claim.date_text)),
                                 date_words(data.text(data.events.date_text[index(event)])));
        }
        for (const uint32_t f : conflict.figures) {
            const Figure& figure = data.claim_figures[f];
            words += fmt::format("\n{}: it gives {}", displayable(data.text(figure.name)), value_words(data, figure));
            const auto same_name = [&](const Figure& other) { return data.text(other.name) == data.text(figure.name); };
            const auto figures = data.events.figures[index(event)];
            const auto of_event = std::ranges::find_if(figures, same_name);
            words += of_event != figures.end() ? fmt::format("; the event has {}.", value_words(data, *of_event))
                                               : std::string("; another source differs.");
        }
        if (conflict.stance) words += "\nSources disagree whether it is so.";
    }
    if (claim.known_s > input.known_by_s)
        words += "\nNot yet known on this day; it became known " + with_preposition(date_words(data.text(claim.known_text))) + ".";
    return words;
}

void build_sources(const ViewInput& input, ViewCache& cache, Scene& scene) {
    prepare_sources(input, as_sources(cache));
    scene.push_clip(input.area);
    draw_sources(input, as_sources(cache), scene);
    scene.pop_clip();
}

void interact_sources(const ViewInput& input, const ViewCache& view_cache, const Gesture& gesture, std::vector<Effect>& effects) {
    const SourcesCache& cache = as_sources(view_cache);
    if (interact_rows(cache.window, gesture, effects)) return;
    // A cell stands for the event of its row.
    auto node = node_of(gesture.pick);
    if (kind_of(gesture.pick) == PickKind::Claim && gesture.at.y >= cache.window.area.y) {
        const size_t row = cache.window.first + static_cast<size_t>((gesture.at.y - cache.window.area.y) / cache.window.row_px);
        if (row < cache.rows.value().size()) node = NodeRef{NodeKind::Event, static_cast<uint32_t>(cache.rows.value()[row])};
    }
    switch (gesture.kind) {
        case GestureKind::Hover:
            effects.emplace_back(SetHover{gesture.pick.any() ? std::optional(gesture.pick) : std::nullopt});
            break;
        case GestureKind::Leave: effects.emplace_back(SetHover{std::nullopt}); break;
        case GestureKind::Click:
            if (kind_of(gesture.pick) == PickKind::Source || kind_of(gesture.pick) == PickKind::Column) break;
            effects.emplace_back(SelectNode{node, gesture.shift ? SelectMode::Toggle : SelectMode::Replace});
            break;
        case GestureKind::DoubleClick:
            if (node) {
                const NodeRef nodes[] = {*node};
                effects.emplace_back(SetCamera{frame_sources(input, cache, nodes), true});
            }
            break;
        case GestureKind::DragBegin:
        case GestureKind::Drag:
        case GestureKind::DragEnd:
        case GestureKind::Wheel:
        case GestureKind::PanZoom: break;
    }
}

Camera frame_sources(const ViewInput& input, const ViewCache& view_cache, std::span<const NodeRef> nodes) {
    const SourcesCache& cache = as_sources(view_cache);
    const std::vector<EventId>& rows = cache.rows.value();
    const std::vector<EventId> wanted = events_of(input.data(), nodes);
    const auto at = std::ranges::find_if(rows, [&](EventId event) { return std::ranges::binary_search(wanted, event); });
    return at != rows.end() ? showing(cache.window, static_cast<size_t>(at - rows.begin())) : Camera{};
}

Camera whole_sources(const ViewInput&, const ViewCache& cache) { return scrolled_to(as_sources(cache).window, 0); }

std::string describe_sources(const ViewInput& input, const ViewCache& view_cache, Pick pick) {
    const SourcesCache& cache = as_sources(view_cache);
    const Dataset& data = input.data();
    const auto cited = [](size_t events) { return fmt::format("\nCited for {} event{} here", events, events == 1 ? "" : "s"); };
    const SourceColumns& columns = cache.columns.value();
    switch (kind_of(pick)) {
        case PickKind::ScrollBar:
            return fmt::format("Rows {} to {} of {}", cache.window.first + 1, cache.window.end(), cache.window.count);
        case PickKind::Column:
            if (pick.index >= columns.columns.size()) return {};
            return columns.columns[pick.index].label + cited(columns.columns[pick.index].events);
        case PickKind::Source: {
            if (pick.index >= columns.column_of_source.size()) return {};
            const uint32_t column = columns.column_of_source[pick.index];
            if (column >= columns.columns.size()) return {};
            return displayable(data.text(data.sources.title[pick.index])) + "\n" + columns.columns[column].label +
                   cited(columns.columns[column].events);
        }
        case PickKind::Claim:
            for (size_t row = cache.window.first; row < cache.window.end(); ++row) {
                const IndexRange range = data.events.claims[index(cache.rows.value()[row])];
                if (pick.index >= range.begin && pick.index < range.end)
                    return describe_claim(input, cache.rows.value()[row], pick.index);
            }
            return {};
        case PickKind::Nothing:
        case PickKind::Event:
        case PickKind::Actor:
        case PickKind::Thing:
        case PickKind::Tie:
        case PickKind::Lane:
        case PickKind::EventGroup:
        case PickKind::Axis:
        case PickKind::Minimap:
        case PickKind::State:
        case PickKind::StateRow:
        case PickKind::LanePin:
        case PickKind::Annotation:
        case PickKind::EmptyLanes: break;
    }
    return {};
}

}  // namespace choke
