// The inside of WindowApp, shared by the files that it is made of: window_app.cpp (the loop), window_views.cpp (regions and
// views), window_show.cpp (a show: which window is where, and what the room sees). Nobody else includes it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/autosave.h"
#include "app/presenting.h"
#include "app/settings.h"
#include "jobs/jobs.h"
#include "platform/window.h"
#include "ui/canvas.h"
#include "ui/keys.h"
#include "ui/panels.h"
#include "ui/presenter.h"
#include "ui/settling.h"
#include "ui/window_app.h"
#include "ui/window_painters.h"

namespace choke {

inline constexpr int kFramesAfterActivity = 3;  // a click needs a frame to be seen, one to act and one to show

struct ViewSlot {
    const ViewDef* view = nullptr;
    std::unique_ptr<SceneCanvas> canvas;
    Rect rect;  // screen units, in the last picture; empty: not shown
};

// Screen units per scene px of the views in a show, and per px of its frame, which is made for a screen of 1920 × 1080.
[[nodiscard]] double show_view_scale(int width, int height, double present_scale);
[[nodiscard]] double show_frame_scale(int width, int height, double present_scale);

struct WindowApp::Impl {
    ~Impl();

    // --- window_app.cpp: the loop ---

    void save_settings();
    [[nodiscard]] double scale() const;  // screen units per scene px
    void collect_keys();
    bool turn(double max_wait_s);
    void apply_inbox();
    // Data are read by a job; the window goes on with what it has until they are there.
    void look_after_loading();
    [[nodiscard]] std::string window_title() const;
    void run(const Order& order);
    void apply_gesture(const std::string& view_id, const Gesture& gesture);
    // A move from or to "everything" needs the camera that shows everything now.
    void start_from_what_is_seen(const ViewDef& view);
    [[nodiscard]] Rect area_of(const ViewDef& view) const;  // scene px
    void export_figure();
    // Keys of commands that want a line of text open the question; the others run.
    void run_keys(const PanelContext& ui);
    void handle_keys();
    // What moves by itself from picture to picture.
    [[nodiscard]] bool animating() const { return !state.session.moves.empty() || !state.session.settles.empty(); }
    void animate(double now_s);
    [[nodiscard]] double wait_s(double now_s, double max_wait_s) const;
    void keep_safe(double now_s);
    void drop_old_toasts(double now_s);

    // --- window_views.cpp: a picture ---

    void draw(double now_s);
    void lay_out(const PanelContext& ui);
    void draw_left_panel(const PanelContext& ui, ImVec2 at, ImVec2 size);
    void draw_views(const PanelContext& ui, ImVec2 at, ImVec2 size);
    [[nodiscard]] ViewSlot& slot_of(std::string_view view_id);
    void draw_view(const PanelContext& ui, ViewSlot& slot, ImVec2 at, ImVec2 size);
    [[nodiscard]] static bool nothing_found(const PanelContext& ui);
    // pointer: scene px.
    void tooltip(const PanelContext& ui, const ViewDef& view, Vec2 pointer);

    // --- window_show.cpp: a show ---

    [[nodiscard]] bool presenting() const { return state.session.presenting.has_value(); }
    [[nodiscard]] std::vector<MonitorArea> monitors_now() const;
    // Puts the windows where they belong: what is shown on a monitor, the notes on another, both back when the show ends.
    void look_after_show();
    void place_windows();
    void open_presenter(const std::optional<MonitorArea>& area);
    void draw_show(const PanelContext& ui);
    // main_drew: the window has a new picture, so that what is shown of it may be old.
    void draw_presenter(double now_s, bool main_drew);
    // Takes the key presses that belong to the show; the others stay.
    void handle_show_keys(std::vector<KeyPress>& presses, bool typing, bool in_presenter);
    // A click beside all marks leads on; true when it did.
    bool click_leads_on(const Gesture& gesture);
    // Where the views look that show everything, before a step changes what everything is.
    void frame_whole_views();

    AppState state;
    Derived derived;
    std::unique_ptr<Window> window;
    std::unique_ptr<FontSet> fonts;
    std::unique_ptr<WindowPainters> painters;
    UiFonts ui_fonts;
    std::vector<ViewSlot> slots;
    UiLocal local;
    Inbox inbox;
    std::vector<std::pair<std::string, Gesture>> gestures;
    std::vector<std::pair<KeyChord, std::string>> keys;
    std::vector<std::pair<KeyChord, const PresentKey*>> show_keys;
    std::vector<KeyPress> key_presses;  // not yet looked at
    std::vector<std::string> asked_by_key;
    std::string settings_path;
    Settings settings;
    std::string autosave_folder;
    Autosave autosave;
    Settling settling;
    JobPool jobs{wake_window, 1};
    uint64_t load_revision = 0;
    int frames_to_draw = kFramesAfterActivity;
    double moved_s = -1;   // when a gesture last moved something; < 0: the cameras are at rest
    int drag_gesture = 0;  // of a drag in a view; 0: none under way
    int live_gesture = 0;  // of the widget that is being used, or was last
    bool widget_was_active = false;
    size_t frame_count = 0;
    double last_draw_s = 0;
    ThemeId styled_theme = ThemeId::Dark;
    double styled_scale = 0;
    bool imgui_ready = false;
    bool gl_ready = false;
    bool views_focused = true;

    // Of a show.
    std::vector<MonitorArea> pretended_monitors;  // empty: the real ones
    std::vector<MonitorArea> shown_on;            // the monitors for which the windows were placed last
    std::optional<ShowPlaces> places;
    size_t home_monitor = 0;                      // where the window was before
    Cameras framed;                               // frame_whole_views()
    bool pointer_rests = false;                   // since the step came: it marks nothing until it is moved
    ImVec2 rests_at{0, 0};
    std::unique_ptr<PresenterWindow> presenter;
    int presenter_frames = 0;                     // to draw
    std::string presenter_clock;                  // the second that it shows
};

}  // namespace choke
