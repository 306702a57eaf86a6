#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/format.h>

#include "views/style.h"
#include "views/table_internal.h"

namespace choke {
namespace {

using Choice = std::pair<std::string_view, std::string_view>;

constexpr std::array<TableColumnRow, kTableColumnCount> kColumns{{
    {TableColumn::Date, "date", "Date", 92, 170, 1},
    {TableColumn::Title, "title", "Event", 120, 440, 0},
    {TableColumn::Kind, "kind", "Kind", 112, 150, 4},
    {TableColumn::Actors, "actors", "Actors", 90, 260, 5},
    {TableColumn::Side, "side", "Side", 96, 120, 10},
    {TableColumn::Things, "things", "Things", 70, 170, 8},
    {TableColumn::Status, "status", "Status", 100, 120, 2},
    {TableColumn::Known, "known", "Became known", 92, 150, 6},
    {TableColumn::Claims, "claims", "Claims", 44, 70, 7, true},
    {TableColumn::Sources, "sources", "Sources", 50, 70, 3, true},
    {TableColumn::Stories, "stories", "Stories", 70, 200, 11},
    {TableColumn::Tags, "tags", "Tags", 60, 170, 12},
    {TableColumn::Id, "id", "Id", 70, 200, 9},
}};

constexpr std::array<Choice, kTableColumnCount> kSortChoices{{{"date", "by date"},
                                                              {"title", "by title"},
                                                              {"kind", "by kind"},
                                                              {"actors", "by actor"},
                                                              {"side", "by side"},
                                                              {"things", "by thing"},
                                                              {"status", "by status"},
                                                              {"known", "by day known"},
                                                              {"claims", "by claims"},
                                                              {"sources", "by sources"},
                                                              {"stories", "by story"},
                                                              {"tags", "by tag"},
                                                              {"id", "by id"}}};
constexpr std::array<Choice, 2> kOrderChoices{{{"asc", "ascending"}, {"desc", "descending"}}};
constexpr std::array<Choice, kTableColumnCount> kColumnChoices{{{"date", "Date"},
                                                                {"title", "Event"},
                                                                {"kind", "Kind"},
                                                                {"actors", "Actors"},
                                                                {"side", "Side"},
                                                                {"things", "Things"},
                                                                {"status", "Status"},
                                                                {"known", "Became known"},
                                                                {"claims", "Claims"},
                                                                {"sources", "Sources"},
                                                                {"stories", "Stories"},
                                                                {"tags", "Tags"},
                                                                {"id", "Id"}}};
constexpr std::array<Choice, 2> kDateChoices{{{"words", "dates in words"}, {"edtf", "dates as EDTF"}}};
constexpr std::array<ViewParam, 4> kParams{
    {{"sort", "Sort", kSortChoices},
     {"order", "Order", kOrderChoices},
     {"columns", "Columns", kColumnChoices, ParamKind::List, "date,title,kind,actors,things,status,sources"},
     {"dates", "Dates", kDateChoices}}};

TableCache& as_table(ViewCache& cache) { return static_cast<TableCache&>(cache); }
const TableCache& as_table(const ViewCache& cache) { return static_cast<const TableCache&>(cache); }

std::optional<TableColumn> column_from(std::string_view id) {
    for (const TableColumnRow& row : kColumns)
        if (row.id == id) return row.column;
    return std::nullopt;
}

// Where an event of one of these nodes stands first in the order; nothing when none does.
std::optional<size_t> first_row_of(const ViewInput& input, const std::vector<EventId>& order, std::span<const NodeRef> nodes) {
    const Dataset& data = input.data();
    std::vector<EventId> wanted;
    for (const NodeRef& node : nodes) {
        switch (node.kind) {
            case NodeKind::Event: wanted.push_back(id_at<EventId>(node.index)); break;
            case NodeKind::Actor:
                wanted.insert(wanted.end(), data.actors.events[node.index].begin(), data.actors.events[node.index].end());
                break;
            case NodeKind::Thing:
                wanted.insert(wanted.end(), data.things.events[node.index].begin(), data.things.events[node.index].end());
                break;
        }
    }
    std::ranges::sort(wanted);
    const auto at = std::ranges::find_if(order, [&](EventId event) { return std::ranges::binary_search(wanted, event); });
    if (at == order.end()) return std::nullopt;
    return static_cast<size_t>(at - order.begin());
}

}  // namespace

const std::span<const ViewParam> kTableParams{kParams};

std::span<const TableColumnRow, kTableColumnCount> table_columns() { return kColumns; }

const TableColumnRow& row_of(TableColumn column) {
    const TableColumnRow& row = kColumns[static_cast<size_t>(column)];
    assert(row.column == column);
    return row;
}

std::string_view table_column_label(TableColumn column) { return row_of(column).label; }

std::vector<TableColumn> chosen_columns(const ParamValues& params) {
    std::vector<TableColumn> columns;
    for (const std::string_view id : list_members(param(params, kParams[2])))
        if (const auto column = column_from(id)) columns.push_back(*column);
    return columns;
}

TableColumn sort_column(const ParamValues& params) {
    return column_from(param(params, kParams[0])).value_or(TableColumn::Date);
}
bool sorts_descending(const ParamValues& params) { return param(params, kParams[1]) == "desc"; }
bool shows_edtf(const ParamValues& params) { return param(params, kParams[3]) == "edtf"; }

void build_table(const ViewInput& input, ViewCache& cache, Scene& scene) {
    prepare_table(input, as_table(cache));
    scene.push_clip(input.area);
    draw_table(input, as_table(cache), scene);
    scene.pop_clip();
}

void interact_table(const ViewInput& input, const ViewCache& view_cache, const Gesture& gesture, std::vector<Effect>& effects) {
    const TableCache& cache = as_table(view_cache);
    if (interact_rows(cache.window, gesture, effects)) return;
    switch (gesture.kind) {
        case GestureKind::Hover:
            effects.emplace_back(SetHover{gesture.pick.any() ? std::optional(gesture.pick) : std::nullopt});
            break;
        case GestureKind::Leave: effects.emplace_back(SetHover{std::nullopt}); break;
        case GestureKind::Click: {
            if (kind_of(gesture.pick) != PickKind::Column) {
                effects.emplace_back(
                    SelectNode{node_of(gesture.pick), gesture.shift ? SelectMode::Toggle : SelectMode::Replace});
                break;
            }
            if (gesture.pick.index >= cache.layout.spans.size()) break;
            const TableColumn column = cache.layout.spans[gesture.pick.index].column;
            if (column == sort_column(*input.params)) {
                effects.emplace_back(SetParam{"order", sorts_descending(*input.params) ? "asc" : "desc", {}});
            } else {
                effects.emplace_back(SetParam{"sort", std::string(row_of(column).id), {{"order", "asc"}}});
            }
            break;
        }
        case GestureKind::DoubleClick:
            if (const auto node = node_of(gesture.pick)) {
                const NodeRef nodes[] = {*node};
                effects.emplace_back(SetCamera{frame_table(input, cache, nodes), true});
            }
            break;
        case GestureKind::DragBegin:
        case GestureKind::Drag:
        case GestureKind::DragEnd:
        case GestureKind::Wheel:
        case GestureKind::PanZoom: break;
    }
}

Camera frame_table(const ViewInput& input, const ViewCache& view_cache, std::span<const NodeRef> nodes) {
    const TableCache& cache = as_table(view_cache);
    const auto row = first_row_of(input, cache.order.value(), nodes);
    return row ? showing(cache.window, *row) : Camera{};
}

Camera whole_table(const ViewInput&, const ViewCache& cache) { return scrolled_to(as_table(cache).window, 0); }

std::string describe_table(const ViewInput& input, const ViewCache& view_cache, Pick pick) {
    const TableCache& cache = as_table(view_cache);
    if (kind_of(pick) == PickKind::ScrollBar) {
        return fmt::format("Rows {} to {} of {}", cache.window.first + 1, cache.window.end(), cache.window.count);
    }
    if (kind_of(pick) != PickKind::Column || pick.index >= cache.layout.spans.size()) return {};
    const TableColumn column = cache.layout.spans[pick.index].column;
    std::string words(table_column_label(column));
    words += column == sort_column(*input.params)
                 ? (sorts_descending(*input.params) ? ", descending\nClick to sort the other way round"
                                                    : ", ascending\nClick to sort the other way round")
                 : "\nClick to sort by it";
    for (size_t i = 0; i < cache.layout.dropped.size(); ++i)
        words += (i == 0 ? "\nNo room here for: " : ", ") + std::string(table_column_label(cache.layout.dropped[i]));
    return words;
}

std::optional<EventId> table_step(const ViewInput&, const ViewCache& view_cache, std::optional<EventId> from, TableStep step) {
    const TableCache& cache = as_table(view_cache);
    const std::vector<EventId>& order = cache.order.value();
    if (order.empty()) return std::nullopt;
    const size_t last = order.size() - 1;
    const size_t page = std::max<size_t>(cache.window.fit, 2) - 1;
    const auto at = from ? std::ranges::find(order, *from) : order.end();
    if (at == order.end() && step != TableStep::First && step != TableStep::Last) {
        const size_t bottom = std::min(last, std::max<size_t>(cache.window.end(), 1) - 1);
        const bool upwards = step == TableStep::Up || step == TableStep::PageUp;
        return order[upwards ? bottom : std::min(last, cache.window.first)];
    }
    const auto row = static_cast<size_t>(at - order.begin());
    switch (step) {
        case TableStep::Up: return order[row > 0 ? row - 1 : 0];
        case TableStep::Down: return order[std::min(last, row + 1)];
        case TableStep::PageUp: return order[row > page ? row - page : 0];
        case TableStep::PageDown: return order[std::min(last, row + page)];
        case TableStep::First: return order.front();
        case TableStep::Last: return order.back();
    }
    return std::nullopt;
}

}  // namespace choke
