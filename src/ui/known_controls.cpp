// "Known on" and "happened by" in the top bar, one at a time: the day as text, a slider over its time, playing by itself, and
// what goes with it.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include "app/playback.h"
#include "time/civil.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace choke {
namespace {

constexpr std::string_view kKnownLabel = "known on";
constexpr std::string_view kHappenedLabel = "happened by";
constexpr double kField_px = 92;
constexpr double kSlider_px = 116;
constexpr double kButton_px = 24;
constexpr double kGap_px = 8;

int64_t day_of(Instant instant) { return days_from_civil(civil_from_instant(instant).date); }

// Which of the two days the controls are for.
struct Scale {
    bool happened = false;
    [[nodiscard]] std::string_view label() const { return happened ? kHappenedLabel : kKnownLabel; }
    [[nodiscard]] std::string_view set() const { return happened ? "happened.set" : "known.set"; }
    [[nodiscard]] const std::string& text(const PanelContext& ui) const { return happened ? ui.state.document.happened_by : ui.state.document.known_on; }
    [[nodiscard]] const std::string& error(const PanelContext& ui) const { return happened ? ui.visible.happened_error : ui.visible.known_error; }
    [[nodiscard]] Instant by_s(const PanelContext& ui) const { return happened ? ui.visible.happened_by_s : ui.visible.known_by_s; }
};

Scale scale_of(const PanelContext& ui) { return {ui.state.session.playback.order == PlayOrder::Happened}; }

void day_field(const PanelContext& ui, const Scale& scale) {
    UiLocal& local = ui.local;
    if (!local.known_active) local.known_on = scale.text(ui);
    ImGui::SetNextItemWidth(ui.px(kField_px));
    const bool wrong = !scale.error(ui).empty();
    if (wrong) ImGui::PushStyleColor(ImGuiCol_Border, vec4(ui.theme.danger));
    if (ImGui::InputTextWithHint("##known", "any day", &local.known_on, ImGuiInputTextFlags_EnterReturnsTrue) ||
        ImGui::IsItemDeactivatedAfterEdit())
        ui.run(scale.set(), local.known_on);
    if (wrong) ImGui::PopStyleColor();
    ImGui::SetItemTooltip(scale.happened ? "Shows only what had begun by this day, or may have: 2024-12-02, 2025, …"
                                         : "Shows only what was public by this day: 2026-02-26, 2025, …");
    local.known_active = ImGui::IsItemActive();
}

// A line with a knob; the part behind the knob is what is shown. The right end is everything.
void slider(const PanelContext& ui, const Scale& scale, float bar_height, const std::pair<int64_t, int64_t>& days) {
    const ImVec2 at{ImGui::GetCursorScreenPos().x, ImGui::GetWindowPos().y};
    const float width = ui.px(kSlider_px);
    const float middle = at.y + bar_height / 2;
    ImGui::SetCursorScreenPos({at.x, middle - ui.px(11)});
    ImGui::InvisibleButton("##known-slider", {width, ui.px(22)}, ImGuiButtonFlags_EnableNav);
    const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive() || focused;
    const float inset = ui.px(7);
    const auto span = static_cast<float>(std::max<int64_t>(1, days.second - days.first));
    const bool any_day = scale.by_s(ui) == kEverKnown;
    const int64_t day = any_day ? days.second : std::clamp(day_of(scale.by_s(ui)), days.first, days.second);
    // A quick hand moves and lets go within one picture: the place counts in both.
    if (ImGui::IsItemActive() || (ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(ImGuiMouseButton_Left))) {
        const float part = std::clamp((ImGui::GetIO().MousePos.x - at.x - inset) / (width - 2 * inset), 0.0F, 1.0F);
        const auto chosen = days.first + static_cast<int64_t>(std::lround(part * span));
        if (chosen != day || any_day) ui.run_live(scale.set(), iso_date(civil_from_days(chosen)));
    }
    if (focused) {
        if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow)) ui.run("play.back");
        if (ImGui::IsKeyPressed(ImGuiKey_RightArrow)) ui.run("play.forward");
    }
    const float x = at.x + inset + (width - 2 * inset) * static_cast<float>(day - days.first) / span;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& theme = ui.theme;
    list.AddRectFilled({at.x + inset, middle - ui.px(1.5)}, {at.x + width - inset, middle + ui.px(1.5)}, packed(theme.outline), ui.px(1.5));
    list.AddRectFilled({at.x + inset, middle - ui.px(1.5)}, {x, middle + ui.px(1.5)}, packed(any_day ? theme.secondary : theme.selection),
                       ui.px(1.5));
    // The turn of each year, so that the hand knows where it is.
    const int64_t first_year = civil_from_days(days.first).year;
    const int64_t last_year = civil_from_days(days.second).year;
    if (last_year - first_year < 30)
        for (int64_t year = first_year + 1; year <= last_year; ++year) {
            const auto offset = static_cast<float>(days_from_civil({year, 1, 1}) - days.first);
            const float tick = at.x + inset + (width - 2 * inset) * offset / span;
            list.AddLine({tick, middle + ui.px(4)}, {tick, middle + ui.px(7)}, packed(theme.outline), ui.px(1));
        }
    list.AddCircleFilled({x, middle}, ui.px(hot ? 6.5 : 5.5), packed(any_day ? theme.secondary : theme.selection));
    if (focused) list.AddCircle({x, middle}, ui.px(9), packed(theme.selection), 0, ui.px(1.5));
    if (ImGui::IsItemHovered() || ImGui::IsItemActive())
        ImGui::SetTooltip("%s", any_day ? scale.happened ? "Everything that happened. Drag to see what had happened by a day."
                                                 : "Everything known. Drag to see what was public by a day."
                                : iso_date(civil_from_days(day)).c_str());
    ImGui::SetCursorScreenPos({at.x + width, at.y});
}

