// The built-in data set and the one that follows it, asked in the words of the data format. For
// full_data_*_test.cpp.
#pragma once

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "io/reader.h"

namespace full_data {

using namespace choke;

class Facts {
  public:
    explicit Facts(Result<Loaded> loaded) : loaded_(std::move(loaded)) {
        if (!loaded_) throw std::runtime_error(to_string(loaded_.error()));
    }

    [[nodiscard]] const Loaded& loaded() const { return *loaded_; }
    [[nodiscard]] const Dataset& data() const { return *loaded_->data; }
    [[nodiscard]] std::string text(StringRef ref) const { return std::string(data().text(ref)); }

    [[nodiscard]] EventId event(std::string_view id) const { return found(data().find_event(id), id); }
    [[nodiscard]] ThingId thing(std::string_view id) const { return found(data().find_thing(id), id); }
    [[nodiscard]] ActorId actor(std::string_view id) const { return found(data().find_actor(id), id); }

    [[nodiscard]] std::string date(std::string_view id) const {
        return text(data().events.date_text[at(id)]);
    }
    [[nodiscard]] std::string known(std::string_view id) const {
        return text(data().events.known_text[at(id)]);
    }
    [[nodiscard]] std::string title(std::string_view id) const { return text(data().events.title[at(id)]); }
    [[nodiscard]] std::string summary(std::string_view id) const {
        return text(data().events.summary[at(id)]);
    }
    [[nodiscard]] std::string notes(std::string_view id) const { return text(data().events.notes[at(id)]); }
    [[nodiscard]] std::string kind(std::string_view id) const {
        return std::string(data().event_kinds.word(data().events.kind[at(id)]));
    }
    [[nodiscard]] std::string thing_date(std::string_view id) const {
        return text(data().things.date_text[index(thing(id))]);
    }

    // "nvidia@accused", in the order of the event.
    [[nodiscard]] std::vector<std::string> actors(EventId event) const {
        std::vector<std::string> out;
        for (const ActorRole& row : data().events.actors[index(event)]) {
            out.push_back(text(data().actors.id[index(row.actor)]) + "@" +
                          std::string(data().roles.word(row.role)));
        }
        return out;
    }
    [[nodiscard]] std::vector<std::string> actors(std::string_view id) const { return actors(event(id)); }
    [[nodiscard]] std::string first_actor(std::string_view id) const {
        const std::vector<std::string> all = actors(id);
        return all.empty() ? "" : all.front();
    }
    [[nodiscard]] bool has_actor(std::string_view id, std::string_view who) const {
        for (const std::string& actor : actors(id))
            if (actor.substr(0, actor.find('@')) == who) return true;
        return false;
    }
    [[nodiscard]] bool has_thing(EventId event, std::string_view wanted) const {
        for (const ThingId id : data().events.things[index(event)])
            if (text(data().things.id[index(id)]) == wanted) return true;
        return false;
    }
    [[nodiscard]] bool has_thing(std::string_view id, std::string_view wanted) const {
        return has_thing(event(id), wanted);
    }
    [[nodiscard]] bool has_tag(EventId event, std::string_view wanted) const {
        for (const WordId tag : data().events.tags[index(event)])
            if (data().tags.word(tag) == wanted) return true;
        return false;
    }

    [[nodiscard]] std::span<const Claim> claims(EventId event) const {
        return data().claims_of(data().events.claims[index(event)]);
    }
    [[nodiscard]] std::span<const Claim> claims(std::string_view id) const { return claims(event(id)); }
    // The claim of one source, at one place in it where that is given.
    [[nodiscard]] const Claim& claim(std::string_view id, std::string_view source,
                                     std::string_view locator = {}) const {
        for (const Claim& claim : claims(id)) {
            if (source_of(claim) == source && (locator.empty() || text(claim.locator) == locator))
                return claim;
        }
        throw std::runtime_error("no such claim: " + std::string(id) + " " + std::string(source));
    }
    [[nodiscard]] std::string source_of(const Claim& claim) const {
        return text(data().sources.id[index(claim.source)]);
    }
    [[nodiscard]] std::string by(const Claim& claim) const {
        return claim.by == kNone<ActorId> ? "" : text(data().actors.id[index(claim.by)]);
    }
    // Sources of the claims of an event that a condition holds for.
    template <typename Condition>
    [[nodiscard]] std::set<std::string> sources(std::string_view id, Condition&& holds) const {
        std::set<std::string> out;
        for (const Claim& claim : claims(id))
            if (holds(claim)) out.insert(source_of(claim));
        return out;
    }
    template <typename Condition>
    [[nodiscard]] bool any_claim(std::string_view id, Condition&& holds) const {
        return !sources(id, holds).empty();
    }
    [[nodiscard]] bool says(const Claim& claim, std::string_view part) const {
        return data().text(claim.text).find(part) != std::string_view::npos;
    }

    [[nodiscard]] const Figure& figure(std::string_view id, std::string_view name) const {
        return named(data().events.figures[at(id)], name);
    }
    [[nodiscard]] const Figure& spec(std::string_view id, std::string_view name) const {
        return named(data().things.specs[index(thing(id))], name);
    }
    [[nodiscard]] std::span<const Figure> figures(const Claim& claim) const {
        return std::span(data().claim_figures).subspan(claim.figures.begin, claim.figures.size());
    }
    // Whether a claim of the event has a figure of its own with this value.
    [[nodiscard]] bool any_claim_figure(std::string_view id, double value) const {
        return any_claim(id, [&](const Claim& claim) {
            const auto all = figures(claim);
            return std::any_of(all.begin(), all.end(),
                               [&](const Figure& one) { return one.numeric && one.low == value; });
        });
    }

    [[nodiscard]] bool has_relation(std::string_view from, std::string_view kind, std::string_view to) const {
        const Relations& all = data().relations;
        for (size_t i = 0; i < all.size(); ++i) {
            if (data().relation_kinds.word(all.kind[i]) == kind && data().node_id(all.from[i]) == from &&
                data().node_id(all.to[i]) == to) {
                return true;
            }
        }
        return false;
    }

  private:
    template <typename Id>
    static Id found(std::optional<Id> id, std::string_view text) {
        if (!id) throw std::runtime_error("not in the data: " + std::string(text));
        return *id;
    }
    [[nodiscard]] size_t at(std::string_view id) const { return index(event(id)); }
    [[nodiscard]] const Figure& named(std::span<const Figure> all, std::string_view name) const {
        for (const Figure& figure : all)
            if (data().text(figure.name) == name) return figure;
        throw std::runtime_error("no such figure: " + std::string(name));
    }

    Result<Loaded> loaded_;
};

inline Facts record() { return Facts(load_built_in()); }
inline Facts aftermath() { return Facts(load_path(CHOKE_SOURCE_DIR "/data/aftermath")); }

inline bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

using Ids = std::set<std::string>;

}  // namespace full_data
