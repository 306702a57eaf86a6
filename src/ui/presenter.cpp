#include "ui/presenter.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <imgui_stdlib.h>

#include "app/stories.h"
#include "base/text.h"
#include "ui/present_text.h"
#include "ui/widgets.h"
#include "ui/window_painters.h"

namespace choke {
namespace {

constexpr double kDesignWidth_px = 1280;  // of what the sizes below are made for
constexpr double kTop_px = 64;
constexpr double kNotes_px = 21;
constexpr size_t kOthersShown = 3;  // steps of each other story that have what is looked for

// For the time of a picture another ImGui context is the current one.
class UseContext {
public:
    explicit UseContext(ImGuiContext* context) : before_(ImGui::GetCurrentContext()) { ImGui::SetCurrentContext(context); }
    ~UseContext() { ImGui::SetCurrentContext(before_); }
    UseContext(const UseContext&) = delete;
    UseContext& operator=(const UseContext&) = delete;

private:
    ImGuiContext* before_;
};

// The step that comes next, as a state of its own.
struct NextStep {
    std::string made_for;  // story, step, theme, data, room
    Shared<std::vector<KeptStory>> stories;
    Look base;             // what a step of the data leaves out
    AppState state;
    Derived derived;
    std::string problem;
};

}  // namespace

struct PresenterWindow::Impl {
    const FontSet& fonts;
    std::unique_ptr<Window> window;
    ImGuiContext* context = nullptr;
    UiFonts ui_fonts;
    std::unique_ptr<WindowPainters> painters;
    std::vector<std::pair<const ViewDef*, std::unique_ptr<SceneCanvas>>> now_canvases, next_canvases;
    NextStep next;
    UiLocal local;
    std::string search;
    bool glfw_ready = false;
    bool gl_ready = false;
    bool typing = false;
    double drawn_s = 0;
    size_t frames = 0;
    ThemeId styled_theme = ThemeId::Dark;
    double styled_scale = 0;

    explicit Impl(const FontSet& f) : fonts(f) {}
    ~Impl() {
        if (window == nullptr) return;
        window->make_current();
        now_canvases.clear();
        next_canvases.clear();
        painters.reset();
        if (context == nullptr) return;
        const UseContext use(context);
        if (gl_ready) ImGui_ImplOpenGL3_Shutdown();
        if (glfw_ready) ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext(context);
    }

    [[nodiscard]] double scale() const {
        const double density = window->width() > 0 ? static_cast<double>(window->framebuffer_width_px()) / window->width() : 1;
        const double monitor = std::max(1.0, window->content_scale() / std::max(1.0, density));
        // A large screen is looked at from where a small one is.
        return std::clamp(window->width() / kDesignWidth_px, 0.75 * monitor, 3.0 * monitor);
    }

    static SceneCanvas& canvas_of(std::vector<std::pair<const ViewDef*, std::unique_ptr<SceneCanvas>>>& canvases, const ViewDef* view) {
        return *std::find_if(canvases.begin(), canvases.end(), [&](const auto& row) { return row.first == view; })->second;
    }

    // A miniature of a picture of `whole` screen units, in a box; the picture keeps its shape.
    struct Miniature {
        ImVec2 at;
        ImVec2 far;  // its lower right corner
        double factor = 1;
    };
    // Its ground; what is drawn until end_miniature() stays inside.
    static Miniature begin_miniature(const Rect& whole, ImVec2 at, ImVec2 room, const Theme& colours) {
        Miniature out;
        out.factor = std::min(static_cast<double>(room.x) / whole.w, static_cast<double>(room.y) / whole.h);
        out.at = at;
        out.far = {at.x + static_cast<float>(whole.w * out.factor), at.y + static_cast<float>(whole.h * out.factor)};
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled(out.at, out.far, packed(colours.background));
        list.PushClipRect(out.at, out.far, true);
        return out;
    }
    static void end_miniature(const Miniature& small, const Theme& colours) {
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.PopClipRect();
        list.AddRect(small.at, small.far, packed(colours.outline));
    }