enum class Icon : uint8_t { Play, Pause, More };

bool icon_button(const PanelContext& ui, const char* id, Icon icon, float bar_height) {
    const ImVec2 at{ImGui::GetCursorScreenPos().x, ImGui::GetWindowPos().y};
    const float side = ui.px(kButton_px);
    const ImVec2 corner{at.x, at.y + (bar_height - side) / 2};
    ImGui::SetCursorScreenPos(corner);
    const bool clicked = ImGui::InvisibleButton(id, {side, side}, ImGuiButtonFlags_EnableNav);
    const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    const bool hot = ImGui::IsItemHovered() || focused;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 colour = packed(hot ? ui.theme.text : ui.theme.secondary);
    if (hot) list.AddRectFilled(corner, {corner.x + side, corner.y + side}, packed(ui.theme.raised), ui.px(4));
    if (focused) list.AddRect(corner, {corner.x + side, corner.y + side}, packed(ui.theme.selection), ui.px(4), 0, ui.px(1.5));
    const ImVec2 c{corner.x + side / 2, corner.y + side / 2};
    switch (icon) {
        case Icon::Play:
            list.AddTriangleFilled({c.x - ui.px(4), c.y - ui.px(6)}, {c.x - ui.px(4), c.y + ui.px(6)}, {c.x + ui.px(6.5), c.y}, colour);
            break;
        case Icon::Pause:
            list.AddRectFilled({c.x - ui.px(5), c.y - ui.px(6)}, {c.x - ui.px(1.5), c.y + ui.px(6)}, colour);
            list.AddRectFilled({c.x + ui.px(1.5), c.y - ui.px(6)}, {c.x + ui.px(5), c.y + ui.px(6)}, colour);
            break;
        case Icon::More:
            for (const double dx : {-5.0, 0.0, 5.0}) list.AddCircleFilled({c.x + ui.px(dx), c.y}, ui.px(1.6), colour);
            break;
    }
    ImGui::SetCursorScreenPos({at.x + side, at.y});
    return clicked;
}

