// AppState: everything that the program knows while it runs, in four parts: data (facts), document (what to look at;
// undoable), session (cameras, selection, panels; not undoable), derived (derived.h; computed from the other three).
// Only run(command) and apply(effect or load) write it; panels read it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "io/reader.h"
#include "model/dataset.h"
#include "query/facets.h"
#include "query/selection.h"
#include "scene/theme.h"
#include "views/view.h"

namespace choke {

enum class Arrangement : uint8_t { Both, TimelineOnly, MapOnly };

// What to look at. A value: undo keeps copies of it.
struct Document {
    std::string filter;    // query text; empty: everything
    std::string known_on;  // EDTF; empty: everything known
    Arrangement arrangement = Arrangement::Both;
    std::map<std::string, ParamValues> params;  // by view id
    std::vector<std::string> folded_lanes;      // keys, sorted
    std::vector<Pin> pins;                      // by node, sorted
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
};
inline constexpr double kCameraMove_s = 0.18;

struct Session {
    std::map<std::string, Camera> cameras;  // by view id; absent: the whole
    std::map<std::string, CameraMove> moves;
    std::string active_view = "timeline";   // the one that keys go to
    std::vector<NodeRef> selected;          // in the order of selection
    std::optional<Tie> tie;
    std::optional<Pick> hover;
    std::vector<std::vector<NodeRef>> back;  // earlier selections, the last one on top
    ThemeId theme = ThemeId::Dark;
    double scale = 1.0;                     // 0.75 .. 3, on top of the monitor's
    bool reduce_motion = false;
    bool show_facets = true;
    bool show_details = true;
    bool show_palette = false;
    bool show_keys = false;
    bool show_problems = false;
    bool focus_search = false;              // a panel puts the cursor there and clears it through a command
    bool quit = false;
    int gesture = 0;                        // number of the pointer gesture under way; 0: none
    std::vector<Toast> toasts;
    std::string open_url;                   // a link to open in the browser; the window does and clears it
    std::string export_path;                // a figure to write; the window does and clears it
};

struct UndoStep {
    Document document;
    std::string label;  // of the command that left it: "Exclude Nvidia"
    int gesture = 0;
};

struct AppState {
    DatasetPtr data;  // never null after start
    std::shared_ptr<const EventIndex> index;
    std::string path;  // empty: the built-in history
    Diagnostics problems;
    Document document;
    Session session;
    std::vector<UndoStep> undo, redo;
};

// Puts a loaded data set in place; document and selection start anew when it is another one.
void apply_load(AppState& state, Loaded loaded, std::string path);

// What a gesture of a view asks for.
void apply(AppState& state, std::string_view view_id, const Effect& effect);

// Remembers `before` for undo when the document has changed since. One pointer gesture leaves one step.
void note_undo(AppState& state, const Document& before, std::string label);

// Selection, with the way back remembered.
void select(AppState& state, std::vector<NodeRef> nodes);

}  // namespace choke
