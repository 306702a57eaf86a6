#include "ui/window_app.h"

#include <algorithm>
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

#include "app/cameras.h"
#include "app/commands.h"
#include "app/figures.h"
#include "app/files.h"
#include "app/open_any.h"
#include "app/playback.h"
#include "base/text.h"
#include "io/reader.h"
#include "ui/window_impl.h"

namespace choke {
namespace {

constexpr double kToast_s = 4.0;
constexpr double kBlink_s = 0.4;
constexpr double kRest_s = 0.5;  // after so long without a gesture the next one is a step of its own on the way back

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

WindowApp::Impl::~Impl() {
    save_settings();
    presenter.reset();
    if (window != nullptr) window->make_current();
    // A window that closes well leaves nothing to recover.
    if (!autosave_folder.empty()) static_cast<void>(discard_autosave(autosave_path(autosave_folder)));
    slots.clear();
    painters.reset();
    if (gl_ready) ImGui_ImplOpenGL3_Shutdown();
    if (imgui_ready) ImGui_ImplGlfw_Shutdown();
    if (ImGui::GetCurrentContext() != nullptr) ImGui::DestroyContext();
}

void WindowApp::Impl::save_settings() {
    if (settings_path.empty() || window == nullptr) return;
    Settings now = settings_of(state.session, settings);
    now.maximised = window->maximised();
    if (!now.maximised && !window->iconified() && !window->covers()) {
        now.window_width = window->width();
        now.window_height = window->height();
    }
    if (auto written = write_file(settings_path, settings_text(now)); !written)
        std::fprintf(stderr, "%s\n", to_string(written.error()).c_str());
}

double WindowApp::Impl::scale() const {
    // GLFW's screen units are framebuffer pixels on X11; elsewhere the system scales them itself.
    if (presenting()) return show_view_scale(window->width(), window->height(), state.session.present_scale);
    const double density = window->width() > 0 ? static_cast<double>(window->framebuffer_width_px()) / window->width() : 1;
    return state.session.scale * std::max(1.0, window->content_scale() / std::max(1.0, density));
}

void WindowApp::Impl::collect_keys() {
    const auto each = [](std::string_view texts, auto&& take) {
        while (!texts.empty()) {
            const size_t end = std::min(texts.find(' '), texts.size());
            KeyChord key;
            if (parse_key(texts.substr(0, end), key)) take(key);
            texts.remove_prefix(std::min(end + 1, texts.size()));
        }
    };
    for (const Command& command : commands()) each(command.keys, [&](const KeyChord& key) { keys.emplace_back(key, command.name); });
    for (const PresentKey& row : present_keys()) each(row.keys, [&](const KeyChord& key) { show_keys.emplace_back(key, &row); });
}

// --- one turn ---

void WindowApp::Impl::apply_inbox() {
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

void WindowApp::Impl::look_after_loading() {
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

std::string WindowApp::Impl::window_title() const {
    return state.data->title.empty() ? "Chokepoint" : state.data->title + " – Chokepoint";
}

void WindowApp::Impl::run(const Order& order) {
    state.session.gesture = order.live ? live_gesture : 0;
    const bool is_telling = order.command.starts_with("present.") || order.command.starts_with("story.");
    if (is_telling) {
        state.session.monitor_count = monitors_now().size();
        frame_whole_views();
        pointer_rests = true;
        rests_at = ImGui::GetIO().MousePos;
    }
    run_command(state, derived, order.command, order.argument);
    state.session.gesture = 0;
    frames_to_draw = kFramesAfterActivity;
}

void WindowApp::Impl::apply_gesture(const std::string& view_id, const Gesture& gesture) {
    const ViewDef* view = find_view(view_id);
    const ViewSlot& slot = *std::find_if(slots.begin(), slots.end(), [&](const ViewSlot& s) { return s.view == view; });
    if (click_leads_on(gesture)) return;
    if (gesture.kind == GestureKind::DragBegin) drag_gesture = ++state.session.gesture_count;
    state.session.gesture = drag_gesture;
    if (gesture.kind == GestureKind::Click || gesture.kind == GestureKind::DragBegin) state.session.active_view = view_id;
    const Rect area{0, 0, slot.rect.w / scale(), slot.rect.h / scale()};
    std::vector<Effect> effects;
    const ViewInput input = derived.view_input(state, *view, area, *fonts);
    // In a show annotations are a part of the picture.
    const bool on_annotation = !presenting() && interact_annotations(*input.annotations, derived.annotation_places(*view), gesture, effects);
    if (!on_annotation) view->interact(input, derived.cache(*view), gesture, effects);
    for (const Effect& effect : effects) {
        // The first move from the whole starts at what the whole shows, not at an empty camera.
        apply(state, view_id, effect);
        if (std::holds_alternative<SetCamera>(effect)) start_from_what_is_seen(*view);
    }
    state.session.gesture = 0;
    if (gesture.kind == GestureKind::DragEnd) drag_gesture = 0;
}

void WindowApp::Impl::start_from_what_is_seen(const ViewDef& view) {
    const auto move = state.session.moves.find(std::string(view.id));
    if (move == state.session.moves.end() || move->second.begin_s >= 0) return;
    const Rect area = area_of(view);
    CameraMove& going = move->second;
    // What was seen before a step changed what everything is.
    if (const auto whole = framed.find(std::string(view.id)); whole != framed.end() && !going.from.framed) going.from = whole->second;
    // What everything is now is known once the view has been built.
    if (!going.to.framed && area.w > 0) static_cast<void>(derived.scene(state, view, area, *fonts));
    const ViewInput input = derived.view_input(state, view, area, *fonts);
    for (Camera* camera : {&going.from, &going.to}) {
        *camera = seen_at(view, *camera, area);
        if (!camera->framed) *camera = view.whole(input, derived.cache(view));
    }
    anchor_move(view, derived.cache(view), going);
}

Rect WindowApp::Impl::area_of(const ViewDef& view) const {
    for (const ViewSlot& slot : slots)
        if (slot.view == &view) return {0, 0, slot.rect.w / scale(), slot.rect.h / scale()};
    return {};
}

void WindowApp::Impl::export_figure() {
    FigureRequest request;
    request.view = state.session.active_view;
    request.theme = ThemeId::Light;
    const std::string path = std::exchange(state.session.export_path, {});
    request.is_public = std::exchange(state.session.export_public, false);
    auto bytes = figure_bytes(state, derived, request, *fonts, path);
    if (bytes) {
        const auto written = write_file(path, *bytes);
        add_toast(state, written ? "Figure written to " + path : to_string(written.error()));
    } else {
        add_toast(state, to_string(bytes.error()));
    }
}

void WindowApp::Impl::run_keys(const PanelContext& ui) {
    for (const std::string& name : std::exchange(asked_by_key, {})) run_or_ask(ui, *find_command(name));
}

void WindowApp::Impl::handle_keys() {
    const std::vector<KeyPress> presses = std::exchange(key_presses, {});
    const bool typing = ImGui::GetIO().WantTextInput;
    // Those of a show that are keys have been taken already; those that are letters are known now.
    const auto is_of_show = [&](const KeyChord& key) {
        return presenting() && key.character != 0 &&
               std::any_of(show_keys.begin(), show_keys.end(), [&](const auto& row) { return row.first.character == key.character; });
    };
    if (presenting() && !typing)
        for (const auto& [key, row] : show_keys)
            if (key.character != 0 && times_pressed(key, presses) > 0) inbox.push_back({std::string(row->command), std::string(row->argument), false});
    for (const auto& [key, command] : keys) {
        if (is_of_show(key)) continue;
        if (typing && !key.with_control() && !key.is_escape() && !key.is_function()) continue;
        // Arrows move the focus while a panel has it, and the picture while a view has it.
        if (key.is_local() && !key.with_control() && (!views_focused || state.session.show_palette || local.asked != nullptr)) continue;
        for (size_t n = times_pressed(key, presses); n > 0; --n) asked_by_key.push_back(command);
    }
}

void WindowApp::Impl::animate(double now_s) {
    auto& moves = state.session.moves;
    for (auto it = moves.begin(); it != moves.end();) {
        CameraMove& move = it->second;
        const ViewDef* view = find_view(it->first);
        if (move.begin_s < 0) {
            start_from_what_is_seen(*view);
            move.begin_s = now_s;
        }
        const double t = (now_s - move.begin_s) / move.duration_s;
        if (t >= 1) {
            state.session.cameras[it->first] = move.target_whole ? Camera{} : move.to;
            it = moves.erase(it);
            frames_to_draw = std::max(frames_to_draw, 1);
        } else {
            state.session.cameras[it->first] = between(move.from, move.to, ease_out(t));
            ++it;
        }
    }
    framed.clear();
}

double WindowApp::Impl::wait_s(double now_s, double max_wait_s) const {
    if (frames_to_draw > 0 || animating()) return 0;
    double wait = max_wait_s;
    const Playback& playback = state.session.playback;
    if (playback.running) wait = playback.next_s < 0 ? 0 : std::clamp(playback.next_s - now_s, 0.0, wait);
    for (const Toast& toast : state.session.toasts) wait = std::min(wait, std::max(0.01, toast.until_s - now_s));
    // The clock of the window for who speaks goes on while it is shown.
    if (presenter != nullptr) wait = presenter_frames > 0 ? 0 : std::min(wait, to_next_second_s());
    // A text cursor blinks.
    if (ImGui::GetIO().WantTextInput) wait = std::min(wait, std::max(0.01, last_draw_s + kBlink_s - now_s));
    return wait;
}

void WindowApp::Impl::keep_safe(double now_s) {
    if (autosave_folder.empty() || !autosave_due(state, autosave, now_s)) return;
    if (auto written = write_autosave(state, derived, autosave_folder, autosave, now_s); !written) add_toast(state, to_string(written.error()));
}

void WindowApp::Impl::drop_old_toasts(double now_s) {
    for (Toast& toast : state.session.toasts)
        if (toast.until_s == 0) toast.until_s = now_s + kToast_s;
    const size_t before = state.session.toasts.size();
    std::erase_if(state.session.toasts, [&](const Toast& toast) { return toast.until_s <= now_s; });
    if (state.session.toasts.size() != before) frames_to_draw = std::max(frames_to_draw, 1);
}

bool WindowApp::Impl::turn(double max_wait_s) {
    const bool cursor_blinks = ImGui::GetIO().WantTextInput;
    const double wait = wait_s(monotonic_s(), max_wait_s);
    if (wait > 0) {
        window->wait_events(wait);
        if (cursor_blinks && monotonic_s() >= last_draw_s + kBlink_s) frames_to_draw = std::max(frames_to_draw, 1);
    } else {
        window->poll_events();
    }
    if (window->take_activity()) frames_to_draw = kFramesAfterActivity;
    if (presenter != nullptr && presenter->window().take_activity()) presenter_frames = kFramesAfterActivity;
    const double now_s = monotonic_s();
    tick(state.session.stopwatch, now_s);
    for (const KeyPress& press : window->take_key_presses()) key_presses.push_back(press);
    // A step changes in the picture that follows the key.
    if (presenting()) handle_show_keys(key_presses, cursor_blinks, false);
    apply_inbox();
    look_after_show();
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
    const bool draws = (frames_to_draw > 0 || animating()) && !window->iconified();
    if (frames_to_draw > 0) --frames_to_draw;
    if (draws) {
        draw(now_s);
        last_draw_s = now_s;
        ++frame_count;
    }
    draw_presenter(now_s, draws);
    return draws;
}

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

void WindowApp::pretend_monitors(std::vector<MonitorArea> areas) {
    impl_->pretended_monitors = std::move(areas);
    impl_->frames_to_draw = kFramesAfterActivity;
}

bool WindowApp::has_presenter() const { return impl_->presenter != nullptr; }
size_t WindowApp::presenter_frame_count() const { return impl_->presenter == nullptr ? 0 : impl_->presenter->frame_count(); }
MonitorArea WindowApp::window_area() const { return impl_->window->area(); }
MonitorArea WindowApp::presenter_area() const { return impl_->presenter == nullptr ? MonitorArea{} : impl_->presenter->window().area(); }

std::vector<uint8_t> WindowApp::presenter_screenshot(int& width_px, int& height_px) const {
    width_px = height_px = 0;
    if (impl_->presenter == nullptr) return {};
    std::vector<uint8_t> pixels = impl_->presenter->screenshot(width_px, height_px);
    impl_->window->make_current();
    return pixels;
}

std::vector<uint8_t> WindowApp::screenshot(int& width_px, int& height_px) const {
    width_px = impl_->window->framebuffer_width_px();
    height_px = impl_->window->framebuffer_height_px();
    return impl_->painters->pixels();
}

}  // namespace choke
