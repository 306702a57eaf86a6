// The one table of commands. A new command is a function in a file of its topic (commands_internal.h) and a row here.
#include <array>

#include "app/commands_internal.h"

namespace choke {
namespace {

using namespace command;

constexpr std::array kCommands{
    Command{"file.open", "Open data…", "", "", "path of a folder or file; empty: the built-in history", always, open_data},
    Command{"file.reload", "Read the data again", "File", "Ctrl+R", "", always, reload},
    Command{"file.export-figure", "Export figure", "", "", "path ending in .svg, .pdf or .png", has_events, export_figure},
    Command{"file.quit", "Quit", "File", "Ctrl+Q", "", always, quit},
    Command{"edit.undo", "Undo", "Edit", "Ctrl+Z", "", has_undo, undo},
    Command{"edit.redo", "Redo", "Edit", "Ctrl+Shift+Z Ctrl+Y", "", has_redo, redo},
    Command{"edit.escape", "One step back", "", "Escape", "", always, escape},
    Command{"filter.search", "Search", "Filter", "/ Ctrl+F", "", always, focus_search},
    Command{"filter.actor", "Filter by the selected actor", "Filter", "E", "actor id; empty: the selected one", always, toggle_actor},
    Command{"filter.exclude-actor", "Exclude the selected actor", "Filter", "Shift+E", "actor id; empty: the selected one", always, exclude_actor},
    Command{"filter.actor-mode", "Any or all of the actors", "", "", "any or all", always, set_actor_mode},
    Command{"filter.kind", "Filter by kind", "", "", "event kind", always, toggle_kind},
    Command{"filter.side", "Filter by side", "", "", "US, China or other", always, toggle_side},
    Command{"filter.status", "Filter by status", "", "", "status", always, toggle_status},
    Command{"filter.set", "Set the filter", "", "", "query text", always, set_filter},
    Command{"filter.type", "Set the filter while it is typed", "", "", "query text; may be unfinished", always, type_filter},
    Command{"filter.clear", "Clear the filter", "Filter", "Ctrl+Backspace", "", has_filter, clear_filter},
    Command{"known.set", "As known on", "", "", "EDTF date", always, set_known_on},
    Command{"known.clear", "Everything known", "Known on", "", "", has_known_on, clear_known_on},
    Command{"known.forward", "One step later", "Known on", "]", "", has_events, known_step_forward},
    Command{"known.back", "One step earlier", "Known on", "[", "", has_events, known_step_back},
    Command{"known.play", "Play or pause", "Known on", "P", "", has_events, known_play},
    Command{"known.step", "Length of a step", "", "", "day, week, month, quarter or year", always, known_set_step},
    Command{"known.speed", "Steps a second", "", "", "number from 0.5 to 16", always, known_set_speed},
    Command{"known.ghosts", "Show what was not yet known as ghosts", "Known on", "G", "", always, toggle_ghosts},
    Command{"filter.floor", "Least status", "", "", "none, forecast, alleged, assessed, reported or established", always, set_status_floor},
    Command{"filter.floor-up", "Ask for a firmer status", "Filter", "}", "", can_raise_floor, raise_floor},
    Command{"filter.floor-down", "Ask for a less firm status", "Filter", "{", "", has_floor, lower_floor},
    Command{"select.id", "Select by id", "", "", "id of an event, actor or thing", always, select_id},
    Command{"select.none", "Select nothing", "Edit", "", "", has_selection, select_none},
    Command{"select.next", "Next event", "View", ".", "", has_events, next_event},
    Command{"select.previous", "Previous event", "View", ",", "", has_events, previous_event},
    Command{"select.back", "Back to the selection before", "View", "Alt+Left Backspace", "", has_back, go_back},
    Command{"view.timeline", "Timeline only", "View", "1", "", always, show_timeline},
    Command{"view.map", "Map only", "View", "2", "", always, show_map},
    Command{"view.table", "Table only", "View", "4", "", always, show_table},
    Command{"view.sources", "Sources only", "View", "5", "", always, show_sources},
    Command{"view.both", "Timeline and map", "View", "3", "", always, show_both},
    Command{"view.panes", "Show these views", "", "", "one or two views, such as timeline,table", always, set_panes},
    Command{"view.split", "Side by side or above each other", "View", "Shift+V", "", always, swap_split},
    Command{"view.next-pane", "The other view", "View", "V", "", always, next_pane},
    Command{"view.frame-all", "Show everything", "View", "0", "", always, frame_all},
    Command{"view.frame-selection", "Zoom to the selection", "View", "F", "", has_selection, frame_selection},
    Command{"view.zoom-in", "Zoom in", "View", "W", "", always, zoom_in},
    Command{"view.zoom-out", "Zoom out", "View", "S", "", always, zoom_out},
    Command{"view.pan-left", "Move left", "View", "A Left", "", always, pan_left},
    Command{"view.pan-right", "Move right", "View", "D Right", "", always, pan_right},
    Command{"view.pan-up", "Move up", "View", "Up", "", always, pan_up},
    Command{"view.pan-down", "Move down", "View", "Down", "", always, pan_down},
    Command{"view.set", "Set a parameter of a view", "", "", "view.parameter=value, such as timeline.lanes=actor", always, set_view_param},
    Command{"table.copy-csv", "Copy the table as CSV", "Edit", "", "", has_events, copy_table_csv},
    Command{"table.copy-markdown", "Copy the table as Markdown", "Edit", "", "", has_events, copy_table_markdown},
    Command{"table.up", "Row above in the table", "", "", "", has_events, table_up},
    Command{"table.down", "Row below in the table", "", "", "", has_events, table_down},
    Command{"table.page-up", "A page up in the table", "", "PageUp", "", has_events, table_page_up},
    Command{"table.page-down", "A page down in the table", "", "PageDown", "", has_events, table_page_down},
    Command{"table.first", "First row of the table", "", "Home", "", has_events, table_first},
    Command{"table.last", "Last row of the table", "", "End", "", has_events, table_last},
    Command{"view.unfold-all", "Unfold all lanes", "View", "", "", has_folded, unfold_all},
    Command{"view.unpin-all", "Let all nodes go", "View", "", "", has_pins, unpin_all},
    Command{"window.theme", "Set the theme", "", "", "dark, light or contrast", always, set_theme},
    Command{"window.next-theme", "Next theme", "Window", "T", "", always, next_theme},
    Command{"window.larger", "Larger", "Window", "Ctrl+= Ctrl++", "", always, larger},
    Command{"window.smaller", "Smaller", "Window", "Ctrl+-", "", always, smaller},
    Command{"window.natural-size", "Natural size", "Window", "Ctrl+0", "", always, natural_size},
    Command{"window.facets", "Show or hide the facets", "Window", "Ctrl+1", "", always, toggle_facets},
    Command{"window.details", "Show or hide the details", "Window", "Ctrl+2", "", always, toggle_details},
    Command{"window.next-panel", "Next panel", "Window", "F6", "", always, next_panel},
    Command{"window.previous-panel", "Panel before", "Window", "Shift+F6", "", always, previous_panel},
    Command{"window.reduce-motion", "Reduce motion", "Window", "", "", always, toggle_motion},
    Command{"help.palette", "Every command by name", "Help", "Ctrl+K Ctrl+Shift+P", "", always, toggle_palette},
    Command{"help.keys", "All keys", "Help", "?", "", always, toggle_keys},
    Command{"help.problems", "Problems in the data", "Help", "", "", always, toggle_problems},
    Command{"help.open-link", "Open a source", "", "", "web address", always, open_link},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace choke
