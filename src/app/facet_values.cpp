#include "app/facet_values.h"

#include <algorithm>

#include "base/text.h"
#include "views/style.h"

namespace choke {

std::string_view word(Facet facet) {
    switch (facet) {
        case Facet::Actor: return "actor";
        case Facet::Side: return "side";
        case Facet::Kind: return "kind";
        case Facet::Status: return "status";
        case Facet::Thing: return "thing";
        case Facet::Tag: return "tag";
        case Facet::Source: return "source";
        case Facet::Role: return "role";
        case Facet::Story: return "story";
    }
    return {};
}

std::optional<Facet> facet_from(std::string_view text) {
    for (const Facet facet : kFacets)
        if (word(facet) == text) return facet;
    return std::nullopt;
}

size_t facet_size(const Dataset& data, Facet facet) {
    switch (facet) {
        case Facet::Actor: return data.actors.size();
        case Facet::Side: return kSideCount;
        case Facet::Kind: return data.event_kinds.size();
        case Facet::Status: return kStatusCount;
        case Facet::Thing: return data.things.size();
        case Facet::Tag: return data.tags.size();
        case Facet::Source: return data.sources.size();
        case Facet::Role: return data.roles.size();
        case Facet::Story: return data.stories.size();
    }
    return 0;
}

std::string_view facet_id(const Dataset& data, Facet facet, uint32_t value) {
    switch (facet) {
        case Facet::Actor: return data.text(data.actors.id[value]);
        case Facet::Side: return word(static_cast<Side>(value));
        case Facet::Kind: return data.event_kinds.word(WordId{value});
        case Facet::Status: return word(static_cast<Status>(value));
        case Facet::Thing: return data.text(data.things.id[value]);
        case Facet::Tag: return data.tags.word(WordId{value});
        case Facet::Source: return data.text(data.sources.id[value]);
        case Facet::Role: return data.roles.word(WordId{value});
        case Facet::Story: return data.text(data.stories.id[value]);
    }
    return {};
}

std::string facet_label(const Dataset& data, Facet facet, uint32_t value) {
    switch (facet) {
        case Facet::Actor: return displayable(data.text(data.actors.name[value]));
        case Facet::Side: return std::string(side_label(static_cast<Side>(value)));
        case Facet::Kind: return kind_label(data.event_kinds.word(WordId{value}));
        case Facet::Status: return std::string(status_label(static_cast<Status>(value)));
        case Facet::Thing: return displayable(data.text(data.things.name[value]));
        case Facet::Source: {
            const std::string title = displayable(data.text(data.sources.title[value]));
            const std::string publisher = displayable(data.text(data.sources.publisher[value]));
            return publisher.empty() ? title : publisher + ": " + title;
        }
        case Facet::Story: return displayable(data.text(data.stories.title[value]));
        case Facet::Tag:
        case Facet::Role: return displayable(facet_id(data, facet, value));
    }
    return {};
}

std::optional<uint32_t> find_facet_value(const Dataset& data, Facet facet, std::string_view id) {
    const auto of = [](const auto& found) { return found ? std::optional(static_cast<uint32_t>(*found)) : std::nullopt; };
    const auto in = [&](const Vocabulary& words) {
        const WordId found = words.find(id);
        return found == kNone<WordId> ? std::nullopt : std::optional(static_cast<uint32_t>(found));
    };
    switch (facet) {
        case Facet::Actor: return of(data.find_actor(id));
        case Facet::Side: return of(side_from(id));
        case Facet::Kind: return in(data.event_kinds);
        case Facet::Status: return of(status_from(id));
        case Facet::Thing: return of(data.find_thing(id));
        case Facet::Tag: return in(data.tags);
        case Facet::Source: return of(data.find_source(id));
        case Facet::Role: return in(data.roles);
        case Facet::Story: return of(data.find_story(id));
    }
    return std::nullopt;
}

ClickState clicked_state(const FacetClicks& clicks, Facet facet, uint32_t value) {
    const auto in = [&](const auto& chosen, const auto& excluded) {
        using Id = typename std::decay_t<decltype(chosen)>::value_type;
        const auto id = static_cast<Id>(value);
        return std::ranges::binary_search(chosen, id)     ? ClickState::Chosen
               : std::ranges::binary_search(excluded, id) ? ClickState::Excluded
                                                          : ClickState::Off;
    };
    switch (facet) {
        case Facet::Actor: return in(clicks.actors, clicks.excluded);
        case Facet::Side: return in(clicks.sides, clicks.excluded_sides);
        case Facet::Kind: return in(clicks.kinds, clicks.excluded_kinds);
        case Facet::Status: return in(clicks.statuses, clicks.excluded_statuses);
        case Facet::Thing: return in(clicks.things, clicks.excluded_things);
        case Facet::Tag: return in(clicks.tags, clicks.excluded_tags);
        case Facet::Source: return in(clicks.sources, clicks.excluded_sources);
        case Facet::Role: return in(clicks.roles, clicks.excluded_roles);
        case Facet::Story: return in(clicks.stories, clicks.excluded_stories);
    }
    return ClickState::Off;
}

}  // namespace choke
