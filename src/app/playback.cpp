#include "app/playback.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "app/commands.h"
#include "base/text.h"
#include "time/civil.h"
#include "time/edtf.h"

namespace choke {
namespace {

constexpr std::array<std::string_view, 6> kStepWords{"event", "day", "week", "month", "quarter", "year"};
constexpr std::array<std::string_view, 2> kOrderWords{"known", "happened"};

int64_t day_of(Instant instant) { return days_from_civil(civil_from_instant(instant).date); }

int64_t months_later(int64_t day, int64_t months) {
    CivilDate date = civil_from_days(day);
    const int64_t month = date.year * 12 + date.month - 1 + months;
    date.year = month >= 0 ? month / 12 : -((-month + 11) / 12);
    date.month = static_cast<int>(month - date.year * 12) + 1;
    date.day = std::min(date.day, days_in_month(date.year, date.month));
    return days_from_civil(date);
}

// step: not Event.
int64_t stepped(int64_t day, PlayStep step, int64_t steps) {
    switch (step) {
        case PlayStep::Event: break;
        case PlayStep::Day: return day + steps;
        case PlayStep::Week: return day + 7 * steps;
        case PlayStep::Month: return months_later(day, steps);
        case PlayStep::Quarter: return months_later(day, 3 * steps);
        case PlayStep::Year: return months_later(day, 12 * steps);
    }
    return day;
}

bool is_happened(const AppState& state) { return state.session.playback.order == PlayOrder::Happened; }

std::string& moved_text(AppState& state) { return is_happened(state) ? state.document.happened_by : state.document.known_on; }

// The day that a step starts from; nothing when none is set.
std::optional<int64_t> current_day(const AppState& state) {
    const auto by = parse_known_on(is_happened(state) ? state.document.happened_by : state.document.known_on);
    if (!by || *by == kEverKnown) return std::nullopt;
    return day_of(*by);
}

// The day on which an event appears in the order of playing; nothing when its date says none.
std::optional<int64_t> appears_on(const AppState& state, EventId event) {
    const Instant instant = is_happened(state) ? entry_instant(state.data->events.date[index(event)]) : state.data->events.known_s[index(event)];
    if (instant <= kMinInstant || instant >= kMaxInstant) return std::nullopt;
    return day_of(instant);
}

// The nearest day after (steps > 0) or before on which one of the events that the filter ever finds appears.
std::optional<int64_t> next_appearance(const AppState& state, Derived& derived, int64_t from, bool forward) {
    const Visible& now = derived.visible(state);
    std::optional<int64_t> found;
    for (const EventId event : (now.has_day() ? now.ever : now.events).to_vector()) {
        const auto day = appears_on(state, event);
        if (!day || (forward ? *day <= from : *day >= from)) continue;
        if (!found || (forward ? *day < *found : *day > *found)) found = day;
    }
    return found;
}

}  // namespace

std::string_view word(PlayStep step) { return kStepWords[static_cast<size_t>(step)]; }
std::string_view word(PlayOrder order) { return kOrderWords[static_cast<size_t>(order)]; }

std::optional<PlayStep> play_step_from(std::string_view word) {
    const auto at = std::find(kStepWords.begin(), kStepWords.end(), word);
    if (at == kStepWords.end()) return std::nullopt;
    return static_cast<PlayStep>(at - kStepWords.begin());
}

std::optional<PlayOrder> play_order_from(std::string_view word) {
    const auto at = std::find(kOrderWords.begin(), kOrderWords.end(), word);
    if (at == kOrderWords.end()) return std::nullopt;
    return static_cast<PlayOrder>(at - kOrderWords.begin());
}

std::optional<std::pair<int64_t, int64_t>> played_days(const AppState& state) {
    return is_happened(state) ? state.happened_days : state.known_days;
}

void step_playback(AppState& state, Derived& derived, int steps) {
    const auto span = played_days(state);
    if (!span || steps == 0) return;
    const std::optional<int64_t> now = current_day(state);
    const PlayStep step = state.session.playback.step;
    const int64_t from = now ? *now : steps > 0 ? span->first : span->second;
    int64_t to = from;
    // Without a day the first step forward shows the first day itself.
    if (now || steps < 0) {
        if (step == PlayStep::Event) {
            for (int i = 0; i < std::abs(steps); ++i) to = next_appearance(state, derived, to, steps > 0).value_or(steps > 0 ? span->second : span->first);
        } else {
            to = stepped(from, step, steps);
        }
    } else if (step == PlayStep::Event) {
        to = next_appearance(state, derived, span->first - 1, true).value_or(span->first);
    }
    to = std::clamp(to, span->first, span->second);
    moved_text(state) = iso_date(civil_from_days(to));
    state.session.playback.stepped_from = steps < 0 ? to - 1 : now ? *now : to - 1;
}

std::optional<std::string> marker_passed(const AppState& state) {
    const auto from = state.session.playback.stepped_from;
    const auto to = current_day(state);
    if (!from || !to) return std::nullopt;
    for (const Marker& marker : state.data->markers) {
        if (marker.date.begin != EndKind::Known) continue;
        const int64_t day = day_of(marker.date.earliest);
        if (day > *from && day <= *to) return marker.label;
    }
    return std::nullopt;
}

PlayCaption play_caption(const AppState& state, Derived& derived) {
    PlayCaption caption;
    const auto from = state.session.playback.stepped_from;
    const auto to = current_day(state);
    if (!from || !to || *to <= *from) return caption;
    caption.day = *to;
    for (const EventId event : derived.visible(state).events.to_vector()) {
        const auto day = appears_on(state, event);
        if (day && *day > *from && *day <= *to) caption.events.push_back(event);
    }
    // The last one first: it is the one that has just come.
    std::ranges::stable_sort(caption.events, std::ranges::greater(), [&](EventId event) { return *appears_on(state, event); });
    return caption;
}

std::string caption_words(const Dataset& data, const PlayCaption& caption, Instant known_by_s) {
    std::string words = date_words(iso_date(civil_from_days(caption.day)));
    if (caption.events.empty()) return words;
    const EventId event = caption.events.front();
    words += fmt::format(": {} ({})", displayable(data.text(data.events.title[index(event)])), word(event_status(data, event, known_by_s)));
    if (caption.events.size() > 1) words += fmt::format(", and {} more", caption.events.size() - 1);
    return words;
}

void toggle_playback(AppState& state) {
    Playback& playback = state.session.playback;
    playback.running = !playback.running;
    if (!playback.running) return;
    playback.next_s = -1;
    playback.gesture = ++state.session.gesture_count;
    const auto span = played_days(state);
    if (!span) {
        playback.running = false;
        return;
    }
    const std::optional<int64_t> now = current_day(state);
    if (now && *now < span->second) return;
    moved_text(state) = iso_date(civil_from_days(span->first));
    playback.stepped_from = span->first - 1;
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
    run_command(state, derived, "play.forward");
    state.session.gesture = outer;
    const auto span = played_days(state);
    if (!span || current_day(state) >= span->second) playback.running = false;
    if (!playback.stops_at_markers || !playback.running) return true;
    if (const auto marker = marker_passed(state)) {
        playback.running = false;
        add_toast(state, "Stopped at: " + *marker);
    }
    return true;
}

}  // namespace choke
