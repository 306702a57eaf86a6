#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "views/timeline_place.h"

namespace choke {
namespace {

constexpr double kOneLineCard_px = 190;  // a title up to this stands on one line
constexpr double kLeastCard_px = 150;
constexpr double kMostCard_px = 270;
constexpr double kTwoLineShare = 0.56;  // of the width of a title that is broken into two lines
constexpr double kMostSource_px = 130;
constexpr std::string_view kEllipsis = "\u2026";

// Behind which a line of Chinese, Japanese or Korean may be broken.
bool is_cjk(char32_t c) { return c >= 0x2E80 && c <= 0x9FFF; }

// Shown as it is, and cut between any two words.
bool is_plain(std::string_view words) {
    return std::all_of(words.begin(), words.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

std::string_view cut_words(std::string_view words, const TextStyle& style, double room_px, const TextMetrics& metrics,
                           std::string& scratch) {
    if (metrics.width(words, style) <= room_px) return words;
    const double ellipsis = metrics.width(kEllipsis, style);
    size_t kept = 0;
    double width = 0;
    size_t from = 0;
    for (size_t i = 0; i < words.size();) {
        const size_t begin = i;
        const char32_t c = next_code_point(words, i);
        const bool space = c == ' ';
        if (!space && !is_cjk(c)) continue;
        const size_t stop = space ? begin : i;
        width += metrics.width(words.substr(from, stop - from), style);
        if (width + ellipsis > room_px) break;
        from = stop;
        kept = stop;
    }
    while (kept > 0 && std::string_view(" ,;:.-([{").find(words[kept - 1]) != std::string_view::npos) --kept;
    if (kept == 0) return {};
    scratch.assign(words.substr(0, kept));
    scratch.append(kEllipsis);
    return scratch;
}

bool Row::is_free(double begin, double end) const {
    const auto it = first_ending_after(begin);
    return it == taken_.end() || it->begin >= end;
}

Taken Row::room_around(double begin, double end) const {
    const auto it = first_ending_after(begin);
    return {it == taken_.begin() ? -1e18 : (it - 1)->end, it == taken_.end() ? 1e18 : std::max(it->begin, end)};
}

void Row::take(double begin, double end) { taken_.insert(first_ending_after(begin), {begin, end}); }

void Row::give_back(double begin) {
    const auto it = first_ending_after(begin);
    if (it != taken_.end()) taken_.erase(it);
}

std::vector<Taken>::const_iterator Row::first_ending_after(double x) const {
    return std::lower_bound(taken_.begin(), taken_.end(), x, [](const Taken& t, double at) { return t.end <= at; });
}

double PlacedWriter::title_width(EventId event) const {
    const Dataset& data = input_.data();
    return input_.metrics->width(data.text(data.events.title[index(event)]), kLabelStyle);
}

CardWords PlacedWriter::card_words(EventId event) const {
    const Dataset& data = input_.data();
    const TextMetrics& metrics = *input_.metrics;
    const std::string title = displayable(data.text(data.events.title[index(event)]));
    CardWords words;
    words.date = displayable(date_words_short(data.text(data.events.date_text[index(event)])));
    const auto claims = data.claims_of(data.events.claims[index(event)]);
    if (!claims.empty() && claims.front().source != kNone<SourceId>) {
        const size_t source = index(claims.front().source);
        std::string_view name = data.text(data.sources.publisher[source]);
        if (name.empty()) name = data.text(data.sources.title[source]);
        words.source = ellipsised(displayable(name), kCardSmallStyle, kMostSource_px, metrics);
        if (claims.size() > 1 && !words.source.empty()) words.source += fmt::format(" +{}", claims.size() - 1);
    }
    const double title_px = metrics.width(title, kCardTitleStyle) + 1;
    const double title_room =
        title_px <= kOneLineCard_px ? title_px : std::clamp(title_px * kTwoLineShare, kLeastCard_px, kMostCard_px);
    double head = metrics.width(words.date, kCardSmallStyle);
    if (!words.source.empty()) head += kChipGap_px + metrics.width(words.source, kCardSmallStyle) + 2 * kChipPad_px;
    words.width = std::max(title_room, head + 1);
    words.title = wrapped(title, kCardTitleStyle, words.width, 2, metrics);
    return words;
}

PlacedWords PlacedWriter::add(std::string_view words, const TextStyle& style, TimelinePlacement& out) const {
    const PlacedWords placed{static_cast<uint32_t>(out.words.size()), static_cast<uint32_t>(words.size()),
                             static_cast<float>(input_.metrics->width(words, style))};
    out.words.append(words);
    return placed;
}

void PlacedWriter::write(const CardWords& words, PlacedCard& card, TimelinePlacement& out) const {
    card.date = add(words.date, kCardSmallStyle, out);
    for (size_t i = 0; i < std::min(words.title.size(), card.title.size()); ++i)
        card.title[i] = add(words.title[i], kCardTitleStyle, out);
    card.source = add(words.source, kCardSmallStyle, out);
}

void PlacedWriter::write_label(PlacedEvent& placed, TimelinePlacement& out) {
    const Dataset& data = input_.data();
    const std::string_view written = data.text(data.events.title[index(placed.event)]);
    if (is_plain(written)) {
        const std::string_view cut =
            cut_words(written, kLabelStyle, static_cast<double>(placed.label_width), *input_.metrics, scratch_);
        if (!cut.empty()) {
            placed.label = add(cut, kLabelStyle, out);
            return;
        }
    }
    const std::string title = displayable(written);
    placed.label = add(ellipsised(title, kLabelStyle, static_cast<double>(placed.label_width), *input_.metrics), kLabelStyle, out);
}

}  // namespace choke
