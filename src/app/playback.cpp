#include "app/playback.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "app/commands.h"
#include "time/civil.h"

namespace choke {
namespace {

constexpr std::array<std::string_view, 5> kStepWords{"day", "week", "month", "quarter", "year"};

int64_t day_of(Instant instant) { return days_from_civil(civil_from_instant(instant).date); }

int64_t months_later(int64_t day, int64_t months) {
    CivilDate date = civil_from_days(day);
    const int64_t month = date.year * 12 + date.month - 1 + months;
    date.year = month >= 0 ? month / 12 : -((-month + 11) / 12);
    date.month = static_cast<int>(month - date.year * 12) + 1;
    date.day = std::min(date.day, days_in_month(date.year, date.month));
    return days_from_civil(date);
}

int64_t stepped(int64_t day, KnownStep step, int64_t steps) {
    switch (step) {
        case KnownStep::Day: return day + steps;
        case KnownStep::Week: return day + 7 * steps;
        case KnownStep::Month: return months_later(day, steps);
        case KnownStep::Quarter: return months_later(day, 3 * steps);
        case KnownStep::Year: return months_later(day, 12 * steps);
    }
    return day;
}

std::optional<int64_t> current_day(const AppState& state) {
    const auto known = parse_known_on(state.document.known_on);
    if (!known || *known == kEverKnown) return std::nullopt;
    return day_of(*known);
}

}  // namespace

std::string_view word(KnownStep step) { return kStepWords[static_cast<size_t>(step)]; }

std::optional<KnownStep> known_step_from(std::string_view word) {
    const auto at = std::find(kStepWords.begin(), kStepWords.end(), word);
    if (at == kStepWords.end()) return std::nullopt;
    return static_cast<KnownStep>(at - kStepWords.begin());
}

void step_known_on(AppState& state, int steps) {
    const auto span = state.known_days;
    if (!span) return;
    const std::optional<int64_t> now = current_day(state);
    const int64_t from = now ? *now : steps > 0 ? span->first : span->second;
    // Without a day the first step forward shows the first day itself.
    const int64_t to = !now && steps > 0 ? from : stepped(from, state.session.playback.step, steps);
    state.document.known_on = iso_date(civil_from_days(std::clamp(to, span->first, span->second)));
}

void toggle_playback(AppState& state) {
    Playback& playback = state.session.playback;
    playback.running = !playback.running;
    if (!playback.running) return;
    playback.next_s = -1;
    playback.gesture = ++state.session.gesture_count;
    const auto span = state.known_days;
    if (!span) {
        playback.running = false;
        return;
    }
    const std::optional<int64_t> now = current_day(state);
    if (now && *now < span->second) return;
    state.document.known_on = iso_date(civil_from_days(span->first));
}

bool advance_playback(AppState& state, Derived& derived, double now_s) {
    Playback& playback = state.session.playback;
    if (!playback.running) return false;
    const double period_s = 1 / std::clamp(playback.steps_per_s, kMinPlaySpeed, kMaxPlaySpeed);
    if (playback.next_s < 0) playback.next_s = now_s + period_s;
    if (now_s < playback.next_s) return false;
    // A window that was away for a while goes on from here, not with all that it missed.
    playback.next_s = playback.next_s + period_s > now_s ? playback.next_s + period_s : now_s + period_s;
    const int outer = std::exchange(state.session.gesture, playback.gesture);
    run_command(state, derived, "known.forward");
    state.session.gesture = outer;
    if (!state.known_days || current_day(state) >= state.known_days->second) playback.running = false;
    return true;
}

}  // namespace choke
