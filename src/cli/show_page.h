// The page that `show` prints: details_of() for events, actors and things; the same kind of page made here
// for sources, stories and relations. Text and JSON are written from it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/details.h"
#include "model/dataset.h"

namespace choke {

struct ShownStep {
    EventId event = kNone<EventId>;
    std::string title;
    std::string date;  // short words
    std::string headline;
    std::string caption;
};

struct ShownPage {
    std::string type;  // "event", "actor", "thing", "source", "story", "relation"
    DetailsPage page;
    std::string kind;  // the word of the data; page.kind is for people
    std::string date;  // EDTF
    std::optional<DateBounds> bounds;
    std::vector<std::pair<std::string, std::string>>
        facts;                     // what a page has no place for: publisher, url, basis, …
    std::vector<ShownStep> steps;  // of a story
};

// Nothing when there is no such id.
[[nodiscard]] std::optional<ShownPage> page_of(const Dataset& data, std::string_view id, Instant known_by_s);

[[nodiscard]] std::string page_text(const Dataset& data, const ShownPage& shown);
[[nodiscard]] std::string page_json(const Dataset& data, const ShownPage& shown);

[[nodiscard]] std::string_view type_word(NodeKind kind);  // "event", "actor", "thing"

}  // namespace choke
