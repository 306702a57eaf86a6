#include "app/cameras.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "views/timeline_internal.h"

namespace choke {
namespace {

constexpr size_t kMaxPoints = 100;
constexpr double kMaxWidth_px = 32'000;  // as wide as the widest figure
constexpr double kMaxScroll_px = 1e7;
constexpr double kMaxCentre = 100;
constexpr double kMinZoom = 0.001;
constexpr double kMaxZoom = 1000;

tl::unexpected<TextError> wrong(size_t at, std::string message) {
    return tl::unexpected<TextError>(TextError{static_cast<int>(at) + 1, std::move(message)});
}

double between(double value, double low, double high, double otherwise) {
    return std::isfinite(value) ? std::clamp(value, low, high) : otherwise;
}

double to_six_decimals(double value) {
    const double rounded = std::round(value * 1e6) / 1e6;
    return rounded == 0 ? 0 : rounded;  // and never -0
}

bool has_time(const Camera& camera) { return camera.made_for_px > 0 || !(camera.time == TimeScale{}); }

// Extents beyond 2^45 s (a million years) are rounded to 45 bits, so that dividing by the width and multiplying again gives
// the same seconds.
int64_t rounded_extent(double extent_s, double width_px) {
    const double least = std::max(1.0, std::ceil(width_px * kMinSecondsPerPx));
    const double most = std::min(std::floor(width_px * kMaxSecondsPerPx), 0x1p60);
    const auto seconds = static_cast<int64_t>(std::round(std::clamp(extent_s, least, most)));
    const auto bits = static_cast<int>(std::bit_width(static_cast<uint64_t>(seconds)));
    if (bits <= 45) return seconds;
    const int64_t quantum = int64_t{1} << (bits - 45);
    return seconds / quantum * quantum + (seconds % quantum >= quantum / 2 ? quantum : 0);
}

Camera settled_time(const Camera& camera) {
    const double made_for = camera.made_for_px > 0 && std::isfinite(camera.made_for_px) ? camera.made_for_px : kNominalWidth_px;
    const double width = std::clamp(std::round(made_for), 1.0, kMaxWidth_px);
    const double per_px = between(camera.time.seconds_per_px, kMinSecondsPerPx, kMaxSecondsPerPx, 86'400);
    const double from_origin = between(camera.time.origin_fraction_s - camera.time.origin_px * per_px, -0x1p60, 0x1p60, 0);
    const int64_t extent = rounded_extent(per_px * made_for, width);
    // In halves: the sum of two instants at the ends of the range does not fit.
    const double begin = static_cast<double>(camera.time.origin_s / 2) + from_origin / 2;
    constexpr double kAir_s = 1000;  // more than what the halves lose as floating point
    const bool too_early = begin <= static_cast<double>(kMinInstant / 2) + kAir_s;
    const bool too_late = begin >= static_cast<double>((kMaxInstant - extent) / 2) - kAir_s;
    Camera out;
    out.framed = true;
    out.time.origin_s = too_early  ? kMinInstant
                        : too_late ? kMaxInstant - extent
                                   : camera.time.origin_s + static_cast<int64_t>(std::llround(from_origin));
    out.time.seconds_per_px = static_cast<double>(extent) / width;
    out.made_for_px = width;
    return out;
}

std::optional<double> number_from(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

// Digits of a fixed number; moves `at` behind them.
std::optional<int64_t> digits(std::string_view text, size_t& at, size_t least, size_t most) {
    size_t end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9' && end - at < most) ++end;
    if (end - at < least) return std::nullopt;
    int64_t value = 0;
    for (; at < end; ++at) value = value * 10 + (text[at] - '0');
    return value;
}

bool sign_at(std::string_view text, size_t& at, char sign) {
    if (at >= text.size() || text[at] != sign) return false;
    ++at;
    return true;
}

}  // namespace

std::string instant_text(Instant instant) {
    const CivilTime time = civil_from_instant(instant);
    std::string out = iso_date(time.date);
    if (time.hour != 0 || time.minute != 0 || time.second != 0)
        out += fmt::format("T{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
    return out;
}

tl::expected<Instant, TextError> instant_from(std::string_view text) {
    size_t at = 0;
    const bool negative = sign_at(text, at, '-');
    if (!negative) sign_at(text, at, '+');
    const auto year = digits(text, at, 4, 11);
    if (!year) return wrong(at, "a date such as 2022-10-07 was expected");
    if (*year > kMaxYear) return wrong(0, fmt::format("the year {} is beyond what the program handles", *year));
    CivilDate date{.year = negative ? -*year : *year, .month = 1, .day = 1};
    if (!sign_at(text, at, '-')) return wrong(at, "'-' and the month were expected");
    size_t begin = at;
    const auto month = digits(text, at, 2, 2);
    if (!month || *month < 1 || *month > 12) return wrong(begin, "a month from 01 to 12 was expected");
    date.month = static_cast<int>(*month);
    if (!sign_at(text, at, '-')) return wrong(at, "'-' and the day were expected");
    begin = at;
    const auto day = digits(text, at, 2, 2);
    if (!day || *day < 1 || *day > days_in_month(date.year, date.month)) return wrong(begin, "there is no such day in this month");
    date.day = static_cast<int>(*day);
    Instant instant = start_of_day(date);
    if (at == text.size()) return instant;
    if (!sign_at(text, at, 'T')) return wrong(at, "the end of the date or 'T' and a time were expected");
    constexpr std::pair<int64_t, Instant> kParts[] = {{23, 3600}, {59, 60}, {59, 1}};
    for (const auto& [most, seconds] : kParts) {
        if (seconds != 3600 && !sign_at(text, at, ':')) return wrong(at, "a time such as 12:30:00 was expected");
        begin = at;
        const auto part = digits(text, at, 2, 2);
        if (!part || *part > most) return wrong(begin, "a time such as 12:30:00 was expected");
        instant += *part * seconds;
    }
    if (at != text.size()) return wrong(at, "nothing more was expected after the time");
    return instant;
}

Camera settled(const Camera& camera) {
    Camera out;
    if (camera.framed && has_time(camera)) {
        out = settled_time(camera);
    } else if (camera.framed) {
        out.framed = true;
        out.centre.x = to_six_decimals(between(camera.centre.x, -kMaxCentre, kMaxCentre, 0.5));
        out.centre.y = to_six_decimals(between(camera.centre.y, -kMaxCentre, kMaxCentre, 0.5));
        out.zoom = to_six_decimals(between(camera.zoom, kMinZoom, kMaxZoom, 1));
    }
    out.scroll_y = std::round(between(camera.scroll_y, 0, kMaxScroll_px, 0));
    return out;
}

std::string camera_text(const Camera& camera) {
    const Camera c = settled(camera);
    std::string out = "all";
    if (c.framed && has_time(c)) {
        const auto extent = rounded_extent(c.time.seconds_per_px * c.made_for_px, c.made_for_px);
        out = fmt::format("{}..{}@{:.0f}", instant_text(c.time.origin_s), instant_text(c.time.origin_s + extent), c.made_for_px);
    } else if (c.framed) {
        out = fmt::format("{},{},{}", c.centre.x, c.centre.y, c.zoom);
    }
    if (c.scroll_y != 0) out += fmt::format("/{:.0f}", c.scroll_y);
    return out;
}

tl::expected<Camera, TextError> camera_from(std::string_view text) {
    Camera camera;
    std::string_view body = text;
    if (const size_t slash = text.find('/'); slash != std::string_view::npos) {
        const auto scroll = number_from(text.substr(slash + 1));
        if (!scroll || *scroll < 0 || *scroll > kMaxScroll_px)
            return wrong(slash + 1, "a number of pixels scrolled down was expected after '/'");
        camera.scroll_y = *scroll;
        body = text.substr(0, slash);
    }
    if (body == "all") return settled(camera);
    camera.framed = true;
    const size_t dots = body.find("..");
    if (dots == std::string_view::npos) {
        size_t at = 0;
        double* const parts[] = {&camera.centre.x, &camera.centre.y, &camera.zoom};
        for (double* part : parts) {
            const bool last = part == &camera.zoom;
            const size_t comma = last ? body.size() : std::min(body.find(',', at), body.size());
            const auto number = number_from(body.substr(at, comma - at));
            const bool good = number && (last ? *number >= kMinZoom && *number <= kMaxZoom : std::abs(*number) <= kMaxCentre);
            if (!good || (!last && comma == body.size()))
                return wrong(at, "'all', FROM..TO@WIDTH or X,Y,ZOOM was expected");
            *part = *number;
            at = comma + 1;
        }
        return settled(camera);
    }
    const size_t sign = body.find('@', dots);
    if (sign == std::string_view::npos) return wrong(body.size(), "'@' and a width in pixels were expected");
    const auto begin = instant_from(body.substr(0, dots));
    if (!begin) return wrong(static_cast<size_t>(begin.error().column - 1), begin.error().message);
    const auto end = instant_from(body.substr(dots + 2, sign - dots - 2));
    if (!end) return wrong(dots + 2 + static_cast<size_t>(end.error().column - 1), end.error().message);
    if (*end <= *begin) return wrong(dots + 2, "the end has to come after the beginning");
    const auto width = number_from(body.substr(sign + 1));
    if (!width || *width < 1 || *width > kMaxWidth_px)
        return wrong(sign + 1, fmt::format("a width of 1 to {:.0f} px was expected", kMaxWidth_px));
    camera.made_for_px = *width;
    camera.time.origin_s = *begin;
    camera.time.seconds_per_px = static_cast<double>(*end - *begin) / *width;
    return settled(camera);
}

Cameras resting_cameras(const AppState& state) {
    Cameras cameras = state.session.cameras;
    for (const auto& [view, move] : state.session.moves) cameras[view] = move.target_whole ? Camera{} : move.to;
    std::erase_if(cameras, [](const auto& entry) { return entry.second == Camera{}; });
    return cameras;
}

Cameras cameras_to_keep(const AppState& state, Derived& derived) {
    Cameras cameras = resting_cameras(state);
    for (auto& [id, camera] : cameras) {
        const ViewDef* view = find_view(id);
        const bool is_drawn = view != nullptr && derived.scene_revision(*view) > 0;
        if (is_drawn && has_time(camera) && camera.made_for_px == 0) {
            const Scene& scene = derived.shown_scene(*view);
            camera.made_for_px = timeline_frame({0, 0, scene.width(), scene.height()}, true).lanes.w;
        }
        camera = settled(camera);
    }
    std::erase_if(cameras, [](const auto& entry) { return entry.second == Camera{}; });
    return cameras;
}

void note_cameras(AppState& state, std::string_view view_id) {
    Session& session = state.session;
    std::string mover = session.gesture != 0 ? fmt::format("drag {}", session.gesture) : std::string(view_id);
    if (mover == session.camera_mover) return;
    session.camera_mover = std::move(mover);
    session.camera_forward.clear();
    Cameras now = resting_cameras(state);
    if (!session.camera_back.empty() && session.camera_back.back() == now) return;
    session.camera_back.push_back(std::move(now));
    if (session.camera_back.size() > kMaxPoints) session.camera_back.erase(session.camera_back.begin());
}

void note_rest(AppState& state) { state.session.camera_mover.clear(); }

void go_to_cameras(AppState& state, const Cameras& cameras) {
    Session& session = state.session;
    const Cameras now = resting_cameras(state);
    std::set<std::string> ids;
    for (const auto& [id, camera] : now) ids.insert(id);
    for (const auto& [id, camera] : cameras) ids.insert(id);
    for (const std::string& id : ids) {
        const auto there = cameras.find(id);
        const Camera target = there == cameras.end() ? Camera{} : there->second;
        if (session.reduce_motion) {
            session.moves.erase(id);
            session.cameras[id] = target;
        } else {
            session.moves[id] = {session.cameras[id], target, -1, !target.framed};
        }
    }
}

Camera seen_at(const ViewDef& view, Camera camera, const Rect& area) {
    if (!camera.framed || camera.made_for_px <= 0 || area.w <= 0 || view.id != "timeline") return camera;
    TimeScale& time = camera.time;
    const double wider = timeline_frame(area, true).lanes.w / camera.made_for_px;
    time.seconds_per_px = std::clamp(time.seconds_per_px / wider, kMinSecondsPerPx, kMaxSecondsPerPx);
    time.origin_px *= wider;
    camera.made_for_px = 0;
    return camera;
}

namespace {

bool step_on_way(AppState& state, std::vector<Cameras>& from, std::vector<Cameras>& onto) {
    const Cameras now = resting_cameras(state);
    while (!from.empty() && from.back() == now) from.pop_back();
    if (from.empty()) return false;
    const Cameras target = std::move(from.back());
    from.pop_back();
    onto.push_back(now);
    state.session.camera_mover.clear();
    go_to_cameras(state, target);
    return true;
}

}  // namespace

void anchor_move(const ViewDef& view, const ViewCache& cache, CameraMove& move) {
    if (view.id != "timeline") return;
    const auto folds = static_cast<const TimelineCache&>(cache).scale.folds();
    if (folds.empty()) return;
    TimeScale& from = move.from.time;
    from.origin_px = AxisScale(from, folds).x_from_moment(move.to.time.origin_s, move.to.time.origin_fraction_s);
    from.origin_s = move.to.time.origin_s;
    from.origin_fraction_s = move.to.time.origin_fraction_s;
}

bool go_camera_back(AppState& state) {
    return step_on_way(state, state.session.camera_back, state.session.camera_forward);
}
bool go_camera_forward(AppState& state) {
    return step_on_way(state, state.session.camera_forward, state.session.camera_back);
}

}  // namespace choke
