#include "ui/window_app.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <span>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include "app/autosave.h"
#include "app/cameras.h"
#include "app/commands.h"
#include "app/figures.h"
#include "app/files.h"
#include "app/open_any.h"
#include "app/playback.h"
#include "app/settings.h"
#include "base/text.h"
#include "io/reader.h"
#include "jobs/jobs.h"
#include "platform/window.h"
#include "ui/canvas.h"
#include "ui/keys.h"
#include "ui/panels.h"
#include "ui/settling.h"
#include "ui/widgets.h"
#include "ui/window_painters.h"

namespace choke {
namespace {

constexpr int kFramesAfterActivity = 3;  // a click needs a frame to be seen, one to act and one to show
constexpr double kToast_s = 4.0;
constexpr double kBlink_s = 0.4;
constexpr double kRest_s = 0.5;  // after so long without a gesture the next one is a step of its own on the way back

struct ViewSlot {
    const ViewDef* view = nullptr;
    std::unique_ptr<SceneCanvas> canvas;
    Rect rect;  // screen units, in the last picture; empty: not shown
};

constexpr uintmax_t kLargeFile_bytes = 16'000'000;  // a third of a second to read

bool is_large_file(const std::string& path) {
    std::error_code code;
    return std::filesystem::is_regular_file(path, code) && std::filesystem::file_size(path, code) > kLargeFile_bytes;
}

// No events, until there are some.
Result<void> open_nothing(AppState& state) {
    const InputFile file{"nothing", R"({"events": []})"};
    auto loaded = load_files(std::span(&file, 1));
    if (!loaded) return tl::unexpected<Error>(loaded.error());
    apply_load(state, std::move(*loaded), "");
    return {};
}

double ease_out(double t) { return 1 - std::pow(1 - t, 3); }

Camera between(const Camera& from, const Camera& to, double t) {
    Camera now = to;
    // Resolutions are interpolated as logarithms: half the way is the geometric mean.
    const double a = from.time.seconds_per_px;
    const double b = to.time.seconds_per_px;
    now.time.seconds_per_px = std::exp(std::log(a) + (std::log(b) - std::log(a)) * t);
    const double x = (1 - t) * from.time.x_from_time(to.time.origin_s);
    now.time.origin_s = to.time.origin_s;
    now.time.origin_px = to.time.origin_px * t + x;
    now.scroll_y = from.scroll_y + (to.scroll_y - from.scroll_y) * t;
    now.centre = from.centre + (to.centre - from.centre) * t;
    now.zoom = std::exp(std::log(from.zoom) + (std::log(to.zoom) - std::log(from.zoom)) * t);
    return now;
}

}  // namespace

struct WindowApp::Impl {
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

    ~Impl() {
        save_settings();
        // A window that closes well leaves nothing to recover.
        if (!autosave_folder.empty()) static_cast<void>(discard_autosave(autosave_path(autosave_folder)));
        slots.clear();
        painters.reset();
        if (gl_ready) ImGui_ImplOpenGL3_Shutdown();
        if (imgui_ready) ImGui_ImplGlfw_Shutdown();
        if (ImGui::GetCurrentContext() != nullptr) ImGui::DestroyContext();
    }

    void save_settings() {
        if (settings_path.empty() || window == nullptr) return;
        Settings now = settings_of(state.session, settings);
        now.maximised = window->maximised();
        if (!now.maximised && !window->iconified()) {
            now.window_width = window->width();
            now.window_height = window->height();
        }
        if (auto written = write_file(settings_path, settings_text(now)); !written)
            std::fprintf(stderr, "%s\n", to_string(written.error()).c_str());
    }

    [[nodiscard]] double scale() const {
        // GLFW's screen units are framebuffer pixels on X11; elsewhere the system scales them itself.
        const double density = window->width() > 0 ? static_cast<double>(window->framebuffer_width_px()) / window->width() : 1;
        return state.session.scale * std::max(1.0, window->content_scale() / std::max(1.0, density));
    }

