#include "app/details.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/status_words.h"
#include "base/text.h"
#include "views/style.h"

namespace choke {
namespace {

class PageMaker {
public:
    PageMaker(const Dataset& data, Instant known_by_s) : data_(data), known_by_s_(known_by_s) {}

    DetailsPage event(EventId id) {
        const size_t i = index(id);
        DetailsPage page;
        page.node = NodeRef{NodeKind::Event, static_cast<uint32_t>(i)};
        page.id = data_.text(data_.events.id[i]);
        page.title = shown(data_.events.title[i]);
        page.kind = kind_label(data_.event_kinds.word(data_.events.kind[i]));
        page.date = date_words(data_.text(data_.events.date_text[i]));
        page.status = event_status(data_, id, known_by_s_);
        page.side = leading_side(data_, id);
        page.summary = shown(data_.events.summary[i]);
        page.notes = shown(data_.events.notes[i]);
        page.place = place_of(data_, data_.events.position[i]);
        page.known = became_known(data_.events.claims[i], data_.text(data_.events.known_text[i]));
        for (const ActorRole& role : data_.events.actors[i]) {
            NodeLink link = node_link({NodeKind::Actor, static_cast<uint32_t>(role.actor)});
            link.note = data_.roles.word(role.role);
            std::replace(link.note.begin(), link.note.end(), '-', ' ');
            page.who.push_back(std::move(link));
        }
        for (const ThingId thing : data_.events.things[i])
            page.things.push_back(node_link({NodeKind::Thing, static_cast<uint32_t>(thing)}));
        page.figures = figure_lines(data_.events.figures[i]);
        claims(data_.events.claims[i], page);
        relations(*page.node, page);
        return page;
    }

    DetailsPage actor(ActorId id) {
        const size_t i = index(id);
        DetailsPage page;
        page.node = NodeRef{NodeKind::Actor, static_cast<uint32_t>(i)};
        page.id = data_.text(data_.actors.id[i]);
        page.title = shown(data_.actors.name[i]);
        page.kind = actor_kind_label(data_.actor_kinds.word(data_.actors.kind[i]));
        page.side = data_.actors.side[i];
        page.summary = shown(data_.actors.summary[i]);
        page.place = place_of(data_, data_.actors.position[i]);
        for (const StringRef alias : data_.actors.aliases[i]) page.aliases.push_back(shown(alias));
        if (data_.actors.parent[i] != kNone<ActorId>) {
            NodeLink link = node_link({NodeKind::Actor, static_cast<uint32_t>(data_.actors.parent[i])});
            link.note = "parent";
            page.who.push_back(std::move(link));
        }
        relations(*page.node, page);
        events(data_.actors.events[i], *page.node, page);
        return page;
    }

    DetailsPage thing(ThingId id) {
        const size_t i = index(id);
        DetailsPage page;
        page.node = NodeRef{NodeKind::Thing, static_cast<uint32_t>(i)};
        page.id = data_.text(data_.things.id[i]);
        page.title = shown(data_.things.name[i]);
        page.kind = kind_label(data_.thing_kinds.word(data_.things.kind[i]));
        page.date = data_.things.date_text[i].empty() ? "" : date_words(data_.text(data_.things.date_text[i]));
        page.summary = shown(data_.things.summary[i]);
        page.place = place_of(data_, data_.things.position[i]);
        for (const StringRef alias : data_.things.aliases[i]) page.aliases.push_back(shown(alias));
        if (data_.things.maker[i] != kNone<ActorId>) {
            NodeLink link = node_link({NodeKind::Actor, static_cast<uint32_t>(data_.things.maker[i])});
            link.note = "maker";
            page.side = link.side;
            page.who.push_back(std::move(link));
        }
        page.figures = figure_lines(data_.things.specs[i]);
        claims(data_.things.claims[i], page);
        relations(*page.node, page);
        events(data_.things.events[i], *page.node, page);
        return page;
    }