    void draw_now(const AppState& state, Derived& shown, const PresenterInput& input, ImVec2 at, ImVec2 room) {
        if (input.whole.empty()) return;
        const Miniature small = begin_miniature(input.whole, at, room, theme(state.session.theme));
        for (const ShownPane& pane : input.panes) {
            const ImVec2 origin{at.x + static_cast<float>((pane.rect.x - input.whole.x) * small.factor),
                                at.y + static_cast<float>((pane.rect.y - input.whole.y) * small.factor)};
            canvas_of(now_canvases, pane.view).paint(shown.shown_scene(*pane.view), shown.scene_revision(*pane.view), origin, input.scale * small.factor);
        }
        end_miniature(small, theme(state.session.theme));
    }

    void draw_next(const AppState& state, const ShownStep& step, const PresenterInput& input, ImVec2 at, ImVec2 room) {
        if (input.whole.empty()) return;
        const Rect area{0, 0, input.whole.w / input.scale, input.whole.h / input.scale};
        const std::string made_for = fmt::format("{} {} {} {} {}x{} {}", state.session.story->id, step.step + 1, static_cast<int>(state.session.theme),
                                                 static_cast<const void*>(state.data.get()), area.w, area.h, step.story.in_document);
        const Look& base = state.session.presenting ? state.session.presenting->before.look : state.document.look();
        if (made_for != next.made_for || !(next.stories == state.document.stories) || !(next.base == base)) {
            next.made_for = made_for;
            next.stories = state.document.stories;
            next.base = base;
            const StepScene scene = scene_of_step(state, step.story, step.step + 1);
            next.problem = scene.has_picture ? std::string() : scene.problem;
            next.state.data = state.data;
            next.state.index = state.index;
            next.state.document.look() = scene.look;
            next.state.session.theme = state.session.theme;
            next.state.session.today_s = state.session.today_s;
            next.state.session.cameras = scene.cameras;
            next.state.session.selected = scene.selected;
        }
        const Miniature small = begin_miniature(input.whole, at, room, theme(state.session.theme));
        const std::vector<std::string>& panes = next.state.document.panes;
        const bool beside = next.state.document.split == Split::SideBySide;
        for (size_t i = 0; next.problem.empty() && i < panes.size(); ++i) {
            const ViewDef* view = find_view(panes[i]);
            if (view == nullptr) continue;
            const double part = 1.0 / static_cast<double>(panes.size());
            const Rect place{0, 0, beside ? area.w * part : area.w, beside ? area.h : area.h * part};
            const ImVec2 origin{at.x + static_cast<float>(beside ? place.w * static_cast<double>(i) * input.scale * small.factor : 0),
                                at.y + static_cast<float>(beside ? 0 : place.h * static_cast<double>(i) * input.scale * small.factor)};
            const Scene& scene = next.derived.scene(next.state, *view, place, fonts);
            canvas_of(next_canvases, view).paint(scene, next.derived.scene_revision(*view), origin, input.scale * small.factor);
        }
        end_miniature(small, theme(state.session.theme));
    }

    void top_bar(const PanelContext& ui, const std::optional<ShownStep>& shown, std::string_view clock, float width) {
        const Session& session = ui.state.session;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const std::string time = elapsed_words(session.stopwatch.elapsed_s);
        ui.fonts.push(FontWeight::Bold, 30 * ui.scale);
        ImGui::SetCursorPos({ui.px(18), ui.px(14)});
        ImGui::PushStyleColor(ImGuiCol_Text, vec4(session.stopwatch.running ? ui.theme.text : ui.theme.secondary));
        ImGui::TextUnformatted(time.c_str());
        ImGui::PopStyleColor();
        ImGui::PopFont();
        ui.fonts.push(FontWeight::Regular, 14 * ui.scale);
        ImGui::SetCursorPos({ui.px(150), ui.px(18)});
        if (ImGui::Button(session.stopwatch.running ? "Pause" : "Start")) ui.run("present.timer", session.stopwatch.running ? "pause" : "start");
        ImGui::SameLine();
        if (ImGui::Button("Reset")) ui.run("present.timer", "reset");
        ImGui::SameLine(0, ui.px(24));
        const bool on = session.presenting.has_value();
        if (on) {
            if (ImGui::Button("Black")) ui.run("present.black");
            ImGui::SameLine();
            if (ImGui::Button("End the show")) ui.run("present.leave");
        } else if (ImGui::Button("Begin the show")) {
            ui.run("present.start");
        }
        ImGui::PopFont();
        ui.fonts.push(FontWeight::SemiBold, 22 * ui.scale);
        const float clock_width = ImGui::CalcTextSize("00:00:00").x;
        const ImVec2 origin = ImGui::GetWindowPos();
        const std::string clock_text(clock);
        list.AddText({origin.x + width - clock_width - ui.px(18), origin.y + ui.px(18)}, packed(ui.theme.secondary), clock_text.c_str());
        if (shown && shown->count > 0) {
            const std::string place = fmt::format("{} of {}", shown->step + 1, shown->count);
            const float place_width = ImGui::CalcTextSize(place.c_str()).x;
            list.AddText({origin.x + width - clock_width - place_width - ui.px(54), origin.y + ui.px(18)}, packed(ui.theme.text), place.c_str());
        }
        ImGui::PopFont();
    }

