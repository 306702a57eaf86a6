// What stands behind and above the lanes: eras, named days, today, and rows of states.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "views/timeline_drawing.h"

namespace choke {
namespace {

constexpr TextStyle kMarkerWords{.size = 11, .weight = FontWeight::SemiBold, .tabular = false};
constexpr TextStyle kStateWords{.size = 11, .weight = FontWeight::Regular, .tabular = false};
constexpr double kWordsMargin_px = 5;
constexpr double kStateBar_px = 16;
constexpr double kOpenEnd_px = 26;  // over which a state without an end fades out

// How much of the text's colour a state has: the more is forbidden the darker, without a hue, because hues are sides.
double tone_of(std::string_view state) {
    struct Tone {
        std::string_view state;
        double tone;
    };
    constexpr std::array<Tone, 7> kTones{{{"allowed", 0.06},
                                          {"announced", 0.06},
                                          {"fee", 0.15},
                                          {"limited", 0.20},
                                          {"licence", 0.30},
                                          {"restricted", 0.38},
                                          {"banned", 0.62}}};
    for (const Tone& row : kTones)
        if (row.state == state) return row.tone;
    return 0.2;
}

}  // namespace

bool state_is_known(const ViewInput& input, const StateSpan& span) {
    if (entry_instant(span.from) > input.happened_by_s) return false;
    const Status status = event_status(input.data(), span.event, input.known_by_s);
    return status != Status::NotYetKnown && (!input.status_floor || is_at_least(status, *input.status_floor));
}

StateSpanAt state_span_at(const ViewInput& input, size_t number) {
    const States& states = input.data().states;
    for (size_t row = 0; row < states.size(); ++row) {
        const auto spans = states.spans[row];
        if (number >= spans.size()) {
            number -= spans.size();
            continue;
        }
        for (size_t next = number + 1; next < spans.size(); ++next)
            if (state_is_known(input, spans[next])) return {row, &spans[number], &spans[next]};
        return {row, &spans[number], nullptr};
    }
    return {};
}

std::string day_words(Instant at) { return date_words(iso_date(civil_from_instant(at).date)); }

namespace {

// "First rule limits chip bandwidth (established)": how firm what set a state is.
std::string setter_words(const ViewInput& input, EventId event) {
    const Dataset& data = input.data();
    return fmt::format("{} ({})", displayable(data.text(data.events.title[index(event)])), word(event_status(data, event, input.known_by_s)));
}

}  // namespace

std::string describe_no_state(const ViewInput& input, size_t row, Instant at) {
    const Dataset& data = input.data();
    std::string words = fmt::format("On {}: nothing is recorded for {}", day_words(at), displayable(data.text(data.states.title[row])));
    for (const StateSpan& span : data.states.spans[row]) {
        if (!state_is_known(input, span) || lower_limit(span.from) <= at) continue;
        return words + fmt::format("\nFirst after it: {}, from {}", displayable(data.text(span.label)), date_words(data.text(span.from_text)));
    }
    return words;
}

std::string describe_state(const ViewInput& input, size_t number, std::optional<Instant> at_s) {
    const Dataset& data = input.data();
    const StateSpanAt at = state_span_at(input, number);
    const std::string from = date_words(data.text(at.span->from_text));
    if (at_s) {
        // The last day on which it may have applied, and from when on that is not sure.
        std::string until = "no end on record";
        Instant sure_until = kMaxInstant;
        if (at.span->to) {
            until = "until " + date_words(data.text(at.span->to_text));
            sure_until = lower_limit(*at.span->to);
            if (at.span->to->precision == Precision::Day) sure_until = upper_limit(*at.span->to);
        } else if (at.next != nullptr) {
            until = fmt::format("until {} ({})", date_words(data.text(at.next->from_text)), displayable(data.text(at.next->label)));
            sure_until = lower_limit(at.next->from) - 1;
        }
        const bool from_day = at.span->from.precision == Precision::Day && !at.span->from.approximate && !at.span->from.uncertain;
        const bool sure = *at_s >= (from_day ? lower_limit(at.span->from) : upper_limit(at.span->from)) && *at_s <= sure_until;
        return fmt::format("On {}: {}{}\n{}\nSince {}, {}\nSet by: {}\nClick to select that event", day_words(*at_s), sure ? "" : "perhaps ",
                           displayable(data.text(at.span->label)), displayable(data.text(data.states.title[at.row])), from, until,
                           setter_words(input, at.span->event));
    }
    std::string when;
    if (at.span->to) {
        when = fmt::format("{} to {}", from, date_words(data.text(at.span->to_text)));
    } else if (at.next != nullptr) {
        when = fmt::format("from {} until {}", from, date_words(data.text(at.next->from_text)));
    } else {
        when = "since " + from;
    }
    return fmt::format("{}: {}, {}\nSet by: {}\nClick to select that event", data.text(data.states.title[at.row]), data.text(at.span->label),
                       when, data.text(data.events.title[index(at.span->event)]));
}

void choose_state_rows(const ViewInput& input, std::string_view shown, std::vector<uint32_t>& rows) {
    rows.clear();
    if (shown == "off") return;
    const States& states = input.data().states;
    const auto is_wanted = [&](size_t row) {
        if (shown == "on" || input.is_selected(states.subject[row])) return true;
        const auto spans = states.spans[row];
        return std::any_of(spans.begin(), spans.end(), [&](const StateSpan& span) {
            return input.is_selected({NodeKind::Event, static_cast<uint32_t>(span.event)});
        });
    };
    for (size_t row = 0; row < states.size(); ++row)
        if (is_wanted(row)) rows.push_back(static_cast<uint32_t>(row));
}

void TimelineDrawing::markers() {
    if (cache_.upper != nullptr && cache_.upper->frame.markers.empty()) return today();
    if (cache_.upper != nullptr) {
        bool shaded = false;
        for (const Marker& each : data_.markers) {
            if (each.era) shaded = !shaded;
            marker(each, shaded);
        }
    } else if (!frame_.markers.empty()) {
        scene_.push_clip({frame_.axis.x, frame_.markers.y, frame_.axis.w, frame_.lanes.bottom() - frame_.markers.y});
        bool shaded = false;
        for (const Marker& each : data_.markers) {
            if (each.era) shaded = !shaded;
            marker(each, shaded);
        }
        // Names from left to right, each where the one before it ends at the earliest: first come those that are most to
        // the left on the page. A name that finds no room is left out; its line still stands.
        double free_x = frame_.markers.x;
        double done_x = -1e18;
        while (true) {
            const Marker* next = nullptr;
            double next_x = 1e18;
            for (const Marker& each : data_.markers) {
                const double x = std::max(frame_.axis.x + cache_.scale.x_from_time(lower_limit(each.date)), each.era ? frame_.axis.x : -1e17);
                const bool over = each.era && frame_.axis.x + cache_.scale.x_from_time(upper_limit(each.date)) < frame_.axis.x + 40;
                if (over || x <= done_x || x >= next_x || x < frame_.axis.x) continue;
                next = &each;
                next_x = x;
            }
            if (next == nullptr || next_x > frame_.markers.right()) break;
            const double end = next->era ? frame_.axis.x + cache_.scale.x_from_time(upper_limit(next->date)) : frame_.markers.right();
            free_x = marker_label(next_x, std::min(end, frame_.markers.right()), next->label, free_x);
            done_x = next_x;
        }
        scene_.pop_clip();
    }
    today();
}

void TimelineDrawing::marker(const Marker& marker, bool shaded) {
    const double bottom = frame_.lanes.bottom();
    const double begin = frame_.axis.x + cache_.scale.x_from_time(lower_limit(marker.date));
    const double left = std::clamp(begin, frame_.axis.x, frame_.axis.right());
    if (marker.era) {
        const double right = std::clamp(frame_.axis.x + cache_.scale.x_from_time(upper_limit(marker.date)), frame_.axis.x, frame_.axis.right());
        if (right <= left) return;
        RectMark band;
        band.rect = {left, frame_.markers.y, right - left, frame_.markers.h};
        band.fill = with_alpha(theme_.text, shaded ? 0.10 : 0.05);
        scene_.add(Layer::Background, band);
        if (shaded) {
            band.rect = {left, frame_.markers.bottom(), right - left, bottom - frame_.markers.bottom()};
            band.fill = with_alpha(theme_.text, 0.022);
            scene_.add(Layer::Background, band);
        }
    }
    if (begin < frame_.axis.x || begin > frame_.axis.right()) return;
    LineMark edge;
    edge.from = {std::round(begin) + 0.5, frame_.markers.y};
    edge.to = {edge.from.x, bottom};
    edge.stroke = {theme_.outline, 1, LineStyle::Dashed};
    scene_.add(Layer::Grid, edge);
}

// A name between x and end_x. Returns where the next one may begin.
double TimelineDrawing::marker_label(double x, double end_x, std::string_view words, double free_x) {
    const double begin = x + kWordsMargin_px;
    const std::string_view cut = cut_words(words, kMarkerWords, end_x - kWordsMargin_px - begin, *input_.metrics, cache_.scratch);
    if (begin < free_x || cut.empty()) return free_x;
    text(Layer::Labels, {begin, frame_.markers.y + 12.5}, cut, kMarkerWords, theme_.secondary);
    return begin + input_.metrics->width(cut, kMarkerWords) + 2 * kWordsMargin_px;
}

void TimelineDrawing::today() {
    if (!input_.today_s) return;
    const double x = frame_.axis.x + cache_.scale.x_from_time(*input_.today_s);
    if (x < frame_.axis.x || x > frame_.axis.right()) return;
    line(Layer::Edges, {x, frame_.axis.bottom() - 6}, {x, frame_.lanes.bottom()}, with_alpha(theme_.selection, 0.6), 1.2F);
}

void TimelineDrawing::states() {
    if (frame_.states.empty()) return;
    RectMark ground;
    ground.rect = {frame_.headers.x, frame_.states.y, frame_.headers.w + frame_.states.w, frame_.states.h};
    ground.fill = theme_.background;
    scene_.add(Layer::Background, ground);
    const auto shown = static_cast<size_t>(frame_.states.h / kStateRow_px);
    for (size_t i = 0; i < std::min(shown, cache_.state_rows.size()); ++i)
        state_row(cache_.state_rows[i], frame_.states.y + 2 + static_cast<double>(i) * kStateRow_px);
    const double base = frame_.states.bottom() - 0.5;
    line(Layer::Grid, {frame_.headers.x, base}, {frame_.states.right(), base}, theme_.grid_major);
}

void TimelineDrawing::state_row(uint32_t row, double top) {
    const double room = frame_.headers.w - kHeaderMargin_px - 4;
    const std::string_view title =
        cut_words(data_.text(data_.states.title[row]), kLaneNameStyle, room, *input_.metrics, cache_.scratch);
    if (!title.empty()) text(Layer::Labels, {frame_.headers.x + kHeaderMargin_px, top + 15}, title, kLaneNameStyle, theme_.text);
    // Where nothing applied the row says so.
    RectMark ground;
    ground.rect = {frame_.states.x, top, frame_.states.w, kStateRow_px};
    ground.pick = pick_of(PickKind::StateRow, row);
    scene_.add(Layer::Background, ground);
    size_t number = 0;
    for (uint32_t before = 0; before < row; ++before) number += data_.states.spans[before].size();
    scene_.push_clip(frame_.states);
    const auto spans = data_.states.spans[row];
    for (size_t i = 0; i < spans.size(); ++i) {
        if (!state_is_known(input_, spans[i])) continue;
        const StateSpan* next = nullptr;
        for (size_t k = i + 1; k < spans.size() && next == nullptr; ++k)
            if (state_is_known(input_, spans[k])) next = &spans[k];
        state_span(spans[i], next, top + 2, number + i);
    }
    scene_.pop_clip();
}

// Solid where it certainly applied; a day that is not known fades from where it may have begun to where it had, and the
// state before it fades out as this one fades in.
void TimelineDrawing::state_span(const StateSpan& span, const StateSpan* next, double y, size_t number) {
    const auto x_of = [&](Instant t) { return frame_.axis.x + cache_.scale.x_from_time(t); };
    const double begin = x_of(lower_limit(span.from));
    const bool vague = span.from.precision != Precision::Day || span.from.approximate || span.from.uncertain;
    const double sure_begin = vague ? std::max(begin, x_of(upper_limit(span.from))) : begin;
    const bool open = !span.to && next == nullptr;
    // Nobody knows beyond the last day that the data tell of.
    Instant last = std::max(lanes_.last_s, upper_limit(span.from));
    if (data_.covered && data_.covered->end == EndKind::Known) last = std::max(last, data_.covered->latest);
    double sure_end = x_of(last);
    double end = sure_end + kOpenEnd_px;
    if (span.to && span.to->end == EndKind::Known) {
        sure_end = x_of(lower_limit(*span.to));
        end = x_of(upper_limit(*span.to) + 1);
        if (span.to->precision == Precision::Day && !span.to->approximate && !span.to->uncertain) sure_end = end;
    } else if (next != nullptr) {
        const bool next_vague = next->from.precision != Precision::Day || next->from.approximate || next->from.uncertain;
        sure_end = x_of(lower_limit(next->from));
        end = next_vague ? x_of(upper_limit(next->from)) : sure_end;
    }
    sure_end = std::max(sure_end, sure_begin);
    end = std::max(end, sure_end);
    if (end < frame_.states.x || begin > frame_.states.right()) return;
    const Pick pick = pick_of(PickKind::State, number);
    const std::string_view state = data_.text(span.state);
    const double tone = tone_of(state);
    const Colour fill = mix(theme_.background, theme_.text, tone);
    const auto part = [&](double x0, double x1, float alpha_0, float alpha_1) {
        x0 = std::max(x0, frame_.states.x - 1);
        x1 = std::min(x1, frame_.states.right() + 1);
        if (x1 - x0 < 0.2) return;
        FadeMark mark;
        mark.rect = {x0, y, x1 - x0, kStateBar_px};
        mark.colour = fill;
        mark.left_alpha = alpha_0;
        mark.right_alpha = alpha_1;
        mark.pick = pick;
        scene_.add(Layer::Bands, mark);
    };
    part(begin, sure_begin, 0.1F, 1);
    part(sure_end, end, 1, open ? 0.0F : 0.1F);
    RectMark bar;
    bar.rect = {std::max(sure_begin, frame_.states.x - 4), y, 0, kStateBar_px};
    bar.rect.w = std::min(sure_end, frame_.states.right() + 4) - bar.rect.x;
    bar.fill = fill;
    const bool hovered = input_.hover && *input_.hover == pick;
    const bool selected = input_.is_selected({NodeKind::Event, static_cast<uint32_t>(span.event)});
    bar.stroke = {selected ? theme_.selection : hovered ? theme_.text : theme_.outline, selected ? 1.8F : 1.0F,
                  state == "announced" ? LineStyle::Dashed : LineStyle::Solid};
    bar.pick = pick;
    if (bar.rect.w > 0) scene_.add(Layer::Bands, bar);

    const double words_x = std::max(begin, frame_.states.x) + kWordsMargin_px;
    // Where one state fades into the next, the words of the next begin.
    const double free_end = next != nullptr ? std::min(end, x_of(lower_limit(next->from))) : end;
    const double words_end = std::min(free_end - (open ? kOpenEnd_px / 2 : 0), frame_.states.right()) - kWordsMargin_px;
    const std::string_view words = cut_words(data_.text(span.label), kStateWords, words_end - words_x, *input_.metrics, cache_.scratch);
    if (!words.empty())
        text(Layer::Labels, {words_x, y + 12}, words, kStateWords, tone > 0.5 ? theme_.background : theme_.text, TextAnchor::Start,
             {0, 0, 0, 0}, pick);
}

}  // namespace choke
