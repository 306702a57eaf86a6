// What the table of commands (command_table.cpp) is made of: when a row is enabled, and what it runs, by topic. A function
// that runs gives back an error message for the person, empty when it is done.
#pragma once

#include <string>

#include "app/commands.h"

namespace choke::command {

using Context = CommandContext;

// "Undo: exclude Nvidia" reads on, so a label loses its capital, unless that begins a name in capitals.
[[nodiscard]] std::string lower_first(std::string_view label);

// --- when a command can be run ---

inline bool always(const AppState&) { return true; }
inline bool is_presenting(const AppState& state) { return state.session.presenting.has_value(); }
inline bool is_not_presenting(const AppState& state) { return !state.session.presenting; }
inline bool has_story(const AppState& state) { return state.session.story.has_value(); }
inline bool can_edit_story(const AppState& state) { return has_story(state) && is_not_presenting(state); }
inline bool can_delete_story(const AppState& state) { return is_not_presenting(state) && !state.document.stories->empty(); }
inline bool has_undo(const AppState& state) { return !state.undo.empty() && is_not_presenting(state); }
inline bool has_redo(const AppState& state) { return !state.redo.empty() && is_not_presenting(state); }
inline bool has_filter(const AppState& state) { return !state.document.filter.empty(); }
inline bool has_happened_by(const AppState& state) { return !state.document.happened_by.empty(); }
inline bool has_known_on(const AppState& state) { return !state.document.known_on.empty(); }
inline bool has_selection(const AppState& state) { return !state.session.selected.empty(); }
inline bool has_back(const AppState& state) { return !state.session.back.empty(); }
inline bool has_pins(const AppState& state) { return !state.document.pins.empty(); }
inline bool has_named_views(const AppState& state) { return !state.document.named_views.empty(); }
inline bool has_camera_back(const AppState& state) { return !state.session.camera_back.empty(); }
inline bool has_camera_forward(const AppState& state) { return !state.session.camera_forward.empty(); }
inline bool has_link_to_confirm(const AppState& state) { return !state.session.link_to_confirm.empty(); }
inline bool has_recoverable(const AppState& state) { return !state.session.recoverable.empty(); }
inline bool is_recording(const AppState& state) { return state.session.recording.has_value(); }
inline bool is_not_recording(const AppState& state) { return !state.session.recording; }
inline bool has_events(const AppState& state) { return state.data->events.size() > 0; }
inline bool is_loading(const AppState& state) { return state.session.loading.has_value(); }
inline bool has_floor(const AppState& state) { return state.document.status_floor.has_value(); }
inline bool can_raise_floor(const AppState& state) { return state.document.status_floor != Status::Established; }
inline bool has_compare(const AppState& state) { return state.document.compare.has_value(); }
inline bool has_annotation(const AppState& state) { return !state.session.annotation.empty() && is_not_presenting(state); }
inline bool has_annotations(const AppState& state) { return !state.document.annotations->list.empty() && is_not_presenting(state); }
inline bool has_layers(const AppState& state) { return !state.document.annotations->layers.empty() && is_not_presenting(state); }
inline bool has_pinned_lanes(const AppState& state) { return !state.document.pinned_lanes.empty(); }
inline bool has_lane_order(const AppState& state) { return !state.document.lane_order.empty(); }
inline bool has_folded(const AppState& state) { return !state.document.folded_lanes.empty(); }

// --- annotations: commands_annotate.cpp ---

std::string annotate_text(Context& context);
std::string annotate_arrow(Context& context);
std::string annotate_bracket(Context& context);
std::string annotate_highlight(Context& context);
std::string annotate_edit(Context& context);
std::string annotate_move(Context& context);
std::string annotate_delete(Context& context);
std::string annotate_select(Context& context);
std::string annotate_next(Context& context);
std::string annotate_previous(Context& context);
std::string annotate_layer(Context& context);
std::string put_annotations(Context& context);
std::string new_layer(Context& context);
std::string use_layer(Context& context);
std::string delete_layer(Context& context);
std::string make_layer_public(Context& context);
std::string make_layer_internal(Context& context);
std::string show_layer(Context& context);
std::string hide_layer(Context& context);

// --- filter: commands_filter.cpp ---

std::string toggle_actor(Context& context);
std::string exclude_actor(Context& context);
std::string set_actor_mode(Context& context);
std::string toggle_facet(Context& context);
std::string exclude_facet(Context& context);
std::string pin_facet(Context& context);
std::string drop_filter_part(Context& context);
std::string set_filter(Context& context);
std::string type_filter(Context& context);
std::string clear_filter(Context& context);
std::string compare_with(Context& context);
std::string compare_off(Context& context);

// --- known on, happened by, playing, status floor: commands_known.cpp ---

std::string set_known_on(Context& context);
std::string clear_known_on(Context& context);
std::string set_happened_by(Context& context);
std::string clear_happened_by(Context& context);
std::string play_forward(Context& context);
std::string play_back(Context& context);
std::string play_or_pause(Context& context);
std::string set_play_order(Context& context);
std::string other_play_order(Context& context);
std::string toggle_marker_stops(Context& context);
std::string set_play_step(Context& context);
std::string set_play_speed(Context& context);
std::string toggle_ghosts(Context& context);
std::string set_status_floor(Context& context);
std::string raise_floor(Context& context);
std::string lower_floor(Context& context);

// --- history, selection, views: commands_view.cpp ---

std::string undo(Context& context);
std::string redo(Context& context);
std::string escape(Context& context);
std::string go_back(Context& context);
std::string select_id(Context& context);
std::string select_none(Context& context);
std::string next_event(Context& context);
std::string previous_event(Context& context);
std::string show_timeline(Context& context);
std::string show_map(Context& context);
std::string show_table(Context& context);
std::string show_sources(Context& context);
std::string show_both(Context& context);
std::string set_panes(Context& context);
std::string swap_split(Context& context);
std::string next_pane(Context& context);
std::string frame_all(Context& context);
std::string frame_selection(Context& context);
std::string open_selection(Context& context);
std::string zoom_in(Context& context);
std::string zoom_out(Context& context);
std::string pan_left(Context& context);
std::string pan_right(Context& context);
std::string pan_up(Context& context);
std::string pan_down(Context& context);
std::string set_view_param(Context& context);
std::string unfold_all(Context& context);
std::string unpin_all(Context& context);

// --- lanes of the timeline: commands_lanes.cpp ---

std::string fold_lane(Context& context);
std::string move_lane_words(Context& context);
std::string lane_up(Context& context);
std::string lane_down(Context& context);
std::string pin_lane(Context& context);
std::string let_lanes_go(Context& context);
std::string forget_lane_order(Context& context);
std::string toggle_empty_lanes(Context& context);

// --- the map and the matrix: commands_map.cpp ---

inline bool has_path(const AppState& state) { return !state.document.path.empty(); }
inline bool compares(const AppState& state) { return !state.document.since.empty(); }
std::string compare_since(Context& context);
std::string compare_since_off(Context& context);
std::string show_path(Context& context);
std::string clear_path(Context& context);
std::string light_neighbours(Context& context);
std::string show_matrix(Context& context);

// --- the table: commands_table.cpp ---

std::string copy_table_csv(Context& context);
std::string copy_table_markdown(Context& context);
std::string table_up(Context& context);
std::string table_down(Context& context);
std::string table_page_up(Context& context);
std::string table_page_down(Context& context);
std::string table_first(Context& context);
std::string table_last(Context& context);

// --- appearance and panels: commands_window.cpp ---

std::string set_facet_order(Context& context);
std::string next_panel(Context& context);
std::string previous_panel(Context& context);
std::string focus_search(Context& context);
std::string set_theme(Context& context);
std::string next_theme(Context& context);
std::string larger(Context& context);
std::string smaller(Context& context);
std::string natural_size(Context& context);
std::string toggle_facets(Context& context);
std::string toggle_details(Context& context);
std::string toggle_motion(Context& context);
std::string toggle_palette(Context& context);
std::string toggle_keys(Context& context);
std::string toggle_problems(Context& context);

// --- files: commands_file.cpp ---

std::string open_data(Context& context);
std::string reload(Context& context);
std::string cancel_load(Context& context);
std::string export_figure(Context& context);
std::string export_public_figure(Context& context);
std::string quit(Context& context);
std::string open_link(Context& context);


// --- documents, named views, links, scripts, and gestures as words: commands_document.cpp ---

std::string save_document(Context& context);
std::string save_document_as(Context& context);
std::string open_document(Context& context);
std::string open_backup(Context& context);
std::string recover(Context& context);
std::string discard_recovered(Context& context);
std::string copy_link(Context& context);
std::string open_link_text(Context& context);
std::string confirm_link(Context& context);
std::string refuse_link(Context& context);
std::string save_named_view(Context& context);
std::string show_named_view(Context& context);
std::string rename_named_view(Context& context);
std::string delete_named_view(Context& context);
std::string start_script(Context& context);
std::string stop_script(Context& context);
std::string run_script_file(Context& context);
std::string camera_back(Context& context);
std::string camera_forward(Context& context);
std::string toggle_selected(Context& context);
std::string set_pin(Context& context);
std::string set_camera(Context& context);
std::string set_look(Context& context);
std::string set_filter_range(Context& context);

// --- stories: commands_story.cpp. A line break in an argument is written "\\n", a backslash "\\\\". ---

std::string new_story(Context& context);
std::string put_story(Context& context);
std::string edit_story(Context& context);
std::string delete_story(Context& context);
std::string set_story_title(Context& context);
std::string set_story_question(Context& context);
std::string set_story_summary(Context& context);
std::string add_step(Context& context);
std::string update_step(Context& context);
std::string duplicate_step(Context& context);
std::string delete_step(Context& context);
std::string move_step(Context& context);
std::string set_headline(Context& context);
std::string set_caption(Context& context);
std::string set_notes(Context& context);
std::string toggle_internal(Context& context);
std::string show_story(Context& context);
std::string go_to_step(Context& context);
std::string next_step(Context& context);
std::string previous_step(Context& context);
std::string toggle_stories(Context& context);

// --- the show: commands_present.cpp ---

std::string start_show(Context& context);
std::string leave_show(Context& context);
std::string show_next(Context& context);
std::string show_previous(Context& context);
std::string show_first(Context& context);
std::string show_last(Context& context);
std::string show_jump(Context& context);
std::string show_digit(Context& context);
std::string show_enter(Context& context);
std::string show_return(Context& context);
std::string show_escape(Context& context);
std::string show_black(Context& context);
std::string show_white(Context& context);
std::string show_spotlight(Context& context);
std::string set_monitor(Context& context);
std::string toggle_presenter(Context& context);
std::string set_stopwatch(Context& context);
std::string larger_show(Context& context);
std::string smaller_show(Context& context);

}  // namespace choke::command