    DetailsPage tie(const Tie& tie, const EventSet& visible, const ChangeRule* changes) {
        DetailsPage page;
        page.title = fmt::format("{} and {}", displayable(data_.node_label(tie.a)), displayable(data_.node_label(tie.b)));
        page.kind = "What ties them";
        page.who = {node_link(tie.a), node_link(tie.b)};
        LinkGroup ties{"Relations", {}, false};
        ChangeSum all;
        const auto note = [&](Change change, NodeLink& link) {
            if (changes == nullptr) return;
            all.add(change);
            link.change = changes->words(change);
        };
        const auto between = [&](NodeRef from, NodeRef to) {
            for (const RelationId relation : data_.relations_from[data_.node_number(from)]) {
                if (data_.relations.to[index(relation)] != to || relation_status(data_, relation, known_by_s_) == Status::NotYetKnown) continue;
                if (!add_room(ties)) continue;
                ties.links.push_back(relation_link(relation, true));
                note(changes != nullptr ? changes->of(relation) : Change::Stayed, ties.links.back());
            }
        };
        between(tie.a, tie.b);
        between(tie.b, tie.a);
        if (!ties.links.empty()) page.groups.push_back(std::move(ties));
        LinkGroup shared{"Events that name both", {}, false};
        for (const EventId event : events_of(tie.a)) {
            const auto others = events_of(tie.b);
            if (!visible.contains(event) || !std::binary_search(others.begin(), others.end(), event)) continue;
            if (!add_room(shared)) continue;
            shared.links.push_back(event_link(event));
            note(changes != nullptr ? changes->of(event) : Change::Stayed, shared.links.back());
        }
        if (changes != nullptr && !changes->words(all.total()).empty()) page.kind += ", " + changes->words(all.total());
        if (!shared.links.empty()) page.groups.push_back(std::move(shared));
        return page;
    }

    [[nodiscard]] ClaimCard one_claim(const Claim& claim) const { return card(claim); }

private:
    // Whether the page has room for one more link; counts it as left out when not.
    static bool add_room(LinkGroup& group) {
        if (group.links.size() < kMaxLinks) return true;
        group.left_out++;
        return false;
    }

    [[nodiscard]] std::string shown(StringRef ref) const { return displayable(data_.text(ref)); }

    [[nodiscard]] std::span<const EventId> events_of(NodeRef node) const {
        switch (node.kind) {
            case NodeKind::Actor: return data_.actors.events[node.index];
            case NodeKind::Thing: return data_.things.events[node.index];
            case NodeKind::Event: break;  // an event names nodes, it is not named
        }
        return {};
    }

    [[nodiscard]] NodeLink node_link(NodeRef node) const {
        NodeLink link;
        link.node = node;
        link.label = displayable(data_.node_label(node));
        switch (node.kind) {
            case NodeKind::Event: return event_link(id_at<EventId>(node.index));
            case NodeKind::Actor:
                link.side = data_.actors.side[node.index];
                link.kind = data_.actor_kinds.word(data_.actors.kind[node.index]);
                break;
            case NodeKind::Thing:
                link.kind = data_.thing_kinds.word(data_.things.kind[node.index]);
                if (data_.things.maker[node.index] != kNone<ActorId>)
                    link.side = data_.actors.side[index(data_.things.maker[node.index])];
                break;
        }
        return link;
    }

    [[nodiscard]] NodeLink event_link(EventId event) const {
        NodeLink link;
        link.node = {NodeKind::Event, static_cast<uint32_t>(event)};
        link.label = shown(data_.events.title[index(event)]);
        link.date = date_words_short(data_.text(data_.events.date_text[index(event)]));
        link.status = event_status(data_, event, known_by_s_);
        link.side = leading_side(data_, event);
        link.kind = data_.event_kinds.word(data_.events.kind[index(event)]);
        return link;
    }

    // The other end of a relation. As a whole sentence when both ends are of interest.
    [[nodiscard]] NodeLink relation_link(RelationId relation, bool whole, bool forward = true) const {
        const size_t r = index(relation);
        const NodeRef from = data_.relations.from[r];
        const NodeRef to = data_.relations.to[r];
        const RelationKindWords words = relation_words(data_.relation_kinds.word(data_.relations.kind[r]));
        NodeLink link = node_link(forward ? to : from);
        link.note = forward ? words.forward : words.backward;
        std::replace(link.note.begin(), link.note.end(), '-', ' ');
        if (whole)
            link.label = fmt::format("{} {} {}", displayable(data_.node_label(from)), link.note, displayable(data_.node_label(to)));
        link.basis = shown(data_.relations.basis[r]);
        link.status = relation_status(data_, relation, known_by_s_);
        link.is_tie = true;
        if (!data_.relations.date_text[r].empty()) link.date = date_words_short(data_.text(data_.relations.date_text[r]));
        for (const Claim& claim : data_.claims_of(data_.relations.claims[r])) link.claims.push_back(card(claim));
        return link;
    }

