#include "app/paths.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/node_names.h"
#include "base/text.h"
#include "graph/csr.h"
#include "graph/paths.h"
#include "time/edtf.h"

namespace choke {
namespace {

// An event that names two actors ties them less than a relation does: two such steps are as long as five relations.
constexpr double kNaming = 2.5;

double length_of(Status status) {
    switch (status) {
        case Status::Established: return 1;
        case Status::Reported: return 1.1;
        case Status::Assessed: return 1.3;
        case Status::Alleged: return 1.6;
        case Status::Disputed: return 1.7;
        case Status::Forecast: return 2;
        case Status::Retracted:
        case Status::NotYetKnown: break;
    }
    return 4;
}

struct Step {
    NodeRef from;
    NodeRef to;
    std::optional<RelationId> relation;
    EventId event = kNone<EventId>;  // that names, when it is no relation
    Status status = Status::Reported;
};

bool asserts(Stance stance) { return stance != Stance::Disputes && stance != Stance::Denies && stance != Stance::Retracts; }

class Ways {
public:
    Ways(const Dataset& data, Instant known_by_s, const PathsOptions& options) : data_(data), known_by_s_(known_by_s), options_(options) {
        for (size_t e = 0; e < data.events.size(); ++e) {
            event_status_.push_back(event_status(data, id_at<EventId>(e), known_by_s));
            if (!leads_on(event_status_.back())) continue;
            const NodeRef event{NodeKind::Event, static_cast<uint32_t>(e)};
            const auto names = [&](NodeRef named) { steps_.push_back({event, named, std::nullopt, id_at<EventId>(e), event_status_[e]}); };
            for (const ActorRole& role : data.events.actors[e]) names({NodeKind::Actor, static_cast<uint32_t>(role.actor)});
            for (const ThingId thing : data.events.things[e]) names({NodeKind::Thing, static_cast<uint32_t>(thing)});
        }
        for (size_t r = 0; r < data.relations.size(); ++r) {
            const Status status = relation_status(data, id_at<RelationId>(r), known_by_s);
            if (!leads_on(status) || !is_there(data.relations.from[r]) || !is_there(data.relations.to[r])) continue;
            steps_.push_back({data.relations.from[r], data.relations.to[r], id_at<RelationId>(r), kNone<EventId>, status});
        }
    }

    [[nodiscard]] std::vector<PathStory> stories(NodeRef a, NodeRef b) const {
        std::vector<GraphEdge> edges;
        std::vector<double> lengths;
        std::vector<StepTime> times;
        for (const Step& step : steps_) {
            edges.push_back({number(step.from), number(step.to)});
            lengths.push_back(length_of(step.status) * (step.relation ? 1 : kNaming));
            times.push_back(time_of(step));
        }
        const Graph graph(static_cast<uint32_t>(data_.node_count()), edges);
        PathOptions path_options;
        path_options.lengths = lengths;
        if (options_.in_time_order) path_options.times = times;
        std::vector<PathStory> out;
        for (const Path& path : shortest_paths(graph, number(a), number(b), options_.most, path_options)) out.push_back(told(path));
        return out;
    }

    // Events are two nodes with an edge between them, so that a claim that an event hangs on can be taken away like one that
    // a relation hangs on.
    [[nodiscard]] std::vector<PathCut> cuts(NodeRef a, NodeRef b) const {
        std::vector<PathCut> out;
        std::vector<SourceId> told;
        for (const uint32_t group : groups_without_which(a, b, true)) {
            if (group >= data_.claims.size()) continue;
            const Claim& claim = data_.claims[group];
            PathCut cut;
            cut.claim = id_at<ClaimId>(group);
            cut.source = claim.source;
            cut.sentence = fmt::format("Every way rests on one claim: that {} ({}).", what_claimed(group), source_words(claim));
            told.push_back(claim.source);
            out.push_back(std::move(cut));
        }
        for (const uint32_t group : groups_without_which(a, b, false)) {
            if (group >= data_.sources.size() || std::ranges::find(told, id_at<SourceId>(group)) != told.end()) continue;
            PathCut cut;
            cut.source = id_at<SourceId>(group);
            cut.sentence = fmt::format("Every way rests on one source: {}.", source_name(cut.source));
            out.push_back(std::move(cut));
        }
        return out;
    }

private:
    [[nodiscard]] bool leads_on(Status status) const {
        return status != Status::NotYetKnown && status != Status::Retracted && (!options_.status_floor || is_at_least(status, *options_.status_floor));
    }
    [[nodiscard]] bool is_there(NodeRef node) const { return node.kind != NodeKind::Event || leads_on(event_status_[node.index]); }
    [[nodiscard]] uint32_t number(NodeRef node) const { return static_cast<uint32_t>(data_.node_number(node)); }