    void state_line(const PanelContext& ui) {
        if (!ui.state.session.presenting) return;
        const Presenting& now = *ui.state.session.presenting;
        std::string words;
        if (now.cover == Cover::Black) words = "The screen is black – B shows it again";
        if (now.cover == Cover::White) words = "The screen is white – W shows it again";
        if (words.empty() && now.exploring) words = "exploring – Enter returns to the step";
        if (!now.number.empty()) words = fmt::format("Go to {} – Enter", now.number);
        if (!words.empty()) text_wrapped(ui, words, {15, FontWeight::SemiBold, ui.theme.selection});
        if (!now.problem.empty()) text_wrapped(ui, now.problem, {14, FontWeight::Regular, ui.theme.danger});
        if (!ui.state.session.toasts.empty()) text_wrapped(ui, displayable(ui.state.session.toasts.back().text), {14, FontWeight::Regular, ui.theme.secondary});
    }

    void words_column(const PanelContext& ui, const ShownStep& shown, ImVec2 size) {
        const StepWords words = step_words(ui.state, shown.story, shown.step);
        state_line(ui);
        text_wrapped(ui, displayable(words.headline), {20, FontWeight::SemiBold, ui.theme.text});
        // Whole, also where the room saw only the beginning.
        if (!words.caption.empty()) {
            const float most = size.y * 0.24F;
            ImGui::SetNextWindowSizeConstraints({0, 0}, {size.x, most});
            ImGui::BeginChild("caption", {size.x, 0}, ImGuiChildFlags_AutoResizeY);
            text_wrapped(ui, displayable_lines(words.caption), {14, FontWeight::Regular, ui.theme.secondary});
            ImGui::EndChild();
        }
        gap(ui, 4);
        const float list_height = std::max(ui.px(170), size.y * 0.34F);
        const float notes_height = std::max(ui.px(60), ImGui::GetContentRegionAvail().y - list_height - ui.px(10));
        ImGui::PushStyleColor(ImGuiCol_ChildBg, vec4(ui.theme.background));
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(14), ui.px(10)});
        if (ImGui::BeginChild("notes", {size.x, notes_height}, ImGuiChildFlags_AlwaysUseWindowPadding)) {
            const bool none = words.notes.empty();
            text_wrapped(ui, none ? "No notes for this step." : displayable_lines(words.notes),
                         {none ? 14 : kNotes_px, FontWeight::Regular, none ? ui.theme.faint : ui.theme.text});
        }
        ImGui::EndChild();
        ImGui::PopStyleVar();
        ImGui::PopStyleColor();
        gap(ui, 4);
        jump_list(ui, shown);
    }

    static bool jump_row(const PanelContext& ui, StoryRef story, size_t step, bool current) {
        const StepWords words = step_words(ui.state, story, step);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x;
        bool hovered = false;
        ImGui::PushID(static_cast<int>(step));
        const bool clicked = row_button(ui, "jump", ui.px(25), current, hovered);
        const ImVec2 next_at = ImGui::GetCursorScreenPos();
        ImGui::SetCursorScreenPos({at.x + ui.px(4), at.y + ui.px(4)});
        text_line(ui, std::to_string(step + 1), {13, FontWeight::Regular, ui.theme.secondary}, ui.px(24));
        ImGui::SetCursorScreenPos({at.x + ui.px(30), at.y + ui.px(4)});
        text_line(ui, words.headline.empty() ? "(no headline)" : displayable(words.headline),
                  {13, current ? FontWeight::SemiBold : FontWeight::Regular, ui.theme.text}, width - ui.px(34));
        ImGui::SetCursorScreenPos(next_at);
        ImGui::PopID();
        return clicked;
    }

    void jump_list(const PanelContext& ui, const ShownStep& shown) {
        ui.fonts.push(FontWeight::Regular, 14 * ui.scale);
        ImGui::SetNextItemWidth(-1);
        const bool enter = ImGui::InputTextWithHint("##search", "What if they ask about…", &search, ImGuiInputTextFlags_EnterReturnsTrue);
        ImGui::PopFont();
        const std::vector<size_t> found = find_steps(ui.state, shown.story, search);
        const auto jump = [&](size_t step) {
            ui.run(ui.state.session.presenting ? "present.jump" : "story.step", std::to_string(step + 1));
            search.clear();
        };
        if (enter && !found.empty() && !search.empty()) jump(found.front());
        ImGui::BeginChild("steps");
        if (found.empty()) text_wrapped(ui, "No step of this story has one of these words.", {13, FontWeight::Regular, ui.theme.secondary});
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(6), ui.px(1)});
        for (const size_t step : found)
            if (jump_row(ui, shown.story, step, step == shown.step)) jump(step);
        // The answer may be in another story.
        if (!search.empty()) {
            for (const StoryRef story : all_stories(ui.state)) {
                if (story == shown.story) continue;
                const std::vector<size_t> others = find_steps(ui.state, story, search);
                if (others.empty()) continue;
                text_line(ui, displayable(story_title(ui.state, story)), {12, FontWeight::SemiBold, ui.theme.secondary}, ImGui::GetContentRegionAvail().x);
                const std::string id(story_id(ui.state, story));
                ImGui::PushID(id.c_str());
                for (size_t i = 0; i < std::min(kOthersShown, others.size()); ++i) {
                    if (!jump_row(ui, story, others[i], false)) continue;
                    ui.run(ui.state.session.presenting ? "present.jump" : "story.show", fmt::format("{} {}", id, others[i] + 1));
                    search.clear();
                }
                ImGui::PopID();
            }
        }
        ImGui::PopStyleVar();
        gap(ui, 2);
        ImGui::EndChild();
    }

    void lay_out(const PanelContext& ui, Derived& shown_derived, const PresenterInput& input) {
        const ImVec2 screen = ImGui::GetIO().DisplaySize;
        const auto shown = shown_step(ui.state);
        const float top = std::round(ui.px(kTop_px));
        if (begin_panel("PresenterTop", {0, 0}, {screen.x, top}, ui, ui.theme.panel, {0, 0}, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse))
            top_bar(ui, shown, input.clock, screen.x);
        end_panel();
        const float left = std::round(screen.x * 0.5F);
        if (begin_panel("PresenterPictures", {0, top}, {left, screen.y - top}, ui, ui.theme.panel, {18, 10}, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav)) {
            const float width = left - ui.px(36);
            if (!shown || shown->count == 0) {
                text_wrapped(ui, "No story is chosen.", {16, FontWeight::Regular, ui.theme.secondary});
            } else {
                const float line = ui.px(26);
                const float room = (screen.y - top - ui.px(24)) / 2 - line - ui.px(6);
                const ImVec2 at = ImGui::GetCursorScreenPos();
                ui.fonts.push(FontWeight::SemiBold, 12 * ui.scale);
                ImDrawList& list = *ImGui::GetWindowDrawList();
                list.AddText({at.x, at.y + ui.px(4)}, packed(ui.theme.secondary), "NOW");
                ImGui::PopFont();
                draw_now(ui.state, shown_derived, input, {at.x, at.y + line}, {width, room});
                const float y = at.y + line + room + ui.px(8);
                const bool last = shown->step + 1 >= shown->count;
                const std::string words = last ? std::string("LAST STEP")
                                               : "NEXT  " + displayable(step_words(ui.state, shown->story, shown->step + 1).headline);
                ImGui::SetCursorScreenPos({at.x, y + ui.px(3)});
                text_line(ui, words, {13, FontWeight::SemiBold, ui.theme.secondary}, width);
                if (!last) draw_next(ui.state, *shown, input, {at.x, y + line}, {width, room});
                if (!last && !next.problem.empty()) {
                    ImGui::SetCursorScreenPos({at.x + ui.px(12), y + line + ui.px(12)});
                    text_wrapped(ui, next.problem, {13, FontWeight::Regular, ui.theme.danger});
                }
            }
        }
        end_panel();
        if (begin_panel("PresenterWords", {left, top}, {screen.x - left, screen.y - top}, ui, ui.theme.panel, {18, 10}) && shown && shown->count > 0)
            words_column(ui, *shown, {screen.x - left - ui.px(36), screen.y - top - ui.px(20)});
        end_panel();
    }
};

