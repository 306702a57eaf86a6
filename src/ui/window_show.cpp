// A show: which window stands on which monitor, which keys and clicks lead on, and what the room sees.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <imgui.h>

#include "app/commands.h"
#include "app/presenting.h"
#include "base/text.h"
#include "ui/present_text.h"
#include "ui/widgets.h"
#include "ui/window_impl.h"

namespace choke {
namespace {

// The frame is made for this screen and grows and shrinks with the room's.
constexpr double kFrameHeight_px = 1080;
constexpr double kFrameWidth_px = 1600;  // a 4:3 projector is less wide than its height lets one expect
// What is 12 px high beside the keyboard is to be 18 px high on the wall of a screen of 1080 lines.
constexpr double kViewsOverFrame = 1.5;

constexpr double kMargin_px = 44;
constexpr double kHeadline_px = 44;
constexpr double kCaption_px = 25;
constexpr double kSmall_px = 17;
constexpr int kHeadlineLines = 2;
constexpr int kCaptionLines = 3;
constexpr double kBar_px = 5;

constexpr double kSpotlight_px = 150;  // its radius
constexpr double kSpotlightDim = 0.72;

constexpr int kPresenterWidth = 1280;
constexpr int kPresenterHeight = 800;

// A word in a frame, from its right end; the left end is given back.
float pill(const PanelContext& ui, ImDrawList& list, ImVec2 right_top, const std::string& text, double em, Colour back, Colour colour) {
    ui.fonts.push(FontWeight::SemiBold, em);
    const ImVec2 size = ImGui::CalcTextSize(text.c_str());
    const auto pad = static_cast<float>(em * 0.6);
    const ImVec2 near{right_top.x - size.x - 2 * pad, right_top.y};
    list.AddRectFilled(near, {right_top.x, right_top.y + size.y + pad * 0.6F}, packed(back), pad * 0.6F);
    list.AddText({near.x + pad, near.y + pad * 0.3F}, packed(colour), text.c_str());
    ImGui::PopFont();
    return near.x - pad;
}

// What the bottom says, made anew only when it may have changed: it walks all events that are shown.
const std::string& kept_source_line(const PanelContext& ui) {
    UiLocal& local = ui.local;
    if (local.source_revision != ui.visible.revision || local.source_selected != ui.state.session.selected || local.source_line.empty()) {
        local.source_line = displayable(source_line(ui.state, ui.visible));
        local.source_revision = ui.visible.revision;
        local.source_selected = ui.state.session.selected;
    }
    return local.source_line;
}

}  // namespace

double show_frame_scale(int width, int height, double present_scale) {
    return std::max(0.2, std::min(height / kFrameHeight_px, width / kFrameWidth_px)) * present_scale;
}
double show_view_scale(int width, int height, double present_scale) { return kViewsOverFrame * show_frame_scale(width, height, present_scale); }

// --- windows and monitors ---

std::vector<MonitorArea> WindowApp::Impl::monitors_now() const { return pretended_monitors.empty() ? monitors() : pretended_monitors; }

void WindowApp::Impl::look_after_show() {
    Session& session = state.session;
    if (presenter != nullptr && presenter->window().should_close()) session.show_presenter = false;
    if (!presenting()) {
        if (places) {
            window->uncover();
            places.reset();
            frames_to_draw = kFramesAfterActivity;
        }
        shown_on.clear();
        if (!session.show_presenter) presenter.reset();
        if (session.show_presenter && presenter == nullptr) open_presenter(std::nullopt);
        return;
    }
    place_windows();
}

void WindowApp::Impl::place_windows() {
    Session& session = state.session;
    const std::vector<MonitorArea> areas = monitors_now();
    if (areas.empty()) return;
    session.monitor_count = areas.size();
    if (!places) home_monitor = window->monitor_among(areas);
    const ShowPlaces now = show_places(areas.size(), std::min(home_monitor, areas.size() - 1), session.present_monitor);
    const bool is_new = !places;
    const bool moved = is_new || areas != shown_on || !(now == *places);
    if (moved) {
        if (!is_new && areas.size() < shown_on.size())
            add_toast(state, areas.size() == 1 ? "A screen is gone; the show goes on on the one that is left." : "A screen is gone; the show has moved.");
        if (!is_new && areas.size() > shown_on.size()) session.show_presenter = true;
        if (is_new && session.present_monitor > areas.size())
            add_toast(state, fmt::format("Screen {} is not there; the show is on this one.", session.present_monitor));
        window->cover(areas[now.show]);
        if (is_new) window->take_focus();
        shown_on = areas;
        places = now;
        frames_to_draw = kFramesAfterActivity;
    }
    if (!session.show_presenter) {
        presenter.reset();
        return;
    }
    const auto area = now.presenter ? std::optional(areas[*now.presenter]) : std::nullopt;
    if (presenter == nullptr) {
        open_presenter(area);
    } else if (moved) {
        // Without a screen of its own it leaves half of the show to be seen.
        presenter->window().move_to(area ? *area : MonitorArea{"", areas[0].x, areas[0].y, areas[0].width / 2, areas[0].height / 2});
        if (area) presenter->window().maximise();
    }
}

void WindowApp::Impl::open_presenter(const std::optional<MonitorArea>& area) {
    auto opened = PresenterWindow::open(*fonts, {.title = "Chokepoint – for who speaks",
                                                 .width = area ? area->width : kPresenterWidth,
                                                 .height = area ? area->height : kPresenterHeight,
                                                 .maximised = false,
                                                 .visible = true});
    window->make_current();
    if (!opened) {
        state.session.show_presenter = false;
        add_toast(state, to_string(opened.error()));
        return;
    }
    presenter = std::move(*opened);
    if (area) {
        presenter->window().move_to(*area);
        presenter->window().maximise();
    }
    if (!area && presenting()) add_toast(state, "There is no second screen: the notes are in a window of their own.");
    presenter_frames = kFramesAfterActivity;
}

void WindowApp::Impl::draw_presenter(double now_s, bool main_drew) {
    if (presenter == nullptr) return;
    const std::string clock = local_time();
    if (clock != presenter_clock || main_drew) presenter_frames = std::max(presenter_frames, 1);
    if (presenter->typing() && now_s - presenter->last_draw_s() > 0.4) presenter_frames = std::max(presenter_frames, 1);
    std::vector<KeyPress> presses = presenter->window().take_key_presses();
    if (presenting()) {
        handle_show_keys(presses, presenter->typing(), true);
        if (!inbox.empty()) frames_to_draw = std::max(frames_to_draw, 1);
    }
    if (presenter_frames == 0) return;
    --presenter_frames;
    presenter_clock = clock;
    std::vector<ShownPane> panes;
    Rect whole;
    for (const ViewSlot& slot : slots) {
        if (slot.rect.empty()) continue;
        panes.push_back({slot.view, slot.rect});
        if (whole.empty()) {
            whole = slot.rect;
        } else {
            const double right = std::max(whole.right(), slot.rect.right());
            const double bottom = std::max(whole.bottom(), slot.rect.bottom());
            whole.x = std::min(whole.x, slot.rect.x);
            whole.y = std::min(whole.y, slot.rect.y);
            whole.w = right - whole.x;
            whole.h = bottom - whole.y;
        }
    }
    const size_t before = inbox.size();
    presenter->draw(state, derived, {.panes = panes, .whole = whole, .scale = scale(), .now_s = now_s, .clock = clock}, inbox);
    if (inbox.size() != before) frames_to_draw = std::max(frames_to_draw, 1);
    window->make_current();
}

// --- keys and clicks ---

void WindowApp::Impl::handle_show_keys(std::vector<KeyPress>& presses, bool typing, bool in_presenter) {
    const bool busy = !in_presenter && (state.session.show_palette || local.asked != nullptr);
    for (const auto& [key, row] : show_keys) {
        if (typing && !key.is_escape()) continue;
        if (key.character != 0) continue;  // known only within a picture: handle_keys()
        // Arrows, Enter and Space belong to the panel that has the keyboard, all keys to what asks for one.
        if (busy && !key.is_escape()) continue;
        if (!in_presenter && !views_focused && (key.is_local() || key.is_space())) continue;
        for (size_t n = times_pressed(key, presses); n > 0; --n) inbox.push_back({std::string(row->command), std::string(row->argument), false});
        std::erase_if(presses, [&](const KeyPress& press) { return times_pressed(key, {&press, 1}) > 0; });
    }
}

bool WindowApp::Impl::click_leads_on(const Gesture& gesture) {
    if (!presenting() || state.session.presenting->exploring) return false;
    if (gesture.kind != GestureKind::Click && gesture.kind != GestureKind::DoubleClick) return false;
    if (kind_of(gesture.pick) != PickKind::Nothing || gesture.shift || gesture.ctrl) return false;
    run({"present.next", "", false});
    return true;
}

void WindowApp::Impl::frame_whole_views() {
    framed.clear();
    for (const ViewSlot& slot : slots) {
        if (slot.rect.empty() || derived.scene_revision(*slot.view) == 0) continue;
        const auto camera = state.session.cameras.find(std::string(slot.view->id));
        if (camera != state.session.cameras.end() && camera->second.framed) continue;
        const ViewInput input = derived.view_input(state, *slot.view, area_of(*slot.view), *fonts);
        framed[std::string(slot.view->id)] = slot.view->whole(input, derived.cache(*slot.view));
    }
}

// --- what the room sees ---

void WindowApp::Impl::draw_show(const PanelContext& ui) {
    const Presenting& show = *state.session.presenting;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const double f = show_frame_scale(window->width(), window->height(), state.session.present_scale);
    const auto px = [&](double design_px) { return static_cast<float>(design_px * f); };
    const auto shown = shown_step(state);
    const Theme& colours = ui.theme;

    constexpr float kStill = 4;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (std::hypot(mouse.x - rests_at.x, mouse.y - rests_at.y) > kStill || show.exploring) pointer_rests = false;
    if (pointer_rests && !show.spotlight) ImGui::SetMouseCursor(ImGuiMouseCursor_None);

    float top = 0;
    float left = 0;
    float right = screen.x;
    // What was called up for a question stands beside the views.
    if (state.session.show_facets) {
        top = std::round(ui.px(38));
        draw_top_bar(ui, {0, 0}, {screen.x, top});
    }
    // Behind all views, whichever of them is shown for the first time.
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    list.AddRectFilled({0, 0}, screen, packed(colours.background));
    const float margin = px(kMargin_px);
    const float width = screen.x - 2 * margin;
    float y = top + px(30);
    if (shown && shown->count > 0) {
        const StepWords words = step_words(state, shown->story, shown->step);
        // Words that are about the step step back while something else is looked at.
        const Colour ink = show.exploring ? colours.secondary : colours.text;
        y += draw_fitted(ui, list, {margin, y}, width, displayable(words.headline),
                         {.em = kHeadline_px * f, .weight = FontWeight::SemiBold, .colour = ink, .lines = kHeadlineLines});
        y += px(8);
        if (!words.caption.empty())
            y += px(10) + draw_fitted(ui, list, {margin, y}, std::min(width, px(1500)), displayable_lines(words.caption),
                                      {.em = kCaption_px * f, .weight = FontWeight::Regular, .colour = show.exploring ? colours.faint : colours.secondary,
                                       .lines = kCaptionLines});
    }
    if (show.has_picture && !show.problem.empty())
        y += px(8) + draw_fitted(ui, list, {margin, y}, width, show.problem,
                                 {.em = kSmall_px * f, .weight = FontWeight::Regular, .colour = colours.danger, .lines = 2});
    const float foot = px(88);
    const float low = screen.y - foot;

    // The foot: what this rests on, and under what it holds.
    const std::string place = shown ? fmt::format("{} of {}", shown->step + 1, shown->count) : std::string();
    ui.fonts.push(FontWeight::Regular, 22 * f);
    const float place_width = ImGui::CalcTextSize(place.c_str()).x;
    list.AddText({screen.x - margin - place_width, low + px(20)}, packed(colours.secondary), place.c_str());
    ImGui::PopFont();
    // Notes about the show itself take room from the small print only: the views must not move because of them.
    float note_right = screen.x - margin - place_width - px(28);
    const auto note = [&](const std::string& text, Colour back, Colour ink) {
        note_right = pill(ui, list, {note_right, low + px(18)}, text, 18 * f, back, ink);
    };
    if (!show.number.empty()) note(fmt::format("Go to {} – Enter", show.number), colours.selection, colours.selection_text);
    if (show.exploring && shown) note(fmt::format("exploring – Enter returns to step {}", shown->step + 1), colours.raised, colours.text);
    if (show.came_from && !show.exploring) note(fmt::format("Enter returns to step {} of the story", show.came_from->step + 1), colours.raised, colours.text);
    if (shown && shown->count > 0 && step_words(state, shown->story, shown->step).internal) note("internal", colours.raised, colours.secondary);
    const float words_width = note_right - margin - px(12);
    if (show.has_picture) {
        draw_fitted(ui, list, {margin, low + px(12)}, words_width, kept_source_line(ui),
                    {.em = kSmall_px * f, .weight = FontWeight::Regular, .colour = colours.secondary, .lines = 1});
        draw_fitted(ui, list, {margin, low + px(40)}, words_width, look_line(state, ui.visible),
                    {.em = kSmall_px * f, .weight = FontWeight::Regular, .colour = colours.faint, .lines = 1});
    }
    const float bar = std::max(2.0F, px(kBar_px));
    list.AddRectFilled({0, screen.y - bar}, {screen.x, screen.y}, packed(colours.grid_major));
    if (shown && shown->count > 0) {
        const float done = screen.x * static_cast<float>(shown->step + 1) / static_cast<float>(shown->count);
        list.AddRectFilled({0, screen.y - bar}, {done, screen.y}, packed(colours.selection));
    }

    y = std::round(y + px(6));
    if (state.session.show_facets) left = std::round(std::clamp(screen.x * 0.145F, ui.px(190), ui.px(250)));
    if (state.session.show_details) right -= std::round(std::clamp(screen.x * 0.21F, ui.px(260), ui.px(370)));
    const float room = std::max(px(100), low - y);
    // Beside all views and panels a click leads on, too.
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::GetIO().WantCaptureMouse && !show.exploring) ui.run("present.next");

