#include "app/describe.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "views/annotations.h"
#include "views/citations.h"
#include "views/style.h"

namespace choke {
namespace {

constexpr size_t kDescribedActors = 6;
constexpr size_t kDescribedSources = 2;  // of an event

using Counts = std::vector<std::pair<std::string, uint32_t>>;

// "By side: China 7, United States 5." with the largest first; nothing when there is nothing to count.
std::string counts_line(std::string_view what, Counts counts, size_t most) {
    std::erase_if(counts, [](const auto& row) { return row.second == 0; });
    if (counts.empty()) return {};
    std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    const size_t left_out = counts.size() > most ? counts.size() - most : 0;
    counts.resize(std::min(counts.size(), most));
    std::string line;
    for (const auto& [name, count] : counts) line += fmt::format("{}{} {}", line.empty() ? "" : ", ", name, count);
    if (left_out > 0) line += fmt::format(", and {} more", left_out);
    return fmt::format("{}: {}.\n", what, line);
}

// A sentence ends once, whatever the data end with.
std::string sentence(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (!text.empty() && std::string_view(".?!").find(text.back()) == std::string_view::npos) text += '.';
    return text;
}

std::vector<EventId> told_events(const ViewInput& input) {
    const Dataset& data = input.data();
    std::vector<EventId> events = input.visible->to_vector();
    std::vector<double> weights(data.events.size(), 0);
    for (const EventId event : events)
        weights[index(event)] =
            importance(data, event) + (input.is_selected({NodeKind::Event, static_cast<uint32_t>(event)}) ? 1e9 : 0);
    std::stable_sort(events.begin(), events.end(), [&](EventId a, EventId b) { return weights[index(a)] > weights[index(b)]; });
    events.resize(std::min(events.size(), kDescribedEvents));
    std::sort(events.begin(), events.end());
    return events;
}

std::string event_line(const ViewInput& input, EventId event) {
    const Dataset& data = input.data();
    const std::string_view date = data.text(data.events.date_text[index(event)]);
    std::string line = fmt::format("- {}: {} ({})", date.empty() ? "No date" : date_words(date),
                                   displayable(data.text(data.events.title[index(event)])),
                                   word(event_status(data, event, input.known_by_s)));
    const auto sources = cited_sources(data, event, input.known_by_s, kDescribedSources);
    for (size_t i = 0; i < sources.size(); ++i) {
        line += fmt::format("{}{}", i > 0 ? "; " : sources.size() > 1 ? ". Sources: " : ". Source: ", source_words(data, sources[i]));
        const std::string url = source_url(data, sources[i]);
        if (!url.empty()) line += " " + displayable(url);
    }
    return line + "\n";
}

}  // namespace

std::string span_words(const Dataset& data, const EventSet& events) {
    Instant first = INT64_MAX;
    Instant last = INT64_MIN;
    for (const EventId event : events.to_vector()) {
        const DateBounds& date = data.events.date[index(event)];
        if (date.begin != EndKind::Known) continue;
        first = std::min(first, date.earliest);
        last = std::max(last, date.earliest);
    }
    if (first > last) return {};
    const auto month = [](Instant t) {
        const std::string day = iso_date(civil_from_instant(t).date);
        return date_words(day.substr(0, day.size() - 3));
    };
    const std::string from = month(first);
    const std::string to = month(last);
    return from == to ? from : from + " to " + to;
}

Description describe_figure(const ViewInput& input, const ViewDef& view, const FigureText& text, const BuiltFigure& built) {
    const Dataset& data = input.data();
    const FacetCounts counts = count_facets(*input.index, *input.visible, input.known_by_s);
    Description out;
    std::string& words = out.summary;
    words = fmt::format("{} of {}: {} of {} events", view.label, data.title.empty() ? "a data set" : displayable(data.title),
                        input.visible->size(), data.events.size());
    if (const std::string span = span_words(data, *input.visible); !span.empty())
        words += span.find(" to ") == std::string::npos ? ", " + span : ", from " + span;
    if (!text.filter_words.empty()) words += ", filtered to " + text.filter_words;
    if (input.compare != nullptr) {
        EventSet both = *input.visible;
        both.intersect(*input.compare->visible);
        words += fmt::format("; compared below with {} events{}{}, {} of them in both", input.compare->visible->size(),
                             input.compare->words.empty() ? "" : ", filtered to ", displayable(input.compare->words), both.size());
    }
    if (input.status_floor) words += fmt::format(", at least {}", word(*input.status_floor));
    if (!text.known_on_words.empty()) words += ", as known on " + text.known_on_words;
    if (!text.happened_by_words.empty()) words += ", what had happened by " + text.happened_by_words;
    if (input.compared_days != nullptr && view.id == "map")
        words += fmt::format(", what has changed between {} and {}", input.compared_days->since_words, input.compared_days->until_words);
    words += ".";

    std::string& all = out.text;
    all = sentence(displayable(text.title)) + "\n";
    if (!text.subtitle.empty()) all += sentence(displayable(text.subtitle)) + "\n";
    all += words + "\n";

    // In the order of the picture; a lane that has no room there is no lane here.
    const auto list = [&](std::string_view what, const std::vector<std::pair<std::string, uint32_t>>& rows) {
        std::string lanes;
        for (const auto& [label, count] : rows) lanes += fmt::format("{}{} {}", lanes.empty() ? "" : ", ", displayable(label), count);
        all += fmt::format("{}: {}.\n", what, lanes);
    };
    if (built.lanes.size() > 1) list("Lanes from the top", built.lanes);
    if (!built.lower_lanes.empty()) list("Lanes of the timeline below, from the top", built.lower_lanes);
    if (input.compare != nullptr) all += "What follows counts the upper timeline.\n";
    Counts sides;
    for (const Side side : {Side::US, Side::China, Side::Other})
        sides.emplace_back(side_label(side), counts.side[static_cast<size_t>(side)]);
    all += counts_line("By side", std::move(sides), kSideCount);
    Counts kinds;
    for (size_t k = 0; k < counts.kind.size(); ++k)
        kinds.emplace_back(displayable(kind_label(data.event_kinds.word(id_at<WordId>(k)))), counts.kind[k]);
    all += counts_line("By kind", std::move(kinds), 12);
    Counts statuses;
    for (size_t s = 0; s < kStatusCount; ++s) statuses.emplace_back(word(static_cast<Status>(s)), counts.status[s]);
    all += counts_line("By status", std::move(statuses), kStatusCount);
    Counts actors;
    for (size_t a = 0; a < counts.actor.size(); ++a)
        actors.emplace_back(displayable(data.text(data.actors.name[a])), counts.actor[a]);
    all += counts_line("Most often named", std::move(actors), kDescribedActors);

    const std::vector<EventId> told = told_events(input);
    if (!told.empty()) {
        all += told.size() == input.visible->size() ? "The events, in the order of time:\n"
                                                    : "The most important events, in the order of time:\n";
        for (const EventId event : told) all += event_line(input, event);
    }
    // What a person has written over the picture is not what the data say.
    for (const size_t i : built.annotations) {
        const ShownAnnotation& one = input.annotations->list[i];
        if (one.words.empty()) continue;
        std::string said = one.words;
        std::replace(said.begin(), said.end(), '\n', ' ');
        const std::string where = one.node ? " at " + displayable(data.node_label(*one.node)) : std::string();
        all += fmt::format("Annotation{}{}: {}\n", one.is_internal ? " (internal)" : "", where, sentence(displayable(said)));
    }
    all += fmt::format("{} {}.\n", reading_help(view.id), displayable(figure_small_print(input, text)));
    return out;
}

}  // namespace choke