    // A relation without a date is as old as the later one of its events.
    [[nodiscard]] StepTime time_of(const Step& step) const {
        const auto interval = [](const DateBounds& date) { return StepTime{date.earliest, date.latest}; };
        if (!step.relation) return interval(data_.events.date[index(step.event)]);
        if (const auto& date = data_.relations.date[index(*step.relation)]) return interval(*date);
        std::optional<StepTime> later;
        for (const NodeRef end : {step.from, step.to}) {
            if (end.kind != NodeKind::Event) continue;
            const StepTime time = interval(data_.events.date[end.index]);
            if (!later || time.begin > later->begin) later = time;
        }
        return later.value_or(StepTime{});
    }

    [[nodiscard]] IndexRange claims_of(const Step& step) const {
        return step.relation ? data_.relations.claims[index(*step.relation)] : data_.events.claims[index(step.event)];
    }

    // --- in words ---

    [[nodiscard]] std::string name(NodeRef node) const {
        const std::string label = displayable(data_.node_label(node));
        if (label.empty()) return displayable(data_.node_id(node));
        return node.kind == NodeKind::Event ? "\u201c" + label + "\u201d" : label;
    }
    [[nodiscard]] std::string source_name(SourceId source) const {
        const std::string publisher = displayable(data_.text(data_.sources.publisher[index(source)]));
        const std::string title = displayable(data_.text(data_.sources.title[index(source)]));
        if (publisher.empty()) return "\u201c" + title + "\u201d";
        return title.empty() ? publisher : publisher + ", \u201c" + title + "\u201d";
    }
    // "Reuters, L3": short, as the page has the whole of it.
    [[nodiscard]] std::string source_words(const Claim& claim) const {
        const std::string publisher = displayable(data_.text(data_.sources.publisher[index(claim.source)]));
        std::string words = publisher.empty() ? source_name(claim.source) : publisher;
        if (!claim.locator.empty()) words += ", " + displayable(data_.text(claim.locator));
        return words;
    }

    // The known claims of a step, those that assert it first.
    [[nodiscard]] std::vector<uint32_t> known_claims(IndexRange range) const {
        std::vector<uint32_t> known;
        for (uint32_t c = range.begin; c < range.end; ++c)
            if (data_.claims[c].known_s <= known_by_s_) known.push_back(c);
        std::ranges::stable_partition(known, [&](uint32_t c) { return asserts(data_.claims[c].stance); });
        return known;
    }

    [[nodiscard]] std::string role_words(EventId event, NodeRef named) const {
        if (named.kind == NodeKind::Actor) {
            for (const ActorRole& role : data_.events.actors[index(event)]) {
                if (index(role.actor) != named.index || role.role == kNone<WordId>) continue;
                std::string word(data_.roles.word(role.role));
                std::replace(word.begin(), word.end(), '-', ' ');
                return word.empty() ? "" : " as " + word;
            }
        }
        return {};
    }

    // Without its brackets; `forward` as the data have it.
    [[nodiscard]] std::string clause(const Step& step, bool forward) const {
        const NodeRef from = forward ? step.from : step.to;
        const NodeRef to = forward ? step.to : step.from;
        std::string words;
        if (step.relation) {
            const RelationKindWords kind = relation_words(data_.relation_kinds.word(data_.relations.kind[index(*step.relation)]));
            words = forward ? kind.forward : kind.backward;
            std::replace(words.begin(), words.end(), '-', ' ');
        } else {
            words = forward ? "names" : "is named";
        }
        const std::string role = step.relation ? "" : role_words(step.event, forward ? to : from);
        if (step.relation || forward) return fmt::format("{} {} {}{}", name(from), words, name(to), role);
        return fmt::format("{} {}{} in {}", name(from), words, role, name(to));
    }

    [[nodiscard]] std::string date_of(const Step& step) const {
        if (!step.relation) return date_words(data_.text(data_.events.date_text[index(step.event)]));
        const StringRef text = data_.relations.date_text[index(*step.relation)];
        return text.empty() ? std::string() : date_words(data_.text(text));
    }

    [[nodiscard]] PathStory told(const Path& path) const {
        PathStory story;
        for (const uint32_t node : path.nodes) story.nodes.push_back(data_.node_at(node));
        for (size_t k = 0; k < path.edges.size(); ++k) {
            const Step& step = steps_[path.edges[k]];
            const bool forward = step.from == story.nodes[k];
            PathStep out;
            out.from = story.nodes[k];
            out.to = story.nodes[k + 1];
            out.relation = step.relation;
            out.status = step.status;
            out.date = date_of(step);
            const std::vector<uint32_t> claims = known_claims(claims_of(step));
            for (const uint32_t c : claims) out.claims.push_back(claim_card(data_, data_.claims[c], known_by_s_));
            std::string why(word(step.status));
            if (!out.date.empty()) why += "; " + out.date;
            if (!claims.empty()) why += "; " + source_words(data_.claims[claims.front()]);
            if (claims.size() > 1) why += fmt::format("; and {} more claim{}", claims.size() - 1, claims.size() == 2 ? "" : "s");
            out.sentence = fmt::format("{} ({}).", clause(step, forward), why);
            if (k == 0 || firmness(step.status) < firmness(story.weakest)) story.weakest = step.status;
            story.steps.push_back(std::move(out));
        }
        const size_t count = story.steps.size();
        story.summary = count == 0 ? "The two are the same."
                                   : fmt::format("{} step{}; the weakest is {}", count, count == 1 ? "" : "s", word(story.weakest));
        return story;
    }