    for (ViewSlot& slot : slots) slot.rect = {};
    if (show.has_picture) {
        // The room need not see where the keyboard is.
        ImGui::PushStyleColor(ImGuiCol_NavCursor, vec4(with_alpha(colours.selection, 0)));
        draw_views(ui, {left, y}, {right - left, room});
        ImGui::PopStyleColor();
    } else {
        views_focused = true;
    }
    if (state.session.show_facets) draw_left_panel(ui, {0, y}, {left, room});
    if (state.session.show_details) draw_details(ui, {right, y}, {screen.x - right, room});

    ImDrawList& over = *ImGui::GetForegroundDrawList();
    const std::string sentence = !show.has_picture                                              ? "This step cannot be shown. " + show.problem
                                 : nothing_found(ui) ? std::string("Nothing that is in the data matches this.")
                                                     : std::string();
    if (!sentence.empty())
        draw_fitted(ui, over, {margin, y + room * 0.35F}, width, sentence,
                    {.em = 28 * f, .weight = FontWeight::Regular, .colour = colours.text, .lines = 6});
    if (show.spotlight && show.cover == Cover::None) {
        const float reach = std::hypot(screen.x, screen.y);
        const float radius = px(kSpotlight_px);
        over.AddCircle(mouse, radius + reach / 2, packed(with_alpha({0, 0, 0, 255}, kSpotlightDim)), 128, reach);
    }
    if (show.cover != Cover::None) over.AddRectFilled({0, 0}, screen, show.cover == Cover::Black ? IM_COL32_BLACK : IM_COL32_WHITE);
}

}  // namespace choke