    void collect_keys() {
        for (const Command& command : commands()) {
            std::string_view rest = command.keys;
            while (!rest.empty()) {
                const size_t end = std::min(rest.find(' '), rest.size());
                KeyChord key;
                if (parse_key(rest.substr(0, end), key)) keys.emplace_back(key, command.name);
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
    }

    // --- one turn ---

    void apply_inbox() {
        std::vector<std::pair<std::string, Gesture>> now_gestures = std::exchange(gestures, {});
        for (auto& [view_id, gesture] : now_gestures) apply_gesture(view_id, gesture);
        // What a gesture changed is seen in the pictures after it.
        if (!now_gestures.empty()) {
            frames_to_draw = kFramesAfterActivity;
            moved_s = monotonic_s();
        }
        Inbox now = std::exchange(inbox, {});
        for (const Order& order : now) run(order);
        for (const std::string& path : window->take_dropped_files()) run({"file.open", path, false});
        if (!state.session.open_url.empty()) {
            if (!open_url(state.session.open_url)) add_toast(state, "No browser could be started for " + state.session.open_url);
            state.session.open_url.clear();
        }
        if (!state.session.export_path.empty()) export_figure();
    }

    // Data are read by a job; the window goes on with what it has until they are there.
    void look_after_loading() {
        Session& session = state.session;
        if (session.load_request) {
            const std::string path = *std::exchange(session.load_request, std::nullopt);
            session.loading = LoadProgress{path, "", 0, 0};
            jobs.submit("load", ++load_revision, [path](JobContext& context) -> std::any {
                const LoadOptions options{.progress = [&](std::string_view name, uint64_t done, uint64_t total) { context.progress(name, done, total); },
                                          .stop = context.stop_token()};
                auto loaded = path.empty() ? load_built_in() : load_path(path, options);
                if (!loaded) return std::make_shared<Error>(loaded.error());
                context.progress("making the index", 0, 0);
                return std::make_shared<Prepared>(prepare(std::move(*loaded)));
            });
        }
        if (std::exchange(session.cancel_load, false) && session.loading) {
            jobs.cancel("load");
            session.loading.reset();
            add_toast(state, "Reading was stopped; nothing has changed.");
        }
        for (JobResult& result : jobs.poll()) {
            if (result.revision != load_revision || !session.loading) continue;
            const std::string path = session.loading->path;
            session.loading.reset();
            if (const auto* prepared = std::any_cast<std::shared_ptr<Prepared>>(&result.value)) {
                apply_prepared(state, std::move(**prepared), path);
                add_toast(state, loaded_words(state));
                window->set_title(window_title());
            } else if (const auto* error = std::any_cast<std::shared_ptr<Error>>(&result.value)) {
                add_toast(state, to_string(**error));
            } else {
                add_toast(state, displayable(path) + " cannot be read: " + result.error);
            }
            frames_to_draw = kFramesAfterActivity;
        }
        if (!session.loading) return;
        for (const JobProgress& progress : jobs.progress()) {
            if (progress.tag != "load") continue;
            if (session.loading->done != progress.done || session.loading->name != progress.name) frames_to_draw = std::max(frames_to_draw, 1);
            session.loading->name = progress.name;
            session.loading->done = progress.done;
            session.loading->total = progress.total;
        }
    }

    [[nodiscard]] std::string window_title() const {
        return state.data->title.empty() ? "Chokepoint" : state.data->title + " – Chokepoint";
    }

    void run(const Order& order) {
        state.session.gesture = order.live ? live_gesture : 0;
        run_command(state, derived, order.command, order.argument);
        state.session.gesture = 0;
        frames_to_draw = kFramesAfterActivity;
    }

    void apply_gesture(const std::string& view_id, const Gesture& gesture) {
        const ViewDef* view = find_view(view_id);
        const ViewSlot& slot = *std::find_if(slots.begin(), slots.end(), [&](const ViewSlot& s) { return s.view == view; });
        if (gesture.kind == GestureKind::DragBegin) drag_gesture = ++state.session.gesture_count;
        state.session.gesture = drag_gesture;
        if (gesture.kind == GestureKind::Click || gesture.kind == GestureKind::DragBegin) state.session.active_view = view_id;
        const Rect area{0, 0, slot.rect.w / scale(), slot.rect.h / scale()};
        std::vector<Effect> effects;
        view->interact(derived.view_input(state, *view, area, *fonts), derived.cache(*view), gesture, effects);
        for (const Effect& effect : effects) {
            // The first move from the whole starts at what the whole shows, not at an empty camera.
            apply(state, view_id, effect);
            if (std::holds_alternative<SetCamera>(effect)) start_from_what_is_seen(*view);
        }
        state.session.gesture = 0;
        if (gesture.kind == GestureKind::DragEnd) drag_gesture = 0;
    }

    // A move from or to "everything" needs the camera that shows everything now.
    void start_from_what_is_seen(const ViewDef& view) {
        const auto move = state.session.moves.find(std::string(view.id));
        if (move == state.session.moves.end() || move->second.begin_s >= 0) return;
        const Rect area = area_of(view);
        const ViewInput input = derived.view_input(state, view, area, *fonts);
        for (Camera* camera : {&move->second.from, &move->second.to}) {
            if (camera->framed) continue;
            *camera = view.whole(input, derived.cache(view));
        }
        anchor_move(view, derived.cache(view), move->second);
    }

    [[nodiscard]] Rect area_of(const ViewDef& view) const {
        for (const ViewSlot& slot : slots)
            if (slot.view == &view) return {0, 0, slot.rect.w / scale(), slot.rect.h / scale()};
        return {};
    }

    void export_figure() {
        FigureRequest request;
        request.view = state.session.active_view;
        request.theme = ThemeId::Light;
        const std::string path = std::exchange(state.session.export_path, {});
        auto bytes = figure_bytes(state, derived, request, *fonts, path);
        if (bytes) {
            const auto written = write_file(path, *bytes);
            add_toast(state, written ? "Figure written to " + path : to_string(written.error()));
        } else {
            add_toast(state, to_string(bytes.error()));
        }
    }

    // Keys of commands that want a line of text open the question; the others run.
    void run_keys(const PanelContext& ui) {
        for (const std::string& name : std::exchange(asked_by_key, {})) run_or_ask(ui, *find_command(name));
    }

    void handle_keys() {
        const std::vector<KeyPress> presses = window->take_key_presses();
        const bool typing = ImGui::GetIO().WantTextInput;
        for (const auto& [key, command] : keys) {
            if (typing && !key.with_control() && !key.is_escape() && !key.is_function()) continue;
            // Arrows move the focus while a panel has it, and the picture while a view has it.
            if (key.is_local() && !key.with_control() && (!views_focused || state.session.show_palette || local.asked != nullptr)) continue;
            for (size_t n = times_pressed(key, presses); n > 0; --n) asked_by_key.push_back(command);
        }
    }

    // What moves by itself from picture to picture.
    [[nodiscard]] bool animating() const { return !state.session.moves.empty() || !state.session.settles.empty(); }

    void animate(double now_s) {
        auto& moves = state.session.moves;
        for (auto it = moves.begin(); it != moves.end();) {
            CameraMove& move = it->second;
            const ViewDef* view = find_view(it->first);
            if (move.begin_s < 0) {
                start_from_what_is_seen(*view);
                move.begin_s = now_s;
            }
            const double t = (now_s - move.begin_s) / kCameraMove_s;
            if (t >= 1) {
                state.session.cameras[it->first] = move.target_whole ? Camera{} : move.to;
                it = moves.erase(it);
                frames_to_draw = std::max(frames_to_draw, 1);
            } else {
                state.session.cameras[it->first] = between(move.from, move.to, ease_out(t));
                ++it;
            }
        }
    }

    [[nodiscard]] double wait_s(double now_s, double max_wait_s) const {
        if (frames_to_draw > 0 || animating()) return 0;
        double wait = max_wait_s;
        const Playback& playback = state.session.playback;
        if (playback.running) wait = playback.next_s < 0 ? 0 : std::clamp(playback.next_s - now_s, 0.0, wait);
        for (const Toast& toast : state.session.toasts) wait = std::min(wait, std::max(0.01, toast.until_s - now_s));
        // A text cursor blinks.
        if (ImGui::GetIO().WantTextInput) wait = std::min(wait, std::max(0.01, last_draw_s + kBlink_s - now_s));
        return wait;
    }

    void keep_safe(double now_s) {
        if (autosave_folder.empty() || !autosave_due(state, autosave, now_s)) return;
        if (auto written = write_autosave(state, derived, autosave_folder, autosave, now_s); !written) add_toast(state, to_string(written.error()));
    }

    void drop_old_toasts(double now_s) {
        for (Toast& toast : state.session.toasts)
            if (toast.until_s == 0) toast.until_s = now_s + kToast_s;
        const size_t before = state.session.toasts.size();
        std::erase_if(state.session.toasts, [&](const Toast& toast) { return toast.until_s <= now_s; });
        if (state.session.toasts.size() != before) frames_to_draw = std::max(frames_to_draw, 1);
    }

    bool turn(double max_wait_s) {
        const bool cursor_blinks = ImGui::GetIO().WantTextInput;
        const double wait = wait_s(monotonic_s(), max_wait_s);
        if (wait > 0) {
            window->wait_events(wait);
            if (cursor_blinks && monotonic_s() >= last_draw_s + kBlink_s) frames_to_draw = std::max(frames_to_draw, 1);
        } else {
            window->poll_events();
        }
        if (window->take_activity()) frames_to_draw = kFramesAfterActivity;
        const double now_s = monotonic_s();
        apply_inbox();
        look_after_loading();
        drop_old_toasts(now_s);
        keep_safe(now_s);
        if (moved_s >= 0 && now_s - moved_s > kRest_s) {
            note_rest(state);
            moved_s = -1;
        }
        animate(now_s);
        if (settling.advance(state, now_s)) frames_to_draw = std::max(frames_to_draw, 1);
        if (advance_playback(state, derived, now_s)) frames_to_draw = std::max(frames_to_draw, 1);
        if (frames_to_draw == 0 && !animating()) return false;
        if (frames_to_draw > 0) --frames_to_draw;
        if (window->iconified()) return false;
        draw(now_s);
        last_draw_s = now_s;
        ++frame_count;
        return true;
    }

    void draw(double now_s) {
        const double s = scale();
        if (styled_theme != state.session.theme || styled_scale != s) {
            apply_style(theme(state.session.theme), s);
            ImGui::GetStyle().FontSizeBase = ui_fonts.size(FontWeight::Regular, kTypeBody * s);
            styled_theme = state.session.theme;
            styled_scale = s;
        }
        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplGlfw_NewFrame();
        ImGui::NewFrame();
        handle_keys();
        local.now_s = now_s;
        const Visible& visible = derived.visible(state);
        const PanelContext ui{state, visible, derived, derived.details(state), theme(state.session.theme), ui_fonts, s, local, inbox};
        run_keys(ui);
        painters->labels().begin();
        lay_out(ui);
        state.session.focus_search = false;
        state.session.focus_asked = false;
        state.session.focus = local.focused;
        if (!state.session.clipboard.empty()) {
            ImGui::SetClipboardText(state.session.clipboard.c_str());
            state.session.clipboard.clear();
        }
        if (ImGui::IsAnyItemActive() && !widget_was_active) live_gesture = ++state.session.gesture_count;
        widget_was_active = ImGui::IsAnyItemActive();
        ImGui::Render();
        painters->paint(*ImGui::GetDrawData(), window->framebuffer_width_px(), window->framebuffer_height_px());
        window->swap();
    }

    void lay_out(const PanelContext& ui) {
        const ImVec2 screen = ImGui::GetIO().DisplaySize;
        const float top = std::round(ui.px(38));
        const float bottom = std::round(ui.px(26));
        const float facets = state.session.show_facets ? std::round(std::clamp(screen.x * 0.145F, ui.px(190), ui.px(250))) : 0;
        const float details = state.session.show_details ? std::round(std::clamp(screen.x * 0.21F, ui.px(260), ui.px(370))) : 0;
        const float height = screen.y - top - bottom;
        draw_top_bar(ui, {0, 0}, {screen.x, top});
        if (facets > 0) draw_facets(ui, {0, top}, {facets, height});
        if (details > 0) draw_details(ui, {screen.x - details, top}, {details, height});
        const float caption = std::round(play_caption_height(ui));
        draw_views(ui, {facets, top}, {screen.x - facets - details, height - caption});
        if (caption > 0) draw_play_caption(ui, {facets, screen.y - bottom - caption}, {screen.x - facets - details, caption});
        draw_status_line(ui, {0, screen.y - bottom}, {screen.x, bottom});
        draw_overlays(ui);
    }

    void draw_views(const PanelContext& ui, ImVec2 at, ImVec2 size) {
        for (ViewSlot& slot : slots) slot.rect = {};
        views_focused = false;
        const std::vector<std::string>& panes = state.document.panes;
        if (panes.size() == 1) {
            draw_view(ui, slot_of(panes.front()), at, size);
            return;
        }
        if (state.document.split == Split::SideBySide) {
            const float first = std::round(size.x * 0.5F);
            draw_view(ui, slot_of(panes[0]), at, {first, size.y});
            draw_view(ui, slot_of(panes[1]), {at.x + first + 1, at.y}, {size.x - first - 1, size.y});
            return;
        }
        // A low window needs the larger part for the lanes.
        const float first = std::round(size.y * (size.y < ui.px(760) ? 0.61F : 0.56F));
        draw_view(ui, slot_of(panes[0]), at, {size.x, first});
        draw_view(ui, slot_of(panes[1]), {at.x, at.y + first + 1}, {size.x, size.y - first - 1});
    }

    [[nodiscard]] ViewSlot& slot_of(std::string_view view_id) {
        return *std::find_if(slots.begin(), slots.end(), [&](const ViewSlot& slot) { return slot.view->id == view_id; });
    }

    void draw_view(const PanelContext& ui, ViewSlot& slot, ImVec2 at, ImVec2 size) {
        const std::string id(slot.view->id);
        const float header = ui.px(30);
        if (begin_panel(id.c_str(), at, size, ui, ui.theme.background, {12, 3}, ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoScrollbar)) {
            draw_view_header(ui, *slot.view, state.session.active_view == id);
            if (ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows)) {
                views_focused = true;
                ui.local.focused = Panel::Views;
            }
            const ImVec2 origin{at.x, at.y + header};
            const ImVec2 room{std::max(1.0F, size.x), std::max(1.0F, size.y - header)};
            slot.rect = {static_cast<double>(origin.x), static_cast<double>(origin.y), static_cast<double>(room.x), static_cast<double>(room.y)};
            const Rect area{0, 0, slot.rect.w / ui.scale, slot.rect.h / ui.scale};
            derived.scene(state, *slot.view, area, *fonts);
            if (settling.begins(*slot.view, derived.cache(*slot.view), state, ui.local.now_s)) derived.scene(state, *slot.view, area, *fonts);
            const Scene& scene = derived.shown_scene(*slot.view);
            ImGui::SetCursorScreenPos(origin);
            if (ui.takes_focus(Panel::Views) && state.session.active_view == id) {
                ImGui::SetKeyboardFocusHere();
                ImGui::SetNavCursorVisible(true);
            }
            ImGui::InvisibleButton("canvas", room, ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_EnableNav);
            std::vector<Gesture> seen;
            slot.canvas->gestures(origin, ui.scale, [&](Vec2 p) { return derived.pick_at(*slot.view, p); }, seen);
            for (Gesture& gesture : seen) gestures.emplace_back(id, gesture);
            slot.canvas->paint(scene, derived.scene_revision(*slot.view), origin, ui.scale);
            if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible)
                ImGui::GetWindowDrawList()->AddRect({origin.x + 1, origin.y + 1}, {origin.x + room.x - 1, origin.y + room.y - 1},
                                                    packed(ui.theme.selection), 0, 0, ui.px(1.5));
            slot.canvas->paint_range(pick_of(PickKind::Axis), origin, room.y, ui.scale, ui.theme.selection);
            const ImVec2 mouse = ImGui::GetIO().MousePos;
            if (ImGui::IsItemHovered())
                tooltip(ui, *slot.view, {static_cast<double>(mouse.x - origin.x) / ui.scale, static_cast<double>(mouse.y - origin.y) / ui.scale});
            // Once, where there is more room: in the first of the views.
            if (nothing_found(ui) && state.document.panes.front() == id) draw_nothing_found(ui, slot.rect);
        }
        end_panel();
    }

