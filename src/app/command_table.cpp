// The one table of commands. A new command is a function in a file of its topic (commands_internal.h) and a row here.
#include <array>

#include "app/commands_internal.h"

namespace choke {
namespace {

using namespace command;

constexpr std::array kCommands{
    Command{"file.open", "Open data…", "", "", "path of a folder or file; empty: the built-in history", always, open_data},
    Command{"file.open-document", "Open document…", "", "", "path of a .chokepoint file", always, open_document},
    Command{"file.open-backup", "Open the backup", "File", "", "path of a .chokepoint file; empty: the one that is open", always, open_backup},
    Command{"file.save", "Save", "File", "Ctrl+S", "", always, save_document},
    Command{"file.save-as", "Save as…", "", "", "path ending in .chokepoint", always, save_document_as},
    Command{"file.recover", "Recover unsaved work", "File", "", "path of an autosave; empty: the newest", has_recoverable, recover},
    Command{"file.discard-recovered", "Throw unsaved work away", "", "", "path of an autosave; empty: the newest", has_recoverable, discard_recovered},
    Command{"file.open-link-text", "Open link…", "", "", "link that begins with chokepoint:", always, open_link_text},
    Command{"file.confirm-link", "Open the data of the link", "", "", "", has_link_to_confirm, confirm_link},
    Command{"file.refuse-link", "Do not open the data of the link", "", "", "", has_link_to_confirm, refuse_link},
    Command{"file.reload", "Read the data again", "File", "Ctrl+R", "", always, reload},
    Command{"file.export-figure", "Export figure", "", "", "path ending in .svg, .pdf or .png", has_events, export_figure},
    Command{"file.quit", "Quit", "File", "Ctrl+Q", "", always, quit},
    Command{"edit.undo", "Undo", "Edit", "Ctrl+Z", "", has_undo, undo},
    Command{"edit.redo", "Redo", "Edit", "Ctrl+Shift+Z Ctrl+Y", "", has_redo, redo},
    Command{"edit.copy-link", "Copy link to this view", "Edit", "Ctrl+Shift+C", "", always, copy_link},
    Command{"edit.escape", "One step back", "", "Escape", "", always, escape},
    Command{"filter.search", "Search", "Filter", "/ Ctrl+F", "", always, focus_search},
    Command{"filter.actor", "Filter by the selected actor", "Filter", "E", "actor id; empty: the selected one", always, toggle_actor},
    Command{"filter.exclude-actor", "Exclude the selected actor", "Filter", "Shift+E", "actor id; empty: the selected one", always, exclude_actor},
    Command{"filter.actor-mode", "Any or all of the actors", "", "", "any or all", always, set_actor_mode},
    Command{"filter.kind", "Filter by kind", "", "", "event kind", always, toggle_kind},
    Command{"filter.side", "Filter by side", "", "", "US, China or other", always, toggle_side},
    Command{"filter.status", "Filter by status", "", "", "status", always, toggle_status},
    Command{"filter.set", "Set the filter", "", "", "query text", always, set_filter},
    Command{"filter.clear", "Clear the filter", "Filter", "Ctrl+Backspace", "", has_filter, clear_filter},
    Command{"filter.type", "Type into the filter", "", "", "text, a query or not yet one", always, type_filter},
    Command{"filter.range", "Choose range", "", "", "FROM..TO; empty: none", always, set_filter_range},
    Command{"known.set", "As known on", "", "", "EDTF date", always, set_known_on},
    Command{"known.clear", "Everything known", "Filter", "", "", has_known_on, clear_known_on},
    Command{"select.id", "Select by id", "", "", "id of an event, actor or thing", always, select_id},
    Command{"select.toggle", "Add to the selection or take away", "", "", "id of an event, actor or thing", always, toggle_selected},
    Command{"select.none", "Select nothing", "Edit", "", "", has_selection, select_none},
    Command{"select.next", "Next event", "View", ".", "", has_events, next_event},
    Command{"select.previous", "Previous event", "View", ",", "", has_events, previous_event},
    Command{"select.back", "Back to the selection before", "View", "Alt+Left Backspace", "", has_back, go_back},
    Command{"view.timeline", "Timeline only", "View", "1", "", always, show_timeline},
    Command{"view.map", "Map only", "View", "2", "", always, show_map},
    Command{"view.both", "Timeline and map", "View", "3", "", always, show_both},
    Command{"view.frame-all", "Show everything", "View", "0", "", always, frame_all},
    Command{"view.frame-selection", "Zoom to the selection", "View", "F", "", has_selection, frame_selection},
    Command{"view.zoom-in", "Zoom in", "View", "W", "", always, zoom_in},
    Command{"view.zoom-out", "Zoom out", "View", "S", "", always, zoom_out},
    Command{"view.pan-left", "Move left", "View", "A Left", "", always, pan_left},
    Command{"view.pan-right", "Move right", "View", "D Right", "", always, pan_right},
    Command{"view.pan-up", "Move up", "View", "Up", "", always, pan_up},
    Command{"view.pan-down", "Move down", "View", "Down", "", always, pan_down},
    Command{"view.camera-back", "Back to where the views looked", "View", "[", "", has_camera_back, camera_back},
    Command{"view.camera-forward", "Forward again", "View", "]", "", has_camera_forward, camera_forward},
    Command{"view.set-camera", "Look at", "", "", "VIEW and FROM..TO@WIDTH, X,Y,ZOOM or all", always, set_camera},
    Command{"view.set-look", "Set the whole look", "", "", "what a link has behind its '?', without data", always, set_look},
    Command{"view.save-named", "Save this view under a name", "", "", "name", always, save_named_view},
    Command{"view.show-named", "Show a named view", "", "", "name", has_named_views, show_named_view},
    Command{"view.rename-named", "Rename a named view", "", "", "old=new", has_named_views, rename_named_view},
    Command{"view.delete-named", "Delete a named view", "", "", "name", has_named_views, delete_named_view},
    Command{"view.fold-lane", "Fold or unfold a lane", "", "", "key of a lane", always, fold_lane},
    Command{"view.pin", "Put a node somewhere", "", "", "node, X and Y", always, set_pin},
    Command{"view.timeline-set", "Set a parameter of the timeline", "", "", "lanes=… or order=…", always, set_timeline},
    Command{"view.map-set", "Set a parameter of the map", "", "", "nodes=… or amount=…", always, set_map},
    Command{"view.unfold-all", "Unfold all lanes", "View", "", "", has_folded, unfold_all},
    Command{"view.unpin-all", "Let all nodes go", "View", "", "", has_pins, unpin_all},
    Command{"script.record", "Record a script", "File", "", "", is_not_recording, start_script},
    Command{"script.stop", "Stop and write the script", "", "", "path", is_recording, stop_script},
    Command{"script.run", "Run a script", "", "", "path", always, run_script_file},
    Command{"window.theme", "Set the theme", "", "", "dark, light or contrast", always, set_theme},
    Command{"window.next-theme", "Next theme", "Window", "T", "", always, next_theme},
    Command{"window.larger", "Larger", "Window", "Ctrl+= Ctrl++", "", always, larger},
    Command{"window.smaller", "Smaller", "Window", "Ctrl+-", "", always, smaller},
    Command{"window.natural-size", "Natural size", "Window", "Ctrl+0", "", always, natural_size},
    Command{"window.facets", "Show or hide the facets", "Window", "Ctrl+1", "", always, toggle_facets},
    Command{"window.details", "Show or hide the details", "Window", "Ctrl+2", "", always, toggle_details},
    Command{"window.reduce-motion", "Reduce motion", "Window", "", "", always, toggle_motion},
    Command{"help.palette", "Every command by name", "Help", "Ctrl+K Ctrl+Shift+P", "", always, toggle_palette},
    Command{"help.keys", "All keys", "Help", "?", "", always, toggle_keys},
    Command{"help.problems", "Problems in the data", "Help", "", "", always, toggle_problems},
    Command{"help.open-link", "Open a source", "", "", "web address", always, open_link},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace choke
