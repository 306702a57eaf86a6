// What belongs to the table view: copying it as text, and walking its rows.
#include <optional>
#include <span>

#include <fmt/format.h>

#include "app/commands_internal.h"
#include "app/table_text.h"
#include "views/table.h"

namespace choke::command {
namespace {

ViewInput table_input(Context& context) {
    static const FixedTextMetrics kUnused;  // what is copied is not measured
    return context.derived.view_input(context.state, *find_view("table"), {}, kUnused);
}

std::string copied(Context& context, std::string text, std::string_view format) {
    context.state.session.clipboard = std::move(text);
    add_toast(context.state, fmt::format("The table is on the clipboard as {}.", format));
    return {};
}

std::string step(Context& context, TableStep to) {
    AppState& state = context.state;
    const ViewDef& view = *find_view("table");
    const ViewInput input = table_input(context);
    ViewCache& cache = context.derived.cache(view);
    // Also when the table is not in the window: its order is that of the steps.
    (void)table_rows(input, cache);
    std::optional<EventId> from;
    for (const NodeRef& node : state.session.selected)
        if (node.kind == NodeKind::Event) from = id_at<EventId>(node.index);
    const auto event = table_step(input, cache, from, to);
    if (!event) return "No event matches the filter.";
    const NodeRef node{NodeKind::Event, static_cast<uint32_t>(*event)};
    if (context.derived.scene_revision(view) != 0)
        apply(state, view.id, SetCamera{view.frame(input, cache, std::span<const NodeRef>(&node, 1)), false});
    select(state, {node});
    return {};
}

}  // namespace

std::string copy_table_csv(Context& context) { return copied(context, table_csv(table_input(context)), "CSV"); }
std::string copy_table_markdown(Context& context) { return copied(context, table_markdown(table_input(context)), "Markdown"); }

std::string table_up(Context& context) { return step(context, TableStep::Up); }
std::string table_down(Context& context) { return step(context, TableStep::Down); }
std::string table_page_up(Context& context) { return step(context, TableStep::PageUp); }
std::string table_page_down(Context& context) { return step(context, TableStep::PageDown); }
std::string table_first(Context& context) { return step(context, TableStep::First); }
std::string table_last(Context& context) { return step(context, TableStep::Last); }

}  // namespace choke::command