    void relations(NodeRef node, DetailsPage& page) const {
        LinkGroup answers{"What it answers", {}, true};
        LinkGroup answered{"What answers it", {}, true};
        LinkGroup other{"Other ties", {}, false};
        const size_t number = data_.node_number(node);
        const auto add = [&](RelationId relation, bool forward) {
            NodeLink link = relation_link(relation, false, forward);
            if (link.status == Status::NotYetKnown) return;
            const NodeRef end = forward ? data_.relations.to[index(relation)] : data_.relations.from[index(relation)];
            const std::string_view kind = data_.relation_kinds.word(data_.relations.kind[index(relation)]);
            if (node.kind != NodeKind::Event || end.kind != NodeKind::Event || !relation_words(kind).causal) {
                other.links.push_back(std::move(link));
                return;
            }
            // "A leads to B" and "A enables B" run with time; all other causal kinds look back.
            const bool looks_back = kind != "leads-to" && kind != "enables";
            (forward == looks_back ? answers : answered).links.push_back(std::move(link));
        };
        for (const RelationId relation : data_.relations_from[number]) add(relation, true);
        for (const RelationId relation : data_.relations_to[number]) add(relation, false);
        for (LinkGroup* group : {&answers, &answered, &other})
            if (!group->links.empty()) page.groups.push_back(std::move(*group));
    }

    void events(std::span<const EventId> list, NodeRef node, DetailsPage& page) const {
        LinkGroup group{"Events", {}, false};
        for (const EventId event : list) {
            if (event_status(data_, event, known_by_s_) == Status::NotYetKnown) continue;
            if (!add_room(group)) continue;
            NodeLink link = event_link(event);
            if (node.kind == NodeKind::Actor)
                for (const ActorRole& role : data_.events.actors[index(event)])
                    if (index(role.actor) == node.index) link.note = data_.roles.word(role.role);
            group.links.push_back(std::move(link));
        }
        if (!group.links.empty()) page.groups.push_back(std::move(group));
    }

    [[nodiscard]] std::string became_known(IndexRange range, std::string_view known_text) const {
        if (!known_text.empty()) return "became known " + on(date_words(known_text));
        const Claim* first = nullptr;
        for (const Claim& claim : data_.claims_of(range))
            if (first == nullptr || claim.known_s < first->known_s) first = &claim;
        if (first == nullptr || first->known_text.empty()) return {};
        return "earliest source here: " + date_words(data_.text(first->known_text));
    }
    static std::string on(std::string date) { return !date.empty() && date[0] >= '0' && date[0] <= '9' ? "on " + date : date; }

    [[nodiscard]] std::vector<FigureLine> figure_lines(std::span<const Figure> figures) const {
        std::vector<FigureLine> lines;
        for (const Figure& figure : figures) {
            FigureLine line{shown(figure.name), figure_value(data_, figure), {}};
            if (!figure.as_of.empty()) line.note = "as of " + date_words_short(data_.text(figure.as_of));
            if (!figure.note.empty()) line.note += (line.note.empty() ? "" : "; ") + shown(figure.note);
            lines.push_back(std::move(line));
        }
        return lines;
    }

    [[nodiscard]] ClaimCard card(const Claim& claim) const {
        ClaimCard out;
        const size_t s = index(claim.source);
        out.source = claim.source;
        out.source_title = shown(data_.sources.title[s]);
        out.publisher = shown(data_.sources.publisher[s]);
        out.source_id = data_.text(data_.sources.id[s]);
        out.url = data_.text(data_.sources.url[s]);
        out.locator = shown(claim.locator);
        out.stance = claim.stance;
        if (claim.by != kNone<ActorId>) out.by = shown(data_.actors.name[index(claim.by)]);
        if (!claim.known_text.empty()) out.known = date_words_short(data_.text(claim.known_text));
        out.text = shown(claim.text);
        out.own_title = shown(claim.title);
        if (!claim.date_text.empty()) out.own_date = date_words(data_.text(claim.date_text));
        for (uint32_t f = claim.figures.begin; f < claim.figures.end; ++f) {
            const Figure& figure = data_.claim_figures[f];
            out.own_figures.push_back(shown(figure.name) + ": " + figure_value(data_, figure));
        }
        out.place = place_of(data_, claim.position);
        out.yet_unknown = claim.known_s > known_by_s_;
        return out;
    }