    [[nodiscard]] static bool nothing_found(const PanelContext& ui) {
        return ui.visible.events.empty() && ui.visible.ghosts.empty() && ui.state.data->events.size() > 0 &&
               !ui.state.document.compare;
    }

    // pointer: scene px.
    void tooltip(const PanelContext& ui, const ViewDef& view, Vec2 pointer) {
        if (!state.session.hover) return;
        std::string words;
        if (const auto node = node_of(*state.session.hover)) {
            words = tooltip_of(*state.data, *node, ui.visible.known_by_s);
        } else {
            ViewInput input = derived.view_input(state, view, area_of(view), *fonts);
            input.pointer = pointer;
            words = view.describe(input, derived.cache(view), *state.session.hover);
        }
        if (words.empty()) return;
        ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(10), ui.px(7)});
        // Beside the pointer, never over the mark.
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const bool left = mouse.x > ImGui::GetIO().DisplaySize.x * 0.7F;
        ImGui::SetNextWindowPos({mouse.x + ui.px(left ? -18 : 18), mouse.y + ui.px(16)}, 0, {left ? 1.0F : 0.0F, 0});
        if (ImGui::BeginTooltip()) {
            ImGui::PushTextWrapPos(ui.px(380));
            ImGui::TextUnformatted(words.c_str());
            ImGui::PopTextWrapPos();
            ImGui::EndTooltip();
        }
        ImGui::PopStyleVar();
        ImGui::PopFont();
    }
};