PresenterWindow::PresenterWindow() = default;
PresenterWindow::~PresenterWindow() = default;

Result<std::unique_ptr<PresenterWindow>> PresenterWindow::open(const FontSet& fonts, const WindowOptions& options) {
    std::unique_ptr<PresenterWindow> out(new PresenterWindow());
    out->impl_ = std::make_unique<Impl>(fonts);
    Impl& impl = *out->impl_;
    auto opened = Window::open_beside(options);
    if (!opened) return tl::unexpected<Error>(opened.error());
    impl.window = std::move(*opened);
    impl.window->make_current();
    auto painters = WindowPainters::create(impl.ui_fonts);
    if (!painters) return tl::unexpected<Error>(painters.error());
    impl.painters = std::move(*painters);
    const UseContext use(ImGui::GetCurrentContext());
    impl.context = ImGui::CreateContext();
    ImGui::SetCurrentContext(impl.context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    ImGui_ImplGlfw_InitForOpenGL(impl.window->handle(), true);
    impl.glfw_ready = true;
    ImGui_ImplOpenGL3_Init("#version 330 core");
    impl.gl_ready = true;
    impl.ui_fonts = load_ui_fonts(fonts);
    int slot = 0;
    for (const ViewDef& view : views()) {
        impl.now_canvases.emplace_back(&view, std::make_unique<SceneCanvas>(impl.painters->marks(), impl.painters->labels(), slot, fonts, impl.ui_fonts));
        impl.next_canvases.emplace_back(&view, std::make_unique<SceneCanvas>(impl.painters->marks(), impl.painters->labels(), slot + 1, fonts, impl.ui_fonts));
        slot += 2;
    }
    return out;
}

Window& PresenterWindow::window() { return *impl_->window; }
bool PresenterWindow::typing() const { return impl_->typing; }
double PresenterWindow::last_draw_s() const { return impl_->drawn_s; }
size_t PresenterWindow::frame_count() const { return impl_->frames; }

std::vector<uint8_t> PresenterWindow::screenshot(int& width_px, int& height_px) const {
    impl_->window->make_current();
    width_px = impl_->window->framebuffer_width_px();
    height_px = impl_->window->framebuffer_height_px();
    return impl_->painters->pixels();
}

void PresenterWindow::draw(const AppState& state, Derived& shown, const PresenterInput& input, Inbox& inbox) {
    Impl& impl = *impl_;
    impl.window->make_current();
    const UseContext use(impl.context);
    const double s = impl.scale();
    if (impl.styled_theme != state.session.theme || impl.styled_scale != s) {
        apply_style(theme(state.session.theme), s);
        ImGui::GetStyle().FontSizeBase = impl.ui_fonts.size(FontWeight::Regular, kTypeBody * s);
        impl.styled_theme = state.session.theme;
        impl.styled_scale = s;
    }
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    impl.local.now_s = input.now_s;
    const PanelContext ui{state, shown.visible(state), shown, nullptr, theme(state.session.theme), impl.ui_fonts, s, impl.local, inbox};
    impl.painters->labels().begin();
    impl.lay_out(ui, shown, input);
    ImGui::Render();
    impl.painters->paint(*ImGui::GetDrawData(), impl.window->framebuffer_width_px(), impl.window->framebuffer_height_px());
    impl.window->swap();
    impl.typing = ImGui::GetIO().WantTextInput;
    impl.drawn_s = input.now_s;
    ++impl.frames;
}

}  // namespace choke