void more_menu(const PanelContext& ui) {
    if (!ImGui::BeginPopup("known-more")) return;
    const Playback& playback = ui.state.session.playback;
    ImGui::SeparatorText("Play in the order of");
    if (ImGui::MenuItem("becoming known", "O", playback.order == PlayOrder::Known)) ui.run("play.order", word(PlayOrder::Known));
    if (ImGui::MenuItem("happening", "O", playback.order == PlayOrder::Happened)) ui.run("play.order", word(PlayOrder::Happened));
    ImGui::Separator();
    if (ImGui::MenuItem("Everything known", nullptr, false, !ui.state.document.known_on.empty())) ui.run("known.clear");
    if (ImGui::MenuItem("Whatever happened when", nullptr, false, !ui.state.document.happened_by.empty())) ui.run("happened.clear");
    if (ImGui::MenuItem("One step earlier", "[")) ui.run("play.back");
    if (ImGui::MenuItem("One step later", "]")) ui.run("play.forward");
    if (ImGui::MenuItem("Stop at markers", nullptr, playback.stops_at_markers)) ui.run("play.markers");
    if (ImGui::MenuItem("Ghosts of what was not yet known", "G", ui.state.document.ghosts)) ui.run("known.ghosts");
    ImGui::SeparatorText("A step is");
    if (ImGui::MenuItem("to the next event", nullptr, playback.step == PlayStep::Event)) ui.run("play.step", word(PlayStep::Event));
    for (const PlayStep step : {PlayStep::Day, PlayStep::Week, PlayStep::Month, PlayStep::Quarter, PlayStep::Year})
        if (ImGui::MenuItem(("a " + std::string(word(step))).c_str(), nullptr, playback.step == step)) ui.run("play.step", word(step));
    ImGui::SeparatorText("Steps a second");
    for (const double speed : {0.5, 1.0, 2.0, 4.0, 8.0})
        if (const std::string name = fmt::format("{:g}", speed); ImGui::MenuItem(name.c_str(), nullptr, playback.steps_per_s == speed))
            ui.run("play.speed", name);
    ImGui::EndPopup();
}

}  // namespace

float known_controls_width(const PanelContext& ui) {
    const std::string_view label = scale_of(ui).label();
    return ImGui::CalcTextSize(label.data(), label.data() + label.size()).x +
           ui.px(kField_px + kSlider_px + 2 * kButton_px + 4 * kGap_px);
}

void draw_known_controls(const PanelContext& ui, ImVec2 at, float bar_height) {
    // Placed by hand: a menu bar puts words on a line of its own.
    const ImVec2 window = ImGui::GetWindowPos();
    float x = window.x + at.x;
    const Scale scale = scale_of(ui);
    const std::string_view words = scale.label();
    const ImVec2 label = ImGui::CalcTextSize(words.data(), words.data() + words.size());
    ImGui::SetCursorScreenPos({x, window.y});
    if (ImGui::InvisibleButton("##known-order", {label.x, bar_height}, ImGuiButtonFlags_EnableNav)) ui.run("play.other-order");
    const bool hot = ImGui::IsItemHovered() || (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible);
    ImGui::SetItemTooltip(scale.happened ? "What had happened by a day. Click for what was known on a day (O)."
                                         : "What was known on a day. Click for what had happened by a day (O).");
    ImGui::GetWindowDrawList()->AddText({x, window.y + (bar_height - label.y) / 2}, packed(hot ? ui.theme.text : ui.theme.secondary),
                                        words.data(), words.data() + words.size());
    x += label.x + ui.px(kGap_px);
    ImGui::SetCursorScreenPos({x, window.y + at.y});
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), ui.px(4)});
    day_field(ui, scale);
    ImGui::PopStyleVar();
    const auto days = played_days(ui.state);
    if (!days) return;
    x += ui.px(kField_px + kGap_px);
    ImGui::SetCursorScreenPos({x, window.y});
    slider(ui, scale, bar_height, *days);
    x += ui.px(kSlider_px + kGap_px);
    ImGui::SetCursorScreenPos({x, window.y});
    const bool running = ui.state.session.playback.running;
    if (icon_button(ui, "##known-play", running ? Icon::Pause : Icon::Play, bar_height)) ui.run("play.toggle");
    ImGui::SetItemTooltip(running ? "Pause (P)" : scale.happened ? "Play: what happened, step by step (P)" : "Play: what was known, step by step (P)");
    x += ui.px(kButton_px);
    ImGui::SetCursorScreenPos({x, window.y});
    if (icon_button(ui, "##known-more", Icon::More, bar_height)) ImGui::OpenPopup("known-more");
    ImGui::SetItemTooltip("Order, steps, speed, markers, ghosts");
    more_menu(ui);
}

}  // namespace choke