WindowApp::WindowApp() : impl_(std::make_unique<Impl>()) {}
WindowApp::~WindowApp() = default;

Result<std::unique_ptr<WindowApp>> WindowApp::open(const WindowAppOptions& options) {
    std::unique_ptr<WindowApp> app(new WindowApp());
    Impl& impl = *app->impl_;
    // A large file is read behind the window, which says how far it is. A small one is there before a window could be.
    const bool is_large = is_large_file(options.path);
    if (auto opened = is_large ? open_nothing(impl.state) : open_any(impl.state, options.path); !opened) return tl::unexpected(opened.error());
    impl.state.session.reads_behind = true;
    if (const auto today = parse_known_on(today_iso())) impl.state.session.today_s = *today;
    if (is_large) impl.state.session.load_request = options.path;
    impl.autosave_folder = options.autosave_folder;
    if (!impl.autosave_folder.empty())
        for (const Recoverable& left : find_recoverable(impl.autosave_folder)) impl.state.session.recoverable.push_back(left.path);
    if (!options.settings_path.empty()) {
        if (auto text = read_file(options.settings_path)) impl.settings = parse_settings(*text);
    }
    apply_settings(impl.settings, impl.state.session);
    auto fonts = FontSet::open();
    if (!fonts) return tl::unexpected(fonts.error());
    impl.fonts = std::move(*fonts);
    WindowOptions window;
    window.title = impl.window_title();
    window.width = options.width > 0 ? options.width : impl.settings.window_width;
    window.height = options.height > 0 ? options.height : impl.settings.window_height;
    window.maximised = options.width == 0 && impl.settings.maximised;
    window.visible = options.visible;
    auto opened = Window::open(window);
    if (!opened) return tl::unexpected(opened.error());
    impl.window = std::move(*opened);
    auto painters = WindowPainters::create(impl.ui_fonts);
    if (!painters) return tl::unexpected(painters.error());
    impl.painters = std::move(*painters);

    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;  // panels stand where the program puts them
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigNavEscapeClearFocusWindow = false;
    // Ours are set already and are called by ImGui's.
    ImGui_ImplGlfw_InitForOpenGL(impl.window->handle(), true);
    impl.imgui_ready = true;
    ImGui_ImplOpenGL3_Init("#version 330 core");
    impl.gl_ready = true;
    impl.ui_fonts = load_ui_fonts(*impl.fonts);
    int slot = 0;
    for (const ViewDef& view : views()) {
        impl.slots.push_back({&view, std::make_unique<SceneCanvas>(impl.painters->marks(), impl.painters->labels(), slot, *impl.fonts, impl.ui_fonts), {}});
        ++slot;
    }
    impl.collect_keys();
    impl.settings_path = options.settings_path;
    return app;
}

bool WindowApp::frame(double max_wait_s) { return impl_->turn(max_wait_s); }
void WindowApp::draw_now() {
    impl_->frames_to_draw = 1;
    static_cast<void>(impl_->turn(0));
}

void WindowApp::draw_anew() {
    impl_->painters->forget();
    draw_now();
}

bool WindowApp::wants_to_close() const { return impl_->state.session.quit || impl_->window->should_close(); }
AppState& WindowApp::state() { return impl_->state; }
Derived& WindowApp::derived() { return impl_->derived; }
double WindowApp::view_scale() const { return impl_->scale(); }
size_t WindowApp::frame_count() const { return impl_->frame_count; }
size_t WindowApp::drawn_px() const { return impl_->painters->drawn_px(); }

Rect WindowApp::view_rect(std::string_view view_id) const {
    for (const ViewSlot& slot : impl_->slots)
        if (slot.view->id == view_id) return slot.rect;
    return {};
}

std::vector<uint8_t> WindowApp::screenshot(int& width_px, int& height_px) const {
    width_px = impl_->window->framebuffer_width_px();
    height_px = impl_->window->framebuffer_height_px();
    return impl_->painters->pixels();
}

}  // namespace choke
