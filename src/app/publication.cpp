#include "app/publication.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/annotations.h"
#include "base/text.h"

namespace choke {
namespace {

constexpr size_t kNamed = 5;  // more are counted

class Matter {
public:
    Matter(const Dataset& data, std::vector<std::string>& out) : data_(data), out_(out) {}

    // whose: "the event 'rule'".
    void claims(IndexRange range, const std::string& whose, Instant known_by_s) {
        for (const Claim& claim : data_.claims_of(range)) {
            if (claim.known_s > known_by_s || !data_.is_internal(claim)) continue;
            const std::string_view source = data_.text(data_.sources.id[index(claim.source)]);
            out_.push_back(fmt::format("{}: a claim of {} is internal{}", displayable(place_of(data_, claim.position)), whose,
                                       data_.is_internal(claim.source) ? fmt::format(", as is its source '{}'", displayable(source)) : ""));
        }
    }

private:
    const Dataset& data_;
    std::vector<std::string>& out_;
};

Result<void> refusal(const std::vector<std::string>& matter) {
    if (matter.empty()) return {};
    std::string message = "this cannot be published: ";
    for (size_t i = 0; i < std::min(matter.size(), kNamed); ++i) message += (i > 0 ? "; " : "") + matter[i];
    if (matter.size() > kNamed) message += fmt::format("; and {} more", matter.size() - kNamed);
    return fail(std::move(message));
}

}  // namespace

std::vector<std::string> internal_matter(const AppState& state, Derived& derived, const FigureRequest& request) {
    std::vector<std::string> out;
    const Dataset& data = *state.data;
    const Annotations& annotations = *state.document.annotations;
    for (const AnnotationLayer& layer : annotations.layers) {
        if (!layer.is_internal || is_hidden(state.document, layer.name)) continue;
        for (const Annotation& one : annotations.list)
            if (one.layer == layer.name)
                out.push_back(fmt::format("the annotation {} ({}) is in the layer '{}', which is internal; hide or delete the layer, or make it public",
                                          displayable(one.id), annotation_words(state, one), displayable(layer.name)));
    }
    if (data.internal_claims.empty() && data.internal_sources.empty()) return out;

    const Visible& visible = derived.visible(state);
    EventSet events = visible.events;
    events.unite(visible.ghosts);
    if (const Visible* other = derived.compared(state)) {
        events.unite(other->events);
        events.unite(other->ghosts);
    }
    const bool is_map = request.view == "map" || request.view == "matrix";
    // What has gone since the earlier day is shown too.
    if (is_map) events.unite(visible.before);
    Matter matter(data, out);
    // Ghosts are claims that were not known yet.
    const Instant known_by_s = state.document.ghosts ? kEverKnown : visible.known_by_s;
    for (const EventId event : events.to_vector()) {
        const DateBounds& date = data.events.date[index(event)];
        if (request.range && (upper_limit(date) < request.range->first || lower_limit(date) > request.range->second)) continue;
        matter.claims(data.events.claims[index(event)], fmt::format("the event '{}'", displayable(data.text(data.events.id[index(event)]))), known_by_s);
    }
    for (size_t i = 0; is_map && i < data.relations.size(); ++i)
        matter.claims(data.relations.claims[i],
                      fmt::format("the relation from '{}' to '{}'", displayable(data.node_id(data.relations.from[i])), displayable(data.node_id(data.relations.to[i]))),
                      known_by_s);
    return out;
}

Result<void> check_public(const AppState& state, Derived& derived, const FigureRequest& request) {
    return refusal(internal_matter(state, derived, request));
}

Result<void> check_public_steps(const AppState& state, StoryRef story, size_t only_step) {
    std::vector<std::string> matter;
    for (size_t step = 0; step < step_count(state, story); ++step) {
        if (only_step != 0 && only_step != step + 1) continue;
        const StepWords words = step_words(state, story, step);
        if (words.internal)
            matter.push_back(fmt::format("step {} of the story '{}' ({}) is internal; make it public, delete it, or name another one with --step", step + 1,
                                         displayable(story_id(state, story)), displayable(words.headline)));
    }
    return refusal(matter);
}

Result<void> check_public(const Deck& deck) {
    std::vector<std::string> matter;
    for (const DeckStep& step : deck.steps) {
        Derived derived;
        for (std::string& one : internal_matter(step.state, derived, step.figure)) {
            std::string line = deck.id.empty() ? std::move(one) : fmt::format("{} (step {})", one, step.number);
            if (std::find(matter.begin(), matter.end(), line) == matter.end()) matter.push_back(std::move(line));
        }
    }
    return refusal(matter);
}

}  // namespace choke