    // --- what all ways hang on ---

    // The claim, or the source, that a record rests on alone; nothing when it has others to stand on.
    [[nodiscard]] std::optional<uint32_t> sole_ground(IndexRange range, bool by_claim) const {
        std::optional<uint32_t> sole;
        for (const uint32_t c : known_claims(range)) {
            if (!asserts(data_.claims[c].stance)) continue;
            const uint32_t ground = by_claim ? c : static_cast<uint32_t>(data_.claims[c].source);
            if (sole && *sole != ground) return std::nullopt;
            sole = ground;
        }
        return sole;
    }

    [[nodiscard]] std::vector<uint32_t> groups_without_which(NodeRef a, NodeRef b, bool by_claim) const {
        const auto event_count = static_cast<uint32_t>(data_.events.size());
        const auto node_count = static_cast<uint32_t>(data_.node_count());
        // An event is entered at its own number and left at one beyond all others.
        const auto exit = [&](NodeRef node) { return node.kind == NodeKind::Event ? node_count + node.index : number(node); };
        auto next_own = static_cast<uint32_t>(by_claim ? data_.claims.size() : data_.sources.size());
        std::vector<GraphEdge> edges;
        std::vector<uint32_t> groups;
        for (uint32_t e = 0; e < event_count; ++e) {
            const NodeRef event{NodeKind::Event, e};
            if (!leads_on(event_status_[e])) continue;
            edges.push_back({e, exit(event)});
            const auto ground = sole_ground(data_.events.claims[e], by_claim);
            groups.push_back(ground ? *ground : next_own++);
        }
        for (const Step& step : steps_) {
            // That an event names somebody stands and falls with the event, whose own edge says that already.
            const auto ground = step.relation ? sole_ground(claims_of(step), by_claim) : std::nullopt;
            const uint32_t group = ground ? *ground : next_own++;
            for (const auto& [from, to] : {std::pair(step.from, step.to), std::pair(step.to, step.from)}) {
                edges.push_back({exit(from), number(to)});
                groups.push_back(group);
            }
        }
        const Graph graph(node_count + event_count, edges);
        return cut_groups(graph, groups, exit(a), number(b), Direction::Out);
    }

    // What the record says that the claim belongs to.
    [[nodiscard]] std::string what_claimed(uint32_t claim) const {
        for (const Step& step : steps_) {
            const IndexRange range = claims_of(step);
            if (claim < range.begin || claim >= range.end) continue;
            return step.relation ? clause(step, true) : "\u201c" + displayable(data_.node_label(step.from)) + "\u201d happened";
        }
        for (size_t e = 0; e < data_.events.size(); ++e) {
            const IndexRange range = data_.events.claims[e];
            if (claim >= range.begin && claim < range.end)
                return "\u201c" + displayable(data_.text(data_.events.title[e])) + "\u201d happened";
        }
        return {};
    }

    const Dataset& data_;
    Instant known_by_s_;
    PathsOptions options_;
    std::vector<Status> event_status_;
    std::vector<Step> steps_;
};

}  // namespace

std::vector<PathStory> paths_of(const Dataset& data, NodeRef a, NodeRef b, Instant known_by_s, const PathsOptions& options) {
    return Ways(data, known_by_s, options).stories(a, b);
}

std::vector<PathCut> path_cuts(const Dataset& data, NodeRef a, NodeRef b, Instant known_by_s, const PathsOptions& options) {
    if (a == b) return {};
    return Ways(data, known_by_s, options).cuts(a, b);
}

std::optional<std::pair<NodeRef, NodeRef>> path_ends(const Dataset& data, std::string_view text) {
    const size_t dots = text.find("..");
    if (dots == std::string_view::npos) return std::nullopt;
    const auto a = node_named(data, text.substr(0, dots));
    const auto b = node_named(data, text.substr(dots + 2));
    if (!a || !b) return std::nullopt;
    return std::pair(*a, *b);
}

std::string path_name(const Dataset& data, NodeRef a, NodeRef b) { return node_name(data, a) + ".." + node_name(data, b); }

}  // namespace choke
