// AppState: everything that the program knows while it runs, in four parts: data (facts), document (what to look at;
// undoable), session (cameras, selection, panels; not undoable), derived (derived.h; computed from the other three).
// Only run(command) and apply(effect or load) write it; panels read it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/annotation.h"
#include "base/diagnostics.h"
#include "base/shared.h"
#include "io/reader.h"
#include "model/dataset.h"
#include "query/facets.h"
#include "query/selection.h"
#include "scene/theme.h"
#include "views/view.h"

namespace choke {

// How several views share the window.
enum class Split : uint8_t { Stacked, SideBySide };

inline constexpr size_t kMaxPanes = 2;

// What decides which facts are seen, and how; the cameras apart. One value for the window, a named view, a document file,
// a deep link and `render`.
struct Look {
    std::string filter;    // query text; empty: everything
    // A second filter: the timeline shows what it finds below what the first one finds. Empty: everything. Absent: no second
    // timeline.
    std::optional<std::string> compare;
    std::string known_on;  // EDTF; empty: everything known
    std::string happened_by;  // EDTF; empty: whatever happened when. What has or may have begun by the end of this date is shown
    // What is less firm than this is left out, events and relations alike: Established, Reported, Assessed, Alleged or
    // Forecast. Absent: nothing is.
    std::optional<Status> status_floor;
    bool ghosts = false;  // what matches but was not yet known on that day is shown faintly, not left out
    std::vector<std::string> panes{"timeline", "map"};  // view ids, 1 to kMaxPanes, each once
    Split split = Split::Stacked;
    std::map<std::string, ParamValues> params;  // by view id
    std::vector<std::string> folded_lanes;      // keys, sorted
    std::vector<std::string> lane_order;        // keys from top to bottom, for lanes that are ordered by hand; each once
    std::vector<std::string> pinned_lanes;      // keys of lanes that stay on top, from the top; each once
    std::vector<Pin> pins;                      // by node, sorted
    std::string since;  // EDTF: the map shows what has changed since the end of that day; empty: it compares nothing
    std::string path;  // "event:rule..thing:h20": the ways between the two are lit on the map; empty: none
    std::vector<std::string> hidden_layers;     // names of layers of annotations, sorted
    std::vector<std::string> pinned_facets;     // "actor:nvidia": rows that stay on top of their facet; in order of pinning
    friend bool operator==(const Look&, const Look&) = default;
};

// A look under a name, with where its views looked and what was selected.
struct NamedView {
    std::string name;  // not empty, one line; unique in a document
    Look look;
    std::map<std::string, Camera> cameras;  // by view id; absent: the whole
    std::vector<NodeRef> selected;
    friend bool operator==(const NamedView&, const NamedView&) = default;
};

// A step of a story that a person tells: words, and a look with where its views looked and what was selected.
struct KeptStep {
    std::string id;        // "s1"; unique in its story, the same wherever the step is moved
    std::string headline;  // one line; may be empty
    std::string caption;   // the rest that the room reads; may have several lines
    std::string notes;     // for who speaks, never for the room
    bool internal = false;  // not for publication: shown, and left out of what is written to files
    Look look;
    std::map<std::string, Camera> cameras;  // by view id; absent: the whole
    std::string active_view;                // one of look.panes
    std::vector<NodeRef> selected;          // the first event is the one that the step speaks of
    std::vector<std::string> missing;       // names of what was selected, too, and the data do not have; kept for the file
    friend bool operator==(const KeptStep&, const KeptStep&) = default;
};

// A story of the document; those of the data are in Dataset::stories. app/stories.h reads both.
struct KeptStory {
    std::string id;     // a slug of the title, unique in the document
    std::string title;  // one line, not empty
    std::string question;
    std::string summary;
    std::vector<KeptStep> steps;
    friend bool operator==(const KeptStory&, const KeptStory&) = default;
};

// What a person works on. A value: undo keeps copies of it.
struct Document : Look {
    std::vector<NamedView> named_views;  // in the order of making
    Shared<std::vector<KeptStory>> stories;  // likewise
    Shared<Annotations> annotations;
    [[nodiscard]] const Look& look() const { return *this; }
    [[nodiscard]] Look& look() { return *this; }
    friend bool operator==(const Document&, const Document&) = default;
};

// A pair of nodes of the map whose ties are looked at.
struct Tie {
    NodeRef a;
    NodeRef b;
    friend bool operator==(const Tie&, const Tie&) = default;
};

struct Toast {
    std::string text;
    double until_s = 0;  // by the window's clock; set when first shown
};

// How a view gets from one camera to the next: 180 ms, ease-out.
struct CameraMove {
    Camera from;
    Camera to;
    double begin_s = -1;        // set on the first frame
    bool target_whole = false;  // ends unframed, so that it follows the window's size again
    double duration_s = 0.18;
};
inline constexpr double kStepMove_s = 0.22;  // from step to step of a story

// How long what has got a new place in a view is on its way there.
inline constexpr double kSettle_s = 0.4;

// What steps and playing move: the day on which the facts were public, or the day by which they happened.
enum class PlayOrder : uint8_t { Known, Happened };

// How far one step goes; Event: to the next day on which something appears.
enum class PlayStep : uint8_t { Event, Day, Week, Month, Quarter, Year };

// "Known on" or "happened by" moving forward by itself.
struct Playback {
    bool running = false;
    PlayOrder order = PlayOrder::Known;
    PlayStep step = PlayStep::Month;
    bool stops_at_markers = false;  // a named day, or the beginning of an era, that a step reaches or passes ends the run
    // Of the last step: what has appeared since this day is its caption. Absent: no step was made.
    std::optional<int64_t> stepped_from;
    double steps_per_s = 2;  // kMinPlaySpeed .. kMaxPlaySpeed
    double next_s = -1;      // by the window's clock: when the next step is due; < 0: as soon as there is a clock
    int gesture = 0;         // all steps of one run are one step of undo
    friend bool operator==(const Playback&, const Playback&) = default;
};
inline constexpr double kMinPlaySpeed = 0.5;
inline constexpr double kMaxPlaySpeed = 16;

struct LoadProgress {
    std::string path;
    std::string name;    // of what is counted: "events"; empty before the first report
    uint64_t done = 0;
    uint64_t total = 0;  // 0: not known
};

// What the keyboard can be in, in the order of F6.
enum class Panel : uint8_t { Search, Facets, Views, Details };
inline constexpr int kPanelCount = 4;

// A member of a document file that this version does not know, kept for when the file is written again.
struct UnknownMember {
    std::string where;  // of its object: "", "look", "named_views\nHuawei\nlook" (a name is one line)
    std::string key;
    std::string json;  // on one line
    friend bool operator==(const UnknownMember&, const UnknownMember&) = default;
};

// The rows of a facet: most events in the whole first, so that they stand still while filters change; most under the
// filter first; or by name.
enum class FacetOrder : uint8_t { Count, Matches, Name };

// The story that is being told or worked on, and where in it.
struct StoryPlace {
    std::string id;
    size_t step = 0;  // 0-based; of a story without steps 0
    friend bool operator==(const StoryPlace&, const StoryPlace&) = default;
};

// What covers the picture of a show.
enum class Cover : uint8_t { None, Black, White };

// What a show puts aside, and puts back when it ends.
struct BeforeShow {
    Look look;
    std::map<std::string, Camera> cameras;
    std::vector<std::map<std::string, Camera>> camera_back, camera_forward;
    std::vector<NodeRef> selected;
    std::optional<Tie> tie;
    std::vector<std::vector<NodeRef>> back;
    std::string active_view;
    bool show_facets = true;
    bool show_details = true;
};

// A story on the screen, step by step: app/presenting.h. While it lasts, the document's look is the step's and nothing is
// recorded for undo; files are written with the look that was before.
struct Presenting {
    BeforeShow before;
    bool exploring = false;   // the look has left the step
    std::optional<StoryPlace> came_from;  // a jump led here from another story: where the show was
    Cover cover = Cover::None;
    bool spotlight = false;   // all but what is round the pointer is dimmed
    std::string number;       // digits typed, until Enter jumps there
    std::string problem;      // why the step cannot be shown as it was meant; empty: it can
    bool has_picture = true;  // false: the problem stands in place of the views
};

// Time since the beginning of a show, without the pauses. The window ticks it by its clock.
struct Stopwatch {
    bool running = false;
    double elapsed_s = 0;
    double last_s = -1;  // when it was last ticked; < 0: not since it was set going
};

// What stands on the left.
enum class LeftPanel : uint8_t { Facets, Stories };

struct Session {
    std::map<std::string, Camera> cameras;  // by view id; absent: the whole
    // Where the views looked before, and after when one has gone back; the last one on top.
    std::vector<std::map<std::string, Camera>> camera_back, camera_forward;
    std::string camera_mover;               // what moves the cameras now: "drag 3", "timeline"; empty: they are at rest
    Playback playback;
    std::string document_path;              // of the .chokepoint file that was opened or saved; empty: none yet
    uint64_t saved_hash = 0;                // document_hash() when it was saved or opened; 0: never
    std::vector<UnknownMember> unknown_members;  // of that file, in its order
    std::vector<std::string> recoverable;   // autosaves that a program left behind when it ended badly, newest first
    std::string link_to_confirm;            // a link that wants other data than are open; the window asks
    std::optional<std::vector<std::string>> recording;  // lines of a script; absent: nothing is recorded
    std::string clipboard;                  // text to put on the clipboard; the window does and clears it
    std::map<std::string, CameraMove> moves;
    std::map<std::string, double> settles;  // by view id: ViewInput::settle; absent: at rest
    std::string active_view = "timeline";   // the one that keys go to
    std::vector<NodeRef> selected;          // in the order of selection
    std::optional<Tie> tie;
    std::optional<Pick> hover;
    std::string annotation;                  // id of the one that is selected; empty: none
    std::string layer;                       // where new annotations go; empty, or gone: the last one
    bool edit_annotation = false;            // its words are to be asked for; the window does and clears it
    std::optional<LaneDrag> lane_drag;       // a lane that the hand holds
    std::vector<std::vector<NodeRef>> back;  // earlier selections, the last one on top
    ThemeId theme = ThemeId::Dark;
    double scale = 1.0;                     // 0.75 .. 3, on top of the monitor's
    bool reduce_motion = false;
    std::optional<Instant> today_s;         // by the machine's clock, for the line of today; figures have none
    bool show_facets = true;                // the left panel, whichever it is
    LeftPanel left_panel = LeftPanel::Facets;
    FacetOrder facet_order = FacetOrder::Count;
    bool show_details = true;
    std::optional<StoryPlace> story;        // absent: none has been looked at
    std::optional<Presenting> presenting;   // absent: no show is on
    double present_scale = 1.0;             // of the frame and the views of a show, kMinPresentScale .. kMaxPresentScale
    size_t present_monitor = 0;             // the room's, from 1; 0: the one that the window is not on
    size_t monitor_count = 1;               // the window says
    bool show_presenter = false;            // the window for who speaks
    Stopwatch stopwatch;
    bool show_palette = false;
    bool show_keys = false;
    bool show_problems = false;
    bool focus_search = false;              // a panel puts the cursor there and clears it through a command
    Panel focus = Panel::Views;             // the panel that the keyboard is in
    bool focus_asked = false;               // it is to be moved there; the window does and clears it
    bool quit = false;
    int gesture = 0;                        // number of the gesture under way (a drag, a slider, typing, playing); 0: none
    int gesture_count = 0;                  // how many there have been: the last one's number
    std::vector<Toast> toasts;
    // Where a window waits for nothing, "open" leaves the path here and a job reads it; elsewhere data are read in place.
    bool reads_behind = false;
    std::optional<std::string> load_request;
    std::optional<LoadProgress> loading;    // what is being read; absent: nothing is
    bool cancel_load = false;               // the window does and clears it
    std::string open_url;                   // a link to open in the browser; the window does and clears it
    std::string export_path;                // a figure to write; the window does and clears it
    bool export_public = false;             // it is to have nothing internal in it
};

inline constexpr double kMinPresentScale = 0.5;
inline constexpr double kMaxPresentScale = 3;

struct UndoStep {
    Document document;
    std::string label;  // what was done to it, as in "Undo: exclude Nvidia"
    int gesture = 0;
};

struct AppState {
    DatasetPtr data;  // never null after start
    std::shared_ptr<const EventIndex> index;
    // Days since 1970-01-01 on which the first and the last claim of the data became public; nothing without claims that
    // say when. What the slider of "known on" and playing go over.
    std::optional<std::pair<int64_t, int64_t>> known_days;
    // The same for the first and the last day on which an event enters the history (entry_instant()).
    std::optional<std::pair<int64_t, int64_t>> happened_days;
    std::string path;  // empty: the built-in history
    Diagnostics problems;
    Document document;
    Session session;
    std::vector<UndoStep> undo, redo;
};

// A loaded data set with what is computed from it once; made in a job or in place.
struct Prepared {
    Loaded loaded;
    std::shared_ptr<const EventIndex> index;
    std::optional<std::pair<int64_t, int64_t>> known_days, happened_days;
};
[[nodiscard]] Prepared prepare(Loaded loaded);

// Puts a loaded data set in place; document and selection start anew when it is another one.
void apply_prepared(AppState& state, Prepared prepared, std::string path);
void apply_load(AppState& state, Loaded loaded, std::string path);

// What a gesture of a view asks for.
void apply(AppState& state, std::string_view view_id, const Effect& effect);

// Remembers `before` for undo when the document has changed since. What one gesture does is one step, named by its end.
void note_undo(AppState& state, const Document& before, std::string label);

// Selection, with the way back remembered.
void select(AppState& state, std::vector<NodeRef> nodes);

// Steps of the look that a gesture, a command or a script takes. Folds what is unfolded and the other way round; says
// whether the lane is folded now.
bool toggle_fold(Look& look, std::string_view lane_key);
// Pins a lane on top, below those that are pinned already, or lets it go; says whether it is pinned now.
bool toggle_lane_pin(Look& look, std::string_view lane_key);
// Puts a lane before another one, or behind all others when `before` is empty: a pinned one among the pinned, any other
// one by the list that moved_lane() (views/timeline_order.h) gives. Lanes are ordered by hand from then on.
void move_lane(Look& look, std::string_view lane_key, std::string_view before, std::vector<std::string> order);
// The days of the range become the date of the filter, in place of one that stands by itself; absent: none.
void set_range(AppState& state, std::optional<std::pair<Instant, Instant>> range);
void pin_node(Look& look, const Pin& pin);

}  // namespace choke