    void claims(IndexRange range, DetailsPage& page) const {
        std::array<size_t, kStanceCount> count{};
        for (const Claim& claim : data_.claims_of(range)) {
            ClaimCard made = card(claim);
            if (!made.yet_unknown) count[static_cast<size_t>(made.stance)]++;
            page.claims.push_back(std::move(made));
        }
        constexpr std::array<std::pair<std::string_view, std::string_view>, kStanceCount> kWords{
            {{"establishes", "establish"}, {"reports", "report"}, {"alleges", "allege"}, {"assesses", "assess"},
             {"forecasts", "forecast"}, {"disputes", "dispute"}, {"denies", "deny"}, {"retracts", "retract"}}};
        for (size_t s = 0; s < kStanceCount; ++s) {
            if (count[s] == 0) continue;
            if (!page.status_why.empty()) page.status_why += ", ";
            page.status_why += fmt::format("{} claim{} {} it", count[s], count[s] == 1 ? "" : "s",
                                           count[s] == 1 ? kWords[s].first : kWords[s].second);
        }
    }

    const Dataset& data_;
    Instant known_by_s_;
};

}  // namespace

DetailsPage details_of(const Dataset& data, NodeRef node, Instant known_by_s) {
    PageMaker maker(data, known_by_s);
    switch (node.kind) {
        case NodeKind::Event: {
            DetailsPage page = maker.event(id_at<EventId>(node.index));
            page.status_reason = status_reason(data, id_at<EventId>(node.index), known_by_s);
            return page;
        }
        case NodeKind::Actor:
        case NodeKind::Thing: {
            DetailsPage page = node.kind == NodeKind::Actor ? maker.actor(id_at<ActorId>(node.index)) : maker.thing(id_at<ThingId>(node.index));
            page.course = node_course(data, node, known_by_s);
            return page;
        }
    }
    return {};
}

DetailsPage details_of_tie(const Dataset& data, const Tie& tie, const EventSet& visible, Instant known_by_s, const ChangeRule* changes) {
    return PageMaker(data, known_by_s).tie(tie, visible, changes);
}

namespace {

size_t known_count(const Dataset& data, std::span<const EventId> events, Instant known_by_s) {
    if (known_by_s == kEverKnown) return events.size();
    return static_cast<size_t>(std::ranges::count_if(events, [&](EventId event) {
        return event_status(data, event, known_by_s) != Status::NotYetKnown;
    }));
}

std::string many_events(size_t count) { return fmt::format("{} event{}", count, count == 1 ? "" : "s"); }

}  // namespace

std::string tooltip_of(const Dataset& data, NodeRef node, Instant known_by_s) {
    const std::string label = displayable(data.node_label(node));
    switch (node.kind) {
        case NodeKind::Event: {
            const auto id = id_at<EventId>(node.index);
            return fmt::format("{}\n{} · {} · {}", label, date_words(data.text(data.events.date_text[node.index])),
                               kind_label(data.event_kinds.word(data.events.kind[node.index])),
                               status_label(event_status(data, id, known_by_s)));
        }
        case NodeKind::Actor:
            return fmt::format("{}\n{}, {} · {}", label, actor_kind_label(data.actor_kinds.word(data.actors.kind[node.index])),
                               side_label(data.actors.side[node.index]),
                               many_events(known_count(data, data.actors.events[node.index], known_by_s)));
        case NodeKind::Thing:
            return fmt::format("{}\n{} · {}", label, kind_label(data.thing_kinds.word(data.things.kind[node.index])),
                               many_events(known_count(data, data.things.events[node.index], known_by_s)));
    }
    return label;
}

ClaimCard claim_card(const Dataset& data, const Claim& claim, Instant known_by_s) {
    return PageMaker(data, known_by_s).one_claim(claim);
}

std::string place_of(const Dataset& data, const SourcePosition& position) {
    if (position.line == 0 || position.file >= data.files.size()) return {};
    return fmt::format("{}:{}:{}", data.files[position.file], position.line, position.column);
}

std::string figure_value(const Dataset& data, const Figure& figure) {
    std::string value = displayable(data.text(figure.value));
    const std::string unit = displayable(data.text(figure.unit));
    if (unit.empty()) return value;
    return value + (unit == "%" ? "\u00a0%" : " " + unit);
}

}  // namespace choke
